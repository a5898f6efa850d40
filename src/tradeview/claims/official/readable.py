"""The claims of an article that can be held against each other: those that a table of statements takes."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from tradeview.claims.claim import NOT_YET
from tradeview.claims.table import KINDS
from tradeview.table.engines import is_missing
from tradeview.table.schema import BALANCE, TOTAL, WORLD

NEEDED = ("claim", "kind", "start", "end", "flow", "value", "reporter", "commodity_code")
KEPT = ("low", "high", "currency", "bound", "coverage", "among", "base_start", "base_end", "observation")
TEXTS = ("currency", "bound", "coverage", "among", "observation")
NUMBERS = ("value", "low", "high")
MONTHS = ("start", "end", "base_start", "base_end")


def keep_readable(rows: Sequence[Mapping[str, Any]], only_reporter: str | None, source: str) -> pd.DataFrame:
    """Keep what can be tested, as statements of one article; the side that it does not state is the reporter's."""
    kept = []
    for row in rows:
        cells = {name: None if is_missing(cell) or cell == "" else cell for name, cell in row.items()}
        cells.setdefault("commodity_code", TOTAL)
        cells["reporter"] = cells.get("reporter") or only_reporter
        if all(cells.get(name) is not None for name in NEEDED) and _is_tested(cells):
            kept.append(_as_statement(cells, source))
    frame = pd.DataFrame(kept)
    if frame.empty:
        return frame
    dtypes = dict.fromkeys(TEXTS, "string") | dict.fromkeys(NUMBERS, "float64")
    return frame.astype(dtypes | dict.fromkeys(MONTHS, "Int64"))


def _is_tested(cells: Mapping[str, Any]) -> bool:
    """Tell whether a claim is of a kind that is tested, and says what one of its kind can."""
    kind, value = cells["kind"], float(cells["value"])
    if kind not in KINDS or cells.get("status") in NOT_YET:
        return False
    if kind == "level":
        return cells.get("currency") is not None and (value >= 0 or cells["flow"] == BALANCE)
    # Growth of a weight is no growth of what was paid.
    is_possible = {"growth": value >= -1, "share": 0 <= value <= 1, "rank": value >= 1 and value % 1 == 0}
    return is_possible[kind] and cells.get("unit") is None


def _as_statement(cells: Mapping[str, Any], source: str) -> dict[str, Any]:
    statement = {name: cells[name] for name in NEEDED} | {name: cells.get(name) for name in KEPT}
    statement["partner"] = cells.get("partner") or WORLD
    statement["side"] = cells.get("side") or cells["reporter"]
    statement["approximate"] = bool(cells.get("approximate"))
    statement["source"] = source
    if cells.get("bound") == "more than":
        statement["high"] = None
    if cells.get("bound") == "less than":
        statement["low"] = None
    return statement
