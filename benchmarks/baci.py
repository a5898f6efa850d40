"""How long BACI takes to read, and how much memory: ten million made-up rows in one file, as CEPII prints them.

The rows follow laws that trade follows, roughly: exporters, importers and products each by Zipf's law (the r-th has a
weight of 1/r), values log-normal (median US$ 12,000, spread 2.8), dollars a kilogram log-normal too, and three
quantities in a hundred `NA`. They are sorted by exporter, importer and product as CEPII's are; unlike CEPII's, a key
may come twice, which no reading notices.

Run: python benchmarks/baci.py [rows]; ten million, the default, take one to two minutes on two cores, 0.4 GB of disk
and 4 GB of memory.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

import tradeview as tv
from tradeview.sources.baci import read_baci

ROWS = 10_000_000
ROUNDS = 7
PRODUCTS = 5_000
WANTED_RATIO, WANTED_MEMORY = 1.5, 1024  # times Polars' own scan; MiB
NAME = "BACI_HS17_Y2022_V202401.csv"
BALANCE = """
from pathlib import Path
from tradeview.sources.baci import read_baci
pair = ["MYS", "RUS"]
flows = read_baci({path!r}, reporters=pair, partners=pair, engine="duckdb")
there, back = (flows.filter(f"reporter = '{{one}}'").aggregate("sum(value)").fetchall()[0][0] for one in pair)
assert there != back
print(next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")))
"""


def zipf(rng: np.random.Generator, ranks: int, rows: int) -> np.ndarray:
    """Draw ranks from 0 by Zipf's law."""
    weights = 1 / np.arange(1, ranks + 1)
    return rng.choice(ranks, rows, p=weights / weights.sum())


def made(wanted: int) -> pl.DataFrame:
    """Make one year of flows; some more at first, since no economy trades with itself."""
    rng, rows = np.random.default_rng(2022), wanted + wanted // 10 + 100
    known = tv.economies.codes()
    used = known[(known["kind"] == "economy") & (known["use"] == "data")]["comtrade"].astype(int).to_numpy()
    economies, products = rng.permutation(used), rng.choice(np.arange(10_111, 970_600), PRODUCTS, replace=False)
    value = np.exp(rng.normal(2.5, 2.8, rows))
    weight = value / np.exp(rng.normal(1.2, 1.2, rows))
    frame = pl.DataFrame(
        {
            "t": np.full(rows, 2022),
            "i": economies[zipf(rng, len(economies), rows)],
            "j": economies[zipf(rng, len(economies), rows)],
            "k": products[zipf(rng, PRODUCTS, rows)],
            "v": np.maximum(value, 0.001),
            "q": np.where(rng.random(rows) < 0.03, np.nan, weight),
        }
    )
    return frame.filter(pl.col("i") != pl.col("j")).head(wanted).sort("i", "j", "k")


def write(rows: int, path: Path) -> int:
    """Print the flows as CEPII does: six digits, three decimals, quantities and `NA` at the right of their column."""
    frame = made(rows)
    weight = pl.col("q").fill_nan(None).round(3).cast(pl.String).fill_null("NA").str.pad_start(12)
    frame.with_columns(pl.col("k").cast(pl.String).str.zfill(6), pl.col("v").round(3), weight).write_csv(path)
    return len(frame)


def timed(function: Callable[[], object]) -> float:
    """Return the seconds that a call takes."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def memory(path: Path) -> float:
    """Return the peak memory, in MiB, of a fresh interpreter that reckons one pair's balance on DuckDB.

    Linux says it in /proc; `getrusage` would count what this process held as it started the other.
    """
    done = subprocess.run(
        [sys.executable, "-c", BALANCE.format(path=str(path))], check=True, capture_output=True, text=True
    )
    return int(done.stdout.split()[1]) / 1024


def main() -> None:
    """Print the table."""
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        print(f"{write(asked, path):,} rows, {path.stat().st_size / 2**20:,.0f} MiB")
        ways: dict[str, Callable[[], object]] = {
            "Polars' own scan and collect": lambda: pl.scan_csv(path).collect(),
            "read_baci on Polars": lambda: read_baci(path, engine="polars").collect(),
        }
        # In turns, so that whatever else the machine does slows both down alike.
        taken = [[timed(way) for way in ways.values()] for _ in range(ROUNDS)]
        for name, seconds in zip(ways, zip(*taken, strict=True), strict=True):
            print(f"{name:34}{statistics.median(seconds):7.2f} s in the median, {min(seconds):.2f} s at best")
        ratio = statistics.median(ours / theirs for theirs, ours in taken)
        print(f"{'ratio of a round, in the median':34}{ratio:7.2f}   (to {WANTED_RATIO})")
        pair = timed(lambda: read_baci(path, reporters=["MYS", "RUS"], partners=["MYS", "RUS"]))
        print(f"{'one pair into pandas':34}{pair:7.2f} s")
        print(f"{'one pair balanced on DuckDB':34}{memory(path):7.0f} MiB (to {WANTED_MEMORY})")


if __name__ == "__main__":
    main()
