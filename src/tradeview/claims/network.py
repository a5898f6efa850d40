"""What one change would make a contradicted claim fit the others: another year, decimal point or currency.

Every claim that a test contradicts is changed in turn, alone and with its article, and all tests are made again. A
change is proposed where nothing speaks against the changed claims any more, enough independent tests speak for them,
and no other change does as well. Tests are independent where they rest on different claims; the same figure printed
twice is one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tradeview.claims.claim import Claim
from tradeview.claims.comparison import AGREES, TOO_WIDE, Comparison, World
from tradeview.claims.exchange import YEAR
from tradeview.claims.facts import POWERS, YEARS_AROUND, printed_too_early

# Independent tests that have to speak for a change. A year has more rivals, and claims of a year agree by chance.
NEEDED = {"period": 2, "digit": 1, "currency": 1}
MOST_REPAIRS, MOST_RIVALS, ALONE = 20, 3, 3
Tests = Callable[[World], list[Comparison]]


@dataclass(frozen=True)
class Repair:
    """A change that makes claims fit: the claims as printed and as changed, and the tests for it."""

    kind: str
    printed: tuple[Claim, ...]
    changed: tuple[Claim, ...]
    proposal: str
    speaking: tuple[Comparison, ...] = ()
    solved: tuple[Comparison, ...] = ()
    left: int = 0
    sure: bool = True  # false where changes of different claims do equally well

    @property
    def rank(self) -> tuple[int, int]:
        """What is left contradicted, fewest first; tests that speak for it, most first."""
        return self.left, -len(self.speaking)

    @property
    def keys(self) -> frozenset[str]:
        """Keys of its claims."""
        return frozenset(claim.key for claim in self.printed)


def repairs(world: World, found: Sequence[Comparison], tests: Tests) -> list[Repair]:
    """Find changes one after the other, each in a world where those before it are made."""
    made: list[Repair] = []
    contradicted = [comparison for comparison in found if _unexplained(comparison)]
    settled: set[tuple[str, ...]] = set()
    while contradicted and len(made) < MOST_REPAIRS:
        best = _best(world, contradicted, tests)
        if best is None:
            break
        made.append(best)
        if best.sure:
            world = _changed(world, best)
        settled |= {_name(comparison) for comparison in best.solved}
        contradicted = [each for each in tests(world) if _unexplained(each) and _name(each) not in settled]
    return made


def _unexplained(comparison: Comparison) -> bool:
    """Tell whether a test contradicts, and is no rank whose set was dropped: that is explained by itself."""
    return comparison.contradicts and not (comparison.test == "rank" and comparison.proposal)


def _name(comparison: Comparison) -> tuple[str, ...]:
    return (comparison.test, *(claim.key for claim in comparison.claims))


def _changed(world: World, repair: Repair) -> World:
    now = dict(zip((claim.key for claim in repair.printed), repair.changed, strict=True))
    return World([now.get(claim.key, claim) for claim in world.claims], world.exchange)


def _best(world: World, contradicted: Sequence[Comparison], tests: Tests) -> Repair | None:
    tried: dict[tuple[str, frozenset[str]], list[Repair]] = {}
    for candidate in _candidates(world, contradicted):
        weighed = _weighed(world, candidate, contradicted, tests)
        if weighed:
            tried.setdefault((weighed.kind, weighed.keys), []).append(weighed)
    return _first([_settled(rivals) for rivals in tried.values()])


def _settled(rivals: Sequence[Repair]) -> Repair:
    """Of changes of one kind of the same claims, that for which most tests speak; with those that nearly do as well."""
    best = min(rivals, key=lambda each: each.rank)
    near = [each for each in rivals if len(each.speaking) >= len(best.speaking) - 1]
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


def suspect(comparison: Comparison, contradicted: Sequence[Comparison]) -> Claim | None:
    """The claim of a contradiction that stands in three or more, and in twice as many as any other of it."""
    claims = [claim for claim in comparison.claims if not claim.trusted]
    times = {claim.key: sum(claim in each.claims for each in contradicted) for claim in claims}
    first, *rest = sorted(claims, key=lambda claim: -times[claim.key])
    alone = times[first.key] >= ALONE and all(2 * times[claim.key] <= times[first.key] for claim in rest)
    return first if alone else None


def _weighed(world: World, repair: Repair, contradicted: Sequence[Comparison], tests: Tests) -> Repair | None:
    """Make all tests again with the change; None where something still speaks against it, or too little for it."""
    keys = repair.keys
    solved = tuple(each for each in contradicted if keys & {claim.key for claim in each.claims})
    pairs = {claim.route[:2] for claim in repair.printed} | {claim.route[1::-1] for claim in repair.printed}
    near = [claim for claim in world.claims if claim.route[:2] in pairs or "WLD" in claim.route]
    after = [
        each
        for each in tests(_changed(World(near, world.exchange), repair))
        if keys & {claim.key for claim in each.claims}
    ]
    if any(each.contradicts for each in after):
        return None
    if len(solved) < max((_times(claim, contradicted) for each in solved for claim in each.claims), default=0):
        return None  # another of these claims is contradicted more often: it is that one
    doubted = {claim.key for each in contradicted if each not in solved for claim in each.claims}
    speaking = _independent((each for each in after if _speaks(each, doubted, repair.kind)), keys)
    if len(speaking) < NEEDED[repair.kind]:
        return None
    return replace(repair, speaking=speaking, solved=solved, left=len(contradicted) - len(solved))


def _times(claim: Claim, contradicted: Sequence[Comparison]) -> int:
    return 0 if claim.trusted else sum(claim.key in {one.key for one in each.claims} for each in contradicted)


def _speaks(comparison: Comparison, doubted: set[str], kind: str) -> bool:
    """Tell whether a test agrees, seldom by chance, and rests on no claim that others still contradict."""
    narrow = max(comparison.follows.near.spread, comparison.says.near.spread) < TOO_WIDE
    telling = (comparison.telling and narrow) or (comparison.paced and kind != "period")
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


def _candidates(world: World, contradicted: Sequence[Comparison]) -> Iterator[Repair]:
    """Every change of every contradicted claim, alone and with what its article says of the same months or at all."""
    seen: set[tuple[str, frozenset[str], str]] = set()
    suspects = {claim.key: claim for each in contradicted for claim in each.claims if not claim.trusted}
    for claim in suspects.values():
        for repair in (*_years(world, claim), *_digits(world, claim), *_currencies(world, claim)):
            key = (repair.kind, repair.keys, repair.proposal)
            if key not in seen:
                seen.add(key)
                yield repair


def _together(world: World, claim: Claim) -> list[tuple[Claim, ...]]:
    """The claim alone; with its article's claims of the same months; with all of its article."""
    article = tuple(other for other in world.claims if other.article == claim.article and claim.article is not None)
    groups = [(claim,), tuple(other for other in article if other.months == claim.months), article]
    return [group for number, group in enumerate(groups) if group and group not in groups[:number]]


