"""Comtrade's numbers with their provenance: values and their valuation, quantities, weights and what is said of them.

UN Comtrade is in US dollars of the time, single units, in every form. It writes 0 where it does not know: for CIF and
FOB values beside the primary value, for weights and for quantities.
"""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from tradeview.errors import TradeTableError
from tradeview.sources.comtrade import codes
from tradeview.sources.comtrade.codes import columns_of, map_cells
from tradeview.table.columns import PATTERNS, WORDS, name_misprint
from tradeview.table.decimal_commas import with_points
from tradeview.table.engines import text_dtype
from tradeview.table.shortened_numbers import count_shortened, find_ranges, warn_of_shortened

AMOUNTS = ("value", "quantity", "net_weight")
SOURCE, CURRENCY = "un-comtrade", "USD"
NUMBERS = ("value", "cif", "fob", "quantity", "net_weight")
# With the words that spreadsheets put in their place in other languages.
TRUE = {"true", "1", "wahr", "vrai", "verdadero", "verdadeiro", "vero", "waar", "prawda", "doğru", "истина", "істина"}
FALSE = {"false", "0", "falsch", "faux", "falso", "onwaar", "fałsz", "yanliş", "yanlış", "ложь", "хибність"}
# By how many US$ they may differ besides where one of the two is printed without decimals, as the last legacy downloads
# print some of their columns.
ROUNDED = 1.0
# Share of the primary value by which CIF or FOB may differ and still be the same: what a program loses in writing it.
PRECISION = 1e-9


