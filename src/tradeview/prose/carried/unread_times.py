"""Words for a month, a quarter or a season that stand in no time that is read.

A sentence with such a word is dated in a way that the lexicon does not know: in the marketing season, in the ten days
to. What it tells is not of the time stated before it, so that its figures are left without one. Not every such word
dates: some count (for the third month in a row, the most in ten months), and some compare (month on month).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.lexicon import GAP, Lexicon, any_glued, any_word, read_endings
from tradeview.prose.measures.words import find_measure_words
from tradeview.prose.text.folding import Table, Word
from tradeview.prose.times.calendars import find_calendar
from tradeview.prose.times.periods import Time

TIME_UNITS, NO_TIMES, ONCE = "time_units", "no_times", "once"
COUNTED_UNITS = ("years_counted", "counted_units")  # behind numbers, which are no units by themselves
FEW = 12  # what words count months and years with
NEAR = 3  # times before one that may reach over it
# Seldom is one of a row above the fourth a part of a year; a month by its number is read as one.
ORDINAL_BEFORE = re.compile(r"(?<!\d)(?:[5-9]|\d\d)(?:-?[^\W\d_]{1,4}|[.º°ª])? ?\Z")
ORDINAL_BEHIND = re.compile(r" ?(?:ke-|thứ ?|ที่ ?|ika-)(?:[5-9]|\d\d)(?!\d)")
ROW = 32  # characters before a unit in which words for a row stand
COUNTED = 24  # characters of a number in words, and the blank behind it


class UnitWords:
    """The words of some languages for units of time, and those that hold one and date nothing."""

    def __init__(self, lexicon: Lexicon) -> None:
        # Of words spelt alike the first counts, and the longest that starts at a place.
        held: list[Word] = []
        for file in lexicon.files:
            listed, endings = file.get("relative", {}), read_endings(file)
            for key in (NO_TIMES, TIME_UNITS, ONCE):
                held += [Word(word, label=key, endings=endings) for word in listed.get(key, ())]
        self.table = Table(held)
        counts = [word for word, count in find_calendar(lexicon).counts.items() if 1 <= count <= FEW]
        number = rf"(?:\d|{any_word(counts)})"
        self.counted = re.compile(rf"{number}{GAP}\Z")
        self.numbered = re.compile(f"{GAP}{number}")
        rows = any_glued(word for file in lexicon.files for word in file.get("relative", {}).get("in_a_row", ()))
        # The ninth month in a row, and where such words stand before the unit: 连续5个月, लगातार.
        self.row_behind = re.compile(rf"[^,;:.()]{{0,20}}?{rows}")
        self.row_next = re.compile(f"{GAP}{rows}")
        self.row_before = re.compile(rf"{rows}[^,;:.()]{{0,20}}\Z")
        self.beside = find_calendar(lexicon).beside_year
        units = [word.printed for word in held if word.label == TIME_UNITS]
        self.unit_ends = re.compile(f"(?:{any_glued(units)}|(?<![^\\W\\d_])[a-z]){GAP}\\Z")  # or its letter: Q3, S1
        named = [file.get("relative", {}) for file in lexicon.files]
        counted = [word for listed in named for key in COUNTED_UNITS for word in listed.get(key, ())]
        self.unit_begins = re.compile(any_glued([*units, *counted]))

    def begins_with_unit(self, folded: str, place: int) -> bool:
        """Whether a unit of time begins at a place."""
        return self.unit_begins.match(folded, place) is not None

    def is_unit_before(self, folded: str, place: int) -> bool:
        """Whether a unit of time, or its letter, stands before the number at a place."""
        return self.unit_ends.search(folded, max(place - COUNTED, 0), place) is not None


@lru_cache(maxsize=64)
def find_unit_words(lexicon: Lexicon) -> UnitWords:
    """Return the words of a lexicon for units of time, built once."""
    return UnitWords(lexicon)


def has_unread_time(
    reader: Reader, place: tuple[int, int], times: Sequence[Time], *, counts_ordinals: bool = False
) -> bool:
    """Whether a sentence names a unit of time in none of the times that are read of it, which are in order.

    With `counts_ordinals`, the 30th month in a row is none of them, and none of what growth is counted from is: on a
    month-on-month basis.
    """
    words = find_unit_words(reader.lexicon)
    start, end = place
    bases = _list_bases(reader, place) if counts_ordinals else []
    for found_at, (word, edge) in words.table.scan(reader.view.part(start, end)):
        if word.label == ONCE and counts_ordinals:
            return True
        if word.label != TIME_UNITS or _is_read(reader.folded, (start + found_at, start + edge), times, words):
            continue
        if any(first <= start + found_at and start + edge <= last for first, last in bases):
            continue
        if counts_ordinals and _is_ordinal(reader.folded, start + found_at, start + edge, words):
            continue
        return True
    return False


def _list_bases(reader: Reader, place: tuple[int, int]) -> list[tuple[int, int]]:
    """Return where a sentence says what its growth is counted from: month-on-month, from a year earlier."""
    bases = find_measure_words(reader.lexicon).bases
    return [match.span() for match in bases.finditer(reader.folded, *place) if match.end() > match.start()]


def list_units(reader: Reader, place: tuple[int, int]) -> list[int]:
    """Return where a sentence names units of time, counted or not, but in words that date nothing."""
    start, end = place
    scanned = find_unit_words(reader.lexicon).table.scan(reader.view.part(start, end))
    return [start + at for at, (word, _) in scanned if word.label == TIME_UNITS]


def _is_ordinal(folded: str, start: int, end: int, words: UnitWords) -> bool:
    """Whether a unit between two places is one of a row: the 30th month, bulan ke-30, the ninth month in a row."""
    if words.row_behind.match(folded, end) or words.row_before.search(folded, max(start - ROW, 0), start):
        return True
    return ORDINAL_BEFORE.search(folded, max(start - COUNTED, 0), start) is not None or bool(
        ORDINAL_BEHIND.match(folded, end)
    )


def _is_read(folded: str, unit: tuple[int, int], times: Sequence[Time], words: UnitWords) -> bool:
    """Whether a unit is counted or numbered, or stands in a time or right beside one: the month of May."""
    start, end = unit
    # In ten months; and bulan 5, the fifth month, is a month by its number.
    if words.counted.search(folded, max(start - COUNTED, 0), start) or words.numbered.match(folded, end):
        return True
    count = bisect_right(times, start, key=attrgetter("start"))
    before = max(times[max(count - NEAR, 0) : count], key=attrgetter("end"), default=None)
    if before and (start < before.end or words.beside.fullmatch(folded, before.end, start)):
        return True
    after = times[count] if count < len(times) else None
    return after is not None and (after.start < end or words.beside.fullmatch(folded, end, after.start) is not None)
