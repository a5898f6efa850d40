"""What stands around files that are written: links, permissions, other runs, unfinished folders, what is refused."""

import errno
import json
import os
import signal
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tradeview.errors import ExportError
from tradeview.sources import folder_lock, folder_swap
from tradeview.sources.folder_lock import LOCK_FILE, hold_folder
from tradeview.sources.interrupts import finishing_first
from tradeview.sources.journal import MARK, open_journal, stage_contents
from tradeview.sources.journal import mark_folder as put_mark
from tradeview.sources.writing import check_folder, write_together

NAMES = ("a.txt", "b.txt", "c.txt")


@pytest.fixture(params=["ours alone", "with other files", "no exchange"])
def folder(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three old files: replaced with their folder, or one by one."""
    folder = tmp_path / "out"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_bytes(b"old")
    if request.param == "with other files":
        (folder / "mine.txt").write_bytes(b"mine")
    if request.param == "no exchange":
        monkeypatch.setattr(folder_swap, "exchange_folders", unable_to_exchange)
    return folder


def unable_to_exchange(*_: object) -> None:
    raise OSError(errno.ENOSYS, "not implemented")


def new_files(folder: Path) -> dict[Path, bytes]:
    return {folder / name: b"new" for name in NAMES}


def standing(folder: Path) -> dict[str, bytes]:
    """What stands in a folder and below it, save the file that is somebody else's."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "mine.txt"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


WHOLE = dict.fromkeys([f"out/{name}" for name in NAMES], b"new")
OLD = dict.fromkeys([f"out/{name}" for name in NAMES], b"old")


# What a file had, the new one has


def test_permissions_are_kept(folder: Path) -> None:
    (folder / "a.txt").chmod(0o640)
    (folder / "b.txt").chmod(0o444)
    folder.chmod(0o750)
    write_together(new_files(folder))
    modes = [stat.S_IMODE((folder / name).stat().st_mode) for name in ("a.txt", "b.txt", ".")]
    assert modes == [0o640, 0o444, 0o750]
    assert standing(folder.parent) == WHOLE


def test_permissions_of_a_single_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o604)
    write_together({path: b"new"})
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o604)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root gives files to others")
def test_owners_are_kept(folder: Path) -> None:
    os.chown(folder / "a.txt", 1234, 1235)
    os.chown(folder, 1236, 1237)
    write_together(new_files(folder))
    owners = [((folder / name).stat().st_uid, (folder / name).stat().st_gid) for name in ("a.txt", ".")]
    assert owners == [(1234, 1235), (1236, 1237)]


def test_the_time_is_that_of_writing(folder: Path) -> None:
    os.utime(folder / "a.txt", (1, 1))
    write_together({**new_files(folder), folder / "a.txt": b""})
    assert (folder / "a.txt").stat().st_mtime > 1


def test_links_stay_links(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "a.txt").replace(elsewhere / "real.txt")
    (folder / "a.txt").symlink_to(elsewhere / "real.txt")
    (tmp_path / "link").symlink_to(folder)
    write_together(new_files(tmp_path / "link"))
    assert (tmp_path / "link").is_symlink()
    assert (folder / "a.txt").is_symlink()
    assert standing(tmp_path) == {**WHOLE, "elsewhere/real.txt": b"new"}


def test_what_is_to_go_goes_in_the_same_step(folder: Path) -> None:
    (folder / "gone.txt").symlink_to("a.txt")
    (folder / "kept.txt").mkdir()
    contents = {folder / "a.txt": b"new", folder / "b.txt": b"new"}
    write_together(contents, removed=[folder / name for name in ("c.txt", "gone.txt", "kept.txt", "absent.txt")])
    assert standing(folder) == {"a.txt": b"new", "b.txt": b"new"}
    assert (folder / "kept.txt").is_dir()
    assert not (folder / "gone.txt").is_symlink()


def test_the_working_folder_stays_the_same_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    write_together(new_files(Path()))
    assert Path("a.txt").read_bytes() == b"new"
    assert standing(folder.parent) == WHOLE


# Nothing is on the disk before what it relies on


