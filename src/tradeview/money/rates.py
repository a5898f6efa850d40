"""Where exchange rates come from: each function gives a rate table, `period, base, quote, rate, kind, source`.

A rate table is a plain frame that somebody named: the ECB's daily rates averaged over a period or taken at its end
(`ecb`) and the Federal Reserve's (`fed_h10`), the World Bank's averages of years (`world_bank`), the rate that two
printed figures of one fact imply (`implied`), or your own file (`read`); `combine` sets several in order. A period
without (nearly) all its days has no average, so it is not in the table; whoever asks for it is told what there is.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.money.ecb_comparison import refuse_unlike_ecb
from tradeview.money.implied import implied
from tradeview.money.rate_table import RATES, combine, lookup
from tradeview.periods import Frequency
from tradeview.public_names import list_and_answer
from tradeview.sources.daily_rates import Kind
from tradeview.sources.ecb import coverage, daily, ecb
from tradeview.sources.fed_h10 import read_h10
from tradeview.sources.table_file import read_table_file
from tradeview.sources.world_bank import indicators as bank
from tradeview.sources.world_bank.fetching import ENDPOINT
from tradeview.sources.world_bank.files import Source

__all__ = ["RATES", "combine", "coverage", "daily", "ecb", "fed_h10", "implied", "lookup", "read", "world_bank"]

if not TYPE_CHECKING:
    __dir__, __getattr__ = list_and_answer("rates", __all__)


@check_arguments
def read(path: str | Path, *, trusted: bool = False) -> pd.DataFrame:
    r"""Read your own rate table from a CSV file, checked, and held against the European Central Bank's rates.

    Parameters
    ----------
    path : path
        Columns `period, base, quote, rate, kind, source` (`kind`: average, end or implied), UTF-8.
    trusted : bool
        Take the rates as they stand. Otherwise, where the ECB quotes both currencies in months of a row, its rate has
        to lie within a factor of 1.5 of the ECB's: one that does not is mostly inverted, or per 100 units. Official and
        parallel rates may be further away.

    Returns
    -------
    pandas.DataFrame
        The rate table.

    Raises
    ------
    RateTableError
        Naming the lines of the file, their columns, what is wrong and what is allowed; or the rates that the ECB's
        contradict, with those and what explains them.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = pathlib.Path(folder.name) / "rates.csv"
    >>> _ = path.write_text("period,base,quote,rate,kind,source\n2024,USD,MYR,4.57,average,my bank\n")
    >>> read(path)
       period base quote  rate     kind   source
    0    2024  USD   MYR  4.57  average  my bank
    >>> _ = path.write_text("period,base,quote,rate,kind,source\n2024,USD,MYR,0.2188,average,my bank\n")
    >>> read(path)
    Traceback (most recent call last):
    tradeview.errors.RateTableError: the rates of rates.csv are within a factor of 1.5 of the European Central Bank's...
      2024: 1 USD = 0.2188 MYR; the ECB's is 4.5744: inverted (1 MYR in USD)
    >>> folder.cleanup()
    """
    table = read_table_file(RATES, path)
    if not trusted:
        refuse_unlike_ecb(table, Path(path).name)
    return table


@check_arguments
def fed_h10(
    path: str | Path, *, kind: Kind = "average", frequency: Frequency = "A", days_range: bool = False
) -> pd.DataFrame:
    r"""Read the exchange rates of the Federal Reserve (release H.10), as its Data Download Program gives them.

    Parameters
    ----------
    path : path
        The CSV, with labels included, a line a day or a line a series; or a .zip or .gz of it. Its multipliers are
        applied. Series of business days are averaged here; those of months or years are averages already.
    kind : {"average", "end"}
        The mean of the period's days, or the last of them.
    frequency : {"A", "Q", "M"}
        Years (2024), quarters (20242) or months (202405).
    days_range : bool
        Add `low` and `high`, the lowest and the highest day of each period; missing where the file has averages.

    Returns
    -------
    pandas.DataFrame
        A rate table: `period, base, quote, rate, kind, source` (and `low, high`); 1 `base` = `rate` `quote`, as the
        Federal Reserve quotes it: `base` is EUR, GBP, AUD or NZD with `quote` USD, else USD. Left out are periods of
        which the file has not nearly all weekdays (with a warning), days without data (`ND`), indices of the dollar,
        and currencies that changed their unit within their series (logged).

    Raises
    ------
    RateTableError
        It is no such file, or is cut short; a rate is far from the ECB's of the same day, as where a multiplier was
        lost; or it has averages of another frequency.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> lines = ['"Series Description","MALAYSIA -- SPOT EXCHANGE RATE"', '"Unit:","Currency:_Per_USD"',
    ...          '"Multiplier:","1"', '"Currency:","MYR"', '"Unique Identifier: ","H10/H10/RXI_N.A.MA"',
    ...          '"Time Period","RXI_N.A.MA"', "2023,4.56", "2024,ND"]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "FRB_H10.csv"
    ...     _ = path.write_text("\n".join(lines))
    ...     fed_h10(path)
       period base quote  rate     kind                 source
    0    2023  USD   MYR  4.56  average  Federal Reserve, H.10
    """
    return read_h10(path, kind=kind, frequency=frequency, days_range=days_range)


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
