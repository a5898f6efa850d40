"""What the checker says: each sentence and each proposal a whole template, filled from values alone.

What others wrote (names of publishers, sets of ranks, keys of claims) is cut to a few words.
"""

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from tradeview.claims import proposals
from tradeview.claims.claim import Claim
from tradeview.claims.comparison import AGREES, CONTRADICTS, Comparison, Reason
from tradeview.claims.interval import Interval
from tradeview.claims.proposals import Change, Proposal
from tradeview.periods import Months, make_span_of_months, month_at, shift_years
from tradeview.printable import shorten_text
from tradeview.words import explanations as words
from tradeview.words.language import cache_in_language
from tradeview.words.money import currency_name, format_amount, format_money
from tradeview.words.names import name_economy, series_name
from tradeview.words.numbers import RANGE, format_number, format_percent, format_quantity, write_short
from tradeview.words.periods import format_day, format_period, format_span
from tradeview.words.table_words import COVERAGES, FLOWS_READ, say_set_of_rank, say_word
from tradeview.words.templates import Template, list_alternatives, list_words

# A name on one line, which a page and a terminal have room for; nothing that turns or breaks a line.
LONGEST = 50
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")

# Parts: what a claim is of, figures and ranges
FLOW = Template("{series} in {months}", note="series: Malaysia’s exports to Russia; months: 2024")
FLOW_COMPARED = Template(
    "{series} in {months}, compared with {base}", note="as FLOW, of growth; base: 2019, or October 2024"
)
GROWTH_OF = Template("growth of {flow}", note="flow: Malaysia’s exports to Russia in 2024")
RANK = Template("rank {place}")
RANK_AMONG = Template("rank {place} among {set}", note="set: words of the claim, such as partners in Europe")
PER_UNIT = Template("{figure} per {unit}", note="a price: RM3,450 per tonne")
PERCENTAGE_POINTS = Template("{figure} percentage points")
CLAIM = Template("claim {key}", note="stands for a publisher who is not known")
AT_LEAST = Template("{low} or more")
AT_MOST = Template("{high} or less")

# Tests
FROM_CLAIMS = Template("From {claims} follows {follows}; for {flow}, {figure} is printed ({says}).")
FROM_CLAIMS_STATISTICS = Template("From {claims} follows {follows}; for {flow}, the statistics have {figure}.")
PUBLISHERS = Template("{publisher:capital} prints {figure}, {other} {other_figure}, for {flow}.")
FROM_CLAIMS_EXACTLY = Template("From {claims} follows {follows}; for {flow}, {figure} is printed.")
REFERENCE = Template("{figure} is printed for {flow}; the statistics have {statistics}.")
REFERENCE_CONVERTED = Template(
    "{figure} is printed for {flow}; the statistics have {statistics}, which is {converted}.",
)
MIRROR = Template(
    "For {flow}, {figure} by {side:possessive} statistics stands beside {second} by {other:possessive} statistics.",
    note="figure, second: amounts; side, other: economies whose statistics they are of",
)
RATE = Template("{quote} for {base} ({flow}) is {implied} {currency} for one {unit}.", note="unit: US dollar")
RATE_BESIDE_DAYS = Template(
    "{quote} for {base} ({flow}) is {implied} {currency} for one {unit}; the days of {months} had {days}.",
    note="quote, base: one fact in two currencies; implied, days: 4.132 to 4.152; currency: ringgit; unit: US dollar",
)
FITTING_YEARS = Template("It fits {years}.")
ONE_GROWTH = Template("{figure} is one growth, and {other} is printed for {flow}.")
ONE_GROWTH_CONVERTED = Template(
    "{figure}, {converted} when changed from {stated} to {currency} is one growth, and {other} is printed for {flow}.",
    note="stated, currency: codes of currencies",
)
GROWTH_BETWEEN = Template("From {claims} follows growth of {follows} in {currency}; {figure} is printed for {flow}.")
PLACE_IN_STATISTICS = Template("In the statistics {economy} has place {place}; {figure} is printed for {flow}.")
RANKS_OF_TWO_TIMES = Template("{figure:capital} is printed for {flow}, and {other} for {months}.")
RANKS_OF_ONE_TIME = Template("{figure:capital} and {other} are printed for {flow}.")
PRINTED_TOO_EARLY = Template("{figure} is said of {flow}, but was printed by {month}, before that was over.")
PRINTED_TOO_EARLY_ON = Template(
    "{figure} is said of {flow}, but was printed on {day}, before that was over.", note="day: 29 Jul 2024"
)
OF_UNLIKE_COVERAGE = Template(
    "{figure} is printed for {flow}, and {other} for {other_flow}.",
    note="other_flow: as flow, of which other goods or services are counted",
)
SIGN_OF_BALANCE = Template(
    "By the balance {claims} is no more than {flow}, for which {figure} is printed ({says}).",
    note="claims: the flow that is the smaller one by the sign of the balance, and the balance",
)
GROWTH_BETWEEN_PARTS = Template(
    "Between {claims} lies growth of {follows}; {figure} is printed for {flow}.",
    note="claims: growth of exports, and growth of imports; follows: from the one to the other",
)

