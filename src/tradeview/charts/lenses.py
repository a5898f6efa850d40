"""Lenses: the same trade in two currencies and at constant prices, side by side.

Three panels, each from zero and each in its own unit, so that nobody compares heights across them: what is compared is
the change, which stands in each panel's head. Neighbouring years are joined by a solid line, a gap by a dotted one.
"""

from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview import labels
from tradeview.charts.canvas import (
    BAND,
    GREY,
    INK,
    POINTS,
    REAL,
    Drawing,
    Size,
    canvas,
    currency_colour,
    house_style,
    pandas_of,
    text_width,
)
from tradeview.errors import TradeTableError
from tradeview.growth import growth
from tradeview.money import convert, deflate, prefer

HEADROOM = 1.22  # room above the highest point for its label
LETTERS, SMALL, LEADING = 10, 8.6, 1.28  # points; of values and of what is said in a gap
FEW = 8  # figures up to which points are drawn large
PANEL, PANEL_HEAD, PANEL_FOOT, PANEL_GAP = 196, 38, 18, 22  # points; of a panel's height, its head and foot included
STACKED = "phone"
VISIBLE = 0.02  # of a value: a range wider than this, to either side, is longer than its point


def lenses(
    trade: IntoFrame,
    *,
    currency: str,
    base_currency: str,
    rates: IntoFrame,
    deflator: IntoFrame,
    start: int,
    end: int,
    ax: Axes | None = None,
    size: Size = "report",
) -> Axes:
    """Draw one series in `base_currency`, in `currency` and in `base_currency` at the prices of `end`.

    Parameters
    ----------
    trade : frame
        A trade table of one series, before `prefer` and `convert`: what was printed in a currency is drawn as printed.
    currency, base_currency : str
        ISO 4217 codes; constant prices are those of `base_currency`.
    rates, deflator : frame
        A rate table for the figures printed in one currency only, and a deflator of `base_currency`.
    start, end : int
        The two periods whose change the title tells; constant prices are those of `end`.
    ax : Axes, optional
        Axes to draw on; without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that carry the title and caption; its three child axes are the panels.

    Raises
    ------
    TradeTableError
        More than one series, no figure for `start` or `end`, none above zero for `start`, or an `end` before it.
    MissingRateError, MissingDeflatorError
        As for `tv.convert` and `tv.deflate`.

    Examples
    --------
    >>> import tradeview as tv
    >>> ax = tv.charts.lenses(tv.load(), currency="MYR", base_currency="USD", rates=tv.rates.ecb(base="USD"),
    ...                       deflator=tv.deflators.us_cpi(), start=2007, end=2024)
    >>> print(tv.charts.drawing(ax).title)
    Malaysia–Russia trade from 2007 to 2024: up 30 % in US dollars, up 75 % in ringgit, down 14 % in US dollars of 2024
    """
    native = pandas_of(trade, "period", "reporter", "partner", "flow", "commodity_code", "value", "currency")
    base = convert(prefer(native, currency=base_currency), to=base_currency, rates=rates)
    other = convert(prefer(native, currency=currency), to=currency, rates=rates)
    real = deflate(base, deflator=deflator, base_period=end)
    frames = [("base", base), ("currency", other), ("real", real)]
    data = pd.concat([growth_between(frame, start, end).assign(lens=lens) for lens, frame in frames], ignore_index=True)
    with house_style():
        drawn = _words(data, base_currency, currency, start, end)
        stacked = size == STACKED and ax is None
        ax = canvas(drawn, ax=ax, size=size, height=PANEL * 3 + PANEL_GAP * 2 if stacked else PANEL, head=2, foot=2)
        ax.set_axis_off()
        colours = (currency_colour(base_currency, base=currency != "USD"), currency_colour(currency), REAL)
        for place, ((lens, _), colour) in enumerate(zip(frames, colours, strict=True)):
            _panel(ax, data[data["lens"] == lens], place, colour, stacked=stacked)
    return ax


