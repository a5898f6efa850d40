"""The one table of a download as lines of cells: what readers of forms that come as one table in one file share.

In whatever it is packed, `tradeview.sources.containers` opens it; here its text becomes lines, and what is no table is
refused with the words of the form.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from tradeview.errors import TableError
from tradeview.sources.cell_text import write_cell
from tradeview.sources.containers import Wanted, open_one
from tradeview.sources.first_lines import begin_lines, find_separator
from tradeview.sources.known_forms import refuse_other_form
from tradeview.sources.opening import LATIN, Kind, decode_text, file_at, kind_of, read_file
from tradeview.table.columns import Line
from tradeview.table.csv import BrokenLineError, numbered_lines
from tradeview.table.decimal_commas import refuse_either_point, with_points
from tradeview.table.thousands import without_thousands

SHOWN = 60
UNNAMED = re.compile(r"Unnamed: [0-9]+")
LINES_OF_FRAME = 40  # by which a frame of another form is told
# What a download may be instead of a table, in words.
NO_TABLES: dict[Kind, str] = {"page": "a page of HTML or XML", "JSON": "JSON", "PDF": "a PDF", "nothing": "nothing"}


@dataclass(frozen=True)
class OpenedText:
    """The text of a table, unpacked; `separator` where it was made of a sheet, of Parquet or the table of a page."""

    name: str
    text: str
    kind: Kind
    separator: str | None = None


@dataclass(frozen=True)
class OneTable(Wanted):
    """How a reader wants files opened that hold one table each.

    Parameters
    ----------
    encodings : tuple of str
        Tried in order.
    """

    encodings: tuple[str, ...] = LATIN

    def open_text(self, path: str | Path, *, but: Sequence[Kind] = ()) -> OpenedText:
        """Open the one table at a path; refuse what is no text, and pages or other kinds of text `but` these."""
        path = file_at(path, self.what, "give the path of the file", self.error)
        document = open_one(path.name, read_file(path, self.error), self)
        name = document.name
        text = document.read_text(lambda data: decode_text(data, self.encodings, name, "replace"))
        kind = kind_of(text)
        if kind in NO_TABLES and kind not in but:
            found = NO_TABLES[kind]
            if kind != "nothing":
                found += f": {' '.join(text.split())[:SHOWN]!r}"
            raise self.refuse(name, found)
        return OpenedText(name, text, kind, "," if document.is_made else None)

    def open_lines(self, path: str | Path) -> tuple[str, list[Line]]:
        """Return the name of the one table at a path, and its lines of cells; there is a first one."""
        opened = self.open_text(path)
        return opened.name, self.split_lines(opened)

    def split_lines(self, opened: OpenedText, separator: str | None = None) -> list[Line]:
        """Split text into numbered lines of cells, without blanks around them; lines of nothing are left out.

        There is a first line: text of which nothing is left is refused.
        """
        lines = []
        for number, cells in self.split_raw(opened, separator):
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                lines.append((number, stripped))
        if not lines:
            raise self.refuse(opened.name, "lines of nothing")
        return lines

    def split_raw(self, opened: OpenedText, separator: str | None = None) -> list[Line]:
        """Split text into numbered lines of cells as they stand, which is quicker; blank lines are left out."""
        stated, lines_above = find_separator(opened.text)
        try:
            lines = list(numbered_lines(opened.text, opened.separator or separator or stated))
        except BrokenLineError as broken:
            raise self.refuse(opened.name, f"{broken}") from broken
        lines = lines if opened.separator else lines[lines_above:]
        return [line for line in lines if line[1]]

    def write_points(
        self, opened: OpenedText, columns: Sequence[Sequence[str | None]], *, amounts: Iterable[str] = ()
    ) -> list[list[str | None]]:
        """Write the numbers of a table with decimal points and without separators, where it is sure what they are.

        Refused are commas that may be either, and amounts by semicolon or tab whose points may all be of thousands.
        """
        written = without_thousands(columns)
        if written is not None:
            columns = written
        elif (opened.separator or find_separator(opened.text)[0]) != ",":
            refuse_either_point(amounts, opened.name, self.error)
        return with_points(columns, opened.name, self.error)

    def lines_of_frame(self, frame: pd.DataFrame, name: str = "this frame") -> list[Line]:
        """Return a frame as lines of cells; refuse one of another form by its name."""
        lines = lines_of_frame(frame)
        if self.form is not None:
            beginning = begin_lines(name, "", [cells for _, cells in lines[:LINES_OF_FRAME]])
            refuse_other_form(beginning, self.form, self.error)
        return lines

    def refuse_ragged(self, name: str, lines: Sequence[Line]) -> None:
        """Refuse lines that have more or fewer cells than the first: a file may be cut short."""
        width = len(lines[0][1]) if lines else 0
        ragged = [f"line {number}: {len(cells)} cells" for number, cells in lines if len(cells) != width]
        if ragged:
            raise self.refuse(name, f"{len(ragged)} lines that have not {width} cells: cut short?", rows=ragged)

    def refuse(self, name: str, found: str, remedy: str = "", rows: Sequence[str] = ()) -> TableError:
        """Make the error that says what a file is instead."""
        return self.error(self.ask(name), found, remedy or self.again, rows)


def lines_of_frame(frame: pd.DataFrame) -> list[Line]:
    """Return the header and rows of a frame as lines of text; what is missing is empty, a whole number has no `.0`."""
    lines = [(0, [_name_text(name) for name in frame.columns])]
    for number, row in enumerate(frame.itertuples(index=False), 1):
        lines.append((number, [write_cell(cell).strip() for cell in row]))
    return lines


def _name_text(name: Any) -> str:
    """Return the name of a column; pandas makes one up where a sheet or a file has none."""
    return "" if UNNAMED.fullmatch(str(name)) else write_cell(name).strip()
