"""The best pairing, held against all pairings that there are."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tradeview.readings.assignment import find_best_pairs

WEIGHTS = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 20).map(float), min_size=1, max_size=12
)


def heaviest(weights: dict[tuple[int, int], float]) -> float:
    """The most that any pairing weighs, by trying them all."""
    return max(
        sum(weights.get((row, column), 0.0) for row, column in enumerate(order)) for order in permutations(range(4))
    )


@given(WEIGHTS)
def test_no_pairing_weighs_more(weights: dict[tuple[int, int], float]) -> None:
    pairs = find_best_pairs(weights)
    assert len(set(pairs.values())) == len(pairs)
    assert sum(weights[pair] for pair in pairs.items()) == heaviest(weights)


def test_more_of_one_than_of_the_other() -> None:
    assert find_best_pairs({(0, 0): 1.0, (1, 0): 3.0, (2, 0): 2.0}) == {1: 0}
    assert find_best_pairs({(0, 0): 1.0, (0, 1): 3.0}) == {0: 1}
    assert find_best_pairs({}) == {}


def test_a_large_group_is_paired_by_weight() -> None:
    many = {(row, column): 2.0 if row == column else 1.0 for row in range(150) for column in range(150)}
    assert find_best_pairs(many) == {number: number for number in range(150)}
