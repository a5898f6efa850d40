"""Mirror: what exporter and importer report of the same flow, as two marks on one row, and how far they lie apart.

A row is a product or a period. Neither side is the true one: each keeps its colour, its number and its valuation, and
what one side does not report has no mark. What the chart says of the gaps stands in `mirror.words`.
"""

import math
from dataclasses import dataclass
from typing import Any, Literal

from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.labels import format_scaled
from tradeview.charts.layout.colours import BAND, GREY, PAIR_COLOURS, PALE
from tradeview.charts.layout.fonts import widen_leading
from tradeview.charts.layout.highlight import HighlightOfPeriods, choose_highlighted
from tradeview.charts.layout.hover import tell_marks
from tradeview.charts.layout.page import (
    BEHIND,
    Page,
    Size,
    house_style,
    lay_out_page,
    shrink_factor,
    smallest_height,
)
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
from tradeview.charts.mirror.rows import MirrorRow, Scale, arrange_rows, choose_reported_rows, read_mirror_rows
from tradeview.charts.mirror.words import (
    HEAD,
    MARKS,
    NO_FIGURES,
    describe_gap,
    describe_mirror,
    name_sides,
    number_scale,
)
from tradeview.words.language import Language, choose_language, in_language
from tradeview.words.money import format_money
from tradeview.words.numbers import write_short

MOST = 12  # products shown
BESIDE = 7  # points from a mark to its number
SIGNS, MARK_SIZES = ("o", "D"), (8.5, 5.5)  # markers of the two sides, apart where colours and positions are not
GREYS = (GREY, PALE)  # of the exporter and the importer, in rows that are not highlighted
TICK_SIZE = FONT_SIZE - 0.5
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
    weight: str = "bold"


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


