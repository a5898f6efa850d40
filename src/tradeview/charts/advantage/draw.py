"""Advantage: revealed comparative advantage by product, of one economy or of two side by side.

Bars run from 1, where a product has the share in the economy's exports that it has in the world's, on a logarithmic
axis with 1 in its middle: twice the world's share is as long to the right as half of it to the left.
"""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.charts.advantage.words import words
from tradeview.charts.layout.colours import BAND, GREY, INK, SIDES
from tradeview.charts.layout.page import Size, house_style, lay_out_page, pandas_of, plot_width, shrink_factor
from tradeview.charts.layout.points import points_across
from tradeview.charts.layout.row_layout import (
    FONT_SIZE,
    LEADING,
    NAME_WIDTH,
    Row,
    gutter_width,
    lay_out_rows,
    row_tops,
    write_names,
)
from tradeview.charts.layout.text import text_width
from tradeview.charts.wording import economy, product
from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.words.numbers import format_number

NEEDED = ("period", "reporter", "commodity_code", "rca")
MOST = 12  # products shown
BAR, BETWEEN, BESIDE = 8.0, 1.5, 4.0  # points: a bar's height, between two of a row, from a bar's end to its number
SMALL = FONT_SIZE - 1.5
TICKS, WIDE_TICKS = (1 / 5, 1 / 2, 1.0, 2.0, 5.0), (0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1000.0)
WIDE = 25.0  # an axis that goes farther from 1 has ticks at powers of ten
LEAST_REACH, MOST_REACH = 3.0, 1000.0  # how far from 1 the axis goes to either side
STACKED = "phone"
FOOT = 18  # points for the ticks and what 1 means


def advantage(frame: IntoFrame, *, most: int = MOST, ax: Axes | None = None, size: Size = "report") -> Axes:
    """Draw revealed comparative advantage by product.

    Parameters
    ----------
    frame : frame
        The result of `tv.indices.revealed_comparative_advantage` for one period and one or two economies. A column
        `source`, where it has one, names where the figures come from.
    most : int
        Products shown, 1 or more: those in which either economy has most advantage. How many there are is said.
    ax : Axes, optional
        Axes to draw on; without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.

    Returns
    -------
    matplotlib.axes.Axes
        The index on x, logarithmic and centred at 1; points from the top on y. Products are in the order of the first
        economy's advantage. An index of 0, which no logarithmic axis reaches, is an outlined bar to the axis's end.

    Raises
    ------
    TradeTableError
        More than one period, or more than two economies; two rows for one product; no product with an index;
        `most` below 1.
    TradeviewError
        More rows than the size has room for.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "15", 8.0), ("MYS", "27", 1.6), ("RUS", "15", 0.5), ("RUS", "27", 4.0)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "commodity_code", "rca"]).assign(period=2022)
    >>> ax = advantage(frame)
    >>> [round(float(bar.get_x() + bar.get_width()), 3) for bar in ax.patches]
    [8.0, 0.5, 1.6, 4.0]
    """
    table = _checked(frame, most)
    economies = list(dict.fromkeys(table["reporter"]))
    data = _choose_products(table, economies, most)
    new = ax is None
    narrow = size == STACKED and new
    with house_style():
        names = list(dict.fromkeys(data["row"]))
        wide = plot_width(ax, size) if narrow else NAME_WIDTH
        rows = [
            _make_room_for_bars(row, len(economies), narrow=narrow) for row in lay_out_rows(names, wide, above=narrow)
        ]
        gutter = 0 if narrow else gutter_width(rows)
        full = plot_width(ax, size) + (0 if new else gutter)
        legend = _place_legend(economies, full)
        tops = row_tops(rows, (legend[-1][1] + 0.5) * LEADING + 4)
        drawn = words(data, table, economies)
        ax = lay_out_page(drawn, ax=ax, size=size, height=tops[-1], left=gutter, head=8, foot=FOOT)
        shrink = shrink_factor(ax, tops[-1], FONT_SIZE, new=new)
        _write_legend(ax, economies, legend, gutter, shrink)
        _draw_bars(ax, data, economies, rows, tops, gutter, shrink)
    return ax


