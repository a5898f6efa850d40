"""The same verbs on the command line: report, convert, growth, figures, rates.

Results go to standard output: a table on a terminal, CSV into a pipe, JSON with `--json`. Errors go to standard error
in one line. Exit status: 0 done, 1 the input does not allow it, 2 the command was not understood.
"""

import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table
from typer.exceptions import Abort, TyperException

import tradeview as tv
from tradeview import labels
from tradeview.ecb import ECB, Frequency, Kind
from tradeview.errors import FigureError, RateTableError, TradeviewError
from tradeview.export import csv_bytes
from tradeview.schema import LAST_YEAR
from tradeview.tables import is_missing

app = typer.Typer(
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Trade figures between economies: checked, converted at named rates, drawn with their sources.\n\n"
    "Try: `tradeview report`, then open out/report.html.",
)

OWN_LEDGER = "without it, the printed totals of Malaysia and Russia that come with tradeview"
Ledger = Annotated[Path | None, typer.Argument(help=f"CSV file with the columns of the trade table; {OWN_LEDGER}.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON: a list with one object a row.")]
RATES_HELP = (
    "`ecb:USD` (the year's mean of the ECB's daily rates per US dollar), `ecb:USD:end` (the year's last day), or a "
    "CSV file: period, base, quote, rate, kind, source."
)
Stated = Annotated[
    str | None,
    typer.Option(
        "--prefer", help="Which to take of a figure printed in several currencies; without it, the one wanted."
    ),
]
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
READ = ("quote", "value", "currency", "kind", "bound", "period", "months", "flow", "status", "observation")
GROWN = ("span", "growth", "annual_growth")
PERCENT = {"growth", "annual_growth"}


def _rates(name: str, trade: pd.DataFrame) -> pd.DataFrame:
    """Find a rate table by its name: `ecb:USD`, `ecb:USD:end`, or a file; the ECB's in the frequency of the ledger."""
    source, _, rest = name.partition(":")
    if source != "ecb":
        return tv.rates.read(name)
    base, _, kind = rest.partition(":")
    if not base:
        raise RateTableError("rates of the ECB have a base", repr(name), "say `ecb:USD`, or another currency")
    frequency: Frequency = "M" if (trade["period"] > LAST_YEAR).any() else "A"
    return tv.rates.ecb(base=base, kind=kind or "average", frequency=frequency)  # type: ignore[arg-type]


def _print(frame: pd.DataFrame, *, as_json: bool, columns: Sequence[str] | None = None) -> None:
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
        return labels.percent(cell, 2)
    if isinstance(cell, float):
        return f"{cell:,.0f}" if name in {"value", "low", "high"} and cell.is_integer() else f"{cell:,.6g}"
    return str(cell).replace("[", r"\[")


@app.command()
def report(
    ledger: Ledger = None,
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
    start: Annotated[int | None, typer.Option(help="First period of the change; without it, the last but one.")] = None,
    end: Annotated[int | None, typer.Option(help="Last period of the change; without it, the newest.")] = None,
) -> None:
    """Write the whole report: charts, tables.xlsx and one page, report.html.

    Example: `tradeview report --out out`
    """
    trade = tv.load(ledger)
    written = tv.report(
        trade,
        out=out,
        currency=currency,
        base_currency=base_currency,
        rates=None if rates is None else _rates(rates, trade),
        deflator=_deflator(deflator),
        start=start,
        end=end,
    )
    sys.stdout.write(f"{written[0]}\n")
    sys.stderr.write(f"{len(written)} files in {out}\n")


def _deflator(name: str) -> pd.DataFrame:
    return tv.deflators.us_cpi() if name == "us-cpi" else tv.deflators.read(name)


@app.command()
def convert(
    to: Annotated[str, typer.Option(help="ISO 4217 code of the currency wanted.")],
    rates: Annotated[str, typer.Option(help=RATES_HELP)],
    ledger: Ledger = None,
    stated: Stated = None,
    as_json: Json = False,
) -> None:
    """Convert a ledger's figures; what was printed in the currency wanted is taken as printed.

    Example: `tradeview convert --to MYR --rates ecb:USD`
    """
    trade = tv.prefer(tv.load(ledger), currency=stated or to)
    _print(tv.convert(trade, to=to, rates=_rates(rates, trade)), as_json=as_json, columns=SHOWN)


