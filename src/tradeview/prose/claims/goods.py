"""Which goods a claim is of: the words for them, and their code where the words are known."""

from typing import NamedTuple

from tradeview.prose.claims.place import Place


class Goods(NamedTuple):
    """The words for goods, and their code; TOTAL of all goods."""

    words: str | None
    code: str | None


def find_goods(place: Place) -> Goods:
    """Return the goods that a sentence names for a figure."""
    return Goods(None, "TOTAL")
