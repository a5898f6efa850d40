"""Captions: what passports say, in words. How money was converted and deflated, which gaps there are, whose figures.

Everything is read from the passport columns of the frames that a chart draws; what a frame does not say, the caption
says is not stated.
"""

from collections.abc import Sequence
from functools import cache

import pandas as pd

from tradeview.periods import gaps_between_periods, ordinal, unit_of
from tradeview.sources.ecb import ECB
from tradeview.sources.reference_lists import load_sources, source_key
from tradeview.table.engines import is_missing
from tradeview.table.schema import TOTAL
from tradeview.table.series import coverage_of_cell
from tradeview.words.money import currency_name, currency_symbol
from tradeview.words.numbers import NOT_STATED, format_number
from tradeview.words.periods import MANY, format_period, format_periods, format_run
from tradeview.words.templates import Plural, Template

WHOSE = Template("Whose statistics: {compilers}.", note="compilers: names, each with its periods in brackets")
COUNTED = Template("What is counted: {coverages}.", note="coverages: services, non-oil …")
SOURCES = Template("Sources: {sources}.", note="sources: titles, each with its periods in brackets")
CONVERTED = Template(
    "{periods} converted from {currency} at {rate} ({unit}: {rates}).",
    note="rate: the year’s mean of a source, or the like; unit: RM per US$; rates: 3.668 in 2006, 3.437 in 2007",
)
AS_PRINTED = Template("{periods} as printed in {currency}.")
RATE_UNIT = Template("{quote} per {base}", note="signs of two currencies: RM per US$")
RATE_IN = Template("{rate} in {period}")
MEAN_RATES = {
    "year": Template("the year’s mean of {rates}"),
    "quarter": Template("the quarter’s mean of {rates}"),
    "month": Template("the month’s mean of {rates}"),
}
END_RATES = {
    "year": Template("the year-end rate of {rates}"),
    "quarter": Template("the quarter-end rate of {rates}"),
    "month": Template("the month-end rate of {rates}"),
}
IMPLIED_RATE = Template("the rate implied by {rates}", note="by a document that prints one fact in two currencies")
RATE_OF_KIND = Template("the rate ({kind}) of {rates}", note="kind: a word of the user’s own rate table")
RATE = Template("the rate of {rates}")
ECB_RATES = Template("the European Central Bank’s daily cross rates")
DEFLATED = Template("Prices of {period}: deflated by {deflators}.", note="deflators: names of price indices")
ONE_GAP = {
    "year": Plural(
        "No figures for {periods}; the dotted line spans {count} year.",
        "No figures for {periods}; the dotted line spans {count} years.",
    ),
    "quarter": Plural(
        "No figures for {periods}; the dotted line spans {count} quarter.",
        "No figures for {periods}; the dotted line spans {count} quarters.",
    ),
    "month": Plural(
        "No figures for {periods}; the dotted line spans {count} month.",
        "No figures for {periods}; the dotted line spans {count} months.",
    ),
}
GAPS = {
    "year": Plural(
        "No figures for {periods}; dotted lines span up to {count} year.",
        "No figures for {periods}; dotted lines span up to {count} years.",
    ),
    "quarter": Plural(
        "No figures for {periods}; dotted lines span up to {count} quarter.",
        "No figures for {periods}; dotted lines span up to {count} quarters.",
    ),
    "month": Plural(
        "No figures for {periods}; dotted lines span up to {count} month.",
        "No figures for {periods}; dotted lines span up to {count} months.",
    ),
}
REVISIONS = Template(
    "The codes of goods are of several revisions: {spans}. Chapters hold nearly the same goods in all of them; codes "
    "of four and six digits are not compared from one to another.",
    note="spans: H4 in 2016; H5 in 2017–2021",
)
IN_REVISION = Template("{revision} in {periods}")


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
        return NOT_STATED.fill()
    known = source_key(key)
    return _source_names().get(known, known)


def conversion_sources(*frames: pd.DataFrame) -> list[str]:
    """List the sources of the rates and deflators that frames were converted and deflated with.

    Examples
    --------
    >>> import tradeview as tv
    >>> trade = tv.prefer(tv.load(), currency="MYR")
    >>> conversion_sources(tv.convert(trade, to="MYR", rates=tv.rates.ecb(base="USD")))
    ['European Central Bank']
    """
    found: dict[str, None] = {}  # a set that keeps its order
    for name in ("rate_source", "deflator_source"):
        for frame in frames:
            keys = frame[name].dropna() if name in frame else ()
            for chained in keys:  # what was converted in two steps names both: "ecb, then my bank"
                found.update(dict.fromkeys(str(chained).split(", then ")))
    return list(found)


