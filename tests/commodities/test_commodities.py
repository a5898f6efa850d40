"""The Harmonised System's sections: 97 chapters less 77, each in one section."""

import pytest

from tradeview import commodities
from tradeview.errors import UnknownCodeError

CHAPTERS = [f"{number:02}" for number in range(1, 98) if number != 77]
ROMAN = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
    "XXI",
]


def test_there_are_21_sections_over_96_chapters() -> None:
    table = commodities.sections()
    assert table["section"].tolist() == ROMAN
    covered = [
        f"{number:02}"
        for first, last in zip(table["first_chapter"], table["last_chapter"], strict=True)
        for number in range(int(first), int(last) + 1)
    ]
    assert [chapter for chapter in covered if chapter != "77"] == CHAPTERS


def test_what_is_handed_out_can_be_changed_without_harm() -> None:
    mine = commodities.sections()
    mine["section"] = "?"
    assert commodities.sections()["section"].tolist() == ROMAN
    assert commodities.section("15") == "III"


@pytest.mark.parametrize(
    ("code", "section"),
    [
        ("01", "I"),
        ("010121", "I"),
        ("1511", "III"),
        ("27", "V"),
        ("31", "VI"),
        ("39", "VII"),
        ("8471", "XVI"),
        ("88", "XVII"),
        ("97", "XXI"),
    ],
)
def test_section_of_a_code(code: str, section: str) -> None:
    assert commodities.section(code) == section


def test_every_chapter_has_the_section_of_its_headings() -> None:
    assert [commodities.section(f"{chapter}01") for chapter in CHAPTERS] == list(map(commodities.section, CHAPTERS))
    assert set(map(commodities.section, CHAPTERS)) == set(ROMAN)


@pytest.mark.parametrize(
    "code", ["77", "98", "99", "00", "1", "151", "15110", "1511100", "TOTAL", "", "١٥", "1 ", " 1", "²2"]
)
def test_trap_codes_read_as_numbers_and_other_non_codes_are_refused(code: str) -> None:
    with pytest.raises(
        UnknownCodeError, match="is no HS code of a section; do: give 2, 4 or 6 digits with leading zeros"
    ):
        commodities.section(code)
