"""Numbers that a spreadsheet shortened as it saved them: `1.23E+10`, of which no more than three digits are left.

Excel and its like write to CSV what their cells show. A number that is too long for its column stands there with a
capital E, a sign and two digits, and the digits behind it are lost: 1.23E+10 is anything from 12.25 to 12.35 billion. A
program that writes all digits has no way of its own to say so; most write `1e+06` or `1.5E6`, which are taken as exact.
"""

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from tradeview.errors import count_nouns

logger = logging.getLogger("tradeview")

# Up to three digits before the point, as in Excel's format of engineers.
SHORTENED = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]+)?E[+-][0-9]{2,3}")
# As engines search text, or bytes of a file.
SHORTENED_IN_TEXT = r"[0-9]E[+-][0-9]{2,3}"
ALL_DIGITS = 15  # that a spreadsheet keeps: a number that has them has lost none
SAVE_AGAIN = "save it again with all digits: in Excel as numbers without decimals, in columns that are wide enough"


class Ends(NamedTuple):
    """The lowest and the highest number that digits may have been."""

    low: float
    high: float


def is_shortened(cell: str) -> bool:
    """Tell whether a spreadsheet has shortened a number.

    Examples
    --------
    >>> [is_shortened(cell) for cell in ("1.23E+10", "1E+06", "1e+06", "1.5E6", "12300000000")]
    [True, True, False, False, False]
    """
    return SHORTENED.fullmatch(cell) is not None and len(Decimal(cell).as_tuple().digits) < ALL_DIGITS


def range_of_digits(cell: str) -> Ends:
    """Return what a shortened number may have been: half a unit of its last digit less or more.

    Examples
    --------
    >>> range_of_digits("1.50E+06"), range_of_digits("-2E+03")
    (Ends(low=1495000.0, high=1505000.0), Ends(low=-2500.0, high=-1500.0))
    """
    number = Decimal(cell)
    half = Decimal((0, (5,), int(number.as_tuple().exponent) - 1))
    low, high = number - half, number + half
    # No amount is below zero that was printed as 0.
    return Ends(float(low if number else number), float(high))


def has_lost_digits(cell: str) -> bool:
    """Tell whether a whole number has lost some of its digits: 2.02E+03 may be any year from 2015 to 2025.

    Examples
    --------
    >>> has_lost_digits("2.02E+03"), has_lost_digits("2.022E+03"), has_lost_digits("2022")
    (True, False, False)
    """
    return is_shortened(cell) and int(Decimal(cell).as_tuple().exponent) > 0


def find_ranges(cells: Iterable[str | None]) -> list[Ends | None]:
    """Return the range of each cell that is shortened, None of all others; each distinct cell is looked at once."""
    held = list(cells)
    capital = {cell for cell in set(held) if cell is not None and "E" in cell}
    if not capital:  # as in nearly all tables
        return [None] * len(held)
    ranges = {cell: range_of_digits(cell) for cell in capital if is_shortened(cell)}
    return [ranges.get(cell) if cell else None for cell in held]


def read_bounds(
    numbers: Sequence[str], low: Sequence[str], high: Sequence[str]
) -> tuple[list[float | None], list[float | None]]:
    """Return `low` and `high` of numbers, as stated, or else as the digits of a shortened one allow.

    A stated end that is itself shortened is as far out as its digits allow.
    """
    lows: list[float | None] = []
    highs: list[float | None] = []
    columns = [find_ranges(cells) for cells in (numbers, low, high)]
    for row, (of_number, of_low, of_high) in enumerate(zip(*columns, strict=True)):
        stated_low = of_low.low if of_low else _number_or_none(low[row])
        stated_high = of_high.high if of_high else _number_or_none(high[row])
        if of_number is not None and stated_low is None:
            stated_low = of_number.low
        if of_number is not None and stated_high is None:
            stated_high = of_number.high
        lows.append(stated_low)
        highs.append(stated_high)
    return lows, highs


def _number_or_none(cell: str) -> float | None:
    return float(cell) if cell else None


def count_shortened(columns: Mapping[str, Iterable[str | None]]) -> dict[str, int]:
    """Count the shortened numbers of each column that has some."""
    counts = {name: len([ends for ends in find_ranges(cells) if ends]) for name, cells in columns.items()}
    return {name: count for name, count in counts.items() if count}


def warn_of_shortened(called: str, counts: Mapping[str, int], ranged: str | None = None) -> None:
    """Say at WARNING how many numbers of each column are shortened, and that those of `ranged` have their range."""
    if not counts:
        return
    said = ", ".join(f"{count_nouns(count, 'number')} of {name}" for name, count in counts.items())
    done = "the digits behind are lost"
    if ranged in counts:
        done = f"low and high are what the digits that are left of {ranged} allow"
    logger.warning(
        "%s: Excel, or another spreadsheet, has shortened %s (as 1.23E+10): %s; %s", called, said, done, SAVE_AGAIN
    )
