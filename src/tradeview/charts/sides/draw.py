"""Sides: what was printed of one flow by each side, a panel for each, on one scale of money and of years.

A side keeps its colour and its line; the two are never joined, and neither is corrected: in a panel the other side is a
thin grey line. Parts of years, and fiscal years, are not what a year is: they are hatched bars as wide as their months
in a panel below. What an other claim contradicts is hollow and crossed.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.layout.colours import GREY, GRID, INK, PAIR_COLOURS, PALE
from tradeview.charts.layout.fonts import FAMILIES
from tradeview.charts.layout.highlight import Highlight, Highlighted, choose_highlighted
from tradeview.charts.layout.hover import tell_marks
from tradeview.charts.layout.page import BEHIND, Page, Size, collect_pandas, house_style, lay_out_page
from tradeview.charts.layout.placing import Box, Point, first_free_box
from tradeview.charts.layout.points import (
    axes_size,
    place_in_points,
    points_across,
    points_per_y,
    write_label,
)
from tradeview.charts.layout.text import text_width
from tradeview.charts.sides.panels import PanelPlan, Tops, plan_panels
from tradeview.charts.sides.words import NEEDED, describe_sides, format_printed, name_parts, name_side, tell_claim
from tradeview.errors import TradeTableError
from tradeview.periods import MONTHS_IN_YEAR, is_whole_year, ordinal, year_at
from tradeview.table.engines import is_missing
from tradeview.table.schema import BALANCE
from tradeview.table.series import coverage_of_cell
from tradeview.words.language import Language, choose_language, in_language
from tradeview.words.numbers import choose_scale, write_short
from tradeview.words.periods import format_year

FONT_SIZE, LEADING = 9.0, 12.0  # points
LEFT, RIGHT = 26.0, 8.0  # points of the amounts left of the panels, and of marks that reach over the right edge
MARK, BESIDE, ARROW = 6.0, 6.5, 16.0  # points: a mark's size, from it to its number, an open end's arrow
NUMBER_AIR = 3.0  # points beside a number
NAME_AIR = 10.0  # points between the names over a panel
SIGNS = ("o", "D", "s")  # markers of the two sides and of the unknown, apart where colours are not
HATCHES = ("/////", "\\\\\\\\\\", ".....")
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 1000)
MOST_TICKS = 3
UNKNOWN = 2  # the number by which marks that no side owns look


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
    told: str  # to who points at it

    @property
    def x(self) -> float:
        """The middle of its months."""
        return (self.first + self.after) / 2

    @property
    def highest(self) -> float:
        """The end of its range, or itself where none is printed."""
        return self.value if self.high is None else max(self.value, self.high)


@dataclass(frozen=True)
class Side:
    """Whose figures are drawn: the code, "" where nobody says, the name, the colour, and the marks."""

    code: str
    name: str
    colour: str
    marks: list[Mark]

    @property
    def years(self) -> list[Mark]:
        """The marks of full years."""
        return [mark for mark in self.marks if mark.is_year]

    @property
    def parts(self) -> list[Mark]:
        """The marks of parts of years, and of fiscal years."""
        return [mark for mark in self.marks if not mark.is_year]


@check_arguments
@in_language
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
    language: str | Language | None = None,
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
    language : str or Language, optional
        What its words are written in: a code of `tv.languages()`, such as "ms"; without it, English.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that carry the title and caption; its child axes are the panels: one a side, and below them one of the
        parts of years, if there are any. Months on x, counted from the start of the calendar; money on y (in
        `currency`), from zero, and on one scale in all of them.

    Raises
    ------
    TradeTableError
        No level in `currency`; more than one flow, pair or commodity.

    Examples
    --------
    >>> import tradeview as tv
    >>> press = tv.statements.load()
    >>> ax = sides(press[press["flow"] == "total"], currency="USD")
    >>> len(ax.child_axes)  # of Malaysia, of Russia, of sides that are not stated, and of parts of years
    4
    """
    table = _collect_claims(statements, currency)
    data = _choose_levels(table, currency, set(contradicted))
    codes = _list_sides(data)
    names = [name_side(code) for code in codes]
    labels = dict(zip(codes, names, strict=True))
    highlighted = choose_highlighted(highlight, labels, "a side that has figures", economies=True)
    marks = [_mark_of(row, codes, highlighted) for row in data.to_dict("records")]
    of_sides = []
    for number, (code, name) in enumerate(labels.items()):
        own = [mark for mark in marks if mark.number == number]
        of_sides.append(Side(code, name, own[0].colour, own))
    tops = _measure_tops(of_sides)
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size, language=choose_language(language))
    with house_style():
        drawn = describe_sides(data, table, currency)
        height, least = tops.choose_height(), tops.least_height(page.width - LEFT - RIGHT)
        ax = lay_out_page(drawn, page, height=height, left=LEFT, right=RIGHT, head=4, foot=20, lowest=least)
        ax.set_axis_off()
        _draw_panels(ax, of_sides, plan_panels(tops, *axes_size(ax)), name_parts(data))
    return ax


