"""Periods as files and frames write them: 2024Q2, 2024-Q2, 2024-05, pandas' periods, and days.

A trade table counts its periods (`tradeview.periods`). What is written in another way is counted so on loading, where
it can mean one period alone. A day can mean its year, its quarter or its month: which of them has to be said.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import narwhals as nw
import pandas as pd

from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.periods import (
    MONTHS_IN_YEAR,
    NO_STATISTICS_YET,
    PARTS_OF_YEAR,
    PERIOD_WORDS,
    SHIFT_OF_YEAR,
    Frequency,
    make_period,
    name_other_calendar,
    name_year_of_nepal,
    split_period,
)
from tradeview.table.columns import Table
from tradeview.table.engines import Frame, collect_rows

# 2024Q2, 2024-Q2, 2024 Q2; 2024-05, 2024M05, 2024-M05: as Eurostat, SDMX and pandas write them. What is left without
# signs and letters is the period as it is counted: 20242, 202405.
WRITTEN = r"(?i)[0-9]{4}(?:[- ]?Q[1-4]|(?:-|-?M)(?:0[1-9]|1[0-2]))"
COUNTED = "[0-9]{4,6}"
LONG_MONTHS, SHORT_MONTHS = "0[13578]|1[02]", "0[469]|11"
DAY_OF_MONTH = rf"(?:(?:{LONG_MONTHS})-31|(?:{LONG_MONTHS}|{SHORT_MONTHS})-30|(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]))"
DAY = rf"[0-9]{{4}}-{DAY_OF_MONTH}(?:[T ]00:00:00(?:\.0+)?)?"
# 2010-11 is a month, and a fiscal year beside 2009-10 and 2011-12.
YEAR_AND_MONTH = r"[0-9]{4}-(?:0[1-9]|1[0-2])"
FISCAL_YEAR = re.compile(r"(?:(?:FY|BS) ?)?([0-9]{4})[-/\u2013]([0-9]{4}|[0-9]{2})", re.IGNORECASE)
YEAR_OF_NEPAL = re.compile(r"(?:B\.?S\.? ?([0-9]{4})|([0-9]{4}) ?B\.?S\.?)", re.IGNORECASE)
WRITE_AS_MONTHS = (
    "write the common year that it begins in as `period`, and beside it the `months` that you take it for; its fiscal "
    "years run from mid-July to mid-July"
)
SAY_WHICH = 'say what a day stands for: tv.load(…, frequency="M"), or "Q" or "A"'
SAY_MONTH_OR_FISCAL_YEAR = (
    "write months as 2010M11, fiscal years as `period` 2010 with `months` 2010-04/2011-03; "
    'tv.load(…, frequency="M") takes them for months'
)
# pandas' names of the years, quarters and months of the calendar; others end in another month.
FREQUENCIES_OF_PANDAS: dict[str, Frequency] = {"Y-DEC": "A", "A-DEC": "A", "Q-DEC": "Q", "M": "M"}
DAYS_OF_PANDAS = "D"


# Cells of files


def read_period_cell(cell: str, frequency: Frequency | None = None) -> str:
    """Write a cell of text as a period is counted; what is none stays as it is, for the column to refuse.

    Examples
    --------
    >>> read_period_cell("2024Q2"), read_period_cell("2024-05"), read_period_cell("2024")
    ('20242', '202405', '2024')
    >>> read_period_cell("2024-05-17"), read_period_cell("2024-05-17", "M"), read_period_cell("2024-05-17", "Q")
    ('2024-05-17', '202405', '20242')
    """
    if re.fullmatch(WRITTEN, cell):
        return re.sub("[^0-9]", "", cell)
    if frequency is not None and re.fullmatch(DAY, cell):
        return str(_period_of_month(int(cell[:4]), int(cell[5:7]), frequency))
    return cell


def hint_at_period(value: object) -> str | None:
    """Say what a value that is no period may be: a day, a fiscal year, or a year of another calendar.

    Examples
    --------
    >>> hint_at_period(2567)
    '2567 is 2024 in the Buddhist era'
    >>> hint_at_period(256705)
    '2567 is 2024 in the Buddhist era'
    >>> hint_at_period("2023-24")
    '2023-24 may be a fiscal year: write its first year as `period`, and beside it its `months` (2023-04/2024-03)'
    """
    if isinstance(value, str):
        return SAY_WHICH if re.fullmatch(DAY, value) else _hint_at_fiscal_year(value)
    if not isinstance(value, int):
        return None
    year, _ = split_period(value)
    return name_other_calendar(year)


def _hint_at_fiscal_year(cell: str) -> str | None:
    of_nepal = YEAR_OF_NEPAL.fullmatch(cell)
    if of_nepal is not None:
        return f"{name_year_of_nepal(int(of_nepal[1] or of_nepal[2]))}: write the year that it begins in"
    match = FISCAL_YEAR.fullmatch(cell)
    if match is None or not _is_fiscal_year(match):
        return None
    if int(match[1]) >= NO_STATISTICS_YET:
        return f"{name_year_of_nepal(int(match[1]))}: {WRITE_AS_MONTHS}"
    months = f"{match[1]}-04/{int(match[1]) + 1}-03"
    return f"{cell} may be a fiscal year: write its first year as `period`, and beside it its `months` ({months})"


def _is_fiscal_year(match: re.Match[str]) -> bool:
    """Tell whether the second number is that of the year behind the first."""
    return str(int(match[1]) + 1).endswith(match[2])


def name_two_readings(cells: Iterable[str]) -> str | None:
    """Name a cell that may be a month or a fiscal year, if none of a column settles which of them it has.

    Examples
    --------
    >>> name_two_readings(["2009-10", "2010-11", "2011-12"])
    '2009-10 may be a month or a fiscal year'
    >>> name_two_readings(["2010-10", "2010-11", "2010-12"]), name_two_readings(["2010", "2010Q1"])
    (None, None)
    """
    found = sorted({cell for cell in cells if re.fullmatch(YEAR_AND_MONTH, cell)})
    for cell in found:
        match = FISCAL_YEAR.fullmatch(cell)
        if match is None or not _is_fiscal_year(match):
            return None
    return f"{found[0]} may be a month or a fiscal year" if found else None


def table_of_days(table: Table, frequency: Frequency | None) -> Table:
    """Return a table whose periods may be written as days, which stand for periods of a frequency."""
    if frequency is None:
        return table
    read = partial(read_period_cell, frequency=frequency)
    known: dict[str, Any] = {"read": read}
    if frequency == "M":  # which says that there are months
        known["two_readings"] = None
    columns = [replace(column, **known) if column.name == "period" else column for column in table.columns]
    return replace(table, columns=tuple(columns))


def _period_of_month(year: int, month: int, frequency: Frequency) -> int:
    months = MONTHS_IN_YEAR // PARTS_OF_YEAR[frequency]
    return make_period(year, (month - 1) // months + 1, frequency)


# Columns of frames


def with_counted_periods(frame: Frame, frequency: Frequency | None = None) -> Frame:
    """Return a frame whose `period` is counted, whatever it is written in; numbers stay as they are.

    Parameters
    ----------
    frame : narwhals frame
        Its `period` may be numbers, text, dates, or pandas' periods of years, quarters or months of the calendar.
    frequency : {"A", "Q", "M"}, optional
        What days stand for: years, quarters or months. A column of days is refused without it.

    Raises
    ------
    TradeTableError
        Text that is no period, days of which nothing says what they stand for, or pandas' fiscal years and quarters.
    """
    if frame.implementation.is_pandas():
        frame = _with_plain_periods(frame, frequency)
    dtype = frame.collect_schema().get("period")
    if isinstance(dtype, nw.Date | nw.Datetime):
        return _count_days(frame, frequency)
    if isinstance(dtype, nw.String | nw.Categorical):
        return _count_text(frame, frequency)
    return frame  # numbers, or what the table refuses by its type


def _with_plain_periods(frame: Frame, frequency: Frequency | None) -> Frame:
    """Write pandas' periods and text as numbers, and Python's dates as pandas' own."""
    native: Any = frame.to_native()
    if "period" not in native:
        return frame
    column = native["period"]
    held = pd.api.types.infer_dtype(column, skipna=True)
    if held == "period":
        native = native.assign(period=_count_pandas_periods(column, frequency))
    elif held == "string":
        native = native.assign(period=_count_pandas_text(column, frequency))
    elif held == "date":
        native = native.assign(period=pd.to_datetime(column))
    return nw.from_native(native)


