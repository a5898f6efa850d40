"""Commands take a file of any form that tradeview knows; what they cannot use is said with what it is."""

import json
from pathlib import Path

import pytest

from command_line import Refusal, run
from comtrade_printers import api_csv, new_download
from containers import split, workbook
from form_samples import LEDGER, OTHERS, ROWS, SAMPLES
from pair_file import pair_records


@pytest.fixture
def files(tmp_path: Path) -> Path:
    records = pair_records()
    (tmp_path / "TradeData.csv").write_text(new_download(records), encoding="utf-8")
    (tmp_path / "TradeData.xlsx").write_bytes(workbook(("Sheet1", split(api_csv(records)))))
    (tmp_path / "mine.csv").write_text(LEDGER + ROWS, encoding="utf-8")
    (tmp_path / "flows.csv").write_text(SAMPLES["BACI"].text, encoding="utf-8")
    (tmp_path / "rates.csv").write_text(OTHERS["rates"].text, encoding="utf-8")
    return tmp_path


def answer(*words: object) -> str:
    done = run(*words)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_a_report_of_a_pair_out_of_a_download_names_its_file(files: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    answer("report", files / "TradeData.csv", "--reporter", "MYS", "--partner", "Россия", "--out", out)
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "UN Comtrade, TradeData.csv, file of 20" in page
    told = run("report", files / "TradeData.csv", "--out", out)
    assert told.returncode == 2
    assert "TradeData.csv is UN Comtrade's: a report of it goes with --reporter and" in told.stderr.decode()


def test_growth_and_conversion_choose_rows(files: Path) -> None:
    asked = ("--to", "MYR", "--rates", "ecb:USD", "--reporter", "Malaysia", "--partner", "RUS", "--json")
    for name in ("TradeData.csv", "TradeData.xlsx"):
        rows = json.loads(answer("convert", files / name, *asked))
        assert {(row["reporter"], row["partner"], row["currency"]) for row in rows} == {("MYS", "RUS", "MYR")}
    grown = json.loads(answer("growth", files / "mine.csv", "--currency", "USD", "--partner", "RUS", "--json"))
    assert [row["value"] for row in grown] == [1500000.5, 2500000.0]
    none = run("growth", files / "mine.csv", "--currency", "USD", "--partner", "SGP")
    assert "mine.csv has rows of SGP; found: reporters MYS; partners RUS" in none.stderr.decode()


def test_check_takes_downloads(files: Path) -> None:
    both = answer("check", files / "TradeData.csv", files / "TradeData.xlsx", files / "mine.csv").splitlines()
    assert [line.split(": ")[1][:9] for line in both] == ["214 rows,", "214 rows,", "2 rows, 1"]
    some = answer("check", files / "TradeData.csv", "--reporter", "MYS", "--partner", "CHN")
    assert ": 2 rows, 2 series" in some
    assert ": 6 rows" in answer("check", files / "flows.csv", "--hs", "H5")
    wrong = run("check", files / "rates.csv", files / "flows.csv")
    assert wrong.returncode == 1
    rates, flows = wrong.stderr.decode().splitlines()
    assert "rates.csv is read as a ledger; found: this is a rate table: tv.rates.read" in rates
    assert "flows.csv is BACI's, in a revision of the HS; found: a name that does not say it" in flows


def test_an_index_is_of_any_file(files: Path) -> None:
    named = answer("indices", "--comtrade", files / "TradeData.csv", "--index", "rca", "--digits", "4")
    assert answer("indices", files / "TradeData.csv", "--index", "rca", "--digits", "4") == named
    assert answer("indices", files / "flows.csv", "--hs", "H5", "--index", "rca").startswith("period,reporter")


def test_what_is_no_trade_is_refused_by_name(files: Path, refusal: Refusal) -> None:
    for command in (["report"], ["growth", "--currency", "USD"], ["convert", "--to", "MYR", "--rates", "ecb:USD"]):
        code, line = refusal([*command, str(files / "rates.csv")])
        assert code == 1
        assert "found: this is a rate table: tv.rates.read" in line
