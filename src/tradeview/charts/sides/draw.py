"""Sides: what was printed of one flow by both sides, on one axis of years, each figure with its range.

A side keeps its colour and its line; the two are never joined, and neither is corrected. Part of a year is a hatched
bar as wide as its months, beside which a year is a point. What an other claim contradicts is hollow and crossed.
"""

from collections.abc import Collection
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.charts.layout.colours import GREY, INK, SIDES
from tradeview.charts.layout.page import BEHIND, Size, canvas, house_style, pandas_of
from tradeview.charts.layout.rows import points_across
from tradeview.charts.layout.text import POINTS, spread, text_width
from tradeview.charts.sides.words import NEEDED, digits, name_of, words
from tradeview.errors import TradeTableError
from tradeview.periods import MONTHS_IN_YEAR, is_whole_year, ordinal, year_at
from tradeview.table.engines import is_missing
from tradeview.words.numbers import choose_scale, format_number

HEIGHT, LETTERS, LEADING = 250.0, 9.0, 12.0  # points
MARK, BESIDE, ARROW = 6.5, 7.0, 20.0  # points: a mark's size, from it to its number, an open end's arrow
SIGNS = ("o", "D", "s")  # markers of the two sides and of the unknown, apart where colours are not
HATCH = "/////"
DODGE = 1.6  # months: how far the two sides stand apart within a year
TOP = 1.16
Box = tuple[float, float, float, float]  # left, bottom, right, top in points


def sides(
    statements: IntoFrame,
    *,
    currency: str,
    contradicted: Collection[str] = (),
    ax: Axes | None = None,
    size: Size = "report",
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
    ax : Axes, optional
        Axes to draw on; without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.

    Returns
    -------
    matplotlib.axes.Axes
        Months on x, counted from the start of the calendar; money on y (in `currency`), from zero.

    Raises
    ------
    TradeTableError
        No level in `currency`; more than one flow, pair or commodity.

    Examples
    --------
    >>> import tradeview as tv
    >>> press = tv.statements.load()
    >>> ax = sides(press[press["flow"] == "total"], currency="USD")
    >>> float(ax.get_ylim()[0])
    0.0
    """
    table = _checked(statements, currency)
    data = _drawn(table, currency, set(contradicted))
    codes = _sides(data)
    named = [name_of(code) for code in codes]
    with house_style():
        right = max(text_width(text, LETTERS + 0.5, "bold") for text in named) + BESIDE + 4
        drawn = words(data, table, currency)
        ax = canvas(drawn, ax=ax, size=size, height=HEIGHT, left=26, right=right, head=12, foot=20)
        _axes(ax, data)
        for place, code in enumerate(codes):
            _draw_side(ax, data[data["_side"] == code], place)
        _name_sides(ax, data, codes, named)
        _write_values(ax, data, codes)
    return ax


def _checked(statements: IntoFrame, currency: str) -> pd.DataFrame:
    """Return the statements of the one flow that they are of."""
    table = pandas_of(statements, *NEEDED)
    if "status" in table:
        table = table[table["status"].isna()]  # a target or a forecast says nothing of what was
    flows = {_flow(row) for row in table.to_dict("records")}
    if len(flows) > 1:
        said = [" ".join(flow) for flow in sorted(flows)]
        raise TradeTableError("a chart of both sides is of one flow", f"{len(flows)} flows", "filter the table", said)
    levels = table[(table["kind"] == "level") & (table["currency"] == currency)]
    if levels.empty:
        kept = table.loc[table["kind"] == "level", "currency"].dropna().unique()
        found = f"levels in {', '.join(sorted(kept)) or 'no currency'}"
        raise TradeTableError(f"a chart of both sides needs levels in {currency}", found, "name another currency")
    return table


def _flow(row: dict[Any, Any]) -> tuple[str, ...]:
    """Name a flow so that both sides' words for it agree: from whom, to whom, of what."""
    reporter, partner = str(row["reporter"]), str(row["partner"])
    if row["flow"] == "total":
        reporter, partner = sorted((reporter, partner))
        return ("total", reporter, partner, str(row["commodity_code"]))
    if row["flow"] == "import":
        reporter, partner = partner, reporter
    return ("export", reporter, partner, str(row["commodity_code"]))


def _drawn(table: pd.DataFrame, currency: str, contradicted: set[str]) -> pd.DataFrame:
    """Return the levels that are drawn, with whose they are, where they stand, and whether they are contradicted."""
    levels = table[(table["kind"] == "level") & (table["currency"] == currency)]
    first, last = (levels[name].map(int).map(ordinal) for name in ("start", "end"))
    whole = [is_whole_year(int(start), int(end)) for start, end in zip(levels["start"], levels["end"], strict=True)]
    return levels.assign(
        contradicted=levels["claim"].isin(contradicted),
        _side=levels["side"].where(levels["side"].notna(), ""),
        _whole=whole,
        _first=first,
        _last=last + 1,
    ).sort_values(["_first", "_side"], kind="stable", ignore_index=True)


def _sides(data: pd.DataFrame) -> list[str]:
    """Whose statistics there are: the pair's own in the order of the first row, then those that nobody states."""
    pair = [data["reporter"].iloc[0], data["partner"].iloc[0]]
    known = [code for code in sorted(pair) if (data["_side"] == code).any()]
    return known + sorted(set(data["_side"]) - set(known))


def _middle(row: dict[Any, Any], place: int) -> float:
    """Where a claim stands on x: in the middle of its months, the two sides a little apart."""
    away = {0: -DODGE, 1: DODGE}.get(place, 0.0) if row["_whole"] else 0.0
    return float(row["_first"] + row["_last"]) / 2 + away


def _axes(ax: Axes, data: pd.DataFrame) -> None:
    # `_last` is the month after the last one, which may be a January.
    first, last = year_at(int(data["_first"].min())), year_at(int(data["_last"].max()) - 1) + 1
    ax.set_xlim(first * MONTHS_IN_YEAR, max(last, first + 1) * MONTHS_IN_YEAR)
    ends = data[["value", "high"]].max(axis=1) if "high" in data else data["value"]
    ax.set_ylim(0, float(ends.max()) * TOP or 1)
    size, _ = choose_scale(data["value"])
    ax.locator_params(axis="y", nbins=4)
    ax.yaxis.set_major_formatter(lambda value, _: format_number(value / size, 2) if value else "0")
    wide = ax.get_window_extent().width * POINTS / ax.figure.dpi / max(last - first, 1)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 1000) if step * wide >= text_width("2000", LETTERS) + 8)
    years = [year for year in range(first, last) if (last - 1 - year) % step == 0]
    ax.set_xticks([year * MONTHS_IN_YEAR + MONTHS_IN_YEAR / 2 for year in years], [str(year) for year in years])


