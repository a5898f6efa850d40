"""What claims are about: unknown amounts and rates, how a claim depends on them, and how they go together.

The unknowns are the logarithms of the amounts that flowed each way in each stretch of months between two that claims
name, by each side's statistics, and those of the rates of exchange. A level is the logarithm of a sum of them, growth
and shares are differences of two such logarithms. Before anything is printed, amounts are near those of the years
around, the other side's figures and the flow back.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tradeview.claims.claim import BOTH_WAYS, Claim, Route, flows_each_way
from tradeview.claims.exchange_rates import RateRanges
from tradeview.claims.explain.assumptions import (
    BETWEEN_CODES,
    BETWEEN_COVERAGES,
    BETWEEN_FLOWS,
    BETWEEN_MONTHS,
    BETWEEN_SIDES,
    BETWEEN_YEARS,
    BETWEEN_YEARS_OF_PAIR,
    OF_ANY_PAIR,
)
from tradeview.claims.sums import route_of_whole
from tradeview.periods import MONTHS_IN_YEAR, Months, count_months
from tradeview.table.schema import BALANCE

Numbers = NDArray[np.float64]
Series = tuple[str | None, Route]
Terms = dict[int, float]


@dataclass(frozen=True)
class Row:
    """How a claim depends on the unknowns: log(sum) - log(sum of others + constant), and rates that are added.

    The constant is in the currency of the unknowns, unless there are rates that it is changed at.
    """

    numerator: Terms
    denominator: Terms
    constant: float
    rates: Terms
    rates_of_constant: Terms = field(default_factory=dict)


@dataclass
class Unknowns:
    """The amounts and rates that claims are about, each with a number."""

    rates: RateRanges
    currency: str
    usual_side: str | None  # of claims of which nobody knows whose figures they say
    breaks: Mapping[Route, Sequence[int]]  # months in which something that is told of a flow begins, or is over
    numbers: dict[tuple[Series, Months], int] = field(default_factory=dict)
    rate_numbers: dict[tuple[str, Months], int] = field(default_factory=dict)
    _count: int = 0

    def rows_of(self, claim: Claim, currencies: Sequence[str]) -> list[Row]:
        """Say how a claim depends on the unknowns, for each currency that it may be in; of what does not, nothing."""
        if claim.kind == "level":
            return self._row_of_level(claim)
        if claim.kind == "growth":
            now = self._sum(claim, claim.route, claim.months)
            before = self._sum(claim, claim.route, claim.before)
            return [Row(now, before, 0.0, self._moves(currency, claim)) for currency in currencies]
        if claim.kind != "share":
            return []
        whole = route_of_whole(claim)
        if whole is None or whole == claim.route:
            return []
        part = self._sum(claim, claim.route, claim.months)
        return [Row(part, self._sum(claim, whole, claim.months), 0.0, {})]

    def _row_of_level(self, claim: Claim) -> list[Row]:
        rate = self._rate(str(claim.currency), claim.months)
        if claim.flow != BALANCE:
            return [Row(self._sum(claim, claim.route, claim.months), {}, 1.0, rate)]
        if self.rates.conversion_factor(str(claim.currency), self.currency, claim.months) is None:
            return []
        # What is more flowed is what flowed back and the balance: so its logarithm is taken of no small difference.
        way_of_more, way_of_less = flows_each_way(claim.route)
        larger = self._sum(claim, way_of_more, claim.months)
        smaller = self._sum(claim, way_of_less, claim.months)
        return [Row(larger, smaller, claim.value, {}, rate)]

    def _moves(self, currency: str, claim: Claim) -> Terms:
        """Rates that growth in a currency has beside that in the currency of the unknowns."""
        moves = dict(self._rate(currency, claim.months))
        for number in self._rate(currency, claim.before):
            moves[number] = moves.get(number, 0.0) - 1.0
        return moves

    def _rate(self, currency: str, months: Months) -> Terms:
        if currency == self.currency:
            return {}
        key = (currency, months)
        if key not in self.rate_numbers:
            self.rate_numbers[key] = self._take_number()
        return {self.rate_numbers[key]: 1.0}

    def _sum(self, claim: Claim, route: Route, months: Months) -> Terms:
        """Months of the unknown monthly amounts that an amount is the sum of."""
        side = claim.side or self.usual_side
        terms: Terms = {}
        for way in _ways_of(route):
            for segment in self._segments_in(way, months):
                key = ((side, way), segment)
                if key not in self.numbers:
                    self.numbers[key] = self._take_number()
                terms[self.numbers[key]] = float(count_months(segment))
        return terms

    def _segments_in(self, way: Route, months: Months) -> list[Months]:
        first, behind = months[0], months[1] + 1
        points = self.breaks.get(way, ())
        inside = sorted({first, behind, *points[bisect_right(points, first) : bisect_left(points, behind)]})
        return [(start, end - 1) for start, end in pairwise(inside)]

    def _take_number(self) -> int:
        self._count += 1
        return self._count - 1

    def __len__(self) -> int:
        """How many there are."""
        return self._count


def middle_of(low: float, high: float) -> float:
    """The number half-way from one end of a range to the other."""
    return (low + high) / 2


class Table:
    """Rows of claims as arrays, which are linearised together."""

    def __init__(self, rows: Sequence[Row], unknowns: int) -> None:
        self.numerator = np.zeros((len(rows), unknowns))
        self.denominator = np.zeros((len(rows), unknowns))
        self.constant = np.array([row.constant for row in rows])
        self.rates = np.zeros((len(rows), unknowns))
        self.rates_of_constant = np.zeros((len(rows), unknowns))
        for place, row in enumerate(rows):
            _write_terms(row.numerator, self.numerator[place])
            _write_terms(row.denominator, self.denominator[place])
            _write_terms(row.rates, self.rates[place])
            _write_terms(row.rates_of_constant, self.rates_of_constant[place])

    def touched_by(self, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """The unknowns that some rows depend on."""
        used = self.numerator[rows].any(axis=0) | self.denominator[rows].any(axis=0) | self.rates[rows].any(axis=0)
        return np.flatnonzero(used | self.rates_of_constant[rows].any(axis=0))

    def linearise(self, rows: NDArray[np.intp], at: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Give what rows have at a point, the slopes of amounts, and those of rates."""
        amounts = np.exp(at)
        above, below = self.numerator[rows] * amounts, self.denominator[rows] * amounts
        sum_above = above.sum(axis=1)
        constant = self._changed_constant(rows, at)
        sum_below = below.sum(axis=1) + constant
        value = np.log(sum_above) - np.log(sum_below) + self.rates[rows] @ at
        slopes = above / sum_above[:, None] - below / sum_below[:, None]
        slopes_of_rates = self.rates[rows] + (constant / sum_below)[:, None] * self.rates_of_constant[rows]
        return value, slopes, slopes_of_rates

    def _changed_constant(self, rows: NDArray[np.intp], at: Numbers) -> Numbers:
        """The constants of rows in the currency of the unknowns."""
        changed: Numbers = self.constant[rows] * np.exp(-(self.rates_of_constant[rows] @ at))
        return changed

    def share_of_constant(self, rows: NDArray[np.intp], at: Numbers) -> Numbers:
        """How much of what stands below is the constant: of a balance, all by which its own logarithm moves a row."""
        below = self.denominator[rows] @ np.exp(at)
        constant = self._changed_constant(rows, at)
        share = np.ones(len(rows))
        is_balance = (constant > 0) & (below > 0)
        share[is_balance] = constant[is_balance] / (constant[is_balance] + below[is_balance])
        return share


