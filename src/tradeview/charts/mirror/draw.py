"""Mirror: what exporter and importer report of the same flow, as two marks on one row, and how far they lie apart.

A row is a product or a period. Neither side is the true one: each keeps its colour, its number and its valuation, and
what one side does not report has no mark. What the chart says of the gaps stands in `mirror.words`.
"""

import math
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.charts.layout.colours import BAND, GREY, PALE, SIDES
from tradeview.charts.layout.page import BEHIND, Size, house_style, lay_out_page, plot_width, shrink_factor
from tradeview.charts.layout.points import points_across
from tradeview.charts.layout.row_layout import (
    FONT_SIZE,
    GAP,
    LEADING,
    NAME_WIDTH,
    ROW,
    Row,
    gutter_width,
    lay_out_rows,
    row_tops,
    write_names,
)
from tradeview.charts.layout.text import text_width, wrap_text
from tradeview.charts.mirror.rows import REPORTERS, Scale, checked, drawn_rows
from tradeview.charts.mirror.words import MARKS, gap_words, legend, numbered, words
from tradeview.charts.wording import scaled_figure
from tradeview.table.engines import is_missing
from tradeview.words.money import format_money

STACKED = "phone"
MOST = 12  # products shown
BESIDE = 7  # points from a mark to its number
HEAD = "importer’s is"  # over the column of words
SIGNS, WIDE = ("o", "D"), (8.5, 5.5)  # markers of the two sides, apart where colours and positions are not
Align = Literal["left", "right", "center"]
LEAST = 30  # points that marks keep between their numbers
SMALLEST = 0.001  # of a chart's unit: smaller amounts at its ticks have a unit of their own


@dataclass(frozen=True)
class Head:
    """A text above the rows, in points from the left edge and from the top."""

    x: float
    y: float
    text: str
    colour: str


@dataclass(frozen=True)
class Layout:
    """Where things stand, in points: the heads, the rows, the gutter with their names, the column of words."""

    heads: list[Head]
    rows: list[Row]
    tops: list[float]
    gutter: float
    column: float
    narrow: bool

    @property
    def beside(self) -> float:
        """Points that the column of words takes beside the plot; where names stand above the marks, it does so, too."""
        return 0 if self.narrow else self.column


def mirror(
    frame: IntoFrame, *, ax: Axes | None = None, size: Size = "report", scale: Scale = "linear", most: int = MOST
) -> Axes:
    """Draw both reports of one flow on one row, for several periods or several products.

    Parameters
    ----------
    frame : frame
        The result of `tv.mirror` for one exporter and importer: of one product (or `TOTAL`) in one or more periods,
        each a row in order of time; or of one period and several products, largest first. `TOTAL` beside products is
        left out.
    ax : Axes, optional
        Axes to draw on; without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.
    scale : {"linear", "log"}
        Linear from zero, or logarithmic; the subtitle says which.
    most : int
        Products shown, by the larger of their two figures; how many there are besides is said.

    Returns
    -------
    matplotlib.axes.Axes
        Money on x (in `currency`), points from the top on y.

    Raises
    ------
    TradeTableError
        No result of `tv.mirror`; more than one pair or currency; several periods and products at once; codes of
        several levels; nothing reported; a figure of zero on a logarithmic scale.
    TradeviewError
        More rows than the size has room for.

    Examples
    --------
    >>> import pandas as pd
    >>> from tradeview.analysis.mirror import mirror as both_sides
    >>> cells = [("MYS", "RUS", "export", 2.2e9), ("RUS", "MYS", "import", 3.2e9)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "partner", "flow", "value"])
    >>> ax = mirror(both_sides(frame.assign(period=2014, commodity_code="TOTAL", currency="USD")))
    >>> [float(line.get_xdata()[0]) for line in ax.get_lines() if line.get_marker() in "oD"]
    [2200000000.0, 3200000000.0]
    """
    table, by = checked(frame, scale)
    data = drawn_rows(table, by, most)
    narrow = size == STACKED and ax is None
    with house_style():
        drawn = words(data, table, by, scale)
        new = ax is None
        plan = _plan_layout(data, plot_width(ax, size), narrow=narrow, new=new)
        ax = lay_out_page(
            drawn,
            ax=ax,
            size=size,
            height=plan.tops[-1],
            left=plan.gutter,
            right=plan.beside,
            head=10,
            foot=_foot_height(scale),
        )
        _draw_rows(ax, data, plan, scale, shrink_factor(ax, plan.tops[-1], FONT_SIZE, new=new))
    return ax


