"""Names of economies of a format: none of its own that `economies.code` gives, and those are read all the same."""

import pandas as pd
import pytest

from tradeview.economies.lookup import code
from tradeview.economies.mapping import from_wits
from tradeview.errors import UnknownCodeError
from tradeview.sources.trade_map import economies as trade_map
from tradeview.sources.wits import reading as wits
from tradeview.sources.world_bank import files as world_bank
from tradeview.table.schema import economy_codes

# As Trade Map, WITS and the World Bank write them; each stands in the table of names that all share.
OF_TRADE_MAP = {
    "World": "WLD",
    "Taipei, Chinese": "TWN",
    "Korea, Republic of": "KOR",
    "Korea, Democratic People's Republic of": "PRK",
    "Macao, China": "MAC",
    "Tanzania, United Republic of": "TZA",
    "Moldova, Republic of": "MDA",
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
    "Rest of America Nes": "XOR",
    "Caribbean Nes": "XOC",
    "Oceania Nes": "XOO",
    "US Misc. Pacific Islands": "PUS",
}
OF_WITS = {
    "All Countries": "WLD",
    "Ethiopia (includes Eritrea)": "ETH",
    "Ethiopia (excludes Eritrea)": "ETH",
    "Macedonia, FYR": "MKD",
    "Ryukyu Is": "XHR",
    "Svalbard and Jan Mayen Is": "SJM",
    "Taiwan, China": "TWN",
    "Virgin Islands (U.S.)": "VIR",
    "Yugoslavia, FR(Serbia/Montenegr": "SCG",
}
OF_THE_BANK = {
    "ROM": "ROU",
    "TMP": "TLS",
    "ZAR": "COD",
    "Korea, Dem. People's Rep.": "PRK",
    "Macedonia, FYR": "MKD",
    "Puerto Rico (US)": "PRI",
    "Sint Maarten (Dutch part)": "SXM",
    "Somalia, Fed. Rep.": "SOM",
    "St. Martin (French part)": "MAF",
    "Virgin Islands (U.S.)": "VIR",
    "West Bank and Gaza": "PSE",
}


def known(name: str) -> str:
    try:
        return code(name)
    except UnknownCodeError:
        return ""


def test_trade_map_has_no_name_of_its_own_that_everybody_has() -> None:
    assert {name: own for name, own in trade_map.NAMES.items() if known(name) == own} == {}
    assert {name: trade_map.find_code(name.upper()) for name in OF_TRADE_MAP} == OF_TRADE_MAP
    assert {name: trade_map.find_code(name) for name in trade_map.NAMES} == trade_map.NAMES


@pytest.mark.parametrize("name", wits.NAMES)
def test_wits_has_no_name_of_its_own_that_everybody_has(name: str) -> None:
    with pytest.raises(UnknownCodeError):
        from_wits(pd.Series([name]))


def test_names_of_wits_are_read() -> None:
    assert from_wits(pd.Series(list(OF_WITS))).tolist() == list(OF_WITS.values())


def test_the_bank_has_no_code_or_name_of_its_own_that_everybody_has() -> None:
    lines = [(0, ["country code", "year", "value"])]
    for number, name in enumerate((*OF_THE_BANK, *world_bank.OWN), 1):
        lines.append((number, [name, "2023", "1.5"]))
    read = world_bank.parse_lines("this file", lines, None)
    assert [row.economy for row in read.observations] == [*OF_THE_BANK.values(), *world_bank.OWN.values()]
    for name in world_bank.OWN:
        assert name not in economy_codes()
        assert len(name) == 3 or not known(name)
