"""Growth from one month to the same of another year is of the last, counted from the first, and of no stretch."""

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tradeview.prose.claims import read_claims

HELD: dict[str, Any] = tomllib.loads((Path(__file__).parent / "from_to.toml").read_text(encoding="utf-8"))
TOGETHER = [(locale, *row) for locale, rows in HELD.pop("together").items() for row in rows]
LANGUAGES: dict[str, list[tuple[str, str, str]]] = HELD
SENTENCES = [(locale, *row) for locale, rows in LANGUAGES.items() for row in rows]


def write_months(start: Any, end: Any) -> str:
    """Write a month as 2024-12, a year as 2024, nothing as "-"."""
    if pd.isna(start):
        return "-"
    if start == end:
        return f"{start // 100}-{start % 100:02}"
    is_year = start // 100 == end // 100 and (start % 100, end % 100) == (1, 12)
    return str(start // 100) if is_year else f"{start}:{end}"


@pytest.mark.parametrize(("locale", "text", "time", "base"), SENTENCES)
def test_growth_between_two_times_is_of_the_last(locale: str, text: str, time: str, base: str) -> None:
    claims = read_claims(text, locale=locale)
    growth = claims[claims["kind"] == "growth"].iloc[0]
    assert write_months(growth["start"], growth["end"]) == time
    assert write_months(growth["base_start"], growth["base_end"]) == base


@pytest.mark.parametrize(("locale", "text", "stretch"), TOGETHER)
def test_growth_of_what_is_counted_together_is_of_the_stretch(locale: str, text: str, stretch: str) -> None:
    claims = read_claims(text, locale=locale)
    growth = claims[claims["kind"] == "growth"].iloc[0]
    assert write_months(growth["start"], growth["end"]) == stretch
    assert write_months(growth["base_start"], growth["base_end"]) == "-"


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("From January to June 2024 exports rose 5 %.", (202401, 202406)),
        ("From July 2023 to June 2024 exports rose 5 %.", (202307, 202406)),
        ("From December 2023 to December 2024 China took 45 % of exports.", (202312, 202412)),
    ],
)
def test_a_stretch_that_is_counted_together_stays_one(text: str, stretch: tuple[int, int]) -> None:
    claim = read_claims(text, locale="en").iloc[0]
    assert (claim["start"], claim["end"]) == stretch


def test_all_twenty_languages_are_tried() -> None:
    assert len(LANGUAGES) == 20
