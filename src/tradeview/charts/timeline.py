"""Timeline: events and printed figures on one axis of years, read downwards, each label on a line of its own."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.charts.layout.colours import GREY, INK, PALE, currency_colour
from tradeview.charts.layout.page import (
    BEHIND,
    Drawing,
    Size,
    house_style,
    lay_out_page,
    pandas_of,
    plot_width,
    shrink_factor,
)
from tradeview.charts.layout.placing import spread_labels
from tradeview.charts.layout.points import axes_size
from tradeview.charts.layout.text import wrap_text
from tradeview.errors import TableError, plural_of
from tradeview.periods import make_period, middle_of
from tradeview.table.engines import is_missing
from tradeview.table.schema import SERIES
from tradeview.words import captions
from tradeview.words.money import format_amount
from tradeview.words.names import trade_name
from tradeview.words.numbers import EN_DASH
from tradeview.words.periods import format_period, format_periods
from tradeview.words.templates import capitalise, list_words

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
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def timeline(
    events: IntoFrame, *, figures: IntoFrame | None = None, ax: Axes | None = None, size: Size = "report"
) -> Axes:
    """Draw dated events, and the figures of a trade table, on one axis of years.

    Parameters
    ----------
    events : frame
        A list of events (`tv.load_events`): `date`, `precision`, `kind`, `what`, `source`, optionally `end`.
    figures : frame, optional
        A trade table of annual figures of one series; what one observation states in two currencies shares a label.
    ax : Axes, optional
        Axes to draw on; without them a new figure is made.
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
    listed = pandas_of(events, "date", "precision", "kind", "what", "source")
    if listed.empty:
        raise TableError("a timeline needs events", "none", "give tv.load_events() or a list of your own")
    printed = None if figures is None else _collect_figures(figures)
    data = _list_entries(listed, printed)
    with house_style():
        drawn = _words(listed, printed, data)
        both = size == "slide" and ax is None  # low and wide: labels on both sides of the axis
        width = plot_width(ax, size)
        beside_axis = width / 2 - YEAR_ROOM if both else width - AXIS
        room = beside_axis - (TEXT - AXIS)
        lines = [
            wrap_text(f"{when}{APART}{what}", room, FONT_SIZE, "bold" if kind == "figure" else "normal")
            for when, what, kind in zip(data["when"], data["what"], data["kind"], strict=True)
        ]
        years = data["year"].max() - data["year"].min()
        rooms = [len(label) * LEADING + AIR for label in lines]
        height = max(sum(rooms), years * YEAR_POINTS) + 30
        needed = max(sum(rooms[::2]), sum(rooms[1::2])) if both else sum(rooms)
        new = ax is None
        ax = lay_out_page(drawn, ax=ax, size=size, height=height, head=6, foot=2)
        _draw_timeline(ax, data, lines, shrink_factor(ax, needed, FONT_SIZE, new=new), both=both)
    return ax


def _collect_figures(figures: IntoFrame) -> pd.DataFrame:
    """Collect the figures of one series."""
    printed = pandas_of(figures, "period", "value", "currency")
    series = printed[[name for name in SERIES if name in printed]].drop_duplicates()
    if len(series) > 1:
        raise TableError("a timeline shows the figures of one series", f"{len(series)} series", "filter to one")
    return printed


def _when(text: str) -> tuple[float, str]:
    """Turn an ISO date, as precise as it is, into years and a short reading; what is not known lies in the middle."""
    parts = [int(part) for part in text.split("-")]
    year = parts[0]
    if len(parts) == 1:
        return middle_of(year), str(year)
    month = MONTHS[parts[1] - 1]
    if len(parts) == 2:
        return middle_of(make_period(year, parts[1], "M")), f"{month} {year}"
    return year + (date(*parts) - date(year, 1, 1)).days / 365.25, f"{parts[2]} {month} {year}"


def _is_date(text: object) -> bool:
    try:
        return isinstance(text, str) and bool(date.fromisoformat(f"{text}-01-01"[: len("2025-05-13")]))
    except ValueError:
        return False


def _date_words(start: str, end: object) -> str:
    """Read a date, or the days from one to another: `13–16 May 2025`."""
    first = _when(start)[1]
    if not isinstance(end, str) or not end:
        return first
    last = _when(end)[1]
    same_month = start[:7] == end[:7] and len(end) > 7
    return f"{first.split(' ', 1)[0] if same_month else first}{EN_DASH}{last}"


