"""The charts of a report as pictures: each drawn wide and narrow, or left out with the reason."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
from markupsafe import Markup
from rich.console import Console
from rich.progress import Progress

from tradeview.charts.layout.page import Drawing, Size, drawing
from tradeview.errors import TradeviewError
from tradeview.reports.export import drawn_once, render_chart, svg_bytes
from tradeview.reports.inline_svg import inline_svg
from tradeview.reports.page import Picture
from tradeview.words.captions import leave_provenance_to_page

Plan = tuple[str, Callable[[Size], Any]]  # a name, and what draws the chart at a size


@dataclass(frozen=True)
class Pictures:
    """Charts as bytes by file name, as pictures of the page, and what was left out and why."""

    files: dict[str, bytes]
    shown: list[Picture]
    left_out: list[str]


@dataclass(frozen=True)
class Content:
    """All that a report is written of: the page and its annex, the sheets of the workbook, the files of the charts."""

    page: str
    annex: str
    sheets: dict[str, pd.DataFrame]
    files: dict[str, bytes]


def draw_pictures(plans: list[Plan], *, needed: Collection[str] = ()) -> Pictures:
    """Draw every chart, wide and narrow; one that the table has no data for is left out, unless it is needed."""
    pictures = Pictures({}, [], [])
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Drawing", total=len(plans))
        for name, draw in plans:
            try:
                with drawn_once(partial(draw, "report")) as ax:
                    files, said = render_chart(ax), drawing(ax)
                # Files go elsewhere, and say all; the page says sources and rates itself, once for all of its charts.
                with leave_provenance_to_page():
                    with drawn_once(partial(draw, "report")) as ax:
                        wide = svg_bytes(ax)
                    with drawn_once(partial(draw, "phone")) as ax:
                        narrow = svg_bytes(ax)  # nothing of this size is a file of its own
            except TradeviewError as error:
                if name in needed:
                    raise
                pictures.left_out.append(f"{name}: {reason_of(error)}")
            else:
                for ending, content in files.items():
                    pictures.files[name + ending] = content
                pictures.shown.append(_place_on_page(name, said, wide, narrow))
            progress.advance(task)
    return pictures


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
