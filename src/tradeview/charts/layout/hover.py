"""Hover: what a reader is told who points at a mark of a chart, kept beside its artist until it is written as SVG.

A `<title>` within a mark is shown by every browser without a script, and read by no search for words on a page.
"""

import re
import weakref
from collections.abc import Sequence
from html import escape

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from tradeview.printable import escape_unprintable

# What a mark is told by in SVG: the group of its artist, in which each of several marks is one of these elements.
GROUP = re.compile(r'<g id="(mark-\d+)">')
EDGE_OF_GROUP = re.compile(r"<g\b|</g>")
DEFINITIONS = re.compile(r"<defs>.*?</defs>", re.DOTALL)
USED = re.compile(r"<use\b([^>]*)/>")
DRAWN = re.compile(r"<path\b([^>]*)/>")

_TOLD: weakref.WeakKeyDictionary[Figure, dict[str, list[str]]] = weakref.WeakKeyDictionary()


def tell_marks(artist: Artist, texts: Sequence[str]) -> None:
    """Remember what is told of the marks of an artist: one text for all that it draws, or one for each mark in order.

    Parameters
    ----------
    artist : matplotlib.artist.Artist
        A line with markers, a bar, a collection: it stands on a figure already.
    texts : sequence of str
        What is told, of a figure its printed words, rate and source (`tradeview.words.provenance`).
    """
    figure = artist.get_figure(root=True)
    if figure is None or not texts:
        return
    told = _TOLD.setdefault(figure, {})
    key = f"mark-{len(told) + 1}"
    artist.set_gid(key)
    told[key] = list(texts)


def told_of(figure: Figure) -> dict[str, list[str]]:
    """Return what is told of the marks of a figure, by the ids of their groups in SVG."""
    return _TOLD.get(figure, {})


def write_titles(svg: str, told: dict[str, list[str]]) -> str:
    """Write what is told of marks into the SVG of their figure.

    Of an artist whose marks cannot be told apart, and that has a text for each, nothing is written: a text beside the
    wrong mark would be worse.
    """
    written: list[str] = []
    at = 0
    for found in GROUP.finditer(svg):
        if found[1] not in told:
            continue
        end = _end_of_group(svg, found.start())
        written += [svg[at : found.end()], _title_group(svg[found.end() : end], told[found[1]])]
        at = end
    return "".join([*written, svg[at:]])


def _end_of_group(svg: str, start: int) -> int:
    """Return where the group ends that starts somewhere, behind the groups within it."""
    depth = 0
    for edge in EDGE_OF_GROUP.finditer(svg, start):
        depth += -1 if edge[0] == "</g>" else 1
        if depth == 0:
            return edge.start()
    return len(svg)


def _title_group(inside: str, texts: list[str]) -> str:
    """Write one text for the whole group, or one into each of its marks."""
    if len(texts) == 1:
        return f"\n{_write_title(texts[0])}{inside}"
    definitions = DEFINITIONS.findall(inside)
    drawn = DEFINITIONS.sub("\0", inside)  # a character that no XML holds
    for mark in (USED, DRAWN):
        found = list(mark.finditer(drawn))
        if len(found) != len(texts):
            continue
        parts, at = [], 0
        name = "use" if mark is USED else "path"
        for element, text in zip(found, texts, strict=True):
            parts += [drawn[at : element.start()], f"<{name}{element[1]}>{_write_title(text)}</{name}>"]
            at = element.end()
        drawn = "".join([*parts, drawn[at:]])
        break
    for definition in definitions:
        drawn = drawn.replace("\0", definition, 1)
    return drawn


def _write_title(text: str) -> str:
    # What no XML can hold is written out, like what steers the direction of text.
    safe = escape_unprintable(text, keep="\n").replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")
    return f"<title>{escape(safe)}</title>"
