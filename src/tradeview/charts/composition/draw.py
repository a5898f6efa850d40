"""Composition: what each of two economies sends to the other, by section of the Harmonised System.

From a list of phrases it shows the items that documents name, and says that they are no values; from a trade table it
shows shares of value (`section_shares`).
"""

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview import commodities
from tradeview.charts.composition.section_shares import By, section_shares
from tradeview.charts.layout.colours import GREY, INK, SIDES
from tradeview.charts.layout.page import Drawing, Size, house_style, lay_out_page, pandas_of, plot_width, shrink_factor
from tradeview.charts.layout.points import axes_size
from tradeview.charts.layout.text import wrap_text
from tradeview.economies import name as economy_name
from tradeview.errors import TradeTableError
from tradeview.sources.reference_lists import COMMODITIES
from tradeview.table.engines import is_missing
from tradeview.table.schema import narwhal
from tradeview.words import captions
from tradeview.words.templates import list_words

LINE, PAD, HEADER = 13.5, 7, 22  # points: an item, the air of a row, the header
FONT_SIZE, SMALL, HEAD = 9.5, 9.0, 11.0
SECTION_WIDTH, APART = 128, 12  # points of the column of sections, and of white after a column
MARK = 13  # points that a mark and the air after it take
SEVERAL, NONE = "Several sections", "No HS code"
MARKERS = ("s", "o", "D", "^", "v", "*", "<", ">")
SIGNS = ("■", "●", "◆", "▲", "▼", "★", "◀", "▶")
STACKED = "phone"
DOUBTFUL = {"low", "none"}


def composition(frame: IntoFrame, *, by: By = "section", ax: Axes | None = None, size: Size = "report") -> Axes:
    """Draw what each side sends, by HS section.

    Parameters
    ----------
    frame : frame
        A list of phrases (`tv.load_commodities`), of which the items are drawn; or a trade table (with `value`) of one
        reporter, partner and period, in HS codes of one level, of which the values of exports and imports are drawn,
        with their shares: the six largest parts by name, the rest as "other". Rows of `TOTAL` tell how much of all
        trade the codes make up.
    by : {"section", "chapter"}
        What the parts of a trade table are; a list of phrases is by section.
    ax : Axes, optional
        Axes to draw on; without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.

    Returns
    -------
    matplotlib.axes.Axes
        Rows are sections; columns are the two directions (one below the other on `phone`, each with rows of its own on
        `slide`).

    Raises
    ------
    TradeTableError
        The list has not exactly two economies, or comes from more sources than there are marks; or the trade table
        is not of one pair and period, is of SITC, or mixes levels, revisions or valuations.
    TableError
        The list is no valid list of phrases (`tv.load_commodities`).
    TradeviewError
        The list has more items than the size has room for.

    Examples
    --------
    >>> import tradeview as tv
    >>> ax = tv.charts.composition(tv.load_commodities())
    >>> print(tv.charts.drawing(ax).subtitle)
    By section of the Harmonised System (HS); mentions, not values, and no measure of importance
    """
    table = narwhal(frame)
    names = table.collect_schema().names()
    if "value" in names:
        return section_shares(table, by=by, ax=ax, size=size)
    COMMODITIES.check(table)
    items = pandas_of(frame)
    directions = _directions(items)
    data = _sort_by_section(items)
    sources = list(dict.fromkeys(map(captions.source_name, data["source"])))
    if len(sources) > len(SIGNS):
        raise TradeTableError(f"a list of at most {len(SIGNS)} sources", f"{len(sources)} sources", "filter the list")
    with house_style():
        drawn = _words(data, directions, sources)
        blocks = _lay_out_blocks(data, directions, plot_width(ax, size), size if ax is None else "report")
        tall = [block.height for block in blocks]
        height = sum(tall) if size == STACKED and ax is None else max(tall)
        new = ax is None
        ax = lay_out_page(drawn, ax=ax, size=size, height=height, head=10, foot=2)
        _draw_blocks(ax, blocks, height, sources, shrink_factor(ax, height, FONT_SIZE, new=new))
    return ax


