"""Periods as files and frames write them: each way in, each engine, and what may mean more than one thing."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from frames import Engine, figure, plain
from tradeview.errors import TableError, TradeTableError
from tradeview.periods import Frequency
from tradeview.table.written_periods import hint_at_period, read_period_cell

HEADER = "period,reporter,partner,flow,commodity_code,value,currency"
WRITTEN = {
    "2024": 2024,
    "20242": 20242,
    "202405": 202405,
    "2024Q2": 20242,
    "2024-Q2": 20242,
    "2024 Q2": 20242,
    "2024q2": 20242,
    "2024-05": 202405,
    "2024-12": 202412,
    "2024M05": 202405,
    "2024-M05": 202405,
}
NO_PERIODS = [
    "2024-2",
    "2024-13",
    "2024-00",
    "2024Q5",
    "2024Q0",
    "2024-Q",
    "24Q1",
    "Q1 2024",
    "2024/05",
    "May 2024",
    "x",
]
DAYS: list[tuple[Frequency, int]] = [("A", 2024), ("Q", 20244), ("M", 202411)]
ASKS_WHICH = r"found: days: 2024-11-30.*; do: say what a day stands for: tv.load"


@pytest.mark.parametrize(("written", "counted"), WRITTEN.items())
def test_a_file_is_read(tmp_path: Path, written: str, counted: int) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"{HEADER}\n{written},MYS,RUS,export,15,1.5,USD\n", encoding="utf-8")
    assert tv.load(path)["period"].tolist() == [counted]


@pytest.mark.parametrize("written", NO_PERIODS)
def test_what_is_no_period_stays_as_it_is_and_is_refused(engine: Engine, written: str) -> None:
    assert read_period_cell(written) == read_period_cell(written, "M") == written
    with pytest.raises(TradeTableError, match="text that is no period; do: write a year"):
        tv.load(engine.make([{**figure(2024, 1.0), "period": written}]))


@pytest.mark.parametrize(("written", "counted"), WRITTEN.items())
def test_text_in_frames_is_read_on_every_engine(engine: Engine, relation: Engine, written: str, counted: int) -> None:
    for one in (engine, relation):
        loaded = tv.load(one.make([{**figure(2024, 1.0), "period": written}]))
        assert isinstance(loaded, one.kind)
        assert [row["period"] for row in plain(loaded)] == [counted]


@pytest.mark.parametrize(("frequency", "counted"), DAYS)
@pytest.mark.parametrize("day", ["2024-11-30", dt.date(2024, 11, 30), pd.Timestamp("2024-11-30")], ids=repr)
def test_a_day_stands_for_what_is_said(
    engine: Engine, relation: Engine, day: object, frequency: Frequency, counted: int
) -> None:
    for one in (engine, relation):
        frame = one.make([{**figure(2024, 1.0), "period": day}, {**figure(2024, 1.0), "period": day}])
        with pytest.raises(TradeTableError, match=ASKS_WHICH):
            tv.load(frame)
        assert [row["period"] for row in plain(tv.load(frame, frequency=frequency))] == [counted, counted]


@pytest.mark.parametrize(("frequency", "counted"), DAYS)
def test_a_day_in_a_file_stands_for_what_is_said(tmp_path: Path, frequency: Frequency, counted: int) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"{HEADER}\n2024-11-30,MYS,RUS,export,15,1.5,USD\n", encoding="utf-8")
    with pytest.raises(TradeTableError, match=r"line 2, period '2024-11-30'.*say what a day stands for"):
        tv.load(path)
    assert tv.load(path, frequency=frequency)["period"].tolist() == [counted]


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        (pd.Period("2024", "Y"), 2024),
        (pd.Period("2024Q4", "Q"), 20244),
        (pd.Period("2024-11", "M"), 202411),
    ],
    ids=repr,
)
def test_periods_of_pandas_are_read(said: pd.Period, counted: int) -> None:
    frame = pd.DataFrame([{**figure(2024, 1.0), "period": said}])
    assert tv.load(frame)["period"].tolist() == [counted]
    assert tv.load(frame.astype({"period": object}))["period"].tolist() == [counted]
    assert str(frame["period"].dtype).startswith("period"), "the frame given is as it was"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ([pd.Period("2024Q4", "Q-MAR")], "pandas' periods of frequency Q-MAR; do: write fiscal years and quarters"),
        ([pd.Period("2024", "Y-JUN")], "pandas' periods of frequency Y-JUN"),
        ([pd.Period("2024-11-30", "D")], ASKS_WHICH),
        ([pd.Period("2024-11", "M"), pd.NaT], "period is missing"),
    ],
    ids=repr,
)
def test_periods_of_pandas_that_are_none_of_the_calendar_are_refused(cells: list[object], words: str) -> None:
    frame = pd.DataFrame([figure(2024, 1.0)] * len(cells)).assign(period=cells)
    with pytest.raises(TradeTableError, match=words):
        tv.load(frame)


def test_a_day_of_pandas_periods_stands_for_what_is_said() -> None:
    frame = pd.DataFrame([{**figure(2024, 1.0), "period": pd.Period("2024-11-30", "D")}])
    for frequency, counted in DAYS:
        assert tv.load(frame, frequency=frequency)["period"].tolist() == [counted]


def test_text_that_lacks_is_a_missing_period(engine: Engine) -> None:
    rows = [{**figure(2024, 1.0), "period": "2024-05"}, {**figure(2024, 1.0), "period": None}]
    for frequency in (None, "M"):
        with pytest.raises(TradeTableError, match="period is missing"):
            tv.load(engine.make(rows), frequency=frequency)


def test_numbers_stay_as_they_are_and_are_checked(engine: Engine) -> None:
    assert [row["period"] for row in plain(tv.load(engine.make([figure(20242, 1.0)])))] == [20242]
    with pytest.raises(TradeTableError, match="2567 is 2024 in the Buddhist era"):
        tv.load(engine.make([figure(2567, 1.0)]))


def test_a_value_that_its_quote_contradicts_is_refused_in_a_frame_of_pandas() -> None:
    frame = pd.DataFrame([figure(2024, 1.0, quote="US$2.48 billion")])
    with pytest.raises(TradeTableError, match="a value is what its quote says"):
        tv.load(frame)


@pytest.mark.parametrize("given", [2024, ["2024"], {"period": 2024}], ids=repr)
def test_what_is_no_table_is_refused(given: object) -> None:
    with pytest.raises(tv.errors.NotAFrameError, match="this needs a frame"):
        tv.load(given)  # type: ignore[call-overload]


def test_another_frequency_is_refused() -> None:
    with pytest.raises(TradeTableError, match='frequency="A" or frequency="Q" or frequency="M"'):
        tv.load(pl.DataFrame([figure(2024, 1.0)]), frequency="W")  # type: ignore[call-overload]


def test_a_relation_of_days_is_not_collected() -> None:
    relation = duckdb.sql(
        "SELECT DATE '2024-05-01' AS period, 'MYS' AS reporter, 'RUS' AS partner, 'export' AS flow, "
        "'15' AS commodity_code, 1.0::DOUBLE AS value, 'USD' AS currency"
    )
    loaded = tv.load(relation, frequency="M")
    assert isinstance(loaded, duckdb.DuckDBPyRelation)
    assert [row["period"] for row in plain(loaded)] == [202405]


FISCAL_OR_MONTHS = ["2009-10", "2010-11", "2011-12"]  # October 2009 …, or fiscal years from 2009
TWO_READINGS = (
    r"found: 2009-10 may be a month or a fiscal year; do: write months as 2010M11, fiscal years as `period` 2010"
)


def _write_ledger(folder: Path, periods: list[str]) -> Path:
    path = folder / "mine.csv"
    lines = [f"{period},MYS,RUS,export,15,1.5,USD" for period in periods]
    path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    return path


def test_trap_fiscal_years_are_not_read_as_months(engine: Engine, tmp_path: Path) -> None:
    frame = engine.make([{**figure(2024, 1.0), "period": period} for period in FISCAL_OR_MONTHS])
    for source in (frame, _write_ledger(tmp_path, FISCAL_OR_MONTHS)):
        with pytest.raises(TradeTableError, match=TWO_READINGS):
            tv.load(source)
        assert sorted(row["period"] for row in plain(tv.load(source, frequency="M"))) == [200910, 201011, 201112]


def test_one_month_that_is_no_fiscal_year_settles_which_a_column_has(engine: Engine, tmp_path: Path) -> None:
    periods = ["2010-10", "2010-11", "2010-12"]
    frame = engine.make([{**figure(2024, 1.0), "period": period} for period in periods])
    for source in (frame, _write_ledger(tmp_path, periods)):
        assert sorted(row["period"] for row in plain(tv.load(source))) == [201010, 201011, 201012]


@pytest.mark.parametrize(
    ("read", "cells"), [(tv.rates.read, "base,quote,rate,kind,source\n2010-11,USD,INR,45.6,average,a bank"),
                        (tv.deflators.read, "currency,index,name,source\n2010-11,INR,100,WPI,a ministry")]
)  # fmt: skip
def test_tables_of_rates_and_prices_ask_the_same(tmp_path: Path, read: Callable[[Path], object], cells: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"period,{cells}\n", encoding="utf-8")
    with pytest.raises(TableError, match="2010-11 may be a month or a fiscal year"):
        read(path)


@pytest.mark.parametrize("written", ["2023-24", "2023/24", "FY2023-24"])
def test_a_fiscal_year_is_named_where_it_is_refused(engine: Engine, tmp_path: Path, written: str) -> None:
    frame = engine.make([{**figure(2024, 1.0), "period": written}])
    for source in (frame, _write_ledger(tmp_path, [written])):
        with pytest.raises(TradeTableError, match=rf"{written} may be a fiscal year: .*`months` \(2023-04/2024-03\)"):
            tv.load(source)


@pytest.mark.parametrize("day", ["2024-02-30", "2024-04-31", "2024-01-32", "2024-01-00"])
def test_a_day_that_no_calendar_has_is_no_month(engine: Engine, tmp_path: Path, day: str) -> None:
    frame = engine.make([{**figure(2024, 1.0), "period": day}])
    for source in (frame, _write_ledger(tmp_path, [day])):
        with pytest.raises(TradeTableError, match=day):
            tv.load(source, frequency="M")


OF_NEPAL = ["2079/80", "2079-80", "2079/2080", "FY2079/80", "BS 2079", "2079 BS", "B.S. 2079/80"]


@pytest.mark.parametrize("cell", OF_NEPAL[:-1])
def test_years_of_nepal_are_named(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "nepal.csv"
    path.write_text(f"{HEADER}\n{cell},NPL,IND,export,TOTAL,12.5,NPR\n", encoding="utf-8")
    with pytest.raises(TradeTableError, match=r"2079 may be a year of Nepal \(Bikram Sambat\), which is 2022/23"):
        tv.load(path)


def test_a_plain_year_of_nepal_is_refused_and_one_of_others_is_not(tmp_path: Path) -> None:
    path = tmp_path / "nepal.csv"
    path.write_text(f"{HEADER}\n2079,NPL,IND,export,TOTAL,12.5,NPR\n", encoding="utf-8")
    with pytest.raises(TradeTableError, match=r"period 2079, reporter 'NPL'.*Bikram Sambat"):
        tv.load(path)
    path.write_text(f"{HEADER}\n2023,NPL,IND,export,TOTAL,12.5,NPR\n2079,MYS,IND,export,TOTAL,12.5,USD\n")
    assert tv.load(path)["period"].tolist() == [2023, 2079]


def test_a_fiscal_year_of_two_whole_years_is_hinted_at() -> None:
    assert "2023-04/2024-03" in str(hint_at_period("2023/2024"))
    assert hint_at_period("2023/2025") is None
