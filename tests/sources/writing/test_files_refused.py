"""What cannot be written is refused, and all is left as it was."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from old_files import NAMES, OLD, as_nobody, new_files, standing
from tradeview.errors import ExportError
from tradeview.sources.writing.files import write_together
from tradeview.sources.writing.targets import check_folder_target

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
            with pytest.raises(ExportError, match=r"not to be written to; do: nothing was done"):
                check_folder_target(folder)
            with pytest.raises(ExportError, match=r"written; found: Permission denied .*nothing was changed"):
                write_together({folder / name: b"new" for name in names})
        folder.chmod(0o755)
        assert standing(Path(base)) == OLD


@pytest.mark.parametrize("path", ["a.txt", "a.txt/b", "x" * 300, "x\0"])
def test_a_folder_is_checked_before_work_is_done_for_it(folder: Path, path: str) -> None:
    with pytest.raises(ExportError, match="; do: "):
        check_folder_target(folder / path)
    check_folder_target(folder / "new" / "newer")
    assert not (folder / "new").exists()