def _colour(place: int) -> str:
    return SIDES[place] if place < len(SIDES) else GREY


def _draw_side(ax: Axes, rows: pd.DataFrame, place: int) -> None:
    colour = _colour(place) if rows["_side"].iloc[0] else GREY
    _join(ax, rows, place, colour)
    for row in rows.to_dict("records"):
        x = _middle(row, place)
        if not row["_whole"]:
            ax.bar(
                row["_first"], row["value"], row["_last"] - row["_first"], align="edge", facecolor="white",
                edgecolor=colour, hatch=HATCH, linewidth=0.8,
                zorder=2 - row["value"] / ax.get_ylim()[1],  # the lower of two bars in front
            )  # fmt: skip
        _range(ax, row, x, colour)
        if row["_whole"]:
            hedged = row.get("approximate")
            hollow = row["contradicted"] or (not is_missing(hedged) and bool(hedged))
            look: dict[str, Any] = {"markerfacecolor": "white" if hollow else colour, "markeredgecolor": colour}
            ax.plot(x, row["value"], SIGNS[min(place, 2)], markersize=MARK, markeredgewidth=1.3, zorder=4, **look)
        if row["contradicted"]:
            ax.plot(x, row["value"], "x", color=INK, markersize=MARK + 2.5, markeredgewidth=1.3, zorder=5)


def _join(ax: Axes, rows: pd.DataFrame, place: int, colour: str) -> None:
    """Join the years of one side: of several claims for a year the one that says most, of those not contradicted."""
    if not rows["_side"].iloc[0]:
        return  # nobody knows that these are one series
    kept = rows[rows["_whole"] & ~rows["contradicted"]]
    width = kept["high"] - kept["low"] if {"low", "high"} <= set(kept) else kept["value"] * 0
    kept = kept.assign(_width=width.fillna(float("inf"))).sort_values(["_first", "_width"], kind="stable")
    line = kept.drop_duplicates("_first").to_dict("records")
    for one, other in pairwise(line):
        near = other["_first"] - one["_first"] == MONTHS_IN_YEAR
        style: Any = "-" if near else (0, (0.1, 2.4))
        ends = [_middle(one, place), _middle(other, place)], [one["value"], other["value"]]
        ax.plot(*ends, color=colour, linestyle=style, linewidth=1.8 if near else 1.4, zorder=2)


def _ends(row: dict[Any, Any]) -> tuple[Any, Any]:
    return row.get("low"), row.get("high")


