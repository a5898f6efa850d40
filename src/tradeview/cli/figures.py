"""The command `figures`: amounts of money in texts, a folder of press cuttings as one ledger, two readings of one."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import tradeview as tv
from tradeview.cli.inputs import InLanguage, find_files, name_language
from tradeview.cli.printing import Json, print_frame, print_json, print_note
from tradeview.cli.program import app
from tradeview.errors import FigureError, TableError
from tradeview.sources.opening import read_file, read_stream
from tradeview.sources.text_file import ENDINGS, MAX_BYTES, decode_plain_text, visible_text
from tradeview.sources.writing.targets import check_file_target
from tradeview.words.language import Language, speak
from tradeview.words.templates import Plural

if TYPE_CHECKING:
    import pandas as pd

READ = ("source", "quote", "value", "currency", "kind", "bound", "period", "months", "flow", "status", "observation")
CARRIED_FROM = ("time_from", "flow_from")
CARRIED = Plural(
    "{count} figure took its time from the text around its sentence: look at it before you use it",
    "{count} figures took their time from the text around their sentences: look at them before you use them",
    note="The column time_from says from where.",
)
CARRIED_FLOWS = Plural(
    "{count} figure took its flow from the text around its sentence: look at it before you use it",
    "{count} figures took their flow from the text around their sentences: look at them before you use them",
    note="The column flow_from says from where.",
)
STANDARD_INPUT = Path("-")
# What a terminal shows of two readings
COMPARED = ("figure", "reading", "differs", "in_text", "not_found", "sentence")
COUNTS = Plural(
    "{count} figure: {alike} read alike, {undecided} to decide on, {lost} not in the text",
    "{count} figures: {alike} read alike, {undecided} to decide on, {lost} not in the text",
    note="alike, undecided and lost are numbers of figures; those not in the text are among those to decide on",
)
UNREAD = Plural(
    "{unread} of {count} figure can be read in two ways and has no value",
    "{unread} of {count} figures can be read in two ways and have no value",
)
UNDATED = Plural("{undated} of {count} figure has no period", "{undated} of {count} figures have no period")


@app.command()
def figures(
    *,
    texts: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Texts: .txt, .md, .html or .pdf, or folders of them; `-` or nothing reads standard input.",
        ),
    ] = None,
    locale: Annotated[
        str | None, typer.Option(help="Language of the text (en, bn, th …); without it, told from the text.")
    ] = None,
    ledger: Annotated[
        bool, typer.Option("--ledger", help="Rows in the columns of the trade table, to be reviewed and completed.")
    ] = False,
    reporter: Annotated[str | None, typer.Option(help="With --ledger: whose trade the text speaks of.")] = None,
    partner: Annotated[str | None, typer.Option(help="With --ledger: trade with whom.")] = None,
    commodity: Annotated[str | None, typer.Option(help="With --ledger: an HS code, or TOTAL.")] = None,
    source: Annotated[
        str | None, typer.Option(help="With --ledger: a name for the text; without it, that of its file.")
    ] = None,
    carry: Annotated[
        bool,
        typer.Option("--carry", help="Let the headline, the heading or the sentences before date what states no time."),
    ] = False,
    published: Annotated[
        str | None, typer.Option(help="With --carry: the day of publication, 2024-05-16, for last month or this year.")
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="What a person or a language model read of the one text, as JSON: held against ours and the text. "
            "Exit status 1 where one of its figures is not in the text.",
        ),
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="With --compare: write the text with both readings marked to this page.")
    ] = None,
    schema: Annotated[
        bool,
        typer.Option("--schema", help="Print the JSON Schema of a reading, for a language model or a form, and end."),
    ] = False,
    language: InLanguage = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV with all columns, on a terminal, too.")] = False,
    as_json: Json = False,
) -> None:
    """Find every amount of money in texts, one row each.

    Example: `echo "RM11.46 billion (US$2.48 billion)" | tradeview figures`

    What a language model read, held against the text: `tradeview figures article.txt --compare reading.json`

    A folder of press cuttings as a ledger: `tradeview figures cuttings --ledger --reporter MYS --partner RUS
    --commodity TOTAL > mine.csv`, which `tradeview check-claims mine.csv` holds against itself
    """
    spoken = name_language(language)
    if schema:
        print_json(tv.figures.schema())
        return
    _refuse_unlike(compare=compare, html=html, ledger=ledger, carry=carry, as_csv=as_csv, as_json=as_json)
    about = {"reporter": reporter, "partner": partner, "commodity_code": commodity}
    if not ledger and any((source, *about.values())):
        raise typer.BadParameter("--reporter, --partner, --commodity and --source go with --ledger")
    if language is not None and compare is None:
        raise typer.BadParameter("--language goes with --compare")
    if published and not carry and compare is None:
        raise typer.BadParameter("--published goes with --carry")
    read = _read_texts(texts or [STANDARD_INPUT])
    if compare is not None:
        _compare_text(read, compare, html, spoken, locale=locale, published=published, as_json=as_json, as_csv=as_csv)
        return
    if source and len(read) > 1:
        raise typer.BadParameter("--source names one text; several have the names of their files")
    tables = {
        name: tv.read_figures(text, locale=locale, carry=carry, published=published) for name, text in read.items()
    }
    _tell_what_was_carried(list(tables.values()))
    if ledger:
        tables = _draft_ledgers(tables, read, about, source, locale)
    found = _join_tables(tables)
    _tell_what_is_missing(found)
    columns = (*READ, *CARRIED_FROM) if carry else READ
    print_frame(found, as_json=as_json, as_csv=as_csv, columns=columns)


def _refuse_unlike(
    *, compare: Path | None, html: Path | None, ledger: bool, carry: bool, as_csv: bool, as_json: bool
) -> None:
    """Refuse options that do not go together."""
    if html is not None and compare is None:
        raise typer.BadParameter("--html goes with --compare")
    if compare is not None and (ledger or carry):
        raise typer.BadParameter("--compare carries times by itself, and its ledger is made in Python: tv.draft_ledger")
    if as_csv and as_json:
        raise typer.BadParameter("choose one of --csv and --json")


def _draft_ledgers(
    tables: "dict[str, pd.DataFrame]",
    read: dict[str, str],
    about: dict[str, str | None],
    source: str | None,
    locale: str | None,
) -> "dict[str, pd.DataFrame]":
    """Put the figures of each text into the columns of a ledger; what comes by standard input has no name."""
    for side in ("reporter", "partner"):
        given = about[side]
        about[side] = tv.economies.code(given) if given else None
    drafts = {}
    for name, table in tables.items():
        named = source or name or None
        drafts[name] = tv.draft_ledger(table, source=named, text=read[name], locale=locale, **about)
    return drafts


def _compare_text(
    read: dict[str, str],
    compare: Path,
    html: Path | None,
    language: Language,
    *,
    locale: str | None,
    published: str | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Hold the reading of a file against the one text, and print both."""
    if len(read) > 1:
        raise typer.BadParameter("--compare is of one text")
    if html is not None:
        check_file_target(html)
    (text,) = read.values()
    compared = tv.compare_readings(text, _read_reading(compare), locale=locale, published=published, language=language)
    with speak(language):
        _print_compared(text, compared, html, as_json=as_json, as_csv=as_csv)


