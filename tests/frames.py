"""The trade table as tests write it, and as each engine holds it."""

import copy
import functools
import math
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd
import polars as pl

import cluster

COMMON = {"reporter": "MYS", "partner": "RUS", "flow": "export", "commodity_code": "15", "currency": "USD"}

Row = dict[str, object]
Days = list[dict[str, float]]


def figure(period: int, value: float | None, **rest: object) -> Row:
    """One row of a trade table."""
    return {"period": period, **COMMON, "value": value, **rest}


def series(values: dict[int, float | None], **rest: object) -> list[Row]:
    """One row for each period."""
    return [figure(period, value, **rest) for period, value in values.items()]


def parts(table: dict[int, dict[str, float]], by: str = "commodity_code", **rest: object) -> list[Row]:
    """One row for each period and part."""
    return [figure(period, value, **{**rest, by: part}) for period, row in table.items() for part, value in row.items()]


def plain(native: Any) -> list[Row]:
    """Rows of a frame of any engine, in its order, with None for every kind of missing."""
    if isinstance(native, pl.LazyFrame):
        native = native.collect()
    if isinstance(native, pl.DataFrame):
        rows = native.to_dicts()
    elif isinstance(native, pd.DataFrame | duckdb.DuckDBPyRelation):
        frame = native if isinstance(native, pd.DataFrame) else native.df()
        rows = frame.astype(object).to_dict("records")
    else:
        rows = [row.asDict() for row in native.collect()]
    return [{name: None if pd.isna(value) else value for name, value in row.items()} for row in rows]


def in_order(rows: list[Row], keys: Collection[str]) -> list[Row]:
    """Sort rows by some of their columns: relations and frames on a cluster have no order."""
    return sorted(rows, key=lambda row: [(row[key] is not None, str(row[key])) for key in keys])


def same(one: object, other: object, tolerance: float = 1e-9) -> bool:
    """Tell whether two cells are the same, numbers to the tolerance."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=tolerance, abs_tol=tolerance)
    return one == other


def differences(rows: list[Row], expected: list[Row], keys: Collection[str]) -> list[tuple[Row, Row]]:
    """Pairs of rows that are not the same, each list in the order of `keys`; columns have to be the same, in order."""
    assert len(rows) == len(expected)
    assert {tuple(row) for row in rows} == {tuple(row) for row in expected}
    pairs = zip(in_order(rows, keys), in_order(expected, keys), strict=True)
    return [(one, other) for one, other in pairs if not all(same(one[name], other[name]) for name in other)]


@dataclass(frozen=True)
class Engine:
    """A kind of frame: how to make one of rows, and what class it is."""

    name: str
    make: Callable[[list[Row]], Any]
    kind: type

    def run(self, function: Callable[..., object], rows: list[Row], **options: object) -> list[Row]:
        """Call a frame function; the frame given is untouched, the one returned is of the same kind."""
        return self.run_on(function, self.make(rows), **options)

    def run_on(self, function: Callable[..., object], frame: object, **options: object) -> list[Row]:
        before = copy.deepcopy(frame) if self in IN_ORDER else plain(frame)
        result = function(frame, **options)
        assert isinstance(result, self.kind)
        assert plain(frame) == (plain(before) if self in IN_ORDER else before)
        if isinstance(frame, pd.DataFrame):
            pd.testing.assert_frame_equal(frame, before)
        return plain(result)


def polars_frame(rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows, infer_schema_length=None)


connection = functools.cache(duckdb.connect)


def relation(rows: list[Row]) -> duckdb.DuckDBPyRelation:
    return connection().from_df(pd.DataFrame(rows))


def spark_frame(rows: list[Row]) -> Any:
    """Make a frame on the cluster; the test is skipped where there can be none.

    A column without a value has no type, which Spark calls void.
    """
    kinds = {int: "bigint", float: "double", str: "string"}
    types = {}
    for name in dict.fromkeys(name for row in rows for name in row):
        held = {kinds[type(row[name])] for row in rows if row.get(name) is not None}
        types[name] = "double" if len(held) > 1 else (*held, "void")[0]
    cells = [tuple(_cell(row.get(name), kind) for name, kind in types.items()) for row in rows]
    frame = cluster.session().createDataFrame(cells, ", ".join(f"`{name}` {kind}" for name, kind in types.items()))
    return frame.cache()  # or Python's rows would be read by Python on the workers again, for each query


def _cell(value: Any, kind: str) -> Any:
    return float(value) if kind == "double" and value is not None else value


def spark_class() -> type:
    try:
        from pyspark.sql import DataFrame  # noqa: PLC0415
    except ImportError:
        return object
    return DataFrame


# Frames that keep the order of their rows; those of one process; and all that tradeview serves.
IN_ORDER = (
    Engine("pandas", pd.DataFrame, pd.DataFrame),
    Engine("polars", polars_frame, pl.DataFrame),
    Engine("polars-lazy", lambda rows: polars_frame(rows).lazy(), pl.LazyFrame),
)
IN_PROCESS = (*IN_ORDER, Engine("duckdb", relation, duckdb.DuckDBPyRelation))
ENGINES = (*IN_PROCESS, Engine("spark", spark_frame, spark_class()))


def crosses(days: Days, base: str, quote: str, year: int, month: int | None = None) -> list[float]:
    """Units of `quote` for one `base` on each day of a period that has both, in order."""
    return [
        day[quote] / day[base]
        for day in days
        if day["year"] == year and month in {None, day["month"]} and base in day and quote in day
    ]


def column(rows: list[Row], name: str) -> list[object]:
    return [row[name] for row in rows]
