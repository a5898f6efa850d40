"""Growth accounting: growth in one currency, split into real growth, prices and the exchange rate.

Log points add up where percentages do not, so the parts are natural logarithms: real + price + exchange rate = total.
"""

from typing import cast

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.errors import TradeTableError
from tradeview.money import deflators
from tradeview.money.conversion import convert_checked, order_of_currencies, prefer_checked
from tradeview.money.conversion_factors import (
    currency_periods,
    deflation_factors,
    put_factors_beside,
    with_spans,
    without_factors,
    without_spans,
)
from tradeview.table.columns import CheckedOnce
from tradeview.table.comparable import refuse_incomparable_sides, series_keys, without_revision_of_total
from tradeview.table.engines import (
    Frame,
    FrameT,
    as_numbers,
    as_text,
    collect_rows,
    fill_keys,
    names_present,
    restore_keys,
)
from tradeview.table.schema import MONEY, NEEDED, is_balance, wrap_trade_table
from tradeview.table.series import columns_that_say, say_coverage_of_series, write_keys, write_months_of

SIDES = ("start", "end")
FIELDS = ("value", "rate", "rate_kind", "rate_source", "source")  # of each side in the result
THROUGH = ", through "  # in the kind of a rate, before the third currency that both are rates of
RANGES = ("low", "high", "base_low", "base_high")  # of each side, for the ranges of the parts


@check_arguments
def growth_accounting(
    trade: FrameT, *, currency: str, base_currency: str, rates: IntoFrame, deflator: IntoFrame, start: int, end: int
) -> FrameT:
    """Split growth in one currency into real growth, prices and the exchange rate, in log points that add up.

    ln(V_end / V_start) in `currency` = ln(real growth in `base_currency`) + ln(P_end / P_start) + ln(E_end / E_start),
    P being the price index of `base_currency` and E units of `currency` for one of `base_currency`. Where a figure was
    printed in both currencies, its E is the rate that they imply; elsewhere it is that of `rates`, and of a figure that
    was printed in a third currency alone the quotient of its two rates ("average, through USD").

    Parameters
    ----------
    trade : frame
        A trade table, before `prefer` and `convert`: both currencies of an observation are used. Balances, which have
        no growth, are left out.
    currency, base_currency : str
        ISO 4217 codes: the currency whose growth is split, and the one whose prices are taken out.
    rates, deflator : frame
        A rate table and a deflator of `base_currency`.
    start, end : int
        The two periods that are compared.

    Returns
    -------
    frame
        One row a series that has both periods:

        * the series' columns, `start` and `end`; `months`, where the frame has them, are those of `end`
        * `real`, `price`, `exchange_rate`, `total`: natural logarithms, times 100 they are log points
        * `real_low`, `real_high`, `total_low`, `total_high`: the lowest end over the highest start, and the highest
          over the lowest; missing where a figure has no range
        * `start_value`, `end_value`: in `currency`
        * `start_rate`, `end_rate`: `currency` per unit of `base_currency`, with `_kind` and `_source` each (`implied`
          where the figure was printed in both currencies; missing where the rate table names no kind)
        * `start_source`, `end_source`: of the figures
        * `deflator` (the index's name), `deflator_source`, `currency`, `base_currency`

    Raises
    ------
    MissingRateError, MissingDeflatorError, RateTableError
        As for `convert` and `deflate`.
    TradeTableError
        As for `growth` over the previous figure, the two currencies are one, or no series has both periods with figures
        above zero.

    Examples
    --------
    >>> import tradeview as tv
    >>> split = tv.growth_accounting(tv.load(), currency="MYR", base_currency="USD", rates=tv.rates.ecb(base="USD"),
    ...                              deflator=tv.deflators.us_cpi(), start=2007, end=2024)
    >>> split[["real", "price", "exchange_rate", "total"]].round(4)
         real  price  exchange_rate   total
    0 -0.1492  0.414          0.296  0.5609
    """
    if currency == base_currency:
        raise TradeTableError(
            "growth_accounting splits growth between two currencies",
            f"{currency} twice",
            "name another `base_currency`; within one currency tv.deflate and tv.growth suffice",
        )
    return split_growth(
        wrap_trade_table(trade, *NEEDED),
        currency=currency,
        base_currency=base_currency,
        rates=rates,
        deflator=deflator,
        start=start,
        end=end,
    ).to_native()


