"""Price indices as tables: `period, currency, index, name, source`.

A deflator belongs to a currency: US dollars are deflated by US prices, ringgit by Malaysian ones. The index may have
any base, since only its ratio between two periods is used.
"""

from pathlib import Path
from typing import NamedTuple

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.errors import MissingDeflatorError, TableError
from tradeview.sources.ledger import read_ledger
from tradeview.sources.world_bank import indicators as bank
from tradeview.sources.world_bank.fetching import ENDPOINT
from tradeview.sources.world_bank.text import Source
from tradeview.table.columns import Column, Given, Table
from tradeview.table.csv import data_folder
from tradeview.table.engines import rows
from tradeview.table.schema import PERIOD, currency_column, is_positive

DEFLATORS = Table(
    "deflator",
    (
        PERIOD,
        currency_column("currency", required=True),
        Column("index", "number", "a number above zero", is_positive, required=True),
        Column("name", required=True),
        Column("source", required=True),
    ),
)


class PriceIndex(NamedTuple):
    """A price index of one currency in some periods, with its name and source."""

    name: str
    values: dict[int, float]
    source: str


def us_cpi() -> pd.DataFrame:
    """US consumer prices (CPI-U, all items), annual averages since 1999, for deflating US dollars.

    Returns
    -------
    pandas.DataFrame
        A deflator: `period, currency, index, name, source`; 1982-84 = 100. Source: US Bureau of Labor Statistics.

    Examples
    --------
    >>> us_cpi().query("period in (2007, 2024)")[["period", "currency", "index"]]
        period currency    index
    8     2007      USD  207.342
    25    2024      USD  313.689
    """
    return read(data_folder() / "us_cpi.csv")


def read(path: str | Path) -> pd.DataFrame:
    """Read your own deflator from a CSV file, checked.

    Parameters
    ----------
    path : path
        Columns `period, currency, index, name, source`, UTF-8. An index, not a rate of inflation.

    Returns
    -------
    pandas.DataFrame
        The deflator.

    Raises
    ------
    TableError
        Naming the lines of the file, their columns, what is wrong and what is allowed.

    Examples
    --------
    >>> len(read(data_folder() / "us_cpi.csv")) >= 27
    True
    """
    return read_ledger(DEFLATORS, path)


def world_bank(
    path: Source | None = None,
    *,
    indicator: str | None = None,
    economies: bank.Places = None,
    fetch: bank.Years = None,
    base_url: str = ENDPOINT,
) -> pd.DataFrame:
    r"""Read or fetch a price index of the World Bank: `FP.CPI.TOTL`, `NY.GDP.DEFL.ZS`.

    Parameters
    ----------
    path : path or pandas.DataFrame, optional
        The Bank's CSV (wide, DataBank's or long), or its .zip; a frame as wbgapi returns it.
    indicator : str, optional
        Which index is meant, where the file holds several or does not say, and where it is fetched.
    economies : str or collection of str, optional
        Economies to read, by any code or name. Without it all, but of a currency that several use the issuer's index
        alone; of the euro every member's, between which `economies` chooses.
    fetch : int or iterable of int, optional
        Years to ask the Bank's API for, in place of a path: `fetch=range(2010, 2024)`. Needs the extra `fetch`.
    base_url : str
        The address of the API, for a proxy.

    Returns
    -------
    pandas.DataFrame
        The deflator, `period, currency, index, name, source`; `currency` is the economy's at the end of the year, so
        that an index over a redenomination or the euro's entry belongs to two currencies.

    Raises
    ------
    TableError
        The file holds a rate of inflation, no index, or several of which none is named; it is no CSV file of the Bank,
        or is cut short.
    FetchError, MissingExtraError
        The Bank does not answer, or not for all that was asked; the extra is not installed.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "prices.csv"
    ...     _ = path.write_text("iso3c,year,FP.CPI.TOTL\nMYS,2010,100\nMYS,2023,129.1\n")
    ...     world_bank(path)[["period", "currency", "index", "name"]]
       period currency  index                            name
    0    2010      MYR  100.0  Consumer price index, Malaysia
    1    2023      MYR  129.1  Consumer price index, Malaysia
    """
    return bank.indices(path, indicator=indicator, economies=economies, fetch=fetch, base_url=base_url)


def lookup(deflator: IntoFrame | Given, currency: str, periods: list[int]) -> PriceIndex:
    """Find the index of a currency's prices in each period, with its name and source.

    Raises
    ------
    MissingDeflatorError
        A period has no index for the currency; the message says which there are.
    TableError
        A period has two, or the table holds two indices for the currency.

    Examples
    --------
    >>> lookup(us_cpi(), "USD", [2024])
    PriceIndex(name='US CPI-U, all items (1982-84 = 100)', values={2024: 313.689}, source='us-cpi')
    """
    table = (deflator if isinstance(deflator, Given) else Given(deflator, DEFLATORS)).frame
    of_currency = rows(table.filter(nw.col("currency") == currency))
    names = sorted({row["name"] for row in of_currency})
    there = [row["period"] for row in of_currency]
    absent = sorted(set(periods) - set(there))
    if absent:
        found = (
            f"{min(there)} to {max(there)} ({', '.join(names)})" if there else "no index of this currency in the table"
        )
        raise MissingDeflatorError(
            f"no price index of {currency} for {', '.join(map(str, absent))}",
            found,
            "give a table that has it (tv.deflators.read) or leave these periods out",
        )
    if len(names) > 1 or len(set(there)) < len(there):
        raise TableError(
            f"one price index of {currency}, a row each period",
            f"{len(there)} rows of {', '.join(names)}",
            "keep one of them",
        )
    used = [row for row in of_currency if row["period"] in periods]
    sources = dict.fromkeys(row["source"] for row in used)
    return PriceIndex(names[0], {row["period"]: row["index"] for row in used}, "; ".join(sources))
