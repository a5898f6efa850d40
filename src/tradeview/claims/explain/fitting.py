"""What some claims would have another claim say: claims as noisy observations of a few unknown amounts.

The unknowns are the logarithms of the amounts that flowed each way in each stretch of months between two that claims
name, by each side's statistics, and those of the rates of exchange. A level is the logarithm of a sum of them, growth
and shares are differences of two such logarithms. Before anything is printed they are as `Prior` says: of the same
order as the flow back, near the years around and the other side's figures. With the printed digits as noise and a
revision between articles, what is left is least squares with a prior (a Gaussian process), linearised where it stands.

Levels are fitted before growths: growth whose currency is not said is of the one in which it fits them best.
"""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import BOTH_WAYS, Claim, Route
from tradeview.claims.exchange_rates import RateRanges
from tradeview.claims.sums import flows_each_way, route_of_whole
from tradeview.periods import MONTHS_IN_YEAR, Months, count_months
from tradeview.table.schema import BALANCE, TOTAL

Numbers = NDArray[np.float64]

# How far amounts are apart before anything is printed, as standard deviations of logarithms. Yearly trade of a pair
# moves by a fifth from one year to the next, that of a month by a sixth around its season; two sides' figures of one
# flow lie a third apart, and keep that distance; exports are of the order of imports.
OF_ANY_PAIR, BETWEEN_CODES, BETWEEN_FLOWS = 2.5, 1.2, 0.8
# Goods of one code are a tenth of all goods.
SHARE_OF_CODE = 0.1
BETWEEN_YEARS, BETWEEN_MONTHS = 0.2, 0.15
BETWEEN_SIDES, BETWEEN_COVERAGES = 0.3, 0.3
# Figures are revised by about a hundredth from one article to the next.
REVISION = 0.012
# A revision that explains a contradiction is a great one.
GREAT_REVISION = 0.04
# The trade of a period was changed at rates around their mean: the near range is one and a half deviations wide.
DEVIATIONS_OF_NEAR = 1.5
UNKNOWN_RATE = 4.0
# Half a unit of the last digit to each side is 0.29 units of deviation; digits that were cut make it a little more.
DEVIATION_OF_DIGITS = 0.35
# Figures of five digits and more are held less finely, so that differences of large numbers do not drown them.
LEAST_NOISE = 5e-4
# "More than two billion" is said of little more.
BEYOND_BOUND, NOISE_OF_BOUND = 0.03, 0.05
# What a claim says that is wrong, nobody knows how, is anywhere in so many natural units of its logarithm.
WIDTHS = {"level": 6.0, "growth": 1.5, "share": 3.0}
# A rank that is wrong is any of so many; in a set of its neighbours it is one of a few.
CHOICES_OF_RANK, CHOICES_IN_SET = 30, 3
# Most figures that are wrong are so by less: as far from what they should be as this deviation.
NEAR_ERROR = {"level": 0.4, "growth": 0.2, "share": 0.4}
SHARE_OF_NEAR_ERRORS = 0.7
COST_OF_OUTLIER = 7.0
MOST_OUTLIERS = 6
MOST_STEPS, STILL, LONGEST_STEP = 8, 3e-3, 3.0

Series = tuple[str | None, Route]
Terms = dict[int, float]


@dataclass(frozen=True)
class Row:
    """How a claim depends on the unknowns: log(sum) - log(sum of others + constant), and rates that are added."""

    numerator: Terms
    denominator: Terms
    constant: float
    rates: Terms


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
            now, before = self._sum(claim, claim.route, claim.months), self._before(claim)
            return [Row(now, before, 0.0, self._moves(currency, claim)) for currency in currencies]
        whole = route_of_whole(claim) if claim.kind == "share" else None
        if whole is None or whole == claim.route:
            return []
        part = self._sum(claim, claim.route, claim.months)
        return [Row(part, self._sum(claim, whole, claim.months), 0.0, {})]

    def _row_of_level(self, claim: Claim) -> list[Row]:
        rate = self._rate(str(claim.currency), claim.months)
        if claim.flow != BALANCE:
            return [Row(self._sum(claim, claim.route, claim.months), {}, 1.0, rate)]
        factor = self.rates.conversion_factor(str(claim.currency), self.currency, claim.months)
        if factor is None:
            return []
        # What is more flowed is what flowed back and the balance: so its logarithm is taken of no small difference.
        amount = claim.value * _middle_of(factor.near.low, factor.near.high)
        ways = flows_each_way(claim.route)
        larger, smaller = (self._sum(claim, way, claim.months) for way in ways)
        return [Row(larger, smaller, amount, {})]

    def _before(self, claim: Claim) -> Terms:
        return self._sum(claim, claim.route, claim.before)

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
        ways = flows_each_way(route) if route[2] == BOTH_WAYS else (route,)
        side = claim.side or self.usual_side
        terms: Terms = {}
        for way in ways:
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


