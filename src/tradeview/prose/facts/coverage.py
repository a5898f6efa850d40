"""What a flow is said to cover: the words of coverage within its name, before it or behind it.

`merchandise exports`, `trade in goods and services`, `Warenhandel`: what belongs to the name of the flow counts, and
what the figure itself is said to be worth ("goods worth US$5 billion were exported", "pour 5 milliards de biens").
"""

import re
from functools import lru_cache

from tradeview.prose.facts.sentence import Mention
from tradeview.prose.languages import MARKS
from tradeview.prose.lexicon import Lexicon, read_endings
from tradeview.prose.text.folding import STEM, Found, Table, View, Word

COVERAGES = {
    "goods": "goods",
    "services": "services",
    "goods_and_services": "goods and services",
    "domestic_exports": "domestic exports",
    "non_oil": "non-oil",
}
KINDS_OF_GOODS = ("goods", "services", "goods_and_services")
GAP = " {0,2}\n?"
LAST_WORD = re.compile(rf"(?:[^\W\d_][{MARKS}]*)+\Z")
MAX_WORD = 24  # characters
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
        # "Exports of goods" are a kind of trade, "exported goods" are not.
        self.goods_behind_of = lexicon.files[1].get("goods_behind_of", False)
        self.gap = re.compile(f"{GAP}[(]?")
        self.joint = re.compile(f"{GAP}{joiners}{GAP}")
        self.worth = lexicon.label_words(goods_worth="worth")
        self.worth_behind = lexicon.label_words(goods_worth_behind="worth")


@lru_cache(maxsize=64)
def find_coverage_words(lexicon: Lexicon) -> CoverageWords:
    """Return the words of a lexicon for what a flow covers, built once."""
    return CoverageWords(lexicon)


def find_coverage(words: CoverageWords, view: View, flow: Mention) -> Mention:
    """Return a flow with what the words within it or beside it say that it covers, those behind it as a part of it."""
    start = max(flow.start - 2, 0)
    before = start + len(view.folded[start : flow.start].rstrip(" -"))
    found = words.words.before(view, flow.end)
    if found:
        return _extend_coverage(words, view, flow, found)
    found = words.words.before(view, before) or _find_inflected(words, view, before)
    if found:
        return flow._replace(coverage=COVERAGES.get(found.word.label))
    following = view.folded[flow.end : flow.end + MAX_JOINT]
    gap, joint = words.gap.match(following), words.joint.match(following)
    for match in (gap, joint):
        behind = words.words.after(view, flow.end + match.end()) if match else None
        is_apart = match is gap and words.goods_behind_of and behind is not None and behind.word.label in KINDS_OF_GOODS
        if behind and not is_apart:
            return flow._replace(coverage=COVERAGES.get(behind.word.label), end=max(behind.edge, flow.end))
    within = words.words.after(view, flow.start)
    return flow._replace(coverage=COVERAGES.get(within.word.label)) if within else flow


def find_coverage_of_worth(words: CoverageWords, view: View, start: int, end: int) -> str | None:
    """Return what an amount is said to be worth of: goods worth US$5 billion, 5 milliards d'euros de marchandises.

    Parameters
    ----------
    words : CoverageWords
        Of the languages of the passage.
    view : View
        The passage.
    start, end : int
        Where the amount stands, with its hedge.
    """
    worth = words.worth.before(view, _rstrip(view, start))
    found = words.words.before(view, _rstrip(view, worth.edge)) if worth else None
    if found is None:
        behind = words.worth_behind.after(view, _lstrip(view, end))
        found = words.words.after(view, _lstrip(view, behind.edge)) if behind else None
    if found is None or found.word.label not in KINDS_OF_GOODS:
        return None
    return COVERAGES[found.word.label]


def _rstrip(view: View, place: int) -> int:
    """Return where the word before a place ends."""
    near = max(place - 2, 0)
    return near + len(view.folded[near:place].rstrip(" \n"))


def _lstrip(view: View, place: int) -> int:
    """Return where the word behind a place starts."""
    near = view.folded[place : place + 2]
    return place + len(near) - len(near.lstrip(" \n"))


def _extend_coverage(words: CoverageWords, view: View, flow: Mention, found: Found) -> Mention:
    """Return a flow that ends in a word of coverage, which may go on behind it: trade in goods and services."""
    label, end = found.word.label, flow.end
    for place in range(found.edge, flow.end):
        longer = words.words.after(view, place)
        if longer and longer.edge > end:
            label, end = longer.word.label, longer.edge
    return flow._replace(coverage=COVERAGES.get(label), end=end)


def _find_inflected(words: CoverageWords, view: View, end: int) -> Found | None:
    """Find a word of coverage that ends here in any of its forms: ненефтяной."""
    last = LAST_WORD.search(view.folded, max(end - MAX_WORD, 0), end)
    found = words.words.after(view, last.start()) if last else None
    return found if found and found.word.printed.endswith(STEM) else None
