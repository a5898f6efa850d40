"""The first lines of a file, taken apart for those who recognise forms: its name, its header, the rows behind it.

No form is known here. What separates the cells is what most lines agree on; the header is the first line that is as
wide as a table's, since titles, dates and notes stand above it in few cells. A list of records in JSON has the names of
its first record as header.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from tradeview.sources.beginning import Beginning
from tradeview.sources.opening import UTF_16, WINDOWS, decode_text, kind_of
from tradeview.table.csv import OF_TABLES, BrokenLineError, find_delimiter, numbered_lines

LETTERS = 2**16  # of a text in which its header and first rows are looked for
LINES = 40  # that are taken apart: above a header stand twenty at most
FIRST_RECORD = re.compile(r"\[\s*(?=\{)")


def read_beginning(name: str, text: str) -> Beginning:
    r"""Take apart how a text begins.

    Examples
    --------
    >>> begun = read_beginning("exports.csv", "Exports of Malaysia\n\nyear;partner;value\n2024;RUS;1,5\n")
    >>> begun.header, begun.rows
    (('year', 'partner', 'value'), (('2024', 'RUS', '1,5'),))
    """
    start = text[:LETTERS].removeprefix("\ufeff")
    if kind_of(start) == "JSON":
        return _begin_json(name, start)
    if len(text) > LETTERS and "\n" in start:
        start = start[: start.rindex("\n")]  # the last line may be cut
    return begin_lines(name, start, _split_lines(start))


def decode_beginning(name: str, data: bytes) -> Beginning:
    """Take apart how a file of text begins, of which there are all bytes, or the first ones alone."""
    if data.startswith(UTF_16):
        data = data[: 2 * LETTERS]
        data = data[: len(data) // 2 * 2]
    elif len(data) > LETTERS:
        data = data[:LETTERS]
        data = data[: data.rfind(b"\n") + 1] or data  # no letter is cut at the end of a line
    return read_beginning(name, decode_text(data, WINDOWS, name, "replace"))


def begin_lines(name: str, text: str, lines: Iterable[Sequence[str]]) -> Beginning:
    """Take apart lines of cells: which is the header, and which stand behind it."""
    stripped = [tuple(cell.strip() for cell in line) for line in islice(lines, LINES)]
    stripped = [line for line in stripped if any(line)]
    width = _usual_width(stripped)
    for place, line in enumerate(stripped):
        if _count_cells(line) >= 2 and _count_cells(line) > width / 2:
            return Beginning(name, text, _without_empty_end(line), tuple(stripped[place + 1 :]))
    return Beginning(name, text, stripped[0] if stripped else (), tuple(stripped[1:]))


def find_separator(text: str) -> tuple[str, int]:
    r"""Return what separates cells, on which most of the first lines agree, and how many lines stand above the table.

    That is the line by which Excel is told the separator (`sep=;`), where there is one.

    Examples
    --------
    >>> find_separator("Exports; of Malaysia\nyear,value\n2024,5\n"), find_separator("sep=;\nyear;value\n")
    ((',', 0), (';', 1))
    """
    stated, lines_above = find_delimiter(text)
    if lines_above:
        return stated, lines_above
    start = text[:LETTERS]
    return max(OF_TABLES, key=lambda delimiter: _agreement(_split_at(start, delimiter))), 0


def _split_lines(text: str) -> list[list[str]]:
    separator, lines_above = find_separator(text)
    return _split_at(text, separator)[lines_above:]


def _split_at(text: str, delimiter: str) -> list[list[str]]:
    lines: list[list[str]] = []
    try:
        for _, cells in islice(numbered_lines(text, delimiter), LINES):
            lines.append(cells)
    except BrokenLineError:  # the reader says it; what stands before is a beginning, too
        return lines
    return lines


def _agreement(lines: Sequence[Sequence[str]]) -> int:
    """Count the cells of the lines that are of the commonest width."""
    width = _usual_width(lines)
    return width * sum(len(line) == width for line in lines)


def _usual_width(lines: Sequence[Sequence[str]]) -> int:
    widths = Counter(len(line) for line in lines if len(line) > 1)
    if not widths:
        return 0
    return max(widths, key=lambda width: width * widths[width])


def _count_cells(line: Sequence[str]) -> int:
    """Count the cells of a line that say something of their own: a title that spans columns stands in each of them."""
    return len({cell for cell in line if cell})


def _without_empty_end(line: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out what a comma at the end of a header adds."""
    width = len(line)
    while width and not line[width - 1]:
        width -= 1
    return line[:width]


def _begin_json(name: str, text: str) -> Beginning:
    """Take the names of the first record of a list for a header, where there is one."""
    found = FIRST_RECORD.search(text)
    if found is None:
        return Beginning(name, text)
    try:
        record, _ = json.JSONDecoder().raw_decode(text, found.end())
    except (ValueError, RecursionError):  # cut by our own look, or broken, which its reader says
        return Beginning(name, text)
    return Beginning(name, text, tuple(map(str, record)), (tuple(map(str, record.values())),))
