"""Old files in a folder, for tests that replace them: what stands there before, and what has to stand there after."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAMES = ("a.txt", "b.txt", "c.txt")
FOREIGN = "mine.txt"  # a file of somebody else
OLD = dict.fromkeys([f"out/{name}" for name in NAMES], b"old")
WHOLE = dict.fromkeys([f"out/{name}" for name in NAMES], b"new")


def make_old_files(folder: Path) -> None:
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_bytes(b"old")


def new_files(folder: Path) -> dict[Path, bytes]:
    return {folder / name: b"new" for name in NAMES}


def standing(folder: Path) -> dict[str, bytes]:
    """What stands in a folder and below it, save the file that is somebody else's."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != FOREIGN]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def unable_to_exchange(*_: object) -> None:
    raise OSError(errno.ENOSYS, "not implemented")


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
