"""One panel of lenses: a series from zero, its gaps marked, its points labelled where no line runs.

Labels are placed in points: each where there is room for it, the ends first.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from tradeview.charts.layout.colours import BAND, GREY, INK
from tradeview.charts.layout.hover import tell_marks
from tradeview.charts.layout.period_ticks import starts_of_years
from tradeview.charts.layout.placing import Box, choose_clear_labels, first_free_box, is_free, points_along
from tradeview.charts.layout.points import axes_size, place_in_points, points_across, points_per_x
from tradeview.charts.layout.text import text_width
from tradeview.periods import (
    frequency_of,
    is_stretch,
    ordinal,
    periods_through,
    runs_of_periods,
    shift_period,
    span_in_period,
    year_of,
)
from tradeview.table.engines import is_missing
from tradeview.table.series import span_of
from tradeview.words.money import MONEY_OF, currency_name, format_amount, name_money
from tradeview.words.numbers import EN_DASH, choose_scale, format_number, format_percent
from tradeview.words.periods import format_run, format_span, format_span_of_axis, format_year
from tradeview.words.provenance import facts_of_figure, tell_mark
from tradeview.words.templates import Template

HEADROOM = 1.22  # room above the highest point for its label
FONT_SIZE, SMALL, LEADING = 10, 8.6, 1.28  # points; of values and of what is said in a gap
TICK_SIZE, TICK_AIR, LABEL_AIR = 9, 3, 3  # points; of the periods, white between two of them, and beside a number
ABOVE, GAP_FOOT = 4, 8  # points; over a panel that a label may reach, and under what is said in a gap
FEW = 8  # figures up to which points are drawn large
PANEL, PANEL_HEAD, PANEL_FOOT, PANEL_GAP = 196, 38, 18, 22  # points; of a panel's height, its head and foot included
UNIT_SIZE, CHANGE_SIZE = 11, 12  # points; of what stands in the head

IN_UNIT = Template("In {unit}", note="over a panel; unit: US dollars, or US dollars of 2024")
NO_FIGURES = Template("not in the table", note="in a gap of the line, over the years that it spans")


@dataclass(frozen=True)
class LabelPosition:
    """Where a label stands by its point: how far across and up in points, and which of its edges is there."""

    across: float
    up: float
    ha: str
    va: str

    def box(self, point: tuple[float, float], width: float) -> Box:
        """Return the box of a label of this width by a point."""
        x, y = point
        height = FONT_SIZE * LEADING
        left = x + self.across - {"left": 0, "center": width / 2, "right": width}[self.ha]
        bottom = y + self.up - {"bottom": 0, "top": height}[self.va]
        return Box(left, bottom, left + width, bottom + height)


ABOVE_POINT = LabelPosition(0, 7, "center", "bottom")
BELOW_POINT = LabelPosition(0, -7, "center", "top")
LEFT_OF_POINT = LabelPosition(-6, 1, "right", "bottom")


def draw_panel(ax: Axes, part: pd.DataFrame, place: tuple[int, int], colour: str, *, stacked: bool) -> None:
    """Draw one lens into its part of the host axes; its place is its number and how many there are."""
    panel = ax.inset_axes(_panel_bounds(ax, place, stacked=stacked))
    size, scale = choose_scale(part["value"])
    periods = part["period"].astype(int).tolist()
    at = [ordinal(period) for period in periods]
    values = (part["value"] / size).tolist()
    _set_limits(panel, at, values)
    runs = runs_of_periods(periods)
    told = [_tell_figure(row) for row in part.to_dict("records")]
    _draw_line(panel, dict(zip(at, values, strict=True)), runs, colour, dict(zip(at, told, strict=True)))
    if {"low", "high"} <= set(part):
        whiskers = panel.vlines(at, part["low"] / size, part["high"] / size, color=colour, linewidth=1, zorder=4)
        tell_marks(whiskers, told)  # they stand over the points
    span = span_of(part.iloc[0])
    _set_ticks(panel, runs, span)
    taken = _label_points(panel, at, values, at.index(ordinal(int(part["start"].iloc[0]))))
    for (_, before), (after, _) in pairwise(runs):
        _name_gap(panel, (before, after), span, taken)
    _write_head(panel, part.iloc[-1], scale, colour)


def name_unit(row: "pd.Series[Any]", *, short: bool = False, year: bool = False) -> str:
    """Name what the money of a lens is counted in, at the prices of the end where it is `real`.

    Where there is little room, its months are left to what stands around (`year`), and the currency is its code.
    """
    currency = str(row["currency"])
    if not short:
        currency = currency_name(currency)
    if row["lens"] == "real":
        base = row["end"] if is_missing(row.get("base_period")) else row["base_period"]
        name_base = format_span_of_axis if year else format_span
        return MONEY_OF.fill(currency=currency, period=name_base(int(base)))
    return currency


def _set_limits(panel: Axes, at: list[int], values: list[float]) -> None:
    """Give the panel room beside its ends and above its highest point, from zero on."""
    pad = (at[-1] - at[0]) * 0.14
    highest = max(values)
    if highest == 0:  # an axis needs some height
        highest = 1 / HEADROOM
    panel.set_xlim(at[0] - pad, at[-1] + pad)
    panel.set_ylim(0, highest * HEADROOM)
    panel.set_yticks([])


def _tell_figure(row: dict[Any, Any]) -> str:
    """Write what is told of a figure that is pointed at."""
    amount = format_amount(row["value"], str(row["currency"]))
    return tell_mark(format_span(span_of(row)), amount, facts_of_figure(row))


def _draw_line(
    panel: Axes, values: dict[int, float], runs: list[tuple[int, int]], colour: str, told: dict[int, str]
) -> None:
    """Join neighbours by a solid line; mark periods without figures by a pale field and a dotted line across."""
    size = 6 if len(values) <= FEW else 3
    for first, last in runs:
        run = range(ordinal(first), ordinal(last) + 1)
        (line,) = panel.plot(list(run), [values[x] for x in run], color=colour, marker="o", markersize=size, zorder=3)
        tell_marks(line, [told[x] for x in run])
    dots: dict[str, Any] = {"linestyle": (0, (0.1, 2.4)), "linewidth": 1.6, "zorder": 2}
    for (_, before), (after, _) in pairwise(runs):
        ends = [ordinal(before), ordinal(after)]
        # Not quite from point to point, so that the points stand on white.
        panel.axvspan(ends[0] + 0.4, ends[1] - 0.4, color=BAND, linewidth=0, zorder=0)
        panel.plot(ends, [values[x] for x in ends], color=colour, **dots)


def _panel_bounds(ax: Axes, place: tuple[int, int], *, stacked: bool) -> tuple[float, float, float, float]:
    """Place a panel in fractions of the host axes, with room in points for its head, its foot and the gap beside it."""
    width, height = axes_size(ax)
    number, count = place
    gaps = (count - 1) * PANEL_GAP
    if stacked:
        tall = (height - gaps) / count
        bottom = (count - 1 - number) * (tall + PANEL_GAP)
        return 0, (bottom + PANEL_FOOT) / height, 1, (tall - PANEL_HEAD - PANEL_FOOT) / height
    wide = (width - gaps) / count
    left = number * (wide + PANEL_GAP) / width
    return left, PANEL_FOOT / height, wide / width, 1 - (PANEL_HEAD + PANEL_FOOT) / height


def _set_ticks(panel: Axes, runs: list[tuple[int, int]], span: int) -> None:
    """Name the runs of neighbours, the first and the last before those between, as many as have room.

    Of months and quarters what begins a year is named by the year alone, where there is room beside the runs. A `span`
    says of which months the years are.
    """
    across = points_per_x(panel)

    def name(period: int) -> str:
        return format_span_of_axis(span_in_period(span, period))

    names: dict[float, str] = {}
    for first, last in runs:
        start, end = ordinal(first), ordinal(last)
        apart = text_width(name(first), TICK_SIZE) + 2 * TICK_AIR
        if end - start > 1 or (end - start) * across > apart:
            names |= {start: name(first), end: name(last)}
        elif end > start:  # two neighbours without room for two names: 2006–07
            is_yearly = frequency_of(first) == "A"
            behind = name(last)[-2:] if is_yearly else name(last)
            names[(start + end) / 2] = f"{name(first)}{EN_DASH}{behind}"
        else:
            names[start] = name(first)
    at = list(names)
    by_importance = [at[0], at[-1], *at[1:-1]]
    if frequency_of(runs[0][0]) != "A":
        there = [period for first, last in runs for period in periods_through(first, last)]
        years = {float(ordinal(period)): format_year(year_of(period)) for period in starts_of_years(there)}
        names = years | names
        by_importance += years
    on_paper = [(x * across, text_width(names[x], TICK_SIZE)) for x in by_importance]
    kept = sorted(by_importance[number] for number in choose_clear_labels(on_paper, TICK_AIR))
    panel.set_xticks(kept, [names[x] for x in kept])


def _label_room(panel: Axes) -> Box:
    """Return the room that labels have: the panel, half the white beside it, and a little above it."""
    width, height = axes_size(panel)
    return Box(-PANEL_GAP / 2, 0, width + PANEL_GAP / 2, height + ABOVE)


def _label_points(panel: Axes, at: list[int], values: list[float], start: int) -> list[Box]:
    """Label the ends, then the start of the change, the extremes and the rest, each where there is room for it."""
    points = [place_in_points(panel, x, y) for x, y in zip(at, values, strict=True)]
    line = points_along(points)
    last = len(at) - 1
    # The last first: it is what the change in the head leads to.
    by_importance = [last, start, 0, values.index(max(values)), values.index(min(values))]
    if len(at) <= FEW:
        by_importance += range(len(at))
    taken: list[Box] = []
    for i in dict.fromkeys(by_importance):
        text = format_number(values[i])
        weight = "bold" if i == last else "normal"
        width = text_width(text, FONT_SIZE, weight)
        positions = {position.box(points[i], width): position for position in _label_positions(values, i)}
        box = first_free_box(positions, taken, _label_room(panel), line)
        if box is None and i in (last, start):  # the ends of the change are labelled in any case, even on a line
            box = first_free_box(positions, taken, _label_room(panel))
        if box is None:
            continue
        position = positions[box]
        panel.annotate(
            text, (at[i], values[i]), (position.across, position.up), textcoords="offset points", ha=position.ha,
            va=position.va, color=INK, fontsize=FONT_SIZE, fontweight=weight, zorder=5,
        )  # fmt: skip
        # Two numbers that all but touch read as one.
        taken.append(replace(box, left=box.left - LABEL_AIR, right=box.right + LABEL_AIR))
    return taken


def _label_positions(values: list[float], i: int) -> list[LabelPosition]:
    """Say where a point's label may stand, best first: where no line runs."""
    # Along a rising line the upper left of a point is white.
    rises = i + 1 < len(values) and values[i + 1] > values[i]
    arrives = i > 0 and values[i - 1] < values[i]
    if arrives and rises:
        return [LEFT_OF_POINT, ABOVE_POINT, BELOW_POINT]
    is_last = i == len(values) - 1 and i > 0
    if rises or (is_last and not arrives):  # the line of the last point comes down from above
        return [BELOW_POINT, ABOVE_POINT, LEFT_OF_POINT]
    return [ABOVE_POINT, BELOW_POINT, LEFT_OF_POINT]


