"""What a figure is: an amount, a change, a price or an average, of which flow, with which sign, and what it covers."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from tradeview.prose import read_figures

HERE = Path(__file__).parent
HELD: dict[str, dict[str, list[tuple[str, list[str]]]]] = tomllib.loads((HERE / "flows.toml").read_text("utf-8"))
SENTENCES = [(language, text, wanted) for language, held in HELD.items() for text, wanted in held["sentences"]]
NAMES = [f"{language}-{text[:24]}" for language, text, _ in SENTENCES]


def said(text: str) -> list[str]:
    """What is read of each figure, as the file writes it."""
    figures = read_figures(text)
    found: list[str] = []
    for row in figures.itertuples():
        value = "open" if pd.isna(row.value) else f"{row.value:g}"
        words = [value, row.kind.replace("amount", ""), "" if pd.isna(row.flow) else row.flow]
        coverage = "" if pd.isna(row.coverage) else f": {row.coverage}"
        found.append(" ".join(word for word in words if word) + coverage)
    return found


def written(wanted: str) -> str:
    """The figure of the file with its value as Python prints it."""
    value, _, rest = wanted.partition(" ")
    return f"{float(value):g} {rest}".strip()


@pytest.mark.parametrize(("language", "text", "wanted"), SENTENCES, ids=NAMES)
def test_a_figure_has_its_kind_its_flow_and_its_sign(language: str, text: str, wanted: list[str]) -> None:
    assert said(text) == [written(one) for one in wanted], language
