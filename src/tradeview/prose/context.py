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
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from tradeview.prose.figure import Figure
from tradeview.prose.grammar import Reader
from tradeview.prose.languages import sentences
from tradeview.prose.lexicon import GAP, Lexicon
from tradeview.prose.months import Months
from tradeview.prose.periods import Time, find_times
from tradeview.prose.words import Table, Word, plain

FLOWS = {"export": "export", "import": "import", "re_export": "re-export", "total": "total", "balance": "balance"}
OTHER = "other"
STATUSES = ("target", "forecast")
BASELINE = "baseline"
MILLION = 10**6
NEXT = 24  # characters within which what follows a figure is said of it
MAX_USED = 16  # flows before a figure that may all be said of others
AFTER = 80  # characters within which a flow may be named only after its figure
CLAUSE_END = re.compile("[,;:،、؛]")


class Mention(NamedTuple):
    """Something that a sentence names, and where; without a value it only ends the reach of others."""

    start: int
    end: int
    value: Any = None


PlacedT = TypeVar("PlacedT", Figure, Mention, Time)


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
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.words import fold
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
        held = _within(figures, start, end)
        if any(figure.word for figure in held):
            said = _within(hits, start, end)
            money = [figure for figure in _elided(reader, held, said) if figure.word]
            settled += Sentence(reader, money, said, _within(times, start, end)).settled()
    return settled


def _within(placed: Sequence[PlacedT], start: int, end: int) -> Sequence[PlacedT]:
    """Return what starts in a stretch of the text; all come in the order of the text."""
    return placed[bisect_left(placed, start, key=_start) : bisect_left(placed, end, key=_start)]


def _start(placed: Figure | Mention | Time) -> int:
    return placed.start


def _elided(reader: Reader, figures: Sequence[Figure], hits: Sequence[Mention]) -> list[Figure]:
    """Let an amount without a currency have that of the amount before it: US$5 billion, against 4 billion in 2023.

    It is large, it counts nothing that is named, and the sentence says that it is of the same kind: a word of
    comparison stands before it, or a flow is named between the two. Otherwise it may be of people.
    """
    related: list[Figure] = []
    last: Figure | None = None
    for figure in figures:
        found = figure
        if (
            figure.word is None
            and last
            and last.word
            and _is_bare_amount(reader, figure)
            and _is_like(reader, last, figure, hits)
        ):
            found = replace(figure, word=replace(last.word, assumed=True))
        related.append(found)
        bracketed = reader.folded[figure.start - 1 : figure.start] == "("
        if found.word and found.kind == "amount" and not (bracketed and last):
            last = found
    return related


def _is_bare_amount(reader: Reader, figure: Figure) -> bool:
    """Whether a number is large, as amounts of trade are, and counts nothing that is named."""
    large = figure.power > 0 and figure.numeral is not None and abs(figure.numeral.value) >= MILLION
    return large and reader.stands_alone(figure.end) and not reader.is_part(figure.start)


def _is_like(reader: Reader, last: Figure, figure: Figure, hits: Sequence[Mention]) -> bool:
    """Whether a number is said to be of the kind of the amount before it, by a comparison or by a flow."""
    before = reader.word_end(figure.start, last.end)
    hedge = reader.lexicon.hedges.before(reader.view, before)
    place = reader.word_end(hedge.edge, last.end) if hedge and hedge.edge > last.end else before
    if reader.lexicon.governors.before(reader.view, place):
        return True
    between = [hit.value for hit in _within(hits, last.end, figure.start) if hit.value in {*FLOWS, OTHER}]
    return bool(between) and between[-1] != OTHER


