"""Timeline: events and printed figures on one axis of years, read downwards, each label on a line of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
from babel.lists import format_list
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.layout.colours import GREY, INK, PALE, currency_colour
from tradeview.charts.layout.highlight import Highlight, Highlighted, choose_highlighted
from tradeview.charts.layout.page import (
    BEHIND,
    Drawing,
    Page,
    Size,
    collect_pandas,
    house_style,
    lay_out_page,
    shrink_factor,
    smallest_height,
)
from tradeview.charts.layout.placing import spread_labels
from tradeview.charts.layout.points import axes_size, write_label
from tradeview.charts.layout.text import wrap_text
from tradeview.charts.spans import refuse_unlike_months
from tradeview.errors import TableError
from tradeview.periods import make_period, middle_of, middle_of_span
from tradeview.table.engines import is_missing
from tradeview.table.series import distinct_series, span_of, spans_of
from tradeview.words.captions import SOURCES, source_name
from tradeview.words.money import format_amount
from tradeview.words.names import FLOWS, trade_name
from tradeview.words.numbers import EN_DASH
from tradeview.words.periods import MONTHS, format_period, format_periods, format_span
from tradeview.words.templates import READER, Plural, Template, capitalise

EVENTS_IN = Plural("{count} dated event in {year}", "{count} dated events in {year}")
EVENTS_FROM = Plural("{count} dated event from {first} to {last}", "{count} dated events from {first} to {last}")
FIGURES = Template("trade figures stand for {periods}", note="behind the number of events, after a semicolon")
SUBTITLE = Template("Agreements, visits and other dated acts")
REAL_FIGURE = Template("{trade:capital}: {amounts} (prices of {period})", note="trade, or exports …: US$2.48 billion")
MARKS = Template("■ agreement, ● visit or meeting, ◆ other event.")
MARKS_AND_FIGURES = Template("■ agreement, ● visit or meeting, ◆ other event, bold: trade figures.")
MIDDLE = Template("A month or year without a day stands in its middle.")
BUDDHIST_ERA = Template("Buddhist-era years are converted.")
ALT = Template("Timeline. {title}. First: {first}. Last: {last}.", note="first, last: a date, and what happened")

FONT_SIZE, LEADING, AIR = 9.3, 12.2, 5.5  # letter size, line height and the air after a label, in points
AXIS, TEXT = 34, 62  # points from the left: the axis and the labels
APART = 2 * "\N{NO-BREAK SPACE}"  # SVG folds plain spaces into one
YEAR_ROOM = 30  # points left of the axis that years take, where labels stand there too
MARK, MOST_BESIDE = 4.5, 4  # points that a mark takes; how many stand beside each other before they start again
TICK_STEPS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)  # years
YEAR_POINTS = 6.2  # points that a year takes, where there are few labels
LINE_AIR, STRAIGHT = 4, 10  # points: white at both ends of the line to a label; how far from the axis it is level
MARKERS = {"agreement": "s", "visit": "o", "meeting": "o"}
OTHER_MARKER = "D"
FIGURE_KIND = "figure"  # beside the kinds of events that a list has
DATE = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")  # ISO 8601 has more ways to write one: 2025-W20-2
# With its 0.25 days a date keeps its place within its year, whether or not that is a leap year.
DAYS_IN_YEAR = 365.25


@dataclass(frozen=True)
class EventDate:
    """A date as precise as it is known: a year, its month, its day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def read(cls, text: str) -> "EventDate":
        """Read `2025`, `2025-05` or `2025-05-13`; anything else, and what no calendar has, raises ValueError."""
        if not DATE.fullmatch(text):
            raise ValueError(text)
        # Raises where the month, or the day, is not in the calendar.
        date.fromisoformat(f"{text}-01-01"[: len("2025-05-13")])
        return cls(*(int(part) for part in text.split("-")))

    @property
    def decimal_year(self) -> float:
        """Where the date stands on an axis of years; what is not known lies in the middle."""
        if self.month is None:
            return middle_of(self.year)
        if self.day is None:
            return middle_of(make_period(self.year, self.month, "M"))
        day_of_year = date(self.year, self.month, self.day) - date(self.year, 1, 1)
        return self.year + day_of_year.days / DAYS_IN_YEAR

    @property
    def words(self) -> str:
        """The date as a reader sees it: 13 May 2025."""
        if self.month is None:
            return str(self.year)
        month = MONTHS[self.month - 1].fill()
        if self.day is None:
            return f"{month} {self.year}"
        return f"{self.day} {month} {self.year}"


class Entry(NamedTuple):
    """A label of the timeline: when, as a decimal year and in words, what, and what its mark says."""

    year: float
    when: str
    what: str
    kind: str | None
    currency: str  # of a figure
    source: str | None


