"""The times of a sentence, those that it dates itself and those that others tell, and which a fact may have.

`times` says which of them a fact has by its place; here is what holds for those that others tell. They are said of what
stands in their clause. The year before is what another time is compared with, unless a figure or a clause parts them.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter

from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.carried.anchor import Anchor
from tradeview.prose.carried.relative import find_relative_times
from tradeview.prose.carried.relative_search import Told
from tradeview.prose.carried.relative_words import find_relative_words
from tradeview.prose.carried.unread_times import find_unit_words, has_unread_time
from tradeview.prose.facts.comparisons import COMPARED
from tradeview.prose.facts.measured_bases import mark_bases
from tradeview.prose.facts.sentence import CLAUSE_END, Fact, first_after, last_before
from tradeview.prose.facts.times import find_time_words, is_cited, list_cited
from tradeview.prose.facts.untold_times import find_untold_words
from tradeview.prose.figure import PARAGRAPH, PUBLISHED, SENTENCE, Figure, Months
from tradeview.prose.measures.words import find_measure_words
from tradeview.prose.times.periods import FAR, Time

INDEX_BASE = re.compile(r" ?[=:] ?100(?![\d.,])")  # behind the year that an index is one hundred of
BESIDE = 12  # characters before a time that may tell that it is none
BEFORE_BASE = 3  # characters of a preposition before a time
RECORD = 30  # characters before a year in which it is said to be that of a record
BEHIND = 3  # characters behind a time that may tell that it is none
OPENED = re.compile(r" ?\([^()]{0,24}")  # between a time and the figure in the bracket behind it


def find_named_times(
    reader: Reader, place: tuple[int, int], amounts: Sequence[Figure], dated: Sequence[Time], anchor: Anchor
) -> "NamedTimes":
    """Return the times of the sentence at a place; `dated` are those that it dates itself."""
    own = [time for time in dated if time.months]
    told = _find_told_times(reader, place, amounts, own, anchor)
    if anchor.with_measures:
        # Where measures are read, money is dated by no months in a row, and by no year of which it is the record.
        starts = [figure.start for figure in amounts if not figure.unit]
        told = [one for one in told if _is_of_amount(one.time, starts) or not is_seeming_time(reader, one.time)]
    elif any(figure.unit for figure in amounts):
        # A year that dates no measure is not read as one of its own, and is none that others tell.
        told = [one for one in told if one.time.months is None or not is_seeming_time(reader, one.time)]
    if anchor.with_measures:
        others = [*own, *(one.time for one in told)]
        told = [_mark_base(reader, one, others, anchor) for one in told]
    known = sorted([*own, *(one.time for one in told)], key=attrgetter("start", "end"))
    told = _mark_compared(reader.folded, told, known, [figure.start for figure in amounts])
    if any(figure.unit for figure in amounts):
        marked = mark_bases(reader, [one.time for one in told], amounts, known)
        told = [one._replace(time=time) for one, time in zip(told, marked, strict=True)]
    named = NamedTimes(reader.folded, [*own, *(one.time for one in told)], told)
    named.sentence = (reader, place)
    named.with_measures = anchor.with_measures
    return named


def _find_told_times(
    reader: Reader, place: tuple[int, int], amounts: Sequence[Figure], own: Sequence[Time], anchor: Anchor
) -> list[Told]:
    """Return the times that others tell, in the sentence at a place, which is searched alone."""
    start, end = place
    taken = [(figure.start - start, figure.end - start) for figure in amounts]
    in_sentence = [_shift(time, -start) for time in own]
    told = find_relative_times(reader.view.part(start, end), reader.lexicon, taken, in_sentence, anchor)
    shifted = [one._replace(time=_shift(one.time, start)) for one in told]
    cited = list_cited(reader, start, end)
    untold = find_untold_words(reader.lexicon)
    shifted = [one for one in shifted if not (is_cited(one.time, cited) or untold.is_untold(reader.folded, one.time))]
    return [one for one in shifted if not (one.by_publication and _is_step(reader, one.time))]


def _is_step(reader: Reader, time: Time) -> bool:
    """Whether what is read as a time says that something is counted from the month before: sur un mois."""
    return find_measure_words(reader.lexicon).month_bases.fullmatch(reader.folded, time.start, time.end) is not None


def _mark_base(reader: Reader, told: Told, named: Sequence[Time], anchor: Anchor) -> Told:
    """Mark a month behind "to" as compared, where its sentence or text is of a later one: к августу вырос на 5 %."""
    time, base = told.time, find_measure_words(reader.lexicon).base_of_parts
    start = max(time.start - BEFORE_BASE, 0)
    is_behind = any(one.end() >= time.start for one in base.finditer(reader.folded, start, time.end))
    if time.months is None or not is_behind:
        return told
    dated = [one.months for one in named if one.months and one is not time and not one.compared]
    spoken_of = dated or ([anchor.stated] if anchor.stated else [])
    is_later = any(one.first > time.months.first and one.month_count == time.months.month_count for one in spoken_of)
    return told._replace(time=time._replace(compared=True)) if is_later else told


def is_seeming_time(reader: Reader, time: Time) -> bool:
    """Whether what is read as a time dates no measure: months in a row, or the year that an index is one hundred of."""
    if INDEX_BASE.match(reader.folded, time.end):
        return True
    words = find_measure_words(reader.lexicon)
    if words.before_seeming.search(reader.folded, max(time.start - BESIDE, 0), time.start):
        return True
    if time.months is not None and not time.months.is_settled and _is_of_record(reader, time):
        return True
    if find_unit_words(reader.lexicon).row_next.match(reader.folded, time.end):
        return True
    found = words.seeming_times.search(reader.folded, time.start, time.end + BEHIND)
    return found is not None and time.months is None


def _is_of_amount(time: Time, starts: Sequence[int]) -> bool:
    """Whether months in a row stand right before an amount, which is of each of them: 5개월 연속 60억 달러 이상."""
    return time.months is None and any(time.end <= start <= time.end + 1 for start in starts)


def _is_of_record(reader: Reader, time: Time) -> bool:
    """Whether a year that is not over only says since when something is the most: 올해 들어 가장 높은."""
    words = find_measure_words(reader.lexicon)
    behind = words.record_behind.match(reader.folded, time.end)
    before = words.record_before.search(reader.folded, max(time.start - RECORD, 0), time.start)
    return (behind or before) is not None


class NamedTimes:
    """The times of one sentence."""

    def __init__(self, folded: str, times: Sequence[Time], told: Sequence[Told]) -> None:
        self.folded = folded
        self.times = sorted(times, key=attrgetter("start", "end"))
        self.read: Sequence[Time] = self.times  # all that the sentence names
        self.open_times = [time for time in self.times if not time.compared]
        self.sentence: tuple[Reader, tuple[int, int]] | None = None  # the text and the place of it, if it was searched
        # Now, last month: of what no day of publication dates.
        self.has_undated = any(one.time.months is None and not (one.is_earlier or one.time.compared) for one in told)
        self.told = {one.time: one for one in told}
        # What names one of these is no other that a figure is compared with.
        self.known = [one.time for one in told if one.time.months and not one.time.compared]
        self.is_summed_up = False  # whether it is of the whole year, or of its months so far, that words say
        self.with_measures = False  # whether measures are read beside money
        self.bases_of_others: list[Months] = []  # of figures that others are compared with
        # Equal months may be told in two ways: it is the very same time that was taken.
        self.told_by_months = {id(one.time.months): one for one in told if one.time.months}

    @cached_property
    def has_unread(self) -> bool:
        """Whether the sentence is dated in words that are not known; it is searched when this is first asked."""
        if self.sentence is None or self.is_summed_up:
            return False
        reader, place = self.sentence
        return has_unread_time(reader, place, self.read, counts_ordinals=self.with_measures)

    def counts_to_later(self, months: Months) -> bool:
        """Whether a sentence counts or compares with a time behind some months: a rise of 95 % until 2022."""
        if not self.with_measures:
            return False
        return any(time.compared and time.months and time.months.last > months.last for time in self.read)

    def says_what_was_expected(self, fact: Fact) -> bool:
        """Whether words before a fact say that it had been expected: economists had expected a rise of 5 %."""
        if self.sentence is None:
            return False
        words = find_measure_words(self.sentence[0].lexicon)
        return words.expected_then.search(self.folded, self.start, fact.start) is not None

    def mark_bases(self, compared: Sequence[Fact]) -> None:
        """Take note of the times right behind figures that others are compared with: against 2 billion in 2012."""
        for fact in compared:
            near = first_after(self.times, fact.end)
            if near and near.start - fact.end <= BESIDE and near.months and not self.is_parted(fact.end, near.start):
                self.bases_of_others.append(near.months)

    def find_same_of_year(self, months: Months | None) -> Time | None:
        """Return the time with these months that is the same part of a year as another: the same quarter of 2022."""
        if months is None or months.is_settled or self.sentence is None:
            return None
        same = find_relative_words(self.sentence[0].lexicon).same
        named = [one for one in self.read if one.months == months]
        return next((one for one in named if same.search(self.folded, one.start, one.end)), None)

    def is_base_of_other(self, months: Months | None) -> bool:
        """Whether these very months are of a figure that others are compared with."""
        return any(one is months for one in self.bases_of_others)

    @property
    def start(self) -> int:
        """Where the sentence begins."""
        return self.sentence[1][0] if self.sentence else 0

    def names_other_time(self, first: Fact) -> bool:
        """Whether a sentence whose facts have no time names one all the same, which its first fact follows if dated."""
        return self.has_undated or self.has_unread or last_before(self.open_times, first.start) is not None

    def is_parted(self, start: int, end: int) -> bool:
        """Whether a clause ends between two places."""
        return CLAUSE_END.search(self.folded, start, end) is not None

    def find_origin(self, months: Months) -> str:
        """Return what tells one of these times: its sentence, the day of publication, or what was stated before."""
        told = self.told_by_months.get(id(months))
        if told is None:
            return SENTENCE
        return PUBLISHED if told.by_publication else PARAGRAPH

    def is_of_bracket(self, time: Time, fact: Fact) -> bool:
        """Whether a time stands in a bracket with a figure of its own, beside a fact: 53 % (in 2020: 51 %), 11 %."""
        if not self.with_measures:
            return False
        opened, closed = self.folded.rfind("(", self.start, time.start), self.folded.find(")", time.end)
        is_inside = opened >= 0 and closed >= 0 and ")" not in self.folded[opened : time.start]
        if not is_inside or opened < fact.start < closed:
            return False
        others = self.folded[opened : time.start] + self.folded[time.end : closed]
        return any(map(str.isdigit, others))

    def is_earlier(self, time: Time) -> bool:
        """Whether a time, dated or not, is the year or the month before another."""
        return time in self.told and self.told[time].is_earlier

    def is_base(self, time: Time) -> bool:
        """Whether percentages are counted from a time: gegenüber Mai 2006 ein Plus von 9,3 %."""
        if time.compared or self.sentence is None:
            return time.compared and time.months is not None
        named = find_measure_words(self.sentence[0].lexicon).base_named
        return named.search(self.folded, max(time.start - FAR, self.start), time.start) is not None

    def is_other_part(self, fact: Fact, months: Months) -> bool:
        """Whether what a percentage is counted from is of other length than some months: above the half of 2019."""
        before = last_before(self.read, fact.start)
        if before is None or before.months is None or not self.is_base(before):
            return False
        return before.months.month_count not in {months.month_count, MONTHS_IN_YEAR}

    @cached_property
    def of_changes(self) -> list[Time]:
        """The times that a growth may have: not the year or the month before that it is counted from.

        What stood then, too, is told of: 上月为下降3.9%, and last month's was a fall.
        """
        kept: list[Time] = []
        for time in self.times:
            if self.is_told_of(time):
                kept.append(time._replace(compared=False))
            elif not (self.is_earlier(time) or self.is_seeming(time)):
                kept.append(time)
        return kept

    def is_told_of(self, time: Time) -> bool:
        """Whether the year or the month before is what a clause tells of, and nothing is compared with it."""
        if self.sentence is None or not time.months or not self.is_earlier(time):
            return False
        words = find_measure_words(self.sentence[0].lexicon)
        if words.telling_opened and words.telling_opened.search(self.folded, max(self.start - BEHIND, 0), time.start):
            return True
        if words.telling_of.match(self.folded, time.end) is None:
            return False
        return words.comparing.search(self.folded, max(time.start - BEHIND, 0), time.start) is None

    def is_told_before(self, fact: Fact, months: Months) -> bool:
        """Whether a semicolon parts a measure from the clause that tells of the year or the month before."""
        before = [time for time in self.times if time.months is months and time.end <= fact.start]
        told = [time for time in before if self.is_told_of(time)]
        return bool(fact.figures[0].unit and told) and ";" in self.folded[told[-1].end : fact.start]

    def find_main_before(self, fact: Fact) -> Months | None:
        """Return the last time before a fact that is neither compared with nor what is told of the year before."""
        dated = [time for time in self.open_times if time.end <= fact.start and time.months]
        main = [time.months for time in dated if not self.is_earlier(time)]
        return main[-1] if main else None

    def is_seeming(self, time: Time) -> bool:
        """Whether a time dates no measure: five months in a row, or the year that an index is one hundred of."""
        return self.sentence is not None and is_seeming_time(self.sentence[0], time)

    @cached_property
    def without_bases(self) -> "NamedTimes":
        """The times that a growth may have, which is counted from the others."""
        kept = [time for time in self.of_changes if not time.compared]
        places = {(time.start, time.end) for time in kept}
        told = [
            one._replace(time=one.time._replace(compared=False))
            for time, one in self.told.items()
            if (time.start, time.end) in places
        ]
        others = NamedTimes(self.folded, kept, told)
        others.sentence, others.with_measures = self.sentence, self.with_measures
        others.bases_of_others, others.is_summed_up = self.bases_of_others, self.is_summed_up
        others.read = self.times
        return others

    def list_bases(self) -> list[Time]:
        """Return the dated times that others are compared with: of 2019, the year before."""
        return [time for time in self.times if time.months and (time.compared or self.is_earlier(time))]

    def is_told_earlier(self, months: Months) -> bool:
        """Whether the time that has these very months is the year or the month before another."""
        told = self.told_by_months.get(id(months))
        return told is not None and told.is_earlier

    def may_be_compared(self, months: Months, context: Months | None) -> bool:
        """Whether one of these times may be that of a figure which another, of a time stated before, rose from."""
        told = self.told_by_months.get(id(months))
        if told is None:
            return True
        others = [time.months for time in self.open_times if time.months and time.months is not months]
        known = others or ([context] if context else [])
        # The RM5 billion of last year that those of May are compared with are those of May, too.
        is_whole = told.by_publication and not months.is_part
        return not told.is_same and not (is_whole and any(other.is_part for other in known))

    def is_base_of_change(self, fact: Fact, months: Months, context: Months | None) -> bool:
        """Whether a time is what a change is counted from: the year before another, or that of another figure."""
        if self.is_told_earlier(months):
            return True
        told = self.told_by_months.get(id(months))
        if told is None or told.time.end > fact.start or context is None or context.last <= months.last:
            return False
        if first_after(self.times, fact.end):
            return False  # which says what it was before
        # Another figure of that time, in another clause, is what it was then.
        return self.is_parted(told.time.end, fact.start)

    def find_before(self, fact: Fact) -> Told | None:
        """Return the time that stands right before a fact and is told by others: the previous month's $5 billion."""
        last = last_before(self.open_times, fact.start)
        if last is None or last.months is None or last.end < fact.start - COMPARED:
            return None
        return self.told.get(last)

    def find_behind(self, fact: Fact, ceiling: int, *, crosses: bool) -> Told | None:
        """Return the time behind a fact that others tell, with no fact and, unless it `crosses`, no clause between."""
        after = first_after(self.open_times, fact.end)
        if after is None or last_before(self.open_times, fact.start) or after.start >= ceiling:
            return None
        if self.is_parted(fact.end, after.start) and not crosses:
            return None
        if fact.figures[0].unit and self.is_of_bracket(after, fact):
            return None
        told = self.told.get(after)
        return told if told and not told.is_earlier else None

    def find_which_was(self, fact: Fact) -> Told | None:
        """Return the time behind a fact of which a verb says that this was so then: 「3兆円」だった前年同月."""
        after = first_after(self.times, fact.end)
        if after is None or self.sentence is None or after not in self.told:
            return None
        words = find_time_words(self.sentence[0].lexicon)
        was = words.which_was.fullmatch(self.folded, fact.end, after.start)
        return self.told[after] if was is not None else None

    def may_be_of_next(self, fact: Fact, ceiling: int) -> bool:
        """Whether a time behind a fact that another time leads may be that of the next fact, as in a text in Thai."""
        after = first_after(self.open_times, fact.end)
        if after is None or last_before(self.open_times, fact.start) is None or after.end > ceiling:
            return False
        return ceiling < len(self.folded) and not self.is_parted(after.end, ceiling)

    def is_said_of(self, fact: Fact, ceiling: int, months: Months) -> bool:
        """Whether no other clause parts a time from a fact, and none that is compared with stands between."""
        if self.is_told_earlier(months) and self.may_be_of_next(fact, ceiling):
            return False
        after = first_after(self.open_times, fact.end)
        if after and after.months is months:
            return self.is_said_behind(fact, after)
        last = last_before(self.times, fact.start)
        if last is None or not last.compared or last.months is months:
            return True
        # In October exports were, against the same month last year, 2 % higher: what a percentage is counted from.
        if fact.figures[0].unit:
            return True
        # Last month's were, 8 % more than a year before, RM5 billion.
        if self.is_earlier(last) and fact.start - last.end > COMPARED:
            return True
        return self.is_parted(last.end, fact.start)

    def is_said_behind(self, fact: Fact, after: Time) -> bool:
        """Whether a time behind a fact is said of it: no clause parts them, but for a measure: by 12 %, in October."""
        if not fact.figures[0].unit:
            return not self.is_parted(fact.end, after.start)
        is_set_off = self.folded[fact.end : after.start].strip() == ","
        return (is_set_off or not self.is_parted(fact.end, after.start)) and not self.is_of_bracket(after, fact)


