"""What Comtrade's codes mean in the words of the trade table: flows, economies, commodities, units, what is a total.

Each function reads one code; `map_cells` maps columns by their few distinct values.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tradeview.economies.codes import codes as listed_codes
from tradeview.economies.lookup import code as code_of_economy
from tradeview.economies.mapping import from_comtrade
from tradeview.errors import TradeTableError, UnknownCodeError
from tradeview.periods import make_month
from tradeview.sources.comtrade.forms import letters_and_digits
from tradeview.table.schema import CLASSIFICATIONS, FLOWS, TOTAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
ABSENT = {"", "na", "n/a", "nan", "null", "none", "<na>", "\\n"}
# One legacy flag says of quantity and weight at once whether they are estimates: 2 of the one, 4 of the other.
ESTIMATED_BY_FLAG = {
    "quantity_estimated": {"0": False, "2": True, "4": False, "6": True},
    "net_weight_estimated": {"0": False, "2": False, "4": True, "6": True},
}
ANNUAL, MONTHLY = "A", "M"
# A program that reads years beside missing values writes 2023.0.
PERIOD = re.compile(r"([0-9]{4})(0[1-9]|1[0-2])?(?:\.0+)?")


# Columns of cells


def columns_of(rows: pd.DataFrame, *names: str) -> "list[pd.Series[Any]]":
    """Return columns of these names, empty ones for those that the file does not have."""
    empty = pd.Series([None] * len(rows), index=rows.index, dtype=object)
    return [rows.get(name, empty) for name in names]


def map_cells(rows: pd.DataFrame, read: Callable[..., Any], *names: str) -> "pd.Series[Any]":
    """Read what the cells of several columns mean together, each distinct combination once: a column of categories."""
    places, combinations = combine_cells([rows.get(name) for name in names])
    # In the order of the rows: what cannot be read is refused at its first.
    meanings = [read(*cells) for cells in combinations]
    if len(meanings) == 1:
        places = np.zeros(len(rows), dtype=np.intp)
    return pd.Series(categories_of(places, meanings), index=rows.index)


def categories_of(places: "NDArray[np.integer[Any]]", cells: Sequence[Any]) -> pd.Categorical:
    """Make a column of cells, some of which may be alike, and of which of them each row has; None is missing."""
    numbers: dict[Any, int] = {}
    codes = [-1 if cell is None else numbers.setdefault(cell, len(numbers)) for cell in cells]
    words = pd.Index(list(numbers), dtype=object)
    return pd.Categorical.from_codes(np.array([*codes, -1], dtype=np.int32)[places], categories=words)


def cells_of(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """Give the cells of a column one by one, None where there is none."""
    places, distinct = distinct_cells(column)
    cells = np.empty(len(distinct), dtype=object)
    cells[:] = distinct
    return pd.Series(cells[places], index=column.index, dtype=object)


def number_combinations(columns: "Iterable[pd.Series[Any]]") -> "NDArray[np.intp]":
    """Number the distinct combinations of the cells of columns, in the order of the rows."""
    places: NDArray[np.intp] | None = None
    for column in columns:
        numbers, distinct = distinct_cells(column)
        places = numbers if places is None else pd.factorize(places * len(distinct) + numbers)[0]
    return np.zeros(0, dtype=np.intp) if places is None else places


def combine_cells(columns: "Sequence[pd.Series[Any] | None]") -> "tuple[NDArray[np.intp], list[tuple[Any, ...]]]":
    """Find the distinct combinations of the cells of columns: which of them each row has, and what they are.

    They stand in the order of the rows. A column that a file does not have (None) has no cell in any row; what is
    missing is None.
    """
    places: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
    combinations: list[tuple[Any, ...]] = [()]
    for column in columns:
        if column is None:
            combinations = [(*cells, None) for cells in combinations]
            continue
        numbers, distinct = distinct_cells(column)
        if len(combinations) == 1:
            places, combinations = numbers, [(*combinations[0], cell) for cell in distinct]
        elif len(distinct) == 1:
            combinations = [(*cells, distinct[0]) for cells in combinations]
        else:
            places, pairs = pd.factorize(places * len(distinct) + numbers)
            ends = [divmod(pair, len(distinct)) for pair in pairs.tolist()]
            combinations = [(*combinations[before], distinct[cell]) for before, cell in ends]
    return places, combinations


def distinct_cells(column: "pd.Series[Any]") -> "tuple[NDArray[np.intp], list[Any]]":
    """Find the distinct cells of a column, in the order of the rows: which of them each row has, and what they are."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        words = column.cat.categories.tolist()
        numbers, codes = pd.factorize(column.cat.codes.to_numpy())
        return numbers, [None if code < 0 else words[code] for code in codes.tolist()]
    numbers, found = pd.factorize(column.to_numpy())
    distinct = found.tolist()
    is_none = numbers < 0
    if is_none.any():
        # pandas takes what is missing out; it stands where it came first.
        before = numbers[: is_none.argmax()].max(initial=-1) + 1
        numbers = np.where(is_none, before, numbers + (numbers >= before))
        distinct.insert(before, None)
    return numbers, distinct


