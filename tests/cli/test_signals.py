"""A command that is stopped by a signal tidies up, and ends with the status that shells give it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import PROGRAM
from tradeview import cli
from tradeview.cli.signals import ending_on_signals

# Ctrl-C leaves a line that was begun on a terminal.
SAID: dict[int, bytes] = {signal.SIGINT: b"tradeview: stopped\n"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_command_that_is_stopped_ends_with_the_status_of_its_signal(tmp_path: Path, number: int) -> None:
    pipe = tmp_path / "ledger.csv"
    os.mkfifo(pipe)
    words = [PROGRAM, "report", str(pipe), "--out", str(tmp_path / "out")]
    # Opening the pipe waits for the command to open it, too.
    with subprocess.Popen(words, stderr=subprocess.PIPE) as command, pipe.open("wb"):
        command.send_signal(number)
        _, said = command.communicate()
    assert (command.returncode, said) == (128 + number, SAID.get(number, b""))
    assert list(tmp_path.iterdir()) == [pipe]


def test_signals_are_handled_by_the_command_alone(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run_main("--help")
    assert "Usage" in capsys.readouterr().out
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def run_main(*words: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["tradeview", *words])
        cli.main()


def test_a_signal_that_is_ignored_stays_so() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with ending_on_signals():
            signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
