"""Neighbouring figures related to one another: the ends of a range, the sides of a rate, one fact in two currencies.

What the text does not settle is left as it is, or without a value.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.amounts.neighbours import MAX_EQUALS
from tradeview.prose.figure import OTHER_END, Figure
from tradeview.prose.lexicon import GAP
from tradeview.prose.numerals import Numeral
from tradeview.prose.text.folding import is_cased

RATE_BASES = {Decimal(1), Decimal(10), Decimal(100), Decimal(1000)}  # what a rate is quoted for: 100 yen = RM2.9
APART = 40  # characters between two numbers that are said together
WORD = re.compile(r" [^\W\d_]{1,8} ")  # between the sides of a rate
QUOTED = 40  # characters before a rate within which a word says that it is one
ALIKE = 1  # power of ten by which a range may fall and still print its scale once: from RM10 to RM9.5 billion
UNLIKE = 2  # power of ten by which it does not: from RM900 to RM1.2 million
ALSO = re.compile("[;；/] ?")
MAX_SERIES = 8  # amounts that share one scale: US$2, 3 and 4 billion
SHORT_WORD = re.compile(rf"{GAP}[^\W\d_]{{1,4}}{GAP}")
NUMBER_NEXT = re.compile(rf"{GAP}\d")


def relate_figures(reader: Reader, observations: Iterator[int]) -> list[Figure]:
    """Return every number of a passage, money or not, related to its neighbours; `observations` numbers the facts."""
    figures = list(reader.find_figures())
    # What stands between each figure and the next, as far as it can matter: patterns need not go through more.
    between = [reader.folded[one.end : min(two.start, one.end + APART)] for one, two in pairwise(figures)]
    _mark_rates(reader, figures, between)
    _share_in_series(reader, figures, between)
    _share_in_ranges(reader, figures, between)
    _share_in_lists(reader, figures, between)
    _number_observations(figures, between, reader.lexicon.restatement, observations)
    return figures


def _mark_rates(reader: Reader, figures: list[Figure], between: Sequence[str]) -> None:
    """Mark the prices of currencies, and both sides of an exchange rate, in place as all that follows."""
    floor = 0
    for i, figure in enumerate(figures):
        if _is_price(reader, figure, floor):
            figures[i] = replace(figure, kind="rate")
        floor = figure.end
    for i, words in enumerate(between):
        first, second = figures[i : i + 2]
        # A share is no side of a rate: 39 अरब डॉलर के मुकाबले 10 प्रतिशत.
        is_bare = second.power == 0 and not reader.is_share(second.start, second.end)
        if is_bare and _are_sides_of_rate(reader, first, second, words):
            figures[i : i + 2] = _mark_side(first), _mark_side(second)


def _are_sides_of_rate(reader: Reader, first: Figure, second: Figure, between: str) -> bool:
    """Whether two figures are the sides of an exchange rate, one of which is the unit that it is quoted for."""
    if not (_is_rate_base(first) or _is_rate_base(second) or first.kind == "rate"):
        return False
    if reader.lexicon.rate_joint.fullmatch(between) or _is_quoted_for(first, second, between):  # US$1 = RM4.35
        return True
    match = reader.lexicon.range_joint.fullmatch(between)
    is_between = match is not None and match["word"] is not None
    # At an exchange rate of RM4.35 to US$1: the words before it made the first a rate.
    if is_between and first.kind == "rate" and second.word and first.currency != second.currency:
        return _is_rate_base(second)
    if not _are_two_amounts(first, second):
        return False
    if is_between:  # RM4.35 to US$1
        return True
    return _is_one_unit(first) and not between.strip()


def _is_quoted_for(first: Figure, second: Figure, between: str) -> bool:
    """Whether a rate is quoted for the one unit behind it, whatever word joins the two: sa palitang P56 sa $1."""
    if first.kind != "rate" or second.word is None or first.currency == second.currency:
        return False
    return _is_one_unit(second) and WORD.fullmatch(between) is not None


def _is_one_unit(figure: Figure) -> bool:
    """Whether a figure is one unit of its currency."""
    return figure.numeral is not None and figure.power == 0 and figure.numeral.value == 1


def _mark_side(figure: Figure) -> Figure:
    """Mark a side of a rate; the one unit that it is quoted for is exact."""
    numeral = figure.numeral
    if numeral and _is_rate_base(figure):
        numeral = Numeral(numeral.value, Decimal(0))
    return replace(figure, kind="rate", numeral=numeral)


def _is_rate_base(figure: Figure) -> bool:
    """Whether a rate may be quoted for this amount."""
    return figure.power == 0 and figure.numeral is not None and figure.numeral.value in RATE_BASES


def _is_price(reader: Reader, figure: Figure, floor: int) -> bool:
    """Whether a figure is the price of a currency, and no amount that another follows: RM4.35 per US dollar."""
    if figure.word is None or figure.power:
        return False
    base = reader.find_rate_base(figure.end, figure.currency)
    if base is not None:
        return not (base.word.exact and NUMBER_NEXT.match(reader.folded, base.edge))
    if _is_equated(reader, figure, floor) or _is_priced(reader, figure, floor):
        return True
    return _is_quoted(reader, figure, floor)


def _is_equated(reader: Reader, figure: Figure, floor: int) -> bool:
    """Whether another currency, without a number, is said to equal a figure: (US$ = RM4.35)."""
    match = reader.lexicon.rate_before.search(reader.folded, max(figure.start - MAX_EQUALS, floor), figure.start)
    if match is None:
        return False
    hit = reader.lexicon.currencies.before(reader.view, reader.word_end(match.start(), floor))
    if hit is None or hit.edge < floor or hit.word.currency == figure.currency:
        return False
    lead = reader.folded[max(hit.edge - MAX_EQUALS, floor) : hit.edge]
    is_of_goods = reader.lexicon.costs_not_behind.search(lead) is not None
    return not (is_of_goods and reader.lexicon.costs.match(reader.folded, match.start()))


def _is_priced(reader: Reader, figure: Figure, floor: int) -> bool:
    """Whether the currency it is quoted for stands before a figure: per dollar 122 taka."""
    after = _find_ending_of_base(reader, figure, floor)
    end = reader.word_end(figure.start if after is None else after, floor)
    rate = None if after is not None else reader.lexicon.rate_words.before(reader.view, end)
    if rate is not None:
        end = reader.word_end(rate.edge, floor)
    hit = reader.lexicon.currencies.before(reader.view, end)
    if hit is None or hit.edge < floor or hit.word.currency == figure.currency:
        return False
    # With nothing between them but a word for rates, or nothing at all: "Dolar kuru 34,20 lira", "डॉलर 85.52 रुपये".
    is_beside = rate is not None or reader.lexicon.base_leads
    if after is not None or (is_beside and not hit.word.exact and not reader.is_number_before(hit.edge, floor)):
        return True
    return reader.lexicon.per_before.search(reader.folded, max(hit.edge - MAX_EQUALS, floor), hit.edge) is not None


def _find_ending_of_base(reader: Reader, figure: Figure, floor: int) -> int | None:
    """Return where the ending starts that a currency has which a figure is quoted for: রিঙ্গিত|ে.

    A longer ending may seem to stand there, of which the first letter is the currency's own.
    """
    place = max(figure.start - MAX_EQUALS, floor)
    first: int | None = None
    while after := reader.lexicon.priced_before.search(reader.folded, place, figure.start):
        first = after.start() if first is None else first
        if reader.lexicon.currencies.before(reader.view, reader.word_end(after.start(), floor)) is not None:
            return after.start()
        place = after.start() + 1
    return first


def _is_quoted(reader: Reader, figure: Figure, floor: int) -> bool:
    """Whether a word before a figure says that it is a rate: kurs Rp15.329."""
    start = max(figure.start - QUOTED, floor)
    near = reader.view.part(start, figure.start)
    end = None
    for at, found in reader.lexicon.rate_words.scan(near):
        # Where the stretch begins within a word, its first letters are no word.
        if at or not is_cased(reader.folded, start - 1):
            end = found.edge
    return end is not None and not any(character.isdigit() for character in near.folded[end:])


def _share_in_series(reader: Reader, figures: list[Figure], between: Sequence[str]) -> None:
    """Let amounts share the currency of the first and the scale of the last: US$2, 3 and 4 billion."""
    for i, figure in enumerate(figures):
        if figure.word is None or figure.power or figure.kind != "amount" or figure.numeral is None:
            continue
        last = _find_end_of_series(reader, figures, between, i)
        if last is None or not reader.stands_alone(figures[last].end):
            continue
        has_its_own = last == i + 1 and figures[last].word is not None
        if has_its_own and _is_list(reader, figure, figures[last]):
            continue
        joint = reader.lexicon.series_joint.fullmatch(between[last - 1])
        # Two with a comma alone may be one number, US$2, 3 billion; two with a currency each may share no scale.
        if joint is None or not joint["last"] or has_its_own:
            figures[i] = figure.without_value(OTHER_END)
            continue
        figures[i : last + 1] = [_share_ends(one, figure, figures[last]) for one in figures[i : last + 1]]


def _find_end_of_series(reader: Reader, figures: Sequence[Figure], between: Sequence[str], first: int) -> int | None:
    """Return which number ends a series that an amount begins: the first that prints a scale, all before it bare."""
    for at in range(first + 1, min(first + MAX_SERIES, len(figures))):
        figure = figures[at]
        is_foreign = figure.word is not None and figure.currency != figures[first].currency
        is_joined = reader.lexicon.series_joint.fullmatch(between[at - 1]) is not None
        # Behind a comma a short word may be the "and" of a language that was not told: US$ 2, 3 et 4 millions.
        may_be_joined = at > first + 1 and figure.power > 0 and SHORT_WORD.fullmatch(between[at - 1]) is not None
        if is_foreign or not (is_joined or may_be_joined):
            return None
        if figure.power:
            are_alike = all(_is_up_to(one, figure, ALIKE) for one in figures[first:at])
            return at if are_alike else None
        if figure.word is None and reader.is_year(figure.start, figure.end):
            return None
    return None


def _share_ends(figure: Figure, first: Figure, last: Figure) -> Figure:
    """Give an amount of a series the currency of the first and the scale of the last."""
    if figure.power == 0 and figure.numeral:
        figure = replace(figure, numeral=figure.numeral.times(last.power), power=last.power)
    return replace(figure, word=figure.word or first.word, locale=last.locale)


def _share_in_ranges(reader: Reader, figures: list[Figure], between: Sequence[str]) -> None:
    """Let the ends of a range, and the amounts of a list, share what is printed once; from the right, as they chain."""
    for i in reversed(range(len(between))):
        first, second = figures[i : i + 2]
        if first.kind == second.kind == "amount" and _are_joined(reader, first, second, between[i]):
            figures[i : i + 2] = _share_currency_and_scale(first, second)


def _are_joined(reader: Reader, first: Figure, second: Figure, between: str) -> bool:
    """Whether a range or a list joins two amounts, so that they share a currency or a scale that is printed once."""
    match = reader.lexicon.range_joint.fullmatch(between)
    if match:
        return _is_range(reader, first, second, glued=match["word"] is None)
    if reader.lexicon.list_joint.fullmatch(between) or reader.lexicon.restatement.fullmatch(between):
        return _is_list(reader, first, second)
    return False


def _is_range(reader: Reader, first: Figure, second: Figure, *, glued: bool) -> bool:
    """Whether the ends of a range share what is printed once: US$5-10 billion, 4 to 5 billion ringgit."""
    if first.word and second.word:
        return second.power > 0 and first.currency == second.currency
    if first.word:
        # What "and" joins may be no range: 5 miliardi di euro e 12 milioni di tonnellate.
        is_count = not glued and reader.is_noun_counted_at(second.end)
        return not is_count and (second.power > 0 or (glued and first.power == 0))
    if second.power == 0:
        one, two = first.numeral, second.numeral
        is_rising = one is not None and two is not None and one.value < two.value
        if not (glued and second.word and is_rising):
            return False
    return _is_bare_end(reader, first, second)


def _is_list(reader: Reader, first: Figure, second: Figure) -> bool:
    """Whether "and" joins two amounts of one currency or scale: between 5 and 10 billion, 5.2 and 6.1 billion."""
    if not second.power or (first.word and second.word and first.currency != second.currency):
        return False
    is_finer = first.power == 0 and first.numeral is not None and first.numeral.unit < 1
    if not (second.word or is_finer):  # US$5.1 and 6.2 billion
        return False
    if reader.lexicon.restatement.fullmatch(reader.folded[first.end : second.start]):
        return first.word is None and first.power > 0 and _may_be_one(first, second)
    if first.power:
        return first.word is None
    between = reader.lexicon.between.before(reader.view, reader.word_end(first.start, 0))
    if between is None and not is_finer:
        return False
    return _is_bare_end(reader, first, second)


def _may_be_one(first: Figure, second: Figure) -> bool:
    """Whether two numbers may be one: 615 crore (6.15 billion) dollars, but not US635.5 million (RM2 billion)."""
    one, two = first.numeral, second.numeral
    return one is not None and two is not None and one.low <= two.high and two.low <= one.high


def _is_bare_end(reader: Reader, first: Figure, second: Figure) -> bool:
    """Whether a bare number may be the first end of a range or a list, and is no year or part of a word or a date."""
    if first.power == 0 and reader.is_year(first.start, first.end):
        return False
    return _is_up_to(first, second, ALIKE) and not reader.is_part_of_word(first.start)


def _is_up_to(first: Figure, second: Figure, power: int) -> bool:
    """Whether the first end, at the scale of the second, is at most some powers of ten larger."""
    if first.power > 0 or first.numeral is None or second.numeral is None:
        return True
    return abs(first.numeral.times(second.power).value) <= abs(second.numeral.times(power).value)


def _share_currency_and_scale(first: Figure, second: Figure) -> tuple[Figure, Figure]:
    """Give both ends of a range the currency and scale that it prints once, or leave the value of the first open."""
    word = first.word or second.word
    locale = first.locale or second.locale
    if first.power == 0 and second.power > 0 and first.numeral:
        if _is_up_to(first, second, ALIKE):
            first = replace(first, numeral=first.numeral.times(second.power), power=second.power)
        elif _is_up_to(first, second, UNLIKE):
            first = first.without_value(OTHER_END)
    if second.word is None:
        second = replace(second, word=word)
    return replace(first, word=word, locale=locale), second


def _share_in_lists(reader: Reader, figures: list[Figure], between: Sequence[str]) -> None:
    """Let an amount that "and" joins to one of its scale have its currency: US$5 billion and 6 billion."""
    for i, words in enumerate(between):
        first, second = figures[i : i + 2]
        are_alike = first.kind == second.kind == "amount" and first.power == second.power > 0
        is_elided = are_alike and first.word is not None and second.word is None
        if is_elided and reader.lexicon.list_joint.fullmatch(words) and reader.stands_alone(second.end):
            figures[i + 1] = replace(second, word=first.word)


def _number_observations(
    figures: list[Figure], between: Sequence[str], restatement: re.Pattern[str], observations: Iterator[int]
) -> None:
    """Number the observations: an amount and what states it in another currency, in a bracket or after a slash."""
    for i, words in enumerate(between):
        first, second = figures[i : i + 2]
        # US$9.3 billion; €8.5 billion in one bracket
        is_third = first.observation is not None and ALSO.fullmatch(words) is not None
        if _are_two_amounts(first, second) and (is_third or restatement.fullmatch(words)):
            observation = first.observation or str(next(observations))
            figures[i] = replace(first, observation=observation)
            figures[i + 1] = replace(second, observation=observation)


def _are_two_amounts(first: Figure, second: Figure) -> bool:
    """Whether both are amounts, in different currencies."""
    if not first.kind == second.kind == "amount":
        return False
    return first.word is not None and second.word is not None and first.currency != second.currency
