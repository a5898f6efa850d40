"""From anything that names an economy to its code, in a year where one is given, and back to a name."""

from babel import Locale, UnknownLocaleError
from babel.numbers import get_territory_currencies

from tradeview.arguments import check_arguments
from tradeview.economies.codes import (
    ALIASES,
    alpha3_by_cldr_code,
    describe_nearest_names,
    find_codes,
    kind,
    listed_names,
    require_code,
    rows_with_code,
    rows_with_number,
)
from tradeview.errors import UnknownCodeError
from tradeview.table.schema import WORLD, economy_codes


@check_arguments
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
    rows = rows_with_number(text)
    found = sorted({row.alpha3 for row in rows} or _codes_of_text(text))
    if not found:
        remedy = "use an ISO 3166 alpha-3 code such as MYS"
        raise UnknownCodeError(f"no economy is called {text!r}", describe_nearest_names(text), remedy)
    if len(found) > 1:
        raise UnknownCodeError(f"{text!r} names {len(found)} economies", ", ".join(found), "use the code")
    (alpha3,) = found
    # A group goes by its code alone: who writes "EU" may mean its members, whom a trade table has one by one.
    if kind(alpha3) == "group" and alpha3 not in {WORLD, text.upper()}:
        remedy = f"a trade table has {alpha3} for it; tv.economies.members lists who belongs to a group"
        raise UnknownCodeError(f"no economy is called {text!r}", "a group of economies", remedy)
    rows = rows or rows_with_code(alpha3)
    if year is not None and rows and not any(row.holds_in(year) for row in rows):
        there = ", ".join(sorted({row.code_and_years() for row in rows}))
        raise UnknownCodeError(f"{text!r} names no economy in {year}", there, "use the code of that year")
    return alpha3


def _codes_of_text(text: str) -> set[str]:
    """Return the codes that a code or a name stands for; groups, too."""
    upper = ALIASES.get(text.upper(), text.upper())
    if upper in economy_codes():
        return {upper}
    if upper in alpha3_by_cldr_code():
        return {alpha3_by_cldr_code()[upper]}
    return find_codes(text)


@check_arguments
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
    for cldr_code, alpha3 in alpha3_by_cldr_code().items():
        if alpha3 == code:
            return cldr_code
    raise UnknownCodeError(
        f"{code!r} is no economy of today", remedy="use ISO 3166 alpha-3, or tv.economies.code(name)"
    )


def currencies_of_today(code: str) -> tuple[str, ...]:
    """Currencies of an economy today, the main one first; a dissolved state, a group or no place at all has none.

    Examples
    --------
    >>> currencies_of_today("MYS"), currencies_of_today("SUN"), currencies_of_today("WLD")
    (('MYR',), (), ())
    """
    if code not in alpha3_by_cldr_code().values():
        return ()
    return tuple(get_territory_currencies(alpha2(code)))


@check_arguments
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
        No such code, or no such language.

    Examples
    --------
    >>> name("RUS"), name("MYS", "bn"), name("SUN"), name("XOA")
    ('Russia', 'মালয়েশিয়া', 'Soviet Union', 'Other Asia, nes')
    """
    require_code(code)
    if code not in alpha3_by_cldr_code().values():
        return listed_names().get(code, [code])[0]
    try:
        names = Locale.parse(locale).territories
    except (ValueError, TypeError, UnknownLocaleError) as error:
        remedy = "name a language as CLDR writes it: ms, zh_Hans"
        raise UnknownCodeError(f"{locale!r:.40} is no locale", remedy=remedy) from error
    return str(names.get(alpha2(code), code))
