"""The form of BACI's files: names as CEPII gives them, and the columns of a header."""

from pathlib import Path

import pytest

from baci_release import text
from frames import plain
from tradeview.errors import TableError
from tradeview.sources.baci.forms import EDITIONS, REVISIONS, FileName, read_file_name
from tradeview.sources.baci.reading import read_baci

# A session of Spark, as far as it is needed where files are refused before an engine is asked.
SPARK = type("Session", (), {"__module__": "pyspark.sql.session"})()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("BACI_HS17_Y2022_V202401.csv", FileName("flows", "HS17", 2022, "202401")),
        ("baci_hs92_y1995_v202401b.CSV", FileName("flows", "HS92", 1995, "202401b")),
        ("BACI_HS92_Y2022_V202401 (1).csv", FileName("flows", "HS92", 2022, "202401")),
        ("baci92_1995.csv", FileName("flows", "HS92", 1995, "")),
        ("country_codes_V202401.csv", FileName("countries", release="202401")),
        ("country_code_baci92.csv", FileName("countries")),
        ("product_codes_HS17_V202401.csv", FileName("other")),
        ("mine.csv", FileName("other")),
    ],
)
def test_names_say_what_files_hold(name: str, said: FileName) -> None:
    assert read_file_name(name) == said


def test_every_edition_has_its_revision() -> None:
    assert [EDITIONS[revision] for revision in REVISIONS.values()] == list(REVISIONS)


def test_a_second_download_says_its_revision_too(tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS92_Y2022_V202401 (1).csv"
    path.write_text(text(), encoding="utf-8")
    with pytest.raises(TableError, match="HS92"):
        read_baci(path, hs="H5")
    assert set(read_baci(path)["classification"]) == {"H0"}


@pytest.mark.parametrize("engine", [None, "polars", "duckdb"])
@pytest.mark.parametrize("header", ["t,hs6,i,j,v,q", "T, HS6 ,I,J,V,Q"])
def test_names_and_columns_of_before_2019(tmp_path: Path, header: str, engine: str | None) -> None:
    path = tmp_path / "baci92_1995.csv"
    path.write_text(f"{header}\n1995,10121,458,643,1.5,2\n", encoding="utf-8")
    (row,) = plain(read_baci(path, hs="H0", engine=engine))
    assert (row["commodity_code"], row["reporter"], row["partner"], row["value"]) == ("010121", "MYS", "RUS", 1500.0)


@pytest.mark.parametrize("engine", [None, "polars", "duckdb"])
def test_old_csv_downloads_what_is_no_file_of_baci_is_refused(tmp_path: Path, engine: str | None) -> None:
    path = tmp_path / "BACI_HS17_Y2022_V202401.csv"
    for held in ("<!DOCTYPE html>\n<html>", "", "code,name\n010121,Horses\n"):
        path.write_text(held, encoding="utf-8")
        with pytest.raises(TableError, match="no file of BACI: it needs the columns t, i, j, k, v, q"):
            read_baci(path, engine=engine)
    path.write_text("code,description\n010121,Horses\n", encoding="utf-8")
    with pytest.raises(TableError, match="a list of products, as BACI's, which has no figures"):
        read_baci(path, engine=engine)


@pytest.mark.parametrize("engine", [None, "polars", "duckdb", SPARK], ids=["pandas", "polars", "duckdb", "spark"])
@pytest.mark.parametrize("end", ["\r", "\r2022,"])
def test_a_lone_carriage_return_in_a_header_is_refused(tmp_path: Path, engine: object, end: str) -> None:
    path = tmp_path / "BACI_HS17_Y2022_V202401.csv"
    path.write_bytes(text(end=end).encode())
    with pytest.raises(TableError, match=r"is no file of BACI: it needs the columns .*; found: 't,i,j,k,v,q\\r2022,"):
        read_baci(path, engine=engine)


def test_any_byte_in_a_header_is_refused_but_for_spaces(tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS17_Y2022_V202401.csv"
    held = text().encode()
    path.write_bytes(held)
    expected = read_baci(path)
    for value in range(256):
        path.write_bytes(held[:4] + bytes([value]) + held[4:])  # before `j`
        if value < 128 and chr(value).isspace() and chr(value) not in "\r\n":
            assert read_baci(path).equals(expected)
        else:
            with pytest.raises(TableError, match=r"is no file of BACI|every line of .* has 7 cells"):
                pytest.fail(f"{value} is read as {read_baci(path)}")
