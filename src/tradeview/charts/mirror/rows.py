"""The rows of a chart of both sides: periods or products of one pair, and what cannot stand on one chart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.charts.labels import name_product
from tradeview.charts.layout.page import collect_pandas
from tradeview.charts.mirror.gaps import Gap, measure_gap
from tradeview.charts.spans import refuse_odd_months, refuse_unlike
from tradeview.errors import TradeTableError
from tradeview.periods import gaps_between_spans, period_of_span
from tradeview.table.engines import is_missing
from tradeview.table.schema import TOTAL, wrap_trade_table
from tradeview.table.series import SAID, spans_of
from tradeview.words.money import format_amount
from tradeview.words.names import name_economy
from tradeview.words.periods import format_run, format_span
from tradeview.words.provenance import facts_of_origin, tell_mark
from tradeview.words.templates import Template

REPORTED_BY = Template("{what}, reported by {economy}", note="what: 2024, or a product")

REPORTERS = ("exporter", "importer")
VALUES = ["exporter_value", "importer_value"]
Scale = Literal["linear", "log"]
By = Literal["commodity_code", "period"]
NEEDED = (
    *("period", "exporter", "importer", "commodity_code", "currency", "reported_by"),
    *("exporter_value", "importer_value", "exporter_valuation", "importer_valuation", "gap", "ratio"),
)


@dataclass(frozen=True)
class Report:
    """What one side reports of a flow: its figure and the ends of its range."""

    value: float
    low: float
    high: float
    told: str  # to who points at its mark


@dataclass(frozen=True)
class MirrorRow:
    """A row of the chart: its name, what the exporter and the importer report (None: nothing), and their gap."""

    name: str
    reports: tuple[Report | None, Report | None]
    gap: Gap

    @property
    def stated(self) -> list[Report]:
        """The reports that there are."""
        return [report for report in self.reports if report is not None]


def choose_reported_rows(frame: IntoFrame, scale: Scale) -> tuple[pd.DataFrame, By]:
    """Return the rows that anybody reported, and the column that tells them apart."""
    names = wrap_trade_table(frame).collect_schema().names()
    if not set(NEEDED) <= set(names):
        raise TradeTableError(
            "this chart draws both sides of a flow", f"columns {', '.join(names)}", "give it the result of tv.mirror"
        )
    table = collect_pandas(frame, "period", "currency", numbers=VALUES)
    table = _join_kinds_of_sides(table[table["reported_by"].notna()])
    refuse_odd_months(table)
    _refuse_several_flows(table)
    refuse_unlike(table[["period", *(name for name in SAID if name in table)]], "a mirror")
    table = table.drop(columns=[name for name in SAID if name in table and name != "months"])
    products = table[table["commodity_code"] != TOTAL]
    if len(products):  # the total beside its parts would be counted twice, and dwarf them
        table = products
    by: By = "commodity_code" if table["commodity_code"].nunique() > 1 else "period"
    _refuse_unlike_rows(table, by)
    if scale == "log" and (table[VALUES] == 0).any(axis=None):
        raise TradeTableError("zero has no place on a logarithmic scale", "a figure of zero", 'use scale="linear"')
    return table, by


def _refuse_several_flows(table: pd.DataFrame) -> None:
    found = {name: sorted({str(value) for value in table[name]}) for name in ("exporter", "importer", "currency")}
    if all(len(values) == 1 for values in found.values()):
        return
    listed = []
    for name, values in found.items():
        shown = ", ".join(values) if values else "none"
        listed.append(f"{name} {shown}")
    raise TradeTableError(
        "a mirror is of one exporter, importer and currency", "; ".join(listed), "filter the result of tv.mirror"
    )


def _join_kinds_of_sides(table: pd.DataFrame) -> pd.DataFrame:
    """Add coverage and months, as either side says them."""
    said = {}
    for name in SAID:
        sides = [f"{side}_{name}" for side in REPORTERS]
        if set(sides) <= set(table):
            said[name] = table[sides[0]].combine_first(table[sides[1]])
    return table.assign(**said)


def _refuse_unlike_rows(table: pd.DataFrame, by: By) -> None:
    """Refuse rows that are of several periods and products, of several levels of codes, or of the same thing."""
    if by == "commodity_code" and table["period"].nunique() > 1:
        found = f"{table['commodity_code'].nunique()} codes in {table['period'].nunique()} periods"
        raise TradeTableError("a mirror has a row for each period, or for each product", found, "filter to one of them")
    digits = sorted(table["commodity_code"].astype(str).str.len().unique())
    if len(digits) > 1:
        found = f"codes of {', '.join(str(count) for count in digits)} digits"
        raise TradeTableError("a mirror needs one level of commodity codes", found, "keep one level")
    if table[by].duplicated().any():
        raise TradeTableError(f"a mirror has one row for each {by}", "several for one", "give the result of tv.mirror")


def arrange_rows(table: pd.DataFrame, by: By, most: int) -> pd.DataFrame:
    """Return the rows that are drawn, in order, each with its name (`row`), and periods without figures among them."""
    if by == "commodity_code":
        # By either side's figure: what one side alone reports is as much a finding as what both do.
        larger = table[VALUES].max(axis=1).sort_values(ascending=False, kind="stable")
        chosen = table.loc[larger.index[:most]].reset_index(drop=True)
        records = chosen.to_dict("records")
        return chosen.assign(row=[name_product(row["commodity_code"], row.get("classification")) for row in records])
    named = table.sort_values("period")
    spans = spans_of(named)
    named = named.assign(row=[format_span(span) for span in spans])
    gaps = []
    for first, last in gaps_between_spans(spans):
        gaps.append({"period": period_of_span(first), "row": format_run(first, last)})
    if not gaps:
        return named.reset_index(drop=True)
    without_figures = pd.DataFrame(gaps).reindex(columns=named.columns)
    # Columns that are missing altogether come as floats, and would make columns of text some of objects.
    kept = {name: dtype for name, dtype in named.dtypes.items() if name == "period" or dtype.kind == "O"}
    rows = pd.concat([named, without_figures.astype(kept)], ignore_index=True)
    return rows.sort_values("period", ignore_index=True)


def read_mirror_rows(data: pd.DataFrame) -> list[MirrorRow]:
    """Read the rows that are drawn out of their table."""
    rows = []
    for record in data.to_dict("records"):
        reports = (_read_report(record, "exporter"), _read_report(record, "importer"))
        rows.append(MirrorRow(record["row"], reports, measure_gap(record)))
    return rows


def _read_report(record: Mapping[str, Any], side: str) -> Report | None:
    value = record[f"{side}_value"]
    if is_missing(value):
        return None
    # Where the table states no range, the figure itself is both of its ends.
    low: Any = record.get(f"{side}_low")
    high: Any = record.get(f"{side}_high")
    if is_missing(low):
        low = value
    if is_missing(high):
        high = value
    economy = name_economy(str(record[side]))
    what = REPORTED_BY.fill(economy=economy, what=str(record["row"]))
    facts = facts_of_origin(record, f"{side}_")
    told = tell_mark(what, format_amount(float(value), str(record["currency"])), facts)
    return Report(float(value), float(low), float(high), told)
