"""Comtrade's CSV files as they are: preambles, trailing commas, footers, second headers, and ends that are missing.

A line belongs to the table when it has as many cells as the header; empty cells beyond are the trailing comma that
shifts columns in a naive reading. A shorter line is a footer only where it reads like one: otherwise the file was cut.

Text is taken a block of whole lines at a time. Where all of a block are records beyond doubt, as nearly everywhere,
their columns are read at once (`tradeview.sources.plain_lines`); any other block is gone through line by line.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from sys import intern
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.sources.comtrade.codes import categories_of
from tradeview.sources.comtrade.forms import Form, is_header, recognise_form
from tradeview.sources.comtrade.pieces import LONGEST_NUMBER, NUMBERS, Piece, texts_of_numbers
from tradeview.sources.plain_lines import LONGEST, PlainLines, find_cells
from tradeview.sources.text_stream import LineFeed, TextBlocks
from tradeview.table.csv import BrokenLineError, delimiter_of, numbered_lines, split_lines
from tradeview.table.decimal_commas import EITHER_POINT, refuse_either_point

if TYPE_CHECKING:
    from tradeview.table.columns import Line

logger = logging.getLogger("tradeview")

BLOCK = 1_000  # lines that are held as lists of cells
TEXT = 2**21  # letters that are read at a time
PREAMBLE_LINES = 20  # within which the header stands
DELIMITERS = (",", ";", "\t", "|")
NO_DATA = "no data matches your query"
FOOTER = re.compile(
    r"(?:source|sources|notes?|data|copyright|disclaimer|downloaded|generated|retrieved|records?|total records|"
    r"footnotes?|for more|un comtrade|united nations|the data|explanatory|\W*[©*#])",
    re.IGNORECASE,
)
SHOWN = 120


class Header(NamedTuple):
    """The line that names the columns: how many lines stand above it, what separates cells, and the cells."""

    lines_above: int
    delimiter: str
    cells: list[str]


def read_csv_pieces(name: str, lines: IO[str], first_line: str = "") -> Iterator[Piece]:
    """Read the lines of a table in pieces: columns named as in `forms`, cells text, or None where empty.

    `first_line` is the first, where it has been read. Refused is what has no header of Comtrade's, no rows under it or
    a message in their place, and a line of too few or too many cells.
    """
    try:
        texts = TextBlocks(lines, first_line)
        first_lines = texts.read_lines(PREAMBLE_LINES)
        header = _find_header(name, first_lines)
        form = recognise_form(header.cells, name)
        logger.info("comtrade: %s is in the form: %s", name, form.name)
        texts.put_back("".join(first_lines))
        pieces = _hold_one(_Lines(name, header, form, texts).pieces())
        if header.delimiter == ",":
            yield from pieces
        else:
            yield from _refuse_points_of_thousands(name, pieces)
    except BrokenLineError as broken:
        raise TradeTableError(f"{name} is no CSV file", broken.what, "download it again") from broken


def _hold_one(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Give pieces, the last of them once all lines are seen: what ails a file is said before what ails its records."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _refuse_points_of_thousands(name: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Refuse a file, once all of it is seen, in which each point of a value may stand between thousands.

    Who separates cells by something else than commas may have a comma for decimals.
    """
    pointed: dict[str, None] = {}
    is_open = True
    for piece in pieces:
        yield piece
        if is_open:
            values = [cell for cell in _list_values(piece) if "." in cell]
            pointed |= dict.fromkeys(values[: SHOWN - len(pointed)])
            is_open = all(map(EITHER_POINT.fullmatch, values))
    if is_open:
        refuse_either_point(pointed, name, TradeTableError)


def _list_values(piece: Piece) -> list[str]:
    """Return the distinct values of a piece, as they are printed."""
    if "value" in piece.numbers:
        cells = texts_of_numbers(np.unique(piece.numbers["value"]))
    else:
        cells = piece.rows["value"].unique()
    return [cell for cell in cells if isinstance(cell, str)]


def _frame_of(held: dict[str, list[Any]]) -> pd.DataFrame:
    """Make a frame of columns in parts, which are let go."""
    columns = {}
    for what, parts in held.items():
        columns[what] = np.concatenate(parts)
        parts.clear()
    return pd.DataFrame(columns, dtype=object)


def _find_header(name: str, lines: Sequence[str]) -> Header:
    """Find the header within the first lines of a file."""
    for delimiter in DELIMITERS:
        for lines_above, (_, cells) in enumerate(numbered_lines("".join(lines), delimiter)):
            if is_header(cells):
                while not cells[-1].strip():  # what a trailing comma adds
                    cells.pop()
                return Header(lines_above, delimiter, [cell.strip() for cell in cells])
    first = next((line.strip() for line in lines if line.strip()), "")
    delimiter = delimiter_of(first, DELIMITERS)
    if first.count(delimiter) > 1:
        # It reads like a header, of which the form can say what is missing.
        _, cells = next(numbered_lines(first, delimiter))
        recognise_form(cells, name)
    raise TradeTableError(
        f"{name} is no table of UN Comtrade",
        f"it starts {first[:SHOWN]!r}" if first else f"it starts with {len(lines)} blank lines",
        "a saved message of the site is no data: download it again",
    )


