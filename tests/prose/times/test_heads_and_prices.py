"""Figures have the year that heads their part of a list, and none has the year of the prices that it is counted in."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from tradeview.prose import read_figures
from tradeview.prose.claims import read_claims

Rows = list[tuple[str, str, list[str]]]  # language, text and the year of each of its figures


def load_rows(name: str) -> Rows:
    languages = tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return [(locale, text, years) for locale, rows in languages.items() for text, years in rows]


HEADS = load_rows("heads.toml")
PRICES = load_rows("price_bases.toml")


def read_years(text: str, locale: str | None = None) -> list[str]:
    """Read the years of a text's figures; months for what is no year, "-" where there is none."""
    years: list[str] = []
    for months in read_figures(text, locale, carry=True)["months"]:
        first, last = ("-", "-") if pd.isna(months) else months.split("/")
        is_year = first.endswith("-01") and last == f"{first[:4]}-12"
        years.append(first[:4] if is_year else "-" if first == "-" else months)
    return years


@pytest.mark.parametrize(("locale", "text", "years"), HEADS)
def test_a_year_heads_the_figures_behind_it(locale: str, text: str, years: list[str]) -> None:
    assert read_years(text, locale) == years


@pytest.mark.parametrize(("locale", "text", "years"), PRICES)
def test_the_year_of_prices_is_no_time_of_a_figure(locale: str, text: str, years: list[str]) -> None:
    assert read_years(text, locale) == years


def test_all_twenty_languages_are_tried() -> None:
    assert len({locale for locale, _, _ in HEADS}) == len({locale for locale, _, _ in PRICES}) == 20


def test_a_year_of_comparison_heads_no_figures() -> None:
    text = "Compared with 2019: exports of US$5.1 billion; compared with 2020: exports of US$7.3 billion."
    assert read_years(text, "en") == ["-", "-"]


PERCENTAGES = [
    ("en", "Share of imports by partner, 2019: China 15.1%, Japan 12.2%; 2024: China 17.3%, Japan 10.4%."),
    ("ms", "Tahun 2019: eksport naik 5.1%, import naik 3.2% tahun 2024: eksport naik 7.3%, import naik 6.4%"),
    ("ru", "2019 год: экспорт вырос на 5,1%, импорт на 3,2%; 2024 год: экспорт вырос на 7,3%, импорт на 6,4%."),
    ("th", "ปี 2562: จีน 15.1% ญี่ปุ่น 12.2% ปี 2567: จีน 17.3% ญี่ปุ่น 10.4%"),
    ("bn", "২০১৯ সাল: রপ্তানি ৫.১ শতাংশ বেড়েছে, আমদানি ৩.২ শতাংশ ২০২৪ সাল: রপ্তানি ৭.৩ শতাংশ বেড়েছে, আমদানি ৬.৪ শতাংশ"),
    ("ar", "حصة الصين من الصادرات عام 2019: 15.1%، اليابان 12.2% عام 2024: الصين 17.3%، اليابان 10.4%"),
]


@pytest.mark.parametrize(("locale", "text"), PERCENTAGES)
def test_a_year_heads_percentages(locale: str, text: str) -> None:
    assert [start // 100 for start in read_claims(text, locale=locale)["start"]] == [2019, 2019, 2024, 2024]
