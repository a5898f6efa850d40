"""What the two sides of each flow report, side by side, as one writes it by hand for one engine.

It does what `tv.mirror(trade)` does for a table in one revision, without ranges. Nothing is checked.

The floor is one full join of the exports with the imports.
"""

from typing import Any

import pandas as pd
import polars as pl

KEYS = ("period", "exporter", "importer", "commodity_code", "classification")
SQL = """
    select period, exporter, importer, commodity_code, classification,
        coalesce(x.currency, m.currency) as currency,
        case when exporter_value is not null and importer_value is not null then 'both'
            when exporter_value is not null then 'exporter'
            when importer_value is not null then 'importer' end as reported_by,
        exporter_value, importer_value,
        null::varchar as exporter_valuation, null::varchar as importer_valuation,
        importer_value - exporter_value as gap,
        case when exporter_value > 0 then importer_value / exporter_value end as ratio,
        case when importer_value + exporter_value > 0
            then 2 * (importer_value - exporter_value) / (importer_value + exporter_value) end as symmetric_gap,
    from (
        select period, reporter as exporter, partner as importer, commodity_code, classification, currency,
            value as exporter_value
        from {trade} where flow = 'export'
    ) as x full join (
        select period, partner as exporter, reporter as importer, commodity_code, classification, currency,
            value as importer_value
        from {trade} where flow = 'import'
    ) as m using (period, exporter, importer, commodity_code, classification)
"""


def on_duckdb(connection: Any, trade: str) -> Any:
    """Return the relation; `trade` is what stands behind FROM: the name of a table, or read_parquet('...')."""
    return connection.sql(SQL.format(trade=trade))


def on_polars(trade: pl.LazyFrame) -> pl.LazyFrame:
    """Return the plan; a frame in memory is planned by `lazy()` and collected."""
    exports = trade.filter(pl.col("flow") == "export").rename(
        {"reporter": "exporter", "partner": "importer", "value": "exporter_value"}
    )
    imports = trade.filter(pl.col("flow") == "import").rename(
        {"reporter": "importer", "partner": "exporter", "value": "importer_value"}
    )
    both = exports.drop("flow").join(imports.drop("flow"), on=KEYS, how="full", coalesce=True)
    x, m = pl.col("exporter_value"), pl.col("importer_value")
    has_x, has_m = x.is_not_null(), m.is_not_null()
    missing = pl.lit(None, pl.String)
    return both.select(
        *KEYS,
        currency=pl.coalesce("currency", "currency_right"),
        reported_by=pl.when(has_x & has_m)
        .then(pl.lit("both"))
        .when(has_x)
        .then(pl.lit("exporter"))
        .when(has_m)
        .then(pl.lit("importer")),
        exporter_value=x,
        importer_value=m,
        exporter_valuation=missing,
        importer_valuation=missing,
        gap=m - x,
        ratio=pl.when(x > 0).then(m / x),
        symmetric_gap=pl.when(m + x > 0).then(2 * (m - x) / (m + x)),
    ).sort(KEYS)


def on_pandas(trade: pd.DataFrame) -> pd.DataFrame:
    """Set the exports beside the imports, by who sent and who received."""
    keys = [*KEYS, "currency"]
    exports, imports = (trade[trade["flow"] == flow].drop(columns="flow") for flow in ("export", "import"))
    exports = exports.rename(columns={"reporter": "exporter", "partner": "importer", "value": "exporter_value"})
    imports = imports.rename(columns={"reporter": "importer", "partner": "exporter", "value": "importer_value"})
    both = exports.merge(imports, on=keys, how="outer", indicator="reported_by")
    x, m = both["exporter_value"], both["importer_value"]
    sides = {"left_only": "exporter", "right_only": "importer", "both": "both"}
    return both.assign(
        reported_by=both["reported_by"].map(sides).astype("str"),
        gap=m - x,
        ratio=(m / x).where(x > 0),
        symmetric_gap=(2 * (m - x) / (m + x)).where(m + x > 0),
    )
