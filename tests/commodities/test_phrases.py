"""What a phrase names: its items and their heads, and what is not read since it may be another thing."""

import pytest

from tradeview.commodities.languages import fold
from tradeview.commodities.phrases import read
from tradeview.commodities.vocabulary import vocabulary


def named(phrase: str, language: str) -> list[str]:
    reading = read(fold(phrase), vocabulary(language))
    return [item.commodity.name for item in reading.items] if reading.whole else []


@pytest.mark.parametrize(
    ("phrase", "language", "names"),
    [
        ("steel furniture", "en", ["furniture"]),
        ("perabot besi", "ms", ["furniture"]),
        ("furniture for offices", "en", ["furniture"]),
        ("products of iron and steel", "en", ["iron and steel"]),
        ("sustainable palm oil", "en", ["palm oil"]),
        ("Iberian coal", "en", ["coal"]),  # an adjective of origin by its ending
        ("Chinese coal and Dutch furniture", "en", ["coal", "furniture"]),  # by CLDR's names of languages
        ("ямальский уголь", "ru", ["coal"]),
        ("charbon polonais", "fr", ["coal"]),
        ("coal, rice & other goods", "en", ["coal", "rice"]),
        ("电子产品和煤炭", "zh_Hans", ["electronics", "coal"]),
    ],
)
def test_an_item_is_what_its_head_names(phrase: str, language: str, names: list[str]) -> None:
    assert named(phrase, language) == names


@pytest.mark.parametrize(
    ("phrase", "language"),
    [
        ("rice cookers", "en"),  # the head is not known
        ("almond milk", "en"),  # and so may milk and butter
        ("lait de soja", "fr"),
        ("fish oil", "en"),  # the head may be any oil
        ("minyak ikan", "ms"),
        ("dầu cá", "vi"),
        ("furniture polish", "en"),  # an adjective of origin, but here the head
        ("brand coal", "en"),  # a word before a name of one word
        ("coal and widgets", "en"),  # an item that is not known
        ("добыча угля", "ru"),
        ("资金", "zh_Hans"),  # funds: gold, torn out of a word
        ("铁路", "zh_Hans"),  # railway: iron
        ("전기차", "ko"),  # electric car: electricity and tea
        ("ข้าวเกรียบ", "th"),  # crackers: rice
        ("and", "en"),
        ("", "en"),
    ],
)
def test_what_may_be_another_thing_is_not_read(phrase: str, language: str) -> None:
    assert named(phrase, language) == []


def test_a_reading_says_what_stood_beside_and_what_is_not_known() -> None:
    (item,) = read("steel furniture for offices", vocabulary("en")).items
    assert (item.words, item.beside, item.has_stranger) == ("furniture", ("steel", "offices"), False)
    (item,) = read("sustainable palm oil", vocabulary("en")).items
    assert (item.beside, item.has_stranger) == (("sustainable",), True)
    assert read("coal and widgets", vocabulary("en")).unknown == ("widgets",)


def test_only_words_that_name_no_commodity_leave_nothing() -> None:
    reading = read("other products and goods of Malaysia".casefold(), vocabulary("en"))
    assert (reading.items, reading.unknown, reading.whole) == ((), (), False)
