"""The year or the month before a time that was stated, or behind it: a year earlier, the six months a year earlier."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from tradeview.prose.carried.moved_months import shift_months
from tradeview.prose.carried.relative_search import Hit, RelativeSearch, Told
from tradeview.prose.carried.relative_words import EARLIER, MONTH_EARLIER, MONTH_LATER, THE_MONTH, YEAR_EARLIER
from tradeview.prose.times.periods import Time


class YearBeforeTeller(RelativeSearch):
    """What says which time is the year or the month before another."""

    def tell_from_base(self, hit: Hit) -> Told:
        """Say when the year or the month before the time stated last is, or the year behind it."""
        base = self.find_base(hit.start)
        if hit.label in {MONTH_EARLIER, MONTH_LATER}:
            base = self.find_stated_again(hit.start, THE_MONTH)
        time = self.dress(Time(hit.start, hit.end, None))
        months = shift_months(base, hit.label) if base and base.is_settled else None
        return Told(time._replace(months=months), is_earlier=hit.label in EARLIER)

    def join_parts_of_year_earlier(self, told: Sequence[Told], from_base: Sequence[Told]) -> list[Told]:
        """Return all times, each part of a year as one with the year before beside it: the six months a year earlier.

        By itself the part would be of the year that was stated last.
        """
        parts = sorted((one for one in told if self.is_named_part(one.time)), key=attrgetter("time.start"))
        joined: dict[int, Told] = {}
        for i, earlier in enumerate(from_base):
            place = bisect_left(parts, earlier.time.start, key=attrgetter("time.start"))
            # The one before it, or the one behind it.
            near = [one for one in parts[max(place - 1, 0) : place + 1] if self.is_part_of_earlier(one, earlier)]
            if near:
                parts.remove(near[0])
                joined[i] = self.move_to_year_before(near[0], earlier)
        kept = set(parts)
        left = [one for one in told if one in kept or not self.is_named_part(one.time)]
        return [*left, *(joined.get(i, earlier) for i, earlier in enumerate(from_base))]

    def is_part_of_earlier(self, part: Told, earlier: Told) -> bool:
        """Whether a part of a year stands beside the year before, as of that."""
        # January was more than a year earlier; up from a year earlier in January.
        is_comparison = earlier.time.compared and not part.time.compared
        return earlier.is_earlier and not is_comparison and self.is_beside(part.time, earlier.time)

    def move_to_year_before(self, part: Told, earlier: Told) -> Told:
        """Return a part of a year as that of the year before the one stated last."""
        months = part.time.months
        base = self.find_base(min(part.time.start, earlier.time.start))
        if base is None and self.anchor.with_measures and months == self.anchor.known:
            base = months  # another paragraph was of it: against November of the year before
        if months is None and self.is_same_part(part.time) and self.anchor.with_measures:
            # In November it was 397 million, in the same month a year earlier 383.
            moved = shift_months(base, YEAR_EARLIER) if base and base.is_settled else None
        elif base is None or part.by_publication or months is None or months.last[0] != base.last[0]:
            moved = None
        else:
            moved = shift_months(months, YEAR_EARLIER)
        start = min(part.time.start, earlier.time.start)
        end = max(part.time.end, earlier.time.end)
        time = Time(start, end, moved, compared=part.time.compared or earlier.time.compared)
        return Told(time, is_earlier=True)
