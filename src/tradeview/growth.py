"""Growth: of a series over its own gaps, against a base, by its parts, and split into real, price and exchange rate.

A figure is compared with the one before it in its series, however long ago that was; `span` says how long, and
`annual_growth` what it comes to a year. Ranges (`_low`, `_high`) are interval arithmetic on the printed digits.
"""

import math
from typing import Any

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview import deflators
from tradeview.composition import refuse_double_counting, refuse_whole_for_parts, series_without
from tradeview.errors import TradeTableError
from tradeview.money import ONE_BASIS, ONE_CURRENCY, convert, prefer
from tradeview.schema import (
    LAST_YEAR,
    MONEY,
    SERIES,
    FrameT,
    have,
    narwhal,
    refuse_frequencies,
    refuse_missing,
    refuse_mixed,
    refuse_twice,
    rows,
)
from tradeview.tables import Frame, as_numbers, as_text

NEEDED = ("period", "reporter", "partner", "flow", "commodity_code", "value", "currency")
TWICE = "one observation in two currencies: tv.prefer(frame, currency=...); two sources: keep one"
MONTHS = 12
# Helping columns, dropped at the end; named so that no column of the caller's is lost with them.
LOW, HIGH = "_tv_low", "_tv_high"
BEFORE, LOW_BEFORE, HIGH_BEFORE = "_tv_before", "_tv_low_before", "_tv_high_before"
HELPERS = (LOW, HIGH, BEFORE, LOW_BEFORE, HIGH_BEFORE)


def comparable(frame: IntoFrame, what: str) -> tuple[Frame, list[str]]:
    """Wrap a trade table whose figures may be compared, with the columns that tell its series apart.

    Raises
    ------
    TradeTableError
        It mixes currencies, price bases or frequencies, or has two rows for one period of a series.
    """
    table = as_numbers(narwhal(frame, *NEEDED), MONEY)
    refuse_mixed(table, what, {"currency": ONE_CURRENCY, "price_basis": ONE_BASIS, "base_period": ONE_BASIS})
    refuse_frequencies(table, what)
    keys = have(table, SERIES)
    refuse_twice(table, what, ["period", *keys], TWICE)
    return table, keys


def _months(period: nw.Expr) -> nw.Expr:
    """Count months (of YYYYMM) or years (of YYYY) from the start of the calendar."""
    year = period // 100
    return nw.when(period > LAST_YEAR).then(year * MONTHS + period % 100).otherwise(period)


def _with_range(table: Frame) -> Frame:
    """Add the helping columns of the printed range: missing where the frame has none."""
    names = table.collect_schema().names()
    bounds = {LOW: "low", HIGH: "high"}
    return table.with_columns(
        **{made: nw.col(name) if name in names else nw.lit(None, nw.Float64) for made, name in bounds.items()}
    )


def _joinable(table: Frame, keys: list[str]) -> Frame:
    """Fill missing keys (a valuation that nobody stated): engines do not join missing to missing."""
    return as_text(table, keys).with_columns(nw.col(*keys).fill_null(""))


def _unfilled(keys: list[str]) -> list[nw.Expr]:
    return [nw.when(nw.col(key) != "").then(nw.col(key)).alias(key) for key in keys]


def _whole(table: Frame, *names: str) -> Any:  # a native frame
    """Return the native frame; in pandas, whole numbers that may be missing are made nullable, not float."""
    native = table.to_native()
    return native.astype(dict.fromkeys(names, "Int64")) if table.implementation.is_pandas() else native


def _over(part: nw.Expr, whole: nw.Expr) -> nw.Expr:
    """Divide where the divisor is above zero; elsewhere the answer is missing, neither 0 nor infinite."""
    return nw.when(whole > 0).then(part / whole)


