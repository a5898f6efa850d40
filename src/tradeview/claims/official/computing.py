"""What follows from the official table for a claim, by its kind, in the terms of the claim, and how it was computed.

How far a revision may have moved a figure since it was printed depends on its kind. A level moves by a share of itself
(`revision`). What is a ratio of two figures moves in points (`growth_revision`): growth, the more so the more a figure
has grown, for the same revision moves one that has doubled by twice as many points, and annual growth the less so, the
more years it is of. Points of growth are what is left where both of its figures were revised by half as many
per cent. A balance is a small difference of large flows, which such a revision of exports and imports moves by far
more, and its growth even more: where another figure may be the work of that, there is no verdict.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from tradeview.claims.claim import BOTH_WAYS, GOODS, Route
from tradeview.claims.official.cannot_tell import CannotTell
from tradeview.claims.official.figures import Flow, OfficialFigure, OfficialTable, refuse_mixed_revisions
from tradeview.claims.official.mean_rates import MeanRates
from tradeview.claims.official.members import add_up_members, has_moved, is_group
from tradeview.claims.official.printed_claims import PrintedClaim
from tradeview.claims.official.quantities import count_in, unit_of_quantity
from tradeview.claims.ranks import REVISED_PLACES, find_place, is_among_continent
from tradeview.claims.sums import route_of_whole
from tradeview.economies.codes import kind as kind_of_economy
from tradeview.periods import MONTHS_IN_YEAR, Months, count_months
from tradeview.table.schema import BALANCE, WORLD
from tradeview.words import verdicts as words
from tradeview.words.names import name_economy

# Sets that shares are of, as claims name them; what else a text has a share of, no trade table has.
WHOLE = re.compile(r"(?:(?P<flow>total trade|trade|exports|imports|re-exports)(?: of [A-Z]{3})?)|.*\bpartners?\b.*")
FLOWS_OF_WHOLES = {
    "total trade": "total",
    "trade": "total",
    "exports": "export",
    "imports": "import",
    "re-exports": "re-export",
}
NO_PART_OF_GOODS = {"", "services", "goods and services"}
MONTHS_OF_AVERAGE = {"month": 1, "quarter": 3, "year": MONTHS_IN_YEAR}


@dataclass(frozen=True)
class Statistics:
    """What claims are held against: a table, rates, and how far a revision may move a figure."""

    table: OfficialTable
    rates: MeanRates
    revision: float
    growth_revision: float


@dataclass(frozen=True)
class Computed:
    """What official figures have for a claim; `tolerance` is how far a revision may have moved that."""

    value: float
    low: float
    high: float
    tolerance: float
    sentence: str
    reporter: str  # whose statistics it is of
    at_any_rate: tuple[float, float] | None = None  # where money was converted: at the rates of the days
    doubt: CannotTell | None = None  # why another figure would not be wrong by that
    is_doubt_bounded: bool = False  # whether it explains no level that is several times the official one
    moved_by_flows: float = 0.0  # how far a balance moves with a small revision of exports or imports
    rate: float | None = None
    rate_source: str | None = None


class Amount(NamedTuple):
    """An official figure in the unit of a claim, with the sentence that says it."""

    figure: OfficialFigure
    sentence: str
    lowest: float  # at the rates of the days
    highest: float
    rate: float | None = None
    rate_source: str | None = None

    @property
    def value(self) -> float:
        """The figure's own."""
        return self.figure.value

    @property
    def at_any_rate(self) -> tuple[float, float] | None:
        """What it would be at the rates of the days, where it was converted."""
        return None if self.rate is None else (self.lowest, self.highest)


def compute(printed: PrintedClaim, statistics: Statistics) -> Computed:
    """Compute what the official table has for a claim.

    Raises
    ------
    CannotTell
        Something is missing for that.
    """
    computed = BY_KIND[printed.kind](printed, statistics)
    is_added_up = is_group(flow_of(printed)) and not statistics.table.has_rows(flow_of(printed), printed.side)
    if computed.doubt is None and is_added_up and has_moved(flow_of(printed), printed.months):
        doubt = CannotTell("set", words.UNSURE_SET, among=name_economy(printed.partner))
        return replace(computed, doubt=doubt, is_doubt_bounded=True)
    return computed


