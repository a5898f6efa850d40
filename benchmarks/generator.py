"""Made-up rows of BACI, as many as are wanted: the laws they follow, and files of them.

Nothing here is anybody's trade. The laws, roughly those of trade:

- Exporters, importers and products each by a law of rank: the r-th of them has a weight of 1/√r in the number of rows.
  Which economy or product is the r-th is drawn once for each seed, exporters and importers apart.
- No economy trades with itself: such draws go to the others, in proportion.
- Values are log-normal: median US$ 12,182, spread (of the logarithm) 2.8, thousands of dollars with three decimals.
- Dollars a kilogram are log-normal too, median 3.3, spread 1.2; three quantities in a hundred are missing.
- Rows are spread evenly over years, at most ten million in each, about as many as BACI has.
- As CEPII's they are sorted by exporter, importer and product within a year, and no key comes twice: what is drawn a
  second time is left out. Of ten million rows that are asked for in a year 9.2 million are left, of one million 99%.

The number of rows of each pair is drawn first, so that rows are made in their order, a million at a time: a hundred
million need no more memory than one.

Run: python benchmarks/generator.py ROWS FOLDER writes a trade table as Parquet files.
"""

import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl

import tradeview as tv

SEED = 2022
LAST_YEAR, ROWS_A_YEAR = 2022, 10_000_000
PRODUCTS = 5_000
CHUNK = 1_000_000
MEDIAN, SPREAD = np.log(12.182), 2.8  # thousands of US$
PRICE, PRICE_SPREAD = np.log(3.32), 1.2  # US$ a kilogram
WITHOUT_QUANTITY = 0.03
REVISION = "H5"


def weigh_ranks(ranks: int) -> np.ndarray:
    """Weigh ranks by one over their root, so that the weights add up to one."""
    weights = 1 / np.sqrt(np.arange(1, ranks + 1))
    return weights / weights.sum()


def economies() -> pl.DataFrame:
    """List the economies that trade: Comtrade's number of each, which BACI shares, and its alpha-3 code."""
    known = tv.economies.codes()
    used = known[(known["kind"] == "economy") & (known["use"] == "data")]
    # An economy that had several numbers in the course of time stands under one of them.
    used = used.drop_duplicates("alpha3")
    return pl.DataFrame({"number": used["comtrade"].astype(int).to_list(), "alpha3": used["alpha3"].to_list()})


def products(rng: np.random.Generator) -> np.ndarray:
    """Draw the six-digit codes that the world trades, in the order of their ranks."""
    return rng.choice(np.arange(10_111, 970_600), PRODUCTS, replace=False)


def pairs(rng: np.random.Generator, count: int, rows: int) -> np.ndarray:
    """Draw how many rows each pair has: of each row the number of its pair, exporter * count + importer."""
    weights = np.outer(rng.permutation(weigh_ranks(count)), rng.permutation(weigh_ranks(count)))
    np.fill_diagonal(weights, 0)
    number = rng.multinomial(rows, (weights / weights.sum()).ravel())
    return np.repeat(np.arange(count * count, dtype=np.int32), number)


def chunks(rows: int, *, seed: int = SEED, chunk: int = CHUNK) -> Iterator[pl.DataFrame]:
    """Make rows in BACI's columns, a part at a time: numbers of economies and products, thousands of US$, tonnes."""
    years = -(-rows // ROWS_A_YEAR)
    for back in range(years):
        share = rows // years + (back < rows % years)
        yield from _year(np.random.default_rng([seed, back]), np.random.default_rng(seed), back, share, chunk)


def _year(
    rng: np.random.Generator, lasting: np.random.Generator, back: int, rows: int, chunk: int
) -> Iterator[pl.DataFrame]:
    """Make one year; which economies and products come first is drawn alike in each, by what lasts."""
    numbers, codes = economies()["number"].to_numpy(), products(lasting)
    pair = pairs(lasting, len(numbers), rows)
    # Parts end where pairs do, so that the whole is in order.
    edges = [*np.unique(np.searchsorted(pair, pair[::chunk])), rows]
    for start, end in pairwise(edges):
        exporter, importer = np.divmod(pair[start:end], len(numbers))
        yield _rows(rng, LAST_YEAR - back, numbers[exporter], numbers[importer], codes)


def _rows(
    rng: np.random.Generator, year: int, exporter: np.ndarray, importer: np.ndarray, codes: np.ndarray
) -> pl.DataFrame:
    rows = len(exporter)
    value = np.exp(rng.normal(MEDIAN, SPREAD, rows))
    weight = value / np.exp(rng.normal(PRICE, PRICE_SPREAD, rows))
    frame = pl.DataFrame(
        {
            "t": np.full(rows, year),
            "i": exporter,
            "j": importer,
            "k": codes[rng.choice(len(codes), rows, p=weigh_ranks(len(codes)))],
            "v": np.maximum(value.round(3), 0.001),
            "q": np.where(rng.random(rows) < WITHOUT_QUANTITY, np.nan, weight.round(3)),
        }
    )
    # Each pair stands in one part, so that no key of a part is in another.
    return frame.with_columns(pl.col("q").fill_nan(None)).unique(["i", "j", "k"], keep="any").sort("i", "j", "k")


def write_baci(rows: int, path: Path, *, seed: int = SEED) -> None:
    """Print rows as CEPII does: six digits, three decimals, quantities and `NA` at the right of their column."""
    weight = pl.col("q").cast(pl.String).fill_null("NA").str.pad_start(12)
    with path.open("wb") as file:
        for place, frame in enumerate(chunks(rows, seed=seed)):
            printed = frame.with_columns(pl.col("k").cast(pl.String).str.zfill(6), weight)
            printed.write_csv(file, include_header=place == 0)


def trade_table(frame: pl.DataFrame) -> pl.DataFrame:
    """Turn rows in BACI's columns into a trade table: the columns that indices need, values in US$."""
    listed = economies()
    numbers, alpha3 = listed["number"], listed["alpha3"]
    return frame.select(
        period="t",
        reporter=pl.col("i").replace_strict(numbers, alpha3),
        partner=pl.col("j").replace_strict(numbers, alpha3),
        flow=pl.lit("export"),
        commodity_code=pl.col("k").cast(pl.String).str.zfill(6),
        value=pl.col("v") * 1000,
        currency=pl.lit("USD"),
        classification=pl.lit(REVISION),
    )


def write_trade(rows: int, folder: Path, *, seed: int = SEED) -> str:
    """Write rows as a trade table in Parquet files of one folder, and return the pattern that all of them fit."""
    folder.mkdir(parents=True, exist_ok=True)
    for place, frame in enumerate(chunks(rows, seed=seed)):
        trade_table(frame).write_parquet(folder / f"part-{place:04}.parquet")
    return str(folder / "part-*.parquet")


def main() -> None:
    """Write the files that the command line asks for."""
    print(write_trade(int(sys.argv[1]), Path(sys.argv[2])))


if __name__ == "__main__":
    main()
