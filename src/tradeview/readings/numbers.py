"""Every number that a text prints, with all the amounts that it may stand for: its digits, times the scale beside it.

This is no reading: nothing is decided that the text leaves open. A number whose mark may group or point has two values,
and one that prints no scale may have that of its neighbour or of the head of its list. It only serves to ask whether an
amount that somebody read can stand here at all, also where our grammar does not read it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import count
from typing import NamedTuple

from tradeview.errors import FigureError
from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.amounts.relations import relate_figures
from tradeview.prose.figure import Figure
from tradeview.prose.languages import find_separators, language_file, listed_locales, named_locales, scale_words
from tradeview.prose.numerals import (
    DIGITS,
    EXACT,
    FRACTIONS,
    MINUS,
    OTHER_MARK,
    UNSURE,
    Separators,
    decimal_marks_of_unsure,
    find_decimal_mark,
    read_number,
)
from tradeview.prose.text.folding import View, fold_word, is_cased
from tradeview.readings.languages import Stretch

MOST_SCALES = 3  # that multiply one another: hundred thousand crore
GAP = re.compile(r"[ \n\-()\[\]\"'”»]{0,4}")  # between a number and its scale: (9) مليارات, 5-million
LONGEST_SCALE = 24  # characters of a word of scale
ENDING = 5  # letters that may be glued to a word of scale of at least FULL letters: миллиард|ный
FULL = 4
SHARED = 24  # characters between two numbers of which the first has the scale of the second: 5 to 10 billion
TERM_JOINT = re.compile(
    r"[ \n,]*(?:[^\W\d_]{1,4}[ \n]*)?"
)  # between terms: 12 crore 34 lakh, 5 million and 300 thousand
LEAST_REST = 100  # of a last term that prints no scale: 5 million 300
FRACTION = re.compile(r" ?([½¼¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞])")
MIXED = re.compile(r" (\d)/(\d)(?!\d)")
SPOKEN = 3  # digits of a fraction behind the word for "point"
MOST_TERMS = 4  # of one number
SIGNIFICANT = 12  # digits by which two values are the same
SEPARATORS: tuple[Separators, ...] = ((".", ","), (",", "."), (".", " "), (",", " "))
MOST_DIGITS = 24


@dataclass
class PrintedAmount:
    """A number of a text: where it stands with its scale, and what it may stand for.

    Attributes
    ----------
    start, end : int
        Its place in the folded text, from its first digit to the end of its scale.
    plain : tuple of Decimal
        What its digits alone may be.
    values : set of Decimal
        All that it may stand for.
    power : int, optional
        The power of ten of the scale beside it.
    """

    start: int
    end: int
    plain: tuple[Decimal, ...]
    values: set[Decimal] = field(default_factory=set)
    power: frozenset[int] = frozenset()


class Scale(NamedTuple):
    """Words of scale behind a number: the powers of ten that they may mean together, and where they end."""

    powers: frozenset[int]
    end: int


def list_amounts(view: View, stretches: Sequence[Stretch], sentences: Sequence[tuple[int, int]]) -> list[PrintedAmount]:
    """Return the numbers of a text in their order, with all that each may stand for.

    Examples
    --------
    >>> from tradeview.prose.text.folding import fold_text
    >>> from tradeview.readings.languages import list_stretches
    >>> view = fold_text("between 4 and 5.2 billion ringgit")
    >>> amounts = list_amounts(view, list_stretches(view, "en"), [(0, 33)])
    >>> sorted({int(value) for amount in amounts for value in amount.values})
    [4, 4000000000, 5200000000]
    """
    amounts: list[PrintedAmount] = []
    for stretch in stretches:
        found = list(_find_printed(view, stretch))
        _share_scales(view, found, sentences)
        _add_terms(view, found)
        amounts += found
        amounts += _take_spoken(view, stretch)
    heads = list(_find_heads(view, stretches, amounts))
    amounts.sort(key=lambda amount: (amount.start, amount.end))
    _apply_heads(amounts, heads)
    return amounts


def round_value(value: float | Decimal) -> float:
    """Round a value to the digits by which two are the same, without its sign."""
    return float(f"{abs(float(value)):.{SIGNIFICANT}g}")


def _find_printed(view: View, stretch: Stretch) -> Iterator[PrintedAmount]:
    """Yield the numbers in digits of a stretch, with the scale beside each."""
    marks = _find_marks(view, stretch)
    for match in _digits_pattern(stretch.languages).finditer(view.folded, stretch.start, stretch.end):
        plain = list_values(match[0].lstrip(MINUS), marks, stretch)
        end = match.end()
        if fraction := FRACTION.match(view.folded, end):
            plain = tuple(value + FRACTIONS[fraction[1]] for value in plain)
            end = fraction.end()
        elif (mixed := MIXED.match(view.folded, end)) and int(mixed[2]):
            plain = (*plain, *(value + Decimal(int(mixed[1])) / int(mixed[2]) for value in plain))
        scale = find_scale(view, end, stretch)
        before = find_scale_before(view, match.start(), stretch)
        powers = scale.powers or before
        values = {value.scaleb(power, EXACT) for value in plain for power in powers or {0}}
        if before and scale.powers:  # the one before it may be that of another number
            values |= {value.scaleb(power, EXACT) for value in plain for power in before}
        yield PrintedAmount(match.start(), scale.end, plain, values, powers)


def list_values(printed: str, marks: set[str], stretch: Stretch) -> tuple[Decimal, ...]:
    """Return what printed digits may be: two values where a mark may group or point, and nothing says which."""
    if len(printed) > MOST_DIGITS * 2:
        return ()
    printed = re.sub(r"\d", lambda digit: str(int(digit[0])), printed)
    if unclear := stretch.lexicon.unclear_fraction.fullmatch(printed):
        # Its fraction may stand on either side.
        return tuple(Decimal(f"{whole}.{part}") for whole, part in (unclear.groups(), reversed(unclear.groups())))
    for decimal_word in stretch.lexicon.words("decimal"):
        printed = printed.replace(fold_word(decimal_word), ".")
    printed = re.sub(r"\s*\.\s*(?=\d{1,2}\Z)", ".", printed)
    readings = SEPARATORS
    if UNSURE.fullmatch(printed) and len(marks) == 1:
        (decimal,) = marks
        readings = ((decimal, OTHER_MARK[decimal]),)
    values = list(_read_each_way(printed, readings))
    if not values:  # a date, or a list
        values = [Decimal(int(part[:MOST_DIGITS])) for part in re.findall(r"\d+", printed)[:MOST_TERMS]]
    return tuple(dict.fromkeys(values))


def _read_each_way(printed: str, readings: Iterable[Separators]) -> Iterator[Decimal]:
    """Yield what digits are with each pair of separators with which they are a number."""
    for separators in readings:
        try:
            yield read_number(printed, separators).value
        except FigureError:
            continue


def _find_marks(view: View, stretch: Stretch) -> set[str]:
    """Return the decimal marks that the numbers of a stretch may have, by its language and by the numbers."""
    printed = re.findall(DIGITS, view.folded[stretch.start : stretch.end])
    told = {mark for number in printed if (mark := find_decimal_mark(number.lstrip(MINUS)))}
    told |= decimal_marks_of_unsure(number.lstrip(MINUS) for number in printed)
    language = stretch.languages[0] if stretch.languages else None
    if language is None:
        return told or {".", ","}
    decimal, _ = find_separators(language)
    if decimal in OTHER_MARK and decimal not in language_file(language).get("unsure", ()):
        told.add(decimal)
    return told or {".", ","}


@cache
def _digits_pattern(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of numbers in digits, with the words and letters of some languages for the decimal mark."""
    words: list[str] = []
    for name in languages:
        words += [fold_word(word) for word in language_file(name).get("decimal", ())]
        words += [fold_word(word) for word in language_file(name).get("unclear", ())]
    if not words:
        return re.compile(DIGITS)
    point = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"{DIGITS}(?: ?(?:{point}) ?\d{{1,{SPOKEN}}}(?![\d.,]))?")


