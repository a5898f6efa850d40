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
TEN = 10
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


def find_spelled_percents(reader: Reader, words: MeasureWords) -> Iterator[Figure]:
    """Yield the percentages whose number is spelled in the digits of Chinese: 百分之五十五, 百分之卅四點一."""
    values = {word: int(value) for word, value in reader.lexicon.number_words.items() if len(word) == 1 and value >= 1}
    for match in words.spelled_percent.finditer(reader.folded):
        whole, part = match["whole"], match["part"] or ""
        if any(digit not in values for digit in whole.replace("零", "").replace("〇", "")):
            continue
        decimals = "".join(str(values.get(digit, 0)) for digit in part)
        value = Decimal(f"{_add_terms(whole, values)}.{decimals or 0}").scaleb(HUNDREDTHS)
        numeral = Numeral(value, Decimal(1).scaleb(HUNDREDTHS - len(part)))
        yield Figure(match.start(), match.end(), numeral, 0, NO_CURRENCY, reader.locale, unit=PERCENT)


def _add_terms(printed: str, values: dict[str, int]) -> int:
    """Return a number spelled in Chinese: 一百二十 is 120; digits without a scale are read one by one."""
    terms = [values.get(digit, 0) for digit in printed]
    if max(terms) < TEN:
        return int("".join(map(str, terms)))
    total = digit = 0
    for term in terms:
        if term < TEN:
            digit = term
        elif term in {TEN, TEN * TEN}:
            total, digit = total + (digit or 1) * term, 0
        else:
            total += term
    return total + digit