def record_disk(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Keep a list of what is flushed, renamed and exchanged, by name."""
    done: list[tuple[str, str]] = []
    flush, rename, exchange = os.fsync, os.replace, folder_swap.exchange_folders

    def flushing(descriptor: int) -> None:
        done.append(("flush", Path(f"/proc/self/fd/{descriptor}").readlink().name))
        flush(descriptor)

    def exchanging(one: Path, other: Path) -> None:
        exchange(one, other)
        done.append(("swap", other.name))

    def renaming(one: Path, other: Path) -> Path:
        rename(one, other)
        done.append(("move", Path(other).name))
        return Path(other)

    monkeypatch.setattr(os, "fsync", flushing)
    monkeypatch.setattr(Path, "replace", renaming)
    monkeypatch.setattr(folder_swap, "exchange_folders", exchanging)
    return done


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="names of open files are read from /proc")
def test_all_is_flushed_before_a_folder_is_swapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_together(new_files(tmp_path / "out"))
    done = record_disk(monkeypatch)
    write_together(new_files(tmp_path / "out"))
    swap = done.index(("swap", "out"))
    assert {name for _, name in done[:swap]} >= {*NAMES, "folder", tmp_path.name}
    assert done[swap + 1 :][0] == ("flush", tmp_path.name)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="names of open files are read from /proc")
def test_all_is_flushed_before_files_are_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "mine.txt").write_bytes(b"mine")
    done = record_disk(monkeypatch)
    write_together(new_files(folder))
    steps = [step if step == "flush" and name == "out" else f"{step} {name.split('-')[-1]}" for step, name in done]
    hidden = [f"flush {number}.new" for number in range(3)]
    moves = [f"move {name}" for name in NAMES]
    expected = [*hidden, "flush", "flush mark", f"move {MARK.split('-')[-1]}", "flush", *moves, "flush", "flush"]
    assert steps == expected


# Two runs at once


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


# What runs that died left


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


def test_a_container_that_is_not_ours_takes_nothing_away(tmp_path: Path) -> None:
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim" / "x").write_bytes(b"here")
    container = tmp_path / ".tradeview-01234567"
    container.mkdir()
    (container / "contents.json").write_text(json.dumps({"folder": "..", "names": ["x", "../../victim/x"]}))
    (container / "folder").symlink_to(tmp_path / "victim")
    write_together(new_files(tmp_path / "out"))
    assert (tmp_path / "victim" / "x").read_bytes() == b"here"


def test_a_file_that_came_as_the_folder_went_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "out"
    write_together(new_files(folder))
    exchange = folder_swap.exchange_folders

    def exchanging(one: Path, other: Path) -> None:
        (other / "late.txt").write_bytes(b"late")
        exchange(one, other)

    monkeypatch.setattr(folder_swap, "exchange_folders", exchanging)
    write_together(new_files(folder))
    assert standing(tmp_path) == {**WHOLE, "out/late.txt": b"late"}


# What is refused, and leaves all as it was


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a pipe": (lambda folder: make_pipe(folder / "pipe"), "a device or a pipe"),
    "a link to a device": (lambda folder: make_link(folder / "link", "/dev/null"), "a device or a pipe"),
    "a link to itself": (lambda folder: make_link(folder / "link", "link"), "leads to itself"),
    "a folder": (lambda folder: folder, "is a folder"),
    "a file as a folder": (lambda folder: folder / "a.txt" / "b.txt", "Not a directory"),
    "a long name": (lambda folder: folder / ("a" * 300), "name too long"),
    "a long name of a folder": (lambda folder: folder / ("a" * 300) / "b", "name too long"),
    "a name with NUL": (lambda folder: folder / "a\0b", r"no system takes this name \('.*a\\x00b'\)"),
    "half of a pair of surrogates": (lambda folder: folder / "a\ud800", r"no system takes this name \('.*a\\ud800'\)"),
}


def make_pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def make_link(path: Path, target: str) -> Path:
    path.symlink_to(target)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="another system has other names and devices")
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "among others"])
@pytest.mark.parametrize(("make", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_file_is_refused(folder: Path, make: Callable[[Path], Path], said: str, *, alone: bool) -> None:
    path = make(folder)
    before = standing(folder.parent)
    with pytest.raises(ExportError, match=rf"{said}.*nothing was changed"):
        write_together({path: b"new"} if alone else {**new_files(folder), path: b"new"})
    assert standing(folder.parent) == before


def test_a_name_as_long_as_the_system_allows_is_written(folder: Path) -> None:
    name = "a" * 255
    write_together({folder / name: b"new", **new_files(folder)})
    assert (folder / name).read_bytes() == b"new"


def test_folders_made_for_nothing_go_again(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="name too long"):
        write_together({tmp_path / "one" / "two" / ("a" * 300): b"", tmp_path / "one" / "two" / "b": b""})
    with pytest.raises(ExportError, match="name too long"):
        write_together({tmp_path / "one" / "two" / ("a" * 300): b""})
    assert not list(tmp_path.iterdir())


def test_nothing_to_write_is_nothing_written() -> None:
    assert write_together({}) == []


@contextmanager
def as_nobody() -> Iterator[None]:
    """Be another user than root, who may write into any folder."""
    is_root = os.geteuid() == 0
    if is_root:
        os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        if is_root:
            os.setresuid(0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="another system has other permissions")
@pytest.mark.parametrize("names", [("a.txt",), NAMES], ids=["alone", "among others"])
@pytest.mark.parametrize("others", [False, True])
def test_a_read_only_folder_is_refused(names: tuple[str, ...], *, others: bool) -> None:
    with tempfile.TemporaryDirectory() as base:  # that of pytest is closed to others
        folder = Path(base) / "out"
        folder.mkdir()
        write_together({folder / name: b"old" for name in (*NAMES, "mine.txt") if others or name != "mine.txt"})
        folder.chmod(0o555)
        Path(base).chmod(0o777)
        with as_nobody():
            with pytest.raises(ExportError, match=r"to a folder; found: no permission to write .*nothing was changed"):
                check_folder(folder)
            with pytest.raises(ExportError, match=r"written; found: Permission denied .*nothing was changed"):
                write_together({folder / name: b"new" for name in names})
        folder.chmod(0o755)
        assert standing(Path(base)) == OLD


@pytest.mark.skipif(sys.platform != "linux", reason="another system has other permissions")
@pytest.mark.parametrize("names", [("a.txt",), NAMES], ids=["alone", "among others"])
@pytest.mark.parametrize("others", [False, True])
def test_files_and_folders_that_cannot_be_read_are_replaced(names: tuple[str, ...], *, others: bool) -> None:
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "out"
        Path(base).chmod(0o777)
        with as_nobody():
            files = [folder / name for name in (*NAMES, "mine.txt") if others or name != "mine.txt"]
            write_together(dict.fromkeys(files, b"old"))
            (folder / "a.txt").chmod(0o044)
            folder.chmod(0o333)
            write_together({folder / name: b"new" for name in names})
            modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder / "a.txt", folder)]
        assert modes == [0o044, 0o333]
        folder.chmod(0o755)
        assert standing(Path(base)) == {**OLD, **{f"out/{name}": b"new" for name in names}}


@pytest.mark.parametrize("path", ["a.txt", "a.txt/b", "x" * 300, "x\0"])
def test_a_folder_is_checked_before_work_is_done_for_it(folder: Path, path: str) -> None:
    with pytest.raises(ExportError, match=r"files are written to a folder; found: .*; do: nothing was changed"):
        check_folder(folder / path)
    check_folder(folder / "new" / "newer")
    assert not (folder / "new").exists()


# Interrupts


@pytest.fixture
def interrupted() -> Iterator[list[int]]:
    """Signals that were handled; SIGTERM is, too, as on the command line."""
    handled: list[int] = []

    def handle(number: int, _: object) -> None:
        handled.append(number)

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    yield handled
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_waits_and_a_second_one_does_not(interrupted: list[int], number: int) -> None:
    with finishing_first():
        signal.raise_signal(number)
        assert interrupted == []
    assert interrupted == [number]
    with finishing_first():
        signal.raise_signal(number)
        signal.raise_signal(number)
        assert interrupted == [number] * 2
    assert interrupted == [number] * 3


def test_an_interrupt_in_the_middle_leaves_all_new(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flush = os.fsync

    def interrupting(descriptor: int) -> None:
        monkeypatch.setattr(os, "fsync", flush)
        signal.raise_signal(signal.SIGINT)
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", interrupting)
    with pytest.raises(KeyboardInterrupt):
        write_together(new_files(folder))
    assert standing(folder.parent) == WHOLE
