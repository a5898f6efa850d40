"""Lenses: the same trade in two currencies and at constant prices, side by side.

Three panels, each from zero and each in its own unit, so that nobody compares heights across them: what is compared is
the change, which stands in each panel's head. Neighbouring years are joined by a solid line, a gap by a dotted one.
"""

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.analysis.growth import growth
from tradeview.charts.layout.colours import REAL, currency_colour
from tradeview.charts.layout.page import Drawing, Size, house_style, lay_out_page, pandas_of
from tradeview.charts.lenses.panel import PANEL, PANEL_GAP, draw_panel
from tradeview.errors import TradeTableError
from tradeview.money.conversion import convert, deflate, prefer
from tradeview.table.schema import NEEDED
from tradeview.words import captions
from tradeview.words.money import currency_name, format_money
from tradeview.words.names import series_name, trade_name
from tradeview.words.numbers import NARROW_SPACE, describe_change, format_number
from tradeview.words.periods import format_period, format_periods
from tradeview.words.templates import capitalise, list_words

STACKED = "phone"
DRAWN = (
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
)  # what goes into the data behind the chart
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
    if currency == base_currency:
        raise TradeTableError("lenses are of two currencies", f"{currency} twice", "name another `currency`")
    native = pandas_of(trade, *NEEDED)
    base = convert(prefer(native, currency=base_currency), to=base_currency, rates=rates)
    other = convert(prefer(native, currency=currency), to=currency, rates=rates)
    real = deflate(base, deflator=deflator, base_period=end)
    measures = {"base": base, "currency": other, "real": real}
    return draw_lenses(measures, (base_currency, currency), start, end, ax=ax, size=size)


def draw_lenses(
    measures: dict[str, pd.DataFrame],
    currencies: tuple[str, str],
    start: int,
    end: int,
    *,
    ax: Axes | None = None,
    size: Size = "report",
    validate: bool = True,
) -> Axes:
    """Draw what `lenses` draws, of a series that is converted and deflated: `base`, `currency` and `real`.

    Without `validate` its figures are known to be comparable.
    """
    base_currency, currency = currencies
    grown = {lens: growth_between(frame, start, end, validate=validate) for lens, frame in measures.items()}
    data = pd.concat([frame.assign(lens=lens) for lens, frame in grown.items()], ignore_index=True)
    with house_style():
        drawn = _words(data, base_currency, currency, start, end)
        stacked = size == STACKED and ax is None
        ax = lay_out_page(
            drawn, ax=ax, size=size, height=PANEL * 3 + PANEL_GAP * 2 if stacked else PANEL, head=2, foot=2
        )
        ax.set_axis_off()
        colours = (currency_colour(base_currency, base=currency != "USD"), currency_colour(currency), REAL)
        for number, (lens, colour) in enumerate(zip(measures, colours, strict=True)):
            draw_panel(ax, data[data["lens"] == lens], number, colour, stacked=stacked)
    return ax


def growth_between(frame: pd.DataFrame, start: int, end: int, *, validate: bool = True) -> pd.DataFrame:
    """Add the change from `start` to `end` (`since_start`, `_low`, `_high`) to every row of one series."""
    if start >= end:
        raise TradeTableError("lenses go from one period to a later one", f"{start} to {end}", "name the earlier first")
    ends = growth(frame[frame["period"].isin([start, end])], validate=validate)
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
    return currency_name(currency) + (f" of {format_period(base_period)}" if base_period else "")


def _words(data: pd.DataFrame, base_currency: str, currency: str, start: int, end: int) -> Drawing:
    changes = data.drop_duplicates("lens").set_index("lens")
    units = {"base": _unit(base_currency), "currency": _unit(currency), "real": _unit(base_currency, end)}
    said = [
        f"{describe_change(row['since_start'], row['since_start_low'], row['since_start_high'])} in {units[str(lens)]}"
        for lens, row in changes.iterrows()
    ]
    first = data.iloc[0]
    trade = trade_name(first)
    when = f"from {format_period(start)} to {format_period(end)}"
    title = f"{series_name(first)} {when}: {', '.join(said)}"
    what = trade.replace("trade", "total trade (exports plus imports)")
    what = capitalise(what)
    years = list_words(format_periods(data["period"]))
    subtitle = f"{what} in {years}; each panel from zero, in its own unit"
    parts = [data[data["lens"] == lens] for lens in ("base", "currency", "real")]
    ends = [
        f"{units[lens]}: {_amount(part, start)} in {format_period(start)}, {_amount(part, end)} in {format_period(end)}"
        for lens, part in zip(("base", "currency", "real"), parts, strict=True)
    ]
    alt = f"Three line charts of the same trade. {title}. {'. '.join(ends)}."
    return Drawing(title, subtitle, _caption(data, parts), alt, data[[name for name in DRAWN if name in data]])


def _caption(data: pd.DataFrame, parts: list[pd.DataFrame]) -> tuple[str, ...]:
    """Say how money was converted and deflated, what is missing, and whose the figures are."""
    notes = [
        captions.describe_conversions(parts[0]),
        captions.describe_conversions(parts[1]),
        captions.describe_deflation(parts[2]),
        captions.describe_gaps([int(value) for value in parts[0]["period"]]),
        _range_note(data),
        captions.name_compilers(parts[0]),
    ]
    named = captions.name_sources(parts[0], parts[1], also=captions.conversion_sources(*parts))
    return " ".join(note for note in notes if note), named


def _amount(part: pd.DataFrame, period: int) -> str:
    row = part[part["period"] == period].iloc[0]
    return format_money(row["value"], row["currency"])


def _range_note(data: pd.DataFrame) -> str:
    if not {"low", "high"} <= set(data):
        return "The table states no ranges."
    some = data[data["value"] > 0]
    widest = ((some["high"] - some["low"]) / 2 / some["value"]).max()
    if pd.isna(widest):
        return "The table states no ranges."
    without = sorted({int(period) for period in data.loc[data["low"].isna() | data["high"].isna(), "period"]})
    rest = f" No range stated: {', '.join(format_periods(without))}." if without else ""
    most = f"±{format_number(100 * widest, 1)}{NARROW_SPACE}% at most"
    allowed = f"what the printed digits allow, {most}"
    unseen = f"The digits as printed allow {most}: too little to see."
    return (f"Whiskers: {allowed}." if widest > VISIBLE else unseen) + rest
