"""A claim as the checker holds it: what it is of, in which months, by whose statistics, and the range it says.

Flows are named by where goods go: what Malaysia exports to Russia and what Russia imports from Malaysia is one flow,
told by two sides. A balance is named by where more goes, so that all amounts are above zero: a deficit of Malaysia with
Russia is a surplus of Russia. A trade table given as reference becomes claims that are trusted: they are never proposed
to be wrong.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, Protocol

from tradeview.claims.interval import Interval, Span
from tradeview.periods import (
    MONTHS_IN_YEAR,
    Months,
    is_last_day_of_month,
    make_month,
    months_of,
    months_of_stretch,
    ordinal,
    shift_years,
)
from tradeview.table.engines import is_missing
from tradeview.table.schema import BALANCE
from tradeview.table.series import coverage_of_cell

BOTH_WAYS = "total"
GOODS = "goods"
# What is counted beside goods where nothing is said.
USUAL_COVERAGE = "goods and services"
NOT_YET = ("target", "forecast")
PLACE_IN_TEXT = "text_start"
LENGTH_OF_DAY = len("2020-12-28")
# A figure that was rounded lies half a unit of its last digit to either side; one whose digits were cut, as newspapers
# do ("1.1 billion" of 1.19), up to a whole unit further from zero.
ROUNDED, CUT = 0.5, 1.0
# Origin, destination, way (goods, total, balance, re-export, re-import), commodity code, coverage (empty for goods).
Route = tuple[str, str, str, str, str]
Row = Mapping[str, Any]  # of a frame


class Article(NamedTuple):
    """Where a claim was printed: publisher, title and date, as far as known; without a title, the source's key, too."""

    publisher: str = ""
    title: str = ""
    published: str = ""
    source: str = ""

    @property
    def name(self) -> str:
        """Who printed it, or the source's key."""
        return self.publisher or self.source


@dataclass(frozen=True)
class Claim:
    """One printed claim; `span` is of money, of 1 + growth, of a share or a rank, `base` the months compared with."""

    key: str
    kind: str
    side: str | None
    reporter: str
    partner: str
    flow: str
    code: str
    months: Months
    span: Span
    value: float
    currency: str | None = None
    among: str | None = None
    article: Article | None = None
    published: Months | None = None  # first and last month that the date allows
    published_on: date | None = None  # where the date names the day
    base: Months | None = None
    coverage: str = ""  # what is counted; empty for goods
    trusted: bool = False
    unit: str | None = None  # of a quantity, a price, an index
    is_sum: bool = False  # of shorter periods that statistics have, and this is all that it is known from
    route: Route = field(init=False)
    identity: tuple[object, ...] = field(init=False)  # the same for one figure printed in several articles

    def __post_init__(self) -> None:
        """Name the flow by where goods go, and the figure by what it says."""
        object.__setattr__(self, "route", route_of(self.reporter, self.partner, self.flow, self.code, self.coverage))
        near = self.span.near
        base = self.before if self.kind == "growth" else None
        said = (self.kind, self.side, self.route, self.months, base, self.currency, self.among, near.low, near.high)
        object.__setattr__(self, "identity", said)

    @property
    def before(self) -> Months:
        """The months that a growth compares with: the same ones a year before, unless the claim says otherwise."""
        return self.base or shift_years(self.months, -1)

    @property
    def pair(self) -> frozenset[str]:
        """The two economies that it is about, whoever reports it."""
        return frozenset(self.route[:2])

    def later(self, years: int) -> "Claim":
        """The same claim of another year."""
        base = self.base and shift_years(self.base, years)
        return replace(self, months=shift_years(self.months, years), base=base)

    def scaled(self, factor: float) -> "Claim":
        """The same claim with its decimal point elsewhere."""
        span = self.span.scaled(factor)
        if self.kind == "growth":
            span = Span(_scale_growth(self.span.near, factor), _scale_growth(self.span.wide, factor))
        return replace(self, span=span, value=self.value * factor)

    def with_value(self, value: float) -> "Claim":
        """The same claim, as finely printed, with another value."""
        return replace(self, span=self.span.shifted(value - self.value), value=value)


def _scale_growth(interval: Interval, factor: float) -> Interval:
    """Scale growth where 1 + growth is held: what was printed as 1.3% for 13% becomes 1.13, not 10.13."""
    return Interval(max(1 + (interval.low - 1) * factor, 0), max(1 + (interval.high - 1) * factor, 0))


def route_of(reporter: str, partner: str, flow: str, code: str, coverage: str = "") -> Route:
    """Name a flow by where goods go, whoever reports it; trade both ways has its ends in the order of the alphabet."""
    if flow == "total":
        first, second = sorted((reporter, partner))
        return first, second, BOTH_WAYS, code, coverage
    if flow == "import":
        return partner, reporter, GOODS, code, coverage
    if flow == "export":
        return reporter, partner, GOODS, code, coverage
    return reporter, partner, flow, code, coverage


