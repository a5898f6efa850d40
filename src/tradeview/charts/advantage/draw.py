"""Advantage: revealed comparative advantage by product, of one economy or of two side by side.

Bars run from 1, where a product has the share in the economy's exports that it has in the world's, on a logarithmic
axis with 1 in its middle: twice the world's share is as long to the right as half of it to the left.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.advantage.words import describe_advantage
from tradeview.charts.labels import name_product
from tradeview.charts.layout.colours import BAND, GREY, INK, PAIR_COLOURS, PALE
from tradeview.charts.layout.highlight import Highlight, Highlighted, choose_highlighted
from tradeview.charts.layout.page import (
    LEAST_ON_SLIDE,
    Page,
    Size,
    collect_pandas,
    house_style,
    lay_out_page,
    room_for_plot,
    shrink_factor,
    smallest_height,
)
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
from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.words.language import Language, choose_language, in_language
from tradeview.words.names import label_economy
from tradeview.words.numbers import format_number

NEEDED = ("period", "reporter", "commodity_code", "rca")
MOST = 12  # products shown
LEAST_SHOWN = 4  # products that stand on the chart however little room it has
BESIDE = 4.0  # points from a bar's end to its number
TICKS, WIDE_TICKS = (1 / 5, 1 / 2, 1.0, 2.0, 5.0), (0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1000.0)
WIDE = 25.0  # an axis that goes farther from 1 has ticks at powers of ten
LEAST_REACH, MOST_REACH = 3.0, 1000.0  # how far from 1 the axis goes to either side
GREYS = (GREY, PALE)  # of the first and the second economy, where a product is not highlighted
HEAD, FOOT = 8, 18  # points: above the plot, and for the ticks below it


@dataclass(frozen=True)
class Letters:
    """How large the numbers beside bars are, and how tall the bars that have room for them, in points.

    Attributes
    ----------
    small : float
        Letters of the numbers.
    bar, between : float
        The height of a bar, and the white between two of a row.
    shrink : float
        How far all letters shrink, in axes that are given.
    """

    small: float = FONT_SIZE - 1.5
    bar: float = 8.0
    between: float = 1.5
    shrink: float = 1.0

    @property
    def pitch(self) -> float:
        """From one bar of a row to the next."""
        return self.bar + self.between


@check_arguments
@in_language
def advantage(
    frame: IntoFrame,
    *,
    most: int = MOST,
    title: str | None = None,
    subtitle: str | None = None,
    highlight: Highlight = None,
    bare: bool = False,
    ax: Axes | None = None,
    size: Size = "report",
    language: str | Language | None = None,
) -> Axes:
    """Draw revealed comparative advantage by product.

    Parameters
    ----------
    frame : frame
        The result of `tv.indices.revealed_comparative_advantage` for one period and one or two economies. A column
        `source`, where it has one, names where the figures come from.
    most : int
        Products shown, 1 or more: those in which either economy has most advantage, fewer where the size has no room
        for them. How many there are is said.
    title, subtitle : str, optional
        Words of your own in the place of those that are made from the numbers; "" leaves them out.
    highlight : str or collection of str, optional
        Products, by code or name: what is highlighted is in colour, all else grey.
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
    table = _read_indices(frame, most)
    economies = list(dict.fromkeys(table["reporter"]))
    data = _choose_products(table, economies, most)
    labels = dict(zip(data["commodity_code"].astype(str), data["row"], strict=True))
    highlighted = choose_highlighted(highlight, labels, "a product that has a bar")
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size, language=choose_language(language))
    narrow = page.is_narrow
    letters = Letters()
    if page.layout == "slide":
        letters = Letters(small=LEAST_ON_SLIDE, bar=9.0, between=2.0)
    with house_style():
        width = page.width
        legend = _place_legend(economies, width)
        first_top = (legend[-1][1] + 0.5) * LEADING + 4
        shown = data["commodity_code"].nunique()
        while True:
            names = list(dict.fromkeys(data["row"]))
            rows = _lay_out_bars(names, len(economies), width, letters, narrow=narrow)
            tops = row_tops(rows, first_top)
            drawn = describe_advantage(data, table, economies)
            # Where the size has no room for all, there are fewer of them, and no smaller letters.
            room = room_for_plot(drawn, page, head=HEAD, foot=FOOT)
            if tops[-1] <= room or shown <= max(LEAST_SHOWN, len(highlighted.codes)):
                break
            shown -= 1
            data = _choose_products(table, economies, shown, highlighted.codes)
        gutter = 0 if narrow else gutter_width(rows)
        lowest = smallest_height(tops[-1], FONT_SIZE)
        ax = lay_out_page(drawn, page, height=tops[-1], left=gutter, head=HEAD, foot=FOOT, lowest=lowest)
        letters = replace(letters, shrink=shrink_factor(ax, tops[-1]))
        _write_legend(ax, economies, legend, gutter, letters.shrink)
        _draw_bars(ax, data, economies, rows, tops, gutter, letters, highlighted=highlighted)
    return ax


