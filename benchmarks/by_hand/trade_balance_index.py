"""The balance of each pair in each product, from -1 to 1, as one writes it by hand for one engine.

It does what `tv.indices.trade_balance_index(trade, imports="mirror")` does for the exports of all economies, of which
imports are what the partner sent: a product that a pair does not trade has no row. Nothing is checked.

The floor is one grouping of all rows by period, reporter, partner and product.
"""

from typing import Any

import pandas as pd
import polars as pl

KEYS = ["period", "reporter", "partner", "commodity_code"]
SQL = """
    select period, reporter, partner, commodity_code, (sum(x) - sum(m)) / (sum(x) + sum(m)) as balance_index
    from (
        select period, reporter, partner, commodity_code, value as x, 0 as m
        from {trade} where flow = 'export'
        union all
        select period, partner as reporter, reporter as partner, commodity_code, 0 as x, value as m
        from {trade} where flow = 'export'
    )
    group by all order by all
"""


def on_pandas(trade: pd.DataFrame) -> pd.DataFrame:
    """Put what each sold, and the same rows from the other side, below one another, and add up."""
    sold = trade.loc[trade["flow"] == "export", [*KEYS, "value"]]
    bought = sold.rename(columns={"reporter": "partner", "partner": "reporter"})
    both = pd.concat([sold.assign(balance=sold["value"]), bought.assign(balance=-bought["value"])])
    sums = both.groupby(KEYS)[["balance", "value"]].sum()
    return (sums["balance"] / sums["value"]).rename("balance_index").reset_index()


def on_duckdb(connection: Any, trade: str) -> Any:
    """Return the relation; `trade` is what stands behind FROM: the name of a table, or read_parquet('...')."""
    return connection.sql(SQL.format(trade=trade))


def on_polars(trade: pl.LazyFrame) -> pl.LazyFrame:
    """Return the plan; a frame in memory is planned by `lazy()` and collected."""
    exports = trade.filter(pl.col("flow") == "export")
    sold = exports.select(*KEYS, "value", balance="value")
    turned = exports.select(
        "period", "commodity_code", "value", reporter="partner", partner="reporter", balance=-pl.col("value")
    )
    both = pl.concat([sold, turned.select(*KEYS, "value", "balance")])
    sums = both.group_by(KEYS).agg(pl.col("value", "balance").sum())
    return sums.select(*KEYS, balance_index=pl.col("balance") / pl.col("value")).sort(KEYS)
