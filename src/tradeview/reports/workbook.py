"""Workbooks: tables as the sheets of an Excel file, numbers as numbers and all text as text, never as formula or link.

The head of a column says in words what it holds; its own name, by which a program asks for it, stands below. The first
sheet has the series of the report as charts of Excel's own.
"""

import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from tradeview.charts.layout.colours import GREY, INK, PALE
from tradeview.charts.layout.fonts import HOUSE
from tradeview.charts.layout.rendering import CREATOR
from tradeview.errors import ExportError
from tradeview.printable import utf8_bytes
from tradeview.reports.columns import describe_columns
from tradeview.reports.office.native_chart import NativeChart
from tradeview.table.engines import is_missing
from tradeview.words.language import spoken
from tradeview.words.templates import Arrangement, Template

PERIOD = Template("Period")
TITLE = Arrangement("{series}, {unit}", note="title of a chart; series: ringgit; unit: RM billion")
SERIES_SHEET = Template("Series", note="name of a sheet with the charts of a report; 31 letters at most")
LIST_OF_COLUMNS = Template("Columns", note="name of a sheet that says what columns hold; 31 letters at most")
# Heads of that sheet, and the letters that its columns are wide.
HEADS_OF_LIST = (
    (Template("Sheet"), 20),
    (Template("Column"), 30),
    (Template("Name for programs", note="of a column of a table, by which code asks for it"), 30),
    (Template("What it holds", note="head above descriptions of columns"), 80),
    (Template("Unit"), 45),
)
WIDEST_COLUMN, NARROWEST_COLUMN, WIDTH_OF_SERIES = 60, 9, 20
LETTERS_OF_FRACTION = 8
HEAD_ROWS = 2
# What a sheet of Excel can hold: rows under the header, columns, letters of a cell.
MOST_ROWS, MOST_COLUMNS, CELL_LETTERS = 2**20 - HEAD_ROWS, 2**14, 32_767
# How a spreadsheet shows the columns of these names; the numbers themselves are in full.
# Amounts of money are whole; a share or growth that stands among them is not.
AMOUNT = "[>=1]#,##0;[<=-1]-#,##0;General"
LOOKS = {
    r"((export|import|exporter|importer|stated|start|end)_)?value|low|high|change.*|balance|gap": AMOUNT,
    r"(annual_)?growth.*|share.*|since_start|symmetric_gap": "0.00%",
    r"(start_|end_)?rate": "0.0000",
    r"(.*_)?(quantity|net_weight)": "#,##0",
    r"log_growth.*|real(_low|_high)?|price|exchange_rate|total(_low|_high)?|ratio|index|factor": "0.000",
}
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
MOST_LETTERS = 31  # of the name of a sheet
A4 = 9  # as Excel numbers paper
MADE = datetime(2000, 1, 1, tzinfo=UTC)
CHART_SIZE, CHART_ROWS = {"width": 720, "height": 320}, 17  # pixels; rows of the sheet that a chart takes


