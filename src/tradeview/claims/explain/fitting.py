"""What some claims would have another claim say: claims as noisy observations of a few unknown amounts.

`unknowns` says what the amounts and rates are, and how claims depend on them. With the printed digits as noise and a
revision between articles, what is left is least squares with a prior (a Gaussian process), linearised where it stands.

Levels are fitted before growths: growth whose currency is not said is of the one in which it fits them best.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import BOTH_WAYS, USUAL_COVERAGE, Claim, Route
from tradeview.claims.explain.assumptions import (
    BEYOND_BOUND,
    CHOICES_OF_NEIGHBOURS,
    CHOICES_OF_RANK,
    COST_OF_OUTLIER,
    DEVIATION_OF_DIGITS,
    DEVIATIONS_OF_NEAR,
    LEAST_GAIN_OF_CURRENCY,
    LEAST_NOISE,
    LONGEST_STEP,
    MOST_CURRENCIES_CHANGED,
    MOST_OUTLIERS,
    MOST_STEPS,
    NEAR_ERROR,
    NOISE_OF_BOUND,
    SERVICES_BESIDE_GOODS,
    SHARE_OF_CODE,
    SHARE_OF_NEAR_ERRORS,
    SHORTEST_PART,
    SLOW_PROGRESS,
    STILL,
    UNKNOWN_RATE,
    USUAL_REVISION,
    WIDTHS,
)
from tradeview.claims.explain.unknowns import (
    Numbers,
    Row,
    Table,
    Unknowns,
    breaks_of_flows,
    covariance_of_amounts,
    middle_of,
)
from tradeview.periods import Months, count_months
from tradeview.table.schema import BALANCE, TOTAL


@dataclass(frozen=True)
class Observation:
    """What is printed: the logarithm of a claim, its noise, and the rows that it may have."""

    claim: Claim
    said: float
    noise: float
    first_row: int
    rows: int
    article: int  # by number, so that those of one article are found at once

    @property
    def every_row(self) -> range:
        """The rows that it may have, by number."""
        return range(self.first_row, self.first_row + self.rows)


class Model:
    """Claims around a contradiction as observations of unknowns, with what may be said instead of some of them."""

    def __init__(self, book: ClaimBook, claims: Sequence[Claim], instead: Iterable[Claim]) -> None:
        self._book = book
        self.claims = _leave_out_ranks(claims)
        others = _leave_out_ranks(instead)
        self.currency = _usual_currency(self.claims)
        breaks = breaks_of_flows([*self.claims, *others])
        self._unknowns = Unknowns(book.rates, self.currency, _usual_side(self.claims), breaks)
        self._rows: list[Row] = []
        self._observed: dict[tuple[object, ...], Observation] = {}
        self._articles: dict[object, int] = {}
        for claim in [*self.claims, *others]:
            self._observe(claim)
        self.table = Table(self._rows, len(self._unknowns))
        self.mean = self._prior_mean()
        self.covariance = self._prior_covariance()
        self.observations: list[Observation] = []
        for claim in self.claims:
            observation = self.find(claim)
            if observation is not None:
                self.observations.append(observation)
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

    def with_corrected(self, keys: frozenset[str], corrected: Iterable[Claim]) -> "Fit":
        """Fit all claims but some, and these as they are corrected."""
        kept = [one for one in self.observations if one.claim.key not in keys]
        for claim in corrected:
            observation = self.find(claim)
            if observation is not None:
                kept.append(observation)
        return Fit(self, kept)

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
            mean[number] = 0.0 if factor is None else math.log(middle_of(factor.near.low, factor.near.high))
        return mean

    def _pace_of(self, claim: Claim) -> float | None:
        if claim.kind != "level" or claim.flow == BALANCE or claim.value <= 0:
            return None
        factor = self._book.rates.conversion_factor(str(claim.currency), self.currency, claim.months)
        if factor is None:
            return None
        amount = claim.value * middle_of(factor.near.low, factor.near.high) / count_months(claim.months)
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
            covariance[np.ix_(places, places)] = covariance_of_amounts(keys)
        for (currency, months), number in self._unknowns.rate_numbers.items():
            covariance[number, number] = self._deviation_of_rate(currency, months) ** 2
        return covariance

    def _deviation_of_rate(self, currency: str, months: Months) -> float:
        factor = self._book.rates.conversion_factor(self.currency, currency, months)
        if factor is None:
            return UNKNOWN_RATE
        return math.log(factor.near.high / factor.near.low) / 2 / DEVIATIONS_OF_NEAR


def _leave_out_ranks(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.kind != "rank"]


def _usual_pace(paces: Mapping[tuple[object, ...], Sequence[float]], route: Route) -> float:
    """The middle of what is printed of a pair, whichever way; of a code, a part of that of all goods.

    Services add some to goods. Of one flow alone it would be what is printed wrong of it.
    """
    one, other, way, code, coverage = route
    of_all = _pair_of((one, other, way, TOTAL, coverage))
    if code != TOTAL and of_all in paces:
        return float(np.median(paces[of_all])) + math.log(SHARE_OF_CODE)
    of_goods = paces.get(_pair_of((one, other, way, code, "")))
    if of_goods and coverage == USUAL_COVERAGE:
        return float(np.median(of_goods)) + SERVICES_BESIDE_GOODS
    of_pair = paces.get(_pair_of(route))
    if of_pair:
        return float(np.median(of_pair))
    return float(np.median(paces.get((), [0.0])))


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


def _said_by(observations: Iterable[Observation]) -> Numbers:
    return np.array([one.said for one in observations])


def _noise_of(observations: Iterable[Observation]) -> Numbers:
    return np.array([one.noise for one in observations])


def _article_numbers(observations: Iterable[Observation]) -> NDArray[np.intp]:
    return np.array([one.article for one in observations], dtype=np.intp)


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
        self._choose_currencies_by_rest()
        for _ in range(MOST_OUTLIERS):
            if not self._drop_worst():
                break
            self._settle(np.ones(len(self._kept), dtype=bool))
        self._spread_to_all()

    @property
    def fitted_claims(self) -> list[Claim]:
        """The claims that were fitted: all but those that are wrong themselves."""
        return [one.claim for one in self._kept]

    @property
    def currencies_of_growth(self) -> dict[str, int]:
        """By the key of a growth, in which of the currencies that it may be in it is: their number."""
        chosen = {}
        for one, row in zip(self._kept, self._rows, strict=True):
            if one.claim.kind == "growth":
                chosen[one.claim.key] = int(row) - one.first_row
        return chosen

    @cached_property
    def evidence(self) -> float:
        """The logarithm of the likelihood of all that was fitted."""
        if not self._kept:
            return -self._cost_of_outliers
        return self._log_likelihood() - self._cost_of_outliers

    def _log_likelihood(self) -> float:
        """The logarithm of the likelihood of what is kept."""
        _, log_determinant = np.linalg.slogdet(self._variance)
        misfit = float(self._left @ self._weights)
        likelihood = -0.5 * (misfit + float(log_determinant) + len(self._kept) * math.log(2 * math.pi))
        return likelihood + float(np.log(self._shares).sum())

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
        free = self.density_of_free(claims)
        observations = [one for one in (self._model.find(claim) for claim in claims) if one is not None]
        if not observations:
            return free
        rows = self._best_rows(observations)
        mean, variance, shares = self._predict(observations, rows, more_noise)
        apart = _said_by(observations) * self._is_plain(rows) - mean
        sign, log_determinant = np.linalg.slogdet(variance)
        if sign <= 0:
            return -math.inf
        misfit = float(apart @ np.linalg.solve(variance, apart))
        likelihood = -0.5 * (misfit + float(log_determinant) + len(observations) * math.log(2 * math.pi))
        return free + likelihood + float(np.log(shares).sum())

    def density_of_free(self, claims: Iterable[Claim]) -> float:
        """Log-density of those of some claims that do not depend on amounts: any figure is as good as another."""
        density = 0.0
        for claim in claims:
            if claim.kind == "rank":
                density -= math.log(CHOICES_OF_NEIGHBOURS)
            elif self._model.find(claim) is None:
                density -= math.log(WIDTHS[claim.kind])
        return density

    def estimate(self, claim: Claim) -> float:
        """What a claim most likely says, as far as its own range and what was fitted tell."""
        observation = self._model.find(claim)
        if observation is None or claim.flow == BALANCE:
            return claim.value
        mean, variance, _ = self._predict([observation], self._best_rows([observation]), 0.0)
        noise = observation.noise**2
        told_by_rest = float(variance[0, 0]) - noise
        share = noise / (noise + max(told_by_rest, 0.0))
        return math.exp(share * float(mean[0]) + (1 - share) * observation.said)

    def _best_rows(self, observations: Iterable[Observation]) -> NDArray[np.intp]:
        return np.array([self._best_row(one) for one in observations], dtype=np.intp)

    def _best_row(self, observation: Observation) -> int:
        """The currency in which growth is likeliest to be told."""
        if observation.rows == 1:
            return observation.first_row
        rows = np.array(observation.every_row, dtype=np.intp)
        value, _, _ = self._model.table.linearise(rows, self.at)
        return int(rows[np.argmin(np.abs(value - observation.said))])

    def _is_plain(self, rows: NDArray[np.intp]) -> Numbers:
        """1 where a row has what is said; 0 of balances, which say that it is nothing more."""
        constant = self._model.table.constant[rows]
        is_balance = (constant > 0) & (self._model.table.denominator[rows].sum(axis=1) > 0)
        plain: Numbers = np.where(is_balance, 0.0, 1.0)
        return plain

    def _choose_currencies(self) -> None:
        self._rows = self._best_rows(self._kept)

    def _choose_currencies_by_rest(self) -> None:
        """Put growth in the currency in which all others make it likeliest, as long as that makes all likelier.

        One at a time: what each would be in depends on what the others are in.
        """
        everything = np.ones(len(self._kept), dtype=bool)
        tried: set[tuple[int, int]] = set()
        for _ in range(MOST_CURRENCIES_CHANGED):
            change = self._find_better_currency(tried)
            if change is None:
                return
            tried.add(change)
            place, row = change
            before, row_before = self._log_likelihood(), self._rows[place]
            self._rows[place] = row
            self._settle(everything)
            if self._log_likelihood() < before + LEAST_GAIN_OF_CURRENCY:
                self._rows[place] = row_before
                self._settle(everything)

    def _find_better_currency(self, tried: Collection[tuple[int, int]]) -> tuple[int, int] | None:
        """Find the growth that would gain most by being in another currency, given all others: its place and row."""
        if not len(self._weights):
            return None
        precisions = np.diag(self._inverse)
        apart = self._weights / precisions
        most_gained, found = LEAST_GAIN_OF_CURRENCY, None
        for place, observation in enumerate(self._kept):
            if observation.rows == 1:
                continue
            rows = np.array(observation.every_row, dtype=np.intp)
            value, _, _ = self._model.table.linearise(rows, self.at)
            moved = value - value[self._rows[place] - observation.first_row]
            gains = (apart[place] ** 2 - (apart[place] - moved) ** 2) * precisions[place] / 2
            for row, gain in zip(rows, gains, strict=True):
                if gain > most_gained and (place, int(row)) not in tried:
                    most_gained, found = float(gain), (place, int(row))
        return found

    def _revisions(
        self, one: tuple[Sequence[Observation], Numbers], other: tuple[Sequence[Observation], Numbers]
    ) -> Numbers:
        """What figures share that stand in one article: one state of the statistics."""
        (observations, slopes), (other_observations, other_slopes) = one, other
        same = _article_numbers(observations)[:, None] == _article_numbers(other_observations)[None, :]
        together: Numbers = USUAL_REVISION**2 * same * (slopes @ other_slopes.T)
        return together

    def _rows_of_kept(self) -> NDArray[np.intp]:
        rows: list[int] = []
        for one in self._kept:
            rows += one.every_row
        return np.array(rows, dtype=np.intp)

    def _spread_to_all(self) -> None:
        """Say what the fit makes of the unknowns that nothing told depends on."""
        if len(self._weights):
            model = self._model
            self._together = self._both @ model.covariance[self._touched]
            self.at = model.mean + self._together.T @ self._weights

    def _settle(self, chosen: NDArray[np.bool_]) -> None:
        """Take steps until they lead nowhere; shorter ones where they lead to and fro."""
        part = 1.0
        before = math.inf
        for _ in range(MOST_STEPS):
            step = self._step(chosen, part)
            if step < STILL:
                break
            if step > SLOW_PROGRESS * before:
                part = max(part / 2, SHORTEST_PART)
            before = step

    def _step(self, chosen: NDArray[np.bool_], part: float) -> float:
        """Linearise where the fit stands, and move a part of the way to the best point of that."""
        kept = [one for one, is_chosen in zip(self._kept, chosen, strict=True) if is_chosen]
        rows = self._rows[chosen]
        if not kept:
            self._left = self._weights = np.zeros(0)
            return 0.0
        model = self._model
        value, slopes, of_rates = model.table.linearise(rows, self.at)
        self._shares = model.table.share_of_constant(rows, self.at)
        said = _said_by(kept) * self._is_plain(rows)
        noise = _noise_of(kept) * self._shares
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
        self.at[touched] += part * np.clip(step, -LONGEST_STEP, LONGEST_STEP)
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
        noise = (_noise_of(observations) ** 2 + more_noise**2) * shares**2
        seen = (observations, slopes[:, used])
        variance = both @ model.covariance[np.ix_(used, used)] @ both.T + self._revisions(seen, seen)
        variance = variance + np.diag(noise)
        mean = value + both @ (model.mean - self.at)[used]
        if len(self._weights):
            shared = both @ self._together[:, used].T + self._revisions(seen, (self._fitted, self._slopes[:, used]))
            mean = mean + shared @ self._weights
            variance = variance - shared @ self._inverse @ shared.T
        return mean, variance, shares
