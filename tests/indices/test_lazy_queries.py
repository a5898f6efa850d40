"""Indices over files: how often a result of DuckDB reads its file, and how many queries are sent before it."""

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from closed_world import CASES, FIRST, LAST, Case, closed
from duckdb_queries import count_scans, logged_queries
from frames import plain
from index_calls import assert_is, gdp_rows, table, world_of
from tradeview import indices

MOST_QUERIES = 3  # what the rows are, whether they stand in order, who trades with whom
# Two sides of the same rows are added up apart; what names them is read beside.
MOST_SCANS = 2
TWO_SIDES_OF_GDP = {"openness", "import_penetration"}  # asked of who exports, and of who imports


def write(folder: Path, case: Case, **columns: object) -> str:
    """Write the world of a case as a file, in the order that files of trade mostly have."""
    path = folder / "trade.parquet"
    rows = sorted(table(world_of(case)), key=lambda row: tuple(row.values())[:5])
    pl.DataFrame([{**row, **columns} for row in rows]).write_parquet(path)
    return str(path)


def options_of(case: Case) -> dict[str, Any]:
    if "gdp" not in case.options:
        return dict(case.options)
    return {**case.options, "gdp": pd.DataFrame(gdp_rows(table(closed(FIRST, LAST))))}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_result_reads_its_file_twice_at_most(case: Case, tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        trade = connection.read_parquet(write(tmp_path, case))
        with logged_queries(connection) as queries:
            got = getattr(indices, case.function)(trade, **options_of(case))
        assert len(queries) <= MOST_QUERIES + (case.function in TWO_SIDES_OF_GDP)
        with logged_queries(connection) as queries:
            unasked = getattr(indices, case.function)(trade, **options_of(case), validate=False)
        assert queries == []
        assert count_scans(got) <= MOST_SCANS
        assert count_scans(unasked) <= MOST_SCANS
        assert_is(case, plain(got), case.computed(world_of(case)))


def test_names_of_sources_cost_one_more(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.function == "revealed_comparative_advantage")
    with duckdb.connect() as connection:
        trade = connection.read_parquet(write(tmp_path, case, source="a survey", compiled_by="MYS"))
        got = indices.revealed_comparative_advantage(trade)
        assert count_scans(got) == 2
        assert got.project("source, compiled_by").distinct().fetchall() == [("a survey", "MYS")]
