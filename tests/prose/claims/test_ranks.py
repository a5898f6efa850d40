"""A rank has the whole number of its ordinal, in digits with an ending or in words of several parts, or is none."""

import tomllib
from pathlib import Path

import pytest

from tradeview.prose.claims import read_claims

LANGUAGES: dict[str, list[tuple[str, list[int]]]] = tomllib.loads(
    (Path(__file__).parent / "ranks.toml").read_text(encoding="utf-8")
)
SENTENCES = [(locale, text, ranks) for locale, rows in LANGUAGES.items() for text, ranks in rows]
IDS = [f"{locale}-{i}" for locale, rows in LANGUAGES.items() for i, _ in enumerate(rows, start=1)]


@pytest.mark.parametrize(("locale", "text", "ranks"), SENTENCES, ids=IDS)
def test_ranks_have_the_whole_number_of_their_ordinal(locale: str, text: str, ranks: list[int]) -> None:
    claims = read_claims(text, locale=locale)
    assert claims.loc[claims["kind"] == "rank", "value"].tolist() == ranks


def test_the_twenty_languages_and_four_more_are_tried() -> None:
    assert len(LANGUAGES) == 24
