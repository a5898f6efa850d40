"""Which goods a claim is of: the words for them, and their code where the words are known.

Goods are those of the flow that a figure is of (exports of palm oil, 半导体出口), those weighed (2 million tonnes of
coal), or those that a clause begins with (Cars fell 5 %). Where a text begins with goods, its later sentences go on
about them. A claim is of all goods only where its sentence names none.
"""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from tradeview.prose.claims.economy_names import find_economy_names
from tradeview.prose.claims.goods_words import GoodsNamed, GoodsWords, find_goods_words
from tradeview.prose.claims.place import Place
from tradeview.prose.claims.side_words import WAYS, find_side_words
from tradeview.prose.claims.stretches import FLOW_OF_LABEL, NO_FLOW, FlowNamed
from tradeview.prose.facts.coverage import find_coverage_words
from tradeview.prose.facts.sentence import within
from tradeview.prose.languages import TOKEN
from tradeview.prose.lexicon import NOTHING, any_word
from tradeview.prose.measures.words import BASIS_POINT, MULTIPLE, PERCENT, POINT, RANK
from tradeview.prose.reading import PassageRead

TOTAL = "TOTAL"
CONTAINERS = "TEU"
VERBS = {"rise", "fall", "rise_only_by", "fall_only_by"}
BESIDE = 30  # characters between a flow and its goods
LEAD = 24  # characters between where a clause begins and the goods that it begins with
TO_FIGURE = 48  # characters between goods and their figure
WEIGHED = 14  # characters between a weight and what is weighed
RATIOS = {"", PERCENT, POINT, BASIS_POINT, MULTIPLE, RANK}
NEXT_WORD = re.compile(rf"[ -]({TOKEN.pattern})")  # with the marks of its letters: tháng
PLAIN = re.compile(r"[^,;:.()،؛。、，；0-9\n]*\Z")
ITEM = re.compile(r"[^,;.،؛。，；0-9\n]*\Z")
BETWEEN = re.compile(r"[ '’の의를을가이은는는も的]*\Z")
CUT = re.compile(r"[ \n]*[,;:(（、，；：和및·]?[ \n]*\Z")


class Goods(NamedTuple):
    """The words for goods, and their code; TOTAL of all goods."""

    words: str | None
    code: str | None


ALL, UNKNOWN = Goods(None, TOTAL), Goods(None, None)


