"""Numbers in words: rounding, signs, and changes that the ranges support."""

import math

import numpy as np
import pytest

from tradeview.words.language import speak
from tradeview.words.numbers import choose_scale, describe_change, format_number, format_percent


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1.903, "1.90"),
        (9.996, "10.0"),
        (999.6, "1,000"),
        (-0.14, "−0.140"),
        (11460, "11,500"),
        (123456.0, "123,000"),
        (1e301, "1.00e301"),
        (5e-324, f"{5e-324:.326f}"),
        (math.nan, "not stated"),
        (math.inf, "not stated"),
    ],
)
def test_numbers_have_three_significant_digits(value: float, text: str) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("share", "options", "text"),
    [
        (0.3032, {}, "+30"),
        (-0.1386, {"places": 1}, "−13.9"),
        (0.25, {"signed": False}, "25"),
        (-0.001, {}, "0"),
        (0.0004, {"places": 2}, "+0.04"),
        (12.0, {}, "+1200"),
        (1e300, {}, "+1.00e302"),
    ],
)
def test_percentages_are_signed_with_a_true_minus(share: float, options: dict[str, int], text: str) -> None:
    assert format_percent(share, **options) == f"{text}%"


@pytest.mark.parametrize(
    ("change", "low", "high", "text"),
    [
        (0.303, 0.300, 0.306, "up 30%"),
        (-0.139, -0.141, -0.137, "down 14%"),
        (0.02, -0.001, 0.04, "hardly changed"),
        (-0.02, -0.04, 0.001, "hardly changed"),
        (0.02, 0.0, 0.04, "hardly changed"),
        (0.004, 0.003, 0.005, "hardly changed"),
        (0.02, math.nan, math.nan, "up 2%"),
        (math.nan, math.nan, math.nan, "not comparable"),
    ],
)
def test_a_direction_is_said_only_where_the_range_supports_it(
    change: float, low: float, high: float, text: str
) -> None:
    assert describe_change(change, low, high) == text


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([1.133e9, 1.146e10], (1e9, "billion")),
        ([-3e12, 5.0], (1e12, "trillion")),
        ([999_999.0], (1e3, "thousand")),
        ([0.5], (1.0, "")),
        ([math.nan, math.inf], (1.0, "")),
        ([], (1.0, "")),
    ],
)
def test_the_largest_number_chooses_the_scale(values: list[float], scale: tuple[float, str]) -> None:
    assert choose_scale(values) == scale


def test_the_smallest_numbers_of_numpy_are_numbers() -> None:
    for small in (5e-324, 2.5e-320, 1e-308):
        assert float(format_number(np.float64(small))) == pytest.approx(small, rel=0.01)


def test_prices_and_currencies_change_in_words_of_their_own() -> None:
    """The dollar strengthens in Thai and in Malay, where trade and prices only rise; in English all are up."""
    said = {}
    for code in ("en", "ms", "th"):
        with speak(code):
            said[code] = [describe_change(0.3, 0.29, 0.31, of) for of in ("trade", "prices", "currency")]
    assert said["en"] == ["up 30%"] * 3
    assert said["ms"] == ["meningkat 30%", "naik 30%", "mengukuh 30%"]
    assert said["th"] == ["เพิ่มขึ้น 30%", "สูงขึ้น 30%", "แข็งค่าขึ้น 30%"]