def _foot_height(scale: Scale) -> float:
    return 16 if scale == "log" else 2


def _plan_layout(data: pd.DataFrame, full: float, *, narrow: bool, new: bool) -> Layout:
    said = [gap_words(row) for row in data.to_dict("records")]
    column = max(text_width(word, FONT_SIZE) for word in (HEAD, *said)) + GAP
    rows = lay_out_rows(list(data["row"]), full - column if narrow else NAME_WIDTH, above=narrow)
    gutter = 0 if narrow else gutter_width(rows)
    full += 0 if new else gutter + column  # names stand beside axes that are given
    heads = _place_heads(data, full - column)
    last_line = heads[-1].y
    heads.append(Head(full - column + GAP, last_line, HEAD, GREY))
    return Layout(heads, rows, row_tops(rows, last_line + LEADING), gutter, column, narrow)


def _place_heads(data: pd.DataFrame, width: float) -> list[Head]:
    """Say whose mark is whose: both in one line where there is room, else one below the other."""
    said = [f"{mark} {name}" for mark, name in zip(MARKS, legend(data), strict=True)]
    wide = [text_width(text, FONT_SIZE, "bold") for text in said]
    middle = LEADING / 2
    if sum(wide) + 2 * GAP <= width:
        return [Head(0, middle, said[0], SIDES[0]), Head(wide[0] + 2 * GAP, middle, said[1], SIDES[1])]
    heads: list[Head] = []
    for text, colour in zip(said, SIDES, strict=True):
        for line in wrap_text(text, width, FONT_SIZE, "bold"):
            heads.append(Head(0, middle + len(heads) * LEADING, line, colour))
    return heads


def _draw_rows(ax: Axes, data: pd.DataFrame, plan: Layout, scale: Scale, shrink: float) -> None:
    across, tall = points_across(ax), plan.tops[-1]
    ax.set_axis_off()
    ax.set_xscale(scale)
    ax.set_ylim(tall, 0)
    first = _set_width(ax, data, scale, across)
    for head in plan.heads:
        bold, right = head.colour != GREY, head.x - plan.gutter
        _write_text(ax, head.text, (0, head.y), right, "left", head.colour, FONT_SIZE * shrink, bold=bold, edge=True)
    write_names(ax, plan.rows, plan.tops, plan.gutter, shrink)
    size, _ = numbered(data)
    if scale == "log":
        _write_ticks(ax, size, plan, shrink, str(data["currency"].dropna().iloc[0]))
    for reports, row, top in zip(data.to_dict("records"), plan.rows, plan.tops, strict=False):
        y = top + row.marks
        if scale == "linear":
            start = y - ROW / 3 if plan.narrow else top  # no line through a name that stands above
            ax.vlines(0, start, top + row.height, color=PALE, linewidth=0.8, zorder=1)
        _draw_dumbbell(ax, reports, y, first, size, shrink)
        said = gap_words(reports)
        if said:
            words_y = top + LEADING / 2 if plan.narrow else y
            right = GAP - (plan.column - plan.beside)
            _write_text(ax, said, (1, words_y), right, "left", GREY, FONT_SIZE * shrink, edge=True)


def _set_width(ax: Axes, data: pd.DataFrame, scale: Scale, across: float) -> float:
    """Leave room on both sides for numbers beside the marks; return where the rows' guiding lines start."""
    size, _ = numbered(data)
    values = pd.concat([data[f"{side}_value"] for side in REPORTERS]).dropna()
    ends = pd.concat(
        [data[name] for side in REPORTERS for name in (f"{side}_low", f"{side}_high") if name in data] or [values]
    )
    ends = pd.concat([values, ends[ends > 0]])
    room = max(text_width(scaled_figure(value, size), FONT_SIZE, "bold") for value in values) + BESIDE + 4
    inner = max(across - 2 * room, LEAST)
    if scale == "log":
        low, high = math.log10(ends.min()), math.log10(ends.max())
        each = ((high - low) or 1) / inner
        ax.set_xlim(10 ** (low - room * each), 10 ** (max(high, low + each) + room * each))
        return float(ax.get_xlim()[0])
    most = float(ends.max()) or 1.0
    ax.set_xlim(-room * most / inner, most + room * most / inner)
    return 0.0


