"""The forms in which UN Comtrade hands out its records: which header stands for what, as data.

One header is written in many ways: `reporterISO` by the API, `ReporterISO` by the new site, `reporter_iso` by comtradr.
Headers are therefore compared by their letters and digits alone. What remains are three vocabularies: that of today's
Comtrade, and the legacy one with headers for people and with headers for machines (the bulk files of 2012 have some of
the latter). Batch queries had a few words of their own.
"""

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from tradeview.errors import TradeTableError

# What is read -> its headers, letters and digits alone: today's, the legacy ones for people, those for machines. Of
# several in one vocabulary the usual one comes first.
HEADERS: Mapping[str, tuple[str, str, str]] = {
    "type": ("typecode", "", ""),
    "frequency": ("freqcode", "", ""),
    "period": ("period", "period", "period"),
    "year": ("refyear", "year", "yr"),
    "month": ("refmonth", "", ""),
    "reporter_iso": ("reporteriso", "reporteriso", "rt3iso"),
    "reporter_code": ("reportercode", "reportercode", "rtcode"),
    "reporter_name": ("reporterdesc", "reporter", "rttitle"),
    "partner_iso": ("partneriso", "partneriso", "pt3iso"),
    "partner_code": ("partnercode", "partnercode", "ptcode"),
    "partner_name": ("partnerdesc", "partner", "pttitle"),
    "partner2_code": ("partner2code", "2ndpartnercode x2ndpartnercode secondpartnercode", "ptcode2"),
    "partner2_iso": ("partner2iso", "2ndpartneriso x2ndpartneriso secondpartneriso", "pt3iso2"),
    "partner2_name": ("partner2desc", "2ndpartner x2ndpartner secondpartner", "pttitle2"),
    "customs_code": ("customscode", "customsproccode", "cstcode"),
    "customs_name": ("customsdesc", "customs", "cstdesc"),
    "transport_code": ("motcode", "modeoftransportcode", "motcode"),
    "transport_name": ("motdesc", "modeoftransport", "motdesc"),
    "supply_code": ("moscode", "", ""),
    "flow_code": ("flowcode", "tradeflowcode", "rgcode"),
    "flow_name": ("flowdesc", "tradeflow", "rgdesc"),
    "classification": ("classificationcode", "classification", "pfcode"),
    "original_classification": ("isoriginalclassification", "", ""),
    "commodity_code": ("cmdcode", "commoditycode code", "cmdcode"),
    "level": ("aggrlevel", "aggregatelevel", "aggrlevel"),
    "unit_code": ("qtyunitcode", "qtyunitcode quantityunitcode", "qtcode"),
    "unit": ("qtyunitabbr qtyunitdesc", "qtyunit quantityunit", "qtdesc"),
    "quantity": ("qty", "qty quantity tradequantity", "tradequantity"),
    "quantity_estimated": ("isqtyestimated", "", ""),
    "net_weight": ("netwgt", "netweightkg", "netweight"),
    "net_weight_estimated": ("isnetwgtestimated", "", ""),
    "value": ("primaryvalue", "tradevalueus tradevalueusd tradevalue", "tradevalue"),
    "cif": ("cifvalue", "ciftradevalueus ciftradevalueusd ciftradevalue", "cifvalue"),
    "fob": ("fobvalue", "fobtradevalueus fobtradevalueusd fobtradevalue", "fobvalue"),
    "estimation": ("legacyestimationflag", "flag", "estcode"),
    "reported": ("isreported", "", ""),
    "aggregate": ("isaggregate", "", ""),
}


def _headers_of(vocabulary: int) -> dict[str, list[str]]:
    return {what: headers[vocabulary].split() for what, headers in HEADERS.items() if headers[vocabulary]}


# Of batch queries. Others head a column "Value", too: Comtrade's has its flag of estimates beside it.
BATCH_QUERY = "legacy batch query"
OF_BATCH_QUERIES = {
    "flow_code": ["tradeflowcode", "flowcode"],
    "quantity": ["supplementaryquantity"],
    "value": ["value"],
    "estimation": ["estimationcode"],
}
FORMS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "API, new download or comtradr": _headers_of(0),
    "legacy download": _headers_of(1),
    "legacy download for machines, or bulk file of 2012": _headers_of(2),
    BATCH_QUERY: {**_headers_of(1), **OF_BATCH_QUERIES},
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
SHOWN_COLUMNS, SHOWN_LETTERS = 8, 30
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


def _find_columns(headers: Sequence[str], aliases: Mapping[str, Sequence[str]]) -> dict[str, int]:
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


def _missing_essentials(form: "Form") -> list[str]:
    missing = [what for what, columns in ESSENTIALS.items() if form.positions.keys().isdisjoint(columns)]
    if form.name == BATCH_QUERY and "estimation" not in form.positions:
        missing = list(ESSENTIALS)
    return missing


def nearest_form(headers: Sequence[Hashable]) -> tuple[Form, list[str]]:
    """Find the form that a header fits best, and which essentials it lacks then."""
    names = [letters_and_digits(header) for header in headers]
    forms = [Form(name, _find_columns(names, aliases)) for name, aliases in FORMS.items()]
    best = min(forms, key=lambda form: (len(_missing_essentials(form)), -len(form.positions)))
    return best, _missing_essentials(best)


def is_header(cells: Sequence[str]) -> bool:
    """Tell whether a line of a file names the columns of a form."""
    _, missing = nearest_form(cells)
    return not missing


def recognise_form(headers: Sequence[Hashable], called: str) -> Form:
    """Recognise a form by its headers; `called` is what an error calls the file or frame.

    Refused are headers that are of no form, or that name a column twice.

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
    twice = set()
    for position in form.positions.values():
        header = headers[position]
        if columns_called[letters_and_digits(header)] > 1:
            twice.add(str(header))
    if twice:
        raise TradeTableError(f"{called} names a column twice", ", ".join(sorted(twice)), "keep one of each")
    return form
