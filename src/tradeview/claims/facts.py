"""One fact told twice: by two publishers, in two currencies, by both sides, or by a claim and a table of statistics."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from tradeview.claims.claim import Claim
from tradeview.claims.comparison import (
    AGREES,
    CANNOT_TELL,
    CONTRADICTS,
    RATES_APART,
    REVISED,
    REVISION,
    WHOSE,
    WIDE,
    Comparison,
    World,
    agree,
    compare,
    may_be_one_side,
    one_article,
    unsure_side,
)
from tradeview.claims.exchange_rates import Exchange
from tradeview.claims.interval import Interval, Span
from tradeview.periods import month_at, months_of, year_at, year_of_months

YEARS_AROUND = (-1, 1, -2, 2, -3, 3)
EXCHANGED = "currency: exchanged"
POWERS = (10, 100, 1000, 0.1, 0.01, 0.001)
NO_RATE = "No rate between {} and {} for these months is in the table of rates."
NO_TABLE = "No table of rates was given."
NOT_MEAN = "The rate is one of the period's days, but far from their mean."
WHEN_PRINTED = "The rate is one of the year in which it was printed, not of the year that it is of."


def levels(world: World) -> Iterator[Comparison]:
    """Compare every two levels that are told of one flow and time."""
    for told in world.levels.values():
        for one, other in combinations(told, 2):
            if one.trusted and other.trusted:
                continue
            if one.trusted:
                one, other = other, one  # noqa: PLW2901 - what is trusted says what the claim is held against
            if not may_be_one_side((one, other)):
                yield from mirror(world.exchange, one, other)
            elif one.currency == other.currency:
                test = "reference" if other.trusted else "publishers"
                yield compare(test, (one, other), one.span, other.span, str(one.currency))
            elif other.trusted:
                yield from _reference(world.exchange, one, other)
            else:
                yield currencies(world.exchange, one, other)


def growths(world: World) -> Iterator[Comparison]:
    """Set the growth of one flow and time as one side tells it beside that of the other side."""
    for told in world.growths.values():
        for one, other in combinations(told, 2):
            if not may_be_one_side((one, other)):
                yield _shown(compare("mirror", (one, other), one.span, other.span, "share", telling=False))


def _shown(comparison: Comparison) -> Comparison:
    """Two sides never contradict each other: they count differently."""
    if comparison.verdict == AGREES:
        return comparison
    return replace(comparison, verdict=CANNOT_TELL, why="")


def mirror(exchange: Exchange, one: Claim, other: Claim) -> Iterator[Comparison]:
    """Set one side's figure beside the other's, in the currency of the second."""
    factor = exchange.factor(str(one.currency), str(other.currency), one.months)
    if factor is not None:
        claims = (one, other)
        yield _shown(compare("mirror", claims, one.span * factor, other.span, str(other.currency), telling=False))


def _reference(exchange: Exchange, one: Claim, trusted: Claim) -> Iterator[Comparison]:
    factor = exchange.factor(str(trusted.currency), str(one.currency), one.months)
    if factor is not None:
        yield compare("reference", (one, trusted), one.span, trusted.span * factor, str(one.currency))


def currencies(exchange: Exchange, one: Claim, other: Claim) -> Comparison:
    """Hold the rate that one fact in two currencies implies against the days and the mean of its months."""
    base, quote = sorted((one, other), key=lambda claim: _worth(exchange, claim, one))
    implied = quote.span / base.span
    unit = f"{quote.currency}/{base.currency}"
    rate = exchange.factor(str(base.currency), str(quote.currency), one.months)
    if rate is None:
        why = NO_RATE.format(quote.currency, base.currency) if exchange.given else NO_TABLE
        return Comparison("currencies", (quote, base), implied, implied, unit, CANNOT_TELL, 0.0, why, "no rate")
    verdict, why = _of_rate(exchange, (quote, base), implied, rate)
    gap = implied.near.gap(rate.wide)
    note = "" if verdict == AGREES else _fitting_years(exchange, quote, base, implied)
    proposal = _proposal(note, implied, rate) if verdict == CONTRADICTS else None
    return Comparison("currencies", (quote, base), implied, rate, unit, verdict, gap, why, note, proposal)


def _worth(exchange: Exchange, claim: Claim, one: Claim) -> float:
    """How many units of the claim's currency one unit of the first claim's was; its amount, where no rate is known."""
    rate = exchange.factor(str(one.currency), str(claim.currency), claim.months)
    return claim.span.near.low if rate is None else rate.near.low


def _of_rate(exchange: Exchange, claims: tuple[Claim, Claim], implied: Span, rate: Span) -> tuple[str, str]:
    if implied.near.gap(rate.wide) == 0:
        if implied.near.gap(rate.near) == 0:
            return (AGREES, "") if agree(implied.near, rate.near) else (CANNOT_TELL, WIDE)
        return CANNOT_TELL, NOT_MEAN
    far = implied.wide.gap(rate.wide)
    if far == 0:
        return CANNOT_TELL, RATES_APART
    if far <= REVISION and not one_article(claims):
        return CANNOT_TELL, REVISED
    if _rate_when_printed(exchange, claims, implied):
        return CANNOT_TELL, WHEN_PRINTED
    return (CANNOT_TELL, WHOSE) if unsure_side(claims) else (CONTRADICTS, "")


def _rate_when_printed(exchange: Exchange, claims: tuple[Claim, Claim], implied: Span) -> bool:
    quote, base = claims
    if quote.published is None or not one_article(claims):
        return False
    year = months_of(year_at(quote.published[0]))
    if year[0] <= quote.months[1]:
        return False
    rate = exchange.factor(str(base.currency), str(quote.currency), year)
    return rate is not None and implied.near.gap(rate.wide) == 0


def _fitting_years(exchange: Exchange, quote: Claim, base: Claim, implied: Span) -> str:
    """Name the years around, nearest first, near whose mean the implied rate lies."""
    if year_of_months(quote.months) is None:
        return ""
    fitting = []
    for years in YEARS_AROUND:
        moved = quote.later(years)
        rate = exchange.factor(str(base.currency), str(quote.currency), moved.months)
        if rate and implied.near.gap(rate.near) == 0 and not printed_too_early(moved):
            fitting.append(str(year_at(moved.months[0])))
    return " ".join(fitting)


def _proposal(years: str, implied: Span, rate: Span) -> str | None:
    """Say in a few words what would make the rate fit: the nearest year, a slipped digit, or currencies exchanged."""
    if years:
        first, *rest = (int(year) for year in years.split())
        tied = rest and abs(rest[0] - first) == 2 and first < rest[0]
        return f"period {first} or {rest[0]}" if tied else f"period {first}"
    for power in POWERS:
        if implied.near.gap(Interval(rate.near.low * power, rate.near.high * power)) == 0:
            return f"digit: {power if power > 1 else round(1 / power)} times"
    swapped = Span(rate.near, rate.near) * implied
    return EXCHANGED if swapped.near.low <= 1 <= swapped.near.high else None


def printed_too_early(claim: Claim) -> bool:
    """Tell whether a claim was printed before its months were over."""
    return claim.published is not None and claim.published[1] < claim.months[1]


def published(world: World) -> Iterator[Comparison]:
    """Find what was printed before the months that it is of were over: it cannot be of all of them."""
    for claim in world.claims:
        if claim.published and printed_too_early(claim):
            told = Span.of(_months(claim.published[1]))
            end = Span.of(_months(claim.months[1]))
            yield Comparison("published", (claim,), told, end, "month", CONTRADICTS, 0.0, telling=False)


def _months(month: int) -> Interval:
    number = float(month_at(month))
    return Interval(number, number)