def workbook_bytes(
    sheets: Mapping[str, pd.DataFrame], series: Sequence[NativeChart] = (), *, with_columns: bool = False
) -> bytes:
    """Write frames as the sheets of an Excel workbook: numbers as numbers, all text as text, never as formula or link.

    Text that is longer than a cell can hold goes on in columns beside its own.

    Parameters
    ----------
    sheets : mapping of str to pandas.DataFrame
        Sheet names (31 characters at most) and their tables.
    series : sequence of NativeChart
        Charts over the same periods, for a first sheet with their numbers.
    with_columns : bool
        Whether a last sheet says of every column what it holds and in what unit.

    Returns
    -------
    bytes
        An .xlsx file; the same bytes for the same tables. The first row of a sheet has heads in words, the second the
        names of the columns.

    Raises
    ------
    ExportError
        A table has more rows or columns than a sheet can hold, or no sheet can have its name.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        book.set_properties({"title": "tradeview", "author": CREATOR, "created": MADE})
        looks = _make_looks(book)
        if series:
            _write_series(book, series, looks)
        for name, frame in sheets.items():
            _write_sheet(book, name, frame, looks)
        if with_columns:
            _write_list_of_columns(book, sheets, looks)
    return buffer.getvalue()


@dataclass(frozen=True)
class _Looks:
    """Formats of a workbook: of heads, of the names below, of text that is wrapped, of numbers by their columns."""

    head: Any
    own_name: Any
    wrapped: Any
    numbers: dict[re.Pattern[str], Any]

    def of_numbers(self, name: str) -> Any:
        """Return the format of the numbers of a column; nothing where they stand as they are."""
        return next((look for pattern, look in self.numbers.items() if pattern.fullmatch(name)), None)


def _make_looks(book: Any) -> _Looks:
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "font_color": INK})
    own_name = book.add_format({"italic": True, "font_color": GREY, "font_size": 9, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    numbers = {re.compile(pattern): book.add_format({"num_format": look}) for pattern, look in LOOKS.items()}
    return _Looks(head, own_name, wrapped, numbers)


def _write_sheet(book: Any, name: str, frame: pd.DataFrame, looks: _Looks) -> None:
    """Write one table: heads in words, the names of the columns, and the rows, which scroll beneath both."""
    columns = _columns_of_sheet(name, frame)
    heads = {column.name: column.head for column in describe_columns(frame)}
    sheet = _add_sheet(book, name)
    sheet.freeze_panes(HEAD_ROWS, 0)
    sheet.repeat_rows(0, HEAD_ROWS - 1)
    for column, (title, cells) in enumerate(columns):
        words = str(_cell_value(heads.get(title, title)) or title)
        sheet.write_string(0, column, words, looks.head)
        sheet.write_string(1, column, title, looks.own_name)
        _write_cells(sheet, column, cells, looks.of_numbers(title))
        longest_word = max((len(word) for word in words.split()), default=0)
        widest = max([longest_word, len(title), *(_letters_of(cell) for cell in cells)])
        sheet.set_column(column, column, max(NARROWEST_COLUMN, min(widest + 1, WIDEST_COLUMN)))


def _write_list_of_columns(book: Any, sheets: Mapping[str, pd.DataFrame], looks: _Looks) -> None:
    """Write a last sheet that says of every column what it holds and in what unit."""
    name = LIST_OF_COLUMNS.fill()[:MOST_LETTERS]
    sheet = _add_sheet(book, name)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    for column, (head, width) in enumerate(HEADS_OF_LIST):
        sheet.write_string(0, column, head.fill(), looks.head)
        sheet.set_column(column, column, width)
    row = 1
    for title, frame in sheets.items():
        for described in describe_columns(frame):
            cells = (title, described.head, described.name, described.says, described.unit)
            for column, cell in enumerate(cells):
                if cell:
                    sheet.write_string(row, column, str(_cell_value(cell))[:CELL_LETTERS], looks.wrapped)
            row += 1


def _add_sheet(book: Any, name: str) -> Any:
    try:
        sheet = book.add_worksheet(name)
    except XlsxWriterException as error:
        raise ExportError(f"a sheet is called {name!r}", str(error), "give it another name") from error
    if spoken().is_right_to_left:
        sheet.right_to_left()
    sheet.set_paper(A4)
    sheet.set_landscape()
    return sheet


def _write_cells(
    sheet: Any, column: int, cells: Sequence[str | float | None], number_format: Any = None, first: int = HEAD_ROWS
) -> None:
    """Write the cells of a column from a row on; what is missing is left empty, as a spreadsheet counts it."""
    for row, value in enumerate(cells, start=first):
        if isinstance(value, str):
            sheet.write_string(row, column, value)
        elif value is not None:
            sheet.write_number(row, column, value, number_format)


def _letters_of(cell: str | float | None) -> int:
    """Count the letters of a cell as it is shown: a large number has commas between its thousands, and no fraction."""
    if isinstance(cell, float):
        return len(f"{cell:,.0f}") if abs(cell) >= 1 else LETTERS_OF_FRACTION
    return len(cell or "")


# Charts of Excel's own


def chart_workbook(chart: NativeChart) -> bytes:
    """Write the numbers of a chart as a workbook to be carried inside of it: categories, and a column a series."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        book.set_properties({"title": "tradeview", "author": CREATOR, "created": MADE})
        sheet = book.add_worksheet("Sheet1")  # the name by which the chart asks for it
        _write_chart_table(sheet, chart, book.add_format({"num_format": chart.number_format}), 0, 1)
        sheet.set_column(0, len(chart.series), WIDTH_OF_SERIES)
    return buffer.getvalue()


def _write_chart_table(sheet: Any, chart: NativeChart, number_format: Any, left: int, first: int) -> None:
    """Write the table of a chart: its categories in the first column, each series beside them, with its name above."""
    _write_cells(sheet, 0, [_cell_value(name) for name in chart.categories], None, first)
    for column, series in enumerate(chart.series, start=left + 1):
        sheet.write_string(0, column, str(_cell_value(series.name)))
        _write_cells(sheet, column, series.values, number_format, first)


