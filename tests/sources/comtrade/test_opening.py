"""What a user may hold of Comtrade: packed, encoded, saved by a browser, or nothing at all."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import comtrade_printers as printers
from comtrade_printers import FIGURES, record
from tradeview.errors import TradeTableError
from tradeview.sources.comtrade.reading import read_comtrade

VALUES = [4321.75, 312e9, 1000.0]
CSV = printers.new_download(FIGURES).encode()
JSON = printers.api_json(FIGURES).encode()


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def values(data: bytes, **options: str) -> list[float]:
    return read_comtrade(io.BytesIO(data), **options)["value"].tolist()  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [CSV, JSON], ids=["csv", "json"])
@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_zip_and_gz(data: bytes, suffix: str, tmp_path: Path) -> None:
    gz, both = gzip.compress(data), packed(**{f"TradeData.{suffix}.gz": gzip.compress(data)})
    for name, content in {"a.gz": gz, "a.zip": packed(**{f"TradeData.{suffix}": data}), "b.zip": both}.items():
        (tmp_path / name).write_bytes(content)
        assert read_comtrade(tmp_path / name)["value"].tolist() == VALUES


def test_all_tables_of_an_archive_are_read() -> None:
    later = printers.legacy([record(period="2024", refYear=2024, primaryValue=7.0)]).encode()
    members = {"2023.csv": CSV, "2024.csv": later, "readme.pdf": b"%PDF", "__MACOSX/._2023.csv": b"\0"}
    assert values(packed(**members)) == [*VALUES, 7.0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("text", [CSV.decode(), printers.legacy(FIGURES), JSON.decode()])
def test_encodings_and_byte_order_marks(text: str, encoding: str) -> None:
    assert values(text.encode(encoding)) == VALUES
    assert values(text.encode(encoding), encoding=encoding) == VALUES


def test_an_open_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(CSV)
    with (tmp_path / "a.csv").open("rb") as file:
        assert read_comtrade(file)["value"].tolist() == VALUES


PAGE = b"\n<!DOCTYPE html><html><head><title>Access\n denied</title></head><body>...</body></html>"
KEYLESS = b'{"statusCode": 401, "message": "Access denied due to missing subscription key."}'


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (PAGE, "a web page or XML: 'Access denied'"),
        (b"<?xml version='1.0'?><error>too many</error>", "<error>too many"),
        (KEYLESS, "message: Access denied due to missing subscription key"),
        (b'{"elapsedTime": "0 secs", "count": 0, "data": [], "error": ""}', "holds no records; found: an empty list"),
        (b'{"count": 0, "data": null, "error": "Invalid period"}', "error: Invalid period"),
        (b'{"elapsedTime": "0 secs"}', "keys elapsedTime"),
        (b'{"data": [{"a": 1}], "count": 1}', "in no form of UN Comtrade"),
        (b"[1, 2]", "no list of records; found: '1'"),
        (b"", "found: nothing"),
        (b" \n \n", "found: nothing"),
        (b"\0\1\2\3", "bytes that are no text"),
        (b"Rate limit exceeded. Try again in 20 seconds.", "it starts 'Rate limit exceeded"),
        (b"t,i,j,k,v,q\n2020,4,20,010121,1.0,0.1\n", r"this is BACI's: tv\.read_baci"),
        (b"t,i,j,k,v,r\n2020,4,20,010121,1.0,0.1\n", "nothing for period, reporter"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Excel workbook"),
        (packed(**{"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "an Excel workbook"),
        (packed(**{"readme.md": b"hello"}), "holds no table; found: readme.md"),
        (packed(), "cannot be unpacked|found: nothing|no table"),
        (packed(**{"page.csv": PAGE}), "page.csv is no table of UN Comtrade; found: a web page"),
        (gzip.compress(CSV)[:-20], "cannot be unpacked"),
        (packed(**{"a.csv": CSV})[:-30], "cannot be unpacked"),
    ],
)
def test_what_is_no_table_is_refused_with_what_it_says(data: bytes, match: str) -> None:
    with pytest.raises(TradeTableError, match=match):
        values(data)


def test_json_cut_short_is_refused() -> None:
    for end in range(1, len(JSON), 97):
        with pytest.raises(TradeTableError, match="cut short, or no JSON"):
            values(JSON[:end])


def test_fewer_records_than_the_answer_counts_are_refused() -> None:
    with pytest.raises(TradeTableError, match=r"cut short; found: 3 of 100,000 records"):
        values(printers.api_json(FIGURES, count=100_000).encode())
    with pytest.raises(TradeTableError, match=r"cut short; found: 3 of 60,000 records"):
        values(printers.legacy_json(FIGURES, count={"value": 60_000}).encode())
    assert values(printers.api_json(FIGURES, count=-1).encode()) == VALUES


def test_a_legacy_answer_that_complains_is_refused() -> None:
    status = {"status": {"name": "ResultTooLarge", "value": 5003}, "message": "The query would return 1,2 million rows"}
    with pytest.raises(TradeTableError, match="ResultTooLarge: The query would return"):
        values(printers.legacy_json([], **status).encode())


def test_none_of_comtradeapicall_is_refused() -> None:
    with pytest.raises(TradeTableError, match="comtradeapicall printed why and returned nothing"):
        read_comtrade(None)
    with pytest.raises(TradeTableError, match="columns without rows"):
        read_comtrade(printers.frame(FIGURES).iloc[:0])
    with pytest.raises(TradeTableError, match="no records; found: an empty list"):
        read_comtrade([])
    with pytest.raises(TradeTableError, match="path, buffer, frame or list of records; found: int"):
        read_comtrade(7)


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    with pytest.raises(TradeTableError, match="is not klingon"):
        values(CSV, encoding="klingon")


def test_records_may_lack_keys_that_others_have() -> None:
    short = {name: cell for name, cell in record(period="2022").items() if cell is not None and name != "netWgt"}
    assert read_comtrade([short, *json.loads(JSON)["data"]])["net_weight"].isna().tolist() == [True, False, True, True]


def test_text_with_a_byte_order_mark_is_read() -> None:
    assert read_comtrade(io.StringIO("\ufeff" + CSV.decode()))["value"].tolist() == VALUES


def test_a_status_of_200_is_no_complaint() -> None:
    assert len(read_comtrade({"statusCode": 200, "data": FIGURES})) == len(FIGURES)


def test_a_frame_that_names_a_column_twice_is_refused() -> None:
    frame = pd.DataFrame(FIGURES)
    with pytest.raises(TradeTableError, match="this frame names a column twice"):
        read_comtrade(pd.concat([frame, frame[["primaryValue"]]], axis=1))


def test_the_title_of_a_page_is_looked_for_in_its_first_twenty_thousand_characters() -> None:
    before = "<html>" + " " * (20_000 - len("<html><title>D"))
    with pytest.raises(TradeTableError, match=r"a web page or XML: 'D'; do"):
        values(f"{before}<title>Denied</title></html>".encode())
    with pytest.raises(TradeTableError, match=r"a web page or XML: '<html> <title>Denied</title></html>'; do"):
        values(f"{before} <title>Denied</title></html>".encode())


def test_a_null_among_records_is_refused() -> None:
    with pytest.raises(TradeTableError, match="no list of records; found: 'None'"):
        values(b'{"data": [null]}')
