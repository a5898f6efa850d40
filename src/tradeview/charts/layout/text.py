"""Letters: how wide a text is, where it breaks into lines, and which letters can be drawn at all."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from matplotlib import font_manager
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, get_font

POINTS = 72  # to the inch
FINE = 10  # pixels to the point when text is measured
SPACE = 0.2  # of the letter size: how wide a space of the house font is
FONT = "Source Sans Pro"
FALLBACK = "DejaVu Sans"


@cache
def load_fonts() -> None:
    """Let matplotlib know the house font, which a package carries; this adds to its list and changes no setting."""
    for weight in ("Regular", "Bold"):
        font_manager.fontManager.addfont(
            str(files("font_source_sans_pro").joinpath("files", f"SourceSansPro-{weight}.ttf"))
        )


@cache
def _measure() -> RendererAgg:
    return RendererAgg(1, 1, POINTS * FINE)  # at 72 dots an inch, a pixel is a point; letters are set to whole pixels


@lru_cache(maxsize=10_000)
def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Width of a line of text in points."""
    font = FontProperties(family=[FONT, FALLBACK], size=size, weight=weight)
    return float(_measure().get_text_width_height_descent(text, font, ismath=False)[0]) / FINE


def plain(text: str) -> str:
    r"""Make line breaks and control characters, which no line of text can hold, spaces.

    Examples
    --------
    >>> plain("one\ntwo\x00")
    'one two '
    """
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+", " ", text)


@cache
def _letters() -> frozenset[int]:
    load_fonts()
    paths = [font_manager.findfont(FontProperties(family=[name])) for name in (FONT, FALLBACK)]
    return frozenset().union(*(get_font(path).get_charmap() for path in paths))


def drawable(text: str) -> str:
    """Name the script of letters that the house fonts do not have, in place of the boxes that would be drawn.

    Examples
    --------
    >>> print(drawable("palm oil, পাম তেল"))
    palm oil, [Bengali] [Bengali]
    """
    found: list[str] = []
    for letter in plain(text):
        known = ord(letter) in _letters()
        said = letter if known else f"[{unicodedata.name(letter, 'unknown letter').split()[0].capitalize()}]"
        if known or found[-1:] != [said]:
            found.append(said)
    return "".join(found)


def wrap(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """Break text into lines no wider than `width` points; a word that is wider itself is broken, too."""
    words = drawable(text).split(" ")
    lines: list[str] = []
    placed = 0
    while placed < len(words):
        lines += _broken(words[placed], width, size, weight)
        placed += 1
        more = _words_that_fit(lines[-1], words[placed:], width, size, weight)
        lines[-1] = " ".join([lines[-1], *more])
        placed += len(more)
    return lines


def _words_that_fit(line: str, words: list[str], width: float, size: float, weight: str) -> list[str]:
    """Return the next words that still stand on a line.

    To measure a line takes as long as the line is. So the widths of single words, which are soon known, say how many to
    try first, and whole lines are measured only from there on.
    """

    def is_line(count: int) -> bool:
        return text_width(" ".join([line, *words[:count]]), size, weight) <= width

    count = 0
    room = width - text_width(line, size, weight)
    for word in words:
        room -= SPACE * size + text_width(word, size, weight)
        if room < 0:
            break
        count += 1
    while count and not is_line(count):
        count -= 1
    while count < len(words) and is_line(count + 1):
        count += 1
    return words[:count]


def _broken(word: str, width: float, size: float, weight: str) -> list[str]:
    if text_width(word, size, weight) <= width:
        return [word]
    parts = [""]
    for letter in word:
        if parts[-1] and text_width(parts[-1] + letter, size, weight) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def balance(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """Break text into as few lines as `wrap` does, of about equal length, so that no word is left alone on the last."""
    lines = wrap(text, width, size, weight)
    # No narrower than the widest word, which would be broken.
    widest = max(text_width(word, size, weight) for line in lines for word in line.split(" "))
    narrow, wide = max(width / len(lines), widest), width
    while wide - narrow > 2:
        middle = (narrow + wide) / 2
        tried = wrap(text, middle, size, weight)
        fits = len(tried) <= len(lines) and max(text_width(line, size, weight) for line in tried) <= width
        narrow, wide, lines = (narrow, middle, tried) if fits else (middle, wide, lines)
    return lines


def spread(wanted: Sequence[float], gaps: Sequence[float], low: float, high: float) -> list[float]:
    """Move positions apart until neighbours keep their distance, as little as needed; `wanted` is in rising order.

    Parameters
    ----------
    wanted : sequence of float
        Where each label would like its centre, rising.
    gaps : sequence of float
        Room that each label takes.
    low, high : float
        The first label stays above `low` and the last below `high`, where there is room at all.

    Examples
    --------
    >>> spread([0, 0, 10], [2, 2, 2], -5, 20)
    [-1.0, 1.0, 10.0]
    """
    # Labels that touch move as one cluster, whose centre is the mean of where its members would like it.
    clusters: list[tuple[float, list[int]]] = []
    offsets = [sum(gaps[:i]) + gaps[i] / 2 for i in range(len(gaps))]
    for i in range(len(wanted)):
        members = [i]
        start = wanted[i] - offsets[i]
        while clusters and clusters[-1][0] > start - 1e-9:
            members = clusters.pop()[1] + members
            start = sum(wanted[j] - offsets[j] for j in members) / len(members)
        clusters.append((start, members))
    placed = [start + offsets[i] for start, members in clusters for i in members]
    over = max(0.0, placed[-1] + gaps[-1] / 2 - high) if placed else 0.0
    if over:  # push the tail back up, from the last to the first that is in the way
        limit = high
        for i in reversed(range(len(placed))):
            placed[i] = min(placed[i], limit - gaps[i] / 2)
            limit = placed[i] - gaps[i] / 2
    limit = low
    for i in range(len(placed)):
        placed[i] = max(placed[i], limit + gaps[i] / 2)
        limit = placed[i] + gaps[i] / 2
    return [float(place) for place in placed]
