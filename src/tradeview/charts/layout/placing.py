"""Placing of labels: boxes in points, whether one is free, the nearest place that is, and labels moved apart.

Two ways are taken. Where a label must stand (the name of a line at its end), labels are moved apart along one line as
little as needed (`spread_labels`). Where it may be left out (the number of a point), each takes the first of its places
that is free (`first_free_box`, `choose_clear_labels`), the most important label first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

STEP = 2  # points between those along a line
TOUCHING = 1e-9  # points; closer is one cluster, since sums of rooms are not exact
Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle in points from the lower left corner of axes."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> "Box":
        """Return the box of this size whose middle is at a point."""
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    @property
    def middle(self) -> Point:
        """The point halfway between its sides."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def overlaps(self, other: "Box") -> bool:
        """Tell whether two boxes have more than an edge in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    def is_within(self, other: "Box") -> bool:
        """Tell whether all of a box lies in another."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.bottom <= self.bottom and self.top <= other.top

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies inside, and not on an edge."""
        x, y = point
        return self.left < x < self.right and self.bottom < y < self.top


def is_free(box: Box, taken: Iterable[Box], room: Box) -> bool:
    """Tell whether a box lies in the room that there is and overlaps nothing that stands there already.

    Examples
    --------
    >>> room, taken = Box(0, 0, 100, 100), [Box(0, 0, 50, 10)]
    >>> is_free(Box(50, 0, 100, 10), taken, room), is_free(Box(40, 5, 90, 15), taken, room)
    (True, False)
    """
    return box.is_within(room) and not any(box.overlaps(other) for other in taken)


def first_free_box(boxes: Iterable[Box], taken: Sequence[Box], room: Box, lines: Sequence[Point] = ()) -> Box | None:
    """Return the first of some boxes, the best ones first, that is free; None where none of them is.

    Parameters
    ----------
    boxes : iterable of Box
        Where a label may stand, the best place first.
    taken : sequence of Box
        What stands there already.
    room : Box
        What a label must not leave.
    lines : sequence of (float, float)
        Points of lines that no label may cover (`points_along`).

    Examples
    --------
    >>> above, below = Box.around(50, 60, 20, 10), Box.around(50, 40, 20, 10)
    >>> first_free_box([above, below], [Box(45, 50, 55, 60)], Box(0, 0, 100, 100)) == below
    True
    """
    for box in boxes:
        covers_a_line = any(box.holds(point) for point in lines)
        if is_free(box, taken, room) and not covers_a_line:
            return box
    return None


def points_along(corners: Sequence[Point]) -> list[Point]:
    """Return points along a line, close enough that none of its pieces passes a label between two of them."""
    found: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise(corners):
        steps = int(max(abs(x1 - x0), abs(y1 - y0)) / STEP) + 1
        found += [(x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps) for n in range(steps + 1)]
    return found


def choose_clear_labels(labels: Iterable[Point], air: float) -> list[int]:
    """Choose labels on one line that have room beside each other, by their number, the most important first.

    Parameters
    ----------
    labels : iterable of (float, float)
        The middle and the width of each label, the most important one first.
    air : float
        White between neighbours.

    Examples
    --------
    >>> choose_clear_labels([(0, 10), (100, 10), (50, 10), (55, 10)], air=5)
    [0, 1, 2]
    """
    chosen: list[int] = []
    taken: list[tuple[float, float]] = []  # from the left to the right edge of each
    for number, (middle, width) in enumerate(labels):
        left, right = middle - width / 2, middle + width / 2
        if all(left >= other_right + air or right + air <= other_left for other_left, other_right in taken):
            chosen.append(number)
            taken.append((left, right))
    return chosen


def spread_labels(wanted: Sequence[float], rooms: Sequence[float], low: float, high: float) -> list[float]:
    """Move labels apart until neighbours keep their distance, as little as needed; `wanted` is in rising order.

    Parameters
    ----------
    wanted : sequence of float
        Where each label would like its middle, rising.
    rooms : sequence of float
        Room that each label takes.
    low, high : float
        The first label stays above `low` and the last below `high`, where there is room at all.

    Examples
    --------
    >>> spread_labels([0, 0, 10], [2, 2, 2], -5, 20)
    [-1.0, 1.0, 10.0]
    """
    placed = _spread_clusters(wanted, rooms)
    limit = high
    for i in reversed(range(len(placed))):  # down from the upper limit, as far as one is in the way of another
        placed[i] = min(placed[i], limit - rooms[i] / 2)
        limit = placed[i] - rooms[i] / 2
    # Last: where there is no room for all, labels leave over the upper limit and never over the lower.
    limit = low
    for i, room in enumerate(rooms):
        placed[i] = max(placed[i], limit + room / 2)
        limit = placed[i] + room / 2
    return [float(middle) for middle in placed]


def _spread_clusters(wanted: Sequence[float], rooms: Sequence[float]) -> list[float]:
    """Move labels that touch as one cluster, whose middle is the mean of where its members would like it."""
    offsets = [sum(rooms[:i]) + rooms[i] / 2 for i in range(len(rooms))]
    clusters: list[tuple[float, list[int]]] = []  # where a cluster would start if it were the first, and its members
    for i in range(len(wanted)):
        members = [i]
        start = wanted[i] - offsets[i]
        while clusters and clusters[-1][0] > start - TOUCHING:
            members = clusters.pop()[1] + members
            start = sum(wanted[j] - offsets[j] for j in members) / len(members)
        clusters.append((start, members))
    placed = []
    for start, members in clusters:
        placed += [start + offsets[i] for i in members]
    return placed
