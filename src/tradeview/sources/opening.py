"""Files as users bring them, opened: paths, archives, encodings, JSON, and what a file is that is no table.

Each is known here once, and every reader of files goes through it. A reader differs from the next in what it takes
(endings, encodings) and in the words with which it refuses; both are arguments. A foreign error of what is damaged
(zipfile's, zlib's, json's) or cannot be read (the system's) does not leave this module: it is told in those words.

An archive may be made to fill the memory of who opens it. What is unpacked is therefore counted as it comes, whatever
the archive says of itself, and refused where it is more than files of figures ever are.

Nothing is interpreted: what separates cells, and which line is the header, is `tradeview.table.csv`'s.
"""

import errno
import gzip
import io
import json
import logging
import lzma
import os
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, cast

from tradeview.errors import MissingFileError, TableError, TradeviewError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

logger = logging.getLogger("tradeview")

# How files begin. A zip may be empty, or one of several volumes.
GZIP = b"\x1f\x8b"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"  # .xls, as every file of Microsoft's before 2007
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
GZIP_WINDOW = zlib.MAX_WBITS | 16  # as zlib is told of gzip's head and checksum
PIECE = 2**20  # bytes unpacked at a time
LINE_BREAK = "\n"
# What may stand last in JSON that is cut short: blanks, or a word or a number that has begun.
END_OF_JSON = re.compile(r"[-+.\w]{0,24}\s*")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# What holds other files or tables: how it begins, and what it is.
CONTAINERS: dict[bytes, str] = {
    GZIP: "a .gz archive",
    **dict.fromkeys(ZIP, "a .zip archive"),
    OLD_WORKBOOK: "an Excel workbook of the old kind, or a file of Word",
    b"PAR1": "a Parquet file",
    b"ARROW1": "an Arrow file",
    b"SQLite format 3\0": "an SQLite database",
    b"\xfd7zXZ\0": "an .xz archive",
    b"\x28\xb5\x2f\xfd": "a .zst archive",
    b"7z\xbc\xaf\x27\x1c": "a .7z archive",
    b"Rar!\x1a\x07": "a .rar archive",
    **{f"BZh{level}1AY&SY".encode(): "a .bz2 archive" for level in range(1, 10)},
}
IRREGULAR = {
    stat.S_IFIFO: "a pipe, of which the end may never come",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}

# Bytes that are held in memory of one file, packed or not: as a table they take ten times the room.
MOST_BYTES = 4 * 2**30
# How many times its size an archive may hold. Tables of trade are packed to a twentieth, by any program to no less than
# a thousandth; small ones are unpacked whatever they are.
MOST_RATIO = 200
HARMLESS = 64 * 2**20
MOST_MEMBERS = 10_000
MOST_LAYERS = 4  # archives within archives
MOST_CELLS = 20_000_000  # of a sheet, those counted that are empty before the last one
CHUNK = 2**20

# Encodings by name, tried in order. MARKED is what the byte-order mark names: UTF-16, or UTF-8, which needs none.
MARKED = "marked"
LATIN = (MARKED, "latin-1")
WINDOWS = (MARKED, "cp1252", "latin-1")  # what cp1252 leaves undefined, latin-1 has

# Providers pack explanations beside their data: licences, and the World Bank's lists of definitions.
EXPLAINS = re.compile(r"read[ _-]?me|licen[cs]e|metadata|disclaimer|definition and source", re.IGNORECASE)
SHADOWS = "__MACOSX/"  # macOS packs one beside each file

# What the libraries raise on damaged archives: RuntimeError where a password is needed, NotImplementedError (which is
# one) where the method of compression is unknown, ValueError and OSError where an offset leads out of the file.
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError)

CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')  # where a cell of a sheet stands, as XML of a workbook has it

Kind = Literal["nothing", "page", "JSON", "PDF", "lines"]
STARTS: dict[str, Kind] = {"<": "page", "{": "JSON", "[": "JSON", "%PDF-": "PDF"}


