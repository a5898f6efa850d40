"""How files of BACI are printed: other programs' codes, points and shortened numbers, on each engine."""

import logging
import zipfile
from pathlib import Path
from typing import Any

import pytest

import tradeview as tv
from frames import plain
from tradeview.errors import TableError
from tradeview.sources.baci.reading import read_baci

HEADER, LINE = "t,i,j,k,v,q\n", "2022,458,643,010121,5,3.2\n"
SAMPLED = LINE * 9000  # more than the bytes that tell how a file is printed
ENGINES = pytest.mark.parametrize("engine", [None, "polars", "duckdb"])


def written(folder: Path, text: str, name: str = "mine.csv") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path, engine: object, **asked: Any) -> list[dict[str, object]]:
    return plain(read_baci(path, engine=engine, **{"hs": "H5", **asked}))


@ENGINES
def test_products_with_a_point_are_products(tmp_path: Path, engine: object) -> None:
    lines = "2022.0,458.0,643.0,10121.0,12.5,3.2\n2022,458,643,010129.0,1,1\n2022,458,643,271000.00,1,1\n"
    path = written(tmp_path, HEADER + lines + LINE)
    assert [row["commodity_code"] for row in read(path, engine)] == ["010121", "010129", "271000", "010121"]
    assert [row["value"] for row in read(path, engine, products="010121")] == [12500.0, 5000.0]


@ENGINES
@pytest.mark.parametrize("code", ["10121.5", "1012.0", "10121.", "1.0121e4"])
def test_what_is_no_whole_product_is_refused(tmp_path: Path, engine: object, code: str) -> None:
    with pytest.raises(TableError, match="is damaged"):
        tv.check(read_baci(written(tmp_path, HEADER + LINE.replace("010121", code)), hs="H5", engine=engine))


CODES = {
    "alpha-3": ("2022,MYS,643,010121,5,1\n", r"column i .*\(exporters\).*found: 'MYS'.*\n  'MYS' is 458"),
    "a name": ("2022,458,Russia,010121,5,1\n", r"column j .*\(importers\).*found: 'Russia'"),
    "further down": (LINE + "2022,458,RUS,010121,5,1\n", r"column j .*\n  'RUS' is 643"),
}


@ENGINES
@pytest.mark.parametrize(("lines", "said"), CODES.values(), ids=CODES)
def test_codes_in_the_place_of_numbers_are_named(tmp_path: Path, engine: object, lines: str, said: str) -> None:
    with pytest.raises(TableError, match=f"(?s){said}"):
        read_baci(written(tmp_path, HEADER + lines), hs="H5", engine=engine)


def test_codes_below_the_first_lines_are_no_words_of_pythons(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="found: text where a number belongs: 'MYS'"):
        read_baci(written(tmp_path, HEADER + SAMPLED + LINE.replace("458", "MYS")), hs="H5")


@ENGINES
@pytest.mark.parametrize("text", [HEADER, HEADER.strip(), HEADER + "\n\n", HEADER.replace("\n", "\r\n")])
def test_a_header_alone_is_refused(tmp_path: Path, engine: object, text: str) -> None:
    with pytest.raises(TableError, match=r"hold flows; found: headers without lines under them: mine\.csv"):
        read_baci(written(tmp_path, text), hs="H5", engine=engine)


@ENGINES
def test_a_header_alone_beside_a_year_with_flows_is_named(
    tmp_path: Path, engine: object, caplog: pytest.LogCaptureFixture
) -> None:
    written(tmp_path, HEADER, "BACI_HS17_Y2021_V202401.csv")
    written(tmp_path, HEADER + LINE, "BACI_HS17_Y2022_V202401.csv")
    assert len(read(tmp_path, engine, hs=None)) == 1
    assert "BACI_HS17_Y2021_V202401.csv: a header without lines under it" in caplog.text


NUMBERED = {
    "pandas": ",t,i,j,k,v,q\n0,2022,458,643,010121,5,3.2\n",
    "R": '"","t","i","j","k","v","q"\n"1",2022,458,643,"010121",5,3.2\n',
    "twice": ",Unnamed: 0,t,i,j,k,v,q\n0,0,2022,458,643,010121,5,3.2\n",
    "a comma behind": "t,i,j,k,v,q,\n2022,458,643,010121,5,3.2,\n",
}


