"""What Comtrade's codes mean in the words of the trade table: flows, economies, commodities, units, what is a total.

Each function answers for one code; columns are mapped by their few distinct values.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

import pandas as pd

from tradeview.economies import code as economy_code
from tradeview.economies import codes as economy_list
from tradeview.economies import from_comtrade
from tradeview.errors import TradeTableError, UnknownCodeError
from tradeview.periods import make_month
from tradeview.table.schema import CLASSIFICATIONS, FLOWS, TOTAL

# Comtrade's code of a flow -> the trade table's word for what it is, or is a part of.
FLOW_WORDS: Mapping[str, str] = {
    "X": "export",
    "M": "import",
    "RX": "re-export",
    "RM": "re-import",
    "DX": "export",  # domestic exports
    "XIP": "export",  # after inward processing
    "XOP": "export",  # for outward processing
    "FM": "import",  # foreign imports
    "MIP": "import",  # for inward processing
    "MOP": "import",  # after outward processing
}
WHOLE_FLOWS = ("X", "M", "RX", "RM")
# Legacy numbers, and names in the singular, letters alone.
FLOW_CODES: Mapping[str, str] = {
    **{code.casefold(): code for code in FLOW_WORDS},
    "1": "M",
    "2": "X",
    "3": "RX",
    "4": "RM",
    "import": "M",
    "export": "X",
    "reexport": "RX",
    "reimport": "RM",
    "domesticexport": "DX",
    "foreignimport": "FM",
    "importofgoodsforinwardprocessing": "MIP",
    "importofgoodsafteroutwardprocessing": "MOP",
    "exportofgoodsafterinwardprocessing": "XIP",
    "exportofgoodsforoutwardprocessing": "XOP",
}
NO_FLOW = "0"
# The World Customs Organization's units by Comtrade's numbers; -1 and 1 say that there is no quantity.
UNITS: Mapping[str, str] = {
    "2": "m²",
    "3": "1000 kWh",
    "4": "m",
    "5": "u",
    "6": "2u",
    "7": "l",
    "8": "kg",
    "9": "1000u",
    "10": "u (jeu/pack)",
    "11": "12u",
    "12": "m³",
    "13": "carat",
}
NO_UNITS = {"-1", "0", "1", "no quantity", "n/a"}
# "As reported", of whichever revision: the file does not say. Of SITC (SS, ST) that is not enough: its codes are told
# from those of the HS by the revision alone.
UNNAMED_REVISION = "HS"
# What a code or name of a second partner, procedure or mode of transport says where the row is the total over all.
TOTALS = {"0", "00", "000", "c00", "w00", "wld", "world", "total", "total cpc", "total mot", "total mos", "all"}
# Goods of no kind: letters that only Comtrade writes; others write HS's own 999999.
NOT_SPECIFIED = {"9999AA": "999999"}
MISSING = {"", "na", "n/a", "nan", "null", "none", "<na>", "\\n"}
ESTIMATED = {"0": (False, False), "2": (True, False), "4": (False, True), "6": (True, True)}
ANNUAL, MONTHLY = "A", "M"
PERIOD = re.compile(r"([0-9]{4})(0[1-9]|1[0-2])?(?:\.0+)?")


def is_absent(cell: str | None) -> bool:
    """Tell whether a cell says that there is nothing, in any program's way."""
    return cell is None or cell.strip().casefold() in MISSING


@cache
def economy(number: str | None, iso: str | None, name: str | None) -> str | None:
    """Code of an economy in the trade table: by Comtrade's number, by its alpha-3, or else by name; None for no such.

    The number leads: Comtrade's alpha-3 calls Belgium-Luxembourg BEL.

    Examples
    --------
    >>> economy("842", "USA", None), economy(None, "RUS", None), economy(None, None, "World")
    ('USA', 'RUS', 'WLD')
    """
    for said, meaning in ((number, _by_code), (iso, _by_code), (name, _by_name)):
        if said is not None and not is_absent(said):
            try:
                return meaning(said)
            except UnknownCodeError:
                continue
    return None


def _by_code(said: str) -> str:
    return str(from_comtrade(pd.Series([said])).iloc[0])


def _by_name(said: str) -> str:
    """Code by a name: Comtrade's own first, since its "Congo" is one of two, and its groups are partners."""
    return _names().get(said.strip()) or economy_code(said)


@cache
def _names() -> dict[str, str]:
    listed = economy_list()
    return dict(zip(listed["name"], listed["alpha3"], strict=True))


def flow_code(code: str | None, name: str | None) -> str | None:
    """Comtrade's present code of a flow, from any of its codes and names; None for one that nobody knows.

    The last legacy downloads have 0 as the number of every flow, and today's code in the place of the name.

    Examples
    --------
    >>> flow_code("2", "Export"), flow_code(None, "Re-imports"), flow_code("dx", None), flow_code("9", None)
    ('X', 'RM', 'DX', None)
    >>> flow_code("0", "RX")
    'RX'
    """
    said = name if is_absent(code) or code == NO_FLOW else code
    key = re.sub(r"[^0-9a-z]", "", (said or "").casefold())
    return FLOW_CODES.get(key) or FLOW_CODES.get(key.replace("exports", "export").replace("imports", "import"))


