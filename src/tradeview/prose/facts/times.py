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

from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.comparisons import Comparisons, find_comparison_words
from tradeview.prose.facts.sentence import CLAUSE_END, Fact, Mention, first_after, last_before, within
from tradeview.prose.facts.untold_times import find_untold_words
from tradeview.prose.figure import Figure, Months
from tradeview.prose.lexicon import GAP, HEDGES, Lexicon, any_glued, any_run_on
from tradeview.prose.measures.words import MULTIPLE, PERCENT, find_measure_words
from tradeview.prose.text.stops import LIST_ITEM
from tradeview.prose.times.periods import FAR, Time, find_times

BEFORE = 8  # characters before a time in which the mark stands that it begins a clause behind
CLAUSE_BEGINS = ',;:—–("«“-•·*)'
SET_OFF = re.compile(r" ?, ?")  # on both sides of a time between commas
BRACKET = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
YEAR_WITH_TITLE = re.compile(r"(?:19|20)\d\d (?=[A-Z][a-z]\. ?[A-Z])")
# The year of what is cited, in its bracket, is no time of a figure: (BPS, 2019), (KKP 2024), (World Bank, 2020).
CAPITALS = "A-ZÀ-ÖØ-ÞĐА-ЯІЇЄ"
ACRONYMS = rf"[{CAPITALS}]{{2,}}(?:[ /&-]+[{CAPITALS}]{{2,}})*,? ?"
AUTHORS = rf"[{CAPITALS}][\w.&'-]{{1,40}}(?: [\w.&'-]{{1,40}}){{1,6}}, ?"
CITED = re.compile(rf"\((?:{ACRONYMS}|{AUTHORS})(?P<year>(?:19|20)\d\d)[a-z]?[),;]")
SAID_THEN = r"[^\d,;:()]{0,40}"  # the words of a clause before its figure
SAID_BETWEEN = r"[^\d,;:()]{0,60}?"  # the words between a time, a verb of saying and what was said
BEFORE_MONTHS = 3  # characters of a preposition, where it is not part of its time
LEVEL_NAMED = re.compile(r"[^\d,;:()]{0,40}")  # between such a word and the time of the level
MAX_PASSED = 16  # times before a figure that may all be of others
ROW = 3  # figures that make a row
MINUS_SIGNS = "-−–"
WORDS_OF_COMPARISON = 3  # between a time and the one that it is compared with: in comparison with
HEADED = re.compile(r" ?(?P<colon>[:：])(?!\d)| (?P<dash>[–—-]) ")  # between a time that heads a list and its figures


class TimeWords:
    """The words of some languages that say which time a fact has."""

    def __init__(self, lexicon: Lexicon) -> None:
        hedged = f"(?:{lexicon.any_of(*HEDGES)}{GAP}){{0,2}}"
        # Between a time and the figure that is its own: 2023's $7 billion, and the 2021 record of $7 billion.
        self.own = re.compile(f"{any_glued(lexicon.period_words('possessive'))}{GAP}{hedged}\\Z")
        self.worth = re.compile(f"{any_glued(lexicon.period_words('worth'))}{GAP}{hedged}\\Z")
        self.clauses = re.compile(f"{CLAUSE_END.pattern}|{lexicon.any_of('clauses')}")
        self.next_clause = re.compile(f"[:;](?!\\d)|[,—–]{GAP}{lexicon.any_of('clauses')}")
        # Between a time and what stood then, where others are compared with it: from 2022, when exports were $5 bn.
        when = any_glued(lexicon.period_words("when"))
        self.when = re.compile(f"{GAP},?{GAP}{when}{SAID_THEN}\\Z")
        # Where more words stand before them, or these, no one can tell: less than in 2022, which meant $6 billion.
        which = any_glued(lexicon.period_words("which"))
        self.when_apart = re.compile(f"(?:{SAID_THEN},{GAP}(?:{when}|{which})|{GAP}{which}){SAID_THEN}")
        # A clause between commas, with its figure: exports, which were $10 billion in 2010, reached.
        aside = any_glued(lexicon.period_words("aside"))
        self.aside = re.compile(f"[,،]{GAP}{aside}(?:[^,،;:()]|,(?=\\d)){{1,160}}[,،](?!\\d)")
        # The time is told behind what stood then: 60億ドルだった2022年.
        self.which_was = re.compile(f"[」』”]?{GAP}{any_glued(lexicon.period_words('which_was'))}{GAP}")
        # All of the year of which a part was named: in March it was 5 billion, in the whole year 60.
        whole_year = any_glued(lexicon.period_words("whole_year"))
        self.whole_year = re.compile(whole_year)
        self.whole_year_behind = re.compile(f"[^\\d.,;:،、()]{{0,16}}?{whole_year}")
        # And between it and how much more that is than then: 2021-22 से करीब 10,850 करोड़ रुपये अधिक.
        self.than = re.compile(f"{GAP}{any_glued(lexicon.period_words('than'))}{GAP}{hedged}")
        # And between how much more it is and that time: up $5 billion on 2023.
        comparing = find_comparison_words(lexicon)
        filling, named = comparing.filling.pattern, comparing.named.pattern
        self.than_behind = re.compile(f"{SAID_THEN}?{any_glued(lexicon.period_words('than_behind'))}{named}")
        # What is set behind a time as that of its own: than in 2023 ($7 billion), than in 2023 — $7 billion.
        self.opened = re.compile(f"{filling}[(\\[]{GAP}{hedged}")
        self.set_behind = re.compile(f"{GAP}[:—–-]{GAP}{hedged}")
        # Between a figure and what it is compared with, in a list of times with their figures.
        self.compares = re.compile(any_glued(lexicon.period_words("baseline", "compared_with")))
        # A bracket that opens with a rate of growth.
        percent = lexicon.any_of("percent")
        number = r"[+−–-]?\d{1,3}(?:[.,٫]\d{1,2})?"
        self.rate_opens = re.compile(rf"\({GAP}{hedged}(?:{number}{GAP}{percent}|{percent}{GAP}{number})")
        # And one that tells the rate of the time that it opens with: (in 2019: 43 %).
        self.rate_closes = re.compile(rf"{number}{GAP}{percent}{GAP}[)\]]\Z")
        # A time behind these is when something was said: exports were $5 billion, the ministry said in May.
        said = any_glued(lexicon.period_words("said"))
        self.said = re.compile(said)
        # And so is one beside them before what was said: the ministry said in May that, in May it told the press that.
        that = any_glued(lexicon.period_words("said_that"))
        self.said_before = re.compile(f"{said}{SAID_BETWEEN}\\Z")
        self.that_behind = re.compile(f"{SAID_BETWEEN},?{GAP}{that}")
        self.said_behind = re.compile(f"{GAP},?{SAID_BETWEEN}{said}{SAID_BETWEEN},?{GAP}{that}")
        # The bracket of a source, whose time is none of a figure: (Source: customs, January 2023).
        cited = any_glued(lexicon.period_words("cited"))
        self.source = re.compile(rf"[(\[（]{GAP}{cited}{GAP}[:：][^()\[\]（）\n]{{0,160}}")
        self.by_quarter = re.compile(any_glued(lexicon.period_words("by_quarter")))
        # Before a time that is of what happened then, and of no measure before it: after 2024.
        self.times_apart = re.compile(any_run_on(lexicon.measure_words("times_apart")))
        # Between a time and what is so many times of what was then, before it and behind it.
        self.multiple_of = re.compile(f"{any_run_on(lexicon.measure_words('multiple_of'))}{GAP}{hedged}\\Z")
        self.of_multiple = re.compile(f"{GAP}{any_run_on(lexicon.measure_words('of_multiple'))}{GAP}")
        # Where sentences are parted by a blank, a time behind it may begin the next, unless these words follow.
        goes_on = lexicon.periods[1].get("goes_on", ())
        self.blanks_part = len(goes_on) > 0
        self.goes_on = re.compile(f"{any_glued(goes_on)}|{lexicon.any_of('and', 'clauses')}")
        self.and_on = re.compile(f"{GAP}{lexicon.any_of('and')}")
        # Where things stand in a sentence is for its own language to say, which comes behind the list for all.
        self.times_lead = lexicon.periods[1].get("times_lead", False)


