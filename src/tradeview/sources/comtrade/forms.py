"""The forms in which UN Comtrade hands out its records: which header stands for what, as data.

One header is written in many ways: `reporterISO` by the API, `ReporterISO` by the new site, `reporter_iso` by comtradr.
Headers are therefore compared by their letters and digits alone. What remains are three vocabularies: that of today's
Comtrade, and the legacy one with headers for people and with headers for machines (the bulk files of 2012 have some of
the latter).
"""

import re
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
NO_LETTERS = re.compile(r"[^0-9a-z]")


@dataclass(frozen=True)
class Form:
    """A recognised header: the form's name, and for each thing that is read the place of its column."""

    name: str
    places: Mapping[str, int]


def folded(header: object) -> str:
    """Reduce a header to its letters and digits.

    Examples
    --------
    >>> folded("Trade Value (US$)"), folded("reporter_iso"), folded("ReporterISO")
    ('tradevalueus', 'reporteriso', 'reporteriso')
    """
    return NO_LETTERS.sub("", str(header).casefold())


def _places(headers: Sequence[str], aliases: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    first = {header: place for place, header in reversed(list(enumerate(headers)))}
    found = {what: next((first[name] for name in names if name in first), None) for what, names in aliases.items()}
    return {what: place for what, place in found.items() if place is not None}


def _absent(places: Mapping[str, int]) -> list[str]:
    return [what for what, columns in ESSENTIALS.items() if not any(column in places for column in columns)]


def nearest(headers: Sequence[Hashable]) -> tuple[Form, list[str]]:
    """Find the form that a header fits best, and which essentials it lacks then."""
    names = [folded(header) for header in headers]
    forms = [Form(name, _places(names, aliases)) for name, aliases in FORMS.items()]
    best = min(forms, key=lambda form: (len(_absent(form.places)), -len(form.places)))
    return best, _absent(best.places)


def is_header(cells: Sequence[str]) -> bool:
    """Tell whether a line of a file names the columns of a form."""
    return not nearest(cells)[1]


def recognise(headers: Sequence[Hashable], called: str) -> Form:
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
        Its name, and places of the columns that are read.

    Raises
    ------
    TradeTableError
        No form has these columns, or one column stands there twice.

    Examples
    --------
    >>> form = recognise(["yr", "rgCode", "rtCode", "ptCode", "cmdCode", "TradeValue"], "a file")
    >>> form.name, form.places["value"]
    ('legacy download for machines, or bulk file of 2012', 5)
    """
    form, absent = nearest(headers)
    if absent:
        shown = ", ".join(str(header)[:30] for header in headers[:SHOWN_COLUMNS])
        more = len(headers) - SHOWN_COLUMNS
        raise TradeTableError(
            f"{called} is in no form of UN Comtrade",
            f"columns {shown}" + (f" and {more} more" if more > 0 else "") + f"; nothing for {', '.join(absent)}",
            "give a download of UN Comtrade as it is, with its header",
        )
    names = [folded(header) for header in headers]
    twice = sorted({str(headers[place]) for place in form.places.values() if names.count(names[place]) > 1})
    if twice:
        raise TradeTableError(f"{called} names a column twice", ", ".join(twice), "keep one of each")
    return form
