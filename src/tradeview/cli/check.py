"""The command `check`: is a ledger a valid trade table, and does each value stand as its quote says."""

import sys
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

import tradeview as tv
from tradeview.cli.named import claim_columns, columns_named, files_named, with_hint
from tradeview.cli.printing import Json, printed
from tradeview.cli.program import app, error_line
from tradeview.errors import TableError, TradeTableError, count_nouns
from tradeview.table.schema import SERIES, TRADE
from tradeview.words.periods import format_run
from tradeview.words.templates import list_words

COUNTS = {"rows": "Int64", "series": "Int64", "periods": "Int64", "first": "Int64", "last": "Int64", "quotes": "Int64"}


@app.command()
def check(
    *,
    ledgers: Annotated[
        list[Path],
        typer.Argument(exists=True, help="CSV files with the columns of the trade table, or folders of .csv files."),
    ],
    as_json: Json = False,
) -> None:
    """Validate ledgers: columns, codes, ranges, and values against their quotes. Exit status 0 where all are valid.

    One line a file says what was checked, or on standard error what is wrong: the lines of the file, their columns and
    what is allowed. Claims are held against one another by `tradeview check-claims`.

    Example: `tradeview check mine.csv`
    """
    checked = [_checked(path) for path in files_named(ledgers, ".csv").values()]
    if as_json:
        printed(pd.DataFrame(checked).astype(COUNTS), as_json=True)
    for row in checked:
        if row["error"]:
            sys.stderr.write(f"tradeview: {row['error']}\n")
        elif not as_json:
            sys.stdout.write(f"{_summary(row)}\n")
    if any(row["error"] for row in checked):
        raise typer.Exit(1)


def _checked(path: Path) -> dict[str, Any]:
    """Return what a ledger holds, or the error that refuses it."""
    about: dict[str, Any] = {"file": str(path), **dict.fromkeys(COUNTS), "currencies": None, "error": None}
    try:
        trade = tv.load(path)
    except TableError as error:
        return about | {"error": _refusal(error, path)}
    periods = trade["period"]
    series = trade[[name for name in SERIES if name in trade]].drop_duplicates()
    quotes = trade["quote"].notna().sum() if "quote" in trade else 0
    about |= {"rows": len(trade), "series": len(series), "periods": periods.nunique(), "quotes": int(quotes)}
    if len(trade):
        about |= {"first": int(periods.min()), "last": int(periods.max())}
    return about | {"currencies": sorted(set(trade["currency"]))}


def _refusal(error: TableError, path: Path) -> str:
    """Write the error in one line, with the file that it is of, and the other command where that one was meant."""
    columns = columns_named(path)
    claims = list_words(claim_columns(columns))
    other = f"say `tradeview check-claims {path}`"
    if claims and not set(TRADE.required) <= set(columns):
        return error_line(TradeTableError(f"{path.name} is no ledger", f"a list of claims, with {claims}", other))
    if claims:  # a draft of both, which is told what it lacks as a ledger
        error = with_hint(error, f"since it has {claims} as lists of claims have, {other}")
    line = error_line(error)
    return line if path.name in error.asked else f"{path.name}: {line}"


def _summary(row: dict[str, Any]) -> str:
    """Say in a sentence what a ledger holds that was found valid."""
    parts = [count_nouns(row["rows"], "row")]
    if row["rows"]:
        run = format_run(row["first"], row["last"])
        parts += [
            f"{row['series']} series",
            f"{count_nouns(row['periods'], 'period')} ({run})",
            f"in {list_words(row['currencies'])}",
        ]
    if row["quotes"]:
        parts.append(count_nouns(row["quotes"], "quote"))
    return f"{row['file']} is a valid trade table: {', '.join(parts)}"
