"""Files as they are brought: each encoding, container and broken file once; no reader lets a foreign error out."""

import gzip
import io
import json
import logging
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tradeview as tv
from baci_release import text as baci_text
from broken_files import CLOCKS, NO_TABLES, PAGE, changed, damaged, packed
from tradeview.errors import FigureError, MissingFileError, RateTableError, TableError, TradeTableError
from tradeview.sources.opening import (
    LATIN,
    WINDOWS,
    decode_text,
    existing_path,
    file_at,
    is_gzip,
    is_workbook,
    is_zip,
    kind_of,
    member_names,
    open_member,
    open_zip,
    parse_json,
    unpack_gzip,
    utf8_text,
)

COMTRADE = "refYear,period,reporterISO,partnerISO,flowCode,cmdCode,primaryValue\n2023,2023,MYS,RUS,X,TOTAL,5\n"
WITS = "Reporter Name,Partner Name,Year,Export (US$ Thousand)\nMalaysia,Russian Federation,2023,5\n"
BANK = "iso3c,year,PA.NUS.FCRF\nMYS,2022,4.4\nMYS,2023,4.56\n"
# Readers of what others hand out, with a file that each of them reads.
OF_ARCHIVES: dict[str, tuple[Callable[[Path], Any], str]] = {
    "comtrade": (tv.read_comtrade, COMTRADE),
    "wits": (tv.read_wits, WITS),
    "baci": (tv.read_baci, baci_text()),
    "bank": (tv.rates.world_bank, BANK),
}
READERS: dict[str, Callable[[Path], Any]] = {name: read for name, (read, _) in OF_ARCHIVES.items()} | {
    "prices": tv.deflators.world_bank,
    "own rates": tv.rates.read,
    "own prices": tv.deflators.read,
    "trade": tv.load,
    "statements": tv.statements.load,
    "commodities": tv.load_commodities,
    "events": tv.load_events,
}
UNREADABLE = "Reading, Côte d'Ivoire: “5”, 5 €"


@pytest.fixture(params=OF_ARCHIVES)
def of_archives(request: pytest.FixtureRequest) -> tuple[Callable[[Path], Any], str]:
    return OF_ARCHIVES[request.param]


# Encodings


@pytest.mark.parametrize(
    ("encoding", "encodings"),
    [
        ("utf-8", LATIN),
        ("utf-8-sig", LATIN),
        ("utf-16", LATIN),  # with its mark
        ("utf-8", WINDOWS),
        ("utf-8-sig", WINDOWS),
        ("utf-16", WINDOWS),
        ("cp1252", WINDOWS),
        ("utf-16-le", ("utf-16-le",)),
        ("cp1251", ("cp1251",)),
    ],
)
def test_a_text_is_decoded_by_the_first_encoding_that_fits(encoding: str, encodings: tuple[str, ...]) -> None:
    text = "Россия, 5" if encoding == "cp1251" else UNREADABLE
    assert decode_text(text.encode(encoding), encodings) == text


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_either_order_of_bytes_is_told_by_the_mark(mark: bytes) -> None:
    order = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert decode_text(mark + UNREADABLE.encode(order), LATIN) == UNREADABLE


def test_what_a_mark_does_not_fit_is_latin() -> None:
    odd = b"\xff\xfea"
    assert decode_text(odd, LATIN) == "ÿþa"
    assert decode_text(b"\xef\xbb\xbf\xe9", WINDOWS) == "ï»¿é"  # a mark of UTF-8 before what is none
    assert decode_text(b"\x81\xe9", WINDOWS) == "\x81é"  # 0x81 is none of Windows' letters


@pytest.mark.parametrize("value", range(256))
def test_latin_reads_any_byte(value: int) -> None:
    assert decode_text(bytes([0xE9, value]), LATIN) == f"é{chr(value)}"


def test_an_encoding_that_does_not_fit_or_is_none_is_python_s_own_error() -> None:
    with pytest.raises(UnicodeDecodeError):
        decode_text(b"\xe9", ("ascii", "utf-8"))
    assert decode_text(b"a\xe9b", ("ascii", "utf-8"), errors="replace") == "a\N{REPLACEMENT CHARACTER}b"
    with pytest.raises(LookupError, match="klingon"):
        decode_text(b"e", ("klingon",))


def test_the_log_says_how_a_text_was_decoded(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "tradeview"):
        decode_text("é".encode("cp1252"), WINDOWS, "old.csv")
        decode_text("é".encode("latin-1"), LATIN, "older.csv")
    assert caplog.messages == ["old.csv decoded as cp1252", "older.csv decoded as latin-1"]


