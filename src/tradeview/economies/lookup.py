"""From anything that names an economy to its code, in a year where one is given, and back to a name."""

import logging
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from babel.numbers import get_territory_currencies

from tradeview.arguments import check_arguments
from tradeview.economies.codes import (
    ALIASES,
    CodeRow,
    alpha3_by_cldr_code,
    kind,
    known_codes,
    preferred_names,
    require_code,
    rows_with_code,
    rows_with_number,
)
from tradeview.economies.names import (
    KEPT_NAMES,
    LONGEST_NAME,
    SHARED,
    SHORT_NAME,
    describe_nearest_names,
    find_codes,
    find_codes_beside_language,
    find_codes_in_language,
    find_codes_of_exact_name,
    find_codes_of_form,
    find_near_name,
    find_plain_codes_in_language,
    language_of_short_name,
    parse_locale,
    split_years,
)
from tradeview.errors import UnknownCodeError
from tradeview.table.csv import mend_encoding
from tradeview.table.schema import WORLD

logger = logging.getLogger(__name__)

TAIWAN = "TWN"


@check_arguments
def code(name: str | int, year: int | None = None, locale: str | None = None) -> str:
    """Code of an economy in a trade table, from any of its codes or names.

    Parameters
    ----------
    name : str or int
        Alpha-3, alpha-2, a number of M49 or of UN Comtrade and BACI (842, 490, 0), a name that the UN, UN Comtrade, the
        World Bank, the IMF, the WTO, Eurostat, the press or common usage have for it, or a name in any language of
        CLDR; case does not matter. UN Comtrade's years behind a name ("Sudan (...2011)") count as `year`.
    year : int, optional
        A year in which the code is to hold: that of dissolved states ends, that of their successors begins.
    locale : str, optional
        CLDR's code of the language that the name is of: its names are then asked before all codes. Without it, a word
        that is a code and a name of another economy (`Nga`, Russia in Vietnamese; `AS`, the United States in Malay) is
        refused with both; three capitals that are an alpha-3 code (`NGA`) are that code. Names as a sentence bends
        them ("Niemczech", "aux États-Unis") and those of one sign (米) need it, save in scripts that tell the language.

    Returns
    -------
    str
        ISO 3166 alpha-3; `WLD` for the world; a code of our own for what ISO 3166 has none (`tv.economies.codes()`).
        Taiwan is `TWN`, under which UN Comtrade and BACI publish nothing: theirs is 490, Other Asia, nes (`XOA`).

    Raises
    ------
    UnknownCodeError
        Nothing, or more than one economy, goes by that name, and the message has the nearest names; it is a group, a
        part of an economy or several; it is of other years than `year`; or there is no such language.

    Examples
    --------
    >>> code("Россия"), code("রাশিয়া"), code("รัสเซีย"), code("ru"), code(643), code("World")
    ('RUS', 'RUS', 'RUS', 'RUS', 'RUS', 'WLD')
    >>> code(842), code("251"), code("Ivory Coast"), code("Korea, Rep. of"), code("Other Asia, nes"), code("США")
    ('USA', 'FRA', 'CIV', 'KOR', 'XOA', 'USA')
    >>> code("USSR", year=1985), code("Sudan (...2011)"), code("Nga", locale="vi"), code("AS", locale="ms")
    ('SUN', 'SDN', 'RUS', 'USA')
    >>> code("Россией"), code("Niemczech", locale="pl"), code("米", locale="ja"), code("للصين", locale="ar")
    ('RUS', 'DEU', 'USA', 'CHN')
    >>> code("Russia", year=1985)
    Traceback (most recent call last):
    tradeview.errors.UnknownCodeError: 'Russia' names no economy in 1985; found: RUS from 1992; ...
    >>> code("Ruritania")
    Traceback (most recent call last):
    tradeview.errors.UnknownCodeError: no economy is called 'Ruritania'; found: near it are ...
    """
    text = mend_encoding(str(name).strip())
    rows = rows_with_number(text)
    # What is longer than any name is not remembered.
    find = _codes_of_text if len(text) <= LONGEST_NAME else _codes_of_text.__wrapped__
    found = sorted({row.alpha3 for row in rows} or find(text, locale))
    if len(found) != 1:
        raise _refuse(text, found)
    (alpha3,) = found
    # A group goes by its code alone: who writes "EU" may mean its members, whom a trade table has one by one.
    if kind(alpha3) == "group" and alpha3 not in {WORLD, text.upper()}:
        remedy = f"a trade table has {alpha3} for it; tv.economies.members lists who belongs to a group"
        raise UnknownCodeError(f"no economy is called {text!r}", "a group of economies", remedy)
    if year is None:
        year = split_years(text)[1]
    _refuse_other_years(text, year, rows or rows_with_code(alpha3))
    if alpha3 == TAIWAN:
        logger.info("%s is TWN; UN Comtrade and BACI publish it under 490, Other Asia, nes, which is XOA", text)
    return alpha3


