"""The program: help that teaches, errors in one line, pipes in UTF-8."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from command_line import DOCUMENTS, PROGRAM, Refusal, run
from tradeview import cli
from tradeview.cli.program import WARNINGS


@pytest.mark.parametrize(
    ("words", "taught"),
    [
        ([], ["report", "fetch", "indices", "figures", "check", "check-claims", "convert", "growth", "rates"]),
        ([], ["fact-check"]),
        (["report"], ["--out", "--currency", "Example: tradeview report --out out"]),
        (["report"], ["--comtrade", "in any language", "report TradeData.csv --reporter MYS --partner RUS"]),
        (
            ["fetch"],
            ["COMTRADE_KEY", "--key-file", "A key never stands on the command line", "2018-2023", "--base-url"],
        ),
        (["convert"], ["--to", "ISO 4217", "ecb:USD:end", "Example: tradeview convert --to MYR --rates ecb:USD"]),
        (["growth"], ["--base-period", "us-cpi", "Example: tradeview growth --currency USD"]),
        (["figures"], ["standard input", "--locale", "| tradeview figures", "folders of them"]),
        (["indices"], ["--list", "--index", "all that the file holds", "--index rca --reporter MYS --period 2023"]),
        (["check"], ["0 where all are valid", "tradeview check-claims", "Example: tradeview check mine.csv"]),
        (
            ["check-claims"],
            [
                "ecb:USD",
                "Exit status 1 where something contradicts",
                "valid trade table, tradeview check says",
                "Example: tradeview check-claims mine.csv",
            ],
        ),
        (
            ["fact-check"],
            ["--against", "Exit status 1 where something contradicts", "Example: tradeview fact-check article.txt"],
        ),
        (["rates"], ["--monthly", "average", "Example: tradeview rates --base USD --quote MYR"]),
    ],
)
def test_help_teaches(words: list[str], taught: list[str]) -> None:
    said = " ".join(CliRunner().invoke(cli.app, [*words, "--help"], env={"COLUMNS": "200"}).stdout.split())
    assert all(part in said for part in taught)


def test_help_is_shown_without_a_command() -> None:
    done = run()
    assert done.returncode == 0
    assert b"tradeview report" in done.stdout


REFUSED = {
    "no command": (["grow"], 2, "No such command 'grow'"),
}


@pytest.mark.parametrize(("words", "status", "said"), REFUSED.values(), ids=REFUSED)
def test_errors_are_one_line_and_a_status(words: list[str], status: int, said: str, refusal: Refusal) -> None:
    code, line = refusal(words)
    assert code == status
    assert said in line


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


# What takes long to import, and what no help needs.
HEAVY = ("pandas", "numpy", "polars", "duckdb", "pyspark", "pyarrow", "matplotlib", "fontTools", "pint", "httpx")
HEAVY_ROOMS = ("tradeview.prose", "tradeview.sources", "tradeview.table", "tradeview.indices", "tradeview.reports")
COMMANDS = ("report", "fetch", "indices", "figures", "claims", "check", "check-claims", "fact-check", "convert")


def modules_after(*words: str) -> set[str]:
    """What is imported when a command has ended."""
    code = (
        "import sys\n"
        "from tradeview.cli import main\n"
        f"sys.argv = ['tradeview', *{words!r}]\n"
        "try:\n    main()\n"
        "except SystemExit as ended:\n    assert not ended.code\n"
        "print('modules', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].removeprefix("modules ").split())


@pytest.mark.parametrize("words", [(), *((command,) for command in (*COMMANDS, "growth", "rates"))])
def test_help_imports_nothing_that_only_work_needs(words: tuple[str, ...]) -> None:
    imported = modules_after(*words, "--help")
    assert "typer" in imported
    assert not imported & {*HEAVY, "tradeview.prose.reading", "tradeview.table.schema", "tradeview.sources.known_forms"}


def test_a_command_imports_nothing_that_only_others_need() -> None:
    imported = modules_after("rates", "--base", "USD", "--quote", "MYR")
    assert "pandas" in imported
    others = {"matplotlib", "polars", "duckdb", "tradeview.prose.reading", "tradeview.claims.checks"}
    assert not imported & {*others, "tradeview.indices.advantage", "tradeview.reports.report"}


@pytest.mark.parametrize("words", [("growth",), ("check",), ("convert", "--to", "EUR", "--rates", "ecb:USD")])
def test_figures_without_quotes_need_the_words_of_no_language(words: tuple[str, ...], tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    head = "period,reporter,partner,flow,commodity_code,value,currency"
    mine.write_text(f"{head}\n2022,MYS,RUS,export,TOTAL,1,USD\n2023,MYS,RUS,export,TOTAL,2,USD\n", encoding="utf-8")
    command, *options = words
    imported = modules_after(command, str(mine), *options)
    assert "tradeview.ledgers.loading" in imported
    assert not {name for name in imported if name.startswith("tradeview.prose.")}


# Streams that are closed, full, or read no further

MAIN = f"{sys.executable} -c 'from tradeview.cli import main; main()'"
CLOSED = {
    "output": ("rates --base USD --quote MYR >&-", 1, "tradeview: standard output is closed; do: leave it open"),
    "input": ("figures <&-", 1, "tradeview: a text is read from standard input; found: that is closed; do: name"),
    "input that nobody needs": ("rates --base USD --quote MYR <&- >/dev/null", 0, ""),
    "errors": ("growth --currency XXX 2>&-", 1, ""),
    "all": ("rates --base USD --quote MYR <&- >&- 2>&-", 1, ""),
    "a full disk": ("rates --base USD --quote MYR >/dev/full", 1, "tradeview: what was found cannot be written"),
    "a full disk and little to say": ("check {ledger} >/dev/full", 1, "standard output: No space left on device\n"),
}


@pytest.mark.parametrize(("command", "status", "said"), CLOSED.values(), ids=CLOSED)
def test_a_stream_that_is_closed_or_full_is_said(mine: Path, command: str, status: int, said: str) -> None:
    shell = f"{MAIN} {command.format(ledger=mine)}"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert done.stderr.count("\n") == (said != "")
    assert said in done.stderr


def test_who_reads_the_first_line_alone_gets_it_and_no_more_is_said(tmp_path: Path) -> None:
    rows = [f"{year},{code},VNM,total,TOTAL,{year},USD" for year in range(1900, 2024) for code in ("THA", "MYS") * 1]
    wide = tmp_path / "wide.csv"
    head = "period,reporter,partner,flow,commodity_code,value,currency,source\n"
    wide.write_text(head + "".join(f"{row},{'a long source ' * 80}\n" for row in rows), encoding="utf-8")
    shell = f"{MAIN} growth --currency USD {wide} | head -n 1"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("period,reporter")
    assert done.stderr == ""


def test_what_the_library_warns_of_is_one_line_that_steers_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    record = logging.LogRecord("tradeview", logging.WARNING, "", 0, "%s has a limit", ("a\x1b[2K\nb",), None)
    WARNINGS.handle(record)
    assert capsys.readouterr().err == "tradeview: a\\x1b[2K\\nb has a limit\n"
