"""Archives that are unpacked as they are read: the same text, the same refusals, and never all of it in memory."""

import gzip
import io
import zipfile
from functools import partial
from itertools import count
from pathlib import Path

import pytest

import comtrade_printers as printers
from comtrade_printers import FIGURES
from tradeview.errors import TableError, TradeTableError
from tradeview.sources import containers
from tradeview.sources.comtrade import opening
from tradeview.sources.comtrade.reading import read_comtrade
from tradeview.sources.opening import Allowance
from tradeview.sources.packed_stream import Words, gzip_stream, member_stream

CSV = printers.api_csv(FIGURES)
LINES = b"".join(b"line %d\n" % number for number in range(50_000))
WORDS = Words("this is unpacked")


def zip_of(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return packed.getvalue()


def test_a_stream_is_read_again_from_its_start() -> None:
    stream = gzip_stream(io.BytesIO(gzip.compress(LINES)), Allowance(len(LINES)), WORDS)
    assert stream.read(5) == LINES[:5]
    assert stream.tell() == 5
    # What is read twice counts once.
    for _ in range(3):
        assert stream.seek(0) == 0
        assert stream.read() == LINES
    with pytest.raises(io.UnsupportedOperation):
        stream.seek(99_999)


def test_members_share_what_is_allowed() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_of(a_csv=LINES, b_csv=LINES))) as archive:
        allowance = Allowance(len(LINES) + 10)
        first = member_stream(partial(archive.open, "a.csv"), allowance, WORDS)
        second = member_stream(partial(archive.open, "b.csv"), allowance, WORDS)
        assert first.read() == LINES
        with pytest.raises(TableError, match="holds more than"):
            second.read()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv.gz", gzip.compress(CSV.encode())),
        ("a.csv.gz", gzip.compress(CSV.encode()) + gzip.compress(CSV.encode()) + b"\0" * 9),
        ("a.csv.gz", gzip.compress(CSV.encode())[:-9]),
        ("a.csv.gz", gzip.compress(CSV.encode()) + b"rest"),
        ("a.csv.gz", gzip.compress(b"\n" * 70_000_000)),
        ("a.csv.gz", gzip.compress(b"year,i,j,k,v,q\n2023,458,643,010121,1.5,2\n")),
        ("a.csv.gz", gzip.compress(CSV.encode("utf-16"))),
        ("a.csv.gz", gzip.compress(CSV.encode().replace(b"Russian", b"R\xfcssian"))),
        ("a.csv.gz", gzip.compress(CSV.encode() + b"\0")),
        ("a.csv.gz", gzip.compress(printers.api_json(FIGURES).encode())),
        ("a.csv.gz", gzip.compress(gzip.compress(CSV.encode()))),
        ("a.csv.gz", gzip.compress(b"")),
        ("a.zip", zip_of(a_csv=CSV.encode(), readme_txt=b"terms", b_csv=printers.legacy(FIGURES).encode())),
        ("a.zip", zip_of(a_csv=CSV.encode(), b_json=printers.api_json(FIGURES).encode())),
        ("a.zip", zip_of(a_csv=CSV.encode(), b_csv=b"year,i,j,k,v,q\n2023,458,643,010121,1.5,2\n")),
        ("a.zip", zip_of(a_csv=CSV.encode())[:-30]),
        ("a.zip", zip_of(a_csv=CSV.encode()).replace(b"a.csv", b"b.csv", 1)),
        ("a.zip", zip_of(a_dat=b"1")),
    ],
    ids=map(str, count()),  # what is packed holds the time of day
)
def test_a_path_is_read_and_refused_as_its_bytes_are(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    said = []
    for source in (path, Named(data, name)):
        try:
            said.append(read_comtrade(source).to_csv())
        except TradeTableError as error:
            said.append(str(error))
    assert said[0] == said[1]


class Named(io.BytesIO):
    """A buffer that says what it is called, and is held whole."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data)
        self.name = name


@pytest.mark.parametrize("name", ["a.csv.gz", "a.zip"])
def test_packed_text_is_never_held_whole(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(CSV.encode()) if name.endswith(".gz") else zip_of(a_csv=CSV.encode()))

    def refuse(*_: object, **__: object) -> bytes:
        raise AssertionError("it is read whole")

    monkeypatch.setattr(opening, "read_file", refuse)
    monkeypatch.setattr(containers, "read_member", refuse)
    monkeypatch.setattr(containers, "unpack_gzip", refuse)
    assert len(read_comtrade(path)) == len(FIGURES)
