"""What a table promises: its columns, the values they allow, and how cells of text become one or are refused.

The trade table, rate tables, deflators, commodity lists and events are each a `Table`: a list of `Column` and `Rule`
as data. One reader and one checker serve them all, so every one of them is refused in the same words: which row, which
column, what is wrong, what is allowed.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, cast

import narwhals as nw
import pandas as pd

from tradeview.errors import SHOWN_ROWS, TableError, plural_of
from tradeview.table.engines import Frame, as_numbers, as_text, collect, is_lazy, is_missing, text_dtype

Kind = Literal["text", "integer", "number"]
Line = tuple[int, list[str]]  # the number of a line in its file, and its cells

PATTERNS = {"integer": re.compile(r"-?[0-9]{1,18}"), "number": re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")}
WORDS = {"integer": "a whole number", "number": "digits with a decimal point and no separators"}
NUMBER_DTYPES = {"integer": "Int64", "number": "float64"}


@dataclass(frozen=True)
class Column:
    """One column: its name, its kind, the values it allows (`valid`, and `allowed` in words)."""

    name: str
    kind: Kind = "text"
    allowed: str = "any text"
    valid: Callable[[nw.Expr], nw.Expr] | None = None
    required: bool = False

    def passes(self) -> nw.Expr:
        """Return the expression that is true where the value is allowed; a missing value only where not required."""
        column = nw.col(self.name)
        # Text is filled first: pandas' object columns would otherwise answer NaN, which no operator can negate.
        value = column.fill_null("") if self.kind == "text" else column
        valid = self.valid(value) if self.valid else ~column.is_null()
        return ~column.is_null() & valid if self.required else column.is_null() | valid


@dataclass(frozen=True)
class Rule:
    """A promise that spans columns; it is checked where all of `columns` are present and none of `absent` is."""

    columns: tuple[str, ...]
    allowed: str
    passes: nw.Expr
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A kind of table: what it is called, its columns and rules, and the error that refuses a frame."""

    name: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...] = ()
    error: type[TableError] = TableError

    @property
    def required(self) -> list[str]:
        """Names of the columns that must be there."""
        return [column.name for column in self.columns if column.required]

    def check(self, frame: Frame, rows: str | None = None, called: str = "this") -> None:
        """Raise the table's error unless `frame` keeps every promise.

        Parameters
        ----------
        frame : narwhals frame
            A lazy frame is asked one aggregate query, and a second one only where something is wrong.
        rows : str, optional
            A column that numbers the rows (lines of a file), for the message.
        called : str
            What the message calls the table (a file's name).
        """
        names = frame.collect_schema().names()
        self._check_columns(names)
        frame = self.with_kinds(frame)
        whole = {name for name, dtype in frame.collect_schema().items() if dtype.is_integer()}
        numbers = [column.name for column in self.columns if column.kind != "text" and column.name not in whole]
        frame = as_text(as_numbers(frame, numbers), [column.name for column in self.columns])
        promises = list(self._promises(names))
        if not promises:
            return
        broken = frame.select(
            *(((~valid).cast(nw.Int64).sum()).alias(str(i)) for i, (*_, valid) in enumerate(promises))
        )
        counts = collect(broken).rows()[0]
        found = [
            line
            for promise, count in zip(promises, counts, strict=True)
            if count
            for line in _offenders(frame, *promise, rows)
        ]
        if found:
            broken_rules = int(sum(counts))
            said = f"{broken_rules} {plural_of('broken rule', broken_rules)}"
            raise self.error(f"{called} is no valid {self.name}", said, "mend these rows", found)

    def _check_columns(self, names: Sequence[str]) -> None:
        absent = [name for name in self.required if name not in names]
        if absent:
            hints = [
                f"{name}: did you mean {near[0]!r}?"
                for name in absent
                if (near := difflib.get_close_matches(name, names, 1, 0.6))
            ]
            raise self.error(
                f"a {self.name} needs the column(s) {', '.join(absent)}",
                f"columns {', '.join(names)}",
                f"add or rename; required are {', '.join(self.required)}",
                hints,
            )

    def with_kinds(self, frame: Frame) -> Frame:
        """Return the frame with its empty columns typed; raise where text stands for numbers or numbers for text."""
        schema = frame.collect_schema()
        unlike = []
        for column in self.columns:
            # Polars calls what holds nothing but missing values Unknown.
            if column.name not in schema or schema[column.name] == nw.Unknown:
                continue
            if (column.kind == "text") == schema[column.name].is_numeric():
                unlike.append(column)
        unlike.sort(key=lambda column: schema.names().index(column.name))
        empty = _are_empty(frame, [column.name for column in unlike])
        for column in unlike:
            if not empty[column.name]:
                found = f"type {schema[column.name]}"
                raise self.error(
                    f"column {column.name} of a {self.name} holds {column.kind}", found, _kind_hint(column)
                )
        typed = {column.name: nw.String if column.kind == "text" else nw.Float64 for column in unlike}
        return frame.with_columns(**{name: nw.lit(None, dtype) for name, dtype in typed.items()}) if typed else frame

    def _promises(self, names: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str, nw.Expr]]:
        for column in self.columns:
            if column.name in names and (column.required or column.valid):
                yield (column.name,), column.allowed, column.passes()
        for rule in self.rules:
            if set(rule.columns) <= set(names) and not set(rule.absent) & set(names):
                yield rule.columns, rule.allowed, rule.passes

    def from_cells(self, header: Sequence[str], lines: Sequence[Line], called: str) -> pd.DataFrame:
        """Make a checked pandas frame of text cells; codes stay text, an empty cell is a missing value.

        Parameters
        ----------
        header : sequence of str
            Names of the columns.
        lines : sequence of (int, list of str)
            The number of each line in its file, and as many cells as the header has.
        called : str
            What messages call the file.

        Raises
        ------
        TableError
            (the table's own leaf of it) naming the lines of the file, their columns and what is allowed.
        """
        self._check_columns(header)
        cells = {name: [row[i] for _, row in lines] for i, name in enumerate(header)}
        numbers = [number for number, _ in lines]
        kinds = {column.name: column for column in self.columns}
        wrong = [line for name in header if name in kinds for line in _misprints(kinds[name], cells[name], numbers)]
        if wrong:
            said = f"{len(wrong)} {plural_of('unreadable cell', len(wrong))}"
            raise self.error(f"{called} is no valid {self.name}", said, "mend these", wrong)
        frame = pd.DataFrame(
            {name: _typed(values, kinds[name].kind if name in kinds else "text") for name, values in cells.items()}
        )
        for name in self.required:
            if name in frame and str(frame[name].dtype) == "Int64" and not frame[name].isna().any():
                frame[name] = frame[name].astype("int64")
        self.check(nw.from_native(frame.assign(line=numbers)), rows="line", called=called)
        return frame


