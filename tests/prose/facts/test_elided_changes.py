"""Changes whose verb is said of those before them: exports fell by 3 to 40, and imports by 2 to 38."""

import tomllib
from pathlib import Path

import pytest

import tradeview as tv

TEXTS = tomllib.loads(Path(__file__).with_name("elided_changes.toml").read_text("utf-8"))["texts"]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_verb_is_said_of_both_changes(text: str) -> None:
    found = tv.read_figures(text)
    assert found["kind"].tolist() == ["change", "amount"] * 2
    assert (found["value"] / 1e9).tolist() == [-3, 40, -2, 38]
    assert found["flow"].tolist() == ["export", "export", "import", "import"]


@pytest.mark.parametrize(
    "text",
    [
        "Exports rose by $2 billion to $12 billion, and imports from $5 billion to $8 billion.",
        "Exports rose by $2 billion to $12 billion; imports were $5 billion in addition to $8 billion.",
        "Die Exporte stiegen um 2 Mrd. Euro auf 12 Mrd. Euro und die Importe von 5 Mrd. Euro auf 8 Mrd. Euro.",
    ],
)
def test_what_rose_from_another_is_no_change(text: str) -> None:
    assert tv.read_figures(text)["kind"].tolist() == ["change", "amount", "amount", "amount"]
