"""Rate: a year's daily exchange rates as a band, with their mean, the last of them, and the rate that a source implies.

It answers whether the two figures that a source printed for one fact go together at the rates of their year.
"""

from typing import Any, NamedTuple

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.layout.colours import BAND, GREY, INK, PALE, currency_colour
from tradeview.charts.layout.fonts import FAMILIES
from tradeview.charts.layout.hover import tell_marks
from tradeview.charts.layout.page import Drawing, Page, Size, collect_pandas, house_style, lay_out_page
from tradeview.charts.layout.placing import spread_labels
from tradeview.charts.layout.points import move_right, points_down
from tradeview.charts.layout.text import text_width
from tradeview.errors import MissingRateError, TradeTableError
from tradeview.periods import (
    Frequency,
    ends_of_span,
    frequency_of,
    is_stretch,
    months_of_span,
    split_period,
    unit_of,
)
from tradeview.sources.ecb import ECB, coverage, daily
from tradeview.table.engines import is_missing
from tradeview.table.series import span_of
from tradeview.words.captions import RATE_UNIT, list_sources, source_name
from tradeview.words.language import Language, choose_language, in_language
from tradeview.words.money import currency_name, currency_symbol, write_amount
from tradeview.words.numbers import count_places, format_number, tick_writer, write_decimal
from tradeview.words.periods import format_span, name_month
from tradeview.words.provenance import FROM_SOURCE, tell_mark, write_rate
from tradeview.words.templates import Plural, Template

BEYOND_ALL = {
    "above": Template(
        "Figures printed for {year} imply {rate} per {currency}, more than any daily rate of {whose} ({lowest} to "
        "{highest})",
        note="year: 2024, or January to August 2024; rate: RM4.62; currency: US$; whose: the year",
    ),
    "below": Template(
        "Figures printed for {year} imply {rate} per {currency}, less than any daily rate of {whose} ({lowest} to "
        "{highest})"
    ),
}
# By whether the rate is above or below the mean of its year and its end, or by its digits may be either.
TITLES = {
    ("above", "above"): Template(
        "Figures printed for {year} imply {rate} per {currency}, more than {whose:possessive} mean ({mean}) and its "
        "end ({end})",
        note="mean, end: of the daily rates of the year",
    ),
    ("below", "below"): Template(
        "Figures printed for {year} imply {rate} per {currency}, less than {whose:possessive} mean ({mean}) and its "
        "end ({end})"
    ),
    ("above", "below"): Template(
        "Figures printed for {year} imply {rate} per {currency}, between {whose:possessive} mean ({mean}) and its end "
        "({end})"
    ),
    ("below", "above"): Template(
        "Figures printed for {year} imply {rate} per {currency}, between {whose:possessive} end ({end}) and its mean "
        "({mean})"
    ),
    ("alike", "above"): Template(
        "Figures printed for {year} imply {rate} per {currency}, which may be {whose:possessive} mean ({mean}) and is "
        "more than its end ({end})",
        note="may be: the printed digits allow it",
    ),
    ("alike", "below"): Template(
        "Figures printed for {year} imply {rate} per {currency}, which may be {whose:possessive} mean ({mean}) and is "
        "less than its end ({end})"
    ),
    ("above", "alike"): Template(
        "Figures printed for {year} imply {rate} per {currency}, which may be {whose:possessive} end ({end}) and is "
        "more than its mean ({mean})"
    ),
    ("below", "alike"): Template(
        "Figures printed for {year} imply {rate} per {currency}, which may be {whose:possessive} end ({end}) and is "
        "less than its mean ({mean})"
    ),
    ("alike", "alike"): Template(
        "Figures printed for {year} imply {rate} per {currency}, which may be either {whose:possessive} mean ({mean}) "
        "or its end ({end})"
    ),
}
# What the mean, the end and the range of rates are of.
WHOSE = {
    "year": Template("the year"),
    "quarter": Template("the quarter"),
    "month": Template("the month"),
    "stretch": Template("the period", note="January to August, or a fiscal year"),
}
WITHIN = Template("The implied rate is within {whose:possessive} range.", note="from the lowest rate to the highest")
PARTLY_OUTSIDE = Template("The implied rate is partly outside {whose:possessive} range.", note="as above")
OUTSIDE = Template("The implied rate is outside {whose:possessive} range.", note="as above")
SUBTITLE = Plural(
    "{quote:capital} per {base}, {count} daily rate of {year}",
    "{quote:capital} per {base}, {count} daily rates of {year}",
    note="quote: ringgit; base: US dollar",
)
IMPLIED = Template("Implied: one fact printed in {quote} and in {base}, divided.", note="ringgit, US dollars")
IMPLIED_RANGE = Template(
    "Implied: one fact printed in {quote} and in {base}, divided; the printed digits allow {low} to {high} (band)."
)
DAYS = Template(
    "Grey: the range of {whose:possessive} days. Daily rates: crosses of the European Central Bank’s euro reference "
    "rates; mean and end are of these days."
)
ALT = Template(
    "Line chart of daily rates. {title}. First day {first}, last day {last}, lowest {lowest}, highest {highest}."
)
LABELS = {
    "highest": Template("{rate} highest"),
    "mean": Template("{rate} mean"),
    "end": Template("{rate} end", note="the last of a year"),
    "lowest": Template("{rate} lowest"),
    "implied": Template("{rate} implied", note="by figures that were printed"),
}

