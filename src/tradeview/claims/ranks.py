"""Ranks: the same place in the same set, a place in a part of a set, and the set that a text dropped.

"Ninth among European countries" loses "European" in translation and becomes ninth of all. A place in a part of the
partners is never behind that in all of them, so two different places of one year are of two sets; the smaller one is of
the smaller set. Continents are those of CLDR's time zones; what has one in Europe (Russia, Türkiye, Spain) is of
Europe alone.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import combinations

from babel.core import get_global

from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import Claim, is_side_unsure, may_be_one_side, stand_in_one_article
from tradeview.claims.comparison import AGREES, CANNOT_TELL, CONTRADICTS, Comparison, Reason
from tradeview.claims.interval import Interval, Span
from tradeview.claims.proposals import OtherSet
from tradeview.economies.codes import kind as kind_of_economy
from tradeview.economies.groups import groups, members
from tradeview.economies.lookup import code_of_code
from tradeview.errors import TradeviewError
from tradeview.periods import MONTHS_IN_YEAR, year_at

ALL = "partners"
RANK = "rank"
IN_SET = re.compile(r"\b(?:in|of|among|within)\s+(?:the\s+)?(?P<set>.+)$")
NAMES_OF_ALL = ("", "all", ALL, "all partners", "world", "the world", "countries", "trading partners", "globally")
# A revision moves a rank by one place.
REVISED_PLACES = 1
# From three places between them on, two ranks of one year are rather of two sets than of two states of the statistics.
DROPPED_PLACES = 3
# The first three of a part of the partners are often the first three of all.
FIRST_PLACE_TOLD_APART = 4
# Ranks of one set lie near each other from one year to the next.
NEAR_PLACES = 2
NEAR_MONTHS = MONTHS_IN_YEAR
# Of the sets in which statistics have the printed place, a reader is shown the first few.
MOST_SETS = 3
CONTINENTS = {"Europe": "Europe", "Asia": "Asia", "Africa": "Africa", "America": "America", "Pacific": "Oceania"}
ADJECTIVES = {"european": "europe", "asian": "asia", "african": "africa", "american": "america"}


def name_set(words: str | None) -> str | None:
    """Name the set of a rank in one way: `partners`, `partners in europe`; None where it was not printed.

    Examples
    --------
    >>> name_set("Partners in Europe"), name_set("European partners"), name_set("all partners"), name_set(None)
    ('partners in europe', 'partners in europe', 'partners', None)
    """
    if words is None:
        return None
    text = " ".join(words.casefold().split())
    if text in NAMES_OF_ALL:
        return ALL
    inside = IN_SET.search(text)
    if inside:
        region = inside["set"]
        return ALL if region in NAMES_OF_ALL else _part_named(ADJECTIVES.get(region, region))
    adjective = text.split(" ", maxsplit=1)[0]
    return _part_named(ADJECTIVES[adjective]) if adjective in ADJECTIVES else text


def _part_named(region: str) -> str:
    return f"{ALL} in {region}"


def _set_of(rank: Claim) -> str | None:
    return name_set(rank.among)


def has_set(rank: Claim) -> bool:
    """Tell whether a rank is known to be among a part of the partners; where no set is printed, it may be of all."""
    return _set_of(rank) not in (ALL, None)


def compare_ranks(book: ClaimBook) -> Iterator[Comparison]:
    """Compare the ranks of one flow and time."""
    ranks = book.of_kind(RANK)
    for one, other in combinations(ranks, 2):
        if _are_of_one_flow(one, other) and one.months == other.months and may_be_one_side((one, other)):
            smaller, larger = sorted((one, other), key=lambda rank: rank.value)
            yield _compare_two_ranks(smaller, larger, ranks)


def _are_of_one_flow(one: Claim, other: Claim) -> bool:
    return (one.route, one.reporter) == (other.route, other.reporter)


def _compare_two_ranks(smaller: Claim, larger: Claim, ranks: Sequence[Claim]) -> Comparison:
    """Compare two ranks of one flow and time, of which the first has the smaller number."""
    gap = smaller.span.near.gap(larger.span.near)
    both = (smaller, larger)
    comparison = Comparison(RANK, both, smaller.span, larger.span, RANK, AGREES, gap, is_telling=False)
    if gap == 0:
        return _compare_equal_ranks(comparison)
    if has_set(smaller) and not has_set(larger):
        return replace(comparison, gap=0.0, is_part_of_set=True)
    # One set for both: neither is of a part, or both are of the same; nor is a smaller number one among more partners.
    neitherhas_set = not has_set(smaller) and not has_set(larger)
    if neitherhas_set or _set_of(smaller) in (_set_of(larger), ALL):
        return _compare_in_one_set(comparison, ranks)
    if _set_of(smaller) is None:
        proposal = (_likely_set(smaller, ranks),)
        return replace(comparison, verdict=CANNOT_TELL, reason=Reason.SET_DROPPED, proposal=proposal)
    return replace(comparison, verdict=CANNOT_TELL)


def _compare_in_one_set(comparison: Comparison, ranks: Sequence[Claim]) -> Comparison:
    """Two places in one set contradict, unless a revision explains it; far apart, the smaller one lost its set."""
    smaller, larger = comparison.claims
    apart = _places_apart(smaller, larger)
    if apart <= REVISED_PLACES and not stand_in_one_article((smaller, larger)):
        return replace(comparison, verdict=CANNOT_TELL, reason=Reason.REVISED)
    if apart >= DROPPED_PLACES and not has_set(smaller):
        comparison = replace(comparison, proposal=(_likely_set(smaller, ranks),))
    if is_side_unsure(comparison.claims):
        return replace(comparison, verdict=CANNOT_TELL, reason=Reason.SIDE_UNKNOWN)
    return replace(comparison, verdict=CONTRADICTS)


def _compare_equal_ranks(comparison: Comparison) -> Comparison:
    """One place in two sets: where one is a part of the other, all partners before it would have to be of that part."""
    one, other = comparison.claims
    sets = {_set_of(one), _set_of(other)}
    if len(sets) == 1 or sets == {None, ALL}:
        return comparison
    if one.value >= FIRST_PLACE_TOLD_APART and not (has_set(one) and has_set(other)):
        rank, with_set = (other, one) if has_set(one) else (one, other)
        return _propose_dropped_set(replace(comparison, claims=(rank, with_set)))
    if None in sets:
        return comparison
    return replace(comparison, verdict=CANNOT_TELL)


def _propose_dropped_set(comparison: Comparison) -> Comparison:
    """Propose the set of the second rank for the first, which may have lost it."""
    proposal = (OtherSet(comparison.claims[1].among),)
    return replace(comparison, verdict=CANNOT_TELL, reason=Reason.SET_DROPPED, proposal=proposal)


def find_lost_sets(book: ClaimBook) -> Iterator[Comparison]:
    """Find ranks without a set that are near a rank in a set of the year before or after, and near none of all."""
    ranks = book.of_kind(RANK)
    for rank in ranks:
        if has_set(rank) or rank.value < FIRST_PLACE_TOLD_APART:
            continue
        beside = [other for other in _ranks_around(rank, ranks) if may_be_one_side((rank, other))]
        if any(other.months == rank.months for other in beside):
            continue  # ranks of one time are compared with each other
        near = [other for other in beside if _places_apart(rank, other) <= NEAR_PLACES]
        if near and all(has_set(other) for other in near):
            nearest = min(near, key=lambda other: (_places_apart(rank, other), other.key))
            both = (rank, nearest)
            yield _propose_dropped_set(
                Comparison(RANK, both, rank.span, nearest.span, RANK, CANNOT_TELL, 0.0, is_telling=False)
            )


def _ranks_around(rank: Claim, ranks: Sequence[Claim]) -> list[Claim]:
    """Other ranks of a flow, of the same year and of one to each side."""
    return [
        other
        for other in ranks
        if other.key != rank.key and _are_of_one_flow(rank, other) and _months_apart(rank, other) <= NEAR_MONTHS
    ]


def _months_apart(rank: Claim, other: Claim) -> int:
    return abs(other.months[0] - rank.months[0])


def _places_apart(rank: Claim, other: Claim) -> float:
    return abs(other.value - rank.value)


def _likely_set(rank: Claim, ranks: Sequence[Claim]) -> OtherSet:
    """Name the set that other claims give nearly the same rank in, that year or one to each side, else a likely one."""
    with_set = [other for other in _ranks_around(rank, ranks) if has_set(other)]
    near = [other for other in with_set if _places_apart(rank, other) <= NEAR_PLACES]
    if near:
        sets = [(_months_apart(rank, other), _places_apart(rank, other), str(other.among)) for other in near]
        return OtherSet(min(sets)[2])
    known = {_set_of(other) for other in ranks if other.months == rank.months}
    for continent in CONTINENTS.values():
        if rank.partner in _members_of(continent, 0) and name_set(f"in {continent}") not in known:
            return OtherSet(None, continent)
    return OtherSet(None)


def compare_with_places(reference: Sequence[Claim], book: ClaimBook) -> Iterator[Comparison]:
    """Compare ranks with the places that a table of statistics gives, where it has at least as many partners."""
    for rank in book.of_kind(RANK):
        amounts = _amounts_by_partner(reference, rank)
        if rank.partner not in amounts or len(amounts) < rank.value:
            continue
        place = find_place(amounts, rank)
        if place is not None:
            yield _compare_with_place(rank, place, amounts)


def find_place(amounts: dict[str, float], rank: Claim) -> int | None:
    """Give a partner's place by the amounts of all, in the set of its rank; None where that set is not known here."""
    if not has_set(rank):
        return _place_among(amounts, rank.partner)
    region = str(_set_of(rank)).removeprefix(f"{ALL} in ")
    return _place_among_members(amounts, rank, region)


