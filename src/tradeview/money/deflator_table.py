"""What a deflator is, `period, currency, index, name, source`, and the price index of a currency looked up in one.

A deflator belongs to a currency: US dollars are deflated by US prices, ringgit by Malaysian ones. The index may have
any base, since only its ratio between two periods is used. Where one comes from (the US consumer prices that come with
the package, the World Bank, a file) is known in `tradeview.money.deflators`.
"""

from collections.abc import Collection, Sequence
from statistics import fmean
from typing import Any, NamedTuple

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.errors import MissingDeflatorError, TableError
from tradeview.money.rate_table import format_spans
from tradeview.periods import (
    PARTS_OF_YEAR,
    frequency_of,
    is_stretch,
    make_period,
    months_of_span,
    span_column,
    write_span,
)
from tradeview.table.columns import CheckedOnce, Column, Table
from tradeview.table.engines import Frame, collect_rows, names_present
from tradeview.table.schema import MONTHS, PERIOD, STARTS_IN_YEAR, currency_column, is_positive
from tradeview.units import currencies

DEFLATORS = Table(
    "deflator",
    (
        PERIOD,
        currency_column("currency", required=True),
        Column("index", "number", "a number above zero", is_positive, required=True),
        Column("name", required=True),
        Column("source", required=True),
        MONTHS,
    ),
    (STARTS_IN_YEAR,),
)

KEEP_ONE_INDEX = "keep one of them (of a file of the World Bank: world-bank:DEU@FILE, in Python economies='DEU')"
MANY = 24  # periods that a message still lists one by one


class PriceIndex(NamedTuple):
    """A price index of one currency in some periods, with its name and source."""

    name: str
    values: dict[int, float]
    source: str


def parts_of_base(base_period: int, periods: list[int]) -> list[int]:
    """Return the periods that the prices of a base are the mean of: of a year, its months where periods are months.

    Examples
    --------
    >>> parts_of_base(2024, [2007]), parts_of_base(2024, [20071]), parts_of_base(202405, [202412])
    ([2024], [20241, 20242, 20243, 20244], [202405])
    """
    if frequency_of(base_period) != "A" or is_stretch(periods[0]):
        return [base_period]
    frequency = frequency_of(periods[0])
    return [make_period(base_period, part, frequency) for part in range(1, PARTS_OF_YEAR[frequency] + 1)]


@check_arguments
def lookup(deflator: IntoFrame | CheckedOnce, currency: str, periods: list[int]) -> PriceIndex:
    """Find the index of a currency's prices in each period, with its name and source.

    A part of a year, or a fiscal year, is asked for by its months as one number (202401202408). It has the index that
    the table states for these months, else the mean of those of its single months; so have years and quarters.

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
    of_currency = _rows_of_currency(given.frame, currency)
    names = sorted({row["name"] for row in of_currency})
    there = [row["span"] for row in of_currency]
    known = set(there)
    parts_of = {span: _list_parts(span, known) for span in periods}
    asked_for: set[int] = set().union(*parts_of.values())
    absent = sorted(asked_for.difference(there))
    if absent:
        raise _missing_index(currency, absent, there, names)
    if len(names) > 1 or len(set(there)) < len(there):
        asked = f"one price index of {currency}, a row each period"
        raise TableError(
            asked,
            f"{len(there)} rows of {', '.join(names)}",
            KEEP_ONE_INDEX,
        )
    index_of = {row["span"]: row["index"] for row in of_currency}
    values = {}
    for span, parts in parts_of.items():
        values[span] = fmean(index_of[part] for part in parts)
    sources = dict.fromkeys(row["source"] for row in of_currency if row["span"] in asked_for)
    return PriceIndex(names[0], values, "; ".join(sources))


def spans_without_index(deflator: IntoFrame | CheckedOnce, currency: str, spans: Sequence[int]) -> list[int]:
    """List the spans for which `lookup` has no index of a currency."""
    given = deflator if isinstance(deflator, CheckedOnce) else CheckedOnce(deflator, DEFLATORS)
    known = {row["span"] for row in _rows_of_currency(given.frame, currency)}
    return [span for span in spans if not known.issuperset(_list_parts(span, known))]


def _list_parts(span: int, there: Collection[int]) -> list[int]:
    """Return the months whose mean is the index of a span that has none of its own; else the span itself.

    A year or a quarter of which no month is there lacks itself, and not twelve months.
    """
    if span in there:
        return [span]
    months = months_of_span(span)
    has_months = is_stretch(span) or not set(months).isdisjoint(there)
    return months if has_months else [span]


def _missing_index(currency: str, absent: list[int], there: list[int], names: list[str]) -> MissingDeflatorError:
    """Make the error that says which periods of a currency are absent, and which there are."""
    listed = ", ".join(map(write_span, absent))
    if len(absent) > MANY:
        listed = format_spans(absent)
    asked = f"no price index of {currency} for {listed}"
    found = "no index of this currency in the table"
    if there:
        found = f"{write_span(min(there))} to {write_span(max(there))} ({', '.join(names)})"
    remedy = (
        "give a table that has it: --deflator prices.csv (period,currency,index,name,source as its first line) or "
        "--deflator world-bank@FILE, in Python deflator=tv.deflators.read('prices.csv') or "
        "tv.deflators.world_bank(FILE); or leave these periods out"
    )
    return MissingDeflatorError(asked, found, remedy)


def _rows_of_currency(table: Frame, currency: str) -> list[dict[str, Any]]:
    """Return the rows of a deflator for a currency, each with its span."""
    span = nw.col("period")
    if names_present(table, ("months",)):
        span = span_column(nw.col("months"), span)
    # No engine is asked for what is no currency: some refuse text that is no UTF-8.
    asked_for = {currency} & currencies()
    return collect_rows(table.filter(nw.col("currency").is_in(asked_for)).with_columns(span=span))
