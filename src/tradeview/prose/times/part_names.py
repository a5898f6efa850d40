"""Parts of years that a sentence names: months and stretches of them, quarters, halves, in words, numbers and codes."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.times.calendars import (
    COMPARED,
    MONTHS_OF_HALF,
    MONTHS_OF_QUARTER,
    NEVER,
    PARTS,
    SAME,
    THIRDS,
    TO_DATE,
)
from tradeview.prose.times.sentence_search import LONG, SentenceSearch
from tradeview.prose.times.year_parts import Part, Place

CLOSING = re.compile(r"[^\d()]{0,16}\)")  # of a bracket
RUN_ON_LETTERS = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7a3"  # of Thai to Khmer, kana, Han
# Two letters before what is no word of its own; in scripts with spaces one may be glued before a word.
INSIDE = re.compile(rf"[^\W\d_{RUN_ON_LETTERS}]{{2}}\Z")
DAYS = 31
LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # of the months; February may have one more
NEXT_TO = {"", " ", ", ", " - ", " – ", " — ", "、", ","}  # between months by name and how many they are
WORDS_OF_ONE = 2  # of "one month", which is not the first
LONG_NAME = 4  # letters of the name of a month that is no other word
DAY_BEFORE = 12  # characters of a day before its month: "14th of "

# What words name, at no place yet.
NAMED_PARTS = {SAME: Part(0, 0, same=True), TO_DATE: Part(0, 0, is_open=True)}
NAMED_PARTS |= {label: Part(0, 0, *months) for label, months in (*PARTS.items(), *THIRDS.items())}


class PartFinder(SentenceSearch):
    """Finds the parts of years of a sentence."""

    def find_coded_parts(self) -> Iterator[Part]:
        """Yield parts of years in letters and digits: 1H2024, Q3/24, 9M 2024."""
        for match in self.find_matches([self.calendar.coded_parts]):
            (group,) = (name for name in ("code", "glued", "alone") if match[name])
            self.cover(*match.span(group))
            yield Part(*match.span(group), *self.calendar.codes[match[group]])

    def find_counted_parts(self) -> list[Part]:
        """Return parts of years that are printed as numbers: the first nine months, 1-10月, III квартал."""
        calendar = self.calendar
        parts = list(self.find_counts_of_months())
        parts += self.find_nth_months()
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

    def find_counts_of_months(self) -> Iterator[Part]:
        """Yield so many months at the beginning or the end of a year, or elsewhere."""
        calendar = self.calendar
        for pattern in (calendar.past_months, calendar.last_months, calendar.other_months, calendar.first_months):
            for match in self.find_matches([pattern]):
                if self.is_day(match.start()):
                    continue
                self.cover(*match.span())
                count = calendar.read_count(match[match.lastindex or 0])
                if not 1 <= count <= MONTHS_IN_YEAR:
                    continue
                if pattern is calendar.first_months and count == 1 and len(match[0].split()) == WORDS_OF_ONE:
                    continue  # một tháng is any month
                if pattern is calendar.first_months:
                    yield Part(*match.span(), 1, count)
                elif pattern is calendar.last_months:
                    yield Part(*match.span(), MONTHS_IN_YEAR + 1 - count, MONTHS_IN_YEAR)
                else:
                    yield Part(*match.span(), is_open=True, past=count * (pattern is calendar.past_months))

    def find_nth_months(self) -> Iterator[Part]:
        """Yield months by their place in the year; without "of the year", one counts only beside a year."""
        calendar = self.calendar
        for pattern in (calendar.nth_months_of_year, calendar.nth_months):
            for match in self.find_matches([pattern]):
                month = calendar.ordinals[match[match.lastindex or 0]]
                self.cover(*match.span())
                day = calendar.day_before.search(self.folded, max(match.start() - DAY_BEFORE, 0), match.start())
                if day and self.is_day(day.start()):
                    yield Part(day.start(), match.end(), weak=True, day_of=month, day=_read_day(day[0]))
                else:
                    yield Part(*match.span(), month, month, is_nth=pattern is calendar.nth_months)

    def is_day(self, place: int) -> bool:
        """Whether the number at a place is that of a day, which a word before it says: ngày 3 tháng 9."""
        return self.calendar.day_word.search(self.folded, max(place - DAY_BEFORE, 0), place) is not None

    def find_numbered_parts(self) -> Iterator[Part]:
        """Yield quarters and halves by their number, and the first of several quarters."""
        calendar = self.calendar
        for match in self.find_matches([calendar.first_quarters]):
            last = calendar.read_count(match[match.lastindex or 0]) * MONTHS_OF_QUARTER
            if last <= MONTHS_IN_YEAR:
                self.cover(*match.span())
                yield Part(*match.span(), 1, last)
        yield from self.find_two_parts()
        for pattern, length in ((calendar.quarters, MONTHS_OF_QUARTER), (calendar.halves, MONTHS_OF_HALF)):
            for match in self.find_matches([pattern]):
                last = calendar.read_count(match[match.lastindex or 0]) * length
                if last <= MONTHS_IN_YEAR:
                    self.cover(*match.span())
                    yield Part(*match.span(), last - length + 1, last)

    def find_two_parts(self) -> Iterator[Part]:
        """Yield two quarters or halves that "and" joins: the first and second quarters."""
        for pattern, length in self.calendar.two_parts:
            for match in self.find_matches([pattern]):
                first, last = (self.calendar.quarter_ordinals[word] for word in match.groups())
                if first >= last or last * length > MONTHS_IN_YEAR:
                    continue
                self.cover(*match.span())
                # Of two figures each may be of one of them.
                is_one = self.count_figures == 1 and last == first + 1
                yield Part(*match.span(), (first - 1) * length + 1, last * length, is_open=not is_one)

    def find_named_parts(self) -> tuple[list[Part], list[Place]]:
        """Return the parts of years that words name, and the times that have no date."""
        months: list[Part] = []
        parts: list[Part] = []
        undated: list[Place] = []
        for start, (word, end) in self.calendar.words.scan(self.view):
            if not self.is_free(start, end):
                continue
            if word.label == "month" and self.is_whole_word(start):
                months.append(Part(start, end, word.number, word.number, weak=True))
            elif word.label == COMPARED:
                self.compared_ends.append(end)
            elif word.label == NEVER:
                undated.append((start, end))
            elif word.label in NAMED_PARTS:
                parts.append(NAMED_PARTS[word.label]._replace(start=start, end=end))
        days = self.join_days([self.take_day(month) for month in self.join_stretches(months)])
        named = self.join_some_days(days)
        # The nửa đầu of nửa đầu tháng 6 is no half of a year.
        some_days = [month for month in named if month.is_open]
        parts = [part for part in parts if not any(days.start <= part.start < days.end for days in some_days)]
        parts += named
        return parts, [*undated, *self.find_years_later()]

    def find_years_later(self) -> Iterator[Place]:
        """Yield where it says so many years later or earlier, which another sentence may tell, and no date."""
        for match in self.find_matches([self.calendar.years_later]):
            self.cover(*match.span())
            yield match.span()

    def is_whole_word(self, start: int) -> bool:
        """Whether the name of a month starts at no place within a word: the اب of مقابل is no August."""
        return INSIDE.search(self.folded, max(start - 2, 0), start) is None

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
                if self.stand_side_by_side(before, month):
                    joined[-1] = before._replace(end=month.end, last=month.last)
                    continue
            joined.append(month)
        return joined

    def stand_side_by_side(self, first: Part, last: Part) -> bool:
        """Whether a stretch has lost its dash: periode Januari September 2024."""
        is_long = min(first.end - first.start, last.end - last.start) >= LONG_NAME
        return is_long and first.first < last.first and self.folded[first.end : last.start] == " "

    def are_apart(self, first: Part, last: Part) -> bool:
        """Whether two months that "and" joins are no stretch: January and March, but not between them."""
        near = max(first.start - DAY_BEFORE, 0)
        place = near + len(self.folded[near : first.start].rstrip(" \n"))
        between = self.calendar.lexicon.between.before(self.view, place)
        return between is None and first.first + 1 != last.first

    def take_day(self, part: Part) -> Part:
        """Take the months from a date with a day: when something was said is no time of a figure."""
        if some_days := self.find_some_days(part):
            return some_days
        near = max(part.start - DAY_BEFORE, 0)
        before = self.calendar.day_before.search(self.folded[near : part.start])
        # The 24 of 2023-24 is no day.
        is_day = before is not None and self.is_free(near + before.start(), part.start)
        after = self.calendar.day_after.match(self.folded, part.end)
        if after and part.first == part.last and self.is_free(part.end, after.end()):
            day = _read_day(after[0])
            if day <= DAYS:
                return Part(part.start, after.end(), weak=True, day_of=part.first, day=day)
        if is_day and before:
            day = _read_day(before[0])
            return Part(near + before.start(), part.end, weak=True, day_of=part.first, day=day)
        return part

    def join_days(self, parts: list[Part]) -> list[Part]:
        """Return parts, a day and a later one that a stretch ends with as the months between: January 1 to July 31.

        Where it begins or ends within a month, no one can tell how much of it is meant.
        """
        joined: list[Part] = []
        for part in parts:
            before = joined[-1] if joined else None
            between = self.folded[before.end : part.start] if before else ""
            is_stretch = before is not None and self.calendar.through.fullmatch(between) is not None
            if before and is_stretch and 0 < before.day_of <= part.day_of:
                if before.day == 1 and part.day >= LAST_DAYS[part.day_of - 1]:
                    joined[-1] = Part(before.start, part.end, before.day_of, part.day_of, weak=True)
                else:
                    start = self.find_opening(before.start)
                    joined[-1] = Part(start, part.end, is_open=True, day_of=part.day_of)
            else:
                joined.append(part)
        return joined

    def find_some_days(self, part: Part) -> Part | None:
        """Return some days of a month as no months: May 1-20, 5月上旬, the first week of May."""
        if part.first != part.last:
            return None
        days = self.calendar.days_after.match(self.folded, part.end)
        if days and not self.is_free(part.end, days.end()):
            days = None
        after = days or self.calendar.days_named.match(self.folded, part.end)
        before = self.calendar.days_before.search(self.folded, max(part.start - LONG, 0), part.start)
        if not (before or after):
            behind_year = self.calendar.days_behind_year.match(self.folded, part.end)
            if behind_year is None:
                return None
            # Mayıs 2024 ortasına kadar is all of the year until then.
            is_until = self.calendar.until_after.match(self.folded, behind_year.end()) is not None
            return part._replace(first=1 if is_until else part.first, is_open=True)
        start = before.start() if before else part.start
        return part._replace(start=start, end=after.end() if after else part.end, is_open=True)

    def join_some_days(self, parts: list[Part]) -> list[Part]:
        """Return months, those of which a stretch ends in some days as open: from January to mid-March."""
        joined: list[Part] = []
        for part in parts:
            before = joined[-1] if joined else None
            is_some_days = part.is_open and part.first == part.last > 1
            until = None
            if is_some_days:
                until = self.calendar.until_days.search(self.folded, max(part.start - LONG, 0), part.start)
            if until is None:
                joined.append(part)
            elif before and before.first < part.first and not self.folded[before.end : until.start()].strip():
                start = self.find_opening(before.start)
                joined[-1] = before._replace(start=start, end=part.end, last=part.last, is_open=True)
            elif self.calendar.both.fullmatch(until["until"] or "-") is None:
                joined.append(part._replace(start=until.start(), first=1))
            else:
                joined.append(part)
        return joined

    def find_opening(self, start: int) -> int:
        """Return where a stretch begins with the "from" before it, which so compares nothing."""
        opening = self.calendar.before_compared.search(self.folded, max(start - LONG, 0), start)
        return opening.start() if opening else start

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
                told = part if (before.is_open and part.first) or self.says_which(part, before) else before
                joined[-1] = told._replace(start=before.start, end=closed)
            elif before and between in NEXT_TO and (self.says_which(part, before) or self.says_which(before, part)):
                told = part if self.says_which(part, before) else before
                joined[-1] = told._replace(start=before.start, end=part.end)
            elif before and before.is_open and not before.first and self.is_stretch_behind(between, part):
                joined[-1] = part._replace(start=before.start)
            else:
                joined.append(part)
        return joined

    def says_which(self, named: Part, counted: Part) -> bool:
        """Whether months by name are as many as others that were counted: the first two months (April-May)."""
        is_count = counted.first == 1 and not counted.weak and not counted.back
        is_stretch = named.weak and named.first < named.last
        return is_count and is_stretch and named.last - named.first == counted.last - counted.first

    def is_stretch_behind(self, between: str, part: Part) -> bool:
        """Whether a part, right behind "to date", says which months these are: no acumulado de janeiro a agosto."""
        return part.first < part.last and self.calendar.beside_year.fullmatch(between) is not None

    def count_back_parts(self, parts: list[Part]) -> list[Part]:
        """Return parts, those that are counted to a month as one: the twelve months to June."""
        parts = self.end_quarters(parts)
        counted: list[Part] = []
        for match, back in self.find_counts():
            place = bisect_left(parts, match.end(), key=attrgetter("start"))
            if place == len(parts):
                continue
            to = parts[place]
            month = to.day_of or to.last
            # To a month or a quarter: the four quarters to Q2 2024.
            is_short = month > 0 and to.last - to.first < MONTHS_OF_QUARTER
            if is_short and self.calendar.to_month.fullmatch(self.folded[match.end() : to.start][:LONG]):
                counted.append(Part(match.start(), to.end, last=month, back=back))
        held = bytearray(len(self.folded))
        for part in counted:
            held[part.start : part.end] = b"\1" * (part.end - part.start)
        others = [part for part in parts if not any(held[part.start : part.end])]
        return sorted([*others, *counted])

    def end_quarters(self, parts: list[Part]) -> list[Part]:
        """Return parts, a month that names its quarter as the last of three: the June quarter."""
        ended: list[Part] = []
        for part in parts:
            quarter = self.calendar.quarter_behind.match(self.folded, part.end)
            if quarter and part.weak and part.first == part.last > 0:
                ended.append(Part(part.start, quarter.end(), last=part.last, back=MONTHS_OF_QUARTER))
            else:
                ended.append(part)
        return ended

    def find_counts(self) -> Iterator[tuple[re.Match[str], int]]:
        """Yield words that count months to one that follows them, and how many: the four months to, year ended."""
        calendar = self.calendar
        for pattern, length in ((calendar.months_to, 1), (calendar.quarters_to, MONTHS_OF_QUARTER)):
            for match in pattern.finditer(self.folded):
                yield match, calendar.read_count(match[match.lastindex or 0]) * length
        for months, words in calendar.stretches_to:
            for match in words.finditer(self.folded):
                yield match, months


def _read_day(printed: str) -> int:
    """Return the day that is printed among other letters: the 15th of."""
    return int(re.sub(r"\D", "", printed))
