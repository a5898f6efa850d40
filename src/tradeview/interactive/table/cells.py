"""The cells of a table: what each says, and what stands behind it: the printed words, range, rate, prices, source."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from tradeview.interactive.table import words
from tradeview.interactive.table.columns import (
    NOT_WRITTEN,
    Reading,
    Row,
    Setting,
    describe_rate,
    write_cell,
    write_money_in_full,
    write_plain,
)
from tradeview.interactive.table.kinds import TableKind
from tradeview.sources.reference_lists import load_sources, source_key
from tradeview.table.engines import is_missing
from tradeview.words import provenance
from tradeview.words.templates import Template

# Of a figure of trade, what its row says of it; other columns of money say the same with a name before it.
PREFIXES = {"exporter_value": "exporter_", "importer_value": "importer_", "start_value": "start_", "end_value": "end_"}
OF_ROWS = {"value", "stated_value"}


@dataclass(frozen=True)
class Head:
    """The head of a column."""

    name: str
    text: str
    is_number: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell: its text, what stands behind it, the language of printed words, where a source leads.

    `repeats` tells that it says the same as the one above; `below` stands in small print under it.
    """

    text: str
    facts: tuple[str, ...] = ()
    is_quote: bool = False
    language: str | None = None
    link: str | None = None
    repeats: bool = False
    below: str = ""


def list_heads(kind: TableKind, names: Sequence[str]) -> list[Head]:
    """Say what stands above columns."""
    return [Head(name, kind.head(name), kind.reading(name).is_number) for name in names]


def list_cells(
    rows: Sequence[Row], kind: TableKind, names: Sequence[str], setting: Setting | None = None
) -> list[list[Cell]]:
    """Write the cells of some rows, in the order of the columns."""
    setting = setting or Setting()
    listed = []
    for row in rows:
        listed.append([_make_cell(name, row, kind, setting) for name in names])
    _say_once(listed, [list(names).index(name) for name in kind.said_once if name in names])
    return listed


def list_stored_cells(rows: Sequence[Row], names: Sequence[str]) -> list[list[Cell]]:
    """Write cells as they are stored: nothing is rounded, and no code is named."""
    return [[Cell(write_plain(row.get(name))) for name in names] for row in rows]


def _make_cell(name: str, row: Row, kind: TableKind, setting: Setting) -> Cell:
    reading = kind.reading(name)
    cell = row.get(name)
    text = write_cell(reading, cell, row, setting)
    is_quote = reading.is_quote and not is_missing(cell)
    language = _language_of(row) if is_quote else None
    link = None
    if name == "source" and setting.link is not None and not is_missing(cell):
        link = setting.link(str(cell))
    facts: tuple[str, ...] = ()
    with suppress(*NOT_WRITTEN):  # where a row holds what it should not, its cells are shown, and nothing behind them
        if not is_missing(cell):
            facts = _facts_of(name, row, reading, setting)
    return Cell(text, facts, is_quote, language, link)


def _say_once(listed: list[list[Cell]], places: Sequence[int]) -> None:
    """Write cells once where the rows below say the same in them, and in those of such columns before them."""
    said = [[cells[place].text for place in places] for cells in listed]
    for above, (now, cells) in zip(said, zip(said[1:], listed[1:], strict=True), strict=False):
        for number, place in enumerate(places, start=1):
            if now[:number] == above[:number]:
                cells[place] = Cell(words.DITTO.fill(), repeats=True)


@cache
def _languages() -> Mapping[str, str]:
    table = load_sources()
    return dict(zip(table["source"], table["language"], strict=True))


def _language_of(row: Row) -> str | None:
    """Tell the language of printed words: what the reader of the text said, or that of their source."""
    if not is_missing(row.get("locale")):
        return str(row["locale"]).replace("_", "-")
    source = row.get("source")
    return None if is_missing(source) else _languages().get(source_key(str(source)))


def _facts_of(name: str, row: Row, reading: Reading, setting: Setting) -> tuple[str, ...]:
    """Say what stands behind a cell, in whole sentences."""
    if not reading.is_number:
        return ()
    said: list[str | None] = []
    if name in OF_ROWS:
        said += _facts_of_value(row, reading, setting)
    elif name in PREFIXES:
        said += _facts_of_prefix(name, row, setting)
    elif name == "official_value":
        said.append(_fill(words.COMPUTED, computation=row.get("computation")))
    else:
        said.append(
            provenance.say_range(row, f"{name}_low", f"{name}_high", lambda end: write_cell(reading, end, row, setting))
        )
        if name in {"growth", "annual_growth", "change"} and not is_missing(row.get("previous_period")):
            since = setting.name_period(int(row["previous_period"]))
            said.append(words.FROM_PERIOD.fill(period=since))
        if name == "rate":  # of a table of rates
            said.append(provenance.say_range(row, "low", "high", lambda end: write_cell(reading, end, row, setting)))
            said.append(provenance.say_source(row.get("source")))
    return tuple(sentence for sentence in said if sentence)


def _facts_of_value(row: Row, reading: Reading, setting: Setting) -> list[str | None]:
    if "kind" not in row or "start" not in row:
        return list(provenance.facts_of_figure(row, setting.name_period))
    # A claim, which may be no money.
    return [
        _fill(provenance.PRINTED_AS, quote=row.get("quote")),
        provenance.say_range(row, "low", "high", lambda end: write_cell(reading, end, row, setting)),
        _fill(provenance.PRINTED_BY, publisher=row.get("publisher")),
        *provenance.facts_of_origin(row),
    ]


def _facts_of_prefix(name: str, row: Row, setting: Setting) -> list[str | None]:
    """Say what stands behind a figure of one side, or of the start or end of growth accounting."""
    prefix = PREFIXES[name]
    ends = (f"{prefix}low", f"{prefix}high")
    said = [provenance.say_range(row, *ends, lambda end: write_money_in_full(end, row, setting))]
    if not is_missing(row.get(f"{prefix}rate")):
        said.append(provenance.RATE_OF_FIGURE.fill(rate=describe_rate(row, prefix)))
    return [*said, *provenance.facts_of_origin(row, prefix)]


def _fill(template: Template, **parts: object) -> str | None:
    """Fill a template, unless what it says is missing."""
    if any(is_missing(part) for part in parts.values()):
        return None
    return template.fill(**{name: write_plain(part) for name, part in parts.items()})
