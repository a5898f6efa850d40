"""To date: what was traded in a year so far, month after month, one line a year.

Sums of unlike months have one thing in common where all start in January: they can be read along the months of a year.
So the newest year, which is not over, stands beside the same months of those before it, and never beside whole years.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.analysis.growth import growth
from tradeview.arguments import check_arguments
from tradeview.charts.labels import RANGES, format_scaled, name_unit_and_prices
from tradeview.charts.layout.colours import GREY, PALE, currency_colour
from tradeview.charts.layout.fonts import FAMILIES
from tradeview.charts.layout.highlight import Highlighted, HighlightOfPeriods, choose_highlighted
from tradeview.charts.layout.page import Drawing, Page, Size, collect_pandas, house_style, lay_out_page
from tradeview.charts.layout.placing import Box, choose_clear_labels, first_free_box, points_along, spread_labels
from tradeview.charts.layout.points import place_in_points, points_across, points_down, points_per_x, write_label
from tradeview.charts.layout.text import text_width
from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.periods import MONTHS_IN_YEAR, are_years_to_date, ends_of_span, split_period, year_of_span
from tradeview.table.schema import BALANCE, NEEDED
from tradeview.table.series import distinct_series, refuse_several_kinds, span_of, spans_of
from tradeview.words import captions
from tradeview.words.language import Language, choose_language, in_language
from tradeview.words.money import currency_name, format_money
from tradeview.words.names import series_name, trade_name
from tradeview.words.numbers import choose_scale, describe_change, tick_writer
from tradeview.words.periods import format_earlier_span, format_periods, format_span, format_year, name_month
from tradeview.words.templates import Template

TITLE = Template(
    "{series:capital}, {end} on {earlier}: {change} in {currency}",
    note="end, earlier: January to August 2025, the same months of 2024; change: up 32%, hardly changed",
)
LONE_TITLE = Template("{series:capital} in {end}: {amount}", note="end: January to August 2025; amount: of money")
SUBTITLE = Template(
    "{flow:capital} from January to each month of {years}, {money}", note="money: US$ billion at prices …"
)
NO_SUMS = Template("No sums for {periods}.", note="periods: January to May 2024 …")
DOTTED = Template("Dotted lines span months that lack.")
ALT = Template("Line chart of sums since January, a line for each year. {title}. {ends}", note="ends: sentences, below")
END = Template("{amount} in {period}.", note="period: January to August 2025; amount: of money")

HEIGHT, FONT_SIZE, LEADING = 240.0, 9.5, 13.0  # points
BESIDE, TICK_AIR = 7.0, 6.0  # points: from a line's end to its label, between two months
HEADROOM = 1.1  # of the highest figure
MOST = 12  # years whose labels have room beside each other
APART = 2 * "\N{NO-BREAK SPACE}"  # SVG folds plain spaces into one
# Ends of quarters say more than the months between them.
MONTHS_BY_IMPORTANCE = (1, 12, 6, 9, 3, 4, 7, 10, 2, 5, 8, 11)


@dataclass(frozen=True)
class YearLine:
    """The line of a year: its months so far, by number, and its sums; how it is drawn, and what stands at its end."""

    months: list[int]
    values: list[float]
    look: dict[str, Any]
    label: str
    weight: str
    ink: str

    @property
    def end(self) -> tuple[int, float]:
        """The last month and the sum up to it."""
        return self.months[-1], self.values[-1]


@check_arguments
@in_language
def to_date(
    frame: IntoFrame,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    highlight: HighlightOfPeriods = None,
    bare: bool = False,
    ax: Axes | None = None,
    size: Size = "report",
    language: str | Language | None = None,
) -> Axes:
    """Draw what was traded from January to each month, one line a year.

    Parameters
    ----------
    frame : frame
        The result of `tv.to_date` for one series: rows of whole years and of parts that all start in January
        (`months`), in one currency and price basis; twelve years at most.
    title, subtitle : str, optional
        Words of your own in the place of those that are made from the numbers; "" leaves them out.
    highlight : str, int or collection of these, optional
        Years: what is highlighted is in colour, all else grey.
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
        The last month of each sum on x (1 to 12), money on y (in `currency`), from zero. The newest year is emphasised;
        each line has its year and its last sum at its end. Months that lack between two others are spanned by dots.

    Raises
    ------
    TradeTableError
        Rows that do not start in January, quarters or months; several series, a balance, or too many years; as for
        `tv.growth`.

    Examples
    --------
    >>> import pandas as pd, tradeview as tv
    >>> row = {"reporter": "MYS", "partner": "RUS", "flow": "export", "commodity_code": "TOTAL", "currency": "USD"}
    >>> cells = [(202401, 1e9), (202402, 2e9), (202501, 1.5e9), (202502, 2.7e9)]
    >>> ax = to_date(tv.to_date(pd.DataFrame(cells, columns=["period", "value"]).assign(**row)))
    >>> print(tv.charts.drawing(ax).title)
    Malaysia’s exports to Russia, January to February 2025 on the same months of 2024: up 40% in US dollars
    """
    data = _collect_sums(frame)
    years = {str(year): format_year(int(year)) for year in data["period"].unique()}
    highlighted = choose_highlighted(highlight, years, "a year that has a line")
    lines = _make_lines(data, highlighted)
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size, language=choose_language(language))
    with house_style():
        right = max(text_width(line.label, FONT_SIZE, "bold") for line in lines) + BESIDE + 2
        ax = lay_out_page(_describe_sums(data), page, height=HEIGHT, left=26, right=right, head=12, foot=20)
        _set_axes(ax, data)
        for line in lines:
            _draw_line(ax, line)
        if {"low", "high"} <= set(data):
            _draw_ranges(ax, data)
        _label_lines(ax, lines)
    return ax


def _collect_sums(frame: IntoFrame) -> pd.DataFrame:
    """Collect the sums of one series, each with its change on the year before, in order of time."""
    table = collect_pandas(frame, *NEEDED)
    table = table[table["value"].notna()]
    _refuse_other_rows(table)
    grown = growth(table, over="year")
    ends = [ends_of_span(span)[1] for span in spans_of(grown)]
    return grown.assign(_end=ends).sort_values("_end", ignore_index=True)


def _refuse_other_rows(table: pd.DataFrame) -> None:
    """Refuse what has no line: unlike stretches, several series, a balance, more years than have room."""
    asked = "a chart of years to date has the sums from January to each month"
    spans = sorted(set(spans_of(table)))
    if not are_years_to_date(spans):
        found = "; ".join(format_periods(spans)) if spans else "no figure"
        raise TradeTableError(asked, found, "give it the result of tv.to_date")
    if (table["flow"] == BALANCE).any():
        raise TradeTableError("a chart of years to date is of a flow", f"`{BALANCE}`", "draw exports, or imports")
    refuse_several_kinds(table.drop(columns="months"), "a chart of years to date")
    series = distinct_series(table.drop(columns="months"))
    if len(series) > 1:
        rows = [" ".join(map(str, row)) for row in series.head(SHOWN_ROWS).itertuples(index=False)]
        raise TradeTableError("a chart of years to date is of one series", f"{len(series)} series", "filter", rows)
    years = {year_of_span(span) for span in spans}
    if len(years) > MOST:
        raise TradeTableError(f"a chart of {MOST} years to date at most", f"{len(years)} years", "leave older ones out")


def _make_lines(data: pd.DataFrame, highlighted: Highlighted) -> list[YearLine]:
    """Make the line of each year: the newest in the colour of its currency, the one before it dark, the others pale.

    Where years are highlighted, these alone are in colour.
    """
    scale, _ = choose_scale(data["value"])
    years = sorted(set(data["period"].astype(int)))
    lines = []
    for year in years:
        rows = data[data["period"] == year]
        look: dict[str, Any] = {"color": PALE, "linewidth": 1.4, "zorder": 2}
        ink, weight = GREY, "normal"
        in_colour = highlighted.has(year) if highlighted.codes else year == years[-1]
        if in_colour:
            ink, weight = currency_colour(str(rows["currency"].iloc[0])), "bold"
            look = {"color": ink, "linewidth": 2.6, "zorder": 4}
        elif year == years[-2]:
            look = {"color": GREY, "linewidth": 1.8, "zorder": 3}
        values = rows["value"].astype(float).tolist()
        label = f"{year}{APART}{format_scaled(values[-1], scale)}"
        lines.append(YearLine(_months_of(rows), values, look, label, weight, ink))
    return lines


def _has_gaps(data: pd.DataFrame) -> bool:
    """Tell whether any year lacks a month between two others."""
    for _, rows in data.groupby("period"):
        if any(after - earlier > 1 for earlier, after in pairwise(_months_of(rows))):
            return True
    return False


def _months_of(rows: pd.DataFrame) -> list[int]:
    """Return the number of the month that each sum ends with."""
    return [split_period(end)[1] for end in rows["_end"]]


def _describe_sums(data: pd.DataFrame) -> Drawing:
    """Say how the newest year stands to the same months of the one before, and how money was converted."""
    last = data.iloc[-1]
    span = span_of(last)
    series, end = series_name(last), format_span(span)
    title = LONE_TITLE.fill(series=series, end=end, amount=format_money(last["value"], str(last["currency"])))
    before = data[data["period"] == last["period"] - 1]
    same_months = before[before["_end"] == last["_end"] - 100]
    if pd.notna(last["growth"]) and len(same_months):
        title = TITLE.fill(
            series=series,
            end=end,
            earlier=format_earlier_span(span_of(same_months.iloc[0]), span),
            change=describe_change(last["growth"], last["growth_low"], last["growth_high"]),
            currency=currency_name(str(last["currency"])),
        )
    _, scale_word = choose_scale(data["value"])
    subtitle = SUBTITLE.fill(
        flow=trade_name(last),
        years=format_periods(data["period"]),
        money=name_unit_and_prices(last, scale_word),
    )
    notes = [captions.describe_conversions(data), captions.describe_deflation(data)]
    if _has_gaps(data):
        notes.append(DOTTED.fill())
    if {"low", "high"} <= set(data) and data["low"].notna().any():
        notes.append(RANGES.fill())
    notes.append(captions.name_compilers(data))
    sources = captions.name_sources(data, also=captions.conversion_sources(data))
    ends = []
    for row in data.drop_duplicates("period", keep="last").to_dict("records"):
        ends.append(END.fill(period=format_span(span_of(row)), amount=format_money(row["value"], row["currency"])))
    caption = (" ".join(note for note in notes if note), sources)
    return Drawing(title, subtitle, caption, ALT.fill(title=title, ends=" ".join(ends)), data.drop(columns="_end"))


def _set_axes(ax: Axes, data: pd.DataFrame) -> None:
    """Let the axes go from January to December and from zero up, with the months that have room."""
    scale, _ = choose_scale(data["value"])
    ends = data["value"]
    if "high" in data:
        ends = data["high"].fillna(ends)
    highest = float(ends.max())
    if highest == 0:  # an axis of nothing has no length
        highest = scale
    ax.set_xlim(0.8, MONTHS_IN_YEAR + 0.2)
    ax.set_ylim(0, highest * HEADROOM)
    ax.locator_params(axis="y", nbins=4)
    ax.yaxis.set_major_formatter(tick_writer(scale))
    ax.tick_params(axis="both", labelfontfamily=list(FAMILIES))  # ticks are made later, outside the house style
    names = {month: name_month(month, short=True) for month in MONTHS_BY_IMPORTANCE}
    across = points_per_x(ax)
    on_paper = [(month * across, text_width(name, FONT_SIZE)) for month, name in names.items()]
    kept = sorted(MONTHS_BY_IMPORTANCE[number] for number in choose_clear_labels(on_paper, TICK_AIR))
    ax.set_xticks(kept, [names[month] for month in kept])


def _draw_line(ax: Axes, line: YearLine) -> None:
    """Join neighbouring months by a solid line, and others by a dotted one."""
    ax.plot(line.months, line.values, linestyle="none", marker="o", markersize=3.5, clip_on=False, **line.look)
    for place, (one, other) in enumerate(pairwise(line.months)):
        look = line.look if other - one == 1 else {**line.look, "linestyle": (0, (0.1, 2.4))}
        ax.plot([one, other], line.values[place : place + 2], clip_on=False, **look)


def _draw_ranges(ax: Axes, data: pd.DataFrame) -> None:
    ax.vlines(_months_of(data), data["low"], data["high"], color=GREY, linewidth=0.8, zorder=5)


def _label_lines(ax: Axes, lines: Sequence[YearLine]) -> None:
    """Write year and last sum of each line: at the edge where it goes on to December, else where it ends."""
    of_whole_years = sorted((line for line in lines if line.end[0] == MONTHS_IN_YEAR), key=lambda line: line.end[1])
    wanted = [place_in_points(ax, *line.end)[1] for line in of_whole_years]
    rooms = [LEADING] * len(wanted)
    for line, up in zip(of_whole_years, spread_labels(wanted, rooms, 0, points_down(ax)), strict=True):
        look = {"color": line.ink, "fontsize": FONT_SIZE, "fontweight": line.weight}
        write_label(ax, line.label, (1, up / points_down(ax)), (BESIDE, 0), coords="axes fraction", **look)
    taken: list[Box] = []
    for line in reversed([line for line in lines if line.end[0] < MONTHS_IN_YEAR]):
        taken.append(_label_end(ax, line, lines, taken))


def _label_end(ax: Axes, line: YearLine, lines: Sequence[YearLine], taken: Sequence[Box]) -> Box:
    """Write the label of a line that ends before December, where no line runs if there is such a place."""
    x, y = place_in_points(ax, *line.end)
    width = text_width(line.label, FONT_SIZE, line.weight)
    boxes = []
    for away in (1.0, 1.6, 2.4, 3.2):
        middle = BESIDE + LEADING * (away - 0.5)
        boxes += [Box.around(x, y + middle, width, LEADING), Box.around(x - width / 2, y + middle, width, LEADING)]
        boxes += [Box.around(x, y - middle, width, LEADING), Box.around(x + width / 2, y - middle, width, LEADING)]
    boxes.append(Box.around(x + BESIDE + width / 2, y, width, LEADING))
    room = Box(0, 0, points_across(ax) + BESIDE, points_down(ax))
    corners = []
    for other in lines:
        corners += points_along([place_in_points(ax, *point) for point in zip(other.months, other.values, strict=True)])
    box = first_free_box(boxes, taken, room, corners) or first_free_box(boxes, taken, room) or boxes[0]
    look = {"ha": "center", "color": line.ink, "fontsize": FONT_SIZE, "fontweight": line.weight, "zorder": 6}
    write_label(ax, line.label, line.end, (box.middle[0] - x, box.middle[1] - y), **look)
    return box
