"""Periods: a year, a quarter, a month; their order, the steps between them, and what lies between.

A period is a whole number: a year 2024, a quarter 20242 (the second of 2024), a month 202405. How many digits it has
says its frequency, so that periods of one frequency are in order, and all years lie below all quarters below all
months. Of all years that can be counted so, trade tables hold those from 1800 to 2100.

What asks a column (a Narwhals expression) stands beside what asks one number, and ends in `_column`. Columns are asked
nothing else than their values, so that lazy frames stay lazy.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeVar

import narwhals as nw

if TYPE_CHECKING:
    import pandas as pd
    from babel import Locale

WholeT = TypeVar("WholeT", int, "pd.Series[int]")
Frequency = Literal["A", "Q", "M"]  # annual, quarterly, monthly, as UN Comtrade and SDMX write them
Over = Literal["previous", "year"]  # what growth is over: the period before, or the same part of the year before
Months = tuple[int, int]  # the first and the last month of a stretch of time, each counted as `ordinal` counts months

# Trade statistics are no older; a year beyond these is a misprint, or one of another calendar.
FIRST_YEAR, LAST_YEAR = 1800, 2100
# The last number that counts a year, and the last that counts a quarter: of four and of five digits.
HIGHEST_YEAR, HIGHEST_QUARTER = 9999, 99_994
MONTHS_IN_YEAR = 12
PARTS_OF_YEAR: dict[Frequency, int] = {"A": 1, "Q": 4, "M": MONTHS_IN_YEAR}
# By what the year stands before its part in the number of a period: 2024 2, 2024 05.
SHIFT_OF_YEAR: dict[Frequency, int] = {"A": 1, "Q": 10, "M": 100}
NO_SPAN = 0
YEARS_LATER = 1000  # to which so many years are added that are written with three digits
SHIFT_OF_SPAN = 10**6  # by what the first month of a stretch stands before its last: 202401 202408
UNITS: dict[Frequency, str] = {"A": "year", "Q": "quarter", "M": "month"}

# How many years other counts are behind the common calendar, and what is said of a year of them. Of two digits it may
# be one of the common calendar cut short.
LEAST_YEAR = 100
OTHER_CALENDARS = (
    (-543, "{period} is {year} in the Buddhist era"),
    (1911, "{period} is {year} in Taiwan's calendar"),
    # Of these two, one is decades away from the other, and neither begins with January.
    (621, "{period} is a year of Iran's or of the Islamic calendar: write the year that it begins in"),
)
# Bikram Sambat of Nepal begins in mid-April, and its fiscal years in mid-July. No statistics are of this year of the
# common calendar, or of a later one.
YEARS_OF_NEPAL_AHEAD, NO_STATISTICS_YET = 57, 2050
PERIOD_WORDS = f"a year (2024), a quarter (20242) or a month (202405), from {FIRST_YEAR} to {LAST_YEAR}"
MONTHS_WORDS = "the first and the last month (2024-04/2025-03)"
# Months written as ISO 8601 writes an interval. In Python's regular expressions `$` stands before a last line break.
STRETCH = r"^[0-9]{4}-(?:0[1-9]|1[0-2])/[0-9]{4}-(?:0[1-9]|1[0-2])$"
PART = re.compile(r"(?:0[1-9]|1[0-2])/(?:\+(?:[0-9]{3}\.)?)?(?:0[1-9]|1[0-2])")
NO_STRETCH = "0000-00/0000-00"  # as long as a stretch is, of which numbers can be made
# What is said of months where errors name them; readers of charts and tables have `tradeview.words.periods`.
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


# Which period it is


def frequency_of(period: int) -> Frequency:
    """Tell years from quarters and months.

    Examples
    --------
    >>> frequency_of(2024), frequency_of(20242), frequency_of(202405)
    ('A', 'Q', 'M')
    """
    if period <= HIGHEST_YEAR:
        return "A"
    return "Q" if period <= HIGHEST_QUARTER else "M"


def unit_of(period: int) -> str:
    """Name what a period is one of.

    Examples
    --------
    >>> unit_of(2024), unit_of(20242), unit_of(202405)
    ('year', 'quarter', 'month')
    """
    return UNITS[frequency_of(period)]


def of_one_frequency(periods: Iterable[int]) -> bool:
    """Tell whether all are years, or all are quarters, or all are months; so are none at all.

    Examples
    --------
    >>> of_one_frequency([2023, 2024]), of_one_frequency([2024, 202405])
    (True, False)
    """
    found = list(periods)
    return not found or frequency_of(min(found)) == frequency_of(max(found))


def is_period(period: int) -> bool:
    """Tell whether a trade table takes a number as a period: a year, a quarter or a month.

    Examples
    --------
    >>> is_period(2024), is_period(20242), is_period(202405)
    (True, True, True)
    >>> is_period(20245), is_period(202413), is_period(2567)
    (False, False, False)
    """
    frequency = frequency_of(period)
    year, part = split_period(period)
    return FIRST_YEAR <= year <= LAST_YEAR and 1 <= part <= PARTS_OF_YEAR[frequency]


def is_period_column(column: nw.Expr) -> nw.Expr:
    """Tell where `is_period` holds."""
    is_year = (column % 1 == 0) & (column >= FIRST_YEAR) & (column <= LAST_YEAR)
    return is_year | is_quarter_column(column) | is_month_column(column)


def is_month_column(column: nw.Expr) -> nw.Expr:
    """Tell where a number is a year with its month: 202405."""
    return _is_part_column(column, "M")


def is_quarter_column(column: nw.Expr) -> nw.Expr:
    """Tell where a number is a year with its quarter: 20242."""
    return _is_part_column(column, "Q")


def _is_part_column(column: nw.Expr, frequency: Frequency) -> nw.Expr:
    first = make_period(FIRST_YEAR, 1, frequency)
    last = make_period(LAST_YEAR, PARTS_OF_YEAR[frequency], frequency)
    part = column % SHIFT_OF_YEAR[frequency]
    in_range = (column >= first) & (column <= last)
    return (column % 1 == 0) & in_range & (part >= 1) & (part <= PARTS_OF_YEAR[frequency])


def name_year_of_nepal(year: int) -> str:
    """Say which year of the common calendar one of Nepal's may be, whose year begins in the middle of April.

    Examples
    --------
    >>> name_year_of_nepal(2079)
    '2079 may be a year of Nepal (Bikram Sambat), which is 2022/23'
    """
    begins = year - YEARS_OF_NEPAL_AHEAD
    return f"{year} may be a year of Nepal (Bikram Sambat), which is {begins}/{(begins + 1) % 100:02d}"


def name_other_calendar(period: int) -> str | None:
    """Say which year of the common calendar one of another may be; None where it is of none that is known.

    Examples
    --------
    >>> name_other_calendar(2567), name_other_calendar(113)
    ('2567 is 2024 in the Buddhist era', "113 is 2024 in Taiwan's calendar")
    >>> name_other_calendar(1402), name_other_calendar(202405)
    ("1402 is a year of Iran's or of the Islamic calendar: write the year that it begins in", None)
    """
    for years_behind, said in OTHER_CALENDARS:
        year = period + years_behind
        if period >= LEAST_YEAR and FIRST_YEAR < year <= LAST_YEAR:
            return said.format(period=period, year=year)
    return None


# The year and its parts


def split_period(period: int) -> tuple[int, int]:
    """Give the year of a period, and which of the year's parts it is: its month, its quarter, or 1 for a year.

    Examples
    --------
    >>> split_period(202405), split_period(20242), split_period(2024)
    ((2024, 5), (2024, 2), (2024, 1))
    """
    frequency = frequency_of(period)
    if frequency == "A":
        return period, 1
    return divmod(period, SHIFT_OF_YEAR[frequency])


def make_period(year: int, part: int, frequency: Frequency) -> int:
    """Do the reverse of `split_period`.

    Examples
    --------
    >>> make_period(2024, 5, "M"), make_period(2024, 2, "Q"), make_period(2024, 1, "A")
    (202405, 20242, 2024)
    """
    if frequency == "A":
        return year
    return year * SHIFT_OF_YEAR[frequency] + part


def make_month(year: WholeT, month: WholeT) -> WholeT:
    """Make a month of a year and its number, or of columns of pandas a column.

    Examples
    --------
    >>> make_month(2024, 5)
    202405
    """
    return year * SHIFT_OF_YEAR["M"] + month


def year_of(period: int) -> int:
    """Give the year that a period lies in.

    Examples
    --------
    >>> year_of(2024), year_of(20242), year_of(202405)
    (2024, 2024, 2024)
    """
    return split_period(period)[0]


def year_column(column: nw.Expr) -> nw.Expr:
    """Give `year_of` each."""
    return _by_frequency(
        column,
        year=column,
        quarter=column // SHIFT_OF_YEAR["Q"],
        month=column // SHIFT_OF_YEAR["M"],
    )


def first_month(period: int) -> int:
    """Give the month that a period starts in.

    Examples
    --------
    >>> first_month(2024), first_month(20242), first_month(202405)
    (202401, 202404, 202405)
    """
    return month_at(months_of(period)[0])


def last_month(period: int) -> int:
    """Give the month that a period ends in.

    Examples
    --------
    >>> last_month(2024), last_month(20242), last_month(202405)
    (202412, 202406, 202405)
    """
    return month_at(months_of(period)[1])


def middle_of(period: int) -> float:
    """Give the middle of a period, counted in years.

    Examples
    --------
    >>> middle_of(2024), middle_of(20242), middle_of(202406)
    (2024.5, 2024.375, 2024.4583333333333)
    """
    year, part = split_period(period)
    return year + (part - 0.5) / PARTS_OF_YEAR[frequency_of(period)]


# Order, and the steps between


def ordinal(period: int) -> int:
    """Count periods, so that neighbours differ by one: years as they are, others from the start of the calendar.

    Examples
    --------
    >>> ordinal(2024), ordinal(202401) - ordinal(202312), ordinal(20241) - ordinal(20234)
    (2024, 1, 1)
    """
    year, part = split_period(period)
    return year * PARTS_OF_YEAR[frequency_of(period)] + part - 1


def from_ordinal(number: int, frequency: Frequency) -> int:
    """Do the reverse of `ordinal`.

    Examples
    --------
    >>> from_ordinal(ordinal(202405) + 12, "M"), from_ordinal(ordinal(20242) + 4, "Q"), from_ordinal(2025, "A")
    (202505, 20252, 2025)
    """
    year, before = divmod(number, PARTS_OF_YEAR[frequency])
    return make_period(year, before + 1, frequency)


def ordinal_column(column: nw.Expr) -> nw.Expr:
    """Give the `ordinal` of each."""
    return _by_frequency(
        column,
        year=column,
        quarter=_ordinals_of_parts(column, "Q"),
        month=_ordinals_of_parts(column, "M"),
    )


def _ordinals_of_parts(column: nw.Expr, frequency: Frequency) -> nw.Expr:
    """Count quarters or months: 202405 less 88 a year is 2024 times 12 and 5, by one division instead of two."""
    year = column // SHIFT_OF_YEAR[frequency]
    return column - (SHIFT_OF_YEAR[frequency] - PARTS_OF_YEAR[frequency]) * year - 1


def years_column(steps: nw.Expr, column: nw.Expr) -> nw.Expr:
    """Give how many years some steps are, of the frequency of the periods in `column`."""
    return _by_frequency(
        column,
        year=steps,
        quarter=steps / PARTS_OF_YEAR["Q"],
        month=steps / PARTS_OF_YEAR["M"],
    )


def _by_frequency(column: nw.Expr, *, year: nw.Expr, quarter: nw.Expr, month: nw.Expr) -> nw.Expr:
    """Choose by the frequency of each period."""
    return nw.when(column > HIGHEST_QUARTER).then(month).when(column > HIGHEST_YEAR).then(quarter).otherwise(year)


def part_column(column: nw.Expr) -> nw.Expr:
    """Give which of its year's parts each is: its month, its quarter, or 0 for a year."""
    return _by_frequency(
        column,
        year=column * 0,
        quarter=column % SHIFT_OF_YEAR["Q"],
        month=column % SHIFT_OF_YEAR["M"],
    )


