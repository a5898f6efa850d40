"""Rate: a year's daily exchange rates as a band, with their mean, the last of them, and the rate that a source implies.

It answers whether the two figures that a source printed for one fact go together at the rates of their year.
"""

from typing import Any

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from narwhals.typing import IntoFrame

from tradeview.charts.layout.colours import BAND, GREY, INK, PALE, currency_colour
from tradeview.charts.layout.page import Drawing, Size, house_style, lay_out_page, pandas_of
from tradeview.charts.layout.placing import spread_labels
from tradeview.charts.layout.points import axes_size
from tradeview.charts.layout.text import FONT, text_width
from tradeview.errors import MissingRateError, TradeTableError
from tradeview.money.rates import coverage, daily
from tradeview.sources.ecb import ECB
from tradeview.words import captions
from tradeview.words.money import currency_name, currency_prefix, currency_symbol
from tradeview.words.numbers import format_number
from tradeview.words.periods import format_period

HEIGHT = 230  # points
FONT_SIZE, BESIDE = 9.2, 9  # points; of the labels, and from the plot to them


def rate(implied: IntoFrame, *, ax: Axes | None = None, size: Size = "report") -> Axes:
    """Draw the rate that a source implies against the ECB's daily rates of its year.

    Parameters
    ----------
    implied : frame
        One row of `tv.rates.implied`: `period` (a year), `base`, `quote`, `rate`, `low`, `high`, `source`.
    ax : Axes, optional
        Axes to draw on; without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.

    Returns
    -------
    matplotlib.axes.Axes
        Days on x, units of `quote` per `base` on y (not from zero: it is a rate).

    Raises
    ------
    TradeTableError
        The frame has not exactly one row, or no rate in it.
    MissingRateError
        The ECB has not (nearly) all its days of that year for the pair.

    Examples
    --------
    >>> import tradeview as tv
    >>> ax = tv.charts.rate(tv.rates.implied(tv.load()))
    >>> print(tv.charts.drawing(ax).title)
    The figures printed for 2024 imply RM4.62 per US$: above the year’s mean (4.57) and its end (4.47), within its range
    """
    frame = pandas_of(implied, "period", "base", "quote", "rate", "source")
    if len(frame) != 1 or frame["rate"].isna().any():
        raise TradeTableError(
            "this chart shows one implied rate", f"{len(frame)} rows", "filter tv.rates.implied to one"
        )
    row = frame.iloc[0]
    days = daily(base=row["base"], quote=row["quote"])
    days = days[days["date"].dt.year == row["period"]].reset_index(drop=True)
    found = coverage(base=row["base"], quote=row["quote"])
    if not found.loc[found["period"] == row["period"], "whole"].any():
        raise MissingRateError(
            f"a year of daily rates of {row['base']} and {row['quote']} in {row['period']}",
            f"{len(days)} days at the ECB",
            "choose a whole year that the ECB quotes",
        )
    with house_style():
        levels = _marked_levels(row, days)
        drawn = _words(row, days, levels)
        beside = max(text_width(said, FONT_SIZE, "bold") for _, said in levels.values()) + BESIDE
        ax = lay_out_page(drawn, ax=ax, size=size, height=HEIGHT, left=22, right=beside, head=8, foot=20)
        _draw_rates(ax, row, days, levels)
    return ax


def _marked_levels(row: pd.Series, days: pd.DataFrame) -> dict[str, tuple[float, str]]:
    """What is marked at the right edge: where, and in which words."""
    values = days["rate"]
    return {
        "highest": (values.max(), f"{values.max():.3f} highest"),
        "mean": (values.mean(), f"{values.mean():.3f} mean"),
        "end": (values.iloc[-1], f"{values.iloc[-1]:.3f} end"),
        "lowest": (values.min(), f"{values.min():.3f} lowest"),
        "implied": (row["rate"], f"{row['rate']:.3f} implied"),
    }


def _implied_range(row: pd.Series) -> tuple[float, float] | None:
    low, high = row.get("low"), row.get("high")
    return (float(low), float(high)) if pd.notna(low) and pd.notna(high) else None


def _compare_with(level: float, row: pd.Series) -> str:
    """Say whether the implied rate is above or below a level; not told apart where the level lies in its range."""
    low, high = _implied_range(row) or (row["rate"], row["rate"])
    if low > level:
        return "above"
    if high < level:
        return "below"
    return "by its digits no other than"


