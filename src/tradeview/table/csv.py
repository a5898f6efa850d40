"""CSV text: what separates its cells, its header and numbered lines, and the declared table that they become.

Text comes in here decoded. The project's own files are UTF-8 and stand in `data`; what users bring is opened by
`tradeview.sources.opening` first.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from tradeview.errors import TableError
from tradeview.table import lines_around
from tradeview.table.columns import Line, Table
from tradeview.table.decimal_commas import find_commas, refuse_either_point, with_points

SEPARATORS = (",", ";", "\t")
OF_TABLES = (*SEPARATORS, "|")  # in tables that people keep
STATED_SEPARATOR = re.compile(r'"?sep=(.)"?[,;\t]*', re.IGNORECASE)  # a first line that tells Excel
LINE_END = re.compile(r"[\r\n]")
NUL = "\0"
AMOUNT = "value"
UNIT_NAMES = re.compile(r"\b(?:unit|units|scale|multiplier|magnitude)\b|^unit_|_units?$")
SHOWN = 5


class BrokenLineError(csv.Error):
    """A line that cannot be split into cells, with what the csv module says of it (`what`) and its `number`."""

    def __init__(self, what: str, number: int) -> None:
        super().__init__(f"{what}, line {number}")
        self.what, self.number = what, number


def mend_encoding(text: str) -> str:
    """Return text whose UTF-8 was read as Windows-1252 as it was written.

    Examples
    --------
    >>> mend_encoding("TÃ¼rkiye"), mend_encoding("Côte d'Ivoire")
    ('Türkiye', "Côte d'Ivoire")
    """
    if text.isascii():
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text


def delimiter_of(line: str, among: Sequence[str] = SEPARATORS) -> str:
    """Return the separator that stands most often in a line; of equals the first.

    Examples
    --------
    >>> delimiter_of("period;value"), delimiter_of("period,value"), delimiter_of("period")
    (';', ',', ',')
    """
    return max(among, key=line.count)


def find_delimiter(text: str) -> tuple[str, int]:
    r"""Return what separates the cells of a table, and how many lines of the text stand above its header.

    That is the line by which Excel is told the separator, where there is one.

    Examples
    --------
    >>> find_delimiter("period;value\n2023;5,1"), find_delimiter("sep=;\nperiod;value")
    ((';', 0), (';', 1))
    """
    first = LINE_END.split(text, 1)[0]
    stated = STATED_SEPARATOR.fullmatch(first)
    if stated:
        return stated[1], 1
    return delimiter_of(first), 0


def numbered_lines(text: str, delimiter: str = ",", *, strict: bool = False) -> Iterator[Line]:
    r"""Split text into cells, line by line, with the number of the line on which each row of cells ends.

    Parameters
    ----------
    text : str
        CSV; a line may end in `\n`, `\r\n` or `\r`.
    delimiter : str
        What separates the cells.
    strict : bool
        Refuse a quote that is not closed, and what follows a closed one.

    Raises
    ------
    BrokenLineError
        A line is no CSV: it is a `csv.Error`, for the reader to say in its own words. A line with the character NUL is
        none: no text has it, and what a disk or a program left there in the place of text is lost.

    Examples
    --------
    >>> list(numbered_lines('a,b\n"1\n2",3\n'))
    [(1, ['a', 'b']), (3, ['1\n2', '3'])]
    """
    if NUL in text:
        raise BrokenLineError("the character NUL, which no text has", text.count("\n", 0, text.index(NUL)) + 1)
    # Without `newline` the text would be cut at line breaks of quoted cells in other places than the csv module cuts.
    yield from split_lines(io.StringIO(text, newline=""), delimiter, strict=strict)


def split_lines(lines: Iterable[str], delimiter: str = ",", *, strict: bool = False) -> Iterator[Line]:
    r"""Split lines into cells as `numbered_lines` does, of a text that is not held in memory: a stream gives its lines.

    Examples
    --------
    >>> list(split_lines(["a,b\n", '"1\n', '2",3']))
    [(1, ['a', 'b']), (3, ['1\n2', '3'])]
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=strict)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        what = str(error)
        if what.startswith("field larger"):
            what = f"a cell of more than {csv.field_size_limit():,} letters"
        raise BrokenLineError(what, reader.line_num) from error


def longest_cell() -> int:
    """Return how many letters a cell may have at most, of which `split_lines` refuses one that has more."""
    return csv.field_size_limit()


def header_and_lines(
    text: str, called: str, error: type[TableError] = TableError, required: Sequence[str] = ()
) -> tuple[str, list[str], list[Line]]:
    """Split text into its separator, a header and lines, every line as long as the header; blank lines are left out.

    Titles above the header and notes below the last line are left out, too, and columns without a name or a cell.

    Parameters
    ----------
    text : str
        CSV, separated by comma, semicolon, tab or bar.
    called : str
        What messages call it (a file's name).
    error : type of TableError
        What refuses it.
    required : sequence of str
        Columns by which its header is known; without them, and where no line names them, the first line is it.
    """
    try:
        delimiter, lines_above = find_header(text, set(required).issubset)
        numbered = list(numbered_lines(text, delimiter))
    except BrokenLineError as broken:
        raise error(f"{called} is no CSV file", f"{broken}", "mend it") from broken
    stripped = [(number, [cell.strip() for cell in cells]) for number, cells in numbered]
    titles = [] if find_delimiter(text)[1] == lines_above else stripped[:lines_above]
    header = stripped[lines_above][1] if len(stripped) > lines_above else []
    lines = [(number, cells) for number, cells in stripped[lines_above + 1 :] if any(cells)]
    notes: list[Line] = []
    if len(required) > 1:
        lines, notes = lines_around.split_notes(lines)
    header, lines = _without_unnamed_end(header, lines)
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise error(f"{called} names a column twice", ", ".join(twice), "keep one of each")
    _refuse_ragged(header, lines, called, error)
    if header.count("") > 1:
        raise error(
            f"every column of {called} has a name", f"{header.count('')} without", "name them, or take them out"
        )
    lines_around.leave_out(titles, notes, called, error)
    return delimiter, header, lines


