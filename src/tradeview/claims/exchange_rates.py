"""Exchange rates as ranges: near a period's mean, and from its lowest day to its highest.

The trade of a year was changed day by day, so that the rate that two figures of it imply lies among the year's days,
and mostly near their mean. `near` goes from the mean a part of the way to the extreme days, and at least a little (a
year's trade lies more in some months than in others); `wide` is the range of days.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from tradeview.claims.interval import Interval, Span
from tradeview.periods import Months, months_of, months_of_stretch, year_at
from tradeview.table.engines import is_missing

# Trade that is unevenly spread over a year shifts its rate from the mean of the days: a quarter of the way to the
# extreme days, and by at least 1.5% of the mean, since a quiet year has its months of much and of little trade, too.
TOWARDS_EXTREME_DAYS = 0.25
LEAST_DEVIATION = 0.015
# A table of means alone does not say how far the days went. Of the ECB's currencies, those of seven years in ten stayed
# within a tenth of the year's mean.
UNKNOWN_DAYS = 0.10
ONE = Span.of(Interval(1.0, 1.0))


class RateRanges:
    """What a rate table says, asked for a pair of currencies and months.

    Averages alone are used. A pair that the table does not have is crossed over a currency that both are quoted in, its
    range wider by that. Where the table has no range of days, ten per cent to each side stand for it.
    """

    def __init__(self, table: Iterable[Mapping[str, Any]] | None) -> None:
        self.given = table is not None
        self._ranges: dict[tuple[str, str], dict[Months, Span]] = {}
        self._found: dict[tuple[str, str, Months], Span | None] = {}
        for row in table or ():
            kind = row.get("kind")
            if is_missing(kind) or kind == "average":
                span = _range_of_rate(row)
                base, quote, months = row["base"], row["quote"], _months_of_rate(row)
                self._ranges.setdefault((base, quote), {})[months] = span
                self._ranges.setdefault((quote, base), {})[months] = ONE / span

    def conversion_factor(self, currency: str, to: str, months: Months) -> Span | None:
        """What one unit of `currency` was in units of `to`; None where the table does not know.

        Examples
        --------
        >>> from tradeview.periods import months_of
        >>> table = [{"period": 2024, "base": "USD", "quote": "MYR", "rate": 4.5, "low": 4.1, "high": 4.8}]
        >>> RateRanges(table).conversion_factor("USD", "MYR", months_of(2024)).wide
        Interval(low=4.1, high=4.8)
        """
        if currency == to:
            return ONE
        key = (currency, to, months)
        if key not in self._found:
            self._found[key] = self._direct(currency, to, months) or self._crossed(currency, to, months)
        return self._found[key]

    def _direct(self, currency: str, to: str, months: Months) -> Span | None:
        """Give the range of a quoted pair: of just these months, else their mean, else the days of the years."""
        ranges = self._ranges.get((currency, to), {})
        if months in ranges:
            return ranges[months]
        first, last = months
        of_months = _ranges_of_all(ranges, [(month, month) for month in range(first, last + 1)])
        if of_months:
            days = _all_days(of_months)
            low = sum(span.near.low for span in of_months) / len(of_months)
            high = sum(span.near.high for span in of_months) / len(of_months)
            return Span(Interval(low, high), days)
        years = range(year_at(first), year_at(last) + 1)
        of_years = _ranges_of_all(ranges, [months_of(year) for year in years])
        if of_years:
            # The mean of a year is no mean of some of its months: all that is known of them is the range of days.
            return Span.of(_all_days(of_years))
        return None

    def _crossed(self, currency: str, to: str, months: Months) -> Span | None:
        for middle in sorted({quote for base, quote in self._ranges if base == currency}):
            first = self._direct(currency, middle, months)
            second = self._direct(middle, to, months)
            if first and second:
                return first * second
        return None


def _months_of_rate(row: Mapping[str, Any]) -> Months:
    """Give the months that a rate is of: its own, of a part of a year or a fiscal year, else those of its period."""
    stretch = row.get("months")
    return months_of(int(row["period"])) if is_missing(stretch) else months_of_stretch(str(stretch))


def _range_of_rate(row: Mapping[str, Any]) -> Span:
    rate = float(row["rate"])
    low, high = rate * (1 - UNKNOWN_DAYS), rate * (1 + UNKNOWN_DAYS)
    if not is_missing(row.get("low")):
        low = float(row["low"])
    if not is_missing(row.get("high")):
        high = float(row["high"])
    below = max(LEAST_DEVIATION * rate, TOWARDS_EXTREME_DAYS * (rate - low))
    above = max(LEAST_DEVIATION * rate, TOWARDS_EXTREME_DAYS * (high - rate))
    near = Interval(rate - below, rate + above)
    return Span(near, near | Interval(low, high))


def _ranges_of_all(ranges: Mapping[Months, Span], periods: Iterable[Months]) -> list[Span]:
    """Look up every period; nothing where one is missing, for the mean of some months is none of all of them."""
    found = []
    for period in periods:
        if period not in ranges:
            return []
        found.append(ranges[period])
    return found


def _all_days(ranges: list[Span]) -> Interval:
    days = ranges[0].wide
    for span in ranges[1:]:
        days = days | span.wide
    return days
