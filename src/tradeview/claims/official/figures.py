"""What a trade table has of a flow in some months, by whose statistics, and of how many of its rows that is made.

A figure of several months is the sum of the table's months, else of its quarters, else a row of just these months, else
the sum of its years: all parts have to be there, and half of them are none. Trade without a row of its own is exports
plus imports, a balance exports less imports. A flow that its reporter's statistics are not in the table for is taken
from its partner's, where they are: what Malaysia exports to Russia is what Russia imports from Malaysia.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from tradeview.claims.claim import BOTH_WAYS, Route, route_of
from tradeview.claims.official.cannot_tell import CannotTell
from tradeview.claims.official.quantities import KILOGRAM, count_in, unit_of_quantity
from tradeview.economies.codes import kind as kind_of_economy
from tradeview.periods import Months, count_months, months_of_span, ordinal
from tradeview.table.engines import is_missing
from tradeview.table.schema import BALANCE, TOTAL, WORLD
from tradeview.table.series import coverage_of_cell, span_of
from tradeview.words import verdicts as words
from tradeview.words.names import name_economy

# Rows of one figure that differ by less than this share of it are one figure, written twice.
EPSILON = 1e-9
MONTH, QUARTER, YEAR = 1, 3, 12  # months of a part
CHAPTER = 2  # digits of a code up to which revisions of the classification may be mixed
MADE_OF = ("export", "import")


class Flow(NamedTuple):
    """A flow of trade as a claim names it."""

    reporter: str
    partner: str
    flow: str
    code: str
    coverage: str = ""

    @property
    def route(self) -> Route:
        """Where the goods go."""
        return route_of(*self)

    def of(self, flow: str) -> "Flow":
        """Another flow of the same reporter, partner and goods."""
        return self._replace(flow=flow)


class TableRow(NamedTuple):
    """A figure as it stands in the table."""

    months: Months
    value: float
    low: float
    high: float
    compiled_by: str | None
    classification: str | None


@dataclass(frozen=True)
class OfficialFigure:
    """What the table has of a flow in some months; `unit` is a currency, or that of a quantity."""

    what: Flow
    months: Months
    value: float
    low: float
    high: float
    unit: str
    reporter: str  # whose statistics it is of
    compiled_by: str | None
    classifications: frozenset[str]
    parts: int  # rows that are added up
    months_of_part: int
    members: int = 0  # of a group, that are added up where it has no rows of its own
    is_made_of_flows: bool = False  # exports and imports, where no row is of the trade or balance itself

    def scaled(self, factor: float, unit: str) -> "OfficialFigure":
        """The same in another unit."""
        low, high = self.low * factor, self.high * factor
        return replace(self, value=self.value * factor, low=low, high=high, unit=unit)

    def negated(self) -> "OfficialFigure":
        """A balance, from the other side."""
        return replace(self, value=-self.value, low=-self.high, high=-self.low)


Units = dict[str, dict[Months, list[TableRow]]]


@dataclass(frozen=True)
class OfficialTable:
    """The rows of a trade table by what they are of."""

    rows: Iterable[Mapping[str, Any]]
    money: dict[tuple[Route, str], Units] = field(init=False)
    quantities: dict[tuple[Route, str], Units] = field(init=False)

    def __post_init__(self) -> None:
        """Sort the rows by flow, reporter, unit and months."""
        money: dict[tuple[Route, str], Units] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        quantities: dict[tuple[Route, str], Units] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        for row in self.rows:
            if row.get("price_basis") == "real" or _is_of_sitc_product(row):
                continue  # a claim is of what was paid, and its codes are of the HS
            key = (_flow_of_row(row).route, str(row["reporter"]))
            if not is_missing(row["value"]):
                found = _read_row(row, "value")
                money[key][str(row["currency"])][found.months].append(found)
            for name, unit, factor in _quantities_of_row(row):
                found = _read_row(row, name, factor)
                quantities[key][unit][found.months].append(found)
        object.__setattr__(self, "money", money)
        object.__setattr__(self, "quantities", quantities)

    def find(
        self, what: Flow, months: Months, unit: str | None = None, side: str | None = None, *, weighed: bool = False
    ) -> OfficialFigure:
        """Find a figure, in a unit where the table has it in that one, else in the first that it has.

        Raises
        ------
        CannotTell
            The table has no such flow, not all of these months, or several figures for one of them.
        """
        whose = self._statistics_of(what, side, weighed=weighed)
        figure = self._find_row_of(what, months, unit, whose, weighed=weighed)
        if figure is None and what.flow in (BOTH_WAYS, BALANCE):
            figure = self._make_of_flows(what, months, unit, whose, weighed=weighed)
        if figure is None:
            raise CannotTell("months", words.NO_MONTHS, flow=words.name_flow(*what), months=words.write_months(months))
        return figure

    def has_rows(self, what: Flow, side: str | None = None, *, weighed: bool = False) -> bool:
        """Tell whether there are rows of a flow, by whose statistics soever."""
        sides = [side] if side else [what.reporter, what.partner]
        return any(self._has(what, whose, weighed=weighed) for whose in sides)

    def find_coverages(self, what: Flow) -> list[str]:
        """What is counted in other rows of a flow."""
        found = {route[-1] for route, _ in self.money if route[:-1] == what.route[:-1]}
        return sorted(found - {what.coverage})

    def find_partners(self, what: Flow, reporter: str) -> list[str]:
        """Partners of a reporter's flow, in its own statistics."""
        found = []
        for route, whose in self.money:
            if whose == reporter:
                partner = route[1] if route[0] == reporter else route[0]
                if what._replace(partner=partner).route == route:
                    found.append(partner)
        return sorted(found)

    def _statistics_of(self, what: Flow, side: str | None, *, weighed: bool) -> str:
        """Whose statistics have a flow: of the side that a claim names, else its reporter's, else its partner's."""
        sides = [side] if side else [what.reporter, what.partner]
        for whose in sides:
            if self._has(what, whose, weighed=weighed):
                return whose
        if side and any(self._has(what, whose, weighed=weighed) for whose in (what.reporter, what.partner)):
            raise CannotTell("side", words.OTHER_SIDE, side=name_economy(side))
        if weighed and any(self._has(what, whose, weighed=False) for whose in sides):
            raise CannotTell("quantity", words.NO_QUANTITY, flow=words.name_flow(*what))
        is_of_group = what.partner != WORLD and kind_of_economy(what.partner) == "group"
        template = words.NO_SERIES_OF_GROUP if is_of_group else words.NO_SERIES
        raise CannotTell("series", template, flow=words.name_flow(*what))

    def _has(self, what: Flow, whose: str, *, weighed: bool) -> bool:
        held = self.quantities if weighed else self.money
        if (what.route, whose) in held:
            return True
        if what.flow == BALANCE and (_turned_round(what).route, whose) in held:
            return True
        is_made = what.flow in (BOTH_WAYS, BALANCE)
        return is_made and all((what.of(flow).route, whose) in held for flow in MADE_OF)

    def _find_row_of(
        self, what: Flow, months: Months, unit: str | None, whose: str, *, weighed: bool
    ) -> OfficialFigure | None:
        """Find a figure of which the table has rows."""
        held = self.quantities if weighed else self.money
        units = held.get((what.route, whose))
        if units is None:
            if what.flow == BALANCE and (_turned_round(what).route, whose) in held:
                turned = self._find_row_of(_turned_round(what), months, unit, whose, weighed=weighed)
                return None if turned is None else replace(turned.negated(), what=what)
            return None
        for name in sorted(units, key=lambda name: (name != unit, name)):
            rows = _fill_months(units[name], months)
            if rows:
                return _add_up(what, months, rows, name, whose)
        return None

    def _make_of_flows(
        self, what: Flow, months: Months, unit: str | None, whose: str, *, weighed: bool
    ) -> OfficialFigure | None:
        """Make trade, or a balance, of exports and imports in one unit."""
        exports = self._find_row_of(what.of("export"), months, unit, whose, weighed=weighed)
        if exports is None:
            return None
        imports = self._find_row_of(what.of("import"), months, exports.unit, whose, weighed=weighed)
        if imports is None or imports.unit != exports.unit:
            return None
        other = imports.negated() if what.flow == BALANCE else imports
        return replace(
            exports,
            what=what,
            value=exports.value + other.value,
            low=exports.low + other.low,
            high=exports.high + other.high,
            classifications=exports.classifications | imports.classifications,
            is_made_of_flows=True,
        )


