"""The one change that would make a claim match the official figure: what people mistake in writing about trade.

What they mistake in copying (another year, decimal point, digit, currency) `tradeview.claims.explain.mistakes` lists,
and what each mistake costs; here stands what is mistaken of a single claim beside that: the sign, the flow, what is
counted, level and growth, the months and those that they are compared with, the set of a rank, a
digit left out. Each change that makes the claim match within its printed digits is weighed: its cost, less what its
fit says; an old article that prints figures since revised is mended, too, where a likely change brings its
claim as near as a revision, which says less. "Wrong, unknown how" is weighed with them. A change is proposed where it
has seven tenths of the probability; else those that may well be right are told, as one or the other.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from tradeview.claims.book import ClaimBook
from tradeview.claims.exchange_rates import RateRanges
from tradeview.claims.explain.assumptions import COSTS, PROPOSED, TOLD
from tradeview.claims.explain.mistakes import FLOWS_MISTAKEN, Correction, digits_of, list_copying_mistakes
from tradeview.claims.official.cannot_tell import CannotTell
from tradeview.claims.official.computing import (
    Computed,
    Statistics,
    compute,
    find_amount,
    find_amounts_of_partners,
    flow_of,
)
from tradeview.claims.official.printed_claims import CHANGE, EPSILON, GROWTHS, RANK, SHARE, PrintedClaim
from tradeview.claims.proposals import OtherFigure, OtherMonths, OtherScale, OtherSet
from tradeview.claims.ranks import find_sets_with_place
from tradeview.claims.sentences import write_proposal
from tradeview.periods import Months, count_months, shift_years, whole_years_around
from tradeview.table.schema import BALANCE, FLOWS
from tradeview.words import verdicts as words
from tradeview.words.numbers import format_number
from tradeview.words.table_words import COVERAGES, FLOWS_READ, say_set_of_rank, say_word

NO_RATES = RateRanges(None)
# One digit replaced by another, and other months than the same of another year, fit by chance more often than the rest:
# they are to fit within the printed digits.
LESS_LIKELY = {"digit", "months", "base"}
# A level told as growth or change is seen in the figure alone, as a point or a sign is, and costs as much.
COST_OF_KIND = COSTS["point"]
# How often a figure that was printed is today's, and how often it was revised since: nobody counted.
STANDS, REVISED = 0.5, 0.5
# A figure that is wrong, nobody knows how, is anywhere within a thousandfold, as far as points slip.
POWERS_OF_UNKNOWN = math.log(1000)
# Nearer by this share of a revision than the official figure is a claim that a change mends: more fit by chance.
NEARNESS = 0.5
MOST_GROWTH = 1.0  # by which a digit that was lost is looked for
LONG_FIGURE = 3  # digits of a growth from which on they tell which level was printed for it


@dataclass(frozen=True)
class Proposal:
    """A change of a claim: its kind, the claim as changed, and the change in words."""

    kind: str
    corrected: PrintedClaim
    sentence: str
    cost: float = COST_OF_KIND  # how rarely people make that mistake, in nats
    is_exact: bool = True  # within the printed digits; else as near as a revision
    probability: float = 0.0

    @property
    def is_likely(self) -> bool:
        """Whether it seldom fits by chance."""
        return self.kind not in LESS_LIKELY

    @property
    def is_sure(self) -> bool:
        """Whether it is likely enough to be the one that is proposed."""
        return self.probability >= PROPOSED


def touches(printed: PrintedClaim, computed: Computed) -> bool:
    """Tell whether an official figure lies within the printed digits of a claim."""
    slack = EPSILON * max(abs(computed.low), abs(computed.high), abs(printed.value))
    return printed.low <= computed.high + slack and computed.low <= printed.high + slack


def find_proposals(printed: PrintedClaim, statistics: Statistics) -> list[Proposal]:
    """Find the changes that mend a claim: the one that is likely enough, else those of which one may well be right."""
    weights: dict[PrintedClaim, float] = {}
    fitting: dict[PrintedClaim, Proposal] = {}
    for proposal in list_proposals(printed, statistics):
        found = _weigh_fit(proposal, statistics)
        if found is not None and found[1] > weights.get(proposal.corrected, 0.0):
            fitting[proposal.corrected], weights[proposal.corrected] = found
    whole = sum(weights.values()) + math.exp(-COSTS["unknown"])
    weighed = [replace(proposal, probability=weights[key] / whole) for key, proposal in fitting.items()]
    ranked = sorted(weighed, key=lambda proposal: -proposal.probability)
    if ranked and ranked[0].is_sure:
        return ranked[:1]
    told = [proposal for proposal in ranked if proposal.probability >= TOLD]
    return told if len(told) > 1 else []


def _weigh_fit(proposal: Proposal, statistics: Statistics) -> tuple[Proposal, float] | None:
    """Weigh a change by its cost and its fit: the finer the figure, the more it says that it fits."""
    corrected = proposal.corrected
    try:
        computed = compute(corrected, statistics)
    except CannotTell:
        return None
    size = max(abs(corrected.value), abs(computed.value))
    apart = max(corrected.low - computed.high, computed.low - corrected.high)
    near = NEARNESS * computed.tolerance
    is_exact = touches(corrected, computed)
    if size == 0 or not (is_exact or (proposal.is_likely and apart <= near)):
        return None
    density = REVISED / _chance_of_fit(2 * near, size)
    if is_exact:
        density += STANDS / _chance_of_fit(corrected.high - corrected.low + computed.high - computed.low, size)
    return replace(proposal, is_exact=is_exact), math.exp(-proposal.cost) * density


def _chance_of_fit(width: float, size: float) -> float:
    """How likely a figure that is wrong, nobody knows how, fits a range; no finer than figures are held."""
    return min(max(width / size / POWERS_OF_UNKNOWN, EPSILON), 1.0)


def list_proposals(printed: PrintedClaim, statistics: Statistics) -> Iterator[Proposal]:
    """Every change of a claim that people's mistakes suggest."""
    yield from _mistakes_of_copying(printed)
    yield from _lost_digits(printed)
    yield from _other_sign(printed)
    yield from _other_flows(printed)
    yield from _other_coverages(printed, statistics)
    yield from _level_or_change(printed, statistics)
    yield from _other_months(printed)
    yield from _other_bases(printed)
    yield from _other_sets(printed, statistics)


