"""Lists of claims by people and drafts by `tradeview figures --ledger`, in the columns of a statements table."""

import re
from pathlib import Path

import pytest

import tradeview as tv
from frames import plain
from printed import PRESS, press, write
from tradeview.claims import check_claims, lists
from tradeview.errors import StatementError
from tradeview.ledgers.statements import load
from tradeview.reports.export import csv_bytes

CUTTING = (
    "Total trade between Malaysia and Russia reached RM11.46 billion (US$2.48 billion) in 2024, and exports were about "
    "RM1.5 billion in the first half of 2025. The two aim for total trade of more than US$5 billion in 2030."
)


def drafted(folder: Path, text: str, source: str | None = "cutting", commodity: str | None = "TOTAL") -> Path:
    """Write what `tradeview figures --ledger` writes of a text."""
    draft = tv.draft_ledger(
        tv.read_figures(text), reporter="MYS", partner="RUS", commodity_code=commodity, source=source
    )
    path = folder / "draft.csv"
    path.write_bytes(csv_bytes(draft))
    return path


@pytest.mark.parametrize(
    ("period", "months"),
    [
        ("2013", (201301, 201312)),
        ("201305", (201305, 201305)),
        ("2013-04", (201304, 201304)),
        ("2005-01-01/2005-10-31", (200501, 200510)),
        ("2024-01-01/2024-02-29", (202401, 202402)),
        ("2024-04/2025-03", (202404, 202503)),
    ],
)
def test_trap_gaps_and_partial_years_a_period_is_its_months(
    tmp_path: Path, period: str, months: tuple[int, int]
) -> None:
    row = press(tmp_path, period=period)
    assert (row["start"], row["end"]) == months
    assert "period" not in row


@pytest.mark.parametrize(
    "period", ["unstated", "", "2005-01-02/2005-10-31", "2023-01-01/2023-02-29", "2013-13", "13", "2013-00"]
)
def test_a_period_that_is_no_span_of_whole_months_is_not_settled(tmp_path: Path, period: str) -> None:
    said = repr(period) if period else "is missing"
    with pytest.raises(StatementError, match=f"claim 1: start {said}, end {said}") as caught:
        press(tmp_path, period=period)
    assert "unsettled='leave out'" in str(caught.value)
    assert load(tmp_path / "claims.csv", unsettled="leave out").empty


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"flow": "growth", "commodity": "TOTAL (exports THA to VNM)"}, ("growth", "export", None)),
        ({"flow": "growth", "commodity": "TOTAL (imports of THA from VNM)"}, ("growth", "import", None)),
        (
            {"flow": "share", "commodity": "27 (share of Thailand's exports)"},
            ("share", "total", "Thailand's exports"),
        ),
        ({"flow": "rank", "scale": "rank", "value": "9", "among": "partners in ASEAN"}, ("rank", "total", None)),
    ],
)
def test_a_press_list_has_the_kind_in_its_flow(
    tmp_path: Path, cells: dict[str, str], found: tuple[str, str, str | None]
) -> None:
    row = press(tmp_path, **{"value": "13", "scale": "percent", "currency": "", **cells})
    among = found[2] or cells.get("among")
    assert (row["kind"], row["flow"], row["among"]) == (*found[:2], among)
    assert row["commodity_code"] == cells.get("commodity", "TOTAL").split(" ", maxsplit=1)[0]


def test_words_of_a_press_list_have_their_columns(tmp_path: Path) -> None:
    row = press(tmp_path, how_sure="inferred year", title="T", colour="red")
    assert (row["certainty"], row["title"], row["colour"]) == ("inferred year", "T", "red")
    assert not {"scale", "period", "how_sure", "commodity"} & set(row)
    assert list(row)[:4] == ["claim", "start", "end", "kind"]


def test_rows_without_keys_are_numbered_as_in_the_file(tmp_path: Path) -> None:
    lines = [PRESS, {**PRESS, "period": "unstated"}, {**PRESS, "flow": ""}, {**PRESS, "claim": "mine"}]
    found = load(write(tmp_path, *lines), unsettled="leave out")
    assert found["claim"].tolist() == ["1", "mine"]
    with pytest.raises(StatementError, match="2 unsettled") as caught:
        load(tmp_path / "claims.csv")
    assert caught.value.rows == ("claim 2: start 'unstated', end 'unstated'", "claim 3: flow is missing")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"commodity": "coal (quantity)"}, "commodity_code 'coal (quantity)'"),
        ({"scale": "million tonnes"}, "value '2.48 million tonnes'"),
        ({"value": ""}, "value 'billion'"),
        ({"reporter": ""}, "reporter is missing"),
        ({"commodity": ""}, "commodity_code is missing"),
    ],
)
def test_what_is_no_statement_is_not_guessed(tmp_path: Path, cells: dict[str, str], words: str) -> None:
    with pytest.raises(StatementError, match=re.escape(f"claim 1: {words}")):
        press(tmp_path, **cells)
    assert load(tmp_path / "claims.csv", unsettled="leave out").empty


