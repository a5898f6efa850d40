"""Cells of a list of claims: numbers, months and answers, however a file or a frame of any engine holds them."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

from tradeview.periods import MONTHS_IN_YEAR, make_month
from tradeview.table.columns import PATTERNS, WORDS
from tradeview.table.engines import is_missing

Cells = Mapping[str, Any]

ANSWERS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
DAY = re.compile(r"(?P<year>\d{4})(?:-?(?P<month>\d{2})(?:-?(?P<day>\d{2}))?)?")
# A float keeps 15 digits: 10.8 / 100 is 0.10800000000000001, and nobody printed that last one.
DIGITS, KEPT_DIGITS = 15, 14


def as_text(cell: object) -> str | None:
    """Write a cell as a file has it; None where nothing stands in it.

    Examples
    --------
    >>> as_text(202301.0), as_text(True), as_text(date(2024, 9, 15)), as_text(float("nan")), as_text("  ")
    ('202301', 'True', '2024-09-15', None, None)
    """
    if is_missing(cell):
        return None
    if isinstance(cell, date):  # and a moment, which pandas makes of dates
        return cell.isoformat()[: len("2024-09-15")]
    if isinstance(cell, Real) and not isinstance(cell, bool | Integral):
        whole = float(cell)
        return str(int(whole)) if whole.is_integer() else repr(whole)
    return str(cell).strip() or None


def number(row: Cells, name: str) -> Decimal | None:
    """Read a cell; an empty one is missing."""
    cell = row.get(name)
    if cell is None:
        return None
    if not PATTERNS["number"].fullmatch(cell.removeprefix("+")):
        raise ValueError(f"{name} {cell!r}; allowed: {WORDS['number']}")
    found = Decimal(cell)
    return Decimal(f"{found:.{KEPT_DIGITS}g}") if len(found.as_tuple().digits) > DIGITS else found


def answer(row: Cells) -> bool | None:
    """Read whether a claim is approximate."""
    cell = row.get("approximate")
    if cell is not None and cell.casefold() not in ANSWERS:
        raise ValueError(f"approximate {cell!r}; allowed: yes, true, no, false")
    return None if cell is None else ANSWERS[cell.casefold()]


def span(row: Cells) -> tuple[int | None, int | None]:
    """Return the first and the last month, or neither.

    Examples
    --------
    >>> [span({"period": text}) for text in ("2013", "201305", "2013-04", "2005-01-01/2005-10-31", "unstated")]
    [(201301, 201312), (201305, 201305), (201304, 201304), (200501, 200510), (None, None)]
    >>> span({"start": "2013-02", "end": "2013-04-30"}), span({"start": "2013", "end": "2013"})
    ((201302, 201304), (201301, 201312))
    """
    if row.get("start") or row.get("end"):
        return _end(row, "start"), _end(row, "end")
    spelled, period = (months(row.get(name) or "") for name in ("months", "period"))
    if None not in (*spelled, *period) and spelled != period:
        # Who reviewed a draft changed one of them and forgot the other.
        raise ValueError(f"period {row['period']!r}, months {row['months']!r}; allowed: one of them, or both the same")
    return period if spelled == (None, None) else spelled


def _end(row: Cells, name: str) -> int | None:
    """Read the first or the last month; a year alone in `start` is both."""
    cell = row.get(name)
    if cell is None and name == "end" and len(str(row["start"])) == len("2023"):
        cell = row["start"]
    if cell is None:
        return None
    found = _month(cell, last=name == "end")
    if found is None:
        raise ValueError(f"{name} {cell!r}; allowed: a month (202405)")
    return found


def months(written: str) -> tuple[int | None, int | None]:
    """Read a year, a month or an ISO interval of whole months."""
    first, _, last = written.partition("/")
    ends = _month(first, last=False), _month(last or first, last=True)
    return (None, None) if None in ends else ends


def _month(written: str, *, last: bool) -> int | None:
    """Read the month of a year (its first or last), of a month, or of a day, if that is the month's first or last."""
    found = DAY.fullmatch(written)
    month = int(found["month"] or (MONTHS_IN_YEAR if last else 1)) if found else 0
    if found is None or not 1 <= month <= MONTHS_IN_YEAR:
        return None
    year = int(found["year"])
    edge = monthrange(year, month)[1] if last else 1
    return make_month(year, month) if int(found["day"] or edge) == edge else None
