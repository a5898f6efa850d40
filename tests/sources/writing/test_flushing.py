"""New files have what the old ones had, and are on the disk before anything relies on them."""

import os
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from old_files import NAMES, OLD, WHOLE, as_nobody, new_files, standing
from tradeview.sources.writing import flushing, folder_swap
from tradeview.sources.writing.files import write_together
from tradeview.sources.writing.journal import MARK


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


def test_a_link_to_a_file_beside_it_stays_one(folder: Path) -> None:
    (folder / "a.txt").unlink()
    (folder / "a.txt").symlink_to("b.txt")
    write_together({folder / "a.txt": b"new", folder / "c.txt": b"new"}, removed=[folder / "absent.txt"])
    assert (folder / "a.txt").is_symlink()
    assert standing(folder.parent) == WHOLE


def test_what_is_private_is_so_before_its_permissions_are_copied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        (folder / name).chmod(0o600)
    modes = set()
    monkeypatch.setattr(flushing, "_flush_file", lambda path: modes.add((path.suffix, path.stat().st_mode & 0o077)))
    write_together(new_files(folder))
    assert {mode for suffix, mode in modes if suffix in {".txt", ".new"}} == {0}


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
