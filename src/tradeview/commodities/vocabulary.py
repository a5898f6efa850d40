"""The words of commodity phrases: which commodity a word names, which words name none, and phrases parted into them.

All of it is data, language by language. `commodity_terms.csv` has the commodities with their HS codes,
`commodity_words.csv` what the press calls them, and `commodity_grammar.csv` the words beside them: qualifiers that
change no code ("used", "products"), conjunctions and prepositions. Names of economies and regions are qualifiers, too,
from CLDR; so are those of official languages, which are adjectives of origin, where they are not a phrase's head
("Russian coal", but "furniture polish").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, NamedTuple, cast

from babel import Locale
from babel.languages import get_official_languages
from rapidfuzz import process
from rapidfuzz.distance import OSA

from tradeview.commodities.languages import COMMA, Language, choice, fold, languages
from tradeview.table.columns import Column, Table
from tradeview.table.csv import read_own

Role = Literal["commodity", "qualifier", "origin", "conjunction", "preposition"]

MIN_TYPO = 6  # letters; shorter words are too near to one another
CODES = r"^(?:[0-9]{2}(?: [0-9]{2})*|[0-9]{4}(?: [0-9]{4})*|[0-9]{6}(?: [0-9]{6})*)$"


def _needed(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, required=True) for name in names)


TERMS = Table(
    "list of commodities",
    (
        *_needed("commodity"),
        Column(
            "codes", "text", "HS codes of one length, separated by spaces", lambda column: column.str.contains(CODES)
        ),
        choice("certainty", "high", "medium", "low", "none"),
        Column("why"),
    ),
)
WORDS = Table("list of words for commodities", _needed("language", "phrase", "commodity"))
GRAMMAR = Table(
    "list of words beside commodities",
    (*_needed("language", "phrase"), choice("role", "qualifier", "conjunction", "preposition")),
)


@dataclass(frozen=True)
class Commodity:
    """What the press names: its HS codes (none on purpose where certainty is "none"), how certain they are, and why."""

    name: str
    codes: tuple[str, ...]
    certainty: str
    why: str


@dataclass(frozen=True)
class Entry:
    """What a word or several say: their role, and the commodity where they name one."""

    role: Role
    commodity: Commodity | None = None


class Piece(NamedTuple):
    """Part of a phrase: an entry of the vocabulary, or a text that is none."""

    entry: Entry | None
    text: str
    length: int  # tokens
    glued: bool


@cache
def commodities() -> dict[str, Commodity]:
    """Return the commodities by name.

    Examples
    --------
    >>> commodities()["palm oil"].codes, commodities()["household goods"].codes
    (('1511',), ())
    """
    rows = read_own(TERMS, "commodity_terms.csv").fillna("").itertuples(index=False)
    return {row.commodity: Commodity(row.commodity, tuple(row.codes.split()), row.certainty, row.why) for row in rows}


@cache
def _official_languages() -> list[str]:
    territories = filter(str.isalpha, map(str, Locale.parse("en").territories))
    return sorted({language for code in territories for language in get_official_languages(code)})


@cache
def _rows(name: str) -> dict[str, list[tuple[str, str]]]:
    """Return phrases with what they are, by language."""
    table = read_own({"commodity_words": WORDS, "commodity_grammar": GRAMMAR}[name], f"{name}.csv")
    found: dict[str, list[tuple[str, str]]] = {}
    for language, phrase, said in table.itertuples(index=False):
        found.setdefault(language, []).append((phrase, said))
    return found


class Vocabulary:
    """The entries of one language: by their words as they stand, and by the stems of these."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.entries: dict[tuple[str, ...], Entry] = {}
        self.exact: dict[tuple[str, ...], Entry] = {}
        self.words: set[str] = set()
        for phrase, entry in self._listed():
            folded = fold(phrase)
            self.entries.setdefault(language.key(folded), entry)
            self.exact.setdefault(tuple(token.text for token in language.tokens(folded)), entry)
            self.words |= {form for word in folded.split() if len(word) >= MIN_TYPO for form in (word, f"{word}s")}
        self.longest = max(map(len, self.entries))

    def _listed(self) -> Iterator[tuple[str, Entry]]:
        """Yield all phrases, the ones that count first."""
        name = self.language.name
        for phrase, commodity in _rows("commodity_words").get(name, ()):
            yield phrase, Entry("commodity", commodities()[commodity])
        for phrase, role in _rows("commodity_grammar").get(name, ()):
            yield phrase, Entry(cast("Role", role))
        locale = Locale.parse(name)
        for place in locale.territories.values():
            yield place, Entry("qualifier")
        for code in _official_languages():
            if speech := locale.languages.get(code):  # in most languages the adjective of an origin, too
                yield speech, Entry("origin")
        yield COMMA, Entry("conjunction")

    def pieces(self, folded: str) -> list[Piece]:
        """Part a folded phrase into entries and what is none: as little as can be of it, and in the fewest pieces."""
        tokens = self.language.tokens(folded)
        found, start = [], 0
        for length, entry in self._fewest(tuple(token.text for token in tokens)):
            text = self.language.gap.join(token.text for token in tokens[start : start + length])
            found.append(Piece(entry, text, length, tokens[start].glued))
            start += length
        return found

    def _fewest(self, words: tuple[str, ...]) -> list[tuple[int, Entry | None]]:
        """Return the lengths of the best parting and their entries, found from the end of the phrase."""
        stems = tuple(map(self.language.stem, words))
        costs: list[tuple[int, int]] = [(0, 0)]  # of what follows: tokens that are no entry, pieces
        steps: list[tuple[int, Entry | None]] = []
        for start in range(len(stems) - 1, -1, -1):
            options: list[tuple[tuple[int, int], int, Entry | None]] = []
            for length in range(1, min(self.longest, len(stems) - start) + 1):
                part = slice(start, start + length)
                entry = self.exact.get(words[part]) or self.entries.get(stems[part])
                if entry or length == 1:
                    unknown, pieces = costs[-length]
                    options.append(((unknown + (entry is None), pieces + 1), -length, entry))
            cost, length, entry = min(options, key=lambda option: option[:2])
            costs.append(cost)
            steps.append((-length, entry))
        return self._walked(steps)

    @staticmethod
    def _walked(steps: list[tuple[int, Entry | None]]) -> list[tuple[int, Entry | None]]:
        """Follow the steps, which stand from the last token to the first."""
        path, place = [], len(steps)
        while place:
            path.append(steps[place - 1])
            place -= path[-1][0]
        return path

    @cached_property
    def _by_letter(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in sorted(self.words):
            found.setdefault(word[0], []).append(word)
        return found

    def mended(self, folded: str) -> str:
        """Replace misprinted words: one letter wrong, missing, added or swapped, and never the first."""
        return " ".join(map(self._mended, folded.split())) if self.language.writing == "words" else folded

    def _mended(self, word: str) -> str:
        if len(word) < MIN_TYPO - 1 or (self.language.stem(word),) in self.entries or word in self.words:
            return word
        found = process.extractOne(word, self._by_letter.get(word[0], ()), scorer=OSA.distance, score_cutoff=1)
        return str(found[0]) if found else word


@cache
def vocabulary(name: str) -> Vocabulary:
    """Return the vocabulary of a language, made once.

    Examples
    --------
    >>> [piece.text for piece in vocabulary("en").pieces("used aircraft parts")]
    ['used', 'aircraft parts']
    """
    return Vocabulary(languages()[name])
