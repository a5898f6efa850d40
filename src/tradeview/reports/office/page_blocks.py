"""The page of a report as blocks: headings, paragraphs, tables, cards and charts in their order, for a document.

The document says what the page says since it is made of it: nothing is worded twice. What a page hides until somebody
points at it, and what only a browser needs, is left out; what it folds away is there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

ParagraphStyle = Literal["text", "lead", "minor", "bullet", "term", "definition", "summary"]
SKIPPED = frozenset({"style", "script", "svg", "template", "head"})
FOR_A_MOUSE = "pointing"  # the class of what is said to readers of a page who have a mouse
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
STYLES: dict[str, ParagraphStyle] = {
    "p": "text",
    "li": "bullet",
    "dt": "term",
    "dd": "definition",
    "summary": "summary",
}
STYLES_OF_CLASSES: dict[str, ParagraphStyle] = {"lead": "lead", "minor": "minor"}
BOLD, ITALIC, MINOR = frozenset({"strong", "b", "q", "th"}), frozenset({"em", "i"}), "minor"
# White space of HTML, which is one blank however much it is; a no-break space is none.
BLANKS = re.compile(r"[ \t\r\n\f]+")
LINE_BREAK = "\n"


@dataclass(frozen=True)
class Run:
    """Some text of one look, and where it leads: to an address, or to a place of the page (`#place`)."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_minor: bool = False
    link: str | None = None
    language: str | None = None


Text = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of a level, and the place that it is."""

    level: int
    text: Text
    place: str | None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, an item of a list, a term or what is said of it."""

    style: ParagraphStyle
    text: Text
    place: str | None = None


@dataclass(frozen=True)
class Row:
    """A row of a table: its cells, and the place that it is."""

    cells: tuple[Text, ...]
    place: str | None = None


@dataclass(frozen=True)
class Table:
    """A table: its head, its rows, and which of its columns are numbers."""

    head: tuple[Text, ...]
    rows: tuple[Row, ...]
    are_numbers: tuple[bool, ...]


