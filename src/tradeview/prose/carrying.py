"""Times that figures take from the text around their sentence, as a reader does.

A figure whose sentence says no time has that of the sentence before it in its paragraph, or of the heading over it, or
that of the paragraph before: until another is named. What is compared with, what is aimed at or expected, what a figure
rose from, and a time of long ago are none that a next figure has. Where a sentence names several, or an older one than
the text began with, the next paragraph has none.

The `Carrier` is told the sentences of a text one after the other, with what each says of its figures, and remembers of
them what the next may need; so a text is read once, in linear time.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import NamedTuple, Protocol

from tradeview.prose.figure import Figure, Months
from tradeview.prose.grammar import Reader
from tradeview.prose.periods import Time
from tradeview.prose.relative import YEAR_EARLIER, Anchor, Told, find_relative_times, shift_months
from tradeview.prose.sentence import CLAUSE_END, Fact, first_after, last_before
from tradeview.prose.times import COMPARED, find_times_of_sentence

MAX_HEADING = 160  # characters of a line
ENDS = re.compile(r"[.!?؟।॥۔。…][\"'»”)\]]*\Z")
MARK = re.compile(r"[ ]*(?:[-–—*•·▪●◦‣▲△■□○◇]|\(?\d{1,2}[.)])[ ]?(?=\S)")  # before the item of a list
MILLION = 10**6  # amounts of trade between economies are larger
AMOUNT, RATE = "amount", "rate"  # kinds of figures; a rate is of a day
COLON = re.compile(r"[:：][ ]*\Z")
SENTENCE, HEADING, PARAGRAPH, PUBLISHED = "sentence", "heading", "paragraph", "published"


class Statement(NamedTuple):
    """What a sentence says of one fact: its time and status, whether of trade, and between which others it stands."""

    fact: Fact
    floor: int
    ceiling: int
    status: str | None
    months: Months | None
    is_compared: bool  # another rose from it
    is_trade: bool  # and not of an investment or a budget


class Line(NamedTuple):
    """Where a sentence stands."""

    is_heading: bool
    is_item: bool
    has_colon: bool


class Stated(NamedTuple):
    """A time that figures may take, and whether a heading or a paragraph states it."""

    months: Months
    place: str


class Sentence(Protocol):
    """A sentence whose figures have what it says of them."""

    all_times: Sequence[Time]
    statements: list[Statement]

    def redate_facts(self, times: Sequence[Time]) -> list[Months | None]:
        """Return the time that each fact has, if these are the times that the sentence names."""


class Found:
    """The times of a sentence, and of those that others tell what tells them."""

    def __init__(self, folded: str, times: Sequence[Time], told: Sequence[Told]) -> None:
        self.folded = folded
        self.times = times
        self.open_times = [time for time in times if not time.compared]
        # Now, last month: of what no day of publication dates.
        self.has_undated = any(one.time.months is None and not (one.is_earlier or one.time.compared) for one in told)
        self.told = {one.time: one for one in told}
        # Equal months may be told in two ways: it is the very same time that was taken.
        self.told_by_months = {id(one.time.months): one for one in told if one.time.months}

    def is_parted(self, start: int, end: int) -> bool:
        """Whether a clause ends between two places."""
        return CLAUSE_END.search(self.folded, start, end) is not None

    def find_origin(self, months: Months) -> str:
        """Return what dates a figure that has one of these times."""
        told = self.told_by_months.get(id(months))
        if told is None:
            return SENTENCE
        return PUBLISHED if told.by_publication else PARAGRAPH

    def is_earlier(self, months: Months | None) -> bool:
        """Whether a time is the year or the month before another."""
        told = self.told_by_months.get(id(months))
        return told is not None and told.is_earlier

    def is_time_before(self, time: Time) -> bool:
        """Whether a time, dated or not, is the year or the month before another."""
        return time in self.told and self.told[time].is_earlier

    def states(self, time: Time) -> bool:
        """Whether a time is one that the sentence states, and not one that it compares with."""
        return time.months is not None and not time.compared and not self.is_earlier(time.months)

    def find_before(self, fact: Fact) -> Told | None:
        """Return the time that stands right before a fact and is told by others: the previous month's $5 billion."""
        last = last_before(self.open_times, fact.start)
        if last is None or last.months is None or last.end < fact.start - COMPARED:
            return None
        return self.told.get(last)

    def find_behind(self, statement: Statement, *, is_heading: bool) -> Told | None:
        """Return the time behind a fact that is told by others, with no other clause and no other fact between."""
        fact = statement.fact
        after = first_after(self.open_times, fact.end)
        if after is None or last_before(self.open_times, fact.start) or after.start >= statement.ceiling:
            return None
        if self.is_parted(fact.end, after.start) and not is_heading:
            return None
        told = self.told.get(after)
        return told if told and not told.is_earlier else None

    def may_be_of_next(self, statement: Statement) -> bool:
        """Whether a year before, behind a fact that another time leads, may be that of the next: of a text in Thai."""
        fact = statement.fact
        after = first_after(self.open_times, fact.end)
        if after is None or last_before(self.open_times, fact.start) is None or after.end > statement.ceiling:
            return False
        return statement.ceiling < len(self.folded) and not self.is_parted(after.end, statement.ceiling)

    def is_said_of(self, fact: Fact, months: Months) -> bool:
        """Whether no other clause parts a time from a fact, and none that is compared with stands between."""
        after = first_after(self.open_times, fact.end)
        if after and after.months is months:
            return not self.is_parted(fact.end, after.start)
        last = last_before(self.times, fact.start)
        if last is None or not last.compared or last.months is months:
            return True
        # Last month's were, 8 % more than a year before, RM5 billion.
        if self.is_time_before(last) and fact.start - last.end > COMPARED:
            return True
        return self.is_parted(last.end, fact.start)


