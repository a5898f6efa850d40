"""Exchange rates and price indices of the World Bank: which indicators are which, and in what money they are counted.

A rate is the Bank's yearly average of local currency units per US dollar (`PA.NUS.FCRF`); what the local currency is,
year by year, `tradeview.economies.denominations` tells. An index is a level of prices (`FP.CPI.TOTL`,
`NY.GDP.DEFL.ZS`); a rate of inflation is none, and is refused.
"""

import inspect
import math
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple, TypeVar

import pandas as pd

from tradeview.economies.denominations import (
    EURO,
    FIRST_EURO_YEAR,
    currency_of_year,
    is_issued_by,
    quoted_currency_by_year,
)
from tradeview.economies.lookup import name as economy_name
from tradeview.errors import RateTableError, TableError
from tradeview.sources.ecb import euros_per_dollar
from tradeview.sources.http import utc_today
from tradeview.sources.world_bank.fetching import fetch_indicator
from tradeview.sources.world_bank.files import (
    EURO_AREA,
    Download,
    Observation,
    Source,
    find_codes,
    parse_lines,
    read_download,
)

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
# Members of one currency area are given one rate; the Bank's differ in the last digits printed, by less than this.
SAME_RATE = 0.005
# An index of a hundred in its base year falls now and then; a rate of inflation, a small number, every other year.
MAY_FALL = 1 / 3
SMALL_INDEX = 50.0

Places = str | Collection[str] | None
Years = int | Iterable[int] | None
LoaderT = TypeVar("LoaderT", bound=Callable[..., pd.DataFrame])
# What the loaders of rates and of price indices say in the same words.
SHARED = {
    "{the_file}": """path : path, pandas.DataFrame or list, optional
    The Bank's CSV (wide, DataBank's or long), or its .zip; an answer of its API in JSON, as a file or as the list that
    it is; a frame as wbgapi returns it.""",
    "{the_api}": """fetch : int or iterable of int, optional
    Years to ask the Bank's API for, in place of a path: `fetch=range(2010, 2024)`. Needs the extra `fetch`.
base_url : str
    The address of the API, for a proxy.""",
    "{the_failures}": """FetchError, MissingExtraError
    The Bank does not answer, or not for all that was asked; the extra is not installed.""",
}


def documented(loader: LoaderT) -> LoaderT:
    """Fill `SHARED` into the docstring of a loader of the Bank's figures, where `help` and doctest see all of it."""
    words = inspect.getdoc(loader)
    if words is not None:  # under `python -OO` there are none
        for place, text in SHARED.items():
            words = words.replace(place, text)
        loader.__doc__ = words
    return loader


class IndexFigure(NamedTuple):
    """A figure of a price index, and the currency whose prices it is of."""

    currency: str
    row: Observation


def read_rates(
    source: Source | None, *, indicator: str | None, economies: Places, fetch: Years, base_url: str
) -> pd.DataFrame:
    """Read the Bank's official exchange rates; `tradeview.money.rates.world_bank` says what it returns and refuses."""
    found = _open_indicator(source, economies, RATE, fetch, base_url)
    _refuse_other_than_rates(found, indicator)
    candidates: dict[tuple[int, str], dict[str, float]] = {}
    for economy, rates in _series_by_economy(_rates_above_zero(found)).items():
        currency_of = _currencies_quoted(economy, rates)
        for year, rate in rates.items():
            currency = currency_of.get(year)
            if currency is None:
                found.left_out[f"of {economy}, whose currency of the time is unsure"] += 1
            elif currency == DOLLAR:
                found.left_out["of dollars in dollars"] += 1
            else:
                candidates.setdefault((year, currency), {})[economy] = rate

    agreed = {}
    for (year, currency), rate_of in candidates.items():
        agreed_rate = _agreed_rate(currency, rate_of, found)
        if agreed_rate is not None:
            agreed[year, currency] = agreed_rate
    if not agreed:
        remedy = "give years of one currency, or tv.rates.read"
        raise RateTableError(f"{found.name} has exchange rates", found.reasons, remedy)
    found.log(len(agreed))
    named = found.source(RATE)
    rows = [(year, DOLLAR, currency, rate, "average", named) for (year, currency), rate in sorted(agreed.items())]
    return pd.DataFrame(rows, columns=["period", "base", "quote", "rate", "kind", "source"])


