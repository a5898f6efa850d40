"""Claims as they are read out of a text: checked as a table, held against one another, written and loaded."""

import logging
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from claim_frames import Row, found_in, growth, level
from frames import Engine
from tradeview.claims.checks import check_claims
from tradeview.claims.table import ALL_KINDS, KINDS, UNTESTED_KINDS
from tradeview.errors import StatementError
from tradeview.ledgers import statements

TEXT = (
    "Exports were RM10.00 billion, up 5.0%, ninth in Europe, 40% of all; 2 million tonnes at US$250, an index of 120, "
    "0.5 points, an average of RM6.00 billion, 4.0% a year, RM4.35 per dollar; a target of RM12.00 billion; "
    "RM9.99 billion"
)
EVERY_KIND: list[Row] = [
    level("RM10.00 billion", 10e9),
    growth("5.0%", 0.05),
    {"quote": "ninth", "kind": "rank", "value": 9.0, "among": "partners in Europe", "partner": "RUS"},
    {"quote": "40%", "kind": "share", "value": 0.4, "partner": "RUS", "among": "exports"},
    {"quote": "2 million tonnes", "kind": "quantity", "value": 2e6, "unit": "tonne"},
    {"quote": "US$250", "kind": "price", "value": 250.0, "currency": "USD", "unit": "tonne"},
    {"quote": "120", "kind": "index", "value": 120.0, "unit": "index"},
    {"quote": "0.5 points", "kind": "change", "value": 0.005, "unit": "percentage point"},
    {"quote": "RM6.00 billion", "kind": "average", "value": 6e9, "currency": "MYR"},
    {"quote": "4.0%", "kind": "annual growth", "value": 0.04},
    {"quote": "RM4.35", "kind": "rate", "value": 4.35, "currency": "MYR"},
    level("RM12.00 billion", 12e9, status="target"),
    level("RM9.99 billion", 9.99e9, start=None, end=None, period=2024),
]
NOW: Row = {"start": 202411, "end": 202411}


def every_kind() -> pd.DataFrame:
    return found_in(TEXT, *EVERY_KIND)


def verdicts(found: pd.DataFrame) -> list[list[str]]:
    return found[["claims", "test", "verdict"]].to_numpy().tolist()


def test_there_is_a_claim_of_every_kind() -> None:
    assert set(every_kind()["kind"]) == set(ALL_KINDS) == {*KINDS, *UNTESTED_KINDS}


def test_a_reading_is_a_table_of_statements_on_every_engine(engine: Engine) -> None:
    frame = engine.make(every_kind().astype(object).where(every_kind().notna(), None).to_dict("records"))
    assert statements.check(frame) is frame


def test_what_cannot_be_tested_is_left_out_named_and_counted(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "tradeview"):
        found = check_claims(every_kind(), rates=None)
    said = dict(zip(found["claims"], found["sentence"], strict=True))
    assert set(found["test"]) == {"left out"}
    assert list(said) == ["5", "6", "7", "8", "9", "10", "11", "12", "13"]
    assert said["5"] == "Claim 5 is not tested: kind 'quantity'."
    assert said["12"] == "Claim 12 is not tested: status 'target'."
    assert said["13"] == "Claim 13 is not tested: start is missing, end is missing."
    (line,) = caplog.messages
    assert line.startswith("check_claims: 9 of 13 claims left out: 1 of kind quantity, 1 of kind price, ")
    assert line.endswith("1 target, 1 not settled")


@pytest.mark.parametrize(
    ("more", "printed", "verdict"),
    [
        ({"base_start": 202410, "base_end": 202410}, 0.25, "agrees"),
        ({"base_start": 202410, "base_end": 202410}, 0.11, "contradicts"),
        ({"base_start": 201911, "base_end": 201911}, 1.0, "agrees"),
        ({"base_start": 202311, "base_end": 202311}, 0.25, "contradicts"),
        ({}, 0.111, "agrees"),
    ],
    ids=["on the month", "on the month, wrongly", "since 2019", "on the year, wrongly", "nothing said"],
)
def test_growth_is_held_against_the_levels_of_its_own_base(
    more: Row, printed: float, verdict: str, engine: Engine
) -> None:
    rows = [level("RM10.00 billion", 10e9, **NOW), growth("5.0%", printed, **NOW, **more)]
    rows += [level("RM6.00 billion", 8e9, start=202410, end=202410)]
    rows += [level("RM12.00 billion", 9e9, start=202311, end=202311)]
    rows += [level("RM9.99 billion", 5e9, start=201911, end=201911)]
    claims = found_in(TEXT, *rows).assign(title="Trade", publisher="Gazette")
    frame = engine.make(claims.astype(object).where(claims.notna(), None).to_dict("records"))
    found = check_claims(frame, rates=None)
    base = {202410: "3", 201911: "5"}.get(int(str(more.get("base_start", 0))), "4")
    assert verdicts(found[found["test"] == "growth"]) == [[f"1, {base}, 2", "growth", verdict]]


