"""What the tests share: an engine to hold the frame, and the ECB's daily rates, read by the standard library alone."""

import csv
import io
import zipfile
from collections.abc import Iterator
from importlib.resources import files

import duckdb
import pandas as pd
import pytest

import tradeview as tv
from frames import ENGINES, Engine, Row


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


@pytest.fixture
def relation() -> Iterator[Engine]:
    """DuckDB, whose relations have no row order and cannot be copied."""
    connection = duckdb.connect()

    def make(rows: list[Row]) -> duckdb.DuckDBPyRelation:
        frame = pd.DataFrame(rows)
        connection.register("trade", frame)
        return connection.table("trade")

    yield Engine("duckdb", make, duckdb.DuckDBPyRelation)
    connection.close()


@pytest.fixture(scope="session")
def dollar_rates() -> pd.DataFrame:
    """The ECB's yearly averages in dollars, made once."""
    return tv.rates.ecb(base="USD")


@pytest.fixture(scope="session")
def ecb_days() -> list[dict[str, float]]:
    """The ECB's days, in order: `year`, `month`, `day`, and units of each currency per euro where there is a rate."""
    packed = files("currency_converter").joinpath("eurofxref-hist.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        text = archive.read("eurofxref-hist.csv").decode("ascii")
    days = []
    for row in csv.DictReader(io.StringIO(text)):
        year, month, day = map(int, row["Date"].split("-"))
        rates = {code: float(rate) for code, rate in row.items() if code and code != "Date" and rate not in {"", "N/A"}}
        days.append({"year": year, "month": month, "day": day, "EUR": 1.0, **rates})
    return sorted(days, key=lambda row: (row["year"], row["month"], row["day"]))
