"""What changed by a number of points or tonnes, and no ratio: percentage points, points of an index, a quantity."""

from tradeview.prose.claims.around import (
    Around,
)
from tradeview.prose.claims.claim import CHANGE, GROWTH, INDEX, QUANTITY
from tradeview.prose.claims.claim_words import (
    FALL,
    RISE,
    SHARE_NOUN,
    SIGNS,
)
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.claims.money_changes import find_restated_change
from tradeview.prose.claims.moves import find_behind, find_sign
from tradeview.prose.claims.nearest import MOVES, find_label, find_move_beside, find_nearest_words, find_sign_of
from tradeview.prose.claims.place import FAR_OFF
from tradeview.prose.facts.sentence import within
from tradeview.prose.measures.words import PERCENT


def find_index(around: Around) -> Claimed:
    """Return an index, or by how many points it changed."""
    direct, behind = around.find_next_to_verb(), find_behind(around)
    is_change = direct is not None and direct.label in SIGNS
    is_change = is_change or (behind is not None and behind.name == GROWTH)
    return Claimed(CHANGE, find_sign(around)) if is_change else Claimed(INDEX)


def find_points(around: Around) -> Claimed:
    """Return the change that points are, or nothing where they may be of anything: the market rose 20 points."""
    if find_nearest_words(around.reader.lexicon).is_listed:
        label = find_label(around.place)
        return Claimed(CHANGE, find_sign_of(label)) if label in MOVES else Claimed()
    near = (around.part_start, around.end + FAR_OFF)
    is_percent = any(one.unit == PERCENT for one in within(around.place.figures, *near))
    is_share = any(one.label == SHARE_NOUN for one in around.list_said(*near))
    is_named = around.reader.lexicon.percent.search(around.folded, around.figure.start, around.end) is not None
    return Claimed(CHANGE, find_sign(around)) if is_percent or is_share or is_named else Claimed()


def find_quantity(around: Around) -> Claimed:
    """Return a quantity, or by how much it changed."""
    label = find_move_beside(around.place)
    if label:
        return Claimed(CHANGE, find_sign_of(label))
    verb = around.find_next_to_verb()
    if verb and verb.label in {RISE, FALL} and around.is_changed_by() and around.figure.kind != "change":
        return Claimed(CHANGE, SIGNS[verb.label])
    restated = find_restated_change(around)
    if restated:
        return restated
    is_change = around.figure.kind == "change" and not find_nearest_words(around.reader.lexicon).is_listed
    return Claimed(CHANGE, -1 if around.figure.is_said_negative else 1) if is_change else Claimed(QUANTITY)
