"""What a number says together with another: one verb is of a row, a bracket holds another time, "or" says it again.

Rose 5 % and 13 % respectively; by RM3 billion, or 5 %; 5 % in 2024 (3 % in 2023); 36 %, against 33 % a year before.
"""

from tradeview.prose.claims.around import (
    BEHIND,
    BRACKET_BEFORE,
    CHAINED,
    CHANGED_BY,
    Around,
)
from tradeview.prose.claims.claim import CHANGE, GROWTH, SHARE
from tradeview.prose.claims.claim_words import (
    OTHER,
    RATE,
    RISE,
    SHARE_NOUN,
    SIGNS,
    VALUE,
    VOLUME,
)
from tradeview.prose.claims.claim_words import SHARE as SHARE_WORD
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.claims.nearest import find_nearest_words
from tradeview.prose.claims.shares import is_part_of_whole
from tradeview.prose.facts.sentence import last_before, within
from tradeview.prose.figure import Figure
from tradeview.prose.measures.words import INDEX, MULTIPLE, PERCENT, POINT, RANK

FOLLOWED = 120  # characters between two percentages of one verb, where a word parts them that says so: followed by
ROW_OF_SHARES = 110  # characters between two shares of a row
BESIDE = 24  # characters before a percentage in which a word that compares stands
FAR_BESIDE = 60  # characters before a percentage in which what was expected is compared with it
WORDS_OF_TIME = 2  # between a word that compares and a time
FEW = 6  # words behind a semicolon with which a row goes on
OF_UNITS = {VOLUME, VALUE}
NO_LEVELS = {PERCENT, POINT, MULTIPLE, RANK, INDEX}  # units of what a percentage does not say again
NO_TRADE = {OTHER, RATE}
LEAST_RATIO = 0.5  # below it a number is seldom one of what was


def find_parallel(around: Around) -> Claimed | None:
    """Return the growth that a number is beside another of one: rises of 20 % of exports and 28 % of imports."""
    last, claimed = around.place.previous, around.place.before
    if last is None or claimed is None or claimed.name not in CHANGED_BY or last.unit != PERCENT:
        return None
    if not is_part_of_whole(around):
        return None
    between = around.folded[last.end : around.start]
    is_alike = around.measures.share_of.match(around.folded, last.end) is not None
    is_next = len(between) <= CHAINED and around.words.and_last.search(between) is not None
    return claimed if is_alike and is_next and not around.list_said(last.end, around.start) else None


def find_compared(around: Around) -> Claimed | None:
    """Return what the percentage claims that another is compared with: 36 %, against 33 % a year before."""
    near = within(around.place.sentence.mentions, around.part_start, around.end)
    baselines = [one for one in near if one.label == "baseline"]
    baseline = last_before(baselines, around.start)
    is_next = baseline is not None and around.is_blank(baseline.end, around.start)
    compared = around.words.base_before.search(
        around.folded, max(around.start - BESIDE, around.place.floor), around.start
    )
    floor = max(around.start - FAR_BESIDE, around.place.floor)
    is_expected = around.words.expected.search(around.folded, floor, around.start) is not None
    is_beside = compared is not None and around.is_blank(compared.end(), around.start)
    if not is_next and not is_expected and not is_beside and not _is_of_compared_time(around):
        return None
    if any(one.label in {SHARE_NOUN, SHARE_WORD} for one in around.list_said(around.part_start, around.start)):
        return Claimed(SHARE)
    last = around.place.before
    # Of what fell by 2 %, compared with 5 % before, no one can tell which way it went.
    if last is None or (last.name in CHANGED_BY and last.sign < 0):
        return Claimed()
    return last._replace(of=None) if last.name in {GROWTH, SHARE} and not last.is_ratio else Claimed()


def _is_of_compared_time(around: Around) -> bool:
    """Whether only a time stands between a word that compares and the number: slower than the prior month's 23 %."""
    floor = max(around.start - FAR_BESIDE, around.place.floor)
    times = within(around.place.sentence.times, floor, around.start)
    last = around.place.before
    if not times or last is None or last.name != GROWTH or last.sign < 0:
        return False
    compared = list(around.words.base_before.finditer(around.folded, floor, times[-1].start))
    if not compared or around.words.possessed.search(around.folded, times[-1].end, around.start) is None:
        return False
    return len(around.folded[compared[-1].end() : times[-1].start].split()) <= WORDS_OF_TIME


def find_restated(around: Around) -> Claimed | None:
    """Return a growth where a percentage says by how much the change before it was: by RM3 billion, or 5 %."""
    last = around.place.previous
    if last is None or around.figure.start - last.end > CHAINED:
        return None
    is_change = last.kind == "change" or (
        around.place.last is not None and around.place.last.name in {*CHANGED_BY, CHANGE}
    )
    if not is_change or not around.words.restated.fullmatch(around.folded[last.end : around.start]):
        return None
    changes = [one for one in around.list_said(around.part_start, last.start) if one.label in SIGNS]
    return Claimed(GROWTH, SIGNS[changes[-1].label or RISE] if changes else -1 if last.is_said_negative else 1)


def find_share_restated(around: Around) -> Claimed | None:
    """Return a share where a percentage says again how large the amount before it is: 5 billion, or 7 %."""
    last, numeral = around.place.previous, around.figure.numeral
    if last is None or last.unit in NO_LEVELS or last.kind != "amount" or numeral is None or not 0 < numeral.value < 1:
        return None
    between = around.folded[last.end : around.start]
    if "(" in between or around.find_by_before() is not None or not around.words.restated_level.fullmatch(between):
        return None
    # Rose to 5 billion, or 7 %, may say either.
    if around.list_moves(around.part_start, last.start) or around.words.placed.before(around.view, last.start):
        return None
    behind = around.reader.next_word(around.end)
    is_of_other = bool([one for one in around.list_said(behind, behind + 1) if one.label in NO_TRADE])
    is_planned = bool(around.list_statuses(around.part_start, around.end + BEHIND))
    return None if is_of_other or is_planned else Claimed(SHARE)


