"""Tags, links and emphasis left in a text: what a browser or a page of Markdown would not show is no prose.

A str is plain text. Yet one that was copied from a page may hold its tags, and `RM<b>11.46</b> billion` must not be
read as a small number. Tags, comments, scripts and the addresses of links are cut out of the view, so that figures are
read across them; their places still lead into the text as given. A sign such as `<` of no tag stays what it is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tradeview.prose.text.folding import View

INLINE = (
    "a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|nobr|q|s|samp|small|span|strike|strong|sub|"
    "sup|time|tt|u|var|wbr"
)
STRUCK = "del|s|strike"  # no longer said, where the tag is closed
CELLS = "td|th"
BLOCKS = (
    "address|article|aside|blockquote|body|br|button|caption|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|"
    "h[1-6]|head|header|hr|html|iframe|input|label|legend|li|link|main|meta|nav|ol|option|p|pre|section|select|summary|"
    "table|tbody|tfoot|thead|title|tr|ul"
)
# What stands in a tag: signs outside quotes, or whole quotes, whose own ">" ends no tag.
ATTRIBUTES = r"""(?:[\s/](?:[^<>"']|"[^"<]{0,2000}"|'[^'<]{0,2000}'){0,400})?"""
PARTS = re.compile(
    rf"<!--|<(?P<hidden>script|style){ATTRIBUTES}>"
    rf"|<sup{ATTRIBUTES}>(?P<raised>(?:[^<>]|<[^<>]{{0,300}}>){{1,20}}?)</sup\s?>"
    rf"|<(?P<struck>{STRUCK}){ATTRIBUTES}>"
    rf"|</?(?:(?P<inline>{INLINE})|(?P<cell>{CELLS})|(?P<block>{BLOCKS})){ATTRIBUTES}>"
    r"|&(?P<entity>nbsp|thinsp|ensp|emsp|#160|#8201|#8239|#xa0|#x2009|#x202f|shy|#173|frac12|frac14|frac34|middot);"
)
ENTITIES = {"shy": "", "#173": "", "frac12": "½", "frac14": "¼", "frac34": "¾", "middot": "·"}  # the rest are spaces
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
TAG = re.compile(r"<[^<>]{0,300}>")
ADDRESS = r"(?:https?:|www\.|[/#]|[\w./-]{1,80}\.(?:html?|md|pdf|php)\b)(?:[^()\s]|\([^()\s]{0,80}\)){0,500}"
MARKDOWN = re.compile(
    rf"(?P<open>!?\[)(?P<linked>(?:[^\[\]\n]|\[[^\[\]\n]{{0,20}}\]){{1,80}})(?P<address>\]\({ADDRESS}\))"
    r"|(?P<code>`)(?P<quoted>[^`\n]{1,80})(?P<uncode>`)"
    r"|(?P<star>(?<![\w*])\*)(?P<starred>[^\s*][^*\n]{0,80})(?P<unstar>\*)(?![\w*])"
    r"|(?P<strong>\*{2,3})|(?P<underline>(?<![^\W_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![^\W_]))"
)

PAIRS = [("open", "address"), ("code", "uncode"), ("star", "unstar")]


class Cut(NamedTuple):
    """A stretch of a view that is no prose, and what is read in its place."""

    start: int
    end: int
    filler: str = ""


def drop_markup(view: View) -> View:
    """Cut tags, comments and scripts of HTML, and the signs of Markdown, out of a view.

    Examples
    --------
    >>> from tradeview.prose.text.folding import fold_text
    >>> drop_markup(fold_text("RM<b>11.46</b>&nbsp;billion")).folded
    'rm11.46 billion'
    >>> drop_markup(fold_text("**RM5** [billion](https://example.org)<!-- RM6 billion -->")).folded
    'rm5 billion'
    """
    if "<" in view.folded or "&" in view.folded:
        view = cut_out(view, _find_tags(view.folded))
    if any(sign in view.folded for sign in "[`*_"):
        view = cut_out(view, _find_signs(view.folded))
    return view


def cut_out(view: View, cuts: Iterator[Cut]) -> View:
    """Return a view without some stretches; what is read in their place stands where they began."""
    folded: list[str] = []
    printed: list[str] = []
    offsets: list[int] = []
    at = 0
    for cut in cuts:
        kept = view.part(at, cut.start)
        folded += (kept.folded, cut.filler)
        printed += (kept.printed, cut.filler)
        offsets += kept.offsets
        offsets += [view.offsets[cut.start]] * len(cut.filler)
        at = cut.end
    if not at:
        return view
    rest = view.part(at, len(view.folded))
    return View("".join((*folded, rest.folded)), "".join((*printed, rest.printed)), offsets + rest.offsets)


def _find_tags(folded: str) -> Iterator[Cut]:
    """Yield the tags, comments, scripts and entities of HTML."""
    at = 0
    unclosed: set[str] = set()  # what was looked for and is not closed any more
    while match := PARTS.search(folded, at):
        end = match.end()
        struck = match["struck"]
        if struck and struck not in unclosed:
            closing = folded.find(f"</{struck}>", end)
            if closing < 0:
                unclosed.add(struck)
            else:
                end = closing
        elif match[0] == "<!--":
            end = _find_end(folded, "-->", end)
        elif match["hidden"]:
            end = _find_end(folded, ">", _find_end(folded, f"</{match['hidden']}", end))
        yield Cut(match.start(), end, _choose_filler(match))
        at = end


def _find_end(folded: str, closing: str, start: int) -> int:
    """Return where what began before a place is closed: what is never closed goes on to the end, as in a browser."""
    found = folded.find(closing, start)
    return len(folded) if found < 0 else found + len(closing)


def _choose_filler(match: re.Match[str]) -> str:
    """Return what is read in the place of a tag: a raised digit stays raised, or 5<sup>1</sup> would be 51."""
    if match["raised"]:
        return _write_raised(TAG.sub("", match["raised"]))
    if match["entity"]:
        return ENTITIES.get(match["entity"], " ")
    if match["cell"]:
        return " | "
    return "\n\n" if match["block"] else ""


def _write_raised(text: str) -> str:
    """Write what was raised: 6 of 10⁶ as an exponent, "st" of 1st plain, and the mark of a note not at all."""
    if text.isdecimal():
        return text.translate(RAISED)
    return text if text.isalpha() and len(text) > 1 else ""


def _find_signs(folded: str) -> Iterator[Cut]:
    """Yield the signs of emphasis, code and links of Markdown; what they mark is prose."""
    at = 0
    while match := MARKDOWN.search(folded, at):
        at = match.end()
        pairs = [(opening, closing) for opening, closing in PAIRS if match[opening]]
        for pair in pairs:
            yield from (Cut(*match.span(sign)) for sign in pair)
        if not pairs:
            yield Cut(*match.span())
