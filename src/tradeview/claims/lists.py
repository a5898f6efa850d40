"""Lists of printed claims as people and `tradeview claims` write them, in the columns of a statements table.

A list says `2.48` and `billion`, `2005-01-01/2005-10-31`, "more than" in its quote, or nothing at all. Here each row is
spelled out: single units, first and last month, and the range that the printed digits and their hedge allow. What does
not say enough for that is open: it comes with the reason, and is never guessed.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pandas as pd

from tradeview.claims.figure_ranges import NUMBER, PERCENT, SPOKEN, PrintedFigure, is_in_percent, written_out
from tradeview.claims.list_cells import Cells, is_approximate, months_of_base, months_of_row, number_in, write_cell
from tradeview.claims.table import KINDS, PLACES, is_reading
from tradeview.errors import StatementError
from tradeview.prose import read_figures
from tradeview.prose.numerals import Numeral
from tradeview.sources.table_file import read_table_file
from tradeview.table.columns import Table
from tradeview.table.engines import is_missing, text_dtype
from tradeview.table.schema import BALANCE, HS_CODE, TOTAL, WORLD

SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "percent": -2, "rank": 0}
NEEDED = ("start", "end", "reporter", "partner", "flow", "commodity_code", "value")
# Columns of lists that a statements table spells otherwise; `flow` is one of both.
SPELLED = ("scale", "period", "months", "commodity", "how_sure")
# Press lists name the flow of a growth, or the set of a share, in a bracket: `TOTAL (exports MYS to RUS)`.
ASIDE = re.compile(r"(?P<code>[^(]*?)\s*\((?P<words>.*)\)\s*")
FLOW_WORDS = re.compile(r"(?P<flow>export|import|re-export|re-import|total)s?\b")
OPPOSITE = {"more than": "less than", "less than": "more than"}
# What is spelled out of every row, in the order of the table, and the columns that hold what is no text.
SPELLED_OUT = (
    *("claim", "start", "end", "kind", "flow", "commodity_code"),
    *("value", "low", "high", "approximate", "bound"),
)
ALSO_SPELLED_OUT = ("among", "certainty", "observation")
BASE = {"base_start", "base_end"}  # a year in one of them is both
DTYPES = {
    **dict.fromkeys(("start", "end", "period", "base_start", "base_end", *PLACES), "Int64"),
    **dict.fromkeys(("value", "low", "high"), "float64"),
    "approximate": "bool",
}
# Where in a list that stands which a table of statements has in another column.
STANDS_IN = {
    "start": ("start", "months", "period"),
    "end": ("end", "months", "period"),
    "commodity_code": ("commodity_code", "commodity"),
    "value": ("value", "scale"),
}
LEAST_GROWTH = -1
Form = Literal["list", "draft", "reading"]
Ends = tuple[Decimal | None, Decimal | None]
LIST = Table("table of statements", (), error=StatementError)


class Listed(NamedTuple):
    """The rows of a list as statements; of each open one its key and what it does not say; whether a text was read."""

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
        The values of a `draft`, and of what `read_claims` found, are what a whole text says, of which a quote may say
        less (`US$5` of US$5-10 billion).

    Raises
    ------
    StatementError
        A cell that should hold a number, yes or no cannot be read; `period` and `months` differ; a key stands twice.
    """
    raw = read_table_file(LIST, path)
    return spell_out(raw.astype(object).to_dict("records"), list(raw), Path(path).name)


def spell_out(records: Iterable[Mapping[str, Any]], columns: Sequence[str], called: str) -> Listed:
    """Spell out rows of cells, as text or as numbers, answers and dates; without a column for codes, all are TOTAL."""
    form = _form_of(columns)
    rows: list[dict[str, Any]] = []
    open_rows: dict[str, str] = {}
    wrong: list[str] = []
    keys: set[str] = set()
    for count, cells in enumerate(records, start=1):
        row = {name: write_cell(cell) for name, cell in cells.items()}
        row["claim"] = key = row.get("claim") or str(count)
        if key in keys:
            wrong.append(f"claim {key}, its key stands twice; allowed: a key of its own")
        keys.add(key)
        try:
            spelled = _spell_out_row(row, form)
        except ValueError as error:
            wrong.append(f"claim {key}, {error}")
            continue
        rows.append(spelled)
        missing = [f"{name} {_quote_cells(row, name, form)}" for name in NEEDED if spelled.get(name) is None]
        if form == "reading":
            missing += _find_unfit(row, spelled)
        if missing:
            open_rows[key] = ", ".join(missing)
    if wrong:
        raise StatementError(f"{called} is read as statements", f"{len(wrong)} wrong", "mend these", wrong)
    kept = [name for name in columns if form == "reading" or name not in SPELLED]
    base = () if BASE.isdisjoint(columns) else sorted(BASE, reverse=True)
    names = list(dict.fromkeys([*SPELLED_OUT, *kept, *base, *ALSO_SPELLED_OUT]))
    frame = {name: pd.Series([row.get(name) for row in rows], dtype=DTYPES.get(name, text_dtype())) for name in names}
    return Listed(pd.DataFrame(frame), open_rows, form != "list")