@app.command()
def growth(
    currency: Annotated[str, typer.Option(help="ISO 4217 code: growth depends on it.")],
    ledger: Ledger = None,
    rates: Annotated[str | None, typer.Option(help=RATES_HELP)] = None,
    deflator: Annotated[str | None, typer.Option(help="`us-cpi` or a CSV file, for growth at constant prices.")] = None,
    base_period: Annotated[int | None, typer.Option(help="With --deflator: the year whose prices are used.")] = None,
    stated: Stated = None,
    as_json: Json = False,
) -> None:
    """Growth of each series since its previous figure, however long ago that was.

    Example: `tradeview growth --currency USD --deflator us-cpi --base-period 2024`
    """
    if (deflator is None) != (base_period is None):
        raise typer.BadParameter("--deflator and --base-period go together")
    trade = tv.prefer(tv.load(ledger), currency=stated or currency)
    if rates is not None:
        trade = tv.convert(trade, to=currency, rates=_rates(rates, trade))
    if deflator is not None and base_period is not None:
        trade = tv.deflate(trade, deflator=_deflator(deflator), base_period=base_period)
    _print(tv.growth(trade), as_json=as_json, columns=[*SHOWN, *GROWN])


@app.command()
def figures(
    text: Annotated[
        typer.FileText,
        typer.Argument(encoding="utf-8-sig", help="Text file in UTF-8; `-` or nothing reads standard input."),
    ] = "-",  # type: ignore[assignment]
    locale: Annotated[
        str | None, typer.Option(help="Language of the text (en, bn, th …); without it, told from the text.")
    ] = None,
    ledger: Annotated[
        bool, typer.Option("--ledger", help="Rows in the columns of the trade table, to be reviewed and completed.")
    ] = False,
    reporter: Annotated[str | None, typer.Option(help="With --ledger: whose trade the text speaks of.")] = None,
    partner: Annotated[str | None, typer.Option(help="With --ledger: trade with whom.")] = None,
    commodity: Annotated[str | None, typer.Option(help="With --ledger: an HS code, or TOTAL.")] = None,
    source: Annotated[str | None, typer.Option(help="With --ledger: a name for the text.")] = None,
    as_json: Json = False,
) -> None:
    """Find every amount of money in a text, one row each.

    Example: `echo "RM11.46 billion (US$2.48 billion)" | tradeview figures`

    A press cutting as a ledger: `tradeview figures cutting.txt --ledger --reporter MYS --partner RUS > mine.csv`
    """
    try:
        content = text.read()
    except UnicodeDecodeError as error:
        raise FigureError("the text is not UTF-8", f"byte {error.start} cannot be read", "save it as UTF-8") from error
    found = tv.read_figures(content, locale=locale)
    if ledger:
        codes = {"reporter": reporter, "partner": partner}
        named = {name: tv.economies.code(said) if said else None for name, said in codes.items()}
        found = tv.draft_ledger(found, **named, commodity_code=commodity, source=source)
    elif any((reporter, partner, commodity, source)):
        raise typer.BadParameter("--reporter, --partner, --commodity and --source go with --ledger")
    _say_open(found)
    _print(found, as_json=as_json, columns=READ)


def _say_open(found: pd.DataFrame) -> None:
    """Tell, beside the table, of figures that were seen but have no one reading."""
    unread = int(found["value"].isna().sum())
    if unread:
        sys.stderr.write(f"tradeview: {unread} of {len(found)} figures can be read in two ways and have no value\n")


@app.command()
def rates(
    base: Annotated[str, typer.Option(help="ISO 4217 code of the currency of which one unit is priced.")],
    quote: Annotated[str, typer.Option(help="ISO 4217 code of the currency it is priced in.")],
    kind: Annotated[Kind, typer.Option(help="`average` of the period's days, or its `end`.")] = "average",
    monthly: Annotated[bool, typer.Option("--monthly", help="Months, not years.")] = False,
    as_json: Json = False,
) -> None:
    """Exchange rates of the European Central Bank, with the days behind each; periods without enough days have no rate.

    Example: `tradeview rates --base USD --quote MYR`
    """
    frequency: Frequency = "M" if monthly else "A"
    table = tv.rates.ecb(base=base, kind=kind, frequency=frequency)
    days = tv.rates.coverage(base=base, quote=quote, frequency=frequency)
    if base == quote:
        raise RateTableError("rates are between two currencies", f"{base} twice", "name another --quote")
    found = days.merge(table.loc[table["quote"] == quote, ["period", "rate"]], on="period", how="left")
    found = found.assign(base=base, quote=quote, kind=kind, source=ECB)
    _print(found[["period", "base", "quote", "rate", "kind", "source", "days", "of"]], as_json=as_json)


def main() -> None:
    """Run the command line; say an error in one line instead of a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # what a pipe gets does not depend on the locale
    try:
        # Without a command there is nothing to do but to teach.
        sys.exit(app(sys.argv[1:] or ["--help"], standalone_mode=False) or 0)
    except TradeviewError as error:
        _fail(" | ".join(line.strip() for line in str(error).splitlines()))
    except TyperException as error:
        _fail(f"{error.format_message()} (tradeview --help says more)".replace("\n", " "), error.exit_code)
    except OSError as error:
        _fail(f"{error.strerror or error}: {error.filename}" if error.filename else str(error))
    except Abort:
        _fail("stopped")


def _fail(message: str, code: int = 1) -> None:
    sys.stderr.write(f"tradeview: {message}\n")
    raise SystemExit(code)
