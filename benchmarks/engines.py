"""Each function on each engine beside what an analyst would write by hand for that engine, in memory and over a file.

The queries by hand are in `by_hand`, one file a function: they check nothing, and give the same table, which is tried
on a part of the rows before anything is timed. Beside both stands the floor, which no query can go below: one scan and
one grouping. All four take turns in each round, and what counts is their ratio within it.

Run: make bench, or python benchmarks/engines.py [rows [function ...]]
"""

import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
from by_hand import convert
from generator import chunks, trade_table
from results import EACH_ENGINE, Contender, Result, keep, race

import tradeview as tv
from tradeview import indices

ROWS, ROUNDS, SECONDS = 300_000, 5, 2.0  # seconds of one race, after which no new round begins
SAMPLE = 20_000  # rows on which results are held against each other
YEARS = range(2018, 2023)
KEYS = ("period", "reporter", "partner", "flow", "commodity_code")
ORDER = ("period", "previous_period", "reporter", "partner", "exporter", "importer", "flow", "commodity_code")
CLOSE = 1e-9


@dataclass(frozen=True)
class Case:
    """A function, called as in its file of `by_hand`; which table it is of, and by what the floor groups its rows."""

    name: str
    table: str
    run: Callable[..., Any]
    floor: tuple[str, ...]
    can_trust: bool = True  # whether it takes `validate=False`


OF_PRODUCTS = ("period", "reporter", "commodity_code")
CASES = (
    Case("shares", "years", lambda trade, **options: tv.shares(trade, by="commodity_code", **options), KEYS[:4]),
    Case(
        "contributions",
        "years",
        lambda trade, **options: tv.contributions(trade, by="commodity_code", **options),
        KEYS[:4],
    ),
    Case("growth", "years", tv.growth, KEYS[1:]),
    Case(
        "convert",
        "currencies",
        lambda trade: tv.convert(trade, to=convert.TO, rates=convert.rate_table()),
        ("period", "currency"),
        can_trust=False,
    ),
    Case("mirror", "sides", tv.mirror, KEYS),
    Case("revealed_comparative_advantage", "world", indices.revealed_comparative_advantage, OF_PRODUCTS),
    Case(
        "concentration",
        "world",
        lambda trade, **options: indices.concentration(trade, over="products", variant="hhi", **options),
        OF_PRODUCTS,
    ),
    Case(
        "trade_balance_index",
        "world",
        lambda trade, **options: indices.trade_balance_index(trade, imports="mirror", **options),
        OF_PRODUCTS,
    ),
    Case(
        "grubel_lloyd",
        "world",
        lambda trade, **options: indices.grubel_lloyd(trade, level="product", imports="mirror", **options),
        OF_PRODUCTS,
    ),
)


def make_tables(rows: int) -> dict[str, pl.DataFrame]:
    """Make tables of about so many rows: a year of all; five years of the same flows, in several currencies too.

    And two sides of each flow.
    """
    world = pl.concat(trade_table(chunk) for chunk in chunks(rows))
    years = _over_years(world)
    return {
        "world": world,
        "years": years,
        "currencies": _in_currencies(years),
        "sides": _with_other_side(world),
    }


def _in_currencies(years: pl.DataFrame) -> pl.DataFrame:
    """Let each row be printed in one of several currencies."""
    rng = np.random.default_rng(len(years))
    drawn = rng.integers(len(convert.CURRENCIES), size=len(years))
    return years.with_columns(currency=pl.Series(np.array(convert.CURRENCIES)[drawn]))


def _over_years(world: pl.DataFrame) -> pl.DataFrame:
    """Let a part of the flows go on for some years, a tenth of which nobody reported."""
    rng = np.random.default_rng(len(world))
    flows = world.gather_every(len(YEARS)).drop("period")
    years = pl.DataFrame({"period": list(YEARS)}, schema_overrides={"period": pl.Int64})
    every = years.join(flows, how="cross")
    moved = pl.Series(rng.lognormal(0, 0.3, len(every)))
    is_reported = pl.Series(rng.random(len(every)) > 0.1)
    return every.with_columns(value=pl.col("value") * moved).filter(is_reported).select(world.columns)


def _with_other_side(world: pl.DataFrame) -> pl.DataFrame:
    """Let half of the flows be reported by those who bought them, too, of whom some say more and some less."""
    rng = np.random.default_rng(len(world))
    exports = world.gather_every(2)
    imports = exports.gather_every(2).with_columns(
        reporter="partner", partner="reporter", flow=pl.lit("import"), value=pl.col("value") * 1.05
    )
    noise = pl.Series(rng.lognormal(0, 0.2, len(imports)))
    return pl.concat([exports, imports.with_columns(value=pl.col("value") * noise)])


def find_query(name: str) -> ModuleType:
    """Find the queries by hand of a function."""
    return import_module(f"by_hand.{name}")


def as_pandas(result: Any) -> pd.DataFrame:
    """Turn what any engine gave into pandas."""
    if isinstance(result, pd.DataFrame):
        return result
    table = result if isinstance(result, pl.DataFrame) else pl.DataFrame(result)  # of Arrow
    return table.to_pandas()


