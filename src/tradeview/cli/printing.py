"""What a command prints: a table on a terminal, CSV into a pipe, JSON where it is asked for."""

import json
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from tradeview.sources.writing import csv_bytes
from tradeview.table.engines import is_missing
from tradeview.words.numbers import format_percent

# What a terminal shows, as far as a frame has it; what is the same in all rows goes into the line above the table.
SHOWN = (
    *("period", "reporter", "partner", "flow", "commodity_code", "value", "currency"),
    *("months", "calendar_label", "coverage", "rate", "rate_kind", "deflator"),
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON: a list with one object a row.")]
PERCENT = {"growth", "annual_growth"}
AMOUNTS = {"value", "low", "high"}


def print_frame(frame: pd.DataFrame, *, as_json: bool, columns: Sequence[str] | None = None) -> None:
    """Print a frame; `columns` are those that a terminal shows, as far as the frame has them."""
    if as_json:
        # pandas would round to ten decimals.
        rows = json.loads(frame.to_json(orient="records", force_ascii=False, double_precision=15))
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    elif sys.stdout.isatty():
        wanted = frame.columns if columns is None else columns
        _print_table(frame[[name for name in wanted if name in frame and frame[name].notna().any()]])
    else:
        sys.stdout.write(csv_bytes(frame).decode())


def _print_table(frame: pd.DataFrame) -> None:
    """Print a table for a person: few columns, rounded; what all rows share stands above it."""
    shared = [name for name in frame if len(frame) > 1 and frame[name].nunique(dropna=False) == 1]
    console = Console()
    if shared:
        heading = ", ".join(f"{name} {_format_cell(str(name), frame[name].iloc[0])}" for name in shared)
        console.print(heading, style="dim", highlight=False)
    shown = frame.drop(columns=shared)
    table = Table(*shown.columns, box=None, header_style="bold")
    for row in shown.to_dict("records"):
        table.add_row(*[_format_cell(str(name), cell) for name, cell in row.items()])
    console.print(table)


def _format_cell(name: str, cell: Any) -> str:
    if is_missing(cell):
        return ""
    if name in PERCENT:
        return format_percent(cell, 2)
    if isinstance(cell, float):
        is_whole_amount = name in AMOUNTS and cell.is_integer()
        return f"{cell:,.0f}" if is_whole_amount else f"{cell:,.6g}"
    # Rich reads what stands in brackets as its own markup.
    return str(cell).replace("[", r"\[")
