"""Checked: what an article prints of one flow beside the line of official figures, each mark with its verdict.

Verdicts differ by the shape of their marks, and not by colour. An amount far above all official ones, such as a point
set wrong, would press their line flat: it stands at the upper edge, under an arrow, with its number.
"""

import math
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.labels import RANGES, name_unit_and_prices
from tradeview.charts.layout.colours import GREY, INK, PALE, currency_colour
from tradeview.charts.layout.fonts import FAMILIES
from tradeview.charts.layout.highlight import Highlight, Highlighted, choose_highlighted
from tradeview.charts.layout.page import BEHIND, Drawing, Page, Size, collect_pandas, house_style, lay_out_page
from tradeview.charts.layout.period_ticks import FEW, choose_period_ticks, starts_of_years
from tradeview.charts.layout.placing import Box, Point, first_free_box, points_along, spread_labels
from tradeview.charts.layout.points import place_in_points, points_across, points_down, points_per_x, write_label
from tradeview.charts.layout.text import text_width
from tradeview.charts.sides.words import format_printed
from tradeview.charts.spans import refuse_unlike, say_months
from tradeview.claims.comparison import CANNOT_TELL, CONTRADICTS
from tradeview.claims.official.judgement import MATCHES, REVISED
from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.periods import (
    are_same_months,
    frequency_of,
    is_stretch,
    make_span_of_months,
    of_one_frequency,
    ordinal,
    period_of_span,
    periods_through,
    runs_of_periods,
    span_in_period,
    span_of_stretch,
    write_span,
    year_of,
)
from tradeview.table.engines import is_missing
from tradeview.table.schema import BALANCE, NEEDED
from tradeview.table.series import coverage_of_cell, distinct_series, spans_of
from tradeview.words import captions
from tradeview.words.language import Language, choose_language, in_language
from tradeview.words.money import format_amount
from tradeview.words.names import series_name, trade_name
from tradeview.words.numbers import choose_scale, tick_writer
from tradeview.words.periods import format_run, format_span
from tradeview.words.templates import Plural, Template, join_clauses

TITLE = Plural(
    "{count} printed figure of {series} beside official ones: {verdicts}",
    "{count} printed figures of {series} beside official ones: {verdicts}",
    note="series: Malaysia’s exports to Russia; verdicts: a list, 3 match, 1 contradicts",
)
VERDICTS = {
    MATCHES: Plural("{count} matches", "{count} match", note="of printed figures, beside official ones"),
    REVISED: Plural("{count} revised since", "{count} revised since"),
    CONTRADICTS: Plural("{count} contradicts", "{count} contradict"),
    CANNOT_TELL: Plural("{count} cannot be judged", "{count} cannot be judged"),
}
SUBTITLE = Template(
    "{flow:capital} by official figures (line) and as printed (marks), {periods}, {money}",
    note="money: RM billion at current prices",
)
MARKS = {
    MATCHES: Template("filled: matches", note="how a printed figure is drawn that matches the official one"),
    REVISED: Template("half filled: within what a revision explains"),
    CONTRADICTS: Template("crossed: contradicts"),
    CANNOT_TELL: Template("hollow square: cannot be judged"),
}
MARKS_MEAN = Template("Marks: {marks}.", note="marks: filled: matches; crossed: contradicts")
BEYOND = Plural(
    "{count} lies above the axis (arrow).", "{count} lie above the axis (arrows).", note="of printed figures"
)
NOT_DRAWN = Plural(
    "Not drawn: {count} printed amount of other stretches of time or in other currencies.",
    "Not drawn: {count} printed amounts of other stretches of time or in other currencies.",
)
EXPORTS_PLUS_IMPORTS = Template("The line is exports plus imports.")
OFFICIAL = Template("official", note="beside the end of the line of official figures")
BOTH = Template("{printed}; official {official}", note="two numbers: what is printed, and what it should be")
ALT = Template("Line chart of official figures with marks for printed ones. {title}. {marks}.")
MARK_SAID = Template("{amount} in {period}: {verdict}", note="amount: RM11.46 billion; verdict: matches")

