"""What stands behind a figure: each sentence from the cells of its row, and nothing of what they do not say."""

import pytest

from tradeview.words.provenance import describe_rate, facts_of_figure, facts_of_origin, tell_mark

PRINTED = {"value": 2.48e9, "currency": "USD", "quote": "US$2.48 billion", "source": "bernama-2025"}
CONVERTED = {
    "value": 8e9,
    "currency": "MYR",
    "stated_value": 2e9,
    "stated_currency": "USD",
    "rate": 0.25,  # of a dollar for a ringgit
    "rate_kind": "average",
    "rate_source": "my bank",
}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (PRINTED, ["Printed: “US$2.48 billion”.", "Source: Bernama, 15 May 2025."]),
        ({**PRINTED, "quote": None, "source": float("nan")}, []),
        (
            {**PRINTED, "low": 2.475e9, "high": 2.485e9, "source": None},
            ["Printed: “US$2.48 billion”.", "Range: US$2.475 billion to US$2.485 billion."],
        ),
        (CONVERTED, ["Stated as US$2 billion.", "Rate: 4.0000 RM per US$, average, my bank."]),
        (
            {"value": 1.0, "currency": "USD", "deflator": "CPI", "base_period": 2024},
            ["At prices of 2024, by CPI."],
        ),
        (
            {"value": 1.0, "currency": "USD", "valuation": "FOB", "compiled_by": "MYS", "source": "a <b>"},
            ["Valued FOB.", "Statistics: Malaysia.", "Source: a <b>."],
        ),
    ],
)
def test_a_figure_says_what_its_row_has(row: dict[str, object], said: list[str]) -> None:
    assert facts_of_figure(row) == said


def test_of_two_sides_each_says_its_own() -> None:
    row = {"exporter_valuation": "FOB", "exporter_source": "one", "importer_valuation": "CIF", "importer_source": None}
    assert facts_of_origin(row, "exporter_") == ["Valued FOB.", "Source: one."]
    assert facts_of_origin(row, "importer_") == ["Valued CIF."]


def test_a_rate_is_quoted_above_one_and_a_figure_without_one_is_as_printed() -> None:
    assert describe_rate(CONVERTED) == "4.0000 RM per US$, average, my bank"
    assert describe_rate(PRINTED) == "as printed"


def test_long_words_are_cut_and_a_mark_has_a_line_for_each_fact() -> None:
    (said,) = facts_of_figure({"value": 1.0, "currency": "USD", "quote": "x" * 5000})
    assert 2000 < len(said) < 2050
    assert tell_mark("2024", "US$1", ["One.", "Two."]) == "2024: US$1\nOne.\nTwo."
