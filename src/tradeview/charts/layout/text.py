"""Text metrics: how wide a text is, where it breaks into lines, and which letters the fonts can draw at all."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from matplotlib import font_manager
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, get_font

from tradeview.charts.layout.points import POINTS_PER_INCH
from tradeview.printable import escape_unprintable

FINE = 10  # pixels to the point when text is measured
SPACE = 0.2  # of the letter size: how wide a space of the house font is
FONT = "Source Sans Pro"
FALLBACK = "DejaVu Sans"
ELLIPSIS = "…"


@cache
def load_fonts() -> None:
    """Let matplotlib know the house font, which a package carries; this adds to its list and changes no setting."""
    folder = files("font_source_sans_pro").joinpath("files")
    for weight in ("Regular", "Bold"):
        font_manager.fontManager.addfont(str(folder.joinpath(f"SourceSansPro-{weight}.ttf")))


@cache
def _fine_renderer() -> RendererAgg:
    # At 72 dots an inch a pixel is a point. Letters are set to whole pixels, so widths are measured finer than that.
    return RendererAgg(1, 1, POINTS_PER_INCH * FINE)


@lru_cache(maxsize=10_000)
def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Width of a line of text in points."""
    load_fonts()  # a width measured without the house font would be kept for as long as the process runs
    font = FontProperties(family=[FONT, FALLBACK], size=size, weight=weight)
    return float(_fine_renderer().get_text_width_height_descent(text, font, ismath=False)[0]) / FINE


def plain_text(text: str) -> str:
    r"""Make line breaks and control characters, which no line of text can hold, spaces; write out what is not seen.

    Examples
    --------
    >>> plain_text("one\ntwo\x00")
    'one two '
    >>> print(plain_text("gnp\u202e.csv"))
    gnp\u202e.csv
    """
    spaced = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+", " ", text)
    return escape_unprintable(spaced)


@cache
def _drawable_codes() -> frozenset[int]:
    load_fonts()
    codes: set[int] = set()
    for name in (FONT, FALLBACK):
        path = font_manager.findfont(FontProperties(family=[name]))
        codes.update(get_font(path).get_charmap())
    return frozenset(codes)


def drawable_text(text: str) -> str:
    """Name the script of letters that the house fonts do not have, in place of the boxes that would be drawn.

    Examples
    --------
    >>> print(drawable_text("palm oil, পাম তেল"))
    palm oil, [Bengali] [Bengali]
    """
    shown: list[str] = []
    for letter in plain_text(text):
        if ord(letter) in _drawable_codes():
            shown.append(letter)
            continue
        # Unicode names a letter after its script: BENGALI LETTER KA.
        script = unicodedata.name(letter, "unknown letter").split()[0].capitalize()
        if shown[-1:] != [f"[{script}]"]:  # once for each word
            shown.append(f"[{script}]")
    return "".join(shown)


def wrap_text(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """Break text into lines no wider than `width` points; a word that is wider itself is broken, too."""
    words = drawable_text(text).split(" ")
    lines: list[str] = []
    placed = 0
    while placed < len(words):
        lines += _break_word(words[placed], width, size, weight)
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


def _break_word(word: str, width: float, size: float, weight: str) -> list[str]:
    if text_width(word, size, weight) <= width:
        return [word]
    parts = [""]
    for letter in word:
        if parts[-1] and text_width(parts[-1] + letter, size, weight) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def wrap_evenly(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """Break text into as few lines as `wrap_text` does, of about equal length: no word is left alone on the last."""
    lines = wrap_text(text, width, size, weight)
    # No narrower than the widest word, which would be broken.
    widest_word = max(text_width(word, size, weight) for word in " ".join(lines).split(" "))
    narrow, wide = max(width / len(lines), widest_word), width
    while wide - narrow > 2:
        middle = (narrow + wide) / 2
        tried = wrap_text(text, middle, size, weight)
        widest_line = max(text_width(line, size, weight) for line in tried)
        if len(tried) <= len(lines) and widest_line <= width:
            wide, lines = middle, tried
        else:
            narrow = middle
    return lines
