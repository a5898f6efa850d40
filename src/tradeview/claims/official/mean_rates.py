"""The mean rate of some months between two currencies, as a table states it, and how far those of the days went."""

from statistics import fmean
from typing import NamedTuple

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.claims.exchange_rates import RateRanges
from tradeview.claims.official.cannot_tell import CannotTell
from tradeview.money.rate_table import RATES, lookup, spans_without_rate
from tradeview.periods import (
    Months,
    make_span_of_months,
    month_at,
    months_of_span,
    span_of_stretch,
    write_span,
)
from tradeview.table.columns import CheckedOnce
from tradeview.table.engines import collect_rows, names_present
from tradeview.table.frames import wrap_frame
from tradeview.units import conversion_factor
from tradeview.words import verdicts as words

AVERAGE = "average"


class MeanRate(NamedTuple):
    """What one unit of a currency was in another, and the rate as its source states it."""

    factor: float
    lowest: float
    highest: float
    rate: float
    base: str
    quote: str
    source: str


class MeanRates:
    """The averages of a rate table; those of the end of a period are of one day, and are not used."""

    def __init__(self, rates: IntoFrame | None) -> None:
        rows = []
        if rates is not None:
            RATES.check(wrap_frame(rates, RATES.error))
            table = RATES.with_kinds(wrap_frame(rates, RATES.error))
            if names_present(table, ("kind",)):
                table = table.filter((nw.col("kind") == AVERAGE) | nw.col("kind").is_null())
            rows = collect_rows(table)
        self._ranges = RateRanges(rows)
        self._table = CheckedOnce(pd.DataFrame(rows), RATES) if rows else None

    def find(self, currency: str, to: str, months: Months) -> MeanRate:
        """Find the rate of some months: of just these, else the mean of their means.

        Raises
        ------
        CannotTell
            The table has none for them.
        """
        first, last = months
        stretch = make_span_of_months(month_at(first), month_at(last))
        span = span_of_stretch(write_span(stretch))  # a year or a quarter, where the months are all of one
        for spans in ([span], months_of_span(span)):
            if self._table is not None and not spans_without_rate(self._table, currency, to, spans):
                return self._mean_of(currency, to, months, spans)
        written = words.write_months(months)
        raise CannotTell("rate", words.NO_RATES, currency=to, official=currency, months=written)

    def _mean_of(self, currency: str, to: str, months: Months, spans: list[int]) -> MeanRate:
        assert self._table is not None  # noqa: S101 - for who checks types
        rows = list(lookup(self._table, currency, to, spans).values())
        rate = fmean(row["rate"] for row in rows)
        base, quote = rows[0]["base"], rows[0]["quote"]
        factor = conversion_factor(currency, to, rate=rate, base=base, quote=quote)
        days = self._ranges.conversion_factor(currency, to, months)
        lowest, highest = (factor, factor) if days is None else (days.wide.low, days.wide.high)
        return MeanRate(factor, lowest, highest, rate, base, quote, rows[0]["source"])
