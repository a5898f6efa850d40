"""The anatomy that all charts share: title, subtitle, plot and caption on one left edge; sizes, text and colours.

A chart says what room its plot needs and what stands around it; the page wraps the words to the width there is,
makes the figure as tall as that takes (or, on `slide` and `square`, gives the plot the rest), and remembers with the
axes what the chart says, so that it can be exported with its data and read aloud. On axes that are given all of it,
words and labels too, lies in the box that these have (`layout.box`), with smaller letters where that is small.
"""

import math
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, cast

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.layout.box import keep_in_box, prepare_box
from tradeview.charts.layout.colours import GREY, INK
from tradeview.charts.layout.direction import set_labels_as_written
from tradeview.charts.layout.fonts import HOUSE_ASCENT, leading_of, load_fonts
from tradeview.charts.layout.points import POINTS_PER_INCH, points_down, write_label
from tradeview.charts.layout.text import plain_text, wrap_evenly, wrap_text
from tradeview.charts.spans import refuse_odd_months
from tradeview.errors import TradeTableError, TradeviewError
from tradeview.table.amounts import ask_unfit_rows
from tradeview.table.columns import Column, Table
from tradeview.table.engines import Frame, collect
from tradeview.table.schema import wrap_trade_table
from tradeview.words.language import Language, spoken

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
# Points that a plot keeps where the words around it take more than the size has: half of a square, which is seen small.
LOWEST = {"report": 90.0, "slide": 90.0, "square": 230.0, "phone": 90.0}
TITLE, SUBTITLE, CAPTION = 14.5, 10.5, 8.6  # letter sizes in points
# On a slide no letters are smaller than these points: it is read from the back of a room.
LEAST_ON_SLIDE = 9.36
# Small letters are set to whole pixels: at 100 dots an inch their lines are up to a fortieth longer than in print.
# In a box, whose words are smaller still and end where others begin, there is a little white, too.
AS_SET, AS_SET_IN_BOX = 0.975, 0.945
AIR_OF_BLOCK, AIR_OF_CAPTION = 4, 6  # points; between title and subtitle, and above the caption
# Of boxes that are given, in points: those narrower are arranged as a phone, those of full width have letters of full
# size, others down to the smallest that are read (a caption's, as a share of its size), and a plot keeps so much.
NARROW, FULL_WIDTH, LEAST_LETTERS = 290, 450, SMALLEST / CAPTION
LEAST_ACROSS, LOWEST_IN_BOX, MORE_FOR_LABELS = 90, 60, 1.1
# White behind letters that a line runs under; an outline would turn text into shapes in SVG.
BEHIND = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}


@dataclass(frozen=True)
class Words:
    """What a chart says: its title, subtitle and caption, which may be empty, and what is read aloud in its place."""

    title: str
    subtitle: str
    caption: tuple[str, ...]
    alt: str

    @property
    def name(self) -> str:
        """What names the chart where a file or a page asks for one: its title, else what is read aloud."""
        return self.title or self.alt


@dataclass(frozen=True)
class Drawing(Words):
    """What a chart says, and exactly the data that it draws."""

    data: pd.DataFrame


_DRAWINGS: weakref.WeakKeyDictionary[Axes, Drawing] = weakref.WeakKeyDictionary()


@check_arguments
def drawing(ax: Axes) -> Drawing:
    """Return what the chart on these axes says and draws: `words` and `data` in one.

    Raises
    ------
    ValueError
        The axes hold no chart of tradeview.
    """
    if ax not in _DRAWINGS:
        raise ValueError("these axes hold no chart of tradeview; give the axes that a function of tv.charts returned")
    return _DRAWINGS[ax]


@check_arguments
def words(ax: Axes) -> Words:
    """Return the words of the chart on these axes, also of one that was drawn `bare`.

    Returns
    -------
    Words
        `title`, `subtitle` (with words of your own, these), `caption` (one text or several) and `alt`, which always has
        the finding.

    Raises
    ------
    ValueError
        The axes hold no chart of tradeview.

    Examples
    --------
    >>> import tradeview as tv
    >>> ax = tv.charts.rate(tv.rates.implied(tv.load()), title="Which rate?", bare=True)
    >>> tv.charts.words(ax).title, len(ax.texts) < 10
    ('Which rate?', True)
    """
    said = drawing(ax)
    return Words(said.title, said.subtitle, said.caption, said.alt)


@check_arguments
def data(ax: Axes) -> pd.DataFrame:
    """Return exactly the data that the chart on these axes draws, as a frame of your own.

    Raises
    ------
    ValueError
        The axes hold no chart of tradeview.

    Examples
    --------
    >>> import tradeview as tv
    >>> ax = tv.charts.timeline(tv.load_events())
    >>> sorted(tv.charts.data(ax)["kind"].unique())[:2]
    ['agreement', 'exchange']
    """
    return drawing(ax).data.copy()