HEIGHT = 230  # points
FONT_SIZE, BESIDE, BEHIND = 9.2, 9, 3  # points; of the labels, from the plot to them, and white behind them
AIR = 0.06  # of the height from the lowest rate to the highest, left free below and above
QUARTERS, FEW_MONTHS = (1, 4, 7, 10), 6  # months that begin quarters; months up to which each is named


class YearOfRates(NamedTuple):
    """The rates of a chart: those of a year's days, what the year comes to, and the implied one with its range."""

    days: pd.DataFrame
    levels: dict[str, float]
    low: float
    high: float
    has_range: bool


@check_arguments
@in_language
def rate(
    implied: IntoFrame,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    bare: bool = False,
    ax: Axes | None = None,
    size: Size = "report",
    language: str | Language | None = None,
) -> Axes:
    """Draw the rate that a source implies against the ECB's daily rates of its year.

    Parameters
    ----------
    implied : frame
        One row of `tv.rates.implied`: `period` (with `months`, where these are not the whole of it), `base`, `quote`,
        `rate`, `low`, `high`, `source`.
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
        Days on x, units of `quote` per `base` on y (not from zero: it is a rate).

    Raises
    ------
    TradeTableError
        The frame has not exactly one row, or no rate in it.
    MissingRateError
        The ECB has not (nearly) all its days of that year, or of each of those months, for the pair.

    Examples
    --------
    >>> import tradeview as tv
    >>> ax = tv.charts.rate(tv.rates.implied(tv.load()))
    >>> print(tv.charts.drawing(ax).title)
    Figures printed for 2024 imply RM4.62 per US$, more than the year’s mean (4.57) and its end (4.47)
    """
    frame = collect_pandas(implied, "period", "base", "quote", "rate", "source")
    if len(frame) != 1 or frame["rate"].isna().any():
        raise TradeTableError(
            "this chart shows one implied rate", f"{len(frame)} rows", "filter tv.rates.implied to one"
        )
    row = frame.iloc[0]
    rates = _collect_rates(row)
    labels = {name: LABELS[name].fill(rate=write_decimal(level, 3)) for name, level in rates.levels.items()}
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size, language=choose_language(language))
    with house_style():
        drawn = describe_rate(row, rates)
        beside = max(text_width(label, FONT_SIZE, "bold") for label in labels.values()) + BESIDE + BEHIND
        ax = lay_out_page(drawn, page, height=HEIGHT, left=22, right=beside, head=8, foot=20)
        _draw_rates(ax, row, rates)
        _label_levels(ax, rates.levels, labels, currency_colour(str(row["quote"])))
    return ax


