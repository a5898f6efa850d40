"""Files and folders brought to the disk before something else relies on them, so that a loss of power loses nothing.

A write that has returned may stand in memory alone, and a rename too: what is renamed over an old file is flushed
first, and so is the folder that names it.
"""

import errno
import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

# What a system says that cannot flush a folder: it has no such notion, or names are safe there anyway.
UNFLUSHABLE = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}


def write_new(path: Path, content: bytes, like: Path | None = None) -> None:
    """Write a new file; it is not on the disk before `flush_files`.

    Parameters
    ----------
    path : Path
        Where; nothing may stand there.
    content : bytes
        What.
    like : Path, optional
        A file that the new one is to replace: its owner and permissions are kept, as far as this user may.
    """
    with path.open("xb") as file:
        if like is not None and like.exists():
            _keep_owner(path, like)
            # Before the content, since it would set the time of the old file, too.
            shutil.copystat(like, path)
        file.write(content)
    os.utime(path)


def flush_files(paths: Iterable[Path]) -> None:
    """Bring files to the disk. All are written before the first is flushed: the system then flushes most in one go."""
    for path in paths:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
            if sys.platform == "darwin":
                # There, fsync hands the content to the disk, which may still hold it in its own memory.
                with suppress(OSError):
                    fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)


def flush_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in UNFLUSHABLE:
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it that are missing; return those that were made, the deepest first."""
    made: list[Path] = []
    for missing in _missing_folders(folder):
        with suppress(FileExistsError):  # another run was faster
            missing.mkdir()
            made.insert(0, missing)
            flush_folder(missing.parent)
    return made


def remove_empty(folders: list[Path]) -> None:
    """Remove folders that were made for nothing, the deepest first; one that holds something by now stays."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def make_like(folder: Path, like: Path) -> None:
    """Make a folder with the owner and the permissions of another."""
    folder.mkdir()
    told, own = like.stat(), folder.stat()
    if (told.st_uid, told.st_gid) != (own.st_uid, own.st_gid):
        shutil.chown(folder, told.st_uid, told.st_gid)
    shutil.copystat(like, folder)


def _missing_folders(folder: Path) -> list[Path]:
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    return missing[::-1]


def _keep_owner(path: Path, like: Path) -> None:
    told = like.stat()
    with suppress(OSError, LookupError, AttributeError):  # only root may, and not every system has owners
        shutil.chown(path, told.st_uid, told.st_gid)
