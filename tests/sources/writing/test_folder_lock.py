"""Two runs that write into one folder: one waits, or is refused."""

import errno
import json
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from old_files import OLD, WHOLE, new_files, standing
from tradeview.errors import ExportError
from tradeview.sources.writing import folder_lock
from tradeview.sources.writing.files import write_together
from tradeview.sources.writing.folder_lock import LOCK_FILE, hold_folder


def test_a_run_waits_for_another(folder: Path) -> None:
    with hold_folder(folder):
        writer = threading.Thread(target=write_together, args=[new_files(folder)])
        writer.start()
        writer.join(0.1)
        assert standing(folder.parent) == OLD
    writer.join()
    assert standing(folder.parent) == WHOLE


def test_a_run_that_waits_in_vain_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_lock, "PATIENCE", 0.0)
    with hold_folder(folder), pytest.raises(ExportError, match=r"another run .* nothing was changed; wait until it"):
        write_together(new_files(folder))
    assert standing(folder.parent) == OLD


def test_what_another_run_is_writing_is_not_swept(tmp_path: Path) -> None:
    live, dead = tmp_path / ".tradeview-00000001", tmp_path / ".tradeview-00000002"
    for container in (live, dead):
        (container / "folder").mkdir(parents=True)
        (container / "folder" / "a.txt").write_bytes(b"its")
        (container / "contents.json").write_text(json.dumps({"folder": "other", "names": ["a.txt"]}))
    with hold_folder(live):
        write_together(new_files(tmp_path / "out"))
    assert (live / "folder" / "a.txt").read_bytes() == b"its"
    assert not dead.exists()


def write_often(folder: Path, content: bytes) -> None:
    for _ in range(10):
        write_together(dict.fromkeys(new_files(folder), content))


@pytest.mark.parametrize("lock", ["of the folder", "of a file in it"])
def test_many_runs_at_once_leave_the_files_of_one(folder: Path, lock: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if lock == "of a file in it":
        monkeypatch.setattr(folder_lock, "_lock", lock_files_alone(folder_lock._lock))  # noqa: SLF001
    writers = [threading.Thread(target=write_often, args=[folder, content]) for content in (b"1", b"2", b"3")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = standing(folder.parent)
    assert set(found) == set(WHOLE)
    assert len(set(found.values())) == 1


def lock_files_alone(lock: Callable[[int], None]) -> Callable[[int], None]:
    def locking(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EBADF, "no locks on folders")  # as network disks say it
        lock(descriptor)

    return locking


def test_a_lock_file_of_a_run_that_died_is_taken_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / LOCK_FILE).touch()
    monkeypatch.setattr(folder_lock, "_lock", lock_files_alone(folder_lock._lock))  # noqa: SLF001
    write_together(new_files(folder))
    assert standing(folder.parent) == WHOLE