def find_sets_with_place(amounts: dict[str, float], rank: Claim) -> list[str]:
    """Name the sets of partners in which a partner has the place that is printed."""
    regions = [*CONTINENTS.values(), *groups()]
    return [_part_named(region) for region in regions if _place_among_members(amounts, rank, region) == rank.value]


def is_among_continent(rank: Claim) -> bool:
    """Tell whether a rank is one among a continent, of which not everybody counts the same economies."""
    named = {_part_named(continent.casefold()) for continent in CONTINENTS.values()}
    return _set_of(rank) in named


def _amounts_by_partner(reference: Sequence[Claim], rank: Claim) -> dict[str, float]:
    """Amounts of every single economy in a reporter's flow, in the currency that most are in."""
    wanted = (rank.reporter, rank.flow, rank.code, rank.coverage, rank.months)
    rows = []
    for row in reference:
        is_wanted = (row.reporter, row.flow, row.code, row.coverage, row.months) == wanted
        if is_wanted and kind_of_economy(row.partner) == "economy":
            rows.append(row)
    currencies = [str(row.currency) for row in rows]
    usual = max(sorted(set(currencies)), key=currencies.count, default="")
    return {row.partner: row.span.near.low for row in rows if row.currency == usual}


def _place_among(amounts: dict[str, float], partner: str) -> int:
    return 1 + sum(amount > amounts[partner] for amount in amounts.values())


