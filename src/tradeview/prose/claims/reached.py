"""What something rose or fell to, and what it was before: a share or a growth, as the subject that rose says.

Rose to 5 %, from 4 % to 5 %, slowed to 2 % from 8 %, 1.6 % (April: 9.5 %). The subject may stand before the number or
behind it; else the other of the two numbers says what both are.
"""

import re

from tradeview.prose.claims.around import (
    CHAINED,
    CHANGED_BY,
    PLUS_BEFORE,
    Around,
)
from tradeview.prose.claims.bases import find_bracket_of_former
from tradeview.prose.claims.claim import GROWTH, SHARE
from tradeview.prose.claims.claim_words import (
    FALL,
    FALL_NOUN,
    GROWTH_NOUN,
    RISE,
    SHARE_NOUN,
    SIGNS,
)
from tradeview.prose.claims.claim_words import RATE as RATE_WORD
from tradeview.prose.claims.claim_words import SHARE as SHARE_WORD
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.claims.moves import claim_by, find_behind
from tradeview.prose.claims.place import Place
from tradeview.prose.claims.rows import find_compared
from tradeview.prose.claims.shares import find_part, find_share_of
from tradeview.prose.facts.sentence import Mention, first_after
from tradeview.prose.figure import Figure
from tradeview.prose.measures.words import PERCENT, POINT

RANGE_BEFORE = re.compile(r"(?<!\d)\d{1,3} ?\Z")
REACHED, STARTED = "reached", "started"
RISEN = 3  # words between what something rose from and what it rose to


def find_reached(around: Around) -> Claimed | None:
    """Return what a percentage is that something rose to or from, if it is so: the subject says of what."""
    if not _is_placed(around) or _has_plus(around):
        return None
    said = around.list_said(max(around.clause_start, around.place.floor), around.start)
    # A rise of 5 %, un aumento general del 5 % de las exportaciones.
    if said and said[-1].label in {GROWTH_NOUN, FALL_NOUN} and around.find_by_before() is not None:
        return claim_by(around, said[-1])
    told = _find_end_of_range(around) or _find_by_of_verb(around)
    if told:
        return told
    # The decline of wool from 36 % to 31 % of exports: the noun says of neither what it is.
    if find_share_of(around) or _is_of_next_share(around):
        return Claimed(SHARE)
    return _find_subject(around) or _find_subject_behind(around) or _find_reached_by_neighbours(around)


def _has_plus(around: Around) -> bool:
    """Whether a plus is printed before the number, which is so a growth: com percentuais de +26 %."""
    start = around.figure.start
    return PLUS_BEFORE.search(around.folded, max(start - 2, 0), start) is not None


def _is_placed(around: Around) -> bool:
    """Whether a percentage is what something rose to or from."""
    placed = around.words.placed.before(around.view, around.start)
    is_placed = placed is not None and placed.edge >= around.place.floor and not _is_range(around, placed.edge)
    by = around.find_by_before()
    # By more than, whose than is a from, too.
    is_placed = is_placed and (by is None or placed is None or by >= placed.edge)
    is_placed = is_placed and not _is_of_noun(around)
    return is_placed or _is_left(around) or _is_placed_behind(around)


def _is_of_noun(around: Around) -> bool:
    """Whether a noun of a rise or a fall right before "from" says by how much: ein Rückgang von 2,1 Prozent."""
    by = around.words.by_or_from.before(around.view, around.start)
    if by is None or by.edge < around.place.floor:
        return False
    nouns = [one for one in around.list_said(around.place.floor, by.edge) if one.label in SIGNS]
    # Where the word is listed with the noun, it is no verb's: "Rückgang von", as "fiel von" is not.
    is_listed = bool(nouns) and nouns[-1].end > by.edge
    is_noun = bool(nouns) and nouns[-1].label in {GROWTH_NOUN, FALL_NOUN}
    is_beside = is_listed or (is_noun and not around.folded[nouns[-1].end : by.edge].strip())
    following = around.place.following
    if not is_beside or following is None or following.unit != PERCENT:
        return is_beside
    # Ein Anstieg von 2,1 Prozent im März auf 3,4 Prozent.
    placed = around.words.placed.before(around.view, _find_hedge_start(around, following))
    return placed is None or placed.word.label != REACHED


def find_former_in_bracket(around: Around) -> Claimed | None:
    """Return what a percentage was earlier, by the one before its bracket: of what fell, its sign is not known."""
    if find_bracket_of_former(around.place) is None:
        return None
    last, claimed = around.place.previous, around.place.last
    if last is None or claimed is None or last.unit != PERCENT or claimed.is_ratio:
        return Claimed()
    is_positive = claimed.sign > 0 and last.numeral is not None and last.numeral.value > 0
    if claimed.name == SHARE or (claimed.name == GROWTH and is_positive):
        return Claimed(claimed.name)
    return Claimed()


