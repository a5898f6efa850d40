"""Pages of HTML: their title, and the text that a browser would show of them.

A page is untrusted. It is parsed as the HTML standard says (by selectolax), nothing in it is run or fetched, and what
its parser would take for ever over is refused.
"""

import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tradeview.errors import FigureError

MAX_DEPTH = 10_000  # elements within one another: at each that begins, a parser looks through all that are open
MAX_SCRIPT = 8  # characters set high or low: a footnote, a power, a fraction
TEXT = "-text"
SILENT = frozenset(
    {"script", "style", "template", "noscript", "title", "iframe", "object", "svg", "select", "textarea", "datalist"}
    | {"option", "del", "s", "strike"}  # what is struck out is no longer said
)
LINES = frozenset({"br", "tr", "dt", "dd", "li"})
SCRIPTS = frozenset({"sup", "sub"})
CELLS = frozenset({"td", "th"})
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "caption", "center", "details", "dialog", "div", "dl", "fieldset"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "main"}
    | {"menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "ul"}
)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,30})")
# What needs no end: many of them in a row are not within one another.
UNCLOSED = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
    | {"body", "colgroup", "dd", "dt", "head", "html", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\n\r\f]+")  # which browsers show as one; a no-break space stays what it is
BLANKS_OF_LINES = re.compile(r"[ \t\r\f]+")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NOTE = re.compile("[a-df-np-z]")  # "e" and "o" are ordinals: XXIe, no
DIGITS = re.compile("[0-9 ,]+")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
BULLET = "• "
# What parts elements until all is put together. The characters are none that a text of a page holds.
PARAGRAPH, LINE, CELL = "\f", "\n", "\t"
PARTING = re.compile(f"[ {PARAGRAPH}{LINE}{CELL}]+")
LED_LIST = re.compile(rf"(?<=[:：])\n\n(?={BULLET})")  # what leads a list stands right above it
EMPTY_ITEM = re.compile(f"(?<={BULLET[0]})\n+(?![{BULLET[0]}\n])")


def find_title(html: str) -> str:
    """Return the title of a page, on one line; empty where there is none.

    Examples
    --------
    >>> find_title("<TITLE lang=en>Trade &amp; money</TITLE>")
    'Trade & money'
    """
    title = LexborHTMLParser(html).css_first("title")
    return "" if title is None else " ".join(title.text().split())


def show_page(html: str) -> str:
    r"""Return the text that a page shows: an empty line between blocks, a line for each row and each item of a list.

    Cells of a row are parted by tabs, items of a list begin with a bullet, and digits that are set high or low are
    written so: `1,133<sup>2</sup>` is 1,133², and no number of five digits. Scripts, styles, comments, and what is
    hidden or struck out, show nothing.

    Raises
    ------
    FigureError
        Elements of the page are nested too deeply.

    Examples
    --------
    >>> show_page("<p>In 2024:<table><tr><td>Exports<td>RM<b>5</b> bn</tr></table><script>7</script>")
    'In 2024:\n\nExports\tRM5 bn'
    """
    depth = find_depth(html)
    if depth > MAX_DEPTH:
        raise FigureError("the text of a page is to be read", f"elements {depth} deep within one another", "pass text")
    body = LexborHTMLParser(html).body
    shown: list[str] = []
    is_open: Counter[str] = Counter()
    # What is still to be shown, the next at the end: elements, and the names of those that end there.
    waiting: list[LexborNode | str] = [] if body is None else [body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            is_open[node] -= 1
            shown.append(_end_element(node, is_open))
        elif node.tag == TEXT:
            blanks = BLANKS if is_open["pre"] == 0 else BLANKS_OF_LINES
            shown.append(blanks.sub(" ", node.text_content or ""))
        elif node.tag in SCRIPTS:
            shown.append(_write_script(node))
        elif not _is_hidden(node):
            tag = node.tag or ""
            shown.append(_begin_element(tag, is_open))
            is_open[tag] += 1
            waiting.append(tag)
            waiting += reversed(list(node.iter(include_text=True)))
    return _join_lines("".join(shown))


def find_depth(html: str) -> int:
    """Return how deep elements are within one another at most, as far as their tags alone tell."""
    depth = deepest = 0
    for end, name in TAG.findall(html):
        if name.lower() in UNCLOSED:
            continue
        depth += -1 if end else 1
        depth = max(depth, 0)
        deepest = max(deepest, depth)
    return deepest


def _is_hidden(node: LexborNode) -> bool:
    """Whether an element shows no text of the page."""
    if node.tag in SILENT:
        return True
    attributes = node.attributes
    return "hidden" in attributes or HIDING.search(attributes.get("style") or "") is not None


def _begin_element(tag: str, is_open: Counter[str]) -> str:
    """Return what parts an element from what stands before it."""
    is_in_cell = is_open["td"] + is_open["th"] > 0
    if tag in CELLS:
        return CELL
    if tag == "ins":
        return " "
    if tag == "li" and not is_in_cell:
        return LINE + BULLET
    return _end_element(tag, is_open)


def _end_element(tag: str, is_open: Counter[str]) -> str:
    """Return what parts an element from what stands behind it.

    A paragraph in a cell does not end its row, nor one in an item of a list its list.
    """
    if tag not in BLOCKS | LINES:
        return ""
    if is_open["td"] + is_open["th"]:
        return " "
    return LINE if tag in LINES or is_open["li"] else PARAGRAPH


def _write_script(node: LexborNode) -> str:
    """Return what is set high or low: digits as Unicode has them, and a letter that names a footnote in brackets."""
    text = BLANKS.sub(" ", node.text())
    if len(text) > MAX_SCRIPT:
        return text
    if node.tag == "sub":
        return text.translate(LOWERED)
    if NOTE.fullmatch(text):
        return f"({text})"
    if DIGITS.fullmatch(text):
        return text.translate(RAISED)
    return text


def _join_lines(shown: str) -> str:
    """Put in the lines of a page: of all that parts two pieces of text, the most counts."""

    def part(found: re.Match[str]) -> str:
        if PARAGRAPH in found[0]:
            return "\n\n"
        if LINE in found[0]:
            return "\n"
        return CELL * found[0].count(CELL) or " "

    text = LED_LIST.sub("\n", PARTING.sub(part, shown))
    return EMPTY_ITEM.sub(" ", text).strip()
