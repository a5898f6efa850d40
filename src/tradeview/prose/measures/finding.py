"""Which numbers of a passage are measures, and what their units are: 5.2 %, 2.1 million tonnes, doubled, ninth."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.figure import Figure
from tradeview.prose.measures.elided_units import find_elided_units
from tradeview.prose.measures.ranks import find_ranks
from tradeview.prose.measures.spoken import find_spoken
from tradeview.prose.measures.tenths import find_number_words, find_spelled_percents, measure_tenths
from tradeview.prose.measures.terms import join_terms
from tradeview.prose.measures.words import (
    BASIS_POINT,
    INDEX,
    MULTIPLE,
    PERCENT,
    POINT,
    RANK,
    MeasureWords,
    find_end_of_stem,
    find_measure_words,
)
from tradeview.prose.numerals import EXACT, Numeral
from tradeview.prose.text.folding import Found, Word

DASH = re.compile(" ?[-–—~] ?")  # of a range
HUNDREDTHS, THOUSANDTHS, TEN_THOUSANDTHS = -2, -3, -4  # powers of ten of percent, per mille and basis points
MINUS_BEFORE = re.compile(r"(?<![^\s(\[:;,])[-−–]\Z")
DASH_OPENING = re.compile(r"[(\[:;,] ?–\Z")  # of a bracket, or a part of a sentence
# Scripts that set no blank before a number, and the Arabic "and" that is glued to one: 日本−3.2%.
GLUED = re.compile(r"(?:[\u0e01-\u0e4e\u1100-\u11ff\u3041-\u3099\u4e00-\u9fff\uac00-\ud7a3]|\s\u0648)\Z")
BEFORE_DASH = 12  # characters before a number in which its dash and the word that it is glued to stand
PER_MILLE = "‰"
INDEX_REACH = 80  # characters before a number within which the word index stands
PARTING = re.compile("[.,;:،؛\\n]")
COUNT_REACH = 40  # characters behind a verb in which it is told how many times
VERB_REACH = 24  # characters before a fraction in which its verb stands
LARGEST_INDEX = 100_000
UNITS_OF_WORDS = {RANK: Decimal(0), MULTIPLE: Decimal("0.1"), PERCENT: Decimal("0.02")}  # of what words say
TRILLION, TRILLION_POWER = "t", 12  # the letter is the sign of a tonne as well
COUNTED_UNITS = {"unit", "head"}  # what is counted, of which a number like 2017 is rather a year
PIECE, FEW = "unit", 100  # a unit of many words, and the least number of it that is trade
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
    numbers = add_measures(numbers, list(find_spoken(reader, words, numbers)))
    measures: list[Figure] = []
    floor = 0
    last: Figure | None = None
    for figure in join_terms(reader, numbers):
        measure = _measure_number(reader, words, figure, floor) if figure.word is None else None
        if measure is not None and last is not None:
            if _is_former(reader, words, last, measure):
                measures.append(_make_measure(last, measure.unit, last.start, last.end, HUNDREDTHS))
            measure = _join_range(reader, words, last, measure)
        elif last is not None:
            measure = _end_range(reader, words, last, figure)
        if measure is not None:
            measures = [one for one in measures if one.end <= measure.start]
            measures.append(measure)
        last = measure or figure
        floor = max(floor, measure.end if measure else figure.end)
    measures += _find_numbered_words(reader, words, measures)
    measures = add_measures(list(find_number_words(reader, words)), sorted(measures, key=attrgetter("start")))
    measures = _take_spelled(reader, words, measures)
    measures = sorted([*measures, *find_elided_units(reader, words, numbers, measures)], key=attrgetter("start"))
    places = sorted((one.start, one.end) for one in measures)
    measures += [rank for rank in find_ranks(reader) if not _overlaps(places, rank)]
    return sorted(measures, key=attrgetter("start"))


def _take_spelled(reader: Reader, words: MeasureWords, measures: list[Figure]) -> list[Figure]:
    """Return the measures with those whose percentage is spelled, for what was read of these in part."""
    spelled = list(find_spelled_percents(reader, words))
    places = sorted((one.start, one.end) for one in spelled)
    return [*(one for one in measures if not _overlaps(places, one)), *spelled]


def _measure_number(reader: Reader, words: MeasureWords, figure: Figure, floor: int) -> Figure | None:
    """Return a number with the unit beside it, None where there is none; the number before it ends at `floor`."""
    measure = (
        _measure_index(reader, words, figure, floor)
        or measure_tenths(reader, words, figure)
        or _measure_percent(reader, words, figure, floor)
        or _measure_unit(reader, words, figure)
    )
    return measure and _take_hedge(reader, words, measure, floor)


def _is_former(reader: Reader, words: MeasureWords, first: Figure, second: Figure) -> bool:
    """Whether a bare number is the percentage that the next one was: von 11,9 auf 12,8 Prozent, с 45 до 21 %."""
    if second.unit != PERCENT or first.unit or first.word or first.numeral is None or first.power:
        return False
    if reader.is_year(first.start, first.end) or not _is_started(reader, words, first):
        return False
    return words.onward.fullmatch(reader.folded, first.end, second.start) is not None


def _join_range(reader: Reader, words: MeasureWords, first: Figure, second: Figure) -> Figure:
    """Return a measure with the number before it, where both are the ends of a range: 5-7 per cent, 38-39 млн тонн."""
    if second.unit in {RANK, POINT, INDEX} or first.numeral is None or second.numeral is None or first.word:
        return _join_measures(reader, words, first, second)
    joint = reader.lexicon.range_joint.fullmatch(reader.folded, first.end, second.start)
    if joint is None and reader.lexicon.between.before(reader.view, reader.word_end(first.start, 0)):
        joint = reader.lexicon.joint.fullmatch(reader.folded, first.end, second.start)
    if joint is None or first.unit or reader.is_year(first.start, first.end):
        return second
    if _is_started(reader, words, first):
        return second
    power = HUNDREDTHS if second.unit == PERCENT else second.power - first.power
    return _span(first, first.numeral.times(power), second)


def _end_range(reader: Reader, words: MeasureWords, first: Figure, second: Figure) -> Figure | None:
    """Return a percentage with the number behind it, where its sign stands before both: yüzde 5-6, yüzde 5 ila 6."""
    if first.unit != PERCENT or second.numeral is None or second.power or second.word is not None:
        return None
    is_before = words.percents_before.after(reader.view, first.start) is not None
    is_joined = reader.lexicon.range_joint.fullmatch(reader.folded, first.end, second.start) is not None
    if not is_before or not is_joined or first.numeral is None or reader.is_year(second.start, second.end):
        return None
    last = _make_measure(second, PERCENT, second.start, second.end, HUNDREDTHS)
    spanned = _span(first, first.numeral, last)
    return None if spanned is last else replace(spanned, hedge=first.hedge)


def _join_measures(reader: Reader, words: MeasureWords, first: Figure, second: Figure) -> Figure:
    """Return two measures of one unit as one, where they are the ends of a range: between 5 % and 7 %, 5 %-7 %."""
    if first.numeral is None or second.numeral is None or first.unit != second.unit or second.unit in {RANK, INDEX}:
        return second
    between = reader.folded[first.end : second.start]
    opened = reader.lexicon.between.before(reader.view, reader.word_end(first.start, 0))
    is_range = DASH.fullmatch(between) is not None
    is_range = is_range or (opened is not None and reader.lexicon.joint.fullmatch(between) is not None)
    if not is_range or _is_started(reader, words, first):
        return second
    return _span(first, first.numeral, second)


def _is_started(reader: Reader, words: MeasureWords, figure: Figure) -> bool:
    """Whether a number is what something rose from: from 5 to 7 per cent."""
    return words.started.before(reader.view, reader.word_end(figure.start, 0)) is not None


def _span(first: Figure, low: Numeral, second: Figure) -> Figure:
    """Return a measure that lies between two numbers: its value is in their middle, and as coarse as they are apart."""
    high = second.numeral
    if high is None or low.value >= high.value or low.value < 0:
        return second
    middle = EXACT.divide(EXACT.add(low.value, high.value), Decimal(2))
    numeral = Numeral(middle, EXACT.subtract(high.value, low.value))
    return replace(second, start=first.start, numeral=numeral)


def _take_hedge(reader: Reader, words: MeasureWords, measure: Figure, floor: int) -> Figure:
    """Take in a hedge before a measure, before its "by", or behind it: more than 20 per cent, почти на 8 %."""
    place = reader.word_end(measure.start, floor)
    found = reader.lexicon.hedges.before(reader.view, place)
    article = words.articles.before(reader.view, place)
    if article and found is None:
        found = reader.lexicon.hedges.before(reader.view, reader.word_end(article.edge, floor))
    by = words.by.before(reader.view, place)
    if by and (found is None or found.edge < floor):
        found = reader.lexicon.hedges.before(reader.view, reader.word_end(by.edge, floor))
        # One letter may glue "by" to its hedge: بأكثر من 20 %.
        glued = reader.view.part(by.edge + 1, place)
        found = found or reader.lexicon.hedges.before(glued, len(glued.folded))
        found = found and Found(found.word, max(found.edge, by.edge))
    if found is None or found.edge < floor:
        is_growth = words.more_behind.after(reader.view, reader.next_word(measure.end)) is not None
        is_none = is_growth or words.no_hedge.match(reader.folded, measure.end) is not None
        found = None if is_none else reader.find_hedge_after(measure.end)
    return replace(measure, hedge=found.word.label if found else None)


def _measure_percent(reader: Reader, words: MeasureWords, figure: Figure, floor: int) -> Figure | None:
    """Return a number in percent, in points of it or in basis points, as a fraction."""
    points = words.points.after(reader.view, reader.next_word(figure.end))
    if points and words.no_points.match(reader.folded, points.edge):
        return None  # "punti" alone may be those of percentages, too
    if points:
        power = TEN_THOUSANDTHS if points.word.label == BASIS_POINT else HUNDREDTHS
        return _make_measure(figure, POINT, figure.start, points.edge, power)
    behind = words.percent.match(reader.folded, figure.end)
    if behind:
        power = THOUSANDTHS if reader.folded[behind.end() - 1] == PER_MILLE else HUNDREDTHS
        return _take_dash(reader, words, _make_measure(figure, PERCENT, figure.start, behind.end(), power))
    before = words.percents_before.before(reader.view, reader.word_end(figure.start, floor))
    # The percent sign of the number before is not this one's: 1.4 peratus suku ke suku.
    if before and before.edge >= floor:
        percent = _make_measure(figure, PERCENT, before.edge, figure.end, HUNDREDTHS)
        return _take_minus(reader, percent)
    return None


def _take_dash(reader: Reader, words: MeasureWords, percent: Figure) -> Figure:
    """Return a percentage below nothing where a dash for a minus stands before it: (–3,1 %), 同比−3.2%."""
    before = reader.folded[max(percent.start - BEFORE_DASH, 0) : percent.start]
    if not _ends_with_minus(before, words) or percent.numeral is None or percent.numeral.value < 0:
        return percent
    return replace(percent, start=percent.start - 1, numeral=percent.numeral.negated())


def _ends_with_minus(before: str, words: MeasureWords) -> bool:
    """Whether the dash right before a number is its minus: glued to a word, a hyphen is one behind few words alone."""
    word = before[:-1]
    if before.endswith("−"):
        return GLUED.search(word) is not None and not word.endswith(words.no_minus_behind)
    if before.endswith("-"):
        return word.endswith(words.minus_behind)
    return DASH_OPENING.search(before) is not None


def _take_minus(reader: Reader, percent: Figure) -> Figure:
    """Return a percentage below nothing where a minus is printed before its sign, and behind no number: (-%3,1)."""
    is_minus = MINUS_BEFORE.search(reader.folded, max(percent.start - 2, 0), percent.start) is not None
    if not is_minus or percent.numeral is None or percent.numeral.value < 0:
        return percent
    return replace(percent, start=percent.start - 1, numeral=percent.numeral.negated())


def _measure_unit(reader: Reader, words: MeasureWords, figure: Figure) -> Figure | None:
    """Return a number of tonnes, barrels or times."""
    tonnes = _measure_letter(reader, words, figure)
    if tonnes is not None:
        return tonnes
    times = words.multiples_before.before(reader.view, reader.word_end(figure.start, 0))
    if words.multiplied_by.before(reader.view, reader.word_end(figure.start, 0)):
        return _make_measure(figure, MULTIPLE, figure.start, figure.end)
    gap = words.gap.match(reader.folded, figure.end)
    place = gap.end() if gap else figure.end
    found: Found | None = None
    for table in (words.units, words.multiples):
        found = found or table.after(reader.view, figure.end) or table.after(reader.view, place)
    if times and (found is None or found.word.label == MULTIPLE):
        return _make_measure(figure, MULTIPLE, times.edge, found.edge if found else figure.end)
    if found is None or _is_too_few(reader, words, figure, found):
        return None
    if _is_other_number(reader, words, figure, found):
        return None
    return _make_measure(figure, found.word.label, figure.start, found.edge, found.word.power)


def _is_other_number(reader: Reader, words: MeasureWords, figure: Figure, found: Found) -> bool:
    """Whether a number is none of the unit behind it: a year of what is counted, năm 2017 con số; năm 2023 lần lượt."""
    if found.word.label in COUNTED_UNITS:
        return reader.is_year(figure.start, figure.end)
    return found.word.label == MULTIPLE and words.no_multiple.match(reader.folded, found.edge) is not None


def _measure_letter(reader: Reader, words: MeasureWords, figure: Figure) -> Figure | None:
    """Return a number whose scale of one letter is the sign of a unit in its own language: 500t is no 500 trillion."""
    place = figure.end - 1
    if figure.power == 0 or figure.numeral is None or reader.folded[place : figure.end] != TRILLION:
        return None
    before = reader.folded[place - 1]
    is_alone = not (before.isascii() and before.isalpha())
    found = words.units.after(reader.view, place) if is_alone else None
    if found is None or figure.numeral.unit < 10**TRILLION_POWER:
        return None
    return _make_measure(figure, found.word.label, figure.start, found.edge, found.word.power - TRILLION_POWER)


def _is_too_few(reader: Reader, words: MeasureWords, figure: Figure, found: Found) -> bool:
    """Whether a number counts no goods: one tonne that a price is for, three great exporters."""
    value = figure.numeral.value if figure.numeral else None
    if value == 1 and words.per_one.match(reader.folded, found.edge):
        return True
    return found.word.label == PIECE and value is not None and value < FEW


def _measure_index(reader: Reader, words: MeasureWords, figure: Figure, floor: int) -> Figure | None:
    """Return a number that is an index: the index stood at 118.4 points."""
    is_number = figure.numeral is not None and not figure.power and not reader.is_year(figure.start, figure.end)
    if not is_number or figure.numeral is None or abs(figure.numeral.value) > LARGEST_INDEX:
        return None
    points = words.index_points.after(reader.view, reader.next_word(figure.end))
    start = max(floor, figure.start - INDEX_REACH)
    # With its points it may stand behind by how much it fell: the index fell 0.6 % to 112.4 points.
    told = words.index if points else words.index_before
    before = told.search(reader.folded, max(figure.start - INDEX_REACH, 0) if points else start, figure.start)
    if before is None:
        return None
    if points is None and (figure.numeral.unit >= 1 or words.percent.match(reader.folded, figure.end)):
        return None  # an index of 12 countries, or by how much it rose
    return _make_measure(figure, INDEX, figure.start, points.edge if points else figure.end)


def _make_measure(figure: Figure, unit: str, start: int, end: int, power: int = 0) -> Figure:
    numeral = figure.numeral.times(power) if figure.numeral else None
    return replace(figure, start=start, end=end, numeral=numeral, unit=unit, word=NO_CURRENCY)


def _find_numbered_words(reader: Reader, words: MeasureWords, measures: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the words that are number and unit in one: doubled, ninth; those of `measures` are taken."""
    taken = [(one.start, one.end) for one in measures]
    for start, found in words.multiplied.scan(reader.view):
        figure = _make_of_word(reader, start, found)
        # Double-digit growth doubles nothing, and the first half halves nothing.
        if any(nothing.match(reader.folded, figure.end) for nothing in (words.no_multiple, words.no_fraction)):
            continue
        if _overlaps(taken, figure):
            continue
        if not _is_counted_behind(reader, words, measures, found):
            yield _take_hedge(reader, words, figure, 0)
    taken = sorted([*taken, *((start, found.edge) for start, found in words.multiplied.scan(reader.view))])
    for start, found in words.fractions.scan(reader.view):
        figure = _make_of_word(reader, start, found)
        if not _overlaps(taken, figure) and _is_fraction(reader, words, start, found.edge):
            yield _take_hedge(reader, words, figure, 0)


