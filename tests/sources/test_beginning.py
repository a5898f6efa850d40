"""How a file begins is a value: two alike are equal, and none is changed."""

import dataclasses

import pytest

from tradeview.sources.beginning import Beginning


def test_a_beginning_is_a_value() -> None:
    begun = Beginning("file.csv", "a,b", ("a", "b"))
    assert begun == Beginning("file.csv", "a,b", ("a", "b"), ())
    with pytest.raises(dataclasses.FrozenInstanceError):
        begun.name = "another"  # type: ignore[misc]
