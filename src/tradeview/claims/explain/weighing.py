"""How sure an explanation is: what speaks for each, made probabilities that add up to one.

A claim is suspected where three quarters of the probability rest on it, and a change proposed where the likeliest
explanation has seven tenths of it; else all that have a twelfth are told, as one or the other.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import exp, log

from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import Claim, collect_keys, natural_order
from tradeview.claims.comparison import Comparison
from tradeview.claims.explain.assumptions import MOST_TOLD, PROPOSED, SAME_AT_ANY_RATE, SURE, SUSPECTED, TOLD
from tradeview.claims.explain.mistakes import Correction, CorrectionSet, claims_as_corrected, claims_as_printed
from tradeview.claims.explain.neighbourhood import (
    Cluster,
    Surroundings,
    cluster_contradictions,
    split_by_claims,
)
from tradeview.claims.explain.search import Candidate, choose_independent, find_candidates, have_evidence
from tradeview.claims.proposals import Change, OtherRate

logger = logging.getLogger("tradeview")
MakeTests = Callable[[ClaimBook], Iterable[Comparison]]


@dataclass(frozen=True)
class Explanation(CorrectionSet):
    """Changes that explain a cluster of contradictions, and how likely they are."""

    probability: float
    speaking: tuple[Comparison, ...] = ()

    @cached_property
    def mistaken_keys(self) -> frozenset[str]:
        """Keys of the claims that were mistaken; a revision is nobody's mistake."""
        return collect_keys(correction for correction in self.corrections if correction.mistake != "revision")

    @cached_property
    def is_borne_out(self) -> bool:
        """Whether it says what was meant of a claim at least, and a test agrees with each such change."""
        return bool(self.named) and have_evidence(self.named, self.speaking)

    @cached_property
    def corrected(self) -> frozenset[Claim]:
        """The claims as it would have them."""
        return frozenset(claims_as_corrected(self.corrections))

    def includes(self, other: "Explanation") -> bool:
        """Tell whether it makes all changes that another makes."""
        if self is other:
            return True
        if not other.corrected:
            return False
        return other.mistaken_keys <= self.mistaken_keys and other.corrected <= self.corrected


@dataclass(frozen=True)
class Explained:
    """A cluster of contradictions with its explanations, the likeliest first."""

    cluster: Cluster
    explanations: Sequence[Explanation]
    left_out: tuple[tuple[str, int], ...] = ()  # by what the bounds of the search left out, how much of it

    @cached_property
    def suspects(self) -> list[Claim]:
        """The claims that were mistaken by three quarters of the probability."""
        shares: dict[str, float] = {}
        claims: dict[str, Claim] = {}
        for explanation in self.explanations:
            for claim in claims_as_printed(explanation.corrections):
                claims[claim.key] = claim
            for key in explanation.mistaken_keys:
                shares[key] = shares.get(key, 0.0) + explanation.probability
        suspects: list[Claim] = []
        for key, share in shares.items():
            if share >= SUSPECTED:
                suspects.append(claims[key])
        return sorted(suspects, key=lambda claim: natural_order(claim.key))

    @cached_property
    def told(self) -> list[Explanation]:
        """The explanations that are likely enough to be told."""
        return [explanation for explanation in self.explanations if explanation.probability >= TOLD]

    @cached_property
    def proposed(self) -> Explanation | None:
        """What is proposed: the changes that explanations of seven tenths of the probability have in common."""
        for explanation in sorted(self.told, key=lambda explanation: len(explanation.mistaken_keys)):
            share = 0.0
            for other in self.explanations:
                if other.includes(explanation):
                    share += other.probability
            if share >= PROPOSED and explanation.is_borne_out:
                return replace(explanation, probability=share)
        return None

    @cached_property
    def sure(self) -> Explanation | None:
        """The likeliest explanation, where it is as good as sure, and tests bear it out."""
        for explanation in self.told[:1]:
            if explanation.probability >= SURE and explanation.is_named and explanation.is_borne_out:
                return explanation
        return None

    @property
    def proposed_corrections(self) -> tuple[Correction, ...]:
        """The corrections that are proposed; none where nothing is."""
        if self.proposed is None:
            return ()
        return self.proposed.corrections

    def tests_for(self, correction: Correction) -> tuple[Comparison, ...]:
        """Independent tests that agree with a correction of the first explanation."""
        if self.proposed is None:
            return ()
        return choose_independent(self.proposed.speaking, correction.keys)

    def suspects_of(self, comparison: Comparison) -> list[Claim]:
        """The suspects that a contradiction rests on, with those of their article that were mistaken with them."""
        if not self.explanations:
            return []
        keys = comparison.keys
        for correction in self.explanations[0].corrections:
            if comparison.rests_on(correction.keys):
                keys |= correction.keys
        return [claim for claim in self.suspects if claim.key in keys]

    @cached_property
    def rivals(self) -> list[Explanation]:
        """Where nothing is proposed, the explanations of which one may well be right."""
        if self.proposed is not None:
            return []
        named = [explanation for explanation in self.told if explanation.is_named]
        if not rest_on_same_claims(named):
            named = named[:MOST_TOLD]
        share = sum(explanation.probability for explanation in named)
        if len(named) < 2 or share < PROPOSED:
            return []
        return named


