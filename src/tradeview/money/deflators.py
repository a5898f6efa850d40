"""Where price indices come from: each function gives a deflator, `period, currency, index, name, source`.

US consumer prices come with the package (`us_cpi`), the World Bank's indices are read or fetched (`world_bank`), and
any other is your own file (`read`). What a deflator is stands in `tradeview.money.deflator_table`.
"""

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.money.deflator_table import DEFLATORS, PriceIndex, lookup
from tradeview.periods import MONTHS_IN_YEAR, PARTS_OF_YEAR, SHIFT_OF_YEAR, Frequency
from tradeview.public_names import list_and_answer
from tradeview.sources.table_file import read_table_file
from tradeview.sources.world_bank import indicators as bank
from tradeview.sources.world_bank.fetching import ENDPOINT
from tradeview.sources.world_bank.files import Source
from tradeview.table.csv import data_folder
from tradeview.table.refusals import refuse_word

MONTHS_IN_QUARTER = MONTHS_IN_YEAR // PARTS_OF_YEAR["Q"]

__all__ = ["DEFLATORS", "PriceIndex", "lookup", "read", "us_cpi", "world_bank"]

if not TYPE_CHECKING:
    __dir__, __getattr__ = list_and_answer("deflators", __all__)


@check_arguments
def us_cpi(*, frequency: Frequency = "A") -> pd.DataFrame:
    """US consumer prices (CPI-U, all items) since 1999, for deflating US dollars.

    Parameters
    ----------
    frequency : {"A", "Q", "M"}
        Annual averages as the bureau prints them, means of the months of a quarter, or months. A month that was not
        printed (October 2025) is left out, and so is its quarter.

    Returns
    -------
    pandas.DataFrame
        A deflator: `period, currency, index, name, source`; 1982-84 = 100. Source: US Bureau of Labor Statistics.

    Raises
    ------
    TableError
        Another frequency.

    Examples
    --------
    >>> us_cpi().query("period in (2007, 2024)")[["period", "currency", "index"]]
        period currency    index
    8     2007      USD  207.342
    25    2024      USD  313.689
    >>> us_cpi(frequency="M").query("period == 202412")["index"].item()
    315.605
    """
    refuse_word("us_cpi", "frequency", frequency, get_args(Frequency))
    if frequency == "A":
        return read(data_folder() / "us_cpi.csv")
    months = read(data_folder() / "us_cpi_monthly.csv")
    return months if frequency == "M" else _average_quarters(months)


def _average_quarters(months: pd.DataFrame) -> pd.DataFrame:
    """Return the means of the quarters of which all months are there."""
    years, numbers = months["period"].floordiv(SHIFT_OF_YEAR["M"]), months["period"].mod(SHIFT_OF_YEAR["M"])
    quarters = years * SHIFT_OF_YEAR["Q"] + (numbers - 1).floordiv(MONTHS_IN_QUARTER) + 1
    grouped = months.groupby(quarters)
    named = grouped[["currency", "name", "source"]].first()
    means = named.assign(index=grouped["index"].mean())[grouped["index"].count() == MONTHS_IN_QUARTER]
    return means.rename_axis("period").reset_index()[list(months.columns)]


@check_arguments
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
    return read_table_file(DEFLATORS, path)


@check_arguments
@bank.documented
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
    {the_file}
    indicator : str, optional
        Which index is meant, where the file holds several or does not say, and where it is fetched.
    economies : str or collection of str, optional
        Economies to read, by any code or name. Without it all, but of a currency that several use the issuer's index
        alone; of the euro every member's, between which `economies` chooses.
    {the_api}

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
    {the_failures}

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
    return bank.read_indices(path, indicator=indicator, economies=economies, fetch=fetch, base_url=base_url)
