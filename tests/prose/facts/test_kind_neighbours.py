"""Kinds and flows that a figure has from what stands before it: one unit, an average before it, a row of countries."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from tradeview.prose import read_figures

TEXTS = tomllib.loads(Path(__file__).with_name("kind_neighbours.toml").read_text(encoding="utf-8"))
SENTENCES = [(text, wanted) for held in TEXTS.values() for text, wanted in held["sentences"]]
NAMES = [f"{language}-{number}" for language, held in TEXTS.items() for number in range(len(held["sentences"]))]


def said(text: str) -> list[str]:
    """What is read of each figure: its value, its kind where it is no amount, and its flow."""
    rows: list[str] = []
    for row in read_figures(text).itertuples():
        parts = [f"{row.value:g}"]
        if row.kind != "amount":
            parts.append(row.kind)
        if not pd.isna(row.flow):
            parts.append(row.flow)
        rows.append(" ".join(parts))
    return rows


def written(wanted: str) -> str:
    """The same, as a test writes it."""
    value, *words = wanted.split(" ")
    return " ".join([f"{float(value):g}", *words])


def test_all_twenty_languages_are_here() -> None:
    assert set(TEXTS) == {path.stem for path in (Path(__file__).parents[1] / "sentences").glob("*.toml")}


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=NAMES)
def test_a_figure_has_its_kind_and_flow_from_what_stands_before(text: str, wanted: list[str]) -> None:
    assert said(text) == [written(one) for one in wanted]
