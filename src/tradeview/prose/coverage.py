"""What a flow is said to cover: the words of coverage within its name, before it or behind it.

`merchandise exports`, `trade in goods and services`, `Warenhandel`: only what belongs to the name of the flow counts.
Goods that are said to be sold ("goods worth US$5 billion were exported") are no kind of trade.
"""

import re
from functools import lru_cache

from tradeview.prose.folding import Table, View, Word
from tradeview.prose.lexicon import Lexicon, read_endings
from tradeview.prose.sentence import Mention

COVERAGES = {
    "goods": "goods",
    "services": "services",
    "goods_and_services": "goods and services",
    "domestic_exports": "domestic exports",
    "non_oil": "non-oil",
}
GAP = " {0,2}\n?"
MAX_JOINT = 24  # characters of "of the" and the gaps about them


class CoverageWords:
    """The words of some languages for what a flow covers; what begins alike, `bienes de capital`, covers nothing."""

    def __init__(self, lexicon: Lexicon) -> None:
        labelled: list[Word] = []
        for file in lexicon.files:
            endings = read_endings(file)
            for label, words in file.get("coverage", {}).items():
                labelled += [Word(word, label=label, endings=endings) for word in words]
        self.words = Table(labelled)
        joiners = lexicon.any_of("joiners", "flow_joiners", "trade_joiners")
        self.joint = re.compile(f"{GAP}[(]?(?:{joiners}{GAP})?")


@lru_cache(maxsize=64)
def find_coverage_words(lexicon: Lexicon) -> CoverageWords:
    """Return the words of a lexicon for what a flow covers, built once."""
    return CoverageWords(lexicon)


def find_coverage(words: CoverageWords, view: View, flow: Mention) -> Mention:
    """Return a flow with what the words within it or beside it say that it covers, those behind it as a part of it."""
    start = max(flow.start - 2, 0)
    before = start + len(view.folded[start : flow.start].rstrip(" -"))
    for place in (flow.end, before):
        found = words.words.before(view, place)
        if found:
            return flow._replace(coverage=COVERAGES.get(found.word.label))
    match = words.joint.match(view.folded, flow.end, flow.end + MAX_JOINT)
    for place in (flow.start, match.end() if match else flow.end):
        found = words.words.after(view, place)
        if found:
            return flow._replace(coverage=COVERAGES.get(found.word.label), end=max(found.edge, flow.end))
    return flow