def _count_pandas_periods(column: "pd.Series[Any]", frequency: Frequency | None) -> "pd.Series[Any]":
    """Return pandas' periods as they are counted here; of days, those that they stand for."""
    try:
        periods = pd.Series(pd.PeriodIndex(column), index=column.index)
    except ValueError as mixed:  # years beside months
        raise TradeTableError("a table has periods of one frequency", str(mixed), "filter `period` to one") from mixed
    named = str(periods.dtype).removeprefix("period[").removesuffix("]")
    if named == DAYS_OF_PANDAS and frequency is None:
        _refuse_days(str(periods.dropna().iloc[0]))
    counted = frequency if named == DAYS_OF_PANDAS else FREQUENCIES_OF_PANDAS.get(named)
    if counted is None:
        remedy = "write fiscal years and quarters with their `months`, or as months: column.dt.asfreq('M')"
        raise TradeTableError(f"a period is {PERIOD_WORDS}", f"pandas' periods of frequency {named}", remedy)
    numbers = [None if period is pd.NaT else _period_of_month(period.year, period.month, counted) for period in periods]
    return pd.Series(numbers, index=column.index, dtype="Int64")


def _count_pandas_text(column: "pd.Series[Any]", frequency: Frequency | None) -> "pd.Series[Any]":
    text = column.astype(object).map(lambda cell: str(cell).strip(), na_action="ignore")
    # A column repeats few periods: each is read once.
    counted = {cell: read_period_cell(cell, frequency) for cell in text.dropna().unique()}
    wrong = [cell for cell in counted.values() if not re.fullmatch(COUNTED, cell)]
    _refuse_text(wrong[:SHOWN_ROWS])
    _refuse_two_readings(list(counted), frequency)
    numbers = {cell: int(digits) for cell, digits in counted.items()}
    return text.map(numbers).astype("Int64")


