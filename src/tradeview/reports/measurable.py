"""Measurable: which figures of a report have the rates and prices that it measures them at.

A currency that is quoted since April 2005 leaves the months before it without a rate. They are listed as they were
printed; the measures and their growth are of the others, and the page says so.
"""

import pandas as pd

from tradeview.errors import MissingDeflatorError, MissingRateError
from tradeview.money.conversion import convert_checked, deflate_checked, prefer_checked
from tradeview.money.conversion_factors import currency_periods, with_spans
from tradeview.money.deflator_table import spans_without_index
from tradeview.money.rate_table import spans_without_rate
from tradeview.periods import period_of_span
from tradeview.reports.choices import Choices
from tradeview.table.columns import CheckedOnce
from tradeview.table.engines import as_numbers
from tradeview.table.schema import MONEY, wrap_trade_table

MissingError = MissingRateError | MissingDeflatorError


def periods_without_rate(rows: pd.DataFrame, to: str, rates: CheckedOnce) -> set[int]:
    """Return the periods of rows that are not printed in a currency, and have no rate to it."""
    figures = with_spans(as_numbers(prefer_checked(wrap_trade_table(rows), to), MONEY))
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


def find_reason(rows: pd.DataFrame, choices: Choices, periods: set[int]) -> MissingError | None:
    """Return the error of the first measure that rows of some periods cannot be told in."""
    missing = rows[rows["period"].isin(periods)]
    try:
        for currency in (choices.base_currency, choices.currency):
            convert_checked(prefer_checked(wrap_trade_table(missing), currency), currency, choices.rates)
        base = missing.assign(currency=choices.base_currency)
        deflate_checked(wrap_trade_table(base), choices.deflator, choices.prices)
    except (MissingRateError, MissingDeflatorError) as error:
        return error
    return None