def _list_entries(listed: pd.DataFrame, printed: pd.DataFrame | None) -> pd.DataFrame:
    """One row a label, in order of time: `year` (decimal), `when`, `what`, `kind`, `currency` of a figure, `source`."""
    ends = listed["end"] if "end" in listed else [None] * len(listed)
    wrong: list[str] = []
    for number, (start, end) in enumerate(zip(listed["date"], ends, strict=True)):
        dates = [start] if is_missing(end) or end == "" else [start, end]
        wrong += [f"row {number}: date {when!r}" for when in dates if not _is_date(when)]
    if wrong:
        raise TableError("every event has a date such as 2025-05-13, 2025-05 or 2025", rows=wrong)
    rows = [
        {
            "year": _when(row.date)[0],
            "when": _date_words(row.date, end),
            "what": row.what,
            "kind": row.kind,
            "currency": "",
            "source": row.source,
        }
        for row, end in zip(listed.itertuples(), ends, strict=True)
    ]
    for year, stated in [] if printed is None else printed.groupby("period"):
        amounts = [
            format_amount(value, currency) for value, currency in zip(stated["value"], stated["currency"], strict=True)
        ]
        first = stated.iloc[0]
        name = trade_name(first) if {"flow", "commodity_code"} <= set(stated) else "trade"
        real = f" (prices of {format_period(int(first['base_period']))})" if first.get("price_basis") == "real" else ""
        keys = [] if "source" not in stated else [str(key) for key in stated["source"] if not is_missing(key)]
        rows.append(
            {
                "year": middle_of(int(year)),
                "when": format_period(int(year)),
                "what": f"{capitalise(name)}: {' or '.join(amounts)}{real}",
                "kind": "figure",
                "currency": stated["currency"].iloc[-1],
                "source": "; ".join(dict.fromkeys(keys)) or None,
            }
        )
    return pd.DataFrame(rows).sort_values("year", kind="stable", ignore_index=True)


def _words(listed: pd.DataFrame, printed: pd.DataFrame | None, data: pd.DataFrame) -> Drawing:
    years = sorted(int(str(when)[:4]) for when in listed["date"])
    when = f"from {years[0]} to {years[-1]}" if years[0] < years[-1] else f"in {years[0]}"
    title = f"{len(listed)} dated {plural_of('event', len(listed))} {when}"
    if printed is not None and len(printed):
        said = list_words(format_periods(printed["period"]))
        title += f"; trade figures stand for {said}"
    marks = "■ agreement, ● visit or meeting, ◆ other event" + (", bold: trade figures" if printed is not None else "")
    notes = listed["note"].astype(str) if "note" in listed else pd.Series(dtype=str)
    thai = " Buddhist-era years are converted." if notes.str.contains("Buddhist-era").any() else ""
    keys = [key for cell in data["source"] for key in ([cell] if is_missing(cell) else str(cell).split("; "))]
    names = list(dict.fromkeys(map(captions.source_name, keys)))
    caption = (
        f"{marks}. A month or year without a day stands in its middle.{thai}",
        f"Sources: {'; '.join(names)}.",
    )
    first_said, last_said = (f"{data['when'].iloc[i]}, {data['what'].iloc[i]}" for i in (0, -1))
    ends = f"First: {first_said}. Last: {last_said}."
    return Drawing(title, "Agreements, visits and other dated acts", caption, f"Timeline. {title}. {ends}", data)


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


def _draw_timeline(ax: Axes, data: pd.DataFrame, lines: list[list[str]], shrink: float, *, both: bool) -> None:
    width, height = axes_size(ax)
    ax.set_xlim(0, width)
    ax.set_ylim(height, 0)
    ax.set_axis_off()
    axis = width / 2 if both else AXIS
    scale = TimeScale(data["year"].min(), data["year"].max(), height)
    _draw_axis(ax, scale, axis)
    positions = _place_entries(data, lines, scale, axis, shrink, both=both)
    entries = data.to_dict("records")
    for i, position in positions.items():
        _draw_entry(ax, entries[i], lines[i], position, FONT_SIZE * shrink)


