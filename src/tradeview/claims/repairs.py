"""Which correction would make a contradicted claim fit the others: another year, decimal point, digit or currency.

Contradictions that share claims are one cluster. Every claim of a cluster that stands in most of its contradictions is
corrected in turn, alone and with its article, and the tests around it are made again. A correction is proposed where
nothing speaks against the corrected claims any more, enough independent tests speak for them, and no other does as
well. Tests are independent where they rest on different claims; the same figure printed twice is one. One test is
enough where all other claims of the cluster are borne out by tests of their own.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import Claim
from tradeview.claims.comparison import AGREES, TOO_WIDE, Comparison
from tradeview.claims.mistakes import TESTS_NEEDED, Correction, list_corrections
from tradeview.claims.proposals import Change, Proposal
from tradeview.periods import MONTHS_IN_YEAR
from tradeview.table.schema import WORLD

# Each repair makes all tests again: a list with more mistakes than this is better read by a person.
MOST_REPAIRS = 20
# Without a correction, a claim is suspected that stands in three contradictions, and in twice as many as any other.
MANY_CONTRADICTIONS, TIMES_AS_MANY = 3, 2
# A correction for which one test fewer speaks than for the best of its kind is named beside it: tests agree by chance.
NEARLY_AS_MANY = 1
# Tests of a correction are made with claims up to a year away: growth and its base are a year apart.
MONTHS_AROUND = MONTHS_IN_YEAR

MakeTests = Callable[[ClaimBook], Iterable[Comparison]]


@dataclass(frozen=True)
class Cluster:
    """Contradictions that hang together, and the tests that agree around them."""

    contradictions: Sequence[Comparison]
    agreeing: Sequence[Comparison]

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims that are contradicted, each once; statistics are not among them."""
        return [claim for claim in _claims_of(self.contradictions) if not claim.trusted]

    def contradictions_of(self, keys: frozenset[str]) -> tuple[Comparison, ...]:
        """Contradictions that some claims stand in."""
        return tuple(each for each in self.contradictions if keys & each.keys)

    def times_contradicted(self, claim: Claim) -> int:
        """How many of the contradictions a claim stands in."""
        if claim.trusted:
            return 0
        return sum(claim.key in each.keys for each in self.contradictions)

    def bears_out(self, claim: Claim, without: frozenset[str]) -> bool:
        """Tell whether a test that rests on none of some claims bears a claim out; statistics need none."""
        if claim.trusted:
            return True
        return any(each.is_telling and claim.key in each.keys and not each.keys & without for each in self.agreeing)


@dataclass(frozen=True)
class Repair:
    """A correction, or several that do equally well, with the contradictions that it solves and the tests for it."""

    correction: Correction
    proposal: Proposal
    solved: tuple[Comparison, ...]
    speaking: tuple[Comparison, ...]
    gained: int  # independent tests that agree, less those that agree with the claims as printed
    unsolved: int  # contradictions of the cluster that it leaves
    has_enough_tests: bool
    rivals: tuple["Repair", ...] = ()  # corrections of different claims that do equally well: none of them is sure

    @property
    def is_sure(self) -> bool:
        """Whether no correction of other claims does as well."""
        return not self.rivals

    @property
    def printed(self) -> list[Claim]:
        """The claims that it corrects, as printed; of rivals, those of each."""
        printed = {}
        for repair in self.rivals or (self,):
            for claim in repair.correction.printed:
                printed[claim.key] = claim
        return list(printed.values())

    @property
    def rank(self) -> tuple[int, int, bool]:
        """What is left contradicted, fewest first; tests that it gains, most first; guesses last."""
        return self.unsolved, -self.gained, self.correction.is_guess


# The search


def find_repairs(book: ClaimBook, comparisons: Sequence[Comparison], make_tests: MakeTests) -> list[Repair]:
    """Find corrections cluster by cluster, each in a book in which those before it are made."""
    repairs: list[Repair] = []
    explained: set[tuple[str, ...]] = set()
    clusters = cluster_contradictions(comparisons)
    while clusters and len(repairs) < MOST_REPAIRS:
        cluster = clusters.pop(0)
        repair = _find_best(book, cluster, make_tests)
        if repair is None:
            continue
        repairs.append(repair)
        explained.update(_name_of_test(comparison) for comparison in repair.solved)
        if repair.is_sure:
            book = ClaimBook(_correct_claims(book.claims, repair.correction), book.rates)
            comparisons = list(make_tests(book))
        # A correction may split what is left, or join it; what had no repair before is not tried again.
        waiting = _keys_of(cluster.contradictions).union(*(_keys_of(rest.contradictions) for rest in clusters))
        regrouped = cluster_contradictions(comparisons, explained)
        clusters = [each for each in regrouped if waiting & _keys_of(each.contradictions)]
    return repairs


