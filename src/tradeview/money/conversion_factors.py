"""Factors: what a unit of money is multiplied by, one for each currency and period of a frame, put beside its rows.

Each distinct (currency, period) factor is computed once, refereed by pint (`tradeview.units`). Polars and DuckDB join
the few pairs to the rows, once for all that is asked of them (`put_factors_beside`). Where nothing is joined, they are
looked up by a key on eager frames, and are one CASE for each field on lazy ones (`factor_columns`).
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any, TypeAlias, cast

import narwhals as nw
import numpy as np
import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.errors import RateTableError, TradeTableError
from tradeview.money import deflator_table
from tradeview.money.rate_table import RATES, RateRow, lookup_all
from tradeview.periods import FIRST_YEAR, HIGHEST_YEAR, MONTHS_WORDS, NO_SPAN, span_of_row_column
from tradeview.table.amounts import is_unfit, refuse_unfit_rows
from tradeview.table.columns import CheckedOnce
from tradeview.table.engines import (
    Frame,
    as_text,
    collect,
    collect_rows,
    distinct_rows,
    is_lazy,
    is_missing,
    major_version,
    names_present,
    quote_name,
    quote_text,
)
from tradeview.table.refusals import MEND
from tradeview.table.schema import MONEY
from tradeview.table.series import columns_that_say, said_column
from tradeview.units import conversion_factor, deflation_factor

# More than any span, the longest of which are two months of six digits: where one currency's spans end as numbers,
# Money of one currency and period has one factor. Of parts of years, and of fiscal years, these are their months, as
# one number (`tradeview.periods`, spans).
CurrencyPeriod: TypeAlias = tuple[str, int]
SPAN = "_tv_span"
JOINED = "_tv_of_pair_"  # before the names of columns that are joined, and dropped at the end
NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class MoneyFactor:
    """What money of one currency and period is multiplied by, the range of that, and the rate that it comes from."""

    currency: str
    period: int
    factor: float = 1.0
    factor_low: float = 1.0
    factor_high: float = 1.0
    rate: float | None = None
    kind: str | None = None
    source: str | None = None


DTYPES: dict[str, type[nw.Float64] | type[nw.String]] = {
    **dict.fromkeys(("factor", "factor_low", "factor_high", "rate"), nw.Float64),
    **dict.fromkeys(("kind", "source"), nw.String),
}


def currency_periods(table: Frame, what: str) -> list[CurrencyPeriod]:
    """Return the distinct pairs of a table with spans in order, the one small query that a lazy frame is asked.

    Money that is real is refused, and so are rows that cannot be computed with.
    """
    pairs = set()
    real = []
    for row in _kinds_of_money(table):
        if is_missing(row["currency"]) or is_missing(row["period"]):
            raise TradeTableError(f"{what} needs a currency and a period in every row", "rows without", MEND)
        if row.get("_unfit_rows") or row.get("_unfit_period"):
            refuse_unfit_rows(table, what)
        if row.get("price_basis") == "real":
            real.append(f"{row['currency']} {row['period']:g}")
        span = int(row.get(SPAN, row["period"]))
        if span == NO_SPAN:
            raise TradeTableError(f"{what} needs months as {MONTHS_WORDS}", "other words", "see tv.check")
        pairs.add((row["currency"], span))
    if real:
        remedy = "convert first, deflate after"
        raise TradeTableError(f"{what} takes nominal money", "real (deflated) rows", remedy, sorted(real))
    return sorted(pairs)


def with_spans(table: Frame) -> Frame:
    """Add the span of each row where some are of other months than their whole period."""
    if "months" not in columns_that_say(table):
        return table
    # Where what tells series apart was written in one way, this is what rows said before.
    said = said_column(table, "months")
    if table.implementation.is_pandas():
        return table.with_columns(**{SPAN: _spans_of_pandas(table, said)})
    table = as_text(table, [said])
    return table.with_columns(**{SPAN: span_of_row_column(nw.col(said), nw.col("period"))})


def _spans_of_pandas(table: Frame, said: str) -> "nw.Series[Any]":
    """Give the span of each row; pandas, which is slow with text, is asked of each stretch once."""
    rows: pd.DataFrame = table.to_native()
    places, stretches = pd.factorize(rows[said].to_numpy(dtype=object))
    # Where it gives this year back, the months say no more than the row's own period.
    distinct = pd.DataFrame({"period": FIRST_YEAR, said: pd.Series(stretches, dtype=object).astype("str")})
    span = span_of_row_column(nw.col(said), nw.col("period"))
    spans = nw.from_native(distinct, eager_only=True).select(span=span)["span"].to_numpy()
    found = np.append(spans, FIRST_YEAR)[places]  # the last where nothing is said
    periods = rows["period"]
    is_year = (periods <= HIGHEST_YEAR).fillna(value=False).to_numpy(dtype=bool)
    column = periods.mask(is_year & (found != FIRST_YEAR), found)
    return nw.from_native(column, series_only=True)


def without_spans(table: Frame) -> Frame:
    """Undo `with_spans`."""
    return table.drop(*names_present(table, (SPAN,)))


def _span_name(table: Frame) -> str:
    return names_present(table, (SPAN, "period"))[0]


def _kinds_of_money(table: Frame) -> list[dict[str, Any]]:
    """Return each currency, period and price basis that there is, and whether there is anything unfit in its rows."""
    keys = ["currency", "period", *names_present(table, (SPAN, "price_basis"))]
    said = (said_column(table, "months"),) if "months" in columns_that_say(table) else ()
    unfit = is_unfit(table, (*MONEY, *said))
    if unfit is None:
        kinds = distinct_rows(table, *keys)
    else:
        asked = table.select(*keys, _unfit_rows=unfit.cast(nw.Int8).fill_null(0))
        kinds = asked.group_by(*keys).agg(nw.col("_unfit_rows").max())
    # Of periods it is asked once they are few.
    unfit_period = is_unfit(kinds, ("period",))
    if unfit_period is not None:
        kinds = kinds.with_columns(_unfit_period=unfit_period)
    return collect_rows(kinds)


def conversion_factors(pairs: Sequence[CurrencyPeriod], to: str, rates: IntoFrame | CheckedOnce) -> list[MoneyFactor]:
    """Look up the rate of each pair and make its factor; money that is in `to` already keeps its value."""
    periods_of: dict[str, list[int]] = {}
    for currency, period in pairs:
        periods_of.setdefault(currency, []).append(period)

    # Checked where a rate is first looked up in it, and not at all where all money is in `to`.
    given = rates if isinstance(rates, CheckedOnce) else CheckedOnce(rates, RATES)
    factors: list[MoneyFactor] = []
    kind_of: dict[str, str] = {}
    found = lookup_all(given, {name: periods for name, periods in periods_of.items() if name != to}, to)
    for currency, periods in periods_of.items():
        if currency == to:
            factors += [MoneyFactor(currency, period) for period in periods]
            continue
        factors += [_factor_at(row, currency, to, period) for period, row in found[currency].items()]
        kind_of[currency] = str(factors[-1].kind)

    kinds = sorted(set(kind_of.values()))
    if len(kinds) > 1:
        listed = [f"{currency}: {kind}" for currency, kind in kind_of.items()]
        raise RateTableError(f"rates of {to} of one kind", ", ".join(kinds), "convert at one kind", listed)
    return factors


def _factor_at(row: RateRow, currency: str, to: str, period: int) -> MoneyFactor:
    """Make the factor of a rate; its range is that of the rate, where both ends are known."""
    base, quote = row["base"], row["quote"]
    factor = conversion_factor(currency, to, rate=row["rate"], base=base, quote=quote)
    low, high = row.get("low"), row.get("high")
    if low is None or high is None or is_missing(low) or is_missing(high):
        factor_low = factor_high = factor
    else:
        # Of a rate that is inverted the highest makes the lowest factor.
        ends = [conversion_factor(currency, to, rate=end, base=base, quote=quote) for end in (low, high)]
        factor_low, factor_high = sorted(ends)
    kind = row.get("kind")
    if is_missing(kind):
        kind = None
    return MoneyFactor(currency, period, factor, factor_low, factor_high, 1 / factor, kind, row["source"])


def deflation_factors(
    pairs: Sequence[CurrencyPeriod], deflator: IntoFrame | CheckedOnce, base_period: int
) -> tuple[deflator_table.PriceIndex | None, list[MoneyFactor]]:
    """Return the price index of the pairs' one currency, and the factor of each period; of an empty frame neither."""
    if not pairs:
        return None, []
    currency = pairs[0][0]
    periods = [period for _, period in pairs]
    base_periods = deflator_table.parts_of_base(base_period, periods)
    index = deflator_table.lookup(deflator, currency, sorted({*base_periods, *periods}))
    base_index = fmean(index.values[period] for period in base_periods)
    factors = []
    for period in periods:
        factor = deflation_factor(currency, base_period, index=index.values[period], base_index=base_index)
        factors.append(MoneyFactor(currency, period, factor, factor, factor))
    return index, factors


