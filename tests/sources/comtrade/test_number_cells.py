"""Numbers that are read all at once: those of Python's own reading, to the last digit, or none."""

import math
from random import Random

import numpy as np
import pytest

from tradeview.sources.comtrade import number_cells
from tradeview.sources.comtrade.number_cells import read_numbers


def test_plain_numbers_are_those_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(number_cells, "SLICE", 7)
    random = Random(27)
    texts = [f"{random.random() * 10 ** random.randint(-3, 17):.{random.randint(0, 9)}f}" for _ in range(200)]
    texts += ["-0.10", "0", "007.50", "9" * 25, "9007199254740993", "0.1234567890123456789"]
    read = read_numbers(np.array([text.encode() for text in texts]))
    assert read is not None
    assert read.tolist() == [float(text) for text in texts]


def test_numbers_that_stand_in_another_column_are_taken_from_there() -> None:
    held = np.array([b"5", b"6.5", b"", b"7"])
    known = (held, np.array([5, 6.5, math.nan, 7]))
    read = read_numbers(np.array([b"5.00", b"6.5", b"", b"-1"]), known)
    assert read is not None
    np.testing.assert_array_equal(read, [5, 6.5, math.nan, -1])
    assert read_numbers(np.array([b"5", b"x", b"", b"7"]), known) is None


@pytest.mark.parametrize(
    "cell", [".5", "5.", "-.5", "1-2", "--1", "-", ".", "+5", "1e5", "inf", " 5", "5 ", "1_0", "٣"]
)
@pytest.mark.parametrize("longest", [b"1", b"123456789"])
def test_what_is_not_plain_is_not_read(cell: str, longest: bytes) -> None:
    assert read_numbers(np.array([longest, cell.encode()])) is None
