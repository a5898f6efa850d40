"""The one table of a download: in whatever it is packed, and what is told of what is none."""

import gzip
from pathlib import Path

import pandas as pd
import pytest

from broken_files import damaged, packed
from containers import CONTAINERS, split
from form_samples import SAMPLES
from tradeview.errors import MissingFileError, RateTableError, TableError
from tradeview.sources.known_forms import KnownForm
from tradeview.sources.table_lines import OneTable, lines_of_frame

LIST = KnownForm("a list", lambda beginning: beginning.header[:2] == ("a", "b"), "tv.list")
WANTED = OneTable(LIST, what="a list", asked="{name} is a list", error=RateTableError)
TABLE = "a,b\n1,x\n2,y\n3,z\n"
LINES = [["a", "b"], ["1", "x"], ["2", "y"], ["3", "z"]]


def save(folder: Path, data: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def cells_of(path: Path) -> list[list[str]]:
    return [cells for _, cells in WANTED.open_lines(path)[1]]


@pytest.mark.parametrize("kind", CONTAINERS)
def test_lines_are_the_same_in_every_container(tmp_path: Path, kind: str) -> None:
    called, pack = CONTAINERS[kind]
    assert cells_of(save(tmp_path, pack(TABLE), called)) == LINES


def test_several_tables_or_none_are_refused_with_their_names(tmp_path: Path) -> None:
    for members, found in (
        ({"a.csv": TABLE.encode(), "b.csv": TABLE.encode()}, r"a list; found: a\.csv, b\.csv"),
        ({"a.png": b""}, r"holds no table; found: a\.png"),
    ):
        with pytest.raises(RateTableError, match=found):
            WANTED.open_lines(save(tmp_path, packed(members), "list.zip"))


@pytest.mark.parametrize("data", damaged("list.csv", b"a,b\n" * 50).values(), ids=damaged("list.csv", b"a,b\n" * 50))
def test_a_damaged_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(RateTableError):
        WANTED.open_lines(save(tmp_path, data, "list.zip"))


def test_an_archive_that_holds_far_more_than_its_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RateTableError, match="far more than its size"):
        WANTED.open_lines(save(tmp_path, gzip.compress(b"0" * 80_000_000, mtime=0), "list.gz"))


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        WANTED.open_lines(tmp_path / "none.csv")
    with pytest.raises(RateTableError, match="a folder"):
        WANTED.open_lines(tmp_path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html>", "a page of HTML or XML: '<html>'"),
        (b"%PDF-1.7", "a PDF"),
        (b'{"a": 1}', "JSON"),
        (b" \n", "found: nothing"),
        (b",,\n , \n", "lines of nothing"),
        (b"a\0b\n", "NUL"),
        (b"PAR1", "a Parquet file that is damaged"),
    ],
)
def test_what_is_no_lines_of_text_is_named(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(RateTableError, match=words):
        WANTED.open_lines(save(tmp_path, data))


def test_a_page_is_given_whole_to_who_wants_it_so(tmp_path: Path) -> None:
    page = b"<h1>Title</h1><table><tr><td>a<td>b<tr><td>1<td>2</table>"
    path = save(tmp_path, page, "list.xls")
    assert WANTED.open_text(path, but=("page",)).text == "a,b\n1,2\n"
    whole = OneTable(LIST, what="a list", asked="{name} is a list", keeps_pages=True)
    assert whole.open_text(path, but=("page",)).text == page.decode()
    with pytest.raises(TableError, match="this is of WITS: tv"):
        whole.open_text(save(tmp_path, CONTAINERS["a page called .xls"][1](SAMPLES["WITS, partners"].text)))


def test_lines_have_numbers_and_no_blanks(tmp_path: Path) -> None:
    path = save(tmp_path, b'a , b\n\n,\n"1\n2",3\n')
    assert WANTED.open_lines(path) == ("list.csv", [(1, ["a", "b"]), (5, ["1\n2", "3"])])
    assert cells_of(save(tmp_path, b"sep=;\na;b\n1;2,5\n")) == [["a", "b"], ["1", "2,5"]]
    assert split(TABLE) == LINES


def test_frames_of_another_form_are_refused_by_name() -> None:
    assert WANTED.lines_of_frame(pd.DataFrame({"a": [1], "b": [2]})) == [(0, ["a", "b"]), (1, ["1", "2"])]
    with pytest.raises(RateTableError, match=r"this frame is read as a list; found: this is BACI's"):
        WANTED.lines_of_frame(pd.DataFrame(columns=["t", "i", "j", "k", "v", "q"]))


def test_cells_of_frames_are_text() -> None:
    frame = pd.DataFrame({"code": [1511.0, None], "word": [" a ", "b"], "value": [1.5, 2.0]})
    assert lines_of_frame(frame) == [
        (0, ["code", "word", "value"]),
        (1, ["1511", "a", "1.5"]),
        (2, ["", "b", "2"]),
    ]
    assert TableError in RateTableError.__mro__
