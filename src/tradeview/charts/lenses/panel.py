"""One panel of lenses: a series from zero, its gaps marked, its points labelled where no line runs.

Labels are placed in points: each where there is room for it, the ends first.
"""

from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from tradeview.charts.layout.colours import BAND, GREY, INK
from tradeview.charts.layout.text import POINTS, text_width
from tradeview.periods import ordinal, runs_of_periods, shift_period
from tradeview.words.money import currency_name, currency_symbol
from tradeview.words.numbers import EN_DASH, choose_scale, format_number, format_percent
from tradeview.words.periods import format_period, format_run

HEADROOM = 1.22  # room above the highest point for its label
LETTERS, SMALL, LEADING = 10, 8.6, 1.28  # points; of values and of what is said in a gap
STEP = 2  # points between those along a line
FEW = 8  # figures up to which points are drawn large
PANEL, PANEL_HEAD, PANEL_FOOT, PANEL_GAP = 196, 38, 18, 22  # points; of a panel's height, its head and foot included
Box = tuple[float, float, float, float]  # left, bottom, right, top in points from the panel's corner


def draw_panel(ax: Axes, part: pd.DataFrame, place: int, colour: str, *, stacked: bool) -> None:
    """Draw one lens into its third of the host axes."""
    panel = ax.inset_axes(_box(ax, place, stacked=stacked))
    size, word = choose_scale(part["value"])
    periods = [int(period) for period in part["period"]]
    at = [ordinal(period) for period in periods]
    values = (part["value"] / size).tolist()
    pad = (at[-1] - at[0]) * 0.14 or 1
    panel.set_xlim(at[0] - pad, at[-1] + pad)
    panel.set_ylim(0, max(values) * HEADROOM or 1)
    panel.set_yticks([])
    _lines(panel, at, values, colour)
    if {"low", "high"} <= set(part):
        panel.vlines(at, part["low"] / size, part["high"] / size, color=colour, linewidth=1, zorder=4)
    grouped = runs_of_periods(periods)
    _ticks(panel, grouped)
    taken = _label_points(panel, at, values, at.index(ordinal(int(part["start"].iloc[0]))))
    for (_, before), (after, _) in pairwise(grouped):
        _name_gap(panel, before, after, taken)
    _head(panel, part, word, colour)


def _lines(panel: Axes, at: list[int], values: list[float], colour: str) -> None:
    """Join neighbours by a solid line; mark years without figures by a pale field and a dotted line across."""
    size = 6 if len(at) <= FEW else 3
    breaks = [0, *(i + 1 for i, (one, other) in enumerate(pairwise(at)) if other - one > 1), len(at)]
    for first, last in pairwise(breaks):
        panel.plot(at[first:last], values[first:last], color=colour, marker="o", markersize=size, zorder=3)
    for i in breaks[1:-1]:
        panel.axvspan(at[i - 1] + 0.4, at[i] - 0.4, color=BAND, linewidth=0, zorder=0)
        dots: dict[str, Any] = {"linestyle": (0, (0.1, 2.4)), "linewidth": 1.6, "zorder": 2}
        panel.plot(at[i - 1 : i + 1], values[i - 1 : i + 1], color=colour, **dots)


def _box(ax: Axes, place: int, *, stacked: bool) -> tuple[float, float, float, float]:
    """Place a panel in fractions of the host axes, with room in points for its head, its foot and the gap beside it."""
    extent = ax.get_window_extent()
    width, height = (side * POINTS / ax.figure.dpi for side in (extent.width, extent.height))
    if stacked:
        tall = (height - 2 * PANEL_GAP) / 3
        bottom = (2 - place) * (tall + PANEL_GAP)
        return 0, (bottom + PANEL_FOOT) / height, 1, (tall - PANEL_HEAD - PANEL_FOOT) / height
    wide = (width - 2 * PANEL_GAP) / 3
    left = place * (wide + PANEL_GAP) / width
    return left, PANEL_FOOT / height, wide / width, 1 - (PANEL_HEAD + PANEL_FOOT) / height


def _points(panel: Axes) -> tuple[float, float]:
    """Width and height of a panel in points."""
    extent = panel.get_window_extent()
    dpi = panel.figure.dpi
    return extent.width * POINTS / dpi, extent.height * POINTS / dpi


def _ticks(panel: Axes, grouped: list[tuple[int, int]]) -> None:
    """Name the runs of neighbours, the first and the last before those between, as many as have room."""
    low, high = panel.get_xlim()
    across = _points(panel)[0] / (high - low)
    named: list[tuple[float, str]] = []
    for first, last in grouped:
        start, end = ordinal(first), ordinal(last)
        apart = text_width(format_period(first), 9) + 6
        if end - start > 1 or (end - start) * across > apart:
            named += [(start, format_period(first)), (end, format_period(last))]
        else:
            said = format_period(first) + (f"{EN_DASH}{format_period(last)[-2:]}" if end > start else "")
            named.append(((start + end) / 2, said))
    kept: list[tuple[float, str]] = []
    for at, said in [named[0], named[-1], *named[1:-1]]:
        room = text_width(said, 9) / 2 + 3
        if all(abs(at - other) * across > room + text_width(words, 9) / 2 for other, words in kept):
            kept.append((at, said))
    panel.set_xticks([at for at, _ in kept], [said for _, said in kept])


