"""The words of a language: what scale words are worth, and which words tell a language."""

import pytest

from tradeview.figures.lexicon import find_lexicon, scale_words


@pytest.mark.parametrize(
    ("locale", "word", "power"),
    [
        ("en", "million", 6),
        ("en", "bn", 9),
        ("en", "billions", 9),
        ("en", "lakh", 5),
        ("bn", "লাখ", 5),
        ("bn", "কোটি", 7),
        ("bn", "মিলিয়ন", 6),
        ("th", "หมื่น", 4),
        ("th", "ล้าน", 6),
        ("de", "Milliarden", 9),
        ("de", "Billion", 12),
        ("fr", "billion", 12),
        ("ms", "bilion", 9),
        ("ja", "億", 8),
    ],
)
def test_trap_scale_words_differ_by_language(locale: str, word: str, power: int) -> None:
    assert scale_words(locale)[word] == power


def test_scale_words_that_cldr_contradicts_are_dropped() -> None:
    assert "কো" not in scale_words("bn")


@pytest.mark.parametrize(
    ("text", "locale", "locales"),
    [
        ("", None, ("en",)),
        ("5 ล้าน", None, ("th", "en")),
        ("৫ ล้าน", None, ("bn", "th", "en")),
        ("৫", "de", ("de", "en")),
    ],
)
def test_languages_are_told_by_script_unless_one_is_named(
    text: str, locale: str | None, locales: tuple[str, ...]
) -> None:
    assert find_lexicon(text, locale).locales == locales


def test_words_and_scripts_tell_a_language_and_codes_do_not() -> None:
    words = find_lexicon("")
    assert [words.told_by(word) for word in ("exports", "৫", "ล", "eur", "5", "я")] == [
        "en",
        "bn",
        "th",
        None,
        None,
        None,
    ]


def test_a_currency_no_longer_tender_is_no_word() -> None:
    codes = find_lexicon("").currencies.words
    assert "eur" in codes
    assert "dem" not in codes


def test_codes_that_are_words_too_are_codes() -> None:
    codes = find_lexicon("").currencies.words
    shy = {"AMD", "COP", "RON", "SAR", "SDG", "TOP"}
    assert all(word.shy for code in shy for word in codes[code.lower()] if word.printed == code)
    assert shy <= {word.printed for words in codes.values() for word in words}


def test_calendars_come_with_their_languages() -> None:
    assert [find_lexicon(text).eras for text in ("", "ปี")] == [{0}, {0, 543}]


@pytest.mark.parametrize(("locale", "read"), [("de", False), ("th", True)])
def test_a_language_in_latin_letters_keeps_english_scales_out(locale: str, read: bool) -> None:  # noqa: FBT001
    assert ("crore" in find_lexicon("", locale).scales.words) == read