def _words(row: pd.Series, days: pd.DataFrame, levels: dict[str, tuple[float, str]]) -> Drawing:
    mean, end = levels["mean"][0], levels["end"][0]
    against = [
        (_compare_with(mean, row), f"the year’s mean ({format_number(mean)})"),
        (_compare_with(end, row), f"its end ({format_number(end)})"),
    ]
    said = f"{against[0][0]} {against[0][1]} and " + (
        against[1][1] if against[0][0] == against[1][0] else " ".join(against[1])
    )
    low, high = _implied_range(row) or (row["rate"], row["rate"])
    lowest, highest = levels["lowest"][0], levels["highest"][0]
    outside = "outside" if high < lowest or low > highest else "partly outside"
    within = "within" if lowest <= low and high <= highest else outside
    base, quote, year = str(row["base"]), str(row["quote"]), format_period(int(row["period"]))
    pair = f"{currency_prefix(quote)}{format_number(row['rate'])} per {currency_symbol(base)}"
    title = f"The figures printed for {year} imply {pair}: {said}, {within} its range"
    unit = f"{currency_name(quote).capitalize()} per {currency_name(base, one=True)}"
    subtitle = f"{unit}, {len(days)} daily rates of {year}"
    bounds = _implied_range(row)
    digits = f"; the printed digits allow {bounds[0]:.3f} to {bounds[1]:.3f} (band)" if bounds else ""
    caption = (
        f"Implied: one fact printed in {currency_name(quote)} and in {currency_name(base)}, "
        f"divided{digits}. Grey: the range of the year’s days. Daily rates: crosses of the {ECB}’s "
        "euro reference rates; mean and end are of these days.",
        f"Sources: {captions.source_name(row['source'])}; {captions.source_name(ECB)}.",
    )
    alt = (
        f"Line chart of daily rates. {title}. First day {days['rate'].iloc[0]:.3f}, last day {end:.3f}, "
        f"lowest {levels['lowest'][0]:.3f}, highest {levels['highest'][0]:.3f}."
    )
    data = days.assign(series="daily", date=days["date"].dt.strftime("%Y-%m-%d"))[["series", "date", "rate"]]
    marks = pd.DataFrame([{"series": name, "date": "", "rate": value} for name, (value, _) in levels.items()])
    if bounds:
        ends = [
            {"series": f"implied_{side}", "date": "", "rate": value}
            for side, value in zip(("low", "high"), bounds, strict=True)
        ]
        marks = pd.concat([marks, pd.DataFrame(ends)], ignore_index=True)
    return Drawing(title, subtitle, caption, alt, pd.concat([marks, data], ignore_index=True))


def _draw_rates(ax: Axes, row: pd.Series, days: pd.DataFrame, levels: dict[str, tuple[float, str]]) -> None:
    colour = currency_colour(str(row["quote"]))
    low, high = levels["lowest"][0], levels["highest"][0]
    ax.axhspan(low, high, color=BAND, linewidth=0, zorder=0)
    bounds = _implied_range(row)
    if bounds:
        ax.axhspan(*bounds, color=colour, alpha=0.35, linewidth=0, zorder=1)
    ax.axhline(row["rate"], color=colour, linewidth=1.4, zorder=2)
    ax.axhline(levels["mean"][0], color=INK, linewidth=1.1, linestyle=(0, (4, 2)), zorder=2)
    ax.plot(days["date"], days["rate"], color=GREY, linewidth=1.3, zorder=3)
    ax.plot(days["date"].iloc[-1], levels["end"][0], marker="o", markersize=5, color=GREY, zorder=4, clip_on=False)
    ends: list[Any] = [pd.Timestamp(int(row["period"]), 1, 1), pd.Timestamp(int(row["period"]), 12, 31)]
    ax.set_xlim(*ends)
    bottom, top = min(low, row["rate"], *(bounds or ())), max(high, row["rate"], *(bounds or ()))
    ax.set_ylim(bottom - 0.06 * (top - bottom), top + 0.06 * (top - bottom))
    ax.xaxis.set_major_locator(mdates.MonthLocator(bymonth=(1, 4, 7, 10)))
    ax.xaxis.set_major_formatter(mdates.DateFormatter("%b"))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10]))
    ax.tick_params(axis="both", labelfontfamily=FONT)  # ticks are made later, outside the house style
    ax.tick_params(axis="y", pad=2)
    _label_levels(ax, levels, colour)


def _label_levels(ax: Axes, levels: dict[str, tuple[float, str]], colour: str) -> None:
    """Write each level at the right edge, moved apart where they would touch, with a line to where it belongs."""
    width, height = axes_size(ax)
    bottom, top = ax.get_ylim()
    each = FONT_SIZE * 1.25 / height * (top - bottom)
    names = sorted(levels, key=lambda name: levels[name][0])
    heights = spread_labels([levels[name][0] for name in names], [each] * len(names), bottom, top)
    colours = {"implied": colour, "mean": INK}
    for name, up in zip(names, heights, strict=True):
        value, said = levels[name]
        ax.annotate(
            said,
            (1, value),
            (1 + BESIDE / width, up),
            xycoords=("axes fraction", "data"),
            textcoords=("axes fraction", "data"),
            va="center",
            ha="left",
            fontsize=FONT_SIZE,
            color=colours.get(name, GREY),
            annotation_clip=False,
            fontweight="bold" if name == "implied" else "normal",
            arrowprops={"arrowstyle": "-", "color": PALE, "linewidth": 0.7, "shrinkA": 1, "shrinkB": 0},
        )