# Amounts


def flow_of(printed: PrintedClaim) -> Flow:
    """The flow that a claim is of."""
    return Flow(printed.reporter, printed.partner, printed.flow, printed.code, printed.coverage)


def find_amount(
    printed: PrintedClaim, statistics: Statistics, what: Flow, months: Months, currency: str | None
) -> Amount:
    """Find what the table has of a flow in some months, as money in a currency or in the claim's unit of quantity."""
    if printed.is_of_quantity:
        return _find_quantity(statistics, what, months, str(printed.unit), printed.side)
    figure = _find_figure(statistics.table, what, months, currency, printed.side)
    sentence = _say_figure(figure, is_money=True)
    if currency in (None, figure.unit):
        return Amount(figure, sentence, figure.low, figure.high)
    to = str(currency)
    mean = statistics.rates.find(figure.unit, to, months)
    converted = figure.scaled(mean.factor, to)
    ends = sorted(end * rate for end in (figure.low, figure.high) for rate in (mean.lowest, mean.highest))
    said = words.CONVERTED.fill(
        figure=sentence,
        amount=words.write_amount(converted.value, to),
        source=mean.source,
        **words.write_rate(mean.rate, mean.base, mean.quote),
    )
    return Amount(converted, said, ends[0], ends[-1], mean.rate, mean.source)


def _find_figure(
    table: OfficialTable, what: Flow, months: Months, unit: str | None, side: str | None, *, weighed: bool = False
) -> OfficialFigure:
    """Find what the table has of a flow, or of a group that it has no rows of what it has of all its members."""
    if not is_group(what) or table.has_rows(what, side, weighed=weighed):
        return table.find(what, months, unit, side, weighed=weighed)
    whose = side or what.reporter
    return add_up_members(what, months, lambda part: table.find(part, months, unit, whose, weighed=weighed))


def _find_quantity(statistics: Statistics, what: Flow, months: Months, unit: str, side: str | None) -> Amount:
    wanted = unit_of_quantity(unit)
    figure = _find_figure(statistics.table, what, months, wanted, side, weighed=True)
    if figure.unit != wanted:
        raise CannotTell("quantity", words.NO_UNIT, unit=unit)
    figure = figure.scaled(1 / count_in(unit), unit)
    return Amount(figure, _say_figure(figure, is_money=False), figure.low, figure.high)


def _say_figure(figure: OfficialFigure, *, is_money: bool) -> str:
    said = words.FIGURE.fill(
        flow=words.name_flow(*figure.what),
        months=words.write_months(figure.months),
        source=words.name_source(figure.compiled_by, figure.reporter),
        amount=words.write_amount(figure.value, figure.unit, is_money=is_money),
    )
    if figure.members:
        said = words.FIGURE_OF_MEMBERS.fill(figure=said, count=figure.members)
    if figure.parts > 1:
        said = words.FIGURE_OF_PARTS[figure.months_of_part].fill(figure=said)
    if figure.is_made_of_flows:
        said = words.MADE_OF_EXPORTS_AND_IMPORTS[figure.what.flow].fill(figure=said)
    return said


def _find_now_and_before(printed: PrintedClaim, statistics: Statistics) -> tuple[Amount, Amount]:
    """Find the amounts of the months of a claim and of those that it is compared with, in one unit."""
    what, before = flow_of(printed), printed.before
    if count_months(before) != count_months(printed.months):
        written = (words.write_months(months) for months in (before, printed.months))
        raise CannotTell("base", words.OTHER_BASE, **dict(zip(("base", "months"), written, strict=True)))
    now = find_amount(printed, statistics, what, printed.months, printed.currency)
    then = find_amount(printed, statistics, what, before, now.figure.unit)
    refuse_mixed_revisions(printed.code, (now.figure, then.figure))
    return now, then