def _directions(items: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the two directions, in the order of their names."""
    pairs = sorted(set(zip(items["origin"], items["destination"], strict=True)))
    if len({code for pair in pairs for code in pair}) != 2:
        raise TradeTableError(
            "a composition of two economies", ", ".join(f"{a} to {b}" for a, b in pairs), "filter the list to a pair"
        )
    return pairs


def _sections(codes: object) -> list[str]:
    """Return the sections of the HS codes of one phrase, each once."""
    if is_missing(codes):
        return []
    return sorted({commodities.section(code) for code in str(codes).split()})


def _sort_by_section(items: pd.DataFrame) -> pd.DataFrame:
    """Add the section of each item: one, several, or none where HS has no code for the phrase."""
    codes = items["hs_codes"] if "hs_codes" in items else pd.Series([None] * len(items), index=items.index)
    found = [_sections(cell) for cell in codes]
    names = commodities.sections().set_index("section")["name"]
    order = {section: number for number, section in enumerate(names.index)}
    rows: list[tuple[int, str]] = []  # number in the order of drawing, and name
    for sections in found:
        if len(sections) == 1:
            rows.append((order[sections[0]], names[sections[0]]))
        elif sections:
            rows.append((len(order), SEVERAL))
        else:
            rows.append((len(order) + 1, NONE))
    named = items.assign(row=[name for _, name in rows], _order=[number for number, _ in rows])
    named = named.sort_values(["_order"], kind="stable")
    columns = ["origin", "destination", "phrase", "gloss", "hs_codes", "certainty", "source"]
    return named[[*(name for name in columns if name in named), "row"]].reset_index(drop=True)


def _words(data: pd.DataFrame, directions: list[tuple[str, str]], sources: list[str]) -> Drawing:
    said = []
    for origin, destination in directions:
        part = data[(data["origin"] == origin) & (data["destination"] == destination)]
        said.append(f"{len(part)} that {economy_name(origin)} sends")
    times = "once" if len(data) == 1 else f"{len(data)} times"
    title = f"The documents mention goods {times}: {list_words(said)}"
    subtitle = "By section of the Harmonised System (HS); mentions, not values, and no measure of importance"
    marks = "; ".join(f"{sign} {source}" for sign, source in zip(SIGNS, sources, strict=False))
    doubtful = int(data["certainty"].isin(DOUBTFUL).sum())
    caption = (
        f"A filled mark is a phrase that HS codes cover; a hollow one ({doubtful} of {len(data)}) is too vague for "
        "them, or has none. What two documents mention stands twice.",
        f"Sources: {marks}.",
    )
    alt = (
        f"Table of named goods by HS section. {title}. "
        + "; ".join(
            f"{economy_name(origin)} sends {', '.join(data.loc[data['origin'] == origin, 'gloss'])}"
            for origin, _ in directions
        )
        + "."
    )
    return Drawing(title, subtitle, caption, alt, data)


@dataclass(frozen=True)
class Item:
    """A phrase as it is written: its lines, and how its mark looks."""

    lines: tuple[str, ...]
    source: str
    doubtful: bool


@dataclass(frozen=True)
class SectionRow:
    """A section and its items, a list for each direction; the height in points."""

    section: tuple[str, ...]
    cells: tuple[tuple[Item, ...], ...]
    height: float


@dataclass(frozen=True)
class Block:
    """Directions that share rows, under their headers; `margin` is for sections beside the items, 0 where above."""

    colours: tuple[str, ...]
    headers: tuple[tuple[str, ...], ...]
    rows: tuple[SectionRow, ...]
    left: float
    width: float
    margin: float

    @property
    def head(self) -> float:
        """Points that the headers take."""
        return HEADER + LINE * (max(map(len, self.headers)) - 1)

    @property
    def height(self) -> float:
        """Points that all of it takes."""
        return self.head + sum(row.height for row in self.rows)


def _lay_out_blocks(data: pd.DataFrame, directions: list[tuple[str, str]], width: float, size: str) -> list[Block]:
    """Lay out one table for both directions; on a slide one beside the other, on a phone one below the other."""
    if size not in (STACKED, "slide"):
        return [_lay_out_block(data, directions, 0, (0.0, width), SECTION_WIDTH)]
    margin = 0.0 if size == STACKED else SECTION_WIDTH - 2 * APART
    each = width if size == STACKED else (width - APART * (len(directions) - 1)) / len(directions)
    step = 0.0 if size == STACKED else each + APART
    return [
        _lay_out_block(data, [direction], number, (number * step, each), margin)
        for number, direction in enumerate(directions)
    ]


def _lay_out_block(
    data: pd.DataFrame, directions: list[tuple[str, str]], first: int, extent: tuple[float, float], margin: float
) -> Block:
    left, width = extent
    column = (width - margin) / len(directions) - APART
    origins = [origin for origin, _ in directions]
    rows = []
    for section, part in data[data["origin"].isin(origins)].groupby("row", sort=False):
        cells = tuple(_lay_out_items(part[part["origin"] == origin], column) for origin in origins)
        title = tuple(wrap_text(str(section), (margin or width) - APART, SMALL))
        most = max(sum(len(item.lines) for item in cell) for cell in cells)
        lines = max(most, len(title)) if margin else most + len(title)
        rows.append(SectionRow(title, cells, lines * LINE + PAD))
    named = [f"{economy_name(origin)} to {economy_name(destination)}" for origin, destination in directions]
    headers = tuple(tuple(wrap_text(said, column, HEAD, "bold")) for said in named)
    return Block(SIDES[first:], headers, tuple(rows), left, width, margin)


def _lay_out_items(cell: pd.DataFrame, column: float) -> tuple[Item, ...]:
    return tuple(
        Item(
            tuple(wrap_text(str(item.gloss), column - MARK, FONT_SIZE)),
            captions.source_name(item.source),
            item.certainty in DOUBTFUL,
        )
        for item in cell.itertuples()
    )


def _draw_blocks(ax: Axes, blocks: list[Block], needed: float, sources: list[str], shrink: float) -> None:
    """Write the blocks from the top, in points."""
    width, tall = axes_size(ax)
    ax.set_xlim(0, width)
    ax.set_ylim(max(needed, tall), 0)
    ax.set_axis_off()
    top = 0.0
    for block in blocks:
        _draw_block(ax, block, top, sources, shrink)
        top += block.height if block.left == blocks[-1].left else 0.0


def _draw_block(ax: Axes, block: Block, y: float, sources: list[str], shrink: float) -> None:
    column = (block.width - block.margin) / len(block.headers)
    across = [block.left + block.margin + number * column for number in range(len(block.headers))]
    for x, lines, colour in zip(across, block.headers, block.colours, strict=False):
        for i, line in enumerate(lines):
            at = y + HEADER / 2 - 1 + i * LINE
            ax.text(x, at, line, va="center", color=colour, fontsize=HEAD * shrink, fontweight="bold")
    y += block.head
    for row in block.rows:
        ax.plot([block.left, block.left + block.width], [y, y], color="#DDE2E6", linewidth=0.7)
        for i, line in enumerate(row.section):
            at = y + PAD / 2 + (i + 0.5) * LINE
            ax.text(block.left, at, line, va="center", color=GREY, fontsize=SMALL * shrink)
        top = y + PAD / 2 + (0 if block.margin else LINE * len(row.section))
        for x, cell, colour in zip(across, row.cells, block.colours, strict=False):
            _draw_items(ax, (x, top), cell, colour, sources, shrink)
        y += row.height


def _draw_items(
    ax: Axes, corner: tuple[float, float], cell: tuple[Item, ...], colour: str, sources: list[str], shrink: float
) -> None:
    x, y = corner
    for item in cell:
        ax.plot(
            x + 4,
            y + LINE / 2,
            marker=MARKERS[sources.index(item.source)],
            markersize=5.4 * shrink,
            color=colour,
            markerfacecolor="white" if item.doubtful else colour,
            markeredgewidth=1.2,
            linestyle="none",
        )
        for line in item.lines:
            ax.text(x + MARK, y + LINE / 2, line, va="center", color=INK, fontsize=FONT_SIZE * shrink)
            y += LINE
