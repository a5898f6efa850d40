"""Which currency a bare `$`, `peso` or `dinar` means, where the text points away from the one its language means.

A text that names one other currency of that name means it throughout, and so does one that names a single country that
pays in such a currency. A dollar is an exception: the press of the world counts in US dollars, whatever countries it
writes about. What is decided here stays marked as assumed.
"""

from dataclasses import replace
from functools import cache

from babel.core import get_global

from tradeview.prose.figure import Figure
from tradeview.prose.languages import section
from tradeview.prose.lexicon import currency_names, unit_name
from tradeview.prose.numerals import find_locale
from tradeview.prose.words import Table, View, Word, plain

DOLLAR = "Dollar"


def resolve(figures: list[Figure], view: View) -> list[Figure]:
    """Decide what the assumed currencies of a text are.

    Examples
    --------
    >>> from tradeview.prose import read_figures
    >>> read_figures("A$5 billion, then $6 billion")["currency"].tolist()
    ['AUD', 'AUD']
    >>> read_figures("Exports of Egypt were worth 5 billion pounds")["currency"].tolist()
    ['EGP']
    """
    named = {figure.word for figure in figures if figure.word and not figure.word.assumed}
    assumed = {(figure.word, figure.locale) for figure in figures if figure.word and figure.word.assumed}
    codes = {(word, locale): _code(word, locale, named, view) for word, locale in assumed}
    return [
        replace(figure, word=replace(figure.word, currency=codes[figure.word, figure.locale]))
        if figure.word and figure.word.assumed
        else figure
        for figure in figures
    ]


def _code(word: Word, own_locale: str | None, named: set[Word], view: View) -> str:
    """Return the code that the text points to, if there is one and no other, or else that of the language."""
    own = len(word.printed) == 1 and word.printed.isalpha()  # 元 is part of the names of all that are counted in 元
    found = set() if own else {other.currency for other in named if _is_alike(word, other.currency, other.locale)}
    if not found and own_locale:
        found = _at_home(word, own_locale, view)
    return found.pop() if len(found) == 1 else word.currency


def _is_alike(word: Word, code: str, locale: str | None) -> bool:
    """Whether a currency goes by a bare name: both are dollars, or its name in this language holds it."""
    if unit_name(code) == unit_name(word.currency):
        return True
    return len(word.printed) > 1 and any(plain(word.printed) in name for name in currency_names(locale or "en", code))


def _at_home(word: Word, locale: str, view: View) -> set[str]:
    """Return the currencies of a bare name that the places of a text pay in; a listed place counts before the next."""
    places = section(locale).get("places", {}).get(word.printed, {})
    for code, names in places.items():
        if next(Table(map(Word, names)).scan(view), None):
            return {code}
    if places or unit_name(word.currency) == DOLLAR or len(word.printed) == 1:
        return set()
    paid = {place.label for _, (place, _end) in _countries(locale).scan(view)}
    return {code for code in paid if _is_alike(word, code, locale)}


@cache
def _countries(locale: str) -> Table:
    """Return CLDR's names of countries, each with the currency that is tender there today."""
    spans = get_global("territory_currencies")
    tender = {
        territory: [code for code, _, end, is_tender in held if is_tender and end is None]
        for territory, held in spans.items()
    }
    names = find_locale(locale).territories.items()
    return Table(Word(name, label=tender[code][0]) for code, name in names if tender.get(code))
