"""From what a user holds to Comtrade's records as text: files, archives, answers of the API, frames, lists.

Nothing is interpreted here. A cell is text or missing; what is no record (blank lines, footers, a second header) is
left out and logged; what is no table (a page, a saved error message, a file cut short) is refused with what it says.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd
from narwhals.exceptions import DuplicateError

from tradeview.errors import TradeTableError
from tradeview.sources.comtrade.csv_lines import read_csv_pieces
from tradeview.sources.comtrade.forms import recognise_form
from tradeview.sources.opening import (
    MOST_LAYERS,
    WINDOWS,
    Allowance,
    Kind,
    decode_text,
    file_at,
    is_gzip,
    is_workbook,
    is_zip,
    kind_of,
    member_names,
    open_zip,
    parse_json,
    read_file,
    read_member,
    refuse_container,
    unpack_gzip,
)
from tradeview.sources.page import find_title
from tradeview.table.engines import is_missing

logger = logging.getLogger("tradeview")

SUFFIXES = (".csv", ".txt", ".tsv", ".json", ".gz", ".zip")
AGAIN = "download it again, or give the answer of the API as it came"
SHOWN = 200
HEAD = 20_000  # characters of a page in which its title is looked for: the parser's time grows as their square
# What Comtrade's own answers call the list of records, now and in the legacy API.
LISTS = ("data", "dataset")
COMPLAINTS = ("error", "errors", "errorMessage", "message", "Message", "errorObject", "statusCode")
OK = 200


def open_pieces(source: object, encoding: str | None) -> tuple[str, Iterator[pd.DataFrame]]:
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
        return path.name, _read_bytes(path.name, read_file(path, TradeTableError), encoding)
    if hasattr(source, "read"):
        name, content = Path(str(getattr(source, "name", "this buffer"))).name, source.read()
        if isinstance(content, str):
            return name, _read_text(name, content)
        return name, _read_bytes(name, content, encoding)
    if isinstance(source, Mapping):
        return "this answer", _read_answer("this answer", source)
    if isinstance(source, Sequence):
        return "this list", _read_records("this list", source)
    return "this frame", _read_frame("this frame", source)


def _read_bytes(
    name: str, data: bytes, encoding: str | None, allowance: Allowance | None = None, layers: int = MOST_LAYERS
) -> Iterator[pd.DataFrame]:
    """Unpack what is packed, as often as it was, decode it, and read each document."""
    if is_gzip(data) or is_zip(data):
        if allowance is None:
            allowance = Allowance.for_packed(len(data))
        if not layers:
            found, remedy = "archives within archives", "unpack it, and give the CSV or JSON file in it"
            raise TradeTableError(f"{name} cannot be unpacked", found, remedy)
        for member, content in _unpack_tables(name, data, allowance):
            yield from _read_bytes(member, content, encoding, allowance, layers - 1)
        return
    if is_workbook(data):
        raise _workbook_error(name)
    refuse_container(data, name, f"{name} is no table of UN Comtrade", TradeTableError)
    if not encoding:
        # Windows Latin, where it is no UTF-8, is what the new site writes.
        yield from _read_text(name, decode_text(data, WINDOWS, name))
        return
    try:
        text = decode_text(data, (encoding,), name)
    except (ValueError, LookupError) as error:
        raise TradeTableError(f"{name} is not {encoding}", f"{error}", "leave `encoding` out") from error
    yield from _read_text(name, text)


def _unpack_tables(name: str, data: bytes, allowance: Allowance) -> list[tuple[str, bytes]]:
    """Unpack one layer: what may be a table, with its name."""
    if not is_gzip(data):
        return _unzip_tables(name, data, allowance)
    unpacked = unpack_gzip(data, f"{name} cannot be unpacked", "download it again", TradeTableError, allowance)
    return [(name.removesuffix(".gz"), unpacked)]


def _unzip_tables(name: str, data: bytes, allowance: Allowance) -> list[tuple[str, bytes]]:
    """Read the members of an archive that may be tables, with their names."""
    asked = f"{name} cannot be unpacked"
    with open_zip(data, asked, "download it again, or unpack it", TradeTableError) as archive:
        if is_workbook(archive):
            raise _workbook_error(name)
        wanted = member_names(archive, SUFFIXES)
        if not wanted:
            there = [info.filename for info in archive.infolist() if not info.is_dir()]
            found = ", ".join(there) or "an empty archive"
            raise TradeTableError(f"{name} holds no table", found, "give the CSV or JSON file")
        tables = []
        for member in wanted:
            content = read_member(archive, member, asked, TradeTableError, allowance)
            tables.append((Path(member).name, content))
        return tables


def _workbook_error(name: str) -> TradeTableError:
    return TradeTableError(f"{name} is no CSV or JSON file", "an Excel workbook", "choose CSV in the download")


def _read_text(name: str, text: str) -> Iterator[pd.DataFrame]:
    """Read a document by what it is: a table of lines, JSON, or no table."""
    text = text.removeprefix("\ufeff")
    kind = kind_of(text)
    found = _describe_no_table(kind, text)
    if found:
        raise TradeTableError(f"{name} is no table of UN Comtrade", found, AGAIN)
    if kind != "JSON":
        # With what is blank above it: a tab there may stand for the first name of a header.
        yield from read_csv_pieces(name, text)
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


def _read_answer(name: str, answer: Mapping[str, Any]) -> Iterator[pd.DataFrame]:
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


def _read_records(name: str, records: Sequence[Any]) -> Iterator[pd.DataFrame]:
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
    yield pd.DataFrame(columns, dtype=object)


def _read_frame(name: str, frame: Any) -> Iterator[pd.DataFrame]:
    """Read a frame of any eager engine."""
    try:
        eager = nw.from_native(frame, eager_only=True)
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
    yield pd.DataFrame(columns, dtype=object)


def text_of_cell(value: object) -> str | None:
    """Write a value as the CSV would have it."""
    if is_missing(value):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # 101.0, which a missing value beside it made of 101, is 101
    if isinstance(value, Decimal):
        return f"{value:f}"  # whose own text may look like what a spreadsheet has shortened
    return str(value).strip() or None
