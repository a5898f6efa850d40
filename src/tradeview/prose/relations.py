"""Neighbouring figures related to one another: the ends of a range, the sides of a rate, one fact in two currencies.

What the text does not settle is left as it is, or without a value.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count, pairwise

from tradeview.prose.figure import OTHER_END, Figure
from tradeview.prose.grammar import Reader
from tradeview.prose.lexicon import GAP
from tradeview.prose.neighbours import MAX_EQUALS
from tradeview.prose.numerals import Numeral
from tradeview.prose.words import cased

RATE_BASES = {Decimal(1), Decimal(10), Decimal(100), Decimal(1000)}  # what a rate is quoted for: 100 yen = RM2.9
APART = 40  # characters between two numbers that are said together
QUOTED = 40  # characters before a rate within which a word says that it is one
ALIKE = 1  # power of ten by which a range may fall and still print its scale once: from RM10 to RM9.5 billion
UNLIKE = 2  # power of ten by which it does not: from RM900 to RM1.2 million
NUMBER_NEXT = re.compile(rf"{GAP}\d")


def relate(reader: Reader, observations: Iterator[int] | None = None) -> list[Figure]:
    """Return every number of a passage, money or not, related to its neighbours; `observations` numbers the facts.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.words import fold
    >>> reader = Reader(fold("RM4 to RM5 billion"), find_lexicon(()))
    >>> [(str(figure.numeral.value), figure.currency) for figure in relate(reader)]
    [('4E+9', 'MYR'), ('5E+9', 'MYR')]
    """
    figures = list(reader.figures())
    between = list(_between(reader, figures))
    shared = _ranges(reader, _rates(reader, figures, between), between)
    return _restated(reader, shared, between, observations or count())


def _between(reader: Reader, figures: Sequence[Figure]) -> Iterator[str]:
    """Yield what stands between each figure and the next, as far as it can matter."""
    return (reader.folded[one.end : min(two.start, one.end + APART)] for one, two in pairwise(figures))


def _rates(reader: Reader, figures: Sequence[Figure], between: Sequence[str]) -> list[Figure]:
    """Mark the prices of currencies, and both sides of an exchange rate."""
    floors = [0, *(figure.end for figure in figures)]
    priced = [_is_price(reader, figure, floor) for figure, floor in zip(figures, floors, strict=False)]
    both = zip(figures, priced, strict=True)
    related = [replace(figure, kind="rate") if is_price else figure for figure, is_price in both]
    for i, words in enumerate(between):
        first, second = related[i : i + 2]
        match = reader.lexicon.range.fullmatch(words)
        said_to = match is not None and match["word"] and _are_two_amounts(first, second)  # RM4.35 to US$1
        based = _is_base(first) or _is_base(second) or first.kind == "rate"
        said_of_one = _is_one(first) and not words.strip() and _are_two_amounts(first, second)  # 1 dolar 34,2 lira
        if based and second.power == 0 and (said_to or said_of_one or reader.lexicon.equal.fullmatch(words)):
            related[i : i + 2] = _as_rate(first), _as_rate(second)
    return related


def _as_rate(figure: Figure) -> Figure:
    """Mark a side of a rate; the one unit that it is quoted for is exact."""
    exact = Numeral(figure.numeral.value, Decimal(0)) if figure.numeral and _is_base(figure) else figure.numeral
    return replace(figure, kind="rate", numeral=exact)


def _ranges(reader: Reader, figures: list[Figure], between: Sequence[str]) -> list[Figure]:
    """Let the ends of a range, and the amounts of a list, share what is printed once; from the right, as they chain."""
    related = list(figures)
    for i in reversed(range(len(between))):
        first, second = related[i : i + 2]
        match = reader.lexicon.range.fullmatch(between[i])
        listed = None if match else _listed(reader, between[i])
        if first.kind == second.kind == "amount" and (
            (match and _is_range(reader, first, second, glued=match["word"] is None))
            or (listed and _is_list(reader, first, second))
        ):
            related[i : i + 2] = _share(first, second)
    for i, words in enumerate(between):
        first, second = related[i : i + 2]
        alike = first.kind == second.kind == "amount" and first.power == second.power > 0
        elided = alike and first.word is not None and second.word is None
        if elided and reader.lexicon.ends.fullmatch(words) and reader.stands_alone(second.end):
            related[i + 1] = replace(second, word=first.word)
    return related


def _restated(
    reader: Reader, figures: list[Figure], between: Sequence[str], observations: Iterator[int]
) -> list[Figure]:
    """Number the observations: an amount and what states it in another currency, in a bracket or after a slash."""
    related = list(figures)
    for i, words in enumerate(between):
        if _are_two_amounts(*related[i : i + 2]) and reader.lexicon.restated.fullmatch(words):
            observation = related[i].observation or str(next(observations))
            related[i : i + 2] = (replace(figure, observation=observation) for figure in related[i : i + 2])
    return related


def _is_price(reader: Reader, figure: Figure, floor: int) -> bool:
    """Whether a figure is the price of a currency, and no amount that another follows: RM4.35 per US dollar."""
    if figure.word is None or figure.power:
        return False
    base = reader.base(figure.end, figure.currency)
    if base is not None:
        return not (base.word.exact and NUMBER_NEXT.match(reader.folded, base.edge))
    return any(is_said(reader, figure, floor) for is_said in (_is_equated, _is_priced, _is_quoted))


def _is_equated(reader: Reader, figure: Figure, floor: int) -> bool:
    """Whether another currency, without a number, is said to equal a figure: (US$ = RM4.35)."""
    match = reader.lexicon.equals.search(reader.folded, max(figure.start - MAX_EQUALS, floor), figure.start)
    hit = reader.lexicon.currencies.before(reader.view, reader.word_end(match.start(), floor)) if match else None
    return hit is not None and hit.edge >= floor and hit.word.currency != figure.currency


def _is_priced(reader: Reader, figure: Figure, floor: int) -> bool:
    """Whether the currency it is quoted for stands before a figure: per dollar 122 taka."""
    after = reader.lexicon.priced_after.search(reader.folded, max(figure.start - MAX_EQUALS, floor), figure.start)
    end = after.start() if after else reader.word_end(figure.start, floor)
    hit = reader.lexicon.currencies.before(reader.view, end)
    if hit is None or hit.edge < floor or hit.word.currency == figure.currency:
        return False
    priced = reader.lexicon.priced.search(reader.folded, max(hit.edge - MAX_EQUALS, floor), hit.edge)
    return after is not None or priced is not None


def _is_quoted(reader: Reader, figure: Figure, floor: int) -> bool:
    """Whether a word before a figure says that it is a rate: kurs Rp15.329."""
    start = max(figure.start - QUOTED, floor)
    near = reader.view.part(start, figure.start)
    words = [found for at, found in reader.lexicon.quoted.scan(near) if at or not cased(reader.folded, start - 1)]
    return bool(words) and not any(map(str.isdigit, near.folded[words[-1].edge :]))


def _is_one(figure: Figure) -> bool:
    """Whether a figure is one unit of its currency."""
    return figure.power == 0 and figure.numeral is not None and figure.numeral.value == 1


def _is_base(figure: Figure) -> bool:
    """Whether a rate may be quoted for this amount."""
    return figure.power == 0 and figure.numeral is not None and figure.numeral.value in RATE_BASES


def _are_two_amounts(first: Figure, second: Figure) -> bool:
    """Whether both are amounts, in different currencies."""
    return first.kind == second.kind == "amount" and "" != first.currency != second.currency != ""


def _is_range(reader: Reader, first: Figure, second: Figure, *, glued: bool) -> bool:
    """Whether two figures share a currency or a scale that is printed once: US$5-10 billion, 4 to 5 billion ringgit."""
    if first.word and second.word:
        return second.power > 0 and first.currency == second.currency
    if first.word:
        return second.power > 0 or (glued and first.power == 0)
    return (second.power > 0 or (glued and second.word is not None)) and _is_first_end(reader, first, second)


def _is_first_end(reader: Reader, first: Figure, second: Figure) -> bool:
    """Whether a bare number may be the first end of a range that its second end gives a scale or a currency."""
    ordered = second.power > 0 or _is_less(first, second)
    return ordered and _reaches(first, second, ALIKE) and _is_amount(reader, first)


def _is_less(first: Figure, second: Figure) -> bool:
    return bool(first.numeral and second.numeral and first.numeral.value < second.numeral.value)


def _listed(reader: Reader, between: str) -> bool:
    """Whether "and", "or", a comma or a bracket stands between two figures."""
    return bool(reader.lexicon.ends.fullmatch(between) or reader.lexicon.restated.fullmatch(between))


def _is_list(reader: Reader, first: Figure, second: Figure) -> bool:
    """Whether "and" joins two amounts of one currency or scale: between 5 and 10 billion, 5.2 and 6.1 billion."""
    if not second.power or (first.word and second.word and first.currency != second.currency):
        return False
    finer = first.power == 0 and first.numeral is not None and first.numeral.unit < 1
    if not (second.word or finer):  # US$5.1 and 6.2 billion
        return False
    if reader.lexicon.restated.fullmatch(reader.folded[first.end : second.start]):
        return first.word is None and first.power > 0 and _overlap(first, second)
    if first.power:
        return first.word is None
    between = reader.lexicon.between.before(reader.view, reader.word_end(first.start, 0))
    return (between is not None or finer) and _reaches(first, second, ALIKE) and _is_amount(reader, first)


def _overlap(first: Figure, second: Figure) -> bool:
    """Whether two numbers may be one: 615 crore (6.15 billion) dollars, but not US635.5 million (RM2 billion)."""
    one, two = first.numeral, second.numeral
    return one is not None and two is not None and one.low <= two.high and two.low <= one.high


def _is_amount(reader: Reader, figure: Figure) -> bool:
    """Whether a bare number may be one of money, and is no year or part of a word or a date."""
    year = figure.power == 0 and reader.is_year(figure.start, figure.end)
    return not (year or reader.is_part(figure.start))


def _share(first: Figure, second: Figure) -> tuple[Figure, Figure]:
    """Give both ends of a range the currency and scale that it prints once, or leave the value of the first open."""
    word, locale = first.word or second.word, first.locale or second.locale
    if first.power == 0 and second.power > 0 and first.numeral:
        if _reaches(first, second, ALIKE):
            first = replace(first, numeral=first.numeral.times(second.power), power=second.power)
        elif _reaches(first, second, UNLIKE):
            first = first.doubtful(OTHER_END)
    return replace(first, word=word, locale=locale), replace(second, word=second.word or word)


def _reaches(first: Figure, second: Figure, power: int) -> bool:
    """Whether the first end, at the scale of the second, is at most a power of ten larger."""
    if first.power > 0 or first.numeral is None or second.numeral is None:
        return True
    return abs(first.numeral.times(second.power).value) <= abs(second.numeral.times(power).value)
