"""Words: numbers, money, periods and names as a reader of axes, tables and captions sees them.

Rounding happens here and nowhere else. What a passport says in a caption stands in `tradeview.words.passports`.
"""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.numbers import get_currency_name

from tradeview.commodities.codes import classification_name
from tradeview.economies import name as economy_name
from tradeview.periods import frequency_of, runs_of_periods, split_period
from tradeview.table.schema import TOTAL

if TYPE_CHECKING:
    import pandas as pd

MINUS = "−"
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
EN_DASH = "–"
DIGITS = 3
SCALES = {1e12: "trillion", 1e9: "billion", 1e6: "million", 1e3: "thousand", 1.0: ""}
# How reports in English write what CLDR's English gives as a code or as "Malaysian ringgits".
SYMBOLS = {"MYR": "RM"}
NAMES = {"USD": "US dollars", "MYR": "ringgit", "RUB": "roubles"}
SINGULAR = {"USD": "US dollar", "RUB": "rouble"}
NOT_STATED = "not stated"
HUGE = 1e15  # from here on a number is written as a power of ten
MANY = 4  # rates or periods that a caption still lists one by one


def number(value: float, digits: int = DIGITS) -> str:
    """Write a number to some significant digits, with thousands separated and a true minus sign.

    Examples
    --------
    >>> number(1.903), number(11.46), number(-0.14), number(11460), number(0)
    ('1.90', '11.5', '−0.140', '11,500', '0')
    """
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else NOT_STATED
    if abs(value) >= HUGE:
        return f"{value:.{digits - 1}e}".replace("e+", "e").replace("-", MINUS)
    places = digits - 1 - math.floor(math.log10(abs(value)))
    rounded = round(value, places)
    # 9.996 becomes 10.0, which has one place fewer.
    places = digits - 1 - math.floor(math.log10(abs(rounded)))
    return f"{rounded:,.{max(places, 0)}f}".replace("-", MINUS)


def percent(share: float, places: int = 0, *, signed: bool = True) -> str:
    """Write a ratio as a percentage, signed where it is a change.

    Examples
    --------
    >>> print(percent(0.3032), percent(-0.1386, 1), percent(0.25, signed=False))
    +30 % −13.9 % 25 %
    """
    form = ".2e" if abs(100 * share) >= HUGE else f".{places}f"
    text = f"{100 * share:+{form}}" if signed else f"{100 * share:{form}}"
    if float(text) == 0:
        text = text.lstrip("+-")
    return text.replace("e+", "e").replace("-", MINUS) + NARROW_SPACE + "%"


def symbol(currency: str) -> str:
    """Give the sign of a currency as reports in English print it.

    Examples
    --------
    >>> symbol("USD"), symbol("MYR"), symbol("EUR"), symbol("RUB")
    ('US$', 'RM', '€', 'RUB')
    """
    return SYMBOLS.get(currency) or str(Locale("en", "GB").currency_symbols.get(currency, currency))


def currency_name(currency: str, *, one: bool = False) -> str:
    """Name a currency in English, in the plural or as one unit of it.

    Examples
    --------
    >>> currency_name("USD"), currency_name("MYR"), currency_name("USD", one=True), currency_name("THB")
    ('US dollars', 'ringgit', 'US dollar', 'Thai baht')
    """
    own = SINGULAR.get(currency, NAMES.get(currency)) if one else NAMES.get(currency)
    return own or str(get_currency_name(currency, count=1 if one else 2, locale="en"))


def scale(values: Iterable[float]) -> tuple[float, str]:
    """Choose the scale in which the largest of some values has one to three digits before the point.

    Examples
    --------
    >>> scale([1.133e9, 1.146e10])
    (1000000000.0, 'billion')
    """
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    size = next((size for size in SCALES if largest >= size), 1.0)
    return size, SCALES[size]


def money(value: float, currency: str, digits: int = DIGITS) -> str:
    """Write an amount with its currency and scale.

    Examples
    --------
    >>> money(2.48e9, "USD"), money(1.146e10, "MYR", 4)
    ('US$2.48 billion', 'RM11.46 billion')
    """
    size, word = scale([value])
    return f"{prefix(currency)}{number(value / size, digits)} {word}".strip()


def prefix(currency: str) -> str:
    """Write what stands before an amount: a sign close to it, a code with a space.

    Examples
    --------
    >>> prefix("MYR") + "1", prefix("THB") + "1"
    ('RM1', 'THB 1')
    """
    sign = symbol(currency)
    return f"{sign} " if sign.isalpha() and len(sign) > 2 else sign


