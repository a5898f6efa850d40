"""Which time of its sentence a fact has: that right behind it, else the last before it, else the next behind."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tradeview.prose.figure import Figure, Months
from tradeview.prose.grammar import Reader
from tradeview.prose.lexicon import GAP, Lexicon, any_word
from tradeview.prose.periods import Time, find_times
from tradeview.prose.sentence import Fact, Mention, Reach, first_after, last_before

COMPARED = 3  # characters that may stand between "up from" and its figure


class TimeWords:
    """The words of some languages that say which time a fact has."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.baseline_after = re.compile(f"'?{GAP}{any_word(lexicon.period_words('baseline_after'))}")
        # Where things stand in a sentence is for its own language to say, which comes behind the list for all.
        self.times_lead = lexicon.periods[1].get("times_lead", False)


@lru_cache(maxsize=64)
def find_time_words(lexicon: Lexicon) -> TimeWords:
    """Return the words of a lexicon for which time a fact has, built once."""
    return TimeWords(lexicon)


def find_times_of_sentence(reader: Reader, amounts: Sequence[Figure], start: int, end: int) -> list[Time]:
    """Return the times of one sentence, which is searched alone, so that none takes a word of its neighbours."""
    taken = [(figure.start - start, figure.end - start) for figure in amounts]
    times = find_times(reader.view.part(start, end), reader.lexicon, taken)
    return [time._replace(start=time.start + start, end=time.end + start) for time in times]


class FactTimes:
    """The times of one sentence, and which of its facts has which."""

    def __init__(self, words: TimeWords, reach: Reach, times: Sequence[Time], statuses: Sequence[Mention]) -> None:
        self.words = words
        self.reach = reach
        self.folded = reach.folded
        self.baselines = reach.baselines
        self.statuses = statuses
        # к 2030 году is the time of a target, and else what 2031 is compared with.
        self.times = [time for time in times if statuses or not time.compared]
        self.used: set[Time] = set()  # what is said of one figure is not said of the next

    def find_months(self, fact: Fact, floor: int, status: str | None) -> Months | None:
        """Return the time of a fact."""
        near = self.reach.find_behind(fact, self.times)
        # Where times lead, one behind a figure is of the next, unless it stands in its bracket.
        if near and not (self.words.times_lead and self.folded[fact.end : near.start].strip(" (")):
            self.used.add(near)
            return near.months
        if self.is_baseline_before(fact.start) or self.is_baseline_after(fact):
            return None
        before = last_before(self.times, fact.start)
        if before:
            # The time of what was reported is none of what is expected.
            is_of_another = before.end <= floor or before in self.used
            return None if status and is_of_another else before.months
        after = first_after(self.times, fact.end)
        is_label = after is not None and self.folded[after.end : after.end + 1] == ":"  # (2023: RM4 billion)
        if after is None or is_label or self.reach.is_parted(fact, after.start):
            return None
        for crossed in (first_after(self.statuses, fact.end), first_after(self.baselines, fact.end)):
            if crossed and crossed.start < after.start:
                return None
        return after.months

    def is_baseline_before(self, start: int) -> bool:
        """Whether a figure belongs to the time that another is compared with: up from RM4 billion."""
        last = last_before(self.baselines, start)
        return last is not None and last.end >= start - COMPARED

    def is_baseline_after(self, fact: Fact) -> bool:
        """Whether what is glued to a fact, or follows it, says that another is compared with it: 5 milyar dolardan."""
        # Behind a hedge the same ending is of that: 5 milyar dolardan fazla, more than five billion.
        if fact.figures[-1].hedge:
            return False
        return self.words.baseline_after.match(self.folded, fact.end) is not None
