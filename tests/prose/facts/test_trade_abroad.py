"""Trade that is said by verbs and nouns of selling and buying, and balances that others are compared with."""

import tomllib
from pathlib import Path

import pytest

from kinds_and_flows import read_kinds_and_flows, write_alike

TEXTS = tomllib.loads(Path(__file__).with_name("trade_abroad.toml").read_text(encoding="utf-8"))
SENTENCES = [(text, wanted) for kinds in TEXTS.values() for text, wanted in kinds["sentences"]]
NAMES = [f"{language}-{number}" for language, kinds in TEXTS.items() for number in range(len(kinds["sentences"]))]


def test_all_twenty_languages_are_here() -> None:
    assert len(TEXTS) == 20


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=NAMES)
def test_what_is_sold_and_bought_abroad_is_trade(text: str, wanted: list[str]) -> None:
    assert read_kinds_and_flows(text) == [write_alike(one) for one in wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Germany imported €40 billion more from China than it exported there.", ["-4e10 balance"]),
        ("Germany exported €40 billion less to China than it imported from there.", ["-4e10 balance"]),
        ("L'Italia ha esportato 5 miliardi di euro in più di quanto ha importato.", ["5e9 balance"]),
        ("Россия экспортировала на 5 млрд долларов больше, чем импортировала.", ["5e9 balance"]),
        ("The company sold shares for US$5 billion.", ["5e9"]),
        ("Kilo of vanilla was at 400 dollars; exports were worth 610 million dollars.", ["400", "6.1e8 export"]),
        ("Non-oil exports, including re-exports, were US$5 billion.", ["5e9 export"]),
        ("Revenue from exports of rice was US$5 billion.", ["5e9 export"]),
        ("Imports of gas from Libya have cost US$2 billion.", ["2e9 import"]),
        ("The trade deficit widened from US$4 billion, up 20 %, to US$5 billion.", ["-4e9 balance", "-5e9 balance"]),
        ("exports - US$5 million\nimports - US$3 million", ["5e6 export", "3e6 import"]),
    ],
)
def test_flows_that_stand_around_a_figure(text: str, wanted: list[str]) -> None:
    assert read_kinds_and_flows(text) == [write_alike(one) for one in wanted]