# Verdicts
AGREEMENT = Template("They agree.")
AGREEMENT_OF_SETS = Template("A place in a part of the partners goes with it.")
AGREEMENT_OF_SIDES = Template("The two sides tell the same.")
SIDES_APART = Template("Two sides count differently; neither is wrong by that.")
CONTRADICTION = Template("They contradict each other.")
CONTRADICTION_BY = Template("They contradict each other by {gap}.")
PART_OF_TIME = Template("The figure can only be of a part of it, or of an earlier time.")
NOTHING_SURE = Template("That tells nothing sure.")
NO_RATE = Template("No rate between {quote} and {base} for these months is in the table of rates.", note="codes")
NO_RATE_OF_GROWTH = Template(
    "It may be growth in {quote}, and no rate between {quote} and {base} for these months is in the table of rates.",
    note="quote, base: codes of currencies",
)
NO_RATE_TABLE_OF_GROWTH = Template(
    "It may be growth in {quote}, and no table of rates was given.", note="quote: a code"
)
SET_DROPPED = Template("The first may have lost the set that it is a rank of.")
REASONS = {
    Reason.DIGITS_CUT: Template("The two meet if digits were cut instead of rounded."),
    Reason.RATES_APART: Template(
        "The two meet if digits were cut instead of rounded, or money was changed at rates far from the mean."
    ),
    Reason.REVISED: Template("A revision between the two articles may explain so small a gap."),
    Reason.COVERAGE: Template("One of them counts what the other does not."),
    Reason.SIDE_UNKNOWN: Template("Whose statistics a figure is of is not known, so it may be of the other side."),
    Reason.TOO_WIDE: Template("The ranges are too wide to tell."),
    Reason.NO_RATE_TABLE: Template("No table of rates was given."),
    Reason.FAR_FROM_MEAN: Template("The rate is one of the period's days, but far from their mean."),
    Reason.RATE_WHEN_PRINTED: Template(
        "The rate is one of the year in which it was printed, not of the year that it is of."
    ),
    Reason.TOO_SLOW: Template("These months make far less of the whole than their number."),
    Reason.SET_DROPPED: SET_DROPPED,
}
LEFT_OUT = Template("Claim {key} is not tested: {missing}.", note="missing: start is missing, flow 'x' …")


# Claims and their figures


def shorten(text: str) -> str:
    r"""Cut what somebody else wrote to a few words on one line.

    Examples
    --------
    >>> shorten("The Star\nand more"), len(shorten("x" * 200))
    ('The Star and more', 50)
    """
    return shorten_text(" ".join(UNPRINTABLE.sub(" ", text).split()), LONGEST)


