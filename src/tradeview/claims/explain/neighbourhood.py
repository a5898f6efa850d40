"""The claims and tests around a contradiction: what hangs together, what stands near, and which tests a change moves.

Contradictions that share claims are one cluster. Between two articles, figures that lie less than eight per cent apart
may be two states of the statistics: such a contradiction is not firm, ties no claims together, and need not be met.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import (
    Claim,
    articles_of,
    collect_keys,
    keys_of,
    natural_order,
    stand_in_one_article,
)
from tradeview.claims.comparison import Comparison, list_resting_on
from tradeview.claims.explain.articles import Articles
from tradeview.claims.explain.assumptions import (
    FIRM_GAP,
    MONTHS_OF_NEIGHBOURS,
    MONTHS_OF_TESTS,
    MOST_CLAIMS,
    MOST_COPIES,
    MOST_TESTED_WITH,
)
from tradeview.periods import Months
from tradeview.table.schema import WORLD

MakeTests = Callable[[ClaimBook], Iterable[Comparison]]


@dataclass(frozen=True)
class Cluster:
    """Contradictions that hang together; of some whose claims have mistakes of their own, the keys of these."""

    contradictions: Sequence[Comparison]
    doubted: frozenset[str] = frozenset()

    @cached_property
    def firm(self) -> list[Comparison]:
        """The contradictions that are none between two states of the statistics."""
        return [comparison for comparison in self.contradictions if is_firm(comparison)]

    @cached_property
    def must_meet(self) -> list[Comparison]:
        """The contradictions that an explanation has to end: the firm ones, else all."""
        if self.firm:
            return self.firm
        return list(self.contradictions)

    @cached_property
    def suspects(self) -> list[Claim]:
        """The claims that are contradicted, in the order of their keys; statistics are not among them."""
        found: dict[str, Claim] = {}
        for comparison in self.must_meet:
            for claim in comparison.doubtful:
                found[claim.key] = claim
        return sorted(found.values(), key=lambda claim: natural_order(claim.key))

    @cached_property
    def keys(self) -> frozenset[str]:
        """Keys of all claims in it."""
        return collect_keys(self.contradictions)

    def is_met_by(self, keys: frozenset[str]) -> bool:
        """Tell whether every contradiction that must be met has one of some claims."""
        return all(comparison.rests_on(keys) for comparison in self.must_meet)


def split_by_claims(cluster: Cluster) -> list[Cluster]:
    """Split a cluster by the claims that meet most of it: each such claim, and what contradicts it and no other.

    Where several mistakes hang together, those who were mistaken stand in far more contradictions than all others.
    """
    left = list(cluster.must_meet)
    centres: dict[str, list[Comparison]] = {}
    while left:
        centre = _find_centre(left)
        centres[centre] = list_resting_on(left, frozenset({centre}))
        left = [comparison for comparison in left if centre not in comparison.keys]
    parts = []
    for centre, contradictions in centres.items():
        others = frozenset(centres) - {centre}
        own = [comparison for comparison in contradictions if not comparison.rests_on(others)]
        if own:
            parts.append(Cluster(own, others))
    return parts


def _find_centre(comparisons: Iterable[Comparison]) -> str:
    """Find the key of the claim that stands in the most tests."""
    times: Counter[str] = Counter()
    for comparison in comparisons:
        times.update(keys_of(comparison.doubtful))
    return min(times, key=lambda key: (-times[key], natural_order(key)))


def is_firm(comparison: Comparison) -> bool:
    """Tell whether a contradiction is none between two states of the statistics."""
    if comparison.test in {"rank", "published"}:
        return True
    return comparison.gap >= FIRM_GAP or stand_in_one_article(comparison.claims)


def cluster_contradictions(comparisons: Iterable[Comparison]) -> list[Cluster]:
    """Sort contradictions into those that share claims, however far apart, in the order of their claims."""
    contradictions = [comparison for comparison in comparisons if comparison.contradicts]
    groups: list[tuple[frozenset[str], list[Comparison]]] = []
    for comparison in sorted(contradictions, key=is_firm, reverse=True):
        add = _join if is_firm(comparison) else _attach
        groups = add(groups, comparison)
    clusters = [Cluster(sorted(group, key=_order_of_test)) for _, group in groups]
    return sorted(clusters, key=lambda cluster: _order_of_test(cluster.contradictions[0]))


def _order_of_test(comparison: Comparison) -> tuple[object, ...]:
    return [natural_order(claim.key) for claim in comparison.claims], comparison.test


def _join(
    groups: list[tuple[frozenset[str], list[Comparison]]], comparison: Comparison
) -> list[tuple[frozenset[str], list[Comparison]]]:
    """Add a contradiction to the groups, those that it ties together becoming one."""
    keys, group = keys_of(comparison.doubtful), [comparison]
    apart = []
    for other_keys, other_group in groups:
        if other_keys & keys:
            keys, group = keys | other_keys, [*other_group, *group]
        else:
            apart.append((other_keys, other_group))
    return [*apart, (keys, group)]


def _attach(
    groups: list[tuple[frozenset[str], list[Comparison]]], comparison: Comparison
) -> list[tuple[frozenset[str], list[Comparison]]]:
    """Add a contradiction to the first group that it touches, without tying that to others."""
    keys = keys_of(comparison.doubtful)
    for place, (other_keys, group) in enumerate(groups):
        if other_keys & keys:
            groups[place] = (other_keys, [*group, comparison])
            return groups
    return [*groups, (keys, [comparison])]


class Surroundings:
    """The claims of a book by their pair, the tests of each, and the tests around some of them made again."""

    def __init__(self, book: ClaimBook, comparisons: Iterable[Comparison], make_tests: MakeTests) -> None:
        self.book = book
        self._make_tests = make_tests
        self.articles = Articles(book.claims)
        self.left_out: Counter[str] = Counter()  # how much of what the bounds of a search left out
        self._tested_with: dict[str, set[str]] = defaultdict(set)  # by key of a claim, those that share a test with it
        for comparison in comparisons:
            for key in comparison.keys:
                self._tested_with[key] |= comparison.keys
        self.corrected: dict[str, Claim] = {}  # what is as good as sure, by key
        self._with_world: dict[str, list[Claim]] = defaultdict(list)
        for claim in book.claims:
            if WORLD in claim.pair:
                for economy in claim.pair - {WORLD}:
                    self._with_world[economy].append(claim)

    def correct(self, claims: Iterable[Claim]) -> None:
        """Read claims as they were meant from now on, so that what is wrong elsewhere misleads no longer."""
        corrected = {claim.key: claim for claim in claims}
        if corrected:
            self.corrected |= corrected
            self.book = self.book.with_claims([corrected.get(claim.key, claim) for claim in self.book.claims])

    def test_again(
        self, printed: Sequence[Claim], corrected: Sequence[Claim], doubted: frozenset[str]
    ) -> Iterator[Comparison]:
        """Make the tests again in which corrected claims stand, without those that rest on what is doubted, too."""
        keys = keys_of(corrected)
        kept = _leave_out(self._claims_around(corrected), doubted | keys_of(printed))
        nearest = _nearest(kept, corrected)
        self.left_out["beside"] += len(kept) - len(nearest)
        around = _merge_copies(nearest, articles_of(corrected))
        for comparison in self._make_tests(self.book.with_claims([*around, *corrected], keys)):
            if comparison.rests_on(keys):
                yield comparison

    def _claims_around(self, claims: Sequence[Claim]) -> Iterator[Claim]:
        """Claims that a test may have beside some: of their pairs or with the world, a year to each side."""
        around = _stretch_around(_stretches_of(claims), MONTHS_OF_TESTS)
        for claim in self.claims_of_pairs(claims):
            if _overlap(claim.months, around) or _overlap(claim.before, around):
                yield claim

    def claims_of_pairs(self, claims: Iterable[Claim]) -> list[Claim]:
        """Claims of the pairs that some are of, and of their economies with the world, each once."""
        found: dict[str, Claim] = {}
        for pair in dict.fromkeys(claim.pair for claim in claims):
            for claim in self.book.by_pair[pair]:
                found[claim.key] = claim
            for economy in sorted(pair):
                for claim in self._with_world[economy]:
                    found[claim.key] = claim
        return list(found.values())

    def claims_near(self, cluster: Cluster, suspects: Sequence[Claim]) -> list[Claim]:
        """Claims that tell of what some suspects of a cluster say: it, what is tested with it, and the years around."""
        distances = dict.fromkeys(cluster.keys, 0)
        for distance in (1, 2):
            for key in list(distances):
                for other in self._tested_with[key]:
                    distances.setdefault(other, distance)
        around = _stretch_around([claim.months for claim in suspects], MONTHS_OF_NEIGHBOURS)
        others = []
        for claim in _leave_out(self.claims_of_pairs(suspects), cluster.doubted | keys_of(suspects)):
            if claim.key in distances or _overlap(claim.months, around):
                others.append(claim)
        others.sort(key=lambda claim: (distances.get(claim.key, 3), natural_order(claim.key)))
        most_others = max(MOST_CLAIMS - len(suspects), 0)
        distinct = _merge_copies(others, set())
        self.left_out["around"] += max(len(distinct) - most_others, 0)
        return [*suspects, *distinct[:most_others]]


def _leave_out(claims: Iterable[Claim], keys: frozenset[str]) -> list[Claim]:
    return [claim for claim in claims if claim.key not in keys]


def _stretches_of(claims: Iterable[Claim]) -> list[Months]:
    """The months that claims are of, and those that they would compare with."""
    stretches: list[Months] = []
    for claim in claims:
        stretches += [claim.months, claim.before]
    return stretches


def _stretch_around(stretches: Iterable[Months], margin: int) -> Months:
    """All months from the first to the last of some, and so many to each side."""
    firsts, lasts = zip(*stretches, strict=True)
    return min(firsts) - margin, max(lasts) + margin


def _overlap(months: Months, others: Months) -> bool:
    return months[0] <= others[1] and others[0] <= months[1]


def _nearest(claims: Sequence[Claim], corrected: Sequence[Claim]) -> Sequence[Claim]:
    """Choose the claims that tell most of corrected ones, where there are many: of their months, flows and articles."""
    if len(claims) <= MOST_TESTED_WITH:
        return claims
    months = set(_stretches_of(corrected))
    routes = {claim.route for claim in corrected}
    articles = articles_of(corrected)

    def distance(claim: Claim) -> tuple[bool, bool, bool, int]:
        apart = min(abs(claim.months[0] - first) + abs(claim.months[1] - last) for first, last in months)
        return claim.months not in months, claim.article not in articles, claim.route not in routes, apart

    distinct = _merge_copies(claims, articles)
    nearest = sorted(distinct, key=distance)[:MOST_TESTED_WITH]
    return sorted(nearest, key=lambda claim: natural_order(claim.key))


def _merge_copies(claims: Iterable[Claim], articles: Collection[object]) -> list[Claim]:
    """Keep a few of the articles that print one figure, and all of some articles."""
    copies: dict[tuple[object, ...], int] = defaultdict(int)
    kept = []
    for claim in claims:
        copies[claim.identity] += 1
        if copies[claim.identity] <= MOST_COPIES or claim.article in articles:
            kept.append(claim)
    return kept
