"""Cells of other containers than text, written as a CSV has them: a number as its digits, a day as ISO 8601 has it."""

from datetime import date, datetime, time
from decimal import Decimal

from tradeview.table.engines import is_missing

MOST_WHOLE = 2**53  # up to which a float counts whole numbers one by one


def write_cell(value: object) -> str:
    """Write one cell; what is missing is empty.

    Examples
    --------
    >>> from datetime import datetime
    >>> [write_cell(cell) for cell in ("0101", 2023.0, 1500.5, 1e300, True, None, datetime(2024, 5, 1))]
    ['0101', '2023', '1500.5', '1e+300', 'True', '', '2024-05-01']
    """
    if isinstance(value, str):
        return value
    if is_missing(value):
        return ""
    if isinstance(value, float | Decimal):
        return _write_number(value)
    if isinstance(value, date | time):
        return _write_time(value)
    return str(value, "utf-8", "replace") if isinstance(value, bytes) else str(value)


def _write_number(value: float | Decimal) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    # A whole number that a program holds as a decimal, such as a year or a code, loses its `.0`.
    if value.is_integer() and abs(value) < MOST_WHOLE:
        return str(int(value))
    return repr(float(value))


def _write_time(value: date | time) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat()