def _make_room_for_bars(row: Row, bars: int, *, narrow: bool) -> Row:
    """Give a row room for its bars; on a phone they stand under its name."""
    room = bars * (BAR + BETWEEN) + 9
    if narrow:
        named = len(row.lines) * LEADING
        return Row(row.lines, named + room, named + room / 2 - 4)
    height = max(row.height, room)
    return Row(row.lines, height, height / 2)


def _checked(frame: IntoFrame, most: int) -> pd.DataFrame:
    table = pandas_of(frame, *NEEDED)
    if most < 1:
        raise TradeTableError("a chart of advantage shows one product or more", f"most={most}", "name a larger number")
    found = {"period": sorted(set(table["period"])), "reporter": list(dict.fromkeys(table["reporter"]))}
    if len(found["period"]) != 1 or not 1 <= len(found["reporter"]) <= 2:
        said = "; ".join(f"{name} {', '.join(map(str, values[:5])) or 'none'}" for name, values in found.items())
        raise TradeTableError(
            "a chart of advantage is of one period and one or two reporters", said, "filter the table"
        )
    table = table[table["rca"].notna()]
    found_wrong = table[~table["rca"].between(0, math.inf, inclusive="left")]
    if len(found_wrong):
        named = [f"{row.reporter} {row.commodity_code}: {row.rca}" for row in found_wrong.head(SHOWN_ROWS).itertuples()]
        raise TradeTableError(
            "an index of advantage is a number, 0 or more", f"{len(found_wrong)} others", "leave them out", named
        )
    if table.empty:
        raise TradeTableError("a chart of advantage needs an index", "missing values alone", "give all of world trade")
    twice = table[table.duplicated(["reporter", "commodity_code"])]
    if len(twice):
        named = [f"{row.reporter} {row.commodity_code}" for row in twice.head(SHOWN_ROWS).itertuples()]
        raise TradeTableError("a chart of advantage needs one row for each product", "several", "keep one", named)
    return table


def _choose_products(table: pd.DataFrame, economies: Sequence[str], most: int) -> pd.DataFrame:
    """Return the products in which either economy has most advantage, in the order of the first's."""
    wide = table.pivot_table(index="commodity_code", columns="reporter", values="rca").reindex(columns=economies)
    first = set(wide.idxmax())  # what the title names is shown
    largest = wide.max(axis=1).sort_values(ascending=False, kind="stable").index
    kept = sorted(largest, key=lambda code: code not in first)[:most]
    order = wide.loc[kept].sort_values(list(economies), ascending=False, kind="stable").index
    kinds = dict(zip(table["commodity_code"], table.get("classification", [None] * len(table)), strict=False))
    names = {code: product(code, kinds[code]) for code in order}
    shown = table[table["commodity_code"].isin(order)].assign(
        row=table["commodity_code"].map(names),
        _product=table["commodity_code"].map({code: number for number, code in enumerate(order)}),
        _economy=table["reporter"].map({code: number for number, code in enumerate(economies)}),
    )
    in_order = ["_product", "_economy"]
    return shown.sort_values(in_order, ignore_index=True).drop(columns=in_order)


def _axis_reach(values: Sequence[float]) -> float:
    """How far the axis goes from 1, as a factor: to the farthest bar, within bounds."""
    farthest = max((max(value, 1 / value) for value in values if value > 0), default=LEAST_REACH)
    return min(max(farthest, LEAST_REACH), MOST_REACH)


