"""What articles are like: they say a thing once, tell what is newest, and mostly keep to one year.

A correction makes another article of what was printed. How much rarer such an article is, in nats, is added to what the
mistake costs: a change that leaves import twice in a sentence is less likely than one that makes export of the second.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tradeview.claims.claim import Article, Claim, Route
from tradeview.claims.explain.assumptions import (
    COMPANY_OF_ANY_YEAR,
    COST_OF_OLD_NEWS,
    COST_OF_REPEATING,
    MONTHS_OF_NEWS,
)
from tradeview.claims.explain.mistakes import Correction, digits_of
from tradeview.periods import MONTHS_IN_YEAR, Months, count_months, shift_years


class Fact(NamedTuple):
    """What a claim gives the figure of, and in how many digits."""

    kind: str
    side: str | None
    route: Route
    months: Months
    base: Months | None
    currency: str | None
    among: str | None
    digits: int


# Growth of which no currency is said may be in any.
ANY_CURRENCY = "any"


@dataclass
class ArticleCounts:
    """How often an article says what: by the fact that it gives a figure of, and by the months that a claim is of."""

    facts: Counter[Fact] = field(default_factory=Counter)
    months: Counter[Months] = field(default_factory=Counter)

    def add(self, claim: Claim) -> None:
        """Count a claim."""
        self._count(claim, 1)

    def without(self, claims: Sequence[Claim]) -> "ArticleCounts":
        """Count all claims but some."""
        others = ArticleCounts(self.facts.copy(), self.months.copy())
        for claim in claims:
            others._count(claim, -1)
        return others

    def tells(self, claim: Claim) -> bool:
        """Tell whether the fact that a claim gives a figure of is told, or may be."""
        fact = _fact_of(claim)
        same = [fact]
        if claim.kind == "growth":
            same.append(fact._replace(currency=ANY_CURRENCY if claim.currency is None else None))
        return any(self.facts[each] > 0 for each in same)

    def tells_like_months(self, months: Months) -> bool:
        """Tell whether something is told of the same months of a year, whichever year."""
        for other, count in self.months.items():
            years_apart, months_apart = divmod(other[0] - months[0], MONTHS_IN_YEAR)
            if count > 0 and months_apart == 0 and other == shift_years(months, years_apart):
                return True
        return False

    def _count(self, claim: Claim, times: int) -> None:
        fact = _fact_of(claim)
        self.facts[fact] += times
        if claim.kind == "growth":
            self.facts[fact._replace(currency=ANY_CURRENCY)] += times
        self.months[claim.months] += times


class Articles:
    """What the articles of a book are like, as printed and with corrections."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._counts: dict[Article, ArticleCounts] = defaultdict(ArticleCounts)
        for claim in claims:
            if claim.article is not None and not claim.trusted:
                self._counts[claim.article].add(claim)

    def cost_of(self, correction: Correction) -> float:
        """How much rarer an article is as corrected than as printed, in nats; below nought, how much likelier."""
        printed, corrected = correction.printed, correction.corrected
        article = printed[0].article
        if article is None or _say_the_same_facts(printed, corrected):
            return 0.0
        others = self._counts[article].without(printed)
        cost = _cost_of_repeating(others, corrected) - _cost_of_repeating(others, printed)
        if correction.mistake in {"year", "part"}:
            cost += _cost_of_age(others, corrected) - _cost_of_age(others, printed)
        if correction.mistake == "year" and len(printed) == 1:
            # The months of both are counted from the same others: how many these are says nothing.
            cost += _cost_of_company(others, corrected[0]) - _cost_of_company(others, printed[0])
        return cost


def _say_the_same_facts(printed: Sequence[Claim], corrected: Sequence[Claim]) -> bool:
    """Tell whether claims are of the facts that they were of, with other figures; so are those left out."""
    return all(_fact_of(old) == _fact_of(new) for old, new in zip(printed, corrected, strict=False))


def _cost_of_repeating(others: ArticleCounts, claims: Sequence[Claim]) -> float:
    """Nobody says in one article twice what a figure is, but rounder in the headline."""
    if any(others.tells(claim) for claim in claims):
        return COST_OF_REPEATING
    return 0.0


def _fact_of(claim: Claim) -> Fact:
    base = claim.before if claim.kind == "growth" else None
    digits, _ = digits_of(claim)
    return Fact(claim.kind, claim.side, claim.route, claim.months, base, claim.currency, claim.among, len(digits))


def _cost_of_age(others: ArticleCounts, claims: Sequence[Claim]) -> float:
    """Whether the newest months that an article tells of were over long before it was printed."""
    published = claims[0].published
    if published is None:
        return 0.0
    newest = max(claim.months[1] for claim in claims)
    for months, count in others.months.items():
        if count > 0:
            newest = max(newest, months[1])
    if published[0] - newest > MONTHS_OF_NEWS:
        return COST_OF_OLD_NEWS
    return max(_cost_of_old_part(others, claim) for claim in claims)


def _cost_of_old_part(others: ArticleCounts, claim: Claim) -> float:
    """Whether a part of a year is told, alone, that was over long before: by then the year is told, or both parts."""
    is_part = count_months(claim.months) < MONTHS_IN_YEAR
    is_old = claim.published is not None and claim.published[0] - claim.months[1] > MONTHS_OF_NEWS
    if is_part and is_old and not others.tells_like_months(claim.months):
        return COST_OF_OLD_NEWS
    return 0.0


def _cost_of_company(others: ArticleCounts, claim: Claim) -> float:
    """Of a claim among those of an article: how few are of its months, whatever the others are of."""
    return -math.log(others.months[claim.months] + COMPANY_OF_ANY_YEAR)
