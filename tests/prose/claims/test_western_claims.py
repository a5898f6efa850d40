"""Claims in German, French, Spanish, Italian, Portuguese and Turkish: what sentences of our own say.

Each file of `western/` holds the sentences of one language, each with its claims that are no amounts of money.
"""

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tradeview.prose.claims import read_claims

PUBLISHED = "2025-01-28"
FOLDER = Path(__file__).parent / "western"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
LANGUAGES: dict[str, list[Any]] = {
    name: tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["sentences"] for name in NAMES
}
SENTENCES = [(text, wanted) for name in NAMES for text, wanted in LANGUAGES[name]]
IDS = [f"{name}-{i}" for name in NAMES for i, _ in enumerate(LANGUAGES[name], start=1)]
BOUNDS = {"more than": "more", "less than": "less"}


def write_months(start: Any, end: Any) -> str:
    """Write months as the files do: 2024, 202411, 202401:202406, - where there are none."""
    if pd.isna(start):
        return "-"
    if start == end:
        return str(start)
    is_year = start // 100 == end // 100 and (start % 100, end % 100) == (1, 12)
    return str(start // 100) if is_year else f"{start}:{end}"


def write_claims(text: str, locale: str | None = None) -> list[str]:
    """Write each claim of a text that is no amount of money: kind, value, months, base, flow and more."""
    written: list[str] = []
    for claim in read_claims(text, published=PUBLISHED, locale=locale).itertuples():
        kind = "open" if pd.isna(claim.kind) else claim.kind
        if kind == "level":
            continue
        flow = "-" if pd.isna(claim.flow) else claim.flow
        times = [write_months(claim.start, claim.end), write_months(claim.base_start, claim.base_end)]
        words = [kind, f"{claim.value:.6g}", *times, flow]
        words += [word for word in (BOUNDS.get(claim.bound), claim.status) if isinstance(word, str)]
        if "growth" in kind and isinstance(claim.unit, str):
            words.append(claim.unit)
        written.append(" ".join(words))
    return written


def normalise(claim: str) -> str:
    """Write the value of a claim as it is written of a text."""
    lead = "annual " if claim.startswith("annual growth") else ""
    kind, value, *rest = claim.removeprefix(lead).split(" ")
    return " ".join([f"{lead}{kind}", f"{float(value):.6g}", *rest])


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=IDS)
def test_a_sentence_makes_its_claims(text: str, wanted: list[str]) -> None:
    assert write_claims(text) == [normalise(claim) for claim in wanted]


@pytest.mark.parametrize("name", NAMES)
def test_each_language_has_its_sentences(name: str) -> None:
    assert len(LANGUAGES[name]) >= 30
