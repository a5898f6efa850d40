"""Changes that might make a claim fit: another year, decimal point, digit or currency; what people mistake in copying.

A digit is mistaken in three ways: the decimal point slips, two neighbours change places, one is another. A figure of
two digits is one digit away from every other of its size, so that of such nothing is guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import chain, pairwise

from babel.numbers import get_territory_currencies

from tradeview.claims.claim import Claim
from tradeview.claims.comparison import Comparison, World
from tradeview.claims.facts import EXCHANGED, POWERS, YEARS_AROUND, printed_too_early
from tradeview.economies import alpha2, kind
from tradeview.errors import plural_of
from tradeview.periods import month_at, year_of_months
from tradeview.table.schema import WORLD
from tradeview.words.money import format_money
from tradeview.words.numbers import format_percent
from tradeview.words.periods import format_period

# Independent tests that have to speak for a mistake. A year has more rivals, and claims of a year agree by chance; so
# does growth by a tenth of it, and one digit of many.
NEEDED = {"year": 2, "point": 1, "three digits": 1, "two digits": 2, "growth": 2, "one digit": 2, "currency": 1}
ENOUGH_DIGITS = 3
TIMES = {10: "10", 100: "100", 1000: "1,000"}
PARTS = {0.1: "a tenth", 0.01: "a hundredth", 0.001: "a thousandth"}


@dataclass(frozen=True)
class Repair:
    """A change that makes claims fit: the claims as printed and as changed, and the tests for it."""

    kind: str
    printed: tuple[Claim, ...]
    changed: tuple[Claim, ...]
    proposal: str
    mistake: str  # of NEEDED
    speaking: tuple[Comparison, ...] = ()
    solved: tuple[Comparison, ...] = ()
    gained: int = 0  # independent tests that agree, less those that agree with the claims as printed
    left: int = 0
    strong: bool = True  # false where fewer tests speak for it than it needs, and nothing else does better
    sure: bool = True  # false where changes of different claims do equally well

    @property
    def guessed(self) -> bool:
        """Whether it is one of so many changes that a single test agrees by chance."""
        return self.mistake == "one digit"

    @property
    def rank(self) -> tuple[int, int, bool]:
        """What is left contradicted, fewest first; tests that it gains, most first; what is guessed last."""
        return self.left, -self.gained, self.guessed

    @property
    def keys(self) -> frozenset[str]:
        """Keys of its claims."""
        return frozenset(claim.key for claim in self.printed)


def changes(world: World, claim: Claim) -> Iterator[Repair]:
    """Every change of a claim, alone and with what its article says of the same months or at all."""
    yield from _years(world, claim)
    yield from _points(world, claim)
    yield from _digits(claim)
    yield from _currencies(world, claim)


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
            moved = f"period: all {years:+d} {plural_of('year', abs(years))}"
            if len({one.months for one in group}) == 1:
                moved = f"period {_year(changed[0])}"
            yield Repair("period", group, changed, moved, "year")


def _year(claim: Claim) -> str:
    """Name a claim's months shortly: 2023, 2023-01 to 2023-06."""
    year = year_of_months(claim.months)
    if year is not None:
        return str(year)
    first, last = (format_period(month_at(month)) for month in claim.months)
    return f"{first} to {last}"


def _told_with(world: World, claim: Claim) -> tuple[Claim, ...]:
    """Levels of one flow and time in one article: a fact in two currencies."""
    told = world.levels.get((claim.route, claim.months), ())
    return tuple(other for other in told if other.article == claim.article and claim.article is not None)


def slipped(power: float) -> str:
    """Say by how much a figure is to be multiplied.

    Examples
    --------
    >>> slipped(10), slipped(0.001)
    ('digit: 10 times', 'digit: a thousandth')
    """
    return f"digit: {TIMES[int(power)]} times" if power > 1 else f"digit: {PARTS[power]}"


def _points(world: World, claim: Claim) -> Iterator[Repair]:
    if claim.kind not in {"level", "growth", "share"}:
        return
    mistake = "growth" if claim.kind == "growth" else "point"
    for group in dict.fromkeys([(claim,), _told_with(world, claim) or (claim,)]):
        for power in POWERS:
            if _possible(claim, power):
                yield Repair("digit", group, tuple(one.times(power) for one in group), slipped(power), mistake)


def _possible(claim: Claim, power: float) -> bool:
    """Tell whether a claim may be of that size: growth of a hundred times as much is none that anybody prints."""
    value = claim.value * power
    limits = {"growth": value > -1 and (power in {10, 0.1} or (power < 1 <= abs(claim.value))), "share": value <= 1}
    return limits.get(claim.kind, True)


def _digits(claim: Claim) -> Iterator[Repair]:
    """Two neighbouring digits exchanged, and one digit replaced."""
    if claim.kind not in {"level", "growth"} or claim.value == 0:
        return
    amount = Decimal(repr(abs(claim.value))).normalize()
    digits, exponent = amount.as_tuple().digits, int(amount.as_tuple().exponent)
    swap = "three digits" if claim.kind == "level" and len(digits) >= ENOUGH_DIGITS else "two digits"
    longer = (*digits, 0) if len(digits) < ENOUGH_DIGITS else digits  # 90.6 becomes 96.0, and no number keeps the 0
    for place, (one, other) in enumerate(pairwise(longer)):
        if one != other and (place or other):
            swapped = (*longer[:place], other, one, *longer[place + 2 :])
            yield _printed(claim, Decimal((0, swapped, exponent - len(longer) + len(digits))).normalize(), swap)
    if len(digits) >= ENOUGH_DIGITS:
        for place, digit in enumerate(digits):
            for other in range(10):
                if other != digit and (place or other):
                    changed = (*digits[:place], other, *digits[place + 1 :])
                    yield _printed(claim, Decimal((0, changed, exponent)), "one digit")


def _printed(claim: Claim, amount: Decimal, mistake: str) -> Repair:
    value = float(amount) * (-1 if claim.value < 0 else 1)
    digits = len(amount.as_tuple().digits)
    said = format_percent(value, 1) if claim.kind == "growth" else format_money(value, str(claim.currency), digits)
    return Repair("digit", (claim,), (claim.moved(value),), f"digit: {said}", mistake)


@cache
def _own(pair: tuple[str, str]) -> tuple[str, ...]:
    """The currencies that two economies have today, and the dollar."""
    two = [alpha2(one) for one in pair if one != WORLD and kind(one) == "economy"]
    return (*chain.from_iterable(get_territory_currencies(one) for one in two), "USD")


def _currencies(world: World, claim: Claim) -> Iterator[Repair]:
    if claim.kind != "level":
        return
    for currency in {**dict.fromkeys(world.currencies(claim.route)), **dict.fromkeys(_own(claim.route[:2]))}:
        if currency != claim.currency:
            changed = (replace(claim, currency=currency),)
            yield Repair("currency", (claim,), changed, f"currency {currency}", "currency")
    pair = _told_with(world, claim)
    if len(pair) == 2 and pair[0].currency != pair[1].currency:
        swapped = tuple(replace(one, currency=other.currency) for one, other in zip(pair, reversed(pair), strict=True))
        yield Repair("currency", pair, swapped, EXCHANGED, "currency")
