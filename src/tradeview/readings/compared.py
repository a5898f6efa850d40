"""A figure of either reading, with what the comparison says of it."""

from dataclasses import dataclass

from tradeview.readings.given import GivenRow
from tradeview.readings.matching import Located
from tradeview.readings.standing import Place

BOTH, FIRST, SECOND = "both", "first", "second"
LAST = float("inf")  # where in the text stands what stands nowhere


@dataclass(frozen=True)
class ComparedRow:
    """A figure of either reading, with what the comparison says of it.

    Attributes
    ----------
    ours, theirs : GivenRow, Located, optional
        The rows of both readings; one may be missing.
    differs, left_open, not_found : tuple of str
        Fields in which the two differ, that one of them leaves open, and that nothing in the text bears out.
    in_text : bool
        Whether value and currency stand in the text.
    place : (int, int), optional
        Where the figure of their row stands in the text.
    """

    ours: GivenRow | None
    theirs: Located | None
    differs: tuple[str, ...]
    left_open: tuple[str, ...]
    in_text: bool
    not_found: tuple[str, ...]
    place: Place | None

    @property
    def reading(self) -> str:
        """Who has it: both, the first or the second."""
        if self.theirs is None:
            return FIRST
        return SECOND if self.ours is None else BOTH

    @property
    def order(self) -> tuple[float, int]:
        """Its place in the order of the text; what stands nowhere comes last."""
        if self.ours is not None:
            return self.ours.cells["text_start"], 0
        number = self.theirs.row.number if self.theirs else 0
        return (self.place[0] if self.place else LAST), number
