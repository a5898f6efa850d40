"""The charts of a report: each drawn wide and narrow, or left out with the reason."""

import base64
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

from rich.console import Console
from rich.progress import Progress

from tradeview.charts.layout.page import Size, drawing
from tradeview.errors import TradeviewError
from tradeview.reports.export import drawn_once, rendered, svg_bytes
from tradeview.reports.page import Picture

Plan = tuple[str, Callable[[Size], Any]]  # a name, and what draws the chart at a size


@dataclass(frozen=True)
class Drawn:
    """Charts as bytes by file name, as pictures of the page, and what was left out and why."""

    contents: dict[str, bytes]
    pictures: list[Picture]
    skipped: list[str]


def drawn(plans: list[Plan], *, needed: Collection[str] = ()) -> Drawn:
    """Draw every chart, wide and narrow; one that the table has no data for is left out, unless it is needed."""
    made = Drawn({}, [], [])
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Drawing", total=len(plans))
        for name, draw in plans:
            try:
                with drawn_once(partial(draw, "report")) as ax:
                    wide, said = rendered(ax), drawing(ax)
                with drawn_once(partial(draw, "phone")) as ax:
                    narrow = svg_bytes(ax)  # the page shows it; nothing of this size is a file of its own
            except TradeviewError as error:
                if name in needed:
                    raise
                made.skipped.append(f"{name}: {'; '.join(filter(None, [error.asked, error.found]))}")
            else:
                made.contents.update({name + ending: content for ending, content in wide.items()})
                made.pictures.append(Picture(name, said, _data_uri(wide[".svg"]), _data_uri(narrow)))
            progress.advance(task)
    return made


def _data_uri(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
