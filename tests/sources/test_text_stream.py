"""Texts that are looked through before they are read line by line."""

import io
from pathlib import Path

import pytest

import comtrade_printers as printers
from comtrade_printers import FIGURES
from tradeview.errors import TradeTableError
from tradeview.sources import opening, text_stream
from tradeview.sources.comtrade.reading import read_comtrade
from tradeview.sources.opening import WINDOWS, decode_text
from tradeview.sources.text_stream import find_encoding, lines_of_text

TEXT = "Côte d'Ivoire, 日本\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("piece", [1, 2, 3, 7, 1_000])
def test_the_encoding_is_that_of_the_whole_text(encoding: str, piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_stream, "CHUNK", piece)
    data = TEXT.encode(encoding, "replace")
    found = find_encoding(io.BytesIO(data), WINDOWS)
    assert found is not None
    assert data.decode(found) == decode_text(data, WINDOWS)


def test_what_is_no_text_has_no_encoding() -> None:
    assert find_encoding(io.BytesIO(b"a" * 99 + b"\0"), WINDOWS) is None
    assert find_encoding(io.BytesIO(b"C\xf4te"), ("utf-8-sig",)) is None


def test_lines_keep_their_ends_and_halves_of_letters() -> None:
    assert list(lines_of_text("a\r\nb\x0b\u2028\rc\ud800")) == ["a\r\n", "b\x0b\u2028\r", "c\ud800"]


def test_a_letter_far_down_that_is_no_utf_8_decides(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(printers.legacy(FIGURES).encode("cp1252"))
    assert len(read_comtrade(path)) == len(FIGURES)


def test_a_file_is_not_held_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text(printers.new_download(FIGURES), encoding="utf-8")
    monkeypatch.setattr(opening, "MOST_BYTES", 10)  # of which a reading in pieces knows nothing
    monkeypatch.setattr("tradeview.sources.comtrade.opening.read_file", lambda *_: pytest.fail("read whole"))
    assert len(read_comtrade(path)) == len(FIGURES)


def test_a_file_with_a_nul_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(printers.new_download(FIGURES) + "\0", encoding="utf-8")
    with pytest.raises(TradeTableError, match="bytes that are no text"):
        read_comtrade(path)
