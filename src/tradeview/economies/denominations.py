"""Which currency an economy counts in, year by year, and in which of them a series of exchange rates is quoted.

A source that publishes local currency units per dollar seldom says which unit it means before a redenomination or the
euro. The World Bank has used both ways: it restates some series in the new unit (Türkiye's 1.50 of 2003 are new lira)
and leaves others, and those of the euro's members, in the unit of the time (Germany's 1.76 of 1998 are marks). The
series itself tells: where the unit changes, it jumps by the known factor, and where it was restated, it does not. What
neither fits is left out. Currencies by year are CLDR's; `data/redenominations.csv` has the changes and their factors,
those of the laws that set them, for the euro the rates that the Council of the European Union fixed irrevocably.
"""

import math
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

import narwhals as nw
import pandas as pd
from babel.core import get_global

from tradeview.economies.lookup import alpha2
from tradeview.errors import UnknownCodeError
from tradeview.table.columns import Column, Table
from tradeview.table.csv import read_own
from tradeview.table.schema import currency_column, economy_column, is_positive

EURO = "EUR"
FIRST_EURO_YEAR = 1999
# The dollar moved by less than this between the last year of a national currency and the euro; the factor of the punt,
# the nearest to 1, is further from it than this.
EURO_TOLERANCE = math.log(1.12)
# A jump is read as none, or as the change, where it is this near to either, in logarithms: as a share of the factor
# (at a half, one jump could be both), and at most as much as a currency may lose in a year. More than two thirds of
# its value is no evidence for either unit.
TOLERANCE_SHARE = 1 / 3
WIDEST_TOLERANCE = math.log(3)
# Codes of two moneys: the bolívar of 2021 is a million of those of 2018; Zimbabwe's dollar of 2009 came again in 2019,
# and between them the Bank counts in US dollars.
TWO_DENOMINATIONS = {"VES", "ZWL"}

REDENOMINATIONS = Table(
    "list of redenominations",
    (
        economy_column("economy"),
        currency_column("old", required=True),
        currency_column("new", required=True),
        Column("year", "integer", required=True),
        Column(
            "month",
            "integer",
            "1 to 12",
            lambda month: nw.all_horizontal(month >= 1, month <= 12, ignore_nulls=False),
            required=True,
        ),
        Column("factor", "number", "a number above zero", is_positive, required=True),
    ),
)


class Redenomination(NamedTuple):
    """A change of currency: from this year and month on `factor` units of `old` are one of `new`."""

    economy: str
    old: str
    new: str
    year: int
    month: int
    factor: float

    @property
    def first_whole_year(self) -> int:
        """The first year of which every month is in the new unit."""
        return self.year if self.month == 1 else self.year + 1


@cache
def redenominations(economy: str) -> tuple[Redenomination, ...]:
    """Changes of an economy's currency, entries to the euro among them, the newest first."""
    table = read_redenominations()
    own = table[table["economy"] == economy].sort_values(["year", "month"], ascending=False)
    return tuple(Redenomination(*row) for row in own.itertuples(index=False))


@cache
def read_redenominations() -> pd.DataFrame:
    """Return the list of `data/redenominations.csv`; callers leave it as it is."""
    return read_own(REDENOMINATIONS, "redenominations.csv")[list(Redenomination._fields)]


@cache
def currency_of_year(economy: str, year: int) -> str | None:
    """Currency of an economy at the end of a year, ISO 4217; None where no single one is known.

    Where an economy takes a neighbour's money beside its own, its own counts: Namibia's dollar, not the rand.

    Examples
    --------
    >>> currency_of_year("HRV", 2022), currency_of_year("HRV", 2023), currency_of_year("NAM", 2020)
    ('HRK', 'EUR', 'NAD')
    """
    changes = redenominations(economy)
    for change in changes:
        if year >= change.year:
            return change.new
    tender = list(_legal_tender(economy, date(year, 12, 31)))
    if changes:
        oldest = changes[-1].old
        return oldest if oldest in tender else None
    own = [currency for currency in tender if is_issued_by(currency, economy)]
    candidates = own or tender
    return candidates[0] if len(candidates) == 1 else None


def is_issued_by(currency: str, economy: str) -> bool:
    """Tell whether a currency's code is made of the economy's: the first two letters of ISO 4217 are its alpha-2."""
    return currency[:2] == _alpha2(economy)


