"""The command `fetch`: ask UN Comtrade, and write its answer as a ledger, whole or not at all.

The key is taken from the environment or a file, and from nowhere else: what stands on a command line is read by every
user of the machine (`ps`) and kept by the shell in its history.
"""

from pathlib import Path
from typing import Annotated

import typer

import tradeview as tv
from tradeview.cli.inputs import read_periods
from tradeview.cli.printing import print_line, print_note, print_warnings
from tradeview.cli.program import app
from tradeview.errors import AbsentDataWarning, FetchError
from tradeview.periods import frequency_of
from tradeview.sources.writing.targets import check_file_target

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
    base_url: Annotated[
        str | None,
        typer.Option(help="Address of a proxy before UN Comtrade's server; https where there is a key."),
    ] = None,
) -> None:
    """Fetch trade from UN Comtrade into a ledger. A key is read from COMTRADE_KEY or --key-file; without, 500 records.

    Example: `tradeview fetch --reporter Malaysia --partner Россия --periods 2018-2023 --commodity TOTAL --commodity AG2
    --out trade.csv`, then `tradeview report trade.csv --reporter MYS --partner RUS`
    """
    from tradeview.sources.comtrade.fetching import Settings
    from tradeview.sources.writing.files import csv_bytes, write_together

    check_file_target(out)
    asked = read_periods(periods)
    with print_warnings(AbsentDataWarning):
        trade = tv.fetch_comtrade(
            _unwrap_single(reporter),
            _unwrap_single(partner),
            asked,
            flow,
            commodity,
            key=_read_key(key_file),
            base_url=Settings.base_url if base_url is None else base_url,
            frequency=frequency_of(asked[0]),
        )
    write_together({out: csv_bytes(trade)})
    print_line(str(out))
    print_note(f"{len(trade):,} rows, {trade['source'].iloc[0]}")


def _unwrap_single(names: list[str]) -> str | list[str]:
    """Hand `all` on as the word that it is: in a list it would be the name of an economy."""
    return names[0] if len(names) == 1 else names


def _read_key(file: typer.FileText | None) -> str | None:
    """Read the key; an empty file is no key, and nobody falls back to another one. Without a file it is None."""
    from tradeview.sources.comtrade.fetching import KEY_VARIABLE

    if file is None:
        return None
    try:
        key = file.read().strip()
    except UnicodeDecodeError:
        key = ""
    if not key:
        raise FetchError("a key file holds a key", "no text", f"write it there, or set {KEY_VARIABLE}")
    return key