def _moves_by_flows(statistics: Statistics, amount: Amount) -> float:
    """By how much a balance moves with a small revision of both flows; nothing for what is no balance."""
    figure = amount.figure
    if figure.what.flow != BALANCE:
        return 0.0
    try:
        trade = statistics.table.find(figure.what.of(BOTH_WAYS), figure.months, None, figure.reporter)
        balance = statistics.table.find(figure.what, figure.months, trade.unit, figure.reporter)
    except CannotTell:
        return 0.0
    if balance.unit != trade.unit or balance.value == 0:
        return 0.0
    return statistics.growth_revision / 2 * trade.value * abs(figure.value / balance.value)


# Kinds


def compute_level(printed: PrintedClaim, statistics: Statistics) -> Computed:
    """The amount of the months of a claim."""
    amount = find_amount(printed, statistics, flow_of(printed), printed.months, printed.currency)
    computed = _of_amount(amount, statistics.revision * abs(amount.value))
    return replace(computed, moved_by_flows=_moves_by_flows(statistics, amount))


def _of_amount(amount: Amount, tolerance: float) -> Computed:
    figure = amount.figure
    return Computed(
        figure.value,
        figure.low,
        figure.high,
        tolerance,
        amount.sentence,
        figure.reporter,
        amount.at_any_rate,
        rate=amount.rate,
        rate_source=amount.rate_source,
    )


def compute_growth(printed: PrintedClaim, statistics: Statistics) -> Computed:
    """Growth over the base of a claim, in a year or in all."""
    if printed.kind == "annual growth" and printed.base is None:
        raise CannotTell("base", words.NO_BASE)
    now, then = _find_now_and_before(printed, statistics)
    years, template = 1.0, words.GROWTH_OF_FIGURES
    if printed.kind == "annual growth":
        years = (printed.months[0] - printed.before[0]) / MONTHS_IN_YEAR
        template = words.ANNUAL_GROWTH_OF_FIGURES
    if years <= 0 or then.value == 0 or now.value / then.value <= 0:
        raise CannotTell("sign", words.NO_SIGN)
    ratio = now.value / then.value
    growth = ratio ** (1 / years) - 1
    ends = _divide(now.figure.low, now.figure.high, then.figure.low, then.figure.high)
    low, high = (end ** (1 / years) - 1 for end in ends)
    # A revision moves the ratio by its share of it, and what is taken of several years by the less.
    in_a_year = (1 + growth) / ratio / years if years > 1 else 1.0
    tolerance = statistics.growth_revision * max(1.0, ratio) * in_a_year
    moved_by_flows = _moves_by_flows(statistics, now) + _moves_by_flows(statistics, then) * ratio
    decimals = words.count_decimals(printed.high - printed.low)
    percent = words.write_percent(growth, decimals)
    at_any_rate = None
    if now.rate is not None or then.rate is not None:
        rates = _divide(now.lowest, now.highest, then.lowest, then.highest)
        at_any_rate = (rates[0] ** (1 / years) - 1, rates[1] ** (1 / years) - 1)
    return Computed(
        growth,
        low,
        high,
        tolerance,
        template.fill(before=then.sentence, now=now.sentence, growth=percent),
        now.figure.reporter,
        at_any_rate,
        moved_by_flows=moved_by_flows / abs(then.value) * in_a_year,
        rate=now.rate,
        rate_source=now.rate_source,
    )


def _divide(low: float, high: float, by_low: float, by_high: float) -> tuple[float, float]:
    """Divide two ranges on one side of zero."""
    if min(by_low * by_high, low * high) <= 0:
        raise CannotTell("sign", words.NO_SIGN)
    quotients = sorted(one / other for one in (low, high) for other in (by_low, by_high))
    return quotients[0], quotients[-1]


def compute_change(printed: PrintedClaim, statistics: Statistics) -> Computed:
    """The change of an amount from the base of a claim, or of growth or a share in percentage points."""
    if printed.is_in_points:
        return _compute_points(printed, statistics)
    now, then = _find_now_and_before(printed, statistics)
    change = now.value - then.value
    moved = statistics.growth_revision * max(abs(now.value), abs(then.value))
    tolerance = max(statistics.revision * abs(change), moved)
    amount = words.write_amount(change, now.figure.unit, is_money=not printed.is_of_quantity)
    at_any_rate = None
    if now.rate is not None:
        at_any_rate = (now.lowest - then.highest, now.highest - then.lowest)
    return Computed(
        change,
        now.figure.low - then.figure.high,
        now.figure.high - then.figure.low,
        tolerance,
        words.CHANGE_OF_FIGURES.fill(before=then.sentence, now=now.sentence, change=amount),
        now.figure.reporter,
        at_any_rate,
        moved_by_flows=_moves_by_flows(statistics, now) + _moves_by_flows(statistics, then),
        rate=now.rate,
        rate_source=now.rate_source,
    )


