"""What a phrase names: its words, its items, the head of each, and whether the words beside leave its HS code alone.

The words are data, language by language. `commodity_hs_codes.csv` has the commodities with their HS codes,
`commodity_phrases.csv` what the press calls them, and `commodity_grammar.csv` the words beside them: qualifiers that
change no code ("used", "products"), conjunctions and prepositions. Names of economies and regions are qualifiers, too,
from CLDR; so are those of official languages, which are adjectives of origin, where they are not a phrase's head
("Russian coal", but "furniture polish").

A phrase is a list of items ("iron and steel, coal"). An item names the commodity at its head: the last in English
("rubber gloves"), the first in Malay ("minyak sawit mentah"). On the head's other side nothing may stand that is not
known: "rice cooker" is no rice. On the near side a word may stand where it cannot make another commodity of it: an
adjective of origin ("Siberian coal"), a known commodity ("steel furniture"), any word before a name of two words or
more ("premium palm oil") or behind a preposition ("furniture for offices"). But for an adjective of origin, only where
the head is certain, since oil may be any oil and milk that of almonds. Otherwise the item is not read.

Words for parts and articles ("and parts thereof", "furniture parts") change nothing where the commodity is whole
chapters of HS, which hold them as well; parts of a heading may be of another, and the item is not read.

Qualifiers of a state choose among the headings of what HS parts by it (`states`): "frozen boneless beef" is 0202,
"beef, fresh or frozen" both headings.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Literal, NamedTuple, cast

from babel import Locale
from babel.languages import get_official_languages
from rapidfuzz import process
from rapidfuzz.distance import OSA

from tradeview.commodities.languages import COMMA, Language, fold, languages
from tradeview.commodities.states import STATES, name_kinds
from tradeview.table.columns import Column, Table
from tradeview.table.csv import own_text, read_own, read_table
from tradeview.table.schema import one_of

Role = Literal[
    "commodity", "qualifier", "live", "fresh", "frozen", "dried", "origin", "parts", "conjunction", "preposition"
]

QUALIFIERS: frozenset[str | None] = frozenset({"qualifier", *STATES})

CERTAIN = "high"
# Articles and preparations of these are in other chapters: of iron in 73, of leather in 42, of fish in 16.
RAW_CHAPTERS = frozenset(
    {"01", "02", "03", "04", "07", "08", "09", "10", "12", "41", "50", "51", "52", "53", "54", "55", "72"}
)
MIN_TYPO = 6  # letters; shorter words are too near to one another
CODE = "[0-9]{2}(?:[0-9]{2}){0,2}"
CODES = f"^{CODE}(?: {CODE})*$"

PHRASES_FILE, GRAMMAR_FILE = "commodity_phrases.csv", "commodity_grammar.csv"
LANGUAGE, PHRASE = Column("language", required=True), Column("phrase", required=True)
HS_CODES = Table(
    "list of commodities",
    (
        Column("commodity", required=True),
        Column("codes", "text", "HS codes separated by spaces", lambda column: column.str.contains(CODES)),
        one_of("certainty", ("high", "medium", "low", "none"), required=True),
        Column("why"),
    ),
)
PHRASES = Table(
    "list of words for commodities",
    (LANGUAGE, PHRASE, Column("commodity", required=True)),
)
GRAMMAR = Table(
    "list of words beside commodities",
    (LANGUAGE, PHRASE, one_of("role", ("qualifier", *STATES, "parts", "conjunction", "preposition"), required=True)),
)


@dataclass(frozen=True)
class Commodity:
    """What the press names: its HS codes (none on purpose where certainty is "none"), how certain they are, and why."""

    name: str
    codes: tuple[str, ...]
    certainty: str
    why: str

    @cached_property
    def chapters(self) -> frozenset[str]:
        """The chapters of HS that its codes are of."""
        return frozenset(code[:2] for code in self.codes)

    @property
    def holds_its_parts(self) -> bool:
        """Whether its codes hold its parts and articles too: whole chapters do, but for those of the raw materials."""
        is_whole_chapters = len(self.codes) > 0 and self.chapters == frozenset(self.codes)
        return is_whole_chapters and self.chapters.isdisjoint(RAW_CHAPTERS)


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

    @property
    def role(self) -> Role | None:
        """What it does in the phrase, as far as it is known."""
        return None if self.entry is None else self.entry.role

    @property
    def commodity(self) -> Commodity | None:
        """The commodity that it names, if any."""
        return None if self.entry is None else self.entry.commodity


@dataclass(frozen=True)
class Item:
    """One item of a phrase as read: the commodity, the words for it, and the words that it was read in spite of."""

    commodity: Commodity
    words: str
    language: str
    beside: tuple[str, ...] = ()
    has_stranger: bool = False  # among the words beside, one that is in no table and follows no preposition


@dataclass(frozen=True)
class Reading:
    """What a phrase says in one language: its items, and the items that nothing is known of."""

    items: tuple[Item, ...]
    unknown: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every item is known, and one at least."""
        return len(self.items) > 0 and not self.unknown

    @property
    def words_beside(self) -> int:
        """How many words it was read in spite of."""
        return sum(len(item.beside) for item in self.items)


