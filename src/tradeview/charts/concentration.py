"""Concentration: how far the trade of some economies rests on few products or partners, over time.

One line an economy, from zero, solid between neighbouring periods and dotted across a gap. The first two economies have
a colour, the others are grey; each is named where its line ends.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Literal

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.charts.layout.colours import GREY, PALE, SIDES
from tradeview.charts.layout.page import Drawing, Size, house_style, lay_out_page, pandas_of, plot_width
from tradeview.charts.layout.placing import choose_clear_labels, spread_labels
from tradeview.charts.layout.points import points_down, points_per_x
from tradeview.charts.layout.text import FONT, text_width, wrap_evenly
from tradeview.charts.wording import economy
from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.periods import ordinal
from tradeview.words import captions
from tradeview.words.numbers import format_number
from tradeview.words.periods import format_period, format_run
from tradeview.words.templates import capitalise, possessive_of

Over = Literal["products", "partners"]
Variant = Literal["hhi", "normalised", "hirschman", "unctad"]
OVERS = ("products", "partners")
VARIANTS = {
    "hhi": "Herfindahl-Hirschman index (sum of squared shares)",
    "normalised": "Herfindahl-Hirschman index, normalised to 0 for equal shares and 1 for one alone",
    "hirschman": "Hirschman index (root of the sum of squared shares)",
    "unctad": "UNCTAD’s concentration index (0 for equal shares, 1 for one alone)",
}
MOST = 7  # lines that can be told apart
HEIGHT, FONT_SIZE, LEADING = 230, 9.5, 13.0  # points
BESIDE, TICK_AIR = 7.0, 10.0
TOP = 1.12  # room above the highest point
NAMED = 0.42  # of the width: what the names beside the lines may take


def concentration(
    frame: IntoFrame,
    *,
    over: Over,
    variant: Variant,
    economies: Sequence[str] | None = None,
    ax: Axes | None = None,
    size: Size = "report",
) -> Axes:
    """Draw the concentration of exports over time.

    Parameters
    ----------
    frame : frame
        The result of `tv.indices.concentration`. A column `source`, where it has one, says where the figures
        come from.
    over : {"products", "partners"}
        What the shares were of, as `tv.indices.concentration` was told.
    variant : {"hhi", "normalised", "hirschman", "unctad"}
        Which index it is, as `tv.indices.concentration` was told; the result does not say.
    economies : sequence of str, optional
        Alpha-3 codes of the economies to draw, seven at most; the first two have a colour and the title. Without
        it, all that the frame has, in its order.
    ax : Axes, optional
        Axes to draw on; without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.

    Returns
    -------
    matplotlib.axes.Axes
        Periods on x (months counted from the start of the calendar), the index on y, from 0.

    Raises
    ------
    TradeTableError
        No value; one period alone; more than seven economies, or one that the table does not have; years and months
        at once; two rows for one period of an economy; an `over` or `variant` that is not in the list.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"period": [2001, 2002], "reporter": "MYS", "concentration": [0.2, 0.3]})
    >>> ax = concentration(frame, over="products", variant="hhi")
    >>> [float(y) for y in ax.get_lines()[0].get_ydata()]
    [0.2, 0.3]
    """
    table = _checked(frame, over, variant, economies)
    codes = list(dict.fromkeys(economies or table["reporter"]))
    data = table.sort_values(["reporter", "period"], key=_sort_key(codes), kind="stable", ignore_index=True)
    with house_style():
        most = plot_width(ax, size) * NAMED
        said = [
            wrap_evenly(f"{capitalise(economy(code))} {_last_value_words(data, code)}", most, FONT_SIZE, "bold")
            for code in codes
        ]
        right = max(text_width(line, FONT_SIZE, "bold") for lines in said for line in lines) + BESIDE + 2
        drawn = _words(data, codes, over, variant)
        ax = lay_out_page(drawn, ax=ax, size=size, height=HEIGHT, left=24, right=right, head=12, foot=20)
        _set_axes(ax, data)
        for number, code in enumerate(codes):
            _draw_line(ax, data[data["reporter"] == code], number)
        _name_lines(ax, data, codes, said)
    return ax


def _sort_key(economies: list[str]) -> Callable[["pd.Series[Any]"], "pd.Series[Any]"]:
    """Return a key that sorts reporters as the economies are listed, and other columns as they are."""
    numbers = {code: number for number, code in enumerate(economies)}
    return lambda column: column.map(numbers) if column.name == "reporter" else column


def _checked(frame: IntoFrame, over: str, variant: str, named: Sequence[str] | None) -> pd.DataFrame:
    for name, given, known in (("over", over, OVERS), ("variant", variant, VARIANTS)):
        if given not in known:
            raise TradeTableError(f"{name} is one of {', '.join(known)}", repr(given), "name what was reckoned")
    table = pandas_of(frame, "period", "reporter", "concentration")
    table = table[table["concentration"].notna()]
    there = list(dict.fromkeys(table["reporter"]))
    absent = [code for code in named or () if code not in there]
    if absent:
        found = f"{', '.join(there[:SHOWN_ROWS])} … {len(there)} in all"
        raise TradeTableError(f"the table has no concentration of {', '.join(absent)}", found, "name those it has")
    table = table[table["reporter"].isin(list(named or there))]
    if not 1 <= (count := table["reporter"].nunique()) <= MOST:
        found = f"{count} with a value"
        raise TradeTableError(f"a chart of concentration is of 1 to {MOST} economies", found, "name `economies`")
    if table["period"].nunique() == 1:
        found = format_period(int(table["period"].iloc[0]))
        raise TradeTableError("concentration over time needs several periods", f"{found} alone", "give more periods")
    if len({len(str(int(period))) for period in table["period"]}) > 1:
        raise TradeTableError("concentration needs one frequency", "years and months", "filter `period` to one of them")
    twice = table[table.duplicated(["period", "reporter"])]
    if len(twice):
        said = [f"{row['period']} {row['reporter']}" for row in twice.head(SHOWN_ROWS).to_dict("records")]
        raise TradeTableError("concentration needs one row for each period of an economy", "several", "keep one", said)
    return table


def _words(data: pd.DataFrame, economies: list[str], over: str, variant: str) -> Drawing:
    title = "; ".join(_finding(data, code) for code in economies[:2])
    first, last = int(data["period"].min()), int(data["period"].max())
    subtitle = f"Concentration of exports over {over}, {format_run(first, last)}: {VARIANTS[variant]}"
    rows = data.drop_duplicates(["source", "period"]) if "source" in data else data.drop_duplicates("period")
    caption = tuple(part for part in (_gaps(data, economies), captions.name_sources(rows)) if part)
    ends = "; ".join(_ends_in_words(data, code) for code in economies)
    return Drawing(capitalise(title), subtitle, caption, f"Line chart. {capitalise(title)}. {ends}.", data)


def _gaps(data: pd.DataFrame, economies: list[str]) -> str:
    """Say which periods have no figures, of which economy where not all lack the same."""
    periods = {code: data.loc[data["reporter"] == code, "period"].astype(int).tolist() for code in economies}
    found = {code: captions.describe_gaps(periods[code]) for code in economies}
    if len(set(found.values())) == 1:
        return next(iter(found.values()))
    return " ".join(f"{capitalise(economy(code))}: {said[0].lower()}{said[1:]}" for code, said in found.items() if said)


def _ends_in_words(data: pd.DataFrame, code: str) -> str:
    rows = data[data["reporter"] == code]
    said = [
        f"{_number(row['concentration'])} in {format_period(int(row['period']))}"
        for _, row in rows.iloc[[0, -1]].iterrows()
    ]
    return f"{capitalise(economy(code))} {' and '.join(dict.fromkeys(said))}"


def _finding(data: pd.DataFrame, code: str) -> str:
    """Say how the concentration of one economy moved, from its first to its last period."""
    rows = data[data["reporter"] == code]
    start, end = (float(rows["concentration"].iloc[position]) for position in (0, -1))
    whose = f"{possessive_of(economy(code))} exports"
    when = format_period(int(rows["period"].iloc[-1]))
    if len(rows) == 1:
        return f"{whose} had a concentration of {_number(end)} in {when}"
    since = format_period(int(rows["period"].iloc[0]))
    if _number(end) == _number(start):  # what the digits do not show is no change to report
        return f"{whose} were as concentrated in {when} as in {since} ({_number(end)})"
    how = "more" if end > start else "less"
    return f"{whose} were {how} concentrated in {when} ({_number(end)}) than in {since} ({_number(start)})"


def _number(value: float) -> str:
    return format_number(value, 2)


def _last_value_words(data: pd.DataFrame, code: str) -> str:
    """Say the last value of an economy, and when it was where others go on."""
    row = data[data["reporter"] == code].iloc[-1]
    when = "" if row["period"] == data["period"].max() else f" in {format_period(int(row['period']))}"
    return f"{_number(row['concentration'])}{when}"


def _colour(number: int) -> str:
    return SIDES[number] if number < len(SIDES) else PALE


def _set_axes(ax: Axes, data: pd.DataFrame) -> None:
    periods = sorted(set(data["period"].astype(int)))
    at = [ordinal(period) for period in periods]
    pad = (at[-1] - at[0]) * 0.02
    ax.set_xlim(at[0] - pad, at[-1] + pad)
    ax.set_ylim(0, float(data["concentration"].max()) * TOP or 1)
    ax.locator_params(axis="y", nbins=4)
    ax.tick_params(axis="both", labelfontfamily=FONT)  # ticks are made later, outside the house style
    across = points_per_x(ax)
    wide = max(text_width(format_period(period), FONT_SIZE) for period in periods)
    by_importance = [at[-1], at[0], *reversed(at)]  # the ends first
    chosen = choose_clear_labels([(tick * across, wide) for tick in by_importance], TICK_AIR)
    ticks = sorted(by_importance[number] for number in chosen)
    names = dict(zip(at, map(format_period, periods), strict=True))
    ax.set_xticks(ticks, [names[tick] for tick in ticks])


def _draw_line(ax: Axes, rows: pd.DataFrame, number: int) -> None:
    at = [ordinal(int(period)) for period in rows["period"]]
    values = [float(value) for value in rows["concentration"]]
    first = number < len(SIDES)
    look: dict[str, Any] = {"color": _colour(number), "linewidth": 2.4 if first else 1.4, "zorder": 4 if first else 2}
    breaks = [0, *(n + 1 for n, (one, other) in enumerate(pairwise(at)) if other - one > 1), len(at)]
    for start, stop in pairwise(breaks):
        ax.plot(at[start:stop], values[start:stop], marker="o", markersize=4 if first else 3, **look)
    for n in breaks[1:-1]:
        ends = slice(n - 1, n + 1)
        ax.plot(at[ends], values[ends], **{**look, "linestyle": (0, (0.1, 2.4)), "linewidth": 1.6})


def _name_lines(ax: Axes, data: pd.DataFrame, economies: list[str], said: list[list[str]]) -> None:
    """Name each economy beside the end of its line, moved apart where they would touch."""
    height, most = points_down(ax), ax.get_ylim()[1]
    last = [float(data.loc[data["reporter"] == code, "concentration"].iloc[-1]) for code in economies]
    wanted = [value / most * height for value in last]
    order = sorted(range(len(economies)), key=lambda number: (wanted[number], number))
    rooms = [LEADING * len(said[number]) for number in order]
    heights = spread_labels([wanted[number] for number in order], rooms, 0, max(height, sum(rooms)))
    for number, up in zip(order, heights, strict=True):
        colour = _colour(number)
        ax.annotate(
            "\n".join(said[number]), (1, 0), (BESIDE, up), xycoords="axes fraction", textcoords="offset points",
            va="center", color=GREY if colour == PALE else colour, fontsize=FONT_SIZE, linespacing=1.1,
            fontweight="bold" if number < len(SIDES) else "normal", annotation_clip=False,
        )  # fmt: skip
