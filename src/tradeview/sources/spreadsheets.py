"""Workbooks of Excel (.xlsx, .xlsm, and .xls as before 2007) and of OpenDocument (.ods): their sheets as lines of text.

python-calamine reads all of them. What the bytes would make of the memory is counted before it is asked.
"""

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from importlib import import_module
from typing import Any

from tradeview.errors import MissingExtraError, TableError, TradeviewError, install_extra
from tradeview.sources.cell_text import write_cell
from tradeview.sources.opening import (
    MOST_CELLS,
    OLD_WORKBOOK,
    check_workbook,
    open_zip,
    read_member,
)

CONTENT = "content.xml"
BINARY = "xl/workbook.bin"
TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b([^>]*)>")
REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d{1,9})"')
Lines = list[list[str]]
# Sheets that were read within `keep_sheets`, by the digest of their workbook: a file is recognised first, then read.
KEPT: ContextVar["dict[bytes, list[tuple[str, Lines]]] | None"] = ContextVar("sheets that were read", default=None)
SHOWN = 160
AGAIN = "save it again as .xlsx or CSV"


@contextmanager
def keep_sheets() -> Iterator[None]:
    """Parse a workbook that is read again once, until this ends."""
    if KEPT.get() is not None:
        yield
        return
    token = KEPT.set({})
    try:
        yield
    finally:
        KEPT.reset(token)


def read_sheets(name: str, data: bytes, error: type[TableError] = TableError) -> Iterable[tuple[str, Lines]]:
    """Read the sheets of a workbook that have anything in them, as lines of cells; hidden ones are left out.

    Raises
    ------
    TableError
        The workbook is damaged, locked, or far larger as a table than as a file.
    MissingExtraError
        python-calamine is not installed.
    """
    kept = KEPT.get()
    if kept is None:
        return _parse_sheets(name, data, error)
    digest = sha256(data).digest()
    if digest not in kept:
        kept[digest] = list(_parse_sheets(name, data, error))
    return kept[digest]


def _parse_sheets(name: str, data: bytes, error: type[TableError]) -> Iterator[tuple[str, Lines]]:
    asked = f"{name} cannot be unpacked"
    _refuse_large(data, asked, error)
    calamine = _import_calamine(asked)
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for described in book.sheets_metadata:
                if described.visible == calamine.SheetVisibleEnum.Visible:
                    lines = _read_sheet(book.get_sheet_by_name(described.name), asked, error)
                    if lines:
                        yield described.name, lines
    except calamine.PasswordError as locked:
        raise error(asked, "an Excel workbook with a password", "save it without one") from locked
    except TradeviewError:
        raise
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as broken:
        found = f"an Excel workbook that is damaged, or a file of another program: {broken}"[:SHOWN]
        raise error(asked, found, AGAIN) from broken


def _import_calamine(asked: str) -> Any:
    try:
        return import_module("python_calamine")
    except ImportError as missing:
        remedy = f"{install_extra('excel')}, or save it as CSV"
        raise MissingExtraError(asked, "the package python-calamine is not installed", remedy) from missing


def _read_sheet(sheet: Any, asked: str, error: type[TableError]) -> Lines:
    end = sheet.end
    if end is None:
        return []
    height, width = end[0] + 1, end[1] + 1
    if height * width > MOST_CELLS:
        raise error(asked, f"a sheet of {height:,} rows and {width:,} columns", AGAIN)
    rows = sheet.to_python(skip_empty_area=False)
    lines = [[write_cell(cell) for cell in row] for row in rows]
    return lines if any(map(any, lines)) else []


def _refuse_large(data: bytes, asked: str, error: type[TableError]) -> None:
    """Refuse a workbook that is damaged, or small as a file and large as a table; an old one has few rows."""
    if data.startswith(OLD_WORKBOOK):
        return
    check_workbook(data, asked, AGAIN, error)
    with open_zip(data, asked, AGAIN, error) as archive:
        if BINARY in archive.namelist():
            raise error(asked, "a binary workbook (.xlsb)", AGAIN)
        if CONTENT in archive.namelist():
            rows, columns = _measure_content(read_member(archive, CONTENT, asked, error))
            if rows * columns > MOST_CELLS:
                raise error(asked, f"a sheet of {rows:,} rows and {columns:,} columns, most of them repeated", AGAIN)


def _measure_content(content: bytes) -> tuple[int, int]:
    """Measure the largest sheet of an OpenDocument by its tags, each of which may stand for many rows or cells.

    Examples
    --------
    >>> _measure_content(b'<table:table-row table:number-rows-repeated="9"><table:table-cell office:value="1"/>')
    (9, 1)
    """
    most_rows = most_columns = rows = columns = repeated = 0
    for end, kind, attributes in TAG.findall(content):
        if kind == b"table":
            rows = 0
        elif end:
            continue
        elif kind == b"table-row":
            repeated, columns = _repeated(attributes), 0
            rows += repeated
        else:
            columns += _repeated(attributes)
            # Cells that hold nothing fill a sheet to its end, and are not read.
            if b"office:value" in attributes:
                most_rows, most_columns = max(most_rows, rows), max(most_columns, columns)
    return most_rows, most_columns


def _repeated(attributes: bytes) -> int:
    found = REPEATED.search(attributes)
    return int(found[1]) if found else 1
