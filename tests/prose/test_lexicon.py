"""The words of several languages put together: which scale words, currencies and patterns a passage is read with."""

import re
from decimal import Decimal

import pytest

from tradeview.prose.lexicon import any_glued, any_word, currency_names, find_lexicon, unit_name
from tradeview.prose.text.folding import fold_text


def test_english_comes_last_and_only_once() -> None:
    assert [find_lexicon(names).locales for names in ((), ("th",), ("en",), ("bn", "th"))] == [
        ("en",),
        ("th", "en"),
        ("en",),
        ("bn", "th", "en"),
    ]


def test_a_lexicon_is_built_once() -> None:
    assert find_lexicon(("th",)) is find_lexicon(("th",))


def test_a_currency_no_longer_tender_is_no_word() -> None:
    codes = find_lexicon(()).currencies.words
    assert "eur" in codes
    assert "dem" not in codes


def test_codes_and_letters_that_are_words_too_are_shy() -> None:
    codes = find_lexicon(()).currencies.words
    shy = {"AMD", "COP", "RON", "SAR", "SDG", "TOP", "P", "R", "N"}
    assert all(word.shy for code in shy for word in codes[code.lower()] if word.printed == code)
    assert shy <= {word.printed for words in codes.values() for word in words}


def test_calendars_come_with_their_languages() -> None:
    assert [find_lexicon(names).eras for names in ((), ("th",))] == [{0}, {0, 543}]


@pytest.mark.parametrize(("locale", "read"), [("de", False), ("th", True)])
def test_a_language_in_latin_letters_keeps_english_scales_out(locale: str, read: bool) -> None:  # noqa: FBT001
    assert ("crore" in find_lexicon((locale,)).scales.words) == read


def test_scale_words_that_are_made_of_others_are_read_as_two() -> None:
    words = find_lexicon(("th",)).scales.words
    assert {"หมื่น", "ล้าน"} <= set(words)
    assert "หมื่นล้าน" not in words


@pytest.mark.parametrize(
    ("locale", "printed", "digits"),
    [("zh_Hant", "六四〇.五", "640.5"), ("zh_Hans", "二〇二四", "2024"), ("bn", "তিন দশমিক শূন্য চার", "তিন.04")],
)
def test_digits_spelled_one_by_one_are_digits(locale: str, printed: str, digits: str) -> None:
    assert find_lexicon((locale,)).write_digits(fold_text(printed).folded) == fold_text(digits).folded


def test_number_words_hold_their_value_exactly() -> None:
    words = find_lexicon(("ar",)).number_words
    assert words["مليونان"] == Decimal(2_000_000)
    assert find_lexicon(()).number_words["half a"] == Decimal("0.5")


def test_several_makes_a_number_word_none() -> None:
    numbers = find_lexicon(("zh_Hans",)).numbers
    assert numbers.search("十亿美元") is not None
    assert numbers.search("数十亿美元") is None


def test_names_of_currencies_come_from_cldr() -> None:
    assert "ринггит" in " ".join(currency_names("ru", "MYR"))
    assert [unit_name(code) for code in ("AUD", "USD", "MXN", "CNY")] == ["Dollar", "Dollar", "Peso", "Yuan"]


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["m", "mio", "mio."], "5 mio. euro", ["mio."]),  # the longest that fits, whatever it ends in
        (["m", "mio", "mio."], "5 mio euro, 5 m", ["mio", "m"]),
        (["mio.", "mio"], "5 miombo", []),
        (["to", "up to"], "up to, into, tom, to", ["up to", "to"]),
        (["$", "us"], "us$, us, bus", ["us", "$", "us"]),  # a sign parts words
        (["ถึง", "to"], "5ถึง6 to 7", ["ถึง", "to"]),
        (["দিয়ে", "ও"], "ক ও খ", ["ও"]),
        (["а", "на"], "на дом, а", ["на", "а"]),
        ([], "to", []),
    ],
)
def test_words_stand_apart_and_the_longest_comes_first(words: list[str], text: str, found: list[str]) -> None:
    assert [match[0] for match in re.finditer(any_word(words), text)] == found


def test_words_of_scripts_without_capitals_may_be_glued() -> None:
    pattern, text = any_glued(["보다", "than"]), fold_text("기간보다 than thank").folded
    assert [match[0] for match in re.finditer(pattern, text)] == [fold_text("보다").folded, "than"]
