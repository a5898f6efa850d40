"""What is told as a multiple of what was: grew 1.7 times, doubled, sank to a half, 104.1 % of the level of 2023."""

from tradeview.prose.claims import nearest
from tradeview.prose.claims.around import (
    BEHIND,
    CHAINED,
    Around,
)
from tradeview.prose.claims.claim import GROWTH
from tradeview.prose.claims.claim_words import (
    RISE,
    SHARE_NOUN,
    SIGNS,
    VALUE,
    VOLUME,
    find_claim_words,
)
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.claims.grown import OF_NOUN
from tradeview.prose.claims.moves import find_signed, find_verb_behind
from tradeview.prose.claims.nearest import find_label, find_nearest_words
from tradeview.prose.claims.place import CLAUSE_END, Place
from tradeview.prose.facts.sentence import Mention, within
from tradeview.prose.measures.words import MULTIPLE, PERCENT, find_measure_words

NEAR_BASE = 90  # characters behind a number in which what it is counted from stands
REACH = 60  # characters before a multiple in which it is said to be one of what was
LEAST_RATIO = 0.5  # below it a number beside what was is seldom one of it, where no word says so
OF_UNITS = {VOLUME, VALUE}
ADDED, UNSURE = "added", "unsure"  # what rose by 1.5 times: added to what was, or not to be told


def find_ratio(around: Around) -> Claimed | None:
    """Return the growth that a percentage of what was makes: 104.1 % of the level of 2023."""
    return Claimed(GROWTH, is_ratio=True) if _is_ratio(around) else None


def _is_ratio(around: Around) -> bool:
    """Whether a percentage is of what was: 104.1 % of the level of 2023."""
    is_by = around.find_by_before() is not None and bool(around.list_moves(around.part_start, around.start))
    # What has a sign is by how much something grew: -2.4 % к марту.
    if is_by or find_signed(around) or around.find_next_to_verb() or around.find_stated_noun() == SHARE_NOUN:
        return False
    if around.measures.of_base.match(around.folded, around.end):
        return not _is_unsure_ratio(around)
    behind = around.reader.next_word(around.end)
    is_based = around.words.bases.after(around.view, behind) or around.words.base_before.match(around.folded, behind)
    if is_based and around.words.ratio_before.before(around.view, around.start):
        return not _is_small(around)
    before = around.measures.of_base_before.search(around.folded, max(around.start - BEHIND, 0), around.start)
    if before is None:
        return False
    if is_based:
        return True
    times = within(around.place.sentence.times, around.end, around.end + BEHIND)
    return any(around.is_blank(around.end, time.start) for time in times)


def _is_unsure_ratio(around: Around) -> bool:
    """Whether a small number may be by how much something fell, by a verb that is not known: недобрал 11 % к."""
    return bool(around.words.stated.words) and _is_small(around) and around.find_stated() is None


def _is_small(around: Around) -> bool:
    """Whether the number is so small that few things sink to it."""
    numeral = around.figure.numeral
    return numeral is not None and abs(numeral.value) < LEAST_RATIO


def find_multiple(around: Around) -> Claimed:
    """Return what a multiple claims: grew 1.7 times, doubled, sank to a half."""
    if find_nearest_words(around.reader.lexicon).is_listed:
        return _find_nearest_multiple(around.place)
    said = around.find_next_to_verb() or _find_last_change(around)
    behind = around.find_word_behind()
    follows = find_verb_behind(around)
    if said or follows:
        sign = SIGNS.get(said.label or RISE, 1) if said else follows.sign if follows else 1
        return Claimed(GROWTH, sign, is_ratio=True)
    if behind and behind.word.label in SIGNS and not within(around.list_flows(), behind.edge, behind.edge + OF_NOUN):
        return Claimed(GROWTH, SIGNS[behind.word.label], is_ratio=True)
    of_row = _find_adverb_of_row(around) or _find_next_of_row(around)
    if of_row:
        return of_row
    if around.is_word() or _is_based(around) or around.words.became_behind.match(around.folded, around.end):
        return Claimed(GROWTH, is_ratio=True)
    # Of grain by 28 %, of wheat 1.3 times.
    last = around.place.before
    is_next = last is not None and last.name == GROWTH and not around.list_said(around.place.floor, around.start)
    return Claimed(GROWTH, last.sign, is_ratio=True) if last and is_next else Claimed()


