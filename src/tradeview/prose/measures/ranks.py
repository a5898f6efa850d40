"""Ranks: the words of a passage that place somebody among others, ninth, No. 9, third-largest, the largest.

The section `[ranks]` of a language's file has what a rank looks like: `forms` are patterns in which `{ord}` stands for
one of its `ordinals`, `{word}` for one of its `words`, `{num}` for digits, `{sup}` for one of its `superlatives` and
`{noun}` for one who has a rank (partner, market). An ordinal is no rank by itself: the third quarter is none. But
behind another rank it may be the next one (`elided`): China ranked first, Japan second and India third.

Ordinals made of several words, or of a stem and an ending, are `compounds`: patterns in which `{name}` stands for a
word of the table `[ranks.parts.name]`, and `{ord}` for an ordinal below ten. Its number is the sum of its parts:
twenty-eighth, الثامنة والعشرين. Where the number of an ordinal goes on behind it in a way that is not listed
(`goes_on`), or has begun before it (`leads_in`), nothing is read: the eighth of a hundred and twenty-eighth is no rank.
What leads in is a number as a whole word ("récent" is no "cent", "место" no "сто").
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.figure import Figure
from tradeview.prose.lexicon import NOTHING, Lexicon
from tradeview.prose.measures.words import RANK
from tradeview.prose.numerals import Numeral
from tradeview.prose.text.folding import Word, fold_word, is_cased

RANKS = "ranks"  # the section of the files
LARGEST = 300  # a rank beyond it is a number of something else
BEFORE = 24  # characters before "largest market" in which "one of the" stands
BEHIND = 8
TEN = 10
ORDINAL = "ord"  # the name of the group of an ordinal, in a form
PLACE = re.compile(r"\{([a-z]+)\}")  # of a part, in a pattern of ordinals
ELIDED = 80  # characters between two places of one list
PARTED = re.compile(r"[!?\n;]\s|(?<!\bтыс)(?<!\bмлн)(?<!\bмлрд)(?<!\bтрлн)[.]\s")
NO_CURRENCY = Word("", assumed=True)
NUMBER = r"(?<!\d)(?<!\d[.,])(?P<num{i}>\d{{1,3}})(?![.,]?\d| ?%)"


class Compound(NamedTuple):
    """How a language makes ordinals of parts: twenty-eighth."""

    form: str
    pattern: re.Pattern[str]  # of the same form, whose groups are the parts
    parts: tuple[Mapping[str, int], ...]  # the number of each word that may be one

    def read(self, text: str) -> int | None:
        """Return the number of an ordinal that is so made, None of any other text."""
        match = self.pattern.fullmatch(text)
        if match is None:
            return None
        return sum(words[part] for words, part in zip(self.parts, match.groups(), strict=True))


class RankWords:
    """What a rank looks like in some languages."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.values: dict[str, int] = {}
        self.compounds: list[Compound] = []
        patterns: list[str] = []
        superlatives: list[str] = []
        one_of: list[str] = []
        weekdays: list[str] = []
        leads_in: list[str] = []
        goes_on: list[str] = []
        for file in lexicon.files[:2]:
            section: dict[str, Any] = file.get(RANKS, {})
            for key in ("ordinals", "words"):
                self.values |= {fold_word(word): number for word, number in section.get(key, {}).items()}
            self.compounds += _list_compounds(section)
            leads_in += map(fold_word, section.get("leads_in", ()))
            goes_on += map(fold_word, section.get("goes_on", ()))
            patterns += [_make_pattern(form, section) for form in section.get("forms", ())]
            superlatives += section.get("superlatives", ())
            one_of += section.get("one_of", ())
            weekdays += section.get("weekday_before", ())
        elided = [_make_pattern(form, file.get(RANKS, {})) for file in lexicon.files[:2] for form in _list_elided(file)]
        self.elided = re.compile("|".join(form.replace("{i}", str(i)) for i, form in enumerate(elided)) or NOTHING)
        numbered = [pattern.replace("{i}", str(i)) for i, pattern in enumerate(patterns)]
        self.pattern = re.compile("|".join(numbered) or NOTHING)
        # Of several largest none is the first.
        self.several = re.compile("|".join(re.escape(fold_word(word)) for word in one_of) or NOTHING)
        # A full stop before a superlative: auf 58. Größter is the end of a sentence, der 58. größte is none.
        self.stopped = re.compile(rf"\. ?(?=(?:{_any_of(superlatives)}))")
        # Around an ordinal, what belongs to its number and makes it another.
        self.leads_in = re.compile(f"(?:{'|'.join(leads_in) or NOTHING})\\Z")
        self.goes_on = re.compile("|".join(goes_on) or NOTHING)
        before = "|".join(re.escape(word) for word in weekdays)
        self.weekday = re.compile(rf"(?:{before}) [^\W\d_][^\W\d_]*" if weekdays else NOTHING)


