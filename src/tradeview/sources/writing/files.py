"""Files written whole or not at all: either all of a set are new, or all are as they were, also when the run is killed.

A file is written under a hidden name beside its target, brought to the disk, and renamed over it. Several files are
replaced with their whole folder where it holds nothing else (`folder_swap`), and else by a journal that marks the
folder until all are in place (`journal`). One run at a time writes into a folder (`folder_lock`), and sweeps what runs
that died left there.
"""

import errno
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from tradeview.errors import ExportError, count_nouns
from tradeview.printable import UNPRINTABLE, utf8_bytes
from tradeview.sources.writing.flushing import flush_folder, make_folder, remove_empty
from tradeview.sources.writing.folder_lock import hold_folder
from tradeview.sources.writing.folder_swap import place_new_folder, swap_folder, sweep_containers
from tradeview.sources.writing.interrupts import finishing_first
from tradeview.sources.writing.journal import (
    MARK,
    Journal,
    UnfinishedFolderError,
    close_journal,
    discard_hidden,
    finish_earlier,
    keep_old_files,
    mark_folder,
    move_into_place,
    open_journal,
    put_back,
    stage_contents,
    sweep_hidden,
)

# What a spreadsheet would take for the start of a formula: it drops blanks and what is not seen before the sign, and
# reads the wide signs of East Asian keyboards as the narrow ones.
FORMULA = re.compile(rf"[\t\r\n]|(?:\s|{UNPRINTABLE.pattern})*[=+\-@＝＋－＠]")
UNCHANGED = "nothing was changed; make room or choose another place"


@dataclass
class FolderChanges:
    """What is to stand in one folder, and what is to go from it, by name."""

    folder: Path
    contents: dict[str, bytes] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)

    @property
    def names(self) -> set[str]:
        """Names of all files that change."""
        return {*self.contents, *self.removed}


def write_together(contents: Mapping[Path, bytes], *, removed: Iterable[Path] = ()) -> list[Path]:
    """Write files so that either all of them are new or all are as they were.

    Parameters
    ----------
    contents : mapping of Path to bytes
        What to write, by target. Missing folders are made. A symbolic link stays one: the file it leads to is written.
        A file that is replaced keeps its owner and permissions.
    removed : iterable of Path
        Files of the same set that are to go, where they stand.

    Returns
    -------
    list of Path
        The targets, as they were given.

    Raises
    ------
    ExportError
        A file cannot be written or moved into place, or another run is writing into the folder. Its `rows` name the
        copy of every old file that could not be put back; where there are none, everything is as it was.

    Notes
    -----
    An error leaves the old files. An interrupt (Ctrl-C, and on the command line SIGTERM) waits until all is written; a
    second one does not, and leaves the old ones. A run that is killed, or loses its power, at any moment leaves the
    folder of the files in one of three states: all old, all new, or, where other files stand beside them, marked by
    a file `INCOMPLETE-tradeview.txt` that says so. The next run that writes into the folder finishes what the mark
    tells before it does anything else, and sweeps what was left hidden. This holds for each folder by itself where the
    files stand in several.

    A folder that holds nothing but these files is replaced as a whole: who has it open sees the old one until they
    open it again.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write_together({Path(folder) / "a.txt": b"a", Path(folder) / "b.txt": b"b"})]
    ['a.txt', 'b.txt']
    """
    if not contents:
        return []
    try:
        with _making_folders(_group_by_folder(contents, removed)) as changes:
            if not _place_anew(changes):
                _write_held(changes)
    except OSError as error:
        raise _explain_failure(error, contents) from error
    return list(contents)


def _explain_failure(error: OSError, contents: Mapping[Path, bytes]) -> ExportError:
    words = error.strerror or error
    place = error.filename2 or error.filename or next(iter(contents)).parent  # of a move, where to
    lost = getattr(error, "__notes__", [])  # what could not be put back
    if lost:
        remedy = f"put these back by hand, and remove {MARK}; the other files are as they were"
    elif isinstance(error, UnfinishedFolderError):
        remedy = error.remedy
    elif isinstance(error, BlockingIOError):
        remedy = "nothing was changed; wait until it has ended"
    else:
        remedy = UNCHANGED
    asked = f"{count_nouns(len(contents), 'file')} could not be written"
    return ExportError(asked, f"{words} ({place})", remedy, lost)


