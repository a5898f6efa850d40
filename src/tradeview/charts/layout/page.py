"""The anatomy that all charts share: title, subtitle, plot and caption on one left edge; sizes, text and colours.

A chart says what room its plot needs and what stands around it; the page wraps the words to the width there is,
makes the figure as tall as that takes (or, on `slide` and `square`, gives the plot the rest), and remembers with the
axes what the chart says, so that it can be exported with its data and read aloud.
"""

import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, cast

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.layout.colours import GREY, INK
from tradeview.charts.layout.points import POINTS_PER_INCH, points_across, points_down, write_label
from tradeview.charts.layout.text import load_fonts, plain_text, wrap_evenly, wrap_text
from tradeview.charts.spans import refuse_odd_months
from tradeview.errors import TradeTableError, TradeviewError
from tradeview.table.amounts import ask_unfit_rows
from tradeview.table.columns import Column, Table
from tradeview.table.engines import Frame, collect
from tradeview.table.schema import wrap_trade_table

if TYPE_CHECKING:
    import narwhals as nw

Size = Literal["report", "slide", "square", "phone"]

# Width in inches, and the height where the size fixes it. `phone` is read at its own width, held upright.
SIZES: dict[str, tuple[float, float | None]] = {
    "report": (7.6, None),
    "slide": (8.0, 4.5),
    "square": (6.4, 6.4),
    "phone": (3.75, None),
}
MARGIN = 14  # points of white around everything
SMALLEST = 6.5  # points; smaller letters are not read, and the chart is refused
LOWEST = 90  # points that a plot keeps where the words around it take more than the size has
TITLE, SUBTITLE, CAPTION = 14.5, 10.5, 8.6  # letter sizes in points
LEADING = 1.28  # of the letter size, from one line to the next
# White behind letters that a line runs under; an outline would turn text into shapes in SVG.
BEHIND = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}


@dataclass(frozen=True)
class Drawing:
    """What a chart says: its words, and exactly the data that it draws."""

    title: str
    subtitle: str
    caption: tuple[str, ...]
    alt: str
    data: pd.DataFrame


_DRAWINGS: weakref.WeakKeyDictionary[Axes, Drawing] = weakref.WeakKeyDictionary()


