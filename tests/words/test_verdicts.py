"""Verdicts in words: amounts, percentages and points as they stand in their sentences."""

import math

import pytest

from tradeview.periods import months_of, months_of_stretch
from tradeview.words import verdicts


@pytest.mark.parametrize(
    ("value", "unit", "is_money", "text"),
    [
        (84.721e9, "MYR", True, "RM84.721 billion"),
        (-16.81e9, "MYR", True, "−RM16.81 billion"),
        (0.0, "USD", True, "US$0"),
        (2.1e6, "tonne", False, "2,100,000 tonne"),
    ],
)
def test_amounts_have_their_sign_before_the_currency(value: float, unit: str, *, is_money: bool, text: str) -> None:
    assert verdicts.write_amount(value, unit, is_money=is_money) == text


@pytest.mark.parametrize(
    ("printed", "decimals"), [(0.01, 1), (0.001, 1), (0.0001, 2), (1e-9, 4), (0.0, 1), (math.inf, 1)]
)
def test_percentages_are_as_fine_as_they_were_printed(printed: float, decimals: int) -> None:
    assert verdicts.count_decimals(printed) == decimals


def test_points_have_no_sign_of_percent() -> None:
    assert verdicts.write_points(0.0412, 2) == "+4.12"
    assert verdicts.write_points(-0.001) == "−0.1"


def test_months_are_written_as_the_time_that_they_are() -> None:
    assert verdicts.write_months(months_of(2024)) == "2024"
    assert verdicts.write_months(months_of_stretch("2024-01/2024-08")) == "January to August 2024"


def test_a_source_is_who_compiled_it_or_whose_statistics_it_is_of() -> None:
    assert verdicts.name_source("Department of Statistics", "MYS") == "Department of Statistics"
    assert verdicts.name_source(None, "MYS") == "Malaysia’s statistics"
    assert verdicts.name_source("MYS", "MYS") == "Malaysia’s statistics"
