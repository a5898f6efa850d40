"""Charts: the specifications of Vega-Lite that Altair makes, drawn by the browser from rows that it fills in.

They hold no data, and do what is arithmetic of drawing: which figures are neighbours, where labels have room, shares.
Colours are those of the page's style, so that they follow its theme.
"""

from functools import cache
from typing import Any

import altair as alt

from tradeview.interactive.explorer.style import label_colour
from tradeview.words.language import Language, spoken
from tradeview.words.numbers import MINUS, PERCENT

INK = "currentColor"
LINES, BARS = 250, 110  # points: heights of plots
LINE_OF_TEXT = 15  # points from one label to the next
ROW = 26  # points of a bar of shares
MOST_GROUPS = 8  # of digits that a number on an axis is parted into
DOTS, SOLID = [0.1, 5], [1, 0]
# As the style sheet has them: Vega measures labels in them.
FONTS = "Source Sans Pro, Hind Siliguri, Sarabun, Noto Sans Arabic, DejaVu Sans, system-ui, sans-serif"


def chart_specs() -> dict[str, dict[str, Any]]:
    """Make the specification of each chart, whose axes are written in the language that is spoken."""
    return _chart_specs(spoken())


@cache
def _chart_specs(language: Language) -> dict[str, dict[str, Any]]:
    specs = {"lines": _finish(_lines()), "balance": _finish(_balance()), "composition": _finish(_composition())}
    if not language.is_english:
        for spec in specs.values():
            _speak(spec, language)
    return specs


def _speak(spec: dict[str, Any], language: Language) -> None:
    """Let a specification write numbers as a language does, where Vega's own way is that of English."""
    marks, pattern = language.locale.number_symbols["latn"], language.locale.decimal_formats[None]
    first, further = pattern.grouping
    spec["config"]["locale"] = {
        "number": {
            "decimal": marks["decimal"],
            "thousands": marks["group"],
            "grouping": [first, *[further] * MOST_GROUPS],
            "currency": ["", ""],
            "minus": MINUS,
            "numerals": list(language.write_digits("0123456789")),
        }
    }
    before, _, behind = PERCENT.unfilled().partition("{number}")
    for param in spec["params"]:
        param["value"] = {"before_percent": before, "percent": behind}.get(param["name"], param["value"])


def _finish(chart: "alt.LayerChart | alt.FacetChart") -> dict[str, Any]:
    """Add what all charts share."""
    made = chart.add_params(*_params()).properties(width=600, background="transparent", padding=2)
    made = made.configure(font=FONTS).configure_view(stroke=None)
    made = made.configure_axis(
        labelColor=INK,
        titleColor=INK,
        domain=False,
        ticks=False,
        gridColor=INK,
        gridOpacity=0.12,
        labelFontSize=12,
        labelLimit=400,
    )
    spec: dict[str, Any] = made.to_dict(validate=True)
    has_height = isinstance(spec.get("height"), int)  # else it is as high as its rows
    spec["autosize"] = {"type": "fit" if has_height else "fit-x", "contains": "padding"}
    return spec


def _money_axis(ticks: int) -> alt.Axis:
    """Amounts in the scale of the largest, growth in per cent; both written by the browser's words."""
    percent = "(datum.value > 0 ? '+' : '') + format(100 * datum.value, ',~r') + percent"
    written = f"growth ? before_percent + {percent} : format(datum.value / scale, ',~r')"
    return alt.Axis(tickCount=ticks, labelExpr=written, labelPadding=6)


def _params() -> list[alt.Parameter]:
    values = {
        "growth": False,
        "scale": 1,
        "ticks": [],
        "names": {},
        "room": 120,
        "first": 0,
        "last": 1,
        "before_percent": "",
        "percent": " %",
        "bar": 20,
    }
    return [alt.param(name=name, value=value) for name, value in values.items()]


def _time(beside: float = 0) -> alt.X:
    """Periods by their number, with some room beside the first and the last."""
    axis = alt.Axis(
        values=alt.ExprRef("ticks"),
        labelExpr="names[datum.value]",
        labelOverlap="greedy",
        labelSeparation=10,
        labelFlush=beside == 0,
        grid=False,
    )
    ends = {"domainMin": alt.ExprRef(f"first - {beside}"), "domainMax": alt.ExprRef(f"last + {beside}")}
    scale = alt.Scale(zero=False, nice=False, **ends)
    return alt.X("x:Q", title=None, axis=axis, scale=scale)


def _series(rows: alt.Chart) -> alt.Chart:
    """Add to each figure the one before it in its series, and what is beyond neighbours is a gap."""
    return rows.transform_window(x0="lag(x)", y0="lag(y)", sort=[alt.SortField("x")], groupby=["name"])