def shift_period(period: int, steps: int) -> int:
    """Give the period that lies some steps (years, quarters or months) after another.

    Examples
    --------
    >>> shift_period(2024, 1), shift_period(20234, 1), shift_period(202312, 1), shift_period(202401, -1)
    (2025, 20241, 202401, 202312)
    """
    return from_ordinal(ordinal(period) + steps, frequency_of(period))


def year_before(period: int) -> int:
    """Give the same year, quarter or month one year before.

    Examples
    --------
    >>> year_before(2024), year_before(20241), year_before(202402)
    (2023, 20231, 202302)
    """
    return shift_period(period, -PARTS_OF_YEAR[frequency_of(period)])


def are_of_one_season(period: int, other: int) -> bool:
    """Tell whether two periods of one frequency are the same month or quarter of years; so are all years.

    Examples
    --------
    >>> are_of_one_season(202302, 202402), are_of_one_season(20231, 20244), are_of_one_season(2007, 2024)
    (True, False, True)
    """
    return split_period(period)[1] == split_period(other)[1]


def earliest_like(periods: Iterable[int], period: int) -> int:
    """Give the earliest period of the season of another: of its month, of its quarter, or of all years.

    Examples
    --------
    >>> earliest_like([202301, 202302, 202402], 202402), earliest_like([2007, 2024], 2024)
    (202302, 2007)
    """
    part = split_period(period)[1]
    return min(one for one in periods if split_period(one)[1] == part)


