"""Files written whole or not at all: either all of a set are new, or all are as they were.

Each is written under a temporary name beside its target first, and all are moved into place when all are there, so that
a crash or a full disk leaves what stood before. An old file is kept under a second name until its successor stands.
"""

import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from tradeview.errors import ExportError
from tradeview.printable import UNPRINTABLE, utf8_bytes

# What a spreadsheet would take for the start of a formula: it drops blanks and what is not seen before the sign, and
# reads the wide signs of East Asian keyboards as the narrow ones.
FORMULA = re.compile(rf"[\t\r\n]|(?:\s|{UNPRINTABLE.pattern})*[=+\-@＝＋－＠]")
LONGEST_BEGINNING = 50  # letters of a name, of four bytes each at most
UNCHANGED = "nothing was changed; make room or choose another place"


@dataclass(frozen=True)
class _Target:
    """A file to write, with the names that its new and its old content have meanwhile."""

    path: Path
    new: Path
    old: Path


def write_together(contents: Mapping[Path, bytes]) -> list[Path]:
    """Write files so that either all of them are new or all are as they were.

    Parameters
    ----------
    contents : mapping of Path to bytes
        What to write, by target. Missing folders are made. A symbolic link stays one: the file it leads to is written.

    Returns
    -------
    list of Path
        The targets, as they were given.

    Raises
    ------
    ExportError
        A file cannot be written or moved into place. Its `rows` name the copy of every old file that could not be put
        back; where there are none, everything is as it was.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write_together({Path(folder) / "a.txt": b"a", Path(folder) / "b.txt": b"b"})]
    ['a.txt', 'b.txt']
    """
    token = secrets.token_hex(4)
    targets = []
    # Numbered, since two paths may lead to one file.
    for number, given in enumerate(contents):
        path = given.resolve()
        # Of a long name its beginning: with what is added it would be no name any more.
        hidden = f".{path.name[:LONGEST_BEGINNING]}.{token}-{number}"
        targets.append(_Target(path, path.with_name(f"{hidden}.new"), path.with_name(f"{hidden}.old")))
    try:
        for target, content in zip(targets, contents.values(), strict=True):
            if target.path.is_dir():
                raise IsADirectoryError(21, "is a folder", str(target.path))
            target.path.parent.mkdir(parents=True, exist_ok=True)
            target.new.write_bytes(content)
        _swap_files(targets)
    except OSError as error:
        found = f"{error.strerror or error} ({error.filename or targets[0].path.parent})"
        lost = getattr(error, "__notes__", [])  # what could not be put back
        remedy = "put these back by hand; the other files are as they were" if lost else UNCHANGED
        raise ExportError(f"{len(targets)} files could not be written", found, remedy, lost) from error
    finally:
        remove_files(target.new for target in targets)
    return list(contents)


def _swap_files(targets: Sequence[_Target]) -> None:
    """Move all new files into place; where one cannot be, put the old ones back."""
    begun: list[tuple[_Target, bool]] = []
    try:
        for target in targets:
            stood = target.path.exists()
            if stood:
                # A second name: the old file keeps standing until the new one replaces it.
                _keep_old(target.path, target.old)
            begun.append((target, stood))
            target.new.replace(target.path)
    # An interrupt, too, leaves no mixture of old and new.
    except BaseException as error:
        for lost in _put_old_back(begun):
            error.add_note(lost)
        remove_files(
            target.old for target in targets[len(begun) :]
        )  # half a copy at most, of a file that was not touched
        raise
    remove_files(target.old for target in targets)


def _put_old_back(begun: Sequence[tuple[_Target, bool]]) -> Iterator[str]:
    """Put the old files back, the last one first, each by itself; say which could not be, and keep their copies."""
    for target, stood in reversed(begun):
        try:
            is_moved = not target.new.exists()
            if is_moved and stood:
                target.old.replace(target.path)
            elif is_moved:
                target.path.unlink()
        except OSError as error:
            why = error.strerror or error
            if stood:
                yield f"{target.path}: its old content is in {target.old} ({why})"
            else:
                yield f"{target.path} is new ({why})"
        else:
            remove_files([target.old])


def _keep_old(path: Path, copy: Path) -> None:
    """Give a file a second name, or copy it where the file system has no hard links (or Python does not know them)."""
    try:
        os.link(path, copy)
    except (OSError, NotImplementedError, AttributeError):
        shutil.copy2(path, copy)


def remove_files(paths: Iterable[Path]) -> None:
    """Remove files, as far as they are there and can be removed."""
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    r"""Write a frame as CSV; text that a spreadsheet would run as a formula gets an apostrophe before it.

    Examples
    --------
    >>> csv_bytes(pd.DataFrame({"a": ["=1+1", "b"], "n": [-1.5, 2.0]})).decode()
    "a,n\n'=1+1,-1.5\nb,2.0\n"
    """
    safe = frame.map(_disarm_formula).rename(columns=_disarm_formula)
    return utf8_bytes(safe.to_csv(index=False, lineterminator="\n"))


def _disarm_formula(cell: Any) -> Any:
    if not isinstance(cell, str):
        return cell
    # A lone carriage return is not quoted, and would start a new row.
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if FORMULA.match(text) else text
