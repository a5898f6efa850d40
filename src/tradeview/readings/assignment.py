"""The best pairing of two lists, each of whose members is paired once: of all pairings the one that weighs most.

Pairs are weighed one by one, and a greedy choice of the heaviest would leave others without a partner. Kuhn and
Munkres' algorithm, with the potentials of Jonker and Volgenant, finds the best of all in cubic time; it is run on each
group of members that can be paired with one another at all, which in a text are few.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

Pair = tuple[int, int]
# Steps of one group above which it is paired by weight alone: more than a thousand equal figures of one text.
MOST_STEPS = 4_000_000


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
    count, width = len(rows), len(columns)
    # Potentials of rows and columns, and which row each column is paired with; place 0 stands for none.
    of_row = [0.0] * (count + 1)
    of_column = [0.0] * (width + 1)
    partner = [0] * (width + 1)
    for new in range(1, count + 1):
        partner[0] = new
        column = 0
        least = [math.inf] * (width + 1)
        came_from = [0] * (width + 1)
        is_used = [False] * (width + 1)
        while partner[column]:
            is_used[column] = True
            row, step, nearest = partner[column], math.inf, 0
            for other in range(1, width + 1):
                if is_used[other]:
                    continue
                cost = -weights.get((rows[row - 1], columns[other - 1]), 0.0) - of_row[row] - of_column[other]
                if cost < least[other]:
                    least[other], came_from[other] = cost, column
                if least[other] < step:
                    step, nearest = least[other], other
            for other in range(width + 1):
                if is_used[other]:
                    of_row[partner[other]] += step
                    of_column[other] -= step
                else:
                    least[other] -= step
            column = nearest
        while column:
            before = came_from[column]
            partner[column] = partner[before]
            column = before
    found = {rows[partner[place] - 1]: columns[place - 1] for place in range(1, width + 1) if partner[place]}
    return {row: column for row, column in found.items() if (row, column) in weights}
