"""The one table of a download: packed or not, and what is told of what is none."""

import gzip
from pathlib import Path

import pandas as pd
import pytest

from broken_files import damaged, packed
from tradeview.errors import MissingFileError, RateTableError, TableError
from tradeview.sources.single_file import Form, lines_of_frame

FORM = Form("a list", "download it again", endings=(".csv", ".txt"), error=RateTableError)


def save(folder: Path, data: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def read(path: Path) -> object:
    name, data = FORM.open_bytes(path)
    return FORM.split_lines(name, FORM.text_of(name, data), ",")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"a,b\n", "list.csv"),
        (gzip.compress(b"a,b\n", mtime=0), "list.gz"),
        (packed({"inside/list.txt": b"a,b\n", "readme.txt": b"words", "logo.png": b""}), "list.zip"),
    ],
)
def test_the_file_is_unpacked(tmp_path: Path, data: bytes, name: str) -> None:
    assert FORM.open_bytes(save(tmp_path, data, name))[1] == b"a,b\n"


def test_two_files_or_none_are_refused_with_their_names(tmp_path: Path) -> None:
    for members, found in (({"a.csv": b"", "b.csv": b""}, "a.csv, b.csv"), ({"a.png": b""}, "none that ends in .csv")):
        with pytest.raises(RateTableError, match=found):
            FORM.open_bytes(save(tmp_path, packed(members), "list.zip"))


@pytest.mark.parametrize("data", damaged("list.csv", b"a,b\n" * 50).values(), ids=damaged("list.csv", b"a,b\n" * 50))
def test_a_damaged_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(RateTableError):
        read(save(tmp_path, data, "list.zip"))


def test_an_archive_that_holds_far_more_than_its_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RateTableError, match="far more than its size"):
        FORM.open_bytes(save(tmp_path, gzip.compress(b"0" * 80_000_000, mtime=0), "list.gz"))


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        FORM.open_bytes(tmp_path / "none.csv")
    with pytest.raises(RateTableError, match="a folder"):
        FORM.open_bytes(tmp_path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html>", "a page of HTML or XML: '<html>'"),
        (b"%PDF-1.7", "a PDF"),
        (b'{"a": 1}', "JSON"),
        (b" \n", "found: nothing"),
        (b"PAR1", "a Parquet file"),
    ],
)
def test_what_is_no_lines_of_text_is_named(data: bytes, words: str) -> None:
    with pytest.raises(RateTableError, match=words):
        FORM.text_of("list.csv", data)
    assert FORM.text_of("list.csv", b"<html>", but=("page",)) == "<html>"


def test_lines_have_numbers_and_no_blanks() -> None:
    assert FORM.split_lines("list.csv", ' a , b\n\n,\n"1\n2",3\n', ",") == [(1, ["a", "b"]), (5, ["1\n2", "3"])]
    with pytest.raises(RateTableError, match="lines of nothing"):
        FORM.split_lines("list.csv", ",,\n , \n", ",")
    with pytest.raises(RateTableError, match="NUL"):
        FORM.split_lines("list.csv", "a\0b\n", ",")


def test_cells_of_frames_are_text() -> None:
    frame = pd.DataFrame({"code": [1511.0, None], "word": [" a ", "b"], "value": [1.5, 2.0]})
    assert lines_of_frame(frame) == [
        (0, ["code", "word", "value"]),
        (1, ["1511", "a", "1.5"]),
        (2, ["", "b", "2"]),
    ]
    assert TableError in RateTableError.__mro__
