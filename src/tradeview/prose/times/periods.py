"""Times that a text names: years, months, halves, quarters and fiscal years, each with its first and its last month.

A part of a year counts with the year that stands beside it, and the day of a date is no time of a figure. Calendars
ahead of the common one are brought back to it: Thai 2567 is 2024. What the text does not date (`last year`) is a time
too, so that no figure beside it is given the time of another.

A sentence is searched in this order, and what is found first covers its place: fiscal years and years of other
calendars, spans of years, parts of years printed as numbers, parts named by words, years of four digits and short
years. Then years and parts that stand beside one another are joined, and months that a stretch begins and ends with.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, zip_longest
from operator import attrgetter
from typing import NamedTuple

from tradeview.periods import MONTHS_IN_YEAR, make_month, shift_period
from tradeview.prose.figure import Months
from tradeview.prose.lexicon import YEARS, Lexicon
from tradeview.prose.text.folding import View, is_cased
from tradeview.prose.times.calendars import DASH, find_calendar
from tradeview.prose.times.month_rows import Dated, find_years_of_rows, find_years_of_sums
from tradeview.prose.times.part_names import CLOSING, PartFinder
from tradeview.prose.times.sentence_search import LONG
from tradeview.prose.times.year_names import YearFinder
from tradeview.prose.times.year_parts import Part, Place, Year, find_months

DATED = re.compile(r"\d[-/]\Z")  # what stands before the year of 24/6/2019
OPENED = re.compile(r" ?\([^()]{0,12}\Z")  # before a date in a bracket
NEAR = 8  # parts of years before one that may be the same as one of them
SURE_NAME = 4  # letters of the name of a month, which no other word holds
FAR = 80  # characters of the words that compare with a time
NEXT_YEAR = re.compile(r" (?:19|20)\d\d(?!\d)")


class Time(NamedTuple):
    """A time named in a text, and where; without months where the text does not date it."""

    start: int
    end: int
    months: Months | None
    compared: bool = False  # others are compared with it, or counted from it
    counted: bool = False  # and only counted from it or to it: since 2015, к 2030 году
    held: bool = False  # and measures beside it are only held to it: exceeded 2018 by 4 %
    row: tuple[Months, ...] = ()  # the years of a list, which has no months as a whole: in 2022 and 2023


def find_times(
    view: View,
    lexicon: Lexicon,
    taken: Sequence[tuple[int, int]],
    currencies: Collection[str] = (),
    reporter: str | None = None,
) -> list[Time]:
    """Return the times that a sentence names, from left to right.

    `taken` is where its figures of money stand; their currencies tell the country whose fiscal year is meant, or else
    `reporter`, of whose trade the text is.
    """
    return Finder(view, find_calendar(lexicon), taken, currencies, reporter).find_times()


class Finder(YearFinder, PartFinder):
    """One sentence being searched for times; what is found first covers its place."""

    def find_times(self) -> list[Time]:
        """Return all times, dressed: "in 2024" starts at its preposition."""
        self.cover_years_of_others()
        open_years = list(self.find_undated_fiscal_years())
        numbered = [*self.find_fiscal_years(), *self.find_other_years(), *self.find_era_years()]
        decades = list(self.find_decades())
        spans, stretches = self.find_year_spans()
        counted = [*self.find_coded_parts(), *self.find_counted_parts()]
        named, places = self.find_named_parts()
        moments = list(self.find_some_of_years([*counted, *named]))
        undated = [*decades, *open_years, *moments, *(Time(start, end, None) for start, end in places)]
        parts = self.join_brackets(sorted(_list_outside([*counted, *named], moments)))
        plain = self.find_years(parts)
        for row in self.find_rows_of_years([*numbered, *spans, *plain]):
            numbered, spans, plain = ([year for year in years if year not in row] for years in (numbered, spans, plain))
            undated.append(self.list_years(row, parts))
        for first, last in self.find_spans(plain):
            plain = [year for year in plain if year not in (first, last)]
            undated.append(self.span_years(first, last))
        years = sorted([*numbered, *spans, *plain], key=attrgetter("start", "end"))
        dated = self.join_years_and_parts(years, self.count_back_parts(parts), places)
        stretched = [self.leave_open(Time(*stretch), parts) for stretch in stretches]
        times = sorted([*dated, *stretched, *undated], key=attrgetter("start", "end"))
        dressed = [self.dress(time) for time in self.join_times(times)]
        return [self.mark_compared(before, time) for before, time in zip([None, *dressed], dressed, strict=False)]

    def leave_open(self, stretch: Time, parts: list[Part]) -> Time:
        """Return several years with the months that stand beside them as open: January to October of 2007–2015.

        What is summed up of the same months of each year is of no run of months, and of none of the years.
        """
        part = self.find_part_beside(parts, set(), stretch.start, stretch.end)
        if stretch.months is None or part is None or not part.first:
            return stretch
        is_told = not part.weak or self.is_surely_part(part)
        return stretch._replace(months=None) if is_told else stretch

    def mark_compared(self, before: Time | None, time: Time) -> Time:
        """Return a time as one that another is compared with, where a word for this joins it to a later one.

        The word alone may mean anything, as "on" does: January to June 2021 on the same months of 2017.
        """
        if before is None or time.compared or not (before.months and time.months):
            return time
        joint = self.calendar.compared_between.match(self.folded, before.end)
        is_beside = joint is not None and not self.folded[joint.end() : time.start].strip()
        is_earlier = time.months.last < before.months.first
        is_alike = time.months.month_count == before.months.month_count
        return time._replace(compared=True) if is_beside and is_earlier and is_alike else time

    def cover_years_of_others(self) -> None:
        """Take the years of events and of prices for no times: under the 1994 agreement, at prices of 2015."""
        for match in self.find_matches(self.calendar.event_years):
            self.cover(*match.span())
        for match in self.calendar.price_bases.finditer(self.folded):
            start, end = match.span()
            # Its first words may be those of an amount: 45 billion in dollars | of 2015.
            start += len(self.money[start:end].rpartition(b"\1")[0]) + 1 if any(self.money[start:end]) else 0
            if self.is_free(start, end):
                self.cover(start, end)

    def find_undated_fiscal_years(self) -> Iterator[Time]:
        """Yield fiscal years that a year beside them does not name: the fiscal year that began in 2023."""
        for match in self.find_matches(self.calendar.fiscal_undated):
            self.cover(*match.span())
            yield Time(*match.span(), None)

    def find_decades(self) -> Iterator[Time]:
        """Yield decades, whose year is no time: the 1990s."""
        for match in self.find_matches(self.calendar.decades):
            groups = match.groupdict()
            if int(groups.get("year") or groups.get("yy") or 1) % 10 == 0:
                self.cover(*match.span())
                yield Time(*match.span(), None)

    def find_some_of_years(self, parts: Sequence[Part]) -> Iterator[Time]:
        """Yield years of which some months are meant, which no one can tell: early 2023."""
        for match in self.find_matches(self.calendar.some_of_year):
            # The first half or the first months of a year are told: nửa đầu năm 2023.
            is_told = any(part.first and part.start < match.start() < part.end for part in parts)
            if is_told or self.calendar.some_of_year_unless.match(self.folded, match.end() - 1):
                continue
            year = self.make_year(*match.span("year"), int(match["year"]))
            # Since early 2023 is to date.
            if year.year in YEARS and not self.is_counted_from(match.start()):
                self.cover(*match.span())
                # The season that ends on a day of its year may have begun in the year before.
                is_of_day = any(part.day_of and not self.folded[part.end : match.start()].strip() for part in parts)
                months = None if is_of_day else find_months(year, Part(*match.span(), is_open=True))
                yield Time(*match.span(), months)

    def find_rows_of_years(self, years: list[Year]) -> list[list[Year]]:
        """Return years that stand in a list, row by row: 2021, 2022 and 2023."""
        rows: list[list[Year]] = []
        for year in sorted(years, key=attrgetter("start", "end")):
            if rows and self.are_listed(rows[-1][-1], year):
                rows[-1].append(year)
            else:
                rows.append([year])
        # Two fiscal years with a comma between may be of two clauses.
        return [row for row in rows if len(row) > 1 and (row[0].is_plain or not self.is_comma_between(*row[-2:]))]

    def are_listed(self, first: Year, last: Year) -> bool:
        """Whether two years stand side by side in a list; compared with 2019, in 2022 they rose, they do not."""
        printed = self.folded[first.end : last.start]
        between = self.undress(printed)
        if not self.calendar.listed.fullmatch(between):
            return False
        has_comma = between.strip()[:1] in {",", "、"}
        return not has_comma or self.calendar.before_year.search(printed) is None

    def is_comma_between(self, first: Year, last: Year) -> bool:
        """Whether nothing but a comma joins two years of a list."""
        return self.undress(self.folded[first.end : last.start]).strip() in {",", "、"}

    def list_years(self, row: list[Year], parts: list[Part]) -> Time:
        """Return the time of a list of years; a part of a year beside it may be of one of them alone."""
        start, end = row[0].start, row[-1].end
        is_whole = self.find_part_beside(parts, set(), start, end) is None
        # The last says what all of them are: 2022-23 and 2023-24 অর্থবছরে.
        first_month = row[-1].first_month
        alike = [year._replace(first_month=year.first_month or first_month) for year in row]
        months = [find_months(year) for year in alike]
        is_told = is_whole and all(one.is_settled for one in months)
        return Time(start, end, None, row=tuple(months) if is_told else ())

    def find_spans(self, years: list[Year]) -> list[tuple[Year, Year]]:
        """Return years that are the ends of a span: between 2011 and 2015."""
        spans: list[tuple[Year, Year]] = []
        for first, last in pairwise(years):
            printed = self.folded[first.end : last.start]
            between = self.undress(printed)
            # Compared with 2019, in 2022 they rose.
            is_set_off = between.strip() == "," and self.calendar.before_year.search(printed)
            is_joint = self.calendar.lexicon.joint.fullmatch(between) and not is_set_off
            if is_joint or self.calendar.through.fullmatch(self.undress_behind(printed)):
                spans.append((first, last))
        return spans

    def span_years(self, first: Year, last: Year) -> Time:
        """Return the time of two years with a dash between, 2015年~2019年; what stands between two is undated."""
        between = self.undress(self.folded[first.end : last.start])
        if not re.fullmatch(DASH, between) or first.year + 1 >= last.year:
            return Time(first.start, last.end, None)
        return Time(first.start, last.end, Months((first.year, 1), (last.year, MONTHS_IN_YEAR)))

    def join_years_and_parts(self, years: list[Year], parts: list[Part], undated: list[Place]) -> Iterator[Time]:
        """Yield each year with the part of it that stands beside it, and the parts of no year as undated."""
        taken: set[Part] = set()
        joined: list[Dated] = []
        for year in years:
            start, end = year.start, year.end
            part = self.find_part_beside(parts, taken, start, end)
            joined.append((year, part))
            if part is None and self.is_year_of_unknown_part(parts, year):
                yield Time(start, end, find_months(year, Part(start, end, is_open=True)))
                continue
            if part is None:
                # The year of a date that is all digits is when something was said.
                if not DATED.search(self.folded, max(start - 2, 0), start):
                    yield Time(start, end, find_months(year))
                continue
            taken.add(part)
            first = self.find_part_joined(parts, taken, part)
            if first:
                # Of the first nine months and the third quarter of 2024 no one can tell which a figure has.
                taken.add(first)
                yield Time(first.start, max(end, part.end), None)
                continue
            yield from self.join_year(year, part, parts)
        yield from self.find_parts_alone(parts, taken, self.find_rows(parts, joined, undated))

    def join_year(self, year: Year, part: Part, parts: list[Part]) -> Iterator[Time]:
        """Yield a year with the part of it that stands beside it; a day dates nothing, nor do days of some months."""
        start, end = min(year.start, part.start), max(year.end, part.end)
        is_some_days = part.is_open and part.day_of > 0
        if is_some_days or (part.day_of and self.is_in_bracket_of_figure(start)):
            yield Time(start, end, None)
        elif part.same or part.first or part.is_open or part.back:
            # Of a year that is named the same months, as far as they are.
            named = self.find_same(part, parts) or part._replace(is_open=True)
            yield Time(start, end, find_months(year, named))

    def find_parts_alone(self, parts: list[Part], taken: set[Part], rows: dict[Part, Year]) -> Iterator[Time]:
        """Yield the parts that stand by no year: those in a row with its year, the others as undated."""
        for part, following in zip_longest(parts, parts[1:]):
            if part.is_nth:
                continue
            if part in rows:
                yield Time(part.start, part.end, find_months(rows[part], part))
                continue
            # أغسطس آب 2018 has both its names.
            is_named_again = following is not None and (part.first, part.last) == (following.first, following.last)
            is_sure = not part.weak or (not is_named_again and self.is_surely_part(part))
            if part not in taken and is_sure:
                yield Time(part.start, part.end, None)

    def is_in_bracket_of_figure(self, place: int) -> bool:
        """Whether a date stands in the bracket behind a figure, which so has no other time: $41 bn (1 May 2022)."""
        opened = OPENED.search(self.folded, max(place - LONG, 0), place)
        return opened is not None and bool(opened.start()) and self.money[opened.start() - 1] != 0

    def find_rows(self, parts: list[Part], joined: list[Dated], undated: list[Place]) -> dict[Part, Year]:
        """Return the year of each part that stands by none, where those in a row have one."""
        # The years that others are compared with or counted from are of none.
        dated = [one for one in joined if not self.dress(Time(one[0].start, one[0].end, None)).compared]
        is_calendar_year = all(year.first_month == 1 for year, _ in joined)
        if len(parts) < 2 or not dated or not is_calendar_year or len(dated) < len(joined):
            return {}
        rows = find_years_of_rows(parts, dated, undated, [part for part in parts if self.is_surely_part(part)])
        # Where blanks part sentences, the next may begin with one of these.
        if not self.calendar.lexicon.periods[1].get("goes_on"):
            rows |= find_years_of_sums(parts, dated, undated)
        return rows

    def is_surely_part(self, part: Part) -> bool:
        """Whether months by name, beside no year, are months: in January, January-June, and no "may" or "set"."""
        # In a bracket it says which months a year has: 2022-23 (अप्रैल-मार्च).
        if not part.first or self.folded[part.start - 1 : part.start] == "(":
            return False
        if part.first != part.last or any(letter.isdigit() for letter in self.folded[part.start : part.end]):
            return True
        # Where a script has no capitals, the shortest names may be parts of other words.
        is_short = part.end - part.start < SURE_NAME and not is_cased(self.folded, part.start)
        if (
            is_short
            and (self.folded[max(part.start - 1, 0) : part.start] + self.folded[part.end : part.end + 1]).strip()
        ):
            return False
        # Only where names of months have small letters may they be other words.
        if not self.view.printed[part.start].islower() or self.calendar.lexicon.periods[1].get("times_lead"):
            return True
        before = self.calendar.before_year.search(self.folded, max(part.start - LONG, 0), part.start)
        return before is not None or self.calendar.after_year.match(self.folded, part.end) is not None

    def join_times(self, times: list[Time]) -> list[Time]:
        """Return times, those as one that begin and end a stretch: April 2022 to March 2023, through June 2024."""
        joined: list[Time] = []
        for time in times:
            before = joined[-1] if joined else None
            if before and time.start < before.end:
                continue  # the 12 months of a stretch that was counted back
            stretch = self.join_two_times(before, time) if before else None
            if stretch:
                joined[-1] = stretch
            else:
                joined.append(self.stretch_to_month(time))
        told: list[Time] = []
        for time in joined:
            before = told[-1] if told else None
            if before and self.is_told_again(before, time):
                told[-1] = Time(before.start, time.end, self.tell_again(before.months, time.months))
            else:
                told.append(time)
        return told

    def is_told_again(self, first: Time, last: Time) -> bool:
        """Whether a time says again what the one before it is: FY2023 (April 2023 to March 2024), from 2024 to date."""
        between = self.folded[first.end : last.start].strip(" ")
        if first.months is None or (first.months.is_settled and last.months is None):
            return False
        if last.months is None:
            return not between
        is_bracket = between == "(" and self.folded[last.end :][:1] == ")"  # no figure of another year: (2021-22: 2.4)
        return is_bracket and first.months.label is not None and last.months.first != last.months.last

    def tell_again(self, first: Months | None, last: Months | None) -> Months | None:
        """Return the months that a time has by what says it again."""
        if last is None or first is None:
            return first
        return last._replace(label=first.label)

    def join_two_times(self, first: Time, last: Time) -> Time | None:
        """Return the stretch between two months or other parts of years."""
        if not (first.months and last.months and first.months.is_settled and last.months.is_settled):
            return None
        is_rising = first.months.last < last.months.first
        if not (is_rising and _is_part(first.months) and _is_part(last.months)):
            return None
        printed = self.folded[first.end : last.start]
        between = self.undress_behind(printed)
        through, both = self.calendar.through, self.calendar.both_parts
        forms = (between, self.undress(between))
        is_of_both = any(both.fullmatch(one) for one in forms)
        # As printed, too, where an ending says where a stretch begins: Temmuz 2023'ten Haziran 2024'e kadar.
        if not is_of_both and not any(through.fullmatch(one) for one in (printed, *forms)):
            return None
        # The second half of 2023 and the first of 2024 are a year; of two figures each may be of one of them.
        is_one = self.count_figures == 1 and self.follow_each_other(first.months, last.months)
        is_one = is_one or self.is_between(first.start)
        if is_of_both and not is_one:
            return Time(first.start, last.end, None)
        label = first.months.label or last.months.label
        return Time(first.start, last.end, Months(first.months.first, last.months.last, label=label))

    def is_between(self, start: int) -> bool:
        """Whether words before a time let a stretch begin with it: between July 2022 and June 2023."""
        near = max(start - LONG, 0)
        place = near + len(self.folded[near:start].rstrip(" \n"))
        return self.calendar.lexicon.between.before(self.view, place) is not None

    def follow_each_other(self, first: Months, last: Months) -> bool:
        """Whether months begin in the one behind the last of others."""
        return shift_period(make_month(*first.last), 1) == make_month(*last.first)

    def stretch_to_month(self, time: Time) -> Time:
        """Return a time that words let begin before its one month: through June, June までの12カ月."""
        months = time.months
        if months is None or not months.is_settled or months.first != months.last:
            return time
        year, month = months.last
        undressed = self.calendar.after_year.match(self.folded, time.end)
        ends = [time.end, undressed.end()] if undressed else [time.end]
        for end in ends:
            if ended := self.calendar.year_behind.match(self.folded, end):
                part = Part(time.start, time.end, last=month, back=MONTHS_IN_YEAR)
                return Time(time.start, ended.end(), find_months(Year(0, 0, year, label=months.label), part))
            # By itself, as what is glued to a word is no word: 5월까지.
            if counted := self.calendar.months_behind.pattern.match(self.folded[end : end + LONG]):
                back = self.calendar.read_count(counted[counted.lastindex or 0])
                part = Part(time.start, time.end, last=month, back=back)
                return Time(time.start, end + counted.end(), find_months(Year(0, 0, year, label=months.label), part))
        before = self.calendar.until_before.search(self.folded, max(time.start - LONG, 0), time.start)
        after = [self.calendar.until_after.match(self.folded[end : end + LONG]) for end in ends]
        behind = [end + match.end() for end, match in zip(ends, after, strict=True) if match]
        if before is None and not behind:
            return self.open_to_days(time, ends) or self.open_month(time)
        start = before.start() if before else time.start
        return Time(start, max([time.end, *behind]), months._replace(first=(year, 1)))

    def open_to_days(self, time: Time, ends: list[int]) -> Time | None:
        """Return a month of which words behind its year mean some days as open: Mayıs 2024'ün son haftasında."""
        for end in ends:
            days = self.calendar.days_named.match(self.folded, end)
            if days and time.months:
                is_until = self.calendar.bound_after.match(self.folded, days.end()) is not None
                months = None if is_until else time.months._replace(is_settled=False)
                return Time(time.start, days.end(), months)
        return None

    def open_month(self, time: Time) -> Time:
        """Return a month at whose end something stood as open: exports at the end of July may be since January.

        Stocks at the end of July are of July.
        """
        before = self.calendar.month_end_before.search(self.folded, max(time.start - LONG, 0), time.start)
        after = self.calendar.month_end_after.match(self.folded, time.end)
        if time.months is None or not (before or after):
            return time
        start = before.start() if before else time.start
        end = after.end() if after else time.end
        if self.calendar.stocks.search(self.folded, max(start - FAR, 0), end + LONG):
            return Time(start, end, time.months)
        year, _ = time.months.first
        return Time(start, end, time.months._replace(first=(year, 1), is_settled=False))

    def find_part_beside(self, parts: list[Part], taken: set[Part], start: int, end: int) -> Part | None:
        """Return the part of a year beside the year at this place, the one before it first; each counts once."""
        behind = bisect_left(parts, end, key=attrgetter("start"))
        for part in parts[max(behind - 1, 0) : behind + 1]:
            between = self.folded[part.end : start] if part.end <= start else self.folded[end : part.start]
            if len(between) > LONG or part in taken:
                continue
            # The lowest since 2009 in May 2024: it is of the year right behind it.
            if part.start >= end and between.strip() and NEXT_YEAR.match(self.folded, part.end):
                continue
            is_beside = self.calendar.beside_year.fullmatch(self.undress(between)) is not None
            is_beside = is_beside or self.is_told_in_bracket(part, end) or self.is_behind_point(part, start)
            is_beside = is_beside or self.is_season(part, between)
            if is_beside or (part.end <= start and self.is_of_country(part.end, start)):
                return part
        return None

    def is_told_in_bracket(self, part: Part, end: int) -> bool:
        """Whether a bracket right behind a year says which part of it is meant: in 2023 (January-September)."""
        if part.start < end or self.undress_behind(self.folded[end : part.start]).strip(" ") != "(":
            return False
        return bool(part.first) and CLOSING.match(self.folded, part.end) is not None

    def is_behind_point(self, part: Part, start: int) -> bool:
        """Whether nothing but a point parts a year from the part of it before it: quý III.2024, tháng 6.2019."""
        return part.end == start - 1 and self.folded[part.end : start] == "."

    def find_part_joined(self, parts: list[Part], taken: set[Part], part: Part) -> Part | None:
        """Return the part that "and" joins to another behind it, where both are no stretch."""
        place = parts.index(part)
        before = parts[place - 1] if place else None
        if before is None or before in taken or not before.first or before.last + 1 == part.first:
            return None
        # A month by itself may be another word.
        if before.weak or part.weak or not part.first:
            return None
        return before if self.calendar.both_parts.fullmatch(self.folded[before.end : part.start]) else None

    def is_season(self, part: Part, between: str) -> bool:
        """Whether a bracket tells the months of the season behind which it stands: 2023/24 (July to June)."""
        is_bracket = between.strip() == "(" and self.folded[part.end : part.end + 1] == ")"
        return is_bracket and part.weak and part.first > part.last

    def is_year_of_unknown_part(self, parts: list[Part], year: Year) -> bool:
        """Whether a word that no list has stands between a part of a year and a year, which so may be its own."""
        behind = bisect_left(parts, year.start, key=attrgetter("start"))
        if behind == 0 or not parts[behind - 1].first:
            return False
        part = parts[behind - 1]
        between = self.folded[part.end : year.start]
        is_known = self.calendar.through.fullmatch(between) or self.calendar.both.fullmatch(between)
        if is_known or self.calendar.unknown_joint.fullmatch(between) is None or not self.is_surely_part(part):
            return False
        return not (self.is_compared(year.start) or self.is_counted_from(year.start))

    def is_of_country(self, start: int, end: int) -> bool:
        """Whether nothing but a country stands between a part and its fiscal year: the first half of India's FY25."""
        first = bisect_left(self.countries, start, key=attrgetter("start"))
        for country in self.countries[first : first + 1]:
            if country.end <= end:
                of = self.calendar.beside_year.fullmatch(self.folded[start : country.start])
                own = self.calendar.possessive.fullmatch(self.folded[country.end : end])
                return of is not None and own is not None
        return False

    def find_same(self, part: Part, parts: list[Part]) -> Part | None:
        """Return the part, or the nearest before that it is said to be the same as: the same period of 2024."""
        if not part.same:
            return part
        place = parts.index(part)
        for other in reversed(parts[max(place - NEAR, 0) : place]):
            if other.first == other.last and self.is_until(other.start):
                return other._replace(first=1)
            if other.first or other.back:
                return other
        return None

    def is_until(self, start: int) -> bool:
        """Whether words before a month let a stretch end in it: through June."""
        return self.calendar.until_before.search(self.folded, max(start - LONG, 0), start) is not None

    def undress_behind(self, between: str) -> str:
        """Take the words off that dress the year before: the 年 of 2024年1月."""
        after = self.calendar.after_year.match(between)
        return between[after.end() :] if after else between

    def undress(self, between: str) -> str:
        """Take the words off that dress the years on both sides: 2024年1月, 2022 to the year 2024."""
        rest = self.undress_behind(between)
        if before := self.calendar.before_year.search(rest):
            rest = rest[: before.start()]
        return rest

    def dress(self, time: Time) -> Time:
        """Let a time hold the words that dress its year, and say whether it is one that others are compared with."""
        start, end = self.find_dress(time)
        starts = {time.start, start}
        compared = any(self.is_compared(place) or self.is_of_rate_compared(place) for place in starts)
        # And the time of a label: grew by 2.1 % (2023: 3.1 %).
        compared = compared or self.calendar.rate_after.match(self.folded, end) is not None
        compared = compared or any(self.calendar.compared_after.match(self.folded, place) for place in {time.end, end})
        if time.row:
            return time._replace(start=start, end=end, compared=compared)
        return self.dress_months(time, start, end, compared=compared)

    def find_dress(self, time: Time) -> tuple[int, int]:
        """Return where the words that dress the year of a time start and end."""
        start, end = time.start, time.end
        if before := self.calendar.before_year.search(self.folded[max(start - LONG, 0) : start]):
            # Without the blank before them, which may be the one between two sentences.
            dress = before[0].lstrip(" \n")
            # The в of долларов is no preposition.
            if not is_cased(self.folded, start - len(dress) - 1):
                start -= len(dress)
        if after := self.calendar.after_year.match(self.folded, end):
            end = after.end()
        return start, end

    def dress_months(self, time: Time, start: int, end: int, *, compared: bool) -> Time:
        """Return a time with its dress, and whether others are counted from it or to it."""
        starts = {time.start, start}
        months, counted = time.months, False
        if months and any(self.is_as_of(place) for place in starts):
            return Time(start, end, None, compared)
        is_stretch = months is not None and months.is_stretch
        if not compared and (not is_stretch or self.calendar.same.search(self.folded, start, end)):
            counted = any(self.is_counted_from(place) for place in starts)
            counted = counted or any(self.calendar.bound_after.match(self.folded, place) for place in {time.end, end})
        if is_stretch:
            months = self.label_fiscal_stretch(time)
            # "Since" before a stretch opens it: from January to May 2018.
            opening = self.calendar.before_compared.search(self.folded, max(start - LONG, 0), start)
            if opening and not compared and not counted:
                start = opening.start()
        return Time(start, end, months, compared or counted, counted)

    def label_fiscal_stretch(self, time: Time) -> Months | None:
        """Return the months of a stretch, with its words where it is called a fiscal year."""
        words = self.calendar.fiscal_before.search(self.folded, max(time.start - LONG, 0), time.start)
        if time.months is None or time.months.label or words is None:
            return time.months
        return time.months._replace(label=self.label(words.start(), time.end))

    def is_compared(self, start: int) -> bool:
        """Whether words before a place say that others are compared with what follows: more than the level of 2018."""
        count = bisect_right(self.compared_ends, start)
        if count == 0 or start - self.compared_ends[count - 1] > FAR:
            return False
        return self.calendar.beside_compared.fullmatch(self.folded, self.compared_ends[count - 1], start) is not None

    def is_of_rate_compared(self, start: int) -> bool:
        """Whether a time is that of a rate of growth which others are compared with: after 3.1 % in 2023."""
        rate = self.calendar.rate_before.search(self.folded, max(start - FAR, 0), start)
        if rate is None:
            return False
        place = rate.start("rate")
        words = self.calendar.rate_compared.search(self.folded, max(place - FAR, 0), place)
        # "More than 3.1 %" compares nothing.
        hedge = self.calendar.lexicon.hedges.before(self.view, len(self.folded[:place].rstrip()))
        return words is not None and (hedge is None or words.start() < hedge.edge)

    def is_as_of(self, start: int) -> bool:
        """Whether words right before a place say that something stood then: as of 2023."""
        return self.calendar.as_of.search(self.folded, max(start - LONG, 0), start) is not None

    def is_counted_from(self, start: int) -> bool:
        """Whether words right before a place say that something is counted from it, or rose from it: since 2015."""
        return self.calendar.before_compared.search(self.folded, max(start - LONG, 0), start) is not None


def _list_outside(parts: Sequence[Part], times: Sequence[Time]) -> list[Part]:
    """Return the parts of years that stand in none of some times."""
    return [part for part in parts if not any(time.start < part.end and part.start < time.end for time in times)]


def _is_part(months: Months) -> bool:
    """Whether months are less than a year."""
    return months.month_count < MONTHS_IN_YEAR
