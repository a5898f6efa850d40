"""Files of one folder replaced together where it holds other files, too: by a journal that a later run can finish.

All new files are written beside the old ones under hidden names first. Then a file is put into the folder that says,
in words, that it is unfinished, and, for programs, what is to be done; the hidden files are moved into place; and that
file goes. A run that dies before leaves the old files, one that dies after leaves the new ones; one that dies between
leaves a marked folder, and whoever writes there next finishes it first. No new content is given up before the mark is
gone, so that the next run can always go forward.
"""

import errno
import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tradeview.sources.writing.flushing import NewFile, flush_folder, write_flushed

MARK = "INCOMPLETE-tradeview.txt"
MARK_TEXT = """\
This folder is unfinished. tradeview is writing the files that are named below, or was stopped while it did: until this
file is gone, some of them may be new and others old.

Run the same command again, or write anything else into this folder with tradeview: what was begun is finished first,
and this file goes by itself. Please leave it, and the hidden files that begin with .tradeview, where they are.

"""
ACCEPT = "nothing was changed; if what stands there may stay, remove {mark}, and write again"
# Hidden names are short and alike, since a file's own name may be as long as the system allows.
HIDDEN = re.compile(r"\.tradeview-([0-9a-f]{8})-(\d+\.(new|old)|mark)")


@dataclass(frozen=True)
class Entry:
    """A file that is to be replaced; one without a digest (SHA-256 of its new content) is to go."""

    name: str
    digest: str | None


@dataclass(frozen=True)
class Journal:
    """What is to be done in a folder, in order, and the token that its hidden files bear."""

    folder: Path
    token: str
    entries: tuple[Entry, ...]

    def target_of(self, number: int) -> Path:
        """Return where the file of an entry stands."""
        return self.folder / self.entries[number].name

    def new_of(self, number: int) -> Path:
        """Return where the new content of an entry waits."""
        return self.folder / f".tradeview-{self.token}-{number}.new"

    def old_of(self, number: int) -> Path:
        """Return where the old content of an entry is kept."""
        return self.folder / f".tradeview-{self.token}-{number}.old"


class UnfinishedFolderError(OSError):
    """A folder is marked as unfinished, and cannot be finished: `strerror` says why, `filename` is the mark."""

    def __init__(self, words: str, mark: Path, remedy: str) -> None:
        super().__init__(errno.EIO, words, str(mark))
        self.remedy = remedy


def open_journal(folder: Path, contents: Mapping[str, bytes], removed: Collection[str]) -> Journal:
    """Say what is to be done in a folder; nothing is done yet."""
    entries = [Entry(name, hashlib.sha256(content).hexdigest()) for name, content in contents.items()]
    entries += [Entry(name, None) for name in sorted(removed)]
    return Journal(folder, secrets.token_hex(4), tuple(entries))


def stage_contents(journal: Journal, contents: Mapping[str, bytes]) -> None:
    """Write all new content to the disk, under hidden names."""
    staged = []
    for number, entry in enumerate(journal.entries):
        if entry.digest is not None:
            staged.append(NewFile(journal.new_of(number), contents[entry.name], journal.target_of(number)))
    write_flushed(staged)
    flush_folder(journal.folder)


def keep_old_files(journal: Journal) -> None:
    """Give every old file a second name, under which it stays until all new ones are in place."""
    for number in range(len(journal.entries)):
        target = journal.target_of(number)
        if os.path.lexists(target):
            _keep_old(target, journal.old_of(number))


def mark_folder(journal: Journal) -> None:
    """Put the file into the folder that says that it is unfinished, and how to finish it."""
    plan = {"token": journal.token, "entries": [asdict(entry) for entry in journal.entries]}
    content = (MARK_TEXT + json.dumps(plan, indent=1) + "\n").encode()
    staged, mark = journal.folder / f".tradeview-{journal.token}-mark", journal.folder / MARK
    write_flushed([NewFile(staged, content, mark)])
    staged.replace(mark)
    flush_folder(journal.folder)


def move_into_place(journal: Journal) -> None:
    """Move all new files into place, and remove what is to go."""
    for number, entry in enumerate(journal.entries):
        target = journal.target_of(number)
        if entry.digest is None:
            target.unlink(missing_ok=True)
        else:
            journal.new_of(number).replace(target)
    flush_folder(journal.folder)


def put_back(journal: Journal) -> list[str]:
    """Put all old files back, the last one first, each by itself; say which could not be.

    Where all are back, nothing of the journal is left. Else its mark stays, with all new content, and the old content
    that could not be put back.
    """
    lost = []
    for number in reversed(range(len(journal.entries))):
        words = _put_entry_back(journal, number)
        if words is None:
            remove_files([journal.old_of(number)])
        else:
            lost.append(words)
    if not lost:
        flush_folder(journal.folder)
        close_journal(journal)
    return lost


def close_journal(journal: Journal) -> None:
    """Take the mark away, and then the hidden files: the folder is whole, and on the disk."""
    mark = journal.folder / MARK
    try:
        if _is_marked_by(journal):
            mark.unlink()
            flush_folder(journal.folder)
    except OSError as error:
        words = f"all files are in place, but their mark cannot be removed ({error.strerror})"
        raise UnfinishedFolderError(words, mark, f"remove {mark}, or write again") from error
    discard_hidden(journal)


