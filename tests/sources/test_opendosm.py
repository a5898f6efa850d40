"""OpenDOSM's monthly trade: values without growth, sections of the SITC, and what is refused."""

import gzip
import io
import json
import logging
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from broken_files import NO_TABLES, packed
from dosm_files import HEADLINE, SITC, rows_of, values
from tradeview.errors import MissingExtraError, TableError
from tradeview.sources import parquet_file
from tradeview.sources.beginning import Beginning
from tradeview.sources.recognising import recognise_opendosm as recognise

# The office's own table, where it lies beside the project.
PRINTED = Path(__file__).parents[2].parent / "shared" / "data" / "dosm_trade_headline.csv"


def save(folder: Path, content: str | bytes, name: str = "trade_headline.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def figures(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in table[["period", "flow", "commodity_code", "value"]].to_numpy().tolist()]


MONTHS = [
    (200712, "export", "TOTAL", 100.0),
    (200712, "import", "TOTAL", 120.5),
    (200712, "total", "TOTAL", 220.5),
    (200712, "balance", "TOTAL", -20.5),
    (200801, "export", "TOTAL", 90.0),
    (200801, "import", "TOTAL", 80.0),
    (200801, "total", "TOTAL", 170.0),
    (200801, "balance", "TOTAL", 10.0),
]
SECTIONS = [
    (202405, "export", "TOTAL", 900.5),
    (202405, "import", "TOTAL", 800.0),
    (202405, "export", "0", 40.0),
    (202405, "export", "7", 500.0),
    (202405, "import", "7", 600.25),
]


def parquet_of(text: str) -> bytes:
    frame = pl.DataFrame(values(rows_of(text))).with_columns(pl.col("date").str.to_date())
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def test_the_headline_has_months_without_growth(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "tradeview"):
        found = tv.check(tv.read_opendosm(save(tmp_path, HEADLINE)))
    assert figures(found) == MONTHS
    for name, cell in (("reporter", "MYS"), ("partner", "WLD"), ("currency", "MYR")):
        assert set(found[name]) == {cell}
    assert set(found["source"]) == {"OpenDOSM trade_headline"}
    assert "classification" not in found
    assert "2 rows left out, no values: growth_yoy, growth_mom" in caplog.text


def test_parts_of_flows_are_told_apart(tmp_path: Path) -> None:
    found = tv.read_opendosm(save(tmp_path, HEADLINE), details=True)
    of_january = found[found["period"] == 200801].set_index("value")
    assert of_january.loc[70.0, ["flow", "coverage"]].tolist() == ["export", "domestic exports"]
    assert of_january.loc[65.0, ["flow", "coverage"]].tolist() == ["import", "retained imports"]
    assert of_january.loc[20.0, "flow"] == "re-export"
    assert pd.isna(of_january.loc[90.0, "coverage"])
    assert len(found) == len(MONTHS) + 3


def test_sections_name_their_classification(tmp_path: Path) -> None:
    path = save(tmp_path, SITC, "trade_sitc_1d.csv")
    found = tv.check(tv.read_opendosm(path))
    assert figures(found) == SECTIONS
    assert set(found["classification"]) == {"S4"}
    assert set(tv.read_opendosm(path, classification="S3")["classification"]) == {"S3"}
    with pytest.raises(TableError, match="sections are of the SITC"):
        tv.read_opendosm(path, classification="H5")


CONTAINERS = {
    "zip": lambda text: packed({"trade.csv": text.encode()}),
    "gzip": lambda text: gzip.compress(text.encode()),
    "JSON": lambda text: json.dumps(values(rows_of(text))).encode(),
    "Parquet": parquet_of,
    "zipped Parquet": lambda text: packed({"trade.parquet": parquet_of(text)}),
    "carriage returns": lambda text: text.replace("\n", "\r\n").encode(),
    "days with hours": lambda text: text.replace("-01,", "-01 00:00:00,").encode(),
}


@pytest.mark.parametrize("container", CONTAINERS)
def test_containers(tmp_path: Path, container: str) -> None:
    pack = CONTAINERS[container]
    assert figures(tv.read_opendosm(save(tmp_path, pack(HEADLINE)))) == MONTHS
    assert figures(tv.read_opendosm(save(tmp_path, pack(SITC)))) == SECTIONS


def test_frames() -> None:
    frame = pd.DataFrame(values(rows_of(HEADLINE)))
    assert figures(tv.read_opendosm(frame)) == MONTHS
    frame["date"] = pd.to_datetime(frame["date"])
    assert figures(tv.read_opendosm(frame)) == MONTHS


@pytest.mark.parametrize("engine", ["pyarrow", "duckdb", "polars"])
def test_parquet_is_read_by_what_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    path = save(tmp_path, parquet_of(HEADLINE), "trade_headline.parquet")
    monkeypatch.setattr(parquet_file, "ENGINES", (engine,))
    assert figures(tv.read_opendosm(path)) == MONTHS
    monkeypatch.setattr(parquet_file, "ENGINES", ())
    with pytest.raises(MissingExtraError, match="install the extra `duckdb`"):
        tv.read_opendosm(path)


REFUSED = {
    "without its column of series": "\n".join(line.partition(",")[2] for line in HEADLINE.splitlines()),
    "growth alone": "\n".join(line for line in HEADLINE.splitlines() if not line.startswith("abs")),
    "a day within a month": HEADLINE.replace("2008-01-01,90", "2008-01-02,90"),
    "a month that is none": HEADLINE.replace("2008-01-01,90", "2008-13-01,90"),
    "a year for a month": HEADLINE.replace("2008-01-01,90", "2008,90"),
    "a month twice": HEADLINE.replace("2008-01-01,90", "2007-12-01,90"),
    "a number that is none": HEADLINE.replace("90.0", "ninety"),
    "a decimal comma": HEADLINE.replace("90.0", '"90,0"'),
    "exports below zero": HEADLINE.replace("90.0", "-90.0"),
    "infinite exports": HEADLINE.replace("90.0", "inf"),
    "a section that is none": SITC.replace(",7,", ",77,"),
    "cut short": HEADLINE[:-30],
    "a header alone": HEADLINE.splitlines()[0],
    "nothing but gaps": "date,section,exports,imports\n2024-05-01,0,,\n",
    "another table of the office": "date,state,exports,imports\n2024-05-01,Johor,1,2\n",
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_right_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(TableError):
        tv.read_opendosm(save(tmp_path, content))


@pytest.mark.parametrize("data", [*NO_TABLES.values(), b"PAR1 and nothing"], ids=[*NO_TABLES, "damaged Parquet"])
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(TableError):
        tv.read_opendosm(save(tmp_path, data))


def test_the_tables_are_recognised_and_others_are_not() -> None:
    for text in (HEADLINE, SITC):
        assert recognise(Beginning("trade.csv", text, tuple(text.splitlines()[0].split(","))))
    for header in (("date", "exports", "imports"), ("Date", "USD", "MYR"), ()):
        assert not recognise(Beginning("other.csv", "", header))


@pytest.mark.skipif(not PRINTED.is_file(), reason="the office's table does not lie beside the project")
def test_growth_is_what_the_office_prints() -> None:
    trade = tv.read_opendosm(PRINTED)
    printed = pd.read_csv(PRINTED, dtype={"date": str}).set_index(["series", "date"])
    for series, over in (("growth_yoy", "year"), ("growth_mom", "previous")):
        growth = tv.growth(trade[trade["flow"].isin(["export", "import", "total"])], over=over)
        differences = []
        for row in growth.to_dict("records"):
            column = {"export": "exports", "import": "imports"}.get(row["flow"], row["flow"])
            key = (series, f"{row['period'] // 100}-{row['period'] % 100:02}-01")
            if key in printed.index:
                differences.append(abs(100 * row["growth"] - printed.loc[key, column]))
        assert len(differences) > 600
        assert max(differences) <= 0.05 + 1e-9