def _is_counted_behind(reader: Reader, words: MeasureWords, measures: Sequence[Figure], found: Found) -> bool:
    """Whether a word for doubled only opens how many times: تضاعفت 3 مرات, تضاعفت الصادرات ثلاث مرات."""
    end = found.edge
    is_verb = found.word.printed in words.multiplying
    numbered = [end + at for at, _ in words.multiplied.scan(reader.view.part(end, end + COUNT_REACH))]
    counted = [one for one in measures if one.start >= end and one.unit in {MULTIPLE, PERCENT}]
    following = counted[0] if counted else None
    place = min([*numbered, *(one.start for one in counted)], default=None)
    if is_verb and place is not None and place - end < COUNT_REACH:
        return PARTING.search(reader.folded, end, place) is None
    if following is None:
        return False
    by = words.by.before(reader.view, reader.word_end(following.start, end))
    return not reader.folded[end : by.edge if by else following.start].strip()


def _is_fraction(reader: Reader, words: MeasureWords, start: int, end: int) -> bool:
    """Whether a fraction is one of a whole, or by how much something changed: a third of exports, fell by a third."""
    if words.percent.match(reader.folded, end) or words.no_fraction.match(reader.folded, end):
        return False  # half a per cent, the first half
    if words.no_fraction_behind.search(reader.folded, max(start - VERB_REACH, 0), start):
        return False
    is_share = words.share_of.match(reader.folded, end) or words.fraction_of.match(reader.folded, end)
    # A third more than, un tercio menos.
    is_more = words.more_behind.after(reader.view, reader.next_word(end)) is not None
    return is_share is not None or is_more or _is_changed_by(reader, words, reader.word_end(start, 0))


