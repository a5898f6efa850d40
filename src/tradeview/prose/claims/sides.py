"""Whose trade a claim is of, and with whom: the economies that its sentence names, by their part in it."""

from tradeview.prose.claims.place import Place


def find_sides(place: Place) -> tuple[str | None, str | None]:
    """Return the reporter and the partner that a sentence names for a figure, None for what it does not name."""
    return None, None
