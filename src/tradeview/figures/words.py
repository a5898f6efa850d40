"""Words found in a text: the text made comparable, and tables of words that are looked up at a place of it.

Texts and words are folded alike before they are compared, so that case, width and invisible characters do not count,
and each place of a folded text leads back into the text as given. Words are looked up on either side of a number,
longest first and whole; where a word ends is for its language to say.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Literal, NamedTuple

TYPOGRAPHIC = ("<wide>", "<narrow>", "<noBreak>", "<compat>")  # not <super>: a footnote's ² is no digit
MAX_ENDING = 8  # characters of an ending that is glued to a word


class View(NamedTuple):
    """A text made comparable: `folded` and `printed` run in step, `offsets` lead back into the text as given."""

    folded: str
    printed: str  # as folded, but for its capitals
    offsets: list[int]


def fold(text: str) -> View:
    """Decompose, drop invisible characters and case, unify spaces, and keep the way back.

    Examples
    --------
    >>> view = fold("Rp\N{NO-BREAK SPACE}5")
    >>> view.folded, view.printed, view.offsets
    ('rp 5', 'Rp 5', [0, 1, 2, 3])
    """
    folded, printed, offsets = [], [], []
    for offset, character in enumerate(text):
        for part in _decompose(character):
            lower = part.casefold()
            folded.append(lower)
            printed.append(part if len(lower) == 1 else lower)
            offsets.extend([offset] * len(lower))
    return View("".join(folded), "".join(printed), offsets)


@lru_cache(maxsize=4096)
def _decompose(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf" or character == "\r":
        return ""  # joiners, soft hyphens, direction marks: printed for the eye alone
    if character.isspace():
        return " " if category == "Zs" else "\n"
    form: Literal["NFD", "NFKD"] = "NFKD" if unicodedata.decomposition(character).startswith(TYPOGRAPHIC) else "NFD"
    return unicodedata.normalize(form, character).replace("\N{NON-BREAKING HYPHEN}", "-").replace("\N{HYPHEN}", "-")


def plain(word: str) -> str:
    """Return a word as `fold` compares it."""
    return fold(word).folded


def cased(text: str, at: int) -> bool:
    """Whether a letter of a script with capitals stands here: such words are written apart."""
    return 0 <= at < len(text) and text[at].lower() != text[at].upper()


@dataclass(frozen=True, slots=True)
class Word:
    """What a printed word or sign means beside a number: a power of ten, or a currency."""

    printed: str
    locale: str | None = None
    power: int = 0
    currency: str = ""
    assumed: bool = False  # it names several currencies
    exact: bool = False  # case counts
    shy: bool = False  # before a number it counts only where a scale follows: "Euro 2024"
    endings: tuple[str, ...] | None = None  # what may be glued to it; without a list, words of its script may run on


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
            self.words[plain(word.printed)].append(word)
        longest_first = sorted(filter(None, self.words), key=len, reverse=True)
        self.by_first = _lengths((key[0], len(key)) for key in longest_first)
        self.by_last = _lengths((key[-1], len(key)) for key in longest_first)

    def after(self, view: View, start: int) -> Found | None:
        """Find the longest word that starts here."""
        for length in self.by_first.get(view.folded[start : start + 1], ()):
            end = start + length
            word = self._word(view, start, end) if end <= len(view.folded) else None
            if word and _ends(view.folded, end, word.endings):
                return Found(word, end)
        return None

    def before(self, view: View, end: int) -> Found | None:
        """Find the longest word that ends here."""
        for length in self.by_last.get(view.folded[max(end - 1, 0) : end], ()):
            start = end - length
            if start >= 0 and not cased(view.folded, start - 1) and (word := self._word(view, start, end)):
                return Found(word, start)
        return None

    def _word(self, view: View, start: int, end: int) -> Word | None:
        words = self.words.get(view.folded[start:end].replace("\n", " "), ())
        fits = (word for word in words if not word.exact or view.printed[start:end] == fold(word.printed).printed)
        return next(fits, None)


def _lengths(letters: Iterable[tuple[str, int]]) -> dict[str, dict[int, None]]:
    """Return the lengths of the words at each letter, each length once, in the order given."""
    lengths: dict[str, dict[int, None]] = defaultdict(dict)
    for letter, length in letters:
        lengths[letter][length] = None
    return lengths


def _ends(folded: str, end: int, endings: tuple[str, ...] | None) -> bool:
    """Whether what ends here is a sign, or a whole word, but for an ending that may be glued to it."""
    if not _in_word(folded[end - 1]):
        return True
    glued = "".join(takewhile(_in_word, folded[end : end + MAX_ENDING]))
    cut = bool(glued) and not glued[0].isalpha()  # a mark of the word's last letter follows
    if cased(folded, end - 1):  # a Latin word may stand in a text without spaces
        whole = not (cut or cased(folded, end) or folded[end : end + 1].isdigit())
    else:  # words may run on where no endings are listed
        whole = not glued or (endings is None and not cut)
    return whole or glued in (endings or ())


def _in_word(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character).startswith("M")
