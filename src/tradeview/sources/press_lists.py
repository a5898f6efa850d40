"""Lists of printed claims as people and `tradeview figures --ledger` write them, in the columns of a statements table.

A list says `2.48` and `billion`, `2005-01-01/2005-10-31`, "more than" in its quote, or nothing at all. Here each row is
spelled out: single units, first and last month, and the range that the printed digits and their hedge allow. What does
not say enough for that is open: it comes with the reason, and is never guessed.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from tradeview.errors import StatementError
from tradeview.figures.numerals import Numeral
from tradeview.schema import HS_CODE
from tradeview.sources.press_digits import SPOKEN, Reading, quoted, written_out
from tradeview.statement_table import KINDS
from tradeview.tables import PATTERNS, WORDS, Table, is_missing

SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "percent": -2, "rank": 0}
ANSWERS = {"yes": True, "true": True, "no": False, "false": False}
NEEDED = ("start", "end", "reporter", "partner", "flow", "commodity_code", "value")
# Columns of lists that a statements table spells otherwise; `flow` is one of both.
SPELLED = ("scale", "period", "months", "commodity", "how_sure")
DAY = re.compile(r"(?P<year>\d{4})(?:-?(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
# Press lists name the flow of a growth, or the set of a share, in a bracket: `TOTAL (exports MYS to RUS)`.
ASIDE = re.compile(r"(?P<code>[^(]*?)\s*\((?P<words>.*)\)\s*")
FLOW_WORDS = re.compile(r"(?P<flow>export|import|re-export|re-import|total)s?\b")
LIST = Table("table of statements", (), error=StatementError)

Cells = Mapping[str, Any]


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
    raw = LIST.read(path)
    draft = "months" in raw
    rows: list[dict[str, Any]] = []
    open_rows: dict[str, str] = {}
    wrong: list[str] = []
    keys: set[str] = set()
    for number, cells in enumerate(raw.astype(object).to_dict("records"), start=1):
        row = {name: None if is_missing(cell) else cell for name, cell in cells.items()}
        row["claim"] = key = row.get("claim") or str(number)
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
        raise StatementError(f"{Path(path).name} is read as statements", f"{len(wrong)} wrong", "mend these", wrong)
    return Listed(_typed(rows, [name for name in raw if name not in SPELLED]), open_rows, draft)


def _statement(row: Cells, *, draft: bool) -> dict[str, Any]:
    """Spell out one row."""
    said = _words(row)
    start, end = _span(row)
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
    named = row.get("commodity_code") or row.get("commodity") or ""
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


def _span(row: Cells) -> tuple[int | None, int | None]:
    """Return the first and the last month, or neither.

    Examples
    --------
    >>> [_span({"period": text}) for text in ("2013", "201305", "2013-04", "2005-01-01/2005-10-31", "unstated")]
    [(201301, 201312), (201305, 201305), (201304, 201304), (200501, 200510), (None, None)]
    """
    if row.get("start") or row.get("end"):
        start, end = (_number(row, name) for name in ("start", "end"))
        return (None if start is None else int(start)), (None if end is None else int(end))
    months, period = (_months(row.get(name) or "") for name in ("months", "period"))
    if None not in (*months, *period) and months != period:
        # Who reviewed a draft changed one of them and forgot the other.
        raise ValueError(f"period {row['period']!r}, months {row['months']!r}; allowed: one of them, or both the same")
    return period if months == (None, None) else months


def _months(written: str) -> tuple[int | None, int | None]:
    """Read a year, a month or an ISO interval of whole months."""
    first, _, last = written.partition("/")
    ends = DAY.fullmatch(first), DAY.fullmatch(last or first)
    if ends[0] is None or ends[1] is None:
        return None, None
    year, month = int(ends[1]["year"]), int(ends[1]["month"] or 12)
    whole = ends[0]["day"] in {None, "01"} and 1 <= month <= 12 and 1 <= int(ends[0]["month"] or 1) <= 12
    if not whole or (ends[1]["day"] and int(ends[1]["day"]) != monthrange(year, month)[1]):
        return None, None
    return int(ends[0]["year"]) * 100 + int(ends[0]["month"] or 1), year * 100 + month


def _number(row: Cells, name: str) -> Decimal | None:
    """Read a cell; an empty one is missing."""
    kind = "integer" if name in {"start", "end"} else "number"
    cell = row.get(name)
    if cell is None:
        return None
    if not PATTERNS[kind].fullmatch(cell):
        raise ValueError(f"{name} {cell!r}; allowed: {WORDS[kind]}")
    return Decimal(cell)


def _reading(row: Cells, kind: str, *, draft: bool) -> Reading | None:
    """Return how the value was printed, as far as cells and quote tell; None where there is no value."""
    value, scale = _number(row, "value"), row.get("scale")
    if value is None or (scale is not None and scale not in SCALES):
        return None
    number = Numeral.of(value).times(SCALES[scale] if scale else 0)
    quote = row.get("quote")
    found = quoted(quote, kind, number.value, row.get("currency")) if quote else None
    if draft and (low := _number(row, "low")) is not None and (high := _number(row, "high")) is not None:
        number = Numeral(value, high - low)
    elif not scale and kind != "rank":
        number = found.number if found else written_out(number, finest=SPOKEN.get(kind, 0))
    approximate, bound = _answer(row), row.get("bound")
    if found and "bound" not in row and approximate is not False:
        approximate, bound = found.approximate or approximate, found.bound
    return Reading(number, bool(approximate) or bound is not None, bound)


def _ends(row: Cells, reading: Reading | None, kind: str, *, draft: bool) -> tuple[Decimal | None, Decimal | None]:
    """Return the range of the row: its own where it has one, else that of the print."""
    own = _number(row, "low"), _number(row, "high")
    if reading is None or (own != (None, None) and not draft):
        power = SCALES.get(row.get("scale") or "rank", 0)
        return own[0] and own[0].scaleb(power), own[1] and own[1].scaleb(power)
    value = reading.number.value
    return (value, value) if kind == "rank" else reading.ends()


def _answer(row: Cells) -> bool | None:
    cell = row.get("approximate")
    if cell is not None and cell.lower() not in ANSWERS:
        raise ValueError(f"approximate {cell!r}; allowed: {', '.join(ANSWERS)}")
    return None if cell is None else ANSWERS[cell.lower()]


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
    spelled = [*made, "among", "certainty", "observation"]
    kinds = {
        "start": "Int64",
        "end": "Int64",
        "value": "float64",
        "low": "float64",
        "high": "float64",
        "approximate": "bool",
    }
    text = "str" if pd.__version__ >= "3" else "object"
    names = list(dict.fromkeys([*made, *columns, *spelled]))
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=kinds.get(name, text)) for name in names}
    )
