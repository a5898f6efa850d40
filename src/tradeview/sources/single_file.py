"""The one table of a download: a file of text, or the only one that is packed in a .gz or .zip.

Readers of a form that comes as one table in one file open it here. What a form takes (endings of the files in an
archive, encodings), and the words with which it refuses what it cannot take, are said once, as `Form`.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from tradeview.errors import MissingExtraError, TableError
from tradeview.sources.opening import (
    LATIN,
    Kind,
    decode_text,
    file_at,
    is_gzip,
    is_workbook,
    is_zip,
    kind_of,
    member_names,
    open_zip,
    read_file,
    read_member,
    refuse_container,
    unpack_gzip,
)
from tradeview.table.columns import Line
from tradeview.table.csv import BrokenLineError, numbered_lines
from tradeview.table.engines import is_missing

PARQUET = b"PAR1"
SHOWN = 60
UNNAMED = re.compile(r"Unnamed: [0-9]+")
# What a download may be instead of a table, in words.
NO_TABLES: dict[Kind, str] = {"page": "a page of HTML or XML", "JSON": "JSON", "PDF": "a PDF", "nothing": "nothing"}


@dataclass(frozen=True)
class Form:
    """A form of downloads: what it is called, what its files end in, and how a good one is had.

    Parameters
    ----------
    name : str
        What its files are: "a download of Trade Map".
    again : str
        What to do where a file is none.
    endings : tuple of str
        Of the file that is meant in an archive.
    error : type of TableError
        What refuses a file.
    encodings : tuple of str
        Tried in order.
    """

    name: str
    again: str
    endings: tuple[str, ...] = (".csv",)
    error: type[TableError] = TableError
    encodings: tuple[str, ...] = LATIN

    def open_bytes(self, path: str | Path) -> tuple[str, bytes]:
        """Return the name and the bytes of the one file at a path, unpacked."""
        path = file_at(path, self.name, "give the path of the file", self.error)
        data = read_file(path, self.error)
        if is_gzip(data):
            return path.name, unpack_gzip(data, f"{path.name} is a whole .gz file", self.again, self.error)
        if not is_zip(data):
            return path.name, data
        with open_zip(data, f"{path.name} is a whole .zip file", self.again, self.error) as archive:
            if is_workbook(archive):
                raise self.refuse(path.name, "an Excel workbook", "save it as CSV")
            names = member_names(archive, self.endings)
            if len(names) != 1:
                found = ", ".join(names) or f"none that ends in {' or '.join(self.endings)}"
                raise self.error(f"{path.name} holds one file of figures", found, "unpack it, and give the one meant")
            return names[0], read_member(archive, names[0], f"{path.name} is a whole .zip file", self.error)

    def text_of(self, name: str, data: bytes, *, but: Sequence[Kind] = ()) -> str:
        """Decode a file, refusing what is no text, and pages or other kinds of text `but` these."""
        refuse_container(data, name, f"{name} is {self.name}", self.error)
        text = decode_text(data, self.encodings, name, "replace")
        kind = kind_of(text)
        if kind in NO_TABLES and kind not in but:
            found = NO_TABLES[kind]
            if kind != "nothing":
                found += f": {' '.join(text.split())[:SHOWN]!r}"
            raise self.refuse(name, found)
        return text

    def split_lines(self, name: str, text: str, delimiter: str) -> list[Line]:
        """Split text into numbered lines of cells, without blanks around them; lines of nothing are left out.

        There is a first line: text of which nothing is left is refused.
        """
        lines = [(number, [cell.strip() for cell in cells]) for number, cells in self.split_raw(name, text, delimiter)]
        stated = [(number, cells) for number, cells in lines if any(cells)]
        if not stated:
            raise self.refuse(name, "lines of nothing")
        return stated

    def split_raw(self, name: str, text: str, delimiter: str) -> list[Line]:
        """Split text into numbered lines of cells as they are; blank lines are left out."""
        try:
            return [line for line in numbered_lines(text, delimiter) if line[1]]
        except BrokenLineError as broken:
            raise self.refuse(name, f"{broken}") from broken

    def refuse(self, name: str, found: str, remedy: str = "", rows: Sequence[str] = ()) -> TableError:
        """Make the error that says what a file is instead."""
        return self.error(f"{name} is {self.name}", found, remedy or self.again, rows)


def lines_of_frame(frame: pd.DataFrame) -> list[Line]:
    """Return the header and rows of a frame as lines of text; what is missing is empty, a whole number has no `.0`."""
    lines = [(0, [_name_text(name) for name in frame.columns])]
    for number, row in enumerate(frame.itertuples(index=False), 1):
        lines.append((number, [_cell_text(cell) for cell in row]))
    return lines


def _name_text(name: Any) -> str:
    """Return the name of a column; pandas makes one up where a sheet or a file has none."""
    return "" if UNNAMED.fullmatch(str(name)) else _cell_text(name)


def _cell_text(cell: Any) -> str:
    if is_missing(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def is_parquet(data: bytes) -> bool:
    """Tell whether bytes are a Parquet file."""
    return data.startswith(PARQUET)


def frame_of_parquet(name: str, data: bytes, form: Form) -> pd.DataFrame:
    """Read a Parquet file, by pyarrow or by Polars, whichever is installed."""
    try:
        return _frame_by_any_engine(data)
    except ImportError as error:
        asked = f"{name} is Parquet, which is read by pyarrow or Polars"
        raise MissingExtraError(asked, "neither of them", "pip install 'tradeview[polars]', or give CSV") from error
    # Of a damaged file each engine raises an error of its own.
    except Exception as error:
        what = str(error).splitlines()[0][:SHOWN] if str(error) else type(error).__name__
        raise form.refuse(name, f"a damaged Parquet file ({what})") from error


def _frame_by_any_engine(data: bytes) -> pd.DataFrame:
    try:
        return pd.read_parquet(io.BytesIO(data))
    except ImportError:
        import polars  # noqa: ICN001, PLC0415 - an extra

        return pd.DataFrame(polars.read_parquet(io.BytesIO(data)).to_dicts())