def find_scale(view: View, end: int, stretch: Stretch) -> Scale:
    """Find the words of scale behind a number, in the languages of its stretch, and else in any."""
    powers = frozenset[int]()
    found_end = end
    for _ in range(MOST_SCALES):
        gap = GAP.match(view.folded, found_end)
        place = gap.end() if gap else found_end
        infix = stretch.lexicon.infixes.after(view, place)
        if infix:
            again = GAP.match(view.folded, infix.edge)
            place = again.end() if again else infix.edge
        hit = _find_scale_word(view, place, stretch)
        if hit is None:
            break
        powers = frozenset(one + other for one in powers or {0} for other in hit.powers)
        found_end = hit.end
    return Scale(powers, found_end)


def _find_scale_word(view: View, place: int, stretch: Stretch) -> Scale | None:
    own = stretch.lexicon.scales.after(view, place)
    if own:
        is_letter = own.edge - place == 1 and is_cased(view.folded, place)
        goes_on = is_letter and re.match(r"[-&/.'][^\W_]", view.folded[own.edge : own.edge + 2])
        return None if goes_on else Scale(frozenset({own.word.power}), own.edge)
    joined = stretch.lexicon.joined_units.after(view, place)
    if joined:
        return Scale(frozenset({joined.word.power}), place)
    for length in range(min(LONGEST_SCALE, len(view.folded) - place), 1, -1):
        spelt = view.folded[place : place + length].replace("\n", " ")
        powers = _scales_of_all().get(spelt)
        if powers and _ends_word(view.folded, place + length, length):
            return Scale(powers, place + length)
    return None


def _ends_word(folded: str, end: int, length: int) -> bool:
    """Whether a word ends here, but for an ending where it is long."""
    if not is_cased(folded, end - 1):
        return True
    rest = re.match(r"[^\W\d_]*", folded[end : end + ENDING + 1])
    letters = len(rest[0]) if rest else 0
    return letters <= (ENDING if length >= FULL else 0)


