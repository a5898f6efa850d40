"""Parts of Comtrade's records, as they are read and held until all of a file is seen, and put together then.

What repeats is held as categories, one text for all equal cells. Numbers hardly repeat, and what they are is told by
all of a file together (its decimal commas, say): they are held as the bytes that the file has, a fifth of what a text
of each would take.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from tradeview.sources.comtrade.codes import categories_of, distinct_cells
from tradeview.sources.plain_lines import ENCODING

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUMBERS = ("value", "cif", "fob", "quantity", "net_weight")
LONGEST_NUMBER = 32  # bytes of a number that is held as such


class Piece(NamedTuple):
    """Records: their columns as categories or objects, None or missing where empty.

    Those of `NUMBERS` may stand in `numbers` instead, each cell in bytes, as long as `rows`.
    """

    rows: pd.DataFrame
    numbers: "Mapping[str, NDArray[np.bytes_]]"

    def keep(self, is_kept: "NDArray[np.bool_]") -> "Piece":
        """Leave out records, and the texts that they alone have."""
        if is_kept.all():
            return self
        rows = self.rows[is_kept]
        columns = {}
        for name, column in rows.items():
            is_category = isinstance(column.dtype, pd.CategoricalDtype)
            columns[name] = categories_of(*distinct_cells(column)) if is_category else column
        numbers = {name: cells[is_kept] for name, cells in self.numbers.items()}
        return Piece(pd.DataFrame(columns, rows.index), numbers)


def join_pieces(pieces: list[Piece]) -> Piece:
    """Put pieces together, of several files of an archive also; a column that one of them lacks is empty there."""
    names = dict.fromkeys(name for piece in pieces for name in piece.rows)
    in_bytes = dict.fromkeys(name for piece in pieces for name in piece.numbers)
    columns: dict[str, Any] = {}
    numbers = {}
    for name in dict.fromkeys([*names, *in_bytes]):
        if all(name in piece.numbers for piece in pieces):
            numbers[name] = np.concatenate([piece.numbers[name] for piece in pieces])
        elif name in in_bytes or name in NUMBERS:
            cells = np.concatenate([_read_one_by_one(piece, name) for piece in pieces])
            columns[name] = pd.Series(cells, dtype=object)
        else:
            columns[name] = _join_categories([piece.rows.get(name) for piece in pieces], pieces)
    size = sum(len(piece.rows) for piece in pieces)
    return Piece(pd.DataFrame(columns, pd.RangeIndex(size)), numbers)


def _read_one_by_one(piece: Piece, name: str) -> "NDArray[np.object_]":
    """Return the cells of a column of numbers as text, None where empty."""
    if name in piece.numbers:
        return texts_of_numbers(piece.numbers[name])
    if name in piece.rows:
        return piece.rows[name].to_numpy(dtype=object)
    return np.full(len(piece.rows), None, dtype=object)


def texts_of_numbers(cells: "NDArray[np.bytes_]") -> "NDArray[np.object_]":
    """Read cells that are held as bytes as text, None where empty; what was quoted has its quotes doubled."""
    texts = np.empty(len(cells), dtype=object)
    texts[:] = [str(cell, ENCODING).replace('""', '"').strip() or None for cell in cells.tolist()]
    return texts


def _join_categories(parts: "Sequence[pd.Series[Any] | None]", pieces: Sequence[Piece]) -> pd.Categorical:
    """Join columns of texts, of which a piece may lack one."""
    numbers: dict[Any, int] = {}
    places = []
    for part, piece in zip(parts, pieces, strict=True):
        if part is None:
            places.append(np.full(len(piece.rows), -1, dtype=np.int32))
            continue
        of_part, cells = distinct_cells(part)
        of_all = [-1 if cell is None else numbers.setdefault(cell, len(numbers)) for cell in cells]
        places.append(np.array(of_all, dtype=np.int32)[of_part])
    return categories_of(np.concatenate(places), list(numbers))
