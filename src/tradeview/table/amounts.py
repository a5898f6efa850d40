"""Amounts: what the numbers of a trade table may be, asked of the rows that something is computed from.

An amount of money is finite and not negative, save of a balance, a period is a year, a quarter or a month, and months
beside a period are of that. `TRADE`
says the same to `tv.check`, row by row. Here it is what a function asks that computes: in the one query of the gate
(`tradeview.table.comparable`), in that of a conversion, or, where there is no query yet, in one of its own.
"""

from functools import reduce
from operator import and_, or_

import narwhals as nw

from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS_WORDS,
    fits_period_column,
    is_month_column,
    is_quarter_column,
)
from tradeview.table.engines import (
    Frame,
    as_numbers,
    collect,
    collect_rows,
    find_ends,
    is_lazy,
    is_missing,
    names_present,
)
from tradeview.table.refusals import MEND, name_series
from tradeview.table.schema import MONEY, SERIES, is_balance
from tradeview.table.series import SAID, said_column

# Months where tables hold them, and where those hold them whose keys are written in one way.
MONTHS = ("months", SAID["months"])
ASKED = (*MONEY, "period", SAID["months"])  # columns of which it is asked
INFINITE = float("inf")


def unfit_rows(table: Frame, asked: tuple[str, ...] = ASKED) -> dict[str, nw.Expr]:
    """Return the rows whose money or period cannot be computed with, as an expression for each such column.

    Of a frame in memory only those columns are in it that have such rows, as far as a look at each tells. What is
    missing is not unfit.

    Parameters
    ----------
    table : narwhals frame
        With its money as float (`as_numbers`).
    asked : tuple of str
        The columns that are asked, where they are there.
    """
    found = {}
    for name in names_present(table, asked):
        if is_lazy(table) or _may_be_unfit(table, name):
            found[name] = _is_unfit(table, name)
    return found


def is_unfit(table: Frame, asked: tuple[str, ...] = ASKED) -> nw.Expr | None:
    """Tell the rows that are unfit in any of their columns; None where a look at a frame in memory finds no such row.

    One question costs an engine less than one for each column: which column it is is asked where there are such rows.
    """
    found = unfit_rows(table, asked)
    if not found:
        return None
    # Nearly all rows are usual, and engines that take one row after another ask no more of these.
    is_usual = reduce(and_, [_is_usual(name) for name in found])
    # Not `any_horizontal`, which would fill what is missing first: it makes a sum of such rows no larger.
    is_wrong = reduce(or_, found.values())
    return nw.when(is_usual).then(nw.lit(value=False)).otherwise(is_wrong)


def _may_be_unfit(table: Frame, name: str) -> bool:
    """Tell whether a look at a column in memory leaves it open: its ends, or the few periods that there are."""
    if name in MONTHS:
        return _has_unfit_months(table, name)
    column = collect(table)[name]
    lowest, highest = find_ends(column)
    if is_missing(lowest):
        return False
    if name != "period":
        return not (lowest >= 0 and highest < INFINITE)
    if lowest >= FIRST_YEAR and highest <= LAST_YEAR:
        return False
    distinct: Frame = column.unique().to_frame()  # type: ignore[assignment]
    return bool(collect(distinct.filter(_is_unfit(distinct, name))).shape[0])


def _has_unfit_months(table: Frame, name: str) -> bool:
    """Tell whether any months do not fit; of a frame in memory each stretch of each period is asked once."""
    said = collect(table.select("period", name).filter(~nw.col(name).is_null()))
    if not len(said):
        return False
    distinct: Frame = said.unique()  # type: ignore[assignment]
    return bool(collect(distinct.filter(_is_unfit(distinct, name))).shape[0])


def _is_usual(name: str) -> nw.Expr:
    column = nw.col(name)
    if name in MONTHS:
        return column.is_null()
    if name == "period":
        return (column >= FIRST_YEAR) & (column <= LAST_YEAR)
    return (column >= 0) & (column < INFINITE)


def _is_unfit(table: Frame, name: str) -> nw.Expr:
    column = nw.col(name)
    if name in MONTHS:
        return ~fits_period_column(column.cast(nw.String), nw.col("period")).fill_null(value=True)
    if name == "period":
        # Whole numbers, as the door types them.
        return ~(_is_usual(name) | is_month_column(column) | is_quarter_column(column))
    # Where nothing says the flow, nothing is a balance.
    is_below = column < 0
    if names_present(table, ("flow",)):
        is_below = is_below & ~is_balance()
    return is_below | (column.abs() == INFINITE)


def ask_unfit_rows(table: Frame, what: str) -> None:
    """Refuse rows that cannot be computed with where nothing else is asked of them: a lazy frame costs one query."""
    table = as_numbers(table, MONEY)
    unfit = is_unfit(table)
    if unfit is None:
        return
    ((count,),) = collect(table.select(unfit=unfit.cast(nw.Int64)).select(nw.col("unfit").sum())).rows()
    if count:
        refuse_unfit_rows(table, what)


def refuse_unfit_rows(table: Frame, what: str) -> None:
    """Refuse rows whose money or time cannot be computed with, and show some; it is one query for each column."""
    table = as_numbers(table, MONEY)
    asked = ASKED
    if names_present(table, ("months",)):
        asked = (*MONEY, "period", said_column(table, "months"))
    for name, unfit in unfit_rows(table, asked).items():
        _refuse_unfit_column(table, what, name, unfit)


def _refuse_unfit_column(table: Frame, what: str, name: str, unfit: nw.Expr) -> None:
    # Months that are told wrong name no series.
    left_out = (name, *MONTHS) if name in MONTHS else (name,)
    keys = [key for key in names_present(table, ("period", *SERIES)) if key not in left_out]
    rows = collect_rows(table.filter(unfit).select(name, *keys).sort(name, *keys).head(SHOWN_ROWS + 1))
    if not rows:
        return
    if name in MONTHS:
        shown = [f"{name_series(row, keys)}: {row[name]!r}" for row in rows]
        wanted = f"{what} needs months as {MONTHS_WORDS}, of the period beside them"
        raise TradeTableError(wanted, f"{rows[0][name]!r} of {rows[0]['period']}", MEND, shown)
    shown = [f"{name_series(row, keys)}: {name} {row[name]:g}" for row in rows]
    if name == "period":
        raise TradeTableError(f"{what} needs periods: years, quarters or months", f"{rows[0][name]:g}", MEND, shown)
    asked = f"{what} needs finite values, not negative"
    raise TradeTableError(asked, f"{name} {rows[0][name]:g}", MEND, shown)
