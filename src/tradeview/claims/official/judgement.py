"""The verdict on one claim: the range that it says held against what the official table has."""

from collections.abc import Sequence
from dataclasses import dataclass

from tradeview.claims.comparison import CANNOT_TELL, CONTRADICTS, TOO_WIDE
from tradeview.claims.official.cannot_tell import CannotTell
from tradeview.claims.official.computing import Computed, Statistics, compute
from tradeview.claims.official.corrections import Proposal, find_proposals, touches
from tradeview.claims.official.other_readings import Surroundings, find_other_reading
from tradeview.claims.official.printed_claims import EPSILON, LEVEL, QUANTITY, PrintedClaim
from tradeview.words import verdicts as words
from tradeview.words.names import name_economy

MATCHES, REVISED = "matches", "revised"
# What one side counts is seldom more than twice what the other does: freight, transit, time on the way.
MIRROR_GAP = 2


@dataclass(frozen=True)
class Judgement:
    """What came of one claim: the verdict, what it was held against, and what is missing or would mend it."""

    verdict: str
    computed: Computed | None = None
    missing: CannotTell | None = None
    proposals: Sequence[Proposal] = ()

    @property
    def proposal(self) -> Proposal | None:
        """The one change that would mend the claim; none where several may."""
        return self.proposals[0] if self.proposals and self.proposals[0].is_sure else None


def judge_claim(printed: PrintedClaim, statistics: Statistics, around: Surroundings) -> Judgement:
    """Give a verdict on one claim, by what the text says around it."""
    try:
        computed = compute(printed, statistics)
    except CannotTell as missing:
        return Judgement(CANNOT_TELL, missing=missing)
    judgement = compare(printed, computed)
    if judgement.verdict != CONTRADICTS:
        return judgement
    doubt = find_other_reading(printed, around, statistics)
    if doubt is not None:
        return Judgement(CANNOT_TELL, computed, doubt)
    return Judgement(CONTRADICTS, computed, proposals=find_proposals(printed, statistics))


def compare(printed: PrintedClaim, computed: Computed) -> Judgement:
    """Hold the range that a claim says against the official one."""
    if touches(printed, computed):
        if _is_far_bound(printed, computed):
            return Judgement(CANNOT_TELL, computed, CannotTell("bound", words.FAR_BOUND))
        return Judgement(MATCHES, computed)
    if _apart(printed, computed.low, computed.high) <= computed.tolerance * (1 + EPSILON):
        return Judgement(REVISED, computed)
    doubt = _find_doubt(printed, computed)
    return Judgement(CONTRADICTS, computed) if doubt is None else Judgement(CANNOT_TELL, computed, doubt)


def _find_doubt(printed: PrintedClaim, computed: Computed) -> CannotTell | None:
    """Say why a figure that is off may still be right: another rate, revised flows, another meaning."""
    at_any_rate = computed.at_any_rate
    if at_any_rate is not None and _apart(printed, *at_any_rate) <= computed.tolerance:
        return CannotTell("rate", words.ANY_RATE)
    if _apart(printed, computed.low, computed.high) <= computed.moved_by_flows:
        return CannotTell("balance", words.MOVED_BY_FLOWS)
    is_mirrored = printed.side is None and computed.reporter != printed.reporter
    if is_mirrored and not _is_beyond_mirror_gap(printed, computed):
        return CannotTell("side", words.OTHER_STATISTICS_MAY_HAVE, reporter=name_economy(printed.reporter))
    if computed.is_doubt_bounded and _is_beyond_mirror_gap(printed, computed):
        return None
    return computed.doubt


def _is_beyond_mirror_gap(printed: PrintedClaim, computed: Computed) -> bool:
    """Tell whether a figure is further off than two sides of one flow usually are; of ratios nobody knows how far."""
    if printed.kind not in {LEVEL, QUANTITY} or printed.value * computed.value <= 0:
        return False
    sizes = sorted((abs(printed.value), abs(computed.value)))
    return sizes[1] > MIRROR_GAP * sizes[0]


def _apart(printed: PrintedClaim, low: float, high: float) -> float:
    """How far a printed range lies from another."""
    return max(printed.low - high, low - printed.high, 0.0)


def _is_far_bound(printed: PrintedClaim, computed: Computed) -> bool:
    """Tell whether a bound is kept by so much that nobody would have printed it of this figure."""
    if printed.bound is None:
        return False
    sizes = sorted((abs(printed.value), abs(computed.value)))
    return sizes[1] >= TOO_WIDE * sizes[0]
