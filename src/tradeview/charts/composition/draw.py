"""Composition: what each of two economies sends to the other, by section of the Harmonised System.

From a list of phrases it shows the items that documents name, and says that they are no values; from a trade table it
shows shares of value (`section_shares`).
"""

from dataclasses import dataclass
from itertools import chain
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.composition.section_shares import By, draw_section_shares
from tradeview.charts.layout.colours import GREY, INK, PAIR_COLOURS
from tradeview.charts.layout.fonts import widen_leading
from tradeview.charts.layout.highlight import Highlight, Highlighted, choose_highlighted
from tradeview.charts.layout.hover import tell_marks
from tradeview.charts.layout.page import (
    Drawing,
    Page,
    Size,
    collect_pandas,
    house_style,
    lay_out_page,
    shrink_factor,
    smallest_height,
)
from tradeview.charts.layout.points import axes_size
from tradeview.charts.layout.text import wrap_text
from tradeview.commodities.codes import section, sections
from tradeview.errors import TradeTableError
from tradeview.sources.reference_lists import COMMODITY_LIST
from tradeview.table.engines import is_missing
from tradeview.table.schema import wrap_trade_table
from tradeview.words import captions
from tradeview.words.language import Language, choose_language, in_language
from tradeview.words.names import name_economy
from tradeview.words.provenance import PRINTED_AS, facts_of_origin, shorten_text, tell_mark
from tradeview.words.table_words import GLOSS, say_own, say_title
from tradeview.words.templates import Plural, Template, join_clauses

LINE, PAD, HEADER = 13.5, 7, 22  # points: an item, the air of a row, the header
FONT_SIZE, SMALL, HEAD = 9.5, 9.0, 11.0
SECTION_WIDTH, APART = 128, 12  # points of the column of sections, and of white after a column
MARK = 13  # points that a mark and the air after it take
# Matplotlib's markers, and the same as letters for the caption.
MARKERS = ("s", "o", "D", "^", "v", "*", "<", ">")
SIGNS = ("■", "●", "◆", "▲", "▼", "★", "◀", "▶")
RULE = "#DDE2E6"
STACKED = "phone"
DOUBTFUL = {"low", "none"}

TITLE = Plural(
    "The documents mention goods once: {mentions}",
    "The documents mention goods {count} times: {mentions}",
    note="mentions: 8 that Malaysia sends and 9 that Russia sends",
)
MENTIONS = Plural("{count} that {economy} sends", "{count} that {economy} sends", note="goods")
SUBTITLE = Template("By section of the Harmonised System (HS); mentions, not values, and no measure of importance")
MARKS = Template(
    "Filled: a phrase that HS codes cover; hollow ({doubtful} of {all}): one too vague for them, or without any. "
    "What two documents mention stands twice."
)
ALT = Template("Table of named goods by HS section. {title}. {sent}.", note="sent: what each economy sends")
SENT = Template("{economy:capital} sends {goods}")
DIRECTION = Template(
    "{origin:capital} to {destination}", note="names of economies, over what the first sends to the second"
)
SEVERAL_SECTIONS = Template("Several sections")
NO_CODE = Template("No HS code")
CODES = Template("HS {codes}", note="codes: 1511, or several")


@check_arguments
@in_language
def composition(
    frame: IntoFrame,
    *,
    by: By = "section",
    title: str | None = None,
    subtitle: str | None = None,
    highlight: Highlight = None,
    bare: bool = False,
    ax: Axes | None = None,
    size: Size = "report",
    language: str | Language | None = None,
) -> Axes:
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
    title, subtitle : str, optional
        Words of your own in the place of those that are made from the numbers; "" leaves them out.
    highlight : str or collection of str, optional
        Sections or chapters, by code or name: what is highlighted is in colour, all else grey.
    bare : bool
        Leave out title, subtitle and caption, which `tv.charts.words` then gives.
    ax : Axes, optional
        Axes to draw on: they are cleared, and the whole chart lies in their box. Without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.
    language : str or Language, optional
        What its words are written in: a code of `tv.languages()`, such as "ms"; without it, English.

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
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size, language=choose_language(language))
    table = wrap_trade_table(frame)
    names = table.collect_schema().names()
    if "value" in names:
        return draw_section_shares(table, page, by=by, highlight=highlight)
    COMMODITY_LIST.check(table)
    items = collect_pandas(frame)
    directions = _list_directions(items)
    data = _sort_by_section(items)
    sources = [captions.source_name(key) for key in data["source"].unique()]
    if len(sources) > len(SIGNS):
        raise TradeTableError(f"a list of at most {len(SIGNS)} sources", f"{len(sources)} sources", "filter the list")
    sections_shown = {str(name): str(name) for name in data["row"].unique()}
    highlighted = choose_highlighted(highlight, sections_shown, "a section that has a row")
    with house_style():
        blocks = _lay_out_blocks(data, directions, page.width, page.layout)
        tall = [block.height for block in blocks]
        height = max(tall)  # blocks stand beside each other
        if page.is_narrow:
            height = sum(tall)
        drawn = _describe_mentions(data, directions, sources)
        lowest = smallest_height(height, FONT_SIZE)
        ax = lay_out_page(drawn, page, height=height, head=10, foot=2, lowest=lowest)
        _draw_blocks(ax, blocks, height, sources, shrink_factor(ax, height), highlighted)
    return ax


