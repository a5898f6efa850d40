"""Shares that amounts prove: US$916 million (36.32 per cent), followed by rubber, US$357 million (14.14 per cent).

Where each of several amounts has a percentage alone in the bracket behind it, and these are to each other as the
amounts are, they are shares of one whole, whatever the words around them say. Growths are so by chance alone.
"""

import re
from itertools import pairwise

from tradeview.prose.claims.around import Around
from tradeview.prose.claims.claim import SHARE
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.claims.place import Place
from tradeview.prose.figure import Figure
from tradeview.prose.measures.words import PERCENT, RANK

OPENED = re.compile(r" ?[(\[] ?")
AS_MUCH = 0.02  # by which the ratio of two shares may be off that of their amounts, for what is rounded
APART = 0.1  # by which two amounts differ at least, so that their ratio says something
ALL = 1.01  # shares of one whole are no more than that, for what is rounded


def find_proportional(around: Around) -> Claimed | None:
    """Return that a percentage is a share, where its amount and those around it prove it."""
    pairs = _list_pairs(around.place)
    if len(pairs) < 2 or not any(part is around.place.figure for _, part in pairs):
        return None
    total = sum(_measure(part) for _, part in pairs) / 100
    if total > ALL:
        return None
    return Claimed(SHARE) if all(_are_as(one, other) for one, other in pairwise(pairs)) else None


def _list_pairs(place: Place) -> list[tuple[Figure, Figure]]:
    """Return the amounts of a sentence that have a percentage alone in the bracket behind them, with these."""
    folded = place.reader.folded
    pairs: list[tuple[Figure, Figure]] = []
    for amount, part in pairwise(place.figures):
        is_bracketed = OPENED.fullmatch(folded, amount.end, part.start) is not None
        is_closed = folded[part.end : part.end + 1] in {")", "]"}
        is_amount = amount.kind == "amount" and amount.unit not in {PERCENT, RANK} and _measure(amount) > 0
        if part.unit == PERCENT and is_bracketed and is_closed and is_amount and _measure(part) > 0:
            pairs.append((amount, part))
    kinds = {(amount.currency, amount.unit) for amount, _ in pairs}
    return pairs if len(kinds) == 1 else []


def _measure(figure: Figure) -> float:
    """Return the value of a figure, without its sign in words; 0 where it is open."""
    return float(figure.numeral.value) * 10.0**figure.power if figure.numeral else 0.0


def _are_as(one: tuple[Figure, Figure], other: tuple[Figure, Figure]) -> bool:
    """Whether two shares are to each other as their amounts, which differ."""
    of_amounts = _measure(one[0]) / _measure(other[0])
    of_parts = _measure(one[1]) / _measure(other[1])
    is_telling = abs(of_amounts - 1) >= APART
    return is_telling and abs(of_parts / of_amounts - 1) <= AS_MUCH
