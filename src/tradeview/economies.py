"""Names and codes of economies: ISO 3166 alpha-3 is what tables hold; any name, in any language, leads to it.

Codes and names are CLDR's, through Babel; official names that it lacks (the UN's "Viet Nam") and names of dissolved
states are in `data/economies.csv`. A name that two economies share, in one language or two, is refused rather than
guessed.
"""

import difflib
import unicodedata
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers

from tradeview.errors import UnknownCodeError
from tradeview.schema import WORLD, economy_codes, economy_column
from tradeview.tables import Column, Table, data_folder

NAMES = Table(
    "list of names of economies",
    (economy_column("alpha3"), Column("name", required=True), Column("source", required=True)),
)

CLDR_WORLD = "001"
# ISO 3166-3: withdrawn codes whose alpha-2 belongs to a state of today under another alpha-3.
WITHDRAWN = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}


def _key(name: str) -> str:
    return (
        unicodedata.normalize("NFKC", " ".join(name.split())).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold()
    )


@cache
def _alpha3() -> dict[str, str]:
    """Alpha-3 by CLDR's own code (alpha-2, and 001 for the world); dissolved states have no alpha-2 here."""
    aliases = get_global("territory_aliases")
    today = economy_codes() - WITHDRAWN - {WORLD}
    return {CLDR_WORLD: WORLD, **{aliases[code][0]: code for code in today if len(aliases[code]) == 1}}


@cache
def _numeric() -> dict[str, str]:
    """Alpha-3 by the UN's M49 number, three digits."""
    aliases = get_global("territory_aliases")
    return {code: _alpha3()[to[0]] for code, to in aliases.items() if code.isdigit() and to[0] in _alpha3()}


@cache
def _names() -> dict[str, set[str]]:
    """Alpha-3 codes by every name that CLDR knows in any language, and by those of our own list."""
    index: dict[str, set[str]] = {}
    for alpha3, name in NAMES.read(data_folder() / "economies.csv")[["alpha3", "name"]].itertuples(index=False):
        index.setdefault(_key(name), set()).add(alpha3)
    for locale in locale_identifiers():
        if "_" in locale:
            continue
        for cldr, name in Locale.parse(locale).territories.items():
            if cldr in _alpha3():
                index.setdefault(_key(name), set()).add(_alpha3()[cldr])
    return index


def code(name: str | int) -> str:
    """ISO 3166 alpha-3 code of an economy, from any of its codes or names.

    Parameters
    ----------
    name : str or int
        Alpha-3, alpha-2, the UN's M49 number and names, or a name in any language of CLDR; case does not matter.

    Returns
    -------
    str
        Alpha-3; `WLD` for the world.

    Raises
    ------
    UnknownCodeError
        Nothing, or more than one economy, goes by that name; the message has the nearest names.

    Examples
    --------
    >>> code("Россия"), code("রাশিয়া"), code("รัสเซีย"), code("ru"), code(643), code("World")
    ('RUS', 'RUS', 'RUS', 'RUS', 'RUS', 'WLD')
    >>> code("Rusia ")
    'RUS'
    >>> code("Ruritania")
    Traceback (most recent call last):
    tradeview.errors.UnknownCodeError: no economy is called 'Ruritania'; found: near it are ...
    """
    text = str(name).strip()
    upper = text.upper()
    if upper in economy_codes():
        return upper
    known = _alpha3().get(upper) or _numeric().get(text.zfill(3))
    if known:
        return known
    found = sorted(_names().get(_key(text), ()))
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownCodeError(f"{text!r} names {len(found)} economies", ", ".join(found), "use the code")
    near = difflib.get_close_matches(_key(text), _names(), 3, 0.6)
    hint = f"near it are {', '.join(near)}" if near else "nothing near it"
    raise UnknownCodeError(f"no economy is called {text!r}", hint, "use an ISO 3166 alpha-3 code such as MYS")


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
    found = next((cldr for cldr, alpha3 in _alpha3().items() if alpha3 == code), None)
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
        ISO 3166 alpha-3.
    locale : str
        CLDR's code of the language.

    Returns
    -------
    str
        CLDR's name; the code itself where CLDR has no name (dissolved states).

    Raises
    ------
    UnknownCodeError
        No such code.

    Examples
    --------
    >>> name("RUS"), name("MYS", "bn")
    ('Russia', 'মালয়েশিয়া')
    """
    if code not in economy_codes():
        raise UnknownCodeError(
            f"{code!r} is no economy's code", remedy="use ISO 3166 alpha-3, or tv.economies.code(name)"
        )
    if code not in _alpha3().values():
        return code
    return str(Locale.parse(locale).territories.get(alpha2(code), code))
