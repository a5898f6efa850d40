"""Timeline: events and printed figures in order of time, read downwards, each in a row of its own beside its mark.

Events crowd in some years and are rare in others. So the axis has no scale: a row follows the next, and where years lie
between them there is more white, and a dotted line where there are many. Figures are small bars from one zero.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.layout.colours import GREY, INK, PALE, currency_colour
from tradeview.charts.layout.fonts import widen_leading
from tradeview.charts.layout.highlight import Highlight, Highlighted, choose_highlighted
from tradeview.charts.layout.hover import tell_marks
from tradeview.charts.layout.page import (
    SMALLEST,
    Drawing,
    Page,
    Size,
    collect_pandas,
    house_style,
    lay_out_page,
)
from tradeview.charts.layout.points import axes_size, points_down, write_label
from tradeview.charts.layout.text import text_width, wrap_text
from tradeview.charts.spans import refuse_unlike_months
from tradeview.errors import TableError
from tradeview.periods import make_period, middle_of, middle_of_span
from tradeview.table.engines import is_missing
from tradeview.table.series import distinct_series, span_of, spans_of
from tradeview.words.captions import list_sources, source_name
from tradeview.words.language import Language, choose_language, in_language, spoken
from tradeview.words.money import currency_name, format_amount
from tradeview.words.names import FLOWS, trade_name
from tradeview.words.periods import RUN, format_day, format_period, format_periods, format_span
from tradeview.words.provenance import FROM_SOURCE, PRINTED_AS, shorten_text, tell_mark
from tradeview.words.table_words import EVENT, say_own
from tradeview.words.templates import Plural, Template, capitalise, list_alternatives

EVENTS_IN = Plural("{count} dated event in {year}", "{count} dated events in {year}")
EVENTS_FROM = Plural("{count} dated event from {first} to {last}", "{count} dated events from {first} to {last}")
EVENTS_IN_AND_FIGURES = Plural(
    "{count} dated event in {year}, beside trade figures for {periods}",
    "{count} dated events in {year}, beside trade figures for {periods}",
)
EVENTS_FROM_AND_FIGURES = Plural(
    "{count} dated event from {first} to {last}, beside trade figures for {periods}",
    "{count} dated events from {first} to {last}, beside trade figures for {periods}",
)
SUBTITLE = Template("Agreements, visits and other dated acts")
REAL_FIGURE = Template("{trade:capital}: {amounts} (prices of {period})", note="trade, or exports …: US$2.48 billion")
MARKS = Template("■ agreement, ● visit or meeting, ◆ other event.")
MARKS_AND_FIGURES = Template("■ agreement, ● visit or meeting, ◆ other event, bars: trade figures in {currency}.")
LONG = Plural("Dotted: {count} year or more between two rows.", "Dotted: {count} years or more between two rows.")
MIDDLE = Template("A month or year without a day stands in its middle.")
BUDDHIST_ERA = Template("Buddhist-era years are converted.")
ALT = Template("Timeline. {title}. First: {first}. Last: {last}.", note="first, last: a date, and what happened")

FONT_SIZE, LEADING, AIR = 9.3, 12.2, 5.5  # letter size, line height and the air after a label, in points
AXIS, DATES, BETWEEN = 4, 16, 10  # points from the left: the axis and the dates; white between columns
DATE_SHARE = 0.32  # of the width, at most, that dates take in a column of their own
APART = 2 * "\N{NO-BREAK SPACE}"  # SVG folds plain spaces into one
COLUMNS_APART = 26  # points between the two columns of a slide
MARK, BAR = 4.6, 7.0  # points: a mark's size, and the height of a bar
LEAST_BAR, MOST_BAR = 60, 200  # points for the longest bar; with less beside the figures, bars stand below them
LONG_GAP = 5  # years without a row from which on the axis is dotted
GAP_PER_YEAR, MOST_GAP = 0.9, 16.0  # points of white for a year between two rows, and for many
NARROWER = 0.97  # of a line in smaller letters that is filled
LETTER_STEP = 0.02  # of the letters: by how much they become smaller where rows have no room
MOST_STRETCH = 1.6  # of what rows need, where a size is taller
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
            return format_period(self.year)
        if self.day is None:
            return format_period(make_period(self.year, self.month, "M"))
        return format_day(date(self.year, self.month, self.day))


class Entry(NamedTuple):
    """A row of the timeline: when, as a decimal year and in words, what, the kind of its mark, and its bar."""

    year: float
    when: str
    what: str
    kind: str | None
    currency: str  # of a figure
    source: str | None
    value: float | None  # of a figure that has a bar, in `currency`
    quote: str | None  # as printed, of figures and events alike

    def facts(self) -> list[str]:
        """Say what stands behind it, in sentences: the words that were printed, and where."""
        said = []
        if not is_missing(self.quote):
            said.append(PRINTED_AS.fill(quote=shorten_text(str(self.quote))))
        keys = [] if is_missing(self.source) else str(self.source).split("; ")
        return [*said, *(FROM_SOURCE.fill(source=source_name(key)) for key in keys)]


@check_arguments
@in_language
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
    language: str | Language | None = None,
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
    language : str or Language, optional
        What its words are written in: a code of `tv.languages()`, such as "ms"; without it, English.

    Returns
    -------
    matplotlib.axes.Axes
        Points from the left and from the top; every event and figure has a row, in order of time, with a mark on the
        axis, its date and what it is. Of figures that have the currency of most of them, a bar from zero.

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
    17 dated events from 1967 to 2025, beside trade figures for 2006, 2007 and 2024
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
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size, language=choose_language(language))
    with house_style():
        most_columns = 2 if page.layout == "slide" else 1
        tight = _set_rows(data, page.width, most_columns, SMALLEST / FONT_SIZE).height
        height = _set_rows(data, page.width, 1, 1).height
        drawn = describe_timeline(listed, spans, printed, data)
        ax = lay_out_page(drawn, page, height=height, head=8, foot=2, lowest=tight)
        _draw_timeline(ax, _fit_rows(data, page.width, most_columns, points_down(ax)), highlighted)
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
            when = RUN.fill(first=start.words, last=end.words)
            days_are_known = None not in (start.day, end.day)
            if days_are_known and (start.year, start.month) == (end.year, end.month):
                when = RUN.fill(first=spoken().write_digits(str(start.day)), last=end.words)
        what = say_own(row["what"], EVENT)
        yield Entry(start.decimal_year, when, what, row["kind"], "", row["source"], None, row.get("quote"))


def _list_figures(printed: pd.DataFrame) -> Iterator[Entry]:
    """List the figures of each period; what is stated in several currencies is one."""
    currency = _currency_of_bars(printed)
    for _, stated in printed.groupby("period"):
        amounts = []
        for value, unit in zip(stated["value"], stated["currency"], strict=True):
            amounts.append(format_amount(value, unit))
        # One fact stated in two currencies is one figure, and no sum.
        either = list_alternatives(amounts)
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
        quotes = None
        if "quote" in stated and stated["quote"].notna().any():
            quotes = "; ".join(stated["quote"].dropna().astype(str).unique())
        span = span_of(first)
        when = middle_of_span(span), format_span(span)
        in_currency = stated.loc[stated["currency"] == currency, "value"]
        if in_currency.empty:  # bars of two currencies have no scale in common
            yield Entry(*when, what, FIGURE_KIND, first["currency"], sources, None, quotes)
        else:
            yield Entry(*when, what, FIGURE_KIND, currency, sources, float(in_currency.iloc[0]), quotes)


def _currency_of_bars(printed: pd.DataFrame) -> str:
    """Choose the currency in which most periods have a figure; of several such, the one that comes first."""
    counts = printed.drop_duplicates(["period", "currency"]).groupby("currency", sort=False)["period"].count()
    return str(counts.idxmax()) if len(counts) else ""


@dataclass(frozen=True)
class Row:
    """An entry as it is laid out: what stands in its columns, in points from the left, and the room that it takes."""

    entry: Entry
    date: str  # "" where it stands before the text
    lines: tuple[str, ...]
    text_left: float
    bar_left: float
    bar_length: float  # 0 where there is no bar, below it where money is below zero
    bar_below: bool
    height: float
    white_above: float
    is_after_gap: bool

    @property
    def room(self) -> float:
        """Points from the end of the row before it to its own end."""
        return self.white_above + self.height


@dataclass(frozen=True)
class Columns:
    """Where dates, texts and bars stand in points from the left; without dates of their own, texts begin with them."""

    has_dates: bool
    text_left: float
    zero: float  # from which bars go, to the left where there are balances below zero
    points_per_unit: float  # of money; 0 where there are no bars
    are_bars_below: bool


def _place_columns(entries: list[Entry], width: float) -> Columns:
    """Give dates a column unless they take too much of the width, and bars what the figures leave, or a line below."""
    date_width = max(text_width(entry.when, FONT_SIZE, _weight_of(entry)) for entry in entries)
    has_dates = date_width <= DATE_SHARE * width
    text_left = DATES + date_width + BETWEEN if has_dates else float(DATES)
    figures = [entry for entry in entries if entry.kind == FIGURE_KIND]
    widths = [text_width(_text_of(entry, has_dates=has_dates), FONT_SIZE, "bold") for entry in figures]
    beside_left = text_left + max(widths, default=0.0) + BETWEEN
    are_below = width - beside_left < LEAST_BAR
    bars_left = text_left if are_below else beside_left
    values = [_value_of(entry) for entry in entries]
    lowest, highest = min(*values, 0.0), max(*values, 0.0)
    points_per_unit = 0.0
    if highest > lowest:
        points_per_unit = min(width - bars_left, MOST_BAR) / (highest - lowest)
    return Columns(has_dates, text_left, bars_left - lowest * points_per_unit, points_per_unit, are_below)


def _lay_out_rows(data: pd.DataFrame, width: float) -> list[Row]:
    """Lay out the entries beneath each other: the date, what it is, and for figures the bar beside or below it."""
    entries = [Entry(*row) for row in data.itertuples(index=False)]
    columns = _place_columns(entries, width)
    rows: list[Row] = []
    before: Entry | None = None
    for entry in entries:
        text = _text_of(entry, has_dates=columns.has_dates)
        lines = wrap_text(text, width - columns.text_left, FONT_SIZE, _weight_of(entry))
        length = columns.points_per_unit * _value_of(entry)
        has_bar_below = columns.are_bars_below and length != 0
        height = len(lines) * widen_leading(LEADING, lines) + AIR
        if has_bar_below:
            height += BAR + 2
        years = 0.0 if before is None else entry.year - before.year
        rows.append(
            Row(
                entry=entry,
                date=entry.when if columns.has_dates else "",
                lines=tuple(lines),
                text_left=columns.text_left,
                bar_left=columns.zero,
                bar_length=length,
                bar_below=has_bar_below,
                height=height,
                white_above=min(years * GAP_PER_YEAR, MOST_GAP),
                is_after_gap=years >= LONG_GAP,
            )
        )
        before = entry
    return rows


def _text_of(entry: Entry, *, has_dates: bool) -> str:
    return entry.what if has_dates else f"{entry.when}{APART}{entry.what}"


def _value_of(entry: Entry) -> float:
    """Return the value of a bar; an event, or a figure of another currency, has none, in a table of numbers either."""
    return 0.0 if entry.value is None or math.isnan(entry.value) else entry.value


def _weight_of(entry: Entry) -> str:
    return "bold" if entry.kind == FIGURE_KIND else "normal"


@dataclass(frozen=True)
class Setting:
    """Rows in one column or two, in letters of some share of their size."""

    columns: list[list[Row]]
    width: float  # points of a column
    letters: float

    @property
    def height(self) -> float:
        """Points that the higher column takes."""
        return max(_height_of(column) for column in self.columns) * self.letters


def _fit_rows(data: pd.DataFrame, width: float, most_columns: int, height: float) -> Setting:
    """Set rows in one column where that has room, else in as many as there may be, and in letters as large as fit."""
    one = _set_rows(data, width, 1, 1)
    if one.height <= height:
        return one
    letters = 1.0
    found = _set_rows(data, width, most_columns, letters)
    while found.height > height and letters > SMALLEST / FONT_SIZE:
        letters = max(letters - LETTER_STEP, SMALLEST / FONT_SIZE)
        found = _set_rows(data, width, most_columns, letters)
    return found


def _set_rows(data: pd.DataFrame, width: float, columns: int, letters: float) -> Setting:
    """Set rows in columns; in smaller letters a line holds more of a text."""
    column_width = (width - (columns - 1) * COLUMNS_APART) / columns
    # Widths are measured in letters of full size, and small ones are not narrower by quite as much.
    measured = column_width if letters == 1 else column_width / letters * NARROWER
    rows = _lay_out_rows(data, measured)
    return Setting(_divide_rows(rows, columns), column_width, letters)


def _height_of(column: list[Row]) -> float:
    """Points that the rows of a column take: above the first there is no white."""
    return sum(row.room for row in column) - column[0].white_above


def _divide_rows(rows: list[Row], columns: int) -> list[list[Row]]:
    """Divide rows into one column or two that are about as high, read one after the other."""
    if columns == 1 or len(rows) == 1:
        return [rows]
    heights = []
    for first_of_second in range(1, len(rows)):
        both = rows[:first_of_second], rows[first_of_second:]
        heights.append(max(_height_of(column) for column in both))
    first_of_second = heights.index(min(heights)) + 1
    return [rows[:first_of_second], rows[first_of_second:]]


def describe_timeline(
    listed: pd.DataFrame, spans: list[tuple[EventDate, ...]], printed: pd.DataFrame | None, data: pd.DataFrame
) -> Drawing:
    """Say how many events of which years there are, and whose lists and figures they are from."""
    years = sorted(span[0].year for span in spans)
    has_figures = printed is not None and len(printed) > 0
    title = _make_title(years, format_periods(spans_of(printed)) if printed is not None and has_figures else [])
    marks = MARKS.fill()
    if printed is not None and has_figures:
        marks = MARKS_AND_FIGURES.fill(currency=currency_name(_currency_of_bars(printed)))
    notes = [marks, MIDDLE.fill()]
    if (data["year"].diff() >= LONG_GAP).any():
        notes.append(LONG.fill(count=LONG_GAP))
    # Of the calendar that a date was printed in, the list says something in its notes alone.
    if "note" in listed and listed["note"].astype(str).str.contains("Buddhist-era").any():
        notes.append(BUDDHIST_ERA.fill())
    names: list[str] = []
    for cell in data["source"]:
        keys = [cell] if is_missing(cell) else str(cell).split("; ")
        names += [source_name(key) for key in keys]
    caption = (" ".join(notes), list_sources(list(dict.fromkeys(names))))
    labels = [f"{row.when}, {row.what}" for row in data.iloc[[0, -1]].itertuples()]
    alt = ALT.fill(title=title, first=labels[0], last=labels[1])
    return Drawing(title, SUBTITLE.fill(), caption, alt, data)


def _make_title(years: list[int], periods: list[str]) -> str:
    """Say how many events there are, of which years, and for which periods figures stand beside them."""
    first, last = format_period(years[0]), format_period(years[-1])
    if first == last and periods:
        return EVENTS_IN_AND_FIGURES.fill(count=len(years), year=first, periods=periods)
    if first == last:
        return EVENTS_IN.fill(count=len(years), year=first)
    if periods:
        return EVENTS_FROM_AND_FIGURES.fill(count=len(years), first=first, last=last, periods=periods)
    return EVENTS_FROM.fill(count=len(years), first=first, last=last)


def _draw_timeline(ax: Axes, setting: Setting, highlighted: Highlighted) -> None:
    across, height = axes_size(ax)
    ax.set_xlim(0, across)
    ax.set_ylim(height, 0)
    ax.set_axis_off()
    stretch = min(height / setting.height, MOST_STRETCH) * setting.letters
    for number, column in enumerate(setting.columns):
        left = number * (setting.width + COLUMNS_APART)
        half_a_line = LEADING / 2 * setting.letters
        middles = [top * stretch + half_a_line for top in _tops_of(column)]
        for row, middle, before in zip(column, middles, [None, *middles], strict=False):
            if before is not None:
                _draw_axis(ax, left + AXIS, before, middle, dotted=row.is_after_gap)
            _draw_row(ax, row, left, middle, setting.letters, highlighted)


def _tops_of(column: list[Row]) -> list[float]:
    """Return the points from the top of a column to the top of each row."""
    tops = []
    down = -column[0].white_above
    for row in column:
        tops.append(down + row.white_above)
        down += row.room
    return tops


def _draw_axis(ax: Axes, x: float, top: float, bottom: float, *, dotted: bool) -> None:
    """Draw the axis from one mark to the next, dotted where many years lie between them."""
    style: Any = (0, (0.1, 3)) if dotted else "-"
    ax.plot([x, x], [top, bottom], color=PALE, linewidth=1.2, linestyle=style, zorder=1)


def _draw_row(ax: Axes, row: Row, left: float, middle: float, letters: float, highlighted: Highlighted) -> None:
    """Draw one mark on the axis, and beside it the date, what it is, and the bar of a figure."""
    entry = row.entry
    colour = INK if highlighted.has(entry.kind) else GREY
    if entry.kind == FIGURE_KIND:
        colour = highlighted.colour(entry.kind, currency_colour(entry.currency))
    look: dict[str, Any] = {"fontsize": FONT_SIZE * letters, "fontweight": _weight_of(entry), "ha": "left"}
    marker: dict[str, Any] = {"marker": MARKERS.get(str(entry.kind), OTHER_MARKER), "markersize": MARK}
    if entry.kind == FIGURE_KIND:
        marker = {"marker": "_", "markersize": 9, "markeredgewidth": 3}
    (drawn,) = ax.plot(left + AXIS, middle, color=colour, zorder=3, clip_on=False, **marker)
    tell_marks(drawn, [tell_mark(entry.when, entry.what, entry.facts())])
    if row.date:
        ink = colour if entry.kind == FIGURE_KIND else GREY
        write_label(ax, row.date, (left + DATES * letters, middle), color=ink, **look)
    leading = widen_leading(LEADING, row.lines)
    for number, line in enumerate(row.lines):
        place = (left + row.text_left * letters, middle + number * leading * letters)
        write_label(ax, line, place, color=colour, **look)
    if row.bar_length:
        down = middle
        if row.bar_below:
            down += ((len(row.lines) - 0.5) * leading + BAR / 2) * letters
        bar_left = left + row.bar_left * letters
        ax.barh(down, row.bar_length * letters, BAR * letters, left=bar_left, color=colour, linewidth=0)
