"""The languages of commodity phrases: which a phrase is in, and when two words are the same."""

import unicodedata

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from tradeview.commodities.languages import Language, find_languages, fold, languages
from tradeview.commodities.phrases import list_entries
from tradeview.errors import UnknownCodeError

ASKED = [
    *("en", "bn", "th", "ms", "id", "ru", "zh_Hans", "zh_Hant", "fr", "de", "es", "pt", "it", "tr", "vi", "ja", "ko"),
    *("ar", "hi", "fil"),
]


def test_the_twenty_languages_of_the_figures_are_here_and_babel_knows_them() -> None:
    assert sorted(languages()) == sorted(ASKED)
    assert all(Locale.parse(name) for name in languages())


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        ("en_GB", ["en"]),
        ("pt-BR", ["pt", "en"]),
        ("zh", ["zh_Hans", "en"]),
        ("zh-HK", ["zh_Hant", "en"]),
        ("zh_Hant_TW", ["zh_Hant", "en"]),
        ("fil", ["fil", "en"]),
    ],
)
def test_language_of_a_locale(locale: str, names: list[str]) -> None:
    assert [language.name for language in find_languages("", locale)] == names


@pytest.mark.parametrize("locale", ["sv", "", "xx", "e" * 1_000_000, "🙂", "en\n"])
def test_a_locale_without_words_is_refused(locale: str) -> None:
    with pytest.raises(UnknownCodeError, match="no words for commodities") as caught:
        find_languages("coal", locale)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("уголь", ["ru"]),
        ("কয়লা", ["bn"]),
        ("LNG 液化", ["zh_Hans", "zh_Hant", "ja"]),
        ("ゴム", ["ja"]),
        ("κάρβουνο", []),
        ("12%", []),
    ],
)
def test_languages_of_a_script(phrase: str, names: list[str]) -> None:
    assert [language.name for language in find_languages(fold(phrase))] == names


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("en", "fertiliser", "fertilisers"),
        ("ru", "удобрение", "удобрениями"),
        ("ar", "نفط", "النفط"),
        ("hi", "उर्वरक", "उर्वरकों"),
        ("bn", "বিমান", "বিমানের"),
        ("tr", "gübre", "gübresi"),
        ("fr", "produit pétrolier", "produits pétroliers"),
        ("es", "petróleo", "petroleo"),
    ],
)
def test_endings_do_not_count(name: str, one: str, other: str) -> None:
    assert languages()[name].key(fold(one)) == languages()[name].key(fold(other))


def test_accents_count_where_they_make_another_word() -> None:
    vietnamese = languages()["vi"]
    assert vietnamese.key(fold("dầu")) != vietnamese.key(fold("dâu"))  # oil, strawberry


def test_an_and_that_is_written_with_its_word_is_parted() -> None:
    arabic = languages()["ar"]
    assert [token.text for token in arabic.tokens("القمح والأرز")] == ["القمح", ",", "الأرز"]


def test_characters_know_whether_they_are_glued() -> None:
    japanese = languages()["ja"]
    assert [(token.text, token.glued) for token in japanese.tokens("石炭 lng")] == [
        ("石", False),
        ("炭", True),
        ("lng", False),
    ]


@given(st.text(max_size=200))
def test_folding_is_stable_and_leaves_letters_commas_and_single_spaces(text: str) -> None:
    folded = fold(text)
    assert all(character in " ," or unicodedata.category(character)[0] in "LMN" for character in folded)
    assert folded == " ".join(folded.split())
    assert [language.name for language in find_languages(fold(folded))] == [
        language.name for language in find_languages(folded)
    ]


def test_an_ending_leaves_three_letters() -> None:
    language = Language("xx", frozenset(), "first", "words", "", ("an",), "", ("ian",))
    assert [language.stem(word) for word in ("abcan", "aban")] == ["abc", "aban"]
    assert [language.is_origin(word) for word in ("abcian", "abian")] == [True, False]


@pytest.mark.parametrize("name", languages())
def test_a_stem_begins_as_its_word_does(name: str) -> None:
    language = languages()[name]
    for phrase, _ in list_entries(name):
        for token in language.tokens(fold(phrase)):
            assert language.initial(language.stem(token.text)) == language.initial(token.text), token.text
