"""Parts of a year that stand by none: in May, the first quarter, the past nine months.

From the day of publication it is the last May before it; or one of the year that was stated last. What neither settles
has no months.
"""

import re
from collections.abc import Iterator, Sequence

from tradeview.periods import MONTHS_IN_YEAR, make_month, shift_period, split_period
from tradeview.prose.carried.moved_months import (
    LAG,
    UNKNOWN_YEAR,
    ends_with,
    find_months_of,
    is_month_before,
    move_to_year,
)
from tradeview.prose.carried.relative_search import APART, NEAR, RelativeSearch, Told, mark_places
from tradeview.prose.carried.relative_words import FISCAL_YEAR, FULL_NAME, LAST_TO_NOW, OF_THE_YEAR
from tradeview.prose.facts.sentence import last_before
from tradeview.prose.figure import Months
from tradeview.prose.languages import MARKS
from tradeview.prose.times.periods import Time
from tradeview.prose.times.year_parts import Part

WORD = re.compile(rf"(?:[^\W\d_]|[{MARKS}]){{1,20}}")  # what is glued to a name
INSIDE = re.compile(rf"(?:[^\W\d_]|[{MARKS}]){{1,2}}\Z")
BRACKETED = re.compile(r"\.?[)\],]")  # behind a month in a bracket
LATE = 20  # the day from which a month is reported in itself
OF_YEAR = 6  # months beyond which so many past ones are more likely those of the year than any others


