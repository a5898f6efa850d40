"""What a phrase names: tables of words that are sound, phrases parted with as little left over as can be, items read
by their heads, and what is not read since it may be another thing."""

import itertools
from functools import cache

import pandas as pd
import pytest

from tradeview.commodities import nomenclature
from tradeview.commodities.languages import fold, languages
from tradeview.commodities.phrases import (
    GRAMMAR,
    GRAMMAR_FILE,
    PHRASES,
    PHRASES_FILE,
    commodities,
    list_entries,
    read_phrase,
    vocabulary,
)
from tradeview.table.columns import Table
from tradeview.table.csv import read_own

# Where a stemmer makes two words one; as they stand they are told apart.
SAME_STEMS = {
    "id": {"ikan": {"fish", "seafood"}},  # ikan, perikanan
    "fr": {"imprim": {"printers", "printed books and newspapers"}},
    "es": {
        "aceit de palm": {"palm oil", "coconut and palm kernel oil"},  # palma, palmiste
        "celul": {"wood pulp", "telephones"},  # celulosa, celular
        "pimient": {"pepper", "vegetables"},
        "porcin": {"pork", "pigs"},
        "pulp": {"wood pulp", "molluscs"},
    },
    "pt": {
        "ole de palm": {"palm oil", "coconut and palm kernel oil"},
        "cam": {"crustaceans", "cameras"},  # camarão, câmara
        "refriger": {"refrigerators", "soft drinks"},
        "gel": {"ice cream", "jams"},
    },
    "it": {
        "cellul": {"wood pulp", "telephones"},
        "pesc": {"fish", "stone fruit"},
        "stamp": {"moulds", "printed books and newspapers"},
    },
    "tr": {
        "so": {"screws, bolts and nuts", "soybeans", "soda ash"},  # somun, soya, soda
        "motor": {"engines", "petrol, diesel and other fuels"},
    },
    "ru": {
        "мед": {"copper", "honey"},
        "дизел": {"diesel engines", "petrol, diesel and other fuels"},
    },
    "ar": {"شعير": {"barley", "pasta and noodles"}},
}
# What the trade press names most, which every language must have words for.
BASIC = [
    *("palm oil", "palm-oil products", "fertilisers", "crude oil", "petroleum products", "natural gas", "coal"),
    *("liquefied natural gas", "computers", "electrical and electronic products", "semiconductors", "rubber"),
    *("integrated circuits", "rubber gloves", "cocoa butter", "cocoa powder", "iron and steel", "aluminium"),
    *("aircraft", "aircraft parts", "machinery", "chemicals", "plastics", "furniture", "wood", "fish", "seafood"),
    *("wheat", "rice", "coffee", "tea", "garments", "textiles", "footwear", "vehicles", "ships", "gold"),
    *("jewellery", "pharmaceuticals", "optical instruments", "medical instruments", "arms", "household goods"),
]


@cache
def listed(table: Table, name: str) -> pd.DataFrame:
    """A list of words, read and checked once for all languages."""
    return read_own(table, name)


def listed_phrases(language: str) -> pd.DataFrame:
    words = listed(PHRASES, PHRASES_FILE)
    return words[words["language"] == language]


def test_codes_exist_and_have_titles_of_our_own() -> None:
    codes = set(itertools.chain.from_iterable(commodity.codes for commodity in commodities().values()))
    assert codes <= set(nomenclature.descriptions())
    assert codes <= set(nomenclature.titles())


def test_no_code_is_on_purpose_and_says_why() -> None:
    for commodity in commodities().values():
        assert (commodity.certainty == "none") == (not commodity.codes)
        assert commodity.certainty != "none" or commodity.why


@pytest.mark.parametrize("name", languages())
def test_every_language_has_words_for_what_the_press_names(name: str) -> None:
    assert set(BASIC) <= set(listed_phrases(name)["commodity"])


def test_words_are_of_known_languages_and_commodities_and_stand_once() -> None:
    words = listed(PHRASES, PHRASES_FILE)
    grammar = listed(GRAMMAR, GRAMMAR_FILE)
    assert set(words["language"]) == set(grammar["language"]) == set(languages())
    assert set(words["commodity"]) == set(commodities())
    assert not words.duplicated(["language", "phrase"]).any()