def _draw_bars(
    ax: Axes,
    data: pd.DataFrame,
    economies: Sequence[str],
    rows: Sequence[Row],
    tops: Sequence[float],
    gutter: float,
    shrink: float,
) -> None:
    ax.set_axis_off()
    ax.set_xscale("log")
    ax.set_ylim(tops[-1], 0)
    said = {value: format_number(value, 2) for value in data["rca"]}
    room = max(text_width(text, SMALL) for text in said.values()) + BESIDE
    half = points_across(ax) / 2
    reach = _axis_reach(list(data["rca"])) ** (half / max(half - room, half / 3))
    ax.set_xlim(1 / reach, reach)
    end = reach ** (1 - room / half)  # where a bar stops that is longer than the axis
    _write_ticks(ax, shrink)
    write_names(ax, rows, tops, gutter, shrink)
    for row, top, (_, cells) in zip(rows, tops, data.groupby("row", sort=False), strict=False):
        values = dict(zip(cells["reporter"], cells["rca"], strict=True))
        start = top if gutter else top + len(row.lines) * LEADING  # no line runs through a name
        _draw_guides(ax, start, top + row.height)
        for number, code in enumerate(economies):
            if code in values:
                y = top + row.marks + (number - (len(economies) - 1) / 2) * (BAR + BETWEEN)
                _draw_bar(ax, values[code], y, end, SIDES[number], said[values[code]], shrink)


def _draw_bar(ax: Axes, value: float, y: float, end: float, colour: str, text: str, shrink: float) -> None:
    stop = min(max(value, 1 / end), end)
    filled: dict[str, Any] = {"color": colour, "linewidth": 0}
    hollow: dict[str, Any] = {"facecolor": "white", "edgecolor": colour, "linewidth": 0.8}
    ax.barh(y, stop - 1, BAR, left=1, zorder=2, **(filled if value > 0 else hollow))
    right = value >= 1
    ax.annotate(
        text,
        (stop, y),
        (BESIDE if right else -BESIDE, 0),
        textcoords="offset points",
        ha="left" if right else "right",
        va="center",
        color=colour,
        fontsize=SMALL * shrink,
    )


def _place_legend(economies: Sequence[str], width: float) -> list[tuple[float, float]]:
    """Place the economies' names in points across and lines down: beside each other where there is room."""
    wide = text_width(f"■ {economy(economies[0])}", FONT_SIZE, "bold") + 16
    last = text_width(f"■ {economy(economies[-1])}", FONT_SIZE, "bold")
    second = (wide, 0.5) if wide + last <= width else (0.0, 1.5)
    return [(0.0, 0.5), second][: len(economies)]


def _write_legend(
    ax: Axes, economies: Sequence[str], positions: Sequence[tuple[float, float]], gutter: float, shrink: float
) -> None:
    """Name each economy in the colour of its bars, above them."""
    for code, (across, line), colour in zip(economies, positions, SIDES, strict=False):
        ax.annotate(
            f"■ {economy(code)}", (0, 1), (across - gutter, -line * LEADING * shrink), xycoords="axes fraction",
            textcoords="offset points", va="center", color=colour, fontsize=FONT_SIZE * shrink, fontweight="bold",
            annotation_clip=False,
        )  # fmt: skip


def _tick_values(ax: Axes) -> list[float]:
    low, high = ax.get_xlim()
    return [tick for tick in (WIDE_TICKS if high > WIDE else TICKS) if low <= tick <= high]


def _draw_guides(ax: Axes, start: float, stop: float) -> None:
    """Draw, in one row, the line at 1 and paler ones at the other ticks."""
    for tick in _tick_values(ax):
        one = math.isclose(tick, 1)
        ax.vlines(tick, start, stop, color=INK if one else BAND, linewidth=0.9 if one else 1, zorder=3 if one else 0)


def _write_ticks(ax: Axes, shrink: float) -> None:
    for tick in _tick_values(ax):
        ax.annotate(
            format_number(tick, 1), (tick, 0), (0, -3), xycoords=("data", "axes fraction"), textcoords="offset points",
            ha="center", va="top", color=GREY, fontsize=(FONT_SIZE - 0.5) * shrink, annotation_clip=False,
        )  # fmt: skip