def amount(value: float, currency: str) -> str:
    """Write an amount with the digits that it has, four at most.

    Examples
    --------
    >>> amount(2.48e9, "USD"), amount(1.903e9, "USD"), amount(6.5404e9, "MYR")
    ('US$2.48 billion', 'US$1.903 billion', 'RM6.54 billion')
    """
    said = money(value, currency, 4)
    digits, space, word = said.rpartition(" ") if said[-1].isalpha() else (said, "", "")
    if "." not in digits:
        return said
    return f"{digits.rstrip('0').rstrip('.')}{space}{word}"


def period(value: int) -> str:
    """Write a period: a year, or a year and month.

    Examples
    --------
    >>> period(2024), period(202405)
    ('2024', '2024-05')
    """
    if frequency_of(value) == "A":
        return str(value)
    year, month = split_period(value)
    return f"{year}-{month:02}"


def pair(reporter: str, partner: str) -> str:
    """Name two economies as a pair.

    Examples
    --------
    >>> pair("MYS", "RUS")
    'Malaysia–Russia'
    """
    return f"{economy_name(reporter)}{EN_DASH}{economy_name(partner)}"


def possessive(name: str) -> str:
    """Say whose something is: names in -s, of islands and unions, take an apostrophe alone.

    Examples
    --------
    >>> possessive("Malaysia"), possessive("United States")
    ('Malaysia’s', 'United States’')
    """
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def between(first: int, last: int) -> str:
    """Write a run of periods.

    Examples
    --------
    >>> between(2008, 2023), between(2008, 2008)
    ('2008–2023', '2008')
    """
    return period(first) if first == last else f"{period(first)}{EN_DASH}{period(last)}"


def periods(values: Iterable[int]) -> list[str]:
    """Write periods one by one, or as runs where that would be a long list.

    Examples
    --------
    >>> periods([2006, 2007, 2024]), periods(range(2006, 2025))
    (['2006', '2007', '2024'], ['2006–2024'])
    """
    found = sorted({int(value) for value in values})
    if len(found) <= MANY:
        return [period(value) for value in found]
    return [between(first, last) for first, last in runs_of_periods(found)]


def trade_words(flow: str, commodity_code: str = TOTAL, classification: object = None) -> str:
    """Name what a series counts: the flow, and the commodity where it is not all of them.

    Examples
    --------
    >>> trade_words("total"), trade_words("export", "1511"), trade_words("import", "33", "S4")
    ('trade', 'exports of HS 1511', 'imports of SITC 33')
    """
    words = "trade" if flow == "total" else f"{flow}s"
    if commodity_code == TOTAL:
        return words
    joined = "in" if flow == "total" else "of"
    return f"{words} {joined} {classification_name(classification)} {commodity_code}"


def series_name(row: "pd.Series[Any]") -> str:
    """Name a series with both economies and the direction of its trade.

    Examples
    --------
    >>> import pandas as pd
    >>> row = pd.Series({"reporter": "MYS", "partner": "RUS", "flow": "total", "commodity_code": "TOTAL"})
    >>> series_name(row), series_name(row.replace({"total": "export"})), series_name(row.replace({"total": "import"}))
    ('Malaysia–Russia trade', 'Malaysia’s exports to Russia', 'Malaysia’s imports from Russia')
    """
    if row["flow"] == "total":
        return f"{pair(row['reporter'], row['partner'])} {trade_name(row)}"
    towards = "from" if str(row["flow"]).endswith("import") else "to"
    return f"{possessive(economy_name(row['reporter']))} {trade_name(row)} {towards} {economy_name(row['partner'])}"


def trade_name(row: "pd.Series[Any]") -> str:
    """Name what a row of a trade table counts, with its passport's classification (see `trade_words`)."""
    return trade_words(str(row["flow"]), str(row["commodity_code"]), row.get("classification"))


def direction(change: float, low: float, high: float) -> str:
    """Say a change in words that the figures support: where its sign flips within the range, it hardly changed.

    Examples
    --------
    >>> print(direction(0.303, 0.300, 0.306), direction(-0.139, -0.141, -0.137), direction(0.001, -0.004, 0.006))
    up 30 % down 14 % hardly changed
    """
    if math.isnan(change):
        return "not comparable"
    certain = not (math.isfinite(low) and math.isfinite(high)) or low * high > 0
    # What rounds to 0 % is no change to report either.
    if not certain or round(100 * change) == 0:
        return "hardly changed"
    return f"{'up' if change > 0 else 'down'} {percent(abs(change), signed=False)}"
