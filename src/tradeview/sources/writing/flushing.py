"""Files and folders brought to the disk before something else relies on them, so that a loss of power loses nothing.

A write that has returned may stand in memory alone, and a rename too: what is renamed over an old file is flushed
first, and so is the folder that names it.
"""

import errno
import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":
    import fcntl

# What a system says that cannot flush a folder: it has no such notion, or names are safe there anyway.
UNFLUSHABLE = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}


@dataclass(frozen=True)
class NewFile:
    """A file to write where nothing stands, and the file that it is to replace, if there is one."""

    path: Path
    content: bytes
    target: Path


def write_flushed(files: Sequence[NewFile]) -> None:
    """Write files to the disk; each gets the owner and the permissions of its target, as far as this user may."""
    for file in files:
        try:
            _write_new(file)
        except OSError as error:
            error.filename = str(file.target)  # nobody asked for the hidden one
            raise
    # All are written before the first is flushed: the system then flushes most of them in one go.
    for file in files:
        _flush_file(file.path)
    for file in files:
        if file.target.exists():
            _copy_permissions(file.target, file.path)


def _write_new(file: NewFile) -> None:
    # What is to be private is so from the beginning.
    mode = 0o600 if file.target.exists() else 0o666
    descriptor = os.open(file.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with open(descriptor, "wb") as stream:  # noqa: PTH123 - Path.open makes no mode
        stream.write(file.content)


def _flush_file(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
        if sys.platform == "darwin":
            # There, fsync hands the content to the disk, which may still hold it in its own memory.
            with suppress(OSError):
                fcntl.fcntl(stream.fileno(), fcntl.F_FULLFSYNC)


def _copy_permissions(old: Path, new: Path) -> None:
    told = old.stat()
    with suppress(OSError, LookupError, AttributeError):  # only root may, and not every system has owners
        shutil.chown(new, told.st_uid, told.st_gid)
    times = new.stat()
    shutil.copystat(old, new)
    os.utime(new, ns=(times.st_atime_ns, times.st_mtime_ns))


def flush_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # one that may be written to and not be read
        return
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
