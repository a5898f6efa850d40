"""Phrases of the press and the HS codes that they mean: hundreds by hand, the project's own list, hostile input."""

import time
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tradeview as tv
from examples import examples
from matrices import SLOW
from tradeview.commodities import classification, classify
from tradeview.commodities.classification import search_descriptions, stems_and_heads
from tradeview.commodities.languages import languages
from tradeview.commodities.nomenclature import descriptions
from tradeview.commodities.phrases import PHRASES, PHRASES_FILE, commodities
from tradeview.errors import TableError, TradeviewError, UnknownCodeError
from tradeview.table.csv import read_own

COLUMNS = ["phrase", "code", "level", "description", "score", "why"]


def lines(name: str) -> list[list[str]]:
    text = (Path(__file__).parent / "phrases" / name).read_text(encoding="utf-8")
    return [[part.strip() for part in line.split("|")] for line in text.splitlines() if not line.startswith("#")]


PRESS = lines("press.txt")
NO_COMMODITY = lines("no_commodity.txt")
TRADED = lines("trade.txt")

# Where data/commodities.csv, made by hand, and the classifier differ: phrase -> (its codes, ours, the reason). Empty
# since the phrases are in our own list, and the reasons for their codes too.
DIFFERENCES: dict[str, tuple[str, str, str]] = {}


def codes(phrase: str, locale: str | None = None) -> list[str]:
    return classify(phrase, locale=locale)["code"].dropna().tolist()


@pytest.mark.parametrize("named", [True, False], ids=["language named", "not named"])
@pytest.mark.parametrize(("locale", "phrase", "expected"), PRESS, ids=[f"{line[0]} {line[1]}" for line in PRESS])
def test_phrases_of_the_press(locale: str, phrase: str, expected: str, named: bool) -> None:  # noqa: FBT001
    assert sorted(codes(phrase, locale if named else None)) == sorted(expected.replace("-", "").split())


@pytest.mark.parametrize("named", [True, False], ids=["language named", "not named"])
@pytest.mark.parametrize(("locale", "phrase"), NO_COMMODITY, ids=[f"{line[0]} {line[1]}" for line in NO_COMMODITY])
def test_what_names_no_commodity_has_no_code(locale: str, phrase: str, named: bool) -> None:  # noqa: FBT001
    assert codes(phrase, locale if named else None) == []


@pytest.mark.parametrize(("locale", "phrase", "expected"), TRADED, ids=[f"{line[0]} {line[1]}" for line in TRADED])
def test_phrases_of_trade_statistics(locale: str, phrase: str, expected: str) -> None:
    assert sorted(codes(phrase, locale)) == sorted(expected.split())


@pytest.mark.parametrize(
    ("locale", "phrase", "expected"),
    [
        ("en", "furniture and parts thereof", "94"),
        ("en", "parts of footwear", "64"),
        ("zh_Hans", "塑料及其制品", "39"),
        ("ja", "家具及び同部分品", "94"),
        ("tr", "mobilya ve aksamı", "94"),
        ("ru", "мебель и её части", "94"),
        ("ru", "стекло и изделия из него", "70"),
        ("es", "muebles y sus partes", "94"),
        ("de", "Möbel und Teile davon", "94"),
        # Of a heading, or of raw materials, parts and articles may be elsewhere.
        ("ru", "тракторы и их части", ""),
        ("es", "arroz y sus manufacturas", ""),
        ("zh_Hans", "棕榈油及其制品", ""),
    ],
)
def test_parts_and_articles_are_of_the_chapters_that_hold_them(locale: str, phrase: str, expected: str) -> None:
    assert codes(phrase, locale) == expected.split()


@pytest.mark.parametrize(
    ("locale", "phrase", "expected"),
    [
        ("ru", "мёд", "0409"),
        ("ru", "мёда", ""),  # its stem is that of copper, too
        ("tr", "somun", "7318"),
        ("pt", "câmeras", "8525"),
        ("pt", "refrigerantes", "2202"),
    ],
)
def test_stems_of_two_chapters_name_none(locale: str, phrase: str, expected: str) -> None:
    assert codes(phrase, locale) == expected.split()


