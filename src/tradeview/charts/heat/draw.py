"""Heat: an index of one economy by product or by partner and period, as a table whose cells are coloured.

Colour says which side of its neutral value (1 for a ratio of shares, 0 for a difference) a cell lies on, and how far;
the number stands in the cell. A period without figures keeps its empty column.
"""

import math
from collections.abc import Sequence
from typing import Any, Literal

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.charts.heat.colour_scale import INDICES, choose_colour_scale, ink_on, write_key
from tradeview.charts.layout.colours import GREY
from tradeview.charts.layout.page import Drawing, Size, house_style, lay_out_page, pandas_of, plot_width, shrink_factor
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
from tradeview.charts.wording import economy, product, shorten_name
from tradeview.errors import SHOWN_ROWS, TradeTableError, count_nouns
from tradeview.periods import periods_through, unit_of
from tradeview.words import captions
from tradeview.words.numbers import format_number
from tradeview.words.periods import format_period
from tradeview.words.templates import capitalise

By = Literal["commodity_code", "partner"]
NOUNS = {"commodity_code": "product", "partner": "partner"}
MOST = 14  # rows shown
SMALL, SMALLER = FONT_SIZE - 0.5, FONT_SIZE - 2.0
CELL_AIR = 3.0  # points beside a number in its cell
CELL_GAP, NARROW, SEAM = 0.04, 14.0, 0.3  # between cells (of a column), from which width in points on; a closed seam
HEAD = 2 * LEADING + 6  # points: the key, and the periods
STACKED, PAIR = "phone", 2


def heat(frame: IntoFrame, *, by: By, most: int = MOST, ax: Axes | None = None, size: Size = "report") -> Axes:
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
        Rows shown, 1 or more: those in which the index was largest in the last period. How many there are is said.
    ax : Axes, optional
        Axes to draw on; without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.

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
    table, index = _checked(frame, by, most)
    data = _choose_cells(table, by, index, most)
    new = ax is None
    narrow = size == STACKED and new
    with house_style():
        wide = plot_width(ax, size) if narrow else NAME_WIDTH
        rows = lay_out_rows(list(dict.fromkeys(data["row"])), wide, above=narrow)
        gutter = 0 if narrow else gutter_width(rows)
        tops = row_tops(rows, HEAD)
        ax = lay_out_page(
            _words(data, table, by, index), ax=ax, size=size, height=tops[-1], left=gutter, head=6, foot=2
        )
        shrink = shrink_factor(ax, tops[-1], FONT_SIZE, new=new)
        _draw_cells(ax, data, index, rows, _fit_rows(ax, tops), gutter, shrink)
    return ax


def _fit_rows(ax: Axes, tops: list[float]) -> list[float]:
    """Let the rows, and not the key above them, take the room of axes that are taller than needed."""
    tall = points_down(ax)
    grown = max(1.0, (tall - HEAD) / (tops[-1] - HEAD))
    return [top - HEAD + HEAD / grown for top in tops]


def _checked(frame: IntoFrame, by: str, most: int) -> tuple[pd.DataFrame, str]:
    if by not in NOUNS:
        raise TradeTableError(f"a heat map is by one of {', '.join(NOUNS)}", repr(by), "name the column of its rows")
    if most < 1:
        raise TradeTableError("a heat map shows one row or more", f"most={most}", "name a larger number")
    table = pandas_of(frame, "period", "reporter", by)
    found = [name for name in table if name in INDICES]
    if len(found) != 1:
        said = ", ".join(found) or f"columns {', '.join(map(str, table))}"
        raise TradeTableError(f"a heat map draws one of {', '.join(INDICES)}", said, "keep one index's column")
    index = found[0]
    table = table[table[index].notna()]
    _refuse_several(table, by)
    return table, index


def _refuse_several(table: pd.DataFrame, by: str) -> None:
    reporters = list(dict.fromkeys(table["reporter"]))
    if len(reporters) != 1:
        said = ", ".join(map(str, reporters[:SHOWN_ROWS])) or "none with a value"
        raise TradeTableError("a heat map is of one reporter", said, "filter the table")
    if len({len(str(int(period))) for period in table["period"]}) > 1:
        raise TradeTableError("a heat map needs one frequency", "years and months", "filter `period` to one of them")
    twice = table[table.duplicated(["period", by])]
    if len(twice):
        named = [f"{row['period']} {row[by]}" for row in twice.head(SHOWN_ROWS).to_dict("records")]
        raise TradeTableError("a heat map needs one row for each cell", "several for one", f"keep one {by}", named)


def _choose_cells(table: pd.DataFrame, by: str, index: str, most: int) -> pd.DataFrame:
    """Return the cells of the rows in which the index was largest at last, these in falling order."""
    wide = table.pivot_table(index=by, columns="period", values=index)
    order = wide.sort_values(list(wide.columns)[::-1], ascending=False, kind="stable").index[:most]
    kinds = dict(zip(table[by], table.get("classification", [None] * len(table)), strict=False))
    names = {code: _name(code, by, kinds[code]) for code in order}
    shown = table[table[by].isin(order)]
    shown = shown.assign(row=shown[by].map(names), _order=shown[by].map({code: n for n, code in enumerate(order)}))
    return shown.sort_values(["_order", "period"], ignore_index=True).drop(columns="_order")


def _name(code: object, by: str, classification: object) -> str:
    name = product(code, classification) if by == "commodity_code" else economy(code)
    return capitalise(name)


