"""Factors: what a unit of money is multiplied by, one for each currency and period of a frame, put beside its rows.

Each distinct (currency, period) factor is computed once, refereed by pint (`tradeview.units`). On eager frames it is
looked up by a key; on lazy ones it is one CASE over the few pairs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.errors import RateTableError, TradeTableError
from tradeview.money import deflators
from tradeview.money import rates as rate_tables
from tradeview.table.columns import Given
from tradeview.table.engines import Frame, collect, distinct, have, is_lazy, is_missing, rows
from tradeview.table.refusals import MEND
from tradeview.units import conversion_factor, deflation_factor


@dataclass(frozen=True)
class Step:
    """One (currency, period) pair of a frame and what is done to its money."""

    currency: str
    period: int
    factor: float
    factor_low: float
    factor_high: float
    rate: float | None = None
    kind: str | None = None
    source: str | None = None


def pairs(table: Frame, what: str) -> list[tuple[str, int]]:
    """Return the distinct (currency, period) pairs: the one small query that a lazy frame is asked.

    Raises
    ------
    TradeTableError
        A row has no currency or no period, or its money is real.
    """
    found = rows(distinct(table, "currency", "period", *have(table, ("price_basis",))))
    if any(is_missing(row[key]) for row in found for key in ("currency", "period")):
        raise TradeTableError(f"{what} needs a currency and a period in every row", "rows without", MEND)
    real = [f"{row['currency']} {row['period']:g}" for row in found if row.get("price_basis") == "real"]
    if real:
        remedy = "convert first, deflate after"
        raise TradeTableError(f"{what} takes nominal money", "real (deflated) rows", remedy, sorted(real))
    return sorted({(row["currency"], int(row["period"])) for row in found})


def conversion_steps(pairs: Sequence[tuple[str, int]], to: str, rates: IntoFrame | Given) -> list[Step]:
    """Look the rate of each pair up, and make its factor; money that is in `to` already keeps its value."""
    steps = []
    currencies = sorted({currency for currency, _ in pairs})
    table = rate_tables.checked(rates) if set(currencies) - {to} else None
    for currency in currencies:
        periods = [period for code, period in pairs if code == currency]
        if table is None or currency == to:
            steps += [Step(currency, period, 1.0, 1.0, 1.0) for period in periods]
            continue
        found = rate_tables.of_pair(table, currency, to, periods)
        steps += [_step(currency, to, period, found[period]) for period in periods]
    _refuse_kinds(steps, to)
    return steps


def _refuse_kinds(steps: Sequence[Step], to: str) -> None:
    """Refuse rates of several kinds: each pair of currencies may have but one, and so may the frame."""
    kinds = dict.fromkeys((step.currency, str(step.kind)) for step in steps if step.rate is not None)
    if len({kind for _, kind in kinds}) > 1:
        said = [f"{currency}: {kind}" for currency, kind in kinds]
        found = ", ".join(sorted({kind for _, kind in kinds}))
        raise RateTableError(f"rates of {to} of one kind", found, "convert at one kind", said)


def deflation_steps(
    pairs: Sequence[tuple[str, int]], deflator: IntoFrame | Given, base_period: int
) -> tuple[deflators.PriceIndex | None, list[Step]]:
    """Return the price index that is used, and the step of each period; of an empty frame neither."""
    if not pairs:
        return None, []
    currency = pairs[0][0]
    index = deflators.lookup(deflator, currency, sorted({base_period, *(period for _, period in pairs)}))
    base = index.values[base_period]
    factors = {
        period: deflation_factor(currency, base_period, index=index.values[period], base_index=base)
        for _, period in pairs
    }
    return index, [Step(currency, period, factor, factor, factor) for period, factor in factors.items()]


def _step(currency: str, to: str, period: int, row: dict[str, Any]) -> Step:
    def factor(rate: float) -> float:
        return conversion_factor(currency, to, rate=rate, base=row["base"], quote=row["quote"])

    bounds: list[Any] = [row.get("low"), row.get("high")]
    kind = None if is_missing(row.get("kind")) else row["kind"]
    mid = factor(row["rate"])
    low, high = (mid, mid) if any(map(is_missing, bounds)) else sorted(map(factor, bounds))
    return Step(currency, period, mid, low, high, 1 / mid, kind, row["source"])


def mapping(table: Frame, steps: Sequence[Step]) -> Callable[[str, Any], nw.Expr]:
    """Return a function that makes the column of one of the steps' fields, by each row's currency and period."""
    if is_lazy(table):
        return lambda field, dtype: _case(steps, field, dtype)
    if not steps:
        return lambda _, dtype: nw.lit(None, dtype)
    looked_up = _joined(table, steps) if table.implementation.is_pandas() else _replaced(steps)

    def mapped(field: str, dtype: Any) -> nw.Expr:
        values = {getattr(step, field) for step in steps}
        return looked_up(field, dtype) if len(values) > 1 else nw.lit(next(iter(values)), dtype)

    return mapped


def _joined(table: Frame, steps: Sequence[Step]) -> Callable[[str, Any], nw.Expr]:
    """Look the places of steps up by one join, which in pandas costs a third of replacing text and keeps the order.

    What is taken from there is a series, which stands wherever an expression does.
    """
    keys = ["currency", "period"]
    known = {key: [getattr(step, key) for step in steps] for key in keys} | {"place": list(range(len(steps)))}
    there = nw.from_dict(known, backend="pandas")
    places = collect(table).select(keys).join(there, on=keys, how="left")["place"]

    def taken(field: str, dtype: Any) -> nw.Expr:
        values = nw.new_series(field, [getattr(step, field) for step in steps], dtype, backend="pandas")
        return cast("nw.Expr", values[places])

    return taken


def _replaced(steps: Sequence[Step]) -> Callable[[str, Any], nw.Expr]:
    """Look steps up by a number made of currency and period: Polars promises no order of a join."""
    number = {currency: place * 10**6 for place, currency in enumerate(sorted({step.currency for step in steps}))}
    key = nw.col("period").cast(nw.Int64) + nw.col("currency").replace_strict(number, return_dtype=nw.Int64)
    keys = [number[step.currency] + step.period for step in steps]
    return lambda field, dtype: key.replace_strict(keys, [getattr(step, field) for step in steps], return_dtype=dtype)


def _case(steps: Sequence[Step], field: str, dtype: Any) -> nw.Expr:
    """One CASE over the distinct pairs: a lazy engine cannot join a table of another connection.

    Halved again and again: a chain as long as thirty years have months is too deep for engines to follow.
    """
    currencies = sorted({step.currency for step in steps})
    periods = sorted({step.period for step in steps})
    values = {getattr(step, field) for step in steps}
    if len(values) <= 1:
        known = nw.col("currency").is_in(currencies) & nw.col("period").is_in(periods)
        return nw.when(known).then(nw.lit(next(iter(values)), dtype)) if values else nw.lit(None, dtype)
    if len(currencies) > 1:
        half = currencies[: len(currencies) // 2]
        first, inside = nw.col("currency").is_in(half), [step.currency in half for step in steps]
    else:
        middle = periods[len(periods) // 2]
        first, inside = nw.col("period") < middle, [step.period < middle for step in steps]
    one = [step for step, is_first in zip(steps, inside, strict=True) if is_first]
    other = [step for step, is_first in zip(steps, inside, strict=True) if not is_first]
    return nw.when(first).then(_case(one, field, dtype)).otherwise(_case(other, field, dtype))