def _compute_points(printed: PrintedClaim, statistics: Statistics) -> Computed:
    """By how many points growth, or where a set is named a share, has changed."""
    kind = "growth" if printed.among is None else "share"
    now_printed = replace(printed, kind=kind, unit=None, base=None)
    now = compute(now_printed, statistics)
    then = compute(replace(now_printed, months=printed.before), statistics)
    points = words.write_points(now.value - then.value, words.count_decimals(printed.high - printed.low))
    return Computed(
        now.value - then.value,
        now.low - then.high,
        now.high - then.low,
        now.tolerance,
        words.POINTS_OF_GROWTH.fill(before=then.sentence, now=now.sentence, points=points),
        now.reporter,
        doubt=CannotTell("meaning", words.OTHER_POINTS),
    )


def compute_share(printed: PrintedClaim, statistics: Statistics) -> Computed:
    """The share of a flow in the whole that a claim names."""
    part_flow, whole_flow = flow_of(printed), find_whole(printed)
    if printed.flow == BALANCE or whole_flow.route == part_flow.route:
        raise CannotTell("set", words.OWN_SHARE)
    part = find_amount(printed, statistics, part_flow, printed.months, printed.currency)
    whole = find_amount(printed, statistics, whole_flow, printed.months, part.figure.unit)
    low, high = _divide(part.figure.low, part.figure.high, whole.figure.low, whole.figure.high)
    share = part.value / whole.value
    decimals = words.count_decimals(printed.high - printed.low)
    percent = words.write_percent(share, decimals, signed=False)
    return Computed(
        share,
        low,
        high,
        min(statistics.growth_revision, statistics.revision * share),
        words.SHARE_OF_FIGURES.fill(part=part.sentence, whole=whole.sentence, share=percent),
        part.figure.reporter,
        doubt=None if printed.among else CannotTell("set", words.OWN_SHARE),
    )


def find_whole(printed: PrintedClaim) -> Flow:
    """The flow that a claim has a share of."""
    named = WHOLE.fullmatch(printed.among or "exports")
    if named is None:
        raise CannotTell("set", words.NO_SET, among=str(printed.among))
    flow = printed.flow
    if printed.among and named["flow"]:
        flow = FLOWS_OF_WHOLES[named["flow"]]
    route = route_of_whole(replace(printed, flow=flow).as_claim())
    if route is None:
        raise CannotTell("set", words.OWN_SHARE)
    whole = _flow_of_route(route, printed.reporter)
    # What is counted as a part of goods has its share in all of them: domestic exports in total exports.
    is_part = whole == flow_of(printed) and printed.coverage not in NO_PART_OF_GOODS
    return whole._replace(coverage="") if is_part and printed.among else whole


def _flow_of_route(route: Route, reporter: str) -> Flow:
    """Name a flow as the reporter of a claim would, else as the one of its ends that is not the world."""
    origin, destination, way, code, coverage = route
    if way != GOODS:
        first, second = (origin, destination) if destination != reporter and origin != WORLD else (destination, origin)
        return Flow(first, second, way, code, coverage)
    is_export = destination == WORLD or (origin == reporter and origin != WORLD)
    if is_export:
        return Flow(origin, destination, "export", code, coverage)
    return Flow(destination, origin, "import", code, coverage)


