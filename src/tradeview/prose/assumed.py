"""Which currency a bare `$`, `peso` or `dinar` means, where the text points away from the one its language means.

A text that names one other currency of that name means it throughout, and so does one that names a single country that
pays in such a currency. A dollar is an exception: the press of the world counts in US dollars, whatever countries it
writes about. What is decided here stays marked as assumed.
"""

from dataclasses import replace
from functools import cache

from babel.core import get_global

from tradeview.prose.figure import Figure
from tradeview.prose.folding import Table, View, Word, fold_word
from tradeview.prose.languages import ENGLISH, find_locale, language_file
from tradeview.prose.lexicon import currency_names, unit_name

DOLLAR = "Dollar"


def resolve_currencies(figures: list[Figure], view: View) -> list[Figure]:
    """Decide what the assumed currencies of a text are."""
    named = {figure.word for figure in figures if figure.word and not figure.word.assumed}
    # A text has few such words and many figures: each word is decided once.
    codes: dict[tuple[Word, str | None], str] = {}
    resolved: list[Figure] = []
    for figure in figures:
        word = figure.word
        if word is None or not word.assumed:
            resolved.append(figure)
            continue
        if (word, figure.locale) not in codes:
            codes[word, figure.locale] = _choose_code(word, figure.locale, named, view)
        resolved.append(replace(figure, word=replace(word, currency=codes[word, figure.locale])))
    return resolved


def _choose_code(word: Word, own_locale: str | None, named: set[Word], view: View) -> str:
    """Return the code that the text points to, if there is one and no other, or else that of the language."""
    codes: set[str] = set()
    # 元 is part of the names of all that are counted in 元: what else the text names says nothing about it.
    if len(word.printed) > 1 or not word.printed.isalpha():
        codes = {other.currency for other in named if _is_alike(word, other.currency, other.locale)}
    if not codes and own_locale:
        codes = _find_codes_of_places(word, own_locale, view)
    return codes.pop() if len(codes) == 1 else word.currency


def _is_alike(word: Word, code: str, locale: str | None) -> bool:
    """Whether a currency goes by a bare name: both are dollars, or its name in this language holds it."""
    if unit_name(code) == unit_name(word.currency):
        return True
    if len(word.printed) == 1:
        return False
    bare = fold_word(word.printed)
    return any(bare in name for name in currency_names(locale or ENGLISH, code))


def _find_codes_of_places(word: Word, locale: str, view: View) -> set[str]:
    """Return the currencies of a bare name that the places of a text pay in; a listed place counts before the next."""
    places = language_file(locale).get("places", {}).get(word.printed, {})
    for code, names in places.items():
        table = Table(Word(name) for name in names)
        if next(table.scan(view), None):
            return {code}
    if places or unit_name(word.currency) == DOLLAR or len(word.printed) == 1:
        return set()
    paid = {country.label for _, (country, _end) in _table_of_countries(locale).scan(view)}
    return {code for code in paid if _is_alike(word, code, locale)}


@cache
def _table_of_countries(locale: str) -> Table:
    """Return CLDR's names of countries, each with the currency that is tender there today."""
    spans = get_global("territory_currencies")
    countries: list[Word] = []
    for territory, name in find_locale(locale).territories.items():
        codes = [code for code, _, end, is_tender in spans.get(territory, ()) if is_tender and end is None]
        if codes:
            countries.append(Word(name, label=codes[0]))
    return Table(countries)
