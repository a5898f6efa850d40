"""The languages of a text: what is listed of each, which one a passage is in, and how one is added."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tradeview.prose import context, languages, lexicon, read_figures
from tradeview.prose.amounts import assumed
from tradeview.prose.languages import (
    FOLDER,
    language_file,
    listed_locales,
    named_locales,
    scale_words,
)
from tradeview.prose.text import passages, stops
from tradeview.prose.text.folding import fold_text
from tradeview.prose.text.passages import split_passages
from tradeview.prose.text.stops import split_sentences
from tradeview.prose.times import calendars

CZECH = """
evidence = ["hodnota", "obchodu", "dosáhl", "roce", "vývoz", "více", "než"]
over = ["více než"]
[scales]
mld = 9
[names]
"dolarů" = "USD"
[flows]
export = ["vývoz*"]
[periods]
year = ["v roce {year}"]
"""


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


def test_scale_words_before_a_number_are_apart() -> None:
    assert scale_words("sw", leading=True)["milioni"] == 6
    assert "milioni" not in scale_words("sw")


@pytest.mark.parametrize(
    ("locale", "same"),
    [("en_GB", "en"), ("zh", "zh_Hans"), ("zh_TW", "zh_Hant"), ("zh_HK", "zh_Hant"), ("pt_PT", "pt")],
)
def test_a_locale_has_the_file_of_its_language_and_script(locale: str, same: str) -> None:
    assert language_file(locale) is language_file(same)
    assert language_file("cy") == {}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("total trade of the year", "en"),
        ("বাণিজ্য ঘাটতি", "bn"),
        ("มูลค่าการค้า", "th"),
        ("jumlah dagangan Malaysia dengan Rusia pada tahun itu", "ms"),
        ("nilai perdagangan Indonesia dengan Rusia pada tahun itu sebesar", "id"),
        ("товарооборот", "ru"),
        ("双边贸易额", "zh_Hans"),
        ("雙邊貿易額", "zh_Hant"),
        ("貿易総額は", "ja"),
        ("교역액은 美와", "ko"),
        ("les échanges avec la Russie", "fr"),
        ("der Handel mit Russland", "de"),
        ("el comercio con Rusia", "es"),
        ("o comércio com a Rússia", "pt"),
        ("gli scambi con la Russia", "it"),
        ("iki ülke arasındaki ticaret hacmi", "tr"),
        ("kim ngạch thương mại của hai nước", "vi"),
        ("التجارة بين البلدين", "ar"),
        ("द्विपक्षीय व्यापार", "hi"),
        ("ang kalakalan ng dalawang bansa", "fil"),
        ("EUR 5", None),
    ],
)
def test_a_language_is_told_from_script_and_words(text: str, language: str | None) -> None:
    assert [passage.language for passage in split_passages(fold_text(text))] == [language]


def test_sentences_end_at_stops_and_not_at_abbreviations() -> None:
    text = "Trade hit 5 Mrd. Euro. Exports, of the U.S., were 3.5 млрд. долл. США。増えた。\n\nEnd"
    parts = [text[start:end].strip() for start, end in split_sentences(fold_text(text))]
    wanted = ["Trade hit 5 Mrd. Euro.", "Exports, of the U.S., were 3.5 млрд. долл. США。", "増えた。", "", "End"]
    assert parts == wanted


def test_every_passage_follows_the_one_before() -> None:
    text = fold_text("The trade grew fast. มูลค่าการค้า 5 ล้านบาท\n\nВ 2024 году товарооборот вырос. 贸易额增长。")
    found = split_passages(text)
    assert [passage.language for passage in found] == ["en", "th", "ru", "zh_Hans"]
    assert [passage.start for passage in found] == [0, *(passage.end for passage in found[:-1])]
    assert found[-1].end == len(text.folded)


@pytest.fixture
def czech(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder of languages with one more, and no memory of the others."""
    for name in ("any", "en", "de"):
        (tmp_path / f"{name}.toml").write_bytes(FOLDER.joinpath(f"{name}.toml").read_bytes())
    (tmp_path / "cs.toml").write_text(CZECH, encoding="utf-8")
    rooms = (assumed, calendars, context, languages, lexicon, passages, stops)
    caches = [held for room in rooms for held in vars(room).values() if hasattr(held, "cache_clear")]
    for cache in caches:
        cache.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(languages, "FOLDER", tmp_path)
        yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("czech")
def test_a_language_is_added_by_one_file() -> None:
    assert listed_locales() == ("en", "cs", "de")
    (row,) = read_figures("Hodnota obchodu: vývoz v roce 2024 dosáhl více než 2,48 mld dolarů.").itertuples()
    assert (row.quote, row.value, row.currency, row.locale) == ("2,48 mld dolarů", 2.48e9, "USD", "cs")
    assert (row.period, row.flow, row.bound) == (2024, "export", "more than")


def test_without_its_file_the_same_language_is_not_told() -> None:
    assert "cs" not in listed_locales()
    assert "cs" not in set(read_figures("Vývoz v roce 2024: více než 2,48 mld dolarů.")["locale"])


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "pl",
            "Wartość handlu z Malezją wyniosła w 2024 roku ponad 2,48 mld dolarów amerykańskich (9,8 mld zł).",
            [(2.48e9, "USD", 2024, "more than"), (9.8e9, "PLN", 2024, None)],
        ),
        ("pl", "Polski eksport do Malezji wzrósł o 12 proc. do 350 mln euro.", [(350e6, "EUR", None, None)]),
        (
            "nl",
            "De handel tussen Nederland en Maleisië bedroeg in 2024 ruim 2,48 miljard dollar (2,3 miljard euro).",
            [(2.48e9, "USD", 2024, "more than"), (2.3e9, "EUR", 2024, None)],
        ),
        ("nl", "De uitvoer steeg met 5 procent naar 1.234 miljoen euro.", [(1.234e9, "EUR", None, None)]),
        (
            "uk",
            "У 2024 році товарообіг між країнами склав понад 2,48 млрд доларів США, експорт зріс на 12 %.",
            [(2.48e9, "USD", 2024, "more than")],
        ),
        (
            "fa",
            "حجم تجارت میان ایران و روسیه در سال ۲۰۲۴ به بیش از ۴٫۸ میلیارد دلار رسید.",
            [(4.8e9, "USD", 2024, "more than")],
        ),
    ],
)
def test_languages_with_a_short_file_are_read(language: str, text: str, wanted: list[tuple[object, ...]]) -> None:
    found = read_figures(text)
    rows = found[["value", "currency", "period", "bound"]].astype(object)
    assert [tuple(row) for row in rows.where(rows.notna(), None).itertuples(index=False)] == wanted
    assert set(found["locale"]) == {language}


def word_lists(listed_of: object) -> Iterator[list[str]]:
    """All lists of words in a file of a language."""
    if isinstance(listed_of, list) and all(isinstance(word, str) for word in listed_of):
        yield listed_of
    elif isinstance(listed_of, dict | list):
        for held in listed_of.values() if isinstance(listed_of, dict) else listed_of:
            yield from word_lists(held)


@pytest.mark.parametrize("language", ["any", *listed_locales(), *named_locales()])
def test_no_list_holds_a_word_twice(language: str) -> None:
    for words in word_lists(language_file(language)):
        folded = [fold_text(word).folded for word in words]
        assert len(folded) == len(set(folded)), sorted({word for word in folded if folded.count(word) > 1})