class Parting(NamedTuple):
    """The best way to part a phrase from a token to its end: what it costs, and the first piece."""

    unknown: int  # tokens that are no entry
    pieces: int
    length: int  # tokens of the first piece
    entry: Entry | None


@cache
def commodities() -> dict[str, Commodity]:
    """Return the commodities by name."""
    by_name = {}
    for row in read_own(HS_CODES, "commodity_hs_codes.csv").fillna("").itertuples(index=False):
        by_name[row.commodity] = Commodity(row.commodity, tuple(row.codes.split()), row.certainty, row.why)
    return by_name


@cache
def _official_languages() -> list[str]:
    found: set[str] = set()
    for territory in Locale.parse("en").territories:
        code = str(territory)
        if code.isalpha():  # regions have numbers
            found.update(get_official_languages(code))
    return sorted(found)


@cache
def _text_by_language(name: str) -> dict[str, str]:
    """Return the text of a list of words by the language that begins each line, as CSV with the header.

    Twenty languages take a third of a second to parse and to check, and most callers need one.
    """
    header, *lines = own_text(name).splitlines()
    held: dict[str, list[str]] = {}
    for line in lines:
        language, _, _ = line.partition(",")
        held.setdefault(language, [header]).append(line)
    return {language: "\n".join(lines) for language, lines in held.items()}


def list_entries(language: str) -> Iterator[tuple[str, Entry]]:
    """Yield the phrases of a language and what they say, names of commodities first: a phrase's first entry counts."""
    for table, name in ((PHRASES, PHRASES_FILE), (GRAMMAR, GRAMMAR_FILE)):
        text = _text_by_language(name).get(language)
        if text is None:
            continue
        for _, phrase, meaning in read_table(table, text, name).itertuples(index=False):
            if table is PHRASES:
                yield phrase, _entry_of_commodity(meaning)
            else:
                yield phrase, Entry(cast("Role", meaning))


@cache
def _entry_of_commodity(name: str) -> Entry:
    return Entry("commodity", commodities()[name])


