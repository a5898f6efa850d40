"""Parts and wholes: exports and imports in trade, months in a year, shares of a total."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import BOTH_WAYS, Claim, Route, flows_each_way, may_be_one_side, route_of
from tradeview.claims.combining import combine, combine_alike
from tradeview.claims.comparison import AGREES, CANNOT_TELL, Comparison, Reason, compare
from tradeview.claims.interval import Interval, Span
from tradeview.claims.proposals import OtherScale, Proposal
from tradeview.periods import Months, count_months
from tradeview.table.schema import BALANCE, TOTAL, WORLD

# A part of a year whose monthly mean is within half as much again of the whole's goes at its pace; one that makes less
# than a fifth of it hardly can, though no part is too small by rule.
AT_PACE, FAR_TOO_SLOW = 1.5, 5.0
SLIPPED_UP = (10, 100, 1000)
# More ways than these to fill a time with its parts are not all tried: five articles' months make millions of a year.
MANY_CHAINS = 100
CODE = re.compile(r"\b[A-Z]{3}\b")
FLOW_OF_WHOLE = re.compile(r"(?P<flow>(?:total )?trade|exports|imports)(?: of .+)?", re.IGNORECASE)
SEVERAL_ECONOMIES = re.compile(r"[A-Z]{3}(?:(?:, | and )[A-Z]{3})+")
FLOWS_OF_WHOLES = {"total trade": "total", "trade": "total", "exports": "export", "imports": "import"}
Chain = tuple[Claim, ...]
StartingParts = Mapping[int, Sequence[Claim]]  # by the month that they start in


def levels_in_currency(levels: Sequence[Claim], currency: str | None) -> list[Claim]:
    """Those told in a currency; all, where none is."""
    return [claim for claim in levels if claim.currency == currency] or list(levels)


def no_more_than(span: Span) -> Span:
    """From nothing to the upper end."""
    return Span(Interval(0.0, span.near.high), Interval(0.0, span.wide.high))


def no_less_than(span: Span) -> Span:
    """From the lower end on."""
    return Span(Interval(span.near.low, math.inf), Interval(span.wide.low, math.inf))


def compare_exports_and_imports(book: ClaimBook) -> Iterator[Comparison]:
    """Compare exports + imports with total trade, in one currency where it can be, else at the months' rates."""
    for (route, months), totals in list(book.levels.items()):
        if route[2] != BOTH_WAYS:
            continue
        # What several articles print alike is one total: that of the first, in the place of the last.
        distinct = {(total.side, total.currency, total.span.near): total for total in reversed(totals)}
        for total in reversed(distinct.values()):
            out, back = (book.levels_beside(way, months, total) for way in flows_each_way(route))
            each_way = [levels_in_currency(levels, total.currency) for levels in (out, back)]
            for parts in combine(each_way, "parts", book.untried):
                yield from _compare_sum(book, "parts", parts, total)
            if not all(each_way):
                yield from _find_flows_above_total(book, [*each_way[0], *each_way[1]], total)


def _find_flows_above_total(book: ClaimBook, flows: Iterable[Claim], total: Claim) -> Iterator[Comparison]:
    """Find exports alone, or imports alone, that contradict total trade by exceeding it; less of it says nothing."""
    for flow in flows:
        amount = book.level_in(flow, total.currency)
        together = (flow, total)
        if amount is None or all(claim.trusted for claim in together) or not book.asks_for(together):
            continue
        most = no_more_than(total.span)
        found = compare("parts", together, amount, most, str(total.currency), is_telling=False, is_limit=True)
        if found.contradicts:
            yield found


def compare_balances(book: ClaimBook) -> Iterator[Comparison]:
    """Compare the smaller of two flows and a balance, which add up to the larger, with the larger.

    Where one of the flows is not printed, the balance is held against the other and total trade.
    """
    for (route, months), balances in list(book.levels.items()):
        if route[2] != BALANCE:
            continue
        larger_way, smaller_way = flows_each_way(route)
        distinct = {balance.identity: balance for balance in reversed(balances)}
        for balance in reversed(distinct.values()):
            larger = levels_in_currency(book.levels_beside(larger_way, months, balance), balance.currency)
            smaller = levels_in_currency(book.levels_beside(smaller_way, months, balance), balance.currency)
            for part, whole in combine((smaller, larger), BALANCE, book.untried):
                yield from _compare_balance(book, balance, part, whole)
            if not (smaller and larger):
                yield from _compare_balance_with_total(book, balance, larger, smaller)


