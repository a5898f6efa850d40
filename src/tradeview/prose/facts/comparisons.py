"""Which figures of a sentence are what another is compared with: up from $7 billion, against a deficit of $7 billion.

Words before a figure say so (against), words or endings behind it (dolardan), or what it became (de 5 a 7 millones).
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.sentence import Fact, Mention, Reach, last_before, within
from tradeview.prose.figure import Figure
from tradeview.prose.lexicon import GAP, HEDGES, Lexicon, any_ending, any_glued, any_run_on
from tradeview.prose.measures.words import MULTIPLE, POINT
from tradeview.prose.text.folding import STEM, fold_word
from tradeview.prose.times.periods import FAR, Time

COMPARED = 3  # characters that may stand between "up from" and its figure
OTHER = "other"  # what is no flow of goods


class ComparisonWords:
    """The words of some languages that say which figure is what another is compared with."""

    def __init__(self, lexicon: Lexicon) -> None:
        hedged = f"(?:{lexicon.any_of(*HEDGES)}{GAP}){{0,2}}"
        behind = lexicon.period_words("baseline_after")
        # An ending stands glued to its word, dolardan, another word apart.
        self.baseline_after = re.compile(f"'?{any_ending(behind)}|{GAP}{any_glued(behind)}")
        # Between a time and its figure, and between a comparison and a time or a figure: the level of, a deficit of.
        joined = f"{lexicon.any_of('joiners', *HEDGES)}|{any_glued(lexicon.period_words('possessive', 'worth'))}"
        filling = f"{joined}|{any_glued(lexicon.period_words('beside_compared'))}"
        named = f"{filling}|{any_glued(lexicon.period_words('articles'))}|{_any_flow(lexicon)}"
        self.joined = re.compile(f"{GAP}(?:(?:{joined}){GAP}){{0,4}}")
        self.filling = re.compile(f"{GAP}(?:(?:{filling}){GAP}){{0,8}}")
        self.named = re.compile(f"{GAP}(?:(?:{named}){GAP}){{0,8}}")
        # What compares with a time before it says nothing of the figure behind: geçen yıla göre 9 milyar dolar arttı.
        self.postpositions = {fold_word(word) for word in lexicon.period_words("compared_after")}
        # These hold a word that compares, and compare a measure with nothing: 占比.
        # Whether a measure beside a word that compares is how something compares: 前年比5%増, not compared with 5 %.
        self.measures_compare = lexicon.files[1].get("measure_words", {}).get("measures_compare", False)
        self.no_baseline = re.compile(any_run_on(lexicon.measure_words("no_baseline")))
        # Before a value that became another, and before that: from $5 billion in 2023 to $7 billion.
        self.rising_from = re.compile(f"{any_glued(lexicon.period_words('rising_from'))}{GAP}{hedged}\\Z")
        self.onward = re.compile(f"{GAP},?{GAP}{any_glued(lexicon.period_words('onward'))}{GAP}{hedged}")


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
def find_comparison_words(lexicon: Lexicon) -> ComparisonWords:
    """Return the words of a lexicon for what is compared with, built once."""
    return ComparisonWords(lexicon)


class Comparisons:
    """What the figures of one sentence are compared with."""

    def __init__(
        self,
        reader: Reader,
        reach: Reach,
        flows: Sequence[Mention],
        figures: Sequence[Figure],
        times: Sequence[Time],
        *,
        is_planned: bool,
    ) -> None:
        self.reader = reader
        self.folded = reader.folded
        self.words = find_comparison_words(reader.lexicon)
        self.reach = reach
        self.flows = flows
        self.figures = figures
        self.times = times
        self.is_planned = is_planned  # the sentence speaks of targets or forecasts

    def is_compared(self, fact: Fact, following: Fact | None) -> bool:
        """Whether another is compared with a fact, which so belongs to another time; `following` is the next."""
        if fact.figures[0].unit and self.is_own_measure(fact):
            return False
        if self.is_baseline_before(fact.start) or self.is_baseline_after(fact.figures[-1]):
            return True
        return following is not None and self.rises_to(fact.figures[0], following.figures[0])

    def is_own_measure(self, fact: Fact) -> bool:
        """Whether a measure says itself how something compares: a growth, points, times; or the 比 of 占比 is none."""
        figure = fact.figures[0]
        if self.words.measures_compare and (figure.kind == "change" or figure.unit in {POINT, MULTIPLE}):
            return True
        if self.is_baseline_after(figure):
            return False
        last = last_before(self.reach.baselines, fact.start)
        if last is None:
            return False
        found = self.words.no_baseline.finditer(self.folded, max(last.start - COMPARED, 0), last.end + COMPARED)
        return any(match.start() <= last.start and last.end <= match.end() for match in found)

    def is_baseline_before(self, start: int) -> bool:
        """Whether a figure belongs to the time that another is compared with: up from RM4 billion."""
        last = last_before(self.reach.baselines, start)
        if last is None or last.end < start - FAR or self.is_of_figure_before(last):
            return False
        if self.folded[last.start : last.end] in self.words.postpositions:
            return False
        if last.end >= start - COMPARED:
            return True
        between = within(self.times, last.end, start)
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

    def rises_to(self, first: Figure, second: Figure) -> bool:
        """Whether a figure is what another rose or fell from: de 5 bilhões de dólares para 4 bilhões de dólares."""
        is_onward = self.words.onward.fullmatch(self.folded, first.end, second.start) is not None
        # By 14 % to 12 billion: no percentage becomes money.
        if not is_onward or (first.unit != second.unit):
            return False
        if not self.words.rising_from.search(self.folded, max(first.start - FAR, 0), first.start):
            return False
        # What is planned may be a range, which prints its currency once: de 4 a 5 millones de dólares.
        return not self.is_planned or (self.prints_currency(first) and self.prints_currency(second))

    def prints_currency(self, figure: Figure) -> bool:
        """Whether a currency is printed with a figure, and not only with its neighbour."""
        currencies, view = self.reader.lexicon.currencies, self.reader.view
        return currencies.after(view, figure.start) is not None or currencies.before(view, figure.end) is not None
