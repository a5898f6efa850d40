"""How long BACI takes to read, and how much memory: three million made-up rows in one file, as CEPII prints them.

The rows are `generator`'s.

Run: python benchmarks/baci.py [rows]; ten million, about a year of BACI, take one to two minutes on two
cores, 0.4 GB of disk and 4 GB of memory.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl
from generator import write_baci
from results import Contender, Result, keep, race

from tradeview.sources.baci.reading import read_baci

ROWS = 3_000_000
ROUNDS = 5
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
        called = f"read_baci, {asked:,} rows asked for, {path.stat().st_size / 2**20:,.0f} MiB"
        pair = ["MYS", "RUS"]
        contenders = {
            "Polars' own scan and collect": Contender(lambda: pl.scan_csv(path).collect()),
            "tradeview on Polars": Contender(
                lambda: read_baci(path, engine="polars").collect(), note=f"to {WANTED_RATIO}"
            ),
            "tradeview, one pair into pandas": Contender(
                lambda: read_baci(path, reporters=pair, partners=pair), once=True
            ),
        }
        found = race(called, contenders, ROUNDS)
        note = f"{memory(path):,.0f} MiB (to {WANTED_MEMORY})"
        keep("baci", [*found, Result(f"memory of {called}", "tradeview, one pair balanced on DuckDB", note=note)])


if __name__ == "__main__":
    main()