def _group_by_folder(contents: Mapping[Path, bytes], removed: Iterable[Path]) -> list[FolderChanges]:
    """Say what changes in each folder that really holds the files; two paths may lead to one file."""
    by_folder: dict[Path, FolderChanges] = {}
    for given, content in contents.items():
        path = _resolve_path(given)
        changes = by_folder.setdefault(path.parent, FolderChanges(path.parent))
        changes.contents[path.name] = content
    for given in removed:
        folder = _resolve_path(given.parent)  # of a link, the link itself goes
        if folder in by_folder and given.name not in by_folder[folder].contents:
            by_folder[folder].removed.add(given.name)
    return [by_folder[folder] for folder in sorted(by_folder)]


def _resolve_path(given: Path) -> Path:
    """Return where a path leads; one that leads nowhere is an OSError."""
    try:
        return given.resolve()
    except RuntimeError as error:  # Python's word for a loop, before 3.13
        raise OSError(errno.ELOOP, "a link that leads to itself", str(given)) from error
    except ValueError as error:  # NUL, or half of a pair of surrogates
        raise OSError(errno.EINVAL, "no system takes this name", repr(str(given))) from error


@contextmanager
def _making_folders(changes: list[FolderChanges]) -> Iterator[list[FolderChanges]]:
    """Make the folders above those of the files; they go again if writing fails."""
    made: list[Path] = []
    try:
        for change in changes:
            made = make_folder(change.folder.parent) + made
        yield changes
    except BaseException:
        remove_empty(made)
        raise


def _place_anew(changes: list[FolderChanges]) -> bool:
    """Write several files into a folder that is not there yet; False where that is not what is asked for."""
    if len(changes) > 1:
        return False
    (change,) = changes
    if len(change.contents) == 1 or change.folder.exists():
        return False
    with finishing_first():
        sweep_containers(change.folder.parent)
        return place_new_folder(change.folder, change.contents)


def _write_held(changes: list[FolderChanges]) -> None:
    """Write into folders that are held by this run, and that no earlier run left unfinished."""
    made: list[Path] = []
    with ExitStack() as held:
        try:
            for change in changes:  # in the order of their paths, as in every run: two never wait for each other
                made = make_folder(change.folder) + made
                held.enter_context(hold_folder(change.folder))
            held.enter_context(finishing_first())
            for change in changes:
                _refuse_other_than_files(change)
                finish_earlier(change.folder, change.names)
                sweep_containers(change.folder.parent)
                _leave_out_absent(change)
            if not _swap_whole(changes):
                _replace_files(changes)
                for change in changes:  # what was kept of a journal that could not be finished
                    sweep_hidden(change.folder)
        except BaseException:
            remove_empty(made)
            raise


def _refuse_other_than_files(change: FolderChanges) -> None:
    """Refuse to replace what is no file: a folder, or a device, which would be gone."""
    for name in change.contents:
        path = change.folder / name
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            continue
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "is a device or a pipe, and no file", str(path))


def _leave_out_absent(change: FolderChanges) -> None:
    """Forget files that are to go and are not there; a folder of such a name is somebody else's."""
    for name in list(change.removed):
        path = change.folder / name
        if not (path.is_symlink() or path.is_file()):
            change.removed.discard(name)


def _swap_whole(changes: list[FolderChanges]) -> bool:
    if len(changes) > 1 or len(changes[0].names) == 1:
        return False
    (change,) = changes
    return swap_folder(change.folder, change.contents, change.removed)


def _replace_files(changes: list[FolderChanges]) -> None:
    """Replace files one by one; where they are several, each folder is marked as unfinished until all are there."""
    journals = [open_journal(change.folder, change.contents, change.removed) for change in changes]
    is_single = len(changes) == 1 and len(changes[0].names) == 1
    try:
        for journal, change in zip(journals, changes, strict=True):
            stage_contents(journal, change.contents)
            if not is_single:
                keep_old_files(journal)
        if is_single:
            _replace_single(journals[0])
    except BaseException:
        for journal in journals:
            discard_hidden(journal)
        raise
    if not is_single:
        _move_marked(journals)


def _replace_single(journal: Journal) -> None:
    """Replace one file, which one rename does as a whole, without a mark."""
    journal.new_of(0).replace(journal.target_of(0))
    with suppress(OSError):  # the file is new whatever the disk says of its folder
        flush_folder(journal.folder)


def _move_marked(journals: list[Journal]) -> None:
    """Move files of journals into place, under the marks of all; where one cannot be, put the old ones back."""
    try:
        for journal in journals:
            mark_folder(journal)
        for journal in journals:
            move_into_place(journal)
    # An interrupt, too, leaves no mixture of old and new.
    except BaseException as error:
        for journal in reversed(journals):
            for words in put_back(journal):
                error.add_note(words)
        raise
    for journal in journals:
        close_journal(journal)


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
