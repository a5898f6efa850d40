"""By how much one report is above another is no growth; what a report tells to have grown is one."""

import tomllib
from pathlib import Path

import pytest

from tradeview.prose.claims import read_claims

TABLE: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "report_differences.toml").read_text(encoding="utf-8")
)
DIFFERENCES = [(locale, text) for locale, texts in TABLE["differences"].items() for text in texts]
GROWTHS = [(locale, text) for locale, texts in TABLE["growths"].items() for text in texts]


@pytest.mark.parametrize(("locale", "text"), DIFFERENCES)
def test_a_difference_of_two_reports_is_no_growth(locale: str, text: str) -> None:
    assert not read_claims(text, locale=locale)["kind"].isin(["growth", "annual growth"]).any()


@pytest.mark.parametrize(("locale", "text"), GROWTHS)
def test_what_a_report_tells_to_have_grown_is_a_growth(locale: str, text: str) -> None:
    assert (read_claims(text, locale=locale)["kind"] == "growth").any()


def test_all_twenty_languages_are_tried() -> None:
    assert len(TABLE["differences"]) == len(TABLE["growths"]) == 20
