"""Times that a text names: years, months, halves, quarters and fiscal years, each with its first and its last month.

A part of a year counts with the year that stands beside it, and the day of a date is no time of a figure. Calendars
ahead of the common one are brought back to it: Thai 2567 is 2024. What the text does not date (`last year`) is a time
too, so that no figure beside it is given the time of another.

A sentence is searched in this order, and what is found first covers its place: fiscal years, spans of years, parts of
years printed as numbers, parts named by words, years of four digits, short years and years of an era. Then years and
parts that stand beside one another are joined.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from tradeview.periods import MONTHS_IN_YEAR, make_month, shift_period, split_period
from tradeview.prose.calendars import COMPARED, NEVER, PARTS, SAME, SPAN, Calendar, FiscalForm, find_calendar
from tradeview.prose.figure import Months
from tradeview.prose.folding import View, is_cased
from tradeview.prose.lexicon import GAP, YEARS, Lexicon

YEAR = re.compile(r"(?<!\d)(?<!\d[.,])\d{4}(?![\d%]|[.,]\d)")
YEARS_SPAN = re.compile(rf"(?<![\d.,]){SPAN}")
SHORT = re.compile(rf"{GAP}['’]?(?P<yy>\d\d)(?!\d|[.,]\d)")
RUN_ON_LETTERS = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7a3"  # of Thai to Khmer, kana, Han
# Two letters before what is no word of its own; in scripts with spaces one may be glued before a word.
INSIDE = re.compile(rf"[^\W\d_{RUN_ON_LETTERS}]{{2}}\Z")
DATED = re.compile(r"\d[-/]\Z")  # what stands before the year of 24/6/2019
DAYS = 31
DAY_BEFORE = 12  # characters of a day before its month: "14th of "
NEAR = 8  # parts of years before one that may be the same as one of them
LONG = 40  # characters of the words that dress a year
FAR = 80  # characters of the words that compare with a time
# Years of two digits are counted in the latest calendar of the language: Thai 67 is 2567.
CENTURY, CENTURY_AHEAD = 2000, 2500


class Time(NamedTuple):
    """A time named in a text, and where; without months where the text does not date it."""

    start: int
    end: int
    months: Months | None
    compared: bool = False  # others are compared with it, or counted from it
    counted: bool = False  # and only counted from it or to it: since 2015, к 2030 году


class Part(NamedTuple):
    """A part of a year that is not named with it: its first and its last month, 0 where it has none of its own."""

    start: int
    end: int
    first: int = 0
    last: int = 0
    weak: bool = False  # counts only beside a year: "may", "set"
    same: bool = False  # the same as one that the sentence named: "the same period of"


class Year(NamedTuple):
    """A year of the common calendar, and where it stands."""

    start: int
    end: int
    year: int


def find_times(view: View, lexicon: Lexicon, taken: Sequence[tuple[int, int]]) -> list[Time]:
    """Return the times that a sentence names, from left to right; `taken` is where its figures of money stand."""
    return Finder(view, find_calendar(lexicon), taken).find_times()


class Finder:
    """One sentence being searched for times; what is found first covers its place."""

    def __init__(self, view: View, calendar: Calendar, taken: Sequence[tuple[int, int]]) -> None:
        self.view = view
        self.folded = view.folded
        self.calendar = calendar
        self.compared_ends: list[int] = []  # of the words that compare with a time behind them
        self.covered = bytearray(len(self.folded))
        for start, end in taken:
            self.cover(start, end)

    def find_times(self) -> list[Time]:
        """Return all times, dressed: "in 2024" starts at its preposition."""
        fiscal = self.find_fiscal_years()
        counted = self.find_counted_parts()
        named, undated = self.find_named_parts()
        parts = self.join_brackets(sorted([*counted, *named]))
        years = self.find_years(parts)
        ends: set[Year] = set()
        for first, last in self.find_spans(years):
            undated.append(Time(first.start, last.end, None))
            ends |= {first, last}
        years = [year for year in years if year not in ends]
        dated = self.join_years_and_parts(years, parts)
        times = sorted([*fiscal, *dated, *undated], key=attrgetter("start", "end"))
        return [self.dress(time) for time in times]

    def cover(self, start: int, end: int) -> None:
        """Mark a place as read."""
        self.covered[start:end] = b"\1" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing was read in a place yet."""
        return not any(self.covered[start:end])

    def find_matches(self, patterns: Iterable[re.Pattern[str]]) -> Iterator[re.Match[str]]:
        """Yield what patterns find where nothing was read yet."""
        for pattern in patterns:
            for match in pattern.finditer(self.folded):
                if self.is_free(*match.span()):
                    yield match

    def find_fiscal_years(self) -> list[Time]:
        """Return fiscal years; spans of years, which may be fiscal, are not dated."""
        times: list[Time] = []
        for form in self.calendar.fiscal:
            for match in self.find_matches([form.pattern]):
                self.cover(*match.span())
                times.append(Time(*match.span(), self.months_of_fiscal_year(match, form)))
        for match in self.find_matches([YEARS_SPAN]):
            self.cover(*match.span())
            times.append(Time(*match.span(), None))
        return times

    def months_of_fiscal_year(self, match: re.Match[str], form: FiscalForm) -> Months | None:
        """Return the months of a fiscal year, where its first month is known."""
        groups = match.groupdict()
        printed = groups.get("year") or groups.get("span") or groups.get("yy")
        if form.first_month is None or not printed:
            return None
        year = self.read_year(printed[:4])
        if year not in YEARS:
            return None
        # FY2024 that began in 2023; a span names both years, and one from January is no other than its year.
        if form.named_by_end and not groups.get("span") and form.first_month > 1:
            year -= 1
        last = shift_period(make_month(year, form.first_month), MONTHS_IN_YEAR - 1)
        return Months((year, form.first_month), split_period(last))

    def read_year(self, printed: str) -> int:
        """Read a year of four or two digits; 0 is none."""
        if len(printed) == 4:
            return self.calendar.to_common_year(int(printed))
        ahead = self.calendar.eras[-1]
        century = CENTURY_AHEAD if ahead else CENTURY
        return century + int(printed) - ahead

    def find_counted_parts(self) -> list[Part]:
        """Return parts of years that are printed as numbers: the first nine months, 1-10月."""
        parts: list[Part] = []
        for match in self.find_matches(self.calendar.first_months):
            self.cover(*match.span())
            # A number in digits is none of the number words.
            count = int(self.calendar.lexicon.number_words.get(match["n"], match["n"]))
            if 1 <= count <= MONTHS_IN_YEAR:
                parts.append(Part(*match.span(), 1, count))
        for match in self.find_matches(self.calendar.month_numbers):
            self.cover(*match.span())
            first = int(match["first"])
            last = int(match["last"]) if match["last"] else first
            if 1 <= first <= last <= MONTHS_IN_YEAR:
                parts.append(self.take_day(Part(*match.span(), first, last, weak=True)))
        return parts

    def find_named_parts(self) -> tuple[list[Part], list[Time]]:
        """Return the parts of years that words name, and the times that have no date."""
        months: list[Part] = []
        parts: list[Part] = []
        undated: list[Time] = []
        for start, (word, end) in self.calendar.words.scan(self.view):
            if not self.is_free(start, end):
                continue
            if word.label == "month":
                # The اب of مقابل is no August.
                if INSIDE.search(self.folded, max(start - 2, 0), start):
                    continue
                months.append(Part(start, end, word.number, word.number, weak=True))
            elif word.label == COMPARED:
                self.compared_ends.append(end)
            elif word.label == SAME:
                parts.append(Part(start, end, same=True))
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
            if before and before.first == before.last < month.first:
                between = self.folded[before.end : month.start]
                if self.calendar.through.fullmatch(between):
                    joined[-1] = before._replace(end=month.end, last=month.last)
                    continue
            joined.append(month)
        return joined

    def take_day(self, part: Part) -> Part:
        """Take the months from a date with a day: when something was said is no time of a figure."""
        before = self.calendar.day_before.search(self.folded[max(part.start - DAY_BEFORE, 0) : part.start])
        after = self.calendar.day_after.match(self.folded, part.end)
        if after and part.first == part.last and self.is_free(part.end, after.end()):
            day = int(re.sub(r"\D", "", after[0]))
            if day <= DAYS:
                return Part(part.start, after.end(), weak=True)
        return Part(part.start, part.end, weak=True) if before else part

    def join_brackets(self, parts: list[Part]) -> list[Part]:
        """Return parts of years without a bracket that only says again which months they are: 上半期(1-6月)."""
        joined: list[Part] = []
        for part in parts:
            if joined and self.folded[joined[-1].end : part.start] == "(":
                closed = part.end + self.folded.startswith(")", part.end)
                joined[-1] = joined[-1]._replace(end=closed)
            else:
                joined.append(part)
        return joined

    def find_years(self, parts: list[Part]) -> list[Year]:
        """Return the years that stand in the text, from left to right."""
        found = [Year(*match.span(), self.read_year(match[0])) for match in self.find_matches([YEAR])]
        if self.calendar.short_years:
            percent = self.calendar.lexicon.percent
            short = self.find_matches(self.calendar.short_years)
            dated = [match for match in short if not percent.match(self.folded, match.end())]
            found += [Year(*match.span(), self.read_year(match["yy"])) for match in dated]
            found += self.find_years_after_months(parts)
        for pattern, offset in self.calendar.era_years:
            for match in self.find_matches([pattern]):
                self.cover(*match.span())
                found.append(Year(*match.span(), offset + int(match["n"])))
        return sorted(year for year in found if year.year in YEARS)

    def find_years_after_months(self, parts: list[Part]) -> Iterator[Year]:
        """Yield years of two digits that stand behind a month, and are too large for its day: ม.ค.-ต.ค. 67."""
        for part in parts:
            if not (part.weak and part.first):
                continue
            match = SHORT.match(self.folded, part.end)
            if match and int(match["yy"]) > DAYS and self.is_free(*match.span("yy")):
                yield Year(*match.span("yy"), self.read_year(match["yy"]))

    def find_spans(self, years: list[Year]) -> list[tuple[Year, Year]]:
        """Return years that are the ends of a span: between 2011 and 2015."""
        spans: list[tuple[Year, Year]] = []
        for first, last in pairwise(years):
            printed = self.folded[first.end : last.start]
            between = self.undress(printed)
            # Compared with 2019, in 2022 they rose.
            is_set_off = between.strip() == "," and self.calendar.before_year.search(printed)
            if self.calendar.lexicon.joint.fullmatch(between) and not is_set_off:
                spans.append((first, last))
        return spans

    def join_years_and_parts(self, years: list[Year], parts: list[Part]) -> Iterator[Time]:
        """Yield each year with the part of it that stands beside it, and the parts of no year as undated."""
        taken: set[Part] = set()
        for start, end, year in years:
            part = self.find_part_beside(parts, taken, start, end)
            if part is None:
                # The year of a date that is all digits is when something was said.
                if not DATED.search(self.folded, max(start - 2, 0), start):
                    yield Time(start, end, Months((year, 1), (year, MONTHS_IN_YEAR)))
                continue
            taken.add(part)
            named = self.find_same(part, parts)
            if part.same or part.first:
                months = Months((year, named.first), (year, named.last)) if named else None
                yield Time(min(start, part.start), max(end, part.end), months)
        for part in parts:
            if not part.weak and part not in taken:
                yield Time(part.start, part.end, None)

    def find_part_beside(self, parts: list[Part], taken: set[Part], start: int, end: int) -> Part | None:
        """Return the part of a year beside the year at this place, the one before it first; each counts once."""
        behind = bisect_left(parts, end, key=attrgetter("start"))
        for part in parts[max(behind - 1, 0) : behind + 1]:
            between = self.folded[part.end : start] if part.end <= start else self.folded[end : part.start]
            is_beside = len(between) <= LONG and self.calendar.beside_year.fullmatch(self.undress(between))
            if is_beside and part not in taken:
                return part
        return None

    def find_same(self, part: Part, parts: list[Part]) -> Part | None:
        """Return the part, or the nearest before that it is said to be the same as: the same period of 2024."""
        if not part.same:
            return part
        place = parts.index(part)
        for other in reversed(parts[max(place - NEAR, 0) : place]):
            if other.first:
                return other
        return None

    def undress(self, between: str) -> str:
        """Take the words off that dress the year: the 年 of 2024年1月."""
        rest = between
        if after := self.calendar.after_year.match(rest):
            rest = rest[after.end() :]
        if before := self.calendar.before_year.search(rest):
            rest = rest[: before.start()]
        return rest

    def dress(self, time: Time) -> Time:
        """Let a time hold the words that dress its year, and say whether it is one that others are compared with."""
        start, end = time.start, time.end
        if before := self.calendar.before_year.search(self.folded[max(start - LONG, 0) : start]):
            # Without the blank before them, which may be the one between two sentences.
            dress = before[0].lstrip(" \n")
            # The в of долларов is no preposition.
            if not is_cased(self.folded, start - len(dress) - 1):
                start -= len(dress)
        if after := self.calendar.after_year.match(self.folded, end):
            end = after.end()
        starts = {time.start, start}
        compared = any(self.is_compared(place) for place in starts)
        compared = compared or any(self.calendar.compared_after.match(self.folded, place) for place in {time.end, end})
        # "Since" before a stretch opens it: from January to May 2018.
        is_stretch = time.months is not None and time.months.is_stretch
        counted = False
        if not compared and (not is_stretch or self.calendar.same.search(self.folded, start, end)):
            counted = any(self.is_counted_from(place) for place in starts)
        return Time(start, end, time.months, compared or counted, counted)

    def is_compared(self, start: int) -> bool:
        """Whether words before a place say that others are compared with what follows: more than the level of 2018."""
        count = bisect_right(self.compared_ends, start)
        if count == 0 or start - self.compared_ends[count - 1] > FAR:
            return False
        return self.calendar.beside_compared.fullmatch(self.folded, self.compared_ends[count - 1], start) is not None

    def is_counted_from(self, start: int) -> bool:
        """Whether words right before a place say that something is counted from it, or rose from it: since 2015."""
        return self.calendar.before_compared.search(self.folded, max(start - LONG, 0), start) is not None
