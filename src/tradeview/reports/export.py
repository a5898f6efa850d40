"""Files: a chart as PNG, SVG, PDF, data and words, all of them written whole, or none.

Everything is rendered in memory first and written by `tradeview.sources.writing.files`, so that a crash or a full disk
leaves what stood before. The same chart gives the same bytes on every run.
"""

from collections.abc import Mapping
from html import escape
from pathlib import Path

from matplotlib.axes import Axes

from tradeview.arguments import check_arguments
from tradeview.charts.layout.page import Drawing, drawing
from tradeview.charts.layout.rendering import CREATOR, drawn_once, font_faces, png_bytes, save_figure
from tradeview.errors import ExportError
from tradeview.printable import utf8_bytes
from tradeview.reports.data_package import package_bytes
from tradeview.sources.writing.files import csv_bytes, write_together
from tradeview.sources.writing.targets import check_file_target

__all__ = [
    "csv_bytes",
    "drawn_once",
    "export",
    "font_faces",
    "render_chart",
    "svg_bytes",
    "write_together",
]

ENDINGS = (".png", ".svg", ".pdf", ".csv", ".txt")
# Several charts may be exported into one folder, where the one name that packages of folders have is that of none.
PACKAGE_ENDING = ".datapackage.json"


@check_arguments
def export(ax: Axes, path: str | Path) -> list[Path]:
    """Write a chart to files, all or none.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What a function of `tv.charts` returned; its whole figure is written.
    path : path
        Without an ending: `out/growth` gives `growth.png` (twice the size), `.svg` (text as text, with title and
        description), `.pdf` (fonts embedded), `.csv` (exactly what is drawn), `.txt` (title, alternative text, caption)
        and `.datapackage.json` (columns, units and sources of the data, as the Data Package standard has them).
        Missing folders are made; files of these names are replaced. A run that is killed leaves the old files, the new
        ones, or a folder that a file `INCOMPLETE-tradeview.txt` marks; the next run finishes it.

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
    ['rate.png', 'rate.svg', 'rate.pdf', 'rate.csv', 'rate.txt', 'rate.datapackage.json']
    """
    path = Path(path)
    if not path.name:
        raise ExportError("an export needs a file's name", repr(str(path)), "give one, such as out/growth")
    for ending in (*ENDINGS, PACKAGE_ENDING):
        check_file_target(path.with_name(path.name + ending))
    files = {}
    for ending, content in render_chart(ax).items():
        files[path.name + ending] = content  # a name may hold a point: no `with_suffix`
    files[path.name + PACKAGE_ENDING] = describe_export(ax, path.name, files)
    return write_together({path.with_name(name): content for name, content in files.items()})


def describe_export(ax: Axes, name: str, files: Mapping[str, bytes]) -> bytes:
    """Describe the files of a chart as a data package."""
    said = drawing(ax)
    return package_bytes(name, said.title, files, {name: said})


def render_chart(ax: Axes) -> dict[str, bytes]:
    """Render a chart into the bytes of each of its files, by ending."""
    said = drawing(ax)
    png = png_bytes(ax)
    svg = svg_bytes(ax)
    about = {
        "Title": said.title,
        "Subject": said.alt,
        "Creator": CREATOR,
        "Producer": CREATOR,
        "CreationDate": None,
    }
    pdf = save_figure(ax, "pdf", about)
    words = "\n\n".join([said.title, said.subtitle, said.alt, *said.caption]) + "\n"
    return {
        ".png": png,
        ".svg": svg,
        ".pdf": pdf,
        ".csv": csv_bytes(said.data),
        ".txt": utf8_bytes(words),
    }


def svg_bytes(ax: Axes) -> bytes:
    """Render a chart as SVG alone, the same bytes as `render_chart` gives of it."""
    said = drawing(ax)
    svg = save_figure(ax, "svg", {"Title": said.title, "Creator": [CREATOR], "Date": None})
    return _finish_svg(svg, said)


def _finish_svg(svg: bytes, said: Drawing) -> bytes:
    """Add what matplotlib leaves out: a description for those who do not see it, and the letters that it is set in."""
    text = svg.decode()
    text = text.replace("<svg ", f'<svg role="img" aria-label="{escape(said.title)}" ', 1)
    extra = f"<desc>{escape(said.alt)}</desc>\n <style>{font_faces(''.join(sorted(set(text))))}</style>\n"
    return text.replace("</title>\n", f"</title>\n {extra}", 1).encode()