def name_compilers(*frames: pd.DataFrame) -> str:
    """Say whose statistics the figures of frames are, as far as their sources say.

    Examples
    --------
    >>> import tradeview as tv
    >>> name_compilers(tv.load())
    'Whose statistics: not stated.'
    """
    periods_of = _periods_by_name(frames, "compiled_by")
    if len(periods_of) == 1:
        return WHOSE.fill(compilers=list(periods_of))
    return WHOSE.fill(compilers=", ".join(_with_periods(periods_of)))


def name_sources(*frames: pd.DataFrame, also: Sequence[str] = ()) -> str:
    """Say where the figures of frames come from, each source with its periods.

    Examples
    --------
    >>> import tradeview as tv
    >>> name_sources(tv.load(), also=["us-cpi"])  # doctest: +NORMALIZE_WHITESPACE
    'Sources: Bengali encyclopaedic article (2006, 2007); Bernama, 15 May 2025 (2024);
     US Bureau of Labor Statistics, CPI-U.'
    """
    periods_of: dict[str, set[int]] = {}
    for key, periods in _periods_by_name(frames, "source").items():
        # Two keys may have one title: "ecb" and "European Central Bank".
        periods_of.setdefault(source_name(key), set()).update(periods)
    others = [source_name(key) for key in also]
    return SOURCES.fill(sources="; ".join([*_with_periods(periods_of), *others]))


def _periods_by_name(frames: Sequence[pd.DataFrame], column: str) -> dict[str, set[int]]:
    """Collect the periods of each name in a column of the passport; what has none is not stated."""
    found: dict[str, set[int]] = {}
    for frame in frames:
        # One row a name says as much as the thousands of an index, and is sooner looked through.
        named = frame[[name for name in (column, "period") if name in frame]].drop_duplicates()
        keys = named[column] if column in named else [None] * len(named)
        for key, period in zip(keys, named["period"], strict=True):
            name = NOT_STATED.fill() if is_missing(key) or key == "" else str(key)
            found.setdefault(name, set()).add(int(period))
    return found


def _with_periods(periods_of: dict[str, set[int]]) -> list[str]:
    return [f"{name} ({', '.join(format_periods(periods))})" for name, periods in periods_of.items()]


def quote_rate(rate: float, stated: str, currency: str) -> tuple[float, str]:
    """Turn a rate (units of `stated` per unit of `currency`) the way round that people quote it: above one.

    Examples
    --------
    >>> quote_rate(0.25, "USD", "MYR")
    (4.0, 'RM per US$')
    """
    if rate >= 1:
        return rate, RATE_UNIT.fill(quote=currency_symbol(stated), base=currency_symbol(currency))
    return 1 / rate, RATE_UNIT.fill(quote=currency_symbol(currency), base=currency_symbol(stated))


def describe_conversions(frame: pd.DataFrame) -> str:
    """Say how the money of a frame was converted: rate, kind and source for each period; nothing where none was.

    Examples
    --------
    >>> import tradeview as tv
    >>> ringgit = tv.convert(tv.prefer(tv.load(), currency="MYR"), to="MYR", rates=tv.rates.ecb(base="USD"))
    >>> describe_conversions(ringgit)  # doctest: +NORMALIZE_WHITESPACE
    '2006 and 2007 converted from US dollars at the year’s mean of the European Central Bank’s daily cross rates
     (RM per US$: 3.668 in 2006, 3.437 in 2007). 2024 as printed in ringgit.'
    """
    if "stated_currency" not in frame or "rate" not in frame:
        return ""
    said = []
    converted = frame[frame["rate"].notna()]
    for (stated, kind, source), rows in converted.groupby(
        ["stated_currency", "rate_kind", "rate_source"], dropna=False
    ):
        said.append(_describe_conversion(rows, str(stated), kind, source))
    printed = frame[frame["rate"].isna()]
    if len(converted) and len(printed):
        currency = currency_name(str(frame["currency"].iloc[0]))
        said.append(AS_PRINTED.fill(periods=format_periods(printed["period"]), currency=currency))
    return " ".join(said)


