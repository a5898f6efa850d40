"""Earlier rows: what the row before says that has a value, taken in one step by engines that can pass over the others.

Narwhals can take the row before, and no other. To pass over rows without a value it needs three steps, each of which
sorts the table; engines that speak SQL, and Polars, need one.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from tradeview.table.engines import Frame, quote_name

BEFORE = "_tv_row_before"
RUN = "_tv_run"


def add_earlier(table: Frame, columns: Mapping[str, str], keys: Sequence[str]) -> Frame:
    """Add what the row before says, of those that share keys, in the order of periods, and have a value.

    Parameters
    ----------
    table : narwhals frame
        With `period`, `value` and what is named. Text is no category.
    columns : dict
        Names of new columns, each with that which it is taken from.
    keys : sequence of str
        What tells one series from another.

    Returns
    -------
    narwhals frame
        The same rows with the new columns, missing where no row with a value comes before. One that is there already
        is replaced.

    Examples
    --------
    >>> import polars as pl
    >>> rows = {"partner": ["RUS"] * 3, "period": [2006, 2007, 2024], "value": [1.1, None, 2.5]}
    >>> add_earlier(nw.from_native(pl.DataFrame(rows)), {"previous_period": "period"}, ["partner"]).to_native().rows()
    [('RUS', 2006, 1.1, None), ('RUS', 2007, None, 2006), ('RUS', 2024, 2.5, 2006)]
    """
    kind = table.implementation
    if kind.is_duckdb() or kind.is_pyspark() or kind.is_polars():
        add_row_before = _add_row_before_in_polars if kind.is_polars() else _add_row_before_in_sql
        table = add_row_before(table, columns, keys)
        # Field by field: to take the row apart as a whole would put a column of growth that is there already twice.
        taken = {name: nw.col(BEFORE).struct.field(name) for name in columns}
        return table.with_columns(**taken).drop(BEFORE)
    known = ~nw.col("value").is_null()
    # A run is a row with a value and those without that follow it: all of them hand on the one value.
    table = table.with_columns(**{RUN: known.cast(nw.Int64).cum_sum().over(*keys, order_by="period")})
    of_run = {name: nw.when(known).then(nw.col(source)).max().over(*keys, RUN) for name, source in columns.items()}
    table = table.with_columns(**of_run).drop(RUN)
    # All columns in one expression: pandas sorts and groups once for each expression.
    return table.with_columns(nw.col(*columns).shift(1).over(*keys, order_by="period"))


def _add_row_before_in_sql(table: Frame, columns: Mapping[str, str], keys: Sequence[str]) -> Frame:
    """Take the row before as a whole: column by column, a bound that it lacks would be that of a row further back."""
    native: Any = table.to_native()
    is_duckdb = table.implementation.is_duckdb()
    quote = quote_name if is_duckdb else _quote_in_spark
    cells = ", ".join(f"'{name}', {quote(source)}" for name, source in columns.items())
    row = f"named_struct({cells})"
    if is_duckdb:
        row = "{" + ", ".join(f"'{name}': {quote(source)}" for name, source in columns.items()) + "}"
    row = f"CASE WHEN {quote('value')} IS NOT NULL THEN {row} END"
    lag = f"lag({row} IGNORE NULLS)" if is_duckdb else f"lag({row}) IGNORE NULLS"
    series = f"PARTITION BY {', '.join(map(quote, keys))} ORDER BY {quote('period')}"
    before = f"{lag} OVER ({series}) AS {BEFORE}"
    with_before = native.project(f"*, {before}") if is_duckdb else native.selectExpr("*", before)
    return nw.from_native(with_before)


def _quote_in_spark(name: str) -> str:
    escaped = name.replace("`", "``")
    return f"`{escaped}`"


def _add_row_before_in_polars(table: Frame, columns: Mapping[str, str], keys: Sequence[str]) -> Frame:
    polars: Any = nw.get_native_namespace(table)
    native: Any = table.to_native()
    row = polars.struct(**{name: polars.col(source) for name, source in columns.items()})
    known = polars.when(polars.col("value").is_not_null()).then(row)
    before = known.forward_fill().shift(1).over(*keys, order_by="period")
    return nw.from_native(native.with_columns(before.alias(BEFORE)))
