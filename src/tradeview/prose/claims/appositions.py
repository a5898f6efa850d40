"""Ranks that say who somebody is, and of no months: exports to Germany, Turkey's second largest market, rose in May.

What stands between commas behind a name says of it what holds at any time, and so does a sentence in the present that
has no time of its own: `Washington is Japan's second largest trading partner`. Where the words name a time themselves,
`Germany, the second largest buyer in 2023,`, the rank is of that.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from tradeview.prose.claims.place import Place
from tradeview.prose.facts.sentence import within
from tradeview.prose.figure import HEADING, PARAGRAPH
from tradeview.prose.languages import MARKS
from tradeview.prose.lexicon import GAP, NOTHING, Lexicon
from tradeview.prose.measures.words import RANK, gather_claims
from tradeview.prose.text.folding import fold_word

LEAD = 48  # characters between the mark that opens an apposition and the rank in it
NOUN = 40  # characters of what a rank is of, where they stand before it
LONGEST = 90  # characters of a rank with all that it is of
CLOSE = re.compile(r"[,;:()]|[–—]| - |[.!?](?:\s|\Z)")
NAME = re.compile(rf"([^\W\d_][\w.{MARKS}]*)[\"”»]?\s?\Z")


class ApposedWords(NamedTuple):
    """The words of a language around a rank that says who somebody is."""

    opened: re.Pattern[str]  # from the mark that opens the apposition to the rank
    parties: re.Pattern[str]  # who has a rank
    verbs: re.Pattern[str]  # of which none stands in an apposition
    present: re.Pattern[str]  # says that somebody is something


@lru_cache(maxsize=64)
def find_apposed_words(lexicon: Lexicon) -> ApposedWords:
    """Return the words of a lexicon around such ranks, built once."""
    between = _any_start(gather_claims(lexicon, "apposing"), whole=True)
    owner = r"[^\W\d_][^,;:()\d]{0,30}?['’]s?"
    party = _any_start(gather_claims(lexicon, "parties"))
    # In some languages the rank stands behind what it is of: pasar terbesar kedua, thị trường lớn thứ hai.
    noun = rf"{party}[^\d,;:()–—]{{0,{NOUN}}}\s"
    opened = re.compile(rf"(?:[,(–—]|\s-)\s?(?:{between}\s)?(?:{owner}\s)?(?:{between}\s)?(?:{noun})?{GAP}\Z")
    parties = re.compile(party)
    verbs = re.compile(_any_start(gather_claims(lexicon, "no_apposition"), whole=True))
    present = re.compile(_any_start(gather_claims(lexicon, "copulas"), whole=True))
    return ApposedWords(opened, parties, verbs, present)


def _any_start(words: list[str], *, whole: bool = False) -> str:
    """Return a pattern of any of some words, or of all that begin so, unless they are `whole`."""
    folded = sorted({fold_word(word) for word in words}, key=len, reverse=True)
    if not folded:
        return NOTHING
    ending = r"(?![^\W\d_])" if whole else ""
    return rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, folded))}){ending}"


def says_who(place: Place, time_from: str | None) -> bool:
    """Whether a rank says who somebody is, and is of none of the months that trade around it is told of."""
    words = find_apposed_words(place.reader.lexicon)
    if _is_apposed(place, words):
        return True
    return time_from in {PARAGRAPH, HEADING} and _is_stated_alone(place, words)


def _is_apposed(place: Place, words: ApposedWords) -> bool:
    """Whether a rank stands in an apposition behind a name, with no time of its own."""
    figure, folded = place.figure, place.reader.folded
    floor = max(place.sentence.start, figure.start - LEAD)
    opened = words.opened.search(folded, floor, figure.start)
    if opened is None or not _is_behind_name(place, opened.start()):
        return False
    end = _find_end(place)
    if words.parties.search(folded, opened.start(), end) is None or words.verbs.search(folded, figure.end, end):
        return False
    return not within(place.sentence.times, opened.start(), end)


def _is_behind_name(place: Place, mark: int) -> bool:
    """Whether the mark at a place stands behind a name, which is no time: the United States, its second ..."""
    start = max(place.sentence.start, mark - LEAD)
    name = NAME.search(place.reader.folded, start, mark)
    if name is None or any(one.start < mark <= one.end + 1 for one in place.sentence.times):
        return False
    letter = place.reader.view.printed[name.start(1)]
    return letter.isupper()


def _find_end(place: Place) -> int:
    """Return where the words of a rank end: at the next mark, or with the sentence."""
    end = min(place.sentence.end, place.figure.end + LONGEST)
    mark = CLOSE.search(place.reader.folded, place.figure.end, end)
    return mark.start() if mark else end


def _is_stated_alone(place: Place, words: ApposedWords) -> bool:
    """Whether a sentence of the present says nothing but ranks, and names no time."""
    sentence, folded = place.sentence, place.reader.folded
    if sentence.times or any(one.unit != RANK for one in place.figures):
        return False
    said = words.present.search(folded, sentence.start, place.figure.start)
    return said is not None and words.parties.search(folded, place.figure.start, _find_end(place)) is not None
