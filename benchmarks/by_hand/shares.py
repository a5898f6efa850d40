"""Shares of products in what a reporter trades with a partner, as one writes them by hand for one engine.

They do what `tv.shares(trade, by="commodity_code")` does for a table of goods without ranges: rows of the whole
(`TOTAL`) beside products are left out, and what these have beyond the sum of the products is `rest_of_whole`. Nothing
is checked.

The floor is one grouping of all rows by the keys of a whole, and one pass that divides.
"""

from typing import Any

import pandas as pd
import polars as pl

WHOLE = ("period", "reporter", "partner", "flow")
SQL = """
    with wholes as (
        select period, reporter, partner, flow,
            coalesce(sum(value) filter (commodity_code <> 'TOTAL'), sum(value)) as parts,
            max(value) filter (commodity_code = 'TOTAL') as whole,
            max(commodity_code <> 'TOTAL') as has_parts
        from {trade} group by period, reporter, partner, flow
    )
    select trade.*,
        case when parts > 0 then value / parts end as share,
        case when commodity_code <> 'TOTAL' then
            case when abs(whole - parts) <= 1e-9 * whole then 0 else whole - parts end
        end as rest_of_whole
    from {trade} as trade join wholes using (period, reporter, partner, flow)
    where commodity_code <> 'TOTAL' or not has_parts
"""


def on_duckdb(connection: Any, trade: str) -> Any:
    """Return the relation; `trade` is what stands behind FROM: the name of a table, or read_parquet('...')."""
    return connection.sql(SQL.format(trade=trade))


def on_polars(trade: pl.LazyFrame) -> pl.LazyFrame:
    """Return the plan; a frame in memory is planned by `lazy()` and collected."""
    is_whole = pl.col("commodity_code") == "TOTAL"
    whole = pl.when(is_whole).then("value").max().over(WHOLE)
    has_parts = (~is_whole).cast(pl.Int8).max().over(WHOLE)
    parts = trade.with_columns(whole=whole, has_parts=has_parts).filter(~is_whole | (pl.col("has_parts") == 0))
    total = pl.col("value").sum().over(WHOLE)
    parts = parts.with_columns(total=total)
    rest = pl.col("whole") - pl.col("total")
    is_none = rest.abs() <= 1e-9 * pl.col("whole")
    return parts.with_columns(
        share=pl.when(pl.col("total") > 0).then(pl.col("value") / pl.col("total")),
        rest_of_whole=pl.when(~is_whole).then(pl.when(is_none).then(0.0).otherwise(rest)),
    ).drop("whole", "has_parts", "total")


def on_pandas(trade: pd.DataFrame) -> pd.DataFrame:
    """Spread the sum of the products, and the whole where there is one, over the rows of each flow, and divide."""
    keys = list(WHOLE)
    is_whole = trade["commodity_code"] == "TOTAL"
    flows = trade[keys].assign(whole=trade["value"].where(is_whole), has_parts=~is_whole).groupby(keys)
    is_kept = ~is_whole | ~flows["has_parts"].transform("max")
    parts, whole = trade[is_kept], flows["whole"].transform("max")[is_kept]
    total = parts.groupby(keys)["value"].transform("sum")
    rest = whole - total
    rest = rest.mask(rest.abs() <= 1e-9 * whole, 0.0).where(~is_whole[is_kept])
    return parts.assign(share=(parts["value"] / total).where(total > 0), rest_of_whole=rest)
