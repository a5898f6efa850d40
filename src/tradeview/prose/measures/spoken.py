"""Numbers in words before a percent sign: five per cent, তিন দশমিক ৬৭ শতাংশ, साढ़े सात फीसदी.

Beside money a number word counts before a scale alone, as "one dollar" is most often no amount; what a percent sign
follows is a number.
"""

import re
from collections.abc import Iterator, Sequence

from tradeview.errors import FigureError
from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.figure import Figure
from tradeview.prose.languages import script_of_character
from tradeview.prose.lexicon import RUN_ON
from tradeview.prose.measures.words import MeasureWords
from tradeview.prose.numerals import EXACT, Numeral

TEN = 10
LARGEST = 1000  # per cent that are printed in words


def find_spoken(reader: Reader, words: MeasureWords, numbers: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the numbers in words that a percent sign follows, or stands before, but for those of `numbers`."""
    taken = [(one.start, one.end) for one in numbers]
    at = 0
    while match := reader.lexicon.numbers.search(reader.folded, at):
        at = match.end()
        # Digits are read as figures, and Chinese prints its numerals as such: 五成 is fifty per cent.
        if not match[0][0].isalpha() or script_of_character(match[0][0]) in RUN_ON:
            continue
        figure = _read_spoken(reader, words, match)
        # Five of twenty-five may be a number by itself, which the whole stands for.
        size = figure.end - figure.start if figure else 0
        wider = [(start, end) for start, end in taken if end - start >= size]
        if figure is None or any(start < figure.end and figure.start < end for start, end in wider):
            continue
        at = figure.end
        yield figure


def _read_spoken(reader: Reader, words: MeasureWords, match: re.Match[str]) -> Figure | None:
    """Return the number in words that starts at a match, if a percent sign follows it."""
    if reader.is_tail_of_number(match, 0):
        return None
    printed = reader.find_printed(match, 0, reader.locale)
    try:
        numeral = reader.read_first_term(printed, reader.locale, scaled=True)
    except FigureError:
        return None
    end = printed.end
    while (chained := reader.find_chained_word(end)) is not None:
        summed = _add_chained(reader, numeral, chained)
        if summed is None:
            return None
        numeral, end = summed, chained.end()
    behind = words.percent.match(reader.folded, end) or words.points.after(reader.view, reader.next_word(end))
    # Yüzde iki; but a word for "by", بنسبة, is no percent sign.
    before = words.percents_before.before(reader.view, reader.word_end(printed.start, 0))
    is_percent = behind is not None or (before is not None and words.by_alone.fullmatch(before.word.printed) is None)
    if not is_percent or numeral.value >= LARGEST:
        return None
    return Figure(printed.start, end, numeral, 0, None, reader.locale)


def _add_chained(reader: Reader, numeral: Numeral, chained: re.Match[str]) -> Numeral | None:
    """Return a number with the word that goes on it: twenty five, خمسة وعشرون; None where the two do not add up."""
    try:
        more = reader.read_digits_or_word(chained[0], reader.locale, scaled=True)
    except FigureError:
        return None
    large, small = max(numeral.value, more.value), min(numeral.value, more.value)
    # Tens take units, hundreds take what is less than a hundred.
    room = TEN if large % (TEN * TEN) else TEN * TEN
    if large % TEN or not 0 < small < room or large == small:
        return None
    return Numeral(EXACT.add(large, small), min(numeral.unit, more.unit))