def _form_of(columns: Collection[str]) -> Form:
    """Tell a list that a person keeps from what was read out of a text: a draft of a ledger, or a table of claims."""
    if is_reading(columns):
        return "reading"
    return "draft" if "months" in columns else "list"


def _find_unfit(row: Cells, spelled: Cells) -> list[str]:
    """Say what a claim that was read lacks, beside what every claim needs, or says that no such claim can."""
    if row.get("kind") is None:
        return ["kind is missing"]
    unfit = []
    kind, value = spelled["kind"], spelled["value"]
    if kind == "level" and spelled.get("currency") is None:
        unfit.append("currency is missing")
    if value is not None and not _can_be(kind, value, is_balance=spelled["flow"] == BALANCE):
        unfit.append(f"value {value!r} of a {kind}")
    return unfit


def _can_be(kind: str, value: float, *, is_balance: bool) -> bool:
    """Tell whether a claim of a kind can have a value."""
    if kind == "level":
        return value >= 0 or is_balance
    if kind == "rank":
        return value >= 1 and value.is_integer()
    if kind == "share":
        return 0 <= value <= 1
    return kind != "growth" or value >= LEAST_GROWTH


def _quote_cells(row: Cells, name: str, form: Form) -> str:
    """Say what stands in the file where a statement would have `name`; a text that was read has it there or nowhere."""
    columns = (name,) if form == "reading" else STANDS_IN.get(name, (name,))
    cells = [str(row[column]) for column in columns if row.get(column)]
    return repr(" ".join(cells)) if cells else "is missing"


def _spell_out_row(row: Cells, form: Form) -> dict[str, Any]:
    said = _spell_out_words(row, form)
    start, end = months_of_row(row, own_ends_alone=form == "reading")
    reading = _read_value(row, said["kind"], form)
    low, high = _ends_of_value(row, reading, said["kind"], form)
    spelled = {name: cell for name, cell in row.items() if form == "reading" or name not in SPELLED}
    spelled.update(said, start=start, end=end, low=_to_float(low), high=_to_float(high))
    spelled.update(zip(("base_start", "base_end"), months_of_base(row), strict=True))
    if form == "reading":
        spelled["partner"] = _partner_of(spelled)
        spelled |= {name: _whole_number(row, name) for name in ("period", *PLACES)}
    if reading is None:
        spelled.update(value=None, approximate=False, bound=None)
    else:
        spelled.update(value=_to_float(reading.number.value), approximate=reading.approximate, bound=reading.bound)
    return spelled


def _whole_number(row: Cells, name: str) -> int | None:
    number = number_in(row, name)
    if number is not None and number % 1:
        raise ValueError(f"{name} {row[name]!r}; allowed: a whole number")
    return None if number is None else int(number)


def _partner_of(spelled: Cells) -> str | None:
    """Return the partner of a claim out of a text: where it names none, the world, unless the claim is of a partner."""
    partner: str | None = spelled.get("partner")
    is_of_partner = spelled["kind"] == "rank" or (spelled["kind"] == "share" and spelled["commodity_code"] == TOTAL)
    if partner is None and not is_of_partner:
        return WORLD
    return partner


def _to_float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _spell_out_words(row: Cells, form: Form) -> dict[str, Any]:
    """Return what the row says in words: kind, flow, commodity code, set, certainty, observation."""
    has_codes = "commodity_code" in row or "commodity" in row
    named = row.get("commodity_code") or row.get("commodity")
    if named is None:
        named = "" if has_codes else TOTAL
    code, words = named, ""
    aside = ASIDE.fullmatch(named)
    if aside:
        code, words = aside["code"], aside["words"]
    flow, kind, among = row.get("flow"), row.get("kind") or "level", row.get("among")
    if flow in KINDS:  # a press list has the kind where others have the flow
        kind = flow
        named_flow = FLOW_WORDS.match(words)
        flow = named_flow["flow"] if named_flow else "total"
    if kind == "share" and words.startswith("share of "):
        among = among or words.removeprefix("share of ")
    observation = row.get("observation")
    source = row.get("source")
    # In every text that is read, observations are numbered anew.
    if observation and source and form != "list" and not observation.startswith(f"{source}."):
        observation = f"{source}.{observation}"
    return {
        "kind": kind,
        "flow": flow,
        # "coal (quantity)" is no code, and what is no code is not settled.
        "commodity_code": code if re.fullmatch(HS_CODE, code) else None,
        "among": among,
        "certainty": row.get("certainty") or row.get("how_sure"),
        "observation": observation,
    }