def _middle_of(low: float, high: float) -> float:
    return (low + high) / 2


@dataclass(frozen=True)
class Observation:
    """What is printed: the logarithm of a claim, its noise, and the rows that it may have."""

    claim: Claim
    said: float
    noise: float
    first_row: int
    rows: int
    article: int  # by number, so that those of one article are found at once


class Table:
    """Rows of claims as arrays, which are linearised together."""

    def __init__(self, rows: Sequence[Row], unknowns: int) -> None:
        self.numerator = np.zeros((len(rows), unknowns))
        self.denominator = np.zeros((len(rows), unknowns))
        self.constant = np.array([row.constant for row in rows])
        self.rates = np.zeros((len(rows), unknowns))
        for place, row in enumerate(rows):
            for terms, array in (
                (row.numerator, self.numerator),
                (row.denominator, self.denominator),
                (row.rates, self.rates),
            ):
                for number, weight in terms.items():
                    array[place, number] = weight

    def touched_by(self, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """The unknowns that some rows depend on."""
        used = self.numerator[rows].any(axis=0) | self.denominator[rows].any(axis=0) | self.rates[rows].any(axis=0)
        return np.flatnonzero(used)

    def linearise(self, rows: NDArray[np.intp], at: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Give what rows have at a point, the slopes of amounts, and those of rates."""
        amounts = np.exp(at)
        above, below = self.numerator[rows] * amounts, self.denominator[rows] * amounts
        sum_above = above.sum(axis=1)
        sum_below = below.sum(axis=1) + self.constant[rows]
        value = np.log(sum_above) - np.log(sum_below) + self.rates[rows] @ at
        slopes = above / sum_above[:, None] - below / sum_below[:, None]
        return value, slopes, self.rates[rows]

    def share_of_constant(self, rows: NDArray[np.intp], at: Numbers) -> Numbers:
        """How much of what stands below is the constant: of a balance, all by which its own logarithm moves a row."""
        below = self.denominator[rows] @ np.exp(at)
        constant = self.constant[rows]
        share = np.ones(len(rows))
        is_balance = (constant > 0) & (below > 0)
        share[is_balance] = constant[is_balance] / (constant[is_balance] + below[is_balance])
        return share


class Model:
    """Claims around a contradiction as observations of unknowns, with what may be said instead of some of them."""

    def __init__(self, book: ClaimBook, claims: Sequence[Claim], instead: Iterable[Claim]) -> None:
        self._book = book
        self.claims = [claim for claim in claims if claim.kind != "rank"]
        others = [claim for claim in instead if claim.kind != "rank"]
        self.currency = _usual_currency(self.claims)
        breaks = _breaks_of_flows([*self.claims, *others])
        self._unknowns = Unknowns(book.rates, self.currency, _usual_side(self.claims), breaks)
        self._rows: list[Row] = []
        self._observed: dict[tuple[object, ...], Observation] = {}
        self._articles: dict[object, int] = {}
        for claim in [*self.claims, *others]:
            self._observe(claim)
        self.table = Table(self._rows, len(self._unknowns))
        self.mean = self._prior_mean()
        self.covariance = self._prior_covariance()
        self.observations = [one for one in map(self.find, self.claims) if one is not None]
        self._fits: dict[frozenset[str], Fit] = {}

    def find(self, claim: Claim) -> Observation | None:
        """How a claim depends on the unknowns; nothing where it does not, as a rank or an amount of nought."""
        return self._observed.get(_meaning_of(claim))

    def without(self, keys: frozenset[str]) -> "Fit":
        """Fit all claims but some."""
        if keys not in self._fits:
            kept = [one for one in self.observations if one.claim.key not in keys]
            self._fits[keys] = Fit(self, kept)
        return self._fits[keys]

    def _observe(self, claim: Claim) -> None:
        key = _meaning_of(claim)
        if key in self._observed:
            return
        said, noise = _read_figure(claim)
        if not math.isfinite(said):
            return
        rows = self._unknowns.rows_of(claim, self._currencies_of_growth(claim))
        if not rows or not all(row.numerator for row in rows):
            return
        article = self._articles.setdefault(claim.article or claim.key, len(self._articles))
        self._observed[key] = Observation(claim, said, noise, len(self._rows), len(rows), article)
        self._rows += rows

    def _currencies_of_growth(self, claim: Claim) -> list[str]:
        if claim.currency:
            return [claim.currency]
        others = [currency for currency in self._book.currencies(claim.route) if currency != self.currency]
        return [self.currency, *others]

    def _prior_mean(self) -> Numbers:
        """The middle of what is printed of each flow, by the month; of rates, what the table has."""
        mean = np.full(len(self._unknowns), np.nan)
        paces: dict[tuple[object, ...], list[float]] = {}
        for claim in self.claims:
            pace = self._pace_of(claim)
            if pace is not None:
                for series in (_pair_of(claim.route), ()):
                    paces.setdefault(series, []).append(pace)
        for ((_, route), _), number in self._unknowns.numbers.items():
            mean[number] = _usual_pace(paces, route)
        for (currency, months), number in self._unknowns.rate_numbers.items():
            factor = self._book.rates.conversion_factor(self.currency, currency, months)
            mean[number] = 0.0 if factor is None else math.log(_middle_of(factor.near.low, factor.near.high))
        return mean

    def _pace_of(self, claim: Claim) -> float | None:
        if claim.kind != "level" or claim.flow == BALANCE or claim.value <= 0:
            return None
        factor = self._book.rates.conversion_factor(str(claim.currency), self.currency, claim.months)
        if factor is None:
            return None
        amount = claim.value * _middle_of(factor.near.low, factor.near.high) / count_months(claim.months)
        if claim.route[2] == BOTH_WAYS:
            amount /= 2
        return math.log(amount)

    def _prior_covariance(self) -> Numbers:
        """How unknowns go together before anything is printed."""
        count = len(self._unknowns)
        covariance = np.zeros((count, count))
        keys = list(self._unknowns.numbers)
        places = np.array(list(self._unknowns.numbers.values()), dtype=np.intp)
        if keys:
            covariance[np.ix_(places, places)] = _covariance_of_amounts(keys)
        for (currency, months), number in self._unknowns.rate_numbers.items():
            covariance[number, number] = self._deviation_of_rate(currency, months) ** 2
        return covariance

    def _deviation_of_rate(self, currency: str, months: Months) -> float:
        factor = self._book.rates.conversion_factor(self.currency, currency, months)
        if factor is None:
            return UNKNOWN_RATE
        return math.log(factor.near.high / factor.near.low) / 2 / DEVIATIONS_OF_NEAR


def _usual_pace(paces: Mapping[tuple[object, ...], Sequence[float]], route: Route) -> float:
    """The middle of what is printed of a pair, whichever way; of a code, a part of that of all goods.

    Of one flow alone it would be what is printed wrong of it.
    """
    one, other, way, code, coverage = route
    of_all = _pair_of((one, other, way, TOTAL, coverage))
    if code != TOTAL and of_all in paces:
        return float(np.median(paces[of_all])) + math.log(SHARE_OF_CODE)
    return float(np.median(paces.get(_pair_of(route)) or paces.get((), [0.0])))


def _meaning_of(claim: Claim) -> tuple[object, ...]:
    """All that an observation depends on."""
    near = claim.span.near
    return (claim.key, claim.kind, claim.side, claim.route, claim.flow, claim.months, claim.before, claim.currency,
            claim.among, near.low, near.high, claim.value)  # fmt: skip


def _pair_of(route: Route) -> tuple[object, ...]:
    return (frozenset(route[:2]), *route[3:])


def _usual_currency(claims: Sequence[Claim]) -> str:
    """The currency that most levels are in."""
    currencies = [str(claim.currency) for claim in claims if claim.kind == "level"]
    return max(sorted(set(currencies)), key=currencies.count, default="USD")


def _usual_side(claims: Sequence[Claim]) -> str | None:
    sides = [claim.side for claim in claims if claim.side is not None]
    return max(sorted(set(sides)), key=sides.count, default=None)


def _breaks_of_flows(claims: Iterable[Claim]) -> dict[Route, list[int]]:
    """By flow, the months in which something that is told begins, or is over."""
    points: dict[Route, set[int]] = defaultdict(set)
    for claim in claims:
        ways = flows_each_way(claim.route) if claim.route[2] in {BOTH_WAYS, BALANCE} else (claim.route,)
        whole = route_of_whole(claim) if claim.kind == "share" else None
        if whole is not None:
            ways = (*ways, *(flows_each_way(whole) if whole[2] == BOTH_WAYS else (whole,)))
        spans = [claim.months, claim.before] if claim.kind == "growth" else [claim.months]
        for way in ways:
            points[way] |= {point for first, last in spans for point in (first, last + 1)}
    return {way: sorted(found) for way, found in points.items()}


def _read_figure(claim: Claim) -> tuple[float, float]:
    """The logarithm of what a claim says, and its noise."""
    near = claim.span.near
    counted_from = 1 if claim.kind == "growth" else 0
    value = counted_from + claim.value
    if value <= 0:
        return -math.inf, 0.0
    said = math.log(value)
    if near.low == 0 and near.high < math.inf:
        return said - BEYOND_BOUND, NOISE_OF_BOUND
    if near.high == math.inf:
        return said + BEYOND_BOUND, NOISE_OF_BOUND
    noise = DEVIATION_OF_DIGITS * math.log(near.high / near.low)
    return said, max(noise, LEAST_NOISE)


def _covariance_of_amounts(keys: Sequence[tuple[Series, Months]]) -> Numbers:
    """How the logarithms of monthly amounts of some flows and months go together."""

    def number(items: Sequence[object]) -> NDArray[np.intp]:
        known: dict[object, int] = {}
        return np.array([known.setdefault(item, len(known)) for item in items], dtype=np.intp)

    def same(numbers: NDArray[np.intp]) -> NDArray[np.bool_]:
        return numbers[:, None] == numbers[None, :]

    pair = same(number([frozenset(route[:2]) for (_, route), _ in keys]))
    code = same(number([(frozenset(route[:2]), route[3]) for (_, route), _ in keys]))
    flow = same(number([route[:4] for (_, route), _ in keys]))
    coverage = same(number([route[4] for (_, route), _ in keys]))
    side = same(number([side for (side, _), _ in keys]))
    time = np.array([(first + last) / 2 / MONTHS_IN_YEAR for _, (first, last) in keys])
    length = np.array([last - first + 1 for _, (first, last) in keys])
    years_apart = np.abs(time[:, None] - time[None, :])
    # A walk from year to year that stays within the range of a flow.
    walk = BETWEEN_FLOWS**2 * np.exp(-years_apart * BETWEEN_YEARS**2 / (2 * BETWEEN_FLOWS**2))
    covariance = OF_ANY_PAIR**2 * pair + BETWEEN_CODES**2 * code + flow * walk
    covariance = covariance + BETWEEN_COVERAGES**2 * (flow & coverage)
    of_side = BETWEEN_SIDES**2 * np.exp(-years_apart / MONTHS_IN_YEAR)
    covariance = covariance + of_side * (flow & side)
    return covariance + np.diag(BETWEEN_MONTHS**2 / length)


class Fit:
    """The unknowns as some observations have them."""

    def __init__(self, model: Model, observations: Sequence[Observation]) -> None:
        self._model = model
        self._kept = list(observations)
        self._rows = np.array([one.first_row for one in self._kept], dtype=np.intp)
        self._cost_of_outliers = 0.0
        self.at = model.mean.copy()
        self._touched = model.table.touched_by(self._rows_of_kept())
        is_level = np.array([one.claim.kind == "level" and one.claim.flow != BALANCE for one in self._kept], dtype=bool)
        self._settle(is_level)
        self._choose_currencies()
        self._settle(np.ones(len(self._kept), dtype=bool))
        for _ in range(MOST_OUTLIERS):
            if not self._drop_worst():
                break
            self._settle(np.ones(len(self._kept), dtype=bool))
        self._spread_to_all()

    @cached_property
    def evidence(self) -> float:
        """The logarithm of the likelihood of all that was fitted."""
        if not self._kept:
            return -self._cost_of_outliers
        _, log_determinant = np.linalg.slogdet(self._variance)
        misfit = float(self._left @ self._weights)
        likelihood = -0.5 * (misfit + float(log_determinant) + len(self._kept) * math.log(2 * math.pi))
        return likelihood + float(np.log(self._shares).sum()) - self._cost_of_outliers

    def density_of_error(self, claim: Claim) -> float:
        """Log-density of a claim that is wrong, nobody knows how: mostly near what is right, else anywhere."""
        if claim.kind == "rank":
            return -math.log(CHOICES_OF_RANK)
        anywhere = -math.log(WIDTHS[claim.kind])
        if self._model.find(claim) is None:
            return anywhere
        near = self.density((claim,), NEAR_ERROR[claim.kind])
        return float(np.logaddexp(math.log(SHARE_OF_NEAR_ERRORS) + near, math.log(1 - SHARE_OF_NEAR_ERRORS) + anywhere))

    def density(self, claims: Sequence[Claim], more_noise: float = 0.0) -> float:
        """Log-density of some claims together, given what was fitted; what does not depend on it may be anything."""
        observations = []
        free = 0.0
        for claim in claims:
            observation = self._model.find(claim)
            if claim.kind == "rank":
                free -= math.log(CHOICES_IN_SET)
            elif observation is None:
                free -= math.log(WIDTHS[claim.kind])
            else:
                observations.append(observation)
        if not observations:
            return free
        rows = np.array([self._best_row(one) for one in observations], dtype=np.intp)
        mean, variance, shares = self._predict(observations, rows, more_noise)
        apart = np.array([one.said for one in observations]) * self._is_plain(rows) - mean
        sign, log_determinant = np.linalg.slogdet(variance)
        if sign <= 0:
            return -math.inf
        misfit = float(apart @ np.linalg.solve(variance, apart))
        likelihood = -0.5 * (misfit + float(log_determinant) + len(observations) * math.log(2 * math.pi))
        return free + likelihood + float(np.log(shares).sum())

    def _best_row(self, observation: Observation) -> int:
        """The currency in which growth is likeliest to be told."""
        if observation.rows == 1:
            return observation.first_row
        rows = np.arange(observation.first_row, observation.first_row + observation.rows, dtype=np.intp)
        value, _, _ = self._model.table.linearise(rows, self.at)
        return int(rows[np.argmin(np.abs(value - observation.said))])

    def _is_plain(self, rows: NDArray[np.intp]) -> Numbers:
        """1 where a row has what is said; 0 of balances, which say that it is nothing more."""
        constant = self._model.table.constant[rows]
        is_balance = (constant > 0) & (self._model.table.denominator[rows].sum(axis=1) > 0)
        plain: Numbers = np.where(is_balance, 0.0, 1.0)
        return plain

    def _choose_currencies(self) -> None:
        self._rows = np.array([self._best_row(one) for one in self._kept], dtype=np.intp)

    def _revisions(
        self, one: tuple[Sequence[Observation], Numbers], other: tuple[Sequence[Observation], Numbers]
    ) -> Numbers:
        """What figures share that stand in one article: one state of the statistics."""
        articles = [np.array([seen.article for seen in observations]) for observations, _ in (one, other)]
        same = articles[0][:, None] == articles[1][None, :]
        together: Numbers = REVISION**2 * same * (one[1] @ other[1].T)
        return together

    def _rows_of_kept(self) -> NDArray[np.intp]:
        rows = [row for one in self._kept for row in range(one.first_row, one.first_row + one.rows)]
        return np.array(rows, dtype=np.intp)

    def _spread_to_all(self) -> None:
        """Say what the fit makes of the unknowns that nothing told depends on."""
        if len(self._weights):
            model = self._model
            self._together = self._both @ model.covariance[self._touched]
            self.at = model.mean + self._together.T @ self._weights

    def _settle(self, chosen: NDArray[np.bool_]) -> None:
        """Take steps until they lead nowhere."""
        for _ in range(MOST_STEPS):
            if self._step(chosen) < STILL:
                break

    def _step(self, chosen: NDArray[np.bool_]) -> float:
        """Linearise where the fit stands, and move to the best point of that."""
        kept = [one for one, is_chosen in zip(self._kept, chosen, strict=True) if is_chosen]
        rows = self._rows[chosen]
        if not kept:
            self._left = self._weights = np.zeros(0)
            return 0.0
        model = self._model
        value, slopes, of_rates = model.table.linearise(rows, self.at)
        self._shares = model.table.share_of_constant(rows, self.at)
        said = np.array([one.said for one in kept]) * self._is_plain(rows)
        noise = np.array([one.noise for one in kept]) * self._shares
        touched = self._touched
        self._both = (slopes + of_rates)[:, touched]
        apart = model.mean[touched] - self.at[touched]
        together = self._both @ model.covariance[np.ix_(touched, touched)]
        seen = (kept, slopes[:, touched])
        self._variance = together @ self._both.T + self._revisions(seen, seen)
        self._variance = self._variance + np.diag(noise**2)
        self._left = said - value - self._both @ apart
        self._inverse = np.linalg.inv(self._variance)
        self._weights = self._inverse @ self._left
        self._slopes, self._fitted = slopes, kept
        step = apart + together.T @ self._weights
        self.at[touched] += np.clip(step, -LONGEST_STEP, LONGEST_STEP)
        return float(np.abs(step).max())

    def _drop_worst(self) -> bool:
        """Leave out what the rest makes less likely than that it is wrong, at the cost of that."""
        if len(self._kept) < 2:
            return False
        variances = 1 / np.diag(self._inverse)
        residuals = self._weights * variances
        densities = -0.5 * (residuals**2 / variances + np.log(2 * math.pi * variances)) + np.log(self._shares)
        floors = np.array([-COST_OF_OUTLIER - math.log(WIDTHS[one.claim.kind]) for one in self._kept])
        gains = floors - densities
        worst = int(np.argmax(gains))
        if gains[worst] <= 0:
            return False
        self._cost_of_outliers -= float(floors[worst])
        del self._kept[worst]
        self._rows = np.delete(self._rows, worst)
        return True

    def _predict(
        self, observations: Sequence[Observation], rows: NDArray[np.intp], more_noise: float
    ) -> tuple[Numbers, Numbers, Numbers]:
        """What some rows have by the fit, and how surely."""
        model = self._model
        value, slopes, of_rates = model.table.linearise(rows, self.at)
        shares = model.table.share_of_constant(rows, self.at)
        # Most unknowns are of other claims: a small matrix takes no time.
        used = model.table.touched_by(rows)
        both = (slopes + of_rates)[:, used]
        noise = (np.array([one.noise for one in observations]) ** 2 + more_noise**2) * shares**2
        seen = (observations, slopes[:, used])
        variance = both @ model.covariance[np.ix_(used, used)] @ both.T + self._revisions(seen, seen)
        variance = variance + np.diag(noise)
        mean = value + both @ (model.mean - self.at)[used]
        if len(self._weights):
            shared = both @ self._together[:, used].T + self._revisions(seen, (self._fitted, self._slopes[:, used]))
            mean = mean + shared @ self._weights
            variance = variance - shared @ self._inverse @ shared.T
        return mean, variance, shares
