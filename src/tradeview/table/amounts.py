"""Amounts: what the numbers of a trade table may be, asked of the rows that something is computed from.

An amount of money is finite and not negative, save of a balance, and a period is a year, a quarter or a month. `TRADE`
says the same to `tv.check`, row by row. Here it is what a function asks that computes: in the one query of the gate
(`tradeview.table.comparable`), in that of a conversion, or, where there is no query yet, in one of its own.
"""

import narwhals as nw

from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.periods import is_period, is_period_column
from tradeview.table.engines import Frame, as_numbers, collect, collect_rows, is_lazy, is_missing, names_present
from tradeview.table.refusals import MEND, name_series
from tradeview.table.schema import MONEY, PERIOD, SERIES, is_balance

ASKED = (*MONEY, "period")  # columns of which it is asked
INFINITE = float("inf")


def unfit_rows(table: Frame) -> dict[str, nw.Expr]:
    """Return the rows whose money or period cannot be computed with, as an expression for each such column.

    Of a frame in memory only those columns are in it that have such rows, as far as a look at each tells. What is
    missing is not unfit.

    Parameters
    ----------
    table : narwhals frame
        With its money as float (`as_numbers`).
    """
    found = {}
    for name in names_present(table, ASKED):
        if is_lazy(table) or _may_be_unfit(table, name):
            found[name] = _is_unfit(table, name)
    return found


def _may_be_unfit(table: Frame, name: str) -> bool:
    """Tell whether a look at a column in memory leaves it open: ends of money, or the few periods that there are."""
    column = collect(table)[name]
    if name == "period":
        return not all(is_missing(period) or is_period(int(period)) for period in column.unique().to_list())
    lowest, highest = column.min(), column.max()
    return not (is_missing(lowest) or (lowest >= 0 and highest < INFINITE))


def _is_unfit(table: Frame, name: str) -> nw.Expr:
    column = nw.col(name)
    if name == "period":
        return ~is_period_column(column)
    # Where nothing says the flow, nothing is a balance.
    is_below = column < 0
    if names_present(table, ("flow",)):
        is_below = is_below & ~is_balance()
    return is_below | (column == INFINITE) | (column == -INFINITE)


def mark_unfit_rows(table: Frame) -> dict[str, nw.Expr]:
    """Return 1 for rows that are unfit by a column, and 0 for others, as columns that a query adds up."""
    return {f"_unfit_{name}": is_unfit.cast(nw.Int64) for name, is_unfit in unfit_rows(table).items()}


def ask_unfit_rows(table: Frame, what: str) -> None:
    """Refuse rows that cannot be computed with where nothing else is asked of them: a lazy frame costs one query."""
    table = as_numbers(table, MONEY)
    marks = mark_unfit_rows(table)
    if not marks:
        return
    (counts,) = collect_rows(table.select(**marks).select(nw.col(*marks).sum()))
    if any(counts.values()):
        refuse_unfit_rows(table, what)


def refuse_unfit_rows(table: Frame, what: str) -> None:
    """Refuse rows whose money or period cannot be computed with, and show some; it is one query for each column."""
    table = as_numbers(table, MONEY)
    for name, is_unfit in unfit_rows(table).items():
        _refuse_unfit_column(table, what, name, is_unfit)


def _refuse_unfit_column(table: Frame, what: str, name: str, is_unfit: nw.Expr) -> None:
    keys = [key for key in names_present(table, ("period", *SERIES)) if key != name]
    rows = collect_rows(table.filter(is_unfit).select(name, *keys).sort(name, *keys).head(SHOWN_ROWS + 1))
    if not rows:
        return
    shown = [f"{name_series(row, keys)}: {name} {row[name]:g}" for row in rows]
    if name == "period":
        raise TradeTableError(f"{what} needs periods: {PERIOD.allowed}", f"{rows[0][name]:g}", MEND, shown)
    asked = f"{what} needs finite values, not negative"
    raise TradeTableError(asked, f"{name} {rows[0][name]:g}", MEND, shown)
