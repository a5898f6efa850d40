"""One fact told twice: by two publishers, in two currencies, by both sides, or by a claim and a table of statistics."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import (
    Claim,
    flows_each_way,
    is_printed_too_early,
    may_be_one_side,
    route_of,
    stand_in_one_article,
)
from tradeview.claims.comparison import (
    AGREES,
    CANNOT_TELL,
    CONTRADICTS,
    REVISION,
    SHARE,
    Comparison,
    Judgement,
    Reason,
    are_telling,
    compare,
    doubt_contradiction,
)
from tradeview.claims.exchange_rates import RateRanges
from tradeview.claims.interval import Interval, Span
from tradeview.claims.proposals import ExchangedCurrencies, OtherMonths, OtherScale, Proposal
from tradeview.periods import month_at, months_of, year_at, year_of_months
from tradeview.table.schema import BALANCE

# Years that a text may have meant instead, the likeliest mistake first: who copies is seldom off by more than three.
YEARS_AROUND = (-1, 1, -2, 2, -3, 3)
# By what a figure is multiplied where "million" was read for "billion", or a point or a nought was lost or added.
POWERS = (10, 100, 1000, 0.1, 0.01, 0.001)
# Exports and imports together, where neither is told, as a multiple of their balance: a balance of a twentieth of the
# trade is no rare one.
TRADE_BEHIND_BALANCE = 20


def compare_levels(book: ClaimBook) -> Iterator[Comparison]:
    """Compare every two levels that are told of one flow and time."""
    for levels in book.levels.values():
        for one, other in combinations(levels, 2):
            if not (one.trusted and other.trusted) and book.asks_for((one, other)):
                comparison = _compare_two_levels(book, one, other)
                if comparison is not None:
                    yield comparison


def _compare_two_levels(book: ClaimBook, one: Claim, other: Claim) -> Comparison | None:
    """Compare two levels of one flow and time; None where they are in two currencies without a rate between them."""
    if one.trusted:
        one, other = other, one  # what is trusted says what the claim is held against
    both = (one, other)
    if not may_be_one_side(both):
        follows = book.level_in(one, other.currency)
        if follows is None:
            return None
        unit = str(other.currency)
        return _never_contradict(compare("mirror", both, follows, other.span, unit, is_telling=False))
    if one.currency == other.currency:
        test = "reference" if other.trusted else "publishers"
        comparison = compare(test, both, one.span, other.span, str(one.currency))
        return _allow_for_revised_flows(book, comparison)
    if other.trusted:
        says = book.level_in(other, one.currency)
        if says is None:
            return None
        return _allow_for_revised_flows(book, compare("reference", both, one.span, says, str(one.currency)))
    return _allow_for_flows_at_other_rates(book, compare_currencies(book.rates, one, other))


def _allow_for_flows_at_other_rates(book: ClaimBook, comparison: Comparison) -> Comparison:
    """Doubt that balances in two currencies contradict: exports and imports were changed at the rates of their days.

    A balance of months with a surplus and months with a deficit has no rate of its own.
    """
    quote, base = comparison.claims
    rate = book.rates.conversion_factor(str(base.currency), str(quote.currency), base.months)
    if not comparison.contradicts or base.flow != BALANCE or rate is None:
        return comparison
    apart = (base.span * rate).near.amount_between(quote.span.near)
    spread = rate.wide.spread - 1
    if not stand_in_one_article(comparison.claims):
        spread += REVISION
    if apart > spread * _trade_behind_balance(book, quote, quote.value):
        return comparison
    return replace(comparison, verdict=CANNOT_TELL, reason=Reason.RATES_APART)


def _allow_for_revised_flows(book: ClaimBook, comparison: Comparison) -> Comparison:
    """Doubt that two balances contradict where exports and imports that were revised make one out of the other.

    Three hundredths of exports and of imports are far more of a balance, which is little beside them.
    """
    one, other = comparison.claims
    if not comparison.contradicts or one.flow != BALANCE or stand_in_one_article(comparison.claims):
        return comparison
    apart = comparison.follows.wide.amount_between(comparison.says.wide)
    if apart > REVISION * _trade_behind_balance(book, one, max(one.value, other.value)):
        return comparison
    return replace(comparison, verdict=CANNOT_TELL, reason=Reason.REVISED)


def _trade_behind_balance(book: ClaimBook, balance: Claim, amount: float) -> float:
    """What exports and imports come to, as far as they are told; nothing told, they are some times their balance."""
    trade = 0.0
    for way in flows_each_way(balance.route):
        for level in book.levels_beside(way, balance.months, balance):
            in_currency = book.level_in(level, balance.currency)
            if in_currency is not None:
                # The larger of the two flows, twice: the smaller is smaller by no more than the balance.
                trade = max(trade, 2 * in_currency.near.high)
    one, other, _, code, coverage = balance.route
    for total in book.levels_beside(route_of(one, other, "total", code, coverage), balance.months, balance):
        in_currency = book.level_in(total, balance.currency)
        if in_currency is not None:
            trade = max(trade, in_currency.near.high)
    return trade or TRADE_BEHIND_BALANCE * amount


def compare_two_shares(book: ClaimBook) -> Iterator[Comparison]:
    """Compare every two shares of one flow and time of which the same is printed that they are a part of."""
    by_fact: dict[tuple[object, ...], list[Claim]] = {}
    for share in book.of_kind("share"):
        # Of shares of which nothing is printed that they are a part of, one may be of all goods, and one of all trade.
        if share.among is not None:
            fact = (share.route, share.months, share.among.casefold(), share.currency)
            by_fact.setdefault(fact, []).append(share)
    for shares in by_fact.values():
        for both in combinations(shares, 2):
            if may_be_one_side(both) and book.asks_for(both):
                one, other = both
                yield compare("publishers", both, one.span, other.span, SHARE)


def compare_coverages(book: ClaimBook) -> Iterator[Comparison]:
    """Set figures of one flow and time beside each other of which one counts what the other does not."""
    for figures in (book.levels, book.growths):
        by_flow: dict[tuple[object, ...], dict[str, list[Claim]]] = {}
        for (route, months), claims in figures.items():
            *flow, coverage = route
            distinct = {claim.identity: claim for claim in reversed(claims)}
            by_flow.setdefault((*flow, months), {})[coverage] = list(reversed(distinct.values()))
        for by_coverage in by_flow.values():
            for ones, others in combinations(by_coverage.values(), 2):
                yield from _compare_unlike(book, ones, others)


def _compare_unlike(book: ClaimBook, ones: Sequence[Claim], others: Sequence[Claim]) -> Iterator[Comparison]:
    """Set each figure of one coverage beside the first of another; statistics, where they have none of its own."""
    pairs: dict[tuple[str, str], Comparison] = {}
    for claims, unlike in ((ones, others), (others, ones)):
        has_statistics = any(claim.trusted for claim in claims)
        for claim in claims:
            for other in unlike:
                comparison = None
                if not claim.trusted and not (other.trusted and has_statistics):
                    comparison = _set_beside(book, claim, other)
                if comparison is not None:
                    first, second = sorted((claim.key, other.key))
                    pairs.setdefault((first, second), comparison)
                    break
    yield from pairs.values()


def _set_beside(book: ClaimBook, one: Claim, other: Claim) -> Comparison | None:
    """Set two figures of unlike coverage beside each other; None where more than that parts them."""
    if one.before != other.before or not may_be_one_side((one, other)):
        return None
    follows: Span | None = one.span
    if one.kind == "level":
        follows = book.level_in(one, other.currency)
    if follows is None:
        return None
    unit = SHARE if one.kind == "growth" else str(other.currency)
    gap = follows.near.gap(other.span.near)
    both, reason = (one, other), Reason.COVERAGE
    return Comparison("coverage", both, follows, other.span, unit, CANNOT_TELL, gap, reason, is_telling=False)


def compare_growths_of_sides(book: ClaimBook) -> Iterator[Comparison]:
    """Set the growth of one flow, time and base as one side tells it beside that of the other side."""
    for growths in book.growths.values():
        for one, other in combinations(growths, 2):
            is_of_two_sides = one.before == other.before and not may_be_one_side((one, other))
            if is_of_two_sides and book.asks_for((one, other)):
                growth = one.span
                if one.currency and other.currency:
                    move = book.move_of_rate(one.currency, other.currency, one)
                    if move is None:
                        continue
                    growth = growth * move
                comparison = compare("mirror", (one, other), growth, other.span, SHARE, is_telling=False)
                yield _never_contradict(comparison)


def _never_contradict(mirror: Comparison) -> Comparison:
    """Two sides never contradict each other: they count differently."""
    if mirror.verdict == AGREES:
        return mirror
    return replace(mirror, verdict=CANNOT_TELL, reason=None)


def compare_currencies(rates: RateRanges, one: Claim, other: Claim) -> Comparison:
    """Hold the rate that one fact in two currencies implies against the days and the mean of its months."""
    # The base is the currency of which fewer units are worth as much: people quote rates above one.
    base, quote = sorted((one, other), key=lambda claim: _units_per_one(rates, claim, one))
    implied = quote.span / base.span
    unit = f"{quote.currency}/{base.currency}"
    rate = rates.conversion_factor(str(base.currency), str(quote.currency), one.months)
    if rate is None:
        reason = Reason.NO_RATE if rates.given else Reason.NO_RATE_TABLE
        return Comparison("currencies", (quote, base), implied, implied, unit, CANNOT_TELL, 0.0, reason)
    verdict, gap, reason_of_doubt = _judge_rate(rates, (quote, base), implied, rate)
    years: tuple[int, ...] = ()
    proposal: Proposal = ()
    if verdict != AGREES:
        years = _fitting_years(rates, quote, base, implied)
    if verdict == CONTRADICTS:
        proposal = _propose_for_rate(years, implied, rate)
    comparison = Comparison("currencies", (quote, base), implied, rate, unit, verdict, gap, reason_of_doubt, proposal)
    return replace(comparison, fitting_years=years)


def _units_per_one(rates: RateRanges, claim: Claim, one: Claim) -> float:
    """How many units of the claim's currency one unit of the first claim's was; its amount, where no rate is known."""
    rate = rates.conversion_factor(str(one.currency), str(claim.currency), claim.months)
    return claim.span.near.low if rate is None else rate.near.low


def _judge_rate(rates: RateRanges, claims: tuple[Claim, Claim], implied: Span, rate: Span) -> Judgement:
    gap = implied.near.gap(rate.wide)
    if gap == 0:
        if implied.near.gap(rate.near) > 0:
            return Judgement(CANNOT_TELL, gap, Reason.FAR_FROM_MEAN)
        if not are_telling(implied.near, rate.near):
            return Judgement(CANNOT_TELL, gap, Reason.TOO_WIDE)
        return Judgement(AGREES, gap)
    least_gap = implied.wide.gap(rate.wide)
    doubt = doubt_contradiction(claims, least_gap)
    if least_gap == 0:
        doubt = Reason.RATES_APART
    elif _is_rate_when_printed(rates, claims, implied):
        doubt = Reason.RATE_WHEN_PRINTED
    if doubt:
        return Judgement(CANNOT_TELL, gap, doubt)
    return Judgement(CONTRADICTS, gap)


def _is_rate_when_printed(rates: RateRanges, claims: tuple[Claim, Claim], implied: Span) -> bool:
    """Tell whether an article converted a figure at the rate of a later year: of the one in which it was printed."""
    quote, base = claims
    if quote.published is None or not stand_in_one_article(claims):
        return False
    year = months_of(year_at(quote.published[0]))
    if year[0] <= quote.months[1]:
        return False
    rate = rates.conversion_factor(str(base.currency), str(quote.currency), year)
    return rate is not None and implied.near.gap(rate.wide) == 0


def _fitting_years(rates: RateRanges, quote: Claim, base: Claim, implied: Span) -> tuple[int, ...]:
    """List the years around, nearest first, near whose mean the implied rate lies."""
    if year_of_months(quote.months) is None:
        return ()
    fitting = []
    for years in YEARS_AROUND:
        moved = quote.later(years)
        rate = rates.conversion_factor(str(base.currency), str(quote.currency), moved.months)
        if rate and implied.near.gap(rate.near) == 0 and not is_printed_too_early(moved):
            fitting.append(year_at(moved.months[0]))
    return tuple(fitting)


def _propose_for_rate(years: tuple[int, ...], implied: Span, rate: Span) -> Proposal:
    """Propose what would make the rate fit: the nearest year, a slipped digit, or currencies exchanged."""
    if years:
        nearest = OtherMonths(months_of(years[0]))
        if len(years) > 1 and years[1] - years[0] == 2:  # the year before and the year after: neither is nearer
            return nearest, OtherMonths(months_of(years[1]))
        return (nearest,)
    for power in POWERS:
        if implied.near.gap(rate.near.scaled(power)) == 0:
            # Which of the two figures slipped, their rate does not tell, and so not in which direction.
            times = power if power > 1 else round(1 / power)
            return (OtherScale(times),)
    exchanged = rate.near * implied.near
    if exchanged.low <= 1 <= exchanged.high:
        return (ExchangedCurrencies(),)
    return ()


def find_printed_too_early(book: ClaimBook) -> Iterator[Comparison]:
    """Find what was printed before the months that it is of were over: it cannot be of all of them."""
    for claim in book.claims:
        if claim.published and is_printed_too_early(claim):
            printed = Span.of(_single_month(claim.published[1]))
            end = Span.of(_single_month(claim.months[1]))
            yield Comparison("published", (claim,), printed, end, "month", CONTRADICTS, 0.0, is_telling=False)


def _single_month(month: int) -> Interval:
    number = float(month_at(month))
    return Interval(number, number)
