"""A folder for files that an engine reads until the process ends; what processes that died left is swept by others."""

import atexit
import os
import shutil
import stat
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tradeview.sources.writing.folder_lock import hold_folder, hold_if_free


def make_scratch_folder(prefix: str) -> Path:
    """Make a folder that is removed as the process ends; one that is killed leaves it to the next.

    Parameters
    ----------
    prefix : str
        What its name begins with. Folders of this prefix that no process holds any more are removed.
    """
    _sweep_folders(prefix)
    while True:
        held = ExitStack()
        folder = Path(tempfile.mkdtemp(prefix=prefix))
        try:
            held.enter_context(hold_folder(folder))
        except FileNotFoundError:  # swept by another process, in the moment before it was held
            continue
        held.callback(shutil.rmtree, folder, ignore_errors=True)
        atexit.register(held.close)
        return folder


def _sweep_folders(prefix: str) -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        if not _is_own_folder(folder):
            continue
        with hold_if_free(folder) as is_free:
            if is_free:
                shutil.rmtree(folder, ignore_errors=True)


def _is_own_folder(path: Path) -> bool:
    try:
        told = path.lstat()
    except OSError:  # it has gone meanwhile
        return False
    # Windows has no such numbers, and a place for temporary files for each user.
    is_own = not hasattr(os, "getuid") or told.st_uid == os.getuid()
    return is_own and stat.S_ISDIR(told.st_mode)
