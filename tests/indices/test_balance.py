"""Balances by product: their sums, their signs, and what they say of an economy that only sells."""

from pathlib import Path
from typing import Literal

import duckdb
import polars as pl
import pytest

from duckdb_queries import count_scans
from frames import Engine, Row, column, figure
from tradeview.indices import lafay, michaely, trade_balance_index

SOLD = {"01": 30.0, "02": 10.0, "03": 0.0}
BOUGHT = {"01": 5.0, "02": 20.0, "04": 15.0}


def rows_of(sold: dict[str, float], bought: dict[str, float], **rest: object) -> list[Row]:
    sides = (("export", sold), ("import", bought))
    return [
        figure(2024, value, flow=flow, commodity_code=k, **rest)
        for flow, values in sides
        for k, value in values.items()
    ]


def test_reported_imports_are_those_of_the_reporter(engine: Engine) -> None:
    got = engine.run(michaely, rows_of(SOLD, BOUGHT))
    expected = [30 / 40 - 5 / 40, 10 / 40 - 20 / 40, -15 / 40]
    assert column(got, "commodity_code") == ["01", "02", "04"]
    assert column(got, "michaely") == pytest.approx(expected)
    assert sum(column(got, "michaely")) == pytest.approx(0)


def test_lafay_is_free_of_the_overall_balance_and_sums_to_zero(engine: Engine) -> None:
    got = column(engine.run(lafay, rows_of(SOLD, BOUGHT)), "lafay")
    trade = 80.0
    assert got == pytest.approx([100 * 25 / trade, 100 * -10 / trade, 100 * -15 / trade])
    assert sum(got) == pytest.approx(0)
    doubled = {k: 2 * value for k, value in BOUGHT.items()}
    assert sum(column(engine.run(lafay, rows_of(SOLD, doubled)), "lafay")) == pytest.approx(0)


def test_an_economy_that_exports_or_imports_nothing_has_no_michaely(engine: Engine) -> None:
    one_way = [*rows_of({"01": 4.0}, {}, reporter="SGP"), *rows_of({}, {"02": 4.0}, reporter="THA")]
    rows = [*rows_of(SOLD, BOUGHT), *one_way]
    got = {(row["reporter"], row["commodity_code"]): row["michaely"] for row in engine.run(michaely, rows)}
    assert {got[who, k] for who in ("SGP", "THA") for k in ("01", "02", "04")} == {None}
    assert len(got) == 9
    ways = {(row["reporter"], row["lafay"]) for row in engine.run(lafay, rows) if row["reporter"] != "MYS"}
    assert ways == {("SGP", 0.0), ("THA", 0.0)}  # all of its trade is balanced as its product is


def test_a_balance_has_a_row_where_the_pair_trades(engine: Engine) -> None:
    got = engine.run(trade_balance_index, [*rows_of(SOLD, BOUGHT), *rows_of({"09": 1.0}, {}, partner="SGP")])
    cells = {(row["partner"], row["commodity_code"]): row["balance_index"] for row in got}
    assert cells == {
        ("RUS", "01"): pytest.approx(25 / 35),
        ("RUS", "02"): pytest.approx(-10 / 30),
        ("RUS", "04"): -1.0,
        ("SGP", "09"): 1.0,
    }


def test_trap_mirror_asymmetry_the_mirror_ignores_what_importers_report(engine: Engine) -> None:
    rows = [*rows_of(SOLD, BOUGHT), *rows_of({"02": 10.0}, {"01": 99.0}, reporter="RUS", partner="MYS")]
    got = engine.run(trade_balance_index, rows, imports="mirror")
    cells = {(row["reporter"], row["commodity_code"]): row["balance_index"] for row in got}
    assert cells == {("MYS", "01"): 1.0, ("MYS", "02"): 0.0, ("RUS", "01"): -1.0, ("RUS", "02"): 0.0}
    reported = [row for row in engine.run(trade_balance_index, rows) if row["reporter"] == "RUS"]
    assert [(row["commodity_code"], row["balance_index"]) for row in reported] == [("01", -1.0), ("02", 1.0)]


def test_a_mirrored_pair_has_the_balance_of_either_side(engine: Engine) -> None:
    between = {("SGP", "MYS"): 6.0, ("MYS", "SGP"): 2.0, ("THA", "MYS"): 5.0, ("CHN", "CHN"): 7.0, ("MYS", "WLD"): 99.0}
    rows = [figure(2024, value, reporter=who, partner=to, commodity_code="15") for (who, to), value in between.items()]
    rows += [figure(2024, value, reporter="MYS", partner="XGE", commodity_code="15") for value in (3.0, 4.0)]
    rows += [figure(2024, 1.0, reporter="SGP", partner="MYS", commodity_code="15")]  # the rest of what it sold
    got = engine.run(trade_balance_index, rows, imports="mirror", validate=False)
    # Worked out by hand: 7 sold and 2 bought are (7 - 2) / (7 + 2), and the same from the other side with its sign.
    assert [(row["reporter"], row["partner"], row["balance_index"]) for row in got] == [
        ("CHN", "CHN", 0.0),
        ("MYS", "SGP", pytest.approx(-5 / 9)),
        ("MYS", "THA", -1.0),
        ("SGP", "MYS", pytest.approx(5 / 9)),
        ("THA", "MYS", 1.0),
    ]


@pytest.mark.parametrize("imports", ["reported", "mirror"])
def test_a_balance_groups_its_rows_once(imports: Literal["reported", "mirror"], tmp_path: Path) -> None:
    path = str(tmp_path / "trade.parquet")
    pl.DataFrame(rows_of(SOLD, BOUGHT)).write_parquet(path)
    with duckdb.connect() as connection:
        got = trade_balance_index(connection.read_parquet(path), imports=imports, validate=False)
        assert count_scans(got) == 1
        assert got.sql_query().upper().count("GROUP BY") == 1
