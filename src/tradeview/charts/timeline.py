"""Timeline: events and printed figures on one axis of years, read downwards, each label on a line of its own."""

from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.charts.layout.colours import GREY, INK, PALE, currency_colour
from tradeview.charts.layout.page import BEHIND, Drawing, Size, canvas, house_style, pandas_of, plot_width, shrunk
from tradeview.charts.layout.text import POINTS, spread, wrap
from tradeview.errors import TableError, plural_of
from tradeview.periods import make_period, middle_of
from tradeview.table.engines import is_missing
from tradeview.table.schema import SERIES
from tradeview.words import passports as captions
from tradeview.words.money import format_amount
from tradeview.words.names import list_words, trade_name
from tradeview.words.numbers import EN_DASH
from tradeview.words.periods import format_period, format_periods

LETTERS, LEADING, AIR = 9.3, 12.2, 5.5  # letter size, line height and the air after a label, in points
AXIS, TEXT = 34, 62  # points from the left: the axis and the labels
APART = 2 * "\N{NO-BREAK SPACE}"  # SVG folds plain spaces into one
YEAR_ROOM = 30  # points left of the axis that years take, where labels stand there too
MARK, MOST_BESIDE = 4.5, 4  # points that a mark takes; how many stand beside each other before they start again
YEAR_POINTS = 6.2  # points that a year takes, where there are few labels
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
    printed = None if figures is None else _figures(figures)
    data = _entries(listed, printed)
    with house_style():
        drawn = _words(listed, printed, data)
        both = size == "slide" and ax is None  # low and wide: labels on both sides of the axis
        width = plot_width(ax, size)
        room = (width / 2 if both else width - AXIS) - (TEXT - AXIS) - (YEAR_ROOM if both else 0)
        lines = [
            wrap(f"{when}{APART}{what}", room, LETTERS, "bold" if kind == "figure" else "normal")
            for when, what, kind in zip(data["when"], data["what"], data["kind"], strict=True)
        ]
        years = data["year"].max() - data["year"].min()
        height = max(sum(len(label) * LEADING + AIR for label in lines), years * YEAR_POINTS) + 30
        rooms = [len(label) * LEADING + AIR for label in lines]
        needed = max(sum(rooms[::2]), sum(rooms[1::2])) if both else sum(rooms)
        new = ax is None
        ax = canvas(drawn, ax=ax, size=size, height=height, head=6, foot=2)
        _draw(ax, data, lines, shrunk(ax, needed, LETTERS, new=new), both=both)
    return ax


def _figures(figures: IntoFrame) -> pd.DataFrame:
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


def _span(start: str, end: object) -> str:
    """Read a date, or the days from one to another: `13–16 May 2025`."""
    first = _when(start)[1]
    if not isinstance(end, str) or not end:
        return first
    last = _when(end)[1]
    same_month = start[:7] == end[:7] and len(end) > 7
    return f"{first.split(' ', 1)[0] if same_month else first}{EN_DASH}{last}"


