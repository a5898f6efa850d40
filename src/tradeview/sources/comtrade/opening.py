"""From what a user holds to Comtrade's records as text: files, archives, answers of the API, frames, lists.

Nothing is interpreted here. A cell is text or missing; what is no record (blank lines, footers, a second header) is
left out and logged; what is no table (a page, a saved error message, a file cut short) is refused with what it says.
"""

import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import IO, Any

import narwhals as nw
import pandas as pd
from narwhals.exceptions import DuplicateError

from tradeview.errors import TradeTableError
from tradeview.sources.comtrade.csv_lines import read_csv_pieces
from tradeview.sources.comtrade.forms import recognise_form
from tradeview.sources.comtrade.pieces import Piece
from tradeview.sources.containers import (
    Wanted,
    begin_text,
    begins_with_lines,
    check_document,
    open_documents,
    open_packed_texts,
)
from tradeview.sources.first_lines import begin_lines, read_beginning
from tradeview.sources.known_forms import COMTRADE, refuse_other_form
from tradeview.sources.opening import (
    WINDOWS,
    Kind,
    decode_text,
    file_at,
    kind_of,
    open_file,
    parse_json,
    read_file,
)
from tradeview.sources.page import find_title
from tradeview.sources.text_stream import find_encoding, lines_of_text
from tradeview.table.engines import is_missing

logger = logging.getLogger("tradeview")

AGAIN = "download it again, or give the answer of the API as it came"
WANTED = Wanted(
    form=COMTRADE,
    what="a table of UN Comtrade",
    asked="{name} is no table of UN Comtrade",
    error=TradeTableError,
    again="download it again, or unpack it",
)
SHOWN = 200
MARK = "\ufeff"
MADE = ("utf-8-sig",)  # of documents that were made of what a file holds
HEAD = 20_000  # characters of a page in which its title is looked for: the parser's time grows as their square
# What Comtrade's own answers call the list of records, now and in the legacy API.
LISTS = ("data", "dataset")
COMPLAINTS = ("error", "errors", "errorMessage", "message", "Message", "errorObject", "statusCode")
OK = 200


def open_pieces(source: object, encoding: str | None) -> tuple[str, Iterator[Piece]]:
    """Open what the user gave: what messages call it, and its records in pieces.

    The columns of a piece are named as in `forms`; its cells are text or None. What holds no records is refused with
    what was found instead, some of it only as the pieces are asked for.
    """
    if source is None:
        raise TradeTableError(
            "this is no answer of UN Comtrade", "None: comtradeapicall printed why and returned nothing", AGAIN
        )
    if isinstance(source, str | Path):
        path = file_at(source, "one file of UN Comtrade", "give its files, one at a time", TradeTableError)
        return path.name, _read_path(path, encoding)
    if hasattr(source, "read"):
        name, content = Path(str(getattr(source, "name", "this buffer"))).name, source.read()
        if isinstance(content, str):
            refuse_other_form(read_beginning(name, content), COMTRADE, TradeTableError)
            return name, _read_text(name, content)
        return name, _read_bytes(name, content, encoding)
    if isinstance(source, Mapping):
        return "this answer", _read_answer("this answer", source)
    if isinstance(source, Sequence):
        return "this list", _read_records("this list", source)
    return "this frame", _read_frame("this frame", source)


def _read_path(path: Path, encoding: str | None) -> Iterator[Piece]:
    """Read a file of lines, packed or not, as they come; any other file is held whole."""
    begun = None if encoding else begin_text(path, WANTED)
    if begun is not None and begins_with_lines(begun.data):
        with open_file(path, TradeTableError) as stream:
            found = find_encoding(stream, WINDOWS, path.name)
            if found:
                yield from _read_stream(path.name, stream, found)
                return
    if begun is None and not encoding:
        with open_packed_texts(path, WANTED, WINDOWS) as texts:
            for text in texts:
                check_document(text.begun, WANTED)
                yield from _read_stream(text.begun.name, text.stream, text.encoding)
        if texts:
            return
    yield from _read_bytes(path.name, read_file(path, TradeTableError), encoding)


def _read_bytes(name: str, data: bytes, encoding: str | None) -> Iterator[Piece]:
    """Unpack what is packed, as often as it was, and read each document: lines as they come, any other whole."""
    for document in open_documents(name, data, WANTED):
        stream = io.BytesIO(document.data)
        found = None
        if not encoding and begins_with_lines(document.data):
            found = find_encoding(stream, MADE if document.is_made else WINDOWS, document.name)
        if found:
            yield from _read_stream(document.name, stream, found)
        else:
            text = document.read_text(partial(_decode, called=document.name, encoding=encoding))
            yield from _read_text(document.name, text)


def _read_stream(name: str, stream: IO[bytes], encoding: str) -> Iterator[Piece]:
    """Read a table of lines as they come."""
    try:
        with io.TextIOWrapper(stream, encoding, newline="") as lines:
            first_line = lines.readline().removeprefix(MARK)
            yield from read_csv_pieces(name, lines, first_line)
    except UnicodeDecodeError as error:
        found = f"a file that has changed while it was read ({error})"
        raise TradeTableError(f"{name} is to be read", found, "read it once nobody writes it") from error


