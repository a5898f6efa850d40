"""The command `fact-check`: each number of an article beside the official figure, with a verdict."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import tradeview as tv
from tradeview.cli.inputs import (
    ECONOMY,
    FORMS,
    Coding,
    InCalendar,
    InDigits,
    InLanguage,
    ProductCode,
    Revision,
    Unit,
    name_language,
    read_daily_rates,
)
from tradeview.cli.printing import Json, print_frame, print_line, print_note
from tradeview.cli.program import app
from tradeview.periods import ordinal
from tradeview.sources.text_file import visible_text
from tradeview.sources.writing.targets import check_file_target
from tradeview.words.language import Language, speak
from tradeview.words.templates import Plural

if TYPE_CHECKING:
    import pandas as pd

# What a terminal shows: a reader's words for what stands in several columns.
SHOWN = ("quote", "period", "verdict", "official", "proposal", "missing")
RATES_HELP = (
    "`ecb:USD` (means of years and months of the ECB's daily rates per US dollar), or a CSV file: period, base, quote, "
    "rate, kind, source (`trusted:FILE` where official or parallel rates are far from the ECB's). Without it, what is "
    "in other currencies than the table's is not judged."
)
COUNTS = Plural(
    "{count} claim: {matching} match, {revised} revised, {wrong} contradict, {open} cannot be judged",
    "{count} claims: {matching} match, {revised} revised, {wrong} contradict, {open} cannot be judged",
    note="matching, revised, wrong and open are numbers of claims",
)


@app.command()
def fact_check(
    *,
    article: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="One article: .txt, .md, .html or .pdf.")
    ],
    against: Annotated[Path, typer.Option(exists=True, help=f"Official figures: {FORMS}.")],
    reporter: Annotated[
        str | None, typer.Option(help=f"Whose trade, {ECONOMY}, where the article does not say it.")
    ] = None,
    partner: Annotated[str | None, typer.Option(help=f"With whom, {ECONOMY}; without it, with the world.")] = None,
    published: Annotated[
        str | None, typer.Option(help="The day of publication, 2020-12-28, for last month or this year.")
    ] = None,
    rates: Annotated[str | None, typer.Option(help=RATES_HELP)] = None,
    locale: Annotated[
        str | None, typer.Option(help="Language of the article (en, bn, th …); without it, told from the text.")
    ] = None,
    revision: Annotated[
        float, typer.Option(help="How far a level may have been revised since, as a share of it.")
    ] = 0.03,
    growth_revision: Annotated[
        float, typer.Option(help="How far growth may have been, in points: 0.01 is one.")
    ] = 0.01,
    hs: Revision = None,
    commodity_code: ProductCode = None,
    unit: Unit = None,
    classification: Coding = None,
    html: Annotated[Path | None, typer.Option(help="Write the article with its numbers marked to this page.")] = None,
    language: InLanguage = None,
    calendar: InCalendar = "gregorian",
    digits: InDigits = "latin",
    as_json: Json = False,
) -> None:
    """Hold each number of an article against official figures. Exit status 1 where something contradicts, else 0.

    A terminal gets a table and what contradicts in sentences, a pipe all columns as CSV. Verdicts: matches, revised
    (off by no more than a revision moves it), contradicts (and what would mend it), cannot tell (and what is missing).

    Example: `tradeview fact-check article.txt --against official.csv --reporter MYS --published 2020-12-28`

    With dollars beside a table in ringgit, and as a page: add `--rates ecb:USD --html checked.html`.
    """
    from tradeview.claims.comparison import CONTRADICTS
    from tradeview.ledgers.reading import Asked, read_trade_as_asked

    if html is not None:
        check_file_target(html)
    spoken = name_language(language, calendar, digits)
    pair = (_find_code(reporter), _find_code(partner))
    # Rows with the world are needed beside those of a partner, and domestic exports beside all: none is left out.
    asked = Asked(
        hs=hs, commodity_code=commodity_code, unit=unit, classification=classification, pair=pair, details=True
    )
    text = visible_text(article)
    found = tv.fact_check(
        text,
        against=read_trade_as_asked(against, asked),
        rates=None if rates is None else read_daily_rates(rates),
        reporter=pair[0],
        partner=pair[1],
        published=published,
        locale=locale,
        revision=revision,
        growth_revision=growth_revision,
        language=spoken,
    )
    if html is not None:
        _write_page(text, found, html, spoken)
    if sys.stdout.isatty() and not as_json:
        print_frame(_describe_verdicts(found, spoken), as_json=False, columns=SHOWN)
    else:
        print_frame(found, as_json=as_json)
    wrong = found[found["verdict"] == CONTRADICTS]
    if sys.stdout.isatty() and not as_json:
        for row in wrong.itertuples():
            print_line(str(row.explanation))
    print_note(_count_verdicts(found, spoken))
    if len(wrong):
        raise typer.Exit(1)


def _find_code(name: str | None) -> str | None:
    return None if name is None else tv.economies.code(name)


def _write_page(text: str, found: "pd.DataFrame", path: Path, language: Language) -> None:
    """Write the article with the verdicts marked in it."""
    print_note(f"tradeview: {tv.highlight(text, found, language=language).save(path)}")


def _describe_verdicts(found: "pd.DataFrame", language: Language) -> "pd.DataFrame":
    """Describe verdicts for a terminal: what was printed of when, and what the official figure is, with its unit."""
    import pandas as pd

    from tradeview.claims.official.printed_claims import read_printed_claim
    from tradeview.claims.official.sentences import write_figure
    from tradeview.table.engines import is_missing
    from tradeview.words.verdicts import write_months

    described = []
    with speak(language):
        for row in found.to_dict("records"):
            period, official = None, None
            if not is_missing(row["start"]) and not is_missing(row["end"]):
                period = write_months((ordinal(int(row["start"])), ordinal(int(row["end"]))))
            if not is_missing(row["official_value"]):
                printed = read_printed_claim(row, row["official_side"])
                official = write_figure(printed, row["official_value"])
            described.append({**row, "period": period, "official": official})
    return pd.DataFrame(described, columns=list(SHOWN))


def _count_verdicts(found: "pd.DataFrame", language: Language) -> str:
    from tradeview.claims.comparison import CANNOT_TELL, CONTRADICTS
    from tradeview.claims.official.judgement import MATCHES, REVISED

    counts = {verdict: int((found["verdict"] == verdict).sum()) for verdict in found["verdict"].unique()}
    said = {"matching": MATCHES, "revised": REVISED, "wrong": CONTRADICTS, "open": CANNOT_TELL}
    with speak(language):
        return COUNTS.fill(count=len(found), **{part: counts.get(verdict, 0) for part, verdict in said.items()})
