"""The command line, run as its own program or inside this process."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from typer.testing import CliRunner

from tradeview import cli

# A command that fails, as a function of its words: the status, and the line on standard error.
Refusal = Callable[[list[str]], tuple[object, str]]
PROGRAM = shutil.which("tradeview", path=str(Path(sys.executable).parent)) or "tradeview"
# One amount of money in three languages: the text, its value and its currency.
DOCUMENTS = {
    "bn": ("২০০৭ সালে ১,৯০৩ মিলিয়ন মার্কিন ডলার", 1.903e9, "USD"),
    "th": ("มูลค่า 2,480 ล้านดอลลาร์สหรัฐ ในปี 2567", 2.48e9, "USD"),
    "en": ("RM11.46 billion in 2024", 1.146e10, "MYR"),
}  # fmt: skip
LEDGER = """period,reporter,partner,flow,commodity_code,value,currency
2010,THA,VNM,total,TOTAL,1000000000,USD
2024,THA,VNM,total,TOTAL,2000000000,USD
"""


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


def table(text: str) -> pd.DataFrame:
    """Read the CSV that a command prints."""
    return pd.read_csv(io.StringIO(text), dtype={"commodity_code": str})
