"""Matrices of tests, of which every change runs a part that holds each value of each side."""

import itertools
from collections.abc import Sequence
from typing import Any

import pytest

SLOW = [pytest.mark.slow]


def matrix(*sides: Sequence[Any]) -> list[Any]:
    """Return every combination for `pytest.mark.parametrize`; all but one for each value of the longest side are slow.

    Those that stay run through the other sides again and again, as a diagonal does: with three engines, the fourth case
    meets the first engine.
    """
    longest = max(map(len, sides))
    kept = {tuple(place % len(side) for side in sides) for place in range(longest)}
    numbered = itertools.product(*(enumerate(side) for side in sides))
    combinations = []
    for combination in numbered:
        places = tuple(place for place, _ in combination)
        values = [value for _, value in combination]
        combined = "-".join(map(_name, values))
        combinations.append(pytest.param(*values, id=combined, marks=[] if places in kept else SLOW))
    return combinations


def some_of(values: Sequence[Any], kept: Sequence[Any]) -> list[Any]:
    """Return all values for `pytest.mark.parametrize`; those that are not among `kept` are slow."""
    names = [_name(value) for value in kept]
    return [pytest.param(value, id=_name(value), marks=[] if _name(value) in names else SLOW) for value in values]


def _name(value: Any) -> str:
    return str(getattr(value, "name", value))
