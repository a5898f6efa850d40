"""What a sentence says of its figures: when, which flow, and whether it is a target or a forecast.

A figure takes what stands right behind it (`US$5 billion in 2024`), else the last that its sentence named before it
(`In 2024 exports reached`), else what the sentence names after it. A word that belongs to something else (`investment`,
`last year`, `up from`) ends that reach, so that nothing is settled that the sentence leaves open. A range, and an
amount with its restatement in another currency, are one fact.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest
from operator import attrgetter
from typing import NamedTuple, TypeVar

from tradeview.prose.figure import Figure, Months
from tradeview.prose.folding import Table, Word
from tradeview.prose.grammar import Reader
from tradeview.prose.lexicon import GAP, Lexicon, any_word, read_endings
from tradeview.prose.periods import Time, find_times
from tradeview.prose.stops import Doubt, find_doubts, find_end_behind, split_sentences

FLOWS = {"export": "export", "import": "import", "re_export": "re-export", "total": "total", "balance": "balance"}
OTHER = "other"  # what is traded with nobody: investment, production
FLOW_LABELS = {*FLOWS, OTHER}
STATUSES = ("target", "forecast")
BASELINE = "baseline"
MILLION = 10**6  # a bare number below it may count anything: amounts of trade between economies are larger
COMPARED = 3  # characters that may stand between "up from" and its figure
NEXT = 24  # characters within which what follows a figure is said of it
MAX_USED = 16  # flows before a figure that may all be said of others
AFTER = 80  # characters within which a flow may be named only after its figure
CLAUSE_END = re.compile("[,;:،、؛]")


class Mention(NamedTuple):
    """A flow, a status or a comparison that a sentence names, and where; without a label it only ends others' reach."""

    start: int
    end: int
    label: str | None


PlacedT = TypeVar("PlacedT", Figure, Mention, Time)
NamedT = TypeVar("NamedT", Mention, Time)


class Fact(NamedTuple):
    """Figures that state one fact, and where they stand."""

    start: int
    end: int
    figures: list[Figure]


class Vocabulary:
    """The words of some languages for flows, targets and forecasts, and for what a figure is compared with."""

    def __init__(self, lexicon: Lexicon) -> None:
        labelled: list[Word] = []
        for file in lexicon.files:
            endings = read_endings(file)
            baseline = file.get("periods", {}).get(BASELINE, ())
            for label, words in {**file.get("flows", {}), **file.get("status", {}), BASELINE: baseline}.items():
                labelled += [Word(word, label=label, endings=endings) for word in words]
        self.words = Table(labelled)
        self.parting = re.compile(f"{CLAUSE_END.pattern}|{lexicon.any_of('and', 'to', 'plus')}")
        self.baseline_after = re.compile(f"'?{GAP}{any_word(lexicon.period_words('baseline_after'))}")
        # Where things stand in a sentence is for its own language to say, which comes behind the list for all.
        self.status_follows = lexicon.files[1].get("status_follows", False)
        self.times_lead = lexicon.periods[1].get("times_lead", False)
        self.of_flow = re.compile(f"{GAP}(?:{lexicon.any_of('joiners', 'flow_joiners')}{GAP})?")
        self.both = re.compile(f"{GAP}(?:{lexicon.any_of('and')}|/|-){GAP}")


@lru_cache(maxsize=64)
def find_vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Return the vocabulary of a lexicon, built once."""
    return Vocabulary(lexicon)


def settle_context(reader: Reader, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of money among the numbers of a passage, with the time, flow and status that is said of them.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.folding import fold_text
    >>> reader = Reader(fold_text("Exports were RM5 billion in 2023 and RM6 billion in 2024"), find_lexicon(()))
    >>> [(figure.flow, figure.months.period) for figure in settle_context(reader, list(reader.find_figures()))]
    [('export', 2023), ('export', 2024)]
    """
    if not any(figure.word for figure in figures):
        return []
    vocabulary = find_vocabulary(reader.lexicon)
    amounts = [figure for figure in figures if figure.word or figure.power]
    hits = vocabulary.words.scan(reader.view)
    mentions = [Mention(start, found.edge, found.word.label) for start, found in hits]
    settled: list[Figure] = []
    for start, end in _cut_sentences(reader, figures):
        held = _within(figures, start, end)
        if not any(figure.word for figure in held):
            continue
        named = _within(mentions, start, end)
        money = [figure for figure in _fill_currencies(reader, held, named) if figure.word]
        times = _find_times_of_sentence(reader, _within(amounts, start, end), start, end)
        doubts = find_doubts(reader.view, start, end)
        settled += Sentence(reader, money, named, times, doubts).settle_figures()
    return settled


