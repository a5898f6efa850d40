"""Captions: what passports say, in words. How money was converted and deflated, which gaps there are, whose figures.

Everything is read from the passport columns of the frames that a chart draws; what a frame does not say, the caption
says is not stated.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

import pandas as pd

from tradeview.commodities.codes import revision_name
from tradeview.periods import (
    are_same_months,
    ends_of_span,
    gaps_between_spans,
    is_stretch,
    ordinal,
    period_of_span,
    unit_of,
)
from tradeview.sources.ecb import ECB
from tradeview.sources.reference_lists import load_sources, source_key
from tradeview.table.engines import is_missing
from tradeview.table.schema import TOTAL, economy_codes
from tradeview.table.series import coverage_of_cell, spans_of
from tradeview.table.sums import APART, NOT_NAMED
from tradeview.words.money import currency_name, currency_symbol
from tradeview.words.names import name_economy
from tradeview.words.numbers import NOT_STATED, format_number
from tradeview.words.periods import (
    MANY,
    format_periods,
    format_run,
    format_span,
    format_span_of_any_year,
    format_span_of_axis,
    is_fiscal_year,
)
from tradeview.words.templates import Arrangement, Plural, Template, join_clauses, join_items

CODE = 3  # letters of a code of an economy
WHOSE = Template("Whose statistics: {compilers}.", note="compilers: names, each with its periods in brackets")
COUNTED = Template("What is counted: {coverages}.", note="coverages: services, non-oil …")
SOURCES = Template("Sources: {sources}.", note="sources: titles, each with its periods in brackets")
NAME_IN = Arrangement("{name} ({periods})", note="a source, or a compiler, and the periods of its figures")
FIRST_AND_LAST = Arrangement("{first} … {last}", note="of many rates, with their years, the first and the last")
OTHERS = Template("others", note="sources, or compilers, that are not named: Sources: Bernama (2024); others (2024)")
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
MEAN_OF_STRETCH = Template("the mean of {months} of {rates}", note="months: January to August 2024")
MEAN_OF_STRETCHES = Template("each year’s mean of {months} of {rates}", note="months: January to August")
MEAN_OF_FISCAL_YEARS = Template("the fiscal year’s mean of {rates}")
END_OF_STRETCH = Template("the rate at the end of {months} of {rates}", note="months: January to August 2024")
END_OF_STRETCHES = Template("each year’s rate at the end of {months} of {rates}", note="months: January to August")
END_OF_FISCAL_YEARS = Template("the rate at the end of the fiscal year of {rates}")
THESE_MONTHS = Template("just these months", note="of which money was converted at the mean rate, or at the end")
# Of what was converted in parts, each at a rate of its own, before it was added up.
BY_MONTH, BY_QUARTER = "by month", "by quarter"  # at the end of their `rate_kind`
CONVERTED_IN_PARTS = {
    BY_MONTH: Template(
        "{periods} converted from {currency}: each month at {rate}, then summed.",
        note="rate: its own mean rate (European Central Bank), or the like",
    ),
    BY_QUARTER: Template("{periods} converted from {currency}: each quarter at {rate}, then summed."),
}
CONVERTED_AGAIN = Template(
    "{periods} converted from {currency} in steps ({kind}), at rates of {rates}.",
    note="kind: average, by month, then average; rates: whose they are",
)
RATE_OF_SUM = {
    BY_MONTH: Template("each month at {rate}, then summed", note="rate: its own mean of a source, or the like"),
    BY_QUARTER: Template("each quarter at {rate}, then summed"),
}
CONVERTED_FROM_SEVERAL = Template("several currencies", note="what money was converted from")
OWN_RATES = {
    "average": Template("its own mean of {rates}", note="its: the month’s, or the quarter’s"),
    "end": Template("its own last rate of {rates}", note="its: the month’s, or the quarter’s"),
    "implied": Template("the rate implied for it by {rates}", note="it: the month, or the quarter"),
}
OWN_RATE_OF_KIND = Template("its own rate ({kind}) of {rates}", note="kind: a word of the user’s own rate table")
OWN_RATE = Template("its own rate of {rates}")
PARTLY_CONVERTED = Template(
    "{periods} in {currency}: sums of what was printed so and of what was converted at {rate}.",
    note="rate: the rate of a source",
)
IMPLIED_RATE = Template("the rate implied by {rates}", note="by a document that prints one fact in two currencies")
RATE_OF_KIND = Template("the rate ({kind}) of {rates}", note="kind: a word of the user’s own rate table")
RATE_THROUGH = Template(
    "{rate}, through {currency}", note="rate: the year’s mean of the European Central Bank’s daily cross rates"
)
RATE = Template("the rate of {rates}")
ECB_RATES = Template("the European Central Bank’s daily cross rates")
DEFLATED = Template("Prices of {period}: deflated by {deflators}.", note="deflators: names of price indices")
ONE_GAP = {
    "year": Plural(
        "No figures in the table for {periods}; the dotted line spans {count} year.",
        "No figures in the table for {periods}; the dotted line spans {count} years.",
    ),
    "quarter": Plural(
        "No figures in the table for {periods}; the dotted line spans {count} quarter.",
        "No figures in the table for {periods}; the dotted line spans {count} quarters.",
    ),
    "month": Plural(
        "No figures in the table for {periods}; the dotted line spans {count} month.",
        "No figures in the table for {periods}; the dotted line spans {count} months.",
    ),
}
GAPS = {
    "year": Plural(
        "No figures in the table for {periods}; dotted lines span up to {count} year.",
        "No figures in the table for {periods}; dotted lines span up to {count} years.",
    ),
    "quarter": Plural(
        "No figures in the table for {periods}; dotted lines span up to {count} quarter.",
        "No figures in the table for {periods}; dotted lines span up to {count} quarters.",
    ),
    "month": Plural(
        "No figures in the table for {periods}; dotted lines span up to {count} month.",
        "No figures in the table for {periods}; dotted lines span up to {count} months.",
    ),
}
REVISIONS = Template(
    "The codes of goods are of several revisions: {spans}. Chapters hold nearly the same goods in all of them; codes "
    "of four and six digits are not compared from one to another.",
    note="spans: HS 2012 in 2016; HS 2017 in 2017–2021",
)
IN_REVISION = Template("{revision} in {periods}")


_LEFT_TO_PAGE = ContextVar("left_to_page", default=False)


@contextmanager
def leave_provenance_to_page() -> Iterator[None]:
    """While the block lasts, say nothing of sources, compilers, rates and deflators: the page around a chart says it.

    A caption keeps what is needed to read the chart: gaps, ranges, what marks mean.

    Examples
    --------
    >>> import tradeview as tv
    >>> with leave_provenance_to_page():
    ...     name_sources(tv.load())
    ''
    """
    before = _LEFT_TO_PAGE.set(True)
    try:
        yield
    finally:
        _LEFT_TO_PAGE.reset(before)


@cache
def _source_names() -> dict[str, str]:
    table = load_sources()
    return dict(zip(table["source"], table["short"], strict=True))


def source_name(key: object) -> str:
    """Give a source's short title from `data/SOURCES.md`; a key of somebody else's ledger stands for itself.

    A sum, or an index, that is made of rows of several sources has their keys joined.

    Examples
    --------
    >>> source_name("bernama-2025"), source_name("my-file"), source_name(None)
    ('Bernama, 15 May 2025', 'my-file', 'not stated')
    >>> source_name("bernama-2025; …; my-file")
    'Bernama, 15 May 2025; my-file; others'
    """
    if is_missing(key) or key == "":
        return NOT_STATED.fill()
    names = []
    for one in _split_names(str(key)):
        known = source_key(one)
        names.append(OTHERS.fill() if one == NOT_NAMED else _source_names().get(known, known))
    return join_clauses(names)


def _split_names(joined: str) -> list[str]:
    """List the names that stand joined in a cell, each once; what stands for others comes last."""
    names = list(dict.fromkeys(joined.split(APART)))
    return sorted(names, key=lambda name: name == NOT_NAMED)


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
    if _LEFT_TO_PAGE.get():
        return ""
    periods_of: dict[str, set[int]] = {}
    for key, periods in _periods_by_name(frames, "compiled_by").items():
        periods_of.setdefault(name_compiler(key), set()).update(periods)
    if len(periods_of) == 1:
        return WHOSE.fill(compilers=list(periods_of))
    return WHOSE.fill(compilers=_with_periods(periods_of))


def name_compiler(key: str) -> str:
    """Name who compiled statistics, or several whose names stand joined: economies by name, where a table has codes.

    Examples
    --------
    >>> name_compiler("MYS"), name_compiler("MYS; …; SGP")
    ('Malaysia', 'Malaysia; Singapore; others')
    """
    names = []
    for one in _split_names(key):
        is_code = len(one) == CODE and one.isupper() and one in economy_codes()
        said = name_economy(one) if is_code else one
        names.append(OTHERS.fill() if one == NOT_NAMED else said)
    return join_clauses(names)


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
    return list_sources([*_with_periods(periods_of), *others])


def list_sources(names: Sequence[str], template: Template = SOURCES) -> str:
    """Say which sources a chart has, by their names; or who printed what it draws, by the template for that.

    Examples
    --------
    >>> list_sources(["Bernama, 15 May 2025", "Valdai Club, 26 May 2025"])
    'Sources: Bernama, 15 May 2025; Valdai Club, 26 May 2025.'
    """
    return "" if _LEFT_TO_PAGE.get() else template.fill(sources=join_clauses(names))


def _periods_by_name(frames: Sequence[pd.DataFrame], column: str) -> dict[str, set[int]]:
    """Collect the spans of each name in a column of the passport; what has none is not stated.

    What is made of rows of several sources names them joined.
    """
    found: dict[str, set[int]] = {}
    for frame in frames:
        # One row a name says as much as the thousands of an index, and is sooner looked through.
        named = frame[[name for name in (column, "period", "months") if name in frame]].drop_duplicates()
        keys = named[column] if column in named else [None] * len(named)
        for key, span in zip(keys, spans_of(named), strict=True):
            names = [NOT_STATED.fill()] if is_missing(key) or key == "" else _split_names(str(key))
            for name in names:
                found.setdefault(name, set()).add(span)
    if NOT_NAMED in found:  # others come last
        found[NOT_NAMED] = found.pop(NOT_NAMED)
    return found


def _with_periods(periods_of: dict[str, set[int]]) -> list[str]:
    return [
        NAME_IN.fill(name=name, periods=join_items(format_periods(periods))) for name, periods in periods_of.items()
    ]


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
    if _LEFT_TO_PAGE.get() or "stated_currency" not in frame or "rate" not in frame:
        return ""
    said = []
    kinds_in_parts = _kinds_in_parts(frame)
    in_parts = kinds_in_parts != ""
    converted = frame[frame["rate"].notna() & ~in_parts]
    how = ["stated_currency", "rate_kind", "rate_source"]
    for (stated, kind, source), rows in converted.groupby(how, dropna=False):
        said.append(_describe_conversion(rows, str(stated), kind, source))
    summed = frame[in_parts].assign(rate_kind=kinds_in_parts[in_parts])
    for (stated, kind, source), rows in summed.groupby(how, dropna=False):
        said.append(_describe_conversion_in_parts(rows, stated, str(kind), source))
    rest = frame[frame["rate"].isna() & ~in_parts]
    # Money of another currency than it was printed in, by no one rate.
    is_changed = rest["stated_currency"].isna() | (rest["stated_currency"] != rest["currency"])
    has_steps = rest["rate_kind"].astype("string").str.contains(", then ", regex=False).fillna(value=False).astype(bool)
    is_again = is_changed & has_steps
    for (stated, kind, source), rows in rest[is_again].groupby(how, dropna=False):
        said.append(_describe_conversion_in_steps(rows, stated, str(kind), source))
    # What was added up of printed and of converted figures has no one currency that it was stated in.
    is_mixed = is_changed & ~is_again & rest["rate_source"].notna()
    currency = currency_name(str(frame["currency"].iloc[0])) if len(frame) else ""
    for source, rows in rest[is_mixed].groupby("rate_source"):
        rate = RATE.fill(rates=_name_rates(source))
        said.append(PARTLY_CONVERTED.fill(periods=format_periods(spans_of(rows)), currency=currency, rate=rate))
    printed = rest[~is_mixed & ~is_again]
    if said and len(printed):
        said.append(AS_PRINTED.fill(periods=format_periods(spans_of(printed)), currency=currency))
    return " ".join(said)


def _kinds_in_parts(frame: pd.DataFrame) -> "pd.Series[str]":
    """Return the kind of rate of sums of what was converted in parts, "" where a row is none.

    The first month of a year that goes on in months has the one rate of that month, and is of their kind.
    """
    kinds = frame["rate_kind"].astype("string").fillna("").astype(object)
    is_sum = kinds.str.endswith(tuple(CONVERTED_IN_PARTS)).astype(bool)
    of_sums = kinds.where(is_sum, "")
    if "months" not in frame:
        return of_sums
    for place, span in zip(frame.index, spans_of(frame), strict=True):
        first, last = ends_of_span(span)
        in_months = f"{kinds[place]}, {BY_MONTH}"
        if is_stretch(span) and first == last and in_months in set(of_sums):
            of_sums[place] = in_months
    return of_sums


def _describe_conversion(rows: pd.DataFrame, stated: str, kind: object, source: object) -> str:
    """Say how rows of one stated currency were converted at rates of one kind and source."""
    first = rows.iloc[0]
    quoted, unit = quote_rate(first["rate"], stated, str(first["currency"]))
    is_inverse = quoted != first["rate"]
    rates = {}
    for span, rate in sorted(zip(spans_of(rows), rows["rate"], strict=True)):
        rates[span] = 1 / rate if is_inverse else rate
    said = []
    for span, rate in rates.items():
        # The months of stretches stand before the rates already.
        when = format_span_of_axis(span) if are_same_months(rates) else format_span(span)
        said.append(RATE_IN.fill(rate=format_number(rate, 4), period=when))
    # Many rates make a caption that nobody reads; the data behind the chart have each.
    listed = join_items(said) if len(said) <= MANY else FIRST_AND_LAST.fill(first=said[0], last=said[-1])
    return CONVERTED.fill(
        periods=format_periods(rates),
        currency=currency_name(stated),
        rate=describe_rate_source(kind, source, *rates),
        unit=unit,
        rates=listed,
    )


def _describe_conversion_in_parts(rows: pd.DataFrame, stated: object, kind: str, source: object) -> str:
    """Say how rows of one stated currency were converted, of which each part was, at rates of one kind and source."""
    rate, part = _describe_own_rates(kind, source)
    currency = CONVERTED_FROM_SEVERAL.fill() if is_missing(stated) else currency_name(str(stated))
    periods = format_periods(spans_of(rows))
    return CONVERTED_IN_PARTS[part].fill(periods=periods, currency=currency, rate=rate)


def _describe_own_rates(kind: str, source: object) -> tuple[str, str]:
    """Say at which rates the parts of sums were converted, and which parts these are: by month, or by quarter."""
    of_parts, _, part = kind.rpartition(", ")
    rates = _name_rates(source)
    if of_parts in OWN_RATES:
        return OWN_RATES[of_parts].fill(rates=rates), part
    if of_parts:
        return OWN_RATE_OF_KIND.fill(kind=of_parts, rates=rates), part
    return OWN_RATE.fill(rates=rates), part


def _describe_conversion_in_steps(rows: pd.DataFrame, stated: object, kind: str, source: object) -> str:
    """Say how sums of one stated currency were converted again, whose parts had been converted before."""
    currency = CONVERTED_FROM_SEVERAL.fill() if is_missing(stated) else currency_name(str(stated))
    periods = format_periods(spans_of(rows))
    return CONVERTED_AGAIN.fill(periods=periods, currency=currency, kind=kind, rates=_name_rates(source))


def _name_rates(source: object) -> str:
    return ECB_RATES.fill() if source == ECB else source_name(source)


def describe_rate_source(kind: object, source: object, *spans: int) -> str:
    """Say which rate of a source was used, for one period or several alike.

    Examples
    --------
    >>> describe_rate_source("average", "European Central Bank", 2024)
    'the year’s mean of the European Central Bank’s daily cross rates'
    >>> describe_rate_source("end", "my bank", 202405)
    'the month-end rate of my bank'
    >>> describe_rate_source("average", "my bank", 202401202408)
    'the mean of January to August 2024 of my bank'
    >>> describe_rate_source("average, by month", "my bank", 2024)
    'each month at its own mean of my bank, then summed'
    >>> describe_rate_source("average, through USD", "my bank", 2024)
    'the year’s mean of my bank, through US dollars'
    """
    rates = _name_rates(source)
    if is_missing(kind):
        return RATE.fill(rates=rates)
    kind, _, third = str(kind).partition(", through ")
    if third:
        direct = describe_rate_source(kind, source, *spans)
        return RATE_THROUGH.fill(rate=direct, currency=currency_name(third))
    if str(kind).endswith(tuple(RATE_OF_SUM)):
        rate, part = _describe_own_rates(str(kind), source)
        return RATE_OF_SUM[part].fill(rate=rate)
    if any(is_stretch(span) for span in spans) and kind in {"average", "end"}:
        return _describe_rates_of_stretches(str(kind), rates, spans)
    unit = unit_of(min(spans))
    known = {"average": MEAN_RATES[unit], "end": END_RATES[unit], "implied": IMPLIED_RATE}
    if kind in known:
        return known[str(kind)].fill(rates=rates)
    return RATE_OF_KIND.fill(kind=str(kind), rates=rates)


def _describe_rates_of_stretches(kind: str, rates: str, spans: Sequence[int]) -> str:
    """Say which rates of parts of years, or fiscal years, were used."""
    one, several, fiscal = MEAN_OF_STRETCH, MEAN_OF_STRETCHES, MEAN_OF_FISCAL_YEARS
    if kind == "end":
        one, several, fiscal = END_OF_STRETCH, END_OF_STRETCHES, END_OF_FISCAL_YEARS
    if len(set(spans)) == 1:
        return one.fill(months=format_span(spans[0]), rates=rates)
    if all(is_fiscal_year(span) for span in spans):
        return fiscal.fill(rates=rates)
    if are_same_months(spans):
        return several.fill(months=format_span_of_any_year(spans[0]), rates=rates)
    return one.fill(months=THESE_MONTHS.fill(), rates=rates)


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
    >>> describe_revisions(frame)[:80]
    'The codes of goods are of several revisions: HS 2012 in 2016 and HS 2017 in 2017'
    """
    if not {"classification", "commodity_code"} <= set(frame):
        return ""
    products = frame[(frame["commodity_code"] != TOTAL) & frame["classification"].notna()]
    if products["classification"].nunique() < 2:
        return ""
    spans = []
    for revision, periods in products.groupby("classification")["period"]:
        spans.append(IN_REVISION.fill(revision=revision_name(revision), periods=format_periods(periods)))
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
    if _LEFT_TO_PAGE.get() or "price_basis" not in frame or not (frame["price_basis"] == "real").any():
        return ""
    real = frame[frame["price_basis"] == "real"]
    names = sorted(set(real["deflator"].astype(str))) if "deflator" in real else [NOT_STATED.fill()]
    return DEFLATED.fill(period=format_span(int(real["base_period"].iloc[0])), deflators=names)


def describe_gaps(periods: Sequence[int]) -> str:
    """Say which years or months lie without figures between those that have one; or which of the same months of years.

    Examples
    --------
    >>> describe_gaps([2006, 2007, 2024])
    'No figures in the table for 2008–2023; the dotted line spans 17 years.'
    """
    missing = gaps_between_spans(periods) if periods else []
    if not missing:
        return ""
    ends = [(period_of_span(first), period_of_span(last)) for first, last in missing]
    widest = max(ordinal(last) - ordinal(first) + 2 for first, last in ends)
    templates = ONE_GAP if len(missing) == 1 else GAPS
    runs = [format_run(first, last) for first, last in missing]
    return templates[unit_of(ends[0][0])].fill(count=widest, periods=runs)
