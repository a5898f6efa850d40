"""Separators between thousands: read where a column or a file proves them, and left alone elsewhere."""

import pytest

from tradeview.table.thousands import without_thousands

PROVED = {
    "two commas": ([["1,234,567", "12,500"]], [["1234567", "12500"]]),
    "a comma and a point": ([["1,000.25", "900", "12,500"]], [["1000.25", "900", "12500"]]),
    "two points": ([["1.234.567", "12.500"]], [["1234567", "12500"]]),
    "points and a decimal comma": ([["1.000,25", "12,5", "-7"]], [["1000.25", "12.5", "-7"]]),
    "one column proves it of another": ([["1,234,567"], ["12,500"]], [["1234567"], ["12500"]]),
    "a column by itself": ([["1,234,567", None, ""], ["5000.5"]], [["1234567", None, ""], ["5000.5"]]),
    "of two columns written unlike, the one": ([["1,234,567"], ["12,500", "5000"]], [["1234567"], ["12,500", "5000"]]),
}
NOT_PROVED = {
    "one comma": [["12,500", "1,750"]],
    "one point": [["12.500"]],
    "a number without": [["1,234,567", "12500"]],
    "groups of others": [["1,234,56"], ["12,34,567"]],
    "a group of zeros before": [["0,234,567"]],
    "a decimal comma beside": [["1,234,567", "12,5"]],
    "a word": [["1,234,567", "n.a."]],
    "nothing": [[], [None, ""]],
}


@pytest.mark.parametrize(("columns", "written"), PROVED.values(), ids=PROVED)
def test_what_is_proved_is_written_plainly(columns: list[list[str | None]], written: list[list[str | None]]) -> None:
    assert without_thousands(columns) == written


@pytest.mark.parametrize("columns", NOT_PROVED.values(), ids=NOT_PROVED)
def test_what_is_not_proved_stays(columns: list[list[str | None]]) -> None:
    assert without_thousands(columns) is None
