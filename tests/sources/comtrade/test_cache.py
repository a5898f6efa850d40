"""Answers on disk: whole or not at all, the newest first, each of its own question."""

from pathlib import Path

import pytest

from tradeview.errors import FetchError
from tradeview.sources.comtrade import cache
from tradeview.sources.comtrade.cache import Kept, load_answer, save_answer

QUESTION = {"period": "2023", "cmdCode": "0101"}
RECORDS = [{"cmdCode": "0101", "primaryValue": 1250.5, "cifvalue": None, "reporterDesc": "Côte d'Ivoire"}]


def test_what_is_kept_comes_back_the_newest_first(tmp_path: Path) -> None:
    assert load_answer(tmp_path / "none", QUESTION) is None
    for vintage in ("2025-01-31", "2025-11-22", "2024-12-31"):
        save_answer(tmp_path / "new", QUESTION, Kept(vintage, [{**RECORDS[0], "vintage": vintage}]))
    assert load_answer(tmp_path / "new", QUESTION) == Kept("2025-11-22", [{**RECORDS[0], "vintage": "2025-11-22"}])
    assert load_answer(tmp_path / "new", dict(reversed(QUESTION.items()))) is not None
    assert load_answer(tmp_path / "new", {**QUESTION, "period": "2022"}) is None
    assert len(list((tmp_path / "new").iterdir())) == 3


def test_an_answer_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_answer(tmp_path, QUESTION, Kept("2025-11-22", RECORDS))
    (before,) = tmp_path.iterdir()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache.Path, "replace", full)
    with pytest.raises(FetchError, match=r"an answer is kept in .*No space left on device"):
        save_answer(tmp_path, QUESTION, Kept("2025-11-22", []))
    assert list(tmp_path.iterdir()) == [before]
    assert load_answer(tmp_path, QUESTION) == Kept("2025-11-22", RECORDS)


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FetchError, match="give a folder that can be written to"):
        save_answer(tmp_path / "file", QUESTION, Kept("2025-11-22", RECORDS))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        "null",
        "7",
        '"x"',
        "\0",
        "\ufeff",
        '{"question": 1}',
        '{"downloaded": "x", "question": {}, "records": []}',
    ],
)
def test_what_is_damaged_is_named_and_set_aside(tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture) -> None:
    save_answer(tmp_path, QUESTION, Kept("2025-11-22", RECORDS))
    (path,) = tmp_path.iterdir()
    path.write_text(text)
    assert load_answer(tmp_path, QUESTION) is None
    assert f"{path.name} is no kept answer" in caplog.text
    (aside,) = tmp_path.iterdir()
    assert (aside.name, aside.read_text()) == (f"{path.stem}.dropped", text)


def test_what_a_check_refuses_is_set_aside(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def refuse(kept: Kept) -> None:
        raise FetchError("records are right", f"{len(kept.records)} wrong")

    save_answer(tmp_path, QUESTION, Kept("2025-11-22", RECORDS))
    assert load_answer(tmp_path, QUESTION, refuse) is None
    assert "records are right; found: 1 wrong" in caplog.text
    assert load_answer(tmp_path, QUESTION) is None


def test_a_key_is_blotted_out_of_what_is_kept(tmp_path: Path) -> None:
    save_answer(
        tmp_path, QUESTION, Kept("2025-11-22", [{"cmdDesc": "canary"}]), lambda text: text.replace("canary", "-")
    )
    assert load_answer(tmp_path, QUESTION) == Kept("2025-11-22", [{"cmdDesc": "-"}])
