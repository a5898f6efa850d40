"""What tables come packed in, opened once for all readers: zip, gzip, workbooks, Parquet, pages saved as workbooks.

A reader says how it wants files opened (`Wanted`), and is given documents of text: the CSV, JSON or message that a file
or an archive holds, or the CSV that was made of a sheet, a table of a page, or Parquet. Of several sheets or tables
those are taken that the reader recognises. A document of another form is refused here by its name.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import IO

from tradeview.errors import TableError
from tradeview.sources.beginning import Beginning
from tradeview.sources.first_lines import LETTERS, begin_lines, decode_beginning
from tradeview.sources.known_forms import KnownForm, find_form, refuse_other_form, show_columns
from tradeview.sources.opening import (
    MARKED,
    MOST_BYTES,
    MOST_LAYERS,
    WINDOWS,
    ZIP,
    Allowance,
    decode_text,
    describe_container,
    is_gzip,
    is_spreadsheet,
    is_workbook,
    is_zip,
    kind_of,
    member_names,
    open_file,
    open_gzip,
    open_member,
    open_members,
    open_zip,
    read_file,
    read_member,
    read_stream,
    refuse_container,
    unpack_gzip,
)
from tradeview.sources.packed_stream import Words, gzip_stream, member_stream
from tradeview.sources.parquet_file import is_parquet, write_parquet_as_csv
from tradeview.sources.spreadsheets import read_sheets
from tradeview.sources.text_stream import find_encoding
from tradeview.table.csv import write_lines

logger = logging.getLogger("tradeview")

TEXTS = (".csv", ".tsv", ".txt", ".json")
PACKED = (".gz", ".zip", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet", ".htm", ".html")
WORKBOOKS = (".xlsx", ".xlsm", ".ods")
SHOWN = 60
LOOKED_AT = 2 * LETTERS  # bytes of a text that tell of which form it is
MOST_BEGUN = 200  # members of an archive that are looked at
HEAD = 512  # bytes within which a page begins
BEGINNING = 20_000  # bytes within which a text says what it is
Lines = list[list[str]]


@dataclass(frozen=True)
class Wanted:
    """How a reader wants files opened.

    Parameters
    ----------
    form : KnownForm
        The form that it reads; a file of another is refused by name. None where the columns alone are wanted.
    what : str
        What one of its files is, in messages: "an export of WITS".
    asked : str
        What is said of a file (`{name}`) that is none: "{name} is an export of WITS".
    error : type of TableError
        What refuses.
    again : str
        What to do with a file that is damaged.
    endings : tuple of str
        Of members of archives that may be tables; other members are left alone.
    is_strict : bool
        A lone sheet that is not recognised is refused here, not left to the reader.
    keeps_pages : bool
        A page with a table of the form is given whole: what stands above its table says whose figures they are.
    """

    form: KnownForm | None
    what: str
    asked: str
    error: type[TableError] = TableError
    again: str = "download it again"
    endings: tuple[str, ...] = (*TEXTS, *PACKED)
    is_strict: bool = False
    keeps_pages: bool = False

    def ask(self, name: str) -> str:
        """Say what was asked of a file that is refused."""
        return self.asked.format(name=name)

    def recognises(self, beginning: Beginning) -> bool:
        """Tell whether a document is of the reader's own form."""
        return self.form is not None and self.form.recognise(beginning)


@dataclass(frozen=True)
class Document:
    """A text that a file holds, or that was made of what it holds (`is_made`: then in UTF-8)."""

    name: str
    data: bytes
    is_made: bool = False

    @cached_property
    def beginning(self) -> Beginning:
        """How it begins."""
        return decode_beginning(self.name, self.data)

    def read_text(self, decoder: Callable[[bytes], str]) -> str:
        """Return its text, decoded as the reader decodes text that it is given."""
        return decode_text(self.data, ("utf-8-sig",)) if self.is_made else decoder(self.data)


