"""A hundred million rows on DuckDB: RCA, balance and concentration, within four gigabytes, at a cost that is linear.

Each index runs in a fresh process over Parquet files of `generator` (one, ten, thirty and a hundred million rows; years
of ten million at most), writes its result as Parquet, and prints its peak memory, as Linux says it in /proc. DuckDB may
use 3 GB for its data and spills what is more to disk; the process as a whole must keep within 4 GB.

A result has every economy and product of each year, however few rows there are: a year of one million rows has a
result as large as one of ten million. Costs a row, therefore, are compared with those of a whole year.

Run: make bench-large, or python benchmarks/large.py ROWS ...; with a hundred million it wants about 30 GB of disk for
half an hour.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from generator import ROWS_A_YEAR, write_trade
from results import Result, keep

from tradeview.indices import revealed_comparative_advantage, trade_balance_index
from tradeview.indices.concentration import concentration

SIZES = (1_000_000, 10_000_000, 30_000_000, 100_000_000)
LIMIT, WANTED = "3GB", 4096  # MiB, of the process
PEAK = "VmHWM"
INDICES: dict[str, Callable[[Any], Any]] = {
    "RCA": revealed_comparative_advantage,
    "balance index": lambda trade: trade_balance_index(trade, imports="mirror"),
    "concentration": lambda trade: concentration(trade, over="products", variant="hhi"),
}


class Measure(NamedTuple):
    """What one index took: seconds by the clock and of all processors together, and MiB."""

    seconds: float
    cpu: float
    peak: float


def compute(index: str, files: str, folder: str) -> None:
    """Compute one index in this process, and print seconds, those of the processors, and the peak of memory in MiB."""
    start, cpu = time.perf_counter(), time.process_time()
    with duckdb.connect(config={"memory_limit": LIMIT, "temp_directory": f"{folder}/spilled"}) as connection:
        INDICES[index](connection.read_parquet(files)).write_parquet(f"{folder}/result.parquet")
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    peak = next(int(line.split()[1]) for line in lines if line.startswith(PEAK))
    print(seconds, cpu, peak / 1024)


def measured(index: str, files: str, folder: str) -> Measure:
    """Compute one index in a fresh process."""
    command = [sys.executable, __file__, "--compute", index, files, folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Measure(*map(float, done.stdout.split()))


def sized(rows: int) -> dict[str, Measure]:
    """Measure all indices over this many rows."""
    with tempfile.TemporaryDirectory() as folder:
        files = write_trade(rows, Path(folder) / "trade")
        found = {index: measured(index, files, folder) for index in INDICES}
    print(f"{rows:,} rows: " + "; ".join(f"{index} {one.seconds:.1f} s" for index, one in found.items()), flush=True)
    return found


def result(index: str, rows: int, one: Measure, cost: float) -> Result:
    """Say what an index took, and its cost a row over that of a whole year: of the processors."""
    over = "" if one.peak <= WANTED else f", more than {WANTED:,}"
    note = f"CPU {1e6 * one.cpu / rows:.2f} s a million rows; {one.peak:,.0f} MiB at its peak{over}"
    return Result(
        f"{index} on DuckDB, cost a row", f"{rows:,} rows asked for", one.seconds, one.cpu / rows / cost, note
    )


def main() -> None:
    """Print the tables."""
    if sys.argv[1:2] == ["--compute"]:
        compute(*sys.argv[2:])
        return
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    found = {rows: sized(rows) for rows in sizes}
    year = next((rows for rows in sizes if rows >= ROWS_A_YEAR), sizes[0])
    for index in INDICES:
        cost = found[year][index].cpu / year
        results = [result(index, rows, found[rows][index], cost) for rows in sizes]
        keep("large_" + index.split()[0].lower(), results)


if __name__ == "__main__":
    main()