@lru_cache(maxsize=64)
def find_time_words(lexicon: Lexicon) -> TimeWords:
    """Return the words of a lexicon for which time a fact has, built once."""
    return TimeWords(lexicon)


def find_times_of_sentence(reader: Reader, amounts: Sequence[Figure], start: int, end: int) -> list[Time]:
    """Return the times of one sentence, which is searched alone, so that none takes a word of its neighbours."""
    taken = [(one.start - start, one.end - start) for one in amounts if not _is_year_with_title(reader, one)]
    currencies = {figure.currency for figure in amounts if figure.word and not figure.word.assumed}
    times = find_times(reader.view.part(start, end), reader.lexicon, taken, currencies, reader.reporter)
    moved = [time._replace(start=time.start + start, end=time.end + start) for time in times]
    cited = list_cited(reader, start, end)
    untold = find_untold_words(reader.lexicon)
    return [time for time in moved if not (is_cited(time, cited) or untold.is_untold(reader.folded, time))]


def list_cited(reader: Reader, start: int, end: int) -> list[tuple[int, int]]:
    """Return where a sentence cites in brackets: (BPS, 2019), (Source: customs, January 2023)."""
    named = [match.span() for match in CITED.finditer(reader.view.printed, start, end)]
    sources = find_time_words(reader.lexicon).source.finditer(reader.folded, start, end)
    return [*named, *(match.span() for match in sources)]


def is_cited(time: Time, cited: Sequence[tuple[int, int]]) -> bool:
    """Whether a time is that of what is cited, and of no figure; a word of its own may be dressed as part of it."""
    return any(first < time.end and time.start < last and time.end <= last for first, last in cited)


def mark_levels(
    reader: Reader, times: Sequence[Time], measured: Sequence[Figure], statuses: Sequence[Mention]
) -> list[Time]:
    """Return the times of a sentence, those whose level percentages are off as compared: 13 % below the 2019 peak.

    Below target in 2023 is what was so in 2023; where `statuses` stand is what is aimed at or expected.
    """
    words = find_measure_words(reader.lexicon)
    off_level = words.off_level
    starts: set[int] = set()
    # Money is measured, too, where something rose by it.
    if not statuses and any(figure.unit in {PERCENT, MULTIPLE, ""} for figure in measured):
        for time in times:
            is_part = time.months is not None and time.months.is_part
            start = max(time.start - BEFORE_MONTHS, 0)
            if is_part and any(
                one.end() >= time.start for one in words.base_of_parts.finditer(reader.folded, start, time.end)
            ):
                starts.add(time.start)
    for figure in measured:
        off = off_level.match(reader.folded, figure.end) if figure.unit == PERCENT else None
        if off is None and figure.unit == PERCENT:
            base = _find_base_behind(reader, times, figure)
            starts |= {base.start} if base else set()
        near = first_after(times, off.end()) if off else None
        if off is None or near is None or within(statuses, figure.end, near.start):
            continue
        if LEVEL_NAMED.fullmatch(reader.folded, off.end(), near.start):
            starts.add(near.start)
    return [time._replace(compared=True) if time.start in starts else time for time in times]


