"""Files as they are brought: each encoding, container and broken file once; no reader lets a foreign error out."""

import gzip
import io
import json
import logging
import os
import socket
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from contextlib import chdir, suppress
from pathlib import Path
from typing import Any

import pytest

import tradeview as tv
from baci_release import text as baci_text
from broken_files import CLOCKS, NO_TABLES, PAGE, changed, damaged, packed
from tradeview.errors import FigureError, MissingFileError, RateTableError, TableError, TradeTableError, TradeviewError
from tradeview.sources import opening
from tradeview.sources.opening import (
    CHUNK,
    LATIN,
    MOST_LAYERS,
    MOST_MEMBERS,
    MOST_RATIO,
    WINDOWS,
    Allowance,
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
    read_file,
    read_member,
    unpack_gzip,
    utf8_text,
)

COMTRADE = "refYear,period,reporterISO,partnerISO,flowCode,cmdCode,primaryValue\n2023,2023,MYS,RUS,X,TOTAL,5\n"
WITS = "Reporter Name,Partner Name,Year,Export (US$ Thousand)\nMalaysia,Russian Federation,2023,5\n"
BANK = "iso3c,year,PA.NUS.FCRF\nMYS,2022,4.4\nMYS,2023,4.56\n"


def read_baci_of_hs17(path: Path) -> Any:
    """Read BACI, of which the name of a file need not say the revision."""
    return tv.read_baci(path, hs="H5")


