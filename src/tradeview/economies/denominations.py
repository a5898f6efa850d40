"""Which currency an economy counts in, year by year, and in which of them a series of exchange rates is quoted.

A source that publishes local currency units per dollar seldom says which unit it means before a redenomination or the
euro. The World Bank has used both ways: it restates some series in the new unit (Türkiye's 1.50 of 2003 are new lira)
and leaves others, and those of the euro's members, in the unit of the time (Germany's 1.76 of 1998 are marks). The
series itself tells: where the unit changes, it jumps by the known factor, and where it was restated, it does not. What
neither fits is left out. Currencies by year are CLDR's; the factors are those of the laws that set them, for the euro
the conversion rates that the Council of the European Union fixed irrevocably.
"""

import math
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from babel.core import get_global

from tradeview.economies.lookup import alpha2
from tradeview.errors import UnknownCodeError

EURO = "EUR"
FIRST_EURO_YEAR = 1999
# The dollar moved by less than this between the last year of a national currency and the euro; the factor of the punt,
# the nearest to 1, is further from it than this.
EURO_TOLERANCE = math.log(1.12)
# A currency may lose two thirds of its value in a year; more than that is no evidence for either unit.
WIDEST_TOLERANCE = math.log(3)
# Codes of two moneys: the bolívar of 2021 is a million of those of 2018; Zimbabwe's dollar of 2009 came again in 2019,
# and between them the Bank counts in US dollars.
TWO_DENOMINATIONS = {"VES", "ZWL"}


class Change(NamedTuple):
    """A change of currency: from this year and month on `factor` units of `old` are one of `new`."""

    economy: str
    old: str
    new: str
    year: int
    month: int
    factor: float


_EURO = """
AND ADP 1999 166.386; MCO FRF 1999 6.55957
AUT ATS 1999 13.7603; BEL BEF 1999 40.3399; DEU DEM 1999 1.95583; ESP ESP 1999 166.386; FIN FIM 1999 5.94573
FRA FRF 1999 6.55957; IRL IEP 1999 0.787564; ITA ITL 1999 1936.27; LUX LUF 1999 40.3399; NLD NLG 1999 2.20371
PRT PTE 1999 200.482; SMR ITL 1999 1936.27; GRC GRD 2001 340.750; SVN SIT 2007 239.640; CYP CYP 2008 0.585274
MLT MTL 2008 0.4293; SVK SKK 2009 30.1260; EST EEK 2011 15.6466; LVA LVL 2014 0.702804; LTU LTL 2015 3.4528
HRV HRK 2023 7.5345; BGR BGN 2026 1.95583
"""
_REDENOMINATED = """
AFG AFA AFN 2003-01 1000; AGO AOR AOA 1999-12 1000000; ARG ARA ARS 1992-01 10000; AZE AZM AZN 2006-01 5000
BGR BGL BGN 1999-07 1000; BLR BYR BYN 2016-07 10000; BLR BYB BYR 2000-01 1000; BRA BRR BRL 1994-07 2750
ECU ECS USD 2000-03 25000; GHA GHC GHS 2007-07 10000; HRV HRD HRK 1994-05 1000; MDG MGF MGA 2005-01 5
MEX MXP MXN 1993-01 1000; MOZ MZM MZN 2006-07 1000; MRT MRO MRU 2018-01 10; PER PEI PEN 1991-07 1000000
POL PLZ PLN 1995-01 10000; ROU ROL RON 2005-07 10000; RUS RUR RUB 1998-01 1000; SDN SDD SDG 2007-01 100
SLE SLL SLE 2022-07 1000; SLV SVC USD 2001-01 8.75; STP STD STN 2018-01 1000; SUR SRG SRD 2004-01 1000
TKM TMM TMT 2009-01 5000; TUR TRL TRY 2005-01 1000000; UKR UAK UAH 1996-09 100000; URY UYP UYU 1993-03 1000
VEN VEF VES 2018-08 100000; VEN VEB VEF 2008-01 1000; ZMB ZMK ZMW 2013-01 1000
CUW ANG XCG 2025-03 1; SXM ANG XCG 2025-03 1
"""


@cache
def changes(economy: str) -> tuple[Change, ...]:
    """Changes of an economy's currency, the newest first.

    Examples
    --------
    >>> [(change.old, change.new, change.year) for change in changes("BLR")]
    [('BYR', 'BYN', 2016), ('BYB', 'BYR', 2000)]
    """
    euro = [(*words[:2], EURO, f"{words[2]}-01", words[3]) for words in _entries(_EURO)]
    found = [
        Change(place, old, new, int(since[:4]), int(since[5:]), float(factor))
        for place, old, new, since, factor in [*euro, *_entries(_REDENOMINATED)]
        if place == economy
    ]
    return tuple(sorted(found, key=lambda change: -change.year))


def _entries(table: str) -> list[list[str]]:
    return [entry.split() for entry in table.replace("\n", ";").split(";") if entry]


