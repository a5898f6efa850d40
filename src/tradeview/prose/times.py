"""Which time of its sentence a fact has: that right behind it, else the last before it, else the next behind.

A time that others are only compared with is no figure's: "4 per cent more than in 2018". But what is compared with may
be a figure itself, which then has a time of its own, and keeps it for itself: "from $7 billion in 2023 to", "against
2023's $7 billion", "(2023: $7 billion)". The next figure has the time that the sentence led with.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter, itemgetter

from tradeview.prose.figure import Figure, Months
from tradeview.prose.folding import STEM, fold_word
from tradeview.prose.grammar import Reader
from tradeview.prose.lexicon import GAP, HEDGES, Lexicon, any_ending, any_glued
from tradeview.prose.periods import FAR, Time, find_times
from tradeview.prose.sentence import CLAUSE_END, Fact, Mention, Reach, first_after, last_before, within
from tradeview.prose.stops import LIST_ITEM

BEFORE = 8  # characters before a time in which the mark stands that it begins a clause behind
CLAUSE_BEGINS = ',;:—–("«“'
COMPARED = 3  # characters that may stand between "up from" and its figure
SET_OFF = re.compile(r" ?, ?")  # on both sides of a time between commas
BRACKET = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
YEAR_WITH_TITLE = re.compile(r"(?:19|20)\d\d (?=[A-Z][a-z]\. ?[A-Z])")
OTHER = "other"  # what is no flow of goods
MAX_PASSED = 16  # times before a figure that may all be of others


class TimeWords:
    """The words of some languages that say which time a fact has."""

    def __init__(self, lexicon: Lexicon) -> None:
        behind = lexicon.period_words("baseline_after")
        # An ending stands glued to its word, dolardan, another word apart.
        self.baseline_after = re.compile(f"'?{any_ending(behind)}|{GAP}{any_glued(behind)}")
        # What may stand between "against" and a figure, and between a time and the figure that is its own.
        own = any_glued(lexicon.period_words("possessive"))
        worth = any_glued(lexicon.period_words("worth"))
        joined = f"{lexicon.any_of('joiners', *HEDGES)}|{own}|{worth}"
        filling = f"{joined}|{any_glued(lexicon.period_words('beside_compared'))}"
        self.filling = re.compile(f"{GAP}(?:(?:{filling}){GAP}){{0,8}}")
        self.joined = re.compile(f"{GAP}(?:(?:{joined}){GAP}){{0,4}}")
        # And between a comparison and a figure without a time: against a deficit of.
        named = f"{filling}|{any_glued(lexicon.period_words('articles'))}|{_any_flow(lexicon)}"
        self.named = re.compile(f"{GAP}(?:(?:{named}){GAP}){{0,8}}")
        # What compares with a time before it says nothing of the figure behind: geçen yıla göre 9 milyar dolar arttı.
        self.postpositions = {fold_word(word) for word in lexicon.period_words("compared_after")}
        self.own = re.compile(f"{own}{GAP}(?:{lexicon.any_of(*HEDGES)}{GAP}){{0,2}}\\Z")
        rising_from = any_glued(lexicon.period_words("rising_from"))
        self.rising_from = re.compile(f"{rising_from}{GAP}(?:{lexicon.any_of(*HEDGES)}{GAP}){{0,2}}\\Z")
        # Before the value of what is compared with: the 2021 record of.
        self.worth = re.compile(f"{worth}{GAP}(?:{lexicon.any_of(*HEDGES)}{GAP}){{0,2}}\\Z")
        # Before what another value became: from $5 billion in 2023 to $7 billion.
        onward = any_glued(lexicon.period_words("onward"))
        self.onward = re.compile(f"{GAP},?{GAP}{onward}{GAP}(?:{lexicon.any_of(*HEDGES)}{GAP}){{0,2}}")
        self.clauses = re.compile(f"{CLAUSE_END.pattern}|{lexicon.any_of('clauses')}")
        # Where sentences are parted by a blank, a time behind it may begin the next, unless these words follow.
        goes_on = lexicon.periods[1].get("goes_on", ())
        self.blanks_part = len(goes_on) > 0
        self.goes_on = re.compile(f"{any_glued(goes_on)}|{lexicon.any_of('and', 'clauses')}")
        # Where things stand in a sentence is for its own language to say, which comes behind the list for all.
        self.times_lead = lexicon.periods[1].get("times_lead", False)


def _any_flow(lexicon: Lexicon) -> str:
    """Return a pattern of any word for a flow."""
    words: list[str] = []
    for file in lexicon.files:
        for label, held in file.get("flows", {}).items():
            if label != OTHER:
                words += held
    stems = sorted({fold_word(word.removesuffix(STEM)) for word in words}, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, stems))})\\w*"


@lru_cache(maxsize=64)
def find_time_words(lexicon: Lexicon) -> TimeWords:
    """Return the words of a lexicon for which time a fact has, built once."""
    return TimeWords(lexicon)


def find_times_of_sentence(reader: Reader, amounts: Sequence[Figure], start: int, end: int) -> list[Time]:
    """Return the times of one sentence, which is searched alone, so that none takes a word of its neighbours."""
    taken = [(one.start - start, one.end - start) for one in amounts if not _is_year_with_title(reader, one)]
    times = find_times(reader.view.part(start, end), reader.lexicon, taken)
    return [time._replace(start=time.start + start, end=time.end + start) for time in times]


def _is_year_with_title(reader: Reader, figure: Figure) -> bool:
    """Whether a number without a currency is a year, and its scale a title: in 2015 Tn. Hj. Ahmad."""
    return figure.word is None and YEAR_WITH_TITLE.match(reader.view.printed, figure.start) is not None


class FactTimes:
    """The times of one sentence, and which of its facts has which; the facts are asked for from left to right."""

    def __init__(
        self,
        reader: Reader,
        reach: Reach,
        start: int,
        flows: Sequence[Mention],
        figures: Sequence[Figure],
        times: Sequence[Time],
        statuses: Sequence[Mention],
    ) -> None:
        self.reader = reader
        self.words = find_time_words(reader.lexicon)
        self.reach = reach
        self.start = start  # of the sentence
        self.flows = flows
        self.figures = figures
        self.folded = reach.folded
        self.baselines = reach.baselines
        self.statuses = statuses
        self.all_times = times
        # к 2030 году is the time of a target, and else what 2031 is compared with.
        self.times = [time for time in times if not time.compared or (statuses and time.counted)]
        self.used: set[Time] = set()  # stands behind its figure
        self.kept: set[Time] = set()  # is of its figure alone
        last = max(times[-1].end, figures[-1].end) if times and figures else start
        self.brackets = [match.span() for match in BRACKET.finditer(self.folded, start, last + FAR)]
        self.items = [match.start() for match in LIST_ITEM.finditer(self.folded, start, last)]

    def find_months(self, fact: Fact, following: Fact | None, floor: int, status: str | None) -> Months | None:
        """Return the time of a fact; `following` is the next of its sentence, `floor` the end of the one before."""
        is_compared = self.is_baseline_before(fact.start) or self.is_baseline_after(fact.figures[-1])
        is_compared = is_compared or (following is not None and self.rises_to(fact.figures[0], following.figures[0]))
        near = self.find_own(fact, following, is_compared=is_compared)
        if near:
            is_possessed = self.is_possessed(near, fact) and not self.words.times_lead
            if is_compared or is_possessed or near.compared or self.turns_into(near, following):
                self.kept.add(near)
            return near.months
        if is_compared:
            return None
        before = self.find_leading(fact)
        if before:
            # The time of what was reported is none of what is expected.
            is_of_another = before.end <= floor or before in self.used
            return None if status and is_of_another else before.months
        if last_before(self.times, fact.start):
            return None
        return self.find_later(fact, following)

    def find_own(self, fact: Fact, following: Fact | None, *, is_compared: bool) -> Time | None:
        """Return the time that stands right behind a fact, or right before it as its own: 2023's $7 billion."""
        near = self.reach.find_behind(fact, self.times) or self.find_set_off(fact)
        if near and not self.is_of_next(near, fact, following):
            self.used.add(near)
            return near
        before = last_before(self.all_times, fact.start)
        if before is None or not self.words.filling.fullmatch(self.folded, before.end, fact.start):
            return None
        if self.is_possessed(before, fact) or (before.compared and self.is_of_compared(before, fact)):
            return before
        # "In 2023 from 5 to 7 billion" is said of the 7, "in 2023 from 5, in 2024 to 7" of each its own.
        is_first_of_two = following is not None and len(within(self.times, fact.end, following.start)) > 0
        return before if is_compared and is_first_of_two and not before.compared else None

    def rises_to(self, first: Figure, second: Figure) -> bool:
        """Whether a figure is what another rose or fell from: de 5 bilhões de dólares para 4 bilhões de dólares."""
        if not self.words.onward.fullmatch(self.folded, first.end, second.start):
            return False
        if not self.words.rising_from.search(self.folded, max(first.start - FAR, 0), first.start):
            return False
        # A range prints its currency once: de 4 a 5 millones de dólares.
        return self.prints_currency(first) and self.prints_currency(second)

    def prints_currency(self, figure: Figure) -> bool:
        """Whether a currency is printed with a figure, and not only with its neighbour."""
        currencies, view = self.reader.lexicon.currencies, self.reader.view
        return currencies.after(view, figure.start) is not None or currencies.before(view, figure.end) is not None

    def turns_into(self, near: Time, following: Fact | None) -> bool:
        """Whether the next fact is what that of a time became: von 14 Mrd. im Jahr 2023 auf 11 Mrd."""
        if following is None or near.end > following.start:
            return False
        return self.words.onward.fullmatch(self.folded, near.end, following.start) is not None

    def is_possessed(self, time: Time, fact: Fact) -> bool:
        """Whether a time stands before a fact and says that this is its own: 2023年的142亿美元."""
        return time.start < fact.start and self.words.own.search(self.folded, time.start, fact.start) is not None

    def is_of_compared(self, time: Time, fact: Fact) -> bool:
        """Whether a fact is what stood at the time that others are compared with: below the 2021 record of $19 bn."""
        if self.words.times_lead:
            return self.folded[time.end : fact.start].strip() == ""
        return self.words.worth.search(self.folded, time.end, fact.start) is not None

    def find_set_off(self, fact: Fact) -> Time | None:
        """Return the time between commas behind a fact that has no other: from $3 billion, in 2018, to $2 billion."""
        near = first_after(self.times, fact.end)
        if near is None or not SET_OFF.fullmatch(self.folded, fact.end, near.start):
            return None
        before = self.find_leading(fact)
        is_closed = SET_OFF.match(self.folded, near.end) or not self.folded[near.end :][:2].strip(" .;)")
        return near if is_closed and (before is None or before in self.used) else None

    def is_of_next(self, near: Time, fact: Fact, following: Fact | None) -> bool:
        """Whether a time behind a fact is of the next: beat the record of December 2006 of $4 bn."""
        # Where times lead, one behind a figure is of the next, unless it stands in its bracket.
        if self.words.times_lead and self.folded[fact.end : near.start].strip(" ("):
            return True
        if self.is_bracketed(near, fact) or self.is_in_other_item(near, fact) or self.may_begin_next(near, fact):
            return True
        if following is None:
            return False
        if near.start >= following.start:
            return True
        if not self.words.filling.fullmatch(self.folded, near.end, following.start):
            return False
        return self.folded[fact.end : near.start].strip() != ""

    def find_leading(self, fact: Fact) -> Time | None:
        """Return the last time before a fact that is not another's alone; none where two may be meant."""
        count = bisect_right(self.times, fact.start, key=attrgetter("end"))
        found: Time | None = None
        for time in reversed(self.times[max(count - MAX_PASSED, 0) : count]):
            if time in self.kept or self.is_bracketed(time, fact) or self.is_in_other_item(time, fact):
                continue
            if self.is_of_sentence_before(time, fact):
                return None
            if time not in self.used:
                # A time behind another figure, where the sentence had led with one of its own: no one can tell.
                is_doubtful = found is not None and found.months != time.months
                return None if is_doubtful else time
            found = found or time
        return found

    def find_later(self, fact: Fact, following: Fact | None) -> Months | None:
        """Return the first time behind a fact that is not said of another."""
        after = first_after(self.times, fact.end)
        is_label = after is not None and self.folded[after.end : after.end + 1] == ":"  # (2023: RM4 billion)
        if after is None or is_label or self.reach.is_parted(fact, after.start) or self.may_begin_next(after, fact):
            return None
        if self.is_bracketed(after, fact) or self.is_in_other_item(after, fact):
            return None
        for crossed in (first_after(self.statuses, fact.end), first_after(self.baselines, fact.end)):
            if crossed and crossed.start < after.start:
                return None
        # In another clause it is of the figure that follows there.
        is_apart = self.words.times_lead or self.words.clauses.search(self.folded, fact.end, after.start)
        if following and is_apart and after.start < following.start:
            return None
        return after.months

    def may_begin_next(self, time: Time, fact: Fact) -> bool:
        """Whether a time behind a blank may begin another sentence, in a script that parts them by no mark: Thai."""
        if not self.words.blanks_part or self.folded[fact.end : time.start].strip() or time.start == fact.end:
            return False
        rest = self.folded[time.end : time.end + FAR].lstrip()
        return rest[:1].isalpha() and self.words.goes_on.match(rest) is None

    def is_of_sentence_before(self, time: Time, fact: Fact) -> bool:
        """Whether another sentence may begin between a time and a fact: Экспорт вырос в 2014 г. Малайзия продала."""
        doubts = self.reach.doubts
        first = bisect_left(doubts, time.end, key=attrgetter("place"))
        last = bisect_right(doubts, fact.start, key=attrgetter("place"))
        if not any(doubt.told for doubt in doubts[first:last]):
            return False
        # No sentence is a time alone: В 2014 г. Малайзия продала.
        before = self.folded[max(self.start, time.start - BEFORE) : time.start].rstrip()
        begins = before[-1:] in {"", *CLAUSE_BEGINS}
        return time in self.used or not begins

    def is_in_other_item(self, time: Time, fact: Fact) -> bool:
        """Whether a time stands in one item of a list and the fact in another; a heading holds for all."""
        item = bisect_left(self.items, time.start)
        return item != bisect_left(self.items, fact.start) and item > 0

    def find_bracket(self, place: int) -> tuple[int, int] | None:
        """Return where the bracket around a place starts and ends."""
        count = bisect_right(self.brackets, place, key=itemgetter(0))
        is_within = count > 0 and place < self.brackets[count - 1][1]
        return self.brackets[count - 1] if is_within else None

    def is_bracketed(self, time: Time, fact: Fact) -> bool:
        """Whether a time stands in a bracket that the fact is not in, with a figure of its own: ($4 bn in 2023)."""
        bracket = self.find_bracket(time.start)
        if bracket is None or bracket[0] < fact.start < bracket[1]:
            return False
        return len(within(self.figures, *bracket)) > 0

    def is_baseline_before(self, start: int) -> bool:
        """Whether a figure belongs to the time that another is compared with: up from RM4 billion."""
        last = last_before(self.baselines, start)
        if last is None or last.end < start - FAR or self.is_of_figure_before(last):
            return False
        if self.folded[last.start : last.end] in self.words.postpositions:
            return False
        if last.end >= start - COMPARED:
            return True
        between = within(self.all_times, last.end, start)
        if between:
            return self.is_baseline_with_time(last, between, start)
        is_named = self.words.named.fullmatch(self.folded, last.end, start) is not None
        return is_named and self.folded[last.end : start].strip() != "" and not self.is_of_other_flow(last, start)

    def is_baseline_with_time(self, baseline: Mention, times: Sequence[Time], start: int) -> bool:
        """Whether a comparison, a time and a figure belong together: against 2023's $7 billion."""
        place = baseline.end
        for time in times:
            if not time.compared or not self.words.filling.fullmatch(self.folded, place, max(time.start, place)):
                return False
            place = time.end
        return self.words.joined.fullmatch(self.folded, place, start) is not None

    def is_of_other_flow(self, baseline: Mention, start: int) -> bool:
        """Whether a figure is compared with that of another flow, and of the same time: against imports of $4 bn."""
        between = within(self.flows, baseline.end, start)
        before = last_before(self.flows, baseline.start)
        return len(between) > 0 and before is not None and between[-1].label != before.label

    def is_of_figure_before(self, baseline: Mention) -> bool:
        """Whether a comparison is said of the figure right before it: the から of 142億ドルから115億ドル."""
        count = bisect_left(self.figures, baseline.start, key=attrgetter("start"))
        if count == 0 or self.folded[self.figures[count - 1].end : baseline.start].strip():
            return False
        return self.is_baseline_after(self.figures[count - 1])

    def is_baseline_after(self, figure: Figure) -> bool:
        """Whether what is glued to a figure, or behind it, says that another is compared with it: 5 milyar dolardan."""
        # Behind a hedge the same ending is of that: 5 milyar dolardan fazla, more than five billion.
        if figure.hedge:
            return False
        return self.words.baseline_after.match(self.folded, figure.end) is not None
