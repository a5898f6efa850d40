"""Fitness: what has to be known of rows before they are compared, added up or divided, asked in one query.

A function says what it needs of the rows (`Needs`), and `ask_to_compare` asks for that. Rows are added up to figures,
and figures to series or wholes; the answers, one a period or one for all, say how many of these are in disorder, and
which words and numbers stand first and last: where these are one, all rows say the same. Nothing is refused here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from tradeview.table.amounts import is_unfit
from tradeview.table.double_counting import ECONOMIES, GROUPS, PARTS, WHOLES, Parts, is_member, series_without
from tradeview.table.engines import Frame, is_lazy, is_missing, names_present
from tradeview.table.query import Answers, Query, Where, as_number
from tradeview.table.refusals import NONE_STATED, ONE_STRETCH, TWICE
from tradeview.table.schema import BALANCE, FLOWS, KEYS, TOTAL
from tradeview.table.series import MEANT

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
BALANCES = "balances"  # how many rows are of that flow
MONTHS = "months"
OF_SEVERAL = "of_several_months"  # how many figures of a whole are there of other months, too
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
    same_months : bool
        Whether all rows of a series must be of the same months of their years: whole years are compared with no parts
        of years.
    about_months : str
        What to do about rows of other months.
    asks_for_values : bool
        Whether it is to be known if some rows have no value, which is not refused.
    """

    what: str
    complete: tuple[str, ...] = KEYS
    figure: tuple[str, ...] = ()
    revision_within: tuple[str, ...] = ()
    twice: str = TWICE
    base_period: int | None = None
    parts: Parts | None = None
    balances: bool = True
    same_months: bool = False
    about_months: str = ONE_STRETCH
    asks_for_values: bool = False


def without_months(keys: Sequence[str]) -> tuple[str, ...]:
    """Return keys without the months, which may then differ between rows that share them."""
    return tuple(name for name in keys if name != MONTHS)


# What the answers say.


def sum_of(answers: Answers, name: str) -> float:
    """Return how many rows, series or wholes are of a kind, over all periods; 0 where it was not asked."""
    return sum(answer[name] for answer in answers if not is_missing(answer.get(name)))


def values_of(answers: Answers, name: str) -> set[Any]:
    """Return the first and the last that is said in any period: one value where all rows say the same."""
    found = set()
    for answer in answers:
        found |= {answer.get(f"{name}_first"), answer.get(f"{name}_last")}
    return {value for value in found if not is_missing(value)}


def groups_of_any_period(groups: Mapping[int, Sequence[str]]) -> list[str]:
    """Return the groups of economies that are there in any period."""
    return sorted({group for there in groups.values() for group in there})


# What is asked of the rows.


def ask_to_compare(table: Frame, needs: Needs, groups: Mapping[int, Sequence[str]] | None = None) -> Answers:
    """Ask what has to be known of rows that are compared; where `groups` are among them, of their members too.

    Rows are added up to figures, and figures to series or wholes; the answer says how many of these are in disorder.
    """
    groups = {} if groups is None else groups
    parts = needs.parts
    if parts is not None and parts.by not in PARTS:  # which is refused once the rest of the rows is known to be fit
        parts = None
    # Rows of other months are other figures, in columns of their own where series of several months are sought.
    tells_months_apart = needs.same_months or parts is not None
    keys = without_months(needs.figure) if tells_months_apart else needs.figure
    asked = (*needs.complete, "value") if needs.asks_for_values else needs.complete
    query = query_of_money(table, dict.fromkeys(asked), keys)
    if tells_months_apart:
        query.ask_ends_of_text(MONTHS, MONTHS)
    query.count(BALANCES, query.says("flow", BALANCE), of_key="flow")
    if needs.revision_within or parts is not None:
        is_product = negate(query.says("commodity_code", TOTAL))
        query.ask_ends_of_text("classification", "classification", among=is_product)
    if needs.base_period is not None:
        query.count("usable", (nw.col("period") == needs.base_period) & (nw.col("value") > 0))
    if parts is not None:
        _ask_of_parts(query, parts, groups)
    figures = query.figures(keys).with_columns(twice=as_number(nw.col("rows") > 1))
    if parts is None:
        return _ask_of_series(query, figures, needs)
    if f"{MONTHS}_first" in figures.collect_schema().names():
        several = _count_several(query, nw.col(f"{MONTHS}_first"), ["period", *keys])
        figures = figures.with_columns(**{OF_SEVERAL: several})
    return _ask_of_wholes(query, figures, parts, groups, same_months=needs.same_months)


def _ask_of_series(query: Query, figures: Frame, needs: Needs) -> Answers:
    """Gather figures to series, and ask what may not change within one."""
    keys = without_months(needs.revision_within) if needs.same_months else needs.revision_within
    series = figures
    if needs.base_period is not None or names_present(figures, ("classification_first", f"{MONTHS}_first")):
        series = query.gather(figures, keys, ["twice"], mixed=["classification", MONTHS])
    marks = {
        "in_mixed_revisions": _is_mixed(series, "classification"),
        "in_mixed_months": _is_mixed(series, MONTHS),
    }
    if needs.base_period is not None:
        marks["without_base"] = nw.col("usable") == 0
    return _count_marked(query, series, marks)


