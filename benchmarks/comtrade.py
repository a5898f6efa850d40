"""How long a file of UN Comtrade takes to read, and how much memory: made-up rows, as the new site prints them.

The rows are `generator`'s, beside what every record repeats. By hand is pandas, which reads the same file
as text and understands nothing; memory is what a fresh interpreter needs beside itself, over the file.

Run: python benchmarks/comtrade.py [rows]; 250,000, the default and the most that the API gives, take a minute.
"""

import gzip
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd
import polars as pl
from generator import chunks
from results import Contender, Result, keep, race

from tradeview.sources.comtrade.reading import read_comtrade

ROWS = 250_000
ROUNDS = 3
WANTED_RATIO, WANTED_MEMORY = 1.5, 3  # times pandas; times the file
GOODS = "Goods, made up, of more words than their code needs"
# Header -> what stands in it, in every row or by the generator's columns.
COLUMNS = {
    "typeCode": pl.lit("C"),
    "freqCode": pl.lit("A"),
    "refYear": pl.col("t"),
    "refMonth": pl.lit(52),
    "period": pl.col("t"),
    "reporterCode": pl.col("i"),
    "flowCode": pl.lit("X"),
    "flowDesc": pl.lit("Export"),
    "partnerCode": pl.col("j"),
    "partner2Code": pl.lit(0),
    "partner2ISO": pl.lit("W00"),
    "partner2Desc": pl.lit("World"),
    "classificationCode": pl.lit("H5"),
    "isOriginalClassification": pl.lit("True"),
    "cmdCode": pl.col("k").cast(pl.String).str.zfill(6),
    "cmdDesc": pl.lit(GOODS),
    "aggrLevel": pl.lit(6),
    "customsCode": pl.lit("C00"),
    "customsDesc": pl.lit("TOTAL CPC"),
    "motCode": pl.lit(0),
    "motDesc": pl.lit("TOTAL MOT"),
    "qtyUnitCode": pl.lit(8),
    "qtyUnitAbbr": pl.lit("kg"),
    "qty": pl.col("q"),
    "isQtyEstimated": pl.lit("False"),
    "netWgt": pl.col("q"),
    "isNetWgtEstimated": pl.lit("False"),
    "grossWgt": pl.lit("0.0"),
    "cifvalue": pl.lit(None),
    "fobvalue": pl.col("v"),
    "primaryValue": pl.col("v"),
    "legacyEstimationFlag": pl.lit(0),
    "isReported": pl.lit("False"),
    "isAggregate": pl.lit("True"),
}
PEAK = """
import sys
from pathlib import Path
from tradeview.sources.comtrade.reading import read_comtrade
def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
small, whole, *reporters = sys.argv[1:]
read_comtrade(small)
before = peak()
read_comtrade(whole, reporters=reporters or None)
print(peak() - before)
"""


def write_rows(rows: int, path: Path) -> None:
    """Print rows as UN Comtrade does: a comma at the end of each line."""
    with path.open("wb") as file:
        for place, frame in enumerate(chunks(rows)):
            printed = frame.select(**COLUMNS)
            printed.write_csv(file, include_header=place == 0, line_terminator=",\n")


def memory(small: Path, whole: Path, *reporters: str) -> float:
    """Return the memory, in MiB, that a fresh interpreter needs for a file beside what it needs for a few lines."""
    command = [sys.executable, "-c", PEAK, str(small), str(whole), *reporters]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Print the table."""
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        small, whole = Path(folder) / "small.csv", Path(folder) / "whole.csv"
        write_rows(100, small)
        write_rows(asked, whole)
        packed = Path(folder) / "whole.csv.gz"
        packed.write_bytes(gzip.compress(whole.read_bytes(), 1))
        size = whole.stat().st_size / 2**20
        contenders = {
            "pandas.read_csv, as text": Contender(lambda: pd.read_csv(whole, dtype=str, index_col=False)),
            "tradeview": Contender(lambda: read_comtrade(whole), note=f"to {WANTED_RATIO}"),
        }
        called = f"read_comtrade, {asked:,} rows, {size:,.0f} MiB"
        found = race(called, contenders, ROUNDS)
        for name, path, reporters in (
            ("the whole file", whole, ()),
            ("one reporter", whole, ("MYS",)),
            ("one reporter, packed", packed, ("MYS",)),
        ):
            needed = memory(small, path, *reporters)
            note = f"{needed:,.0f} MiB, {needed / size:.2f} times the file (to {WANTED_MEMORY})"
            found.append(Result(f"memory of {called}", f"tradeview, {name}", note=note))
        keep("comtrade", found)


if __name__ == "__main__":
    main()
