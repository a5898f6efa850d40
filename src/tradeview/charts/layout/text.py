"""Text metrics: how wide a text is, where it breaks into lines, and which letters the fonts can draw at all."""

import re
import unicodedata
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import RendererAgg

from tradeview.charts.layout.fonts import drawable_codes, font_properties, load_fonts, prepare_letters
from tradeview.charts.layout.points import POINTS_PER_INCH
from tradeview.periods import month_names
from tradeview.printable import ELLIPSIS, escape_unprintable, split_clusters

if TYPE_CHECKING:
    from budoux import Parser

FINE = 10  # pixels to the point when text is measured
SPACE = 0.2  # of the letter size: how wide a space of the house font is
# Thai has no blanks between words: letters that stand together, before none of which a line may end at a vowel behind
# its consonant, a mark, or the sign that says a word twice.
THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]{2,}")
PER_CENT = "ร้อยละ"
# How far what speaks for a break is to outweigh what speaks against it: at none, names and longer words are broken
# (ปัจ|จุบัน), at this a few words keep together. What is wider than a line is broken at any.
SURE, ANY = 1000, 0
NEVER_FIRST = "\N{THAI CHARACTER MAIYAMOK}\N{THAI CHARACTER PAIYANNOI}"


@cache
def _fine_renderer() -> RendererAgg:
    # At 72 dots an inch a pixel is a point. Letters are set to whole pixels, so widths are measured finer than that.
    return RendererAgg(1, 1, POINTS_PER_INCH * FINE)