def _measure_tops(of_sides: list[Side]) -> Tops:
    """Find how high the panels of years and that of the parts of years have to be, with the ranges of figures."""
    years = [mark.highest for side in of_sides for mark in side.years]
    parts = [mark.highest for side in of_sides for mark in side.parts]
    of_years, of_parts = max(years, default=0.0), max(parts, default=0.0)
    if years and of_years == 0:
        of_years = of_parts or 1.0  # an axis of nothing has no length
    return Tops(sum(bool(side.years) for side in of_sides), of_years, of_parts, bool(parts))


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
        told=tell_claim(row),
    )


def _draw_panels(ax: Axes, of_sides: list[Side], plan: PanelPlan, name_of_parts: str) -> None:
    """Draw a panel for each side that has years, with the others in grey, and one of the parts of years."""
    all_marks = [mark for side in of_sides for mark in side.marks]
    scale, _ = choose_scale([mark.value for mark in all_marks])
    highest = max(mark.highest for mark in all_marks)
    ticks = MaxNLocator(nbins=MOST_TICKS, steps=[1, 2, 5, 10]).tick_values(0, highest or 1)
    with_years = [side for side in of_sides if side.years]
    for side, box in zip(with_years, plan.years, strict=True):
        panel = _add_panel(ax, box, plan, all_marks)
        _set_ticks(panel, ticks, scale, named=box.left == 0, dated=box.bottom == plan.years[-1].bottom)
        for other in with_years:
            # Nobody knows that figures of which nobody says whose they are make one series.
            if other.code and other is not side and side.code:
                _join_years(panel, other.years, colour=PALE, width=1.0, zorder=1)
        if side.code:
            _join_years(panel, side.years, colour=side.colour, width=1.8, zorder=2)
        for mark in side.years:
            _draw_mark(panel, mark)
        _write_names(panel, [(side.name, side.colour)])
        _write_values(panel, side.years, scale)
    if plan.parts is None:
        return
    panel = _add_panel(ax, plan.parts, plan, all_marks)
    _set_ticks(panel, ticks, scale, named=True, dated=True)
    parts = [mark for side in of_sides for mark in side.parts]
    for mark in parts:
        _draw_part(panel, mark)
    of_parts = [(side.name, side.colour) for side in of_sides if side.parts]
    _write_names(panel, [(name_of_parts, INK), *of_parts])
    _write_values(panel, parts, scale)


def _add_panel(ax: Axes, box: Box, plan: PanelPlan, marks: list[Mark]) -> Axes:
    """Add a panel whose years begin with a January and end with a December, and whose money stands on zero."""
    width, height = axes_size(ax)
    across, up = box.right - box.left, box.top - box.bottom
    panel = ax.inset_axes((box.left / width, box.bottom / height, across / width, up / height))
    first = year_at(min(mark.first for mark in marks))
    # The month after the last may be a January.
    last = year_at(max(mark.after for mark in marks) - 1) + 1
    panel.set_xlim(first * MONTHS_IN_YEAR, last * MONTHS_IN_YEAR)
    panel.set_ylim(0, up * plan.money_per_point)
    return panel