def _is_of_sitc_product(row: Mapping[str, Any]) -> bool:
    classification = row.get("classification")
    is_of_sitc = not is_missing(classification) and str(classification).startswith("S")
    return is_of_sitc and row["commodity_code"] != TOTAL


def _flow_of_row(row: Mapping[str, Any]) -> Flow:
    reporter, partner, flow, code = (str(row[name]) for name in ("reporter", "partner", "flow", "commodity_code"))
    return Flow(reporter, partner, flow, code, coverage_of_cell(row.get("coverage")))


def _turned_round(what: Flow) -> Flow:
    """The same balance, from the other side."""
    return what._replace(reporter=what.partner, partner=what.reporter)


def _read_row(row: Mapping[str, Any], name: str, factor: float = 1.0) -> TableRow:
    value = float(row[name]) * factor
    low = high = value
    if name == "value":
        low = value if is_missing(row.get("low")) else float(row["low"])
        high = value if is_missing(row.get("high")) else float(row["high"])
    months = months_of_span(span_of(row))
    words_of = {key: None if is_missing(row.get(key)) else str(row[key]) for key in ("compiled_by", "classification")}
    return TableRow(_ends_of(months), value, low, high, words_of["compiled_by"], words_of["classification"])


def _ends_of(months: Sequence[int]) -> Months:
    return ordinal(months[0]), ordinal(months[-1])