def test_utf_8_alone_is_refused_in_the_words_of_its_reader() -> None:
    assert utf8_text("\ufeffé".encode(), "it") == "é"
    with pytest.raises(FigureError, match=r"^it is not UTF-8; found: byte 2 cannot be read; do: save it as UTF-8$"):
        utf8_text(b"ab\xe9c", "it", error=FigureError)
    with pytest.raises(RateTableError, match=r"byte 0 cannot be read; do: mend it$"):
        utf8_text(UNREADABLE.encode("utf-16"), "it", "mend it", RateTableError)


# Paths


def test_a_path_leads_to_something(tmp_path: Path) -> None:
    assert existing_path(str(tmp_path)) == tmp_path
    with pytest.raises(MissingFileError, match="no such file or folder"):
        existing_path(tmp_path / "none")
    (tmp_path / "a").touch()
    assert file_at(str(tmp_path / "a")) == tmp_path / "a"
    with pytest.raises(TradeTableError, match=r" is one file of ours; found: a folder; do: give it$"):
        file_at(tmp_path, "one file of ours", "give it", TradeTableError)
    with pytest.raises(MissingFileError):
        file_at(tmp_path / "none", error=TradeTableError)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_a_missing_path_is_said_and_caught_as_a_missing_file(tmp_path: Path, read: Callable[[Path], Any]) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.csv is to be read; found: no such file or folder") as caught:
        read(tmp_path / "none.csv")
    assert isinstance(caught.value, tv.errors.TableError)
    assert isinstance(caught.value, OSError)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_a_folder_is_refused(tmp_path: Path, read: Callable[[Path], Any]) -> None:
    with pytest.raises(TableError, match=r"found: a folder|no file named as CEPII names them"):
        read(tmp_path)


# Containers


def test_members_have_a_suffix_and_are_no_shadows() -> None:
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        for name in ("a/", "a/b.CSV", "a/b.pdf", "__MACOSX/a/._b.csv", "Metadata_Country_API.csv", "c.txt"):
            archive.writestr(name, "")
        assert member_names(archive, (".csv", ".txt")) == ["a/b.CSV", "c.txt"]


@pytest.mark.parametrize(
    "name",
    [
        "readme.txt",
        "READ_ME.TXT",
        "inside/Read Me.csv",
        "License.txt",
        "licence.csv",
        "disclaimer.txt",
        "Metadata_Indicator_API.csv",
        "Popular Indicators_Definition and Source.csv",
        "__MACOSX/._data.csv",
    ],
)
def test_an_explanation_beside_the_data_is_no_data(
    tmp_path: Path, name: str, of_archives: tuple[Callable[[Path], Any], str]
) -> None:
    read, text = of_archives
    path = tmp_path / "download.zip"
    path.write_bytes(packed({name: b"How to cite, and what the columns are.", "data.csv": text.encode()}))
    found = read(path)
    path.write_bytes(packed({"inside/data.csv": text.encode()}))
    assert found.equals(read(path))
    assert len(found)


def test_a_zip_is_told_by_its_beginning_or_its_end(tmp_path: Path) -> None:
    whole = packed({"a.csv": b"1"})
    path = tmp_path / "a"
    for data, zipped in {
        whole: True,
        whole[:10]: True,  # what is left of one
        packed({}): True,
        b"MZ, a program that unpacks itself" + whole: True,
        b"PK,quantity\n1,2\n": False,
        gzip.compress(whole): False,
        b"": False,
    }.items():
        path.write_bytes(data)
        assert (is_zip(data), is_zip(path)) == (zipped, zipped)
    assert is_gzip(gzip.compress(b""))
    assert not is_gzip(whole)


