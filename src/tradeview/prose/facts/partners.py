"""Which countries a sentence names, the other sides of a trade: with Peru, nach Frankreich, с Германией.

The names are CLDR's and those that the languages list. Where a language inflects them, the last letter is left open.
"""

from functools import lru_cache

from tradeview.prose.languages import find_locale, language_file
from tradeview.prose.lexicon import Lexicon, read_endings
from tradeview.prose.text.folding import STEM, Table, View, Word, is_cased

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
                words.append(Word(name, endings=endings))
                if len(name) > SHORTEST_STEM and is_cased(name, 0):
                    words.append(Word(name[:-1] + STEM, endings=endings))
        self.table = Table(words)

    def names_country(self, view: View, start: int, end: int) -> bool:
        """Whether a stretch of a text names a country."""
        return next(iter(self.table.scan(view.part(start, end))), None) is not None

    def is_country(self, view: View, start: int, end: int) -> bool:
        """Whether a stretch of a text is the name of a country and nothing else."""
        found = next(iter(self.table.scan(view.part(start, end))), None)
        return found is not None and found[0] == 0 and found[1].edge == end - start


@lru_cache(maxsize=64)
def find_partner_names(lexicon: Lexicon) -> PartnerNames:
    """Return the names of countries in the languages of a lexicon, built once."""
    return PartnerNames(lexicon)
