"""A report that takes what was printed in between from a folder of texts."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from claim_frames import found_in, growth, level, use_reader_of_levels
from tradeview.charts.layout.page import REPORT_PAGE
from tradeview.errors import ArgumentError, StatementError
from tradeview.reports.choices import Asked
from tradeview.reports.claims_section import PairClaims, find_claims
from tradeview.reports.report import make_series_report

TEXTS = {
    "ministry.txt": "In 2022, total trade was RM8.78 billion (US$2.12 billion).",
    "star.txt": "In 2022, total trade reached RM8.78 billion. Exports are expected to reach US$5 billion in 2030.",
    "wire.txt": "In 2022, total trade came to RM8.70 billion; imports were RM3 billion so far in 2024.",
    "world.txt": "In 2022, exports reached RM1.55 trillion.",
}
LINES = (
    "ministry.txt,Star,2023-02-01,https://example.org/1,RUS",
    "star.txt,Star,2023-02-01,javascript:alert(1),Russia",
    "wire.txt,<b>Wire</b>,2023-03,,RUS",
)
TOLD = {"currency": None, "base_currency": "USD", "rates": None, "deflator": None, "start": None, "end": None}


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    use_reader_of_levels(monkeypatch)


def folder_of(path: Path, count: int = len(LINES)) -> Path:
    """A folder with so many articles of the pair, and one of all exports."""
    listed = ["file,publisher,published,address,partner", *LINES[:count]]
    (path / "sources.csv").write_text("\n".join(listed) + "\n", encoding="utf-8")
    for name in [*list(TEXTS)[:count], "world.txt"]:
        (path / name).write_text(TEXTS[name], encoding="utf-8")
    return path


def found_claims(folder: Path, **given: Any) -> PairClaims:
    found = find_claims(Asked(**{**TOLD, "cuttings": folder, **given}), "MYS", "RUS")
    assert found is not None
    return found


def test_claims_of_texts_are_shown_with_who_printed_them(tmp_path: Path) -> None:
    found = found_claims(folder_of(tmp_path))
    assert found.claims["claim"].tolist() == ["ministry.1", "ministry.2", "star.1", "wire.1"]
    rows = {row["claim"]: row for row in found.section().rows}
    assert (rows["ministry.1"]["publisher"], rows["ministry.1"]["address"]) == ("Star", "https://example.org/1")
    assert rows["star.1"]["address"] is None
    assert (rows["star.1"]["language"], rows["star.1"]["figure"]) == ("en", "RM8.78 billion")
    # Left out: what is expected, what says no months, and all exports, of which no line says with whom.
    assert found.section().not_shown == 3


@pytest.mark.parametrize(("count", "said"), [(1, "2 claims of 1 article."), (3, "4 claims of 3 articles.")])
def test_articles_are_counted(tmp_path: Path, count: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tradeview.reports.series.draw_pictures", drawn_nothing)
    asked = Asked(**{**TOLD, "cuttings": folder_of(tmp_path, count)})
    content = make_series_report(tv.load(), asked)
    assert said in content.page
    # Publishers stand where the claims and their tests do.
    assert "&lt;b&gt;Wire&lt;/b&gt;" in content.annex or count == 1
    for page in (content.page, content.annex):
        assert "<b>Wire" not in page
        assert "javascript:" not in content.page
    assert ("1 other claim of these texts is not shown" in content.page) == (count == 1)


def test_texts_without_a_claim_of_the_pair_are_said_to_have_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tradeview.reports.series.draw_pictures", drawn_nothing)
    asked = Asked(**{**TOLD, "cuttings": folder_of(tmp_path, 0)})
    page = make_series_report(tv.load(), asked).page
    assert "no claim of this pair in the texts that were given" in page
    assert "What else was printed" not in page


def drawn_nothing(*_: object, **__: object) -> Any:
    from tradeview.reports.pictures import Pictures  # noqa: PLC0415 - loads the charts

    return Pictures({}, [], [], [])


def test_a_chart_of_both_sides_is_drawn_of_texts(tmp_path: Path) -> None:
    assert found_claims(folder_of(tmp_path)).draw_sides(REPORT_PAGE).get_ylim()[0] == 0


def test_every_kind_is_shown_and_what_is_not_tested_is_counted() -> None:
    text = "Up 25.0% on the month to RM3.00 billion, 2 million tonnes at RM3,450, an index of 120 and 0.5 points more"
    cells: dict[str, object] = {"partner": "RUS", "start": 202411, "end": 202411}
    rows = [
        growth("25.0%", 0.25, base_start=202410, base_end=202410, **cells),
        level("RM3.00 billion", 3e9, **cells),
        {"quote": "2 million tonnes", "kind": "quantity", "value": 2e6, "unit": "tonne", **cells},
        {"quote": "RM3,450", "kind": "price", "value": 3450.0, "currency": "MYR", "unit": "tonne", **cells},
        {"quote": "120", "kind": "index", "value": 120.0, "unit": "index", **cells},
        {"quote": "0.5 points", "kind": "change", "value": 0.005, "unit": "percentage point", **cells},
    ]
    claims = found_in(text, *rows)
    found = find_claims(Asked(**{**TOLD, "statements": claims}), "MYS", "RUS")
    assert found is not None
    section = found.section()
    assert [(row["kind"], row["figure"]) for row in section.rows] == [
        ("growth, compared with October 2024", "+25%"),
        ("level", "RM3 billion"),
        ("quantity", "2,000,000 tonne"),
        ("price", "RM3.45 thousand per tonne"),
        ("index", "120"),
        ("change", "0.5 percentage points"),
    ]
    assert (section.untested, section.articles, len(section.tests)) == (4, 1, 0)


def test_a_table_and_texts_do_not_go_together(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    with pytest.raises(ArgumentError, match="both"):
        tv.report(tv.load(), out=tmp_path / "out", statements=tv.statements.load(), cuttings=folder)
    with pytest.raises(StatementError, match="nothing there"):
        tv.report(tv.load(), out=tmp_path / "out", cuttings=tmp_path / "none")
    assert not (tmp_path / "out").exists()


def test_articles_of_a_table_without_titles_are_told_apart_by_their_sources() -> None:
    press = tv.statements.load()
    one = press[press["source"] == "the-star-2024"]
    section = find_claims(Asked(**{**TOLD, "statements": one}), "MYS", "RUS")
    assert section is not None
    assert section.section().articles == 1
    again = pd.concat([one, one.assign(claim=one["claim"] + "b", title=None, source="other")])
    both = find_claims(Asked(**{**TOLD, "statements": again}), "MYS", "RUS")
    assert both is not None
    assert both.section().articles == 2


def test_growth_that_fell_keeps_no_chart_of_both_sides_away() -> None:
    text = "In 2022, total trade fell 9.0% to RM8.78 billion"
    cells: dict[str, object] = {"partner": "RUS", "start": 202201, "end": 202212, "flow": "total", "period": 2022}
    claims = found_in(text, growth("9.0%", -0.09, **cells), level("RM8.78 billion", 8.78e9, **cells))
    found = find_claims(Asked(**{**TOLD, "statements": claims, "base_currency": "MYR"}), "MYS", "RUS")
    assert found is not None
    assert found.draw_sides(REPORT_PAGE).get_ylim()[0] == 0
