"""What stands beside the clause that says of what it is: fell faster, 13 %; boosted by chemicals (12 %), fuels (7 %).

A number between a comma and the end of its clause is said of what stands before the comma, where this says that
something rose or fell and no other number: `double-digit growth, 26 %`. And numbers in brackets behind the names of
goods are the growth of these, where a word that says what moved a total opens their list (`drivers_up`).
"""

import re
from functools import lru_cache

from tradeview.prose.claims.around import Around
from tradeview.prose.claims.claim import GROWTH
from tradeview.prose.claims.claim_words import OTHER, PRICE_NOUN, SIGNS, VALUE, VOLUME
from tradeview.prose.claims.claim_words import RATE as RATE_WORD
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.claims.place import CLAUSE_END, Place
from tradeview.prose.facts.sentence import first_after
from tradeview.prose.lexicon import GAP, Lexicon, any_word
from tradeview.prose.measures.words import PERCENT, list_own_files

GOODS = 110  # characters of the names of goods between two brackets
DRIVEN = 160  # characters from what moved a total to the first bracket
SAID_BEFORE = 90  # characters before a comma in which something is said to rise or fall
WORDS = 3  # between what rose or fell and its comma
WORDS_NAMED = 12  # where "namely" stands there
OF_UNITS = {VALUE, VOLUME, PRICE_NOUN}
OF_NO_TRADE = {OTHER, RATE_WORD}
OPENED = re.compile(r"[(\[] ?[-−+]?\Z")
BRACKETS = re.compile(r"[()\[\]]")


class AsideWords:
    """The words of some languages for what moved a total, and before what is told once more as a number."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.up = re.compile(any_word(_gather(lexicon, "drivers_up")))
        self.down = re.compile(any_word(_gather(lexicon, "drivers_down")))
        named = any_word(_gather(lexicon, "namely"))
        self.named = re.compile(f"(?:[,–—-]{GAP})?{named}{GAP}\\Z")
        self.marked = re.compile(f"[,:–—]{GAP}\\Z")
        self.closed = re.compile(f"{GAP}(?:[,;.:)]|\\Z)")


def _gather(lexicon: Lexicon, key: str) -> list[str]:
    """Return the words that the languages of a text list under a key."""
    return [word for file in list_own_files(lexicon) for word in file.get("claims", {}).get(key, ())]


@lru_cache(maxsize=64)
def find_aside_words(lexicon: Lexicon) -> AsideWords:
    """Return the words of a lexicon for what moved a total, built once."""
    return AsideWords(lexicon)


def find_aside(around: Around) -> Claimed | None:
    """Return the growth that a number behind a comma tells of what stands before it: fell faster, 13 %."""
    words = find_aside_words(around.reader.lexicon)
    floor = max(around.place.floor, around.part_start)
    named = words.named.search(around.folded, floor, around.start)
    marked = named or words.marked.search(around.folded, floor, around.start)
    if marked is None or not _is_closed(around, words):
        return None
    start = max(floor, marked.start() - SAID_BEFORE)
    ends = [mark.end() for mark in CLAUSE_END.finditer(around.folded, start, marked.start())]
    said = [one for one in around.list_said(ends[-1] if ends else start, marked.start()) if one.label not in OF_UNITS]
    if not said or said[-1].label not in SIGNS or any(one.label in OF_NO_TRADE for one in said):
        return None
    between = around.folded[said[-1].end : marked.start()]
    is_near = len(between.split()) <= (WORDS_NAMED if named else WORDS)
    return Claimed(GROWTH, SIGNS[said[-1].label]) if is_near else None


def _is_closed(around: Around, words: AsideWords) -> bool:
    """Whether the clause of a number ends behind it, or goes on with what it rose to, when, or from what."""
    if words.closed.match(around.folded, around.end):
        return True
    behind = around.reader.next_word(around.end)
    if around.words.bases.after(around.view, behind) or around.words.base_before.match(around.folded, behind):
        return True
    time = first_after(around.place.sentence.times, around.end)
    if time is not None and len(around.folded[around.end : time.start].split()) <= 1:
        return True
    following = around.place.following
    placed = around.words.placed.after(around.view, behind)
    return following is not None and placed is not None and around.is_blank(placed.edge, following.start)


def find_driven(around: Around) -> Claimed | None:
    """Return the growth of goods in brackets behind what moved a total: boosted by chemicals (12 %), fuels (7 %)."""
    if not _is_bracketed(around.place):
        return None
    first, is_signed = _find_first(around.place)
    sign = _find_driver(around, first)
    # Dragged down by cars (12 %) and fuels (-3 %): of the first, no one can tell.
    return Claimed(GROWTH, sign) if sign and not (is_signed and sign < 0) else None


def _is_bracketed(place: Place) -> bool:
    """Whether a percentage stands alone in its bracket."""
    figure, folded = place.figure, place.reader.folded
    opened = OPENED.search(folded, max(figure.start - 3, 0), figure.start)
    return figure.unit == PERCENT and opened is not None and folded[figure.end : figure.end + 1] in {")", "]"}


def _find_first(place: Place) -> tuple[Place, bool]:
    """Return the place of the first of the brackets of a list, and whether one of these has a printed sign."""
    first = last = place
    while first.number and _are_listed(first._replace(number=first.number - 1), first):
        first = first._replace(number=first.number - 1)
    while last.following is not None and _are_listed(last, last._replace(number=last.number + 1)):
        last = last._replace(number=last.number + 1)
    numerals = [one.numeral for one in place.figures[first.number : last.number + 1]]
    return first, any(one is not None and one.value < 0 for one in numerals)


def _are_listed(one: Place, other: Place) -> bool:
    """Whether two percentages stand in brackets of one list, with nothing but a name between them."""
    between = one.reader.folded[one.figure.end + 1 : other.figure.start - 1].rstrip("(-−+ ")
    is_near = len(between) <= GOODS and BRACKETS.search(between) is None
    return is_near and _is_bracketed(one) and _is_bracketed(other)


def _find_driver(around: Around, first: Place) -> int:
    """Return 1 or -1 where words before the first bracket of a list say what moved a total up or down, else 0."""
    words, folded = find_aside_words(around.reader.lexicon), around.folded
    end = first.figure.start
    start = max(first.floor, first.sentence.start, end - DRIVEN)
    up = [match.end() for match in words.up.finditer(folded, start, end)]
    down = [match.end() for match in words.down.finditer(folded, start, end)]
    last = max((*up, *down), default=None)
    if last is None or ";" in folded[last:end]:
        return 0
    # Behind it nothing else is said, up to the number itself.
    said = [one for one in around.list_said(last, around.start) if one.label not in OF_UNITS]
    return 0 if said else 1 if last in up else -1