def split_growth(
    trade: Frame,
    *,
    currency: str,
    base_currency: str,
    rates: IntoFrame | CheckedOnce,
    deflator: IntoFrame | CheckedOnce,
    start: int,
    end: int,
    prefer: str | None = None,
    validate: bool = True,
) -> Frame:
    """Do what `growth_accounting` does with a table that is checked; without `validate` its rows are asked nothing.

    What was printed in the currency `prefer`, too, is taken as printed in it.
    """
    # What is negative stays in until it is refused: only what is nothing, or unknown, has no growth.
    is_something = (nw.col("value") > 0) | (nw.col("value") < 0)
    is_end = nw.col("period").is_in([start, end]) & is_something
    ends = write_keys(as_numbers(trade, MONEY).filter(is_end & ~is_balance()))
    ends = say_coverage_of_series(ends, series_keys(ends))
    has_parts = "months" in columns_that_say(ends)
    # Asked before anything is converted: a currency without a price index is the plainer answer.
    index = None if has_parts else deflators.lookup(deflator, base_currency, [start, end])
    # What was printed in a currency is taken, and the rest converted.
    own_order = order_of_currencies(currency, base_currency, prefer)
    base_order = order_of_currencies(base_currency, currency, prefer)
    own = convert_checked(prefer_checked(ends, *own_order), currency, rates)
    base = convert_checked(prefer_checked(ends, *base_order), base_currency, rates)
    if validate:
        refuse_incomparable_sides("growth_accounting", own, base)
    if index is None:
        base, index = _add_prices_of_months(base, deflator)
    else:
        is_end = nw.col("period") == end
        prices = nw.when(is_end).then(nw.lit(index.values[end])).otherwise(nw.lit(index.values[start]))
        base = base.with_columns(prices=prices)
    keys = [*series_keys(own), *names_present(own, ("classification",))]
    both = _join_currencies(own, base, keys)
    paired = _one_end(both, keys, start, "start").join(_one_end(both, keys, end, "end"), on=keys, how="inner")
    if not collect_rows(paired.select(keys[0]).head(1)):
        raise TradeTableError(
            f"a series with figures above zero in {start} and {end}", "none", "name two periods that have some"
        )
    passports = [f"{side}_{field}" for side in SIDES for field in FIELDS]
    price = _log_of_ratio("end_prices", "start_prices")
    split = paired.select(
        *restore_keys(keys),
        start=nw.lit(start),
        end=nw.lit(end),
        real=_log_of_ratio("end_base", "start_base") - price,
        price=price,
        exchange_rate=_log_of_ratio("end_rate", "start_rate"),
        total=_log_of_ratio("end_value", "start_value"),
        real_low=_log_of_ratio("end_base_low", "start_base_high") - price,
        real_high=_log_of_ratio("end_base_high", "start_base_low") - price,
        total_low=_log_of_ratio("end_low", "start_high"),
        total_high=_log_of_ratio("end_high", "start_low"),
        **{name: nw.col(name) for name in passports},
        deflator=nw.lit(index.name),
        deflator_source=nw.lit(index.source),
        currency=nw.lit(currency),
        base_currency=nw.lit(base_currency),
    )
    return write_months_of(split, "end")


