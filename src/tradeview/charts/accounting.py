"""Accounting: the bridge from one period's value to another's, in real growth, prices and the exchange rate.

Log points add up where percentages do not, so the bars are in log points; beside each stands its change in per cent
alone. Log points, and the factors that multiply to the whole, are in the data behind the chart.
"""

import math
import re
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.layout.colours import GREY, INK, REAL, currency_colour
from tradeview.charts.layout.highlight import Highlight, Highlighted, choose_highlighted
from tradeview.charts.layout.hover import tell_marks
from tradeview.charts.layout.page import BEHIND, Drawing, Page, Size, collect_pandas, house_style, lay_out_page
from tradeview.charts.layout.points import points_across, write_label
from tradeview.charts.layout.text import text_width
from tradeview.charts.spans import refuse_odd_months
from tradeview.errors import TradeTableError
from tradeview.periods import is_stretch, span_in_period
from tradeview.table.engines import is_missing
from tradeview.table.series import span_of
from tradeview.words.captions import RATE_UNIT, describe_rate_source, list_sources, source_name
from tradeview.words.language import Language, choose_language, in_language
from tradeview.words.money import currency_name, currency_symbol, format_amount
from tradeview.words.names import flow_name, series_name
from tradeview.words.numbers import Changing, describe_change, format_number, format_percent
from tradeview.words.periods import format_earlier_span, format_span
from tradeview.words.provenance import MARK, facts_of_origin, tell_mark, write_rate
from tradeview.words.templates import Arrangement, Template, join_clauses

TITLE = Template(
    "{series:capital} in {currency} from {start} to {end}: {total}, with real {flow} {real}, {index} {price} "
    "and the {base} {exchange_rate}",
    note="total, real, price, exchange_rate: up 30%, down 14%, or hardly changed; index: a price index",
)
TITLE_OF_STRETCHES = Template(
    "{series:capital} in {currency}, {end} on {earlier}: {total}, with real {flow} {real}, {index} {price} "
    "and the {base} {exchange_rate}",
    note="end, earlier: January to August 2024, the same months of 2023; total, real …: as in the title of periods",
)
SUBTITLE = Template(
    "From {first} in {start} to {last} in {end}. Bars, on a logarithmic scale, add up where percentages do not",
    note="first, last: amounts",
)
REAL_BAR = Template("Real {flow}, in {currency} of {period}", note="flow: trade, or exports; currency: US dollars")
PRICE_BAR = Template("Prices: {index}", note="index: name of a price index")
EXCHANGE_BAR = Template("{currency:capital} per {base}", note="ringgit per US dollar")
TOTAL_BAR = Template("All together, in {currency}")
NAMED_BAR = Arrangement("{bar}: {log_points}", note="bar: the name of a bar; log_points: a number")
HOW_REAL = Template(
    "Real: figures in {currency}, deflated by {deflator}, not by the prices of the goods traded.",
    note="deflator: name of a price index",
)
RATES = Template(
    "{quote} per {base}: {first_rate} in {start} ({first_kind}), {last_rate} in {end} ({last_kind}).",
    note="quote, base: RM, US$; first_kind, last_kind: the year’s mean of a source",
)
ALT = Template(
    "Bridge chart of bars in log points. {title}. {bars}. {first} in {start}, {last} in {end}.",
    note="bars: names of bars with their log points; first, last: amounts",
)

ROW, TALL_ROW, BAR = 32, 44, 0.5  # points of a row, with its label beside or above the bar; the share of it that is bar
FONT_SIZE, GAP = 9.5, 10  # points
PRICES, EXCHANGE = "#333E49", "#B8C1CB"  # apart from the others in greyscale, too
PARTS = ("real", "price", "exchange_rate")
SHOWN = ("total", *PARTS)
CHANGE_OF: dict[str, Changing] = {"total": "trade", "real": "trade", "price": "prices", "exchange_rate": "currency"}


