"""Daily exchange rates by period: which periods have all their days, and the mean or the end of those that have.

Who publishes rates every working day (the European Central Bank, the Federal Reserve) has days of its own: holidays
differ. A file of them may begin or end anywhere, and may have been thinned. A period counts where the file has nearly
all weekdays of it, and a pair of currencies a rate on nearly all days of the file.
"""

import logging
from typing import Any, Literal, cast

import numpy as np
import pandas as pd

from tradeview.periods import FIRST_YEAR, LAST_YEAR, SHIFT_OF_YEAR, Frequency, make_month

logger = logging.getLogger("tradeview")

Kind = Literal["average", "end"]
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

# Share of a publisher's own days in a period on which both currencies must be quoted for the period to count. The ECB
# has at most one or two odd days without a currency; 195 of 257 (ringgit in 2005) or 42 (rouble in 2022) are no year.
ENOUGH_DAYS = 0.95
# Weekdays that a period may be without in a file: those of the ECB's history lack at most seven of a year, and three of
# a quarter or a month (of December 2001, and of those with Easter or with Christmas). The Federal Reserve has more
# holidays, eleven a year.
MOST_HOLIDAYS = 3
SHARE_OF_HOLIDAYS = 0.05
# How pandas calls the periods of a frequency.
NAMES_OF_PANDAS: dict[Frequency, Any] = {"A": "Y", "Q": "Q", "M": "M"}


def read_days(cells: "pd.Series[Any]") -> "pd.Series[Any]":
    """Read days as ISO 8601 writes them; missing is what is none, or is of a year that no table of trade holds.

    Examples
    --------
    >>> read_days(pd.Series(["2024-12-31", "2024-02-30", "9021-03-01", "31/12/2024"])).isna().tolist()
    [False, True, True, True]
    """
    days = pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce")
    is_written_so = cells.astype("str").str.fullmatch(DAY)
    return days.where(is_written_so & days.dt.year.between(FIRST_YEAR, LAST_YEAR))


def periods_of_days(dates: "pd.Series[Any]", frequency: Frequency) -> "pd.Series[int]":
    """Count the period of each day.

    Examples
    --------
    >>> periods_of_days(pd.Series(pd.to_datetime(["2024-05-17"])), "Q").tolist()
    [20242]
    """
    if frequency == "A":
        return dates.dt.year
    if frequency == "Q":
        return dates.dt.year * SHIFT_OF_YEAR["Q"] + dates.dt.quarter
    return make_month(dates.dt.year, dates.dt.month)


def count_days(of_file: pd.DataFrame, quoted: "pd.Series[Any]", frequency: Frequency) -> pd.DataFrame:
    """Count the days of each period that have a rate, and tell whether they are a whole period.

    Parameters
    ----------
    of_file : DataFrame
        The periods of the file (`published_by_period`).
    quoted : Series of days
        Those of them on which both currencies of a pair have a rate.
    frequency : {"A", "Q", "M"}
        Years, quarters or months.

    Returns
    -------
    pandas.DataFrame
        `period`, `days` (with a rate), `of` (days of the file in the period), `whole`.
    """
    days = periods_of_days(quoted, frequency).value_counts().sort_index()
    table = pd.DataFrame({"period": days.index, "days": days.to_numpy()})
    table["of"] = of_file.loc[table["period"], "days"].to_numpy()
    has_enough_days = table["days"] >= ENOUGH_DAYS * table["of"]
    return table.assign(whole=has_enough_days & of_file.loc[table["period"], "is_whole"].to_numpy())


def published_by_period(
    published: pd.DatetimeIndex, frequency: Frequency, most_holidays: int = MOST_HOLIDAYS
) -> pd.DataFrame:
    """Return for each period of a file's days `days`, its `weekdays`, and `is_whole`: whether the file has all of it.

    A file has it where few weekdays are lacking, at its end not more than one. The newest period is over when the
    file's last day is its last weekday.
    """
    dates = published.to_series()
    of_period = dates.groupby(periods_of_days(dates, frequency).to_numpy())
    table = pd.DataFrame({"days": of_period.count(), "last": of_period.max()})
    calendar = cast("pd.PeriodIndex", pd.DatetimeIndex(table["last"]).to_period(NAMES_OF_PANDAS[frequency]))
    first_days, next_days = calendar.start_time, (calendar + 1).start_time
    table["weekdays"] = np.busday_count(first_days.to_numpy("datetime64[D]"), next_days.to_numpy("datetime64[D]"))
    lacking = table["weekdays"] - table["days"]
    has_enough_days = lacking <= (SHARE_OF_HOLIDAYS * table["weekdays"]).clip(lower=most_holidays)
    # Two weekdays after the last day there is another period, and one after the last day of all.
    weekday = pd.offsets.BDay()
    ends_late = (pd.DatetimeIndex(table["last"]) + 2 * weekday) >= next_days
    is_over = (dates.iloc[-1] + weekday) >= next_days
    table["is_whole"] = has_enough_days & ends_late & is_over
    return table.drop(columns="last")


def log_cut_periods(whose: str, of_file: pd.DataFrame) -> None:
    """Warn of the periods of which a file has not all days, since no rate of them is given."""
    for period, row in of_file[~of_file["is_whole"]].iterrows():
        message = "%s: no rates of %s: the file has %d of its %d weekdays, or lacks its end"
        logger.warning(message, whose, period, row["days"], row["weekdays"])


def rates_by_period(days: pd.DataFrame, kind: Kind, frequency: Frequency) -> pd.DataFrame:
    """Give the mean or the last of the rates of each period, and its lowest and highest day as `low` and `high`.

    Parameters
    ----------
    days : DataFrame
        `date`, in order, and `rate`.
    kind : {"average", "end"}
        The mean of the period's days, or the last of them.
    frequency : {"A", "Q", "M"}
        Years, quarters or months.

    Returns
    -------
    pandas.DataFrame
        `period, rate, low, high`.
    """
    by_period = days.groupby(periods_of_days(days["date"], frequency).rename("period"))["rate"]
    rate = by_period.mean() if kind == "average" else by_period.last()
    # The mean of equal days may lie a last digit of a float away from them.
    low, high = by_period.min().combine(rate, min), by_period.max().combine(rate, max)
    return pd.DataFrame({"rate": rate, "low": low, "high": high}).reset_index()
