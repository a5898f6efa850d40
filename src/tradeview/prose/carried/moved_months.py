"""Months that are told by how far they are from others: a year earlier, the quarter before that of a day."""

from datetime import date

from tradeview.periods import MONTHS_IN_YEAR, make_month, shift_period, split_period
from tradeview.prose.carried.relative_words import MONTH_EARLIER, MONTH_LATER, PREVIOUS_YEAR, YEAR_LATER
from tradeview.prose.figure import Months
from tradeview.prose.times.year_parts import Part, Year, find_months

MONTHS_IN_QUARTER = 3
LAG = 3  # months within which statistics of "the first eight months" come out
UNKNOWN_YEAR = 1100  # no text speaks of it: stands for "this year" where no day of publication is given


def shift_months(base: Months, label: str) -> Months | None:
    """Return the time before another that a word names; none where it does not say which."""
    is_month = base.first == base.last
    if label in {MONTH_EARLIER, MONTH_LATER}:
        step = -1 if label == MONTH_EARLIER else 1
        return make_single_month(shift_period(make_month(*base.first), step)) if is_month else None
    # The year before "January to August 2024" may be the whole of it.
    if label == PREVIOUS_YEAR and base.is_part:
        return None
    steps = MONTHS_IN_YEAR if label == YEAR_LATER else -MONTHS_IN_YEAR
    first, last = (split_period(shift_period(make_month(*end), steps)) for end in base[:2])
    return Months(first, last)


def find_quarter_before(published: date | None) -> Months | None:
    """Return the months of the quarter before that of a day."""
    if published is None:
        return None
    months_gone = (published.month - 1) % MONTHS_IN_QUARTER
    last = shift_period(make_month(published.year, published.month), -months_gone - 1)
    return Months(split_period(shift_period(last, 1 - MONTHS_IN_QUARTER)), split_period(last))


def move_to_year(months: Months | None, year: int) -> Months | None:
    """Return the months of a year that is not known by now, in the one that it is."""
    if months is None:
        return None
    away = year - UNKNOWN_YEAR
    (first_year, first), (last_year, last) = months.first, months.last
    return months._replace(first=(first_year + away, first), last=(last_year + away, last))


def find_months_of(year: int, part: Part) -> Months:
    """Return the months of a part of a year, in which it ends: from November to March began in the year before."""
    months = find_months(Year(0, 0, year), part)
    if part.first <= part.last:
        return months
    return Months((year - 1, part.first), (year, part.last))


def is_month_before(base: Months, months: tuple[int, int]) -> bool:
    """Whether a month is the one before another, of which the first and the last are given: September, on October."""
    is_month = base.month_count == 1 and months[0] == months[1] and base.is_settled
    return is_month and base.last[1] % MONTHS_IN_YEAR + 1 == months[0]


def ends_with(months: Months, month: int) -> bool:
    """Whether a part of a year ends with a month, by its number."""
    return months.is_settled and months.is_part and months.last[1] == month


def make_single_month(period: int) -> Months:
    """Return the months from one to itself: 202405 as May 2024."""
    month = split_period(period)
    return Months(month, month)
