"""What people mistake in copying, and the correction of each: another year, decimal point, digit or currency.

A digit is mistaken in three ways: the decimal point slips, two neighbours change places, one is another. A figure of
two digits is one digit away from every other of its size, so that of such nothing is guessed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Literal

from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import Claim, is_printed_too_early
from tradeview.claims.proposals import (
    Change,
    ExchangedCurrencies,
    OtherCurrency,
    OtherFigure,
    OtherMonths,
    OtherScale,
    YearsLater,
)
from tradeview.claims.same_fact import POWERS, YEARS_AROUND
from tradeview.economies.codes import kind as kind_of_economy
from tradeview.economies.lookup import currencies_of_today
from tradeview.table.schema import WORLD

# How a claim was mistaken, and how many independent tests have to speak for undoing it. A year has more rivals, and
# claims of a year agree by chance; so does growth by a tenth of it, a figure of two digits with these swapped, and one
# digit of many.
Mistake = Literal[
    "year", "point", "point of growth", "swap in long figure", "swap in short figure", "digit", "currency"
]
TESTS_NEEDED: dict[Mistake, int] = {
    "year": 2,
    "point": 1,
    "point of growth": 2,
    "swap in long figure": 1,
    "swap in short figure": 2,
    "digit": 2,
    "currency": 1,
}
# A figure of fewer digits is, with one digit changed, nearly any other of its size.
LONG_FIGURE = 3
# Growth of a hundred per cent and more may have lost its point by two or three places; no less growth was meant so.
GREAT_GROWTH = 1.0


@dataclass(frozen=True)
class Correction:
    """A change of claims that might undo a mistake: the claims as printed and as corrected, and how it is proposed."""

    kind: str  # the finding that it makes: period, digit, currency
    mistake: Mistake
    printed: tuple[Claim, ...]
    corrected: tuple[Claim, ...]
    change: Change

    @property
    def keys(self) -> frozenset[str]:
        """Keys of its claims."""
        return frozenset(claim.key for claim in self.printed)

    @property
    def is_guess(self) -> bool:
        """Whether it is one of so many corrections that a single test agrees by chance."""
        return self.mistake == "digit"


def list_corrections(book: ClaimBook, claim: Claim) -> Iterator[Correction]:
    """Every correction of a claim, alone and with what its article says of the same months or at all."""
    yield from _other_years(book, claim)
    yield from _other_points(book, claim)
    if claim.kind in {"level", "growth"} and claim.value != 0:
        yield from _swapped_digits(claim)
        yield from _other_digits(claim)
    if claim.kind == "level":
        yield from _other_currencies(book, claim)


def _other_years(book: ClaimBook, claim: Claim) -> Iterator[Correction]:
    """Other years of the claim alone; of its article's claims of the same months; of all of its article."""
    groups: list[tuple[Claim, ...]] = [(claim,)]
    if claim.article is not None:
        article = tuple(other for other in book.claims if other.article == claim.article)
        of_same_months = tuple(other for other in article if other.months == claim.months)
        groups = list(dict.fromkeys([(claim,), of_same_months, article]))
    for group in groups:
        is_of_one_time = len({one.months for one in group}) == 1
        for years in YEARS_AROUND:
            moved = tuple(one.later(years) for one in group)
            if not any(is_printed_too_early(one) for one in moved):
                change = OtherMonths(moved[0].months) if is_of_one_time else YearsLater(years)
                yield Correction("period", "year", group, moved, change)


def _other_points(book: ClaimBook, claim: Claim) -> Iterator[Correction]:
    """Other places of the decimal point, of the claim alone and of a fact that its article tells in two currencies."""
    if claim.kind not in {"level", "growth", "share"}:
        return
    mistake: Mistake = "point of growth" if claim.kind == "growth" else "point"
    groups: list[tuple[Claim, ...]] = [(claim,)]
    pair = _levels_of_one_fact(book, claim)
    if pair and pair != (claim,):
        groups.append(pair)
    for group in groups:
        for power in POWERS:
            if _may_be_meant(claim, power):
                scaled = tuple(one.scaled(power) for one in group)
                yield Correction("digit", mistake, group, scaled, OtherScale(power))


