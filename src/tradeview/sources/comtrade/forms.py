"""The forms in which UN Comtrade hands out its records: which header stands for what, as data.

One header is written in many ways: `reporterISO` by the API, `ReporterISO` by the new site, `reporter_iso` by comtradr.
Headers are therefore compared by their letters and digits alone. What remains are three vocabularies: that of today's
Comtrade, and the legacy one with headers for people and with headers for machines (the bulk files of 2012 have some of
the latter).
"""

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from tradeview.errors import TradeTableError

# What is read -> headers, letters and digits alone, the usual one first.
TODAY: Mapping[str, tuple[str, ...]] = {
    "type": ("typecode",),
    "frequency": ("freqcode",),
    "period": ("period",),
    "year": ("refyear",),
    "month": ("refmonth",),
    "reporter_iso": ("reporteriso",),
    "reporter_code": ("reportercode",),
    "reporter_name": ("reporterdesc",),
    "partner_iso": ("partneriso",),
    "partner_code": ("partnercode",),
    "partner_name": ("partnerdesc",),
    "partner2_code": ("partner2code",),
    "partner2_iso": ("partner2iso",),
    "partner2_name": ("partner2desc",),
    "customs_code": ("customscode",),
    "customs_name": ("customsdesc",),
    "transport_code": ("motcode",),
    "transport_name": ("motdesc",),
    "supply_code": ("moscode",),
    "flow_code": ("flowcode",),
    "flow_name": ("flowdesc",),
    "classification": ("classificationcode",),
    "original_classification": ("isoriginalclassification",),
    "commodity_code": ("cmdcode",),
    "level": ("aggrlevel",),
    "unit_code": ("qtyunitcode",),
    "unit": ("qtyunitabbr", "qtyunitdesc"),
    "quantity": ("qty",),
    "quantity_estimated": ("isqtyestimated",),
    "net_weight": ("netwgt",),
    "net_weight_estimated": ("isnetwgtestimated",),
    "value": ("primaryvalue",),
    "cif": ("cifvalue",),
    "fob": ("fobvalue",),
    "estimation": ("legacyestimationflag",),
    "reported": ("isreported",),
    "aggregate": ("isaggregate",),
}
LEGACY: Mapping[str, tuple[str, ...]] = {
    "period": ("period",),
    "year": ("year",),
    "reporter_iso": ("reporteriso",),
    "reporter_code": ("reportercode",),
    "reporter_name": ("reporter",),
    "partner_iso": ("partneriso",),
    "partner_code": ("partnercode",),
    "partner_name": ("partner",),
    # R puts an X before what starts with a digit; comtradr, before 2023, wrote the word.
    "partner2_code": ("2ndpartnercode", "x2ndpartnercode", "secondpartnercode"),
    "partner2_iso": ("2ndpartneriso", "x2ndpartneriso", "secondpartneriso"),
    "partner2_name": ("2ndpartner", "x2ndpartner", "secondpartner"),
    "customs_code": ("customsproccode",),
    "customs_name": ("customs",),
    "transport_code": ("modeoftransportcode",),
    "transport_name": ("modeoftransport",),
    "flow_code": ("tradeflowcode",),
    "flow_name": ("tradeflow",),
    "classification": ("classification",),
    "commodity_code": ("commoditycode", "code"),
    "level": ("aggregatelevel",),
    "unit_code": ("qtyunitcode", "quantityunitcode"),
    "unit": ("qtyunit", "quantityunit"),
    "quantity": ("qty", "quantity", "tradequantity"),
    "net_weight": ("netweightkg",),
    "value": ("tradevalueus", "tradevalueusd", "tradevalue"),
    "cif": ("ciftradevalueus", "ciftradevalueusd", "ciftradevalue"),
    "fob": ("fobtradevalueus", "fobtradevalueusd", "fobtradevalue"),
    "estimation": ("flag",),
}
MACHINE: Mapping[str, tuple[str, ...]] = {
    "period": ("period",),
    "year": ("yr",),
    "reporter_iso": ("rt3iso",),
    "reporter_code": ("rtcode",),
    "reporter_name": ("rttitle",),
    "partner_iso": ("pt3iso",),
    "partner_code": ("ptcode",),
    "partner_name": ("pttitle",),
    "partner2_code": ("ptcode2",),
    "partner2_iso": ("pt3iso2",),
    "partner2_name": ("pttitle2",),
    "customs_code": ("cstcode",),
    "customs_name": ("cstdesc",),
    "transport_code": ("motcode",),
    "transport_name": ("motdesc",),
    "flow_code": ("rgcode",),
    "flow_name": ("rgdesc",),
    "classification": ("pfcode",),
    "commodity_code": ("cmdcode",),
    "level": ("aggrlevel",),
    "unit_code": ("qtcode",),
    "unit": ("qtdesc",),
    "quantity": ("tradequantity",),
    "net_weight": ("netweight",),
    "value": ("tradevalue",),
    "cif": ("cifvalue",),
    "fob": ("fobvalue",),
    "estimation": ("estcode",),
}
FORMS = {
    "API, new download or comtradr": TODAY,
    "legacy download": LEGACY,
    "legacy download for machines, or bulk file of 2012": MACHINE,
}
# A record says all of these, each in one of several columns.
ESSENTIALS: Mapping[str, tuple[str, ...]] = {
    "period": ("period", "year"),
    "reporter": ("reporter_iso", "reporter_code", "reporter_name"),
    "partner": ("partner_iso", "partner_code", "partner_name"),
    "flow": ("flow_code", "flow_name"),
    "commodity": ("commodity_code",),
    "value": ("value",),
}
SHOWN_COLUMNS = 8
SHOWN_LETTERS = 30
NO_LETTER_OR_DIGIT = re.compile(r"[^0-9a-z]")


