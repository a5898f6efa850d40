"""BACI's files: which of a folder or an archive are meant, what their names say, and whether they are BACI's at all."""

import atexit
import csv
import logging
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

from tradeview.errors import TableError
from tradeview.sources.opening import decoded, existing, is_zip, members, unzipping, unzipping_member

LOG = logging.getLogger("tradeview")

REVISIONS = {"HS92": "H0", "HS96": "H1", "HS02": "H2", "HS07": "H3", "HS12": "H4", "HS17": "H5", "HS22": "H6"}
# BACI_HS17_Y2022_V202401.csv; before 2019 baci92_1995.csv.
FILE = re.compile(r"baci_?(?:hs)?(?P<hs>\d\d)_y?(?P<year>\d{4})(?:_v(?P<vintage>\w+))?.*\.csv", re.IGNORECASE)
LIST = re.compile(r"country_codes?_?(?:baci\d\d|v(?P<vintage>\w+))?\.csv", re.IGNORECASE)
COLUMNS = ("t", "i", "j", "k", "v", "q")
OLD_NAMES = {"hs6": "k"}


@dataclass(frozen=True)
class File:
    """A file of a folder, or a member of an archive; what its name says is empty where the name says nothing."""

    name: str
    open: Callable[[], AbstractContextManager[IO[bytes]]] = field(repr=False)
    path: Path | None = None

    @property
    def is_list(self) -> bool:
        """Whether it is CEPII's list of countries."""
        return LIST.fullmatch(self.name) is not None

    @property
    def release(self) -> str:
        """The release that its name says, such as 202401."""
        match = LIST.fullmatch(self.name) or FILE.fullmatch(self.name)
        return (match["vintage"] or "") if match else ""

    @property
    def said(self) -> dict[str, str]:
        """What the name of a file of flows says: `hs`, `year`, `vintage`."""
        match = FILE.fullmatch(self.name)
        return {key: value or "" for key, value in match.groupdict().items()} if match else {}


def edition(hs: str) -> str:
    """Name a revision of the HS by its year, as CEPII does: HS17."""
    return next((edition for edition, revision in REVISIONS.items() if revision == hs), hs)


def listed(path: Path) -> list[File]:
    """List the CSV files at a path and, where it is one file, the lists of countries beside it."""
    if existing(path).is_file() and is_zip(path):
        asked = f"{path.name} cannot be unpacked"
        with unzipping(path, asked) as archive:
            names = members(archive, (".csv",))
        return [File(name.rsplit("/", 1)[-1], partial(unzipping_member, path, name, asked)) for name in names]
    beside = sorted((path if path.is_dir() else path.parent).glob("*.csv"))
    found = beside if path.is_dir() else [path, *(other for other in beside if LIST.fullmatch(other.name))]
    return [File(file.name, partial(_opened, file), file) for file in found]


def _opened(path: Path) -> IO[bytes]:
    return path.open("rb")


def chosen(files: Sequence[File], hs: str, years: frozenset[int] | None, path: str) -> list[File]:
    """Keep the files of one revision and of the years asked for; refuse another revision, and two releases."""
    if hs not in REVISIONS.values():
        raise TableError(f"hs={hs!r} names no revision", "", f"use one of {', '.join(REVISIONS.values())}")
    named = [file for file in files if file.said]
    if not named and len(files) == 1:
        LOG.info("BACI: the name of %s does not say its HS revision; taken as %s", files[0].name, hs)
        return list(files)
    right = [file for file in named if REVISIONS.get(f"HS{file.said['hs']}") == hs]
    if not right:
        said = sorted({f"HS{file.said['hs']} ({REVISIONS.get('HS' + file.said['hs'], '?')})" for file in named})
        raise TableError(
            f"BACI in {hs} ({edition(hs)}) is read from {path}",
            f"files of {', '.join(said)}" if said else "no file named as CEPII names them",
            "name the revision of the files with `hs`" if said else "give BACI_HS.._Y...._V......csv or their archive",
        )
    _refuse_releases(right)
    kept = [file for file in right if years is None or int(file.said["year"]) in years]
    if not kept:
        there = ", ".join(sorted(file.said["year"] for file in right))
        raise TableError(f"BACI of {sorted(years or ())} is read from {path}", f"files of {there}", "choose among them")
    return sorted(kept, key=lambda file: file.said["year"])


def _refuse_releases(files: Sequence[File]) -> None:
    releases = sorted({file.release for file in files})
    if len(releases) > 1 or len({file.said["year"] for file in files}) < len(files):
        raise TableError(
            "BACI is read from one release, a file a year",
            f"releases {', '.join(releases)}" if len(releases) > 1 else "several files of one year",
            "keep one of them: each release revises all years",
            [file.name for file in files],
        )


def columns(files: Sequence[File]) -> tuple[str, ...]:
    """Return the columns that all files share, in today's names."""
    headers = {}
    for file in files:
        with file.open() as stream:
            cells = _header(file.name, decoded(stream.readline(), ("utf-8-sig",), file.name, "replace"))
        headers[file.name] = tuple(OLD_NAMES.get(cell.strip().lower(), cell.strip().lower()) for cell in cells)
        absent = [name for name in COLUMNS if name not in headers[file.name]]
        if absent:
            raise _no_baci(file.name, ", ".join(cells)[:200] or "nothing")
        if file.path:
            _refuse_cut(file.path, len(cells))
    if len(set(headers.values())) > 1:
        rows = [f"{name}: {', '.join(header)}" for name, header in headers.items()]
        raise TableError("files of BACI have the same columns", "several headers", "read them one by one", rows)
    return headers[files[0].name]


def _header(name: str, line: str) -> list[str]:
    """Split the first line into cells; of an empty file there are none."""
    try:
        # By the file's own line breaks: a lone carriage return, as in old files of Macs, ends no line of BACI's.
        return next(csv.reader([line]), [])
    except csv.Error as error:
        raise _no_baci(name, f"{line[:60]!r}: {error}") from error


def _no_baci(name: str, found: str) -> TableError:
    asked = f"{name} is no file of BACI: it needs the columns {', '.join(COLUMNS)}"
    return TableError(asked, found, "download it again from CEPII")


def _refuse_cut(path: Path, width: int) -> None:
    """Refuse a file whose last line is short; engines would fill it up with missing values."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 1000))
        last = decoded(stream.read(), ("latin-1",)).rstrip().rsplit("\n", 1)[-1]
    if last.count(",") + 1 != width:
        raise TableError(f"every line of {path.name} has {width} cells", f"at its end: {last!r}", "download it again")


def unpacked(files: Sequence[File]) -> list[Path]:
    """Return paths that an engine can scan; members of an archive are unpacked, and removed as the process ends."""
    if all(file.path for file in files):
        return [file.path for file in files if file.path]
    folder = Path(tempfile.mkdtemp(prefix="tradeview-baci-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for file in files:
        with file.open() as packed, (folder / file.name).open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked)
        _refuse_cut(folder / file.name, len(COLUMNS))
    LOG.info("BACI: %d file(s) unpacked to %s for the engine", len(files), folder)
    return [folder / file.name for file in files]