@check_arguments
def timeline(
    events: IntoFrame,
    *,
    figures: IntoFrame | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    highlight: Highlight = None,
    bare: bool = False,
    ax: Axes | None = None,
    size: Size = "report",
) -> Axes:
    """Draw dated events, and the figures of a trade table, on one axis of years.

    Parameters
    ----------
    events : frame
        A list of events (`tv.load_events`): `date`, `precision`, `kind`, `what`, `source`, optionally `end`.
    figures : frame, optional
        A trade table of annual figures of one series; what one observation states in two currencies shares a label.
    title, subtitle : str, optional
        Words of your own in the place of those that are made from the numbers; "" leaves them out.
    highlight : str or collection of str, optional
        Kinds of events, `figure` for figures: what is highlighted is in colour, all else grey.
    bare : bool
        Leave out title, subtitle and caption, which `tv.charts.words` then gives.
    ax : Axes, optional
        Axes to draw on: they are cleared, and the whole chart lies in their box. Without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure. A long list needs `report` or `phone`, which grow with it.

    Returns
    -------
    matplotlib.axes.Axes
        Years downwards on y; every event and figure has a mark on the axis and a label that overlaps no other.

    Raises
    ------
    TableError
        There is no event, one without a date of the calendar, or there are figures of several series.
    TradeviewError
        The list is longer than the size has room for.

    Examples
    --------
    >>> import tradeview as tv
    >>> ax = tv.charts.timeline(tv.load_events(), figures=tv.load())
    >>> print(tv.charts.drawing(ax).title)
    17 dated events from 1967 to 2025; trade figures stand for 2006, 2007 and 2024
    """
    listed = collect_pandas(events, "date", "precision", "kind", "what", "source")
    if listed.empty:
        raise TableError("a timeline needs events", "none", "give tv.load_events() or a list of your own")
    spans = _read_spans(listed)
    entries = list(_list_events(listed, spans))
    printed = None
    if figures is not None:
        printed = _collect_figures(figures)
        entries += _list_figures(printed)
    data = pd.DataFrame(entries).sort_values("year", kind="stable", ignore_index=True)
    kinds = {str(kind): str(kind) for kind in data["kind"].dropna().unique()}
    highlighted = choose_highlighted(highlight, kinds, "a kind of what is on the timeline")
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size)
    with house_style():
        # A slide is low and wide: labels stand on both sides of the axis.
        on_both_sides = page.layout == "slide"
        width = page.width
        beside_axis = width / 2 - YEAR_ROOM if on_both_sides else width - AXIS
        labels = _wrap_labels(data, beside_axis - (TEXT - AXIS))
        rooms = [len(lines) * LEADING + AIR for lines in labels]
        needed = sum(rooms)
        years = data["year"].max() - data["year"].min()
        height = max(needed, years * YEAR_POINTS) + 30
        if on_both_sides:
            needed = max(sum(rooms[0::2]), sum(rooms[1::2]))
        drawn = describe_timeline(listed, spans, printed, data)
        lowest = smallest_height(needed, FONT_SIZE)
        ax = lay_out_page(drawn, page, height=height, head=6, foot=2, lowest=lowest)
        shrink = shrink_factor(ax, needed)
        _draw_timeline(ax, data, labels, shrink, highlighted, both=on_both_sides)
    return ax


def _collect_figures(figures: IntoFrame) -> pd.DataFrame:
    """Collect the figures of one series."""
    printed = collect_pandas(figures, "period", "value", "currency")
    refuse_unlike_months(printed, "a timeline")
    series = distinct_series(printed)
    if len(series) > 1:
        raise TableError("a timeline shows the figures of one series", f"{len(series)} series", "filter to one")
    return printed


def _read_spans(listed: pd.DataFrame) -> list[tuple[EventDate, ...]]:
    """Read when each event is: one date, or the first and the last."""
    spans, wrong = [], []
    for number, row in enumerate(listed.to_dict("records")):
        dates = [row["date"]]
        if not is_missing(row.get("end")) and row["end"] != "":
            dates.append(row["end"])
        span = []
        for written in dates:
            try:
                span.append(EventDate.read(written))
            except (TypeError, ValueError):
                wrong.append(f"row {number}: date {written!r}")
        spans.append(tuple(span))
    if wrong:
        raise TableError("every event has a date such as 2025-05-13, 2025-05 or 2025", rows=wrong)
    return spans


