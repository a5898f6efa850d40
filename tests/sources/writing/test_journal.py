"""What runs that died left in a folder is finished by the next one, or said."""

import errno
from pathlib import Path
from typing import Any

import pytest

from old_files import NAMES, OLD, WHOLE, new_files, standing
from tradeview.errors import ExportError
from tradeview.sources.writing.files import write_together
from tradeview.sources.writing.journal import MARK, open_journal, stage_contents
from tradeview.sources.writing.journal import mark_folder as put_mark


def leave_unfinished(folder: Path, moved: int) -> Any:
    """Leave a folder as a run does that is killed among its moves."""
    contents = dict.fromkeys(NAMES, b"killed")
    journal = open_journal(folder, contents, [])
    stage_contents(journal, contents)
    put_mark(journal)
    for number in range(moved):
        journal.new_of(number).replace(journal.target_of(number))
    return journal


@pytest.mark.parametrize("moved", [0, 1, 3])
def test_an_unfinished_folder_is_finished_by_whoever_writes_there_next(folder: Path, moved: int) -> None:
    leave_unfinished(folder, moved)
    assert "unfinished" in (folder / MARK).read_text()
    write_together({folder / "other.txt": b"new"})
    assert standing(folder) == {**dict.fromkeys(NAMES, b"killed"), "other.txt": b"new"}


def test_a_folder_that_cannot_be_finished_is_replaced_or_refused(folder: Path) -> None:
    journal = leave_unfinished(folder, 1)
    journal.new_of(1).unlink()
    before = standing(folder)
    with pytest.raises(ExportError, match=f"hidden files were changed or removed.*remove {folder / MARK}"):
        write_together({folder / "a.txt": b"new", folder / "b.txt": b"new"})
    assert standing(folder) == before
    write_together(new_files(folder))
    assert standing(folder.parent) == WHOLE


def test_a_mark_that_cannot_be_replaced_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The earlier run's mark goes only as this one's comes."""
    journal = leave_unfinished(folder, 1)
    journal.new_of(1).unlink()
    (folder / "mine.txt").write_bytes(b"mine")
    mark = (folder / MARK).read_bytes()
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if self.suffix == ".new":
            raise OSError(errno.EIO, "broken")
        if target.name == MARK:
            raise OSError(errno.EIO, "broken")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(ExportError, match="broken"):
        write_together(new_files(folder))
    assert (folder / MARK).read_bytes() == mark
    assert journal.new_of(2).read_bytes() == b"killed"  # what it tells of is still there


HOSTILE = {
    "nonsense": b"hello",
    "no text": b"\xff\n{",
    "deep": b'\n{"a":' + b"[" * 100_000,
    "another folder": b'\n{"token": "00000000", "entries": [{"name": "../victim", "digest": null}]}',
    "another token": b'\n{"token": "/../../x", "entries": [{"name": "a.txt", "digest": null}]}',
    "no list": b'\n{"token": ["a"], "entries": 7}',
    "no names": b'\n{"token": "00000000", "entries": [{"name": 7, "digest": null}]}',
}


@pytest.mark.parametrize("mark", HOSTILE.values(), ids=HOSTILE)
def test_a_mark_that_is_not_ours_does_nothing(folder: Path, tmp_path: Path, mark: bytes) -> None:
    (tmp_path / "victim").write_bytes(b"here")
    (folder / MARK).write_bytes(mark)
    before = standing(tmp_path)
    with pytest.raises(ExportError, match=r"mark was changed .*nothing was changed"):
        write_together(new_files(folder))
    assert standing(tmp_path) == before


def test_a_folder_in_the_place_of_the_mark_is_refused(folder: Path) -> None:
    (folder / MARK).mkdir()
    with pytest.raises(ExportError, match="in the place of its mark"):
        write_together(new_files(folder))
    assert standing(folder.parent) == OLD


def test_hidden_files_of_dead_runs_are_swept_and_others_stay(folder: Path) -> None:
    for name in (".tradeview-0123abcd-0.new", ".tradeview-0123abcd-17.old", ".tradeview-0123abcd-mark"):
        (folder / name).write_bytes(b"left")
    kept = (".tradeview-mine", ".tradeview-0123abcd-0.txt", ".a.txt")
    for name in kept:
        (folder / name).write_bytes(b"kept")
    write_together(new_files(folder))
    assert standing(folder) == {**dict.fromkeys(NAMES, b"new"), **dict.fromkeys(kept, b"kept")}
