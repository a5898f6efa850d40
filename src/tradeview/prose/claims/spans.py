"""The years over which something grew each year by so much: from 2015 to 2024, 2015年至2024年, 2014年から2024年まで.

A span of years is the time of no amount, and so none that is read as one: which of them would it be of?
"""

import re

from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.claims.claim_words import find_claim_words
from tradeview.prose.claims.place import Place
from tradeview.prose.figure import Months

SPAN = re.compile(r"(?<!\d)(\d{4})[^\d,.;()。、]{1,16}?(\d{4})(?!\d)")
NEAR = 200  # characters around a growth in which its years stand
YEARS = range(1900, 2101)


def find_years(place: Place) -> Months | None:
    """Return the years that a sentence counts a growth from and to: between 2018 and 2023; None where it names none."""
    words = find_claim_words(place.reader.lexicon)
    sentence = place.sentence
    start, end = max(sentence.start, place.figure.start - NEAR), min(sentence.end, place.figure.end + NEAR)
    spans: set[tuple[int, int]] = set()
    for pattern in (words.years, words.years_closed):
        for match in pattern.finditer(place.reader.folded, start, end):
            spans.add((int(match["first"]), int(match["last"])))
    if len(spans) != 1:
        return None
    first, last = spans.pop()
    is_span = first in YEARS and last in YEARS and first < last
    return Months((first, 1), (last, MONTHS_IN_YEAR)) if is_span else None


def find_span(place: Place) -> Months | None:
    """Return the years that the sentence of a figure spans, the last that it names before it or else behind it."""
    sentence, folded = place.sentence, place.reader.folded
    spans = list(SPAN.finditer(folded, sentence.start, sentence.end))
    before = [match for match in spans if match.end() <= place.figure.start]
    chosen = before[-1] if before else spans[0] if spans else None
    if chosen is None:
        return None
    for era in sorted(place.reader.lexicon.eras):
        first, last = int(chosen[1]) - era, int(chosen[2]) - era
        if first in YEARS and last in YEARS and first < last:
            return Months((first, 1), (last, MONTHS_IN_YEAR))
    return None


def has_same_ends(months: Months) -> bool:
    """Whether a stretch ends in the month of its beginning, some years later: what grew so grew from one to the other.

    From December 2023 to December 2024; of these thirteen months nothing is counted together.
    """
    return months.is_settled and months.month_count > MONTHS_IN_YEAR and months.first[1] == months.last[1]


def find_first_month(place: Place) -> Months | None:
    """Return the month from which a growth is told to the month that it has: from December 2023 to December 2024."""
    months = place.figure.months
    if months is None or months.month_count > 1:
        return None
    for time in place.sentence.times:
        if time.months and has_same_ends(time.months) and time.months.last == months.last:
            return Months(time.months.first, time.months.first)
    return None
