"""Words: numbers, percentages and changes as a reader of axes, tables and captions sees them.

Rounding happens here and in `tradeview.words.money`, and nowhere else.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Literal

from babel.numbers import format_decimal

from tradeview.words.language import speak, spoken
from tradeview.words.templates import Arrangement, Template

Changing = Literal["trade", "prices", "currency"]

MINUS = "−"
EN_DASH = "–"
DIGITS = 3
MOST_MORE = 4  # decimals more than usual of a fall that is nearly one of 100%
HUGE = 1e15  # from here on a number is written as a power of ten

SCALES = Template(
    "1e12 trillion; 1e9 billion; 1e6 million; 1e3 thousand",
    note="the scales in which the press of your language counts: a number and its word, the largest first; others than "
    "these are welcome (1e7 crore, 1e5 lakh)",
)
PERCENT = Arrangement("{number}%", note="number: +30.3; with or without a space, as CLDR has it for the language")
# By the form that CLDR has for a number in its language.
ORDINALS = {
    "one": Template("{number}st", note="a place in an order: 1st, 21st", context="ordinal one"),
    "two": Template("{number}nd", note="2nd, 22nd", context="ordinal two"),
    "few": Template("{number}rd", note="3rd, 23rd", context="ordinal few"),
    "many": Template("{number}th", note="English has no such form", context="ordinal many"),
    "other": Template("{number}th", note="4th, 11th", context="ordinal other"),
}
NOT_STATED = Template("not stated", note="stands for a number, a source or a name that nobody gave")
RANGE = Template("{low} to {high}", note="the two ends of a range: amounts, percentages or rates")
NOT_COMPARABLE = Template("not comparable", note="of a change between two figures")
HARDLY_CHANGED = Template("hardly changed", note="of trade between two periods")
UP = Template("up {percent}", note="trade has grown by so much")
DOWN = Template("down {percent}", note="trade has shrunk by so much")
# Prices and currencies rise and fall in words of their own: a currency strengthens, in many languages.
OF_PRICES, OF_CURRENCY = "of prices", "of a currency"
CHANGES: dict[Changing, tuple[Template, Template, Template]] = {
    "trade": (UP, DOWN, HARDLY_CHANGED),
    "prices": (
        Template("up {percent}", note="prices have risen by so much", context=OF_PRICES),
        Template("down {percent}", note="prices have fallen by so much", context=OF_PRICES),
        Template("hardly changed", note="of prices", context=OF_PRICES),
    ),
    "currency": (
        Template("up {percent}", note="a currency, the US dollar, costs so much more of another", context=OF_CURRENCY),
        Template("down {percent}", note="a currency costs so much less of another", context=OF_CURRENCY),
        Template("hardly changed", note="of what a currency costs", context=OF_CURRENCY),
    ),
}


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
        return _write_power(value, digits - 1)
    places = digits - 1 - math.floor(math.log10(abs(value)))
    # NumPy would round by a power of ten, which of the smallest numbers is infinite.
    rounded = round(float(value), places)
    # 9.996 becomes 10.0, which has one place fewer.
    places = digits - 1 - math.floor(math.log10(abs(rounded)))
    return write_decimal(rounded, max(places, 0))


def format_in_scale(value: float, size: float, digits: int = DIGITS) -> str:
    """Write a number in a scale, to some significant digits, and no fewer than stand before its point.

    Where a language counts in ten millions or in millions alone, an amount has four or five digits before the point,
    and none of them is rounded away: 1,243 crore is no 1,240 crore.

    Examples
    --------
    >>> format_in_scale(1.903e9, 1e9), format_in_scale(1.2432e10, 1e7), format_in_scale(9.996e9, 1e7)
    ('1.90', '1,243', '1,000')
    """
    scaled = value / size
    whole = len(str(int(abs(scaled)))) if math.isfinite(scaled) and abs(scaled) < HUGE else 0
    return format_number(scaled, max(digits, whole))


def write_decimal(value: float, places: int, *, grouped: bool = True) -> str:
    """Write a number to some decimals with a true minus sign, thousands separated as the language has it, or not.

    Examples
    --------
    >>> write_decimal(-11460.5, 1), write_decimal(0.5, 3)
    ('−11,460.5', '0.500')
    """
    language = spoken()
    sign = MINUS if value < 0 else ""
    if language.is_english:  # what Babel writes as well, at twenty times the cost
        return f"{sign}{abs(value):{',' if grouped else ''}.{places}f}"
    whole = str(language.locale.decimal_formats[None].pattern).partition(".")[0] if grouped else "0"
    pattern = f"{whole}.{'0' * places}" if places else whole
    rounded = Decimal(f"{abs(value):.{places}f}")
    return sign + language.write_digits(str(format_decimal(rounded, format=pattern, locale=language.locale)))


def format_quantity(value: float, unit: str | None = None, digits: int = 4) -> str:
    """Write a number with the digits that it has, and its unit, where it has one.

    Examples
    --------
    >>> format_quantity(1.8e6, "tonne"), format_quantity(120.5), format_quantity(-0.5)
    ('1,800,000 tonne', '120.5', '−0.5')
    """
    number = drop_noughts(format_number(value, digits))
    return number if unit is None else f"{number} {unit}"


def write_short(value: float, digits: int = 6) -> str:
    """Write a number with the digits that it has, of so many at most: a tick of an axis, a place in an order.

    Examples
    --------
    >>> write_short(2.5), write_short(-1200.0), write_short(3.0)
    ('2.5', '−1,200', '3')
    """
    text = f"{value:.{digits}g}"
    if "e" in text and abs(value) < HUGE:
        text = f"{float(text):f}".rstrip("0")
    if "e" in text:
        return _write_power(value, digits - 1)
    return write_decimal(float(text), len(text.partition(".")[2]))


def tick_writer(scale: float = 1.0, places: int | None = None) -> Callable[[float, object], str]:
    """Return what writes the numbers of an axis, in the language that is spoken now: a chart is drawn later.

    Each has the digits that it has, or all have the same decimals.

    Examples
    --------
    >>> tick_writer(1e9)(2.5e9, None), tick_writer(places=1)(4.0, None)
    ('2.5', '4.0')
    """
    language = spoken()

    def write(value: float, _: object) -> str:
        with speak(language):
            return write_short(value / scale) if places is None else write_decimal(value / scale, places)

    return write


def count_places(values: Iterable[float]) -> int:
    """Count the decimals that the numbers of an axis need, so that all of them have the same.

    Examples
    --------
    >>> count_places([4.0, 4.2, 4.4]), count_places([0, 1000])
    (1, 0)
    """
    return max((len(f"{value:.6f}".rstrip("0").partition(".")[2]) for value in values), default=0)


def drop_noughts(number: str) -> str:
    """Leave out the noughts at the end of a written number that has decimals.

    Examples
    --------
    >>> drop_noughts("6.540"), drop_noughts("2.00"), drop_noughts("120")
    ('6.54', '2', '120')
    """
    language = spoken()
    point = str(language.locale.number_symbols["latn"]["decimal"])
    if point not in number:
        return number
    return number.rstrip(language.write_digits("0")).rstrip(point)


def _write_power(value: float, places: int) -> str:
    """Write a number as a power of ten."""
    written = f"{value:.{places}e}".replace("e+", "e").replace("-", MINUS)
    return spoken().write_digits(written.replace(".", str(spoken().locale.number_symbols["latn"]["decimal"])))


def format_percent(share: float, places: int = 0, *, signed: bool = True) -> str:
    """Write a ratio as a percentage, signed where it is a change.

    Examples
    --------
    >>> print(format_percent(0.3032), format_percent(-0.1386, 1), format_percent(0.25, signed=False))
    +30% −13.9% 25%
    """
    percent = 100 * share
    places = _places_of_fall(share, places) if signed else places
    # What rounds to nothing has no direction.
    rounded = float(f"{percent:.{places}f}") or 0.0
    written = write_decimal(rounded, places, grouped=False)
    if abs(percent) >= HUGE:
        written = _write_power(percent, 2)
    sign = "+" if signed and rounded > 0 else ""
    return PERCENT.fill(number=sign + written)


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
    return ORDINALS[spoken().locale.ordinal_form(number)].fill(number=spoken().write_digits(str(number)))


def choose_scale(values: Iterable[float]) -> tuple[float, str]:
    """Choose the scale in which the largest of some values has one to three digits before the point.

    Examples
    --------
    >>> choose_scale([1.133e9, 1.146e10])
    (1000000000.0, 'billion')
    """
    sizes = [abs(value) for value in values if math.isfinite(value)]
    largest = max(sizes, default=0.0)
    for scale, word in scale_words().items():  # the largest scale first
        if largest >= scale:
            return scale, word
    return 1.0, ""


def scale_words() -> Mapping[float, str]:
    """Return the scales that the language counts in, the largest first, each with its word.

    Examples
    --------
    >>> scale_words()[1e9]
    'billion'
    """
    return _read_scales(str(SCALES.fill()))


@cache
def _read_scales(listed: str) -> Mapping[float, str]:
    scales = {}
    for one in listed.split(";"):
        size, word = one.split(maxsplit=1)
        scales[float(size)] = word
    return scales


def describe_change(change: float, low: float, high: float, of: Changing = "trade") -> str:
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
    up, down, hardly_changed = CHANGES[of]
    has_range = math.isfinite(low) and math.isfinite(high)
    sign_flips = has_range and low * high <= 0
    # What rounds to 0% is no change to report either.
    if sign_flips or round(100 * change) == 0:
        return hardly_changed.fill()
    if change > 0:
        return up.fill(percent=format_percent(change, signed=False))
    return down.fill(percent=format_fall(change))


def format_fall(change: float) -> str:
    """Write by how much something has fallen: a fall of nearly all keeps the decimals that tell it from one of all.

    Examples
    --------
    >>> print(format_fall(-0.1386), format_fall(-0.99961))
    14% 99.96%
    """
    return format_percent(-change, _places_of_fall(change, 0), signed=False)