def _describe_conversion(rows: pd.DataFrame, stated: str, kind: object, source: object) -> str:
    """Say how rows of one stated currency were converted at rates of one kind and source."""
    first = rows.iloc[0]
    quoted, unit = quote_rate(first["rate"], stated, str(first["currency"]))
    is_inverse = quoted != first["rate"]
    rates = {}
    for period, rate in sorted(zip(rows["period"].astype(int), rows["rate"], strict=True)):
        rates[period] = 1 / rate if is_inverse else rate
    said = [RATE_IN.fill(rate=format_number(rate, 4), period=format_period(when)) for when, rate in rates.items()]
    # Many rates make a caption that nobody reads; the data behind the chart have each.
    listed = ", ".join(said) if len(said) <= MANY else f"{said[0]} … {said[-1]}"
    return CONVERTED.fill(
        periods=format_periods(rates),
        currency=currency_name(stated),
        rate=describe_rate_source(kind, source, min(rates)),
        unit=unit,
        rates=listed,
    )


def describe_rate_source(kind: object, source: object, period: int) -> str:
    """Say which rate of a source was used.

    Examples
    --------
    >>> describe_rate_source("average", "European Central Bank", 2024)
    'the year’s mean of the European Central Bank’s daily cross rates'
    >>> describe_rate_source("end", "my bank", 202405)
    'the month-end rate of my bank'
    """
    rates = ECB_RATES.fill() if source == ECB else source_name(source)
    if is_missing(kind):
        return RATE.fill(rates=rates)
    unit = unit_of(period)
    known = {"average": MEAN_RATES[unit], "end": END_RATES[unit], "implied": IMPLIED_RATE}
    if kind in known:
        return known[str(kind)].fill(rates=rates)
    return RATE_OF_KIND.fill(kind=str(kind), rates=rates)


def describe_coverage(frame: pd.DataFrame) -> str:
    """Say what the figures of a frame count, where that is not goods.

    Examples
    --------
    >>> frame = pd.DataFrame({"coverage": ["services", "services"]})
    >>> describe_coverage(frame), describe_coverage(frame.assign(coverage="goods"))
    ('What is counted: services.', '')
    """
    if "coverage" not in frame:
        return ""
    counted = sorted({coverage_of_cell(cell) for cell in frame["coverage"]} - {""})
    return COUNTED.fill(coverages=counted) if counted else ""


def describe_revisions(frame: pd.DataFrame) -> str:
    """Say in which periods the codes of products are in which revision, where they are in several.

    Examples
    --------
    >>> rows = [(2016, "85", "H4"), (2017, "85", "H5"), (2017, "TOTAL", "H6")]
    >>> frame = pd.DataFrame(rows, columns=["period", "commodity_code", "classification"])
    >>> describe_revisions(frame)[:76]
    'The codes of goods are of several revisions: H4 in 2016 and H5 in 2017. Chap'
    """
    if not {"classification", "commodity_code"} <= set(frame):
        return ""
    products = frame[(frame["commodity_code"] != TOTAL) & frame["classification"].notna()]
    if products["classification"].nunique() < 2:
        return ""
    spans = []
    for revision, periods in products.groupby("classification")["period"]:
        spans.append(IN_REVISION.fill(revision=str(revision), periods=format_periods(periods)))
    return REVISIONS.fill(spans=spans)


def describe_deflation(frame: pd.DataFrame) -> str:
    """Say how the money of a frame was deflated; nothing where it is nominal.

    Examples
    --------
    >>> import tradeview as tv
    >>> dollars = tv.prefer(tv.load(), currency="USD")
    >>> describe_deflation(tv.deflate(dollars, deflator=tv.deflators.us_cpi(), base_period=2024))
    'Prices of 2024: deflated by US CPI-U, all items (1982-84 = 100).'
    """
    if "price_basis" not in frame or not (frame["price_basis"] == "real").any():
        return ""
    real = frame[frame["price_basis"] == "real"]
    names = sorted(set(real["deflator"].astype(str))) if "deflator" in real else [NOT_STATED.fill()]
    return DEFLATED.fill(period=format_period(int(real["base_period"].iloc[0])), deflators=names)


def describe_gaps(periods: Sequence[int]) -> str:
    """Say which years or months lie without figures between those that have one.

    Examples
    --------
    >>> describe_gaps([2006, 2007, 2024])
    'No figures for 2008–2023; the dotted line spans 17 years.'
    """
    missing = gaps_between_periods(periods)
    if not missing:
        return ""
    widest = max(ordinal(last) - ordinal(first) + 2 for first, last in missing)
    templates = ONE_GAP if len(missing) == 1 else GAPS
    runs = [format_run(first, last) for first, last in missing]
    return templates[unit_of(missing[0][0])].fill(count=widest, periods=runs)
