"""Sides: what was printed of one flow by both sides, on one axis of years, each figure with its range.

A side keeps its colour and its line; the two are never joined, and neither is corrected. Part of a year is a hatched
bar as wide as its months, beside which a year is a point. What an other claim contradicts is hollow and crossed.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.layout.colours import GREY, INK, PAIR_COLOURS
from tradeview.charts.layout.highlight import Highlight, Highlighted, choose_highlighted
from tradeview.charts.layout.page import BEHIND, Page, Size, collect_pandas, house_style, lay_out_page
from tradeview.charts.layout.placing import Box, Point, first_free_box, spread_labels
from tradeview.charts.layout.points import place_in_points, points_across, points_down, points_per_y, write_label
from tradeview.charts.layout.text import text_width
from tradeview.charts.sides.words import NEEDED, describe_sides, format_printed, name_side
from tradeview.errors import TradeTableError
from tradeview.periods import MONTHS_IN_YEAR, is_whole_year, ordinal, year_at
from tradeview.table.engines import is_missing
from tradeview.table.schema import BALANCE
from tradeview.table.series import coverage_of_cell
from tradeview.words.numbers import choose_scale, format_number

HEIGHT, FONT_SIZE, LEADING = 250.0, 9.0, 12.0  # points
MARK, BESIDE, ARROW = 6.5, 7.0, 20.0  # points: a mark's size, from it to its number, an open end's arrow
NUMBER_AIR = 3.0  # points beside a number
SIGNS = ("o", "D", "s")  # markers of the two sides and of the unknown, apart where colours are not
HATCH = "/////"
DODGE = (-1.6, 1.6, 0.0)  # months: how far the sides stand apart within a year
HEADROOM = 1.16  # of the highest figure: its number stands above it
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 1000)


@dataclass(frozen=True)
class Mark:
    """A claim as it is drawn: its months, counted from the start of the calendar, and its money."""

    first: int
    after: int  # the month after the last one
    is_year: bool  # a full one, and no part
    value: float
    low: float | None
    high: float | None
    is_contradicted: bool
    is_hollow: bool
    number: int  # of the side
    colour: str

    @property
    def x(self) -> float:
        """The middle of its months; the two sides stand a little apart within a year."""
        middle = (self.first + self.after) / 2
        if self.is_year:
            middle += DODGE[min(self.number, 2)]
        return middle


@check_arguments
def sides(
    statements: IntoFrame,
    *,
    currency: str,
    contradicted: Collection[str] = (),
    title: str | None = None,
    subtitle: str | None = None,
    highlight: Highlight = None,
    bare: bool = False,
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
    title, subtitle : str, optional
        Words of your own in the place of those that are made from the numbers; "" leaves them out.
    highlight : str or collection of str, optional
        Sides, by code or name: what is highlighted is in colour, all else grey.
    bare : bool
        Leave out title, subtitle and caption, which `tv.charts.words` then gives.
    ax : Axes, optional
        Axes to draw on: they are cleared, and the whole chart lies in their box. Without them a new figure is made.
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
    table = _collect_claims(statements, currency)
    data = _choose_levels(table, currency, set(contradicted))
    codes = _list_sides(data)
    names = [name_side(code) for code in codes]
    labels = dict(zip(codes, names, strict=True))
    highlighted = choose_highlighted(highlight, labels, "a side that has figures", economies=True)
    marks = [_mark_of(row, codes, highlighted) for row in data.to_dict("records")]
    scale, _ = choose_scale(data["value"])
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size)
    with house_style():
        right = max(text_width(name, FONT_SIZE + 0.5, "bold") for name in names) + BESIDE + 4
        drawn = describe_sides(data, table, currency)
        ax = lay_out_page(drawn, page, height=HEIGHT, left=26, right=right, head=12, foot=20)
        _set_axes(ax, marks, scale)
        for number, code in enumerate(codes):
            of_side = [mark for mark in marks if mark.number == number]
            # Nobody knows that figures of which nobody says whose they are make one series.
            if code:
                _join_years(ax, of_side)
            for mark in of_side:
                _draw_mark(ax, mark)
        _name_sides(ax, marks, names)
        _write_values(ax, marks, scale)
    return ax


def _collect_claims(statements: IntoFrame, currency: str) -> pd.DataFrame:
    """Return the statements of the one flow that they are of."""
    table = collect_pandas(statements, *NEEDED, numbers=("start", "end"))
    if "status" in table:
        # A target or a forecast says nothing of what was.
        table = table[table["status"].isna()]
    flows = {_flow_key(row) for row in table.to_dict("records")}
    if len(flows) > 1:
        rows = [" ".join(filter(None, flow)) for flow in sorted(flows)]
        raise TradeTableError("a chart of both sides is of one flow", f"{len(flows)} flows", "filter the table", rows)
    if (table["flow"] == BALANCE).any():
        raise TradeTableError("a chart of both sides is of a flow", f"`{BALANCE}`", "draw exports, or imports")
    levels = table[table["kind"] == "level"]
    if not (levels["currency"] == currency).any():
        found = f"levels in {', '.join(sorted(levels['currency'].dropna().unique()))}"
        if levels["currency"].isna().all():
            found = "levels in no currency"
        raise TradeTableError(f"a chart of both sides needs levels in {currency}", found, "name another currency")
    return table


def _flow_key(row: dict[Any, Any]) -> tuple[str, ...]:
    """Name a flow so that both sides' words for it agree: from whom, to whom, of what."""
    reporter, partner = str(row["reporter"]), str(row["partner"])
    what = (str(row["commodity_code"]), coverage_of_cell(row.get("coverage")))
    if row["flow"] == "total":
        reporter, partner = sorted((reporter, partner))
        return ("total", reporter, partner, *what)
    # What one side imports the other has exported.
    if row["flow"] == "import":
        reporter, partner = partner, reporter
    return ("export", reporter, partner, *what)


