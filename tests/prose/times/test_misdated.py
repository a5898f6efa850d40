"""Years that stand in a text and are none of the figure beside them, in every language that prints them so."""

import tomllib
from pathlib import Path

import pytest

import tradeview as tv

KINDS = tomllib.loads(Path(__file__).with_name("misdated.toml").read_text("utf-8"))
CASES = [
    pytest.param(kind, *case, id=f"{kind}-{name}") for kind, cases in KINDS.items() for name, case in cases.items()
]


@pytest.mark.parametrize(("kind", "text", "beginnings"), CASES)
def test_years_of_others_date_no_figure(kind: str, text: str, beginnings: list[int | str]) -> None:
    months = tv.read_figures(text, carry=kind == "earlier")["months"].fillna("0").tolist()
    assert len(months) == len(beginnings)
    for stretch, beginning in zip(months, beginnings, strict=True):
        assert stretch.startswith(str(beginning))
