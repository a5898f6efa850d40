"""Times by a word for their year: this year, of which some months may still be to come, last year, the year so far."""

from collections.abc import Sequence

from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.carried.moved_months import UNKNOWN_YEAR, move_to_year
from tradeview.prose.carried.relative_search import NEAR, Hit, RelativeSearch, Told
from tradeview.prose.carried.relative_words import LAST_YEAR, OPEN_YEARS, THIS_FISCAL, YEAR_TO_DATE
from tradeview.prose.facts.sentence import within
from tradeview.prose.figure import Months
from tradeview.prose.times.periods import Time


class YearsAwayTeller(RelativeSearch):
    """What says which months a time with a word for its year has."""

    def settle_year(self, time: Time, months: Months, hit: Hit) -> Months | None:
        """Return the months of a time with a word for its year, by the publication or by what the text speaks of."""
        settled = self.settle_months(months, hit)
        if hit.label == YEAR_TO_DATE:
            return self.find_year_so_far(time.start) or settled or self.find_same_end(months)
        if settled is None and hit.label == LAST_YEAR and not time.compared:
            return self.find_year_spoken_of(months)
        return settled or (self.find_same_end(months) if hit.label in OPEN_YEARS else None)

    def settle_months(self, months: Months, hit: Hit) -> Months | None:
        """Return the months of a time with a word for its year; of this year, they are not settled."""
        # Twelve months that end in June of a year that nothing tells began in the year before that.
        if UNKNOWN_YEAR in {months.first[0], months.last[0]}:
            return None
        if hit.label in {*OPEN_YEARS, THIS_FISCAL} and not months.is_part:
            return months._replace(is_settled=False)
        return months

    def find_year_so_far(self, place: int) -> Months | None:
        """Return the year of the months that were stated last, some of which are meant; none where these are one."""
        base = self.find_base(place)
        if not self.anchor.with_measures or base is None or not base.is_settled or not base.is_part:
            return None
        year = base.last[0]
        return Months((year, 1), (year, MONTHS_IN_YEAR), is_settled=False) if base.first[0] == year else None

    def find_same_end(self, months: Months) -> Months | None:
        """Return months so far of this year in that of the month stated last, with which they end: to November."""
        base = self.anchor.stated
        if not self.anchor.with_measures or base is None or not base.is_settled or not base.is_part:
            return None
        is_end = months.first[1] == 1 and months.last[1] == base.last[1] and months.first[0] == months.last[0]
        return move_to_year(months, base.last[0]) if is_end else None

    def find_year_spoken_of(self, months: Months) -> Months | None:
        """Return the months of last year in the year that a text speaks of, where that is over: in 2023, ... last year.

        Its day is not known; but who tells of all of a year does so in the next.
        """
        main = self.anchor.main
        if not self.anchor.with_measures or self.anchor.published or main is None:
            return None
        is_year = main.is_settled and main.first[1] == 1 and main.month_count == MONTHS_IN_YEAR
        return move_to_year(months, main.first[0]) if is_year else None

    def leave_parts_of_last_year(self, told: Sequence[Told]) -> list[Told]:
        """Return the times, without months those parts of a year that stand beside a last year of no known number."""
        last_years = [hit for hit in self.hits if hit.label == LAST_YEAR and self.anchor.this_year is None]
        left: list[Told] = []
        for one in told:
            is_named = self.is_named_part(one.time)
            near = within(last_years, one.time.start - NEAR, one.time.end + NEAR)
            is_of_it = is_named and any(self.is_beside(hit, one.time) for hit in near)
            left.append(one._replace(time=one.time._replace(months=None)) if is_of_it else one)
        return left