def flow_codes(flows: Iterable[str] | None) -> set[str]:
    """Comtrade's codes of the flows that somebody asks for; without any, the four that are no part of another.

    Raises
    ------
    TradeTableError
        No such flow, or two that the trade table has one word for: one of them is a part of the other.

    Examples
    --------
    >>> sorted(flow_codes(["export", "M"])), sorted(flow_codes(["DX"]))
    (['M', 'X'], ['DX'])
    """
    if flows is None:
        return set(WHOLE_FLOWS)
    wanted = {flow: flow_code(flow, None) for flow in flows}
    unknown = [flow for flow, code in wanted.items() if code is None]
    if unknown:
        raise TradeTableError(
            f"UN Comtrade has no flow {', '.join(map(repr, unknown))}",
            f"it has {', '.join(FLOW_WORDS)}",
            f"name some of those, or of {', '.join(FLOWS[:4])}",
        )
    codes = {code for code in wanted.values() if code is not None}
    words = [FLOW_WORDS[code] for code in sorted(codes)]
    twice = sorted({word for word in words if words.count(word) > 1})
    if twice:
        same = ", ".join(code for code in sorted(codes) if FLOW_WORDS[code] in twice)
        raise TradeTableError(
            f"flows that are parts of one another would count {', '.join(twice)} twice", same, "read them apart"
        )
    return codes


def period(said: str | None, year: str | None, month: str | None, frequency: str | None) -> int | None:
    """Period as the trade table has it; None where it cannot be read, and for a month that does not say which.

    Comtrade's years carry the month 52, which says nothing.

    Examples
    --------
    >>> period("2023", "2023", "52", "A"), period("202305", "2023", "5", "M"), period(None, "2023", "5", "M")
    (2023, 202305, 202305)
    """
    found = PERIOD.fullmatch((said if not is_absent(said) else year) or "")
    if not found:
        return None
    if is_absent(said) and frequency != ANNUAL and month and month.isdigit() and 1 <= int(month) <= 12:
        return make_month(int(found[1]), int(month))
    if frequency == MONTHLY and not found[2]:
        return None
    return int(found[1] + (found[2] or ""))


def classification(said: str | None) -> str | None:
    """Revision of a classification; None where the file says "as reported" without saying which.

    Raises
    ------
    TradeTableError
        A classification that the trade table does not know, such as those of services.

    Examples
    --------
    >>> classification("H6"), classification("HS")
    ('H6', None)
    """
    if is_absent(said) or said == UNNAMED_REVISION:
        return None
    if said not in CLASSIFICATIONS:
        raise TradeTableError(
            "the trade table holds goods by HS or SITC",
            f"classification {said!r}",
            f"ask for one of {', '.join(CLASSIFICATIONS)}; where this is no classification, columns have shifted: give "
            "the file itself, not a frame read from it",
        )
    return said


def commodity(code: str | None, revision: str | None, level: str | None) -> str | None:
    """Commodity code with the leading zeros that a spreadsheet has taken: digits of HS come in pairs.

    Examples
    --------
    >>> commodity("101", "H6", None), commodity("Total", "H6", "0"), commodity("12", "S3", "3")
    ('0101', 'TOTAL', '012')
    """
    if is_absent(code) or code is None:
        return None
    if not code.isdigit():
        return NOT_SPECIFIED.get(code.upper(), TOTAL if code.upper() == TOTAL else code)
    is_sitc = (revision or "").startswith("S")
    pairs = code if is_sitc or len(code) % 2 == 0 else code.zfill(len(code) + 1)
    return pairs.zfill(int(level)) if is_sitc and level and level.isdigit() else pairs


def is_total(code: str | None, iso: str | None = None, name: str | None = None) -> bool:
    """Tell whether a row is the total over all second partners, procedures or modes of transport, not one of them.

    Examples
    --------
    >>> is_total("C00"), is_total("0"), is_total(None, "W00"), is_total("2100"), is_total(None, None, None)
    (True, True, True, False, True)
    """
    said = next((cell for cell in (code, iso, name) if not is_absent(cell)), None)
    return said is None or said.strip().casefold() in TOTALS


def unit(code: str | None, name: str | None) -> str | None:
    """Unit of a quantity, the same word in all forms; None where the row says that it has none.

    Examples
    --------
    >>> unit("8", "Weight in kilograms"), unit("5", "u"), unit("-1", "N/A"), unit(None, "kg")
    ('kg', 'u', None, 'kg')
    """
    known = UNITS.get(code or "")
    if known or code in NO_UNITS or is_absent(name) or (name or "").casefold() in NO_UNITS:
        return known
    return name
