"""Revealed comparative advantage (Balassa) of all reporters in all products, as one writes it by hand for one engine.

It does what `tv.indices.revealed_comparative_advantage(trade)` does for exports of all economies: the whole grid of
reporters and products, zero where nothing was traded, sorted. Nothing is checked.

The floor is one grouping of all rows by period, reporter and product.
"""

from typing import Any

import pandas as pd
import polars as pl

KEYS = ["period", "reporter", "commodity_code"]
SQL = """
    with cells as materialized (
        select period, reporter, commodity_code, sum(value) as x from {trade} where flow = 'export' group by all
    ),
    reporters as (select period, reporter, sum(x) as x_i from cells group by all),
    products as (select period, commodity_code, sum(x) as x_k from cells group by all),
    world as (select period, sum(x) as w from cells group by all)
    select period, reporter, commodity_code, coalesce(x, 0) * w / (x_i * x_k) as rca
    from reporters join products using (period) join world using (period)
    left join cells using (period, reporter, commodity_code)
    order by all
"""


def on_pandas(trade: pd.DataFrame) -> pd.DataFrame:
    """Add up, spread out, divide, and stack again; of one period, which is simpler than of several."""
    wide = trade[trade["flow"] == "export"].groupby(KEYS)["value"].sum().unstack(fill_value=0.0)
    rca = wide.div(wide.sum(axis=1), axis=0).div(wide.sum() / wide.to_numpy().sum(), axis=1)
    return rca.stack().rename("rca").reset_index()


def on_duckdb(connection: Any, trade: str) -> Any:
    """Return the relation; `trade` is what stands behind FROM: the name of a table, or read_parquet('...')."""
    return connection.sql(SQL.format(trade=trade))


def on_polars(trade: pl.LazyFrame) -> pl.LazyFrame:
    """Return the plan; a frame in memory is planned by `lazy()` and collected."""
    cells = trade.filter(pl.col("flow") == "export").group_by(KEYS).agg(x=pl.col("value").sum())
    reporters = cells.group_by("period", "reporter").agg(x_i=pl.col("x").sum())
    products = cells.group_by("period", "commodity_code").agg(x_k=pl.col("x").sum())
    world = cells.group_by("period").agg(w=pl.col("x").sum())
    grid = reporters.join(products, on="period").join(cells, on=KEYS, how="left").join(world, on="period")
    rca = pl.col("x").fill_null(0) * pl.col("w") / (pl.col("x_i") * pl.col("x_k"))
    return grid.select(*KEYS, rca=rca).sort(KEYS)