@dataclass
class Allowance:
    """What may still be unpacked of one file that a user gave, in however many archives within one another."""

    bytes_in_all: int
    bytes_left: int = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is unpacked yet."""
        self.bytes_left = self.bytes_in_all

    @classmethod
    def for_packed(cls, size: int, most: int = MOST_BYTES) -> "Allowance":
        """Allow for a packed file of a size, at most so many bytes."""
        return cls(min(most, max(HARMLESS, MOST_RATIO * size)))


def existing_path(path: str | Path) -> Path:
    """Return a path at which there is something, or raise what is also a FileNotFoundError."""
    if not isinstance(path, str | os.PathLike):
        raise TableError("a file is named by its path", type(path).__name__, "give a text or a pathlib.Path")
    path = Path(path)
    asked = f"{path} is to be read"
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # a ValueError of what no path can hold
        raise MissingFileError(asked, "no such file or folder", "give the path of what is there") from error
    except OSError as error:
        raise _unreadable(asked, error) from error
    return path


def _unreadable(asked: str, error: OSError, kind: type[TradeviewError] = TableError) -> TradeviewError:
    """Say in the system's words why a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return MissingFileError(asked, "no such file or folder", "give the path of what is there")
    return kind(asked, error.strerror or str(error), "see that it can be read, and that there is room")


def file_at(
    path: str | Path,
    wanted: str = "to be read",
    remedy: str = "give the path of a file",
    error: type[TableError] = TableError,
) -> Path:
    """Return the path of a file; refuse a folder, of which `wanted` and `remedy` say what should be there.

    A pipe, a device or a socket is refused, too: reading it may never end.
    """
    path = existing_path(path)
    if path.is_dir():
        raise error(f"{path} is {wanted}", "a folder", remedy)
    if not path.is_file():
        found = IRREGULAR.get(stat.S_IFMT(path.stat().st_mode), "no regular file")
        raise error(f"{path} is {wanted}", found, "save what comes from there as a file, and give its path")
    return path


@contextmanager
def open_file(path: Path, error: type[TradeviewError] = TableError) -> Iterator[IO[bytes]]:
    """Open a file as a stream of bytes; that it cannot be opened or read is told in the system's words."""
    try:
        with path.open("rb") as stream:
            yield stream
    except TradeviewError:
        raise
    except OSError as unread:
        raise _unreadable(f"{path} is to be read", unread, error) from unread


def read_file(path: Path, error: type[TradeviewError] = TableError, most: int = MOST_BYTES) -> bytes:
    """Read a file into memory; one that has more bytes than allowed is refused before it is read whole."""
    with open_file(path, error) as stream:
        return read_stream(stream, path.name, most, error)


def read_stream(stream: IO[bytes], called: str, most: int, error: type[TradeviewError] = TableError) -> bytes:
    """Read all that a stream gives, or refuse it once it has given too much."""
    pieces = []
    left = most
    while piece := stream.read(CHUNK):
        left -= len(piece)
        if left < 0:
            raise error(f"{called} is to be read", f"more than {most:,} bytes", "cut it in parts")
        pieces.append(piece)
    return b"".join(pieces)


def decode_text(data: bytes, encodings: Sequence[str], called: str = "text", errors: str = "strict") -> str:
    r"""Decode bytes in the first of several encodings that fits.

    Among them `MARKED` is what the byte-order mark names, and UTF-8 without one. Where the last does not fit either, or
    is none, Python's own error leaves this function, unless `errors` says what to put in place of what does not fit.
    `called` is what the log calls the text.

    Examples
    --------
    >>> [decode_text("Côte".encode(encoding), LATIN) for encoding in ("utf-8", "utf-16", "latin-1")]
    ['Côte', 'Côte', 'Côte']
    """
    marked = "utf-16" if data.startswith(UTF_16) else "utf-8-sig"
    *first, last = [marked if name == MARKED else name for name in encodings]
    for name in first:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        logger.debug("%s decoded as %s", called, name)
        return text
    text = data.decode(last, errors)
    logger.debug("%s decoded as %s", called, last)
    return text


def utf8_text(
    data: bytes, called: str, remedy: str = "save it as UTF-8", error: type[TradeviewError] = TableError
) -> str:
    r"""Decode bytes that are UTF-8, with or without a byte-order mark, and nothing else.

    Examples
    --------
    >>> utf8_text(b"\xef\xbb\xbfRM5 billion", "the text")
    'RM5 billion'
    >>> utf8_text(b"RM5 \xe9", "the text")
    Traceback (most recent call last):
    tradeview.errors.TableError: the text is not UTF-8; found: byte 4 cannot be read; do: save it as UTF-8
    """
    try:
        return decode_text(data, ("utf-8-sig",))
    except UnicodeDecodeError as broken:
        raise error(f"{called} is not UTF-8", f"byte {broken.start} cannot be read", remedy) from broken


def is_gzip(data: bytes) -> bool:
    """Tell whether bytes are packed with gzip."""
    return data.startswith(GZIP)


