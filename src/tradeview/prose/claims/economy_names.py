"""The economies that a text names, and where: by their names, their adjectives, as groups, or by an office of theirs.

Names are CLDR's, those of `data/economy_names.csv` and those that the files of the languages list, under `[countries]`
and `[sides]`: `names`, `adjectives`, `groups`, `partners` (a name and its part in one word), `home` (offices), each by
code; `regions`, `continents`, `parts` of an economy, and `no_names`, which hold a name and are none. A continent or a
group that has no code is named, too: whose trade is with it is with no one economy.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from tradeview.economies.codes import alpha3_by_cldr_code, read_name_list
from tradeview.prose.facts.partners import SHORTEST_STEM, is_indeclinable, list_cases
from tradeview.prose.languages import ANY, MARKS, find_locale, language_file
from tradeview.prose.lexicon import Lexicon, read_endings
from tradeview.prose.text.folding import STEM, Table, View, Word, fold_word, is_cased
from tradeview.table.engines import is_missing
from tradeview.table.schema import WORLD

# How an economy is named. Home is an office whose statistics are of one economy; a part is a province of one.
# Letters name two economies at once: 中美.
LETTER = "letter"
NAME, ADJECTIVE, PARTNER_WORD, REGION, PART_OF, HOME, OTHER = (
    "name",
    "adjective",
    "partner",
    "region",
    "part",
    "home",
    "",
)
SIDES = "sides"  # the section of the files
FORMS = {"home": HOME, "adjectives": ADJECTIVE, "partners": PARTNER_WORD, "names": NAME, "groups": NAME}
LONGEST_ABBREVIATION = 4
SHORTEST_NAME = 2
# Continents as the table of statements names them, by CLDR's numbers; they are no codes of economies.
CONTINENTS = {"150": "Europe", "142": "Asia", "002": "Africa", "019": "America", "009": "Oceania"}
EUROPEAN_UNION = {"EU": "XGE"}
MONEY_SIGNS = ("$", " $", "¥", "€")
LETTERS = re.compile(rf"(?:[^\W\d_]|[{MARKS}]){{0,16}}")  # of an ending


class Naming(NamedTuple):
    """An economy that a passage names, with its code; of a region the name of the continent, if it is one."""

    start: int
    end: int
    code: str | None
    form: str


class EconomyNames:
    """The names of economies in some languages."""

    def __init__(self, lexicon: Lexicon) -> None:
        listed: list[Word] = []
        for locale in (ANY, *lexicon.locales):
            file = language_file(locale)
            endings = read_endings(file)
            adjectives = {fold_word(word) for _, words in _listed(file, "adjectives") for word in words}
            listed_adjectives = {word for _, words in _listed(file, "adjectives") for word in words}
            for word, label in _list_names(locale, file):
                if label.startswith(NAME) and (word in listed_adjectives or word.endswith("'s")):
                    continue
                is_short = len(word) <= LONGEST_ABBREVIATION and word.isupper()
                # A word of both, "China" and "china", is a name where it has its capital.
                is_both = label.startswith(NAME) and fold_word(word) in adjectives
                made = Word(word, label=label, endings=endings, exact=is_short or is_both)
                if made.exact:
                    listed.insert(0, made)
                else:
                    listed.append(made)
        self.table = Table(listed)


def _listed(file: dict[str, Any], key: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the words that a file lists for each economy under a key."""
    for code, words in file.get(SIDES, {}).get(key, {}).items():
        yield find_alpha3(code), words


def find_alpha3(code: str) -> str:
    """Return the alpha-3 of an alpha-2; a code of a group as it is."""
    return alpha3_by_cldr_code().get(code, code)


def find_cldr_code(alpha3: str | None) -> str | None:
    """Return CLDR's own code of an economy, alpha-2; None where it has none or no economy is given."""
    for cldr_code, code in alpha3_by_cldr_code().items():
        if code == alpha3:
            return cldr_code
    return None


