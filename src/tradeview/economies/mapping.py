"""Columns of codes, as sources write them, to codes of the trade table: what readers call, once for a file.

Distinct values are mapped once each, so that a column of millions costs a look at each of its few hundred codes. Years
play no part here: a number that a file uses out of its years is still carried, under its own code.
"""

from functools import cache
from typing import Any

import pandas as pd

from tradeview.economies.codes import ALIASES, rows
from tradeview.economies.names import find
from tradeview.errors import UnknownCodeError
from tradeview.table.engines import is_missing, text_dtype
from tradeview.table.schema import economy_codes


@cache
def _comtrade() -> dict[str, str]:
    own = {row["comtrade_alpha3"]: row["alpha3"] for row in rows() if row["comtrade_alpha3"]}
    numbers = {row["comtrade"]: row["alpha3"] for row in rows() if row["comtrade"]}
    return {**{code: code for code in economy_codes()}, **ALIASES, **own, **numbers}


@cache
def _wits() -> dict[str, str]:
    own = {row["wits"]: row["alpha3"] for row in rows() if row["wits"]}
    m49 = {row["m49"]: row["alpha3"] for row in rows() if row["m49"]}
    return {**_comtrade(), **m49, "0": "WLD", **own}


def _plain(code: object) -> str:
    """Code without spaces around it ('_X ') and without leading zeros ('004')."""
    text = str(code).strip()
    return text.lstrip("0") or "0" if text.isdigit() else text


def _mapped(codes: "pd.Series[Any]", known: dict[str, str], what: str) -> "pd.Series[Any]":
    places, distinct = pd.factorize(codes)
    found = [known.get(_plain(code)) for code in distinct]
    unknown = [place for place, code in enumerate(found) if code is None]
    if unknown:
        said = [f"{distinct[place]!r}: {(places == place).sum()} row(s)" for place in unknown]
        remedy = "tv.economies.codes() has the codes that are known; mend the column or leave the rows out"
        raise UnknownCodeError(f"{what} has no such economy", f"{len(unknown)} unknown code(s)", remedy, said)
    # A missing code is at place -1: the last.
    mapped = pd.array([*found, None], dtype=text_dtype()).take(places)
    return pd.Series(mapped, index=codes.index, name=codes.name)


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
    return _mapped(codes, _comtrade(), "UN Comtrade")


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
    known = dict(_wits())
    for code in codes.drop_duplicates():
        text = "" if is_missing(code) else _plain(code)
        if text and text not in known:
            found = find(text)
            if len(found) == 1:
                known[text] = found.pop()
    return _mapped(codes, known, "WITS")