@check_arguments
def drawing(ax: Axes) -> Drawing:
    """Return what the chart on these axes says.

    Raises
    ------
    ValueError
        The axes hold no chart of tradeview.
    """
    if ax not in _DRAWINGS:
        raise ValueError("these axes hold no chart of tradeview; give the axes that a function of tv.charts returned")
    return _DRAWINGS[ax]


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house look while the block lasts."""
    load_fonts()
    # In a notebook this loads the backend, which turns interactive mode on; loaded inside the context, its end would
    # turn that off again, and only the first chart of a session would be seen.
    plt.draw_if_interactive()
    # From matplotlib's defaults, so that the same chart is the same under everybody's settings.
    with plt.style.context(["default", str(files("tradeview.charts.layout").joinpath("tradeview.mplstyle"))]):
        yield


def _finite_column(name: str) -> Column:
    return Column(name, "number", "a finite number", lambda column: column.is_finite())


def collect_pandas(frame: IntoFrame, *needed: str, numbers: Iterable[str] = ()) -> pd.DataFrame:
    """Collect the frame that a chart is given, of whatever engine, as pandas; refuse one that lacks a needed column.

    Figures of a trade table are refused that cannot be computed with. Claims, which have a start and an end, are
    another table, also where a period stands beside them: growth among them may be negative. `numbers` are columns of
    what was computed from a trade table: those that the frame has hold finite numbers, or nothing.
    """
    wrapped = wrap_trade_table(frame, *needed)
    computed = Table("table to be drawn", tuple(map(_finite_column, numbers)), error=TradeTableError)
    computed.check(wrapped)
    found = collect(computed.with_kinds(wrapped))
    if {"start", "end"} <= set(found.columns):
        return _make_pandas(found)
    if {"period", "value", "currency"} <= set(found.columns):
        ask_unfit_rows(cast("Frame", found), "a chart")
    table = _make_pandas(found)
    refuse_odd_months(table)
    return table


def _make_pandas(found: "nw.DataFrame[Any]") -> pd.DataFrame:
    """Make a collected frame one of pandas, with columns of plain types."""
    if found.implementation.is_pandas():
        table: pd.DataFrame = found.to_native()
        plain = {}
        for name, dtype in table.dtypes.items():
            # Categories would sort, and keep empty groups, in an order of their own.
            if isinstance(dtype, pd.CategoricalDtype):
                plain[name] = dtype.categories.dtype
        return table.astype(plain)
    # Narwhals' own way from Polars to pandas goes through pyarrow, which nothing else here needs.
    table = pd.DataFrame(found.to_dict(as_series=False), columns=found.columns)
    # A column of missing floats alone comes as objects.
    return table.astype({name: float for name, dtype in found.schema.items() if dtype.is_float()})


@dataclass(frozen=True)
class Block:
    """Lines of one letter size that stand together."""

    lines: Sequence[str]
    size: float
    colour: str
    weight: str = "normal"

    @property
    def height(self) -> float:
        """Points that the lines take."""
        return len(self.lines) * self.size * LEADING


def lay_out_page(
    drawn: Drawing,
    *,
    ax: Axes | None,
    size: Size,
    height: float,
    left: float = 0,
    right: float = 0,
    head: float = 10,
    foot: float = 20,
) -> Axes:
    """Set the words of a chart around its axes, on a new figure where none are given.

    Parameters
    ----------
    drawn : Drawing
        The words and the data.
    ax : Axes, optional
        Axes to draw on; the words are set around them and their figure is left alone.
    size : {"report", "slide", "square", "phone"}
        Of a new figure; `slide` and `square` grow taller where the words around the plot leave it no room.
    height : float
        Points that the plot needs, where the size leaves it free.
    left, right, head, foot : float
        Points that the chart's own labels take on each side of the plot.
    """
    if size not in SIZES:
        raise TradeviewError(f"a chart has no size {size!r}", remedy=f"use one of {', '.join(SIZES)}")
    drawn = replace(
        drawn,
        title=plain_text(drawn.title),
        subtitle=plain_text(drawn.subtitle),
        caption=tuple(plain_text(part) for part in drawn.caption),
        alt=plain_text(drawn.alt),
    )
    width = plot_width(ax, size)
    if ax is not None:
        width += left + right  # the words reach over what stands beside axes that were given
    title = Block(wrap_evenly(drawn.title, width, TITLE, "bold"), TITLE, INK, "bold")
    subtitle = Block(wrap_evenly(drawn.subtitle, width, SUBTITLE), SUBTITLE, GREY)
    caption_lines = []
    for part in drawn.caption:
        caption_lines += wrap_text(part, width, CAPTION)
    caption = Block(caption_lines, CAPTION, GREY)
    above = title.height + subtitle.height + head + 4
    below = caption.height + foot + 6
    if ax is None:
        ax = _new_axes(size, height, left + MARGIN, right + MARGIN, above + MARGIN, below + MARGIN)
    _write_blocks(ax, -left, above, [title, subtitle], from_top=True)
    _write_blocks(ax, -left, -foot - 6, [caption], from_top=False)
    _DRAWINGS[ax] = drawn
    return ax


def plot_width(ax: Axes | None, size: str) -> float:
    """Points that a plot without labels beside it is wide, before `lay_out_page` makes it."""
    if ax is not None:
        return float(points_across(ax))
    return SIZES.get(size, SIZES["report"])[0] * POINTS_PER_INCH - 2 * MARGIN


def shrink_factor(ax: Axes, needed: float, font_size: float, *, new: bool) -> float:
    """Return how far letters shrink where axes are lower than a list needs (in points); too small ones are refused.

    Raises
    ------
    TradeviewError
        Letters would be too small to read; a figure that was made for them (`new`) is closed again.
    """
    shrink = min(1.0, points_down(ax) / needed)
    if font_size * shrink >= SMALLEST:
        return float(shrink)
    if new:
        plt.close(ax.get_figure(root=True))
    raise TradeviewError(
        f"a list in letters of {SMALLEST} points or more",
        f"room for {font_size * shrink:.1f}",
        "use size report or phone, which grow with the list, or give taller axes",
    )


def _new_axes(size: Size, height: float, left: float, right: float, above: float, below: float) -> Axes:
    width, fixed_height = SIZES[size]
    across, up = width * POINTS_PER_INCH, height + above + below
    if fixed_height is not None:
        # Words are never cut: where they leave a plot of this size no room, the figure grows.
        up = max(fixed_height * POINTS_PER_INCH, LOWEST + above + below)
    figure = plt.figure(figsize=(width, up / POINTS_PER_INCH))
    return figure.add_axes((left / across, below / up, 1 - (left + right) / across, max(1 - (above + below) / up, 0.1)))


def _write_blocks(ax: Axes, x: float, y: float, blocks: Sequence[Block], *, from_top: bool) -> None:
    """Write blocks downwards from `y` points above the top (or below the bottom) of the axes."""
    edge = 1 if from_top else 0
    for block in blocks:
        for line in block.lines:
            look = {"fontsize": block.size, "color": block.colour, "fontweight": block.weight}
            write_label(ax, line, (0, edge), (x, y), coords="axes fraction", va="top", **look)
            y -= block.size * LEADING
        y -= 4  # air between title and subtitle
