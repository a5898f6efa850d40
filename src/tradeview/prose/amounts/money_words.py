"""What the words beside a bare number say of it: that it is money, or that it counts something.

"Goods worth 4 billion", "those to Korea by 900 million" and "of this, 39 billion came from oil" are money where amounts
went before; people, tonnes and votes are none, whatever is said of them.
"""

import re
from functools import lru_cache

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.figure import Figure
from tradeview.prose.languages import MARKS
from tradeview.prose.lexicon import GAP, Lexicon, any_word, read_endings
from tradeview.prose.text.folding import Table, View, Word, is_cased

NEAR = 40  # characters before a number within which a word is said of it
SAID_OF = 80  # characters within which goods are said to be worth it, or what went before to be its total
SAID_BY = 160  # characters between a verb and the last of several changes: fell by $2 billion, those to Korea by 1
BEHIND = 24  # characters behind a number within which a verb, or what is counted, is said of it
ITEM_END = re.compile("[,;،、，；]")
CLAUSE_END = re.compile(rf"(?<!\d){ITEM_END.pattern}|{ITEM_END.pattern}(?!\d)|[.!?](?=[ \n])|[。।॥؟۔\n]")
OWN_DIGITS = re.compile(r"\d ?\Z")  # before what they count
LETTERS = rf"(?:[^\W\d_]|[{MARKS}]){{0,12}}"  # of an ending


class MoneyWords:
    """The words of some languages that say that a number is money, or is none."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.worth = lexicon.label_words(worth="worth")
        self.parts = lexicon.label_words(of_total="part")
        # Where verbs stand last, earnings and costs are named behind their number: 82 करोड़ की कमाई हुई.
        behind = ["worth", "worth_behind"] if lexicon.files[1].get("status_follows", False) else ["worth_behind"]
        self.worth_behind = lexicon.label_words(**dict.fromkeys(behind, "worth"))
        self.counted = lexicon.label_words(measures="measure", quantity="quantity")
        self.changes = _list_kinds(lexicon, "rise", "fall")
        self.by = _list_kinds(lexicon, "by", "by_near", "by_last")
        kinds = [file.get("kinds", {}) for file in lexicon.files]
        self.more = Table(Word(word) for word in lexicon.words("more_before"))
        self.than = Table(Word(word) for word in lexicon.words("than_after"))
        joiners = any_word(word for held in kinds for word in held.get("change_joiners", ()))
        self.change_end = re.compile(f"{LETTERS}{GAP}(?:{joiners}{GAP})?\\Z")


def _list_kinds(lexicon: Lexicon, *keys: str) -> Table:
    """Return a table of the words that languages list under some keys of their kinds."""
    words: list[Word] = []
    for file in lexicon.files:
        held, endings = file.get("kinds", {}), read_endings(file)
        words += [Word(word, endings=endings) for key in keys for word in held.get(key, ())]
    return Table(words)


@lru_cache(maxsize=64)
def find_money_words(lexicon: Lexicon) -> MoneyWords:
    """Return the words of a lexicon, built once."""
    return MoneyWords(lexicon)


def is_said_worth(reader: Reader, figure: Figure, floor: int) -> bool:
    """Whether words before a number say that it is money: goods worth 4 billion, coffee earned 4 billion."""
    words = find_money_words(reader.lexicon)
    if _holds(words.worth, reader, max(floor, figure.start - SAID_OF), figure.start):
        return True
    return _holds(words.worth_behind, reader, figure.end, _find_clause_end(reader, figure.end))


def is_part_of_total(reader: Reader, figure: Figure, floor: int) -> bool:
    """Whether words before a number say that it is a part of the amount before it: of this, 39 billion."""
    return _holds(find_money_words(reader.lexicon).parts, reader, max(floor, figure.start - SAID_OF), figure.start)


def is_said_change(reader: Reader, figure: Figure, floor: int, start: int) -> bool:
    """Whether a number is by how much something rose or fell, in a sentence that starts here; the last ends at floor.

    What counts something says so on either side: the number of tourists rose by 3 million.
    """
    words = find_money_words(reader.lexicon)
    place = _find_start(reader, figure, floor)
    if _is_more_than(words, reader, place, figure.end):
        return True
    by = words.by.before(reader.view, place)
    if by is not None and by.edge >= floor:
        first, last = max(start, by.edge - SAID_BY), _find_clause_end(reader, figure.end)
        is_change = _holds(words.changes, reader, first, by.edge) or _holds(words.changes, reader, figure.end, last)
    else:
        is_change = _ends_in_change(words, reader, max(floor, place - NEAR), place)
    return is_change and not counts_something(reader, figure, floor)


def counts_something(reader: Reader, figure: Figure, floor: int) -> bool:
    """Whether the clause of a number says that it counts or measures something."""
    start = max(floor, figure.start - SAID_OF)
    for mark in CLAUSE_END.finditer(reader.folded, start, figure.start):
        start = mark.end()
    end = _find_clause_end(reader, figure.end)
    return counts_in(reader, start, figure.start) or counts_in(reader, figure.end, end)


def names_counted(reader: Reader, start: int, end: int) -> bool:
    """Whether a stretch names anything that is counted or measured, whatever counts it."""
    return _holds(find_money_words(reader.lexicon).counted, reader, start, end)


def counts_in(reader: Reader, start: int, end: int) -> bool:
    """Whether a stretch names something that is counted or measured, but for what has its own digits: in 9 months."""
    near, start = _cut_stretch(reader, start, end)
    for place, _ in find_money_words(reader.lexicon).counted.scan(near):
        if not OWN_DIGITS.search(near.folded, max(place - len("000 "), 0), place):
            return True
    return False


def _find_start(reader: Reader, figure: Figure, floor: int) -> int:
    """Return where a number starts, with the hedge before it."""
    place = reader.word_end(figure.start, floor)
    hedge = reader.lexicon.hedges.before(reader.view, place)
    if hedge is not None and hedge.edge > floor:
        place = reader.word_end(hedge.edge, floor)
    return place


def _find_clause_end(reader: Reader, end: int) -> int:
    """Return where the clause behind a number ends, as far as what it says is said of the number."""
    mark = CLAUSE_END.search(reader.folded, end, end + BEHIND)
    return mark.start() if mark else min(end + BEHIND, len(reader.folded))


def _is_more_than(words: MoneyWords, reader: Reader, start: int, end: int) -> bool:
    """Whether a number stands between "more" and "than": mais 200 milhões do que em 2022."""
    if words.more.before(reader.view, start) is None:
        return False
    return words.than.after(reader.view, reader.next_word(end)) is not None


def _ends_in_change(words: MoneyWords, reader: Reader, start: int, end: int) -> bool:
    """Whether a stretch ends in a verb or a noun of change: turun 900 juta, a rise of 900 million."""
    near, start = _cut_stretch(reader, start, end)
    edges = [found.edge for _, found in words.changes.scan(near)]
    return bool(edges) and words.change_end.fullmatch(near.folded, edges[-1]) is not None


def _holds(table: Table, reader: Reader, start: int, end: int) -> bool:
    """Whether a stretch holds a word of a table."""
    near, _ = _cut_stretch(reader, start, end)
    return next(table.scan(near), None) is not None


def _cut_stretch(reader: Reader, start: int, end: int) -> tuple[View, int]:
    """Return a stretch of a passage, from the first word that begins in it: Franken holds no rank."""
    while start < end and is_cased(reader.folded, start - 1) and is_cased(reader.folded, start):
        start += 1
    return reader.view.part(start, end), start
