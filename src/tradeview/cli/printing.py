"""What a command prints: a table on a terminal, CSV into a pipe, JSON where it is asked for."""

import json
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from tradeview.reports.export import csv_bytes
from tradeview.table.engines import is_missing
from tradeview.words.numbers import format_percent

# What a terminal shows, as far as a frame has it; what is the same in all rows goes into the line above the table.
SHOWN = (
    "period",
    "reporter",
    "partner",
    "flow",
    "commodity_code",
    "value",
    "currency",
    "rate",
    "rate_kind",
    "deflator",
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON: a list with one object a row.")]
PERCENT = {"growth", "annual_growth"}


def printed(frame: pd.DataFrame, *, as_json: bool, columns: Sequence[str] | None = None) -> None:
    """Print a frame; `columns` are those that a terminal shows, as far as the frame has them."""
    if as_json:
        rows = json.loads(frame.to_json(orient="records", force_ascii=False, double_precision=15))
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    elif sys.stdout.isatty():
        _show(frame[[name for name in columns or frame if name in frame and frame[name].notna().any()]])
    else:
        sys.stdout.write(csv_bytes(frame).decode())


def _show(frame: pd.DataFrame) -> None:
    """Print a table for a person: few columns, rounded; what all rows share stands above it."""
    shared = [name for name in frame if len(frame) > 1 and frame[name].nunique(dropna=False) == 1]
    console = Console()
    if shared:
        console.print(
            ", ".join(f"{name} {_said(name, frame[name].iloc[0])}" for name in shared), style="dim", highlight=False
        )
    table = Table(*[str(name) for name in frame if name not in shared], box=None, header_style="bold")
    for row in frame.drop(columns=shared).to_dict("records"):
        table.add_row(*[_said(str(name), cell) for name, cell in row.items()])
    console.print(table)


def _said(name: str, cell: Any) -> str:
    if is_missing(cell):
        return ""
    if name in PERCENT:
        return format_percent(cell, 2)
    if isinstance(cell, float):
        return f"{cell:,.0f}" if name in {"value", "low", "high"} and cell.is_integer() else f"{cell:,.6g}"
    return str(cell).replace("[", r"\[")
