"""Growth accounting: growth in one currency, split into real growth, prices and the exchange rate.

Log points add up where percentages do not, so the parts are natural logarithms: real + price + exchange rate = total.
"""

import math

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview import deflators
from tradeview.errors import TradeTableError
from tradeview.growth import NEEDED, comparable, joinable, unfilled
from tradeview.money import convert, prefer
from tradeview.schema import MONEY, FrameT, narwhal, rows
from tradeview.tables import Frame, as_numbers

SIDES = ("start", "end")
FIELDS = ("value", "rate", "rate_kind", "rate_source", "source")  # of each side in the result


def growth_accounting(
    trade: FrameT, *, currency: str, base_currency: str, rates: IntoFrame, deflator: IntoFrame, start: int, end: int
) -> FrameT:
    """Split growth in one currency into real growth, prices and the exchange rate, in log points that add up.

    ln(V_end / V_start) in `currency` = ln(real growth in `base_currency`) + ln(P_end / P_start) + ln(E_end / E_start),
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
        One row a series that has both periods: the series' columns, `start`, `end`, `real`, `price`, `exchange_rate`,
        `total` (natural logarithms: times 100 they are log points), `start_value` and `end_value` (in `currency`),
        `start_rate` and `end_rate` (`currency` per unit of `base_currency`) with `_kind` and `_source` each,
        `start_source` and `end_source` (of the figures), `deflator`, `currency` and `base_currency`.

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
    ends = as_numbers(narwhal(trade, *NEEDED), MONEY).filter(
        nw.col("period").is_in([start, end]) & (nw.col("value") > 0)
    )
    name, index = deflators.lookup(deflator, base_currency, [start, end])
    own, keys = comparable(_in_one(ends, currency, rates), "growth_accounting")
    base, _ = comparable(_in_one(ends, base_currency, rates), "growth_accounting")
    paired = _paired(_side_by_side(own, base, keys), keys, start, end)
    price = math.log(index[end] / index[start])
    return paired.select(
        *unfilled(keys),
        start=nw.lit(start),
        end=nw.lit(end),
        real=(nw.col("end_base") / nw.col("start_base")).log() - price,
        price=nw.lit(price),
        exchange_rate=(nw.col("end_rate") / nw.col("start_rate")).log(),
        total=(nw.col("end_value") / nw.col("start_value")).log(),
        **{f"{side}_{field}": nw.col(f"{side}_{field}") for side in SIDES for field in FIELDS},
        deflator=nw.lit(name),
        currency=nw.lit(currency),
        base_currency=nw.lit(base_currency),
    ).to_native()


def _in_one(ends: Frame, currency: str, rates: IntoFrame) -> IntoFrame:
    """Take what was printed in a currency, and convert the rest."""
    native: IntoFrame = ends.to_native()
    return convert(prefer(native, currency=currency), to=currency, rates=rates)


def _side_by_side(own: Frame, base: Frame, keys: list[str]) -> Frame:
    """Put the figures in both currencies on one row, with the rate between them and where it is from."""
    own, base = joinable(own, keys), joinable(base, keys)
    source = nw.col("source") if "source" in own.collect_schema().names() else nw.lit(None, nw.String)
    own = own.select(
        *keys, "period", "value", source=source, own_kind=nw.col("rate_kind"), own_source=nw.col("rate_source")
    )
    base = base.select(
        *keys, "period", base=nw.col("value"), base_kind=nw.col("rate_kind"), base_source=nw.col("rate_source")
    )
    return own.join(base, on=[*keys, "period"], how="inner").with_columns(
        rate=nw.col("value") / nw.col("base"),
        # A figure that neither side had to convert was printed in both: its rate is implied by its source.
        rate_kind=nw.coalesce("own_kind", "base_kind").fill_null("implied"),
        rate_source=nw.coalesce("own_source", "base_source", "source"),
    )


def _paired(both: Frame, keys: list[str], start: int, end: int) -> Frame:
    """Put the figures of the two periods on one row for each series that has both."""
    first, last = (
        both.filter(nw.col("period") == period).select(
            *keys, **{f"{side}_{field}": nw.col(field) for field in (*FIELDS, "base")}
        )
        for side, period in zip(SIDES, (start, end), strict=True)
    )
    paired = first.join(last, on=keys, how="inner")
    if not rows(paired.select(keys[0]).head(1)):
        raise TradeTableError(
            f"a series with figures above zero in {start} and {end}", "none", "name two periods it has"
        )
    return paired
