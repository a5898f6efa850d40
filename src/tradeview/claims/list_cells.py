"""Cells of a list of claims: numbers, months and answers, however a file or a frame of any engine holds them."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

from tradeview.periods import (
    MONTHS_IN_YEAR,
    first_month,
    is_whole_year,
    last_month,
    make_month,
    make_period,
    year_of,
)
from tradeview.table.columns import PATTERNS, WORDS
from tradeview.table.engines import is_missing

Cells = Mapping[str, Any]
Stretch = tuple[int | None, int | None]  # the first and the last month, as periods

ANSWERS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
DAY = re.compile(r"(?P<year>\d{4})(?:-?(?P<month>\d{2})(?:-?(?P<day>\d{2}))?)?")
QUARTER = re.compile(r"(?P<year>\d{4})(?:[- ]?[Qq])?(?P<quarter>[1-4])")
# A float keeps 15 digits: 10.8 / 100 is 0.10800000000000001, and nobody printed that last one.
DIGITS_OF_FLOATS, KEPT_DIGITS = 15, 14


def write_cell(cell: object) -> str | None:
    """Write a cell as a file has it; None where nothing stands in it.

    Examples
    --------
    >>> write_cell(202301.0), write_cell(True), write_cell(date(2024, 9, 15)), write_cell(float("nan")), write_cell(" ")
    ('202301', 'True', '2024-09-15', None, None)
    """
    if is_missing(cell):
        return None
    if isinstance(cell, date):  # and a moment, which pandas makes of dates
        return cell.isoformat()[: len("2024-09-15")]
    if isinstance(cell, Real) and not isinstance(cell, bool | Integral):
        number = float(cell)
        return str(int(number)) if number.is_integer() else repr(number)
    return str(cell).strip() or None


def number_in(row: Cells, name: str) -> Decimal | None:
    """Read a cell; an empty one is missing."""
    cell = row.get(name)
    if cell is None:
        return None
    if not PATTERNS["number"].fullmatch(cell.removeprefix("+")):
        raise ValueError(f"{name} {cell!r}; allowed: {WORDS['number']}")
    number = Decimal(cell)
    if len(number.as_tuple().digits) > DIGITS_OF_FLOATS:
        return Decimal(f"{number:.{KEPT_DIGITS}g}")
    return number


def is_approximate(row: Cells) -> bool | None:
    """Read whether a claim is approximate; None where the row does not say."""
    cell = row.get("approximate")
    if cell is None:
        return None
    if cell.casefold() not in ANSWERS:
        raise ValueError(f"approximate {cell!r}; allowed: yes, true, no, false")
    return ANSWERS[cell.casefold()]


def months_of_row(row: Cells, *, own_ends_alone: bool = False) -> Stretch:
    """Return the first and the last month, or neither; of a text that was read, as `start` and `end` have them alone.

    Examples
    --------
    >>> [months_of_row({"period": text}) for text in ("2013", "2013-04", "2005-01-01/2005-10-31", "unstated")]
    [(201301, 201312), (201304, 201304), (200501, 200510), (None, None)]
    >>> months_of_row({"start": "2013-02", "end": "2013-04-30"}), months_of_row({"start": "2013", "end": "2013"})
    ((201302, 201304), (201301, 201312))
    """
    if row.get("start") or row.get("end"):
        return _read_ends(row, "start", "end")
    if own_ends_alone:  # the period of "so far in 2024" is 2024, and its last month is not known
        return None, None
    months, period = read_months(row.get("months")), read_months(row.get("period"))
    if months == (None, None):
        return period
    if period not in ((None, None), months) and not _starts_in_year(period, months):
        # Who reviewed a draft changed one of them and forgot the other.
        raise ValueError(f"period {row['period']!r}, months {row['months']!r}; allowed: one of them, or both the same")
    return months


def months_of_base(row: Cells) -> Stretch:
    """Return the first and the last month that a claim is compared with, or neither.

    Examples
    --------
    >>> months_of_base({"base_start": "2019"}), months_of_base({"base_start": "202410", "base_end": "2024-10"})
    ((201901, 201912), (202410, 202410))
    """
    start, end = _read_ends(row, "base_start", "base_end")
    if (start is None) != (end is None):
        found = f"base_start {row.get('base_start')!r}, base_end {row.get('base_end')!r}"
        raise ValueError(f"{found}; allowed: both, or neither")
    return start, end


def _read_ends(row: Cells, first: str, last: str) -> Stretch:
    start, end = row.get(first), row.get(last)
    if end is None and len(str(start)) == len("2023"):
        end = start  # a year alone is both ends
    return _read_end(start, first, is_last=False), _read_end(end, last, is_last=True)


def _starts_in_year(period: Stretch, months: Stretch) -> bool:
    """Tell whether months are of a part of a year, or of a fiscal year, that starts in the year of `period`."""
    (first, last), (start, end) = period, months
    if first is None or last is None or start is None or end is None:
        return False
    return is_whole_year(first, last) and year_of(start) == year_of(first)


def _read_end(cell: str | None, name: str, *, is_last: bool) -> int | None:
    if cell is None:
        return None
    month = _read_month(cell, is_last=is_last)
    if month is None:
        raise ValueError(f"{name} {cell!r}; allowed: a month (202405)")
    return month


def read_months(cell: str | None) -> Stretch:
    """Read a year, a quarter, a month or an ISO interval of whole months; neither end where it is none of these."""
    quarter = QUARTER.fullmatch(cell or "")
    if quarter:
        period = make_period(int(quarter["year"]), int(quarter["quarter"]), "Q")
        return first_month(period), last_month(period)
    first, _, last = (cell or "").partition("/")
    start, end = _read_month(first, is_last=False), _read_month(last or first, is_last=True)
    return (None, None) if None in (start, end) else (start, end)


def _read_month(written: str, *, is_last: bool) -> int | None:
    """Read the month of a year (its first or last), of a month, or of a day, if that is the month's first or last."""
    found = DAY.fullmatch(written)
    if found is None:
        return None
    year = int(found["year"])
    month = MONTHS_IN_YEAR if is_last else 1
    if found["month"]:
        month = int(found["month"])
    if not 1 <= month <= MONTHS_IN_YEAR:
        return None
    edge = monthrange(year, month)[1] if is_last else 1
    if found["day"] and int(found["day"]) != edge:
        return None
    return make_month(year, month)
