"""Lenses: the same trade in two currencies and at constant prices, side by side.

Three panels, each from zero and each in its own unit, so that nobody compares heights across them: what is compared is
the change, which stands in each panel's head. Neighbouring years are joined by a solid line, a gap by a dotted one.
"""

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
    text_width,
)
from tradeview.errors import TradeTableError
from tradeview.growth import growth
from tradeview.money import convert, deflate, prefer
from tradeview.schema import narwhal
from tradeview.tables import collect

HEADROOM = 1.22  # room above the highest point for its label
PANEL, PANEL_HEAD, PANEL_FOOT, PANEL_GAP = 196, 38, 18, 22  # points; of a panel's height, its head and foot included
STACKED = "phone"


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
        More than one series, or no figure for `start` or `end`.
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
    native = collect(narwhal(trade)).to_pandas()
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
        colours = (currency_colour(base_currency), currency_colour(currency), REAL)
        for place, ((lens, _), colour) in enumerate(zip(frames, colours, strict=True)):
            _panel(ax, data[data["lens"] == lens], place, colour, stacked=stacked)
    return ax


def growth_between(frame: pd.DataFrame, start: int, end: int) -> pd.DataFrame:
    """Add the change from `start` to `end` (`since_start`, `_low`, `_high`) to every row of one series."""
    ends = growth(frame[frame["period"].isin([start, end])])
    if set(frame["period"]) < {start, end} or len(ends) != 2:  # noqa: PLR2004 - two ends
        raise TradeTableError(
            f"lenses need one series with figures for {start} and {end}",
            f"{len(ends)} such figures; periods {', '.join(map(str, sorted(set(frame['period']))))}",
            "name two periods that it has, or filter to one series",
        )
    last = ends.sort_values("period").iloc[-1]
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
    trade = "trade" if first["flow"] == "total" else f"{first['flow']}s"
    when = f"from {labels.period(start)} to {labels.period(end)}"
    title = f"{labels.pair(first['reporter'], first['partner'])} {trade} {when}: {', '.join(said)}"
    what = "Total trade (exports plus imports)" if first["flow"] == "total" else f"{first['flow'].capitalize()}s"
    years = labels.listed([labels.period(int(value)) for value in sorted(set(data["period"]))])
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
        f"{units[lens]}: {_amount(part, start)} in {start}, {_amount(part, end)} in {end}"
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
    widest = ((data["high"] - data["low"]) / 2 / data["value"]).max()
    return f"Whiskers: what the printed digits allow, ±{100 * widest:.1g}{labels.NARROW_SPACE}% at most."


def _panel(ax: Axes, part: pd.DataFrame, place: int, colour: str, *, stacked: bool) -> None:
    """Draw one lens into its third of the host axes."""
    panel = ax.inset_axes(_box(ax, place, stacked=stacked))
    size, word = labels.scale(part["value"])
    values = part["value"] / size
    years = part["period"].tolist()
    grouped = labels.runs(years)
    for (_, gap_start), (gap_end, _) in zip(grouped, grouped[1:], strict=False):
        _gap(panel, part, gap_start, gap_end, size, colour)
    for first, last in grouped:
        run = part[part["period"].between(first, last)]
        panel.plot(run["period"], run["value"] / size, color=colour, marker="o", markersize=6, zorder=3)
    if {"low", "high"} <= set(part):
        panel.vlines(years, part["low"] / size, part["high"] / size, color=colour, linewidth=1, zorder=4)
    _label_points(panel, years, values.tolist())
    panel.set_ylim(0, values.max() * HEADROOM)
    pad = (years[-1] - years[0]) * 0.14 or 1
    panel.set_xlim(years[0] - pad, years[-1] + pad)
    panel.set_yticks([])
    panel.set_xticks(
        [(first + last) / 2 for first, last in grouped],
        [str(first) if first == last else f"{first}{labels.EN_DASH}{str(last)[-2:]}" for first, last in grouped],
    )
    _head(panel, part, word, colour)


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


def _gap(panel: Axes, part: pd.DataFrame, start: int, end: int, size: float, colour: str) -> None:
    """Mark years without figures: a pale field that says so, and a dotted line across."""
    at = part.set_index("period")["value"] / size
    panel.axvspan(start + 0.4, end - 0.4, color=BAND, linewidth=0, zorder=0)
    panel.plot([start, end], [at[start], at[end]], color=colour, linestyle=(0, (0.1, 2.4)), linewidth=1.6, zorder=2)
    said = f"{start + 1}" if end - start == 2 else f"{start + 1}{labels.EN_DASH}{end - 1}"  # noqa: PLR2004 - one year missing
    if end - start > 3:  # noqa: PLR2004 - a narrower field has no room for words
        panel.annotate(
            f"no figures\n{said}",
            ((start + end) / 2, 0),
            (0, 8),
            textcoords="offset points",
            ha="center",
            va="bottom",
            color=GREY,
            fontsize=8.6,
            linespacing=1.15,
        )


def _label_points(panel: Axes, years: list[int], values: list[float]) -> None:
    """Label each point where no line runs: below a point that the line leaves upwards, else above it."""
    for i, (year, value) in enumerate(zip(years, values, strict=True)):
        rises = i + 1 < len(values) and values[i + 1] > value
        arrives = i > 0 and values[i - 1] < value
        below = rises and not arrives
        panel.annotate(
            labels.number(value),
            (year, value),
            (-6 if arrives and rises else 0, -7 if below else 1 if arrives and rises else 7),
            textcoords="offset points",
            ha="right" if arrives and rises else "center",
            va="top" if below else "bottom",
            color=INK,
            fontsize=10,
            fontweight="bold" if i == len(values) - 1 else "normal",
            zorder=5,
        )


def _head(panel: Axes, part: pd.DataFrame, word: str, colour: str) -> None:
    """Write the unit on the left and the change on the right of a panel's head."""
    row = part.iloc[-1]
    name = _unit(str(row["currency"]), int(row["end"]) if row["lens"] == "real" else None)
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
    room = panel.get_window_extent().width * POINTS / panel.figure.dpi
    beside = text_width(f"In {name}", 11, "bold") + text_width(change, 12, "bold") + 8 < room
    panel.annotate(
        change, (1, 1), (0, 19 if beside else 5), ha="right", fontsize=12, fontweight="bold", color=colour, **base
    )