# Readers of what others hand out, with a file that each of them reads.
OF_ARCHIVES: dict[str, tuple[Callable[[Path], Any], str]] = {
    "comtrade": (tv.read_comtrade, COMTRADE),
    "wits": (tv.read_wits, WITS),
    "baci": (read_baci_of_hs17, baci_text()),
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


def test_gzip_of_several_members_may_end_in_zeros_and_in_nothing_else() -> None:
    one, two = gzip.compress(b"one, ", mtime=0), gzip.compress(b"two" * 3_000_000, mtime=0)
    for whole in (one + two, one + two + b"\0" * 512, one + b"\0\0" + two):
        assert unpack_gzip(whole, "it", "get it") == b"one, " + b"two" * 3_000_000
    for broken in (one + two[:-4], one + two + b"\0period", one + b"\x1f", b"\0" + one):
        with pytest.raises(TableError, match=r"^it; found: a damaged archive \(.+\); do: get it$"):
            unpack_gzip(broken, "it", "get it")


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
        with pytest.raises(ValueError, match=r"Expecting|cut short at line 1|nested too deeply|4300 digits"):
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


# Archives that are made to harm


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> int:
    """Bytes that any archive may hold: as many as can be made and unpacked in no time."""
    monkeypatch.setattr(opening, "HARMLESS", CHUNK)
    return CHUNK


@pytest.fixture(scope="module")
def bombs() -> dict[str, bytes]:
    zeros = b"0" * (48 * CHUNK)
    return {
        ".zip": packed({"data.csv": zeros}),
        ".gz": gzip.compress(zeros),
        ".xlsx": packed({"xl/workbook.xml": b"<x/>", "xl/media.bin": zeros}),
        "in another": packed({"a.csv.gz": gzip.compress(zeros)}),
        "a part each": packed({f"{part}.csv": zeros[: 24 * CHUNK] for part in range(3)}),
    }


READ_AND_REFUSED = {
    ".zip": [tv.read_comtrade, tv.read_wits, read_baci_of_hs17, tv.rates.world_bank],
    ".gz": [tv.read_comtrade, tv.read_wits, tv.rates.world_bank, tv.load],
    ".xlsx": [tv.read_wits],
    "in another": [tv.read_comtrade],
    "a part each": [tv.read_comtrade],
}


@pytest.mark.parametrize("kind", READ_AND_REFUSED)
def test_a_bomb_is_refused_before_it_fills_the_memory(
    tmp_path: Path, bombs: dict[str, bytes], kind: str, allowed: int
) -> None:
    path = tmp_path / f"download{kind if kind.startswith('.') else '.zip'}"
    path.write_bytes(bombs[kind])
    for read in READ_AND_REFUSED[kind]:
        with pytest.raises(TableError, match=r"holds more than [\d,]+ bytes|is no file of BACI"):
            read(path)
        tracemalloc.start()
        with suppress(TableError):
            read(path)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 24 * allowed


def test_what_is_counted_is_what_comes_not_what_an_archive_says(allowed: int) -> None:
    whole = packed({"data.csv": b"0" * (allowed + 1)})
    with pytest.raises(TableError, match=r"holds more than 1,048,576 bytes, far more than its size lets expect"):
        unpack_gzip(gzip.compress(b"0" * (allowed + 1)), "it")
    assert len(unpack_gzip(gzip.compress(b"0" * allowed), "it")) == allowed
    with open_zip(whole, "it") as archive, pytest.raises(TableError, match="holds more than"):
        read_member(archive, "data.csv", "it")
    allowance = Allowance.for_packed(10**6)
    assert allowance.bytes_left == MOST_RATIO * 10**6
    assert unpack_gzip(gzip.compress(b"ab"), "it", allowance=allowance) == b"ab"
    assert allowance.bytes_left == MOST_RATIO * 10**6 - 2, "one allowance for all that is within one another"


def test_a_member_that_is_streamed_is_counted(tmp_path: Path, allowed: int) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"data.csv": b"0" * (3 * allowed)}))
    with open_member(path, "data.csv", "it") as stream:
        assert len(stream.read(allowed // 2)) == allowed // 2
        with pytest.raises(TableError, match="holds more than"):
            stream.read()


def test_two_members_of_one_name_are_no_archive_of_anybody_s(
    tmp_path: Path, of_archives: tuple[Callable[[Path], Any], str]
) -> None:
    read, text = of_archives
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("data.csv", text)
        archive.writestr("data.csv", text)
    with pytest.raises(TableError, match=r"a damaged archive: it names data\.csv twice"):
        read(path)


def test_an_archive_of_thousands_of_files_is_refused() -> None:
    held = packed({f"{number}.csv": b"" for number in range(MOST_MEMBERS + 1)})
    with pytest.raises(TableError, match=r"found: an archive of 10,001 files; do: unpack it"), open_zip(held, "it"):
        pass


def test_archives_within_archives_end_somewhere(tmp_path: Path) -> None:
    path = tmp_path / "download"
    held = COMTRADE.encode()
    for layer in range(1, 7):
        held = gzip.compress(held) if layer % 2 else packed({"data.gz": held})
        path.write_bytes(held)
        if layer <= MOST_LAYERS:
            assert len(tv.read_comtrade(path)) == 1
        else:
            with pytest.raises(TradeTableError, match="archives within archives"):
                tv.read_comtrade(path)


@pytest.mark.parametrize("name", ["../../data.csv", "/data.csv", "..\\data.csv", "a/../../data.csv"])
def test_a_member_is_read_wherever_it_says_that_it_belongs_and_nothing_is_written_there(
    tmp_path: Path, name: str, of_archives: tuple[Callable[[Path], Any], str]
) -> None:
    read, text = of_archives
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    path = folder / "download.zip"
    path.write_bytes(packed({"data.csv": text.encode()}))
    found = read(path)
    path.write_bytes(packed({name: text.encode()}))
    assert found.equals(read(path))
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["download.zip"]


# One byte of an archive turned over, wherever: the same figures, or a refusal


@pytest.mark.parametrize("kind", ["zip", "gz"])
@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.slow), 7])
def test_a_flipped_bit_is_noticed(
    tmp_path: Path, kind: str, step: int, of_archives: tuple[Callable[[Path], Any], str]
) -> None:
    read, text = of_archives
    held = packed({"data.csv": text.encode()}) if kind == "zip" else gzip.compress(text.encode(), mtime=0)
    path = tmp_path / f"download.{kind}"
    path.write_bytes(held)
    whole = read(path)
    for place in range(0, len(held), step):
        path.write_bytes(changed(held, place, held[place] ^ (1 << place % 8)))
        with suppress(TableError):
            found = read(path).drop(columns="source", errors="ignore")
            assert found.equals(whole.drop(columns="source", errors="ignore")), place


# What is packed where text is read


