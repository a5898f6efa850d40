"""Times that a sentence tells from a day or from another time: last year, in May, the first quarter, a year earlier.

From the day a text was published, "last month" is a month, and "May" the last May before it. "A year earlier" counts
from the time that was stated last, and a month of no year may be one of the year that was stated last. What neither
settles has no months, as what the text does not date.

The words are searched by the finder of `periods`, which is handed a year for "this year" and "last year": so the parts
of a year beside them are read as they are beside 2024.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from tradeview.errors import FigureError
from tradeview.periods import MONTHS_IN_YEAR, make_month, shift_period, split_period
from tradeview.prose.carried.unread_times import find_unit_words
from tradeview.prose.facts.sentence import last_before, within
from tradeview.prose.figure import Months
from tradeview.prose.languages import MARKS, find_locale, language_file, script_of_locale
from tradeview.prose.lexicon import RUN_ON, Lexicon, any_glued, any_word, read_endings
from tradeview.prose.text.folding import Table, View, Word, fold_word
from tradeview.prose.times.calendars import SAME, find_calendar
from tradeview.prose.times.periods import Finder, Time
from tradeview.prose.times.year_parts import Part, Place, Year, find_months

LAST_YEAR, YEAR_TO_DATE = "last_year", "year_to_date"
# How many years and months from that of the publication, by the keys of the files.
YEARS_AWAY = {"this_year": 0, YEAR_TO_DATE: 0, LAST_YEAR: -1, "year_before_last": -2, "next_year": 1}
THIS_MONTH, LAST_MONTH = "this_month", "last_month"
MONTHS_AWAY = {THIS_MONTH: 0, LAST_MONTH: -1, "month_before_last": -2}
LAST_QUARTER = "last_quarter"
LAST_OF_SOME = "last_of_some"  # January, the last month for which there are numbers, is none of the publication's
# How many fiscal years from that in which the publication is.
THIS_FISCAL = "this_fiscal"
FISCAL_AWAY = {THIS_FISCAL: 0, "last_fiscal": -1, "next_fiscal": 1}
MONTHS_IN_QUARTER = 3
LAST_TWELVE = "last_twelve_months"  # that end with the month which the text speaks of
OF_YEAR = 6  # months beyond which so many past ones are more likely those of the year than any others
# From the time stated last: the same months a year before, the year before, the month before.
YEAR_EARLIER, PREVIOUS_YEAR, MONTH_EARLIER = "year_earlier", "previous_year", "month_earlier"
YEAR_LATER, MONTH_LATER = "year_later", "month_later"  # the same months a year behind it, and the next month
EARLIER, LATER = {YEAR_EARLIER, PREVIOUS_YEAR, MONTH_EARLIER}, {YEAR_LATER, MONTH_LATER}
# What was stated last, by how many months it has: in that month; a period may have any.
THE_MONTH, THE_PERIOD = "the_month", "the_period"
THE_HALF = "the_half"
STATED_AGAIN = {THE_MONTH: 1, "the_quarter": 3, THE_HALF: 6, "the_year": MONTHS_IN_YEAR, THE_PERIOD: 0}
# Of the words for the same period, those that mean the one stated last where no other time stands beside them.
AS_STATED = "same_as_stated"
SPANS_OF_YEAR = "spans_of_year"
SUMS, WHOLE_YEARS, YEARS_COUNTED = "sums", "whole_years", "years_counted"
YEAR_ENDS = "year_ends"
LAST_TO_NOW, OF_THE_YEAR = "last_to_now", "of_the_year"
LOOKED_BACK = "looked_back"
FISCAL_YEAR, OF_AMOUNT = "fiscal_year", "of_amount"
KEYS = (
    *YEARS_AWAY,
    *FISCAL_AWAY,
    *MONTHS_AWAY,
    LAST_QUARTER,
    LAST_OF_SOME,
    LAST_TWELVE,
    YEAR_EARLIER,
    PREVIOUS_YEAR,
    MONTH_EARLIER,
    YEAR_LATER,
    MONTH_LATER,
)
OPEN_YEARS = {"this_year", YEAR_TO_DATE}  # some months of it are still to come
UNKNOWN_YEAR = 1100  # no text speaks of it: stands for "this year" where no day of publication is given
LAST_IN_YEAR = 10  # month of which is told within its year: what November brought may be told in January
LAG = 3  # months within which statistics of "the first eight months" come out
LATE = 20  # the day from which a month is reported in itself
WORD = re.compile(rf"(?:[^\W\d_]|[{MARKS}]){{1,20}}")  # what is glued to a name
INSIDE = re.compile(rf"(?:[^\W\d_]|[{MARKS}]){{1,2}}\Z")
BESIDE = 12  # characters between two times that say together which is meant: the same period of the last year
NEAR = 40  # characters within which all of the word beside a time stands
APART = re.compile("[\\d,;:،、؛()]")  # no two times with one of these between them are one
BRACKETED = re.compile(r"\.?[)\],]")  # behind a month in a bracket
FULL_NAME = 4  # letters of a month's listed name that is none cut short


class Anchor(NamedTuple):
    """What relative times are told from: the day of the publication, and the times stated before a sentence."""

    published: date | None = None
    stated: Months | None = None
    known: Months | None = None  # stated before that, or over a list
    month: Months | None = None  # the single month stated last
    foretold: Months | None = None  # the latest part of a year that the text dates anywhere, if only further on
    with_measures: bool = False  # whether measures are read beside money, and more is told for them
    main: Months | None = None  # what the text speaks of
    is_of_paragraph: bool = True  # whether the time stated before was so in the paragraph of the sentence
    reporter: str | None = None  # alpha-2 of the economy that the text is said to be of

    @property
    def this_year(self) -> int | None:
        """The year of the publication; where its day is not known, that of the months the text speaks of, if one is.

        A text of a month is of the year that it is printed in, unless the next may have begun by then.
        """
        if self.published:
            return self.published.year
        latest = self.foretold
        if not self.with_measures or latest is None or latest.first[0] != latest.last[0]:
            return None
        is_year = latest.month_count == MONTHS_IN_YEAR  # told by the year before, with which all is compared
        return latest.last[0] if is_year or latest.last[1] <= LAST_IN_YEAR else None


class Hit(NamedTuple):
    """A word for a relative time, and where it stands; its label is the key it is listed under."""

    start: int
    end: int
    label: str


class Told(NamedTuple):
    """A time with what tells it: the day of the publication, or else what was stated last."""

    time: Time
    by_publication: bool = False
    is_earlier: bool = False  # the year or the month before another, which is compared with it
    is_same: bool = False  # as that stated last: imports in the same period


class RelativeWords:
    """The words of some languages for times that are told from others."""

    def __init__(self, lexicon: Lexicon) -> None:
        held: list[Word] = []
        for file in lexicon.files:
            for key in KEYS:
                held += [Word(word, label=key) for word in _list_relative(file, key)]
        self.table = Table(held)
        # Apart from those, as what is told otherwise comes first: in the month | before that.
        stated = [(word, key) for file in lexicon.files for key in STATED_AGAIN for word in _list_relative(file, key)]
        self.stated_again = Table([Word(word, label=key) for word, key in stated])
        # Of the passage's own language: the "may" of a Filipino text is no month of English.
        self.month_names = _list_full_names(lexicon.locales[0])
        self.same = re.compile(any_word(lexicon.period_words(SAME)))
        as_stated = [word for file in lexicon.files for word in _list_relative(file, AS_STATED)]
        self.as_stated = re.compile(any_word(as_stated))
        # What says that all of a year or of its months so far is meant, in words that date nothing: 全年, 累計.
        spans = [word for file in lexicon.files for word in _list_relative(file, SPANS_OF_YEAR)]
        self.spans_of_year = re.compile(any_glued(spans))
        # Of these, what sums up from January, and what means the whole year.
        sums = [word for file in lexicon.files for word in _list_relative(file, SUMS)]
        self.sums = re.compile(any_glued(sums))
        wholes = [word for file in lexicon.files for word in _list_relative(file, WHOLE_YEARS)]
        self.whole_years = re.compile(any_glued(wholes))
        # And what ends with the year in which it is said: by the end of the year.
        ends = [word for file in lexicon.files for word in _list_relative(file, YEAR_ENDS)]
        self.year_ends = re.compile(any_glued([*wholes, *ends]))
        # Months in which something rose, and that nothing is counted from: over the last twelve months.
        twelve = [word for file in lexicon.files for word in _list_relative(file, LAST_TWELVE)]
        self.last_twelve = re.compile(any_word(twelve))
        # The last three months, which end when they are told of; and those of the year.
        to_now = [word for file in lexicon.files for word in _list_relative(file, LAST_TO_NOW)]
        self.to_now = re.compile(any_glued(to_now))
        of_the_year = [word for file in lexicon.files for word in _list_relative(file, OF_THE_YEAR)]
        self.of_the_year = re.compile(any_glued(of_the_year))
        # What a text looks back with, before it goes on: in April it had been 18.2 per cent.
        back = [word for file in lexicon.files for word in _list_relative(file, LOOKED_BACK)]
        self.looked_back = re.compile(any_glued(back))
        # Years over which something rose: in five years.
        counted = [word for file in lexicon.files for word in _list_relative(file, YEARS_COUNTED)]
        self.years_counted = re.compile(any_glued(counted))
        self.runs_on = script_of_locale(lexicon.locales[0]) in RUN_ON
        self.endings = read_endings(language_file(lexicon.locales[0])) or ()
        fiscal = [word for file in lexicon.files for word in _list_relative(file, FISCAL_YEAR)]
        self.fiscal = re.compile(any_word(fiscal))
        # Opens a sentence on the parts of the amount told before it: of this amount, dari jumlah itu.
        parts = [word for file in lexicon.files for word in _list_relative(file, OF_AMOUNT)]
        self.of_amount = re.compile(f"\\W{{0,3}}{any_glued(parts)}")


@lru_cache(maxsize=64)
def find_relative_words(lexicon: Lexicon) -> RelativeWords:
    """Return the words of a lexicon for relative times, built once."""
    return RelativeWords(lexicon)


def _list_relative(file: dict[str, Any], key: str) -> Sequence[str]:
    """Return the words for relative times that a file lists under a key."""
    listed: Sequence[str] = file.get("relative", {}).get(key, ())
    return listed


def _list_full_names(locale: str) -> dict[str, bool]:
    """Return the names of the months that are not cut short, and whether each is printed with a capital."""
    full = find_locale(locale).months["format"]["wide"]
    names = [*full.values(), *find_locale(locale).months["stand-alone"]["wide"].values()]
    for name, month in language_file(locale).get("periods", {}).get("months", {}).items():
        # A form of a name that is short itself: мае.
        shortest = min(FULL_NAME, len(full[month]))
        if len(name) >= shortest and not name.endswith("."):
            names.append(name)
    return {fold_word(name): name[:1].isupper() for name in reversed(names)}


def read_day(published: object) -> date:
    """Read the day of a publication, as text or as any day of Python's or pandas'.

    Examples
    --------
    >>> read_day("2024-05-16")
    datetime.date(2024, 5, 16)
    >>> read_day("May 2024")
    Traceback (most recent call last):
    tradeview.errors.FigureError: the day that a text was published was asked for; found: 'May 2024'; do: write it ...
    """
    try:
        if isinstance(published, date):
            # A moment is a day, too; pandas' NaT, which is a datetime, has no year of its own.
            return date(published.year, published.month, published.day)
        return date.fromisoformat(published if isinstance(published, str) else "")
    except (TypeError, ValueError):
        asked = "the day that a text was published was asked for"
        remedy = "write it as 2024-05-16, or pass a date or a Timestamp"
        raise FigureError(asked, repr(published)[:60], remedy) from None


def shift_months(base: Months, label: str) -> Months | None:
    """Return the time before another that a word names; none where it does not say which."""
    is_month = base.first == base.last
    if label in {MONTH_EARLIER, MONTH_LATER}:
        step = -1 if label == MONTH_EARLIER else 1
        return _make_month(shift_period(make_month(*base.first), step)) if is_month else None
    # The year before "January to August 2024" may be the whole of it.
    if label == PREVIOUS_YEAR and base.is_part:
        return None
    steps = MONTHS_IN_YEAR if label == YEAR_LATER else -MONTHS_IN_YEAR
    first, last = (split_period(shift_period(make_month(*end), steps)) for end in base[:2])
    return Months(first, last)


def find_relative_times(
    view: View, lexicon: Lexicon, amounts: Sequence[tuple[int, int]], dated: Sequence[Time], anchor: Anchor
) -> list[Told]:
    """Return the times of a sentence that others tell, and those of no date, from left to right.

    `amounts` is where its figures of money stand, `dated` are the times that it dates itself.

    Examples
    --------
    >>> from tradeview.prose.text.folding import fold_text
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> view = fold_text("Exports last month, and in March, and a year earlier")
    >>> told = find_relative_times(view, find_lexicon(("en",)), (), (), Anchor(date(2024, 5, 16)))
    >>> [str(one.time.months) for one in told]
    ['2024-04/2024-04', '2024-03/2024-03', '2023-03/2023-03']
    """
    return RelativeFinder(view, lexicon, amounts, dated, anchor).find_told()


class RelativeFinder(Finder):
    """One sentence being searched for times that others tell."""

    def __init__(
        self,
        view: View,
        lexicon: Lexicon,
        amounts: Sequence[tuple[int, int]],
        dated: Sequence[Time],
        anchor: Anchor,
    ) -> None:
        taken = [*amounts, *((time.start, time.end) for time in dated)]
        super().__init__(view, find_calendar(lexicon), taken, reporter=anchor.reporter)
        self.lexicon = lexicon
        self.words = find_relative_words(lexicon)
        self.dated = dated
        # From these the year before is counted.
        self.bases = [time for time in dated if not time.compared]
        self.anchor = anchor
        self.parts: list[Part] = []
        self.years: list[Year] = []
        self.years_away: list[Place] = []  # that are counted, and so none of these: empat tahun lalu
        self.hits = self.find_hits()

    def is_counted(self, place: int) -> bool:
        """Whether a unit of time at a place is counted: empat tahun lalu, four years ago, and 10 năm tới.

        The number may be that of a month or a quarter itself: tháng 9 năm ngoái, kuartal 3 tahun lalu.
        """
        units = find_unit_words(self.lexicon)
        if not units.begins_with_unit(self.folded, place):
            return False
        counted = units.counted.search(self.folded, max(place - NEAR, 0), place)
        return counted is not None and not units.is_unit_before(self.folded, counted.start())

    def find_hits(self) -> list[Hit]:
        """Return the words for relative times; of those that count in years, the finder joins parts with them."""
        hits: list[Hit] = []
        again = [(start, found.edge) for start, found in self.words.stated_again.scan(self.view)]
        past = [match.span() for match in self.calendar.past_months.finditer(self.folded)]
        for start, (word, end) in self.words.table.scan(self.view):
            # Cũng trong tháng này is the month stated last, though tháng này is that of the publication.
            is_again = any(first < start and end <= last for first, last in again)
            # 9 เดือนที่ผ่านมา are nine months, and no last month.
            is_past = any(first <= start and end <= last for first, last in past)
            if not self.is_free(start, end) or is_again or is_past or word.label == LAST_OF_SOME:
                continue
            if word.label in {*YEARS_AWAY, *MONTHS_AWAY} and self.is_counted(start):
                self.cover(start, end)
                self.years_away.append((start, end))
            else:
                hits.append(Hit(start, end, word.label))
        for hit in hits:
            if hit.label not in {*YEARS_AWAY, *FISCAL_AWAY}:
                self.cover(hit.start, hit.end)
        return hits

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
        for hit in self.hits:
            if hit.label == LAST_TWELVE:
                # Up 9.6 per cent over the last twelve months: in these, and not more than in these.
                time = self.dress(Time(hit.start, hit.end, self.find_last_twelve(hit.start)))
                told.append(Told(time._replace(compared=False)))
        told = self.leave_parts_of_last_year(self.join_parts_of_year_earlier(told, from_base))
        told = self.tell_stated_again(told)
        return sorted(told, key=lambda one: (one.time.start, one.time.end))

    def find_named_parts(self) -> tuple[list[Part], list[Place]]:
        """Return the parts of years, and the places of times of no date that are not told from others."""
        parts, undated = super().find_named_parts()
        held = _mark_places(((hit.start, hit.end) for hit in self.hits), len(self.folded))
        others = [(start, end) for start, end in undated if not any(held[start:end])]
        # The same period last year, where all of it is listed as one, says more than last year.
        same = [place for place in undated if self.words.same.search(self.folded, *place)]
        held = _mark_places(same, len(self.folded))
        self.hits = [hit._replace(label=YEAR_EARLIER) if held[hit.start] else hit for hit in self.hits]
        return parts, others

    def find_years(self, parts: list[Part]) -> list[Year]:
        """Return years, and the words that stand for one: with them, parts are joined."""
        # "From January" opens a stretch where another month follows.
        self.hits = [hit for hit in self.hits if not _holds_stretch(parts, hit)]
        years = super().find_years(parts)
        this_year = self.anchor.this_year
        for hit in self.hits:
            if hit.label in YEARS_AWAY:
                year = this_year + YEARS_AWAY[hit.label] if this_year else UNKNOWN_YEAR
                years.append(Year(hit.start, hit.end, year))
            elif hit.label in FISCAL_AWAY:
                years.append(self.find_fiscal_year(hit))
        self.years = sorted(years)
        return self.years

    def find_fiscal_year(self, hit: Hit) -> Year:
        """Return the fiscal year in which the text was published, or that before it; one unknown where none tells it.

        In the first month of a fiscal year, the one that has just ended may still be called the current.
        """
        convention = self.find_convention(hit.start, hit.end, as_span=True)
        if convention is None:
            convention = self.find_convention(hit.start, hit.end, as_span=False)
        published = self.anchor.published
        first_month = convention.first_month if convention else None
        is_doubtful = published is not None and published.month == first_month and hit.label == THIS_FISCAL
        if published is None or first_month is None or is_doubtful:
            return Year(hit.start, hit.end, UNKNOWN_YEAR)
        year = published.year - (published.month < first_month) + FISCAL_AWAY[hit.label]
        return Year(hit.start, hit.end, year, first_month)

    def count_back_parts(self, parts: list[Part]) -> list[Part]:
        """Return parts, those that are counted to a month as one, and keep them: they may stand by no year."""
        self.parts = super().count_back_parts(parts)
        return self.parts

    def find_part_beside(self, parts: list[Part], taken: set[Part], start: int, end: int) -> Part | None:
        """Return the part of a year beside a year; the day in a dateline is none of the year behind it."""
        part = super().find_part_beside(parts, taken, start, end)
        # Since January, с января, is no January.
        is_month = part is not None and part.weak and part.first == part.last
        if part is not None and is_month and start <= part.start and part.end <= end:
            return None
        is_day = part is not None and part.weak and not part.first
        return None if is_day and within(self.hits, start, end) else part

    def tell_time(self, time: Time) -> Told:
        """Say when a time is that the finder found: with a word for a year, or with a part of a year alone."""
        hits = [hit for hit in within(self.hits, time.start, time.end) if hit.label in {*YEARS_AWAY, *FISCAL_AWAY}]
        years = within(self.years, time.start, time.end)
        months = time.months
        is_same = any(part.same for part in within(self.parts, time.start, time.end))
        if years and ((months is None and is_same) or self.is_same_of_unknown(time)):
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

    def settle_year(self, time: Time, months: Months, hit: Hit) -> Months | None:
        """Return the months of a time with a word for its year, by the publication or by what the text speaks of."""
        settled = self.settle_months(months, hit)
        if hit.label == YEAR_TO_DATE:
            return self.find_year_so_far(time.start) or settled or self.find_same_end(months)
        if settled is None and hit.label == LAST_YEAR and not time.compared:
            return self.find_year_spoken_of(months)
        return settled or (self.find_same_end(months) if hit.label in OPEN_YEARS else None)

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
        return _move_to_year(months, base.last[0]) if is_end else None

    def find_year_spoken_of(self, months: Months) -> Months | None:
        """Return the months of last year in the year that a text speaks of, where that is over: in 2023, ... last year.

        Its day is not known; but who tells of all of a year does so in the next.
        """
        main = self.anchor.main
        if not self.anchor.with_measures or self.anchor.published or main is None:
            return None
        is_year = main.is_settled and main.first[1] == 1 and main.month_count == MONTHS_IN_YEAR
        return _move_to_year(months, main.first[0]) if is_year else None

    def is_stated_before(self, time: Time) -> bool:
        """Whether a time without a date of its own is called the same as one before it."""
        has_part = any(part.first or part.back for part in within(self.parts, time.start, time.end))
        return time.months is None and not (time.compared or has_part) and self.is_as_stated(time)

    def is_as_stated(self, time: Time) -> bool:
        """Whether a time is called the same as the one stated last, and no other beside it says which it is."""
        if within(self.hits, time.start - BESIDE, time.end + BESIDE):
            return False
        is_part = any(part.same for part in within(self.parts, time.start, time.end))
        return is_part and self.words.as_stated.search(self.folded, max(time.start - BESIDE, 0), time.end) is not None

    def is_same_of_unknown(self, time: Time) -> bool:
        """Whether a time is the same part of another year as one that its sentence does not name."""
        is_same = any(part.same for part in within(self.parts, time.start, time.end))
        return is_same and time.months is not None and not (time.months.is_part and time.months.is_settled)

    def settle_months(self, months: Months, hit: Hit) -> Months | None:
        """Return the months of a time with a word for its year; of this year, they are not settled."""
        # Twelve months that end in June of a year that nothing tells began in the year before that.
        if UNKNOWN_YEAR in {months.first[0], months.last[0]}:
            return None
        if hit.label in {*OPEN_YEARS, THIS_FISCAL} and not months.is_part:
            return months._replace(is_settled=False)
        return months

    def find_same_months(self, year: int, place: int) -> Months | None:
        """Return the months of a year that are those of the time stated last: the same period of 2023."""
        base = self.find_base(place)
        if base is None and self.anchor.with_measures:
            base = self.anchor.known
        if base is None or not base.is_settled or not base.is_part:
            return None
        if base.first[0] != base.last[0] or base.first[0] <= year or year == UNKNOWN_YEAR:
            return None
        return Months((year, base.first[1]), (year, base.last[1]))

    def find_base(self, place: int) -> Months | None:
        """Return the time that was stated last before a place, in the sentence or before it."""
        before = last_before(self.bases, place)
        return before.months if before else self.anchor.stated

    def tell_months_alone(self, told: Sequence[Told]) -> Iterator[Told]:
        """Yield the months by name that stand by no year: in May."""
        held = _mark_places(((one.time.start, one.time.end) for one in told), len(self.folded))
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
        return (
            is_opened and BRACKETED.match(self.folded, part.end) is not None and self.view.printed[part.start].isupper()
        )

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
        time = self.dress(self.stretch_to_month(Time(part.start, part.end, _find_months_of(UNKNOWN_YEAR, part))))
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
        return Told(time._replace(months=_move_to_year(time.months, year)), bool(of_published))

    def tell_past_months(self, time: Time, count: int) -> Told:
        """Say which months the past nine are: the first nine of a year, where they end with what the text is of.

        They end with the month stated last, or with the one before that of the publication. What counts back into
        the year before stays open.
        """
        if not self.anchor.with_measures or time.compared:
            return Told(time)
        ends: set[tuple[int, int]] = set()
        for stated in (self.find_base(time.start), self.anchor.month, self.anchor.main):
            if stated is not None and _ends_with(stated, count):
                ends.add(stated.last)
        by_publication = False
        published = self.anchor.published
        if not ends and published is not None:
            before = split_period(shift_period(make_month(published.year, published.month), -1))
            by_publication = before[1] == count
            ends = {before} if by_publication else set()
        base = self.find_base(time.start)
        if not ends and base is not None and count > OF_YEAR and _ends_with(base, count + 1):
            ends = {(base.last[0], count)}  # in the past seven months, told of August
        if len(ends) != 1:
            return Told(time)
        last = ends.pop()
        return Told(time._replace(months=Months((last[0], 1), last)), by_publication)

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
            if time.months and time.compared and _is_month_before(time.months, months):
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
        return foretold.first[0] if foretold.first[0] != foretold.last[0] and part.first >= foretold.first[1] else None

    def counts_stated(self, part: Part, stated: Months) -> bool:
        """Whether months are as many as those stated last, which begin no year: April to October, seven months."""
        is_count = part.first == 1 and not part.weak and part.last not in {3, 6}
        begins_later = stated.first[1] != 1 and stated.is_settled and stated.is_part
        return is_count and begins_later and stated.month_count == part.last

    def is_up_to_now(self, part: Part) -> bool:
        """Whether the last months are so many up to the day that someone speaks: in the last three months.

        They are the last of a year where one is named: the last three months of the year.
        """
        is_last = any(match.start() == part.start for match in self.calendar.last_months.finditer(self.folded))
        if not is_last or self.words.to_now.search(self.folded, part.start, part.end) is None:
            return False
        return self.words.of_the_year.search(self.folded, part.end, part.end + NEAR // 2) is None

    def is_of_fiscal_year(self, part: Part) -> bool:
        """Whether a fiscal year is named around a part of a year, in the same clause."""
        for match in self.words.fiscal.finditer(self.folded, max(part.start - NEAR, 0), part.end + NEAR):
            between = self.folded[match.end() : part.start] + self.folded[part.end : match.start()]
            if not APART.search(between):
                return True
        return False

    def is_recent_part(self, months: Months) -> bool:
        """Whether months are a part of the year of the publication, or of the one before: January follows December."""
        published = self.anchor.published
        return published is not None and months.is_part and months.last[0] >= published.year - 1

    def may_follow_year(self, part: Part) -> bool:
        """Whether months so far may be of the year behind that of the sentence: in 2023 2.7, in nine months 2.2.

        A quarter or a half is of the year that stands before it.
        """
        base = last_before(self.bases, part.start)
        if self.anchor.published or base is None or base.months is None:
            return False
        is_year = base.months.first[1] == 1 and base.months.month_count == MONTHS_IN_YEAR
        return is_year and part.first == 1 and not part.weak and part.last not in {1, 3, 6, MONTHS_IN_YEAR}

    def is_in_passing(self, stated: Months, place: int) -> bool:
        """Whether a time was stated before in passing: in another paragraph, or as the month of a former record.

        The previous record was of May 2018. In March, it had shipped 11 million tonnes.
        """
        if not self.anchor.with_measures or last_before(self.bases, place):
            return False
        main = self.anchor.main
        is_of_now = main is not None and self.is_recent_part(main)
        return not self.anchor.is_of_paragraph or (is_of_now and stated.is_part)

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

    def tell_months_away(self) -> Iterator[Told]:
        """Yield the months that are counted from that of the publication: last month."""
        published = self.anchor.published
        for hit in self.hits:
            if hit.label == LAST_QUARTER:
                yield Told(self.dress(Time(hit.start, hit.end, _find_quarter_before(published))), by_publication=True)
            if hit.label not in MONTHS_AWAY:
                continue
            months = None
            if published and not (hit.label == THIS_MONTH and self.is_of_month_before(published)):
                months = _make_month(shift_period(make_month(published.year, published.month), MONTHS_AWAY[hit.label]))
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

    def tell_stated_again(self, told: Sequence[Told]) -> list[Told]:
        """Return the times, with the month, the quarter or the period that was stated last: in that month."""
        left = sorted(told, key=attrgetter("time.start"))
        for start, (word, end) in self.words.stated_again.scan(self.view):
            time = self.dress(Time(start, end, None))
            near = [one for one in left if time.start - NEAR <= one.time.start <= time.end + NEAR]
            # Without this, the words are of no date.
            undated = [one for one in near if one.time.months is None]
            if word.label == THE_HALF and self.find_stated_again(time.start, word.label):
                # За полугодие is the first half of the year, unless another half was stated.
                undated = near
            held = [one for one in undated if time.start <= one.time.start < one.time.end <= time.end]
            others = [one.time for one in near if one not in held]
            left = [one for one in left if one not in held]
            if not self.is_named_beside(Hit(start, end, word.label), others):
                months = self.find_stated_again(time.start, word.label)
                insort(left, Told(time._replace(months=months), is_same=True), key=attrgetter("time.start"))
        return left

    def is_named_beside(self, hit: Hit, others: Iterable[Time]) -> bool:
        """Whether a time right beside these words says which they mean: in the month of May."""
        # The words themselves may be listed as "the same month", too, for where a year stands beside them.
        is_again = hit.label == THE_HALF  # and as the half of a year where none was stated
        held = [part for part in self.parts if hit.start <= part.start < hit.end and (part.same or is_again)]
        parts = [part for part in self.parts if part not in held]
        near = [within(named, hit.start - NEAR, hit.end + NEAR) for named in (parts, self.years, self.hits)]
        dated = within(self.dated, hit.start - NEAR, hit.end + NEAR)
        for other in chain(others, dated, *near):
            first, last = sorted((hit, other), key=attrgetter("start"))
            if last.start < first.end or self.calendar.beside_year.fullmatch(self.folded, first.end, last.start):
                return True
        return False

    def find_stated_again(self, place: int, label: str) -> Months | None:
        """Return the time stated last, if it is as long as the words say; or the month that it ends with."""
        base = self.find_base(place) or self.anchor.known
        if base is None or not base.is_settled:
            return None
        if base.month_count == STATED_AGAIN[label] or label == THE_PERIOD:
            return base
        month = self.anchor.month
        is_last_of_base = month is not None and base.is_part and month.last == base.last
        return month if label == THE_MONTH and is_last_of_base else None

    def is_of_month_before(self, published: date) -> bool:
        """Whether a text speaks of an earlier month than that of its publication: "this month" may be either."""
        stated = self.anchor.stated or self.anchor.known
        return stated is not None and stated.last < (published.year, published.month)

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

    def is_beside(self, one: Hit | Time, other: Hit | Time) -> bool:
        """Whether nothing but a few words stands between two times."""
        first, last = sorted((one, other), key=attrgetter("start"))
        between = self.folded[first.end : last.start]
        return len(between) <= BESIDE and not APART.search(between)

    def is_part_of_earlier(self, part: Told, earlier: Told) -> bool:
        """Whether a part of a year stands beside the year before, as of that."""
        # January was more than a year earlier; up from a year earlier in January.
        is_comparison = earlier.time.compared and not part.time.compared
        return earlier.is_earlier and not is_comparison and self.is_beside(part.time, earlier.time)

    def is_named_part(self, time: Time) -> bool:
        """Whether a time is a part of a year whose year no word beside it says."""
        has_part = any(part.first or part.same for part in within(self.parts, time.start, time.end))
        return has_part and not within(self.years, time.start, time.end)

    def move_to_year_before(self, part: Told, earlier: Told) -> Told:
        """Return a part of a year as that of the year before the one stated last."""
        months = part.time.months
        base = self.find_base(min(part.time.start, earlier.time.start))
        if base is None and self.anchor.with_measures and months == self.anchor.known:
            base = months  # another paragraph was of it: against November of the year before
        is_same = any(one.same for one in within(self.parts, part.time.start, part.time.end))
        if is_same and months is None and self.anchor.with_measures:
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

    def tell_from_base(self, hit: Hit) -> Told:
        """Say when the year or the month before the time stated last is, or the year behind it."""
        base = self.find_base(hit.start)
        if hit.label in {MONTH_EARLIER, MONTH_LATER}:
            base = self.find_stated_again(hit.start, THE_MONTH)
        time = self.dress(Time(hit.start, hit.end, None))
        months = shift_months(base, hit.label) if base and base.is_settled else None
        return Told(time._replace(months=months), is_earlier=hit.label in EARLIER)


def _ends_with(months: Months, month: int) -> bool:
    """Whether a part of a year ends with a month, by its number."""
    return months.is_settled and months.is_part and months.last[1] == month


def _holds_stretch(parts: Sequence[Part], hit: Hit) -> bool:
    return any(part.first < part.last for part in within(parts, hit.start, hit.end))


def _find_months_of(year: int, part: Part) -> Months:
    """Return the months of a part of a year, in which it ends: from November to March began in the year before."""
    months = find_months(Year(0, 0, year), part)
    if part.first <= part.last:
        return months
    return Months((year - 1, part.first), (year, part.last))


def _move_to_year(months: Months | None, year: int) -> Months | None:
    """Return the months of a year that is not known by now, in the one that it is."""
    if months is None:
        return None
    away = year - UNKNOWN_YEAR
    (first_year, first), (last_year, last) = months.first, months.last
    return months._replace(first=(first_year + away, first), last=(last_year + away, last))


def _is_month_before(base: Months, months: tuple[int, int]) -> bool:
    """Whether a month is the one before another, of which the first and the last are given: September, on October."""
    is_month = base.month_count == 1 and months[0] == months[1] and base.is_settled
    return is_month and base.last[1] % MONTHS_IN_YEAR + 1 == months[0]


def _find_quarter_before(published: date | None) -> Months | None:
    """Return the months of the quarter before that of a day."""
    if published is None:
        return None
    months_gone = (published.month - 1) % MONTHS_IN_QUARTER
    last = shift_period(make_month(published.year, published.month), -months_gone - 1)
    return Months(split_period(shift_period(last, 1 - MONTHS_IN_QUARTER)), split_period(last))


def _make_month(period: int) -> Months:
    month = split_period(period)
    return Months(month, month)


def _mark_places(places: Iterable[Place], length: int) -> bytearray:
    """Return a byte a character, which is not zero where something stands."""
    held = bytearray(length)
    for start, end in places:
        held[start:end] = b"\1" * (end - start)
    return held