def _lines() -> "alt.LayerChart | alt.FacetChart":
    """Lines of neighbours, dotted across gaps; points, whiskers, and a label at the end of each."""
    base = _series(alt.Chart(alt.NamedData("rows"), height=LINES))
    y = alt.Y("y:Q", title=None, axis=_money_axis(4), scale=alt.Scale(zero=True, nice=False))
    base = base.encode(x=_time(), y=y, color=alt.Color("colour:N", scale=None))
    steps = base.transform_filter("isValid(datum.x0)").mark_rule(
        strokeWidth=alt.expr("datum.wide ? 2.4 : 1"), strokeCap="round"
    )
    steps = steps.encode(
        x2="x0:Q", y2="y0:Q", strokeDash=alt.condition("datum.x - datum.x0 > 1", alt.value(DOTS), alt.value(SOLID))
    )
    whiskers = base.transform_filter("datum.wide && isValid(datum.low) && isValid(datum.high)").mark_rule(strokeWidth=1)
    whiskers = whiskers.encode(y=alt.Y("low:Q"), y2="high:Q")
    points = base.mark_point(filled=True, opacity=1, tooltip=alt.expr("datum.tip"))
    points = points.encode(size=alt.Size("size:Q", scale=None))
    return alt.layer(steps, whiskers, points, _end_labels(LINES))


def _end_labels(height: float, beside: "float | alt.ExprRef" = 9) -> alt.Chart:
    """Labels beside the last figures, pushed down and then up until none stands on another; `beside` are points."""
    last = alt.Chart(alt.NamedData("rows"), height=height)
    last = last.transform_joinaggregate(top="max(y)", high_top="max(high)", low="min(y)", low_low="min(low)")
    # Of rows without ranges there is no highest and no lowest, and the largest of numbers and none is none.
    top = "max(0, datum.top, isValid(datum.high_top) ? datum.high_top : 0)"
    bottom = "min(0, datum.low, isValid(datum.low_low) ? datum.low_low : 0)"
    last = last.transform_calculate(top=top, bottom=bottom)
    last = last.transform_filter("datum.wide && datum.is_last")
    last = last.transform_calculate(at=f"(datum.top - datum.y) / (datum.top - datum.bottom) * {height}")
    in_order: list[alt.SortField | dict[str, str]] = [alt.SortField("y", order="descending"), alt.SortField("name")]
    last = last.transform_window(place="row_number()", sort=in_order)
    last = last.transform_calculate(slack=f"datum.at - {LINE_OF_TEXT} * datum.place")
    last = last.transform_window(down="max(slack)", frame=[None, 0], sort=in_order)
    last = last.transform_joinaggregate(count="max(place)")
    last = last.transform_calculate(down=f"min(datum.down, {height} - {LINE_OF_TEXT} * datum.count)")
    last = last.transform_calculate(
        label_y=f"datum.top - (datum.down + {LINE_OF_TEXT} * datum.place) / {height} * (datum.top - datum.bottom)"
    )
    last = last.transform_calculate(label_colour=label_colour("datum.colour"))
    text = last.mark_text(align="left", dx=beside, fontWeight="bold", fontSize=12, limit=alt.ExprRef("room"))
    return text.encode(
        x=alt.X("end:Q"), y=alt.Y("label_y:Q"), text="label:N", color=alt.Color("label_colour:N", scale=None)
    )


def _balance() -> "alt.LayerChart | alt.FacetChart":
    """Exports and imports as lines, and what one is above the other as bars."""
    base = alt.Chart(alt.NamedData("rows"), height=BARS)
    y = alt.Y("y:Q", title=None, axis=_money_axis(3), scale=alt.Scale(zero=True, nice=False))
    bars = base.transform_filter("datum.is_difference").mark_bar(
        tooltip=alt.expr("datum.tip"), width=alt.ExprRef("bar")
    )
    bars = bars.encode(x=_time(0.5), y=y, color=alt.Color("colour:N", scale=None))
    whiskers = base.transform_filter("datum.is_difference && isValid(datum.low)").mark_rule(strokeWidth=1)
    whiskers = whiskers.encode(x=_time(0.5), y=alt.Y("low:Q"), y2="high:Q", color=alt.value(INK))
    lines = _series(base.transform_filter("!datum.is_difference"))
    lines = lines.encode(x=_time(0.5), y=y, color=alt.Color("colour:N", scale=None))
    steps = lines.transform_filter("isValid(datum.x0) && datum.x - datum.x0 == 1").mark_rule(strokeWidth=2)
    steps = steps.encode(x2="x0:Q", y2="y0:Q")
    points = lines.mark_point(filled=True, opacity=1, tooltip=alt.expr("datum.tip"))
    points = points.encode(size=alt.Size("size:Q", scale=None))
    return alt.layer(bars, whiskers, steps, points, _end_labels(BARS, alt.ExprRef("bar / 2 + 5")))


def _composition() -> "alt.LayerChart | alt.FacetChart":
    """Shares as bars from zero, the largest first, and the rest as one."""
    base = alt.Chart(alt.NamedData("rows"), height=alt.Step(ROW))
    axis = alt.Axis(labelLimit=alt.ExprRef("room"), labelPadding=6, grid=False)
    y = alt.Y("name:N", title=None, sort=None, axis=axis)
    x = alt.X("share:Q", title=None, axis=None, scale=alt.Scale(zero=True, nice=False))
    bars = base.mark_bar(tooltip=alt.expr("datum.tip"), height=14).encode(
        x=x, y=y, color=alt.Color("colour:N", scale=None)
    )
    text = base.mark_text(align="left", dx=5, fontSize=12, color=INK).encode(x=x, y=y, text="said:N")
    return alt.layer(bars, text)