def _compare_balance(book: ClaimBook, balance: Claim, smaller: Claim, larger: Claim) -> Iterator[Comparison]:
    """Compare exports and imports with their balance; without a rate to its currency, with its sign alone."""
    together = (smaller, balance, larger)
    if may_be_one_side(together) and book.level_in(balance, larger.currency) is None:
        amount = book.level_in(smaller, larger.currency)
        if amount is not None and not all(claim.trusted for claim in together):
            yield _compare_sign(together, no_less_than(amount))
        return
    yield from _compare_sum(book, BALANCE, (smaller, balance), larger)


def _compare_sign(claims: tuple[Claim, Claim, Claim], least: Span) -> Comparison:
    """Compare the least that the larger of two flows can be, by the sign of their balance, with what it is."""
    larger = claims[-1]
    return compare(BALANCE, claims, least, larger.span, str(larger.currency), is_telling=False, is_limit=True)


def _compare_balance_with_total(
    book: ClaimBook, balance: Claim, larger: Sequence[Claim], smaller: Sequence[Claim]
) -> Iterator[Comparison]:
    """Compare a balance and the one flow that is printed with total trade: twice the smaller and the balance make it.

    Trade and a surplus make twice the larger.
    """
    one, other, _, code, coverage = balance.route
    route = route_of(one, other, "total", code, coverage)
    totals = levels_in_currency(book.levels_beside(route, balance.months, balance), balance.currency)
    for total in totals:
        for flow in smaller:
            yield from _compare_sum(book, BALANCE, (balance, flow), total, times=(1, 2))
        for flow in larger:
            yield from _compare_sum(book, BALANCE, (balance, total), flow, times=(0.5, 0.5))


def _compare_sum(
    book: ClaimBook, test: str, parts: Sequence[Claim], whole: Claim, times: Sequence[float] = ()
) -> Iterator[Comparison]:
    """Compare the sum of parts, each taken so many times, with the whole."""
    together = (*parts, whole)
    if not may_be_one_side(together) or all(claim.trusted for claim in together) or not book.asks_for(together):
        return
    total = Span.of(Interval(0.0, 0.0))
    for part, factor in zip(parts, times or [1] * len(parts), strict=True):
        amount = book.level_in(part, whole.currency)
        if amount is None:
            return
        total = total + amount.scaled(factor)
    yield compare(test, together, total, whole.span, str(whole.currency))


def compare_parts_of_year(book: ClaimBook) -> Iterator[Comparison]:
    """Compare months with the time that they lie in: no part exceeds the whole, and parts that fill it make it."""
    by_route: dict[Route, list[Claim]] = {}
    # Of months with a surplus and months with a deficit a part may exceed the whole; and what was added up of parts
    # says nothing that they do not say.
    flows = [claim for claim in book.of_kind("level") if claim.flow != BALANCE and not claim.is_sum]
    for claim in flows:
        by_route.setdefault(claim.route, []).append(claim)
    for levels in by_route.values():
        if len({claim.months for claim in levels}) == 1:
            continue
        for whole in levels:
            parts = [part for part in levels if _lies_in(part, whole)]
            if parts:
                yield from _compare_parts_of_whole(book, parts, whole)


def _compare_parts_of_whole(book: ClaimBook, parts: Sequence[Claim], whole: Claim) -> Iterator[Comparison]:
    """Hold each part against a whole, and the sums of those that fill it; in another currency, at the rates."""
    for part in parts:
        amount = book.level_in(part, whole.currency)
        if amount is None or (part.trusted and whole.trusted) or not book.asks_for((part, whole)):
            continue
        if part.currency == whole.currency or not _is_whole_printed_in(book, part, whole):
            yield _compare_part_of_year(part, amount, whole)
    for chain in _chains_of_parts(whole, list(_parts_to_add_up(parts, whole.currency)), book.untried):
        yield from _compare_sum(book, "part of year", chain, whole)


