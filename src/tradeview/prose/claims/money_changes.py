"""What changed by an amount of money that is read as a level: exports to China (−RM2.9 billion), naik tipis RM96 juta.

An amount below nothing that is of no balance is what a flow fell by. In some languages an amount right behind its verb
is a change (`bare_changes`), and right behind some verbs (`adding`); and one verb may be of a row of amounts:
`bertambah RM1.9 bilion, Singapura RM1.8 bilion`.
"""

import re
from collections.abc import Sequence

from tradeview.prose.claims.around import BRACKET_BEFORE, SAID_OF_WHAT, Around
from tradeview.prose.claims.claim import CHANGE, GROWTH
from tradeview.prose.claims.claim_words import FALL, RISE, SIGNS
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.facts.kinds import BALANCES
from tradeview.prose.facts.sentence import last_before, within
from tradeview.prose.measures.words import PERCENT

NAME_OF_ROW = re.compile(r"(?:[^\W\d_][^\s,;:()]* ?){1,5}\Z")  # of whom the next amount of a row is
BETWEEN = 16  # characters before the first end of a range in which its "between" stands
LEADING, PREPOSITION = 2, 5  # words, and letters of each, before the name of the next of a row: to the, ke, nach
NEITHER = "neither"  # of what holds a word for a flow and names none: Amerika Syarikat
PART = 200  # characters before a bracket in which something is said to have risen or fallen


def find_change(around: Around) -> Claimed | None:
    """Return the change that an amount is, by what stands right before it; None where it is a level."""
    for find_answer in (_find_in_bracket, find_restated_change, _find_by_verb, _find_range, _find_next_of_row):
        answer = find_answer(around)
        if answer:
            return answer
    return None


def find_restated_change(around: Around) -> Claimed | None:
    """Return the change that an amount tells once more behind its growth: fell 0.8 %, or 8,521 tonnes, to 1 million."""
    last, claimed = around.place.previous, around.place.last
    if last is None or claimed is None or claimed.name != GROWTH or last.unit != PERCENT or claimed.is_ratio:
        return None
    between = around.folded[last.end : around.start]
    if not around.words.restated.fullmatch(between):
        return None
    # In a bracket it is one where "by" says so: fell 26 % (by 16 million tonnes).
    if "(" in between and around.find_by_before() is None:
        return None
    is_negative = last.numeral is not None and last.numeral.value < 0
    return Claimed(CHANGE, -1 if is_negative or claimed.sign < 0 else 1)


def _find_in_bracket(around: Around) -> Claimed | None:
    """Return the change that a negative amount in a bracket is, where something rose or fell, and no balance."""
    numeral = around.figure.numeral
    opened = BRACKET_BEFORE.search(around.folded, max(around.start - 2, 0), around.start)
    if numeral is None or numeral.value >= 0 or opened is None or around.figure.flow == "balance":
        return None
    sentence = around.place.sentence
    has_balance = any(one.label in BALANCES for one in within(sentence.mentions, sentence.start, sentence.end))
    is_moved = bool(around.list_moves(max(around.part_start, around.start - PART), around.start))
    return Claimed(CHANGE, -1) if is_moved and not has_balance else None


def _find_by_verb(around: Around) -> Claimed | None:
    """Return the change that an amount right behind its verb is, where a language says so: tăng 12 USD."""
    adding = around.words.adding.before(around.view, around.start)
    if adding and adding.edge >= around.place.floor:
        return Claimed(CHANGE, SIGNS[adding.word.label])
    verb = around.find_next_to_verb()
    if verb is None or verb.label not in {RISE, FALL}:
        return None
    # With a word for how much between: naik tipis RM96 juta.
    has_degree = around.words.has_changes_by_degree and around.is_behind_degree
    return Claimed(CHANGE, SIGNS[verb.label]) if around.words.has_bare_changes or has_degree else None


def _find_range(around: Around) -> Claimed | None:
    """Return the change that an end of a range is, which something may rise or fall by: fall by between 11 and 15."""
    last, claimed = around.place.previous, around.place.last
    if around.words.has_started_ranges:  # with 8 to 9, from 8 to 9
        return None
    if last and claimed and claimed.name == CHANGE and not last.unit:
        is_end = around.words.range_joint.fullmatch(around.folded, last.end, around.start) is not None
        return claimed if is_end and _opens_range(around, last.start) else None
    opened = _opens_range(around, around.start)
    following = around.place.following
    if opened is None or following is None or following.unit:
        return None
    if around.words.range_joint.fullmatch(around.folded, around.end, following.start) is None:
        return None
    verb = last_before(around.place.said, opened.start())
    joint = around.folded[verb.end : opened.start()].strip() if verb else ""
    is_next = verb is not None and verb.label in {RISE, FALL} and verb.end >= around.place.floor
    return Claimed(CHANGE, SIGNS[verb.label or RISE]) if verb and is_next and _is_by(around, joint) else None


def _opens_range(around: Around, end: int) -> re.Match[str] | None:
    """Return the "between" right before a place."""
    return around.words.between.search(around.folded, max(around.part_start, end - BETWEEN), end)


def _is_by(around: Around, joint: str) -> bool:
    """Whether what stands between a verb and a range says that it rose by it: by, or nothing."""
    return not joint or around.measures.by_alone.fullmatch(joint) is not None


def _find_next_of_row(around: Around) -> Claimed | None:
    """Return the change that the next amount of a row is, behind a name alone: rose by $2 billion, Japan $1 billion."""
    last, claimed = around.place.previous, around.place.last
    if (
        last is None
        or claimed is None
        or claimed.name != CHANGE
        or last.unit
        or last.currency != around.figure.currency
    ):
        return None
    between = around.folded[last.end : around.start]
    joined = around.words.row_joint.match(between)
    name = NAME_OF_ROW.fullmatch(between, joined.end()) if joined else None
    if joined is None or name is None:
        return None
    printed = around.view.printed[last.end + joined.end() : around.start].split()
    said = [one for one in around.list_said(last.end, around.start) if one.label in {*SIGNS, *SAID_OF_WHAT}]
    near = [one for one in within(around.place.sentence.mentions, last.end, around.start) if one.label != NEITHER]
    times = within(around.place.sentence.times, last.end, around.start)
    is_name = _is_name(printed)
    if said or near or times or not is_name:
        return None
    signed = last.signed
    return Claimed(CHANGE, -1 if claimed.sign < 0 or (signed is not None and signed.value < 0) else 1)


def _is_name(words: Sequence[str]) -> bool:
    """Whether printed words are a name alone, or behind a preposition and its article: to the United States."""
    rest = list(words)
    while len(rest) > 1 and len(words) - len(rest) < LEADING and rest[0].islower() and len(rest[0]) <= PREPOSITION:
        rest.pop(0)
    return rest[0][0].isupper() and rest[-1][0].isupper()
