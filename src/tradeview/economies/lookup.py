"""From anything that names an economy to its code, in a year where one is given, and back to a name."""

from typing import Any

from babel import Locale

from tradeview.economies.codes import ALIASES, in_year, kind, known, numbered, rows, years
from tradeview.economies.names import alpha3_of_cldr, find, listed_names, near
from tradeview.errors import UnknownCodeError
from tradeview.table.schema import WORLD, economy_codes


def code(name: str | int, year: int | None = None) -> str:
    """Code of an economy in a trade table, from any of its codes or names.

    Parameters
    ----------
    name : str or int
        Alpha-3, alpha-2, a number of M49 or of UN Comtrade and BACI (842, 490, 0), a name that the UN, UN Comtrade, the
        World Bank or common usage have for it, or a name in any language of CLDR; case does not matter.
    year : int, optional
        A year in which the code is to hold: that of dissolved states ends, that of their successors begins.

    Returns
    -------
    str
        ISO 3166 alpha-3; `WLD` for the world; a code of our own for what ISO 3166 has none (`tv.economies.codes()`).

    Raises
    ------
    UnknownCodeError
        Nothing, or more than one economy, goes by that name, and the message has the nearest names; it is a group; or
        it is of other years than `year`.

    Examples
    --------
    >>> code("Россия"), code("রাশিয়া"), code("รัสเซีย"), code("ru"), code(643), code("World")
    ('RUS', 'RUS', 'RUS', 'RUS', 'RUS', 'WLD')
    >>> code(842), code("251"), code("Ivory Coast"), code("Korea, Rep."), code("Other Asia, nes")
    ('USA', 'FRA', 'CIV', 'KOR', 'XOA')
    >>> code("USSR", year=1985)
    'SUN'
    >>> code("Russia", year=1985)
    Traceback (most recent call last):
    tradeview.errors.UnknownCodeError: 'Russia' names no economy in 1985; found: RUS from 1992; ...
    >>> code("Ruritania")
    Traceback (most recent call last):
    tradeview.errors.UnknownCodeError: no economy is called 'Ruritania'; found: near it are ...
    """
    text = str(name).strip()
    entries = numbered(text) if text.isdecimal() and text.isascii() else []
    found = sorted({row["alpha3"] for row in entries} or _called(text))
    if not found:
        raise UnknownCodeError(f"no economy is called {text!r}", near(text), "use an ISO 3166 alpha-3 code such as MYS")
    if len(found) > 1:
        raise UnknownCodeError(f"{text!r} names {len(found)} economies", ", ".join(found), "use the code")
    if kind(found[0]) == "group" and found[0] not in {WORLD, text.upper()}:
        remedy = f"a trade table has {found[0]} for it; tv.economies.members lists who belongs to a group"
        raise UnknownCodeError(f"no economy is called {text!r}", "a group of economies", remedy)
    _refuse_other_years(text, entries or [row for row in rows() if row["alpha3"] == found[0]], year)
    return found[0]


def _called(text: str) -> set[str]:
    """Codes that a code or a name stands for; groups, too."""
    upper = ALIASES.get(text.upper(), text.upper())
    if upper in economy_codes():
        return {upper}
    known_alpha2 = alpha3_of_cldr().get(upper)
    return {known_alpha2} if known_alpha2 else find(text)


def _refuse_other_years(text: str, entries: list[dict[str, Any]], year: int | None) -> None:
    if entries and not any(in_year(row, year) for row in entries):
        there = ", ".join(sorted({years(row) for row in entries}))
        raise UnknownCodeError(f"{text!r} names no economy in {year}", there, "use the code of that year")


def alpha2(code: str) -> str:
    """ISO 3166 alpha-2 of an economy, by which CLDR knows it.

    Raises
    ------
    UnknownCodeError
        No economy of today has this alpha-3.

    Examples
    --------
    >>> alpha2("MYS")
    'MY'
    """
    found = next((cldr for cldr, alpha3 in alpha3_of_cldr().items() if alpha3 == code), None)
    if found is None:
        raise UnknownCodeError(
            f"{code!r} is no economy of today", remedy="use ISO 3166 alpha-3, or tv.economies.code(name)"
        )
    return found


def name(code: str, locale: str = "en") -> str:
    """Name of an economy in a language of CLDR.

    Parameters
    ----------
    code : str
        A code of the trade table.
    locale : str
        CLDR's code of the language.

    Returns
    -------
    str
        CLDR's name; where CLDR has none (dissolved states, areas not elsewhere specified, groups) ours, in English.

    Raises
    ------
    UnknownCodeError
        No such code.

    Examples
    --------
    >>> name("RUS"), name("MYS", "bn"), name("SUN"), name("XOA")
    ('Russia', 'মালয়েশিয়া', 'Soviet Union', 'Other Asia, nes')
    """
    if known(code) not in alpha3_of_cldr().values():
        return listed_names().get(code, [code])[0]
    return str(Locale.parse(locale).territories.get(alpha2(code), code))