FOUND = (
    *("claim", "quote", "kind", "value", "start", "end", "currency", "flow", "reporter", "partner", "commodity_code"),
    *("verdict", "official_value"),
)
TOTAL_TRADE, PARTS_OF_TOTAL = "total", ("export", "import")
SAME = ("period", "months", "currency", "price_basis", "base_period")  # of what is added up
ENDS = ("value", "low", "high")
IMPORTED, ADDED_UP = " of imports", "added_up"  # columns
WORLD = "WLD"  # with whom trade is of which nobody says it, as `judge_claims` reads it
AROUND = 1  # years before the first and after the last printed figure, of months and quarters
HEIGHT, FONT_SIZE, LEADING, LEFT = 240.0, 9.0, 12.0, 26  # points; of labels left of the plot, the last
MARK, BESIDE, TICK_AIR, NUMBER_AIR = 7.0, 7.0, 10.0, 3.0  # points: a mark's size, and white
HEADROOM, FAR = 1.18, 1.6  # of the highest official figure: the axis, and what still makes it longer
UNDER_EDGE, HEAD = 0.92, 4.0  # of the axis: where a mark stands that lies beyond it; points: the head of its arrow
PAD = 0.03  # of the length of the axis, free at both ends
DOTS = (0, (0.1, 2.4))
BY_URGENCY = (CONTRADICTS, REVISED, CANNOT_TELL, MATCHES)


@dataclass(frozen=True)
class Mark:
    """A printed figure as it is drawn; where it lies beyond the axis, `top` is where it stands instead."""

    x: int
    value: float
    low: float | None
    high: float | None
    verdict: str
    official: float | None
    top: float | None = None

    @property
    def y(self) -> float:
        """Where the mark stands."""
        return self.value if self.top is None else self.top


@check_arguments
@in_language
def checked(
    found: IntoFrame,
    official: IntoFrame,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    highlight: Highlight = None,
    bare: bool = False,
    ax: Axes | None = None,
    size: Size = "report",
    language: str | Language | None = None,
) -> Axes:
    """Draw the amounts that an article prints of one flow, with their verdicts, beside official figures.

    Parameters
    ----------
    found : frame
        The result of `tv.fact_check` or `tv.judge_claims`, of one flow: filter it by `flow`, and by partner and goods
        where the article speaks of several. Rows of other kinds than `level` are not drawn.
    official : frame
        The trade table that it was held against. Of it the rows of that flow are drawn, which are of one currency and
        one frequency; of months and quarters, those from the year before the first printed figure to the year after
        the last. Of total trade without rows of its own, the line is exports plus imports. Amounts in other currencies,
        or of other stretches of time than its rows, are counted in the caption.
    title, subtitle : str, optional
        Words of your own in the place of those that are made from the numbers; "" leaves them out.
    highlight : str or collection of str, optional
        Verdicts (`contradicts`): what is highlighted is in colour, all else grey.
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
        Periods on x (counted from the start of the calendar), money on y, from zero.

    Raises
    ------
    TradeTableError
        No amount that can stand beside official figures; several flows, a balance; no rows of the flow in the official
        table, or rows of several series, currencies, frequencies or parts of years.

    Examples
    --------
    >>> import pandas as pd, tradeview as tv
    >>> about = {"reporter": "MYS", "partner": "WLD", "flow": "export", "commodity_code": "TOTAL", "currency": "MYR"}
    >>> official = pd.DataFrame({"period": [201911, 202011], "value": [80.95e9, 84.72e9], **about})
    >>> text = "In November 2020, exports reached RM84.43 billion. In November 2019 they were RM8.095 billion."
    >>> ax = checked(tv.fact_check(text, against=official, reporter="MYS"), official)
    >>> print(tv.charts.drawing(ax).title)
    2 printed figures of Malaysia’s exports to the world beside official ones: 1 contradicts and 1 revised since
    """
    levels, reporter = _collect_levels(found, official)
    line = _collect_line(official, levels.iloc[0], reporter)
    drawn_levels = _choose_levels(levels, line)
    line = _keep_around(line, drawn_levels)
    limit = _choose_limit(line, drawn_levels)
    marks = [_mark_of(row, limit) for row in drawn_levels.to_dict("records")]
    verdicts = {mark.verdict: mark.verdict for mark in marks}
    highlighted = choose_highlighted(highlight, verdicts, "a verdict that a figure has")
    colour = currency_colour(str(line["currency"].iloc[0]))
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size, language=choose_language(language))
    with house_style():
        right = text_width(OFFICIAL.fill(), FONT_SIZE + 0.5, "bold") + BESIDE + 2
        drawn = _describe_checked(line, drawn_levels, marks, len(levels) - len(drawn_levels))
        ax = lay_out_page(drawn, page, height=HEIGHT, left=LEFT, right=right, head=12, foot=20)
        _set_axes(ax, line, drawn_levels, limit)
        _draw_line(ax, line, colour)
        for mark in marks:
            _draw_mark(ax, mark, highlighted.colour(mark.verdict, INK))
        name = _name_line(ax, line, colour)
        _write_numbers(ax, line, marks, name, highlighted)
    return ax


