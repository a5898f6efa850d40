"""Exchange rates and price indices of the World Bank: which indicators are which, and in what money they are counted.

A rate is the Bank's yearly average of local currency units per US dollar (`PA.NUS.FCRF`); what the local currency is,
year by year, `tradeview.economies.denominations` tells. An index is a level of prices (`FP.CPI.TOTL`,
`NY.GDP.DEFL.ZS`); a rate of inflation is none, and is refused.
"""

import math
from collections.abc import Collection, Iterable

import pandas as pd

from tradeview import economies
from tradeview.economies.denominations import EURO, FIRST_EURO_YEAR, is_issued_by, official, quoted
from tradeview.errors import RateTableError, TableError
from tradeview.sources.ecb import euros_per_dollar
from tradeview.sources.http import today
from tradeview.sources.world_bank import fetching as bank_fetch
from tradeview.sources.world_bank.files import EURO_AREA, Download, Observation, download, parsed
from tradeview.sources.world_bank.text import Source

DOLLAR = "USD"
RATE = "PA.NUS.FCRF"
INDICES = {
    "FP.CPI.TOTL": "Consumer price index",
    "FP.WPI.TOTL": "Wholesale price index",
    "NY.GDP.DEFL.ZS": "GDP deflator (base year varies by country)",
    "NY.GDP.DEFL.ZS.AD": "GDP deflator, linked series (base year varies by country)",
}
INFLATION = {
    "FP.CPI.TOTL.ZG": "FP.CPI.TOTL",
    "NY.GDP.DEFL.KD.ZG": "NY.GDP.DEFL.ZS",
    "NY.GDP.DEFL.KD.ZG.AD": "NY.GDP.DEFL.ZS.AD",
}
# Members of one currency area are given one rate; the Bank's differ in the last digits printed.
SAME = 0.005
# An index of a hundred in its base year falls now and then; a rate of inflation falls every other year.
MAY_FALL = 1 / 3
SMALL = 50.0


Places = str | Collection[str] | None
Years = int | Iterable[int] | None


def rates(source: Source | None, *, economies: Places, fetch: Years, base_url: str) -> pd.DataFrame:
    """Read the Bank's official exchange rates; `tradeview.money.rates.world_bank` says what it returns and refuses."""
    found = _opened(source, economies, RATE, fetch, base_url)
    _refuse_other_than_rates(found)
    indicator = RATE if RATE in found.indicators else ""
    series = _by_economy([row for row in found.only(indicator) if _is_rate(row, found)])
    units = {economy: _units(economy, values) for economy, values in series.items()}
    candidates: dict[tuple[int, str], dict[str, float]] = {}
    for economy, values in series.items():
        for year, rate in values.items():
            unit = units[economy].get(year)
            if unit is None:
                found.left_out[f"of {economy}, whose currency of the time is unsure"] += 1
            elif unit == DOLLAR:
                found.left_out["of dollars in dollars"] += 1
            else:
                candidates.setdefault((year, unit), {})[economy] = rate
    agreed = {key: one for key, given in candidates.items() if (one := _agreed(key, given, found)) is not None}
    if not agreed:
        raise RateTableError(
            f"{found.name} has exchange rates", found.reasons, "give years of one currency, or tv.rates.read"
        )
    found.log(len(agreed))
    rows = [(year, DOLLAR, unit, rate, "average", found.source(RATE)) for (year, unit), rate in sorted(agreed.items())]
    return pd.DataFrame(rows, columns=["period", "base", "quote", "rate", "kind", "source"])


def indices(
    source: Source | None, *, indicator: str | None, economies: Places, fetch: Years, base_url: str
) -> pd.DataFrame:
    """Read one of the Bank's price indices; `tradeview.money.deflators.world_bank` says what it returns and refuses."""
    found = _opened(source, economies, indicator, fetch, base_url)
    chosen = _chosen_index(found, indicator)
    said = found.only(chosen if chosen in found.indicators else "")
    _refuse_inflation_in_disguise(found.name, chosen, said)
    counted: list[tuple[int, str, Observation]] = []
    for row in said:
        unit = EURO if row.economy == EURO_AREA else official(row.economy, row.period)
        if unit is None or (row.economy == EURO_AREA and row.period < FIRST_EURO_YEAR):
            found.left_out[f"of {row.economy}, whose currency of the time is unsure"] += 1
        else:
            counted.append((row.period, unit, row))
    kept = counted if economies is not None else _of_issuers(counted, found)
    found.log(len(kept))
    columns = ["period", "currency", "index", "name", "source"]
    rows = [(year, unit, row.value, _named(chosen, row), found.source(chosen)) for year, unit, row in kept]
    return pd.DataFrame(rows, columns=columns).sort_values(["currency", "name", "period"], ignore_index=True)


def _opened(source: Source | None, only: Places, indicator: str | None, years: Years, base_url: str) -> Download:
    """Read what the user has, or fetch what the Bank has: one of the two."""
    if (source is None) == (years is None):
        found = "neither" if source is None else "both"
        raise TableError("the World Bank's figures are in a file, or fetched", found, "give a path, or fetch=the years")
    if source is not None:
        return download(source, only)
    if indicator not in {RATE, *INDICES}:
        instead = INFLATION.get(indicator or "") or ", ".join(INDICES)
        raise TableError("a price index is fetched by its indicator", indicator or "none", f"name one: {instead}")
    lines = bank_fetch.fetched(str(indicator), years or (), only, base_url=base_url)
    return parsed("the World Bank's answer", lines, only, today())


