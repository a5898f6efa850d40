"""The program: help that teaches, errors in one line, pipes in UTF-8."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from command_line import DOCUMENTS, PROGRAM, Refusal, run
from tradeview import cli


@pytest.mark.parametrize(
    ("words", "taught"),
    [
        ([], ["report", "fetch", "indices", "figures", "check", "check-claims", "convert", "growth", "rates"]),
        (["report"], ["--out", "--currency", "Example: tradeview report --out out"]),
        (["report"], ["--comtrade", "in any language", "--comtrade TradeData.csv --reporter MYS --partner RUS"]),
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


def test_commands_start_without_what_draws_charts() -> None:
    code = "import sys, tradeview.cli; print([name for name in ('matplotlib', 'fontTools') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