def growth(frame: FrameT) -> FrameT:
    """Growth of each series since its previous figure.

    Parameters
    ----------
    frame : frame
        A trade table in one currency, price basis and frequency, with one row for each period of a series (reporter,
        partner, flow, commodity code, and classification and valuation where it has them).

    Returns
    -------
    frame
        The same rows and order with `previous_period`; `span` (years, or months for monthly figures, since then);
        `change` (in `currency`); `growth` (value / previous - 1); `annual_growth` ((1 + growth)^(1 / years) - 1);
        `log_growth` (ln(value / previous), 100 of which are log points); and of the last four `_low` and `_high`, from
        the ranges `low` and `high` of the two figures (missing where these are). The first figure of a series, and one
        after a zero, has no growth: it is missing.

    Raises
    ------
    TradeTableError
        Mixed currencies, price bases or frequencies, or two rows for one period of a series.

    Examples
    --------
    >>> import tradeview as tv
    >>> grown = tv.growth(tv.prefer(tv.load(), currency="USD"))
    >>> grown[["period", "span", "growth", "annual_growth"]].round(4)
       period  span  growth  annual_growth
    0    2006  <NA>     NaN            NaN
    1    2007     1  0.6796         0.6796
    3    2024    17  0.3032         0.0157
    """
    table, keys = comparable(frame, "growth")

    def before(column: nw.Expr) -> nw.Expr:
        return column.shift(1).over(*keys, order_by="period")

    value, low, high = nw.col("value"), nw.col(LOW), nw.col(HIGH)
    table = _with_range(table).with_columns(
        previous_period=before(nw.col("period")),
        **{BEFORE: before(value), LOW_BEFORE: before(low), HIGH_BEFORE: before(high)},
    )
    table = table.with_columns(
        span=_months(nw.col("period")) - _months(nw.col("previous_period")),
        change=value - nw.col(BEFORE),
        change_low=low - nw.col(HIGH_BEFORE),
        change_high=high - nw.col(LOW_BEFORE),
        growth=_over(value, nw.col(BEFORE)),
        growth_low=_over(low, nw.col(HIGH_BEFORE)),
        growth_high=_over(high, nw.col(LOW_BEFORE)),
    )
    years = nw.when(nw.col("period") > LAST_YEAR).then(nw.col("span") / MONTHS).otherwise(nw.col("span"))
    bounds = ("", "_low", "_high")
    # `growth` is still a ratio here; what follows from it is made first.
    table = table.with_columns(
        **{f"annual_growth{bound}": nw.col(f"growth{bound}") ** (1 / years) - 1 for bound in bounds},
        **{
            f"log_growth{bound}": nw.when(nw.col(f"growth{bound}") > 0).then(nw.col(f"growth{bound}")).log()
            for bound in bounds
        },
    )
    table = table.with_columns(**{f"growth{bound}": nw.col(f"growth{bound}") - 1 for bound in bounds})
    return _whole(table.drop(*HELPERS), "previous_period", "span")


def rebase(frame: FrameT, *, base_period: int) -> FrameT:
    """Index each series to 100 in a base period.

    Parameters
    ----------
    frame : frame
        As for `growth`.
    base_period : int
        The period that is 100; every series must have it, above zero.

    Returns
    -------
    frame
        The same rows and order with `index` (100 value / value in the base period), `index_low` and `index_high` (from the
        ranges of both figures; exactly 100 in the base period), and `index_base` (the base period).

    Raises
    ------
    TradeTableError
        As for `growth`, or a series without the base period.

    Examples
    --------
    >>> import tradeview as tv
    >>> tv.rebase(tv.prefer(tv.load(), currency="USD"), base_period=2007)[["period", "index"]].round(1)
       period  index
    0    2006   59.5
    1    2007  100.0
    3    2024  130.3
    """
    table, keys = comparable(frame, "rebase")
    based = nw.col("period") == base_period
    usable = table.select(*keys, _usable=(based & (nw.col("value").fill_null(0.0) > 0)).cast(nw.Int64))
    without = rows(usable.group_by(*keys).agg(nw.col("_usable").max()).filter(nw.col("_usable") == 0).sort(*keys))
    if without:
        said = [" ".join(str(row[key]) for key in keys) for row in without]
        raise TradeTableError(
            f"every series has a figure above zero in {base_period}",
            f"{len(said)} without",
            "name a period that all series have, or leave these out",
            said,
        )

    def in_base(column: nw.Expr) -> nw.Expr:
        return nw.when(based).then(column).otherwise(None).max().over(*keys)

    low, high = nw.col(LOW), nw.col(HIGH)
    ranges = {"index_low": _over(low, nw.col(HIGH_BEFORE)), "index_high": _over(high, nw.col(LOW_BEFORE))}
    return (
        _with_range(table)
        .with_columns(**{BEFORE: in_base(nw.col("value")), LOW_BEFORE: in_base(low), HIGH_BEFORE: in_base(high)})
        .with_columns(
            index=100 * (nw.col("value") / nw.col(BEFORE)),
            index_base=nw.lit(base_period, nw.Int64),
            **{
                name: nw.when(based & ~ratio.is_null()).then(100.0).otherwise(100 * ratio)
                for name, ratio in ranges.items()
            },
        )
        .drop(*HELPERS)
        .to_native()
    )


