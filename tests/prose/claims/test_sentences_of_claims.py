"""Sentences of many languages make the claims that a careful reader finds in them."""

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tradeview.prose.claims import read_claims

PUBLISHED = "2025-01-28"
FOLDER = Path(__file__).parent / "sentences"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
LANGUAGES: dict[str, list[Any]] = {
    name: tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["sentences"] for name in NAMES
}
SENTENCES = [(text, wanted) for name in NAMES for text, wanted in LANGUAGES[name]]
IDS = [f"{name}-{i}" for name in NAMES for i, _ in enumerate(LANGUAGES[name], start=1)]
IN_PART = {"fa", "nl", "pl", "uk"}  # languages whose claims are read in part
BOUNDS = {"more than": "more", "less than": "less"}


def write_months(start: Any, end: Any) -> str:
    """Write months as the tables of sentences do: 2024, 202411, 202401:202406, - where there are none."""
    if pd.isna(start):
        return "-"
    if start == end:
        return str(start)
    is_year = start // 100 == end // 100 and (start % 100, end % 100) == (1, 12)
    return str(start // 100) if is_year else f"{start}:{end}"


def write_claims(text: str, locale: str | None = None) -> list[str]:
    """Write each claim of a text that is no amount of money."""
    written: list[str] = []
    for claim in read_claims(text, published=PUBLISHED, locale=locale).itertuples():
        if not pd.isna(claim.kind) and claim.kind == "level":
            continue
        kind = "open" if pd.isna(claim.kind) else claim.kind
        months = write_months(claim.start, claim.end)
        base = write_months(claim.base_start, claim.base_end)
        flow = "-" if pd.isna(claim.flow) else claim.flow
        words = [kind, f"{claim.value:.10g}", months, base, flow]
        words += [word for word in (BOUNDS.get(claim.bound), claim.status) if isinstance(word, str)]
        # Of a growth the unit says what grew, where that is no money.
        if "growth" in kind and isinstance(claim.unit, str):
            words.append(claim.unit)
        written.append(" ".join(words))
    return written


def normalise(claim: str) -> str:
    """Write the value of a claim in one way: 1.0 as 1."""
    is_annual = claim.startswith("annual growth")
    words = claim.removeprefix("annual ").split(" ")
    words[1] = f"{float(words[1]):.10g}"
    return f"{'annual ' if is_annual else ''}{' '.join(words)}"


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=IDS)
def test_a_sentence_makes_its_claims(text: str, wanted: list[str]) -> None:
    assert write_claims(text) == [normalise(claim) for claim in wanted]


@pytest.mark.parametrize("name", NAMES)
def test_each_language_has_its_sentences(name: str) -> None:
    assert len(LANGUAGES[name]) >= (8 if name in IN_PART else 30)
