"""The command `check-claims`: printed claims held against one another, and what contradicts in plain sentences."""

import sys
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

import tradeview as tv
from tradeview.cli.named import columns_named, daily_rates_named, files_named, is_ledger, with_hint
from tradeview.cli.printing import Json, printed
from tradeview.cli.program import app
from tradeview.errors import StatementError, count_nouns

CONTRADICTS = "contradicts"
RATES_HELP = (
    "`ecb:USD` (the ECB's daily rates per US dollar: means and ranges of years and months), or a CSV file: period, "
    "base, quote, rate, kind, source, and low, high. Without it nothing is compared across currencies."
)


@app.command()
def check_claims(
    *,
    ledgers: Annotated[
        list[Path],
        typer.Argument(
            exists=True,
            help="CSV files: what `figures --ledger` wrote, or tables of statements; or folders of .csv files.",
        ),
    ],
    rates: Annotated[str | None, typer.Option(help=RATES_HELP)] = None,
    reference: Annotated[Path | None, typer.Option(help="Ledger of statistics that are taken for true.")] = None,
    every: Annotated[bool, typer.Option("--all", help="On a terminal: all verdicts, not the contradictions.")] = False,
    as_json: Json = False,
) -> None:
    """Hold printed claims against one another. Exit status 1 where something contradicts, 0 where nothing does.

    A terminal gets the contradictions in sentences, a pipe all tests as CSV. A file without the columns `side` and
    `compiled_by` is taken to be of its reporters' statistics; two sides of one flow are shown, and never contradict.
    Whether a ledger is a valid trade table, `tradeview check` says.

    Example: `tradeview check-claims mine.csv --rates ecb:USD`
    """
    files = files_named(ledgers, ".csv")
    claims = pd.concat(
        [_claims(path, name if len(files) > 1 else "") for name, path in files.items()], ignore_index=True
    )
    if claims.empty:
        raise StatementError("claims are checked", "none that says its period, flow and value", "complete the rows")
    found = tv.check_claims(
        claims,
        rates=None if rates is None else daily_rates_named(rates),
        reference=None if reference is None else tv.load(reference),
    )
    wrong = found[found["verdict"] == CONTRADICTS]
    if sys.stdout.isatty() and not as_json:
        for row in (found if every else wrong).to_dict("records"):
            sys.stdout.write(f"{_named(row['claims'], claims)}: {row['sentence']}\n")
    else:
        printed(found, as_json=as_json)
    made = f"{count_nouns(len(claims), 'claim')}, {count_nouns(len(found), 'test')}"
    sys.stderr.write(f"{made}: {len(wrong) or 'nothing'} contradicts\n")
    if len(wrong):
        raise typer.Exit(1)


def _claims(path: Path, name: str) -> pd.DataFrame:
    """Read a file without the rows that nobody settled, which are named; claims of several files get its name."""
    try:
        claims = tv.statements.load(path)
    except StatementError as error:
        claims = _settled(path)
        for row in error.rows:
            sys.stderr.write(f"tradeview: {path.name}, {row}: left out\n")
    if "side" not in claims:  # beside a file that has it, nobody's side would be known
        claims = claims.assign(side=claims["compiled_by" if "compiled_by" in claims else "reporter"])
    return claims.assign(claim=f"{name}." + claims["claim"]) if name else claims


def _settled(path: Path) -> pd.DataFrame:
    """Read a file without its unsettled rows; what else is wrong with it fails, and names the command for ledgers."""
    try:
        return tv.statements.load(path, unsettled="leave out")
    except StatementError as error:
        if not is_ledger(columns_named(path)):
            raise
        raise with_hint(error, f"if it is a ledger to be validated, say `tradeview check {path}`") from error


def _named(keys: str, claims: pd.DataFrame) -> str:
    """Name where claims stand: their sources, else their publishers, else their keys."""
    found = claims.set_index("claim").reindex(columns=["source", "publisher"])
    where = found["source"].fillna(found["publisher"]).to_dict()
    names = (where.get(key) for key in keys.split(", "))
    return ", ".join(
        dict.fromkeys(str(key if pd.isna(name) else name) for key, name in zip(keys.split(", "), names, strict=True))
    )
