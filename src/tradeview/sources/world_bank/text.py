"""What a user has from the World Bank, opened as numbered lines of cells: a CSV file, the .zip around it, a frame.

Nothing is interpreted here. A cell is text, a missing one is empty; what is no table (a page, a workbook, a file cut
short) is refused with what it is.
"""

from pathlib import Path
from typing import TypeAlias

import pandas as pd

from tradeview.errors import TableError
from tradeview.sources.opening import LATIN, Kind, decoded, file_at, is_workbook, is_zip, kind_of, members, unzipping
from tradeview.table.columns import Line
from tradeview.table.csv import BrokenLineError, delimiter_of, numbered_lines
from tradeview.table.engines import is_missing

Source: TypeAlias = str | Path | pd.DataFrame

FOOTER = ("data from database:", "last updated:")
# What a download may be instead of a table, in words.
NO_TABLES: dict[Kind, str] = {
    "page": "a page of HTML or XML",
    "JSON": "JSON",
    "PDF": "a PDF",
    "nothing": "an empty file",
}
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
    path = file_at(source, "one file of the World Bank", "give the path of the CSV file in it")
    return path.name, _lines(_text(path), path.name)


def _of_frame(frame: pd.DataFrame) -> list[Line]:
    """Lines of a frame, its index among the columns where it has a name, as in those that wbgapi returns."""
    table = frame.reset_index() if any(name is not None for name in frame.index.names) else frame
    cells = [["" if is_missing(cell) else str(cell).strip() for cell in row] for row in table.itertuples(index=False)]
    return [(0, [str(name) for name in table.columns]), *((number, row) for number, row in enumerate(cells, 1))]


def _text(path: Path) -> str:
    """Decode the file, refusing what is no CSV."""
    data = _unpacked(path)
    if is_workbook(data):
        raise _workbook(path.name)
    if is_zip(data):
        raise TableError(f"{path.name} is a CSV file of the World Bank", "an archive within an archive", AGAIN)
    text = decoded(data, LATIN, path.name)  # names of economies alone can be misread, and their codes stand beside them
    kind = kind_of(text)
    if kind in NO_TABLES:
        start = text.lstrip()[:60].lower()
        found = NO_TABLES[kind] if kind == "PDF" else f"{NO_TABLES[kind]}: {start!r}"
        raise TableError(f"{path.name} is a CSV file of the World Bank", found, AGAIN)
    return text


def _workbook(name: str) -> TableError:
    return TableError(f"{name} is a CSV file of the World Bank", "an Excel workbook", "save it as CSV")


def _unpacked(path: Path) -> bytes:
    """Read the file; of a .zip the one member that is no metadata."""
    data = path.read_bytes()
    if not is_zip(data):
        return data
    with unzipping(data, f"{path.name} is a whole .zip file") as archive:
        found = members(archive, (".csv",))
        if len(found) == 1:
            return archive.read(found[0])
        if not found and is_workbook(archive):
            raise _workbook(path.name)
    raise TableError(f"{path.name} holds one CSV file of data", ", ".join(found) or "none", "unpack it, give one")


def _lines(text: str, name: str) -> list[Line]:
    """Split into numbered rows of cells, refusing a file that ends within a quoted cell or a number."""
    first = next((line for line in text.splitlines() if line.count(",") + line.count(";") > 1), "")
    try:
        numbered = list(numbered_lines(text, delimiter_of(first), strict=True))
    except BrokenLineError as broken:
        raise cut_short(name, f"{broken}") from broken
    lines = [(number, [cell.strip() for cell in cells]) for number, cells in numbered]
    if text[-1] in "0123456789.,;-+eE" and not lines[-1][1][0].lower().startswith(FOOTER):
        raise cut_short(name, f"its last line ends in {text[-12:]!r} without a line break")
    return [(number, cells) for number, cells in lines if any(cells)]


def cut_short(name: str, found: str) -> TableError:
    """Say that a file, or an answer, is not whole."""
    return TableError(f"{name} is whole", f"{found}: it was cut short", "download it again; its last line ends, too")
