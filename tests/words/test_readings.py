"""What a person is told of two readings: figures with their digits, times in words, and no more of a cell than fits."""

import pytest

from tradeview.words.readings import LONGEST, name_fields, write_cell, write_figure, write_time


@pytest.mark.parametrize(
    ("value", "currency", "kind", "wanted"),
    [
        (2.48e9, "USD", None, "US$2.48 billion"),
        (1234567890.0, "MYR", "amount", "RM1.23456789 billion"),
        (-5e9, "USD", None, "-US$5 billion"),
        (0.043, None, "growth", "+4.3%"),
        (0.25, None, "share", "25%"),
        (3.0, None, "rank", "place 3"),
        (4.2e9, None, None, "4,200,000,000 of no currency"),
        (None, "USD", None, "a figure without a value"),
    ],
)
def test_a_figure_is_written_with_its_digits(
    value: float | None, currency: str | None, kind: str | None, wanted: str
) -> None:
    assert write_figure(value, currency, kind).replace("−", "-") == wanted


def test_fields_are_named_in_words() -> None:
    assert name_fields(["period", "low", "something else"]) == "time, lower end and something else"


def test_times_are_written_in_words_and_what_is_none_as_it_is() -> None:
    assert write_time("2024-01/2024-12") == "2024"
    assert write_time("2024-05/2024-05") == "May 2024"
    assert write_time("2024") == "2024"
    assert write_time(None) == "nothing"


def test_a_long_cell_is_cut() -> None:
    assert write_cell("x" * 1000) == "x" * LONGEST + "…"
    assert write_cell(None) == "nothing"