def contributions(frame: FrameT, *, by: str) -> FrameT:
    """What each part adds to the growth of the whole since the previous period.

    contribution_k = (value_k - previous value_k) / sum over k of the previous values. They sum to the growth of the sum.
    A part that is absent in one of the two periods counts as zero there: it is new, or gone.

    Parameters
    ----------
    frame : frame
        As for `growth`.
    by : {"commodity_code", "partner", "reporter", "flow"}
        The column that names the parts. Rows of the whole itself (`TOTAL`, `WLD`) beside parts are left out.

    Returns
    -------
    frame
        One row for each part and period but the first: the series' other columns, `by`, `previous_period`, `period`, `change`
        (in the currency of the frame) and `contribution` (1 is 100 percentage points), sorted by them.

    Raises
    ------
    TradeTableError
        As for `growth`; or a missing value, parts of several levels at once, a flow beside one that it
        contains, or only the whole in some periods.

    Examples
    --------
    >>> import pandas as pd, tradeview as tv
    >>> row = {"reporter": "AAA", "partner": "BBB", "flow": "export", "currency": "USD"}
    >>> frame = pd.DataFrame([{**row, "period": period, "commodity_code": code, "value": value} for period, code, value in
    ...     [(2001, "01", 80.0), (2001, "02", 20.0), (2002, "01", 90.0), (2002, "02", 30.0), (2002, "03", 10.0)]])
    >>> tv.contributions(frame, by="commodity_code")[["commodity_code", "period", "change", "contribution"]]
      commodity_code  period  change  contribution
    0             01    2002    10.0           0.1
    1             02    2002    10.0           0.1
    2             03    2002    10.0           0.1
    """
    table, _ = comparable(frame, "contributions")
    refuse_missing(table, "contributions")
    table = refuse_double_counting(table, "contributions", by)
    refuse_whole_for_parts(table, "contributions", by)
    keys = series_without(table, by)
    table = _joinable(table, [*keys, by])
    values = table.select(*keys, by, "period", "value")
    whole = values.group_by(*keys, "period").agg(_whole=nw.col("value").sum())
    before = (*keys, "previous_period")
    step = whole.with_columns(previous_period=nw.col("period").shift(1).over(*keys, order_by="period"))
    step = step.filter(~nw.col("previous_period").is_null())
    step = step.drop("_whole").join(whole.rename({"period": "previous_period"}), on=list(before), how="inner")
    # Every part of either period, with its step; then its value in both, absent being zero.
    now = step.join(values.select(*keys, by, "period"), on=[*keys, "period"], how="inner")
    gone = step.join(values.select(*keys, by, nw.col("period").alias("previous_period")), on=list(before), how="inner")
    columns = [*keys, by, "previous_period", "period", "_whole"]
    parts = nw.concat([now.select(*columns), gone.select(*columns)]).unique(columns)
    parts = parts.join(values, on=[*keys, by, "period"], how="left")
    past = values.rename({"period": "previous_period", "value": "_before"})
    parts = parts.join(past, on=[*keys, by, "previous_period"], how="left")
    change = nw.col("value").fill_null(0.0) - nw.col("_before").fill_null(0.0)
    parts = parts.select(
        *keys, by, "previous_period", "period", change=change, contribution=_over(change, nw.col("_whole"))
    ).sort(*keys, "period", by)
    parts = parts.with_columns(*_unfilled(keys))
    return _whole(parts, "previous_period")