# What is drawn


def _collect_levels(found: IntoFrame, official: IntoFrame) -> tuple[pd.DataFrame, str]:
    """Return the amounts of the one flow that they are of, and whose trade it is."""
    table = collect_pandas(found, *FOUND, numbers=("value", "start", "end", "official_value"))
    if "status" in table:  # a target or a forecast says nothing of what was
        table = table[table["status"].isna()]
    has_all = table[["value", "start", "end", "flow", "currency"]].notna().all(axis="columns")
    levels = table[(table["kind"] == "level") & has_all]
    if levels.empty:
        kinds = sorted(table["kind"].dropna().unique())
        asked = "a chart of checked figures needs printed amounts with a time, a flow and a currency"
        raise TradeTableError(asked, ", ".join(kinds) or "none", "give it the result of tv.fact_check")
    if (levels["flow"] == BALANCE).any():
        raise TradeTableError("a chart of checked figures is of a flow", f"`{BALANCE}`", "draw exports, or imports")
    reporters = sorted(levels["reporter"].dropna().unique())
    if not reporters:  # nobody names whose trade it is: the table that it was held against is of one alone
        reporters = sorted(collect_pandas(official, *NEEDED)["reporter"].unique())
    flows = {_flow_key(row) for row in levels.to_dict("records")}
    if len(flows) > 1 or len(reporters) > 1:
        count = max(len(flows), len(reporters))
        rows = [" ".join(flow) for flow in sorted(flows)[:SHOWN_ROWS]]
        remedy = 'filter it: found[found["flow"] == "export"]'
        raise TradeTableError("a chart of checked figures is of one flow", f"{count} flows", remedy, rows)
    return levels, reporters[0]


def _flow_key(row: dict[Any, Any]) -> tuple[str, ...]:
    """Name the flow of a claim, with what it leaves out as `judge_claims` reads it."""
    partner = WORLD if is_missing(row["partner"]) else str(row["partner"])
    code = "" if is_missing(row["commodity_code"]) else str(row["commodity_code"])
    return str(row["flow"]), partner, code, coverage_of_cell(row.get("coverage"))


def _collect_line(official: IntoFrame, claim: "pd.Series[Any]", reporter: str) -> pd.DataFrame:
    """Return the official figures of the flow of some claims, in order of time."""
    table = collect_pandas(official, *NEEDED)
    flow, partner, code, coverage = _flow_key(claim.to_dict())
    about = (reporter, partner, code, coverage)
    line = _rows_of_flow(table, flow, *about)
    asked = f"official figures of {' '.join(filter(None, (reporter, partner, flow, code, coverage)))}"
    if line.empty and flow == TOTAL_TRADE:
        line = _add_flows(*(_rows_of_flow(table, part, *about) for part in PARTS_OF_TOTAL))
    if line.empty:
        remedy = "give rows of this flow: a chart draws what stands in the table, and adds up no parts"
        raise TradeTableError(asked, "no rows", remedy)
    refuse_unlike(line, "a chart of checked figures")
    if not of_one_frequency(line["period"].astype(int)):
        raise TradeTableError(f"{asked} need one frequency", "years and months", "filter `period` to one of them")
    series = distinct_series(line)
    if len(series) > 1 or line.duplicated("period").any():
        rows = [" ".join(map(str, row)) for row in series.head(SHOWN_ROWS).itertuples(index=False)]
        remedy = "filter to one, such as one currency"
        raise TradeTableError(f"{asked}: one for each period", "several", remedy, rows)
    if "price_basis" in line and (line["price_basis"] == "real").any():
        raise TradeTableError(f"{asked} as they were printed", "prices of another time", "give it before tv.deflate")
    return line.sort_values("period", ignore_index=True)


def _rows_of_flow(
    table: pd.DataFrame, flow: str, reporter: str, partner: str, code: str, coverage: str
) -> pd.DataFrame:
    """Return the rows of a flow that have a figure."""
    counted = [coverage] * len(table)
    if "coverage" in table:
        counted = [coverage_of_cell(cell) for cell in table["coverage"]]
    is_of_flow = (
        (table["reporter"] == reporter)
        & (table["partner"] == partner)
        & (table["flow"] == flow)
        & (table["commodity_code"] == code)
        & (pd.Series(counted, index=table.index, dtype=object) == coverage)
        & table["value"].notna()
    )
    return table[is_of_flow]


