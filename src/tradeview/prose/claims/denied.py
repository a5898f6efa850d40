"""What is said to be none, 6 % and not 9 %, and how far something is from what was planned: 5 % below target.

Neither is a growth or a share of anything.
"""

from tradeview.prose.claims.around import (
    BEHIND,
    Around,
)
from tradeview.prose.claims.claim_words import FALL, RISE
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.facts.sentence import first_after, last_before
from tradeview.prose.figure import OPPOSITE_HEDGES


def find_beside_target(around: Around) -> Claimed | None:
    """Return that a percentage claims nothing, where it is how far a plan was missed."""
    return Claimed() if _is_of_target(around) else None


def is_denied(around: Around) -> bool:
    """Whether a measure is said to be none: 6 %, not 9 %; yüzde 9 değil, yüzde 6."""
    floor = max(around.place.floor, around.start - BEHIND)
    is_behind = around.words.denied_behind.match(around.folded, around.end) is not None
    is_before = around.words.denied.search(around.folded, floor, around.start) is not None
    is_bound = around.figure.hedge in OPPOSITE_HEDGES
    return is_behind or is_before or (not is_bound and has_denied_verb(around))


def has_denied_verb(around: Around) -> bool:
    """Whether what rose or fell by the number is said not to have: did not grow by 5 %."""
    floor = max(around.clause_start, around.place.floor)
    verbs = [one for one in around.list_moves(floor, around.start) if one.label in {RISE, FALL}]
    return bool(verbs) and around.words.denied_verb.search(around.folded, floor, verbs[-1].start) is not None


def _is_of_target(around: Around) -> bool:
    """Whether a percentage says how far something is from what was planned: 5 % below target."""
    behind = around.find_word_behind()
    of = around.measures.share_of.match(around.folded, around.end)
    place = behind.edge if behind else of.end() if of else None
    # Where verbs stand last, one behind a growth says that it is expected: yüzde 5 artması bekleniyor.
    if around.words.verbs_follow:
        return _is_beside_target(around)
    if place is None:
        return False
    status = first_after(around.list_statuses(place, place + BEHIND), place)
    return status is not None and len(around.folded[place : status.start].split()) <= 1


def _is_beside_target(around: Around) -> bool:
    """Whether a percentage says how far above or below what was planned right before it something is."""
    planned = last_before(around.list_statuses(around.part_start, around.start), around.start)
    if planned is not None and around.words.base_behind.match(around.folded, planned.end):
        return True
    if around.measures.above_behind.match(around.folded, around.end) is None:
        return False
    statuses = around.list_statuses(around.start - BEHIND, around.start)
    return bool(statuses) and len(around.folded[statuses[-1].end : around.start].split()) <= 1
