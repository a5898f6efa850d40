"""Unique rows: whether no two rows share their keys, told in less time than by grouping them.

A proof that rows are unique is cheap: rows that stand in order, whole numbers that rise from row to row, or places in a
table that are each used once. Which rows are not is asked only where the proof fails, by grouping.
"""

from collections.abc import Sequence
from typing import Any, cast

import narwhals as nw
import numpy as np
import pandas as pd

from tradeview.table.engines import Frame, as_text, collect_rows, is_lazy, is_missing, quote_name

MOST_NUMBERS = 2**62  # of rows that one whole number tells apart
HASH = "_tv_hash"
PLACES_A_ROW = 64  # of a table of flags, a byte each, which is then soon filled and takes less memory than the frame


def are_unique_rows(frame: Frame, names: Sequence[str]) -> bool:
    """Tell whether it is soon proved that no two rows share these columns, none of which is missing.

    A lazy frame is asked one query, whose answer is one row; a relation of DuckDB two, where it is in no order.

    Examples
    --------
    >>> import narwhals as nw
    >>> frame = nw.from_native(pd.DataFrame({"period": [2023, 2024, 2024], "partner": ["CHN", "CHN", "USA"]}))
    >>> are_unique_rows(frame, ["period", "partner"]), are_unique_rows(frame, ["period"])
    (True, False)
    """
    if frame.implementation.is_pandas():
        return _are_unique_in_pandas(frame.to_native(), names)
    if frame.implementation.is_polars():
        return _are_unique_in_polars(frame, names)
    if frame.implementation.is_duckdb() and _stand_in_order(frame, names):
        return True
    counts = frame.group_by(*names).agg(_rows=nw.len())
    (answer,) = collect_rows(counts.select(nw.col("_rows").max()))
    return is_missing(answer["_rows"]) or answer["_rows"] == 1


def with_hash(frame: Frame, names: Sequence[str]) -> Frame | None:
    """Add a number to each row, `HASH`: the same to rows that share these columns, and hardly ever to others.

    Where there are as many numbers as rows, no two rows share them; where there are fewer, two rows may do so or not.
    pandas, which has no such function that is faster than grouping, gives None.
    """
    if frame.implementation.is_pandas():
        return None
    frame = as_text(frame, names)
    native: Any = frame.to_native()
    if frame.implementation.is_polars():
        polars: Any = nw.get_native_namespace(frame)
        return nw.from_native(native.with_columns(polars.struct(*names).hash().alias(HASH)))
    if frame.implementation.is_duckdb():
        cells = ", ".join(map(quote_name, names))
        return nw.from_native(native.project(f"*, hash({cells}) AS {HASH}"))
    if frame.implementation.is_pyspark():
        cells = ", ".join(f"`{name}`" for name in names)
        return nw.from_native(native.selectExpr("*", f"xxhash64({cells}) AS {HASH}"))
    return None


def _are_unique_in_polars(frame: Frame, names: Sequence[str]) -> bool:
    """Number each row by a hash: two rows of one may differ, but none of two hashes are the same."""
    if not is_lazy(frame):
        native: Any = frame.select(*names).to_native()
        return bool(native.hash_rows().n_unique() == len(native))
    polars: Any = nw.get_native_namespace(frame)
    hashes = cast("Any", frame.to_native()).select(_hash=polars.struct(*names).hash())
    counts = hashes.select(hashes=polars.col("_hash").n_unique(), rows=polars.len())
    (answer,) = collect_rows(nw.from_native(counts))
    return bool(answer["hashes"] == answer["rows"])


def _stand_in_order(frame: Frame, names: Sequence[str]) -> bool:
    """Tell whether a relation of DuckDB proves by its order that its rows are unique, as most files do.

    In such a file rows that share all columns but the last follow one another, and the last rises from each to the
    next. A row is then compared with the one before, which takes a fifth of the time of grouping; what the engine takes
    for the order of rows does not matter, as long as it is one; where there is no row before, as behind the first of a
    union in DuckDB 1.3, nothing is proved.
    """
    native: Any = frame.to_native()
    *places, last = (quote_name(name) for name in names)
    before = {name: f"lag({name}) OVER ()" for name in (*places, last)}
    starts = " OR ".join(["row_number() OVER () = 1", *(f"{before[name]} <> {name}" for name in places)])
    compared = native.project(", ".join([*places, f"{starts} AS _starts", f"{last} > {before[last]} AS _rises"]))
    alike = ", ".join(
        [*places, "count_if(_starts) AS _stretches", "count_if(NOT coalesce(_starts OR _rises, FALSE)) AS _falls"]
    )
    stretches = compared.aggregate(alike, ", ".join(places))
    ((stretched, falls),) = stretches.aggregate("max(_stretches), max(_falls)").fetchall()
    return stretched is None or (stretched, falls) == (1, 0)


def _are_unique_in_pandas(native: pd.DataFrame, names: Sequence[str]) -> bool:
    """Write each row as one whole number: the place of its cells in a table with a dimension for each column."""
    rows, size = np.zeros(len(native), dtype=np.int64), 1
    for name in names:
        places, length = _number_cells(native[name])
        if length == 1:
            continue
        size *= length
        if size > MOST_NUMBERS:
            return not native.duplicated(list(names)).any()
        rows *= length
        rows += places
    if (rows[1:] > rows[:-1]).all():  # as in most files, which are in order
        return True
    if size > PLACES_A_ROW * len(rows):
        return bool(pd.Index(rows).is_unique)
    is_used = np.zeros(size, dtype=bool)
    is_used[rows] = True
    return int(is_used.sum()) == len(rows)


def _number_cells(column: "pd.Series[Any]") -> tuple["np.ndarray[Any, Any]", int]:
    """Return a number from 0 for each cell, the same for the same, and how many there are at most."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        places = column.cat.codes.to_numpy().astype(np.int64)
        return places + 1, len(column.cat.categories) + 1  # what is missing is a word as well
    values = column.to_numpy()
    if values.dtype.kind in "iu" and len(values) and values[0] == values[-1] and (values == values[0]).all():
        return np.zeros(len(values), dtype=np.int64), 1
    places, found = pd.factorize(column)
    return places + 1, len(found) + 1
