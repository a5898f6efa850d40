"""A fiscal year is none of the calendar, unless its country counts so; where its months are open, a figure has none."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from tradeview.prose import read_figures
from tradeview.prose.claims import read_claims

LANGUAGES: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "fiscal_years.toml").read_text(encoding="utf-8")
)
SENTENCES = [(locale, text) for locale, texts in LANGUAGES.items() for text in texts]
CALENDAR = {"id", "fil"}  # whose fiscal year begins in January, where one year names it


@pytest.mark.parametrize(("locale", "text"), SENTENCES)
def test_a_fiscal_year_is_no_calendar_year_in_silence(locale: str, text: str) -> None:
    figure = read_figures(text, locale).iloc[0]
    claim = read_claims(text, locale=locale).iloc[0]
    is_calendar = not pd.isna(claim["start"]) and (claim["start"] % 100, claim["end"] % 100) == (1, 12)
    is_silent = not pd.isna(figure["period"]) and pd.isna(figure["calendar_label"])
    assert not is_silent
    assert not is_calendar or (locale in CALENDAR and not pd.isna(figure["calendar_label"]))


def test_all_twenty_languages_are_tried() -> None:
    assert len(LANGUAGES) == 20


def test_a_fiscal_year_that_began_in_a_year_has_no_months() -> None:
    figure = read_figures("Exports were US$5.1 billion in the fiscal year that began in 2023.").iloc[0]
    assert pd.isna(figure["months"])
    assert pd.isna(figure["period"])
