"""Files: a chart as PNG, SVG, PDF, data and words; tables as a workbook; all of them written whole, or none.

Everything is rendered in memory first and written by `tradeview.sources.writing.files`, so that a crash or a full disk
leaves what stood before. The same chart gives the same bytes on every run.
"""

import io
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from matplotlib.axes import Axes
from xlsxwriter.exceptions import XlsxWriterException

from tradeview.arguments import check_arguments
from tradeview.charts.layout.page import Drawing, drawings_beside, name_figure
from tradeview.charts.layout.rendering import CREATOR, drawn_once, font_faces, png_bytes, save_figure
from tradeview.errors import ExportError
from tradeview.printable import utf8_bytes
from tradeview.sources.writing.files import csv_bytes, write_together
from tradeview.sources.writing.targets import check_file_target
from tradeview.table.engines import is_missing
from tradeview.words.templates import Template

__all__ = [
    "csv_bytes",
    "drawn_once",
    "export",
    "font_faces",
    "render_chart",
    "svg_bytes",
    "workbook_bytes",
    "write_together",
]

ENDINGS = (".png", ".svg", ".pdf", ".csv", ".txt")
CHART_OF = Template("Chart {number} of {count}", note="over the words of one of a figure's charts")
WIDEST_COLUMN = 60
# What a sheet of Excel can hold: rows under the header, columns, letters of a cell.
MOST_ROWS, MOST_COLUMNS, CELL_LETTERS = 2**20 - 1, 2**14, 32_767
# How a spreadsheet shows the columns of these names; the numbers themselves are in full.
# Amounts of money are whole; a share or growth that stands among them is not.
AMOUNT = "[>=1]#,##0;[<=-1]-#,##0;General"
LOOKS = {r"(stated_|start_|end_)?value|low|high|change.*": AMOUNT, r"(annual_)?growth.*|share.*": "0.00%"}


@check_arguments
def export(ax: Axes, path: str | Path) -> list[Path]:
    """Write a chart to files, all or none.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What a function of `tv.charts` returned; its whole figure is written, with all charts that stand on it.
    path : path
        Without an ending: `out/growth` gives `growth.png` (twice the size), `.svg` (text as text, with title and
        description), `.pdf` (fonts embedded), `.csv` (exactly what is drawn) and `.txt` (title, alternative text,
        caption). The data of several charts on one figure are files of their own, `growth-1.csv`, `growth-2.csv` in the
        order of their axes, and their words stand in one `.txt` under the same numbers. Missing folders are made; files
        of these names are replaced. A run that is killed leaves the old files, the new ones, or a folder that a file
        `INCOMPLETE-tradeview.txt` marks; the next run finishes it.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    ValueError
        The axes hold no chart of tradeview.
    ExportError
        A file cannot be written; then none is, and what stood there before is untouched.

    Examples
    --------
    >>> import tempfile, tradeview as tv
    >>> ax = tv.charts.rate(tv.rates.implied(tv.load()))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [written.name for written in tv.export(ax, f"{folder}/rate")]
    ['rate.png', 'rate.svg', 'rate.pdf', 'rate.csv', 'rate.txt']
    """
    path = Path(path)
    if not path.name:
        raise ExportError("an export needs a file's name", repr(str(path)), "give one, such as out/growth")
    for ending in _endings_of(drawings_beside(ax)):
        check_file_target(path.with_name(path.name + ending))
    files_of = {}
    for ending, content in render_chart(ax).items():
        files_of[path.with_name(path.name + ending)] = content  # a name may hold a point: no `with_suffix`
    return write_together(files_of)


