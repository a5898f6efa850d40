"""Comparable: whether the rows of a trade table may be compared, added up or divided. One gate, asked in one query.

A function says what it needs of the rows (`Needs`; an index `IndexNeeds`) and passes the gate once, where the frame
comes in: `refuse_incomparable`, or `refuse_unfit` for an index. On the way

1. all that has to be known of the rows is asked in one aggregate query (`_ask_to_compare`), of one row or one a period;
2. from these few rows everything is refused that may not be, in a fixed order: what is missing before what is mixed;
3. where something is wrong, and only there, another query fetches the rows that the message shows.

A lazy frame is therefore asked one query. Only where it has groups of economies (ASEAN) among its partners or reporters
are there two: rows of a group beside its members are left out, and what is left is asked again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.errors import TradeTableError
from tradeview.table.amounts import is_unfit, refuse_unfit_rows
from tradeview.table.double_counting import (
    ECONOMIES,
    GROUPS,
    PARTS,
    WHOLES,
    Parts,
    is_member,
    refuse_balance_among_flows,
    refuse_flows_within_flows,
    refuse_group_for_members,
    refuse_no_parts,
    refuse_overlapping_groups,
    refuse_whole_for_parts,
    series_without,
    without_groups,
    without_wholes,
)
from tradeview.table.engines import Frame, as_numbers, collect, is_lazy, is_missing, names_present
from tradeview.table.query import Answers, Query, Where, as_number
from tradeview.table.refusals import (
    HAS_REVISION,
    MIXED,
    NONE_STATED,
    ONE,
    ONE_LEVEL,
    TWICE,
    refuse_frequencies,
    refuse_levels,
    refuse_missing,
    refuse_mixed_within,
    refuse_several,
    refuse_several_in,
    refuse_twice,
    refuse_without_base,
)
from tradeview.table.schema import BALANCE, FLOWS, KEYS, MONEY, NEEDED, SERIES, TOTAL, wrap_trade_table
from tradeview.table.series import MEANT, REMEDIES, write_keys

# What a row means that does not say it: a value of its own, save of prices, which are then those of the day, and of
# what is counted, and in which months.
UNSTATED = {
    "currency": "None",
    "price_basis": "nominal",
    "classification": NONE_STATED,
    "valuation": NONE_STATED,
    **MEANT,
}
NO_BASE = 0.0  # the base period of a row that names none
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
BALANCES = "balances"  # how many rows are of that flow
MIXABLE = ("classification", "valuation")  # what may differ between wholes, and not within one


@dataclass(frozen=True)
class Needs:
    """What a function needs of the rows that it compares: always one currency, price basis, base period and frequency.

    Attributes
    ----------
    what : str
        What the messages call the function.
    complete : tuple of str
        Columns that no row may lack.
    figure : tuple of str
        What tells one figure from another within a period: two rows that share them are refused.
    revision_within : tuple of str
        What codes are compared within, and may therefore not be in several revisions there; `TOTAL` may.
    twice : str
        What to do about two rows for one figure.
    base_period : int, optional
        A period in which each series must have a figure above zero.
    parts : Parts, optional
        What is added up to wholes: no whole beside its parts, products of one level, parts in one revision.
    balances : bool
        Whether rows of flow `balance`, which may change its sign, may be among them.
    """

    what: str
    complete: tuple[str, ...] = KEYS
    figure: tuple[str, ...] = ()
    revision_within: tuple[str, ...] = ()
    twice: str = TWICE
    base_period: int | None = None
    parts: Parts | None = None
    balances: bool = True


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


class Comparable(NamedTuple):
    """A table whose figures may be compared, the columns that tell its series apart, and what is known of its rows.

    `may_have_balances` is False where no row is of flow `balance`, as far as anybody asked.
    """

    table: Frame
    keys: list[str]
    may_have_balances: bool


class Passed(NamedTuple):
    """What passed the gate: the rows that are left, how many there were, and whether some are of flow `balance`."""

    table: Frame
    rows: int
    has_balances: bool


# The doors.


def wrap_comparable(frame: IntoFrame, what: str, *, validate: bool = True, **needs: Any) -> Comparable:
    """Wrap a trade table whose figures may be compared, with the columns that tell its series apart.

    The revision of the codes is none of them: of `TOTAL` it does not matter, and of other codes there may be but one.
    What is said in several ways is written in one (`write_keys`). Without `validate` the rows are asked nothing.
    `needs` are further ones, by the names that they have in `Needs`.

    Raises
    ------
    TradeTableError
        It mixes currencies, price bases or frequencies, lacks a key; it has two rows for one period of a series; or a
        series other than `TOTAL` is in several revisions.
    """
    table = write_keys(as_numbers(wrap_trade_table(frame, *NEEDED), MONEY))
    keys = series_keys(table)
    if validate:
        asked = Needs(what, figure=tuple(keys), revision_within=tuple(keys), **needs)
        table, _, has_balances = refuse_incomparable(table, asked)
        return Comparable(table, keys, has_balances)
    if "parts" in needs:
        table = without_validation(table, what, needs["parts"])
    return Comparable(table, keys, may_have_balances=True)


def series_keys(table: Frame) -> list[str]:
    """Return the columns that tell the series of a table apart."""
    return [name for name in names_present(table, SERIES) if name != "classification"]


def without_revision_of_total(table: Frame) -> Frame:
    """Make the classification of `TOTAL` missing, so that it tells no series apart where it is among the keys."""
    if "classification" not in table.collect_schema().names():
        return table
    return table.with_columns(classification=nw.when(HAS_REVISION).then(nw.col("classification")))


def without_validation(table: Frame, what: str, parts: Parts) -> Frame:
    """Leave out wholes beside their parts, and ask the rows nothing: groups stay."""
    refuse_no_parts(what, parts.by)
    return without_wholes(table, parts.by)


# The gate of all that is compared.


def refuse_incomparable(table: Frame, needs: Needs) -> Passed:
    """Refuse rows that may not be compared; return the table, how many rows it had, and whether some are balances.

    Where `parts` are added up, rows of a whole or a group beside its parts are left out of the table that is returned.

    Parameters
    ----------
    table : narwhals frame
        A trade table with its money as float, and what tells its series apart written in one way (`write_keys`).
    needs : Needs
        What the function needs of it.

    Raises
    ------
    TradeTableError
        With what was asked, what was found and what to do.
    """
    answers = _ask_to_compare(table, needs)
    _refuse_unlike(table, needs, answers)
    _refuse_mixed_series(table, needs, answers)
    if needs.parts is not None:
        table = _refuse_mixed_wholes(table, needs, needs.parts, answers)
    return Passed(table, int(_sum_of(answers, "rows")), has_balances=_sum_of(answers, BALANCES) > 0)


def refuse_incomparable_sides(what: str, one: Frame, other: Frame) -> None:
    """Refuse figures that may not be compared over time within either of two tables; both are asked at once."""
    keys = tuple(series_keys(one))
    asked = names_present(
        one, tuple(dict.fromkeys((*KEYS, *keys, "value", "classification", "price_basis", "base_period")))
    )
    sides = nw.concat([one.select(*asked, _side=nw.lit("one")), other.select(*asked, _side=nw.lit("other"))])
    of_side = ("_side", *keys)
    try:
        refuse_incomparable(sides, Needs(what, figure=of_side, revision_within=of_side))
    except TradeTableError:  # the message is of one of them
        for side in (one, other):
            refuse_incomparable(side, Needs(what, figure=keys, revision_within=keys))


def _refuse_unlike(table: Frame, needs: Needs, answers: Answers) -> None:
    for name in needs.complete:
        _refuse_missing(table, needs.what, name, answers)
    _refuse_unfit(table, needs.what, answers)
    for name in names_present(table, tuple(ONE)):
        if len(_values_of(answers, name)) > 1:
            refuse_several_in(table, needs.what, name)
    refuse_frequencies(needs.what, _values_of(answers, "period"))
    if not needs.balances and _sum_of(answers, BALANCES):
        found = f"{_sum_of(answers, BALANCES):g} of `{BALANCE}`, which may change its sign"
        raise TradeTableError(f"{needs.what} needs flows that are not negative", found, "leave these rows out")


def _refuse_missing(table: Frame, what: str, name: str, answers: Answers) -> None:
    """Refuse rows that lack a cell; how many there are is asked once there are any."""
    if not _sum_of(answers, f"no_{name}"):
        return
    lacks = table.select(missing=as_number(nw.col(name).is_null()))
    ((count,),) = collect(lacks.select(nw.col("missing").sum())).rows()
    refuse_missing(what, name.replace("_", " "), int(count))


def _refuse_unfit(table: Frame, what: str, answers: Answers) -> None:
    """Refuse negative and infinite money, and periods that are none."""
    if _sum_of(answers, "unfit"):
        refuse_unfit_rows(table, what)


def _refuse_mixed_series(table: Frame, needs: Needs, answers: Answers) -> None:
    if _sum_of(answers, "in_mixed_revisions"):
        refuse_mixed_within(table.filter(HAS_REVISION), needs.what, "classification", needs.revision_within)
    adds_up_one_period = needs.parts is not None and not needs.parts.over_periods
    if _sum_of(answers, "twice") and not adds_up_one_period:
        refuse_twice(table, needs.what, ["period", *needs.figure], needs.twice)
    if needs.base_period is not None and _sum_of(answers, "without_base"):
        refuse_without_base(table, needs.figure, needs.base_period)


def _refuse_mixed_wholes(table: Frame, needs: Needs, parts: Parts, answers: Answers) -> Frame:
    what, by = needs.what, parts.by
    refuse_no_parts(what, by)
    if by == "flow":
        flows = {flow for flow in FLOWS if _sum_of(answers, f"flow_{flow}")}
        refuse_balance_among_flows(what, flows)
        refuse_flows_within_flows(what, flows)
    groups = _groups_of_periods(answers)
    if _groups_of_any_period(groups):
        # What rows of groups hide can be asked of those alone that are left without them.
        table = without_groups(table, parts, _groups_of_any_period(groups), groups)
        answers = _ask_to_compare(table, needs, groups)
        refuse_overlapping_groups(what, parts, _groups_of_periods(answers))
    kept = without_wholes(table, by)
    if len(_values_of(answers, "digits")) > 1:
        refuse_levels(kept.filter(nw.col(by) != WHOLES[by]), what)
    if parts.over_periods:
        _refuse_other_parts(kept, what, parts, answers, groups)
    if _sum_of(answers, "in_mixed_wholes"):
        refuse_mixed_within(kept.filter(HAS_REVISION), what, "classification", parts.whole_keys(kept))
    if _sum_of(answers, "in_mixed_valuations"):
        refuse_mixed_within(kept, what, "valuation", parts.whole_keys(kept))
    if _sum_of(answers, "twice"):
        refuse_twice(kept, what, ["period", *needs.figure], needs.twice)
    return kept


def _refuse_other_parts(
    kept: Frame, what: str, parts: Parts, answers: Answers, groups: Mapping[int, Sequence[str]]
) -> None:
    """Refuse wholes whose parts are there in some periods only."""
    if _sum_of(answers, "whole_for_parts"):
        refuse_whole_for_parts(kept, what, parts)
    for group in _groups_of_any_period(groups):
        if _sum_of(answers, f"beside_{group}"):
            refuse_group_for_members(kept, what, parts, group, groups)


def _groups_of_periods(answers: Answers) -> dict[int, list[str]]:
    """Return the groups of economies that are there in each period."""
    found = {}
    for answer in sorted(answers, key=lambda answer: answer["period"]):
        found[answer["period"]] = [group for group in GROUPS if answer.get(f"group_{group}")]
    return found


# The gate of indices.


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
        _refuse_missing(table, needs.what, name, answers)
    _refuse_unfit(table, needs.what, answers)
    _refuse_absent(answers, needs)
    _refuse_periods(answers, needs)
    for name in ONE_OF_INDEX:
        _refuse_mixed(answers, needs, name)
    for name, remedy in ONE_OF_FLOWS.items():
        said = set[str]()
        for flow in needs.flows:
            said |= _values_of(answers, f"{flow}_{name}")
        refuse_several(needs.what, name, said, remedy)
    _refuse_other_money(answers, needs)


NEEDED_BY_INDEX = (*KEYS, "currency", "value")


def _refuse_absent(answers: Answers, needs: IndexNeeds) -> None:
    """Refuse a table without a flow that is needed, or without products; an empty one has an empty index."""
    if not answers:
        return
    for flow in needs.flows:
        if not _sum_of(answers, f"{flow}s"):
            remedy = "give rows of flow `export`"
            if flow == "import":
                remedy = 'imports="mirror" takes them from the exports of their partners'
            raise TradeTableError(f"{needs.what} needs {flow}s", "none", remedy)
        if needs.products and not _sum_of(answers, f"{flow}s_of_products"):
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
        said = []
        for value in sorted(_values_of(alike, name), key=str):
            is_number = isinstance(value, int | float)
            said.append(f"{value:g}" if is_number else str(value))
        refuse_several(needs.what, called, said, ONE_OF_INDEX[name])


def _refuse_other_money(answers: Answers, needs: IndexNeeds) -> None:
    """Refuse money of another kind than the one wanted; that it is of one kind has been asked before."""
    if not answers or needs.money is None:
        return
    unstated = {"price_basis": UNSTATED["price_basis"], "base_period": NO_BASE}
    for name, value in needs.money.items():
        found = answers[0].get(f"{name}_first", unstated.get(name))
        if found != value:
            called = f"{needs.what} needs trade and its other table in one {name.replace('_', ' ')}"
            raise TradeTableError(called, f"{found} of trade, {value} of the other", ONE_OF_INDEX[name])


def _sum_of(answers: Answers, name: str) -> float:
    return sum(answer[name] for answer in answers if not is_missing(answer.get(name)))


def _values_of(answers: Answers, name: str) -> set[Any]:
    """Return the first and the last that is said in any period: one value where all rows say the same."""
    found = set()
    for answer in answers:
        found |= {answer.get(f"{name}_first"), answer.get(f"{name}_last")}
    return {value for value in found if not is_missing(value)}


# What is asked of rows that are compared, and of those of an index.


def _ask_to_compare(table: Frame, needs: Needs, groups: Mapping[int, Sequence[str]] | None = None) -> Answers:
    """Ask what has to be known of rows that are compared; where `groups` are among them, of their members too.

    Rows are added up to figures, and figures to series or wholes; the answer says how many of these are in disorder.
    """
    groups = {} if groups is None else groups
    parts = needs.parts
    if parts is not None and parts.by not in PARTS:  # which is refused once the rest of the rows is known to be fit
        parts = None
    query = _query_of_money(table, needs.complete, needs.figure)
    query.count(BALANCES, query.says("flow", BALANCE), of_key="flow")
    if needs.revision_within or parts is not None:
        is_product = _negate(query.says("commodity_code", TOTAL))
        query.ask_ends_of_text("classification", "classification", among=is_product)
    if needs.base_period is not None:
        query.count("usable", (nw.col("period") == needs.base_period) & (nw.col("value") > 0))
    if parts is not None:
        _ask_of_parts(query, parts, groups)
    figures = query.figures(needs.figure).with_columns(twice=as_number(nw.col("rows") > 1))
    if parts is not None:
        return _ask_of_wholes(query, figures, parts, groups)
    series = figures
    if needs.base_period is not None or "classification_first" in figures.collect_schema().names():
        series = query.gather(figures, needs.revision_within, ["twice"], mixed=["classification"])
    marks = {"in_mixed_revisions": _is_mixed(series, "classification")}
    if needs.base_period is not None:
        marks["without_base"] = nw.col("usable") == 0
    return _count_marked(query, series, marks)


def _is_mixed(table: Frame, name: str) -> nw.Expr:
    """Tell where the first and the last of a column are two; nowhere if it was not asked."""
    if f"{name}_first" not in table.collect_schema().names():
        return nw.lit(value=False)
    # Not "is another": what is missing in both is another in pandas.
    return nw.col(f"{name}_first") < nw.col(f"{name}_last")


def _query_of_money(table: Frame, complete: Sequence[str], texts: Sequence[str]) -> Query:
    """Start a query by what every function asks: what is missing, and whether all money is of one kind."""
    query = Query(table, (*texts, *UNSTATED), UNSTATED)
    query.count_missing(complete)
    unfit = is_unfit(query.table)
    if unfit is not None:
        query.mark("unfit", unfit)
    for name in ("currency", "price_basis"):
        query.ask_ends_of_text(name, name)
    if names_present(table, ("base_period",)):
        base = nw.col("base_period").cast(nw.Float64).fill_nan(None).fill_null(NO_BASE)
        query.ask_ends_of_number("base_period", base)
    return query


def _ask_of_parts(query: Query, parts: Parts, groups: Mapping[int, Sequence[str]]) -> None:
    """Ask which figures are a whole, and what the column that names the parts holds beside parts."""
    query.count("wholes", query.says(parts.by, WHOLES[parts.by]), of_key=parts.by)
    if parts.by == "commodity_code":
        _ask_ends_of_digits(query, _negate(query.says("commodity_code", TOTAL)))
        query.ask_ends_of_text("valuation", "valuation")
    if parts.by == "flow":
        for flow in FLOWS:
            query.count(f"flow_{flow}", query.says("flow", flow), of_key="flow")
    if parts.by in ECONOMIES:
        there = GROUPS if is_lazy(query.table) else query.vocabulary(parts.by) & set(GROUPS)
        for group in sorted(there):
            query.count(f"group_{group}", query.says(parts.by, group), of_key=parts.by)
    for group in _groups_of_any_period(groups):
        query.count(f"member_{group}", is_member(parts, group, groups))


def _ask_ends_of_digits(query: Query, is_product: Where) -> None:
    """Ask for the fewest and the most digits of the codes of products; pandas' categories are soon looked through."""
    if query.is_pandas:
        lengths = {len(code) for code in query.vocabulary("commodity_code") - {TOTAL}}
        if len(lengths) < 2:
            return
    digits = nw.col("commodity_code").str.len_chars()
    if is_product is True:
        query.ask_ends_of_number("digits", digits)
    elif is_product is not False:
        query.ask_ends_of_number("digits", nw.when(is_product).then(digits))


