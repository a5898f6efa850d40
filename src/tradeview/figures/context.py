"""What a sentence says of its figures: when, which flow, and whether it is a target or a forecast.

A figure takes what stands right behind it (`US$5 billion in 2024`), else the last that its sentence named before it
(`In 2024 exports reached`), else what the sentence names after it. A word that belongs to something else (`investment`,
`last year`, `up from`) ends that reach, so that nothing is settled that the sentence leaves open. A range, and an
amount with its restatement in another currency, are one fact.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from tradeview.figures.figure import Figure
from tradeview.figures.grammar import Reader
from tradeview.figures.languages import sentences
from tradeview.figures.lexicon import GAP, Lexicon
from tradeview.figures.periods import Months, Time, find_times
from tradeview.figures.words import Table, Word, plain

FLOWS = {"export": "export", "import": "import", "re_export": "re-export", "total": "total", "balance": "balance"}
OTHER = "other"
STATUSES = ("target", "forecast")
BASELINE = "baseline"
NEXT = 24  # characters within which what follows a figure is said of it
AFTER = 80  # characters within which a flow may be named only after its figure
CLAUSE_END = re.compile("[,;:،、؛]")


class Mention(NamedTuple):
    """Something that a sentence names, and where; without a value it only ends the reach of others."""

    start: int
    end: int
    value: Any = None


class Fact(NamedTuple):
    """Figures that state one fact, and where they stand."""

    start: int
    end: int
    figures: list[Figure]


class Vocabulary:
    """The words of some languages for flows, targets and forecasts, and for what a figure is compared with."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = Table(chain.from_iterable(map(_labelled, lexicon.sections)))
        joints = (lexicon.any_of(key) for key in ("and", "to", "plus"))
        self.joint = re.compile("|".join([CLAUSE_END.pattern, *joints]))
        listed = [part.get("periods", {}) for part in lexicon.sections]
        after = lexicon.any_of(words=[word for part in listed for word in part.get("baseline_after", ())])
        self.left = re.compile(f"'?{GAP}{after}")
        self.status_follows = lexicon.sections[1].get("status_follows", False)
        self.times_lead = listed[1].get("times_lead", False)
        self.of_flow = re.compile(f"{GAP}(?:(?:{lexicon.any_of('joiners')}|{lexicon.any_of('flow_joiners')}){GAP})?")
        self.both = re.compile(f"{GAP}(?:{lexicon.any_of('and')}|/|-){GAP}")


def _labelled(part: dict[str, Any]) -> Iterator[Word]:
    """Yield the words that a language lists for flows and statuses, and before what a figure is compared with."""
    endings = tuple(map(plain, part["endings"])) if "endings" in part else None
    listed = {**part.get("flows", {}), **part.get("status", {}), BASELINE: part.get("periods", {}).get(BASELINE, ())}
    return (Word(word, label=label, endings=endings) for label, words in listed.items() for word in words)


@lru_cache(maxsize=64)
def find_vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Return the vocabulary of a lexicon, built once."""
    return Vocabulary(lexicon)


def settle(reader: Reader, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of money among the numbers of a passage, with the time, flow and status that is said of them.

    Examples
    --------
    >>> from tradeview.figures.lexicon import find_lexicon
    >>> from tradeview.figures.words import fold
    >>> reader = Reader(fold("Exports were RM5 billion in 2023 and RM6 billion in 2024"), find_lexicon(()))
    >>> [(figure.flow, figure.period) for figure in settle(reader, list(reader.figures()))]
    [('export', 2023), ('export', 2024)]
    """
    if not any(figure.word for figure in figures):
        return []
    words = find_vocabulary(reader.lexicon)
    amounts = [(figure.start, figure.end) for figure in figures if figure.word or figure.power]
    times = find_times(reader.view, reader.lexicon, amounts)
    hits = [Mention(at, found.edge, found.word.label) for at, found in words.words.scan(reader.view)]
    settled: list[Figure] = []
    for start, end in sentences(reader.view):
        held = [figure for figure in figures if figure.word and start <= figure.start < end]
        if held:
            said = [hit for hit in hits if start <= hit.start < end]
            dated = [time for time in times if start <= time.start < end]
            settled += Sentence(reader, held, said, dated).settled()
    return settled


