"""What the figure before says of the kind of the next: that is compared with it, or is one more of its row.

What an average or a price is compared with is one, too (`averaged US$3 billion, against US$2.5 billion a year before`).
A change goes on in a row of countries, or of flows (`fell by US$2 billion, to Peru by US$1 billion`).
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.flow_names import find_flow_words
from tradeview.prose.facts.partners import find_partner_names
from tradeview.prose.facts.sentence import Mention, within
from tradeview.prose.figure import Figure
from tradeview.prose.lexicon import GAP, Lexicon, any_glued
from tradeview.prose.text.folding import Found

BASELINE = "baseline"
PRICED_UNIT = "priced_unit"  # a tonne cost: a small amount behind it is its price
COMPARED = {"average", "price"}  # of these another is compared with one of its own kind
TRADED = {"export", "import"}
ALIKE = 5  # how many times one of two that are compared may be the other
FAR = 64  # characters between two that are compared, or that stand in a row
NEAR_VERB = "by_near"  # "de 2 milliards": said of a verb, and of a noun


class NeighbourWords:
    """The words of some languages that stand between a figure and one that has its kind."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.earlier = find_flow_words(lexicon).earlier
        self.compared = re.compile(f"{GAP}{any_glued(lexicon.period_words('baseline', 'compared_with'))}")
        self.becomes = re.compile(f"{GAP}{lexicon.any_of('becomes', 'to')}{GAP}")
        self.partner = re.compile(lexicon.any_of("partner_before"))
        self.item = re.compile(f"[)]?(?:[,;،、；]|{GAP}{lexicon.any_of('and')}){GAP}")


@lru_cache(maxsize=64)
def find_neighbour_words(lexicon: Lexicon) -> NeighbourWords:
    """Return the words of a lexicon between figures of one kind, built once."""
    return NeighbourWords(lexicon)


class KindNeighbours:
    """What stands between the figures of one sentence."""

    def __init__(self, reader: Reader, mentions: Sequence[Mention]) -> None:
        self.folded = reader.folded
        self.view = reader.view
        self.lexicon = reader.lexicon
        self.words = find_neighbour_words(reader.lexicon)
        self.mentions = mentions

    def is_compared_behind(self, figure: Figure) -> bool:
        """Whether what a figure is compared with follows it: 300 milhões do que em 2022."""
        return self.words.compared.match(self.folded, figure.end) is not None

    def is_compared(self, last: Figure, figure: Figure) -> bool:
        """Whether an average or a price is compared with a figure of its size: averaged US$3 bn, against US$2.5 bn."""
        if last.kind not in COMPARED or last.currency != figure.currency or figure.start > last.end + FAR:
            return False
        one, two = last.numeral, figure.numeral
        if one is None or two is None or not (one.value < ALIKE * two.value and two.value < ALIKE * one.value):
            return False
        named = [mention.label for mention in within(self.mentions, last.end, figure.start)]
        if BASELINE in named:
            return named[-1] == BASELINE  # against imports of: another flow, of which nothing is told
        is_told = self.words.earlier.search(self.folded, last.end, figure.start) is not None
        is_told = is_told or self.words.becomes.fullmatch(self.folded, last.end, figure.start) is not None
        return is_told and all(label == PRICED_UNIT for label in named)

    def is_next_of_row(self, last: Figure, figure: Figure, by: Found | None) -> bool:
        """Whether a figure is the next of a row of changes: fell by 2, to Peru by 1; fell by 2, imports by 1.

        A `by` stands before it, or a bracket opens there; one that is said of nouns, too, only behind a country.
        """
        if last.currency != figure.currency or figure.start > last.end + FAR:
            return False
        between = self.folded[last.end : figure.start]
        if self.words.item.match(between) is None or any(map(str.isdigit, between)):
            return False
        named = within(self.mentions, last.end, figure.start)
        labels = {mention.label for mention in named if not self.is_partner(mention)}
        if by is not None and by.edge > last.end and by.word.label != NEAR_VERB and labels and labels <= TRADED:
            return True
        is_said = by is not None and by.edge > last.end
        if labels or not (is_said or between.endswith("(")):
            return False
        return find_partner_names(self.lexicon).names_country(self.view, last.end, figure.start)

    def is_partner(self, mention: Mention) -> bool:
        """Whether a word names the other side of a trade, though it may compare, too: the nach of nach Peru."""
        return self.words.partner.fullmatch(self.folded, mention.start, mention.end) is not None
