"""Intra-industry trade of each reporter in each product (Grubel and Lloyd), as one writes it by hand for one engine.

It does what `tv.indices.grubel_lloyd(trade, level="product", imports="mirror")` does for the exports of all economies,
of which imports are what their partners sent: the whole grid of economies and products, nothing where an economy
neither sold nor bought. Nothing is checked.

The floor is two groupings of all rows: by period, reporter and product, and by period, partner and product.
"""

from typing import Any

import numpy as np
import pandas as pd
import polars as pl

KEYS = ["period", "reporter", "commodity_code"]
SQL = """
    with cells as materialized (
        select period, reporter, commodity_code, sum(x) as x, sum(m) as m
        from (
            select period, reporter, commodity_code, sum(value) as x, 0 as m
            from {trade} where flow = 'export' group by all
            union all
            select period, partner as reporter, commodity_code, 0 as x, sum(value) as m
            from {trade} where flow = 'export' group by all
        )
        group by all
    ),
    reporters as (select distinct period, reporter from cells),
    products as (select distinct period, commodity_code from cells)
    select period, reporter, commodity_code, case when x + m > 0 then 1 - abs(x - m) / (x + m) end as grubel_lloyd
    from reporters join products using (period) left join cells using (period, reporter, commodity_code)
    order by all
"""


def on_pandas(trade: pd.DataFrame) -> pd.DataFrame:
    """Add up what each sold and what each bought, spread both out, and stack the overlap; of one period."""
    exports = trade[trade["flow"] == "export"]
    sold = exports.groupby(KEYS)["value"].sum()
    bought = exports.groupby(["period", "partner", "commodity_code"])["value"].sum().rename_axis(KEYS)
    both = pd.DataFrame({"x": sold, "m": bought}).fillna(0.0)
    x, m = (both[side].unstack(fill_value=0.0) for side in ("x", "m"))
    total = (x + m).where(x + m > 0, np.nan)
    return (1 - (x - m).abs() / total).stack().rename("grubel_lloyd").reset_index()


def on_duckdb(connection: Any, trade: str) -> Any:
    """Return the relation; `trade` is what stands behind FROM: the name of a table, or read_parquet('...')."""
    return connection.sql(SQL.format(trade=trade))


def on_polars(trade: pl.LazyFrame) -> pl.LazyFrame:
    """Return the plan; a frame in memory is planned by `lazy()` and collected."""
    exports = trade.filter(pl.col("flow") == "export")
    sold = exports.group_by(KEYS).agg(x=pl.col("value").sum(), m=pl.lit(0.0))
    bought = exports.group_by("period", "partner", "commodity_code").agg(x=pl.lit(0.0), m=pl.col("value").sum())
    both = pl.concat([sold, bought.rename({"partner": "reporter"}).select([*KEYS, "x", "m"])])
    cells = both.group_by(KEYS).agg(pl.col("x", "m").sum())
    reporters = cells.select("period", "reporter").unique()
    products = cells.select("period", "commodity_code").unique()
    grid = reporters.join(products, on="period").join(cells, on=KEYS, how="left")
    overlap = 1 - (pl.col("x") - pl.col("m")).abs() / (pl.col("x") + pl.col("m"))
    return grid.select(*KEYS, grubel_lloyd=overlap).sort(KEYS)