def drawings_beside(ax: Axes) -> list[Drawing]:
    """List what the charts on the figure of a chart say and draw, its own among them, in the order of their axes."""
    own = drawing(ax)
    figure = ax.get_figure(root=True)
    axes: list[Any] = [] if figure is None else list(figure.axes)
    for each in axes:  # which grows by those that stand within others
        axes += each.child_axes
    found = [_DRAWINGS[each] for each in axes if each in _DRAWINGS]
    return found or [own]


def name_figure(charts: Sequence[Drawing]) -> tuple[str, str]:
    """Return what names a figure with these charts, and what is read aloud in its place."""
    return "; ".join(chart.name for chart in charts), " ".join(chart.alt for chart in charts)


@dataclass(frozen=True)
class Page:
    """What a chart is set on: its reader's own words, if it is to have any, given axes or the size of a new figure.

    Every chart takes these as options of the same names, and hands them on as one. The language of its words says from
    which side they run; the plot stays as it is.
    """

    title: str | None = None
    subtitle: str | None = None
    bare: bool = False
    ax: Axes | None = None
    size: Size = "report"
    language: Language = field(default_factory=spoken)

    @cached_property
    def box(self) -> tuple[float, float] | None:
        """Points across and down of the box of given axes, which is laid out and refused here, before all else."""
        return None if self.ax is None else prepare_box(self.ax)

    @property
    def width(self) -> float:
        """Points from the left edge of the words to the right end of all that stands beside the plot."""
        if self.box is not None:
            return self.box[0]
        return SIZES.get(self.size, SIZES["report"])[0] * POINTS_PER_INCH - 2 * MARGIN

    @property
    def edge(self) -> float:
        """Points beyond the words that labels of a plot may reach: white of a new figure, nothing outside a box."""
        return MARGIN if self.box is None else 0.0

    @property
    def layout(self) -> Size:
        """Which of the sizes a chart is arranged as: a box as the plainest, or a phone where it is as narrow."""
        if self.box is None:
            return self.size
        return "phone" if self.width < NARROW else "report"

    @property
    def is_narrow(self) -> bool:
        """Tell whether names stand above their marks, since beside them there is no room."""
        return self.layout == "phone"

    def choose_words(self, drawn: Drawing) -> Drawing:
        """Put the reader's own words in the place of those that are made from the numbers."""
        title = drawn.title if self.title is None else self.title
        subtitle = drawn.subtitle if self.subtitle is None else self.subtitle
        return replace(
            drawn,
            title=plain_text(title),
            subtitle=plain_text(subtitle),
            caption=tuple(plain_text(part) for part in drawn.caption),
            alt=plain_text(drawn.alt),
        )


REPORT_PAGE = Page()


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
    def leading(self) -> float:
        """Points from one line to the next, as the marks of its letters need."""
        return self.size * leading_of("".join(self.lines))

    @property
    def height(self) -> float:
        """Points that the lines take."""
        return len(self.lines) * self.leading


@dataclass(frozen=True)
class Around:
    """What stands above and below a plot: the blocks of words, and with them the points that are taken there."""

    over: list[Block]
    under: list[Block]
    above: float
    below: float


def lay_out_page(
    drawn: Drawing,
    page: Page,
    *,
    height: float,
    left: float = 0,
    right: float = 0,
    head: float = 10,
    foot: float = 20,
    lowest: float = 0,
) -> Axes:
    """Set the words of a chart around its axes: on a new figure, or in the box of axes that are given.

    Parameters
    ----------
    drawn : Drawing
        The words made from the numbers, and the data.
    page : Page
        The words that replace them, and what to draw on. Given axes are cleared.
    height : float
        Points that the plot needs, where the size leaves it free.
    left, right, head, foot : float
        Points that the chart's own labels take on each side of the plot.
    lowest : float
        Points of a list in the smallest letters that can be read (`smallest_height`); a lower plot is refused.

    Raises
    ------
    TradeviewError
        No such size; a size or a box that has no room for the plot beside the words. Nothing is drawn then.
    """
    if page.size not in SIZES:
        raise TradeviewError(f"a chart has no size {page.size!r}", remedy=f"use one of {', '.join(SIZES)}")
    said = page.choose_words(drawn)
    around = _set_words(said, page, head, foot)
    if page.ax is None:
        ax = _new_axes(page.size, height, left + MARGIN, right + MARGIN, around, lowest)
    else:
        ax = page.ax
        _refuse_small_box(page, left + right, around, lowest)
        keep_in_box(ax, left=left, right=right, above=around.above, below=around.below)
    edge = (0.0, -left)
    if page.language.is_right_to_left:
        edge = (1.0, right)
    _write_blocks(ax, edge, around.above, around.over, from_top=True)
    _write_blocks(ax, edge, -foot - AIR_OF_CAPTION, around.under, from_top=False)
    set_labels_as_written(ax, right_to_left=page.language.is_right_to_left)
    _DRAWINGS[ax] = said
    return ax