def _mistakes_of_copying(printed: PrintedClaim) -> Iterator[Proposal]:
    """Another year, decimal point, digit or currency."""
    claim = printed.as_claim()
    for correction in list_copying_mistakes(ClaimBook([claim], NO_RATES), claim):
        corrected = _correct(printed, correction)
        if corrected is not None:
            sentence = str(write_proposal((correction.change,)))
            if isinstance(correction.change, OtherFigure):
                sentence = _say_other_figure(corrected, sentence)
            yield Proposal(_kind_of(correction), corrected, sentence, correction.cost)
            if correction.mistake == "year" and printed.kind == "growth":
                yield _turn_of_other_year(corrected, correction.cost + COSTS["sign"])


def _turn_of_other_year(corrected: PrintedClaim, cost: float) -> Proposal:
    """Growth of another year told with the direction of this one: the number alone was copied, not its verb."""
    months = words.write_months(corrected.months)
    return Proposal("year", _turned(corrected), words.OTHER_MONTHS_AND_SIGN.fill(months=months), cost)


def _lost_digits(printed: PrintedClaim) -> Iterator[Proposal]:
    """One digit that was left out before the last: 1.9 for 10.9."""
    if printed.kind == RANK or printed.value == 0:
        return
    digits, exponent = digits_of(printed.as_claim())
    longer = [
        (*digits[:place], digit, *digits[place:])
        for place in range(len(digits))
        for digit in range(10)
        if place or digit
    ]
    cost = COSTS["digit"] + math.log(max(len(longer), 1))
    for figure in longer:
        value = math.copysign(float(Decimal((0, figure, exponent))), printed.value)
        if printed.kind not in {*GROWTHS, SHARE} or -1 < value <= MOST_GROWTH:
            corrected = _with_value(printed, value)
            yield Proposal("digit", corrected, _say_figure(corrected, len(figure)), cost)


