"""The times and flows that a text names, and from which place on, so that it can be asked what it bears out.

Years are found in any language and calendar by their digits; months and relative times (last year) where the words of
the language are known. A year is also borne out by what is told from another: a year earlier, from the day on which
the text was published.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from tradeview.periods import MONTHS_IN_YEAR, month_names, ordinal, shift_period, split_period
from tradeview.prose.context import find_vocabulary
from tradeview.prose.facts.flow_names import FLOWS
from tradeview.prose.languages import find_locale, language_file, listed_locales
from tradeview.prose.lexicon import YEARS
from tradeview.prose.text.folding import fold_word
from tradeview.prose.times.periods import find_times
from tradeview.readings.languages import Stretch
from tradeview.readings.standing import TextAsked
from tradeview.readings.stated_times import StatedTime

FOUR_DIGITS = re.compile(r"(?<!\d)(?<![.,]\d)\d{4}(?!\d)(?![.,]\d)")
# Years of other calendars that are printed with four digits, and how many years each is ahead of the common one. A year
# that begins in the course of a common one lies in two.
CALENDARS_AHEAD = (
    (range(2440, 2644), (543,)),  # Buddhist
    (range(1300, 1450), (-621, -622, -579, -580, -593, -594)),  # Persian, Islamic of today, Bengali
    (range(1450, 1500), (-578, -579, -593, -594)),
    (range(2050, 2110), (56, 57)),  # Vikram
    (range(1990, 2030), (-7, -8)),  # Ethiopian, where it is printed
)
ETHIOPIAN = "am"
ERAS = (("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", 1911), ("民国", 1911))
ERA_YEAR = r" ?(\d{1,3}|元)"
# Years of two digits: '24, FY24, 2023-24, 3/24, 24年, ปี 67.
SHORT_YEAR = re.compile(r"(?:['’/\-–.]|fy ?|ปี ?|[hq] ?)(\d\d)(?!\d)|(?<!\d)(\d\d)(?= ?(?:年|год|г\.|р\.|[hq]\d?\b))")
CENTURY = 100
FIRST_SHORT = 60  # of two digits, the first year of the last century
BUDDHIST_CENTURY = 2500 - 543
SMALL_NUMBER = re.compile(r"(?<![\d.,])\d{1,2}(?![\d.,]?\d)")
MONTHS_OF_QUARTER, MONTHS_OF_HALF = 3, 6
BUSINESS_YEAR = 12
LETTERS_THAT_BEND, SHORTEST_STEM = 2, 3  # at the end of the name of a month, and before them
FLOW_OF_LABEL = {**FLOWS, "income": "export", "outlay": "import", "parted_export": "export", "parted_import": "import"}
BALANCES = {"plus", "minus", "difference", "positive", "negative"}
ANY_MONTH = "any month"
RELATIVE = "relative"  # a time that another tells: a year earlier, last month
BOTH_FLOWS = {"exports_and_imports", "imports_and_exports"}


class FirstNamed:
    """Where each of some things is named first in a text."""

    def __init__(self) -> None:
        self.places: dict[object, int] = {}

    def add(self, what: object, place: int) -> None:
        """Take note of a place at which something is named."""
        self.places[what] = min(place, self.places.get(what, place))

    def is_named(self, what: object, limit: int) -> bool:
        """Whether something is named before a place."""
        return self.places.get(what, limit) < limit


class NamedTimes:
    """The years and months that a text names; places are those in its folded form."""

    def __init__(self, asked: TextAsked, published: date | None) -> None:
        self.asked = asked
        self.published = published
        self.years = FirstNamed()
        self.months = FirstNamed()
        self.names = FirstNamed()  # months by their names, not by numbers
        self.relative = FirstNamed()
        # Of a language without words for times it cannot be known whether months or last year are named.
        self.has_words = all(_are_times_listed(stretch) for stretch in asked.stretches)
        self._add_digits()
        for stretch in asked.stretches:
            self._add_words(stretch)

    def bears_out(self, time: StatedTime, limit: int) -> bool:
        """Whether what the text names before a place allows a time."""
        first, last = time.years
        if first != last:
            is_named = self._bears_year(first, limit) or self._bears_year(last, limit)
        else:
            is_named = self._bears_year(first, limit)
        return is_named and (time.is_of_years or self._bears_months(time, limit))

    def _bears_year(self, year: int, limit: int) -> bool:
        if self.years.is_named(year, limit):
            return True
        is_relative = not self.has_words or self.relative.is_named(RELATIVE, limit)
        if self.published is not None:
            reach = 2 if is_relative else 1
            if 0 <= self.published.year - year <= reach:
                return True
        beside = (year - 1, year + 1) if is_relative else ()
        return any(self.years.is_named(other, limit) for other in beside)

    def _bears_months(self, time: StatedTime, limit: int) -> bool:
        if ordinal(time.last) - ordinal(time.first) + 1 == BUSINESS_YEAR:
            return True
        if not self.has_words:
            # Words for parts of years are not known, but the names of months are: one is asked where one is named.
            is_named = time.first != time.last or not self.names.is_named(ANY_MONTH, limit)
            return is_named or self.names.is_named(split_period(time.first)[1], limit)
        first, last = split_period(time.first)[1], split_period(time.last)[1]
        is_from_january = first == 1 and time.first != time.last
        is_to_december = last == MONTHS_IN_YEAR and time.first != time.last
        has_first = is_from_january or self._bears_month(time.first, first, limit)
        return has_first and (is_to_december or self._bears_month(time.last, last, limit))

    def _bears_month(self, month: int, number: int, limit: int) -> bool:
        if self.months.is_named(number, limit):
            return True
        if self.published is None:
            return False
        day = 100 * self.published.year + self.published.month
        return month in {day, shift_period(day, -1), shift_period(day, -2)}

    def _add_digits(self) -> None:
        """Take note of years in digits, of any calendar, and of small numbers, which may count months or quarters."""
        folded = self.asked.view.folded
        is_ethiopian = any(ETHIOPIAN in stretch.languages for stretch in self.asked.stretches)
        for year, place in _find_years(folded, is_ethiopian=is_ethiopian):
            self.years.add(year, place)
        for match in SMALL_NUMBER.finditer(folded):
            for month in _months_counted(int(match[0])):
                self.months.add(month, match.start())

    def _add_words(self, stretch: Stretch) -> None:
        """Take note of the times that the words of a language name, sentence by sentence."""
        view = self.asked.view
        for start, end in _sentences_of(self.asked, stretch):
            for time in find_times(view.part(start, end), stretch.lexicon, []):
                place = start + time.start
                if time.months is None:
                    self.relative.add(RELATIVE, place)
                for months in (*([time.months] if time.months else []), *time.row):
                    for year, month in (months.first, months.last):
                        self.years.add(year, place)
                        self.months.add(month, place)
        for word, month in _month_names(stretch.languages):
            found = view.folded.find(word, stretch.start, stretch.end)
            if found >= 0:
                self.months.add(month, found)
                self.names.add(month, found)
                self.names.add(ANY_MONTH, found)


def _sentences_of(asked: TextAsked, stretch: Stretch) -> Iterator[tuple[int, int]]:
    for start, end in asked.sentences:
        if stretch.start <= start < stretch.end:
            yield start, min(end, stretch.end)


def _are_times_listed(stretch: Stretch) -> bool:
    return bool(stretch.languages) and any(name in listed_locales() for name in stretch.languages[:1])


def _find_years(folded: str, *, is_ethiopian: bool) -> Iterator[tuple[int, int]]:
    """Yield the common years that the numbers of a text may be, each with its place."""
    for match in FOUR_DIGITS.finditer(folded):
        for year in _years_of(int(match[0]), is_ethiopian=is_ethiopian):
            yield year, match.start()
    for match in SHORT_YEAR.finditer(folded):
        for year in _years_of_two_digits(int(match[1] or match[2])):
            yield year, match.start()
    for name, before in ERAS:
        for match in re.finditer(fold_word(name) + ERA_YEAR, folded):
            number = 1 if match[1] == "元" else int(match[1])
            yield before + number, match.start()


def _years_of(number: int, *, is_ethiopian: bool) -> Iterator[int]:
    """Yield the common years that a number of four digits may be."""
    if number in YEARS:
        yield number
    for years, ahead in CALENDARS_AHEAD:
        is_possible = number in years and (is_ethiopian or ahead != (-7, -8))
        for difference in ahead if is_possible else ():
            yield number - difference


def _years_of_two_digits(number: int) -> Iterator[int]:
    yield 2000 + number if number < FIRST_SHORT else 1900 + number
    yield BUDDHIST_CENTURY + number


def _months_counted(number: int) -> Iterator[int]:
    """Yield the months that a small number may end with: of a month, of so many months, of a quarter, of a half."""
    if 1 <= number <= MONTHS_IN_YEAR:
        yield number
    if 1 <= number <= MONTHS_IN_YEAR // MONTHS_OF_QUARTER:
        yield from (MONTHS_OF_QUARTER * number - 2, MONTHS_OF_QUARTER * number)
    if 1 <= number <= MONTHS_IN_YEAR // MONTHS_OF_HALF:
        yield from (MONTHS_OF_HALF * number - 5, MONTHS_OF_HALF * number)


def _month_names(languages: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield the names of months in some languages, folded, those that are long enough to be no part of a word.

    Of a language whose forms of them are not listed, the stem: május|ban.
    """
    for name in languages:
        is_listed = "periods" in language_file(name)
        locale = find_locale(name)
        named = [*month_names(locale, "format", "wide").items(), *month_names(locale, "stand-alone", "wide").items()]
        named += [(month, word) for word, month in language_file(name).get("periods", {}).get("months", {}).items()]
        for month, word in named:
            folded = fold_word(str(word))
            if len(folded) > 2 or not folded.isascii():
                yield folded, month
            if not is_listed and len(folded) - LETTERS_THAT_BEND >= SHORTEST_STEM:
                yield folded[:-LETTERS_THAT_BEND], month