def list_keys(claims: Sequence[Claim]) -> str:
    """Join the keys of claims; what is trusted is nobody's claim."""
    return ", ".join(dict.fromkeys(claim.key for claim in claims if not claim.trusted))


def write_figure(claim: Claim) -> str:
    """Write what a claim says."""
    if claim.kind == "level":
        return _write_amount(claim.value, str(claim.currency))
    if claim.kind == "rank":
        place = write_short(claim.value)
        if claim.among:
            return RANK_AMONG.fill(place=place, set=shorten(say_set_of_rank(claim.among)))
        return RANK.fill(place=place)
    if claim.kind == "share":
        return format_percent(claim.value, 1, signed=False)
    if claim.kind not in ("growth", "annual growth"):
        return _write_measure(claim)
    has_tenths = abs(claim.value) < 1 and round(claim.value * 100, 6) % 1 > 0
    places = 1 if has_tenths else 0
    return format_percent(claim.value, places)


@cache_in_language
def _write_amount(value: float, currency: str) -> str:
    return format_amount(value, currency)


def _write_measure(claim: Claim) -> str:
    """Write a change, a price, a quantity or what else is no amount of trade, in its unit."""
    if claim.unit == "percentage point":
        return PERCENTAGE_POINTS.fill(figure=format_quantity(100 * claim.value))
    if claim.currency is None:
        names_unit = claim.unit is not None and claim.unit != claim.kind
        return format_quantity(claim.value, shorten(str(claim.unit)) if names_unit else None)
    figure = format_amount(claim.value, claim.currency)
    if claim.kind == "price" and claim.unit is not None:
        return PER_UNIT.fill(figure=figure, unit=shorten(claim.unit))
    return figure


@cache_in_language
def _write_months(months: Months) -> str:
    """Write months: 2024, May 2024, January to June 2025, or FY2023-24."""
    first, last = months
    return format_span(make_span_of_months(month_at(first), month_at(last)))


def _write_flow(claim: Claim) -> str:
    """Name what a claim is of: Malaysia's exports to Russia in 2023."""
    series = _name_series(claim.reporter, claim.partner, claim.flow, claim.code, claim.coverage)
    months = _write_months(claim.months)
    # A reader takes growth for that on the year before, where nothing else is said.
    if claim.kind == "growth" and claim.before != shift_years(claim.months, -1):
        return FLOW_COMPARED.fill(series=series, months=months, base=_write_months(claim.before))
    return FLOW.fill(series=series, months=months)


@cache_in_language
def _name_series(reporter: str, partner: str, flow: str, code: str, coverage: str) -> str:
    row = {"reporter": reporter, "partner": partner, "flow": flow, "commodity_code": code, "coverage": coverage}
    return series_name(pd.Series(row))


def write_figure_of_flow(claim: Claim) -> str:
    """Write what a claim says, and of what."""
    flow = _write_flow(claim)
    if claim.kind == "growth":
        flow = GROWTH_OF.fill(flow=flow)
    return f"{write_figure(claim)} ({flow})"


def _list_figures(claims: Sequence[Claim]) -> str:
    return list_words([write_figure_of_flow(claim) for claim in claims])


@cache_in_language
def write_range(interval: Interval, unit: str) -> str:
    """Write a range in its unit.

    Examples
    --------
    >>> write_range(Interval(1.685e9, 1.786e9), "USD"), write_range(Interval(1.1e9, math.inf), "USD")
    ('US$1.685 billion to US$1.786 billion', 'US$1.1 billion or more')
    """
    low = _write_in_unit(interval.low, unit)
    if math.isinf(interval.high):
        return AT_LEAST.fill(low=low)
    high = _write_in_unit(interval.high, unit)
    if interval.low == 0 and interval.high > 0:
        return AT_MOST.fill(high=high)
    return low if low == high else RANGE.fill(low=low, high=high)


def _write_in_unit(number: float, unit: str) -> str:
    if unit == "share":
        return format_percent(number - 1, 1)
    is_currency = len(unit) == 3 and unit.isupper()
    if is_currency:
        # A digit more than figures have: the ends of RM14.22 billion are 14.215 and 14.225.
        return format_amount(number, unit, digits=5)
    return format_number(number, 4)