def _power_of_scale(row: Cells, kind: str, form: Form) -> int | None:
    """Return the power of ten in which a row gives its numbers; None where its scale is none of ours."""
    scale, value, quote = row.get("scale"), number_in(row, "value"), row.get("quote")
    if scale is not None:
        return SCALES.get(scale)
    if form == "reading":  # of fractions and single units; beside "doubled" no number of the quote is a percentage
        return 0
    if kind in PERCENT and value is not None and quote and is_in_percent(quote, value):
        return SCALES["percent"]
    return 0


def _read_value(row: Cells, kind: str, form: Form) -> PrintedFigure | None:
    """Return how the value was printed, as far as cells and quote tell; None where there is no value."""
    value, power = number_in(row, "value"), _power_of_scale(row, kind, form)
    if value is None or power is None:
        return None
    number = Numeral.of(value).times(power)
    low, high = _own_ends(row)
    has_range = (low, high) != (None, None)
    in_quote = None
    # Reading a quote takes a while: not where the row has all that is sought there, as one has that was spelled out.
    if row.get("quote") and (form == "draft" or "bound" not in row or not has_range):
        in_quote = find_in_quote(row["quote"], kind, number.value, row.get("currency"))
    if form == "draft" and low is not None and high is not None:
        number = Numeral(value, high - low)
    elif not row.get("scale") and kind != "rank":
        number = in_quote.number if in_quote else written_out(number, finest=SPOKEN.get(kind, 0))
    approximate, bound = is_approximate(row), row.get("bound")
    # A file that has the column `bound`, or denies that a claim is approximate, knows better than its quote.
    if in_quote and "bound" not in row and approximate is not False:
        approximate, bound = in_quote.approximate or approximate, in_quote.bound
    return PrintedFigure(number, bool(approximate) or bound is not None, bound)


def find_in_quote(quote: str, kind: str, value: Decimal, currency: str | None) -> PrintedFigure | None:
    """Find a value in its quote, with its digits and its hedge; None where tradeview does not read it there.

    Examples
    --------
    >>> find_in_quote("fell by more than 12.0%", "growth", Decimal("-0.12"), None).bound
    'less than'
    """
    if kind not in SPOKEN:
        return None
    if kind != "level":
        # Hedges stand around shares as they do around money, which is what the reader of figures reads.
        quote, currency = NUMBER.sub(r"\g<0> USD ", quote), "USD"
    for figure in read_figures(quote).itertuples():
        # A quote says a claim in any words: "rose by US$2 billion", "an average of US$3 billion".
        is_open = is_missing(figure.currency) or is_missing(figure.value)
        if is_open or figure.currency != currency or figure.kind == "rate":
            continue
        printed, low, high = (
            Decimal(repr(end)).scaleb(SPOKEN[kind]) for end in (figure.value, figure.low, figure.high)
        )
        if abs(printed) == abs(value):
            bound = None if is_missing(figure.bound) else str(figure.bound)
            # "Fell by more than 12%" is a growth of less than -12%, whether the quote says that it fell or not.
            if bound and (value < 0) != (printed < 0):
                bound = OPPOSITE[bound]
            return PrintedFigure(Numeral(value, high - low), bool(figure.approximate), bound)
    return None


def _ends_of_value(row: Cells, reading: PrintedFigure | None, kind: str, form: Form) -> Ends:
    """Return the range of the row: its own where it has one, else that of the print."""
    low, high = _own_ends(row)
    has_range = (low, high) != (None, None)
    if reading is None or (has_range and form != "draft"):
        power = _power_of_scale(row, kind, form) or 0
        if low is not None:
            low = low.scaleb(power)
        if high is not None:
            high = high.scaleb(power)
        return low, high
    if kind == "rank":
        return reading.number.value, reading.number.value
    return reading.ends()


def _own_ends(row: Cells) -> Ends:
    """Return the range that a row gives itself, in its scale."""
    return number_in(row, "low"), number_in(row, "high")
