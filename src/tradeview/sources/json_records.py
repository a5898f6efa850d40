"""A list of records in JSON, as programs keep a table: one mapping of names to values a row, as lines of cells."""

from collections.abc import Mapping
from typing import Any

from tradeview.errors import TableError
from tradeview.sources.opening import parse_json

AS_RECORDS = "give a list of records (pandas: to_json(path, orient='records')), or CSV"
SHOWN = 60


def lines_of_records(text: str, called: str, error: type[TableError] = TableError) -> list[list[str]]:
    """Return the names of a list of records, and its records, as lines of cells; a number keeps its digits.

    Raises
    ------
    TableError
        (as `error` says) It is no whole JSON, no list of records, or a record holds more than text and numbers.

    Examples
    --------
    >>> lines_of_records('[{"period": 2023, "value": 1.50}, {"period": 2024, "value": null}]', "trade.json")
    [['period', 'value'], ['2023', '1.50'], ['2024', '']]
    """
    asked = f"{called} is a list of records in JSON"
    try:
        records = parse_json(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_make_record)
    except ValueError as broken:
        raise error(asked, f"JSON that cannot be read ({broken})"[:200], AS_RECORDS) from broken
    if not isinstance(records, list) or not records or not all(isinstance(record, Mapping) for record in records):
        raise error(asked, f"JSON: {text.lstrip()[:SHOWN]!r}", AS_RECORDS)
    names = list(dict.fromkeys(name for record in records for name in record))
    lines = [names]
    for record in records:
        cells = [record.get(name) for name in names]
        nested = [name for name, cell in zip(names, cells, strict=True) if isinstance(cell, list | dict)]
        if nested:
            raise error(asked, f"lists or records in {', '.join(nested)}", AS_RECORDS)
        lines.append([_write_value(cell) for cell in cells])
    return lines


def _make_record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make a record of its names and values; Python's own reading keeps the last of two values of one name."""
    record = dict(pairs)
    if len(record) < len(pairs):
        raise ValueError("a record names a value twice")
    return record


def _write_value(value: Any) -> str:
    """Write a value as CSV has it; numbers are text already."""
    return "" if value is None else str(value)
