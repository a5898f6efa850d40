"""Texts of the press in a folder, and the list of who printed them, and when."""

from pathlib import Path

import pandas as pd
import pytest

from claim_frames import DTYPES, use_reader_of_levels
from tradeview.claims.checks import check_claims
from tradeview.errors import MissingFileError, StatementError, UnknownCodeError
from tradeview.ledgers.cuttings import SOURCES, read_cuttings, texts_of_folder

TEXTS = {
    "ministry.txt": "In 2022, exports to Russia were RM8.78 billion (US$2.12 billion).",
    "star.html": "<p>In 2022, exports to Russia reached <b>RM8.78 billion</b>.</p>",
    "wire.md": "Last month, exports to Russia reached RM1.02 billion.",
}
LIST = (
    "file,publisher,published,address\n"
    "ministry.txt,Ministry,2023-02-01,https://example.org/1\n"
    "star.html,The Star,2023-02,\n"
    "wire.md,Wire,2023-05-16,\n"
)


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    use_reader_of_levels(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / SOURCES).write_text(LIST, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\xff\xd8")
    return tmp_path


def read(folder: Path, **known: str) -> pd.DataFrame:
    return read_cuttings(texts_of_folder(folder), **known).claims


def test_each_claim_says_who_printed_it_and_when(folder: Path) -> None:
    found = read(folder, reporter="MYS", partner="RUS")
    shown = found[["claim", "source", "publisher", "published", "address"]].astype(object)
    assert shown.where(shown.notna(), None).to_numpy().tolist() == [
        ["ministry.1", "ministry", "Ministry", "2023-02-01", "https://example.org/1"],
        ["ministry.2", "ministry", "Ministry", "2023-02-01", "https://example.org/1"],
        ["star.1", "star", "The Star", "2023-02", None],
        ["wire.1", "wire", "Wire", "2023-05-16", None],
    ]
    assert list(found.columns)[: len(DTYPES)] == list(DTYPES)
    assert found["observation"].tolist()[:2] == ["ministry.0"] * 2
    # "Last month" is told from the day in the list.
    assert found["start"].tolist() == [202201, 202201, 202201, 202304]


def test_they_are_held_against_one_another_as_articles(folder: Path) -> None:
    found = check_claims(read(folder, reporter="MYS", partner="RUS"), rates=None)
    tests = {(frozenset(row.claims.split(", ")), row.test): row.verdict for row in found.itertuples()}
    assert tests == {
        (frozenset({"ministry.1", "star.1"}), "publishers"): "agrees",
        (frozenset({"ministry.1", "ministry.2"}), "currencies"): "cannot tell",
        (frozenset({"ministry.2", "star.1"}), "currencies"): "cannot tell",
    }


def test_a_date_of_the_list_goes_before_one_that_is_given_for_all(folder: Path) -> None:
    (folder / SOURCES).write_text("file,published\nstar.html,2023-02\n", encoding="utf-8")
    found = read(folder, published="2024-03-02").set_index("claim")
    assert found["published"].to_dict() == {
        "ministry.1": "2024-03-02",
        "ministry.2": "2024-03-02",
        "star.1": "2023-02",
        "wire.1": "2024-03-02",
    }
    assert found.loc["wire.1", "start"] == 202402


def test_a_line_says_whose_trade_its_text_is_of(folder: Path) -> None:
    (folder / SOURCES).write_text("file,reporter,partner\nstar.html,Malaysia,Россия\n", encoding="utf-8")
    found = read(folder, reporter="THA").set_index("claim")
    assert found.loc["star.1", ["reporter", "partner"]].tolist() == ["MYS", "RUS"]
    assert found.loc["wire.1", "reporter"] == "THA"
    assert found.loc["wire.1", ["partner"]].isna().all()
    (folder / SOURCES).write_text("file,reporter\nstar.html,Bolandia\n", encoding="utf-8")
    with pytest.raises(UnknownCodeError):
        read(folder)


def test_texts_without_a_line_are_named_and_a_list_may_be_missing(folder: Path) -> None:
    (folder / SOURCES).write_text("file,publisher\nstar.html,The Star\n", encoding="utf-8")
    assert read_cuttings(texts_of_folder(folder)).unlisted == ("ministry.txt", "wire.md")
    (folder / SOURCES).unlink()
    found = read_cuttings(texts_of_folder(folder))
    assert found.unlisted == tuple(TEXTS)
    assert found.claims["publisher"].isna().all()


def test_one_text_keeps_its_keys_and_two_of_one_name_their_endings(folder: Path) -> None:
    found = read_cuttings({"star": folder / "star.html"}).claims
    assert (found["claim"].tolist(), found["source"].tolist()) == (["1"], ["star"])
    (folder / "star.txt").write_text("RM5 billion", encoding="utf-8")
    assert list(texts_of_folder(folder)) == ["ministry", "star.html", "star.txt", "wire"]


def test_two_articles_of_one_newspaper_and_day_are_two(folder: Path) -> None:
    (folder / SOURCES).write_text(
        "file,publisher,published\nministry.txt,Star,2023-02-01\nstar.html,Star,2023-02-01\n", encoding="utf-8"
    )
    (folder / "star.html").write_text("In 2022, exports to Russia reached RM8.90 billion.", encoding="utf-8")
    found = check_claims(read(folder, reporter="MYS", partner="RUS"), rates=None)
    (verdict,) = found.loc[found["claims"] == "ministry.1, star.1", "verdict"]
    assert verdict == "cannot tell"  # a revision of one in a hundred lies between two articles, not within one


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("star.html,A,2023,\nstar.html,B,2023,", "stands twice"),
        ("other.txt,A,2023,", "no file of this folder"),
        ("../star.html,A,2023,", "no file of this folder"),
        ("star.html,A,1 May 2023,", "allowed: 2020-12-28, 2020-12 or 2020"),
        ("star.html,A,2023-13,", "allowed: 2020-12-28"),
        ("star.html,A,2023-02-31,", "which no calendar has"),
        (",A,2023,", "file is missing"),
    ],
)
def test_a_list_that_is_wrong_is_refused(folder: Path, lines: str, words: str) -> None:
    (folder / SOURCES).write_text(f"file,publisher,published,address\n{lines}\n", encoding="utf-8")
    with pytest.raises(StatementError) as caught:
        read(folder)
    assert words in str(caught.value)


def test_a_list_without_files_is_refused(folder: Path) -> None:
    (folder / SOURCES).write_text("text,publisher\nstar.html,A\n", encoding="utf-8")
    with pytest.raises(StatementError, match="file"):
        read(folder)


def test_what_is_no_folder_of_texts_is_refused(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for path, words in ((folder / "star.html", "a file"), (tmp_path / "none", "nothing there"), (empty, "none")):
        with pytest.raises(StatementError, match=words):
            texts_of_folder(path)
    with pytest.raises(MissingFileError):
        read_cuttings({"x": folder / "x.txt"})
