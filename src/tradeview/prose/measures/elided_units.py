"""Numbers whose unit is printed once for several: rose 5 and 3 per cent, to 94,000 tonnes from 88,000.

The unit of a percentage or a multiple that stands last in a row is that of those before it, where a verb or its "by"
opens the row. A quantity may lend its unit to the next number of its scale, where a word says that this is what
something was or became, or a bracket holds what it was: up from 2.9 million, (2022: 2.9 million). Between the two no
money is named, and the number has no noun of its own.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.figure import Figure
from tradeview.prose.measures.words import INDEX, MULTIPLE, PERCENT, POINT, RANK, MeasureWords
from tradeview.prose.numerals import EXACT
from tradeview.prose.text.folding import Word

NO_QUANTITY = {PERCENT, POINT, MULTIPLE, RANK, INDEX}
LOOKED_AT = 16  # measures and numbers beside one
ROW = 4  # numbers of one row
HUNDREDTHS = -2  # power of ten of percent
NEAR = 160  # characters from a quantity to the next number of its unit
ALIKE = 20  # times that one may be the other
THOUSANDS = 3  # power of ten; smaller numbers of a text may be of anything
OPENED = re.compile(r"\((?:[^()\d]{0,24}(?:\d{4})?[^()\d]{0,8}[:–—-] ?)?\Z")  # (2022: 2.9 million
CLOSED = re.compile(r" ?[),]")
STOP = re.compile(r"[.!?;]\s|\n")
NO_CURRENCY = Word("", assumed=True)


def find_elided_units(
    reader: Reader, words: MeasureWords, numbers: Sequence[Figure], measures: Sequence[Figure]
) -> list[Figure]:
    """Return the numbers among those of a passage that share the unit of one of its measures beside them."""
    starts = [one.start for one in measures]
    found: list[Figure] = []
    for number, figure in enumerate(numbers):
        # However many numbers a text holds, few are looked at beside each.
        at = bisect_left(starts, figure.end)
        near = measures[max(at - LOOKED_AT, 0) : at + LOOKED_AT]
        is_measure = any(one.start < figure.end and figure.start < one.end for one in near)
        if is_measure or figure.unit or figure.word is not None or figure.numeral is None:
            continue
        if reader.is_year(figure.start, figure.end):
            continue
        last = found[-1] if found else None
        opens = _opens_row(reader, words, figure) or _goes_on(reader, words, last, figure)
        following = numbers[number + 1 : number + ROW]
        ratio = _share_ratio(reader, words, following, figure, near) if opens else None
        beside = numbers[max(number - LOOKED_AT, 0) : number]
        quantity = ratio or _share_quantity(reader, words, beside, figure, near)
        if quantity is not None:
            found.append(quantity)
    return found


def _share_ratio(
    reader: Reader, words: MeasureWords, following: Sequence[Figure], figure: Figure, measures: Sequence[Figure]
) -> Figure | None:
    """Return a number as the percentage or the multiple that the last of its row is: by 5 and 3 per cent."""
    if figure.power:
        return None
    end = figure.end
    for other in following:
        joined = words.row_joint.fullmatch(reader.folded, end, other.start)
        if joined is None:
            return None
        last = next((one for one in measures if one.start <= other.start < one.end), None)
        if last is not None:
            is_last = last.unit in {PERCENT, MULTIPLE} and joined["last"] is not None
            is_whole = last.start == other.start or last.start > end
            return _take_unit(figure, last) if is_last and is_whole else None
        if other.power or other.word is not None or reader.is_year(other.start, other.end):
            return None
        end = other.end
    return None


def _opens_row(reader: Reader, words: MeasureWords, figure: Figure) -> bool:
    """Whether a verb, or "by", stands right before a number, or a hedge behind these; and no "between"."""
    place = reader.word_end(figure.start, 0)
    if reader.lexicon.between.before(reader.view, place):
        return False
    hedge = reader.lexicon.hedges.before(reader.view, place)
    place = reader.word_end(hedge.edge, 0) if hedge else place
    if words.by.before(reader.view, place) or words.multiples_by.before(reader.view, place):
        return True
    return words.changes.before(reader.view, place) is not None


def _goes_on(reader: Reader, words: MeasureWords, last: Figure | None, figure: Figure) -> bool:
    """Whether a number is the next of a row whose last item had no unit of its own, either: by 5, 3 and 2 per cent."""
    if last is None or last.unit not in {PERCENT, MULTIPLE}:
        return False
    return words.row_joint.fullmatch(reader.folded, last.end, figure.start) is not None


def _take_unit(figure: Figure, measure: Figure) -> Figure:
    """Return a number with the unit of a measure, a percentage as a fraction."""
    power = HUNDREDTHS if measure.unit == PERCENT else 0
    numeral = figure.numeral.times(power) if figure.numeral else None
    return replace(figure, numeral=numeral, unit=measure.unit, word=NO_CURRENCY)


def _share_quantity(
    reader: Reader, words: MeasureWords, numbers: Sequence[Figure], figure: Figure, measures: Sequence[Figure]
) -> Figure | None:
    """Return a number of thousands or more with the unit of the quantity before it, or of the one that it became."""
    if figure.power < THOUSANDS:
        return None
    before = [one for one in measures if one.end <= figure.start and one.unit not in NO_QUANTITY]
    last = before[-1] if before else None
    if last is not None and _is_alike(last, figure) and _is_free(reader, numbers, last.end, figure.start):
        is_said = _is_compared(reader, words, figure) or _is_in_bracket(reader, figure)
        if is_said and _is_alone(reader, words, figure):
            return replace(figure, unit=last.unit, word=NO_CURRENCY)
    # From 195 to 188 billion pieces: what it was, too.
    after = next((one for one in measures if one.start >= figure.end), None)
    if after is None or after.unit in NO_QUANTITY or not _is_alike(after, figure):
        return None
    is_former = words.started.before(reader.view, reader.word_end(figure.start, 0)) is not None
    is_onward = words.onward.fullmatch(reader.folded, figure.end, after.start) is not None
    return replace(figure, unit=after.unit, word=NO_CURRENCY) if is_former and is_onward else None


def _is_alike(one: Figure, other: Figure) -> bool:
    """Whether two numbers are so near each other that they may count the same."""
    if one.numeral is None or other.numeral is None:
        return False
    first, second = abs(one.numeral.value), abs(other.numeral.value)
    return min(first, second) > 0 and EXACT.divide(max(first, second), min(first, second)) <= Decimal(ALIKE)


def _is_free(reader: Reader, numbers: Sequence[Figure], start: int, end: int) -> bool:
    """Whether no money and no end of a sentence stand in a stretch that is not long."""
    if end - start > NEAR or STOP.search(reader.folded, start, end):
        return False
    return not any(start <= one.start < end and one.word is not None and not one.unit for one in numbers)


def _is_compared(reader: Reader, words: MeasureWords, figure: Figure) -> bool:
    """Whether a word right before a number says that something rose to it or from it, or is compared with it."""
    place = reader.word_end(figure.start, 0)
    hedge = reader.lexicon.hedges.before(reader.view, place)
    place = reader.word_end(hedge.edge, 0) if hedge else place
    if words.started.before(reader.view, place) or words.reached.before(reader.view, place):
        return True
    return words.compared.search(reader.folded, max(place - NEAR, 0), place) is not None


def _is_in_bracket(reader: Reader, figure: Figure) -> bool:
    """Whether a number stands in a bracket alone, or behind the time that it is of."""
    opened = OPENED.search(reader.folded, max(figure.start - NEAR, 0), figure.start)
    return opened is not None and reader.folded[figure.end : figure.end + 1] == ")"


def _is_alone(reader: Reader, words: MeasureWords, figure: Figure) -> bool:
    """Whether no noun of its own stands behind a number."""
    if CLOSED.match(reader.folded, figure.end):
        return True
    return words.alone.match(reader.folded, figure.end) is not None
