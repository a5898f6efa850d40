"""Sets of changes with which every test holds: single claims and articles first, then two and three of them.

Of each claim that stands in all contradictions of a cluster, every change of the catalogue is scored by its evidence
less its cost; the tests around the best are made again, and what still contradicts, or has no test that agrees, is
dropped. Only where no named change of one claim or article does it, sets of two and three are sought, the most
promising first (a beam). A set is minimal: none of its changes could be spared.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from tradeview.claims.claim import Claim, keys_of, natural_order, stand_in_one_article
from tradeview.claims.comparison import AGREES, TOO_WIDE, Comparison, Reason, list_resting_on
from tradeview.claims.explain.assumptions import (
    BEAM,
    CHOICES_IN_SET,
    COST_OF_ANOTHER_MISTAKE,
    GREAT_REVISION,
    GREATEST_REVISION,
    MOST_CHANGES,
    MOST_REFITTED,
    MOST_SETS_FILLED,
    MOST_SUSPECTS,
    MOST_TESTED,
    NOISE_OF_ROUGH_FIT,
    PROPOSED,
    WORTH_REFITTING,
    WORTH_TESTING,
)
from tradeview.claims.explain.fitting import Fit, Model
from tradeview.claims.explain.mistakes import (
    NEED_A_TEST,
    Correction,
    CorrectionSet,
    claims_as_corrected,
    claims_as_printed,
    leave_out,
    list_corrections,
    list_corrections_of_several,
    restore_sets,
    take_for_revised,
)
from tradeview.claims.explain.neighbourhood import Cluster, Surroundings, is_firm
from tradeview.claims.proposals import OtherRate

Chosen = frozenset[frozenset[str]]  # of each claim or article of a set, the keys of what is changed together


@dataclass(frozen=True)
class Candidate(CorrectionSet):
    """Changes that may explain a cluster together, and what speaks for them: evidence less cost, in nats."""

    score: float
    speaking: tuple[Comparison, ...] = ()  # tests that agree with the changes, and seldom by chance

    @property
    def is_borne_out(self) -> bool:
        """Whether it says what was meant of every claim, and tests agree."""
        return self.is_named and have_evidence(self.corrections, self.speaking)

    @property
    def order(self) -> tuple[object, ...]:
        """Best first; in one order in every run."""
        keys = _order_of_keys(self.keys)
        return -round(self.score, 6), len(keys), keys


def find_candidates(surroundings: Surroundings, cluster: Cluster) -> list[Candidate]:
    """Find the sets of changes that explain a cluster, the best first."""
    search = Search(surroundings, cluster)
    found = search.find_single()
    is_settled = _share_borne_out(found) >= PROPOSED
    # Of contradictions that were split by their claims, one mistake is what they have in common.
    is_part = bool(found) and bool(cluster.doubted)
    if not is_settled and not is_part:
        found += search.find_sets()
    return sorted(found, key=lambda candidate: candidate.order)


def _share_borne_out(candidates: Sequence[Candidate]) -> float:
    """What part of the probability rests on candidates that tests bear out: one that hardly fits settles nothing."""
    best = max((candidate.score for candidate in candidates), default=0.0)
    borne_out = total = 0.0
    for candidate in candidates:
        weight = math.exp(candidate.score - best)
        total += weight
        if candidate.is_borne_out:
            borne_out += weight
    return borne_out / max(total, 1.0)


class Search:
    """The changes of the claims of one cluster, and the model that weighs them."""

    def __init__(self, surroundings: Surroundings, cluster: Cluster) -> None:
        self._surroundings = surroundings
        self._left_out = surroundings.left_out
        self._cluster = cluster
        self._prepare([claim for claim in cluster.suspects if self._may_meet_all(claim)])

    def _may_meet_all(self, claim: Claim) -> bool:
        """Tell whether a claim, alone or with others of its article, stands in all contradictions."""
        keys = frozenset({claim.key})
        if claim.article is not None:
            keys |= keys_of(other for other in self._cluster.suspects if other.article == claim.article)
        return self._cluster.is_met_by(keys)

    def _prepare(self, suspects: Sequence[Claim]) -> None:
        """List every correction of some claims, and fit what there is around them."""
        self._corrections = self._list_corrections(suspects)
        near: list[Claim] = []
        if suspects:
            near = self._surroundings.claims_near(self._cluster, suspects)
        self._near = keys_of(near)
        instead: list[Claim] = []
        for corrections in self._corrections.values():
            instead += self._corrected_near(corrections)
        self._model = Model(self._surroundings.book, near, instead)

    def _corrected_near(self, corrections: Iterable[Correction]) -> list[Claim]:
        """The claims as corrected, those of them that are fitted as printed.

        Of a long article that is corrected as a whole, the rest would weigh on one side only.
        """
        return [claim for claim in claims_as_corrected(corrections) if claim.key in self._near]

    def _list_corrections(self, suspects: Sequence[Claim]) -> dict[frozenset[str], list[Correction]]:
        """Every correction of some claims, alone and with others, by the keys of what it changes."""
        book = self._surroundings.book
        found: dict[frozenset[str], list[Correction]] = {}
        seen: set[object] = set()
        corrections: list[Correction] = []
        for claim in suspects:
            corrections += list_corrections(book, claim)
            corrections += self._sets_of_rank(claim)
        corrections += list_corrections_of_several(book, suspects)
        for correction in corrections:
            name = (correction.keys, correction.change)
            if name not in seen and self._has_rates(correction):
                seen.add(name)
                cost = correction.cost + self._surroundings.articles.cost_of(correction)
                found.setdefault(correction.keys, []).append(replace(correction, cost=cost))
        return found

    def _sets_of_rank(self, claim: Claim) -> Iterator[Correction]:
        for comparison in self._cluster.contradictions:
            if comparison.test == "rank" and comparison.claims[0].key == claim.key:
                yield from restore_sets(claim, comparison.proposal)

    def _has_rates(self, correction: Correction) -> bool:
        """Tell whether the rate of a currency that a claim is to be in is known: without one, anything goes."""
        rates = self._surroundings.book.rates
        for old, new in zip(correction.printed, correction.corrected, strict=True):
            if old.currency == new.currency or old.currency is None or new.currency is None:
                continue
            if rates.conversion_factor(old.currency, new.currency, new.months) is None:
                return False
        return True

    # One claim or article

    def find_single(self) -> list[Candidate]:
        """Find the changes of one claim, or of one article, that explain all."""
        candidates: list[Candidate] = []
        for claim in self._cluster.suspects:
            if self._cluster.is_met_by(frozenset({claim.key})):
                candidates += self._unnamed(claim)
        for keys, corrections in self._corrections.items():
            if self._cluster.is_met_by(keys):
                candidates += self._score_each(self._model.without(keys), corrections)
        return self._keep_tested(candidates)

    def _unnamed(self, claim: Claim) -> Iterator[Candidate]:
        """Say that a claim is wrong, nobody knows how, or was revised."""
        fit = self._model.without(frozenset({claim.key}))
        yield self._score(fit, (leave_out(claim),))
        contradictions = list_resting_on(self._cluster.contradictions, frozenset({claim.key}))
        if all(_may_be_revision(comparison) for comparison in contradictions):
            yield self._score(fit, (take_for_revised(claim),), GREAT_REVISION)

    def _score(self, fit: Fit, corrections: tuple[Correction, ...], more_noise: float = 0.0) -> Candidate:
        """Weigh what was printed, with some changes, by what the rest predicts."""
        corrections = tuple(_estimate_at_rate(fit, correction) for correction in corrections)
        corrected = self._corrected_near(corrections)
        score = fit.evidence - _cost_together(corrections)
        score += _density_of_errors(fit, corrections)
        if len(corrected) > 1:
            more_noise = max(more_noise, NOISE_OF_ROUGH_FIT)
        if corrected:
            score += fit.density(corrected, more_noise)
        return Candidate(corrections, score)

    def _score_again(self, candidate: Candidate) -> Candidate:
        """Weigh several claims by fitting them with the rest.

        What sums and balances come to is not known finely enough where only the rest was fitted.
        """
        corrected = self._corrected_near(candidate.corrections)
        fit = self._model.with_corrected(candidate.keys, corrected)
        score = fit.evidence + fit.density_of_free(corrected) - _cost_together(candidate.corrections)
        score += _density_of_errors(fit, candidate.corrections)
        return replace(candidate, score=score)

    def _score_finely(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Weigh the best candidates of several claims again."""
        best = max((candidate.score for candidate in candidates), default=0.0)
        scored: list[Candidate] = []
        again = 0
        for candidate in sorted(candidates, key=lambda candidate: candidate.order):
            is_rough = len(self._corrected_near(candidate.corrections)) > 1
            is_worth_it = is_rough and candidate.score > best - WORTH_REFITTING
            if is_worth_it and again < MOST_REFITTED:
                again += 1
                scored.append(self._score_again(candidate))
            else:
                self._left_out["roughly weighed"] += is_worth_it
                scored.append(candidate)
        return scored

    def _score_each(self, fit: Fit, corrections: Iterable[Correction]) -> list[Candidate]:
        return [self._score(fit, (correction,)) for correction in corrections]

    def _keep_tested(self, candidates: list[Candidate]) -> list[Candidate]:
        """Keep the best candidates with which every test holds."""
        kept: list[Candidate] = []
        best: float | None = None
        tested = 0
        for candidate in sorted(self._score_finely(candidates), key=lambda candidate: candidate.order):
            if best is not None and candidate.score < best - WORTH_TESTING:
                break
            if tested >= MOST_TESTED and candidate.named:
                self._left_out["untested"] += 1
                continue
            tested += 1
            speaking = self._test(candidate)
            if speaking is not None:
                kept.append(replace(candidate, speaking=speaking))
                if best is None:
                    best = candidate.score
        return kept

    def _test(self, candidate: Candidate) -> tuple[Comparison, ...] | None:
        """Make the tests around a candidate again; None where one contradicts, or none agrees with a change."""
        if not candidate.named:
            return ()
        printed = claims_as_printed(candidate.corrections)
        corrected = self._corrected_near(candidate.named)
        speaking: list[Comparison] = []
        for comparison in self._surroundings.test_again(printed, corrected, self._cluster.doubted):
            if self._speaks_against(comparison):
                return None  # the tests that would follow are not made
            if is_evidence(comparison, candidate.keys, self._cluster.contradictions):
                speaking.append(comparison)
        if not all(_may_be_told(correction, speaking) for correction in candidate.named):
            return None
        return tuple(speaking)

    def _speaks_against(self, comparison: Comparison) -> bool:
        """Tell whether a test contradicts a change: a small gap between articles does only beside its like."""
        if not comparison.contradicts:
            return False
        return is_firm(comparison) or not self._cluster.firm

    # Several

    def find_sets(self) -> list[Candidate]:
        """Find the most promising sets of two and three claims or articles that explain all together."""
        if len(self._cluster.suspects) > MOST_SUSPECTS:
            self._left_out["heaps"] += 1
            return []
        self._prepare(self._cluster.suspects)
        candidates: list[Candidate] = []
        complete = self._find_complete_sets()
        self._left_out["untried sets"] += max(len(complete) - MOST_SETS_FILLED, 0)
        for chosen in complete[:MOST_SETS_FILLED]:
            candidates += self._fill_set(chosen)
        return self._keep_tested(candidates)

    def _find_complete_sets(self) -> list[Chosen]:
        """Find the shortest sets that meet every contradiction, the most promising first."""
        partial: list[Chosen] = [frozenset()]
        for _ in range(MOST_CHANGES):
            complete: list[Chosen] = []
            rest: list[Chosen] = []
            for chosen in self._add_one_more(partial):
                if not self._meets_all(chosen):
                    rest.append(chosen)
                elif len(chosen) > 1 and self._is_minimal(chosen):
                    complete.append(chosen)
            if complete:
                return sorted(complete, key=self._order_of_set)
            self._left_out["short sets"] += max(len(rest) - BEAM, 0)
            partial = sorted(rest, key=self._order_of_set)[:BEAM]
        return []

    def _add_one_more(self, partial: Iterable[Chosen]) -> list[Chosen]:
        """Every set that is one claim or article longer, each once."""
        longer: dict[Chosen, None] = {}
        for chosen in partial:
            for keys in self._elements_for(chosen):
                longer[chosen | {keys}] = None
        return list(longer)

    def _elements_for(self, chosen: Chosen) -> Iterator[frozenset[str]]:
        """Claims and articles that meet the first contradiction that others leave."""
        keys = _union(chosen)
        unmet = [comparison for comparison in self._cluster.must_meet if not comparison.rests_on(keys)]
        if not unmet:
            return
        for claim in unmet[0].doubtful:
            yield frozenset({claim.key})
        for others in self._corrections:
            if len(others) > 1 and unmet[0].rests_on(others):
                yield others

    def _meets_all(self, chosen: Chosen) -> bool:
        return self._cluster.is_met_by(_union(chosen))

    def _is_minimal(self, chosen: Chosen) -> bool:
        return not any(self._meets_all(chosen - {keys}) for keys in chosen)

    def _order_of_set(self, chosen: Chosen) -> tuple[object, ...]:
        return -round(self._promise(chosen), 6), [_order_of_keys(keys) for keys in _in_order(chosen)]

    def _promise(self, chosen: Chosen) -> float:
        """What a set could score: each claim alone wrong, nobody knows how, and articles by their best change."""
        fit = self._model.without(_union(chosen))
        score = fit.evidence
        for keys in chosen:
            if len(keys) == 1:
                score += self._score_as_unknown(fit, keys).score - fit.evidence
            else:
                score += self._best_options(fit, keys)[0].score - fit.evidence
        return score

    def _score_as_unknown(self, fit: Fit, keys: frozenset[str]) -> Candidate:
        """Weigh that the one claim of these is wrong, nobody knows how."""
        claim = next(claim for claim in self._cluster.suspects if claim.key in keys)
        return self._score(fit, (leave_out(claim),))

    def _best_options(self, fit: Fit, keys: frozenset[str]) -> list[Candidate]:
        """The best changes of some claims, given what others say; of one claim, with "nobody knows how"."""
        options = self._score_each(fit, self._corrections.get(keys, ()))
        options.sort(key=lambda candidate: candidate.order)
        options = options[:CHOICES_IN_SET]
        if len(keys) == 1:
            options.append(self._score_as_unknown(fit, keys))
        return sorted(options, key=lambda candidate: candidate.order)

    def _fill_set(self, chosen: Chosen) -> Iterator[Candidate]:
        """Every combination of the best changes of the claims of a set."""
        if len(_union(chosen)) < sum(len(keys) for keys in chosen):
            return  # a claim is changed once
        fit = self._model.without(_union(chosen))
        options = [self._best_options(fit, keys) for keys in _in_order(chosen)]
        for combination in product(*options):
            yield self._score(fit, tuple(each.corrections[0] for each in combination))


