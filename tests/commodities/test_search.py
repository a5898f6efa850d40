"""The nomenclature's own words, searched: whole phrases at the head of a description, or nothing."""

import pytest

from tradeview.commodities.nomenclature import descriptions
from tradeview.commodities.search import search, words_of


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("titanium", "8108"),
        ("nickel", "75"),
        ("natural honey", "0409"),
        ("musical instruments", "92"),
        ("helicopters", "8802"),  # its subheadings differ in weight, which the phrase does not say
        ("fish oil", "1504"),  # not 150410, liver oils
        ("tractors", "8701"),
        ("sparkling wine", "220410"),
    ],
)
def test_a_phrase_finds_the_code_that_opens_with_it(phrase: str, code: str) -> None:
    assert [found for found, _ in search(phrase)] == [code]


@pytest.mark.parametrize(
    "phrase", ["metal scrap", "pipes", "towels", "generators", "carbon", "brazil nuts", "furniture polish"]
)
def test_words_of_several_chapters_or_of_a_longer_list_name_none(phrase: str) -> None:
    assert search(phrase) == ()


@pytest.mark.parametrize(
    "phrase", ["science", "students", "investment", "rice cookers", "peanut chips", "goods", "", "zzz", "of and the"]
)
def test_what_no_description_opens_with_is_not_found(phrase: str) -> None:
    assert search(phrase) == ()


def test_the_last_word_of_a_phrase_is_a_head_in_what_is_found() -> None:
    # "Oil seeds; sunflower seeds" has both words, but holds seeds.
    assert "1206" not in {code[:4] for code, _ in search("sunflower oil")}
    assert words_of("sunflower oil seeds")[1] == ["seed"]


def test_ratios_fall_from_one_and_codes_exist_at_one_level() -> None:
    for phrase in ("engines", "cotton yarn", "turbines", "apple juice"):
        codes, ratios = zip(*search(phrase), strict=True)
        assert set(codes) <= set(descriptions())
        assert len(set(map(len, codes))) == 1
        assert list(ratios) == sorted(ratios, reverse=True)
        assert 0 < min(ratios) <= max(ratios) <= 1


def test_the_order_of_words_counts() -> None:
    assert search("heavy water") == (("2845", 1.0),)
    assert search("water heavy") == ()


def test_a_subheading_is_found_by_nearly_all_its_words_alone() -> None:
    assert [code for code, _ in search("silver ores and concentrates")] == ["261610"]
    assert search("silver concentrates") == ()
