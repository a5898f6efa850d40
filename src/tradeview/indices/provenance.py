"""Provenance of indices: which sources, and whose statistics, the trade is from that an index is computed on.

An index is made of many rows, and its result has none of their columns. What they say in `source` and `compiled_by` is
named beside it as it is beside sums of months (`tradeview.table.sums`): one name, two, or the first and the last of
more; an ellipsis at the end stands for rows that name none. An index of an economy's own trade names what the rows of
that economy say in the period; one that sets it against others, or the world, what all rows of the period say.
"""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar, cast

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.table.engines import (
    Frame,
    as_categories,
    as_text,
    collect,
    collect_rows,
    distinct_rows,
    is_lazy,
    is_missing,
    names_present,
    said_by_all,
)
from tradeview.table.frames import wrap_frame
from tradeview.table.kept_sums import compute_once
from tradeview.table.schema import wrap_trade_table
from tradeview.table.sums import APART, NAMED, NOT_NAMED, join_names

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])
Of = Literal["reporter", "world"]
# Variants of concentration that ask how many products or partners there are for all, not for the economy alone.
OF_ALL_TRADERS = {"normalised", "unctad"}
OF_EXPORTS = {"world"}  # the variant of trade intensity that looks at no imports


def says_sources(of: Of) -> Callable[[FunctionT], FunctionT]:
    """Let an index say in `compiled_by` and `source` whose figures it is made of, where its trade says any.

    Parameters
    ----------
    of : {"reporter", "world"}
        Whether the index of an economy is made of its own rows alone, or of those of others too.
    """

    def decorate(function: FunctionT) -> FunctionT:
        defaults = {}
        for name, parameter in inspect.signature(function).parameters.items():
            if parameter.default is not inspect.Parameter.empty:
                defaults[name] = parameter.default

        @functools.wraps(function)
        def computed(frame: IntoFrame, **options: Any) -> Any:
            index = function(frame, **options)
            return _add_names(index, frame, of, defaults | options)

        return cast("FunctionT", computed)

    return decorate


def _flows_of(options: Mapping[str, Any]) -> list[str]:
    """List the flows whose rows an index is made of."""
    is_mirrored = options.get("imports") == "mirror"
    if "flow" in options:
        return ["export"] if is_mirrored else [options["flow"]]
    if "imports" not in options or is_mirrored or options.get("variant") in OF_EXPORTS:
        return ["export"]
    return ["export", "import"]


def _keys_of(of: Of, options: Mapping[str, Any]) -> list[str]:
    """List the columns that tell apart which rows stand behind a row of the result."""
    keys = ["period", "reporter"]
    # What others export to an economy is no row of its own.
    if of == "world" or options.get("imports") == "mirror" or options.get("variant") in OF_ALL_TRADERS:
        keys.remove("reporter")
    if "start" in options:  # a row is of both periods
        keys.remove("period")
    return keys


def _add_names(index: IntoFrame, frame: IntoFrame, of: Of, options: Mapping[str, Any]) -> Any:  # a native frame
    """Put the names of each row's trade beside it, and those of the table of GDP, where the index has one."""
    trade, result = wrap_trade_table(frame), wrap_frame(index)
    there = _columns_that_name(trade)
    if not there:
        return index
    alike = _names_of_all(trade, there)
    if alike is None:
        result = _join_names_of_rows(result, trade, there, of, options)
    else:
        result = result.with_columns(**{name: nw.lit(said) for name, said in alike.items()})
    if "gdp" in options:
        result = result.with_columns(**_with_names_of_gdp(there, options))
    return result.to_native()