def _mark_compared(folded: str, told: Sequence[Told], times: Sequence[Time], figures: Sequence[int]) -> list[Told]:
    """Mark the years before that stand behind another time, with no figure between: last month ... 前年同月比."""
    marked: list[Told] = []
    for one in told:
        before = last_before(times, one.time.start)
        if one.is_earlier and _is_bracketed_behind(folded, one.time, figures):
            # After the record of the year before (5 billion), it was 4 billion.
            marked.append(one._replace(time=one.time._replace(compared=True)))
        elif one.is_earlier and before and not before.compared:
            has_figure = bisect_left(figures, before.end) != bisect_left(figures, one.time.start)
            is_apart = CLAUSE_END.search(folded, before.end, one.time.start) is not None
            compared = one.time.compared or not (has_figure or is_apart)
            marked.append(one._replace(time=one.time._replace(compared=compared)))
        else:
            marked.append(one)
    return marked


def _is_bracketed_behind(folded: str, time: Time, figures: Sequence[int]) -> bool:
    """Whether a figure stands in the bracket right behind a time."""
    place = bisect_left(figures, time.end)
    return place < len(figures) and OPENED.fullmatch(folded, time.end, figures[place]) is not None


def _shift(time: Time, steps: int) -> Time:
    return time._replace(start=time.start + steps, end=time.end + steps)
