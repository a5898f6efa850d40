"""Periods: a year, a quarter, a month; their order, the steps between them, and runs of neighbours."""

from collections.abc import Sequence

import narwhals as nw

# A year, or a year with a month, as Comtrade writes them.
LAST_YEAR, FIRST_MONTH, LAST_MONTH = 9999, 100001, 999912
PERIOD_WORDS = "a year (2024) or a year with its month (202405)"


def is_period(column: nw.Expr) -> nw.Expr:
    """Tell where a number is a year or a year with its month."""
    month = column % 100
    monthly = (column >= FIRST_MONTH) & (column <= LAST_MONTH) & (month >= 1) & (month <= 12)
    return (column % 1 == 0) & (((column >= 1000) & (column <= LAST_YEAR)) | monthly)


MONTHS = 12


def ordinal(value: int) -> int:
    """Count periods, so that neighbours differ by one: years as they are, months from the start of the calendar.

    Examples
    --------
    >>> ordinal(2024), ordinal(202401) - ordinal(202312)
    (2024, 1)
    """
    return value if value <= LAST_YEAR else value // 100 * MONTHS + value % 100 - 1


def shift_period(value: int, steps: int) -> int:
    """Give the period that lies some steps (years or months) after another.

    Examples
    --------
    >>> shift_period(2024, 1), shift_period(202312, 1), shift_period(202401, -1)
    (2025, 202401, 202312)
    """
    moved = ordinal(value) + steps
    return moved if value <= LAST_YEAR else moved // MONTHS * 100 + moved % MONTHS + 1


def runs_of_periods(periods: Sequence[int]) -> list[tuple[int, int]]:
    """Group years, or months, into runs of neighbours.

    Examples
    --------
    >>> runs_of_periods([2006, 2007, 2024]), runs_of_periods([202312, 202401])
    ([(2006, 2007), (2024, 2024)], [(202312, 202401)])
    """
    found: list[tuple[int, int]] = []
    for when in sorted(set(periods)):
        if found and when == shift_period(found[-1][1], 1):
            found[-1] = (found[-1][0], when)
        else:
            found.append((when, when))
    return found


def year_of(period: int) -> int:
    """Give the year that a period lies in.

    Examples
    --------
    >>> year_of(2024), year_of(202405)
    (2024, 2024)
    """
    return period // 100 if period > LAST_YEAR else period