def periods_through(first: int, last: int) -> list[int]:
    """List the periods from one to another of the same frequency, both among them.

    Examples
    --------
    >>> periods_through(2022, 2024), periods_through(202311, 202401), periods_through(2024, 2022)
    ([2022, 2023, 2024], [202311, 202312, 202401], [])
    """
    frequency = frequency_of(first)
    return [from_ordinal(number, frequency) for number in range(ordinal(first), ordinal(last) + 1)]


def runs_of_periods(periods: Sequence[int]) -> list[tuple[int, int]]:
    """Group periods of one frequency into runs of neighbours, each as its first and its last.

    Examples
    --------
    >>> runs_of_periods([2006, 2007, 2024]), runs_of_periods([202312, 202401])
    ([(2006, 2007), (2024, 2024)], [(202312, 202401)])
    """
    found: list[tuple[int, int]] = []
    for period in sorted(set(periods)):
        if found and period == shift_period(found[-1][1], 1):
            found[-1] = (found[-1][0], period)
        else:
            found.append((period, period))
    return found


def gaps_between_periods(periods: Sequence[int]) -> list[tuple[int, int]]:
    """Give the runs of periods that lack between those that there are.

    Examples
    --------
    >>> gaps_between_periods([2006, 2007, 2024]), gaps_between_periods([202312, 202401])
    ([(2008, 2023)], [])
    """
    return [
        (shift_period(end, 1), shift_period(start, -1))
        for (_, end), (start, _) in pairwise(runs_of_periods(periods))
    ]  # fmt: skip


