"""BACI's files, opened: which of a folder or an archive are meant, whether they are whole, and paths for engines."""

import logging
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from tradeview.errors import TableError, TradeviewError
from tradeview.sources.baci.forms import EDITIONS, REVISIONS, FileName, read_file_name, read_header
from tradeview.sources.baci.rewriting import is_saved_otherwise, rewrite_file
from tradeview.sources.containers import WORKBOOKS, Wanted, is_page, open_one
from tradeview.sources.first_lines import decode_beginning
from tradeview.sources.known_forms import BACI, refuse_other_form
from tradeview.sources.opening import (
    ZIP,
    decode_text,
    describe_container,
    existing_path,
    file_at,
    is_gzip,
    is_spreadsheet,
    is_workbook,
    is_zip,
    member_names,
    open_file,
    open_gzip,
    open_member,
    open_zip,
    read_file,
)
from tradeview.sources.parquet_file import is_parquet
from tradeview.sources.writing.scratch_folder import make_scratch_folder

logger = logging.getLogger("tradeview")

LONGEST_HEADER = 2**16  # bytes: a line without end is not read to it
END = 1000  # bytes of a file in which its last line stands: a line of flows has some forty
LOOKED_AT = 4096  # bytes behind the header that tell whose a file is that is none of BACI's
ENDINGS = (".csv", ".tsv")
ENDINGS_OF_PACKED = (".csv.gz", ".parquet")
WANTED = Wanted(form=BACI, what="a table of BACI", asked="{name} is no file of BACI")


Packing = Literal["gzip", "table"]  # a .gz; a workbook or Parquet, which hold no text


@dataclass(frozen=True)
class File:
    """A file of a folder, or a `member` of the archive that stands at its path; or what is `packed` otherwise."""

    name: str
    path: Path
    member: str | None = None
    packed: Packing | None = None

    def open(self) -> AbstractContextManager[IO[bytes]]:
        """Open it as a stream of bytes."""
        if self.member is None:
            return open_file(self.path)
        return open_member(self.path, self.member, f"{self.path.name} cannot be unpacked")

    @property
    def size(self) -> int:
        """How many bytes it has, unpacked."""
        if self.member is None:
            return self.path.stat().st_size
        with open_zip(self.path, f"{self.path.name} cannot be unpacked") as archive:
            return archive.getinfo(self.member).file_size

    @property
    def said(self) -> FileName:
        """What its name says."""
        return read_file_name(self.name)


def list_files(path: str | Path) -> list[File]:
    """List the CSV files at a path and, where it is one file, the lists of countries beside it."""
    path = existing_path(path)
    if path.is_dir():
        return _list_folder(path)
    if is_zip(file_at(path)) and not is_spreadsheet(path):
        with open_zip(path, f"{path.name} cannot be unpacked") as archive:
            return [File(member.rsplit("/", 1)[-1], path, member) for member in member_names(archive, ENDINGS)]
    files = [_name_file(path)]
    files += [beside for beside in _list_folder(path.parent) if beside.said.holds == "countries"]
    return files


def _list_folder(folder: Path) -> list[File]:
    """List the files of a folder by their endings, in capitals too; one by tabs is listed to be refused by its name."""
    there = sorted(file for file in folder.glob("*") if file.name.lower().endswith((*ENDINGS, *ENDINGS_OF_PACKED)))
    return [_name_file(file) for file in there if file.is_file()]


def _name_file(path: Path) -> File:
    """Name a file as the CSV that it holds, and tell in what that is packed."""
    with open_file(path) as stream:
        head = stream.read(LOOKED_AT)
    if is_gzip(head):
        return File(re.sub(r"\.gz$", "", path.name, flags=re.IGNORECASE), path, packed="gzip")
    is_named = path.suffix.lower() in WORKBOOKS
    if is_named or is_parquet(head) or is_page(head) or (_may_be_workbook(head) and is_spreadsheet(path)):
        return File(f"{path.stem}.csv", path, packed="table")
    return File(path.name, path)