def growth_between(frame: pd.DataFrame, start: int, end: int) -> pd.DataFrame:
    """Add the change from `start` to `end` (`since_start`, `_low`, `_high`) to every row of one series."""
    if start >= end:
        raise TradeTableError("lenses go from one period to a later one", f"{start} to {end}", "name the earlier first")
    ends = growth(frame[frame["period"].isin([start, end])])
    if set(frame["period"]) < {start, end} or len(ends) != 2:
        raise TradeTableError(
            f"lenses need one series with figures for {start} and {end}",
            f"{len(ends)} such figures; periods {', '.join(map(str, sorted(set(frame['period']))))}",
            "name two periods that it has, or filter to one series",
        )
    last = ends.sort_values("period").iloc[-1]
    if pd.isna(last["growth"]):
        raise TradeTableError(
            f"lenses need growth of one series from {start} to {end}",
            "two series (flow, commodity, classification or valuation differ), or a figure of zero to start from",
            "filter to one series, or name another start",
        )
    grown = {f"since_start{bound}": last[f"growth{bound}"] for bound in ("", "_low", "_high")}
    return frame.sort_values("period").assign(start=start, end=end, **grown)


def _unit(currency: str, base_period: int | None = None) -> str:
    return labels.currency_name(currency) + (f" of {labels.period(base_period)}" if base_period else "")


def _words(data: pd.DataFrame, base_currency: str, currency: str, start: int, end: int) -> Drawing:
    changes = data.drop_duplicates("lens").set_index("lens")
    units = {"base": _unit(base_currency), "currency": _unit(currency), "real": _unit(base_currency, end)}
    said = [
        f"{labels.direction(row['since_start'], row['since_start_low'], row['since_start_high'])} in {units[str(lens)]}"
        for lens, row in changes.iterrows()
    ]
    first = data.iloc[0]
    trade = labels.trade_name(first)
    when = f"from {labels.period(start)} to {labels.period(end)}"
    title = f"{labels.pair(first['reporter'], first['partner'])} {trade} {when}: {', '.join(said)}"
    what = trade.replace("trade", "total trade (exports plus imports)")
    what = what[0].upper() + what[1:]
    years = labels.listed(labels.periods(data["period"]))
    subtitle = f"{what} in {years}; each panel from zero, in its own unit"
    parts = [data[data["lens"] == lens] for lens in ("base", "currency", "real")]
    indices = parts[2].get("deflator")
    keys = ["ecb"] if any("European Central Bank" in str(part.get("rate_source", "")) for part in parts) else []
    keys += ["us-cpi"] if indices is not None and indices.astype(str).str.startswith("US CPI-U").any() else []
    notes = [
        labels.conversions(parts[0]),
        labels.conversions(parts[1]),
        labels.deflation(parts[2]),
        labels.gaps([int(value) for value in parts[0]["period"]]),
        _range_note(data),
    ]
    caption = (" ".join(note for note in notes if note), labels.sources(parts[0], parts[1], also=keys))
    ends = [
        f"{units[lens]}: {_amount(part, start)} in {labels.period(start)}, {_amount(part, end)} in {labels.period(end)}"
        for lens, part in zip(("base", "currency", "real"), parts, strict=True)
    ]
    alt = f"Three line charts of the same trade. {title}. {'. '.join(ends)}."
    columns = [
        "lens",
        "period",
        "value",
        "low",
        "high",
        "currency",
        "price_basis",
        "base_period",
        "stated_value",
        "stated_currency",
        "rate",
        "rate_kind",
        "rate_source",
        "deflator",
        "quote",
        "source",
        "start",
        "end",
        "since_start",
    ]
    return Drawing(title, subtitle, caption, alt, data[[name for name in columns if name in data]])


def _amount(part: pd.DataFrame, period: int) -> str:
    row = part[part["period"] == period].iloc[0]
    return labels.money(row["value"], row["currency"])


def _range_note(data: pd.DataFrame) -> str:
    if not {"low", "high"} <= set(data):
        return "The table states no ranges."
    some = data[data["value"] > 0]
    widest = ((some["high"] - some["low"]) / 2 / some["value"]).max()
    if pd.isna(widest):
        return "The table states no ranges."
    allowed = f"what the printed digits allow, ±{labels.number(100 * widest, 1)}{labels.NARROW_SPACE}% at most"
    return f"Whiskers: {allowed}." if widest > VISIBLE else f"Narrower than the points: {allowed}."