class GoodsCarrier:
    """What tells the goods of the figures of a text, asked for from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.topic: Goods | None = None  # of which the text speaks from its beginning on
        self.has_begun = False
        self.last: Goods = ALL  # of the figure before
        self.passage: PassageRead | None = None
        self.words: GoodsWords | None = None
        self.named: list[GoodsNamed] = []

    def open_passage(self, passage: PassageRead) -> None:
        """Go on with a passage."""
        self.passage = passage
        self.words = find_goods_words(passage.reader.lexicon)
        self.named = self.words.find_goods(passage.reader.view)

    def find_goods(self, place: Place) -> Goods:
        """Return the goods of the figure at a place."""
        if self.words is None:
            return UNKNOWN
        sentence = place.sentence
        if place.figure.unit == CONTAINERS:
            return UNKNOWN
        flows = _list_flows(place)
        named = [one for one in within(self.named, sentence.start, sentence.end) if self.is_meant(place, one)]
        named = [one for one in named if not _is_within_flow(one, flows)]
        found = self.find_weighed(place, named) or self.find_item(place, named, flows)
        if found is None and self.goes_on(place, named, flows):
            return self.last  # 5.2 % to RM3 billion
        found = found or self.find_of_flow(place, named, flows)
        goods = self.write(place, found) if found else self.carry(place, named, flows)
        if not self.has_begun and place.figure.flow:
            self.has_begun = True
            self.topic = goods if goods.words else None
        self.last = goods
        return goods

    def is_meant(self, place: Place, goods: GoodsNamed) -> bool:
        """Whether a phrase names goods, no verb or month that is spelt alike, nor what is left out: excluding oil."""
        folded = place.reader.folded
        if any(one.start <= goods.start and goods.end <= one.end for one in place.sentence.times):
            return False  # en mai 2024, where maïs is spelt alike
        if any(one.start <= goods.start < one.end for one in place.sentence.mentions if one.label in VERBS):
            return False
        before = find_side_words(place.reader.lexicon).before.search(folded, max(goods.start - LEAD, 0), goods.start)
        return before is None or before.lastgroup != "outside"

    def goes_on(self, place: Place, named: Sequence[GoodsNamed], flows: Sequence[FlowNamed]) -> bool:
        """Whether nothing between the figure before and this one names other goods or a flow."""
        if place.number == 0 or self.last.words is None:
            return False
        starts = [*(one.start for one in flows), *(one.start for one in named)]
        return not any(place.floor <= start < place.figure.start for start in starts)

    def write(self, place: Place, found: GoodsNamed) -> Goods:
        """Return goods as they are printed; words that no phrase holds may make other goods of them."""
        view, end = place.reader.view, found.end
        code = found.code
        if self.words and self.words.is_head_last and self.words.is_parted:
            rest = NEXT_WORD.match(view.folded[end : end + 24])
            if rest and code and self.is_noun(place, end + 1, rest[1]):
                code = None
        words = self.text[view.offsets[found.start] : view.offsets[end - 1] + 1]
        return Goods(words, code)

    def is_noun(self, place: Place, start: int, word: str) -> bool:
        """Whether a word behind goods may be one that they are a part of: rice cookers."""
        if self.words is None or word in self.words.stops:
            return False
        return not any(one.start <= start < one.end for one in place.sentence.mentions)

    # The goods of one sentence

    def find_weighed(self, place: Place, named: Sequence[GoodsNamed]) -> GoodsNamed | None:
        """Return what is weighed: 2 million tonnes of coal."""
        figure = place.figure
        if figure.unit in RATIOS:
            return None
        for one in named:
            if 0 <= one.start - figure.end <= WEIGHED and PLAIN.match(place.reader.folded[figure.end : one.start]):
                return one
        return None

    def find_item(self, place: Place, named: Sequence[GoodsNamed], flows: Sequence[FlowNamed]) -> GoodsNamed | None:
        """Return the goods that the clause of a figure begins with, or that stand right before it in a list."""
        folded, figure = place.reader.folded, place.figure
        before = [one for one in named if one.end <= figure.start and one.start >= place.floor]
        if not before:
            return None
        clause = find_side_words(place.reader.lexicon).clause
        start = max([place.floor, *(m.end() for m in clause.finditer(folded, place.floor, figure.start))])
        for one in reversed(before):
            between = folded[one.end : figure.start]
            names_flow = any(one.end <= flow.start and flow.end <= figure.start for flow in flows)
            is_near = len(between) <= TO_FIGURE and ITEM.match(between) is not None
            leads = one.start - start <= LEAD and _is_lead(folded[start : one.start], self.stops)
            leads = leads or CUT.match(folded[max(place.floor, one.start - 2) : one.start]) is not None
            if is_near and leads and not names_flow:
                return one
        return None

    @property
    def stops(self) -> set[str]:
        """Frequent words of the passage's language."""
        return self.words.stops if self.words else set()

    def find_of_flow(self, place: Place, named: Sequence[GoodsNamed], flows: Sequence[FlowNamed]) -> GoodsNamed | None:
        """Return the goods of the flow that a figure is of: that named last before it, else the next."""
        figure = place.figure
        before = [flow for flow in flows if flow.end <= figure.start]
        after = [flow for flow in flows if flow.start >= figure.end]
        after = [flow for flow in after if not before or flow.start < place.ceiling + BESIDE]
        nearest = list(reversed(before))
        for flow, further in zip_longest((*nearest, *after[:1]), nearest[1:]):
            found = self.find_beside(place, flow, named)
            if found:
                return found
            is_named = _is_same_flow(flow, figure.flow) and not flow.is_dealt
            if is_named and (further is None or not self.says_again(place, further, flow)):
                break
        return None

    def says_again(self, place: Place, flow: FlowNamed, again: FlowNamed) -> bool:
        """Whether a flow is named again in its own phrase: *exports* of natural rubber for *shipment* in May."""
        between = place.reader.folded[flow.end : again.start]
        words = find_side_words(place.reader.lexicon)
        joiners = any_word(place.reader.lexicon.words("and", "list_and"))
        is_parted = words.clause.search(between) or re.search(joiners, between) or words.whole.search(between)
        has_figure = any(flow.end <= one.start < again.start for one in place.figures)
        return flow.flow == again.flow and not is_parted and not has_figure

    def find_beside(self, place: Place, flow: FlowNamed, named: Sequence[GoodsNamed]) -> GoodsNamed | None:
        """Return the goods right before a flow, or behind it: palm oil exports, exports of palm oil."""
        folded = place.reader.folded
        for one in named:
            if one.end <= flow.start and BETWEEN.match(folded[one.end : flow.start]):
                return one
            if one.start <= flow.start < one.end or one.start < flow.end <= one.end:
                continue
            behind = folded[flow.end : one.start]
            if 0 <= one.start - flow.end <= BESIDE and PLAIN.match(behind) and self.is_of(place, flow.end, one.start):
                return one
        return None

    def is_of(self, place: Place, start: int, end: int) -> bool:
        """Whether what stands between a flow and goods makes them its own, and names no other place or verb."""
        if any(start <= one.start < end for one in place.sentence.mentions):
            return False
        if any(start <= one.start < end for one in place.figures):
            return False
        between = place.reader.folded[start:end]
        words = find_side_words(place.reader.lexicon)
        away = words.sections[1]
        return re.search(any_word([*away.get("to", ()), *away.get("from", ()), *away.get("with", ())]), between) is None

    # What the text before says

    def carry(self, place: Place, named: Sequence[GoodsNamed], flows: Sequence[FlowNamed]) -> Goods:
        """Return the goods of a figure whose sentence names none for it."""
        figure = place.figure
        before = [one for one in named if one.end <= figure.start]
        own = [flow for flow in flows if flow.end <= figure.start]
        if figure.flow is None:
            return UNKNOWN
        # Goods that the sentence names for nothing known, or for another figure of it, may be those of this one.
        is_open = len(before) > 0 or any(self.names_unknown(place, flow) for flow in own[-1:])
        if is_open or (not flows and self.last.words):
            return UNKNOWN
        return self.topic or ALL

    def names_unknown(self, place: Place, flow: FlowNamed) -> bool:
        """Whether a word right behind a flow may be goods that no list has: exports of widgets."""
        lexicon = place.reader.lexicon
        words = find_side_words(lexicon)
        of = any_word(words.sections[1].get("of", ()))
        determiner = self.words.determiners if self.words else NOTHING
        pattern = re.compile(f" (?:{of} )?(?:{determiner} )?({TOKEN.pattern})")
        found = pattern.match(place.reader.folded, flow.end)
        if found is None or (not words.owner_follows and found.end() - found.start() == len(found[1]) + 1):
            return False
        if self.says_something(place, found.start(1), found[1]):
            return False
        names = find_economy_names(lexicon).table.after(place.reader.view, found.start(1))
        is_all = words.whole.match(found[1]) is not None
        coverage = find_coverage_words(lexicon).words.after(place.reader.view, found.start(1))
        return names is None and not is_all and coverage is None

    def says_something(self, place: Place, start: int, word: str) -> bool:
        """Whether a word behind a flow is known to be no goods: a number, a time, a verb, what is frequent."""
        for told in (place.figures, place.sentence.mentions, place.sentence.times, place.said):
            if any(one.start <= start < one.end for one in told):
                return True
        sections = find_side_words(place.reader.lexicon).sections
        ways = {other for way in WAYS for other in sections[1].get(way, ())}
        sayings = self.words.sayings if self.words else set()
        return word in self.stops | ways | sayings


def _list_flows(place: Place) -> list[FlowNamed]:
    flows: list[FlowNamed] = []
    for one in place.sentence.mentions:
        flow = FLOW_OF_LABEL.get(one.label or "")
        if flow and not place.reader.folded.startswith(NO_FLOW, one.start):
            flows.append(FlowNamed(one.start, one.end, flow, one.label in {"sold", "bought"}, one.label or ""))
    return flows


def _is_within_flow(goods: GoodsNamed, flows: Sequence[FlowNamed]) -> bool:
    """Whether goods at large are but the end of words for a flow: Malaysia *shipped goods* worth 5 billion."""
    return goods.code is None and any(goods.start < one.start and one.end == goods.end for one in flows)


def _is_same_flow(named: FlowNamed, flow: str | None) -> bool:
    """Whether a word names the flow of a figure."""
    if flow in {"total", "balance"}:
        return named.flow == "total"
    return flow in {None, "re-export", named.flow}


def _is_lead(between: str, stops: set[str]) -> bool:
    """Whether only frequent words stand before goods in their clause."""
    words = TOKEN.findall(between)
    return len(words) <= 1 or all(word in stops for word in words)
