"""A claim as the checker holds it: what it is of, in which months, by whose statistics, and the range it says.

Flows are named by where goods go: what Malaysia exports to Russia and what Russia imports from Malaysia is one flow,
told by two sides. A trade table given as reference becomes claims that are trusted: they are never proposed to be
wrong.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from tradeview.claims.interval import Interval, Span
from tradeview.periods import MONTHS_IN_YEAR, Months, months_of, ordinal, shift_years
from tradeview.table.engines import is_missing

BOTH_WAYS = "total"
GOODS = "goods"
NOT_YET = ("target", "forecast")
Route = tuple[str, str, str, str]  # origin, destination, way (goods, total, re-export, re-import), commodity code


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
    article: tuple[str, ...] | None = None
    published: tuple[int, int] | None = None  # first and last month that the date allows
    base: Months | None = None
    trusted: bool = False
    route: Route = field(init=False)
    same: tuple[object, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Name the flow by where goods go, and the figure by what it says."""
        object.__setattr__(self, "route", _route(self.reporter, self.partner, self.flow, self.code))
        near = self.span.near
        said = (self.kind, self.side, self.route, self.months, self.currency, self.among, near.low, near.high)
        object.__setattr__(self, "same", said)

    @property
    def before(self) -> Months:
        """The months that a growth compares with: the same ones a year before, unless the claim says otherwise."""
        return self.base or shift_years(self.months, -1)

    def later(self, years: int) -> "Claim":
        """The same claim of another year."""
        base = self.base and shift_years(self.base, years)
        return replace(self, months=shift_years(self.months, years), base=base)

    def times(self, factor: float) -> "Claim":
        """The same claim with its decimal point elsewhere."""
        if self.kind != "growth":
            return replace(self, span=self.span.scaled(factor), value=self.value * factor)
        ranges = ((self.span.near, "near"), (self.span.wide, "wide"))
        moved = {
            name: Interval(*(max(1 + (end - 1) * factor, 0) for end in (each.low, each.high))) for each, name in ranges
        }
        return replace(self, span=Span(**moved), value=self.value * factor)

    def moved(self, value: float) -> "Claim":
        """The same claim, as finely printed, with another value."""
        by = value - self.value
        near, wide = (Interval(max(end.low + by, 0), end.high + by) for end in (self.span.near, self.span.wide))
        return replace(self, span=Span(near, wide), value=value)


def _route(reporter: str, partner: str, flow: str, code: str) -> Route:
    if flow == "total":
        return (*sorted((reporter, partner)), BOTH_WAYS, code)  # type: ignore[return-value]
    if flow == "import":
        return (partner, reporter, GOODS, code)
    return (reporter, partner, GOODS if flow == "export" else flow, code)


def printed(value: float, low: float | None, high: float | None, bound: str | None) -> Interval:
    """Give the range that a figure says; without `low` and `high`, half a unit of the last digit that is not zero.

    Examples
    --------
    >>> printed(2.48e9, None, None, None), printed(1.1e9, 1.1e9, None, "more than")
    (Interval(low=2475000000.0, high=2485000000.0), Interval(low=1100000000.0, high=inf))
    """
    if low is None and high is None:
        half = 0.5 * 10.0 ** int(Decimal(repr(value)).normalize().as_tuple().exponent)
        low, high = (value if bound == "more than" else value - half), (value if bound == "less than" else value + half)
    if bound == "more than":
        high = None
    if bound == "less than":
        low = None
    return Interval(-math.inf if low is None else low, math.inf if high is None else high)


def _span(kind: str, value: float, said: Interval) -> Span:
    """Add what is possible where digits were cut, not rounded: up to a whole unit of the last one, away from zero."""
    if kind == "rank":
        return Span.of(Interval(value, value))
    unit = said.high - said.low
    cut = unit / 2 if math.isfinite(unit) else 0.0
    wide = Interval(said.low - cut, said.high) if value < 0 else Interval(said.low, said.high + cut)
    one = 1.0 if kind == "growth" else 0.0
    return Span(*(Interval(max(each.low + one, 0.0), max(each.high + one, 0.0)) for each in (said, wide)))


def _cell(row: dict[str, Any], name: str) -> Any:
    value = row.get(name)
    return None if is_missing(value) or value == "" else value


def _number(row: dict[str, Any], name: str) -> float | None:
    value = _cell(row, name)
    return None if value is None else float(value)


def _month(value: object) -> int:
    return ordinal(int(str(value).split(".", maxsplit=1)[0]))


def _published(written: object) -> tuple[int, int] | None:
    """Months that a date may be in: `2024` is the whole year, `2024-09-15` and `2024-09` are September."""
    parts = str(written or "").split("-")
    if not parts[0].isdigit() or len(parts[0]) != 4:
        return None
    first, last = months_of(int(parts[0]))
    if len(parts) > 1 and parts[1].isdigit() and 1 <= int(parts[1]) <= MONTHS_IN_YEAR:
        first = last = first + int(parts[1]) - 1
    return first, last


def natural(key: str) -> list[tuple[int, str]]:
    """Sort keys as people do.

    Examples
    --------
    >>> sorted(["a.10", "a.9", "b"], key=natural)
    ['a.9', 'a.10', 'b']
    """
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", key)]


def _article(row: dict[str, Any]) -> tuple[str, ...] | None:
    words = tuple(str(_cell(row, name) or "") for name in ("publisher", "title", "published"))
    if words[0] or words[1]:
        return words
    source = _cell(row, "source")
    return None if source is None else (str(source),)


def claims(rows: Iterable[dict[str, Any]]) -> Iterator[Claim]:
    """Read the claims of a statements table that say a value and a period; targets and forecasts are no claims."""
    for row in rows:
        value = _number(row, "value")
        start, end = _cell(row, "start"), _cell(row, "end")
        if value is None or start is None or end is None or _cell(row, "status") in NOT_YET:
            continue
        said = printed(value, _number(row, "low"), _number(row, "high"), _cell(row, "bound"))
        base = tuple(_cell(row, name) for name in ("base_start", "base_end"))
        yield Claim(
            key=str(row["claim"]),
            kind=str(row["kind"]),
            side=_cell(row, "side" if "side" in row else "compiled_by" if "compiled_by" in row else "reporter"),
            reporter=str(row["reporter"]),
            partner=str(row["partner"]),
            flow=str(row["flow"]),
            code=str(row["commodity_code"]),
            months=(_month(start), _month(end)),
            span=_span(str(row["kind"]), value, said),
            value=value,
            currency=_cell(row, "currency"),
            among=_cell(row, "among"),
            article=_article(row),
            published=_published(_cell(row, "published")),
            base=None if None in base else (_month(base[0]), _month(base[1])),
        )


def reference_claims(rows: Iterable[dict[str, Any]]) -> Iterator[Claim]:
    """Read the rows of a trade table as claims to be trusted."""
    for number, row in enumerate(rows):
        value = _number(row, "value")
        if value is None:
            continue
        low, high = _number(row, "low"), _number(row, "high")
        yield Claim(
            key=f"reference {number}",
            kind="level",
            side=_cell(row, "compiled_by") or str(row["reporter"]),
            reporter=str(row["reporter"]),
            partner=str(row["partner"]),
            flow=str(row["flow"]),
            code=str(row["commodity_code"]),
            months=months_of(int(row["period"])),
            span=Span.of(Interval(value if low is None else low, value if high is None else high)),
            value=value,
            currency=str(row["currency"]),
            article=("reference",),
            trusted=True,
        )
