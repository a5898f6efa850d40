"""The book of claims: all that was printed, found by what it is of, with the rates to compare currencies at."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tradeview.claims.claim import Claim, Route, may_be_one_side
from tradeview.claims.exchange_rates import RateRanges
from tradeview.claims.interval import Span
from tradeview.periods import Months


@dataclass
class ClaimBook:
    """Claims with their indices, and the rates between their currencies."""

    claims: Sequence[Claim]
    rates: RateRanges
    levels: dict[tuple[Route, Months], list[Claim]] = field(init=False)
    growths: dict[tuple[Route, Months], list[Claim]] = field(init=False)
    _currencies: dict[frozenset[str], set[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Sort levels and growths by what they are of."""
        self.levels, self.growths, self._currencies = defaultdict(list), defaultdict(list), defaultdict(set)
        for claim in self.claims:
            if claim.kind == "level":
                self.levels[claim.route, claim.months].append(claim)
                if claim.currency:
                    self._currencies[frozenset(claim.route[:2])].add(claim.currency)
            elif claim.kind == "growth":
                self.growths[claim.route, claim.months].append(claim)

    def with_claims(self, claims: Sequence[Claim]) -> "ClaimBook":
        """Make a book of other claims, in which the currencies of this one are known."""
        book = ClaimBook(claims, self.rates)
        for pair, currencies in self._currencies.items():
            book._currencies[pair] |= currencies
        return book

    def of_kind(self, kind: str) -> list[Claim]:
        """Claims that are levels, growths, shares or ranks."""
        return [claim for claim in self.claims if claim.kind == kind]

    def currencies(self, route: Route) -> list[str]:
        """Currencies that levels of a pair's trade are printed in."""
        return sorted(self._currencies[frozenset(route[:2])])

    def levels_beside(self, route: Route, months: Months, *beside: Claim) -> list[Claim]:
        """Levels of a flow that may be of the side of `beside`, each figure once, from its article if it can be."""
        articles = {claim.article for claim in beside}
        found: dict[tuple[object, ...], Claim] = {}
        for claim in sorted(self.levels.get((route, months), ()), key=lambda claim: claim.article not in articles):
            if may_be_one_side((claim, *beside)):
                found.setdefault((claim.currency, claim.span.near.low, claim.span.near.high), claim)
        return list(found.values())

    def level_in(self, claim: Claim, currency: str | None) -> Span | None:
        """A level in another currency, at the rates of its months; None where no rate is known."""
        factor = self.rates.conversion_factor(str(claim.currency), str(currency), claim.months)
        return None if factor is None else claim.span * factor