def quoted_currency_by_year(
    economy: str, units_per_dollar: Mapping[int, float], euros_per_dollar: Mapping[int, float]
) -> dict[int, str]:
    """Tell in which currency each year of a series of exchange rates is quoted, by its jumps.

    Parameters
    ----------
    economy : str
        ISO 3166 alpha-3.
    units_per_dollar : mapping
        Local currency units per US dollar, by year.
    euros_per_dollar : mapping
        Euros per US dollar, by year: what a series is held against where its unit gives way to the euro
        (`tradeview.sources.ecb.euros_per_dollar`).

    Returns
    -------
    dict
        ISO 4217 code by year; years of which it is unsure are not there, nor those of notional euros before the entry.

    Examples
    --------
    >>> quoted_currency_by_year("TUR", {2003: 1.50, 2004: 1.43, 2005: 1.34}, {})  # restated
    {2003: 'TRY', 2004: 'TRY', 2005: 'TRY'}
    >>> quoted_currency_by_year("TUR", {2003: 1.50e6, 2004: 1.43e6, 2005: 1.34}, {})
    {2003: 'TRL', 2004: 'TRL', 2005: 'TRY'}
    >>> quoted_currency_by_year("TUR", {2003: 1.50, 2004: 1.43}, {})  # nothing to tell by
    {}
    """
    changes = redenominations(economy)
    unit = currency_of_year(economy, max(units_per_dollar, default=FIRST_EURO_YEAR))
    oldest = unit
    if changes:
        unit, oldest = changes[0].new, changes[-1].old
    labels: dict[int, str] = {}
    unlabelled = list(units_per_dollar)
    for change in changes:
        labels |= {year: str(unit) for year in unlabelled if year >= change.first_whole_year}
        at_change = _label_years_at_change(change, str(unit), units_per_dollar, euros_per_dollar)
        if at_change is None:
            return _keep_sure(labels, units_per_dollar)
        labels |= at_change
        unit = at_change[change.year - 1]
        unlabelled = [year for year in units_per_dollar if year < change.year]
    # Before the oldest change nothing but the law tells the unit: it holds as far back as the oldest currency did.
    for year in sorted(unlabelled, reverse=True):
        if unit is None or currency_of_year(economy, year) != oldest:
            break
        labels[year] = unit
    return _keep_sure(labels, units_per_dollar)


def _keep_sure(labels: Mapping[int, str], series: Mapping[int, float]) -> dict[int, str]:
    """Keep the years of the series, in order, and of them those whose code means one money."""
    return {year: labels[year] for year in sorted(series) if year in labels and labels[year] not in TWO_DENOMINATIONS}


def _label_years_at_change(
    change: Redenomination, unit: str, series: Mapping[int, float], euros: Mapping[int, float]
) -> dict[int, str] | None:
    """Label the year before a change, and its own where that is mixed; None where the series does not tell.

    `unit` is that of the years after: the new one, or a newer one in which the series was restated.
    """
    labels = {}
    for year in range(change.first_whole_year - 1, change.year - 2, -1):
        if unit != change.old:  # once a year is in the old unit, so is the one before it
            found = _unit_before_change(change, year, series, euros)
            # A jump of a series that was restated in a newer unit is one that nobody explains.
            if found is None or (found == "old" and unit != change.new):
                return None
            if found == "old":
                unit = change.old
        labels[year] = unit
    return labels


def _unit_before_change(
    change: Redenomination, year: int, series: Mapping[int, float], euros: Mapping[int, float]
) -> Literal["old", "new"] | None:
    """Say in which unit the last years before a change are quoted; None where the series does not tell."""
    if change.factor == 1:  # a new name at par, which no jump shows
        return "old" if year < change.year else "new"
    if change.new == EURO:
        return "old" if _ends_in_national_currency(change, series, euros) else None
    if year not in series or year + 1 not in series:
        return None
    jump = math.log(series[year] / series[year + 1])
    tolerance = min(math.log(change.factor) * TOLERANCE_SHARE, WIDEST_TOLERANCE)
    if abs(jump) <= tolerance:
        return "new"
    if abs(jump - math.log(change.factor)) <= tolerance:
        return "old"
    return None


def _ends_in_national_currency(change: Redenomination, series: Mapping[int, float], euros: Mapping[int, float]) -> bool:
    """Tell whether the last year before the euro is in the old currency, not restated in notional euros, nobody's."""
    last = max((year for year in series if year < change.year), default=None)
    if last is None:
        return False
    # Before there was a euro its first year stands in; of a year that the ECB has not whole yet, its newest whole one.
    euro = euros[min(max(last, FIRST_EURO_YEAR), max(euros))]
    return abs(math.log(series[last] / change.factor / euro)) <= EURO_TOLERANCE


@cache
def _alpha2(economy: str) -> str:
    try:
        return alpha2(economy)
    except UnknownCodeError:  # dissolved: CLDR has no currencies by its code
        return ""


def _legal_tender(economy: str, day: date) -> Iterator[str]:
    for currency, start, end, is_tender in get_global("territory_currencies").get(_alpha2(economy), []):
        has_begun = start is None or date(*start) <= day
        has_ended = end is not None and date(*end) < day
        if is_tender and has_begun and not has_ended:
            yield currency
