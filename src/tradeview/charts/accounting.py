"""Accounting: the bridge from one period's value to another's, in real growth, prices and the exchange rate.

Log points add up where percentages do not, so the bars are in log points; the factor that each part multiplies trade by
stands beside them, and the factors multiply to the whole.
"""

import math
import re
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.charts.layout.colours import GREY, INK, REAL, currency_colour
from tradeview.charts.layout.page import BEHIND, Drawing, Size, house_style, lay_out_page, pandas_of
from tradeview.charts.layout.points import points_across
from tradeview.charts.layout.text import text_width
from tradeview.errors import TradeTableError
from tradeview.table.engines import is_missing
from tradeview.words import captions
from tradeview.words.money import currency_name, currency_symbol, format_amount
from tradeview.words.names import series_name, trade_name
from tradeview.words.numbers import describe_change, format_number, format_percent
from tradeview.words.periods import format_period

ROW, TALL_ROW, BAR = 32, 44, 0.5  # points of a row, with its label beside or above the bar; the share of it that is bar
FONT_SIZE, GAP = 9.5, 10  # points
APART = 3 * "\N{NO-BREAK SPACE}"  # SVG folds plain spaces into one
PRICES, EXCHANGE = "#333E49", "#B8C1CB"  # apart from the others in greyscale, too
PARTS = ("real", "price", "exchange_rate")


def accounting(split: IntoFrame, *, ax: Axes | None = None, size: Size = "report") -> Axes:
    """Draw the result of `tv.growth_accounting` for one series as a bridge.

    Parameters
    ----------
    split : frame
        One row of `tv.growth_accounting`.
    ax : Axes, optional
        Axes to draw on; without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.

    Returns
    -------
    matplotlib.axes.Axes
        Bars in log points (100 ln), each starting where the one before it ended; the last, from zero, is their sum.

    Raises
    ------
    TradeTableError
        The frame has not exactly one row.

    Examples
    --------
    >>> import tradeview as tv
    >>> split = tv.growth_accounting(tv.load(), currency="MYR", base_currency="USD", rates=tv.rates.ecb(base="USD"),
    ...                              deflator=tv.deflators.us_cpi(), start=2007, end=2024)
    >>> ax = tv.charts.accounting(split)
    >>> [round(float(bar.get_width()), 1) for bar in ax.patches]
    [-14.9, 41.4, 29.6, 56.1]
    """
    frame = pandas_of(split, "start", "end", "total", "reporter", "partner", "flow", "commodity_code", *PARTS)
    if len(frame) != 1:
        raise TradeTableError(
            "a bridge shows one series", f"{len(frame)} rows", "filter the result of growth_accounting to one"
        )
    row = frame.iloc[0]
    data = _bridge_bars(row)
    with house_style():
        drawn = _words(row, data)
        narrow = size == "phone"
        gutter = 0 if narrow else max(text_width(label, FONT_SIZE, "bold") for label in data["label"]) + GAP
        ax = lay_out_page(
            drawn, ax=ax, size=size, height=(TALL_ROW if narrow else ROW) * len(data), left=gutter, head=8, foot=2
        )
        _draw_bridge(ax, row, data, gutter)
    return ax


def _bridge_bars(row: pd.Series) -> pd.DataFrame:
    """Bars of the bridge in log points: where each starts, how long it is, and the factor it stands for."""
    base, own = (currency_name(row[name], one=True) for name in ("base_currency", "currency"))
    real = trade_name(row).split()[0]
    names = {
        "real": f"Real {real}, in {currency_name(row['base_currency'])} of {format_period(int(row['end']))}",
        "price": f"Prices: {_price_index(row)}",
        "exchange_rate": f"{own.capitalize()} per {base}",
        "total": f"All together, in {currency_name(row['currency'])}",
    }
    data = pd.DataFrame(
        {
            "part": list(names),
            "label": list(names.values()),
            "log_points": [100 * row[part] for part in names],
            "factor": [math.exp(row[part]) for part in names],
        }
    )
    data["start"] = [0.0, *data["log_points"].iloc[:2].cumsum(), 0.0]
    return data


