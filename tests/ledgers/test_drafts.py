"""Drafts: a text in the columns of a ledger, of which nothing is settled that the text does not say."""

from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from tradeview.errors import TradeTableError
from tradeview.ledgers.drafts import draft_ledger
from tradeview.prose import read_figures

CUTTING = (
    "Total trade reached RM11.46 billion (US$2.48 billion) in 2024; exports were RM3 billion in the first half of 2025 "
    "and RM1 billion in May 2025. The deficit was RM2 billion in 2024. The two aim for US$5 billion by 2030 "
    "(US$1 = RM4.35)."
)


def test_a_text_becomes_a_draft_of_a_ledger() -> None:
    draft = draft_ledger(read_figures(CUTTING), reporter="MYS", partner="RUS", commodity_code="TOTAL", source="cutting")
    assert draft["quote"].tolist() == [
        "RM11.46 billion",
        "US$2.48 billion",
        "RM3 billion",
        "RM1 billion",
        "RM2 billion",
        "US$5 billion",
    ]
    assert draft["period"].fillna(0).tolist() == [2024, 2024, 2025, 202505, 2024, 2030]
    # The first half of 2025 is no year, and says so.
    assert draft["months"].fillna("").tolist() == ["", "", "2025-01/2025-06", "", "", ""]
    assert draft["time_from"].fillna("").tolist() == ["sentence"] * 6
    assert draft["flow_from"].fillna("").tolist() == [*["sentence"] * 5, ""]
    assert draft["flow"].fillna("").tolist() == ["total", "total", "export", "export", "balance", ""]
    assert draft["status"].fillna("").tolist() == ["", "", "", "", "", "target"]
    assert set(draft["reporter"] + draft["partner"] + draft["commodity_code"] + draft["source"]) == {
        "MYSRUSTOTALcutting"
    }


def test_a_reviewed_draft_is_a_ledger(tmp_path: Path) -> None:
    draft = draft_ledger(read_figures(CUTTING), reporter="MYS", partner="RUS", commodity_code="TOTAL", source="cutting")
    path = tmp_path / "mine.csv"
    draft.to_csv(path, index=False)
    with pytest.raises(TradeTableError, match="flow is missing"):
        tv.load(path)
    draft[draft["period"].eq(2024) & draft["flow"].notna()].to_csv(path, index=False)
    ledger = tv.load(path)
    assert ledger["value"].abs().tolist() == [11_460_000_000, 2_480_000_000, 2_000_000_000]
    assert ledger["flow"].tolist() == ["total", "total", "balance"]


def test_a_draft_settles_nothing_that_nobody_said() -> None:
    draft = draft_ledger(read_figures("RM5 billion"))
    assert draft[["period", "reporter", "partner", "flow", "commodity_code", "source", "status"]].isna().all(axis=None)
    assert draft_ledger(read_figures("")).empty


@pytest.mark.parametrize(
    ("months", "label", "period", "expected"),
    [
        ("2023-07/2024-06", "FY2023-24", None, 2023),
        ("2022-04/2023-03", "FY23", None, 2022),
        ("2023-04/2024-03", None, None, 2023),  # the twelve months to March 2024
        ("2024-01/2024-12", None, 2024, 2024),
        ("2024-05/2024-05", None, 202405, 202405),
        ("2023-07/2024-05", "FY2023-24", None, 2023),
        ("2023-01/2024-12", None, None, 2023),
        ("2024-01/2024-06", None, 2024, 2024),
        ("2024-04/2024-06", None, 2024, 20242),
        ("2024-10/2024-12", None, 2024, 20244),
        ("2024-05/2024-07", None, 2024, 2024),
        (None, None, 2024, None),  # some of 2024: which months, the text does not say
    ],
)
def test_a_fiscal_year_is_of_the_year_that_it_starts_in(
    months: str | None, label: str | None, period: int | None, expected: int | None
) -> None:
    figures = read_figures("Exports were RM3 billion.")
    figures["months"], figures["period"] = pd.array([months], "string"), pd.array([period], "Int64")
    figures["calendar_label"] = pd.array([label], "string")
    draft = draft_ledger(figures)
    assert draft["period"].dtype.name == "Int64"
    assert draft["period"].fillna(0).tolist() == [expected or 0]
    # What is a whole year, quarter or month is written once.
    says_part = months is not None and expected is not None and expected < 10_000 and not months.endswith("2024-12")
    says_part = says_part or months == "2023-01/2024-12"
    assert draft["months"].tolist() == [months if says_part else pd.NA]


def test_a_draft_of_a_fiscal_year_is_loaded_as_a_ledger_and_as_claims(tmp_path: Path) -> None:
    figures = read_figures("Exports were RM3 billion.")
    said = {"months": "2023-07/2024-06", "calendar_label": "FY2023-24", "coverage": "non-oil", "time_from": "heading"}
    for name, word in said.items():
        figures[name] = pd.array([word], "string")
    path = tmp_path / "draft.csv"
    draft_ledger(figures, reporter="BGD", partner="WLD", commodity_code="TOTAL").to_csv(path, index=False)
    ledger = tv.load(path)
    assert ledger[["period", *said]].iloc[0].to_dict() == {"period": 2023, **said}
    claim = tv.statements.load(path).iloc[0]
    assert (claim["start"], claim["end"], claim["coverage"]) == (202307, 202406, "non-oil")


def test_amounts_alone_are_drafted() -> None:
    figures = read_figures("Exports were RM3 billion, imports RM2 billion and the rest RM1 billion.")
    figures["kind"] = pd.array(["amount", "change", "price"], "string")
    assert draft_ledger(figures)["value"].tolist() == [3e9]


def test_a_draft_wants_figures() -> None:
    with pytest.raises(TradeTableError, match="no column"):
        draft_ledger(pd.DataFrame({"value": [1.0]}))


def test_a_draft_says_whose_statistics_its_text_names_and_else_nothing() -> None:
    text = "Exports were US$2.2 billion in 2014. According to Rosstat, they were US$3.2 billion in 2014."
    draft = draft_ledger(read_figures(text), reporter="MYS", partner="RUS", commodity_code="TOTAL", text=text)
    assert draft["side"].fillna("").tolist() == ["", "RUS"]
    unsaid = draft_ledger(read_figures(text), reporter="MYS", partner="RUS", commodity_code="TOTAL")
    assert unsaid["side"].isna().all()