def _may_be_meant(claim: Claim, power: float) -> bool:
    """Tell whether a claim may be of that size: growth of a hundred times as much is none that anybody prints."""
    value = claim.value * power
    if claim.kind == "share":
        return value <= 1
    if claim.kind == "growth":
        is_one_place = power in {10, 0.1}
        was_far_too_great = power < 1 and abs(claim.value) >= GREAT_GROWTH
        return value > -1 and (is_one_place or was_far_too_great)
    return True


def _levels_of_one_fact(book: ClaimBook, claim: Claim) -> tuple[Claim, ...]:
    """Levels of one flow and time in one article: a fact in two currencies."""
    if claim.article is None:
        return ()
    levels = book.levels.get((claim.route, claim.months), ())
    return tuple(other for other in levels if other.article == claim.article)


def _swapped_digits(claim: Claim) -> Iterator[Correction]:
    """Two neighbouring digits exchanged."""
    digits, exponent = _digits_of(claim.value)
    mistake: Mistake = "swap in short figure"
    if claim.kind == "level" and len(digits) >= LONG_FIGURE:
        mistake = "swap in long figure"
    if len(digits) < LONG_FIGURE:
        digits, exponent = (*digits, 0), exponent - 1  # 90.6 becomes 96.0, and no number keeps the 0
    for place, (digit, following) in enumerate(pairwise(digits)):
        if digit != following and (place or following):
            swapped = (*digits[:place], following, digit, *digits[place + 2 :])
            yield _correct_figure(claim, Decimal((0, swapped, exponent)).normalize(), mistake)


def _other_digits(claim: Claim) -> Iterator[Correction]:
    """One digit replaced."""
    digits, exponent = _digits_of(claim.value)
    if len(digits) < LONG_FIGURE:
        return
    for place, digit in enumerate(digits):
        for other in range(10):
            if other != digit and (place or other):
                replaced = (*digits[:place], other, *digits[place + 1 :])
                yield _correct_figure(claim, Decimal((0, replaced, exponent)), "digit")


def _digits_of(value: float) -> tuple[tuple[int, ...], int]:
    """Give the digits of a figure and the power of ten of the last one."""
    amount = Decimal(repr(abs(value))).normalize().as_tuple()
    return amount.digits, int(amount.exponent)


def _correct_figure(claim: Claim, amount: Decimal, mistake: Mistake) -> Correction:
    value = float(amount) * (-1 if claim.value < 0 else 1)
    if claim.kind == "growth":
        # As the press prints it, to a tenth of a per cent: corrections that say the same then are one.
        change = OtherFigure(round(100 * value, 1) / 100, 1, None)
    else:
        change = OtherFigure(value, len(amount.as_tuple().digits), str(claim.currency))
    return Correction("digit", mistake, (claim,), (claim.with_value(value),), change)


def _other_currencies(book: ClaimBook, claim: Claim) -> Iterator[Correction]:
    """Other currencies of the pair, and those of one fact in two currencies exchanged."""
    for currency in dict.fromkeys([*book.currencies(claim.route), *_currencies_of_pair(claim.route[:2])]):
        if currency != claim.currency:
            corrected = (replace(claim, currency=currency),)
            yield Correction("currency", "currency", (claim,), corrected, OtherCurrency(currency))
    pair = _levels_of_one_fact(book, claim)
    if len(pair) == 2 and pair[0].currency != pair[1].currency:
        first, second = pair
        exchanged = (replace(first, currency=second.currency), replace(second, currency=first.currency))
        yield Correction("currency", "currency", pair, exchanged, ExchangedCurrencies())


@cache
def _currencies_of_pair(economies: Sequence[str]) -> tuple[str, ...]:
    """The currencies that two economies have today, and the dollar; what is no economy of today has none."""
    found: list[str] = []
    for economy in economies:
        if economy != WORLD and kind_of_economy(economy) == "economy":
            found += currencies_of_today(economy)
    return (*found, "USD")
