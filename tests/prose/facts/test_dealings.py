"""What is bought and sold: goods of another country, or currency, shares and companies, which are no trade."""

import tomllib
from pathlib import Path

import pytest

from kinds_and_flows import read_kinds_and_flows, write_alike

TEXTS = tomllib.loads(Path(__file__).with_name("dealings.toml").read_text(encoding="utf-8"))
SENTENCES = [(text, wanted) for kinds in TEXTS.values() for text, wanted in kinds["sentences"]]
NAMES = [f"{language}-{number}" for language, kinds in TEXTS.items() for number in range(len(kinds["sentences"]))]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=NAMES)
def test_only_goods_that_go_abroad_are_trade(text: str, wanted: list[str]) -> None:
    assert read_kinds_and_flows(text) == [write_alike(one) for one in wanted]