def _say_figure(corrected: PrintedClaim, digits: int) -> str:
    sentence = str(write_proposal((OtherFigure(abs(corrected.value), digits, corrected.currency),)))
    return _say_other_figure(corrected, sentence)


def _say_other_figure(corrected: PrintedClaim, sentence: str) -> str:
    """Say which figure it is; what is neither money nor a percentage is a number in its unit."""
    if corrected.kind in {*GROWTHS, "share"}:
        decimals = words.count_decimals(corrected.high - corrected.low)
        return words.OTHER_DIGITS.fill(figure=words.write_percent(corrected.value, decimals))
    if corrected.currency is None:
        return words.OTHER_DIGITS.fill(figure=format_number(corrected.value, 5))
    return sentence


def _kind_of(correction: Correction) -> str:
    """Name how a claim was mistaken: year, point, swapped digits, digit, currency."""
    if correction.mistake == "swap":
        return "swapped digits"
    return "point" if isinstance(correction.change, OtherScale) else correction.mistake


def _correct(printed: PrintedClaim, correction: Correction) -> PrintedClaim | None:
    """Make the same change of a claim in its own terms."""
    corrected, change = correction.corrected[0], correction.change
    if isinstance(change, OtherMonths):
        return replace(printed, months=corrected.months, base=corrected.base)
    if isinstance(change, OtherScale):
        factor = change.factor
        return replace(printed, value=printed.value * factor, low=printed.low * factor, high=printed.high * factor)
    if isinstance(change, OtherFigure):
        # The sign is not in question; a figure in that form may have lost it.
        size = abs(corrected.value)
        return _with_value(printed, size if printed.value >= 0 else -size)
    if printed.currency is None:
        return None
    return replace(printed, currency=corrected.currency)


def _with_value(printed: PrintedClaim, value: float) -> PrintedClaim:
    """The same claim, as finely printed, with another value."""
    moved = value - printed.value
    return replace(printed, value=value, low=printed.low + moved, high=printed.high + moved)


def _other_sign(printed: PrintedClaim) -> Iterator[Proposal]:
    is_signed = printed.kind in {*GROWTHS, CHANGE} or printed.flow == BALANCE
    if is_signed and printed.value != 0:
        yield Proposal("sign", _turned(printed), words.SIGN.fill(), COSTS["sign"])


def _turned(printed: PrintedClaim) -> PrintedClaim:
    """The same claim with the other sign."""
    return replace(printed, value=-printed.value, low=-printed.high, high=-printed.low)


def _other_flows(printed: PrintedClaim) -> Iterator[Proposal]:
    for flow in FLOWS:
        if flow != printed.flow:
            said = words.OTHER_FLOW.fill(flow=say_word(FLOWS_READ, flow))
            yield Proposal("flow", replace(printed, flow=flow), said, _cost_of_flow(printed.flow, flow))


def _cost_of_flow(printed: str, meant: str) -> float:
    """Cost of a flow told for another: those that the catalogue has cost what it says, any other as a part for all."""
    mistaken = dict(FLOWS_MISTAKEN.get(printed, ()))
    return COSTS[mistaken.get(meant, "total")]


def _other_coverages(printed: PrintedClaim, statistics: Statistics) -> Iterator[Proposal]:
    """What is counted, where the table has the flow counted otherwise: the words for it may be lost, or be too many."""
    coverages = statistics.table.find_coverages(flow_of(printed))
    cost = COSTS["coverage"] + math.log(max(len(coverages), 1))
    for coverage in coverages:
        said = words.OTHER_COVERAGE.fill(coverage=say_word(COVERAGES, coverage)) if coverage else words.ALL_GOODS.fill()
        yield Proposal("coverage", replace(printed, coverage=coverage), said, cost)


