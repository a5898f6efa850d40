"""The claims of a text: each figure that was read of it, money or not, with what its sentence says of it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from tradeview.prose.amounts.currency_terms import Term, find_terms
from tradeview.prose.claims.bases import find_base, list_bases
from tradeview.prose.claims.claim import ANNUAL_GROWTH, CHANGE, GROWTH, LEVEL, RANK, SHARE, Claim
from tradeview.prose.claims.claim_words import OTHER, RATE, SHARE_NOUN, find_claim_words
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.claims.compilers import find_compilers, share_out
from tradeview.prose.claims.degrees import leave_out_degrees
from tradeview.prose.claims.economy_names import find_cldr_code
from tradeview.prose.claims.goods import GoodsCarrier
from tradeview.prose.claims.kinds import find_kind
from tradeview.prose.claims.nearest import find_nearest_words
from tradeview.prose.claims.place import Place
from tradeview.prose.claims.sets import find_set
from tradeview.prose.claims.sides import SideCarrier
from tradeview.prose.claims.terms import VOLUME, find_term
from tradeview.prose.claims.times import settle_time
from tradeview.prose.claims.values import find_value
from tradeview.prose.context import SentenceRead
from tradeview.prose.facts.dealings import DEALS, NO_GOODS, SECURITIES
from tradeview.prose.facts.dealings import OTHER as NO_TRADE
from tradeview.prose.facts.flow_names import FLOWS
from tradeview.prose.facts.sentence import Mention, last_before, within
from tradeview.prose.figure import OPPOSITE_HEDGES, PARAGRAPH, SENTENCE, Figure
from tradeview.prose.languages import script_of_character
from tradeview.prose.lexicon import RUN_ON, Lexicon, any_word
from tradeview.prose.measures.words import LETTER, LETTERS, MULTIPLE, PERCENT, POINT, find_measure_words
from tradeview.prose.measures.words import RANK as RANK_UNIT
from tradeview.prose.reading import PassageRead, read_whole

MOST_FIGURES = 300  # of what is a sentence: a longer run of figures is a table, and says nothing of each
HANGUL = "HANGUL"
IS_LETTER = re.compile(LETTER)
OF_WHOLE = 16  # characters between "of" and the flow that is the whole: of the country's total exports
COUNTED_FROM = {GROWTH, CHANGE}
GROWTHS = {GROWTH, ANNUAL_GROWTH}
OF_PART = {GROWTH, LEVEL}  # what may go on from a share with what this is of
# What names a flow in any sentence.
NAMED = {"export", "import", "total", "exports_and_imports", "imports_and_exports"}
WHOLES = {"export", "import", "total"}  # of which a share is one
OWN_PART = {"re-export", "balance"}  # what is a part of a whole of another flow
BRACKET = re.compile(r" ?[(] ?[-−+]?")
NO_GOODS_LABELS = {NO_GOODS, NO_TRADE, SECURITIES}
NEXT_GROWTH = 60  # characters between two growths of a row
NEXT_RANK = 8  # characters between a rank and what it became, where an ending says so: 33. sıradan 29.
BECAME = 40  # characters between a rank and the one that it became
ROW = 120  # characters between two shares of a row
COMMA = re.compile(r"[,،](?!\d)")


class Before(NamedTuple):
    """What the text before a sentence told last: what growth is counted from, and the one flow that it is of."""

    base: str | None
    flow: str | None


def find_claims(
    text: str, locale: str | None, published: date | None, reporter: str | None = None, partner: str | None = None
) -> Iterator[tuple[PassageRead, Claim]]:
    """Yield the claims of a text, each with its passage, in the order of the text; the sides given are a fallback."""
    home = find_cldr_code(reporter)
    read = read_whole(text, locale, carry=True, published=published, measured=True, reporter=home)
    passages = read.passages
    sides, goods = SideCarrier(passages, reporter, partner), GoodsCarrier(text)
    last_base: str | None = None
    for number, passage in enumerate(passages):
        sides.open_passage(number)
        compilers = find_compilers(passage.reader.lexicon, passage.reader.view, sides.passages[number].namings)
        goods.open_passage(passage)
        told: str | None = None
        for sentence in passage.sentences:
            claims = list(_find_claims_of_sentence(passage, sentence, sides, goods, Before(last_base, told)))
            told = _find_told_flow(sentence, claims, told)
            named = within(compilers, sentence.start, sentence.end)
            places = [(claim.figure.start, claim.figure.end) for claim in claims]
            for claim, side in zip(claims, share_out(named, places), strict=True):
                yield passage, replace(claim, side=side)
            bases = list_bases(passage.reader, sentence.start, sentence.end)
            last_base = bases[-1] if bases else last_base


def _find_claims_of_sentence(
    passage: PassageRead, sentence: SentenceRead, sides: SideCarrier, goods: GoodsCarrier, earlier: Before
) -> Iterator[Claim]:
    read = within(passage.figures, sentence.start, sentence.end)
    figures = list(read)
    words = find_claim_words(passage.reader.lexicon)
    named = words.hear(passage.reader.view, sentence.start, sentence.end)
    heard = _leave_out_currencies(named, [*figures, *_find_terms(passage, sentence, named)])
    # The percentage of percentage points is no share.
    points = [(one.start, one.end) for one in figures if one.unit == POINT]
    heard = [one for one in heard if not any(start <= one.start < end for start, end in points)]
    said = leave_out_degrees(passage.reader, heard)
    last: Claimed | None = None
    before: Claimed | None = None
    percent: Figure | None = None
    of_multiple: Claimed | None = None
    multiple: Figure | None = None
    settled: list[Figure] = []
    for i, figure in enumerate(figures):
        near = Place(passage.reader, sentence, figures, i, said=said, last_base=earlier.base)
        place = near._replace(last=last, before=before, last_percent=percent)
        place = place._replace(last_multiple=multiple, before_multiple=of_multiple)
        last = find_kind(place)
        if figure.unit == PERCENT:
            before, percent = last, figure
        elif figure.unit == MULTIPLE:
            of_multiple, multiple = last, figure
        dated = settle_time(place, last, settled)
        dated = take_flow_of_row(place, last, settled, dated)
        dated = take_flow_of_next(place, last, dated)
        dated = settle_flow(place, last, read[: i + 1], dated)
        dated = take_flow_before(place, last, earlier.flow, dated)
        settled.append(dated)
        figures[i] = dated
        yield _make_claim(place._replace(kind=last.name), last, sides, goods)


def _find_terms(passage: PassageRead, sentence: SentenceRead, said: Sequence[Mention]) -> Sequence[Term]:
    """Return the words for currencies in which a sentence tells something, where it may take them for its subject."""
    if not any(one.label == OTHER for one in said):
        return ()
    return find_terms(passage.reader.lexicon, passage.reader.view, sentence.start, sentence.end)


def _leave_out_currencies(said: Sequence[Mention], named: Sequence[Figure | Term]) -> Sequence[Mention]:
    """Leave out what is no subject of a sentence, but the currency of an amount, or that in which all is told.

    5 miliar *ringgit*, naik 2 persen; up 75 % in *ringgit*, 30 % in dollars.
    """
    places = sorted((one.start, one.end) for one in named)
    kept: list[Mention] = []
    for one in said:
        count = bisect_right(places, one.start, key=itemgetter(0))
        is_within = count > 0 and one.end <= places[count - 1][1]
        if not is_within or one.label != OTHER:
            kept.append(one)
    return kept


def take_flow_of_row(place: Place, claimed: Claimed, settled: Sequence[Figure], figure: Figure) -> Figure:
    """Return a share with the flow that its whole is; or else a share, or a rank, with that of the last of its row.

    China supplied 24 % of total imports, followed by Japan with 12 %: the verb tells what one who sells does.
    """
    if claimed.name == RANK and place.last is not None and place.last.name == RANK:
        return _take_flow_of_last(place, settled[-1], figure)
    if claimed.name == GROWTH and settled and figure.flow is None and claimed.is_trade:
        return _take_flow_of_growth(place, settled[-1], figure)
    if claimed.name != SHARE or figure.unit != PERCENT or figure.flow in OWN_PART:
        return figure
    reader = place.reader
    whole = find_measure_words(reader.lexicon).share_of.match(reader.folded, figure.end)
    if whole:
        behind = within(place.sentence.mentions, figure.end, whole.end() + OF_WHOLE)
        flows = [one for one in behind if one.label in NAMED]
        flow = FLOWS[flows[0].label or ""] if flows else None
        is_told = flow in WHOLES and flows[0].start < place.ceiling
        return replace(figure, flow=flow, flow_from=SENTENCE) if is_told and flow != figure.flow else figure
    last = place.last_percent
    if figure.flow is not None or last is None or place.before is None or place.before.name != SHARE:
        return figure
    first = next((one for one in settled if one.start == last.start), None)
    return figure if first is None else _take_flow_of_last(place, first, figure)


def _take_flow_of_last(place: Place, last: Figure, figure: Figure) -> Figure:
    """Return a figure without a flow with that of the last of its row, where no other is named between them."""
    if figure.flow is not None or figure.start - last.end > ROW:
        return figure
    # The whole of the last may stand between them.
    between = within(place.sentence.mentions, last.end, figure.start)
    if any(FLOWS[one.label] != last.flow for one in between if one.label in FLOWS):
        return figure
    return replace(figure, flow=last.flow, flow_from=last.flow_from, coverage=last.coverage)


def _take_flow_of_growth(place: Place, last: Figure, figure: Figure) -> Figure:
    """Return a growth with the flow of the amount that its bracket stands behind, or of the growth that it follows."""
    between = place.reader.folded[last.end : figure.start]
    if BRACKET.fullmatch(between):
        return replace(figure, flow=last.flow, flow_from=last.flow_from, coverage=last.coverage)
    is_next = place.last is not None and place.last.name == GROWTH and last.unit == figure.unit
    is_row = find_claim_words(place.reader.lexicon).chained.search(between) is not None and ";" not in between
    said = within(place.said, last.end, figure.start)
    if not (is_next and is_row) or len(between) > NEXT_GROWTH or said:
        return figure
    return _take_flow_of_last(place, last, figure)


def take_flow_before(place: Place, claimed: Claimed, told: str | None, figure: Figure) -> Figure:
    """Return a share with the flow of the sentence before, where its own names none but buying or selling.

    Of what the text says to be exports, Japan bought 27 %.
    """
    if told is None or claimed.name != SHARE or figure.unit != PERCENT or not claimed.is_trade:
        return figure
    sentence, reader = place.sentence, place.reader
    # Where all words for a share are nouns, it may be of anything.
    if find_nearest_words(reader.lexicon).is_listed:
        return figure
    labels = {one.label for one in within(sentence.mentions, sentence.start, sentence.end)}
    is_named = any(label in FLOWS and label not in DEALS for label in labels) or bool(labels & NO_GOODS_LABELS)
    whole = find_measure_words(reader.lexicon).share_of.match(reader.folded, figure.end)
    # A noun for a share may be of anything: the share of firms that take part fell to 18 %.
    is_other = any(one.label in {OTHER, RATE, SHARE_NOUN} for one in place.said)
    if is_named or is_other or whole is not None or (figure.flow is not None and not labels & set(DEALS)):
        return figure
    return replace(figure, flow=told, flow_from=PARAGRAPH)


def _find_told_flow(sentence: SentenceRead, claims: Sequence[Claim], told: str | None) -> str | None:
    """Return the one flow that a sentence tells, exports or imports; where it is silent, that of the text before."""
    flows = {claim.figure.flow for claim in claims if claim.figure.flow and claim.figure.flow_from == SENTENCE}
    labels = {one.label for one in sentence.mentions}
    if not flows and not any(label in FLOWS for label in labels):
        return told
    only = flows.pop() if len(flows) == 1 else None
    is_noun = any(label in FLOWS and label not in DEALS and FLOWS[label] == only for label in labels)
    return only if is_noun and only in {"export", "import"} else None


def take_flow_of_next(place: Place, claimed: Claimed, figure: Figure) -> Figure:
    """Return a rank or a share with the flow of what it became, if it has none: from the 33rd to the 29th place."""
    following = place.following
    is_either = claimed.is_trade and claimed.name in {RANK, SHARE}
    if not is_either or following is None or following.unit != figure.unit or following.start - figure.end > BECAME:
        return figure
    folded, near = place.reader.folded, within(place.sentence.mentions, figure.end, following.start)
    if any(one.label in FLOWS for one in near) or COMMA.search(folded, figure.end, following.start):
        return figure
    if not _became(place, following):
        return figure
    times = within(place.sentence.times, figure.end, following.start)
    if claimed.name == RANK and not times:
        # What a rank was earlier, the time of what it became does not tell.
        figure = replace(figure, months=None, time_from=None, calendar_label=None)
    flow = following.flow
    whole = find_measure_words(place.reader.lexicon).share_of.match(folded, following.end)
    if whole and claimed.name == SHARE:
        behind = within(place.sentence.mentions, following.end, whole.end() + OF_WHOLE)
        flow = next((FLOWS[one.label] for one in behind if one.label in NAMED), flow)
    return replace(figure, flow=flow, flow_from=SENTENCE) if flow and figure.flow is None else figure


def _became(place: Place, following: Figure) -> bool:
    """Whether a word for what something rose or fell to stands between a number and the next: from 33rd to 29th."""
    reader = place.reader
    placed = find_claim_words(reader.lexicon).placed
    between = reader.view.part(place.figure.end, following.start)
    is_beside = following.unit == RANK_UNIT and following.start - place.figure.end <= NEXT_RANK
    return is_beside or any(True for _ in placed.scan(between))


def settle_flow(place: Place, claimed: Claimed, read: Sequence[Figure], figure: Figure) -> Figure:
    """Return a growth or a level with the flow of what the share before it is of, where a flow named last is its whole.

    Re-exports were 25 % of total exports and grew 9 %. Re-exports, which were 25 % of exports, came to RM25 billion.
    The figures read are those of the sentence, up to this one, each with the flow that its own words give it.
    """
    if claimed.name not in OF_PART or place.last is None or place.last.name != SHARE:
        return figure
    share = read[-2]
    near = within(place.sentence.mentions, share.end, figure.start)
    flows = [one for one in near if one.label in FLOWS]
    if not flows:
        return figure
    folded = place.reader.folded
    whole = find_measure_words(place.reader.lexicon).share_of.match(folded, share.end)
    between = folded[share.end : figure.start]
    is_whole = whole is not None and share.end < flows[-1].start and flows[-1].start < whole.end() + OF_WHOLE
    if not is_whole or ";" in between:
        return figure
    if claimed.name == LEVEL and not _is_parenthesis(place, share, flows[-1]):
        return figure
    return replace(figure, flow=share.flow, flow_from=share.flow_from, coverage=share.coverage)


def _is_parenthesis(place: Place, share: Figure, whole: Mention) -> bool:
    """Whether a share and its whole stand in a clause of their own, behind which the sentence goes on as it began.

    What "which" begins behind the whole is said of this.
    """
    folded, aside = place.reader.folded, _find_aside(place.reader.lexicon)
    part = last_before([one for one in place.sentence.mentions if one.label in FLOWS], share.start)
    if part is None or aside.match(folded, part.end) is None:
        return False
    closing = COMMA.search(folded, whole.end, place.figure.start)
    return closing is not None and aside.match(folded, closing.start()) is None


@lru_cache(maxsize=64)
def _find_aside(lexicon: Lexicon) -> re.Pattern[str]:
    """Return what begins a clause between commas: exports, which."""
    words = [word for file in lexicon.files for word in file.get("periods", {}).get("aside", ())]
    return re.compile(f"[ \n]?[,،] {any_word(words)}[ \n]")


def _end_word(place: Place) -> Figure:
    """Return the measure at a place with the letters that its unit goes on with: 2 tonne|s."""
    figure, folded = place.figure, place.reader.folded
    if not figure.unit or not IS_LETTER.fullmatch(folded[figure.end - 1]):
        return figure
    # Where no blank stands between words, or particles are glued to them, what goes on is no part of it.
    if script_of_character(folded[figure.end - 1]) in {*RUN_ON, HANGUL}:
        return figure
    rest = LETTERS.match(folded, figure.end, place.ceiling)
    return replace(figure, end=rest.end()) if rest else figure


def _take_kind(figure: Figure, claimed: Claimed) -> Figure:
    """Return a figure with the flow, the hedge and the sign that what it claims gives it, or takes away."""
    if not claimed.is_trade:
        figure = replace(figure, flow=None, flow_from=None, coverage=None)
    elif figure.flow is None and claimed.flow:
        figure = replace(figure, flow=claimed.flow, flow_from=SENTENCE)
    if not claimed.has_hedge:
        figure = replace(figure, hedge=None)
    if claimed.turns_hedge and figure.hedge:
        figure = replace(figure, hedge=OPPOSITE_HEDGES.get(figure.hedge, figure.hedge))
    is_fall = claimed.name == CHANGE and claimed.sign < 0
    if is_fall and not figure.unit and figure.numeral and figure.numeral.value > 0:
        figure = replace(figure, is_said_negative=True)
    return figure


def _make_claim(place: Place, claimed: Claimed, sides: SideCarrier, carrier: GoodsCarrier) -> Claim:
    """Return the claim that the figure at a place makes."""
    kind = claimed.name
    figure = _take_kind(_end_word(place), claimed)
    base = None
    if kind in COUNTED_FROM:
        base = find_base(place, is_ratio=claimed.is_ratio, is_reached=claimed.is_reached)
    stretch = (place.sentence.start, place.sentence.end)
    value = find_value(figure, claimed)
    if len(place.figures) > MOST_FIGURES:
        return Claim(figure, kind, stretch, value, claimed.of, base)
    reporter, partner = sides.find_sides(place)
    goods = carrier.find_goods(place)
    among = find_set(place, sides.list_namings(place), carrier.text, reporter)
    term = find_term(place, claimed.of) if kind in GROWTHS else None
    return Claim(
        figure,
        kind,
        stretch,
        value,
        # What its own words tell in a currency is money: up 5 % in volume and 7 % in pounds sterling.
        None if term and claimed.of == VOLUME else claimed.of,
        base,
        reporter,
        partner,
        goods.words if claimed.is_trade else None,
        goods.code if claimed.is_trade else None,
        among.code,
        among.words,
        term,
    )