def _choose_levels(table: pd.DataFrame, currency: str, contradicted: set[str]) -> pd.DataFrame:
    """Return the levels that are drawn, in order of time.

    Columns that the data behind the chart do not have begin with an underscore: whose statistics (`_side`, "" where
    nobody says), whether they are of a full year (`_whole`), approximate, and in which month they begin.
    """
    levels = table[(table["kind"] == "level") & (table["currency"] == currency)]
    starts, ends = levels["start"].astype(int), levels["end"].astype(int)
    approximate = pd.Series(False, index=levels.index)  # noqa: FBT003
    if "approximate" in levels:
        approximate = levels["approximate"].fillna(value=False).astype(bool)
    return levels.assign(
        contradicted=levels["claim"].isin(contradicted),
        _side=levels["side"].where(levels["side"].notna(), ""),
        _whole=[is_whole_year(start, end) for start, end in zip(starts, ends, strict=True)],
        _approximate=approximate,
        _first=starts.map(ordinal),
    ).sort_values(["_first", "_side"], kind="stable", ignore_index=True)


def _list_sides(data: pd.DataFrame) -> list[str]:
    """List whose statistics there are: the pair's own by their codes, then others, and those that nobody states."""
    pair = {data["reporter"].iloc[0], data["partner"].iloc[0]}
    found = set(data["_side"])
    return sorted(found & pair) + sorted(found - pair)


def _mark_of(row: dict[Any, Any], codes: list[str], highlighted: Highlighted) -> Mark:
    """Say how a claim is drawn; grey where nobody states whose figures they are."""
    low, high = row.get("low"), row.get("high")
    number = codes.index(row["_side"])
    colour = INK if highlighted.codes else GREY  # of those that nobody states, which may be what is highlighted
    if row["_side"] and number < len(PAIR_COLOURS):
        colour = PAIR_COLOURS[number]
    return Mark(
        first=row["_first"],
        after=ordinal(int(row["end"])) + 1,
        is_year=row["_whole"],
        value=row["value"],
        low=None if is_missing(low) else low,
        high=None if is_missing(high) else high,
        is_contradicted=row["contradicted"],
        is_hollow=row["contradicted"] or row["_approximate"],
        number=number,
        colour=highlighted.colour(row["_side"], colour, GREY),
    )


def _set_axes(ax: Axes, marks: list[Mark], scale: float) -> None:
    """Let the axes begin with a January, end with a December and stand on zero, with years that have room."""
    first = year_at(min(mark.first for mark in marks))
    # The month after the last may be a January.
    last = year_at(max(mark.after for mark in marks) - 1) + 1
    ax.set_xlim(first * MONTHS_IN_YEAR, last * MONTHS_IN_YEAR)
    highest = max(mark.value for mark in marks)
    for mark in marks:
        if mark.high is not None:
            highest = max(highest, mark.high)
    if highest == 0:
        highest = 1  # an axis of nothing has no length
    ax.set_ylim(0, highest * HEADROOM)
    ax.locator_params(axis="y", nbins=4)
    ax.yaxis.set_major_formatter(lambda value, _: format_number(value / scale, 2))
    year_width = points_across(ax) / (last - first)
    room = text_width("2000", FONT_SIZE) + 8
    step = next(step for step in YEAR_STEPS if step * year_width >= room)
    years = [year for year in range(first, last) if (last - 1 - year) % step == 0]
    ax.set_xticks([(year + 0.5) * MONTHS_IN_YEAR for year in years], [str(year) for year in years])


def _join_years(ax: Axes, marks: list[Mark]) -> None:
    """Join the years of one side: of several claims for a year the one that says most, of those not contradicted."""
    by_year: dict[int, Mark] = {}
    for mark in marks:
        if not mark.is_year or mark.is_contradicted:
            continue
        kept = by_year.get(mark.first)
        if kept is None or _range_width(mark) < _range_width(kept):
            by_year[mark.first] = mark
    for one, other in pairwise(by_year.values()):
        style: Any = (0, (0.1, 2.4))  # dotted: there is a gap between them
        width = 1.4
        if other.first - one.first == MONTHS_IN_YEAR:
            style, width = "-", 1.8
        ax.plot(
            [one.x, other.x], [one.value, other.value], color=one.colour, linestyle=style, linewidth=width, zorder=2
        )