def _read_reading(path: Path) -> str:
    """Return the text of a reading."""
    return decode_plain_text(read_file(path, TableError, MAX_BYTES), str(path))


def _print_compared(text: str, compared: "pd.DataFrame", html: Path | None, *, as_json: bool, as_csv: bool) -> None:
    """Print two readings side by side; exit status 1 where a figure of the other one is not in the text."""
    if html is not None:
        print_note(f"tradeview: {tv.highlight(text, compared).save(html)}")
    if sys.stdout.isatty() and not (as_json or as_csv):
        print_frame(_describe_compared(compared), as_json=False, columns=COMPARED)
    else:
        print_frame(compared, as_json=as_json, as_csv=as_csv)
    undecided = len(tv.undecided(compared))
    lost = int((~compared["in_text"] & compared["reading"].ne("first")).sum())
    print_note(COUNTS.fill(count=len(compared), alike=len(compared) - undecided, undecided=undecided, lost=lost))
    if lost:
        raise typer.Exit(1)


def _describe_compared(compared: "pd.DataFrame") -> "pd.DataFrame":
    """Return what a terminal shows of two readings: the words of a figure, whoever read it, and what to look at."""
    figure = compared["quote"].fillna(compared["other_quote"])
    return compared.assign(figure=figure)


def _tell_what_was_carried(tables: Sequence["pd.DataFrame"]) -> None:
    """Say on standard error how many figures have what their sentence does not state, for a person's nod."""
    import pandas as pd

    for column, told in (("time_from", CARRIED), ("flow_from", CARRIED_FLOWS)):
        places = pd.concat([table[column] for table in tables])
        carried = int((places.notna() & places.ne("sentence")).sum())
        if carried:
            print_note(f"tradeview: {told.fill(count=carried)}")


def _tell_what_is_missing(found: "pd.DataFrame") -> None:
    """Say on standard error how many figures have no value, and how many have no time."""
    unread = int(found["value"].isna().sum())
    undated = int((found["period"].isna() & found["months"].isna()).sum())
    if unread:
        print_note(f"tradeview: {UNREAD.fill(count=len(found), unread=unread)}")
    if undated:
        print_note(f"tradeview: {UNDATED.fill(count=len(found), undated=undated)}")


def _read_texts(texts: list[Path]) -> dict[str, str]:
    """Read texts by their names; what comes by standard input has none."""
    if STANDARD_INPUT in texts:
        if len(texts) > 1:
            raise typer.BadParameter("standard input is read alone")
        return {"": read_standard_text()}
    return {name: visible_text(path) for name, path in find_files(texts, ENDINGS).items()}


def read_standard_text() -> str:
    """Read a text from standard input."""
    # The shell may have closed it (`<&-`).
    if sys.stdin is None:
        raise FigureError("a text is read from standard input", "that is closed", "name a file, or send a text to it")
    data = read_stream(sys.stdin.buffer, "standard input", MAX_BYTES, FigureError)
    return decode_plain_text(data, "the text")


def _join_tables(tables: "dict[str, pd.DataFrame]") -> "pd.DataFrame":
    """Put the tables of several texts into one; observations, numbered anew in each, keep apart by its name."""
    import pandas as pd

    if len(tables) == 1:
        return next(iter(tables.values()))
    named = []
    for name, table in tables.items():
        observation = f"{name}." + table["observation"].astype("string")
        named.append(table.assign(source=name, observation=observation))
    return pd.concat(named, ignore_index=True)