def _entries(listed: pd.DataFrame, printed: pd.DataFrame | None) -> pd.DataFrame:
    """One row a label, in order of time: `year` (decimal), `when`, `what`, `kind`, `currency` of a figure, `source`."""
    ends = listed["end"] if "end" in listed else [None] * len(listed)
    wrong = [
        f"row {number}: date {when!r}"
        for number, pair in enumerate(zip(listed["date"], ends, strict=True))
        for when in pair[: 1 if is_missing(pair[1]) or pair[1] == "" else 2]
        if not _is_date(when)
    ]
    if wrong:
        raise TableError("every event has a date such as 2025-05-13, 2025-05 or 2025", rows=wrong)
    rows = [
        {
            "year": _when(row.date)[0],
            "when": _span(row.date, end),
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
                "what": f"{name[0].upper()}{name[1:]}: {' or '.join(amounts)}{real}",
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


def _draw(ax: Axes, data: pd.DataFrame, lines: list[list[str]], shrink: float, *, both: bool) -> None:
    extent = ax.get_window_extent()
    width, tall = (side * POINTS / ax.figure.dpi for side in (extent.width, extent.height))
    first, last = data["year"].min(), data["year"].max()
    ax.set_xlim(0, width)
    ax.set_ylim(tall, 0)
    ax.set_axis_off()
    axis = width / 2 if both else AXIS
    rooms = [len(label) * LEADING + AIR for label in lines]
    sides = [list(range(0, len(lines), 2)), list(range(1, len(lines), 2))] if both else [list(range(len(lines)))]

    def place(year: float) -> float:
        edge = (LEADING + AIR) / 2
        return float(edge + (year - first) / max(last - first, 1) * (tall - 2 * edge))

    ax.plot([axis, axis], [0, tall], color=PALE, linewidth=1.2, zorder=1)
    steps = (step for tens in range(1, 5) for step in (10**tens, 2 * 10**tens, 5 * 10**tens))
    step = next(step for step in steps if place(first + step) - place(first) > 2 * LEADING or step > last - first)
    for decade in range(int(first // step + 1) * step, int(last) + 1, step):
        ax.plot([axis - 4, axis], [place(decade)] * 2, color=PALE, linewidth=1)
        ax.text(
            axis - 7,
            place(decade),
            str(decade),
            ha="right",
            va="center",
            color=GREY,
            fontsize=8.8,
            zorder=2,
            bbox=BEHIND,
        )
    entries = list(data.itertuples())
    beside = _beside([place(year) for year in data["year"]])
    for side, indices in zip((1, -1), sides, strict=False):
        wanted = [place(data["year"].iloc[i]) for i in indices]
        for i, at, y in zip(
            indices, wanted, spread(wanted, [rooms[i] * shrink for i in indices], 0, tall), strict=True
        ):
            gap = TEXT - AXIS + (YEAR_ROOM if side < 0 else 0)
            _entry(ax, entries[i], lines[i], (axis, side * gap), (at, y), LETTERS * shrink, beside[i])


def _beside(places: list[float]) -> list[int]:
    """Count the marks that each one would hide, so that it is set beside them."""
    counts: list[int] = []
    for i, place in enumerate(places):
        counts.append(counts[-1] + 1 if i and place - places[i - 1] < MARK else 0)
    return [count % MOST_BESIDE for count in counts]


def _entry(
    ax: Axes,
    entry: object,
    label: list[str],
    across: tuple[float, float],
    down: tuple[float, float],
    size: float,
    beside: int,
) -> None:
    """Draw one mark on the axis, its label (`across` from it, to the left where negative), and a line between."""
    (axis, gap), (at, y) = across, down
    one = 1 if gap > 0 else -1
    kind, currency = str(getattr(entry, "kind", "")), str(getattr(entry, "currency", ""))
    figure = kind == "figure"
    colour = currency_colour(currency) if figure else INK
    mark = axis if figure else axis + MARK * beside * one
    ax.plot(
        [mark + 4 * one, max(mark * one + 4, axis * one + 10) * one, axis + gap - 8 * one, axis + gap - 4 * one],
        [at, at, y, y],
        color=colour if figure else PALE,
        linewidth=0.8,
        zorder=1,
    )
    ax.plot(
        mark,
        at,
        marker="_" if figure else MARKERS.get(kind, OTHER_MARKER),
        markersize=11 if figure else 4.6,
        markeredgewidth=3 if figure else 0.6,
        markeredgecolor=colour if figure else "white",
        color=colour,
        zorder=3,
    )
    ax.text(
        axis + gap,
        y,
        "\n".join(label),
        va="center",
        ha="left" if one > 0 else "right",
        color=colour,
        fontsize=size,
        linespacing=1.15,
        fontweight="bold" if figure else "normal",
    )