def test_every_language_has_phrases_here() -> None:
    assert {line[0] for line in TRADED} == set(languages())
    counts = pd.Series([line[0] for line in PRESS]).value_counts()
    assert set(counts.index) == set(languages())
    assert counts.min() >= 6


def test_commodities_csv_agrees_but_for_what_is_listed() -> None:
    table = tv.load_commodities()
    found = classify(table["phrase"])
    ours = found.groupby(level=0)["code"].agg(lambda column: " ".join(column.dropna()))
    theirs = table["hs_codes"].fillna("")
    differing = {
        phrase: (expected, got)
        for phrase, expected, got in zip(table["phrase"], theirs, ours, strict=True)
        if expected != got
    }
    assert differing == {phrase: codes_and_reason[:2] for phrase, codes_and_reason in DIFFERENCES.items()}
    assert (ours == theirs).sum() == len(table) - len(DIFFERENCES)


@cache
def listed_phrases() -> pd.DataFrame:
    return read_own(PHRASES, PHRASES_FILE)


@pytest.mark.parametrize("step", [pytest.param(10, id="every tenth"), pytest.param(1, id="all", marks=SLOW)])
@pytest.mark.parametrize("name", languages())
def test_every_phrase_of_our_list_means_its_own_commodity(name: str, step: int) -> None:
    words = listed_phrases()
    words = words[words["language"] == name].iloc[::step]
    got: dict[str, set[str]] = {phrase: set() for phrase in words["phrase"]}
    found = classify(words["phrase"], locale=name).dropna(subset="code")
    for phrase, code in zip(found["phrase"], found["code"], strict=True):
        got[phrase].add(code)
    for phrase, commodity in zip(words["phrase"], words["commodity"], strict=True):
        assert got[phrase] == set(commodities()[commodity].codes), (phrase, commodity)


@pytest.mark.parametrize("change", [str.upper, str.title, lambda phrase: f"  ({phrase}) ", lambda phrase: f"{phrase}."])
def test_case_and_signs_do_not_count(change: object) -> None:
    for phrase in ("palm oil", "нефтепродукты", "gaz naturel", "পাম তেল", "石炭"):
        assert codes(change(phrase)) == codes(phrase) != []  # type: ignore[operator]


def test_scores_are_certainty_times_what_stood_beside_times_misprints() -> None:
    scores = {
        "palm oil": 1.0,
        "chemicals": 0.8,
        "electronics": 0.6,
        "sustainable palm oil": 0.7,
        "sustainable premium palm oil": 0.49,
        "fertlizers": 0.9,
        "microscopes": 0.8,
    }
    for phrase, score in scores.items():
        assert classify(phrase)["score"].unique().tolist() == [score], phrase


def test_below_the_threshold_there_is_no_code_and_a_reason() -> None:
    row = classify("very cheap sustainable premium palm oil").iloc[0]
    assert pd.isna(row["code"])
    assert pd.isna(row["score"])
    assert row["why"].startswith(
        "too uncertain: 'palm oil' (en) is palm oil, certainty high; beside it 'very', 'cheap'"
    )


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("household goods", "'household goods' (en) is household goods, certainty none. The words span furniture"),
        ("other goods", "none of its words names a commodity"),
        ("friendship", "not known: 'friendship'"),
        ("coal and friendship", "not known: 'friendship'; 'coal' alone would be 2701"),
        ("κάρβουνο", "it is in a script of none of our languages"),
        ("2024", "it holds no words"),
        ("", "it holds no words"),
        (None, "it holds no words"),
        (float("nan"), "it holds no words"),
        ("coal " * 41, "205 characters: a phrase has at most 200"),
    ],
)
def test_no_code_says_why(phrase: object, why: str) -> None:
    (row,) = classify([phrase]).to_dict("records")
    assert row["why"].startswith(why)
    assert all(pd.isna(row[column]) for column in ("code", "level", "description", "score"))


