"""Lists of printed claims as people and `tradeview figures --ledger` write them, in the columns of a statements table.

A list says `2.48` and `billion`, `2005-01-01/2005-10-31`, "more than" in its quote, or nothing at all. Here each row is
spelled out: single units, first and last month, and the range that the printed digits and their hedge allow. What does
not say enough for that is open: it comes with the reason, and is never guessed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from tradeview.claims.list_cells import Cells, answer, as_text, number, span
from tradeview.claims.printed_digits import PERCENT, SPOKEN, Reading, in_percent, quoted, written_out
from tradeview.claims.table import KINDS
from tradeview.errors import StatementError
from tradeview.prose.numerals import Numeral
from tradeview.sources.ledger import read_ledger
from tradeview.table.columns import Table
from tradeview.table.engines import text_dtype
from tradeview.table.schema import HS_CODE, TOTAL

SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "percent": -2, "rank": 0}
NEEDED = ("start", "end", "reporter", "partner", "flow", "commodity_code", "value")
# Columns of lists that a statements table spells otherwise; `flow` is one of both.
SPELLED = ("scale", "period", "months", "commodity", "how_sure")
# Press lists name the flow of a growth, or the set of a share, in a bracket: `TOTAL (exports MYS to RUS)`.
ASIDE = re.compile(r"(?P<code>[^(]*?)\s*\((?P<words>.*)\)\s*")
FLOW_WORDS = re.compile(r"(?P<flow>export|import|re-export|re-import|total)s?\b")
LIST = Table("table of statements", (), error=StatementError)


class Listed(NamedTuple):
    """The rows of a list as statements; of each open one its key and what it does not say; whether they are a draft."""

    rows: pd.DataFrame
    open_rows: dict[str, str]
    draft: bool


def read_list(path: str | Path) -> Listed:
    """Read a list of claims from a CSV file, not checked but spelled out.

    Parameters
    ----------
    path : path
        A statements table, a press list or a draft of a ledger; UTF-8, comma or semicolon.

    Returns
    -------
    Listed
        `rows` has the columns of a statements table that the file says or implies, and others of it as text; row n of a
        file without `claim` is claim "n". `open_rows` names those whose period, flow, value or codes are not settled.
        The values of a `draft` are what a whole text says, of which a quote may say less (`US$5` of US$5-10 billion).

    Raises
    ------
    StatementError
        A cell that should hold a number, yes or no cannot be read; `period` and `months` differ; a key stands twice.
    """
    raw = read_ledger(LIST, path)
    return spell_out(raw.astype(object).to_dict("records"), list(raw), Path(path).name)


def spell_out(records: Iterable[Mapping[str, Any]], columns: Sequence[str], called: str) -> Listed:
    """Spell out rows of cells, as text or as numbers, answers and dates; without a column for codes, all are TOTAL."""
    draft = "months" in columns
    rows: list[dict[str, Any]] = []
    open_rows: dict[str, str] = {}
    wrong: list[str] = []
    keys: set[str] = set()
    for count, cells in enumerate(records, start=1):
        row = {name: as_text(cell) for name, cell in cells.items()}
        row["claim"] = key = row.get("claim") or str(count)
        wrong += [f"claim {key}, its key stands twice; allowed: a key of its own"] if key in keys else []
        keys.add(key)
        try:
            rows.append(_statement(row, draft=draft))
        except ValueError as error:
            wrong.append(f"claim {key}, {error}")
            continue
        missing = [f"{name} {_written(row, name)}" for name in NEEDED if rows[-1].get(name) is None]
        if missing:
            open_rows[key] = ", ".join(missing)
    if wrong:
        raise StatementError(f"{called} is read as statements", f"{len(wrong)} wrong", "mend these", wrong)
    return Listed(_typed(rows, [name for name in columns if name not in SPELLED]), open_rows, draft)


def _statement(row: Cells, *, draft: bool) -> dict[str, Any]:
    """Spell out one row."""
    said = _words(row)
    start, end = span(row)
    reading = _reading(row, said["kind"], draft=draft)
    low, high = _ends(row, reading, said["kind"], draft=draft)
    return {
        **{name: cell for name, cell in row.items() if name not in SPELLED},
        **said,
        "start": start,
        "end": end,
        "value": None if reading is None else float(reading.number.value),
        "low": None if low is None else float(low),
        "high": None if high is None else float(high),
        "approximate": reading is not None and reading.approximate,
        "bound": reading.bound if reading else None,
    }


def _words(row: Cells) -> dict[str, Any]:
    """Return what the row says in words: kind, flow, commodity code, set, certainty."""
    unnamed = "" if {"commodity_code", "commodity"} & set(row) else TOTAL
    named = row.get("commodity_code") or row.get("commodity") or unnamed
    aside = ASIDE.fullmatch(named)
    code, words = (aside["code"], aside["words"]) if aside else (named, "")
    flow, kind = row.get("flow"), row.get("kind") or "level"
    among = row.get("among")
    if flow in KINDS:  # a press list has the kind where others have the flow
        found = FLOW_WORDS.match(words)
        flow, kind = (found["flow"] if found else "total"), flow
    if kind == "share" and words.startswith("share of "):
        among = among or words.removeprefix("share of ")
    # "coal (quantity)" is no code, and what is no code is not settled.
    return {
        "kind": kind,
        "flow": flow,
        "commodity_code": code if re.fullmatch(HS_CODE, code) else None,
        "among": among,
        "certainty": row.get("certainty") or row.get("how_sure"),
        "observation": _observation(row),
    }


def _observation(row: Cells) -> str | None:
    """Return the observation, which drafts number anew in every text."""
    known = row.get("observation")
    return f"{row['source']}.{known}" if known and "months" in row and row.get("source") else known


def _power(row: Cells, kind: str) -> int | None:
    """Return the power of ten in which a row gives its numbers; None where its scale is none of ours."""
    scale, value, quote = row.get("scale"), number(row, "value"), row.get("quote")
    if scale is None and kind in PERCENT and value is not None and quote and in_percent(quote, value):
        return SCALES["percent"]
    return SCALES.get(scale or "rank")


def _reading(row: Cells, kind: str, *, draft: bool) -> Reading | None:
    """Return how the value was printed, as far as cells and quote tell; None where there is no value."""
    value, power = number(row, "value"), _power(row, kind)
    if value is None or power is None:
        return None
    printed = Numeral.of(value).times(power)
    quote = row.get("quote")
    # Reading a quote takes a while: not where the row has all that is sought there, as one has that was spelled out.
    is_spelled = not draft and "bound" in row and _own_ends(row) != (None, None)
    found = quoted(quote, kind, printed.value, row.get("currency")) if quote and not is_spelled else None
    if draft and (low := number(row, "low")) is not None and (high := number(row, "high")) is not None:
        printed = Numeral(value, high - low)
    elif not row.get("scale") and kind != "rank":
        printed = found.number if found else written_out(printed, finest=SPOKEN.get(kind, 0))
    approximate, bound = answer(row), row.get("bound")
    if found and "bound" not in row and approximate is not False:
        approximate, bound = found.approximate or approximate, found.bound
    return Reading(printed, bool(approximate) or bound is not None, bound)


def _ends(row: Cells, reading: Reading | None, kind: str, *, draft: bool) -> tuple[Decimal | None, Decimal | None]:
    """Return the range of the row: its own where it has one, else that of the print."""
    own = _own_ends(row)
    if reading is None or (own != (None, None) and not draft):
        power = _power(row, kind) or 0
        return own[0] and own[0].scaleb(power), own[1] and own[1].scaleb(power)
    value = reading.number.value
    return (value, value) if kind == "rank" else reading.ends()


def _own_ends(row: Cells) -> tuple[Decimal | None, Decimal | None]:
    """Return the range that a row gives itself, in its scale."""
    return number(row, "low"), number(row, "high")


def _written(row: Cells, name: str) -> str:
    """Say what stands in the file where a statement would have `name`."""
    places = {
        "start": ("start", "months", "period"),
        "end": ("end", "months", "period"),
        "commodity_code": ("commodity_code", "commodity"),
        "value": ("value", "scale"),
    }
    cells = [str(row[place]) for place in places.get(name, (name,)) if row.get(place)]
    return repr(" ".join(cells)) if cells else "is missing"


def _typed(rows: list[dict[str, Any]], columns: list[str]) -> pd.DataFrame:
    """Make a frame of statements: the columns of the file, and those that were spelled out."""
    made = ("claim", "start", "end", "kind", "flow", "commodity_code", "value", "low", "high", "approximate", "bound")
    spelled_out = [*made, "among", "certainty", "observation"]
    kinds = {
        "start": "Int64",
        "end": "Int64",
        "value": "float64",
        "low": "float64",
        "high": "float64",
        "approximate": "bool",
    }
    names = list(dict.fromkeys([*made, *columns, *spelled_out]))
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=kinds.get(name, text_dtype())) for name in names}
    )
