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
from tradeview.table.schema import one_of

SEPARATORS = set(",;/&+|،؛、，；／・•")  # between the items of a list; what else is no letter parts words
COMMA = ","
# Letters that no ending leaves alone: a word cut further down could be any word.
MIN_STEM = 2
# These cut what stands before a word, too: the others leave its initial, but for an accent.
PREFIX_STEMMERS = {"arabic", "indonesian"}
# Turkish hardens a stem's last letter, and that may be its only one: of "buna" it leaves "p".
HARDENED = str.maketrans("bdg", "ptk")
# Where traditional characters are written; elsewhere the simplified ones are.
CHINESE_BY_PLACE = {"TW": "zh_Hant", "HK": "zh_Hant", "MO": "zh_Hant"}


LANGUAGES = Table(
    "list of languages of commodity phrases",
    (
        Column("language", required=True),
        Column("scripts", required=True),
        one_of("head", ("first", "last"), required=True),
        one_of("writing", ("words", "characters"), required=True),
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
    stem: Callable[[str], str] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        """Remember the stems of this language: a stemmer costs more than all the rest of reading a phrase."""
        object.__setattr__(self, "stem", lru_cache(maxsize=50_000)(self._cut_ending))

    @property
    def gap(self) -> str:
        """What parts the words."""
        return " " if self.writing == "words" else ""

    def tokens(self, folded: str) -> list[Token]:
        """Part a folded phrase into words, or characters where the language does not part its words."""
        if self.writing == "words":
            if self.joined:  # an "and" of one letter that is written with the next word: Arabic's before the article
                folded = re.sub(rf"(?<!\S){self.joined}", f"{COMMA} {self.joined[1:]}", folded)
            return [Token(word, glued=False) for word in folded.split()]
        tokens = []
        for run in folded.split():
            # Latin letters and digits stay words among characters: "lng".
            for place, text in enumerate(re.findall(r"[a-z0-9]+|.", run)):
                tokens.append(Token(text, glued=place > 0))
        return tokens

    def _cut_ending(self, word: str) -> str:
        """Cut a word's ending, and its accents where a stemmer knows the language."""
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) > MIN_STEM:
                word = word.removesuffix(ending)
                break
        if self.stemmer:
            word = str(snowball(self.stemmer).stemWord(word))
            if "LATIN" in self.scripts:
                marked = unicodedata.normalize("NFD", word)
                word = "".join(character for character in marked if not unicodedata.combining(character))
        return word

    def initial(self, word: str) -> str:
        """Return what two words of one stem have in common: a letter, accents and hardness aside, or nothing."""
        if self.stemmer in PREFIX_STEMMERS:
            return ""
        return unicodedata.normalize("NFD", word[0])[0].translate(HARDENED)

    def is_origin(self, word: str) -> bool:
        """Tell whether a word that is in no table is an adjective of origin, by its ending."""
        return any(word.endswith(ending) and len(word) > len(ending) + MIN_STEM for ending in self.origins)

    def key(self, folded: str) -> tuple[str, ...]:
        """Return what two phrases share that say the same in this language."""
        return tuple(self.stem(token.text) for token in self.tokens(folded))


@cache
def languages() -> dict[str, Language]:
    """Return the languages by their CLDR code."""
    by_name = {}
    for row in read_own(LANGUAGES, "commodity_languages.csv").fillna("").itertuples(index=False):
        scripts, endings, origins = (
            frozenset(row.scripts.split()),
            tuple(row.endings.split()),
            tuple(row.origins.split()),
        )
        by_name[row.language] = Language(
            row.language, scripts, row.head, row.writing, row.stemmer, endings, row.joined, origins
        )
    return by_name


def find_languages(folded: str, locale: str | None = None) -> list[Language]:
    """Return the languages that a phrase may be in, English last: those of a locale, or those of its scripts.

    Examples
    --------
    >>> [language.name for language in find_languages("煤")]
    ['zh_Hans', 'zh_Hant', 'ja']
    >>> [language.name for language in find_languages("", "zh-TW")]
    ['zh_Hant', 'en']
    """
    if locale is None:
        scripts = {_script_of(character) for character in folded} - {""}
        written_so = [language for language in languages().values() if language.scripts & scripts]
        # Latin letters in a phrase of another script are names and abbreviations.
        others = [language for language in written_so if "LATIN" not in language.scripts]
        return others or written_so
    if not isinstance(locale, str):
        raise UnknownCodeError(f"{locale!r:.40} is no locale", remedy="name a language as CLDR writes it: ms, zh_Hans")
    # English words are read beside those of any language.
    names = dict.fromkeys([*_names_of_locale(locale), "en"])
    return [languages()[name] for name in names]


@cache
def _names_of_locale(locale: str) -> list[str]:
    given = locale.replace("-", "_")
    spellings = {given}
    chinese = None
    try:
        known = Locale.parse(given)
    except (ValueError, UnknownLocaleError):
        pass
    else:
        spellings |= {known.language, f"{known.language}_{known.script}"}
        if known.language == "zh":
            chinese = CHINESE_BY_PLACE.get(str(known.territory), "zh_Hans")
    names = [name for name in languages() if name in spellings]
    if not names and chinese:  # Chinese without its script: the place tells which of the two
        names = [chinese]
    if not names:
        raise UnknownCodeError(
            f"no words for commodities in {locale!r:.40}", ", ".join(languages()), "name one of these"
        )
    return names


@cache
def _script_of(character: str) -> str:
    """Return Unicode's word for the script of a letter: BENGALI; empty for what is none."""
    if unicodedata.category(character)[0] != "L":
        return ""
    return unicodedata.name(character, "").split(" ")[0]


def fold(text: str) -> str:
    """Make a phrase comparable: no capitals, one width, commas between items, spaces for other signs.

    Examples
    --------
    >>> fold("Palm-oil products (crude) / Rubber"), fold("LNG；煤")
    ('palm oil products crude , rubber', 'lng , 煤')
    """
    characters = unicodedata.normalize("NFKC", text).casefold()
    folded = "".join(_fold_character(character) for character in characters)
    return " ".join(folded.split())


@cache
def _fold_character(character: str) -> str:
    if character in SEPARATORS:
        return f" {COMMA} "
    category = unicodedata.category(character)
    if category == "Cf":  # soft hyphens and marks of direction stand within words
        return ""
    return character if category[0] in "LMN" else " "