def _count_days(frame: Frame, frequency: Frequency | None) -> Frame:
    day = nw.col("period")
    if frequency is None:
        rows = collect_rows(frame.select("period").filter(~day.is_null()).head(1))
        _refuse_days(f"{rows[0]['period']:%Y-%m-%d}" if rows else "a column of dates without one")
    return frame.with_columns(period=_period_of_month_column(day.dt.year(), day.dt.month(), frequency or "A"))


def _count_text(frame: Frame, frequency: Frequency | None) -> Frame:
    """Read text as `read_period_cell` reads cells; what is none is refused."""
    text = nw.col("period").cast(nw.String).str.strip_chars()
    is_written = text.str.contains(f"^{COUNTED}$") | text.str.contains(f"^(?:{WRITTEN})$")
    is_day = text.str.contains(f"^(?:{DAY})$")
    is_read = is_written if frequency is None else is_written | is_day
    others = frame.select("period").filter(~nw.col("period").is_null() & ~is_read)
    _refuse_text([str(row["period"]) for row in collect_rows(others.head(SHOWN_ROWS))])
    of_hyphens = frame.select(period=text).filter(nw.col("period").str.contains(f"^{YEAR_AND_MONTH}$"))
    if frequency != "M":
        rows = collect_rows(of_hyphens.group_by("period").agg(rows=nw.len()))
        _refuse_two_readings([str(row["period"]) for row in rows], frequency)
    digits = text.str.replace_all("[^0-9]", "")
    counted: nw.Expr = nw.when(is_written).then(digits).cast(nw.Int64)
    if frequency is not None:
        year = nw.when(is_day).then(text.str.slice(0, 4)).cast(nw.Int64)
        month = nw.when(is_day).then(text.str.slice(5, 2)).cast(nw.Int64)
        counted = nw.when(is_day).then(_period_of_month_column(year, month, frequency)).otherwise(counted)
    return frame.with_columns(period=counted)


def _period_of_month_column(year: nw.Expr, month: nw.Expr, frequency: Frequency) -> nw.Expr:
    """Do for each what `_period_of_month` does for one."""
    year, month = year.cast(nw.Int64), month.cast(nw.Int64)
    if frequency == "A":
        return year
    months = MONTHS_IN_YEAR // PARTS_OF_YEAR[frequency]
    return year * SHIFT_OF_YEAR[frequency] + (month - 1) // months + 1


def _refuse_days(day: str) -> None:
    raise TradeTableError(f"a period is {PERIOD_WORDS}", f"days: {day}", SAY_WHICH)


def _refuse_two_readings(cells: Iterable[str], frequency: Frequency | None) -> None:
    """Refuse text that may be months or fiscal years, where nobody said that it is months."""
    found = None if frequency == "M" else name_two_readings(cells)
    if found is not None:
        raise TradeTableError(f"a period is {PERIOD_WORDS}", found, SAY_MONTH_OR_FISCAL_YEAR)


def _refuse_text(wrong: Sequence[str]) -> None:
    """Refuse cells that are no periods, if there are any."""
    if not wrong:
        return
    if re.fullmatch(DAY, wrong[0]):
        _refuse_days(wrong[0])
    remedy = f"write {PERIOD_WORDS}"
    hint = hint_at_period(wrong[0])
    if hint is not None:
        remedy = f"{remedy}; {hint}"
    raise TradeTableError("this is no valid trade table", "text that is no period", remedy, wrong)
