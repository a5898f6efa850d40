"""Series: what tells one series of a trade table from another, where rows may say the same in two ways, or not at all.

The columns are listed in `tradeview.table.schema.SERIES`. Of two of them rows say the same in several ways:

* `coverage` means goods where it is missing;
* `months` of a calendar year say no more than its `period`, and those of fiscal years differ from year to year.

Where a frame comes in, `write_keys` writes both in one way (missing for goods, and for whole periods), so that all that
groups, joins and counts by `SERIES` need not know of it; what rows said stays beside it. Where a frame that keeps its
rows goes out, `restore_keys_said` brings that back; what has one row for several rows takes `say_coverage_of_series`
and `write_months_of`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals as nw
import pandas as pd

from tradeview.errors import TradeTableError
from tradeview.periods import HIGHEST_YEAR, make_span, part_of_year_column, stretch_of_part_column
from tradeview.table.engines import Frame, as_text, collect, is_lazy, is_missing, names_present
from tradeview.table.refusals import join_parts_of_year, refuse_several
from tradeview.table.schema import GOODS, SERIES, wrap_trade_table

# Where what rows say in a column is kept while the column tells series apart.
SAID = {"coverage": "_tv_coverage_said", "months": "_tv_months_said"}
# What to do about several of them where there may be but one.
REMEDIES = {
    "coverage": "keep one: goods, services and both of them do not add up",
    "months": "keep whole years, or years of the same months",
}
MEANT = {"coverage": GOODS, "months": "whole periods"}  # what a row means that says nothing there


def coverage_key(column: nw.Expr) -> nw.Expr:
    """Write coverage in one way: missing where it is goods."""
    return nw.when(column != GOODS).then(column)


def coverage_of_cell(cell: object) -> str:
    """Write the coverage that a single row says in one way: empty where it is goods.

    Examples
    --------
    >>> [coverage_of_cell(cell) for cell in ("services", "goods", None)]
    ['services', '', '']
    """
    if is_missing(cell) or cell == GOODS:
        return ""
    return str(cell)


def write_keys(table: Frame) -> Frame:
    """Write in one way what tells series apart and may be said in several; what rows say is kept in columns of `SAID`.

    Columns in which nothing is said are left alone, and so is a frame that has none of them.
    """
    there = columns_that_say(table)
    if not there:
        return table
    keys: dict[str, nw.Expr | nw.Series[Any]] = {"coverage": coverage_key(nw.col("coverage"))}
    if "months" in there:
        keys["months"] = _part_of_year(table)
    kept = table.with_columns(**{SAID[name]: nw.col(name) for name in there})
    return as_text(kept, there).with_columns(**{name: keys[name] for name in there})


def _part_of_year(table: Frame) -> "nw.Expr | nw.Series[Any]":
    """Give the part of the year of each row; pandas, which is slow with text, is asked of each stretch once."""
    if not table.implementation.is_pandas():
        return part_of_year_column(nw.col("months"), nw.col("period"))
    rows: pd.DataFrame = table.to_native()
    places, stretches = pd.factorize(rows["months"].to_numpy(dtype=object))
    years = pd.DataFrame({"period": 0, "months": pd.Series(stretches, dtype=object).astype("str")})
    part = part_of_year_column(nw.col("months"), nw.col("period"))
    parts = nw.from_native(years, eager_only=True).select(part=part).to_native()["part"].to_numpy(dtype=object)
    found = pd.Series([*parts, None], dtype=object).to_numpy()[places]  # the last where nothing is said
    is_year = (rows["period"] <= HIGHEST_YEAR).fillna(value=False).to_numpy(dtype=bool)
    column = pd.Series(found, index=rows.index, dtype="str").where(is_year)
    return nw.from_native(column, series_only=True)


def columns_that_say(table: Frame) -> list[str]:
    """Return those of the columns that say anything, as far as that is known without a query."""
    schema = table.collect_schema()
    # Polars calls what holds nothing but missing values Unknown, and finds no text in it.
    there = [name for name in SAID if name in schema and schema[name] != nw.Unknown]
    if is_lazy(table):
        return there
    return [name for name in there if collect(table)[name].null_count() < len(collect(table))]


def said_column(table: Frame, name: str) -> str:
    """Return the column that holds what rows said in a column of `SAID`: the column itself where they said nothing."""
    return names_present(table, (SAID[name], name))[0]


def restore_keys_said(table: Frame) -> Frame:
    """Bring back what rows said before `write_keys`."""
    kept = [name for name, said in SAID.items() if names_present(table, (said,))]
    if not kept:
        return table
    return table.with_columns(**{name: nw.col(SAID[name]) for name in kept}).drop(*(SAID[name] for name in kept))


def say_coverage_of_series(table: Frame, keys: Iterable[str]) -> Frame:
    """Let all rows of a series say of its coverage what one of them says (goods), which still tells series apart."""
    said = SAID["coverage"]
    if not names_present(table, (said,)):
        return table
    return as_text(table, [said]).with_columns(coverage=nw.col(said).max().over(*keys))


def write_months_of(table: Frame, period: str) -> Frame:
    """Write the months of a period where a column tells series apart by the part of the year that they are."""
    if not names_present(table, ("months",)):
        return table
    part = nw.col("months")
    stretch = stretch_of_part_column(part, nw.col(period))
    return table.with_columns(months=nw.when(~part.is_null()).then(stretch))


def refuse_several_kinds(frame: pd.DataFrame, what: str) -> None:
    """Refuse rows of a pandas frame that are of several coverages, or of other months of their years."""
    table = write_keys(wrap_trade_table(frame))
    said: dict[str, set[str]] = {}
    for name in names_present(table, tuple(SAID)):
        cells = collect(table)[name].unique().to_list()
        said[name] = {"" if is_missing(cell) else str(cell) for cell in cells}
    refuse_several(what, "coverage", {cell or GOODS for cell in said.get("coverage", ())}, REMEDIES["coverage"])
    parts = said.get("months", set())
    if len(parts) > 1:
        raise TradeTableError(f"{what} needs rows of the same months", join_parts_of_year(parts), REMEDIES["months"])


def spans_of(frame: pd.DataFrame) -> list[int]:
    """Return the span of each row of a pandas frame: its period, or its months where they are no whole period.

    Examples
    --------
    >>> spans_of(pd.DataFrame({"period": [2023, 2024], "months": [None, "2024-01/2024-08"]}))
    [2023, 202401202408]
    """
    periods = [int(period) for period in frame["period"]]
    if "months" not in frame:
        return periods
    return [_make_span(period, cell) for period, cell in zip(periods, frame["months"], strict=True)]


def spans_of_rows(frame: pd.DataFrame) -> "pd.Series[int]":
    """Return `spans_of` a pandas frame as a column beside its rows.

    Examples
    --------
    >>> frame = pd.DataFrame({"period": [2024, 2025], "months": ["2024-01/2024-12", "2025-01/2025-08"]})
    >>> spans_of_rows(frame).tolist()
    [2024, 202501202508]
    """
    return pd.Series(spans_of(frame), index=frame.index, dtype="int64")


def span_of(row: Mapping[Any, Any]) -> int:
    """Return the span of one row of a trade table.

    Examples
    --------
    >>> span_of({"period": 2024, "months": "2024-01/2024-08"}), span_of({"period": 202405})
    (202401202408, 202405)
    """
    return _make_span(int(row["period"]), row.get("months"))


def _make_span(period: int, cell: object) -> int:
    return make_span(period, None if is_missing(cell) else str(cell))


def distinct_series(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the series of a pandas frame, one row each."""
    table = write_keys(wrap_trade_table(frame))
    native: pd.DataFrame = table.select(*names_present(table, SERIES)).to_native()
    return native.drop_duplicates()