def test_order_index_and_phrases_are_kept_and_nothing_is_changed() -> None:
    series = pd.Series(["coal", "friendship", "chemicals", "coal"], index=list("dcba"), name="commodity")
    before = series.copy()
    found = classify(series)
    assert found.columns.tolist() == COLUMNS
    assert found.index.tolist() == ["d", "c", "b", "b", "b", "a"]
    assert found["phrase"].tolist() == ["coal", "friendship", *["chemicals"] * 3, "coal"]
    assert found["level"].fillna("").tolist() == ["heading", "", *["chapter"] * 3, "heading"]
    pd.testing.assert_series_equal(series, before)
    assert classify(["coal", "rice"]).index.tolist() == [0, 1]


def test_nothing_asked_is_nothing_answered_in_the_same_columns() -> None:
    empty = classify([])
    assert empty.columns.tolist() == COLUMNS
    assert empty.dtypes.equals(classify(["coal"]).dtypes.reindex(COLUMNS)) or empty.empty


@pytest.mark.parametrize("wrong", [5, 5.0, None, b"coal", {"coal": 1}, object(), pd.DataFrame({"phrase": ["coal"]})])
def test_what_is_no_text_is_refused(wrong: object) -> None:
    with pytest.raises(TableError, match="classify reads texts"):
        classify(wrong)


def test_numbers_among_phrases_are_refused_with_their_places() -> None:
    with pytest.raises(TableError, match="phrases are texts; found: 2 that are not") as caught:
        classify(["coal", 1511, None, ["rice"]])
    assert caught.value.rows == ("place 1: 1511", "place 3: ['rice']")


def test_a_language_that_we_lack_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="no words for commodities in 'sv'"):
        classify("kol", locale="sv")
    with pytest.raises(UnknownCodeError, match="5 is no locale"):
        classify([], locale=5)  # type: ignore[arg-type]


def test_one_language_named_leaves_the_others_out() -> None:
    assert codes("or", "fr") == ["7108"]
    assert codes("or", "en") == []
    assert codes("than", "vi") == ["2701"]
    assert codes("than", "en") == []


def test_words_of_other_chapters_in_another_language_have_no_code_until_the_language_is_named() -> None:
    assert codes("baja", "ms") == ["31"]
    assert codes("baja", "id") == ["72"]
    assert codes("baja") == codes("baja dan aluminium") == []
    assert classify("baja")["why"].item().startswith("languages differ, name one as locale: 'baja' (ms) is fertilisers")


@pytest.mark.parametrize("word", ["the", "our", "so", "text", "mine", "fine", "moves", "golden", "sale"])
def test_english_words_are_no_stems_of_other_languages(word: str) -> None:
    assert codes(word) == []


def test_an_unknown_word_is_no_english_one_where_another_language_is_named() -> None:
    assert codes("premium palm oil") == codes("premium palm oil", "en") == ["1511"]
    assert codes("sabun palm oil", "ms") == []


def test_words_beside_are_trusted_where_the_language_is_named() -> None:
    # "palm oil" is said in Filipino, too, where its head comes first.
    assert codes("palm oil plantations") == []
    assert codes("óleo de palma sustentável", "pt") == ["1511"]
    assert codes("óleo de palma sustentável") == []


@examples(300)
@given(st.text(max_size=250), st.sampled_from([None, *languages()]))
def test_no_text_raises_anything(text: str, locale: str | None) -> None:
    found = classify(text, locale=locale)
    assert len(found) >= 1
    assert found["score"].dropna().between(classification.THRESHOLD, 1).all()
    assert (found["code"].isna() == found["score"].isna()).all()
    assert (found["code"].notna() | (len(found) == 1)).all()


@given(st.lists(st.sampled_from([line[1] for line in PRESS]), max_size=5))
def test_a_list_is_its_phrases_one_by_one(phrases: list[str]) -> None:
    together = classify(phrases)
    apart = [classify(phrase) for phrase in phrases]
    assert together["code"].fillna("").tolist() == [code for one in apart for code in one["code"].fillna("")]


@given(st.one_of(st.integers(), st.binary(), st.lists(st.one_of(st.none(), st.text(), st.integers(), st.floats()))))
def test_only_errors_of_ours(values: object) -> None:
    try:
        found = classify(values)
    except TradeviewError:
        return
    assert found.columns.tolist() == COLUMNS