def open_documents(
    name: str,
    data: bytes,
    wanted: Wanted,
    allowance: Allowance | None = None,
    layers: int = MOST_LAYERS,
) -> Iterator[Document]:
    """Open what a file holds, in however many containers: one document after the other.

    Raises
    ------
    TableError
        (that of the reader) A container is damaged, locked, far larger than its size lets expect, or holds no table; a
        document is of another form than the one that is wanted.
    MissingExtraError
        What reads the container is not installed.
    """
    if allowance is None:
        allowance = Allowance.for_packed(len(data))
    if is_spreadsheet(data):
        yield from _open_sheets(name, data, wanted)
    elif is_gzip(data) or is_zip(data):
        if not layers:
            asked, remedy = f"{name} cannot be unpacked", "unpack it, and give the CSV or JSON file in it"
            raise wanted.error(asked, "archives within archives", remedy)
        for member, content in _unpack(name, data, wanted, allowance):
            yield from open_documents(member, content, wanted, allowance, layers - 1)
    elif is_parquet(data):
        text = "".join(write_parquet_as_csv(name, data, wanted.error))
        yield check_document(_make_document(name, text), wanted)
    elif is_page(data):
        yield from _open_page(name, data, wanted)
    else:
        refuse_container(data, name, wanted.ask(name), wanted.error)
        yield check_document(Document(name, data), wanted)


def begin_text(path: Path, wanted: Wanted) -> Document | None:
    """Look how a file begins that can be read line by line: a checked document of its first bytes.

    None of a file that is packed, that holds other than text, or has more bytes than may be read: of these
    `open_documents` knows more.
    """
    with open_file(path, wanted.error) as stream:
        head = stream.read(LOOKED_AT)
    if _holds_others(head) or describe_container(head) or is_zip(path) or path.stat().st_size > MOST_BYTES:
        return None
    return check_document(Document(path.name, head), wanted)


@dataclass(frozen=True)
class PackedText:
    """A text in an archive: how it begins, a stream of all its bytes, and the encoding that fits them."""

    begun: Document
    stream: IO[bytes]
    encoding: str


@contextmanager
def open_packed_texts(path: Path, wanted: Wanted, encodings: Sequence[str]) -> Iterator[list[PackedText]]:
    """Open the texts of a .gz or .zip that can be read line by line, unpacked as they are read.

    None where it holds anything else than lines of text, at least in part, or is to be refused, for damage or for more
    than its size lets expect: of these `open_documents` knows more. A text of another form is for the reader to refuse
    (`check_document`) when its turn comes.
    """
    with ExitStack() as opened:
        try:
            texts = _find_texts(path, wanted, encodings, opened)
        except wanted.error:  # which is raised again where all is unpacked, in the words that it has there
            texts = []
        yield texts


def _find_texts(path: Path, wanted: Wanted, encodings: Sequence[str], opened: ExitStack) -> list[PackedText]:
    """Look through all that an archive holds for its texts; none of one that holds anything else."""
    texts = []
    for name, stream in _open_packed(path, wanted, opened):
        head = stream.read(LOOKED_AT)
        if _holds_others(head) or describe_container(head) or not begins_with_lines(head):
            return []
        encoding = find_encoding(stream, encodings, name)
        if encoding is None:
            return []
        texts.append(PackedText(Document(name, head), stream, encoding))
    return texts


def _open_packed(path: Path, wanted: Wanted, opened: ExitStack) -> list[tuple[str, IO[bytes]]]:
    """Open what may be tables in an archive, with their names; nothing of any other file, or of a very large one."""
    size = path.stat().st_size
    if size > MOST_BYTES or is_spreadsheet(path):
        return []
    words = Words(f"{path.name} cannot be unpacked", wanted.again, wanted.error)
    allowance = Allowance.for_packed(size)
    file = opened.enter_context(open_file(path, wanted.error))
    if is_gzip(file.read(HEAD)):
        return [(path.name.removesuffix(".gz"), gzip_stream(file, allowance, words))]
    if not is_zip(path):
        return []
    with open_zip(path, words.asked, words.remedy, words.error) as archive:
        members = member_names(archive, wanted.endings)
    if len(members) > MOST_BEGUN:
        return []
    open_one_member = opened.enter_context(open_members(file, words.asked, words.remedy, words.error))
    streams = [member_stream(partial(open_one_member, member), allowance, words) for member in members]
    return [(Path(member).name, stream) for member, stream in zip(members, streams, strict=True)]


