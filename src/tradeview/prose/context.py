"""What a sentence says of its figures: when, which flow, and whether it is a target or a forecast.

A figure takes what stands right behind it (`US$5 billion in 2024`), else the last that its sentence named before it
(`In 2024 exports reached`), else what the sentence names after it. A word that belongs to something else (`investment`,
`last year`, `up from`) ends that reach, so that nothing is settled that the sentence leaves open. A range, and an
amount with its restatement in another currency, are one fact.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest
from operator import attrgetter
from typing import Any, NamedTuple

from tradeview.prose.amounts.elided import CurrencyOnce, LastMoney, Naming, Stretch
from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.carried.carried_flows import Carried, FlowCarrier, Passage
from tradeview.prose.carried.carrying import Carrier, Statement
from tradeview.prose.carried.told_times import is_seeming_time
from tradeview.prose.facts.comparisons import Comparisons
from tradeview.prose.facts.coverage import find_coverage_of_worth, find_coverage_words
from tradeview.prose.facts.dealings import DEALS, MONEY
from tradeview.prose.facts.flow_names import FLOWS, NONE, OF_MONEY, find_flow_words, name_flows
from tradeview.prose.facts.flows import FactFlows
from tradeview.prose.facts.kinds import CHANGES, KIND_LABELS, PRICE, list_forms, mark_kinds
from tradeview.prose.facts.measured_bases import mark_bases
from tradeview.prose.facts.met_plans import leave_out_met
from tradeview.prose.facts.respective_times import share_out_quarters, share_out_years
from tradeview.prose.facts.sentence import CLAUSE_END, Fact, Mention, Reach, first_after, last_before, within
from tradeview.prose.facts.times import FactTimes, find_times_of_sentence, mark_levels
from tradeview.prose.figure import HEADING, SENTENCE, Figure, Months
from tradeview.prose.languages import MARKS
from tradeview.prose.lexicon import GAP, HEDGES, Lexicon, any_glued, read_endings
from tradeview.prose.measures.finding import add_measures
from tradeview.prose.measures.words import PERCENT, find_measure_words
from tradeview.prose.tables.grids import Grid, find_cell_borders, name_cells
from tradeview.prose.tables.heads import Head, find_borders
from tradeview.prose.text.folding import STEM, Found, Table, Word
from tradeview.prose.text.stops import Doubt, find_doubts, find_end_behind, split_sentences
from tradeview.prose.times.periods import Time

STATUSES = ("target", "forecast")
TELLING = {*FLOWS, *CHANGES}  # what a sentence without a number names that tells of trade, or that something rose
BASELINE = "baseline"
SMALL = 1000  # single units: no trade between economies is smaller
# Before the sign of an item of a list, and no bracket, in which a change stands: goods: +5, services −4.
BEFORE_SIGN = re.compile(r"[^\W\d_] ?\+?\Z|: ?\+?\Z")
LETTERS = re.compile(rf"(?:[^\W\d_]|[{MARKS}]){{0,24}}")  # of an ending


class SentenceRead(NamedTuple):
    """A sentence with figures: where it stands, its flows and kinds, and the times that others are compared with."""

    start: int
    end: int
    mentions: Sequence[Mention]
    bases: Sequence[Time]
    times: Sequence[Time] = ()  # all that it names or tells
    multiplied: Sequence[Time] = ()  # of which its multiples are: twice that of 2014
    compared: frozenset[int] = frozenset()  # where the figures start that others are compared with

    def mentions_of(self, label: str) -> list[Mention]:
        """Return what it names of one kind."""
        return [one for one in self.mentions if one.label == label]


class Vocabulary:
    """The words of some languages for flows, targets and forecasts, and for what a figure is compared with."""

    def __init__(self, lexicon: Lexicon) -> None:
        labelled: list[Word] = []
        for file in lexicon.files:
            endings = read_endings(file)
            baseline = file.get("periods", {}).get(BASELINE, ())
            kinds = {label: words for label, words in file.get("kinds", {}).items() if label in KIND_LABELS}
            kinds[PRICE] = [*kinds.get(PRICE, ()), *list_forms(file, "price_before")]
            listed = {**kinds, **file.get("flows", {}), **file.get("status", {}), BASELINE: baseline}
            for label, words in (*listed.items(), *_list_compounds(file)):
                labelled += [Word(word, label=label, endings=endings) for word in words]
        self.words = Table(labelled)
        self.of_total = lexicon.label_words(of_total="part")
        self.parting = re.compile(f"{CLAUSE_END.pattern}|{lexicon.any_of('and', 'to', 'plus', 'clauses')}")
        # Where things stand in a sentence is for its own language to say, which comes behind the list for all.
        self.status_follows = lexicon.files[1].get("status_follows", False)
        joiners = any_glued(lexicon.words("status_joiners"))
        self.status_joiner = re.compile(f"{GAP}{joiners}?{GAP}{lexicon.any_of(*HEDGES)}?{GAP}")


def _list_compounds(file: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield the words that name goods and their flow as one, by the flow."""
    compounds = file.get("compounds", {})
    goods = compounds.get("goods", ())
    for label in ("export", "import"):
        for ending in compounds.get(label, ()):
            yield label, [f"{one}{ending}" for one in goods]