def _range_width(mark: Mark) -> float:
    if mark.low is None or mark.high is None:
        return math.inf
    return mark.high - mark.low


def _draw_mark(ax: Axes, mark: Mark) -> None:
    """Draw one claim with what its printed digits allow, and an arrow where one end of that is open."""
    colour = mark.colour
    if not mark.is_year:
        ax.bar(
            mark.first, mark.value, mark.after - mark.first, align="edge", facecolor="white", edgecolor=colour,
            hatch=HATCH, linewidth=0.8,
            zorder=2 - mark.value / ax.get_ylim()[1],  # the lower of two bars in front
        )  # fmt: skip
    if mark.low is not None and mark.high is not None:
        ax.vlines(mark.x, mark.low, mark.high, color=colour, linewidth=1, zorder=3)
    elif mark.low is not None or mark.high is not None:
        away = ARROW if mark.high is None else -ARROW
        ax.annotate(
            "", (mark.x, mark.value), (0, away), textcoords="offset points",
            arrowprops={"arrowstyle": "<-", "color": colour, "linewidth": 1, "shrinkA": 0, "shrinkB": MARK / 2},
        )  # fmt: skip
    if mark.is_year:
        filling = "white" if mark.is_hollow else colour
        look: dict[str, Any] = {"markerfacecolor": filling, "markeredgecolor": colour, "markeredgewidth": 1.3}
        ax.plot(mark.x, mark.value, SIGNS[min(mark.number, 2)], markersize=MARK, zorder=4, **look)
    if mark.is_contradicted:
        ax.plot(mark.x, mark.value, "x", color=INK, markersize=MARK + 2.5, markeredgewidth=1.3, zorder=5)


def _name_sides(ax: Axes, marks: list[Mark], names: list[str]) -> None:
    """Name each side beside the plot, at the height of its newest figure, moved apart where names would touch."""
    newest: dict[int, Mark] = {}
    for mark in marks:
        kept = newest.get(mark.number)
        # A full year before a part of one, which is lower by what it lacks.
        if kept is None or mark.is_year >= kept.is_year:
            newest[mark.number] = mark
    by_height = sorted(newest.values(), key=lambda mark: (mark.value, mark.number))
    wanted = [mark.value * points_per_y(ax) for mark in by_height]
    heights = spread_labels(wanted, [LEADING + 2] * len(wanted), 0, points_down(ax))
    for mark, up in zip(by_height, heights, strict=True):
        look = {"color": mark.colour, "fontsize": FONT_SIZE + 0.5, "fontweight": "bold"}
        place = (1, up / points_down(ax))
        write_label(ax, names[mark.number], place, (BESIDE, 0), coords="axes fraction", **look)


def _write_values(ax: Axes, marks: list[Mark], scale: float) -> None:
    """Write values beside their marks where there is room: the contradicted, the newest and the largest first."""
    room = Box(0, 0, points_across(ax), math.inf)
    taken: list[Box] = []
    for mark in marks:
        taken += _boxes_of(ax, mark)
    for mark in sorted(marks, key=lambda mark: (not mark.is_contradicted, -mark.after, -mark.value)):
        x, y = place_in_points(ax, mark.x, mark.value)
        number = format_printed(mark.value / scale)
        box = first_free_box(_number_boxes((x, y), text_width(number, FONT_SIZE)), taken, room)
        if box is None:
            continue
        # Two numbers that all but touch read as one.
        taken.append(replace(box, left=box.left - NUMBER_AIR, right=box.right + NUMBER_AIR))
        away = (box.middle[0] - x, box.middle[1] - y)
        look = {"ha": "center", "color": mark.colour, "fontsize": FONT_SIZE, "bbox": BEHIND, "zorder": 3.5}
        write_label(ax, number, (mark.x, mark.value), away, **look)


def _boxes_of(ax: Axes, mark: Mark) -> list[Box]:
    """Return the boxes of a mark and of its whisker or arrow, which no number may cover."""
    x, y = place_in_points(ax, mark.x, mark.value)
    half = MARK / 2 + 1
    bottom = top = y
    if mark.low is not None or mark.high is not None:
        bottom = y - ARROW if mark.low is None else mark.low * points_per_y(ax)
        top = y + ARROW if mark.high is None else mark.high * points_per_y(ax)
    return [Box(x - half, y - half, x + half, y + half), Box(x - 1, bottom, x + 1, top)]


def _number_boxes(point: Point, width: float) -> list[Box]:
    """Return where the number of a mark may stand, best first: above, below, right or left of it."""
    x, y = point
    over = BESIDE + LEADING / 2
    beside = MARK / 2 + 3 + width / 2
    middles = [(x, y + over), (x, y - over), (x + beside, y), (x - beside, y)]
    return [Box.around(*middle, width, LEADING) for middle in middles]
