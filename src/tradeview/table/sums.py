"""Sums of rows that keep their provenance: what adds up, and what is said of a sum that its parts say alike.

Months are added up to years, and members to their group. Money, its range, what was stated and what was weighed add up;
of what else a row says, the sum says what all its parts say.
"""

from collections.abc import Sequence

import narwhals as nw

from tradeview.table.engines import Frame, as_text, group_and_aggregate, keeps_no_order
from tradeview.table.schema import TRADE
from tradeview.table.series import SAID, say_coverage_of_series

# Helping columns; named so that no column of the caller's is lost with them.
FOUND, ROWS, PART = "_tv_found", "_tv_rows", "_tv_part"
HELPERS = (FOUND, ROWS, PART)
# What adds up, and what the parts have to agree on so that it may.
SUMS = {
    "value": None,
    "low": None,
    "high": None,
    "stated_value": "stated_currency",
    "quantity": "quantity_unit",
    "net_weight": None,
}
# Where figures come from: a sum names two sources, and of more the first and the last.
PROVENANCE = ("source", "compiled_by", "rate_source", "deflator_source")
NAMED = ("compiled_by", "source")  # of these, what is behind a figure that is no money: a growth, an index
APART = "; "  # between the names of several
MISSING = "_tv_missing"  # helping column: which keys of a row are missing
NOT_NAMED = "…"  # stands for those that are not named
BY_MONTH = "by month"  # what `rate_kind` says of a sum whose months were converted each at its rate
# The words of one figure are none of a sum of several.
OF_ONE_FIGURE = ("quote", "observation", "calendar_label")


def replace_by_found(table: Frame, keys: Sequence[str], sums: Sequence[str], highest: Sequence[str]) -> Frame:
    """Replace columns by what they come to in all rows that share the keys of a row: their sum, or the highest.

    Engines that speak SQL group and join, which costs them a third of what a window does, and reads a file twice. All
    others keep the order of rows, and find what is of one kind in one expression: pandas groups once for each.
    """
    if keeps_no_order(table):
        return _join_found(table, keys, sums, highest)
    found = [nw.col(*sums).sum().over(*keys)]
    if highest:
        found.append(nw.col(*highest).max().over(*keys))
    return table.with_columns(*found)


def _join_found(table: Frame, keys: Sequence[str], sums: Sequence[str], highest: Sequence[str]) -> Frame:
    # Engines do not join missing to missing: keys are filled, and which of them were missing is told by the bits of one
    # number, since an empty text is no missing one.
    numbers = {name for name, kind in table.collect_schema().items() if kind.is_numeric()}
    filled = {
        MISSING: nw.sum_horizontal(*(nw.col(name).is_null().cast(nw.Int64) * 2**i for i, name in enumerate(keys)))
    }
    for name in keys:
        key = nw.col(name).fill_null(0) if name in numbers else nw.col(name).cast(nw.String).fill_null("")
        filled[f"_tv_key_{name}"] = key
    table = table.with_columns(nw.all(), **filled)
    names = list(filled)
    found = [nw.col(*sums).sum()]
    if highest:
        found.append(nw.col(*highest).max())
    groups = table.select(*names, *sums, *highest).group_by(*names).agg(*found)
    return table.drop(*sums, *highest).join(groups, on=names, how="left").drop(*filled)


def columns_of_sums(table: Frame) -> list[str]:
    """Return the columns that sums have, in the order of the table's."""
    no_sums = {*OF_ONE_FIGURE, *SAID.values(), *HELPERS}
    return [name for name in table.collect_schema().names() if name not in no_sums]