@lru_cache(maxsize=10_000)
def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Width of a line of text in points."""
    load_fonts()  # a width measured without the house font would be kept for as long as the process runs
    if weight == "bold":
        prepare_letters(text)
    font = font_properties(size, weight)
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


def drawable_text(text: str) -> str:
    """Name the script of letters that the fonts do not have, in place of the boxes that would be drawn.

    Examples
    --------
    >>> print(drawable_text("palm oil, পাম তেল, பாமாயில்"))
    palm oil, পাম তেল, [Tamil]
    """
    shown: list[str] = []
    for letter in plain_text(text):
        if ord(letter) in drawable_codes():
            shown.append(letter)
            continue
        # Unicode names a letter after its script: TAMIL LETTER KA.
        script = unicodedata.name(letter, "unknown letter").split()[0].capitalize()
        if shown[-1:] != [f"[{script}]"]:  # once for each word
            shown.append(f"[{script}]")
    return "".join(shown)


def split_words(text: str) -> list[str]:
    """Split a text where lines may end: before each blank, which goes with the word behind it, and between Thai words.

    Examples
    --------
    >>> split_words("palm oil น้ำมันปาล์ม 1511")
    ['palm', ' oil', ' น้ำมัน', 'ปาล์ม', ' 1511']
    """
    pieces: list[str] = []
    for number, word in enumerate(text.split(" ")):
        first, *others = _split_thai(word)
        pieces.append(" " + first if number else first)
        pieces += others
    return pieces


def _split_thai(word: str, margin: int = SURE) -> list[str]:
    """Split what stands between blanks where Thai words meet; other letters keep together."""
    breaks = [0]
    for run in THAI.finditer(word):
        breaks += [run.start() + at for at in _thai_breaks(run[0], margin)]
    return [word[start:end] for start, end in pairwise([*breaks, len(word)])]


@lru_cache(maxsize=10_000)
def _thai_breaks(run: str, margin: int = SURE) -> tuple[int, ...]:
    """Find where the words of Thai letters meet, neither within a letter nor within a name."""
    allowed = set()
    at = 0
    for cluster in split_clusters(run):
        if cluster[0] not in NEVER_FIRST:
            allowed.add(at)
        at += len(cluster)
    for name in _thai_names().finditer(run):
        allowed -= set(range(name.start() + 1, name.end()))
    found = []
    at = 0
    for part in _thai_parser(margin).parse(run):
        if at and at in allowed:
            found.append(at)
        at += len(part)
    return tuple(found)


@cache
def _thai_parser(margin: int) -> "Parser":
    """Load the parser of Thai words, which breaks where the sum of what speaks for it is above half of all it knows."""
    from budoux import Parser, load_default_thai_parser  # noqa: PLC0415 - for Thai alone

    return Parser({**load_default_thai_parser().model, "margin": {"": 2 * margin}})


@cache
def _thai_names() -> "re.Pattern[str]":
    """Match names that the parser might break: of economies, currencies, months and powers of ten."""
    from babel import Locale  # noqa: PLC0415 - for Thai alone

    thai = Locale("th")
    months = month_names(thai, "format", "wide").values()
    powers = [power.pattern for forms in thai.compact_decimal_formats["long"].values() for power in forms.values()]
    named = " ".join([*thai.territories.values(), *thai.currencies.values(), *months, *powers, PER_CENT])
    names = sorted(set(THAI.findall(named)), key=len, reverse=True)  # of two names the longer, whole
    return re.compile("|".join(names))


def wrap_text(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """Break text into lines no wider than `width` points; a word that is wider itself is broken, too."""
    return [line for _, line in wrap_with_gaps(text, width, size, weight)]


def wrap_with_gaps(text: str, width: float, size: float, weight: str = "normal") -> list[tuple[str, str]]:
    """Break text as `wrap_text` does; before each line stands the blank whose place its break took, if there was one.

    Examples
    --------
    >>> wrap_with_gaps("palm oil", 30, 10)
    [('', 'palm'), (' ', 'oil')]
    """
    words = split_words(drawable_text(text))
    lines: list[tuple[str, str]] = []
    placed = 0
    while placed < len(words):
        word = words[placed]
        gap = " " if placed and word.startswith(" ") else ""
        *full, line = _break_word(word.removeprefix(gap), width, size, weight)
        placed += 1
        more = _words_that_fit(line, words[placed:], width, size, weight)
        placed += len(more)
        for part in [*full, "".join([line, *more])]:
            lines.append((gap, part))
            gap = ""
    return lines


def wrap_at_most(text: str, width: float, size: float, weight: str = "normal", *, most: int) -> list[str]:
    """Break text into no more than so many lines; what has no room there is cut, and an ellipsis shows that it is."""
    lines = wrap_with_gaps(text, width, size, weight)
    if len(lines) <= most:
        return [line for _, line in lines]
    rest = "".join(gap + line for gap, line in lines[most - 1 :]).removeprefix(lines[most - 1][0])
    letters = split_clusters(rest)
    last = rest
    while letters and text_width(last + ELLIPSIS, size, weight) > width:
        letters.pop()
        last = "".join(letters).rstrip(" ,;:")
    return [*(line for _, line in lines[: most - 1]), last + ELLIPSIS]


def _words_that_fit(line: str, words: list[str], width: float, size: float, weight: str) -> list[str]:
    """Return the next words that still stand on a line.

    To measure a line takes as long as the line is. So the widths of single words, which are soon known, say how many to
    try first, and whole lines are measured only from there on.
    """

    def is_line(count: int) -> bool:
        return text_width(line + "".join(words[:count]), size, weight) <= width

    count = 0
    room = width - text_width(line, size, weight)
    for word in words:
        room -= text_width(word.removeprefix(" "), size, weight)
        if word.startswith(" "):
            room -= SPACE * size
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
    for piece in _pieces_no_wider(word, width, size, weight):
        if parts[-1] and text_width(parts[-1] + piece, size, weight) > width:
            parts.append("")
        parts[-1] += piece
    return parts


def _pieces_no_wider(word: str, width: float, size: float, weight: str) -> list[str]:
    """Split a word that is wider than a line: where parts of Thai words may meet, else into letters with their marks.

    A letter whose marks make it wider than a line is split into what it is made of.
    """
    pieces = [word]
    for split in (partial(_split_thai, margin=ANY), split_clusters, list):
        smaller: list[str] = []
        for piece in pieces:
            smaller += [piece] if text_width(piece, size, weight) <= width else split(piece)
        pieces = smaller
    return pieces


def wrap_evenly(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """Break text into as few lines as `wrap_text` does, of about equal length: no word is left alone on the last."""
    lines = wrap_text(text, width, size, weight)
    # No narrower than the widest word, which would be broken.
    words = [word.removeprefix(" ") for line in lines for word in split_words(line)]
    widest_word = max(text_width(word, size, weight) for word in words)
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
