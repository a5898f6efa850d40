"""What grew, where that is no money: what is weighed or counted, 出口量, or its price; and its flow.

Figures of money have no flow of what is weighed; a measure has. What stands last before the number decides: a noun, a
number of tonnes that grew, or the flow of another clause.
"""

from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from tradeview.prose.claims.claim import PRICE
from tradeview.prose.claims.claim_words import CLAIMS
from tradeview.prose.claims.place import Place
from tradeview.prose.facts.flow_names import FLOWS
from tradeview.prose.facts.sentence import last_before
from tradeview.prose.lexicon import Lexicon
from tradeview.prose.measures.words import MULTIPLE, PERCENT, POINT, RANK
from tradeview.prose.text.folding import Table, Word

VOLUME, VALUE, PRICE_NOUN = "volume", "value", "price_noun"
NOUNS = (VOLUME, VALUE, PRICE_NOUN)
SAYING_NOTHING = {PERCENT, POINT, MULTIPLE, RANK}  # units of what is said of something else


class Grown(NamedTuple):
    """What grew, None of money, and the flow that its noun names."""

    of: str | None = None
    flow: str | None = None


class Said(NamedTuple):
    """A noun or a number before the measure: where it starts, and what it is of."""

    start: int
    label: str
    flow: str | None = None


@lru_cache(maxsize=64)
def _find_table(lexicon: Lexicon) -> Table:
    """Return the nouns of what may grow, labelled with what they are, those of a flow with this behind."""
    words: list[Word] = []
    for file in lexicon.files:
        claims = file.get(CLAIMS, {})
        for flow, listed in claims.get("volumes", {}).items():
            words += [Word(word, label=f"{VOLUME} {flow}") for word in listed]
        for key in NOUNS:
            words += [Word(word, label=key) for word in claims.get(key, ())]
    return Table(words)


def find_grown(place: Place) -> Grown:
    """Return what the measure at a place is said of."""
    nouns = _list_nouns(place)
    said = max((*nouns, *_list_numbers(place)), key=attrgetter("start"), default=None)
    if said is None:
        return Grown()
    flow = said.flow
    if nouns and said.label == VOLUME:
        flow = flow or nouns[-1].flow
    flows = [one for one in place.sentence.mentions if one.label in FLOWS]
    named = last_before(flows, place.figure.start)
    if named is not None and named.start > said.start and flow is None:
        return Grown()
    if said.label == VALUE:
        return Grown()
    return Grown(PRICE if said.label == PRICE_NOUN else VOLUME, flow)


def _list_nouns(place: Place) -> list[Said]:
    """Return the nouns before a measure in its sentence."""
    start = place.sentence.start
    nouns: list[Said] = []
    for at, found in _find_table(place.reader.lexicon).scan(place.reader.view.part(start, place.figure.start)):
        label, _, flow = found.word.label.partition(" ")
        nouns.append(Said(start + at, label, flow or None))
    return nouns


def _list_numbers(place: Place) -> list[Said]:
    """Return the numbers before a measure that are what grew: tonnes, money, a price."""
    numbers: list[Said] = []
    for figure in place.figures[: place.number]:
        if figure.unit in SAYING_NOTHING:
            continue
        label = VOLUME if figure.unit else PRICE_NOUN if figure.kind == PRICE else VALUE
        numbers.append(Said(figure.start, label))
    return numbers
