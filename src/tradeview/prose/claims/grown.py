"""What grew, where that is no money: what is weighed or counted, or its price; and its flow.

Words beside the number may say so for all numbers of a sentence (in volume, by value). Else what stands last before it
decides: a noun (the volume of, 出口量), a number of tonnes that grew, or the flow of another clause; and behind it what
it rose to. Figures of money have no flow of what is weighed; a measure has.
"""

from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from tradeview.prose.claims.claim import PRICE
from tradeview.prose.claims.claim_words import PRICE_NOUN, VALUE, VOLUME, find_claim_words, list_nouns_of_grown
from tradeview.prose.claims.place import CLAUSE_END, FAR_OFF, Place
from tradeview.prose.facts.flow_names import FLOWS
from tradeview.prose.facts.sentence import last_before, within
from tradeview.prose.figure import Figure
from tradeview.prose.lexicon import Lexicon
from tradeview.prose.measures.words import INDEX, MULTIPLE, PERCENT, POINT, RANK
from tradeview.prose.text.folding import Table

SAYING_NOTHING = {PERCENT, POINT, MULTIPLE, RANK, INDEX}  # units of what is said of something else
OF_NOUN = 30  # characters between a noun and whose it is: the price of exports
BEHIND = 40  # characters behind a number within which its own words stand
UNITS = {VOLUME: "volume", PRICE_NOUN: "price"}  # of the table of claims


class Grown(NamedTuple):
    """What grew, None of money, and the flow that its noun names."""

    of: str | None = None
    flow: str | None = None


class Subject(NamedTuple):
    """A noun or a number before the measure: where it starts, and what it is of."""

    start: int
    label: str
    flow: str | None = None


def find_grown(place: Place) -> Grown:
    """Return what the measure at a place is said of."""
    told = _find_told_unit(place)
    if told:
        return Grown("volume" if told == "in_volume" else None)
    grown = _find_grown_before(place)
    return grown if grown.of else grown._replace(of=_find_unit_reached(place))


def _find_told_unit(place: Place) -> str | None:
    """Return whether words beside the number say that volume or value is meant; all of a sentence stand alike."""
    view, figure, part_start = place.reader.view, place.figure, place.part_start
    end = min(place.sentence.end, figure.end + FAR_OFF)
    hits = find_claim_words(place.reader.lexicon).in_units.scan(view.part(part_start, end))
    places = [(part_start + at, found.word.label) for at, found in hits]
    near = within(place.figures, part_start, end)
    measures = [one.start for one in near if one.unit in {PERCENT, MULTIPLE}]
    if not places or not measures:
        return None
    if places[0][0] < measures[0]:
        before = [(at, label) for at, label in places if at < figure.start]
        # By volume exports fell 5 %, but earnings rose 12 %.
        nouns = [one for one in _list_nouns(place) if one.label in {VALUE, PRICE_NOUN}]
        is_later = bool(before and nouns) and nouns[-1].start > before[-1][0] + OF_NOUN
        return before[-1][1] if before and not is_later else None
    behind = [label for at, label in places if figure.end <= at < min(place.ceiling, figure.end + BEHIND)]
    return behind[0] if behind else None


def _find_grown_before(place: Place) -> Grown:
    """Return what the last noun, or the last number that is no percentage, says to have grown."""
    nouns = list(_list_nouns(place))
    subject = max((*nouns, *_list_numbers(place)), key=attrgetter("start"), default=None)
    if subject is None:
        return Grown()
    flow = subject.flow
    if nouns and subject.label == VOLUME:
        flow = flow or nouns[-1].flow
    if subject.label == VALUE or (flow is None and _is_apart(place, subject)):
        return Grown()
    return Grown(UNITS[subject.label], flow)


def _is_apart(place: Place, subject: Subject) -> bool:
    """Whether a flow behind a noun or a number is what grew, and not whose this is: the price of exports."""
    flows = [one for one in place.sentence.mentions if one.label in FLOWS]
    named = last_before(flows, place.figure.start)
    if named is None or named.start <= subject.start:
        return False
    is_of_noun = named.start <= subject.start + OF_NOUN
    return not is_of_noun or CLAUSE_END.search(place.reader.folded, subject.start, named.start) is not None


def _find_unit_reached(place: Place) -> str | None:
    """Return what grew by what it rose to: fell 4 % to 2 million tonnes."""
    following, reader, end = place.following, place.reader, place.figure.end
    if following is None or following.unit == PERCENT:
        return None
    words = find_claim_words(reader.lexicon)
    placed = words.placed.after(reader.view, reader.next_word(end))
    label = _label_number(following)
    if placed is None or label == VALUE:
        return None
    between = reader.folded[placed.edge : reader.word_end(following.start, placed.edge)].strip()
    is_reached = not between or words.hedged.fullmatch(f"{between} ") is not None
    return UNITS[label] if is_reached else None


@lru_cache(maxsize=64)
def _find_table(lexicon: Lexicon) -> Table:
    """Return the nouns of what may grow, labelled with what they are, those of a flow with this behind."""
    return Table(list_nouns_of_grown(lexicon))


def _list_nouns(place: Place) -> Iterator[Subject]:
    """Yield the nouns before a measure in its sentence."""
    start = place.part_start
    for at, found in _find_table(place.reader.lexicon).scan(place.reader.view.part(start, place.figure.start)):
        label, _, flow = found.word.label.partition(" ")
        yield Subject(start + at, label, flow or None)


def _list_numbers(place: Place) -> Iterator[Subject]:
    """Yield the numbers before a measure that are what grew: tonnes, money, a price."""
    for figure in within(place.figures, place.part_start, place.figure.start):
        if figure.unit not in SAYING_NOTHING:
            yield Subject(figure.start, _label_number(figure))


def _label_number(figure: Figure) -> str:
    """Return what a figure that is no percentage counts: money, a price, or what is weighed."""
    if figure.unit:
        return VOLUME
    return PRICE_NOUN if figure.kind == PRICE else VALUE
