"""Heat: an index of one economy by product or by partner and period, as a table whose cells are coloured.

Colour says which side of its neutral value (1 for a ratio of shares, 0 for a difference) a cell lies on, and how far;
the number stands in the cell. A period without figures keeps its empty column.
"""

import math
from collections.abc import Collection, Sequence

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.heat.colour_scale import INDICES, choose_colour_scale, ink_on, write_key
from tradeview.charts.heat.words import ROWS, By, describe_heat, drawn_periods, label_row
from tradeview.charts.layout.colours import GREY
from tradeview.charts.layout.highlight import Highlight, as_grey, choose_highlighted
from tradeview.charts.layout.page import (
    Page,
    Size,
    collect_pandas,
    house_style,
    lay_out_page,
    room_for_plot,
    shrink_factor,
    smallest_height,
)
from tradeview.charts.layout.period_ticks import FEW, starts_of_years
from tradeview.charts.layout.points import points_down, points_per_x
from tradeview.charts.layout.row_layout import (
    FONT_SIZE,
    LEADING,
    NAME_WIDTH,
    ROW,
    Row,
    gutter_width,
    lay_out_rows,
    row_tops,
    write_names,
)
from tradeview.charts.layout.text import text_width
from tradeview.charts.spans import refuse_unlike_months
from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.periods import frequency_of, is_stretch, of_one_frequency, span_in_period, year_of
from tradeview.table.series import span_of
from tradeview.words.language import Language, choose_language, in_language
from tradeview.words.numbers import format_number
from tradeview.words.periods import format_span, format_span_of_axis, format_year

MOST = 14  # rows shown
SMALL, SMALLER = FONT_SIZE - 0.5, FONT_SIZE - 2.0
CELL_AIR = 3.0  # points beside a number in its cell
CELL_GAP, NARROW, SEAM = 0.04, 14.0, 0.3  # between cells (of a column), from which width in points on; a closed seam
LEAST_SHOWN = 4  # rows that stand on the chart however little room it has
ABOVE, BELOW = 6, 2  # points around the plot
HEAD = 2 * LEADING + 6  # points: the key, and the periods


@check_arguments
@in_language
def heat(
    frame: IntoFrame,
    *,
    by: By,
    most: int = MOST,
    title: str | None = None,
    subtitle: str | None = None,
    highlight: Highlight = None,
    bare: bool = False,
    ax: Axes | None = None,
    size: Size = "report",
    language: str | Language | None = None,
) -> Axes:
    """Draw an index of one economy by product or partner and period.

    Parameters
    ----------
    frame : frame
        The result of a function of `tv.indices` for one reporter: `period`, `reporter`, the column that `by` names, and
        the index's own column (`rca`, `intensity` ...). A column `source`, where it has one, names where the figures
        come from.
    by : {"commodity_code", "partner"}
        What the rows are.
    most : int
        Rows shown, 1 or more: those in which the index was largest in the last period, fewer where the size has no room
        for them. How many there are is said.
    title, subtitle : str, optional
        Words of your own in the place of those that are made from the numbers; "" leaves them out.
    highlight : str or collection of str, optional
        Rows, by code or name: what is highlighted is in colour, all else grey.
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
        Periods on x, counted from 0, with an empty column for each that is missing between others; points from the top
        on y. Numbers stand in the cells where they have room; the key of colours above them says what each means.

    Raises
    ------
    TradeTableError
        No index or several in the frame; several reporters; years and months at once; two rows for one cell; no value;
        `most` below 1.
    TradeviewError
        More rows than the size has room for.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [(2001, "15", 4.0), (2001, "27", 0.5), (2002, "15", 5.0), (2002, "27", 0.4)]
    >>> frame = pd.DataFrame(cells, columns=["period", "commodity_code", "rca"]).assign(reporter="MYS")
    >>> len(heat(frame, by="commodity_code").patches)
    9
    """
    table, index = _read_index(frame, by, most)
    data = _choose_cells(table, by, index, most)
    labels = dict(zip(data[by].astype(str), data["row"], strict=True))
    highlighted = choose_highlighted(highlight, labels, f"a {by} that has a row", economies=by == "partner")
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size, language=choose_language(language))
    narrow = page.is_narrow
    with house_style():
        name_width = page.width if narrow else NAME_WIDTH
        shown = data["row"].nunique()
        while True:
            rows = lay_out_rows(list(dict.fromkeys(data["row"])), name_width, above=narrow)
            tops = row_tops(rows, HEAD)
            drawn = describe_heat(data, table, by, index)
            # Where the size has no room for all, there are fewer of them, and no smaller letters.
            room = room_for_plot(drawn, page, head=ABOVE, foot=BELOW)
            if tops[-1] <= room or shown <= max(LEAST_SHOWN, len(highlighted.codes)):
                break
            shown -= 1
            data = _choose_cells(table, by, index, shown, highlighted.codes)
        gutter = 0 if narrow else gutter_width(rows)
        lowest = smallest_height(tops[-1], FONT_SIZE)
        ax = lay_out_page(drawn, page, height=tops[-1], left=gutter, head=ABOVE, foot=BELOW, lowest=lowest)
        shrink = shrink_factor(ax, tops[-1])
        in_colour = {name for code, name in labels.items() if highlighted.has(code)}
        sizes = (SMALL,) if page.layout == "slide" else (SMALL, SMALLER)
        fitted = _fit_rows(ax, tops)
        _draw_cells(ax, data, index, rows, fitted, gutter, shrink, in_colour=in_colour, sizes=sizes)
    return ax


