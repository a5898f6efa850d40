"""Comtrade's numbers with their passport: values and their valuation, quantities, weights and what is said of them.

UN Comtrade is in US dollars of the time, single units, in every form. It writes 0 where it does not know: for CIF and
FOB values beside the primary value, for weights and for quantities.
"""

import logging
import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from tradeview.errors import TradeTableError
from tradeview.sources.comtrade import codes
from tradeview.sources.comtrade.rows import columns, mapped
from tradeview.table.columns import PATTERNS, WORDS
from tradeview.table.engines import text_dtype

logger = logging.getLogger("tradeview")

SOURCE, CURRENCY = "un-comtrade", "USD"
TRUE, FALSE = {"true", "1"}, {"false", "0"}
# CIF or FOB equals the primary value, save for what a program loses in writing it.
PRECISION = 1e-9


def trade_table(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Make the trade table of rows that have their keys.

    Raises
    ------
    TradeTableError
        A number or flag that cannot be read, or a row without a value.
    """
    value = numbers(name, rows, "value", zero_is_missing=False)
    if value.isna().any():
        raise TradeTableError(
            f"every row of {name} has a value", f"{int(value.isna().sum()):,} without, which is not zero", "mend them"
        )
    quantity = numbers(name, rows, "quantity")
    units = text(mapped(rows, codes.unit, "unit_code", "unit"))
    estimated = _estimated(name, rows)
    return pd.DataFrame(
        {
            "period": rows["period"].astype("int64"),
            "reporter": text(rows["reporter"]),
            "partner": text(rows["partner"]),
            "flow": text(rows["flow_code"].map(codes.FLOW_WORDS)),
            "commodity_code": text(rows["commodity_code"]),
            "value": value,
            "currency": text(pd.Series(CURRENCY, index=rows.index, dtype=object)),
            "classification": text(rows["classification"]),
            "valuation": text(_valuation(name, rows, value)),
            "quantity": quantity,
            "quantity_unit": units,
            "net_weight": numbers(name, rows, "net_weight"),
            "source": text(pd.Series(SOURCE, index=rows.index, dtype=object)),
            "flow_code": text(rows["flow_code"]),
            "original_classification": flags(name, rows, "original_classification"),
            **estimated,
            "reported": flags(name, rows, "reported"),
            "aggregate": flags(name, rows, "aggregate"),
        }
    ).reset_index(drop=True)


def text(cells: "pd.Series[Any]") -> "pd.Series[Any]":
    """Give a column the dtype that text has in every table of this library."""
    return pd.Series(_present(cells), index=cells.index, dtype=text_dtype())


def _present(cells: "pd.Series[Any]") -> list[str | None]:
    """Make cells that say that there is nothing None; each distinct one is asked once."""
    listed = cells.tolist()
    absent = {cell for cell in set(listed) if codes.is_absent(cell)}
    return [None if cell in absent else cell for cell in listed]


def numbers(name: str, rows: pd.DataFrame, column: str, *, zero_is_missing: bool = True) -> "pd.Series[Any]":
    """Read a column of numbers, refusing what is none; where 0 stands for what nobody knows, it becomes missing.

    Raises
    ------
    TradeTableError
        Cells with separators, units or words.
    """
    cells = columns(rows, column)[0]
    present = _present(cells)
    wrong = [cell for cell in dict.fromkeys(present) if cell is not None and not PATTERNS["number"].fullmatch(cell)]
    if wrong:
        said = [f"{column} {cell!r}" for cell in wrong]
        raise _misprint(name, said, WORDS["number"])
    read = pd.Series([math.nan if cell is None else float(cell) for cell in present], index=rows.index, dtype="float64")
    return read.where(read != 0) if zero_is_missing else read


def flags(name: str, rows: pd.DataFrame, column: str) -> "pd.Series[Any]":
    """Read a column of true and false.

    Raises
    ------
    TradeTableError
        Other words: the columns shifted, or the last line is cut.
    """
    cells = columns(rows, column)[0]
    words = {cell: str(cell).strip().casefold() for cell in cells.unique() if not codes.is_absent(cell)}
    wrong = [f"{column} {cell!r}" for cell, word in words.items() if word not in TRUE | FALSE]
    if wrong:
        raise _misprint(name, wrong, "true or false; a last line may be cut, or columns have shifted")
    return cells.map({cell: word in TRUE for cell, word in words.items()}).astype("boolean")


def _misprint(name: str, said: Sequence[str], allowed: str) -> TradeTableError:
    return TradeTableError(f"{name} has cells that cannot be read", f"{len(said)} of them", f"give {allowed}", said)


def _estimated(name: str, rows: pd.DataFrame) -> "dict[str, pd.Series[Any]]":
    """Tell which quantities and weights are the UN's estimates: by a column each, or by the legacy flag for both."""
    both = mapped(rows, lambda flag: codes.ESTIMATED.get(flag, (None, None)), "estimation")
    found = {}
    for place, column in enumerate(("quantity_estimated", "net_weight_estimated")):
        legacy = both.map(lambda pair, place=place: pair[place]).astype("boolean")
        found[column] = flags(name, rows, column).fillna(legacy)
    return found


def _valuation(name: str, rows: pd.DataFrame, value: "pd.Series[Any]") -> "pd.Series[Any]":
    """Tell CIF from FOB: the one of the two that the value equals. Where it equals both, nobody can tell."""
    is_cif, is_fob = (
        (numbers(name, rows, column) - value).abs() <= PRECISION * value.abs() for column in ("cif", "fob")
    )
    valuation = pd.Series([None] * len(rows), index=rows.index, dtype=object)
    valuation[is_cif & ~is_fob] = "CIF"
    valuation[is_fob & ~is_cif] = "FOB"
    return valuation