def _is_changed_by(reader: Reader, words: MeasureWords, place: int) -> bool:
    """Whether the words before a place say that a fraction is by how much something changed, or what share it took."""
    if words.by.before(reader.view, place):
        return True
    hedge = reader.lexicon.hedges.before(reader.view, place)
    place = reader.word_end(hedge.edge, 0) if hedge else place
    if hedge and words.by.before(reader.view, place):
        return True  # fell by almost a third
    near = max(place - VERB_REACH, 0)
    # Of what was: bằng hai phần ba năm 2021.
    for said in (words.of_base_before, words.told_before, words.whole_before):
        if said.search(reader.folded, near, place):
            return True
    last = [at + near for at, found in words.changes.scan(reader.view.part(near, place))]
    return bool(last) and " " not in reader.folded[last[-1] : place]


def _make_of_word(reader: Reader, start: int, found: Found) -> Figure:
    value = found.word.fraction
    # As finely as it is said: doubled is about two times, a third about 0.33, a rank is a rank.
    unit = UNITS_OF_WORDS[found.word.label]
    numeral = Numeral(value, unit)
    return Figure(
        start, find_end_of_stem(reader.folded, found), numeral, 0, NO_CURRENCY, reader.locale, unit=found.word.label
    )


def add_measures(figures: Sequence[Figure], measures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of a sentence with its measures, in the order of the text; of two at one place the measure."""
    places = [(one.start, one.end) for one in measures]
    kept = [one for one in figures if not _overlaps(places, one)]
    return sorted([*kept, *measures], key=attrgetter("start"))


def _overlaps(places: Sequence[tuple[int, int]], figure: Figure) -> bool:
    near = bisect_left(places, (figure.start, figure.end))
    return any(start < figure.end and figure.start < end for start, end in places[max(near - 1, 0) : near + 1])
