"""Ranks: the same place in the same set, a place in a part of a set, and the set that a text dropped.

"Ninth among European countries" loses "European" in translation and becomes ninth of all. A place in a part of the
partners is never behind that in all of them, so two different places of one year are of two sets; the smaller one is of
the smaller set. Continents are those of CLDR's time zones; what has
one in Europe (Russia, Türkiye, Spain) is of Europe alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from babel.core import get_global

from tradeview.claims.claim import Claim
from tradeview.claims.comparison import (
    AGREES,
    CANNOT_TELL,
    CONTRADICTS,
    REVISED,
    WHOSE,
    Comparison,
    World,
    may_be_one_side,
    unsure_side,
)
from tradeview.claims.interval import Interval, Span
from tradeview.economies import code as economy
from tradeview.economies import groups, kind, members
from tradeview.errors import TradeviewError
from tradeview.periods import MONTHS_IN_YEAR, year_at

ALL = "partners"
RANK = "rank"
IN = re.compile(r"\b(?:in|of|among|within)\s+(?:the\s+)?(?P<set>.+)$")
EVERY = ("", "all", "partners", "all partners", "world", "the world", "countries", "trading partners", "globally")
# A rank moves by a place with a revision; from three places on, the set may be another.
REVISED_PLACES, DROPPED_PLACES = 1, 3
# The first few of a part are often the first few of all; ranks of two years that are of one set lie near each other.
FEW_PLACES, NEAR_PLACES = 4, 2
DROPPED = "The first may have lost the set that it is a rank of."
CONTINENTS = {"Europe": "Europe", "Asia": "Asia", "Africa": "Africa", "America": "America", "Pacific": "Oceania"}
ADJECTIVES = {"european": "europe", "asian": "asia", "african": "africa", "american": "america"}


def among(claim: Claim) -> str | None:
    """Name the set of a rank in one way: `partners`, `partners in Europe`; None where it was not printed.

    Examples
    --------
    >>> named("Partners in europe"), named("European partners"), named("all partners"), named(None)
    ('partners in europe', 'partners in europe', 'partners', None)
    """
    return named(claim.among)


def named(words: str | None) -> str | None:
    """Name a set in one way, see `among`."""
    if words is None:
        return None
    text = " ".join(words.casefold().split())
    if text in EVERY:
        return ALL
    inside = IN.search(text)
    if inside:
        text = inside["set"]
        return ALL if text in EVERY else f"{ALL} in {ADJECTIVES.get(text, text)}"
    adjective, _, _rest = text.partition(" ")
    return f"{ALL} in {ADJECTIVES[adjective]}" if adjective in ADJECTIVES else text


def ranks(world: World) -> Iterator[Comparison]:
    """Compare the ranks of one flow and time."""
    told = world.of(RANK)
    for one, other in combinations(told, 2):
        if (one.route, one.reporter, one.months) == (other.route, other.reporter, other.months) and may_be_one_side(
            (one, other)
        ):
            smaller, larger = sorted((one, other), key=lambda claim: claim.span.near.low)
            yield _compared(smaller, larger, told)


def _compared(smaller: Claim, larger: Claim, told: Sequence[Claim]) -> Comparison:
    gap = smaller.span.near.gap(larger.span.near)
    sets = (among(smaller), among(larger))
    made = Comparison(RANK, (smaller, larger), smaller.span, larger.span, RANK, AGREES, gap, telling=False)
    if gap == 0:
        return _equal(made, sets)
    if sets[0] not in (ALL, None) and sets[1] in (ALL, None):
        return replace(made, gap=0.0, note="part")
    if (sets[0] in (ALL, None) and sets[1] in (ALL, None)) or sets[0] == sets[1] or sets[0] == ALL:
        apart = larger.span.near.low - smaller.span.near.low
        if apart <= REVISED_PLACES and smaller.article != larger.article:
            return replace(made, verdict=CANNOT_TELL, why=REVISED)
        certain = not unsure_side((smaller, larger))
        verdict, why = (CONTRADICTS, "") if certain else (CANNOT_TELL, WHOSE)
        proposal = _dropped(smaller, told) if among(smaller) in (ALL, None) and apart >= DROPPED_PLACES else None
        return replace(made, verdict=verdict, why=why, proposal=proposal)
    proposal = _dropped(smaller, told) if sets[0] is None else None
    return replace(made, verdict=CANNOT_TELL, why=DROPPED if proposal else "", proposal=proposal)


def _equal(made: Comparison, sets: tuple[str | None, str | None]) -> Comparison:
    """One place in two sets: where one is a part of the other, all partners before it would have to be of that part."""
    if sets[0] == sets[1] or set(sets) == {None, ALL}:
        return made
    unset = [claim for claim, inside in zip(made.claims, sets, strict=True) if inside in (ALL, None)]
    if not unset or made.says.near.low < FEW_PLACES:
        return made if None in sets else replace(made, verdict=CANNOT_TELL)
    (one,) = unset
    (other,) = (claim for claim in made.claims if claim is not one)
    return replace(made, claims=(one, other), verdict=CANNOT_TELL, why=DROPPED, proposal=f"among: {other.among}")


def lost(world: World) -> Iterator[Comparison]:
    """Find ranks without a set that are near a rank in a set of the year before or after, and near none of all."""
    told = world.of(RANK)
    for rank in told:
        if among(rank) not in (ALL, None) or rank.span.near.low < FEW_PLACES:
            continue
        beside = [
            other
            for other in told
            if other.key != rank.key
            and (other.route, other.reporter) == (rank.route, rank.reporter)
            and may_be_one_side((rank, other))
            and abs(other.months[0] - rank.months[0]) <= MONTHS_IN_YEAR
        ]
        near = [other for other in beside if abs(other.span.near.low - rank.span.near.low) <= NEAR_PLACES]
        sets = [other for other in near if among(other) not in (ALL, None)]
        if sets and len(sets) == len(near) and all(other.months != rank.months for other in beside):
            other = min(sets, key=lambda each: (abs(each.span.near.low - rank.span.near.low), each.key))
            proposal = f"among: {other.among}"
            spans = (rank.span, other.span, RANK, CANNOT_TELL, 0.0, DROPPED, "", proposal)
            yield Comparison(RANK, (rank, other), *spans, telling=False)


def _dropped(rank: Claim, told: Sequence[Claim]) -> str:
    """Name the set that other claims give the same rank in, that year or one to each side, else a likely one."""
    sets = [
        (abs(other.months[0] - rank.months[0]), abs(other.span.near.low - rank.span.near.low), str(other.among))
        for other in told
        if (other.route, other.reporter) == (rank.route, rank.reporter)
        and among(other) not in (ALL, None)
        and abs(other.months[0] - rank.months[0]) <= MONTHS_IN_YEAR
        and abs(other.span.near.low - rank.span.near.low) <= NEAR_PLACES
    ]
    if sets:
        return f"among: {min(sets)[2]}"
    known = {among(other) for other in told if other.months == rank.months}
    fitting = (name for name in CONTINENTS.values() if rank.partner in _members(name, 0))
    continent = next((name for name in fitting if named(f"in {name}") not in known), None)
    return "among: a part of the partners" + (f", such as those in {continent}" if continent else "")


def placed(reference: Sequence[Claim], world: World) -> Iterator[Comparison]:
    """Compare ranks with the places that a table of statistics gives, where it has at least as many partners."""
    for rank in world.of(RANK):
        amounts = _amounts(reference, rank)
        if rank.partner not in amounts or len(amounts) < rank.span.near.low:
            continue
        place = _place(amounts, rank.partner)
        inside = among(rank)
        if inside not in (ALL, None):
            chosen = _members(str(inside).removeprefix(f"{ALL} in "), year_at(rank.months[0]))
            place = _place({one: value for one, value in amounts.items() if one in chosen}, rank.partner)
        if place:
            yield _placed(rank, place, amounts)


def _amounts(reference: Sequence[Claim], rank: Claim) -> dict[str, float]:
    """Amounts of every single economy in a reporter's flow, in the currency that most are in."""
    rows = [
        row
        for row in reference
        if row.reporter == rank.reporter
        and (row.flow, row.code, row.months) == (rank.flow, rank.code, rank.months)
        and kind(row.partner) == "economy"
    ]
    codes = [str(row.currency) for row in rows]
    usual = max(sorted(set(codes)), key=codes.count, default="")
    return {row.partner: row.span.near.low for row in rows if row.currency == usual}