def _name_gap(panel: Axes, ends: tuple[int, int], span: int, taken: list[Box]) -> None:
    """Say in a gap which years it spans, where its field is wide enough and nothing else stands there."""
    before, after = ends
    name = format_run(shift_period(before, 1), shift_period(after, -1))
    if is_stretch(span):
        first, last = (format_span_of_axis(span_in_period(span, period)) for period in (before + 1, after - 1))
        name = first if first == last else f"{first}{EN_DASH}{last}"
    middle = (ordinal(before) + ordinal(after)) / 2
    field = (ordinal(after) - ordinal(before) - 0.8) * points_per_x(panel)
    width = max(text_width(NO_FIGURES.fill(), SMALL), text_width(name, SMALL))
    x, _ = place_in_points(panel, middle, 0)
    box = Box(x - width / 2, GAP_FOOT, x + width / 2, GAP_FOOT + 2 * SMALL * LEADING)
    if width < field and is_free(box, taken, _label_room(panel)):
        panel.annotate(
            f"{NO_FIGURES.fill()}\n{name}", (middle, 0), (0, GAP_FOOT), textcoords="offset points", ha="center",
            va="bottom", color=GREY, fontsize=SMALL, linespacing=1.15,
        )  # fmt: skip
        taken.append(box)


def _write_head(panel: Axes, row: "pd.Series[Any]", scale: str, colour: str) -> None:
    """Write the unit on the left and the change on the right of a panel's head."""
    room = points_across(panel)
    unit = IN_UNIT.fill(unit=name_unit(row))
    if text_width(unit, UNIT_SIZE, "bold") > room:
        unit = IN_UNIT.fill(unit=name_unit(row, year=True))
    if text_width(unit, UNIT_SIZE, "bold") > room:
        unit = IN_UNIT.fill(unit=name_unit(row, year=True, short=True))
    change = format_percent(row["since_start"])
    up = 19
    if text_width(unit, UNIT_SIZE, "bold") + text_width(change, CHANGE_SIZE, "bold") + 8 >= room:
        up = 5  # below the unit, beside which it has no room
    money = name_money(str(row["currency"]), scale)
    place: dict[str, Any] = {
        "xycoords": "axes fraction",
        "textcoords": "offset points",
        "annotation_clip": False,
        "va": "bottom",
    }
    bold: dict[str, Any] = {"fontweight": "bold", "color": colour, **place}
    panel.annotate(unit, (0, 1), (0, 19), ha="left", fontsize=UNIT_SIZE, **bold)
    panel.annotate(money, (0, 1), (0, 6), ha="left", fontsize=9, color=GREY, **place)
    panel.annotate(change, (1, 1), (0, up), ha="right", fontsize=CHANGE_SIZE, **bold)