@ENGINES
@pytest.mark.parametrize("text", NUMBERED.values(), ids=NUMBERED)
def test_lines_that_a_program_numbered_are_read(tmp_path: Path, engine: object, text: str) -> None:
    path = written(tmp_path, text)
    assert read(path, engine) == read(written(tmp_path / "plain", HEADER + LINE), None)


@ENGINES
def test_a_revision_is_needed_where_the_name_is_silent(tmp_path: Path, engine: object) -> None:
    path = written(tmp_path, HEADER + LINE)
    with pytest.raises(
        TableError, match=r"found: the name of mine\.csv, which does not say it; do: say it with `hs`: H0"
    ):
        read_baci(path, engine=engine)
    named = written(tmp_path / "named", HEADER + LINE, "BACI_HS92_Y2022_V202401.csv")
    assert {row["classification"] for row in read(named, engine, hs=None)} == {"H0"}


@ENGINES
@pytest.mark.parametrize("before", ["", SAMPLED], ids=["first lines", "below the first lines"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_shortened_values_have_their_range(
    tmp_path: Path, engine: object, before: str, end: str, caplog: pytest.LogCaptureFixture
) -> None:
    lines = before + '2022,458,643,010121,1.23E+06,4E+05\n"2022","458","643","010129","1E+02","1"\n' + LINE
    rows = read(written(tmp_path, (HEADER + lines).replace("\n", end)), engine)[-3:]
    found = [tuple(row[name] for name in ("value", "low", "high", "quote")) for row in rows]
    assert found == [
        (1.23e9, 1.225e9, 1.235e9, "1.23E+06"),
        (1e5, 0.5e5, 1.5e5, "1E+02"),
        (5000.0, None, None, None),
    ]
    assert "2 numbers of value, 1 number of net_weight" in caplog.text


@ENGINES
def test_shortened_values_in_an_archive_have_their_range(tmp_path: Path, engine: object) -> None:
    path = tmp_path / "BACI_HS17_V202401.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for year, value in ((2021, "1.23E+06"), (2022, "7")):
            text = HEADER + f"{year},458,643,10121.0,{value},1\n"
            archive.writestr(f"BACI_HS17_Y{year}_V202401.csv", text)
    rows = sorted(read(path, engine, hs=None), key=lambda row: str(row["period"]))
    assert [(row["commodity_code"], row["high"]) for row in rows] == [("010121", 1.235e9), ("010121", None)]


@ENGINES
def test_numbers_of_programs_are_exact(tmp_path: Path, engine: object, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="tradeview"):
        (row,) = read(written(tmp_path, HEADER + LINE.replace(",5,", ",1.5e+06,")), engine)
    assert row["value"] == 1.5e9
    assert "low" not in row
    assert not caplog.records


@ENGINES
@pytest.mark.parametrize("before", ["", SAMPLED], ids=["first lines", "below the first lines"])
@pytest.mark.parametrize(("cell", "lost"), [("2022", "2.02E+03"), ("458", "4.6E+02"), ("643", "6.4E+02")])
def test_years_and_numbers_that_lost_digits_are_refused(
    tmp_path: Path, engine: object, before: str, cell: str, lost: str
) -> None:
    path = written(tmp_path, HEADER + before + LINE.replace(cell, lost))
    with pytest.raises(
        TableError, match=rf"have all their digits; found: [tij] '{lost[0]}.*a spreadsheet has shortened"
    ):
        read_baci(path, hs="H5", engine=engine)


def test_spark_reads_and_refuses_the_same(tmp_path: Path, spark: Any) -> None:
    lines = "2022.0,458.0,643.0,10121.0,1.23E+06,3.2\n2022,458,643,010129,5,1\n"
    numbered = "".join(f"{number},{line}\n" for number, line in enumerate((HEADER + lines).split(), -1))
    path = written(tmp_path, numbered.replace("-1,", ",", 1))
    assert read(path, spark) == read(path, None)
    with pytest.raises(TableError, match="'MYS' is 458"):
        read_baci(written(tmp_path, HEADER + LINE.replace("458", "MYS")), hs="H5", engine=spark)
    with pytest.raises(TableError, match="headers without lines"):
        read_baci(written(tmp_path, HEADER), hs="H5", engine=spark)
