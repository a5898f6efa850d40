"""Commodities by the Harmonised System: its 21 sections, the chapters they hold, and which section a code is in.

The titles are short ones of our own; the nomenclature's are longer. Chapter 77 is reserved and holds nothing.
"""

from functools import cache

import pandas as pd

from tradeview.errors import UnknownCodeError
from tradeview.schema import one_of
from tradeview.tables import Column, Table, data_folder

RESERVED = "77"
CODE_LENGTHS = (2, 4, 6)

SECTIONS = Table(
    "list of HS sections",
    (
        Column("section", required=True),
        one_of("first_chapter", tuple(f"{n:02}" for n in range(1, 98))),
        one_of("last_chapter", tuple(f"{n:02}" for n in range(1, 98))),
        Column("name", required=True),
    ),
)


@cache
def _sections() -> pd.DataFrame:
    return SECTIONS.read(data_folder() / "hs_sections.csv")


def sections() -> pd.DataFrame:
    """List the HS sections.

    Returns
    -------
    pandas.DataFrame
        `section` (Roman numeral), `first_chapter`, `last_chapter` (two digits), `name` (short).

    Examples
    --------
    >>> sections().iloc[2].tolist()
    ['III', '15', '15', 'Fats and oils']
    """
    return _sections().copy()


@cache
def _by_chapter() -> dict[str, str]:
    rows = _sections().itertuples()
    found = {
        f"{n:02}": str(row.section) for row in rows for n in range(int(row.first_chapter), int(row.last_chapter) + 1)
    }
    del found[RESERVED]
    return found


def section(code: str) -> str:
    """Section of an HS code.

    Parameters
    ----------
    code : str
        HS chapter, heading or subheading: two, four or six digits with leading zeros.

    Returns
    -------
    str
        Roman numeral, I to XXI.

    Raises
    ------
    UnknownCodeError
        No HS code, or one of no section (77 is reserved, 98 and 99 are national).

    Examples
    --------
    >>> section("1511"), section("85"), section("010121")
    ('III', 'XVI', 'I')
    """
    found = _by_chapter().get(code[:2]) if len(code) in CODE_LENGTHS and code.isascii() and code.isdigit() else None
    if found is None:
        raise UnknownCodeError(
            f"{code!r} is no HS code of a section", remedy="give 2, 4 or 6 digits with leading zeros"
        )
    return found
