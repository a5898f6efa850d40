"""The command `check`: a ledger as `tv.load` reads it, in one line, and which of two commands was meant."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import tradeview as tv
from command_line import LEDGER, Refusal, answer
from tradeview import cli
from tradeview.claims import table as claims_table
from tradeview.claims.lists import SPELLED
from tradeview.ledgers.drafts import DRAFT
from tradeview.sources.own_tables import CLAIM_COLUMNS
from tradeview.table.schema import TRADE

DATA = Path(tv.__file__).parents[2] / "data"
HEADER = "period,reporter,partner,flow,commodity_code,value,currency"
QUOTED = f"{HEADER},quote\n2023,MYS,RUS,total,TOTAL,2.48,USD,US$2.48 billion\n"
DRAFTED = f"{HEADER},months,bound\n,MYS,RUS,,TOTAL,5000000000,USD,,\n"


def test_a_valid_ledger_is_one_line_and_status_0(mine: Path) -> None:
    trade = tv.load(mine)
    first, last = trade["period"].min(), trade["period"].max()
    wanted = f"{mine} is a valid trade table: {len(trade)} rows, 1 series, 2 periods ({first}–{last}), in USD\n"
    assert answer("check", mine) == wanted


def test_parts_of_years_are_named_beside_whole_years(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    lines = ["2023,", "2024,", "2024,2024-01/2024-08", "2025,2025-01/2025-08", "202501,", "202502,"]
    header = "period,months,reporter,partner,flow,commodity_code,value,currency"
    path.write_text(f"{header}\n" + "".join(f"{line},MYS,RUS,total,TOTAL,1,USD\n" for line in lines))
    runs = "2023–2024, January to August of 2024 and 2025 and Jan 2025–Feb 2025"
    assert answer("check", path).endswith(f"6 rows, 2 series, 6 periods ({runs}), in USD\n")
    (row,) = json.loads(answer("check", path, "--json"))
    assert (row["periods"], row["first"], row["last"]) == (6, 2023, 202502)


def test_series_periods_currencies_and_quotes_are_counted(tmp_path: Path) -> None:
    # Two flows of one year; the second is stated in two currencies, and one figure has its words beside it.
    path = tmp_path / "mine.csv"
    lines = ["export,TOTAL,1000000000,USD,US$1 billion", "import,TOTAL,2000000000,USD,", "import,TOTAL,9000000000,MYR,"]
    path.write_text(f"{HEADER},quote\n" + "".join(f"2024,MYS,RUS,{line}\n" for line in lines))
    assert answer("check", path).endswith("trade table: 3 rows, 2 series, 1 period (2024), in MYR and USD, 1 quote\n")
    (row,) = json.loads(answer("check", path, "--json"))
    numbers = {"rows": 3, "series": 2, "periods": 1, "first": 2024, "last": 2024, "quotes": 1}
    assert row == {"file": str(path), "form": "a ledger", **numbers, "currencies": ["MYR", "USD"], "error": None}


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text(f"{HEADER}\n")
    assert answer("check", path) == f"{path} is a valid trade table: 0 rows\n"


def test_the_project_s_own_ledger_is_valid() -> None:
    assert answer("check", DATA / "trade.csv").startswith(f"{DATA / 'trade.csv'} is a valid trade table: 4 rows, ")


def test_of_several_files_each_is_checked_and_one_that_is_wrong_is_status_1(mine: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(LEDGER.replace("total", "sale"))
    (tmp_path / "worse.csv").write_text(LEDGER.replace("value", "worth"))
    for words in ([tmp_path], [tmp_path / "bad.csv", mine, tmp_path / "worse.csv"]):
        done = CliRunner().invoke(cli.app, ["check", *map(str, words)])
        assert done.exit_code == 1
        assert done.stdout.startswith(f"{mine} is a valid trade table")
        assert done.stdout.count("\n") == 1
        bad, worse = done.stderr.splitlines()
        assert bad.startswith("tradeview: bad.csv is no valid trade table; found: 2 broken rules")
        assert worse.startswith("tradeview: worse.csv: a trade table needs the column(s) value")
    done = CliRunner().invoke(cli.app, ["check", str(tmp_path), "--json"])
    assert done.exit_code == 1
    errors = {Path(row["file"]).name: row["error"] for row in json.loads(done.stdout)}
    assert [name for name, error in errors.items() if error is None] == ["mine.csv"]
    assert "column(s) value" in errors["worse.csv"]


REFUSED = {
    "no file": ([], 2, "Missing argument"),
    "a file that is not there": (["none.csv"], 2, "none.csv"),
    "a folder without ledgers": (["folder"], 1, "none in folder"),
    "not UTF-8": (["latin.csv"], 1, "latin.csv is not UTF-8"),
    "an empty file": (["empty.csv"], 1, "empty.csv: a trade table needs the column(s) period, "),
    "a wrong word": (["bad.csv"], 1, "line 2, flow 'sale'; allowed: export"),
}


@pytest.mark.parametrize(("words", "status", "said"), REFUSED.values(), ids=REFUSED)
def test_errors_are_one_line_and_a_status(words: list[str], status: int, said: str, refusal: Refusal) -> None:
    code, line = refusal(["check", *words])
    assert code == status
    assert said in line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (QUOTED, ["mine.csv: a value is what its quote says", "quote 'US$2.48 billion' reads 2,480,000,000"]),
        (DRAFTED, ["line 2, flow is missing", "it has bound as lists of claims have, say `tradeview check-claims"]),
        (QUOTED.replace("quote", "note").replace("2.48,", "-1,"), ["value -1.0; allowed: a finite number"]),
    ],
    ids=["a value that its quote contradicts", "a draft that is to be completed", "a note is no mark of claims"],
)
def test_what_is_wrong_is_said_with_its_line_and_what_is_allowed(
    text: str, said: list[str], mine: Path, refusal: Refusal
) -> None:
    mine.write_text(text)
    code, line = refusal(["check", "mine.csv"])
    assert code == 1
    assert all(part in line for part in said)
    assert ("check-claims" in line) is (text == DRAFTED)


def test_a_list_of_claims_is_told_its_own_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = DATA / "press.csv"
    monkeypatch.setattr(sys, "argv", ["tradeview", "check", str(path)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    said = capsys.readouterr()
    assert (stopped.value.code, said.out) == (1, "")
    columns = "claim, start, end, kind, side, among and bound"
    assert said.err == (
        f"tradeview: press.csv is no ledger; found: a list of claims, with {columns}; "
        f"do: say `tradeview check-claims {path}`\n"
    )


def test_what_marks_a_list_of_claims_is_of_lists_and_not_of_ledgers() -> None:
    lists = {column.name for column in claims_table.STATEMENTS.columns} | {*SPELLED, *DRAFT}
    assert set(CLAIM_COLUMNS) <= lists
    assert not set(CLAIM_COLUMNS) & {column.name for column in TRADE.columns}


def test_a_folder_s_ledgers_by_tabs_are_checked_as_those_by_commas_are(mine: Path, tmp_path: Path) -> None:
    (tmp_path / "by_tabs.TSV").write_text(LEDGER.replace(",", "\t"))
    done = CliRunner().invoke(cli.app, ["check", str(tmp_path)])
    assert done.exit_code == 0
    by_tabs, by_commas = done.stdout.splitlines()
    assert by_tabs == by_commas.replace(str(mine), str(tmp_path / "by_tabs.TSV"))
    mine.unlink()
    assert CliRunner().invoke(cli.app, ["check", str(tmp_path)]).stdout == f"{by_tabs}\n"
