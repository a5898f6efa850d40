"""Which flow of its sentence a fact has: that joined to it from behind, else the last before it, else the next behind."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from tradeview.prose.lexicon import GAP, Lexicon
from tradeview.prose.sentence import Fact, Mention, Reach, first_after

FLOWS = {"export": "export", "import": "import", "re_export": "re-export", "total": "total", "balance": "balance"}
OTHER = "other"  # what is traded with nobody: investment, production
FLOW_LABELS = {*FLOWS, OTHER}
MAX_USED = 16  # flows before a figure that may all be said of others
AFTER = 80  # characters within which a flow may be named only after its figure


class FlowWords:
    """The words of some languages that say which flow a fact has."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.of_flow = re.compile(f"{GAP}(?:{lexicon.any_of('joiners', 'flow_joiners')}{GAP})?")
        self.both = re.compile(f"{GAP}(?:{lexicon.any_of('and')}|/|-){GAP}")


@lru_cache(maxsize=64)
def find_flow_words(lexicon: Lexicon) -> FlowWords:
    """Return the words of a lexicon for which flow a fact has, built once."""
    return FlowWords(lexicon)


class FactFlows:
    """The flows that one sentence names, and which of its facts has which."""

    def __init__(self, words: FlowWords, reach: Reach, mentions: Sequence[Mention]) -> None:
        self.words = words
        self.reach = reach
        self.folded = reach.folded
        self.used: set[Mention] = set()  # what is said of one figure is not said of the next
        self.flows = self.name_flows([mention for mention in mentions if mention.label in FLOW_LABELS])

    def name_flows(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Name the flows as the trade table does, "exports and imports" as one, and what is no flow not at all."""
        flows: list[Mention] = []
        for mention in mentions:
            flow = mention._replace(label=FLOWS.get(mention.label or ""))
            last = flows[-1] if flows else flow
            between = self.folded[last.end : flow.start]
            if {last.label, flow.label} == {"export", "import"} and self.words.both.fullmatch(between):
                flows[-1] = Mention(last.start, flow.end, "total")
            else:
                flows.append(flow)
        return flows

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

    def find_attached(self, fact: Fact, named: Sequence[Mention]) -> Mention | None:
        """Return what a fact is joined to by nothing but "of" or "in": US$5 billion in exports."""
        near = self.reach.find_behind(fact, named)
        return near if near and self.words.of_flow.fullmatch(self.folded[fact.end : near.start]) else None