class MonthsAloneTeller(RelativeSearch):
    """What says of which year a part is that stands by none."""

    def tell_months_alone(self, told: Sequence[Told]) -> Iterator[Told]:
        """Yield the months by name that stand by no year: in May."""
        held = mark_places(((one.time.start, one.time.end) for one in told), len(self.folded))
        for part in self.parts:
            if part.weak and part.first and not any(held[part.start : part.end]) and self.is_month(part):
                yield self.tell_part(part)

    def is_month(self, part: Part) -> bool:
        """Whether a month is named in full, or by a number, and is no other word: may, mar, set."""
        printed = self.view.printed[part.start : part.end]
        if part.first != part.last or any(character.isdigit() for character in printed):
            return True
        if not self.is_whole(part):
            return False
        if self.is_in_bracket(part):
            return True
        name = self.folded[part.start : part.end].rstrip(".")
        has_capital = self.words.month_names.get(name)
        return has_capital is not None and (not has_capital or printed[0].isupper())

    def is_in_bracket(self, part: Part) -> bool:
        """Whether a month cut short stands alone in a bracket, or before a comma in one: -4.6 % (Aug)."""
        is_opened = self.folded[part.start - 1 : part.start] in {"(", "["}
        is_closed = BRACKETED.match(self.folded, part.end) is not None
        return is_opened and is_closed and self.view.printed[part.start].isupper()

    def is_whole(self, part: Part) -> bool:
        """Whether a name is a word of its own, but for an ending that the language lists."""
        if self.words.runs_on:
            return True
        before = INSIDE.search(self.folded, max(part.start - 2, 0), part.start)
        if part.end - part.start >= FULL_NAME:
            # Whatever is glued behind a long name is an ending, and one letter before it a word: in, and.
            return before is None or len(before[0]) == 1
        after = WORD.match(self.folded, part.end)
        return before is None and (after is None or after[0] in self.words.endings)

    def tell_part(self, part: Part) -> Told:
        """Say of which year a part is that stands by none; which months a part of a fiscal year has is not known."""
        if self.is_up_to_now(part):
            return Told(Time(part.start, part.end, None))
        # Of a fiscal year that ended in March, these twelve are.
        if not part.weak and not part.back and self.is_of_fiscal_year(part):
            return Told(Time(part.start, part.end, None))
        # A stretch is dressed as one: "from" opens it, and "until May" is one.
        time = self.dress(self.stretch_to_month(Time(part.start, part.end, find_months_of(UNKNOWN_YEAR, part))))
        stated = self.find_base(part.start) or self.anchor.known
        if stated and self.counts_stated(part, stated):
            return Told(time._replace(months=stated))
        if self.may_follow_year(part):
            return Told(time._replace(months=None))
        of_stated = None
        if stated and stated.first[0] == stated.last[0] and part.last <= stated.last[1]:
            of_stated = stated.first[0]
        of_published = self.find_year_by_publication(part)
        year = of_published or of_stated
        # Of March, where the text was published in May 2024 and speaks of 2022, it is not settled which it is.
        is_doubtful = stated is not None and of_stated != year and not self.is_recent_part(stated)
        is_doubtful = is_doubtful and not (stated and self.is_in_passing(stated, part.start))
        if stated is None and year is None:
            year = self.find_year_by_same(time) or self.find_foretold_year(part)
        if year is None or (of_stated and is_doubtful):
            return Told(time._replace(months=None))
        return Told(time._replace(months=move_to_year(time.months, year)), bool(of_published))

    def is_up_to_now(self, part: Part) -> bool:
        """Whether the last months are so many up to the day that someone speaks: in the last three months.

        They are the last of a year where one is named: the last three months of the year.
        """
        is_last = any(match.start() == part.start for match in self.calendar.last_months.finditer(self.folded))
        if not is_last or self.words.patterns[LAST_TO_NOW].search(self.folded, part.start, part.end) is None:
            return False
        return self.words.patterns[OF_THE_YEAR].search(self.folded, part.end, part.end + NEAR // 2) is None

    def is_of_fiscal_year(self, part: Part) -> bool:
        """Whether a fiscal year is named around a part of a year, in the same clause."""
        fiscal = self.words.patterns[FISCAL_YEAR]
        for match in fiscal.finditer(self.folded, max(part.start - NEAR, 0), part.end + NEAR):
            between = self.folded[match.end() : part.start] + self.folded[part.end : match.start()]
            if not APART.search(between):
                return True
        return False

    def counts_stated(self, part: Part, stated: Months) -> bool:
        """Whether months are as many as those stated last, which begin no year: April to October, seven months."""
        is_count = part.first == 1 and not part.weak and part.last not in {3, 6}
        begins_later = stated.first[1] != 1 and stated.is_settled and stated.is_part
        return is_count and begins_later and stated.month_count == part.last

    def may_follow_year(self, part: Part) -> bool:
        """Whether months so far may be of the year behind that of the sentence: in 2023 2.7, in nine months 2.2.

        A quarter or a half is of the year that stands before it.
        """
        base = last_before(self.bases, part.start)
        if self.anchor.published or base is None or base.months is None:
            return False
        is_year = base.months.first[1] == 1 and base.months.month_count == MONTHS_IN_YEAR
        return is_year and part.first == 1 and not part.weak and part.last not in {1, 3, 6, MONTHS_IN_YEAR}

    def find_year_by_publication(self, part: Part) -> int | None:
        """Return the year in which a part of a year was over last, when the text was published."""
        published = self.anchor.published
        if published is None:
            return None
        year = published.year
        is_over = part.last < published.month
        if part.last == published.month:
            is_over = part.first == 1 or published.day >= LATE
        if not is_over:
            year -= 1
        lag = (published.year - year) * MONTHS_IN_YEAR + published.month - part.last
        # "The first eleven months" is said soon, and what is going on when it is said is no last year's.
        is_counted = part.first == 1 and part.last not in {1, 3, 6}
        is_going_on = not is_over and part.first <= published.month
        return None if (is_counted or is_going_on) and lag > LAG else year

    def is_recent_part(self, months: Months) -> bool:
        """Whether months are a part of the year of the publication, or of the one before: January follows December."""
        published = self.anchor.published
        return published is not None and months.is_part and months.last[0] >= published.year - 1

    def is_in_passing(self, stated: Months, place: int) -> bool:
        """Whether a time was stated before in passing: in another paragraph, or as the month of a former record.

        The previous record was of May 2018. In March, it had shipped 11 million tonnes.
        """
        if not self.anchor.with_measures or last_before(self.bases, place):
            return False
        main = self.anchor.main
        is_of_now = main is not None and self.is_recent_part(main)
        return not self.anchor.is_of_paragraph or (is_of_now and stated.is_part)

    def find_year_by_same(self, part: Time) -> int | None:
        """Return the year behind that whose same months a part is compared with: in June, 5 % up on June 2023."""
        if self.anchor.published or not self.anchor.with_measures or part.months is None:
            return None
        months = (part.months.first[1], part.months.last[1])
        years: set[int] = set()
        for time in self.dated:
            is_same = time.compared or self.words.same.search(self.folded, time.start, time.end) is not None
            if time.months and is_same and (time.months.first[1], time.months.last[1]) == months:
                years.add(time.months.last[0] + 1)
            if time.months and time.compared and is_month_before(time.months, months):
                years.add(time.months.last[0] + (time.months.last[1] == MONTHS_IN_YEAR))
        return years.pop() if len(years) == 1 else None

    def find_foretold_year(self, part: Part) -> int | None:
        """Return the year of the latest time that the text dates further on, which a part lies in or before."""
        foretold = self.anchor.foretold
        if foretold is None or self.anchor.published or part.first > part.last:
            return None
        if part.last <= foretold.last[1]:
            return foretold.last[0]
        # In April to January, November is of the year that these began in.
        begins_in_year_before = foretold.first[0] != foretold.last[0]
        return foretold.first[0] if begins_in_year_before and part.first >= foretold.first[1] else None

    def tell_past_months(self, time: Time, count: int) -> Told:
        """Say which months the past nine are: the first nine of a year, where they end with what the text is of.

        They end with the month stated last, or with the one before that of the publication. What counts back into
        the year before stays open.
        """
        if not self.anchor.with_measures or time.compared:
            return Told(time)
        ends: set[tuple[int, int]] = set()
        for stated in (self.find_base(time.start), self.anchor.month, self.anchor.main):
            if stated is not None and ends_with(stated, count):
                ends.add(stated.last)
        by_publication = False
        published = self.anchor.published
        if not ends and published is not None:
            before = split_period(shift_period(make_month(published.year, published.month), -1))
            by_publication = before[1] == count
            ends = {before} if by_publication else set()
        base = self.find_base(time.start)
        if not ends and base is not None and count > OF_YEAR and ends_with(base, count + 1):
            ends = {(base.last[0], count)}  # in the past seven months, told of August
        if len(ends) != 1:
            return Told(time)
        last = ends.pop()
        return Told(time._replace(months=Months((last[0], 1), last)), by_publication)
