"""How sure an explanation is: what speaks for each, made probabilities that add up to one.

A claim is suspected where three quarters of the probability rest on it, and a change proposed where the likeliest
explanation has seven tenths of it; else all that have a twelfth are told, as one or the other.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import exp

from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import Claim, natural_order
from tradeview.claims.comparison import Comparison
from tradeview.claims.explain.mistakes import Correction
from tradeview.claims.explain.neighbourhood import (
    Cluster,
    Surroundings,
    cluster_contradictions,
    split_by_claims,
)
from tradeview.claims.explain.search import Candidate, choose_independent, find_candidates, has_evidence

SUSPECTED, PROPOSED, TOLD = 0.75, 0.7, 0.08
# Of explanations by different claims a sentence tells no more than these.
MOST_TOLD = 3

MakeTests = Callable[[ClaimBook], Iterable[Comparison]]


@dataclass(frozen=True)
class Explanation:
    """Changes that explain a cluster of contradictions, and how likely they are."""

    corrections: tuple[Correction, ...]
    probability: float
    speaking: tuple[Comparison, ...] = ()

    @cached_property
    def keys(self) -> frozenset[str]:
        """Keys of the claims that were mistaken; a revision is nobody's mistake."""
        mistaken = [correction.keys for correction in self.corrections if correction.mistake != "revision"]
        return frozenset[str]().union(*mistaken)

    @property
    def is_named(self) -> bool:
        """Whether it says what was meant."""
        return all(correction.is_named for correction in self.corrections)

    @cached_property
    def is_borne_out(self) -> bool:
        """Whether it says what was meant of a claim at least, and a test agrees with each such change."""
        named = [correction for correction in self.corrections if correction.is_named]
        return bool(named) and all(has_evidence(correction, self.speaking) for correction in named)

    @cached_property
    def corrected(self) -> frozenset[Claim]:
        """The claims as it would have them."""
        return frozenset(claim for correction in self.corrections for claim in correction.corrected)

    def includes(self, other: "Explanation") -> bool:
        """Tell whether it makes all changes that another makes."""
        return self is other or (
            other.keys <= self.keys and bool(other.corrected) and other.corrected <= self.corrected
        )


@dataclass(frozen=True)
class Explained:
    """A cluster of contradictions with its explanations, the likeliest first."""

    cluster: Cluster
    explanations: Sequence[Explanation]

    @cached_property
    def suspects(self) -> list[Claim]:
        """The claims that were mistaken by three quarters of the probability."""
        shares: dict[str, float] = {}
        claims: dict[str, Claim] = {}
        for explanation in self.explanations:
            for correction in explanation.corrections:
                for claim in correction.printed:
                    claims[claim.key] = claim
            for key in explanation.keys:
                shares[key] = shares.get(key, 0.0) + explanation.probability
        keys = sorted((key for key, share in shares.items() if share >= SUSPECTED), key=natural_order)
        return [claims[key] for key in keys]

    @cached_property
    def told(self) -> list[Explanation]:
        """The explanations that are likely enough to be told."""
        return [explanation for explanation in self.explanations if explanation.probability >= TOLD]

    @cached_property
    def proposed(self) -> Explanation | None:
        """What is proposed: the changes that explanations of seven tenths of the probability have in common."""
        for explanation in sorted(self.told, key=lambda explanation: len(explanation.keys)):
            share = sum(other.probability for other in self.explanations if other.includes(explanation))
            if share >= PROPOSED and explanation.is_borne_out:
                return replace(explanation, probability=share)
        return None

    def tests_for(self, correction: Correction) -> tuple[Comparison, ...]:
        """Independent tests that agree with a correction of the first explanation."""
        return choose_independent(self.proposed.speaking if self.proposed else (), correction.keys)

    def suspects_of(self, comparison: Comparison) -> list[Claim]:
        """The suspects that a contradiction rests on, with those of their article that were mistaken with them."""
        keys = comparison.keys
        for correction in self.explanations[0].corrections if self.explanations else ():
            if correction.keys & comparison.keys:
                keys |= correction.keys
        return [claim for claim in self.suspects if claim.key in keys]

    @cached_property
    def rivals(self) -> list[Explanation]:
        """Where nothing is proposed, the explanations of which one may well be right."""
        if self.proposed is not None:
            return []
        named = [explanation for explanation in self.told if explanation.is_named]
        if len({explanation.keys for explanation in named}) > 1:
            named = named[:MOST_TOLD]
        share = sum(explanation.probability for explanation in named)
        return named if len(named) > 1 and share >= PROPOSED else []


def explain_contradictions(
    book: ClaimBook, comparisons: Sequence[Comparison], make_tests: MakeTests
) -> list[Explained]:
    """Explain every cluster of contradictions."""
    clusters = cluster_contradictions(comparisons)
    if not clusters:
        return []
    surroundings = Surroundings(book, make_tests)
    return [explained for cluster in clusters for explained in _explain(surroundings, comparisons, cluster)]


def _explain(surroundings: Surroundings, comparisons: Sequence[Comparison], cluster: Cluster) -> Iterator[Explained]:
    """Explain a cluster as a whole, else claim by claim."""
    candidates = find_candidates(surroundings, comparisons, cluster)
    parts = [] if candidates else split_by_claims(cluster)
    if len(parts) < 2:
        yield Explained(cluster, weigh(candidates))
        return
    for part in parts:
        yield Explained(part, weigh(find_candidates(surroundings, comparisons, part)))


def weigh(candidates: Sequence[Candidate]) -> list[Explanation]:
    """Make probabilities of what speaks for each candidate."""
    if not candidates:
        return []
    best = max(candidate.score for candidate in candidates)
    weights = [exp(candidate.score - best) for candidate in candidates]
    total = sum(weights)
    explanations = [
        Explanation(candidate.corrections, weight / total, candidate.speaking)
        for candidate, weight in zip(candidates, weights, strict=True)
    ]
    return sorted(explanations, key=lambda explanation: -explanation.probability)
