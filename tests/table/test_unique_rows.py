"""Unique rows: proved by order, by places that are used once or by hashes; never of rows that are there twice."""

from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pytest

from tradeview.table.unique_rows import are_unique_rows

KEYS = ["period", "partner", "commodity_code"]
IN_ORDER = [(2023, "CHN", "01"), (2023, "CHN", "15"), (2023, "USA", "01"), (2024, "CHN", "01"), (2024, "USA", "15")]
FAR_APART = [(2023 + number, f"{number:03}", f"{number:04}") for number in range(500)]


def frames(rows: list[tuple[int, str, str]]) -> list[object]:
    text = pd.DataFrame(rows, columns=KEYS)
    categories = text.astype({"partner": "category", "commodity_code": "category"})
    return [text, categories, pl.from_pandas(text)]


@pytest.mark.parametrize("rows", [IN_ORDER, IN_ORDER[::-1], FAR_APART, FAR_APART[::-1]])
def test_rows_are_unique_until_one_stands_twice(rows: list[tuple[int, str, str]]) -> None:
    for frame in frames(rows):
        assert are_unique_rows(nw.from_native(frame), KEYS)
    for frame in frames([*rows, rows[1]]):
        assert not are_unique_rows(nw.from_native(frame), KEYS)


def test_numbers_that_no_place_tells_apart_are_compared() -> None:
    names = [f"key_{number}" for number in range(12)]
    rows = [[f"{row}" for _ in names] for row in range(60)]
    frame = pd.DataFrame(rows, columns=names)
    assert are_unique_rows(nw.from_native(frame), names)
    assert not are_unique_rows(nw.from_native(pd.concat([frame, frame.head(1)])), names)


@pytest.mark.parametrize("lazy", ["Polars", "DuckDB"])
def test_a_lazy_frame_is_asked_for_one_row(lazy: str) -> None:
    for rows in (IN_ORDER, FAR_APART[::-1], []):
        assert are_unique_rows(nw.from_native(lazy_frame(lazy, rows)), KEYS)
    for rows in (IN_ORDER, FAR_APART[::-1]):
        assert not are_unique_rows(nw.from_native(lazy_frame(lazy, [*rows, rows[1]])), KEYS)


def lazy_frame(lazy: str, rows: list[tuple[int, str, str]]) -> Any:
    frame = pl.DataFrame(rows, schema=dict.fromkeys(KEYS, pl.String) | {"period": pl.Int64}, orient="row")
    if lazy == "Polars":
        return frame.lazy()
    return duckdb.sql("SELECT * FROM frame")


@pytest.mark.parametrize("way", ["union all", "union all by name"])
def test_a_row_that_stands_again_behind_a_union_is_found(way: str) -> None:
    connection = duckdb.connect()
    connection.register("one", pd.DataFrame(IN_ORDER[:2], columns=KEYS))
    connection.register("other", pd.DataFrame(IN_ORDER[1:], columns=KEYS))
    assert not are_unique_rows(nw.from_native(connection.sql(f"from one {way} from other")), KEYS)
    connection.register("rest", pd.DataFrame(IN_ORDER[2:], columns=KEYS))
    assert are_unique_rows(nw.from_native(connection.sql(f"from one {way} from rest")), KEYS)