# Stretches of months, counted from the start of the calendar


def months_of(period: int) -> Months:
    """Give the first and the last month of a period.

    Examples
    --------
    >>> months_of(2024) == (ordinal(202401), ordinal(202412))
    True
    """
    year, part = split_period(period)
    length = MONTHS_IN_YEAR // PARTS_OF_YEAR[frequency_of(period)]
    first = year * MONTHS_IN_YEAR + (part - 1) * length
    return first, first + length - 1


def months_of_stretch(written: str) -> Months:
    """Give the first and the last month of a stretch that a trade table writes.

    Examples
    --------
    >>> months_of_stretch("2024-01/2024-12") == months_of(2024)
    True
    """
    first, last = written.split("/")
    return ordinal(int(first.replace("-", ""))), ordinal(int(last.replace("-", "")))


def count_months(months: Months) -> int:
    """Count the months of a stretch.

    Examples
    --------
    >>> count_months(months_of(2024)), count_months(months_of(20242)), count_months(months_of(202405))
    (12, 3, 1)
    """
    first, last = months
    return last - first + 1


def month_at(number: int) -> int:
    """Give a counted month as a period.

    Examples
    --------
    >>> month_at(months_of(2024)[0])
    202401
    """
    return from_ordinal(number, "M")


def year_at(number: int) -> int:
    """Give the year of a counted month.

    Examples
    --------
    >>> year_at(months_of(202405)[0])
    2024
    """
    return number // MONTHS_IN_YEAR


