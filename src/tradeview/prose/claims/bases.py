"""What a growth or a change is counted from: a year before, the month before, the same months of a year that is named.

Words beside the number say so (year on year), or a time behind a word that compares (than in October 2019). Where the
text says nothing of it, the base is missing: what a record is the highest since is none.
"""

import re

from tradeview.periods import MONTHS_IN_YEAR, make_month, shift_period, split_period
from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.claims.claim_words import SEEMING, ClaimWords, find_claim_words
from tradeview.prose.claims.place import CLAUSE_END, Place
from tradeview.prose.claims.spans import find_first_month, find_years
from tradeview.prose.facts.sentence import last_before, within
from tradeview.prose.figure import Months
from tradeview.prose.languages import TOKEN
from tradeview.prose.measures.words import MONTH, MULTIPLE, PERCENT, QUARTER, YEAR, find_measure_words
from tradeview.prose.times.periods import Time

MONTHS_IN_QUARTER = 3
NEAR = 90  # characters from a number to what it is counted from
BESIDE = 40  # characters between a word that compares and its time
YEAR_PRINTED = re.compile(rf"\d\d|{TOKEN.pattern} {TOKEN.pattern} [^\W\d_]")  # digits, or words: of last year
BASELINE = "baseline"
SINCE = 2  # characters at the end of a time
GROWING = {PERCENT, MULTIPLE}  # units of what may be a growth
STOP = 3  # characters between two sentences
SAME = 8  # characters before a number within which it is said to be counted from the same
SIGNS_BESIDE = " :+-−–—"  # between a time in a bracket and its figure
STEPS = {YEAR: MONTHS_IN_YEAR, MONTH: 1, QUARTER: MONTHS_IN_QUARTER}


def find_base(place: Place, *, is_ratio: bool = False, is_reached: bool = False) -> Months | None:
    """Return the months that the growth of the figure at a place is counted from; a ratio's stand right behind it.

    What a growth slowed to, or what it slowed from, is counted from no time that is named beside it.
    """
    figure = place.figure
    if figure.months is None or not figure.months.is_settled:
        return None
    behind = (figure.end, _find_telling(place, figure.end, min(place.ceiling, figure.end + NEAR)))
    floor = max(place.floor, figure.start - NEAR)
    before = (floor, _find_telling(place, floor, figure.start))
    years = find_years(place)
    if years and figure.months == Months((years.last[0], 1), years.last):
        return Months(years.first, (years.first[0], MONTHS_IN_YEAR))
    told = find_first_month(place) or _find_base_of_level(place)
    if told is not None and told != figure.months:
        return told
    first = place.figures[0].start
    start = max(place.sentence.start, first - NEAR)
    lead = (start, _find_telling(place, start, first))  # on the year, exports rose 5 % and imports 3 %
    do_lead = _do_bases_lead(place) or _is_base_of_next(place, before, behind)
    spans = [before, behind, lead] if do_lead else [behind, before, lead]
    # Where times stand before their numbers, what stands behind one is of the next.
    leads = place.reader.lexicon.periods[1].get("times_lead", False)
    if leads:
        spans = [before]
    for start, end in spans:
        base = _find_base_within(place, figure.months, start, end, is_ratio=is_ratio, has_times=not is_reached)
        if base is not None:
            return base if base.first < figure.months.first else None
    return _carry_base(place, figure.months) if leads else None


def _find_telling(place: Place, start: int, end: int) -> int:
    """Return where words for the year before open a clause, or else the end: rose 5 %, a year earlier by 3 %."""
    measures = find_measure_words(place.reader.lexicon)
    if measures.telling_opened is None:
        return end
    folded, sentence = place.reader.folded, place.sentence
    bases = find_claim_words(place.reader.lexicon).bases
    # The stop of the sentence before may open it.
    opening = max(start - STOP, 0) if start <= sentence.start else start
    for time in within(sentence.times, start, end):
        opened = measures.telling_opened.search(folded, opening, time.start)
        following = [one.start for one in place.figures if one.start >= time.end and one.unit]
        is_base = bases.after(place.reader.view, time.start) is not None
        if opened and is_base and following and CLAUSE_END.search(folded, time.end, following[0]) is None:
            return time.start
    return end