def is_zip(packed: Path | bytes) -> bool:
    """Tell whether a file, or its bytes, is a .zip or what is left of one: a damaged one has at least its beginning."""
    if isinstance(packed, bytes):
        return packed.startswith(ZIP) or zipfile.is_zipfile(io.BytesIO(packed))
    with open_file(packed) as file:
        return file.read(4).startswith(ZIP) or zipfile.is_zipfile(file)


@contextmanager
def refusing_damage(asked: str, remedy: str, error: type[TableError]) -> Iterator[None]:
    """Refuse in the reader's words what the libraries raise on a damaged archive while it is read."""
    try:
        yield
    except TradeviewError:
        raise
    except BROKEN as broken:
        if isinstance(broken, NotImplementedError):
            found = f"an archive that is damaged, or packed in a way that is not known ({broken})"
            raise error(asked, found, remedy) from broken
        if isinstance(broken, RuntimeError) and "password" in str(broken):
            remedy = "unpack it with its password, and give the file that was in it"
            raise error(asked, f"an archive with a password ({broken})", remedy) from broken
        # An offset that leads out of an archive is an OSError, too; others are the system's, of a disk that is full.
        if isinstance(broken, OSError) and broken.errno not in {None, errno.EINVAL}:
            raise _unreadable(asked, broken, error) from broken
        raise error(asked, f"a damaged archive ({broken})", remedy) from broken


class _Counted(io.RawIOBase):
    """What is unpacked, counted as it is read."""

    def __init__(self, stream: IO[bytes], allowance: Allowance, refusal: TableError) -> None:
        self.stream, self.allowance, self.refusal = stream, allowance, refusal

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        data = self.stream.read(len(view))
        self.allowance.bytes_left -= len(data)
        if self.allowance.bytes_left < 0:
            raise self.refusal
        view[: len(data)] = data
        return len(data)


def _count_unpacked(stream: IO[bytes], allowance: Allowance, asked: str, error: type[TableError]) -> io.BufferedReader:
    """Return what reads a stream that unpacks, and refuses it where it gives more than is allowed."""
    refusal = refusal_of_bomb(allowance, asked, error)
    return io.BufferedReader(_Counted(stream, allowance, refusal), CHUNK)


def refusal_of_bomb(allowance: Allowance, asked: str, error: type[TableError]) -> TableError:
    """Make the error of an archive that holds more than is allowed."""
    found = f"an archive that holds more than {allowance.bytes_in_all:,} bytes, far more than its size lets expect"
    return error(asked, found, "unpack it yourself, if you know where it is from")


def unpack_gzip(
    data: bytes,
    asked: str,
    remedy: str = "download it again",
    error: type[TableError] = TableError,
    allowance: Allowance | None = None,
) -> bytes:
    """Unpack what gzip packed, or refuse it in the reader's words (`asked`, `remedy`)."""
    if allowance is None:
        allowance = Allowance.for_packed(len(data))
    view = memoryview(data)
    pieces = (view[start : start + CHUNK] for start in range(0, len(data), CHUNK))
    unpacked = []
    with refusing_damage(asked, remedy, error):
        for piece in unpack_pieces(pieces):
            allowance.bytes_left -= len(piece)
            if allowance.bytes_left < 0:
                raise refusal_of_bomb(allowance, asked, error)
            unpacked.append(piece)
    return b"".join(unpacked)


