"""Ledgers for commands to read, good ones and bad ones, and a way to see a command fail among them."""

import sys
from pathlib import Path

import pytest

from command_line import LEDGER, Refusal
from tradeview import cli


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(LEDGER)
    return path


@pytest.fixture
def refusal(mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Refusal:
    """Run a command that fails in a folder of ledgers; its status and its line. Nothing is printed or left behind."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.csv").write_bytes(mine.read_bytes() + b"\xe9")
    (tmp_path / "bad.csv").write_text(LEDGER.replace("total", "sale"))
    (tmp_path / "empty.csv").write_text("")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    monkeypatch.chdir(tmp_path)

    def fail(words: list[str]) -> tuple[object, str]:
        monkeypatch.setattr(sys, "argv", ["tradeview", *words])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("tradeview: ")
        assert printed.err.count("\n") == 1
        assert sorted(path.name for path in tmp_path.rglob("*")) == before
        return stopped.value.code, printed.err

    return fail
