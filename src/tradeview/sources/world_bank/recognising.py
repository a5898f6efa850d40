"""Which files are the World Bank's: those that name an indicator by its code, in a header or in a row."""

import re
from collections.abc import Sequence

from tradeview.sources.beginning import Beginning
from tradeview.sources.opening import kind_of

# A cell of an answer of its API in JSON names its indicator, and its economy.
OF_ANSWER = re.compile(r'"indicator"\s*:\s*\{\s*"id"\s*:\s*"([A-Z0-9.]{3,40})"')
COUNTRY_OF_ANSWER = '"countryiso3code"'
INDICATOR = re.compile(r"[A-Z]{2}(?:\.[A-Z0-9]{2,5}){1,5}")
# An answer of the Bank's API is a list: what the page is, then its cells, each with its indicator.
PAGE = re.compile(r'\s*\[\s*\{\s*"page"\s*:')
YEAR = re.compile(r"(?:YR|X)?((?:19|20)\d\d)(?: \[YR\1\])?")
ECONOMY_NAMES = frozenset(
    {"country code", "country name", "countryiso3code", "countryname", "country", "iso3c", "iso2c", "economy"}
)
YEAR_NAMES = frozenset({"year", "time", "date"})
NEEDS = {
    "economy": frozenset({"countrycode", "countryname", "countryiso3code", "country", "iso3c", "iso2c", "economy"}),
    "indicator": frozenset({"indicatorcode", "seriescode", "indicator", "series", "indicatorid"}),
}


def find_indicator(text: str) -> str:
    """Return the indicator's code in a name such as `Official exchange rate (…) [PA.NUS.FCRF]`, or in itself.

    Examples
    --------
    >>> find_indicator("WB_WDI_FP_CPI_TOTL"), find_indicator("CPI [FP.CPI.TOTL]"), find_indicator("MYS")
    ('FP.CPI.TOTL', 'FP.CPI.TOTL', '')
    """
    inside = text.rsplit("[", 1)[-1].rstrip("]").removeprefix("WB_WDI_").replace("_", ".")
    return inside if INDICATOR.fullmatch(inside) else ""


def find_indicators(beginning: Beginning) -> list[str]:
    """Return the codes of the indicators that a header and its first rows name, in order."""
    if kind_of(beginning.text) == "JSON":
        named = OF_ANSWER.findall(beginning.text)
        return list(dict.fromkeys(filter(INDICATOR.fullmatch, named)))
    cells: list[str] = []
    for line in (beginning.header, *beginning.rows):
        cells += line
    return list(dict.fromkeys(filter(None, map(find_indicator, cells))))


def recognise(beginning: Beginning) -> bool:
    """Tell whether a file is the World Bank's: economies by years, of an indicator that it names."""
    if kind_of(beginning.text) == "JSON":
        return (
            PAGE.match(beginning.text) is not None
            and COUNTRY_OF_ANSWER in beginning.text
            and bool(find_indicators(beginning))
        )
    return _is_table(beginning.header) and bool(find_indicators(beginning))


def _is_table(header: Sequence[str]) -> bool:
    names = [cell.lower() for cell in header]
    has_years = any(YEAR.fullmatch(cell) for cell in header)
    has_year = not YEAR_NAMES.isdisjoint(names)
    has_partner = any("partner" in name for name in names)
    return not ECONOMY_NAMES.isdisjoint(names) and (has_years or has_year) and not has_partner
