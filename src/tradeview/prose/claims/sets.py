"""Which set a rank or a share is of: partners in Europe, total exports."""

from typing import NamedTuple

from tradeview.prose.claims.place import Place


class Among(NamedTuple):
    """A set in the words of the table of statements, and as printed."""

    code: str | None
    words: str | None


def find_set(place: Place) -> Among:
    """Return the set that a rank or a share is of."""
    return Among(None, None)
