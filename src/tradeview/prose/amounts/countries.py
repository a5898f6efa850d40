"""The countries that a text names, and what each pays in: where bare names of currencies are paid.

The names are CLDR's and those that the languages list, adjectives, capitals and offices among them.
"""

import re
from functools import cache
from typing import NamedTuple

from babel.core import get_global

from tradeview.prose.languages import find_locale, language_file
from tradeview.prose.lexicon import any_word, read_endings
from tradeview.prose.text.folding import Table, View, Word

PARTNER = 12  # characters of the word beside a country that makes it the other side of a trade


class Place(NamedTuple):
    """A country that a text names, where, and what it pays in."""

    start: int
    end: int
    currency: str
    is_partner: bool  # named as the other side of a trade


def find_places(view: View, locale: str, first: int, last: int) -> list[Place]:
    """Return the countries that a stretch of a text names in a language, from left to right."""
    before, after = _partner_patterns(locale)
    found: list[Place] = []
    for begin, (country, edge) in table_of_countries(locale).scan(view.part(first, last)):
        start, end = first + begin, first + edge
        is_partner = before.search(view.folded, max(start - PARTNER, 0), start) is not None
        is_partner = is_partner or after.match(view.folded, end) is not None
        found.append(Place(start, end, country.label, is_partner))
    return found


@cache
def _partner_patterns(locale: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before and behind a country that is the other side of a trade."""
    file = language_file(locale)
    before, after = file.get("partner_before", ()), file.get("partner_after", ())
    return re.compile(f"{any_word(before)} ?\\Z"), re.compile(f" ?{any_word(after)}")


@cache
def table_of_countries(locale: str) -> Table:
    """Return the names of countries, listed ones before CLDR's, each with the currency that is tender there today."""
    file = language_file(locale)
    endings = read_endings(file)
    countries: list[Word] = []
    for territory, names in file.get("countries", {}).items():
        countries += [Word(name, label=_currency_of(territory), endings=endings) for name in names]
    for territory, name in find_locale(locale).territories.items():
        code = _currency_of(territory)
        if code:
            countries.append(Word(name, label=code, endings=endings))
    return Table(countries)


def _currency_of(territory: str) -> str:
    """Return the currency that is tender in a country today; empty where none is."""
    spans = get_global("territory_currencies").get(territory, ())
    codes = [code for code, _, end, is_tender in spans if is_tender and end is None]
    return codes[0] if codes else ""
