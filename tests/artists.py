"""What a chart has drawn, asked of its artists; and the frames that the tests of charts draw."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations, pairwise
from typing import Any

import pandas as pd
import polars as pl
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox

import tradeview as tv
from flows import monthly_flows

SIZES = tuple(tv.charts.SIZES)
TOTAL = {"reporter": "MYS", "partner": "RUS", "flow": "total", "commodity_code": "TOTAL", "currency": "USD"}
CHART_OPTIONS = ("title", "subtitle", "highlight", "bare", "ax", "size", "language")
TOUCH = 0.6  # pixels that boxes may share: their edges are rounded


def ledger(values: dict[int, float], **rest: object) -> pd.DataFrame:
    """A trade table of one series, in dollars unless told otherwise."""
    return pd.DataFrame(
        [{**TOTAL, "period": period, "value": float(value), **rest} for period, value in values.items()]
    )


@cache
def options() -> dict[str, Any]:
    """What the lenses and the accounting of the printed figures are called with."""
    rates, deflator = tv.rates.ecb(base="USD"), tv.deflators.us_cpi()
    return {
        "currency": "MYR",
        "base_currency": "USD",
        "rates": rates,
        "deflator": deflator,
        "start": 2007,
        "end": 2024,
    }


def lenses(trade: pd.DataFrame, **given: Any) -> Axes:
    chart = {name: given.pop(name) for name in CHART_OPTIONS if name in given}
    return tv.charts.lenses(trade, **{**options(), **given}, **chart)


def accounting(trade: pd.DataFrame, **given: Any) -> Axes:
    chart = {name: given.pop(name) for name in CHART_OPTIONS if name in given}
    return tv.charts.accounting(tv.growth_accounting(trade, **{**options(), **given}), **chart)


def heat_table(index: str = "rca", by: str = "commodity_code", **rest: object) -> pd.DataFrame:
    """Made-up values of an index by product and year, one of the years missing and one of the cells."""
    values = {
        "15": {2019: 4.0, 2020: 5.0, 2022: 6.0},
        "27": {2019: 0.5, 2020: 1.0},
        "85": {2019: 2.0, 2020: 1.5, 2022: 0.25},
    }
    rows = [
        {"period": period, "reporter": "MYS", by: code, index: value, **rest}
        for code, series in values.items()
        for period, value in series.items()
    ]
    return pd.DataFrame(rows)


def shares_table() -> pd.DataFrame:
    """Made-up exports and imports of one year, by HS heading."""
    values = {
        "export": {"1511": 50.0, "1513": 10.0, "8542": 30.0, "9403": 10.0},
        "import": {"2701": 70.0, "3102": 20.0, "8542": 10.0},
    }
    rows = [
        {"flow": flow, "commodity_code": code, "value": value}
        for flow in values
        for code, value in values[flow].items()
    ]
    return pd.DataFrame([{**TOTAL, "period": 2024, **row} for row in rows])


def flows_table() -> pd.DataFrame:
    """Made-up exports and imports of a pair as both sides report them, with a year that nobody reports."""
    cells = {
        ("MYS", "RUS", "export", "FOB"): {2012: 1.5e9, 2013: 1.9e9, 2015: 2.2e9},
        ("RUS", "MYS", "import", "CIF"): {2012: 1.4e9, 2013: 2.6e9, 2015: 3.2e9},
        ("MYS", "RUS", "import", "CIF"): {2012: 0.9e9, 2013: 1.2e9, 2015: 2.1e9},
    }
    names = ("reporter", "partner", "flow", "valuation")
    rows = [
        {**TOTAL, **dict(zip(names, side, strict=True)), "period": period, "value": value, "source": "made up"}
        for side, values in cells.items()
        for period, value in values.items()
    ]
    return pd.DataFrame(rows)


def _of(reporter: str) -> pd.DataFrame:
    table = flows_table()
    return table[table["reporter"] == reporter]


def _exports() -> pd.DataFrame:
    return shares_table().query("flow == 'export'")


def _exports_by_partner() -> pd.DataFrame:
    """Made-up exports to three partners, one of which has a gap."""
    values = {
        "CHN": {2012: 5e9, 2013: 6e9, 2014: 6.5e9, 2015: 9e9},
        "SGP": {2012: 6e9, 2013: 6.2e9, 2014: 6.1e9, 2015: 6.6e9},
        "THA": {2012: 1e9, 2015: 1.5e9},
    }
    tables = [ledger(series, partner=partner, flow="export", source="made up") for partner, series in values.items()]
    return pd.concat(tables, ignore_index=True)


def _one_way() -> pd.DataFrame:
    both = tv.mirror(flows_table())
    return both[both["exporter"] == "MYS"]


def index_table(
    index: str, reporters: tuple[str, ...] = ("MYS", "RUS"), years: tuple[int, ...] = (2022,)
) -> pd.DataFrame:
    """Made-up values of an index by product, different for each reporter and year."""
    return pd.DataFrame(
        [
            {"period": year, "reporter": reporter, "commodity_code": code, index: 2.0 ** ((n * 3 + i + year) % 7 - 3)}
            for year in years
            for i, reporter in enumerate(reporters)
            for n, code in enumerate(("15", "27", "85", "31"))
        ]
    )


def concentration_table() -> pd.DataFrame:
    """A made-up concentration of two economies, with a year that nobody reports."""
    values = {"MYS": {2019: 0.10, 2020: 0.12, 2022: 0.20}, "RUS": {2019: 0.30, 2020: 0.31, 2022: 0.25}}
    return pd.DataFrame(
        [
            {"period": period, "reporter": reporter, "concentration": value}
            for reporter, series in values.items()
            for period, value in series.items()
        ]
    )


def checked_levels() -> tuple[pd.DataFrame, pd.DataFrame]:
    """A made-up article's levels with every verdict, two far off, and the made-up table that it was held against."""
    official = ledger({2012: 3.4e9, 2013: 5.7e9, 2021: 8.8e9, 2022: 12.3e9, 2023: 14.2e9}, source="made up")
    said = {2012: 3.4e9, 2013: 57e9, 2021: 8.9e9, 2022: 1.23e9, 2023: 14.2e9, 2024: 11.5e9}
    claims = [
        {**TOTAL, "claim": str(number), "quote": f"{value:g}", "kind": "level", "value": value,
         "start": year * 100 + 1, "end": year * 100 + 12}
        for number, (year, value) in enumerate(said.items(), 1)
    ]  # fmt: skip
    return tv.judge_claims(pd.DataFrame(claims), against=official), official