def read_indices(
    source: Source | None, *, indicator: str | None, economies: Places, fetch: Years, base_url: str
) -> pd.DataFrame:
    """Read one of the Bank's price indices; `tradeview.money.deflators.world_bank` says what it returns and refuses."""
    found = _open_indicator(source, economies, indicator, fetch, base_url)
    chosen = _choose_index(found, indicator)
    observations = found.observations_of(chosen)
    _refuse_inflation_in_disguise(found.name, chosen, observations)
    figures = []
    for row in observations:
        currency = currency_of_year(row.economy, row.period)
        if row.economy == EURO_AREA and row.period >= FIRST_EURO_YEAR:
            currency = EURO
        if currency is None:
            found.left_out[f"of {row.economy}, whose currency of the time is unsure"] += 1
        else:
            figures.append(IndexFigure(currency, row))
    if economies is None:
        figures = _keep_issuers(figures, found)
    found.log(len(figures))
    named = found.source(chosen)
    rows = [(row.period, currency, row.value, _name_index(chosen, row), named) for currency, row in figures]
    columns = ["period", "currency", "index", "name", "source"]
    return pd.DataFrame(rows, columns=columns).sort_values(["currency", "name", "period"], ignore_index=True)


def _open_indicator(
    source: Source | None, only: Places, indicator: str | None, years: Years, base_url: str
) -> Download:
    """Read what the user has, or fetch what the Bank has: one of the two."""
    asked = "the World Bank's figures are in a file, or fetched"
    if source is not None and years is not None:
        raise TableError(asked, "both", "give a path, or fetch=the years")
    if source is not None:
        return read_download(source, only)
    if years is None:
        raise TableError(asked, "neither", "give a path, or fetch=the years")
    if not indicator:
        raise TableError("a price index is fetched by its indicator", "none", f"name one: {', '.join(INDICES)}")
    if indicator not in {RATE, *INDICES}:
        instead = INFLATION.get(indicator, ", ".join(INDICES))
        raise TableError("a price index is fetched by its indicator", indicator, f"name one: {instead}")
    codes = None if only is None else find_codes(only)
    lines = fetch_indicator(indicator, years, codes, base_url=base_url)
    return parse_lines("the World Bank's answer", lines, only, utc_today())


def _refuse_other_than_rates(found: Download, said: str | None) -> None:
    """Refuse figures that are no exchange rates, or may be: a table of country, year and value says not of what."""
    if said not in {None, RATE}:
        raise RateTableError(f"exchange rates of the World Bank are its indicator {RATE}", repr(said), f"say {RATE}")
    if RATE in found.indicators:
        return
    named = [indicator for indicator in found.indicators if indicator]
    unlike = _unlike_rates(found.observations)
    if named or unlike:
        what = ", ".join(named)
        if not named:
            what = f"{found.name} names none, and its values are no local currency per US dollar"
        asked = f"exchange rates of the World Bank are its indicator {RATE}"
        remedy = f"download {RATE} (Official exchange rate, LCU per US$, period average)"
        raise RateTableError(asked, what, remedy, unlike)
    has_dollar = any(row.economy == "USA" for row in found.observations)
    if said is None and not has_dollar:
        asked = f"a file of the World Bank's exchange rates names its indicator, {RATE}"
        remedy = f"say indicator='{RATE}' if you know that it is, or download it with its indicator"
        raise RateTableError(asked, f"{found.name} names none, and no dollar that would cost 1", remedy)


def _unlike_rates(observations: Sequence[Observation]) -> list[str]:
    """Name figures that can be no exchange rates: a dollar costs a dollar, and a hundred is the base of an index."""
    dollars, bases = [], []
    for row in observations:
        shown = f"{row.economy} {row.period}: {row.value:g}"
        if row.economy == "USA" and not math.isclose(row.value, 1.0):
            dollars.append(shown)
        elif row.economy != "USA" and row.value == 100.0:
            bases.append(shown)
    # In one economy a dollar may have cost a hundred.
    return dollars + bases if dollars or len(bases) > 1 else []


def _rates_above_zero(found: Download) -> list[Observation]:
    """Keep the rates above zero: one restated through many redenominations is printed as zero."""
    kept = []
    for row in found.observations_of(RATE):
        if row.value < 0:
            what = f"{row.economy} {row.period}: {row.value:g}"
            raise RateTableError(f"{found.name} has exchange rates", what, "mend it")
        if row.value == 0:
            found.left_out["printed as zero"] += 1
        else:
            kept.append(row)
    return kept


