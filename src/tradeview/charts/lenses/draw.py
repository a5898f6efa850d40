"""Lenses: the same trade in two currencies and at constant prices, side by side.

Three panels, each from zero and each in its own unit, so that nobody compares heights across them: what is compared is
the change, which stands in each panel's head. Neighbouring years are joined by a solid line, a gap by a dotted one.
"""

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.analysis.growth import growth
from tradeview.arguments import check_arguments
from tradeview.charts.layout.colours import REAL, currency_colour
from tradeview.charts.layout.page import REPORT_PAGE, Page, Size, collect_pandas, house_style, lay_out_page
from tradeview.charts.lenses.panel import PANEL, PANEL_GAP, draw_panel
from tradeview.charts.lenses.words import describe_lenses
from tradeview.charts.spans import refuse_unlike
from tradeview.errors import TradeTableError
from tradeview.money.conversion import convert, deflate, order_of_currencies, prefer_checked
from tradeview.table.schema import BALANCE, NEEDED, wrap_trade_table
from tradeview.table.series import span_of
from tradeview.words.language import Language, choose_language, in_language


@check_arguments
@in_language
def lenses(
    trade: IntoFrame,
    *,
    currency: str,
    base_currency: str,
    rates: IntoFrame,
    deflator: IntoFrame | None = None,
    start: int,
    end: int,
    title: str | None = None,
    subtitle: str | None = None,
    bare: bool = False,
    ax: Axes | None = None,
    size: Size = "report",
    language: str | Language | None = None,
) -> Axes:
    """Draw one series in `base_currency`, in `currency` and in `base_currency` at the prices of `end`.

    Parameters
    ----------
    trade : frame
        A trade table of one series, of whole periods or of the same `months` of years, before `prefer` and `convert`:
        what was printed in a currency is drawn as printed.
    currency, base_currency : str
        ISO 4217 codes; constant prices are those of `base_currency`.
    rates : frame
        A rate table for the figures printed in one currency only, or in neither.
    deflator : frame, optional
        A deflator of `base_currency`; without one there is no panel at constant prices.
    start, end : int
        The two periods whose change the title tells; constant prices are those of `end`, of parts of years those of the
        same months.
    title, subtitle : str, optional
        Words of your own in the place of those that are made from the numbers; "" leaves them out.
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
        The axes that carry the title and caption; its child axes are the panels, three, or two without a deflator.

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
    Malaysia–Russia trade from 2007 to 2024: up 30% in US dollars, up 75% in ringgit and down 14% in US dollars of 2024
    """
    if currency == base_currency:
        raise TradeTableError("lenses are of two currencies", f"{currency} twice", "name another `currency`")
    native = collect_pandas(trade, *NEEDED)
    refuse_unlike(native, "lenses")
    # What a document prints in a currency is preferred to what a rate makes of another: the two seldom agree.
    table = wrap_trade_table(native)
    printed_base = prefer_checked(table, *order_of_currencies(base_currency, currency)).to_native()
    printed_other = prefer_checked(table, *order_of_currencies(currency, base_currency)).to_native()
    base = convert(printed_base, to=base_currency, rates=rates)
    measures = {"base": base, "currency": convert(printed_other, to=currency, rates=rates)}
    if deflator is not None:
        measures["real"] = deflate(base, deflator=deflator, base_period=_base_of_prices(native, end))
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size, language=choose_language(language))
    return draw_lenses(measures, (base_currency, currency), start, end, page)


def _base_of_prices(native: pd.DataFrame, end: int) -> int:
    """Return the span at whose prices a series that ends with `end` is drawn: the same months of that year."""
    ends = native[native["period"] == end]
    return end if ends.empty else span_of(ends.iloc[0])


def draw_lenses(
    measures: dict[str, pd.DataFrame],
    currencies: tuple[str, str],
    start: int,
    end: int,
    page: Page = REPORT_PAGE,
    *,
    validate: bool = True,
) -> Axes:
    """Draw what `lenses` draws, of a series that is converted and deflated: `base`, `currency` and, if any, `real`.

    Without `validate` its figures are known to be comparable.
    """
    base_currency, currency = currencies
    parts = []
    for lens, frame in measures.items():
        parts.append(growth_between(frame, start, end, validate=validate).assign(lens=lens))
    data = pd.concat(parts, ignore_index=True)
    stacked = page.is_narrow
    count = len(measures)
    height = PANEL * count + PANEL_GAP * (count - 1) if stacked else PANEL
    with house_style():
        beyond = max(PANEL_GAP / 2 - page.edge, 0)  # labels of the outer panels reach over these
        drawn = describe_lenses(data, start, end)
        ax = lay_out_page(drawn, page, height=height, left=beyond, right=beyond, head=2, foot=2)
        ax.set_axis_off()
        # Of two currencies the base is the darker one, in greyscale too; beside dollars it is not, which are dark.
        colours = (currency_colour(base_currency, base=currency != "USD"), currency_colour(currency), REAL)
        for number, (lens, colour) in enumerate(zip(measures, colours[:count], strict=True)):
            draw_panel(ax, data[data["lens"] == lens], (number, count), colour, stacked=stacked)
    return ax


def growth_between(frame: pd.DataFrame, start: int, end: int, *, validate: bool = True) -> pd.DataFrame:
    """Add the change from `start` to `end` (`since_start`, `_low`, `_high`) to every row of one series."""
    if start >= end:
        raise TradeTableError("lenses go from one period to a later one", f"{start} to {end}", "name the earlier first")
    refuse_unlike(frame, "lenses")
    if (frame["flow"] == BALANCE).any():
        raise TradeTableError(
            "lenses show growth", f"`{BALANCE}`, which may change its sign", "draw exports or imports"
        )
    # Of the two alone, the previous period of the end is the start, whatever lies between them.
    ends = growth(frame[frame["period"].isin([start, end])], validate=validate)
    if set(frame["period"]) < {start, end} or len(ends) != 2:
        raise TradeTableError(
            f"lenses need one series with figures for {start} and {end}",
            f"{len(ends)} such figures; periods {', '.join(str(period) for period in sorted(set(frame['period'])))}",
            "name two periods that it has, or filter to one series",
        )
    last = ends.sort_values("period").iloc[-1]
    if pd.isna(last["growth"]):
        raise TradeTableError(
            f"lenses need growth of one series from {start} to {end}",
            "two series (flow, commodity, classification or valuation differ), or a figure of zero to start from",
            "filter to one series, or name another start",
        )
    return frame.sort_values("period").assign(
        start=start,
        end=end,
        since_start=last["growth"],
        since_start_low=last["growth_low"],
        since_start_high=last["growth_high"],
    )
