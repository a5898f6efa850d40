"""Flows that figures take from the text around their sentence, as a reader does.

"Exports rose. They reached US$5 billion": a figure whose sentence names no flow has that of the sentence before it in
its paragraph, or of the heading over it; and where a text has named one flow alone, that of the paragraph before. A
sentence that speaks of something else (of an investment, of a harvest) takes none, and its paragraph goes on without
one; and so does a sentence that names two flows leave none to the next.

The `FlowCarrier` is told the sentences of a text one after the other; so a text is read once, in linear time.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.dealings import DEALS, SOLD
from tradeview.prose.facts.flow_names import (
    ADJECTIVES,
    BESIDE_TRADE,
    FLOW_LABELS,
    PRICE,
    SIGNS,
    find_flow_words,
    name_flows,
)
from tradeview.prose.facts.sentence import Mention, within
from tradeview.prose.figure import HEADING, PARAGRAPH, SENTENCE, Figure
from tradeview.prose.lexicon import Lexicon, read_endings
from tradeview.prose.text.folding import Table, Word
from tradeview.prose.text.layout import COLON, Layout, Line

MILLION = 10**6  # amounts of trade between economies are larger
OTHER_SUBJECT = "other_subjects"
# Over a list, those who buy are those who are exported to.
PARTNERS = {"buyers": "export", "suppliers": "import"}
TAKING = ("amount", "change", "average")  # kinds of figures that have a flow


class Passage(NamedTuple):
    """A sentence of a passage: where it stands, what it names, and its figures with what it says of them."""

    start: int
    end: int
    mentions: Sequence[Mention]
    figures: Sequence[Figure] = ()
    is_listed: bool = False


class Carried(NamedTuple):
    """A flow that figures may take, and where it is stated."""

    flow: Mention
    place: str = PARAGRAPH


class Heading(NamedTuple):
    """The flow of the lines below a heading, and whether it names it itself."""

    carried: Carried | None
    is_own: bool


class SubjectWords:
    """The words of some languages for what is no trade, and for those who buy and sell."""

    def __init__(self, lexicon: Lexicon) -> None:
        labelled: list[Word] = []
        for file in lexicon.files:
            endings = read_endings(file)
            for label, words in file.get("carried_flows", {}).items():
                labelled += [Word(word, label=label, endings=endings) for word in words]
        self.words = Table(labelled)


@lru_cache(maxsize=64)
def find_subject_words(lexicon: Lexicon) -> SubjectWords:
    """Return the words of a lexicon for what a sentence may speak of, built once."""
    return SubjectWords(lexicon)


class Said:
    """What one sentence says of flows, and of other things."""

    def __init__(self, reader: Reader, sentence: Passage, *, is_of_trade: bool, is_in_text: bool = False) -> None:
        mentions = [mention for mention in sentence.mentions if mention.label in FLOW_LABELS]
        words = find_flow_words(reader.lexicon)
        self.named = name_flows(reader, words, mentions, (sentence.start, sentence.end))
        # A "gap", or goods that are sold, which the sentence before tells for those of trade.
        is_open = (is_of_trade or is_in_text) and all(flow.label is None for flow in self.named)
        # What is shipped is told by the sentence before alone, a gap by any of the text.
        vague = {*BESIDE_TRADE, *DEALS} if is_of_trade else {*BESIDE_TRADE, *DEALS} - {*SOLD}
        beside = [mention for mention in mentions if mention.label in vague]
        # The price at which something is bought is no other thing.
        unpriced = [mention for mention in mentions if mention.label != PRICE]
        told = name_flows(reader, words, unpriced, is_of_trade=True) if is_open and beside else []
        view = reader.view.part(sentence.start, sentence.end)
        subjects = find_subject_words(reader.lexicon).words
        self.subjects = {found.word.label for _, found in subjects.scan(view)}
        # What a central bank buys or sells is no goods.
        is_told = len(told) == 1 and OTHER_SUBJECT not in self.subjects
        self.beside_trade = told[0] if is_told and told[0].label else None
        self.is_sold = any(mention.label in DEALS for mention in beside)
        self.is_shipped = any(mention.label in SOLD for mention in beside)
        signs = {SIGNS[mention.label or ""] for mention in mentions if mention.label in ADJECTIVES}
        self.sign = signs.pop() if len(signs) == 1 else 0
        self.has_other = OTHER_SUBJECT in self.subjects or any(flow.label is None for flow in self.named)

    @property
    def partners(self) -> str | None:
        """The flow to those that it names as buyers, or from sellers; none where it names both."""
        flows = [PARTNERS[label] for label in self.subjects if label in PARTNERS]
        return flows[0] if len(flows) == 1 else None

    def find_only(self) -> Mention | None:
        """Return the one flow that it names; the trade of a ministry beside exports is none."""
        labels = {flow.label for flow in self.named}
        if None in labels:
            return None
        if len(labels) > 1:
            labels.discard("total")
        if len(labels) != 1:
            return None
        return next(flow for flow in self.named if flow.label in labels)


class FlowCarrier:
    """What gives the figures of a text the flow that their own sentences do not name."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.current: Carried | None = None
        self.heading: Heading | None = None  # over the lines that follow
        self.in_list = False
        self.labels: set[str] = set()  # of all flows that the text has stated
        self.last: Carried | None = None  # stated last

    def carry(self, reader: Reader, sentences: Iterable[Passage]) -> dict[int, Carried]:
        """Return the flows that figures take from around their sentences, by where the figures start."""
        taken: dict[int, Carried] = {}
        for sentence in sentences:
            for part in self.cut_items(reader, sentence):
                if part.figures:
                    taken |= self.name_figures(reader, part)
                elif reader.folded[part.start : part.end].strip():
                    self.pass_sentence(reader, part)
                else:
                    self.layout.pass_blank(reader.view, part.start, part.end)
        return taken

    def cut_items(self, reader: Reader, sentence: Passage) -> list[Passage]:
        """Return the heading and the items of a list, which no full stop parts, one by one; else the sentence."""
        text = reader.folded[sentence.start : sentence.end]
        if not sentence.figures or "\n" not in text.strip():
            return [sentence]
        lines: list[Passage] = []
        at = sentence.start
        for line in text.splitlines(keepends=True):
            place = (at, at + len(line))
            if line.strip():
                mentions, figures = within(sentence.mentions, *place), within(sentence.figures, *place)
                lines.append(Passage(*place, mentions, figures, sentence.is_listed))
            at += len(line)
        ends_in_colon = COLON.search(reader.folded[lines[0].start : lines[0].end].rstrip()) is not None
        has_heading = ends_in_colon and not lines[0].figures
        items = lines[1:] if has_heading else lines
        is_list = has_heading or self.heading is not None
        return lines if is_list and all(item.figures for item in items) else [sentence]

    def pass_sentence(self, reader: Reader, sentence: Passage) -> None:
        """Take note of a sentence without money: a heading, or one that names flows."""
        line = self.layout.place_sentence(reader.view, sentence.start, sentence.end, has_money=False)
        said = Said(reader, sentence, is_of_trade=self.current is not None, is_in_text=len(self.labels) > 0)
        before = self.current
        self.follow_lines(line)
        if line.is_heading or line.has_colon:
            self.open_heading(said, before if line.begins else self.current)
        elif said.named or said.has_other:
            self.follow_words(said)

    def name_figures(self, reader: Reader, sentence: Passage) -> dict[int, Carried]:
        """Return the flows that the figures of a sentence take, by where they start."""
        start, end = sentence.start, sentence.end
        line = self.layout.place_sentence(reader.view, start, end, has_money=True, is_listed=sentence.is_listed)
        self.follow_lines(line)
        is_item = self.is_item(line)
        said = Said(reader, sentence, is_of_trade=self.current is not None, is_in_text=len(self.labels) > 0)
        held = [figure for figure in sentence.figures if _may_take(figure)]
        context = self.heading.carried if is_item and self.heading else self.find_context(said, held)
        taken: dict[int, Carried] = {}
        if context and (said.beside_trade or not (said.named or said.has_other)):
            taken = dict.fromkeys((figure.start for figure in held), context)
        if not is_item:
            self.remember(line, sentence, said)
        return taken

    def find_context(self, said: Said, figures: Sequence[Figure]) -> Carried | None:
        """Return the flow that the figures of a sentence in prose may take, as far as its words agree."""
        current = self.current
        if said.beside_trade:
            # What is bought, of the exports that a text speaks of, is bought by others.
            one_way = {"export", "import"} - {said.beside_trade.label}
            is_other_way = current is not None and current.flow.label in one_way
            is_of_others = said.is_sold and is_other_way and not self.is_one_of_both(said)
            return None if is_of_others else Carried(said.beside_trade)
        if said.partners:
            is_other = current is not None and current.flow.label not in {said.partners, "balance", "total"}
            return None if is_other or not self.labels else Carried(Mention(0, 0, said.partners))
        if current is None or current.flow.label != "balance":
            return None if said.sign else current
        # Two amounts after a balance may be what it is the difference of.
        if len({figure.currency for figure in figures}) < sum(figure.kind == "amount" for figure in figures):
            return None
        return current._replace(flow=current.flow._replace(sign=said.sign)) if said.sign else current

    def is_one_of_both(self, said: Said) -> bool:
        """Whether a text has stated exports and imports, so that what is bought is these: las compras, a 5 millones."""
        return not said.is_shipped and {"export", "import"} <= self.labels

    def is_item(self, line: Line) -> bool:
        """Whether a sentence is in the list under the heading; without a mark, it may be a row of a table."""
        if line.goes_on and self.in_list:
            return True
        is_row = line.has_mark or not line.is_closed
        return self.heading is not None and line.begins and is_row and not line.is_heading

    def follow_lines(self, line: Line) -> None:
        """Close the list, or open the paragraph, that a sentence closes or opens."""
        if self.is_item(line):
            self.in_list = True
            return
        if line.begins:
            # Where the text has named one flow alone, it is about that.
            self.current = self.last if len(self.labels) == 1 else None
        heading, was_in_list = self.heading, self.in_list
        self.heading, self.in_list = None, False
        if heading and heading.is_own and not was_in_list:
            self.current = heading.carried

    def open_heading(self, said: Said, before: Carried | None) -> None:
        """Let the lines that follow have the flow that their heading names, or else that told of before."""
        only = said.find_only() or said.beside_trade
        label = None if said.named else said.partners
        if only and not only.parts:
            self.heading = Heading(Carried(only, HEADING), is_own=True)
            self.note(Carried(only, HEADING))
        elif label:
            self.heading = Heading(Carried(Mention(0, 0, label), HEADING), is_own=False)
        elif said.named or said.has_other:
            self.heading = Heading(None, is_own=False)
        else:
            # Parts of a balance may be those of exports.
            is_balance = before is not None and before.flow.label == "balance"
            self.heading = Heading(None if is_balance else before, is_own=False)

    def follow_words(self, said: Said) -> None:
        """Let what follows a sentence without figures have the flow that it names, if it names one and nothing else."""
        only = said.find_only()
        is_vague = only is not None and only.label == "total" and self.current is not None
        if only is None or said.has_other:
            self.current = None
            self.labels |= {flow.label for flow in said.named if flow.label and flow.label != "total"}
        elif not is_vague:
            self.state(Carried(only))
        elif self.current and self.current.flow.label != "total":
            self.current = None  # trade tensions, trade talks

    def remember(self, line: Line, sentence: Passage, said: Said) -> None:
        """Let what follows have the flow that a sentence gives its figures, if it names no other before."""
        if said.beside_trade:
            if not said.is_sold:
                self.state(Carried(said.beside_trade))
            elif self.current and self.current.flow.label == "total":
                self.current = None  # of which of both the next sentence speaks, nobody says
            return
        if not said.named:
            if said.has_other:
                self.current = None
            return
        stated = _find_stated(sentence.figures)
        self.labels |= {figure.flow for figure in sentence.figures if figure.flow}
        first = next((flow.label for flow in said.named if flow.label != "total"), "total")
        if stated is None or said.has_other or stated.label not in {first, said.named[0].label}:
            self.current = None
        elif line.is_heading or line.has_colon:
            place = HEADING if line.is_heading else PARAGRAPH
            self.note(Carried(stated, place))
            self.heading = Heading(Carried(stated, place), is_own=True)
        else:
            self.state(Carried(stated))

    def state(self, carried: Carried) -> None:
        """Let what follows have a flow."""
        self.current = carried
        self.note(carried)

    def note(self, carried: Carried) -> None:
        """Take note of a flow that the text states."""
        self.last = carried
        self.labels.add(carried.flow.label or "")