def _list_elided(file: dict[str, Any]) -> list[str]:
    """Return the forms of a rank whose noun stands with the one before it."""
    listed: list[str] = file.get(RANKS, {}).get("elided", [])
    return listed


def _make_pattern(form: str, section: dict[str, Any]) -> str:
    """Return a form as a pattern whose groups hold the number or the word of a rank; "{i}" is left for their number."""
    # The longest first: twenty-eighth before eighth.
    ordinals = "|".join([*(one.form for one in _list_compounds(section)), _any_of(section.get("ordinals", ()))])
    parts = {
        "{ord}": f"(?P<ord{{i}}>{ordinals})",
        "{word}": f"(?P<word{{i}}>{_any_of(section.get('words', ()))})",
        "{num}": NUMBER.replace("{{", "{").replace("}}", "}"),
        "{sup}": f"(?:{_any_of(section.get('superlatives', ()))})",
        "{noun}": f"(?:{_any_of(section.get('nouns', ()))})",
    }
    pattern = fold_word(form)
    for name, part in parts.items():
        pattern = pattern.replace(name, part)
    is_apart = any(is_cased(letter, 0) for letter in re.sub(r"\\[a-z]|\{[a-z]+\}", "", form + _first_of(section)))
    return rf"(?<![^\W\d_])(?:{pattern})(?![^\W\d_])" if is_apart else f"(?:{pattern})"


def _list_compounds(section: dict[str, Any]) -> Iterator[Compound]:
    """Yield the ordinals of a language that are made of parts."""
    ordinals = {word: number for word, number in section.get("ordinals", {}).items() if number < TEN}
    tables = {"ord": ordinals, **section.get("parts", {})}
    for written in section.get("compounds", ()):
        pieces = PLACE.split(fold_word(written))
        parts: list[Mapping[str, int]] = []
        form, grouped = pieces[0], pieces[0]
        for name, behind in zip(pieces[1::2], pieces[2::2], strict=True):
            words = {fold_word(word): number for word, number in tables[name].items()}
            form += f"(?:{_any_of(words)}){behind}"
            grouped += f"({_any_of(words)}){behind}"
            parts.append(words)
        yield Compound(form, re.compile(grouped), tuple(parts))


def _first_of(section: dict[str, Any]) -> str:
    return next(iter(section.get("nouns", ())), "")


def _any_of(words: Any) -> str:
    folded = sorted({fold_word(word) for word in words}, key=len, reverse=True)
    return "|".join(map(re.escape, folded)) or NOTHING


@lru_cache(maxsize=64)
def find_rank_words(lexicon: Lexicon) -> RankWords:
    """Return what a rank looks like in the languages of a lexicon, built once."""
    return RankWords(lexicon)


def find_ranks(reader: Reader) -> Iterator[Figure]:
    """Yield the ranks of a passage, from left to right.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.text.folding import fold_text
    >>> text = "In the third quarter China, the second largest market, was the No. 9 supplier"
    >>> [int(one.numeral.value) for one in find_ranks(Reader(fold_text(text), find_lexicon(())))]
    [2, 9]
    """
    words = find_rank_words(reader.lexicon)
    ranks = list(_find_told(reader, words))
    yield from sorted([*ranks, *_find_elided(reader, words, ranks)], key=attrgetter("start"))