def is_last_day_of_month(day: date) -> bool:
    """Tell whether a month is over with this day.

    Examples
    --------
    >>> is_last_day_of_month(date(2024, 2, 28)), is_last_day_of_month(date(2024, 2, 29))
    (False, True)
    """
    return day.day == monthrange(day.year, day.month)[1]


def shift_years(months: Months, years: int) -> Months:
    """Give the same months, some years later.

    Examples
    --------
    >>> shift_years(months_of(202405), -1) == months_of(202305)
    True
    """
    first, last = months
    return first + MONTHS_IN_YEAR * years, last + MONTHS_IN_YEAR * years


def year_of_months(months: Months) -> int | None:
    """Give the calendar year that months are, if they are one.

    Examples
    --------
    >>> year_of_months(months_of(2024)), year_of_months(months_of(202405)), year_of_months((24288, 24311))
    (2024, None, None)
    """
    year = year_at(months[0])
    return year if months == months_of(year) else None


def whole_years_around(months: Months) -> Months:
    """Give the months of all calendar years that months lie in.

    Examples
    --------
    >>> whole_years_around(months_of(202405)) == months_of(2024)
    True
    """
    first, last = months
    return months_of(year_at(first))[0], months_of(year_at(last))[1]


def is_whole_year(start: int, end: int) -> bool:
    """Tell whether two months are the first and the last of one calendar year.

    Examples
    --------
    >>> is_whole_year(202401, 202412), is_whole_year(202301, 202412), is_whole_year(202404, 202503)
    (True, False, False)
    """
    return are_whole_years(start, end) and year_of(start) == year_of(end)


def are_whole_years(start: int, end: int) -> bool:
    """Tell whether two months are the first and the last of calendar years: of one, or of several.

    Examples
    --------
    >>> are_whole_years(202301, 202412), are_whole_years(202404, 202503)
    (True, False)
    """
    return split_period(start)[1] == 1 and split_period(end)[1] == MONTHS_IN_YEAR


def is_whole_year_column(start: nw.Expr, end: nw.Expr) -> nw.Expr:
    """Tell where `is_whole_year` holds."""
    is_january = start % SHIFT_OF_YEAR["M"] == 1
    return is_january & (end == start + (MONTHS_IN_YEAR - 1))


# Spans: a period, or a stretch of months that is none, as one number (2024-01/2024-08 is 202401202408)


def span_column(stretch: nw.Expr, period: nw.Expr) -> nw.Expr:
    """Give the span of each row: of its stretch where it says one, else its period; `NO_SPAN` of other words."""
    said = _stretch_or_noughts(stretch).str
    digits = [said.slice(place, length) for place, length in ((0, 4), (5, 2), (8, 4), (13, 2))]
    return nw.when(stretch.is_null()).then(period).otherwise(nw.concat_str(digits).cast(nw.Int64))


def span_of_row_column(stretch: nw.Expr, period: nw.Expr) -> nw.Expr:
    """Give the span of each row of a trade table: months that are all of a period say no more than the period does."""
    is_same_year = stretch.str.slice(0, 4) == stretch.str.slice(8, 4)
    is_whole = is_same_year & (stretch.str.slice(5, 2) == "01") & (stretch.str.slice(13, 2) == str(MONTHS_IN_YEAR))
    return span_column(nw.when((period <= HIGHEST_YEAR) & ~is_whole).then(stretch), period)


def is_stretch(span: int) -> bool:
    """Tell whether a span is a stretch of months that is no period.

    Examples
    --------
    >>> is_stretch(202401202408), is_stretch(202405)
    (True, False)
    """
    return span >= SHIFT_OF_SPAN


def months_of_span(span: int) -> list[int]:
    """List the months of a span.

    Examples
    --------
    >>> months_of_span(202311202402), months_of_span(20242)
    ([202311, 202312, 202401, 202402], [202404, 202405, 202406])
    """
    if is_stretch(span):
        return periods_through(*divmod(span, SHIFT_OF_SPAN))
    return periods_through(first_month(span), last_month(span))