@dataclass(frozen=True)
class Form:
    """A recognised header: the form's name, and for each thing that is read the position of its column."""

    name: str
    positions: Mapping[str, int]


def letters_and_digits(text: object) -> str:
    """Reduce a header, or the name of a flow, to what all programs write alike.

    Examples
    --------
    >>> letters_and_digits("Trade Value (US$)"), letters_and_digits("reporter_iso"), letters_and_digits("ReporterISO")
    ('tradevalueus', 'reporteriso', 'reporteriso')
    """
    return NO_LETTER_OR_DIGIT.sub("", str(text).casefold())


def _find_columns(headers: Sequence[str], aliases: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Find what is read among headers: of several columns that name it the usual one, of equals the first."""
    first: dict[str, int] = {}
    for position, header in enumerate(headers):
        first.setdefault(header, position)
    positions = {}
    for what, names in aliases.items():
        for name in names:
            if name in first:
                positions[what] = first[name]
                break
    return positions


def _missing_essentials(positions: Mapping[str, int]) -> list[str]:
    return [what for what, columns in ESSENTIALS.items() if positions.keys().isdisjoint(columns)]


def nearest_form(headers: Sequence[Hashable]) -> tuple[Form, list[str]]:
    """Find the form that a header fits best, and which essentials it lacks then."""
    names = [letters_and_digits(header) for header in headers]
    forms = [Form(name, _find_columns(names, aliases)) for name, aliases in FORMS.items()]
    best = min(forms, key=lambda form: (len(_missing_essentials(form.positions)), -len(form.positions)))
    return best, _missing_essentials(best.positions)


def is_header(cells: Sequence[str]) -> bool:
    """Tell whether a line of a file names the columns of a form."""
    _, missing = nearest_form(cells)
    return not missing


def recognise_form(headers: Sequence[Hashable], called: str) -> Form:
    """Recognise a form by its headers.

    Parameters
    ----------
    headers : sequence
        Names of the columns, in order.
    called : str
        What an error calls the file or frame.

    Returns
    -------
    Form
        Its name, and positions of the columns that are read.

    Raises
    ------
    TradeTableError
        No form has these columns, or one column stands there twice.

    Examples
    --------
    >>> form = recognise_form(["yr", "rgCode", "rtCode", "ptCode", "cmdCode", "TradeValue"], "a file")
    >>> form.name, form.positions["value"]
    ('legacy download for machines, or bulk file of 2012', 5)
    """
    form, missing = nearest_form(headers)
    if missing:
        found = f"columns {', '.join(str(header)[:SHOWN_LETTERS] for header in headers[:SHOWN_COLUMNS])}"
        more = len(headers) - SHOWN_COLUMNS
        if more > 0:
            found += f" and {more} more"
        raise TradeTableError(
            f"{called} is in no form of UN Comtrade",
            f"{found}; nothing for {', '.join(missing)}",
            "give a download of UN Comtrade as it is, with its header",
        )
    # Columns that nobody reads may stand there twice: of those it does not matter which is which.
    columns_called = Counter(letters_and_digits(header) for header in headers)
    read = [headers[position] for position in form.positions.values()]
    twice = {str(header) for header in read if columns_called[letters_and_digits(header)] > 1}
    if twice:
        raise TradeTableError(f"{called} names a column twice", ", ".join(sorted(twice)), "keep one of each")
    return form