def cell_or_none(cell: str | None) -> str | None:
    """Give a cell that says something; None where it says, in any program's way, that there is nothing.

    A whole number that a program wrote as a decimal, since others of its column were missing, loses its point.

    Examples
    --------
    >>> cell_or_none("458.0"), cell_or_none("0101"), cell_or_none("N/A")
    ('458', '0101', None)
    """
    if cell is None or cell.strip().casefold() in ABSENT:
        return None
    if cell.endswith(".0") and cell[:-2].isdigit():
        return cell[:-2]
    return cell


# Single codes


@cache
def read_economy(number: str | None, iso: str | None, name: str | None) -> str | None:
    """Code of an economy in the trade table: by Comtrade's number, by its alpha-3, or else by name; None for no such.

    The number leads: Comtrade's alpha-3 calls Belgium-Luxembourg BEL.

    Examples
    --------
    >>> read_economy("842", "USA", None), read_economy(None, "RUS", None), read_economy(None, None, "World")
    ('USA', 'RUS', 'WLD')
    """
    for code in (cell_or_none(number), cell_or_none(iso)):
        if code is not None:
            with suppress(UnknownCodeError):
                return str(from_comtrade(pd.Series([code])).iloc[0])
    called = cell_or_none(name)
    if called is None:
        return None
    # Comtrade's own names come first, since its "Congo" is one of two, and its groups are partners.
    own = _codes_by_own_name().get(called.strip())
    if own is not None:
        return own
    with suppress(UnknownCodeError):
        return code_of_economy(called)
    return None


@cache
def _codes_by_own_name() -> dict[str, str]:
    listed = listed_codes()
    return dict(zip(listed["name"], listed["alpha3"], strict=True))


def read_flow(code: str | None, name: str | None) -> str | None:
    """Comtrade's present code of a flow, from any of its codes and names; None for one that nobody knows.

    Examples
    --------
    >>> read_flow("2", "Export"), read_flow(None, "Re-imports"), read_flow("dx", None), read_flow("9", None)
    ('X', 'RM', 'DX', None)
    >>> read_flow("0", "RX")
    'RX'
    """
    stated = cell_or_none(code)
    # The last legacy downloads have 0 as the number of every flow, and today's code in the place of the name.
    if stated is None or stated == NO_FLOW:
        stated = name
    if stated is None:
        return None
    return FLOW_CODES.get(letters_and_digits(stated).replace("exports", "export").replace("imports", "import"))


