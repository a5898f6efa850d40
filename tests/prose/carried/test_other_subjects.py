"""No flow is carried to what a sentence says of hotels, farmers or a central bank."""

import tomllib
from pathlib import Path

import pytest

import tradeview as tv

TEXTS = tomllib.loads(Path(__file__).with_name("other_subjects.toml").read_text("utf-8"))["texts"]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_other_subjects_take_no_flow(text: str) -> None:
    found = tv.read_figures(text, carry=True)
    assert len(found) > 0
    assert found["flow"].isna().all()
