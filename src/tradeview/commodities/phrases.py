"""What a phrase names: its items, the head of each, and whether the words beside the head leave its HS code as it is.

A phrase is a list of items ("iron and steel, coal"). An item names the commodity at its head: the last in English
("rubber gloves"), the first in Malay ("minyak sawit mentah"). On the head's other side nothing may stand that is not
known: "rice cooker" is no rice. On the near side a word may stand where it cannot make another commodity of it: an
adjective of origin ("Siberian coal"), a known commodity ("steel furniture"), any word before a name of two words or
more ("premium palm oil") or behind a preposition ("furniture for offices"). But for an adjective of origin, only where
the head is certain, since oil may be any oil and milk that of almonds. Otherwise the item is not read.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tradeview.commodities.languages import Language
from tradeview.commodities.vocabulary import Commodity, Piece, Vocabulary

CERTAIN = "high"


@dataclass(frozen=True)
class Item:
    """One item of a phrase as read: the commodity, the words for it, and the words that it was read in spite of."""

    commodity: Commodity
    words: str
    language: str
    beside: tuple[str, ...] = ()
    has_stranger: bool = False  # among the words beside, one that is in no table and follows no preposition


@dataclass(frozen=True)
class Reading:
    """What a phrase says in one language: its items, and the items that nothing is known of."""

    items: tuple[Item, ...]
    unknown: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every item is known, and one at least."""
        return bool(self.items) and not self.unknown


def read(folded: str, vocabulary: Vocabulary) -> Reading:
    """Read a folded phrase in one language.

    Examples
    --------
    >>> from tradeview.commodities.vocabulary import vocabulary
    >>> [item.commodity.name for item in read("palm oil , rice and other products", vocabulary("en")).items]
    ['palm oil', 'rice']
    >>> read("rice cookers", vocabulary("en")).unknown
    ('rice cookers',)
    """
    items, unknown = [], []
    for pieces in _parted(vocabulary.pieces(folded), "conjunction"):
        if all(_role(piece) in {"qualifier", "origin", "preposition"} for piece in pieces):
            continue
        item = _item(pieces, vocabulary)
        if item:
            items.append(item)
        else:
            unknown.append(vocabulary.language.gap.join(piece.text for piece in pieces))
    return Reading(tuple(items), tuple(unknown))


def _role(piece: Piece) -> str | None:
    return piece.entry.role if piece.entry else None


def _parted(pieces: Iterable[Piece], role: str) -> list[list[Piece]]:
    """Part pieces at those of a role."""
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        if _role(piece) == role:
            parts.append([])
        else:
            parts[-1].append(piece)
    return [part for part in parts if part]


def _content(pieces: Iterable[Piece]) -> list[Piece]:
    return [piece for piece in pieces if _role(piece) != "qualifier"]


def _item(pieces: list[Piece], vocabulary: Vocabulary) -> Item | None:
    """Read one item, or nothing."""
    parts = [content for part in _parted(pieces, "preposition") if (content := _content(part))]
    named, *tails = parts
    last = vocabulary.language.head == "last"
    named = _without_origins(named, vocabulary.language)
    head = named[-1 if last else 0]
    if head.entry is None or head.entry.commodity is None or _is_torn(pieces, head):
        return None
    beside = [piece for piece in (named[:-1] if last else named[1:]) if piece.entry != head.entry]
    behind = [piece for tail in tails for piece in tail]
    commodity = head.entry.commodity
    if (beside or behind) and commodity.certainty != CERTAIN:
        return None
    if any(piece.entry is None for piece in beside) and (head.length == 1 or vocabulary.language.writing != "words"):
        return None
    spite = tuple(piece.text for piece in (*beside, *behind))
    has_stranger = any(piece.entry is None for piece in beside)
    return Item(commodity, head.text, vocabulary.language.name, spite, has_stranger)


def _without_origins(named: list[Piece], language: Language) -> list[Piece]:
    """Leave out adjectives of origin, but not a last word that is the head: "furniture polish" is no furniture."""
    kept = [piece for piece in named if not _is_origin(piece, language)]
    return kept if kept and (language.head == "first" or kept[-1] is named[-1]) else named


def _is_origin(piece: Piece, language: Language) -> bool:
    return _role(piece) == "origin" or (piece.entry is None and language.is_origin(piece.text))


def _is_torn(pieces: list[Piece], head: Piece) -> bool:
    """Tell whether a run of characters was torn: into the head and unknown ones, or a head of one and others."""
    place = next(place for place, piece in enumerate(pieces) if piece is head)
    nearby = []
    for piece in reversed(pieces[: place + 1]):  # back to where the run starts
        nearby.append(piece)
        if not piece.glued:
            break
    for piece in pieces[place + 1 :]:
        if not piece.glued:
            break
        nearby.append(piece)
    content = [piece for piece in _content(nearby) if piece is not head]
    return any(piece.entry is None or head.length == 1 for piece in content)
