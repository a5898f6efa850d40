"""What a sentence holds, and where: the facts of its figures, and what it names of flows, times and comparisons.

What is named right behind a fact is said of it, as far as it reaches: until another clause begins, or what another
figure is compared with.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

from tradeview.prose.figure import Figure
from tradeview.prose.text.stops import Doubt
from tradeview.prose.times.periods import Time

NEXT = 24  # characters within which what follows a figure is said of it
CLAUSE_END = re.compile("[,;:،、؛]")


class Mention(NamedTuple):
    """A flow, a status or a comparison that a sentence names, and where; without a label it only ends others' reach."""

    start: int
    end: int
    label: str | None
    sign: int = 0  # of a balance: 1 for a surplus, -1 for a deficit, 0 where its words do not say
    parts: tuple[str, ...] = ()  # the flows that "exports and imports" names, in their order
    coverage: str | None = None  # of a flow: goods, services
    is_difference: bool = False  # by how much exports exceed imports: an amount, whatever the verb says


class Fact(NamedTuple):
    """Figures that state one fact, and where they stand."""

    start: int
    end: int
    figures: list[Figure]


class Placed(Protocol):
    """What stands in a text."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends."""


PlacedT = TypeVar("PlacedT", bound=Placed)
NamedT = TypeVar("NamedT", Mention, Time)


class Reach(NamedTuple):
    """What ends the reach of a fact to what is named behind it."""

    folded: str
    parting: re.Pattern[str]  # what begins another clause
    baselines: Sequence[Mention]
    doubts: Sequence[Doubt]

    def find_behind(self, fact: Fact, named: Sequence[NamedT]) -> NamedT | None:
        """Return what is named right behind a fact, with nothing between that begins another clause."""
        near = first_after(named, fact.end)
        if near is None or self.folded[near.end : near.end + 1] == ":":
            return None
        if len(self.folded[fact.end : near.start].rstrip(" \n")) > NEXT:
            return None
        compared = first_after(self.baselines, fact.end)
        if compared and compared.start <= near.start:
            return None
        # No sentence is a time alone in brackets: 5 млрд долл. (2023).
        is_bracket = self.folded[fact.end : near.start].strip() == "(" and self.folded[near.end : near.end + 1] == ")"
        if is_bracket:
            return near
        if self.parting.search(self.folded[fact.end : near.start]) or self.is_parted(fact, near.start):
            return None
        return near

    def is_parted(self, fact: Fact, place: int) -> bool:
        """Whether another sentence may begin between a fact and what is named behind it: then it is said of neither."""
        first = bisect_right(self.doubts, fact.end, key=attrgetter("place"))
        last = bisect_right(self.doubts, place, key=attrgetter("place"))
        return any(doubt.told or doubt.place == place for doubt in self.doubts[first:last])


def within(placed: Sequence[PlacedT], start: int, end: int) -> Sequence[PlacedT]:
    """Return what starts in a stretch of the text; all come in the order of the text."""
    by_start = attrgetter("start")
    return placed[bisect_left(placed, start, key=by_start) : bisect_left(placed, end, key=by_start)]


def last_before(named: Sequence[PlacedT], place: int) -> PlacedT | None:
    """Return what is named last and ends before a place."""
    count = bisect_right(named, place, key=attrgetter("end"))
    return named[count - 1] if count else None


def first_after(named: Sequence[PlacedT], place: int) -> PlacedT | None:
    """Return what is named first and starts behind a place."""
    count = bisect_left(named, place, key=attrgetter("start"))
    return named[count] if count < len(named) else None
