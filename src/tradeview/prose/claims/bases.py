"""What a growth or a change is counted from: a year before, the month before, the same months of a year that is named.

Words beside the number say so (year on year), or a time behind a word that compares (than in October 2019). Where the
text says nothing of it, the base is missing: what a record is the highest since is none.
"""

from tradeview.periods import MONTHS_IN_YEAR, make_month, shift_period, split_period
from tradeview.prose.claims.claim_words import ClaimWords, find_claim_words
from tradeview.prose.claims.place import Place
from tradeview.prose.facts.sentence import last_before, within
from tradeview.prose.figure import Months
from tradeview.prose.measures.words import MONTH, QUARTER, YEAR
from tradeview.prose.times.periods import Time

MONTHS_IN_QUARTER = 3
FIRST_YEAR, LAST_YEAR = 1900, 2099
NEAR = 90  # characters from a number to what it is counted from
BESIDE = 40  # characters between a word that compares and its time
BASELINE = "baseline"
STEPS = {YEAR: MONTHS_IN_YEAR, MONTH: 1, QUARTER: MONTHS_IN_QUARTER}


def find_base(place: Place, *, is_ratio: bool = False) -> Months | None:
    """Return the months that the growth of the figure at a place is counted from; a ratio's stand right behind it."""
    figure = place.figure
    if figure.months is None or not figure.months.is_settled:
        return None
    behind = (figure.end, min(place.ceiling, figure.end + NEAR))
    before = (max(place.floor, figure.start - NEAR), figure.start)
    years = find_years(place)
    if years and figure.months == Months((years.last[0], 1), years.last):
        return Months(years.first, (years.first[0], MONTHS_IN_YEAR))
    lead = (place.sentence.start, place.figures[0].start)  # on the year, exports rose 5 % and imports 3 %
    told = _find_base_of_level(place)
    if told is not None and told != figure.months:
        return told
    # Where times stand before their figures, what stands behind one is of the next.
    near = (before, behind) if place.reader.lexicon.periods[1].get("times_lead") else (behind, before)
    for start, end in (*near, lead):
        base = _find_base_within(place, figure.months, start, end, is_ratio=is_ratio)
        if base is not None:
            return base
    return None


def _find_base_of_level(place: Place) -> Months | None:
    """Return the months of the amount right before a growth that this is counted from: ३८ अरब डॉलर से 1 प्रतिशत."""
    last = place.previous
    if last is None or last.unit or last.months is None:
        return None
    opened = find_claim_words(place.reader.lexicon).base_behind.match(place.reader.folded, last.end)
    is_next = opened is not None and not place.reader.folded[opened.end() : place.figure.start].strip()
    return last.months if is_next else None


def find_years(place: Place) -> Months | None:
    """Return the years that a sentence counts a growth from and to: between 2018 and 2023; None where it names none."""
    words = find_claim_words(place.reader.lexicon)
    sentence = place.sentence
    spans: set[tuple[int, int]] = set()
    for pattern in (words.years, words.years_closed):
        for match in pattern.finditer(place.reader.folded, sentence.start, sentence.end):
            spans.add((int(match["first"]), int(match["last"])))
    if len(spans) != 1:
        return None
    first, last = spans.pop()
    return Months((first, 1), (last, MONTHS_IN_YEAR)) if FIRST_YEAR <= first < last <= LAST_YEAR else None


def _find_base_within(place: Place, months: Months, start: int, end: int, *, is_ratio: bool) -> Months | None:
    words = find_claim_words(place.reader.lexicon)
    for _, found in words.bases.scan(place.reader.view.part(start, end)):
        return shift_to_base(months, found.word.label)
    known = {time.start for time in place.sentence.bases}
    for time in within(place.sentence.times, start, end):
        if not time.months or time.months == months:
            continue
        is_compared = _is_behind_baseline(place, words, time, start)
        is_compared = is_compared or (is_ratio and is_possessed(place, time))
        if is_compared or (is_ratio and start == place.figure.end) or _is_told_base(place, words, time, known):
            return _match_months(time.months, months)
    return None


def is_possessed(place: Place, time: Time) -> bool:
    """Whether a time right before a multiple is what it is one of: ২০২২ সালের দ্বিগুণ."""
    words = find_claim_words(place.reader.lexicon)
    owned = words.possessed.search(place.reader.folded, time.start, place.figure.start)
    return owned is not None and not place.reader.folded[time.end : owned.start()].strip()


def _is_told_base(place: Place, words: ClaimWords, time: Time, known: set[int]) -> bool:
    """Whether a time is one that others are compared with, and no word makes it that of a record."""
    before = place.reader.folded[max(time.start - BESIDE, place.sentence.start) : time.end]
    return time.start in known and not time.counted and words.no_base.search(before) is None


def _is_behind_baseline(place: Place, words: ClaimWords, time: Time, floor: int) -> bool:
    """Whether a word that compares stands before a time, or opens it: than in 2019, к октябрю."""
    start = max(floor, time.start - BESIDE)
    folded = place.reader.folded
    if words.no_base.search(folded[start : time.end]):
        return False
    opened = words.base_before.search(folded[start : time.end])
    baselines = [one for one in place.sentence.mentions if one.label == BASELINE]
    baseline = last_before(baselines, time.end)
    return opened is not None or (baseline is not None and baseline.start >= start)


def is_base_time(place: Place, time: Time) -> bool:
    """Whether a time is one that others are compared with."""
    words = find_claim_words(place.reader.lexicon)
    known = {one.start for one in place.sentence.bases}
    is_said = words.bases.after(place.reader.view, time.start) is not None
    return is_said or time.compared or time.start in known or _is_behind_baseline(place, words, time, place.sentence.start)


def _match_months(base: Months, months: Months) -> Months:
    """Return the months of a base; of a year alone they are the same months of it as those that are compared."""
    (year, first), (last_year, last) = base.first, base.last
    is_year = year == last_year and (first, last) == (1, MONTHS_IN_YEAR)
    if not is_year or months.first[0] != months.last[0] or months.month_count == MONTHS_IN_YEAR:
        return base
    return Months((year, months.first[1]), (year, months.last[1]))


def shift_to_base(months: Months, base: str) -> Months:
    """Return the months a year, a quarter, a month or their own length before some months."""
    steps = STEPS.get(base, months.month_count)
    first = shift_period(make_month(*months.first), -steps)
    last = shift_period(make_month(*months.last), -steps)
    return Months(split_period(first), split_period(last))
