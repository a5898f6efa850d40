"""Two readings of a text as marks in it: `tv.highlight` of what `tv.compare_readings` returns.

A figure that the other reading alone has is marked where it stands; one that stands nowhere has no place in the text,
and is listed below it alone.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from tradeview.readings.compared import BOTH, FIRST
from tradeview.readings.comparing import OTHER, OTHER_DTYPES
from tradeview.table.engines import is_missing
from tradeview.words.readings import write_cell, write_figure

ALIKE, DIFFERS = "read alike", "read differently"
FIRST_ALONE, SECOND_ALONE, NOT_IN_TEXT, LEFT_OPEN = "first alone", "second alone", "not in the text", "left open"
COMPARED_STATES = (NOT_IN_TEXT, DIFFERS, SECOND_ALONE, FIRST_ALONE, LEFT_OPEN, ALIKE)


def list_compared_rows(compared: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a comparison as rows of a text's numbers, each with its state and its place, if it has one."""
    return [_make_row(row) for row in compared.to_dict("records")]


def find_state(row: Mapping[str, Any]) -> str:
    """Return the state of a compared row: what a person has to know of it first.

    Examples
    --------
    >>> find_state({"reading": "both", "in_text": True, "differs": "period", "left_open": None, "not_found": None})
    'read differently'
    """
    if not is_missing(row["in_text"]) and not row["in_text"]:
        return NOT_IN_TEXT
    if not is_missing(row["differs"]) or not is_missing(row["not_found"]):
        return DIFFERS
    if row["reading"] == BOTH:
        return ALIKE if is_missing(row["left_open"]) else LEFT_OPEN
    return FIRST_ALONE if row["reading"] == FIRST else SECOND_ALONE


def _make_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a compared row with what is told of it: ours, and of what the other reading alone has the other's."""
    told = {name: cell for name, cell in row.items() if not is_missing(cell)}
    if row["reading"] not in (BOTH, FIRST):
        for name in OTHER_DTYPES:
            cell = row[OTHER + name]
            if not is_missing(cell):
                told[name] = cell
    told.pop("quote", None)
    told["state"] = find_state(row)
    told["explanation"] = row["sentence"]
    told["figure"] = _name_figure(row)
    return told


def _name_figure(row: Mapping[str, Any]) -> str:
    """Name the figure of a row, which may have no words in the text."""
    quote, value, currency = (row[OTHER + name] for name in ("quote", "value", "currency"))
    if not is_missing(quote):
        return write_cell(quote)
    number = None if is_missing(value) else float(value)
    return write_figure(number, None if is_missing(currency) else str(currency))
