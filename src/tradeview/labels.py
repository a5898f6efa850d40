"""Words: numbers and passports as a reader of axes, tables and captions sees them.

Rounding happens here and nowhere else. A caption is made from the passport columns of the frames that a chart draws:
how money was converted and deflated, which gaps there are, and what the figures' sources are; what a frame does not
say, the caption says is not stated.
"""

import math
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import pandas as pd
from babel import Locale
from babel.numbers import get_currency_name

from tradeview.ecb import ECB
from tradeview.economies import name as economy_name
from tradeview.schema import LAST_YEAR, TOTAL
from tradeview.sources.ledger import load_sources
from tradeview.tables import is_missing

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
MONTHS = 12


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
    sign = symbol(currency)
    gap = " " if sign.isalpha() and len(sign) > 2 else ""
    return f"{sign}{gap}{number(value / size, digits)} {word}".strip()


def period(value: int) -> str:
    """Write a period: a year, or a year and month.

    Examples
    --------
    >>> period(2024), period(202405)
    ('2024', '2024-05')
    """
    return str(value) if value <= LAST_YEAR else f"{value // 100}-{value % 100:02}"


def pair(reporter: str, partner: str) -> str:
    """Name two economies as a pair.

    Examples
    --------
    >>> pair("MYS", "RUS")
    'Malaysia–Russia'
    """
    return f"{economy_name(reporter)}{EN_DASH}{economy_name(partner)}"


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def ordinal(value: int) -> int:
    """Count periods, so that neighbours differ by one: years as they are, months from the start of the calendar.

    Examples
    --------
    >>> ordinal(2024), ordinal(202401) - ordinal(202312)
    (2024, 1)
    """
    return value if value <= LAST_YEAR else value // 100 * MONTHS + value % 100 - 1


def later(value: int, steps: int) -> int:
    """Give the period that lies some steps (years or months) after another.

    Examples
    --------
    >>> later(2024, 1), later(202312, 1), later(202401, -1)
    (2025, 202401, 202312)
    """
    moved = ordinal(value) + steps
    return moved if value <= LAST_YEAR else moved // MONTHS * 100 + moved % MONTHS + 1


def runs(periods: Sequence[int]) -> list[tuple[int, int]]:
    """Group years, or months, into runs of neighbours.

    Examples
    --------
    >>> runs([2006, 2007, 2024]), runs([202312, 202401])
    ([(2006, 2007), (2024, 2024)], [(202312, 202401)])
    """
    found: list[tuple[int, int]] = []
    for when in sorted(set(periods)):
        if found and when == later(found[-1][1], 1):
            found[-1] = (found[-1][0], when)
        else:
            found.append((when, when))
    return found


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
    return [between(first, last) for first, last in runs(found)]


def trade_words(flow: str, commodity_code: str = TOTAL, classification: object = None) -> str:
    """Name what a series counts: the flow, and the commodity where it is not all of them.

    Examples
    --------
    >>> trade_words("total"), trade_words("export", "1511"), trade_words("import", "33", "S4")
    ('trade', 'exports of HS 1511', 'imports of SITC 33')
    """
    words = "trade" if flow == "total" else f"{flow}s"
    system = "SITC" if str(classification).startswith("S") else "HS"
    return (
        words if commodity_code == TOTAL else f"{words} {'in' if flow == 'total' else 'of'} {system} {commodity_code}"
    )


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


@cache
def _source_names() -> dict[str, str]:
    table = load_sources()
    return dict(zip(table["source"], table["short"], strict=True))


def source_name(key: object) -> str:
    """Give a source's short title from `data/SOURCES.md`; a key of somebody else's ledger stands for itself.

    Examples
    --------
    >>> source_name("bernama-2025"), source_name("my-file"), source_name(None)
    ('Bernama, 15 May 2025', 'my-file', 'not stated')
    """
    if is_missing(key) or key == "":
        return NOT_STATED
    return _source_names().get(str(key), str(key))


def sources(*frames: pd.DataFrame, also: Sequence[str] = ()) -> str:
    """Say where the figures of frames come from, each source with its periods.

    Examples
    --------
    >>> import tradeview as tv
    >>> sources(tv.load(), also=["us-cpi"])  # doctest: +NORMALIZE_WHITESPACE
    'Sources: Bengali encyclopaedic article (2006, 2007); Bernama, 15 May 2025 (2024);
     US Bureau of Labor Statistics, CPI-U.'
    """
    found: dict[str, set[int]] = {}
    for frame in frames:
        keys = frame["source"] if "source" in frame else [None] * len(frame)
        for key, when in zip(keys, frame["period"], strict=True):
            found.setdefault(source_name(key), set()).add(int(when))
    said = [f"{key} ({', '.join(periods(when))})" for key, when in found.items()]
    return f"Sources: {'; '.join([*said, *(source_name(key) for key in also)])}."