def _place(amounts: dict[str, float], partner: str) -> int | None:
    return None if partner not in amounts else 1 + sum(value > amounts[partner] for value in amounts.values())


def _placed(rank: Claim, place: int, amounts: dict[str, float]) -> Comparison:
    follows = Span.of(Interval(float(place), float(place)))
    gap = follows.near.gap(rank.span.near)
    made = Comparison(RANK, (rank,), follows, rank.span, RANK, AGREES, gap, note="reference", telling=False)
    if gap == 0:
        return made
    if abs(place - rank.span.near.low) <= REVISED_PLACES or among(rank) not in (ALL, None):
        return replace(made, verdict=CANNOT_TELL, why=REVISED)
    year = year_at(rank.months[0])
    fitting = [
        name
        for name in [*CONTINENTS.values(), *groups()]
        if (inside := _members(name, year))
        and rank.partner in inside
        and _place({one: value for one, value in amounts.items() if one in inside}, rank.partner) == rank.span.near.low
    ]
    proposal = "among: " + " or ".join(f"{ALL} in {name}" for name in fitting[:3]) if fitting else None
    return replace(made, verdict=CONTRADICTS, proposal=proposal)


@cache
def _members(name: str, year: int) -> frozenset[str]:
    """Economies of a continent, or members of a group in a year; none where the name is of neither."""
    wanted = [zone for zone, continent in CONTINENTS.items() if continent.casefold() == name.casefold()]
    if wanted:
        zones = get_global("zone_territories").items()
        found = frozenset(economy(two) for zone, two in zones if zone.split("/")[0] in wanted and _known(two))
        return found if "Europe" in wanted else found - _members("Europe", year)
    try:
        return frozenset(members(name, year))
    except TradeviewError:
        return frozenset()


def _known(alpha2: str) -> bool:
    try:
        return bool(economy(alpha2))
    except TradeviewError:
        return False
