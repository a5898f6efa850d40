"""The goods that a passage names, and where: the phrases of `commodities` in its language, and what is made of a head.

A phrase of several words is found by the stems of these, as the press bends them, or as it stands where the words of a
language are not parted. Beside them a section `[goods]` of a language's file lists `heads`, which say of which goods
only with others (manufactured goods), `words` for goods that have no code, `no_goods`, which sound like goods, and
`stops`, which are never a part of their name.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from tradeview.commodities.languages import languages
from tradeview.commodities.phrases import Commodity, list_entries
from tradeview.prose.lexicon import Lexicon, any_word
from tradeview.prose.text.folding import STEM, Table, View, Word, fold_word

GOODS = "goods"  # the section of the files
KNOWN, WORDS, HEAD, NO_GOODS = "known", "words", "head", "none"
TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0963\u0981-\u09e3\u064b-\u065f])*")
MOST_WORDS = 5  # of a phrase
MODIFIERS = 2  # words that say which goods a head means
SURE = {"high", "medium"}
SHORTEST = 2
ADJECTIVES_FIRST = {"ru", "uk", "pl"}  # of the languages whose goods come first before what they are of
ADJECTIVE_ENDINGS = {
    **dict.fromkeys(("fr", "es", "pt"), ("s",)),
    "it": ("i", "e"),
    "ru": tuple(map(fold_word, ("ых", "их", "ой", "ые", "ие", "ная", "ную", "ными", "ими"))),
    "uk": tuple(map(fold_word, ("их", "ої", "і", "на", "ну"))),
    "pl": ("ych", "ich", "ej", "ne", "we", "owe"),
}
SAYINGS = (("claims", "stated"), ("differences", "by"), ("differences", "same_again"), ("kinds", "change_joiners"))
VERB_ENDINGS = {"en": ("ed", "ing")}
LEAST, ENDING = 3, 2  # letters of a word that stay as they are, and of its ending


class GoodsNamed(NamedTuple):
    """Goods that a passage names: where, and the code of their phrase where it is known."""

    start: int
    end: int
    code: str | None


class GoodsWords:
    """The words of some languages for goods."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.name = lexicon.locales[0]
        self.language = languages().get(self.name)
        self.is_head_last = self.language is not None and self.language.head == "last"
        self.is_parted = self.language is not None and self.language.writing == "words"
        sections = [file.get(GOODS, {}) for file in lexicon.files[:2]]
        self.listed: list[Word] = []
        for key, label in (("no_goods", NO_GOODS), ("words", WORDS), ("heads", HEAD)):
            self.listed += [Word(word, label=label) for section in sections for word in section.get(key, ())]
        # Frequent words and what says the part of an economy are no modifiers of goods.
        stops = [word for file in lexicon.files[:2] for word in (*file.get("evidence", ()), *file.get("and", ()))]
        stops += [word for section in sections for word in section.get("stops", ())]
        # Where verbs have no endings, one right behind goods is no part of their name: barang modal melonjak.
        kinds = [file.get("kinds", {}) for file in lexicon.files[:2] if file.get("goods", {}).get("moves_stop")]
        stops += [word for listed in kinds for key in ("rise", "fall") for word in listed.get(key, ())]
        self.stops = {fold_word(word) for word in stops}
        # Right behind a flow these say how large it is, or how it changed: no goods.
        self.sayings = {fold_word(word) for file in lexicon.files[:2] for word in _list_sayings(file)}
        determiners = [word for file in lexicon.files[1:2] for word in file.get("claims", {}).get("determiners", ())]
        self.determiners = any_word(determiners)
        self.begun: dict[str, list[str]] = {}  # phrases of one word without their endings, by their first letters
        self.by_stems: dict[str, dict[tuple[str, ...], str | None]] = {}
        if self.is_parted:
            self._add_phrases()
        else:
            self.listed += [Word(phrase, label=f"{KNOWN}:{code or ''}") for phrase, code in self.list_phrases()]
        self.table = Table(self.listed)

    def list_phrases(self) -> Iterator[tuple[str, str | None]]:
        """Yield the phrases of the language for commodities, each with its code where it has one that is sure."""
        if self.language is None:
            return
        for phrase, entry in list_entries(self.name):
            if entry.commodity is not None and len(phrase) >= SHORTEST:
                yield phrase, _code_of(entry.commodity)

    def _add_phrases(self) -> None:
        for phrase, code in self.list_phrases():
            stems = tuple(self.stem(token[0]) for token in TOKEN.finditer(fold_word(phrase)))
            if len(stems) == 1:
                bare = fold_word(phrase).removeprefix("ال")
                self.begun.setdefault(bare[:LEAST], []).append(bare[: max(len(bare) - ENDING, LEAST)])
            if stems and len(stems) <= MOST_WORDS:
                known = self.by_stems.setdefault(stems[0], {})
                # Of two meanings none is told.
                known[stems] = code if known.get(stems, code) == code else None

    def stem(self, word: str) -> str:
        """Return what the forms of a word have in common."""
        return self.language.stem(word) if self.language else word

    def find_goods(self, view: View) -> list[GoodsNamed]:
        """Return the goods that a passage names, from left to right."""
        found: list[GoodsNamed] = []
        barred: list[tuple[int, int]] = []
        tokens = [(token.start(), token.end()) for token in TOKEN.finditer(view.folded)]
        for start, (word, edge) in self.table.scan(view):
            label, _, code = word.label.partition(":")
            if word.printed[0].isupper() and view.printed[start].islower():
                continue  # wir waren
            end = _find_end(view.folded, word, edge)
            if label == NO_GOODS:
                barred.append((start, end))
            elif label != HEAD:
                found.append(GoodsNamed(start, end, code or None))
            else:
                wide = self.widen_head(view.folded, tokens, start, end)
                if wide:
                    found.append(GoodsNamed(*wide, None))
        if self.is_parted:
            found += self.find_phrases(view.folded, tokens)
        return _keep_longest(found, barred)

    def find_phrases(self, folded: str, tokens: Sequence[tuple[int, int]]) -> Iterator[GoodsNamed]:
        """Yield the phrases of the language, found by the stems of their words."""
        stems = [self.stem(folded[start:end]) for start, end in tokens]
        for first, stem in enumerate(stems):
            for count in range(MOST_WORDS, 0, -1):
                phrase = tuple(stems[first : first + count])
                if len(phrase) == count and phrase in self.by_stems.get(stem, {}):
                    start, end = tokens[first][0], tokens[first + count - 1][1]
                    if count == 1 and not self.is_word(folded[start:end]):
                        continue
                    if _is_run(folded, tokens[first : first + count]):
                        yield GoodsNamed(start, end, self.by_stems[stem][phrase])
                        break

    def is_modifier(self, word: str) -> bool:
        """Whether a word beside a head may say which goods it means: an adjective, where these are told by an end."""
        endings = ADJECTIVE_ENDINGS.get(self.name)
        return word not in self.stops and (endings is None or word.endswith(endings))

    def is_word(self, word: str) -> bool:
        """Whether a word alone is a phrase as it is listed, but for its ending: a stem of few letters is of many."""
        if word in self.stops:
            return False
        if self.is_verb(word):
            return False
        bare = word.removeprefix("ال")
        return bare[:LEAST] in self.begun and any(bare.startswith(one) for one in self.begun[bare[:LEAST]])

    def is_verb(self, word: str) -> bool:
        """Whether a word has an ending of verbs that no phrase of one word with its stem has: lifted, for lifts."""
        ending = next((one for one in VERB_ENDINGS.get(self.name, ()) if word.endswith(one)), None)
        if ending is None:
            return False
        begun = self.begun.get(word[:LEAST], ())
        return not any(word.startswith(one) and len(word) - len(one) <= ENDING for one in begun)

    def widen_head(
        self, folded: str, tokens: Sequence[tuple[int, int]], start: int, end: int
    ) -> tuple[int, int] | None:
        """Return a head with the words that say which goods it means; None where there are none."""
        if not self.is_parted:
            return None
        first, last = start, end
        if self.is_head_last or self.name in ADJECTIVES_FIRST:
            number = bisect_left(tokens, (start, 0))
            for begin, stop in reversed(tokens[max(number - MODIFIERS, 0) : number]):
                if folded[stop:first].strip(" -") or not self.is_modifier(folded[begin:stop]):
                    break
                first = begin
        else:
            number = bisect_left(tokens, (end, 0))
            for begin, stop in tokens[number : number + MODIFIERS]:
                if folded[last:begin].strip(" -") or not self.is_modifier(folded[begin:stop]):
                    break
                last = stop
        return (first, last) if (first, last) != (start, end) else None