def refuse_other_result(case: Case, by_hand: Any, ours: Any) -> None:
    """Refuse to time what does not give the same: the columns of the query by hand, in the order of their keys."""
    expected, found = as_pandas(by_hand), as_pandas(ours)
    # A column that is missing throughout, as ranges are here, may be of any type, or not be there.
    names = [name for name in expected.columns if expected[name].notna().any()]
    if len(expected) != len(found) or not set(names) <= set(found.columns):
        raise ValueError(f"{case.name}: {len(expected)} rows by hand, {len(found)} of tradeview's; {names}")
    order = [name for name in ORDER if name in names]
    expected, found = (frame.sort_values(order, ignore_index=True) for frame in (expected, found))
    for name in names:
        if not _are_alike(expected[name], found[name]):
            raise ValueError(f"{case.name}: {name} differs")


def _are_alike(expected: "pd.Series[Any]", found: "pd.Series[Any]") -> bool:
    """Tell whether two columns hold the same: numbers nearly, years that are missing as numbers, too."""
    if pd.api.types.is_numeric_dtype(expected):
        theirs, own = (column.to_numpy(dtype=float, na_value=np.nan) for column in (expected, found))
        return bool(np.allclose(own, theirs, rtol=CLOSE, atol=CLOSE, equal_nan=True))
    return bool((expected.fillna("") == found.fillna("")).all())


@dataclass(frozen=True)
class Place:
    """Where a race is run: an engine and what it reads, and how each of the contenders is called there."""

    called: str
    by_hand: Callable[[], Any]
    ours: Callable[..., Any]
    floor: Callable[[], Any]


def list_places(case: Case, query: ModuleType, frame: pl.DataFrame, path: Path) -> list[Place]:
    """List the engines that the queries of a function are written for, in memory and over a Parquet file."""
    places = []
    frame.write_parquet(path)
    if hasattr(query, "on_pandas"):
        pandas = frame.to_pandas()
        places.append(
            Place(
                "pandas",
                lambda: query.on_pandas(pandas),
                lambda **options: case.run(pandas, **options),
                lambda: group_pandas(pandas, case),
            )
        )
    for called, lazy in (("Polars", frame.lazy()), ("Polars over a file", pl.scan_parquet(path))):
        places.append(_on_polars(called, case, query, lazy))
    eager = places[-2]
    places.insert(-1, Place("Polars, eager", eager.by_hand, lambda **options: case.run(frame, **options), eager.floor))
    connection = duckdb.connect()
    connection.execute(f"create table trade as from read_parquet('{path}')")
    for called, source in (("DuckDB", "trade"), ("DuckDB over a file", f"read_parquet('{path}')")):
        places.append(_on_duckdb(called, case, query, connection, source))
    return places


def group_pandas(frame: pd.DataFrame, case: Case) -> "pd.Series[Any]":
    """Scan and group once."""
    return frame.groupby(list(case.floor))["value"].sum()


def _on_polars(called: str, case: Case, query: ModuleType, lazy: pl.LazyFrame) -> Place:
    return Place(
        called,
        lambda: query.on_polars(lazy).collect(),
        lambda **options: case.run(lazy, **options).collect(),
        lambda: lazy.group_by(case.floor).agg(pl.col("value").sum()).collect(),
    )


def _on_duckdb(called: str, case: Case, query: ModuleType, connection: duckdb.DuckDBPyConnection, source: str) -> Place:
    grouped = f"select {', '.join(case.floor)}, sum(value) from {source} group by all"  # noqa: S608 - names of ours
    return Place(
        called,
        lambda: query.on_duckdb(connection, source).to_arrow_table(),
        lambda **options: case.run(connection.sql(f"from {source}"), **options).to_arrow_table(),
        lambda: connection.sql(grouped).to_arrow_table(),
    )


def race_all(case: Case, query: ModuleType, table: pl.DataFrame, folder: Path) -> list[Result]:
    """Hold the results of a part of the rows against each other, and time all of them, on each engine."""
    part = table.gather_every(max(len(table) // SAMPLE, 1))
    for place in list_places(case, query, part, folder / "part.parquet"):
        refuse_other_result(case, place.by_hand(), place.ours())
    found = []
    for place in list_places(case, query, table, folder / "whole.parquet"):
        contenders = {
            "by hand": Contender(place.by_hand),
            "tradeview": Contender(place.ours),
            "tradeview, validate=False": Contender(partial(place.ours, validate=False)),
            "floor: one scan, one grouping": Contender(place.floor, note=f"by {', '.join(case.floor)}"),
        }
        if not case.can_trust:
            del contenders["tradeview, validate=False"]
        benchmark = f"{EACH_ENGINE}{case.name} on {place.called}, {len(table):,} rows"
        found += race(benchmark, contenders, ROUNDS, budget=SECONDS)
    return found


def main() -> None:
    """Print the tables, of all functions or of those that are named."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    wanted = sys.argv[2:] or [case.name for case in CASES]
    tables: Mapping[str, pl.DataFrame] = make_tables(rows)
    for case in CASES:
        if case.name not in wanted:
            continue
        query = find_query(case.name)
        with tempfile.TemporaryDirectory() as folder:
            keep(f"engines_{case.name}", race_all(case, query, tables[case.table], Path(folder)))


if __name__ == "__main__":
    main()