@check_arguments
@in_language
def mirror(
    frame: IntoFrame,
    *,
    scale: Scale = "linear",
    most: int = MOST,
    title: str | None = None,
    subtitle: str | None = None,
    highlight: HighlightOfPeriods = None,
    bare: bool = False,
    ax: Axes | None = None,
    size: Size = "report",
    language: str | Language | None = None,
) -> Axes:
    """Draw both reports of one flow on one row, for several periods or several products.

    Parameters
    ----------
    frame : frame
        The result of `tv.mirror` for one exporter and importer: of one product (or `TOTAL`) in one or more periods,
        each a row in order of time; or of one period and several products, largest first. `TOTAL` beside products is
        left out.
    title, subtitle : str, optional
        Words of your own in the place of those that are made from the numbers; "" leaves them out.
    highlight : str, int or collection of these, optional
        Rows: periods, or products by code or name: what is highlighted is in colour, all else grey.
    bare : bool
        Leave out title, subtitle and caption, which `tv.charts.words` then gives.
    ax : Axes, optional
        Axes to draw on: they are cleared, and the whole chart lies in their box. Without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.
    language : str or Language, optional
        What its words are written in: a code of `tv.languages()`, such as "ms"; without it, English.
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
    table, by = choose_reported_rows(frame, scale)
    data = arrange_rows(table, by, most)
    rows = read_mirror_rows(data)
    labels = dict(zip(data[by].astype(str), data["row"], strict=True))
    highlighted = choose_highlighted(highlight, labels, f"a {by} that has a row")
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size, language=choose_language(language))
    foot = 16 if scale == "log" else 2  # only the logarithmic scale has ticks below it
    with house_style():
        plan = _plan_layout(rows, name_sides(data), page.width, narrow=page.is_narrow)
        ax = lay_out_page(
            describe_mirror(data, table, by, scale),
            page,
            height=plan.tops[-1],
            left=plan.gutter,
            right=plan.beside,
            head=10,
            foot=foot,
            lowest=smallest_height(plan.tops[-1], FONT_SIZE),
        )
        unit, _ = number_scale(data)
        shrink = shrink_factor(ax, plan.tops[-1])
        _set_axes(ax, rows, plan, unit, scale)
        _write_heads(ax, plan, shrink)
        if scale == "log":
            _write_ticks(ax, unit, plan, shrink, str(data["currency"].dropna().iloc[0]))
        in_colour = [highlighted.has(code) for code in labels]
        _draw_rows(ax, rows, plan, unit, shrink, in_colour)
    return ax


def _plan_layout(rows: list[MirrorRow], legend: list[str], full: float, *, narrow: bool) -> Layout:
    words = [HEAD.fill(), *(describe_gap(row.gap) for row in rows)]
    column = max(text_width(text, FONT_SIZE) for text in words) + GAP
    name_width = full - column if narrow else NAME_WIDTH
    placed = lay_out_rows([row.name for row in rows], name_width, above=narrow)
    gutter = 0 if narrow else gutter_width(placed)
    heads = _place_legend(legend, full - column)
    last_line = heads[-1].y
    heads.append(Head(full - column + GAP, last_line, HEAD.fill(), GREY, "normal"))
    return Layout(heads, placed, row_tops(placed, last_line + LEADING), gutter, column, narrow)


def _place_legend(legend: list[str], width: float) -> list[Head]:
    """Say whose mark is whose: both in one line where there is room, else one below the other."""
    exporter, importer = (f"{mark} {name}" for mark, name in zip(MARKS, legend, strict=True))
    leading = widen_leading(LEADING, legend)
    middle = leading / 2
    second = text_width(exporter, FONT_SIZE, "bold") + 2 * GAP
    if second + text_width(importer, FONT_SIZE, "bold") <= width:
        return [Head(0, middle, exporter, PAIR_COLOURS[0]), Head(second, middle, importer, PAIR_COLOURS[1])]
    heads: list[Head] = []
    for text, colour in zip((exporter, importer), PAIR_COLOURS, strict=True):
        for line in wrap_text(text, width, FONT_SIZE, "bold"):
            heads.append(Head(0, middle + len(heads) * leading, line, colour))
    return heads


def _set_axes(ax: Axes, rows: list[MirrorRow], plan: Layout, unit: float, scale: Scale) -> None:
    """Set the scales, with room on both sides for numbers beside the marks."""
    ax.set_axis_off()
    ax.set_xscale(scale)
    ax.set_ylim(plan.tops[-1], 0)
    values: list[float] = []
    ends: list[float] = []
    for row in rows:
        for report in row.stated:
            values.append(report.value)
            ends.append(report.value)
            # A range that starts at zero or below has no place on a logarithmic scale; its figure has.
            ends += [end for end in (report.low, report.high) if end > 0]
    room = max(text_width(format_scaled(value, unit), FONT_SIZE, "bold") for value in values) + BESIDE + 4
    across = points_across(ax)
    inner = max(across - 2 * room, LEAST)
    if scale == "log":
        low, high = math.log10(min(ends)), math.log10(max(ends))
        tens_per_point = (high - low) / inner
        if high == low:  # one figure alone: a power of ten around it
            tens_per_point = 1 / inner
            high = low + tens_per_point
        ax.set_xlim(10 ** (low - room * tens_per_point), 10 ** (high + room * tens_per_point))
        return
    largest = max(ends)
    if largest == 0:  # figures of zero alone, which would leave the axis no width
        largest = 1.0
    ax.set_xlim(-room * largest / inner, largest + room * largest / inner)


def _write_heads(ax: Axes, plan: Layout, shrink: float) -> None:
    for head in plan.heads:
        right = head.x - plan.gutter
        _write_at_edge(ax, head.text, (0, head.y), right, head.colour, FONT_SIZE * shrink, head.weight)
    write_names(ax, plan.rows, plan.tops, plan.gutter, shrink)


def _draw_rows(
    ax: Axes, rows: list[MirrorRow], plan: Layout, unit: float, shrink: float, in_colour: list[bool]
) -> None:
    for row, placed, top, has_colour in zip(rows, plan.rows, plan.tops, in_colour, strict=False):
        y = top + placed.marks
        if ax.get_xscale() == "linear":
            start = y - ROW / 3 if plan.narrow else top  # no line through a name that stands above
            ax.vlines(0, start, top + placed.height, color=PALE, linewidth=0.8, zorder=1)
        _draw_dumbbell(ax, row, y, unit, FONT_SIZE * shrink, PAIR_COLOURS if has_colour else GREYS)
        words = describe_gap(row.gap)
        if words:
            words_y = top + LEADING / 2 if plan.narrow else y
            right = GAP - (plan.column - plan.beside)
            _write_at_edge(ax, words, (1, words_y), right, GREY, FONT_SIZE * shrink)


def _draw_dumbbell(ax: Axes, row: MirrorRow, y: float, unit: float, font_size: float, colours: tuple[str, str]) -> None:
    """Draw the figures of both sides on one row, each as a mark with its number, and a bar from one to the other."""
    first, last = ax.get_xlim()
    is_linear = ax.get_xscale() == "linear"
    if is_linear:
        # The line that guides the eye along a row starts at zero, as figures do.
        first = 0.0
    ax.plot([first, last], [y, y], color=BAND, linewidth=1, zorder=0)
    if not row.stated:
        middle = (first + last) / 2 if is_linear else math.sqrt(first * last)
        _write_beside_mark(ax, NO_FIGURES.fill(), (middle, y), 0, "center", GREY, font_size)
        return
    least = min(report.value for report in row.stated)
    most = max(report.value for report in row.stated)
    ax.plot([least, most], [y, y], color=PALE, linewidth=3, solid_capstyle="butt", zorder=2)
    for number, report in enumerate(row.reports):
        if report is None:
            continue
        colour = colours[number]
        ax.hlines(y, report.low, report.high, color=colour, linewidth=1, zorder=3)
        look: dict[str, Any] = {"markersize": MARK_SIZES[number], "color": colour, "zorder": 4 + number}
        (mark,) = ax.plot(report.value, y, SIGNS[number], **look)
        tell_marks(mark, [report.told])
        text = format_scaled(report.value, unit)
        # Of two alike, the exporter's number stands left.
        is_lower = report.value < most or (least == most and number == 0)
        if len(row.stated) > 1 and is_lower:
            _write_beside_mark(ax, text, (report.low, y), -BESIDE, "right", colour, font_size)
        else:
            _write_beside_mark(ax, text, (report.high, y), BESIDE, "left", colour, font_size)


def _write_ticks(ax: Axes, unit: float, plan: Layout, shrink: float, currency: str) -> None:
    """Mark the powers of ten that have room, or within one of them 1, 2 and 5."""
    low, high = ax.get_xlim()
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    ticks = [10.0**power for power in powers if low <= 10.0**power <= high]
    every = 1
    if len(ticks) > 1:
        widest = max(text_width(_write_amount(tick, unit, currency), TICK_SIZE) for tick in ticks) + GAP
        points_per_power = points_across(ax) / (math.log10(high) - math.log10(low))
        every = math.ceil(widest / points_per_power)
    else:
        ticks = []
        for power in powers:
            within = [digit * 10.0**power for digit in (1, 2, 5)]
            ticks += [tick for tick in within if low <= tick <= high]
    for tick in ticks[::-every]:  # from the last, since the largest figures are what a reader looks up
        ax.vlines(tick, plan.tops[0], plan.tops[-1], color=BAND, linewidth=1, zorder=0)
        ax.annotate(
            _write_amount(tick, unit, currency), (tick, 0), (0, -3), xycoords=("data", "axes fraction"),
            textcoords="offset points", ha="center", va="top", color=GREY, fontsize=TICK_SIZE * shrink,
            annotation_clip=False,
        )  # fmt: skip


def _write_amount(amount: float, unit: float, currency: str) -> str:
    """Write an amount in the chart's unit; one far below it with a unit of its own."""
    if amount / unit < SMALLEST:
        return format_money(amount, currency, 1)
    return write_short(amount / unit, 12)


def _write_beside_mark(
    ax: Axes, text: str, at: tuple[float, float], right: float, ha: Align, colour: str, font_size: float
) -> None:
    """Write `right` points from a mark, on white, since the guiding line of the row runs below."""
    ax.annotate(
        text, at, (right, 0), textcoords="offset points", ha=ha, va="center_baseline", color=colour,
        fontsize=font_size, annotation_clip=False, bbox=BEHIND,
    )  # fmt: skip


def _write_at_edge(
    ax: Axes, text: str, at: tuple[float, float], right: float, colour: str, font_size: float, weight: str = "normal"
) -> None:
    """Write `right` points from a fraction of the width, at the height of the rows."""
    ax.annotate(
        text, at, (right, 0), xycoords=("axes fraction", "data"), textcoords="offset points", ha="left", va="center",
        color=colour, fontsize=font_size, fontweight=weight, annotation_clip=False,
    )  # fmt: skip