def _list_events(listed: pd.DataFrame, spans: list[tuple[EventDate, ...]]) -> Iterator[Entry]:
    """List the events as they are given, the days from one to another as `13–16 May 2025`."""
    for row, span in zip(listed.to_dict("records"), spans, strict=True):
        start, end = span[0], span[-1]
        when = start.words
        if len(span) > 1:
            when = f"{start.words}{EN_DASH}{end.words}"
            days_are_known = None not in (start.day, end.day)
            if days_are_known and (start.year, start.month) == (end.year, end.month):
                when = f"{start.day}{EN_DASH}{end.words}"
        yield Entry(start.decimal_year, when, row["what"], row["kind"], "", row["source"])


def _list_figures(printed: pd.DataFrame) -> Iterator[Entry]:
    """List the figures of each period; what is stated in several currencies is one."""
    for _, stated in printed.groupby("period"):
        amounts = []
        for value, currency in zip(stated["value"], stated["currency"], strict=True):
            amounts.append(format_amount(value, currency))
        # One fact stated in two currencies is one figure, and no sum.
        either = str(format_list(amounts, style="or", locale=READER))
        first = stated.iloc[0]
        trade = FLOWS["total"].fill()
        if {"flow", "commodity_code"} <= set(stated):
            trade = trade_name(first)
        what = f"{capitalise(trade)}: {either}"
        if first.get("price_basis") == "real":
            base = format_period(int(first["base_period"]))
            what = REAL_FIGURE.fill(trade=trade, amounts=either, period=base)
        sources = None
        if "source" in stated and stated["source"].notna().any():
            sources = "; ".join(stated["source"].dropna().astype(str).unique())
        span = span_of(first)
        yield Entry(middle_of_span(span), format_span(span), what, FIGURE_KIND, stated["currency"].iloc[-1], sources)


def _wrap_labels(data: pd.DataFrame, width: float) -> list[list[str]]:
    """Break each label into lines; figures are bold."""
    labels = []
    for row in data.itertuples():
        weight = "bold" if row.kind == FIGURE_KIND else "normal"
        labels.append(wrap_text(f"{row.when}{APART}{row.what}", width, FONT_SIZE, weight))
    return labels


def describe_timeline(
    listed: pd.DataFrame, spans: list[tuple[EventDate, ...]], printed: pd.DataFrame | None, data: pd.DataFrame
) -> Drawing:
    """Say how many events of which years there are, and whose lists and figures they are from."""
    years = sorted(span[0].year for span in spans)
    first, last = str(years[0]), str(years[-1])
    contents = [EVENTS_FROM.fill(count=len(years), first=first, last=last)]
    if first == last:
        contents = [EVENTS_IN.fill(count=len(years), year=first)]
    if printed is not None and len(printed):
        contents.append(FIGURES.fill(periods=format_periods(spans_of(printed))))
    title = "; ".join(contents)
    marks = MARKS if printed is None else MARKS_AND_FIGURES
    notes = [marks.fill(), MIDDLE.fill()]
    # Of the calendar that a date was printed in, the list says something in its notes alone.
    if "note" in listed and listed["note"].astype(str).str.contains("Buddhist-era").any():
        notes.append(BUDDHIST_ERA.fill())
    names: list[str] = []
    for cell in data["source"]:
        keys = [cell] if is_missing(cell) else str(cell).split("; ")
        names += [source_name(key) for key in keys]
    caption = (" ".join(notes), SOURCES.fill(sources="; ".join(dict.fromkeys(names))))
    labels = [f"{row.when}, {row.what}" for row in data.iloc[[0, -1]].itertuples()]
    alt = ALT.fill(title=title, first=labels[0], last=labels[1])
    return Drawing(title, SUBTITLE.fill(), caption, alt, data)


@dataclass(frozen=True)
class TimeScale:
    """From years to points from the top of a plot; half a label is left free at both ends."""

    first: float
    last: float
    height: float

    def down(self, year: float) -> float:
        """Points from the top of the plot to a time."""
        edge = (LEADING + AIR) / 2
        share = (year - self.first) / max(self.last - self.first, 1)
        return float(edge + share * (self.height - 2 * edge))


@dataclass(frozen=True)
class EntryPosition:
    """Where an entry stands, in points from the left and from the top of the plot."""

    side: int  # 1: its label stands right of the axis, -1: left
    axis: float
    mark_x: float
    mark_y: float
    label_x: float
    label_y: float


def _draw_timeline(
    ax: Axes, data: pd.DataFrame, labels: list[list[str]], shrink: float, highlighted: Highlighted, *, both: bool
) -> None:
    width, height = axes_size(ax)
    ax.set_xlim(0, width)
    ax.set_ylim(height, 0)
    ax.set_axis_off()
    axis = width / 2 if both else AXIS
    scale = TimeScale(data["year"].min(), data["year"].max(), height)
    _draw_axis(ax, scale, axis)
    positions = _place_entries(data, labels, scale, axis, shrink, both=both)
    entries = [Entry(*row) for row in data.itertuples(index=False)]
    for i, position in positions.items():
        _draw_entry(ax, entries[i], labels[i], position, FONT_SIZE * shrink, highlighted)