def _collect_rates(row: "pd.Series[Any]") -> YearOfRates:
    """Collect the ECB's rates of a period's days, and what is marked at the right edge."""
    base, quote, span = row["base"], row["quote"], span_of(row)
    days = daily(base=base, quote=quote)
    first, after = _first_days(span)
    days = days[days["date"].between(first, after, inclusive="left")].reset_index(drop=True)
    # A mean of two months looks like any other: the ECB has no roubles after 1 March 2022.
    if not _has_all_days(base, quote, span):
        raise MissingRateError(
            f"all daily rates of {base} and {quote} in {format_span(span)}",
            f"{len(days)} days at the ECB",
            "choose a year, or months, that the ECB quotes as a whole",
        )
    values = days["rate"]
    levels = {
        "highest": values.max(),
        # Of the days' rates per unit: its inverse is not the mean of the inverse rates.
        "mean": values.mean(),
        "end": values.iloc[-1],
        "lowest": values.min(),
        "implied": row["rate"],
    }
    low, high = row.get("low"), row.get("high")
    if is_missing(low) or is_missing(high):
        return YearOfRates(days, levels, row["rate"], row["rate"], has_range=False)
    return YearOfRates(days, levels, float(low), float(high), has_range=True)


def _first_days(span: int) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first day of a span, and the first one after it."""
    first, last = (split_period(month) for month in ends_of_span(span))
    return pd.Timestamp(*first, 1), pd.Timestamp(*last, 1) + pd.offsets.MonthBegin()


def _has_all_days(base: str, quote: str, span: int) -> bool:
    """Tell whether the ECB has (nearly) all its days of a period, or of each month of a stretch, for a pair."""
    frequency: Frequency = "M" if is_stretch(span) else frequency_of(span)
    covered = coverage(base=base, quote=quote, frequency=frequency)
    whole = set(covered.loc[covered["whole"], "period"])
    asked = months_of_span(span) if is_stretch(span) else [span]
    return whole.issuperset(asked)


def describe_rate(row: "pd.Series[Any]", rates: YearOfRates) -> Drawing:
    """Say where the implied rate lies among those of its year."""
    span = span_of(row)
    base, quote, year = str(row["base"]), str(row["quote"]), format_span(span)
    whose = WHOSE["stretch" if is_stretch(span) else unit_of(span)].fill()
    levels, low, high = rates.levels, rates.low, rates.high
    # Both ends of what the digits allow are asked: a range may reach beyond the year's on one side alone.
    within = PARTLY_OUTSIDE
    if levels["lowest"] <= low and high <= levels["highest"]:
        within = WITHIN
    elif high < levels["lowest"] or low > levels["highest"]:
        within = OUTSIDE
    said = {"year": year, "currency": currency_symbol(base), "whose": whose}
    title = _make_title(rates, rate=write_amount(format_number(row["rate"]), quote), **said)
    days = rates.days
    subtitle = SUBTITLE.fill(count=len(days), quote=currency_name(quote), base=currency_name(base, one=True), year=year)
    names = {"quote": currency_name(quote), "base": currency_name(base)}
    implied = IMPLIED.fill(**names)
    if rates.has_range:
        implied = IMPLIED_RANGE.fill(low=write_decimal(low, 3), high=write_decimal(high, 3), **names)
    sources = list_sources([source_name(row["source"]), source_name(ECB)])
    alt = ALT.fill(
        title=title,
        first=write_decimal(days["rate"].iloc[0], 3),
        last=write_decimal(levels["end"], 3),
        lowest=write_decimal(levels["lowest"], 3),
        highest=write_decimal(levels["highest"], 3),
    )
    return Drawing(
        title,
        subtitle,
        (f"{implied} {within.fill(whose=whose)} {DAYS.fill(whose=whose)}", sources),
        alt,
        _tabulate_rates(rates),
    )


def _make_title(rates: YearOfRates, **said: str) -> str:
    """Say where the implied rate lies: beyond all daily rates, or beside their mean and their last."""
    levels = {name: format_number(level) for name, level in rates.levels.items()}
    against_lowest, against_highest = (_compare_with(rates.levels[name], rates) for name in ("lowest", "highest"))
    if against_lowest == "below" or against_highest == "above":
        template = BEYOND_ALL["below" if against_lowest == "below" else "above"]
        return template.fill(lowest=levels["lowest"], highest=levels["highest"], **said)
    against = _compare_with(rates.levels["mean"], rates), _compare_with(rates.levels["end"], rates)
    return TITLES[against].fill(mean=levels["mean"], end=levels["end"], **said)


def _compare_with(level: float, rates: YearOfRates) -> str:
    """Tell whether the implied rate is above or below a level; alike where the level lies in its range."""
    if rates.low > level:
        return "above"
    if rates.high < level:
        return "below"
    return "alike"


def _tabulate_rates(rates: YearOfRates) -> pd.DataFrame:
    """Return what is drawn: the levels, which have no date, and the rates of the days."""
    levels = dict(rates.levels)
    if rates.has_range:
        levels |= {"implied_low": rates.low, "implied_high": rates.high}
    marked = pd.DataFrame({"series": list(levels), "date": "", "rate": list(levels.values())})
    dates = rates.days["date"].dt.strftime("%Y-%m-%d")
    daily_rates = pd.DataFrame({"series": "daily", "date": dates, "rate": rates.days["rate"]})
    return pd.concat([marked, daily_rates], ignore_index=True)


def _draw_rates(ax: Axes, row: "pd.Series[Any]", rates: YearOfRates) -> None:
    """Draw the rates of the days on the band of their range, and across it the mean and the implied rate."""
    colour = currency_colour(str(row["quote"]))
    days, levels = rates.days, rates.levels
    ax.axhspan(levels["lowest"], levels["highest"], color=BAND, linewidth=0, zorder=0)
    if rates.has_range:
        ax.axhspan(rates.low, rates.high, color=colour, alpha=0.35, linewidth=0, zorder=1)
    implied = ax.axhline(row["rate"], color=colour, linewidth=1.4, zorder=2)
    unit = RATE_UNIT.fill(quote=currency_symbol(str(row["quote"])), base=currency_symbol(str(row["base"])))
    said = write_rate(row["rate"], unit, "implied", row["source"])
    tell_marks(implied, [tell_mark(format_span(span_of(row)), said, [])])
    ax.axhline(levels["mean"], color=INK, linewidth=1.1, linestyle=(0, (4, 2)), zorder=2)
    (daily_line,) = ax.plot(days["date"], days["rate"], color=GREY, linewidth=1.3, zorder=3)
    tell_marks(daily_line, [FROM_SOURCE.fill(source=source_name(ECB))])
    ax.plot(days["date"].iloc[-1], levels["end"], marker="o", markersize=5, color=GREY, zorder=4, clip_on=False)
    first, after = _first_days(span_of(row))
    ends: list[Any] = [first, after - pd.Timedelta(days=1)]
    ax.set_xlim(*ends)
    # Not from zero: a rate is no amount, and its changes within a year would be flat.
    bottom = min(levels["lowest"], row["rate"], rates.low)
    top = max(levels["highest"], row["rate"], rates.high)
    ax.set_ylim(bottom - AIR * (top - bottom), top + AIR * (top - bottom))
    months = len(months_of_span(span_of(row)))
    ax.xaxis.set_major_locator(mdates.MonthLocator(bymonth=None if months <= FEW_MONTHS else QUARTERS))
    # Dates as matplotlib formats them would follow the locale of the process.
    names = {month: name_month(month, short=True) for month in range(1, 13)}  # now: drawing is later
    ax.xaxis.set_major_formatter(lambda day, _: names[mdates.num2date(day).month])
    ax.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10]))
    ax.yaxis.set_major_formatter(tick_writer(places=count_places(ax.get_yticks())))
    # Ticks are made when the figure is drawn, outside the house style.
    ax.tick_params(axis="both", labelfontfamily=list(FAMILIES))
    ax.tick_params(axis="y", pad=2)


def _label_levels(ax: Axes, levels: dict[str, float], labels: dict[str, str], colour: str) -> None:
    """Write each level at the right edge, moved apart where they would touch, with a line to where it belongs."""
    height = points_down(ax)
    bottom, top = ax.get_ylim()
    room = FONT_SIZE * 1.25 / height * (top - bottom)
    names = sorted(levels, key=lambda name: levels[name])
    heights = spread_labels([levels[name] for name in names], [room] * len(names), bottom, top)
    colours, weights = {"implied": colour, "mean": INK}, {"implied": "bold"}
    for name, up in zip(names, heights, strict=True):
        ax.annotate(
            labels[name], (1, levels[name]), (1, up), xycoords=("axes fraction", "data"),
            textcoords=move_right(ax, ax.get_yaxis_transform(), BESIDE), annotation_clip=False,
            va="center", ha="left",
            fontsize=FONT_SIZE, color=colours.get(name, GREY), fontweight=weights.get(name, "normal"),
            arrowprops={"arrowstyle": "-", "color": PALE, "linewidth": 0.7, "shrinkA": 1, "shrinkB": 0},
        )  # fmt: skip
