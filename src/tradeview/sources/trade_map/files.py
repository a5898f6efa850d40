"""What a user has from Trade Map, opened as lines of cells: tab text, CSV, or the page that it calls .xls."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pandas as pd
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tradeview.sources.known_forms import TRADE_MAP
from tradeview.sources.opening import WINDOWS
from tradeview.sources.page import BLANKS, MAX_DEPTH, find_depth
from tradeview.sources.table_lines import OneTable
from tradeview.table.csv import SEPARATORS

Source: TypeAlias = str | Path | pd.DataFrame
Cells: TypeAlias = list[str]

FORM = OneTable(
    TRADE_MAP,
    what="a download of Trade Map",
    asked="{name} is a download of Trade Map",
    again="download it again from trademap.org, as text or Excel",
    encodings=WINDOWS,
    keeps_pages=True,
)
TITLES = "h1, h2, h3, h4, h5, p"
MOST_SPANNED = 200  # cells that one heading stands over


@dataclass(frozen=True)
class Lines:
    """A download, opened: what messages call it, and its lines of cells, of titles, header, rows and footer."""

    name: str
    cells: list[Cells]


def open_lines(source: Source) -> Lines:
    """Open what somebody downloaded from Trade Map; refuse what holds no lines of cells."""
    if isinstance(source, pd.DataFrame):
        return Lines("this frame", [cells for _, cells in FORM.lines_of_frame(source)])
    opened = FORM.open_text(source, but=("page",))
    if opened.kind == "page":
        if find_depth(opened.text) > MAX_DEPTH:
            raise FORM.refuse(opened.name, "a page of elements within one another without end")
        return Lines(opened.name, list(_lines_of_page(opened.text)))
    lines = FORM.split_lines(opened, _find_delimiter(opened.text))
    return Lines(opened.name, [cells for _, cells in lines])


def _find_delimiter(text: str) -> str:
    """Return what separates cells: titles have commas of their own, so the line of most separators tells."""
    lines = text.splitlines()[:40]
    most = {separator: max(line.count(separator) for line in lines) for separator in SEPARATORS}
    if most["\t"]:
        return "\t"
    return max(SEPARATORS, key=lambda separator: most[separator])


def _lines_of_page(html: str) -> Iterator[Cells]:
    """Give what stands beside tables, then the rows of all tables; a table within a cell is no words of that cell."""
    parser = LexborHTMLParser(html)
    for node in parser.css(TITLES):
        words = _words_of(node)
        if words and _table_around(node) is None:
            yield [words]
    # A cell that stands over several rows is repeated in each: by its column, its words and how many rows are left.
    for table in parser.css("table"):
        over: dict[int, tuple[str, int]] = {}
        for row in table.css("tr"):
            if _table_around(row) != table or row.css_first("table") is not None:
                continue
            cells = _cells_of_row(row, over)
            if any(cells):
                yield cells


def _words_of(node: LexborNode) -> str:
    return BLANKS.sub(" ", node.text(deep=True, separator=" ")).strip()


def _table_around(node: LexborNode) -> LexborNode | None:
    above = node.parent
    while above is not None and above.tag != "table":
        above = above.parent
    return above


def _cells_of_row(row: LexborNode, over: dict[int, tuple[str, int]]) -> Cells:
    """Return the cells of a row, those that stand over several columns or rows in each of them."""
    cells: Cells = []

    def add_from_above() -> None:
        while over.get(len(cells), ("", 0))[1] > 0:
            words, left = over[len(cells)]
            over[len(cells)] = (words, left - 1)
            cells.append(words)

    for node in row.iter():
        if node.tag not in {"td", "th"}:
            continue
        add_from_above()
        words = _words_of(node)
        for _ in range(_span(node, "colspan")):
            over[len(cells)] = (words, _span(node, "rowspan") - 1)
            cells.append(words)
    add_from_above()
    return cells


def _span(node: LexborNode, name: str) -> int:
    said = node.attributes.get(name) or "1"
    return max(1, min(int(said), MOST_SPANNED)) if said.isascii() and said.isdecimal() else 1