def _add_prices_of_months(base: Frame, deflator: IntoFrame | CheckedOnce) -> tuple[Frame, deflators.PriceIndex]:
    """Add the price index of each row, those of parts of years and of fiscal years from the prices of their months."""
    base = with_spans(base)
    pairs = currency_periods(base, "growth_accounting")
    if not pairs:
        raise TradeTableError("growth_accounting needs figures above zero", "none", "name two periods that have some")
    # To any of them: prices are compared, so that it does not matter which is the base.
    index, factors = deflation_factors(pairs, deflator, pairs[0][1])
    base, of_row = put_factors_beside(base, factors, ["factor"])
    base = without_factors(without_spans(base.with_columns(prices=1 / of_row["factor"])))
    return base, cast("deflators.PriceIndex", index)


def _log_of_ratio(over: str, under: str) -> nw.Expr:
    """Return the logarithm of a ratio; from or to nothing, the lowest of some ranges, there is none."""
    above, below = nw.col(over), nw.col(under)
    return nw.when((above > 0) & (below > 0)).then(above / below).log()


def _join_currencies(own: Frame, base: Frame, keys: list[str]) -> Frame:
    """Put the figures in both currencies on one row, with the rate between them and where it is from."""
    own, base = fill_keys(without_revision_of_total(own), keys), fill_keys(without_revision_of_total(base), keys)
    own = as_text(own, ["source"])  # beside which the names of rates stand in one column
    source = nw.col("source") if "source" in own.collect_schema().names() else nw.lit(None, nw.String)
    own = own.select(*keys, "period", "value", **_rate_of("own"), **_range_of(own, ""), source=source)
    base = base.select(
        *keys, "period", **_rate_of("base"), **_range_of(base, "base_"), base=nw.col("value"), prices=nw.col("prices")
    )
    # A figure that neither side had to convert was printed in both: its rate is implied by its source. Sums of what was
    # converted in parts have no one rate, and name whose rates they were.
    is_converted = [~nw.col(f"{side}_{field}").is_null() for side in ("own", "base") for field in ("rate", "source")]
    printed = ~nw.any_horizontal(*is_converted, ignore_nulls=False)
    kind = nw.coalesce("own_kind", "base_kind")
    # The quotient of two means is no mean of quotients: what was printed in a third currency says through which.
    through = nw.concat_str([kind, nw.col("own_stated")], separator=THROUGH)
    is_converted_twice = ~(nw.col("own_rate").is_null() | nw.col("base_rate").is_null() | kind.is_null())
    is_through = is_converted_twice & (nw.col("own_stated") == nw.col("base_stated"))
    return own.join(base, on=[*keys, "period"], how="inner").with_columns(
        rate=nw.col("value") / nw.col("base"),
        rate_kind=nw.when(printed).then(nw.lit("implied")).otherwise(nw.when(is_through).then(through).otherwise(kind)),
        rate_source=nw.when(printed).then(nw.col("source")).otherwise(nw.coalesce("own_source", "base_source")),
    )


def _rate_of(side: str) -> dict[str, nw.Expr]:
    """Name the rate that a side was converted at; nobody's, where it was not."""
    return {
        f"{side}_rate": nw.col("rate"),
        f"{side}_kind": nw.col("rate_kind"),
        f"{side}_source": nw.col("rate_source"),
        f"{side}_stated": nw.col("stated_currency"),
    }


def _range_of(table: Frame, before: str) -> dict[str, nw.Expr]:
    names = table.collect_schema().names()
    low = nw.col("low") if "low" in names else nw.lit(None, nw.Float64)
    high = nw.col("high") if "high" in names else nw.lit(None, nw.Float64)
    return {f"{before}low": low, f"{before}high": high}


def _one_end(both: Frame, keys: list[str], period: int, side: str) -> Frame:
    """Take the figures of a period, named after the side of the comparison that it is."""
    columns = {f"{side}_{field}": nw.col(field) for field in (*FIELDS, *RANGES, "base", "prices")}
    return both.filter(nw.col("period") == period).select(*keys, **columns)
