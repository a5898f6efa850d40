"""How long BACI takes to read, and how much memory: ten million made-up rows in one file, as CEPII prints them.

The rows are `generator`'s.

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

import polars as pl
from generator import write_baci

from tradeview.sources.baci.reading import read_baci

ROWS = 10_000_000
ROUNDS = 7
WANTED_RATIO, WANTED_MEMORY = 1.5, 1024  # times Polars' own scan; MiB
NAME = "BACI_HS17_Y2022_V202401.csv"
BALANCE = """
from pathlib import Path
from tradeview.sources.baci.reading import read_baci
pair = ["MYS", "RUS"]
flows = read_baci({path!r}, reporters=pair, partners=pair, engine="duckdb")
there, back = (flows.filter(f"reporter = '{{one}}'").aggregate("sum(value)").fetchall()[0][0] for one in pair)
assert there != back
print(next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")))
"""


def timed(function: Callable[[], object]) -> float:
    """Return the seconds that a call takes."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def memory(path: Path) -> float:
    """Return the peak memory, in MiB, of a fresh interpreter that computes one pair's balance on DuckDB.

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
        write_baci(asked, path)
        print(f"{asked:,} rows, {path.stat().st_size / 2**20:,.0f} MiB")
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
