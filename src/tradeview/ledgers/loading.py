"""Loading: a ledger of trade figures from a file, checked, and its values held against its quotes."""

from pathlib import Path
from typing import Any, get_args, overload

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.errors import TableError, TradeTableError
from tradeview.periods import Frequency
from tradeview.sources.first_lines import begin_lines
from tradeview.sources.known_forms import LEDGER, refuse_other_form
from tradeview.sources.table_file import read_table_file
from tradeview.table.csv import data_folder
from tradeview.table.engines import FrameT
from tradeview.table.frames import wrap_frame
from tradeview.table.refusals import refuse_word
from tradeview.table.schema import BALANCE, TRADE
from tradeview.table.shortened_numbers import is_shortened
from tradeview.table.written_periods import table_of_days, with_counted_periods


@overload
def load(source: str | Path | None = None, *, frequency: Frequency | None = None) -> pd.DataFrame: ...


@overload
def load(source: FrameT, *, frequency: Frequency | None = None) -> FrameT: ...


@check_arguments
def load(source: FrameT | str | Path | None = None, *, frequency: Frequency | None = None) -> Any:
    """Read a trade table from a CSV file or a frame, checked.

    Parameters
    ----------
    source : path or frame, optional
        A ledger with the columns of the trade table, of which only `period, reporter, partner, flow, commodity_code,
        value, currency` are required: a file in UTF-8 with or without byte-order mark, comma or semicolon, a workbook
        or Parquet, packed or not; or a frame of pandas, Polars, DuckDB or Spark. Without one: the project's own
        `data/trade.csv`, the printed totals of trade between Malaysia and Russia. Its periods may be written as 2024,
        2024Q2, 2024-Q2, 20242, 2024-05, 2024M05 or 202405, and in a frame as pandas' periods.
    frequency : {"A", "Q", "M"}, optional
        What days stand for (2024-05-01, and dates of a frame): years, quarters or months. Days are refused without it.

    Returns
    -------
    pandas.DataFrame, or a frame as it was given
        The rows and columns of the source. `value`, `low`, `high` are float, in single units of `currency`; `period` is
        int; codes are text; an empty cell is a missing value. Columns that the trade table does not know stay, as text.
        Of a number that a spreadsheet shortened (`1.23E+10`) `low` and `high` are what its digits allow, and `quote` is
        the cell; a warning counts them.

    Raises
    ------
    TradeTableError
        Naming the lines of the file, their columns, what is wrong and what is allowed; or a `quote` that tradeview can
        read says another value than `value` (of a file, or a pandas frame).

    Examples
    --------
    >>> load()[["period", "value", "currency", "quote"]]
       period         value currency                        quote
    0    2006  1.133000e+09      USD  ১,১৩৩ মিলিয়ন মার্কিন ডলার
    1    2007  1.903000e+09      USD  ১,৯০৩ মিলিয়ন মার্কিন ডলার
    2    2024  1.146000e+10      MYR              RM11.46 billion
    3    2024  2.480000e+09      USD              US$2.48 billion
    """
    if frequency is not None:
        refuse_word("load", "frequency", frequency, get_args(Frequency))
    if source is None or isinstance(source, str | Path):
        path = data_folder() / "trade.csv" if source is None else source
        trade: Any = read_table_file(table_of_days(TRADE, frequency), path)
    else:
        given = wrap_frame(source, TradeTableError)
        refuse_other_form(begin_lines("this frame", "", [given.collect_schema().names()]), LEDGER, TradeTableError)
        frame = with_counted_periods(given, frequency)
        TRADE.check(frame)
        trade = frame.to_native()
    if isinstance(trade, pd.DataFrame):
        refuse_contradicted(trade)
    return trade


def refuse_contradicted(table: pd.DataFrame, error: type[TableError] = TradeTableError) -> None:
    """Refuse a value that its own quote contradicts: 18.9 beside "US$18.9 billion" is the commonest slip."""
    if "quote" in table and table["quote"].notna().any():
        _refuse_contradicted_rows(table[table["quote"].notna()], error)


def _refuse_contradicted_rows(quoted: pd.DataFrame, error: type[TableError]) -> None:
    # The words of all languages take as long to load as all else: a table without quotes needs none of them.
    from tradeview.prose import read_figures  # noqa: PLC0415

    wrong = []
    for row in quoted.itertuples():
        # Of what a spreadsheet shortened the quote is the cell itself.
        if is_shortened(str(row.quote)):
            continue
        figures = read_figures(str(row.quote))
        is_amount = (figures["kind"] == "amount") & (figures["currency"] == row.currency)
        amounts = figures[is_amount & figures["value"].notna()]
        # A quote in another currency, or in words that nobody reads, contradicts nothing.
        if amounts.empty:
            continue
        value, lows, highs = row.value, amounts["low"], amounts["high"]
        if getattr(row, "flow", None) == BALANCE:
            # The quote is of the words of the figure, and "deficit" is seldom among them: it tells no sign.
            value = abs(value)
            lows, highs = _without_signs(lows, highs)
        if not ((lows <= value) & (value <= highs)).any():
            read = f"{amounts['value'].iloc[0]:,.15g}"
            wrong.append(f"row {row.Index}: value {row.value:,.15g}, quote {row.quote!r} reads {read}")
    if wrong:
        remedy = "give values in single units, as the quote says; leave `quote` empty where it is misread"
        raise error("a value is what its quote says", f"{len(wrong)} that are not", remedy, wrong)


def _without_signs(lows: "pd.Series[float]", highs: "pd.Series[float]") -> "tuple[pd.Series[float], pd.Series[float]]":
    """Turn ranges below zero round."""
    is_below = highs < 0
    return lows.where(~is_below, -highs), highs.where(~is_below, -lows)
