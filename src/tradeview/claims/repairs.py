"""What one change would make a contradicted claim fit the others: another year, decimal point, digit or currency.

Contradictions that share claims are one knot. Every claim of a knot that stands in most of its contradictions is
changed in turn, alone and with its article, and the tests around it are made again. A change is proposed where nothing
speaks against the changed claims any more, enough independent tests speak for them, and no other change does as well.
Tests are independent where they rest on different claims; the same figure printed twice is one. One test is enough
where all other claims of the knot are borne out by tests of their own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tradeview.claims.changes import NEEDED, Repair, changes
from tradeview.claims.claim import Claim
from tradeview.claims.comparison import AGREES, TOO_WIDE, Comparison, World
from tradeview.periods import MONTHS_IN_YEAR
from tradeview.table.schema import WORLD

MOST_REPAIRS, MOST_RIVALS, ALONE = 20, 3, 3
Tests = Callable[[World], Iterator[Comparison]]


@dataclass(frozen=True)
class Knot:
    """Contradictions that hang together, and the tests that agree around them."""

    contradicted: Sequence[Comparison]
    agreeing: Sequence[Comparison]

    def borne_out(self, claim: Claim, keys: frozenset[str]) -> bool:
        """Tell whether a test without the claims of `keys` bears a claim out; statistics need none."""
        return claim.trusted or any(
            each.telling and _keys(each) & {claim.key} and not _keys(each) & keys for each in self.agreeing
        )

    def of(self, keys: frozenset[str]) -> tuple[Comparison, ...]:
        """Contradictions that some claims stand in."""
        return tuple(each for each in self.contradicted if keys & _keys(each))

    def times(self, claim: Claim) -> int:
        """How many of the contradictions a claim stands in."""
        return 0 if claim.trusted else sum(claim.key in _keys(each) for each in self.contradicted)


def repairs(world: World, found: Sequence[Comparison], tests: Tests) -> list[Repair]:
    """Find changes knot by knot, each in a world where those before it are made."""
    made: list[Repair] = []
    settled: set[tuple[str, ...]] = set()
    open_knots = knots(found)
    while open_knots and len(made) < MOST_REPAIRS:
        knot = open_knots.pop(0)
        best = _best(world, knot, tests)
        if best is None:
            continue
        made.append(best)
        settled |= {_name(comparison) for comparison in best.solved}
        if best.sure:
            world = _changed(world, best)
        found = list(tests(world)) if best.sure else found
        left = {
            key
            for each in (*knot.contradicted, *(one for rest in open_knots for one in rest.contradicted))
            for key in _keys(each)
        }
        open_knots = [each for each in knots(found, settled) if any(_keys(one) & left for one in each.contradicted)]
    return made


def knots(found: Sequence[Comparison], settled: Iterable[tuple[str, ...]] = ()) -> list[Knot]:
    """Sort contradictions into those that share claims, however far apart."""
    grown: list[tuple[set[str], list[Comparison]]] = []
    done = set(settled)
    for each in found:
        if not _unexplained(each) or _name(each) in done:
            continue
        keys, group = set(_keys(each)), [each]
        apart = []
        for other in grown:
            if other[0] & keys:
                keys |= other[0]
                group = [*other[1], *group]
            else:
                apart.append(other)
        grown = [*apart, (keys, group)]
    agreeing = [each for each in found if each.verdict == AGREES]
    return [Knot(group, agreeing) for _, group in grown]


def _keys(comparison: Comparison) -> frozenset[str]:
    return frozenset(claim.key for claim in comparison.claims)


def _unexplained(comparison: Comparison) -> bool:
    """Tell whether a test contradicts, and is no rank whose set was dropped: that is explained by itself."""
    return comparison.contradicts and not (comparison.test == "rank" and comparison.proposal)


def _name(comparison: Comparison) -> tuple[str, ...]:
    return (comparison.test, *(claim.key for claim in comparison.claims))


def _changed(world: World, repair: Repair) -> World:
    now = dict(zip((claim.key for claim in repair.printed), repair.changed, strict=True))
    return World([now.get(claim.key, claim) for claim in world.claims], world.exchange)


def _best(world: World, knot: Knot, tests: Tests) -> Repair | None:
    """Weigh changes that would solve most contradictions first, and others only where none of these fits."""
    tried: dict[tuple[str, frozenset[str]], list[Repair]] = {}
    by_solved: dict[int, list[Repair]] = {}
    for candidate in _candidates(world, knot):
        by_solved.setdefault(len(knot.of(candidate.keys)), []).append(candidate)
    for solved in sorted(by_solved, reverse=True):
        for candidate in by_solved[solved]:
            weighed = _weighed(world, candidate, knot, tests)
            if weighed:
                tried.setdefault((weighed.kind, weighed.keys), []).append(weighed)
        if any(each.strong for rivals in tried.values() for each in rivals):
            break
    fitting = [_settled(rivals) for rivals in tried.values()]
    return _first([each for each in fitting if each.strong] or fitting)


def _settled(rivals: Sequence[Repair]) -> Repair:
    """Of changes of one kind of the same claims, that for which most tests speak; with those that nearly do as well."""
    best = min(rivals, key=lambda each: each.rank)
    near = [each for each in rivals if each.gained >= best.gained - 1 and each.strong == best.strong]
    return replace(best, proposal=_joined([best, *near]))


def _joined(rivals: Sequence[Repair]) -> str:
    first, *rest = dict.fromkeys(each.proposal for each in rivals)
    return " or ".join([first, *(words.removeprefix(f"{first.split()[0]} ") for words in rest)])


def _first(fitting: Sequence[Repair]) -> Repair | None:
    """The best of all; where changes of different claims do equally well, all of them, and none for sure."""
    if not fitting:
        return None
    top = min(each.rank for each in fitting)
    tied = [each for each in fitting if each.rank == top]
    smallest = min(tied, key=lambda each: len(each.printed))
    if all(smallest.keys <= each.keys for each in tied):
        return replace(smallest, proposal=_joined([each for each in tied if each.keys == smallest.keys]))
    printed = {claim.key: claim for each in tied for claim in each.printed}
    said = [f"{each.proposal} ({', '.join(sorted(each.keys))})" for each in tied[:MOST_RIVALS]]
    claims = tuple(printed.values())
    solved = tuple(dict.fromkeys(comparison for each in tied for comparison in each.solved))
    return replace(smallest, printed=claims, changed=claims, proposal="; or ".join(said), solved=solved, sure=False)


def suspect(comparison: Comparison, contradicted: Sequence[Knot]) -> tuple[Claim, ...]:
    """The one claim that all contradictions around share, or that no test bears out while one does the others.

    Else the claim of a contradiction that stands in three or more, and in twice as many as any other of it.
    """
    (knot,) = (knot for knot in contradicted if comparison in knot.contradicted)
    claims = {claim.key: claim for each in knot.contradicted for claim in each.claims if not claim.trusted}
    shared = [claim for claim in claims.values() if all(_same(claim, each) for each in knot.contradicted)]
    doubted = [
        claim for claim in shared if not knot.borne_out(claim, frozenset({one.key for one in shared} - {claim.key}))
    ]
    for chosen in (shared if len(knot.contradicted) > 1 else [], doubted):
        if chosen and len({claim.same for claim in chosen}) == 1:
            return tuple(chosen)
    first, *rest = sorted((claim for claim in comparison.claims if not claim.trusted), key=lambda one: -knot.times(one))
    alone = knot.times(first) >= ALONE and all(2 * knot.times(claim) <= knot.times(first) for claim in rest)
    return (first,) if alone else ()


def _same(claim: Claim, comparison: Comparison) -> bool:
    """Tell whether a claim, or the same figure printed elsewhere, is of a comparison."""
    return claim.same in {one.same for one in comparison.claims}


def _weighed(world: World, repair: Repair, knot: Knot, tests: Tests) -> Repair | None:
    """Make all tests again with the change; None where something still speaks against it, or too little for it."""
    keys = repair.keys
    solved = knot.of(keys)
    others = {claim.key: claim for each in solved for claim in each.claims}
    if len(solved) < max((knot.times(claim) for claim in others.values()), default=0):
        return None  # another of these claims is contradicted more often: it is that one
    near = _changed(World(_near(world, repair), world.exchange), repair)
    after = []
    for each in tests(near):
        if keys & _keys(each):
            if each.contradicts:
                return None
            after.append(each)
    doubted = {key for each in knot.contradicted if each not in solved for key in _keys(each)}
    speaking = _independent((each for each in after if _speaks(each, doubted, repair.mistake)), keys)
    impossible = any(each.test == "published" for each in solved)
    alone = impossible or all(knot.borne_out(claim, keys) for claim in others.values() if claim.key not in keys)
    before = (each for each in knot.agreeing if keys & _keys(each) and not _keys(each) <= keys)
    printed = _independent((each for each in before if _speaks(each, set(), "year")), keys)
    gained = len(speaking) - len(printed)
    strong = gained >= (1 if alone and not repair.guessed else NEEDED[repair.mistake])
    if gained < 1 or (repair.guessed and not strong):
        return None
    left = len(knot.contradicted) - len(solved)
    return replace(repair, speaking=speaking, solved=solved, gained=gained, left=left, strong=strong)


def _near(world: World, repair: Repair) -> list[Claim]:
    """Claims that a test may have beside the changed ones: of the pair or with the world, from a year to each side."""
    pairs = {frozenset(claim.route[:2]) for claim in repair.printed}
    ends = [month for claim in repair.changed for month in (*claim.months, *claim.before)]
    first, last = min(ends) - MONTHS_IN_YEAR, max(ends) + MONTHS_IN_YEAR
    return [
        claim
        for claim in world.claims
        if claim.key in repair.keys
        or (
            (frozenset(claim.route[:2]) in pairs or WORLD in claim.route)
            and any(start <= last and first <= end for start, end in (claim.months, claim.before))
        )
    ]


def _speaks(comparison: Comparison, doubted: set[str], mistake: str) -> bool:
    """Tell whether a test agrees, seldom by chance, and rests on no claim that others still contradict."""
    narrow = max(comparison.follows.near.spread, comparison.says.near.spread) < TOO_WIDE
    telling = (comparison.telling and narrow) or (comparison.paced and mistake == "point")
    undoubted = not doubted & {claim.key for claim in comparison.claims}
    return comparison.verdict == AGREES and telling and undoubted


def _independent(found: Iterable[Comparison], keys: frozenset[str]) -> tuple[Comparison, ...]:
    """Choose agreeing tests of which no two rest on the same other claim, those on the fewest claims first."""
    used: set[object] = set()
    chosen = []
    for each in sorted(found, key=lambda each: len(each.claims)):
        others = {claim.same for claim in each.claims if claim.key not in keys}
        if others and not others & used:
            used |= others
            chosen.append(each)
    return tuple(chosen)


def _candidates(world: World, knot: Knot) -> Iterator[Repair]:
    """Every change of every contradicted claim, each once."""
    seen: set[tuple[str, frozenset[str], str]] = set()
    claims = {claim.key: claim for each in knot.contradicted for claim in each.claims if not claim.trusted}
    for claim in claims.values():
        for repair in changes(world, claim):
            key = (repair.kind, repair.keys, repair.proposal)
            if key not in seen:
                seen.add(key)
                yield repair
