"""The book of claims: all that was printed, found by what it is of, with the rates to compare currencies at."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tradeview.claims.claim import Article, Claim, Route, may_be_one_side, stand_in_one_article
from tradeview.claims.exchange_rates import ONE, RateRanges
from tradeview.claims.interval import Span
from tradeview.periods import Months


@dataclass
class ClaimBook:
    """Claims with their indices, and the rates between their currencies."""

    claims: Sequence[Claim]
    rates: RateRanges
    tested: frozenset[str] | None = None  # the keys of claims of which a test has to hold one; of any, where None
    levels: dict[tuple[Route, Months], list[Claim]] = field(init=False)
    growths: dict[tuple[Route, Months], list[Claim]] = field(init=False)
    untried: Counter[str] = field(default_factory=Counter, init=False)  # by test: what `combining` left out
    _currencies: dict[frozenset[str], set[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Sort levels and growths by what they are of."""
        self.levels, self.growths, self._currencies = defaultdict(list), defaultdict(list), defaultdict(set)
        for claim in self.claims:
            if claim.kind == "level":
                self.levels[claim.route, claim.months].append(claim)
                if claim.currency:
                    self._currencies[claim.pair].add(claim.currency)
            elif claim.kind == "growth":
                self.growths[claim.route, claim.months].append(claim)

    def with_claims(self, claims: Sequence[Claim], tested: frozenset[str] | None = None) -> "ClaimBook":
        """Make a book of other claims, in which the currencies of this one are known, to test some of them by key."""
        book = ClaimBook(claims, self.rates, tested)
        for pair, currencies in self._currencies.items():
            book._currencies[pair] |= currencies
        return book

    def asks_for(self, claims: Iterable[Claim]) -> bool:
        """Tell whether a test of claims is wanted: of one around a correction, only if it holds what is corrected."""
        return self.tested is None or any(claim.key in self.tested for claim in claims)

    @cached_property
    def by_pair(self) -> dict[frozenset[str], list[Claim]]:
        """Claims by the two economies that they are about."""
        found: dict[frozenset[str], list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[claim.pair].append(claim)
        return found

    @cached_property
    def by_article(self) -> dict[Article, list[Claim]]:
        """Claims by the article that printed them; statistics are in none."""
        found: dict[Article, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            if claim.article is not None and not claim.trusted:
                found[claim.article].append(claim)
        return found

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

    def growths_beside(self, route: Route, months: Months, growth: Claim) -> list[Claim]:
        """Growths of a flow that are counted from the same months and may be of one side with a growth.

        Those of its own article, where there are any, else each figure once.
        """
        found: dict[tuple[object, ...], Claim] = {}
        for claim in self.growths.get((route, months), ()):
            if claim.before == growth.before and may_be_one_side((claim, growth)):
                found.setdefault((claim.currency, claim.span.near.low, claim.span.near.high, claim.article), claim)
        in_article = [claim for claim in found.values() if stand_in_one_article((claim, growth))]
        by_figure = {(claim.currency, claim.span.near): claim for claim in reversed(found.values())}
        return in_article or list(reversed(by_figure.values()))

    def move_of_rate(self, currency: str, to: str, growth: Claim) -> Span | None:
        """By what growth in one currency is multiplied to be growth in another; None where a rate is not known."""
        if currency == to:
            return ONE
        now = self.rates.conversion_factor(currency, to, growth.months)
        before = self.rates.conversion_factor(currency, to, growth.before)
        if now is None or before is None:
            return None
        # Rates far from the mean in two years at once, and in opposite directions, would allow any growth.
        return Span.of((now / before).near)

    def level_in(self, claim: Claim, currency: str | None) -> Span | None:
        """A level in another currency, at the rates of its months; None where no rate is known."""
        factor = self.rates.conversion_factor(str(claim.currency), str(currency), claim.months)
        return None if factor is None else claim.span * factor