def _range(ax: Axes, row: dict[Any, Any], x: float, colour: str) -> None:
    """Draw what the printed digits allow, and an arrow where one end is open."""
    low, high = _ends(row)
    if not is_missing(low) and not is_missing(high):
        ax.vlines(x, low, high, color=colour, linewidth=1, zorder=3)
    elif not (is_missing(low) and is_missing(high)):
        up = is_missing(high)
        ax.annotate(
            "", (x, row["value"]), (0, ARROW if up else -ARROW), textcoords="offset points",
            arrowprops={"arrowstyle": "<-", "color": colour, "linewidth": 1, "shrinkA": 0, "shrinkB": MARK / 2},
        )  # fmt: skip


def _name_sides(ax: Axes, data: pd.DataFrame, codes: list[str], named: list[str]) -> None:
    """Name each side beside the plot, at the height of its newest figure, moved apart where names would touch."""
    tall, most = _tall(ax), ax.get_ylim()[1]
    ends = sorted((_newest(data[data["_side"] == code]) / most * tall, place) for place, code in enumerate(codes))
    heights = spread([height for height, _ in ends], [LEADING + 2] * len(ends), 0, tall)
    for height, (_, place) in zip(heights, ends, strict=True):
        ax.annotate(
            named[place], (1, 0), (BESIDE, height), xycoords="axes fraction", textcoords="offset points", va="center",
            color=_colour(place) if codes[place] else GREY, fontsize=LETTERS + 0.5, fontweight="bold",
            annotation_clip=False,
        )  # fmt: skip


def _newest(rows: pd.DataFrame) -> float:
    """Return the newest figure of a full year, or of a part where there is none of a year."""
    return float((rows[rows["_whole"]] if rows["_whole"].any() else rows)["value"].iloc[-1])


def _tall(ax: Axes) -> float:
    return float(ax.get_window_extent().height * POINTS / ax.figure.dpi)


def _write_values(ax: Axes, data: pd.DataFrame, codes: list[str]) -> None:
    """Write values beside their marks where there is room: the newest, the largest and the contradicted first."""
    size, _ = choose_scale(data["value"])
    across = ax.get_window_extent().width * POINTS / ax.figure.dpi / (ax.get_xlim()[1] - ax.get_xlim()[0])
    up = _tall(ax) / ax.get_ylim()[1]
    rows = [{**row, "_place": codes.index(row["_side"])} for row in data.to_dict("records")]
    at = [((_middle(row, row["_place"]) - ax.get_xlim()[0]) * across, row["value"] * up) for row in rows]
    taken = [box for row, (x, y) in zip(rows, at, strict=True) for box in _marks(row, x, y, up)]
    order = sorted(range(len(rows)), key=lambda n: (not rows[n]["contradicted"], -rows[n]["_last"], -rows[n]["value"]))
    for n in order:
        row, (x, y) = rows[n], at[n]
        text = digits(row["value"] / size)
        found = _free(x, y, text_width(text, LETTERS), taken, points_across(ax))
        if found is None:
            continue
        taken.append(found)
        middle = ((found[0] + found[2]) / 2 - x, (found[1] + found[3]) / 2 - y)
        ax.annotate(
            text, (_middle(row, row["_place"]), row["value"]), middle, textcoords="offset points", ha="center",
            va="center", color=_colour(row["_place"]) if row["_side"] else GREY, fontsize=LETTERS, bbox=BEHIND,
            zorder=3.5,
        )  # fmt: skip


def _marks(row: dict[Any, Any], x: float, y: float, up: float) -> list[Box]:
    """Boxes, in points, of a mark and of its whisker or arrow, which no number may cover."""
    half = MARK / 2 + 1
    low, high = _ends(row)
    if is_missing(low) and is_missing(high):
        ends = (y, y)
    else:
        ends = (y - ARROW if is_missing(low) else low * up, y + ARROW if is_missing(high) else high * up)
    return [(x - half, y - half, x + half, y + half), (x - 1, ends[0], x + 1, ends[1])]


def _free(x: float, y: float, wide: float, taken: list[Box], across: float) -> Box | None:
    """Find room for a number above, below, right or left of its mark."""
    beside = MARK / 2 + 3 + wide / 2
    places = ((0, BESIDE + LEADING / 2), (0, -BESIDE - LEADING / 2), (beside, 0), (-beside, 0))
    for right, over in places:
        middle = (x + right, y + over)
        box = (middle[0] - wide / 2, middle[1] - LEADING / 2, middle[0] + wide / 2, middle[1] + LEADING / 2)
        inside = box[1] >= 0 and box[0] >= 0 and box[2] <= across
        if inside and not any(_touch(box, other) for other in taken):
            return box
    return None


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
