"""Claims in Chinese, Japanese, Korean and Thai: what sentences of our own say, by kind, value, time, base and flow.

Verbs stand behind their number there, or before it without a space; each file of `eastern/` holds one language.
"""

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tradeview.prose.claims import read_claims

FOLDER = Path(__file__).parent / "eastern"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))
FIELDS = ("kind", "value", "months", "base", "flow")


def texts(language: str) -> list[dict[str, Any]]:
    held: list[dict[str, Any]] = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))["text"]
    return held


ALL = [one for language in LANGUAGES for one in texts(language)]
NAMES = [f"{language}-{number}" for language in LANGUAGES for number, _ in enumerate(texts(language), start=1)]


def expected(cells: list[str]) -> dict[str, object]:
    """What a row of a file says; a quote alone has no kind."""
    if len(cells) == 1:
        return {"kind": None}
    said = dict(zip(FIELDS, cells[1:], strict=True))
    return {name: float(cell) if name == "value" else cell or None for name, cell in said.items()}


def join_months(start: object, end: object) -> str | None:
    if pd.isna(start):
        return None
    return str(start) if start == end else f"{start}-{end}"


def read_row(row: Any) -> dict[str, object]:
    return {
        "kind": None if pd.isna(row.kind) else row.kind,
        "value": round(row.value, 9),
        "months": join_months(row.start, row.end),
        "base": join_months(row.base_start, row.base_end),
        "flow": None if pd.isna(row.flow) else row.flow,
    }


def find_gaps(one: dict[str, Any], language: str | None = None) -> list[str]:
    """What is read otherwise than its row says, claim by claim."""
    rows = list(read_claims(one["text"], published=one.get("published"), locale=language).itertuples())
    at, gaps = 0, []
    for claim in one["claims"]:
        cells = [cell.strip() for cell in claim.split("|")]
        start = one["text"].index(cells[0], at)
        at = start + len(cells[0])
        held = [row for row in rows if row.text_start < at and start < row.text_end]
        if len(held) != 1:
            gaps.append(f"{cells[0]}: read {len(held)} times")
            continue
        read = read_row(held[0])
        gaps += [
            f"{cells[0]}: {name} {read[name]} for {want}"
            for name, want in expected(cells).items()
            if read[name] != want
        ]
    return gaps


@pytest.mark.parametrize("one", ALL, ids=NAMES)
def test_sentences_claim_what_a_careful_reader_finds(one):
    assert find_gaps(one) == []


def test_growth_of_weight_and_of_price_is_none_of_money():
    read = read_claims("2024年大豆进口量增长6.5%，进口均价下跌2.1%，进口额减少4%。")
    assert read["unit"].fillna("").tolist() == ["volume", "price", ""]


def test_a_tax_is_no_claim_of_trade():
    read = read_claims("미국의 25% 관세 부과로 2025년 4월 대미 자동차 수출이 19.6% 감소했다.")
    assert read["kind"].fillna("").tolist() == ["", "growth"]
    assert read["flow"].fillna("").tolist() == ["", "export"]


def test_a_sentence_without_kana_is_chinese_in_a_chinese_text():
    text = "2024年7月出口环比下降0.6%。海关总署表示，我国对东盟出口继续增长。"
    assert set(read_claims(text)["locale"]) == {"zh_Hans"}


def test_blanks_within_the_script_part_no_date():
    read = read_claims("2017 年 1 月の輸出は前年比+1.3%と、2 ヶ月連続で増えた。")
    assert (read["start"][0], read["quote"][0]) == (201701, "1.3%")


def test_a_streak_and_the_year_of_an_index_date_nothing():
    text = "2025년 10월 수입물량지수는 119.52(2020=100)로 1년 전보다 4.8% 하락해 5개월째 내림세를 보였다."
    row = next(row for row in read_claims(text).itertuples() if row.quote == "4.8%")
    assert (row.start, row.end) == (202510, 202510)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_sentences(language):
    assert len(texts(language)) >= 30
