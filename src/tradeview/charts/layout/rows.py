"""Rows: the names of products, economies and periods beside, or on a phone above, the marks that belong to them.

Names are broken into two lines at most and then cut; what was cut stands in full in the data behind the chart. Heights
are points from the top of the plot, so that a row is as tall as its name.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from matplotlib.axes import Axes

from tradeview import commodities
from tradeview.charts.layout.colours import INK
from tradeview.charts.layout.text import POINTS, drawable, text_width, wrap
from tradeview.commodities.codes import classification_name
from tradeview.economies import name as economy_name
from tradeview.errors import MissingExtraError, UnknownCodeError
from tradeview.table.schema import TOTAL, WORLD
from tradeview.words.money import currency_symbol
from tradeview.words.numbers import format_number, format_percent
from tradeview.words.periods import format_period

LETTERS, LEADING = 9.5, 12.5  # points
ROW, AIR, GAP = 22, 7, 10  # points: the lowest row, white between names, white beside them
NAME_WIDTH, MOST_LINES = 150, 2
UNSPECIFIED = {"99", "9999", "999999"}  # the UN's code for what is not specified, which HS does not have
ELLIPSIS = "…"
LEAST = 0.001  # of the scale of a chart
PERCENT = 0.01
ALL = 1e-12  # what adding shares up may be off


@dataclass(frozen=True)
class Row:
    """A name broken into lines, the points that its row takes, and those from its top to the middle of its marks."""

    lines: tuple[str, ...]
    height: float
    marks: float


def economy(code: object) -> str:
    """Name an economy within a sentence.

    Examples
    --------
    >>> economy("MYS"), economy("WLD")
    ('Malaysia', 'the world')
    """
    return "the world" if code == WORLD else economy_name(str(code))


def product(code: object, classification: object = None) -> str:
    """Name a product: its code, and in HS the title that it has today.

    Examples
    --------
    >>> product("1511"), product("33", "S4"), product("TOTAL"), product("851712")
    ('1511 Palm oil', 'SITC 33', 'All products', '851712')
    """
    if code == TOTAL:
        return "All products"
    if classification_name(classification) == "SITC":
        return f"SITC {code}"
    if code in UNSPECIFIED:
        return f"{code} Not specified"
    with suppress(UnknownCodeError, MissingExtraError):  # of an earlier revision; or the extra `hs` is not there
        return f"{code} {commodities.description(str(code))}"
    return str(code)


def rows_of(names: Sequence[str], width: float, *, above: bool) -> list[Row]:
    """Break names into rows: beside their marks, no wider than `width` points, or above them."""
    rows = []
    for name in names:
        lines = _cut(name, width)
        tall = len(lines) * LEADING
        if above:
            rows.append(Row(lines, tall + ROW + AIR / 2, tall + ROW / 2))
        else:
            height = max(ROW, tall + AIR)
            rows.append(Row(lines, height, height / 2))
    return rows


def _cut(name: str, width: float) -> tuple[str, ...]:
    lines = wrap(name, width, LETTERS)
    if len(lines) <= MOST_LINES:
        return tuple(lines)
    words = " ".join(lines[MOST_LINES - 1 :])
    while words and text_width(words.rstrip(" ,;:") + ELLIPSIS, LETTERS) > width:
        words = words[:-1]
    return (*lines[: MOST_LINES - 1], words.rstrip(" ,;:") + ELLIPSIS)


def gutter_of(rows: Sequence[Row]) -> float:
    """Points that names take beside their marks."""
    return max(text_width(line, LETTERS) for row in rows for line in row.lines) + GAP


def tops_of(rows: Sequence[Row], first: float = 0) -> list[float]:
    """Points from the top of the plot to the top of each row, and to the end of the last."""
    tops = [float(first)]
    for row in rows:
        tops.append(tops[-1] + row.height)
    return tops


def write_names(ax: Axes, rows: Sequence[Row], tops: Sequence[float], gutter: float, shrink: float) -> None:
    """Write each row's name in the gutter; without one, at the top of the row.

    The lines of a name keep their distance in points, also where the axes are taller than the rows need.
    """
    for row, top in zip(rows, tops, strict=False):
        middle = top + row.height / 2 if gutter else top + len(row.lines) * LEADING / 2
        for i, line in enumerate(row.lines):
            ax.annotate(
                line,
                (0, middle),
                (-gutter, ((len(row.lines) - 1) / 2 - i) * LEADING * shrink),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                va="center",
                color=INK,
                fontsize=LETTERS * shrink,
                annotation_clip=False,
            )


def points_across(ax: Axes) -> float:
    """Width of axes in points."""
    return float(ax.get_window_extent().width * POINTS / ax.figure.dpi)


def unit(currency: str, word: str) -> str:
    """Say in what numbers on a chart count.

    Examples
    --------
    >>> unit("USD", "billion"), unit("THB", "")
    ('US$ billion', 'THB')
    """
    return f"{currency_symbol(currency)} {word}".strip()


def basis(price_basis: object, base_period: object) -> str:
    """Say at whose prices money counts.

    Examples
    --------
    >>> basis(None, None), basis("real", 2015)
    ('current prices', 'prices of 2015')
    """
    return f"prices of {format_period(int(float(str(base_period))))}" if price_basis == "real" else "current prices"


def short(name: str, most: int = 44) -> str:
    """Cut a name for a title.

    Examples
    --------
    >>> short("1511 Palm oil"), short("151190 Vegetable oils; palm oil and its fractions, other than crude", 30)
    ('1511 Palm oil', '151190 Vegetable oils; palm…')
    """
    name = drawable(name)
    return name if len(name) <= most else name[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + ELLIPSIS


def percent(share: float) -> str:
    """Write a share of a whole: what is not nothing, or not all, is never rounded to it.

    Examples
    --------
    >>> print(percent(0.25), percent(0.001), percent(0.999), percent(0), percent(1))
    25 % <1 % >99 % 0 % 100 %
    """
    if 0 < share < PERCENT / 2:
        return f"<{format_percent(PERCENT, signed=False)}"
    if 1 - PERCENT / 2 <= share < 1 - ALL:
        return f">{format_percent(1 - PERCENT, signed=False)}"
    return format_percent(share, signed=False)


def figure(value: float, size: float) -> str:
    """Write a number in the scale of its chart; what has no digit in it as below its thousandth part.

    Examples
    --------
    >>> figure(2.5e9, 1e9), figure(3, 1e9), figure(0, 1e9)
    ('2.50', '<0.001', '0')
    """
    return f"<{LEAST:g}" if 0 < abs(value) / size < LEAST else format_number(value / size)
