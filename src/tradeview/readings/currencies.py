"""The currencies that a text names, each with all that its sign or name may mean, and which of them is an amount's.

A sign right before a number, or a name right behind it, is that number's. Where none stands beside it, each currency
that its sentence names may be meant, or else the last one before: the head of a list, the sentence before.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tradeview.prose.languages import TOKEN, script_of_character
from tradeview.prose.lexicon import RUN_ON, Lexicon, unit_name
from tradeview.prose.text.folding import View, Word, fold_word
from tradeview.readings.given import known_currencies
from tradeview.readings.languages import Stretch

BEFORE = 4  # characters between a sign and its number: Rp. 5, USD 5, US$ (5
SHORTEST_NAME, LONGEST_ENDING = 4, 6  # letters of a name, and of an ending glued to it
BETWEEN = " \n(-~."
BEHIND = 14  # characters between a number and its currency: miliar (US) dolar, milhões de dólares
DIGITS_NEAR = 3  # characters between a sign and the next number, which may be its own


class NamedCurrency(NamedTuple):
    """A sign or name of a currency in a text, and the codes that it may mean."""

    start: int
    end: int
    codes: frozenset[str]
    is_sign: bool


class Currencies:
    """The currencies that a text names, in its order."""

    def __init__(self, view: View, stretches: Sequence[Stretch], numbers: Sequence[tuple[int, int]]) -> None:
        self.folded = view.folded
        named: set[NamedCurrency] = set()
        for stretch in stretches:
            part = view.part(stretch.start, stretch.end)
            for table in (stretch.lexicon.currencies, stretch.lexicon.joined_units):
                for start, found in table.scan(part):
                    is_short = found.edge - start < SHORTEST_NAME and not found.word.exact
                    if is_short and _is_inside_word(part.folded, start):
                        continue
                    codes = codes_of_word(stretch.lexicon, found.word)
                    place = stretch.start + start
                    named.add(NamedCurrency(place, stretch.start + found.edge, codes, found.word.exact))
            named |= set(_find_with_endings(view, stretch))
        named |= set(_find_before_numbers(view, stretches, {start for start, _ in numbers}))
        named |= set(_find_glued_behind(view, stretches, {end for _, end in numbers}))
        self.named = sorted(named, key=lambda one: one[:2])
        self._starts = [one.start for one in self.named]
        self._ends = [one.end for one in self.named]

    def find_codes(self, start: int, end: int, sentence: tuple[int, int]) -> frozenset[str]:
        """Return the codes of the currencies that an amount may be in, by what stands beside it or around it."""
        inside = self._between(start, end)
        if inside:
            return _join_codes(inside)
        before, behind = self._find_before(start), self._find_behind(end)
        if before is not None and (before.is_sign or behind is None):
            return before.codes
        if behind is not None:
            return behind.codes if before is None else behind.codes | before.codes
        around = self._between(*sentence)
        if around:
            return _join_codes(around)
        earlier = bisect_left(self._starts, start)
        return self.named[earlier - 1].codes if earlier else frozenset()

    def find_named(self, code: str) -> NamedCurrency | None:
        """Return the first sign or name that may mean a currency; None where there is none."""
        return next((one for one in self.named if code in one.codes), None)

    def _between(self, start: int, end: int) -> list[NamedCurrency]:
        return self.named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _find_before(self, start: int) -> NamedCurrency | None:
        """Return the currency right before a number, if it is no name behind another number."""
        at = bisect_right(self._ends, start) - 1
        if at < 0:
            return None
        one = self.named[at]
        gap = self.folded[one.end : start]
        if len(gap) > BEFORE or gap.strip(BETWEEN) or "\n\n" in gap:
            return None
        is_of_other = (
            not one.is_sign and self.folded[max(one.start - DIGITS_NEAR, 0) : one.start].rstrip(" \n")[-1:].isdigit()
        )
        return None if is_of_other else one

    def _find_behind(self, end: int) -> NamedCurrency | None:
        """Return the currency right behind a number with its scale, if it is no sign before the next number."""
        at = bisect_left(self._starts, end)
        if at == len(self.named):
            return None
        one = self.named[at]
        gap = self.folded[end : one.start]
        if len(gap) > BEHIND or any(character.isdigit() or character in ";:" for character in gap):
            return None
        is_close = not gap.strip(" \n-")
        following = self.folded[one.end : one.end + DIGITS_NEAR].lstrip(" \n")[:1]
        if one.is_sign and following.isdigit() and not (is_close and gap == ""):
            return None
        return one


def _find_before_numbers(view: View, stretches: Sequence[Stretch], starts: Iterable[int]) -> Iterator[NamedCurrency]:
    """Yield the currencies right before numbers, to which a sign may be glued: RM5, Rs.300."""
    number = 0
    for start in sorted(starts):
        while number + 1 < len(stretches) and stretches[number].end <= start:
            number += 1
        end = start
        while end > max(start - BEFORE, 0) and view.folded[end - 1] in BETWEEN:
            end -= 1
        lexicon = stretches[number].lexicon
        for table in (lexicon.joined_units, lexicon.currencies):
            found = table.before(view, end)
            if found and (found.word.exact or not _is_inside_word(view.folded, found.edge)):
                yield NamedCurrency(found.edge, end, codes_of_word(lexicon, found.word), found.word.exact)
                break


def _find_glued_behind(view: View, stretches: Sequence[Stretch], ends: Iterable[int]) -> Iterator[NamedCurrency]:
    """Yield the names of currencies that are glued to a scale, and so begin inside a word: 2천억원."""
    number = 0
    for end in sorted(ends):
        while number + 1 < len(stretches) and stretches[number].end <= end:
            number += 1
        found = stretches[number].lexicon.currencies.after(view, end)
        if found and _is_inside_word(view.folded, end):
            codes = codes_of_word(stretches[number].lexicon, found.word)
            yield NamedCurrency(end, found.edge, codes, found.word.exact)


def _find_with_endings(view: View, stretch: Stretch) -> Iterator[NamedCurrency]:
    """Yield the names of currencies to which an ending is glued that no list has: forintba, долларына."""
    words = stretch.lexicon.currencies.words
    for match in TOKEN.finditer(view.folded, stretch.start, stretch.end):
        token = match[0]
        for length in range(len(token) - 1, max(SHORTEST_NAME, len(token) - LONGEST_ENDING) - 1, -1):
            spelt = words.get(token[:length], ())
            if spelt and not spelt[0].exact:
                yield NamedCurrency(match.start(), match.end(), codes_of_word(stretch.lexicon, spelt[0]), is_sign=False)
                break


def _is_inside_word(folded: str, start: int) -> bool:
    """Whether a letter of a script that parts its words stands before a place: the yen of بين is none."""
    before = folded[start - 1 : start]
    return before.isalpha() and script_of_character(before) not in RUN_ON


def _join_codes(named: Sequence[NamedCurrency]) -> frozenset[str]:
    return frozenset().union(*(one.codes for one in named))


def codes_of_word(lexicon: Lexicon, word: Word) -> frozenset[str]:
    """Return the codes that a sign or name of a currency may mean: of "dollar" those of all dollars.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> english = find_lexicon(("en",))
    >>> [sorted(codes_of_word(english, word)) for word in english.currencies.words["us$"]]
    [['USD']]
    """
    spelt = lexicon.currencies.words.get(fold_word(word.printed), ())
    codes = {word.currency, *(one.currency for one in spelt if one.currency)}
    if word.assumed or any(one.assumed for one in spelt):
        nouns = {unit_name(code) for code in codes if code}
        codes |= {code for code in known_currencies() if _unit_of(code) in nouns}
    return frozenset(codes - {""})


@cache
def _unit_of(code: str) -> str:
    return unit_name(code)