def _years(world: World, claim: Claim) -> Iterator[Repair]:
    for group in _together(world, claim):
        for years in YEARS_AROUND:
            changed = tuple(one.later(years) for one in group)
            if any(printed_too_early(one) for one in changed):
                continue
            same = len({one.months for one in group}) == 1
            moved = f"period {_year(changed[0])}" if same else f"period: all {years:+d} year" + "s" * (abs(years) > 1)
            yield Repair("period", group, changed, moved)


def _year(claim: Claim) -> str:
    """Name a claim's months shortly: 2023, 2023-01 to 2023-06."""
    first, last = (f"{month // YEAR}-{month % YEAR + 1:02}" for month in claim.months)
    whole = claim.months[0] % YEAR == 0 and claim.months[1] - claim.months[0] == YEAR - 1
    return first[:4] if whole else f"{first} to {last}"


def _told_with(world: World, claim: Claim) -> tuple[Claim, ...]:
    """Levels of one flow and time in one article: a fact in two currencies."""
    told = world.levels.get((claim.route, claim.months), ())
    return tuple(other for other in told if other.article == claim.article and claim.article is not None)


def _digits(world: World, claim: Claim) -> Iterator[Repair]:
    if claim.kind not in {"level", "growth"}:
        return
    for group in dict.fromkeys([(claim,), _told_with(world, claim) or (claim,)]):
        for power in POWERS:
            if claim.kind == "level" or (power in {10, 0.1} and claim.value * power > -1):
                words = f"digit: {power} times" if power > 1 else f"digit: a {round(1 / power)}th"
                yield Repair("digit", group, tuple(one.times(power) for one in group), words)


def _currencies(world: World, claim: Claim) -> Iterator[Repair]:
    if claim.kind != "level":
        return
    for currency in world.currencies(claim.route):
        if currency != claim.currency:
            yield Repair("currency", (claim,), (replace(claim, currency=currency),), f"currency {currency}")
    pair = _told_with(world, claim)
    if len(pair) == 2 and pair[0].currency != pair[1].currency:
        swapped = tuple(replace(one, currency=other.currency) for one, other in zip(pair, reversed(pair), strict=True))
        yield Repair("currency", pair, swapped, "currency: exchanged")
