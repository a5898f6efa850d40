"""Commas in numbers: decimal ones where all numbers agree, else refused or left as they stand."""

import pytest

from tradeview.errors import TableError
from tradeview.table.decimal_commas import Commas, find_commas, with_points


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["1500000,5"], "decimal"),
        (["1500000,5", "1,500", None, "", "7"], "decimal"),
        (["0,500"], "decimal"),
        (["1500,500"], "decimal"),
        (["1,5e3"], "decimal"),
        (["1,500", "2,250"], "either"),
        (["1,234,567"], "other"),
        (["1,234.5"], "other"),
        (["1,5", "1.5"], "other"),
        (["1,5", "x,y"], "other"),
        (["1.5", "7", None], "none"),
    ],
)
def test_what_commas_are(cells: list[str | None], found: Commas) -> None:
    assert find_commas(cells) == found


def test_numbers_that_may_be_either_are_refused_or_left() -> None:
    with pytest.raises(TableError, match=r"1 that may be either[^\n]*\n  '1,500': 1\.500, or 1500"):
        with_points([["1,500", "7"]], "file.csv", TableError)
    assert with_points([["1,500"]], "file.csv", TableError, may_be_thousands=True) == [["1,500"]]
    assert with_points([["1,5"], ["2,500"]], "file.csv", TableError) == [["1.5"], ["2.500"]]
    assert with_points([["1,5", "1.5"]], "file.csv", TableError) == [["1,5", "1.5"]]