@lru_cache(maxsize=64)
def find_vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Return the vocabulary of a lexicon, built once."""
    return Vocabulary(lexicon)


def settle_context(
    reader: Reader,
    figures: Sequence[Figure],
    heads: Sequence[Head] = (),
    grids: Sequence[Grid] = (),
    carrier: Carrier | None = None,
    last_money: LastMoney | None = None,
    flow_carrier: FlowCarrier | None = None,
    *,
    measures: Sequence[Figure] = (),
    spoken: list[SentenceRead] | None = None,
) -> list[Figure]:
    """Return the figures of money among the numbers of a passage, with the time, flow and status that is said of them.

    Amounts may share the currency of the last money before the passage. With carriers, figures also have the times and
    the flows that they take from the text before their sentence. Measures, which are no money, are settled as figures
    are; `spoken` is added what
    each sentence with figures names.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.text.folding import fold_text
    >>> reader = Reader(fold_text("Exports were RM5 billion in 2023 and RM6 billion in 2024"), find_lexicon(()))
    >>> [(figure.flow, figure.months.period) for figure in settle_context(reader, list(reader.find_figures()))]
    [('export', 2023), ('export', 2024)]
    """
    follows_money = last_money is not None and (last_money.figure is not None or last_money.home is not None)
    if carrier is None and not follows_money and not measures and not any(figure.word for figure in figures):
        return []
    amounts = [figure for figure in figures if figure.word or figure.power]
    mentions = _find_mentions(reader)
    shared = CurrencyOnce(reader, amounts, last_money)
    listed = {item.start for head in heads for item in head.items}
    borders = sorted({*find_borders(heads), *find_cell_borders(grids)})
    settled: list[Figure] = []
    starts: list[int] = []
    passed: list[Passage] = []
    for start, end in _cut_at_borders(_cut_sentences(reader, figures), borders):
        starts.append(start)
        named = within(mentions, start, end)
        held = within(figures, start, end)
        measured = within(measures, start, end)
        taken = add_measures(within(amounts, start, end), measured)
        times = find_times_of_sentence(reader, taken, start, end) if taken else []
        if measures or (carrier and carrier.with_measures):
            times = [time for time in times if time.months is None or not is_seeming_time(reader, time)]
            changed = [*measured, *_list_changed_by(reader, taken)]
            times = mark_levels(reader, times, changed, [one for one in named if one.label in STATUSES])
            times = mark_bases(reader, times, taken)
        stretch = _describe_stretch(start, end, named, times)
        money = [figure for figure in shared.fill(held, stretch) if figure.word] if taken else []
        money = add_measures(money, measured)
        if money:
            money = mark_kinds(reader, money, named)
            sentence = Sentence(reader, (start, end), money, named, times, _find_doubts(reader, held, start, end))
            told = sentence.settle_figures()
            if carrier:
                is_listed = start in listed
                told = carrier.date_figures(reader, (start, end), taken, sentence, told, is_listed=is_listed)
            settled += told
            if spoken is not None:
                known = carrier.named if carrier else None
                bases = known.list_bases() if known else []
                told_times = known.times if known else times
                compared = sentence.list_compared()
                spoken.append(SentenceRead(start, end, named, bases, told_times, sentence.times.multiplied, compared))
            passed.append(Passage(start, end, named, told, is_listed=start in listed))
            continue
        passed.append(Passage(start, end, named))
        if carrier:
            telling = TELLING if carrier.with_measures else FLOWS
            carrier.pass_sentence(reader, start, end, is_trade=any(one.label in telling for one in named))
    settled = _fill_from_cells(reader, settled, grids, mentions)
    settled = _fill_from_heads(reader, settled, _begin_with_sentences(heads, starts), mentions)
    return _fill_from_text(reader, settled, flow_carrier.carry(reader, passed)) if flow_carrier else settled


def _find_mentions(reader: Reader) -> list[Mention]:
    """Return what a passage names of flows, kinds, targets and comparisons."""
    mentions: list[Mention] = []
    for start, found in find_vocabulary(reader.lexicon).words.scan(reader.view):
        mentions.append(Mention(start, _find_end(reader.folded, found), found.word.label))
    return mentions


def _find_doubts(reader: Reader, figures: Sequence[Figure], start: int, end: int) -> list[Doubt]:
    """Return where a sentence may end; the stop within an amount ends nothing: 7 млрд долл. США."""
    return [doubt for doubt in find_doubts(reader.view, start, end) if not _is_in_amount(figures, doubt.place)]


def _list_changed_by(reader: Reader, figures: Sequence[Figure]) -> list[Figure]:
    """Return the amounts with a "by" before them, by which something rose or fell: вырос на 2 млрд долларов."""
    by = find_measure_words(reader.lexicon).by
    return [one for one in figures if not one.unit and by.before(reader.view, reader.word_end(one.start, 0))]


def _begin_with_sentences(heads: Sequence[Head], starts: Sequence[int]) -> list[Head]:
    """Return the heads, each from where its own sentence starts, whatever stands before that in its line."""
    begun: list[Head] = []
    for head in heads:
        start = starts[bisect_right(starts, head.unit.start) - 1]
        begun.append(head._replace(start=max(head.start, start)))
    return begun


def _fill_from_cells(
    reader: Reader, figures: list[Figure], grids: Sequence[Grid], mentions: Sequence[Mention]
) -> list[Figure]:
    """Let the figures of tables that say no time or no flow have those of their row and their column."""
    filled = {figure.start: figure for figure in figures}
    for figure, flow in name_cells(reader, figures, grids, mentions):
        is_open = figure.flow is None and figure.kind != "rate"
        filled[figure.start] = _take_flow(reader.folded, figure, flow, HEADING) if is_open else figure
    return list(filled.values())


def _fill_from_heads(
    reader: Reader, figures: list[Figure], heads: Sequence[Head], mentions: Sequence[Mention]
) -> list[Figure]:
    """Let the items of a list that say no flow, or in one line no time, have that of their head where it is one."""
    filled = {figure.start: figure for figure in figures}
    for head in heads:
        flows = name_flows(reader, find_flow_words(reader.lexicon), within(mentions, head.start, head.body))
        named = {flow.label: flow for flow in flows if flow.label}
        times = find_times_of_sentence(reader, (), head.start, head.body) if head.is_inline else []
        dated = {time.months for time in times if time.months and not time.compared}
        items = [figure for item in head.items for figure in within(figures, item.start, item.end)]
        for figure in items:
            known = figure
            if len(dated) == 1 and figure.time_from != SENTENCE:
                known = replace(figure, months=next(iter(dated)), time_from=HEADING)
            if figure.flow is None and len(named) == 1:
                known = _take_flow(reader.folded, known, next(iter(named.values())), HEADING)
            filled[figure.start] = known
    return list(filled.values())


def _fill_from_text(reader: Reader, figures: list[Figure], carried: dict[int, Carried]) -> list[Figure]:
    """Let the figures that nothing beside them gives a flow have that which they take from the text."""
    filled: list[Figure] = []
    for figure in figures:
        taken = carried.get(figure.start)
        if taken and figure.flow is None:
            filled.append(_take_flow(reader.folded, figure, taken.flow, taken.place))
        else:
            filled.append(figure)
    return filled


def _is_in_amount(figures: Sequence[Figure], place: int) -> bool:
    """Whether a place lies within an amount."""
    count = bisect_left(figures, place, key=attrgetter("start"))
    return count > 0 and place < figures[count - 1].end


def _find_end(folded: str, found: Found) -> int:
    """Return where a word that was found by its stem ends."""
    end = found.edge
    if found.word.printed.endswith(STEM):
        ending = LETTERS.match(folded, end)
        end = ending.end() if ending else end
    return end


def _cut_sentences(reader: Reader, figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a passage starts and ends, now that the amounts are known that may end one."""
    for start, end in split_sentences(reader.view):
        at = start
        for figure in within(figures, start, end):
            is_sure = figure.word is not None or _ends_in_scale(reader, figure)
            cut = find_end_behind(reader.view, figure.end) if is_sure else None
            if cut is not None and cut < end:
                yield at, cut
                at = cut
        yield at, end


