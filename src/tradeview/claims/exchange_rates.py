"""Exchange rates as ranges: near a period's mean, and from its lowest day to its highest.

The trade of a year was changed day by day, so that the rate that two figures of it imply lies among the year's days,
and mostly near their mean. `near` goes from the mean a quarter of the way to the extreme days, and at least 1.5 % (a
year's trade lies more in some months than in others); `wide` is the range of days.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from tradeview.claims.interval import Interval, Span
from tradeview.periods import Months, month_at, year_at, year_of_months
from tradeview.table.engines import is_missing

QUARTER, NEAR, FAR = 0.25, 0.015, 0.10


def _span(row: dict[str, Any]) -> Span:
    rate = float(row["rate"])
    low, high = (None if is_missing(row.get(name)) else float(row[name]) for name in ("low", "high"))
    low, high = rate * (1 - FAR) if low is None else low, rate * (1 + FAR) if high is None else high
    near = Interval(rate - max(NEAR * rate, QUARTER * (rate - low)), rate + max(NEAR * rate, QUARTER * (high - rate)))
    return Span(near, near | Interval(low, high))


class Exchange:
    """What a rate table says, asked for a pair of currencies and months.

    Averages alone are used. A pair that the table does not have is crossed over a currency that both are quoted in, its
    range wider by that. Where the table has no range of days, ten per cent to each side stand for it.
    """

    def __init__(self, table: Iterable[dict[str, Any]] | None) -> None:
        self.given = table is not None
        self._rates: dict[tuple[str, str], dict[int, Span]] = {}
        self._found: dict[tuple[str, str, Months], Span | None] = {}
        for row in table or ():
            if is_missing(row.get("kind")) or row["kind"] == "average":
                span = _span(row)
                one = Span.of(Interval(1.0, 1.0))
                self._rates.setdefault((row["base"], row["quote"]), {})[int(row["period"])] = span
                self._rates.setdefault((row["quote"], row["base"]), {})[int(row["period"])] = one / span

    def factor(self, currency: str, to: str, months: Months) -> Span | None:
        """What one unit of `currency` was in units of `to`; None where the table does not know.

        Examples
        --------
        >>> from tradeview.periods import months_of
        >>> table = [{"period": 2024, "base": "USD", "quote": "MYR", "rate": 4.5, "low": 4.1, "high": 4.8}]
        >>> Exchange(table).factor("USD", "MYR", months_of(2024)).wide
        Interval(low=4.1, high=4.8)
        """
        if currency == to:
            return Span.of(Interval(1.0, 1.0))
        key = (currency, to, months)
        if key not in self._found:
            self._found[key] = self._direct(currency, to, months) or self._crossed(currency, to, months)
        return self._found[key]

    def _direct(self, currency: str, to: str, months: Months) -> Span | None:
        table = self._rates.get((currency, to), {})
        year = year_of_months(months)
        if year is not None and year in table:
            return table[year]
        each = [table.get(month_at(month)) for month in range(months[0], months[1] + 1)]
        found = [span for span in each if span is not None]
        if found and len(found) == len(each):
            return self._mean(found)
        years = [table.get(year) for year in range(year_at(months[0]), year_at(months[1]) + 1)]
        known = [span for span in years if span is not None]
        if not known or len(known) < len(years):
            return None
        days = known[0].wide
        for span in known[1:]:
            days = days | span.wide
        return Span.of(days)

    @staticmethod
    def _mean(found: list[Span]) -> Span:
        """Average the means of months; the days of all of them."""
        whole = found[0]
        for span in found[1:]:
            whole = whole | span
        near = Interval(
            sum(span.near.low for span in found) / len(found), sum(span.near.high for span in found) / len(found)
        )
        return Span(near, whole.wide)

    def _crossed(self, currency: str, to: str, months: Months) -> Span | None:
        over = sorted({other for one, other in self._rates if one == currency})
        for middle in over:
            first, second = self._direct(currency, middle, months), self._direct(middle, to, months)
            if first and second:
                return first * second
        return None

    def pairs(self, currencies: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Every ordered pair of different currencies."""
        yield from ((one, other) for one, other in product(sorted(set(currencies)), repeat=2) if one != other)