def _panel(ax: Axes, part: pd.DataFrame, place: int, colour: str, *, stacked: bool) -> None:
    """Draw one lens into its third of the host axes."""
    panel = ax.inset_axes(_box(ax, place, stacked=stacked))
    size, word = labels.scale(part["value"])
    periods = [int(period) for period in part["period"]]
    at = [labels.ordinal(period) for period in periods]
    values = (part["value"] / size).tolist()
    pad = (at[-1] - at[0]) * 0.14 or 1
    panel.set_xlim(at[0] - pad, at[-1] + pad)
    panel.set_ylim(0, max(values) * HEADROOM or 1)
    panel.set_yticks([])
    _lines(panel, at, values, colour)
    if {"low", "high"} <= set(part):
        panel.vlines(at, part["low"] / size, part["high"] / size, color=colour, linewidth=1, zorder=4)
    grouped = labels.runs(periods)
    _ticks(panel, grouped)
    taken = _label_points(panel, at, values, at.index(labels.ordinal(int(part["start"].iloc[0]))))
    for (_, before), (after, _) in pairwise(grouped):
        _name_gap(panel, before, after, taken)
    _head(panel, part, word, colour)


def _lines(panel: Axes, at: list[int], values: list[float], colour: str) -> None:
    """Join neighbours by a solid line; mark years without figures by a pale field and a dotted line across."""
    size = 6 if len(at) <= FEW else 3
    breaks = [0, *(i + 1 for i, (one, other) in enumerate(pairwise(at)) if other - one > 1), len(at)]
    for first, last in pairwise(breaks):
        panel.plot(at[first:last], values[first:last], color=colour, marker="o", markersize=size, zorder=3)
    for i in breaks[1:-1]:
        panel.axvspan(at[i - 1] + 0.4, at[i] - 0.4, color=BAND, linewidth=0, zorder=0)
        dots: dict[str, Any] = {"linestyle": (0, (0.1, 2.4)), "linewidth": 1.6, "zorder": 2}
        panel.plot(at[i - 1 : i + 1], values[i - 1 : i + 1], color=colour, **dots)


def _box(ax: Axes, place: int, *, stacked: bool) -> tuple[float, float, float, float]:
    """Place a panel in fractions of the host axes, with room in points for its head, its foot and the gap beside it."""
    extent = ax.get_window_extent()
    width, height = (side * POINTS / ax.figure.dpi for side in (extent.width, extent.height))
    if stacked:
        tall = (height - 2 * PANEL_GAP) / 3
        bottom = (2 - place) * (tall + PANEL_GAP)
        return 0, (bottom + PANEL_FOOT) / height, 1, (tall - PANEL_HEAD - PANEL_FOOT) / height
    wide = (width - 2 * PANEL_GAP) / 3
    left = place * (wide + PANEL_GAP) / width
    return left, PANEL_FOOT / height, wide / width, 1 - (PANEL_HEAD + PANEL_FOOT) / height


def _points(panel: Axes) -> tuple[float, float]:
    """Width and height of a panel in points."""
    extent = panel.get_window_extent()
    dpi = panel.figure.dpi
    return extent.width * POINTS / dpi, extent.height * POINTS / dpi


def _ticks(panel: Axes, grouped: list[tuple[int, int]]) -> None:
    """Name the runs of neighbours, the first and the last before those between, as many as have room."""
    named: list[tuple[float, str]] = []
    for first, last in grouped:
        start, end = labels.ordinal(first), labels.ordinal(last)
        if end - start > 1:
            named += [(start, labels.period(first)), (end, labels.period(last))]
        else:
            said = labels.period(first) + (f"{labels.EN_DASH}{labels.period(last)[-2:]}" if end > start else "")
            named.append(((start + end) / 2, said))
    low, high = panel.get_xlim()
    across = _points(panel)[0] / (high - low)
    kept: list[tuple[float, str]] = []
    for at, said in [named[0], named[-1], *named[1:-1]]:
        room = text_width(said, 9) / 2 + 3
        if all(abs(at - other) * across > room + text_width(words, 9) / 2 for other, words in kept):
            kept.append((at, said))
    panel.set_xticks([at for at, _ in kept], [said for _, said in kept])


Box = tuple[float, float, float, float]  # left, bottom, right, top in points from the panel's corner


def _free(box: Box, taken: list[Box], room: tuple[float, float]) -> bool:
    left, bottom, right, top = box
    inside = left > -PANEL_GAP / 2 and bottom >= 0 and right < room[0] + PANEL_GAP / 2 and top <= room[1] + 4
    return inside and not any(left < x1 and x0 < right and bottom < y1 and y0 < top for x0, y0, x1, y1 in taken)