CONTAINERS_HELD = {
    "an Excel workbook": packed({"xl/workbook.xml": b"<x/>"}),
    "a damaged archive": packed({"data.csv": b"1"})[:-5],
    "a Parquet file": b"PAR1\x15\x04\x15\xa0",
    "an SQLite database": b"SQLite format 3\0\x10",
    "a .7z archive": b"7z\xbc\xaf\x27\x1c\0\x04",
    "a .rar archive": b"Rar!\x1a\x07\x01",
    "an .xz archive": b"\xfd7zXZ\0\0\x04",
    "a .zst archive": b"\x28\xb5\x2f\xfd\x04",
    "a .bz2 archive": b"BZh91AY&SY\x01",
}
OWN = {"trade": tv.load, "rates": tv.rates.read, "statements": tv.statements.load, "events": tv.load_events}


@pytest.mark.parametrize(("found", "held"), CONTAINERS_HELD.items(), ids=CONTAINERS_HELD)
def test_a_table_of_a_person_says_in_what_it_is_packed(tmp_path: Path, found: str, held: bytes) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(held)
    for read in OWN.values():
        with pytest.raises(TableError, match=rf"^mine\.csv (is a CSV file|cannot be unpacked); found: {found}"):
            read(path)


@pytest.mark.parametrize(("found", "held"), [*CONTAINERS_HELD.items()][2:], ids=[*CONTAINERS_HELD][2:])
def test_what_nobody_unpacks_is_called_by_its_name(
    tmp_path: Path, found: str, held: bytes, of_archives: tuple[Callable[[Path], Any], str]
) -> None:
    path = tmp_path / "download.csv"
    path.write_bytes(held)
    with pytest.raises(TableError, match=f"found: {found}"):
        of_archives[0](path)


def test_a_gz_is_read_by_whoever_reads_a_zip(tmp_path: Path) -> None:
    for read, text in OF_ARCHIVES.values():
        (tmp_path / "data.csv").write_text(text, encoding="utf-8")
        (tmp_path / "data.csv.gz").write_bytes(gzip.compress(text.encode()))
        assert len(read(tmp_path / "data.csv.gz")) == len(read(tmp_path / "data.csv"))


# What stands at a path and is no file


@pytest.mark.parametrize("read", [*READERS.values(), tv.visible_text], ids=[*READERS, "text"])
def test_a_pipe_a_device_and_a_socket_are_refused(tmp_path: Path, read: Callable[[Path], Any]) -> None:
    pipe, other = tmp_path / "pipe.csv", tmp_path / "socket.csv"
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as held, chdir(tmp_path):  # a path of a socket is short
        held.bind("socket.csv")
    for path, found in (
        (pipe, "a pipe"),
        (Path(os.devnull), "a device"),
        (Path("/dev/zero"), "a device"),
        (other, "a socket"),
    ):
        with pytest.raises(TableError, match=f"found: {found}"):
            read(path)


@pytest.mark.parametrize("read", [*READERS.values(), tv.visible_text], ids=[*READERS, "text"])
def test_a_path_that_leads_nowhere_is_said(tmp_path: Path, read: Callable[[Any], Any]) -> None:
    ring, lost = tmp_path / "ring", tmp_path / "lost"
    ring.symlink_to(ring)
    lost.symlink_to("nowhere")
    (tmp_path / "file").touch()
    for path in (ring, lost, tmp_path / "file" / "within", tmp_path / ("x" * 300), "a\0b", "a\ud800b"):
        with pytest.raises(TableError):
            read(path)
    for path in (5, b"a.csv", ["a.csv"]):
        with pytest.raises(TradeviewError):
            read(path)


def test_a_file_that_goes_meanwhile_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="no such file"):
        read_file(tmp_path / "gone")
    with pytest.raises(TradeTableError, match=r"^.* is to be read; found: Is a directory; do: "):
        read_file(tmp_path, TradeTableError)
    (tmp_path / "a").write_bytes(b"12345")
    assert read_file(tmp_path / "a", most=5) == b"12345"
    with pytest.raises(FigureError, match=r"^a is to be read; found: more than 4 bytes; do: cut it in parts$"):
        read_file(tmp_path / "a", FigureError, most=4)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_a_header_of_more_letters_than_a_cell_may_have(tmp_path: Path, read: Callable[[Path], Any]) -> None:
    path = tmp_path / "long.csv"
    path.write_text("x" * 131_073 + ",a,b\n1,2,3\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read(path)
    assert "field limit" not in str(caught.value)
