"""Money: which of two printed currencies to take, conversion at a named rate, and deflation by a named price index.

Nothing here is a default. `prefer` takes what was printed in a currency where it was printed; `convert` changes the
rest at the rate table that the caller names; `deflate` takes prices out. What was done is written beside the value.
How money is multiplied stands in `tradeview.money.conversion_factors`.
"""

from collections.abc import Mapping, Sequence

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.errors import TradeTableError
from tradeview.money.conversion_factors import (
    conversion_factors,
    currency_periods,
    deflation_factors,
    put_factors_beside,
    with_spans,
    without_factors,
    without_spans,
)
from tradeview.periods import is_stretch, year_of_span
from tradeview.table.amounts import ask_unfit_rows, is_unfit, refuse_unfit_rows
from tradeview.table.columns import CheckedOnce
from tradeview.table.engines import Frame, FrameT, as_numbers, collect_rows, names_present
from tradeview.table.refusals import ONE_CURRENCY, refuse_frequencies, refuse_several
from tradeview.table.schema import MONEY, wrap_trade_table
from tradeview.units import currency_unit

AMOUNTS = (*MONEY, "stated_value")
OPPOSITE = {"low": "high", "high": "low"}
# What `rate_kind` says first of a sum of parts that were printed in several ways, once it is converted itself.
OF_PARTS = "of parts"
FACTOR = "_tv_factor"  # a helping column, dropped at the end


@check_arguments
def prefer(trade: FrameT, *, currency: str, validate: bool = True) -> FrameT:
    """Take, of each observation that is stated in several currencies, the row stated in `currency`.

    Parameters
    ----------
    trade : frame
        A trade table. Rows that share an `observation` state the same fact; other rows stay as they are, in whatever
        currency they were printed (then `convert` them).
    currency : str
        ISO 4217 code.
    validate : bool
        Refuse what is stated more than once, which costs a lazy frame a small query. False leaves it in.

    Returns
    -------
    frame
        The rows that were taken, in their order (DuckDB and Spark keep none), unchanged.

    Raises
    ------
    TradeTableError
        An observation is stated more than once, but not (or twice) in `currency`.

    Examples
    --------
    >>> import tradeview as tv
    >>> tv.prefer(tv.load(), currency="MYR")[["period", "currency", "quote"]]
       period currency                        quote
    0    2006      USD  ১,১৩৩ মিলিয়ন মার্কিন ডলার
    1    2007      USD  ১,৯০৩ মিলিয়ন মার্কিন ডলার
    2    2024      MYR              RM11.46 billion
    """
    currency_unit(currency)
    frame = wrap_trade_table(trade, "currency")
    if "observation" not in frame.collect_schema().names():
        if validate:
            ask_unfit_rows(frame, "prefer")
        return trade
    return prefer_checked(frame, currency, validate=validate).to_native()


def prefer_checked(frame: Frame, currency: str, *others: str, validate: bool = True) -> Frame:
    """Do what `prefer` does with a table that is checked; what is not stated in `currency` is taken in the next one."""
    for code in (currency, *others):
        currency_unit(code)
    if "observation" not in frame.collect_schema().names():
        return frame
    # Each before those that are taken where it was not printed.
    place = nw.lit(len(others) + 1)
    for number, code in reversed(list(enumerate((currency, *others)))):
        place = nw.when(nw.col("currency") == code).then(nw.lit(number)).otherwise(place)
    first_place = place.min().over("observation")
    taken = frame.filter(nw.col("observation").is_null() | (place == first_place))
    if validate:
        _refuse_unsettled(taken, currency)
    return taken


def order_of_currencies(wanted: str, other: str, preferred: str | None = None) -> list[str]:
    """Say which printed currency of a figure is taken where it is told in two: one that was named before all.

    Else the one that it is told in, which is then as printed, and where that was not printed the other one, between
    which and the first there has to be a rate in any case.

    Examples
    --------
    >>> order_of_currencies("SGD", "USD"), order_of_currencies("SGD", "EUR", "USD")
    (['SGD', 'USD'], ['USD', 'SGD', 'EUR'])
    """
    named = [] if preferred is None else [preferred]
    return list(dict.fromkeys([*named, wanted, other]))


