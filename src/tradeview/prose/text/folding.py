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
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile
from typing import Literal, NamedTuple

# Kinds of Unicode decompositions that change a letter's shape alone; not <super>, as a footnote's ² is no digit.
TYPOGRAPHIC = ("<wide>", "<narrow>", "<noBreak>", "<compat>")
# Hyphens, apostrophes and tildes that differ to the eye alone, and the dotless i of Turkish.
ALIKE = str.maketrans("\N{NON-BREAKING HYPHEN}\N{HYPHEN}’ʼ〜～∼ı", "--''~~~i")
DOT_ABOVE = "\u0307"
TATWEEL = "\N{ARABIC TATWEEL}"  # stretches the line between two letters: بـ5 مليارات
# What parts lines or words of plain ASCII, but for the space.
LINES = str.maketrans(dict.fromkeys("\t\v\f\x1c\x1d\x1e\x1f", "\n"))
# Case folding makes two characters of it; Turkish texts want its small letter to be a plain i.
DOTTED_I = "İ"
MAX_ENDING = 8  # characters of an ending that is glued to a word
MAX_MARKS = 4  # on one letter
LONG_WORD = re.compile(r"[^\W\d_]{4}\Z")  # a digit behind it is a footnote
STEM = "*"  # after a word that any ending may follow
SHORT_WORD = 4  # letters of a word that may be found by chance inside a longer one
GLUED = 2  # letters before a short word by which it is a part of a longer one
# Scripts without capitals whose words are written apart; one letter may be glued before an Arabic word: ونما.
INSIDE_LONG = re.compile(r"(?:[\u0621-\u065f\u0670-\u06d3]{2}|[\u0900-\u0963\u0970-\u09e5])\Z")
# Vowels and finals of a Korean syllable, which folding takes apart: a word may not end before one.
JAMO_INSIDE = range(0x1160, 0x1200)


class View(NamedTuple):
    """A text made comparable: `folded` and `printed` run in step, `offsets` lead back into the text as given."""

    folded: str
    printed: str  # as folded, but for its capitals
    offsets: list[int]

    def part(self, start: int, end: int) -> "View":
        """Return a part of the text, whose offsets lead back into the whole."""
        return View(self.folded[start:end], self.printed[start:end], self.offsets[start:end])


def fold_text(text: str) -> View:
    """Decompose, drop invisible characters and case, unify spaces, and keep the way back."""
    if text.isascii() and "\r" not in text:
        plain = text.translate(LINES)
        return View(plain.lower(), plain, list(range(len(plain))))
    folded: list[str] = []
    printed: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for part in _fold_character(character):
            if not part.order:
                folded.append(part.folded)
                printed.append(part.shown)
                offsets.extend([offset] * len(part.folded))
            elif part.folded != DOT_ABOVE or folded[-1:] != ["i"]:  # of İ
                place = len(folded) - _count_misplaced(folded, part.order)
                folded.insert(place, part.folded)
                printed.insert(place, part.shown)
                offsets.append(offset)
    return View("".join(folded), "".join(printed), offsets)


def _count_misplaced(folded: list[str], order: int) -> int:
    """Count the marks before a mark that belong behind it: Vietnamese files print them in two orders."""
    count = 0
    while count < min(MAX_MARKS, len(folded)) and unicodedata.combining(folded[-1 - count][-1]) > order:
        count += 1
    return count


class FoldedPart(NamedTuple):
    """A letter or a mark as a folded text holds it, with its capital, and the order of a mark among others, or 0."""

    folded: str
    shown: str
    order: int


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> tuple[FoldedPart, ...]:
    """Return the parts that one character is compared as."""
    parts: list[FoldedPart] = []
    for part in _decompose_character(character):
        small = part.casefold()
        # ß folds to ss: both texts grow alike, or their places would part.
        shown = small if len(small) > 1 else part
        parts.append(FoldedPart(small, shown, unicodedata.combining(part)))
    return tuple(parts)


def _decompose_character(character: str) -> str:
    """Return the characters that one is compared as; none where it is printed for the eye alone."""
    category = unicodedata.category(character)
    # Cf are joiners, soft hyphens and direction marks.
    if category == "Cf" or character in {"\r", TATWEEL}:
        return ""
    if character.isspace():
        return " " if category == "Zs" else "\n"
    if character == DOTTED_I:
        return "I"
    form: Literal["NFD", "NFKD"] = "NFD"
    if unicodedata.decomposition(character).startswith(TYPOGRAPHIC):
        form = "NFKD"
    return unicodedata.normalize(form, character).translate(ALIKE)


def fold_word(word: str) -> str:
    """Return a word as a folded text holds it."""
    return fold_text(word).folded


