"""The claims of a text: each figure that was read of it, money or not, with what its sentence says of it."""

from collections.abc import Iterator
from datetime import date

from tradeview.prose.claims.bases import find_base
from tradeview.prose.claims.claim import CHANGE, GROWTH, Claim
from tradeview.prose.claims.goods import GoodsCarrier
from tradeview.prose.claims.kinds import find_kind
from tradeview.prose.claims.place import Place
from tradeview.prose.claims.sets import find_set
from tradeview.prose.claims.sides import SideCarrier
from tradeview.prose.context import SentenceRead
from tradeview.prose.facts.sentence import within
from tradeview.prose.reading import PassageRead, read_text

MOST_FIGURES = 300  # of what is a sentence: a longer run of figures is a table, and says nothing of each
COUNTED_FROM = {GROWTH, CHANGE}


def find_claims(
    text: str, locale: str | None, published: date | None, reporter: str | None = None, partner: str | None = None
) -> Iterator[tuple[PassageRead, Claim]]:
    """Yield the claims of a text, each with its passage, in the order of the text; the sides given are a fallback."""
    passages = read_text(text, locale, carry=True, published=published, measured=True).passages
    sides, goods = SideCarrier(passages, reporter, partner), GoodsCarrier(text)
    for number, passage in enumerate(passages):
        sides.open_passage(number)
        goods.open_passage(passage)
        for sentence in passage.sentences:
            for claim in _find_claims_of_sentence(passage, sentence, sides, goods):
                yield passage, claim


def _find_claims_of_sentence(
    passage: PassageRead, sentence: SentenceRead, sides: SideCarrier, goods: GoodsCarrier
) -> Iterator[Claim]:
    figures = within(passage.figures, sentence.start, sentence.end)
    for i in range(len(figures)):
        yield _make_claim(Place(passage.reader, sentence, figures, i), sides, goods)


def _make_claim(place: Place, sides: SideCarrier, carrier: GoodsCarrier) -> Claim:
    """Return the claim that the figure at a place makes."""
    kind = find_kind(place)
    place = place._replace(kind=kind)
    stretch = (place.sentence.start, place.sentence.end)
    if len(place.figures) > MOST_FIGURES:
        return Claim(place.figure, kind, stretch)
    base = find_base(place) if kind in COUNTED_FROM else None
    reporter, partner = sides.find_sides(place)
    goods = carrier.find_goods(place)
    among = find_set(place, sides.list_namings(place), carrier.text, reporter)
    return Claim(place.figure, kind, stretch, base, reporter, partner, goods.words, goods.code, among.code, among.words)