def _ask_of_wholes(query: Query, figures: Frame, parts: Parts, groups: Mapping[int, Sequence[str]]) -> Answers:
    """Gather figures to wholes of a period, and ask what may not be added up.

    A whole beside its parts (`WLD` beside economies) is none of them: what it says does not count there. Columns that
    start with `part_` are of the parts alone; those with `added_` of what is added up: the parts, or else the whole.
    """
    names = figures.collect_schema().names()
    mixable = [name for name in MIXABLE if f"{name}_first" in names]
    figures = figures.with_columns(is_part=as_number(query.count_of("wholes") == 0))
    is_part = nw.col("is_part") == 1
    of_parts = {"part_twice": nw.col("twice") * nw.col("is_part")}
    has_parts = nw.col("is_part") > 0  # once figures are gathered
    added = {}
    for name in mixable:
        for end in (f"{name}_first", f"{name}_last"):
            of_parts[f"part_{end}"] = nw.when(is_part).then(nw.col(end))
            added[f"added_{end}"] = nw.when(has_parts).then(nw.col(f"part_{end}")).otherwise(nw.col(end))
    if not parts.over_periods:
        added["twice"] = nw.when(has_parts).then(nw.col("part_twice")).otherwise(nw.col("twice"))
    one_period = ["period", *series_without(query.table, parts.by)]
    wholes = query.gather(
        figures.with_columns(**of_parts), one_period, ["twice", "part_twice", "is_part"], mixed=MIXABLE
    )
    wholes = wholes.with_columns(has_parts_first=as_number(has_parts), has_parts_last=as_number(has_parts), **added)
    marks: dict[str, nw.Expr] = {}
    if parts.over_periods:
        wholes, marks = _compare_periods(query, wholes, parts, groups)
    marks["in_mixed_wholes"] = _is_mixed(wholes, "added_classification")
    marks["in_mixed_valuations"] = _is_mixed(wholes, "added_valuation")
    return _count_marked(query, wholes, marks)


