"""The report's page and its annex: everything on them comes through templates, which escape what a table holds.

Each is one file that needs nothing else: charts, fonts and styles are inside. The HTML templates of `templates/` hold
markup; what is said stands in `words`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pandas as pd
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from tradeview import __version__
from tradeview.charts.layout.fonts import letters_for, scripts_of
from tradeview.charts.layout.page import Drawing
from tradeview.charts.layout.rendering import USUAL_LETTERS
from tradeview.interactive.table.cells import Cell, Head, list_cells, list_heads
from tradeview.interactive.table.columns import Setting
from tradeview.interactive.table.draw import draw_main_table
from tradeview.interactive.table.kinds import TableKind
from tradeview.interactive.table.style import WIDTH_IN_REPORT, class_of_width, style_of_report
from tradeview.printable import escape_unprintable
from tradeview.reports import words
from tradeview.reports.editions import Edition
from tradeview.reports.export import font_faces
from tradeview.reports.inline_svg import letters_of
from tradeview.sources.reference_lists import load_sources, source_key
from tradeview.table.engines import is_missing
from tradeview.words import captions
from tradeview.words.language import spoken
from tradeview.words.money import format_amount
from tradeview.words.names import name_economy
from tradeview.words.numbers import NOT_STATED, format_number, format_percent
from tradeview.words.periods import format_period
from tradeview.words.provenance import facts_of_figure
from tradeview.words.table_words import CERTAINTIES, KINDS_OF_RATES, say_own, say_word
from tradeview.words.templates import Part, Plural, Said, Template

if TYPE_CHECKING:
    from tradeview.reports.claims_section import ClaimsSection

# Behind this stands the font of a page, which is cut down to its letters: nothing that a table holds looks like it.
STYLES = "<style>\n"
TEXT_BETWEEN_TAGS = re.compile(r">[^<]+<")
SIGN_OF_NUMBER = re.compile(r"(?<!\w)[+\u2212\u00b1](?=\d)")


@dataclass(frozen=True)
class Picture:
    """A chart as the page shows it: its words, and the drawing for wide and for narrow screens, as inline SVG."""

    name: str
    said: Drawing
    wide: Markup
    narrow: Markup


@dataclass(frozen=True)
class Section:
    """A section in the list of contents: the id of its heading, and what that says."""

    anchor: str
    name: str


def fill_page(page: str, edition: Edition, *, name_period: Callable[[int], str] = format_period, **values: Any) -> str:
    """Fill the HTML template of a page with values; everything that comes from a table is escaped there.

    `edition` says in which language it is and what the pages beside it are called; `name_period` names the periods of
    its figures.
    """
    environment = page_environment()
    is_annex = "annex" in page
    environment.globals.update(
        edition=edition,
        kind="annex" if is_annex else "page",
        lang=edition.language.code,
        direction=edition.language.direction,
    )
    environment.filters["period"] = name_period
    tables = Markup(style_of_report())  # noqa: S704 - our own CSS, too
    made = environment.get_template(page).render(table_style=tables, version=__version__, **values)
    if edition.language.is_right_to_left:
        made = keep_signs_before(made)
    head, body = made.split(STYLES, 1)
    return f"{head}{STYLES}{font_faces(_letters_in_font(body))}\n{body}"


def keep_signs_before(page: str) -> str:
    """Keep the signs of numbers before them on a page from right to left, where browsers would set them behind.

    Examples
    --------
    >>> keep_signs_before("<p>\u2212" "14%</p>") == "<p>\u200e\u2212" "14%</p>"
    True
    """
    return TEXT_BETWEEN_TAGS.sub(lambda text: SIGN_OF_NUMBER.sub("\u200e\\g<0>", text[0]), page)


def _letters_in_font(page: str) -> str:
    """List the letters that a page carries: Latin ones, signs, those of scripts with a font of their own, its charts'.

    Others take the reader's own fonts in text; in a chart, whose letters were measured, they take the house font.
    """
    letters = set(page)
    carried = letters & set(USUAL_LETTERS) | letters_of(page)
    for font in scripts_of(page):
        carried |= set(letters_for(font, "".join(letters)))
    return "".join(sorted(carried))


def choose_headings(headings: Mapping[str, Template], *, is_priced: bool) -> Mapping[str, Template]:
    """Choose what a page and its list of contents call its charts: without an index of prices there are two measures.

    Examples
    --------
    >>> choose_headings(words.SERIES_HEADINGS, is_priced=False)["lenses"].fill()
    'One trade, two measures'
    """
    return headings if is_priced else {**headings, "lenses": words.TWO_LENSES}


def list_sections(pictures: Sequence[Picture], headings: Mapping[str, Template], *others: Section) -> list[Section]:
    """List the sections of a page: a chart each, under its heading, then others."""
    charts = [Section(picture.name, headings[picture.name].fill()) for picture in pictures if picture.name in headings]
    return [*charts, *others]


def list_claim_sections(claims: "ClaimsSection") -> list[Section]:
    """List the sections of an annex that are of claims."""
    sections = [Section("claims", words.EVERY_CLAIM.fill())]
    if claims.proposals:
        sections.append(Section("proposals", words.EVERY_PROPOSAL.fill(count=len(claims.proposals))))
    if claims.tests:
        sections.append(Section("tests", words.EVERY_TEST.fill(count=len(claims.tests))))
    return sections


def draw_table(
    frame: pd.DataFrame, kind: TableKind, columns: Sequence[str], name_period: Callable[[int], str] = format_period
) -> Markup:
    """Draw a table of figures as `tv.show` does, with sources that lead to the list of them on the page.

    Parameters
    ----------
    frame : pandas.DataFrame
        Whose periods are named whole: months that it is of beside them are left to `name_period`.
    kind : TableKind
        How its columns are read.
    columns : sequence of str
        Which of them are shown.
    name_period : callable
        Names a period.
    """
    rows = row_dicts(frame.drop(columns="months", errors="ignore"))
    cells = list_cells(rows, kind, columns, Setting(name_period, link_source))
    return draw_cells(list_heads(kind, columns), cells)


def link_source(key: str) -> str:
    """Give the place on a page that the name of a source leads to."""
    return f"#{_anchor(key)}"


def amount_cell(row: Mapping[str, Any] | None, below: str = "") -> Cell:
    """Write a figure for a table of a page, with what stands behind it; where there is none, that it is missing."""
    if row is None or is_missing(row.get("value")):
        return Cell(words.NO_FIGURE.fill())
    amount = format_amount(float(row["value"]), str(row["currency"]))
    return Cell(amount, tuple(facts_of_figure(row)), below=below)


def draw_cells(heads: Sequence[Head], rows: Sequence[Sequence[Cell]]) -> Markup:
    """Draw a table of a page: numbers with their points in line, and what stands behind them where they are pointed at.

    On a narrow page its rows stand as lists.
    """
    drawn = draw_main_table(heads, rows, keeps_widths=False)
    section = f'<section class="tvt {class_of_width(WIDTH_IN_REPORT)}">{drawn}</section>'
    return Markup(section)  # noqa: S704 - what comes from the frame is escaped where it is drawn


def page_environment() -> Environment:
    """Return what fills templates of pages: text is escaped, and what would steer the page is written out."""
    environment = Environment(
        autoescape=True,
        finalize=_show,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(_read_html),
    )
    environment.filters.update(
        percent=format_percent,
        period=format_period,
        number=format_number,
    )
    environment.globals.update(
        say=say,
        words=words,
        not_stated=NOT_STATED,
        source_name=captions.source_name,
        anchor=_anchor,
        economy=name_economy,
        mark_english=mark_english,
        say_own=say_own,
        say_word=say_word,
        CERTAINTIES=CERTAINTIES,
        KINDS_OF_RATES=KINDS_OF_RATES,
    )
    return environment


def _read_html(name: str) -> str:
    return files("tradeview.reports").joinpath("templates", name).read_text(encoding="utf-8")


def _show(part: Any) -> Any:
    """Write out what steers the direction of a page, or is not seen, in text that is no markup of our own."""
    if isinstance(part, str) and not isinstance(part, Markup):
        return escape_unprintable(part, keep="\t\n")
    return part


def say(template: Template | Plural, **parts: Part) -> Markup:
    """Fill a template of words for the page: text is escaped, markup of our own (a link to a source) stays.

    Examples
    --------
    >>> print(say(Template("Printed by {whom} in {where}"), whom="A & B", where=Markup("<em>C</em>")))
    Printed by A &amp; B in <em>C</em>
    """
    safe: dict[str, Any] = {}
    for name, part in parts.items():
        if isinstance(part, int):
            safe[name] = part
        elif isinstance(part, str):
            safe[name] = _escape_part(part)
        else:
            safe[name] = [_escape_part(item) for item in part]
    return Markup(template.fill(**safe))  # noqa: S704 - the template is ours, and its parts are escaped above


def _escape_part(part: str) -> str:
    """Escape text that fills a part; what a template says is still known as that, so that it can take other forms."""
    escaped = str(escape(_show(part)))
    if not isinstance(part, Said):
        return escaped
    inner: dict[str, Part] = {}
    for name, value in part.parts.items():
        if isinstance(value, int):
            inner[name] = value
        elif isinstance(value, str):
            inner[name] = _escape_part(value)
        else:
            inner[name] = [_escape_part(item) for item in value]
    return Said.of(escaped, part.text, inner)


def sources_on_page(keys: set[str]) -> dict[str, Any]:
    """Divide sources into those of which `data/SOURCES.md` says more, and others."""
    known = load_sources()
    wanted = {source_key(key) for key in keys}
    return {
        "sources": row_dicts(known[known["source"].isin(wanted)]),
        "others": sorted(wanted - set(known["source"])),
    }


def mark_english(text: str) -> str:
    """Mark what the project's own lists say in English, on a page that is in another language.

    Examples
    --------
    >>> mark_english("not stated")
    'not stated'
    """
    if spoken().is_english:
        return text
    said = escape(_show(str(text)))
    return Markup(f'<span lang="en" dir="ltr">{said}</span>')  # noqa: S704 - it is escaped above


def say_reason(template: Template, reason: str, **parts: Part) -> str:
    """Say what is left out and why, in the words of an error: these are in English on every page, and marked so.

    Examples
    --------
    >>> say_reason(Template("the parts of growth: {reason}"), "no rate of 2024")
    'the parts of growth: no rate of 2024'
    """
    if spoken().is_english:
        return template.fill(reason=reason, **parts)
    return say(template, reason=mark_english(reason), **parts)


def source_keys(frame: pd.DataFrame) -> set[str]:
    """Collect the keys of the sources that the rows of a table name."""
    if "source" not in frame:
        return set()
    return {str(key) for key in frame["source"].dropna()}


def _anchor(key: str, kind: str = "source") -> str:
    """Id of a source or a claim on the page: no spaces, whatever a ledger's key holds."""
    return f"{kind}-{quote(key, safe='', errors='backslashreplace')}"


def row_dicts(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries, with None for what is missing."""
    rows = []
    for row in frame.to_dict("records"):
        rows.append({str(key): None if is_missing(value) else value for key, value in row.items()})
    return rows