def _refuse_other_than_rates(found: Download) -> None:
    if RATE in found.indicators:
        return
    named = [indicator for indicator in found.indicators if indicator]
    # A table of country, year and value alone is what its caller says; but a dollar costs a dollar, in every year.
    dollars = [row for row in found.observations if row.economy == "USA" and not math.isclose(row.value, 1.0)]
    bases = [row for row in found.observations if row.economy != "USA" and row.value == 100.0]
    if named or dollars or len(bases) > 1:
        shown = [f"{row.economy} {row.period}: {row.value:g}" for row in [*dollars, *bases]]
        raise RateTableError(
            f"exchange rates of the World Bank are its indicator {RATE}",
            ", ".join(named) or f"{found.name} names none, and its values are no local currency per US dollar",
            f"download {RATE} (Official exchange rate, LCU per US$, period average)",
            shown,
        )


def _is_rate(row: Observation, found: Download) -> bool:
    """Tell whether a value is above zero; a rate restated through many redenominations is printed as zero."""
    if row.value < 0:
        raise RateTableError(
            f"{found.name} has exchange rates", f"{row.economy} {row.period}: {row.value:g}", "mend it"
        )
    if row.value == 0:
        found.left_out["printed as zero"] += 1
    return row.value > 0


def _by_economy(observations: list[Observation]) -> dict[str, dict[int, float]]:
    series: dict[str, dict[int, float]] = {}
    for row in observations:
        series.setdefault(row.economy, {})[row.period] = row.value
    return series


def _units(economy: str, values: dict[int, float]) -> dict[int, str]:
    if economy == EURO_AREA:
        return {year: EURO for year in values if year >= FIRST_EURO_YEAR}
    return quoted(economy, values, euros_per_dollar())


def _agreed(key: tuple[int, str], given: dict[str, float], found: Download) -> float | None:
    """Return the one rate of a currency that several economies share: its issuer's, or the one that all agree on."""
    issuers = [economy for economy in given if economy == EURO_AREA or is_issued_by(key[1], economy)]
    rates = [given[economy] for economy in issuers] or list(given.values())
    if max(rates) <= min(rates) * (1 + SAME):
        found.left_out[f"beside another of the same currency ({key[1]})"] += len(given) - 1
        return rates[0]
    found.left_out[f"of {key[1]}, on which {', '.join(sorted(given))} disagree"] += len(given)
    return None


def _chosen_index(found: Download, indicator: str | None) -> str:
    """Return the index that was asked for, or the only one there; refuse a rate of inflation, and a choice of two."""
    named = [name for name in found.indicators if name]
    wanted = [indicator] if indicator else [name for name in named if name in INDICES]
    inflation = [name for name in wanted or named if name in INFLATION or name.endswith(".ZG")]
    if inflation:
        raise _no_index(f"{', '.join(inflation)}, inflation in percent a year", INFLATION.get(inflation[0]))
    if len(wanted) != 1:
        raise TableError(
            f"{found.name} tells which price index is meant",
            ", ".join(named) or "no column of indicators",
            f"name one: indicator= {', '.join(INDICES)}",
        )
    if wanted[0] not in INDICES or (named and wanted[0] not in named):
        raise TableError(
            f"{found.name} has the price index {wanted[0]}", ", ".join(named) or "none", f"name {', '.join(INDICES)}"
        )
    return wanted[0]


def _no_index(what: str, instead: str | None, rows: tuple[str, ...] = ()) -> TableError:
    return TableError(
        "a deflator is an index of prices, not a rate of their change",
        what,
        f"download {instead or 'FP.CPI.TOTL or NY.GDP.DEFL.ZS'}, the level of prices",
        rows,
    )


def _refuse_inflation_in_disguise(name: str, indicator: str, said: list[Observation]) -> None:
    """Refuse values that are no levels of prices: negative, or small and falling as often as rising."""
    below = tuple(f"{row.economy} {row.period}: {row.value:g}" for row in said if row.value <= 0)
    if below:
        raise _no_index(f"{name} has values of {indicator} that are not above zero", indicator, below)
    steps = [
        values[year] > values[year + 1]
        for values in _by_economy(said).values()
        for year in values
        if year + 1 in values
    ]
    if max(row.value for row in said) < SMALL and steps and sum(steps) / len(steps) > MAY_FALL:
        raise _no_index(f"{name} has values of {indicator} below {SMALL:g} that go up and down", indicator)


def _of_issuers(counted: list[tuple[int, str, Observation]], found: Download) -> list[tuple[int, str, Observation]]:
    """Keep of each currency its issuer's index, where the file has it: the dollar's prices are not Ecuador's."""
    issuers = {(unit, row.economy) for _, unit, row in counted if is_issued_by(unit, row.economy)}
    issuers |= {(EURO, EURO_AREA) for _, _, row in counted if row.economy == EURO_AREA}
    issued = {unit for unit, _ in issuers}
    kept = [entry for entry in counted if entry[1] not in issued or (entry[1], entry[2].economy) in issuers]
    if len(kept) < len(counted):
        found.left_out["of economies that use another's currency"] += len(counted) - len(kept)
    return kept


def _named(indicator: str, row: Observation) -> str:
    label = (
        row.label
        if row.label.casefold() not in {"", "value", "obs_value", indicator.casefold()}
        else INDICES[indicator]
    )
    place = "euro area" if row.economy == EURO_AREA else economies.name(row.economy)
    return f"{label.rsplit(' [', 1)[0]}, {place}"