def year_of_span(span: int) -> int:
    """Give the year that a span starts in.

    Examples
    --------
    >>> year_of_span(202304202403), year_of_span(20242)
    (2023, 2024)
    """
    return year_of(span // SHIFT_OF_SPAN if is_stretch(span) else span)


def shift_span(span: int, years: int) -> int:
    """Give the same months, some years later.

    Examples
    --------
    >>> shift_span(202401202408, 1), shift_span(202304202403, -1), shift_span(20242, -1), shift_span(2024, 2)
    (202501202508, 202204202303, 20232, 2026)
    """
    if not is_stretch(span):
        return shift_period(span, years * PARTS_OF_YEAR[frequency_of(span)])
    return span_in_period(span, year_of_span(span) + years)


def make_span(period: int, stretch: str | None) -> int:
    """Make the span of a row of a trade table of what it says: its period, or its months where they are no period.

    Examples
    --------
    >>> make_span(2024, "2024-01/2024-08"), make_span(2024, None), make_span(2024, "2024-01/2024-12")
    (202401202408, 2024, 2024)
    >>> make_span(2024, "2024-08/2024-01"), make_span(2024, "2023-01/2023-08"), make_span(2024, "spring")
    (0, 0, 0)
    """
    if stretch is None:
        return period
    if re.fullmatch(STRETCH, stretch) is None or stretch[:7] > stretch[8:15]:
        return NO_SPAN
    first, last = (int(month.replace("-", "")) for month in stretch[:15].split("/"))
    if year_of(first) != year_of(period):
        return NO_SPAN
    # Months that are all of a period say no more than the period does.
    is_whole = (first, last) == (first_month(period), last_month(period))
    return period if is_whole else make_span_of_months(first, last)


def span_of_stretch(written: str) -> int:
    """Make the span of months alone, as text: the period that they are all of, else themselves; `NO_SPAN` of others.

    Examples
    --------
    >>> [span_of_stretch(f"2024-{first}/2024-{last}") for first, last in (("01", "12"), ("04", "06"), ("05", "05"))]
    [2024, 20242, 202405]
    >>> span_of_stretch("2024-04/2025-03"), span_of_stretch("2024-08/2024-01"), span_of_stretch("spring")
    (202404202503, 0, 0)
    """
    if re.fullmatch(STRETCH, written) is None or written[:7] > written[8:15]:
        return NO_SPAN
    first, last = (int(month.replace("-", "")) for month in written.split("/"))
    year, month = split_period(first)
    quarter = make_period(year, (month - 1) * PARTS_OF_YEAR["Q"] // MONTHS_IN_YEAR + 1, "Q")
    for period in (year, quarter, first):
        if (first, last) == (first_month(period), last_month(period)):
            return period
    return make_span_of_months(first, last)


def make_span_of_months(first: int, last: int) -> int:
    """Make the stretch from one month to another.

    Examples
    --------
    >>> make_span_of_months(202401, 202408)
    202401202408
    """
    return first * SHIFT_OF_SPAN + last


def period_of_span(span: int) -> int:
    """Give the period that a trade table has beside the months of a span: its year, or the span itself.

    Examples
    --------
    >>> period_of_span(202304202403), period_of_span(20242)
    (2023, 20242)
    """
    return year_of_span(span) if is_stretch(span) else span


def span_in_period(span: int, period: int) -> int:
    """Give the same months in another year, of a stretch; of a period, the other period itself.

    Examples
    --------
    >>> span_in_period(202304202403, 2025), span_in_period(202401202408, 2023), span_in_period(2024, 2023)
    (202504202603, 202301202308, 2023)
    """
    if not is_stretch(span):
        return period
    months = MONTHS_IN_YEAR * (period - year_of_span(span))
    first, last = ends_of_span(span)
    return make_span_of_months(shift_period(first, months), shift_period(last, months))


def ends_of_span(span: int) -> tuple[int, int]:
    """Give the first and the last month of a span.

    Examples
    --------
    >>> ends_of_span(202311202402), ends_of_span(20242)
    ((202311, 202402), (202404, 202406))
    """
    if is_stretch(span):
        first, last = divmod(span, SHIFT_OF_SPAN)
        return first, last
    return first_month(span), last_month(span)


def gaps_between_spans(spans: Sequence[int]) -> list[tuple[int, int]]:
    """Give the runs of spans that lack between some of the same months: of periods as `gaps_between_periods`.

    Examples
    --------
    >>> gaps_between_spans([202001202008, 202301202308, 202401202408]), gaps_between_spans([2020, 2024])
    ([(202101202108, 202201202208)], [(2021, 2023)])
    """
    gaps = gaps_between_periods([period_of_span(span) for span in spans])
    return [(span_in_period(spans[0], first), span_in_period(spans[0], last)) for first, last in gaps]


def middle_of_span(span: int) -> float:
    """Give the middle of a span, counted in years.

    Examples
    --------
    >>> middle_of_span(2024), middle_of_span(202401202406), middle_of_span(202304202403)
    (2024.5, 2024.25, 2023.75)
    """
    first, last = ends_of_span(span)
    return (ordinal(first) + ordinal(last) + 1) / 2 / MONTHS_IN_YEAR


def are_same_months(spans: Iterable[int]) -> bool:
    """Tell whether spans are of one length: all periods, or the same stretch of whatever years.

    Examples
    --------
    >>> are_same_months([202301202308, 202401202408]), are_same_months([2023, 2024]), are_same_months([2023, 20242])
    (True, True, True)
    >>> are_same_months([2023, 202401202408]), are_same_months([202401202407, 202401202408])
    (False, False)
    """
    found = {span_in_period(span, FIRST_YEAR) if is_stretch(span) else None for span in spans}
    return len(found) <= 1


def are_years_to_date(spans: Iterable[int]) -> bool:
    """Tell whether spans all start in January and end in its year, some of them before December.

    Examples
    --------
    >>> are_years_to_date([202401202401, 202401202402, 2023]), are_years_to_date([2023, 2024])
    (True, False)
    >>> are_years_to_date([202404202408]), are_years_to_date([202401, 202402])
    (False, False)
    """
    found = set(spans)
    for span in found:
        first, last = ends_of_span(span)
        starts_with_year = first == first_month(year_of(first)) and year_of(first) == year_of(last)
        if not starts_with_year or frequency_of(period_of_span(span)) != "A":
            return False
    return any(is_stretch(span) for span in found)


def write_span(span: int) -> str:
    """Write a span as a trade table does: its stretch, or its period.

    Examples
    --------
    >>> write_span(202401202408), write_span(2024)
    ('2024-01/2024-08', '2024')
    """
    if not is_stretch(span):
        return str(span)
    months = [f"{year}-{month:02}" for year, month in map(split_period, divmod(span, SHIFT_OF_SPAN))]
    return "/".join(months)


# Stretches of months in text: 2024-04/2025-03


def is_stretch_column(column: nw.Expr) -> nw.Expr:
    """Tell where text is the first and the last month of a stretch, in this order."""
    is_written_so = column.str.contains(STRETCH) & ~column.str.ends_with("\n")
    return is_written_so & (column.str.slice(0, 7) <= column.str.slice(8, 7))


def starts_in_year_column(stretch: nw.Expr, period: nw.Expr) -> nw.Expr:
    """Tell where a stretch starts in the year of a period, or one of them is missing."""
    # As text, which both start with: a stretch that is none has no number.
    is_same = stretch.str.slice(0, 4) == period.cast(nw.String).str.slice(0, 4)
    return stretch.is_null() | period.is_null() | is_same


def fits_period_column(stretch: nw.Expr, period: nw.Expr) -> nw.Expr:
    """Tell where a stretch is one of the period beside it, or is missing: of a quarter or a month it is all of that."""
    span = span_column(stretch, period)
    quarter_end = period // SHIFT_OF_YEAR["Q"] * SHIFT_OF_YEAR["M"] + period % SHIFT_OF_YEAR["Q"] * 3
    whole = _by_frequency(
        period,
        year=span,
        quarter=(quarter_end - 2) * SHIFT_OF_SPAN + quarter_end,
        month=period * SHIFT_OF_SPAN + period,
    )
    return stretch.is_null() | (starts_in_year_column(stretch, period) & (span != NO_SPAN) & (span == whole))


def part_of_year_column(stretch: nw.Expr, period: nw.Expr) -> nw.Expr:
    """Say of which months a year is: 04/+03 from April to the March after, 01/08 to August; missing of whole years.

    It is the same for every year that is counted in one way, so that it tells fiscal years, and parts of years, from
    calendar years. A month has no part. What ends several years later says how many: 01/+002.12 are three years.
    """
    ends_later = stretch.str.slice(0, 4) != stretch.str.slice(8, 4)
    first, last = stretch.str.slice(5, 2), stretch.str.slice(13, 2)
    within = nw.concat_str([first, last], separator="/")
    beyond = nw.concat_str([first, last], separator="/+")
    digits = _stretch_or_noughts(stretch).str
    years = digits.slice(8, 4).cast(nw.Int64) - digits.slice(0, 4).cast(nw.Int64)
    written_years = (years + YEARS_LATER).cast(nw.String).str.slice(1, 3)  # 1002 for 002
    far_beyond = nw.concat_str([first, nw.lit("/+"), written_years, nw.lit("."), last])
    later = nw.when(years > 1).then(far_beyond).otherwise(beyond)
    part = nw.when(ends_later).then(later).otherwise(within)
    is_part = (period <= HIGHEST_YEAR) & (part != f"01/{MONTHS_IN_YEAR}")
    return nw.when(is_part & ~stretch.is_null()).then(part)


def stretch_of_part_column(part: nw.Expr, period: nw.Expr) -> nw.Expr:
    """Write the months that `part_of_year_column` says of a year: 2024-04/2025-03."""
    ends_later = part.str.contains("+", literal=True)
    says_years = part.str.contains(".", literal=True).fill_null(value=False)
    years = nw.when(says_years).then(part.str.slice(4, 3)).otherwise(nw.lit("001")).cast(nw.Int64)
    last_year = nw.when(ends_later).then(period + years).otherwise(period).cast(nw.Int64).cast(nw.String)
    first_year = period.cast(nw.Int64).cast(nw.String)
    first_month = nw.concat_str([first_year, part.str.head(2)], separator="-")
    last_month = nw.concat_str([last_year, part.str.tail(2)], separator="-")
    return nw.concat_str([first_month, last_month], separator="/")


def _stretch_or_noughts(stretch: nw.Expr) -> nw.Expr:
    """Give noughts for what is missing, or other words: engines make no whole numbers of these."""
    return nw.when(is_stretch_column(stretch.fill_null(""))).then(stretch).otherwise(nw.lit(NO_STRETCH))


def name_part_of_year(part: str | None) -> str:
    """Name what `part_of_year_column` says, where an error tells unlike rows apart.

    Examples
    --------
    >>> name_part_of_year("01/08"), name_part_of_year("05/05"), name_part_of_year(None)
    ('January to August', 'May', 'whole years')
    >>> name_part_of_year("04/+03"), name_part_of_year("11/+02"), name_part_of_year("01/+002.12")
    ('fiscal years from April to March', 'November to February', 'January to December 2 years later')
    """
    if part is None:
        return "whole years"
    if not PART.fullmatch(part):  # of words that are no months, which `tv.check` names
        return repr(part)
    first, last = int(part[:2]), int(part[-2:])
    months = f"{MONTH_NAMES[first - 1]} to {MONTH_NAMES[last - 1]}"
    if "+" not in part:
        return months if first < last else MONTH_NAMES[first - 1]
    if "." in part:
        return f"{months} {int(part[4:7])} years later"
    if last == first - 1:
        return f"fiscal years from {months}"
    return months if last < first else f"{months} a year later"


def month_names(locale: "Locale", context: str, width: str) -> Mapping[int, str]:
    """Return CLDR's names of months, by number.

    Babel keeps what a language takes over from the root of CLDR where all languages read it, in the form in which the
    first that asked has it: Malay would name its months in Japanese. So what is asked is a copy.

    Examples
    --------
    >>> from babel import Locale
    >>> names = month_names(Locale("ja"), "stand-alone", "wide")
    >>> month_names(Locale("ms"), "stand-alone", "wide")[8]
    'Ogos'
    """
    names: Mapping[int, str] = locale.months.copy()[context].copy()[width]
    return dict(names.items())