def _read_indices(frame: IntoFrame, most: int) -> pd.DataFrame:
    """Return the rows that have an index; refuse what cannot stand on one chart."""
    table = collect_pandas(frame, *NEEDED, numbers=["rca"])
    if most < 1:
        raise TradeTableError("a chart of advantage shows one product or more", f"most={most}", "name a larger number")
    found = {"period": sorted(set(table["period"])), "reporter": list(dict.fromkeys(table["reporter"]))}
    if len(found["period"]) != 1 or not 1 <= len(found["reporter"]) <= len(PAIR_COLOURS):
        listed = []
        for name, values in found.items():
            shown = ", ".join(str(value) for value in values[:SHOWN_ROWS]) if values else "none"
            listed.append(f"{name} {shown}")
        raise TradeTableError(
            "a chart of advantage is of one period and one or two reporters", "; ".join(listed), "filter the table"
        )
    table = table[table["rca"].notna()]
    wrong = table[~table["rca"].between(0, math.inf, inclusive="left")]
    if len(wrong):
        named = [f"{row.reporter} {row.commodity_code}: {row.rca}" for row in wrong.head(SHOWN_ROWS).itertuples()]
        found_others = f"{len(wrong)} others"
        raise TradeTableError("an index of advantage is a number, 0 or more", found_others, "leave them out", named)
    if table.empty:
        raise TradeTableError("a chart of advantage needs an index", "missing values alone", "give all of world trade")
    twice = table[table.duplicated(["reporter", "commodity_code"])]
    if len(twice):
        named = [f"{row.reporter} {row.commodity_code}" for row in twice.head(SHOWN_ROWS).itertuples()]
        raise TradeTableError("a chart of advantage needs one row for each product", "several", "keep one", named)
    return table


def _choose_products(
    table: pd.DataFrame, economies: Sequence[str], most: int, kept: Collection[str] = ()
) -> pd.DataFrame:
    """Return the products in which either economy has most advantage, and those kept, in the order of the first's."""
    wide = table.pivot_table(index="commodity_code", columns="reporter", values="rca").reindex(columns=economies)
    largest = wide.max(axis=1).sort_values(ascending=False, kind="stable").index
    # What the title names comes first, also where the other economy has more of everything.
    best = set(wide.idxmax())
    by_importance = sorted(largest, key=lambda code: (str(code) not in kept, code not in best))
    shown = wide.loc[by_importance[:most]].sort_values(list(economies), ascending=False, kind="stable")
    positions = {code: number for number, code in enumerate(shown.index)}
    data = table[table["commodity_code"].isin(shown.index)]
    # In the order of the chart, which is that of neither the codes nor the names.
    data = data.assign(_product=data["commodity_code"].map(positions), _economy=data["reporter"].map(economies.index))
    data = data.sort_values(["_product", "_economy"], ignore_index=True).drop(columns=["_product", "_economy"])
    records = data.to_dict("records")
    # One name a product, since bars of one name stand in one row.
    names = {row["commodity_code"]: name_product(row["commodity_code"], row.get("classification")) for row in records}
    return data.assign(row=data["commodity_code"].map(names))


def _lay_out_bars(names: Sequence[str], bars: int, width: float, letters: Letters, *, narrow: bool) -> list[Row]:
    """Give each product a row with room for its bars, which on a phone stand under its name."""
    room = bars * letters.pitch + 9
    name_width = width if narrow else NAME_WIDTH
    rows = []
    for row in lay_out_rows(names, name_width, above=narrow):
        named = row.named
        height = max(row.height, room)
        if narrow:
            rows.append(Row(row.lines, named + room, named + room / 2 - 4))
        else:
            rows.append(Row(row.lines, height, height / 2))
    return rows


def _place_legend(economies: Sequence[str], width: float) -> list[tuple[float, float]]:
    """Place the economies' names in points across and lines down: beside each other where there is room."""
    places = [(0.0, 0.5)]
    if len(economies) > 1:
        first, second = (text_width(f"■ {label_economy(code)}", FONT_SIZE, "bold") for code in economies)
        place = (first + 16, 0.5) if first + 16 + second <= width else (0.0, 1.5)
        places.append(place)
    return places


