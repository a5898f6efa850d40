"""The gate of indices: whether a trade index can be computed on a table. Asked once, in one query.

An index says what it needs of the rows (`IndexNeeds`), and passes where the frame comes in (`refuse_unfit`). It divides
sums of rows by one another: no figure is compared with another one, and what is asked is of kinds of rows, by period.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from tradeview.errors import TradeTableError
from tradeview.table.comparable import refuse_missing_cells, refuse_unfit_money
from tradeview.table.engines import Frame
from tradeview.table.fitness import (
    MIXABLE,
    NO_BASE,
    UNSTATED,
    ask_ends_of_digits,
    negate,
    query_of_money,
    sum_of,
    values_of,
)
from tradeview.table.query import Answers
from tradeview.table.refusals import (
    MIXED,
    NONE_STATED,
    ONE,
    ONE_LEVEL,
    TWICE,
    join_parts_of_year,
    refuse_frequencies,
    refuse_several,
    refuse_twice,
)
from tradeview.table.schema import KEYS, TOTAL
from tradeview.table.series import MEANT, REMEDIES
from tradeview.table.unique_rows import are_unique_rows

NEEDED_BY_INDEX = (*KEYS, "currency", "value")
ONE_OF_INDEX = {
    **ONE,
    "classification": MIXED["classification"][1],
    "digits": ONE_LEVEL,
    "export_valuation": MIXED["valuation"][1],
    "import_valuation": MIXED["valuation"][1],
}
# What is counted, and of which months, may differ between flows that an index does not use.
ONE_OF_FLOWS = REMEDIES
SIDES = ("export", "import")


@dataclass(frozen=True)
class IndexNeeds:
    """What an index needs: no cell missing, amounts finite, one currency, price basis, base period, level, valuation.

    Attributes
    ----------
    what : str
        The name of the index.
    products : bool
        Whether it needs products, of which `TOTAL` is none.
    flows : tuple of {"export", "import"}
        The rows that it needs.
    periods : tuple of int
        The periods that it compares, if any: they must be there, in one revision of the codes.
    money : mapping, optional
        The `currency`, `price_basis` and `base_period` (0 for none) of another table, which must be the same here.
    """

    what: str
    products: bool
    flows: tuple[str, ...]
    periods: tuple[int, ...] = ()
    money: Mapping[str, Any] | None = None


def refuse_unfit(table: Frame, needs: IndexNeeds) -> None:
    """Refuse a trade table that an index cannot be computed on.

    Parameters
    ----------
    table : narwhals frame
        The user's, with `value` as float.
    needs : IndexNeeds
        What the index needs of it.

    Raises
    ------
    TradeTableError
        With what was asked, what was found and what to do.
    """
    answers = _ask_for_index(table)
    for name in NEEDED_BY_INDEX:
        refuse_missing_cells(table, needs.what, name, answers)
    refuse_unfit_money(table, needs.what, answers)
    _refuse_absent(answers, needs)
    _refuse_periods(answers, needs)
    for name in ONE_OF_INDEX:
        _refuse_mixed(answers, needs, name)
    refuse_several(needs.what, "coverage", _said_of_flows(answers, needs, "coverage"), REMEDIES["coverage"])
    _refuse_other_months(answers, needs)
    _refuse_other_money(answers, needs)
    _refuse_repeated(table, needs, answers)


def _refuse_repeated(table: Frame, needs: IndexNeeds, answers: Answers) -> None:
    """Refuse two rows for one figure, which would be added up; where none are, it is often soon proved.

    What the answers have shown to be the same in all rows tells none apart: each text less to group by takes an engine
    of queries a tenth less time.
    """
    used, keys = table, list(KEYS)
    used_rows = sum(sum_of(answers, f"{flow}s") for flow in needs.flows)
    if used_rows < sum_of(answers, "rows"):  # else filtering copies every row
        used = table.filter(nw.col("flow").is_in(needs.flows))
    if len(needs.flows) == 1 or any(used_rows == sum_of(answers, f"{flow}s") for flow in needs.flows):
        keys.remove("flow")
    if len(answers) == 1:
        keys.remove("period")
    if not are_unique_rows(used, keys):
        refuse_twice(used, needs.what, KEYS, TWICE)


def _refuse_absent(answers: Answers, needs: IndexNeeds) -> None:
    """Refuse a table without a flow that is needed, or without products; an empty one has an empty index."""
    if not answers:
        return
    for flow in needs.flows:
        if not sum_of(answers, f"{flow}s"):
            remedy = "give rows of flow `export`"
            if flow == "import":
                remedy = 'imports="mirror" takes them from the exports of their partners'
            raise TradeTableError(f"{needs.what} needs {flow}s", "none", remedy)
        if needs.products and not sum_of(answers, f"{flow}s_of_products"):
            asked, found = f"{needs.what} needs products", f"{flow}s of {TOTAL} alone"
            raise TradeTableError(asked, found, "give rows by commodity_code")


def _refuse_periods(answers: Answers, needs: IndexNeeds) -> None:
    periods = sorted(answer["period"] for answer in answers)
    refuse_frequencies(needs.what, periods)
    absent = [str(period) for period in needs.periods if period not in periods]
    if absent:
        there = ", ".join(map(str, periods)) or "neither"
        raise TradeTableError(f"{needs.what} needs rows of {' and '.join(absent)}", there, "name periods of the table")


def _refuse_mixed(answers: Answers, needs: IndexNeeds, name: str) -> None:
    side = name.removesuffix("_valuation")
    if side in SIDES and side not in needs.flows:
        return
    called = name.replace("_", " ")
    if name == "digits":
        called = "level of commodity codes"
    compared = [answers]
    if name == "classification" and not needs.periods:
        # Revisions may follow one another where each period has an index of its own.
        compared = [[answer] for answer in answers]
    for alike in compared:
        said = map(_in_words, values_of(alike, name))
        refuse_several(needs.what, called, said, ONE_OF_INDEX[name])


def _said_of_flows(answers: Answers, needs: IndexNeeds, name: str) -> set[str]:
    """Return what is said in a column by the flows that an index uses."""
    said = set[str]()
    for flow in needs.flows:
        said |= values_of(answers, f"{flow}_{name}")
    return said


def _refuse_other_months(answers: Answers, needs: IndexNeeds) -> None:
    """Refuse years of several parts; and of any part beside money that is of whole periods, as GDP is."""
    said = _said_of_flows(answers, needs, "months")
    parts = [part for part in said if part != MEANT["months"]]
    if len(said) > 1:
        unlike = join_parts_of_year(["" if part == MEANT["months"] else part for part in said])
        raise TradeTableError(f"{needs.what} needs rows of the same months", unlike, REMEDIES["months"])
    if parts and needs.money is not None:
        asked = f"{needs.what} needs trade of whole periods, as its other table is of"
        raise TradeTableError(asked, join_parts_of_year(parts), "give trade of whole years")


def _refuse_other_money(answers: Answers, needs: IndexNeeds) -> None:
    """Refuse money of another kind than the one wanted; that it is of one kind has been asked before."""
    if not answers or needs.money is None:
        return
    unstated = {"price_basis": UNSTATED["price_basis"], "base_period": NO_BASE}
    for name, value in needs.money.items():
        found = answers[0].get(f"{name}_first", unstated.get(name))
        if found != value:
            called = f"{needs.what} needs trade and its other table in one {name.replace('_', ' ')}"
            both = f"{_in_words(found)} of trade, {_in_words(value)} of the other"
            raise TradeTableError(called, both, ONE_OF_INDEX[name])


def _in_words(value: Any) -> str:
    """Write what a row says as its table does: engines hand whole numbers back as floats."""
    if not isinstance(value, int | float):
        return str(value)
    return NONE_STATED if value == NO_BASE else f"{value:g}"


def _ask_for_index(table: Frame) -> Answers:
    """Ask what every index has to know of its rows; it compares sums, and asks for no figures.

    Rows are counted by their kinds, of which there are few, and the kinds looked at by period.
    """
    query = query_of_money(table, NEEDED_BY_INDEX, ("flow", "commodity_code"))
    is_product = negate(query.says("commodity_code", TOTAL))
    ask_ends_of_digits(query, is_product)
    query.count("products", is_product)
    kinds = query.figures(("flow", *MIXABLE, *ONE_OF_FLOWS))
    kinds = query.with_ends(kinds, "classification", "classification", among=query.count_of("products") > 0)
    counts = {}
    for flow in SIDES:
        of_flow = query.says_as_key("flow", flow)
        for name in ("valuation", *ONE_OF_FLOWS):
            kinds = query.with_ends(kinds, f"{flow}_{name}", name, among=of_flow)
        counts[f"{flow}s"] = nw.when(of_flow).then(nw.col("rows")).otherwise(0)
        counts[f"{flow}s_of_products"] = nw.when(of_flow).then(query.count_of("products")).otherwise(0)
    return query.answers(kinds.with_columns(**counts), list(counts))
