"""Times that are called the same as one stated before: in the same period, in that month."""

from bisect import insort
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter

from tradeview.prose.carried.moved_months import UNKNOWN_YEAR
from tradeview.prose.carried.relative_search import BESIDE, NEAR, Hit, RelativeSearch, Told
from tradeview.prose.carried.relative_words import AS_STATED, THE_HALF
from tradeview.prose.facts.sentence import within
from tradeview.prose.figure import Months
from tradeview.prose.times.periods import Time


class SameTimeTeller(RelativeSearch):
    """What says which time is called the same as one stated before."""

    def is_stated_before(self, time: Time) -> bool:
        """Whether a time without a date of its own is called the same as one before it."""
        has_part = any(part.first or part.back for part in within(self.parts, time.start, time.end))
        return time.months is None and not (time.compared or has_part) and self.is_as_stated(time)

    def is_as_stated(self, time: Time) -> bool:
        """Whether a time is called the same as the one stated last, and no other beside it says which it is."""
        if within(self.hits, time.start - BESIDE, time.end + BESIDE):
            return False
        as_stated = self.words.patterns[AS_STATED]
        start = max(time.start - BESIDE, 0)
        return self.is_same_part(time) and as_stated.search(self.folded, start, time.end) is not None

    def is_same_of_unknown(self, time: Time) -> bool:
        """Whether a time is the same part of another year as one that its sentence does not name."""
        if time.months is None or not self.is_same_part(time):
            return False
        return not (time.months.is_part and time.months.is_settled)

    def find_same_months(self, year: int, place: int) -> Months | None:
        """Return the months of a year that are those of the time stated last: the same period of 2023."""
        base = self.find_base(place)
        if base is None and self.anchor.with_measures:
            base = self.anchor.known
        if base is None or not base.is_settled or not base.is_part:
            return None
        if base.first[0] != base.last[0] or base.first[0] <= year or year == UNKNOWN_YEAR:
            return None
        return Months((year, base.first[1]), (year, base.last[1]))

    def tell_stated_again(self, told: Sequence[Told]) -> list[Told]:
        """Return the times, with the month, the quarter or the period that was stated last: in that month."""
        left = sorted(told, key=attrgetter("time.start"))
        for start, (word, end) in self.words.stated_again.scan(self.view):
            time = self.dress(Time(start, end, None))
            near = [one for one in left if time.start - NEAR <= one.time.start <= time.end + NEAR]
            # Without this, the words are of no date.
            undated = [one for one in near if one.time.months is None]
            if word.label == THE_HALF and self.find_stated_again(time.start, word.label):
                # За полугодие is the first half of the year, unless another half was stated.
                undated = near
            held = [one for one in undated if time.start <= one.time.start < one.time.end <= time.end]
            others = [one.time for one in near if one not in held]
            left = [one for one in left if one not in held]
            if not self.is_named_beside(Hit(start, end, word.label), others):
                months = self.find_stated_again(time.start, word.label)
                insort(left, Told(time._replace(months=months), is_same=True), key=attrgetter("time.start"))
        return left

    def is_named_beside(self, hit: Hit, others: Iterable[Time]) -> bool:
        """Whether a time right beside these words says which they mean: in the month of May."""
        # The words themselves may be listed as "the same month", too, for where a year stands beside them.
        is_again = hit.label == THE_HALF  # and as the half of a year where none was stated
        held = [part for part in self.parts if hit.start <= part.start < hit.end and (part.same or is_again)]
        parts = [part for part in self.parts if part not in held]
        near = [within(named, hit.start - NEAR, hit.end + NEAR) for named in (parts, self.years, self.hits)]
        dated = within(self.dated, hit.start - NEAR, hit.end + NEAR)
        for other in chain(others, dated, *near):
            first, last = sorted((hit, other), key=attrgetter("start"))
            if last.start < first.end or self.calendar.beside_year.fullmatch(self.folded, first.end, last.start):
                return True
        return False