def _may_take(figure: Figure) -> bool:
    """Whether a figure may have a flow of the text around it: a small amount may be a price, which nothing says."""
    if figure.flow is not None or figure.kind not in TAKING:
        return False
    is_small = figure.numeral is not None and abs(figure.numeral.value) < MILLION
    return not (is_small and figure.kind == "amount")


def _find_stated(figures: Sequence[Figure]) -> Mention | None:
    """Return the one flow that a sentence gives its figures, with the sign and the coverage that they share."""
    stated = [figure for figure in figures if figure.flow is not None and figure.flow_from == SENTENCE]
    labels = {figure.flow for figure in stated}
    if len(labels) != 1:
        return None
    flow = Mention(0, 0, labels.pop(), coverage=_find_shared_coverage(stated))
    if flow.label != "balance":
        return flow
    # What a balance rises by does not tell whether it is a surplus.
    signs = {_find_sign(figure) for figure in stated if figure.kind != "change"}
    return flow._replace(sign=signs.pop()) if len(signs) == 1 else None


def _find_shared_coverage(figures: Sequence[Figure]) -> str | None:
    """Return what all the figures cover; none where they differ."""
    coverages = {figure.coverage for figure in figures}
    return coverages.pop() if len(coverages) == 1 else None


def _find_sign(balance: Figure) -> int:
    """Return the sign that words give a balance; none where a minus is printed, as the next may print its own."""
    if balance.numeral is not None and balance.numeral.value < 0:
        return 0
    return -1 if balance.is_said_negative else 1
