"""A program that writes reports and exports again and again, each in a process of its own, for tests that kill them.

It reads one JSON object a line, which says what to write and where. It answers with two lines: the number of the
process just before that begins to write, and how that ended, as Python says it (-9 where it was killed). What is drawn
is made up, so that only the writing takes time; `tv.report`, `tv.export` and the command write it as they write
anything.
"""

import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import pandas as pd
from matplotlib.axes import Axes

import tradeview as tv
from tradeview import cli
from tradeview.reports import export
from tradeview.reports.export import ENDINGS
from tradeview.reports.pictures import Content
from tradeview.sources.writing.files import write_together

# The doors that files go out by, and what they write: the later report draws less, and what it does not draw has to go.
DOORS = ("report", "export", "command")
# What Python tells its hooks of before it changes anything on a disk, beside opening.
CHANGES = {"os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.utime"}
CHARTS = {"old": ("lenses", "accounting"), "new": ("lenses",)}


class Writers:
    """The program, from the side of a test."""

    def __init__(self, process: subprocess.Popen[str], ledger: Path) -> None:
        self._process = process
        self._ledger = ledger

    def write(
        self, folder: Path, door: str, which: str, signal: int = 0, *, after: float = 0.0, step: int = 0
    ) -> tuple[int, float]:
        """Let one process write; its status, and how long it took.

        If a signal is named, the process gets it after some seconds, or from itself at some step.
        """
        question = {"folder": str(folder), "door": door, "which": which, "ledger": str(self._ledger)}
        self._stdin.write(json.dumps({**question, "signal": signal, "step": step}) + "\n")
        self._stdin.flush()
        pid = int(self._stdout.readline())
        start = time.perf_counter()
        if signal and not step:
            time.sleep(after)
            # It may have ended. Its number is not taken by another, since the program has many more to give.
            subprocess.run(["kill", f"-{signal}", str(pid)], check=False, capture_output=True)
        status = int(self._stdout.readline())
        return status, time.perf_counter() - start

    @property
    def _stdin(self) -> Any:
        return self._process.stdin

    @property
    def _stdout(self) -> Any:
        return self._process.stdout


@contextmanager
def start_writers(ledger: Path) -> Iterator[Writers]:
    """Start the program, and end it."""
    here = Path(__file__)
    paths = os.pathsep.join([str(Path(tv.__file__).parents[1]), str(here.parent)])
    settings = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        [sys.executable, str(here), str(ledger)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=settings,
    ) as process:
        yield Writers(process, ledger)
        assert process.stdin is not None
        process.stdin.close()


def made_up_bytes(name: str, which: str) -> bytes:
    return random.Random(f"{which} {name}").randbytes(20_000)


def made_up_report(which: str) -> Content:
    names = [chart + ending for chart in CHARTS[which] for ending in ENDINGS]
    sheets = {"figures": pd.DataFrame({"which": [which] * 20, "number": range(20)})}
    page = f"<p>{which}</p>" * 20_000
    return Content(page, page, sheets, {name: made_up_bytes(name, which) for name in names})


def made_up_chart(which: str) -> dict[str, bytes]:
    return {ending: made_up_bytes(ending, which) for ending in ENDINGS}


@cache
def any_chart() -> Axes:
    """A chart, drawn once for all processes, of which made-up files are written."""
    return tv.charts.rate(tv.rates.implied(tv.load()))


def write(asked: Mapping[str, Any]) -> None:
    """Write what was asked for, through the door that was asked for."""
    folder, which = Path(asked["folder"]), asked["which"]
    if asked["door"] == "files":
        begin(asked)
        kept, gone = ("b.txt", "c.txt") if which == "new" else ("c.txt", "b.txt")
        write_together({folder / name: which.encode() for name in ("a.txt", kept)}, removed=[folder / gone])
        return
    if asked["door"] == "export":
        described = mock.patch.object(export, "describe_export", return_value=made_up_bytes("package", which))
        with mock.patch.object(export, "render_chart", return_value=made_up_chart(which)), described:
            begin(asked)
            tv.export(any_chart(), folder / "chart")
        return
    module = sys.modules["tradeview.reports.report"]
    content = mock.patch.object(module, "make_series_report", return_value=made_up_report(which))
    # The workbook is the last that is made before writing.
    workbook = mock.patch.object(module, "workbook_bytes", side_effect=beginning(module.workbook_bytes, asked))
    with content, workbook:
        if asked["door"] == "command":
            sys.argv = ["tradeview", "report", asked["ledger"], "--out", str(folder)]
            cli.main()
        else:
            tv.report(tv.load(asked["ledger"]), out=folder)


def beginning(workbook_bytes: Callable[..., bytes], asked: Mapping[str, Any]) -> Callable[..., bytes]:
    def make(*sheets: Any, **how: Any) -> bytes:
        content = workbook_bytes(*sheets, **how)
        begin(asked)
        return content

    return make


def begin(asked: Mapping[str, Any]) -> None:
    """Say which process this is; from now on, its steps are counted."""
    if asked.get("step"):
        steps = itertools.count(1)

        def count_step(event: str, details: Any) -> None:
            is_step = event in CHANGES or (event == "open" and details[2] & (os.O_WRONLY | os.O_RDWR))
            if is_step and next(steps) == asked["step"]:
                os.kill(os.getpid(), asked["signal"])

        sys.addaudithook(count_step)
    say(os.getpid())


def say(number: int) -> None:
    os.write(ANSWERS, b"%d\n" % number)


def warm_up(ledger: Path) -> None:
    """Import, once for all processes, whatever writing takes."""
    any_chart()
    with tempfile.TemporaryDirectory() as folder:
        asked = {"door": "command", "which": "old", "folder": folder, "ledger": str(ledger)}
        with suppress(SystemExit):
            write(asked)


def serve() -> None:
    """Answer until the questions end."""
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                write(json.loads(line))
                status = 0
            except SystemExit as end:
                status = int(end.code or 0)
            finally:
                os._exit(status)
        _, ended = os.waitpid(pid, 0)
        say(os.waitstatus_to_exitcode(ended))


if __name__ == "__main__":
    import tradeview.reports.report

    # What the command prints goes nowhere, and so do the answers of the first process.
    nowhere, answers = os.open(os.devnull, os.O_WRONLY), os.dup(1)
    os.dup2(nowhere, 1)
    ANSWERS = nowhere
    warm_up(Path(sys.argv[1]))
    ANSWERS = answers
    serve()