def _series_by_economy(observations: list[Observation]) -> dict[str, dict[int, float]]:
    """Values by year of each economy."""
    series: dict[str, dict[int, float]] = {}
    for row in observations:
        series.setdefault(row.economy, {})[row.period] = row.value
    return series


def _currencies_quoted(economy: str, rates: dict[int, float]) -> dict[int, str]:
    """Tell in which currency the rate of each year is; years of which that is unsure are not there."""
    if economy == EURO_AREA:
        return {year: EURO for year in rates if year >= FIRST_EURO_YEAR}
    return quoted_currency_by_year(economy, rates, euros_per_dollar())


def _agreed_rate(currency: str, rate_of: dict[str, float], found: Download) -> float | None:
    """Return the one rate of a currency that several economies share: its issuer's, or the one that all agree on."""
    rates = [rate for economy, rate in rate_of.items() if _is_issuer(economy, currency)]
    if not rates:
        rates = list(rate_of.values())
    if max(rates) <= min(rates) * (1 + SAME_RATE):
        found.left_out[f"beside another of the same currency ({currency})"] += len(rate_of) - 1
        return rates[0]
    found.left_out[f"of {currency}, on which {', '.join(sorted(rate_of))} disagree"] += len(rate_of)
    return None


def _choose_index(found: Download, indicator: str | None) -> str:
    """Return the index that was asked for, or the only one there; refuse a rate of inflation, and a choice of two."""
    named = [name for name in found.indicators if name]
    there = ", ".join(named)
    wanted = [name for name in named if name in INDICES]
    if indicator:
        wanted = [indicator]
    candidates = wanted
    if not wanted:
        candidates = named
    inflation = [name for name in candidates if name in INFLATION or name.endswith(".ZG")]
    if inflation:
        raise _no_index(f"{', '.join(inflation)}, inflation in percent a year", INFLATION.get(inflation[0]))
    if len(wanted) != 1:
        asked = f"{found.name} tells which price index is meant"
        raise TableError(asked, there or "no column of indicators", f"name one: indicator= {', '.join(INDICES)}")
    if wanted[0] not in INDICES or (named and wanted[0] not in named):
        asked = f"{found.name} has the price index {wanted[0]}"
        raise TableError(asked, there or "none", f"name {', '.join(INDICES)}")
    return wanted[0]


def _no_index(found: str, instead: str | None, rows: Sequence[str] = ()) -> TableError:
    asked = "a deflator is an index of prices, not a rate of their change"
    if instead is None:
        instead = "FP.CPI.TOTL or NY.GDP.DEFL.ZS"
    return TableError(asked, found, f"download {instead}, the level of prices", rows)


def _refuse_inflation_in_disguise(name: str, indicator: str, observations: list[Observation]) -> None:
    """Refuse values that are no levels of prices: negative, or small and falling as often as rising."""
    below = [f"{row.economy} {row.period}: {row.value:g}" for row in observations if row.value <= 0]
    if below:
        raise _no_index(f"{name} has values of {indicator} that are not above zero", indicator, below)
    steps = falls = 0
    for values in _series_by_economy(observations).values():
        for year, value in values.items():
            if year + 1 in values:
                steps += 1
                if value > values[year + 1]:
                    falls += 1
    highest = max(row.value for row in observations)
    if highest < SMALL_INDEX and steps and falls / steps > MAY_FALL:
        raise _no_index(f"{name} has values of {indicator} below {SMALL_INDEX:g} that go up and down", indicator)


def _keep_issuers(figures: list[IndexFigure], found: Download) -> list[IndexFigure]:
    """Keep of each currency its issuer's index, where the file has it: the dollar's prices are not Ecuador's."""
    issued = {currency for currency, row in figures if _is_issuer(row.economy, currency)}
    kept = []
    for figure in figures:
        if figure.currency not in issued or _is_issuer(figure.row.economy, figure.currency):
            kept.append(figure)
        else:
            found.left_out["of economies that use another's currency"] += 1
    return kept


def _is_issuer(economy: str, currency: str) -> bool:
    if economy == EURO_AREA:
        return currency == EURO
    return is_issued_by(currency, economy)


def _name_index(indicator: str, row: Observation) -> str:
    """Name an index as its file does, or as the Bank does where the file says nothing, and its economy."""
    label = row.label
    if label.casefold() in {"", "value", "obs_value", indicator.casefold()}:
        label = INDICES[indicator]
    place = "euro area" if row.economy == EURO_AREA else economy_name(row.economy)
    return f"{label.rsplit(' [', 1)[0]}, {place}"