def compute_rank(printed: PrintedClaim, statistics: Statistics) -> Computed:
    """The place of a partner among those that the table has."""
    if printed.partner == WORLD:
        raise CannotTell("set", words.NO_PARTNER)
    what = flow_of(printed)
    amounts, reporter = find_amounts_of_partners(printed, statistics)
    if printed.partner not in amounts:
        raise CannotTell("series", words.NO_SERIES, flow=words.name_flow(*what))
    if len(amounts) < max(printed.value, 2):
        raise CannotTell("set", words.FEW_PARTNERS, number=str(len(amounts)))
    claim = printed.as_claim()
    place = find_place(amounts, claim)
    if place is None:
        raise CannotTell("set", words.NO_SET, among=str(printed.among))
    sentence = words.PLACE_OF_PARTNER.fill(
        partner=name_economy(printed.partner),
        place=str(place),
        count=str(len(amounts)),
        flow=words.name_flow(*what),
        months=words.write_months(printed.months),
    )
    doubt = None
    if is_among_continent(claim):
        doubt = CannotTell("set", words.UNSURE_SET, among=str(printed.among))
    return Computed(place, place, place, REVISED_PLACES, sentence, reporter, doubt=doubt)


def find_amounts_of_partners(printed: PrintedClaim, statistics: Statistics) -> tuple[dict[str, float], str]:
    """What a reporter's flow was with each single economy, in one currency, and whose statistics these are."""
    what, table = flow_of(printed), statistics.table
    own = table.find(what, printed.months, printed.currency, printed.side)
    amounts = {}
    for partner in table.find_partners(what, own.reporter):
        if kind_of_economy(partner) != "economy":
            continue
        try:
            found = table.find(what._replace(partner=partner), printed.months, own.unit, own.reporter)
        except CannotTell:  # a partner without trade in some month
            continue
        if found.unit == own.unit:
            amounts[partner] = found.value
    return amounts, own.reporter


def compute_price(printed: PrintedClaim, statistics: Statistics) -> Computed:
    """The value of a unit: money over quantity."""
    if printed.unit is None:
        raise CannotTell("quantity", words.NO_UNIT, unit="")
    what = flow_of(printed)
    value = find_amount(printed, statistics, what, printed.months, printed.currency)
    quantity = _find_quantity(statistics, what, printed.months, printed.unit, printed.side)
    if quantity.value == 0:
        raise CannotTell("quantity", words.NO_QUANTITY, flow=words.name_flow(*what))
    price = value.value / quantity.value
    amount = words.write_amount(price, value.figure.unit)
    return Computed(
        price,
        value.figure.low / quantity.value,
        value.figure.high / quantity.value,
        statistics.revision * price,
        words.PRICE_OF_FIGURES.fill(value=value.sentence, quantity=quantity.sentence, price=amount, unit=printed.unit),
        value.figure.reporter,
        doubt=CannotTell("meaning", words.OTHER_PRICE),
        rate=value.rate,
        rate_source=value.rate_source,
    )


def compute_average(printed: PrintedClaim, statistics: Statistics) -> Computed:
    """The mean of the months, quarters or years of a claim."""
    size = MONTHS_OF_AVERAGE.get(printed.unit or "")
    if size is None:
        raise CannotTell("kind", words.OTHER_KIND, kind=printed.kind)
    level = compute_level(replace(printed, kind="level", unit=None), statistics)
    share = size / count_months(printed.months)
    rates = level.at_any_rate
    currency = find_currency(printed, statistics)
    mean = words.write_amount(level.value * share, currency)
    return replace(
        level,
        value=level.value * share,
        low=level.low * share,
        high=level.high * share,
        tolerance=level.tolerance * share,
        at_any_rate=None if rates is None else (rates[0] * share, rates[1] * share),
        sentence=words.AVERAGE_OF_FIGURES.fill(figure=level.sentence, amount=mean, unit=str(printed.unit)),
    )


def find_currency(printed: PrintedClaim, statistics: Statistics) -> str:
    """The currency of a claim, else that of the table."""
    if printed.currency:
        return printed.currency
    return statistics.table.find(flow_of(printed), printed.months, None, printed.side).unit


BY_KIND: dict[str, Callable[[PrintedClaim, Statistics], Computed]] = {
    "level": compute_level,
    "quantity": compute_level,
    "growth": compute_growth,
    "annual growth": compute_growth,
    "change": compute_change,
    "share": compute_share,
    "rank": compute_rank,
    "price": compute_price,
    "average": compute_average,
}