def _place_among_members(amounts: dict[str, float], rank: Claim, region: str) -> int | None:
    """Give a partner's place among those of a continent or group in the rank's year; None where it is none of them."""
    inside = _members_of(region, year_at(rank.months[0]))
    if rank.partner not in inside:
        return None
    return _place_among({partner: amount for partner, amount in amounts.items() if partner in inside}, rank.partner)


def _compare_with_place(rank: Claim, place: int, amounts: dict[str, float]) -> Comparison:
    follows = Span.of(Interval(float(place), float(place)))
    gap = follows.near.gap(rank.span.near)
    comparison = Comparison(RANK, (rank,), follows, rank.span, RANK, AGREES, gap, is_telling=False)
    if gap == 0:
        return comparison
    if abs(place - rank.value) <= REVISED_PLACES or has_set(rank):
        return replace(comparison, verdict=CANNOT_TELL, reason=Reason.REVISED)
    fitting = [OtherSet(among) for among in find_sets_with_place(amounts, rank)]
    return replace(comparison, verdict=CONTRADICTS, proposal=tuple(fitting[:MOST_SETS]))


@cache
def _members_of(region: str, year: int) -> frozenset[str]:
    """Economies of a continent, or members of a group in a year; none where the name is of neither."""
    zones = {zone for zone, continent in CONTINENTS.items() if continent.casefold() == region.casefold()}
    found: set[str] = set()
    with suppress(TradeviewError):  # words of a claim that name no group
        if not zones:
            found.update(members(region, year))
    for zone, territory in get_global("zone_territories").items():
        if zone.split("/")[0] in zones:
            code = code_of_code(territory)
            if code is not None:  # a territory of CLDR may be in no table of trade
                found.add(code)
    if zones and "Europe" not in zones:
        found -= _members_of("Europe", year)
    return frozenset(found)
