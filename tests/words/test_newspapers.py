"""Sentences as newspapers print them, by readers of each language: the package reads them, and writes like them."""

import csv
import math
from pathlib import Path

import pytest

import tradeview as tv
from tradeview.periods import ends_of_span
from tradeview.table.series import span_of

FOLDER = Path(__file__).with_name("newspapers")
ROWS = []
for path in sorted(FOLDER.glob("*.tsv")):
    with path.open(encoding="utf-8", newline="") as file:
        ROWS += [(path.stem, row) for row in csv.DictReader(file, delimiter="\t")]


@pytest.mark.parametrize("code", [code for code in tv.languages() if code != "en"])
def test_each_language_has_ten_of_them(code: str) -> None:
    assert sum(language == code for language, _ in ROWS) >= 10


@pytest.mark.parametrize(("code", "row"), ROWS, ids=[f"{code} {number}" for number, (code, _) in enumerate(ROWS)])
def test_a_sentence_is_read_as_it_was_meant(code: str, row: dict[str, str]) -> None:
    """Its amount with currency and period, its growth, as whoever wrote it noted them."""
    if row["figure"] and row["currency"]:
        figures = tv.read_figures(row["sentence"], locale=code)
        # A deficit is printed without a sign.
        is_meant = figures["value"].abs().map(lambda value: is_close(value, row["figure"].lstrip("-")))
        like = figures[is_meant & (figures["currency"] == row["currency"])]
        assert len(like) >= 1, figures[["value", "currency", "period"]].to_string()
        if row["period"]:
            assert ends_of_span(span_of(like.iloc[0])) == ends_of_span(int(row["period"]))
    if row["growth"]:
        claims = tv.read_claims(row["sentence"], locale=code)
        assert any(is_close(value, row["growth"]) for value in claims["value"].dropna()), claims[
            ["kind", "value"]
        ].to_string()


def is_close(value: float, written: str) -> bool:
    return math.isclose(value, float(written), rel_tol=1e-6)
