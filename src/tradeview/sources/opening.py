"""Files as users bring them, opened: paths, archives, encodings, pages, JSON, and what a file is that is no table.

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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from html.parser import HTMLParser
from pathlib import Path
from typing import IO, Any, Literal

from tradeview.errors import MissingFileError, TableError, TradeviewError

logger = logging.getLogger("tradeview")

# How files begin. A zip may be empty, or one of several volumes.
GZIP = b"\x1f\x8b"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"  # .xls, as every file of Microsoft's before 2007
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


class Page(HTMLParser):
    r"""What a page of HTML shows: its `title`, and its `text` without scripts and styles, a table's row on a line.

    Examples
    --------
    >>> page = Page("<title>Trade</title><p>In 2024:</p><table><tr><td>Exports<td>1.5</tr></table><script>5</script>")
    >>> page.title, page.text
    ('Trade', 'In 2024:\nExports\t1.5')
    """

    SILENT = frozenset({"script", "style", "template", "title"})
    ROWS = frozenset({"table", "tr"})
    CELLS = frozenset({"td", "th"})
    BLOCKS = frozenset(
        {"address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "fieldset"}
        | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html"}
        | {"li", "main", "nav", "ol", "option", "p", "pre", "section", "tbody", "tfoot", "thead", "ul"}
    )

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._within: list[str] = []  # the silent elements that are open
        self._in_cell = False
        self._titles: list[str] = []
        self._shown: list[str] = []
        with suppress(AssertionError):  # its word for a declaration that it does not know; what was read so far stands
            self.feed(html)
            self.close()

    @property
    def title(self) -> str:
        """The first title, on one line; empty where there is none."""
        first = "".join(self._titles[:1])
        return " ".join(first.split())

    @property
    def text(self) -> str:
        """What is shown, a block or a row of a table on a line, cells apart by tabs."""
        lines = "".join(self._shown).split("\n")
        cells = [[" ".join(cell.split()) for cell in line.split("\t")] for line in lines]
        return "\n".join("\t".join(line).strip("\t") for line in cells if any(line))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's own
        """Begin an element: a cell, a line, or what is not shown."""
        if tag in self.SILENT:
            self._within.append(tag)
            if tag == "title":
                self._titles.append("")
        elif tag in self.CELLS:
            self._shown.append("\t")
            self._in_cell = True
        else:
            self._break_line(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element; what was never closed within it ends, too."""
        if tag in self._within:
            del self._within[self._within.index(tag) :]
        elif tag in self.CELLS:
            self._in_cell = False
        else:
            self._break_line(tag)

    def handle_data(self, data: str) -> None:
        """Take text, whose own line breaks and tabs are spaces on a page."""
        if self._within[:1] == ["title"]:
            self._titles[-1] += data
        elif not self._within:
            self._shown.append(re.sub(r"\s", " ", data))

    def _break_line(self, tag: str) -> None:
        if tag in self.ROWS:
            self._in_cell = False
            self._shown.append("\n")
        elif tag in self.BLOCKS and self._in_cell:
            self._shown.append(" ")  # a paragraph in a cell does not end its row
        elif tag in self.BLOCKS:
            self._shown.append("\n")
