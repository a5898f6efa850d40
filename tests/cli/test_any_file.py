"""Commands take a file of any form that tradeview knows; what they cannot use is said with what it is."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import tradeview as tv
from command_line import Refusal
from comtrade_printers import api_csv, new_download
from containers import split, workbook
from form_samples import LEDGER, OTHERS, ROWS, SAMPLES
from pair_file import pair_records
from trade_map_files import MARKETS, text
from tradeview import cli
from tradeview.errors import TableError


@pytest.fixture
def files(tmp_path: Path) -> Path:
    records = pair_records()
    (tmp_path / "TradeData.csv").write_text(new_download(records), encoding="utf-8")
    (tmp_path / "TradeData.xlsx").write_bytes(workbook(("Sheet1", split(api_csv(records)))))
    (tmp_path / "mine.csv").write_text(LEDGER + ROWS, encoding="utf-8")
    (tmp_path / "flows.csv").write_text(SAMPLES["BACI"].text, encoding="utf-8")
    (tmp_path / "rates.csv").write_text(OTHERS["rates"].text, encoding="utf-8")
    return tmp_path


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def answer(*words: object) -> str:
    done = run(*words)
    assert done.exit_code == 0, done.exception or done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ["TradeData.csv", "TradeData.xlsx"])
def test_a_report_of_a_pair_is_of_the_downloaded_file(files: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: dict[str, Any] = {}

    def keep(
        trade: pd.DataFrame, **options: Any
    ) -> list[Path]:  # what the page makes of it: tests/reports/test_pair.py
        handed.update(options, trade=trade)
        return [Path("report.html")]

    monkeypatch.setattr(tv, "report", keep)
    answer("report", files / name, "--reporter", "MYS", "--partner", "Россия", "--out", files / "out")
    assert handed["pair"] == ("MYS", ["RUS"])
    expected = tv.read_comtrade(files / name, reporters=("MYS", "RUS"))
    own = ["source", "compiled_by"]
    pd.testing.assert_frame_equal(handed["trade"].drop(columns=own), expected.drop(columns="source"))
    assert handed["trade"]["source"].str.startswith(f"UN Comtrade, {name}, file of 20").all()
    assert set(handed["trade"]["compiled_by"]) == {"Malaysia", "Russia"}
    told = run("report", files / name)
    assert told.exit_code == 2
    assert f"{name} is UN Comtrade's: a report" in " ".join(told.stderr.split())


def test_growth_and_conversion_choose_rows(files: Path) -> None:
    asked = ("--to", "MYR", "--rates", "ecb:USD", "--reporter", "Malaysia", "--partner", "RUS", "--json")
    for name in ("TradeData.csv", "TradeData.xlsx"):
        rows = json.loads(answer("convert", files / name, *asked))
        assert {(row["reporter"], row["partner"], row["currency"]) for row in rows} == {("MYS", "RUS", "MYR")}
    grown = json.loads(answer("growth", files / "mine.csv", "--currency", "USD", "--partner", "RUS", "--json"))
    assert [row["value"] for row in grown] == [1500000.5, 2500000.0]
    none = run("growth", files / "mine.csv", "--currency", "USD", "--partner", "SGP")
    assert "mine.csv has rows of SGP; found: reporters MYS; partners RUS" in str(none.exception)


def test_check_takes_downloads(files: Path) -> None:
    both = answer("check", files / "TradeData.csv", files / "TradeData.xlsx", files / "mine.csv").splitlines()
    assert [line.split(": ")[1][:9] for line in both] == ["214 rows,", "214 rows,", "2 rows, 1"]
    assert ["taken for UN Comtrade" in line for line in both] == [True, True, False]
    some = answer("check", files / "TradeData.csv", "--reporter", "MYS", "--partner", "CHN")
    assert ": 2 rows, 2 series" in some
    assert ": 6 rows" in answer("check", files / "flows.csv", "--hs", "H5")
    wrong = run("check", files / "rates.csv", files / "flows.csv")
    assert wrong.exit_code == 1
    rates, flows = wrong.stderr.splitlines()
    assert "rates.csv is read as a ledger; found: this is a rate table: tv.rates.read" in rates
    assert "flows.csv is BACI's, in a revision of the HS; found: a name that does not say it" in flows


def test_commands_are_told_what_a_list_of_trade_map_does_not_say(files: Path) -> None:
    (files / "markets.txt").write_text(text(MARKETS), encoding="utf-8")
    told = ("--reporter", "MYS", "--commodity-code", "1511")
    assert f"{files / 'markets.txt'}, taken for ITC Trade Map, is a valid trade table: 5 rows, 3 series" in answer(
        "check", files / "markets.txt", *told
    )
    (row,) = json.loads(answer("check", files / "markets.txt", *told, "--json"))
    assert (row["form"], row["rows"], row["error"]) == ("ITC Trade Map", 5, None)
    in_euros = ("--partner", "RUS", "--unit", "EUR million", "--currency", "EUR", "--json")
    grown = json.loads(answer("growth", files / "markets.txt", *told, *in_euros))
    assert [row["value"] for row in grown] == [10e6, 12e6]
    converted = json.loads(
        answer("convert", files / "markets.txt", *told, "--to", "MYR", "--rates", "ecb:USD", "--json")
    )
    assert len(converted) == 5
    shares = answer("indices", files / "markets.txt", *told, "--index", "trade_share", "--flow", "export")
    assert shares.startswith("period,")
    of_shares = ["indices", "--index", "trade_share", "--flow", "export"]
    for command in (["check"], ["growth", "--currency", "USD"], of_shares):
        asked = run(*command, files / "markets.txt")
        assert "say reporter='MYS' (--reporter on the command line)" in f"{asked.exception} {asked.stderr}"
    needless = run("indices", files / "flows.csv", "--hs", "H5", "--unit", "EUR", "--index", "rca")
    assert "--unit goes with a file of Trade Map, Comext or OpenDOSM" in " ".join(needless.stderr.split())


def test_an_index_is_of_any_file(files: Path) -> None:
    named = answer("indices", "--comtrade", files / "TradeData.csv", "--index", "rca", "--digits", "4")
    assert answer("indices", files / "TradeData.csv", "--index", "rca", "--digits", "4") == named
    assert answer("indices", files / "flows.csv", "--hs", "H5", "--index", "rca").startswith("period,reporter")


def test_what_is_no_trade_is_refused_by_name(files: Path, refusal: Refusal) -> None:
    for command in (["report"], ["growth", "--currency", "USD"], ["convert", "--to", "MYR", "--rates", "ecb:USD"]):
        code, line = refusal([*command, str(files / "rates.csv")])
        assert code == 1
        assert "found: this is a rate table: tv.rates.read" in line


@pytest.mark.parametrize(
    "words",
    [
        ["growth"],
        ["growth", "--currency", "USD"],
        ["report", "--reporter", "MYS", "--partner", "RUS"],
        ["convert", "--to", "MYR", "--rates", "ecb:USD"],
        ["indices", "--index", "rca"],
    ],
)
def test_rates_of_the_world_bank_are_refused_by_name_where_trade_is_asked_for(files: Path, words: list[str]) -> None:
    path = files / "bank.csv"
    path.write_text(SAMPLES["the World Bank, wide"].text, encoding="utf-8")
    command, *options = words
    refused = run(command, path, *options).exception
    assert isinstance(refused, TableError)
    assert "is read as trade; found: this is the World Bank's: rates or prices" in str(refused)