def _label_points(panel: Axes, at: list[int], values: list[float], start: int) -> list[Box]:
    """Label the ends, then the start of the change, the extremes and the rest, each where there is room for it."""
    room, (low, high), top = _points(panel), panel.get_xlim(), panel.get_ylim()[1]
    extremes = [values.index(max(values)), values.index(min(values))]
    taken: list[Box] = []
    for i in dict.fromkeys([len(at) - 1, start, 0, *extremes, *(range(len(at)) if len(at) <= FEW else [])]):
        x, y = (at[i] - low) / (high - low) * room[0], values[i] / top * room[1]
        said, weight = labels.number(values[i]), "bold" if i == len(at) - 1 else "normal"
        wide = text_width(said, LETTERS, weight)
        for across, up, ha, va in _sides(values, i):
            left = x + across - {"left": 0, "center": wide / 2, "right": wide}[ha]
            bottom = y + up - (LETTERS * LEADING if va == "top" else 0)
            box = (left, bottom, left + wide, bottom + LETTERS * LEADING)
            if _free(box, taken, room):
                panel.annotate(
                    said,
                    (at[i], values[i]),
                    (across, up),
                    textcoords="offset points",
                    ha=ha,
                    va=va,
                    color=INK,
                    fontsize=LETTERS,
                    fontweight=weight,
                    zorder=5,
                )
                taken.append(box)
                break
    return taken


def _sides(values: list[float], i: int) -> list[tuple[float, float, str, str]]:
    """Say where a point's label may stand, best first: where no line runs."""
    rises = i + 1 < len(values) and values[i + 1] > values[i]
    arrives = i > 0 and values[i - 1] < values[i]
    above, below, beside = (0, 7, "center", "bottom"), (0, -7, "center", "top"), (-6, 1, "right", "bottom")
    if arrives and rises:
        return [beside, above, below]
    return [below, above, beside] if rises else [above, below, beside]


def _name_gap(panel: Axes, before: int, after: int, taken: list[Box]) -> None:
    """Say in a gap which years it spans, where its field is wide enough and nothing else stands there."""
    said = labels.between(labels.later(before, 1), labels.later(after, -1))
    room, (low, high) = _points(panel), panel.get_xlim()
    middle = (labels.ordinal(before) + labels.ordinal(after)) / 2
    x, wide = (middle - low) / (high - low) * room[0], max(text_width(word, SMALL) for word in ("no figures", said))
    field = (labels.ordinal(after) - labels.ordinal(before) - 0.8) / (high - low) * room[0]
    box = (x - wide / 2, 8, x + wide / 2, 8 + 2 * SMALL * LEADING)
    if wide < field and _free(box, taken, room):
        panel.annotate(
            f"no figures\n{said}",
            (middle, 0),
            (0, 8),
            textcoords="offset points",
            ha="center",
            va="bottom",
            color=GREY,
            fontsize=SMALL,
            linespacing=1.15,
        )
        taken.append(box)


def _head(panel: Axes, part: pd.DataFrame, word: str, colour: str) -> None:
    """Write the unit on the left and the change on the right of a panel's head."""
    row = part.iloc[-1]
    real = f" of {labels.period(int(row['end']))}" if row["lens"] == "real" else ""
    room = _points(panel)[0]
    name = labels.currency_name(str(row["currency"])) + real
    if text_width(f"In {name}", 11, "bold") > room:
        name = f"{row['currency']}{real}"
    base: dict[str, Any] = {
        "xycoords": "axes fraction",
        "textcoords": "offset points",
        "annotation_clip": False,
        "va": "bottom",
    }
    panel.annotate(f"In {name}", (0, 1), (0, 19), ha="left", fontsize=11, fontweight="bold", color=colour, **base)
    panel.annotate(
        f"{labels.symbol(str(row['currency']))} {word}", (0, 1), (0, 6), ha="left", fontsize=9, color=GREY, **base
    )
    change = labels.percent(row["since_start"])
    beside = text_width(f"In {name}", 11, "bold") + text_width(change, 12, "bold") + 8 < room
    panel.annotate(
        change, (1, 1), (0, 19 if beside else 5), ha="right", fontsize=12, fontweight="bold", color=colour, **base
    )
