"""Growth: printed growth beside the levels it is of, other printed growth, and the growth of exports and imports.

Growth in ringgit and in dollars differ by what the rate did, and texts seldom say which they print. Each test is made
in the currency of the levels first, then in every other that the pair's trade is printed in, and says which fits.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from tradeview.claims.claim import BOTH_WAYS, Claim, Route
from tradeview.claims.comparison import AGREES, Comparison, World, compare, may_be_one_side
from tradeview.claims.interval import Interval, Span
from tradeview.claims.sums import in_currency, nearest, no_more_than, ways
from tradeview.periods import Months, whole_years_around, year_of_months

SHARE = "share"
ONE = Span.of(Interval(1.0, 1.0))


def _moves(world: World, claim: Claim, currency: str) -> Iterator[tuple[str, Span]]:
    """By what growth in one currency has to be multiplied to be growth in another, for each there is; itself first."""
    yield currency, ONE
    for other in world.currencies(claim.route):
        now = world.exchange.factor(currency, other, claim.months)
        before = world.exchange.factor(currency, other, claim.before)
        if other != currency and now and before:
            # Rates far from the mean in two years at once, and in opposite directions, would allow any growth.
            yield other, Span.of((now / before).near)


def _best(found: Sequence[Comparison]) -> Comparison:
    """The first that agrees, else the first that does not contradict, else the first: the currency of the levels."""
    return min(found, key=lambda comparison: (comparison.verdict != AGREES, comparison.contradicts))


def _in_each(world: World, test: str, claims: Sequence[Claim], ratio: Span, currency: str) -> Comparison:
    growth = claims[-1]
    return _best(
        [
            compare(test, claims, ratio * move, growth.span, SHARE, note=other)
            for other, move in _moves(world, growth, currency)
        ]
    )


def levels(world: World) -> Iterator[Comparison]:
    """Compare printed growth with the growth between two levels."""
    for growth in world.of("growth"):
        now = world.stated(growth.route, growth.months, growth)
        before = world.stated(growth.route, growth.before, growth)
        pairs = [(one, other) for one, other in product(now, before) if one.currency == other.currency]
        for one, other in pairs or product(now[:1], before[:1]):
            base = in_currency(world, other, one.currency)
            if base is not None and may_be_one_side((one, other, growth)):
                yield _in_each(world, "growth", (one, other, growth), one.span / base, str(one.currency))


def growths(world: World) -> Iterator[Comparison]:
    """Compare two printed growths of one flow: equal, or apart by what the rate of two currencies did."""
    for (route, months), told in world.growths.items():
        for one, other in combinations(told, 2):
            if one.before != other.before or not may_be_one_side((one, other)):
                continue
            found = [compare("growth", (one, other), one.span, other.span, SHARE)]
            for first, second in world.exchange.pairs(world.currencies(route)):
                now = world.exchange.factor(first, second, months)
                before = world.exchange.factor(first, second, one.before)
                if now and before:
                    claims = (one, other)
                    note = f"{first} {second}"
                    found.append(
                        compare("growth", claims, one.span * Span.of((now / before).near), other.span, SHARE, note=note)
                    )
            yield _best(found)


def bases(world: World) -> Iterator[Comparison]:
    """Compare the level before growth with the whole year that its months lie in."""
    for growth in world.of("growth"):
        if year_of_months(growth.before) is not None:
            continue
        year = whole_years_around(growth.before)
        for now in world.stated(growth.route, growth.months, growth):
            for whole in nearest(world.stated(growth.route, year, growth, now), now.currency):
                before = in_currency(world, whole, now.currency)
                if before is not None:
                    base = now.span / growth.span
                    claims = (now, growth, whole)
                    yield compare(
                        "part of year",
                        claims,
                        base,
                        no_more_than(before),
                        str(now.currency),
                        note="before",
                        telling=False,
                    )


def parts(world: World) -> Iterator[Comparison]:
    """Take exports and imports back by their growth, and compare their sum, and its growth, with trade."""
    for route, months in {(route, months) for route, months in [*world.levels, *world.growths]}:
        if route[2] != BOTH_WAYS:
            continue
        there, back = (_told(world, way, months) for way in ways(route))
        for (one, grown), (other, grew) in product(there, back):
            claims = (one, grown, other, grew)
            if one.currency == other.currency and grown.before == grew.before and may_be_one_side(claims):
                yield from _totals(world, (route, months), claims)


def _told(world: World, route: Route, months: Months) -> list[tuple[Claim, Claim]]:
    """Levels with the growth that their own article prints; what several articles print alike, once."""
    found = {
        (level.same, growth.same): (level, growth)
        for growth in reversed(world.growths.get((route, months), ()))
        for level in reversed(world.stated(route, months, growth))
        if level.article == growth.article
    }
    return list(found.values())[::-1]


def _totals(world: World, key: tuple[Route, Months], claims: tuple[Claim, Claim, Claim, Claim]) -> Iterator[Comparison]:
    (route, months), (one, grown, other, grew) = key, claims
    currency = str(one.currency)
    # Each growth may be of either currency.
    sums = [
        one.span / (grown.span / first) + other.span / (grew.span / second)
        for (_, first), (_, second) in product(_moves(world, grown, currency), _moves(world, grew, currency))
    ]
    for total in nearest(world.stated(route, grown.before, *claims), currency):
        before = in_currency(world, total, currency)
        if before is not None:
            yield _best([compare("growth of parts", (*claims, total), base, before, currency) for base in sums])
    now = one.span + other.span
    for growth in world.growths.get((route, months), ()):
        if growth.before == grown.before and may_be_one_side((*claims, growth)):
            yield _best([_in_each(world, "growth of parts", (*claims, growth), now / base, currency) for base in sums])
