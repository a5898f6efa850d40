"""What a command prints: a table on a terminal, CSV into a pipe, JSON where it is asked for, and lines for people.

Whatever stands in a file, it is shown and never obeyed: what would steer the terminal is written out.
"""

import json
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tradeview.printable import escape_json, escape_unprintable, utf8_bytes
from tradeview.words.numbers import format_percent

if TYPE_CHECKING:
    import pandas as pd

# What a terminal shows, as far as a frame has it; what is the same in all rows goes into the line above the table.
SHOWN = (
    *("period", "reporter", "partner", "flow", "commodity_code", "value", "currency"),
    *("months", "calendar_label", "coverage", "rate", "rate_kind", "deflator"),
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON: a list with one object a row.")]
PERCENT = {"growth", "annual_growth"}
AMOUNTS = {"value", "low", "high"}


def print_frame(
    frame: "pd.DataFrame", *, as_json: bool, columns: Sequence[str] | None = None, as_csv: bool = False
) -> None:
    """Print a frame; `columns` are those that a terminal shows, as far as the frame has them.

    With `as_csv`, a terminal gets what a pipe gets, too.
    """
    from tradeview.sources.writing.files import csv_bytes

    if as_json:
        # pandas would round to ten decimals.
        listed = _encodable(frame).to_json(orient="records", force_ascii=False, double_precision=15)
        print_json(json.loads(listed))
    elif sys.stdout.isatty() and not as_csv:
        wanted = frame.columns if columns is None else columns
        _print_table(frame[[name for name in wanted if name in frame and frame[name].notna().any()]])
    else:
        sys.stdout.write(csv_bytes(frame).decode())


def print_json(held: Any) -> None:
    """Print what JSON can hold."""
    sys.stdout.write(escape_json(json.dumps(held, ensure_ascii=False, indent=2)) + "\n")


def _encodable(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Write out halves of surrogate pairs, which pandas cannot put into JSON."""
    import pandas as pd

    text = {name: frame[name].map(_encodable_cell) for name in frame if not pd.api.types.is_numeric_dtype(frame[name])}
    return frame.assign(**text)


def _encodable_cell(cell: Any) -> Any:
    return utf8_bytes(cell).decode() if isinstance(cell, str) else cell


def print_line(text: str) -> None:
    """Print a line for a person on standard output."""
    sys.stdout.write(f"{escape_unprintable(text)}\n")


def print_note(text: str) -> None:
    """Print a line for a person on standard error."""
    sys.stderr.write(f"{escape_unprintable(text)}\n")


@contextmanager
def print_warnings(category: type[Warning]) -> Iterator[None]:
    """Print warnings of a category in a line each, where Python would print where in the program each was found."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", category)
        yield
    for warning in caught:
        if issubclass(warning.category, category):
            print_note(f"tradeview: {warning.message}")
        else:
            warnings.warn_explicit(warning.message, warning.category, warning.filename, warning.lineno)


def _print_table(frame: "pd.DataFrame") -> None:
    """Print a table for a person: few columns, rounded; what all rows share stands above it."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shared = [name for name in frame if len(frame) > 1 and frame[name].nunique(dropna=False) == 1]
    console = Console()
    if shared:
        heading = ", ".join(f"{name} {_format_cell(str(name), frame[name].iloc[0])}" for name in shared)
        console.print(Text(heading), style="dim", highlight=False)
    shown = frame.drop(columns=shared)
    table = Table(box=None, header_style="bold")
    for name in shown:
        # On a narrow terminal words go on in the next line; a number that is cut short would be another number.
        table.add_column(Text(escape_unprintable(str(name))), overflow="fold", no_wrap=name in AMOUNTS)
    for row in shown.to_dict("records"):
        # As text: Rich would read its own markup out of brackets, and refuse what is none.
        table.add_row(*[Text(_format_cell(str(name), cell)) for name, cell in row.items()])
    console.print(table)


def _format_cell(name: str, cell: Any) -> str:
    from tradeview.table.engines import is_missing

    if is_missing(cell):
        return ""
    if name in PERCENT:
        return format_percent(cell, 2)
    if isinstance(cell, float):
        is_whole_amount = name in AMOUNTS and cell.is_integer()
        return f"{cell:,.0f}" if is_whole_amount else f"{cell:,.6g}"
    return escape_unprintable(str(cell))
