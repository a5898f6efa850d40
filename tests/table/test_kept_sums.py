"""Kept sums: added up once, the same numbers on every engine, and nothing left behind on the user's connection."""

from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pytest

from duckdb_queries import count_scans
from frames import Engine, Row, figure
from tradeview.table.engines import Frame
from tradeview.table.kept_sums import compute_once

ROWS = [
    figure(2023, 1.0, partner="RUS"),
    figure(2023, 3.0, partner="CHN"),
    figure(2023, 12.0, reporter="SGP", partner="RUS"),
    figure(2024, 5.0, partner="RUS"),
]
# By hand: of 16 in 2023 Malaysia has 4, Singapore 12; in 2024 Malaysia has all.
SHARES = {(2023, "MYS"): 0.25, (2023, "SGP"): 0.75, (2024, "MYS"): 1.0}


def shares(sums: Frame) -> Frame:
    """Divide sums by sums of them, which are read twice."""
    wholes = sums.group_by("period").agg(whole=nw.col("value").sum())
    joined = sums.join(wholes, on="period")
    return joined.select("period", "reporter", share=nw.col("value") / nw.col("whole"))


def sums_of(native: Any) -> Frame:
    frame: Any = nw.from_native(native)
    sums: Frame = frame.group_by("period", "reporter").agg(nw.col("value").sum())
    return sums


def shares_once(native: Any) -> Any:
    return compute_once(sums_of(native), shares).to_native()


def as_shares(rows: list[Row]) -> dict[tuple[object, object], object]:
    return {(row["period"], row["reporter"]): row["share"] for row in rows}


def test_what_is_computed_is_the_same_on_every_engine(engine: Engine) -> None:
    assert as_shares(engine.run(shares_once, ROWS)) == SHARES


@pytest.fixture
def connection() -> Any:
    with duckdb.connect() as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "trade.parquet"
    pl.DataFrame(ROWS).write_parquet(path)
    return str(path)


def test_duckdb_reads_a_file_once(connection: Any, file: str) -> None:
    trade = connection.read_parquet(file)
    assert count_scans(shares(sums_of(trade)).to_native()) == 2
    assert count_scans(shares_once(trade)) == 1


def test_nothing_is_left_on_the_connection_and_the_result_is_read_anew(connection: Any, file: str) -> None:
    got = shares_once(connection.read_parquet(file))
    assert connection.sql("SHOW ALL TABLES").fetchall() == []
    for _ in range(2):
        assert {(period, reporter): share for period, reporter, share in got.fetchall()} == SHARES


def test_kept_sums_of_kept_sums(connection: Any, file: str) -> None:
    once = compute_once(sums_of(connection.read_parquet(file)), shares).with_columns(value="share")
    again = compute_once(once, lambda kept: compute_once(kept, shares))  # shares of shares are the same
    native: Any = again.to_native()
    assert {(period, reporter): share for period, reporter, share in native.fetchall()} == SHARES
    assert count_scans(native) == 1


def test_a_connection_that_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "trade.db"
    trade = pl.DataFrame(ROWS)
    with duckdb.connect(path) as written:
        written.register("given", trade)
        written.execute("CREATE TABLE trade AS FROM given")
    with duckdb.connect(path, read_only=True) as read:
        got = shares_once(read.table("trade")).fetchall()
    assert {(period, reporter): share for period, reporter, share in got} == SHARES


def test_names_and_types_that_the_text_of_a_query_has_to_mind(connection: Any) -> None:
    """Quotes in names; a type of the user's own, which no other database knows: summed without being kept."""
    connection.execute("CREATE TYPE side AS ENUM ('MYS', 'SGP')")
    trade = connection.sql("""SELECT 2024 AS period, 'MYS'::side AS reporter, 3.0::DOUBLE AS value, 1 AS "a ""b'" """)
    assert shares_once(trade).fetchall() == [(2024, "MYS", 1.0)]
    quoted: Any = nw.from_native(trade.project("""period, "a ""b'", value"""))
    doubled = compute_once(quoted, lambda kept: kept.join(kept.select("period"), on="period")).to_native()
    assert doubled.columns == ["period", """a "b'""", "value"]
    assert doubled.fetchall() == [(2024, 1, 3.0)]


def test_polars_adds_up_once(file: str) -> None:
    counted = []

    def count(frame: pl.DataFrame) -> pl.DataFrame:
        counted.append(len(frame))
        return frame

    trade = pl.scan_parquet(file).map_batches(count, projection_pushdown=False)
    assert as_shares(shares_once(trade).collect().to_dicts()) == SHARES
    assert counted == [len(ROWS)]