def flow_codes(flows: Iterable[str] | None) -> set[str]:
    """Comtrade's codes of the flows that somebody asks for; without any, the four that are no part of another.

    Refused are two that the trade table has one word for: one of them is a part of the other.
    """
    if flows is None:
        return set(WHOLE_FLOWS)
    codes: set[str] = set()
    unknown = []
    for flow in dict.fromkeys(flows):
        code = read_flow(flow, None)
        if code is None:
            unknown.append(repr(flow))
        else:
            codes.add(code)
    if unknown:
        raise TradeTableError(
            f"UN Comtrade has no flow {', '.join(unknown)}",
            f"it has {', '.join(FLOW_WORDS)}",
            f"name some of those, or of {', '.join(FLOWS[:4])}",
        )
    counts = Counter(FLOW_WORDS[code] for code in codes)
    twice = sorted(word for word, count in counts.items() if count > 1)
    if twice:
        same = sorted(code for code in codes if FLOW_WORDS[code] in twice)
        asked = f"flows that are parts of one another would count {', '.join(twice)} twice"
        raise TradeTableError(asked, ", ".join(same), "read them apart")
    return codes


def read_period(period: str | None, year: str | None, month: str | None, frequency: str | None) -> int | None:
    """Period as the trade table has it; None where it cannot be read, and for a month that does not say which.

    Examples
    --------
    >>> read_period("2023", "2023", "52", "A"), read_period("202305", "2023", "5", "M")
    (2023, 202305)
    >>> read_period(None, "2023", "5", "M")
    202305
    """
    stated = cell_or_none(period)
    digits = year if stated is None else stated
    match = PERIOD.fullmatch(digits) if digits else None
    if match is None:
        return None
    # Comtrade's years carry the month 52, which says nothing.
    if stated is None and frequency != ANNUAL and month and month.isdecimal() and 1 <= int(month) <= 12:
        return make_month(int(match[1]), int(month))
    if match[2]:
        return int(match[1] + match[2])
    if frequency == MONTHLY:
        return None
    return int(match[1])


def read_classification(said: str | None) -> str | None:
    """Revision of a classification; None where the file says "as reported" without saying which.

    Refused are those that the trade table does not know, such as those of services.
    """
    revision = cell_or_none(said)
    if revision is None or revision == UNNAMED_REVISION:
        return None
    if revision not in CLASSIFICATIONS:
        raise TradeTableError(
            "the trade table holds goods by HS or SITC",
            f"classification {revision!r}",
            f"ask for one of {', '.join(CLASSIFICATIONS)}; where this is no classification, columns have shifted: give "
            "the file itself, not a frame read from it",
        )
    return revision


@lru_cache(2**16)
def read_commodity(code: str | None, revision: str | None, level: str | None) -> str | None:
    """Commodity code with the leading zeros that a spreadsheet has taken.

    Examples
    --------
    >>> read_commodity("101", "H6", None), read_commodity("Total", "H6", "0"), read_commodity("12", "S3", "3")
    ('0101', 'TOTAL', '012')
    """
    stated = cell_or_none(code)
    if stated is None:
        return None
    level = cell_or_none(level)
    if not stated.isdigit():
        capitals = stated.upper()
        if capitals == TOTAL:
            return TOTAL
        return NOT_SPECIFIED.get(capitals, stated)
    if revision is not None and revision.startswith("S"):
        # Codes of SITC have any number of digits: how many are lost is told by the level alone.
        return stated.zfill(int(level)) if level and level.isdecimal() else stated
    # Digits of the HS come in pairs.
    return stated.zfill(len(stated) + len(stated) % 2)


def is_total(code: str | None, iso: str | None = None, name: str | None = None) -> bool:
    """Tell whether a row is the total over all second partners, procedures or modes of transport, not one of them."""
    for cell in (code, iso, name):
        stated = cell_or_none(cell)
        if stated is not None:
            return stated.strip().casefold() in TOTALS
    return True


def read_unit(code: str | None, name: str | None) -> str | None:
    """Unit of a quantity, the same word in all forms; None where the row says that it has none."""
    code = cell_or_none(code)
    if code is not None and code in UNITS:
        return UNITS[code]
    stated = cell_or_none(name)
    if code in NO_UNITS or stated is None or stated.casefold() in NO_UNITS:
        return None
    return stated