def _refuse_unsettled(taken: Frame, currency: str) -> None:
    """Refuse observations of which several rows are left, and say in which currencies they are stated."""
    unfit = is_unfit(as_numbers(taken, MONEY))
    is_wrong = ~nw.col("observation").is_null() & (nw.len().over("observation") > 1)
    if unfit is not None:
        is_wrong = is_wrong | nw.col("_unfit")
    facts = taken.select("observation", "currency", _unfit=nw.lit(value=False) if unfit is None else unfit)
    facts = facts.with_columns(nw.col("_unfit").fill_null(value=False))
    currencies_of: dict[str, list[str]] = {}
    for row in collect_rows(facts.filter(is_wrong).sort("observation", "currency")):
        if row["_unfit"]:
            refuse_unfit_rows(taken, "prefer")
        currencies_of.setdefault(row["observation"], []).append(str(row["currency"]))
    if not currencies_of:
        return

    offenders = []
    remedy = "keep one row of each"
    for key, currencies in currencies_of.items():
        if currency in currencies:
            offenders.append(f"observation {key} is stated in {currency} by {len(currencies)} rows")
        else:
            stated = " and ".join(dict.fromkeys(currencies))
            offenders.append(f"observation {key} is stated in {stated}, not in {currency}")
            remedy = "prefer one of these first, then convert"
    asked = f"prefer takes one row of each observation in {currency}"
    raise TradeTableError(asked, offenders[0], remedy, offenders[1:])


@check_arguments
def convert(frame: FrameT, *, to: str, rates: IntoFrame) -> FrameT:
    """Convert nominal money to one currency at the rates of a table.

    A lazy frame is asked one small query, which (currency, period) pairs it has, and stays lazy.

    Parameters
    ----------
    frame : frame
        A trade table. Rows already in `to` keep their value and get no rate.
    to : str
        ISO 4217 code of the currency wanted.
    rates : frame
        A rate table: `period, base, quote, rate, kind, source` (`tv.rates`). Rates are used directly or inverted, never
        chained. A part of a year, or a fiscal year (`months`), is converted at the rate that the table states for these
        months, else at the mean of its monthly averages, or the last month's `end`. Where it has `low` and `high`, the
        range of the rate widens the range of the figure.

    Returns
    -------
    frame
        The same rows, in their order (DuckDB and Spark keep none). `value`, `low`, `high` and `currency` are in `to`;
        `stated_value` and `stated_currency` hold what the source printed; `rate` is units of `stated_currency` per unit
        of `currency`, so that value = stated_value / rate; `rate_kind` and `rate_source` name it. A second conversion
        multiplies the rates. A sum whose parts were converted each at its rate has no one rate, and none after a second
        conversion either.

    Raises
    ------
    MissingRateError
        A (currency, period) of the frame has no rate; the message says which periods there are.
    RateTableError
        The table has two rates for one period, mixes kinds, or holds a rate that is not above zero.
    TradeTableError
        The frame holds real (deflated) money: convert first, deflate after.
    UnknownCodeError
        A currency is no ISO 4217 code.

    Examples
    --------
    >>> import tradeview as tv
    >>> figures = tv.prefer(tv.load(), currency="MYR")
    >>> tv.convert(figures, to="MYR", rates=tv.rates.ecb(base="USD"))[["period", "value", "currency", "rate"]].round(4)
       period         value currency    rate
    0    2006  4.156195e+09      MYR  0.2726
    1    2007  6.540421e+09      MYR  0.2910
    2    2024  1.146000e+10      MYR     NaN

    Months can be converted each at its monthly rate and then added up, or added up and converted at the mean of the
    year: two figures, of which `rate_kind` names which it is. The first weighs each month's rate by its trade. Made-up
    ringgit, more of them in the second half of the year, when the ringgit bought more:

    >>> import pandas as pd
    >>> row = {"reporter": "MYS", "partner": "WLD", "flow": "export", "commodity_code": "TOTAL", "currency": "MYR"}
    >>> months = pd.DataFrame({"period": range(202401, 202413), "value": [4.0] * 6 + [9.0] * 6}).assign(**row)
    >>> at_monthly_rates = tv.to_years(tv.convert(months, to="USD", rates=tv.rates.ecb(base="USD", frequency="M")))
    >>> at_yearly_rate = tv.convert(tv.to_years(months), to="USD", rates=tv.rates.ecb(base="USD"))
    >>> pd.concat([at_monthly_rates, at_yearly_rate])[["period", "value", "rate", "rate_kind"]].round(4)
       period    value    rate          rate_kind
    0    2024  17.2915     NaN  average, by month
    0    2024  17.0513  4.5744            average
    """
    currency_unit(to)
    return convert_checked(wrap_trade_table(frame, "period", "value", "currency"), to, rates).to_native()


