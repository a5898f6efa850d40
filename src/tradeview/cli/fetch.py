"""The command `fetch`: ask UN Comtrade, and write its answer as a ledger, whole or not at all.

The key is taken from the environment or a file, and from nowhere else: what stands on a command line is read by every
user of the machine (`ps`) and kept by the shell in its history.
"""

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

import tradeview as tv
from tradeview.cli.program import app
from tradeview.errors import ExportError, FetchError, TradeTableError
from tradeview.periods import PERIOD_WORDS, frequency_of, is_period, of_one_frequency, ordinal, periods_through
from tradeview.reports.export import csv_bytes, write_together
from tradeview.sources.comtrade.fetching import KEY_VARIABLE, Settings
from tradeview.words.numbers import EN_DASH

PERIODS = re.compile(r"(\d{4}|\d{6})(?:-(\d{4}|\d{6}))?")
MOST = 1200  # periods of one question: a hundred years of months
NO_KEY = "A key never stands on the command line, where `ps` and the shell's history show it"
Economies = Annotated[list[str], typer.Option(help="By any code or name, in any language; `all`. May be repeated.")]


@app.command()
def fetch(
    *,
    reporter: Economies,
    partner: Economies,
    periods: Annotated[str, typer.Option(help="Years or months: 2018-2023, or 2018,2020, or 202301-202312.")],
    out: Annotated[Path, typer.Option(help="CSV file to write, whole or not at all; an old one is replaced.")],
    flow: Annotated[
        list[str], typer.Option(help="export, import, re-export, re-import, or UN Comtrade's codes. May be repeated.")
    ] = ["export", "import"],  # noqa: B006 - Typer reads it, and nothing changes it
    commodity: Annotated[
        list[str], typer.Option(help="Codes with leading zeros, TOTAL, or a level: AG2, AG4, AG6. May be repeated.")
    ] = ["TOTAL"],  # noqa: B006 - as above
    key_file: Annotated[
        typer.FileText | None, typer.Option(help=f"File that holds the key and nothing else. {NO_KEY}.")
    ] = None,
    base_url: Annotated[str, typer.Option(help="Address of the server, or of a proxy before it.")] = Settings.base_url,
) -> None:
    """Fetch trade from UN Comtrade into a ledger. A key is read from COMTRADE_KEY or --key-file; without, 500 records.

    Example: `tradeview fetch --reporter Malaysia --partner Россия --periods 2018-2023 --commodity TOTAL --commodity AG2
    --out trade.csv`, then `tradeview report trade.csv --reporter MYS --partner RUS`
    """
    if out.is_dir():
        raise ExportError("trade is written to a file", f"a folder {out}", "name a file in it; nothing was asked for")
    asked = read_periods(periods)
    trade = tv.fetch_comtrade(
        _one(reporter),
        _one(partner),
        asked,
        flow,
        commodity,
        key=_key(key_file),
        base_url=base_url,
        frequency=frequency_of(asked[0]),
    )
    write_together({out: csv_bytes(trade)})
    sys.stdout.write(f"{out}\n")
    sys.stderr.write(f"{len(trade):,} rows, {trade['source'].iloc[0]}\n")


def _one(names: list[str]) -> str | list[str]:
    """Hand `all` on as the word that it is."""
    return names[0] if len(names) == 1 else names


def _key(file: typer.FileText | None) -> str | None:
    """Read the key; an empty file is no key, and nobody falls back to another one. Without a file it is None."""
    if file is None:
        return None
    try:
        key = file.read().strip()
    except UnicodeDecodeError:
        key = ""
    if not key:
        raise FetchError("a key file holds a key", "no text", f"write it there, or set {KEY_VARIABLE}")
    return key


def read_periods(text: str) -> list[int]:
    """Read years or months, one by one and as runs.

    Raises
    ------
    TradeTableError
        Something else, both at once, or a run that ends before it starts.

    Examples
    --------
    >>> read_periods("2018-2020,2023"), read_periods("202311-202402")
    ([2018, 2019, 2020, 2023], [202311, 202312, 202401, 202402])
    """
    found: list[int] = []
    for part in text.replace(EN_DASH, "-").split(","):
        match = PERIODS.fullmatch(part.strip())
        ends = [int(end) for end in match.groups() if end] if match else []
        if not ends or not of_one_frequency([*ends, *found]) or not _is_run(ends):
            raise TradeTableError(
                f"periods are {PERIOD_WORDS}, or runs of them", repr(text), "write 2018-2023, or 202301-202312"
            )
        found += periods_through(ends[0], ends[-1])
    return list(dict.fromkeys(found))


def _is_run(ends: list[int]) -> bool:
    """Tell whether these are periods, the first not after the last, and not more than anybody asks for."""
    return all(map(is_period, ends)) and 0 <= ordinal(ends[-1]) - ordinal(ends[0]) < MOST
