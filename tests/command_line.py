"""The command line, run as its own program."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from tradeview import cli

PROGRAM = shutil.which("tradeview", path=str(Path(sys.executable).parent)) or "tradeview"


def run(*words: object, stdin: bytes = b"", **settings: str) -> subprocess.CompletedProcess[bytes]:
    """Run the installed script."""
    environment = {**os.environ, "COLUMNS": "100", **settings}
    return subprocess.run([PROGRAM, *map(str, words)], input=stdin, env=environment, capture_output=True, check=False)


def answer(*words: object, stdin: str | bytes | None = None) -> str:
    """Run the application in this process."""
    done = CliRunner().invoke(cli.app, [str(word) for word in words], input=stdin)
    if done.exception:
        raise done.exception
    return done.stdout
