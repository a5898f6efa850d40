"""Sides: what was printed of one flow by both sides, on one axis of years, each figure with its range.

A side keeps its colour and its line; the two are never joined, and neither is corrected. Part of a year is a hatched
bar as wide as its months, beside which a year is a point. What an other claim contradicts is hollow and crossed.
"""

import math
from collections.abc import Collection
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.charts.layout.colours import GREY, INK, SIDES
from tradeview.charts.layout.page import BEHIND, Size, house_style, lay_out_page, pandas_of
from tradeview.charts.layout.placing import Box, first_free_box, spread_labels
from tradeview.charts.layout.points import place_in_points, points_across, points_down, points_per_y
from tradeview.charts.layout.text import text_width
from tradeview.charts.sides.words import NEEDED, digits, name_of, words
from tradeview.errors import TradeTableError
from tradeview.periods import MONTHS_IN_YEAR, is_whole_year, ordinal, year_at
from tradeview.table.engines import is_missing
from tradeview.words.numbers import choose_scale, format_number

HEIGHT, FONT_SIZE, LEADING = 250.0, 9.0, 12.0  # points
MARK, BESIDE, ARROW = 6.5, 7.0, 20.0  # points: a mark's size, from it to its number, an open end's arrow
SIGNS = ("o", "D", "s")  # markers of the two sides and of the unknown, apart where colours are not
HATCH = "/////"
DODGE = 1.6  # months: how far the two sides stand apart within a year
TOP = 1.16


def sides(
    statements: IntoFrame,
    *,
    currency: str,
    contradicted: Collection[str] = (),
    ax: Axes | None = None,
    size: Size = "report",
) -> Axes:
    """Draw the printed levels of one flow by both sides.

    Parameters
    ----------
    statements : frame
        A table of statements (`tv.statements.load`) of one flow of one pair. Rows of other kinds than `level`, targets
        and forecasts are not drawn; nor are levels in other currencies, which the caption counts.
    currency : str
        ISO 4217 code of the levels to draw: nothing is converted.
    contradicted : collection of str
        Keys (`claim`) of what other claims contradict, from `tv.check_claims`; drawn hollow with a cross.
    ax : Axes, optional
        Axes to draw on; without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.

    Returns
    -------
    matplotlib.axes.Axes
        Months on x, counted from the start of the calendar; money on y (in `currency`), from zero.

    Raises
    ------
    TradeTableError
        No level in `currency`; more than one flow, pair or commodity.

    Examples
    --------
    >>> import tradeview as tv
    >>> press = tv.statements.load()
    >>> ax = sides(press[press["flow"] == "total"], currency="USD")
    >>> float(ax.get_ylim()[0])
    0.0
    """
    table = _checked(statements, currency)
    data = _choose_levels(table, currency, set(contradicted))
    codes = _sides(data)
    named = [name_of(code) for code in codes]
    with house_style():
        right = max(text_width(text, FONT_SIZE + 0.5, "bold") for text in named) + BESIDE + 4
        drawn = words(data, table, currency)
        ax = lay_out_page(drawn, ax=ax, size=size, height=HEIGHT, left=26, right=right, head=12, foot=20)
        _set_axes(ax, data)
        for number, code in enumerate(codes):
            _draw_side(ax, data[data["_side"] == code], number)
        _name_sides(ax, data, codes, named)
        _write_values(ax, data, codes)
    return ax


def _checked(statements: IntoFrame, currency: str) -> pd.DataFrame:
    """Return the statements of the one flow that they are of."""
    table = pandas_of(statements, *NEEDED)
    if "status" in table:
        table = table[table["status"].isna()]  # a target or a forecast says nothing of what was
    flows = {_flow_key(row) for row in table.to_dict("records")}
    if len(flows) > 1:
        said = [" ".join(flow) for flow in sorted(flows)]
        raise TradeTableError("a chart of both sides is of one flow", f"{len(flows)} flows", "filter the table", said)
    levels = table[(table["kind"] == "level") & (table["currency"] == currency)]
    if levels.empty:
        kept = table.loc[table["kind"] == "level", "currency"].dropna().unique()
        found = f"levels in {', '.join(sorted(kept)) or 'no currency'}"
        raise TradeTableError(f"a chart of both sides needs levels in {currency}", found, "name another currency")
    return table


def _flow_key(row: dict[Any, Any]) -> tuple[str, ...]:
    """Name a flow so that both sides' words for it agree: from whom, to whom, of what."""
    reporter, partner = str(row["reporter"]), str(row["partner"])
    if row["flow"] == "total":
        reporter, partner = sorted((reporter, partner))
        return ("total", reporter, partner, str(row["commodity_code"]))
    if row["flow"] == "import":
        reporter, partner = partner, reporter
    return ("export", reporter, partner, str(row["commodity_code"]))