def _is_whole_printed_in(book: ClaimBook, part: Claim, whole: Claim) -> bool:
    """Tell whether a whole is printed in the currency of a part, too, which tells more than a rate does."""
    levels = book.levels.get((whole.route, whole.months), ())
    alike = [level for level in levels if level.currency == part.currency]
    return any(may_be_one_side((level, part, whole)) for level in alike)


def _parts_to_add_up(parts: Sequence[Claim], currency: str | None) -> Iterator[Claim]:
    """Of the parts of the same months those in a currency, and others where there is none."""
    by_months: dict[Months, list[Claim]] = {}
    for part in parts:
        by_months.setdefault(part.months, []).append(part)
    for of_same_months in by_months.values():
        yield from levels_in_currency(of_same_months, currency)


def _lies_in(part: Claim, whole: Claim) -> bool:
    """Tell whether a level is of some of another's months, and perhaps by its side."""
    if part.months == whole.months:
        return False
    starts_in = whole.months[0] <= part.months[0]
    ends_in = part.months[1] <= whole.months[1]
    return starts_in and ends_in and may_be_one_side((part, whole))


def _compare_part_of_year(part: Claim, amount: Span, whole: Claim) -> Comparison:
    """Hold a part against the whole; at a far slower pace, it is no part that agrees, or its decimal point slipped.

    `amount` is that of the part in the currency of the whole.
    """
    both, says = (part, whole), no_more_than(whole.span)
    comparison = compare("part of year", both, amount, says, str(whole.currency), is_telling=False, is_limit=True)
    pace, pace_of_whole = _monthly_mean(part, amount), _monthly_mean(whole, whole.span)
    apart = pace.gap(pace_of_whole)
    if apart <= AT_PACE - 1:
        return replace(comparison, is_at_pace=True)
    if comparison.verdict != AGREES or apart < FAR_TOO_SLOW - 1:
        return comparison
    proposal: Proposal = ()
    for power in SLIPPED_UP:
        if pace.scaled(power).gap(pace_of_whole) <= AT_PACE - 1:
            proposal = (OtherScale(power),)
            break
    return replace(comparison, verdict=CANNOT_TELL, reason=Reason.TOO_SLOW, proposal=proposal)


def _monthly_mean(level: Claim, amount: Span) -> Interval:
    return amount.near.scaled(1 / count_months(level.months))


def _chains_of_parts(whole: Claim, parts: Sequence[Claim], untried: Counter[str]) -> Iterator[Chain]:
    """Chains of parts of which each starts where the one before ended, from the first month of the whole to the last.

    Months that are printed again and again make more chains than anybody can add up. Of these, each part is in one.
    """
    starting: dict[int, list[Claim]] = {}
    for part in parts:
        starting.setdefault(part.months[0], []).append(part)
    first, last = whole.months
    counts = _count_chains(first, last, starting)
    if counts.get(first, 0) <= MANY_CHAINS:
        yield from _chains_through(first, last, starting, counts)
    else:
        chains = list(_chains_for_each_part(first, last, starting, counts))
        untried["part of year"] += counts[first] - len(chains)
        yield from chains


def _count_chains(first: int, last: int, starting: StartingParts) -> dict[int, int]:
    """Count the chains from each month to the last one; of a month from which none leads there, there is no count."""
    counts = {last + 1: 1}
    for month in range(last, first - 1, -1):
        count = sum(counts.get(part.months[1] + 1, 0) for part in starting.get(month, ()))
        if count:
            counts[month] = count
    return counts


def _chains_through(month: int, last: int, starting: StartingParts, counts: Mapping[int, int]) -> Iterator[Chain]:
    """All chains from a month to the last one."""
    if month > last:
        yield ()
        return
    for part in starting.get(month, ()):
        behind = part.months[1] + 1
        if behind in counts:
            for rest in _chains_through(behind, last, starting, counts):
                yield (part, *rest)