class NamedFlows:
    """The flows that a text names; places are those in its folded form."""

    def __init__(self, asked: TextAsked) -> None:
        self.asked = asked
        self.first = FirstNamed()
        self.has_words = all(_are_flows_listed(stretch) for stretch in asked.stretches)
        named: list[tuple[int, str]] = []
        for stretch in asked.stretches:
            named += _find_flows(asked, stretch)
        self.named = sorted(named)
        self._starts = [start for start, _ in self.named]
        for start, flow in self.named:
            self.first.add(flow, start)

    def bears_out(self, flow: str, sentence: tuple[int, int] | None) -> bool:
        """Whether a flow is named in the sentence of a figure, or, where that names none, before it."""
        if not self.has_words:
            return True
        limit = len(self.asked.view.folded)
        if sentence is not None:
            limit = sentence[1]
            first, last = bisect_left(self._starts, sentence[0]), bisect_right(self._starts, limit - 1)
            around = {named for _, named in self.named[first:last]}
            if around:
                return flow in around or (flow == "total" and {"export", "import"} <= around)
        if flow == "total" and all(self.first.is_named(one, limit) for one in ("export", "import")):
            return True
        return self.first.is_named(flow, limit)


def _are_flows_listed(stretch: Stretch) -> bool:
    return any(language_file(name).get("flows") for name in stretch.languages[:1])


def _find_flows(asked: TextAsked, stretch: Stretch) -> Iterator[tuple[int, str]]:
    words = find_vocabulary(stretch.lexicon).words
    for start, found in words.scan(asked.view.part(stretch.start, stretch.end)):
        label = found.word.label
        place = stretch.start + start
        if label in BOTH_FLOWS:
            yield place, "export"
            yield place, "import"
        if label in FLOW_OF_LABEL:
            yield place, FLOW_OF_LABEL[label]
        elif label in BALANCES:
            yield place, "balance"
