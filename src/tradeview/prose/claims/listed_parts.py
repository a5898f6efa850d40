"""Parts that no verb calls so: a list that goes down and adds up to a whole, a part of what was told, of a rank.

`Partners: Switzerland 29 %, China 16 %, Namibia 12 %` names no share, but growths seldom stand in the order of their
size and add up to most of a whole. `Of this, 41 % went`, `second with 21 %` and `took $232 million (38 %)` say that the
number is a part by what stands right before it. Where anything in the sentence rose or fell, none of them is asked.
"""

import re
from itertools import pairwise

from tradeview.prose.claims.around import BRACKET_BEFORE, Around
from tradeview.prose.claims.claim import SHARE
from tradeview.prose.claims.claim_words import OTHER, RATE, SHARE_NOUN, SIGNS
from tradeview.prose.claims.claim_words import SHARE as SHARE_WORD
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.claims.moves import find_signed
from tradeview.prose.figure import Figure
from tradeview.prose.measures.words import INDEX, MULTIPLE, PERCENT, POINT
from tradeview.prose.measures.words import RANK as RANK_UNIT

LEAST_LISTED = 3  # numbers of a list whose order and sum say that they are parts
MOST_OF_WHOLE = 0.5  # what they add up to at least
NEARLY_WHOLE = 0.9  # and where the text before told growth
WHOLE = 1.005  # what they add up to at most, with what rounding adds
LISTED = 60  # characters of a name between two numbers of a list
BESIDE_RANK = 50  # characters between a rank and the share of what has it
TOLD = 45  # characters between what was told and a part of it
NO_AMOUNTS = {PERCENT, POINT, MULTIPLE, RANK_UNIT, INDEX}
NO_PARTS = {*SIGNS, RATE, OTHER}
NAME = re.compile(r"[^\W\d_]")


def find_listed_part(around: Around) -> Claimed | None:
    """Return a share where its list goes down and adds up to most of a whole: China 29 %, Japan 16 %, India 12 %."""
    sentence = around.place.sentence
    if any(one.label in NO_PARTS for one in around.list_said(sentence.start, sentence.end)):
        return None
    if around.has(around.words.bases, sentence.start, sentence.end):
        return None
    values = [_find_value(one) for one in _list_run(around)]
    is_down = all(last >= value for last, value in pairwise(values))
    if len(values) < LEAST_LISTED or not is_down or not all(0 < value < 1 for value in values):
        return None
    least = MOST_OF_WHOLE if around.place.last_base is None else NEARLY_WHOLE
    return Claimed(SHARE) if least <= sum(values) <= WHOLE else None


def _find_value(figure: Figure) -> float:
    """Return the value of a percentage; 0 where none can be told."""
    return float(figure.numeral.value) if figure.numeral is not None else 0.0


def _list_run(around: Around) -> list[Figure]:
    """Return the percentages of the list in which a number stands, parted by names alone."""
    figures, number = around.place.figures, around.place.number
    first = last = number
    while first > 0 and _are_beside(around, figures[first - 1], figures[first]):
        first -= 1
    while last + 1 < len(figures) and _are_beside(around, figures[last], figures[last + 1]):
        last += 1
    return list(figures[first : last + 1])


def _are_beside(around: Around, one: Figure, other: Figure) -> bool:
    """Whether only a name stands between two percentages, of which both or neither have brackets."""
    if one.unit != PERCENT or other.unit != PERCENT:
        return False
    between = around.folded[one.end : other.start]
    is_alike = between.count("(") == between.count(")") <= 1 and between.find(")") <= between.find("(")
    is_near = len(between) <= LISTED and ";" not in between and ":" not in between
    return is_alike and is_near and NAME.search(between) is not None and "." not in between


def find_part_of_total(around: Around) -> Claimed | None:
    """Return a share right behind what says that it is a part of what was told: of this, 41 % to China."""
    floor = max(around.place.floor, around.start - TOLD, around.part_start)
    told = around.words.part_of_total.search(around.folded, floor, around.start)
    before = around.place.before
    # Exports rose 8 %, trong đó gạo 10 %: of what rose, a growth may be told.
    if told is None or (before is not None and before.name != SHARE) or find_signed(around):
        return None
    if any(one.label in NO_PARTS for one in around.list_said(around.part_start, around.place.ceiling)):
        return None
    return None if around.find_by_before() is not None or _names_flow(around, told.end("told")) else Claimed(SHARE)


def _names_flow(around: Around, start: int) -> bool:
    """Whether a flow stands between a place and the number, which what was told may have risen by."""
    return any(start <= one.start < around.start for one in around.list_flows())


def find_part_of_rank(around: Around) -> Claimed | None:
    """Return a share behind "with" of what has a rank, or is the largest: second, with 21 %."""
    joint = around.words.with_part.search(around.folded, around.place.floor, around.start)
    if joint is None or find_signed(around):
        return None
    last = around.place.previous
    start = max(around.part_start, around.start - 2 * BESIDE_RANK)
    if last is not None and last.unit == RANK_UNIT and joint.start() - last.end <= BESIDE_RANK:
        start = max(around.part_start, last.start - BESIDE_RANK)
    elif not around.has(around.words.share_lists, max(start, around.place.floor), joint.start()):
        return None
    said = around.list_said(start, around.start)
    return None if any(one.label in NO_PARTS for one in said) else Claimed(SHARE)


def find_part_taken(around: Around) -> Claimed | None:
    """Return a share in a bracket behind the amount that a verb says to be taken: bought $232 million (38 %)."""
    last = around.place.previous
    opened = BRACKET_BEFORE.search(around.folded, max(around.start - 2, 0), around.start)
    if last is None or last.unit in NO_AMOUNTS or last.kind != "amount" or opened is None:
        return None
    is_alone = around.folded[around.end : around.end + 1] == ")" and around.is_blank(last.end, opened.start())
    if not is_alone or find_signed(around):
        return None
    said = [one for one in around.list_said(around.part_start, around.place.ceiling) if one.label != SHARE_NOUN]
    if any(one.label in NO_PARTS for one in said):
        return None
    number = around.place.number
    before_last = around.place.figures[number - 2].end if number > 1 else around.place.sentence.start
    is_taken = any(one.label == SHARE_WORD for one in said if before_last <= one.start < last.start)
    # One verb may be of all amounts of a row: took $232 million (38 %), Japan $102 million (16 %).
    before, former = around.place.before, around.place.last_percent
    is_row = before is not None and before.name == SHARE and former is not None and former.end == before_last
    return Claimed(SHARE) if is_taken or is_row else None