def _draw_axis(ax: Axes, scale: TimeScale, axis: float) -> None:
    """Draw the axis, with a tick and its year at round years that have room."""
    ax.plot([axis, axis], [0, scale.height], color=PALE, linewidth=1.2, zorder=1)
    step = _years_between_ticks(scale)
    first_tick = int(scale.first // step + 1) * step
    for year in range(first_tick, int(scale.last) + 1, step):
        ax.plot([axis - 4, axis], [scale.down(year)] * 2, color=PALE, linewidth=1)
        ax.text(
            axis - 7,
            scale.down(year),
            str(year),
            ha="right",
            va="center",
            color=GREY,
            fontsize=8.8,
            zorder=2,
            bbox=BEHIND,
        )


def _years_between_ticks(scale: TimeScale) -> int:
    """Return the least number of years whose ticks have room, or that is longer than the axis."""
    for years in TICK_STEPS:
        has_room = scale.down(scale.first + years) - scale.down(scale.first) > 2 * LEADING
        if has_room or years > scale.last - scale.first:
            return years
    return TICK_STEPS[-1]


def _place_entries(
    data: pd.DataFrame, lines: list[list[str]], scale: TimeScale, axis: float, shrink: float, *, both: bool
) -> dict[int, EntryPosition]:
    """Place marks at their times, and labels as near to them as they have room, in turn on both sides if asked.

    Entries are told by their number, those right of the axis first.
    """
    heights = [scale.down(year) for year in data["year"]]
    hidden = _count_hidden_marks(heights)
    positions: dict[int, EntryPosition] = {}
    for side in (1, -1) if both else (1,):
        numbers = list(range(len(lines)))
        if both:
            numbers = numbers[0::2] if side > 0 else numbers[1::2]
        rooms = [(len(lines[i]) * LEADING + AIR) * shrink for i in numbers]
        label_heights = spread_labels([heights[i] for i in numbers], rooms, 0, scale.height)
        to_label = TEXT - AXIS if side > 0 else TEXT - AXIS + YEAR_ROOM
        for i, label_y in zip(numbers, label_heights, strict=True):
            is_figure = data["kind"].iloc[i] == "figure"  # a broad mark, which hides none and is hidden by none
            mark_x = axis if is_figure else axis + MARK * hidden[i] * side
            positions[i] = EntryPosition(side, axis, mark_x, heights[i], axis + side * to_label, label_y)
    return positions


def _count_hidden_marks(heights: list[float]) -> list[int]:
    """Count the marks that each one would hide, so that it is set beside them."""
    counts: list[int] = []
    for i, height in enumerate(heights):
        near = i > 0 and height - heights[i - 1] < MARK
        counts.append(counts[-1] + 1 if near else 0)
    return [count % MOST_BESIDE for count in counts]


def _draw_entry(ax: Axes, entry: dict[Any, Any], label: list[str], position: EntryPosition, font_size: float) -> None:
    """Draw one mark on the axis, its label, and a line from one to the other."""
    kind = str(entry["kind"])
    if kind == "figure":
        colour = line_colour = currency_colour(str(entry["currency"]))
        mark: dict[str, Any] = {"marker": "_", "markersize": 11, "markeredgewidth": 3, "markeredgecolor": colour}
    else:
        colour, line_colour = INK, PALE
        marker = MARKERS.get(kind, OTHER_MARKER)
        mark = {"marker": marker, "markersize": 4.6, "markeredgewidth": 0.6, "markeredgecolor": "white"}
    line_heights = [position.mark_y, position.mark_y, position.label_y, position.label_y]
    ax.plot(_line_to_label(position), line_heights, color=line_colour, linewidth=0.8, zorder=1)
    ax.plot(position.mark_x, position.mark_y, color=colour, zorder=3, **mark)
    ax.text(
        position.label_x,
        position.label_y,
        "\n".join(label),
        va="center",
        ha="left" if position.side > 0 else "right",
        color=colour,
        fontsize=font_size,
        linespacing=1.15,
        fontweight="bold" if kind == "figure" else "normal",
    )


def _line_to_label(position: EntryPosition) -> list[float]:
    """Return how far across the line from a mark to its label starts, bends, bends again and ends."""
    side = position.side
    start = position.mark_x + LINE_AIR * side
    clear_of_marks = position.axis + STRAIGHT * side  # level so far, so that lines do not run through other marks
    bend = max(start, clear_of_marks) if side > 0 else min(start, clear_of_marks)
    return [start, bend, position.label_x - 2 * LINE_AIR * side, position.label_x - LINE_AIR * side]
