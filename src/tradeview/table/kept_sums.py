"""Kept sums: what a result reads several times is added up once, on the engines that would begin at the rows each time.

An index divides sums by sums of these sums. In memory they are a frame, added up once. A lazy engine plans all of it as
one query, in which each use of the sums is a subquery of its own; engines differ in what they make of that:

* Polars keeps a frame that is told so (`cache`) for as long as the query runs.
* DuckDB finds equal subqueries over its own tables, and not over files, which it then reads once for each use. It keeps
  a common table expression that is called `MATERIALIZED`: in memory as long as the query runs, on disk where that is
  short. Nothing is left on the user's connection, which may be one that cannot write. Such an expression has to be
  named in the text of the query; what is computed of the sums is therefore written first, on an empty table of the same
  columns in a database of its own, and the text is then read on the user's sums.
* Spark reuses equal exchanges by itself.

Kept are sums, of which there are fewer than rows: cells of years and products, not the rows that were added up.
"""

import itertools
from collections.abc import Callable
from typing import Any

import narwhals as nw

from tradeview.table.engines import Frame, is_lazy, major_version, quote_name

# Types of DuckDB that an empty table of another database may have, too: those that it defines itself.
PLAIN_TYPES = frozenset(
    {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"}
    | {"FLOAT", "DOUBLE", "VARCHAR", "BOOLEAN"}
)
NUMBERS = itertools.count(1)


def compute_once(sums: Frame, compute: Callable[[Frame], Frame]) -> Frame:
    """Compute a frame of sums that it reads several times, so that they are added up once.

    Parameters
    ----------
    sums : narwhals frame
        What is read several times.
    compute : callable
        Takes them, and returns what is made of them and of nothing else that waits to be read.

    Returns
    -------
    narwhals frame
        What `compute` returns: eager of eager frames, lazy of lazy ones, of the same engine.

    Examples
    --------
    >>> import pandas as pd
    >>> sums = nw.from_native(pd.DataFrame({"x": [1.0, 3.0]}))
    >>> compute_once(sums, lambda kept: kept.join(kept.select(nw.col("x").sum().alias("all")), how="cross")).to_native()
         x  all
    0  1.0  4.0
    1  3.0  4.0
    """
    native: Any = sums.to_native()
    if is_lazy(sums) and sums.implementation.is_polars():
        return compute(nw.from_native(native.cache()))
    if sums.implementation.is_duckdb():
        return _compute_once_in_duckdb(sums, compute)
    return compute(sums)


def _compute_once_in_duckdb(sums: Frame, compute: Callable[[Frame], Frame]) -> Frame:
    """Write what is computed as text on an empty table, and read that on the sums, kept under a name."""
    duckdb: Any = nw.get_native_namespace(sums)
    native: Any = sums.to_native()
    types = [str(kind) for kind in native.types]
    # Relations of earlier versions are no text: a query of one leaves a view behind.
    if major_version(duckdb.__version__) < 2 or not PLAIN_TYPES.issuperset(types):
        return compute(sums)
    columns = [f"NULL::{kind} AS {quote_name(name)}" for name, kind in zip(native.columns, types, strict=True)]
    empty = f"SELECT {', '.join(columns)} WHERE FALSE"
    with duckdb.connect() as apart:
        computed: Any = compute(nw.from_native(apart.sql(empty))).to_native()
        text = computed.sql_query()
    if empty not in text:  # it is written in another way; what read nothing but the empty table would be empty
        return compute(sums)
    number = next(NUMBERS)
    rows, kept = f"tradeview_sums_{number}", f"tradeview_kept_{number}"
    text = text.replace(empty, f"FROM {kept}")
    return nw.from_native(native.query(rows, f"WITH {kept} AS MATERIALIZED (FROM {rows})\nFROM (\n{text}\n)"))