def begins_with_lines(data: bytes) -> bool:
    """Tell by its first bytes a text of lines, which is no page, no JSON and not empty."""
    start = decode_text(data[:BEGINNING], (MARKED,), errors="replace")
    return kind_of(start.removeprefix("\ufeff")) == "lines"


def is_page(data: bytes) -> bool:
    """Tell a page of HTML by how it begins, whatever the file is called."""
    return kind_of(decode_text(data[:HEAD], (MARKED,), errors="replace")) == "page"


def open_one(name: str, data: bytes, wanted: Wanted) -> Document:
    """Open the one document that a file holds; refuse several, since which is meant nobody can tell."""
    documents = list(open_documents(name, data, wanted))
    if len(documents) > 1:
        names = ", ".join(document.name for document in documents)
        raise wanted.error(f"{name} holds one table: {wanted.what}", names, "unpack it, give one")
    return documents[0]


def _unpack(name: str, data: bytes, wanted: Wanted, allowance: Allowance) -> list[tuple[str, bytes]]:
    """Unpack one layer: what may be a table, with its name."""
    asked = f"{name} cannot be unpacked"
    if is_gzip(data):
        return [(name.removesuffix(".gz"), unpack_gzip(data, asked, wanted.again, wanted.error, allowance))]
    with open_zip(data, asked, wanted.again, wanted.error) as archive:
        members = member_names(archive, wanted.endings)
        if not members:
            there = [info.filename for info in archive.infolist() if not info.is_dir()]
            found = ", ".join(there) or "an empty archive"
            raise wanted.error(f"{name} holds no table", found, "give the CSV or JSON file")
        tables = []
        for member in members:
            tables.append((Path(member).name, read_member(archive, member, asked, wanted.error, allowance)))
        return tables


def _make_document(name: str, text: str) -> Document:
    return Document(name, text.encode("utf-8", "surrogatepass"), is_made=True)


def check_document(document: Document, wanted: Wanted) -> Document:
    """Return a document, refusing one that is of another form by its name, or called a workbook and none."""
    if wanted.form is not None:
        refuse_other_form(document.beginning, wanted.form, wanted.error)
    # What sites call .xls may be a page, or text by tabs. No program writes either as .xlsx.
    if document.name.lower().endswith(WORKBOOKS) and not document.is_made and not wanted.recognises(document.beginning):
        start = document.beginning.text.lstrip()[:SHOWN]
        raise wanted.error(f"{document.name} is an Excel file", f"no workbook: it starts {start!r}", wanted.again)
    return document


def _open_sheets(name: str, data: bytes, wanted: Wanted) -> Iterator[Document]:
    """Open the sheets of a workbook that are of the form; a lone one, whatever it is of."""
    sheets = dict(read_sheets(name, data, wanted.error))
    if not sheets:
        raise wanted.error(wanted.ask(name), "a workbook of empty sheets", wanted.again)
    begun = {sheet: begin_lines(f"{name}, sheet {sheet}", "", lines) for sheet, lines in sheets.items()}
    chosen = [sheet for sheet, beginning in begun.items() if wanted.recognises(beginning)]
    if not chosen:
        for beginning in begun.values():
            if wanted.form is not None:
                refuse_other_form(beginning, wanted.form, wanted.error)
        if len(sheets) > 1 or wanted.is_strict:
            rows = [f"{sheet}: columns {show_columns(beginning.header)}" for sheet, beginning in begun.items()]
            asked = f"a sheet of {name} is {wanted.what}"
            raise wanted.error(asked, ", ".join(sheets), "give that sheet as CSV, or a workbook with it alone", rows)
        chosen = list(sheets)
    others = [sheet for sheet in sheets if sheet not in chosen]
    if others:
        logger.info("%s: read of sheet %s; left out: %s", name, ", ".join(chosen), ", ".join(others))
    for sheet in chosen:
        called = name if len(sheets) == 1 else f"{name}, sheet {sheet}"
        yield _make_document(called, write_lines(sheets[sheet]))


