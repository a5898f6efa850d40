"""Comparable: whether the rows of a trade table may be compared, added up or divided. One gate, asked in one query.

A function says what it needs of the rows (`Needs`) and passes the gate once, where the frame comes in:
`refuse_incomparable`. (An index has a gate of its own, `tradeview.table.index_gate`.) On the way

1. a glance at all rows, which groups nothing, mostly proves that they are in order (`tradeview.table.glance`);
2. where it does not, all that has to be known of the rows is asked in one aggregate query, of one row or one a period
   (`tradeview.table.fitness.ask_to_compare`);
3. from these few rows everything is refused that may not be, in a fixed order: what is missing before what is mixed;
4. where something is wrong, and only there, another query fetches the rows that the message shows.

A lazy frame in order is therefore asked one query, and another where a glance is not enough. Where it has groups of
economies (ASEAN) among its partners or reporters there is a third: rows of a group beside its members are left out, and
what is left is asked again.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.errors import TradeTableError
from tradeview.table.amounts import refuse_unfit_rows
from tradeview.table.double_counting import (
    GROUPS,
    WHOLES,
    Parts,
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
from tradeview.table.engines import Frame, as_numbers, as_text, collect, is_lazy, names_present, said_by_all
from tradeview.table.fitness import (
    BALANCES,
    Needs,
    ask_to_compare,
    groups_of_any_period,
    sum_of,
    values_of,
    without_months,
)
from tradeview.table.glance import answer_at_a_glance
from tradeview.table.query import Answers, as_number
from tradeview.table.refusals import (
    HAS_REVISION,
    ONE,
    refuse_frequencies,
    refuse_levels,
    refuse_missing,
    refuse_mixed_revisions,
    refuse_mixed_within,
    refuse_other_months,
    refuse_several_in,
    refuse_twice,
    refuse_without_base,
)
from tradeview.table.schema import BALANCE, CLASSIFICATIONS, FLOWS, KEYS, MONEY, NEEDED, SERIES, wrap_trade_table
from tradeview.table.series import write_keys

HS_REVISIONS = [name for name in CLASSIFICATIONS if name.startswith("H")]
CHAPTER_DIGITS = 2  # which chapters have kept what they hold through all revisions but for a few goods


class Comparable(NamedTuple):
    """A table whose figures may be compared, the columns that tell its series apart, and what is known of its rows.

    `may_have_balances` is False where no row is of flow `balance`, as far as anybody asked, and `may_lack_values` where
    each row has a value.
    """

    table: Frame
    keys: list[str]
    may_have_balances: bool
    may_lack_values: bool = True


class Passed(NamedTuple):
    """What passed the gate: the rows that are left, how many there were, and whether some are of flow `balance`.

    `with_wholes` are the same rows before those of a whole (`TOTAL`, `WLD`) were left out that stand beside parts of
    it: the same frame where there are none.
    """

    table: Frame
    with_wholes: Frame
    rows: int
    has_balances: bool
    may_lack_values: bool = True


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
        passed = refuse_incomparable(table, asked)
        return Comparable(passed.table, keys, passed.has_balances, passed.may_lack_values)
    return Comparable(table, keys, may_have_balances=True)


def series_keys(table: Frame) -> list[str]:
    """Return the columns that tell the series of a table apart."""
    return [name for name in names_present(table, SERIES) if name != "classification"]


def without_revision_of_total(table: Frame) -> Frame:
    """Make the classification of `TOTAL` missing, so that it tells no series apart where it is among the keys."""
    if "classification" not in table.collect_schema().names():
        return table
    return table.with_columns(classification=nw.when(HAS_REVISION).then(nw.col("classification")))


def chapters_of_any_revision(table: Frame) -> Frame:
    """Make the classification of chapters of the Harmonised System one word: goods move between them hardly ever."""
    if "classification" not in table.collect_schema().names():
        return table
    if not is_lazy(table) and said_by_all(table, "classification") is not None:
        return table
    table = as_text(table, ["classification", "commodity_code"])
    said = nw.col("classification")
    return table.with_columns(classification=nw.when(is_chapter_of_hs()).then(nw.lit("HS")).otherwise(said))


def is_chapter_of_hs() -> nw.Expr:
    """Tell the rows of chapters of the Harmonised System, in any revision; one without a revision is none."""
    is_chapter = nw.col("commodity_code").str.len_chars() == CHAPTER_DIGITS
    return (is_chapter & nw.col("classification").is_in(HS_REVISIONS)).fill_null(value=False)


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
    answers = answer_at_a_glance(table, needs)
    if answers is None:
        compared = table
        if needs.revision_within and needs.parts is None:
            compared = chapters_of_any_revision(table)
        answers = ask_to_compare(compared, needs)
    _refuse_unlike(table, needs, answers)
    _refuse_mixed_series(table, needs, answers)
    kept = table
    if needs.parts is not None:
        kept, table = _refuse_mixed_wholes(table, needs, needs.parts, answers)
    rows, has_balances = int(sum_of(answers, "rows")), sum_of(answers, BALANCES) > 0
    may_lack_values = not needs.asks_for_values or sum_of(answers, "no_value") > 0
    return Passed(kept, table, rows, has_balances, may_lack_values)


def refuse_incomparable_sides(what: str, one: Frame, other: Frame) -> None:
    """Refuse figures that may not be compared over time within either of two tables; both are asked at once."""
    keys = tuple(series_keys(one))
    asked = names_present(
        one, tuple(dict.fromkeys((*KEYS, *keys, "value", "classification", "price_basis", "base_period")))
    )
    sides = nw.concat([one.select(*asked, _side=nw.lit("one")), other.select(*asked, _side=nw.lit("other"))])
    of_side = ("_side", *keys)
    try:
        refuse_incomparable(sides, Needs(what, figure=of_side, revision_within=of_side, same_months=True))
    except TradeTableError:  # the message is of one of them
        for side in (one, other):
            refuse_incomparable(side, Needs(what, figure=keys, revision_within=keys, same_months=True))


def _refuse_unlike(table: Frame, needs: Needs, answers: Answers) -> None:
    for name in needs.complete:
        refuse_missing_cells(table, needs.what, name, answers)
    refuse_unfit_money(table, needs.what, answers)
    for name in names_present(table, tuple(ONE)):
        if len(values_of(answers, name)) > 1:
            refuse_several_in(table, needs.what, name)
    refuse_frequencies(needs.what, values_of(answers, "period"))
    if not needs.balances and sum_of(answers, BALANCES):
        found = f"{sum_of(answers, BALANCES):g} of `{BALANCE}`, which may change its sign"
        raise TradeTableError(f"{needs.what} needs flows that are not negative", found, "leave these rows out")


def _refuse_mixed_series(table: Frame, needs: Needs, answers: Answers) -> None:
    if sum_of(answers, "in_mixed_revisions"):
        products = as_text(table.filter(HAS_REVISION), ["commodity_code"])
        if needs.parts is None:  # chapters may be in several, save of none and of another classification
            longer = products.filter(nw.col("commodity_code").str.len_chars() != CHAPTER_DIGITS)
            refuse_mixed_revisions(longer, needs.what, needs.revision_within)
        refuse_mixed_within(products, needs.what, "classification", needs.revision_within)
    if sum_of(answers, "in_mixed_months"):
        _refuse_other_months(table, needs)
    adds_up_one_period = needs.parts is not None and not needs.parts.over_periods
    if sum_of(answers, "twice") and not adds_up_one_period:
        refuse_twice(table, needs.what, ["period", *needs.figure], needs.twice)
    if needs.base_period is not None and sum_of(answers, "without_base"):
        refuse_without_base(table, needs.figure, needs.base_period)


def _refuse_other_months(table: Frame, needs: Needs) -> None:
    """Refuse series, or wholes of a period, of several parts of years, and say what to do instead."""
    keys: Sequence[str] = needs.revision_within
    if needs.parts is not None:
        keys = needs.parts.whole_keys(table)
        if needs.same_months:
            keys = series_without(table, needs.parts.by)
    refuse_other_months(table, needs.what, without_months(keys), needs.about_months)


def _refuse_mixed_wholes(table: Frame, needs: Needs, parts: Parts, answers: Answers) -> tuple[Frame, Frame]:
    """Return the table without rows of groups that stand beside members, first without those of wholes, too."""
    what, by = needs.what, parts.by
    refuse_no_parts(what, by)
    if by == "flow":
        flows = {flow for flow in FLOWS if sum_of(answers, f"flow_{flow}")}
        refuse_balance_among_flows(what, flows)
        refuse_flows_within_flows(what, flows)
    groups = _groups_of_periods(answers)
    if groups_of_any_period(groups):
        # What rows of groups hide can be asked of those alone that are left without them.
        table = without_groups(table, parts, groups_of_any_period(groups), groups)
        answers = ask_to_compare(table, needs, groups)
        refuse_overlapping_groups(what, parts, _groups_of_periods(answers))
    # To find parts beside a whole all rows have to be gone through, which a table that has none is spared.
    kept = without_wholes(table, by) if sum_of(answers, "wholes") else table
    if len(values_of(answers, "digits")) > 1:
        refuse_levels(kept.filter(nw.col(by) != WHOLES[by]), what)
    if parts.over_periods:
        _refuse_other_parts(kept, what, parts, answers, groups)
    if sum_of(answers, "in_mixed_wholes"):
        refuse_mixed_within(kept.filter(HAS_REVISION), what, "classification", parts.whole_keys(kept))
    if sum_of(answers, "in_mixed_valuations"):
        refuse_mixed_within(kept, what, "valuation", parts.whole_keys(kept))
    if sum_of(answers, "twice"):
        refuse_twice(kept, what, ["period", *needs.figure], needs.twice)
    return kept, table


def _refuse_other_parts(
    kept: Frame, what: str, parts: Parts, answers: Answers, groups: Mapping[int, Sequence[str]]
) -> None:
    """Refuse wholes whose parts are there in some periods only."""
    if sum_of(answers, "whole_for_parts"):
        refuse_whole_for_parts(kept, what, parts)
    for group in groups_of_any_period(groups):
        if sum_of(answers, f"beside_{group}"):
            refuse_group_for_members(kept, what, parts, group, groups)


def _groups_of_periods(answers: Answers) -> dict[int, list[str]]:
    """Return the groups of economies that are there in each period."""
    found = {}
    for answer in sorted(answers, key=lambda answer: answer["period_first"]):
        found[answer["period_first"]] = [group for group in GROUPS if answer.get(f"group_{group}")]
    return found


# What is refused of every table, also of that of an index.


def refuse_missing_cells(table: Frame, what: str, name: str, answers: Answers) -> None:
    """Refuse rows that lack a cell; how many there are is asked once there are any."""
    if not sum_of(answers, f"no_{name}"):
        return
    lacks = table.select(missing=as_number(nw.col(name).is_null()))
    ((count,),) = collect(lacks.select(nw.col("missing").sum())).rows()
    refuse_missing(what, name.replace("_", " "), int(count))


def refuse_unfit_money(table: Frame, what: str, answers: Answers) -> None:
    """Refuse negative and infinite money, and periods that are none."""
    if sum_of(answers, "unfit"):
        refuse_unfit_rows(table, what)
