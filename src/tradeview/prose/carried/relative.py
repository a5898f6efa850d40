"""Times that a sentence tells from a day or from another time: last year, in May, the first quarter, a year earlier.

From the day a text was published, "last month" is a month, and "May" the last May before it. "A year earlier" counts
from the time that was stated last, and a month of no year may be one of the year that was stated last. What neither
settles has no months, as what the text does not date.
"""

from collections.abc import Sequence
from operator import attrgetter

from tradeview.prose.carried.anchor import Anchor
from tradeview.prose.carried.months_alone import MonthsAloneTeller
from tradeview.prose.carried.months_away import MonthsAwayTeller
from tradeview.prose.carried.relative_search import Told
from tradeview.prose.carried.relative_words import EARLIER, FISCAL_AWAY, LAST_YEAR, LATER, YEARS_AWAY
from tradeview.prose.carried.same_times import SameTimeTeller
from tradeview.prose.carried.year_before import YearBeforeTeller
from tradeview.prose.carried.years_away import YearsAwayTeller
from tradeview.prose.facts.sentence import within
from tradeview.prose.lexicon import Lexicon
from tradeview.prose.text.folding import View
from tradeview.prose.times.periods import Time


def find_relative_times(
    view: View, lexicon: Lexicon, amounts: Sequence[tuple[int, int]], dated: Sequence[Time], anchor: Anchor
) -> list[Told]:
    """Return the times of a sentence that others tell, and those of no date, from left to right.

    `amounts` is where its figures of money stand, `dated` are the times that it dates itself.

    Examples
    --------
    >>> from datetime import date
    >>> from tradeview.prose.text.folding import fold_text
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> view = fold_text("Exports last month, and in March, and a year earlier")
    >>> told = find_relative_times(view, find_lexicon(("en",)), (), (), Anchor(date(2024, 5, 16)))
    >>> [str(one.time.months) for one in told]
    ['2024-04/2024-04', '2024-03/2024-03', '2023-03/2023-03']
    """
    return RelativeFinder(view, lexicon, amounts, dated, anchor).find_told()


class RelativeFinder(MonthsAloneTeller, MonthsAwayTeller, YearsAwayTeller, SameTimeTeller, YearBeforeTeller):
    """One sentence being searched for times that others tell."""

    def find_told(self) -> list[Told]:
        """Return the times that others tell, and those of no date."""
        found = self.find_times()
        # The same period may be one that the sentence itself tells, so that this comes last.
        again = [time for time in found if self.anchor.with_measures and self.is_stated_before(time)]
        told = [self.tell_time(time) for time in found if time not in again]
        told += [Told(Time(start, end, None)) for start, end in self.years_away]
        told += self.tell_months_alone(told)
        told += self.tell_months_away()
        # What is earlier counts from the times that are told by now.
        self.bases += [one.time for one in told if not one.time.compared]
        self.bases.sort(key=attrgetter("end"))
        told += [self.tell_time(time) for time in again]
        from_base = [self.tell_from_base(hit) for hit in self.hits if hit.label in {*EARLIER, *LATER}]
        told += self.tell_last_twelve()
        told = self.join_parts_of_year_earlier(told, from_base)
        told = self.leave_parts_of_last_year(told)
        told = self.tell_stated_again(told)
        return sorted(told, key=lambda one: (one.time.start, one.time.end))

    def tell_time(self, time: Time) -> Told:
        """Say when a time is that the finder found: with a word for a year, or with a part of a year alone."""
        hits = [hit for hit in within(self.hits, time.start, time.end) if hit.label in {*YEARS_AWAY, *FISCAL_AWAY}]
        years = within(self.years, time.start, time.end)
        months = time.months
        if years and ((months is None and self.is_same_part(time)) or self.is_same_of_unknown(time)):
            is_by_day = bool(hits) and self.anchor.published is not None
            return Told(time._replace(months=self.find_same_months(years[0].year, time.start)), is_by_day)
        if hits and months:
            settled = self.settle_year(time, months, hits[0])
            return Told(time._replace(months=settled), by_publication=self.anchor.published is not None)
        parts = [part for part in within(self.parts, time.start, time.end) if part.first or part.back]
        if months is None and parts:
            return self.tell_part(parts[0])
        return self.tell_undated(time) if months is None else Told(time)

    def tell_undated(self, time: Time) -> Told:
        """Say when a time is that names no part of a year by itself: the past nine months, the same period."""
        past = [part for part in within(self.parts, time.start, time.end) if part.past]
        if past:
            return self.tell_past_months(time, past[0].past)
        if not time.compared and self.is_as_stated(time):
            # Last year it was, in the same month: no time of all of last year, nor of this one.
            if any(hit.label == LAST_YEAR for hit in self.hits):
                return Told(time)
            return Told(time._replace(months=self.find_base(time.start)), is_same=True)
        return Told(time)
