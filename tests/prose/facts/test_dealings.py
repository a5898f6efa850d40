"""What is bought and sold: goods of another country, or currency, shares and companies, which are no trade."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from kinds_and_flows import read_kinds_and_flows, write_alike
from tradeview.prose import read_figures

TEXTS = tomllib.loads(Path(__file__).with_name("dealings.toml").read_text(encoding="utf-8"))
SENTENCES = [(text, wanted) for kinds in TEXTS.values() for text, wanted in kinds["sentences"]]
NAMES = [f"{language}-{number}" for language, kinds in TEXTS.items() for number in range(len(kinds["sentences"]))]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=NAMES)
def test_only_goods_that_go_abroad_are_trade(text: str, wanted: list[str]) -> None:
    assert read_kinds_and_flows(text) == [write_alike(one) for one in wanted]


def test_what_exports_exceed_imports_by_goes_on() -> None:
    text = "Exports exceeded imports by $5 billion, up $1 billion from $4 billion."
    assert read_kinds_and_flows(text) == ["5e+09 balance", "1e+09 change balance", "4e+09 balance"]


# A word for buying is one for imports where the text has stated exports and imports both, and no other's purchases.
@pytest.mark.parametrize(("before", "wanted"), [(" y las importaciones 8 millones de euros", "import"), ("", None)])
def test_what_is_bought_is_told_by_a_text_that_states_both_ways(before: str, wanted: str | None) -> None:
    text = (
        f"Las exportaciones sumaron 9 millones de euros{before} en 2023. En 2024 las exportaciones fueron de 7 "
        "millones de euros. Las compras, de 6 millones de euros."
    )
    flows = read_figures(text, carry=True)["flow"]
    assert [None if pd.isna(flow) else flow for flow in flows][-1] == wanted
