"""The command line: the same answers as the library, errors in one line, exit status 0, 1 or 2."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import tradeview as tv
from command_line import PROGRAM, answer, run
from tradeview import cli

LEDGER = """period,reporter,partner,flow,commodity_code,value,currency
2010,THA,VNM,total,TOTAL,1000000000,USD
2024,THA,VNM,total,TOTAL,2000000000,USD
"""
DOCUMENTS = {
    "bn": ("২০০৭ সালে ১,৯০৩ মিলিয়ন মার্কিন ডলার", 1.903e9, "USD"),
    "th": ("มูลค่า 2,480 ล้านดอลลาร์สหรัฐ ในปี 2567", 2.48e9, "USD"),
    "en": ("RM11.46 billion in 2024", 1.146e10, "MYR"),
}  # fmt: skip


def table(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text), dtype={"commodity_code": str})


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(LEDGER)
    return path


def wanted(command: str) -> pd.DataFrame:
    """What the library says."""
    if command == "convert":
        trade = tv.prefer(tv.load(), currency="MYR")
        return tv.convert(trade, to="MYR", rates=tv.rates.ecb(base="USD"))
    if command == "growth":
        dollars = tv.prefer(tv.load(), currency="USD")
        return tv.growth(tv.deflate(dollars, deflator=tv.deflators.us_cpi(), base_period=2024))
    return tv.read_figures(DOCUMENTS["en"][0])


COMMANDS = {
    "convert": ["convert", "--to", "MYR", "--rates", "ecb:USD"],
    "growth": ["growth", "--currency", "USD", "--deflator", "us-cpi", "--base-period", 2024],
    "figures": ["figures"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_csv_and_json_agree_with_the_library(command: str) -> None:
    library = wanted(command)
    text = DOCUMENTS["en"][0]
    printed = table(answer(*COMMANDS[command], stdin=text))
    listed = json.loads(answer(*COMMANDS[command], "--json", stdin=text))
    assert list(printed) == list(library)
    assert [list(row) for row in listed] == [list(library)] * len(library)
    for row, line, record in zip(listed, printed.to_dict("records"), library.to_dict("records"), strict=True):
        for name, value in record.items():
            if pd.isna(value):
                assert row[name] is None
                assert pd.isna(line[name])
            elif isinstance(value, float):
                assert row[name] == pytest.approx(value, rel=1e-12)
                assert line[name] == value
            else:
                assert row[name] == value
                assert line[name] == value


@pytest.mark.parametrize(("kind", "rate"), [("average", 4.5744), ("end", 4.4715)])
def test_rates_say_their_days_and_leave_part_years_empty(kind: str, rate: float) -> None:
    rates = table(answer("rates", "--base", "USD", "--quote", "MYR", "--kind", kind)).set_index("period")
    assert rates.loc[2024, "rate"] == pytest.approx(rate, abs=5e-5)
    assert pd.isna(rates.loc[2005, "rate"])
    assert rates.loc[2005, ["base", "quote", "days", "of"]].tolist() == ["USD", "MYR", 195, 257]
    assert table(answer("rates", "--base", "USD", "--quote", "MYR", "--monthly"))["period"].iloc[0] > 200500


@pytest.mark.parametrize("language", DOCUMENTS)
@pytest.mark.parametrize("way", ["file", "file with a byte-order mark", "standard input"])
def test_figures_are_read_in_each_language(language: str, way: str, tmp_path: Path) -> None:
    text, value, currency = DOCUMENTS[language]
    path = tmp_path / "text.txt"
    path.write_text(text, encoding="utf-8-sig" if "mark" in way else "utf-8")
    given = ["-"] if way == "standard input" else [path]
    found = json.loads(answer("figures", *given, "--json", stdin=text))
    assert [(row["value"], row["currency"]) for row in found] == [(value, currency)]
    assert found[0]["quote"] in text


def test_a_press_cutting_becomes_rows_of_a_ledger() -> None:
    text = "In 2024 exports reached US$5 billion (US$1 = RM4.35)."
    named = ["--reporter", "Malaysia", "--partner", "Россия", "--commodity", "TOTAL", "--source", "cutting"]
    (row,) = json.loads(answer("figures", "--ledger", *named, "--json", stdin=text))
    assert [row[key] for key in ("period", "reporter", "partner", "flow", "value")] == [
        2024,
        "MYS",
        "RUS",
        "export",
        5e9,
    ]
    assert table(answer("figures", "--ledger", stdin=text))["reporter"].isna().all()


def test_figures_without_one_reading_are_told_beside_the_table(capfd: pytest.CaptureFixture[str]) -> None:
    done = run("figures", stdin=b"EUR 1.234")
    assert b"1 of 1 figures can be read in two ways" in done.stderr
    assert b"EUR 1.234" in done.stdout
    assert run("figures", stdin=b"RM5 billion").stderr == b""
    assert capfd.readouterr().out == ""


def test_nothing_in_a_text_gives_a_header_alone() -> None:
    assert answer("figures", stdin="no money here").startswith("start,end,quote,value")
    assert json.loads(answer("figures", "--json", stdin="")) == []


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + LEDGER,
        LEDGER.replace(",", ";"),
        "\ufeff" + LEDGER.replace(",", ";").replace("\n", "\r\n"),
    ],
    ids=["byte-order mark", "semicolons", "all of it"],
)
def test_ledgers_of_spreadsheets_are_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(text.encode())
    grown = table(answer("growth", path, "--currency", "USD"))
    assert grown["growth"].tolist()[1:] == [1.0]


def test_a_rate_table_of_my_own_is_used(mine: Path, tmp_path: Path) -> None:
    rates = tmp_path / "rates.csv"
    rates.write_text("period,base,quote,rate,kind,source\n2010,USD,THB,30,end,me\n2024,USD,THB,40,end,me\n")
    converted = table(answer("convert", mine, "--to", "THB", "--rates", rates))
    assert converted["value"].tolist() == [3e10, 8e10]
    assert set(converted["rate_source"]) == {"me"}


@pytest.mark.parametrize(
    ("words", "taught"),
    [
        ([], ["report", "fetch", "indices", "figures", "check", "convert", "growth", "rates"]),
        (["report"], ["--out", "--currency", "Example: tradeview report --out out"]),
        (["report"], ["--comtrade", "in any language", "--comtrade TradeData.csv --reporter MYS --partner RUS"]),
        (
            ["fetch"],
            ["COMTRADE_KEY", "--key-file", "A key never stands on the command line", "2018-2023", "--base-url"],
        ),
        (["convert"], ["--to", "ISO 4217", "ecb:USD:end", "Example: tradeview convert --to MYR --rates ecb:USD"]),
        (["growth"], ["--base-period", "us-cpi", "Example: tradeview growth --currency USD"]),
        (["figures"], ["standard input", "--locale", "| tradeview figures", "folders of .txt files"]),
        (["indices"], ["--list", "--index", "all that the file holds", "--index rca --reporter MYS --period 2023"]),
        (["check"], ["ecb:USD", "Exit status 1 where something contradicts", "Example: tradeview check mine.csv"]),
        (["rates"], ["--monthly", "average", "Example: tradeview rates --base USD --quote MYR"]),
    ],
)
def test_help_teaches(words: list[str], taught: list[str]) -> None:
    said = " ".join(CliRunner().invoke(cli.app, [*words, "--help"], env={"COLUMNS": "200"}).stdout.split())
    assert all(part in said for part in taught)


ERRORS = {
    "missing file": (["growth", "none.csv", "--currency", "USD"], 1, "none.csv"),
    "folder as file": (["growth", "folder", "--currency", "USD"], 1, "folder"),
    "not UTF-8": (["growth", "latin.csv", "--currency", "USD"], 1, "latin.csv is not UTF-8"),
    "bad ledger": (["growth", "bad.csv", "--currency", "USD"], 1, "flow 'sale'; allowed: export"),
    "empty ledger": (["growth", "empty.csv", "--currency", "USD"], 1, "needs the column(s)"),
    "missing rate": (["convert", "--to", "VND", "--rates", "ecb:USD", "--prefer", "USD"], 1, "the ECB quotes no VND"),
    "unknown currency": (["convert", "--to", "XYZ", "--rates", "ecb:USD"], 1, "'XYZ' is no currency"),
    "unknown kind": (["convert", "--to", "MYR", "--rates", "ecb:USD:mean"], 1, "use one of average, end"),
    "mixed currencies": (["growth", "--currency", "EUR"], 1, "one row of each observation in EUR"),
    "one currency": (["rates", "--base", "USD", "--quote", "USD"], 1, "between two currencies"),
    "onto a file": (["report", "--out", "bad.csv"], 1, "nothing was changed"),
    "half of two economies": (["report", "--reporter", "MYS"], 2, "--reporter and --partner go together"),
    "a file without its pair": (
        ["report", "--comtrade", "bad.csv"],
        2,
        "--comtrade goes with --reporter and --partner",
    ),
    "two files": (
        ["report", "bad.csv", "--wits", "bad.csv", "--reporter", "MYS", "--partner", "RUS"],
        2,
        "of one file",
    ),
    "no such economy": (
        ["report", "--comtrade", "bad.csv", "--reporter", "Ruritania", "--partner", "RUS"],
        1,
        "Ruritania",
    ),
    "no file of Comtrade": (
        ["report", "--comtrade", "empty.csv", "--reporter", "MYS", "--partner", "RUS"],
        1,
        "empty.csv",
    ),
    "another pair": (["report", "mine.csv", "--reporter", "MYS", "--partner", "RUS"], 1, "MYS reports with RUS"),
    "half of a pair": (["growth", "--currency", "USD", "--deflator", "us-cpi"], 2, "--base-period go together"),
    "no option": (["growth"], 2, "Missing option '--currency'"),
    "no command": (["grow"], 2, "No such command 'grow'"),
    "names without a ledger": (["figures", "bad.csv", "--reporter", "MYS"], 2, "go with --ledger"),
    "no economy": (["figures", "bad.csv", "--ledger", "--reporter", "Bolandia"], 1, "Bolandia"),
    "no text": (["figures", "none.txt"], 1, "no such file or folder"),
    "no texts in a folder": (["figures", "folder"], 1, "none in folder"),
    "one name for two texts": (["figures", "bad.csv", "mine.csv", "--ledger", "--source", "a"], 2, "names one text"),
    "a text beside standard input": (["figures", "bad.csv", "-"], 2, "standard input is read alone"),
}


@pytest.mark.parametrize(("words", "status", "said"), ERRORS.values(), ids=ERRORS)
def test_errors_are_one_line_and_a_status(
    words: list[str],
    status: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.csv").write_bytes(LEDGER.encode() + b"\xe9")
    (tmp_path / "bad.csv").write_text(LEDGER.replace("total", "sale"))
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "mine.csv").write_text(LEDGER)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["tradeview", *words])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    printed = capsys.readouterr()
    assert stopped.value.code == status
    assert printed.out == ""
    assert printed.err.startswith("tradeview: ")
    assert printed.err.count("\n") == 1
    assert said in printed.err
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_the_installed_script_writes_a_report(mine: Path, tmp_path: Path) -> None:
    done = run("report", mine, "--out", tmp_path / "out", "--currency", "EUR")
    assert (done.returncode, done.stdout.decode()) == (0, f"{tmp_path / 'out' / 'report.html'}\n")
    assert done.stderr.decode() == f"12 files in {tmp_path / 'out'}\n"
    assert "Thailand–Vietnam trade" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_the_installed_script_fails_in_one_line() -> None:
    done = run("figures", stdin=b"\xff\xfe")
    assert (done.returncode, done.stdout) == (1, b"")
    assert (
        done.stderr.decode() == "tradeview: the text is not UTF-8; found: byte 0 cannot be read; do: save it as UTF-8\n"
    )


def test_pipes_carry_utf_8_whatever_the_locale() -> None:
    text = DOCUMENTS["bn"][0]
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run("figures", stdin=text.encode(), **plain)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "১,৯০৩ মিলিয়ন" in done.stdout.decode()


def test_a_closed_pipe_is_no_accident() -> None:
    command = f"{PROGRAM} rates --base USD --quote MYR --monthly | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert done.stdout.startswith(b"period,base,quote,rate")
    assert done.stderr == b""


def test_a_third_currency_is_reached_from_the_one_preferred() -> None:
    words = ["convert", "--to", "EUR", "--rates", "ecb:EUR", "--prefer", "MYR"]
    assert table(answer(*words))["stated_currency"].tolist() == ["USD", "USD", "MYR"]


def test_help_is_shown_without_a_command() -> None:
    done = run()
    assert done.returncode == 0
    assert b"tradeview report" in done.stdout


def test_a_terminal_gets_a_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "300")
    cli.growth(currency="USD", as_json=False)
    shown = capsys.readouterr().out
    assert "annual_growth" in shown
    assert "+30.32\N{NARROW NO-BREAK SPACE}%" in shown
    assert "2,480,000,000" in shown
    assert "observation" not in shown