def _find_adverb_of_row(around: Around) -> Claimed | None:
    """Return the growth of a multiple that has its verb of the percentage before: сократила на 69 %, ЕС — вдвое."""
    last, claimed = around.place.last_percent, around.place.before
    if last is None or claimed is None or claimed.name != GROWTH or around.figure.start - last.end > CHAINED:
        return None
    is_adverb = around.words.multiple_adverbs.fullmatch(around.folded, around.figure.start, around.figure.end)
    is_free = not around.list_said(last.end, around.start) and ";" not in around.folded[last.end : around.start]
    return Claimed(GROWTH, claimed.sign, is_ratio=True) if is_adverb and is_free else None


def _find_next_of_row(around: Around) -> Claimed | None:
    """Return the growth that the next multiple of a row is: grew to Peru (4.5 times), Chile (1.8 times)."""
    last, claimed = around.place.previous, around.place.last
    if last is not None and last.unit not in {MULTIPLE, PERCENT}:
        # What the last rose to may stand between: by 1.5 times, to 94,000 cars, in money by 1.8 times.
        last, claimed = around.place.last_multiple, around.place.before_multiple
    if last is None or last.unit != MULTIPLE or claimed is None or claimed.name != GROWTH or not claimed.is_ratio:
        return None
    between = around.folded[last.end : around.start]
    said = [one for one in around.list_said(last.end, around.start) if one.label not in OF_UNITS]
    if len(between) > CHAINED or ";" in between or said:
        return None
    return claimed._replace(of=None) if around.words.chained.search(between) else None


def _is_based(around: Around) -> bool:
    """Whether what a multiple is one of stands behind it, in its clause: 1.7 times the value of a year earlier."""
    end = min(around.place.ceiling, around.end + BEHIND)
    clause_end = CLAUSE_END.search(around.folded, around.end, end)
    reach = clause_end.start() if clause_end else end
    if within(around.list_flows(), around.end, reach):
        return False
    based = [at for at, _ in around.words.bases.scan(around.view.part(around.end, around.end + NEAR_BASE))]
    times = within(around.place.sentence.times, around.end, reach)
    compared = around.words.multiple_of.match(around.folded, around.end)
    places = {around.end, compared.end() if compared else around.end}
    # 1.6 times that of 2019, 1,6 kali lipat dibanding 2019.
    is_next = any(around.is_blank(place, max(time.start, place)) for time in times for place in places)
    return is_next or any(around.end + at < reach for at in based)


def _find_last_change(around: Around) -> Mention | None:
    """Return the verb of the clause before the number that says a rise or a fall."""
    floor = max(around.clause_start, around.place.floor)
    changes = [one for one in around.list_said(floor, around.start) if one.label in SIGNS]
    return changes[-1] if changes else None


def _find_nearest_multiple(place: Place) -> Claimed:
    """Return what a multiple is of: of what was, where something rose to it or by it, or a time stands before it."""
    folded, figure = place.reader.folded, place.figure
    words = find_nearest_words(place.reader.lexicon)
    named = find_measure_words(place.reader.lexicon).multiplied.after(place.reader.view, figure.start)
    if named is not None and named.edge == figure.end:
        return Claimed(GROWTH, is_ratio=True)
    # 年增1.2倍 rose by it: that it is counted from the year before makes it no multiple of this.
    beside = words.before.before(place.reader.view, figure.start) if words.multiples == ADDED else None
    if beside is not None and beside.word.label == nearest.RISE:
        return Claimed(GROWTH)
    opened = words.of_base.search(folded, max(place.floor, figure.start - REACH), figure.start)
    if opened is not None and _ends_time(place, *opened.span()):
        return Claimed(GROWTH, is_ratio=True)
    label = find_label(place)
    if figure.numeral is None or label not in {nearest.RISE, nearest.ONTO}:
        return Claimed()
    # What rose by 1.5 times is no ratio of what was, and in some languages may be either.
    if label == nearest.RISE and words.multiples == UNSURE:
        return Claimed()
    return Claimed(GROWTH, is_ratio=not (label == nearest.RISE and words.multiples == ADDED))


def _ends_time(place: Place, end: int, opened: int) -> bool:
    """Whether a time, or a word for what a growth is counted from, ends at a place."""
    reader = place.reader
    times = (*place.sentence.bases, *place.sentence.multiplied)
    if any(time.end in {end, place.figure.start} for time in times):
        return True
    words = find_claim_words(reader.lexicon)
    if words.bases.before(reader.view, end) is not None:
        return True
    return any(words.multiple_bases.before(reader.view, place) is not None for place in (end, opened))
