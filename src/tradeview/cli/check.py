"""The command `check`: is a ledger a valid trade table, and does each value stand as its quote says."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import tradeview as tv
from tradeview.cli.inputs import (
    FORMS,
    Coding,
    Partner,
    ProductCode,
    Reporter,
    Revision,
    Unit,
    claim_columns,
    find_downloaded,
    find_files,
    read_column_names,
    select_rows,
    with_hint,
)
from tradeview.cli.printing import Json, print_frame, print_line, print_note
from tradeview.cli.program import app, error_line
from tradeview.errors import TableError, TradeTableError, UnknownCodeError
from tradeview.periods import first_month
from tradeview.words.periods import format_run
from tradeview.words.templates import Plural, Template, list_words

if TYPE_CHECKING:
    import pandas as pd

    from tradeview.ledgers.reading import Asked
    from tradeview.reports.shapes import Figures

# Counts are whole numbers, also beside ledgers that were refused and have none.
VALID = Template("{file} is a valid trade table: {content}", note="content: 7 rows, 2 series, …")
VALID_OF_FORM = Template(
    "{file}, taken for {form}, is a valid trade table: {content}", note="form: UN Comtrade, Eurostat Comext …"
)
ROWS = Plural("{count} row", "{count} rows")
SERIES_FOUND = Plural("{count} series", "{count} series")
PERIODS = Plural("{count} period ({run}), in {currencies}", "{count} periods ({run}), in {currencies}")
QUOTES = Plural("{count} quote", "{count} quotes")
COUNTS = ("rows", "series", "periods", "first", "last", "quotes")


@dataclass
class CheckedLedger:
    """What a valid ledger holds, or the error that refuses it; its fields are those of the JSON.

    `runs` is not: it names, for the sentence, the periods of ledgers of several kinds of months.
    """

    file: str
    form: str | None = None
    rows: int | None = None
    series: int | None = None
    periods: int | None = None
    first: int | None = None
    last: int | None = None
    quotes: int | None = None
    currencies: list[str] | None = None
    error: str | None = None
    runs: list[str] | None = None


@app.command()
def check(
    *,
    ledgers: Annotated[
        list[Path],
        typer.Argument(exists=True, help=f"Files, each {FORMS}; or folders of ledgers (.csv, .tsv)."),
    ],
    reporter: Reporter = None,
    partner: Partner = None,
    hs: Revision = None,
    commodity_code: ProductCode = None,
    unit: Unit = None,
    classification: Coding = None,
    as_json: Json = False,
) -> None:
    """Validate ledgers: columns, codes, ranges, and values against their quotes. Exit status 0 where all are valid.

    One line a file says what was checked, or on standard error what is wrong: the lines of the file, their columns and
    what is allowed. Claims are held against one another by `tradeview check-claims`.

    Example: `tradeview check mine.csv`
    """
    import pandas as pd

    from tradeview.ledgers.reading import ask_for
    from tradeview.sources.table_file import TABLE_ENDINGS

    asked = ask_for(reporter, partner, hs, commodity_code, unit, classification)
    checked = [_check_ledger(path, asked) for path in find_files(ledgers, TABLE_ENDINGS).values()]
    if as_json:
        frame = pd.DataFrame([asdict(ledger) for ledger in checked]).drop(columns="runs")
        print_frame(frame.astype(dict.fromkeys(COUNTS, "Int64")), as_json=True)
    for ledger in checked:
        if ledger.error:
            print_note(f"tradeview: {ledger.error}")
        elif not as_json:
            print_line(_summarize(ledger))
    if any(ledger.error for ledger in checked):
        raise typer.Exit(1)


def _check_ledger(path: Path, asked: "Asked") -> CheckedLedger:
    from tradeview.reports.shapes import split_by_shape
    from tradeview.sources.spreadsheets import keep_sheets
    from tradeview.table.series import distinct_series

    try:
        with keep_sheets():
            form, trade = _read_file(path, asked)
    except (TableError, UnknownCodeError) as error:
        return CheckedLedger(str(path), error=_refusal(error, path))
    series = distinct_series(trade)
    ledger = CheckedLedger(str(path), form, len(trade), len(series), trade["period"].nunique())
    shapes = split_by_shape(trade)
    ledger.periods = sum(len(figures.periods) for figures in shapes)
    ledger.quotes = int(trade["quote"].notna().sum()) if "quote" in trade else 0
    ledger.currencies = sorted(set(trade["currency"]))
    if len(trade):
        periods = sorted({int(period) for period in trade["period"]}, key=first_month)
        ledger.first, ledger.last = periods[0], periods[-1]
    if len(shapes) > 1 or any(figures.shape.is_stretch for figures in shapes):
        ledger.runs = [run for figures in shapes for run in _name_run(figures)]
    return ledger


def _name_run(figures: "Figures") -> list[str]:
    """Name the periods of one kind of months: whole periods from the first to the last, others one by one."""
    if figures.shape.is_stretch:
        return figures.shape.name_all(figures.periods)
    return [format_run(figures.periods[0], figures.periods[-1])]


def _read_file(path: Path, asked: "Asked") -> "tuple[str, pd.DataFrame]":
    """Read a downloaded file by its form, and all else as the ledger that it is checked for; name the form."""
    from tradeview.ledgers.reading import read_trade_as_asked
    from tradeview.sources.known_forms import LEDGER

    downloaded = find_downloaded(path)
    if downloaded is not None:
        return downloaded.called, tv.check(read_trade_as_asked(path, asked))
    return LEDGER.name, select_rows(tv.load(path), asked, path.name)


def _refusal(error: TableError | UnknownCodeError, path: Path) -> str:
    """Write the error in one line, with the file that it is of, and the other command where that one was meant."""
    from tradeview.table.schema import TRADE

    columns = read_column_names(path)
    claims = list_words(claim_columns(columns))
    other = f"say `tradeview check-claims {path}`"
    if claims and not set(TRADE.required) <= set(columns):
        return error_line(TradeTableError(f"{path.name} is no ledger", f"a list of claims, with {claims}", other))
    if claims and isinstance(error, TableError):  # a draft of both, which is told what it lacks as a ledger
        error = with_hint(error, f"since it has {claims} as lists of claims have, {other}")
    line = error_line(error)
    return line if path.name in error.asked else f"{path.name}: {line}"


def _summarize(ledger: CheckedLedger) -> str:
    """Say in a sentence what a ledger holds that was found valid."""
    from tradeview.sources.known_forms import LEDGER

    content = [ROWS.fill(count=ledger.rows or 0)]
    if ledger.first and ledger.last:
        run = ledger.runs or [format_run(ledger.first, ledger.last)]
        content.append(SERIES_FOUND.fill(count=ledger.series or 0))
        content.append(PERIODS.fill(count=ledger.periods or 0, run=run, currencies=ledger.currencies or []))
    if ledger.quotes:
        content.append(QUOTES.fill(count=ledger.quotes))
    if ledger.form == LEDGER.name:
        return VALID.fill(file=ledger.file, content=", ".join(content))
    return VALID_OF_FORM.fill(file=ledger.file, form=ledger.form or "", content=", ".join(content))