def flows_each_way(route: Route) -> tuple[Route, Route]:
    """The two flows that make the trade of a pair."""
    one, other, _, code, coverage = route
    return (one, other, GOODS, code, coverage), (other, one, GOODS, code, coverage)


# Several claims at once: whose they are, and where they stand


class HasKeys(Protocol):
    """What rests on claims, as a test or a change of some does."""

    @property
    def keys(self) -> frozenset[str]:
        """Keys of these claims."""


def keys_of(claims: Iterable[Claim]) -> frozenset[str]:
    """Keys of some claims."""
    return frozenset(claim.key for claim in claims)


def collect_keys(tests_or_changes: Iterable[HasKeys]) -> frozenset[str]:
    """Keys of all claims that one of several tests or changes rests on."""
    keys: set[str] = set()
    for each in tests_or_changes:
        keys |= each.keys
    return frozenset(keys)


def articles_of(claims: Iterable[Claim]) -> set[Article | None]:
    """Where the claims stand; None among them where that is not known."""
    return {claim.article for claim in claims}


def sides_of(claims: Iterable[Claim]) -> set[str | None]:
    """Whose statistics the claims are of; None among them where one does not say."""
    return {claim.side for claim in claims}


def may_be_one_side(claims: Iterable[Claim]) -> bool:
    """Tell whether no two claims are known to be of different sides."""
    return len(sides_of(claims) - {None}) <= 1


def stand_in_one_article(claims: Iterable[Claim]) -> bool:
    """Tell whether all claims stand in one known article."""
    articles = articles_of(claims)
    return len(articles) == 1 and None not in articles


def is_side_unsure(claims: Collection[Claim]) -> bool:
    """Tell whether a claim may be of another side than the rest: one says none, and it is not one article's for sure.

    An article has one source, unless it speaks of two reporters: what Malaysia sold, and what Russia bought.
    """
    if None not in sides_of(claims):
        return False
    if not stand_in_one_article(claims):
        return True
    # A balance is named by where more goes, whoever reports it.
    tellers = {claim.side or (None if claim.flow == BALANCE else claim.reporter) for claim in claims}
    return len(tellers - {None}) > 1


def is_printed_too_early(claim: Claim) -> bool:
    """Tell whether a claim was printed before the last day of its months; by its month, where its day is not known."""
    if claim.published is None:
        return False
    if claim.published_on is None or claim.published[1] != claim.months[1]:
        return claim.published[1] < claim.months[1]
    return not is_last_day_of_month(claim.published_on)


@cache
def natural_order(key: str) -> tuple[tuple[int, str], ...]:
    """Sort keys as people do.

    Examples
    --------
    >>> sorted(["a.10", "a.9", "b"], key=natural_order)
    ['a.9', 'a.10', 'b']
    """
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", key))


# Claims out of the rows of tables


def claims_of_rows(rows: Iterable[Row]) -> Iterator[Claim]:
    """Read the claims of a statements table that say a value and a period; targets and forecasts are no claims."""
    for row in rows:
        value = _number_in(row, "value")
        start, end = _cell(row, "start"), _cell(row, "end")
        if value is None or start is None or end is None or _cell(row, "status") in NOT_YET:
            continue
        kind = str(row["kind"])
        figure = interval_of_claim(value, _number_in(row, "low"), _number_in(row, "high"), _cell(row, "bound"))
        reporter, partner = str(row["reporter"]), str(row["partner"])
        if _is_deficit(row, kind, value):
            reporter, partner, value, figure = partner, reporter, -value, figure.negated()
        base_start, base_end, base = _cell(row, "base_start"), _cell(row, "base_end"), None
        if base_start is not None and base_end is not None:
            base = (_month_number(base_start), _month_number(base_end))
        yield Claim(
            key=str(row["claim"]),
            kind=kind,
            side=_side_of(row),
            reporter=reporter,
            partner=partner,
            flow=str(row["flow"]),
            code=str(row["commodity_code"]),
            months=(_month_number(start), _month_number(end)),
            span=_span_of_figure(kind, value, figure),
            value=value,
            currency=_cell(row, "currency"),
            among=_cell(row, "among"),
            article=_article_of(row),
            published=_months_of_date(str(_cell(row, "published", ""))),
            published_on=_day_of_date(str(_cell(row, "published", ""))),
            base=base,
            coverage=coverage_of_cell(_cell(row, "coverage")),
            unit=_cell(row, "unit"),
        )


