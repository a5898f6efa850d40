"""Unique rows: proved by order, by places that are used once or by hashes; never of rows that are there twice."""

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


def test_a_relation_is_not_asked() -> None:
    assert not are_unique_rows(nw.from_native(pl.LazyFrame({"period": [2023]})), ["period"])
