"""What a growth or a change is counted from: a year before, the month before, the same months of a year that is named.

Words beside the number say so (year on year), or a time that others are compared with (than in October 2019). Where the
text says nothing of it, the base is missing.
"""

from collections.abc import Sequence

from tradeview.periods import MONTHS_IN_YEAR, make_month, shift_period, split_period
from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.claims.claim_words import MONTH, QUARTER, SEEMING, YEAR, find_claim_words
from tradeview.prose.claims.place import Place
from tradeview.prose.figure import Months
from tradeview.prose.measures.words import MULTIPLE, PERCENT
from tradeview.prose.times.periods import Time

MONTHS_IN_QUARTER = 3
GROWING = {PERCENT, MULTIPLE}  # units of what may be a growth
SAME = 8  # characters before a number within which it is said to be counted from the same
NEAR = 80  # characters from a number to what it is counted from
STEPS = {YEAR: MONTHS_IN_YEAR, MONTH: 1, QUARTER: MONTHS_IN_QUARTER}


def find_base(place: Place) -> Months | None:
    """Return the months that the growth of the figure at a place is counted from."""
    figure = place.figure
    if figure.months is None or not figure.months.is_settled:
        return None
    behind = (figure.end, min(place.ceiling, figure.end + NEAR))
    before = (max(place.floor, figure.start - NEAR), figure.start)
    # Where times stand before their numbers, what stands behind one is of the next.
    leads = place.reader.lexicon.periods[1].get("times_lead", False)
    for start, end in (before,) if leads else (behind, before):
        base = _find_base_within(place, figure.months, start, end)
        if base is not None:
            return base if base.first < figure.months.first else None
    return _carry_base(place, figure.months) if leads else None


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


def _find_base_within(place: Place, months: Months, start: int, end: int) -> Months | None:
    labels = list_bases(place.reader, start, end)
    if place.figure.unit == MULTIPLE:
        part = place.reader.view.part(start, end)
        scanned = find_claim_words(place.reader.lexicon).multiple_bases.scan(part)
        labels += [found.word.label for _, found in scanned]
    if labels:
        # The nearest to the number.
        return shift_to_base(months, labels[-1] if end == place.figure.start else labels[0])
    times = [time for time in (*place.sentence.bases, *_list_of_multiple(place)) if time.months]
    near = [time for time in times if start <= time.start < end]
    if not near:
        return None
    return near[-1 if end == place.figure.start else 0].months


def _list_of_multiple(place: Place) -> Sequence[Time]:
    """Return the times of a sentence for a multiple of what was at one of them: 2013年の1.7倍."""
    return place.sentence.multiplied if place.figure.unit == MULTIPLE else ()


def shift_to_base(months: Months, base: str) -> Months | None:
    """Return the months a year, a quarter, a month or their own length before some months; none of longer ones."""
    steps = STEPS.get(base, months.month_count)
    if months.month_count > steps and base != YEAR:
        return None
    first = shift_period(make_month(*months.first), -steps)
    last = shift_period(make_month(*months.last), -steps)
    return Months(split_period(first), split_period(last))
