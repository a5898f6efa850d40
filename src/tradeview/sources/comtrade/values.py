"""Comtrade's numbers with their provenance: values and their valuation, quantities, weights and what is said of them.

UN Comtrade is in US dollars of the time, single units, in every form. It writes 0 where it does not know: for CIF and
FOB values beside the primary value, for weights and for quantities.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tradeview.errors import TradeTableError
from tradeview.sources.comtrade import codes
from tradeview.sources.comtrade.codes import categories_of, columns_of, distinct_cells, map_cells
from tradeview.sources.comtrade.number_cells import read_numbers
from tradeview.sources.comtrade.pieces import NUMBERS, Piece, texts_of_numbers
from tradeview.table.columns import PATTERNS, WORDS, name_misprint
from tradeview.table.decimal_commas import with_points
from tradeview.table.engines import text_dtype
from tradeview.table.shortened_numbers import count_shortened, find_ranges, warn_of_shortened
from tradeview.table.thousands import without_thousands

if TYPE_CHECKING:
    from numpy.typing import NDArray

AMOUNTS = ("value", "quantity", "net_weight")
# Columns of numbers of which most are those of another, which stands before them.
ALIKE = {"fob": "value", "cif": "value", "net_weight": "quantity"}
UNTOLD, CIF, FOB = range(3)
SOURCE, CURRENCY = "un-comtrade", "USD"
# With the words that spreadsheets put in their place in other languages.
TRUE = {"true", "1", "wahr", "vrai", "verdadero", "verdadeiro", "vero", "waar", "prawda", "doğru", "истина", "істина"}
FALSE = {"false", "0", "falsch", "faux", "falso", "onwaar", "fałsz", "yanliş", "yanlış", "ложь", "хибність"}
# What programs write into columns of numbers where there is none; other words are found one by one.
NO_NUMBERS = ("NA", "N/A", "NaN", "nan", "NULL", "null", "None")
NUMBER_LETTERS = dict.fromkeys(map(ord, "0123456789.-\n"))
# By how many US$ they may differ besides where one of the two is printed without decimals, as the last legacy downloads
# print some of their columns.
ROUNDED = 1.0
# Share of the primary value by which CIF or FOB may differ and still be the same: what a program loses in writing it.
PRECISION = 1e-9


def make_trade_table(name: str, piece: Piece) -> pd.DataFrame:
    """Make the trade table of all rows, which have their keys; each row needs a value."""
    rows = _with_points(name, _with_numbers(piece))
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
        by_legacy = _map_distinct(legacy, partial(_read_legacy_flag, by_flag), "boolean")
        estimated[column] = flag_column(name, rows, column).fillna(by_legacy)
    trade = pd.DataFrame(
        {
            "period": rows["period"].astype("int64"),
            "reporter": text_column(rows["reporter"]),
            "partner": text_column(rows["partner"]),
            "flow": _map_distinct(rows["flow_code"], codes.FLOW_WORDS.get, text_dtype()),
            "commodity_code": text_column(rows["commodity_code"]),
            "value": value,
            "currency": _repeat(CURRENCY, rows),
            "classification": text_column(rows["classification"]),
            "valuation": text_column(valuation_column(name, rows, value)),
            "quantity": quantity,
            "quantity_unit": text_column(unit),
            "net_weight": number_column(name, rows, "net_weight"),
            "source": _repeat(SOURCE, rows),
            "flow_code": text_column(rows["flow_code"]),
            "original_classification": flag_column(name, rows, "original_classification"),
            **estimated,
            "reported": flag_column(name, rows, "reported"),
            "aggregate": flag_column(name, rows, "aggregate"),
        }
    )
    return _with_ranges(name, rows, trade).reset_index(drop=True)


def _read_legacy_flag(by_flag: Mapping[str, bool], cell: str | None) -> bool | None:
    stated = codes.cell_or_none(cell)
    return None if stated is None else by_flag.get(stated)


def _with_ranges(name: str, rows: pd.DataFrame, trade: pd.DataFrame) -> pd.DataFrame:
    """Give values that a spreadsheet has shortened the range of their digits, and say how many numbers it shortened."""
    written = [amount for amount in AMOUNTS if amount in rows and not _is_read(rows[amount])]
    cells = {amount: rows[amount] for amount in written if _holds(rows[amount], "E")}
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
    numbers = [column for column in NUMBERS if column in rows and not _is_read(rows[column])]
    if not any(_holds(rows[column], ",") for column in numbers):  # as in nearly all files
        return rows
    columns = [_cells_or_none(rows[column]) for column in numbers]
    written = with_points(columns, name, TradeTableError, may_be_thousands=True)
    mended = [pd.Series(cells, rows.index, dtype=object) for cells in written]
    return rows.assign(**dict(zip(numbers, mended, strict=True)))


def _with_numbers(piece: Piece) -> pd.DataFrame:
    """Read the numbers that are held as bytes; where one of all is not plain, all become text, to be read with care."""
    read = _read_plain_columns(piece.numbers)
    if read is not None:
        return piece.rows.assign(**read)
    texts = {column: texts_of_numbers(cells) for column, cells in piece.numbers.items()}
    columns = {column: pd.Series(cells, piece.rows.index, dtype=object) for column, cells in texts.items()}
    return piece.rows.assign(**columns)


def _read_plain_columns(written: "Mapping[str, NDArray[np.bytes_]]") -> "dict[str, NDArray[np.float64]] | None":
    """Read columns of plain numbers; None where one of all numbers is not plain."""
    read: dict[str, NDArray[np.float64]] = {}
    for column, cells in written.items():
        alike = ALIKE.get(column, "")
        known = (written[alike], read[alike]) if alike in read else None
        numbers = read_numbers(cells, known)
        if numbers is None:
            return None
        read[column] = numbers
    return read


def _is_read(column: "pd.Series[Any]") -> bool:
    """Tell whether a column holds numbers, not cells in which they are written."""
    return column.dtype.kind == "f"


def _repeat(word: str, rows: pd.DataFrame) -> "pd.Series[Any]":
    column = pd.array([word], dtype=text_dtype()).take(np.zeros(len(rows), dtype=np.intp))
    return pd.Series(column, index=rows.index)


def _holds(cells: "pd.Series[Any]", letter: str) -> bool:
    """Tell whether a letter stands in any of the cells."""
    return letter in "".join(filter(None, cells.tolist()))


def text_column(cells: "pd.Series[Any]") -> "pd.Series[Any]":
    """Give a column the dtype that text has in every table of this library."""
    return _map_distinct(cells, codes.cell_or_none, text_dtype())


def _map_distinct(cells: "pd.Series[Any]", read: Callable[[Any], Any], dtype: str) -> "pd.Series[Any]":
    """Read each distinct cell of a column once."""
    places, distinct = codes.distinct_cells(cells)
    meanings = pd.array([read(cell) for cell in distinct], dtype=dtype)
    return pd.Series(meanings.take(places), index=cells.index)


def _cells_or_none(column: "pd.Series[Any]") -> list[str | None]:
    """Make cells that say that there is nothing None; each distinct one is asked once."""
    cells = column.tolist()
    stated = {cell: codes.cell_or_none(cell) for cell in set(cells)}
    return [stated[cell] for cell in cells]


def number_column(name: str, rows: pd.DataFrame, column: str, *, zero_is_missing: bool = True) -> "pd.Series[Any]":
    """Read a column of numbers, refusing what is none; where 0 stands for what nobody knows, it becomes missing."""
    if column in rows and _is_read(rows[column]):
        numbers = rows[column].to_numpy(copy=True)
    elif column in rows:
        numbers = _read_plain_numbers(rows[column])
        if numbers is None:
            numbers = _read_numbers(name, column, _cells_without_thousands(rows, column))
    else:
        numbers = np.full(len(rows), math.nan)
    if zero_is_missing:
        numbers[numbers == 0] = math.nan
    return pd.Series(numbers, index=rows.index)


def _cells_without_thousands(rows: pd.DataFrame, column: str) -> list[str | None]:
    """Return the cells of a column, without separators between thousands where the numbers of the file prove them."""
    columns = {other: _cells_or_none(rows[other]) for other in NUMBERS if other in rows}
    written = without_thousands(list(columns.values()))
    return columns[column] if written is None else dict(zip(columns, written, strict=True))[column]


def _read_plain_numbers(column: "pd.Series[Any]") -> "NDArray[np.float64] | None":
    """Read cells that are digits with a point at most, or empty, all at once; None where some are anything else."""
    is_stated = column.notna().to_numpy() & ~column.isin(NO_NUMBERS).to_numpy()
    cells = column.to_numpy()[is_stated]
    text = "\n".join(["", *cells.tolist(), ""])
    # What `float` takes beside digits, and is no number here: `.5`, `5.`, `1_000`, ` 5`, `inf`.
    if text.translate(NUMBER_LETTERS) or any(odd in text for odd in ("\n.", "-.", ".\n")):
        return None
    numbers = np.full(len(column), math.nan)
    try:
        numbers[is_stated] = cells.astype("float64")
    except ValueError:  # such as 1.2.3
        return None
    return numbers


def _read_numbers(name: str, column: str, cells: Sequence[str | None]) -> "NDArray[np.float64]":
    """Read cells of numbers one by one, refusing those that are none."""
    # pandas' own conversion would take 1_000 and inf, too.
    wrong = [cell for cell in dict.fromkeys(cells) if cell is not None and not PATTERNS["number"].fullmatch(cell)]
    if wrong:
        hints = dict.fromkeys(filter(None, map(name_misprint, wrong)))
        allowed = "; ".join([WORDS["number"], *hints])
        raise _unreadable_error(name, [f"{column} {cell!r}" for cell in wrong], allowed)
    return np.array([math.nan if cell is None else float(cell) for cell in cells], dtype="float64")


def flag_column(name: str, rows: pd.DataFrame, column: str) -> "pd.Series[Any]":
    """Read a column of true and false, refusing other words: columns have shifted, or the last line is cut."""
    (written,) = columns_of(rows, column)
    _, distinct = distinct_cells(written)
    wrong = [f"{column} {cell!r}" for cell in distinct if not _is_flag(cell)]
    if wrong:
        allowed = "true or false, in English; a last line may be cut, or columns have shifted"
        raise _unreadable_error(name, wrong, allowed)
    return _map_distinct(written, _read_flag, "boolean")


def _is_flag(cell: str | None) -> bool:
    return codes.cell_or_none(cell) is None or _read_flag(cell) is not None


def _read_flag(cell: str | None) -> bool | None:
    word = str(codes.cell_or_none(cell)).strip().casefold()
    return word in TRUE if word in TRUE | FALSE else None


def _unreadable_error(name: str, cells: Sequence[str], allowed: str) -> TradeTableError:
    return TradeTableError(f"{name} has cells that cannot be read", f"{len(cells)} of them", f"give {allowed}", cells)


def valuation_column(name: str, rows: pd.DataFrame, value: "pd.Series[Any]") -> "pd.Series[Any]":
    """Tell CIF from FOB: the one of the two that the value equals. Where it equals both, nobody can tell."""
    others = {"CIF": number_column(name, rows, "cif"), "FOB": number_column(name, rows, "fob")}
    valuation = np.zeros(len(rows), dtype=np.int8)
    for are_alike in (_are_equal, _are_equal_when_rounded):
        is_cif, is_fob = are_alike(value, others["CIF"]), are_alike(value, others["FOB"])
        is_open = valuation == UNTOLD
        valuation[is_cif & ~is_fob & is_open] = CIF
        valuation[is_fob & ~is_cif & is_open] = FOB
        # What is equal to both to the digit is not told by rounding.
        value = value.mask(is_cif & is_fob)
    return pd.Series(categories_of(valuation, [None, "CIF", "FOB"]), index=rows.index)


def _are_equal(value: "pd.Series[Any]", other: "pd.Series[Any]") -> "pd.Series[bool]":
    return (other - value).abs() <= PRECISION * value.abs()


def _are_equal_when_rounded(value: "pd.Series[Any]", other: "pd.Series[Any]") -> "pd.Series[bool]":
    """Tell where two amounts are one, of which the one is printed in whole US$ and the other is not."""
    is_whole, is_other_whole = value % 1 == 0, other % 1 == 0
    return ((other - value).abs() < ROUNDED) & (is_whole != is_other_whole)