def find_former_of_noun(around: Around) -> Claimed | None:
    """Return what a share was before, behind the noun of its rise: 36 %, an increase from the 1997 figure of 22 %."""
    floor = max(around.clause_start, around.place.floor)
    nouns = [one for one in around.list_said(floor, around.start) if one.label in SIGNS]
    if not nouns or around.words.formerly.match(around.folded, nouns[-1].end) is None:
        return None
    last = around.place.before
    return Claimed(SHARE) if last is not None and last.name == SHARE else Claimed()


def _is_placed_behind(around: Around) -> bool:
    """Whether the ending of a percentage says what it rose to: yüzde 24'e yükseldi."""
    if around.words.reached_behind.match(around.folded, around.end):
        return True
    # Of more than 5 %, yüzde 5'ten fazla, the ending belongs to the hedge.
    is_apart = find_part(around) is not None or around.reader.find_hedge_after(around.end) is not None
    if not is_apart and around.words.placed_behind.match(around.folded, around.end):
        return True
    place = around.place
    return _is_risen_from(around, place.previous, around.figure) or _is_risen_from(
        around, around.figure, place.following
    )


def _is_left(around: Around) -> bool:
    """Whether a fall from one percentage to a lower one is told, and none by it: descendus de 17 % à 8 %."""
    direct, following = around.find_next_to_verb(), around.place.following
    by = around.words.by_or_from.before(around.view, around.start)
    is_fall = direct is not None and direct.label == FALL and by is not None and by.edge >= around.place.floor
    return (
        is_fall and following is not None and _is_onward(around, following) and not _is_less(around.figure, following)
    )


def _is_onward(around: Around, following: Figure) -> bool:
    """Whether the next percentage is what this one became: from 17 % to 8 %."""
    placed = around.words.placed.before(around.view, _find_hedge_start(around, following))
    is_reached = placed is not None and placed.word.label == REACHED and around.is_blank(around.end, placed.edge)
    return following.unit == PERCENT and is_reached


def _find_hedge_start(around: Around, figure: Figure) -> int:
    """Return where the hedge before a figure starts, or the figure itself."""
    start = around.reader.word_end(figure.start, around.end)
    hedge = around.reader.lexicon.hedges.before(around.view, start)
    return around.reader.word_end(hedge.edge, around.end) if hedge and hedge.edge >= around.end else start


def _is_range(around: Around, place: int) -> bool:
    """Whether a number that is no year stands right before a place: from 5 to 7 per cent."""
    before = RANGE_BEFORE.search(around.folded, max(place - 6, 0), place)
    if before is None:
        return False
    last = around.place.previous
    # What something was, and became, is no range: von 11,9 auf 12,8 Prozent.
    return last is None or last.unit != PERCENT or last.end < before.end() - 1


def _find_subject(around: Around) -> Claimed | None:
    """Return what the subject is that rose to a percentage: a share, or a growth."""
    for one in reversed(around.list_said(around.part_start, around.start)):
        if one.label in {GROWTH_NOUN, FALL_NOUN}:
            if not (around.is_of_points(one) or _is_verb_of_reached(around, one)):
                return Claimed(GROWTH, SIGNS[one.label], is_reached=True)
        elif one.label in {SHARE_NOUN, SHARE_WORD}:
            return Claimed(SHARE)
        elif one.label == RATE_WORD:
            return Claimed(is_trade=False)
    return None


def _find_reached_by_neighbours(around: Around) -> Claimed:
    """Return what a percentage is that something rose to or from, where no noun before it says it."""
    # Accelerated to 8.8 % growth.
    behind = find_behind(around)
    if behind and behind.name == GROWTH:
        return behind._replace(is_reached=True)
    # Of two that one share rose from and to, the first may say of what.
    if _is_of_last_share(around):
        return Claimed(SHARE)
    return _find_former(around) or find_compared(around) or Claimed()


def _find_former(around: Around) -> Claimed | None:
    """Return the growth that another, right before it, came down from: rose 1.6 %, down from 9.5 % in April."""
    last, claimed = _find_percent_before(around.place)
    placed = around.words.placed.before(around.view, around.start)
    if last is None or claimed is None or placed is None or placed.word.label != STARTED:
        return None
    is_growth = claimed.name == GROWTH and claimed.sign > 0 and last.unit == PERCENT and not claimed.is_ratio
    is_positive = last.numeral is not None and last.numeral.value > 0
    if not is_growth or not is_positive or around.figure.start - last.end > CHAINED:
        return None
    return Claimed(GROWTH, of=claimed.of) if ";" not in around.folded[last.end : around.start] else None