def _words(data: pd.DataFrame, table: pd.DataFrame, by: str, index: str) -> Drawing:
    last, called = int(table["period"].max()), INDICES[index].words
    title = _title(table, by, index)
    count, shown = table[by].nunique(), data[by].nunique()
    all_rows = count_nouns(count, NOUNS[by])
    said = all_rows if shown == count else f"the {shown} of {all_rows} where it was largest at last"
    subtitle = f"{called} by {NOUNS[by]} and {unit_of(last)}, {said}{_neutral(index)}"
    notes = "An empty cell: no figure." if _has_gaps(data, by) else ""
    sources = captions.name_sources(
        table.drop_duplicates(["source", "period"]) if "source" in table else _periods(table)
    )
    ends = [
        f"{row['row']} {format_number(row[index], 2)} in {format_period(int(row['period']))}"
        for _, row in data.iloc[[0, -1]].iterrows()
    ]
    alt = f"Table with coloured cells. {title}. First cell: {ends[0]}; last: {ends[1]}."
    return Drawing(title, subtitle, tuple(part for part in (notes, sources) if part), alt, data)


def _title(table: pd.DataFrame, by: str, index: str) -> str:
    """Say where the index was largest in the last period, or for how many alike, and what it was at first."""
    last = int(table["period"].max())
    at_last = table[table["period"] == last]
    best = at_last[at_last[index] == at_last[index].max()]
    called, value = INDICES[index].words, format_number(best[index].iloc[0], 2)
    lower = called if called.startswith(("Michaely", "Lafay")) else called[0].lower() + called[1:]
    head, when = f"{capitalise(economy(table['reporter'].iloc[0]))}: {lower} was", f"in {format_period(last)}"
    if len(best) > 1:
        alike = len(best) == len(at_last)
        which = f"{len(best):,}" if not alike else "both" if len(best) == PAIR else f"all {len(best):,}"
        return f"{head} {'the same' if alike else 'largest'} for {which} {NOUNS[by]}s {when} ({value})"
    row = best.iloc[0]
    name = shorten_name(_name(row[by], by, row.get("classification")))
    title = f"{head} largest for {name} {when} ({value})" if len(at_last) > 1 else f"{head} {value} for {name} {when}"
    before = table[(table[by] == row[by]) & (table["period"] < last)].sort_values("period")
    if before.empty:
        return title
    was, then = format_number(before[index].iloc[0], 2), format_period(int(before["period"].iloc[0]))
    return f"{title}, as in {then}" if was == value else f"{title}, after {was} in {then}"


def _periods(table: pd.DataFrame) -> pd.DataFrame:
    return table.drop_duplicates("period")


def _neutral(index: str) -> str:
    neutral = INDICES[index].neutral
    return "" if neutral is None else f"; {neutral:g} is neutral"


def _columns(data: pd.DataFrame) -> list[int]:
    """All periods from the first to the last, those without figures too."""
    return periods_through(int(data["period"].min()), int(data["period"].max()))


def _has_gaps(data: pd.DataFrame, by: str) -> bool:
    return len(data) < data[by].nunique() * len(_columns(data))


def _draw_cells(
    ax: Axes, data: pd.DataFrame, index: str, rows: list[Row], tops: list[float], gutter: float, shrink: float
) -> None:
    periods = _columns(data)
    scale = choose_colour_scale(data[index], index)
    ax.set_axis_off()
    ax.set_xlim(0, len(periods))
    ax.set_ylim(tops[-1], 0)
    unit = tops[0] / HEAD
    write_key(ax, scale, unit, gutter, SMALL * shrink)
    width = points_per_x(ax)
    _write_periods(ax, periods, (HEAD - LEADING / 2 - 2) * unit, width, shrink)
    write_names(ax, rows, tops, gutter, shrink)
    texts = {value: format_number(value, 2) for value in data[index]}
    font_size = _cell_font_size(list(texts.values()), width)
    air = CELL_GAP if width >= NARROW else 0.0  # between narrow columns the pixels would make stripes
    for row, top, (_, cells) in zip(rows, tops, data.groupby("row", sort=False), strict=False):
        start = top + 1 if gutter else top + len(row.lines) * LEADING + 1
        height = top + row.height - 1 - start if gutter else ROW - 4
        values = dict(zip(cells["period"], cells[index], strict=True))
        for column, period in enumerate(periods):
            if period not in values:
                continue
            value = values[period]
            colour = scale.colour(scale.position(value))
            edge: dict[str, Any] = {"edgecolor": colour, "linewidth": 0 if air else SEAM}
            ax.barh(start, 1 - air, height, left=column + air / 2, align="edge", facecolor=colour, **edge)
            if font_size is not None:
                middle = (column + 0.5, start + height / 2)
                _write_text(ax, texts[value], middle, ink_on(colour), font_size * shrink)


def _cell_font_size(texts: Sequence[str], width: float) -> float | None:
    """Choose the size in which all numbers have room in their cells, a smaller one if need be; None where none has."""
    for font_size in (SMALL, SMALLER):
        if max(text_width(text, font_size) for text in texts) + CELL_AIR <= width:
            return font_size
    return None


def _write_periods(ax: Axes, periods: list[int], y: float, width: float, shrink: float) -> None:
    """Name the periods above their columns, as many as have room, the last always and not beyond the edge."""
    wide = max(text_width(format_period(period), SMALL) for period in periods) + CELL_AIR
    edge = len(periods) - (wide - CELL_AIR) / 2 / width
    taken = math.inf
    for column in reversed(range(len(periods))):
        middle = min(column + 0.5, edge) if width < wide else column + 0.5
        if (taken - middle) * width >= wide:
            _write_text(ax, format_period(periods[column]), (middle, y), GREY, SMALL * shrink)
            taken = middle


def _write_text(ax: Axes, text: str, middle: tuple[float, float], colour: str, font_size: float) -> None:
    style: dict[str, Any] = {"ha": "center", "va": "center", "color": colour, "fontsize": font_size}
    ax.annotate(text, middle, annotation_clip=False, **style)
