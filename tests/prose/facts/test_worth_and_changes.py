"""Verbs and words of change in print, and goods that are said to be worth an amount."""

import tomllib
from pathlib import Path

import pytest

from tradeview.prose import read_figures

TABLE = tomllib.loads(Path(__file__).with_name("worth_and_changes.toml").read_text(encoding="utf-8"))


def _list_sentences(kind: str) -> list[tuple[str, list[str]]]:
    return [(sentence, said) for listed in TABLE[kind].values() for sentence, said in listed]


@pytest.mark.parametrize(("sentence", "kinds"), _list_sentences("changes"))
def test_by_how_much_it_changed_is_no_amount(sentence: str, kinds: list[str]) -> None:
    assert read_figures(sentence)["kind"].tolist() == kinds


@pytest.mark.parametrize(("sentence", "coverages"), _list_sentences("worth"))
def test_what_an_amount_is_worth_of_says_what_it_covers(sentence: str, coverages: list[str]) -> None:
    assert read_figures(sentence)["coverage"].fillna("?").tolist() == coverages