def find_next_ratio(around: Around) -> Claimed | None:
    """Return the ratio that a percentage in a bracket or a row is, behind one of what was: (118 % of 2020), (134 %)."""
    last, claimed, numeral = around.place.last_percent, around.place.before, around.figure.numeral
    if last is None or claimed is None or not claimed.is_ratio or numeral is None or numeral.value < LEAST_RATIO:
        return None
    opened = BRACKET_BEFORE.search(around.folded, max(around.start - 2, 0), around.start)
    is_alone = opened is not None and around.folded[around.end : around.end + 1] == ")"
    is_row = BRACKET_BEFORE.search(around.folded, max(last.start - 2, 0), last.start) is not None
    is_share = any(one.label in {SHARE_NOUN, SHARE_WORD} for one in around.list_said(last.end, around.start))
    if is_share or is_part_of_whole(around):
        return None
    return claimed._replace(of=None) if (is_alone and is_row) or _is_next_ratio(around, last) else None


def _is_next_ratio(around: Around, last: Figure) -> bool:
    """Whether a ratio is the next of a row, behind a name alone: exports were 94 % of 2022, and imports 103 %."""
    between = around.folded[last.end : around.start]
    said = [one for one in around.list_said(last.end, around.start) if one.label not in OF_UNITS]
    is_near = len(between) <= CHAINED and "(" not in between and ";" not in between
    if not is_near or said or last != around.place.previous or around.find_by_before() is not None:
        return False
    return around.words.chained.search(between) is not None


def find_in_bracket(around: Around) -> Claimed | None:
    """Return what a percentage in a bracket with another time claims: 5 % in 2024 (3 % in 2023)."""
    last, claimed = around.place.last_percent, around.place.before
    opened = BRACKET_BEFORE.search(around.folded, max(around.start - 2, 0), around.start)
    if last is None or claimed is None or opened is None or claimed.is_ratio:
        return None
    near, own = around.place.sentence.times, within(around.place.sentence.times, around.end, around.end + BEHIND)
    times = within(near, last.end, opened.start())
    is_time = (
        bool(times) and around.is_blank(last.end, times[0].start) and around.is_blank(times[-1].end, opened.start())
    )
    is_own = bool(own) and len(around.folded[around.end : own[0].start].split()) <= 1
    is_own = is_own and around.folded[own[0].end : own[0].end + 1] == ")"
    # A share of another time, whose own the sentence does not tell: 53 % of exports (51 % in 2020).
    is_time = is_time or (claimed.name == SHARE and last == around.place.previous and not times)
    is_told = claimed.name == SHARE or (claimed.name == GROWTH and claimed.sign > 0)
    return claimed._replace(of=None) if is_time and is_own and is_told else None


def find_next_of_row(around: Around) -> Claimed | None:
    """Return what the percentage before claims, where this is the next of a row with the same verb."""
    # Where a language lists what joins the numbers of a row, nothing else does.
    if find_nearest_words(around.reader.lexicon).is_listed:
        return None
    last, claimed = around.place.last_percent, around.place.before
    if last is None or claimed is None:
        return None
    end = _find_end_of_last(around, claimed)
    between = around.folded[end : around.start]
    reach = ROW_OF_SHARES if claimed.name == SHARE else CHAINED
    if len(between) > (FOLLOWED if around.words.then.search(between) else reach):
        return None
    same = {*OF_UNITS, *({SHARE_WORD, SHARE_NOUN} if claimed.name == SHARE else set())}
    # The whole of a share may be what a growth is of, too: 26 % of output, Japan 15 %.
    whole = around.measures.share_of.match(around.folded, end) if claimed.name == SHARE else None
    said = around.list_said(max(whole.end(), end) if whole else end, around.start)
    if not _goes_on(between) or any(one.label not in same for one in said):
        return None
    # In brackets behind names stand shares where the first is one, and of a growth a sign alone.
    is_bracketed = BRACKET_BEFORE.search(around.folded, max(around.start - 2, 0), around.start) is not None
    is_row = ";" in between or around.words.chained.search(between) is not None
    is_row = is_row and (not is_bracketed or claimed.name == SHARE)
    # Kept rates at 5 %: it stood there, and did not rise by it.
    is_row = is_row and (claimed.name == SHARE or around.words.stood_at.search(between) is None)
    # A verb that is not listed says something else of it.
    by = around.find_by_before()
    is_row = is_row and around.words.unlisted_verb.search(around.folded, end, by or around.start) is None
    if is_row and claimed.name in {*CHANGED_BY, SHARE} and not claimed.is_ratio:
        return claimed._replace(of=None)
    return None


def _find_end_of_last(around: Around, claimed: Claimed) -> int:
    """Return where the percentage before ends, or the points by which a share rose: 31 %, up 7 points; Peru 9 %."""
    last, points = around.place.last_percent, around.place.previous
    if last is None or points is None:
        return around.place.floor
    is_next = around.place.number > 1 and around.place.figures[around.place.number - 2].start == last.start
    is_of_share = claimed.name == SHARE and points.unit == POINT and is_next
    return points.end if is_of_share else last.end


def _goes_on(between: str) -> bool:
    """Whether a row goes on behind a semicolon, where but a few words follow it: rose 5 %; imports 2 %."""
    before, mark, behind = between.rpartition(";")
    return not mark or (";" not in before and len(behind.split()) <= FEW)