def _refuse_other_years(text: str, year: int | None, rows: Sequence[CodeRow]) -> None:
    if year is not None and rows and not any(row.holds_in(year) for row in rows):
        there = ", ".join(sorted({row.code_and_years() for row in rows}))
        raise UnknownCodeError(f"{text!r} names no economy in {year}", there, "use the code of that year")


@lru_cache(KEPT_NAMES)
def _codes_of_text(text: str, locale: str | None) -> frozenset[str]:
    """Return the codes that a code or a name stands for; groups, too."""
    if locale is not None:
        return frozenset(_codes_in_language(text, locale) or find_codes_beside_language(text, locale))
    coded = code_of_code(text)
    if coded is None:
        return frozenset(find_codes(text))
    if text in known_codes():
        return frozenset({coded})
    return frozenset({coded} | find_codes_of_exact_name(text))


def _codes_in_language(text: str, locale: str) -> set[str]:
    """Return what a word is in a language: a name as it is written, else a code or a name without its accents."""
    named = find_codes_in_language(text, locale)
    if named:
        return named
    is_another_word = find_near_name(text) is not None and not text.isupper()  # Rom is a city, ROM was Romania
    coded = None if is_another_word else code_of_code(text)
    plain = find_plain_codes_in_language(text, locale) | ({coded} if coded else set())
    return plain or find_codes_of_form(text, locale)


def code_of_code(text: str) -> str | None:
    """Return the code of the trade table for an alpha-3 or alpha-2 code in any case; None of what is none.

    Examples
    --------
    >>> code_of_code("nga"), code_of_code("AS"), code_of_code("ROM"), code_of_code("Nigeria")
    ('NGA', 'ASM', 'ROU', None)
    """
    upper = ALIASES.get(text.upper(), text.upper())
    if upper in known_codes():
        return upper
    return alpha3_by_cldr_code().get(upper)


def code_among(name: str, codes: Collection[str]) -> str:
    """Return which of the codes of a table a code or name means; what means none of them, as it was given.

    Examples
    --------
    >>> code_among("Vietnam", ["CHN", "VNM"]), code_among("XKX", ["XKX"]), code_among("Chile", ["CHN"])
    ('VNM', 'XKX', 'Chile')
    """
    if name in codes:
        return name
    try:
        found = code(name)
    except UnknownCodeError:
        return name
    return found if found in codes else name


def _refuse(text: str, found: Sequence[str]) -> UnknownCodeError:
    """Say why a name is of no one economy: of which it may be, what it is instead, or what is near it."""
    languages = [language_of_short_name(text, alpha3) for alpha3 in found]
    if any(languages):
        return _refuse_readings(text, dict(zip(found, languages, strict=True)))
    if found:
        return UnknownCodeError(f"{text!r} names {len(found)} economies", ", ".join(found), "use the code")
    asked = f"no economy is called {text!r}"
    near = find_near_name(text)
    if near is not None and near.relation != SHARED:
        remedy = f"use the code of one that is meant, such as {near.economies[0]}"
        return UnknownCodeError(asked, near.in_words(), remedy)
    of_languages = find_codes_of_exact_name(text) if len(text) <= SHORT_NAME else set()
    if of_languages:
        return _refuse_readings(text, {alpha3: language_of_short_name(text, alpha3) for alpha3 in of_languages})
    return UnknownCodeError(asked, describe_nearest_names(text), "use an ISO 3166 alpha-3 code such as MYS")


def _refuse_readings(text: str, languages: Mapping[str, str | None]) -> UnknownCodeError:
    """Refuse a short word that is a name in some languages, and perhaps a code: both readings, and how to tell."""
    readings = []
    for alpha3, language in sorted(languages.items()):
        is_code = code_of_code(text) == alpha3
        readings.append(f"{alpha3} ({'as a code' if is_code else f'in the language {language}'})")
    named = next(language for language in languages.values() if language)
    asked = f"{text!r} names {len(readings)} economies"
    if len(readings) == 1:
        asked = f"{text!r} is a name in one language alone"
    remedy = f"use the code, or name the language: tv.economies.code({text!r}, locale={named!r})"
    return UnknownCodeError(asked, ", ".join(readings), remedy)


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
        return preferred_names().get(code, code)
    return str(parse_locale(locale).territories.get(alpha2(code), code))