def _add_flows(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Add exports and imports to the trade of the periods that have one figure of each, in one currency."""
    keys = [name for name in SAME if name in exports]
    if exports.duplicated(keys).any() or imports.duplicated(keys).any():
        return exports.iloc[:0]
    both = exports.merge(imports, on=keys, suffixes=("", IMPORTED))
    line = both[list(exports.columns)].copy()
    for name in exports.columns.difference(keys):
        other = both[f"{name}{IMPORTED}"]
        if name in ENDS:
            line[name] += other
        else:  # what the two say alike is said of their sum
            line[name] = line[name].where(line[name] == other)
    return line.assign(flow=TOTAL_TRADE, **{ADDED_UP: True})


def _choose_levels(levels: pd.DataFrame, line: pd.DataFrame) -> pd.DataFrame:
    """Return the printed amounts that can stand beside the line: in its currency, of stretches as long as its own."""
    spans = [_span_between(int(start), int(end)) for start, end in levels[["start", "end"]].to_numpy()]
    first, last = line["period"].astype(int).iloc[[0, -1]]
    one = spans_of(line)[0]
    kept = []
    for span, currency in zip(spans, levels["currency"], strict=True):
        is_alike = are_same_months([one, span]) and of_one_frequency([first, period_of_span(span)])
        kept.append(is_alike and currency == line["currency"].iloc[0])
    drawn = levels.assign(period=[period_of_span(span) for span in spans])[kept]
    if drawn.empty:
        asked = f"printed amounts like the official ones ({format_run(first, last)}, {line['currency'].iloc[0]})"
        found = ", ".join(
            f"{row.currency} of {format_span(span)}" for row, span in zip(levels.itertuples(), spans, strict=True)
        )
        raise TradeTableError(asked, found, "add the official figures up first, as tv.to_years does, or convert them")
    return drawn.sort_values(["period", "value"], kind="stable", ignore_index=True)


def _span_between(start: int, end: int) -> int:
    """Give the period that some months are all of, else themselves."""
    return span_of_stretch(write_span(make_span_of_months(start, end)))


def _keep_around(line: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """Of months and quarters, keep those around the printed figures; of years, all."""
    if frequency_of(int(line["period"].iloc[0])) == "A":
        return line
    first = year_of(int(levels["period"].min())) - AROUND
    last = year_of(int(levels["period"].max())) + AROUND
    years = line["period"].astype(int).map(year_of)
    around = line[years.between(first, last)].reset_index(drop=True)
    return line if around.empty else around


def _choose_limit(line: pd.DataFrame, levels: pd.DataFrame) -> float:
    """Return where the axis of money ends: above all figures but those that are far off."""
    highest = float(line["value"].max())
    if "high" in line and line["high"].notna().any():
        highest = max(highest, float(line["high"].max()))
    near = levels.loc[levels["value"] <= highest * FAR, "value"]
    if len(near):
        highest = max(highest, float(near.max()))
    if highest == 0:  # an axis of nothing has no length
        highest = 1.0
    return highest * HEADROOM


def _mark_of(row: dict[Any, Any], limit: float) -> Mark:
    ends = {name: None if is_missing(row.get(name)) else float(row[name]) for name in ("low", "high")}
    return Mark(
        x=ordinal(int(row["period"])),
        value=float(row["value"]),
        low=ends["low"],
        high=ends["high"],
        verdict=str(row["verdict"]),
        official=None if is_missing(row["official_value"]) else float(row["official_value"]),
        top=limit * UNDER_EDGE if row["value"] > limit else None,
    )


# What it says


def _describe_checked(line: pd.DataFrame, levels: pd.DataFrame, marks: list[Mark], left_out: int) -> Drawing:
    """Say how many of the printed figures agree, what the marks mean, and whose the official figures are."""
    first = line.iloc[0]
    verdicts = Counter(mark.verdict for mark in marks)
    there = [verdict for verdict in BY_URGENCY if verdicts[verdict]]
    counts = [VERDICTS[verdict].fill(count=verdicts[verdict]) for verdict in there]
    title = TITLE.fill(count=len(marks), series=series_name(first), verdicts=counts)
    spans = spans_of(line)
    _, scale_word = choose_scale(line["value"])
    subtitle = SUBTITLE.fill(
        flow=trade_name(first),
        periods=format_run(min(spans), max(spans)),
        money=name_unit_and_prices(first, scale_word),
    )
    notes = [MARKS_MEAN.fill(marks=join_clauses(MARKS[verdict].fill() for verdict in there))]
    beyond = sum(mark.top is not None for mark in marks)
    if beyond:
        notes.append(BEYOND.fill(count=beyond))
    if left_out:
        notes.append(NOT_DRAWN.fill(count=left_out))
    if {"low", "high"} <= set(line) and line["low"].notna().any():
        notes.append(RANGES.fill())
    if ADDED_UP in line:
        notes.append(EXPORTS_PLUS_IMPORTS.fill())
    notes += [captions.describe_gaps(spans), captions.describe_conversions(line), captions.name_compilers(line)]
    said = []
    for row in levels.to_dict("records"):
        span = _span_between(int(row["start"]), int(row["end"]))
        amount = format_amount(row["value"], row["currency"])
        said.append(MARK_SAID.fill(amount=amount, period=format_span(span), verdict=row["verdict"]))
    caption = (" ".join(note for note in notes if note), captions.name_sources(line))
    return Drawing(title, subtitle, caption, ALT.fill(title=title, marks=join_clauses(said)), _list_data(line, levels))


def _list_data(line: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """List exactly what is drawn: the official figures, then the printed ones with their keys and verdicts."""
    columns = ["period", "value", "low", "high", "currency"]
    official = line[[*(name for name in columns if name in line)]].assign(**say_months(line))
    if "source" in line:
        official = official.assign(source=line["source"])
    printed = levels[[name for name in (*columns, "claim", "quote", "verdict", "official_value") if name in levels]]
    return pd.concat([official, printed.astype({"period": "int64"})], ignore_index=True)


# How it is drawn


def _set_axes(ax: Axes, line: pd.DataFrame, levels: pd.DataFrame, limit: float) -> None:
    printed = [span_in_period(spans_of(line)[0], int(period)) for period in levels["period"]]
    spans = sorted({*spans_of(line), *printed})
    first, last = (ordinal(period_of_span(span)) for span in (spans[0], spans[-1]))
    pad = max((last - first) * PAD, 0.5 * (first == last))
    ax.set_xlim(first - pad, last + pad)
    ax.set_ylim(0, limit)
    ax.locator_params(axis="y", nbins=4)
    scale, _ = choose_scale(line["value"])
    ax.yaxis.set_major_formatter(tick_writer(scale))
    ax.tick_params(axis="both", labelfontfamily=list(FAMILIES))  # ticks are made later, outside the house style
    by_importance = [spans[-1], spans[0], *reversed(spans)]  # the ends first
    if len(spans) > FEW and not is_stretch(spans[0]):
        by_importance = [spans[-1], spans[0], *reversed(starts_of_years(spans))]
    ticks = choose_period_ticks(by_importance, points_per_x(ax), FONT_SIZE, TICK_AIR, beyond=LEFT)
    ax.set_xticks(list(ticks), list(ticks.values()))


def _draw_line(ax: Axes, line: pd.DataFrame, colour: str) -> None:
    """Join neighbouring periods by a solid line, and those across a gap by a dotted one."""
    periods = line["period"].astype(int).tolist()
    values = dict(zip(periods, line["value"].astype(float), strict=True))
    runs = runs_of_periods(periods)
    look: dict[str, Any] = {"color": colour, "zorder": 2}
    for first, last in runs:
        run = {ordinal(period): values[period] for period in periods_through(first, last)}
        ax.plot(list(run), list(run.values()), marker=".", markersize=4, linewidth=1.8, **look)
    for (_, before), (after, _) in pairwise(runs):
        places, ends = [ordinal(before), ordinal(after)], [values[before], values[after]]
        ax.plot(places, ends, linestyle=DOTS, linewidth=1.5, **look)
    if {"low", "high"} <= set(line):
        ax.vlines([ordinal(period) for period in periods], line["low"], line["high"], color=GREY, linewidth=0.8)


def _draw_mark(ax: Axes, mark: Mark, ink: str) -> None:
    """Draw a printed figure: its mark, what its digits allow, and how far it lies from the official one."""
    look: dict[str, Any] = {"color": ink, "markeredgewidth": 1.3, "markersize": MARK, "zorder": 4, "clip_on": False}
    if mark.verdict == CONTRADICTS and mark.official is not None:
        ax.vlines(mark.x, mark.official, mark.y, color=PALE, linewidth=1, zorder=1)
    if mark.top is None and mark.low is not None and mark.high is not None:
        ax.vlines(mark.x, mark.low, min(mark.high, ax.get_ylim()[1]), color=ink, linewidth=1, zorder=3)
    if mark.top is not None:
        edge = ax.get_ylim()[1]
        ax.vlines(mark.x, mark.y, edge, color=ink, linewidth=1.2, zorder=3)
        ax.plot(mark.x, edge, "^", **{**look, "markersize": HEAD})
    shape = "o"
    filling: dict[str, Any] = {"fillstyle": "full"}
    if mark.verdict == REVISED:
        filling = {"fillstyle": "left", "markerfacecoloralt": "white"}
    elif mark.verdict == CANNOT_TELL:
        shape, filling = "s", {"markerfacecolor": "white"}
    elif mark.verdict == CONTRADICTS:
        filling = {"markerfacecolor": "white"}
    ax.plot(mark.x, mark.y, shape, **look, **filling)
    if mark.verdict == CONTRADICTS:
        ax.plot(mark.x, mark.y, "x", **{**look, "markersize": MARK + 2.5, "zorder": 5})


def _name_line(ax: Axes, line: pd.DataFrame, colour: str) -> Box:
    """Name the official line behind its last figure; return the box of its name."""
    name, size = OFFICIAL.fill(), FONT_SIZE + 0.5
    last = (ordinal(int(line["period"].iloc[-1])), float(line["value"].iloc[-1]))
    x, y = place_in_points(ax, *last)
    (up,) = spread_labels([y], [LEADING], 0, points_down(ax))
    write_label(ax, name, last, (BESIDE, up - y), color=colour, fontsize=size, fontweight="bold", bbox=BEHIND)
    width = text_width(name, size, "bold")
    return Box.around(x + BESIDE + width / 2, up, width, LEADING)


def _write_numbers(ax: Axes, line: pd.DataFrame, marks: list[Mark], name: Box, highlighted: Highlighted) -> None:
    """Write numbers beside marks where there is room: what contradicts first, and with the official number."""
    scale, _ = choose_scale(line["value"])
    room = Box(0, 0, points_across(ax) + BESIDE, math.inf)
    taken = [name]
    for mark in marks:
        x, y = place_in_points(ax, mark.x, mark.y)
        taken.append(Box.around(x, y, MARK + 2, MARK + 2))
        if mark.top is not None:
            taken.append(Box(x - MARK / 2, y, x + MARK / 2, points_down(ax) + HEAD))
    places = zip(line["period"].astype(int).map(ordinal), line["value"], strict=True)
    corners = points_along([place_in_points(ax, *place) for place in places])
    written: set[tuple[int, str]] = set()
    for mark in sorted(marks, key=lambda mark: (BY_URGENCY.index(mark.verdict), -mark.x)):
        text = _number_of(mark, scale)
        place = place_in_points(ax, mark.x, mark.y)
        boxes = _boxes_around(place, text_width(text, FONT_SIZE))
        # Where no place is free of the line, the number stands on it, on white.
        box = first_free_box(boxes, taken, room, corners) or first_free_box(boxes, taken, room)
        if box is None or (mark.x, text) in written:
            continue
        written.add((mark.x, text))
        taken.append(replace(box, left=box.left - NUMBER_AIR, right=box.right + NUMBER_AIR))
        away = (box.middle[0] - place[0], box.middle[1] - place[1])
        ink = highlighted.colour(mark.verdict, INK, GREY)
        look = {"ha": "center", "color": ink, "fontsize": FONT_SIZE, "bbox": BEHIND, "zorder": 3.5}
        write_label(ax, text, (mark.x, mark.y), away, **look)


def _number_of(mark: Mark, scale: float) -> str:
    number = format_printed(mark.value / scale)
    if mark.verdict != CONTRADICTS or mark.official is None:
        return number
    return BOTH.fill(printed=number, official=format_printed(mark.official / scale))


def _boxes_around(place: Point, width: float) -> list[Box]:
    """Return where a number may stand beside its mark, the best place first."""
    x, y = place
    up, across = (LEADING + MARK) / 2 + 1, (width + MARK) / 2 + NUMBER_AIR
    boxes = [Box.around(x, y + up, width, LEADING), Box.around(x, y - up, width, LEADING)]
    boxes += [Box.around(x + across, y, width, LEADING), Box.around(x - across, y, width, LEADING)]
    for way in (1, -1):
        boxes += [Box.around(x + across, y + way * up, width, LEADING)]
        boxes += [Box.around(x - across, y + way * up, width, LEADING)]
    return boxes
