"""Files of one folder replaced together where it holds nothing else: the whole folder is, by one rename.

The new folder is written beside the old one, in a hidden container, and takes its place in one step of the system,
which no reader and no loss of power can see half done. What a run that died left of its container is swept by the next.
"""

import ctypes
import errno
import json
import os
import re
import secrets
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tradeview.sources.writing.flushing import NewFile, flush_folder, make_like, write_flushed
from tradeview.sources.writing.folder_lock import LOCK_FILE, hold_folder, hold_if_free
from tradeview.sources.writing.journal import is_ours, is_plain_name, remove_files

CONTAINER = re.compile(r"\.tradeview-[0-9a-f]{8}")
CONTENTS = "contents.json"
FOLDER = "folder"
PROBE = "probe"
# Of Linux (renameat2) and of macOS (renamex_np); both say 2.
AT_WORKING_FOLDER = -100
EXCHANGE = 2


def place_new_folder(folder: Path, contents: Mapping[str, bytes]) -> bool:
    """Write files into a folder that is not there yet; False where it is by now, or none can be made beside it."""
    with _open_container(folder, contents) as container:
        if container is None:
            return False
        built = container / FOLDER
        built.mkdir()
        _fill_folder(built, contents, folder)
        try:
            built.rename(folder)
        except OSError:  # another run was faster
            return False
        with suppress(OSError):  # the files are there whatever the disk says of the folder above
            flush_folder(folder.parent)
    return True


def swap_folder(folder: Path, contents: Mapping[str, bytes], removed: Collection[str]) -> bool:
    """Replace a folder by one with other files, at once; the folder is held by this run.

    Returns
    -------
    bool
        False where that cannot be, and nothing was done: the folder holds other files, somebody works in it, or the
        system cannot exchange two folders.
    """
    standing = _list_ours(folder, {*contents, *removed})
    if standing is None or _is_fixed(folder):
        return False
    with _open_container(folder, {*standing, *contents}) as container:
        if container is None:
            return False
        built = container / FOLDER
        try:
            make_like(built, folder)
            _try_links([folder / name for name in standing], container / PROBE)
        except OSError:  # the owner cannot be kept, or a file is protected
            return False
        _fill_folder(built, contents, folder)
        try:
            exchange_folders(built, folder)
        except OSError:
            return False
        with suppress(OSError):  # the files are new whatever the disk says of the folder above
            flush_folder(folder.parent)
    return True


def sweep_containers(parent: Path) -> None:
    """Remove what runs that died left of their containers beside a folder; those of runs that live stay."""
    try:
        names = [name for name in os.listdir(parent) if CONTAINER.fullmatch(name)]  # noqa: PTH208 - names alone
    except OSError:  # a folder that may be written to and not be listed
        return
    for name in names:
        container = parent / name
        if container.is_symlink() or not container.is_dir():
            continue
        with hold_if_free(container) as is_free:
            if is_free:
                _remove_container(container)


def exchange_folders(one: Path, other: Path) -> None:
    """Let two folders take each other's name, in one step.

    Raises
    ------
    OSError
        The system, or the disk, cannot.
    """
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = system.renamex_np(first, second, EXCHANGE)
        else:
            failed = system.renameat2(AT_WORKING_FOLDER, first, AT_WORKING_FOLDER, second, EXCHANGE)
    except (AttributeError, TypeError) as error:
        raise OSError(errno.ENOSYS, "the system cannot exchange two folders") from error
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))


def _list_ours(folder: Path, names: Collection[str]) -> list[str] | None:
    """Return the names of what stands in a folder, or None where anything but our own plain files does."""
    standing = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                is_known = entry.name in names or entry.name == LOCK_FILE or is_ours(entry.name)
                if not is_known or not entry.is_file(follow_symlinks=False):
                    return None
                standing.append(entry.name)
    except OSError:
        return None
    return standing


def _is_fixed(folder: Path) -> bool:
    """Say whether a folder cannot give its place to another: a disk is mounted there, or this process works in it.

    Who may not write into it has no right to put another in its place, either.
    """
    try:
        is_worked_in = folder.samefile(Path.cwd())
    except OSError:  # the working folder is gone
        is_worked_in = False
    return is_worked_in or folder.is_mount() or not os.access(folder, os.W_OK)


def _try_links(paths: Iterable[Path], link: Path) -> None:
    """Give each file a second name for a moment: a system that protects a file from being removed refuses that, too."""
    try:
        for path in paths:
            os.link(path, link)
            link.unlink()
    except (NotImplementedError, AttributeError) as error:
        raise OSError(errno.ENOSYS, "the system has no hard links") from error


@contextmanager
def _open_container(folder: Path, names: Collection[str]) -> Iterator[Path | None]:
    """Make a hidden folder beside another, held by this run; None where that cannot be. In the end it goes."""
    container = folder.parent / f".tradeview-{secrets.token_hex(4)}"
    told = {"folder": folder.name, "names": sorted(names)}
    try:
        with ExitStack() as held:
            try:
                container.mkdir(0o700)
                held.enter_context(hold_folder(container))
                listed = container / CONTENTS
                write_flushed([NewFile(listed, json.dumps(told).encode(), listed)])
            except OSError:
                is_open = False
            else:
                is_open = True
            try:
                yield container if is_open else None
            finally:
                _remove_container(container)
    finally:
        with suppress(OSError):
            container.rmdir()  # where it was held by a file in it, that is gone only now


def _fill_folder(built: Path, contents: Mapping[str, bytes], folder: Path) -> None:
    write_flushed([NewFile(built / name, content, folder / name) for name, content in contents.items()])
    flush_folder(built)
    flush_folder(built.parent)
    flush_folder(folder.parent)


def _remove_container(container: Path) -> None:
    """Remove a container with the files that its list names; what else got into the folder goes back."""
    built, listed = container / FOLDER, container / CONTENTS
    try:
        told = json.loads(listed.read_text(encoding="utf-8"))
        home, names = told["folder"], told["names"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        home, names = "", []
    is_sound = is_plain_name(home) and isinstance(names, list) and all(map(is_plain_name, names))
    if is_sound and not built.is_symlink():
        remove_files(built / name for name in names)
        _give_back(built, container.parent / home)
    with suppress(OSError):
        if built.exists():
            built.rmdir()
        remove_files([container / PROBE, listed])
        container.rmdir()


def _give_back(built: Path, home: Path) -> None:
    """Move files that somebody put into the old folder, in the moment before it went, into the new one."""
    with suppress(OSError):
        for entry in list(built.iterdir()):
            if not os.path.lexists(home / entry.name):
                entry.rename(home / entry.name)
