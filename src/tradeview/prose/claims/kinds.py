"""What a measure claims: a growth, a share of a whole, a change in points, a rank, or a quantity.

A percentage is a growth where its clause says that something rose or fell, and a share where it says of what. Where it
says neither, the percentage has no kind: a number in a bracket behind an amount may be either.
"""

import re

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.claims.claim import (
    ANNUAL_GROWTH,
    AVERAGE,
    CHANGE,
    GROWTH,
    LEVEL,
    PRICE,
    QUANTITY,
    RANK,
    RATE,
    SHARE,
)
from tradeview.prose.claims.claim_words import find_claim_words
from tradeview.prose.claims.place import Place
from tradeview.prose.facts.kinds import CHANGES
from tradeview.prose.facts.sentence import last_before
from tradeview.prose.measures.words import MULTIPLE, PERCENT, POINT
from tradeview.prose.measures.words import RANK as RANK_UNIT
from tradeview.prose.text.folding import Table

OF_MONEY = {"amount": LEVEL, "change": CHANGE, "price": PRICE, "average": AVERAGE, "rate": RATE}
CLAUSE_END = re.compile("(?<!\\d)[,;:،、؛。]|[,;:،、؛](?!\\d)")
SIGNED = re.compile(r"[(+−–△▲▼-] ?\Z")
SAID_OF = 60  # characters before a percentage within which a verb or a share is said of it
BEHIND = 24


def find_kind(place: Place) -> str | None:
    """Return the kind of claim that a figure makes; None where its sentence leaves it open."""
    figure = place.figure
    if not figure.unit:
        return OF_MONEY[figure.kind]
    if figure.unit == RANK_UNIT:
        return RANK
    if figure.unit == POINT:
        return CHANGE
    if figure.unit == MULTIPLE:
        return GROWTH
    if figure.unit != PERCENT:
        return CHANGE if figure.kind == "change" else QUANTITY
    return _find_kind_of_percent(place)


def _find_kind_of_percent(place: Place) -> str | None:
    reader, figure, sentence = place.reader, place.figure, place.sentence
    words = find_claim_words(reader.lexicon)
    start = max(sentence.start, figure.start - SAID_OF)
    behind = (figure.end, min(figure.end + BEHIND, sentence.end))
    annual = _find_last(reader, words.annual, *behind)
    # "A year earlier" counts from a year, "a year" is each of several.
    is_annual = annual is not None and _find_last(reader, words.bases, *behind) is None
    if figure.kind == "change":
        return ANNUAL_GROWTH if is_annual else GROWTH
    share = _find_last(reader, words.shares, start, figure.start)
    verb = last_before([one for one in sentence.mentions if one.label in CHANGES], figure.start)
    clause = _find_clause_start(reader.folded, start, figure.start)
    if share is not None and share >= clause:
        return SHARE
    if words.share_of.match(reader.folded, figure.end):
        return SHARE
    if verb is not None and verb.start >= clause:
        return GROWTH
    if reader.folded[figure.start] in "+-−△▲▼":
        return GROWTH
    return None


def _find_clause_start(folded: str, start: int, end: int) -> int:
    """Return where the clause of a place starts."""
    ends = [match.end() for match in CLAUSE_END.finditer(folded, start, end)]
    return ends[-1] if ends else start


def _find_last(reader: Reader, table: Table, start: int, end: int) -> int | None:
    """Return where the last word of a table in a stretch starts."""
    found = [start + place for place, _ in table.scan(reader.view.part(start, end))]
    return found[-1] if found else None