class Vocabulary:
    """The entries of one language: by their words as they stand, and by the stems of these.

    A stemmer costs more than all the rest of a vocabulary and a phrase needs few of its entries, so that those of one
    initial are stemmed when a word of it is asked for.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self.exact: dict[tuple[str, ...], Entry] = {}
        self.words: set[str] = set()
        self._unstemmed: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._stemmed: dict[tuple[str, ...], Entry] = {}
        # The tokens of the longest entry by its first stem, so that no longer ones are asked for.
        self._longest: dict[str, int] = {}
        for phrase, entry in self._all_entries():
            folded = fold(phrase)
            words = tuple(token.text for token in language.tokens(folded))
            self._unstemmed.setdefault(language.initial(words[0]), []).append((words, entry))
            self.exact.setdefault(words, entry)
            for word in folded.split():
                if len(word) >= MIN_TYPO:  # with its plural in s, which is no misprint of it
                    self.words |= {word, f"{word}s"}

    def _stem_entries_like(self, word: str) -> None:
        """Stem the entries that may share their first stem with a word, unless that is done."""
        initial = self.language.initial(word)
        stemmed: dict[tuple[str, ...], Entry] = {}
        longest: dict[str, int] = {}
        ambiguous = set()
        for words, entry in self._unstemmed.get(initial, ()):
            stems = tuple(self.language.stem(word) for word in words)
            if _is_another_thing(stemmed.setdefault(stems, entry), entry):
                ambiguous.add(stems)
            longest[stems[0]] = max(len(stems), longest.get(stems[0], 0))
        for stems in ambiguous:  # Russian "мёд" is honey and "меди" copper: such words must stand as they are listed
            del stemmed[stems]
        self._stemmed |= stemmed
        self._longest |= longest
        self._unstemmed.pop(initial, None)  # last, so that another thread does not take them for done before

    def _all_entries(self) -> Iterator[tuple[str, Entry]]:
        """Yield all phrases, the ones that count first."""
        yield from list_entries(self.language.name)
        locale = Locale.parse(self.language.name)
        for place in locale.territories.values():
            yield place, Entry("qualifier")
        for code in _official_languages():
            if code in locale.languages:  # in most languages the adjective of an origin, too
                yield locale.languages[code], Entry("origin")
        yield COMMA, Entry("conjunction")

    def pieces(self, folded: str) -> list[Piece]:
        """Part a folded phrase into entries and what is none: as little as can be of it, and in the fewest pieces."""
        tokens = self.language.tokens(folded)
        partings = self._best_partings([token.text for token in tokens])
        found, start = [], 0
        while start < len(tokens):
            length, entry = partings[start].length, partings[start].entry
            text = self.language.gap.join(token.text for token in tokens[start : start + length])
            found.append(Piece(entry, text, length, tokens[start].glued))
            start += length
        return found

    def _best_partings(self, texts: Sequence[str]) -> list[Parting]:
        """Return the best parting from each token on, and that of nothing at the end."""
        words = tuple(texts)
        stems = tuple(self.language.stem(word) for word in words)
        partings = [Parting(0, 0, 0, None)] * (len(words) + 1)
        # From the end, so that the best parting of what follows a piece is known already.
        for start in reversed(range(len(words))):
            options = []
            self._stem_entries_like(words[start])
            longest = self._longest.get(stems[start], 1)
            for length in range(1, min(longest, len(words) - start) + 1):
                span = slice(start, start + length)
                # As they stand first: a stemmer makes one of Indonesian ikan (fish) and perikanan (seafood).
                entry = self.exact.get(words[span]) or self._stemmed.get(stems[span])
                if entry or length == 1:
                    rest = partings[start + length]
                    options.append(Parting(rest.unknown + (entry is None), rest.pieces + 1, length, entry))
            partings[start] = min(options, key=lambda option: (option.unknown, option.pieces, -option.length))
        return partings

    @cached_property
    def _words_by_letter(self) -> dict[str, list[str]]:
        by_letter: dict[str, list[str]] = {}
        for word in sorted(self.words):
            by_letter.setdefault(word[0], []).append(word)
        return by_letter

    def mend_misprints(self, folded: str) -> str:
        """Replace misprinted words: one letter wrong, missing, added or swapped, and never the first."""
        if self.language.writing != "words":
            return folded
        return " ".join(self._mend_word(word) for word in folded.split())

    def _mend_word(self, word: str) -> str:
        # One letter may be missing.
        self._stem_entries_like(word)
        if len(word) < MIN_TYPO - 1 or (self.language.stem(word),) in self._stemmed or word in self.words:
            return word
        near = process.extractOne(word, self._words_by_letter.get(word[0], ()), scorer=OSA.distance, score_cutoff=1)
        return str(near[0]) if near else word


def _is_another_thing(one: Entry, other: Entry) -> bool:
    """Tell whether two entries of the same stems are not of one meaning: commodities of other chapters, or none."""
    if one.commodity is None or other.commodity is None:
        return one.role != other.role and "commodity" in {one.role, other.role} and other.role != "origin"
    return one.commodity != other.commodity and one.commodity.chapters.isdisjoint(other.commodity.chapters)


@cache
def vocabulary(name: str) -> Vocabulary:
    """Return the vocabulary of a language, made once."""
    return Vocabulary(languages()[name])


def read_phrase(folded: str, vocabulary: Vocabulary) -> Reading:
    """Read a folded phrase in one language."""
    language = vocabulary.language
    items: list[Item] = []
    unknown: list[str] = []
    states: list[set[str]] = []  # of each item
    ahead: set[str] = set()  # said by themselves before what they are said of: "fresh, chilled or frozen beef"
    for pieces in _split_at("conjunction", vocabulary.pieces(folded)):
        roles = {piece.role for piece in pieces}
        said = _states_said(pieces)
        if roles <= QUALIFIERS | {"origin", "preposition"}:
            if items and language.head == "first":  # "carne bovina fresca o congelada"
                states[-1] |= said
            else:
                ahead |= said
            continue
        if roles <= QUALIFIERS | {"preposition", "parts"} and items and items[-1].commodity.holds_its_parts:
            continue  # "and parts thereof"
        item = _read_item(pieces, language)
        if item:
            items.append(item)
            states.append(said | ahead)
        else:
            unknown.append(language.gap.join(piece.text for piece in pieces))
        ahead = set()
    if items:
        states[-1] |= ahead  # "beef, fresh or chilled"
    return Reading(tuple(_kinds_in_states(items, states)), tuple(unknown))


def _states_said(pieces: Sequence[Piece]) -> set[str]:
    """Return the states that are said before a preposition: behind it another thing is in them."""
    named = itertools.takewhile(lambda piece: piece.role != "preposition", pieces)
    return {piece.role for piece in named if piece.role is not None and piece.role in STATES}


def _kinds_in_states(items: Sequence[Item], states: Sequence[set[str]]) -> Iterator[Item]:
    for item, said in zip(items, states, strict=True):
        for name in name_kinds(item.commodity.name, said):
            yield replace(item, commodity=commodities()[name])


def _split_at(role: Role, pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Part pieces at those of a role, which are left out."""
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.role == role:
            parts.append([])
        else:
            parts[-1].append(piece)
    return [part for part in parts if part]