def convert_checked(table: Frame, to: str, rates: IntoFrame | CheckedOnce) -> Frame:
    """Do what `convert` does with a table that is checked."""
    currency_unit(to)
    table = with_spans(as_numbers(table, AMOUNTS))
    factors = conversion_factors(currency_periods(table, "convert"), to, rates)
    names = table.collect_schema().names()
    bounds = names_present(table, ("low", "high"))
    has_range = any(factor.factor_low < factor.factor_high for factor in factors)
    fields = ["factor", "rate", "kind", "source"]
    if bounds and has_range:
        fields += ["factor_low", "factor_high"]
    table, of_row = put_factors_beside(table, factors, fields)
    if bounds and table.implementation.is_spark_like():
        # What is looked up once by itself the engine follows once, not for the value and for each bound of it.
        table = table.with_columns(**{FACTOR: of_row["factor"]})
        of_row["factor"] = nw.col(FACTOR)
    rate = of_row["rate"]
    if "rate" in names:
        # Converted before: what was printed is the old rate away from today's money, or is that money. Of a sum whose
        # parts had each a rate of its own, no one rate leads back to what was printed.
        chained = nw.when(~_was_converted_in_parts(names)).then(nw.col("rate").fill_null(1.0) * rate)
        rate = nw.when(nw.col("currency") != to).then(chained).otherwise(nw.col("rate"))
    changed = {
        **_stated_columns(names),
        "rate": rate,
        "rate_kind": _name_kinds(of_row["kind"], names),
        "rate_source": _name_both("rate_source", of_row["source"], names),
        "value": nw.col("value") * of_row["factor"],
        "currency": nw.lit(to),
    }
    for bound in bounds:
        changed[bound] = nw.col(bound) * _factor_of_bound(bound, of_row, has_range=has_range)
    return without_factors(without_spans(table.with_columns(**changed))).drop(FACTOR, strict=False)


def _factor_of_bound(bound: str, of_row: Mapping[str, nw.Expr], *, has_range: bool) -> nw.Expr:
    """Return by what a bound is multiplied: of a balance below zero the highest factor makes the lowest bound."""
    if not has_range:
        return of_row["factor"]
    factor = of_row[f"factor_{bound}"]
    opposite = of_row[f"factor_{OPPOSITE[bound]}"]
    return nw.when(nw.col(bound) < 0).then(opposite).otherwise(factor)


@check_arguments
def deflate(frame: FrameT, *, deflator: IntoFrame, base_period: int) -> FrameT:
    """Restate nominal money at the prices of one period.

    A lazy frame is asked one small query, which periods it has, and stays lazy.

    Parameters
    ----------
    frame : frame
        A trade table of nominal money in one currency.
    deflator : frame
        A deflator: `period, currency, index, name, source` (`tv.deflators`), of the frame's own currency. Where it has
        months alone, longer times have the mean of theirs.
    base_period : int
        The period whose prices the result is counted in. A year that months or quarters are restated at the prices of
        is the mean of its own; so is any year or quarter that the deflator has the months of alone.

    Returns
    -------
    frame
        The same rows, in their order (DuckDB and Spark keep none). `value`, `low`, `high` times index(base_period) /
        index(period); `price_basis` is `real`; `base_period`, `deflator` (the index's name) and `deflator_source` say
        how. `stated_value` keeps what the source printed.

    Raises
    ------
    MissingDeflatorError
        The deflator has no index for the currency in a period; the message says which there are.
    TradeTableError
        The frame mixes currencies or frequencies, or is real already.

    Examples
    --------
    >>> import tradeview as tv
    >>> dollars = tv.prefer(tv.load(), currency="USD")
    >>> real = tv.deflate(dollars, deflator=tv.deflators.us_cpi(), base_period=2024)
    >>> real[["period", "value", "price_basis", "base_period"]]
       period         value price_basis  base_period
    0    2006  1.762945e+09        real         2024
    1    2007  2.879061e+09        real         2024
    3    2024  2.480000e+09        real         2024
    """
    return deflate_checked(wrap_trade_table(frame, "period", "value", "currency"), deflator, base_period).to_native()