# Tests


def sentence_of_test(comparison: Comparison) -> str:
    """Say a test, its two ranges and its verdict in plain English."""
    write = WRITERS.get(comparison.test, _say_what_follows)
    return f"{write(comparison)} {_say_verdict(comparison)}"


def _parts_of(claim: Claim) -> dict[str, str]:
    return {"figure": write_figure(claim), "flow": _write_flow(claim)}


def _say_what_follows(comparison: Comparison) -> str:
    *claims, last = comparison.claims
    follows = write_range(comparison.follows.near, comparison.unit)
    parts = {"claims": _list_figures(claims), "follows": follows, **_parts_of(last)}
    if last.trusted:
        return FROM_CLAIMS_STATISTICS.fill(**parts)
    says = comparison.says.near
    if _is_written_once(says, comparison.unit):
        return FROM_CLAIMS_EXACTLY.fill(**parts)
    return FROM_CLAIMS.fill(says=write_range(says, comparison.unit), **parts)


def _is_written_once(interval: Interval, unit: str) -> bool:
    """Tell whether both ends of a range are written alike: the figure itself has said it."""
    return not math.isinf(interval.high) and _write_in_unit(interval.low, unit) == _write_in_unit(interval.high, unit)


def _say_publishers(comparison: Comparison) -> str:
    one, other = comparison.claims
    publisher, other_publisher = _name_publisher(one), _name_publisher(other)
    return PUBLISHERS.fill(
        publisher=publisher, other=other_publisher, other_figure=write_figure(other), **_parts_of(one)
    )


def _name_publisher(claim: Claim) -> str:
    if claim.article is not None and claim.article.name:
        return shorten(claim.article.name)
    return CLAIM.fill(key=shorten(claim.key))


def _say_reference(comparison: Comparison) -> str:
    claim, statistics = comparison.claims
    parts = {"statistics": write_figure(statistics), **_parts_of(claim)}
    if claim.currency == statistics.currency:
        return REFERENCE.fill(**parts)
    return REFERENCE_CONVERTED.fill(converted=write_range(comparison.says.near, comparison.unit), **parts)


def _say_mirror(comparison: Comparison) -> str:
    one, other = comparison.claims
    side, other_side = name_economy(str(one.side)), name_economy(str(other.side))
    return MIRROR.fill(side=side, other=other_side, second=write_figure(other), **_parts_of(one))


def _say_currencies(comparison: Comparison) -> str:
    quote, base = comparison.claims
    parts = {
        "quote": write_figure(quote),
        "base": write_figure(base),
        "flow": _write_flow(base),
        "implied": write_range(comparison.follows.near, ""),
        "currency": currency_name(str(quote.currency)),
        "unit": currency_name(str(base.currency), one=True),
    }
    if comparison.reason in {Reason.NO_RATE, Reason.NO_RATE_TABLE}:
        return RATE.fill(**parts)
    days = write_range(comparison.says.wide, "")
    said = RATE_BESIDE_DAYS.fill(months=_write_months(base.months), days=days, **parts)
    if not comparison.fitting_years:
        return said
    years = [format_period(year) for year in comparison.fitting_years]
    return f"{said} {FITTING_YEARS.fill(years=years)}"


def _say_growth(comparison: Comparison) -> str:
    *claims, growth = comparison.claims
    if growth.kind != "growth":
        return _say_what_follows(comparison)
    follows = write_range(comparison.follows.near, "share")
    if comparison.growth_currency:
        currency = currency_name(comparison.growth_currency)
        figures = _list_figures(claims)
        return GROWTH_BETWEEN.fill(claims=figures, follows=follows, currency=currency, **_parts_of(growth))
    parts = {"figure": write_figure(claims[0]), "other": write_figure(growth), "flow": _write_flow(growth)}
    if comparison.converted is None:
        return ONE_GROWTH.fill(**parts)
    stated, currency = comparison.converted
    return ONE_GROWTH_CONVERTED.fill(converted=follows, stated=stated, currency=currency, **parts)