def cluster_contradictions(
    comparisons: Sequence[Comparison], explained: Collection[tuple[str, ...]] = ()
) -> list[Cluster]:
    """Sort contradictions that nothing explains yet into those that share claims, however far apart."""
    groups: list[tuple[frozenset[str], list[Comparison]]] = []
    for comparison in comparisons:
        is_dropped_set = comparison.test == "rank" and comparison.proposal  # which explains itself
        if not comparison.contradicts or is_dropped_set or _name_of_test(comparison) in explained:
            continue
        keys, group = comparison.keys, [comparison]
        apart = []
        for other_keys, other_group in groups:
            if other_keys & keys:
                keys, group = keys | other_keys, [*other_group, *group]
            else:
                apart.append((other_keys, other_group))
        groups = [*apart, (keys, group)]
    agreeing = [comparison for comparison in comparisons if comparison.verdict == AGREES]
    return [Cluster(group, agreeing) for _, group in groups]


def _claims_of(comparisons: Iterable[Comparison]) -> list[Claim]:
    """The claims of some tests, each once."""
    found = {}
    for comparison in comparisons:
        for claim in comparison.claims:
            found[claim.key] = claim
    return list(found.values())


def _keys_of(comparisons: Iterable[Comparison]) -> frozenset[str]:
    return frozenset[str]().union(*(comparison.keys for comparison in comparisons))


def _name_of_test(comparison: Comparison) -> tuple[str, ...]:
    """Name a test so that it is found again after corrections: by its kind and claims, not by its ranges."""
    return (comparison.test, *(claim.key for claim in comparison.claims))


def _correct_claims(claims: Iterable[Claim], correction: Correction) -> list[Claim]:
    corrected = {claim.key: claim for claim in correction.corrected}
    return [corrected.get(claim.key, claim) for claim in claims]


def _find_best(book: ClaimBook, cluster: Cluster, make_tests: MakeTests) -> Repair | None:
    """Weigh corrections that would solve most contradictions first, and others only where none of these fits."""
    by_solved: dict[int, list[Correction]] = {}
    for correction in _corrections_of(book, cluster):
        by_solved.setdefault(len(cluster.contradictions_of(correction.keys)), []).append(correction)
    fitting: dict[tuple[str, frozenset[str]], list[Repair]] = {}
    is_found = False
    for solved in sorted(by_solved, reverse=True):
        for correction in by_solved[solved]:
            repair = _weigh_evidence(book, correction, cluster, make_tests)
            if repair is not None:
                fitting.setdefault((correction.kind, correction.keys), []).append(repair)
                is_found |= repair.has_enough_tests
        if is_found:
            break
    best = [_choose_among_alternatives(repairs) for repairs in fitting.values()]
    if is_found:
        best = [repair for repair in best if repair.has_enough_tests]
    return _choose_among_claims(best)


def _corrections_of(book: ClaimBook, cluster: Cluster) -> Iterator[Correction]:
    """Every correction of every contradicted claim, each once."""
    seen: set[object] = set()
    for claim in cluster.claims:
        for correction in list_corrections(book, claim):
            proposed = (correction.kind, correction.keys, correction.change)
            if proposed not in seen:
                seen.add(proposed)
                yield correction


def _choose_among_alternatives(repairs: Sequence[Repair]) -> Repair:
    """Of corrections of one kind of the same claims, choose that for which most tests speak, and name its equals."""
    best = min(repairs, key=lambda repair: repair.rank)
    proposal = list(best.proposal)
    for repair in repairs:
        does_nearly_as_well = repair.gained >= best.gained - NEARLY_AS_MANY
        if does_nearly_as_well and repair.has_enough_tests == best.has_enough_tests:
            proposal += repair.proposal
    return replace(best, proposal=tuple(dict.fromkeys(proposal)))


def _choose_among_claims(repairs: Sequence[Repair]) -> Repair | None:
    """Choose the best of all; where corrections of different claims do equally well, all of them, and none for sure."""
    if not repairs:
        return None
    top = min(repair.rank for repair in repairs)
    tied = [repair for repair in repairs if repair.rank == top]
    # A claim alone is likelier mistaken than the claim and its article with it.
    smallest = min(tied, key=lambda repair: len(repair.correction.printed))
    keys = smallest.correction.keys
    changes: dict[Change, None] = {}  # sets that keep their order
    solved: dict[Comparison, None] = {}
    for repair in tied:
        solved |= dict.fromkeys(repair.solved)
        if repair.correction.keys == keys:
            changes |= dict.fromkeys(repair.proposal)
    if all(keys <= repair.correction.keys for repair in tied):
        return replace(smallest, proposal=tuple(changes))
    return replace(smallest, solved=tuple(solved), rivals=tuple(tied))


# The evidence for a correction