def test_a_draft_of_a_ledger_is_a_table_of_statements(tmp_path: Path) -> None:
    found = plain(load(drafted(tmp_path, CUTTING)))
    assert [row["claim"] for row in found] == ["1", "2", "3", "4"]
    assert {row["kind"] for row in found} == {"level"}
    assert [(row["start"], row["end"]) for row in found] == [
        (202401, 202412),
        (202401, 202412),
        (202501, 202506),
        (203001, 203012),
    ]
    assert [(row["currency"], row["low"], row["high"]) for row in found] == [
        ("MYR", 11.455e9, 11.465e9),
        ("USD", 2.475e9, 2.485e9),
        ("MYR", 1.4e9, 1.6e9),
        ("USD", 5e9, None),
    ]
    assert [row["approximate"] for row in found] == [False, False, True, True]
    assert [row["bound"] for row in found] == [None, None, None, "more than"]
    assert [row["status"] for row in found] == [None, None, None, "target"]
    assert found[0]["observation"] == found[1]["observation"] == "cutting.0"
    assert found[2]["observation"] != found[0]["observation"]


@pytest.mark.parametrize(("source", "key"), [(None, "0"), ("sun", "sun.0")])
def test_observations_of_drafts_are_told_apart_by_their_source(tmp_path: Path, source: str | None, key: str) -> None:
    text = "total trade reaching RM11.46 billion (US$2.48 billion) in 2024"
    found = load(drafted(tmp_path, text, source=source))
    assert found["observation"].tolist() == [key, key]
    assert found["currency"].tolist() == ["MYR", "USD"]


def test_a_draft_that_settles_too_little_says_which_rows(tmp_path: Path) -> None:
    path = drafted(tmp_path, f"{CUTTING} RM2 billion went into roads in 2024. Exports were RM3 billion.")
    with pytest.raises(StatementError) as caught:
        load(path)
    assert caught.value.rows == ("claim 5: flow is missing", "claim 6: start is missing, end is missing")
    assert load(path, unsettled="leave out")["claim"].tolist() == ["1", "2", "3", "4"]
    with pytest.raises(StatementError, match="commodity_code is missing"):
        load(drafted(tmp_path, CUTTING, commodity=None))


def test_a_draft_knows_what_its_quotes_alone_do_not_say(tmp_path: Path) -> None:
    found = load(drafted(tmp_path, "Exports were US$5-10 billion in 2024."))
    assert found[["quote", "value"]].to_numpy().tolist() == [["US$5", 5e9], ["10 billion", 10e9]]


def test_a_reviewed_draft_says_one_period(tmp_path: Path) -> None:
    path = drafted(tmp_path, "Exports were RM3 billion in the first half of 2024.")
    text = path.read_text(encoding="utf-8")
    assert load(path)[["start", "end"]].to_numpy().tolist() == [[202401, 202406]]
    path.write_text(text.replace("\n2024,", "\n2023,"), encoding="utf-8")
    with pytest.raises(StatementError, match="claim 1, period '2023', months '2024-01/2024-06'; allowed: one of them"):
        load(path)
    path.write_text(text.replace("\n2024,", "\n2023,").replace("2024-01/2024-06", ""), encoding="utf-8")
    assert load(path)[["start", "end"]].to_numpy().tolist() == [[202301, 202312]]


@pytest.mark.parametrize("written", ["20242", "2024Q2", "2024-Q2", "2024 Q2"])
def test_a_quarter_is_its_months(tmp_path: Path, written: str) -> None:
    path = write(tmp_path, {**PRESS, "period": written})
    assert load(path)[["start", "end"]].to_numpy().tolist() == [[202404, 202406]]


def test_a_key_stands_once_also_where_one_of_the_rows_is_open(tmp_path: Path) -> None:
    lines = [{**PRESS, "claim": "a"}, {**PRESS, "claim": "a", "period": "unstated"}]
    with pytest.raises(StatementError, match="claim a, its key stands twice"):
        load(write(tmp_path, *lines), unsettled="leave out")


def test_claims_that_are_spelled_out_are_not_read_out_of_their_quotes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = load()
    wanted = check_claims(claims.assign(quote=None), rates=None)
    assert len(wanted) > 40

    def read_again(text: str) -> None:
        raise AssertionError(text)

    monkeypatch.setattr(lists, "read_figures", read_again)
    found = check_claims(claims, rates=None)
    assert found.equals(wanted)
    with pytest.raises(AssertionError):  # without its range and bound, a claim is what its quote says
        check_claims(claims.drop(columns=["low", "high", "bound"]), rates=None)
