"""A claim as an article prints it, signed and in its own terms: a deficit is below zero, growth of 4% is 0.04.

`tradeview.claims.claim` holds claims so that ranges of them multiply: growth as 1 + growth, a balance by where more
goes. To compare one with an official figure it stays as it is read, and is put into that form where its corrections and
the set of a rank are asked for.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tradeview.claims.claim import NOT_YET, Claim, Route, interval_of_claim, route_of
from tradeview.claims.interval import Interval, Span
from tradeview.claims.official.cannot_tell import CannotTell
from tradeview.periods import Months, ordinal, shift_years
from tradeview.table.engines import is_missing
from tradeview.table.schema import FLOWS, TOTAL, WORLD
from tradeview.table.series import coverage_of_cell
from tradeview.words import verdicts as words

LEVELS = ("level", "quantity", "price", "average")
MONEY = ("level", "price", "average", "change")
GROWTHS = ("growth", "annual growth")
LEVEL, CHANGE, SHARE, RANK, QUANTITY = "level", "change", "share", "rank", "quantity"
POINTS = "percentage point"
# Floats that differ by less than this share of the larger one are one number.
EPSILON = 1e-9
# As corrections know kinds: what has a point that may slip and digits that may be swapped.
KINDS_OF_CORRECTIONS = {
    **dict.fromkeys((*LEVELS, CHANGE), "level"),
    **dict.fromkeys((*GROWTHS, SHARE), "growth"),
    RANK: RANK,
}


@dataclass(frozen=True)
class PrintedClaim:
    """A claim with all that a verdict needs; `low` and `high` are what its digits and hedges allow."""

    key: str
    kind: str
    value: float
    low: float
    high: float
    months: Months
    reporter: str
    partner: str
    flow: str
    code: str
    coverage: str = ""  # empty for goods
    side: str | None = None
    base: Months | None = None
    currency: str | None = None
    unit: str | None = None
    among: str | None = None
    approximate: bool = False
    bound: str | None = None

    @property
    def before(self) -> Months:
        """The months that it is compared with: those that it names, else the same ones a year before."""
        return self.base or shift_years(self.months, -1)

    @property
    def is_in_points(self) -> bool:
        """Whether it is a change in percentage points."""
        return self.kind == CHANGE and self.unit == POINTS

    @property
    def is_of_quantity(self) -> bool:
        """Whether it counts or weighs goods, or says how their count or weight changed."""
        if self.kind == QUANTITY:
            return True
        return self.unit is not None and self.currency is None and self.kind != "price" and not self.is_in_points

    @property
    def route(self) -> Route:
        """Where the goods go, whoever reports it."""
        return route_of(self.reporter, self.partner, self.flow, self.code, self.coverage)

    def as_claim(self) -> Claim:
        """Put it in the form whose mistakes and sets are known: without its sign, and of the kinds known there."""
        kind = KINDS_OF_CORRECTIONS[self.kind]
        value = abs(self.value) if kind == "level" else self.value
        return Claim(
            key=self.key,
            kind=kind,
            side=self.side,
            reporter=self.reporter,
            partner=self.partner,
            flow=self.flow,
            code=self.code,
            months=self.months,
            span=Span.of(Interval(abs(value), abs(value))),
            value=value,
            currency=self.currency,
            among=self.among,
            base=self.base,
            coverage=self.coverage,
        )


def read_printed_claim(row: Mapping[str, Any], only_reporter: str | None) -> PrintedClaim:
    """Read a row of claims; `only_reporter` is the one that the official table has, where it has one alone.

    Raises
    ------
    CannotTell
        The row does not say enough, or says what is no claim yet: a target, a forecast.
    """
    cells: dict[str, Any] = {name: None if is_missing(cell) or cell == "" else cell for name, cell in row.items()}
    kind = str(cells.get("kind"))
    _ask_for_what_all_need(cells, kind)
    value = float(cells["value"])
    low, high = find_ends(cells, value, kind)
    _ask_for_currency(cells, kind)
    reporter = cells.get("reporter") or only_reporter
    if reporter is None:
        raise CannotTell("reporter", words.NO_REPORTER)
    return PrintedClaim(
        key=str(cells["claim"]),
        kind=kind,
        value=value,
        low=low,
        high=high,
        months=_months_in(cells, "start", "end"),
        reporter=str(reporter),
        partner=str(cells.get("partner") or WORLD),
        flow=str(cells["flow"]),
        code=_code_of(cells),
        coverage=coverage_of_cell(cells.get("coverage")),
        side=cells.get("side"),
        base=_base_of(cells),
        currency=cells.get("currency"),
        unit=cells.get("unit"),
        among=cells.get("among"),
        approximate=bool(cells.get("approximate")),
        bound=cells.get("bound"),
    )


def _ask_for_what_all_need(cells: Mapping[str, Any], kind: str) -> None:
    """Refuse a row without a value, a time or a flow, and what nobody claims to be so yet."""
    if cells.get("status") in NOT_YET:
        raise CannotTell("status", words.NOT_YET[str(cells["status"])])
    if cells.get("kind") is None:
        raise CannotTell("kind", words.NO_KIND)
    if kind not in KINDS_OF_CORRECTIONS:
        raise CannotTell("kind", words.OTHER_KIND, kind=kind)
    if cells.get("value") is None or not math.isfinite(float(cells["value"])):
        raise CannotTell("value", words.NO_VALUE)
    if cells.get("start") is None or cells.get("end") is None:
        raise CannotTell("time", words.NO_TIME)
    if cells.get("flow") not in FLOWS:
        raise CannotTell("flow", words.NO_FLOW)


def _ask_for_currency(cells: Mapping[str, Any], kind: str) -> None:
    """Refuse money without a currency, which may be another than the table's, and a quantity without its unit."""
    is_counted = kind == CHANGE and cells.get("unit") is not None  # points, tonnes
    if kind == QUANTITY and cells.get("unit") is None:
        raise CannotTell("quantity", words.NO_UNIT_PRINTED)
    if kind in MONEY and cells.get("currency") is None and not is_counted:
        raise CannotTell("currency", words.NO_CURRENCY)


def find_ends(cells: Mapping[str, Any], value: float, kind: str) -> tuple[float, float]:
    """Give the range that the digits, a bound and a hedge allow: "about" was rounded by whoever said it, too."""
    if kind == RANK:
        return value, value
    low, high = (None if cells.get(name) is None else float(cells[name]) for name in ("low", "high"))
    bound = cells.get("bound")
    interval = interval_of_claim(value, low, high, bound)
    hedge = 0.0
    if cells.get("approximate") and bound is None:
        hedge = (interval.high - interval.low) / 2
    return interval.low - hedge, interval.high + hedge


def _months_in(cells: Mapping[str, Any], start: str, end: str) -> Months:
    return ordinal(int(cells[start])), ordinal(int(cells[end]))


def _base_of(cells: Mapping[str, Any]) -> Months | None:
    if cells.get("base_start") is None or cells.get("base_end") is None:
        return None
    return _months_in(cells, "base_start", "base_end")


def _code_of(cells: Mapping[str, Any]) -> str:
    """Give the code of the goods; claims without a column for it are of all of them."""
    code = cells.get("commodity_code", TOTAL)
    if code is not None:
        return str(code)
    if cells.get("commodity") is None:
        raise CannotTell("commodity", words.NO_CODE)
    raise CannotTell("commodity", words.NO_CODE_OF_PHRASE, commodity=str(cells["commodity"]))
