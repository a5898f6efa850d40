"""The sentences of a whole passage, those without figures too, with the flows that each names and where.

What a heading says of whose trade an article is about holds for the sentences below it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tradeview.prose.context import find_vocabulary
from tradeview.prose.facts.sentence import Mention, within
from tradeview.prose.figure import Figure
from tradeview.prose.reading import PassageRead
from tradeview.prose.text.stops import split_sentences

EXPORT, IMPORT, TOTAL = "export", "import", "total"
FLOW_OF_LABEL = {
    **dict.fromkeys(("export", "re_export", "sold", "export_abroad"), EXPORT),
    **dict.fromkeys(("import", "bought", "import_abroad"), IMPORT),
    **dict.fromkeys(("total", "exports_and_imports", "imports_and_exports", "total_beside_trade"), TOTAL),
    **dict.fromkeys(("balance", "surplus", "deficit"), TOTAL),
    **dict.fromkeys(("balance_beside_trade", "surplus_beside_trade", "deficit_beside_trade"), TOTAL),
}
NO_FLOW = ("important", "importan")  # most important, le plus important
DEALT = {"sold", "bought", "export_abroad", "import_abroad"}  # verbs of those who buy and sell


class FlowNamed(NamedTuple):
    """A word for a flow, and whether it is only one of buying and selling."""

    start: int
    end: int
    flow: str
    is_dealt: bool
    label: str


class Stretch(NamedTuple):
    """A sentence of a passage: its flows, all that it mentions, and its figures."""

    start: int
    end: int
    flows: Sequence[FlowNamed]
    mentions: Sequence[Mention]
    figures: Sequence[Figure]


def list_stretches(passage: PassageRead) -> Iterator[Stretch]:
    """Yield the sentences of a passage in their order."""
    at = 0
    for sentence in passage.sentences:
        yield from _split_between(passage, at, sentence.start)
        figures = within(passage.figures, sentence.start, sentence.end)
        bounds = (sentence.start, sentence.end)
        yield _make_stretch(passage.reader.folded, bounds, sentence.mentions, figures)
        at = sentence.end
    yield from _split_between(passage, at, len(passage.reader.folded))


def _split_between(passage: PassageRead, start: int, end: int) -> Iterator[Stretch]:
    """Yield the sentences without figures of a part of a passage."""
    if start >= end or not passage.reader.folded[start:end].strip():
        return
    words = find_vocabulary(passage.reader.lexicon).words
    view = passage.reader.view.part(start, end)
    for first, last in split_sentences(view):
        mentions: list[Mention] = []
        for place, found in words.scan(view.part(first, last)):
            at = start + first + place
            mentions.append(Mention(at, at + found.edge - place, found.word.label))
        yield _make_stretch(passage.reader.folded, (start + first, start + last), mentions)


def _make_stretch(
    folded: str, bounds: tuple[int, int], mentions: Sequence[Mention], figures: Sequence[Figure] = ()
) -> Stretch:
    flows: list[FlowNamed] = []
    for one in mentions:
        flow = FLOW_OF_LABEL.get(one.label or "")
        if flow and not folded.startswith(NO_FLOW, one.start):
            flows.append(FlowNamed(one.start, one.end, flow, one.label in DEALT, one.label or ""))
    return Stretch(*bounds, flows, mentions, figures)
