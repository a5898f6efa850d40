"""Inline SVG: a chart as markup of a page, so that its labels are found there and its marks tell what stands behind.

A file of its own carries a prolog, metadata, fonts and a style for all elements; on a page that holds several charts
these would be written again and again, or change what stands around. Ids are made unique, numbers of paths short.
"""

import re
from html import escape

from tradeview.charts.layout.direction import has_right_to_left

# What the file has for itself: everything before its root, metadata, styles, and the title and description of the root.
METADATA = re.compile(r"<metadata>.*?</metadata>|<style\b.*?</style>", re.DOTALL)
WORDS_OF_ROOT = re.compile(r"^(<svg\b[^>]*>)\s*<title>.*?</title>\s*<desc>.*?</desc>", re.DOTALL)
ROOT = re.compile(r"^<svg\b[^>]*>")
VIEW_BOX = re.compile(r'viewBox="([-\d. ]+)"')
TAG = re.compile(r"<[a-z][^<>]*>")
# Within a tag: an id, and what refers to one.
ID = re.compile(r'(\sid=")|((?:xlink:)?href="#)|(url\(#)')
PATH = re.compile(r'(\s(?:d|x|y)=")([^"]*)"')
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
LINE_START = re.compile(r"\n\s+<")
TEXT = re.compile(r"<text\b[^>]*>([^<]*)</text>")
# What matplotlib says to all elements of a file, said to this chart alone.
JOINS = "stroke-linejoin:round;stroke-linecap:butt"
# On a page that is read from the right, labels would end where they are to start.
DIRECTION = ";direction:ltr"


def inline_svg(svg: bytes, name: str, alt: str, look: str) -> str:
    """Turn a chart's file into markup for a page.

    Parameters
    ----------
    svg : bytes
        What `svg_bytes` gave.
    name : str
        Goes before all ids of the chart; no two charts of a page share it.
    alt : str
        What is read aloud of it.
    look : str
        Its class on the page.
    """
    text = svg.decode()
    text = text[text.index("<svg ") :]
    text = WORDS_OF_ROOT.sub(r"\1", text)
    text = METADATA.sub("", text)
    view = VIEW_BOX.search(text)
    box = view[1] if view is not None else "0 0 0 0"
    text = TAG.sub(lambda tag: _rewrite_tag(tag[0], name), text)
    direction = DIRECTION if has_right_to_left(text) else ""
    root = (
        f'<svg class="{look}" role="img" aria-label="{escape(alt)}" viewBox="{box}" style="{JOINS}{direction}" '
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    )
    text = ROOT.sub(lambda _: root, text, count=1)
    return LINE_START.sub("\n<", text).strip()


def letters_of(svg: str) -> set[str]:
    """Return the letters that the labels of a chart are set in.

    Examples
    --------
    >>> sorted(letters_of('<g><text x="1">b&amp;a</text><title>c</title></g>'))
    ['&', ';', 'a', 'b', 'm', 'p']
    """
    return set("".join(TEXT.findall(svg)))


def _rewrite_tag(tag: str, name: str) -> str:
    """Put a name before the ids of a tag, and leave its numbers two decimals: hundredths of a point."""
    named = ID.sub(lambda found: f"{found[0]}{name}-", tag)
    return PATH.sub(lambda path: f'{path[1]}{LONG_NUMBER.sub(_round, path[2])}"', named)


def _round(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