def deflate_checked(table: Frame, deflator: IntoFrame | CheckedOnce, base_period: int) -> Frame:
    """Do what `deflate` does with a table that is checked."""
    table = with_spans(as_numbers(table, AMOUNTS))
    pairs = currency_periods(table, "deflate")
    refuse_several("deflate", "currency", {currency for currency, _ in pairs}, ONE_CURRENCY)
    # A part of a year, or a fiscal year, is a row of years.
    periods = {year_of_span(span) if is_stretch(span) else span for _, span in pairs}
    refuse_frequencies("deflate", periods)
    index, factors = deflation_factors(pairs, deflator, base_period)
    name = source = None
    if index is not None:
        name, source = index.name, index.source
    table, of_row = put_factors_beside(table, factors, ["factor"])
    factor = of_row["factor"]
    changed = {amount: nw.col(amount) * factor for amount in names_present(table, ("value", "low", "high"))}
    real = table.with_columns(
        **_stated_columns(table.collect_schema().names()),
        price_basis=nw.lit("real"),
        base_period=nw.lit(base_period, nw.Int64),
        deflator=nw.lit(name, nw.String),
        deflator_source=nw.lit(source, nw.String),
        **changed,
    )
    return without_factors(without_spans(real))


def _stated_columns(names: Sequence[str]) -> dict[str, nw.Expr]:
    """What the source printed: kept where it is known already, else what the row says now."""
    columns = {"stated_value": nw.col("value"), "stated_currency": nw.col("currency")}
    # A sum of what was printed in several currencies states none, and not the one that it was converted to.
    now_stated = ~_was_converted_in_parts(names)
    for name, now in columns.items():
        if name in names:
            columns[name] = nw.coalesce(nw.col(name), nw.when(now_stated).then(now))
    return columns


def _was_converted_in_parts(names: Sequence[str]) -> nw.Expr:
    """Tell sums of parts that were converted each at a rate of its own: they name rates, and have no one rate."""
    if "rate" not in names:
        return nw.lit(value=False)
    named = [~nw.col(name).is_null() for name in ("rate_kind", "rate_source") if name in names]
    if "stated_currency" in names:
        named.append((nw.col("stated_currency") != nw.col("currency")).fill_null(value=False))
    if not named:
        return nw.lit(value=False)
    return nw.col("rate").is_null() & nw.any_horizontal(*named, ignore_nulls=False)


def _name_kinds(now: nw.Expr, names: Sequence[str]) -> nw.Expr:
    """Name the kinds of the rates used before and now; of sums that were converted in parts each step."""
    both = _name_both("rate_kind", now, names)
    if "rate_kind" not in names:
        return both
    before = nw.coalesce(nw.col("rate_kind"), nw.lit(OF_PARTS))
    steps = nw.concat_str([before, now], separator=", then ")
    return nw.when(_was_converted_in_parts(names) & ~now.is_null()).then(steps).otherwise(both)


def _name_both(name: str, now: nw.Expr, names: Sequence[str]) -> nw.Expr:
    """Name what was used before, if it was anything else, and what is used now (missing where nothing is)."""
    if name not in names:
        return now
    before = nw.col(name)
    both = nw.concat_str([before, now], separator=", then ")
    is_same = before.is_null() | (before == now)
    return nw.when(now.is_null()).then(before).otherwise(nw.when(is_same).then(now).otherwise(both))
