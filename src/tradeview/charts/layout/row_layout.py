"""Row layout: names beside, or on a phone above, the marks that belong to them, a row for each.

Names are broken into two lines at most and then cut; what was cut stands in full in the data behind the chart. Heights
are points from the top of the plot, so that a row is as tall as its name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from tradeview.charts.layout.colours import INK
from tradeview.charts.layout.fonts import widen_leading
from tradeview.charts.layout.points import write_label
from tradeview.charts.layout.text import text_width, wrap_at_most

FONT_SIZE, LEADING = 9.5, 12.5  # points
ROW, AIR, GAP = 22, 7, 10  # points: the lowest row, white between names, white beside them
NAME_WIDTH, MOST_LINES = 150, 2


@dataclass(frozen=True)
class Row:
    """A name broken into lines, the points that its row takes, and those from its top to the middle of its marks."""

    lines: tuple[str, ...]
    height: float
    marks: float

    @property
    def leading(self) -> float:
        """Points from one line of the name to the next, as the marks of its letters need."""
        return widen_leading(LEADING, self.lines)

    @property
    def named(self) -> float:
        """Points that the lines of the name take."""
        return len(self.lines) * self.leading


def lay_out_rows(names: Sequence[str], width: float, *, above: bool) -> list[Row]:
    """Break names into rows: beside their marks, no wider than `width` points, or above them."""
    rows = []
    for name in names:
        lines = break_name(name, width)
        name_height = len(lines) * widen_leading(LEADING, lines)
        if above:
            rows.append(Row(lines, height=name_height + ROW + AIR / 2, marks=name_height + ROW / 2))
        else:
            height = max(ROW, name_height + AIR)
            rows.append(Row(lines, height, marks=height / 2))
    return rows


def break_name(
    name: str, width: float, font_size: float = FONT_SIZE, *, weight: str = "normal", most: int = MOST_LINES
) -> tuple[str, ...]:
    """Break a name into lines of `width` points, `most` of them, and cut what has no room there."""
    return tuple(wrap_at_most(name, width, font_size, weight, most=most))


def gutter_width(rows: Sequence[Row]) -> float:
    """Return the points that names take beside their marks."""
    widest = 0.0
    for row in rows:
        widest = max(widest, *(text_width(line, FONT_SIZE) for line in row.lines))
    return widest + GAP


def row_tops(rows: Sequence[Row], first: float = 0) -> list[float]:
    """Return the points from the top of the plot to the top of each row, and to the end of the last."""
    tops = [float(first)]
    for row in rows:
        tops.append(tops[-1] + row.height)
    return tops


def write_names(ax: Axes, rows: Sequence[Row], tops: Sequence[float], gutter: float, shrink: float) -> None:
    """Write each row's name in the gutter; without one, at the top of the row.

    The lines of a name keep their distance in points, also where the axes are taller than the rows need.
    """
    for row, top in zip(rows, tops, strict=False):
        middle = top + row.named / 2
        if gutter:
            middle = top + row.height / 2
        for i, line in enumerate(row.lines):
            away = (-gutter, ((len(row.lines) - 1) / 2 - i) * row.leading * shrink)
            coords = ("axes fraction", "data")
            write_label(ax, line, (0, middle), away, coords=coords, color=INK, fontsize=FONT_SIZE * shrink)
