"""How finely a claim was printed: the digits of its number, a hedge beside it, and the range that both allow."""

import re
from decimal import Decimal
from typing import NamedTuple

from tradeview.prose.numerals import Numeral

# The power of ten in which the press prints each kind that has digits; a rank is a number of its own.
SPOKEN = {"level": 0, "growth": -2, "share": -2}
PERCENT = ("growth", "share")
A_PERCENT = re.compile(r"[%٪％]|per ?cent\b", re.IGNORECASE)
NUMBER = re.compile(r"\d+(?:[.,٫]\d+)?")
# "About 2.48" was rounded by whoever said it: it may be a whole unit of its last digit off. "About 3" is no 2: a number
# of fewer units than this was not rounded further than it was printed.
LEAST_UNITS_OF_ABOUT = 10


class PrintedFigure(NamedTuple):
    """How a claim was printed: its number with its digits, whether with a hedge, and which bound that is."""

    number: Numeral
    approximate: bool = False
    bound: str | None = None

    def ends(self) -> tuple[Decimal | None, Decimal | None]:
        """Return the least and the greatest value that may be meant; one of them is open for a bound.

        Examples
        --------
        >>> [str(end) for end in PrintedFigure(Numeral.of(Decimal("2.48"))).ends()]
        ['2.475', '2.485']
        >>> [str(end) for end in PrintedFigure(Numeral.of(Decimal("2.48")), approximate=True).ends()]
        ['2.47', '2.49']
        >>> PrintedFigure(Numeral.of(Decimal("1.1")), approximate=True, bound="more than").ends()
        (Decimal('1.1'), None)
        """
        value = self.number.value
        if self.bound == "more than":
            return value, None
        if self.bound:
            return None, value
        if not self.approximate:
            return self.number.low, self.number.high
        # Zeros at the end of "about 3,000" are no digits that anybody counted.
        counted = written_out(self.number)
        if abs(value) >= LEAST_UNITS_OF_ABOUT * counted.unit:
            return value - counted.unit, value + counted.unit
        return counted.low, counted.high


def written_out(number: Numeral, finest: int = 0) -> Numeral:
    """Count the digits of a number written out, of which zeros at the end say nothing: 1500000000 is 1.5 billion.

    `finest` is the power of ten that is always counted: 0.1 of a share is 10%, not anything from 5 to 15.
    """
    exponent = int(number.value.normalize().as_tuple().exponent)
    if finest:
        exponent = min(exponent, finest)
    return Numeral(number.value, Decimal(1).scaleb(exponent))


def is_in_percent(quote: str, value: Decimal) -> bool:
    """Tell whether a growth or share is written in percent, as its quote has it: 13 beside "13%".

    Raises
    ------
    ValueError
        The number stands in the quote, but not as a percentage.

    Examples
    --------
    >>> is_in_percent("up 13%", Decimal("13")), is_in_percent("up 13%", Decimal("0.13"))
    (True, False)
    """
    printed = {Decimal(number.replace(",", ".").replace("٫", ".")) for number in NUMBER.findall(quote)}
    stands_there = abs(value) in printed and abs(value) * 100 not in printed
    if stands_there and not A_PERCENT.search(quote):
        allowed = "a fraction (0.13 is 13%), scale percent, or no quote where it is misread"
        raise ValueError(f"value {value}, quote {quote[:60]!r}; allowed: {allowed}")
    return stands_there
