"""Tables of a page of HTML, as lines of text: what some sites hand out under the name of a workbook (.xls)."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tradeview.errors import TableError
from tradeview.sources.opening import MOST_CELLS
from tradeview.sources.page import CELLS, MAX_DEPTH, find_depth

MOST_SPAN = 1000  # columns that a cell may span, as the HTML standard has it
NUMBER = "x:num"  # in which Excel keeps a number whose cell shows it rounded
Lines = list[list[str]]


def read_page_tables(html: str, called: str, error: type[TableError] = TableError) -> list[Lines]:
    r"""Read the tables of a page that have two rows and two columns, or more.

    Examples
    --------
    >>> read_page_tables("<table><tr><th>Year<th>Value<tr><td>2023<td x:num='1500.5'>1,501</table>", "the page")
    [[['Year', 'Value'], ['2023', '1500.5']]]
    """
    if find_depth(html) > MAX_DEPTH:
        return []
    tables = []
    for table in LexborHTMLParser(html).css("table"):
        lines = _read_lines(table, called, error)
        if len(lines) > 1 and max(map(len, lines)) > 1:
            tables.append(lines)
    return tables


def _read_lines(table: LexborNode, called: str, error: type[TableError]) -> Lines:
    lines: Lines = []
    cells_read = 0
    spanning: dict[int, tuple[int, str]] = {}  # by column: how many rows below a cell still fills, and with what
    for row in _rows_of(table):
        line = _read_row(row, spanning)
        cells_read += len(line)
        if cells_read > MOST_CELLS:
            raise error(f"{called} is read", f"a table of more than {MOST_CELLS:,} cells", "cut it in parts")
        lines.append(line)
    return lines


def _rows_of(table: LexborNode) -> Iterator[LexborNode]:
    """Go through the rows of a table, not those of a table within one of its cells."""
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child.iter() if row.tag == "tr")


def _read_row(row: LexborNode, spanning: dict[int, tuple[int, str]]) -> list[str]:
    line: list[str] = []
    for cell in row.iter():
        if cell.tag not in CELLS:
            continue
        _fill_from_above(line, spanning)
        text = cell.attributes.get(NUMBER) or " ".join(cell.text().split())
        below = _span(cell, "rowspan") - 1
        for _ in range(_span(cell, "colspan")):
            if below:
                spanning[len(line)] = (below, text)
            line.append(text)
    _fill_from_above(line, spanning)
    return line


def _fill_from_above(line: list[str], spanning: dict[int, tuple[int, str]]) -> None:
    """Add what cells of rows above fill here."""
    while len(line) in spanning:
        below, text = spanning.pop(len(line))
        if below > 1:
            spanning[len(line)] = (below - 1, text)
        line.append(text)


def _span(cell: LexborNode, name: str) -> int:
    written = cell.attributes.get(name) or ""
    if not (written.isascii() and written.isdecimal()):
        return 1
    return min(max(int(written[:6]), 1), MOST_SPAN)
