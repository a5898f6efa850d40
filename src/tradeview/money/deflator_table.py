"""What a deflator is, `period, currency, index, name, source`, and the price index of a currency looked up in one.

A deflator belongs to a currency: US dollars are deflated by US prices, ringgit by Malaysian ones. The index may have
any base, since only its ratio between two periods is used. Where one comes from (the US consumer prices that come with
the package, the World Bank, a file) is known in `tradeview.money.deflators`.
"""

from typing import NamedTuple

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.errors import MissingDeflatorError, TableError
from tradeview.table.columns import CheckedOnce, Column, Table
from tradeview.table.engines import collect_rows
from tradeview.table.schema import PERIOD, currency_column, is_positive
from tradeview.units import currencies

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


@check_arguments
def lookup(deflator: IntoFrame | CheckedOnce, currency: str, periods: list[int]) -> PriceIndex:
    """Find the index of a currency's prices in each period, with its name and source.

    Raises
    ------
    MissingDeflatorError
        A period has no index for the currency; the message says which there are.
    TableError
        A period has two, or the table holds two indices for the currency.

    Examples
    --------
    >>> import tradeview as tv
    >>> lookup(tv.deflators.us_cpi(), "USD", [2024])
    PriceIndex(name='US CPI-U, all items (1982-84 = 100)', values={2024: 313.689}, source='us-cpi')
    """
    given = deflator if isinstance(deflator, CheckedOnce) else CheckedOnce(deflator, DEFLATORS)
    # No engine is asked for what is no currency: some refuse text that is no UTF-8.
    asked_for = {currency} & currencies()
    of_currency = collect_rows(given.frame.filter(nw.col("currency").is_in(asked_for)))
    names = sorted({row["name"] for row in of_currency})
    there = [row["period"] for row in of_currency]
    absent = sorted(set(periods) - set(there))
    if absent:
        asked = f"no price index of {currency} for {', '.join(str(period) for period in absent)}"
        found = "no index of this currency in the table"
        if there:
            found = f"{min(there)} to {max(there)} ({', '.join(names)})"
        remedy = "give a table that has it (tv.deflators.read) or leave these periods out"
        raise MissingDeflatorError(asked, found, remedy)
    if len(names) > 1 or len(set(there)) < len(there):
        asked = f"one price index of {currency}, a row each period"
        raise TableError(asked, f"{len(there)} rows of {', '.join(names)}", "keep one of them")
    values: dict[int, float] = {}
    sources = []
    for row in of_currency:
        if row["period"] in periods:
            values[row["period"]] = row["index"]
            sources.append(row["source"])
    return PriceIndex(names[0], values, "; ".join(dict.fromkeys(sources)))