def _write_terms(terms: Terms, row: Numbers) -> None:
    for number, weight in terms.items():
        row[number] = weight


def breaks_of_flows(claims: Iterable[Claim]) -> dict[Route, list[int]]:
    """By flow, the months in which something that is told begins, or is over."""
    points: dict[Route, set[int]] = defaultdict(set)
    for claim in claims:
        spans = [claim.months]
        if claim.kind == "growth":
            spans.append(claim.before)
        for way in _flows_told(claim):
            for first, last in spans:
                points[way] |= {first, last + 1}
    return {way: sorted(found) for way, found in points.items()}


def _flows_told(claim: Claim) -> list[Route]:
    """The flows of goods that a claim tells of: both of a balance, those of the whole with a share."""
    ways = list(_ways_of(claim.route))
    if claim.route[2] == BALANCE:
        ways = list(flows_each_way(claim.route))
    if claim.kind == "share":
        whole = route_of_whole(claim)
        if whole is not None:
            ways += _ways_of(whole)
    return ways


def _ways_of(route: Route) -> Sequence[Route]:
    """The flows that an amount is the sum of: trade both ways is two."""
    if route[2] == BOTH_WAYS:
        return flows_each_way(route)
    return (route,)


def covariance_of_amounts(keys: Sequence[tuple[Series, Months]]) -> Numbers:
    """How the logarithms of monthly amounts of some flows and months go together."""
    sides = [side for (side, _), _ in keys]
    routes = [route for (_, route), _ in keys]
    pair = _are_same(frozenset(route[:2]) for route in routes)
    code = _are_same((frozenset(route[:2]), route[3]) for route in routes)
    flow = _are_same(route[:4] for route in routes)
    coverage = _are_same(route[4] for route in routes)
    side = _are_same(sides)
    months = np.array([stretch for _, stretch in keys])
    first, last = months[:, 0], months[:, 1]
    time = (first + last) / 2 / MONTHS_IN_YEAR
    length = last - first + 1
    years_apart = np.abs(time[:, None] - time[None, :])
    # A walk from year to year that stays within the range of a flow.
    walk = BETWEEN_FLOWS**2 * np.exp(-years_apart * BETWEEN_YEARS**2 / (2 * BETWEEN_FLOWS**2))
    # What moves both flows: prices, rates of exchange, how an economy fares.
    walk_together = OF_ANY_PAIR**2 * np.exp(-years_apart * BETWEEN_YEARS_OF_PAIR**2 / (2 * OF_ANY_PAIR**2))
    covariance = pair * walk_together + BETWEEN_CODES**2 * code + flow * walk
    covariance = covariance + BETWEEN_COVERAGES**2 * (flow & coverage)
    of_side = BETWEEN_SIDES**2 * np.exp(-years_apart / MONTHS_IN_YEAR)
    covariance = covariance + of_side * (flow & side)
    return covariance + np.diag(BETWEEN_MONTHS**2 / length)


def _are_same(items: Iterable[Hashable]) -> NDArray[np.bool_]:
    """Tell of each two items whether they are the same."""
    known: dict[Hashable, int] = {}
    numbers = []
    for item in items:
        numbers.append(known.setdefault(item, len(known)))
    column = np.array(numbers, dtype=np.intp)
    return column[:, None] == column[None, :]
