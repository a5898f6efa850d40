"""A year and a part of it, put together to months.

A year may begin in any month: fiscal years do. Quarters, halves and "the first nine months" count from its first month,
months that are named do not: the first quarter of a year from April is April to June, and July is July. What the text
does not settle keeps the years that it lies in, and has no months: 2024 to date, FY2024 of no country that is named.
"""

from typing import NamedTuple

from tradeview.periods import MONTHS_IN_YEAR, make_month, shift_period, split_period
from tradeview.prose.figure import Months

Place = tuple[int, int]


class Part(NamedTuple):
    """A part of a year that is not named with it: its first and its last month, 0 where it has none of its own."""

    start: int
    end: int
    first: int = 0
    last: int = 0
    weak: bool = False  # months by name, which count only beside a year: "may", "set"
    same: bool = False  # the same as one that the sentence named: "the same period of"
    is_open: bool = False  # some of these months, or of the year: "to date"
    day_of: int = 0  # the month of a date, which has a day and so no months of its own
    day: int = 0  # that day
    is_nth: bool = False  # a month by its place, which counts only beside a year: "the second month"
    back: int = 0  # so many months to the last one: "the four months to April"
    past: int = 0  # so many months up to when it is told, of which no month is named: "the past nine months"


class Year(NamedTuple):
    """A year, by the year of the common calendar that it begins in, and where it stands."""

    start: int
    end: int
    year: int
    first_month: int | None = 1  # None where the text does not tell it
    last_year: int = 0  # by which one ends whose first month is not told
    label: Place | None = None  # of the words of another calendar, in the text as given

    @property
    def is_plain(self) -> bool:
        """Whether it is one of the common calendar, and printed so."""
        return self.first_month == 1 and self.label is None


class Stretch(NamedTuple):
    """Several years, and where they stand; without months where they may be a month as well: 2024-05."""

    start: int
    end: int
    months: Months | None


def find_months(year: Year, part: Part | None = None) -> Months:
    """Return the months of a year, or of a part of it.

    Examples
    --------
    >>> str(find_months(Year(0, 0, 2024), Part(0, 0, 1, 9)))
    '2024-01/2024-09'
    >>> first_quarter, july = Part(0, 0, 1, 3), Part(0, 0, 7, 7, weak=True)
    >>> [str(find_months(Year(0, 0, 2024, first_month=4), part)) for part in (first_quarter, july)]
    ['2024-04/2024-06', '2024-07/2024-07']
    """
    if year.first_month is None:
        return _find_unsettled_months(year, part)
    if part and part.back:
        return _count_back(year, part)
    begin = make_month(year.year, year.first_month)
    first, last = 0, MONTHS_IN_YEAR - 1  # counted from the first month of the year
    is_in_month = part is not None and part.weak and part.first == part.last > 0  # some days of it
    if part and (not part.is_open or is_in_month):
        # A name says which month of the common year it is.
        shift = year.first_month if part.weak else 1
        first = (part.first - shift) % MONTHS_IN_YEAR
        last = (part.last - shift) % MONTHS_IN_YEAR
    # November to March of one year: it may begin in the year before or end in the next.
    is_settled = first <= last and not (part and part.is_open)
    if first > last:
        first, last = first - MONTHS_IN_YEAR, last + MONTHS_IN_YEAR
    ends = [split_period(shift_period(begin, count)) for count in (first, last)]
    return Months(ends[0], ends[1], is_settled=is_settled, label=year.label)


def _find_unsettled_months(year: Year, part: Part | None) -> Months:
    """Return the years that a year of an unknown first month lies in, or the months that it tells all the same."""
    next_year = year.year + 1
    # July to March of 2022-23 can only begin in the first of the two.
    if part and part.weak and part.first > part.last > 0 and year.last_year == next_year:
        return Months((year.year, part.first), (next_year, part.last), label=year.label)
    last = (max(year.last_year, year.year), MONTHS_IN_YEAR)
    return Months((year.year, 1), last, is_settled=False, label=year.label)


def _count_back(year: Year, part: Part) -> Months:
    """Return the months up to one of a year: the twelve months to June 2024."""
    last = make_month(year.year, part.last)
    first = split_period(shift_period(last, 1 - part.back))
    return Months(first, split_period(last), label=year.label)
