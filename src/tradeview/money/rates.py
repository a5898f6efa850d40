"""Exchange rates as tables: `period, base, quote, rate, kind, source`, where 1 `base` = `rate` `quote`.

A rate table is a plain frame that somebody named: the ECB's daily rates averaged over a period or taken at its end
(`ecb`, from `tradeview.sources.ecb`), the World Bank's averages of years (`world_bank`), the rate that two printed
figures of one fact imply (`implied`), or your own file (`read`). A period without (nearly) all its days has no average,
so it is not in the table; whoever asks for it is told what there is.
"""

from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.errors import MissingRateError, RateTableError
from tradeview.money.implied import implied
from tradeview.periods import runs_of_periods
from tradeview.sources.ecb import ECB, coverage, daily, ecb, frequency_for, history
from tradeview.sources.ledger import read_ledger
from tradeview.sources.world_bank import indicators as bank
from tradeview.sources.world_bank.fetching import ENDPOINT
from tradeview.sources.world_bank.text import Source
from tradeview.table.columns import Column, Given, Table
from tradeview.table.engines import Frame, rows
from tradeview.table.schema import PERIOD, RATE_KINDS, currency_column, is_positive, one_of, within_range

__all__ = ["RATES", "coverage", "daily", "ecb", "implied", "lookup", "read", "world_bank"]

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


def read(path: str | Path) -> pd.DataFrame:
    r"""Read your own rate table from a CSV file, checked.

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
    ...     _ = path.write_text("period,base,quote,rate,kind,source\n2024,USD,MYR,4.57,average,my bank\n")
    ...     read(path)
       period base quote  rate     kind   source
    0    2024  USD   MYR  4.57  average  my bank
    """
    return read_ledger(RATES, path)


def world_bank(
    path: Source | None = None,
    *,
    economies: bank.Places = None,
    fetch: bank.Years = None,
    base_url: str = ENDPOINT,
) -> pd.DataFrame:
    r"""Read or fetch the World Bank's official exchange rates, averages of a year (`PA.NUS.FCRF`).

    Parameters
    ----------
    path : path or pandas.DataFrame, optional
        The Bank's CSV (wide, DataBank's or long), or its .zip; a frame as wbgapi returns it.
    economies : str or collection of str, optional
        Economies to read, by any code or name; all without.
    fetch : int or iterable of int, optional
        Years to ask the Bank's API for, in place of a path: `fetch=range(2019, 2024)`. Needs the extra `fetch`.
    base_url : str
        The address of the API, for a proxy.

    Returns
    -------
    pandas.DataFrame
        The rate table; base `USD`, kind `average`. Left out and logged: years in whose currency the Bank's quote is
        unsure (`tradeview.economies.denominations`), and currencies on whose rate economies disagree.

    Raises
    ------
    RateTableError
        The file holds another indicator, or no rate of a sure currency.
    TableError
        It is no CSV file of the Bank, or is cut short.
    FetchError, MissingExtraError
        The Bank does not answer, or not for all that was asked; the extra is not installed.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "rates.csv"
    ...     _ = path.write_text("iso3c,year,PA.NUS.FCRF\nRUS,2022,68.48\nRUS,2023,85.16\n")
    ...     world_bank(path)[["period", "base", "quote", "rate", "kind"]]
       period base quote   rate     kind
    0    2022  USD   RUB  68.48  average
    1    2023  USD   RUB  85.16  average
    """
    return bank.rates(path, economies=economies, fetch=fetch, base_url=base_url)


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
    return of_pair(checked(rates), currency, to, periods)


def checked(rates: IntoFrame | Given) -> Frame:
    """Wrap a rate table, or refuse it: once for all of the pairs that are looked up in it."""
    return (rates if isinstance(rates, Given) else Given(rates, RATES)).frame


def of_pair(table: Frame, currency: str, to: str, periods: list[int]) -> dict[int, dict[str, Any]]:
    """Do what `lookup` does in a table that is `checked`."""
    pair = {currency, to}
    there = rows(
        table.filter(nw.col("base").is_in(pair), nw.col("quote").is_in(pair), nw.col("base") != nw.col("quote"))
    )
    found = {period: [row for row in there if row["period"] == period] for period in periods}
    absent = [period for period, candidates in found.items() if not candidates]
    if absent:
        raise _missing(currency, to, absent, there)
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
        found = f"{_format_runs(there)} ({row.get('kind')}, {row['source']}; 1 {row['base']} in {row['quote']})"
    reasons = _reasons(currency, to, absent) if not of_pair or of_pair[0]["source"] == ECB else []
    asked = f"no rate between {currency} and {to} for {', '.join(map(str, sorted(absent)))}"
    return MissingRateError(
        asked, found, "give a table that has it (tv.rates.read) or leave these periods out", reasons
    )


def _reasons(currency: str, to: str, absent: list[int]) -> list[str]:
    """What the ECB has of the missing periods: a period with too few days is left out on purpose."""
    quoted = history().columns
    if not {currency, to} <= set(quoted):
        return [f"the ECB quotes no {code}" for code in (currency, to) if code not in quoted]
    return [f"{period}: {_at_the_ecb(currency, to, period)}" for period in sorted(absent)]


def _at_the_ecb(currency: str, to: str, period: int) -> str:
    """Say whether the ECB has a period whole, and how to get it, or how many of its days there are."""
    frequency = frequency_for(period)
    table = coverage(base=currency, quote=to, frequency=frequency)
    row = table[table["period"] == period]
    if row["whole"].any():
        return f"the ECB has it: tv.rates.ecb(base={to!r}, frequency={frequency!r})"
    days = f"{row['days'].item()} of {row['of'].item()}" if len(row) else "none"
    return f"days with a rate at the ECB: {days}"


def _format_runs(periods: list[int]) -> str:
    """Say 2006, 2007, 2008, 2010 as `2006 to 2008, 2010`."""
    said = []
    for first, last in runs_of_periods(periods):
        said.append(str(first) if first == last else f"{first} to {last}")
    return ", ".join(said)
