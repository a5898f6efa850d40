"""How finely a claim was printed: the digits of its number, a hedge beside it, and the range that both allow."""

import re
from decimal import Decimal
from typing import NamedTuple

from tradeview.prose import read_figures
from tradeview.prose.numerals import Numeral
from tradeview.table.engines import is_missing

# The power of ten in which the press prints each kind that has digits; a rank is a number of its own.
SPOKEN = {"level": 0, "growth": -2, "share": -2}
PERCENT = ("growth", "share")
OPPOSITE = {"more than": "less than", "less than": "more than"}
A_PERCENT = re.compile(r"[%٪％]|per ?cent\b", re.IGNORECASE)
NUMBER = re.compile(r"\d+(?:[.,٫]\d+)?")


class Reading(NamedTuple):
    """How a claim was printed: its number with its digits, whether with a hedge, and which bound that is."""

    number: Numeral
    approximate: bool = False
    bound: str | None = None

    def ends(self) -> tuple[Decimal | None, Decimal | None]:
        """Return the least and the greatest value that may be meant; one of them is open for a bound.

        Examples
        --------
        >>> [str(end) for end in Reading(Numeral.of(Decimal("2.48"))).ends()]
        ['2.475', '2.485']
        >>> [str(end) for end in Reading(Numeral.of(Decimal("2.48")), approximate=True).ends()]
        ['2.47', '2.49']
        >>> Reading(Numeral.of(Decimal("1.1")), approximate=True, bound="more than").ends()
        (Decimal('1.1'), None)
        """
        value = self.number.value
        if self.bound:
            return (value, None) if self.bound == "more than" else (None, value)
        # "About 2.48" was rounded by whoever said it: one unit of the last digit. "About 3" is no 2, and zeros at the
        # end of "about 3,000" are no digits that anybody counted.
        counted = written_out(self.number) if self.approximate else self.number
        whole = self.approximate and abs(counted.value) >= 10 * counted.unit
        return (value - counted.unit, value + counted.unit) if whole else (counted.low, counted.high)


def written_out(number: Numeral, finest: int = 0) -> Numeral:
    """Count the digits of a number written out, of which zeros at the end say nothing: 1500000000 is 1.5 billion.

    `finest` is the power of ten that is always counted: 0.1 of a share is 10 %, not anything from 5 to 15.
    """
    exponent = int(number.value.normalize().as_tuple().exponent)
    return Numeral(number.value, Decimal(1).scaleb(min(exponent, finest) if finest else exponent))


def quoted(quote: str, kind: str, value: Decimal, currency: str | None) -> Reading | None:
    """Find a value in its quote, with its digits and its hedge; None where tradeview does not read it there.

    Examples
    --------
    >>> quoted("fell by more than 12.0%", "growth", Decimal("-0.12"), None).bound
    'less than'
    """
    if kind not in SPOKEN:
        return None
    if kind != "level":
        # Hedges stand around shares as they do around money, which is what the reader of figures reads.
        quote, currency = NUMBER.sub(r"\g<0> USD ", quote), "USD"
    power = SPOKEN[kind]
    for figure in read_figures(quote).itertuples():
        if figure.currency == currency and not is_missing(figure.value) and figure.kind == "amount":
            printed, low, high = (Decimal(repr(end)).scaleb(power) for end in (figure.value, figure.low, figure.high))
            if printed == abs(value):
                bound = None if is_missing(figure.bound) else str(figure.bound)
                # "Fell by more than 12 %" is a growth of less than -12 %.
                bound = OPPOSITE.get(bound or "") if value < 0 else bound
                return Reading(Numeral(value, high - low), bool(figure.approximate), bound)
    return None


def in_percent(quote: str, value: Decimal) -> bool:
    """Tell whether a growth or share is written in percent, as its quote has it: 13 beside "13 %".

    Raises
    ------
    ValueError
        The number stands in the quote, but not as a percentage.

    Examples
    --------
    >>> in_percent("up 13 %", Decimal("13")), in_percent("up 13 %", Decimal("0.13"))
    (True, False)
    """
    printed = {Decimal(number.replace(",", ".").replace("٫", ".")) for number in NUMBER.findall(quote)}
    as_printed = abs(value) in printed and abs(value) * 100 not in printed
    if as_printed and not A_PERCENT.search(quote):
        allowed = "a fraction (0.13 is 13 %), scale percent, or no quote where it is misread"
        raise ValueError(f"value {value}, quote {quote[:60]!r}; allowed: {allowed}")
    return as_printed