def rest_on_same_claims(explanations: Iterable[Explanation]) -> bool:
    """Tell whether all explanations say that the same claims were mistaken."""
    return len({explanation.mistaken_keys for explanation in explanations}) <= 1


def explain_contradictions(
    book: ClaimBook, comparisons: Sequence[Comparison], make_tests: MakeTests
) -> list[Explained]:
    """Explain every cluster of contradictions."""
    clusters = cluster_contradictions(comparisons)
    if not clusters:
        return []
    surroundings = Surroundings(book, comparisons, make_tests)
    found: dict[int, list[Explained]] = {}
    known: dict[int, int] = {}  # how many claims were corrected elsewhere when a cluster was explained
    # Twice: what is sure of later ones tells of earlier ones, too.
    for _ in range(2):
        for place in _order_of_explaining(clusters):
            is_open = place not in found or not all(each.sure for each in found[place])
            if is_open and known.get(place) != len(surroundings.corrected):
                known[place] = len(surroundings.corrected)
                found[place] = list(_explain(surroundings, clusters[place]))
                surroundings.correct(_surely_corrected(found[place]))
    in_order: list[Explained] = []
    for place in range(len(clusters)):
        in_order += found[place]
    _tell_what_is_left_out(in_order)
    return in_order


def _order_of_explaining(clusters: Sequence[Cluster]) -> list[int]:
    """The places of clusters, those first in which most contradicts: they are the surest."""
    return sorted(range(len(clusters)), key=lambda place: -len(clusters[place].must_meet))


def _surely_corrected(explained: Iterable[Explained]) -> list[Claim]:
    """The claims as they were meant, where that is as good as sure."""
    found: list[Claim] = []
    for each in explained:
        if each.sure is not None:
            found += claims_as_corrected(each.sure.corrections)
    return found


def _tell_what_is_left_out(found: Iterable[Explained]) -> None:
    """Say in the log, too, where a bound of the search was met, and how much lay beyond it."""
    for explained in found:
        if explained.left_out:
            keys = ", ".join(sorted(explained.cluster.keys, key=natural_order)[:MOST_TOLD])
            logger.info("explain_claims: of the contradictions of %s …: %s", keys, dict(explained.left_out))


def _explain(surroundings: Surroundings, cluster: Cluster) -> Iterator[Explained]:
    """Explain a cluster as a whole, else claim by claim; each with what the bounds of the search left out."""
    surroundings.left_out.clear()
    candidates = find_candidates(surroundings, cluster)
    parts = split_by_claims(cluster)
    if candidates or len(parts) < 2:
        yield Explained(cluster, weigh(candidates), _list_left_out(surroundings))
        return
    for part in parts:
        explanations = weigh(find_candidates(surroundings, part))
        yield Explained(part, explanations, _list_left_out(surroundings))
        surroundings.left_out.clear()


def _list_left_out(surroundings: Surroundings) -> tuple[tuple[str, int], ...]:
    met = +surroundings.left_out  # without those that left out nothing
    return tuple(sorted(met.items()))


def weigh(candidates: Sequence[Candidate]) -> list[Explanation]:
    """Make probabilities of what speaks for each candidate."""
    if not candidates:
        return []
    best = max(candidate.score for candidate in candidates)
    total = 0.0
    for candidate in candidates:
        total += exp(candidate.score - best)
    explanations: list[Explanation] = []
    for candidate in sorted(candidates, key=lambda candidate: candidate.order):
        probability = exp(candidate.score - best) / total
        _add_explanation(explanations, Explanation(candidate.corrections, probability, candidate.speaking))
    return sorted(explanations, key=lambda explanation: -explanation.probability)


def _add_explanation(explanations: list[Explanation], another: Explanation) -> None:
    """Add an explanation, or its probability to that of one that says the same: a rate of one time or of another."""
    for place, explanation in enumerate(explanations):
        if _are_alike(explanation, another):
            share = explanation.probability + another.probability
            explanations[place] = replace(explanation, probability=share)
            return
    explanations.append(another)


def _are_alike(one: Explanation, other: Explanation) -> bool:
    """Tell whether two explanations would have every claim say the same, at whatever rate it was converted."""
    if one.keys != other.keys or len(one.corrections) != len(other.corrections):
        return False
    pairs = list(zip(one.corrections, other.corrections, strict=True))
    return all(_say_the_same(correction.change, change.change) for correction, change in pairs)


def _say_the_same(change: Change, other: Change) -> bool:
    if isinstance(change, OtherRate) and isinstance(other, OtherRate):
        return abs(log(change.value / other.value)) <= SAME_AT_ANY_RATE
    return change == other