def _compare_periods(
    query: Query, wholes: Frame, parts: Parts, groups: Mapping[int, Sequence[str]]
) -> tuple[Frame, dict[str, nw.Expr]]:
    """Take ends over all periods of a whole, and mark what may not change between them."""
    keys = parts.whole_keys(query.table)
    names = wholes.collect_schema().names()
    over = {}
    for name in ("classification", "added_classification", "added_valuation", "has_parts"):
        if f"{name}_first" in names:
            over[f"{name}_first"] = query.over(nw.col(f"{name}_first").min(), keys)
            over[f"{name}_last"] = query.over(nw.col(f"{name}_last").max(), keys)
    for group in _groups_of_any_period(groups):
        over[f"member_{group}"] = query.over(nw.col(f"member_{group}").max(), keys)
    wholes = wholes.with_columns(**over)
    # Whether a series is in several revisions is looked up where the whole that it is part of is.
    marks = {
        "in_mixed_revisions": _is_mixed(wholes, "classification"),
        "whole_for_parts": _is_mixed(wholes, "has_parts"),
    }
    for group in _groups_of_any_period(groups):
        if f"group_{group}" in names:  # else all its rows stood beside members, and are left out
            marks[f"beside_{group}"] = (nw.col(f"group_{group}") > 0) & (nw.col(f"member_{group}") > 0)
    return wholes, marks


def _count_marked(query: Query, gathered: Frame, marks: Mapping[str, nw.Expr]) -> Answers:
    """Send the query: how many of the series or wholes have each mark, beside all else that is asked."""
    numbers = {name: as_number(mark) for name, mark in marks.items()}
    return query.answers(gathered.with_columns(**numbers), ["twice", *marks])


def _ask_for_index(table: Frame) -> Answers:
    """Ask what every index has to know of its rows; it compares sums, and asks for no figures.

    Rows are counted by their kinds, of which there are few, and the kinds looked at by period.
    """
    query = _query_of_money(table, NEEDED_BY_INDEX, ("flow", "commodity_code"))
    is_product = _negate(query.says("commodity_code", TOTAL))
    _ask_ends_of_digits(query, is_product)
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


def _negate(where: Where) -> Where:
    if isinstance(where, bool):
        return not where
    return ~where


def _groups_of_any_period(groups: Mapping[int, Sequence[str]]) -> list[str]:
    return sorted({group for there in groups.values() for group in there})
