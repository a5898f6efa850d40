"""Files of BACI that a program has saved in a way of its own: as CEPII prints them, for all engines to scan.

Spreadsheets of many countries separate cells by semicolons and write decimal commas; some put commas between thousands.
Such a file is written out anew before anything reads it, where it is sure what each number is, and refused elsewhere.
"""

import re
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import IO

from tradeview.errors import TableError
from tradeview.sources.opening import WINDOWS, decode_text
from tradeview.table.csv import BrokenLineError, numbered_lines, write_lines
from tradeview.table.decimal_commas import refuse_either_point, with_points
from tradeview.table.thousands import without_thousands

OTHER_SEPARATORS = (";", "\t")
SEPARATED = re.compile(rb'"[0-9]{1,3}(?:,[0-9]{3})+')  # a number of several groups, quoted since it holds commas
AMOUNTS = ("v", "q")
VALUE = "v"
NO_NUMBER = {"", "NA"}
AGAIN = "download it again from CEPII"


def is_saved_otherwise(start: bytes) -> bool:
    r"""Tell by how a file begins whether its cells are separated by something else, or its thousands at all.

    Examples
    --------
    >>> is_saved_otherwise(b"t,i,j,k,v,q\\n"), is_saved_otherwise(b"t;i;j;k;v;q\\n")
    (False, True)
    """
    return _find_separator(start) != "," or SEPARATED.search(start) is not None


def _find_separator(start: bytes) -> str:
    header = decode_text(start.split(b"\n", 1)[0], ("latin-1",))
    for separator in OTHER_SEPARATORS:
        if header.count(separator) > header.count(","):
            return separator
    return ","


def rewrite_file(name: str, stream: IO[bytes], target: Path) -> None:
    """Write a file out anew: cells by commas, decimal points, no separators between thousands.

    Raises
    ------
    TableError
        Its commas may be decimal ones or stand between thousands, or its points may; or it is no CSV.
    """
    text = decode_text(stream.read(), WINDOWS, name, "replace")
    separator = _find_separator(text[: 2**12].encode())
    try:
        lines = [[cell.strip() for cell in cells] for _, cells in numbered_lines(text, separator) if any(cells)]
    except BrokenLineError as broken:
        raise TableError(f"{name} is no CSV file", f"{broken}", AGAIN) from broken
    header, *rows = lines
    short = [row for row in rows if len(row) != len(header)]
    if short:
        found = f"a line of {len(short[0])}: {separator.join(short[0])!r}"
        raise TableError(f"every line of {name} has {len(header)} cells", found, AGAIN)
    places = [place for place, heading in enumerate(header) if heading.lower() in AMOUNTS]
    written = _write_amounts(name, separator, header, [[row[place] for row in rows] for place in places], places)
    for place, cells in zip(places, written, strict=True):
        for row, cell in zip(rows, cells, strict=True):
            row[place] = cell or row[place]
    target.write_text(write_lines([header, *rows]), encoding="utf-8")


def _write_amounts(
    name: str, separator: str, header: Sequence[str], columns: Sequence[Sequence[str]], places: Sequence[int]
) -> list[list[str | None]]:
    """Write values and quantities with decimal points and without separators."""
    numbers: list[list[str | None]] = []
    for cells in columns:
        numbers.append([None if cell in NO_NUMBER else cell for cell in cells])
    separated = without_thousands(numbers)
    if separated is None and separator != ",":
        values = [cells for place, cells in zip(places, numbers, strict=True) if header[place].lower() == VALUE]
        refuse_either_point(filter(None, chain.from_iterable(values)), name, TableError)
    return with_points(separated or numbers, name, TableError)
