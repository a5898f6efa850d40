"""Claims have the months that their text settles, by the text around them too, and none where it leaves them open."""

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tradeview.prose import read_figures
from tradeview.prose.claims import read_claims

TABLE: dict[str, list[Any]] = tomllib.loads((Path(__file__).parent / "times.toml").read_text(encoding="utf-8"))
ROWS = [row[1:] for kind in TABLE for row in TABLE[kind]]
IDS = [f"{kind}-{i}-{row[0]}" for kind in TABLE for i, row in enumerate(TABLE[kind], start=1)]


OF_REPORTERS: dict[str, list[Any]] = tomllib.loads(
    (Path(__file__).parent / "times_of_reporters.toml").read_text(encoding="utf-8")
)
ROWS_OF_REPORTERS = [row[1:] for kind in OF_REPORTERS for row in OF_REPORTERS[kind]]


def write_months(start: Any, end: Any) -> str:
    if pd.isna(start):
        return "-"
    if start == end:
        return str(start)
    is_year = start // 100 == end // 100 and (start % 100, end % 100) == (1, 12)
    return str(start // 100) if is_year else f"{start}:{end}"


@pytest.mark.parametrize(("text", "published", "wanted"), ROWS, ids=IDS)
def test_claims_have_the_months_that_their_text_settles(text: str, published: str, wanted: list[str]) -> None:
    claims = read_claims(text, published=published or None).itertuples()
    assert [f"{claim.quote} | {write_months(claim.start, claim.end)}" for claim in claims] == wanted


def test_money_by_itself_takes_no_more_than_it_always_did() -> None:
    figures = read_figures(
        "In October 2024 exports were $9.1 billion. Cumulatively, they reached $88 billion.", carry=True
    )
    assert figures["months"].isna().tolist() == [False, True]


@pytest.mark.parametrize(("text", "published", "reporter", "wanted"), ROWS_OF_REPORTERS)
def test_fiscal_years_are_those_of_the_given_reporter(
    text: str, published: str, reporter: str, wanted: list[str]
) -> None:
    claims = read_claims(text, published=published, reporter=reporter).itertuples()
    assert [f"{claim.quote} | {write_months(claim.start, claim.end)}" for claim in claims] == wanted