def _find_percent_before(place: Place) -> tuple[Figure | None, Claimed | None]:
    """Return the figure before one with what it claims, or the one before its points: 8 %, up 3 points from 5 %."""
    if place.previous is None or place.previous.unit != POINT:
        return place.previous, place.last
    is_next = place.last_percent is not None and place.last_percent == place.figures[max(place.number - 2, 0)]
    return (place.last_percent, place.before) if is_next else (place.previous, place.last)


def _find_by_of_verb(around: Around) -> Claimed | None:
    """Return a growth where the word before it may say "by" and "to", and the verb: agravou-se em 14 %."""
    direct, by = around.find_next_to_verb(), around.words.by_or_to.before(around.view, around.start)
    if direct is None or by is None or direct.label not in {RISE, FALL} or by.edge < around.place.floor:
        return None
    return claim_by(around, direct)


def _find_end_of_range(around: Around) -> Claimed | None:
    """Return the growth whose range ends here, where a noun is of it: une contraction de 13 % à 32 %."""
    last, claimed = around.place.previous, around.place.before
    if last is None or claimed is None or claimed.name not in CHANGED_BY or last.unit != PERCENT:
        return None
    nouns = [one for one in around.list_said(around.part_start, last.start) if one.label in SIGNS]
    is_noun = bool(nouns) and nouns[-1].label in {GROWTH_NOUN, FALL_NOUN}
    by = around.measures.by.before(around.view, around.reader.word_end(last.start, around.part_start))
    is_next = is_noun and by is not None and around.is_blank(nouns[-1].end, by.edge)
    placed = around.words.placed.before(around.view, around.start)
    is_joined = placed is not None and placed.word.label == REACHED and around.is_blank(last.end, placed.edge)
    if not is_next or not is_joined or not _is_less(last, around.figure):
        return None
    # Of a rise of 5 % to 12 % of exports, the second may be a share that they rose to.
    return Claimed() if find_share_of(around) else claimed


def _is_verb_of_reached(around: Around, noun: Mention) -> bool:
    """Whether a noun is the verb of what was reached, where both are spelt alike: la part chute à 18 %."""
    placed = around.words.placed.before(around.view, around.start)
    is_reached = placed is not None and placed.word.label == REACHED and around.is_blank(noun.end, placed.edge)
    is_noun = around.words.determiners.before(around.view, around.reader.word_end(noun.start, around.part_start))
    return is_reached and not is_noun and bool(around.words.determiners.words) and around.find_by_before() is None


def _is_of_last_share(around: Around) -> bool:
    """Whether the percentage before was a share, and a verb says what it became: baixou para 27,5 %."""
    last, claimed = around.place.last_percent, around.place.before
    if last is None or claimed is None or claimed.name != SHARE or last.start < around.part_start:
        return False
    between = [one.label for one in around.list_said(last.end, around.start)]
    return bool(between) and set(between) <= {RISE, FALL}


def _find_subject_behind(around: Around) -> Claimed | None:
    """Return what the subject is, where it stands behind its verb: umabot sa 6 porsiyento ang paglago."""
    behind = first_after(around.place.said, around.end)
    is_noun = behind is not None and behind.label in {GROWTH_NOUN, FALL_NOUN, SHARE_NOUN}
    return claim_by(around, behind) if behind and is_noun and around.is_next_but_time(behind.start) else None


def _is_risen_from(around: Around, first: Figure | None, second: Figure | None) -> bool:
    """Whether a word behind a percentage says that the next is what it became: ২১ শতাংশ থেকে বেড়ে ২২ শতাংশ."""
    if first is None or second is None or first.unit != PERCENT or second.unit != PERCENT:
        return False
    opened = around.words.from_behind.match(around.folded, first.end)
    return opened is not None and len(around.folded[opened.end() : second.start].split()) <= RISEN


def _is_of_next_share(around: Around) -> bool:
    """Whether the next percentage, which this one became, is a share of something: from 18 % to 24 % of exports."""
    following = around.place.following
    if following is None or following.unit != PERCENT:
        return False
    placed = around.words.placed.before(around.view, around.reader.word_end(following.start, around.end))
    is_onward = placed is not None and around.is_blank(around.end, placed.edge)
    return is_onward and around.measures.share_of.match(around.folded, following.end) is not None


def _is_less(one: Figure, other: Figure) -> bool:
    """Whether a number is less than another."""
    if one.numeral is None or other.numeral is None:
        return False
    return abs(one.numeral.value) < abs(other.numeral.value)