@cache
def official(economy: str, year: int) -> str | None:
    """Currency of an economy at the end of a year, ISO 4217; None where no single one is known.

    Where an economy takes a neighbour's money beside its own, its own counts: Namibia's dollar, not the rand.

    Examples
    --------
    >>> [official("HRV", 2022), official("HRV", 2023), official("TUR", 2004), official("NAM", 2020)]
    ['HRK', 'EUR', 'TRL', 'NAD']
    """
    for change in changes(economy):
        if year >= change.year:
            return change.new
    tender = _tender(economy, date(year, 12, 31))
    if changes(economy):
        oldest = changes(economy)[-1].old
        return oldest if oldest in tender else None
    own = [code for code in tender if is_issued_by(code, economy)]
    candidates = own or tender
    return candidates[0] if len(candidates) == 1 else None


def is_issued_by(currency: str, economy: str) -> bool:
    """Tell whether a currency's code is made of the economy's: the first two letters of ISO 4217 are its alpha-2."""
    return currency[:2] == _alpha2(economy)


def quoted(
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
    >>> quoted("TUR", {2003: 1.50, 2004: 1.43, 2005: 1.34}, {})  # restated
    {2003: 'TRY', 2004: 'TRY', 2005: 'TRY'}
    >>> quoted("TUR", {2003: 1.50e6, 2004: 1.43e6, 2005: 1.34}, {})
    {2003: 'TRL', 2004: 'TRL', 2005: 'TRY'}
    >>> quoted("TUR", {2003: 1.50, 2004: 1.43}, {})  # nothing to tell by
    {}
    """
    past = changes(economy)
    unit = past[0].new if past else official(economy, max(units_per_dollar, default=FIRST_EURO_YEAR))
    found: dict[int, str] = {}
    later = dict(units_per_dollar)
    for change in past:
        whole = change.year + (change.month > 1)
        found |= {year: str(unit) for year in later if year >= whole}
        turning = _turning(change, str(unit), units_per_dollar, euros_per_dollar, whole)
        if turning is None:
            return _sure(found, units_per_dollar)
        found |= turning
        unit = turning[change.year - 1]
        later = {year: value for year, value in units_per_dollar.items() if year < change.year}
    found |= _while_official(economy, unit, past[-1].old if past else unit, later)
    return _sure(found, units_per_dollar)


def _turning(
    change: Change, unit: str, series: Mapping[int, float], euros: Mapping[int, float], whole: int
) -> dict[int, str] | None:
    """Label the year before a change, and its own where that is mixed; None where the series does not tell."""
    found = {}
    for year in range(whole - 1, change.year - 2, -1):
        verdict = "new" if unit == change.old else _verdict(change, series, euros, year)
        # A jump of a series that was restated in a newer unit is one that nobody explains.
        if verdict is None or (verdict == "old" and unit != change.new):
            return None
        unit = change.old if verdict == "old" else unit
        found[year] = unit
    return found


def _verdict(
    change: Change, series: Mapping[int, float], euros: Mapping[int, float], year: int
) -> Literal["old", "new"] | None:
    """Say in which unit the last years before a change are quoted; None where the series does not tell."""
    if change.factor == 1:  # a new name at par
        return "old" if year < change.year else "new"
    if change.new == EURO:
        last = max((there for there in series if there < change.year), default=None)
        if last is None:
            return None
        # Of a year that the ECB has not whole yet, its newest whole year stands in.
        euro = euros[min(max(last, FIRST_EURO_YEAR), max(euros))]
        # Notional euros are nobody's money: what was restated in them is left out.
        return "old" if abs(math.log(series[last] / change.factor / euro)) <= EURO_TOLERANCE else None
    if year not in series or year + 1 not in series:
        return None
    jump = math.log(series[year] / series[year + 1])
    tolerance = min(math.log(change.factor) / 3, WIDEST_TOLERANCE)
    if abs(jump) <= tolerance:
        return "new"
    return "old" if abs(jump - math.log(change.factor)) <= tolerance else None


def _while_official(economy: str, unit: str | None, code: str | None, series: Mapping[int, float]) -> dict[int, str]:
    """Label the years, from the last back, as long as `code` was the economy's currency."""
    found: dict[int, str] = {}
    for year in sorted(series, reverse=True):
        if unit is None or official(economy, year) != code:
            break
        found[year] = unit
    return found


def _sure(found: dict[int, str], series: Mapping[int, float]) -> dict[int, str]:
    return {year: found[year] for year in sorted(series) if year in found and found[year] not in TWO_DENOMINATIONS}


@cache
def _alpha2(economy: str) -> str | None:
    try:
        return alpha2(economy)
    except UnknownCodeError:  # dissolved: CLDR has no currencies by its code
        return None


def _tender(economy: str, day: date) -> list[str]:
    """Legal tender of an economy on a day."""
    known = get_global("territory_currencies").get(_alpha2(economy) or "", [])
    return [
        code
        for code, start, end, tender in known
        if tender and (start is None or date(*start) <= day) and (end is None or day <= date(*end))
    ]
