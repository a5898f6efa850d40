"""The time of a row as a reading states it: months, a period, or both, in the ways that people and programs write them.

Two rows have the same time where they state the same months. A year alone says less than its months: it stands for a
part of that year, too, as it does in the tables of this library.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from tradeview.periods import (
    first_month,
    frequency_of,
    is_period,
    is_whole_year,
    last_month,
    make_month,
    make_period,
    year_of,
)

YEARS = range(1000, 3000)
MONTH = r"(?P<{0}_year>\d{{4}})[-./ ]?(?P<{0}_month>0[1-9]|1[0-2])(?:[-./][0-3]\d)?"
ONE_MONTH = re.compile(MONTH.format("first"))
TWO_MONTHS = re.compile(rf"{MONTH.format('first')}\s*(?:/|-|–|—|\.\.|to|,)\s*{MONTH.format('last')}")
YEAR = re.compile(r"\d{4}(?:\.0+)?")
WHOLE = re.compile(r"(\d{4,6})(?:\.0+)?")
QUARTER = re.compile(
    r"(?P<year>\d{4})\s?[-/]?\s?[Qq]\s?(?P<quarter>[1-4])|[Qq](?P<quarter2>[1-4])[- /]?(?P<year2>\d{4})"
)
HALF = re.compile(r"(?P<year>\d{4})\s?[-/]?\s?[Hh]\s?(?P<half>[12])|[Hh](?P<half2>[12])[- /]?(?P<year2>\d{4})")
MONTHS_OF_HALF = 6


class StatedTime(NamedTuple):
    """The first and last month of a time, as 202405, and how much of it was stated."""

    first: int
    last: int
    is_year_alone: bool = False  # a year as a period, which a part of it has, too
    is_open: bool = False  # some months of this year, which the text leaves open

    @property
    def years(self) -> tuple[int, int]:
        """The years of the first and of the last month."""
        return year_of(self.first), year_of(self.last)

    @property
    def is_of_years(self) -> bool:
        """Whether it is a whole calendar year, or several, or says of which year alone it is."""
        return self.is_year_alone or self.is_open or (self.first % 100 == 1 and self.last % 100 == 12)


def read_written_time(written: str) -> StatedTime | None:
    """Read a time as somebody wrote it; None of what is no time.

    Examples
    --------
    >>> [read_written_time(written)[:2] for written in ("2024-01/2024-08", "202401-202408", "2024-05")]
    [(202401, 202408), (202401, 202408), (202405, 202405)]
    >>> read_written_time("2024"), read_written_time("2024Q2")[:2], read_written_time("last year")
    (StatedTime(first=202401, last=202412, is_year_alone=True, is_open=False), (202404, 202406), None)
    """
    written = written.strip()
    if both := TWO_MONTHS.fullmatch(written):
        return _make_time(
            int(both["first_year"]), int(both["first_month"]), int(both["last_year"]), int(both["last_month"])
        )
    if match := QUARTER.fullmatch(written):
        period = make_period(int(match["year"] or match["year2"]), int(match["quarter"] or match["quarter2"]), "Q")
        return StatedTime(first_month(period), last_month(period))
    if match := HALF.fullmatch(written):
        last = MONTHS_OF_HALF * int(match["half"] or match["half2"])
        year = int(match["year"] or match["year2"])
        return _make_time(year, last - MONTHS_OF_HALF + 1, year, last)
    if match := WHOLE.fullmatch(written):
        return _read_period(int(match[1]))
    if match := ONE_MONTH.fullmatch(written):
        return _make_time(
            int(match["first_year"]), int(match["first_month"]), int(match["first_year"]), int(match["first_month"])
        )
    return None


def read_row_time(row: Mapping[str, Any]) -> StatedTime | None:
    """Read the time of a row of `read_figures` or `read_claims`; None where it states none.

    Examples
    --------
    >>> read_row_time({"period": 2024, "months": "2024-01/2024-08"})[:2]
    (202401, 202408)
    >>> read_row_time({"period": 2024}).is_open  # of 2024 to date the text says the year alone
    True
    """
    if row.get("months"):
        return read_written_time(str(row["months"]))
    if row.get("period") is None:
        return None
    time = _read_period(int(row["period"]))
    return time._replace(is_year_alone=False, is_open=True) if time and time.is_year_alone else time


def have_same_time(ours: StatedTime, theirs: StatedTime) -> bool:
    """Whether two statements of a time can both be right.

    Examples
    --------
    >>> part, year = read_written_time("2024-01/2024-08"), read_written_time("2024")
    >>> have_same_time(part, year), have_same_time(part, read_written_time("2024-01/2024-07"))
    (True, False)
    """
    if ours.is_open:
        return theirs.years == ours.years
    if theirs.is_year_alone:
        if ours.first == ours.last:
            return False
        return theirs.years[0] in ours.years
    return (ours.first, ours.last) == (theirs.first, theirs.last)


def write_time(time: StatedTime) -> str:
    """Write a time as its months, or as its year where no more was stated.

    Examples
    --------
    >>> write_time(StatedTime(202401, 202408)), write_time(StatedTime(202401, 202412, is_year_alone=True))
    ('2024-01/2024-08', '2024')
    """
    if time.is_year_alone or time.is_open:
        return str(time.years[0])
    return "/".join(f"{month // 100}-{month % 100:02}" for month in (time.first, time.last))


def period_of_time(time: StatedTime) -> int | None:
    """Return the year that a time lies in, or the one month that it is; None where it lies in two years."""
    if time.first == time.last:
        return time.first
    return time.years[0] if time.years[0] == time.years[1] else None


def is_calendar_year(time: StatedTime) -> bool:
    """Whether a time is all the months of one calendar year."""
    return is_whole_year(time.first, time.last)


def _read_period(period: int) -> StatedTime | None:
    if period in YEARS:
        return StatedTime(make_month(period, 1), make_month(period, 12), is_year_alone=True)
    if not is_period(period) or frequency_of(period) == "A":
        return None
    return StatedTime(first_month(period), last_month(period))


def _make_time(year: int, month: int, last_year: int, last_month_of_year: int) -> StatedTime | None:
    first, last = make_month(year, month), make_month(last_year, last_month_of_year)
    return StatedTime(first, last) if first <= last else None