def _quantities_of_row(row: Mapping[str, Any]) -> list[tuple[str, str, float]]:
    """Columns of a row that count or weigh it, each with its unit and what it is to be multiplied by."""
    if not is_missing(row.get("net_weight")):
        return [("net_weight", KILOGRAM, 1.0)]
    if is_missing(row.get("quantity")) or is_missing(row.get("quantity_unit")):
        return []
    printed = str(row["quantity_unit"])
    return [("quantity", unit_of_quantity(printed), count_in(printed))]


def _fill_months(held: Mapping[Months, list[TableRow]], months: Months) -> list[TableRow]:
    """Find rows that fill some months, the finest ones; none where they do not."""
    first, last = months
    length = count_months(months)
    for size in (MONTH, QUARTER, length, YEAR):
        if length % size:
            continue
        parts = [(month, month + size - 1) for month in range(first, last + 1, size)]
        if all(part in held for part in parts):
            return [_one_of(held[part], part) for part in parts]
    return []


def _one_of(rows: Sequence[TableRow], months: Months) -> TableRow:
    """Take the one figure that there is of some months; refuse several that differ."""
    first = rows[0]
    for row in rows[1:]:
        if abs(row.value - first.value) > EPSILON * max(abs(row.value), abs(first.value)):
            raise CannotTell("several", words.SEVERAL, months=words.write_months(months))
    return first


def _add_up(what: Flow, months: Months, rows: Sequence[TableRow], unit: str, whose: str) -> OfficialFigure:
    said = {row.compiled_by for row in rows}
    return OfficialFigure(
        what=what,
        months=months,
        value=sum(row.value for row in rows),
        low=sum(row.low for row in rows),
        high=sum(row.high for row in rows),
        unit=unit,
        reporter=whose,
        compiled_by=said.pop() if len(said) == 1 else None,
        classifications=frozenset(row.classification for row in rows if row.classification),
        parts=len(rows),
        months_of_part=count_months(rows[0].months),
    )


def refuse_mixed_revisions(code: str, figures: Iterable[OfficialFigure]) -> None:
    """Refuse to compare a product below the chapters over two revisions of its classification."""
    if code == TOTAL or len(code) <= CHAPTER:
        return
    revisions = sorted(frozenset[str]().union(*(figure.classifications for figure in figures)))
    if len(revisions) > 1:
        raise CannotTell("classification", words.MIXED_REVISIONS, code=code, revisions=", ".join(revisions))