def _clean_cells(cells: Sequence[str]) -> "np.ndarray[Any, np.dtype[np.object_]]":
    """Strip the cells of a column, None where nothing is left; equal ones are one string, if they are few."""
    if cells[0] == cells[-1] and cells.count(cells[0]) == len(cells):  # as in half of the columns
        return np.full(len(cells), intern(cells[0].strip()) or None, dtype=object)
    distinct = set(cells)
    if len(distinct) > len(cells) / 2:
        return _clean_numbers(cells)
    # Most cells are codes that stand in every other row: one string for all of them.
    stripped = {cell: intern(cell.strip()) or None for cell in distinct}
    return np.array([stripped[cell] for cell in cells], dtype=object)


def _clean_numbers(cells: Sequence[str]) -> "np.ndarray[Any, np.dtype[np.object_]]":
    """Strip cells of which most are unlike the others; hardly ever is there anything to strip."""
    written = "".join(cells)
    if written.split() != [written]:
        cells = [cell.strip() for cell in cells]
    column = np.array(cells, dtype=object)
    column[column == ""] = None
    return column


class _Lines:
    """The lines of one file under its header, of which those that are no records are counted or refused."""

    def __init__(self, name: str, header: Header, form: Form, texts: TextBlocks) -> None:
        self.name, self.header, self.width = name, header, len(header.cells)
        self.positions = form.positions
        # A cell that each record has, behind the first.
        self.always_there = form.positions["commodity_code"] or form.positions["value"]
        self.texts = texts
        self.lines_read = 0
        self.blank_lines, self.repeated_headers, self.rows = 0, 0, 0
        self.has_blank_within, self.is_after_blank = False, False
        self.record_width = self.width  # cells of the records so far, with those of a trailing comma
        self.odd: list[Line] = []  # lines that are no records, which a file may have at its end
        self.first_cells: set[str] = set()

    def pieces(self) -> Iterator[Piece]:
        """Give the records, a block of text at a time."""
        self._skip_header()
        while text := self.texts.read(TEXT):
            plain = find_cells(text, self.header.delimiter)
            if plain is not None and self._are_records(plain):
                self.lines_read += plain.height
                yield self._read_at_once(plain)
            else:
                yield from self._go_through(text)
        self._refuse_message()
        if not self.rows:
            found = repr(" ".join(self.odd[0][1])[:SHOWN]) if self.odd else "a header alone"
            raise TradeTableError(f"{self.name} holds no records", found, "ask for what UN Comtrade has")
        self._log_dropped()

    def _skip_header(self) -> None:
        feed = LineFeed(self.texts, TEXT)
        for _ in islice(split_lines(feed, self.header.delimiter), self.header.lines_above + 1):
            self.lines_read = feed.count
        self.texts.put_back(feed.rest())

    def _are_records(self, plain: PlainLines) -> bool:
        """Tell whether lines are records, all of them beyond doubt, and count them then."""
        if self.odd or plain.width < self.record_width:
            return False
        if plain.longest[self.width :].any() or not self._are_short(plain):
            return False
        first_cells = set(plain.read_texts(0)[1])
        if self.header.cells[0] in map(str.strip, first_cells):
            return False
        if not all(map(str.strip, plain.read_texts(self.always_there)[1])):
            return False
        self._count_records(plain.height, plain.width, first_cells)
        return True

    def _are_short(self, plain: PlainLines) -> bool:
        """Tell whether no cell is longer than what is read at once: what all others of its column take as well."""
        longest_read = max(plain.longest[place] for place in (0, *self.positions.values()))
        longest_number = max(plain.longest[place] for what, place in self.positions.items() if what in NUMBERS)
        return bool(longest_read <= LONGEST and longest_number <= LONGEST_NUMBER)

    def _read_at_once(self, plain: PlainLines) -> Piece:
        """Read the columns of lines that are records."""
        columns, numbers = {}, {}
        for what, position in self.positions.items():
            if what in NUMBERS:
                numbers[what] = plain.read_bytes(position)
            else:
                places, cells = plain.read_texts(position)
                columns[what] = categories_of(places, [intern(cell.strip()) or None for cell in cells])
        return Piece(pd.DataFrame(columns), numbers)

    def _go_through(self, text: str) -> Iterator[Piece]:
        """Go through a block line by line, and on to where its last record ends."""
        held: dict[str, list[Any]] = {what: [] for what in self.positions}
        feed = LineFeed(self.texts, TEXT, text)
        numbered = self._number_lines(feed)
        while block := list(islice(numbered, BLOCK)):
            lines = [cells for _, cells in block]
            columns = self._columns_of_records(lines)
            if not columns:
                lines = list(self._find_records(block))
                columns = list(zip(*lines, strict=False))  # a trailing comma may begin within a block
            if columns:
                for what, position in self.positions.items():
                    held[what].append(_clean_cells(columns[position]))
        self.lines_read += feed.count
        if any(held.values()):
            yield Piece(_frame_of(held), {})

    def _number_lines(self, feed: LineFeed) -> "Iterator[Line]":
        """Split lines into cells until none of them is left."""
        for number, cells in split_lines(feed, self.header.delimiter):
            yield self.lines_read + number, cells
            if feed.is_used_up:
                return

    def _columns_of_records(self, lines: Sequence[list[str]]) -> list[tuple[str, ...]]:
        """Return the columns of lines that are records, all of them beyond doubt; none of other lines."""
        width = len(lines[0])
        if self.odd or width < self.record_width or set(map(len, lines)) != {width}:
            return []
        columns = list(zip(*lines, strict=True))
        first_cells = set(columns[0])
        is_header_there = self.header.cells[0] in map(str.strip, first_cells)
        if is_header_there or not all(map(str.strip, columns[self.always_there])):
            return []
        if any(map(any, columns[self.width :])):
            return []
        self._count_records(len(lines), width, first_cells)
        return columns

    def _find_records(self, lines: Iterable["Line"]) -> Iterator[list[str]]:
        """Give the records among lines, each as long as the header or, with a trailing comma, longer by empty cells."""
        for number, cells in lines:
            if not "".join(cells).strip():
                self.blank_lines += 1
                self.is_after_blank = True
            elif cells[0].strip() == self.header.cells[0] and is_header(cells):
                self.repeated_headers += 1
                self.record_width = self.width
            elif self._is_record(cells):
                self._refuse_odd()
                self._count_records(1, len(cells), {cells[0]})
                yield cells
            else:
                self.odd.append((number, cells))
                if not self._is_footer(cells):
                    self._refuse_odd()

    def _is_record(self, cells: list[str]) -> bool:
        """Tell a record: as long as the header, save for a trailing comma, which all lines have or none."""
        return len(cells) >= self.record_width and any(cells[1 : self.width]) and not any(cells[self.width :])

    def _count_records(self, count: int, width: int, first_cells: set[str]) -> None:
        if self.is_after_blank and self.rows > 0:
            self.has_blank_within = True
        self.is_after_blank = False
        self.rows += count
        self.record_width = width
        self.first_cells |= first_cells

    def _is_footer(self, cells: list[str]) -> bool:
        """Tell a footer: it stands after a blank line, or opens with a footer's word, and is no start of a record."""
        first = next(cell for cell in cells if cell.strip()).strip()
        if any(known.startswith(first) for known in self.first_cells):
            return False  # the last record, cut within its first cell
        # Where records have blank lines between them, what stands after one says nothing.
        stands_apart = self.is_after_blank and not self.has_blank_within
        return stands_apart or FOOTER.match(first) is not None

    def _refuse_odd(self) -> None:
        """Refuse lines that are neither records nor a footer; what records follow is no footer."""
        if not self.odd:
            return
        self._refuse_message()
        odd = [f"line {number}: {len(cells)} cells, {' '.join(cells)[:SHOWN]!r}" for number, cells in self.odd]
        has = "has" if len(odd) == 1 else "have"
        raise TradeTableError(
            f"{self.name} is cut short or broken: a record has {self.width} cells as the header has",
            f"{len(odd)} that {has} not",
            "download it again; quote cells that hold a separator",
            odd,
        )

    def _refuse_message(self) -> None:
        """Refuse a file of the site's that says, under a header, that the query failed."""
        for _, cells in self.odd:
            line = " ".join(cells)
            if NO_DATA in line.casefold():
                raise TradeTableError(
                    f"{self.name} holds the answer to a query that failed",
                    repr(line.strip()[:SHOWN]),
                    "ask for less, or else",
                )

    def _log_dropped(self) -> None:
        dropped = {
            "lines above the header": self.header.lines_above,
            "blank lines": self.blank_lines,
            "headers that stand there again": self.repeated_headers,
            "footer lines": len(self.odd),
        }
        for what, count in dropped.items():
            if count:
                logger.info("comtrade: %s: %d %s left out", self.name, count, what)
        for number, cells in self.odd[:SHOWN_ROWS]:
            logger.info("comtrade: %s: footer, line %d: %s", self.name, number, " ".join(cells).strip()[:SHOWN])