def _say_rank(comparison: Comparison) -> str:
    rank, *others = comparison.claims
    if not others:
        place = write_short(comparison.follows.near.low)
        return PLACE_IN_STATISTICS.fill(economy=name_economy(rank.partner), place=place, **_parts_of(rank))
    (other,) = others
    parts = {"other": write_figure(other), **_parts_of(rank)}
    if rank.months != other.months:
        return RANKS_OF_TWO_TIMES.fill(months=_write_months(other.months), **parts)
    said = RANKS_OF_ONE_TIME.fill(**parts)
    if comparison.contradicts and comparison.proposal:
        return f"{said} {SET_DROPPED.fill()}"
    return said


def _say_early_print(comparison: Comparison) -> str:
    (claim,) = comparison.claims
    if claim.published_on is not None and comparison.follows == comparison.says:
        return PRINTED_TOO_EARLY_ON.fill(day=format_day(claim.published_on), **_parts_of(claim))
    month = format_period(int(comparison.follows.near.low))
    return PRINTED_TOO_EARLY.fill(month=month, **_parts_of(claim))


def _say_coverage(comparison: Comparison) -> str:
    one, other = comparison.claims
    return OF_UNLIKE_COVERAGE.fill(other=write_figure(other), other_flow=_write_flow(other), **_parts_of(one))


def _say_balance(comparison: Comparison) -> str:
    if not math.isinf(comparison.follows.near.high) or comparison.is_telling:
        return _say_what_follows(comparison)
    *claims, larger = comparison.claims
    says = write_range(comparison.says.near, comparison.unit)
    return SIGN_OF_BALANCE.fill(claims=_list_figures(claims), says=says, **_parts_of(larger))


def _say_growth_between_parts(comparison: Comparison) -> str:
    *parts, growth = comparison.claims
    follows = write_range(comparison.follows.near, "share")
    return GROWTH_BETWEEN_PARTS.fill(claims=_list_figures(parts), follows=follows, **_parts_of(growth))


WRITERS: dict[str, Callable[[Comparison], str]] = {
    "publishers": _say_publishers,
    "reference": _say_reference,
    "mirror": _say_mirror,
    "currencies": _say_currencies,
    "growth": _say_growth,
    "growth of parts": _say_growth,
    "rank": _say_rank,
    "published": _say_early_print,
    "coverage": _say_coverage,
    "balance": _say_balance,
    "growth between parts": _say_growth_between_parts,
}


def _say_verdict(comparison: Comparison) -> str:
    agrees = comparison.verdict == AGREES
    if comparison.test == "mirror":
        template = AGREEMENT_OF_SIDES if agrees else SIDES_APART
        return template.fill()
    if comparison.test == "published":
        return PART_OF_TIME.fill()
    if agrees:
        template = AGREEMENT_OF_SETS if comparison.is_part_of_set else AGREEMENT
        return template.fill()
    if comparison.verdict == CONTRADICTS:
        # A place or two apart is no percentage, and from nothing to something none either.
        is_measured = comparison.test != "rank" and 0 < comparison.gap < math.inf
        if is_measured:
            return CONTRADICTION_BY.fill(gap=format_percent(comparison.gap, 1, signed=False))
        return CONTRADICTION.fill()
    return " ".join([NOTHING_SURE.fill(), *_say_reason(comparison)])


def _say_reason(comparison: Comparison) -> list[str]:
    """Say why there is no verdict, where that is known."""
    if comparison.reason is None:
        return []
    if comparison.missing_rate is not None:
        currency, currency_of_levels = comparison.missing_rate
        if comparison.reason is Reason.NO_RATE_TABLE:
            return [NO_RATE_TABLE_OF_GROWTH.fill(quote=currency)]
        return [NO_RATE_OF_GROWTH.fill(quote=currency, base=currency_of_levels)]
    if comparison.reason is Reason.NO_RATE:
        quote, base = comparison.claims
        return [NO_RATE.fill(quote=str(quote.currency), base=str(base.currency))]
    return [REASONS[comparison.reason].fill()]


