"""Files as users bring them, opened: paths, archives, encodings, JSON, and what a file is that is no table.

Each is known here once, and every reader of files goes through it. A reader differs from the next in what it takes
(endings, encodings) and in the words with which it refuses; both are arguments. A foreign error of what is damaged
(zipfile's, zlib's, json's) does not leave this module: it is told in those words.

Nothing is interpreted: what separates cells, and which line is the header, is `tradeview.table.csv`'s.
"""

import gzip
import io
import json
import logging
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Literal

from tradeview.errors import MissingFileError, TableError, TradeviewError

logger = logging.getLogger("tradeview")

# How files begin. A zip may be empty, or one of several volumes.
GZIP = b"\x1f\x8b"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"  # .xls, as every file of Microsoft's before 2007
GZIP_WINDOW = zlib.MAX_WBITS | 16  # as zlib is told of gzip's head and checksum
PIECE = 2**20  # bytes unpacked at a time
UTF_16 = (b"\xff\xfe", b"\xfe\xff")

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

Kind = Literal["nothing", "page", "JSON", "PDF", "lines"]
STARTS: dict[str, Kind] = {"<": "page", "{": "JSON", "[": "JSON", "%PDF-": "PDF"}


def existing_path(path: str | Path) -> Path:
    """Return a path at which there is something, or raise what is also a FileNotFoundError."""
    path = Path(path)
    if not path.exists():
        raise MissingFileError(f"{path} is to be read", "no such file or folder", "give the path of what is there")
    return path


def file_at(
    path: str | Path,
    wanted: str = "to be read",
    remedy: str = "give the path of a file",
    error: type[TableError] = TableError,
) -> Path:
    """Return the path of a file; refuse a folder, of which `wanted` and `remedy` say what should be there."""
    path = existing_path(path)
    if path.is_dir():
        raise error(f"{path} is {wanted}", "a folder", remedy)
    return path


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
    with packed.open("rb") as file:
        return file.read(4).startswith(ZIP) or zipfile.is_zipfile(file)


@contextmanager
def _refusing_damage(asked: str, remedy: str, error: type[TableError]) -> Iterator[None]:
    try:
        yield
    except TradeviewError:
        raise
    except BROKEN as broken:
        raise error(asked, f"{broken}", remedy) from broken


def unpack_gzip(data: bytes, asked: str, remedy: str, error: type[TableError] = TableError) -> bytes:
    """Unpack what gzip packed, or refuse it in the reader's words (`asked`, `remedy`)."""
    with _refusing_damage(asked, remedy, error):
        return gzip.decompress(data)


def unpack_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    r"""Unpack gzip that comes in pieces, of one member or several, a mebibyte at a time.

    Whoever takes the pieces can stop before a bomb is unpacked. What is damaged or cut short is a ValueError.

    Examples
    --------
    >>> b"".join(unpack_pieces([gzip.compress(b"one, "), gzip.compress(b"two")]))
    b'one, two'
    """
    unpacker = zlib.decompressobj(GZIP_WINDOW)
    is_begun = False
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if unpacker.eof:
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
    with _refusing_damage(asked, remedy, error), zipfile.ZipFile(file) as archive:
        yield archive


@contextmanager
def open_member(path: Path, name: str, asked: str) -> Iterator[IO[bytes]]:
    """Open one member of a .zip as a stream, for files that are too large to be held."""
    with open_zip(path, asked) as archive, archive.open(name) as stream:
        yield stream


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


def parse_json(text: str) -> Any:
    """Read JSON; a ValueError says what it is not: it is cut short, a number is too long, it is nested too deeply."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