def _set_words(said: Drawing, page: Page, head: float, foot: float) -> Around:
    """Wrap the words to the width of the page, in smaller letters where it is narrow; a bare one has none."""
    if page.bare:
        return Around([], [], head, foot)
    width, letters = page.width, 1.0
    if page.box is not None:
        letters = min(1.0, max(width / FULL_WIDTH, LEAST_LETTERS))
    title_size, subtitle_size, caption_size = TITLE * letters, SUBTITLE * letters, CAPTION * letters
    if page.layout == "slide":
        caption_size = LEAST_ON_SLIDE
    over = []
    if said.title:
        over.append(Block(wrap_evenly(said.title, width, title_size, "bold"), title_size, INK, "bold"))
    if said.subtitle:
        over.append(Block(wrap_evenly(said.subtitle, width, subtitle_size), subtitle_size, GREY))
    as_set = AS_SET if page.box is None else AS_SET_IN_BOX
    under = [Block(_wrap_caption(said.caption, width * as_set, caption_size), caption_size, GREY)]
    above = head + sum(block.height + AIR_OF_BLOCK for block in over)
    if over:  # below the last block there is the head
        above -= AIR_OF_BLOCK
    return Around(over, under, above, foot + AIR_OF_CAPTION + under[0].height)


def _wrap_caption(parts: Sequence[str], width: float, size: float) -> list[str]:
    """Break the parts of a caption into lines, each from a line of its own; what says nothing takes none."""
    lines = []
    for part in parts:
        if part:
            lines += wrap_text(part, width, size)
    return lines


def _refuse_small_box(page: Page, beside: float, around: Around, lowest: float) -> None:
    """Refuse a box without room for the plot, saying how large it has to be."""
    assert page.box is not None  # noqa: S101 - the caller has axes
    across, down = page.box
    needed_across = beside + LEAST_ACROSS
    needed_down = around.above + around.below + max(lowest, LOWEST_IN_BOX)
    if across >= needed_across and down >= needed_down:
        return
    if across < needed_across:  # in a wider box labels that are broken now take more
        needed_across *= MORE_FOR_LABELS
    remedy = "draw on larger axes, or leave the words out: bare=True"
    if page.bare:
        remedy = "draw on larger axes"
    raise TradeviewError(
        f"a box of {max(needed_across, across) / POINTS_PER_INCH:.1f} by "
        f"{max(needed_down, down) / POINTS_PER_INCH:.1f} inches or more for this chart",
        f"axes of {across / POINTS_PER_INCH:.1f} by {down / POINTS_PER_INCH:.1f} inches",
        remedy,
    )


def room_for_plot(drawn: Drawing, page: Page, *, head: float, foot: float) -> float:
    """Return the points down that the words leave a plot on a new figure whose height is fixed; else without end."""
    fixed_height = SIZES[page.size][1] if page.size in SIZES else None
    if page.box is not None or fixed_height is None:
        return math.inf
    around = _set_words(page.choose_words(drawn), page, head, foot)
    room = fixed_height * POINTS_PER_INCH - 2 * MARGIN - around.above - around.below
    return max(room, LOWEST[page.size])


def smallest_height(needed: float, font_size: float) -> float:
    """Return the points that a list takes in the smallest letters that can be read."""
    return needed * SMALLEST / font_size


def shrink_factor(ax: Axes, needed: float) -> float:
    """Return how far letters shrink where axes are lower than a list needs (in points)."""
    return float(min(1.0, points_down(ax) / needed))


def _new_axes(size: Size, height: float, left: float, right: float, around: Around, lowest: float) -> Axes:
    width, fixed_height = SIZES[size]
    above, below = around.above + MARGIN, around.below + MARGIN
    across, up = width * POINTS_PER_INCH, height + above + below
    if fixed_height is not None:
        # Words are never cut: where they leave a plot of this size no room, the figure grows.
        up = max(fixed_height * POINTS_PER_INCH, LOWEST[size] + above + below)
    if up - above - below < lowest:
        raise TradeviewError(
            f"a list in letters of {SMALLEST} points or more",
            f"room for {SMALLEST * (up - above - below) / lowest:.1f}",
            "use size report or phone, which grow with the list, or give taller axes",
        )
    figure = plt.figure(figsize=(width, up / POINTS_PER_INCH))
    return figure.add_axes((left / across, below / up, 1 - (left + right) / across, max(1 - (above + below) / up, 0.1)))


def _write_blocks(ax: Axes, edge: tuple[float, float], y: float, blocks: Sequence[Block], *, from_top: bool) -> None:
    """Write blocks downwards from `y` points above the top (or below the bottom) of the axes.

    `edge` is the side of the axes on which lines start, 0 left and 1 right, and their start in points right of there.
    """
    side, x = edge
    place = (side, 1.0 if from_top else 0.0)
    across = "right" if side else "left"
    for block in blocks:
        for line in block.lines:
            look = {"fontsize": block.size, "color": block.colour, "fontweight": block.weight, "ha": across}
            # From the base line, since matplotlib takes the highest mark of each line for its top.
            write_label(
                ax, line, place, (x, y - HOUSE_ASCENT * block.size), coords="axes fraction", va="baseline", **look
            )
            y -= block.leading
        y -= AIR_OF_BLOCK