def _choose_levels(table: pd.DataFrame, currency: str, contradicted: set[str]) -> pd.DataFrame:
    """Return the levels that are drawn, with whose they are, where they stand, and whether they are contradicted."""
    levels = table[(table["kind"] == "level") & (table["currency"] == currency)]
    first, last = (levels[name].map(int).map(ordinal) for name in ("start", "end"))
    whole = [is_whole_year(int(start), int(end)) for start, end in zip(levels["start"], levels["end"], strict=True)]
    return levels.assign(
        contradicted=levels["claim"].isin(contradicted),
        _side=levels["side"].where(levels["side"].notna(), ""),
        _whole=whole,
        _first=first,
        _last=last + 1,
    ).sort_values(["_first", "_side"], kind="stable", ignore_index=True)


def _sides(data: pd.DataFrame) -> list[str]:
    """Whose statistics there are: the pair's own in the order of the first row, then those that nobody states."""
    pair = [data["reporter"].iloc[0], data["partner"].iloc[0]]
    known = [code for code in sorted(pair) if (data["_side"] == code).any()]
    return known + sorted(set(data["_side"]) - set(known))


def _middle_of(row: dict[Any, Any], number: int) -> float:
    """Where a claim stands on x: in the middle of its months, the two sides a little apart."""
    away = {0: -DODGE, 1: DODGE}.get(number, 0.0) if row["_whole"] else 0.0
    return float(row["_first"] + row["_last"]) / 2 + away


def _set_axes(ax: Axes, data: pd.DataFrame) -> None:
    # `_last` is the month after the last one, which may be a January.
    first, last = year_at(int(data["_first"].min())), year_at(int(data["_last"].max()) - 1) + 1
    ax.set_xlim(first * MONTHS_IN_YEAR, max(last, first + 1) * MONTHS_IN_YEAR)
    ends = data[["value", "high"]].max(axis=1) if "high" in data else data["value"]
    ax.set_ylim(0, float(ends.max()) * TOP or 1)
    size, _ = choose_scale(data["value"])
    ax.locator_params(axis="y", nbins=4)
    ax.yaxis.set_major_formatter(lambda value, _: format_number(value / size, 2) if value else "0")
    wide = points_across(ax) / max(last - first, 1)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 1000) if step * wide >= text_width("2000", FONT_SIZE) + 8)
    years = [year for year in range(first, last) if (last - 1 - year) % step == 0]
    ax.set_xticks([year * MONTHS_IN_YEAR + MONTHS_IN_YEAR / 2 for year in years], [str(year) for year in years])


def _colour_of(code: str, number: int) -> str:
    """Colour of a side by its number; grey where nobody states whose figures they are."""
    return SIDES[number] if code and number < len(SIDES) else GREY


def _draw_side(ax: Axes, rows: pd.DataFrame, number: int) -> None:
    colour = _colour_of(rows["_side"].iloc[0], number)
    _join_years(ax, rows, number, colour)
    for row in rows.to_dict("records"):
        x = _middle_of(row, number)
        if not row["_whole"]:
            ax.bar(
                row["_first"], row["value"], row["_last"] - row["_first"], align="edge", facecolor="white",
                edgecolor=colour, hatch=HATCH, linewidth=0.8,
                zorder=2 - row["value"] / ax.get_ylim()[1],  # the lower of two bars in front
            )  # fmt: skip
        _draw_range(ax, row, x, colour)
        if row["_whole"]:
            hedged = row.get("approximate")
            hollow = row["contradicted"] or (not is_missing(hedged) and bool(hedged))
            look: dict[str, Any] = {"markerfacecolor": "white" if hollow else colour, "markeredgecolor": colour}
            ax.plot(x, row["value"], SIGNS[min(number, 2)], markersize=MARK, markeredgewidth=1.3, zorder=4, **look)
        if row["contradicted"]:
            ax.plot(x, row["value"], "x", color=INK, markersize=MARK + 2.5, markeredgewidth=1.3, zorder=5)


def _join_years(ax: Axes, rows: pd.DataFrame, number: int, colour: str) -> None:
    """Join the years of one side: of several claims for a year the one that says most, of those not contradicted."""
    if not rows["_side"].iloc[0]:
        return  # nobody knows that these are one series
    kept = rows[rows["_whole"] & ~rows["contradicted"]]
    width = kept["high"] - kept["low"] if {"low", "high"} <= set(kept) else kept["value"] * 0
    kept = kept.assign(_width=width.fillna(float("inf"))).sort_values(["_first", "_width"], kind="stable")
    line = kept.drop_duplicates("_first").to_dict("records")
    for one, other in pairwise(line):
        near = other["_first"] - one["_first"] == MONTHS_IN_YEAR
        style: Any = "-" if near else (0, (0.1, 2.4))
        ends = [_middle_of(one, number), _middle_of(other, number)], [one["value"], other["value"]]
        ax.plot(*ends, color=colour, linestyle=style, linewidth=1.8 if near else 1.4, zorder=2)


