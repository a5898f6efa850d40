"""What words for a month or a season say, where they name no date: the one stated last, one by its place, or none."""

import tomllib
from pathlib import Path

import pytest
from tests.prose.carried.test_carrying import PUBLISHED, dated

TEXTS: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("stated_again.toml").read_text(encoding="utf-8")
)
MARCH = "2024-03/2024-03"
# What each kind of text gives, as the months of its figures.
WANTED = {
    "the_month": [MARCH, MARCH],
    "nth_month": ["2024-02/2024-02"],
    "unread": [MARCH, None],
    "counted": [MARCH, MARCH],
    # "That period" is the one named last, of which no one can tell the months.
    "period_untold": [MARCH, None, None],
}


@pytest.mark.parametrize(("language", "kind"), [(language, kind) for language in TEXTS for kind in TEXTS[language]])
def test_units_of_time_date_as_far_as_they_are_read(language: str, kind: str) -> None:
    for text in TEXTS[language][kind]:
        assert [one.months for one in dated(text, PUBLISHED)] == WANTED[kind], text


@pytest.mark.parametrize(
    ("text", "months"),
    [
        # The month that a longer stretch ended with.
        (
            "Exports in March were $5 billion. From January to March 2024 they came to $14 billion.\n\n"
            "In the month, imports were $4 billion.",
            [MARCH, "2024-01/2024-03", MARCH],
        ),
        ("In 2023 exports were $5 billion. In the month, imports were $4 billion.", ["2023-01/2023-12", None]),
        ("In March exports were $5 billion. In the month of April they were $4 billion.", [MARCH, "2024-04/2024-04"]),
        ("In March exports were $5 billion. In the month before, they were $4 billion.", [MARCH, "2024-02/2024-02"]),
        # Fiscal years begin in other months, unless it is said in which.
        ("In the first half of the fiscal year exports were $5 billion.", [None]),
        ("चालू वित्त वर्ष की पहली छमाही का घाटा 149.47 अरब डॉलर हो गया।", [None]),
        (
            "2023 में निर्यात 5 अरब डॉलर रहा। पहले दो महीनों (अप्रैल-मई) में निर्यात 7 अरब डॉलर रहा।",
            ["2023-01/2023-12", "2023-04/2023-05"],
        ),
        # What a change is counted from, and what stands in the bracket of a year before.
        (
            "In March exports were $5 billion. A year earlier they had been $4 billion, an increase of $1 billion.",
            [MARCH, "2023-03/2023-03", None],
        ),
        (
            "In 2023 exports were $5 billion. After the record of the previous year ($6 billion), imports were $4 bn.",
            ["2023-01/2023-12", "2022-01/2022-12", "2023-01/2023-12"],
        ),
        # This month, in a text on the one before, may be either.
        ("In April exports were $5 billion. Imports this month were $4 billion.", ["2024-04/2024-04", None]),
        # Behind a paragraph on a part of what a text is about, either may be meant, and so may any by a price.
        (
            "From January to March 2024 exports were $5 billion.\n\nIn March they were $2 billion.\n\n"
            "Imports were $4 billion.",
            ["2024-01/2024-03", MARCH, None],
        ),
        (
            "In 2023 exports were $5 billion.\n\nIn March 2024 they were $2 billion.\n\n"
            "Rubber averaged $1,700 a tonne.",
            ["2023-01/2023-12", MARCH, None],
        ),
        ("In March exports were $5 billion. Since January 2024, exports have totalled $14 billion.", [MARCH, None]),
    ],
)
def test_what_may_be_of_another_time_takes_none(text: str, months: list[str | None]) -> None:
    assert [one.months for one in dated(text, PUBLISHED)] == months
