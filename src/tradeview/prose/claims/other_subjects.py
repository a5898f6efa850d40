"""What is said of no trade: tariffs, interest and inflation, and what else may grow, such as output and the ringgit."""

from tradeview.prose.claims.around import (
    Around,
)
from tradeview.prose.claims.claim_words import (
    OTHER,
)
from tradeview.prose.claims.claim_words import RATE as RATE_WORD
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.facts.sentence import Mention, first_after, last_before, within


def find_rate(around: Around) -> Claimed | None:
    """Return that a percentage is a tariff, an interest rate or inflation, if it is."""
    floor = max(around.clause_start, around.place.floor)
    rates = [one for one in around.list_said(floor, around.start) if one.label == RATE_WORD]
    if rates:
        flow = last_before(around.list_flows(), around.start)
        return Claimed(is_trade=flow is not None and flow.start > rates[-1].end)
    behind = first_after(around.place.said, around.end)
    if behind and behind.label == RATE_WORD and around.is_next_word(behind.start) and not around.find_next_to_verb():
        return Claimed(is_trade=False)
    return None


def is_of_other(around: Around) -> bool:
    """Whether what grows is no trade: the subject named last before the number is another."""
    others = [one for one in around.list_said(around.part_start, around.start) if one.label in {OTHER, RATE_WORD}]
    others = [one for one in others if not _is_whole(around, one)]
    if not others:
        return False
    flow = last_before(around.list_flows(), around.start)
    return flow is None or flow.start < others[-1].start


def _is_whole(around: Around, other: Mention) -> bool:
    """Whether something is but the whole of which a percentage before is a share: two thirds of output."""
    before = [one for one in within(around.place.figures, around.part_start, around.start) if one.end <= other.start]
    of = around.measures.share_of.match(around.folded, before[-1].end) if before else None
    return of is not None and around.is_blank(of.end(), other.start)