def _open_page(name: str, data: bytes, wanted: Wanted) -> Iterator[Document]:
    """Open the tables of a page that are of the form; where none is, the page itself, of which its reader says more."""
    # The parser is loaded where a page is read: most files are none.
    from tradeview.sources.page_tables import read_page_tables  # noqa: PLC0415

    text = decode_text(data, WINDOWS, name)
    tables = read_page_tables(text, name, wanted.error)
    begun = [begin_lines(name, "", lines) for lines in tables]
    chosen = [lines for lines, beginning in zip(tables, begun, strict=True) if wanted.recognises(beginning)]
    if not chosen:
        for beginning in begun:
            if wanted.form is not None:
                refuse_other_form(beginning, wanted.form, wanted.error)
    if wanted.keeps_pages or not chosen:
        yield Document(name, data)
        return
    for lines in chosen:
        yield _make_document(name, write_lines(lines))


# Whatever somebody knows is wanted where it is not known yet of which form a file is.
ANY_FORM = Wanted(
    KnownForm("a table", lambda beginning: find_form(beginning) is not None, "tv.read"),
    what="a table of a form that tradeview knows",
    asked="{name} is read as a table",
)


def read_beginnings(path: Path) -> list[Beginning]:
    """Read how the tables of a file begin, of an archive those of its members: of text its first lines alone."""
    with open_file(path) as stream:
        head = stream.read(LOOKED_AT)
    if is_zip(path) and not is_spreadsheet(path):
        return _begin_members(path)
    if is_gzip(head):
        with open_gzip(path, f"{path.name} cannot be unpacked") as unpacked:
            start = unpacked.read(LOOKED_AT)
        if not _holds_others(start):
            return [decode_beginning(path.name.removesuffix(".gz"), start)]
    if is_parquet(head):
        pieces = islice(write_parquet_as_csv(path.name, read_file(path)), 2)
        return [decode_beginning(path.name, "".join(pieces).encode())]
    if not (_holds_others(head) or is_spreadsheet(path)):
        refuse_container(head, path.name, ANY_FORM.ask(path.name))
        return [decode_beginning(path.name, head)]
    return [document.beginning for document in open_documents(path.name, read_file(path), ANY_FORM)]


def _begin_members(path: Path) -> list[Beginning]:
    asked = f"{path.name} cannot be unpacked"
    with open_zip(path, asked) as archive:
        members = member_names(archive, ANY_FORM.endings)
        if not members:
            there = ", ".join(archive.namelist()) or "an empty archive"
            raise TableError(f"{path.name} holds no table", there, "give the CSV or JSON file")
    beginnings = []
    for member in members[:MOST_BEGUN]:
        name = Path(member).name
        with open_member(path, member, asked) as stream:
            start = stream.read(LOOKED_AT)
            if _holds_others(start):
                data = start + read_stream(stream, name, MOST_BYTES)
                beginnings += [document.beginning for document in open_documents(name, data, ANY_FORM)]
            else:
                beginnings.append(decode_beginning(name, start))
    return beginnings


def _holds_others(head: bytes) -> bool:
    """Tell by how it begins what is no text, and what is a page."""
    return is_gzip(head) or head.startswith(ZIP) or is_workbook(head) or is_parquet(head) or is_page(head)