def _free(box: Box, taken: list[Box], room: tuple[float, float]) -> bool:
    left, bottom, right, top = box
    inside = left > -PANEL_GAP / 2 and bottom >= 0 and right < room[0] + PANEL_GAP / 2 and top <= room[1] + 4
    return inside and not any(left < x1 and x0 < right and bottom < y1 and y0 < top for x0, y0, x1, y1 in taken)


def _along(corners: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return points along a line, close enough that none of its pieces passes a label between two of them."""
    found = []
    for (x0, y0), (x1, y1) in pairwise(corners):
        steps = int(max(abs(x1 - x0), abs(y1 - y0)) / STEP) + 1
        found += [(x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps) for n in range(steps + 1)]
    return found


def _label_points(panel: Axes, at: list[int], values: list[float], start: int) -> list[Box]:
    """Label the ends, then the start of the change, the extremes and the rest, each where there is room for it."""
    room, (low, high), top = _points(panel), panel.get_xlim(), panel.get_ylim()[1]
    extremes = [values.index(max(values)), values.index(min(values))]
    taken: list[Box] = []
    line = _along([((x - low) / (high - low) * room[0], y / top * room[1]) for x, y in zip(at, values, strict=True)])
    for i in dict.fromkeys([len(at) - 1, start, 0, *extremes, *(range(len(at)) if len(at) <= FEW else [])]):
        x, y = (at[i] - low) / (high - low) * room[0], values[i] / top * room[1]
        said, weight = format_number(values[i]), "bold" if i == len(at) - 1 else "normal"
        wide = text_width(said, LETTERS, weight)
        sides = _sides(values, i)
        # The ends of the change are labelled in any case, where no line runs if there is such a side.
        for place, (across, up, ha, va) in enumerate([*sides, *(sides if i in (len(at) - 1, start) else [])]):
            left = x + across - {"left": 0, "center": wide / 2, "right": wide}[ha]
            bottom = y + up - (LETTERS * LEADING if va == "top" else 0)
            box = (left, bottom, left + wide, bottom + LETTERS * LEADING)
            clear = place >= len(sides) or not any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in line)
            if clear and _free(box, taken, room):
                panel.annotate(
                    said,
                    (at[i], values[i]),
                    (across, up),
                    textcoords="offset points",
                    ha=ha,
                    va=va,
                    color=INK,
                    fontsize=LETTERS,
                    fontweight=weight,
                    zorder=5,
                )
                taken.append(box)
                break
    return taken


def _sides(values: list[float], i: int) -> list[tuple[float, float, str, str]]:
    """Say where a point's label may stand, best first: where no line runs."""
    rises = i + 1 < len(values) and values[i + 1] > values[i]
    arrives = i > 0 and values[i - 1] < values[i]
    above, below, beside = (0, 7, "center", "bottom"), (0, -7, "center", "top"), (-6, 1, "right", "bottom")
    if arrives and rises:
        return [beside, above, below]
    if i == len(values) - 1 and i > 0 and not arrives:  # its line comes down from above
        return [below, above, beside]
    return [below, above, beside] if rises else [above, below, beside]


def _name_gap(panel: Axes, before: int, after: int, taken: list[Box]) -> None:
    """Say in a gap which years it spans, where its field is wide enough and nothing else stands there."""
    said = format_run(shift_period(before, 1), shift_period(after, -1))
    room, (low, high) = _points(panel), panel.get_xlim()
    middle = (ordinal(before) + ordinal(after)) / 2
    x, wide = (middle - low) / (high - low) * room[0], max(text_width(word, SMALL) for word in ("no figures", said))
    field = (ordinal(after) - ordinal(before) - 0.8) / (high - low) * room[0]
    box = (x - wide / 2, 8, x + wide / 2, 8 + 2 * SMALL * LEADING)
    if wide < field and _free(box, taken, room):
        panel.annotate(
            f"no figures\n{said}",
            (middle, 0),
            (0, 8),
            textcoords="offset points",
            ha="center",
            va="bottom",
            color=GREY,
            fontsize=SMALL,
            linespacing=1.15,
        )
        taken.append(box)


def _head(panel: Axes, part: pd.DataFrame, word: str, colour: str) -> None:
    """Write the unit on the left and the change on the right of a panel's head."""
    row = part.iloc[-1]
    real = f" of {format_period(int(row['end']))}" if row["lens"] == "real" else ""
    room = _points(panel)[0]
    name = currency_name(str(row["currency"])) + real
    if text_width(f"In {name}", 11, "bold") > room:
        name = f"{row['currency']}{real}"
    base: dict[str, Any] = {
        "xycoords": "axes fraction",
        "textcoords": "offset points",
        "annotation_clip": False,
        "va": "bottom",
    }
    panel.annotate(f"In {name}", (0, 1), (0, 19), ha="left", fontsize=11, fontweight="bold", color=colour, **base)
    panel.annotate(
        f"{currency_symbol(str(row['currency']))} {word}", (0, 1), (0, 6), ha="left", fontsize=9, color=GREY, **base
    )
    change = format_percent(row["since_start"])
    beside = text_width(f"In {name}", 11, "bold") + text_width(change, 12, "bold") + 8 < room
    panel.annotate(
        change, (1, 1), (0, 19 if beside else 5), ha="right", fontsize=12, fontweight="bold", color=colour, **base
    )