def _printed_totals() -> pd.DataFrame:
    printed = tv.statements.load()
    return printed[printed["flow"] == "total"]


# Every chart on the project's own data, as a function of what every chart takes: `ax`, `size`, `title` ...
CHARTS: dict[str, Callable[..., Axes]] = {
    "lenses": lambda **given: lenses(tv.load(), **given),
    "accounting": lambda **given: accounting(tv.load(), **given),
    "rate": lambda **given: tv.charts.rate(tv.rates.implied(tv.load()), **given),
    "lines": lambda **given: tv.charts.lines(_exports_by_partner(), **given),
    "rebased lines": lambda **given: tv.charts.lines(_exports_by_partner(), rebase=2012, highlight="SGP", **given),
    "composition": lambda **given: tv.charts.composition(tv.load_commodities(), **given),
    "section_shares": lambda **given: tv.charts.composition(shares_table(), **given),
    "mirror": lambda **given: tv.charts.mirror(_one_way(), **given),
    "balance": lambda **given: tv.charts.balance(_of("MYS"), **given),
    "ranking": lambda **given: tv.charts.ranking(_exports(), by="commodity_code", **given),
    "advantage": lambda **given: tv.charts.advantage(index_table("rca"), **given),
    "heat": lambda **given: tv.charts.heat(
        index_table("rca", ("MYS",), (2020, 2021, 2023)), by="commodity_code", **given
    ),
    "concentration": lambda **given: tv.charts.concentration(
        concentration_table(), over="products", variant="hhi", **given
    ),
    "checked": lambda **given: tv.charts.checked(*checked_levels(), **given),
    "sides": lambda **given: tv.charts.sides(_printed_totals(), currency="USD", **given),
    "timeline": lambda **given: tv.charts.timeline(tv.load_events(), figures=tv.load(), **given),
    "to_date": lambda **given: tv.charts.to_date(
        tv.to_date(monthly_flows(202301, 202408).query("flow == 'export'")), **given
    ),
}