@pytest.mark.parametrize("name", languages())
def test_the_entries_of_a_language_are_its_lines_of_the_lists(name: str) -> None:
    grammar = listed(GRAMMAR, GRAMMAR_FILE)
    grammar = grammar[grammar["language"] == name]
    named = [(phrase, (entry.role, entry.commodity)) for phrase, entry in list_entries(name)]
    held = [(row.phrase, ("commodity", commodities()[row.commodity])) for row in listed_phrases(name).itertuples()]
    held += [(row.phrase, (row.role, None)) for row in grammar.itertuples()]
    assert named == held


@pytest.mark.parametrize("name", languages())
def test_no_two_commodities_share_the_stems_that_name_them(name: str) -> None:
    named: dict[tuple[str, ...], set[str]] = {}
    for phrase, commodity in listed_phrases(name)[["phrase", "commodity"]].itertuples(index=False):
        named.setdefault(languages()[name].key(fold(phrase)), set()).add(commodity)
    assert {" ".join(key): kinds for key, kinds in named.items() if len(kinds) > 1} == SAME_STEMS.get(name, {})


def test_as_little_as_can_be_is_left_over() -> None:
    pieces = vocabulary("es").pieces(fold("petróleo y gas natural"))
    assert [piece.text for piece in pieces] == ["petróleo", "y", "gas natural"]
    pieces = vocabulary("en").pieces("oil and gas")
    assert [piece.text for piece in pieces] == ["oil and gas"]


def test_names_of_economies_change_nothing() -> None:
    (piece, _) = vocabulary("zh_Hans").pieces("泰国大米")
    assert piece.entry is not None
    assert (piece.text, piece.entry.role) == ("泰国", "qualifier")


@pytest.mark.parametrize(
    ("misprint", "meant"),
    [
        ("fertlizers", "fertilizers"),
        ("furnitrue", "furniture"),
        ("rise", "rise"),
        ("vehicles", "vehicles"),
        ("rubbr", "rubber"),  # one of six letters is missing
        ("rubb", "rubb"),
        ("cocoaa", "cocoaa"),  # like a word of five
        ("pumping", "pumping"),
    ],
)
def test_misprints_of_one_letter_are_mended_in_long_words(misprint: str, meant: str) -> None:
    assert vocabulary("en").mend_misprints(misprint) == meant


def named(phrase: str, language: str) -> list[str]:
    reading = read_phrase(fold(phrase), vocabulary(language))
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
        ("almond oil", "en"),  # the head may be any oil
        ("minyak ikan", "ms"),
        ("dầu gan", "vi"),
        ("furniture polish", "en"),  # an adjective of origin, but here the head
        ("brand coal", "en"),  # a word before a name of one word
        ("coal and widgets", "en"),  # an item that is not known
        ("добыча угля", "ru"),
        ("资金", "zh_Hans"),  # funds: gold, torn out of a word
        ("铁路", "zh_Hans"),  # railway: iron
        ("전기밥솥", "ko"),  # rice cooker: electricity and others
        ("ข้าวเกรียบ", "th"),  # crackers: rice
        ("and", "en"),
        ("", "en"),
    ],
)
def test_what_may_be_another_thing_is_not_read(phrase: str, language: str) -> None:
    assert named(phrase, language) == []


def test_a_reading_says_what_stood_beside_and_what_is_not_known() -> None:
    (item,) = read_phrase("steel furniture for offices", vocabulary("en")).items
    assert (item.words, item.beside, item.has_stranger) == ("furniture", ("steel", "offices"), False)
    (item,) = read_phrase("sustainable palm oil", vocabulary("en")).items
    assert (item.beside, item.has_stranger) == (("sustainable",), True)
    assert read_phrase("coal and widgets", vocabulary("en")).unknown == ("widgets",)


def test_only_words_that_name_no_commodity_leave_nothing() -> None:
    reading = read_phrase("other products and goods of Malaysia".casefold(), vocabulary("en"))
    assert (reading.items, reading.unknown, reading.whole) == ((), (), False)
