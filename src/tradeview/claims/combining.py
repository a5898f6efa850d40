"""Which of many claims are tested together, where more articles print a thing than can all be tried beside each other.

Twenty articles that each print exports, imports and a total of their own make eight thousand sums, which tell no more
than a few of them. Each claim is in one then, and the book counts what was not tried, of which a line of the log tells.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import cycle, islice, product
from math import prod
from operator import itemgetter
from typing import TypeVar

Item = TypeVar("Item")
Other = TypeVar("Other")

# More combinations than these are not all tried.
MANY_COMBINATIONS = 100


def combine(choices: Sequence[Sequence[Item]], test: str, untried: Counter[str]) -> list[tuple[Item, ...]]:
    """Combine one of each of several lists; where that is very often, those that stand in the same place of theirs.

    The claims of one article stand first, and else in the order of their articles, so that like is beside like. What is
    left out is counted for its test.

    Examples
    --------
    >>> untried = Counter()
    >>> combine(["ab", "xy"], "parts", untried)
    [('a', 'x'), ('a', 'y'), ('b', 'x'), ('b', 'y')]
    >>> len(combine([range(20), range(10)], "parts", untried)), untried
    (20, Counter({'parts': 180}))
    """
    count = prod(len(choice) for choice in choices)
    if count <= MANY_COMBINATIONS:
        return list(product(*choices))
    longest = max(len(choice) for choice in choices)
    untried[test] += count - longest
    # The shorter lists begin again.
    in_turn = [cycle(choice) for choice in choices]
    return list(islice(zip(*in_turn, strict=False), longest))


def combine_alike(
    ones: Sequence[Item],
    kind_of: Callable[[Item], Hashable],
    find_others: Callable[[Item], Sequence[Other]],
    test: str,
    untried: Counter[str],
) -> list[tuple[Item, Other]]:
    """Combine items with what is found for the first of their kind, in the order of the former."""
    kinds: dict[Hashable, list[int]] = {}
    for place, item in enumerate(ones):
        kinds.setdefault(kind_of(item), []).append(place)
    placed: list[tuple[int, Other]] = []
    for places in kinds.values():
        others = find_others(ones[places[0]])
        pairs = combine((places, range(len(others))), test, untried)
        placed += [(place, others[found]) for place, found in pairs]
    placed.sort(key=itemgetter(0))
    return [(ones[place], other) for place, other in placed]