def _list_sayings(file: dict[str, Any]) -> Iterator[str]:
    """Yield the single words of a language for how large something is, and for how it changed."""
    for section, key in SAYINGS:
        for word in file.get(section, {}).get(key, ()):
            if " " not in word:
                yield word.removesuffix(STEM)


def _code_of(commodity: Commodity) -> str | None:
    """Return the one code of a commodity, where it is sure."""
    return commodity.codes[0] if len(commodity.codes) == 1 and commodity.certainty in SURE else None


def _is_run(folded: str, tokens: Sequence[tuple[int, int]]) -> bool:
    """Whether words stand beside each other."""
    return all(folded[one[1] : other[0]] in {" ", "-", "'", "\n"} for one, other in pairwise(tokens))


def _find_end(folded: str, word: Word, edge: int) -> int:
    if not word.printed.endswith(STEM):
        return edge
    rest = TOKEN.match(folded, edge)
    return rest.end() if rest else edge


def _keep_longest(found: list[GoodsNamed], barred: Sequence[tuple[int, int]]) -> list[GoodsNamed]:
    """Return goods of which none overlaps another, the longer one where two do; none where it is barred."""
    kept: list[GoodsNamed] = []
    last_barred = 0
    for one in sorted(found, key=lambda goods: (goods.start, -goods.end)):
        while last_barred < len(barred) and barred[last_barred][1] <= one.start:
            last_barred += 1
        if last_barred < len(barred) and barred[last_barred][0] < one.end:
            continue
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


@lru_cache(maxsize=64)
def find_goods_words(lexicon: Lexicon) -> GoodsWords:
    """Return the words of a lexicon for goods, built once."""
    return GoodsWords(lexicon)
