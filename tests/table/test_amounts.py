"""Amounts: which money and periods cannot be computed with, cell by cell, in memory and lazily."""

import math

import narwhals as nw
import pandas as pd
import pytest

from frames import IN_PROCESS, Engine, Row, figure
from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.table.amounts import ask_unfit_rows, is_unfit, unfit_rows
from tradeview.table.engines import collect, find_ends
from tradeview.table.schema import wrap_trade_table

EVERY = pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)
INFINITE = math.inf
SAID = {
    "the first year": ({"period": 1800}, None),
    "the last year": ({"period": 2100}, None),
    "before the first year": ({"period": 1799}, "period"),
    "behind the last year": ({"period": 2101}, "period"),
    "behind the last quarter": ({"period": 21011}, "period"),
    "a quarter": ({"period": 20244}, None),
    "a fifth quarter": ({"period": 20245}, "period"),
    "a month": ({"period": 202412}, None),
    "a thirteenth month": ({"period": 202413}, "period"),
    "nothing traded": ({"value": 0.0}, None),
    "less than nothing": ({"value": -0.5}, "value"),
    "without end": ({"value": INFINITE}, "value"),
    "below without end": ({"value": -INFINITE}, "value"),
    "a deficit": ({"value": -0.5, "flow": "balance"}, None),
    "a deficit without end": ({"value": -INFINITE, "flow": "balance"}, "value"),
    "a surplus without end": ({"value": INFINITE, "flow": "balance"}, "value"),
    "a lower bound below nothing": ({"low": -1.0}, "low"),
    "an upper bound without end": ({"high": INFINITE}, "high"),
    "bounds that nobody knows": ({"low": None, "high": None}, None),
}


def rows_with(**cells: object) -> list[Row]:
    usual = {"low": 0.0, "high": 3.0}
    return [{**figure(2020, 1.0, flow="export"), **usual}, {**figure(2020, 2.0, flow="export"), **usual, **cells}]


@EVERY
@pytest.mark.parametrize("said", SAID)
def test_what_cannot_be_computed_with_is_told_and_nothing_else(engine: Engine, said: str) -> None:
    cells, wrong = SAID[said]
    table = wrap_trade_table(engine.make(rows_with(**cells)))
    unfit = is_unfit(table)
    if unfit is None:
        assert wrong is None
        assert unfit_rows(table) == {}
        ask_unfit_rows(table, "this")
        return
    counted = table.select(unfit=unfit.cast(nw.Int64)).select(nw.col("unfit").sum())
    ((count,),) = collect(counted).rows()
    assert int(count) == (0 if wrong is None else 1)
    if wrong is None:
        ask_unfit_rows(table, "this")
        return
    words = "this needs periods: years, quarters or months"
    if wrong != "period":
        words = f"this needs finite values, not negative; found: {wrong} "
    with pytest.raises(TradeTableError, match=words):
        ask_unfit_rows(table, "this")


@EVERY
def test_only_the_columns_that_are_named_are_asked(engine: Engine) -> None:
    table = wrap_trade_table(engine.make(rows_with(period=20249, low=-1.0)))
    assert "low" not in unfit_rows(table, ("period",))
    assert "period" not in unfit_rows(table, ("low",))


@EVERY
def test_without_a_flow_nothing_is_a_balance(engine: Engine) -> None:
    rows = [{name: cell for name, cell in row.items() if name != "flow"} for row in rows_with(value=-0.5)]
    with pytest.raises(TradeTableError, match=r"this needs finite values, not negative; found: value -0\.5"):
        ask_unfit_rows(wrap_trade_table(engine.make(rows)), "this")


def test_ends_are_those_of_the_cells_that_are_there() -> None:
    for cells, ends in {(2.0, None, 1.0): (1.0, 2.0), (3, 5): (3, 5)}.items():
        assert find_ends(nw.from_native(pd.Series(list(cells)), series_only=True)) == ends
    for nothing in ([], [None, None]):
        lowest, highest = find_ends(nw.from_native(pd.Series(nothing, dtype="float64"), series_only=True))
        assert math.isnan(lowest)
        assert math.isnan(highest)


def test_one_row_more_than_is_shown_is_asked_for() -> None:
    rows = [figure(2000 + year, -1.0, flow="export") for year in range(8)]
    with pytest.raises(TradeTableError) as caught:
        ask_unfit_rows(wrap_trade_table(pd.DataFrame(rows)), "this")
    assert len(caught.value.rows) == SHOWN_ROWS + 1
