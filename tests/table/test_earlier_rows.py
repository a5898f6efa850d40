"""Earlier rows: the last one with a value, whole, on every engine."""

import random
from typing import Any

import narwhals as nw

import tradeview as tv
from frames import Engine, Row, plain
from tradeview.table.earlier_rows import add_earlier

COLUMNS = {"previous_period": "period", "_tv_before": "value", "low before": "low", "revision before": "classification"}


def draw_rows() -> list[Row]:
    """Draw series with gaps, in no order, in which a row with a value may lack all else."""
    chance = random.Random(17)
    rows: list[Row] = []
    for partner in ("CHN", "THA", None):
        for period in range(2001, 2013):
            value = chance.choice([None, 1.5, 2.5])
            low = None if value is None else chance.choice([None, value - 0.5])
            rows.append({"period": period, "partner": partner, "value": value, "low": low})
            rows[-1]["classification"] = chance.choice([None, "H5", "H6"])
    chance.shuffle(rows)
    return rows


def expected_of(row: Row, rows: list[Row]) -> list[Any]:
    """Look through all rows for the last one before, of the same partner, that has a value."""
    before = [
        other
        for other in rows
        if other["partner"] == row["partner"] and other["period"] < row["period"] and other["value"] is not None
    ]
    if not before:
        return [None] * len(COLUMNS)
    last = max(before, key=lambda other: other["period"])
    return [last[source] for source in COLUMNS.values()]


def test_the_last_row_with_a_value_is_taken_whole(every_engine: Engine) -> None:
    rows = draw_rows()
    table: Any = nw.from_native(every_engine.make(rows))
    got = plain(add_earlier(table, COLUMNS, ["partner"]).to_native())
    assert len(got) == len(rows)
    for row in got:
        assert [row[name] for name in COLUMNS] == expected_of(row, rows), row


def test_where_no_row_lacks_a_value_the_row_before_is_taken(every_engine: Engine) -> None:
    rows = [row for row in draw_rows() if row["value"] is not None]
    table: Any = nw.from_native(every_engine.make(rows))
    for row in plain(add_earlier(table, COLUMNS, ["partner"], may_lack_values=False).to_native()):
        assert [row[name] for name in COLUMNS] == expected_of(row, rows), row


def test_columns_that_are_there_already_are_replaced_in_their_place(every_engine: Engine) -> None:
    cells = [(2001, 1.0), (2002, None), (2003, 3.0)]
    rows: list[Row] = [
        {"period": period, "previous_period": 7, "partner": "CHN", "value": value} for period, value in cells
    ]
    table: Any = nw.from_native(every_engine.make(rows))
    got = add_earlier(table, {"previous_period": "period"}, ["partner"])
    assert got.collect_schema().names() == ["period", "previous_period", "partner", "value"]
    before = {row["period"]: row["previous_period"] for row in plain(got.to_native())}
    assert before == {2001: None, 2002: 2001, 2003: 2001}


def test_growth_may_be_asked_again_where_a_value_is_missing(every_engine: Engine) -> None:
    series = {"reporter": "MYS", "partner": "RUS", "flow": "export", "commodity_code": "TOTAL", "currency": "USD"}
    rows: list[Row] = [
        {**series, "period": period, "value": value} for period, value in ((2001, 1.0), (2002, None), (2003, 3.0))
    ]
    again = plain(tv.growth(tv.growth(every_engine.make(rows))))
    growth = {row["period"]: (row["previous_period"], row["span"], row["growth"]) for row in again}
    assert growth == {2001: (None, None, None), 2002: (2001, 1, None), 2003: (2001, 2, 2.0)}
