"""Files that are known and not read: refused by what they are, by the door and by every reader."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tradeview as tv
from baci_release import countries, release
from form_samples import EVERY
from tradeview.errors import TableError
from tradeview.sources.first_lines import read_beginning
from tradeview.sources.known_forms import find_form
from tradeview.sources.unread_forms import UNREAD_FORMS, find_unread_form

FILES = {
    "Comext in bulk, to 2022": (
        "DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA2002,"
        "PRODUCT_CPA2008,PRODUCT_CPA2_1,PRODUCT_BEC,PRODUCT_SECTION,FLOW,STAT_REGIME,SUPP_UNIT,PERIOD,VALUE_IN_EUROS,"
        "QUANTITY_IN_KG,SUP_QUANTITY\n001,FR,0701,MY,E,15119011,42229,0,0,0,322,03,1,4,A,202005,1200,100,0\n",
        "bulk file of Eurostat's Comext",
    ),
    "Comext in bulk, today": (
        "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA21,PRODUCT_CPA22,PRODUCT_BEC,PRODUCT_BEC5,"
        "PRODUCT_SECTION,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT\n"
        "FR,MY,E,15119011,42229,1041,1041,322,111210,03,1,1,NO_SU,202305,1200,1200,100,0\n",
        "bulk file of Eurostat's Comext",
    ),
    "UNdata, trade": (
        "Country or Area,Year,Commodity,Flow,Trade (USD),Weight (kg),Quantity Name,Quantity\n"
        "Malaysia,2020,Palm oil,Export,1234567,1000,Weight in kilograms,1000\n",
        "a table of UNdata, which names no partner",
    ),
    "UNdata, a series": ("Country or Area,Year,Value,Value Footnotes\nMalaysia,2020,4.2,\n", "a table of UNdata"),
    "BACI's economies": (countries(), "BACI's list of economies"),
    "BACI's economies, before": (
        "country_code,country_name_abbreviation,country_name_full,iso_2digit_alpha,iso_3digit_alpha\n"
        "4,Afghanistan,Afghanistan,AF,AFG\n",
        "BACI's list of economies",
    ),
    "BACI's products": ("code,description\n010121,Horses\n010129,Other\n", "a list of products"),
}
READERS: dict[str, Callable[[Path], Any]] = {
    "read": tv.read,
    "load": tv.load,
    "read_comtrade": tv.read_comtrade,
    "read_baci": tv.read_baci,
    "read_wits": tv.read_wits,
    "read_comext": tv.read_comext,
    "read_opendosm": tv.read_opendosm,
    "rates.ecb": lambda path: tv.rates.ecb(base="USD", path=path),
    "rates.fed_h10": tv.rates.fed_h10,
    "rates.world_bank": tv.rates.world_bank,
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("file", FILES)
def test_it_is_refused_by_what_it_is(tmp_path: Path, file: str, reader: str) -> None:
    text, said = FILES[file]
    path = tmp_path / "full.dat"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=f"found: this is (?:a |an )?{said.removeprefix('a ')}"):
        READERS[reader](path)


@pytest.mark.parametrize("file", FILES)
def test_one_form_says_yes_and_none_of_those_that_are_read(file: str) -> None:
    beginning = read_beginning("file.csv", FILES[file][0])
    assert find_form(beginning) is None
    names = {"".join(letter for letter in cell.lower() if letter.isalnum()) for cell in beginning.header}
    assert [form.recognise(names) for form in UNREAD_FORMS].count(True) == 1


@pytest.mark.parametrize("name", [name for name, sample in EVERY.items() if not sample.text.startswith("<")])
def test_what_is_read_is_none_of_them(name: str) -> None:
    assert find_unread_form(read_beginning("file.csv", EVERY[name].text)) is None


def test_lists_beside_files_of_flows_are_no_hindrance(tmp_path: Path) -> None:
    assert len(tv.read(release(tmp_path / "BACI_HS17_V202401"))) == 6
