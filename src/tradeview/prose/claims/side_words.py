"""The words of some languages that tell the part of an economy in a trade: exports to it, its exports, its partner.

The section `[sides]` of a language's file lists words before a name under `to`, `from`, `with`, `of`, `in`, `between`,
`outside` and `share` (of the other side), and those behind one under the same keys with `_after`; `wide` may stand
between such a word and a name. `partner_nouns` say that an economy is the other side (market, supplier), `own_nouns`
that it is the one whose trade is told of (exporter). `whole` is said of all of a flow, `both` of the two sides;
`offices` stand behind their economy. `owner_follows`: whose trade it is stands right behind the word for it;
`bare_is_partner`: a name right before the word for a flow may be the other side. `letters` of two economies make a
pair where one of `pair_behind` follows.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import permutations

from tradeview.prose.claims.economy_names import LETTER, SIDES, Naming, find_alpha3
from tradeview.prose.languages import TOKEN
from tradeview.prose.lexicon import GAP, NOTHING, Lexicon, any_glued, any_word
from tradeview.prose.text.folding import STEM, Table, Word, fold_word

WAYS = ("between", "outside", "share", "to", "from", "with", "of", "in")
SUBJECT = "subject"


class SideWords:
    """The words of some languages beside the names of economies."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.sections = [file.get(SIDES, {}) for file in lexicon.files]
        own = self.sections[1] if len(self.sections) > 1 else {}
        wide = any_word(self.gather("wide"))
        ways = "|".join(f"(?P<{way}>{any_word(self.gather(way))})" for way in WAYS)
        self.before = re.compile(f"(?:{ways}){GAP}(?:{wide}{GAP}){{0,2}}\\Z")
        behind = {way: self.gather(f"{way}_after") for way in (*WAYS, SUBJECT)}
        self.after = {way: re.compile(any_glued(words)) for way, words in behind.items() if words}
        self.nouns = Table(self.label_words("partner_nouns", "own_nouns"))
        self.whole = re.compile(any_glued(word.removesuffix(STEM) for word in self.gather("whole")))
        # What speaks of two sides again: bilateral trade, both countries.
        self.both = re.compile(any_glued(word.removesuffix(STEM) for word in self.gather("both")))
        joints = [*lexicon.words("and", "list_and"), "&"]
        # Between two sides "with" is "and": antara Malaysia dengan Rusia; elsewhere it names the other one.
        of_ways = {word for way in WAYS for word in self.gather(way)}
        self.joint_of_pair = _join_names(joints, wide)
        self.joint = _join_names([word for word in joints if word not in of_ways], wide)
        self.clause = re.compile(rf"(?<!\d)[,;:،、؛。;,]|[,;:،、؛](?!\d)|[ \n]{lexicon.any_of('clauses')}[ \n]")
        self.owner_follows: bool = own.get("owner_follows", False)
        self.bare_is_partner: bool = own.get("bare_is_partner", False)
        self.verbs_last: bool = lexicon.files[1].get("status_follows", False)
        # Where no language has prepositions before the flow: 对美国出口.
        self.flow_behind = self.verbs_last or lexicon.locales[0].startswith("zh")
        self.adjective_follows = lexicon.locales[0] in {"fr", "es", "pt", "it", "ar", "fa"}
        # Right behind an economy, a few words between: Thai commerce ministry.
        self.office = re.compile(rf"(?:'s)?(?: ?{TOKEN.pattern}){{0,2}}? ?{any_glued(self.gather('offices'))}")
        self.nouns_are_compounds: bool = lexicon.nouns_have_capitals
        self.pairs = _make_pairs(own.get("letters", {}))
        of_pair = any_glued(self.gather("pair_behind"))
        self.pair = re.compile(f"(?:{'|'.join(map(re.escape, self.pairs)) or NOTHING})(?={of_pair})")

    def gather(self, key: str) -> list[str]:
        """Return the words that the languages list under a key."""
        return [word for section in self.sections for word in section.get(key, ())]

    def label_words(self, *keys: str) -> list[Word]:
        """Return the words under some keys, each labelled with its key; where a script has no capitals, run on."""
        return [Word(word, label=key) for key in keys for word in self.gather(key)]

    def find_pairs(self, folded: str) -> Iterator[Naming]:
        """Yield the economies that letters name two at a time."""
        for found in self.pair.finditer(folded):
            one, other = self.pairs[found[0]]
            middle = found.start() + 1
            yield Naming(found.start(), middle, one, LETTER)
            yield Naming(middle, found.end(), other, LETTER)

    def find_way_behind(self, folded: str, place: int) -> tuple[str, int] | None:
        """Return what the longest word right behind a name says of it, and where that word ends."""
        best: tuple[str, int] | None = None
        for way, pattern in self.after.items():
            found = pattern.match(folded, place) or pattern.match(folded, place + folded.startswith(" ", place))
            if found and (best is None or found.end() > best[1]):
                best = (way, found.end())
        return best


def _join_names(joints: Sequence[str], wide: str) -> re.Pattern[str]:
    """Return a pattern of what joins two names: a comma, a dash, or one of some words."""
    words = any_word(joints)
    return re.compile(rf"(?:{GAP}[,、،،・·]?{GAP}(?:{words}{GAP})?|[-–—/])(?:{wide}{GAP})?")


def _make_pairs(letters: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Return the two economies that two letters name: 中美."""
    pairs: dict[str, tuple[str, str]] = {}
    for one, other in permutations(letters, 2):
        pairs[fold_word(letters[one] + letters[other])] = (find_alpha3(one), find_alpha3(other))
    return pairs


@lru_cache(maxsize=64)
def find_side_words(lexicon: Lexicon) -> SideWords:
    """Return the words of a lexicon beside the names of economies, built once."""
    return SideWords(lexicon)
