"""What a rate table is, `period, base, quote, rate, kind, source`, and the one rate of two currencies looked up in it.

1 `base` = `rate` `quote`. Rates are used in either direction and never chained behind the caller's back. Where a table
comes from (the ECB, the World Bank, a file) is known in `tradeview.money.rates`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from statistics import fmean
from typing import NotRequired, TypedDict, cast

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.errors import MissingRateError, RateTableError
from tradeview.periods import (
    Frequency,
    frequency_of,
    is_stretch,
    last_month,
    make_month,
    months_of_span,
    runs_of_periods,
    span_column,
    write_span,
)
from tradeview.sources.ecb import ECB, coverage, read_history
from tradeview.table.columns import CheckedOnce, Column, Table
from tradeview.table.engines import Frame, collect, collect_rows, is_missing, names_present
from tradeview.table.schema import (
    MONTHS,
    PERIOD,
    RATE_KINDS,
    STARTS_IN_YEAR,
    currency_column,
    is_positive,
    one_of,
    within_range,
)
from tradeview.units import currencies

HEAD = "period,base,quote,rate,kind,source"  # of a file of rates
POSITIVE = "a number above zero"
RATES = Table(
    "rate table",
    (
        PERIOD,
        currency_column("base", required=True),
        currency_column("quote", required=True),
        Column("rate", "number", POSITIVE, is_positive, required=True),
        one_of("kind", RATE_KINDS),
        Column("source", required=True),
        Column("low", "number", POSITIVE, is_positive),
        Column("high", "number", POSITIVE, is_positive),
        MONTHS,
    ),
    (within_range("rate"), STARTS_IN_YEAR),
    RateTableError,
    ranged="rate",
)


class RateRow(TypedDict):
    """A row of a rate table; `kind`, `low` and `high` may be missing as columns, or as values.

    `span` is its period, or the stretch of months that it is of.
    """

    span: int
    base: str
    quote: str
    rate: float
    source: str
    kind: NotRequired[str | None]
    low: NotRequired[float | None]
    high: NotRequired[float | None]


@check_arguments
def lookup(rates: IntoFrame | CheckedOnce, currency: str, to: str, periods: list[int]) -> dict[int, RateRow]:
    """Find the one rate of a pair of currencies for each period, in either direction, never chained.

    A part of a year, or a fiscal year, is asked for by its months as one number (202401202408). It has the rate that
    the table states for these months, else that of its single months: the mean of their averages, or the last end.

    Returns
    -------
    dict
        For each period its row of the rate table.

    Raises
    ------
    MissingRateError
        A period has no rate for the pair; the message says which there are.
    RateTableError
        A period has two rates, or the rates found are of different kinds.

    Examples
    --------
    >>> from tradeview.sources.ecb import ecb
    >>> lookup(ecb(base="USD"), "MYR", "USD", [2005])
    Traceback (most recent call last):
    tradeview.errors.MissingRateError: no rate between MYR and USD for 2005; found: 2006 to 2025 (average, European...
    """
    return lookup_all(rates, {currency: periods}, to)[currency]


def lookup_all(
    rates: IntoFrame | CheckedOnce, periods_of: Mapping[str, list[int]], to: str
) -> dict[str, dict[int, RateRow]]:
    """Find the rates of several currencies as `lookup` does; the table is gone through once for all of them."""
    if not periods_of:
        return {}
    given = rates if isinstance(rates, CheckedOnce) else CheckedOnce(rates, RATES)
    rows_of = _rates_of_pairs(given.frame, periods_of, to)
    return {
        currency: _settle_rates(rows_of[currency], currency, to, periods) for currency, periods in periods_of.items()
    }


def _settle_rates(of_pair: list[RateRow], currency: str, to: str, periods: list[int]) -> dict[int, RateRow]:
    """Return the one rate of each period, or refuse what is absent, there several times, or of several kinds."""
    in_span: dict[int, list[RateRow]] = {}
    for row in of_pair:
        in_span.setdefault(row["span"], []).append(row)

    absent: list[int] = []
    rate_of: dict[int, RateRow] = {}
    twice = []
    for span in periods:
        parts = _list_parts(span, in_span)
        absent += [part for part in parts if part not in in_span]
        found = [row for part in parts for row in in_span.get(part, ())]
        if len(found) > len(parts):
            twice.append(f"{write_span(span)}: " + ", ".join(_describe_rate(row) for row in found))
        elif len(found) == len(parts):
            rate_of[span] = _join_months(found, span)
    if absent:
        reasons = _months_without_rate(periods, set(absent))
        raise _missing_rate(currency, to, sorted(set(absent)), of_pair, reasons)
    if twice:
        asked = f"one rate between {currency} and {to} for each period"
        raise RateTableError(asked, "several", "keep one of them", twice)
    _refuse_several_kinds(rate_of, currency, to)
    return rate_of


@check_arguments
def combine(first: IntoFrame, *others: IntoFrame) -> pd.DataFrame:
    """Set rate tables in order: each rate is that of the first table that has one.

    Parameters
    ----------
    first, *others : frame
        Rate tables. What is left out of one because an earlier table has it, is so in either direction: of a rate of
        euros per dollar, that of dollars per euro of the same period.

    Returns
    -------
    pandas.DataFrame
        The rate table, in which each rate names its source.

    Raises
    ------
    RateTableError
        One of them is no rate table.

    Examples
    --------
    The ECB has had no rouble since March 2022; a year of another's (made up) beside its own:

    >>> import pandas as pd, tradeview as tv
    >>> mine = {"period": [2024], "base": ["USD"], "quote": ["RUB"], "rate": [90.0], "kind": ["average"]}
    >>> mine = pd.DataFrame(mine).assign(source="my bank")
    >>> rates = tv.rates.combine(mine, tv.rates.ecb(base="USD"))
    >>> roubles = rates.query("quote == 'RUB' and period >= 2020").set_index("period")
    >>> roubles["source"].to_dict()
    {2024: 'my bank', 2020: 'European Central Bank', 2021: 'European Central Bank'}
    """
    tables: list[pd.DataFrame] = []
    for given in (first, *others):
        tables.append(collect(CheckedOnce(given, RATES).frame).to_pandas())
    joined = pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)
    number_of_table = [number for number, table in enumerate(tables) for _ in range(len(table))]
    keys = pd.DataFrame({"low": joined[["base", "quote"]].min(axis=1), "high": joined[["base", "quote"]].max(axis=1)})
    keys["period"] = joined["period"]
    if "months" in joined:
        keys["months"] = joined["months"].fillna("")
    number = pd.Series(number_of_table, index=joined.index)
    # A rate that one table has twice stays twice, and is refused where it is looked up.
    is_first = number == number.groupby([keys[name] for name in keys]).transform("min")
    return joined[is_first].reset_index(drop=True)


def spans_without_rate(rates: IntoFrame | CheckedOnce, currency: str, to: str, spans: Sequence[int]) -> list[int]:
    """List the spans for which `lookup` has no rate of a pair of currencies."""
    if currency == to:
        return []
    given = rates if isinstance(rates, CheckedOnce) else CheckedOnce(rates, RATES)
    known = {row["span"] for row in _rates_of_pairs(given.frame, [currency], to)[currency]}
    return [span for span in spans if not known.issuperset(_list_parts(span, known))]


def _list_parts(span: int, known: Collection[int]) -> list[int]:
    """Return the spans whose rates make that of a span: itself, or of a stretch that has none of its own its months."""
    return [span] if span in known or not is_stretch(span) else months_of_span(span)


def _rates_of_pairs(table: Frame, others: Collection[str], to: str) -> dict[str, list[RateRow]]:
    """Return the rows of a rate table between a currency and each of some others, each row with its span."""
    # No engine is asked for what is no currency: some refuse text that is no UTF-8.
    pairs, one = {*others, to} & currencies(), {to} & currencies()
    base, quote = nw.col("base"), nw.col("quote")
    is_of_pair = base.is_in(pairs) & quote.is_in(pairs) & (base != quote) & (base.is_in(one) | quote.is_in(one))
    span = nw.col("period")
    if names_present(table, ("months",)):
        span = span_column(nw.col("months"), span)
    rows_of: dict[str, list[RateRow]] = {currency: [] for currency in others}
    for row in collect_rows(table.filter(is_of_pair).with_columns(span=span)):
        other = row["quote"] if row["base"] == to else row["base"]
        rows_of[other].append(cast("RateRow", row))
    return rows_of


def _join_months(months: list[RateRow], span: int) -> RateRow:
    """Make one rate of those of the months of a stretch: the mean of averages, in one direction, or the last end."""
    first, last = months[0], months[-1]
    if len(months) == 1:
        return first
    asked = f"rates of the months of {write_span(span)} of one kind, base and source"
    said = dict.fromkeys(f"{row.get('kind')}, 1 {row['base']}, {row['source']}" for row in months)
    if len(said) > 1:
        raise RateTableError(asked, "; ".join(said), "keep rates of one")
    if first.get("kind") == "end":
        return {**last, "span": span}
    joined: RateRow = {**first, "span": span, "rate": fmean(row["rate"] for row in months)}
    joined["low"] = _mean_of_all([row.get("low") for row in months])
    joined["high"] = _mean_of_all([row.get("high") for row in months])
    return joined


def _mean_of_all(ends: list[float | None]) -> float | None:
    known = [end for end in ends if end is not None and not is_missing(end)]
    return fmean(known) if len(known) == len(ends) else None


def _refuse_several_kinds(rate_of: dict[int, RateRow], currency: str, to: str) -> None:
    kinds = sorted({str(row.get("kind")) for row in rate_of.values()})
    if len(kinds) > 1:
        described = [f"{write_span(span)}: {_describe_rate(row)}" for span, row in rate_of.items()]
        asked = f"rates between {currency} and {to} of one kind"
        raise RateTableError(asked, ", ".join(kinds), "convert at one kind", described)


def _describe_rate(row: RateRow) -> str:
    return f"1 {row['base']} = {row['rate']:g} {row['quote']} ({row.get('kind')}, {row['source']})"


def _months_without_rate(spans: Iterable[int], absent: set[int]) -> list[str]:
    """Say of each stretch of months which of them have no rate."""
    said = []
    for span in spans:
        without = sorted(absent.intersection(months_of_span(span)))
        if is_stretch(span) and without:
            said.append(f"{write_span(span)}: the mean of its months, without a rate for {format_runs(without)}")
    return said


def _missing_rate(
    currency: str, to: str, absent: list[int], of_pair: list[RateRow], reasons: list[str]
) -> MissingRateError:
    """Make the error that says which periods of a pair are absent, which there are, and what the ECB has of them."""
    found = "no rate of this pair in the table"
    if of_pair:
        row = of_pair[0]
        there = format_spans({row["span"] for row in of_pair})
        found = f"{there} ({row.get('kind')}, {row['source']}; 1 {row['base']} in {row['quote']})"
    # What another source lacks nobody here knows; the ECB's tables leave out on purpose what has too few days.
    if not of_pair or of_pair[0]["source"] == ECB:
        reasons = [*reasons, *_what_the_ecb_has(currency, to, absent)]
    asked = f"no rate between {currency} and {to} for {format_spans(absent)}"
    base, quote = (of_pair[0]["base"], of_pair[0]["quote"]) if of_pair else (currency, to)
    line = f"{absent[0]},{base},{quote},RATE,average,SOURCE"
    bases = [base] if of_pair and of_pair[0]["source"] == ECB else []
    frequency = frequency_of(absent[0])
    remedy = say_how_to_add(line, bases)
    if not of_pair and _has_whole(currency, to, absent):
        table = f"tv.rates.ecb(base={to!r}{_frequency_argument(frequency)})"
        remedy = (
            f"name the ECB's behind yours: --rates ecb:{to}, in Python rates=tv.rates.combine(rates, {table}); or "
            "leave these periods out"
        )
        line = ""
    error = MissingRateError(asked, found, remedy, reasons)
    error.line = line
    return error


def _has_whole(currency: str, to: str, absent: Sequence[int]) -> bool:
    """Tell whether the ECB has the rates of a pair for all periods."""
    quoted = set(read_history().columns)
    if not {currency, to} <= quoted:
        return False
    table = coverage(base=currency, quote=to, frequency=frequency_of(absent[0]))
    return set(absent) <= set(table.loc[table["whole"], "period"])


def _frequency_argument(frequency: Frequency) -> str:
    return "" if frequency == "A" else f", frequency={frequency!r}"


def say_how_to_add(line: str, bases: Sequence[str]) -> str:
    """Say how a missing line of a rate table is added: a file, and what names it before the ECB's rates per bases."""
    beside = ["--rates my.csv", *(f"--rates ecb:{base}" for base in bases)]
    how = _frequency_argument(frequency_of(int(line.split(",", maxsplit=1)[0])))
    tables = ["tv.rates.read('my.csv')", *(f"tv.rates.ecb(base={base!r}{how})" for base in bases)]
    if not bases:
        beside.append("and the others")
        tables.append("rates")
    return (
        f"write what is missing into a file, my.csv: {HEAD} as its first line, then a line for each, {line}; and name "
        f"it: {' '.join(beside)}, in Python rates=tv.rates.combine({', '.join(tables)}); or leave these periods out"
    )


def _what_the_ecb_has(currency: str, to: str, absent: list[int]) -> list[str]:
    """Say of each absent period whether the ECB has it whole, and how to get it, or how many of its days there are."""
    quoted = read_history()
    unquoted = [f"the ECB quotes no {code}" for code in (currency, to) if code not in quoted]
    if unquoted:
        return unquoted
    last_day = quoted[[currency, to]].dropna().index.max() if currency != to else quoted.index.max()
    is_current = last_day == quoted.index[-1]
    days_of: dict[str, list[int]] = {}
    for period in absent:
        if is_current and _ends_after(period, last_day):
            days = _ask_for_newer_days(frequency_of(period), last_day, to)
        else:
            days = _days_at_the_ecb(currency, to, period)
        days_of.setdefault(days, []).append(period)
    reasons = []
    for days, periods in days_of.items():
        reasons.append(f"{_name_months(periods)}: {days}")
    return reasons


def _days_at_the_ecb(currency: str, to: str, period: int) -> str:
    """Say whether the ECB has a period whole, and how to get it, or how many of its days there are."""
    frequency = frequency_of(period)
    table = coverage(base=currency, quote=to, frequency=frequency)
    row = table[table["period"] == period]
    if row["whole"].any():
        return f"the ECB has it: tv.rates.ecb(base={to!r}, frequency={frequency!r})"
    if len(row):
        return f"days with a rate at the ECB: {row['days'].item()} of {row['of'].item()}"
    return "days with a rate at the ECB: none"


def _name_months(periods: list[int]) -> str:
    """Write periods as runs; a quarter alone with its months, which its five digits do not show."""
    runs = format_runs(periods)
    if len(periods) > 1 or frequency_of(periods[0]) != "Q":
        return runs
    months = months_of_span(periods[0])
    return f"{runs} ({months[0]} to {months[-1]})"


def _ends_after(period: int, day: pd.Timestamp) -> bool:
    """Tell whether a period has weekdays after a day."""
    next_weekday = day + pd.offsets.BDay()
    return last_month(period) >= make_month(next_weekday.year, next_weekday.month)


def _ask_for_newer_days(frequency: Frequency, last_day: pd.Timestamp, to: str) -> str:
    """Say that the ECB's file of the package is older than a period, and how a newer one is read."""
    newer = f"tv.rates.ecb(base={to!r}, frequency={frequency!r}, path='eurofxref-hist.zip')"
    ends = f"the ECB's days that come with tradeview end on {last_day:%Y-%m-%d}"
    return f"{ends}; download its file, and give it: {newer}"


def format_spans(spans: Iterable[int]) -> str:
    """Write periods as runs, and behind them the stretches that are none: `2006 to 2008, 2024-01/2024-08`."""
    stretches = sorted(span for span in spans if is_stretch(span))
    runs = format_runs(sorted(set(spans).difference(stretches)))
    return ", ".join(filter(None, [runs, *map(write_span, stretches)]))


def format_runs(periods: list[int]) -> str:
    """Write 2006, 2007, 2008, 2010 as `2006 to 2008, 2010`."""
    runs = []
    for first, last in runs_of_periods(periods):
        runs.append(str(first) if first == last else f"{first} to {last}")
    return ", ".join(runs)
