"""A command that is stopped by a signal tidies up, and ends with the status that shells give it."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from queue import Queue

import pytest

from command_line import PROGRAM
from comtrade_server import Asked, Reply, running
from tradeview import cli
from tradeview.cli.signals import ending_on_signals

ASKED = ["--reporter", "MYS", "--partner", "RUS", "--periods", "2022", "--flow", "export", "--commodity", "TOTAL"]
SETTINGS = {name: value for name, value in os.environ.items() if name != "COMTRADE_KEY"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_command_that_is_stopped_ends_with_the_status_of_its_signal(tmp_path: Path, number: int) -> None:
    if signal.getsignal(number) == signal.SIG_IGN:
        pytest.skip("these tests run under nohup: a signal that is ignored stays so in what they start")
    started: Queue[subprocess.Popen[bytes]] = Queue()

    def stop(_: Asked) -> Reply:
        command = started.get()
        command.send_signal(number)
        command.wait()
        return 200, {}, b""  # to nobody

    words = [PROGRAM, "fetch", *ASKED, "--out", str(tmp_path / "out.csv")]
    with running() as server:
        # The command waits for an answer, with its handlers in place, and gets the signal instead.
        server.replies = [stop]
        command = subprocess.Popen([*words, "--base-url", server.base_url], env=SETTINGS, stderr=subprocess.PIPE)
        started.put(command)
        _, told = command.communicate()
    assert (command.returncode, told) == (128 + number, b"")
    assert list(tmp_path.iterdir()) == []


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
