"""Native charts on slides: drawn by PowerPoint, in the house look, with a workbook of their numbers inside."""

import re
from html import escape
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.chart import XL_LEGEND_POSITION as PLACES_OF_LEGEND
from pptx.oxml.ns import qn
from pptx.util import Pt

from tradeview.charts.layout.colours import GREY, INK, PALE
from tradeview.charts.layout.direction import direct_text
from tradeview.charts.layout.fonts import HOUSE
from tradeview.charts.layout.text import text_width
from tradeview.reports.office.look import without_hash
from tradeview.reports.office.native_chart import NativeChart
from tradeview.reports.workbook import chart_workbook
from tradeview.words.language import spoken

LETTERS = 12  # points
BAR_GAP, BAR_OVERLAP = 45, -10  # of the height of a bar, in hundredths: between categories, between bars of one
HIGHEST_BAR = 44.0  # points: a chart of few bars stays low
LINE, AXIS_LINE, GRID_LINE, MARKER = 2.25, 0.75, 0.5, 6  # points
ROOM_BELOW = 0.25  # of the length of all bars
LEFT_OF_LINES, ABOVE, BELOW = 56.0, 26.0, 28.0  # points around the plot: tick labels, the unit, the periods
LABEL_AIR, WIDER, SHARE = (
    18.0,
    1.15,
    0.4,
)  # beside a label; a font that stands in; of the width that labels take at most
MOST_PERIODS = 12  # that are named


def add_native_chart(slide: Any, chart: NativeChart, alt: str, box: tuple[float, float, float, float]) -> None:
    """Add a chart to a slide, within a box of points: left, top, width, height."""
    data = CategoryChartData(number_format=escape(chart.number_format))  # which is written into XML as it stands
    data.categories = [escape_chart_text(_direct(name)) for name in chart.categories]
    for series in chart.series:
        data.add_series(escape_chart_text(_direct(series.name)), series.values)
    left, top, width, height = box
    if chart.form == "bars":
        bars = len(chart.categories) * (len(chart.series) + BAR_GAP / 100)
        height = min(height, bars * HIGHEST_BAR + 2 * ABOVE)
    kind = XL_CHART_TYPE.BAR_CLUSTERED if chart.form == "bars" else XL_CHART_TYPE.LINE_MARKERS
    shape = slide.shapes.add_chart(kind, Pt(left), Pt(top), Pt(width), Pt(height), data)
    shape._element.nvGraphicFramePr.cNvPr.set("descr", alt)  # noqa: SLF001 - there is no other way to say it
    drawn = shape.chart
    # Ours in place of the one that was written along, in which names that begin with = are formulas.
    drawn.part.chart_workbook.update_from_xlsx_blob(chart_workbook(chart))
    drawn.font.size, drawn.font.color.rgb, drawn.font.name = Pt(LETTERS), _rgb(INK), HOUSE.family
    drawn.has_title = False
    drawn.has_legend = chart.form == "bars" and len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = PLACES_OF_LEGEND.TOP, False
    if chart.form == "bars":
        _draw_bars(drawn, chart)
    else:
        _draw_lines(drawn, chart, width, height)


def _direct(name: str) -> str:
    """Mark the direction of a name of a chart, whose words some programs run as the page of a slide does."""
    return direct_text(name, right_to_left=True) if spoken().is_right_to_left else name


def escape_chart_text(text: str) -> str:
    """Escape what a name in a chart would be read as: `_x000D_` stands for a line break there.

    Examples
    --------
    >>> escape_chart_text("a_x000D_b")
    'a_x005F_x000D_b'
    """
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(without_hash(colour))


def _fill(shape: Any, colour: str) -> None:
    shape.format.fill.solid()
    shape.format.fill.fore_color.rgb = _rgb(colour)