def test_a_million_characters_and_a_thousand_phrases_take_little_time() -> None:
    classify([line[1] for line in PRESS])  # words and indices are made once
    start = time.process_time()
    classify("palm oil " * 111_112)
    assert time.process_time() - start < 1
    phrases = [f"{one[1]}, {other[1]}" for one in PRESS[:32] for other in PRESS[32:64]]
    start = time.process_time()
    classify(phrases)
    assert time.process_time() - start < 10  # about half a second; machines are shared


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
    assert [found for found, _ in search_descriptions(phrase)] == [code]


@pytest.mark.parametrize("phrase", ["metal scrap", "pipes", "towels", "generators", "carbon", "furniture polish"])
def test_words_of_several_chapters_or_of_a_longer_list_name_none(phrase: str) -> None:
    assert search_descriptions(phrase) == ()


@pytest.mark.parametrize(
    "phrase", ["science", "students", "investment", "rice cookers", "peanut chips", "goods", "", "zzz", "of and the"]
)
def test_what_no_description_opens_with_is_not_found(phrase: str) -> None:
    assert search_descriptions(phrase) == ()


def test_the_last_word_of_a_phrase_is_a_head_in_what_is_found() -> None:
    # "Oil seeds; sunflower seeds" has both words, but holds seeds.
    assert "1206" not in {code[:4] for code, _ in search_descriptions("sunflower oil")}
    assert stems_and_heads("sunflower oil seeds")[1] == ["seed"]


def test_ratios_fall_from_one_and_codes_exist_at_one_level() -> None:
    for phrase in ("engines", "cotton yarn", "turbines", "apple juice"):
        codes, ratios = zip(*search_descriptions(phrase), strict=True)
        assert set(codes) <= set(descriptions())
        assert len(set(map(len, codes))) == 1
        assert list(ratios) == sorted(ratios, reverse=True)
        assert 0 < min(ratios) <= max(ratios) <= 1


def test_the_order_of_words_counts() -> None:
    assert search_descriptions("heavy water") == (("2845", 1.0),)
    assert search_descriptions("water heavy") == ()


def test_a_subheading_is_found_by_nearly_all_its_words_alone() -> None:
    assert [code for code, _ in search_descriptions("silver ores and concentrates")] == ["261610"]
    assert search_descriptions("silver concentrates") == ()


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        # A heading's clause holds little else: likeness 0.65 at least. RapidFuzz's is twice the letters that both have
        # in order, over all letters: 2 x 11 of 11 + 23 is 0.647 (hollow, pipe; profil, tube), 2 x 14 of 14 + 29 0.651.
        ("hollow pipes", []),
        ("laundry machines", ["8450"]),
        # Of a subheading 0.9: 2 x 22 of 22 + 27 is 0.898 (wind), 2 x 23 of 23 + 28 0.902 (cell).
        ("brass musical instruments", []),
        ("primary lithium batteries", ["850650"]),
        # Beside the best one, 0.9 of it: 0.902 of 1 is, 0.757 of 0.848 (0.892) is not.
        ("projector cinematograph", ["9007", "9008"]),
        ("aluminium tubes", ["7608"]),
        # Five of six headings of one likeness.
        ("spices", ["0904", "0905", "0906", "0907", "0908"]),
    ],
)
def test_how_like_a_description_must_be(phrase: str, codes: list[str]) -> None:
    assert [code for code, _ in search_descriptions(phrase)] == codes


def test_two_words_beside_and_a_misprint_are_too_much() -> None:
    assert classify("sustainable premium natural rubber", locale="en")["score"].item() == 0.49
    row = classify("sustainable premium naturall rubber", locale="en").iloc[0]  # 0.49 x 0.9 is 0.441, below 0.45
    assert pd.isna(row["code"])
    assert row["why"].startswith("too uncertain")


def test_a_phrase_of_200_characters_is_read() -> None:
    assert codes("coal".ljust(200)) == ["2701"]
    assert codes("coal".ljust(201)) == []


def test_words_of_six_letters_stand_as_listed_where_the_language_is_not_told() -> None:
    assert (codes("rohöls", "de"), codes("rohöls")) == (["2709"], [])
    assert codes("palmöls", "de") == codes("palmöls") == ["1511"]