@dataclass(frozen=True)
class Cards:
    """The figures at the top of a page: of each what it is, the figure, and what is said of it."""

    cards: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A chart by its name."""

    name: str


Block = Heading | Paragraph | Table | Cards | Chart


@dataclass
class _Reader:
    """Reads a page downwards: `blocks` are those that are finished."""

    blocks: list[Block] = field(default_factory=list)

    def read(self, node: LexborNode) -> None:
        """Read what stands in a node that is no block itself: a section, an article, the page."""
        loose: list[Run] = []
        for child in node.iter(include_text=True):
            if is_hidden(child):
                continue
            if is_inline(child):
                loose += list_runs(child, Run(""))
                continue
            self._end_loose(loose)
            self._read_block(child)
        self._end_loose(loose)

    def _end_loose(self, loose: list[Run]) -> None:
        """Make a paragraph of text that stands between blocks."""
        text = tidy(loose)
        if text:
            self.blocks.append(Paragraph("text", text))
        loose.clear()

    def _read_block(self, node: LexborNode) -> None:
        tag, place = str(node.tag), node.attributes.get("id")
        if tag in HEADINGS:
            self.blocks.append(Heading(HEADINGS[tag], text_of(node), place))
        elif tag == "table":
            self.blocks.append(_read_table(node))
        elif tag == "figure":
            self._read_figure(node)
        elif tag == "ul" and "cards" in classes_of(node):
            self.blocks.append(_read_cards(node))
        elif tag in STYLES and not has_blocks(node):
            style = STYLES[tag]
            for name in classes_of(node):
                style = STYLES_OF_CLASSES.get(name, style)
            text = text_of(node)
            if text:
                self.blocks.append(Paragraph(style, text, place))
        else:
            self.read(node)

    def _read_figure(self, node: LexborNode) -> None:
        name = node.attributes.get("data-chart")
        if name:
            self.blocks.append(Chart(name))
        for caption in node.css("figcaption"):
            self.blocks.append(Paragraph("minor", text_of(caption)))


def read_page(page: str) -> list[Block]:
    """Read the blocks of a page.

    Examples
    --------
    >>> read_page("<h2 id='a'>Trade</h2><p>Up <strong>30%</strong></p>")[1]
    Paragraph(style='text', text=(Run(text='Up ', ...), Run(text='30%', is_bold=True, ...)), place=None)
    """
    reader = _Reader()
    body = LexborHTMLParser(page).body
    if body is not None:
        reader.read(body)
    return reader.blocks


def is_hidden(node: LexborNode) -> bool:
    """Tell whether a page does not show a node, or shows it to nobody who reads."""
    if node.tag in SKIPPED or node.is_comment_node:
        return True
    return "hidden" in node.attributes or FOR_A_MOUSE in classes_of(node)


def classes_of(node: LexborNode) -> list[str]:
    """List the classes of a node."""
    return (node.attributes.get("class") or "").split()


INLINE = frozenset(
    {"-text", "a", "b", "bdi", "bdo", "br", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup"}
)


def is_inline(node: LexborNode) -> bool:
    """Tell whether a node is part of a line."""
    return node.tag in INLINE


def has_blocks(node: LexborNode) -> bool:
    """Tell whether anything in a node stands on lines of its own."""
    return any(not is_inline(child) and not is_hidden(child) for child in node.iter(include_text=True))


# Lines


def text_of(node: LexborNode) -> Text:
    """Return the text of a block, with its looks and links."""
    runs: list[Run] = []
    for child in node.iter(include_text=True):
        if not is_hidden(child):
            runs += list_runs(child, Run("", language=node.attributes.get("lang")))
    return tidy(runs)


def list_runs(node: LexborNode, look: Run) -> Iterator[Run]:
    """List the text in a node, each part with its look; `look` is that of what it stands in."""
    if node.tag == "-text":
        yield replace(look, text=BLANKS.sub(" ", node.text_content or ""))
        return
    if node.tag == "br":
        yield replace(look, text=LINE_BREAK)
        return
    attributes = node.attributes
    own = replace(
        look,
        is_bold=look.is_bold or node.tag in BOLD,
        is_italic=look.is_italic or node.tag in ITALIC,
        is_minor=look.is_minor or MINOR in classes_of(node),
        link=attributes.get("href") or look.link,
        language=attributes.get("lang") or look.language,
    )
    for child in node.iter(include_text=True):
        if not is_hidden(child):
            yield from list_runs(child, own)


def tidy(runs: Sequence[Run]) -> Text:
    """Leave out blanks at the ends of lines, and those that follow another; join neighbours of one look."""
    kept: list[Run] = []
    before = LINE_BREAK
    for run in runs:
        text = run.text
        if before[-1:] in {" ", LINE_BREAK}:
            text = text.removeprefix(" ")
        if not text:
            continue
        if text == LINE_BREAK and kept:
            kept[-1] = replace(kept[-1], text=kept[-1].text.removesuffix(" "))
        before = text
        if kept and replace(kept[-1], text="") == replace(run, text=""):
            kept[-1] = replace(kept[-1], text=kept[-1].text + text)
        else:
            kept.append(replace(run, text=text))
    while kept and not kept[-1].text.rstrip(" \n"):
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" \n"))
    return tuple(run for run in kept if run.text)


def plain(text: Text) -> str:
    """Return a text without its looks."""
    return "".join(run.text for run in text)


# Tables and cards


def _read_table(node: LexborNode) -> Table:
    head: tuple[Text, ...] = ()
    rows: list[Row] = []
    are_numbers: list[bool] = []
    for line in node.css("tr"):
        if is_hidden(line):
            continue
        cells = [cell for cell in line.iter() if cell.tag in {"td", "th"}]
        texts = tuple(text_of(cell) for cell in cells)
        if not head and not rows and all(cell.tag == "th" for cell in cells):
            head = texts
            are_numbers = ["n" in classes_of(cell) for cell in cells]
            continue
        are_numbers = are_numbers or ["n" in classes_of(cell) for cell in cells]
        rows.append(Row(texts, line.attributes.get("id")))
    return Table(head, tuple(rows), tuple(are_numbers))


def _read_cards(node: LexborNode) -> Cards:
    cards = []
    for card in node.iter():
        parts = [text_of(part) for part in card.iter() if not is_hidden(part)]
        cards.append(tuple(part for part in parts if part))
    return Cards(tuple(cards))