def _decode(data: bytes, called: str, encoding: str | None) -> str:
    """Decode as UTF-8 or Windows Latin, where it is no UTF-8, which the new site writes; or as it was asked for."""
    if not encoding:
        return decode_text(data, WINDOWS, called)
    try:
        return decode_text(data, (encoding,), called)
    except (ValueError, LookupError) as error:
        raise TradeTableError(f"{called} is not {encoding}", f"{error}", "leave `encoding` out") from error


def _read_text(name: str, text: str) -> Iterator[Piece]:
    """Read a document by what it is: a table of lines, JSON, or no table."""
    text = text.removeprefix(MARK)
    kind = kind_of(text)
    found = _describe_no_table(kind, text)
    if found:
        raise TradeTableError(f"{name} is no table of UN Comtrade", found, AGAIN)
    if kind != "JSON":
        # With what is blank above it: a tab there may stand for the first name of a header.
        yield from read_csv_pieces(name, lines_of_text(text))
        return
    try:
        answer = parse_json(text.lstrip())
    except ValueError as error:
        raise TradeTableError(f"{name} is cut short, or no JSON", f"{error}", AGAIN) from error
    if isinstance(answer, Mapping):
        yield from _read_answer(name, answer)
    else:
        yield from _read_records(name, answer)


def _describe_no_table(kind: Kind, text: str) -> str | None:
    """Say what a document is that can hold no records; None of what can."""
    if kind == "nothing":
        return "nothing"
    if "\0" in text:
        return "bytes that are no text"
    if kind == "PDF":
        return "a PDF"
    if kind == "page":
        words = (find_title(text[:HEAD]) or text).split()
        return f"a web page or XML: {' '.join(words)[:SHOWN]!r}"
    return None


def _read_answer(name: str, answer: Mapping[str, Any]) -> Iterator[Piece]:
    """Read an answer of the API, refusing one that complains or says that it had more to tell."""
    lists = [answer[key] for key in LISTS if isinstance(answer.get(key), list)]
    found = _complaint_of(answer)
    if not found and not lists:
        found = f"keys {', '.join(str(key) for key in answer)}"
    if found:
        raise TradeTableError(f"{name} is no answer with records of UN Comtrade", found[:SHOWN], AGAIN)
    records = lists[0]
    count = answer.get("count", 0)
    validation = answer.get("validation")
    if isinstance(validation, Mapping) and isinstance(validation.get("count"), Mapping):
        count = validation["count"].get("value")
    # The server cuts without a word; a count of -1 says that it has not counted.
    if records and isinstance(count, int) and count > len(records):
        raise TradeTableError(
            f"{name} is cut short", f"{len(records):,} of {count:,} records", "ask for fewer periods or partners a time"
        )
    yield from _read_records(name, records)


def _complaint_of(answer: Mapping[str, Any]) -> str:
    """Say what an answer complains of: today's API by a key, the legacy one by a status other than "Ok"."""
    complaints = [f"{key}: {answer[key]}" for key in COMPLAINTS if answer.get(key) and answer[key] != OK]
    validation = answer.get("validation")
    if isinstance(validation, Mapping) and isinstance(validation.get("status"), Mapping):
        status = validation["status"]
        if str(status.get("name", "Ok")).casefold() != "ok":
            complaints.append(f"{status.get('name')}: {validation.get('message') or status.get('description')}")
    return "; ".join(complaints)


def _read_records(name: str, records: Sequence[Any]) -> Iterator[Piece]:
    """Read a list of records, each a mapping of headers to values; one may lack what others have."""
    if not records:
        raise TradeTableError(f"{name} holds no records", "an empty list", "ask for what UN Comtrade has")
    for record in records:
        if not isinstance(record, Mapping):
            found = repr(str(record)[:SHOWN])
            raise TradeTableError(
                f"{name} is no list of records", found, "give one mapping of names to values a record"
            )
    headers = list(dict.fromkeys(header for record in records for header in record))
    form = recognise_form(headers, name)
    logger.info("comtrade: %s is in the form: %s", name, form.name)
    columns = {}
    for what, position in form.positions.items():
        header = headers[position]
        columns[what] = [text_of_cell(record.get(header)) for record in records]
    yield Piece(pd.DataFrame(columns, dtype=object), {})


def _read_frame(name: str, frame: Any) -> Iterator[Piece]:
    """Read a frame of any eager engine."""
    try:
        eager = nw.from_native(frame, eager_only=True)
        refuse_other_form(begin_lines(name, "", [list(map(str, eager.columns))]), COMTRADE, TradeTableError)
        form = recognise_form(eager.columns, name)
    except DuplicateError as error:
        raise TradeTableError(f"{name} names a column twice", f"{error}", "keep one of each") from error
    except TypeError as error:
        raise TradeTableError(
            "UN Comtrade is read from a path, buffer, frame or list of records", f"{type(frame).__name__}", AGAIN
        ) from error
    logger.info("comtrade: %s is in the form: %s", name, form.name)
    if not len(eager):
        raise TradeTableError(f"{name} holds no records", "columns without rows", "ask for what UN Comtrade has")
    columns = {}
    for what, position in form.positions.items():
        cells = eager[eager.columns[position]].to_list()
        columns[what] = [text_of_cell(cell) for cell in cells]
    yield Piece(pd.DataFrame(columns, dtype=object), {})


def text_of_cell(value: object) -> str | None:
    """Write a value as the CSV would have it."""
    if is_missing(value):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # 101.0, which a missing value beside it made of 101, is 101
    if isinstance(value, Decimal):
        return f"{value:f}"  # whose own text may look like what a spreadsheet has shortened
    return str(value).strip() or None
