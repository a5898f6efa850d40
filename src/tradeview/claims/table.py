"""The columns of a table of statements, the values they allow, and the check that refuses what breaks them.

What is read out of a text is such a table, too, told by the places in the text (`text_start`, `text_end`). There a cell
may be empty wherever the text does not say it: who checks claims leaves those rows out, and names them.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import narwhals as nw

from tradeview.arguments import show_short_signature
from tradeview.errors import SHOWN_ROWS, StatementError
from tradeview.periods import is_month_column
from tradeview.table.columns import Column, Rule, Table
from tradeview.table.engines import Frame, FrameT, collect_rows
from tradeview.table.frames import wrap_frame
from tradeview.table.schema import (
    COVERAGE_WORDS,
    FLOWS,
    HS_CODE,
    HS_DIGITS,
    currency_column,
    economy_codes,
    economy_column,
    is_balance,
    is_coverage,
    one_of,
)

# Kinds that are held against one another, and those that only stand in the table.
KINDS = ("level", "growth", "share", "rank")
UNTESTED_KINDS = ("annual growth", "change", "quantity", "price", "average", "index", "rate")
ALL_KINDS = (*KINDS, *UNTESTED_KINDS)
# Where in a text a claim stands: a table that has them was read out of one.
PLACES = ("text_start", "text_end")
# What `read_claims` and `fact_check` say in words beside a claim.
WORDS_OF_READING = ("sentence", "unit", "commodity", "among_words", "time_from", "flow_from", "locale")
BOUNDS = ("more than", "less than")
STATUSES = ("target", "forecast")
MONTH = "a month (202405)"
KIND = nw.col("kind").fill_null("")


def _choice_column(name: str, codes: tuple[str, ...]) -> Column:
    return Column(name, "text", ", ".join(codes), lambda column: column.is_in(codes), required=True)


def _number_column(name: str, *, required: bool = False) -> Column:
    return Column(name, "number", "a finite number", lambda column: column.is_finite(), required)


def _month_column(name: str, *, required: bool = True) -> Column:
    return Column(name, "integer", MONTH, is_month_column, required=required)


def _place_column(name: str) -> Column:
    return Column(name, "integer", "a place in the text, from 0", lambda column: column >= 0)


def _side_column() -> Column:
    allowed = "an ISO 3166 alpha-3 code, or nothing where it is not known"
    return Column("side", "text", allowed, lambda column: column.is_in(sorted(economy_codes())))


def _of_kind(kind: str, passes: nw.Expr) -> nw.Expr:
    """Make a promise that binds rows of one kind."""
    return (kind != KIND) | passes


def _in_order(first: str, second: str) -> nw.Expr:
    """Make the promise that one number is not above another, where there are both."""
    one, other = nw.col(first), nw.col(second)
    return one.is_null() | other.is_null() | (one <= other)


VALUE, LOW, HIGH = nw.col("value"), nw.col("low"), nw.col("high")
BOUND = nw.col("bound").fill_null("")

COLUMNS = (
    Column("claim", required=True),
    _month_column("start"),
    _month_column("end"),
    _choice_column("kind", ALL_KINDS),
    _side_column(),
    economy_column("reporter"),
    economy_column("partner"),
    _choice_column("flow", FLOWS),
    Column("commodity_code", "text", HS_DIGITS, lambda column: column.str.contains(HS_CODE), required=True),
    _number_column("value", required=True),
    currency_column("currency"),
    _number_column("low"),
    _number_column("high"),
    one_of("bound", BOUNDS),
    one_of("status", STATUSES),
    *(Column(name) for name in ("among", "quote", "publisher", "title", "published", "address")),
    *(Column(name) for name in ("certainty", "note", "source", "observation", "calendar_label")),
    Column("coverage", "text", COVERAGE_WORDS, is_coverage),
    _month_column("base_start", required=False),
    _month_column("base_end", required=False),
    *(_place_column(name) for name in PLACES),
    *(Column(name) for name in WORDS_OF_READING),
)
# What a claim says that can be held against others. A text may say less, and what does is left out by who compares.
RULES_OF_SETTLED_CLAIMS = (
    Rule(("kind", "currency"), "a level has a currency", _of_kind("level", ~nw.col("currency").is_null())),
    Rule(("kind",), "levels need a column currency", KIND != "level", absent=("currency",)),
    Rule(
        ("kind", "value"),
        "a level is not negative, save of a balance",
        _of_kind("level", VALUE >= 0),
        unless=is_balance(),
    ),
    Rule(("kind", "value"), "growth is a fraction, not below -1 (0.13 is 13%)", _of_kind("growth", VALUE >= -1)),
    Rule(("kind", "value"), "a share is a fraction from 0 to 1", _of_kind("share", (VALUE >= 0) & (VALUE <= 1))),
    Rule(("kind", "value"), "a rank is a whole number from 1", _of_kind("rank", (VALUE >= 1) & (VALUE % 1 == 0))),
)
RULES = (
    Rule(("start", "end"), "the first month is not after the last", _in_order("start", "end")),
    Rule(("low", "value"), "low <= value", _in_order("low", "value")),
    Rule(("value", "high"), "value <= high", _in_order("value", "high")),
    Rule(("bound", "high"), "'more than' has no high", (BOUND != "more than") | HIGH.is_null()),
    Rule(("bound", "low"), "'less than' has no low", (BOUND != "less than") | LOW.is_null()),
    Rule(
        ("base_start", "base_end"),
        "both months that a claim is compared with, or neither",
        nw.col("base_start").is_null() == nw.col("base_end").is_null(),
    ),
    Rule(
        ("base_start", "base_end"),
        "the first month compared with is not after the last",
        _in_order("base_start", "base_end"),
    ),
    Rule(PLACES, "a place in the text does not end before it begins", _in_order(*PLACES)),
)
STATEMENTS = Table("table of statements", COLUMNS, (*RULES_OF_SETTLED_CLAIMS, *RULES), StatementError)
# Of claims that were read out of a text each says that it is one, and nothing else is needed.
READ_CLAIMS = replace(
    STATEMENTS,
    columns=tuple(replace(column, required=column.name == "claim") for column in COLUMNS),
    rules=RULES,
)


def is_reading(columns: Collection[str]) -> bool:
    """Tell whether columns are those of claims that were read out of a text, and may leave open what that does not say.

    Examples
    --------
    >>> is_reading(["claim", "text_start", "text_end", "kind"]), is_reading(["claim", "start", "end", "kind"])
    (True, False)
    """
    return set(PLACES).issubset(columns)


@show_short_signature
def check(frame: FrameT) -> FrameT:
    """Return the table of statements unchanged, or refuse it.

    Parameters
    ----------
    frame : pandas, Polars or any other frame that Narwhals supports
        With the columns `claim, start, end, kind, reporter, partner, flow, commodity_code, value`, and `currency` where
        it has levels; of the others that `load` names, those that it has are checked. Other columns are left alone.
        Claims that were read out of a text, told by the columns `text_start` and `text_end`, may leave open what it
        does not say: kind, time, value, code, flow, reporter, partner, currency.

    Returns
    -------
    frame
        The same object.

    Raises
    ------
    StatementError
        Naming up to five rows, their columns, what is wrong and what is allowed; or two claims with one key.

    Examples
    --------
    >>> import tradeview as tv
    >>> press = tv.statements.load()
    >>> len(check(press))
    70
    >>> check(press.assign(end=200001))
    Traceback (most recent call last):
    tradeview.errors.StatementError: this is no valid table of statements; found: 70 broken rules; do: mend these rows
      row 0, start 200401, end 200001; allowed: the first month is not after the last
      ...
    """
    check_frame(wrap_claims(frame))
    return frame


def wrap_claims(native: Any) -> Frame:
    """Wrap a native frame of claims, its columns in plain types; refuse what is none, or not of their kinds."""
    return STATEMENTS.with_kinds(wrap_frame(native, StatementError))


def check_frame(frame: Frame, rows: str | None = None, called: str = "this") -> None:
    """Check as `check` does; `rows` names the column that tells rows, and `called` the table, in messages."""
    kind_of_table = READ_CLAIMS if is_reading(frame.collect_schema().names()) else STATEMENTS
    check_as(kind_of_table, frame, rows, called)


def check_as(table: Table, frame: Frame, rows: str | None = None, called: str = "this") -> None:
    """Check as `check` does, against the promises of settled claims (`STATEMENTS`) or of those that were read."""
    STATEMENTS.check_columns(frame.collect_schema().names())
    table.check(frame, rows, called)
    answer = frame.collect_schema().get("approximate", nw.Boolean)
    if answer not in {nw.Boolean, nw.Object}:
        raise StatementError("`approximate` is true or false", f"type {answer}", "tv.statements.load reads yes and no")
    _refuse_repeated_keys(frame)


def _refuse_repeated_keys(frame: Frame) -> None:
    counts = frame.group_by("claim").agg(times=nw.len()).filter(nw.col("times") > 1).sort("claim")
    twice = [f"claim {row['claim']}: {row['times']} rows" for row in collect_rows(counts.head(SHOWN_ROWS + 1))]
    if twice:
        raise StatementError("every claim has a key of its own", "one key for several", "rename them", twice)
