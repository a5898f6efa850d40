"""Conversion of many currencies and years to one, as one writes it by hand for one engine.

It does what `tv.convert(trade, to=..., rates=...)` does for a table without ranges, at rates that it has for all rows.
Nothing is checked, and a rate that is missing is nobody's error.

The floor is one join with a few rates, and the columns that are written.
"""

from typing import Any

import pandas as pd
import polars as pl

SQL = """
    select trade.* replace (value / rates.rate as value, '{to}' as currency),
        value as stated_value, trade.currency as stated_currency,
        rates.rate, rates.kind as rate_kind, rates.source as rate_source
    from {trade} as trade join {rates} as rates on trade.currency = rates.quote and trade.period = rates.period
"""


def on_duckdb(connection: Any, trade: str, to: str, rates: str) -> Any:
    """Return the relation; `trade` and `rates` are what stands behind FROM: a table, or read_parquet('...')."""
    return connection.sql(SQL.format(trade=trade, to=to, rates=rates))


def on_polars(trade: pl.LazyFrame, to: str, rates: pd.DataFrame) -> pl.LazyFrame:
    """Return the plan; a frame in memory is planned by `lazy()` and collected."""
    known = pl.from_pandas(rates[["period", "quote", "rate", "kind", "source"]]).lazy()
    known = known.rename({"quote": "currency", "kind": "rate_kind", "source": "rate_source"})
    joined = trade.join(known, on=["currency", "period"], how="left", maintain_order="left")
    return joined.with_columns(
        stated_value="value",
        stated_currency="currency",
        value=pl.col("value") / pl.col("rate"),
        currency=pl.lit(to),
    )