def _find_base_of_level(place: Place) -> Months | None:
    """Return the months of the amount right before a growth that this is counted from: ३८ अरब डॉलर से 1 प्रतिशत."""
    last = place.previous
    if last is None or last.unit or last.months is None:
        return None
    opened = find_claim_words(place.reader.lexicon).base_behind.match(place.reader.folded, last.end)
    is_next = opened is not None and not place.reader.folded[opened.end() : place.figure.start].strip()
    return last.months if is_next else None


def _carry_base(place: Place, months: Months) -> Months | None:
    """Return the base of a growth before it in the sentence, or in the text where it is the same: 同2.1%減."""
    folded, start = place.reader.folded, place.figure.start
    is_same = find_claim_words(place.reader.lexicon).same_base.search(folded, max(place.floor, start - SAME), start)
    for number in reversed(range(place.number)):
        earlier = place._replace(number=number)
        if earlier.figure.unit in GROWING:
            labels = list_bases(place.reader, earlier.floor, earlier.figure.start)
            if labels:
                return shift_to_base(months, labels[-1])
    return shift_to_base(months, place.last_base) if is_same and place.last_base else None


def list_bases(reader: Reader, start: int, end: int) -> list[str]:
    """Return what the words in a stretch say that growth is counted from."""
    part = reader.view.part(start, end)
    scanned = find_claim_words(reader.lexicon).bases.scan(part)
    # Behind a digit it is none: the 年增 of 2004年增.
    labels = [found.word.label for at, found in scanned if not part.folded[max(at - 1, 0)].isdigit()]
    return [label for label in labels if label != SEEMING]


def _do_bases_lead(place: Place) -> bool:
    """Whether the first words for a base stand before the first figure of a sentence, so that all are of the next."""
    start, end = place.sentence.start, place.figures[0].start
    words = find_claim_words(place.reader.lexicon)
    if any(is_base_time(place, one) for one in within(place.sentence.times, start, end)):
        return True
    return any(True for _ in words.bases.scan(place.reader.view.part(start, end)))


def _is_base_of_next(place: Place, before: tuple[int, int], behind: tuple[int, int]) -> bool:
    """Whether a base stands before a number, and one behind it in the next clause: к маю на 5 %, к июню на 7 %."""
    own = [one for one in within(place.sentence.times, *before) if is_base_time(place, one)]
    following = [one for one in within(place.sentence.times, *behind) if is_base_time(place, one)]
    if not own or not following:
        return False
    return CLAUSE_END.search(place.reader.folded, place.figure.end, following[0].start) is not None


def _find_base_within(
    place: Place, months: Months, start: int, end: int, *, is_ratio: bool, has_times: bool
) -> Months | None:
    words = find_claim_words(place.reader.lexicon)
    labels = list_bases(place.reader, start, end)
    if place.figure.unit == MULTIPLE:
        scanned = words.multiple_bases.scan(place.reader.view.part(start, end))
        labels += [found.word.label for _, found in scanned]
    if labels:
        # The nearest to the number.
        return shift_to_base(months, labels[-1] if end == place.figure.start else labels[0])
    if not has_times:
        return None
    known = _list_bases(place, start, end)
    is_above = find_measure_words(place.reader.lexicon).above_behind.match(place.reader.folded, place.figure.end)
    multiplied = place.sentence.multiplied if place.figure.unit == MULTIPLE or is_above else ()
    for time in within(multiplied, start, end):
        return time.months
    times = within(place.sentence.times, start, end)
    for time in reversed(times) if end == place.figure.start else times:
        if not time.months or time.months == months or is_in_bracket_of_next(place, time):
            continue
        is_compared = _is_behind_baseline(place, words, time, start)
        is_compared = is_compared or (is_ratio and is_possessed(place, time))
        if is_compared or (is_ratio and start == place.figure.end) or _is_told_base(place, words, time, known):
            is_dated = YEAR_PRINTED.search(place.reader.folded, time.start, time.end) is not None
            return match_months(time.months, months) if is_dated else _find_last(time.months, months)
    return None


def _find_last(base: Months, months: Months) -> Months:
    """Return the last month of its name before some month, as one without a year is meant: in May, on April."""
    is_one = base.month_count == months.month_count == 1 and base.is_settled
    if not is_one or base.first[1] == months.first[1]:
        return match_months(base, months)
    month = (months.first[0] - (base.first[1] > months.first[1]), base.first[1])
    return Months(month, month)


