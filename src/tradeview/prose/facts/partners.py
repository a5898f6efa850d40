"""Which countries a sentence names, the other sides of a trade: with Peru, nach Frankreich, с Германией.

The names are CLDR's and those that the languages list. Where a language inflects them, the last letter is left open.
"""

import re
from functools import lru_cache

from tradeview.economies.inflection import bend_name
from tradeview.prose.languages import find_locale, language_file
from tradeview.prose.lexicon import Lexicon, read_endings
from tradeview.prose.text.folding import STEM, Table, View, Word, is_cased

MOST_WORDS = 4  # of a name whose cases are listed
APART = " - "  # a hyphen as a word of its own, which has no cases
HYPHENS = re.compile("[-–—]")
# Ends of names that have no cases: Конго, Вануату, Бурунди, Самоа. In Ukrainian an "и" at the end is a plural, bent.
INDECLINABLE = {"ru": ("о", "у", "и", "е", "оа", "уа"), "uk": ("о", "у", "і", "е", "оа", "уа")}
SHORTEST_STEM = 4  # letters, without the one that may change


class PartnerNames:
    """The names of countries in some languages."""

    def __init__(self, lexicon: Lexicon) -> None:
        words: list[Word] = []
        for locale in lexicon.locales:
            file = language_file(locale)
            endings = read_endings(file)
            names = [*find_locale(locale).territories.values()]
            for listed in file.get("countries", {}).values():
                names += listed
            for name in names:
                words += [Word(form, endings=endings) for form in (name, *list_cases(name, locale))]
                if len(name) > SHORTEST_STEM and is_cased(name, 0) and not is_indeclinable(name, locale):
                    words.append(Word(name[:-1] + STEM, endings=endings))
        self.table = Table(words)

    def names_country(self, view: View, start: int, end: int) -> bool:
        """Whether a stretch of a text names a country."""
        return next(iter(self.table.scan(view.part(start, end))), None) is not None

    def is_country(self, view: View, start: int, end: int) -> bool:
        """Whether a stretch of a text is the name of a country and nothing else."""
        found = next(iter(self.table.scan(view.part(start, end))), None)
        return found is not None and found[0] == 0 and found[1].edge == end - start


@lru_cache(maxsize=8192)
def list_cases(name: str, locale: str) -> tuple[str, ...]:
    """Return the cases of a name of an economy where its language has them: Новая Зеландия, Новую Зеландию.

    Of a name of many words the cases would be too many; parts that a hyphen joins are bent as words are. What is
    printed in capitals has none: of "ЮАР" nobody makes "Юаром", and "Пару" is no case of "ПАР".

    Examples
    --------
    >>> "Новую зеландию" in list_cases("Новая Зеландия", "ru"), "Гвинею-бисау" in list_cases("Гвинея-Бисау", "ru")
    (True, True)
    """
    key = name.lower()
    if not is_cased(name, 0) or len(HYPHENS.sub(" ", key).split()) > MOST_WORDS:
        return ()
    forms = set(bend_name(key, locale))
    if "-" in key:
        forms |= {form.replace(APART, "-") for form in bend_name(key.replace("-", APART), locale)}
    letters = {word.lower() for word in HYPHENS.sub(" ", name).split() if len(word) > 1 and word.isupper()}
    forms = {form for form in forms if letters <= set(HYPHENS.sub(" ", form).split())}
    return tuple(sorted(form[0].upper() + form[1:] if name[0].isupper() else form for form in forms))


def is_indeclinable(name: str, locale: str) -> bool:
    """Whether a name of an economy has no cases, so that its last letter never changes: "Самое" is no case of Самоа.

    Examples
    --------
    >>> is_indeclinable("Самоа", "ru"), is_indeclinable("Франция", "ru"), is_indeclinable("Kongo", "pl")
    (True, False, False)
    """
    return name[:1].isupper() and name.endswith(INDECLINABLE.get(locale, ()))


@lru_cache(maxsize=64)
def find_partner_names(lexicon: Lexicon) -> PartnerNames:
    """Return the names of countries in the languages of a lexicon, built once."""
    return PartnerNames(lexicon)
