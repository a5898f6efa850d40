"""What a growth or a change is counted from: a year before, the month before, the same months of a year that is named.

Words beside the number say so (year on year), or a time that others are compared with (than in October 2019). Where the
text says nothing of it, the base is missing.
"""

from tradeview.periods import MONTHS_IN_YEAR, make_month, shift_period, split_period
from tradeview.prose.claims.claim_words import MONTH, QUARTER, YEAR, find_claim_words
from tradeview.prose.claims.place import Place
from tradeview.prose.figure import Months

MONTHS_IN_QUARTER = 3
NEAR = 80  # characters from a number to what it is counted from
STEPS = {YEAR: MONTHS_IN_YEAR, MONTH: 1, QUARTER: MONTHS_IN_QUARTER}


def find_base(place: Place) -> Months | None:
    """Return the months that the growth of the figure at a place is counted from."""
    figure = place.figure
    if figure.months is None or not figure.months.is_settled:
        return None
    behind = (figure.end, min(place.ceiling, figure.end + NEAR))
    before = (max(place.floor, figure.start - NEAR), figure.start)
    for start, end in (behind, before):
        base = _find_base_within(place, figure.months, start, end)
        if base is not None:
            return base
    return None


def _find_base_within(place: Place, months: Months, start: int, end: int) -> Months | None:
    words = find_claim_words(place.reader.lexicon)
    for _, found in words.bases.scan(place.reader.view.part(start, end)):
        return shift_to_base(months, found.word.label)
    for time in place.sentence.bases:
        if start <= time.start < end and time.months:
            return time.months
    return None


def shift_to_base(months: Months, base: str) -> Months:
    """Return the months a year, a quarter, a month or their own length before some months."""
    steps = STEPS.get(base, months.month_count)
    first = shift_period(make_month(*months.first), -steps)
    last = shift_period(make_month(*months.last), -steps)
    return Months(split_period(first), split_period(last))
