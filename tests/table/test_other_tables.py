"""Every table that comes in beside a trade table is asked, too: claims, rates, GDP, figures, what is drawn."""

import math
from collections.abc import Callable
from typing import Any

import duckdb
import pandas as pd
import pytest

import tradeview as tv
from frames import IN_PROCESS, Engine, Row, connection, plain, series
from tradeview.errors import NotAFrameError, TableError, TradeviewError
from tradeview.table.engines import is_missing

RATES = [{"period": 2007, "base": "USD", "quote": "MYR", "rate": 3.4, "source": "bank"}]
SHARES = [{"period": year, "reporter": "MYS", "concentration": 0.2} for year in (2007, 2024)]
ADVANTAGES = [{"period": 2024, "reporter": "MYS", "commodity_code": "15", "rca": 2.0}]
HEAT = [{"period": year, "reporter": "MYS", "partner": "RUS", "share": 0.5} for year in (2007, 2024)]
SENTENCE = "Exports of Malaysia to Russia were RM5.3 billion in 2023, and $1.2 billion in 2022."


def claims() -> list[Row]:
    return plain(tv.statements.load().head(3))


def of_trade(gdp: Any) -> Any:
    trade = pd.DataFrame(series({2007: 1.0, 2024: 2.0}))
    return tv.indices.export_propensity(trade, gdp=gdp)


GDP = [{"period": year, "reporter": "MYS", "gdp": 10.0, "currency": "USD"} for year in (2007, 2024)]
Way = tuple[Callable[[], list[Row]], Callable[[Any], object]]
WAYS: dict[str, Way] = {
    "check_claims": (claims, lambda frame: tv.check_claims(frame, rates=None)),
    "rates of check_claims": (lambda: RATES, lambda frame: tv.check_claims(pd.DataFrame(claims()), rates=frame)),
    "statements.check": (claims, tv.statements.check),
    "statements.to_trade": (claims, lambda frame: tv.statements.to_trade(frame, side="MYS")),
    "gdp": (lambda: GDP, of_trade),
    "charts.concentration": (
        lambda: SHARES,
        lambda frame: tv.charts.concentration(frame, over="products", variant="hhi"),
    ),
    "charts.advantage": (lambda: ADVANTAGES, tv.charts.advantage),
    "charts.heat": (lambda: HEAT, lambda frame: tv.charts.heat(frame, by="partner")),
}
NUMBERS = {"gdp": "gdp", "charts.concentration": "concentration", "charts.advantage": "rca", "charts.heat": "share"}


@pytest.mark.filterwarnings("ignore::tradeview.errors.AbsentWorldWarning")
@pytest.mark.parametrize("name", WAYS)
def test_a_column_that_stands_twice_is_refused(name: str) -> None:
    rows, call = WAYS[name]
    frame = pd.DataFrame(rows())
    call(frame)
    for column in list(frame)[:3]:
        with pytest.raises(TableError, match=f"'{column}' twice"):
            call(pd.concat([frame, frame[[column]]], axis=1))


@pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)
@pytest.mark.parametrize("name", NUMBERS)
def test_what_is_no_finite_number_is_refused(name: str, engine: Engine) -> None:
    rows, call = WAYS[name]
    for wrong in ("much", math.inf, -math.inf):
        cells: list[Row] = [{**row, NUMBERS[name]: wrong} for row in rows()]
        with pytest.raises(TableError, match=f"{NUMBERS[name]}"):
            call(engine.make(cells))


def test_gdp_is_no_debt() -> None:
    with pytest.raises(TableError, match=r"gdp -10.0; allowed: a finite number, not negative"):
        of_trade(pd.DataFrame([{**row, "gdp": -10.0} for row in GDP]))
    for column in ("period", "reporter", "currency"):
        with pytest.raises(TableError, match=column):
            of_trade(pd.DataFrame([{**row, column: []} for row in GDP]))


@pytest.mark.parametrize("engine", IN_PROCESS[1:], ids=lambda engine: engine.name)
def test_a_draft_is_made_of_what_read_figures_returns(engine: Engine) -> None:
    with pytest.raises(NotAFrameError, match="a draft is made of a pandas frame"):
        tv.draft_ledger(engine.make([{"kind": "amount"}]))


@pytest.mark.parametrize("column", ["kind", "months", "calendar_label", "period"])
def test_a_draft_of_other_cells_is_refused(column: str) -> None:
    for wrong in ([], b"x", 1.5):
        frame = tv.read_figures(SENTENCE)
        frame[column] = pd.Series([wrong] * len(frame), dtype=object)
        with pytest.raises(TradeviewError, match=column):
            tv.draft_ledger(frame)


def test_a_list_in_a_cell_of_duckdb_is_refused_in_words() -> None:
    relation = connection().from_df(pd.DataFrame(claims())).project("* REPLACE ([] AS value)")
    assert isinstance(relation, duckdb.DuckDBPyRelation)
    with pytest.raises(TableError, match="value"):
        tv.check_claims(relation, rates=None)


def test_an_array_is_no_missing_cell() -> None:
    cells = pd.DataFrame({"a": [pd.Series([1.0, math.nan]).to_numpy(), pd.Series([]).to_numpy()]})["a"]
    assert [is_missing(cell) for cell in cells] == [False, False]
    assert all(is_missing(cell) for cell in (None, pd.NA, pd.NaT, math.nan, pd.Series([math.nan]).to_numpy()[0]))