def _find_elided(reader: Reader, words: RankWords, ranks: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the next places behind each rank, whose noun is told once: in second place China, in the third India."""
    for number, rank in enumerate(ranks):
        limit = ranks[number + 1].start if number + 1 < len(ranks) else len(reader.folded)
        place, value = rank.end, rank.numeral.value if rank.numeral else Decimal(0)
        while True:
            end = min(limit, place + ELIDED)
            found = words.elided.search(reader.folded, place, end)
            if found is None or PARTED.search(reader.folded, place, found.start()):
                break
            told = next((text for text in found.groupdict().values() if text is not None), "")
            following = _read_place(words, told)
            if following is None or following != value + 1:
                break
            numeral = Numeral(Decimal(following), Decimal(0))
            yield Figure(found.start(), found.end(), numeral, 0, NO_CURRENCY, reader.locale, unit=RANK)
            place, value = found.end(), Decimal(following)


def _find_told(reader: Reader, words: RankWords) -> Iterator[Figure]:
    """Yield the ranks that their own words tell, from left to right."""
    for found in _find_forms(reader, words):
        groups = [(name, text) for name, text in found.groupdict().items() if text is not None]
        value = _read_place(words, groups[0][1]) if groups else 1
        if value is None or not 0 < value < LARGEST:
            continue
        if _is_weekday(words, reader.view.printed[found.start() : found.end()]):
            continue
        if _is_part_of_number(words, reader.folded, found):
            continue
        if not groups and _is_one_of(words, reader.folded, found.start(), found.end()):
            continue
        numeral = Numeral(Decimal(value), Decimal(0))
        yield Figure(found.start(), found.end(), numeral, 0, NO_CURRENCY, reader.locale, unit=RANK)


def _find_forms(reader: Reader, words: RankWords) -> Iterator[re.Match[str]]:
    """Yield what looks like a rank; nothing that reaches over the end of a sentence, as in "auf 58. Größter"."""
    place = 0
    while found := words.pattern.search(reader.folded, place):
        place = max(found.end(), found.start() + 1)
        stop = words.stopped.search(reader.folded, found.start(), found.end())
        if stop is not None and reader.view.printed[stop.end() : stop.end() + 2].istitle():
            place = stop.end()
            continue
        yield found


def _read_place(words: RankWords, text: str) -> int | None:
    """Return the number of a rank."""
    if text in words.values:
        return words.values[text]
    for compound in words.compounds:
        value = compound.read(text)
        if value is not None:
            return value
    digits = [unicodedata.decimal(letter, None) for letter in text]
    if None in digits:
        return None
    return int("".join(str(digit) for digit in digits))


def _is_part_of_number(words: RankWords, folded: str, found: re.Match[str]) -> bool:
    """Whether the number of an ordinal begins before it or goes on behind it: a hundred and second, thứ hai trăm."""
    name = next((name for name, text in found.groupdict().items() if text is not None), "")
    if not name.startswith(ORDINAL):
        return False
    start, end = found.span(name)
    leads = words.leads_in.search(folded, max(start - BEFORE, 0), start)
    return leads is not None or words.goes_on.match(folded, end) is not None


def _is_weekday(words: RankWords, printed: str) -> bool:
    """Whether an ordinal is a day of the week, which its capital says: hôm thứ Hai, Monday."""
    composed = unicodedata.normalize("NFC", printed)
    return words.weekday.fullmatch(composed) is not None and printed.rsplit(maxsplit=1)[-1][:1].isupper()


def _is_one_of(words: RankWords, folded: str, start: int, end: int) -> bool:
    """Whether a superlative is said of several: one of the largest markets."""
    near = (folded[max(start - BEFORE, 0) : start], folded[end : end + BEHIND])
    return any(words.several.search(part) for part in near)