@cache
def _scales_of_all() -> dict[str, frozenset[int]]:
    """Return the words of scale of all languages, folded, with the powers of ten that each has in one of them."""
    found: dict[str, set[int]] = {}
    for name in (*listed_locales(), *named_locales()):
        for word, power in scale_words(name).items():
            for form in {word, word.rstrip(".")}:
                folded = fold_word(form)
                if len(folded) > 1:
                    found.setdefault(folded, set()).add(power)
    return {word: frozenset(powers) for word, powers in found.items()}


def find_scale_before(view: View, start: int, stretch: Stretch) -> frozenset[int]:
    """Return the powers of ten of a scale before a number, in the languages that print it there: bilioni 24.8."""
    end = start
    while end and view.folded[end - 1] in " \n(":
        end -= 1
    hit = stretch.lexicon.scales_before.before(view, end)
    return frozenset({hit.word.power}) if hit else frozenset()


def _share_scales(view: View, amounts: list[PrintedAmount], sentences: Sequence[tuple[int, int]]) -> None:
    """Let numbers that print no scale have that of the next one in a list, or of the last one of the sentence."""
    ends = iter(sentences)
    sentence_end = -1
    last: frozenset[int] = frozenset()
    for amount in amounts:
        while sentence_end <= amount.start:
            sentence_end = next(ends, (0, len(view.folded) + 1))[1]
            last = frozenset()
        if amount.power:
            last = amount.power
        for power in last if not amount.power else ():
            amount.values |= {value.scaleb(power, EXACT) for value in amount.plain}
    following: PrintedAmount | None = None
    for amount in reversed(amounts):
        is_near = following is not None and following.start - amount.end <= SHARED
        if not amount.power and following is not None and is_near:
            powers = following.power
            amount.values |= {value.scaleb(power, EXACT) for value in amount.plain for power in powers}
            # A list hands it on: 2, 3 and 4 billion.
            following = PrintedAmount(amount.start, amount.end, (), set(), powers)
        else:
            following = amount


def _add_terms(view: View, amounts: list[PrintedAmount]) -> None:
    """Let a number with its scale be the first term of a larger one: 12 crore 34 lakh, 2181亿7600万."""
    for number, amount in enumerate(amounts):
        sums, last = amount.values, amount
        for term in amounts[number + 1 : number + MOST_TERMS]:
            is_next = TERM_JOINT.fullmatch(view.folded, last.end, max(term.start, last.end))
            if not is_next or not last.power or not (term.power or max(term.plain, default=0) >= LEAST_REST):
                break
            smallest = min(last.power)
            below = {value for value in term.values if value < Decimal(1).scaleb(smallest)}
            sums = {EXACT.add(one, other) for one in sums for other in below}
            amount.values = amount.values | sums
            last = term


def _take_spoken(view: View, stretch: Stretch) -> Iterator[PrintedAmount]:
    """Yield numbers that are printed in words, or whose terms are, as the grammar reads numbers: two billion."""
    part = view.part(stretch.start, stretch.end)
    language = stretch.languages[0] if stretch.languages else None
    reader = Reader(part, stretch.lexicon, language)
    for figure in relate_figures(reader, count()):
        if figure.numeral is None:
            continue
        start, end = figure.start + stretch.start, figure.end + stretch.start
        yield PrintedAmount(start, end, (abs(figure.numeral.value),), {abs(figure.numeral.value)}, _power_of(figure))


def _power_of(figure: Figure) -> frozenset[int]:
    return frozenset({figure.power}) if figure.power else frozenset()


class Head(NamedTuple):
    """A scale that stands beside no number, and is that of the numbers below: RM million."""

    start: int
    powers: frozenset[int]


def _find_heads(view: View, stretches: Sequence[Stretch], amounts: Iterable[PrintedAmount]) -> Iterator[Head]:
    """Yield the scales of a text that no number has beside it."""
    taken = sorted((amount.start, amount.end) for amount in amounts)
    at = 0
    for stretch in stretches:
        for start, found in stretch.lexicon.scales.scan(view.part(stretch.start, stretch.end)):
            place = stretch.start + start
            while at < len(taken) and taken[at][1] <= place:
                at += 1
            is_beside = at < len(taken) and taken[at][0] <= place < taken[at][1]
            if not is_beside and found.edge - start > 1:
                yield Head(place, frozenset({found.word.power}))


def _apply_heads(amounts: Sequence[PrintedAmount], heads: Sequence[Head]) -> None:
    """Let numbers that print no scale have that of the heads before them."""
    at = 0
    powers: frozenset[int] = frozenset()
    for amount in amounts:
        while at < len(heads) and heads[at].start < amount.start:
            powers |= heads[at].powers
            at += 1
        if not amount.power:
            amount.values |= {value.scaleb(power, EXACT) for value in amount.plain for power in powers}
