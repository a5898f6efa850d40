"""What people mistake in writing about trade: the catalogue of changes that a claim, or its article, may need.

Each change has a cost: how rarely people make that mistake, in natural units of information (nats), and by the
logarithm of how many changes of that kind there were to choose from. A digit is mistaken in three ways: the decimal
point slips, two neighbours change places, one is another. Only digits that were printed change: 2.5 has no 2.05.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from itertools import pairwise, product

from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import USUAL_COVERAGE, Article, Claim, collect_keys, is_printed_too_early, keys_of, sides_of
from tradeview.claims.exchange_rates import RateRanges
from tradeview.claims.explain.assumptions import (
    COST_OF_FURTHER_YEAR,
    COST_OF_NEW_COVERAGE,
    COST_OF_NEW_CURRENCY,
    COST_OF_NEW_SIDE,
    COST_OF_SEVERAL,
    COSTS,
    GREAT_GROWTH,
    MOST_CORRECTED_AS_A_WHOLE,
    MOST_DIGITS_PRINTED,
    Mistake,
)
from tradeview.claims.interval import Interval, Span
from tradeview.claims.proposals import (
    Change,
    ExchangedCurrencies,
    ExchangedFlows,
    OtherBase,
    OtherCoverage,
    OtherCurrency,
    OtherFigure,
    OtherFlow,
    OtherMonths,
    OtherRate,
    OtherScale,
    OtherSet,
    OtherSide,
    OtherSign,
    Revision,
    Unknown,
    YearsLater,
)
from tradeview.claims.same_fact import POWERS, YEARS_AROUND
from tradeview.economies.codes import kind as kind_of_economy
from tradeview.economies.lookup import currencies_of_today
from tradeview.periods import MONTHS_IN_YEAR, Months, count_months, shift_years, year_of_months
from tradeview.table.schema import BALANCE, WORLD

# Changes that need a test to agree with them: so many there are that one of them always fits what is roughly known.
NEED_A_TEST = {"digit", "swap", "rate"}
KINDS: dict[Mistake, str] = {
    "year": "period", "base": "base", "part": "period", "point": "digit", "thousand": "digit", "hundred": "digit",
    "swap": "digit", "digit": "digit", "sign": "sign", "currency": "currency", "rate": "rate", "flow": "flow",
    "total": "flow", "set": "among", "side": "side", "coverage": "coverage", "revision": "revision",
    "unknown": "unknown",
}  # fmt: skip
MISTAKES_OF_POWER: dict[float, Mistake] = {
    10: "point", 0.1: "point", 100: "hundred", 0.01: "hundred", 1000: "thousand", 0.001: "thousand",
}  # fmt: skip
FLOWS_MISTAKEN: dict[str, tuple[tuple[str, Mistake], ...]] = {
    "export": (("import", "flow"), ("total", "total")),
    "import": (("export", "flow"), ("total", "total")),
    "total": (("export", "total"), ("import", "total")),
}
OTHER_WAY = {"export": "import", "import": "export"}
# The set of a rank, of which nobody printed which part of the partners it is.
PARTNERS, PART_NOT_KNOWN = "partners", "a part of the world"
AMOUNTS = ("level", "growth", "share")


@dataclass(frozen=True)
class Correction:
    """A change of claims that undoes a mistake: the claims as printed and as corrected, its cost, and its value."""

    mistake: Mistake
    printed: tuple[Claim, ...]
    corrected: tuple[Claim, ...]
    change: Change
    cost: float
    choices: int = 1  # how many changes of this kind there were to choose from

    @property
    def keys(self) -> frozenset[str]:
        """Keys of its claims."""
        return keys_of(self.printed)

    @property
    def is_named(self) -> bool:
        """Whether it says what was meant."""
        return self.mistake not in {"unknown", "revision"}

    @property
    def kind(self) -> str:
        """The name of the finding that it makes: period, digit, currency and the like."""
        return KINDS[self.mistake]


@dataclass(frozen=True)
class CorrectionSet:
    """Corrections that are made together."""

    corrections: tuple[Correction, ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        """Keys of the claims that they change."""
        return collect_keys(self.corrections)

    @cached_property
    def named(self) -> list[Correction]:
        """Those that say what was meant."""
        return [correction for correction in self.corrections if correction.is_named]

    @property
    def is_named(self) -> bool:
        """Whether all of them say what was meant."""
        return len(self.named) == len(self.corrections)


def claims_as_printed(corrections: Iterable[Correction]) -> list[Claim]:
    """The claims that corrections change."""
    claims: list[Claim] = []
    for correction in corrections:
        claims += correction.printed
    return claims


def claims_as_corrected(corrections: Iterable[Correction]) -> list[Claim]:
    """The claims as corrections would have them."""
    claims: list[Claim] = []
    for correction in corrections:
        claims += correction.corrected
    return claims


# One claim


def list_corrections(book: ClaimBook, claim: Claim) -> Iterator[Correction]:
    """Every correction of a claim alone that the catalogue has."""
    if claim.kind == "rank":
        return  # ranks have few figures and no neighbours: what they may have lost, their tests say
    yield from list_copying_mistakes(book, claim)
    yield from _currencies_of_growth(book, claim)
    yield from _other_signs(claim)
    yield from _other_parts(book, claim)
    yield from _other_bases(claim)
    yield from _other_rates(book, claim)
    yield from _other_flows(claim)
    yield from _other_sides(book, claim)
    yield from _other_coverages(book, claim)


def list_copying_mistakes(book: ClaimBook, claim: Claim) -> Iterator[Correction]:
    """What is mistaken in copying a claim: its year, point, digits or currency."""
    yield from _other_years((claim,))
    yield from _other_points((claim,))
    yield from _swapped_digits(claim)
    yield from _other_digits(claim)
    yield from _other_currencies(book, claim)


def leave_out(claim: Claim) -> Correction:
    """Say that a claim is wrong, and how is not known."""
    return Correction("unknown", (claim,), (), Unknown(), COSTS["unknown"])


def take_for_revised(claim: Claim) -> Correction:
    """Say that a claim is right, of another state of the statistics."""
    return Correction("revision", (claim,), (claim,), Revision(), COSTS["revision"])


def restore_sets(rank: Claim, sets: Sequence[Change]) -> Iterator[Correction]:
    """Give a rank one of the sets that it may have lost."""
    for change in sets:
        if isinstance(change, OtherSet):
            among = change.among or f"{PARTNERS} in {change.continent or PART_NOT_KNOWN}"
            corrected = replace(rank, among=among)
            yield Correction("set", (rank,), (corrected,), change, _cost_of("set", len(sets)))


def _cost_of(mistake: Mistake, choices: int, several: int = 1) -> float:
    """Cost of one of so many changes, of one claim or of several at once."""
    cost = COSTS[mistake] + math.log(max(choices, 1))
    return cost + COST_OF_SEVERAL if several > 1 else cost


def _other_years(group: tuple[Claim, ...]) -> Iterator[Correction]:
    is_of_one_time = len({claim.months for claim in group}) == 1
    cost_of_year = _cost_of("year", 2, len(group))
    for years in YEARS_AROUND:
        moved = tuple(claim.later(years) for claim in group)
        if any(is_printed_too_early(claim) for claim in moved):
            continue
        change: Change = YearsLater(years)
        if is_of_one_time:
            change = OtherMonths(moved[0].months)
        cost = cost_of_year + COST_OF_FURTHER_YEAR * (abs(years) - 1)
        yield Correction("year", group, moved, change, cost)


def _other_points(group: tuple[Claim, ...]) -> Iterator[Correction]:
    if any(claim.kind not in AMOUNTS for claim in group):
        return
    for power in POWERS:
        if all(_may_be_meant(claim, power) for claim in group):
            scaled = tuple(claim.scaled(power) for claim in group)
            mistake = MISTAKES_OF_POWER[power]
            yield Correction(mistake, group, scaled, OtherScale(power), _cost_of(mistake, 2, len(group)))


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


def _swapped_digits(claim: Claim) -> Iterator[Correction]:
    """Two neighbouring digits exchanged."""
    if claim.kind not in AMOUNTS or claim.value == 0:
        return
    digits, exponent = digits_of(claim)
    swaps: list[tuple[int, ...]] = []
    for place, (digit, following) in enumerate(pairwise(digits)):
        if digit != following and (place or following):
            swaps.append((*digits[:place], following, digit, *digits[place + 2 :]))
    for swapped in swaps:
        yield from _correct_figure(claim, Decimal((0, swapped, exponent)), "swap", len(swaps))


def _other_digits(claim: Claim) -> Iterator[Correction]:
    """One digit replaced."""
    if claim.kind not in AMOUNTS or claim.value == 0:
        return
    digits, exponent = digits_of(claim)
    figures = []
    for place, digit in enumerate(digits):
        for other in range(10):
            if other != digit and (place or other):
                figures.append((*digits[:place], other, *digits[place + 1 :]))
    for figure in figures:
        yield from _correct_figure(claim, Decimal((0, figure, exponent)), "digit", len(figures))


def digits_of(claim: Claim) -> tuple[tuple[int, ...], int]:
    """Give the digits that were printed, noughts at the end with them, and the power of ten of the last one."""
    near = claim.span.near
    return _digits_of_figure(abs(claim.value), near.high - near.low)


@lru_cache(maxsize=10_000)
def _digits_of_figure(value: float, unit: float) -> tuple[tuple[int, ...], int]:
    amount = Decimal(f"{value:.{MOST_DIGITS_PRINTED}g}").normalize()
    exponent = int(amount.as_tuple().exponent)
    if 0 < unit < math.inf:
        finest = amount.adjusted() - MOST_DIGITS_PRINTED
        exponent = max(min(exponent, math.floor(math.log10(unit) + 1e-6)), finest)
    padded = amount.quantize(Decimal(1).scaleb(exponent)).as_tuple()
    return padded.digits, int(padded.exponent)


def _correct_figure(claim: Claim, amount: Decimal, mistake: Mistake, choices: int) -> Iterator[Correction]:
    value = float(amount)
    if claim.value < 0:
        value = -value
    if (claim.kind == "growth" and value <= -1) or (claim.kind == "share" and value > 1):
        return
    if claim.kind == "level":
        digits = max(len(amount.normalize().as_tuple().digits), 1)
        change = OtherFigure(value, digits, str(claim.currency))
    else:
        places = max(-int(amount.as_tuple().exponent) - 2, 0)
        change = OtherFigure(value, places, None)
    cost = _cost_of(mistake, choices)
    yield Correction(mistake, (claim,), (claim.with_value(value),), change, cost, choices)


def _other_signs(claim: Claim) -> Iterator[Correction]:
    """Rise for fall, surplus for deficit."""
    if claim.kind == "growth" and 0 < abs(claim.value) < 1:
        turned_span = Span(_turn_growth(claim.span.near), _turn_growth(claim.span.wide))
        turned = replace(claim, span=turned_span, value=-claim.value)
    elif claim.kind == "level" and claim.flow == BALANCE:
        turned = replace(claim, reporter=claim.partner, partner=claim.reporter)
    else:
        return
    yield Correction("sign", (claim,), (turned,), OtherSign(), _cost_of("sign", 1))


def _turn_growth(interval: Interval) -> Interval:
    """Turn growth round where 1 + growth is held."""
    return Interval(max(2 - interval.high, 0.0), max(2 - interval.low, 0.0))


def _other_currencies(book: ClaimBook, claim: Claim) -> Iterator[Correction]:
    """Other currencies of the pair."""
    if claim.kind != "level":
        return
    printed = book.currencies(claim.route)
    known = dict.fromkeys([*printed, *_currencies_of_pair(claim.route[:2])])
    for correction in _put_in_currencies(claim, known):
        if correction.corrected[0].currency in printed:
            yield correction
        else:
            yield replace(correction, cost=correction.cost + COST_OF_NEW_CURRENCY)


def _currencies_of_growth(book: ClaimBook, claim: Claim) -> Iterator[Correction]:
    """Growth in another currency than the one that is said."""
    if claim.kind != "growth" or claim.currency is None:
        return
    yield from _put_in_currencies(claim, book.currencies(claim.route))


def _put_in_currencies(claim: Claim, currencies: Iterable[str]) -> Iterator[Correction]:
    """Give a claim each of some currencies but its own."""
    others = [currency for currency in currencies if currency != claim.currency]
    cost = _cost_of("currency", len(others))
    for currency in others:
        corrected = replace(claim, currency=currency)
        yield Correction("currency", (claim,), (corrected,), OtherCurrency(currency), cost)


@cache
def _currencies_of_pair(economies: Sequence[str]) -> tuple[str, ...]:
    """The currencies that two economies have today, and the dollar; what is no economy of today has none."""
    found: list[str] = []
    for economy in economies:
        if economy != WORLD and kind_of_economy(economy) == "economy":
            found += currencies_of_today(economy)
    return (*found, "USD")


def _other_parts(book: ClaimBook, claim: Claim) -> Iterator[Correction]:
    """Another last month: a part of a year told as the year, the year as a part of it, a month more or less."""
    if claim.kind not in {"level", "growth"}:
        return
    for spans in _spans_meant(book, claim):
        for months in spans:
            moved = replace(claim, months=months, base=_move_base(claim, months))
            if not is_printed_too_early(moved):
                yield Correction("part", (claim,), (moved,), OtherMonths(months), _cost_of("part", 2 * len(spans)))


def _spans_meant(book: ClaimBook, claim: Claim) -> list[list[Months]]:
    """Months that a claim may be of instead: those that others tell, else those that people sum up; and any others."""
    first, last = claim.months
    year = range(first, first + MONTHS_IN_YEAR)
    ends: set[int] = set()
    for other in book.by_pair[claim.pair]:
        if other.months[0] == first and other.months[1] in year:
            ends.add(other.months[1])
    if year_of_months(claim.months) is not None:
        ends |= {first + 2, first + 5, first + 8}
    elif count_months(claim.months) > 1:
        ends |= {last - 1, last + 1, year[-1]} & set(year)
    likely = _stretches_from(first, ends - {last})
    start = first - first % MONTHS_IN_YEAR
    if count_months(claim.months) == 1 and start != first:  # a month told for all months up to it
        likely.append((start, first))
    others: list[Months] = []
    if year_of_months(claim.months) is not None:
        others = _stretches_from(first, set(year) - ends - {last})
    return [likely, others]


def _stretches_from(first: int, ends: Iterable[int]) -> list[Months]:
    return [(first, end) for end in sorted(ends)]


def _move_base(claim: Claim, months: Months) -> Months | None:
    """The base of a claim that is of other months: the same ones as far back as it was."""
    if claim.base is None:
        return None
    back = claim.months[0] - claim.base[0]
    return months[0] - back, months[1] - back


def _other_bases(claim: Claim) -> Iterator[Correction]:
    """Growth on two or three years before, or on the time right before, for growth on the year before."""
    if claim.kind != "growth":
        return
    first, last = claim.months
    length = count_months(claim.months)
    bases = [shift_years(claim.months, -years) for years in (1, 2, 3, 5)]
    if length < MONTHS_IN_YEAR:
        bases.insert(2, (first - length, last - length))
    others = [base for base in bases if base != claim.before]
    for place, base in enumerate(others, 1):
        corrected = (replace(claim, base=base),)
        yield Correction("base", (claim,), corrected, OtherBase(base), _cost_of("base", place * (place + 1)))


def _other_rates(book: ClaimBook, claim: Claim) -> Iterator[Correction]:
    """A figure that was converted at the rate of another time, told in its currency at the rate of its own."""
    if claim.kind != "level":
        return
    digits, _ = digits_of(claim)
    printed = book.currencies(claim.route)
    found: list[Correction] = []
    for other in dict.fromkeys([*printed, *_currencies_of_pair(claim.route[:2])]):
        if other == claim.currency:
            continue
        for months, factor in _factors_of_rates(book.rates, claim, other):
            scaled = replace(claim, span=claim.span * factor, value=claim.value * _middle(factor.near))
            change = OtherRate(months, scaled.value, len(digits), str(claim.currency))
            years = abs(months[0] - claim.months[0]) // MONTHS_IN_YEAR
            cost = COSTS["rate"] + COST_OF_FURTHER_YEAR * max(years - 1, 0)
            if other not in printed:
                cost += COST_OF_NEW_CURRENCY
            found.append(Correction("rate", (claim,), (scaled,), change, cost))
    yield from _share_one_mistake("rate", found)


def _share_one_mistake(mistake: Mistake, corrections: Sequence[Correction]) -> Iterator[Correction]:
    """Let corrections that say the same of a claim share what the mistake costs: together they are no likelier.

    Rates of a dozen times may all explain a figure. Each of them pays for how many there are, the less likely ones
    counted as the part of one that they are.
    """
    if not corrections:
        return
    choices = sum(math.exp(COSTS[mistake] - correction.cost) for correction in corrections)
    for correction in corrections:
        yield replace(correction, cost=correction.cost + math.log(choices))


def _factors_of_rates(rates: RateRanges, claim: Claim, other: str) -> Iterator[tuple[Months, Span]]:
    """By what a figure is too small that was converted at the rate of other months, as far as the rates are known."""
    meant = rates.conversion_factor(other, str(claim.currency), claim.months)
    if meant is None:
        return
    times = [shift_years(claim.months, years) for years in YEARS_AROUND]
    if count_months(claim.months) < MONTHS_IN_YEAR:
        first, last = claim.months
        times += [(first + by, last + by) for by in (-1, 1, -2, 2)]
    if claim.published is not None:
        times.append(claim.published)
    for months in dict.fromkeys(times):
        if claim.published is not None and months[0] > claim.published[1]:
            continue  # nobody knew it when this was printed
        used = rates.conversion_factor(other, str(claim.currency), months)
        if used is not None and months != claim.months:
            yield months, meant.scaled(1 / _middle(used.near))


def _middle(interval: Interval) -> float:
    return (interval.low + interval.high) / 2


def _other_flows(claim: Claim) -> Iterator[Correction]:
    """Exports for imports, a part of the trade for the whole."""
    if claim.kind not in AMOUNTS:
        return
    choices = FLOWS_MISTAKEN.get(claim.flow, ())
    for flow, mistake in choices:
        alike = sum(other == mistake for _, other in choices)
        yield Correction(mistake, (claim,), (replace(claim, flow=flow),), OtherFlow(flow), _cost_of(mistake, alike))


def _other_sides(book: ClaimBook, claim: Claim) -> Iterator[Correction]:
    """The statistics of the other economy of the pair."""
    if claim.side is None or claim.kind not in AMOUNTS:
        return
    known = sides_of(book.by_pair[claim.pair])
    for economy in sorted({claim.reporter, claim.partner} - {claim.side, WORLD}):
        cost = _cost_of("side", 1)
        if economy not in known:
            cost += COST_OF_NEW_SIDE
        corrected = (replace(claim, side=economy),)
        yield Correction("side", (claim,), corrected, OtherSide(economy), cost)


def _other_coverages(book: ClaimBook, claim: Claim) -> Iterator[Correction]:
    """What other claims of the pair count."""
    if claim.kind not in AMOUNTS:
        return
    told = {other.coverage for other in book.by_pair[claim.pair]}
    others = sorted({"", USUAL_COVERAGE, *told} - {claim.coverage})
    for coverage in others:
        cost = _cost_of("coverage", len(others))
        if coverage not in told:
            cost += COST_OF_NEW_COVERAGE
        corrected = replace(claim, coverage=coverage)
        yield Correction("coverage", (claim,), (corrected,), OtherCoverage(coverage), cost)


# Several claims at once


def list_corrections_of_several(book: ClaimBook, suspects: Sequence[Claim]) -> Iterator[Correction]:
    """Every correction of some claims with others of their articles that were mistaken with them."""
    months_of_articles: dict[Article, dict[Months, None]] = {}
    for claim in suspects:
        if claim.article is not None and claim.kind in AMOUNTS:
            months_of_articles.setdefault(claim.article, {})[claim.months] = None
    # Each article is looked at once, however many of its claims are suspected.
    for name, times in months_of_articles.items():
        article = book.by_article[name]
        groups: dict[tuple[Claim, ...], None] = {}
        for months in times:
            groups[tuple(other for other in article if other.months == months)] = None
        if len(article) <= MOST_CORRECTED_AS_A_WHOLE:
            groups[tuple(article)] = None
        for group in groups:
            if len(group) > 1:
                yield from _other_years(group)
                yield from _currency_of_several(book, group)
                yield from _sides_of_several(book, group)
                yield from _exchanged_flows(group)
    yield from _mistakes_of_facts(book, suspects)


def _mistakes_of_facts(book: ClaimBook, suspects: Sequence[Claim]) -> Iterator[Correction]:
    """Of facts that an article tells in two currencies: points of both, and each with the other's currency."""
    seen: set[object] = set()
    for claim in suspects:
        fact = (claim.article, claim.route, claim.months)
        if claim.kind == "level" and claim.article is not None and fact not in seen:
            seen.add(fact)
            levels = book.levels[claim.route, claim.months]
            of_fact = tuple(other for other in levels if other.article == claim.article and not other.trusted)
            yield from _mistakes_of_one_fact(of_fact)


