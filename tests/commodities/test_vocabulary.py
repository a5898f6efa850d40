"""The words of commodity phrases: the tables are sound, and a phrase is parted with as little left over as can be."""

import itertools

import pytest

from tradeview.commodities import nomenclature
from tradeview.commodities.languages import fold, languages
from tradeview.commodities.vocabulary import GRAMMAR, WORDS, commodities, vocabulary
from tradeview.table.csv import read_own

# Where a stemmer makes two words one; as they stand they are told apart.
SAME_STEMS = {
    "id": {"ikan": {"fish", "seafood"}},  # ikan, perikanan
    "es": {
        "aceit de palm": {"palm oil", "coconut and palm kernel oil"},  # palma, palmiste
        "celul": {"wood pulp", "telephones"},  # celulosa, celular
    },
    "pt": {"ole de palm": {"palm oil", "coconut and palm kernel oil"}},
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
    words = read_own(WORDS, "commodity_phrases.csv")
    assert set(BASIC) <= set(words.loc[words["language"] == name, "commodity"])


def test_words_are_of_known_languages_and_commodities_and_stand_once() -> None:
    words = read_own(WORDS, "commodity_phrases.csv")
    grammar = read_own(GRAMMAR, "commodity_grammar.csv")
    assert set(words["language"]) == set(grammar["language"]) == set(languages())
    assert set(words["commodity"]) == set(commodities())
    assert not words.duplicated(["language", "phrase"]).any()


@pytest.mark.parametrize("name", languages())
def test_no_two_commodities_share_the_stems_that_name_them(name: str) -> None:
    words = read_own(WORDS, "commodity_phrases.csv")
    named: dict[tuple[str, ...], set[str]] = {}
    for phrase, commodity in words.loc[words["language"] == name, ["phrase", "commodity"]].itertuples(index=False):
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
    [("fertlizers", "fertilizers"), ("furnitrue", "furniture"), ("rise", "rise"), ("vehicles", "vehicles")],
)
def test_misprints_of_one_letter_are_mended_in_long_words(misprint: str, meant: str) -> None:
    assert vocabulary("en").mended(misprint) == meant