def _is_mixed(table: Frame, name: str) -> nw.Expr:
    """Tell where the first and the last of a column are two; nowhere if it was not asked."""
    if f"{name}_first" not in table.collect_schema().names():
        return nw.lit(value=False)
    # Not "is another": what is missing in both is another in pandas.
    return nw.col(f"{name}_first") < nw.col(f"{name}_last")


def _count_several(query: Query, column: nw.Expr, keys: Sequence[str]) -> nw.Expr:
    """Give 1 where what shares keys says several things in a column, else 0."""
    return as_number(query.over(column.min(), keys) < query.over(column.max(), keys))


def query_of_money(table: Frame, complete: Iterable[str], texts: Sequence[str]) -> Query:
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
        ask_ends_of_digits(query, negate(query.says("commodity_code", TOTAL)))
        query.ask_ends_of_text("valuation", "valuation")
    if parts.by == "flow":
        for flow in FLOWS:
            query.count(f"flow_{flow}", query.says("flow", flow), of_key="flow")
    if parts.by in ECONOMIES:
        there = GROUPS if is_lazy(query.table) else query.vocabulary(parts.by) & set(GROUPS)
        for group in sorted(there):
            query.count(f"group_{group}", query.says(parts.by, group), of_key=parts.by)
    for group in groups_of_any_period(groups):
        query.count(f"member_{group}", is_member(parts, group, groups))


def ask_ends_of_digits(query: Query, is_product: Where) -> None:
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


def _ask_of_wholes(
    query: Query, figures: Frame, parts: Parts, groups: Mapping[int, Sequence[str]], *, same_months: bool
) -> Answers:
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
    if OF_SEVERAL in names:
        of_parts[OF_SEVERAL] = nw.col(OF_SEVERAL) * nw.col("is_part")
    one_period = ["period", *series_without(query.table, parts.by)]
    sums = ["twice", "part_twice", "is_part", OF_SEVERAL]
    wholes = query.gather(figures.with_columns(**of_parts), one_period, sums, mixed=MIXABLE)
    wholes = wholes.with_columns(has_parts_first=as_number(has_parts), has_parts_last=as_number(has_parts), **added)
    marks: dict[str, nw.Expr] = {}
    if OF_SEVERAL in names:
        wholes = wholes.with_columns(in_mixed_months=_count_mixed_months(query, parts, same_months=same_months))
    if parts.over_periods:
        wholes, marks = _compare_periods(query, wholes, parts, groups)
    if OF_SEVERAL in names:
        marks["in_mixed_months"] = nw.col("in_mixed_months") > 0
    marks["in_mixed_wholes"] = _is_mixed(wholes, "added_classification")
    marks["in_mixed_valuations"] = _is_mixed(wholes, "added_valuation")
    return _count_marked(query, wholes, marks)


def _count_mixed_months(query: Query, parts: Parts, *, same_months: bool) -> nw.Expr:
    """Give 1 for wholes of other months than those that they are compared with, else 0.

    Within a period, wholes of several months stand apart where they are of the same parts. Where they share none, some
    parts are of other months than the rest, or than the whole.
    """
    whole = without_months(series_without(query.table, parts.by))
    if same_months:
        return _count_several(query, nw.col(f"{MONTHS}_first"), whole)
    one_period = ["period", *whole]
    has_parts = query.over(nw.col("is_part").max(), one_period) > 0
    shares_none = nw.col(OF_SEVERAL) == 0
    several = _count_several(query, nw.col(f"{MONTHS}_first"), one_period)
    return several * as_number(has_parts & shares_none)


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
    for group in groups_of_any_period(groups):
        over[f"member_{group}"] = query.over(nw.col(f"member_{group}").max(), keys)
    wholes = wholes.with_columns(**over)
    # Whether a series is in several revisions is looked up where the whole that it is part of is.
    marks = {
        "in_mixed_revisions": _is_mixed(wholes, "classification"),
        "whole_for_parts": _is_mixed(wholes, "has_parts"),
    }
    for group in groups_of_any_period(groups):
        if f"group_{group}" in names:  # else all its rows stood beside members, and are left out
            marks[f"beside_{group}"] = (nw.col(f"group_{group}") > 0) & (nw.col(f"member_{group}") > 0)
    return wholes, marks


def _count_marked(query: Query, gathered: Frame, marks: Mapping[str, nw.Expr]) -> Answers:
    """Send the query: how many of the series or wholes have each mark, beside all else that is asked."""
    numbers = {name: as_number(mark) for name, mark in marks.items()}
    return query.answers(gathered.with_columns(**numbers), ["twice", *marks])


def negate(where: Where) -> Where:
    """Tell the other rows."""
    if isinstance(where, bool):
        return not where
    return ~where