def polars_of(frame: pd.DataFrame) -> pl.DataFrame:
    cells = frame.astype(object).where(frame.notna(), None)
    return pl.DataFrame(cells.to_dict("list"), strict=False, infer_schema_length=None)


def every_axes(ax: Axes) -> list[Axes]:
    return [ax, *ax.child_axes]


def panels(ax: Axes) -> list[Axes]:
    return list(ax.child_axes)


def _in_view(text: Text, ax: Axes) -> bool:
    """Ticks outside the axes' limits exist, but are not drawn."""
    for axis, limits in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim())):
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            if text in (tick.label1, tick.label2):
                return text.get_visible() and min(limits) <= tick.get_loc() <= max(limits)
    return True


def texts(ax: Axes) -> list[Text]:
    """All texts that are drawn on the axes and its panels."""
    found: list[Text] = []
    for each in every_axes(ax):
        found += [text for text in each.texts if text.get_text().strip()]
        if each.axison:
            labels = [*each.get_xticklabels(), *each.get_yticklabels()]
            found += [text for text in labels if text.get_text().strip() and _in_view(text, each)]
    return found


def words(ax: Axes) -> list[str]:
    return [text.get_text() for text in texts(ax)]


def said(ax: Axes) -> str:
    """All that the chart says, as one line."""
    return " ".join(" ".join(words(ax)).split())


def boxes(ax: Axes) -> list[tuple[str, Bbox]]:
    figure = ax.get_figure(root=True)
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    return [(text.get_text(), Text.get_window_extent(text, renderer)) for text in texts(ax)]


def box_of(ax: Axes) -> Bbox:
    """The box in pixels that axes on a grid, or placed by hand, have on their figure, whatever is drawn inside it."""
    figure = ax.get_figure(root=True)
    figure.canvas.draw()
    return ax.get_position(original=True).transformed(ax.get_figure(root=False).transSubfigure)


def misplaced(*charts: Axes, within: Callable[[Axes], Bbox] | None = None) -> list[str]:
    """Texts that leave the figure, or the boxes of their charts, and pairs of texts that overlap."""
    placed: list[tuple[str, Bbox]] = []
    outside: list[str] = []
    for ax in charts:
        own = boxes(ax)
        placed += own
        room = ax.get_figure(root=True).bbox if within is None else within(ax)
        for said, box in own:
            is_left = min(box.x0 - room.x0, box.y0 - room.y0) < -TOUCH
            if is_left or max(box.x1 - room.x1, box.y1 - room.y1) > TOUCH:
                outside.append(said)
    overlapping = [
        f"{one} × {other}"
        for (one, a), (other, b) in combinations(placed, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > TOUCH and min(a.y1, b.y1) - max(a.y0, b.y0) > TOUCH
    ]
    return outside + overlapping


def lines(panel: Axes, *, dotted: bool = False) -> Iterator[Line2D]:
    """Lines of a panel that join points: the solid ones, or the dotted ones."""
    for line in panel.get_lines():
        if (line.get_linestyle() != "-") == dotted and line.get_linestyle() != "None":
            yield line


def joined(panel: Axes, *, dotted: bool = False) -> list[tuple[float, float]]:
    """Pairs of x that a solid, or a dotted, line joins."""
    return [pair for line in lines(panel, dotted=dotted) for pair in pairwise(map(float, line.get_xdata()))]


def points(panel: Axes) -> list[tuple[float, float]]:
    return sorted(
        (float(x), float(y))
        for line in panel.get_lines()
        if line.get_marker() == "o"
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    )