@check_arguments
@in_language
def accounting(
    split: IntoFrame,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    highlight: Highlight = None,
    bare: bool = False,
    ax: Axes | None = None,
    size: Size = "report",
    language: str | Language | None = None,
) -> Axes:
    """Draw the result of `tv.growth_accounting` for one series as a bridge.

    Parameters
    ----------
    split : frame
        One row of `tv.growth_accounting`.
    title, subtitle : str, optional
        Words of your own in the place of those that are made from the numbers; "" leaves them out.
    highlight : str or collection of str, optional
        Parts of the change: `real`, `price`, `exchange_rate`, `total`: what is highlighted is in colour, all else grey.
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
    keys = ("start", "end", "reporter", "partner", "flow", "commodity_code")
    frame = collect_pandas(split, *keys, *SHOWN, numbers=("start", "end", *SHOWN))
    if len(frame) != 1:
        raise TradeTableError(
            "a bridge shows one series", f"{len(frame)} rows", "filter the result of growth_accounting to one"
        )
    refuse_odd_months(frame.assign(period=frame["end"]))
    row = frame.iloc[0]
    data = _bridge_bars(row)
    labels = dict(zip(data["part"], data["label"], strict=True))
    highlighted = choose_highlighted(highlight, labels, "a part of the change")
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size, language=choose_language(language))
    with house_style():
        drawn = describe_accounting(row, data)
        row_height, gutter = float(TALL_ROW), 0.0
        if not page.is_narrow:
            row_height = ROW
            gutter = max(text_width(label, FONT_SIZE, "bold") for label in data["label"]) + GAP
        height = row_height * len(data)
        ax = lay_out_page(drawn, page, height=height, left=gutter, head=8, foot=2)
        _draw_bridge(ax, row, data, gutter, highlighted)
    return ax


def _bridge_bars(row: "pd.Series[Any]") -> pd.DataFrame:
    """Return the bars of the bridge, in log points.

    `part`, `label`; `log_points`: how long the bar is; `factor`: what it stands for; `start`: where the bar begins.
    """
    own, base = str(row["currency"]), str(row["base_currency"])
    end = format_span(_spans_of_ends(row)[1])
    labels = {
        "real": REAL_BAR.fill(
            flow=flow_name(str(row["flow"]), coverage=row.get("coverage")), currency=currency_name(base), period=end
        ),
        "price": PRICE_BAR.fill(index=_name_price_index(row)),
        "exchange_rate": EXCHANGE_BAR.fill(currency=currency_name(own, one=True), base=currency_name(base, one=True)),
        "total": TOTAL_BAR.fill(currency=currency_name(own)),
    }
    logs = [row[part] for part in labels]
    data = pd.DataFrame({"part": list(labels), "label": list(labels.values())})
    # Log points add up over the parts, as percentages do not; factors multiply.
    data["log_points"] = [100 * log for log in logs]
    data["factor"] = [math.exp(log) for log in logs]
    data["start"] = [0.0, *data["log_points"].iloc[:2].cumsum(), 0.0]
    return data


def _spans_of_ends(row: "pd.Series[Any]") -> tuple[int, int]:
    """Return the spans that are compared: periods, or the months of two years, which `months` says of the last."""
    end = span_of({"period": row["end"], "months": row.get("months")})
    return span_in_period(end, int(row["start"])), end


def describe_accounting(row: "pd.Series[Any]", data: pd.DataFrame) -> Drawing:
    """Say by what each part changed, what "real" means, and at which rates."""
    own, base = str(row["currency"]), str(row["base_currency"])
    start, end = _spans_of_ends(row)
    ends = {"start": format_span(start), "end": format_span(end)}
    amounts = {"first": format_amount(row["start_value"], own), "last": format_amount(row["end_value"], own)}
    template, when = TITLE, ends
    if is_stretch(end):
        template, when = TITLE_OF_STRETCHES, {"earlier": format_earlier_span(start, end), "end": ends["end"]}
    title = template.fill(
        series=series_name(row),
        currency=currency_name(own),
        flow=flow_name(str(row["flow"]), coverage=row.get("coverage")),
        index=_name_price_index(row),
        base=currency_name(base, one=True),
        **when,
        **_describe_changes(row, data),
    )
    real = HOW_REAL.fill(currency=currency_name(base), deflator=str(row["deflator"]))
    rates = RATES.fill(
        quote=currency_symbol(own),
        base=currency_symbol(base),
        first_rate=format_number(row["start_rate"], 4),
        first_kind=describe_rate_source(row["start_rate_kind"], row["start_rate_source"], start),
        last_rate=format_number(row["end_rate"], 4),
        last_kind=describe_rate_source(row["end_rate_kind"], row["end_rate_source"], end),
        **ends,
    )
    keys = ("start_source", "end_source", "start_rate_source", "end_rate_source", "deflator_source")
    names = dict.fromkeys(source_name(row.get(key)) for key in keys)
    caption = (f"{real} {rates}", list_sources(list(names)))
    named = zip(data["label"], data["log_points"], strict=True)
    bars = join_clauses(NAMED_BAR.fill(bar=label, log_points=format_number(points)) for label, points in named)
    alt = ALT.fill(title=title, bars=bars, **amounts, **ends)
    return Drawing(title, SUBTITLE.fill(**amounts, **ends), caption, alt, data)


def _name_price_index(row: "pd.Series[Any]") -> str:
    """Name the price index by its first words: without its base and coverage."""
    # As in "US CPI-U, all items (1982-84 = 100)".
    return re.sub(r"\s*[,(].*$", "", str(row["deflator"]))


def _describe_changes(row: "pd.Series[Any]", data: pd.DataFrame) -> dict[str, str]:
    """Say the change of each part; where its sign flips within the figures' range, that it hardly changed."""
    changes: dict[str, str] = {}
    for part, factor in zip(data["part"], data["factor"], strict=True):
        # The bounds of the split are logarithms of factors; a change is a factor less one.
        low, high = row.get(f"{part}_low"), row.get(f"{part}_high")
        lowest = math.nan if is_missing(low) else math.expm1(low)
        highest = math.nan if is_missing(high) else math.expm1(high)
        changes[part] = describe_change(factor - 1, lowest, highest, CHANGE_OF[part])
    return changes


