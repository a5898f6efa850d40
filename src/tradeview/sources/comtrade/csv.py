"""Comtrade's CSV files as they are: preambles, trailing commas, footers, second headers, and ends that are missing.

A line belongs to the table when it has as many cells as the header; empty cells beyond are the trailing comma that
shifts columns in a naive reading. A shorter line is a footer only where it reads like one: otherwise the file was cut.
"""

import io
import logging
import re
from collections.abc import Iterator
from itertools import islice
from sys import intern

import pandas as pd

from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.sources.comtrade.forms import Form, is_header, recognise
from tradeview.table.csv import BrokenLineError, delimiter_of, numbered_lines

logger = logging.getLogger("tradeview")

CHUNK = 20_000
PREAMBLE_LINES = 20
DELIMITERS = (",", ";", "\t", "|")
NO_DATA = "no data matches your query"
FOOTER = re.compile(
    r"(?:source|sources|notes?|data|copyright|disclaimer|downloaded|generated|retrieved|records?|total records|"
    r"footnotes?|for more|un comtrade|united nations|the data|explanatory|\W*[©*#])",
    re.IGNORECASE,
)
SHOWN = 120


def csv_chunks(name: str, text: str) -> Iterator[pd.DataFrame]:
    """Read the lines of a table in pieces.

    Parameters
    ----------
    name : str
        What messages call the file.
    text : str
        Its content.

    Returns
    -------
    iterator of pandas.DataFrame
        Columns named as in `comtrade_forms`; cells text, or None where empty.

    Raises
    ------
    TradeTableError
        No header of Comtrade's, no rows under it, a message in their place, or a line of too few or many cells.
    """
    try:
        start, delimiter, headers = _header(name, text)
        form = recognise(headers, name)
        logger.info("comtrade: %s is in the form: %s", name, form.name)
        yield from _pieces(form, _Lines(name, headers, text, delimiter, start))
    except BrokenLineError as broken:
        raise TradeTableError(f"{name} is no CSV file", broken.what, "download it again") from broken


def _header(name: str, text: str) -> tuple[int, str, list[str]]:
    """Find the header within the first lines: how many lines stand above it, the delimiter, its cells."""
    lines = list(islice(io.StringIO(text, newline=""), PREAMBLE_LINES))
    for delimiter in DELIMITERS:
        for start, (_, cells) in enumerate(numbered_lines("".join(lines), delimiter)):
            if is_header(cells):
                while not cells[-1].strip():
                    cells.pop()
                return start, delimiter, [cell.strip() for cell in cells]
    first = next(line for line in lines if line.strip()).strip()
    delimiter = delimiter_of(first, DELIMITERS)
    if first.count(delimiter) > 1:
        (_, cells), *_ = numbered_lines(first, delimiter)
        recognise(cells, name)  # which says what is missing
    raise TradeTableError(
        f"{name} is no table of UN Comtrade",
        f"it starts {first[:SHOWN]!r}",
        "a saved message of the site is no data: download it again",
    )


class _Lines:
    """The lines of one file, of which those that are no records are counted or refused."""

    def __init__(self, name: str, headers: list[str], text: str, delimiter: str, start: int) -> None:
        self.name, self.headers, self.width = name, headers, len(headers)
        self.below = islice(numbered_lines(text, delimiter), start + 1, None)
        self.above, self.blank, self.again, self.rows = start, 0, 0, 0
        self.blank_within, self.after_blank = False, False
        self.ends = self.width  # how many cells the lines have, with those of a trailing comma
        self.odd: list[tuple[int, list[str]]] = []  # with the numbers of their lines
        self.firsts: set[str] = set()

    def records(self) -> Iterator[list[str]]:
        """Give the records, each as long as the header."""
        for number, row in self.below:
            if not any(map(str.strip, row)):
                self.blank, self.after_blank = self.blank + 1, True
            elif row[0].strip() == self.headers[0] and is_header(row):
                self.again, self.ends = self.again + 1, self.width
            elif not self._is_record(row):
                self.odd.append((number, row))
                if not self._is_footer(row):
                    self._refuse_odd()
            else:
                self._refuse_odd()
                self._count(row)
                yield row
        self._close()

    def _is_record(self, row: list[str]) -> bool:
        """Tell a record: as long as the header, save for a trailing comma, which all lines have or none."""
        return len(row) >= self.ends and any(row[1 : self.width]) and not any(row[self.width :])

    def _count(self, row: list[str]) -> None:
        self.blank_within |= self.after_blank and self.rows > 0
        self.after_blank = False
        self.rows, self.ends = self.rows + 1, len(row)
        self.firsts.add(row[0])

    def _is_footer(self, row: list[str]) -> bool:
        """Tell a footer: it stands after a blank line, or opens with a footer's word, and is no start of a record."""
        first = next(cell for cell in row if cell.strip()).strip()
        apart = self.after_blank and not self.blank_within
        starts_record = any(value.startswith(first) for value in self.firsts)
        return not starts_record and (apart or FOOTER.match(first) is not None)

    def _refuse_odd(self) -> None:
        """Refuse lines that are neither records nor a footer; what records follow is no footer."""
        if not self.odd:
            return
        self._refuse_message()
        said = [f"line {number}: {len(row)} cells, {' '.join(row)[:SHOWN]!r}" for number, row in self.odd]
        raise TradeTableError(
            f"{self.name} is cut short or broken: a record has {self.width} cells as the header has",
            f"{len(said)} that {'has' if len(said) == 1 else 'have'} not",
            "download it again; quote cells that hold a separator",
            said,
        )

    def _refuse_message(self) -> None:
        said = next((" ".join(row).strip() for _, row in self.odd if NO_DATA in " ".join(row).casefold()), None)
        if said:
            raise TradeTableError(
                f"{self.name} holds the answer to a query that failed", repr(said[:SHOWN]), "ask for less, or else"
            )

    def _close(self) -> None:
        self._refuse_message()
        if not self.rows:
            found = f"{' '.join(self.odd[0][1])[:SHOWN]!r}" if self.odd else "a header alone"
            raise TradeTableError(f"{self.name} holds no records", found, "ask for what UN Comtrade has")
        dropped = {
            "lines above the header": self.above,
            "blank lines": self.blank,
            "headers that stand there again": self.again,
            "footer lines": len(self.odd),
        }
        for what, count in dropped.items():
            if count:
                logger.info("comtrade: %s: %d %s left out", self.name, count, what)
        for number, row in self.odd[:SHOWN_ROWS]:
            logger.info("comtrade: %s: footer, line %d: %s", self.name, number, " ".join(row).strip()[:SHOWN])


def _pieces(form: Form, lines: _Lines) -> Iterator[pd.DataFrame]:
    piece: list[list[str]] = []
    for record in lines.records():
        piece.append(record)
        if len(piece) == CHUNK:
            yield _table(form, piece)
            piece = []
    if piece:
        yield _table(form, piece)


def _table(form: Form, piece: list[list[str]]) -> pd.DataFrame:
    # Most cells are codes that stand in every other row: one string for all of them.
    return pd.DataFrame(
        {what: [intern(row[place].strip()) or None for row in piece] for what, place in form.places.items()},
        dtype=object,
    )