def _cut_sentences(reader: Reader, figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a passage starts and ends, now that the amounts are known that may end one."""
    for start, end in split_sentences(reader.view):
        at = start
        for figure in _within(figures, start, end):
            cut = find_end_behind(reader.view, figure.end) if figure.word else None
            if cut is not None and cut < end:
                yield at, cut
                at = cut
        yield at, end


def _find_times_of_sentence(reader: Reader, amounts: Sequence[Figure], start: int, end: int) -> list[Time]:
    """Return the times of one sentence, which is searched alone, so that none takes a word of its neighbours."""
    taken = [(figure.start - start, figure.end - start) for figure in amounts]
    currencies = {figure.currency for figure in amounts if figure.word and not figure.word.assumed}
    times = find_times(reader.view.part(start, end), reader.lexicon, taken, currencies)
    return [time._replace(start=time.start + start, end=time.end + start) for time in times]


def _within(placed: Sequence[PlacedT], start: int, end: int) -> Sequence[PlacedT]:
    """Return what starts in a stretch of the text; all come in the order of the text."""
    by_start = attrgetter("start")
    return placed[bisect_left(placed, start, key=by_start) : bisect_left(placed, end, key=by_start)]


def _fill_currencies(reader: Reader, figures: Sequence[Figure], mentions: Sequence[Mention]) -> list[Figure]:
    """Let an amount without a currency have that of the amount before it: US$5 billion, against 4 billion in 2023.

    It is large, it counts nothing that is named, and the sentence says that it is of the same kind: a word of
    comparison stands before it, or a flow is named between the two. Otherwise it may be of people.
    """
    filled: list[Figure] = []
    last: Figure | None = None
    for figure in figures:
        known = figure
        may_lack_currency = figure.word is None and last is not None and _is_bare_amount(reader, figure)
        if may_lack_currency and last and last.word and _is_of_kind(reader, last, figure, mentions):
            known = replace(figure, word=replace(last.word, assumed=True))
        filled.append(known)
        # What stands in a bracket states the figure before it again: the next is compared with that.
        is_restated = last is not None and reader.folded[figure.start - 1 : figure.start] == "("
        if known.word and known.kind == "amount" and not is_restated:
            last = known
    return filled


def _is_bare_amount(reader: Reader, figure: Figure) -> bool:
    """Whether a number is large, as amounts of trade are, and counts nothing that is named."""
    is_large = figure.power > 0 and figure.numeral is not None and abs(figure.numeral.value) >= MILLION
    return is_large and reader.stands_alone(figure.end) and not reader.is_part_of_word(figure.start)


def _is_of_kind(reader: Reader, last: Figure, figure: Figure, mentions: Sequence[Mention]) -> bool:
    """Whether a number is said to be of the kind of the amount before it, by a comparison or by a flow."""
    place = reader.word_end(figure.start, last.end)
    hedge = reader.lexicon.hedges.before(reader.view, place)
    if hedge and hedge.edge > last.end:
        place = reader.word_end(hedge.edge, last.end)
    if reader.lexicon.governors.before(reader.view, place):
        return True
    between = [mention.label for mention in _within(mentions, last.end, figure.start) if mention.label in FLOW_LABELS]
    return len(between) > 0 and between[-1] != OTHER


class Sentence:
    """One sentence: the facts that its figures state, and what it names."""

    def __init__(
        self,
        reader: Reader,
        figures: Sequence[Figure],
        mentions: Sequence[Mention],
        times: Sequence[Time],
        doubts: Sequence[Doubt] = (),
    ) -> None:
        self.folded = reader.folded
        self.lexicon = reader.lexicon
        self.vocabulary = find_vocabulary(reader.lexicon)
        self.used: set[Mention | Time] = set()  # what is said of one figure is not said of the next
        self.doubts = doubts
        self.statuses = [mention for mention in mentions if mention.label in STATUSES]
        named = [mention for mention in mentions if mention.label == BASELINE]
        # The "from" of "from April 2023 to March 2024" compares nothing.
        self.baselines = [mention for mention in named if not _opens_stretch(times, mention)]
        self.flows = self.name_flows([mention for mention in mentions if mention.label in FLOW_LABELS])
        # к 2030 году is the time of a target, and else what 2031 is compared with.
        self.times = [time for time in times if self.statuses or not time.compared]
        self.facts = self.group_facts(figures)

    def name_flows(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Name the flows as the trade table does, "exports and imports" as one, and what is no flow not at all."""
        flows: list[Mention] = []
        for mention in mentions:
            flow = mention._replace(label=FLOWS.get(mention.label or ""))
            last = flows[-1] if flows else flow
            between = self.folded[last.end : flow.start]
            if {last.label, flow.label} == {"export", "import"} and self.vocabulary.both.fullmatch(between):
                flows[-1] = Mention(last.start, flow.end, "total")
            else:
                flows.append(flow)
        return flows

    def group_facts(self, figures: Sequence[Figure]) -> list[Fact]:
        """Return the facts: a range and a restatement are one, but not what a figure rose from and to."""
        groups: list[list[Figure]] = []
        for figure in figures:
            group = groups[-1] if groups else [figure]
            between = self.folded[group[-1].end : figure.start]
            is_joined = self.lexicon.joint.fullmatch(between) or self.lexicon.restatement.fullmatch(between)
            if groups and is_joined and not self.is_baseline_before(group[0].start):
                group.append(figure)
            else:
                groups.append([figure])
        return [Fact(group[0].start, group[-1].end, group) for group in groups]

    def settle_figures(self) -> list[Figure]:
        """Return the figures with what is said of them."""
        settled: list[Figure] = []
        floor = 0
        for fact, following in zip_longest(self.facts, self.facts[1:]):
            ceiling = following.start if following else len(self.folded)
            status = self.find_status(fact, floor, ceiling)
            months = self.find_months(fact, floor, status)
            flow = self.find_flow(fact, ceiling)
            for figure in fact.figures:
                if figure.kind == "rate":  # of a day, and no flow of goods
                    settled.append(figure)
                    continue
                settled.append(replace(figure, months=months, flow=flow, status=status))
            floor = fact.end
        return settled

    def find_status(self, fact: Fact, floor: int, ceiling: int) -> str | None:
        """Return whether the words before a fact, or right behind it, make it a target or a forecast."""
        if self.vocabulary.status_follows:
            after = _first_after(self.statuses, fact.end)
            if after is None or after.start >= ceiling or CLAUSE_END.search(self.folded, fact.end, after.start):
                return None
            return after.label
        found = _last_before(self.statuses, fact.start)
        if found is None or found.start < floor:
            found = self.find_attached(fact, self.statuses)
        return None if found is None else found.label

    def find_months(self, fact: Fact, floor: int, status: str | None) -> Months | None:
        """Return the time of a fact."""
        near = self.find_behind(fact, self.times)
        # Where times lead, one behind a figure is of the next, unless it stands in its bracket.
        if near and not (self.vocabulary.times_lead and self.folded[fact.end : near.start].strip(" (")):
            self.used.add(near)
            return near.months
        if self.is_baseline_before(fact.start) or self.is_baseline_after(fact):
            return None
        before = _last_before(self.times, fact.start)
        if before:
            # The time of what was reported is none of what is expected.
            is_of_another = before.end <= floor or before in self.used
            return None if status and is_of_another else before.months
        after = _first_after(self.times, fact.end)
        is_label = after is not None and self.folded[after.end : after.end + 1] == ":"  # (2023: RM4 billion)
        if after is None or is_label or self.is_parted(fact, after.start):
            return None
        for crossed in (_first_after(self.statuses, fact.end), _first_after(self.baselines, fact.end)):
            if crossed and crossed.start < after.start:
                return None
        return after.months

    def find_flow(self, fact: Fact, ceiling: int) -> str | None:
        """Return the flow of a fact."""
        near = self.find_attached(fact, self.flows)
        if near and near.end <= ceiling:
            self.used.add(near)
            return near.label
        count = bisect_right(self.flows, fact.start, key=attrgetter("end"))
        # However many flows a sentence lists, few are looked at: a text of flows alone is read in linear time.
        for flow in reversed(self.flows[max(count - MAX_USED, 0) : count]):
            if flow not in self.used:
                return flow.label
        after = _first_after(self.flows, fact.end)
        if after is None or after.start >= min(ceiling, fact.end + AFTER) or self.is_parted(fact, after.start):
            return None
        return after.label

    def find_behind(self, fact: Fact, named: Sequence[NamedT]) -> NamedT | None:
        """Return what is named right behind a fact, with nothing between that begins another clause."""
        near = _first_after(named, fact.end)
        if near is None or self.folded[near.end : near.end + 1] == ":":
            return None
        if len(self.folded[fact.end : near.start].rstrip(" \n")) > NEXT:
            return None
        compared = _first_after(self.baselines, fact.end)
        if compared and compared.start <= near.start:
            return None
        if self.vocabulary.parting.search(self.folded[fact.end : near.start]) or self.is_parted(fact, near.start):
            return None
        return near

    def is_parted(self, fact: Fact, place: int) -> bool:
        """Whether another sentence may begin between a fact and what is named behind it: then it is said of neither."""
        first = bisect_right(self.doubts, fact.end, key=attrgetter("place"))
        last = bisect_right(self.doubts, place, key=attrgetter("place"))
        return any(doubt.told or doubt.place == place for doubt in self.doubts[first:last])

    def find_attached(self, fact: Fact, named: Sequence[Mention]) -> Mention | None:
        """Return what a fact is joined to by nothing but "of" or "in": US$5 billion in exports."""
        near = self.find_behind(fact, named)
        return near if near and self.vocabulary.of_flow.fullmatch(self.folded[fact.end : near.start]) else None

    def is_baseline_before(self, start: int) -> bool:
        """Whether a figure belongs to the time that another is compared with: up from RM4 billion."""
        last = _last_before(self.baselines, start)
        return last is not None and last.end >= start - COMPARED

    def is_baseline_after(self, fact: Fact) -> bool:
        """Whether what is glued to a fact, or follows it, says that another is compared with it: 5 milyar dolardan."""
        # Behind a hedge the same ending is of that: 5 milyar dolardan fazla, more than five billion.
        if fact.figures[-1].hedge:
            return False
        return self.vocabulary.baseline_after.match(self.folded, fact.end) is not None


def _opens_stretch(times: Sequence[Time], mention: Mention) -> bool:
    """Whether a word is one that a stretch of months begins with."""
    time = times[bisect_right(times, mention.start, key=attrgetter("start")) - 1] if times else None
    if time is None or time.months is None or not time.months.is_stretch:
        return False
    return time.start <= mention.start and mention.end <= time.end


def _last_before(named: Sequence[NamedT], place: int) -> NamedT | None:
    """Return what is named last and ends before a place."""
    count = bisect_right(named, place, key=attrgetter("end"))
    return named[count - 1] if count else None


def _first_after(named: Sequence[NamedT], place: int) -> NamedT | None:
    """Return what is named first and starts behind a place."""
    count = bisect_left(named, place, key=attrgetter("start"))
    return named[count] if count < len(named) else None