def _list_directions(items: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the directions in which goods go, from whom to whom, in the order of their names."""
    directions = sorted(set(zip(items["origin"], items["destination"], strict=True)))
    economies = {*items["origin"], *items["destination"]}
    if len(economies) != 2:
        found = ", ".join(f"{origin} to {destination}" for origin, destination in directions)
        raise TradeTableError("a composition of two economies", found, "filter the list to a pair")
    return directions


def _sort_by_section(items: pd.DataFrame) -> pd.DataFrame:
    """Add the section of each item (`row`): one, several, or none where HS has no code for the phrase."""
    titles = dict(zip(sections()["section"], sections()["name"], strict=True))
    positions = {numeral: number for number, numeral in enumerate(titles)}
    rows, order = [], []
    for codes in items.get("hs_codes", [None] * len(items)):
        found = set() if is_missing(codes) else {section(code) for code in codes.split()}
        if len(found) == 1:
            (numeral,) = found
            rows.append(titles[numeral])
            order.append(positions[numeral])
        elif found:
            rows.append(SEVERAL_SECTIONS.fill())
            order.append(len(titles))
        else:
            rows.append(NO_CODE.fill())
            order.append(len(titles) + 1)
    # Within a section phrases stay in the order of the list, as the documents have them.
    in_order = items.assign(row=rows, _order=order).sort_values("_order", kind="stable", ignore_index=True)
    columns = ("origin", "destination", "phrase", "gloss", "hs_codes", "certainty", "source", "row")
    return in_order[[name for name in columns if name in in_order]]


def _describe_mentions(data: pd.DataFrame, directions: list[tuple[str, str]], sources: list[str]) -> Drawing:
    """Make title, subtitle, caption and alternative text of a list of phrases."""
    mentions, sent = [], []
    for origin, _ in directions:
        goods = [say_own(gloss, GLOSS) for gloss in data.loc[data["origin"] == origin, "gloss"]]
        mentions.append(MENTIONS.fill(count=len(goods), economy=name_economy(origin)))
        sent.append(SENT.fill(economy=name_economy(origin), goods=goods))
    title = TITLE.fill(count=len(data), mentions=mentions)
    # A hollow mark: whoever mapped the phrase to codes was not sure of them.
    doubtful = int(data["certainty"].isin(DOUBTFUL).sum())
    marks = [f"{sign} {source}" for sign, source in zip(SIGNS, sources, strict=False)]
    return Drawing(
        title,
        SUBTITLE.fill(),
        (MARKS.fill(doubtful=doubtful, all=len(data)), captions.SOURCES.fill(sources=join_clauses(marks))),
        ALT.fill(title=title, sent=join_clauses(sent)),
        data,
    )


@dataclass(frozen=True)
class Item:
    """A phrase as it is written: its lines, and how its mark looks."""

    lines: tuple[str, ...]
    source: str
    doubtful: bool
    told: str  # to who points at its mark


@dataclass(frozen=True)
class SectionRow:
    """A section, its name in lines, and its items, a list for each direction; its height and a line's in points."""

    name: str
    section: tuple[str, ...]
    cells: tuple[tuple[Item, ...], ...]
    height: float
    line: float


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
        most = max(len(lines) for lines in self.headers)
        return HEADER + self.line * (most - 1)

    @property
    def line(self) -> float:
        """Points from one line of the headers to the next."""
        return widen_leading(LINE, chain.from_iterable(self.headers))

    @property
    def height(self) -> float:
        """Points that all of it takes."""
        return self.head + sum(row.height for row in self.rows)

    @property
    def columns(self) -> list[float]:
        """Points from the left edge to the items of each direction."""
        step = (self.width - self.margin) / len(self.headers)
        return [self.left + self.margin + number * step for number in range(len(self.headers))]


def _lay_out_blocks(data: pd.DataFrame, directions: list[tuple[str, str]], width: float, size: str) -> list[Block]:
    """Lay out one table for both directions; on a slide one beside the other, on a phone one below the other."""
    if size not in (STACKED, "slide"):
        return [_lay_out_block(data, directions, PAIR_COLOURS, 0.0, width, SECTION_WIDTH)]
    step, each, margin = 0.0, width, 0.0
    if size == "slide":
        each = (width - APART * (len(directions) - 1)) / len(directions)
        step = each + APART
        margin = SECTION_WIDTH - 2 * APART  # the columns are narrower, too
    blocks = []
    for number, direction in enumerate(directions):
        blocks.append(_lay_out_block(data, [direction], PAIR_COLOURS[number:], number * step, each, margin))
    return blocks


def _lay_out_block(
    data: pd.DataFrame,
    directions: list[tuple[str, str]],
    colours: tuple[str, ...],
    left: float,
    width: float,
    margin: float,
) -> Block:
    column = (width - margin) / len(directions) - APART
    section_width = width - APART  # above the items
    if margin:
        section_width = margin - APART
    headers = []
    for origin, destination in directions:
        header = DIRECTION.fill(origin=name_economy(origin), destination=name_economy(destination))
        headers.append(tuple(wrap_text(header, column, HEAD, "bold")))
    origins = [origin for origin, _ in directions]
    rows = []
    for name, part in data[data["origin"].isin(origins)].groupby("row", sort=False):
        cells = tuple(_lay_out_items(part[part["origin"] == origin], column) for origin in origins)
        title = tuple(wrap_text(say_title(str(name)), section_width, SMALL))
        lines = max(sum(len(item.lines) for item in cell) for cell in cells)
        lines = max(lines, len(title)) if margin else lines + len(title)
        items = chain.from_iterable(item.lines for cell in cells for item in cell)
        line = widen_leading(LINE, [*title, *items])
        rows.append(SectionRow(str(name), title, cells, lines * line + PAD, line))
    return Block(colours, tuple(headers), tuple(rows), left, width, margin)


def _lay_out_items(cell: pd.DataFrame, column: float) -> tuple[Item, ...]:
    items = []
    for item in cell.itertuples():
        lines = wrap_text(say_own(str(item.gloss), GLOSS), column - MARK, FONT_SIZE)
        told = _tell_phrase(item)
        items.append(Item(tuple(lines), captions.source_name(item.source), item.certainty in DOUBTFUL, told))
    return tuple(items)


def _tell_phrase(item: Any) -> str:
    """Write what is told of a phrase that is pointed at: its words, its codes and its source."""
    found = getattr(item, "hs_codes", None)
    codes = NO_CODE.fill() if is_missing(found) else CODES.fill(codes=str(found))
    facts = facts_of_origin({"source": item.source})
    if not is_missing(getattr(item, "phrase", None)):
        facts = [PRINTED_AS.fill(quote=shorten_text(str(item.phrase))), *facts]
    return tell_mark(say_own(str(item.gloss), GLOSS), codes, facts)


def _draw_blocks(
    ax: Axes, blocks: list[Block], needed: float, sources: list[str], shrink: float, highlighted: Highlighted
) -> None:
    """Write the blocks from the top, in points."""
    width, tall = axes_size(ax)
    ax.set_xlim(0, width)
    ax.set_ylim(max(needed, tall), 0)
    ax.set_axis_off()
    top = 0.0
    for block in blocks:
        _draw_block(ax, block, top, sources, shrink, highlighted)
        if block.left == blocks[-1].left:  # else the next one stands beside it
            top += block.height


def _draw_block(ax: Axes, block: Block, y: float, sources: list[str], shrink: float, highlighted: Highlighted) -> None:
    for x, lines, colour in zip(block.columns, block.headers, block.colours, strict=False):
        look = {"color": colour, "fontsize": HEAD * shrink, "fontweight": "bold"}
        _write_lines(ax, x, y + HEADER / 2 - 1, lines, block.line, look)
    y += block.head
    for row in block.rows:
        ax.plot([block.left, block.left + block.width], [y, y], color=RULE, linewidth=0.7)
        look = {"color": GREY, "fontsize": SMALL * shrink}
        _write_lines(ax, block.left, y + PAD / 2 + row.line / 2, row.section, row.line, look)
        top = y + PAD / 2
        if not block.margin:  # the section stands above its items
            top += row.line * len(row.section)
        for x, cell, colour in zip(block.columns, row.cells, block.colours, strict=False):
            inks = (highlighted.colour(row.name, colour), highlighted.colour(row.name, INK, GREY))
            _draw_items(ax, (x, top), cell, inks, sources, shrink, row.line)
        y += row.height


def _write_lines(ax: Axes, x: float, y: float, lines: tuple[str, ...], apart: float, look: dict[str, Any]) -> None:
    for number, line in enumerate(lines):
        ax.text(x, y + number * apart, line, va="center", **look)


def _draw_items(
    ax: Axes,
    place: tuple[float, float],
    cell: tuple[Item, ...],
    inks: tuple[str, str],
    sources: list[str],
    shrink: float,
    line: float,
) -> None:
    """Write the items of a cell, in the colours of their marks and of their letters."""
    (x, y), (colour, ink) = place, inks
    for item in cell:
        filling = "white" if item.doubtful else colour
        (mark,) = ax.plot(
            x + 4, y + line / 2, marker=MARKERS[sources.index(item.source)], markersize=5.4 * shrink, color=colour,
            markerfacecolor=filling, markeredgewidth=1.2, linestyle="none",
        )  # fmt: skip
        tell_marks(mark, [item.told])
        _write_lines(ax, x + MARK, y + line / 2, item.lines, line, {"color": ink, "fontsize": FONT_SIZE * shrink})
        y += line * len(item.lines)
