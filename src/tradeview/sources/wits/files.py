"""What a user has from WITS, opened as one long frame of facts: answer, export, frame, archive of exports."""

import logging
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from tradeview.errors import TableError
from tradeview.sources.beginning import Beginning
from tradeview.sources.containers import Document, Wanted, open_documents
from tradeview.sources.first_lines import begin_lines
from tradeview.sources.known_forms import WITS, refuse_other_form
from tradeview.sources.opening import LATIN, decode_text, file_at, kind_of, parse_json, read_file
from tradeview.sources.wits.forms import from_sdmx, from_table
from tradeview.table.csv import BrokenLineError, find_header, numbered_lines
from tradeview.table.decimal_commas import refuse_either_point, with_points
from tradeview.table.engines import is_missing
from tradeview.table.lines_around import split_notes
from tradeview.table.thousands import without_thousands

LOG = logging.getLogger("tradeview")

Source: TypeAlias = str | Path | Mapping[str, Any] | pd.DataFrame

AGAIN = "export it again from wits.worldbank.org"
WANTED = Wanted(WITS, what="an export of WITS", asked="{name} is an export of WITS", again=AGAIN, is_strict=True)
SHOWN = 160
FIGURES = re.compile(r"us\$|usd|^(?:19|20)\d\d$|^netweight|^quantity$")  # headings of columns of figures


def read_facts(source: Source) -> pd.DataFrame:
    """Open what WITS handed out, in whatever it is packed; refuse all else."""
    if isinstance(source, pd.DataFrame):
        refuse_other_form(begin_lines("this frame", "", [list(map(str, source.columns))]), WITS)
        return from_table(source.astype("object").map(_cell_text))
    if isinstance(source, Mapping):
        return from_sdmx(source)
    path = file_at(source, remedy="give the path of a file that WITS handed out")
    facts = []
    for document in open_documents(path.name, read_file(path), WANTED):
        facts.append(_facts_of_document(document))
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


def _facts_of_document(document: Document) -> pd.DataFrame:
    name = document.name
    text = document.read_text(lambda data: decode_text(data, LATIN, name))  # the trade summaries are in Latin letters
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
        raise TableError(f"{name} is JSON", f"JSON that cannot be read: {error}", "ask the API again") from error
    if not isinstance(answer, Mapping):
        raise TableError(f"{name} is an SDMX-JSON answer", f"a list: {start!r}", "ask the API again with format=JSON")
    return from_sdmx(answer)


def _split_table(name: str, text: str) -> pd.DataFrame:
    """Cells of a CSV file as text; a header or line that ends in a separator has an empty cell more, and loses it."""
    try:
        delimiter, lines_above = find_header(text, _is_header)
        numbered = list(numbered_lines(text, delimiter))
    except BrokenLineError as broken:
        raise TableError(f"{name} is no CSV file", f"{broken}", AGAIN) from broken
    lines = [(number, cells) for number, cells in numbered[lines_above:] if _has_text(cells)]
    if not lines:
        raise TableError(f"{name} is an export of WITS", "nothing", AGAIN)
    header = [cell.strip() for cell in lines[0][1]]
    while header and not header[-1]:
        header.pop()
    width = len(header)
    rows, notes = split_notes([(number, [cell.strip() for cell in cells]) for number, cells in lines[1:]])
    for number, cells in (*numbered[:lines_above], *notes):
        LOG.info("WITS: %s, line %d, beside the table, left out: %s", name, number, " ".join(cells).strip()[:SHOWN])
    wrong = []
    for number, cells in rows:
        if len(cells) < width or _has_text(cells[width:]):
            wrong.append(f"line {number}: {len(cells)} cells")
    if wrong:
        raise TableError(f"every line of {name} has {width} cells", f"{len(wrong)} that have not", AGAIN, wrong)
    table = pd.DataFrame([cells[:width] for _, cells in rows], columns=header, dtype="object")
    # Files by comma, as WITS writes them, have thousands separated; another separator is another program's.
    return _with_points(name, table, may_be_thousands=delimiter == ",")


def _is_header(cells: Sequence[str]) -> bool:
    """Tell the line of headings of an export, which may stand below titles that somebody put there."""
    return WITS.recognise(Beginning("", "", tuple(cells)))


def _with_points(name: str, table: pd.DataFrame, *, may_be_thousands: bool) -> pd.DataFrame:
    """Write the figures of a table with decimal points, where it has decimal commas."""
    places = [place for place, heading in enumerate(table.columns) if FIGURES.search(heading.lower())]
    columns = [table.iloc[:, place].str.strip().tolist() for place in places]
    separated = without_thousands(columns)
    if separated is None and not may_be_thousands:
        of_money = [cells for place, cells in zip(places, columns, strict=True) if _is_of_money(table, place)]
        refuse_either_point(chain.from_iterable(of_money), name, TableError)
    written = with_points(separated or columns, name, TableError, may_be_thousands=may_be_thousands)
    for place, cells in zip(places, written, strict=True):
        table.isetitem(place, pd.Series(cells, table.index, dtype="object"))
    return table


def _is_of_money(table: pd.DataFrame, place: int) -> bool:
    """Tell a column of amounts from one of weights or quantities."""
    return not re.search("netweight|quantity", table.columns[place].lower())


def _has_text(cells: list[str]) -> bool:
    return "".join(cells).strip() != ""
