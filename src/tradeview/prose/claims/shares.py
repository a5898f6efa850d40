"""What is a share of a whole: 5 % of exports, a third of them, the same share at another time, names with theirs.

Verbs and nouns that say a share (accounted for, its share) are found with those of a growth, in `moves`.
"""

import re

from tradeview.prose.claims.around import (
    BEHIND,
    BRACKET_BEFORE,
    SAID_OF,
    SAID_OF_WHAT,
    Around,
)
from tradeview.prose.claims.claim import SHARE
from tradeview.prose.claims.claim_words import PRICE_NOUN, RATE, SHARE_NOUN, SIGNS, VALUE, VOLUME
from tradeview.prose.claims.claim_words import SHARE as SHARE_WORD
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.claims.moves import find_signed
from tradeview.prose.claims.place import CLAUSE_END
from tradeview.prose.facts.sentence import within
from tradeview.prose.measures.words import INDEX, MULTIPLE, PERCENT, POINT
from tradeview.prose.measures.words import RANK as RANK_UNIT

ONE_BLANK = 1
TAKEN = 90  # characters behind a percentage within which the verb of its part stands
TIME_BESIDE = 4  # characters between a percentage and a time of which it is
CONTRIBUTED = 4  # words between what contributed and to what
BEFORE_PART = 110  # characters before an amount in which it is said to be a part of something
NO_PARTS = {PERCENT, POINT, MULTIPLE, RANK_UNIT, INDEX}  # units of what is no amount
OF_UNITS = {VALUE, VOLUME, PRICE_NOUN}
SAYING = {*SIGNS, *SAID_OF_WHAT, RATE}  # what says of a part something else than what became of it
BRACKETED = re.compile(r"[^()]{0,40}[(][^()%]*\Z")
BEHIND_RANK = re.compile(r"[^\d%;.]{0,12}?[,(–—-] ?\Z")


def find_part_of_growth(around: Around) -> Claimed | None:
    """Return that a percentage is open where it is the part of a growth: contributed 5 % to the growth of exports."""
    if find_signed(around) or around.list_moves(max(around.clause_start, around.place.floor), around.start):
        return _find_told_part_of_growth(around)
    growth = around.words.part_of_growth.match(around.folded, around.end)
    is_whole = growth is not None and growth.end() <= around.place.ceiling
    # A rise of 5 % in the growth, 5 % of exports rose: what grew is no growth.
    return Claimed() if is_whole and growth is not None and around.list_moves(growth.start(), growth.end()) else None


def _find_told_part_of_growth(around: Around) -> Claimed | None:
    """Return that a percentage is open behind what contributed to a growth: вклад в рост составил 5 %."""
    floor = max(around.clause_start, around.place.floor)
    told = [one for one in around.list_said(floor, around.start) if one.label in {SHARE_WORD, SHARE_NOUN}]
    if not told:
        return None
    part = around.words.part_told.search(around.folded, told[-1].end, around.start)
    if part is None or around.list_said(part.end(), around.start):
        return None
    return Claimed() if len(around.folded[told[-1].end : part.start()].split()) <= CONTRIBUTED else None


def find_part(around: Around) -> Claimed | None:
    """Return a share where a fraction in words is one of what stands before it: ithalatın beşte biri."""
    if not around.is_word():
        ending = around.words.part_ending.match(around.folded, around.end)
        whole = around.words.part_whole.search(around.folded, around.place.floor, around.figure.start)
        return Claimed(SHARE) if ending and whole else None
    whole = around.measures.whole_before.search(around.folded, around.clause_start, around.start)
    return Claimed(SHARE) if whole else None


def find_taken(around: Around) -> Claimed | None:
    """Return a share where the verb of what took it stands right behind the number: 62 % отправлено в Россию."""
    # Рост на 5 % обеспечили поставки нефти.
    if around.find_by_before() is not None or find_signed(around):
        return None
    verb = around.words.share_verbs.after(around.view, around.reader.next_word(around.end))
    return Claimed(SHARE) if verb else None


def find_taken_after(around: Around) -> Claimed | None:
    """Return a share where the verb of what became of a part stands behind the part: 95 % kebutuhan kita diimpor."""
    start = max(around.clause_start, around.place.floor)
    # A number at whose beginning nothing rose is no growth, though it has a "by": sebanyak 80 persen hasilnya.
    if find_signed(around) or around.list_said(start, around.start):
        return None
    end = min(around.place.ceiling, around.end + TAKEN)
    mark = CLAUSE_END.search(around.folded, around.end, end)
    end = mark.start() if mark else end
    for at, found in around.words.share_verbs_after.scan(around.view.part(around.end, end)):
        verb_start = around.end + at
        part = around.folded[around.end : verb_start]
        is_part = part[:1] == " " and part.strip() != "" and "(" not in part and ")" not in part
        is_free = not any(one.label in SAYING for one in around.list_said(around.end, verb_start))
        is_free = is_free and not within(around.place.sentence.times, around.end, around.end + TIME_BESIDE)
        return Claimed(SHARE) if is_part and is_free and found.edge else None
    return None


def find_share_of(around: Around) -> bool:
    """Whether words of a whole stand right behind the number, which are no time: 6 % de marzo."""
    match = around.measures.share_of.match(around.folded, around.end)
    if match is None:
        return False
    times = within(around.place.sentence.times, around.end, match.end())
    return not any(one.months and one.end > match.end() for one in times)


def find_of_whole(around: Around) -> Claimed | None:
    """Return a share where its whole stands behind it: 5 % of exports."""
    return Claimed(SHARE) if is_part_of_whole(around) else None