def _read_index(frame: IntoFrame, by: str, most: int) -> tuple[pd.DataFrame, str]:
    """Return the rows that have a value, and the column of the index; refuse what cannot stand on one chart."""
    if by not in ROWS:
        raise TradeTableError(f"a heat map is by one of {', '.join(ROWS)}", repr(by), "name the column of its rows")
    if most < 1:
        raise TradeTableError("a heat map shows one row or more", f"most={most}", "name a larger number")
    table = collect_pandas(frame, "period", "reporter", by, numbers=INDICES)
    indices = [name for name in table if name in INDICES]
    if len(indices) != 1:
        found = ", ".join(indices)
        if not indices:
            found = f"columns {', '.join(str(name) for name in table)}"
        raise TradeTableError(f"a heat map draws one of {', '.join(INDICES)}", found, "keep one index's column")
    table = table[table[indices[0]].notna()]
    _refuse_several(table, by)
    return table, indices[0]


def _refuse_several(table: pd.DataFrame, by: str) -> None:
    """Refuse several reporters, frequencies, or rows for one cell."""
    if table.empty:
        raise TradeTableError("a heat map is of one reporter", "none with a value", "filter the table")
    reporters = [str(reporter) for reporter in table["reporter"].unique()]
    if len(reporters) > 1:
        found = ", ".join(reporters[:SHOWN_ROWS])
        raise TradeTableError("a heat map is of one reporter", found, "filter the table")
    refuse_unlike_months(table, "a heat map")
    if not of_one_frequency(table["period"].astype(int)):
        raise TradeTableError("a heat map needs one frequency", "years and months", "filter `period` to one of them")
    twice = table[table.duplicated(["period", by])]
    if len(twice):
        named = [f"{row['period']} {row[by]}" for row in twice.head(SHOWN_ROWS).to_dict("records")]
        raise TradeTableError("a heat map needs one row for each cell", "several for one", f"keep one {by}", named)


def _choose_cells(table: pd.DataFrame, by: By, index: str, most: int, kept: Collection[str] = ()) -> pd.DataFrame:
    """Return the cells of the rows in which the index was largest at last, and of those kept, in falling order."""
    # By the last period, and where rows are alike in it (or have no figure) by the one before it, and so on.
    wide = table.pivot_table(index=by, columns="period", values=index)
    last_first = list(wide.columns)[::-1]
    falling = list(wide.sort_values(last_first, ascending=False, kind="stable").index)
    chosen = sorted(falling, key=lambda row: str(row) not in kept)[:most]
    largest = [row for row in falling if row in chosen]
    shown = table[table[by].isin(largest)]
    names = {row[by]: label_row(row, by) for row in shown.to_dict("records")}
    positions = {code: number for number, code in enumerate(largest)}
    shown = shown.assign(row=shown[by].map(names), _order=shown[by].map(positions))
    return shown.sort_values(["_order", "period"], ignore_index=True).drop(columns="_order")


def _fit_rows(ax: Axes, tops: list[float]) -> list[float]:
    """Let the rows, and not the key above them, take the room of axes that are taller than needed."""
    grown = max(1.0, (points_down(ax) - HEAD) / (tops[-1] - HEAD))
    return [top - HEAD + HEAD / grown for top in tops]


