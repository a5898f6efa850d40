"""What a user has from WITS, opened as one long frame of facts: answer, export, frame, archive of exports."""

import io
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from tradeview.errors import MissingExtraError, TableError
from tradeview.sources.opening import (
    BROKEN,
    LATIN,
    Allowance,
    check_workbook,
    decode_text,
    file_at,
    is_gzip,
    is_workbook,
    is_zip,
    kind_of,
    member_names,
    open_zip,
    parse_json,
    read_file,
    read_member,
    refuse_container,
    unpack_gzip,
)
from tradeview.sources.wits.forms import from_sdmx, from_table
from tradeview.table.csv import BrokenLineError, find_delimiter, numbered_lines
from tradeview.table.engines import is_missing

Source: TypeAlias = str | Path | Mapping[str, Any] | pd.DataFrame

SHEETS = {".xlsx", ".xls"}
TEXTS = (".csv", ".tsv", ".txt", ".json")
# What openpyxl raises where a workbook can be unpacked, but lacks parts or has them cut short.
BROKEN_INSIDE = (LookupError, TypeError, AttributeError, SyntaxError)
AGAIN = "export it again from wits.worldbank.org"
SHOWN = 160


def read_facts(source: Source) -> pd.DataFrame:
    """Open what WITS handed out; refuse all else, and Excel files where openpyxl is not installed."""
    if isinstance(source, pd.DataFrame):
        return from_table(source.astype("object").map(_cell_text))
    if isinstance(source, Mapping):
        return from_sdmx(source)
    path = file_at(source, remedy="give the path of a file that WITS handed out")
    data = read_file(path)
    # By its ending, too, since what is damaged does not tell.
    if path.suffix.lower() in SHEETS:
        return _facts_of_workbook(path.name, data)
    if is_gzip(data):
        data = unpack_gzip(data, f"{path.name} cannot be unpacked", AGAIN)
    elif is_zip(data):
        return _facts_of_archive(path.name, data)
    return _facts_of_text(path.name, data)


def _facts_of_archive(archived: str, data: bytes) -> pd.DataFrame:
    """Read all exports that are packed together; a workbook, which is an archive, too, may lack its ending."""
    asked = f"{archived} cannot be unpacked"
    with open_zip(data, asked, AGAIN) as archive:
        if is_workbook(archive):
            return _facts_of_workbook(archived, data)
        names = member_names(archive, TEXTS)
        if not names:
            raise TableError(f"{archived} holds exports of WITS", ", ".join(archive.namelist())[:SHOWN], AGAIN)
        allowance = Allowance.for_packed(len(data))
        facts = [_facts_of_text(name, read_member(archive, name, asked, allowance=allowance)) for name in names]
        return pd.concat(facts, ignore_index=True)


def _cell_text(cell: object) -> str | None:
    """Cell as text; a number that Excel or pandas made of a code or year loses its '.0'."""
    if is_missing(cell):
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, Decimal):  # whose own text may look like what a spreadsheet has shortened
        return f"{cell:f}"
    return str(cell)


def _facts_of_text(name: str, data: bytes) -> pd.DataFrame:
    refuse_container(data, name, f"{name} is an export of WITS")
    text = decode_text(data, LATIN, name)  # the trade summaries are in Latin letters
    start = text.lstrip()[:SHOWN]
    kind = kind_of(text)
    if kind == "page":
        raise TableError(f"{name} is no answer of WITS in JSON and no CSV", f"{start!r}", "ask with format=JSON")
    if kind == "PDF":
        raise TableError(f"{name} is an export of WITS", "a PDF", AGAIN)
    if kind != "JSON":
        return from_table(_split_table(name, text))
    try:
        answer = parse_json(text)
    except ValueError as error:
        raise TableError(f"{name} is JSON", f"{error}: cut short?", "ask the API again") from error
    if not isinstance(answer, Mapping):
        raise TableError(f"{name} is an SDMX-JSON answer", f"a list: {start!r}", "ask the API again with format=JSON")
    return from_sdmx(answer)


def _split_table(name: str, text: str) -> pd.DataFrame:
    """Cells of a CSV file as text; a header or line that ends in a separator has an empty cell more, and loses it."""
    delimiter, lines_above = find_delimiter(text)
    try:
        numbered = list(numbered_lines(text, delimiter))[lines_above:]
    except BrokenLineError as broken:
        raise TableError(f"{name} is no CSV file", f"{broken}", AGAIN) from broken
    lines = [cells for _, cells in numbered if _has_text(cells)]
    if not lines:
        raise TableError(f"{name} is an export of WITS", "nothing", AGAIN)
    header = [cell.strip() for cell in lines[0]]
    while header and not header[-1]:
        header.pop()
    width = len(header)
    wrong = []
    for number, cells in enumerate(lines, 1):
        if len(cells) < width or _has_text(cells[width:]):
            wrong.append(f"line {number}: {len(cells)} cells")
    if wrong:
        raise TableError(f"every line of {name} has {width} cells", f"{len(wrong)} that have not", AGAIN, wrong)
    return pd.DataFrame([cells[:width] for cells in lines[1:]], columns=header, dtype="object")


def _has_text(cells: list[str]) -> bool:
    return "".join(cells).strip() != ""


def _facts_of_workbook(name: str, data: bytes) -> pd.DataFrame:
    """Read the sheet of a workbook that holds the figures; others explain them."""
    asked = f"{name} is an Excel file"
    if not is_workbook(data):
        check_workbook(data, asked, AGAIN)
    try:
        sheets = pd.read_excel(io.BytesIO(data), sheet_name=None, dtype="object", keep_default_na=False)
    except ImportError as error:
        raise MissingExtraError(
            f"{asked}, for which pandas needs openpyxl", str(error), "pip install openpyxl, or export CSV"
        ) from error
    except (*BROKEN, *BROKEN_INSIDE) as error:
        raise TableError(asked, str(error)[:SHOWN], AGAIN) from error
    refused = []
    for sheet in sheets.values():
        try:
            return from_table(sheet.map(_cell_text))
        except TableError as error:
            refused.append(error.found)
    raise TableError(f"a sheet of {name} is an export of WITS", ", ".join(sheets), AGAIN, refused)
