"""Native charts: those that an office program draws itself, from numbers that its user can change.

What is bars or lines is one: its categories, its series and their numbers are exactly what the chart of the report
draws, told by the columns of the data behind it. What is more than that (panels of unlike units, marks that say how
sure a figure is, daily rates with their range) stays a picture, since an office program would lose what it says.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from typing import Literal

import numpy as np
import pandas as pd

from tradeview.charts.labels import name_product, shorten_name
from tradeview.charts.layout.colours import GREY, INK, PAIR_COLOURS, PALE, REAL, SERIES_COLOURS, currency_colour
from tradeview.charts.layout.text import plain_text
from tradeview.periods import periods_through
from tradeview.table.engines import is_missing
from tradeview.words.money import name_money
from tradeview.words.names import FLOWS, plain_name
from tradeview.words.numbers import MINUS, choose_scale, format_percent
from tradeview.words.periods import format_period
from tradeview.words.templates import Arrangement, Template, capitalise

Form = Literal["bars", "lines"]
BALANCE_LINE = Template("Balance", note="exports less imports; names a line of a chart")
LOG_POINTS = Template("log points", note="what the bars of growth accounting measure: −14.9 log points")
PART_AND_CHANGE = Arrangement("{part}: {change}", note="part: real trade, prices; change: +51%")
SHARE_OF_FLOW = Template("Share of the flow", note="exports or imports; what the bars of a chart measure")
INDEX = Template("Index, {period} is 100", note="period: 2007; what the lines of a chart measure")
MOST_LINES = 12  # more are told apart by no one in a chart without the labels that ours has
MOST_BARS = 30  # more have no room on a slide
# A format of Excel divides by a thousand with each comma behind the digits.
COMMAS = {1e12: ",,,,", 1e9: ",,,", 1e6: ",,", 1e3: ",", 1.0: ""}
# What is not nothing is not written as nothing.
PERCENTAGE = '[=0]0%;[<0.0005]"<0.1%";0.0%'
COLOURS_OF_FLOWS = {"export": PAIR_COLOURS[0], "import": PAIR_COLOURS[1]}
COLOURS_OF_PARTS = {"real": REAL, "price": INK, "exchange_rate": PALE}


@dataclass(frozen=True)
class Series:
    """One series: its name, a number or nothing for each category, and its colours, one or one a category."""

    name: str
    values: tuple[float | None, ...]
    colours: tuple[str, ...]


@dataclass(frozen=True)
class NativeChart:
    """A chart of bars or lines as an office program draws it.

    Parameters
    ----------
    form : {"bars", "lines"}
        Bars lie, with their categories beside them; lines go over periods, with gaps where there is no number.
    categories : tuple of str
        Names of bars, from above, or of every period from the first to the last.
    series : tuple of Series
        Their numbers in full; in the unit, where that is no power of a thousand, by which a format divides.
    unit : str
        What the numbers are read in: US$ billion.
    number_format : str
        How an office program writes them in that unit.
    """

    form: Form
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    number_format: str


def find_native_chart(data: pd.DataFrame) -> NativeChart | None:
    """Make the native chart of what a chart draws; there is none of what is more than bars or lines.

    Examples
    --------
    >>> rows = {"period": [2023, 2023], "partner": ["SGP", "CHN"], "value": [4e9, 3.5e9], "share": [0.5, 0.4]}
    >>> found = find_native_chart(pd.DataFrame(rows).assign(currency="USD", row=["Singapore", "China"]))
    >>> found.form, found.categories, found.series[0].values, found.unit, found.number_format
    ('bars', ('Singapore', 'China'), (4000000000.0, 3500000000.0), 'US$ billion', '#,##0.00,,,;−#,##0.00,,,')
    """
    names = set(data.columns)
    for needed, make in FORMS:
        if needed <= names and len(data):
            return make(data)
    return None


def money_format(values: Sequence[float | None]) -> tuple[str, float, str]:
    """Choose the format that writes amounts in the scale of a chart, what they are divided by before, and its word.

    A format divides by thousands alone. Numbers in crores, or in ten thousands, are divided before they are told.

    Examples
    --------
    >>> money_format([2.6e9, 0.7e9]), money_format([4.4e10, None])[0]
    (('#,##0.00,,,;−#,##0.00,,,', 1.0, 'billion'), '#,##0.0,,,;−#,##0.0,,,')
    >>> from tradeview.words.language import speak
    >>> with speak("bn"):
    ...     money_format([2.6e9, 0.7e9])[:2]
    ('#,##0;−#,##0', 10000000.0)
    """
    known = [value for value in values if value is not None]
    scale, word = choose_scale(known)
    largest = max((abs(value) for value in known), default=0.0) / scale
    digits_before = len(str(int(largest)))
    decimals = max(3 - digits_before, 0)
    point = "." if decimals else ""
    divisor = 1.0 if scale in COMMAS else scale
    digits = f"#,##0{point}{'0' * decimals}{COMMAS.get(scale, '')}"
    least = 10.0**-decimals * scale
    if any(0 < value < least / 2 for value in known) and min(known) >= 0:
        # A format has two conditions at most, so that there is none for numbers below zero.
        half = np.format_float_positional(least / 2 / divisor, trim="-")
        return f'[=0]0;[<{half}]"<{least / scale:.{decimals}f}";{digits}', divisor, word
    return f"{digits};{MINUS}{digits}", divisor, word


def _chart_of_money(form: Form, categories: tuple[str, ...], lines: Sequence[Series], currency: str) -> NativeChart:
    """Make a chart of amounts of one currency, in the scale of the largest of them."""
    number_format, divisor, word = money_format([value for line in lines for value in line.values])
    scaled = []
    for line in lines:
        values = tuple(None if value is None else value / divisor for value in line.values)
        scaled.append(replace(line, values=values))
    return NativeChart(form, categories, tuple(scaled), name_money(currency, word), number_format)


def _numbers(column: "pd.Series[float]") -> tuple[float | None, ...]:
    return tuple(None if is_missing(value) else float(value) for value in column)


def _of_balance(data: pd.DataFrame) -> NativeChart | None:
    """Lines of exports, imports and their difference, with every period between the first and the last."""
    if has_stretches(data):
        return None
    currency = str(data["currency"].iloc[0])
    rows = data.set_index("period")
    periods = _all_periods(data["period"])
    rows = rows.reindex(periods)
    series = [
        Series(capitalise(FLOWS["export"].fill()), _numbers(rows["export_value"]), PAIR_COLOURS[:1]),
        Series(capitalise(FLOWS["import"].fill()), _numbers(rows["import_value"]), PAIR_COLOURS[1:]),
        Series(BALANCE_LINE.fill(), _numbers(rows["balance"]), (INK,)),
    ]
    names = tuple(format_period(period) for period in periods)
    return _chart_of_money("lines", names, series, currency)


def has_stretches(data: pd.DataFrame) -> bool:
    """Tell whether figures are of parts of years or of fiscal years, which no plain axis of periods names."""
    return "months" in data and bool(data["months"].notna().any())


def _of_accounting(data: pd.DataFrame) -> NativeChart:
    """Bars of what growth is made of, in log points, each named with the change in per cent that it is."""
    # The data do not say which currency the whole is in, so that it has the colour of none.
    colours = tuple(COLOURS_OF_PARTS.get(str(part), GREY) for part in data["part"])
    unit = LOG_POINTS.fill()
    bars = Series(capitalise(unit), _numbers(data["log_points"]), colours)
    names = []
    for label, factor in zip(_labels(data["label"]), data["factor"], strict=True):
        names.append(PART_AND_CHANGE.fill(part=label, change=format_percent(float(factor) - 1)))
    number_format = f'+0.0" {unit}";{MINUS}0.0" {unit}";0'
    return NativeChart("bars", tuple(names), (bars,), unit, number_format)


def _labels(column: "pd.Series[str]") -> tuple[str, ...]:
    return tuple(shorten_name(plain_text(str(cell))) for cell in column)


def _of_ranking(data: pd.DataFrame) -> NativeChart | None:
    """Bars of parts, the largest first."""
    if len(data) > MOST_BARS:
        return None
    currency = str(data["currency"].iloc[0])
    values = _numbers(data["value"])
    unit = name_money(currency, money_format(values)[2])
    bars = Series(unit, values, (currency_colour(currency),))
    return _chart_of_money("bars", _labels(data["row"]), [bars], currency)


def _of_sections(data: pd.DataFrame) -> NativeChart | None:
    """Bars of the shares of both flows, by section of the nomenclature."""
    sections = list(dict.fromkeys(data["section"]))
    flows = [flow for flow in COLOURS_OF_FLOWS if flow in set(data["flow"])]
    if len(sections) > MOST_BARS or not flows:
        return None
    series = []
    for flow in flows:
        of_flow = data[data["flow"] == flow].set_index("section")["share"].reindex(sections)
        series.append(Series(capitalise(FLOWS[flow].fill()), _numbers(of_flow), (COLOURS_OF_FLOWS[flow],)))
    names = tuple(shorten_name(plain_text(str(section))) for section in sections)
    return NativeChart("bars", names, tuple(series), SHARE_OF_FLOW.fill(), PERCENTAGE)


def _of_lines(data: pd.DataFrame) -> NativeChart | None:
    """Lines of several series over time, told apart by the first column, as amounts or as an index."""
    by = str(data.columns[0])
    codes = list(dict.fromkeys(data[by].astype(str)))
    if by not in NAMES_OF_LINES or len(codes) > MOST_LINES or has_stretches(data):
        return None
    is_index = "index" in data
    column = "index" if is_index else "value"
    periods = _all_periods(data["period"])
    series = []
    for code, colour in zip(codes, cycle(SERIES_COLOURS), strict=False):
        rows = data[data[by].astype(str) == code]
        classification = rows["classification"].iloc[0] if "classification" in rows else None
        name = shorten_name(plain_text(NAMES_OF_LINES[by](code, classification)))
        numbers = _numbers(rows.set_index("period")[column].reindex(periods))
        series.append(Series(name, numbers, (colour,)))
    names = tuple(format_period(period) for period in periods)
    if is_index:
        unit = INDEX.fill(period=format_period(int(data["index_base"].iloc[0])))
        return NativeChart("lines", names, tuple(series), unit, "0")
    return _chart_of_money("lines", names, series, str(data["currency"].iloc[0]))


def lines_of_units(frames: Mapping[str, pd.DataFrame], name_period: Callable[[int], str]) -> tuple[NativeChart, ...]:
    """Make a chart of each unit that one series is measured in, over the same periods, by the words for it."""
    periods = _all_periods(next(iter(frames.values()))["period"])
    names = tuple(name_period(period) for period in periods)
    charts = []
    for unit, frame in frames.items():
        first = frame.iloc[0]
        currency = str(first["currency"])
        is_real = "price_basis" in frame and first["price_basis"] == "real"
        values = _numbers(frame.set_index("period")["value"].reindex(periods))
        line = Series(capitalise(unit), values, (REAL if is_real else currency_colour(currency),))
        charts.append(_chart_of_money("lines", names, [line], currency))
    return tuple(charts)


def lines_of_flows(whole: pd.DataFrame, name_period: Callable[[int], str]) -> tuple[NativeChart, ...]:
    """Make a chart of exports and imports over time."""
    periods = _all_periods(whole["period"])
    lines = []
    for flow, colour in COLOURS_OF_FLOWS.items():
        rows = whole[whole["flow"] == flow]
        if len(rows):
            values = _numbers(rows.set_index("period")["value"].reindex(periods))
            lines.append(Series(capitalise(FLOWS[flow].fill()), values, (colour,)))
    if not lines:
        return ()
    names = tuple(name_period(period) for period in periods)
    return (_chart_of_money("lines", names, lines, str(whole["currency"].iloc[0])),)


def _all_periods(column: "pd.Series[int]") -> list[int]:
    """List every period from the first to the last, those without a figure, too."""
    return periods_through(int(column.min()), int(column.max()))


NAMES_OF_LINES: dict[str, Callable[[str, object], str]] = {
    "partner": lambda code, _: plain_name(code),
    "reporter": lambda code, _: plain_name(code),
    "flow": lambda code, _: capitalise(FLOWS[code].fill()),
    "commodity_code": name_product,
}
# The first whose columns the data of a chart has.
FORMS: tuple[tuple[frozenset[str], Callable[[pd.DataFrame], NativeChart | None]], ...] = (
    (frozenset({"period", "export_value", "import_value", "balance", "currency"}), _of_balance),
    (frozenset({"part", "label", "log_points"}), _of_accounting),
    (frozenset({"flow", "section", "share"}), _of_sections),
    (frozenset({"row", "value", "share", "currency"}), _of_ranking),
    (frozenset({"period", "reporter", "partner", "flow", "commodity_code", "value", "currency"}), _of_lines),
)
