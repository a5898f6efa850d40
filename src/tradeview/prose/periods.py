"""Times that a text names: years, months, halves, quarters and fiscal years, each with its first and its last month.

A part of a year counts with the year that stands beside it, and the day of a date is no time of a figure. Calendars
ahead of the common one are brought back to it: Thai 2567 is 2024. What the text does not date (`last year`) is a time
too, so that no figure beside it is given the time of another.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from tradeview.periods import MONTHS_IN_YEAR, make_month, shift_period, split_period
from tradeview.prose.calendars import HALVES, NEVER, SAME, SPAN, Calendar, find_calendar
from tradeview.prose.lexicon import GAP, Lexicon
from tradeview.prose.months import Months
from tradeview.prose.neighbours import YEARS
from tradeview.prose.words import View

YEAR = re.compile(r"(?<!\d)(?<!\d[.,])\d{4}(?![\d%]|[.,]\d)")
SHORT = re.compile(rf"{GAP}['’]?(?P<yy>\d\d)(?!\d|[.,]\d)")
DAYS = 31
DATED = re.compile(r"\d[-/]\Z")  # what stands before the year of 24/6/2019
NEAR = 8  # parts of years before one that may be the same as one of them
LONG = 40  # characters of the words that dress a year


Dated = tuple[tuple[int, int], int]  # where a year stands, and which


class Time(NamedTuple):
    """A time named in a text, and where; without months where the text does not date it."""

    start: int
    end: int
    months: Months | None
    compared: bool = False  # others are compared with it, or counted from it


class Part(NamedTuple):
    """A part of a year that is not named with it."""

    start: int
    end: int
    first: int
    last: int
    weak: bool = False  # counts only beside a year: "may", "set"


def find_times(view: View, lexicon: Lexicon, taken: Sequence[tuple[int, int]]) -> list[Time]:
    """Return the times that a passage names, from left to right.

    Parameters
    ----------
    view : View
        The passage.
    lexicon : Lexicon
        Its languages.
    taken : sequence of tuple of int
        Where its figures of money start and end: no year stands there.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.words import fold
    >>> text = fold("RM5 billion in the first half of 2025, after RM9 billion in 2024")
    >>> [str(time.months) for time in find_times(text, find_lexicon(()), [])]
    ['2025-01/2025-06', '2024-01/2024-12']
    """
    return Finder(view, find_calendar(lexicon), taken).times()


class Finder:
    """One passage being searched for times; what is found first covers its place."""

    def __init__(self, view: View, calendar: Calendar, taken: Sequence[tuple[int, int]]) -> None:
        self.view = view
        self.folded = view.folded
        self.calendar = calendar
        self.covered = bytearray(len(self.folded))
        for start, end in taken:
            self.cover(start, end)

    def times(self) -> list[Time]:
        """Return all times, dressed: "in 2024" starts at its preposition."""
        found = sorted([*self.fiscal(), *self.dated()])
        dressed = [(time, self.dress(time)) for time in found]
        return [worn._replace(compared=self.compared(time, worn)) for time, worn in dressed]

    def compared(self, time: Time, worn: Time) -> bool:
        """Whether a time is one that others are compared with, or counted from: since 2015, compared with 2023."""
        if time.months and time.months.is_stretch:  # from January to May 2018
            return False
        starts = (time.start, worn.start)
        return any(self.calendar.compared.search(self.folded, max(at - LONG, 0), at) for at in starts)

    def cover(self, start: int, end: int) -> None:
        """Mark a place as read."""
        self.covered[start:end] = b"\1" * (end - start)

    def matches(self, patterns: Iterable[re.Pattern[str]]) -> Iterator[re.Match[str]]:
        """Yield what patterns find where nothing was read yet."""
        for pattern in patterns:
            for match in pattern.finditer(self.folded):
                if not any(self.covered[match.start() : match.end()]):
                    yield match

    def fiscal(self) -> Iterator[Time]:
        """Yield fiscal years; spans of years, which may be fiscal, are not dated."""
        for pattern, start, named in self.calendar.fiscal:
            for match in self.matches([pattern]):
                self.cover(*match.span())
                yield Time(*match.span(), self.fiscal_months(match, start, named))
        for match in self.matches([re.compile(rf"(?<![\d.,]){SPAN}")]):
            self.cover(*match.span())
            yield Time(*match.span(), None)

    def fiscal_months(self, match: re.Match[str], start: int | None, named: str) -> Months | None:
        """Return the months of a fiscal year, where its first month is known."""
        held = match.groupdict()
        printed = held.get("year") or (held.get("span") or "")[:4] or held.get("yy")
        year = self.year(printed) if printed else 0
        if start is None or year not in YEARS:
            return None
        first = year - (named == "end" and not held.get("span") and start > 1)
        last = shift_period(make_month(first, start), MONTHS_IN_YEAR - 1)
        return Months((first, start), split_period(last))

    def year(self, printed: str) -> int:
        """Read a year of four or two digits; 0 is none."""
        if len(printed) == 4:
            return self.calendar.common(int(printed))
        era = self.calendar.eras[-1]
        return (2500 if era else 2000) + int(printed) - era

    def dated(self) -> Iterator[Time]:
        """Yield years with the parts beside them, and parts and times without a year as undated."""
        parts, undated = self.parts()
        years: list[Dated] = [(match.span(), self.year(match[0])) for match in self.matches([YEAR])]
        percent = self.calendar.lexicon.percent
        short = (found for found in self.matches(self.calendar.short) if not percent.match(self.folded, found.end()))
        years += [(match.span(), self.year(match["yy"])) for match in short]
        years += list(self.after_months(parts)) if self.calendar.short else []
        for pattern, offset in self.calendar.era_years:
            for match in self.matches([pattern]):
                self.cover(*match.span())
                years.append((match.span(), offset + int(match["n"])))
        known: list[Dated] = [(span, year) for span, year in sorted(years) if year in YEARS]
        for one, two in self.spans(known):
            undated.append(Time(one[0][0], two[0][1], None))
            known = [year for year in known if year not in (one, two)]
        taken: set[Part] = set()
        for (start, end), year in known:
            near = next((part for part in self.around(parts, start, end) if part not in taken), None)
            if near:
                taken.add(near)
                same = self.alike(near, parts) if near.first < 0 else near
                if near.first:
                    months = Months((year, same.first), (year, same.last)) if same else None
                    yield Time(min(start, near.start), max(end, near.end), months)
            elif not DATED.search(self.folded, max(start - 2, 0), start):
                yield Time(start, end, Months((year, 1), (year, MONTHS_IN_YEAR)))
        yield from undated
        yield from (Time(part.start, part.end, None) for part in parts if not (part.weak or part in taken))

    def around(self, parts: list[Part], start: int, end: int) -> Iterator[Part]:
        """Yield the parts of a year that stand beside the year at this place: the one before it, and the one behind."""
        behind = bisect_left(parts, end, key=lambda part: part.start)
        near = (*parts[max(behind - 1, 0) : behind], *parts[behind : behind + 1])
        return (part for part in near if self.beside(part, start, end))

    def spans(self, years: list[Dated]) -> Iterator[tuple[Dated, Dated]]:
        """Yield years that are the ends of a span: between 2011 and 2015."""
        for one, two in pairwise(years):
            between = self.undressed(self.folded[one[0][1] : two[0][0]])
            lexicon = self.calendar.lexicon
            if lexicon.range.fullmatch(between) or lexicon.ends.fullmatch(between):
                yield one, two

    def alike(self, part: Part, parts: list[Part]) -> Part | None:
        """Return the nearest part before that this one is said to be the same as: the same period of 2024."""
        before = parts[max(parts.index(part) - NEAR, 0) : parts.index(part)]
        return next((other for other in reversed(before) if other.first > 0), None)

    def after_months(self, parts: list[Part]) -> Iterator[Dated]:
        """Yield years of two digits that stand behind a month, and are too large for its day: ม.ค.-ต.ค. 67."""
        for part in parts:
            match = SHORT.match(self.folded, part.end) if part.weak and part.first else None
            if match and int(match["yy"]) > DAYS and not any(self.covered[match.start("yy") : match.end()]):
                yield match.span("yy"), self.year(match["yy"])

    def beside(self, part: Part, start: int, end: int) -> bool:
        """Whether a part of a year stands beside the year at this place."""
        between = self.folded[part.end : start] if part.end <= start else self.folded[end : part.start]
        return len(between) <= LONG and self.calendar.joined.fullmatch(self.undressed(between)) is not None

    def undressed(self, between: str) -> str:
        """Take the words off that dress the year: the 年 of 2024年1月."""
        after = self.calendar.after_year.match(between)
        rest = between[after.end() :] if after else between
        before = self.calendar.before_year.search(rest)
        return rest[: before.start()] if before else rest

    def parts(self) -> tuple[list[Part], list[Time]]:
        """Return the parts of years, and the times without a date; a date with a day is a part without months."""
        counted = [self.counted(match) for match in self.matches(self.calendar.first_months)]
        numbered = [self.numbered(match) for match in self.matches(self.calendar.numbered)]
        months: list[Part] = []
        parts: list[Part] = []
        undated: list[Time] = []
        for start, (word, end) in self.calendar.words.scan(self.view):
            if any(self.covered[start:end]):
                continue
            if word.label == "month":
                months.append(Part(start, end, word.number, word.number, weak=True))
            elif word.label == SAME:
                parts.append(Part(start, end, -1, -1))
            elif word.label == NEVER:
                undated.append(Time(start, end, None))
            else:
                first, last = HALVES.get(word.label) or (3 * word.number - 2, 3 * word.number)
                parts.append(Part(start, end, first, last))
        merged = list(self.merged(months))
        found = sorted(part for part in chain(counted, numbered, parts, map(self.day, merged)) if part)
        return list(self.repeated(found)), undated

    def repeated(self, parts: list[Part]) -> Iterator[Part]:
        """Yield parts of years, with a bracket that only says again which months they are: 上半期(1-6月)."""
        held: Part | None = None
        for part in parts:
            again = held and self.folded[held.end : part.start] == "("
            if held and again:
                held = held._replace(end=part.end + self.folded.startswith(")", part.end))
                continue
            if held:
                yield held
            held = part
        if held:
            yield held

    def counted(self, match: re.Match[str]) -> Part | None:
        """Read the first months of a year."""
        said = self.calendar.lexicon.number_words.get(match["n"])
        number = int(match["n"]) if match["n"].isdecimal() else int(said or 0)
        self.cover(*match.span())
        return Part(*match.span(), 1, number) if 1 <= number <= 12 else None

    def numbered(self, match: re.Match[str]) -> Part | None:
        """Read a month, or a stretch of months, printed as numbers: 1-10月."""
        first, last = int(match["first"]), int(match["last"] or match["first"])
        self.cover(*match.span())
        return self.day(Part(*match.span(), first, last, weak=True)) if 1 <= first <= last <= 12 else None

    def merged(self, months: list[Part]) -> Iterator[Part]:
        """Yield months, those of a stretch as one: January to October."""
        held: Part | None = None
        for month in months:
            if (
                held
                and self.calendar.through.fullmatch(self.folded[held.end : month.start])
                and held.first < month.first
            ):
                yield Part(held.start, month.end, held.first, month.last, weak=True)
                held = None
                continue
            if held:
                yield held
            held = month
        if held:
            yield held

    def day(self, part: Part) -> Part:
        """Take the months from a date with a day: when something was said is no time of a figure."""
        before = self.calendar.day_before.search(self.folded[max(part.start - 12, 0) : part.start])
        after = self.calendar.day_after.match(self.folded, part.end) if part.first == part.last else None
        if after and (any(self.covered[part.end : after.end()]) or int(re.sub(r"\D", "", after[0])) > DAYS):
            after = None
        if not (before or after):
            return part
        return Part(part.start, after.end() if after else part.end, 0, 0, weak=True)

    def dress(self, time: Time) -> Time:
        """Let a time hold the words that dress its year."""
        before = self.calendar.before_year.search(self.folded[max(time.start - LONG, 0) : time.start])
        after = self.calendar.after_year.match(self.folded, time.end)
        start = time.start - len(before[0]) if before else time.start
        return Time(start, after.end() if after else time.end, time.months)