def test_workbooks_are_told() -> None:
    assert is_workbook(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert not is_workbook(b"a,b\n")
    for name, book in {"xl/workbook.xml": True, "word/document.xml": False, "a/xl/b.csv": False}.items():
        with zipfile.ZipFile(io.BytesIO(packed({name: b""}))) as archive:
            assert is_workbook(archive) == book


def test_gzip_is_unpacked_or_refused() -> None:
    whole = gzip.compress(b"period,value\n" * 50, mtime=0)
    assert unpack_gzip(whole, "it is whole", "get it") == b"period,value\n" * 50
    for broken in (whole[:-1], whole[:15], changed(whole, 14, whole[14] ^ 0xFF), changed(whole, 2, 99)):
        with pytest.raises(TradeTableError, match=r"^it is whole; found: .+; do: get it$"):
            unpack_gzip(broken, "it is whole", "get it", TradeTableError)


DAMAGED = damaged("data.csv", b"period,value\n2023,1\n" * 50)
UNLOCK = "unpack it with its password, and give the file that was in it"


@pytest.mark.parametrize("broken", DAMAGED.values(), ids=DAMAGED)
def test_damage_is_told_in_the_words_of_the_reader(tmp_path: Path, broken: bytes) -> None:
    found, do = r"an? .*damaged.*", "get it"
    if broken == DAMAGED["locked"]:  # which is no better downloaded again
        found, do = "an archive with a password .+", UNLOCK
    path = tmp_path / "a.zip"
    path.write_bytes(broken)
    for held in (broken, path):
        with (
            pytest.raises(TradeTableError, match=rf"^it is whole; found: {found}; do: {do}$"),
            open_zip(held, "it is whole", "get it", TradeTableError) as archive,
        ):
            [archive.read(name) for name in archive.namelist()]
    with (
        pytest.raises(TableError, match=rf"^it is whole; found: {found}; do: {do.replace('get', 'download')}"),
        open_member(path, "data.csv", "it is whole") as stream,
    ):
        stream.read()


def test_what_a_reader_raises_within_an_archive_stays_its_own() -> None:
    mine = RateTableError("mine")
    with pytest.raises(RateTableError) as caught, open_zip(packed({"a": b"1"}), "it is whole"):
        raise mine
    assert caught.value is mine
    with pytest.raises(KeyError), open_zip(packed({"a": b"1"}), "it is whole"):
        raise KeyError


def test_a_member_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.csv": b"1\n2\n", "b.csv": b"3\n"}))
    with open_member(path, "a.csv", "it is whole") as stream:
        assert (stream.readline(), stream.read()) == (b"1\n", b"2\n")
    assert stream.closed


# What a file is that is no table


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "nothing"),
        (" \n\t\xa0", "nothing"),
        (PAGE.decode(), "page"),
        ("<?xml version='1.0'?>", "page"),
        (' {"a": 1}', "JSON"),
        ("\n[1]", "JSON"),
        ("%PDF-1.4", "PDF"),
        ("% of trade,value", "lines"),
        ("period,value", "lines"),
    ],
)
def test_a_text_is_told_by_its_beginning(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_json_is_read_or_a_value_error() -> None:
    assert parse_json(' {"a": [1, null]}') == {"a": [1, None]}
    for broken in ('{"a": ', "[" * 100_000, '{"a":' * 100_000, "9" * 5000, "nothing", ""):
        with pytest.raises(ValueError, match=r"Expecting|nested too deeply|4300 digits"):
            parse_json(broken)


# No reader lets a foreign error out


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize("suffix", [".csv", ".zip", ".json"])
def test_what_is_no_table_is_refused_by_every_reader(tmp_path: Path, read: Callable[[Path], Any], suffix: str) -> None:
    for name, held in NO_TABLES.items():
        path = tmp_path / f"file{suffix}"
        path.write_bytes(held)
        with pytest.raises(TableError):
            pytest.fail(f"{name} is read as {read(path)}")


def test_damaged_archives_are_refused_by_every_reader(
    tmp_path: Path, of_archives: tuple[Callable[[Path], Any], str]
) -> None:
    read, text = of_archives
    path = tmp_path / "download.zip"
    for name, held in damaged("data.csv", text.encode()).items():
        path.write_bytes(held)
        with pytest.raises(TableError, match=r"download\.zip (cannot be unpacked|is a whole \.zip file); found: "):
            pytest.fail(f"{name} is read as {read(path)}")


@pytest.mark.parametrize("when", CLOCKS.values(), ids=CLOCKS)
@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_an_archive_cut_short_is_refused_whatever_the_clock_said(
    tmp_path: Path, read: Callable[[Path], Any], when: tuple[int, int, int, int, int, int]
) -> None:
    whole = packed({"data.csv": baci_text().encode(), "readme.txt": b"as CEPII packs it"}, when)
    path = tmp_path / "download.zip"
    directory, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    for cut in (14, 30, 50, directory, directory + 16, end):
        path.write_bytes(whole[:cut])
        with pytest.raises(TableError):
            read(path)


@pytest.mark.parametrize(
    "read", [*(read for read, _ in OF_ARCHIVES.values()), tv.rates.read], ids=[*OF_ARCHIVES, "own"]
)
def test_an_archive_cut_short_is_refused_with_any_byte_in_its_clock(
    tmp_path: Path, read: Callable[[Path], Any]
) -> None:
    cut = packed({"data.csv": baci_text().encode()})[:-40]
    path = tmp_path / "download.zip"
    for value in range(256):
        path.write_bytes(cut[:10] + bytes([value] * 4) + cut[14:])  # the time and the date of its one member
        with pytest.raises(TableError):
            read(path)


def test_what_json_says_of_a_failure_is_told(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_text(json.dumps({"statusCode": 401, "message": "Access denied"}), encoding="utf-8")
    for read in (tv.read_comtrade, tv.read_wits):
        with pytest.raises(TableError, match="Access denied"):
            read(path)
    with pytest.raises(TableError, match=r"found: JSON: '{\"statuscode\": 401"):
        tv.rates.world_bank(path)
