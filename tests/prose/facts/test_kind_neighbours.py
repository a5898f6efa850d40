"""Kinds and flows that a figure has from what stands before it: one unit, an average before it, a row of countries."""

import tomllib
from pathlib import Path

import pytest

from kinds_and_flows import read_kinds_and_flows, write_alike

TEXTS = tomllib.loads(Path(__file__).with_name("kind_neighbours.toml").read_text(encoding="utf-8"))
SENTENCES = [(text, wanted) for held in TEXTS.values() for text, wanted in held["sentences"]]
NAMES = [f"{language}-{number}" for language, held in TEXTS.items() for number in range(len(held["sentences"]))]


def test_all_twenty_languages_are_here() -> None:
    assert set(TEXTS) == {path.stem for path in (Path(__file__).parents[1] / "sentences").glob("*.toml")}


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=NAMES)
def test_a_figure_has_its_kind_and_flow_from_what_stands_before(text: str, wanted: list[str]) -> None:
    assert read_kinds_and_flows(text) == [write_alike(one) for one in wanted]