def test_growth_on_another_base_says_so() -> None:
    base: Row = {"base_start": 201901, "base_end": 201912}
    rows = [growth("5.0%", 0.9, **base), growth("40%", 0.5, **base)]
    said, *_ = check_claims(found_in(TEXT, *rows), rates=None)["sentence"]
    assert "exports to the world in 2024, compared with 2019" in said
    assert check_claims(found_in(TEXT, rows[0], growth("40%", 0.5)), rates=None).empty


def test_growth_of_two_sides_on_two_bases_is_not_set_side_by_side() -> None:
    mine = growth("5.0%", 0.9, base_start=201901, base_end=201912, partner="RUS", side="MYS")
    theirs = growth("40%", 0.4, reporter="RUS", partner="MYS", flow="import", side="RUS")
    assert check_claims(found_in(TEXT, mine, theirs), rates=None).empty
    alike = {**theirs, "base_start": 201901, "base_end": 201912}
    assert check_claims(found_in(TEXT, mine, alike), rates=None)["test"].tolist() == ["mirror"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (level("RM10.00 billion", 10e9, currency=None), "currency is missing"),
        (level("RM10.00 billion", -10e9), "value -10000000000.0 of a level"),
        ({"quote": "40%", "kind": "share", "value": 1.3, "partner": "RUS"}, "value 1.3 of a share"),
        ({"quote": "40%", "kind": "share", "value": 0.4}, "partner is missing"),
        ({"quote": "ninth", "kind": "rank", "value": 9.0}, "partner is missing"),
        ({"quote": "ninth", "kind": "rank", "value": 9.5, "partner": "RUS"}, "value 9.5 of a rank"),
        (growth("5.0%", -1.5), "value -1.5 of a growth"),
        (growth("5.0%", 0.05, flow=None), "flow is missing"),
        (growth("5.0%", 0.05, reporter=None), "reporter is missing"),
        (level("RM10.00 billion", 10e9, commodity="widgets", commodity_code=None), "commodity_code is missing"),
        ({"quote": "RM10.00 billion", "value": None, "currency": "MYR"}, "value is missing"),
        ({"quote": "5.0%", "kind": None, "value": 0.05}, "kind is missing"),
        (growth("5.0%", 0.05, unit="tonne"), "unit 'tonne'"),
        ({"quote": "40%", "kind": "share", "value": 0.4, "partner": "RUS", "among": "output"}, "among 'output'"),
    ],
)
def test_a_text_that_leaves_something_open_refuses_no_claim_beside_it(row: Row, words: str) -> None:
    others = [level("RM12.00 billion", 12e9), level("RM9.99 billion", 9.99e9)]
    found = check_claims(found_in(TEXT, row, *others), rates=None)
    assert verdicts(found) == [["2, 3", "publishers", "contradicts"], ["1", "left out", "cannot tell"]]
    assert f"is not tested: {words}" in found["sentence"].iloc[1]


def test_a_deficit_is_a_balance() -> None:
    rows = [level("RM10.00 billion", -10e9, flow="balance"), level("RM6.00 billion", 20e9)]
    found = check_claims(found_in(TEXT, *rows, level("RM12.00 billion", 30e9, flow="import")), rates=None)
    assert verdicts(found) == [["2, 1, 3", "balance", "agrees"]]


def test_doubled_is_no_percentage_of_its_quote() -> None:
    text = "Exports rose by a factor of 3 to RM9.00 billion from RM3.00 billion"
    rows = [growth("a factor of 3", 3.0), level("RM9.00 billion", 9e9)]
    rows += [level("RM3.00 billion", 3e9, start=202301, end=202312)]
    assert verdicts(check_claims(found_in(text, *rows), rates=None)) == [["2, 3, 1", "growth", "contradicts"]]