def _may_be_workbook(head: bytes) -> bool:
    return is_workbook(head) or head.startswith(ZIP)


def unpack_tables(files: Sequence[File]) -> list[File]:
    """Return files as plain ones: what is packed with gzip, or is a workbook or Parquet, is written out as CSV.

    So is what a program has saved by semicolons or with separators. It goes to a folder of its own, which is removed as
    the process ends.
    """
    folder = None
    if any(file.packed for file in files):
        folder = make_scratch_folder("tradeview-baci-")
        files = [_unpack_table(file, folder) if file.packed else file for file in files]
    if any(map(_is_saved_otherwise, files)):
        folder = folder or make_scratch_folder("tradeview-baci-")
        files = [_rewrite(file, folder) for file in files]
    return list(files)


def _is_saved_otherwise(file: File) -> bool:
    with file.open() as stream:
        start = stream.read(LONGEST_HEADER)
    return not describe_container(start) and is_saved_otherwise(start)


def _rewrite(file: File, folder: Path) -> File:
    target = folder / f"plain-{file.name}"
    with _refusing_full_disk(file.path), file.open() as stream:
        rewrite_file(file.name, stream, target)
    return File(file.name, target)


def _unpack_table(file: File, folder: Path) -> File:
    target = folder / file.name
    with _refusing_full_disk(file.path), target.open("wb") as unpacked:
        if file.packed == "gzip":
            with open_gzip(file.path, f"{file.path.name} cannot be unpacked") as stream:
                shutil.copyfileobj(stream, unpacked)
        else:
            document = open_one(file.path.name, read_file(file.path), WANTED)
            unpacked.write(document.data)
    return File(file.name, target)


def find_revision(files: Sequence[File], hs: str | None, path: str) -> str | None:
    """Return the revision that somebody named, or else the one that names of files say; None where none says it."""
    if hs is not None:
        return REVISIONS.get(hs, hs)
    editions = {file.said.edition for file in files if file.said.holds == "flows"}
    revisions = sorted(REVISIONS.get(edition, edition) for edition in editions)
    if len(revisions) > 1:
        raise unknown_revision(path, f"files of {', '.join(revisions)}")
    return revisions[0] if revisions else None


def unknown_revision(path: str, found: str) -> TableError:
    """Make the error that asks for the revision."""
    remedy = f"say it with `hs`: {', '.join(f'{code} ({edition})' for edition, code in REVISIONS.items())}"
    return TableError(f"the HS revision of the products in {path} is known", found, remedy)


def choose_files(files: Sequence[File], revision: str | None, years: frozenset[int] | None, path: str) -> list[File]:
    """Choose the files of one revision and of the years asked for, in the order of their years."""
    if revision is not None and revision not in EDITIONS:
        raise TableError(f"hs={revision!r} names no revision", "", f"use one of {', '.join(EDITIONS)}")
    of_revision = _choose_revision(files, revision, path)
    _refuse_several_releases(of_revision)
    of_revision.sort(key=lambda file: file.said.year)
    if years is None:
        return of_revision
    # Where a name does not say the year, the rows do.
    if any(not file.said.year for file in of_revision):
        return [file for file in of_revision if not file.said.year or file.said.year in years]
    there = [file.said.year for file in of_revision]
    absent = sorted(years.difference(there), key=str)
    if absent:
        raise TableError(
            f"BACI of {absent} is read from {path}", f"files of {', '.join(map(str, there))}", "choose among them"
        )
    return [file for file in of_revision if file.said.year in years]


def _choose_revision(files: Sequence[File], revision: str | None, path: str) -> list[File]:
    """Choose the files whose names say the revision, or the only one there is, if its name says nothing."""
    by_edition: dict[str, list[File]] = {}
    others = []
    for file in files:
        if file.said.holds == "flows":
            by_edition.setdefault(file.said.edition, []).append(file)
        elif file.said.holds == "other":
            others.append(file)
    if not by_edition or revision is None:
        return _only_file(others, revision, path)
    asked = f"BACI in {revision} ({EDITIONS[revision]}) is read from {path}"
    if EDITIONS[revision] not in by_edition:
        there = ", ".join(f"{edition} ({REVISIONS.get(edition, '?')})" for edition in sorted(by_edition))
        raise TableError(asked, f"files of {there}", "name the revision of the files with `hs`")
    return by_edition[EDITIONS[revision]]


