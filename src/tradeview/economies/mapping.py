"""Columns of codes, as sources write them, to codes of the trade table: what readers call, once for a file.

Distinct values are mapped once each, so that a column of millions costs a look at each of its few hundred codes. Years
play no part here: a number that a file uses out of its years is still carried, under its own code.
"""

from collections.abc import Hashable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import pandas as pd

from tradeview.arguments import show_value
from tradeview.economies.codes import ALIASES, code_rows
from tradeview.economies.names import find_codes
from tradeview.errors import ArgumentError, UnknownCodeError
from tradeview.table.engines import text_dtype
from tradeview.table.schema import WORLD, economy_codes


@cache
def _codes_of_comtrade() -> dict[str, str]:
    """Return codes of the trade table by UN Comtrade's; where two lists use one word, the later of these counts."""
    found = {code: code for code in economy_codes()} | ALIASES
    found |= {row.comtrade_alpha3: row.alpha3 for row in code_rows() if row.comtrade_alpha3}
    found |= {row.comtrade: row.alpha3 for row in code_rows() if row.comtrade}
    return found


@cache
def _codes_of_wits() -> dict[str, str]:
    """Return codes of the trade table by the World Bank's: M49's numbers before UN Comtrade's, its own before all."""
    found = dict(_codes_of_comtrade())
    found |= {row.m49: row.alpha3 for row in code_rows() if row.m49}
    found["0"] = WORLD
    found |= {row.wits: row.alpha3 for row in code_rows() if row.wits}
    return found


def _plain_code(code: object) -> str:
    """Write a code without spaces around it ('_X ') and without leading zeros ('004')."""
    text = str(code).strip()
    if text.isdigit():
        return text.lstrip("0") or "0"
    return text


def _refuse_other_than_series(codes: object, what: str) -> None:
    if not isinstance(codes, pd.Series):
        raise ArgumentError(f"{what} takes a Series of pandas", show_value(codes), "give a column: pd.Series([...])")
    # pandas cannot even tell whether a NaN that signals is missing.
    if codes.dtype == "object" and any(isinstance(code, Decimal) and code.is_snan() for code in codes):
        raise UnknownCodeError(f"{what} takes numbers or text", "a NaN that signals", "give one number or name a row")


def _map_codes(codes: "pd.Series[Any]", known: Mapping[str, str], source: str) -> "pd.Series[Any]":
    """Map each distinct code once, and refuse the column where one of them is not known."""
    try:
        places, distinct = pd.factorize(codes)
    except TypeError as error:  # a list among them
        remedy = "give one number or name a row"
        raise UnknownCodeError(f"{source}'s economies are numbers or text", str(error), remedy) from error
    mapped = [known.get(_plain_code(code)) for code in distinct]
    unknown = []
    for place, alpha3 in enumerate(mapped):
        if alpha3 is None:
            unknown.append(f"{distinct[place]!r}: {(places == place).sum()} row(s)")
    if unknown:
        remedy = "tv.economies.codes() has the codes that are known; mend the column or leave the rows out"
        raise UnknownCodeError(f"{source} has no such economy", f"{len(unknown)} unknown code(s)", remedy, unknown)
    # pandas factorizes a missing code to -1, which takes the last of these.
    values = pd.array([*mapped, None], dtype=text_dtype()).take(places)
    return pd.Series(values, index=codes.index, name=codes.name)


def from_comtrade(codes: "pd.Series[Any]") -> "pd.Series[Any]":
    """Turn a column of UN Comtrade's or BACI's codes into codes of the trade table.

    Parameters
    ----------
    codes : pandas.Series
        Numbers as text or integers, with or without leading zeros (`842`, `"004"`), or UN Comtrade's own alpha-3
        (`S19`, `W00`), which is the poorer of the two: it calls Belgium-Luxembourg BEL.

    Returns
    -------
    pandas.Series
        Text: ISO 3166 alpha-3, `WLD`, or a code of our own; missing where `codes` is. Same index and name.

    Raises
    ------
    UnknownCodeError
        Naming up to five codes that are not in the list, and how many rows have them.

    Examples
    --------
    >>> from_comtrade(pd.Series(["842", "251", "004", "0", "490", "810", "899"])).tolist()
    ['USA', 'FRA', 'AFG', 'WLD', 'XOA', 'SUN', 'XNS']
    """
    _refuse_other_than_series(codes, "from_comtrade")
    return _map_codes(codes, _codes_of_comtrade(), "UN Comtrade")


def from_wits(codes: "pd.Series[Any]") -> "pd.Series[Any]":
    """Turn a column of the World Bank's codes or names (WITS) into codes of the trade table.

    Parameters
    ----------
    codes : pandas.Series
        WITS's alpha-3, of which some are none of ISO 3166's (`ROM`, `ZAR`, `SER`, `OAS`, `EUN`; its `YUG` is Serbia and
        Montenegro, its `SDN` Sudan to 2011); its numbers; or its names, as its CSV export has them.

    Returns
    -------
    pandas.Series
        Text: ISO 3166 alpha-3, `WLD`, or a code of our own; missing where `codes` is. Same index and name.

    Raises
    ------
    UnknownCodeError
        Naming up to five that are not in the list, and how many rows have them.

    Examples
    --------
    >>> from_wits(pd.Series(["ROM", "SUD", "OAS", "EUN", "840", "Korea, Rep.", "South Asia"])).tolist()
    ['ROU', 'SDN', 'XOA', 'XGE', 'USA', 'KOR', 'XRS']
    """
    _refuse_other_than_series(codes, "from_wits")
    known = dict(_codes_of_wits())
    for code in {code for code in codes.dropna() if isinstance(code, Hashable)}:
        text = _plain_code(code)
        if text and text not in known:
            named = find_codes(text)
            # A name of two economies stays unknown, and is refused with the others.
            if len(named) == 1:
                known[text] = named.pop()
    return _map_codes(codes, known, "WITS")