def _density_of_errors(fit: Fit, corrections: Sequence[Correction]) -> float:
    """Log-density of the claims of which nobody knows how they are wrong."""
    density = 0.0
    for correction in corrections:
        if not correction.corrected:
            for claim in correction.printed:
                density += fit.density_of_error(claim)
    return density


def _cost_together(corrections: Sequence[Correction]) -> float:
    """What mistakes cost together: each its own, and that there were several."""
    cost = COST_OF_ANOTHER_MISTAKE * (len(corrections) - 1)
    for correction in corrections:
        cost += correction.cost
    return cost


def _estimate_at_rate(fit: Fit, correction: Correction) -> Correction:
    """Say what a figure is at the right rate: within what rates allow, the amount that other claims make it."""
    if not isinstance(correction.change, OtherRate):
        return correction
    return replace(correction, change=replace(correction.change, value=fit.estimate(correction.corrected[0])))


def _union(chosen: Chosen) -> frozenset[str]:
    return frozenset[str]().union(*chosen)


def _in_order(chosen: Chosen) -> list[frozenset[str]]:
    return sorted(chosen, key=_order_of_keys)


def _order_of_keys(keys: Iterable[str]) -> list[tuple[tuple[int, str], ...]]:
    return sorted(natural_order(key) for key in keys)