@lru_cache(maxsize=4096)
def _print_word(word: str) -> str:
    """Return a word as a folded text holds it beside its folded form, with its capitals."""
    return fold_text(word).printed


def fold_words(words: Iterable[str]) -> list[str]:
    """Return words as a folded text holds them."""
    return [fold_word(word) for word in words]


def is_cased(text: str, at: int) -> bool:
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
    fraction: Decimal = Decimal(0)  # that it adds to the number beside it: "and a half", साढ़े


class Found(NamedTuple):
    """A word of a text, and its far edge: its end after a number, its start before one."""

    word: Word
    edge: int


class Table:
    """Words found at a place of a text, longest first; of two words spelt alike the first counts."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.words: dict[str, list[Word]] = defaultdict(list)
        for word in words:
            self.words[fold_word(word.printed.removesuffix(STEM))].append(word)
        # Per letter the lengths alone, longest first: a slice of each length is then one look-up, however many words.
        self.by_first: dict[str, dict[int, None]] = {}
        self.by_last: dict[str, dict[int, None]] = {}
        for key in sorted(self.words, key=len, reverse=True):
            if key:
                self.by_first.setdefault(key[0], {})[len(key)] = None
                self.by_last.setdefault(key[-1], {})[len(key)] = None

    def after(self, view: View, start: int) -> Found | None:
        """Find the longest word that starts here."""
        lengths = self.by_first.get(view.folded[start : start + 1])
        if lengths is None:
            return None
        for length in lengths:
            end = start + length
            # Most lengths hold no word: these are passed over at once.
            spelt = view.folded[start:end].replace("\n", " ")
            if spelt not in self.words or end > len(view.folded):
                continue
            for word in self._list_words(view, start, end):
                if word.printed.endswith(STEM) or _is_whole(view.folded, end, word.endings):
                    return Found(word, end)
        return None

    def before(self, view: View, end: int) -> Found | None:
        """Find the longest word that ends here."""
        for length in self.by_last.get(view.folded[max(end - 1, 0) : end], ()):
            start = end - length
            spelt = view.folded[max(start, 0) : end].replace("\n", " ")
            if spelt not in self.words or start < 0 or is_cased(view.folded, start - 1):
                continue
            word = self._find_word(view, start, end)
            begins = start == 0 or not _is_in_word(view.folded[start - 1])
            # Where no endings are listed, words may run on: 对马来西亚出口50亿.
            if word and (word.endings is None or begins):
                return Found(word, start)
        return None

    def scan(self, view: View) -> Iterator[tuple[int, Found]]:
        """Yield the words of a text from left to right, each with its start; none overlaps the one before."""
        at, folded = 0, view.folded
        while at < len(folded):
            found = None
            if folded[at] in self.by_first and not (is_cased(folded, at) and is_cased(folded, at - 1)):
                found = self.after(view, at)
            if found is None or _is_part_of_word(folded, at, found):
                at += 1
                continue
            yield at, found
            at = found.edge

    def _find_word(self, view: View, start: int, end: int) -> Word | None:
        """Return the first word spelt as this part of a text, with its capitals where these count."""
        return next(self._list_words(view, start, end), None)

    def _list_words(self, view: View, start: int, end: int) -> Iterator[Word]:
        """Yield the words spelt as this part of a text: a noun, and the stem of a verb that is spelt alike."""
        for word in self.words.get(view.folded[start:end].replace("\n", " "), ()):
            if not word.exact or view.printed[start:end] == _print_word(word.printed):
                yield word


def _is_part_of_word(folded: str, start: int, found: Found) -> bool:
    """Whether a short word was found inside a longer one: the "grew" of بينما, which means "while"."""
    if found.edge - start > SHORT_WORD or start == 0:
        return False
    return INSIDE_LONG.search(folded, max(start - GLUED, 0), start) is not None


def _is_whole(folded: str, end: int, endings: tuple[str, ...] | None) -> bool:
    """Whether what ends here is a sign, or a whole word, but for an ending that may be glued to it."""
    if not _is_in_word(folded[end - 1]):
        return True
    glued = "".join(takewhile(_is_in_word, folded[end : end + MAX_ENDING]))
    if glued in (endings or ()):
        return True
    # A mark, or the rest of a syllable, belongs to the letter before it.
    if glued and (unicodedata.category(glued[0]).startswith("M") or ord(glued[0]) in JAMO_INSIDE):
        return False
    # A Latin word may stand in a text without spaces: only a letter with capitals goes on with it.
    if is_cased(folded, end - 1):
        is_note = folded[end : end + 1].isdecimal() and not LONG_WORD.search(folded, max(end - 4, 0), end)
        return not (is_cased(folded, end) or is_note)
    return not glued or endings is None


def _is_in_word(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character).startswith("M")
