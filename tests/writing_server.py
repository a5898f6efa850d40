"""A program that writes reports and exports again and again, each in a process of its own, for tests that kill them.

It reads one JSON object a line: what to write and where. It answers with three lines: the number of the process, just
before that begins to write; how it ended, as a shell would say it; and nothing more. What is drawn is made up, so that
only the writing takes time; `tv.report`, `tv.export` and the command write it as they write anything.
"""

import json
import os
import random
import sys
from pathlib import Path
from unittest import mock

import pandas as pd

import tradeview as tv
from command_line import LEDGER
from tradeview import cli
from tradeview.reports import export
from tradeview.reports.export import ENDINGS
from tradeview.reports.pictures import Content

# The later report draws less: what it does not draw has to go.
CHARTS = {"old": ("lenses", "accounting", "rate"), "new": ("lenses", "timeline")}


def made_up_bytes(name: str, which: str) -> bytes:
    """Return some kilobytes that are the same on every run."""
    return random.Random(f"{which} {name}").randbytes(20_000)  # noqa: S311 - no secret


def made_up_report(which: str) -> Content:
    """Return what a report is written of."""
    names = [chart + ending for chart in CHARTS[which] for ending in ENDINGS]
    sheets = {"figures": pd.DataFrame({"which": [which] * 20, "number": range(20)})}
    return Content(f"<p>{which}</p>" * 20_000, sheets, {name: made_up_bytes(name, which) for name in names})


def made_up_chart(which: str) -> dict[str, bytes]:
    """Return the files of a chart by ending."""
    return {ending: made_up_bytes(ending, which) for ending in ENDINGS}


def write(asked: dict[str, str]) -> None:
    """Write what was asked for, through the door that was asked for."""
    folder, which = Path(asked["folder"]), asked["which"]
    if asked["door"] == "export":
        with mock.patch.object(export, "render_chart", return_value=made_up_chart(which)):
            say_pid()
            tv.export(mock.Mock(), folder / "chart")
        return
    module = sys.modules["tradeview.reports.report"]
    with mock.patch.object(module, "make_series_report", return_value=made_up_report(which)):
        if asked["door"] == "command":
            sys.argv = ["tradeview", "report", asked["ledger"], "--out", str(folder)]
            with mock.patch.object(module, "workbook_bytes", side_effect=say_pid_and_make(module.workbook_bytes)):
                cli.main()
        trade = tv.load(asked["ledger"])
        with mock.patch.object(module, "workbook_bytes", side_effect=say_pid_and_make(module.workbook_bytes)):
            tv.report(trade, out=folder)


def say_pid_and_make(workbook_bytes):  # noqa: ANN001, ANN201
    def make(sheets):  # noqa: ANN001, ANN202
        content = workbook_bytes(sheets)
        say_pid()
        return content

    return make


def say_pid() -> None:
    os.write(sys.stdout.fileno(), b"%d\n" % os.getpid())


def serve() -> None:
    """Answer until the questions end."""
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2) if json.loads(line).get("quiet") else None
                write(json.loads(line))
                status = 0
            except SystemExit as end:
                status = end.code or 0
            finally:
                os._exit(status)
        _, ended = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(ended)
        os.write(sys.stdout.fileno(), b"ended %d\n" % code)


if __name__ == "__main__":
    import tradeview.reports.report  # noqa: F401
    serve()