def _find_base_behind(reader: Reader, times: Sequence[Time], figure: Figure) -> Time | None:
    """Return the time behind a percentage that nothing but a word that compares parts from it: 5 % mais que em 2023."""
    words = find_measure_words(reader.lexicon)
    behind = words.base_before.match(reader.folded, reader.next_word(figure.end))
    near = first_after(times, figure.end)
    # The word may be dressed as a part of its time.
    is_next = behind is not None and near is not None and near.end > behind.end()
    return near if near and behind and is_next and not reader.folded[behind.end() : near.start].strip() else None


def _are_same(one: Time, other: Time) -> bool:
    """Whether two times are of the same months, whatever calendar names them: ปี 2567 and 2024."""
    if one.months is None or other.months is None:
        return one.months == other.months
    return one.months.first == other.months.first and one.months.last == other.months.last


def _is_year_with_title(reader: Reader, figure: Figure) -> bool:
    """Whether a number without a currency is a year, and its scale a title: in 2015 Tn. Hj. Ahmad."""
    return figure.word is None and YEAR_WITH_TITLE.match(reader.view.printed, figure.start) is not None


class FactTimes:
    """The times of one sentence, and which of its facts has which; the facts are asked for from left to right."""

    def __init__(
        self,
        reader: Reader,
        start: int,
        figures: Sequence[Figure],
        times: Sequence[Time],
        statuses: Sequence[Mention],
        comparisons: Comparisons,
    ) -> None:
        self.words = find_time_words(reader.lexicon)
        self.measures = find_measure_words(reader.lexicon)
        self.view = reader.view
        self.folded = reader.folded
        self.start = start  # of the sentence
        self.figures = figures
        self.statuses = statuses
        self.comparisons = comparisons
        self.reach = comparisons.reach
        self.all_times = self.join_undated(self.free_of_wholes(times))
        self.told = [doubt.place for doubt in self.reach.doubts if doubt.told]
        # к 2030 году is the time of a target, and else what 2031 is compared with.
        self.times = [time for time in self.all_times if not time.compared or (statuses and time.counted)]
        self.used: set[Time] = set()  # stands behind its figure
        # Is of its figure alone, or what percentages are counted from: gegenüber dem Vormonat April 2007.
        self.kept: set[Time] = {time for time in self.times if self.is_named_base(time)}
        self.led: set[Time] = set()  # stands before an amount that has it
        last = max(times[-1].end, figures[-1].end) if times and figures else start
        self.brackets = [match.span() for match in BRACKET.finditer(self.folded, start, last + FAR)]
        self.items = [match.start() for match in LIST_ITEM.finditer(self.folded, start, last)]
        asides = (match.span() for match in self.words.aside.finditer(self.folded, start, last + FAR))
        self.asides = [span for span in asides if within(figures, *span)]
        self.multiplied: list[Time] = []  # of which a multiple is
        self.then: Time | None = None  # of which a clause tells that others are compared with: in 2023, when
        self.times_label_figures = self.are_labels()
        self.heads = self.find_heads()

    def find_months(self, fact: Fact, following: Fact | None, floor: int, status: str | None) -> Months | None:
        """Return the time of a fact; `following` is the next of its sentence, `floor` the end of the one before."""
        is_compared = self.comparisons.is_compared(fact, following)
        head = None if is_compared else self.find_head(fact, floor, status)
        told_there = head or self.find_beside(fact, floor)
        if told_there:
            return told_there.months
        self.keep_base_of_multiple(fact)
        near = self.find_own(fact, following, is_compared=is_compared)
        if near:
            is_possessed = self.is_possessed(near, fact) and not self.words.times_lead
            is_change = fact.figures[-1].kind == "change"  # grew by 3 billion in 2024 to 264
            is_turning = self.turns_into(near, following) and not is_change
            is_base = self.is_possessed(near, fact) and self.is_base_of_next(fact, following)
            if is_compared or is_possessed or near.compared or is_turning or is_base:
                self.kept.add(near)
            return near.months
        if is_compared:
            return None
        self.keep_base_of_change(fact)
        before = self.find_leading(fact)
        in_clause = self.find_in_clause(before, fact, following) if before else None
        if in_clause:
            return in_clause.months
        if before:
            return self.take_leading(before, fact, floor, status)
        is_behind_time = last_before(self.times, fact.start) is not None
        return None if is_behind_time else self.find_later(fact, following)

    def find_in_clause(self, before: Time, fact: Fact, following: Fact | None) -> Time | None:
        """Return the time behind a measure in its own clause, where semicolons part the items of a list.

        First in steel (2013); second in oil (2015).
        """
        after = first_after(self.times, fact.end)
        if not fact.figures[-1].unit or after is None or ";" not in self.folded[before.end : fact.start]:
            return None
        is_own = ";" not in self.folded[fact.end : after.start]
        is_own = is_own and (following is None or after.end <= following.start) and not after.compared
        return after if is_own else None

    def take_leading(self, time: Time, fact: Fact, floor: int, status: str | None) -> Months | None:
        """Return the time that a fact has of one before it, None where the sentence leaves that open."""
        kind = fact.figures[0].kind
        may_be_of_another = (kind == "change" and self.may_be_base(time)) or (
            kind == "average" and self.is_of_several()
        )
        if may_be_of_another or self.is_counted_between(max(time.end, floor), fact):
            return None
        self.led.add(time)
        # The time of what was reported is none of what is expected.
        is_of_another = time.end <= floor or time in self.used
        return None if status and is_of_another else self.widen_to_year(time, fact)

    def find_beside(self, fact: Fact, floor: int) -> Time | None:
        """Return the time that says nothing but when a fact was, and keep it; it may be one that is not told."""
        before = last_before(self.all_times, fact.start)
        if before and before.end >= floor and self.is_set_behind(before, fact):
            # In 2024 ($5 billion) and with no other time it holds for what follows, too.
            if last_before(self.times, before.start):
                self.kept.add(before)
            return before
        after = first_after(self.all_times, fact.end)
        if after and self.words.which_was.fullmatch(self.folded, fact.end, after.start):
            self.kept.add(after)
            return after
        if before is not None and before is self.then and self.goes_on_then(floor, fact):
            return before
        is_of_others = before is not None and (before.compared or before in self.kept)
        if before is None or not is_of_others or before.end < floor:
            return None
        if self.words.when.fullmatch(self.folded, before.end, fact.start):
            self.then = before
            return before
        is_apart = self.words.when_apart.fullmatch(self.folded, before.end, fact.start) is not None
        return before._replace(months=None) if is_apart else None

    def goes_on_then(self, floor: int, fact: Fact) -> bool:
        """Whether no clause ends before a fact: in 2023, when exports were 40 billion and imports 42."""
        if self.words.blanks_part and not self.words.and_on.match(self.folded, floor):
            return False
        return CLAUSE_END.search(self.folded, floor, fact.start) is None

    def is_set_behind(self, time: Time, fact: Fact) -> bool:
        """Whether a fact stands in a bracket behind a time, or behind the dash of one that others are compared with."""
        if self.words.opened.fullmatch(self.folded, time.end, fact.start):
            bracket = self.find_bracket(fact.start)
            return bracket is None or not within(self.all_times, fact.start, bracket[1])
        is_behind = time.compared and self.words.set_behind.fullmatch(self.folded, time.end, fact.start) is not None
        return is_behind and not self.is_change_between(time, fact)

    def is_change_between(self, time: Time, fact: Fact) -> bool:
        """Whether a change is told behind a time, and right before this the later one of it: 2023 against 2018: -74 %.

        What prints no minus is one behind a colon alone: more than in 2018 – 43 %.
        """
        later = last_before(self.all_times, time.start)
        if fact.figures[-1].unit != PERCENT or later is None or later.compared or not (later.months and time.months):
            return False
        if later.months.first <= time.months.last or within(self.figures, later.end, fact.start):
            return False
        if self.folded[fact.start] in MINUS_SIGNS:
            return True
        is_beside = len(self.folded[later.end : time.start].split()) <= WORDS_OF_COMPARISON
        return is_beside and ":" in self.folded[time.end : fact.start]

    def keep_base_of_multiple(self, fact: Fact) -> None:
        """Keep the time that a multiple is of, or is above, and none of its own: 2013年の1.7倍, twice that of 2014."""
        is_above = self.measures.above_behind.match(self.folded, fact.end) is not None
        if fact.figures[0].unit != MULTIPLE and not (fact.figures[0].unit == PERCENT and is_above):
            return
        before, after = last_before(self.all_times, fact.start), first_after(self.all_times, fact.end)
        # The word may be dressed as a part of its time.
        joined = before and self.words.multiple_of.search(self.folded, before.start, fact.start)
        if before and joined and not self.folded[before.end : joined.start()].strip():
            self.multiplied.append(before)
        joint = self.words.of_multiple.match(self.folded, fact.end)
        if after and joint and after.start <= joint.end() <= after.end:
            self.multiplied.append(after)
        self.times = [time for time in self.times if time not in self.multiplied]
        self.all_times = [time for time in self.all_times if time not in self.multiplied]

    def keep_base_of_change(self, fact: Fact) -> None:
        """Keep the time beside a change from it, which is that of what changed: 2021-22 से 10 अरब अधिक."""
        before = last_before(self.times, fact.start)
        if before and self.words.than.fullmatch(self.folded, before.end, fact.start):
            self.kept.add(before)
        after = first_after(self.times, fact.end)
        if after and self.is_base_behind(after, fact):
            self.kept.add(after)

    def is_base_behind(self, time: Time, fact: Fact) -> bool:
        """Whether a time behind a change is what it is a change from: up $5 billion on 2023."""
        if fact.figures[-1].unit and self.is_ratio_to(time, fact):
            return True
        if fact.figures[-1].kind != "change":
            return False
        said = self.words.than_behind.match(self.folded, fact.end, time.end)
        is_up_to_time = said is not None and said.end() >= time.start
        return is_up_to_time or self.words.than_behind.fullmatch(self.folded, fact.end, time.start) is not None

    def is_ratio_to(self, time: Time, fact: Fact) -> bool:
        """Whether a percentage is one of what stood at the time behind it: 104.1 % of the level of November 2023."""
        if fact.figures[-1].unit == MULTIPLE:
            valued = self.measures.valued.match(self.folded, fact.end)
            if valued is not None and self.is_filled(valued.end(), time.start):
                return True
            said = self.measures.multiples_before.after(self.view, fact.figures[-1].start)
            is_told = said is not None or self.measures.of_base.match(self.folded, fact.end) is not None
            return is_told and self.is_filled(fact.end if said else self.find_end_of_base(fact), time.start)
        between = self.measures.of_base.match(self.folded, fact.end)
        if between is not None and (between.end() >= time.start or self.is_filled(between.end(), time.start)):
            return True
        before = self.measures.of_base_before.search(self.folded, max(fact.start - FAR, 0), fact.start)
        return before is not None and self.is_filled(fact.end, time.start)

    def is_named_base(self, time: Time) -> bool:
        """Whether the words before a time, among percentages, say that these are counted from it."""
        if not any(figure.unit for figure in self.figures):
            return False
        return self.measures.base_named.search(self.folded, max(time.start - FAR, self.start), time.start) is not None

    def find_end_of_base(self, fact: Fact) -> int:
        """Return where the words end that say of what a ratio is: twice as high as."""
        of_base = self.measures.of_base.match(self.folded, fact.end)
        return of_base.end() if of_base else fact.end

    def is_filled(self, start: int, end: int) -> bool:
        """Whether nothing stands in a stretch but what may stand before a time."""
        return self.comparisons.words.filling.fullmatch(self.folded, start, max(start, end)) is not None

    def may_be_base(self, time: Time) -> bool:
        """Whether a time before a change is that of an amount, and another of the sentence is later than it.

        No one can tell then which of them the change is of: "it was 386 in FY25 and 340 in FY24, a rise of 46".
        """
        if time not in self.led or time.months is None:
            return False
        return any(other.months and other.months.first > time.months.first for other in self.times)

    def is_counted_between(self, place: int, fact: Fact) -> bool:
        """Whether a part of no year that is counted from stands between: in 2024 it aims at 9, after ten months 8."""
        between = within(self.all_times, place, fact.start)
        return any(one.counted and one.months is None for one in between)

    def widen_to_year(self, time: Time, fact: Fact) -> Months | None:
        """Return the months of a time, or all of its year where these words stand between it and a fact."""
        months = time.months
        # Asked first: a sentence may name a thousand amounts behind one time, and be looked through for each of them.
        if months is None or not months.is_part:
            return months
        is_whole = self.words.whole_year.search(self.folded, time.end, fact.start) is not None
        if not self.words.times_lead:
            is_whole = is_whole or self.words.whole_year_behind.match(self.folded, fact.end) is not None
        if not is_whole:
            return months
        (first_year, _), (last_year, _) = months.first, months.last
        return Months((first_year, 1), (first_year, MONTHS_IN_YEAR)) if first_year == last_year else None

    def free_of_wholes(self, times: Sequence[Time]) -> list[Time]:
        """Return the times, those that a share is of as compared with nothing: 9 persen terhadap ekspor pada 2023."""
        shares = [one for one in self.figures if one.unit == PERCENT and one.kind != "change"]
        wholes = [(one.end, self.measures.share_of.match(self.folded, one.end)) for one in shares]
        freed: list[Time] = []
        for time in times:
            # The whole of a share stands right behind it.
            count = bisect_right(wholes, time.start, key=itemgetter(0))
            of = wholes[count - 1][1] if count else None
            is_of_whole = of is not None and self.is_time_of_whole(time, of)
            is_freed = time.compared and is_of_whole and not time.held
            freed.append(time._replace(compared=False) if is_freed else time)
        return freed

    def is_time_of_whole(self, time: Time, of: re.Match[str]) -> bool:
        """Whether a time stands in the words for a whole, with nothing between that compares or ends them."""
        if not of.end() <= time.start < of.end() + FAR or within(self.reach.baselines, of.end(), time.end):
            return False
        return CLAUSE_END.search(self.folded, of.end(), time.start) is None and not within(
            self.figures, of.end(), time.start
        )

    def is_of_several(self) -> bool:
        """Whether the facts before have several times, so that what falls to each is an average of them all."""
        return len({time.months for time in self.used | self.led if time.months}) > 1

    def join_undated(self, times: Sequence[Time]) -> list[Time]:
        """Return the times, those that are not dated as one where they stand together: the same month | last year."""
        joined: list[Time] = []
        for time in times:
            last = joined[-1] if joined else None
            is_apart = last is None or not self.comparisons.words.filling.fullmatch(self.folded, last.end, time.start)
            if last is None or is_apart or last.months or time.months:
                joined.append(time)
            else:
                joined[-1] = last._replace(end=time.end, counted=last.counted or time.counted)
        return joined

    def find_own(self, fact: Fact, following: Fact | None, *, is_compared: bool) -> Time | None:
        """Return the time that stands right behind a fact, or right before it as its own: 2023's $7 billion."""
        times: Sequence[Time] = self.times
        if is_compared and fact.figures[0].unit:
            # Of a percentage that another rose from, what is compared with is the time: from 18 % in 2015.
            times = self.all_times
        if fact.figures[-1].unit:
            self.keep_counted_from(fact)
            times = [time for time in within(times, fact.end, fact.end + FAR) if time not in self.kept]
            own = self.find_own_of_base(fact)
            if own:
                self.kept.add(own)
                return own
        near = self.find_own_behind(fact, times)
        if near and not self.is_of_next(near, fact, following):
            self.used.add(near)
            return near
        before = last_before(self.all_times, fact.start)
        if before is None or not self.comparisons.words.filling.fullmatch(self.folded, before.end, fact.start):
            return None
        if self.is_possessed(before, fact) or (before.compared and self.is_of_compared(before, fact)):
            return before
        # "In 2023 from 5 to 7 billion" is said of the 7, "in 2023 from 5, in 2024 to 7" of each its own.
        is_first_of_two = following is not None and len(within(self.times, fact.end, following.start)) > 0
        is_led = last_before(self.times, before.start) is not None
        return before if is_compared and (is_first_of_two or is_led) and not before.compared else None

    def find_own_behind(self, fact: Fact, times: Sequence[Time]) -> Time | None:
        """Return the time that stands right behind a fact, or that a colon sets off, but of what happened after it."""
        near = self.reach.find_behind(fact, times) or self.find_set_off(fact) or self.find_before_colon(fact)
        is_measure = fact.figures[0].unit != ""
        if near and is_measure and self.words.times_apart.search(self.folded, fact.end, near.end):
            return None
        return near

    def keep_counted_from(self, fact: Fact) -> None:
        """Keep the words behind a percentage that say what it is counted from, and no time: 6.9 % (yoy)."""
        after = first_after(self.times, fact.end)
        if after is None:
            return
        start = (
            fact.end + len(self.folded[fact.end : after.start]) - len(self.folded[fact.end : after.start].lstrip(" (,"))
        )
        based = self.measures.bases.match(self.folded, start)
        if based and after.start < based.end() and not self.opens_clause_of_next(after, fact):
            self.kept.add(after)

    def opens_clause_of_next(self, time: Time, fact: Fact) -> bool:
        """Whether a time behind a comma is what the next figure is told of: rose 5 %, a year earlier by 3 %."""
        opened = self.measures.telling_opened
        if opened is None or not opened.search(self.folded, fact.end, time.start):
            return False
        following = [one for one in self.figures if one.start >= time.end and one.unit]
        return bool(following) and CLAUSE_END.search(self.folded, time.end, following[0].start) is None

    def find_own_of_base(self, fact: Fact) -> Time | None:
        """Return the time right behind a percentage that is itself compared with: after a fall of 3 % in 2022."""
        near = first_after(self.all_times, fact.end)
        if near is None or not near.compared or near.counted or near.held or self.folded[fact.end : near.start].strip():
            return None
        behind = first_after(self.reach.baselines, fact.end)
        is_base = behind is not None and behind.start < near.end
        is_base = is_base or self.measures.base_before.match(self.folded, near.start) is not None
        follows = self.folded[near.end : near.end + FAR].split()
        is_base = is_base or (bool(follows) and follows[0].strip(",.;:") in self.comparisons.words.postpositions)
        return None if is_base or self.is_ratio_to(near, fact) else near

    def turns_into(self, near: Time, following: Fact | None) -> bool:
        """Whether the next fact is what that of a time became: von 14 Mrd. im Jahr 2023 auf 11 Mrd."""
        if following is None or near.end > following.start:
            return False
        return self.comparisons.words.onward.fullmatch(self.folded, near.end, following.start) is not None

    def is_base_of_next(self, fact: Fact, following: Fact | None) -> bool:
        """Whether the next fact says how much more something is than this one: 2022年の98兆円を3兆円上回る."""
        if following is None or following.figures[0].kind != "change":
            return False
        return self.words.than.fullmatch(self.folded, fact.end, following.start) is not None

    def is_possessed(self, time: Time, fact: Fact) -> bool:
        """Whether a time stands before a fact and says that this is its own: 2023年的142亿美元."""
        return time.start < fact.start and self.words.own.search(self.folded, time.start, fact.start) is not None

    def is_of_compared(self, time: Time, fact: Fact) -> bool:
        """Whether a fact is what stood at the time that others are compared with: below the 2021 record of $19 bn."""
        if time.held or (time.counted and not last_before(self.all_times, time.start)):
            return False
        if self.words.times_lead:
            return self.folded[time.end : fact.start].strip() == ""
        return self.words.worth.search(self.folded, time.end, fact.start) is not None

    def find_set_off(self, fact: Fact) -> Time | None:
        """Return the time between commas behind a fact that has no other: from $3 billion, in 2018, to $2 billion."""
        near = first_after(self.times, fact.end)
        if near is None or not SET_OFF.fullmatch(self.folded, fact.end, near.start):
            return None
        before = self.find_leading(fact)
        is_closed = SET_OFF.match(self.folded, near.end) or not self.folded[near.end : near.end + 2].strip(" .;)")
        ends = self.folded[near.end : near.end + 2].strip(" ")[:1] in {"", ".", ";"}
        is_measure_at_end = fact.figures[-1].unit != "" and ends
        is_free = before is None or before in self.used or (is_measure_at_end and before in self.led)
        return near if is_closed and is_free else None

    def find_before_colon(self, fact: Fact) -> Time | None:
        """Return the time right behind a fact whose colon opens what this consists of: 25 miliardi nel 2022: 14."""
        near = first_after(self.times, fact.end)
        if near is None or self.folded[fact.end : near.start].strip():
            return None
        # A year alone is a label of what follows: RM5 billion 2023: RM4 billion.
        is_dressed = self.folded[near.start].isalpha() and near.start > fact.end
        return near if is_dressed and self.folded[near.end : near.end + 1] == ":" else None

    def are_labels(self) -> bool:
        """Whether a time stands before each figure of a row, and none behind the last: January $5 bn February $4 bn."""
        if len(self.figures) < ROW:
            return False
        lengths: set[int] = set()
        floor = self.start
        for figure in self.figures:
            before = [time for time in within(self.times, floor, figure.start) if time.months]
            is_first = floor == self.start  # which may have the year of all before it
            if not before or (len(before) > 1 and not is_first):
                return False
            lengths.add(before[-1].months.month_count if before[-1].months else 0)
            floor = figure.end
        return len(lengths) == 1 and first_after(self.times, floor) is None

    def find_heads(self) -> list[Time]:
        """Return the times that each head the figures behind them: 2019: $5 bn, $3 bn 2024: $7 bn, $6 bn.

        They are as many as two, all with the same mark behind, and the first stands before all figures.
        """
        if not self.figures or len(self.all_times) < 2:
            return []
        marked = [(time, HEADED.match(self.folded, time.end)) for time in self.all_times]
        first = marked[0][1]
        if first is None or self.all_times[0].end > self.figures[0].start:
            return []
        heads = [time for time, mark in marked if mark is not None and mark.lastgroup == first.lastgroup]
        if len(heads) < 2:
            return []
        ends = [*(time.start for time in heads[1:]), self.figures[-1].end]
        are_full = all(within(self.figures, time.end, end) for time, end in zip(heads, ends, strict=True))
        return heads if are_full else []

    def find_head(self, fact: Fact, floor: int, status: str | None) -> Time | None:
        """Return the time that heads the figures among which a fact stands, if no other stands there with them.

        Of one that others are compared with no one can tell what is of it. What the figure before is compared with is
        not of its head, nor is what was expected behind what came: 2023: $5 bn, up from $4 bn; 2024: $6 bn.
        """
        head = last_before(self.heads, fact.start)
        if head is None:
            return None
        # Of the first figure behind it a head is the time, whatever it is.
        if head.end <= floor and (status or self.words.compares.search(self.folded, floor, fact.start)):
            return None
        following = first_after(self.heads, fact.end)
        end = following.start if following else len(self.folded)
        if within(self.all_times, head.end, end):
            return None
        return head._replace(months=None) if head.compared and self.follows_baseline(head) else head

    def follows_baseline(self, time: Time) -> bool:
        """Whether a word that compares stands right before a time, or is a part of it: compared with 2019."""
        baseline = last_before(self.reach.baselines, time.end)
        return baseline is not None and not self.folded[baseline.end : time.start].strip()

    def is_of_next(self, near: Time, fact: Fact, following: Fact | None) -> bool:
        """Whether a time behind a fact is of the next: beat the record of December 2006 of $4 bn."""
        # Where times lead, one behind a figure is of the next, unless it stands in its bracket.
        is_behind = self.words.times_lead and self.folded[fact.end : near.start].strip(" (") != ""
        if is_behind or self.times_label_figures:
            return True
        if self.is_base_behind(near, fact) or self.is_apart(near, fact):
            return True
        if following is None or self.turns_into(near, following):
            return False
        if near.start >= following.start or self.is_label(near, fact, following):
            return True
        if not self.comparisons.words.filling.fullmatch(self.folded, near.end, following.start):
            return False
        return self.folded[fact.end : near.start].strip() != ""

    def is_label(self, near: Time, fact: Fact, following: Fact) -> bool:
        """Whether times alone stand before the figures of a row: 2023 $5 billion 2022 $4 billion."""
        before = last_before(self.all_times, fact.start)
        gaps = [(fact.end, near.start), (near.end, following.start)]
        if before is None:
            return False
        return not any(self.folded[start:end].strip() for start, end in [(before.end, fact.start), *gaps])

    def is_apart(self, time: Time, fact: Fact) -> bool:
        """Whether a time behind a fact stands in a bracket, an item or a sentence that the fact is not in."""
        if self.is_bracketed(time, fact) or self.is_in_other_item(time, fact):
            return True
        return self.may_begin_next(time, fact)

    def find_leading(self, fact: Fact) -> Time | None:
        """Return the last time before a fact that is not another's alone; none where two may be meant."""
        count = bisect_right(self.times, fact.start, key=attrgetter("end"))
        found: Time | None = None
        for time in reversed(self.times[max(count - MAX_PASSED, 0) : count]):
            if time is self.then:
                return None  # which may still be told of: in 2023, when exports were 40 billion, and imports 42
            if time in self.kept or self.is_bracketed(time, fact) or self.is_in_other_item(time, fact):
                continue
            if self.is_of_sentence_before(time, fact) or self.is_when_said(time, fact):
                return None
            if self.is_of_aside(time, fact):
                return None
            # A time behind another figure, where the sentence had named one before: no one can tell.
            if found and not _are_same(found, time):
                return None
            if time not in self.used:
                return self.find_counted_to(time, fact) or time
            found = found or time
        return found

    def find_counted_to(self, time: Time, fact: Fact) -> Time | None:
        """Return the later time with which the clause of a fact opens: in 1992 it was 0.5; by 2017, 61.5."""
        for other in within(self.all_times, time.end, fact.start):
            opens = self.folded[max(self.start, other.start - BEFORE) : other.start].rstrip()[-1:] in {";", ","}
            is_later = other.months is not None and time.months is not None and other.months.first > time.months.last
            if other.counted and opens and is_later:
                return other
        return None

    def find_later(self, fact: Fact, following: Fact | None) -> Months | None:
        """Return the first time behind a fact that is not said of another."""
        times = [time for time in self.times if time not in self.kept] if fact.figures[-1].unit else self.times
        after = first_after(times, fact.end)
        if after and following and after.start >= following.end and ";" in self.folded[fact.end : following.start]:
            return None  # of the figure of the next clause
        is_label = after is not None and self.folded[after.end : after.end + 1] == ":"  # (2023: RM4 billion)
        if after is None or is_label or self.reach.is_parted(fact, after.start) or self.is_of_next_clause(after, fact):
            return None
        if after in self.kept or self.is_apart(after, fact) or self.is_of_other(after, fact, following):
            return None
        for crossed in (first_after(self.statuses, fact.end), first_after(self.reach.baselines, fact.end)):
            if crossed and crossed.start < after.start and not self.is_in_base(fact, crossed):
                return None
        # In another clause it is of the figure that follows there.
        if following and after.start < following.start:
            is_elsewhere = self.words.times_lead or self.words.clauses.search(self.folded, fact.end, after.start)
            return None if is_elsewhere else after.months
        return after.months

    def is_of_next_clause(self, time: Time, fact: Fact) -> bool:
        """Whether a clause begins behind a measure and before a time: rose 5 %, but in January 2024 prices fell."""
        if not fact.figures[-1].unit:
            return False
        figures = [one.end for one in within(self.figures, fact.start, time.start)]
        return self.words.next_clause.search(self.folded, max(figures, default=fact.end), time.start) is not None

    def is_in_base(self, fact: Fact, crossed: Mention) -> bool:
        """Whether what is crossed says what a percentage is counted from: up 5 % on the year to $7 billion in 2023."""
        if not fact.figures[-1].unit:
            return False
        base = self.measures.bases.search(self.folded, fact.end, fact.end + FAR)
        return base is not None and base.start() <= crossed.start < base.end()

    def is_of_other(self, time: Time, fact: Fact, following: Fact | None) -> bool:
        """Whether a time behind a fact is when something was said, or what the next changed from."""
        if self.words.said.search(self.folded, fact.end, min(time.start, fact.end + FAR)):
            return True
        return following is not None and following.end <= time.start and self.is_base_behind(time, following)

    def is_when_said(self, time: Time, fact: Fact) -> bool:
        """Whether a time before a fact is when this was said: the ministry said in May that exports were $5 billion."""
        # The year or the quarter that a sentence leads with may as well be that of the figure.
        is_month = time.months is not None and time.months.first == time.months.last
        behind = self.folded[time.end : fact.start]
        if is_month and self.words.said_behind.match(behind):
            return True
        if self.words.times_lead:
            return False  # the verb stands behind its time
        is_verb_before = self.words.said_before.search(self.folded, max(time.start - FAR, self.start), time.start)
        is_whole = time.months is not None and not time.months.is_stretch
        return is_verb_before is not None and is_whole and self.words.that_behind.match(behind) is not None

    def may_begin_next(self, time: Time, fact: Fact) -> bool:
        """Whether a time behind a blank may begin another sentence, in a script that parts them by no mark: Thai."""
        if not self.words.blanks_part or not self.folded[fact.end : fact.end + 1].isspace():
            return False
        # The words before a time that is not dated are no part of it: ช่วงเดือนมกราคม-มิถุนายน.
        is_next_to = self.folded[fact.end : time.start].strip() == ""
        is_dressed = self.comparisons.words.filling.fullmatch(self.folded, fact.end, time.start) is not None
        if not is_next_to and (time.months or not is_dressed):
            return False
        rest = self.folded[time.end : time.end + FAR].lstrip(" ")
        return rest[:1].isalpha() and self.words.goes_on.match(rest) is None

    def is_of_sentence_before(self, time: Time, fact: Fact) -> bool:
        """Whether another sentence may begin between a time and a fact: Экспорт вырос в 2014 г. Малайзия продала."""
        if bisect_left(self.told, time.end) == bisect_right(self.told, fact.start):
            return False
        # No sentence is a time alone: В 2014 г. Малайзия продала.
        before = self.folded[max(self.start, time.start - BEFORE) : time.start].rstrip()
        begins = before[-1:] in {"", *CLAUSE_BEGINS}
        return time in self.used or not begins

    def is_of_aside(self, time: Time, fact: Fact) -> bool:
        """Whether a time stands in a clause between commas, with a figure of its own, and the fact behind it."""
        count = bisect_right(self.asides, time.start, key=itemgetter(0))
        return count > 0 and time.start < self.asides[count - 1][1] <= fact.start

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
        return len(within(self.figures, *bracket)) > 0 or self.is_rate_of_another_time(bracket)

    def is_rate_of_another_time(self, bracket: tuple[int, int]) -> bool:
        """Whether a bracket opens with a rate, behind the time of what grew: up 4 % in 2024 (3 % in 2023).

        Or it opens with its time, and closes with the rate of that: (in 2019, it had been 43 %).
        """
        start, end = bracket
        if self.words.rate_closes.search(self.folded, start, end):
            opening = first_after(self.times, start)
            return opening is not None and self.is_filled(start + 1, opening.start)
        is_rate = self.words.rate_opens.match(self.folded, start) is not None
        return is_rate and last_before(self.times, start) is not None
