"""What a user has from the World Bank, opened as numbered lines of cells: a CSV file, the .zip around it, a frame.

Nothing is interpreted here. A cell is text, a missing one is empty; what is no table (a page, a workbook, a file cut
short) is refused with what it is.
"""

import csv
import io
import zipfile
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from tradeview.errors import TableError
from tradeview.table.csv import existing
from tradeview.table.engines import is_missing

Source: TypeAlias = str | Path | pd.DataFrame
Line: TypeAlias = tuple[int, list[str]]

FOOTER = ("data from database:", "last updated:")
# Members of the Bank's archives that explain the one with the figures.
EXPLAINS = ("metadata", "definition and source")
AGAIN = "download it again as CSV, or unpack it"


def opened(source: Source) -> tuple[str, list[Line]]:
    """Open what the user gave: what messages call it, and its lines that are not empty.

    Raises
    ------
    TableError
        It is no CSV file of the Bank, or is cut short.

    Examples
    --------
    >>> opened(pd.DataFrame({"YR2022": [4.4]}, index=pd.Index(["MYS"], name="economy")))
    ('this frame', [(0, ['economy', 'YR2022']), (1, ['MYS', '4.4'])])
    """
    if isinstance(source, pd.DataFrame):
        return "this frame", _of_frame(source)
    path = existing(source)
    if path.is_dir():
        raise TableError(f"{path} is one file of the World Bank", "a folder", "give the path of the CSV file in it")
    return path.name, _lines(_text(path), path.name)


def _of_frame(frame: pd.DataFrame) -> list[Line]:
    """Lines of a frame, its index among the columns where it has a name, as in those that wbgapi returns."""
    table = frame.reset_index() if any(name is not None for name in frame.index.names) else frame
    cells = [["" if is_missing(cell) else str(cell).strip() for cell in row] for row in table.itertuples(index=False)]
    return [(0, [str(name) for name in table.columns]), *((number, row) for number, row in enumerate(cells, 1))]


def _text(path: Path) -> str:
    """Decode the file, refusing what is no CSV."""
    data = _unpacked(path)
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise TableError(f"{path.name} is a CSV file of the World Bank", "an Excel workbook", "save it as CSV")
    try:
        text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")  # names of economies alone can be misread, and their codes stand beside them
    start = text.lstrip()[:200].lower()
    for sign, words in (("<", "a page of HTML or XML"), ("{", "JSON"), ("[", "JSON"), ("", "an empty file")):
        if start.startswith(sign) and (sign or not start):
            raise TableError(f"{path.name} is a CSV file of the World Bank", f"{words}: {start[:60]!r}", AGAIN)
    return text


def _unpacked(path: Path) -> bytes:
    """Read the file; of a .zip the one member that is no metadata."""
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            tables = [name for name in archive.namelist() if name.lower().endswith(".csv")]
            members = [name for name in tables if not any(words in name.lower() for words in EXPLAINS)]
            if len(members) == 1:
                return archive.read(members[0])
            if not members and "[Content_Types].xml" in archive.namelist():
                return data
    except (zipfile.BadZipFile, zipfile.error, EOFError) as error:
        raise TableError(f"{path.name} is a whole .zip file", str(error), "download it again") from error
    raise TableError(f"{path.name} holds one CSV file of data", ", ".join(members) or "none", "unpack it, give one")


def _lines(text: str, name: str) -> list[Line]:
    """Split into numbered rows of cells, refusing a file that ends within a quoted cell or a number."""
    first = next((line for line in text.splitlines() if line.count(",") + line.count(";") > 1), "")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",", strict=True
    )
    try:
        lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise cut_short(name, f"{error}, line {reader.line_num}") from error
    if text[-1] in "0123456789.,;-+eE" and not lines[-1][1][0].lower().startswith(FOOTER):
        raise cut_short(name, f"its last line ends in {text[-12:]!r} without a line break")
    return [(number, row) for number, row in lines if any(row)]


def cut_short(name: str, found: str) -> TableError:
    """Say that a file, or an answer, is not whole."""
    return TableError(f"{name} is whole", f"{found}: it was cut short", "download it again; its last line ends, too")