def put_factors_beside(
    table: Frame, factors: Sequence[MoneyFactor], fields: Sequence[str]
) -> tuple[Frame, dict[str, nw.Expr]]:
    """Return the table, and for each row fields of the factor of its currency and span, as `factor_columns` does.

    Polars and DuckDB have them joined to the table: `without_factors` drops them at the end. To ask for each field
    apart takes as long again for each, and ten years of months of ten currencies are twelve hundred cases for each row.
    """
    joined = None
    if table.implementation.is_polars():
        joined = _joined_by_polars(table, factors, fields)
    elif table.implementation.is_duckdb():
        joined = _joined_by_duckdb(table, factors, fields)
    if joined is None:
        return table, factor_columns(table, factors, fields)
    return joined, {field: nw.col(f"{JOINED}{field}") for field in fields}


def without_factors(table: Frame) -> Frame:
    """Undo `put_factors_beside`."""
    return table.drop(*names_present(table, tuple(f"{JOINED}{field}" for field in DTYPES)))


def _joined_by_polars(table: Frame, factors: Sequence[MoneyFactor], fields: Sequence[str]) -> Frame:
    polars: Any = nw.get_native_namespace(table)
    native: Any = table.to_native()
    types, keys = native.collect_schema(), ["currency", _span_name(table)]
    pairs = polars.DataFrame(
        {
            **dict(zip(keys, (_values_of(factors, "currency"), _values_of(factors, "period")), strict=True)),
            **{f"{JOINED}{field}": _values_of(factors, field) for field in fields},
        }
    )
    made = {f"{JOINED}{field}": polars.Float64 if DTYPES[field] is nw.Float64 else polars.String for field in fields}
    pairs = pairs.cast({**{key: types[key] for key in keys}, **made})
    if is_lazy(table):
        pairs = pairs.lazy()
    # Narwhals has no word for the order that Polars otherwise does not promise.
    return cast("Frame", nw.from_native(native.join(pairs, on=keys, how="left", maintain_order="left")))


