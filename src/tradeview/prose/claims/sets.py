"""Which set a rank or a share is of: partners in Europe, exports of Malaysia.

A share is of the flow that is named right behind it, or right before it where words stand so; a rank is among the
partners, or those in the group or the continent that is named behind it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tradeview.prose.claims.claim import RANK, SHARE
from tradeview.prose.claims.claim_words import OTHER
from tradeview.prose.claims.economy_names import NAME, REGION, Naming
from tradeview.prose.claims.place import Place
from tradeview.prose.claims.side_words import find_side_words
from tradeview.prose.claims.stretches import EXPORT, FLOW_OF_LABEL, IMPORT, NO_FLOW, TOTAL
from tradeview.prose.facts.sentence import Mention, first_after
from tradeview.prose.measures.words import find_measure_words

BEHIND = 44  # characters between a share and the flow that it is of
BEFORE = 10  # characters between a flow and its share, where the flow stands first
REGION_NEAR = 40  # characters between a rank and the region in which it is one
NOUN_NEAR = 30
WHOLE = 24  # characters of the words for all before a flow or behind it
NEXT = re.compile(r"\s*(?:[^\s,;:()]{1,20}[ -]){0,3}")  # the country's, nominal
OWNED = 3  # characters between whose it is and a flow: the economy's exports
PLAIN = re.compile(r"[^,;:.()،؛。、，；0-9\n]*\Z")
NAMES = {EXPORT: "exports", IMPORT: "imports", TOTAL: "total trade"}
GROUPS = {"XGA": "ASEAN", "XGE": "EU", "XGB": "BRICS", "XGU": "EAEU", "XGG": "GCC", "XGC": "CIS", "XGM": "MERCOSUR"}
PARTNERS, EXPORTERS = "partners", "exporters"


class Among(NamedTuple):
    """A set in the words of the table of statements, and as printed."""

    code: str | None
    words: str | None


NO_SET = Among(None, None)


def find_set(place: Place, namings: Sequence[Naming], text: str, reporter: str | None) -> Among:
    """Return the set that a rank or a share is of; `namings` are the economies of its sentence, `text` the whole."""
    if place.kind == SHARE:
        return _find_whole(place, text, reporter)
    if place.kind == RANK:
        return _find_others(place, namings, text)
    return NO_SET


def _find_whole(place: Place, text: str, reporter: str | None) -> Among:
    """Return the flow that a share is of."""
    other = _find_other_whole(place)
    if other is not None:
        printed = _print(place, text, other.start, other.end)
        return Among(printed.casefold(), printed)
    words, folded, figure = find_side_words(place.reader.lexicon), place.reader.folded, place.figure
    whole = _find_behind(place)
    if whole is None and words.flow_behind:
        whole = _find_before(place)
    if whole is None:
        return NO_SET
    start, end = whole.start, whole.end
    for found in words.whole.finditer(folded, max(start - WHOLE, 0), start):
        if PLAIN.match(folded[found.end() : start]) and found.start() >= figure.end - (figure.end > start) * WHOLE * 2:
            start = found.start()
            break
    behind = words.whole.match(folded, end)
    if behind and behind.end() > end:
        end = behind.end()
    name = NAMES.get(FLOW_OF_LABEL.get(whole.label or "", ""))
    is_balance = "plus" in (whole.label or "") or "defici" in (whole.label or "") or "balance" in (whole.label or "")
    code = None if is_balance or name is None else f"{name} of {reporter}" if reporter else name
    return Among(code, _print(place, text, start, end))


def _find_other_whole(place: Place) -> Mention | None:
    """Return what a share is of, right behind it, where that is no trade: 5 % of GDP."""
    folded = place.reader.folded
    of = find_measure_words(place.reader.lexicon).share_of.match(folded, place.figure.end)
    other = first_after([one for one in place.said if one.label == OTHER], of.end()) if of else None
    if of is None or other is None or not NEXT.fullmatch(folded, of.end(), other.start):
        return None
    # The economy's exports are trade.
    flows = [one for one in place.sentence.mentions if one.start >= other.start and _is_flow(place, one)]
    return None if flows and flows[0].start <= other.end + OWNED else other


def _find_behind(place: Place) -> Mention | None:
    """Return the flow right behind a share."""
    figure, folded = place.figure, place.reader.folded
    for one in place.sentence.mentions:
        if figure.end <= one.start <= min(figure.end + BEHIND, place.ceiling) and _is_flow(place, one):
            return one if PLAIN.match(folded[figure.end : one.start]) else None
    return None


def _find_before(place: Place) -> Mention | None:
    """Return the flow right before a share: 占出口总值的 61 %."""
    words, folded = find_side_words(place.reader.lexicon), place.reader.folded
    for one in reversed(place.sentence.mentions):
        if not _is_flow(place, one) or one.end > place.figure.start or one.start < place.floor:
            continue
        behind = words.whole.match(folded, one.end)
        end = behind.end() if behind else one.end
        return one if place.figure.start - end <= BEFORE and PLAIN.match(folded[end : place.figure.start]) else None
    return None


def _is_flow(place: Place, mention: Mention) -> bool:
    is_flow = mention.label in FLOW_OF_LABEL
    return is_flow and not place.reader.folded.startswith(NO_FLOW, mention.start)


def _find_others(place: Place, namings: Sequence[Naming], text: str) -> Among:
    """Return those among whom somebody has a rank."""
    words, figure = find_side_words(place.reader.lexicon), place.figure
    near = place.reader.view.part(figure.start, min(figure.end + NOUN_NEAR, place.sentence.end))
    nouns = [(figure.start + at, found) for at, found in words.nouns.scan(near)]
    for one in namings:
        is_behind = figure.end <= one.start <= min(figure.end + REGION_NEAR, place.ceiling)
        name = GROUPS.get(one.code or "") if one.form == NAME else one.code
        if is_behind and one.form in {NAME, REGION} and name and _is_within(place, one):
            return Among(f"{PARTNERS} in {name}", _print(place, text, one.start, one.end))
    if not nouns:
        first = max(figure.start - NOUN_NEAR, place.floor)
        before = words.nouns.scan(place.reader.view.part(first, figure.start))
        nouns = [(first + at, found._replace(edge=found.edge + first - figure.start)) for at, found in before]
    if not nouns:
        return NO_SET
    start, found = nouns[0]
    is_own = found.word.label == "own_nouns"
    end = figure.start + found.edge
    return Among(EXPORTERS if is_own else PARTNERS, _print(place, text, start, end))


def _is_within(place: Place, naming: Naming) -> bool:
    """Whether a rank is one in a region: in ASEAN, among European countries."""
    folded, words = place.reader.folded, find_side_words(place.reader.lexicon)
    before = words.before.search(folded, place.figure.end, naming.start)
    behind = words.find_way_behind(folded, naming.end)
    ways = {before.lastgroup if before else None, behind[0] if behind else None}
    return (
        bool(ways & {"in", "between", "of", "to"}) and PLAIN.match(folded[place.figure.end : naming.start]) is not None
    )


def _print(place: Place, text: str, start: int, end: int) -> str:
    """Return a stretch of a passage as it is printed."""
    offsets = place.reader.view.offsets
    return text[offsets[start] : offsets[end - 1] + 1]