# Proposals


def write_proposal(proposal: Proposal) -> str | None:
    """Say what would mend a claim, and what would do so equally well.

    Examples
    --------
    >>> write_proposal((proposals.OtherScale(10), proposals.OtherScale(0.1))), write_proposal(())
    ('digit: 10 times or a tenth', None)
    """
    by_kind: dict[Template, list[str]] = {}
    for change in proposal:
        template, words = _say_change(change)
        by_kind.setdefault(template, []).append(words)
    said = [template.fill(changes=list_alternatives(words)) for template, words in by_kind.items()]
    return list_alternatives(said) if said else None


def _say_change(change: Change) -> tuple[Template, str]:
    """Say a change: the template of its kind, and what stands in it."""
    template, write = WRITERS_OF_CHANGES[type(change)]
    return template, write(change)


def _write_scale(change: proposals.OtherScale) -> str:
    return words.SCALES[change.factor].fill()


def _write_years(change: proposals.YearsLater) -> str:
    return words.ALL_YEARS.fill(count=abs(change.years), years=f"{change.years:+d}")


def _write_other_figure(change: proposals.OtherFigure) -> str:
    if change.currency is None:
        return format_percent(change.value, change.digits)
    return format_money(change.value, change.currency, change.digits)


def _write_other_rate(change: proposals.OtherRate) -> str:
    figure = format_money(change.value, change.currency, change.digits)
    return words.AT_RATE_OF.fill(figure=figure, months=_write_months(change.months))


def _write_set(change: proposals.OtherSet) -> str:
    if change.among is not None:
        return say_set_of_rank(change.among)
    if change.continent is not None:
        return words.PART_OF_PARTNERS_IN.fill(continent=change.continent)
    return words.PART_OF_PARTNERS.fill()


def _write_coverage(change: proposals.OtherCoverage) -> str:
    return say_word(COVERAGES, change.coverage) if change.coverage else words.GOODS_ALONE.fill()


WRITERS_OF_CHANGES: dict[type, tuple[Template, Callable[[Any], str]]] = {
    proposals.OtherMonths: (words.PERIOD, lambda change: _write_months(change.months)),
    proposals.YearsLater: (words.PERIODS, _write_years),
    proposals.OtherBase: (words.BASE, lambda change: _write_months(change.months)),
    proposals.OtherScale: (words.DIGIT, _write_scale),
    proposals.OtherFigure: (words.DIGIT, _write_other_figure),
    proposals.OtherSign: (words.SIGN, lambda _: words.EXCHANGED.fill()),
    proposals.OtherCurrency: (words.CURRENCY, lambda change: change.currency),
    proposals.ExchangedCurrencies: (words.CURRENCIES, lambda _: words.EXCHANGED.fill()),
    proposals.OtherRate: (words.RATE, _write_other_rate),
    proposals.OtherFlow: (words.FLOW, lambda change: say_word(FLOWS_READ, change.flow)),
    proposals.ExchangedFlows: (words.FLOWS, lambda _: words.EXCHANGED.fill()),
    proposals.OtherSet: (words.AMONG, _write_set),
    proposals.OtherSide: (words.SIDE, lambda change: change.side),
    proposals.OtherCoverage: (words.COVERAGE, _write_coverage),
    proposals.Unknown: (words.UNKNOWN, lambda _: words.HOW_UNKNOWN.fill()),
    proposals.Revision: (words.REVISION, lambda _: words.NOBODY_MISTAKEN.fill()),
}


def sentence_of_left_out(key: str, missing: str) -> str:
    """Say what a claim wants to be tested."""
    return LEFT_OUT.fill(key=shorten(key), missing=shorten(missing))
