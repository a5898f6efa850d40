"""What is sold and bought: goods of another country, or currencies, shares and firms; and whose deficit it is."""

import tomllib
from pathlib import Path

import pytest

from kinds_and_flows import read_kinds_and_flows, write_alike

TEXTS = tomllib.loads(Path(__file__).with_name("sales.toml").read_text(encoding="utf-8"))
SENTENCES = [(text, wanted) for kinds in TEXTS.values() for text, wanted in kinds["sentences"]]
NAMES = [f"{language}-{number}" for language, kinds in TEXTS.items() for number in range(len(kinds["sentences"]))]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=NAMES)
def test_only_goods_of_another_country_are_trade(text: str, wanted: list[str]) -> None:
    assert read_kinds_and_flows(text) == [write_alike(one) for one in wanted]


def test_what_exports_exceed_imports_by_goes_on() -> None:
    text = "Exports exceeded imports by $5 billion, up $1 billion from $4 billion."
    assert read_kinds_and_flows(text) == ["5e+09 balance", "1e+09 change balance", "4e+09 balance"]