def rate_words(rate: float, stated: str, currency: str) -> tuple[float, str]:
    """Turn a rate (units of `stated` per unit of `currency`) the way round that people quote it: above one.

    Examples
    --------
    >>> rate_words(0.25, "USD", "MYR")
    (4.0, 'RM per US$')
    """
    if rate >= 1:
        return rate, f"{symbol(stated)} per {symbol(currency)}"
    return 1 / rate, f"{symbol(currency)} per {symbol(stated)}"


def conversions(frame: pd.DataFrame) -> str:
    """Say how the money of a frame was converted: rate, kind and source for each period; nothing where none was.

    Examples
    --------
    >>> import tradeview as tv
    >>> ringgit = tv.convert(tv.prefer(tv.load(), currency="MYR"), to="MYR", rates=tv.rates.ecb(base="USD"))
    >>> conversions(ringgit)  # doctest: +NORMALIZE_WHITESPACE
    '2006 and 2007 converted from US dollars at the year’s mean of the European Central Bank’s daily cross rates
     (RM per US$: 3.668 in 2006, 3.437 in 2007); 2024 as printed in ringgit.'
    """
    if "stated_currency" not in frame or "rate" not in frame:
        return ""
    said = []
    touched = frame[frame["rate"].notna()]
    for (stated, kind, source), rows in touched.groupby(["stated_currency", "rate_kind", "rate_source"], dropna=False):
        turn = rate_words(rows["rate"].iloc[0], str(stated), str(rows["currency"].iloc[0]))[0] != rows["rate"].iloc[0]
        pairs = sorted({(int(row.period), 1 / row.rate if turn else row.rate) for row in rows.itertuples()})
        # Many rates make a caption that nobody reads; the data behind the chart have each.
        named = pairs if len(pairs) <= MANY else [pairs[0], pairs[-1]]
        rates = (", " if named is pairs else " … ").join(f"{rate:.4g} in {period(when)}" for when, rate in named)
        when = listed(periods(when for when, _ in pairs))
        span = "year" if pairs[0][0] <= LAST_YEAR else "month"
        unit = rate_words(rows["rate"].iloc[0], str(stated), str(rows["currency"].iloc[0]))[1]
        rate = f"{_rate_source(kind, source, span)} ({unit}: {rates})"
        said.append(f"{when} converted from {currency_name(str(stated))} at {rate}")
    printed = frame[frame["rate"].isna()]
    if len(touched) and len(printed):
        when = listed(periods(printed["period"]))
        said.append(f"{when} as printed in {currency_name(str(frame['currency'].iloc[0]))}")
    return "; ".join(said) + "." if said else ""


def _rate_source(kind: object, source: object, span: str) -> str:
    kinds = {"average": f"the {span}’s mean of", "end": f"the {span}’s last of", "implied": "the rate implied by"}
    named = f"the {ECB}’s daily cross rates" if source == ECB else source_name(source)
    return f"{kinds.get(str(kind), f'the rate ({kind}) of')} {named}"


def deflation(frame: pd.DataFrame) -> str:
    """Say how the money of a frame was deflated; nothing where it is nominal.

    Examples
    --------
    >>> import tradeview as tv
    >>> dollars = tv.prefer(tv.load(), currency="USD")
    >>> deflation(tv.deflate(dollars, deflator=tv.deflators.us_cpi(), base_period=2024))
    'Prices of 2024: deflated by US CPI-U, all items (1982-84 = 100).'
    """
    if "price_basis" not in frame or not (frame["price_basis"] == "real").any():
        return ""
    real = frame[frame["price_basis"] == "real"]
    names = listed(sorted({str(name) for name in real["deflator"]})) if "deflator" in real else NOT_STATED
    return f"Prices of {period(int(real['base_period'].iloc[0]))}: deflated by {names}."


def gaps(periods: Sequence[int]) -> str:
    """Say which years or months lie without figures between those that have one.

    Examples
    --------
    >>> gaps([2006, 2007, 2024])
    'No figures for 2008–2023; the dotted line spans 17 years.'
    """
    grouped = runs(periods)
    missing = [(later(end, 1), later(start, -1)) for (_, end), (start, _) in pairwise(grouped)]
    if not missing:
        return ""
    said = listed([between(first, last) for first, last in missing])
    widest = max(ordinal(last) - ordinal(first) + 2 for first, last in missing)
    unit = "years" if grouped[0][0] <= LAST_YEAR else "months"
    lines = f"the dotted line spans {widest}" if len(missing) == 1 else f"dotted lines span up to {widest}"
    return f"No figures for {said}; {lines} {unit}."
