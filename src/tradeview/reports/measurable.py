"""Measurable: which figures of a report have the rates and prices that it measures them at.

A currency that is quoted since April 2005 leaves the months before it without a rate. They are listed as they were
printed; the measures and their growth are of the others, and the page says so.
"""

from collections.abc import Sequence

import pandas as pd

from tradeview.errors import MissingDeflatorError, MissingRateError, TradeTableError
from tradeview.money.conversion import convert_checked, deflate_checked, prefer_checked
from tradeview.money.conversion_factors import currency_periods, with_spans
from tradeview.money.deflator_table import spans_without_index
from tradeview.money.rate_table import spans_without_rate
from tradeview.periods import period_of_span
from tradeview.reports.choices import Choices
from tradeview.table.columns import CheckedOnce
from tradeview.table.engines import as_numbers
from tradeview.table.schema import MONEY, wrap_trade_table
from tradeview.words.templates import list_alternatives, list_words

MissingError = MissingRateError | MissingDeflatorError


def periods_without_rate(rows: pd.DataFrame, order: Sequence[str], to: str, rates: CheckedOnce) -> set[int]:
    """Return the periods of rows that have no rate to a currency; of what was printed in several, by an order."""
    figures = with_spans(as_numbers(prefer_checked(wrap_trade_table(rows), *order), MONEY))
    spans_of: dict[str, list[int]] = {}
    for currency, span in currency_periods(figures, "a report"):
        spans_of.setdefault(currency, []).append(span)
    found = set()
    for currency, spans in spans_of.items():
        found |= {period_of_span(span) for span in spans_without_rate(rates, currency, to, spans)}
    return found


def periods_without_index(rows: pd.DataFrame, currency: str, deflator: CheckedOnce) -> set[int]:
    """Return the periods of rows of which the prices of a currency are not known."""
    figures = with_spans(as_numbers(wrap_trade_table(rows), MONEY))
    spans = sorted({span for _, span in currency_periods(figures, "a report")})
    return {period_of_span(span) for span in spans_without_index(deflator, currency, spans)}


def without_periods(rows: pd.DataFrame, periods: set[int]) -> pd.DataFrame:
    """Return the rows of other periods."""
    return rows[~rows["period"].isin(periods)]


def find_reason(
    rows: pd.DataFrame, choices: Choices, periods: set[int], *, is_priced: bool = True
) -> MissingError | None:
    """Return the error of the first measure that rows of some periods cannot be told in."""
    missing = rows[rows["period"].isin(periods)]
    if missing.empty:
        return None
    try:
        for currency in (choices.base_currency, choices.currency):
            printed = prefer_checked(wrap_trade_table(missing), *choices.order_for(currency))
            convert_checked(printed, currency, choices.rates)
        if is_priced:
            return find_reason_of_prices(missing, choices)
    except MissingRateError as error:
        return error
    return None


def find_reason_of_prices(rows: pd.DataFrame, choices: Choices) -> MissingDeflatorError | None:
    """Return the error of rows that have no index of the prices of the base currency."""
    base = rows.assign(currency=choices.base_currency)
    try:
        deflate_checked(wrap_trade_table(base), choices.deflator, choices.prices)
    except MissingDeflatorError as error:
        return error
    return None


def refuse_unsettled(rows: pd.DataFrame, choices: Choices) -> None:
    """Refuse what was printed in several currencies, none of which the report is in or was told to prefer.

    Raises
    ------
    TradeTableError
        There is such a figure; or the currency to prefer is that of no figure.
    """
    printed = sorted(set(rows["currency"]))
    named = choices.prefer
    if named is not None and named not in printed:
        raise TradeTableError(
            "`prefer` (--prefer) names a currency that figures are printed in",
            f"{named}; figures are in {list_words(printed)}",
            f"name one of these: {_name_options(printed)}",
        )
    if "observation" not in rows:
        return
    order = choices.order_for(choices.base_currency)
    for key, facts in rows.groupby("observation", sort=False):
        stated = sorted(set(facts["currency"]))
        if len(stated) > 1 and set(order).isdisjoint(stated):
            raise TradeTableError(
                f"a report in {list_words(order)} needs to know which of several printed currencies to convert",
                f"observation {key} is stated in {list_words(stated)}",
                f"say which to take: {_name_options(stated)}",
            )


def _name_options(currencies: Sequence[str]) -> str:
    """Name currencies as they are asked for on the command line and in Python."""
    return list_alternatives([f"--prefer {code} (in Python prefer={code!r})" for code in currencies])