def _mistakes_of_one_fact(fact: tuple[Claim, ...]) -> Iterator[Correction]:
    if len(fact) < 2:
        return
    yield from _other_points(fact)
    if len(fact) == 2 and fact[0].currency != fact[1].currency:
        first, second = fact
        exchanged = (replace(first, currency=second.currency), replace(second, currency=first.currency))
        yield Correction("currency", fact, exchanged, ExchangedCurrencies(), _cost_of("currency", 1))


def _currency_of_several(book: ClaimBook, group: Sequence[Claim]) -> Iterator[Correction]:
    """All levels of an article in another currency."""
    levels = tuple(claim for claim in group if claim.kind == "level")
    if len(levels) < 2 or len({claim.currency for claim in levels}) > 1:
        return
    for single in _other_currencies(book, levels[0]):
        currency = single.corrected[0].currency
        corrected = tuple(replace(claim, currency=currency) for claim in levels)
        yield Correction("currency", levels, corrected, single.change, single.cost + COST_OF_SEVERAL)


def _sides_of_several(book: ClaimBook, group: tuple[Claim, ...]) -> Iterator[Correction]:
    """All claims of an article by the statistics of the other side."""
    if len({(claim.side, claim.pair) for claim in group}) > 1:
        return
    for single in _other_sides(book, group[0]):
        corrected = tuple(replace(claim, side=single.corrected[0].side) for claim in group)
        yield Correction("side", group, corrected, single.change, single.cost + COST_OF_SEVERAL)


def _exchanged_flows(group: Iterable[Claim]) -> Iterator[Correction]:
    """Exports and imports of a sentence that changed places: the levels, the growths, or both."""
    both_ways = [claim for claim in group if claim.flow in OTHER_WAY and claim.kind in AMOUNTS]
    by_series: dict[tuple[object, ...], list[Claim]] = {}
    for claim in both_ways:
        # Who exchanged one side's figures need not have exchanged the other's.
        by_series.setdefault((claim.pair, claim.code, claim.side, claim.coverage), []).append(claim)
    kinds = sorted({claim.kind for claim in both_ways})
    chosen = [[kind] for kind in kinds]
    if len(kinds) > 1:
        chosen.append(kinds)
    for series, some in product(by_series.values(), chosen):
        printed = tuple(claim for claim in series if claim.kind in some)
        if {claim.flow for claim in printed} == set(OTHER_WAY):
            corrected = tuple(replace(claim, flow=OTHER_WAY[claim.flow]) for claim in printed)
            yield Correction("flow", printed, corrected, ExchangedFlows(), _cost_of("flow", 1, len(printed)))