def _list_names(locale: str, file: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield words for economies, each with its form and its code; of two spelt alike the first counts."""
    sides = file.get(SIDES, {})
    for continent, words in sides.get("continents", {}).items():
        yield from ((word, f"{REGION}:{continent}") for word in words)
    for key, form in (("no_names", OTHER), ("regions", REGION), ("parts", PART_OF)):
        yield from ((word, f"{form}:") for word in sides.get(key, ()))
    for key, form in FORMS.items():
        for code, words in _listed(file, key):
            yield from ((word, f"{form}:{code}") for word in words)
    if locale != ANY:
        yield from _list_known_names(locale)
        yield from _list_countries(file)


def _list_known_names(locale: str) -> Iterator[tuple[str, str]]:
    """Yield the names of CLDR and of our own list, the last letter of a name that bends left open."""
    names = [(word, code) for code, word in find_locale(locale).territories.items()]
    for word, code in (*names, *_list_own_names(locale.partition("_")[0])):
        alpha3 = EUROPEAN_UNION.get(code) or (code if len(code) > SHORTEST_NAME and code.isalpha() else None)
        alpha3 = alpha3 or alpha3_by_cldr_code().get(code)
        label = f"{NAME}:{alpha3}" if alpha3 else f"{REGION}:{CONTINENTS.get(code, '')}"
        if len(word) < SHORTEST_NAME:
            continue
        yield word, label
        yield from ((form, label) for form in list_cases(word, locale))
        if is_indeclinable(word, locale):
            continue
        if len(word) > SHORTEST_STEM and is_cased(word, 0) and "endings" in language_file(locale):
            yield word[:-1] + STEM, label


@lru_cache(maxsize=64)
def _list_own_names(language: str) -> list[tuple[str, str]]:
    """Return the names of our own list in a language, each with its code."""
    listed = read_name_list()
    rows = zip(listed["name"], listed["alpha3"], listed["language"], strict=True)
    return [(name, code) for name, code, tongue in rows if not is_missing(tongue) and tongue == language]


def _list_countries(file: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is listed of countries beside their names: adjectives, capitals, offices."""
    for code, words in file.get("countries", {}).items():
        for word in words:
            is_adjective = is_cased(word, 0) and word[0].islower()
            yield word, f"{ADJECTIVE if is_adjective else NAME}:{find_alpha3(code)}"


@lru_cache(maxsize=64)
def find_economy_names(lexicon: Lexicon) -> EconomyNames:
    """Return the names of economies in the languages of a lexicon, built once."""
    return EconomyNames(lexicon)


def find_namings(names: EconomyNames, view: View) -> list[Naming]:
    """Return the economies that a passage names, from left to right.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.text.folding import fold_text
    >>> view = fold_text("Malaysian exports to the US and Europe")
    >>> [(one.code, one.form) for one in find_namings(find_economy_names(find_lexicon(())), view)]
    [('MYS', 'adjective'), ('USA', 'name'), ('Europe', 'region')]
    """
    return list(_scan_names(names.table, view))


def _scan_names(table: Table, view: View) -> Iterable[Naming]:
    for start, (word, edge) in table.scan(view):
        form, _, code = word.label.partition(":")
        end = edge
        if word.printed.endswith(STEM):
            ending = LETTERS.match(view.folded, edge)
            end = ending.end() if ending else edge
        # A name has its capital, where its script has them: turkey is no country. The "tico" of energético is no word.
        if word.printed[0].isupper() and view.printed[start].islower():
            continue
        if start and is_cased(view.folded, start) and unicodedata.combining(view.folded[start - 1]):
            continue
        if view.folded.startswith(MONEY_SIGNS, end):
            continue
        inner = table.after(view, end - 1) if form == PARTNER_WORD else None
        if inner is not None and inner.word.label.startswith(NAME):
            yield Naming(end - 1, inner.edge, inner.word.label.partition(":")[2] or None, NAME)
        elif form and code != WORLD:
            yield Naming(start, end, code or None, form)
