"""The command `check-claims`: printed claims held against one another, and what contradicts in plain sentences."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import tradeview as tv
from tradeview.cli.inputs import (
    InCalendar,
    InDigits,
    InLanguage,
    find_files,
    is_ledger,
    name_language,
    read_column_names,
    read_daily_rates,
    with_hint,
)
from tradeview.cli.printing import Json, print_frame, print_line, print_note
from tradeview.cli.program import app
from tradeview.errors import StatementError
from tradeview.words.language import speak
from tradeview.words.templates import Arrangement, Plural, Template

if TYPE_CHECKING:
    import pandas as pd

CONTRADICTS = "contradicts"
LEFT_OUT = "left out"
CONTRADICTING = Plural("{count} contradicts", "{count} contradict", note="of tests of printed claims")
CLAIMS = Plural("{count} claim", "{count} claims")
TESTS = Plural("{count} test", "{count} tests", note="of printed claims, held against one another")
COUNTS = Arrangement("{claims}, {tests}: {said}", note="claims: 70 claims; tests: 50 tests; said: 7 contradict")
NOTHING = Template("nothing contradicts", note="of tests of printed claims")
UNTESTED = Plural(
    "{untested} of {count} claim is not tested; the rows with the test `left out` say why",
    "{untested} of {count} claims are not tested; the rows with the test `left out` say why",
)
RATES_HELP = (
    "`ecb:USD` (the ECB's daily rates per US dollar: means and ranges of years and months), or a CSV file: period, "
    "base, quote, rate, kind, source, and low, high (`trusted:FILE` where official or parallel rates are far from the "
    "ECB's). Without it nothing is compared across currencies."
)


@app.command()
def check_claims(
    *,
    ledgers: Annotated[
        list[Path],
        typer.Argument(
            exists=True,
            help="CSV files: what `claims` or `figures --ledger` wrote, or tables of statements; or folders of them "
            "(.csv, .tsv).",
        ),
    ],
    rates: Annotated[str | None, typer.Option(help=RATES_HELP)] = None,
    reference: Annotated[Path | None, typer.Option(help="Ledger of statistics that are taken for true.")] = None,
    every: Annotated[bool, typer.Option("--all", help="On a terminal: all verdicts, not the contradictions.")] = False,
    language: InLanguage = None,
    calendar: InCalendar = "gregorian",
    digits: InDigits = "latin",
    as_json: Json = False,
) -> None:
    """Hold printed claims against one another. Exit status 1 where something contradicts, 0 where nothing does.

    A terminal gets the contradictions in sentences, a pipe all tests as CSV. A file without the columns `side` and
    `compiled_by` is taken to be of its reporters' statistics; two sides of one flow are shown, and never contradict.
    Kinds that no test is for are left out and counted, and so are claims that leave their time or flow open. Whether a
    ledger is a valid trade table, `tradeview check` says.

    Example: `tradeview check-claims mine.csv --rates ecb:USD`
    """
    import pandas as pd

    from tradeview.claims.proposals import CORRECTIONS
    from tradeview.sources.table_file import TABLE_ENDINGS

    spoken = name_language(language, calendar, digits)
    files = find_files(ledgers, TABLE_ENDINGS)
    tables = []
    for name, path in files.items():
        table = _read_claims(path)
        tables.append(table if len(files) == 1 else _name_file(table, name))
    claims = pd.concat(tables, ignore_index=True)
    if claims.empty:
        raise StatementError("claims are checked", "none that says its period, flow and value", "complete the rows")
    found = tv.check_claims(
        claims,
        rates=None if rates is None else read_daily_rates(rates),
        reference=None if reference is None else tv.load(reference),
        language=spoken,
    )
    wrong = found[found["verdict"] == CONTRADICTS]
    if sys.stdout.isatty() and not as_json:
        shown = found if every else wrong
        for row in shown.itertuples():
            print_line(f"{_name_sources(row.claims.split(', '), claims)}: {row.sentence}")
    else:
        print_frame(found, as_json=as_json)
    is_left_out = found["test"] == LEFT_OUT
    tests = found[~is_left_out & ~found["test"].isin(CORRECTIONS)]
    contradicting = int((tests["verdict"] == CONTRADICTS).sum())
    with speak(spoken):
        said = CONTRADICTING.fill(count=contradicting) if contradicting else NOTHING.fill()
        counted = {"claims": CLAIMS.fill(count=len(claims)), "tests": TESTS.fill(count=len(tests))}
        print_note(COUNTS.fill(**counted, said=said))
        if is_left_out.any():
            print_note(f"tradeview: {UNTESTED.fill(count=len(claims), untested=int(is_left_out.sum()))}")
    if len(wrong):
        raise typer.Exit(1)


def _name_file(claims: "pd.DataFrame", name: str) -> "pd.DataFrame":
    """Name the file of claims, of which two may have one key; what was read out of one text is of one article."""
    from tradeview.claims.table import is_reading

    named = claims.assign(claim=f"{name}." + claims["claim"])
    if is_reading(named.columns) and "source" not in named:
        named = named.assign(source=name)
    return named


def _read_claims(path: Path) -> "pd.DataFrame":
    """Read a file without the rows that nobody settled, which are named on standard error."""
    try:
        claims = tv.statements.load(path)
    except StatementError as error:
        claims = _read_settled(path)
        for row in error.rows:
            print_note(f"tradeview: {path.name}, {row}: left out")
    if "side" not in claims:  # beside a file that has it, nobody's side would be known
        side = "compiled_by" if "compiled_by" in claims else "reporter"
        claims = claims.assign(side=claims[side])
    return claims


def _read_settled(path: Path) -> "pd.DataFrame":
    """Read a file without its unsettled rows; what else is wrong with it fails, and names the command for ledgers."""
    try:
        return tv.statements.load(path, unsettled="leave out")
    except StatementError as error:
        if not is_ledger(read_column_names(path)):
            raise
        raise with_hint(error, f"if it is a ledger to be validated, say `tradeview check {path}`") from error


def _name_sources(keys: Sequence[str], claims: "pd.DataFrame") -> str:
    """Name where claims stand, each place once: their sources, else their publishers, else their keys."""
    table = claims.set_index("claim").reindex(columns=["source", "publisher"])
    source_of = table["source"].fillna(table["publisher"]).dropna().to_dict()
    return ", ".join(dict.fromkeys(str(source_of.get(key, key)) for key in keys))
