"""Money of several currencies in US dollars at the ECB's rates, as one writes it by hand for one engine.

It does what `tv.convert(trade, to="USD", rates=rates)` does for a table of years whose currencies all have a rate: what
was printed, the rate, its kind and its source stand beside the value. Nothing is checked. On DuckDB the rates are a
table of the same connection, which it makes first.

The floor is one scan: the rows are grouped by what the rates are joined by.
"""

from functools import cache
from typing import Any

import pandas as pd
import polars as pl

import tradeview as tv

TO, CURRENCIES = "USD", ("EUR", "GBP", "JPY", "CNY", "MYR", "SGD", "INR", "THB", "IDR", "AUD")
KEYS = ["currency", "period"]
SQL = """
    select trade.* exclude (value, currency), value / rate as value, '{to}' as currency,
        value as stated_value, currency as stated_currency, rate, rate_kind, rate_source
    from {trade} as trade left join known_rates using (currency, period)
"""


@cache
def rate_table() -> pd.DataFrame:
    """Rates of each currency and year: units of it for one dollar."""
    table = tv.rates.ecb(base=TO)
    return table[table["quote"].isin(CURRENCIES)]


@cache
def known_rates() -> pd.DataFrame:
    """Return the same with the columns that are written beside a value."""
    names = {"quote": "currency", "kind": "rate_kind", "source": "rate_source"}
    return rate_table().rename(columns=names)[[*KEYS, "rate", "rate_kind", "rate_source"]]


def on_pandas(trade: pd.DataFrame) -> pd.DataFrame:
    """Merge the rates, and divide."""
    merged = trade.merge(known_rates(), on=KEYS, how="left", validate="many_to_one")
    printed, money = merged["value"], merged["currency"]
    return merged.assign(value=printed / merged["rate"], currency=TO, stated_value=printed, stated_currency=money)


def on_duckdb(connection: Any, trade: str) -> Any:
    """Return the relation; `trade` is what stands behind FROM: the name of a table, or read_parquet('...')."""
    connection.register("rates_of_pandas", known_rates())
    connection.execute("create table if not exists known_rates as from rates_of_pandas")
    return connection.sql(SQL.format(trade=trade, to=TO))


def on_polars(trade: pl.LazyFrame) -> pl.LazyFrame:
    """Return the plan; a frame in memory is planned by `lazy()` and collected."""
    known = pl.from_pandas(known_rates()).lazy()
    return trade.join(known, on=KEYS, how="left", maintain_order="left").with_columns(
        value=pl.col("value") / pl.col("rate"),
        currency=pl.lit(TO),
        stated_value="value",
        stated_currency="currency",
    )