def render_chart(ax: Axes) -> dict[str, bytes]:
    """Render a chart into the bytes of each of its files, by ending."""
    charts = drawings_beside(ax)
    name, description = name_figure(charts)
    png = png_bytes(ax)
    svg = svg_bytes(ax)
    about = {
        "Title": name,
        "Subject": description,
        "Creator": CREATOR,
        "Producer": CREATOR,
        "CreationDate": None,
    }
    pdf = save_figure(ax, "pdf", about)
    data = [csv_bytes(chart.data) for chart in charts]
    contents = (png, svg, pdf, *data, utf8_bytes(_write_words(charts)))
    return dict(zip(_endings_of(charts), contents, strict=True))


def _endings_of(charts: list[Drawing]) -> list[str]:
    """List the endings of the files of a figure: of several charts, each has a file of its data."""
    data = [".csv"]
    if len(charts) > 1:
        data = [f"-{number}.csv" for number in range(1, len(charts) + 1)]
    return [".png", ".svg", ".pdf", *data, ".txt"]


def _write_words(charts: list[Drawing]) -> str:
    """Write the words of a figure's charts as paragraphs, each of several under its number."""
    paragraphs = []
    for number, chart in enumerate(charts, 1):
        if len(charts) > 1:
            paragraphs.append(CHART_OF.fill(number=number, count=len(charts)))
        paragraphs += [part for part in (chart.title, chart.subtitle, chart.alt, *chart.caption) if part]
    return "\n\n".join(paragraphs) + "\n"


def svg_bytes(ax: Axes) -> bytes:
    """Render a chart as SVG alone, the same bytes as `render_chart` gives of it."""
    name, description = name_figure(drawings_beside(ax))
    svg = save_figure(ax, "svg", {"Title": name, "Creator": [CREATOR], "Date": None})
    return _finish_svg(svg, name, description)


def _finish_svg(svg: bytes, name: str, description: str) -> bytes:
    """Add what matplotlib leaves out: a description for those who do not see it, and the letters that it is set in."""
    text = svg.decode()
    text = text.replace("<svg ", f'<svg role="img" aria-label="{escape(name)}" ', 1)
    extra = f"<desc>{escape(description)}</desc>\n <style>{font_faces(''.join(sorted(set(text))))}</style>\n"
    return text.replace("</title>\n", f"</title>\n {extra}", 1).encode()


def workbook_bytes(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """Write frames as the sheets of an Excel workbook: numbers as numbers, all text as text, never as formula or link.

    Text that is longer than a cell can hold goes on in columns beside its own.

    Parameters
    ----------
    sheets : mapping of str to pandas.DataFrame
        Sheet names (31 characters at most) and their tables.

    Returns
    -------
    bytes
        An .xlsx file; the same bytes for the same tables.

    Raises
    ------
    ExportError
        A table has more rows or columns than a sheet can hold, or no sheet can have its name.
    """
    buffer = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, safe) as book:
        book.set_properties({"title": "tradeview", "author": CREATOR, "created": datetime(2000, 1, 1, tzinfo=UTC)})
        head = book.add_format({"bold": True, "bottom": 1})
        formats = {}
        for pattern, look in LOOKS.items():
            formats[re.compile(pattern)] = book.add_format({"num_format": look})
        for name, frame in sheets.items():
            columns = _columns_of_sheet(name, frame)
            try:
                sheet = book.add_worksheet(name)
            except XlsxWriterException as error:
                raise ExportError(f"a sheet is called {name!r}", str(error), "give it another name") from error
            sheet.freeze_panes(1, 0)
            for column, (title, cells) in enumerate(columns):
                sheet.write_string(0, column, title, head)
                matching = [look for pattern, look in formats.items() if pattern.fullmatch(title)]
                number_format = matching[0] if matching else None
                widest = len(title)
                for row, value in enumerate(cells, start=1):
                    if value is None:
                        continue  # an empty cell, which a spreadsheet counts as missing
                    if isinstance(value, str):
                        sheet.write_string(row, column, value)
                    else:
                        sheet.write_number(row, column, value, number_format)
                    widest = max(widest, len(str(value)))
                sheet.set_column(column, column, min(widest + 1, WIDEST_COLUMN))
    return buffer.getvalue()


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
