"""What would follow from some claims beside what another says, and what the two ranges allow to conclude.

Verdicts. `agrees`: the ranges that the printed digits allow touch, and neither is too wide to tell anything.
`contradicts`: they lie apart even where digits were cut instead of rounded, money was changed on any day of the
period, and (between articles) a later revision of a few hundredths. `cannot tell`: all else; the reason says why.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

from tradeview.claims.claim import Claim, is_side_unsure, keys_of, stand_in_one_article
from tradeview.claims.interval import EPSILON, Interval, Span
from tradeview.claims.proposals import Proposal
from tradeview.table.schema import BALANCE

AGREES, CONTRADICTS, CANNOT_TELL = "agrees", "contradicts", "cannot tell"
# Statistics are revised by some hundredths after they were first printed, so figures of two articles may differ by it.
REVISION = 0.03
# A ratio of two revised figures is off by both revisions, and so is a whole that was revised, too, from a sum; more
# parts make a sum no further off. A balance is of two figures itself.
MOST_REVISED = 2
# "More than 91" says nothing of 142: who prints a bound means one that is near.
NEAR_BOUND = 1.5
# Growth is held as 1 + growth, and a share of a whole is: what a unit of figures that are no money is called.
SHARE = "share"
# A range whose upper end is twice its lower one agrees with nearly everything.
TOO_WIDE = 2.0


class Reason(Enum):
    """Why there is no verdict."""

    DIGITS_CUT = auto()
    RATES_APART = auto()
    REVISED = auto()
    SIDE_UNKNOWN = auto()
    TOO_WIDE = auto()
    NO_RATE = auto()
    NO_RATE_TABLE = auto()
    FAR_FROM_MEAN = auto()
    RATE_WHEN_PRINTED = auto()
    TOO_SLOW = auto()
    SET_DROPPED = auto()
    COVERAGE = auto()


class Judgement(NamedTuple):
    """A verdict, how far the ranges lie apart, and the reason where there is no verdict."""

    verdict: str
    gap: float
    reason: Reason | None = None


@dataclass(frozen=True)
class Comparison:
    """One test: its claims in their roles, both ranges, the verdict and gap, and what more is known of it."""

    test: str
    claims: tuple[Claim, ...]
    follows: Span
    says: Span
    unit: str
    verdict: str
    gap: float
    reason: Reason | None = None
    proposal: Proposal = ()
    fitting_years: tuple[int, ...] = ()  # in which an implied rate would be one of the days, nearest first
    growth_currency: str | None = None  # in which growth between levels was computed
    converted: tuple[str, str] | None = None  # from which currency to which growth was carried over
    missing_rate: tuple[str, str] | None = None  # between which currencies growth could not be carried over
    is_part_of_set: bool = False  # whether one rank is among a part of those that the other is among
    # Whether agreeing would be a coincidence: an equality of figures, not "a part is no larger than the whole".
    is_telling: bool = True
    # Whether a part of a year goes at the pace of the whole: enough to tell where a decimal point stands.
    is_at_pace: bool = False

    @property
    def contradicts(self) -> bool:
        """Whether the verdict is that."""
        return self.verdict == CONTRADICTS

    @cached_property
    def keys(self) -> frozenset[str]:
        """Keys of its claims."""
        return keys_of(self.claims)

    @cached_property
    def doubtful(self) -> list[Claim]:
        """Its claims that may be mistaken: all but statistics."""
        return [claim for claim in self.claims if not claim.trusted]

    def rests_on(self, keys: frozenset[str]) -> bool:
        """Tell whether one of some claims stands in it."""
        return not self.keys.isdisjoint(keys)


def list_resting_on(comparisons: Iterable[Comparison], keys: frozenset[str]) -> list[Comparison]:
    """List the tests in which one of some claims stands."""
    return [comparison for comparison in comparisons if comparison.rests_on(keys)]


def compare(
    test: str,
    claims: Sequence[Claim],
    follows: Span,
    says: Span,
    unit: str,
    *,
    is_telling: bool = True,
    is_limit: bool = False,
    growth_currency: str | None = None,
) -> Comparison:
    """Compare what would follow from claims with what another, the last of them, says.

    `is_limit`: one of the ranges is all that is not ruled out, and no printed bound: a part, from nothing to the whole.
    """
    nothing = 1.0 if unit == SHARE else 0.0
    verdict, gap, reason = judge(claims, follows, says, nothing=nothing, is_limit=is_limit)
    return Comparison(
        test,
        tuple(claims),
        follows,
        says,
        unit,
        verdict,
        gap,
        reason,
        growth_currency=growth_currency,
        is_telling=is_telling,
    )


def judge(
    claims: Sequence[Claim], follows: Span, says: Span, *, nothing: float = 0.0, is_limit: bool = False
) -> Judgement:
    """Hold two ranges against each other: as printed, then as wide as they may be at most."""
    gap = follows.near.gap(says.near)
    if gap == 0:
        if are_telling(follows.near, says.near, nothing=nothing, is_limit=is_limit):
            return Judgement(AGREES, gap)
        return Judgement(CANNOT_TELL, gap, Reason.TOO_WIDE)
    least_gap = follows.wide.gap(says.wide)
    if least_gap == 0:
        currencies = {claim.currency for claim in claims} - {None}
        reason = Reason.DIGITS_CUT if len(currencies) <= 1 else Reason.RATES_APART
        return Judgement(CANNOT_TELL, gap, reason)
    doubt = doubt_contradiction(claims, least_gap)
    if doubt:
        return Judgement(CANNOT_TELL, gap, doubt)
    return Judgement(CONTRADICTS, gap)


def doubt_contradiction(claims: Sequence[Claim], least_gap: float) -> Reason | None:
    """Say why ranges that lie apart may still both be right: a revision between two articles, another side."""
    if least_gap <= allow_revisions(claims):
        return Reason.REVISED
    if is_side_unsure(claims):
        return Reason.SIDE_UNKNOWN
    return None


def allow_revisions(claims: Sequence[Claim]) -> float:
    """Give the gap that revisions may make: three hundredths a figure of another article than the last claim's.

    Of two figures, one is the other revised. What growth is computed from is revised figure by figure, what is added up
    article by article.
    """
    if stand_in_one_article(claims):
        return 0.0
    *others, last = claims
    revised = [claim for claim in others if not stand_in_one_article((claim, last))]
    count = len(revised)
    if last.kind != "growth":
        articles = [claim.article for claim in revised]
        count = len(set(articles) - {None}) + articles.count(None)
    count = max(min(count, MOST_REVISED), 1)
    if len(claims) > MOST_REVISED:
        count += sum(claim.flow == BALANCE for claim in revised)
    return float((1 + REVISION) ** count - 1)


def are_telling(one: Interval, other: Interval, *, nothing: float = 0.0, is_limit: bool = False) -> bool:
    """Tell whether ranges that touch are narrow enough to mean something, or one is a bound that the other keeps.

    A bound tells of what is near it: `nothing` is the number from which both are counted, 1 of growth.
    """
    narrow, broad = sorted((one, other), key=lambda interval: interval.spread)
    if one == other or broad.spread < TOO_WIDE:
        return True
    is_bound = broad.spread == math.inf
    if not is_bound or narrow.spread >= TOO_WIDE or not narrow.within(broad):
        return False
    return is_limit or _is_near_bound(narrow, broad, nothing)


def _is_near_bound(narrow: Interval, broad: Interval, nothing: float) -> bool:
    """Tell whether a range goes on from a bound by no more than half as much again."""
    bound, end = broad.low, narrow.low
    if math.isfinite(broad.high):
        bound, end = broad.high, narrow.high
    smaller, larger = sorted((bound - nothing, end - nothing), key=abs)
    if smaller * larger <= 0:
        return bound == end
    return larger / smaller <= NEAR_BOUND * (1 + EPSILON)
