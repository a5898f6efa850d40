"""What else a text may mean by a claim: where one of these readings fits the official figure, nothing is contradicted.

A claim takes what its sentence does not say from elsewhere: its time and flow are carried, its growth is taken to be on
the year, in the currency of the table, its months to be what the text names next to it. A claim that is off by more
than a revision as it was read, and fits as its text may be read, too, may be right; only a reader can tell.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from tradeview.claims.official.cannot_tell import CannotTell
from tradeview.claims.official.computing import Statistics, compute, find_currency
from tradeview.claims.official.printed_claims import CHANGE, EPSILON, GROWTHS, LEVELS, PrintedClaim
from tradeview.periods import MONTHS_IN_YEAR, Months, count_months, shift_years, whole_years_around
from tradeview.table.engines import is_missing
from tradeview.words import verdicts as words
from tradeview.words.money import currency_name

FROM_SENTENCE = "sentence"
# What is compared with the time before it: a month and a quarter; longer times are compared with the year before.
COMPARED_ON_TIME_BEFORE = {1, 3}
# Amounts of ten months are about ten times one of a month, whose point has slipped.
NEARNESS = 0.5
MOST_MONTHS = 12  # of a time that a text may have meant each month of


class OtherReading(NamedTuple):
    """A claim as its text may be read, too, and what the text leaves open."""

    printed: PrintedClaim
    doubt: CannotTell
    nearness: float = 1.0  # share of a revision that it may be off by


@dataclass(frozen=True)
class Surroundings:
    """What the text says around a claim, and what of the claim was taken from there."""

    is_time_carried: bool = False
    is_flow_carried: bool = False
    months: Sequence[Months] = ()  # of all claims of the text
    flows: Sequence[str] = ()
    coverages: Sequence[str] = ()  # of the claims of its sentence
    currencies: Sequence[str] = ()


def find_surroundings(
    rows: Sequence[Mapping[str, Any]], claims: Sequence[PrintedClaim | None]
) -> Sequence[Surroundings]:
    """Find what the text says around each claim; a claim that is none has nothing around it."""
    read = [claim for claim in claims if claim is not None]
    months = tuple(dict.fromkeys(claim.months for claim in read))
    flows = tuple(dict.fromkeys(claim.flow for claim in read))
    by_sentence: dict[str, list[PrintedClaim]] = {}
    for row, claim in zip(rows, claims, strict=True):
        if claim is not None:
            by_sentence.setdefault(str(row.get("sentence")), []).append(claim)
    found = []
    for row in rows:
        # A frame without sentences tells no neighbours.
        said_by = None if is_missing(row.get("sentence")) else str(row["sentence"])
        neighbours = by_sentence.get(said_by, []) if said_by else []
        found.append(
            Surroundings(
                is_time_carried=_is_carried(row.get("time_from")),
                is_flow_carried=_is_carried(row.get("flow_from")),
                months=months,
                flows=flows,
                coverages=tuple(dict.fromkeys(claim.coverage for claim in neighbours)),
                currencies=tuple(dict.fromkeys(claim.currency for claim in neighbours if claim.currency)),
            )
        )
    return found


def _is_carried(place: object) -> bool:
    return not is_missing(place) and place not in ("", FROM_SENTENCE)


def find_other_reading(printed: PrintedClaim, around: Surroundings, statistics: Statistics) -> CannotTell | None:
    """Find what a text leaves open of a claim that fits if that is read otherwise; nothing where none fits."""
    for reading in list_other_readings(printed, around, statistics):
        try:
            computed = compute(reading.printed, statistics)
        except CannotTell as missing:
            # Money in another currency may be right until rates tell.
            if missing.what == "rate":
                return missing
            continue
        apart = max(reading.printed.low - computed.high, computed.low - reading.printed.high, 0.0)
        if apart <= reading.nearness * computed.tolerance * (1 + EPSILON):
            return reading.doubt
    return None


def list_other_readings(printed: PrintedClaim, around: Surroundings, statistics: Statistics) -> Iterator[OtherReading]:
    """Every way in which a text may be read, too."""
    yield from _other_times_of_text(printed, around)
    yield from _other_flows_of_text(printed, around)
    yield from _coverages_of_sentence(printed, around)
    yield from _other_bases(printed)
    yield from _currencies_of_sentence(printed, around, statistics)
    yield from _longer_and_shorter_times(printed)


def _other_times_of_text(printed: PrintedClaim, around: Surroundings) -> Iterator[OtherReading]:
    """Times that the text names elsewhere, for one that was carried."""
    if not around.is_time_carried:
        return
    for months in around.months:
        if months != printed.months:
            doubt = CannotTell("time", words.OTHER_TIME_OF_TEXT, months=words.write_months(months))
            yield OtherReading(_in_months(printed, months), doubt)


def _other_flows_of_text(printed: PrintedClaim, around: Surroundings) -> Iterator[OtherReading]:
    """Flows that the text names elsewhere, for one that was carried."""
    if not around.is_flow_carried:
        return
    for flow in around.flows:
        if flow != printed.flow:
            named = words.name_flow(printed.reporter, printed.partner, flow, printed.code, printed.coverage)
            doubt = CannotTell("flow", words.OTHER_FLOW_OF_TEXT, flow=named)
            yield OtherReading(replace(printed, flow=flow), doubt)


def _coverages_of_sentence(printed: PrintedClaim, around: Surroundings) -> Iterator[OtherReading]:
    """What the neighbours in the sentence count."""
    for coverage in around.coverages:
        if coverage != printed.coverage:
            doubt = CannotTell("coverage", words.COVERAGE_OF_SENTENCE)
            yield OtherReading(replace(printed, coverage=coverage), doubt)


def _other_bases(printed: PrintedClaim) -> Iterator[OtherReading]:
    """Growth on the month or quarter before, where no base is said; on the year, where the base is an unusual one."""
    if printed.kind not in {"growth", CHANGE} or printed.is_in_points:
        return
    for base in _list_bases(printed):
        doubt = CannotTell("base", words.BASE_MAY_BE_ANOTHER, months=words.write_months(base))
        yield OtherReading(replace(printed, base=base), doubt)


def _list_bases(printed: PrintedClaim) -> list[Months]:
    """What else a claim may be compared with."""
    first, last = printed.months
    length = count_months(printed.months)
    by = first - printed.before[0]
    if printed.base is None and length in COMPARED_ON_TIME_BEFORE:
        return [(first - length, first - 1)]
    if by % MONTHS_IN_YEAR and by != length:
        # April beside May of last year: the base of another number of the sentence.
        return [shift_years((first, last), -1), (first - length, first - 1)]
    return []


def _currencies_of_sentence(
    printed: PrintedClaim, around: Surroundings, statistics: Statistics
) -> Iterator[OtherReading]:
    """Growth in the currency of the money beside it, which may be another than the table's."""
    if printed.kind not in GROWTHS or printed.currency is not None or printed.is_of_quantity:
        return
    own = find_currency(printed, statistics)
    for currency in around.currencies:
        if currency != own:
            doubt = CannotTell("currency", words.CURRENCY_OF_SENTENCE, currency=currency_name(currency))
            yield OtherReading(replace(printed, currency=currency), doubt)


def _longer_and_shorter_times(printed: PrintedClaim) -> Iterator[OtherReading]:
    """Of an amount: the year up to its last month, that month alone, or another one of its months."""
    if printed.kind not in LEVELS or printed.bound is not None:
        return
    first, last = printed.months
    times = [(whole_years_around(printed.months)[0], last), (last, last)]
    if count_months(printed.months) <= MOST_MONTHS:
        times += [(month, month) for month in range(first, last)]
    for months in dict.fromkeys(times):
        if count_months(months) != count_months(printed.months):
            doubt = CannotTell("time", words.OTHER_LENGTH, months=words.write_months(months))
            yield OtherReading(_in_months(printed, months), doubt, NEARNESS)


def _in_months(printed: PrintedClaim, months: Months) -> PrintedClaim:
    """The same claim, of other months; growth that is on the year stays so, and what is compared otherwise as far."""
    base = None
    if printed.base is not None:
        by = printed.months[0] - printed.base[0]
        base = (months[0] - by, months[1] - by)
        if printed.base == shift_years(printed.months, -1):
            base = shift_years(months, -1)
    return replace(printed, months=months, base=base)