class Sentence:
    """One sentence: the facts that its figures state, and what it names."""

    def __init__(self, reader: Reader, figures: list[Figure], hits: list[Mention], times: list[Time]) -> None:
        self.folded = reader.folded
        self.words = find_vocabulary(reader.lexicon)
        self.statuses = [hit for hit in hits if hit.value in STATUSES]
        # к 2030 году is the time of a target, and else what 2031 is compared with.
        kept = (time for time in times if self.statuses or not time.compared)
        self.times = [Mention(time.start, time.end, time.months) for time in kept]
        self.baselines = [hit for hit in hits if hit.value == BASELINE]
        self.flows = self.merged([hit for hit in hits if hit.value in {*FLOWS, OTHER}])
        self.facts = list(self.grouped(reader, figures))

    def merged(self, hits: list[Mention]) -> list[Mention]:
        """Name the flows as the trade table does, "exports and imports" as one, and what is no flow not at all."""
        found: list[Mention] = []
        for hit in hits:
            both = found and {found[-1].value, hit.value} == {"export", "import"}
            if both and self.words.both.fullmatch(self.folded[found[-1].end : hit.start]):
                found[-1] = Mention(found[-1].start, hit.end, "total")
            else:
                found.append(hit)
        return [hit._replace(value=FLOWS.get(hit.value)) for hit in found]

    def grouped(self, reader: Reader, figures: list[Figure]) -> Iterator[Fact]:
        """Yield the facts: a range and a restatement are one, but not what a figure rose from and to."""
        held: list[Figure] = []
        for figure in figures:
            between = self.folded[held[-1].end : figure.start] if held else ""
            lexicon = reader.lexicon
            one = (lexicon.range, lexicon.ends, lexicon.restated)
            if held and (any(p.fullmatch(between) for p in one) and not self.compared(held[0].start)):
                held.append(figure)
                continue
            if held:
                yield Fact(held[0].start, held[-1].end, held)
            held = [figure]
        yield Fact(held[0].start, held[-1].end, held)

    def compared(self, start: int) -> bool:
        """Whether a figure belongs to the time that another is compared with: up from RM4 billion."""
        return any(start - 3 <= hit.end <= start for hit in self.baselines)

    def left(self, end: int) -> bool:
        """Whether what is glued to a figure, or follows it, says that another is compared with it: dolardan."""
        return self.words.left.match(self.folded, end) is not None

    def settled(self) -> Iterator[Figure]:
        """Yield the figures with what is said of them."""
        used: set[Mention] = set()
        for i, fact in enumerate(self.facts):
            floor = self.facts[i - 1].end if i else 0
            ceiling = self.facts[i + 1].start if i + 1 < len(self.facts) else len(self.folded)
            status = self.status(fact, floor, ceiling)
            months = self.months(fact, floor, status)
            flow = self.flow(fact, ceiling, used)
            for figure in fact.figures:
                if figure.kind == "rate":  # of a day, and no flow of goods
                    yield figure
                    continue
                period = months.period if months else None
                yield replace(figure, period=period, months=str(months) if months else None, flow=flow, status=status)

    def behind(self, fact: Fact, mentions: list[Mention]) -> Mention | None:
        """Return the mention right behind a fact, with nothing between that begins another clause."""
        near = next((one for one in mentions if one.start >= fact.end), None)
        if near is None or near.start - fact.end > NEXT:
            return None
        between = self.folded[fact.end : near.start]
        apart = self.words.joint.search(between) or any(fact.end <= hit.start <= near.start for hit in self.baselines)
        return None if apart else near

    def attached(self, fact: Fact, mentions: list[Mention]) -> Mention | None:
        """Return the mention that a fact is joined to by nothing but "of" or "in": US$5 billion in exports."""
        near = self.behind(fact, mentions)
        return near if near and self.words.of_flow.fullmatch(self.folded[fact.end : near.start]) else None

    def status(self, fact: Fact, floor: int, ceiling: int) -> str | None:
        """Return whether the words before a fact, or right behind it, make it a target or a forecast."""
        if self.words.status_follows:
            after = next((hit for hit in self.statuses if fact.end <= hit.start < ceiling), None)
            return after.value if after and not CLAUSE_END.search(self.folded, fact.end, after.start) else None
        before = [hit for hit in self.statuses if floor <= hit.start < fact.start]
        found = before[-1] if before else self.attached(fact, self.statuses)
        return found.value if found else None

    def months(self, fact: Fact, floor: int, status: str | None) -> Months | None:
        """Return the time of a fact."""
        near = self.behind(fact, self.times)
        if near and not (self.words.times_lead and self.folded[fact.end : near.start].strip(" (")):
            return near.value
        if self.compared(fact.start) or (self.left(fact.end) and not fact.figures[-1].hedge):
            return None
        before = [time for time in self.times if time.end <= fact.start]
        if before:
            told = status and before[-1].end <= floor  # of what the sentence reports, not of what it expects
            return None if told else before[-1].value
        after = next((time for time in self.times if time.start >= fact.end), None)
        crossed = after and any(fact.end <= hit.start < after.start for hit in (*self.statuses, *self.baselines))
        return after.value if after and not crossed else None

    def flow(self, fact: Fact, ceiling: int, used: set[Mention]) -> str | None:
        """Return the flow of a fact; a word that is said of one figure is not said of the next."""
        near = self.attached(fact, self.flows)
        if near and near.end <= ceiling:
            used.add(near)
            return near.value
        before = [hit for hit in self.flows if hit.end <= fact.start and hit not in used]
        if before:
            return before[-1].value
        after = next((hit for hit in self.flows if fact.end <= hit.start < min(ceiling, fact.end + AFTER)), None)
        return after.value if after else None