def find_header(text: str, is_header: Callable[[list[str]], bool]) -> tuple[str, int]:
    r"""Return what separates the cells of a table, and how many lines stand above its header, below titles, too.

    Where no line is the header the first one is taken for it.

    Examples
    --------
    >>> find_header("My trade, by year\n\nperiod;value\n2023;5,1", lambda cells: "value" in cells)
    (';', 2)
    """
    stated, lines_above = find_delimiter(text)
    separators = [stated] if lines_above else dict.fromkeys([stated, *OF_TABLES])
    for separator in separators:
        place = lines_around.find_header(numbered_lines(text, separator), is_header)
        if place is not None:
            return separator, place
    return stated, lines_above


def _without_unnamed_end(header: list[str], lines: list[Line]) -> tuple[list[str], list[Line]]:
    """Leave out what separators at the end of a header add: columns that have no name, and nothing in any line."""
    width = len(header)
    while width and not header[width - 1]:
        width -= 1
    if width == len(header) or any(any(cells[width:]) for _, cells in lines):
        return header, lines
    return header[:width], [(number, cells[:width]) for number, cells in lines]


def _refuse_ragged(header: Sequence[str], lines: Sequence[Line], called: str, error: type[TableError]) -> None:
    """Refuse lines that have more cells than the header, or fewer."""
    ragged = [(number, cells) for number, cells in lines if len(cells) != len(header)]
    if not ragged:
        return
    remedy = "quote cells that hold a separator"
    if all(len(cells) > len(header) and not any(cells[len(header) :]) for _, cells in ragged):
        # A comma within a number moves cells in the same way, so that nobody can tell.
        remedy += "; where lines only end in a separator, end the header in one, too"
    elif ragged == [lines[-1]] and len(lines[-1][1]) < len(header):
        remedy = "the last line may be cut short: save the file again"
    raise error(
        f"every line of {called} has {len(header)} cells as its header has",
        f"{len(ragged)} that do not",
        remedy,
        [f"line {number}: {len(cells)} cells" for number, cells in ragged],
    )


def read_table(table: Table, text: str, called: str) -> pd.DataFrame:
    """Read CSV text into the checked frame of a declared table.

    Parameters
    ----------
    table : Table
        The columns and rules that are promised.
    text : str
        Its header and lines.
    called : str
        What messages call it (a file's name).

    Raises
    ------
    TableError
        (the table's own leaf of it) naming the lines, their columns and what is allowed.
    """
    delimiter, header, lines = header_and_lines(text, called, table.error, table.required)
    if delimiter != ",":  # whoever writes a decimal comma separates cells by something else
        for column in table.columns:
            if column.kind == "number" and column.required and column.name in header:
                place = header.index(column.name)
                refuse_either_point((cells[place] for _, cells in lines), called, table.error)
        lines = _with_points(table, header, lines, called)
    _refuse_scales(table, header, lines, called)
    return table.from_cells(header, lines, called)


def _refuse_scales(table: Table, header: Sequence[str], lines: Sequence[Line], called: str) -> None:
    """Refuse a column of the user's own that says that amounts are thousands or millions: they are single units."""
    if table.ranged != AMOUNT:
        return
    declared = {column.name for column in table.columns}
    for place, name in enumerate(header):
        if name in declared or not UNIT_NAMES.search(name.lower()):
            continue
        scaled = dict.fromkeys(cells[place] for _, cells in lines if lines_around.SCALES.search(cells[place]))
        if scaled:
            asked = f"{called} has its figures in single units"
            found = f"column {name!r}: {', '.join(list(scaled)[:SHOWN])}"
            raise table.error(asked, found, "write the figures in single units, and leave that column out")


def _with_points(table: Table, header: Sequence[str], lines: list[Line], called: str) -> list[Line]:
    """Write the numbers of lines with decimal points, where the file has decimal commas."""
    numbers = {column.name for column in table.columns if column.kind == "number"}
    places = [place for place, name in enumerate(header) if name in numbers]
    columns = [[cells[place] for _, cells in lines] for place in places]
    if find_commas(cell for column in columns for cell in column) == "none":
        return lines
    written = with_points(columns, called, table.error, may_be_thousands=True)
    mended = [(number, list(cells)) for number, cells in lines]
    for place, column in zip(places, written, strict=True):
        for (_, cells), cell in zip(mended, column, strict=True):
            cells[place] = cell or ""
    return mended


def write_lines(lines: Iterable[Sequence[str]]) -> str:
    r"""Write lines of cells as CSV.

    Examples
    --------
    >>> write_lines([["period", "note"], ["2023", 'so called "goods", all']])
    'period,note\n2023,"so called ""goods"", all"\n'
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


def data_folder() -> Path:
    """Return the folder of the project's own data: inside the installed package, or beside `src` in a checkout."""
    inside = Path(__file__).parents[1] / "data"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "data"


def own_text(name: str) -> str:
    """Read a text file of the project's own data."""
    # Not read_text, which would turn the line breaks of quoted cells into others.
    return (data_folder() / name).read_bytes().decode("utf-8-sig")


def read_own(table: Table, name: str) -> pd.DataFrame:
    """Read a CSV file of the project's own data into the checked frame of a declared table."""
    return read_table(table, own_text(name), name)