def _draw_axis(ax: Axes, scale: TimeScale, axis: float) -> None:
    """Draw the axis, with a tick and its year at round years that have room."""
    ax.plot([axis, axis], [0, scale.height], color=PALE, linewidth=1.2, zorder=1)
    step = _years_between_ticks(scale)
    first_tick = int(scale.first // step + 1) * step
    for year in range(first_tick, int(scale.last) + 1, step):
        ax.plot([axis - 4, axis], [scale.down(year)] * 2, color=PALE, linewidth=1)
        look: dict[str, Any] = {"ha": "right", "color": GREY, "fontsize": 8.8, "zorder": 2, "bbox": BEHIND}
        write_label(ax, str(year), (axis, scale.down(year)), (-7, 0), **look)


def _years_between_ticks(scale: TimeScale) -> int:
    """Return the least number of years whose ticks have room, or that is longer than the axis."""
    for years in TICK_STEPS:
        has_room = scale.down(scale.first + years) - scale.down(scale.first) > 2 * LEADING
        if has_room or years > scale.last - scale.first:
            return years
    return TICK_STEPS[-1]


def _place_entries(
    data: pd.DataFrame, labels: list[list[str]], scale: TimeScale, axis: float, shrink: float, *, both: bool
) -> dict[int, EntryPosition]:
    """Place marks at their times, and labels as near to them as they have room, in turn on both sides if asked.

    Entries are told by their number, those right of the axis first.
    """
    heights = [scale.down(year) for year in data["year"]]
    hidden = _count_hidden_marks(heights)
    numbers = list(range(len(labels)))
    sides = {1: numbers}
    if both:
        sides = {1: numbers[0::2], -1: numbers[1::2]}
    distances = {1: TEXT - AXIS, -1: TEXT - AXIS + YEAR_ROOM}  # the years stand on the left
    positions: dict[int, EntryPosition] = {}
    for side, on_side in sides.items():
        rooms = [(len(labels[i]) * LEADING + AIR) * shrink for i in on_side]
        label_heights = spread_labels([heights[i] for i in on_side], rooms, 0, scale.height)
        label_x = axis + side * distances[side]
        for i, label_y in zip(on_side, label_heights, strict=True):
            mark_x = axis
            if data["kind"].iloc[i] != FIGURE_KIND:  # whose broad mark hides none and is hidden by none
                mark_x += MARK * hidden[i] * side
            positions[i] = EntryPosition(side, axis, mark_x, heights[i], label_x, label_y)
    return positions


def _count_hidden_marks(heights: list[float]) -> list[int]:
    """Count the marks that each one would hide, so that it is set beside them."""
    # Each is held against the one before it alone: the heights are in rising order.
    counts = [0] * len(heights)
    for i in range(1, len(heights)):
        if heights[i] - heights[i - 1] < MARK:
            counts[i] = counts[i - 1] + 1
    return [count % MOST_BESIDE for count in counts]


def _draw_entry(
    ax: Axes, entry: Entry, label: list[str], position: EntryPosition, font_size: float, highlighted: Highlighted
) -> None:
    """Draw one mark on the axis, its label, and a line from one to the other."""
    colour, line_colour, weight = INK, PALE, "normal"
    if not highlighted.has(entry.kind):
        colour = GREY
    marker = MARKERS.get(str(entry.kind), OTHER_MARKER)
    mark: dict[str, Any] = {"marker": marker, "markersize": 4.6, "markeredgewidth": 0.6, "markeredgecolor": "white"}
    if entry.kind == FIGURE_KIND:
        colour = line_colour = highlighted.colour(entry.kind, currency_colour(entry.currency))
        weight = "bold"
        mark = {"marker": "_", "markersize": 11, "markeredgewidth": 3, "markeredgecolor": colour}
    # Level until it is clear of the axis, so that no line runs through other marks.
    side = position.side
    start, bend = position.mark_x + LINE_AIR * side, position.axis + STRAIGHT * side
    if side * start > side * bend:
        bend = start
    across = [start, bend, position.label_x - 2 * LINE_AIR * side, position.label_x - LINE_AIR * side]
    down = [position.mark_y, position.mark_y, position.label_y, position.label_y]
    ax.plot(across, down, color=line_colour, linewidth=0.8, zorder=1)
    ax.plot(position.mark_x, position.mark_y, color=colour, zorder=3, **mark)
    edge = "left" if position.side > 0 else "right"
    place = (position.label_x, position.label_y)
    look: dict[str, Any] = {"ha": edge, "color": colour, "fontsize": font_size, "fontweight": weight}
    write_label(ax, "\n".join(label), place, linespacing=1.15, **look)