def _range_of(row: dict[Any, Any]) -> tuple[Any, Any]:
    return row.get("low"), row.get("high")


def _draw_range(ax: Axes, row: dict[Any, Any], x: float, colour: str) -> None:
    """Draw what the printed digits allow, and an arrow where one end is open."""
    low, high = _range_of(row)
    if not is_missing(low) and not is_missing(high):
        ax.vlines(x, low, high, color=colour, linewidth=1, zorder=3)
    elif not (is_missing(low) and is_missing(high)):
        up = is_missing(high)
        ax.annotate(
            "", (x, row["value"]), (0, ARROW if up else -ARROW), textcoords="offset points",
            arrowprops={"arrowstyle": "<-", "color": colour, "linewidth": 1, "shrinkA": 0, "shrinkB": MARK / 2},
        )  # fmt: skip


def _name_sides(ax: Axes, data: pd.DataFrame, codes: list[str], named: list[str]) -> None:
    """Name each side beside the plot, at the height of its newest figure, moved apart where names would touch."""
    height, most = points_down(ax), ax.get_ylim()[1]
    newest = [_newest(data[data["_side"] == code]) / most * height for code in codes]
    order = sorted(range(len(codes)), key=lambda number: (newest[number], number))
    heights = spread_labels([newest[number] for number in order], [LEADING + 2] * len(order), 0, height)
    for number, up in zip(order, heights, strict=True):
        ax.annotate(
            named[number], (1, 0), (BESIDE, up), xycoords="axes fraction", textcoords="offset points", va="center",
            color=_colour_of(codes[number], number), fontsize=FONT_SIZE + 0.5, fontweight="bold",
            annotation_clip=False,
        )  # fmt: skip


def _newest(rows: pd.DataFrame) -> float:
    """Return the newest figure of a full year, or of a part where there is none of a year."""
    whole_years = rows[rows["_whole"]]
    chosen = rows if whole_years.empty else whole_years
    return float(chosen["value"].iloc[-1])


def _write_values(ax: Axes, data: pd.DataFrame, codes: list[str]) -> None:
    """Write values beside their marks where there is room: the contradicted, the newest and the largest first."""
    size, _ = choose_scale(data["value"])
    room = Box(0, 0, points_across(ax), math.inf)
    rows: list[dict[Any, Any]] = data.to_dict("records")
    numbers = [codes.index(row["_side"]) for row in rows]
    marks = [(_middle_of(row, number), row["value"]) for row, number in zip(rows, numbers, strict=True)]
    points = [place_in_points(ax, *mark) for mark in marks]
    taken: list[Box] = []
    for row, point in zip(rows, points, strict=True):
        taken += _mark_boxes(row, point, points_per_y(ax))
    order = sorted(range(len(rows)), key=lambda n: (not rows[n]["contradicted"], -rows[n]["_last"], -rows[n]["value"]))
    for n in order:
        text = digits(rows[n]["value"] / size)
        box = first_free_box(_number_boxes(points[n], text_width(text, FONT_SIZE)), taken, room)
        if box is None:
            continue
        taken.append(box)
        away = (box.middle[0] - points[n][0], box.middle[1] - points[n][1])
        ax.annotate(
            text, marks[n], away, textcoords="offset points", ha="center", va="center",
            color=_colour_of(rows[n]["_side"], numbers[n]), fontsize=FONT_SIZE, bbox=BEHIND, zorder=3.5,
        )  # fmt: skip


def _mark_boxes(row: dict[Any, Any], point: tuple[float, float], points_up: float) -> list[Box]:
    """Return the boxes of a mark and of its whisker or arrow, which no number may cover."""
    x, y = point
    half = MARK / 2 + 1
    low, high = _range_of(row)
    bottom = top = y
    if not (is_missing(low) and is_missing(high)):
        bottom = y - ARROW if is_missing(low) else low * points_up
        top = y + ARROW if is_missing(high) else high * points_up
    return [Box(x - half, y - half, x + half, y + half), Box(x - 1, bottom, x + 1, top)]


def _number_boxes(point: tuple[float, float], width: float) -> list[Box]:
    """Return where the number of a mark may stand, best first: above, below, right or left of it."""
    x, y = point
    over = BESIDE + LEADING / 2
    beside = MARK / 2 + 3 + width / 2
    middles = [(x, y + over), (x, y - over), (x + beside, y), (x - beside, y)]
    return [Box.around(*middle, width, LEADING) for middle in middles]