def _chains_for_each_part(first: int, last: int, starting: StartingParts, counts: Mapping[int, int]) -> Iterator[Chain]:
    """For each part that is in a chain one of these, of what is listed in the same place for other months.

    A part that is misprinted is so in no more chains than there are of it.
    """
    reached = {first}
    onward: dict[int, list[Claim]] = {}
    back: dict[int, list[Claim]] = {}
    for month in range(first, last + 1):
        for part in starting.get(month, ()) if month in reached else ():
            behind = part.months[1] + 1
            if behind in counts:
                reached.add(behind)
                onward.setdefault(month, []).append(part)
                back.setdefault(behind, []).append(part)
    chains: dict[tuple[int, ...], Chain] = {}
    for parts in onward.values():
        for place, part in enumerate(parts):
            chain = (*_links_before(part, place, back), part, *_links_behind(part, place, onward))
            chains.setdefault(tuple(id(link) for link in chain), chain)
    yield from chains.values()


def _links_before(part: Claim, place: int, back: StartingParts) -> Chain:
    """Links from the first month of a chain to a part of it; `back` has parts by the month behind them."""
    links: list[Claim] = []
    while part.months[0] in back:
        parts = back[part.months[0]]
        part = parts[place % len(parts)]
        links.append(part)
    return tuple(reversed(links))


def _links_behind(part: Claim, place: int, onward: StartingParts) -> Chain:
    """Links from a part of a chain to its last month."""
    links: list[Claim] = []
    while part.months[1] + 1 in onward:
        parts = onward[part.months[1] + 1]
        part = parts[place % len(parts)]
        links.append(part)
    return tuple(links)


def compare_shares(book: ClaimBook) -> Iterator[Comparison]:
    """Compare share times whole with the part."""
    for share in book.of_kind("share"):
        way_of_whole = route_of_whole(share)
        # All exports as a share of all exports: what it is a part of is not known.
        if share.flow == BALANCE or way_of_whole in (None, share.route):
            continue
        wholes = book.levels_beside(way_of_whole, share.months, share)
        parts = book.levels_beside(share.route, share.months, share)
        if share.currency:
            parts = levels_in_currency(parts, share.currency)
        for part, whole in _combine_in_currency(parts, wholes, book.untried):
            amount = book.level_in(whole, part.currency)
            if amount is not None and book.asks_for((share, whole, part)):
                claims = (share, whole, part)
                yield compare("share", claims, share.span * amount, part.span, str(part.currency))


def _combine_in_currency(
    parts: Sequence[Claim], wholes: Sequence[Claim], untried: Counter[str]
) -> list[tuple[Claim, Claim]]:
    def find_wholes(part: Claim) -> list[Claim]:
        return levels_in_currency(wholes, part.currency)

    return combine_alike(parts, attrgetter("currency"), find_wholes, "share", untried)


def route_of_whole(share: Claim) -> Route | None:
    """Name the flow that a share is of: what `among` names, else trade with the world, of a commodity all of it.

    None where `among` names what is no flow of trade: output, the world's exports.
    """
    if not is_flow_of_trade(share.among):
        return None
    among = share.among or ""
    economies = CODE.findall(among)
    if "partner" in among:
        reporter, partner, code = share.reporter, WORLD, share.code
    elif len(economies) == 1:
        reporter, partner, code = economies[0], WORLD, TOTAL
    elif share.code == TOTAL:
        reporter, partner, code = share.reporter, WORLD, TOTAL
    else:
        reporter, partner, code = share.reporter, share.partner, TOTAL
    return route_of(reporter, partner, _flow_of_whole(share), code, share.coverage)


def is_flow_of_trade(among: str | None) -> bool:
    """Tell whether the set of a share is a flow of trade, or not printed.

    Examples
    --------
    >>> [is_flow_of_trade(among) for among in ("exports of RUS", "total trade of MYS", "partners in Asia", None, "GDP")]
    [True, True, True, True, False]
    """
    if among is None or "partner" in among:
        return True
    return any(named.fullmatch(among) for named in (FLOW_OF_WHOLE, SEVERAL_ECONOMIES))


def _flow_of_whole(share: Claim) -> str:
    named = FLOW_OF_WHOLE.fullmatch(share.among or "")
    if named is not None:
        # Nobody prints all re-exports: what is re-exported is told as a share of all exports.
        return FLOWS_OF_WHOLES[named["flow"].casefold()]
    return share.flow if share.flow in ("total", "import") else "export"