def _write_series(book: Any, charts: Sequence[NativeChart], looks: _Looks) -> None:
    """Write the sheet of the charts: their numbers side by side, over the same periods, and the charts beside them."""
    name = SERIES_SHEET.fill()[:MOST_LETTERS]
    sheet = _add_sheet(book, name)
    sheet.freeze_panes(HEAD_ROWS, 1)
    sheet.fit_to_pages(1, 1)
    sheet.write_string(0, 0, PERIOD.fill(), looks.head)
    sheet.write_blank(1, 0, None, looks.own_name)
    rows = len(charts[0].categories)
    right = 1 + sum(len(chart.series) for chart in charts) + 1  # the column after an empty one
    left = 0
    for number, chart in enumerate(charts):
        _write_chart_table(sheet, chart, book.add_format({"num_format": chart.number_format}), left, HEAD_ROWS)
        drawn = book.add_chart({"type": "line"})
        for column, series in enumerate(chart.series, start=left + 1):
            sheet.write_string(0, column, str(_cell_value(series.name)), looks.head)
            sheet.write_string(1, column, str(_cell_value(chart.unit)), looks.own_name)
            colour = series.colours[0]
            drawn.add_series(
                {
                    "name": [name, 0, column],
                    "categories": [name, HEAD_ROWS, 0, HEAD_ROWS + rows - 1, 0],
                    "values": [name, HEAD_ROWS, column, HEAD_ROWS + rows - 1, column],
                    "line": {"color": colour, "width": 2.25},
                    "marker": {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"color": colour}},
                }
            )
        _lay_out_chart(drawn, chart)
        sheet.insert_chart(number * CHART_ROWS, right, drawn, {"description": chart.unit})
        left += len(chart.series)
    sheet.set_column(0, left, WIDTH_OF_SERIES)


def _lay_out_chart(drawn: Any, chart: NativeChart) -> None:
    """Give a chart the house look: light lines behind it, no frame, gaps where there is no number."""
    letters = {"name": HOUSE.family, "color": INK, "size": 10}
    title = chart.unit if len(chart.series) > 1 else TITLE.fill(series=chart.series[0].name, unit=chart.unit)
    drawn.set_title({"name": title, "name_font": {**letters, "size": 12, "bold": True}, "overlay": False})
    drawn.set_x_axis({"num_font": letters, "label_position": "low", "major_tick_mark": "none", "line": {"color": INK}})
    drawn.set_y_axis(
        {
            "num_font": letters,
            "num_format": chart.number_format,
            "line": {"none": True},
            "major_tick_mark": "none",
            "major_gridlines": {"visible": True, "line": {"color": PALE, "width": 0.5}},
        }
    )
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "top", "font": letters})
    drawn.set_chartarea({"border": {"none": True}})
    drawn.show_blanks_as("gap")
    drawn.set_size(CHART_SIZE)


# Cells


def _columns_of_sheet(sheet: str, frame: pd.DataFrame) -> list[tuple[str, list[str | float | None]]]:
    """Return the titles and cells of a sheet; xlsxwriter would leave out, silently, what does not fit into one."""
    columns: list[tuple[str, list[str | float | None]]] = []
    for title, column in frame.items():
        columns += _split_long_cells(utf8_bytes(str(title)).decode(), [_cell_value(value) for value in column])
    if len(frame) > MOST_ROWS or len(columns) > MOST_COLUMNS:
        found = f"{len(frame):,} rows and {len(columns):,} columns"
        raise ExportError(f"the table {sheet!r} fits into a sheet", found, "choose fewer rows; CSV holds all")
    return columns


def _split_long_cells(title: str, cells: list[str | float | None]) -> list[tuple[str, list[str | float | None]]]:
    """Divide a column whose text is too long for a cell: what goes on stands in a second column, a third."""
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    if longest <= CELL_LETTERS // 2:
        return [(title, cells)]
    columns: list[tuple[str, list[str | float | None]]] = []
    rest = cells
    while any(cell is not None for cell in rest):
        name = f"{title} ({len(columns) + 1})" if columns else title
        divided = [_divide_cell(cell) for cell in rest]
        columns.append((name, [first for first, _ in divided]))
        rest = [left for _, left in divided]
    return columns


def _divide_cell(cell: str | float | None) -> tuple[str | float | None, str | None]:
    """Return what a cell can hold, and what is left of it."""
    if not isinstance(cell, str):
        return cell, None
    most = CELL_LETTERS
    # Excel counts as UTF-16 does, which takes two for a letter beyond the first 65,536.
    if not cell.isascii() and len(cell.encode("utf-16-le")) > 2 * CELL_LETTERS:
        most = CELL_LETTERS // 2
    return cell[:most], cell[most:] or None


def _cell_value(value: Any) -> str | float | None:
    if is_missing(value):
        return None
    is_number = pd.api.types.is_number(value) and math.isfinite(value)  # a worksheet has no infinity
    if is_number and not isinstance(value, str):
        return float(value)
    # Two characters that no XML can hold; xlsxwriter knows of all others.
    text = str(value).replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")
    return utf8_bytes(text).decode()