class Carrier:
    """The times that a text stated up to a sentence, and what the figures of the next may take of them.

    Parameters
    ----------
    published : date, optional
        The day of the publication.
    lists_only : bool
        Whether nothing is carried but the time of a heading that ends in a colon, to the items of its list.
    """

    def __init__(self, published: date | None = None, *, lists_only: bool = False) -> None:
        self.published = published
        self.lists_only = lists_only
        self.stated: Stated | None = None
        self.main: Stated | None = None  # what the next paragraph returns to
        self.known: Months | None = None  # stated last by anything, if only over a list
        self.lead: Months | None = None  # what the text began with
        self.heading: Stated | None = None  # over the lines that follow
        self.in_list = False
        self.begins_line = True  # whether the next sentence does
        self.is_first = True

    def pass_sentence(self, reader: Reader, start: int, end: int, *, is_trade: bool) -> None:
        """Take note of a sentence without money: a heading, or one that says when trade was."""
        line = self.place_sentence(reader, start, end, has_money=False)
        if self.lists_only and not (line.is_heading and line.has_colon):
            return
        times = find_times_of_sentence(reader, (), start, end)
        found = self.find_times(reader, (start, end), (), times)
        months = _choose_main([time.months for time in found.times if found.states(time)])
        if months is None:
            return
        if line.is_heading:
            self.heading = Stated(months, HEADING)
            self.known = months
            self.in_list = False
        elif self.is_of_now(months):
            if is_trade:
                self.state(months)
            elif self.stated and self.stated.months != months:
                # What happened then may be told of next, or the trade that was told of before.
                self.stated = None

    def date_figures(
        self,
        reader: Reader,
        place: tuple[int, int],
        taken: Sequence[Figure],
        sentence: Sentence,
        figures: Sequence[Figure],
    ) -> list[Figure]:
        """Return the figures of a sentence, those that it does not date with the time that they take from before."""
        line = self.place_sentence(reader, *place, has_money=True)
        context = self.heading if line.is_item and self.heading else self.stated
        if self.lists_only:
            context = self.heading if line.is_item else None
            if context is None:
                return list(figures)
        found = self.find_times(reader, place, taken, sentence.all_times, context)
        told: list[Stated | None] = []
        for statement, months in zip(sentence.statements, sentence.redate_facts(found.times), strict=True):
            told.append(self.date_fact(statement, months, line, found, context))
        self.remember(line, sentence.statements, told, found)
        dated: list[Figure] = []
        left = iter(figures)
        for statement, stated in zip(sentence.statements, told, strict=True):
            for _ in statement.fact.figures:
                figure = next(left)
                if figure.months is None and stated and _may_have(figure, stated):
                    figure = replace(figure, months=stated.months, time_from=stated.place)
                dated.append(figure)
        return dated

    def find_times(
        self,
        reader: Reader,
        place: tuple[int, int],
        taken: Sequence[Figure],
        times: Sequence[Time],
        context: Stated | None = None,
    ) -> Found:
        """Return the times of a sentence, with those that the publication or the context tells."""
        start, end = place
        if self.lists_only:
            return Found(reader.folded, times, [])
        stated = context or self.stated
        anchor = Anchor(self.published, stated.months if stated else None, self.known)
        amounts = [(figure.start - start, figure.end - start) for figure in taken]
        dated = [_shift(time, -start) for time in times if time.months]
        relative = find_relative_times(reader.view.part(start, end), reader.lexicon, amounts, dated, anchor)
        told = [one._replace(time=_shift(one.time, start)) for one in relative]
        merged = [time for time in times if time.months] + [one.time for one in told]
        merged.sort(key=attrgetter("start", "end"))
        told = _mark_compared(reader.folded, told, merged, [figure.start for figure in taken])
        marked = {one.time.start: one.time for one in told}
        return Found(reader.folded, [marked.get(time.start, time) for time in merged], told)

    def date_fact(
        self, statement: Statement, months: Months | None, line: Line, found: Found, context: Stated | None
    ) -> Stated | None:
        """Return the time of a fact and where it is stated; `months` is that which its place in the sentence tells."""
        if statement.months:
            return Stated(statement.months, SENTENCE)
        fact = statement.fact
        near = found.find_before(fact) or found.find_behind(statement, is_heading=line.is_heading)
        if near:
            months = near.time.months
        elif months and not found.is_said_of(fact, months):
            months = None
        elif found.is_earlier(months) and found.may_be_of_next(statement):
            months = None
        if months:
            # What is expected of this year is of the whole of it.
            return Stated(months._replace(is_settled=True) if statement.status else months, found.find_origin(months))
        if context and near is None and self.may_take(statement, found):
            return context
        return None

    def may_take(self, statement: Statement, found: Found) -> bool:
        """Whether a fact that its sentence does not date has the time stated before."""
        fact = statement.fact
        if statement.status or statement.is_compared or not statement.is_trade:
            return False
        before = last_before(found.times, fact.start)
        # Compared with last year, exports hit RM5 billion; but 5 % less than last year's RM5 billion.
        if before and not (before.compared and found.is_parted(before.end, fact.start)):
            return False
        after = first_after(found.open_times, fact.end)
        return after is None or found.is_time_before(after) or found.is_parted(fact.end, after.start)

    def place_sentence(self, reader: Reader, start: int, end: int, *, has_money: bool) -> Line:
        """Say where a sentence stands, and close the list or open the paragraph that it closes or opens."""
        printed = reader.view.printed[start:end]
        text = printed.strip(" \n")
        begins, self.begins_line = self.begins_line, printed.rstrip(" ").endswith("\n")
        is_line = begins and self.begins_line and "\n" not in text and len(text) <= MAX_HEADING
        has_colon = COLON.search(text) is not None
        is_open = is_line and ENDS.search(text) is None
        is_heading = is_open and (self.is_first or not has_money)
        self.is_first = False
        # Without a mark, what has no full stop is a row of a table.
        is_row = MARK.match(printed) is not None or (ENDS.search(text) is None and not self.lists_only)
        is_item = self.heading is not None and begins and is_row
        if is_item and not is_heading:
            self.in_list = True
        else:
            self.leave_heading(begins=begins)
        return Line(is_heading, is_item and not is_heading, has_colon)

    def leave_heading(self, *, begins: bool) -> None:
        """Let a heading hold for the prose below it, and end where its list does."""
        if begins:
            self.begin_paragraph()
        if self.heading and not self.in_list:
            self.state(self.heading.months, HEADING)
        elif self.heading and self.stated and self.heading.months != self.stated.months:
            # Which of the two what follows a list is of, the text does not say.
            self.stated = self.main = None
        self.heading = None
        self.in_list = False

    def begin_paragraph(self) -> None:
        """Return to what the text speaks of, from what that was compared with and from times of long ago."""
        self.stated = self.main

    def remember(
        self,
        line: Line,
        statements: Sequence[Statement],
        told: Sequence[Stated | None],
        found: Found,
    ) -> None:
        """Take note of the time that the facts of a sentence have, but for what is expected or compared with."""
        held: list[Months] = []
        compares = False
        for statement, stated in zip(statements, told, strict=True):
            if stated is None or statement.status or not statement.is_trade or line.is_item:
                continue
            if found.is_earlier(stated.months) or self.is_year_before(stated.months):
                compares = True
            elif not statement.is_compared:
                held.append(stated.months)
        months = _choose_main(held)
        if line.is_heading and months:
            self.heading = Stated(months, HEADING)
        elif months:
            self.state(months)
        elif held:
            self.stated = self.main = None
        elif compares or found.has_undated:
            self.stated = None

    def is_year_before(self, months: Months) -> bool:
        """Whether months are those of the year before the time stated last, which they are compared with."""
        if self.stated is None or not self.stated.months.is_part:
            return False
        return shift_months(self.stated.months, YEAR_EARLIER) == months

    def state(self, months: Months, place: str = PARAGRAPH) -> None:
        """Let what follows have a time."""
        self.stated = Stated(months, place)
        self.known = months
        if self.lead is None:
            self.lead = months
        # A paragraph on the past is not what the text speaks of.
        if months.last >= self.lead.first:
            self.main = self.stated

    def is_of_now(self, months: Months) -> bool:
        """Whether a time without a figure may be that of the next figures, and is not one of long ago."""
        year = months.last[0]
        if self.published:
            return self.published.year - 1 <= year <= self.published.year
        return self.lead is None or abs(year - self.lead.last[0]) <= 1