def _only_file(others: Sequence[File], revision: str | None, path: str) -> list[File]:
    """Return the one file whose name does not say what it holds."""
    if len(others) != 1:
        edition = f" in {revision} ({EDITIONS[revision]})" if revision else ""
        remedy = "give BACI_HS.._Y...._V......csv or their archive"
        raise TableError(f"BACI{edition} is read from {path}", "no file named as CEPII names them", remedy)
    if revision:
        logger.info("BACI: the name of %s does not say its HS revision; taken as %s", others[0].name, revision)
    return list(others)


def _refuse_several_releases(files: Sequence[File]) -> None:
    """Refuse files that would count a year twice: each release has all years."""
    releases = sorted({file.said.release for file in files})
    years = {file.said.year for file in files}
    if len(releases) == 1 and len(years) == len(files):
        return
    found = "several files of one year"
    if len(releases) > 1:
        found = f"releases {', '.join(releases)}"
    remedy = "keep one of them: each release revises all years"
    raise TableError("BACI is read from one release, a file a year", found, remedy, [file.name for file in files])


def shared_columns(files: Sequence[File]) -> tuple[str, ...]:
    """Return the columns that all files have, in today's names; refuse what is no file of BACI's, or is cut short."""
    headers = {}
    for file in files:
        with file.open() as stream:
            first = stream.readline(LONGEST_HEADER)
            refuse_other_form(decode_beginning(file.name, first + stream.read(LOOKED_AT)), BACI)
        if kind := describe_container(first):
            raise TableError(f"{file.name} is no file of BACI", kind, "unpack it, and give the CSV file that is in it")
        # What is no UTF-8 is no column of BACI's, and is shown as well as it can be.
        line = decode_text(first, ("utf-8-sig",), file.name, "replace")
        headers[file.name] = read_header(file.name, line)
        if file.member is None:
            _refuse_cut(file.path, len(headers[file.name]))
    if len(set(headers.values())) > 1:
        rows = [f"{name}: {', '.join(header)}" for name, header in headers.items()]
        raise TableError("files of BACI have the same columns", "several headers", "read them one by one", rows)
    return headers[files[0].name]


def _refuse_cut(path: Path, width: int) -> None:
    """Refuse a file whose last line is short; engines would fill it up with missing values."""
    with open_file(path) as stream:
        stream.seek(max(0, path.stat().st_size - END))
        last = decode_text(stream.read(), ("latin-1",)).rstrip().rsplit("\n", 1)[-1]
    if last.count(",") + 1 != width:
        raise TableError(f"every line of {path.name} has {width} cells", f"at its end: {last!r}", "download it again")


def unpack_files(files: Sequence[File], width: int) -> list[Path]:
    """Return paths that an engine can scan; members of an archive are unpacked, and removed as the process ends."""
    if files[0].member is None:  # as all others then are, in a folder
        return [file.path for file in files]
    paths = []
    with _refusing_full_disk(files[0].path):
        # The engine reads when it collects, which may be any time: the files have to stay until then.
        folder = make_scratch_folder("tradeview-baci-")
        for file in files:
            path = folder / file.name
            with file.open() as packed, path.open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked)
            paths.append(path)
    for path in paths:
        _refuse_cut(path, width)
    logger.info("BACI: %d file(s) unpacked to %s for the engine", len(files), folder)
    return paths


@contextmanager
def _refusing_full_disk(packed: Path) -> Iterator[None]:
    try:
        yield
    except TradeviewError:
        raise
    except OSError as error:
        asked = f"{packed.name} is unpacked for an engine, to a folder of its own in {tempfile.gettempdir()}"
        remedy = "make room there, or name another place for temporary files in TMPDIR"
        raise TableError(asked, error.strerror or str(error), remedy) from error
