"""The charts of a report as pictures: each drawn wide and narrow, or left out with the reason."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from html import unescape
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from markupsafe import Markup
from matplotlib.axes import Axes
from rich.console import Console
from rich.progress import Progress

from tradeview.charts.layout.page import Drawing, Page, drawing, house_style
from tradeview.charts.layout.rendering import figure_size, png_bytes, svg_of_shapes
from tradeview.errors import TradeviewError
from tradeview.reports.export import drawn_once, render_chart, svg_bytes
from tradeview.reports.inline_svg import inline_svg
from tradeview.reports.office.look import Picture as OfficePicture
from tradeview.reports.office.look import Slide
from tradeview.reports.office.native_chart import NativeChart
from tradeview.reports.page import Picture, say_reason
from tradeview.reports.words import CHART_NOT_DRAWN
from tradeview.words.captions import leave_provenance_to_page

TITLE = re.compile("<title>(.*?)</title>", re.DOTALL)
# Of what is drawn for a slide: inches, so that its letters are half as large again there; and the box within.
WIDE, BOX = (8.2, 3.3), (0.005, 0.02, 0.99, 0.96)
Plan = tuple[str, Callable[[Page], Any]]  # a name, and what draws the chart on a page


@dataclass(frozen=True)
class Pictures:
    """Charts as bytes by file name, as pictures of the page, what was left out and why, and as slides, if asked for."""

    files: dict[str, bytes]
    shown: list[Picture]
    left_out: list[str]
    slides: list[Slide]


@dataclass(frozen=True)
class Content:
    """All that a report is written of: the page and its annex, the sheets of the workbook, the files of the charts.

    `series` are its figures over time, as charts of the workbook; `slides` are there where they were asked for; `shown`
    are the charts of the page.
    """

    page: str
    annex: str
    sheets: dict[str, pd.DataFrame]
    files: dict[str, bytes]
    series: tuple[NativeChart, ...] = ()
    slides: tuple[Slide, ...] = ()
    shown: tuple[Picture, ...] = ()

    @property
    def title(self) -> str:
        """The title of the page."""
        found = TITLE.search(self.page)
        return "" if found is None else unescape(found[1])

    @property
    def charts(self) -> dict[str, Drawing]:
        """What the charts say and draw, by name."""
        return {picture.name: picture.said for picture in self.shown}


def draw_chart(chart: Callable[..., Axes], frame: pd.DataFrame, page: Page, **options: Any) -> Axes:
    """Draw a chart of `tv.charts` on a page."""
    return chart(frame, bare=page.bare, ax=page.ax, size=page.size, **options)


def draw_pictures(plans: list[Plan], *, needed: Collection[str] = (), with_slides: bool = False) -> Pictures:
    """Draw every chart, wide and narrow; one that the table has no data for is left out, unless it is needed."""
    pictures = Pictures({}, [], [], [])
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Drawing", total=len(plans))
        for name, draw in plans:
            try:
                with drawn_once(partial(draw, Page(size="report"))) as ax:
                    files, said = render_chart(ax), drawing(ax)
                # Files go elsewhere, and say all; the page says sources and rates itself, once for all of its charts.
                with leave_provenance_to_page():
                    with drawn_once(partial(draw, Page(size="report"))) as ax:
                        wide = svg_bytes(ax)
                    with drawn_once(partial(draw, Page(size="phone"))) as ax:
                        narrow = svg_bytes(ax)  # nothing of this size is a file of its own
                if with_slides:
                    pictures.slides.append(_draw_slide(name, draw))
            except TradeviewError as error:
                if name in needed:
                    raise
                pictures.left_out.append(say_reason(CHART_NOT_DRAWN, reason_of(error), name=name))
            else:
                for ending, content in files.items():
                    pictures.files[name + ending] = content
                pictures.shown.append(_place_on_page(name, said, wide, narrow))
            progress.advance(task)
    return pictures


def _draw_slide(name: str, draw: Callable[[Page], Any]) -> Slide:
    """Draw a chart for a slide, where its words are text: as wide as the slide, or less wide where it needs height."""
    try:
        with drawn_once(partial(_draw_wide, draw)) as ax:
            return _make_slide(name, ax)
    except TradeviewError:
        with drawn_once(partial(draw, Page(size="slide", bare=True))) as ax:
            return _make_slide(name, ax)


def _draw_wide(draw: Callable[[Page], Any]) -> Axes:
    """Draw a chart without its words into a box of the shape that slides have between theirs."""
    with house_style():
        figure = plt.figure(figsize=WIDE)
    ax = figure.add_axes(BOX)
    try:
        drawn: Axes = draw(Page(ax=ax, bare=True))
    except TradeviewError:
        plt.close(figure)
        raise
    return drawn


def _make_slide(name: str, ax: Axes) -> Slide:
    width, height = figure_size(ax)
    return Slide(name, drawing(ax), OfficePicture(svg_of_shapes(ax), png_bytes(ax), width, height))


def reason_of(error: TradeviewError) -> str:
    """Say why something is not on the page: what was asked for and what was there, without what to do about it."""
    if error.found:
        return f"{error.asked}; {error.found}"
    return error.asked


def _place_on_page(name: str, said: Drawing, wide: bytes, narrow: bytes) -> Picture:
    """Turn both drawings of a chart into markup of a page, of which the other is neither seen nor found."""
    drawn = {}
    for look, svg in (("wide", wide), ("narrow", narrow)):
        # Its text, its titles and its description were escaped when they were written.
        drawn[look] = Markup(inline_svg(svg, f"chart-{name}-{look}", said.alt, look))  # noqa: S704
    return Picture(name, said, drawn["wide"], drawn["narrow"])