@pytest.mark.parametrize("rows", [[], [EVERY_KIND[4]], [EVERY_KIND[-1]]], ids=["none", "a quantity", "undated"])
def test_a_text_without_a_claim_to_test_gives_a_table(rows: list[Row]) -> None:
    found = check_claims(found_in(TEXT, *rows), rates=None)
    assert found["test"].tolist() == ["left out"] * len(rows)


def test_all_exports_as_a_share_of_all_exports_are_not_tested() -> None:
    cells = {"start": 202401, "end": 202412, "reporter": "MYS", "partner": "WLD", "flow": "export", "side": "MYS"}
    share = {"claim": "1", "kind": "share", "value": 0.423, "currency": None}
    whole = {"claim": "2", "kind": "level", "value": 10.12e9, "currency": "MYR"}
    claims = pd.DataFrame([{**cells, "commodity_code": "TOTAL", **row} for row in (share, whole)])
    assert check_claims(claims, rates=None).empty


@pytest.mark.parametrize(
    ("base", "words"),
    [
        ({"base_start": 201901}, "both"),
        ({"base_start": 201912, "base_end": 201901}, "the first month compared with is not after the last"),
        ({"base_start": 2019, "base_end": 2019}, "a month"),
    ],
)
def test_half_a_base_is_refused(base: Row, words: str) -> None:
    with pytest.raises(StatementError, match=words):
        statements.check(found_in(TEXT, growth("5.0%", 0.05, **base)))


def test_what_is_written_is_loaded_and_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    claims = every_kind().assign(source="star", observation="0")
    claims.to_csv(path, index=False)
    with pytest.raises(StatementError, match="1 unsettled"):
        statements.load(path)
    loaded = statements.load(path, unsettled="leave out")
    assert loaded["claim"].tolist() == [str(number) for number in range(1, 13)]
    assert set(claims.columns) <= set(loaded.columns)
    assert loaded["partner"].tolist()[:3] == ["WLD", "WLD", "RUS"]
    # Loaded, written and loaded again, an observation has the name of its text once.
    loaded.to_csv(path, index=False)
    assert set(statements.load(path)["observation"]) == {"star.0"}
    found, directly = (check_claims(frame, rates=None) for frame in (loaded, claims))
    pd.testing.assert_frame_equal(found, directly[directly["claims"] != "13"].reset_index(drop=True))


def test_a_year_of_a_file_is_a_base(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(
        "claim,start,end,kind,reporter,partner,flow,commodity_code,value,currency,base_start\n"
        "1,2024,2024,growth,MYS,WLD,export,TOTAL,0.25,,2019\n",
        encoding="utf-8",
    )
    (row,) = statements.load(path).to_dict("records")
    assert (row["base_start"], row["base_end"]) == (201901, 201912)


def test_levels_of_a_reading_become_trade_where_they_say_enough() -> None:
    rows = [level("RM10.00 billion", 10e9, partner="RUS"), level("RM6.00 billion", 6e9)]
    rows += [level("RM9.99 billion", 9.99e9, partner="RUS", start=None, end=None)]
    trade = statements.to_trade(found_in(TEXT, *rows).assign(side="MYS"), side="MYS")
    assert trade[["period", "partner", "value"]].to_numpy().tolist() == [[2024, "RUS", 10e9]]
    assert len(tv.check(trade)) == 1


def test_what_is_loaded_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    rows = [level("RM10.00 billion", 10e9, partner="RUS", period=2024, side="MYS"), level("RM9.99 billion", 9.99e9)]
    printed = dict.fromkeys(("publisher", "title", "published", "source"), "x")
    found_in(TEXT, *rows).iloc[:1].assign(**printed).to_csv(path, index=False)
    loaded = statements.load(path)
    assert loaded["period"].tolist() == [2024]
    assert loaded["text_start"].tolist() == [TEXT.index("RM10.00")]
    assert [panel.get_ylim()[0] for panel in tv.charts.sides(loaded, currency="MYR").child_axes] == [0]


@pytest.mark.parametrize("cell", ["2024-05", "20.5"])
def test_a_period_that_is_no_number_is_refused(cell: str, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    found_in(TEXT, level("RM10.00 billion", 10e9)).astype({"period": "string"}).assign(period=cell).to_csv(path)
    with pytest.raises(StatementError, match="period"):
        statements.load(path)