def _draw_cells(
    ax: Axes,
    data: pd.DataFrame,
    index: str,
    rows: list[Row],
    tops: list[float],
    gutter: float,
    shrink: float,
    *,
    in_colour: set[str],
    sizes: Sequence[float],
) -> None:
    """Draw the cells, those of rows that are not `in_colour` in greys as dark; their numbers in one of `sizes`."""
    periods = drawn_periods(data)
    scale = choose_colour_scale(data[index], index)
    ax.set_axis_off()
    ax.set_xlim(0, len(periods))
    ax.set_ylim(tops[-1], 0)
    unit = tops[0] / HEAD
    write_key(ax, scale, unit, gutter, SMALL * shrink)
    width = points_per_x(ax)
    span = span_of(data.iloc[0])
    _write_periods(
        ax, [span_in_period(span, period) for period in periods], (HEAD - LEADING / 2 - 2) * unit, width, shrink
    )
    write_names(ax, rows, tops, gutter, shrink)
    texts = {value: format_number(value, 2) for value in data[index]}
    font_size = _cell_font_size(list(texts.values()), width, sizes)
    # Between narrow columns white gaps would make stripes of a pixel; a seam of the cell's own colour closes them.
    gap, seam = (CELL_GAP, 0.0) if width >= NARROW else (0.0, SEAM)
    columns = {period: column for column, period in enumerate(periods)}
    for row, top, (name, cells) in zip(rows, tops, data.groupby("row", sort=False), strict=False):
        start, height = top + 1, row.height - 2
        if not gutter:  # its name stands above the cells
            start, height = top + row.named + 1, ROW - 4
        for period, value in zip(cells["period"], cells[index], strict=True):
            column = columns[int(period)]
            colour = scale.colour(scale.position(value))
            if name not in in_colour:
                colour = as_grey(colour)
            ax.barh(
                start, 1 - gap, height, left=column + gap / 2, align="edge", facecolor=colour, edgecolor=colour,
                linewidth=seam,
            )  # fmt: skip
            if font_size is not None:
                middle = (column + 0.5, start + height / 2)
                _write_centred(ax, texts[value], middle, ink_on(colour), font_size * shrink)


def _cell_font_size(texts: Sequence[str], width: float, sizes: Sequence[float]) -> float | None:
    """Choose the first of the sizes in which all numbers have room in their cells; None where there is none."""
    for font_size in sizes:
        if max(text_width(text, font_size) for text in texts) + CELL_AIR <= width:
            return font_size
    return None


def _write_periods(ax: Axes, spans: list[int], y: float, width: float, shrink: float) -> None:
    """Name the periods above their columns, as many as have room, the last always and not beyond the edge."""
    names = _name_columns(spans, width)
    widest = max(text_width(name, SMALL) for name in names.values()) + CELL_AIR
    # A name wider than its column may reach over neighbouring columns, but not over the edge of the plot.
    edge = len(spans) - (widest - CELL_AIR) / 2 / width
    taken = math.inf
    # From the last, which the title is about.
    for column in reversed(names):
        middle = column + 0.5
        if width < widest:
            middle = min(middle, edge)
        if (taken - middle) * width >= widest:
            _write_centred(ax, names[column], (middle, y), GREY, SMALL * shrink)
            taken = middle


def _name_columns(spans: list[int], width: float) -> dict[int, str]:
    """Name the columns: a part of a year by its months if these have room; of many months what begins a year."""
    in_full = {column: format_span(span) for column, span in enumerate(spans)}
    if is_stretch(spans[0]):
        if max(text_width(name, SMALL) for name in in_full.values()) + CELL_AIR <= width:
            return in_full
        return {column: format_span_of_axis(span) for column, span in enumerate(spans)}
    if len(spans) <= FEW or frequency_of(spans[0]) == "A":
        return in_full
    last = len(spans) - 1
    years = {spans.index(period): format_year(year_of(period)) for period in starts_of_years(spans)}
    return {**years, last: in_full[last]}


def _write_centred(ax: Axes, text: str, middle: tuple[float, float], colour: str, font_size: float) -> None:
    ax.annotate(text, middle, annotation_clip=False, ha="center", va="center", color=colour, fontsize=font_size)
