"""Export writes all of its files or none: full disks, folders in the way.

The moving itself is in `tests/sources/test_writing.py`.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import tradeview as tv
from artists import accounting
from tradeview.errors import ExportError

ENDINGS = (".png", ".svg", ".pdf", ".csv", ".txt", ".datapackage.json")


@pytest.fixture
def old(tmp_path: Path) -> dict[Path, bytes]:
    """Files that stood there before."""
    files = {tmp_path / "out" / f"a{ending}": f"old {ending}".encode() for ending in ENDINGS}
    for path, content in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return files


def standing(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def refused(folder: Path, match: str = "") -> None:
    with pytest.raises(ExportError, match=f"{match}.*nothing was (changed|done)"):
        tv.export(accounting(tv.load()), folder / "a")


def test_old_files_are_replaced(old: dict[Path, bytes]) -> None:
    folder = next(iter(old)).parent
    tv.export(accounting(tv.load()), folder / "a")
    now = standing(folder)
    assert set(now) == set(old)
    assert not any(content.startswith(b"old") for content in now.values())


def test_a_folder_in_the_place_of_a_file_is_left_alone(old: dict[Path, bytes]) -> None:
    taken = next(iter(old)).with_name("a.svg")
    taken.unlink()
    taken.mkdir()
    before = standing(taken.parent)
    refused(taken.parent, "found: a folder")
    assert standing(taken.parent) == before
    assert taken.is_dir()


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    refused(tmp_path / "out", "where a folder should be")
    assert (tmp_path / "out").read_text() == "mine"


def test_a_read_only_folder_is_refused(old: dict[Path, bytes]) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write into any folder")
    folder = next(iter(old)).parent
    folder.chmod(0o500)
    try:
        refused(folder)
        assert standing(folder) == old
    finally:
        folder.chmod(0o700)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 32 KiB, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(folder)], capture_output=True, check=False
        ).returncode
    )
    if not mounted:
        pytest.skip("only root can mount a small disk, and not in every container; see the test of RLIMIT_FSIZE")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_what_stood_there(small_disk: Path) -> None:
    (small_disk / "a.txt").write_text("old")
    refused(small_disk, "No space left on device")
    assert standing(small_disk) == {small_disk / "a.txt": b"old"}


def test_a_file_that_may_not_grow_leaves_what_stood_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    code = (
        "import signal, tradeview as tv; from artists import accounting\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try: tv.export(accounting(tv.load()), 'a')\nexcept tv.errors.ExportError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "6 files could not be written; found: File too large" in done.stdout
    assert standing(tmp_path) == {tmp_path / "a.txt": b"old"}
