"""In which currency growth is told: sentences of many languages, and the titles of our own charts in every currency."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from tradeview.charts.lenses.words import CHANGE, TITLE
from tradeview.prose.claims import read_claims
from tradeview.words.language import Language, speak
from tradeview.words.money import currency_name
from tradeview.words.names import series_name
from tradeview.words.numbers import describe_change
from tradeview.words.periods import format_span

HELD = tomllib.loads((Path(__file__).parent / "terms.toml").read_text(encoding="utf-8"))
SENTENCES = [(name, text, wanted) for name, held in HELD.items() for text, wanted in held["sentences"]]
IDS = [f"{name}-{i}" for name, held in HELD.items() for i, _ in enumerate(held["sentences"], start=1)]
CATALOGUES = [code for code in tv.languages() if code != "en"]
MANY, FEW = 10, 3  # sentences of a language that charts speak, and of another
TOTAL = pd.Series({"reporter": "MYS", "partner": "RUS", "flow": "total", "commodity_code": "TOTAL"})


def read_currencies(text: str, locale: str) -> list[str]:
    read = read_claims(text, locale=locale)["currency"]
    return ["-" if pd.isna(code) else code for code in read]


@pytest.mark.parametrize(("name", "text", "wanted"), SENTENCES, ids=IDS)
def test_a_growth_has_the_currency_that_its_sentence_says(name: str, text: str, wanted: list[str]) -> None:
    assert read_currencies(text, name) == wanted


def test_each_language_has_its_sentences() -> None:
    for name, held in HELD.items():
        assert len(held["sentences"]) >= (MANY if name in {"en", *CATALOGUES} else FEW), name


def named_currencies(language: str) -> list[str]:
    """Return the currencies whose names the catalogue of a language has."""
    catalogue = files("tradeview.words").joinpath("catalogues", f"{language}.po").read_text("utf-8")
    return sorted(set(re.findall(r'msgctxt "currency name"\nmsgid "([A-Z]{3})"', catalogue)))


def write_title(one: str, other: str) -> str:
    """Write what a chart says of a trade that grew by 30 % in one currency and by 75 % in another."""
    changes = [
        CHANGE.fill(change=describe_change(0.30, 0.29, 0.31), unit=currency_name(one)),
        CHANGE.fill(change=describe_change(0.75, 0.74, 0.76), unit=currency_name(other)),
    ]
    when = {"start": format_span(2007), "end": format_span(2024)}
    return TITLE.fill(series=series_name(TOTAL), changes=changes, **when)


@pytest.mark.parametrize("language", CATALOGUES)
def test_titles_of_charts_are_read_back_in_every_currency(language: str) -> None:
    codes = named_currencies(language)
    assert len(codes) > 30
    wrong: list[str] = []
    for code in codes:
        other = "MYR" if code == "USD" else "USD"
        with speak(Language(language)):
            titles = {(code, other): write_title(code, other), (other, code): write_title(other, code)}
        for wanted, title in titles.items():
            if read_currencies(str(title), language) != list(wanted):
                wrong.append(str(title))
    assert wrong == []


OF_SEVERAL = {
    "text-tells": ("In 2024 Mexican exports rose 4 per cent in pesos.", ["MXN"]),
    "dollars-are-american": (
        "Singapore's exports of S$50 billion rose 4 % in dollar terms in 2024.",
        ["SGD", "USD"],
    ),
    "name-of-many": ("In 2024 exports rose 4 per cent in dinars.", ["-"]),
    "other-country": ("In 2024 Serbian exports rose 4 per cent in dinars.", ["RSD"]),
}


@pytest.mark.parametrize("name", OF_SEVERAL)
def test_a_name_of_several_currencies_means_what_the_text_tells(name: str) -> None:
    text, wanted = OF_SEVERAL[name]
    assert read_currencies(text, "en") == wanted
