"""Neighbouring figures related to one another: the ends of a range, the sides of a rate, one fact in two currencies.

What the text does not settle is left as it is, or without a value.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import count, pairwise

from tradeview.figures.figure import OTHER_END, Figure
from tradeview.figures.grammar import Reader
from tradeview.figures.lexicon import GAP

RATE_BASES = {Decimal(1), Decimal(10), Decimal(100), Decimal(1000)}  # what a rate is quoted for: 100 yen = RM2.9
APART = 40  # characters between two numbers that are said together
ALIKE = 1  # power of ten by which a range may fall and still print its scale once: from RM10 to RM9.5 billion
UNLIKE = 2  # power of ten by which it does not: from RM900 to RM1.2 million
NUMBER_NEXT = re.compile(rf"{GAP}\d")


def relate(reader: Reader) -> list[Figure]:
    """Return every number of a text, money or not, related to its neighbours.

    Examples
    --------
    >>> [(str(figure.numeral.value), figure.currency) for figure in relate(Reader("RM4 to RM5 billion"))]
    [('4E+9', 'MYR'), ('5E+9', 'MYR')]
    """
    return _restated(reader, _rates_and_ranges(reader, list(reader.figures())))


def _rates_and_ranges(reader: Reader, figures: list[Figure]) -> list[Figure]:
    """Mark the sides of exchange rates, and let the ends of a range share what it prints once."""
    related = [replace(figure, kind="rate") if _is_price(reader, figure) else figure for figure in figures]
    for i, between in enumerate(_between(reader, figures)):
        first, second = related[i : i + 2]
        match = reader.lexicon.range.fullmatch(between)
        said_to = match is not None and match["word"] and _are_two_amounts(first, second)  # RM4.35 to US$1
        based = _is_base(first) or _is_base(second) or first.kind == "rate"
        if based and (said_to or reader.lexicon.equal.fullmatch(between)):
            related[i : i + 2] = replace(first, kind="rate"), replace(second, kind="rate")
        elif match and _is_range(reader, first, second, glued=match["word"] is None):
            related[i : i + 2] = _share(first, second)
    return related


def _restated(reader: Reader, figures: list[Figure]) -> list[Figure]:
    """Number the observations: an amount and what states it in another currency, in a bracket or after a slash."""
    related, numbers = list(figures), count()
    for i, between in enumerate(_between(reader, figures)):
        if _are_two_amounts(*related[i : i + 2]) and reader.lexicon.restated.fullmatch(between):
            observation = related[i].observation or str(next(numbers))
            related[i : i + 2] = (replace(figure, observation=observation) for figure in related[i : i + 2])
    return related


def _between(reader: Reader, figures: list[Figure]) -> Iterator[str]:
    """Yield what stands between each figure and the next, as far as it can matter."""
    return (reader.folded[one.end : min(two.start, one.end + APART)] for one, two in pairwise(figures))


def _is_price(reader: Reader, figure: Figure) -> bool:
    """Whether a figure is the price of a currency, and no amount that another follows: RM4.35 per US dollar."""
    base = reader.base(figure.end, figure.currency) if figure.word and figure.power == 0 else None
    return base is not None and not (base.word.exact and NUMBER_NEXT.match(reader.folded, base.edge))


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
    year = first.power == 0 and reader.is_year(first.start, first.end)
    return second.power > 0 and _reaches(first, second, ALIKE) and not (year or reader.is_part(first.start))


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
