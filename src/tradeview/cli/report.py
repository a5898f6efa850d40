"""The command `report`: of a ledger of printed figures, or of a pair out of a file that somebody downloaded."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import tradeview as tv
from tradeview.cli.inputs import (
    DEFLATOR_HELP,
    ECONOMY,
    IN_ORDER,
    PREFER_HELP,
    RATES_HELP,
    SPOKEN,
    Coding,
    InCalendar,
    InDigits,
    Ledger,
    ProductCode,
    Revision,
    Unit,
    find_downloaded,
    list_readers,
    name_language,
    read_deflator,
    read_rates_in_order,
    read_trade,
)
from tradeview.cli.printing import print_line, print_note
from tradeview.cli.program import app
from tradeview.sources.writing.targets import check_folder_target
from tradeview.words.language import ENGLISH

if TYPE_CHECKING:
    import pandas as pd

    from tradeview.ledgers.reading import Asked


@app.command()
def report(
    *,
    ledger: Ledger = None,
    comtrade: Annotated[
        Path | None, typer.Option(help="File that is to be read as UN Comtrade's; with --reporter and --partner.")
    ] = None,
    wits: Annotated[
        Path | None, typer.Option(help="File that is to be read as of WITS; with --reporter and --partner.")
    ] = None,
    reporter: Annotated[str | None, typer.Option(help=f"Whose trade, {ECONOMY}: Malaysia, MYS, 马来西亚.")] = None,
    partner: Annotated[
        list[str] | None, typer.Option(help=f"With whom, {ECONOMY}. Several: --partner RUS --partner CHN.")
    ] = None,
    hs: Revision = None,
    commodity_code: ProductCode = None,
    unit: Unit = None,
    classification: Coding = None,
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("out"),
    currency: Annotated[
        str | None, typer.Option(help="Currency whose growth is split; without it, the reporter's own.")
    ] = None,
    base_currency: Annotated[str, typer.Option(help="Currency that is deflated.")] = "USD",
    rates: Annotated[
        list[str] | None,
        typer.Option(
            help=f"{RATES_HELP} {IN_ORDER} Without it: the ECB's, per unit of the base currency, and of another that "
            "is printed."
        ),
    ] = None,
    deflator: Annotated[
        str,
        typer.Option(help=f"{DEFLATOR_HELP}. Where it has none of the base currency, there are no constant prices."),
    ] = "us-cpi",
    statements: Annotated[
        Path | None,
        typer.Option(help="CSV file of printed claims (README, check-claims); without it, our own for our own ledger."),
    ] = None,
    cuttings: Annotated[
        Path | None,
        typer.Option(
            help="Folder of press texts whose claims are shown and checked instead; a file sources.csv in it says who "
            "printed each: file, publisher, published, address (and title, reporter, partner)."
        ),
    ] = None,
    start: Annotated[
        int | None,
        typer.Option(
            help="First period of the change; without it, the last but one; of a pair, the first; of months and "
            "quarters, that of the year before."
        ),
    ] = None,
    end: Annotated[int | None, typer.Option(help="Last period of the change; without it, the newest.")] = None,
    prefer: Annotated[
        str | None, typer.Option(help=f"{PREFER_HELP}, else the other of --currency and --base-currency.")
    ] = None,
    office: Annotated[
        bool, typer.Option("--office", help="Write slides and a document, too: report.pptx and report.docx.")
    ] = False,
    language: Annotated[
        list[str] | None,
        typer.Option(
            help=f"What it is written in, {SPOKEN}; without it, English. Several, a page each with links between them: "
            "--language en --language ms. The first has the plain names, another report.ms.html and lenses.ms.png."
        ),
    ] = None,
    calendar: InCalendar = "gregorian",
    digits: InDigits = "latin",
) -> None:
    """Write the whole report: charts, tables.xlsx and one page, report.html.

    Example: `tradeview report --out out`

    A pair out of a downloaded file: `tradeview report TradeData.csv --reporter MYS --partner RUS`; of several partners,
    side by side: `--partner RUS --partner CHN --partner IND`

    In two languages, with links between the pages: `--language en --language ms`
    """
    from tradeview.ledgers.reading import Asked
    from tradeview.sources.spreadsheets import keep_sheets

    check_folder_target(out)
    if statements is not None and cuttings is not None:
        raise typer.BadParameter("--statements and --cuttings do not go together")
    languages = [name_language(code, calendar, digits) for code in language or [ENGLISH]]
    pair = _find_pair(reporter, partner)
    asked = Asked(hs=hs, commodity_code=commodity_code, unit=unit, classification=classification)
    with keep_sheets():
        trade = _read_trade(ledger, {"comtrade": comtrade, "wits": wits}, pair, asked)
    written = tv.report(
        trade,
        out=out,
        pair=pair,
        currency=currency,
        base_currency=base_currency,
        rates=read_rates_in_order(rates, trade) if rates else None,
        deflator=read_deflator(deflator, trade),
        statements=None if statements is None else tv.statements.load(statements),
        cuttings=cuttings,
        start=start,
        end=end,
        prefer=prefer,
        office=office,
        languages=languages,
    )
    print_line(str(written[0]))
    print_note(f"{len(written)} files in {out}")


def _find_pair(reporter: str | None, partners: list[str] | None) -> tuple[str, list[str]] | None:
    from tradeview.reports.pair_sums import find_side

    if reporter is None and not partners:
        return None
    if reporter is None or not partners:
        raise typer.BadParameter("--reporter and --partner go together")
    return find_side(reporter), list(dict.fromkeys(find_side(partner) for partner in partners))


def _read_trade(
    ledger: Path | None, downloads: Mapping[str, Path | None], pair: tuple[str, list[str]] | None, asked: "Asked"
) -> "pd.DataFrame":
    """Read the one file that was named: a ledger, or what both sides of a pair report in a downloaded one."""
    from tradeview.ledgers.reading import read_as_asked

    named = {form: path for form, path in downloads.items() if path}
    if len(named) + (ledger is not None) > 1:
        raise typer.BadParameter("a report is of one file")
    if named:
        ((form, path),) = named.items()
        if pair is None:
            raise typer.BadParameter(f"--{form} goes with --reporter and --partner")
        return _name_sources(list_readers()[form](path, reporters=_with_members(pair)), path)
    downloaded = None if ledger is None else find_downloaded(ledger)
    if ledger is None or downloaded is None:
        return read_trade(ledger, asked)
    if pair is None:
        called = downloaded.form.name
        raise typer.BadParameter(f"{ledger.name} is {called}: a report of it goes with --reporter and --partner")
    # Of several partners, nobody can say which one a file is of that names none.
    partner = pair[1][0] if len(pair[1]) == 1 else None
    of_pair = replace(asked, reporters=_with_members(pair), pair=(pair[0], partner))
    return _name_sources(read_as_asked(ledger, of_pair), ledger)


def _with_members(pair: tuple[str, list[str]]) -> list[str]:
    """List the reporter and its partners, and the members of those that are groups."""
    from tradeview.reports.pair_sums import members_ever

    sides = [pair[0], *pair[1]]
    reporters = [*sides, *(member for side in sides for member in members_ever(side))]
    return list(dict.fromkeys(reporters))


def _name_sources(trade: "pd.DataFrame", path: Path) -> "pd.DataFrame":
    """Name a downloaded file as a source of its own: its name, its date and whose statistics they are."""
    from tradeview.words import captions

    saved = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date().isoformat()
    sources = {key: f"{captions.source_name(key)}, {path.name}, file of {saved}" for key in trade["source"].unique()}
    names = {code: tv.economies.name(code) for code in trade["reporter"].unique()}
    compiled_by = trade["reporter"].map(names)
    # BACI's figures are of neither side: CEPII has made one out of both.
    if "compiled_by" in trade:
        compiled_by = trade["compiled_by"].fillna(compiled_by)
    return trade.assign(source=trade["source"].map(sources), compiled_by=compiled_by)
