"""The charts of a report as pictures: each drawn wide and narrow, or left out with the reason."""

import base64
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from html import unescape
from typing import Any

import pandas as pd
from rich.console import Console
from rich.progress import Progress

from tradeview.charts.layout.page import Size, drawing
from tradeview.charts.layout.rendering import figure_size, png_bytes, svg_of_shapes
from tradeview.errors import TradeviewError
from tradeview.reports.export import drawn_once, render_chart, svg_bytes
from tradeview.reports.office.look import Picture as OfficePicture
from tradeview.reports.office.look import Slide
from tradeview.reports.office.native_chart import NativeChart
from tradeview.reports.page import Picture

TITLE = re.compile("<title>(.*?)</title>", re.DOTALL)
Plan = tuple[str, Callable[[Size], Any]]  # a name, and what draws the chart at a size


@dataclass(frozen=True)
class Pictures:
    """Charts as bytes by file name, as pictures of the page, what was left out and why, and as slides, if asked for."""

    files: dict[str, bytes]
    shown: list[Picture]
    left_out: list[str]
    slides: list[Slide]


@dataclass(frozen=True)
class Content:
    """All that a report is written of: the page, the sheets of the workbook, and the files of the charts by name.

    `series` are its figures over time, as charts of the workbook; `slides` are there where they were asked for.
    """

    page: str
    sheets: dict[str, pd.DataFrame]
    files: dict[str, bytes]
    series: tuple[NativeChart, ...] = ()
    slides: tuple[Slide, ...] = ()

    @property
    def title(self) -> str:
        """The title of the page."""
        return unescape(TITLE.findall(self.page)[0])


def draw_pictures(plans: list[Plan], *, needed: Collection[str] = (), with_slides: bool = False) -> Pictures:
    """Draw every chart, wide and narrow; one that the table has no data for is left out, unless it is needed."""
    pictures = Pictures({}, [], [], [])
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Drawing", total=len(plans))
        for name, draw in plans:
            try:
                with drawn_once(partial(draw, "report")) as ax:
                    wide, said = render_chart(ax), drawing(ax)
                with drawn_once(partial(draw, "phone")) as ax:
                    narrow = svg_bytes(ax)  # the page shows it; nothing of this size is a file of its own
                if with_slides:
                    pictures.slides.append(_draw_slide(name, draw))
            except TradeviewError as error:
                if name in needed:
                    raise
                pictures.left_out.append(f"{name}: {reason_of(error)}")
            else:
                for ending, content in wide.items():
                    pictures.files[name + ending] = content
                pictures.shown.append(Picture(name, said, _data_uri(wide[".svg"]), _data_uri(narrow)))
            progress.advance(task)
    return pictures


def _draw_slide(name: str, draw: Callable[[Size], Any]) -> Slide:
    """Draw a chart for a slide."""
    with drawn_once(partial(draw, "slide")) as ax:
        width, height = figure_size(ax)
        picture = OfficePicture(svg_of_shapes(ax), png_bytes(ax), width, height)
        return Slide(name, drawing(ax), picture)


def reason_of(error: TradeviewError) -> str:
    """Say why something is not on the page: what was asked for and what was there, without what to do about it."""
    if error.found:
        return f"{error.asked}; {error.found}"
    return error.asked


def _data_uri(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
