"""What would follow from some claims beside what another says, and what the two ranges allow to conclude.

Verdicts. `agrees`: the ranges that the printed digits allow touch, and neither is too wide to tell anything.
`contradicts`: they lie apart even where digits were cut instead of rounded, money was changed on any day of the
period, and (between articles) a later revision of a few hundredths. `cannot tell`: all else; the sentence says why.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tradeview.claims.claim import Claim, Route
from tradeview.claims.exchange_rates import Exchange
from tradeview.claims.interval import Interval, Span
from tradeview.periods import Months

AGREES, CONTRADICTS, CANNOT_TELL = "agrees", "contradicts", "cannot tell"
# Statistics are revised by some hundredths after they were first printed, so figures of two articles may differ by it.
REVISION = 0.03
# A range whose upper end is twice its lower one agrees with nearly everything.
TOO_WIDE = 2.0

CUT = "The two meet if digits were cut instead of rounded."
RATES_APART = "The two meet if digits were cut instead of rounded, or money was changed at rates far from the mean."
REVISED = "A revision between the two articles may explain so small a gap."
WHOSE = "Whose statistics a figure is of is not known, so it may be of the other side."
WIDE = "The ranges are too wide to tell."


@dataclass(frozen=True)
class Comparison:
    """One test: its claims in their roles, both ranges, the verdict and gap, and why there is no verdict."""

    test: str
    claims: tuple[Claim, ...]
    follows: Span
    says: Span
    unit: str
    verdict: str
    gap: float
    why: str = ""
    note: str = ""
    proposal: str | None = None
    # Whether agreeing would be a coincidence: an equality of figures, not "a part is no larger than the whole".
    telling: bool = True
    # Whether a part of a year goes at the pace of the whole: enough to tell where a decimal point stands.
    paced: bool = False

    @property
    def contradicts(self) -> bool:
        """Whether the verdict is that."""
        return self.verdict == CONTRADICTS


@dataclass
class World:
    """Claims with their indices, and the rates to compare currencies at."""

    claims: Sequence[Claim]
    exchange: Exchange
    levels: dict[tuple[Route, Months], list[Claim]] = field(init=False)
    growths: dict[tuple[Route, Months], list[Claim]] = field(init=False)
    _currencies: dict[frozenset[str], set[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Sort levels and growths by what they are of."""
        self.levels, self.growths, self._currencies = defaultdict(list), defaultdict(list), defaultdict(set)
        for claim in self.claims:
            kind = {"level": self.levels, "growth": self.growths}.get(claim.kind)
            if kind is not None:
                kind[claim.route, claim.months].append(claim)
            if claim.kind == "level" and claim.currency:
                self._currencies[frozenset(claim.route[:2])].add(claim.currency)

    def of(self, kind: str) -> list[Claim]:
        """Claims of one kind."""
        return [claim for claim in self.claims if claim.kind == kind]

    def currencies(self, route: Route) -> list[str]:
        """Currencies that levels of a pair's trade are printed in."""
        return sorted(self._currencies[frozenset(route[:2])])

    def stated(self, route: Route, months: Months, *beside: Claim) -> list[Claim]:
        """Levels of a flow that may be of the side of `beside`, each figure once, from its article if it can be."""
        near = {claim.article for claim in beside}
        found: dict[tuple[object, ...], Claim] = {}
        for claim in sorted(self.levels.get((route, months), ()), key=lambda claim: claim.article not in near):
            if may_be_one_side((claim, *beside)):
                found.setdefault((claim.currency, claim.span.near.low, claim.span.near.high), claim)
        return list(found.values())


def sides(claims: Iterable[Claim]) -> set[str | None]:
    """Whose statistics the claims are of; None among them where one does not say."""
    return {claim.side for claim in claims}


def may_be_one_side(claims: Iterable[Claim]) -> bool:
    """Tell whether no two claims are known to be of different sides."""
    return len(sides(claims) - {None}) <= 1


def one_article(claims: Iterable[Claim]) -> bool:
    """Tell whether all claims stand in one known article."""
    articles = {claim.article for claim in claims}
    return len(articles) == 1 and None not in articles


def unsure_side(claims: Sequence[Claim]) -> bool:
    """Tell whether a claim may be of another side than the rest: a side is missing, and the articles differ."""
    return None in sides(claims) and len({claim.article for claim in claims}) > 1


def agree(one: Interval, other: Interval) -> bool:
    """Tell whether ranges that touch are narrow enough to mean something, or one is a bound that the other keeps."""
    narrow, broad = sorted((one, other), key=lambda each: each.spread)
    return (
        one == other or broad.spread < TOO_WIDE or (narrow.spread < TOO_WIDE and _open(broad) and narrow.within(broad))
    )


def _open(interval: Interval) -> bool:
    return interval.spread == float("inf")


def judged(claims: Sequence[Claim], follows: Span, says: Span) -> tuple[str, float, str]:
    """Give verdict, gap and the reason where there is no verdict."""
    gap = follows.near.gap(says.near)
    if gap == 0:
        return (AGREES, gap, "") if agree(follows.near, says.near) else (CANNOT_TELL, gap, WIDE)
    far = follows.wide.gap(says.wide)
    if far == 0:
        return CANNOT_TELL, gap, CUT if len({claim.currency for claim in claims} - {None}) <= 1 else RATES_APART
    if far <= REVISION and not one_article(claims):
        return CANNOT_TELL, gap, REVISED
    return (CANNOT_TELL, gap, WHOSE) if unsure_side(claims) else (CONTRADICTS, gap, "")


def compare(
    test: str, claims: Sequence[Claim], follows: Span, says: Span, unit: str, *, note: str = "", telling: bool = True
) -> Comparison:
    """Compare what would follow from claims with what another, the last of them, says."""
    verdict, gap, why = judged(claims, follows, says)
    return Comparison(test, tuple(claims), follows, says, unit, verdict, gap, why, note, telling=telling)
