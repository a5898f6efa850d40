"""Answers of the World Bank's API in JSON, as somebody has kept them: what each page is, then a list of its cells.

`[{"page": 1, "pages": 1, …, "lastupdated": "2024-05-30"}, [{"indicator": {…}, "countryiso3code": "MYS", …}, …]]`
becomes lines as those of the Bank's long files, which `files` reads. What is one page of several is refused.
"""

import json
import math
from collections.abc import Mapping
from typing import Any

from tradeview.errors import TableError
from tradeview.sources.opening import parse_json
from tradeview.table.columns import Line

AGAIN = "ask the API again, with format=json&per_page=20000"
HEADER = ["countryiso3code", "country name", "indicator code", "indicator name", "year", "value"]


def lines_of_answer(name: str, answer: str | list[Any]) -> list[Line]:
    """Return an answer, or the text of one, as lines of cells below one that says when it was updated."""
    asked = f"{name} is an answer of the World Bank's API in JSON"
    if isinstance(answer, str):
        try:
            answer = parse_json(answer)
        except ValueError as error:
            raise TableError(asked, f"JSON that cannot be read: {error}", AGAIN) from error
    if isinstance(answer, list) and len(answer) == 1:
        raise TableError(asked, f"an error in JSON: {_shorten(answer[0])}", "ask for what the Bank has")
    if not isinstance(answer, list) or len(answer) != 2 or not isinstance(answer[0], Mapping):
        raise TableError(asked, f"JSON: {_shorten(answer).lower()!r}", AGAIN)
    about, cells = answer
    if not isinstance(cells, list):
        raise TableError(asked, f"JSON without figures: {_shorten(cells)}", "ask for what the Bank has")
    _refuse_parts(asked, about, cells)
    lines = [(0, ["Last Updated Date", str(about.get("lastupdated") or "")]), (0, HEADER)]
    for number, cell in enumerate(cells, 1):
        try:
            lines.append((number, _line_of_cell(cell)))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            found = f"JSON with a cell that is none: {_shorten(cell)}"
            raise TableError(asked, found, AGAIN) from error
    return lines


def _refuse_parts(asked: str, about: Mapping[str, Any], cells: list[Any]) -> None:
    """Refuse one page of several, and one that has not all its cells."""
    pages, total = str(about.get("pages")), str(about.get("total"))
    if pages != "1":
        raise TableError(asked, f"page {about.get('page')} of {pages}", AGAIN)
    if total != str(len(cells)):
        raise TableError(asked, f"{len(cells)} cells of {total}", AGAIN)


def _line_of_cell(cell: Mapping[str, Any]) -> list[str]:
    """Return a cell as a line; whatever Python raises where it is none."""
    economy, indicator = cell["country"], cell["indicator"]
    # Groups have no alpha-3, but a code of two letters of the Bank's own.
    code = cell.get("countryiso3code") or economy["id"]
    words = [code, economy["value"], indicator["id"], indicator["value"], cell["date"]]
    if not all(isinstance(word, str) for word in words):
        raise TypeError("names that are no text")
    return [*(word.strip() for word in words), _write_value(cell["value"])]


def _write_value(value: object) -> str:
    """Write a number; true is one to Python, and 1e999 to JSON."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError("no number")
    return repr(value)


def _shorten(said: object) -> str:
    return json.dumps(said, default=str, ensure_ascii=False)[:100]