def _may_have(figure: Figure, stated: Stated) -> bool:
    """Whether a figure may have a time: no rate has one, and no small number, perhaps a rate, that of another sentence."""
    if figure.kind == RATE:
        return False
    is_small = figure.numeral is not None and abs(figure.numeral.value) < MILLION
    return stated.place == PUBLISHED or figure.kind != AMOUNT or not is_small


def _mark_compared(folded: str, told: Sequence[Told], times: Sequence[Time], figures: Sequence[int]) -> list[Told]:
    """Mark the years before that stand behind another time, with no figure between: last month ... 前年同月比."""
    marked: list[Told] = []
    for one in told:
        before = last_before(times, one.time.start)
        if one.is_earlier and before and not before.compared:
            has_figure = bisect_left(figures, before.end) != bisect_left(figures, one.time.start)
            is_apart = CLAUSE_END.search(folded, before.end, one.time.start) is not None
            compared = one.time.compared or not (has_figure or is_apart)
            marked.append(one._replace(time=one.time._replace(compared=compared)))
        else:
            marked.append(one)
    return marked


def _choose_main(held: Sequence[Months | None]) -> Months | None:
    """Return the time that a sentence is about: its only one, or the latest, if it names that first or last."""
    known = [months for months in held if months]
    if not known:
        return None
    latest = max(known, key=lambda months: (months.last, months.first))
    return latest if latest in (known[0], known[-1]) else None


def _shift(time: Time, steps: int) -> Time:
    return time._replace(start=time.start + steps, end=time.end + steps)
