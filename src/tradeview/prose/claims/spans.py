"""The years over which something grew each year by so much: from 2015 to 2024, 2015年至2024年, 2014年から2024年まで.

A span of years is the time of no amount, and so none that is read as one: which of them would it be of?
"""

import re

from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.carried.relative_words import SUMS, find_relative_words
from tradeview.prose.claims.claim_words import find_claim_words
from tradeview.prose.claims.place import CLAUSE_END, Place
from tradeview.prose.facts.sentence import within
from tradeview.prose.figure import Months
from tradeview.prose.lexicon import any_glued
from tradeview.prose.measures.words import MULTIPLE, PERCENT
from tradeview.prose.times.periods import Time

SPAN = re.compile(r"(?<!\d)(\d{4})[^\d,.;()。、]{1,16}?(\d{4})(?!\d)")
NEAR = 200  # characters around a growth in which its years stand
YEARS = range(1900, 2101)
GROWING = {PERCENT, MULTIPLE}  # units of what may be a growth


def find_years(place: Place) -> Months | None:
    """Return the years that a sentence counts a growth from and to: between 2018 and 2023; None where it names none."""
    found = _find_printed_years(place)
    return None if found is None or _is_told_apart(place, *found) else found[0]


def is_first_of_years(place: Place, months: Months) -> bool:
    """Whether a time is the first of the years that a growth is counted from and to, and is named as that alone.

    2007 yılından 2024 yılına; and not: from 2007 to 2024 exports fell once, by 5 % in 2007.
    """
    found = _find_printed_years(place)
    if found is None or months != Months(found[0].first, (found[0].first[0], MONTHS_IN_YEAR)):
        return False
    start, end = found[1]
    named = [one for one in place.sentence.times if one.months == months]
    return len(named) == 1 and start <= named[0].start < end


def _find_printed_years(place: Place) -> tuple[Months, tuple[int, int]] | None:
    """Return the years that a sentence counts from and to, with where it prints them."""
    words = find_claim_words(place.reader.lexicon)
    sentence = place.sentence
    start, end = max(sentence.start, place.figure.start - NEAR), min(sentence.end, place.figure.end + NEAR)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for pattern in (words.years, words.years_closed):
        for match in pattern.finditer(place.reader.folded, start, end):
            named = within(sentence.times, match.start(), match.end())
            if any(one.months and has_same_ends(one.months) for one in named):
                continue  # from March 2023 to March 2024
            if within(place.figures, match.start(), match.end()):
                continue  # from 2000 to 2020 million baht
            spans[int(match["first"]), int(match["last"])] = match.span()
    if len(spans) != 1:
        return None
    (years, printed), *_ = spans.items()
    span = _make_span(place, *years)
    return None if span is None else (span, printed)


def _is_told_apart(place: Place, span: Months, printed: tuple[int, int]) -> bool:
    """Whether a sentence names the last year of a span again, outside it, as the time of what grew in it alone.

    They traded from 2007 to 2024, and exports rose 5 % in 2024.
    """
    last = Months((span.last[0], 1), span.last)
    start, end = printed
    folded, figure = place.reader.folded, place.figure
    for one in place.sentence.times:
        if one.months != last or one.compared or (start <= one.start < end):
            continue
        if end <= one.start < figure.start:
            is_near = CLAUSE_END.search(folded, one.end, figure.start) is None
            if is_near and not _is_of_figure_before(place, one):
                return True
        # Where the years stand between the two, they are nearer: rose 30 % from 2019 to 2024 (2024 is preliminary).
        is_behind = figure.end <= one.start < place.ceiling and not figure.end <= start < one.start
        if is_behind and not _is_parted(place, figure.end, one.start):
            return True
    return False


def _is_of_figure_before(place: Place, time: Time) -> bool:
    """Whether a time stands right behind an amount, whose it is: to $5 billion in 2024 and exports grew 30 %."""
    previous = place.previous
    if previous is None or previous.unit in GROWING or previous.months != time.months or time.start < previous.end:
        return False
    between = place.reader.folded[previous.end : time.start]
    return not _is_parted(place, previous.end, time.start) and len(between.split()) <= 1


def _is_parted(place: Place, start: int, end: int) -> bool:
    """Whether a clause ends in a stretch, or an "and" joins two of its parts."""
    folded, joiners = place.reader.folded, any_glued(place.reader.lexicon.words("and"))
    return bool(CLAUSE_END.search(folded, start, end) or re.compile(joiners).search(folded, start, end))


def _make_span(place: Place, first: int, last: int) -> Months | None:
    """Return the months from one year to another, in the calendar of the text: 2550 and 2567 of Thailand."""
    for era in sorted({0, *place.reader.lexicon.eras}):
        if first - era in YEARS and last - era in YEARS and first < last:
            return Months((first - era, 1), (last - era, MONTHS_IN_YEAR))
    return None


def find_span(place: Place) -> Months | None:
    """Return the years that the sentence of a figure spans, the last that it names before it or else behind it."""
    sentence, folded = place.sentence, place.reader.folded
    spans = list(SPAN.finditer(folded, sentence.start, sentence.end))
    before = [match for match in spans if match.end() <= place.figure.start]
    chosen = before[-1] if before else spans[0] if spans else None
    if chosen is None:
        return None
    return _make_span(place, int(chosen[1]), int(chosen[2]))


def has_same_ends(months: Months) -> bool:
    """Whether a stretch ends in the month of its beginning, some years later: from December 2023 to December 2024."""
    return months.is_settled and months.month_count > MONTHS_IN_YEAR and months.first[1] == months.last[1]


def is_from_month_to_month(place: Place, months: Months) -> bool:
    """Whether what grew over a stretch grew from its first month to its last, and the sentence sums up none of it.

    From December 2023 to December 2024 exports rose 5 %. Where an amount or a quantity of the sentence has the same
    months, or these are told as summed up or by their number, in the thirteen months from, all of them are meant.
    """
    if not has_same_ends(months):
        return False
    if any(one.months == months for one in place.figures if one.unit not in GROWING):
        return False
    sentence, reader = place.sentence, place.reader
    summed = (find_relative_words(reader.lexicon).patterns[SUMS], find_claim_words(reader.lexicon).summed)
    if any(words.search(reader.folded, sentence.start, sentence.end) for words in summed):
        return False
    count = re.compile(rf"(?<![\d.,]){months.month_count}(?![\d.,%])")
    return count.search(reader.folded, sentence.start, sentence.end) is None


def find_first_month(place: Place) -> Months | None:
    """Return the month from which a growth is told to the month that it has: from December 2023 to December 2024."""
    months = place.figure.months
    if months is None or months.month_count > 1:
        return None
    for time in place.sentence.times:
        if time.months and time.months.last == months.last and is_from_month_to_month(place, time.months):
            return Months(time.months.first, time.months.first)
    return None


def find_stretch_behind(place: Place) -> Months | None:
    """Return the stretch right behind a growth over which it is told: rose 5 % from December 2023 to December 2024."""
    times = within(place.sentence.times, place.figure.end, place.ceiling)
    if not times or times[0].months is None or not is_from_month_to_month(place, times[0].months):
        return None
    between = place.reader.folded[place.figure.end : times[0].start]
    return times[0].months if len(between.split()) <= 1 and CLAUSE_END.search(between) is None else None
