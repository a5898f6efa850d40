"""The claims of an article that can be held against each other: those that a table of statements takes."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from tradeview.claims.claim import NOT_YET
from tradeview.claims.official.computing import WHOLE
from tradeview.claims.official.printed_claims import find_ends
from tradeview.claims.table import KINDS
from tradeview.table.engines import is_missing
from tradeview.table.schema import BALANCE, TOTAL, WORLD

NEEDED = ("claim", "kind", "start", "end", "flow", "value", "reporter", "commodity_code")
KEPT = ("low", "high", "currency", "bound", "coverage", "among", "base_start", "base_end", "observation")
TEXTS = ("currency", "bound", "coverage", "among", "observation")
NUMBERS = ("value", "low", "high")
MONTHS = ("start", "end", "base_start", "base_end")


def keep_readable(rows: Sequence[Mapping[str, Any]], only_reporter: str | None, title: str) -> pd.DataFrame:
    """Keep what can be tested, as statements of one article; the side that it does not state is the reporter's."""
    kept = []
    for row in rows:
        cells = {name: None if is_missing(cell) or cell == "" else cell for name, cell in row.items()}
        cells.setdefault("commodity_code", TOTAL)
        cells["reporter"] = cells.get("reporter") or only_reporter
        if all(cells.get(name) is not None for name in NEEDED) and _is_tested(cells):
            kept.append(_as_statement(cells, title))
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
    if kind == "share" and not _names_whole(cells):
        return False
    is_possible = {"growth": value >= -1, "share": 0 <= value <= 1, "rank": value >= 1 and value % 1 == 0}
    return is_possible[kind] and cells.get("unit") is None


def _names_whole(cells: Mapping[str, Any]) -> bool:
    """Tell whether a share is one of a flow of trade, and not of itself."""
    is_of_part = cells.get("partner") not in (None, WORLD) or cells["commodity_code"] != TOTAL
    return is_of_part and WHOLE.fullmatch(str(cells.get("among") or "exports")) is not None


def _as_statement(cells: Mapping[str, Any], title: str) -> dict[str, Any]:
    statement = {name: cells[name] for name in NEEDED} | {name: cells.get(name) for name in KEPT}
    statement["partner"] = cells.get("partner") or WORLD
    statement["side"] = cells.get("side") or cells["reporter"]
    statement["approximate"] = bool(cells.get("approximate"))
    if cells.get("low") is not None and cells.get("high") is not None and cells.get("bound") is None:
        statement["low"], statement["high"] = find_ends(cells, float(cells["value"]), str(cells["kind"]))
    statement["title"] = title
    if cells.get("bound") == "more than":
        statement["high"] = None
    if cells.get("bound") == "less than":
        statement["low"] = None
    return statement
