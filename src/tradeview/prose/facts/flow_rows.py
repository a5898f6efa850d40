"""Which flow the facts of a row have: a deficit of 5 billion with Peru, with Chile of 4; of which 3 — imports.

A balance goes on in a row of countries, or where each figure prints its own sign; a part of trade has the flow that
stands behind it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.partners import find_partner_names
from tradeview.prose.facts.sentence import Fact, Mention, Reach, first_after, within
from tradeview.prose.lexicon import GAP, HEDGES, Lexicon, any_glued
from tradeview.prose.times.periods import Time

ROW = 64  # characters between the figures of two countries of a row
ROW_ITEM = 30  # of them before the "with" that stands behind its country
BEHIND = 24  # characters between a part and its flow
OF_PARTS = {"export", "import", "re-export"}
CLOSED = re.compile("(?<!\\d)[,;:،、؛]|[,;:،、؛](?!\\d)")  # the end of a clause, and no decimal comma


class RowWords:
    """The words of some languages that stand between the facts of a row."""

    def __init__(self, lexicon: Lexicon) -> None:
        after = any_glued(lexicon.words("partner_after"))
        # Behind "with" a country has to stand: not from US$5 billion.
        partner = f"\\w?{lexicon.any_of('partner_before')} ?[^\\d\\s]{{2}}|[^\\d]{{1,{ROW_ITEM}}}{after}"
        begin = f"\\)?{GAP}(?:[,;،、]|{lexicon.any_of('and')})[ \\n-]{{0,3}}"
        # Peru (US$5 billion), Chile (with US$4 billion).
        bracket = f"[^\\d(]{{1,{ROW_ITEM}}} \\([^\\d)]{{0,{ROW_ITEM}}}"
        self.next_partner = re.compile(f"{begin}(?:{partner}|{bracket})")
        both = lexicon.any_of("and", "list_and")
        self.next_name = re.compile(f"{GAP}(?:[,،、]{GAP}(?:{both})?|{both}){GAP}")
        self.partner = re.compile(lexicon.any_of("partner_before", "partner_after"))
        self.of_total = re.compile(f"{lexicon.any_of('of_total')}{GAP}(?:{lexicon.any_of(*HEDGES)}{GAP})?\\Z")
        self.clause_end = re.compile(f"{CLOSED.pattern}|[ \\n](?:{lexicon.any_of('and', 'plus')})[ \\n]")


@lru_cache(maxsize=64)
def find_row_words(lexicon: Lexicon) -> RowWords:
    """Return the words of a lexicon between the facts of a row, built once."""
    return RowWords(lexicon)


class FlowRows:
    """The rows of facts of one sentence."""

    def __init__(self, reader: Reader, reach: Reach, flows: Sequence[Mention], times: Sequence[Time]) -> None:
        self.words = find_row_words(reader.lexicon)
        self.lexicon = reader.lexicon
        self.view = reader.view
        self.folded = reach.folded
        self.reach = reach
        self.flows = flows
        self.times = times

    def is_next_with_sign(self, fact: Fact, floor: int) -> bool:
        """Whether a fact prints the sign of a balance of something else: wine (+US$3 million), meat (-US$2 million)."""
        first = fact.figures[0]
        is_below = first.numeral is not None and first.numeral.value < 0
        if not (is_below or self.folded[first.start - 1 : first.start] == "+"):
            return False
        between = self.folded[floor : fact.start]
        labels = {flow.label for flow in self.flows if flow.label}
        return labels == {"balance"} and len(between) <= ROW and any(map(str.isalpha, between))

    def is_next_partner(self, fact: Fact, floor: int) -> bool:
        """Whether a fact is the next of a row of countries: a deficit of 5 billion with Peru, with Chile of 4."""
        between = self.folded[floor : fact.start]
        if len(between) > ROW:
            return False
        if self.words.next_partner.match(between) is None:
            return self.is_next_name(fact, floor)
        if len(within(self.flows, floor, fact.start)) > 0 or len(within(self.times, floor, fact.start)) > 0:
            return False
        compared = within(self.reach.baselines, floor, fact.start)
        # Some of the words that compare name a country, too: с Германией.
        if not all(self.words.partner.fullmatch(self.folded, one.start, one.end) for one in compared):
            return False
        return find_partner_names(self.lexicon).names_country(self.view, floor, fact.start)

    def is_next_name(self, fact: Fact, floor: int) -> bool:
        """Whether only the next country of a row stands before a fact: a deficit with Peru of 5 billion and Chile 4."""
        joined = self.words.next_name.match(self.folded, floor, fact.start)
        if joined is None:
            return False
        name = self.folded[joined.end() : fact.start].rstrip()
        return find_partner_names(self.lexicon).is_country(self.view, joined.end(), joined.end() + len(name))

    def find_part(self, fact: Fact, floor: int) -> Mention | None:
        """Return the flow behind a part of what came before: of which 4 billion — imports of India."""
        if self.words.of_total.search(self.folded, max(floor, fact.start - ROW), fact.start) is None:
            return None
        near = first_after(self.flows, fact.end)
        if near is None or near.label not in OF_PARTS or near.start > fact.end + BEHIND:
            return None
        between = self.folded[fact.end : near.start]
        is_parted = self.words.clause_end.search(between) is not None
        return None if is_parted or any(map(str.isdigit, between)) else near
