"""Revealed comparative advantage over one year of three million rows, against hand-written code and peers.

By hand (`by_hand/revealed_comparative_advantage.py`), in pandas, Polars and SQL, means the same result: the whole grid
of reporters and products, long and sorted. Nobody by hand asks whether the rows are fit; `tradeview` does unless told
`validate=False`. The peers give less:

- economic-complexity (pandas) and econcomplex give a matrix: the pivot to one is part of what is timed.
- economic-complexity (Polars) gives the cells with trade alone, in no order; the sum over partners before it is part
  of it. A second row has the grid made of them and sorted, which is the same result; neither asks for wholes.
- ecomplexity is a measure of complexity: of it only `ComplexityData`, up to the RCA, is timed, after that sum.

Text in pandas is Arrow's where pyarrow is installed, as here, and Python's objects elsewhere: the last table has these.

Run: make bench
"""

import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
from by_hand import revealed_comparative_advantage as by_hand
from generator import write_trade
from results import Contender, keep, race

from tradeview.indices import revealed_comparative_advantage as rca

ROWS, ROUNDS = 3_000_000, 3
KEYS = ["period", "reporter", "commodity_code"]


def of_economic_complexity(frame: pd.DataFrame) -> pd.DataFrame:
    """Pivot, and compute the matrix."""
    wide = frame.pivot_table(index="reporter", columns="commodity_code", values="value", aggfunc="sum")
    return import_module("economic_complexity").rca(wide)


def of_economic_complexity_polars(frame: pl.DataFrame) -> pl.DataFrame:
    """Add up over partners, and compute the cells."""
    cells = frame.lazy().group_by("reporter", "commodity_code").agg(pl.col("value").sum())
    peer = import_module("economic_complexity.polars.rca")
    return peer.calculate_rca(cells, activity="commodity_code", location="reporter", measure="value").collect()


def of_economic_complexity_polars_as_grid(frame: pl.DataFrame) -> pl.DataFrame:
    """Spread the peer's cells out to all reporters and products, and sort them."""
    cells = of_economic_complexity_polars(frame).lazy()
    every = cells.select("reporter").unique().join(cells.select("commodity_code").unique(), how="cross")
    rca = cells.select("reporter", "commodity_code", rca="value RCA")
    spread = every.join(rca, on=["reporter", "commodity_code"], how="left").with_columns(pl.col("rca").fill_null(0.0))
    return spread.sort("reporter", "commodity_code").collect()


def of_econcomplex(frame: pd.DataFrame) -> pd.DataFrame:
    """Pivot by the peer's own function, and compute the matrix."""
    peer = import_module("econcomplex")
    return peer.rca(peer.pivot_to_matrix(frame, "reporter", "commodity_code", "value"))


def of_ecomplexity(frame: pd.DataFrame) -> "np.ndarray[Any, Any]":
    """Add up over partners, and go as far as the RCA."""
    cells = frame.groupby(KEYS, as_index=False)["value"].sum()
    columns = {"time": "period", "loc": "reporter", "prod": "commodity_code", "val": "value"}
    data = import_module("ecomplexity.ComplexityData").ComplexityData(cells, columns, "coerce")
    for year in data.data.index.unique("time"):
        data.create_full_df(year)
        data.calculate_rca()
    return data.rca_t


def as_rca(frame: Any) -> "np.ndarray[Any, Any]":
    """Return the index alone, in the order of its keys."""
    ordered = frame if isinstance(frame, pd.DataFrame) else frame.to_pandas()
    return ordered.sort_values(KEYS)["rca"].to_numpy()


def check(frame: pd.DataFrame, polars: pl.DataFrame, relation: duckdb.DuckDBPyRelation) -> None:
    """Refuse to compare what does not agree; a peer that is not there cannot disagree."""
    expected = as_rca(by_hand.on_pandas(frame))
    found = [
        as_rca(one) for one in (rca(frame), rca(polars), rca(relation).pl(), by_hand.on_polars(polars.lazy()).collect())
    ]
    for peer in (of_economic_complexity, of_econcomplex, of_ecomplexity):
        with suppress(ImportError):
            found.append(np.asarray(peer(frame)).ravel())
    with suppress(ImportError):
        found.append(of_economic_complexity_polars_as_grid(polars)["rca"].to_numpy())
    for one in found:
        assert np.allclose(one, expected, rtol=1e-9, atol=1e-12)  # noqa: S101


def contenders(
    frame: pd.DataFrame, polars: pl.DataFrame, connection: duckdb.DuckDBPyConnection
) -> Mapping[str, Contender]:
    """List who takes part."""
    trade = connection.table("trade")
    grid, matrix = "the same grid", "a matrix"
    ours: dict[str, Callable[[], object]] = {
        "pandas by hand": lambda: by_hand.on_pandas(frame),
        "tradeview on pandas": lambda: rca(frame),
        "tradeview on pandas, validate=False": lambda: rca(frame, validate=False),
        "Polars by hand": lambda: by_hand.on_polars(polars.lazy()).collect(),
        "tradeview on Polars, eager": lambda: rca(polars),
        "tradeview on Polars, lazy": lambda: rca(polars.lazy()).collect(),
        "DuckDB by hand": lambda: by_hand.on_duckdb(connection, "trade").to_arrow_table(),
        "tradeview on DuckDB": lambda: rca(trade).to_arrow_table(),
    }
    peers: dict[str, tuple[Callable[[], object], str]] = {
        "economic-complexity on pandas": (lambda: of_economic_complexity(frame), matrix),
        "econcomplex": (lambda: of_econcomplex(frame), matrix),
        "ecomplexity, as far as the RCA": (lambda: of_ecomplexity(frame), matrix),
        "economic-complexity on Polars": (lambda: of_economic_complexity_polars(polars), "cells with trade"),
        "economic-complexity on Polars, spread out": (lambda: of_economic_complexity_polars_as_grid(polars), grid),
    }
    fast = {name: Contender(run, note=note) for name, (run, note) in peers.items() if "Polars" in name}
    slow = {name: Contender(run, note=note, once=True) for name, (run, note) in peers.items() if name not in fast}
    return {name: Contender(run, note=grid) for name, run in ours.items()} | fast | slow


def with_objects(frame: pd.DataFrame) -> pd.DataFrame:
    """Hold text as Python's objects, as pandas does where there is no pyarrow."""
    text = pd.StringDtype("python", na_value=np.nan)
    return frame.astype({name: text for name in frame.columns if frame[name].dtype == "str"})


def main() -> None:
    """Print the tables."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    connection = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder:
        files = write_trade(rows, Path(folder))
        polars, frame = pl.read_parquet(files), pd.read_parquet(folder)
        connection.execute(f"create table trade as from read_parquet('{files}')")
    few = polars.gather_every(max(rows // 50_000, 1))
    check(few.to_pandas(), few, connection.from_arrow(few.to_arrow()))
    keep("advantage", race(f"RCA over {rows:,} rows", contenders(frame, polars, connection), ROUNDS))
    connection.close()
    objects = with_objects(frame)
    pair = {
        "pandas by hand": Contender(lambda: by_hand.on_pandas(objects)),
        "tradeview on pandas": Contender(lambda: rca(objects)),
        "tradeview on pandas, validate=False": Contender(lambda: rca(objects, validate=False)),
    }
    keep("advantage_objects", race(f"RCA over {rows:,} rows, text as Python's objects", pair, ROUNDS))


if __name__ == "__main__":
    main()
