"""What articles are like: they say a thing once, tell what is newest, and mostly keep to one year.

A correction makes another article of what was printed. How much rarer such an article is, in nats, is added to what the
mistake costs: a change that leaves import twice in a sentence is less likely than one that makes export of the second.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from tradeview.claims.claim import Article, Claim
from tradeview.claims.explain.assumptions import (
    COMPANY_OF_ANY_YEAR,
    COST_OF_OLD_NEWS,
    COST_OF_REPEATING,
    MONTHS_OF_NEWS,
)
from tradeview.claims.explain.mistakes import Correction


class Articles:
    """The claims of a book by the article that prints them."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._claims: dict[Article, list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.article is not None and not claim.trusted:
                self._claims[claim.article].append(claim)

    def cost_of(self, correction: Correction) -> float:
        """How much rarer an article is as corrected than as printed, in nats; below nought, how much likelier."""
        article = correction.printed[0].article
        if article is None or not correction.corrected:
            return 0.0
        changed = correction.keys
        others = [claim for claim in self._claims[article] if claim.key not in changed]
        cost = _cost_of_repeating(others, correction.corrected) - _cost_of_repeating(others, correction.printed)
        cost += _cost_of_age(others, correction.corrected) - _cost_of_age(others, correction.printed)
        if correction.mistake == "year" and len(correction.printed) == 1:
            cost += _cost_of_year(others, correction.corrected[0]) - _cost_of_year(others, correction.printed[0])
        return cost


def _cost_of_repeating(others: Sequence[Claim], claims: Sequence[Claim]) -> float:
    """Nobody says in one article twice what a figure is."""
    told = {_fact_of(claim) for claim in others}
    repeated = [claim for claim in claims if _fact_of(claim) in told]
    return COST_OF_REPEATING if repeated else 0.0


def _fact_of(claim: Claim) -> tuple[object, ...]:
    """What a claim gives the figure of."""
    base = claim.before if claim.kind == "growth" else None
    return claim.kind, claim.side, claim.route, claim.months, base, claim.currency, claim.among


def _cost_of_age(others: Sequence[Claim], claims: Sequence[Claim]) -> float:
    """Whether the newest months that an article tells of were over long before it was printed."""
    published = claims[0].published
    if published is None:
        return 0.0
    newest = max(claim.months[1] for claim in [*others, *claims])
    return COST_OF_OLD_NEWS if published[0] - newest > MONTHS_OF_NEWS else 0.0


def _cost_of_year(others: Sequence[Claim], claim: Claim) -> float:
    """Of a claim among those of an article: how few are of its months."""
    company = sum(other.months == claim.months for other in others)
    return math.log((len(others) + COMPANY_OF_ANY_YEAR) / (company + COMPANY_OF_ANY_YEAR))