def reference_claims(rows: Iterable[Row]) -> Iterator[Claim]:
    """Read the rows of a trade table as claims to be trusted."""
    for number, row in enumerate(rows):
        value = _number_in(row, "value")
        if value is None:
            continue
        figure = Interval(float(_cell(row, "low", value)), float(_cell(row, "high", value)))
        side = _cell(row, "compiled_by", str(row["reporter"]))
        reporter, partner = str(row["reporter"]), str(row["partner"])
        if _is_deficit(row, "level", value):
            reporter, partner, value, figure = partner, reporter, -value, figure.negated()
        yield Claim(
            key=f"reference {number}",
            kind="level",
            side=side,
            reporter=reporter,
            partner=partner,
            flow=str(row["flow"]),
            code=str(row["commodity_code"]),
            months=_months_of_figure(row),
            span=Span.of(figure.shifted(0.0)),
            value=value,
            currency=str(row["currency"]),
            article=Article(source="reference"),
            coverage=coverage_of_cell(_cell(row, "coverage")),
            trusted=True,
        )


def _is_deficit(row: Row, kind: str, value: float) -> bool:
    """Tell whether a row says a balance below zero."""
    return kind == "level" and str(row["flow"]) == BALANCE and value < 0


def _months_of_figure(row: Row) -> Months:
    """Return the months that a row of a trade table is of: its own, of a part of a year or a fiscal year."""
    stretch = _cell(row, "months")
    if stretch is None:
        return months_of(int(row["period"]))
    return months_of_stretch(str(stretch))


def interval_of_claim(value: float, low: float | None, high: float | None, bound: str | None) -> Interval:
    """Give the range that a figure says; without `low` and `high`, half a unit of the last digit that is not zero.

    Examples
    --------
    >>> interval_of_claim(2.48e9, None, None, None), interval_of_claim(1.1e9, 1.1e9, None, "more than")
    (Interval(low=2475000000.0, high=2485000000.0), Interval(low=1100000000.0, high=inf))
    """
    if low is None and high is None:
        half = ROUNDED * 10.0 ** int(Decimal(repr(value)).normalize().as_tuple().exponent)
        low, high = value - half, value + half
        if bound == "more than":
            low = value
        if bound == "less than":
            high = value
    if low is None or bound == "less than":
        low = -math.inf
    if high is None or bound == "more than":
        high = math.inf
    return Interval(low, high)


def _span_of_figure(kind: str, value: float, figure: Interval) -> Span:
    """Add what is possible where digits were cut, not rounded: up to a whole unit of the last one, away from zero."""
    if kind == "rank":
        return Span.of(Interval(value, value))
    unit = figure.high - figure.low
    further = unit * (CUT - ROUNDED) if math.isfinite(unit) else 0.0
    wide = Interval(figure.low, figure.high + further)
    if value < 0:
        wide = Interval(figure.low - further, figure.high)
    if kind == "growth":
        # Held as 1 + growth, so that ranges of it multiply as ranges of money do.
        return Span(figure, wide).shifted(1.0)
    return Span(figure, wide).shifted(0.0)


def _cell(row: Row, name: str, default: Any = None) -> Any:
    value = row.get(name)
    return default if is_missing(value) or value == "" else value


def _number_in(row: Row, name: str) -> float | None:
    value = _cell(row, name)
    return None if value is None else float(value)


def _month_number(written: object) -> int:
    """Count a month as `periods.ordinal` does, be it 202405, "202405" or, of a column with gaps, 202405.0."""
    return ordinal(int(str(written).split(".", maxsplit=1)[0]))


def _side_of(row: Row) -> str | None:
    """Give whose statistics a claim is of; an empty cell of the first column that there is means that nobody knows."""
    for name in ("side", "compiled_by", "reporter"):
        if name in row:
            side: str | None = _cell(row, name)
            return side
    return None


def _article_of(row: Row) -> Article | None:
    names = ("publisher", "title", "published", "source")
    publisher, title, published, source = (str(_cell(row, name, "")) for name in names)
    if title:
        return Article(publisher, title, published)
    # A newspaper prints many articles a day.
    if publisher or source:
        return Article(publisher, published=published, source=source)
    if PLACE_IN_TEXT in row and not any(name in row for name in names):
        return Article()  # what was read out of a text is of one, where nothing tells several apart
    return None


def _day_of_date(written: str) -> date | None:
    """Day of a date that names one; None of a month, a year and what no calendar has."""
    with suppress(ValueError):
        return date.fromisoformat(written[:LENGTH_OF_DAY])
    return None


def _months_of_date(written: str) -> Months | None:
    """Months that a date may be in: `2024` is the whole year, `2024-09-15` and `2024-09` are September."""
    year, *parts = written.split("-")
    if not year.isdigit() or len(year) != len("2024"):
        return None
    first, last = months_of(int(year))
    if parts and parts[0].isdigit() and 1 <= int(parts[0]) <= MONTHS_IN_YEAR:
        first = last = ordinal(make_month(int(year), int(parts[0])))
    return first, last
