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
from tradeview.schema import PERIOD, currency_column, is_positive, rows
from tradeview.tables import Column, Frame, Table, data_folder

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
    return DEFLATORS.read(path)


def lookup(deflator: IntoFrame, currency: str, periods: list[int]) -> PriceIndex:
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
    table: Frame = nw.from_native(deflator)
    DEFLATORS.check(table)
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