def _joined_by_duckdb(table: Frame, factors: Sequence[MoneyFactor], fields: Sequence[str]) -> Frame | None:
    """Join the pairs as they are written in the text of a query: no table of another connection may be joined."""
    duckdb: Any = nw.get_native_namespace(table)
    # Relations of earlier versions are no text: a query of one leaves a view behind.
    if major_version(duckdb.__version__) < 2 or not factors:
        return None
    columns = [
        f"unnest({_write_texts(_values_of(factors, 'currency'))}) AS currency",
        f"unnest({_write_numbers(_values_of(factors, 'period'), 'BIGINT')}) AS span",
    ]
    for field in fields:
        values = _values_of(factors, field)
        if DTYPES[field] is nw.Float64:
            written = f"unnest({_write_numbers(values, 'DOUBLE')})"
        elif len(set(values)) == 1:
            written = f"{quote_text(values[0])}::VARCHAR"
        else:
            written = f"unnest({_write_texts(values)})"
        columns.append(f"{written} AS {JOINED}{field}")
    number = next(NUMBERS)
    trade, pairs, span = f"tradeview_money_{number}", f"tradeview_factors_{number}", quote_name(_span_name(table))
    names = ", ".join(f"{pairs}.{JOINED}{field}" for field in fields)
    text = (
        f"SELECT {trade}.*, {names} FROM {trade} LEFT JOIN (SELECT {', '.join(columns)}) AS {pairs}\n"  # noqa: S608 - escaped
        f"ON {trade}.currency = {pairs}.currency AND {trade}.{span} = {pairs}.span"
    )
    native: Any = table.to_native()
    return cast("Frame", nw.from_native(native.query(trade, text)))


