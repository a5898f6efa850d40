"""From what a user holds to Comtrade's records as text: files, archives, answers of the API, frames, lists.

Nothing is interpreted here. A cell is text or missing; what is no record (blank lines, footers, a second header) is
left out and logged; what is no table (a page, a saved error message, a file cut short) is refused with what it says.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd
from narwhals.exceptions import DuplicateError

from tradeview.errors import TradeTableError
from tradeview.sources.comtrade.csv import csv_chunks
from tradeview.sources.comtrade.forms import recognise
from tradeview.sources.opening import (
    WINDOWS,
    Kind,
    Page,
    decoded,
    file_at,
    gunzipped,
    is_gzip,
    is_workbook,
    is_zip,
    kind_of,
    members,
    parsed_json,
    unzipping,
)
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


def chunks(source: object, encoding: str | None) -> tuple[str, Iterator[pd.DataFrame]]:
    """Open what the user gave: what messages call it, and its records in pieces.

    Returns
    -------
    str
        The file's name, or a word for the frame, list or buffer.
    iterator of pandas.DataFrame
        Columns named as in `comtrade_forms`, cells text or None.

    Raises
    ------
    TradeTableError
        Saying what was found instead of records.
    """
    if source is None:
        raise TradeTableError(
            "this is no answer of UN Comtrade", "None: comtradeapicall printed why and returned nothing", AGAIN
        )
    if isinstance(source, str | Path):
        path = file_at(source, "one file of UN Comtrade", "give its files, one at a time", TradeTableError)
        return path.name, _documents(path.name, path.read_bytes(), encoding)
    if hasattr(source, "read"):
        name, data = Path(str(getattr(source, "name", "this buffer"))).name, source.read()
        return name, _text(name, data) if isinstance(data, str) else _documents(name, data, encoding)
    if isinstance(source, Mapping):
        return "this answer", _answer("this answer", source)
    if isinstance(source, Sequence):
        return "this list", _records("this list", source)
    return "this frame", _frame("this frame", source)


def _documents(name: str, data: bytes, encoding: str | None) -> Iterator[pd.DataFrame]:
    """Unpack what is packed, as often as it was, and read each document."""
    if is_gzip(data):
        unpacked = gunzipped(data, f"{name} cannot be unpacked", "download it again", TradeTableError)
        yield from _documents(name.removesuffix(".gz"), unpacked, encoding)
    elif is_zip(data):
        for inner, content in _members(name, data):
            yield from _documents(inner, content, encoding)
    elif is_workbook(data):
        raise _workbook(name)
    else:
        yield from _text(name, _decoded(name, data, encoding))


def _members(name: str, data: bytes) -> list[tuple[str, bytes]]:
    asked, remedy = f"{name} cannot be unpacked", "download it again, or unpack it"
    with unzipping(data, asked, remedy, TradeTableError) as archive:
        if is_workbook(archive):
            raise _workbook(name)
        wanted = members(archive, SUFFIXES)
        if not wanted:
            there = [info.filename for info in archive.infolist() if not info.is_dir()]
            found = ", ".join(there) or "an empty archive"
            raise TradeTableError(f"{name} holds no table", found, "give the CSV or JSON file")
        return [(Path(inner).name, archive.read(inner)) for inner in wanted]


def _workbook(name: str) -> TradeTableError:
    return TradeTableError(f"{name} is no CSV or JSON file", "an Excel workbook", "choose CSV in the download")


def _decoded(name: str, data: bytes, encoding: str | None) -> str:
    """Decode a file: as told, by its byte-order mark, as UTF-8, or else as Windows Latin, which the new site writes."""
    if not encoding:
        return decoded(data, WINDOWS, name)
    try:
        return decoded(data, (encoding,), name)
    except (UnicodeDecodeError, LookupError) as error:
        raise TradeTableError(f"{name} is not {encoding}", f"{error}", "leave `encoding` out") from error


def _text(name: str, text: str) -> Iterator[pd.DataFrame]:
    """Read a document by what it is: a table of lines, JSON, or no table."""
    text = text.removeprefix("\ufeff")
    kind = kind_of(text)
    found = _no_table(kind, text)
    if found:
        raise TradeTableError(f"{name} is no table of UN Comtrade", found, AGAIN)
    if kind != "JSON":
        yield from csv_chunks(name, text)  # with what is blank above it: a tab may stand for a header
        return
    try:
        answer = parsed_json(text.lstrip())
    except ValueError as error:
        raise TradeTableError(f"{name} is cut short, or no JSON", f"{error}", AGAIN) from error
    yield from _answer(name, answer) if isinstance(answer, Mapping) else _records(name, answer)


def _no_table(kind: Kind, text: str) -> str:
    """Say what a document is that can hold no records; nothing of what can."""
    if kind == "nothing":
        return "nothing"
    if "\0" in text:
        return "bytes that are no text"
    if kind == "PDF":
        return "a PDF"
    if kind == "page":
        said = " ".join((Page(text[:HEAD]).title or text).split())[:SHOWN]
        return f"a web page or XML: {said!r}"
    return ""


def _answer(name: str, answer: Mapping[str, Any]) -> Iterator[pd.DataFrame]:
    """Read an answer of the API, refusing one that complains or says that it had more to tell."""
    complaint = _complaint(answer)
    records = next((answer[key] for key in LISTS if isinstance(answer.get(key), list)), None)
    if complaint or records is None:
        found = complaint or f"keys {', '.join(map(str, answer))}"
        raise TradeTableError(f"{name} is no answer with records of UN Comtrade", found[:SHOWN], AGAIN)
    count = answer.get("count", 0)
    validation = answer.get("validation")
    if isinstance(validation, Mapping) and isinstance(validation.get("count"), Mapping):
        count = validation["count"].get("value")
    if records and isinstance(count, int) and count > len(records):
        raise TradeTableError(
            f"{name} is cut short", f"{len(records):,} of {count:,} records", "ask for fewer periods or partners a time"
        )
    yield from _records(name, records)


def _complaint(answer: Mapping[str, Any]) -> str:
    said = [f"{key}: {answer[key]}" for key in COMPLAINTS if answer.get(key) and answer[key] != OK]
    validation = answer.get("validation")
    status = validation.get("status") if isinstance(validation, Mapping) else None
    if isinstance(status, Mapping) and str(status.get("name", "Ok")).casefold() != "ok":
        said.append(f"{status.get('name')}: {answer['validation'].get('message') or status.get('description')}")
    return "; ".join(said)


def _records(name: str, records: Sequence[Any]) -> Iterator[pd.DataFrame]:
    if not records:
        raise TradeTableError(f"{name} holds no records", "an empty list", "ask for what UN Comtrade has")
    wrong = next((record for record in records if not isinstance(record, Mapping)), None)
    if wrong is not None:
        raise TradeTableError(
            f"{name} is no list of records", f"{str(wrong)[:SHOWN]!r}", "give one mapping of names to values a record"
        )
    names = list(dict.fromkeys(key for record in records for key in record))
    form = recognise(names, name)
    logger.info("comtrade: %s is in the form: %s", name, form.name)
    yield pd.DataFrame(
        {what: [_cell(record.get(names[place])) for record in records] for what, place in form.places.items()},
        dtype=object,
    )


def _frame(name: str, frame: Any) -> Iterator[pd.DataFrame]:
    """Read a frame of any eager engine."""
    try:
        eager = nw.from_native(frame, eager_only=True)
        form = recognise(eager.columns, name)
    except DuplicateError as error:
        raise TradeTableError(f"{name} names a column twice", f"{error}", "keep one of each") from error
    except TypeError as error:
        raise TradeTableError(
            "UN Comtrade is read from a path, buffer, frame or list of records", f"{type(frame).__name__}", AGAIN
        ) from error
    logger.info("comtrade: %s is in the form: %s", name, form.name)
    if not len(eager):
        raise TradeTableError(f"{name} holds no records", "columns without rows", "ask for what UN Comtrade has")
    yield pd.DataFrame(
        {
            what: [_cell(value) for value in eager[eager.columns[place]].to_list()]
            for what, place in form.places.items()
        },
        dtype=object,
    )


def _cell(value: object) -> str | None:
    """Write a value as the CSV would have it; 101.0, which a missing value beside it made of 101, is 101."""
    if is_missing(value):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() or None