def _read_item(pieces: Sequence[Piece], language: Language) -> Item | None:
    """Read the commodity of one item; nothing where the words beside its head may make another thing of it."""
    content = [piece for piece in pieces if piece.role not in QUALIFIERS | {"parts"}]
    clauses = _split_at("preposition", content)
    if not clauses:
        return None
    named, *tails = clauses
    named = _without_origins(named, language)
    if language.head == "last":
        *others, head = named
    else:
        head, *others = named
    if head.commodity is None or _is_torn(head, pieces):
        return None
    names_parts = any(piece.role == "parts" for piece in pieces)
    if names_parts and not head.commodity.holds_its_parts:
        return None
    beside = [piece for piece in others if piece.entry != head.entry]
    behind = [piece for tail in tails for piece in tail]
    if (beside or behind) and head.commodity.certainty != CERTAIN:
        return None
    has_stranger = any(piece.entry is None for piece in beside)
    # A word of one token is found within too many others: "brand coal", a character of a longer word.
    if has_stranger and (head.length == 1 or language.writing != "words"):
        return None
    in_spite_of = tuple(piece.text for piece in [*beside, *behind])
    return Item(head.commodity, head.text, language.name, in_spite_of, has_stranger)


def _without_origins(named: list[Piece], language: Language) -> list[Piece]:
    """Leave out adjectives of origin, but not a last word that is the head: "furniture polish" is no furniture."""
    kept = []
    for piece in named:
        is_unlisted_origin = piece.entry is None and language.is_origin(piece.text)
        if piece.role != "origin" and not is_unlisted_origin:
            kept.append(piece)
    if not kept:
        return named
    keeps_head = language.head == "first" or kept[-1] is named[-1]
    return kept if keeps_head else named


def _is_torn(head: Piece, pieces: Sequence[Piece]) -> bool:
    """Tell whether a run of characters was torn: into the head and unknown ones, or a head of one and others."""
    start = next(place for place, piece in enumerate(pieces) if piece is head)
    end = start + 1
    while start > 0 and pieces[start].glued:
        start -= 1
    while end < len(pieces) and pieces[end].glued:
        end += 1
    others = [piece for piece in pieces[start:end] if piece.role not in QUALIFIERS and piece is not head]
    return any(piece.entry is None or head.length == 1 for piece in others)
