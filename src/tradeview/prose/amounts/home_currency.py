"""The currency of a text that prints none: "Istat: exports rose to 52 billion".

The press of the euro area and of Switzerland writes so of its own country's trade. Where such a text names one of
these countries, or its regions and offices, and no currency, what its words call exports, imports, trade or a balance
is in the country's own. Where it names two of them, a sign or name of another currency, or a year before the euro,
nothing is taken for granted. The currency of such an amount is marked as assumed.
"""

import re
from collections.abc import Iterator
from functools import cache

from tradeview.prose.amounts.countries import Place, find_places
from tradeview.prose.languages import language_file
from tradeview.prose.lexicon import any_word, find_lexicon, read_endings
from tradeview.prose.text.folding import Table, View, Word

EARLIER_YEAR = re.compile(r"(?<![\d.,])(?:19\d\d|200[01])(?![\d.,]\d|\d)")  # before euros were in every purse
SIGN = re.compile("[$£¥€₹₽₺₩฿₫₦₴]")
LONG = 4  # letters of a name of a currency that is no other word


def find_home_currency(view: View, locale: str) -> Word | None:
    """Return the currency of the country at home that a text names which prints no currency; None where it is open.

    Examples
    --------
    >>> from tradeview.prose.text.folding import fold_text
    >>> find_home_currency(fold_text("Istat: l'export sale a 52 miliardi"), "it").currency
    'EUR'
    """
    if EARLIER_YEAR.search(view.folded) or SIGN.search(view.folded):
        return None
    codes = {found.word.currency for _, found in _table_of_home(locale).scan(view)}
    named = set(_find_names(view, locale))
    # "As all figures here, in euros" names it without a number.
    at_home = codes or named & set(language_file(locale).get("home", {}))
    if len(at_home) != 1 or not named <= at_home:
        return None
    (code,) = at_home
    return Word(code, currency=code, assumed=True)


def _find_names(view: View, locale: str) -> Iterator[str]:
    """Yield the currencies that a text names in words which are nothing else."""
    for _, found in find_lexicon((locale,)).currencies.scan(view):
        if not found.word.exact and len(found.word.printed) >= LONG:
            yield found.word.currency


def is_of_home(view: View, locale: str, home: Word, start: int, end: int) -> bool:
    """Whether no other country is named as the one whose trade a stretch of a text, before a number, is of."""
    abroad = [place for place in find_places(view, locale, start, end) if _is_abroad(place, home)]
    if not abroad:
        return True
    named = [place for place, _ in _table_of_home(locale).scan(view.part(start, end))]
    return bool(named) and start + named[0] < abroad[0].start


def _is_abroad(place: Place, home: Word) -> bool:
    """Whether a country is another than that at home, and not only named as the other side of its trade."""
    return place.currency != home.currency and not place.is_partner


@cache
def _table_of_home(locale: str) -> Table:
    """Return the names of the countries at home in a language, and of their regions, each with its currency."""
    file = language_file(locale)
    endings = read_endings(file)
    held = file.get("home", {}).items()
    return Table(Word(name, currency=code, endings=endings) for code, names in held for name in names)


@cache
def find_clause_pattern(locale: str) -> re.Pattern[str]:
    """Return what begins a clause of its own in a language: a semicolon, "while"."""
    return re.compile(f"[;؛；]|{any_word(language_file(locale).get('clauses', ()))}")