def _write_texts(texts: Sequence[str | None]) -> str:
    return f"[{', '.join(quote_text(text) for text in texts)}]::VARCHAR[]"


def _write_numbers(numbers: Sequence[float | None], kind: str) -> str:
    """Write numbers as one text, which DuckDB reads in a tenth of the time of as many numbers, each as the nearest."""
    written = ["NULL" if number is None else repr(number) for number in numbers]
    return f"'[{', '.join(written)}]'::{kind}[]"


def factor_columns(table: Frame, factors: Sequence[MoneyFactor], fields: Sequence[str]) -> dict[str, nw.Expr]:
    """Give, for each row of a table with spans, fields of the factor of its currency and span: columns by field's name.

    The factors are those of all pairs that the table has, in order of currency and period.
    """
    span = _span_name(table)
    if is_lazy(table):
        return {field: _case_column(factors, field, span) for field in fields}
    columns: dict[str, nw.Expr] = {}
    varying = []
    for field in fields:
        values = set(_values_of(factors, field))
        if len(values) > 1:
            varying.append(field)
        else:
            # A constant costs nothing, a look-up a pass over the rows.
            columns[field] = nw.lit(next(iter(values), None), DTYPES[field])
    return columns | _joined_columns(table, factors, varying) if varying else columns


def _values_of(factors: Sequence[MoneyFactor], field: str) -> list[Any]:
    return [getattr(factor, field) for factor in factors]


def _joined_columns(table: Frame, factors: Sequence[MoneyFactor], fields: Sequence[str]) -> dict[str, nw.Expr]:
    """Look factors up by one join, which in pandas costs a third of replacing text and keeps the order of rows."""
    keys = ["currency", _span_name(table)]
    known = dict(zip(keys, (_values_of(factors, "currency"), _values_of(factors, "period")), strict=True))
    pairs = nw.from_dict({**known, "position": list(range(len(factors)))}, backend="pandas")
    positions = collect(table).select(keys).join(pairs, on=keys, how="left")["position"]
    columns = {}
    for field in fields:
        values = nw.new_series(field, _values_of(factors, field), DTYPES[field], backend="pandas")
        # Narwhals takes a series wherever it takes an expression; its types know expressions alone.
        columns[field] = cast("nw.Expr", values[positions])
    return columns


def _case_column(factors: Sequence[MoneyFactor], field: str, span: str) -> nw.Expr:
    """One CASE over the distinct pairs: a lazy engine cannot join a table of another connection.

    Halved again and again: a chain as long as thirty years have months is too deep for engines to follow.
    """
    dtype = DTYPES[field]
    values = set(_values_of(factors, field))
    if not values:
        return nw.lit(None, dtype)
    currencies = sorted(set(_values_of(factors, "currency")))
    if len(values) == 1:
        periods = sorted(set(_values_of(factors, "period")))
        known = nw.col("currency").is_in(currencies) & nw.col(span).is_in(periods)
        return nw.when(known).then(nw.lit(values.pop(), dtype))
    if len(currencies) > 1:
        half = currencies[: len(currencies) // 2]
        is_first = nw.col("currency").is_in(half)
        cut = _values_of(factors, "currency").index(currencies[len(half)])
    else:
        cut = len(factors) // 2
        is_first = nw.col(span) < factors[cut].period
    first, rest = _case_column(factors[:cut], field, span), _case_column(factors[cut:], field, span)
    return nw.when(is_first).then(first).otherwise(rest)
