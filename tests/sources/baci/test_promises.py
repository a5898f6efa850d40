"""What a line of BACI may hold: the promises themselves, cell by cell."""

import narwhals as nw
import pandas as pd
import polars as pl
import pytest

from tradeview.sources.baci import promises
from tradeview.sources.baci.promises import Promise, describe_broken


def promised() -> dict[str, Promise]:
    return {promise.column: promise for promise in (*promises.OF_ALL, *promises.OF_ASKED)}


@pytest.mark.parametrize(
    ("column", "kept", "broken"),
    [
        ("t", [1800, 1995, 2022, 2100], [99, 1799, 2101, 10000, 2022.5, 0, -2022, 20222, 202213]),
        ("i", [0, 1, 4, 842], [-1, -458, 4.5]),
        ("j", [0, 643], [-458, 0.5]),
        ("k", ["010121", "10121", "151190", "9999AA"], ["15", "", "000015", "0101211", "01 121", "010121\n", "9999aa"]),
        ("v", [0.0, 0.001, 1e9], [-1.0, float("inf"), float("-inf"), float("nan")]),
        ("q", [0.0, 2.5], [-1.0, float("inf")]),
    ],
)
@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame])
def test_cells_that_keep_a_promise_and_cells_that_break_it(
    frame: type, column: str, kept: list[object], broken: list[object]
) -> None:
    given = [float(cell) if isinstance(cell, int) else cell for cell in (*kept, *broken)]
    cells = nw.from_native(frame({column: given}), eager_only=True)
    found = cells.select(keeps=promised()[column].keeps)["keeps"].to_list()
    assert found == [True] * len(kept) + [False] * len(broken)


def test_every_column_of_a_line_has_a_promise_that_says_what_is_allowed() -> None:
    assert list(promised()) == ["t", "i", "j", "k", "v", "q"]
    for column, promise in promised().items():
        assert describe_broken(promise).startswith(f"a line of BACI's is damaged; {column} is a")
