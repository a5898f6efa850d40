"""Months and quarters that are counted from the publication: last month.

What a text compares with, or speaks of where its day is not known, may be another.
"""

from collections.abc import Iterator
from datetime import date

from tradeview.periods import MONTHS_IN_YEAR, make_month, shift_period, split_period
from tradeview.prose.carried.moved_months import LAG, find_quarter_before, make_single_month, shift_months
from tradeview.prose.carried.relative_search import Hit, RelativeSearch, Told
from tradeview.prose.carried.relative_words import (
    LAST_MONTH,
    LAST_QUARTER,
    LAST_TWELVE,
    MONTH_EARLIER,
    MONTHS_AWAY,
    THIS_MONTH,
)
from tradeview.prose.figure import Months
from tradeview.prose.times.periods import Time


class MonthsAwayTeller(RelativeSearch):
    """What says which months are counted from that of the publication."""

    def tell_months_away(self) -> Iterator[Told]:
        """Yield the months that are counted from that of the publication: last month."""
        published = self.anchor.published
        for hit in self.hits:
            if hit.label == LAST_QUARTER:
                yield Told(self.dress(Time(hit.start, hit.end, find_quarter_before(published))), by_publication=True)
            if hit.label not in MONTHS_AWAY:
                continue
            months = None
            if published and not (hit.label == THIS_MONTH and self.is_of_month_before(published)):
                month_of_text = make_month(published.year, published.month)
                months = make_single_month(shift_period(month_of_text, MONTHS_AWAY[hit.label]))
            time = Time(hit.start, hit.end, months)
            if self.anchor.with_measures:
                time = self.stretch_to_month(time)  # since January, through last month
            dressed = self.dress(time)
            base = self.find_month_before_stated(hit, dressed)
            if base:
                yield Told(dressed._replace(months=base), is_same=True)
                continue
            spoken_of = self.find_month_spoken_of(hit, dressed)
            if spoken_of:
                yield Told(dressed._replace(months=spoken_of), is_same=True)
            else:
                yield Told(dressed, by_publication=True)

    def is_of_month_before(self, published: date) -> bool:
        """Whether a text speaks of an earlier month than that of its publication: "this month" may be either."""
        stated = self.anchor.stated or self.anchor.known
        return stated is not None and stated.last < (published.year, published.month)

    def find_month_before_stated(self, hit: Hit, time: Time) -> Months | None:
        """Return the month before that of which a text speaks, where it compares with the last and is printed later.

        In a text of February, what rose in December on last month rose on November.
        """
        stated = self.find_base(hit.start)
        is_base = self.anchor.with_measures and time.compared and hit.label == LAST_MONTH
        if not is_base or stated is None or time.months is None or not stated.is_settled:
            return None
        is_month = stated.month_count == 1 and stated.last <= time.months.last
        return shift_months(stated, MONTH_EARLIER) if is_month else None

    def find_month_spoken_of(self, hit: Hit, time: Time) -> Months | None:
        """Return the month that a text speaks of as the last, where its day is not known: in April 2021, last month.

        One that something is compared with is the month before it.
        """
        stated = self.anchor.stated
        if not self.anchor.with_measures or self.anchor.published or time.compared or stated is None:
            return None
        is_month = stated.is_settled and stated.first == stated.last
        return stated if hit.label == LAST_MONTH and is_month else None

    def tell_last_twelve(self) -> Iterator[Told]:
        """Yield the last twelve months: what is up 9.6 per cent over them is so in these."""
        for hit in self.hits:
            if hit.label == LAST_TWELVE:
                time = self.dress(Time(hit.start, hit.end, self.find_last_twelve(hit.start)))
                yield Told(time._replace(compared=False))

    def find_last_twelve(self, place: int) -> Months | None:
        """Return the twelve months that end with those stated last: in April; over the last twelve months.

        Where these are of long ago, no one can tell whether the twelve end with them or with the day of publication.
        """
        base = self.find_base(place)
        if not self.anchor.with_measures or base is None or not base.is_settled or not base.is_part:
            return None
        last, published = make_month(*base.last), self.anchor.published
        if published and shift_period(last, LAG) < make_month(published.year, published.month):
            return None
        return Months(split_period(shift_period(last, 1 - MONTHS_IN_YEAR)), base.last)