def _weigh_evidence(book: ClaimBook, correction: Correction, cluster: Cluster, make_tests: MakeTests) -> Repair | None:
    """Make all tests again with a correction; None where something still speaks against it, or too little for it."""
    keys = correction.keys
    solved = cluster.contradictions_of(keys)
    claims = _claims_of(solved)
    if max((cluster.times_contradicted(claim) for claim in claims), default=0) > len(solved):
        return None  # another of these claims is contradicted more often: it is that one
    corrected_book = ClaimBook(_correct_claims(claims_around(book, correction), correction), book.rates)
    agreeing = []
    for comparison in make_tests(corrected_book):
        if keys & comparison.keys:
            if comparison.contradicts:
                return None
            agreeing.append(comparison)
    unsolved = [comparison for comparison in cluster.contradictions if comparison not in solved]
    doubted = _keys_of(unsolved)
    # The pace of some months tells a power of ten, and nothing finer.
    pace_tells = correction.mistake == "point"
    for_it = [each for each in agreeing if _is_evidence(each, pace_tells=pace_tells) and not each.keys & doubted]
    speaking = _choose_independent(for_it, keys)
    as_printed = [
        each for each in cluster.agreeing if _is_evidence(each) and keys & each.keys and not each.keys <= keys
    ]
    gained = len(speaking) - len(_choose_independent(as_printed, keys))
    needed = TESTS_NEEDED[correction.mistake]
    if not correction.is_guess and _is_alone_in_doubt(keys, solved, cluster):
        needed = 1
    has_enough_tests = gained >= needed
    if gained < 1 or (correction.is_guess and not has_enough_tests):
        return None
    return Repair(correction, (correction.change,), solved, speaking, gained, len(unsolved), has_enough_tests)


def _is_alone_in_doubt(keys: frozenset[str], solved: Sequence[Comparison], cluster: Cluster) -> bool:
    """Tell whether some claims cannot be right as printed, or other tests bear out all that contradict them."""
    if any(comparison.test == "published" for comparison in solved):
        return True
    return all(claim.key in keys or cluster.bears_out(claim, without=keys) for claim in _claims_of(solved))


def claims_around(book: ClaimBook, correction: Correction) -> list[Claim]:
    """Claims that a test may have beside the corrected ones: of the pair or with the world, a year to each side."""
    pairs = {frozenset(claim.route[:2]) for claim in correction.printed}
    months = [month for claim in correction.corrected for month in (*claim.months, *claim.before)]
    first, last = min(months) - MONTHS_AROUND, max(months) + MONTHS_AROUND
    around = []
    for claim in book.claims:
        is_of_pair = frozenset(claim.route[:2]) in pairs or WORLD in claim.route
        is_near = any(start <= last and first <= end for start, end in (claim.months, claim.before))
        if claim.key in correction.keys or (is_of_pair and is_near):
            around.append(claim)
    return around


def _is_evidence(comparison: Comparison, *, pace_tells: bool = False) -> bool:
    """Tell whether a test agrees, and seldom by chance."""
    if comparison.verdict != AGREES:
        return False
    widest = max(comparison.follows.near.spread, comparison.says.near.spread)
    return (comparison.is_telling and widest < TOO_WIDE) or (comparison.is_at_pace and pace_tells)


def _choose_independent(comparisons: Iterable[Comparison], keys: frozenset[str]) -> tuple[Comparison, ...]:
    """Choose tests of some claims of which no two rest on the same other claim, those on the fewest claims first."""
    used: set[object] = set()
    chosen = []
    for comparison in sorted(comparisons, key=lambda each: len(each.claims)):
        others = {claim.identity for claim in comparison.claims if claim.key not in keys}
        if others and not others & used:
            used |= others
            chosen.append(comparison)
    return tuple(chosen)


# The suspects of what no correction explains


def find_suspects(contradiction: Comparison, cluster: Cluster) -> Sequence[Claim]:
    """Name the one claim that all contradictions share, or that no test bears out while one does the others.

    Else the claim of a contradiction that stands in three or more, and in twice as many as any other of it.
    """
    shared = [claim for claim in cluster.claims if all(_stands_in(each, claim) for each in cluster.contradictions)]
    if len(cluster.contradictions) > 1 and _are_one_figure(shared):
        return shared
    keys = frozenset(claim.key for claim in shared)
    doubted = [claim for claim in shared if not cluster.bears_out(claim, without=keys - {claim.key})]
    if _are_one_figure(doubted):
        return doubted
    claims = [claim for claim in contradiction.claims if not claim.trusted]
    claims.sort(key=cluster.times_contradicted, reverse=True)
    most, *rest = (cluster.times_contradicted(claim) for claim in claims)
    if most >= MANY_CONTRADICTIONS and all(most >= TIMES_AS_MANY * times for times in rest):
        return claims[:1]
    return ()


def _stands_in(comparison: Comparison, claim: Claim) -> bool:
    """Tell whether a claim, or the same figure printed elsewhere, is of a comparison."""
    return claim.identity in {other.identity for other in comparison.claims}


def _are_one_figure(claims: Sequence[Claim]) -> bool:
    return len({claim.identity for claim in claims}) == 1