def _level_or_change(printed: PrintedClaim, statistics: Statistics) -> Iterator[Proposal]:
    """A level that is printed as growth or change, or a change as a level."""
    if printed.kind == CHANGE and not printed.is_in_points:
        as_level = replace(printed, kind="level", base=None)
        yield Proposal("level for change", as_level, words.LEVEL_FOR_CHANGE.fill())
    elif printed.kind == "level":
        size = abs(printed.value)
        for sign in (1, -1):
            change = replace(_with_value(printed, sign * size), kind=CHANGE)
            yield Proposal("change for level", change, words.CHANGE_FOR_LEVEL.fill())
    elif printed.kind in GROWTHS:
        yield from _levels_for_growth(printed, statistics)


def _levels_for_growth(printed: PrintedClaim, statistics: Statistics) -> Iterator[Proposal]:
    """What a figure has grown to for what it has grown by: 104.7% for 4.7%, or the digits of the amount itself."""
    said = words.LEVEL_FOR_GROWTH.fill()
    # What is left of 100 per cent, too, may be told as a fall: down by 90.4% to 90.4% of what was.
    yield Proposal("level for growth", _with_value(printed, abs(printed.value) - 1), said)
    if printed.kind != "growth" or printed.value <= 0:
        return
    level = _level_with_digits(printed, statistics)
    if level is not None:
        yield Proposal("level for growth", level, said)


def _level_with_digits(printed: PrintedClaim, statistics: Statistics) -> PrintedClaim | None:
    """The level that has the digits of a growth, where these are enough to tell it by."""
    digits = f"{printed.value:.12e}".split("e")[0].replace(".", "").rstrip("0")
    try:
        amount = find_amount(printed, statistics, flow_of(printed), printed.months, printed.currency)
    except CannotTell:
        return None
    if len(digits) < LONG_FIGURE or amount.value <= 0 or printed.is_of_quantity:
        return None
    scale = 1.0
    while printed.value * scale * 10 <= amount.value * 1.5:
        scale *= 10
    currency = amount.figure.unit
    low, high = printed.low * scale, printed.high * scale
    return replace(printed, kind="level", value=printed.value * scale, low=low, high=high, currency=currency, base=None)


def _other_months(printed: PrintedClaim) -> Iterator[Proposal]:
    """The month before or behind, the year up to it, its last month alone, or the whole year."""
    first, last = printed.months
    length = count_months(printed.months)
    year = whole_years_around(printed.months)
    likely = [(first - length, first - 1), (last + 1, last + length), (last, last), (year[0], last), year]
    others = [months for months in dict.fromkeys(likely) if months != printed.months]
    cost = COSTS["part"] + math.log(max(len(others), 1))
    for months in others:
        base = printed.base and _moved_with(printed, months)
        said = words.OTHER_MONTHS.fill(months=words.write_months(months))
        yield Proposal("months", replace(printed, months=months, base=base), said, cost)


def _moved_with(printed: PrintedClaim, months: Months) -> Months:
    """The base of a claim, for other months: as far from them as it was."""
    by = printed.before[0] - printed.months[0]
    return months[0] + by, months[1] + by


def _other_bases(printed: PrintedClaim) -> Iterator[Proposal]:
    """Growth on the year for growth on the month, or the other way round."""
    if printed.kind not in {"growth", CHANGE}:
        return
    first, last = printed.months
    length = count_months(printed.months)
    for base in ((first - length, first - 1), shift_years((first, last), -1)):
        if base != printed.before:
            said = words.OTHER_BASE_PROPOSED.fill(months=words.write_months(base))
            yield Proposal("base", replace(printed, base=base), said, COSTS["base"])


def _other_sets(printed: PrintedClaim, statistics: Statistics) -> Iterator[Proposal]:
    """Sets of partners in which a partner has the printed place, and flows that a share may be of instead."""
    if printed.kind == SHARE:
        for among in ("exports", "imports", "total trade"):
            if among != printed.among:
                said = words.OTHER_SET.fill(among=say_set_of_rank(among))
                yield Proposal("set", replace(printed, among=among), said, COSTS["set"])
    if printed.kind != RANK:
        return
    amounts, _ = find_amounts_of_partners(printed, statistics)
    sets = list(find_sets_with_place(amounts, printed.as_claim()))
    cost = COSTS["set"] + math.log(max(len(sets), 1))
    for among in sets:
        yield Proposal("set", replace(printed, among=among), str(write_proposal((OtherSet(among),))), cost)
