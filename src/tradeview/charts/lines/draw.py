"""Lines: several series of a trade table over time, each named at its end.

Neighbouring periods are joined by a solid line, those across a gap by a dotted one. Seven lines have a colour and a
shape of their own, which tells them apart in grey, too; all others, or all that are not highlighted, are thin and grey.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.labels import AMOUNT_IN, format_scaled
from tradeview.charts.layout.colours import BAND, GREY, PALE, SERIES_COLOURS, currency_colour
from tradeview.charts.layout.fonts import FAMILIES, widen_leading
from tradeview.charts.layout.highlight import Highlight
from tradeview.charts.layout.hover import tell_marks
from tradeview.charts.layout.page import (
    Page,
    Size,
    house_style,
    lay_out_page,
    shrink_factor,
    smallest_height,
)
from tradeview.charts.layout.period_ticks import FEW, choose_period_ticks, order_by_importance
from tradeview.charts.layout.placing import spread_labels
from tradeview.charts.layout.points import move_right, place_in_points, points_down, points_per_x
from tradeview.charts.layout.row_layout import break_name
from tradeview.charts.layout.text import text_width
from tradeview.charts.lines.collecting import MOST, By, SeriesTable, collect_series, is_approximate
from tradeview.charts.lines.words import describe_lines, find_fastest
from tradeview.periods import ordinal, period_of_span, runs_of_periods
from tradeview.table.series import span_of, spans_of
from tradeview.words.language import Language, choose_language, in_language
from tradeview.words.money import format_amount
from tradeview.words.numbers import choose_scale, format_number, write_short
from tradeview.words.periods import format_span, format_span_of_axis
from tradeview.words.provenance import facts_of_figure, tell_mark
from tradeview.words.templates import Arrangement

HEIGHT, FONT_SIZE, LEADING = 250.0, 9.5, 12.5  # points
TICK_SIZE, TICK_AIR = 9.0, 8.0  # points; of the periods, and white between two of them
BESIDE, LEAST_LEFT, LEFT_AIR = 12.0, 18.0, 8.0  # points: from the plot to the labels; left of it, at least and beside
LABEL_SHARE = 0.34  # of the width of the page, at most, that labels take
APART = 2 * "\N{NO-BREAK SPACE}"  # SVG folds plain spaces into one
MOST_LINES = 3  # of a name
TIGHT = 0.6  # of the highest figure: where all are above it, an axis from zero would be mostly white
HEADROOM = 0.06  # of what is drawn, free above the highest figure, and below the lowest where the axis is not from zero
FEW_RANGES = 3  # coloured lines up to which ranges are drawn
MOST_TICKS = 5
MARKERS = ("o", "s", "D", "^", "v", "P", "X")  # in the order of the colours
DOTS: Any = (0, (0.1, 2.4))
HUNDRED = 100.0  # of an index
NAME_AND_PERIOD = Arrangement("{name}, {period}", note="name: of a line; period: 2024")


@dataclass(frozen=True)
class Look:
    """How a line is drawn."""

    colour: str
    marker: str
    width: float
    is_coloured: bool


@dataclass(frozen=True)
class Scale:
    """The axis of money or of the index: its ends, its ticks, and the amount that is one on it."""

    low: float
    high: float
    ticks: list[float]
    unit: float

    def write(self, value: float) -> str:
        """Write a tick."""
        return write_short(value / self.unit)


@dataclass(frozen=True)
class EndLabel:
    """What stands beside the end of a line, a name and its last figure in some lines."""

    code: str
    value: float
    lines: tuple[str, ...]

    @property
    def room(self) -> float:
        """Points that the label takes."""
        return len(self.lines) * self.leading

    @property
    def leading(self) -> float:
        """Points from one line to the next, as the marks of its letters need."""
        return widen_leading(LEADING, self.lines)


@check_arguments
@in_language
def lines(
    frame: IntoFrame,
    *,
    by: By = "partner",
    rebase: int | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    highlight: Highlight = None,
    bare: bool = False,
    ax: Axes | None = None,
    size: Size = "report",
    language: str | Language | None = None,
) -> Axes:
    """Draw several series over time, one line each.

    Parameters
    ----------
    frame : frame
        A trade table in one currency, price basis and frequency, of whole periods or of the same `months` of years,
        whose series differ in one column alone: partners, flows, reporters or products. No whole stands beside its
        parts (`WLD`, `TOTAL`, a group beside its members, a heading beside its subheadings), and no balance.
    by : {"partner", "flow", "reporter", "commodity_code"}
        The column that tells the lines apart.
    rebase : int, optional
        A period: each series is drawn as an index of its own value then, which is 100 (`tv.rebase`). A series without a
        figure above zero then is left out, and the caption names it.
    title, subtitle : str, optional
        Words of your own in the place of those that are made from the numbers; "" leaves them out.
    highlight : str or collection of str, optional
        Values of `by`, seven at most, economies by code or name: these lines are coloured and all others grey. Without
        it, the seven with the largest last figures are coloured, of which the seventh gives way to the one that grew
        most.
    bare : bool
        Leave out title, subtitle and caption, which `tv.charts.words` then gives.
    ax : Axes, optional
        Axes to draw on: they are cleared, and the whole chart lies in their box. Without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.
    language : str or Language, optional
        What its words are written in: a code of `tv.languages()`, such as "ms"; without it, English.

    Returns
    -------
    matplotlib.axes.Axes
        Periods on x (counted from the start of the calendar), money in `currency` or the index on y. The axis does not
        start at zero where all figures lie far above it, and the caption then says so.

    Raises
    ------
    TradeTableError
        As for `tv.rebase`; series that differ in more than `by`, in valuation or in classification; a whole beside its
        parts; a balance; no figure; what is highlighted or rebased to is not there.
    TradeviewError
        Given axes are too low for the labels.

    Examples
    --------
    >>> import pandas as pd, tradeview as tv
    >>> row = {"reporter": "MYS", "flow": "export", "commodity_code": "TOTAL", "currency": "USD"}
    >>> cells = [(2015, "CHN", 5e9), (2024, "CHN", 9e9), (2015, "SGP", 6e9), (2024, "SGP", 7e9)]
    >>> ax = lines(pd.DataFrame(cells, columns=["period", "partner", "value"]).assign(**row))
    >>> print(tv.charts.drawing(ax).title)
    Of 2 partners, Malaysia’s exports to China grew most from 2015 to 2024: up 80% in US dollars
    """
    found = _colour_fastest(collect_series(frame, by, highlight, rebase))
    with_ranges = found.has_ranges and len(found.coloured) <= FEW_RANGES
    scale = _choose_scale(found, with_ranges=with_ranges)
    # Beside seven lines at most there is room for the names of all of them.
    labelled = found.codes if len(found.codes) <= MOST else found.coloured
    unlabelled = [code for code in found.codes if code not in labelled]
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size, language=choose_language(language))
    with house_style():
        widest = LABEL_SHARE * page.width
        labels = _label_ends(found, labelled, scale, widest, most=MOST_LINES)
        left = max(LEAST_LEFT, *(text_width(scale.write(tick), TICK_SIZE) + LEFT_AIR for tick in scale.ticks))
        right = BESIDE + max(text_width(line, FONT_SIZE, "bold") for label in labels for line in label.lines)
        height = max(HEIGHT, sum(label.room for label in labels))
        drawn = describe_lines(found, with_ranges=with_ranges, from_zero=scale.low == 0, unlabelled=unlabelled)
        lowest = smallest_height(sum(label.leading for label in labels), FONT_SIZE)
        ax = lay_out_page(drawn, page, height=height, left=left, right=right, head=12, foot=20, lowest=lowest)
        _set_axes(ax, found, scale, beyond=left)
        _draw_series(ax, found, with_ranges=with_ranges)
        for most in range(MOST_LINES - 1, 0, -1):  # sizes of one height, and given axes, may be lower than was asked
            if sum(label.room for label in labels) > points_down(ax):
                labels = _label_ends(found, labelled, scale, widest, most=most)
        shrink = shrink_factor(ax, sum(label.room for label in labels))
        _write_labels(ax, found, labels, shrink)
    return ax


def _colour_fastest(found: SeriesTable) -> SeriesTable:
    """Let the series that the title names have a colour, in place of the smallest that has, if it has none."""
    fastest = None if found.is_highlighted else find_fastest(found)
    if fastest is None or fastest in found.coloured:
        return found
    return replace(found, coloured=[*found.coloured[:-1], fastest])


def _choose_scale(found: SeriesTable, *, with_ranges: bool) -> Scale:
    """Choose the axis: from zero, save where all figures lie far above it."""
    value, low, high = found.columns
    lowest, highest = float(found.rows[value].min()), float(found.rows[value].max())
    if with_ranges:
        of_coloured = found.rows[found.rows[found.by].isin(found.coloured)]
        lowest, highest = min(lowest, float(of_coloured[low].min())), max(highest, float(of_coloured[high].max()))
    unit = 1.0 if found.base is not None else choose_scale(found.rows["value"])[0]
    if highest == 0:  # an axis of nothing has no length
        highest = unit
    bottom = 0.0
    if TIGHT * highest <= lowest < highest:
        bottom = lowest - HEADROOM * (highest - lowest)
    top = highest + HEADROOM * (highest - bottom)
    ticks = MaxNLocator(nbins=MOST_TICKS, steps=[1, 2, 5, 10]).tick_values(bottom, top)
    return Scale(bottom, top, [float(tick) for tick in ticks if bottom <= tick <= top], unit)


def _set_axes(ax: Axes, found: SeriesTable, scale: Scale, *, beyond: float) -> None:
    """Let the axes go from the first period to the last, with a few round amounts and the periods that have room."""
    spans = sorted(set(spans_of(found.rows)))
    first, last = (ordinal(period_of_span(span)) for span in (spans[0], spans[-1]))
    pad = 0.5 if first == last else 0.0
    ax.set_xlim(first - pad, last + pad)
    ax.set_ylim(scale.low, scale.high)
    ax.set_yticks(scale.ticks, [scale.write(tick) for tick in scale.ticks])
    ax.tick_params(axis="y", pad=LEFT_AIR - 1)
    for tick in scale.ticks:
        ax.axhline(tick, color=BAND, linewidth=0.8, zorder=0)
    if found.base is not None and scale.low < HUNDRED < scale.high:
        ax.axhline(HUNDRED, color=GREY, linewidth=0.6, zorder=1)
    # Without zero at its foot a line there would be taken for zero.
    ax.spines["bottom"].set_visible(scale.low == 0)
    names = choose_period_ticks(order_by_importance(spans), points_per_x(ax), TICK_SIZE, TICK_AIR, beyond=beyond)
    ax.set_xticks(list(names), list(names.values()))
    ax.tick_params(axis="both", labelfontfamily=list(FAMILIES))


def _looks_of(found: SeriesTable) -> dict[str, Look]:
    """Choose how each line is drawn: one alone in the colour of its currency, exports and imports in theirs."""
    looks = {code: Look(PALE, "o", 1.1, is_coloured=False) for code in found.grey}
    colours = dict(zip(found.coloured, SERIES_COLOURS, strict=False))
    if len(found.codes) == 1:
        colours = {found.codes[0]: currency_colour(str(found.rows["currency"].iloc[0]))}
    elif found.by == "flow":
        in_order = sorted(found.coloured, key=lambda flow: (flow not in ("export", "import"), flow))
        colours = dict(zip(in_order, SERIES_COLOURS, strict=False))
    for number, (code, colour) in enumerate(colours.items()):
        looks[code] = Look(colour, MARKERS[number], 2.0, is_coloured=True)
    return looks


def _draw_series(ax: Axes, found: SeriesTable, *, with_ranges: bool) -> None:
    """Draw the grey lines first, and the coloured ones over them, the largest on top."""
    looks = _looks_of(found)
    in_order = [*reversed(found.grey), *reversed(found.coloured)]
    with_marks = found.rows["period"].nunique() <= FEW
    value, low, high = found.columns
    for place, code in enumerate(in_order):
        rows, look = found.rows_of(code), looks[code]
        at = [ordinal(int(period)) for period in rows["period"]]
        told = [_tell_figure(found, code, row) for row in rows.to_dict("records")]
        _join_periods(ax, dict(zip(at, rows[value], strict=True)), rows, look, zorder=2 + place / len(in_order))
        _draw_marks(ax, at, rows, value, look, told, with_marks=with_marks)
        if with_ranges and look.is_coloured:
            ax.vlines(at, rows[low], rows[high], color=look.colour, linewidth=1, zorder=3.5, clip_on=False)


def _join_periods(ax: Axes, values: dict[int, float], rows: pd.DataFrame, look: Look, *, zorder: float) -> None:
    runs = runs_of_periods([int(period) for period in rows["period"]])
    style: dict[str, Any] = {"color": look.colour, "linewidth": look.width, "zorder": zorder, "clip_on": False}
    for first, last in runs:
        run = [at for at in values if ordinal(first) <= at <= ordinal(last)]
        if len(run) > 1:
            ax.plot(run, [values[at] for at in run], **style)
    for (_, before), (after, _) in pairwise(runs):
        ends = [ordinal(before), ordinal(after)]
        ax.plot(ends, [values[at] for at in ends], **{**style, "linestyle": DOTS})


def _tell_figure(found: SeriesTable, code: str, row: dict[Any, Any]) -> str:
    """Write what is told of a figure that is pointed at: of an index, the amount that it is of."""
    what = NAME_AND_PERIOD.fill(name=found.names[code], period=format_span(span_of(row)))
    return tell_mark(what, format_amount(row["value"], str(row["currency"])), facts_of_figure(row))


def _draw_marks(
    ax: Axes, at: list[int], rows: pd.DataFrame, value: str, look: Look, told: list[str], *, with_marks: bool
) -> None:
    """Draw points where there are few periods; of many, those alone that say more than the line does.

    These are the end, whose shape tells the line apart; figures without neighbours, of which there is no line; and
    those that are approximate.
    """
    size = 6.0 if with_marks else 4.5
    if not look.is_coloured:
        size /= 2
    approximate = [False] * len(rows)
    if "approximate" in rows:
        approximate = [is_approximate(cell) for cell in rows["approximate"]]
    for number, (x, y) in enumerate(zip(at, rows[value], strict=True)):
        is_alone = {x - 1, x + 1}.isdisjoint(at)
        is_end = number == len(at) - 1 and look.is_coloured
        is_shown = (with_marks and look.is_coloured) or is_end or is_alone or approximate[number]
        if is_shown:
            (mark,) = ax.plot(
                x, y, look.marker, markersize=size, color=look.colour, markeredgewidth=1.3, clip_on=False, zorder=4,
                markerfacecolor="white" if approximate[number] else look.colour,
            )  # fmt: skip
            tell_marks(mark, [told[number]])


def _label_ends(found: SeriesTable, codes: list[str], scale: Scale, widest: float, *, most: int) -> list[EndLabel]:
    """Label the ends of lines with their names, in `most` lines, and their last figures; the lowest comes first."""
    column = found.columns[0]
    newest = int(found.rows["period"].max())
    labels = []
    for code in codes:
        row = found.rows_of(code).iloc[-1]
        number = format_scaled(row["value"], scale.unit) if found.base is None else format_number(row[column])
        if int(row["period"]) < newest:
            number = AMOUNT_IN.fill(amount=number, period=format_span_of_axis(span_of(row)))
        labels.append(EndLabel(code, float(row[column]), _break_label(found.names[code], number, widest, most)))
    return sorted(labels, key=lambda label: label.value)


def _break_label(name: str, number: str, widest: float, most: int) -> tuple[str, ...]:
    """Break a label into lines: the number stands behind the name where it has room, and is never cut."""
    beside = text_width(APART + number, FONT_SIZE, "bold")
    if most == 1:
        (cut,) = break_name(name, max(widest - beside, 0.5 * widest), FONT_SIZE, weight="bold", most=1)
        return (f"{cut}{APART}{number}",)
    lines_of_name = break_name(name, widest, FONT_SIZE, weight="bold", most=most)
    if text_width(lines_of_name[-1], FONT_SIZE, "bold") + beside <= widest:
        return (*lines_of_name[:-1], f"{lines_of_name[-1]}{APART}{number}")
    return (*lines_of_name, number)


def _write_labels(ax: Axes, found: SeriesTable, labels: list[EndLabel], shrink: float) -> None:
    """Write each label beside the plot, moved apart where they would touch, with a line to where it belongs."""
    looks = _looks_of(found)
    height, beside = points_down(ax), move_right(ax, ax.transAxes, BESIDE)
    wanted = [place_in_points(ax, 0, label.value)[1] for label in labels]
    rooms = [label.room * shrink for label in labels]
    for label, end, middle in zip(labels, wanted, spread_labels(wanted, rooms, 0, height), strict=True):
        look = looks[label.code]
        ink, weight = (look.colour, "bold") if look.is_coloured else (GREY, "normal")
        for number, line in enumerate(label.lines):
            up = middle + ((len(label.lines) - 1) / 2 - number) * label.leading * shrink
            arrow: dict[str, Any] | None = None
            if number == 0 and abs(middle - end) > LEADING / 3:
                arrow = {"arrowstyle": "-", "color": PALE, "linewidth": 0.7, "shrinkA": 1, "shrinkB": 3}
                arrow["relpos"] = (0, 0.5 - (len(label.lines) - 1) / 2)  # from the middle of all of its lines
            ax.annotate(
                line, (1, end / height), (1, up / height), xycoords="axes fraction",
                textcoords=beside, annotation_clip=False, va="center", ha="left", arrowprops=arrow,
                color=ink, fontweight=weight, fontsize=FONT_SIZE * shrink,
            )  # fmt: skip