def _words(row: pd.Series, data: pd.DataFrame) -> Drawing:
    start, end = (format_period(int(row[end])) for end in ("start", "end"))
    own, base, trade = str(row["currency"]), str(row["base_currency"]), trade_name(row)
    moved = _change_words(row, data)
    title = (
        f"{series_name(row)} in {currency_name(own)} from {start} to {end}: {moved['total']}, with real "
        f"{trade.split()[0]} {moved['real']}, {_price_index(row)} {moved['price']} and the "
        f"{currency_name(base, one=True)} {moved['exchange_rate']}"
    )
    ends = [
        f"{format_amount(row[f'{side}_value'], own)} in {format_period(int(row[side]))}" for side in ("start", "end")
    ]
    subtitle = f"From {ends[0]} to {ends[1]}. Log points add up; factors, beside them, multiply; then the change"
    rates = ", ".join(
        f"{format_number(row[f'{side}_rate'], 4)} in {format_period(int(row[side]))} "
        f"({captions.describe_rate_source(row[f'{side}_rate_kind'], row[f'{side}_rate_source'], int(row[side]))})"
        for side in ("start", "end")
    )
    caption = (
        f"Real: figures in {currency_name(base)}, deflated by {row['deflator']}, not by the prices of the goods "
        f"traded. {currency_symbol(own)} per {currency_symbol(base)}: {rates}.",
        f"Sources: {'; '.join(dict.fromkeys(_source_names(row)))}.",
    )
    parts = "; ".join(
        f"{label} {format_number(points)}" for label, points in zip(data["label"], data["log_points"], strict=True)
    )
    return Drawing(
        title, subtitle, caption, f"Bridge chart of bars in log points. {title}. {parts}. {ends[0]}, {ends[1]}.", data
    )


def _price_index(row: pd.Series) -> str:
    """Name the price index by its first words: without its base and coverage."""
    return re.sub(r"\s*[,(].*$", "", str(row["deflator"]))


def _change_words(row: pd.Series, data: pd.DataFrame) -> dict[str, str]:
    """Say the change of each part; where its sign flips within the figures' range, that it hardly changed."""
    said: dict[str, str] = {}
    for part, factor in zip(data["part"], data["factor"], strict=True):
        low, high = (row.get(f"{part}_{bound}", math.nan) for bound in ("low", "high"))  # in log points
        lowest = math.nan if is_missing(low) else math.expm1(low)
        highest = math.nan if is_missing(high) else math.expm1(high)
        said[part] = describe_change(factor - 1, lowest, highest)
    return said


def _source_names(row: pd.Series) -> list[str]:
    figures, rates = ([row.get(f"{side}_{name}") for side in ("start", "end")] for name in ("source", "rate_source"))
    return [captions.source_name(key) for key in [*figures, *rates, row.get("deflator_source")]]


def _bar_words(bar: Any) -> str:
    points = ("+" if bar.log_points > 0 else "") + format_number(bar.log_points)
    return APART.join([points, f"×{format_number(bar.factor)}", format_percent(bar.factor - 1)])


def _draw_bridge(ax: Axes, row: pd.Series, data: pd.DataFrame, gutter: float) -> None:
    colours = {"real": REAL, "price": PRICES, "exchange_rate": EXCHANGE, "total": currency_colour(str(row["currency"]))}
    bars = list(data.itertuples())
    middle = 0.5 if gutter else 0.3  # of a row: without a gutter the label stands above its bar
    ax.set_ylim(0, len(bars))
    _set_width(ax, data)
    ax.set_axis_off()
    for number, bar in enumerate(bars):
        y = len(bars) - 1 - number + middle
        end = bar.start + bar.log_points
        weight = "bold" if bar.part == "total" else "normal"
        ax.barh(y, bar.log_points, BAR, left=bar.start, color=colours[bar.part], linewidth=0)
        ax.annotate(
            _bar_words(bar),
            (max(bar.start, end), y),
            (6, 0),
            textcoords="offset points",
            va="center",
            color=INK,
            fontweight=weight,
            bbox=BEHIND,
        )
        ax.annotate(
            bar.label,
            (0, y if gutter else y + 0.42),
            (-gutter, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            color=INK,
            fontweight=weight,
            fontsize=FONT_SIZE,
            annotation_clip=False,
            bbox=BEHIND,
        )
        if bar.part != "total":  # the next bar starts where this one ends
            ax.vlines(end, y - 1 + BAR / 2, y - BAR / 2, color=GREY, linewidth=0.8, zorder=1)
    ax.vlines(0, 0, len(bars), color=INK, linewidth=0.9, zorder=1)


def _set_width(ax: Axes, data: pd.DataFrame) -> None:
    """Leave room right of the bars for their values."""
    ends = data["start"] + data["log_points"]
    low, high = min(0.0, ends.min()), max(0.0, ends.max())
    room = max(text_width(_bar_words(bar), FONT_SIZE, "bold") for bar in data.itertuples()) + GAP
    across = points_across(ax)
    ax.set_xlim(low, high + (high - low or 1) * room / max(across - room, room))
