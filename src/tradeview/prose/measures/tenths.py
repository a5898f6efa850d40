"""Percentages that are counted in tenths, 2割5分 is 25 %, and words that are a number with its unit, 两成 and 两倍."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.figure import Figure
from tradeview.prose.measures.words import PERCENT, MeasureWords
from tradeview.prose.numerals import Numeral
from tradeview.prose.text.folding import Word

TENTHS, HUNDREDTHS = -1, -2
MOST = 100  # tenths that anyone counts
NO_CURRENCY = Word("", assumed=True)


def measure_tenths(reader: Reader, words: MeasureWords, figure: Figure) -> Figure | None:
    """Return a number of tenths, with the hundredths behind it, as a fraction; None where none are named behind it."""
    behind = words.tenth.match(reader.folded, figure.end)
    if behind is None or figure.power or figure.numeral is None or abs(figure.numeral.value) > MOST:
        return None
    numeral, end = figure.numeral.times(TENTHS), behind.end()
    more = words.hundredths.match(reader.folded, end)
    if more:
        unit = Decimal(1).scaleb(HUNDREDTHS)
        numeral, end = Numeral(numeral.value + int(more[1]) * unit, unit), more.end()
    return replace(figure, end=end, numeral=numeral, unit=PERCENT, word=NO_CURRENCY)


def find_number_words(reader: Reader, words: MeasureWords) -> Iterator[Figure]:
    """Yield the words that are a number and a unit in one, of tenths and of multiples: 两成, 两倍."""
    for start, found in words.numbered.scan(reader.view):
        numeral = Numeral.of(found.word.fraction)
        figure = Figure(start, found.edge, numeral, 0, NO_CURRENCY, reader.locale, unit=found.word.label)
        yield reader.take_hedge(figure, 0)
