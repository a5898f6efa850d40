"""How far the reader looks, and where it stops: each of its bounds at the border, on texts made for it."""

import pandas as pd
import pytest

from tradeview.prose import read_figures
from tradeview.prose.languages import language_file, listed_locales
from tradeview.prose.lexicon import find_lexicon, read_endings
from tradeview.prose.text.folding import MAX_ENDING, fold_text
from tradeview.prose.text.passages import split_passages
from tradeview.prose.times.periods import find_times


def column(text: str, name: str) -> list[object]:
    held = read_figures(text)[name].astype(object)
    return list(held.where(held.notna(), None))


def months(text: str, locale: str) -> list[str]:
    times = find_times(fold_text(text), find_lexicon((locale,)), [])
    return [str(time.months if time.months and time.months.is_settled else None) for time in times]


@pytest.mark.parametrize(("characters", "year"), [(24, 2024), (25, 2023)])
def test_a_time_right_behind_a_figure_is_near(characters: int, year: int) -> None:
    filler = " " + "x" * (characters - 1)
    assert column(f"In 2023, exports hit RM5 billion{filler} in 2024", "period") == [year]


@pytest.mark.parametrize(("characters", "flow"), [(79, "export"), (80, None)])
def test_a_flow_named_only_after_its_figure_is_near(characters: int, flow: str | None) -> None:
    filler = " " + "x" * (characters - 2) + " "
    assert column(f"RM5 billion{filler}exports", "flow") == [flow]


@pytest.mark.parametrize(("number", "found"), [("1 million", 2), ("999 thousand", 1), ("0.999 million", 1)])
def test_a_bare_number_below_a_million_is_no_amount(number: str, found: int) -> None:
    assert len(read_figures(f"US$5 million in 2024, against {number} in 2023")) == found


@pytest.mark.parametrize(("gap", "year"), [(3, None), (4, 2024)])
def test_what_a_figure_rose_from_stands_right_behind_the_comparison(gap: int, year: int | None) -> None:
    text = f"Exports were RM5 billion in 2024, up from{' ' * gap}RM4 billion"
    assert column(text, "period") == [2024, year]


@pytest.mark.parametrize(("used", "flow"), [(15, "total"), (16, None)])
def test_a_flow_is_looked_for_behind_fifteen_that_are_said_of_others(used: int, flow: str | None) -> None:
    text = "Trade: " + "RM1 billion in exports; " * used + "RM9 billion"
    assert column(text, "flow")[-1] == flow


@pytest.mark.parametrize(("characters", "kind"), [(40, "rate"), (41, "amount")])
def test_a_word_that_says_rate_is_near(characters: int, kind: str) -> None:
    filler = " " + "x" * (characters - len("parity") - 2) + " "
    assert column(f"parity{filler}RM4.35", "kind") == [kind]


@pytest.mark.parametrize(("gap", "kind"), [(1, "rate"), (2, "amount")])
def test_words_that_equate_a_currency_are_near(gap: int, kind: str) -> None:
    said = f"the equivalent of{' ' * gap}about "
    assert (len(said) <= 24) == (kind == "rate")
    assert column(f"(US$ {said}RM4.35)", "kind") == [kind]


@pytest.mark.parametrize(
    ("base", "kind"), [("1", "rate"), ("10", "rate"), ("100", "rate"), ("1000", "rate"), ("50", "amount")]
)
def test_a_rate_is_quoted_for_a_round_number_of_units(base: str, kind: str) -> None:
    assert column(f"(JPY {base} = RM2.9)", "kind") == [kind, kind]


@pytest.mark.parametrize(("gap", "quotes"), [(3, ["RM   5 billion"]), (4, [])])
def test_a_currency_before_its_number_is_near(gap: int, quotes: list[str]) -> None:
    assert column(f"RM{' ' * gap}5 billion", "quote") == quotes


@pytest.mark.parametrize(("indent", "is_open"), [(8, True), (9, False)])
def test_a_bullet_is_indented_by_eight_spaces_at_most(indent: int, is_open: bool) -> None:  # noqa: FBT001
    (row,) = read_figures(f"Grants:\n{' ' * indent}-US$5m for roads").itertuples()
    assert pd.isna(row.value) == is_open


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a thousand dollars", [1000]),
        ("a hundred dollars", []),
        ("9" * 24 + " dollars", [float("9" * 24)]),
        ("9" * 25 + " dollars", []),
        ("1 thousand thousand thousand thousand rupees", []),
        ("1 thousand thousand thousand thousand thousand rupees", []),
        ("1 trillion 2 billion 3 million 4 thousand 5 hundred 6 rupees", [1_002_003_004_506]),
    ],
)
def test_a_number_has_so_many_digits_terms_and_scales(text: str, values: list[float]) -> None:
    assert column(text, "value") == values


def test_seven_terms_are_added_up() -> None:
    text = "1 trillion 2 billion 3 crore 4 lakh 5 thousand 6 hundred 7 rupees"
    assert column(text, "value") == [1_002_030_405_607]


@pytest.mark.parametrize(("printed", "wanted"), [("ม.ค. 31", []), ("ม.ค. 32", ["1989-01/1989-01"])])
def test_a_short_year_behind_a_month_is_larger_than_its_days(printed: str, wanted: list[str]) -> None:
    assert months(printed, "th") == wanted


def test_a_month_has_thirty_one_days() -> None:
    assert months("May 31, 2024", "en") == []
    assert set(months("May 32, 2024", "en")) == {"None"}


@pytest.mark.parametrize(("gap", "wanted"), [(6, []), (7, ["2024-05/2024-05"])])
def test_the_day_of_a_date_is_near(gap: int, wanted: list[str]) -> None:
    assert months(f"14th of{' ' * gap}May 2024", "en") == wanted


@pytest.mark.parametrize(("dates", "wanted"), [(7, "2024-01/2024-06"), (8, "None")])
def test_the_same_period_is_one_of_the_eight_before(dates: int, wanted: str) -> None:
    text = "the first half of 2025, " + "on 3 May, " * dates + "the same period of 2024"
    assert months(text, "en")[-1] == wanted


@pytest.mark.parametrize(("gap", "wanted"), [(4, ["2025-01/2025-06"]), (5, ["None", "2025-01/2025-12"])])
def test_a_part_stands_within_forty_characters_of_its_year(gap: int, wanted: list[str]) -> None:
    between = " " * 10 + "," + " " * 10 + "of" + " " * 5 + "the year" + " " * gap
    assert (len(between) <= 40) == (gap == 4)
    assert months(f"first half{between}2025", "en") == wanted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ก" * 7 + " in", "en"),
        ("ก" * 8 + " in", "th"),
        ("ก" * 11 + " trade", "en"),
        ("ก" * 12 + " trade", "th"),
        ("nach 5", "de"),
        ("von 5", None),
    ],
)
def test_four_letters_of_another_script_count_as_a_word_and_three_latin_ones_tell_little(
    text: str, language: str | None
) -> None:
    assert [passage.language for passage in split_passages(fold_text(text))] == [language]


def test_a_passage_is_read_in_two_languages_of_other_scripts() -> None:
    (passage,) = split_passages(fold_text("the trade of ไทย and বাংলা and россия and العربية"))
    assert (passage.language, passage.others) == ("en", ("ar", "bn"))


def test_one_character_behind_the_longest_ending_is_looked_at() -> None:
    endings = [ending for name in listed_locales() for ending in read_endings(language_file(name)) or ()]
    assert max(map(len, endings)) < MAX_ENDING
