"""Which numbers of a passage are measures, and what their units are: 5.2 %, 2.1 million tonnes, doubled, ninth."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.figure import Figure
from tradeview.prose.measures.tenths import find_number_words, measure_tenths
from tradeview.prose.measures.terms import join_terms
from tradeview.prose.measures.words import (
    BASIS_POINT,
    PERCENT,
    POINT,
    RANK,
    MeasureWords,
    find_measure_words,
)
from tradeview.prose.numerals import Numeral
from tradeview.prose.text.folding import Found, Word

PIECE, FEW = "unit", 100  # a unit of many words, and the least number of it that is trade
HUNDREDTHS, TEN_THOUSANDTHS = -2, -4  # powers of ten of percent and of basis points
# Money has a word of its own currency: that of a measure stands for none, and no neighbour shares it.
NO_CURRENCY = Word("", assumed=True)


def find_measures(reader: Reader, numbers: Sequence[Figure]) -> list[Figure]:
    """Return the measures of a passage; `numbers` are all that it prints, money or not.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.text.folding import fold_text
    >>> reader = Reader(fold_text("Exports rose 5.2 per cent and imports doubled"), find_lexicon(()))
    >>> [(one.unit, float(one.numeral.value)) for one in find_measures(reader, list(reader.find_figures()))]
    [('percent', 0.052), ('times', 2.0)]
    """
    words = find_measure_words(reader.lexicon)
    measures: list[Figure] = []
    for figure in join_terms(reader, numbers):
        if figure.word is None:
            measure = _measure_number(reader, words, figure)
            if measure is not None:
                measures.append(measure)
    measures += _find_numbered_words(reader, words)
    measures = add_measures(list(find_number_words(reader, words)), sorted(measures, key=attrgetter("start")))
    return sorted(measures, key=attrgetter("start"))


def _measure_number(reader: Reader, words: MeasureWords, figure: Figure) -> Figure | None:
    """Return a number with the unit beside it, None where there is none."""
    return (
        measure_tenths(reader, words, figure)
        or _measure_percent(reader, words, figure)
        or _measure_unit(reader, words, figure)
        or _measure_rank(reader, words, figure)
    )


def _measure_percent(reader: Reader, words: MeasureWords, figure: Figure) -> Figure | None:
    """Return a number in percent, in points of it or in basis points, as a fraction."""
    points = words.points.after(reader.view, reader.next_word(figure.end))
    if points:
        power = TEN_THOUSANDTHS if points.word.label == BASIS_POINT else HUNDREDTHS
        return _make_measure(figure, POINT, figure.start, points.edge, power)
    behind = words.percent.match(reader.folded, figure.end)
    if behind:
        return _make_measure(figure, PERCENT, figure.start, behind.end(), HUNDREDTHS)
    before = words.percents_before.before(reader.view, reader.word_end(figure.start, 0))
    if before:
        return _make_measure(figure, PERCENT, before.edge, figure.end, HUNDREDTHS)
    return None


def _measure_unit(reader: Reader, words: MeasureWords, figure: Figure) -> Figure | None:
    """Return a number of tonnes, barrels or times."""
    gap = words.gap.match(reader.folded, figure.end)
    place = gap.end() if gap else figure.end
    found: Found | None = None
    for table in (words.units, words.multiples):
        found = found or table.after(reader.view, figure.end) or table.after(reader.view, place)
    if found is None or _is_too_few(reader, words, figure, found):
        return None
    return _make_measure(figure, found.word.label, figure.start, found.edge, found.word.power)


def _is_too_few(reader: Reader, words: MeasureWords, figure: Figure, found: Found) -> bool:
    """Whether a number counts no goods: one tonne that a price is for, three great exporters."""
    value = figure.numeral.value if figure.numeral else None
    if value == 1 and words.per_unit.match(reader.folded, found.edge):
        return True
    return found.word.label == PIECE and value is not None and value < FEW


def _measure_rank(reader: Reader, words: MeasureWords, figure: Figure) -> Figure | None:
    """Return a number that is a rank: No. 9, 9th, 第9位."""
    if figure.power or figure.numeral is None or figure.numeral.value % 1:
        return None
    before = words.rank_before.before(reader.view, reader.word_end(figure.start, 0))
    ending = words.ordinal_endings.match(reader.folded, figure.end)
    place = ending.end() if ending else figure.end
    behind = words.rank_behind.after(reader.view, place) or words.rank_behind.after(
        reader.view, reader.next_word(place)
    )
    if before is None and behind is None:
        return None
    start = before.edge if before else figure.start
    end = behind.edge if behind else place
    return _make_measure(figure, RANK, start, end)


def _make_measure(figure: Figure, unit: str, start: int, end: int, power: int = 0) -> Figure:
    numeral = figure.numeral.times(power) if figure.numeral else None
    return replace(figure, start=start, end=end, numeral=numeral, unit=unit, word=NO_CURRENCY)


def _find_numbered_words(reader: Reader, words: MeasureWords) -> Iterator[Figure]:
    """Yield the words that are number and unit in one: doubled, ninth."""
    for start, found in words.multiplied.scan(reader.view):
        yield _make_of_word(reader, start, found)
    for start, found in words.ordinals.scan(reader.view):
        behind = words.rank_behind.after(reader.view, reader.next_word(found.edge))
        if behind is not None:
            yield _make_of_word(reader, start, found)


def _make_of_word(reader: Reader, start: int, found: Found) -> Figure:
    value = found.word.fraction
    unit = Decimal(0) if found.word.label == RANK else Decimal(1)
    numeral = Numeral(value, unit)
    return Figure(start, found.edge, numeral, 0, NO_CURRENCY, reader.locale, unit=found.word.label)


def add_measures(figures: Sequence[Figure], measures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of a sentence with its measures, in the order of the text; of two at one place the measure."""
    places = [(one.start, one.end) for one in measures]
    kept = [one for one in figures if not _overlaps(places, one)]
    return sorted([*kept, *measures], key=attrgetter("start"))


def _overlaps(places: Sequence[tuple[int, int]], figure: Figure) -> bool:
    near = bisect_left(places, (figure.start, figure.end))
    return any(start < figure.end and figure.start < end for start, end in places[max(near - 1, 0) : near + 1])
