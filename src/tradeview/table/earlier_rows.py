"""Earlier rows: what the last row before says that has a value, taken in one step.

Narwhals can take the row before, and no other: to pass over rows without a value it needs three steps, each of which
sorts the table. Each engine has a way of its own that needs one.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from tradeview.table.engines import Frame, collect, is_lazy, quote_name

BEFORE = "_tv_row_before"


def add_earlier(
    table: Frame, columns: Mapping[str, str], keys: Sequence[str], *, may_lack_values: bool = True
) -> Frame:
    """Add what the row before says, of those that share keys, in the order of periods, and have a value.

    Parameters
    ----------
    table : narwhals frame
        With `period`, `value` and what is named. Text is no category.
    columns : dict
        Names of new columns, each with that which it is taken from.
    keys : sequence of str
        What tells one series from another.
    may_lack_values : bool
        Whether a lazy frame may have rows without a value; it is the sooner done where it has none.

    Returns
    -------
    narwhals frame
        The same rows with the new columns, missing where no row with a value comes before.

    Examples
    --------
    >>> import polars as pl
    >>> rows = {"partner": ["RUS"] * 3, "period": [2006, 2007, 2024], "value": [1.1, None, 2.5]}
    >>> add_earlier(nw.from_native(pl.DataFrame(rows)), {"previous_period": "period"}, ["partner"]).to_native().rows()
    [('RUS', 2006, 1.1, None), ('RUS', 2007, None, 2006), ('RUS', 2024, 2.5, 2006)]
    """
    kind = table.implementation
    if kind.is_pandas():
        return _add_earlier_in_pandas(table, columns, keys)
    if not is_lazy(table):
        may_lack_values = collect(table)["value"].null_count() > 0
    if not may_lack_values:
        table = table.with_columns(**{name: nw.col(source) for name, source in columns.items()})
        return table.with_columns(nw.col(*columns).shift(1).over(*keys, order_by="period"))
    add_row_before = _add_row_before_in_polars if kind.is_polars() else _add_row_before_in_sql
    table = add_row_before(table, columns, keys)
    # Field by field: to take the row apart as a whole would put a column of growth that is there already twice.
    return table.with_columns(**{name: nw.col(BEFORE).struct.field(name) for name in columns}).drop(BEFORE)


def _add_row_before_in_sql(table: Frame, columns: Mapping[str, str], keys: Sequence[str]) -> Frame:
    """Take the row before as a whole: column by column, a bound that it lacks would be that of a row further back."""
    native: Any = table.to_native()
    if table.implementation.is_duckdb():
        cells = ", ".join(f"'{name}': {quote_name(source)}" for name, source in columns.items())
        row = f"lag(CASE WHEN value IS NOT NULL THEN {{{cells}}} END IGNORE NULLS)"
        series = ", ".join(map(quote_name, keys))
        before = f"{row} OVER (PARTITION BY {series} ORDER BY period) AS {BEFORE}"
        return nw.from_native(native.project(f"*, {before}"))
    cells = ", ".join(f"'{name}', `{source}`" for name, source in columns.items())
    row = f"lag(CASE WHEN value IS NOT NULL THEN named_struct({cells}) END) IGNORE NULLS"
    series = ", ".join(f"`{name}`" for name in keys)
    before = f"{row} OVER (PARTITION BY {series} ORDER BY period) AS {BEFORE}"
    return nw.from_native(native.selectExpr("*", before))


def _add_row_before_in_polars(table: Frame, columns: Mapping[str, str], keys: Sequence[str]) -> Frame:
    polars: Any = nw.get_native_namespace(table)
    native: Any = table.to_native()
    row = polars.struct(**{name: polars.col(source) for name, source in columns.items()})
    known = polars.when(polars.col("value").is_not_null()).then(row)
    before = known.forward_fill().shift(1).over(*keys, order_by="period")
    return nw.from_native(native.with_columns(before.alias(BEFORE)))


def _add_earlier_in_pandas(table: Frame, columns: Mapping[str, str], keys: Sequence[str]) -> Frame:
    """Seek the place of the earlier row of each row among numbers: pandas takes many times as long to sort text."""
    native: pd.DataFrame = table.to_native()
    series = native.groupby(list(keys), sort=False, dropna=False, observed=True).ngroup().to_numpy()
    periods = native["period"].to_numpy(dtype=np.float64, na_value=np.nan)
    order = np.lexsort((periods, series))
    series, steps = series[order], np.arange(len(order))
    is_first = np.append(True, series[1:] != series[:-1])[: len(order)]
    known = native["value"].notna().to_numpy()[order]
    # Of each row in order: where its series starts, and where the last row with a value before it is, if any is.
    starts = np.maximum.accumulate(np.where(is_first, steps, 0))
    lasts = np.append(-1, np.maximum.accumulate(np.where(known, steps, -1)))[: len(order)]
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.where(lasts >= starts, order[lasts], -1)
    made = {name: _take(native[source], places) for name, source in columns.items()}
    return nw.from_native(native.assign(**made))


def _take(column: "pd.Series[Any]", places: "np.ndarray[Any, Any]") -> "pd.Series[Any]":
    """Take cells by their places, of which -1 is that of a missing one."""
    taken = pd.api.extensions.take(column.array, places, allow_fill=True)
    return pd.Series(taken, index=column.index)
