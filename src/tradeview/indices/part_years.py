"""Parts of years in indices: the months that an index is of, where the trade that it is computed on says them.

An index is of rows of the same months; others are refused. Its result says which, so that an index of January to August
stands nowhere as one of the year.
"""

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.periods import stretch_of_part_column
from tradeview.table.engines import Frame, is_lazy, names_present
from tradeview.table.frames import wrap_frame
from tradeview.table.schema import wrap_trade_table
from tradeview.table.series import SAID, write_keys

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])
PART = "_tv_part"


def says_months(function: FunctionT) -> FunctionT:
    """Let an index say in `months` of which months it is, where its trade says any."""

    @functools.wraps(function)
    def computed(frame: IntoFrame, **options: Any) -> Any:
        index = function(frame, **options)
        # All use exports, and imports of the same months, save where one flow is asked for.
        flow = options.get("flow", "export")
        if options.get("imports") == "mirror":
            flow = "export"
        compared = [options[name] for name in ("start", "end") if name in options]
        return _add_months(index, frame, flow, compared)

    return cast("FunctionT", computed)


def _add_months(index: IntoFrame, frame: IntoFrame, flow: str, compared: list[int]) -> Any:  # a native frame
    """Add the months of each period of an index, beside it; those of the end, where two are compared."""
    trade = write_keys(wrap_trade_table(frame))
    result = wrap_frame(index)
    if SAID["months"] not in trade.collect_schema().names():
        return index
    rows = trade.filter(nw.col("flow") == flow)
    if compared:
        rows = rows.filter(nw.col("period").is_in(compared))
    # Rows that were asked nothing may be of several parts of years: then nobody knows which.
    first, last, said = nw.col(PART).min(), nw.col(PART).max(), nw.col(PART).count() == nw.len()
    parts = rows.select(nw.col("months").alias(PART)).select(first=first, last=last, said=said)
    part = nw.when(nw.col("said") & (nw.col("first") == nw.col("last"))).then(nw.col("first"))
    # Of nothing but missing values pandas makes numbers.
    return _with_months_of(result, parts.select(part.cast(nw.String).alias(PART)), compared)


def _with_months_of(result: Frame, part: Frame, compared: list[int]) -> Any:  # a native frame
    """Put the one part of the year beside each row, and write it as months of the row's period, or of the end."""
    names = result.collect_schema().names()
    there = names_present(result, ("period", "end"))
    if there:
        place, period = names.index(there[0]) + 1, nw.col(there[0])
    else:  # what names neither of the two periods says its months first
        place, period = 0, nw.lit(compared[-1])
    joined = result.join(part, how="cross")
    months = joined.with_columns(months=stretch_of_part_column(nw.col(PART), period))
    months = months.select(*names[:place], "months", *names[place:])
    if is_lazy(result):  # which a join leaves in any order
        floats = [name for name, kind in result.collect_schema().items() if kind.is_float()]
        months = months.sort(*(name for name in names if name not in floats))
    return months.to_native()