def _draw_dumbbell(ax: Axes, reports: dict[Any, Any], y: float, first: float, size: float, shrink: float) -> None:
    """Draw the figures of both sides on one row, each as a mark with its number, and a bar from one to the other."""
    last = ax.get_xlim()[1]
    ax.plot([first, last], [y, y], color=BAND, linewidth=1, zorder=0)
    values = [reports[f"{side}_value"] for side in REPORTERS]
    told = [float(value) for value in values if not is_missing(value)]
    if not told:
        middle = math.sqrt(first * last) if ax.get_xscale() == "log" else (first + last) / 2
        _write_text(ax, "no figures", (middle, y), 0, "center", GREY, FONT_SIZE * shrink)
        return
    least, most = min(told), max(told)
    ax.plot([least, most], [y, y], color=PALE, linewidth=3, solid_capstyle="butt", zorder=2)
    for number, (side, value) in enumerate(zip(REPORTERS, values, strict=True)):
        if is_missing(value):
            continue
        low, high = _range_of(reports, side)
        ax.hlines(y, low, high, color=SIDES[number], linewidth=1, zorder=3)
        ax.plot(value, y, SIGNS[number], markersize=WIDE[number], color=SIDES[number], zorder=4 + number)
        is_lower = value < most if least < most else number == 0  # of two alike, the exporter's stands left
        said, font_size = scaled_figure(value, size), FONT_SIZE * shrink
        if len(told) > 1 and is_lower:
            _write_text(ax, said, (low, y), -BESIDE, "right", SIDES[number], font_size)
        else:
            _write_text(ax, said, (high, y), BESIDE, "left", SIDES[number], font_size)


def _range_of(reports: dict[Any, Any], side: str) -> tuple[float, float]:
    """Return the ends of a side's range; the figure itself where the table states none."""
    value = reports[f"{side}_value"]
    low, high = (reports.get(f"{side}_{bound}", value) for bound in ("low", "high"))
    return float(value if is_missing(low) else low), float(value if is_missing(high) else high)


def _write_ticks(ax: Axes, size: float, plan: Layout, shrink: float, currency: str) -> None:
    """Mark the powers of ten that have room, or within one of them 1, 2 and 5."""
    low, high = ax.get_xlim()
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    ticks = [10.0**power for power in powers if low <= 10.0**power <= high]
    every = 1
    if len(ticks) > 1:
        wide = max(text_width(_tick_words(tick, size, currency), FONT_SIZE - 0.5) for tick in ticks) + GAP
        every = math.ceil(wide * (math.log10(high) - math.log10(low)) / points_across(ax))
    else:
        candidates = [digit * 10.0**power for power in powers for digit in (1, 2, 5)]
        ticks = [tick for tick in candidates if low <= tick <= high]
    for tick in ticks[::-every]:
        ax.vlines(tick, plan.tops[0], plan.tops[-1], color=BAND, linewidth=1, zorder=0)
        ax.annotate(
            _tick_words(tick, size, currency), (tick, 0), (0, -3), xycoords=("data", "axes fraction"),
            textcoords="offset points", ha="center", va="top", color=GREY, fontsize=(FONT_SIZE - 0.5) * shrink,
            annotation_clip=False,
        )  # fmt: skip


def _tick_words(amount: float, size: float, currency: str) -> str:
    """Write an amount in the chart's unit; one far below it with a unit of its own."""
    return f"{amount / size:,.12g}" if amount / size >= SMALLEST else format_money(amount, currency, 1)


def _write_text(
    ax: Axes,
    text: str,
    at: tuple[float, float],
    right: float,
    ha: Align,
    colour: str,
    size: float,
    *,
    bold: bool = False,
    edge: bool = False,
) -> None:
    """Write beside a mark, or (`edge`) at a fraction of the width, `right` points away."""
    ax.annotate(
        text,
        at,
        (right, 0),
        xycoords=("axes fraction" if edge else "data", "data"),
        textcoords="offset points",
        ha=ha,
        va="center_baseline" if not edge else "center",
        color=colour,
        fontsize=size,
        fontweight="bold" if bold else "normal",
        annotation_clip=False,
        bbox=None if edge else BEHIND,
    )