def _set_ticks(panel: Axes, ticks: Sequence[float], scale: float, *, named: bool, dated: bool) -> None:
    """Mark round amounts by faint lines, with their numbers if `named`, and if `dated` the years that have room."""
    shown = [float(tick) for tick in ticks if 0 <= tick <= panel.get_ylim()[1]]
    names = [write_short(tick / scale) if named else "" for tick in shown]
    panel.set_yticks(shown, names)
    panel.hlines([tick for tick in shown if tick], *panel.get_xlim(), color=GRID, linewidth=0.7, zorder=0.5)
    first, last = (int(month // MONTHS_IN_YEAR) for month in panel.get_xlim())
    year_width = points_across(panel) / (last - first)
    room = text_width("2000", FONT_SIZE) + 8
    step = next(step for step in YEAR_STEPS if step * year_width >= room)
    years = [year for year in range(first, last) if (last - 1 - year) % step == 0]
    labels = [format_year(year) if dated else "" for year in years]
    panel.set_xticks([(year + 0.5) * MONTHS_IN_YEAR for year in years], labels)
    # Ticks are made when the figure is drawn, outside the house style.
    panel.tick_params(axis="both", labelfontfamily=list(FAMILIES))


def _join_years(panel: Axes, marks: list[Mark], *, colour: str, width: float, zorder: float) -> None:
    """Join the years of one side: of several claims for a year the one that says most, of those not contradicted."""
    by_year: dict[int, Mark] = {}
    for mark in marks:
        if mark.is_contradicted:
            continue
        kept = by_year.get(mark.first)
        if kept is None or _range_width(mark) < _range_width(kept):
            by_year[mark.first] = mark
    for one, other in pairwise(by_year.values()):
        look: dict[str, Any] = {"color": colour, "linewidth": width, "zorder": zorder}
        if other.first - one.first != MONTHS_IN_YEAR:
            look |= {"linestyle": (0, (0.1, 2.4)), "linewidth": 0.8 * width}  # dotted: there is a gap between them
        panel.plot([one.x, other.x], [one.value, other.value], **look)


def _range_width(mark: Mark) -> float:
    if mark.low is None or mark.high is None:
        return math.inf
    return mark.high - mark.low


def _draw_part(panel: Axes, mark: Mark) -> None:
    """Draw a claim for a part of a year as a bar of its months."""
    (drawn,) = panel.bar(
        mark.first, mark.value, mark.after - mark.first, align="edge", facecolor="white", edgecolor=mark.colour,
        hatch=HATCHES[min(mark.number, UNKNOWN)], linewidth=0.8,
        zorder=2 - mark.value / panel.get_ylim()[1],  # the lower of two bars in front
    )  # fmt: skip
    tell_marks(drawn, [mark.told])
    _draw_range(panel, mark)
    if mark.is_contradicted:
        _cross_out(panel, mark)


def _draw_mark(panel: Axes, mark: Mark) -> None:
    """Draw a claim for a year as a point."""
    _draw_range(panel, mark)
    filling = "white" if mark.is_hollow else mark.colour
    look: dict[str, Any] = {"markerfacecolor": filling, "markeredgecolor": mark.colour, "markeredgewidth": 1.3}
    sign = SIGNS[min(mark.number, UNKNOWN)]
    (drawn,) = panel.plot(mark.x, mark.value, sign, markersize=MARK, clip_on=False, zorder=4, **look)
    tell_marks(drawn, [mark.told])
    if mark.is_contradicted:
        _cross_out(panel, mark)


def _draw_range(panel: Axes, mark: Mark) -> None:
    """Draw what the printed digits of a claim allow, and an arrow where one end of that is open."""
    if mark.low is not None and mark.high is not None:
        panel.vlines(mark.x, mark.low, mark.high, color=mark.colour, linewidth=1, zorder=3)
    elif mark.low is not None or mark.high is not None:
        away = ARROW if mark.high is None else -ARROW
        arrow = {"arrowstyle": "<-", "color": mark.colour, "linewidth": 1, "shrinkA": 0, "shrinkB": MARK / 2}
        panel.annotate("", (mark.x, mark.value), (0, away), textcoords="offset points", arrowprops=arrow)


def _cross_out(panel: Axes, mark: Mark) -> None:
    panel.plot(mark.x, mark.value, "x", color=INK, markersize=MARK + 2.5, markeredgewidth=1.3, clip_on=False, zorder=5)


def _write_names(panel: Axes, names: list[tuple[str, str]]) -> None:
    """Write names over a panel, each in its colour."""
    along = -LEFT if panel.get_yticklabels()[0].get_text() else 0.0
    for name, colour in names:
        look = {"color": colour, "fontsize": FONT_SIZE + 0.5, "fontweight": "bold", "va": "bottom"}
        write_label(panel, name, (0, 1), (along, 3), coords="axes fraction", **look)
        along += text_width(name, FONT_SIZE + 0.5, "bold") + NAME_AIR


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
