"""A figure has the time that its sentence states, and not the one that this is compared with."""

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tradeview.prose import read_figures

LANGUAGES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "compared.toml").read_text(encoding="utf-8")
)
SENTENCES = [(language, *one) for language, held in LANGUAGES.items() for one in held["sentences"]]
NAMES = [f"{language}-{i}" for language, held in LANGUAGES.items() for i, _ in enumerate(held["sentences"], start=1)]


def periods(text: str) -> list[int]:
    """Read the periods of a text's figures, 0 where none is said."""
    return [0 if pd.isna(period) else int(period) for period in read_figures(text)["period"]]


@pytest.mark.parametrize(("language", "text", "wanted"), SENTENCES, ids=NAMES)
def test_trap_the_year_compared_with_is_no_figures_but_its_own(language: str, text: str, wanted: list[int]) -> None:
    assert periods(text) == wanted, language


@pytest.mark.parametrize("language", LANGUAGES)
def test_trap_the_same_period_of_a_year_is_no_whole_year(language: str) -> None:
    for text in LANGUAGES[language]["same"]:
        assert list(read_figures(text)["months"].isna()) == [True], text


def test_all_twenty_languages_are_here() -> None:
    assert len(LANGUAGES) == 20


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # The mark of a list, and a line that begins a sentence, part what has no full stop.
        ("Exports reached US$5 billion\n- In 2015 they fell to US$4 billion", [0, 2015]),
        ("Exports reached US$5 billion\n• 2015: US$4 billion", [0, 2015]),
        (
            "Exports reached US$5 billion\n1. In 2015 they fell to US$4 billion\n2. Imports were US$3 billion",
            [0, 2015, 0],
        ),
        ("Exports reached US$5 billion\nIn 2015 they fell", [0]),
        ("Trade hits RM5 billion\nThe ministry said in 2015 exports were RM4 billion", [0, 2015]),
        ("出口50亿美元\n2015年进口30亿美元", [0, 2015]),
        # But no line that goes on, and a heading with a colon holds for its list.
        ("In 2024 exports reached\nUS$5 billion", [2024]),
        ("In 2024 exports to\nThe Hague reached US$5 billion", [2024]),
        ("Exports reached US$5 billion\nin 2015", [2015]),
        ("Экспорт в 2024 году составил 5 млрд долларов\n— на 4% больше", [2024]),
        ("exports in 2024:\n- palm oil: US$5 billion\n- rubber: US$3 billion", [2024, 2024]),
        ("Exports in 2024:\n- Palm oil: US$5 billion in 2023\n- Rubber: US$3 billion", [2023, 2024]),
        # Within a sentence a stop parts nothing.
        ("US$5 billion were paid at 10 a.m. Tuesday in 2015.", [2015]),
        ("Sales were US$4 bn. (2016).", [2016]),
        ("Sales were US$4 bn. (2016), and US$5 bn. (2017).", [2016, 2017]),
        ("In 2015 Tn. Hj. Ahmad sold US$5 million.", [2015]),
        ("It costs $5 billion per year. In 2023 it was less.", [0]),
        # A noun behind "г." may begin a sentence: a time before it holds where it begins its own.
        ("В 2015 г. Малайзия продала товаров на 5 млрд долларов.", [2015]),
        ("По данным таможни, в 2015 г. Малайзия продала товаров на 5 млрд долларов.", [2015]),
        ("Экспорт вырос в 2014 г. Малайзия продала товаров на 5 млрд долларов.", [0]),
        ("Экспорт достиг 3 млрд долларов в 2014 г. Малайзия продала товаров на 5 млрд долларов.", [2014, 0]),
        # The same period of another year, whose months another sentence names, and its year this one.
        ("Exports grew from January to May. In the same period of 2024 they were US$5 billion.", [2024]),
        # Thai parts its sentences by a blank, which may stand within one, too.
        ("การส่งออกมีมูลค่า 5,000 ล้านบาท ปี 2558 การนำเข้ามีมูลค่า 4,000 ล้านบาท", [0, 2015]),
        ("การส่งออกมีมูลค่า 5,000 ล้านบาท ในปี 2558 การนำเข้ามีมูลค่า 4,000 ล้านบาท", [0, 2015]),
        ("การส่งออกมีมูลค่า 5,000 ล้านบาท ในปี 2558", [2015]),
        ("การส่งออกมีมูลค่า 5,000 ล้านบาทในปี 2558 และการนำเข้ามีมูลค่า 4,000 ล้านบาท", [2015, 2015]),
        ("การส่งออกมีมูลค่า 5,000 ล้านบาท ในปี 2558 เพิ่มขึ้นร้อยละ 5", [2015]),
    ],
)
def test_a_time_holds_for_its_own_sentence_line_or_item(text: str, wanted: list[int]) -> None:
    assert periods(text) == wanted


def test_a_preposition_is_no_end_of_another_word() -> None:
    text = "Продажи выросли до 8 млрд долларов с 7 млрд долларов годом ранее, а в 2023 году — до 9 млрд долларов."
    assert periods(text) == [0, 0, 2023]


def test_a_month_is_no_part_of_another_word() -> None:
    text = "بلغت الصادرات 5 مليارات دولار مقابل عام 2019"
    assert 201908 not in periods(text)
