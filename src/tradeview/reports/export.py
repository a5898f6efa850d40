"""Files: a chart as PNG, SVG, PDF, data and words, all of them written whole, or none.

Everything is rendered in memory first and written by `tradeview.sources.writing.files`, so that a crash or a full disk
leaves what stood before. The same chart gives the same bytes on every run.
"""

from collections.abc import Mapping
from html import escape
from pathlib import Path

from matplotlib.axes import Axes

from tradeview.arguments import check_arguments
from tradeview.charts.layout.direction import has_right_to_left
from tradeview.charts.layout.hover import told_of, write_titles
from tradeview.charts.layout.page import Drawing, drawings_beside, name_figure
from tradeview.charts.layout.rendering import CREATOR, drawn_once, font_faces, png_bytes, save_figure
from tradeview.errors import ExportError
from tradeview.printable import utf8_bytes
from tradeview.reports.data_package import package_bytes
from tradeview.sources.writing.files import csv_bytes, write_together
from tradeview.sources.writing.targets import check_file_target
from tradeview.words.templates import Template

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
CHART_OF = Template("Chart {number} of {count}", note="over the words of one of a figure's charts")
# Several charts may be exported into one folder, where the one name that packages of folders have is that of none.
PACKAGE_ENDING = ".datapackage.json"


@check_arguments
def export(ax: Axes, path: str | Path) -> list[Path]:
    """Write a chart to files, all or none.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What a function of `tv.charts` returned; its whole figure is written, with all charts that stand on it.
    path : path
        Without an ending: `out/growth` gives `growth.png` (twice the size), `.svg` (text as text, with title and
        description), `.pdf` (fonts embedded), `.csv` (exactly what is drawn), `.txt` (title, alternative text, caption)
        and `.datapackage.json` (columns, units and sources of the data, as the Data Package standard has them). The
        data of several charts on one figure are files of their own, `growth-1.csv`, `growth-2.csv` in the order of
        their axes, and their words stand in one `.txt` under the same numbers. Missing folders are made; files of these
        names are replaced. A run that is killed leaves the old files, the new ones, or a folder that a file
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
    ['rate.png', 'rate.svg', 'rate.pdf', 'rate.csv', 'rate.txt', 'rate.datapackage.json']
    """
    path = Path(path)
    if not path.name:
        raise ExportError("an export needs a file's name", repr(str(path)), "give one, such as out/growth")
    for ending in (*_endings_of(drawings_beside(ax)), PACKAGE_ENDING):
        check_file_target(path.with_name(path.name + ending))
    files = {}
    for ending, content in render_chart(ax).items():
        files[path.name + ending] = content  # a name may hold a point: no `with_suffix`
    files[path.name + PACKAGE_ENDING] = describe_export(ax, path.name, files)
    return write_together({path.with_name(name): content for name, content in files.items()})


def describe_export(ax: Axes, name: str, files: Mapping[str, bytes]) -> bytes:
    """Describe the files of a chart as a data package."""
    charts = drawings_beside(ax)
    title, _ = name_figure(charts)
    stems = [name + ending.removesuffix(".csv") for ending in _endings_of_data(charts)]
    return package_bytes(name, title, files, dict(zip(stems, charts, strict=True)))


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
    return [".png", ".svg", ".pdf", *_endings_of_data(charts), ".txt"]


def _endings_of_data(charts: list[Drawing]) -> list[str]:
    if len(charts) == 1:
        return [".csv"]
    return [f"-{number}.csv" for number in range(1, len(charts) + 1)]


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
    figure = ax.get_figure(root=True)
    assert figure is not None  # noqa: S101 - a chart's axes are on a figure
    # Titles of marks come last: they are shown in the letters of the browser, not in those that the file carries.
    return write_titles(_finish_svg(svg.decode(), name, description), told_of(figure)).encode()


def _finish_svg(text: str, name: str, description: str) -> str:
    """Add what matplotlib leaves out: a description for those who do not see it, and the letters that it is set in."""
    text = text.replace("<svg ", f'<svg role="img" aria-label="{escape(name)}" ', 1)
    style = font_faces("".join(sorted(set(text))))
    if has_right_to_left(text):  # labels run as they do in matplotlib: as their first letter does
        style += "text{unicode-bidi:plaintext}"
    extra = f"<desc>{escape(description)}</desc>\n <style>{style}</style>\n"
    return text.replace("</title>\n", f"</title>\n {extra}", 1)