class Given:
    """A table that somebody gave: checked where something is first looked up in it, and trusted from then on."""

    def __init__(self, native: Any, kind: Table, *, is_checked: bool = False) -> None:
        self.native = native
        self.kind = kind
        self.is_checked = is_checked

    @cached_property
    def frame(self) -> Frame:
        """The checked table."""
        table: Frame = nw.from_native(self.native)
        if not self.is_checked:
            self.kind.check(table)
        return table


def _are_empty(frame: Frame, names: Sequence[str]) -> dict[str, bool]:
    """Tell which columns have rows, but not one value: pandas calls such a column text, or float. It is one query."""
    if not names:
        return {}
    schema = frame.collect_schema()
    columns = {name: nw.col(name).fill_nan(None) if schema[name].is_float() else nw.col(name) for name in names}
    empty = {name: column.is_null().all() & (nw.len() > 0) for name, column in columns.items()}
    return {name: bool(answer) for name, answer in collect(frame.select(**empty)).rows(named=True)[0].items()}


def _kind_hint(column: Column) -> str:
    if column.kind == "text":
        return "read codes as text (dtype=str), or 0101 has become 101"
    return f"give {WORDS[column.kind]}, not text"


def _offenders(frame: Frame, columns: tuple[str, ...], allowed: str, valid: nw.Expr, rows: str | None) -> Iterator[str]:
    """Say up to five rows that break a promise."""
    if rows is None and not is_lazy(frame):
        # Only what the message says goes along, since the frame may have a column `row` of its own.
        frame, rows = cast("Frame", collect(frame).select(*columns, _valid=valid).with_row_index("row")), "row"
        valid = nw.col("_valid")
    shown = collect(frame.filter(~valid).select(*([rows] if rows else []), *columns).head(SHOWN_ROWS))
    for row in shown.iter_rows(named=True):
        place = f"{rows} {row[rows]}, " if rows else ""
        values = ", ".join(f"{name} {_said(row[name])}" for name in columns)
        yield f"{place}{values}; allowed: {allowed}"


def _said(value: object) -> str:
    return "is missing" if is_missing(value) else repr(value)


def _misprints(column: Column, cells: Iterable[str], numbers: Iterable[int]) -> Iterator[str]:
    if column.kind == "text":
        return
    for number, cell in zip(numbers, cells, strict=True):
        if cell and not PATTERNS[column.kind].fullmatch(cell):
            yield f"line {number}, {column.name} {cell!r}; allowed: {WORDS[column.kind]}"


def _typed(values: list[str], kind: Kind) -> "pd.Series[Any]":
    present = [value or None for value in values]
    if kind == "text":
        return pd.Series(present, dtype=text_dtype())
    convert = int if kind == "integer" else float
    return pd.Series([None if value is None else convert(value) for value in present], dtype=NUMBER_DTYPES[kind])
