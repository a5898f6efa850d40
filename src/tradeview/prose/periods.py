"""Times that a text names: years, months, halves, quarters and fiscal years, each with its first and its last month.

A part of a year counts with the year that stands beside it, and the day of a date is no time of a figure. Calendars
ahead of the common one are brought back to it: Thai 2567 is 2024. What the text does not date (`last year`) is a time
too, so that no figure beside it is given the time of another.

A sentence is searched in this order, and what is found first covers its place: fiscal years and years of other
calendars, spans of years, parts of years printed as numbers, parts named by words, years of four digits and short
years. Then years and parts that stand beside one another are joined, and months that a stretch begins and ends with.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.calendars import (
    FIRST,
    MONTHS_OF_HALF,
    MONTHS_OF_QUARTER,
    NEVER,
    PARTS,
    SAME,
    SPAN,
    TO_DATE,
    Calendar,
    FiscalForm,
    FormPattern,
    find_calendar,
    is_two_years,
)
from tradeview.prose.figure import Months
from tradeview.prose.fiscal import Convention, Country, choose_convention, conventions, find_countries
from tradeview.prose.folding import View
from tradeview.prose.lexicon import GAP, YEARS, Lexicon
from tradeview.prose.year_parts import Part, Year, find_months

YEAR = re.compile(r"(?<!\d)(?<!\d[.,])\d{4}(?![\d%]|[.,]\d)")
YEARS_SPAN = re.compile(rf"(?<![\d.,]){SPAN}(?![%]|[.,]\d)")
SHORT = re.compile(rf"{GAP}['’]?(?P<yy>\d\d)(?!\d|[.,]\d)")
SLASHED = re.compile(r" ?/ ?(?P<yy>\d\d)(?!\d|[.,]\d)")
DIGITS = re.compile(r"\d+")
CLOSING = re.compile(r"[^\d()]{0,16}\)")  # of a bracket
DASH = re.compile(r" ?[-–—−~] ?")
DATED = re.compile(r"\d[-/]\Z")  # what stands before the year of 24/6/2019
DAYS = 31
DAY_BEFORE = 12  # characters of a day before its month: "14th of "
NEAR = 8  # parts of years before one that may be the same as one of them
LONG = 40  # characters of the words that dress a year
# Years of two digits are of the century past, from here on: FY98 is 1998.
LATEST_SHORT = 60
LATEST_FISCAL = 2060
# Thai 67 is 2567; below, a year of two digits may be one of either calendar.
EARLIEST_SHORT_AHEAD = 40


class Time(NamedTuple):
    """A time named in a text, and where; without months where the text does not date it."""

    start: int
    end: int
    months: Months | None
    compared: bool = False  # others are compared with it, or counted from it


def find_times(
    view: View, lexicon: Lexicon, taken: Sequence[tuple[int, int]], currencies: Collection[str] = ()
) -> list[Time]:
    """Return the times that a sentence names, from left to right.

    `taken` is where its figures of money stand; their currencies tell the country whose fiscal year is meant.
    """
    return Finder(view, find_calendar(lexicon), taken, currencies).find_times()


class Finder:
    """One sentence being searched for times; what is found first covers its place."""

    def __init__(
        self, view: View, calendar: Calendar, taken: Sequence[tuple[int, int]], currencies: Collection[str] = ()
    ) -> None:
        self.view = view
        self.folded = view.folded
        self.calendar = calendar
        self.currencies = currencies
        self.covered = bytearray(len(self.folded))
        for start, end in taken:
            self.cover(start, end)
        self.money = bytes(self.covered)

    def find_times(self) -> list[Time]:
        """Return all times, dressed: "in 2024" starts at its preposition."""
        numbered = [*self.find_fiscal_years(), *self.find_other_years(), *self.find_era_years()]
        spans, stretches = self.find_year_spans()
        counted = [*self.find_coded_parts(), *self.find_counted_parts()]
        named, undated = self.find_named_parts()
        parts = self.join_brackets(sorted([*counted, *named]))
        plain = self.find_years(parts)
        for first, last in self.find_spans(plain):
            plain = [year for year in plain if year not in (first, last)]
            undated.append(self.span_years(first, last))
        years = sorted([*numbered, *spans, *plain], key=attrgetter("start", "end"))
        dated = self.join_years_and_parts(years, self.count_back_parts(parts))
        times = sorted([*dated, *stretches, *undated], key=attrgetter("start", "end"))
        return [self.dress(time) for time in self.join_times(times)]

    def cover(self, start: int, end: int) -> None:
        """Mark a place as read."""
        self.covered[start:end] = b"\1" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing was read in a place yet."""
        return not any(self.covered[start:end])

    def find_matches(self, patterns: Iterable[re.Pattern[str] | FormPattern]) -> Iterator[re.Match[str]]:
        """Yield what patterns find where nothing was read yet."""
        for pattern in patterns:
            for match in pattern.finditer(self.folded):
                if self.is_free(*match.span()):
                    yield match

    def label(self, start: int, end: int) -> tuple[int, int]:
        """Return where words of the sentence stand in the text as given."""
        return self.view.offsets[start], self.view.offsets[end - 1] + 1

    def find_fiscal_years(self) -> list[Year]:
        """Return the fiscal years that are called so, and seasons; a span is found once, with its longest words."""
        years: list[Year] = []
        if not self.calendar.any_fiscal.is_in(self.folded):
            return years
        for form in self.calendar.fiscal:
            for match in self.find_matches([form.pattern]):
                if year := self.read_fiscal_year(match, form):
                    self.cover(*match.span())
                    years.append(year)
        return years

    def read_fiscal_year(self, match: re.Match[str], form: FiscalForm) -> Year | None:
        """Return the fiscal year of a match, with its first month where a country's convention settles it."""
        groups = match.groupdict()
        span = groups.get("span")
        is_span = span is not None or groups.get("next") is not None
        if span and not is_two_years(span):
            return None
        if form.offset:
            count = groups["n"]
            year = form.offset + (1 if count == FIRST else int(count))
        elif groups.get("yy"):
            year = self.read_short_year(groups["yy"], form.ahead)
        else:
            year = self.calendar.to_common_year(int((groups.get("year") or span or "")[:4]))
        if year not in YEARS:
            return None
        convention = None
        if not form.is_season:
            is_own = form.is_own or self.calendar.all_own
            convention = self.find_convention(*match.span(), as_span=is_span, is_own=is_own)
        # Years of the Vikram calendar are printed as ours are: FY 2080/81.
        if year > LATEST_FISCAL:
            convention = None
        if convention and form.named_by:
            convention = self.name_as_at_home(convention, form.named_by)
        return self.make_fiscal_year(match, year, convention, is_span=is_span)

    def name_as_at_home(self, convention: Convention, named_by: str) -> Convention | None:
        """Return a convention under the custom of the language, where its country's years begin alike: India's 年度."""
        home = conventions().get(self.calendar.home or "")
        if home and home.first_month == convention.first_month:
            return convention._replace(named_by=named_by)
        return None

    def make_fiscal_year(
        self, match: re.Match[str], year: int, convention: Convention | None, *, is_span: bool
    ) -> Year:
        """Return the fiscal year that is printed as one year or two, by a convention."""
        start, end = match.span()
        label = self.label(start, end)
        if convention is None or convention.first_month is None:
            earliest = year if is_span else year - 1
            return Year(start, end, earliest, None, year + 1, label)
        # FY2024 that began in 2023; a span names both years, and one from January is no other than its year.
        begins_before = convention.named_by == "last" and not is_span and convention.first_month > 1
        return Year(start, end, year - begins_before, convention.first_month, label=label)

    @cached_property
    def countries(self) -> list[Country]:
        """The countries that the sentence names, but for those in the names of its currencies: US dollars."""
        found = find_countries(self.view, self.calendar.lexicon)
        return [country for country in found if not any(self.money[country.start : country.end])]

    def find_convention(self, start: int, end: int, *, as_span: bool, is_own: bool = True) -> Convention | None:
        """Return the convention of the country whose fiscal year stands here: the one beside it, or the sentence's."""
        possessive, of = self.calendar.possessive, self.calendar.of_country
        countries = [country for country in self.countries if not self.is_partner(country)]
        for country in countries:
            is_before = country.end <= start and possessive.fullmatch(self.folded[country.end : start][:LONG])
            is_behind = country.start >= end and of.fullmatch(self.folded[end : country.start][:LONG])
            if is_before or is_behind:
                convention = conventions()[country.code]
                return convention if convention.prints(as_span=as_span) else None
        named = {country.code for country in countries}
        home = self.calendar.home if is_own else None
        return choose_convention(named, self.currencies, home, as_span=as_span)

    def is_partner(self, country: Country) -> bool:
        """Whether a country is one that another trades with, whose fiscal year need not be meant: exports to India."""
        near = self.folded[max(country.start - LONG, 0) : country.start]
        before = self.calendar.partner_before.search(near)
        after = self.calendar.partner_after.match(self.folded, country.end)
        return before is not None or after is not None

    def find_other_years(self) -> Iterator[Year]:
        """Yield years of calendars whose years lie in two common ones: 1402, 1445هـ, 2015 E.C."""
        if not self.calendar.any_other_year.is_in(self.folded):
            return
        for form in self.calendar.other_years:
            for match in self.find_matches([form.pattern]):
                groups = match.groupdict()
                printed = int((groups.get("year") or groups.get("span") or "0")[:4])
                begins = int(form.epoch + printed * form.length)
                ends = begins + (2 if groups.get("span") else 1)
                if begins in YEARS:
                    self.cover(*match.span())
                    yield Year(*match.span(), begins, None, ends, self.label(*match.span()))

    def find_era_years(self) -> Iterator[Year]:
        """Yield years of the common calendar under the number of an era: 令和6年, 民國113年."""
        for pattern, offset in self.calendar.era_years:
            for match in self.find_matches([pattern]):
                groups = match.groupdict()
                count = groups.get("n") or groups.get("year") or ""
                year = offset + (1 if count == FIRST else int(count))
                if year in YEARS:
                    self.cover(*match.span())
                    yield Year(*match.span(), year, label=self.label(*match.span()))

    def find_year_spans(self) -> tuple[list[Year], list[Time]]:
        """Return spans of two years that follow one another, which may be fiscal, and stretches of more years."""
        years: list[Year] = []
        stretches: list[Time] = []
        for match in self.find_matches([YEARS_SPAN]):
            self.cover(*match.span())
            digits = DIGITS.findall(match[0])
            first = self.calendar.to_common_year(int(digits[0]))
            if first not in YEARS:
                continue
            if is_two_years(match[0]):
                years.append(self.read_two_years(match, first, is_short=len(digits[1]) < len(digits[0])))
                continue
            last = self.calendar.to_common_year(int(digits[0][: -len(digits[1])] + digits[1]))
            # 2024-05 may be a month, as well.
            is_stretch = first < last and not (len(digits[1]) == 2 and int(digits[1]) <= MONTHS_IN_YEAR)
            months = Months((first, 1), (last, MONTHS_IN_YEAR)) if is_stretch else None
            stretches.append(Time(*match.span(), months))
        return years, stretches

    def read_two_years(self, match: re.Match[str], first: int, *, is_short: bool) -> Year:
        """Return a span of two years: a fiscal year where a country's convention says so, else open."""
        convention = self.find_convention(*match.span(), as_span=True, is_own=self.calendar.all_own)
        if convention and convention.first_month != 1 and (is_short or "/" in match[0]):
            return self.make_fiscal_year(match, first, convention, is_span=True)
        # 2014–2015 may as well be the two years.
        label = self.label(*match.span()) if is_short or "/" in match[0] else None
        return Year(*match.span(), first, None, first + 1, label)

    def read_short_year(self, printed: str, ahead: int, *, sure: bool = False) -> int:
        """Read a year of two digits, in a calendar so many years ahead; 0 where it may be of either."""
        year = int(printed)
        if ahead and year >= EARLIEST_SHORT_AHEAD:
            return 2500 + year - ahead
        if ahead and not sure:
            return 0
        return (1900 if year > LATEST_SHORT else 2000) + year

    def find_coded_parts(self) -> Iterator[Part]:
        """Yield parts of years in letters and digits: 1H2024, Q3/24, 9M 2024."""
        for match in self.find_matches([self.calendar.coded_parts]):
            (group,) = (name for name in ("code", "glued", "alone") if match[name])
            self.cover(*match.span(group))
            yield Part(*match.span(group), *self.calendar.codes[match[group]])

    def find_counted_parts(self) -> list[Part]:
        """Return parts of years that are printed as numbers: the first nine months, 1-10月, III квартал."""
        parts: list[Part] = []
        calendar = self.calendar
        for pattern in (calendar.last_months, calendar.other_months, calendar.first_months):
            for match in self.find_matches([pattern]):
                self.cover(*match.span())
                count = calendar.read_count(match[match.lastindex or 0])
                if not 1 <= count <= MONTHS_IN_YEAR:
                    continue
                if pattern is calendar.first_months:
                    parts.append(Part(*match.span(), 1, count))
                elif pattern is calendar.last_months:
                    parts.append(Part(*match.span(), MONTHS_IN_YEAR + 1 - count, MONTHS_IN_YEAR))
                else:
                    parts.append(Part(*match.span(), is_open=True))
        parts += self.find_numbered_parts()
        months: list[Part] = []
        for match in self.find_matches(calendar.month_numbers):
            self.cover(*match.span())
            first = int(match["first"])
            last = int(match["last"]) if match["last"] else first
            if 1 <= first <= MONTHS_IN_YEAR and 1 <= last <= MONTHS_IN_YEAR:
                months.append(Part(*match.span(), first, last, weak=True))
        parts += [self.take_day(month) for month in self.join_stretches(sorted(months))]
        return parts

    def find_numbered_parts(self) -> Iterator[Part]:
        """Yield quarters and halves by their number, and the first of several quarters."""
        calendar = self.calendar
        for match in self.find_matches([calendar.first_quarters]):
            last = calendar.read_count(match[match.lastindex or 0]) * MONTHS_OF_QUARTER
            if last <= MONTHS_IN_YEAR:
                self.cover(*match.span())
                yield Part(*match.span(), 1, last)
        for pattern, length in ((calendar.quarters, MONTHS_OF_QUARTER), (calendar.halves, MONTHS_OF_HALF)):
            for match in self.find_matches([pattern]):
                last = calendar.read_count(match[match.lastindex or 0]) * length
                if last <= MONTHS_IN_YEAR:
                    self.cover(*match.span())
                    yield Part(*match.span(), last - length + 1, last)

    def find_named_parts(self) -> tuple[list[Part], list[Time]]:
        """Return the parts of years that words name, and the times that have no date."""
        months: list[Part] = []
        parts: list[Part] = []
        undated: list[Time] = []
        for start, (word, end) in self.calendar.words.scan(self.view):
            if not self.is_free(start, end):
                continue
            if word.label == "month":
                months.append(Part(start, end, word.number, word.number, weak=True))
            elif word.label == SAME:
                parts.append(Part(start, end, same=True))
            elif word.label == TO_DATE:
                parts.append(Part(start, end, is_open=True))
            elif word.label == NEVER:
                undated.append(Time(start, end, None))
            else:
                parts.append(Part(start, end, *PARTS[word.label]))
        parts += [self.take_day(month) for month in self.join_stretches(months)]
        return parts, undated

    def join_stretches(self, months: list[Part]) -> list[Part]:
        """Return months, those of a stretch as one: January to October."""
        joined: list[Part] = []
        for month in months:
            before = joined[-1] if joined else None
            if before and before.first == before.last != month.first:
                between = self.folded[before.end : month.start]
                if self.calendar.through.fullmatch(between):
                    is_open = self.calendar.both.fullmatch(between) is not None and self.are_apart(before, month)
                    joined[-1] = before._replace(end=month.end, last=month.last, is_open=is_open)
                    continue
            joined.append(month)
        return joined

    def are_apart(self, first: Part, last: Part) -> bool:
        """Whether two months that "and" joins are no stretch: January and March, but not between them."""
        near = max(first.start - DAY_BEFORE, 0)
        place = near + len(self.folded[near : first.start].rstrip(" \n"))
        between = self.calendar.lexicon.between.before(self.view, place)
        return between is None and first.first + 1 != last.first

    def take_day(self, part: Part) -> Part:
        """Take the months from a date with a day: when something was said is no time of a figure."""
        near = max(part.start - DAY_BEFORE, 0)
        before = self.calendar.day_before.search(self.folded[near : part.start])
        # The 24 of 2023-24 is no day.
        is_day = before is not None and self.is_free(near + before.start(), part.start)
        after = self.calendar.day_after.match(self.folded, part.end)
        if after and part.first == part.last and self.is_free(part.end, after.end()):
            day = int(re.sub(r"\D", "", after[0]))
            if day <= DAYS:
                return Part(part.start, after.end(), weak=True, day_of=part.first)
        if is_day:
            return Part(part.start, part.end, weak=True, day_of=part.first)
        return part

    def join_brackets(self, parts: list[Part]) -> list[Part]:
        """Return parts of years without a bracket that only says again which months they are: 上半期(1-6月)."""
        joined: list[Part] = []
        for part in parts:
            before = joined[-1] if joined else None
            # What has a year of its own in the bracket says more: (August 2021 to July 2022).
            closing = CLOSING.match(self.folded, part.end)
            between = self.folded[before.end : part.start] if before else ""
            if before and closing and between.strip(" ") == "(":
                closed = closing.end()
                # Year to date (January to September).
                told = part if before.is_open and part.first else before
                joined[-1] = told._replace(start=before.start, end=closed)
            elif before and before.is_open and not before.first and self.is_stretch_behind(between, part):
                joined[-1] = part._replace(start=before.start)
            else:
                joined.append(part)
        return joined

    def is_stretch_behind(self, between: str, part: Part) -> bool:
        """Whether a part, right behind "to date", says which months these are: no acumulado de janeiro a agosto."""
        return part.first < part.last and self.calendar.beside_year.fullmatch(between) is not None

    def count_back_parts(self, parts: list[Part]) -> list[Part]:
        """Return parts, those that are counted to a month as one: the twelve months to June, the year ended 31 March."""
        counts = [
            (match, self.calendar.read_count(match[match.lastindex or 0]))
            for match in self.calendar.months_to.finditer(self.folded)
        ]
        for part in parts:
            # The June quarter ends in June.
            quarter = self.calendar.quarter_behind.match(self.folded, part.end)
            if quarter and part.weak and part.first == part.last > 0:
                counted = Part(part.start, quarter.end(), last=part.last, back=MONTHS_OF_QUARTER)
                parts = sorted([counted, *(other for other in parts if other != part)])
        quarters_to = self.calendar.quarters_to.finditer(self.folded)
        counts += [(one, MONTHS_OF_QUARTER * self.calendar.read_count(one[one.lastindex or 0])) for one in quarters_to]
        for months, pattern in self.calendar.stretches_to:
            counts += [(match, months) for match in pattern.finditer(self.folded)]
        for match, back in counts:
            place = bisect_left(parts, match.end(), key=attrgetter("start"))
            part = parts[place] if place < len(parts) else None
            if part is None or not self.calendar.to_month.fullmatch(self.folded[match.end() : part.start][:LONG]):
                continue
            month = part.day_of or part.last
            # To a month or a quarter: the four quarters to Q2 2024.
            if month and part.last - part.first < MONTHS_OF_QUARTER:
                counted = Part(match.start(), part.end, last=month, back=back)
                parts = [other for other in parts if other.end <= match.start() or other.start >= part.end]
                parts = sorted([*parts, counted])
        return parts

    def find_years(self, parts: list[Part]) -> list[Year]:
        """Return the years of the common calendar that stand in the text, from left to right, and Thai ones."""
        found = [self.make_year(match.start(), match.end(), int(match[0])) for match in self.find_matches([YEAR])]
        found += self.find_years_of_codes()
        if self.calendar.short_years:
            percent = self.calendar.lexicon.percent
            for form in self.calendar.short_years:
                for match in self.find_matches([form.pattern]):
                    if not (percent.match(self.folded, match.end()) or match["next"]):
                        year = self.read_short_year(match["yy"], form.ahead)
                        found.append(self.make_short_year(*match.span(), year, form.ahead))
            found += self.find_years_after_months(parts)
        return sorted((year for year in found if year.year in YEARS), key=attrgetter("start"))

    def make_year(self, start: int, end: int, printed: int) -> Year:
        """Return a year of four digits, brought back to the common calendar; 0 where it is one of none."""
        year = self.calendar.to_common_year(printed)
        label = None
        if year != printed:
            words = self.calendar.era_words.search(self.folded, max(start - LONG, 0), start)
            label = self.label(words.start() if words else start, end)
        return Year(start, end, year, label=label)

    def make_short_year(self, start: int, end: int, year: int, ahead: int) -> Year:
        """Return a year of two digits, with its words where they are of another calendar."""
        return Year(start, end, year, label=self.label(start, end) if ahead else None)

    def find_years_after_months(self, parts: list[Part]) -> Iterator[Year]:
        """Yield years of two digits behind a month, too large for its day, or at a quarter: ม.ค.-ต.ค. 67, ไตรมาส 4/66."""
        ahead = self.calendar.eras[-1]
        for part in parts:
            if not part.first:
                continue
            match = SHORT.match(self.folded, part.end) if part.weak else SLASHED.match(self.folded, part.end)
            is_no_day = match is not None and (not part.weak or int(match["yy"]) > DAYS)
            if match and is_no_day and self.is_free(*match.span("yy")):
                year = self.read_short_year(match["yy"], ahead)
                yield self.make_short_year(*match.span("yy"), year, ahead)

    def find_years_of_codes(self) -> Iterator[Year]:
        """Yield the years of two digits that stand at the code of a part of a year: 3Q24, 24Q3."""
        ahead = self.calendar.eras[-1]
        for match in self.calendar.dated_codes.finditer(self.folded):
            for group in ("yy", "yy_before"):
                if match[group] and self.is_free(*match.span(group)):
                    year = self.read_short_year(match[group], ahead, sure=True)
                    is_ahead = ahead if int(match[group]) >= EARLIEST_SHORT_AHEAD else 0
                    self.cover(*match.span(group))
                    yield self.make_short_year(*match.span(group), year, is_ahead)

    def find_spans(self, years: list[Year]) -> list[tuple[Year, Year]]:
        """Return years that are the ends of a span: between 2011 and 2015."""
        spans: list[tuple[Year, Year]] = []
        for first, last in pairwise(years):
            between = self.folded[first.end : last.start]
            is_joint = self.calendar.lexicon.joint.fullmatch(self.undress(between))
            if is_joint or self.calendar.through.fullmatch(self.undress_behind(between)):
                spans.append((first, last))
        return spans

    def span_years(self, first: Year, last: Year) -> Time:
        """Return the time of two years with a dash between, 2015年~2019年; what stands between two is undated."""
        between = self.undress(self.folded[first.end : last.start])
        if not DASH.fullmatch(between) or first.year + 1 >= last.year:
            return Time(first.start, last.end, None)
        return Time(first.start, last.end, Months((first.year, 1), (last.year, MONTHS_IN_YEAR)))

    def join_years_and_parts(self, years: list[Year], parts: list[Part]) -> Iterator[Time]:
        """Yield each year with the part of it that stands beside it, and the parts of no year as undated."""
        taken: set[Part] = set()
        for year in years:
            start, end = year.start, year.end
            part = self.find_part_beside(parts, taken, start, end)
            if part is None:
                # The year of a date that is all digits is when something was said.
                if not DATED.search(self.folded, max(start - 2, 0), start):
                    yield Time(start, end, find_months(year))
                continue
            taken.add(part)
            if part.same or part.first or part.is_open or part.back:
                # Of a year that is named the same months, as far as they are.
                named = self.find_same(part, parts) or part._replace(is_open=True)
                yield Time(min(start, part.start), max(end, part.end), find_months(year, named))
        for part in parts:
            if not part.weak and part not in taken:
                yield Time(part.start, part.end, None)

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
        if first.months is None or first.months.is_settled and last.months is None:
            return False
        if last.months is None:
            return not between
        return between == "(" and first.months.label is not None and last.months.first != last.months.last

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
        between = self.undress_behind(self.folded[first.end : last.start])
        through, both = self.calendar.through, self.calendar.both
        is_joint = any(through.fullmatch(one) and not both.fullmatch(one) for one in (between, self.undress(between)))
        if not is_joint:
            return None
        label = first.months.label or last.months.label
        return Time(first.start, last.end, Months(first.months.first, last.months.last, label=label))

    def stretch_to_month(self, time: Time) -> Time:
        """Return a time that words let begin before its one month: through June, June までの12カ月."""
        months = time.months
        if months is None or not months.is_settled or months.first != months.last:
            return time
        year, month = months.last
        undressed = self.calendar.after_year.match(self.folded, time.end)
        ends = [time.end, undressed.end()] if undressed else [time.end]
        for end in ends:
            # By itself, as what is glued to a word is no word: 5월까지.
            if counted := self.calendar.months_behind.match(self.folded[end : end + LONG]):
                back = self.calendar.read_count(counted[counted.lastindex or 0])
                part = Part(time.start, time.end, last=month, back=back)
                return Time(time.start, end + counted.end(), find_months(Year(0, 0, year, label=months.label), part))
        before = self.calendar.until_before.search(self.folded, max(time.start - LONG, 0), time.start)
        after = [self.calendar.until_after.match(self.folded[end : end + LONG]) for end in ends]
        behind = [end + match.end() for end, match in zip(ends, after, strict=True) if match]
        if before is None and not behind:
            return time
        start = before.start() if before else time.start
        return Time(start, max([time.end, *behind]), months._replace(first=(year, 1)))

    def find_part_beside(self, parts: list[Part], taken: set[Part], start: int, end: int) -> Part | None:
        """Return the part of a year beside the year at this place, the one before it first; each counts once."""
        behind = bisect_left(parts, end, key=attrgetter("start"))
        for part in parts[max(behind - 1, 0) : behind + 1]:
            between = self.folded[part.end : start] if part.end <= start else self.folded[end : part.start]
            if len(between) > LONG or part in taken:
                continue
            is_beside = self.calendar.beside_year.fullmatch(self.undress(between)) is not None
            if is_beside or (part.end <= start and self.is_of_country(part.end, start)):
                return part
        return None

    def is_of_country(self, start: int, end: int) -> bool:
        """Whether nothing but a country stands between a part and its fiscal year: the first half of India's FY25."""
        for country in self.countries:
            if start <= country.start and country.end <= end:
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
        start, end = time.start, time.end
        if before := self.calendar.before_year.search(self.folded[max(start - LONG, 0) : start]):
            # Without the blank before them, which may be the one between two sentences.
            start -= len(before[0].lstrip(" \n"))
        if after := self.calendar.after_year.match(self.folded, end):
            end = after.end()
        # "Since" before a stretch opens it: from January to May 2018.
        if time.months and time.months.is_stretch:
            if opening := self.calendar.before_compared.search(self.folded, max(start - LONG, 0), start):
                start = opening.start()
            return Time(start, end, self.label_fiscal_stretch(time))
        compared = self.is_compared(time.start) or self.is_compared(start)
        return Time(start, end, time.months, compared)

    def label_fiscal_stretch(self, time: Time) -> Months | None:
        """Return the months of a stretch, with its words where it is called a fiscal year: FY April 2022 to March 2023."""
        words = self.calendar.fiscal_before.search(self.folded, max(time.start - LONG, 0), time.start)
        if time.months is None or time.months.label or words is None:
            return time.months
        return time.months._replace(label=self.label(words.start(), time.end))

    def is_compared(self, start: int) -> bool:
        """Whether words before a place say that others are compared with it, or counted from it: since 2015."""
        return self.calendar.before_compared.search(self.folded, max(start - LONG, 0), start) is not None


def _is_part(months: Months) -> bool:
    """Whether months are less than a year."""
    (year, first), (other, last) = months.first, months.last
    return (other - year) * MONTHS_IN_YEAR + last - first + 1 < MONTHS_IN_YEAR