class Sentence:
    """One sentence: the facts that its figures state, and what it names."""

    def __init__(self, reader: Reader, figures: list[Figure], hits: Sequence[Mention], times: Sequence[Time]) -> None:
        self.folded = reader.folded
        self.words = find_vocabulary(reader.lexicon)
        self.used: set[Mention] = set()  # what is said of one figure is not said of the next
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
        last = _last(self.baselines, start)
        return last is not None and last.end >= start - 3

    def left(self, end: int) -> bool:
        """Whether what is glued to a figure, or follows it, says that another is compared with it: dolardan."""
        return self.words.left.match(self.folded, end) is not None

    def settled(self) -> Iterator[Figure]:
        """Yield the figures with what is said of them."""
        for i, fact in enumerate(self.facts):
            floor = self.facts[i - 1].end if i else 0
            ceiling = self.facts[i + 1].start if i + 1 < len(self.facts) else len(self.folded)
            status = self.status(fact, floor, ceiling)
            months = self.months(fact, floor, status)
            flow = self.flow(fact, ceiling)
            for figure in fact.figures:
                if figure.kind == "rate":  # of a day, and no flow of goods
                    yield figure
                    continue
                period = months.period if months else None
                yield replace(figure, period=period, months=str(months) if months else None, flow=flow, status=status)

    def behind(self, fact: Fact, mentions: list[Mention]) -> Mention | None:
        """Return the mention right behind a fact, with nothing between that begins another clause."""
        near = _next(mentions, fact.end)
        if near is None or near.start - fact.end > NEXT or self.folded[near.end : near.end + 1] == ":":
            return None
        between = self.folded[fact.end : near.start]
        compared = _next(self.baselines, fact.end)
        apart = self.words.joint.search(between) or (compared is not None and compared.start <= near.start)
        return None if apart else near

    def attached(self, fact: Fact, mentions: list[Mention]) -> Mention | None:
        """Return the mention that a fact is joined to by nothing but "of" or "in": US$5 billion in exports."""
        near = self.behind(fact, mentions)
        return near if near and self.words.of_flow.fullmatch(self.folded[fact.end : near.start]) else None

    def status(self, fact: Fact, floor: int, ceiling: int) -> str | None:
        """Return whether the words before a fact, or right behind it, make it a target or a forecast."""
        if self.words.status_follows:
            after = _next(self.statuses, fact.end)
            open_ = after and after.start < ceiling and not CLAUSE_END.search(self.folded, fact.end, after.start)
            return after.value if after and open_ else None
        before = _last(self.statuses, fact.start)
        found = before if before and before.start >= floor else self.attached(fact, self.statuses)
        return found.value if found else None

    def months(self, fact: Fact, floor: int, status: str | None) -> Months | None:
        """Return the time of a fact."""
        near = self.behind(fact, self.times)
        if near and not (self.words.times_lead and self.folded[fact.end : near.start].strip(" (")):
            self.used.add(near)
            return near.value
        if self.compared(fact.start) or (self.left(fact.end) and not fact.figures[-1].hedge):
            return None
        before, after = _last(self.times, fact.start), _next(self.times, fact.end)
        if before:
            told = status and (
                before.end <= floor or before in self.used
            )  # of what is reported, not of what is expected
            return None if told else before.value
        if after is None or self.folded[after.end : after.end + 1] == ":":  # (2023: RM4 billion)
            return None
        crossed = (hit for hits in (self.statuses, self.baselines) if (hit := _next(hits, fact.end)))
        return None if any(hit.start < after.start for hit in crossed) else after.value

    def flow(self, fact: Fact, ceiling: int) -> str | None:
        """Return the flow of a fact."""
        near = self.attached(fact, self.flows)
        if near and near.end <= ceiling:
            self.used.add(near)
            return near.value
        named = self.flows[: bisect_right(self.flows, fact.start, key=_end)][-MAX_USED:]
        before = next((hit for hit in reversed(named) if hit not in self.used), None)
        if before:
            return before.value
        after = _next(self.flows, fact.end)
        return after.value if after and after.start < min(ceiling, fact.end + AFTER) else None


def _end(mention: Mention) -> int:
    return mention.end


def _last(mentions: Sequence[Mention], place: int) -> Mention | None:
    """Return the last mention that ends before a place."""
    count = bisect_right(mentions, place, key=_end)
    return mentions[count - 1] if count else None


def _next(mentions: Sequence[Mention], place: int) -> Mention | None:
    """Return the first mention that starts behind a place."""
    count = bisect_left(mentions, place, key=_start)
    return mentions[count] if count < len(mentions) else None
