"""What articles are like: they say a thing once, tell what is newest, and mostly keep to one year.

A correction makes another article of what was printed. How much rarer such an article is, in nats, is added to what the
mistake costs: a change that leaves import twice in a sentence is less likely than one that makes export of the second.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tradeview.claims.claim import Article, Claim
from tradeview.claims.explain.assumptions import (
    COMPANY_OF_ANY_YEAR,
    COST_OF_OLD_NEWS,
    COST_OF_REPEATING,
    MONTHS_OF_NEWS,
)
from tradeview.claims.explain.mistakes import Correction, digits_of
from tradeview.periods import Months


Fact = tuple[object, ...]


@dataclass
class ArticleCounts:
    """How often an article says what: by the fact that it gives a figure of, and by the months that a claim is of."""

    facts: Counter[Fact] = field(default_factory=Counter)
    months: Counter[Months] = field(default_factory=Counter)

    def add(self, claim: Claim) -> None:
        """Count a claim."""
        self.facts[_fact_of(claim)] += 1
        self.months[claim.months] += 1

    def without(self, claims: Sequence[Claim]) -> "ArticleCounts":
        """Count all claims but some."""
        facts, months = self.facts.copy(), self.months.copy()
        for claim in claims:
            facts[_fact_of(claim)] -= 1
            months[claim.months] -= 1
        return ArticleCounts(facts, months)


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
    for claim in claims:
        if others.facts[_fact_of(claim)] > 0:
            return COST_OF_REPEATING
    return 0.0


def _fact_of(claim: Claim) -> tuple[object, ...]:
    """What a claim gives the figure of, and how fine that is: in how many digits."""
    base = claim.before if claim.kind == "growth" else None
    digits, _ = digits_of(claim)
    return claim.kind, claim.side, claim.route, claim.months, base, claim.currency, claim.among, len(digits)


def _cost_of_age(others: ArticleCounts, claims: Sequence[Claim]) -> float:
    """Whether the newest months that an article tells of were over long before it was printed."""
    published = claims[0].published
    if published is None:
        return 0.0
    newest = max(claim.months[1] for claim in claims)
    for months, count in others.months.items():
        if count > 0:
            newest = max(newest, months[1])
    return COST_OF_OLD_NEWS if published[0] - newest > MONTHS_OF_NEWS else 0.0


def _cost_of_company(others: ArticleCounts, claim: Claim) -> float:
    """Of a claim among those of an article: how few are of its months, whatever the others are of."""
    return -math.log(others.months[claim.months] + COMPANY_OF_ANY_YEAR)