def sum_parts(
    parts: Frame, keys: list[str], more: list[str], *, by: str = BY_MONTH, counts: Sequence[str] = ()
) -> Frame:
    """Add up the rows of each series and `period` (and of `more`); `FOUND` is how many of them have a value.

    `by` is what `rate_kind` says of parts that were converted each at a rate of its own; `counts` are helping columns
    that are added up, too.
    """
    parts = say_coverage_of_series(parts, keys)
    group = [*keys, "period", *more]
    names = [name for name in columns_of_sums(parts) if name not in {*group, *counts}]
    # What says nothing in any row has no type by which to find its first word.
    texts = [column.name for column in TRADE.columns if column.kind == "text"]
    parts = as_text(parts, texts)
    found: dict[str, nw.Expr] = {FOUND: nw.col("value").count(), ROWS: nw.len()}
    found |= {name: nw.col(name).sum() for name in counts}
    for name in names:
        column = nw.col(name)
        found[f"_tv_count_{name}"] = column.count()
        if name in SUMS:
            found[f"_tv_sum_{name}"] = column.sum()
        else:
            found[f"_tv_first_{name}"], found[f"_tv_last_{name}"] = column.min(), column.max()
        if name in PROVENANCE:
            found[f"_tv_several_{name}"] = column.n_unique()
    sums = group_and_aggregate(parts, group, *(made.alias(name) for name, made in found.items()))
    said = {}
    for name in names:
        if name not in SUMS:
            said[name] = _all_sources(name) if name in PROVENANCE else _one_of_all(name)
    sums = sums.with_columns(**said)
    # With the unit that all parts are in, where there is one.
    sums = sums.with_columns(**{name: _sum_of_all(name, names) for name in names if name in SUMS})
    return _say_rates_of_parts(sums, names, by)


def _one_of_all(name: str) -> nw.Expr:
    """Return what all parts say alike in a column; missing where one says nothing, or another thing."""
    first = nw.col(f"_tv_first_{name}")
    is_same = (nw.col(f"_tv_count_{name}") == nw.col(ROWS)) & (first == nw.col(f"_tv_last_{name}"))
    return nw.when(is_same).then(first)


def _all_sources(name: str) -> nw.Expr:
    """Name where the parts come from: one source, or two, or the first and the last of more."""
    # A part that names none is one more to some engines, and none to others.
    named = nw.col(f"_tv_several_{name}")
    lacks_one = nw.col(f"_tv_count_{name}") < nw.col(ROWS)
    is_more = (named > 2) & ~(lacks_one & (named == 3))
    return join_names(nw.col(f"_tv_first_{name}"), nw.col(f"_tv_last_{name}"), is_more)


def join_names(first: nw.Expr, last: nw.Expr, is_more: nw.Expr) -> nw.Expr:
    """Join the first and the last of some names; `is_more` tells where there are others between them."""
    both = nw.concat_str([first, last], separator=APART)
    more = nw.concat_str([first, nw.lit(NOT_NAMED), last], separator=APART)
    return nw.when(first == last).then(first).otherwise(nw.when(is_more).then(more).otherwise(both))


def _sum_of_all(name: str, names: list[str]) -> nw.Expr:
    """Return the sum of a column, missing where a part has none, or parts are not in one currency or unit."""
    has_all = nw.col(f"_tv_count_{name}") == nw.col(ROWS)
    unit = SUMS[name]
    if unit is not None and unit in names:
        has_all = has_all & ~nw.col(unit).is_null()
    return nw.when(has_all).then(nw.col(f"_tv_sum_{name}"))


def _say_rates_of_parts(sums: Frame, names: list[str], by: str) -> Frame:
    """Say of sums whose parts were converted each at a rate of its own that they were."""
    if not {"rate", "rate_kind"} <= set(names):
        return sums
    was_converted = nw.col("_tv_count_rate") == nw.col(ROWS)
    # Kinds that differ are named both: what is missing would say that nothing was converted.
    has_kinds = nw.col("_tv_count_rate_kind") == nw.col(ROWS)
    unlike = nw.concat_str([nw.col("_tv_first_rate_kind"), nw.col("_tv_last_rate_kind")], separator="; ")
    of_parts = nw.coalesce(nw.col("rate_kind"), nw.when(has_kinds).then(unlike))
    kind = nw.when(was_converted & nw.col("rate").is_null()).then(nw.concat_str([of_parts, nw.lit(by)], separator=", "))
    return sums.with_columns(rate_kind=nw.when(kind.is_null()).then(nw.col("rate_kind")).otherwise(kind))
