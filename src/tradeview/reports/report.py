"""The whole report: every chart, a workbook of tables, one page for handing on, and an annex of whatever is too long.

The page opens without a network, works without JavaScript, on a phone and on paper, and leads from each number back to
the words that were printed, or to the file that it stands in, and to the rate that was used: each step stands in the
annex, which it leads to.

A table of one series, as a ledger of printed figures is, gets the report of `series`; a table of many, as a downloaded
file is, gets the report of the pair that somebody names (`pair`).
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.layout.page import Drawing, collect_pandas
from tradeview.errors import ArgumentError, MissingExtraError, install_extra
from tradeview.ledgers.cuttings import texts_of_folder
from tradeview.money.conversion import prefer_checked
from tradeview.printable import utf8_bytes
from tradeview.reports import pair as pair_report
from tradeview.reports import partners as partners_report
from tradeview.reports import series as series_report
from tradeview.reports.choices import Asked
from tradeview.reports.claims_section import find_claims
from tradeview.reports.data_package import FILE_NAME, package_bytes
from tradeview.reports.editions import ANNEX, PAGE, Edition, choose_editions
from tradeview.reports.export import ENDINGS
from tradeview.reports.pair_trade import select_pair
from tradeview.reports.pictures import Content
from tradeview.reports.workbook import workbook_bytes
from tradeview.sources.writing.files import write_together
from tradeview.sources.writing.targets import check_folder_target
from tradeview.table.schema import check, wrap_trade_table
from tradeview.units import currency_unit
from tradeview.words.language import Language, speak
from tradeview.words.language import languages as known_languages

__all__ = ["report"]


@check_arguments
def report(
    trade: IntoFrame,
    *,
    out: str | Path,
    pair: tuple[str, str | Sequence[str]] | None = None,
    currency: str | None = None,
    base_currency: str = "USD",
    rates: IntoFrame | None = None,
    deflator: IntoFrame | None = None,
    start: int | None = None,
    end: int | None = None,
    prefer: str | None = None,
    statements: IntoFrame | None = None,
    cuttings: str | Path | None = None,
    office: bool = False,
    language: str | Language | None = None,
    languages: Sequence[str | Language] | None = None,
) -> list[Path]:
    """Write the whole report of one pair's trade: charts, tables and a page.

    Parameters
    ----------
    trade : frame
        A trade table: of one series with figures for two periods or more; or, with `pair`, of any number of series.
        Figures of parts of years, and of whatever has other months than most, stand apart in a section of their own;
        the report is of whole years, where there are any.
    out : path
        Folder to write to; files of the same names are replaced, all or none. Charts of an earlier report that this
        one does not draw are removed. A folder that holds nothing but a report is replaced as a whole; one that holds
        other files, too, is marked by a file `INCOMPLETE-tradeview.txt` until all are in place. A run that is killed
        leaves the earlier report, the later one, or that mark, and the next run finishes what it says.
    pair : (str, str) or (str, sequence of str), optional
        Reporter and partner, or several partners, by any code or name, in any language. The report is then of what the
        reporter says of its exports and imports (rows of `TOTAL`, in `base_currency`), with their products, the
        partner's side and the other partners as far as the table has them. Of several partners, it is of the trade
        with each of them over time, side by side; one that the table has no figures of is named on the page.
    currency : str, optional
        The currency whose growth is split; without it, the reporter's own of today (CLDR).
    base_currency : str
        The currency that is deflated.
    rates, deflator : frame, optional
        A rate table and a deflator of `base_currency`; without them the ECB's means per unit of `base_currency`, and of
        another currency that figures are printed in (`tv.rates.ecb`), and US consumer prices (`tv.deflators.us_cpi`).
        The page says which were used. Without an index of prices it has no growth at constant ones, and says so.
    start, end : int, optional
        The two periods whose change the report tells; without them, the last two of a series, the first and the last of
        a pair; months and quarters are compared with the same ones of the year before. What the change of a series is
        from its first period stands on the page, too.
    prefer : str, optional
        Of a figure that was printed in several currencies, the one that is taken for every measure. Without it a
        measure takes the currency that it is in, and where that was not printed the other one of `currency` and
        `base_currency`; a figure that was printed in neither of them, but in several others, is refused.
    statements : frame, optional
        A table of statements (`tv.statements.load`): what was printed of the pair is drawn, listed and checked
        (`tv.check_claims`, at `rates`) on the page, and changes none of the report's figures. Those of other pairs are
        left out. Without it, the report of a series between Malaysia and Russia, whoever of them reports it, takes the
        project's own `data/press.csv`; any other report has no such section. With `pair`, the claims are held against
        the figures of the table, too.
    cuttings : path, optional
        Instead of `statements` a folder of texts of the press (.txt, .md, .html, .pdf), whose claims are read
        (`tv.read_claims`). A file `sources.csv` beside them says of each who printed it and when, in the columns
        `file`, `publisher`, `published`, `address` (and `title`, `reporter`, `partner`, where they are known). A claim
        is of the report's reporter where its text names none, and of the pair where the text, or the list, names the
        partner.
    office : bool
        Whether to write for PowerPoint and Word, too (extra `office`): `report.pptx`, one slide a chart, with its words
        to edit, bars and lines as charts of the program's own, others as pictures; and `report.docx`, the page. Without
        it, those of an earlier run are left as they are, since somebody may have worked on them.
    language : str or Language, optional
        The language that all of it is written in, of those that `tv.languages()` lists: pages, charts, slides, the
        document and the heads of the workbook. Without it, English. Errors, reasons that name one, quotes and titles of
        sources stay as they are; so do names of sheets and columns, by which programs ask for them.
    languages : sequence of str or Language, optional
        Instead of `language`, several: a page, an annex and the charts in each, with links between the pages. Those of
        the first have the plain names, and the workbook is in it; those of the others have the code of their language
        in their names, `report.ms.html`, `lenses.ms.png`. Those of an earlier report in languages that are not named
        are removed.

    Returns
    -------
    list of Path
        The files: `report.html`, `annex.html`, `tables.xlsx`, for each chart .png, .svg, .pdf, .csv and .txt, and
        `datapackage.json`, which describes the columns, units and sources of the data (Data Package standard, version
        2); of several languages, pages and charts of each.

    Raises
    ------
    TradeTableError
        The table is not valid, or not one series with two periods or more; or it has no totals of the pair.
    MissingRateError
        Of a series, fewer than two figures can be converted, or one of `start` and `end` cannot. Others that cannot are
        listed as printed, and the page says so. The report of a pair goes without.
    UnknownCodeError
        Nobody knows an economy of the pair.
    StatementError
        The table of statements is not valid; or the folder has no texts, or a list that is not valid.
    ArgumentError
        Both `statements` and `cuttings` are given, or both `language` and `languages`; there is no catalogue of a
        language, or it is named twice.
    MissingExtraError
        `office` is asked for, and its packages are not installed.
    ExportError
        The files cannot be written, or another run is writing there; then none is.

    Examples
    --------
    >>> import tempfile, tradeview as tv
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = tv.report(tv.load(), out=folder)
    >>> len(written), written[0].name
    (34, 'report.html')
    """
    folder = Path(out)
    check_folder_target(folder)
    editions = choose_editions(language, languages)
    table = collect_pandas(check(trade)).sort_values("period", kind="stable", ignore_index=True)
    texts = _find_texts(cuttings, statements)
    if office:
        import_office()  # so that what is not installed is said before anything is computed
    for code in (currency, base_currency, prefer):
        if code is not None:
            currency_unit(code)
    printed = tuple(sorted(set(table["currency"].dropna())))
    asked = Asked(currency, base_currency, rates, deflator, start, end, statements, texts, prefer, printed, office)
    files_of: dict[str, bytes] = {}
    charts: dict[str, Drawing] = {}
    title = ""
    for edition in editions:
        with speak(edition.language):
            content = _make_content(table, pair, replace(asked, edition=edition))
            title = title or content.title
            files_of |= _name_files(content, edition, office=office)
        for name, chart in content.charts.items():
            charts[name + edition.suffix] = chart
    files_of[FILE_NAME] = package_bytes(title, title, files_of, charts)
    targets = {folder / name: content for name, content in files_of.items()}
    # What an earlier report left, and this one does not have, goes in the same step.
    return write_together(targets, removed=_files_of_any_report(folder) - set(targets))


def _name_files(content: Content, edition: Edition, *, office: bool) -> dict[str, bytes]:
    """Make the files of a report in one language, by name; the workbook is written in the first one alone."""
    files_of = {edition.page: utf8_bytes(content.page), edition.annex: utf8_bytes(content.annex)}
    if not edition.suffix:
        files_of["tables.xlsx"] = workbook_bytes(content.sheets, content.series, with_columns=True)
    if office:
        for name, file in make_office_files(content).items():
            files_of[edition.name_file(name)] = file
    for name, file in content.files.items():
        files_of[edition.name_file(name)] = file
    return files_of


def _files_of_any_report(folder: Path) -> set[Path]:
    """List the charts of any report in any language, and the pages in languages that have their code in the name."""
    charts = (*series_report.CHARTS, *pair_report.CHARTS, *partners_report.CHARTS)
    found = set()
    for suffix in ("", *(f".{code}" for code in known_languages())):
        found |= {folder / (name + suffix + ending) for name in charts for ending in ENDINGS}
        if suffix:
            found |= {folder / name.format(suffix=suffix) for name in (PAGE, ANNEX)}
    return found


def _find_texts(cuttings: str | Path | None, statements: IntoFrame | None) -> Path | None:
    """Return the folder of texts whose claims are read; one that has none is refused before anything is computed."""
    if cuttings is None:
        return None
    if statements is not None:
        found, remedy = "both", "pass one of them"
        raise ArgumentError("claims of a report are of a table (statements) or of texts (cuttings)", found, remedy)
    texts_of_folder(cuttings)
    return Path(cuttings)


def _make_content(table: pd.DataFrame, pair: tuple[str, str | Sequence[str]] | None, asked: Asked) -> Content:
    """Make the report that is asked for: of one series, of a pair, or of several partners."""
    if pair is None:
        return make_series_report(table, asked)
    reporter, partner = pair
    if isinstance(partner, str):
        return make_pair_report(table, (reporter, partner), asked)
    # A set has no order of its own, and would give other bytes on another run.
    partners = sorted(partner) if isinstance(partner, AbstractSet) else list(dict.fromkeys(partner))
    if len(partners) == 1:
        return make_pair_report(table, (reporter, partners[0]), asked)
    found = partners_report.select_partners(table, reporter, partners, asked.base_currency, asked.periods)
    return partners_report.report_partners(found, asked)


def import_office() -> tuple[Any, Any]:
    """Import what writes slides and documents, which an extra brings.

    Raises
    ------
    MissingExtraError
        It is not installed.
    """
    try:
        return (
            import_module("tradeview.reports.office.slides"),
            import_module("tradeview.reports.office.document"),
        )
    except ImportError as missing:
        asked = "slides and a document for the office need an extra"
        raise MissingExtraError(asked, f"no package {missing.name}", install_extra("office")) from missing


def make_office_files(content: Content) -> dict[str, bytes]:
    """Make the slides and the document of a report, by the names of their files."""
    slides, document = import_office()
    return {
        "report.pptx": slides.presentation_bytes(content.slides, content.title),
        "report.docx": document.document_bytes([content.page], content.slides, content.title),
    }


def make_series_report(table: pd.DataFrame, asked: Asked) -> Content:
    """Make the report of a checked table of one series, without writing it."""
    series_report.refuse_several_series(table)
    claims = find_claims(asked, str(table["reporter"].iloc[0]), str(table["partner"].iloc[0]))
    return series_report.report_series(table, asked, claims)


def make_pair_report(table: pd.DataFrame, pair: tuple[str, str], asked: Asked) -> Content:
    """Make the report of a pair out of a checked table, without writing it."""
    # One row of what a ledger has in several currencies: a pair is told in the base currency.
    order = list(dict.fromkeys(code for code in (asked.prefer, asked.base_currency, asked.currency) if code))
    table = prefer_checked(wrap_trade_table(table), *order, validate=False).to_native()
    trade = select_pair(table, pair, asked.base_currency, asked.periods)
    claims = None
    if asked.names_claims:
        # Claims are held against what both sides report. Who reports a row is whose statistics they are, under whatever
        # name the table says it.
        sides = pd.concat([trade.sides, *(figures.rows for figures in trade.apart)], ignore_index=True)
        reference = sides[sides["flow"] != "total"].drop(columns="compiled_by", errors="ignore")
        claims = find_claims(asked, trade.reporter, trade.partner, reference)
    return pair_report.report_pair(trade, asked, claims)
