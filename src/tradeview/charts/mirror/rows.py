"""The rows of a chart of both sides: periods or products of one pair, and what cannot stand on one chart."""

from typing import Literal

import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.charts.layout.page import pandas_of
from tradeview.charts.wording import product
from tradeview.errors import TradeTableError
from tradeview.periods import gaps_between_periods
from tradeview.table.schema import TOTAL, narwhal
from tradeview.words.periods import format_period, format_run

REPORTERS = ("exporter", "importer")
Scale = Literal["linear", "log"]
NEEDED = (
    *("period", "exporter", "importer", "commodity_code", "currency", "reported_by"),
    *("exporter_value", "importer_value", "exporter_valuation", "importer_valuation", "gap", "ratio"),
)


def checked(frame: IntoFrame, scale: Scale) -> tuple[pd.DataFrame, str]:
    """Return the rows that anybody reported, and the column that tells them apart."""
    names = narwhal(frame).collect_schema().names()
    if not set(NEEDED) <= set(names):
        raise TradeTableError(
            "this chart draws both sides of a flow", f"columns {', '.join(names)}", "give it the result of tv.mirror"
        )
    table = pandas_of(frame, "period", "currency")
    table = table[table["reported_by"].notna()]
    found = {name: sorted({str(value) for value in table[name]}) for name in ("exporter", "importer", "currency")}
    if any(len(values) != 1 for values in found.values()):
        said = "; ".join(f"{name} {', '.join(values) or 'none'}" for name, values in found.items())
        raise TradeTableError(
            "a mirror is of one exporter, importer and currency", said, "filter the result of tv.mirror"
        )
    parts = table[table["commodity_code"] != TOTAL]
    table = parts if len(parts) else table
    by = "commodity_code" if table["commodity_code"].nunique() > 1 else "period"
    _refuse_unlike(table, by, scale)
    return table, by


def _refuse_unlike(table: pd.DataFrame, by: str, scale: Scale) -> None:
    """Refuse rows that are of several periods and products, of several levels, or have no place on the scale."""
    if by == "commodity_code" and table["period"].nunique() > 1:
        found = f"{table['commodity_code'].nunique()} codes in {table['period'].nunique()} periods"
        raise TradeTableError("a mirror has a row for each period, or for each product", found, "filter to one of them")
    levels = sorted({len(str(code)) for code in table["commodity_code"]})
    if len(levels) > 1:
        found = f"codes of {', '.join(map(str, levels))} digits"
        raise TradeTableError("a mirror needs one level of commodity codes", found, "keep one level")
    if table[by].duplicated().any():
        raise TradeTableError(f"a mirror has one row for each {by}", "several for one", "give the result of tv.mirror")
    if scale == "log" and (table[[f"{side}_value" for side in REPORTERS]] == 0).any(axis=None):
        raise TradeTableError("zero has no place on a logarithmic scale", "a figure of zero", 'use scale="linear"')


def drawn_rows(table: pd.DataFrame, by: str, most: int) -> pd.DataFrame:
    """Return the rows that are drawn, in order, each with its name (`row`), and periods without figures among them."""
    if by == "commodity_code":
        larger = table[[f"{side}_value" for side in REPORTERS]].max(axis=1)
        chosen = table.loc[larger.sort_values(ascending=False, kind="stable").index[:most]]
        kinds = chosen["classification"] if "classification" in chosen else [None] * len(chosen)
        names = [product(code, kind) for code, kind in zip(chosen["commodity_code"], kinds, strict=True)]
        return chosen.assign(row=names).reset_index(drop=True)
    table = table.sort_values("period")
    named = table.assign(row=[format_period(int(period)) for period in table["period"]])
    missing = gaps_between_periods([int(period) for period in table["period"]])
    between = [{"period": first, "row": format_run(first, last)} for first, last in missing]
    if not between:
        return named.reset_index(drop=True)
    gaps = pd.DataFrame(between).reindex(columns=named.columns)
    gaps = gaps.astype({name: dtype for name, dtype in named.dtypes.items() if name == "period" or dtype.kind == "O"})
    return pd.concat([named, gaps], ignore_index=True).sort_values("period", ignore_index=True)