def growth_accounting(
    trade: FrameT, *, currency: str, base_currency: str, rates: IntoFrame, deflator: IntoFrame, start: int, end: int
) -> FrameT:
    """Split growth in one currency into real growth, prices and the exchange rate, in log points that add up.

    ln(V_end / V_start) in `currency` = ln of real growth in `base_currency` + ln(P_end / P_start) + ln(E_end / E_start),
    P being the price index of `base_currency` and E units of `currency` for one of `base_currency`. Where a figure was
    printed in both currencies, its E is the rate that they imply; elsewhere it is that of `rates`.

    Parameters
    ----------
    trade : frame
        A trade table, before `prefer` and `convert`: both currencies of an observation are used.
    currency, base_currency : str
        ISO 4217 codes: the currency whose growth is split, and the one whose prices are taken out.
    rates, deflator : frame
        A rate table and a deflator of `base_currency`.
    start, end : int
        The two periods that are compared.

    Returns
    -------
    frame
        One row a series that has both periods: the series' columns, `start`, `end`, `real`, `price`, `exchange_rate`, `total`
        (natural logarithms: times 100 they are log points), `start_value` and `end_value` (in `currency`), `start_rate`
        and `end_rate` (`currency` per unit of `base_currency`) with `_kind` and `_source` each, `deflator`, `currency` and
        `base_currency`.

    Raises
    ------
    MissingRateError, MissingDeflatorError, RateTableError
        As for `convert` and `deflate`.
    TradeTableError
        As for `growth`, or no series has both periods with figures above zero.

    Examples
    --------
    >>> import tradeview as tv
    >>> split = tv.growth_accounting(tv.load(), currency="MYR", base_currency="USD", rates=tv.rates.ecb(base="USD"),
    ...                              deflator=tv.deflators.us_cpi(), start=2007, end=2024)
    >>> split[["real", "price", "exchange_rate", "total"]].round(4)
         real  price  exchange_rate   total
    0 -0.1492  0.414          0.296  0.5609
    """
    wrapped = as_numbers(narwhal(trade, *NEEDED), MONEY)
    ends = wrapped.filter(nw.col("period").is_in([start, end]) & (nw.col("value") > 0)).to_native()
    name, index = deflators.lookup(deflator, base_currency, [start, end])
    own, keys = comparable(convert(prefer(ends, currency=currency), to=currency, rates=rates), "growth_accounting")
    base, _ = comparable(
        convert(prefer(ends, currency=base_currency), to=base_currency, rates=rates), "growth_accounting"
    )
    source = nw.col("source") if "source" in own.collect_schema().names() else nw.lit(None, nw.String)
    own, base = _joinable(own, keys), _joinable(base, keys)
    both = own.select(
        *keys, "period", "value", _kind=nw.col("rate_kind"), _rate_source=nw.col("rate_source"), _source=source
    ).join(
        base.select(
            *keys, "period", _base=nw.col("value"), _base_kind=nw.col("rate_kind"), _base_source=nw.col("rate_source")
        ),
        on=[*keys, "period"],
        how="inner",
    )
    both = both.select(
        *keys,
        "period",
        "value",
        "_base",
        rate=nw.col("value") / nw.col("_base"),
        rate_kind=nw.coalesce("_kind", "_base_kind").fill_null("implied"),
        rate_source=nw.coalesce("_rate_source", "_base_source", "_source"),
    )
    fields = ("value", "_base", "rate", "rate_kind", "rate_source")
    first, last = (
        both.filter(nw.col("period") == period).drop("period").rename({field: f"{side}_{field}" for field in fields})
        for side, period in (("start", start), ("end", end))
    )
    price = math.log(index[end] / index[start])
    paired = first.join(last, on=keys, how="inner")
    if not rows(paired.select(keys[0]).head(1)):
        raise TradeTableError(
            f"a series with figures above zero in {start} and {end}", "none", "name two periods it has"
        )
    return paired.select(
        *_unfilled(keys),
        start=nw.lit(start),
        end=nw.lit(end),
        real=(nw.col("end__base") / nw.col("start__base")).log() - price,
        price=nw.lit(price),
        exchange_rate=(nw.col("end_rate") / nw.col("start_rate")).log(),
        total=(nw.col("end_value") / nw.col("start_value")).log(),
        **{
            f"{side}_{field}": nw.col(f"{side}_{field}")
            for side in ("start", "end")
            for field in fields
            if field != "_base"
        },
        deflator=nw.lit(name),
        currency=nw.lit(currency),
        base_currency=nw.lit(base_currency),
    ).to_native()