def _write_legend(
    ax: Axes, economies: Sequence[str], positions: Sequence[tuple[float, float]], gutter: float, shrink: float
) -> None:
    """Name each economy in the colour of its bars, above them."""
    for code, (across, line), colour in zip(economies, positions, PAIR_COLOURS, strict=False):
        ax.annotate(
            f"■ {label_economy(code)}", (0, 1), (across - gutter, -line * LEADING * shrink), xycoords="axes fraction",
            textcoords="offset points", va="center", color=colour, fontsize=FONT_SIZE * shrink, fontweight="bold",
            annotation_clip=False,
        )  # fmt: skip


def _draw_bars(
    ax: Axes,
    data: pd.DataFrame,
    economies: Sequence[str],
    rows: Sequence[Row],
    tops: Sequence[float],
    gutter: float,
    letters: Letters,
    *,
    highlighted: Highlighted,
) -> None:
    ax.set_axis_off()
    ax.set_xscale("log")
    ax.set_ylim(tops[-1], 0)
    texts = {value: format_number(value, 2) for value in data["rca"]}
    room = max(text_width(text, letters.small) for text in texts.values()) + BESIDE
    end = _set_reach(ax, list(data["rca"]), room)
    _write_ticks(ax, letters.shrink)
    write_names(ax, rows, tops, gutter, letters.shrink)
    for row, top, (_, cells) in zip(rows, tops, data.groupby("row", sort=False), strict=False):
        values = dict(zip(cells["reporter"], cells["rca"], strict=True))
        colours = PAIR_COLOURS if highlighted.has(cells["commodity_code"].iloc[0]) else GREYS
        start = top if gutter else top + row.named  # no line runs through a name
        _draw_guides(ax, start, top + row.height)
        for number, code in enumerate(economies):
            if code in values:
                y = top + row.marks + (number - (len(economies) - 1) / 2) * letters.pitch
                _draw_bar(ax, values[code], y, end, colours[number], texts[values[code]], letters)


def _set_reach(ax: Axes, values: Sequence[float], room: float) -> float:
    """Let the axis go equally far from 1 to both sides; return where a bar stops that is longer than it."""
    farthest = LEAST_REACH
    for value in values:
        if value > 0:
            farthest = max(farthest, value, 1 / value)
    # The axis is logarithmic: a share of its length is a power of its reach. The numbers beside bars take `room`.
    half = points_across(ax) / 2
    reach = min(farthest, MOST_REACH) ** (half / max(half - room, half / 3))
    ax.set_xlim(1 / reach, reach)
    return float(reach ** (1 - room / half))


def _draw_bar(ax: Axes, value: float, y: float, end: float, colour: str, text: str, letters: Letters) -> None:
    stop = min(max(value, 1 / end), end)
    look: dict[str, Any] = {"color": colour, "linewidth": 0}
    if value == 0:  # which no logarithmic axis reaches: the bar ends where the axis does, and is outlined to say so
        look = {"facecolor": "white", "edgecolor": colour, "linewidth": 0.8}
    ax.barh(y, stop - 1, letters.bar, left=1, zorder=2, **look)
    right, ha = (BESIDE, "left") if value >= 1 else (-BESIDE, "right")
    ax.annotate(
        text, (stop, y), (right, 0), textcoords="offset points", ha=ha, va="center", color=colour,
        fontsize=letters.small * letters.shrink,
    )  # fmt: skip


def _tick_values(ax: Axes) -> list[float]:
    low, high = ax.get_xlim()
    # Powers of ten where halves and fifths would crowd.
    ticks = WIDE_TICKS if high > WIDE else TICKS
    return [tick for tick in ticks if low <= tick <= high]


def _draw_guides(ax: Axes, start: float, stop: float) -> None:
    """Draw, in one row, the line at 1 and paler ones at the other ticks."""
    for tick in _tick_values(ax):
        if tick == 1:
            ax.vlines(tick, start, stop, color=INK, linewidth=0.9, zorder=3)
        else:
            ax.vlines(tick, start, stop, color=BAND, linewidth=1, zorder=0)


def _write_ticks(ax: Axes, shrink: float) -> None:
    for tick in _tick_values(ax):
        ax.annotate(
            format_number(tick, 1), (tick, 0), (0, -3), xycoords=("data", "axes fraction"), textcoords="offset points",
            ha="center", va="top", color=GREY, fontsize=(FONT_SIZE - 0.5) * shrink, annotation_clip=False,
        )  # fmt: skip