def make_trade_table(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Make the trade table of rows that have their keys; each row needs a value."""
    rows = _with_points(name, rows)
    value = number_column(name, rows, "value", zero_is_missing=False)
    if value.isna().any():
        raise TradeTableError(
            f"every row of {name} has a value", f"{int(value.isna().sum()):,} without, which is not zero", "mend them"
        )
    quantity = number_column(name, rows, "quantity")
    unit = map_cells(rows, codes.read_unit, "unit_code", "unit")
    (legacy,) = columns_of(rows, "estimation")
    estimated = {}
    # A column each says what is estimated today; before, one flag said it for both.
    for column, by_flag in codes.ESTIMATED_BY_FLAG.items():
        by_legacy = legacy.map(codes.cell_or_none).map(by_flag).astype("boolean")
        estimated[column] = flag_column(name, rows, column).fillna(by_legacy)
    trade = pd.DataFrame(
        {
            "period": rows["period"].astype("int64"),
            "reporter": text_column(rows["reporter"]),
            "partner": text_column(rows["partner"]),
            "flow": text_column(rows["flow_code"].map(codes.FLOW_WORDS)),
            "commodity_code": text_column(rows["commodity_code"]),
            "value": value,
            "currency": text_column(pd.Series(CURRENCY, index=rows.index, dtype=object)),
            "classification": text_column(rows["classification"]),
            "valuation": text_column(valuation_column(name, rows, value)),
            "quantity": quantity,
            "quantity_unit": text_column(unit),
            "net_weight": number_column(name, rows, "net_weight"),
            "source": text_column(pd.Series(SOURCE, index=rows.index, dtype=object)),
            "flow_code": text_column(rows["flow_code"]),
            "original_classification": flag_column(name, rows, "original_classification"),
            **estimated,
            "reported": flag_column(name, rows, "reported"),
            "aggregate": flag_column(name, rows, "aggregate"),
        }
    )
    return _with_ranges(name, rows, trade).reset_index(drop=True)


def _with_ranges(name: str, rows: pd.DataFrame, trade: pd.DataFrame) -> pd.DataFrame:
    """Give values that a spreadsheet has shortened the range of their digits, and say how many numbers it shortened."""
    cells = {amount: columns_of(rows, amount)[0] for amount in AMOUNTS}
    counts = count_shortened(cells)
    warn_of_shortened(name, counts, "value")
    if "value" not in counts:
        return trade
    ranges = [ends or (None, None) for ends in find_ranges(cells["value"])]
    ends = pd.DataFrame(ranges, rows.index, ["low", "high"], dtype="float64")
    printed = text_column(cells["value"].where(ends["low"].notna(), None))
    return trade.assign(low=ends["low"], high=ends["high"], quote=printed)


def _with_points(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Write the numbers of rows with decimal points, where the file has decimal commas."""
    numbers = [column for column in NUMBERS if column in rows]
    # Each distinct cell is looked at once: nearly all files have no comma.
    if not any("," in cell for column in numbers for cell in set(rows[column].tolist()) if isinstance(cell, str)):
        return rows
    columns = [_cells_or_none(rows[column]) for column in numbers]
    written = with_points(columns, name, TradeTableError, may_be_thousands=True)
    mended = [pd.Series(cells, rows.index, dtype=object) for cells in written]
    return rows.assign(**dict(zip(numbers, mended, strict=True)))


def text_column(cells: "pd.Series[Any]") -> "pd.Series[Any]":
    """Give a column the dtype that text has in every table of this library."""
    return pd.Series(_cells_or_none(cells), index=cells.index, dtype=text_dtype())


def _cells_or_none(column: "pd.Series[Any]") -> list[str | None]:
    """Make cells that say that there is nothing None; each distinct one is asked once."""
    cells = column.tolist()
    stated = {cell: codes.cell_or_none(cell) for cell in set(cells)}
    return [stated[cell] for cell in cells]


def number_column(name: str, rows: pd.DataFrame, column: str, *, zero_is_missing: bool = True) -> "pd.Series[Any]":
    """Read a column of numbers, refusing what is none; where 0 stands for what nobody knows, it becomes missing."""
    (written,) = columns_of(rows, column)
    cells = _cells_or_none(written)
    # pandas' own conversion would take 1_000 and inf, too.
    wrong = [cell for cell in dict.fromkeys(cells) if cell is not None and not PATTERNS["number"].fullmatch(cell)]
    if wrong:
        hints = dict.fromkeys(filter(None, map(name_misprint, wrong)))
        allowed = "; ".join([WORDS["number"], *hints])
        raise _unreadable_error(name, [f"{column} {cell!r}" for cell in wrong], allowed)
    numbers = [math.nan if cell is None else float(cell) for cell in cells]
    read = pd.Series(numbers, index=rows.index, dtype="float64")
    if zero_is_missing:
        return read.where(read != 0)
    return read


def flag_column(name: str, rows: pd.DataFrame, column: str) -> "pd.Series[Any]":
    """Read a column of true and false, refusing other words: columns have shifted, or the last line is cut."""
    (written,) = columns_of(rows, column)
    flags: dict[str, bool] = {}
    wrong = []
    for cell in written.unique():
        if codes.cell_or_none(cell) is None:
            continue
        word = str(codes.cell_or_none(cell)).strip().casefold()
        if word in TRUE | FALSE:
            flags[cell] = word in TRUE
        else:
            wrong.append(f"{column} {cell!r}")
    if wrong:
        raise _unreadable_error(
            name, wrong, "true or false, in English; a last line may be cut, or columns have shifted"
        )
    return written.map(flags).astype("boolean")


def _unreadable_error(name: str, cells: Sequence[str], allowed: str) -> TradeTableError:
    return TradeTableError(f"{name} has cells that cannot be read", f"{len(cells)} of them", f"give {allowed}", cells)


def valuation_column(name: str, rows: pd.DataFrame, value: "pd.Series[Any]") -> "pd.Series[Any]":
    """Tell CIF from FOB: the one of the two that the value equals. Where it equals both, nobody can tell."""
    others = {"CIF": number_column(name, rows, "cif"), "FOB": number_column(name, rows, "fob")}
    valuation = pd.Series([None] * len(rows), index=rows.index, dtype=object)
    for are_alike in (_are_equal, _are_equal_when_rounded):
        is_cif, is_fob = are_alike(value, others["CIF"]), are_alike(value, others["FOB"])
        is_open = valuation.isna()
        valuation[is_cif & ~is_fob & is_open] = "CIF"
        valuation[is_fob & ~is_cif & is_open] = "FOB"
        # What is equal to both to the digit is not told by rounding.
        value = value.mask(is_cif & is_fob)
    return valuation


def _are_equal(value: "pd.Series[Any]", other: "pd.Series[Any]") -> "pd.Series[bool]":
    return (other - value).abs() <= PRECISION * value.abs()


def _are_equal_when_rounded(value: "pd.Series[Any]", other: "pd.Series[Any]") -> "pd.Series[bool]":
    """Tell where two amounts are one, of which the one is printed in whole US$ and the other is not."""
    is_whole, is_other_whole = value % 1 == 0, other % 1 == 0
    return ((other - value).abs() < ROUNDED) & (is_whole != is_other_whole)
