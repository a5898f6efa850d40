"""The columns of a table of statements, the values they allow, and the check that refuses what breaks them."""

from typing import Any

import narwhals as nw

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

KINDS = ("level", "growth", "share", "rank")
BOUNDS = ("more than", "less than")
STATUSES = ("target", "forecast")
MONTH = "a month (202405)"
KIND = nw.col("kind").fill_null("")


def _choice_column(name: str, codes: tuple[str, ...]) -> Column:
    return Column(name, "text", ", ".join(codes), lambda column: column.is_in(codes), required=True)


def _number_column(name: str, *, required: bool = False) -> Column:
    return Column(name, "number", "a finite number", lambda column: column.is_finite(), required)


def _month_column(name: str) -> Column:
    return Column(name, "integer", MONTH, is_month_column, required=True)


def _side_column() -> Column:
    allowed = "an ISO 3166 alpha-3 code, or nothing where it is not known"
    return Column("side", "text", allowed, lambda column: column.is_in(sorted(economy_codes())))


def _of_kind(kind: str, passes: nw.Expr) -> nw.Expr:
    """Make a promise that binds rows of one kind."""
    return (kind != KIND) | passes


VALUE, LOW, HIGH = nw.col("value"), nw.col("low"), nw.col("high")
BOUND = nw.col("bound").fill_null("")

STATEMENTS = Table(
    "table of statements",
    (
        Column("claim", required=True),
        _month_column("start"),
        _month_column("end"),
        _choice_column("kind", KINDS),
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
    ),
    (
        Rule(("start", "end"), "the first month is not after the last", nw.col("start") <= nw.col("end")),
        Rule(("kind", "currency"), "a level has a currency", _of_kind("level", ~nw.col("currency").is_null())),
        Rule(("kind",), "levels need a column currency", KIND != "level", absent=("currency",)),
        Rule(
            ("kind", "value"),
            "a level is not negative, save of a balance",
            _of_kind("level", VALUE >= 0),
            unless=is_balance(),
        ),
        Rule(("kind", "value"), "growth is a fraction, not below -1 (0.13 is 13 %)", _of_kind("growth", VALUE >= -1)),
        Rule(("kind", "value"), "a share is a fraction from 0 to 1", _of_kind("share", (VALUE >= 0) & (VALUE <= 1))),
        Rule(("kind", "value"), "a rank is a whole number from 1", _of_kind("rank", (VALUE >= 1) & (VALUE % 1 == 0))),
        Rule(("low", "value"), "low <= value", LOW.is_null() | (LOW <= VALUE)),
        Rule(("value", "high"), "value <= high", HIGH.is_null() | (VALUE <= HIGH)),
        Rule(("bound", "high"), "'more than' has no high", (BOUND != "more than") | HIGH.is_null()),
        Rule(("bound", "low"), "'less than' has no low", (BOUND != "less than") | LOW.is_null()),
    ),
    StatementError,
)


def check(frame: FrameT) -> FrameT:
    """Return the table of statements unchanged, or refuse it.

    Parameters
    ----------
    frame : pandas, Polars or any other frame that Narwhals supports
        With the columns `claim, start, end, kind, reporter, partner, flow, commodity_code, value`, and `currency` where
        it has levels; of the others that `load` names, those that it has are checked. Other columns are left alone.

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
    STATEMENTS.check(frame, rows, called)
    answer = frame.collect_schema().get("approximate", nw.Boolean)
    if answer not in {nw.Boolean, nw.Object}:
        raise StatementError("`approximate` is true or false", f"type {answer}", "tv.statements.load reads yes and no")
    _refuse_repeated_keys(frame)


def _refuse_repeated_keys(frame: Frame) -> None:
    counts = frame.group_by("claim").agg(times=nw.len()).filter(nw.col("times") > 1).sort("claim")
    twice = [f"claim {row['claim']}: {row['times']} rows" for row in collect_rows(counts.head(SHOWN_ROWS + 1))]
    if twice:
        raise StatementError("every claim has a key of its own", "one key for several", "rename them", twice)
