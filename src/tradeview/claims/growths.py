"""Growth: printed growth beside the levels it is of, other printed growth, and the growth of exports and imports.

Growth in ringgit and in dollars differ by what the rate did, and texts seldom say which they print. Each test is made
in the currency of the levels first, then in every other that the pair's trade is printed in, and says which fits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, permutations, product
from typing import NamedTuple

from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import BOTH_WAYS, Claim, Route, may_be_one_side
from tradeview.claims.comparison import AGREES, Comparison, compare
from tradeview.claims.exchange_rates import ONE
from tradeview.claims.interval import Span
from tradeview.claims.sums import flows_each_way, levels_in_currency, no_more_than
from tradeview.periods import Months, whole_years_around, year_of_months
from tradeview.table.schema import BALANCE

SHARE = "share"


class GrownLevel(NamedTuple):
    """A level and the growth to it that its own article prints."""

    level: Claim
    growth: Claim


def compare_growth_with_levels(book: ClaimBook) -> Iterator[Comparison]:
    """Compare printed growth with the growth between two levels."""
    for growth in book.of_kind("growth"):
        now = book.levels_beside(growth.route, growth.months, growth)
        before = book.levels_beside(growth.route, growth.before, growth)
        pairs = [(level, base) for level, base in product(now, before) if level.currency == base.currency]
        if not pairs:
            pairs = list(product(now[:1], before[:1]))
        for level, base in pairs:
            amount = book.level_in(base, level.currency)
            claims = (level, base, growth)
            if amount is not None and may_be_one_side(claims):
                yield _compare_in_each_currency(book, "growth", claims, level.span / amount, str(level.currency))


def _compare_in_each_currency(
    book: ClaimBook, test: str, claims: Sequence[Claim], ratio: Span, currency: str
) -> Comparison:
    """Compare growth in one currency with printed growth, the last claim, which may be in any of the pair's."""
    growth = claims[-1]
    comparisons = []
    for other, move in _moves_of_rates(book, growth, currency):
        comparison = compare(test, claims, ratio * move, growth.span, SHARE)
        comparisons.append(replace(comparison, growth_currency=other))
    return _choose_best(comparisons)


def _moves_of_rates(book: ClaimBook, growth: Claim, currency: str) -> Iterator[tuple[str, Span]]:
    """By what growth in one currency has to be multiplied to be growth in another, for each there is; itself first."""
    yield currency, ONE
    for other in book.currencies(growth.route):
        if other != currency:
            move = _move_of_rate(book, (currency, other), growth)
            if move is not None:
                yield other, move


def _move_of_rate(book: ClaimBook, pair: tuple[str, str], growth: Claim) -> Span | None:
    now = book.rates.conversion_factor(*pair, growth.months)
    before = book.rates.conversion_factor(*pair, growth.before)
    if now is None or before is None:
        return None
    # Rates far from the mean in two years at once, and in opposite directions, would allow any growth.
    return Span.of((now / before).near)


def _choose_best(comparisons: Sequence[Comparison]) -> Comparison:
    """The first that agrees, else the first that does not contradict, else the first: the currency of the levels."""
    return min(comparisons, key=lambda comparison: (comparison.verdict != AGREES, comparison.contradicts))


def compare_two_growths(book: ClaimBook) -> Iterator[Comparison]:
    """Compare two printed growths of one flow: equal, or apart by what the rate of two currencies did."""
    for (route, _), growths in book.growths.items():
        for one, other in combinations(growths, 2):
            claims = (one, other)
            if one.before != other.before or not may_be_one_side(claims):
                continue
            comparisons = [compare("growth", claims, one.span, other.span, SHARE)]
            for pair in permutations(book.currencies(route), 2):
                move = _move_of_rate(book, pair, one)
                if move is not None:
                    comparison = compare("growth", claims, one.span * move, other.span, SHARE)
                    comparisons.append(replace(comparison, converted=pair))
            yield _choose_best(comparisons)


def compare_bases_of_growth(book: ClaimBook) -> Iterator[Comparison]:
    """Compare the level before growth with the whole year that its months lie in."""
    for growth in book.of_kind("growth"):
        if year_of_months(growth.before) is not None or growth.flow == BALANCE:
            continue
        year = whole_years_around(growth.before)
        for level in book.levels_beside(growth.route, growth.months, growth):
            currency = level.currency
            wholes = book.levels_beside(growth.route, year, growth, level)
            for whole in levels_in_currency(wholes, currency):
                amount = book.level_in(whole, currency)
                if amount is not None:
                    base, most = level.span / growth.span, no_more_than(amount)
                    claims = (level, growth, whole)
                    yield compare("part of year", claims, base, most, str(currency), is_telling=False)


def compare_growth_of_parts(book: ClaimBook) -> Iterator[Comparison]:
    """Take exports and imports back by their growth, and compare their sum, and its growth, with trade."""
    # In the order of the claims: that of a set of texts is another in every run of Python.
    for route, months in dict.fromkeys([*book.levels, *book.growths]):
        if route[2] != BOTH_WAYS:
            continue
        out, back = (_grown_levels(book, way, months) for way in flows_each_way(route))
        for one, other in product(out, back):
            same_currency = one.level.currency == other.level.currency
            same_base = one.growth.before == other.growth.before
            if same_currency and same_base and may_be_one_side((*one, *other)):
                yield from _compare_totals(book, route, one, other)


def _grown_levels(book: ClaimBook, route: Route, months: Months) -> list[GrownLevel]:
    """Levels with the growth that their own article prints; what several articles print alike, once."""
    distinct = {}
    # Backwards and back: of equal pairs the first, in the place of the last.
    for growth in reversed(book.growths.get((route, months), ())):
        for level in reversed(book.levels_beside(route, months, growth)):
            if level.article == growth.article:
                distinct[level.identity, growth.identity] = GrownLevel(level, growth)
    return list(reversed(distinct.values()))


def _compare_totals(book: ClaimBook, route: Route, one: GrownLevel, other: GrownLevel) -> Iterator[Comparison]:
    """Compare the sum of exports and imports before their growth, and the growth of the sum, with what is printed."""
    claims = (*one, *other)
    months, before = one.level.months, one.growth.before
    currency = str(one.level.currency)
    bases = []
    # Each growth may be of either currency.
    moves = product(_moves_of_rates(book, one.growth, currency), _moves_of_rates(book, other.growth, currency))
    for (_, move), (_, other_move) in moves:
        base = one.level.span / (one.growth.span / move)
        other_base = other.level.span / (other.growth.span / other_move)
        bases.append(base + other_base)
    for total in levels_in_currency(book.levels_beside(route, before, *claims), currency):
        amount = book.level_in(total, currency)
        if amount is not None:
            with_total = (*claims, total)
            yield _choose_best([compare("growth of parts", with_total, base, amount, currency) for base in bases])
    now = one.level.span + other.level.span
    for growth in book.growths.get((route, months), ()):
        all_five = (*claims, growth)
        if growth.before == before and may_be_one_side(all_five):
            ratios = [now / base for base in bases]
            yield _choose_best(
                [_compare_in_each_currency(book, "growth of parts", all_five, ratio, currency) for ratio in ratios]
            )