def _ends_in_scale(reader: Reader, figure: Figure) -> bool:
    """Whether a number without a currency ends in a word of scale, and no title: на 95 млн. Средняя цена."""
    is_year = reader.is_year(figure.start, figure.start + len("2015"))  # in 2015 Tn. Hj. Ahmad
    return figure.power > 0 and not is_year and not reader.lexicon.nouns_have_capitals


def _cut_at_borders(sentences: Iterable[tuple[int, int]], borders: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the sentences, cut where the items of a list begin and end."""
    for start, end in sentences:
        at = start
        for border in borders[bisect_right(borders, start) : bisect_left(borders, end)]:
            yield at, border
            at = border
        yield at, end


def _describe_stretch(start: int, end: int, named: Sequence[Mention], times: Sequence[Time]) -> Stretch:
    """Return what a sentence says of numbers that print no currency of their own."""
    namings: list[Naming] = []
    for mention in named:
        if mention.label in OF_MONEY:
            namings.append(Naming(mention.start, mention.end, mention.label not in NONE))
    return Stretch(start, end, namings, [(time.start, time.end) for time in times])


class Sentence:
    """One sentence: the facts that its figures state, and what it names."""

    def __init__(
        self,
        reader: Reader,
        bounds: tuple[int, int],
        figures: Sequence[Figure],
        mentions: Sequence[Mention],
        times: Sequence[Time],
        doubts: Sequence[Doubt] = (),
    ) -> None:
        self.reader = reader
        self.start = bounds[0]
        self.figures = figures
        self.doubts = doubts
        self.folded = reader.folded
        self.lexicon = reader.lexicon
        self.vocabulary = find_vocabulary(reader.lexicon)
        self.coverages = find_coverage_words(reader.lexicon)
        self.measures = find_measure_words(reader.lexicon)
        planned = [mention for mention in mentions if mention.label in STATUSES]
        self.statuses = leave_out_met(reader, planned, figures)
        named = [mention for mention in mentions if mention.label == BASELINE]
        self.baselines = [mention for mention in named if not self.is_in_phrase(mention)]
        self.all_times = times
        self.reach = self.find_reach(times)
        self.flows = FactFlows(reader, self.reach, mentions, times, bounds)
        self.shared = self.flows.share_out(figures)
        # Where what is bought and sold is no money, it may be of the trade that its text speaks of.
        is_of_money = any(mention.label in MONEY for mention in mentions)
        self.deals = set() if is_of_money else {mention.start for mention in mentions if mention.label in DEALS}
        self.times = self.make_fact_times(times, self.reach)
        self.comparisons = self.times.comparisons
        self.facts = self.group_facts(figures)
        # Where a list shares out flows, its years are of all of them.
        self.shared_times: dict[int, Months | None] = {}
        if not self.shared:
            self.shared_times |= share_out_quarters(self.flows, self.start, figures, times)
            self.shared_times |= share_out_years(self.flows, figures, times)
        self.statements: list[Statement] = []  # what is said of the facts, for the sentences that follow

    def is_in_phrase(self, baseline: Mention) -> bool:
        """Whether "from" is part of a phrase that compares nothing: أكثر من, more than, and منها, of which."""
        hedge = self.lexicon.hedges.before(self.reader.view, baseline.end)
        if hedge and hedge.edge < baseline.start:
            return True
        of_total = self.vocabulary.of_total.after(self.reader.view, baseline.start)
        return of_total is not None and of_total.edge > baseline.end

    def find_reach(self, times: Sequence[Time], told: Sequence[Time] = ()) -> Reach:
        """Return what ends the reach of facts, if the sentence names these times; others tell those `told`."""
        # The "from" of "from April 2023 to March 2024" compares nothing, nor does a "last year" that is known.
        baselines: list[Mention] = []
        for mention in self.baselines:
            is_time = any(time.start <= mention.start < time.end for time in told)
            if not is_time and not _opens_stretch(times, mention) and not self.is_of_whole(mention):
                baselines.append(mention)
        return Reach(self.folded, self.vocabulary.parting, baselines, self.doubts)

    def is_of_whole(self, baseline: Mention) -> bool:
        """Whether "from" says of what a share is: 31.4% daripada jumlah eksport, not naik 12% daripada 2022."""
        count = bisect_left(self.figures, baseline.start, key=attrgetter("start"))
        figure = self.figures[count - 1] if count else None
        if figure is None or figure.unit != PERCENT or figure.kind == "change":
            return False
        if self.folded[figure.end : baseline.start].strip():
            return False
        return self.measures.share_of.match(self.folded, figure.end) is not None

    def make_fact_times(self, times: Sequence[Time], reach: Reach) -> FactTimes:
        """Return what says which of these times each fact has; its facts are asked for from left to right."""
        is_planned = len(self.statuses) > 0
        comparisons = Comparisons(self.reader, reach, self.flows.flows, self.figures, times, is_planned=is_planned)
        return FactTimes(self.reader, self.start, self.figures, times, self.statuses, comparisons)

    def group_facts(self, figures: Sequence[Figure]) -> list[Fact]:
        """Return the facts: a range and a restatement are one, but not what a figure rose from and to."""
        groups: list[list[Figure]] = []
        for figure in figures:
            group = groups[-1] if groups else [figure]
            between = self.folded[group[-1].end : figure.start]
            is_again = self.lexicon.restatement.fullmatch(between) and group[-1].currency != figure.currency
            is_again = is_again and not figure.unit
            is_one = is_again or self.is_range(group[-1], figure)
            if groups and is_one and not self.comparisons.is_baseline_before(group[0].start):
                group.append(figure)
            else:
                groups.append([figure])
        return [Fact(group[0].start, group[-1].end, group) for group in groups]

    def is_range(self, first: Figure, second: Figure) -> bool:
        """Whether two figures are the ends of a range, or of a list: not 50億ドルから70億ドルに増えた."""
        if first.unit != second.unit or (first.unit and self.comparisons.is_baseline_after(first)):
            return False
        between = self.folded[first.end : second.start]
        if not self.lexicon.joint.fullmatch(between) or self.comparisons.rises_to(first, second):
            return False
        if "change" in {first.kind, second.kind} and first.kind != second.kind:
            return False  # exports of 7, 1 more than the year before
        # "Exports of 7, exceeding 6" are two facts.
        if "," in between and between.strip() != ",":
            return False
        # A range prints its currency once.
        return not (self.comparisons.is_baseline_after(first) and self.comparisons.prints_currency(first))

    def settle_figures(self) -> list[Figure]:
        """Return the figures with what is said of them."""
        settled: list[Figure] = []
        floor = 0
        for fact, following in zip_longest(self.facts, self.facts[1:]):
            ceiling = following.start if following else len(self.folded)
            status = self.find_status(fact, self.find_floor_of_status(fact, floor), ceiling)
            months = self.times.find_months(fact, following, floor, status)
            months = self.shared_times.get(fact.start, months)
            is_compared = self.comparisons.is_compared(fact, following)
            flow = self.flows.find_flow(fact, following, floor, is_compared=is_compared)
            is_trade = self.is_of_trade(fact, flow)
            self.statements.append(Statement(fact, following, floor, status, months, is_compared, is_trade))
            for figure in fact.figures:
                months = self.shared_times.get(figure.start, months)
                time_from = SENTENCE if months else None
                if figure.kind == "rate":  # of a day, and no flow of goods
                    settled.append(figure)
                    continue
                known = figure
                if (figure.months, figure.time_from, figure.status) != (months, time_from, status):
                    known = replace(figure, months=months, time_from=time_from, status=status)
                taken = _take_flow(self.folded, known, self.shared.get(figure.start, flow))
                settled.append(self.cover_worth(taken, floor))
            floor = fact.end
        return settled

    def list_compared(self) -> frozenset[int]:
        """Return where the figures start that others are compared with."""
        facts = [one.fact for one in self.statements if one.is_compared]
        return frozenset(figure.start for fact in facts for figure in fact.figures)

    def find_floor_of_status(self, fact: Fact, floor: int) -> int:
        """Return from where on a target is one of a fact: of what it raises by 10 % to RM5 billion, it is of both."""
        known = self.statements
        if fact.figures[0].unit:
            return self.start if known and known[-1].status else floor
        while known and known[-1].fact.figures[0].unit:
            known = known[:-1]
        return known[-1].fact.end if known else 0

    def cover_worth(self, figure: Figure, floor: int) -> Figure:
        """Return a figure of a flow with what it is said to be worth of: exported goods worth US$5 billion."""
        if figure.coverage is not None or figure.flow is None or figure.flow == "balance":
            return figure
        place = self.reader.word_end(figure.start, floor)
        hedge = self.lexicon.hedges.before(self.reader.view, place)
        start = hedge.edge if hedge is not None and hedge.edge >= floor else figure.start
        coverage = find_coverage_of_worth(self.coverages, self.reader.view, start, figure.end)
        return replace(figure, coverage=coverage) if coverage else figure

    def redate_facts(
        self, times: Sequence[Time], told: Sequence[Time], of_changes: Sequence[Time] | None = None
    ) -> list[Statement]:
        """Return the statements with the time that each fact has if the sentence names these; `told` are by others.

        What changed may have the times `of_changes`.
        """
        reach = self.find_reach(times, told)
        dating = self.make_fact_times(times, reach)
        is_same = of_changes is None or list(of_changes) == list(times)
        dating_changes = dating if is_same else self.make_fact_times(of_changes or (), reach)
        redated: list[Statement] = []
        for one in self.statements:
            # What a share rose from has the time that it is compared with.
            if not is_same and one.fact.figures[0].is_measured_change and not one.is_compared:
                months = dating_changes.find_months(one.fact, one.following, one.floor, one.status)
                is_compared = dating_changes.comparisons.is_compared(one.fact, one.following)
                redated.append(one._replace(told_months=months, is_compared=is_compared))
                continue
            months = dating.find_months(one.fact, one.following, one.floor, one.status)
            months = self.shared_times.get(one.fact.start, months)
            is_compared = dating.comparisons.is_compared(one.fact, one.following)
            redated.append(one._replace(told_months=months, is_compared=is_compared))
        return redated

    def is_of_trade(self, fact: Fact, flow: Mention | None) -> bool:
        """Whether a fact is of trade, or of the price of goods, and not of an investment or a budget."""
        if fact.figures[0].kind == PRICE:
            return True
        near = flow or last_before(self.flows.flows, fact.start) or first_after(self.flows.flows, fact.end)
        if near is None or near.label is not None or near.start in self.deals:
            return True
        # The contribution of which a share of trade is one is no donation.
        return fact.figures[0].unit == PERCENT and self.measures.shares.match(self.folded, near.start) is not None

    def find_status(self, fact: Fact, floor: int, ceiling: int) -> str | None:
        """Return whether the words before a fact, or right behind it, make it a target or a forecast."""
        if self.vocabulary.status_follows:
            after = first_after(self.statuses, fact.end)
            if after is None or after.start >= ceiling or CLAUSE_END.search(self.folded, fact.end, after.start):
                return self.find_status_leading(fact, floor)
            return after.label
        found = last_before(self.statuses, fact.start)
        is_apart = found is not None and fact.figures[0].unit and ";" in self.folded[found.end : fact.start]
        if found is None or found.start < floor or is_apart:
            found = self.flows.find_attached(fact, self.statuses)
        elif self.is_compared_with(found, fact):
            return None
        return None if found is None else found.label

    def find_status_leading(self, fact: Fact, floor: int) -> str | None:
        """Return the status that a fact has of the word right before it, where verbs stand last: 目標は50億ドル."""
        before = last_before(self.statuses, fact.start)
        if before is None or before.start < floor:
            return None
        is_joined = self.vocabulary.status_joiner.fullmatch(self.folded, before.end, fact.start) is not None
        return before.label if is_joined else None

    def is_compared_with(self, status: Mention, fact: Fact) -> bool:
        """Whether what is planned is only compared with a fact: 8 milliards d'ici 2030, contre 5 milliards en 2022."""
        compared = last_before(self.baselines, fact.start)
        if compared is None or compared.start < status.end:
            return False
        # The "than" of more than compares with no other figure.
        place = self.reader.word_end(fact.start, status.end)
        hedge = self.lexicon.hedges.before(self.reader.view, place)
        is_of_hedge = hedge is not None and hedge.edge <= compared.start
        return not is_of_hedge and self.comparisons.is_baseline_before(fact.start)


def _take_flow(folded: str, figure: Figure, flow: Mention | None, place: str = SENTENCE) -> Figure:
    """Return a figure with its flow, what this covers, and the sign that both give it; a price is of no flow.

    Where the flow is stated, `place` says.
    """
    if figure.kind == "price" or _may_be_price(figure):
        return figure
    if figure.unit:
        flow_from = place if flow and flow.label else None
        return replace(figure, flow=flow.label, flow_from=flow_from, coverage=flow.coverage) if flow else figure
    label = flow.label if flow else None
    is_below_nothing = figure.numeral is not None and figure.numeral.value < 0
    is_signed = is_below_nothing or folded[figure.start - 1 : figure.start] == "+"
    if label == "total" and is_signed and BEFORE_SIGN.search(folded, max(figure.start - 3, 0), figure.start):
        return figure  # a balance, or a change
    is_negative = figure.is_said_negative
    kind = figure.kind
    if flow and flow.is_difference:
        kind, is_negative = "amount", False
    if flow and label == "balance":
        # What falls by less of a deficit is a rise.
        is_negative = (flow.sign < 0) != is_negative
    elif kind == "amount" and label and is_signed:
        kind = "change"  # exports are neither below nothing nor printed with a plus: (+US$5 million)
    coverage = flow.coverage if flow else None
    is_negative = is_negative and not is_below_nothing
    told = (kind, label, coverage, is_negative)
    if told == (figure.kind, figure.flow, figure.coverage, figure.is_said_negative):
        return figure
    flow_from = place if label else None
    return replace(figure, kind=kind, flow=label, flow_from=flow_from, coverage=coverage, is_said_negative=is_negative)


def _may_be_price(figure: Figure) -> bool:
    """Whether an amount is so small that it may be a price, which nothing says: the kilo was at 400 dollars."""
    if figure.kind != "amount" or figure.power or figure.numeral is None or figure.unit:
        return False
    return abs(figure.numeral.value) < SMALL


def _opens_stretch(times: Sequence[Time], mention: Mention) -> bool:
    """Whether a word is one that a stretch of months begins with."""
    time = times[bisect_right(times, mention.start, key=attrgetter("start")) - 1] if times else None
    if time is None or time.months is None or not time.months.is_stretch:
        return False
    return time.start <= mention.start and mention.end <= time.end
