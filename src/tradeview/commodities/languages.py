"""The languages of commodity phrases: which of them a phrase is in, and how they part, cut and compare their words.

They are rows of `commodity_languages.csv`: a language's scripts, on which side the head of a phrase stands ("rubber
gloves", "sarung tangan getah"), whether spaces part its words, how endings are cut (by a list of them, a Snowball
stemmer, or both), and the endings of adjectives of origin ("Siberian").
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from snowballstemmer import stemmer as snowball

from tradeview.errors import UnknownCodeError
from tradeview.table.columns import Column, Table
from tradeview.table.csv import read_own

SEPARATORS = set(",;/&+|،؛、，；／・•")  # between the items of a list; what else is no letter parts words
COMMA = ","
MIN_STEM = 2
CHINESE_BY_PLACE = {"TW": "zh_Hant", "HK": "zh_Hant", "MO": "zh_Hant"}


def choice(name: str, *allowed: str) -> Column:
    """Make a required text column that allows these words."""
    return Column(name, "text", ", ".join(allowed), lambda column: column.is_in(allowed), required=True)


LANGUAGES = Table(
    "list of languages of commodity phrases",
    (
        Column("language", required=True),
        Column("scripts", required=True),
        choice("head", "first", "last"),
        choice("writing", "words", "characters"),
        Column("stemmer"),
        Column("endings"),
        Column("joined"),
        Column("origins"),
    ),
)


class Token(NamedTuple):
    """A word, or a character where words are not parted; `glued` to the one before it."""

    text: str
    glued: bool


@dataclass(frozen=True)
class Language:
    """A language of commodity phrases, a row of `commodity_languages.csv`."""

    name: str
    scripts: frozenset[str]
    head: str
    writing: str
    stemmer: str
    endings: tuple[str, ...]
    joined: str
    origins: tuple[str, ...]
    _cut: Callable[[str], str] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        """Cache the stems of this language."""
        object.__setattr__(self, "_cut", lru_cache(maxsize=50_000)(self._stem))

    @property
    def gap(self) -> str:
        """What parts the words."""
        return " " if self.writing == "words" else ""

    def tokens(self, folded: str) -> list[Token]:
        """Part a folded phrase into words, or characters where the language does not part its words."""
        if self.writing == "words":
            return [Token(word, glued=False) for word in self._joined(folded).split()]
        parts = (re.findall(r"[a-z0-9]+|.", word) for word in folded.split())
        return [Token(text, glued=place > 0) for part in parts for place, text in enumerate(part)]

    def _joined(self, folded: str) -> str:
        """Part words from an "and" of one letter that is written with them: Arabic's before the article."""
        return re.sub(rf"(?<!\S){self.joined}", f"{COMMA} {self.joined[1:]}", folded) if self.joined else folded

    def stem(self, word: str) -> str:
        """Cut a word's ending, and its accents where a stemmer knows the language."""
        return self._cut(word)

    def _stem(self, word: str) -> str:
        ending = next((end for end in self.endings if word.endswith(end) and len(word) - len(end) > MIN_STEM), "")
        cut = word.removesuffix(ending)
        cut = str(snowball(self.stemmer).stemWord(cut)) if self.stemmer else cut
        return _without_accents(cut) if self.stemmer and "LATIN" in self.scripts else cut

    def is_origin(self, word: str) -> bool:
        """Tell whether a word that is in no table is an adjective of origin, by its ending."""
        return any(word.endswith(end) and len(word) > len(end) + MIN_STEM for end in self.origins)

    def key(self, folded: str) -> tuple[str, ...]:
        """Return what two phrases share that say the same in this language."""
        return tuple(self.stem(token.text) for token in self.tokens(folded))


def _without_accents(word: str) -> str:
    marked = unicodedata.normalize("NFD", word)
    return "".join(character for character in marked if not unicodedata.combining(character))


@cache
def languages() -> dict[str, Language]:
    """Return the languages by their CLDR code.

    Examples
    --------
    >>> len(languages()), languages()["ms"].head, languages()["en"].key("palm oils")
    (20, 'first', ('palm', 'oil'))
    """
    rows = read_own(LANGUAGES, "commodity_languages.csv").fillna("").itertuples(index=False)
    return {
        row.language: Language(
            row.language,
            frozenset(row.scripts.split()),
            row.head,
            row.writing,
            row.stemmer,
            tuple(row.endings.split()),
            row.joined,
            tuple(row.origins.split()),
        )
        for row in rows
    }


def find_languages(folded: str, locale: str | None = None) -> list[Language]:
    """Return the languages that a phrase may be in, English last: those of a locale, or those of its scripts.

    Raises
    ------
    UnknownCodeError
        A locale of none of our languages.

    Examples
    --------
    >>> [language.name for language in find_languages("煤")]
    ['zh_Hans', 'zh_Hant', 'ja']
    >>> [language.name for language in find_languages("", "zh-TW")]
    ['zh_Hant', 'en']
    """
    if locale is None:
        scripts = set(map(_script_of, folded)) - {""}
        found = [language for language in languages().values() if language.scripts & scripts]
        # Latin letters in a phrase of another script are names and abbreviations.
        others = [language for language in found if "LATIN" not in language.scripts]
        return others or found
    if not isinstance(locale, str):
        raise UnknownCodeError(f"{locale!r:.40} is no locale", remedy="name a language as CLDR writes it: ms, zh_Hans")
    english = languages()["en"]
    return list(dict.fromkeys([*(languages()[name] for name in _of_locale(locale)), english]))


@cache
def _of_locale(locale: str) -> list[str]:
    given = locale.replace("-", "_")
    try:
        known = Locale.parse(given)
    except (ValueError, UnknownLocaleError):
        known = None
    language = known.language if known else ""
    names = [name for name in languages() if name in {given, language, f"{language}_{known and known.script}"}]
    if language == "zh" and not names:
        names = [CHINESE_BY_PLACE.get(str(known and known.territory), "zh_Hans")]
    if not names:
        raise UnknownCodeError(
            f"no words for commodities in {locale!r:.40}", ", ".join(languages()), "name one of these"
        )
    return names


@cache
def _script_of(character: str) -> str:
    """Return Unicode's word for the script of a letter: BENGALI; empty for what is none."""
    is_letter = unicodedata.category(character)[0] == "L"
    return unicodedata.name(character, "").split(" ")[0] if is_letter else ""


def fold(text: str) -> str:
    """Make a phrase comparable: no capitals, one width, commas between items, spaces for other signs.

    Examples
    --------
    >>> fold("Palm-oil products (crude) / Rubber"), fold("LNG；煤")
    ('palm oil products crude , rubber', 'lng , 煤')
    """
    return " ".join("".join(map(_folded, unicodedata.normalize("NFKC", text).casefold())).split())


@cache
def _folded(character: str) -> str:
    if character in SEPARATORS:
        return f" {COMMA} "
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return character if category[0] in "LMN" else " "
