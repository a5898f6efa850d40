"""Concentration of each reporter's exports over products (Herfindahl-Hirschman), as one writes it by hand.

It does what `tv.indices.concentration(trade, over="products", variant="hhi")` does for exports: the sum of the squared
shares of products, sorted. Nothing is checked.

The floor is one grouping of all rows by period, reporter and product.
"""

from typing import Any

import pandas as pd
import polars as pl

KEYS = ["period", "reporter"]
SQL = """
    select period, reporter, sum(x * x) / (sum(x) * sum(x)) as concentration
    from (select period, reporter, commodity_code, sum(value) as x from {trade} where flow = 'export' group by all)
    group by all order by all
"""


def on_pandas(trade: pd.DataFrame) -> pd.DataFrame:
    """Add up by product, square, add up again, and divide."""
    cells = trade[trade["flow"] == "export"].groupby([*KEYS, "commodity_code"], as_index=False)["value"].sum()
    sums = cells.assign(squared=cells["value"] ** 2).groupby(KEYS)[["value", "squared"]].sum()
    return (sums["squared"] / sums["value"] ** 2).rename("concentration").reset_index()


def on_duckdb(connection: Any, trade: str) -> Any:
    """Return the relation; `trade` is what stands behind FROM: the name of a table, or read_parquet('...')."""
    return connection.sql(SQL.format(trade=trade))


def on_polars(trade: pl.LazyFrame) -> pl.LazyFrame:
    """Return the plan; a frame in memory is planned by `lazy()` and collected."""
    cells = trade.filter(pl.col("flow") == "export").group_by(*KEYS, "commodity_code").agg(x=pl.col("value").sum())
    hhi = (pl.col("x") ** 2).sum() / pl.col("x").sum() ** 2
    return cells.group_by(KEYS).agg(concentration=hhi).sort(KEYS)
