"""What a frame of claims must hold to be judged: less than a table of statements, for a text leaves much open."""

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.claims.table import BOUNDS, MONTH, STATUSES
from tradeview.errors import SHOWN_ROWS, StatementError
from tradeview.periods import is_month_column
from tradeview.table.columns import Column, Rule, Table
from tradeview.table.engines import collect_rows
from tradeview.table.frames import wrap_frame
from tradeview.table.schema import FLOWS, HS_CODE, HS_DIGITS, economy_codes, one_of
from tradeview.units import currencies

NEEDED = ("claim", "kind", "value", "start", "end", "flow")
ECONOMY = "an ISO 3166 alpha-3 code such as MYS, WLD, or nothing"
FINITE = "a finite number"


def _economy_column(name: str) -> Column:
    return Column(name, "text", ECONOMY, lambda column: column.is_in(sorted(economy_codes())))


def _number_column(name: str) -> Column:
    return Column(name, "number", FINITE, lambda column: column.is_finite())


def _in_order(first: str, second: str) -> nw.Expr:
    """Make the promise that one column is not above another, where both say something."""
    return nw.col(first).is_null() | nw.col(second).is_null() | (nw.col(first) <= nw.col(second))


CLAIMS = Table(
    "table of claims",
    (
        Column("claim", required=True),
        Column("kind"),
        *map(_number_column, ("value", "low", "high")),
        *(Column(name, "integer", MONTH, is_month_column) for name in ("start", "end", "base_start", "base_end")),
        one_of("flow", FLOWS),
        *map(_economy_column, ("side", "reporter", "partner")),
        Column("commodity_code", "text", HS_DIGITS, lambda column: column.str.contains(HS_CODE)),
        Column("currency", "text", "an ISO 4217 code", lambda column: column.is_in(sorted(currencies()))),
        one_of("bound", BOUNDS),
        one_of("status", STATUSES),
        *(Column(name) for name in ("unit", "coverage", "commodity", "among", "time_from", "flow_from", "quote")),
    ),
    (
        Rule(("start", "end"), "the first month is not after the last", _in_order("start", "end")),
        Rule(("base_start", "base_end"), "the first month is not after the last", _in_order("base_start", "base_end")),
        Rule(("low", "value"), "low <= value", _in_order("low", "value")),
        Rule(("value", "high"), "value <= high", _in_order("value", "high")),
    ),
    StatementError,
)


def check_claim_table(claims: IntoFrame) -> None:
    """Refuse a frame that is none of claims.

    Raises
    ------
    StatementError
        A column is not there, a cell holds what it cannot, or two claims have one key.
    """
    frame = wrap_frame(claims, StatementError)
    names = frame.collect_schema().names()
    absent = [name for name in NEEDED if name not in names]
    if absent:
        asked = f"a {CLAIMS.name} needs the column(s) {', '.join(absent)}"
        raise StatementError(asked, f"columns {', '.join(names)}", "give what tv.read_claims gives")
    CLAIMS.check(frame)
    keys = CLAIMS.with_kinds(frame).group_by("claim").agg(times=nw.len()).filter(nw.col("times") > 1).sort("claim")
    twice = [f"claim {row['claim']}: {row['times']} rows" for row in collect_rows(keys.head(SHOWN_ROWS + 1))]
    if twice:
        raise StatementError("every claim has a key of its own", "one key for several", "rename them", twice)
