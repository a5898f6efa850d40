"""The claims of a text: each figure that was read of it, money or not, with what its sentence says of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tradeview.prose.claims.bases import find_base, list_bases
from tradeview.prose.claims.claim import ANNUAL_GROWTH, CHANGE, GROWTH, Claim
from tradeview.prose.claims.goods import find_goods
from tradeview.prose.claims.grown import Grown, find_grown
from tradeview.prose.claims.kinds import find_kind
from tradeview.prose.claims.place import Place
from tradeview.prose.claims.said import Told, find_told
from tradeview.prose.claims.sets import find_set
from tradeview.prose.claims.sides import find_sides
from tradeview.prose.claims.spans import find_span
from tradeview.prose.context import SentenceRead
from tradeview.prose.facts.sentence import within
from tradeview.prose.figure import SENTENCE, Figure
from tradeview.prose.measures.words import MULTIPLE, PERCENT
from tradeview.prose.reading import PassageRead, read_text

GROWING = {PERCENT, MULTIPLE}  # units of what may be a growth
COUNTED_FROM = {GROWTH, CHANGE}


def find_claims(text: str, locale: str | None, published: date | None) -> Iterator[tuple[PassageRead, Claim]]:
    """Yield the claims of a text, each with its passage, in the order of the text."""
    last_base: str | None = None
    for passage in read_text(text, locale, carry=True, published=published, measured=True).passages:
        for sentence in passage.sentences:
            for claim in _find_claims_of_sentence(passage, sentence, last_base):
                yield passage, claim
            bases = list_bases(passage.reader, sentence.start, sentence.end)
            last_base = bases[-1] if bases else last_base


def _find_claims_of_sentence(passage: PassageRead, sentence: SentenceRead, last_base: str | None) -> Iterator[Claim]:
    figures = within(passage.figures, sentence.start, sentence.end)
    for i in range(len(figures)):
        yield _make_claim(Place(passage.reader, sentence, figures, i, last_base=last_base))


def _make_claim(place: Place) -> Claim:
    """Return the claim that the figure at a place makes."""
    told = find_told(place)
    figure = place.figure if told is None else _take_told(place.figure, told)
    kind = find_kind(place) if told is None else told.kind
    if kind == ANNUAL_GROWTH and figure.months is None and (span := find_span(place)):
        figure = replace(figure, months=span, time_from=SENTENCE)
    grown = find_grown(place) if figure.unit and told is not None and told.is_trade else Grown()
    if figure.flow is None and grown.flow:
        figure = replace(figure, flow=grown.flow, flow_from=SENTENCE)
    place = place._replace(kind=kind)
    base = find_base(place) if kind in COUNTED_FROM else None
    reporter, partner = find_sides(place)
    goods = find_goods(place)
    among = find_set(place)
    stretch = (place.sentence.start, place.sentence.end)
    return Claim(
        figure,
        kind,
        stretch,
        base,
        reporter,
        partner,
        goods.words,
        goods.code,
        among.code,
        among.words,
        grown.of if figure.unit in GROWING else None,
    )


def _take_told(figure: Figure, told: Told) -> Figure:
    """Return a measure with the sign that is said of it, where no minus is printed, and with what it adds to."""
    if not told.is_trade:
        figure = replace(figure, flow=None, flow_from=None, coverage=None)
    numeral = figure.numeral
    if numeral is None or numeral.value < 0:
        return replace(figure, is_said_negative=False)
    if told.is_added:
        numeral = numeral._replace(value=numeral.value + 1)
    return replace(figure, numeral=numeral, is_said_negative=told.is_fall)
