"""The words of scale beside a number: which power of ten it is counted in, and where none can be told.

A scale stands behind its number or, in some languages, before it; several multiply one another ("2 lakh crore"), and a
half may follow ("un millón y medio"). A word that may be a scale, but of a language that is not read, is no scale and
leaves the number without a value.
"""

import re
from typing import NamedTuple

from tradeview.prose.amounts.printed_numbers import PrintedNumber, PrintedNumbers
from tradeview.prose.languages import TOKEN, language_file, scale_words
from tradeview.prose.lexicon import Lexicon
from tradeview.prose.text.folding import Found, View, Word, fold_word, is_cased
from tradeview.prose.text.passages import is_telling_word

MAX_SCALES = 4  # words of scale that multiply one another: 2 lakh crore
LETTER_GOES_ON = re.compile(r"[-&/.'][^\W_]")
NOTED = re.compile(r"\d ?\(\Z")
NOTE = re.compile(r"\d{1,2}")  # what the number of a note looks like
# What may part a number from its scale and is neither a word nor the end of a sentence: 5 | million, 5 (1) million.
SIGNS = re.compile(r"(?:\(\w{1,2}\)|[^\w.,;:!?%\n]){1,8}[²³¹⁰-⁹]*|[²³¹⁰-⁹]+ ?")


class Scale(NamedTuple):
    """The words of scale after a number: their powers of ten, where they end, the first, and what stands among them."""

    powers: list[int]
    end: int
    first: Word | None
    hedge: str | None = None
    half: bool = False  # "y medio" follows


class Scales(PrintedNumbers):
    """The scales of the numbers of one passage; places are places in its folded form."""

    def __init__(self, view: View, lexicon: Lexicon, language: str | None = None) -> None:
        super().__init__(view, lexicon)
        self.locale = language

    def find_scale(self, printed: PrintedNumber, floor: int) -> tuple[int, Scale]:
        """Return where a number starts, and its words of scale, on whichever side of it they stand."""
        start, end = printed.start, printed.end
        scale = self.read_scale(end)
        # In a bracket of its own, (1343.2) مليار, which is no note: 4,2 (1) Mrd.
        is_bracketed = self.folded[start - 1 : start] == "(" and self.folded[end : end + 1] == ")"
        is_note = NOTE.fullmatch(printed.text) and NOTED.search(self.folded, max(start - 3, 0), start)
        if is_bracketed and not is_note:
            bracketed = self.read_scale(end + 1)
            if bracketed.powers:
                start, scale = start - 1, bracketed
        # As Swahili and Burmese print it: bilioni 24.8.
        leading = self.lexicon.scales_before.before(self.view, self.word_end(start, floor))
        if leading and leading.edge >= floor:
            start, scale = leading.edge, scale._replace(powers=[*scale.powers, leading.word.power])
        is_year_apart = self.folded[end : end + 1] == " " and self.is_year(printed.start, printed.end)
        if is_year_apart and scale.first and fold_word(scale.first.printed) in self.lexicon.number_words:
            scale = Scale([], end, None)  # لعام 2011 تريليون: the scale begins a number of its own
        return start, scale

    def read_scale(self, start: int) -> Scale:
        """Read the words of scale after a number, and a hedge between them: 100多亿."""
        found: list[Found] = []
        end, hedge = start, None
        while len(found) < MAX_SCALES:
            place = self.next_word(end)
            hit = self.lexicon.scales.after(self.view, place)
            infix = None if hit or hedge else self.lexicon.infixes.after(self.view, place)
            if infix:
                hit = self.lexicon.scales.after(self.view, self.next_word(infix.edge))
            if infix and hit:
                hedge = infix.word.label
            if hit is None or not self.is_scale(end, hit, found):
                break
            if found and not _may_multiply(found[-1].word, hit.word):
                break
            found.append(hit)
            end = hit.edge
        if not found:
            return Scale([], end, None, hedge)
        powers = [hit.word.power for hit in found]
        half_end = self.find_half(end, found[-1].word)
        return Scale(powers, half_end or end, found[0].word, hedge, half_end is not None)

    def find_half(self, end: int, scale: Word) -> int | None:
        """Return where a half behind a scale ends, with the scale that it may repeat: مليار ونصف المليار."""
        half = self.lexicon.halves.after(self.view, self.next_word(end))
        if half is None:
            return None
        if again := self.lexicon.scales.after(self.view, self.next_word(half.edge)):
            return again.edge if again.word.power == scale.power else None
        # Where words run on, it may be a part of another: 2亿半导体.
        is_apart = not self.folded[half.edge : half.edge + 1].isalpha() or half.word.endings is not None
        if is_apart or self.lexicon.currencies.after(self.view, half.edge):
            return half.edge
        return None

    def is_scale(self, start: int, hit: Found, found: list[Found]) -> bool:
        """Whether a word after a number is one of scale: a letter is none in T-shirts, B&B or on the next line."""
        if hit.edge - self.next_word(start) > 1 or not is_cased(self.folded, hit.edge - 1):
            return True
        return not (found or "\n" in self.folded[start : hit.edge] or LETTER_GOES_ON.match(self.folded, hit.edge))

    def is_scale_after(self, end: int) -> bool:
        """Whether a word stands here that would make the number another, behind signs or a note, too."""
        places = [end]
        if signs := SIGNS.match(self.folded, end):
            places.append(signs.end())
        if joiner := self.find_joiner(self.next_word(end)):  # 30 de miliarde
            places.append(joiner.edge)
        for place in places:
            word = self.next_word(place)
            known = (table.after(self.view, word) for table in (self.lexicon.all_scales, self.lexicon.scale_stems))
            if self.read_scale(place).powers or any(known):
                return True
        return False

    def may_be_unknown_scale(self, end: int) -> bool:
        """Whether a word of a language without a list follows, which may be one of scale."""
        if self.locale and language_file(self.locale):
            return False
        word = TOKEN.match(self.folded, self.next_word(end))
        if word is None or len(word[0]) == 1 or word[0] in self.lexicon.function_words:
            return False
        # Where the text tells no language, a frequent word of any is none of scale: US$5 cada uno.
        if self.locale is None and is_telling_word(word[0]):
            return False
        return self.lexicon.currencies.after(self.view, word.start()) is None

    def is_scale_before(self, start: int, floor: int) -> bool:
        """Whether a word of scale stands before a currency and its number: Mio. EUR 5."""
        end = self.word_end(start, floor)
        end -= self.folded.startswith(".", end - 1)
        for table in (self.lexicon.scales, self.lexicon.all_scales):
            hit = table.before(self.view, end)
            if hit and hit.edge >= floor and end - hit.edge > 2:
                return True
        return False


def _may_multiply(scale: Word, following: Word) -> bool:
    """Whether a scale multiplies the one before it: a smaller one begins a term of its own, 2兆千億.

    The same scale twice is a slip, 32亿亿, but where a language lists the two together: ล้านล้าน.
    """
    if following.power != scale.power:
        return following.power > scale.power
    listed = scale_words(following.locale) if following.locale else {}
    return any(f"{scale.printed}{gap}{following.printed}" in listed for gap in ("", " "))