def _draw_bars(drawn: Any, chart: NativeChart) -> None:
    """Draw bars from zero, the first above, each with its number; no axis says it again."""
    (plot,) = drawn.plots
    plot.gap_width, plot.overlap, plot.vary_by_categories = BAR_GAP, BAR_OVERLAP, False
    for series, ours in zip(plot.series, chart.series, strict=True):
        series.invert_if_negative = False
        _fill(series, ours.colours[0])
        if len(ours.colours) > 1:
            for number, colour in enumerate(ours.colours):
                _fill(series.points[number], colour)
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, chart.number_format, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    names, values = drawn.category_axis, drawn.value_axis
    names.reverse_order = True
    names.has_major_gridlines = values.has_major_gridlines = False
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW  # beside the plot, where bars below zero do not cover them
    names.format.line.color.rgb, names.format.line.width = _rgb(INK), Pt(AXIS_LINE)
    values.visible = False
    known = [value for series in chart.series for value in series.values if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    values.minimum_scale = 0
    if low < 0:  # room for the numbers of bars below zero, which stand between them and their names
        values.minimum_scale = low - ROOM_BELOW * (max(high, 0.0) - low)


def _draw_lines(drawn: Any, chart: NativeChart, width: float, height: float) -> None:
    """Draw lines with a mark for each number, a gap where there is none, and its name and last number at its end."""
    (plot,) = drawn.plots
    _show_gaps(drawn)
    for series, ours in zip(plot.series, chart.series, strict=True):
        colour = _rgb(ours.colours[0])
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = colour, Pt(LINE)
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, MARKER
        _fill(series.marker, ours.colours[0])
        series.marker.format.line.color.rgb = colour
        last = max((number for number, value in enumerate(ours.values) if value is not None), default=None)
        if last is not None:
            _label_end(series.points[last], chart.number_format, ours.colours[0])
    names, values = drawn.category_axis, drawn.value_axis
    names.has_major_gridlines, values.has_major_gridlines = False, True
    values.major_gridlines.format.line.color.rgb = _rgb(PALE)
    values.major_gridlines.format.line.width = Pt(GRID_LINE)
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb, names.format.line.width = _rgb(INK), Pt(AXIS_LINE)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = chart.number_format, False
    values.tick_labels.font.color.rgb = _rgb(GREY)
    step = -(-len(chart.categories) // MOST_PERIODS)
    if step > 1:
        for element in ("c:tickLblSkip", "c:tickMarkSkip"):
            _insert_in_axis(names._element, element, str(step))  # noqa: SLF001
    longest = max(text_width(f"{series.name}; 000.00", LETTERS, "bold") for series in chart.series)
    right = min(longest * WIDER + LABEL_AIR, SHARE * width)
    _place_plot(drawn, (LEFT_OF_LINES, ABOVE, width - LEFT_OF_LINES - right, height - ABOVE - BELOW), (width, height))


def _show_gaps(drawn: Any) -> None:
    """Leave a gap where there is no number: nothing is joined across it, and nothing is zero."""
    chart = drawn._chartSpace.chart  # noqa: SLF001
    for old in chart.findall(qn("c:dispBlanksAs")):
        chart.remove(old)
    gaps = etree.Element(qn("c:dispBlanksAs"), val="gap")
    chart.find(qn("c:plotVisOnly")).addnext(gaps)


def _label_end(point: Any, number_format: str, colour: str) -> None:
    """Name a line where it ends, with its last number."""
    label = point.data_label
    label.position = XL_LABEL_POSITION.RIGHT
    label.font.bold, label.font.color.rgb, label.font.size = True, _rgb(colour), Pt(LETTERS)
    element = label._dLbl  # noqa: SLF001 - which the package lets nobody set
    element.find(qn("c:showSerName")).set("val", "1")
    element.find(qn("c:showVal")).set("val", "1")
    form = etree.Element(qn("c:numFmt"), formatCode=number_format, sourceLinked="0")
    element.find(qn("c:idx")).addnext(form)
    between = etree.SubElement(element, qn("c:separator"))
    between.text = " "


def _insert_in_axis(axis: Any, name: str, value: str) -> None:
    """Add a setting to an axis of categories, before the one that must be the last."""
    setting = etree.Element(qn(name), val=value)
    last = axis.find(qn("c:noMultiLvlLbl"))
    if last is None:
        axis.append(setting)
    else:
        last.addprevious(setting)


def _place_plot(drawn: Any, place: tuple[float, float, float, float], whole: tuple[float, float]) -> None:
    """Say where the plot stands within the chart: else the labels at the ends of lines have no room."""
    left, top, width, height = place
    across, down = whole
    area = drawn._chartSpace.chart.plotArea  # noqa: SLF001
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    etree.SubElement(manual, qn("c:layoutTarget"), val="inner")
    for mode in ("xMode", "yMode"):
        etree.SubElement(manual, qn(f"c:{mode}"), val="edge")
    for name, value in (("x", left / across), ("y", top / down), ("w", width / across), ("h", height / down)):
        etree.SubElement(manual, qn(f"c:{name}"), val=f"{value:.4f}")
    area.insert(0, layout)
