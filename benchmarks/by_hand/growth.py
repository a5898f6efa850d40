"""Growth of each series since its previous figure, as one writes it by hand for one engine.

It does what `tv.growth(trade)` does for years of a table without ranges, in which each row has a value. Nothing is
checked.

The floor is one window: rows of a series stand in order of their periods.
"""

from typing import Any

import numpy as np
import pandas as pd
import polars as pl

SERIES = ("reporter", "partner", "flow", "commodity_code")
SQL = """
    with earlier as (
        select *,
            lag(period) over series as previous_period,
            lag(value) over series as before,
            lag(classification) over series as previous_classification
        from {trade}
        window series as (partition by reporter, partner, flow, commodity_code order by period)
    )
    select * exclude (before),
        period - previous_period as span,
        value - before as change,
        null::double as change_low, null::double as change_high,
        case when before > 0 then value / before - 1 end as growth,
        null::double as growth_low, null::double as growth_high,
        case when before > 0 then power(value / before, 1 / (period - previous_period)) - 1 end as annual_growth,
        case when before > 0 and value > 0 then ln(value / before) end as log_growth,
        null::double as annual_growth_low, null::double as log_growth_low,
        null::double as annual_growth_high, null::double as log_growth_high
    from earlier
"""


def on_duckdb(connection: Any, trade: str) -> Any:
    """Return the relation; `trade` is what stands behind FROM: the name of a table, or read_parquet('...')."""
    return connection.sql(SQL.format(trade=trade))


def on_polars(trade: pl.LazyFrame) -> pl.LazyFrame:
    """Return the plan; a frame in memory is planned by `lazy()` and collected."""

    def earlier(name: str) -> pl.Expr:
        return pl.col(name).shift(1).over(SERIES, order_by="period")

    missing = pl.lit(None, pl.Float64)
    bounds = {f"{name}_{end}": missing for name in ("change", "growth", "annual_growth") for end in ("low", "high")}
    ratio = pl.when(pl.col("before") > 0).then(pl.col("value") / pl.col("before"))
    return (
        trade.with_columns(
            previous_period=earlier("period"),
            before=earlier("value"),
            previous_classification=earlier("classification"),
        )
        .with_columns(span=pl.col("period") - pl.col("previous_period"), change=pl.col("value") - pl.col("before"))
        .with_columns(growth=ratio, **bounds)
        .with_columns(
            annual_growth=pl.col("growth") ** (1 / pl.col("span")) - 1,
            log_growth=pl.when(pl.col("growth") > 0).then("growth").log(),
            log_growth_low=missing,
            log_growth_high=missing,
        )
        .with_columns(growth=pl.col("growth") - 1)
        .drop("before")
    )


def on_pandas(trade: pd.DataFrame) -> pd.DataFrame:
    """Put rows in order, and set each beside the one before it in its series."""
    ordered = trade.sort_values([*SERIES, "period"])
    earlier = ordered.groupby(list(SERIES), sort=False)[["period", "value", "classification"]].shift()
    before, value, span = earlier["value"], ordered["value"], ordered["period"] - earlier["period"]
    ratio = (value / before).where(before > 0)
    return ordered.assign(
        previous_period=earlier["period"],
        previous_classification=earlier["classification"],
        span=span,
        change=value - before,
        growth=ratio - 1,
        annual_growth=ratio ** (1 / span) - 1,
        log_growth=np.log(ratio.where(ratio > 0)),
    )
