"""A sentence being searched for times that others tell: the words for them, the parts of years, what was stated before.

The words are searched by the finder of `periods`, which is handed a year for "this year" and "last year": so the parts
of a year beside them are read as they are beside 2024.
"""

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from tradeview.prose.carried.anchor import Anchor
from tradeview.prose.carried.moved_months import UNKNOWN_YEAR
from tradeview.prose.carried.relative_words import (
    FISCAL_AWAY,
    LAST_OF_SOME,
    MONTHS_AWAY,
    STATED_AGAIN,
    THE_MONTH,
    THE_PERIOD,
    THIS_FISCAL,
    YEAR_EARLIER,
    YEARS_AWAY,
    find_relative_words,
)
from tradeview.prose.carried.unread_times import find_unit_words
from tradeview.prose.facts.sentence import last_before, within
from tradeview.prose.figure import Months
from tradeview.prose.lexicon import Lexicon
from tradeview.prose.text.folding import View
from tradeview.prose.times.calendars import find_calendar
from tradeview.prose.times.periods import Finder, Time
from tradeview.prose.times.year_parts import Part, Place, Year

BESIDE = 12  # characters between two times that say together which is meant: the same period of the last year
NEAR = 40  # characters within which all of the word beside a time stands
APART = re.compile("[\\d,;:،、؛()]")  # no two times with one of these between them are one


class Hit(NamedTuple):
    """A word for a relative time, and where it stands; its label is the key it is listed under."""

    start: int
    end: int
    label: str


class Told(NamedTuple):
    """A time with what tells it: the day of the publication, or else what was stated last."""

    time: Time
    by_publication: bool = False
    is_earlier: bool = False  # the year or the month before another, which is compared with it
    is_same: bool = False  # as that stated last: imports in the same period


