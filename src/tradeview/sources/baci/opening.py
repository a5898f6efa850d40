"""BACI's files, opened: which of a folder or an archive are meant, whether they are whole, and paths for engines."""

import atexit
import logging
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

from tradeview.errors import TableError
from tradeview.sources.baci.forms import EDITIONS, REVISIONS, FileName, read_file_name, read_header
from tradeview.sources.opening import decoded, existing_path, is_zip, members, open_member, unzipping

logger = logging.getLogger("tradeview")

END = 1000  # bytes of a file in which its last line stands: a line of flows has some forty


@dataclass(frozen=True)
class File:
    """A file of a folder, or a member of an archive, which has no path."""

    name: str
    open: Callable[[], AbstractContextManager[IO[bytes]]] = field(repr=False)
    path: Path | None = None

    @property
    def said(self) -> FileName:
        """What its name says."""
        return read_file_name(self.name)


def list_files(path: Path) -> list[File]:
    """List the CSV files at a path and, where it is one file, the lists of countries beside it."""
    if existing_path(path).is_file() and is_zip(path):
        asked = f"{path.name} cannot be unpacked"
        with unzipping(path, asked) as archive:
            names = members(archive, (".csv",))
        return [File(name.rsplit("/", 1)[-1], partial(open_member, path, name, asked)) for name in names]
    if path.is_dir():
        paths = sorted(path.glob("*.csv"))
    else:
        beside = sorted(path.parent.glob("*.csv"))
        paths = [path, *(other for other in beside if read_file_name(other.name).holds == "countries")]
    return [File(file.name, partial(_open_bytes, file), file) for file in paths]


def _open_bytes(path: Path) -> IO[bytes]:
    return path.open("rb")


def choose_files(files: Sequence[File], revision: str, years: frozenset[int] | None, path: str) -> list[File]:
    """Choose the files of one revision and of the years asked for, in the order of their years.

    Raises
    ------
    TableError
        There are none; they are of another revision, of two releases, or two of one year.
    """
    if revision not in EDITIONS:
        raise TableError(f"hs={revision!r} names no revision", "", f"use one of {', '.join(EDITIONS)}")
    named = [file for file in files if file.said.holds == "flows"]
    if not named and len(files) == 1:
        logger.info("BACI: the name of %s does not say its HS revision; taken as %s", files[0].name, revision)
        return list(files)
    asked = f"BACI in {revision} ({EDITIONS[revision]}) is read from {path}"
    if not named:
        remedy = "give BACI_HS.._Y...._V......csv or their archive"
        raise TableError(asked, "no file named as CEPII names them", remedy)
    of_revision = [file for file in named if REVISIONS.get(file.said.edition) == revision]
    if not of_revision:
        editions = sorted({file.said.edition for file in named})
        there = [f"{edition} ({REVISIONS.get(edition, '?')})" for edition in editions]
        raise TableError(asked, f"files of {', '.join(there)}", "name the revision of the files with `hs`")
    _refuse_several_releases(of_revision)
    by_year = sorted(of_revision, key=lambda file: file.said.year)
    if years is None:
        return by_year
    chosen = [file for file in by_year if file.said.year in years]
    if not chosen:
        there = [str(file.said.year) for file in by_year]
        raise TableError(
            f"BACI of {sorted(years)} is read from {path}", f"files of {', '.join(there)}", "choose among them"
        )
    return chosen


def _refuse_several_releases(files: Sequence[File]) -> None:
    """Refuse files that would count a year twice: each release has all years."""
    releases = sorted({file.said.release for file in files})
    years = {file.said.year for file in files}
    if len(releases) == 1 and len(years) == len(files):
        return
    found = "several files of one year"
    if len(releases) > 1:
        found = f"releases {', '.join(releases)}"
    raise TableError(
        "BACI is read from one release, a file a year",
        found,
        "keep one of them: each release revises all years",
        [file.name for file in files],
    )


def shared_columns(files: Sequence[File]) -> tuple[str, ...]:
    """Return the columns that all files have, in today's names.

    Raises
    ------
    TableError
        A file is none of BACI's, was cut short, or has other columns than the others.
    """
    headers = {}
    for file in files:
        with file.open() as stream:
            # What is no UTF-8 is no column of BACI's, and is shown as well as it can be.
            line = decoded(stream.readline(), ("utf-8-sig",), file.name, "replace")
        headers[file.name] = read_header(file.name, line)
        if file.path:
            _refuse_cut(file.path, len(headers[file.name]))
    if len(set(headers.values())) > 1:
        rows = [f"{name}: {', '.join(header)}" for name, header in headers.items()]
        raise TableError("files of BACI have the same columns", "several headers", "read them one by one", rows)
    return headers[files[0].name]


def _refuse_cut(path: Path, width: int) -> None:
    """Refuse a file whose last line is short; engines would fill it up with missing values."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - END))
        last = decoded(stream.read(), ("latin-1",)).rstrip().rsplit("\n", 1)[-1]
    if last.count(",") + 1 != width:
        raise TableError(f"every line of {path.name} has {width} cells", f"at its end: {last!r}", "download it again")


def unpack_files(files: Sequence[File], width: int) -> list[Path]:
    """Return paths that an engine can scan; members of an archive are unpacked, and removed as the process ends."""
    paths = [file.path for file in files if file.path]
    if len(paths) == len(files):
        return paths
    # The engine reads when it collects, which may be any time: the files have to stay until then.
    folder = Path(tempfile.mkdtemp(prefix="tradeview-baci-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for file in files:
        with file.open() as packed, (folder / file.name).open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked)
        _refuse_cut(folder / file.name, width)
    logger.info("BACI: %d file(s) unpacked to %s for the engine", len(files), folder)
    return [folder / file.name for file in files]
