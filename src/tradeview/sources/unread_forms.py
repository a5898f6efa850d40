"""Files that come beside those that tradeview reads, or in their place: what each is, and what to do instead.

They are refused by name: a list of codes has no figures, UNdata's tables name no partner, and Eurostat's bulk files
have their own eight digits and breakdowns.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tradeview.sources.beginning import Beginning

NO_LETTER_OR_DIGIT = re.compile(r"[^0-9a-z]")
OF_BULK = {"productnc", "flow", "period"}
NUMBER, NAME, ALPHA3 = "countrycode", "countryname", {"countryiso3", "iso3digitalpha", "iso3"}
OF_PRODUCTS = ({"code", "description"}, {"hs6", "description"})


@dataclass(frozen=True)
class UnreadForm:
    """A form of files that nothing here reads: what it is, how it is told by its header, and what to do instead."""

    name: str
    recognise: Callable[[set[str]], bool]
    remedy: str


def _is_list_of_economies(names: set[str]) -> bool:
    return NUMBER in names and any(name.startswith(NAME) for name in names) and not ALPHA3.isdisjoint(names)


COMEXT_BULK = UnreadForm(
    "a bulk file of Eurostat's Comext, of eight digits by kind of trade and procedure",
    lambda names: names >= OF_BULK,
    "download the same trade from Eurostat's data browser or API as SDMX-CSV (DS-045409: HS2-4-6), for tv.read_comext",
)
UNDATA = UnreadForm(
    "a table of UNdata, which names no partner",
    lambda names: {"countryorarea", "year"} <= names,
    "download it from UN Comtrade by reporter and partner, for tv.read_comtrade",
)
BACI_ECONOMIES = UnreadForm(
    "BACI's list of economies, which has no figures",
    _is_list_of_economies,
    "leave it beside the files of flows (BACI_HS.._Y...._V....csv), and give one of these",
)
BACI_PRODUCTS = UnreadForm(
    "a list of products, as BACI's, which has no figures",
    lambda names: names in OF_PRODUCTS,
    "give the files of flows (BACI_HS.._Y...._V....csv); tv.commodities has the names of products",
)
UNREAD_FORMS = (COMEXT_BULK, UNDATA, BACI_ECONOMIES, BACI_PRODUCTS)


def find_unread_form(beginning: Beginning) -> UnreadForm | None:
    """Find the form of a file that is known and not read; None where it is of none of them."""
    names = {NO_LETTER_OR_DIGIT.sub("", cell.lower()) for cell in beginning.header}
    for form in UNREAD_FORMS:
        if form.recognise(names):
            return form
    return None