class RelativeSearch(Finder):
    """One sentence being searched for times that others tell."""

    def __init__(
        self,
        view: View,
        lexicon: Lexicon,
        amounts: Sequence[tuple[int, int]],
        dated: Sequence[Time],
        anchor: Anchor,
    ) -> None:
        taken = [*amounts, *((time.start, time.end) for time in dated)]
        super().__init__(view, find_calendar(lexicon), taken, reporter=anchor.reporter)
        self.lexicon = lexicon
        self.words = find_relative_words(lexicon)
        self.dated = dated
        # From these the year before is counted.
        self.bases = [time for time in dated if not time.compared]
        self.anchor = anchor
        self.parts: list[Part] = []
        self.years: list[Year] = []
        self.years_away: list[Place] = []  # that are counted, and so none of these: empat tahun lalu
        self.hits = self.find_hits()

    def find_hits(self) -> list[Hit]:
        """Return the words for relative times; of those that count in years, the finder joins parts with them."""
        hits: list[Hit] = []
        again = [(start, found.edge) for start, found in self.words.stated_again.scan(self.view)]
        past = [match.span() for match in self.calendar.past_months.finditer(self.folded)]
        for start, (word, end) in self.words.table.scan(self.view):
            # Cũng trong tháng này is the month stated last, though tháng này is that of the publication.
            is_again = any(first < start and end <= last for first, last in again)
            # 9 เดือนที่ผ่านมา are nine months, and no last month.
            is_past = any(first <= start and end <= last for first, last in past)
            if not self.is_free(start, end) or is_again or is_past or word.label == LAST_OF_SOME:
                continue
            if word.label in {*YEARS_AWAY, *MONTHS_AWAY} and self.is_counted(start):
                self.cover(start, end)
                self.years_away.append((start, end))
            else:
                hits.append(Hit(start, end, word.label))
        for hit in hits:
            if hit.label not in {*YEARS_AWAY, *FISCAL_AWAY}:
                self.cover(hit.start, hit.end)
        return hits

    def is_counted(self, place: int) -> bool:
        """Whether a unit of time at a place is counted: empat tahun lalu, four years ago, and 10 năm tới.

        The number may be that of a month or a quarter itself: tháng 9 năm ngoái, kuartal 3 tahun lalu.
        """
        units = find_unit_words(self.lexicon)
        if not units.begins_with_unit(self.folded, place):
            return False
        counted = units.counted.search(self.folded, max(place - NEAR, 0), place)
        return counted is not None and not units.is_unit_before(self.folded, counted.start())

    def find_named_parts(self) -> tuple[list[Part], list[Place]]:
        """Return the parts of years, and the places of times of no date that are not told from others."""
        parts, undated = super().find_named_parts()
        held = mark_places(((hit.start, hit.end) for hit in self.hits), len(self.folded))
        others = [(start, end) for start, end in undated if not any(held[start:end])]
        # The same period last year, where all of it is listed as one, says more than last year.
        same = [place for place in undated if self.words.same.search(self.folded, *place)]
        held = mark_places(same, len(self.folded))
        self.hits = [hit._replace(label=YEAR_EARLIER) if held[hit.start] else hit for hit in self.hits]
        return parts, others

    def find_years(self, parts: list[Part]) -> list[Year]:
        """Return years, and the words that stand for one: with them, parts are joined."""
        # "From January" opens a stretch where another month follows.
        self.hits = [hit for hit in self.hits if not _holds_stretch(parts, hit)]
        years = super().find_years(parts)
        this_year = self.anchor.this_year
        for hit in self.hits:
            if hit.label in YEARS_AWAY:
                year = this_year + YEARS_AWAY[hit.label] if this_year else UNKNOWN_YEAR
                years.append(Year(hit.start, hit.end, year))
            elif hit.label in FISCAL_AWAY:
                years.append(self.find_fiscal_year(hit))
        self.years = sorted(years)
        return self.years

    def find_fiscal_year(self, hit: Hit) -> Year:
        """Return the fiscal year in which the text was published, or that before it; one unknown where none tells it.

        In the first month of a fiscal year, the one that has just ended may still be called the current.
        """
        convention = self.find_convention(hit.start, hit.end, as_span=True)
        if convention is None:
            convention = self.find_convention(hit.start, hit.end, as_span=False)
        published = self.anchor.published
        first_month = convention.first_month if convention else None
        is_doubtful = published is not None and published.month == first_month and hit.label == THIS_FISCAL
        if published is None or first_month is None or is_doubtful:
            return Year(hit.start, hit.end, UNKNOWN_YEAR)
        year = published.year - (published.month < first_month) + FISCAL_AWAY[hit.label]
        return Year(hit.start, hit.end, year, first_month)

    def count_back_parts(self, parts: list[Part]) -> list[Part]:
        """Return parts, those that are counted to a month as one, and keep them: they may stand by no year."""
        self.parts = super().count_back_parts(parts)
        return self.parts

    def find_part_beside(self, parts: list[Part], taken: set[Part], start: int, end: int) -> Part | None:
        """Return the part of a year beside a year; the day in a dateline is none of the year behind it."""
        part = super().find_part_beside(parts, taken, start, end)
        # Since January, с января, is no January.
        is_month = part is not None and part.weak and part.first == part.last
        if part is not None and is_month and start <= part.start and part.end <= end:
            return None
        is_day = part is not None and part.weak and not part.first
        return None if is_day and within(self.hits, start, end) else part

    def is_named_part(self, time: Time) -> bool:
        """Whether a time is a part of a year whose year no word beside it says."""
        has_part = any(part.first or part.same for part in within(self.parts, time.start, time.end))
        return has_part and not within(self.years, time.start, time.end)

    def is_same_part(self, time: Time) -> bool:
        """Whether a time is called the same part of a year as another: the same quarter."""
        return any(part.same for part in within(self.parts, time.start, time.end))

    def is_beside(self, one: Hit | Time, other: Hit | Time) -> bool:
        """Whether nothing but a few words stands between two times."""
        first, last = sorted((one, other), key=attrgetter("start"))
        between = self.folded[first.end : last.start]
        return len(between) <= BESIDE and not APART.search(between)

    def find_base(self, place: int) -> Months | None:
        """Return the time that was stated last before a place, in the sentence or before it."""
        before = last_before(self.bases, place)
        return before.months if before else self.anchor.stated

    def find_stated_again(self, place: int, label: str) -> Months | None:
        """Return the time stated last, if it is as long as the words say; or the month that it ends with."""
        base = self.find_base(place) or self.anchor.known
        if base is None or not base.is_settled:
            return None
        if base.month_count == STATED_AGAIN[label] or label == THE_PERIOD:
            return base
        month = self.anchor.month
        is_last_of_base = month is not None and base.is_part and month.last == base.last
        return month if label == THE_MONTH and is_last_of_base else None


def _holds_stretch(parts: Sequence[Part], hit: Hit) -> bool:
    """Whether a word holds a part of a year from one month to another."""
    return any(part.first < part.last for part in within(parts, hit.start, hit.end))


def mark_places(places: Iterable[Place], length: int) -> bytearray:
    """Return a byte a character, which is not zero where something stands."""
    held = bytearray(length)
    for start, end in places:
        held[start:end] = b"\1" * (end - start)
    return held
