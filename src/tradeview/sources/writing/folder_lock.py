"""One run at a time writes into a folder: a lock that the system takes back from a run that has died.

The folder itself is locked, so that nothing is left behind. Where that cannot be (Windows, some network disks), a file
in it is.
"""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_FILE = ".tradeview.lock"
# Seconds. A report is written in a tenth of one; who takes longer than this hangs.
PATIENCE = 30.0
PAUSE = 0.02


@contextmanager
def hold_folder(folder: Path) -> Iterator[None]:
    """Hold a folder for this run alone, and wait for another run that holds it.

    Raises
    ------
    BlockingIOError
        Another run still held it when patience ended.
    OSError
        The folder cannot be locked.
    """
    deadline = time.monotonic() + PATIENCE
    while (descriptor := _try_lock(folder)) is None:
        if time.monotonic() >= deadline:
            raise BlockingIOError(errno.EAGAIN, "another run of tradeview is writing there", str(folder))
        time.sleep(PAUSE)
    try:
        yield
    finally:
        _release(folder, descriptor)


@contextmanager
def hold_if_free(folder: Path) -> Iterator[bool]:
    """Hold a folder if no run does; say whether it is held now."""
    try:
        descriptor = _try_lock(folder)
    except OSError:  # it is gone, or not ours
        descriptor = None
    try:
        yield descriptor is not None
    finally:
        if descriptor is not None:
            _release(folder, descriptor)


def _try_lock(folder: Path) -> int | None:
    """Lock a folder, or the lock file in it; return an open descriptor, or None where another run holds it."""
    if sys.platform != "win32":
        try:
            return _try_lock_open(folder, os.O_RDONLY)
        except OSError:
            folder.stat()  # one that is gone has no file to lock, either
    return _try_lock_open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT)


def _try_lock_open(path: Path, flags: int) -> int | None:
    descriptor = os.open(path, flags, 0o666)
    try:
        _lock(descriptor)
        # While this run waited, another may have put a new folder, or file, in this place.
        is_locked = os.path.samestat(os.fstat(descriptor), path.stat())
    except BlockingIOError:
        is_locked = False
    except BaseException:
        os.close(descriptor)
        raise
    if is_locked:
        return descriptor
    os.close(descriptor)
    return None


def _lock(descriptor: int) -> None:
    """Lock what is open, without waiting; BlockingIOError where another run has."""
    if sys.platform == "win32":
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(errno.EAGAIN, str(error)) from error
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _release(folder: Path, descriptor: int) -> None:
    lock_file = folder / LOCK_FILE
    with suppress(OSError):
        if os.path.samestat(os.fstat(descriptor), lock_file.stat()):
            lock_file.unlink()  # while it is held, so that no run takes one that is going
    os.close(descriptor)
    if sys.platform == "win32":
        # A file that is open cannot be removed there.
        with suppress(OSError):
            lock_file.unlink()
