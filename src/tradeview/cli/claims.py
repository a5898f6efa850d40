"""The command `claims`: what texts claim of trade, one row a claim, as a table of statements."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import tradeview as tv
from tradeview.cli.figures import STANDARD_INPUT, read_standard_text
from tradeview.cli.inputs import ECONOMY, find_files
from tradeview.cli.printing import Json, print_frame, print_note
from tradeview.cli.program import app
from tradeview.sources.text_file import ENDINGS
from tradeview.words.templates import Plural, Template

if TYPE_CHECKING:
    import pandas as pd

READ = (
    *("claim", "quote", "kind", "value", "currency", "unit", "bound", "start", "end", "base_start", "base_end"),
    *("flow", "reporter", "partner", "commodity", "commodity_code", "among", "status", "time_from", "flow_from"),
)
# What a claim needs to be held against others, and says in its own sentence or not at all.
FOUND = Plural("{count} claim: {kinds}", "{count} claims: {kinds}", note="kinds: a list, 3 level, 2 growth")
CARRIED = Plural(
    "{count} claim took its time from the text around its sentence: look at it before you use it",
    "{count} claims took their time from the text around their sentences: look at them before you use them",
    note="The column time_from says from where.",
)
CARRIED_FLOWS = Plural(
    "{count} claim took its flow from the text around its sentence: look at it before you use it",
    "{count} claims took their flow from the text around their sentences: look at them before you use them",
    note="The column flow_from says from where.",
)
UNDATED = Plural("{undated} of {count} claim has no time", "{undated} of {count} claims have no time")
NO_REPORTER = Plural(
    "{unnamed} of {count} claim names no reporter: --reporter says whose trade it is",
    "{unnamed} of {count} claims name no reporter: --reporter says whose trade it is",
)
UNLISTED = Template("no line of {list} names {files}", note="list: sources.csv; files: names of files")


@app.command()
def claims(
    *,
    texts: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Texts: .txt, .md, .html or .pdf, or folders of them; `-` or nothing reads standard input. A file "
            "sources.csv beside them says of each who printed it: file, publisher, published, address (and title, "
            "reporter, partner).",
        ),
    ] = None,
    reporter: Annotated[str | None, typer.Option(help=f"Whose trade, {ECONOMY}, of texts that do not name it.")] = None,
    partner: Annotated[
        str | None, typer.Option(help=f"With whom, {ECONOMY}, where a text does not name it; without it, the world.")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(help="The day of publication, 2020-12-28, of texts without a date in sources.csv."),
    ] = None,
    locale: Annotated[
        str | None, typer.Option(help="Language of the texts (en, ms, ru …); without it, told from each.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Find what texts claim of trade: amounts, growth, changes, shares, ranks, quantities, prices; one row each.

    Example: `echo "Malaysia's exports rose 4.3% in November 2020" | tradeview claims`

    A folder of press cuttings: `tradeview claims cuttings --reporter MYS > mine.csv`, which `tradeview check-claims
    mine.csv` holds against itself; kinds that it does not test stay in the table, and are left out. `tradeview report
    --cuttings cuttings` shows them beside the figures, `tradeview fact-check` holds one article against official ones.
    """
    from tradeview.ledgers.cuttings import SOURCES, claims_of_text, name_claims, read_cuttings

    known = {
        "reporter": tv.economies.code(reporter) if reporter else None,
        "partner": tv.economies.code(partner) if partner else None,
        "published": published,
        "locale": locale,
    }
    asked = texts or [STANDARD_INPUT]
    if STANDARD_INPUT in asked:
        if len(asked) > 1:
            raise typer.BadParameter("standard input is read alone")
        found = name_claims(claims_of_text(read_standard_text(), **known), "", alone=True).drop(columns="source")
    else:
        cuttings = read_cuttings(find_files(asked, ENDINGS), **known)
        found = cuttings.claims
        if cuttings.unlisted and len(cuttings.unlisted) < len(find_files(asked, ENDINGS)):
            print_note(f"tradeview: {UNLISTED.fill(list=SOURCES, files=list(cuttings.unlisted))}")
    _tell_what_was_found(found)
    print_frame(found, as_json=as_json, columns=("source", *READ))


def _tell_what_was_found(found: "pd.DataFrame") -> None:
    """Say on standard error what there is, what a person should look at, and what is missing."""
    kinds = Counter(found["kind"])
    if kinds:
        print_note(FOUND.fill(count=len(found), kinds=[f"{count} {kind}" for kind, count in kinds.items()]))
    for column, told in (("time_from", CARRIED), ("flow_from", CARRIED_FLOWS)):
        carried = int((found[column].notna() & found[column].ne("sentence")).sum())
        if carried:
            print_note(f"tradeview: {told.fill(count=carried)}")
    undated = int((found["start"].isna() | found["end"].isna()).sum())
    if undated:
        print_note(f"tradeview: {UNDATED.fill(count=len(found), undated=undated)}")
    unnamed = int(found["reporter"].isna().sum())
    if unnamed:
        print_note(f"tradeview: {NO_REPORTER.fill(count=len(found), unnamed=unnamed)}")