def _join_names_of_rows(result: Frame, trade: Frame, there: list[str], of: Of, options: Mapping[str, Any]) -> Frame:
    """Join to each row of the result the names that stand behind it, found by one grouping of the trade."""
    flows = _flows_of(options)
    rows = trade.select("period", "reporter", "flow", *there)
    # A table of one flow is not filtered, which would copy all of its rows.
    if is_lazy(rows) or [said_by_all(rows, "flow")] != flows:
        rows = rows.filter(nw.col("flow").is_in(flows))
    if "start" in options:
        rows = rows.filter(nw.col("period").is_in([options["start"], options["end"]]))
    keys = _keys_of(of, options)
    columns = result.collect_schema()
    names = _list_names(rows, there, keys)
    result = result.join(names, on=keys, how="left") if keys else result.join(names, how="cross")
    if not result.implementation.is_pandas():  # others leave what they join in any order
        floats = [name for name, kind in columns.items() if kind.is_float()]
        result = result.sort(*(name for name in columns.names() if name not in floats))
    return result.select(*columns.names(), *there)


def _columns_that_name(trade: Frame) -> list[str]:
    """List the columns that name anything, as far as that is known without a query."""
    schema = trade.collect_schema()
    # Polars calls what holds nothing but missing values Unknown, and finds no text in it.
    there = [name for name in names_present(trade, NAMED) if schema[name] != nw.Unknown]
    if is_lazy(trade):
        return there
    return [name for name in there if collect(trade)[name].null_count() < len(collect(trade))]


def _names_of_all(trade: Frame, there: list[str]) -> dict[str, str] | None:
    """Return what all rows of a frame in memory say alike; None where they do not, or wait to be asked."""
    if is_lazy(trade):
        return None
    alike = {name: said_by_all(trade, name) for name in there}
    if not all(alike.values()):
        return None
    return alike


def _list_names(rows: Frame, there: list[str], keys: list[str]) -> Frame:
    """Return the keys, and beside them the names joined of each column that names anything."""
    if rows.implementation.is_pandas():  # which groups categories in a fraction of the time of text
        rows = as_categories(rows, [*there, *(key for key in keys if key == "reporter")])
    few = as_text(distinct_rows(rows, *keys, *there), [*keys, *there])
    return compute_once(few, lambda few: _join_columns(few, there, keys))


def _join_columns(few: Frame, there: list[str], keys: list[str]) -> Frame:
    first, *others = (_join_column(few, name, keys) for name in there)
    for names in others:
        first = first.join(names, on=keys, how="left") if keys else first.join(names, how="cross")
    return first


def _join_column(few: Frame, name: str, keys: list[str]) -> Frame:
    """Join the names in a column; those of rows that name none are said to be more."""
    said = few.with_columns(nw.when(nw.col(name) != "").then(nw.col(name)).alias(name))
    said = distinct_rows(said, *keys, name)  # a name once, so that counting them tells whether there are more than two
    column = nw.col(name)
    found = {"_first": column.min(), "_last": column.max(), "_names": column.count(), "_rows": nw.len()}
    ends = said.group_by(*keys).agg(**found) if keys else said.select(**found)
    joined = join_names(nw.col("_first"), nw.col("_last"), nw.col("_names") > 2)
    unfinished = nw.concat_str([joined, nw.lit(NOT_NAMED)], separator=APART)
    is_unfinished = nw.col("_rows") > nw.col("_names")
    return ends.select(*keys, nw.when(is_unfinished).then(unfinished).otherwise(joined).alias(name))


def _with_names_of_gdp(there: list[str], options: Mapping[str, Any]) -> dict[str, nw.Expr]:
    """Add the names in the table of GDP, which is small, behind those of the trade."""
    output = wrap_frame(options["gdp"])
    schema = output.collect_schema()
    # What waits to be asked is asked nothing where the user said so.
    is_asked = options.get("validate", True) or not is_lazy(output)
    found = {}
    for name in there:
        said: list[str] = []
        if is_asked and name in schema and schema[name] != nw.Unknown:
            cells = [row[name] for row in collect_rows(distinct_rows(output, name))]
            said = sorted({NOT_NAMED if is_missing(cell) or cell == "" else str(cell) for cell in cells})
        if not said:
            said = [NOT_NAMED]
        trade, also = nw.col(name), nw.lit(APART.join(said))
        is_said = trade == also
        if said == [NOT_NAMED]:  # there are others, which is said once
            is_said = trade.str.ends_with(NOT_NAMED)
        found[name] = nw.when(is_said).then(trade).otherwise(nw.concat_str([trade, also], separator=APART))
    return found
