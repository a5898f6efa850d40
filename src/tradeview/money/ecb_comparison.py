"""A user's own rates held against the European Central Bank's: what is upside down, or a hundred times off, is refused.

A table of rates says `1 base = rate quote`. It is often filled the other way round, or for a hundred units, as banks
print yen; every figure that is converted with it is then wrong by as much. Where the ECB quotes both currencies in the
months of a row, the row lies within a factor of 1.5 of its cross rate. Official and parallel rates do not: who means
those says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pandas as pd

from tradeview.errors import RateTableError
from tradeview.periods import make_month, months_of_span, write_span
from tradeview.sources.ecb import daily, read_history

# Further apart are no two means, or ends, of one period of a rate that markets make. That of one half of the lira's
# worst year is a quarter off the year's.
FACTOR = 1.5
# Of how many units a rate may have been printed: the yen's is often for a hundred, the rupiah's for a thousand.
UNITS = (100, 1000, 10_000, 1_000_000)
MEND = "mend them; official and parallel rates are read by tv.rates.read(path, trusted=True), or as trusted:FILE"


@dataclass(frozen=True)
class StatedRate:
    """A row of a rate table: 1 `base` = `rate` `quote`, on the mean of a span of months or at their `end`."""

    span: int
    base: str
    quote: str
    rate: float
    kind: str

    def describe(self, reference: float) -> str:
        """Say what it is beside the ECB's, and which slip explains it."""
        said = f"{write_span(self.span)}: 1 {self.base} = {self.rate:g} {self.quote}; the ECB's is {reference:.5g}"
        slip = _name_slip(self, reference)
        return f"{said}: {slip}" if slip else said


def refuse_unlike_ecb(table: pd.DataFrame, called: str) -> None:
    """Refuse rows that are further than `FACTOR` from the ECB's rate of the same months, and say what each may be.

    What the ECB does not quote then cannot be held against anything, and passes.
    """
    wrong = []
    for stated in _stated_rates(table):
        reference = _rate_of_ecb(stated)
        if reference is not None and not _is_near(stated.rate, reference):
            wrong.append(stated.describe(reference))
    if wrong:
        asked = f"the rates of {called} are within a factor of {FACTOR} of the European Central Bank's"
        raise RateTableError(asked, f"{len(wrong)} of {len(table)} are not", MEND, wrong)


def _stated_rates(table: pd.DataFrame) -> Iterator[StatedRate]:
    """Give the rows between two currencies that the ECB quotes."""
    quoted = read_history().columns
    between = table[table["base"].isin(quoted) & table["quote"].isin(quoted) & (table["base"] != table["quote"])]
    for row in between.to_dict("records"):
        stretch, kind = row.get("months"), row.get("kind")
        span = int(row["period"])
        if isinstance(stretch, str):
            span = int("".join(filter(str.isdigit, stretch)))
        yield StatedRate(span, row["base"], row["quote"], row["rate"], kind if isinstance(kind, str) else "average")


def _rate_of_ecb(stated: StatedRate) -> float | None:
    """Give the mean of the ECB's days of a span, or the last day of its last month; None where there are none."""
    days = _days_by_month(stated.base, stated.quote)
    months = months_of_span(stated.span)
    if stated.kind == "end":
        months = months[-1:]
    within = days[days.index.isin(months)]
    if within.empty:
        return None
    return float(within.iloc[-1] if stated.kind == "end" else within.mean())


@cache
def _days_by_month(base: str, quote: str) -> "pd.Series[float]":
    """Daily cross rates in order, each under its month."""
    days = daily(base=base, quote=quote)
    return days.set_index(make_month(days["date"].dt.year, days["date"].dt.month))["rate"]


def _is_near(rate: float, reference: float) -> bool:
    return reference / FACTOR <= rate <= reference * FACTOR


def _name_slip(stated: StatedRate, reference: float) -> str:
    """Name the slip that brings a rate near the reference; nothing where none does."""
    base, quote = stated.base, stated.quote
    upside_down = 1 / stated.rate
    if _is_near(upside_down, reference):
        return f"inverted (1 {quote} in {base})"
    for units in UNITS:
        if _is_near(stated.rate / units, reference):
            return f"per {units:,} units of {base}"
        if _is_near(stated.rate * units, reference):
            return f"in units of {units:,} {quote}"
        if _is_near(upside_down * units, reference):
            return f"inverted, and per {units:,} units of {quote}"
        if _is_near(upside_down / units, reference):
            return f"inverted, and in units of {units:,} {base}"
    return ""
