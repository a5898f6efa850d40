"""Charts: the specifications of Vega-Lite that Altair makes, drawn by the browser from rows that it fills in.

They hold no data. Colours are those of the page (`explorer.css`), so that they follow its theme.
"""

from typing import Any

import altair as alt

HEIGHTS = {"lines": 260, "balance": 130, "composition": 210}
INK = "currentColor"


def chart_specs() -> dict[str, dict[str, Any]]:
    """Make the specification of each chart."""
    return {"lines": _finish(_lines(), "lines")}


def _finish(chart: alt.LayerChart, name: str) -> dict[str, Any]:
    """Add what all charts share, and take out what the browser fills in."""
    made = chart.properties(width=600, height=HEIGHTS[name], background="transparent", padding=4)
    made = made.configure(font="inherit").configure_view(stroke=None)
    made = made.configure_axis(
        labelColor=INK, titleColor=INK, domain=False, ticks=False, gridColor=INK, gridOpacity=0.12, labelFontSize=12,
        titleFontSize=12, titleFontWeight="normal",
    )  # fmt: skip
    spec: dict[str, Any] = made.to_dict()
    spec["autosize"] = {"type": "fit", "contains": "padding"}
    return spec


def _lines() -> alt.LayerChart:
    """Lines of neighbours, dotted across gaps; points, whiskers, and a label at the end of each."""
    rows = alt.NamedData("rows")
    params = [alt.param(name=name, value=value) for name, value in (("ticks", []), ("names", {}), ("bottom", 0), ("top", 1), ("last", 0), ("unit", ""), ("room", 100), ("small", 1))]
    x = alt.X(
        "x:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=False),
        axis=alt.Axis(
            values=alt.ExprRef("ticks"), labelExpr="names[datum.value]", labelOverlap="greedy", grid=False,
            labelSeparation=8,
        ),  # fmt: skip
    )
    y = alt.Y(
        "y:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=False, domainMin=alt.ExprRef("bottom"), domainMax=alt.ExprRef("top")),
        axis=alt.Axis(tickCount=4, labelPadding=6),
    )
    colour = alt.Color("colour:N", scale=None)
    base = alt.Chart(rows).encode(x=x, y=y, color=colour)
    steps = (
        base.transform_filter("isValid(datum.x0)")
        .mark_rule(strokeWidth=2.2, strokeCap="round", aria=False)
        .encode(x2="x0:Q", y2="y0:Q", strokeDash=alt.condition("datum.gap", alt.value([1, 5]), alt.value([1, 0])))
    )
    whiskers = base.transform_filter("isValid(datum.low)").mark_rule(strokeWidth=1, aria=False)
    whiskers = whiskers.encode(y="low:Q", y2="high:Q")
    points = base.mark_point(filled=True, opacity=1, tooltip=alt.expr("datum.tip"), aria=False)
    points = points.encode(size=alt.Size("size:Q", scale=None))
    labels = base.transform_filter("isValid(datum.label)").mark_text(
        align="left", dx=8, fontWeight="bold", fontSize=12, limit=alt.ExprRef("room"), aria=False
    )
    labels = labels.encode(x="last_x:Q", y="label_y:Q", text="label:N")
    return alt.layer(steps, whiskers, points, labels).add_params(*params)
