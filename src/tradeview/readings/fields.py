"""The fields of two rows of one figure: in which they differ, and which of them one states and the other leaves open.

A field that one leaves open differs in nothing. Words that mean the same are the same: an amount is a level, and
"exports" an export.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache

from tradeview import economies
from tradeview.errors import TradeviewError
from tradeview.readings.given import GivenRow
from tradeview.readings.stated_times import StatedTime, have_same_time

EQUAL = 1e-9  # relative: two ways to compute one number
FLOWS = {
    "export": "export", "exports": "export", "import": "import", "imports": "import", "re-export": "re-export",
    "re-exports": "re-export", "reexport": "re-export", "re-import": "re-import", "re-imports": "re-import",
    "total": "total", "trade": "total", "total trade": "total", "turnover": "total", "two-way trade": "total",
    "balance": "balance", "trade balance": "balance", "deficit": "balance", "surplus": "balance",
    "trade deficit": "balance", "trade surplus": "balance",
}  # fmt: skip
KINDS = {"amount": "level", "level": "level", "value": "level"}
BOUNDS = {
    "more than": "more than", "over": "more than", "above": "more than", "at least": "more than",
    "less than": "less than", "under": "less than", "below": "less than", "at most": "less than",
    "nearly": "less than", "almost": "less than",
}  # fmt: skip
COVERAGES = {"goods", "services", "goods and services", "domestic exports", "non-oil"}
STATUSES = {"target", "forecast"}
OF_BOTH = {"total", "balance"}  # flows that exports and imports make together
SENTENCE = "sentence"  # where a flow is stated that is not carried
SIGN = "sign"
# What a ledger is kept of. What only one reading states of it nobody has confirmed.
OF_LEDGER = ("value", SIGN, "currency", "period", "flow")
WITHOUT = {"flow": {"rate", "price", "average"}, "period": {"rate"}}  # kinds that have none


def list_differences(ours: GivenRow, theirs: GivenRow) -> list[str]:
    """Return the fields in which two rows of one figure differ, in the order of the columns."""
    differ = {
        "value": _differ_in_value(ours, theirs),
        "currency": differ_in_currency(ours, theirs),
        "period": _differ_in_time(ours.time, theirs.time),
        "base": _differ_in_time(ours.base, theirs.base),
        "flow": _differ_in_word(ours, theirs, "flow", FLOWS) and not is_flow_unsure(ours, theirs),
        "kind": _differ_in_word(ours, theirs, "kind", KINDS),
        "bound": _differ_in_word(ours, theirs, "bound", BOUNDS),
        "coverage": _differ_in_known_word(ours, theirs, "coverage", COVERAGES),
        "status": _differ_in_known_word(ours, theirs, "status", STATUSES),
        "range": have_no_common_range(ours, theirs),
        "reporter": _differ_in_economy(ours, theirs, "reporter"),
        "partner": _differ_in_economy(ours, theirs, "partner"),
    }
    return [name for name, is_different in differ.items() if is_different]


def list_left_open(ours: GivenRow, theirs: GivenRow) -> list[str]:
    """Return the fields of a ledger that one of two rows states, and the other leaves open."""
    kind = _fold(ours.cells.get("kind")) or _fold(theirs.cells.get("kind"))
    unsure = {
        SIGN: is_sign_open(ours, theirs),
        "flow": is_flow_unsure(ours, theirs),
    }
    open_fields: list[str] = []
    for name in OF_LEDGER:
        has_none = kind in WITHOUT.get(name, ())
        is_in_one = is_stated(ours, name) != is_stated(theirs, name)
        if not has_none and (is_in_one or unsure.get(name, False)):
            open_fields.append(name)
    return open_fields


def is_sign_open(ours: GivenRow, theirs: GivenRow) -> bool:
    """Whether one states the size of a deficit or of a fall, as many do, and leaves its sign open.

    Examples
    --------
    >>> deficit, size = GivenRow(0, {"value": -5e9, "flow": "balance"}), GivenRow(0, {"value": 5e9})
    >>> is_sign_open(deficit, size), is_sign_open(size, deficit)
    (True, False)
    """
    is_signed = flow_of(ours) == "balance" or kind_of(ours) == "change"
    return is_signed and (ours.value or 0.0) < 0 and have_same_value(-(ours.value or 0.0), theirs.value)


def is_flow_unsure(ours: GivenRow, theirs: GivenRow) -> bool:
    """Whether our flow is carried from the text around, and one is a sum or a difference, and the other no more.

    Exports after a surplus that the sentence before names are easily taken for one.
    """
    flows = {flow_of(ours), flow_of(theirs)}
    if len(flows) == 1 or None in flows:
        return False
    is_carried = ours.cells.get("flow_from", SENTENCE) != SENTENCE
    return is_carried and not flows.isdisjoint(OF_BOTH) and not flows <= OF_BOTH


def is_stated(row: GivenRow, name: str) -> bool:
    """Whether a row states a field."""
    return row.time is not None if name == "period" else row.cells.get(name) is not None


def have_same_value(one: float | None, other: float | None) -> bool:
    """Whether two values are one number.

    Examples
    --------
    >>> have_same_value(0.1 + 0.2, 0.3), have_same_value(5e9, -5e9), have_same_value(None, 5e9)
    (True, False, False)
    """
    if one is None or other is None:
        return False
    return abs(one - other) <= EQUAL * max(abs(one), abs(other))


def differ_in_currency(ours: GivenRow, theirs: GivenRow) -> bool:
    """Whether two rows state different currencies; one that cannot be read is no statement."""
    return ours.currency is not None and theirs.currency is not None and ours.currency != theirs.currency


def have_same_flow(ours: GivenRow, theirs: GivenRow) -> bool:
    """Whether two rows state the same flow."""
    flow = flow_of(ours)
    return flow is not None and flow == flow_of(theirs)


def flow_of(row: GivenRow) -> str | None:
    """Return the flow of a row, in the word of the trade table; None where it states none that we know."""
    return FLOWS.get(_fold(row.cells.get("flow")))


def have_same_kind(ours: GivenRow, theirs: GivenRow) -> bool:
    """Whether two rows state the same kind."""
    kind = kind_of(ours)
    return kind != "" and kind == kind_of(theirs)


def kind_of(row: GivenRow) -> str:
    """Return the kind of a row, an amount as a level; empty where it states none."""
    kind = _fold(row.cells.get("kind"))
    return KINDS.get(kind, kind)


def have_no_common_range(ours: GivenRow, theirs: GivenRow) -> bool:
    """Whether the ranges that two rows state of one figure do not even touch."""
    ends = [row.cells.get(name) for row in (ours, theirs) for name in ("low", "high")]
    if any(end is None for end in ends):
        return False
    low, high, other_low, other_high = (float(end) for end in ends if end is not None)
    return other_high < low - EQUAL * abs(low) or high + EQUAL * abs(high) < other_low


def _differ_in_value(ours: GivenRow, theirs: GivenRow) -> bool:
    is_in_both = ours.value is not None and theirs.value is not None
    return is_in_both and not (have_same_value(ours.value, theirs.value) or is_sign_open(ours, theirs))


def _differ_in_time(ours: StatedTime | None, theirs: StatedTime | None) -> bool:
    return ours is not None and theirs is not None and not have_same_time(ours, theirs)


def _differ_in_word(ours: GivenRow, theirs: GivenRow, name: str, known: Mapping[str, str]) -> bool:
    """Whether two rows state words of different meaning."""
    one, other = _fold(ours.cells.get(name)), _fold(theirs.cells.get(name))
    return one != "" and other != "" and known.get(one, one) != known.get(other, other)


def _differ_in_known_word(ours: GivenRow, theirs: GivenRow, name: str, known: Collection[str]) -> bool:
    """Whether two rows state different words; what is none of ours may mean the same."""
    other = _fold(theirs.cells.get(name))
    return other in known and _differ_in_word(ours, theirs, name, {})


def _differ_in_economy(ours: GivenRow, theirs: GivenRow, name: str) -> bool:
    one, other = ours.cells.get(name), theirs.cells.get(name)
    if not one or not other:
        return False
    codes = [_find_code(str(cell)) for cell in (one, other)]
    return None not in codes and codes[0] != codes[1]


@lru_cache(maxsize=1024)
def _find_code(name: str) -> str | None:
    try:
        return economies.code(name)
    except TradeviewError:
        return None


def _fold(cell: object) -> str:
    return " ".join(str(cell).casefold().replace("_", " ").split()) if cell is not None else ""
