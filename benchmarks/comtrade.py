"""How long a file of UN Comtrade takes to read, and how much memory: made-up rows, as the new site prints them.

The rows are `generator`'s, beside what every record repeats. What counts is processor time over that of pandas, which
reads the same file as text and understands nothing; and what a fresh interpreter needs beside itself, over the file.

Run: python benchmarks/comtrade.py [rows]; 250,000, the default and the most that the API gives, take a minute.
"""

import gzip
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import polars as pl
from generator import chunks

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


def cpu(function: Callable[[], object]) -> float:
    """Return the seconds of the processor that a call takes."""
    start = time.process_time()
    function()
    return time.process_time() - start


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
        size = whole.stat().st_size / 2**20
        print(f"{asked:,} rows, {size:,.0f} MiB")
        ratios = []
        for _ in range(ROUNDS):
            theirs = cpu(lambda: pd.read_csv(whole, dtype=str, index_col=False))
            ours = cpu(lambda: read_comtrade(whole))
            ratios.append(ours / theirs)
            print(f"pandas.read_csv {theirs:.2f} s, read_comtrade {ours:.2f} s of the processor")
        print(f"{'ratio of a round, in the median':34}{statistics.median(ratios):7.2f}   (to {WANTED_RATIO})")
        print(f"{'memory, times the file':34}{memory(small, whole) / size:7.2f}   (to {WANTED_MEMORY})")
        print(f"{'one reporter of the file':34}{memory(small, whole, 'MYS'):7.0f} MiB")
        packed = Path(folder) / "whole.csv.gz"
        packed.write_bytes(gzip.compress(whole.read_bytes(), 1))
        print(f"{'one reporter of the file, packed':34}{memory(small, packed, 'MYS'):7.0f} MiB")


if __name__ == "__main__":
    main()
