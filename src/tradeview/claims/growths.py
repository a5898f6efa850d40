"""Growth: printed growth beside the levels it is of, other printed growth, and the growth of exports and imports.

Growth in ringgit and in dollars differ by what the rate did, and texts seldom say which they print. Each test is made
in the currency of the levels first, then in every other that the pair's trade is printed in, and says which fits.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product
from operator import attrgetter
from typing import NamedTuple

from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import BOTH_WAYS, Claim, Route, flows_each_way, may_be_one_side
from tradeview.claims.combining import combine, combine_alike
from tradeview.claims.comparison import AGREES, CANNOT_TELL, SHARE, Comparison, Reason, compare
from tradeview.claims.exchange_rates import ONE
from tradeview.claims.interval import Span
from tradeview.claims.sums import levels_in_currency, no_more_than
from tradeview.periods import Months, whole_years_around, year_of_months
from tradeview.table.schema import BALANCE

BETWEEN_PARTS = "growth between parts"
NOT_KNOWN = ""  # the one currency of growths beside which no level is printed


class GrownLevel(NamedTuple):
    """A level and the growth to it that its own article prints."""

    level: Claim
    growth: Claim


class Base(NamedTuple):
    """What a level grew from, and the two currencies between which a rate is missing to be sure of it."""

    amount: Span
    missing: tuple[str, str] | None


def compare_growth_with_levels(book: ClaimBook) -> Iterator[Comparison]:
    """Compare printed growth with the growth between two levels."""
    for growth in book.of_kind("growth"):
        now = book.levels_beside(growth.route, growth.months, growth)
        before = book.levels_beside(growth.route, growth.before, growth)
        pairs = _combine_in_currency(now, before, book.untried)
        if not pairs:
            pairs = list(product(now[:1], before[:1]))
        wanted = [pair for pair in pairs if book.asks_for((*pair, growth))]
        ruled_out = _currencies_ruled_out(growth, pairs) if wanted else set()
        for level, base in wanted:
            amount = book.level_in(base, level.currency)
            claims, currency = (level, base, growth), str(level.currency)
            if amount is not None and may_be_one_side(claims):
                yield _compare_in_each_currency(book, "growth", claims, level.span / amount, currency, ruled_out)


def _combine_in_currency(
    now: Sequence[Claim], before: Sequence[Claim], untried: Counter[str]
) -> list[tuple[Claim, Claim]]:
    def find_bases(level: Claim) -> list[Claim]:
        return [base for base in before if base.currency == level.currency]

    return combine_alike(now, attrgetter("currency"), find_bases, "growth", untried)


def _currencies_ruled_out(growth: Claim, pairs: Sequence[tuple[Claim, Claim]]) -> set[str]:
    """Currencies that a growth cannot be in, by the levels that are printed in them."""
    fitting: dict[str, bool] = {}
    for level, base in pairs:
        claims, currency = (level, base, growth), str(level.currency)
        if level.currency == base.currency and may_be_one_side(claims):
            contradicts = compare("growth", claims, level.span / base.span, growth.span, SHARE).contradicts
            fitting[currency] = fitting.get(currency, False) or not contradicts
    return {currency for currency, fits in fitting.items() if not fits}


def _compare_in_each_currency(
    book: ClaimBook, test: str, claims: Sequence[Claim], ratio: Span, currency: str, ruled_out: Collection[str] = ()
) -> Comparison:
    """Compare growth in one currency with printed growth, the last claim, in each currency that this may be in.

    In one that is ruled out it is not, though there may be no rate to tell.
    """
    growth = claims[-1]
    comparisons = []
    for other, move in _moves_of_rates(book, growth, currency):
        if move is None and other in ruled_out and growth.currency is None:
            continue
        if move is None:
            unknown = _compare_without_rate(book, test, claims, (ratio, growth.span), SHARE, (other, currency))
            comparisons.append(replace(unknown, growth_currency=currency))
        else:
            comparisons.append(compare(test, claims, ratio * move, growth.span, SHARE, growth_currency=other))
    return _choose_best(comparisons)


def _moves_of_rates(book: ClaimBook, growth: Claim, currency: str) -> list[tuple[str, Span | None]]:
    """By what growth in one currency is multiplied to be growth in each that a claim may be in; None without a rate.

    That is the currency of the growth, where it says one, else the first and then any in which levels are printed.
    """
    others = [growth.currency] if growth.currency else [currency, *book.currencies(growth.route)]
    return [(other, book.move_of_rate(currency, other, growth)) for other in dict.fromkeys(others)]


def _compare_without_rate(
    book: ClaimBook,
    test: str,
    claims: Sequence[Claim],
    ranges: tuple[Span, Span],
    unit: str,
    currencies: tuple[str, str],
) -> Comparison:
    """Set two ranges beside each other that cannot be compared, for want of a rate between two currencies."""
    follows, says = ranges
    reason = Reason.NO_RATE if book.rates.given else Reason.NO_RATE_TABLE
    gap = follows.near.gap(says.near)
    return Comparison(test, tuple(claims), follows, says, unit, CANNOT_TELL, gap, reason, missing_rate=currencies)


def _choose_best(comparisons: Sequence[Comparison]) -> Comparison:
    """The first that agrees, else the first that does not contradict, else the first: the currency of the levels."""
    return min(comparisons, key=lambda comparison: (comparison.verdict != AGREES, comparison.contradicts))


def compare_two_growths(book: ClaimBook) -> Iterator[Comparison]:
    """Compare two printed growths of one flow: equal, or apart by what the rate of two currencies did."""
    for growths in book.growths.values():
        for one, other in combinations(growths, 2):
            claims = (one, other)
            if one.before != other.before or not may_be_one_side(claims) or not book.asks_for(claims):
                continue
            comparisons = []
            if one.currency is None or other.currency in {None, one.currency}:
                comparisons.append(compare("growth", claims, one.span, other.span, SHARE))
            for pair in _pairs_of_currencies(book, one, other):
                comparisons.append(_compare_carried_over(book, one, other, pair))
            yield _choose_best(comparisons)


def _pairs_of_currencies(book: ClaimBook, one: Claim, other: Claim) -> list[tuple[str, str]]:
    """Two different currencies that two growths of one flow may be in."""
    printed = book.currencies(one.route)
    firsts = [one.currency] if one.currency else printed
    seconds = [other.currency] if other.currency else printed
    return [(first, second) for first, second in product(firsts, seconds) if first != second]


def _compare_carried_over(book: ClaimBook, one: Claim, other: Claim, pair: tuple[str, str]) -> Comparison:
    """Compare growth in one currency, carried over to another, with growth in that."""
    move = book.move_of_rate(*pair, one)
    if move is None:
        return _compare_without_rate(book, "growth", (one, other), (one.span, other.span), SHARE, pair)
    comparison = compare("growth", (one, other), one.span * move, other.span, SHARE)
    return replace(comparison, converted=pair)


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
                if amount is not None and book.asks_for((growth, level, whole)):
                    yield _compare_base(book, GrownLevel(level, growth), whole, no_more_than(amount))


def _compare_base(book: ClaimBook, grown: GrownLevel, whole: Claim, most: Span) -> Comparison:
    """Compare what a level grew from, in each currency that its growth may be in, with the most that it can be."""
    claims, currency = (*grown, whole), str(grown.level.currency)
    comparisons = []
    for base, missing in _bases_of(book, grown):
        if missing:
            comparisons.append(_compare_without_rate(book, "part of year", claims, (base, most), currency, missing))
        else:
            found = compare("part of year", claims, base, most, currency, is_telling=False, is_limit=True)
            comparisons.append(found)
    return _choose_best([replace(comparison, is_telling=False) for comparison in comparisons])


def _bases_of(book: ClaimBook, grown: GrownLevel) -> list[Base]:
    """What a level grew from, in its currency, by each currency that its growth may be in."""
    currency = str(grown.level.currency)
    bases = []
    for other, move in _moves_of_rates(book, grown.growth, currency):
        if move is None:
            bases.append(Base(grown.level.span / grown.growth.span, (other, currency)))
        else:
            bases.append(Base(grown.level.span / (grown.growth.span / move), None))
    return bases


def compare_growth_of_parts(book: ClaimBook) -> Iterator[Comparison]:
    """Take exports and imports back by their growth, and compare their sum, and its growth, with trade."""
    # In the order of the claims: that of a set of texts is another in every run of Python.
    for route, months in dict.fromkeys([*book.levels, *book.growths]):
        if route[2] != BOTH_WAYS:
            continue
        out, back = (_grown_levels(book, way, months) for way in flows_each_way(route))
        for one, other in _combine_grown(out, back, book.untried):
            if may_be_one_side((*one, *other)):
                yield from _compare_totals(book, route, one, other)


def _combine_grown(
    out: Sequence[GrownLevel], back: Sequence[GrownLevel], untried: Counter[str]
) -> list[tuple[GrownLevel, GrownLevel]]:
    """Combine exports and imports in one currency that grew from the same months."""

    def base_of(grown: GrownLevel) -> tuple[str | None, Months]:
        return grown.level.currency, grown.growth.before

    def find_back(one: GrownLevel) -> list[GrownLevel]:
        return [other for other in back if base_of(other) == base_of(one)]

    return combine_alike(out, base_of, find_back, "growth of parts", untried)


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
    # Each growth may be of either currency.
    bases = [
        Base(base + other_base, missing or other_missing)
        for (base, missing), (other_base, other_missing) in product(_bases_of(book, one), _bases_of(book, other))
    ]
    for total in levels_in_currency(book.levels_beside(route, before, *claims), currency):
        amount = book.level_in(total, currency)
        if amount is not None and book.asks_for((*claims, total)):
            yield _compare_total_before(book, (*claims, total), bases, amount)
    now = one.level.span + other.level.span
    for growth in book.growths.get((route, months), ()):
        all_five = (*claims, growth)
        if growth.before == before and may_be_one_side(all_five) and book.asks_for(all_five):
            yield _compare_growth_of_sum(book, all_five, bases, now)


def _compare_total_before(book: ClaimBook, claims: Sequence[Claim], bases: Sequence[Base], amount: Span) -> Comparison:
    """Compare what exports and imports grew from with the printed total, the last claim, in their currency."""
    currency = str(claims[0].currency)
    comparisons = []
    for base, missing in bases:
        if missing:
            ranges = (base, amount)
            comparisons.append(_compare_without_rate(book, "growth of parts", claims, ranges, currency, missing))
        else:
            comparisons.append(compare("growth of parts", claims, base, amount, currency))
    return _choose_best(comparisons)


def _compare_growth_of_sum(book: ClaimBook, claims: Sequence[Claim], bases: Sequence[Base], now: Span) -> Comparison:
    """Compare the growth of exports and imports together with that of trade, the last claim."""
    currency, growth = str(claims[0].currency), claims[-1]
    comparisons = []
    for base, missing in bases:
        if missing:
            ranges = (now / base, growth.span)
            unknown = _compare_without_rate(book, "growth of parts", claims, ranges, SHARE, missing)
            comparisons.append(replace(unknown, growth_currency=currency))
        else:
            comparisons.append(_compare_in_each_currency(book, "growth of parts", claims, now / base, currency))
    return _choose_best(comparisons)


def compare_growth_between_parts(book: ClaimBook) -> Iterator[Comparison]:
    """Compare growth of trade with that of exports and that of imports, between which it lies."""
    for (route, months), growths in list(book.growths.items()):
        if route[2] != BOTH_WAYS:
            continue
        distinct = {growth.identity: growth for growth in reversed(growths)}
        for growth in reversed(distinct.values()):
            out, back = (book.growths_beside(way, months, growth) for way in flows_each_way(route))
            for parts in combine((out, back), BETWEEN_PARTS, book.untried):
                if may_be_one_side((*parts, growth)) and book.asks_for((*parts, growth)):
                    yield _compare_between(book, parts, growth)


def _compare_between(book: ClaimBook, parts: Sequence[Claim], growth: Claim) -> Comparison:
    """Compare growth of a total with the range from one of its parts to the other, in each currency that may be."""
    claims = (*parts, growth)
    said = sorted({claim.currency for claim in claims if claim.currency})
    comparisons = []
    for currencies in product(*(_currencies_of(book, claim, said) for claim in claims)):
        *of_parts, of_growth = currencies
        spans = []
        missing = None
        for part, currency in zip(parts, of_parts, strict=True):
            move = book.move_of_rate(currency, of_growth, growth)
            spans.append(part.span * (move or ONE))
            if move is None:
                missing = (currency, of_growth)
        between = spans[0] | spans[1]
        if missing:
            ranges = (between, growth.span)
            comparisons.append(_compare_without_rate(book, BETWEEN_PARTS, claims, ranges, SHARE, missing))
        else:
            comparisons.append(compare(BETWEEN_PARTS, claims, between, growth.span, SHARE))
    return replace(_choose_best(comparisons), is_telling=False)


def _currencies_of(book: ClaimBook, growth: Claim, said: Sequence[str]) -> list[str]:
    """Currencies that a growth may be in: its own, else those of levels and other growths, else one not known."""
    if growth.currency:
        return [growth.currency]
    return list(dict.fromkeys([*book.currencies(growth.route), *said])) or [NOT_KNOWN]
