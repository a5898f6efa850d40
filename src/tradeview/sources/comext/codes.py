"""What Comext's codes mean in the words of the trade table: economies, flows, indicators, periods, products."""

import re
from dataclasses import dataclass
from functools import cache

from tradeview.economies.codes import alpha3_by_cldr_code
from tradeview.periods import is_period
from tradeview.table.schema import CLASSIFICATIONS, TOTAL, WORLD, economy_codes
from tradeview.table.written_periods import read_period_cell

EU = "XGE"
# Eurostat's codes beside those of ISO 3166, as its nomenclature of countries and territories has them.
ECONOMIES = {
    "EL": "GRC",
    "UK": "GBR",
    "XS": "SRB",
    "XK": "XKK",
    "SU": "SUN",
    "YU": "YUG",
    "CS": "SCG",
    "AN": "ANT",
    "QQ": "XNB",
    "QU": "XNS",
    "WORLD": WORLD,
    "EU": EU,
    "EU15": EU,
    "EU25": EU,
    "EU27": EU,
    "EU28": EU,
    "EU27_2020": EU,
}
# What is part of another partner, or of none, and has no code: it is left out, and named.
WITHOUT_CODE = {
    "XI": "Northern Ireland, a part of the United Kingdom (GB)",
    "XU": "the United Kingdom without Northern Ireland, a part of GB",
    "XC": "Ceuta",
    "XL": "Melilla",
    "QP": "the high seas",
    "QR": "stores and provisions within the EU, a part of QQ",
    "QS": "stores and provisions outside the EU, a part of QQ",
    "QV": "not specified within the EU, a part of QU",
    "QW": "not specified outside the EU, a part of QU",
    "QX": "not specified for commercial or military reasons",
    "QY": "not specified for such reasons within the EU, a part of QX",
    "QZ": "not specified for such reasons outside the EU, a part of QX",
}
# Groups: EU27_2020_EXTRA, EA20, EFTA.
GROUP = re.compile(r"[A-Z]+[0-9_][A-Z0-9_]*|EFTA|OPEC|ACP|ASEAN|CIS|NAFTA|MERCOSUR|OECD")
A_GROUP = "a group of economies that has no code"

FLOWS = {"1": "import", "2": "export", "import": "import", "export": "export"}
MONEY, WEIGHT, QUANTITY = "value", "net_weight", "quantity"


@dataclass(frozen=True)
class Indicator:
    """What an indicator is of, a column of the trade table, and how many of its unit one is."""

    column: str
    scale: float = 1.0


INDICATORS = {
    "VALUE_IN_EUROS": Indicator(MONEY),
    "VALUE_EUR": Indicator(MONEY),
    "QUANTITY_IN_100KG": Indicator(WEIGHT, 100.0),
    "QUANTITY_IN_KG": Indicator(WEIGHT),
    "QUANTITY_KG": Indicator(WEIGHT),
    "SUPPLEMENTARY_QUANTITY": Indicator(QUANTITY),
    "SUP_QUANTITY": Indicator(QUANTITY),
}
# Products are coded by the Combined Nomenclature of their year, whose first six digits are the HS of that year: these
# data flows have it. Years in which each revision of the HS came into force, the newest first.
HS_FLOWS = re.compile(r"DS-(?:045409|059341)")
REVISIONS = ((2022, "H6"), (2017, "H5"), (2012, "H4"), (2007, "H3"), (2002, "H2"), (1996, "H1"), (1988, "H0"))
FREE = {"", "F"}  # among the codes of confidentiality
CODE = re.compile(r"[0-9]{1,8}")
YEAR_IN_ALL = re.compile(r"(?P<year>[0-9]{4})-?52")  # the sum of a year's months, in bulk files
LETTERS_OF_FREQUENCY = {"A": 4, "Q": 5, "M": 6}


@cache
def read_economy(code: str) -> str | None:
    """Code of an economy in the trade table; None where it is none that is known.

    Examples
    --------
    >>> read_economy("EL"), read_economy("MY"), read_economy("EU27_2020"), read_economy("XI")
    ('GRC', 'MYS', 'XGE', None)
    """
    if code in ECONOMIES:
        return ECONOMIES[code]
    found = alpha3_by_cldr_code().get(code)
    return found if found in economy_codes() else None


def reason_without_code(code: str) -> str | None:
    """Say why an economy has no code, or None where nobody knows it."""
    if code in WITHOUT_CODE:
        return WITHOUT_CODE[code]
    return A_GROUP if GROUP.fullmatch(code) else None


def read_period(cell: str, frequency: str) -> int | None:
    """Period as the trade table has it; None where it cannot be read, or is not of the frequency that is stated.

    Examples
    --------
    >>> read_period("2023", "A"), read_period("2023-05", "M"), read_period("202352", ""), read_period("2023", "M")
    (2023, 202305, 2023, None)
    """
    of_year = YEAR_IN_ALL.fullmatch(cell)
    if of_year:
        return int(of_year["year"])
    written = read_period_cell(cell)
    if not (written.isascii() and written.isdecimal()) or not is_period(int(written)):
        return None
    if len(written) != LETTERS_OF_FREQUENCY.get(frequency, len(written)):
        return None
    return int(written)


def read_product(code: str, classification: str) -> str | None:
    """Commodity code with its leading zeros; None of the codes with letters that hide or correct others.

    Examples
    --------
    >>> read_product("1511", ""), read_product("101", ""), read_product("TOTAL", ""), read_product("99SSSZZZ", "")
    ('1511', '0101', 'TOTAL', None)
    """
    if code.upper() == TOTAL:
        return TOTAL
    if not CODE.fullmatch(code):
        return None
    if classification.startswith("S"):
        return code
    return code.zfill(len(code) + len(code) % 2)


def revision_of(period: int) -> str | None:
    """Revision of the HS that was in force in a period."""
    year = int(str(period)[:4])
    for first, revision in REVISIONS:
        if year >= first:
            return revision
    return None


def is_hidden_by_flag(flag: str) -> bool:
    """Tell by the flags of an observation, which may have their label behind a colon, whether its value is missing.

    Examples
    --------
    >>> [is_hidden_by_flag(flag) for flag in (":", "c", "pc", "p", "n: not significant", "")]
    [True, True, True, False, False, False]
    """
    letters = flag.strip().lower()
    return letters.startswith(":") or "c" in letters.split(":", 1)[0]


def is_hidden_by_status(status: str) -> bool:
    """Tell by the confidentiality of an observation, which is free where nothing is said, whether it is missing."""
    return status.split(":", 1)[0].strip().upper() not in FREE


def is_classification(name: str) -> bool:
    """Tell whether a name is one of those that the trade table has for revisions of HS and SITC."""
    return name in CLASSIFICATIONS
