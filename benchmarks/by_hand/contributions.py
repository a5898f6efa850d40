"""Contributions of products to the growth of what a reporter trades with a partner, by hand for one engine.

They do what `tv.contributions(trade, by="commodity_code")` does for a table of goods that has no rows of the whole and
no sources: each part of either period, a part that is absent counting as zero. Nothing is checked.

The floor is one grouping by the keys of a whole, and one by these and the part, of twice the rows: each value once for
its own period, and once, negated, for the next; and a sort of the result.
"""

from typing import Any

import pandas as pd
import polars as pl

KEYS = ("reporter", "partner", "flow")
SQL = """
    with steps as (
        select *, lag(period) over series as previous_period, lag(whole) over series as before,
            lead(period) over series as next_period
        from (select reporter, partner, flow, period, sum(value) as whole from {trade} group by all)
        window series as (partition by reporter, partner, flow order by period)
    ),
    figures as (
        select steps.previous_period, steps.period, reporter, partner, flow, commodity_code, value, before
        from {trade} as trade join steps using (reporter, partner, flow, period)
        where steps.previous_period is not null
        union all
        select earlier.period, earlier.next_period, reporter, partner, flow, commodity_code, -value, earlier.whole
        from {trade} as trade join steps as earlier using (reporter, partner, flow, period)
        where earlier.next_period is not null
    )
    select reporter, partner, flow, commodity_code, previous_period, period, sum(value) as change,
        case when any_value(before) > 0 then sum(value) / any_value(before) end as contribution
    from figures group by reporter, partner, flow, commodity_code, previous_period, period
    order by reporter, partner, flow, period, commodity_code
"""


def on_duckdb(connection: Any, trade: str) -> Any:
    """Return the relation; `trade` is what stands behind FROM: the name of a table, or read_parquet('...')."""
    return connection.sql(SQL.format(trade=trade))


def on_polars(trade: pl.LazyFrame) -> pl.LazyFrame:
    """Return the plan; a frame in memory is planned by `lazy()` and collected."""
    wholes = trade.group_by(*KEYS, "period").agg(whole=pl.col("value").sum()).sort("period")
    steps = wholes.with_columns(
        previous_period=pl.col("period").shift(1).over(KEYS),
        before=pl.col("whole").shift(1).over(KEYS),
        next_period=pl.col("period").shift(-1).over(KEYS),
    )
    trade = trade.join(steps, on=[*KEYS, "period"])
    columns = [*KEYS, "commodity_code", "previous_period", "period", "value", "before"]
    now = trade.filter(pl.col("previous_period").is_not_null()).select(columns)
    past = trade.filter(pl.col("next_period").is_not_null()).select(
        *KEYS,
        "commodity_code",
        previous_period="period",
        period="next_period",
        value=-pl.col("value"),
        before="whole",
    )
    both = pl.concat([now, past])
    found = both.group_by(*KEYS, "commodity_code", "previous_period", "period").agg(
        change=pl.col("value").sum(), before=pl.col("before").first()
    )
    contribution = pl.when(pl.col("before") > 0).then(pl.col("change") / pl.col("before"))
    found = found.with_columns(contribution=contribution).drop("before")
    return found.sort(*KEYS, "period", "commodity_code")


def on_pandas(trade: pd.DataFrame) -> pd.DataFrame:
    """Stack the values of each period with those of the period before, negated, and add up."""
    keys = list(KEYS)
    wholes = trade.groupby([*keys, "period"], as_index=False)["value"].sum().rename(columns={"value": "whole"})
    steps = wholes.groupby(keys)
    wholes = wholes.assign(
        previous_period=steps["period"].shift(), before=steps["whole"].shift(), next_period=steps["period"].shift(-1)
    )
    rows = trade.merge(wholes, on=[*keys, "period"])
    gained = rows[rows["previous_period"].notna()]
    lost = rows[rows["next_period"].notna()]
    lost = lost.assign(
        previous_period=lost["period"], period=lost["next_period"], before=lost["whole"], value=-lost["value"]
    )
    stacked = pd.concat([gained, lost]).groupby([*keys, "commodity_code", "previous_period", "period"])
    sums = stacked.agg(change=("value", "sum"), before=("before", "first")).reset_index()
    contribution = (sums["change"] / sums["before"]).where(sums["before"] > 0)
    return sums.drop(columns="before").assign(contribution=contribution)