def _facts_of_part(row: "pd.Series[Any]", part: str) -> list[str]:
    """Say what stands behind a bar: the amounts of both ends, their rates, the price index."""
    own, base = str(row["currency"]), str(row["base_currency"])
    if part == "price":
        return [str(row["deflator"]), *facts_of_origin({"source": row.get("deflator_source")})]
    facts = []
    for end, span in zip(("start", "end"), _spans_of_ends(row), strict=True):
        if part == "exchange_rate":
            unit = RATE_UNIT.fill(quote=currency_symbol(own), base=currency_symbol(base))
            rate = write_rate(row[f"{end}_rate"], unit, row[f"{end}_rate_kind"], row[f"{end}_rate_source"])
            facts.append(MARK.fill(what=format_span(span), amount=rate))
        elif part == "total":
            amount = format_amount(row[f"{end}_value"], own)
            facts.append(MARK.fill(what=format_span(span), amount=amount))
            facts += facts_of_origin({"source": row.get(f"{end}_source")})
    return facts


def _draw_bridge(ax: Axes, row: "pd.Series[Any]", data: pd.DataFrame, gutter: float, highlighted: Highlighted) -> None:
    """Draw the bars from the top down, each from where the one before it ends, with its label and its change."""
    colours = {"real": REAL, "price": PRICES, "exchange_rate": EXCHANGE, "total": currency_colour(str(row["currency"]))}
    if highlighted.codes:  # prices and exchange rates are grey by themselves
        colours |= dict.fromkeys(("price", "exchange_rate"), currency_colour(str(row["currency"])))
    bars = list(data.itertuples())
    middle, label_up = 0.5, 0.0  # of a row
    if not gutter:  # the label stands above its bar
        middle, label_up = 0.3, 0.42
    ax.set_ylim(0, len(bars))
    _set_width(ax, data)
    ax.set_axis_off()
    for number, bar in enumerate(bars):
        y = len(bars) - 1 - number + middle
        end = bar.start + bar.log_points
        colour = highlighted.colour(bar.part, colours[bar.part])
        (drawn,) = ax.barh(y, bar.log_points, BAR, left=bar.start, color=colour, linewidth=0)
        tell_marks(drawn, [tell_mark(bar.label, format_percent(bar.factor - 1), _facts_of_part(row, bar.part))])
        weight = "bold" if bar.part == "total" else "normal"
        ink = highlighted.colour(bar.part, INK, GREY)
        look: dict[str, Any] = {"color": ink, "fontweight": weight, "fontsize": FONT_SIZE, "bbox": BEHIND}
        write_label(ax, format_percent(bar.factor - 1), (max(bar.start, end), y), (6, 0), **look)
        write_label(ax, bar.label, (0, y + label_up), (-gutter, 0), coords=("axes fraction", "data"), **look)
        if bar.part != "total":  # the next bar starts where this one ends
            ax.vlines(end, y - 1 + BAR / 2, y - BAR / 2, color=GREY, linewidth=0.8, zorder=1)
    ax.vlines(0, 0, len(bars), color=INK, linewidth=0.9, zorder=1)


def _set_width(ax: Axes, data: pd.DataFrame) -> None:
    """Leave room right of the bars for their changes."""
    ends = data["start"] + data["log_points"]
    low, high = min(0.0, ends.min()), max(0.0, ends.max())
    length = high - low
    if length == 0:
        length = 1  # an axis of nothing has none
    changes = [format_percent(factor - 1) for factor in data["factor"]]
    room = max(text_width(change, FONT_SIZE, "bold") for change in changes) + GAP
    across = points_across(ax)
    ax.set_xlim(low, high + length * room / max(across - room, across / 4))
