"""The best pairing of two lists, each of whose members is paired once: of all pairings the one that weighs most.

Pairs are weighed one by one, and a greedy choice of the heaviest would leave others without a partner. Kuhn and
Munkres' algorithm, with the potentials of Jonker and Volgenant, finds the best of all in cubic time; it is run on each
group of members that can be paired with one another at all, which in a text are few.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

Pair = tuple[int, int]
# Steps of one group above which it is paired by weight alone: a hundred equal figures of one text.
MOST_STEPS = 1_000_000


def find_best_pairs(weights: Mapping[Pair, float]) -> dict[int, int]:
    """Return the pairing that weighs most, from members of the first list to those of the second.

    Parameters
    ----------
    weights : mapping
        The weight, above 0, of each pair that may be made.

    Examples
    --------
    >>> find_best_pairs({(0, 0): 10, (0, 1): 9, (1, 0): 9})  # and not 0 with 0, which leaves 1 alone
    {0: 1, 1: 0}
    """
    paired: dict[int, int] = {}
    for group in _split_groups(weights):
        rows = sorted({row for row, _ in group})
        columns = sorted({column for _, column in group})
        shorter, longer = sorted((len(rows), len(columns)))
        if shorter * shorter * longer > MOST_STEPS:
            paired |= _pair_by_weight(group, weights)
        elif len(rows) <= len(columns):
            paired |= _pair_best(rows, columns, weights)
        else:
            turned = {(column, row): weights[row, column] for row, column in group}
            paired |= {row: column for column, row in _pair_best(columns, rows, turned).items()}
    return dict(sorted(paired.items()))


def _split_groups(weights: Mapping[Pair, float]) -> Iterable[list[Pair]]:
    """Return the pairs in groups that share no member."""
    above: dict[tuple[str, int], tuple[str, int]] = {}

    def find_top(member: tuple[str, int]) -> tuple[str, int]:
        above.setdefault(member, member)
        while above[member] != member:
            above[member] = above[above[member]]
            member = above[member]
        return member

    for row, column in weights:
        above[find_top(("row", row))] = find_top(("column", column))
    groups: dict[tuple[str, int], list[Pair]] = defaultdict(list)
    for row, column in weights:
        groups[find_top(("row", row))].append((row, column))
    return groups.values()


def _pair_by_weight(group: Iterable[Pair], weights: Mapping[Pair, float]) -> dict[int, int]:
    """Pair the heaviest first."""
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for row, column in sorted(group, key=lambda pair: (-weights[pair], pair)):
        if row not in paired and column not in taken:
            paired[row] = column
            taken.add(column)
    return paired


def _pair_best(rows: list[int], columns: list[int], weights: Mapping[Pair, float]) -> dict[int, int]:
    """Pair each row with another column so that the weights sum up to the most; there are no more rows than columns.

    A pair that may not be made weighs nothing, and is left out in the end.
    """
    pairing = _Pairing(rows, columns, weights)
    for row in range(1, len(rows) + 1):
        pairing.add_row(row)
    found = {rows[row - 1]: columns[place] for place, row in enumerate(pairing.partner[1:]) if row}
    return {row: column for row, column in found.items() if (row, column) in weights}


class _Pairing:
    """A pairing that is the best of the rows so far; rows and columns count from 1, and 0 stands for none.

    Attributes
    ----------
    partner : list of int
        The row that each column is paired with.
    """

    def __init__(self, rows: list[int], columns: list[int], weights: Mapping[Pair, float]) -> None:
        self.costs = [[-weights.get((row, column), 0.0) for column in columns] for row in rows]
        self.width = len(columns)
        self.of_row = [0.0] * (len(rows) + 1)
        self.of_column = [0.0] * (self.width + 1)
        self.partner = [0] * (self.width + 1)

    def add_row(self, new: int) -> None:
        """Pair one row more, by the cheapest chain of changes of partners."""
        self.partner[0] = new
        column = 0
        least = [math.inf] * (self.width + 1)
        came_from = [0] * (self.width + 1)
        used = [0]
        is_used = [True] + [False] * self.width
        while self.partner[column]:
            row = self.partner[column]
            for other in range(1, self.width + 1):
                cost = self.costs[row - 1][other - 1] - self.of_row[row] - self.of_column[other]
                if not is_used[other] and cost < least[other]:
                    least[other], came_from[other] = cost, column
            column = min((other for other in range(1, self.width + 1) if not is_used[other]), key=least.__getitem__)
            self._raise_potentials(used, is_used, least, least[column])
            used.append(column)
            is_used[column] = True
        while column:
            before = came_from[column]
            self.partner[column] = self.partner[before]
            column = before

    def _raise_potentials(self, used: list[int], is_used: list[bool], least: list[float], step: float) -> None:
        for column in used:
            self.of_row[self.partner[column]] += step
            self.of_column[column] -= step
        for other in range(1, self.width + 1):
            if not is_used[other]:
                least[other] -= step
