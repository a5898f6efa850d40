"""Collecting: the series of a trade table that may stand on one chart of lines, and which of them are coloured.

Lines share one axis of money. So a whole never stands beside its parts, which it would press flat; all have one
currency, price basis and valuation; and what is not told apart by `by` is one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.analysis.growth import rebase as rebase_series
from tradeview.charts.labels import distinct_values, name_product, shorten_name
from tradeview.charts.layout.colours import SERIES_COLOURS
from tradeview.charts.layout.page import collect_pandas
from tradeview.charts.spans import refuse_unlike
from tradeview.commodities.codes import classification_name
from tradeview.economies.codes import is_group
from tradeview.economies.groups import listed_members
from tradeview.economies.lookup import code_among
from tradeview.errors import TradeTableError
from tradeview.periods import of_one_frequency, year_of
from tradeview.table.comparable import wrap_comparable
from tradeview.table.double_counting import FLOWS_WITHIN, WHOLES
from tradeview.table.engines import is_missing
from tradeview.table.schema import BALANCE, NEEDED, TOTAL
from tradeview.words.names import FLOWS, label_economy
from tradeview.words.templates import capitalise

By = Literal["partner", "flow", "reporter", "commodity_code"]

WHAT = "a chart of lines"
MOST = len(SERIES_COLOURS)  # lines that have a colour; the others are grey
INDEX = ("index", "index_low", "index_high")
AMOUNTS = ("value", "low", "high")
SHOWN = 10  # codes that a message lists
MOST_LETTERS = 60  # of a name, as the longest titles of HS have four lines


@dataclass(frozen=True)
class SeriesTable:
    """The figures that are drawn, and which of the series are coloured.

    `rows` has one row a series and period, in order of the series and of time. `names` has the label of each series,
    of those that are left out, too. `codes` has the series by the value of
    `by`, the one with the largest last figure first; `coloured` those with a colour, in the same order.
    """

    rows: pd.DataFrame
    by: str
    names: dict[str, str]
    codes: list[str]
    coloured: list[str]
    is_highlighted: bool
    base: int | None
    without_base: list[str]
    without_figures: list[str]

    @property
    def columns(self) -> tuple[str, str, str]:
        """What is drawn, with its range: the index where there is one, else the amount."""
        return AMOUNTS if self.base is None else INDEX

    @property
    def grey(self) -> list[str]:
        """The series that have no colour of their own."""
        return [code for code in self.codes if code not in self.coloured]

    @property
    def has_ranges(self) -> bool:
        """Tell whether any figure that is drawn has a range."""
        _, low, high = self.columns
        return {low, high} <= set(self.rows) and bool((self.rows[low].notna() & self.rows[high].notna()).any())

    def rows_of(self, code: str) -> pd.DataFrame:
        """Return the figures of one series, in order of time."""
        return self.rows[self.rows[self.by] == code]


def collect_series(frame: IntoFrame, by: str, highlight: str | Collection[str] | None, base: int | None) -> SeriesTable:
    """Collect the series of a trade table that are told apart by one column, refusing what has no common axis."""
    if by not in get_args(By):
        raise TradeTableError(
            f"{WHAT} is by one of {', '.join(get_args(By))}", repr(by), "name the column of the lines"
        )
    table = collect_pandas(frame, *NEEDED)
    _refuse_balances(table)
    refuse_unlike(table, WHAT)
    wrap_comparable(table, WHAT, same_months=True)
    _refuse_several(table, by)
    _refuse_wholes(table, by)
    rows = table[table["value"].notna()]
    if rows.empty:
        raise TradeTableError(f"{WHAT} needs figures", "none", "give rows that have a value")
    rows = rows.assign(period=rows["period"].astype("int64"), **{by: rows[by].astype(str)})
    without_figures = sorted({str(code) for code in table[by]} - set(rows[by]))
    without_base: list[str] = []
    if base is not None:
        rows, without_base = _rebase(rows, by, base)
    codes = _order_by_size(rows, by)
    highlighted = _list_highlighted(highlight, by, codes)
    coloured = [code for code in codes if code in highlighted] if highlighted else codes[:MOST]
    place = {code: number for number, code in enumerate(codes)}
    rows = rows.assign(_place=rows[by].map(place)).sort_values(["_place", "period"], ignore_index=True)
    return SeriesTable(
        rows=rows.drop(columns="_place"),
        by=by,
        names=_name_lines(table, by),
        codes=codes,
        coloured=coloured,
        is_highlighted=bool(highlighted),
        base=base,
        without_base=without_base,
        without_figures=without_figures,
    )


def _refuse_balances(table: pd.DataFrame) -> None:
    if (table["flow"] == BALANCE).any():
        found = f"`{BALANCE}`, which may change its sign"
        raise TradeTableError(f"{WHAT} is of flows", found, "leave these rows out; tv.charts.balance draws them")


def _refuse_several(table: pd.DataFrame, by: str) -> None:
    """Refuse several values of what does not tell the lines apart."""
    same = [name for name in ("reporter", "partner", "flow", "commodity_code") if name != by]
    several = []
    for name in same:
        values = distinct_values(table[name])
        if len(values) > 1:
            several.append(f"{name} {', '.join(values[:SHOWN])}")
    if several:
        remedy = "filter the table, or draw the lines by another column"
        raise TradeTableError(f"{WHAT} by {by} is of one {', '.join(same)}", "; ".join(several), remedy)
    if "valuation" in table:
        _refuse_valuations(table)
    if by == "commodity_code" and "classification" in table:
        _refuse_classifications(table)


def _refuse_valuations(table: pd.DataFrame) -> None:
    """Refuse several valuations of a flow: exports are mostly FOB and imports CIF, so each flow may have its own."""
    for flow, rows in table.groupby("flow"):
        kinds = distinct_values(rows["valuation"])
        if len(kinds) > 1:
            raise TradeTableError(f"{WHAT} needs one valuation of {flow}s", ", ".join(kinds), "keep one of them")


def _refuse_classifications(table: pd.DataFrame) -> None:
    """Refuse codes of the Harmonised System beside those of the SITC: 27 is another thing in each."""
    products = table[table["commodity_code"] != TOTAL]
    systems = sorted({classification_name(said) for said in products["classification"]})
    if len(systems) > 1:
        asked = f"{WHAT} by commodity_code is of one classification"
        raise TradeTableError(asked, ", ".join(systems), "keep one of them")


def _refuse_wholes(table: pd.DataFrame, by: str) -> None:
    """Refuse a whole beside its parts: the world, all products, a group of economies, a heading of some codes."""
    codes = sorted({str(code) for code in table[by]})
    if by == "flow":
        found = _find_flow_within(codes)
    elif WHOLES[by] in codes and len(codes) > 1:
        parts = [code for code in codes if code != WHOLES[by]]
        found = f"{WHOLES[by]} beside {', '.join(parts[:SHOWN])}"
    elif by == "commodity_code":
        found = _find_heading(codes)
    else:
        found = _find_group_beside_member(table, by)
    if found:
        raise TradeTableError(f"{WHAT} by {by} has no whole beside its parts", found, "keep one of them")


def _find_flow_within(flows: list[str]) -> str:
    """Name a flow beside those that it contains."""
    for whole, inside in FLOWS_WITHIN.items():
        there = sorted(inside & set(flows))
        if whole in flows and there:
            return f"{whole} beside {', '.join(there)}"
    return ""


def _find_heading(codes: list[str]) -> str:
    """Name a code beside one that begins with it and is part of it."""
    for one, other in combinations(codes, 2):
        if other.startswith(one):
            return f"{one} beside {other}"
    return ""


def _find_group_beside_member(table: pd.DataFrame, by: str) -> str:
    """Name a group of economies and one of its members in a year in which both have rows, or any if none is listed."""
    years = table["period"].dropna().astype(int).map(year_of)
    for group in sorted({str(code) for code in table[by] if is_group(str(code))}):
        for year in sorted(set(years[table[by] == group])):
            others = {str(code) for code in table.loc[years == year, by]} - {group}
            listed = listed_members(group, year)
            inside = sorted(others & listed) if listed else sorted(others)
            if inside:
                return f"{group} beside {inside[0]}"
    return ""


def _name_lines(table: pd.DataFrame, by: str) -> dict[str, str]:
    """Name each line as a label has it: its partner, its flow, its product."""
    names = {}
    for row in table.drop_duplicates(by).to_dict("records"):
        code = str(row[by])
        if by == "flow":
            names[code] = capitalise(FLOWS[code].fill())
        elif by == "commodity_code":
            names[code] = shorten_name(capitalise(name_product(code, row.get("classification"))), MOST_LETTERS)
        else:
            names[code] = label_economy(code)
    return names


def _rebase(rows: pd.DataFrame, by: str, base: int) -> tuple[pd.DataFrame, list[str]]:
    """Give each series as an index of its own value in a period; those without one are left out and listed."""
    if not of_one_frequency([base, *rows["period"]]):
        some = rows["period"].iloc[0]
        raise TradeTableError(f"{WHAT} is rebased to one of its periods", str(base), f"name one such as {some}")
    has_base = rows.loc[(rows["period"] == base) & (rows["value"] > 0), by]
    kept = rows[rows[by].isin(set(has_base))]
    if kept.empty:
        there = ", ".join(str(period) for period in sorted(set(rows["period"]))[:SHOWN])
        asked = f"{WHAT} is rebased to a period with a figure above zero"
        raise TradeTableError(asked, f"none in {base}", f"name one of {there}")
    indexed: pd.DataFrame = rebase_series(kept, base_period=base)
    if indexed[["index_low", "index_high"]].isna().all(axis=None):
        indexed = indexed.drop(columns=["index_low", "index_high"])
    return indexed, sorted(set(rows[by]) - set(has_base))


def _order_by_size(rows: pd.DataFrame, by: str) -> list[str]:
    """List the series by their last figures, the largest first."""
    last = rows.sort_values("period").drop_duplicates(by, keep="last")
    in_order = last.sort_values(["value", by], ascending=[False, True])
    return [str(code) for code in in_order[by]]


def _list_highlighted(highlight: str | Collection[str] | None, by: str, codes: list[str]) -> set[str]:
    """Return the series that are asked for, refusing what is none of them."""
    if highlight is None:
        return set()
    asked = {highlight} if isinstance(highlight, str) else set(highlight)
    if by in {"partner", "reporter"}:
        asked = {code_among(name, codes) for name in asked}
    unknown = sorted(asked - set(codes))
    if unknown:
        asked_for = f"what is highlighted is a {by} that has a line"
        shown = ", ".join(sorted(codes)[:SHOWN])
        raise TradeTableError(asked_for, ", ".join(unknown), f"name some of {shown}")
    if len(asked) > MOST:
        raise TradeTableError(f"{WHAT} highlights {MOST} lines at most", f"{len(asked)}", "name fewer")
    return asked


def is_approximate(cell: object) -> bool:
    """Tell whether a row says that its figure is approximate."""
    return not is_missing(cell) and bool(cell)
