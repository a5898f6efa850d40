"""Where exchange rates come from: each function gives a rate table, `period, base, quote, rate, kind, source`.

A rate table is a plain frame that somebody named: the ECB's daily rates averaged over a period or taken at its end
(`ecb`, from `tradeview.sources.ecb`), the World Bank's averages of years (`world_bank`), the rate that two printed
figures of one fact imply (`implied`), or your own file (`read`). A period without (nearly) all its days has no average,
so it is not in the table; whoever asks for it is told what there is.
"""

from pathlib import Path

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.money.implied import implied
from tradeview.money.rate_table import RATES, lookup
from tradeview.sources.ecb import coverage, daily, ecb
from tradeview.sources.table_file import read_table_file
from tradeview.sources.world_bank import indicators as bank
from tradeview.sources.world_bank.fetching import ENDPOINT
from tradeview.sources.world_bank.files import Source

__all__ = ["RATES", "coverage", "daily", "ecb", "implied", "lookup", "read", "world_bank"]


@check_arguments
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
    return read_table_file(RATES, path)


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
    r"""Read or fetch the World Bank's official exchange rates, averages of a year (`PA.NUS.FCRF`).

    Parameters
    ----------
    {the_file}
    indicator : str, optional
        `PA.NUS.FCRF`, where the file does not say it (a table of country, year and value alone) and you know it.
    economies : str or collection of str, optional
        Economies to read, by any code or name; all without.
    {the_api}

    Returns
    -------
    pandas.DataFrame
        The rate table; base `USD`, kind `average`. Left out and logged: years in whose currency the Bank's quote is
        unsure (`tradeview.economies.denominations`), and currencies on whose rate economies disagree.

    Raises
    ------
    RateTableError
        The file holds another indicator, or names none, or holds no rate of a sure currency.
    TableError
        It is no CSV file of the Bank, or is cut short.
    {the_failures}

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
    return bank.read_rates(path, indicator=indicator, economies=economies, fetch=fetch, base_url=base_url)
