"""Press cuttings: text files read as they are, several of them into one table."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import tradeview as tv
from tradeview import cli
from tradeview.cli.inputs import find_files
from tradeview.errors import FigureError, MissingFileError, TableError
from tradeview.sources.opening import utf8_text
from tradeview.sources.press_text import read_press_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("US$2 billion in 2023, and RM9 billion (US$2 billion)", encoding="utf-8-sig")
    (tmp_path / "a.TXT").write_text("RM5 billion (US$1.2 billion) in 2024", encoding="utf-8")
    (tmp_path / "notes.md").write_text("US$7 billion", encoding="utf-8")
    return tmp_path


def test_a_byte_order_mark_is_no_part_of_a_text(folder: Path) -> None:
    assert read_press_text(folder / "b.txt").startswith("US$2 billion")
    assert utf8_text(b"\xef\xbb\xbfRM5", "it") == "RM5"


def test_what_is_no_utf_8_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(b"RM5 \xe9")
    with pytest.raises(FigureError, match=r"old\.txt is not UTF-8; found: byte 4"):
        read_press_text(tmp_path / "old.txt")
    with pytest.raises(MissingFileError, match=r"none\.txt"):
        read_press_text(tmp_path / "none.txt")


def test_a_folder_stands_for_its_texts_in_order(folder: Path) -> None:
    assert find_files([folder], ".txt") == {"a": folder / "a.TXT", "b": folder / "b.txt"}
    assert list(find_files([folder / "notes.md", folder, folder / "b.txt"], ".txt")) == ["notes", "a", "b"]
    with pytest.raises(TableError, match=r"a folder of \.csv files"):
        find_files([folder], ".csv")


def test_files_of_one_name_are_told_apart_by_their_folders(folder: Path) -> None:
    (folder / "later").mkdir()
    other = folder / "later" / "b.txt"
    other.write_text("US$3 billion")
    assert find_files([folder / "b.txt", other], ".txt") == {
        str(folder / "b.txt"): folder / "b.txt",
        str(other): other,
    }


def rows(*words: object) -> list[dict[str, object]]:
    done = CliRunner().invoke(cli.app, ["figures", *map(str, words), "--json"])
    if done.exception:
        raise done.exception
    return json.loads(done.stdout)


def test_figures_of_several_texts_say_which(folder: Path) -> None:
    found = rows(folder)
    assert [(row["source"], row["currency"]) for row in found] == [
        ("a", "MYR"), ("a", "USD"), ("b", "USD"), ("b", "MYR"), ("b", "USD"),
    ]  # fmt: skip
    (one,) = rows(folder / "notes.md")
    assert "source" not in one


def test_observations_of_two_texts_are_never_one(folder: Path) -> None:
    found = rows(folder, "--ledger")
    assert [row["observation"] for row in found] == ["a.0", "a.0", None, "b.0", "b.0"]
    assert [row["source"] for row in rows(folder / "a.TXT", "--ledger")] == ["a", "a"]
    assert [row["source"] for row in rows(folder / "a.TXT", "--ledger", "--source", "gazette")] == ["gazette"] * 2


def test_texts_without_money_add_nothing(folder: Path) -> None:
    (folder / "c.txt").write_text("Nothing to count.")
    assert len(rows(folder, "--ledger")) == 5
    assert len(tv.read_figures("Nothing to count.")) == 0
