"""Words: rounding, signs, plurals, and captions that say what a frame knows and what it does not."""

import math

import pandas as pd
import pytest

from tradeview.periods import runs_of_periods
from tradeview.words import labels
from tradeview.words import passports as captions

NNBSP = "\N{NARROW NO-BREAK SPACE}"


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
    assert labels.number(value) == text


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
    assert labels.percent(share, **options) == f"{text}{NNBSP}%"


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (2.48e9, "USD", "US$2.48 billion"),
        (1.146e10, "MYR", "RM11.5 billion"),
        (999_999_999, "EUR", "€1,000 million"),
        (0, "USD", "US$0"),
        (-2.5e6, "USD", "US$−2.50 million"),
        (1234, "RUB", "RUB 1.23 thousand"),
        (0.5, "USD", "US$0.500"),
        (7e12, "THB", "THB 7.00 trillion"),
    ],
)
def test_money_names_its_currency_and_scale(value: float, currency: str, text: str) -> None:
    assert labels.money(value, currency) == text


@pytest.mark.parametrize(
    ("periods", "runs", "gaps"),
    [
        ([2006, 2007, 2024], [(2006, 2007), (2024, 2024)], "No figures for 2008–2023; the dotted line spans 17 years."),
        ([2001, 2003], [(2001, 2001), (2003, 2003)], "No figures for 2002; the dotted line spans 2 years."),
        (
            [2001, 2003, 2009],
            [(2001, 2001), (2003, 2003), (2009, 2009)],
            "No figures for 2002 and 2004–2008; dotted lines span up to 6 years.",
        ),
        ([2002, 2001, 2001], [(2001, 2002)], ""),
        ([202312, 202401], [(202312, 202401)], ""),
        (
            [202311, 202402],
            [(202311, 202311), (202402, 202402)],
            "No figures for 2023-12–2024-01; the dotted line spans 3 months.",
        ),
        ([], [], ""),
    ],
)
def test_gaps_are_said_in_words(periods: list[int], runs: list[tuple[int, int]], gaps: str) -> None:
    assert (runs_of_periods(periods), captions.gaps(periods)) == (runs, gaps)


@pytest.mark.parametrize(
    ("change", "low", "high", "text"),
    [
        (0.303, 0.300, 0.306, f"up 30{NNBSP}%"),
        (-0.139, -0.141, -0.137, f"down 14{NNBSP}%"),
        (0.02, -0.001, 0.04, "hardly changed"),
        (-0.02, -0.04, 0.001, "hardly changed"),
        (0.02, 0.0, 0.04, "hardly changed"),
        (0.004, 0.003, 0.005, "hardly changed"),
        (0.02, math.nan, math.nan, f"up 2{NNBSP}%"),
        (math.nan, math.nan, math.nan, "not comparable"),
    ],
)
def test_a_direction_is_said_only_where_the_range_supports_it(
    change: float, low: float, high: float, text: str
) -> None:
    assert labels.direction(change, low, high) == text


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
    ],
)
def test_words_are_joined_as_in_a_sentence(given: list[str], text: str) -> None:
    assert labels.listed(given) == text


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"flow": "total", "commodity_code": "TOTAL"}, "trade"),
        ({"flow": "export", "commodity_code": "TOTAL"}, "exports"),
        ({"flow": "import", "commodity_code": "1511", "classification": "H5"}, "imports of HS 1511"),
        ({"flow": "export", "commodity_code": "33", "classification": "S4"}, "exports of SITC 33"),
        ({"flow": "total", "commodity_code": "27"}, "trade in HS 27"),
    ],
)
def test_a_series_is_called_what_it_counts(row: dict[str, str], text: str) -> None:
    assert labels.trade_name(pd.Series(row)) == text