def unpack_pieces(pieces: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    r"""Unpack gzip that comes in pieces, of one member or several, a mebibyte at a time.

    Whoever takes the pieces can stop before a bomb is unpacked. What is damaged or cut short is a ValueError; zeros
    after a member fill a block of a tape or a disk, and say nothing.

    Examples
    --------
    >>> import gzip
    >>> b"".join(unpack_pieces([gzip.compress(b"one, "), gzip.compress(b"two")]))
    b'one, two'
    """
    unpacker = zlib.decompressobj(GZIP_WINDOW)
    is_begun = False
    try:
        for piece in pieces:
            rest = bytes(piece)
            while rest:
                if unpacker.eof:
                    rest = rest.lstrip(b"\0")
                    if not rest:
                        break
                    unpacker = zlib.decompressobj(GZIP_WINDOW)
                is_begun = True
                yield unpacker.decompress(rest, PIECE)
                rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        # All may be taken in, and some of it not yet given out.
        while not unpacker.eof and (last := unpacker.decompress(b"", PIECE)):
            yield last
    except zlib.error as error:
        raise ValueError(f"gzip that is damaged ({error})") from None
    if is_begun and not unpacker.eof:
        raise ValueError("gzip that is cut short")


@contextmanager
def open_zip(
    packed: Path | bytes, asked: str, remedy: str = "download it again", error: type[TableError] = TableError
) -> Iterator[zipfile.ZipFile]:
    """Open a .zip; what turns out to be damaged while it is read is refused in the reader's words, too."""
    file = io.BytesIO(packed) if isinstance(packed, bytes) else packed
    with refusing_damage(asked, remedy, error), zipfile.ZipFile(file) as archive:
        _refuse_odd_members(archive, asked, remedy, error)
        yield archive


def _refuse_odd_members(archive: zipfile.ZipFile, asked: str, remedy: str, error: type[TableError]) -> None:
    """Refuse what no program packs: thousands of members, or two of one name, of which one would hide the other."""
    names = Counter(archive.namelist())
    if len(names) > MOST_MEMBERS:
        raise error(asked, f"an archive of {len(names):,} files", "unpack it, and give the file that is meant")
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        raise error(asked, f"a damaged archive: it names {', '.join(twice[:3])} twice", remedy)


def read_member(
    archive: zipfile.ZipFile,
    name: str,
    asked: str,
    error: type[TableError] = TableError,
    allowance: Allowance | None = None,
) -> bytes:
    """Read one member of an opened .zip into memory."""
    if allowance is None:
        allowance = Allowance.for_packed(archive.getinfo(name).compress_size)
    with archive.open(name) as stream:
        return _count_unpacked(stream, allowance, asked, error).read()


@contextmanager
def open_members(
    file: IO[bytes], asked: str, remedy: str = "download it again", error: type[TableError] = TableError
) -> Iterator[Callable[[str], IO[bytes]]]:
    """Open a .zip that `open_zip` has not refused; what is given opens its members by name, as often as is wanted.

    What goes wrong while they are read is left to `refusing_damage`: what a reader does between is none of it.
    """
    with refusing_damage(asked, remedy, error):
        archive = zipfile.ZipFile(file)
    with archive:
        yield archive.open


@contextmanager
def open_member(path: Path, name: str, asked: str) -> Iterator[IO[bytes]]:
    """Open one member of a .zip as a stream, for files that are too large to be held."""
    with open_zip(path, asked) as archive, archive.open(name) as stream:
        size = archive.getinfo(name).compress_size
        # It is not held in memory: the ratio alone says what is too much.
        allowance = Allowance.for_packed(size, most=MOST_RATIO * size + HARMLESS)
        with _count_unpacked(stream, allowance, asked, TableError) as counted:
            yield counted


@contextmanager
def open_gzip(path: Path, asked: str) -> Iterator[IO[bytes]]:
    """Open a .gz as a stream of what was packed, for files that are too large to be held."""
    size = path.stat().st_size
    allowance = Allowance.for_packed(size, most=MOST_RATIO * size + HARMLESS)
    with refusing_damage(asked, "download it again", TableError), open_file(path) as file:
        unpacked = cast("IO[bytes]", gzip.GzipFile(fileobj=file))
        with _count_unpacked(unpacked, allowance, asked, TableError) as counted:
            yield counted


def refuse_container(data: bytes, called: str, asked: str, error: type[TableError] = TableError) -> None:
    """Refuse what holds other files, where a reader takes text: say what it is, or that it is a damaged archive."""
    remedy = "unpack it, and give the file that is in it"
    found = describe_container(data)
    if is_gzip(data):
        unpack_gzip(data, f"{called} cannot be unpacked", error=error)
    elif is_zip(data):
        found = found or "a program with an archive in it"
        with open_zip(data, f"{called} cannot be unpacked", error=error) as archive:
            if is_workbook(archive):
                found, remedy = "an Excel workbook", "save it as CSV"
    elif is_workbook(data):
        remedy = "save it as CSV"
    if found:
        raise error(asked, found, remedy)


def describe_container(data: bytes) -> str:
    r"""Say by how a file begins in what it is packed, or which database it is; nothing of any other file.

    Examples
    --------
    >>> describe_container(b"PAR1\x15"), describe_container(b"period,value")
    ('a Parquet file', '')
    """
    for start, kind in CONTAINERS.items():
        if data.startswith(start):
            return kind
    return ""


def check_workbook(data: bytes, asked: str, remedy: str, error: type[TableError] = TableError) -> None:
    """Refuse an Excel workbook that is damaged, or that is small as a file and fills the memory as a table."""
    with open_zip(data, asked, remedy, error) as archive:
        allowance = Allowance.for_packed(len(data))
        for name in archive.namelist():
            content = read_member(archive, name, asked, error, allowance)
            if name.startswith("xl/worksheets/"):
                _refuse_sparse_sheet(content, asked, remedy, error)


def _refuse_sparse_sheet(sheet: bytes, asked: str, remedy: str, error: type[TableError]) -> None:
    """Refuse a sheet with a lone cell far out: pandas makes all cells up to there."""
    width, height = 0, 0
    for letters, row in set(CELL.findall(sheet)):
        column = 0
        for letter in letters:
            column = column * 26 + letter - ord("A") + 1
        width, height = max(width, column), max(height, int(row))
    if width * height > MOST_CELLS:
        raise error(asked, f"a sheet of {height:,} rows and {width:,} columns, most of them empty", remedy)


def member_names(archive: zipfile.ZipFile, suffixes: Sequence[str]) -> list[str]:
    """Names of the members that end in one of the suffixes, without those that explain the data.

    Examples
    --------
    >>> with zipfile.ZipFile(io.BytesIO(), "w") as archive:
    ...     for name in ("data.csv", "Readme.txt", "__MACOSX/._data.csv", "Metadata_Country.csv"):
    ...         archive.writestr(name, "")
    ...     member_names(archive, (".csv", ".txt"))
    ['data.csv']
    """
    names = []
    for info in archive.infolist():
        name = info.filename
        is_explanation = name.startswith(SHADOWS) or EXPLAINS.search(name.rsplit("/", 1)[-1])
        if name.lower().endswith(tuple(suffixes)) and not is_explanation and not info.is_dir():
            names.append(name)
    return names


def is_workbook(packed: bytes | zipfile.ZipFile) -> bool:
    """Tell whether bytes are an Excel workbook of the old kind, or an opened .zip one of the new."""
    if isinstance(packed, bytes):
        return packed.startswith(OLD_WORKBOOK)
    return any(name.startswith("xl/") for name in packed.namelist())


def is_spreadsheet(packed: bytes | Path) -> bool:
    """Tell whether a file, or its bytes, is a workbook of any kind, whatever it is called."""
    if _begins_as_old_workbook(packed):
        return True
    if not is_zip(packed):
        return False
    file = io.BytesIO(packed) if isinstance(packed, bytes) else packed
    try:
        with zipfile.ZipFile(file) as archive:
            return is_workbook(archive) or _is_open_document(archive)
    except BROKEN:
        return False  # whatever it was, it is said where it is unpacked


def _begins_as_old_workbook(packed: bytes | Path) -> bool:
    if isinstance(packed, bytes):
        return is_workbook(packed)
    with open_file(packed) as stream:
        return is_workbook(stream.read(len(OLD_WORKBOOK)))


def _is_open_document(archive: zipfile.ZipFile) -> bool:
    return "mimetype" in archive.namelist() and archive.read("mimetype").startswith(OPEN_DOCUMENT)


def kind_of(text: str) -> Kind:
    r"""Tell by its first characters what a text is that may be no table: lines are all that is none of the others.

    Examples
    --------
    >>> [kind_of(text) for text in (" \n", "<!DOCTYPE html>", '{"message": "no"}', "%PDF-1.7", "period,value")]
    ['nothing', 'page', 'JSON', 'PDF', 'lines']
    """
    start = text.lstrip()
    if not start:
        return "nothing"
    for sign, kind in STARTS.items():
        if start.startswith(sign):
            return kind
    return "lines"


def parse_json(text: str, **options: Any) -> Any:
    """Read JSON; a ValueError says what it is not: it is cut short, a number is too long, it is nested too deeply.

    Examples
    --------
    >>> parse_json('{"value": [1, 2')
    Traceback (most recent call last):
    ValueError: cut short at line 1, column 15
    """
    try:
        return json.loads(text, **options)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    except json.JSONDecodeError as error:
        if _is_at_end(text, error):
            end = text.rstrip()
            place = f"line {end.count(LINE_BREAK) + 1}, column {len(end) - end.rfind(LINE_BREAK) - 1}"
            raise ValueError(f"cut short at {place}") from error
        raise


def describe_broken_json(text: str) -> str:
    """Say what is wrong with JSON that cannot be read; nothing where it can."""
    try:
        parse_json(text)
    except ValueError as error:
        return str(error)
    return ""


def _is_at_end(text: str, error: json.JSONDecodeError) -> bool:
    """Tell whether JSON ends where more should follow: within a text, a word or a number, or behind a sign."""
    return error.msg.startswith("Unterminated string") or END_OF_JSON.fullmatch(text, error.pos) is not None