def discard_hidden(journal: Journal) -> None:
    """Remove the hidden files of a journal, as far as they are there and can be removed."""
    for number in range(len(journal.entries)):
        remove_files([journal.new_of(number), journal.old_of(number)])
    remove_files([journal.folder / f".tradeview-{journal.token}-mark"])


def finish_earlier(folder: Path, replaced: Collection[str]) -> None:
    """Finish what a run that died began in a folder, and sweep what it left; the folder is held by this run.

    Parameters
    ----------
    folder : Path
        A folder.
    replaced : collection of str
        Names of files that this run is going to replace or remove: where they are all that the earlier run had begun,
        it does not matter whether that can be finished.

    Raises
    ------
    UnfinishedFolderError
        The folder is marked, and what the mark tells to do cannot be done any more.
    """
    mark = folder / MARK
    kept = ""
    if os.path.lexists(mark):
        if mark.is_symlink() or not mark.is_file():
            raise FileExistsError(errno.EEXIST, "no file of tradeview, in the place of its mark", str(mark))
        journal = _read_mark(folder)
        if _can_be_finished(journal):
            _go_on(journal)
            close_journal(journal)
        elif {entry.name for entry in journal.entries} <= set(replaced):
            kept = journal.token  # until this run has its own mark there
        else:
            words = "an unfinished folder whose hidden files were changed or removed"
            raise UnfinishedFolderError(words, mark, ACCEPT.format(mark=mark))
    sweep_hidden(folder, kept)


def sweep_hidden(folder: Path, kept: str = "") -> None:
    """Remove hidden files of runs that died; those with the token `kept` stay. The folder is held by this run."""
    with suppress(OSError):  # a folder that may be written to and not be listed
        for name in os.listdir(folder):  # noqa: PTH208 - names alone
            hidden = HIDDEN.fullmatch(name)
            if hidden and hidden[1] != kept:
                remove_files([folder / name])


def is_ours(name: str) -> bool:
    """Say whether a file in a folder is one that this module put there."""
    return name == MARK or HIDDEN.fullmatch(name) is not None


def is_plain_name(name: Any) -> bool:
    """Say whether a name that was read from a file names something in its own folder, and nothing elsewhere."""
    return isinstance(name, str) and name not in {"", ".", ".."} and not set(name) & {"/", "\\", "\0"}


def remove_files(paths: Iterable[Path]) -> None:
    """Remove files, as far as they are there and can be removed."""
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _is_marked_by(journal: Journal) -> bool:
    """Say whether the mark in a folder is of this journal: that of an earlier one stays until this one is there."""
    mark = journal.folder / MARK
    return mark.is_file() and f'"token": "{journal.token}"'.encode() in mark.read_bytes()


def _read_mark(folder: Path) -> Journal:
    mark = folder / MARK
    try:
        _words, _, plan_text = mark.read_text(encoding="utf-8").partition("\n{")
        plan = json.loads("{" + plan_text)
        entries = tuple(Entry(entry["name"], entry["digest"]) for entry in plan["entries"])
        journal = Journal(folder, plan["token"], entries)
        is_sound = HIDDEN.fullmatch(f".tradeview-{journal.token}-mark") is not None
        is_sound = is_sound and all(is_plain_name(entry.name) for entry in entries)
    except (ValueError, TypeError, KeyError, RecursionError):
        is_sound = False
    if not is_sound:
        raise UnfinishedFolderError("an unfinished folder whose mark was changed", mark, ACCEPT.format(mark=mark))
    return journal


def _can_be_finished(journal: Journal) -> bool:
    """Say whether the new content of each entry waits, or stands in its place already."""
    for number, entry in enumerate(journal.entries):
        if entry.digest is None:
            continue
        waiting, target = journal.new_of(number), journal.target_of(number)
        if _digest_of(waiting) != entry.digest and (waiting.exists() or _digest_of(target) != entry.digest):
            return False
    return True


def _digest_of(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _go_on(journal: Journal) -> None:
    """Move what still waits into place, and remove what is still to go."""
    for number, entry in enumerate(journal.entries):
        target, new = journal.target_of(number), journal.new_of(number)
        if entry.digest is None:
            target.unlink(missing_ok=True)
        elif new.exists():
            new.replace(target)
    flush_folder(journal.folder)


def _put_entry_back(journal: Journal, number: int) -> str | None:
    """Put one old file back, and its new content to where it waited; say it, if that cannot be."""
    entry, target = journal.entries[number], journal.target_of(number)
    new, old = journal.new_of(number), journal.old_of(number)
    had_old = os.path.lexists(old)
    is_moved = entry.digest is not None and not new.exists()
    is_gone = entry.digest is None and had_old and not os.path.lexists(target)
    if not is_moved and not is_gone:
        return None
    try:
        if is_moved:
            target.replace(new)
        if had_old:
            old.replace(target)
    except OSError as error:
        why = error.strerror or error
        if not had_old:
            return f"{target} is new ({why})"
        if is_moved:
            with suppress(OSError):  # rather a new file than none
                new.replace(target)
        return f"{target}: its old content is in {old} ({why})"
    return None


def _keep_old(path: Path, copy: Path) -> None:
    """Give a file a second name, or copy it where the file system has no hard links (or Python does not know them)."""
    if path.is_symlink():
        copy.symlink_to(path.readlink())
        return
    try:
        os.link(path, copy)
    except (OSError, NotImplementedError, AttributeError):
        shutil.copy2(path, copy)
