"""Times that figures take from the text around their sentence, as a reader does.

A figure whose sentence says no time has that of the sentence before it in its paragraph, or of the heading over it, or
that of the paragraph before: until another is named (`stated` remembers them). What is aimed at or expected, what a
figure rose from, what is no trade and what is compared with takes none, and gives none to the next.

The `Carrier` is told the sentences of a text one after the other, with what each says of its figures; so a text is read
once, in linear time.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple, Protocol

from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.carried.anchor import Anchor
from tradeview.prose.carried.moved_months import shift_months
from tradeview.prose.carried.relative_search import Told
from tradeview.prose.carried.relative_words import (
    LOOKED_BACK,
    SPANS_OF_YEAR,
    SUMS,
    WHOLE_YEARS,
    YEAR_EARLIER,
    find_relative_words,
)
from tradeview.prose.carried.stated import Stated, StatedTimes, choose_main
from tradeview.prose.carried.told_times import NamedTimes, find_named_times
from tradeview.prose.facts.sentence import Fact, first_after, last_before, within
from tradeview.prose.facts.times import find_times_of_sentence
from tradeview.prose.figure import PARAGRAPH, PUBLISHED, SENTENCE, Figure, Months
from tradeview.prose.text.layout import Layout, Line
from tradeview.prose.times.periods import Time

MILLION = 10**6  # amounts of trade between economies are larger
RANK = "rank"
AMOUNT, CHANGE, RATE = "amount", "change", "rate"  # kinds of figures; a rate is of a day
OF_UNITS = {"price", "average"}
ASIDE = re.compile(r"[(\[][^()\[\]]{0,80}[%％] ?[)\]]")  # a bracket that closes with a percentage
FORECAST = "forecast"
LAST_TOLD = 3  # the last month in which a year that is told as a whole is the one before


class Statement(NamedTuple):
    """What a sentence says of one fact: its time and status, whether of trade, and between which others it stands."""

    fact: Fact
    following: Fact | None
    floor: int
    status: str | None
    months: Months | None
    is_compared: bool  # another rose from it
    is_trade: bool  # and not of an investment or a budget
    told_months: Months | None = None  # with the times that others tell

    @property
    def may_share_time(self) -> bool:
        """Whether it may take the time of another fact, and give its own to the next."""
        return self.is_trade and not self.is_compared and self.status is None


class Sentence(Protocol):
    """A sentence whose figures have what it says of them."""

    all_times: Sequence[Time]
    statements: list[Statement]

    def redate_facts(
        self, times: Sequence[Time], told: Sequence[Time], of_changes: Sequence[Time] | None = None
    ) -> list[Statement]:
        """Return the statements with the time that each fact has if the sentence names these; `told` are by others.

        What changed may have the times `of_changes`.
        """


class Carrier:
    """What dates the figures of a text beside their own sentences.

    Parameters
    ----------
    published : date, optional
        The day of the publication.
    lists_only : bool
        Whether nothing is carried but the time of a heading that ends in a colon, to the items of its list.
    with_measures : bool
        Whether measures are read beside money. Then more is told: a sum since January, months that the text dates
        further on. Money by itself keeps to what it always took.
    foretold : Months, optional
        The latest part of a year that the text dates anywhere.
    """

    def __init__(
        self,
        published: date | None = None,
        *,
        lists_only: bool = False,
        with_measures: bool = False,
        foretold: Months | None = None,
    ) -> None:
        self.published = published
        self.lists_only = lists_only
        self.with_measures = with_measures
        self.foretold = foretold
        self.layout = Layout()
        self.stated = StatedTimes(published)
        self.named: NamedTimes | None = None  # of the sentence that was dated last
        self.foreseen: Stated | None = None  # the time of what that sentence expected
        self.amount: Stated | None = None  # the time of the last amount, of which the next sentence may tell a part

    def pass_sentence(self, reader: Reader, start: int, end: int, *, is_trade: bool) -> None:
        """Take note of a sentence without money: a heading, or one that says when trade was."""
        if not reader.folded[start:end].strip():
            self.layout.pass_blank(reader.view, start, end)
            return
        line = self.layout.place_sentence(reader.view, start, end, has_money=False)
        self.follow_lines(line)
        if self.lists_only and not (line.is_heading and line.has_colon):
            return
        own = find_times_of_sentence(reader, (), start, end)
        times = self.find_times(reader, (start, end), (), own)
        months = choose_main([time.months for time in times.open_times if time.months and not times.is_earlier(time)])
        if months is None:
            current = self.stated.current
            if line.is_heading and current and _is_of_longer(reader, (start, end), current.months):
                self.stated.pause()
            return
        if not line.is_heading and self.stated.is_year_before(months):
            return  # 6.8 per cent more than in October 2016
        if line.is_heading:
            self.stated.open_heading(months)
        elif (is_trade and self.stated.is_near(months)) or self.is_end_of_main(months):
            self.stated.state(months)
        else:
            # What happened then may be told of next, or the trade that was told of before.
            self.stated.pause_unless(months)

    def is_end_of_main(self, months: Months) -> bool:
        """Whether a sentence without figures turns to the last month of its text: in July alone it was worse."""
        main = self.stated.main.months if self.stated.main else None
        if not self.with_measures or main is None or not (main.is_settled and main.is_part and months.is_settled):
            return False
        return months.month_count == 1 < main.month_count and months.last == main.last

    def date_figures(
        self,
        reader: Reader,
        place: tuple[int, int],
        amounts: Sequence[Figure],
        sentence: Sentence,
        figures: Sequence[Figure],
        *,
        is_listed: bool,
    ) -> list[Figure]:
        """Return the figures of a sentence, those that it does not date with the time that they take from around it."""
        line = self.layout.place_sentence(reader.view, *place, has_money=True, is_listed=is_listed)
        self.follow_lines(line)
        if self.lists_only and not self.is_item(line):
            return list(figures)
        context = self.stated.heading if self.is_item(line) else self.stated.current
        if self.amount and self.is_of_last_amount(reader, place):
            context = self.amount
        times = self.named = self.find_times(reader, place, amounts, sentence.all_times, context)
        is_of_longer = context is not None and self.is_of_longer(reader, place, context.months)
        if is_of_longer:
            # It may still tell the year of "the first five months".
            context = self.find_longer(reader, place, context)
            times.is_summed_up = context is not None
        else:
            context = self.find_year_behind_base(times) or context
        of_changes = times.of_changes if any(figure.unit for figure in figures) else None
        statements = sentence.redate_facts(times.times, times.known, of_changes)
        if self.is_price_of_any(statements) or (context and self.is_row_of_any(line, context)):
            context = None
        told = self.date_facts(statements, line, times, context)
        if is_of_longer and not any(told):
            self.stated.pass_untold()
        if self.with_measures:
            self.stated.name_month(times.read)
        self.foreseen = self.find_foreseen(list(zip(statements, told, strict=True)))
        if not self.is_item(line):
            self.remember(line, list(zip(statements, told, strict=True)), times)
        stated_of_figures = _repeat_for_figures(statements, told)
        self.amount = _find_last_amount(list(zip(statements, told, strict=True)))
        return [_date_figure(figure, stated) for figure, stated in zip(figures, stated_of_figures, strict=True)]

    def is_of_last_amount(self, reader: Reader, place: tuple[int, int]) -> bool:
        """Whether a sentence opens with what tells parts of the amount before it: of this amount, 54 % came from."""
        opened = find_relative_words(reader.lexicon).of_amount.match(reader.folded, *place)
        return self.with_measures and opened is not None

    def date_facts(
        self, statements: Sequence[Statement], line: Line, times: NamedTimes, context: Stated | None
    ) -> list[Stated | None]:
        """Return the time of each fact of a sentence and where it is stated."""
        if not self.with_measures:
            return [self.date_fact(statement, line, times, context) for statement in statements]
        times.mark_bases([one.fact for one in statements if one.is_compared])
        told = [self.date_fact(statement, line, times, context) for statement in statements]
        pairs = zip(statements, told, strict=True)
        told = [stated or self.find_year_as_whole(statement, times) for statement, stated in pairs]
        main = self.stated.main.months if self.stated.main else None
        named = [time.months for time in times.open_times if time.months and time.months.is_settled]
        of_sentence = {months for months in named if months.is_part}
        if len(of_sentence) == 1:
            main = of_sentence.pop()
        return [_settle_to_date(stated, times, main) for stated in told]

    def is_of_longer(self, reader: Reader, place: tuple[int, int], months: Months) -> bool:
        """Whether a sentence speaks of more of a year than these months; more words say so where measures are read."""
        if _is_of_longer(reader, place, months):
            return True
        words = find_relative_words(reader.lexicon)
        is_longer = words.patterns[SUMS].search(reader.folded, *place) or words.patterns[WHOLE_YEARS].search(
            reader.folded, *place
        )
        return self.with_measures and months.is_part and is_longer is not None

    def find_longer(self, reader: Reader, place: tuple[int, int], context: Stated | None) -> Stated | None:
        """Return the months from January, or the whole year, that a sentence sums up: cumulatively, in the full year.

        The sum ends with the month stated before; the whole year is over in December.
        """
        if context is None or not self.with_measures or not context.months.is_settled:
            return None
        (year, _), (last_year, last) = context.months.first, context.months.last
        words = find_relative_words(reader.lexicon)
        is_month = context.months.first == context.months.last
        is_sum = words.patterns[SUMS].search(reader.folded, *place) is not None and is_month
        is_whole = words.patterns[WHOLE_YEARS].search(reader.folded, *place) is not None and last == MONTHS_IN_YEAR
        if year != last_year or not (is_sum or is_whole):
            return None
        return Stated(Months((year, 1), (year, last)), context.place)

    def find_year_behind_base(self, times: NamedTimes) -> Stated | None:
        """Return the time stated last, where a sentence is counted from the same months of the year before it.

        Other paragraphs may have parted them: against April 2020, it rose by 5 %.
        """
        known = self.stated.known
        if not self.with_measures or known is None or not known.is_part:
            return None
        named = [time.months for time in times.times if time.months]
        is_base = len(named) == 1 and times.times[-1].compared and named[0] == shift_months(known, YEAR_EARLIER)
        return Stated(known, PARAGRAPH) if is_base else None

    def find_year_as_whole(self, statement: Statement, times: NamedTimes) -> Stated | None:
        """Return the year of the publication for what is expected by its end, or else the year that has just ended.

        By the end of the year, exports will grow 5 %. Told in January, "for the full year" is of the year before.
        """
        if self.published is None or times.sentence is None or statement.is_compared:
            return None
        reader, (start, end) = times.sentence
        words, fact = find_relative_words(reader.lexicon), statement.fact
        is_expected = statement.status == FORECAST
        pattern = words.year_ends if is_expected else words.patterns[WHOLE_YEARS]
        said = [match.start() for match in pattern.finditer(reader.folded, start, end)]
        before = [place for place in said if place < fact.start]
        dated = [time.start for time in times.times if time.months and (not before or time.start < fact.start)]
        if not said or (dated and (not before or max(dated) > max(before))):
            return None
        if not is_expected and (self.published.month > LAST_TOLD or statement.status):
            return None
        year = self.published.year - (not is_expected)
        return Stated(Months((year, 1), (year, MONTHS_IN_YEAR)), PUBLISHED)

    def is_price_of_any(self, statements: Sequence[Statement]) -> bool:
        """Whether a paragraph begins with the price of a barrel, of any time that the text has stated."""
        is_price = bool(statements) and statements[0].fact.figures[0].kind in OF_UNITS
        return is_price and self.stated.has_several and not self.stated.is_of_paragraph

    def is_row_of_any(self, line: Line, context: Stated) -> bool:
        """Whether a line of a list under no heading may be of the later time that the paragraph over it ended with."""
        last = self.stated.left
        is_row = line.begins and not line.is_closed and not self.is_item(line)
        return is_row and last is not None and last != context.months and last.last >= context.months.last

    def find_times(
        self,
        reader: Reader,
        place: tuple[int, int],
        amounts: Sequence[Figure],
        own: Sequence[Time],
        context: Stated | None = None,
    ) -> NamedTimes:
        """Return the times of a sentence, with those that the publication or the context tells."""
        if self.lists_only:
            return NamedTimes(reader.folded, own, ())
        stated = context or self.stated.current
        anchor = Anchor(
            self.published,
            stated.months if stated else None,
            self.stated.known,
            self.stated.month,
            self.foretold,
            self.with_measures,
            self.stated.main.months if self.stated.main else None,
            self.stated.is_of_paragraph,
            reader.reporter,
        )
        return find_named_times(reader, place, amounts, own, anchor)

    def is_item(self, line: Line) -> bool:
        """Whether a sentence is in the list under the heading; without a mark, it may be a row of a table."""
        if line.goes_on and self.stated.in_list:
            return True
        is_row = line.has_mark or not (line.is_closed or self.lists_only)
        return self.stated.heading is not None and line.begins and is_row and not line.is_heading

    def follow_lines(self, line: Line) -> None:
        """Close the list, or open the paragraph, that a sentence closes or opens."""
        if self.is_item(line):
            self.stated.in_list = True
            return
        if line.begins:
            self.stated.begin_paragraph()
        self.stated.leave_heading()

    def date_fact(self, statement: Statement, line: Line, times: NamedTimes, context: Stated | None) -> Stated | None:
        """Return the time of a fact and where it is stated."""
        fact = statement.fact
        is_measured = fact.figures[0].is_measured_change
        own = self.find_own(statement, times, context)
        if own is not None:
            return own
        if is_measured and not statement.is_compared:
            times = times.without_bases
        near, months = self.find_told(statement, line, times)
        if months and self.is_base(statement, months, times, context):
            months = near = None
        if months and times.is_told_before(fact, months):
            # Behind a semicolon, what the sentence is of is told again.
            main = times.find_main_before(fact)
            return Stated(main, times.find_origin(main)) if main else context
        if months and statement.is_compared and not times.may_be_compared(months, context and context.months):
            return None
        if months:
            # What is expected of this year is of the whole of it.
            return Stated(months._replace(is_settled=True) if statement.status else months, times.find_origin(months))
        return self.take_stated(statement, times, context) if near is None else None

    def find_own(self, statement: Statement, times: NamedTimes, context: Stated | None) -> Stated | None:
        """Return the time that its sentence dates a fact with, unless what others tell is nearer to it."""
        opening = self.find_opening(statement, times)
        if opening is not None and opening.months:
            return Stated(opening.months, times.find_origin(opening.months), is_of_opening=True)
        named = times.find_same_of_year(statement.months) if self.with_measures else None
        if named is not None and statement.months:
            same = _find_same_months(
                statement.months, times.find_main_before(statement.fact) or (context and context.months)
            )
            return Stated(same or statement.months, SENTENCE)
        if context and self.is_long_ago(statement.months, context):
            return context
        if statement.months and not self.is_told_otherwise(statement, times):
            return Stated(statement.months, SENTENCE)
        return None

    def find_opening(self, statement: Statement, times: NamedTimes) -> Time | None:
        """Return the time that others tell and that opens a sentence, for its first fact, if its date is of the next.

        In that year they fell by 7 %, and they fell again, by 6 %, in May 2013.
        """
        if not self.with_measures or statement.months is None or statement.is_compared or statement.following is None:
            return None
        fact, following = statement.fact, statement.following
        own = [one for one in times.times if one.months is statement.months]
        before = [one for one in times.times if one.end <= fact.start]
        if not own or own[0].start < following.end or len(before) != 1 or before[0] not in times.known:
            return None
        is_first = not any(map(str.isdigit, times.folded[times.start : fact.start]))
        is_led = not times.is_parted(before[0].end, fact.start) and times.is_parted(fact.end, following.start)
        return before[0] if is_first and is_led and not times.is_earlier(before[0]) else None

    def is_long_ago(self, months: Months | None, context: Stated) -> bool:
        """Whether months that no one can tell lie before what is told of: vessels ordered in the 2022-2023 upcycle."""
        if not self.with_measures or months is None or months.is_settled:
            return False
        return months.last < context.months.first

    def find_near(self, fact: Fact, ceiling: int, line: Line, times: NamedTimes) -> Told | None:
        """Return the time beside a fact that others tell."""
        was = times.find_which_was(fact) if self.with_measures else None
        return was or times.find_before(fact) or times.find_behind(fact, ceiling, crosses=line.is_heading)

    def take_stated(self, statement: Statement, times: NamedTimes, context: Stated | None) -> Stated | None:
        """Return the time stated before that a fact takes which its sentence does not date."""
        if context and (self.may_take(statement, times, context) or self.was_expected(statement, times)):
            return context
        # Exports are expected to rise 5 % in 2025. Imports are expected to rise, too, by 3 %.
        is_next = statement.status == FORECAST and not statement.is_compared
        return self.foreseen if is_next and not (times.times or times.has_unread) else None

    def was_expected(self, statement: Statement, times: NamedTimes) -> bool:
        """Whether a sentence of no time of its own says what had been expected of that before it."""
        if not self.with_measures or statement.status != FORECAST or times.times or times.has_unread:
            return False
        return times.says_what_was_expected(statement.fact)

    def find_told(self, statement: Statement, line: Line, times: NamedTimes) -> tuple[Told | None, Months | None]:
        """Return the time beside a fact that others tell, and the months that it has of the times of its sentence."""
        fact, months = statement.fact, statement.told_months
        ceiling = statement.following.start if statement.following else len(times.folded)
        near = self.find_near(fact, ceiling, line, times)
        if near:
            return near, near.time.months
        return None, months if months and times.is_said_of(fact, ceiling, months) else None

    def is_told_otherwise(self, statement: Statement, times: NamedTimes) -> bool:
        """Whether a measure may have another time than the one that stands by it: the month before, or no base."""
        if not statement.fact.figures[0].is_measured_change:
            return False
        # What stood the month before may be told of behind the month that a sentence is of.
        if statement.told_months and any(map(times.is_told_of, times.times)):
            return True
        return not statement.is_compared and times.is_base_of_other(statement.months)

    def is_base(self, statement: Statement, months: Months, times: NamedTimes, context: Stated | None) -> bool:
        """Whether a time is what a change is counted from, and so none of its own."""
        figure = statement.fact.figures[0]
        if figure.is_measured_change and not statement.is_compared and times.is_base_of_other(months):
            return True
        if figure.unit and any(one.months is months and times.is_told_of(one) for one in times.times):
            return False
        # In August, exports fell 5 %: no other figure is of that month.
        if figure.unit and self.opens_for(statement, months, times):
            return False
        # What it was before is no time of the change: it had been 5 billion the year before, a drop of 2.
        return figure.kind == CHANGE and times.is_base_of_change(statement.fact, months, context and context.months)

    def opens_for(self, statement: Statement, months: Months, times: NamedTimes) -> bool:
        """Whether a time opens a sentence, and no figure stands before it or between it and a fact."""
        named = [one for one in times.times if one.months is months]
        if not self.with_measures or not named or times.is_earlier(named[0]):
            return False
        is_first = not any(map(str.isdigit, times.folded[times.start : named[0].start]))
        return is_first and statement.floor <= named[0].start

    def may_take(self, statement: Statement, times: NamedTimes, context: Stated) -> bool:
        """Whether a fact that its sentence does not date has the time stated before."""
        fact = statement.fact
        if fact.figures[0].unit and times.is_other_part(fact, context.months):
            return False
        # Of what else is measured, a tax or an output, the time may be the same.
        is_open = statement.status is None and not statement.is_compared
        may_share = is_open if fact.figures[0].is_measured_change else statement.may_share_time
        if not may_share or times.has_unread or times.counts_to_later(context.months):
            return False
        if times.is_summed_up:
            return not any(time.months for time in times.open_times)
        return self.is_dated_by_none(fact, times, context.months)

    def is_dated_by_none(self, fact: Fact, times: NamedTimes, context: Months) -> bool:
        """Whether no time of its sentence, before a fact or behind it, may be its own."""
        before = last_before(self.list_free(times, fact.start), fact.start)
        if before and self.is_year_of_base(before, times, context):
            before = None
        if before and fact.figures[0].unit and times.is_of_bracket(before, fact):
            before = None
        # Compared with last year, exports hit RM5 billion; but 5 % less than last year's RM5 billion.
        is_base = before is not None and fact.figures[0].unit != "" and times.is_base(before)
        if before and not is_base and not (before.compared and times.is_parted(before.end, fact.start)):
            return False
        # Since January, exports have been RM5 billion in all.
        if before and before.counted and not times.folded[times.start : before.start].strip():
            return False
        after = first_after(times.open_times, fact.end)
        if after and fact.figures[0].unit and times.is_of_bracket(after, fact):
            after = None
        if after and self.is_year_of_base(after, times, context):
            after = None
        return after is None or times.is_earlier(after) or times.is_parted(fact.end, after.start)

    def is_year_of_base(self, time: Time, times: NamedTimes, context: Months) -> bool:
        """Whether a time is that of a figure that something rose from, a year before what is told of: from 2 to 3."""
        is_base = self.with_measures and times.is_base_of_other(time.months)
        return is_base and time.months == shift_months(context, YEAR_EARLIER)

    def list_free(self, times: NamedTimes, place: int) -> Sequence[Time]:
        """Return the times but those that stand before a place in a bracket with a rate of theirs: (in 2019: 43 %)."""
        if not self.with_measures:
            return times.times
        asides = [match.span() for match in ASIDE.finditer(times.folded, times.start, place)]
        return [one for one in times.times if not any(start < one.start < end for start, end in asides)]

    def remember(self, line: Line, dated: Sequence[tuple[Statement, Stated | None]], times: NamedTimes) -> None:
        """Take note of the time that the facts of a sentence have, but for what is expected or compared with."""
        if self.is_of_prices([statement for statement, _ in dated]):
            self.pause_for([stated for _, stated in dated])
            return
        sharing = [(one, stated) for one, stated in dated if one.may_share_time and not self.is_aside(one, times)]
        # What took the lead last year may rise this month.
        others = [stated for one, stated in sharing if one.fact.figures[0].unit != RANK]
        shared = others or [stated for _, stated in sharing]
        if not any(shared) and self.with_measures and self.stated.current is None:
            # A text that begins with the sales of cars, too, tells of a time.
            shared = [stated for statement, stated in dated if self.is_told_alone(statement, times)]
        held = [stated.months for stated in shared if stated and not self.is_before(stated.months, times)]
        months = choose_main(held)
        if months and line.is_heading:
            self.stated.open_heading(months)
        elif months:
            self.state_unless_back(months, times)
        elif held:
            self.stated.forget()
        elif any(shared):
            self.stated.pause()
        elif shared and times.names_other_time(dated[0][0].fact):
            self.stated.pass_untold()
        else:
            open_facts = [each for each in dated if not each[0].is_compared and not self.is_aside(each[0], times)]
            self.pause_for([stated for _, stated in open_facts])

    def is_told_alone(self, statement: Statement, times: NamedTimes) -> bool:
        """Whether what is measured, of no trade, may give its time to what follows: neither expected nor compared."""
        is_open = statement.status is None and not statement.is_compared
        return is_open and statement.fact.figures[0].is_measured_change and not self.is_aside(statement, times)

    def pause_for(self, times: Sequence[Stated | None]) -> None:
        """Let the rest of the paragraph have no time, where any of these is another than it has."""
        for stated in times:
            if stated:
                self.stated.pause_unless(stated.months)

    def is_of_prices(self, statements: Sequence[Statement]) -> bool:
        """Whether a sentence tells nothing but prices, whose month is none of the trade that a text goes on with."""
        if not self.with_measures or self.stated.lead is None:
            return False
        return bool(statements) and all(one.fact.figures[0].kind in OF_UNITS for one in statements)

    def find_foreseen(self, dated: Sequence[tuple[Statement, Stated | None]]) -> Stated | None:
        """Return the one time of all that a sentence expects; what it says of now ends that of the sentence before."""
        if not self.with_measures or not all(statement.status == FORECAST for statement, _ in dated):
            return None
        told = {stated.months for _, stated in dated if stated}
        return Stated(told.pop(), PARAGRAPH) if len(told) == 1 else None

    def is_aside(self, statement: Statement, times: NamedTimes) -> bool:
        """Whether a measure stands in a bracket with its own time, or behind a base: (in 2019, it was 43 %)."""
        if not self.with_measures or not statement.fact.figures[0].unit or not statement.months:
            return False
        folded, start = times.folded, statement.fact.start
        opened = folded.rfind("(", times.start, start)
        is_inside = opened > folded.rfind(")", times.start, start)
        if not is_inside:
            return False
        before = last_before(times.times, opened)
        # Compared with 2016 (49,400 tonnes): no other is of that.
        is_of_base = before is not None and before.compared and before.months == statement.months
        return is_of_base or bool(within(times.times, opened, start))

    def state_unless_back(self, months: Months, times: NamedTimes) -> None:
        """Let what follows have a time, unless its sentence only looks back from the one that is told of.

        In April, the increase had been 18 %.
        """
        current = self.stated.current
        is_earlier = current is not None and months.last < current.months.first
        if self.with_measures and is_earlier and times.sentence is not None:
            reader, place = times.sentence
            if find_relative_words(reader.lexicon).patterns[LOOKED_BACK].search(reader.folded, *place):
                return
        self.stated.state(months)

    def is_before(self, months: Months, times: NamedTimes) -> bool:
        """Whether a time is what another is compared with, a year or a month before it."""
        return times.is_told_earlier(months) or self.stated.is_year_before(months)


def _is_of_longer(reader: Reader, place: tuple[int, int], months: Months) -> bool:
    """Whether a sentence speaks of more of a year than these months: 全年出口, cumulative exports.

    Where its words date it, they do; where they do not, the months stated before are not meant.
    """
    spans = find_relative_words(reader.lexicon).patterns[SPANS_OF_YEAR]
    return months.is_part and spans.search(reader.folded, *place) is not None


def _find_same_months(year: Months, base: Months | None) -> Months | None:
    """Return the months of a year that are those of a later time: in the same quarter of 2022."""
    if base is None or not base.is_settled or not base.is_part or base.first[0] != base.last[0]:
        return None
    if year.first[0] != year.last[0] or year.first[0] >= base.first[0]:
        return None
    return Months((year.first[0], base.first[1]), (year.first[0], base.last[1]))


def _settle_to_date(stated: Stated | None, times: NamedTimes, main: Months | None) -> Stated | None:
    """Return the year so far as the months of it that are compared, or that the text is of.

    So far this year, up on early 2016. In the first ten months of 2025 it was 9.5 billion; the star of this year.
    """
    if stated is None or stated.months.is_settled:
        return stated
    year, _ = stated.months.first
    if main is not None and main.is_settled and main.is_part and main.first[0] == main.last[0] == year:
        return stated._replace(months=Months((year, 1), main.last))
    bases: set[tuple[int, int]] = set()
    for time in times.read:
        months = time.months
        is_base = months is not None and times.is_base(time) and months.is_settled and months.month_count > 1
        if months and is_base and months.first == (year - 1, 1):
            bases.add(months.last)
    if len(bases) != 1:
        return stated
    last_year, last = bases.pop()
    is_to_date = last_year == year - 1 and stated.months.first == (year, 1)
    return stated._replace(months=Months((year, 1), (year, last))) if is_to_date else stated


def _find_last_amount(dated: Sequence[tuple[Statement, Stated | None]]) -> Stated | None:
    """Return the time of the last amount that a sentence tells, unless an earlier one has a later time."""
    amounts = [stated for one, stated in dated if one.may_share_time and one.fact.figures[0].kind == AMOUNT]
    held = [stated.months for stated in amounts if stated]
    if not amounts or amounts[-1] is None or any(months.last > held[-1].last for months in held):
        return None
    return Stated(held[-1], PARAGRAPH)


def _repeat_for_figures(statements: Sequence[Statement], told: Sequence[Stated | None]) -> Iterator[Stated | None]:
    """Yield the time of each fact once for each of its figures."""
    for statement, stated in zip(statements, told, strict=True):
        for _ in statement.fact.figures:
            yield stated


def _date_figure(figure: Figure, stated: Stated | None) -> Figure:
    """Give a figure that its sentence does not date the time that is stated around it, if it may have one."""
    if stated is None or figure.kind == RATE:
        return figure
    if figure.months and not stated.is_of_opening:
        # A year so far, whose months the text tells.
        is_told = stated.months.is_settled and not figure.months.is_settled
        is_told = is_told and (figure.unit != "" or figure.months.holds(stated.months))
        return replace(figure, months=stated.months) if is_told else figure
    # A small number may be a rate or a price, which nothing says.
    is_small = figure.numeral is not None and abs(figure.numeral.value) < MILLION and not figure.unit
    if is_small and figure.kind == AMOUNT and stated.place != PUBLISHED:
        return figure
    return replace(figure, months=stated.months, time_from=stated.place)
