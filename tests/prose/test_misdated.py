"""Years that stand in a text and are none of the figure beside them, in every language that prints them so."""

import tomllib
from pathlib import Path

import pytest

import tradeview as tv

KINDS = tomllib.loads(Path(__file__).with_name("misdated.toml").read_text("utf-8"))
CASES = [
    pytest.param(*case, kind == "earlier", id=f"{kind}-{name}")
    for kind, cases in KINDS.items()
    for name, case in cases.items()
]


@pytest.mark.parametrize(("text", "years", "carry"), CASES)
def test_years_of_others_date_no_figure(text: str, years: list[int], carry: bool) -> None:
    months = tv.read_figures(text, carry=carry)["months"].fillna("0").tolist()
    assert [int(stretch.partition("-")[0]) for stretch in months] == years
