"""Statistics beside claims: those that claims are of, and the sums of shorter periods that claims of longer ones need.

What is printed of January to August is mostly a growth, a share or a rank, and what statistics have are months. Where
no figure is of just the months that such a claim is of, the parts that fill them are added up. (Printed levels need no
sums: `tradeview.claims.sums` holds them against their parts.)
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tradeview.claims.claim import Claim, Route
from tradeview.claims.sums import route_of_whole
from tradeview.periods import Months, count_months
from tradeview.table.schema import BALANCE, WORLD

Wanted = tuple[Route, Months]
Source = tuple[Route, str | None, str | None]  # of a figure: its flow, whose it is, and its currency


def statistics_beside(printed: Sequence[Claim], statistics: Sequence[Claim]) -> Iterator[Claim]:
    """Statistics of pairs, and of single economies with the world, that the claims are of."""
    pairs = {claim.pair for claim in printed}
    economies = frozenset[str]().union(*pairs)
    for claim in statistics:
        pair = claim.pair
        is_with_world = WORLD in pair and not pair.isdisjoint(economies)
        if pair in pairs or is_with_world:
            yield claim


def without_printed(sums: Iterable[Claim], printed: Sequence[Claim]) -> Iterator[Claim]:
    """Sums of which no level is printed by the same side: a printed one is held against the parts itself."""
    sides_of: dict[Wanted, set[str | None]] = defaultdict(set)
    for claim in printed:
        if claim.kind == "level":
            sides_of[claim.route, claim.months].add(claim.side)
    for claim in sums:
        if sides_of[claim.route, claim.months].isdisjoint({claim.side, None}):
            yield claim


def add_up_statistics(printed: Sequence[Claim], statistics: Sequence[Claim]) -> list[Claim]:
    """Add up the parts of the months that claims of growth, shares and ranks are of, where no figure is of just these.

    Each sum is of one side and in one currency. Balances are left alone: months of a surplus and months of a deficit
    are flows of two directions here.
    """
    wanted = dict.fromkeys(_wanted_by_claims(printed, statistics))
    routes = {route for route, _ in wanted}
    starting: dict[Source, dict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    known: set[tuple[Source, Months]] = set()
    for claim in statistics:
        if claim.route in routes and claim.flow != BALANCE:
            source = (claim.route, claim.side, claim.currency)
            starting[source][claim.months[0]].append(claim)
            known.add((source, claim.months))
    sums = []
    for source, parts in starting.items():
        for route, months in wanted:
            if route != source[0] or (source, months) in known:
                continue
            chain = _fill_months(months, parts)
            if chain:
                sums.append(_sum_of(chain, months))
    return sums


def _wanted_by_claims(printed: Sequence[Claim], statistics: Sequence[Claim]) -> Iterator[Wanted]:
    """Name the flows and months that claims of growth, shares and ranks are held against."""
    for claim in printed:
        if claim.kind == "growth":
            yield claim.route, claim.months
            yield claim.route, claim.before
        elif claim.kind == "share":
            yield claim.route, claim.months
            whole = route_of_whole(claim)
            if whole is not None:
                yield whole, claim.months
        elif claim.kind == "rank":
            for route in _routes_ranked(claim, statistics):
                yield route, claim.months


def _routes_ranked(rank: Claim, statistics: Sequence[Claim]) -> Iterator[Route]:
    """Flows of all partners among which a rank is one."""
    wanted = (rank.reporter, rank.flow, rank.code, rank.coverage)
    for claim in statistics:
        if (claim.reporter, claim.flow, claim.code, claim.coverage) == wanted:
            yield claim.route


def _fill_months(months: Months, starting: Mapping[int, Sequence[Claim]]) -> list[Claim]:
    """Give parts of which each starts where the one before ends, the longest first; none where they do not fill."""
    first, last = months
    chains: dict[int, list[Claim]] = {last + 1: []}
    for month in range(last, first - 1, -1):
        for part in sorted(starting.get(month, ()), key=lambda part: -count_months(part.months)):
            behind = part.months[1] + 1
            if behind in chains:
                chains[month] = [part, *chains[behind]]
                break
    return chains.get(first, [])


def _sum_of(parts: Sequence[Claim], months: Months) -> Claim:
    """Add parts up to a figure of statistics that names them all."""
    span = parts[0].span
    for part in parts[1:]:
        span = span + part.span
    key = " + ".join(part.key for part in parts).replace("+ reference ", "+ ")
    return replace(parts[0], key=key, months=months, span=span, value=sum(part.value for part in parts), is_sum=True)
