"""Words found in a text: the text made comparable, and tables of words that are looked up at a place of it.

Texts and words are folded alike before they are compared, so that case, width and invisible characters do not count,
and each place of a folded text leads back into the text as given. Words are looked up on either side of a number,
longest first and whole; where a word ends is for its language to say.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Literal, NamedTuple

TYPOGRAPHIC = ("<wide>", "<narrow>", "<noBreak>", "<compat>")  # not <super>: a footnote's ² is no digit
ALIKE = {
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{HYPHEN}": "-",
    "’": "'",
    "ʼ": "'",
    "〜": "~",
    "～": "~",
    "∼": "~",
    "ı": "i",
}
DOT_ABOVE = "\u0307"
DOTTED_I = "İ"  # its small letter is a plain i, whatever case folding says
MAX_ENDING = 8  # characters of an ending that is glued to a word
FIRST_MARK = "\u0300"  # nothing before it in Unicode stands on another letter
MAX_MARKS = 4  # on one letter
LONG_WORD = re.compile(r"[^\W\d_]{4}\Z")  # a digit behind it is a footnote
STEM = "*"  # after a word that any ending may follow
JAMO_INSIDE = range(0x1160, 0x1200)  # vowels and finals of a Korean syllable: a word may not end before one


class View(NamedTuple):
    """A text made comparable: `folded` and `printed` run in step, `offsets` lead back into the text as given."""

    folded: str
    printed: str  # as folded, but for its capitals
    offsets: list[int]

    def part(self, start: int, end: int) -> "View":
        """Return a part of the text, whose offsets lead back into the whole."""
        return View(self.folded[start:end], self.printed[start:end], self.offsets[start:end])


def fold(text: str) -> View:
    """Decompose, drop invisible characters and case, unify spaces, and keep the way back.

    Examples
    --------
    >>> view = fold("Rp\N{NO-BREAK SPACE}5")
    >>> view.folded, view.printed, view.offsets
    ('rp 5', 'Rp 5', [0, 1, 2, 3])
    """
    folded: list[str] = []
    printed: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for part in _decompose(character):
            lower = part.casefold()
            if part == DOT_ABOVE and folded[-1:] == ["i"]:
                continue  # of İ
            place = len(folded) - _misplaced(folded, part) if part >= FIRST_MARK else len(folded)
            folded.insert(place, lower)
            printed.insert(place, part if len(lower) == 1 else lower)
            offsets.extend([offset] * len(lower))
    return View("".join(folded), "".join(printed), offsets)


def _misplaced(folded: list[str], mark: str) -> int:
    """Count the marks before a mark that belong behind it: Vietnamese files print them in two orders."""
    order, count = unicodedata.combining(mark), 0
    while order and count < min(MAX_MARKS, len(folded)) and unicodedata.combining(folded[-1 - count][-1]) > order:
        count += 1
    return count


@lru_cache(maxsize=4096)
def _decompose(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf" or character == "\r":
        return ""  # joiners, soft hyphens, direction marks: printed for the eye alone
    if character.isspace():
        return " " if category == "Zs" else "\n"
    if character == DOTTED_I:
        return "I"
    form: Literal["NFD", "NFKD"] = "NFKD" if unicodedata.decomposition(character).startswith(TYPOGRAPHIC) else "NFD"
    return "".join(ALIKE.get(part, part) for part in unicodedata.normalize(form, character))


def plain(word: str) -> str:
    """Return a word as `fold` compares it."""
    return fold(word).folded


def cased(text: str, at: int) -> bool:
    """Whether a letter of a script with capitals stands here: such words are written apart."""
    return 0 <= at < len(text) and text[at].lower() != text[at].upper()


@dataclass(frozen=True, slots=True)
class Word:
    """What a printed word or sign means: a power of ten, a currency, or what its label says of figures near it."""

    printed: str
    locale: str | None = None
    power: int = 0
    currency: str = ""
    assumed: bool = False  # it names several currencies
    exact: bool = False  # case counts
    shy: bool = False  # before a number it counts only where a scale follows: "Euro 2024"
    endings: tuple[str, ...] | None = None  # what may be glued to it; without a list, words of its script may run on
    label: str = ""
    number: int = 0  # of a month


class Found(NamedTuple):
    """A word of a text, and its far edge: its end after a number, its start before one."""

    word: Word
    edge: int


class Table:
    """Words found at a place of a text, longest first; of two words spelt alike the first counts.

    Examples
    --------
    >>> table = Table([Word("million", "en", power=6), Word("US$", currency="USD", exact=True)])
    >>> view = fold("US$5 Million")
    >>> table.before(view, 3).word.currency, table.after(view, 5).word.power
    ('USD', 6)
    """

    def __init__(self, words: Iterable[Word]) -> None:
        self.words: dict[str, list[Word]] = defaultdict(list)
        for word in words:
            self.words[plain(word.printed.removesuffix(STEM))].append(word)
        longest_first = sorted(filter(None, self.words), key=len, reverse=True)
        self.by_first = _lengths((key[0], len(key)) for key in longest_first)
        self.by_last = _lengths((key[-1], len(key)) for key in longest_first)

    def after(self, view: View, start: int) -> Found | None:
        """Find the longest word that starts here."""
        for length in self.by_first.get(view.folded[start : start + 1], ()):
            end = start + length
            word = self._word(view, start, end) if end <= len(view.folded) else None
            if word and (word.printed.endswith(STEM) or _ends(view.folded, end, word.endings)):
                return Found(word, end)
        return None

    def before(self, view: View, end: int) -> Found | None:
        """Find the longest word that ends here."""
        for length in self.by_last.get(view.folded[max(end - 1, 0) : end], ()):
            start = end - length
            word = self._word(view, start, end) if start >= 0 and not cased(view.folded, start - 1) else None
            if word and (word.endings is None or not _in_word(view.folded[start - 1 : start] or " ")):
                return Found(word, start)
        return None

    def scan(self, view: View) -> Iterator[tuple[int, Found]]:
        """Yield the words of a text from left to right, each with its start; none overlaps the one before."""
        at, folded = 0, view.folded
        while at < len(folded):
            inside = folded[at] not in self.by_first or (cased(folded, at) and cased(folded, at - 1))
            found = None if inside else self.after(view, at)
            if found:
                yield at, found
            at = found.edge if found else at + 1

    def _word(self, view: View, start: int, end: int) -> Word | None:
        words = self.words.get(view.folded[start:end].replace("\n", " "), ())
        fits = (word for word in words if not word.exact or view.printed[start:end] == fold(word.printed).printed)
        return next(fits, None)


def _lengths(letters: Iterable[tuple[str, int]]) -> dict[str, dict[int, None]]:
    """Return the lengths of the words at each letter, each length once, in the order given."""
    lengths: dict[str, dict[int, None]] = defaultdict(dict)
    for letter, length in letters:
        lengths[letter][length] = None
    return dict(lengths)


def _ends(folded: str, end: int, endings: tuple[str, ...] | None) -> bool:
    """Whether what ends here is a sign, or a whole word, but for an ending that may be glued to it."""
    if not _in_word(folded[end - 1]):
        return True
    glued = "".join(takewhile(_in_word, folded[end : end + MAX_ENDING]))
    cut = bool(glued) and (unicodedata.category(glued[0])[0] == "M" or ord(glued[0]) in JAMO_INSIDE)
    if cased(folded, end - 1):  # a Latin word may stand in a text without spaces
        note = folded[end : end + 1].isdecimal() and not LONG_WORD.search(folded, max(end - 4, 0), end)
        whole = not (cut or cased(folded, end) or note)
    else:  # words may run on where no endings are listed
        whole = not glued or (endings is None and not cut)
    return whole or glued in (endings or ())


def _in_word(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character).startswith("M")
