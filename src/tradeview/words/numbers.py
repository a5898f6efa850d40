"""Words: numbers, percentages and changes as a reader of axes, tables and captions sees them.

Rounding happens here and in `tradeview.words.money`, and nowhere else.
"""

import math
from collections.abc import Iterable

from tradeview.words.templates import READER, Arrangement, Template

MINUS = "−"
EN_DASH = "–"
DIGITS = 3
MOST_MORE = 4  # decimals more than usual of a fall that is nearly one of 100%
HUGE = 1e15  # from here on a number is written as a power of ten

SCALES = {
    1e12: Template("trillion"),
    1e9: Template("billion", note="10⁹; where a language counts in crore or milliard, its press decides"),
    1e6: Template("million"),
    1e3: Template("thousand"),
}
PERCENT = Arrangement("{number}%", note="number: +30.3; with or without a space, as CLDR has it for the language")
# By the form that CLDR has for a number in its language.
ORDINALS = {
    "one": Template("{number}st", note="a place in an order: 1st, 21st"),
    "two": Template("{number}nd", note="2nd, 22nd"),
    "few": Template("{number}rd", note="3rd, 23rd"),
    "other": Template("{number}th", note="4th, 11th"),
}
NOT_STATED = Template("not stated", note="stands for a number, a source or a name that nobody gave")
RANGE = Template("{low} to {high}", note="the two ends of a range: amounts, percentages or rates")
NOT_COMPARABLE = Template("not comparable", note="of a change between two figures")
HARDLY_CHANGED = Template("hardly changed", note="of trade between two periods")
UP = Template("up {percent}", note="trade has grown by so much")
DOWN = Template("down {percent}", note="trade has shrunk by so much")


def format_number(value: float, digits: int = DIGITS) -> str:
    """Write a number to some significant digits, with thousands separated and a true minus sign.

    Examples
    --------
    >>> format_number(1.903), format_number(11.46), format_number(-0.14), format_number(11460), format_number(0)
    ('1.90', '11.5', '−0.140', '11,500', '0')
    """
    if value == 0:
        return "0"
    if not math.isfinite(value):
        return NOT_STATED.fill()
    if abs(value) >= HUGE:
        return f"{value:.{digits - 1}e}".replace("e+", "e").replace("-", MINUS)
    places = digits - 1 - math.floor(math.log10(abs(value)))
    # NumPy would round by a power of ten, which of the smallest numbers is infinite.
    rounded = round(float(value), places)
    # 9.996 becomes 10.0, which has one place fewer.
    places = digits - 1 - math.floor(math.log10(abs(rounded)))
    return f"{rounded:,.{max(places, 0)}f}".replace("-", MINUS)


def format_quantity(value: float, unit: str | None = None, digits: int = 4) -> str:
    """Write a number with the digits that it has, and its unit, where it has one.

    Examples
    --------
    >>> format_quantity(1.8e6, "tonne"), format_quantity(120.5), format_quantity(-0.5)
    ('1,800,000 tonne', '120.5', '−0.5')
    """
    number = format_number(value, digits)
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return number if unit is None else f"{number} {unit}"


def format_percent(share: float, places: int = 0, *, signed: bool = True) -> str:
    """Write a ratio as a percentage, signed where it is a change.

    Examples
    --------
    >>> print(format_percent(0.3032), format_percent(-0.1386, 1), format_percent(0.25, signed=False))
    +30% −13.9% 25%
    """
    percent = 100 * share
    decimals = f".{_places_of_fall(share, places) if signed else places}f"
    if abs(percent) >= HUGE:
        decimals = ".2e"
    sign = "+" if signed else "-"  # of Python's formats: "-" writes a sign where the number is negative
    text = f"{percent:{sign}{decimals}}"
    if float(text) == 0:
        text = text.lstrip("+-")  # what rounds to nothing has no direction
    return PERCENT.fill(number=text.replace("e+", "e").replace("-", MINUS))


def _places_of_fall(change: float, places: int) -> int:
    """Return the decimals of a change in per cent: more where what is left would be rounded to nothing."""
    for more in range(places, places + MOST_MORE + 1):
        if change <= -1 or round(100 * change, more) > -100:
            return more
    return places


def format_ordinal(number: int) -> str:
    """Write the number of a place, in the form that the rules of the language have for it.

    Examples
    --------
    >>> format_ordinal(1), format_ordinal(2), format_ordinal(3), format_ordinal(11), format_ordinal(22)
    ('1st', '2nd', '3rd', '11th', '22nd')
    """
    return ORDINALS[READER.ordinal_form(number)].fill(number=number)


def choose_scale(values: Iterable[float]) -> tuple[float, str]:
    """Choose the scale in which the largest of some values has one to three digits before the point.

    Examples
    --------
    >>> choose_scale([1.133e9, 1.146e10])
    (1000000000.0, 'billion')
    """
    sizes = [abs(value) for value in values if math.isfinite(value)]
    largest = max(sizes, default=0.0)
    for scale, word in SCALES.items():  # the largest scale first
        if largest >= scale:
            return scale, word.fill()
    return 1.0, ""


def describe_change(change: float, low: float, high: float) -> str:
    """Say a change in words that the figures support: where its sign flips within the range, it hardly changed.

    Examples
    --------
    >>> print(describe_change(0.303, 0.300, 0.306), describe_change(-0.139, -0.141, -0.137))
    up 30% down 14%
    >>> describe_change(0.001, -0.004, 0.006)
    'hardly changed'
    """
    if math.isnan(change):
        return NOT_COMPARABLE.fill()
    has_range = math.isfinite(low) and math.isfinite(high)
    sign_flips = has_range and low * high <= 0
    # What rounds to 0% is no change to report either.
    if sign_flips or round(100 * change) == 0:
        return HARDLY_CHANGED.fill()
    if change > 0:
        return UP.fill(percent=format_percent(change, signed=False))
    return DOWN.fill(percent=format_percent(-change, _places_of_fall(change, 0), signed=False))
