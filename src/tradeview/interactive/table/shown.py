"""`tv.show`: a table as a person reads it, in a notebook, on a page, or as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.labels import name_prices
from tradeview.errors import ArgumentError, TableError
from tradeview.interactive.plain_page import make_plain_page, save_page, write_language
from tradeview.interactive.table import words
from tradeview.interactive.table.cells import Cell, list_cells, list_heads, list_stored_cells
from tradeview.interactive.table.columns import NOT_WRITTEN, Row, Setting, write_cell
from tradeview.interactive.table.draw import (
    ROOM_OF_NOTES,
    draw_main_table,
    draw_stored_table,
    needed_width,
    write_text_table,
)
from tradeview.interactive.table.kinds import (
    DISTINCTIONS,
    KEYS,
    SERIES,
    TableKind,
    has_column,
    kind_of_table,
    main_columns,
)
from tradeview.interactive.table.style import class_of_width, style_of_page, style_sheet
from tradeview.printable import NO_MATHEMATICS, escape_html, escape_unprintable
from tradeview.table.engines import Frame, as_text, collect, collect_rows, is_lazy, is_missing
from tradeview.table.frames import wrap_frame
from tradeview.table.schema import TOTAL
from tradeview.table.series import coverage_of_cell
from tradeview.words.language import Language, in_language, speak, spoken
from tradeview.words.money import currency_name
from tradeview.words.names import series_name
from tradeview.words.templates import join_clauses

MOST_STORED = 60  # columns of the list of all
# What a caption says once where all rows say the same.
HOISTED = (*SERIES, "exporter", "importer", "base", "quote", "kind", "name", "source", "index_base", "side")
OF_PRICES = ("price_basis", "base_period")
OF_MONEY = ("currency", *OF_PRICES)
NOT_COUNTED = (nw.Object, nw.List, nw.Array, nw.Struct)
ROWS_TAKEN = "an even number of rows from 2 to 1,000"


@dataclass(frozen=True)
class Excerpt:
    """The rows of a frame that are shown: the first, the last, how many there are, and what all of them say."""

    names: tuple[str, ...]
    first: list[dict[str, Any]]
    last: list[dict[str, Any]]
    count: int
    constant: dict[str, Any]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """All rows that are shown."""
        return [*self.first, *self.last]

    @property
    def left_out(self) -> int:
        """How many rows are not shown."""
        return self.count - len(self.first) - len(self.last)


class ShownTable:
    """A table as a person reads it; Jupyter shows it, `page` is a whole page of HTML, and `save` writes that.

    Attributes
    ----------
    caption : str
        What the table is: how many rows of what, and what all of them say.
    heads : tuple of str
        The heads of the columns that are shown.
    rows : tuple of tuples of str
        Their cells, as they are read.
    """

    def __init__(self, excerpt: Excerpt, kind: TableKind, columns: Sequence[str], said: Sequence[str]) -> None:
        self._language = spoken()
        self._excerpt = excerpt
        self._heads = list_heads(kind, columns)
        self._cells = list_cells(excerpt.rows, kind, columns)
        self._said = tuple(said)
        self._is_plain = not kind.needs and set(columns) == set(excerpt.names)

    @property
    def caption(self) -> str:
        """What the table is."""
        return " ".join(self._said)

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of the columns."""
        return tuple(head.text for head in self._heads)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells of the rows that are shown."""
        return tuple(tuple(cell.text for cell in cells) for cells in self._cells)

    def __repr__(self) -> str:
        """Write it as text."""
        with speak(self._language):
            return f"{escape_unprintable(self.caption)}\n{write_text_table(self._heads, self._rows_and_gap())}"

    def _repr_html_(self) -> str:
        """Return the table as escaped HTML, for notebooks."""
        with speak(self._language):
            return self._draw()

    def _draw(self) -> str:
        first, *others = self._said
        caption = f"<strong>{escape_html(first)}</strong> {escape_html(' '.join(others))}".strip()
        main = draw_main_table(self._heads, self._rows_and_gap(), caption)
        has_facts = any(cell.facts for cells in self._cells for cell in cells)
        hint = f'<p class="tvt-minor">{escape_html(words.POINT_AT.fill())}</p>' if has_facts else ""
        room = ROOM_OF_NOTES.get(len(self._cells), 0) if has_facts else 0
        width = needed_width(self._heads, self._cells)
        classes = f'class="tvt {class_of_width(width)} {NO_MATHEMATICS}" style="padding-bottom:{room:g}rem"'
        inside = f"<style>{style_sheet(width)}</style>{main}{hint}{self._draw_stored()}"
        # A notebook or page around it may be in another language.
        language = "" if self._language.is_english else write_language()
        return f'<section {classes}{language} aria-label="{escape_html(first)}">{inside}</section>'

    def page(self, *, title: str | None = None) -> str:
        """Return a page of HTML that needs nothing else, and runs nothing."""
        with speak(self._language):
            name = words.PAGE_TITLE.fill() if title is None else title
            return make_plain_page(name, style_of_page(), self._draw(), has_heading=title is not None)

    def save(self, path: str | Path, *, title: str | None = None) -> Path:
        """Write the page to a file, whole or not at all, and return its path.

        Raises
        ------
        ExportError
            It cannot be written.
        """
        return save_page(path, self.page(title=title))

    def _rows_and_gap(self) -> list[Sequence[Cell] | str]:
        """Return the rows, and where some are left out between the first and the last, how many."""
        rows: list[Sequence[Cell] | str] = list(self._cells)
        if self._excerpt.left_out:
            rows.insert(len(self._excerpt.first), words.NOT_SHOWN.fill(count=self._excerpt.left_out))
        return rows

    def _draw_stored(self) -> str:
        """Draw all columns as they are stored, behind a line that opens them."""
        if self._is_plain:
            return ""
        names = self._excerpt.names
        shown = names[:MOST_STORED]
        said = words.ALL_COLUMNS.fill(count=len(names))
        if len(shown) < len(names):
            said = words.FIRST_COLUMNS.fill(shown=len(shown), count=len(names))
        table = draw_stored_table(shown, list_stored_cells(self._excerpt.rows, shown), said)
        return f"<details><summary>{escape_html(said)}</summary>{table}</details>"


@check_arguments
@in_language
def show(
    frame: IntoFrame,
    *,
    columns: Sequence[str] | None = None,
    rows: int = 40,
    language: str | Language | None = None,  # noqa: ARG001 - which `in_language` speaks
) -> ShownTable:
    """Show a table as a person reads it: money, percentages, months and names in words, and what stands behind them.

    Parameters
    ----------
    frame : frame
        Any table of tradeview's, of any engine: it is told by its columns. Of other tables, and in other columns, cells
        are shown as they stand. Of a lazy frame only the rows that are shown are collected, and their number is asked.
    columns : sequence of str, optional
        Which columns to show, in this order; otherwise those that matter in a table of its kind. The others are listed
        below it, where a notebook or page opens them. `range` is made of `low` and `high`, `time` of `start` and `end`.
    rows : int
        How many rows to show at most, an even number: the first half from the beginning, the other from the end. Of
        relations and Spark frames, which have no order, all are from the beginning.
    language : str or Language, optional
        What its words are written in: a code of `tv.languages()`, such as "ms"; without it, English. Cells that hold
        words of the frame's own, and the list of columns as they are stored, stay as they are.

    Returns
    -------
    ShownTable
        Jupyter shows it; printed, it is a table of text; `.save(path)` writes a page that needs nothing else. The words
        that a figure was printed in, its range, rate, prices and source stand behind it: point at it, or go to it with
        the Tab key. Its caption says what the table is.

    Raises
    ------
    ArgumentError
        The number of rows is odd, below 2 or above 1,000; a language that there is no catalogue of.
    TableError
        It is a frame of no engine that is known, or lacks a column that was asked for.

    Examples
    --------
    >>> import tradeview as tv
    >>> tv.show(tv.load(), columns=["period", "value", "source"])
    Figures of trade: 4 rows.
    Period             Value  Source
    2006    US$1.133 billion  Bengali encyclopaedic article
    2007    US$1.903 billion  Bengali encyclopaedic article
    2024    RM11.46  billion  Bernama, 15 May 2025
    2024    US$2.48  billion  Bernama, 15 May 2025
    >>> tv.show(tv.load()).caption
    'Figures of trade: 4 rows. Malaysia–Russia trade.'
    """
    if rows not in range(2, 1001, 2):
        raise ArgumentError(f"show takes for rows: {ROWS_TAKEN}", str(rows), "give one of these")
    wrapped = wrap_frame(frame)
    names = tuple(wrapped.collect_schema().names())
    kind = kind_of_table(names)
    if columns is not None:
        absent = [name for name in columns if not has_column(kind, name, names)]
        if absent:
            found = f"columns {', '.join(names)}"
            raise TableError(
                f"show was asked for the column(s) {', '.join(absent)}", found, "name columns of the frame"
            )
    excerpt = take_excerpt(wrapped, names, rows)
    said = [words.CAPTION.fill(title=kind.title.fill(count=excerpt.count))]
    if columns is None:
        shown, hoisted = _choose_columns(kind, excerpt)
        said += _say_what_all_rows_say(kind, excerpt, hoisted)
    else:
        shown = list(columns)
    said += _say_which_rows(excerpt)
    return ShownTable(excerpt, kind, shown, said)


def take_excerpt(frame: Frame, names: tuple[str, ...], most: int) -> Excerpt:
    """Take the first and the last rows of a frame, and what all its rows say; no more of a lazy one is collected."""
    wanted = [name for name in dict.fromkeys((*HOISTED, *OF_MONEY, *DISTINCTIONS)) if name in names]
    first = collect_rows(frame.head(most + 1))
    if len(first) <= most:
        return Excerpt(names, first, [], len(first), _constant_in(first, wanted))
    # Objects, lists and structs may be neither compared nor counted.
    schema = frame.collect_schema()
    found = []
    for name in wanted:
        # A column of nothing is one of objects in pandas.
        is_counted = not isinstance(schema[name], NOT_COUNTED)
        found.append((nw.col(name).n_unique() if is_counted else nw.len() - nw.col(name).null_count() + 1).alias(name))
    (counts,) = collect_rows(as_text(frame, wanted).select(nw.len().alias("_rows"), *found))
    constant = {name: first[0][name] for name in wanted if counts[name] == 1}
    last = _last_rows(frame, most // 2)
    kept = first[: most - len(last)]
    return Excerpt(names, kept, last, int(counts["_rows"]), constant)


def _constant_in(rows: Sequence[Row], names: Sequence[str]) -> dict[str, Any]:
    """Return what all rows say in some columns."""
    found: dict[str, Any] = {}
    for name in names:
        cells = [row[name] for row in rows]
        missing = [is_missing(cell) for cell in cells]
        if all(missing):
            found[name] = None
        elif not any(missing) and all(_is_same(cell, cells[0]) for cell in cells):
            found[name] = cells[0]
    return found


def _is_same(cell: Any, other: Any) -> bool:
    """Tell whether two cells are the same; arrays, and objects that cannot be compared, are not known to be."""
    try:
        return bool(cell == other)
    except Exception:  # noqa: BLE001 - whatever the object of somebody else raises, the table is shown
        return False


def _last_rows(frame: Frame, count: int) -> list[dict[str, Any]]:
    """Return the last rows of a frame that has an order; of one without any, none."""
    if frame.implementation.is_duckdb() or frame.implementation.is_spark_like():
        return []
    if not is_lazy(frame):
        return list(collect(frame).tail(count).iter_rows(named=True))
    native: Any = frame.to_native()
    return collect_rows(nw.from_native(native.tail(count)))


def _choose_columns(kind: TableKind, excerpt: Excerpt) -> tuple[list[str], list[str]]:
    """Return the columns that are shown, and those of which the caption says what all rows say."""
    there = main_columns(kind, excerpt.names)
    differing = _list_distinctions(kind, excerpt)
    hoisted = []
    if excerpt.count > 1:
        hoisted = [name for name in there if name in excerpt.constant and not is_missing(excerpt.constant[name])]
    if "classification" in differing:  # 27 is one thing in HS and another in SITC
        hoisted = [name for name in hoisted if name != "commodity_code"]
    if _tells_coverage(kind, excerpt) and not set(SERIES) <= set(hoisted):  # whose name has the coverage
        hoisted.append("coverage")
    shown = [name for name in there if name not in hoisted]
    place = len(set(shown) & set(KEYS))
    shown[place:place] = differing
    if not kind.needs or not shown:  # of a table that is none of ours, nothing is known to go without saying
        return there, []
    return shown, hoisted


def _tells_coverage(kind: TableKind, excerpt: Excerpt) -> bool:
    """Tell whether all rows of a table of trade count something else than goods."""
    return set(KEYS) <= set(kind.main) and bool(coverage_of_cell(excerpt.constant.get("coverage")))


def _list_distinctions(kind: TableKind, excerpt: Excerpt) -> list[str]:
    """List columns in which rows of trade differ, and without which their figures would be taken for alike."""
    if not set(KEYS) <= set(kind.main):
        return []
    differing = []
    for name in DISTINCTIONS:
        if name == "classification" and excerpt.constant.get("commodity_code") == TOTAL:
            continue  # all products are the same in each
        asked = OF_PRICES if name == "price_basis" else (name,)
        if name in excerpt.names and any(other in excerpt.names and other not in excerpt.constant for other in asked):
            differing.append(name)
    return differing


def _say_what_all_rows_say(kind: TableKind, excerpt: Excerpt, hoisted: Sequence[str]) -> list[str]:
    said = []
    named = list(hoisted)
    if set(SERIES) <= set(hoisted):
        name = _name_series(excerpt)
        if name is not None:
            said.append(words.SERIES.fill(series=name))
            named = [name for name in hoisted if name not in SERIES]
    facts = []
    for name in named:
        cell = write_cell(kind.reading(name), excerpt.constant[name], excerpt.rows[0], Setting())
        facts.append(words.FACT.fill(name=kind.head(name), value=cell))
    if facts:
        said.append(words.SAME_IN_ALL.fill(facts=join_clauses(facts)))
    if not set(excerpt.names).isdisjoint({"value", "exporter_value", "start_value"}):
        said += _say_unit(excerpt)
    return said


def _name_series(excerpt: Excerpt) -> str | None:
    import pandas as pd  # noqa: PLC0415 - the series of one row, as names take it

    row = pd.Series({**excerpt.rows[0], "coverage": excerpt.constant.get("coverage")})
    try:
        return series_name(row)
    except NOT_WRITTEN:
        return None


def _say_unit(excerpt: Excerpt) -> list[str]:
    """Say in what money counts, where all rows say the same."""
    currency = excerpt.constant.get("currency")
    if is_missing(currency):
        return []
    name = currency_name(str(currency))
    basis, period = excerpt.constant.get("price_basis"), excerpt.constant.get("base_period")
    if is_missing(basis) or (basis == "real" and is_missing(period)):
        return [words.MONEY_IN.fill(currency=name)]
    return [words.MONEY_AT_PRICES.fill(currency=name, prices=name_prices(basis, period))]


def _say_which_rows(excerpt: Excerpt) -> list[str]:
    if not excerpt.left_out:
        return []
    if excerpt.last:
        return [words.BOTH_ENDS.fill(first=len(excerpt.first), last=len(excerpt.last))]
    return [words.FIRST_ALONE.fill(count=len(excerpt.first))]