def _may_be_revision(comparison: Comparison) -> bool:
    """Tell whether two states of the statistics may lie so far apart: of two articles, and of amounts."""
    if comparison.test in {"rank", "published"} or stand_in_one_article(comparison.claims):
        return False
    return comparison.gap <= GREATEST_REVISION


def _may_be_told(correction: Correction, speaking: Sequence[Comparison]) -> bool:
    """Tell whether a test agrees with a correction, where it is one of many that would fit by chance."""
    needs_test = correction.mistake in NEED_A_TEST or len(correction.printed) > 1
    return not needs_test or has_evidence(correction, speaking)


def has_evidence(correction: Correction, speaking: Sequence[Comparison]) -> bool:
    """Tell whether a test agrees with a correction; the sets of ranks have none that would."""
    if correction.mistake == "set":
        return True
    return any(comparison.rests_on(correction.keys) for comparison in speaking)


def have_evidence(corrections: Iterable[Correction], speaking: Sequence[Comparison]) -> bool:
    """Tell whether a test agrees with each of some corrections."""
    return all(has_evidence(correction, speaking) for correction in corrections)


def is_evidence(comparison: Comparison, changed: frozenset[str], contradictions: Iterable[Comparison] = ()) -> bool:
    """Tell whether a test agrees that rests on more than what is changed, and seldom agrees by chance.

    Two currencies agree at a rate, which is nobody's claim. Where both are changed together, that says something only
    if they contradicted each other as printed: a whole article is as right in any year of much the same rate.
    """
    agrees = comparison.verdict == AGREES or comparison.reason in {Reason.REVISED, Reason.DIGITS_CUT}
    if not agrees:
        return False
    if comparison.keys <= changed and not _is_at_rate_that_was_wrong(comparison, contradictions):
        return False
    widest = max(comparison.follows.near.spread, comparison.says.near.spread)
    return comparison.is_at_pace or (comparison.is_telling and widest < TOO_WIDE)


def _is_at_rate_that_was_wrong(comparison: Comparison, contradictions: Iterable[Comparison]) -> bool:
    """Tell whether two currencies contradicted each other before both claims were changed."""
    if comparison.test != "currencies":
        return False
    return any(each.test == "currencies" and each.keys == comparison.keys for each in contradictions)


def choose_independent(comparisons: Sequence[Comparison], keys: frozenset[str]) -> tuple[Comparison, ...]:
    """Choose tests of some claims of which no two rest on the same other claim, those on the fewest claims first."""
    used: set[object] = set()
    chosen = []
    for comparison in sorted(list_resting_on(comparisons, keys), key=lambda each: len(each.claims)):
        others = {claim.identity for claim in comparison.claims if claim.key not in keys}
        if not others & used:
            used |= others
            chosen.append(comparison)
    return tuple(chosen)
