"""What charts say in each language is read back: the amounts of their English words, and no others."""

import itertools

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import tradeview as tv
from artists import CHARTS
from matrices import SLOW

CODES = [code for code in tv.languages() if code != "en"]


def cases() -> list[object]:
    """Each chart in each language; in `make test` each in one, in turn."""
    listed = []
    for (place, name), (number, code) in itertools.product(enumerate(CHARTS), enumerate(CODES)):
        marks = [] if place % len(CODES) == number else SLOW
        listed.append(pytest.param(name, code, id=f"{name}-{code}", marks=marks))
    return listed


def read_chart(name: str, code: str) -> pd.DataFrame:
    """Read the amounts of what a chart says in words: its title, and the text in its place."""
    words = tv.charts.words(CHARTS[name](language=code))
    plt.close("all")
    figures = pd.concat([tv.read_figures(text, locale=code) for text in (words.title, words.alt)])
    return figures[figures["kind"] == "amount"]


def is_said(row: "pd.Series[object]", figures: pd.DataFrame) -> bool:
    """Tell whether English words have an amount, of the same time; scales of other languages round otherwise."""
    alike = figures[(figures["currency"] == row["currency"]) & (figures["low"] <= row["high"])]
    alike = alike[alike["high"] >= row["low"]]
    return bool((alike["months"].isna() | pd.isna(row["months"]) | (alike["months"] == row["months"])).any())


@pytest.mark.parametrize(("name", "code"), cases())
def test_amounts_of_a_chart_are_those_of_its_english_words(name: str, code: str) -> None:
    in_english, read = read_chart(name, "en"), read_chart(name, code)
    wrong = [row.to_dict() for _, row in read.iterrows() if not is_said(row, in_english)]
    assert wrong == []
