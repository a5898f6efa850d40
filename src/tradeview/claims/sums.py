"""Parts and wholes: exports and imports in trade, months in a year, shares of a total."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from tradeview.claims.claim import BOTH_WAYS, GOODS, Claim, Route
from tradeview.claims.comparison import AGREES, CANNOT_TELL, Comparison, World, compare, may_be_one_side
from tradeview.claims.interval import Interval, Span
from tradeview.table.schema import TOTAL, WORLD

# A part of a year within this factor of the whole's monthly mean goes at its pace; one below this one hardly can.
PACE, SLOW = 1.5, 5.0
TOO_SLOW = "These months make far less of the whole than their number."
CODE = re.compile(r"\b[A-Z]{3}\b")


def in_currency(world: World, claim: Claim, currency: str | None) -> Span | None:
    """A level in another currency, at the rates of its months."""
    factor = world.exchange.factor(str(claim.currency), str(currency), claim.months)
    return None if factor is None else claim.span * factor


def nearest(claims: Sequence[Claim], currency: str | None) -> list[Claim]:
    """Those told in a currency; all, where none is."""
    return [claim for claim in claims if claim.currency == currency] or list(claims)


def ways(route: Route) -> tuple[Route, Route]:
    """The two flows that make the trade of a pair."""
    one, other, _, code = route
    return (one, other, GOODS, code), (other, one, GOODS, code)


def parts(world: World) -> Iterator[Comparison]:
    """Compare exports + imports with total trade, in one currency where it can be, else at the months' rates."""
    for (route, months), totals in list(world.levels.items()):
        if route[2] != BOTH_WAYS:
            continue
        for total in _each_once(totals):
            there, back = (world.stated(way, months, total) for way in ways(route))
            for claims in product(nearest(there, total.currency), nearest(back, total.currency)):
                yield from _sum(world, "parts", claims, total)


def _each_once(claims: Sequence[Claim]) -> list[Claim]:
    return list({(claim.side, claim.currency, claim.span.near): claim for claim in reversed(claims)}.values())[::-1]


def _sum(world: World, test: str, claims: Sequence[Claim], whole: Claim) -> Iterator[Comparison]:
    together = (*claims, whole)
    if not may_be_one_side(together) or all(claim.trusted for claim in together):
        return
    amounts = [in_currency(world, claim, whole.currency) for claim in claims]
    known = [amount for amount in amounts if amount is not None]
    if len(known) == len(amounts):
        summed = known[0]
        for amount in known[1:]:
            summed = summed + amount
        yield compare(test, together, summed, whole.span, str(whole.currency))


def parts_of_year(world: World) -> Iterator[Comparison]:
    """Compare months with the time that they lie in: no part exceeds the whole, and parts that fill it make it."""
    by_route: dict[Route, list[Claim]] = {}
    for claim in world.of("level"):
        by_route.setdefault(claim.route, []).append(claim)
    for claims in by_route.values():
        lengths = {claim.months for claim in claims}
        if len(lengths) > 1:
            for whole in claims:
                yield from _inside(whole, claims)
                for filling in _fillings(whole.months[0], whole, claims):
                    yield from _sum(world, "part of year", filling, whole)


def _inside(whole: Claim, claims: Sequence[Claim]) -> Iterator[Comparison]:
    for part in claims:
        inside = whole.months[0] <= part.months[0] and part.months[1] <= whole.months[1]
        comparable = part.currency == whole.currency and may_be_one_side((part, whole))
        if inside and part.months != whole.months and comparable and not (part.trusted and whole.trusted):
            both = (part, whole)
            found = compare("part of year", both, part.span, no_more_than(whole.span), str(whole.currency))
            yield _at_pace(replace(found, telling=False), part, whole)


def _at_pace(found: Comparison, part: Claim, whole: Claim) -> Comparison:
    """Say where months go at another pace than the whole; by a power of ten, that is a slipped decimal point."""
    paces = [claim.span.near.scaled(1 / (claim.months[1] - claim.months[0] + 1)) for claim in (part, whole)]
    if paces[0].gap(paces[1]) <= PACE - 1:
        return replace(found, paced=True)
    if found.verdict != AGREES or paces[0].gap(paces[1]) < SLOW - 1:
        return found
    fits = next((power for power in (10, 100, 1000) if paces[0].scaled(power).gap(paces[1]) <= PACE - 1), None)
    proposal = f"digit: {fits} times" if fits else None
    return replace(found, verdict=CANNOT_TELL, why=TOO_SLOW, proposal=proposal)


def no_more_than(span: Span) -> Span:
    """From nothing to the upper end."""
    return Span(Interval(0.0, span.near.high), Interval(0.0, span.wide.high))


def _fillings(month: int, whole: Claim, claims: Sequence[Claim]) -> Iterator[tuple[Claim, ...]]:
    """Chains of claims in one currency and article that follow one another from the first to the last month."""
    for part in claims:
        if (
            part.months[0] != month
            or part.months[1] > whole.months[1]
            or part.months == whole.months
            or part.currency != whole.currency
            or not may_be_one_side((part, whole))
        ):
            continue
        if part.months[1] == whole.months[1]:
            yield (part,)
        else:
            yield from ((part, *rest) for rest in _fillings(part.months[1] + 1, whole, claims))


def shares(world: World) -> Iterator[Comparison]:
    """Compare share times whole with the part."""
    for share in world.of("share"):
        whole_route = _whole(share)
        wholes = world.stated(whole_route, share.months, share)
        for part in world.stated(share.route, share.months, share):
            for whole in nearest(wholes, part.currency):
                amount = in_currency(world, whole, part.currency)
                if amount is not None:
                    yield compare("share", (share, whole, part), share.span * amount, part.span, str(part.currency))


def _whole(share: Claim) -> Route:
    """The flow that a share is of: what `among` names, else trade with the world, of a commodity all of that flow."""
    named = CODE.findall(share.among or "")
    code = share.code if "partner" in (share.among or "") else TOTAL
    if share.code == TOTAL or "partner" in (share.among or ""):
        return _flow(share, share.reporter, WORLD, code)
    if len(named) == 1:
        return _flow(share, named[0], WORLD, TOTAL)
    return _flow(share, share.reporter, share.partner, TOTAL)


def _flow(share: Claim, reporter: str, partner: str, code: str) -> Route:
    if share.flow == "total":
        one, other = sorted((reporter, partner))
        return one, other, BOTH_WAYS, code
    return (partner, reporter, GOODS, code) if share.flow == "import" else (reporter, partner, GOODS, code)