def find_bracket_of_former(place: Place) -> int | None:
    """Return where the bracket opens in which the figure at a place is told as what was at another time, if it is so.

    Rose 1.6 % (April: 9.5 %), rose 1.6 % (prev. 9.5 %).
    """
    start, folded = place.figure.start, place.reader.folded
    opened = max(folded.rfind(mark, place.floor, start) for mark in "([")
    if opened < 0 or ")" in folded[opened:start]:
        return None
    if find_claim_words(place.reader.lexicon).former.fullmatch(folded, opened + 1, start):
        return opened
    for time in within(place.sentence.times, opened, start):
        if not (folded[opened + 1 : time.start] + folded[time.end : start]).strip(SIGNS_BESIDE):
            return opened
    return None


def is_in_bracket_of_next(place: Place, time: Time) -> bool:
    """Whether a time opens a bracket in which another figure of that time stands: (April: 9.5 %)."""
    folded = place.reader.folded
    if folded[max(time.start - 1, 0)] not in "([":
        return False
    starts = [one.start for one in place.figures if one.start >= time.end]
    return bool(starts) and not folded[time.end : starts[0]].strip(SIGNS_BESIDE)


def is_possessed(place: Place, time: Time) -> bool:
    """Whether a time right before a multiple is what it is one of: ২০২২ সালের দ্বিগুণ."""
    words = find_claim_words(place.reader.lexicon)
    owned = words.possessed.search(place.reader.folded, time.start, place.figure.start)
    return owned is not None and not place.reader.folded[time.end : owned.start()].strip()


def _is_told_base(place: Place, words: ClaimWords, time: Time, known: set[int]) -> bool:
    """Whether a time is one that others are compared with, and no word makes it that of a record."""
    start = max(time.start - BESIDE, place.sentence.start)
    return time.start in known and not time.counted and not _is_of_record(place, words, time, start)


def _is_of_record(place: Place, words: ClaimWords, time: Time, start: int) -> bool:
    """Whether a time only says since when something is the most, or goes on: since 2019, 2023년 12월부터 지속된."""
    folded = place.reader.folded
    is_since = words.no_base.search(folded[start : time.end]) is not None
    # The "since" may be read with its time.
    behind = words.no_base_behind.search(folded, time.end - SINCE, time.end + BESIDE)
    return is_since or (behind is not None and behind.start() <= time.end)


def _is_behind_baseline(place: Place, words: ClaimWords, time: Time, floor: int) -> bool:
    """Whether a word that compares stands before a time, or opens it: than in 2019, к октябрю."""
    start = max(floor, time.start - BESIDE)
    folded = place.reader.folded
    if _is_of_record(place, words, time, start):
        return False
    opened = words.base_before.search(folded[start : time.end])
    near = within(place.sentence.mentions, start, time.end)
    baselines = [one for one in near if one.label == BASELINE]
    baseline = last_before(baselines, time.end)
    return opened is not None or (baseline is not None and baseline.start >= start)


def _list_bases(place: Place, start: int, end: int) -> set[int]:
    """Return where the times start, in a stretch, that others are compared with."""
    return {one.start for one in within(place.sentence.bases, start, end + 1)}


def is_base_time(place: Place, time: Time) -> bool:
    """Whether a time is one that others are compared with."""
    words = find_claim_words(place.reader.lexicon)
    known = _list_bases(place, time.start, time.end)
    is_said = words.bases.after(place.reader.view, time.start) is not None
    return (
        is_said or time.compared or time.start in known or _is_behind_baseline(place, words, time, place.sentence.start)
    )


def match_months(base: Months, months: Months) -> Months:
    """Return the months of a base; of a year alone they are the same months of it as those that are compared."""
    (year, first), (last_year, last) = base.first, base.last
    is_year = year == last_year and (first, last) == (1, MONTHS_IN_YEAR)
    if not is_year or months.first[0] != months.last[0] or months.month_count == MONTHS_IN_YEAR:
        return base
    return Months((year, months.first[1]), (year, months.last[1]))


def shift_to_base(months: Months, base: str) -> Months | None:
    """Return the months a year, a quarter, a month or their own length before some months; none of longer ones."""
    steps = STEPS.get(base, months.month_count)
    if months.month_count > steps and base != YEAR:
        return None
    first = shift_period(make_month(*months.first), -steps)
    last = shift_period(make_month(*months.last), -steps)
    return Months(split_period(first), split_period(last))
