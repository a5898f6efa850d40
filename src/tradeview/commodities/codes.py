"""HS codes by their digits: which level and section a code is of, and codes rolled up to a higher level.

The digits alone decide, so that all this holds in every revision of HS; whether a code exists in HS 2022 is for
`nomenclature` to say. The sections' titles are short ones of our own. Chapter 77 is reserved and holds nothing.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar, cast

import narwhals as nw
import pandas as pd

from tradeview.arguments import check_arguments, check_arguments_but, show_short_signature
from tradeview.errors import UnknownCodeError
from tradeview.table.columns import Column, Table
from tradeview.table.csv import read_own
from tradeview.table.schema import one_of

RESERVED = "77"
CHAPTERS = tuple(f"{number:02}" for number in range(1, 98))
LEVELS = {2: "chapter", 4: "heading", 6: "subheading"}
DIGITS = {name: digits for digits, name in LEVELS.items()}
REVISIONS = {
    **{f"H{number}": f"HS {year}" for number, year in enumerate((1992, 1996, 2002, 2007, 2012, 2017, 2022))},
    **{f"S{number}": f"SITC Rev. {number}" for number in range(1, 5)},
}
LEADING_ZEROS = "give 2, 4 or 6 digits with leading zeros"

CodesT = TypeVar("CodesT")

SECTIONS = Table(
    "list of HS sections",
    (
        Column("section", required=True),
        one_of("first_chapter", CHAPTERS),
        one_of("last_chapter", CHAPTERS),
        Column("name", required=True),
    ),
)


def classification_name(classification: object) -> str:
    """Name what codes are of: SITC, or else HS, of which codes without a classification are.

    Examples
    --------
    >>> classification_name("S4"), classification_name("H6"), classification_name(None)
    ('SITC', 'HS', 'HS')
    """
    return "SITC" if str(classification).startswith("S") else "HS"


def revision_name(classification: object) -> str:
    """Name a revision of a classification as readers know it; one that is none of ours stays as it is written.

    Examples
    --------
    >>> revision_name("H4"), revision_name("S3"), revision_name("SITC")
    ('HS 2012', 'SITC Rev. 3', 'SITC')
    """
    return REVISIONS.get(str(classification), str(classification))


@cache
def _read_sections() -> pd.DataFrame:
    return read_own(SECTIONS, "hs_sections.csv")


@show_short_signature
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
    return _read_sections().copy()


@cache
def _section_by_chapter() -> dict[str, str]:
    by_chapter = {}
    for row in _read_sections().itertuples():
        for number in range(int(row.first_chapter), int(row.last_chapter) + 1):
            by_chapter[f"{number:02}"] = str(row.section)
    # The chapters of a section are listed as a run, which goes over the reserved one.
    del by_chapter[RESERVED]
    return by_chapter


def has_shape(code: object) -> bool:
    """Tell whether this is text of two, four or six digits whose first two are a chapter's: no number, and not 7701."""
    return (
        isinstance(code, str)
        and len(code) in LEVELS
        and code.isascii()
        and code.isdigit()
        and code[:2] in _section_by_chapter()
    )


@check_arguments
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
    if not has_shape(code):
        raise UnknownCodeError(f"{code!r:.60} is no HS code of a section", remedy=LEADING_ZEROS)
    return _section_by_chapter()[code[:2]]


@check_arguments
def level(code: str) -> str:
    """Level of an HS code: chapter, heading or subheading.

    Parameters
    ----------
    code : str
        Two, four or six digits with leading zeros.

    Returns
    -------
    {"chapter", "heading", "subheading"}

    Raises
    ------
    UnknownCodeError
        No HS code, or one of no section.

    Examples
    --------
    >>> level("15"), level("1511"), level("151190")
    ('chapter', 'heading', 'subheading')
    """
    section(code)
    return LEVELS[len(code)]


@check_arguments_but("to")
def roll_up(codes: CodesT, *, to: str) -> CodesT:
    """Roll HS codes up to a higher level.

    Parameters
    ----------
    codes : str, list of str, or Series
        Two, four or six digits with leading zeros; a Series of pandas or any other kind that Narwhals supports.
    to : {"section", "chapter", "heading", "subheading"}
        The level wanted; codes that are of it already stay.

    Returns
    -------
    str, list or Series
        Of the kind given, in its order. Nothing is added up: roll up the column of a table of one level, then group.

    Raises
    ------
    UnknownCodeError
        No such level; no HS code (`TOTAL`, a missing value, digits without their leading zero); a code that stands
        above the level wanted, which no digit tells.

    Examples
    --------
    >>> roll_up("151190", to="chapter"), roll_up(["010121", "8807"], to="heading"), roll_up("8807", to="section")
    ('15', ['0101', '8807'], 'XVII')
    """
    if not isinstance(to, str) or to not in (*DIGITS, "section"):
        raise UnknownCodeError(f"{to!r} is no level of HS", remedy=f"name one of section, {', '.join(DIGITS)}")
    if isinstance(codes, str):
        return cast("CodesT", _roll_up_each([codes], to)[codes])
    if isinstance(codes, list | tuple):
        higher = _roll_up_each(codes, to)
        rolled = [higher[code] for code in codes]
        return cast("CodesT", rolled if isinstance(codes, list) else tuple(rolled))
    try:
        series = nw.from_native(cast("Any", codes), series_only=True)
    except TypeError as error:
        found = f"a {type(codes).__name__}"
        raise UnknownCodeError("only HS codes roll up", found, "give text, a list of texts, or a Series") from error
    if isinstance(series.dtype, nw.Categorical | nw.Enum):
        series = series.cast(nw.String)
    higher = _roll_up_each(series.to_list(), to)
    if not higher:  # replace_strict takes no empty list
        return codes
    rolled_series = series.replace_strict(list(higher), list(higher.values()), return_dtype=nw.String)
    return cast("CodesT", rolled_series.to_native())


def _roll_up_each(codes: Iterable[Any], to: str) -> dict[Any, str]:
    """Return each code's code at the level wanted, or refuse them all."""
    least = DIGITS.get(to, 0)
    shapeless, too_short, higher = [], [], {}
    for code in codes:
        if not has_shape(code):
            shapeless.append(f"{code!r:.60} is no HS code")
        elif len(code) < least:
            too_short.append(f"{code} is a {level(code)}")
        else:
            higher[code] = section(code) if to == "section" else code[:least]
    wrong = list(dict.fromkeys(shapeless + too_short))
    if wrong:
        remedy = f"{LEADING_ZEROS}, of at least the level wanted; leave TOTAL out"
        raise UnknownCodeError(f"these codes have no {to}", f"{len(wrong)} such", remedy, wrong)
    return higher
