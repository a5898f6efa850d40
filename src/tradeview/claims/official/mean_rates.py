"""The mean rate of some months between two currencies, as a table states it, and how far those of the days went."""

from statistics import fmean
from typing import NamedTuple

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.claims.exchange_rates import RateRanges
from tradeview.claims.official.cannot_tell import CannotTell
from tradeview.money.rate_table import RATES, RateRow, lookup, spans_without_rate
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
        self._rows = rows
        self._of_pair: dict[frozenset[str], CheckedOnce | None] = {}
        self._found: dict[tuple[str, str, Months], MeanRate | None] = {}

    def find(self, currency: str, to: str, months: Months) -> MeanRate:
        """Find the rate of some months: of just these, else the mean of their means.

        Raises
        ------
        CannotTell
            The table has none for them.
        """
        key = (currency, to, months)
        if key not in self._found:
            self._found[key] = self._look_up(currency, to, months)
        found = self._found[key]
        if found is None:
            written = words.write_months(months)
            raise CannotTell("rate", words.NO_RATES, currency=to, official=currency, months=written)
        return found

    def _look_up(self, currency: str, to: str, months: Months) -> MeanRate | None:
        table = self._table_of(currency, to)
        if table is None:
            return None
        first, last = months
        stretch = make_span_of_months(month_at(first), month_at(last))
        span = span_of_stretch(write_span(stretch))  # a year or a quarter, where the months are all of one
        for spans in ([span], months_of_span(span)):
            if not spans_without_rate(table, currency, to, spans):
                rows = list(lookup(table, currency, to, spans).values())
                return self._mean_of(rows, currency, to, months)
        return None

    def _table_of(self, currency: str, to: str) -> CheckedOnce | None:
        """Give the rates of a pair of currencies alone, which is looked through many times."""
        pair = frozenset((currency, to))
        if pair not in self._of_pair:
            rows = [row for row in self._rows if {row["base"], row["quote"]} == pair]
            self._of_pair[pair] = CheckedOnce(pd.DataFrame(rows), RATES) if rows else None
        return self._of_pair[pair]

    def _mean_of(self, rows: list[RateRow], currency: str, to: str, months: Months) -> MeanRate:
        rate = fmean(row["rate"] for row in rows)
        base, quote = rows[0]["base"], rows[0]["quote"]
        factor = conversion_factor(currency, to, rate=rate, base=base, quote=quote)
        days = self._ranges.conversion_factor(currency, to, months)
        lowest, highest = (factor, factor) if days is None else (days.wide.low, days.wide.high)
        return MeanRate(factor, lowest, highest, rate, base, quote, rows[0]["source"])
