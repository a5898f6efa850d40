"""Names of economies as Trade Map writes them, beside those that everybody knows."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from tradeview.economies.lookup import code as code_of_economy
from tradeview.errors import UnknownCodeError

NAMES = {
    "World": "WLD",
    "Taipei, Chinese": "TWN",
    "Korea, Republic of": "KOR",
    "Korea, Democratic People's Republic of": "PRK",
    "Macao, China": "MAC",
    "Tanzania, United Republic of": "TZA",
    "Moldova, Republic of": "MDA",
    "Congo": "COG",
    "Congo, Democratic Republic of the": "COD",
    "Macedonia, North": "MKD",
    "Macedonia, The former Yugoslav Republic of": "MKD",
    "Palestine, State of": "PSE",
    "Libya, State of": "LBY",
    "Bonaire, Sint Eustatius and Saba": "BES",
    "Sint Maarten (Dutch part)": "SXM",
    "Wallis and Futuna Islands": "WLF",
    "Virgin Islands (British)": "VGB",
    "British Indian Ocean Territories": "IOT",
    "French South Antarctic Territories": "ATF",
    "Area Nes": "XNS",
    "Areas not elsewhere specified": "XNS",
    "Ship stores and bunkers": "XNB",
    "Free Zones": "XNF",
    "Special categories": "XNC",
    "European Union Nes": "XOU",
    "Europe Othr. Nes": "XOE",
    "Africa not elsewhere specified": "XOF",
    "Rest of Africa Nes": "XOF",
    "America not elsewhere specified": "XOR",
    "Rest of America Nes": "XOR",
    "LAIA not elsewhere specified": "XOL",
    "CACM not elsewhere specified": "XOM",
    "Caribbean Nes": "XOC",
    "Asia not elsewhere specified": "XOA",
    "Western Asia not elsewhere specified": "XOW",
    "Oceania Nes": "XOO",
    "US Misc. Pacific Islands": "PUS",
}


@cache
def find_code(name: str) -> str | None:
    """Code of an economy in the trade table, by Trade Map's name of it or any other; None where nobody knows it.

    Examples
    --------
    >>> find_code("Taipei, Chinese"), find_code("Viet Nam"), find_code("Ruritania")
    ('TWN', 'VNM', None)
    """
    own = _own_names().get(name.casefold())
    if own is not None:
        return own
    try:
        return code_of_economy(name)
    except UnknownCodeError:
        return None


@cache
def _own_names() -> dict[str, str]:
    return {name.casefold(): code for name, code in NAMES.items()}


def refuse_unknown(called: str, names: Sequence[str]) -> None:
    """Refuse names that no table of economies has, if there are any."""
    unknown = Counter(name for name in names if find_code(name) is None)
    if unknown:
        rows = [f"{name!r}: {count} row(s)" for name, count in unknown.items()]
        asked, found = f"{called} names economies", f"{len(unknown)} that no table of them has"
        raise UnknownCodeError(asked, found, "leave these rows out, or give a frame with their codes", rows)