def is_part_of_whole(around: Around) -> bool:
    """Whether the whole of a share stands behind it, and neither a word nor a sign says that this is a growth."""
    # El 39 % de las exportaciones: an article may be the word for "by", too, where nothing rose.
    start = max(around.part_start, around.place.floor)
    is_by = around.find_by_before() is not None and bool(around.list_moves(start, around.start))
    return _is_of_whole(around) and not is_by and not find_signed(around)


def _is_of_whole(around: Around) -> bool:
    """Whether what the number is a share of stands behind it, and no time, of which it is: the 5 % of April."""
    if around.is_word() and around.measures.fraction_of.match(around.folded, around.end):
        return True
    of = around.measures.share_of.match(around.folded, around.end)
    if of is None:
        return False
    if within(around.list_flows(), around.end, of.end()):
        return True
    times = within(around.place.sentence.times, around.end, of.end() + ONE_BLANK + 1)
    return not any(around.is_blank(of.end(), max(time.start, of.end())) for time in times)


def find_share_again(around: Around) -> Claimed | None:
    """Return a share of a noun that a verb states, in a bracket behind one, or behind a rank beside one."""
    if around.find_stated_noun() == SHARE_NOUN:
        return Claimed(SHARE)
    if _is_listed(around) or _is_in_structure(around):
        return Claimed(SHARE)
    before, last = around.place.before, around.place.previous
    if before is None or before.name != SHARE or last is None:
        return None
    between = around.folded[last.end : around.start]
    if around.list_said(last.end, around.start):
        return None
    if last.unit == RANK_UNIT:
        return Claimed(SHARE) if BEHIND_RANK.fullmatch(between) else None
    # A share of another time: 45 % (in 2021: 40 %).
    times = within(around.place.sentence.times, last.end, around.start)
    is_other_time = last.unit == PERCENT and bool(times) and BRACKETED.fullmatch(between) is not None
    flows = within(around.list_flows(), last.end, around.start)
    return Claimed(SHARE) if is_other_time and not flows else None


def find_told_part(around: Around) -> Claimed | None:
    """Return a share where words for a large part of something are told as a number: almost all (98 %), most, 70 %."""
    start = max(around.part_start, around.place.floor, around.start - BEFORE_PART)
    told = around.words.large_parts.search(around.folded, start, around.start)
    return Claimed(SHARE) if told and not around.list_moves(told.end("large"), around.start) else None


def find_restated_part(around: Around) -> Claimed | None:
    """Return a share where what was supplied, or is a part of a total, is told as one: 85 tonnes, or 48 %."""
    last = around.place.previous
    if last is None or last.unit in NO_PARTS or last.kind != "amount":
        return None
    between = around.folded[last.end : around.start]
    if "(" in between or not around.words.restated.fullmatch(between):
        return None
    start = max(around.part_start, last.start - BEFORE_PART)
    said = [one for one in around.list_said(start, last.start) if one.label not in OF_UNITS]
    if said and said[-1].label in SIGNS:
        return None
    is_part = around.words.of_total.search(around.folded, start, last.start) is not None
    is_supplied = bool(said) and said[-1].label == SHARE_WORD
    is_supplied = is_supplied and CLAUSE_END.search(around.folded, said[-1].end, last.start) is None
    return Claimed(SHARE) if is_supplied or is_part else None


def _is_listed(around: Around) -> bool:
    """Whether the number is alone in a bracket behind one of several names: лидируют Китай (19 %), ЕС (17 %)."""
    opened = BRACKET_BEFORE.search(around.folded, max(around.start - 2, 0), around.start)
    if opened is None or around.folded[around.end : around.end + 1] != ")":
        return False
    if _is_listed_behind(around, opened.start()):
        return True
    listed = [at for at, _ in around.words.share_lists.scan(around.view.part(around.part_start, opened.start()))]
    if not listed:
        return False
    # Exports to the main markets of China (5 %) and Japan (3 %) may have risen, as may be said behind them.
    last = around.place.figures[-1].end
    if around.list_moves(last, last + BEHIND) and CLAUSE_END.search(around.folded, last, last + BEHIND) is None:
        return False
    clauses = [
        match.end() for match in CLAUSE_END.finditer(around.folded, around.part_start, around.part_start + listed[-1])
    ]
    return not around.list_moves(clauses[-1] if clauses else around.part_start, around.start)


def _is_listed_behind(around: Around, opened: int) -> bool:
    """Whether words behind brackets say in which order the names are, after a share or a rank: 일본(19.2%) 순이었다."""
    place = around.place
    last = next((one for one in reversed(place.figures[: place.number]) if one.unit != PERCENT), None)
    is_told = place.before is not None and place.before.name == SHARE
    is_told = is_told or (last is not None and last.unit == RANK_UNIT)
    end = min(place.sentence.end, around.end + SAID_OF)
    listed = around.words.share_lists_behind.search(around.folded, around.end, end) if is_told else None
    if listed is None:
        return False
    start = last.end if last else place.previous.end if place.previous else opened
    return not around.list_moves(min(start, opened), listed.start())


def _is_in_structure(around: Around) -> bool:
    """Whether a noun and a colon say that what is listed behind are shares: structure: fuel 61 %, metals 14 %."""
    opened = around.words.structures.search(around.folded, around.part_start, around.start)
    if opened is None or around.list_said(opened.end(), around.start):
        return False
    return not within(around.list_flows(), opened.end(), around.start)


def find_whole_before(around: Around) -> Claimed | None:
    """Return a share where the whole stands right before it: মোট রপ্তানির ৮১ শতাংশ."""
    whole = around.words.whole_before.search(
        around.folded, max(around.start - BEHIND, around.place.floor), around.start
    )
    return Claimed(SHARE) if whole else None
