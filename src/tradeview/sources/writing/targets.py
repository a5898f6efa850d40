"""Where something is to be written: asked before the work is done, so that nobody waits for what has no place to go."""

import os
from pathlib import Path

from tradeview.errors import ExportError

LONGEST_NAME = 255  # bytes of a name on all file systems in use
UNCHANGED = "nothing was done; choose another place"


def check_folder_target(folder: Path) -> None:
    """Refuse a folder that cannot be made, or written into.

    Raises
    ------
    ExportError
        Something else stands there, no file can have such a name, or the place is not to be written to.
    """
    _check_name(folder)
    if folder.exists() and not folder.is_dir():
        found = f"a file {folder}" if folder.is_file() else f"no folder {folder}"
        raise ExportError("a report is written to a folder", found, "nothing was changed; name a folder")
    _check_place(folder / "a file")


def check_file_target(path: Path) -> None:
    """Refuse a file that cannot be written, or that is none: a folder, a pipe, a device.

    Raises
    ------
    ExportError
        As for a folder.
    """
    _check_name(path)
    if path.exists() and not path.is_file():
        found = f"a folder {path}" if path.is_dir() else f"a pipe or a device {path}"
        raise ExportError("a file is to be written", found, f"name a file; {UNCHANGED}")
    _check_place(path)


def _check_name(path: Path) -> None:
    """Refuse a name that no file can have."""
    asked = f"{path} is to be written"
    try:
        names = [os.fsencode(part) for part in path.parts]
    except UnicodeEncodeError as error:
        raise ExportError(asked, "letters that no file's name can have", UNCHANGED) from error
    if b"\0" in b"".join(names):
        raise ExportError(asked, "letters that no file's name can have", UNCHANGED)
    longest = max(map(len, names), default=0)
    if longest > LONGEST_NAME:
        raise ExportError(asked, f"a name of {longest} bytes", f"choose one of at most {LONGEST_NAME}")


def _check_place(path: Path) -> None:
    """Refuse a place that is no folder, or is not to be written to."""
    asked = f"{path} is to be written"
    try:
        place = _existing_place(path)
    except (OSError, RuntimeError) as error:  # a RuntimeError where links lead in a ring
        raise ExportError(asked, str(error), UNCHANGED) from error
    if not place.is_dir():
        raise ExportError(asked, f"a file {place} where a folder should be", UNCHANGED)
    if not os.access(place, os.W_OK | os.X_OK):
        raise ExportError(asked, f"a folder {place} that is not to be written to", UNCHANGED)


def _existing_place(path: Path) -> Path:
    """Return the nearest folder above that is there, or what stands in its way."""
    place = path.resolve().parent
    while not os.path.lexists(place) and place != place.parent:
        place = place.parent
    return place
