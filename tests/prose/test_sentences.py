"""Sentences as the press prints them, in twenty languages, written for this project and read figure by figure.

Each file of `sentences/` holds the sentences of one language, with what a careful reader finds in them. A `gap` names
what is not read yet; it must stay true, so that the list shrinks when the reader grows.
"""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tradeview.prose import read_figures
from tradeview.prose.languages import listed_locales

FOLDER = Path(__file__).parent / "sentences"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))
BOUNDS = {"over": "more than", "under": "less than"}
SAID = ("assumed", "approximate", "bound", "period", "months", "flow", "status")
Annotated = dict[str, Any]


def sentences(language: str) -> list[Annotated]:
    held: list[Annotated] = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))["sentence"]
    return held


ALL = [(language, one) for language in LANGUAGES for one in sentences(language)]
NAMES = [f"{language}-{number}" for language in LANGUAGES for number, _ in enumerate(sentences(language), start=1)]


def places(sentence: Annotated) -> Iterator[tuple[Annotated, int, int]]:
    """Where each figure of a sentence stands; they come in the order of the text."""
    at = 0
    for figure in sentence.get("figure", []):
        start = sentence["text"].index(figure["quote"], at)
        at = start + 1
        yield figure, start, start + len(figure["quote"])


def expected(figure: Annotated) -> Annotated:
    value = Decimal(figure["value"]) if figure["value"] else None
    return {
        "reading": (None if value is None else float(value), figure.get("currency"), figure.get("kind", "amount")),
        "assumed": figure.get("assumed", False),
        "approximate": "bound" in figure,
        "bound": BOUNDS.get(figure.get("bound", "")),
        **{key: figure.get(key) for key in ("period", "months", "flow", "status")},
        "observation": "observation" in figure,
    }


def said(row: Any) -> Annotated:
    def known(cell: Any) -> Any:
        return None if pd.isna(cell) else cell

    return {
        "reading": (known(row.value), known(row.currency), row.kind),
        "observation": not pd.isna(row.observation),
        **{
            key: known(getattr(row, key))
            for key in ("assumed", "approximate", "bound", "period", "months", "flow", "status")
        },
    }


def gaps(sentence: Annotated) -> list[tuple[Annotated, set[str]]]:
    """What is read otherwise than a careful reader does, figure by figure."""
    rows = list(read_figures(sentence["text"]).itertuples())
    found = []
    for figure, start, end in places(sentence):
        row = next((row for row in rows if row.text_start < end and start < row.text_end), None)
        wanted = expected(figure)
        read = said(row) if row is not None else {}
        found.append((figure, {key for key in wanted if wanted[key] != read.get(key)} if read else {"row"}))
        if row is not None:
            rows.remove(row)
    assert [row.quote for row in rows] == [], "figures where there are none"
    return found


@pytest.mark.parametrize(("language", "sentence"), ALL, ids=NAMES)
def test_a_sentence_is_read_as_a_careful_reader_does(language: str, sentence: Annotated) -> None:
    for figure, wrong in gaps(sentence):
        assert wrong == set(figure.get("gap", ())), (language, figure["quote"])


def test_all_twenty_languages_are_here() -> None:
    assert set(LANGUAGES) <= set(listed_locales())
    assert len(LANGUAGES) == 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_six_sentences_and_few_gaps(language: str) -> None:
    held = sentences(language)
    figures = [figure for one in held for figure in one.get("figure", ())]
    read = [figure for figure in figures if not {"row", "reading"} & set(figure.get("gap", ()))]
    assert len(held) >= 6
    assert any("figure" not in one for one in held), "a sentence without money"
    assert len(read) >= 0.85 * len(figures)


def test_the_languages_are_told_from_the_sentences_alone() -> None:
    told = [(language, set(read_figures(one["text"])["locale"].dropna())) for language, one in ALL if "figure" in one]
    wrong = [(language, found) for language, found in told if not found <= {language}]
    assert len(wrong) <= 0.02 * len(told), wrong
