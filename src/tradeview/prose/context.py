"""What a sentence says of its figures: when, which flow, and whether it is a target or a forecast.

A figure takes what stands right behind it (`US$5 billion in 2024`), else the last that its sentence named before it
(`In 2024 exports reached`), else what the sentence names after it. A word that belongs to something else (`investment`,
`last year`, `up from`) ends that reach, so that nothing is settled that the sentence leaves open. A range, and an
amount with its restatement in another currency, are one fact.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest
from operator import attrgetter

from tradeview.prose.carrying import Carrier, Statement
from tradeview.prose.figure import Figure, Months
from tradeview.prose.folding import Table, Word
from tradeview.prose.grammar import Reader
from tradeview.prose.lexicon import GAP, Lexicon, read_endings
from tradeview.prose.periods import Time
from tradeview.prose.sentence import CLAUSE_END, Fact, Mention, Reach, first_after, last_before, within
from tradeview.prose.stops import Doubt, find_doubts, find_end_behind, split_sentences
from tradeview.prose.times import FactTimes, find_time_words, find_times_of_sentence
from tradeview.prose.told_times import SENTENCE

FLOWS = {"export": "export", "import": "import", "re_export": "re-export", "total": "total", "balance": "balance"}
OTHER = "other"  # what is traded with nobody: investment, production
FLOW_LABELS = {*FLOWS, OTHER}
STATUSES = ("target", "forecast")
BASELINE = "baseline"
MILLION = 10**6  # a bare number below it may count anything: amounts of trade between economies are larger
MAX_USED = 16  # flows before a figure that may all be said of others
AFTER = 80  # characters within which a flow may be named only after its figure


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
        # Where things stand in a sentence is for its own language to say, which comes behind the list for all.
        self.status_follows = lexicon.files[1].get("status_follows", False)
        self.of_flow = re.compile(f"{GAP}(?:{lexicon.any_of('joiners', 'flow_joiners')}{GAP})?")
        self.both = re.compile(f"{GAP}(?:{lexicon.any_of('and')}|/|-){GAP}")


@lru_cache(maxsize=64)
def find_vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Return the vocabulary of a lexicon, built once."""
    return Vocabulary(lexicon)


def settle_context(reader: Reader, figures: Sequence[Figure], carrier: Carrier | None = None) -> list[Figure]:
    """Return the figures of money among the numbers of a passage, with the time, flow and status that is said of them.

    With a carrier, figures also have the times that they take from the text before their sentence.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.folding import fold_text
    >>> reader = Reader(fold_text("Exports were RM5 billion in 2023 and RM6 billion in 2024"), find_lexicon(()))
    >>> [(figure.flow, figure.months.period) for figure in settle_context(reader, list(reader.find_figures()))]
    [('export', 2023), ('export', 2024)]
    """
    if carrier is None and not any(figure.word for figure in figures):
        return []
    vocabulary = find_vocabulary(reader.lexicon)
    amounts = [figure for figure in figures if figure.word or figure.power]
    hits = vocabulary.words.scan(reader.view)
    mentions = [Mention(start, found.edge, found.word.label) for start, found in hits]
    settled: list[Figure] = []
    for start, end in _cut_sentences(reader, figures):
        held = within(figures, start, end)
        named = within(mentions, start, end)
        if not any(figure.word for figure in held):
            if carrier:
                carrier.pass_sentence(reader, start, end, is_trade=any(one.label in FLOWS for one in named))
            continue
        money = [figure for figure in _fill_currencies(reader, held, named) if figure.word]
        taken = within(amounts, start, end)
        times = find_times_of_sentence(reader, taken, start, end)
        doubts = find_doubts(reader.view, start, end)
        sentence = Sentence(reader, money, named, times, doubts)
        told = sentence.settle_figures()
        if carrier:
            told = carrier.date_figures(reader, (start, end), taken, sentence, told)
        settled += told
    return settled


def _cut_sentences(reader: Reader, figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a passage starts and ends, now that the amounts are known that may end one."""
    for start, end in split_sentences(reader.view):
        at = start
        for figure in within(figures, start, end):
            cut = find_end_behind(reader.view, figure.end) if figure.word else None
            if cut is not None and cut < end:
                yield at, cut
                at = cut
        yield at, end


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
    between = [mention.label for mention in within(mentions, last.end, figure.start) if mention.label in FLOW_LABELS]
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
        self.used: set[Mention] = set()  # what is said of one figure is not said of the next
        self.statuses = [mention for mention in mentions if mention.label in STATUSES]
        baselines = [mention for mention in mentions if mention.label == BASELINE]
        self.reach = Reach(reader.folded, self.vocabulary.parting, baselines, doubts)
        self.all_times = times
        self.times = FactTimes(find_time_words(reader.lexicon), self.reach, times, self.statuses)
        self.flows = self.name_flows([mention for mention in mentions if mention.label in FLOW_LABELS])
        self.facts = self.group_facts(figures)
        self.statements: list[Statement] = []  # what is said of the facts, for the sentences that follow

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
            if groups and is_joined and not self.times.is_baseline_before(group[0].start):
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
            months = self.times.find_months(fact, floor, status)
            flow = self.find_flow(fact, ceiling)
            of_other = flow is None and self.is_of_other(fact)
            is_compared = self.times.is_baseline_before(fact.start) or self.times.is_baseline_after(fact)
            self.statements.append(Statement(fact, floor, ceiling, status, months, is_compared, is_trade=not of_other))
            time_from = SENTENCE if months else None
            for figure in fact.figures:
                if figure.kind == "rate":  # of a day, and no flow of goods
                    settled.append(figure)
                    continue
                settled.append(replace(figure, months=months, time_from=time_from, flow=flow, status=status))
            floor = fact.end
        return settled

    def redate_facts(self, times: Sequence[Time]) -> list[Months | None]:
        """Return the time that each fact has, if these are the times that the sentence names."""
        dating = FactTimes(find_time_words(self.lexicon), self.reach, times, self.statuses)
        return [dating.find_months(one.fact, one.floor, one.status) for one in self.statements]

    def find_status(self, fact: Fact, floor: int, ceiling: int) -> str | None:
        """Return whether the words before a fact, or right behind it, make it a target or a forecast."""
        if self.vocabulary.status_follows:
            after = first_after(self.statuses, fact.end)
            if after is None or after.start >= ceiling or CLAUSE_END.search(self.folded, fact.end, after.start):
                return None
            return after.label
        found = last_before(self.statuses, fact.start)
        if found is None or found.start < floor:
            found = self.find_attached(fact, self.statuses)
        return None if found is None else found.label

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
        after = first_after(self.flows, fact.end)
        if after is None or after.start >= min(ceiling, fact.end + AFTER) or self.reach.is_parted(fact, after.start):
            return None
        return after.label

    def is_of_other(self, fact: Fact) -> bool:
        """Whether the words nearest to a fact say that it is of something else than trade: an investment."""
        near = last_before(self.flows, fact.start) or first_after(self.flows, fact.end)
        return near is not None and near.label is None

    def find_attached(self, fact: Fact, named: Sequence[Mention]) -> Mention | None:
        """Return what a fact is joined to by nothing but "of" or "in": US$5 billion in exports."""
        near = self.reach.find_behind(fact, named)
        return near if near and self.vocabulary.of_flow.fullmatch(self.folded[fact.end : near.start]) else None
