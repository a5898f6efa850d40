"""The command `report`: of a ledger of printed figures, or of a pair out of a file that somebody downloaded."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

import tradeview as tv
from tradeview.cli.named import RATES_HELP, deflator_named, rates_named
from tradeview.cli.program import app
from tradeview.words import passports

OWN_LEDGER = "without it, the printed totals of Malaysia and Russia that come with tradeview"
Ledger = Annotated[Path | None, typer.Argument(help=f"CSV file with the columns of the trade table; {OWN_LEDGER}.")]
ECONOMY = "by any code or name, in any language"
# What reads a file that somebody downloaded, as far as it is of these reporters.
READERS: dict[str, Callable[..., pd.DataFrame]] = {"comtrade": tv.read_comtrade, "wits": tv.read_wits}


@app.command()
def report(
    *,
    ledger: Ledger = None,
    comtrade: Annotated[
        Path | None, typer.Option(help="File of UN Comtrade, of any form; with --reporter and --partner.")
    ] = None,
    wits: Annotated[Path | None, typer.Option(help="File of WITS; with --reporter and --partner.")] = None,
    reporter: Annotated[str | None, typer.Option(help=f"Whose trade, {ECONOMY}: Malaysia, MYS, 马来西亚.")] = None,
    partner: Annotated[str | None, typer.Option(help=f"With whom, {ECONOMY}.")] = None,
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("out"),
    currency: Annotated[
        str | None, typer.Option(help="Currency whose growth is split; without it, the reporter's own.")
    ] = None,
    base_currency: Annotated[str, typer.Option(help="Currency that is deflated.")] = "USD",
    rates: Annotated[
        str | None, typer.Option(help=RATES_HELP + " Without it: ecb, per unit of the base currency.")
    ] = None,
    deflator: Annotated[
        str, typer.Option(help="`us-cpi`, or a CSV file: period, currency, index, name, source.")
    ] = "us-cpi",
    statements: Annotated[
        Path | None,
        typer.Option(help="CSV file of printed claims (README, check-claims); without it, our own for our own ledger."),
    ] = None,
    start: Annotated[
        int | None, typer.Option(help="First period of the change; without it, the last but one; of a pair, the first.")
    ] = None,
    end: Annotated[int | None, typer.Option(help="Last period of the change; without it, the newest.")] = None,
) -> None:
    """Write the whole report: charts, tables.xlsx and one page, report.html.

    Example: `tradeview report --out out`

    A pair out of a downloaded file: `tradeview report --comtrade TradeData.csv --reporter MYS --partner RUS`
    """
    files = {name: path for name, path in {"comtrade": comtrade, "wits": wits}.items() if path}
    pair = _pair(reporter, partner)
    if len(files) + (ledger is not None) > 1:
        raise typer.BadParameter("a report is of one file")
    if files and pair is None:
        raise typer.BadParameter(f"--{next(iter(files))} goes with --reporter and --partner")
    trade = _downloaded(*files.popitem(), pair) if files and pair else tv.load(ledger)
    written = tv.report(
        trade,
        out=out,
        pair=pair,
        currency=currency,
        base_currency=base_currency,
        rates=None if rates is None else rates_named(rates, trade),
        deflator=deflator_named(deflator),
        statements=None if statements is None else tv.statements.load(statements),
        start=start,
        end=end,
    )
    sys.stdout.write(f"{written[0]}\n")
    sys.stderr.write(f"{len(written)} files in {out}\n")


def _pair(reporter: str | None, partner: str | None) -> tuple[str, str] | None:
    if (reporter is None) != (partner is None):
        raise typer.BadParameter("--reporter and --partner go together")
    named = [tv.economies.code(name) for name in (reporter, partner) if name is not None]
    return (named[0], named[1]) if named else None


def _downloaded(reader: str, path: Path, pair: tuple[str, str]) -> pd.DataFrame:
    """Read what both sides of a pair report, and name the file, its date and whose statistics they are."""
    trade = READERS[reader](path, reporters=pair)
    saved = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date().isoformat()
    named = {key: f"{passports.source_name(key)}, {path.name}, file of {saved}" for key in trade["source"].unique()}
    names = {code: tv.economies.name(code) for code in trade["reporter"].unique()}
    return trade.assign(source=trade["source"].map(named), compiled_by=trade["reporter"].map(names))
