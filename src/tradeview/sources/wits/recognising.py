"""Which files are of WITS: its exports, by their headings, and the SDMX answers of its API."""

import re

from tradeview.sources.beginning import Beginning
from tradeview.sources.opening import kind_of
from tradeview.sources.wits.forms import HEADINGS, MONEY, YEAR

SDMX = re.compile(r'"(?:dataSets|structure)"')
# Headings that WITS shares with others: who, with whom, when. These are its own, or say what its figures are.
OWN = ("product", "indicator")
OWN_WORDS = re.compile(r"us\$ ?(?:thousand|mil|000)|1000 ?usd|in usd\b|(?:ex|im)port ?\(us\$|top \d+ (?:ex|im)port")
COMTRADE = re.compile(r"commodity ?code|cmd ?_?code", re.IGNORECASE)
PROFILE = frozenset({"country name", "indicator type", "indicator"})
TARIFFS = frozenset({"dutytype", "duty type"})
NEEDS = {
    "reporter": frozenset(name.replace(" ", "") for name in HEADINGS["reporter"]),
    "partner": frozenset(name.replace(" ", "") for name in HEADINGS["partner"]),
    "year": frozenset(HEADINGS["period"]),
    "values in US$": frozenset({"exportusthousand", "importusthousand", "tradevalue1000usd", "tradevaluein1000usd"}),
}


def recognise(beginning: Beginning) -> bool:
    """Tell whether a file is of WITS."""
    if kind_of(beginning.text) == "JSON":
        return SDMX.search(beginning.text) is not None
    names = [" ".join(cell.split()).lower() for cell in beginning.header]
    if any(COMTRADE.search(name) for name in names):
        return False
    has_years = any(YEAR.fullmatch(name) for name in names)
    # Its profiles of countries, and its tariffs, are no trade with partners, which its reader says.
    if (PROFILE.issubset(names) and has_years) or not TARIFFS.isdisjoint(names) or _are_tariffs(names):
        return True
    for role in ("reporter", "partner"):
        if set(HEADINGS[role]).isdisjoint(names):
            return False
    has_values = any(MONEY.search(name) for name in names) and "year" in names
    is_own = any(OWN_WORDS.search(name) for name in names)
    for role in OWN:
        is_own |= not set(HEADINGS[role]).isdisjoint(names)
    return (has_years or has_values) and is_own


def _are_tariffs(names: list[str]) -> bool:
    """Tell a table of a reporter whose columns beside who and when are duties."""
    has_reporter = not set(HEADINGS["reporter"]).isdisjoint(names)
    return has_reporter and any(re.match(r"(?:ahs|mfn|bnd|prf) ", name) for name in names)
