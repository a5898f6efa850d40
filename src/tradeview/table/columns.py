"""What a table promises: its columns, the values they allow, and how cells of text become one or are refused.

The trade table, rate tables, deflators, commodity lists and events are each a `Table`: a list of `Column` and `Rule`
as data. One reader and one checker serve them all, so every one of them is refused in the same words: which row, which
column, what is wrong, what is allowed.
"""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, cast

import narwhals as nw
import pandas as pd

from tradeview.errors import SHOWN_ROWS, TableError, count_nouns, plural_of
from tradeview.table.engines import Frame, as_numbers, as_text, collect, is_lazy, is_missing, text_dtype
from tradeview.table.frames import (
    columns_without_type,
    holds_objects,
    holds_text,
    with_plain_pandas,
    with_whole_numbers,
    wrap_frame,
)
from tradeview.table.shortened_numbers import SAVE_AGAIN, count_shortened, find_ranges, read_bounds, warn_of_shortened

Kind = Literal["text", "integer", "number"]
Hint = Callable[[object], str | None]
Line = tuple[int, list[str]]  # the number of a line in its file, and its cells

PATTERNS = {"integer": re.compile(r"-?[0-9]{1,18}"), "number": re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")}
WORDS = {"integer": "a whole number", "number": "digits with a decimal point and no separators"}
NUMBER_DTYPES = {"integer": "Int64", "number": "float64"}
# What a column of no values becomes, which pandas would call float where it is text and text where it is a number.
EMPTY_DTYPES = {"text": nw.String(), "integer": nw.Float64(), "number": nw.Float64()}
# A name is taken for a slip of another where so much of both is the same: `valeu` of `value`, not `rate` of `base`.
LIKENESS = 0.6


@dataclass(frozen=True)
class Column:
    """One column: its name, its kind, the values it allows (`valid`, and `allowed` in words).

    `unless` tells rows in which it need not be valid. They are looked for only where a value is not. `read` writes a
    cell of text as the kind wants it, before it is read; `hint` says what a value that is not allowed may be.
    `two_readings` says what all cells of a file together leave open, and `remedy` how to settle it.
    """

    name: str
    kind: Kind = "text"
    allowed: str = "any text"
    valid: Callable[[nw.Expr], nw.Expr] | None = None
    required: bool = False
    unless: nw.Expr | None = None
    read: Callable[[str], str] | None = None
    hint: Hint | None = None
    two_readings: Callable[[Sequence[str]], str | None] | None = None
    remedy: str = ""

    def passes(self) -> nw.Expr:
        """Return the expression that is true where the value is allowed; a missing value only where not required."""
        column = nw.col(self.name)
        # Text is filled first: pandas' object columns would otherwise answer NaN, which no operator can negate.
        value = column.fill_null("") if self.kind == "text" else column
        valid = ~column.is_null()
        if self.valid is not None:
            valid = self.valid(value)
        if self.required:
            return ~column.is_null() & valid
        return column.is_null() | valid


@dataclass(frozen=True)
class Rule:
    """A promise that spans columns; it is checked where all of `columns` are present and none of `absent` is.

    It binds no row of `unless`.
    """

    columns: tuple[str, ...]
    allowed: str
    passes: nw.Expr
    absent: tuple[str, ...] = ()
    unless: nw.Expr | None = None
    hint: Hint | None = None  # what the first of the columns may be instead


@dataclass(frozen=True)
class Table:
    """A kind of table: what it is called, its columns and rules, and the error that refuses a frame."""

    name: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...] = ()
    error: type[TableError] = TableError
    ranged: str | None = None  # the column of which `low` and `high` are the range

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
        self.check_columns(names)
        frame, _ = self._with_types(frame)
        whole = {name for name, dtype in frame.collect_schema().items() if dtype.is_integer()}
        numbers = [column.name for column in self.columns if column.kind != "text" and column.name not in whole]
        texts = [column.name for column in self.columns if column.kind == "text"]
        frame = as_text(as_numbers(frame, numbers), texts)
        promises = self._promises_of(names)
        if not promises:
            return
        broken = _find_broken(frame, promises)
        if any(promise.unless is not None for promise, _ in broken):
            broken = _find_broken(frame, [_with_exception(promise) for promise, _ in broken])
        found: list[str] = []
        for promise, _ in broken:
            found += _name_offenders(frame, promise, rows)
        if found:
            broken_rules = sum(count for _, count in broken)
            said = f"{broken_rules} {plural_of('broken rule', broken_rules)}"
            raise self.error(f"{called} is no valid {self.name}", said, "mend these rows", found)

    def check_columns(self, names: Sequence[str]) -> None:
        """Raise the table's error unless all columns are there that it must have."""
        absent = [name for name in self.required if name not in names]
        if not absent:
            return
        hints = []
        for name in absent:
            near = difflib.get_close_matches(name, names, 1, LIKENESS)
            if near:
                hints.append(f"{name}: did you mean {near[0]!r}?")
        raise self.error(
            f"a {self.name} needs the column(s) {', '.join(absent)}",
            f"columns {', '.join(names)}",
            f"add or rename; required are {', '.join(self.required)}",
            hints,
        )

    def with_kinds(self, frame: Frame) -> Frame:
        """Return the frame with its columns in plain types; raise where text stands for numbers or numbers for text.

        Columns that hold nothing are typed as what they should hold. Numbers that should be whole, and are not, are
        refused here; `check` names their rows.
        """
        frame, empty = self._with_types(frame)
        whole = [name for name in self._names_of("integer") if name not in empty]
        return with_whole_numbers(frame, whole, self._refuse_no_whole)

    def _with_types(self, frame: Frame) -> tuple[Frame, set[str]]:
        """Return the frame with its columns in plain types, and the names of those that hold nothing."""
        frame = with_plain_pandas(frame, self._names_of("text"), self._names_of("number"), self._names_of("integer"))
        typeless = columns_without_type(frame)
        unlike = []
        for name, dtype in frame.collect_schema().items():
            column = self._declared.get(name)
            if column is not None and name not in typeless and not _is_of_kind(frame, column, dtype):
                unlike.append(column)
        empty = _find_empty_columns(frame, [column.name for column in unlike]) | typeless
        for column in unlike:
            if column.name not in empty:
                self._refuse_kind(frame, column)
        declared = self._declared
        dtypes = EMPTY_DTYPES
        if not frame.implementation.is_pandas():  # whose whole numbers cannot be missing
            dtypes = dtypes | {"integer": nw.Int64()}
        typed = {name: nw.lit(None, dtypes[declared[name].kind]) for name in empty if name in declared}
        if typed:
            frame = frame.with_columns(**typed)
        return frame, empty

    @cached_property
    def _declared(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def _names_of(self, kind: Kind) -> list[str]:
        return [column.name for column in self.columns if column.kind == kind]

    def _refuse_kind(self, frame: Frame, column: Column) -> None:
        """Refuse a column that is not of its kind, and say of which type it is."""
        dtype = frame.collect_schema()[column.name]
        asked = f"column {column.name} of a {self.name} holds {column.kind}"
        remedy = "read codes as text (dtype=str), or 0101 has become 101"
        if column.kind == "text" and not dtype.is_numeric():
            remedy = "write text in every row, or nothing"
        elif column.kind != "text":
            remedy = f"give {WORDS[column.kind]}, not text"
            if dtype == nw.Object:
                remedy = f"write it in a type of numbers: frame.astype({{{column.name!r}: float}})"
        raise self.error(asked, f"type {dtype}", remedy)

    def _refuse_no_whole(self, name: str, found: Sequence[float]) -> None:
        """Refuse numbers that are not whole where whole ones are declared."""
        listed = ", ".join(f"{number:g}" for number in found)
        asked = f"column {name} of a {self.name} holds whole numbers"
        raise self.error(asked, listed, f"allowed: {self._declared[name].allowed}")

    def _promises_of(self, names: Sequence[str]) -> list[Rule]:
        """Return what is promised of columns that a frame has: of each by itself, and of several."""
        there = [column for column in self.columns if column.name in names and (column.required or column.valid)]
        found = [
            Rule((column.name,), column.allowed, column.passes(), unless=column.unless, hint=column.hint)
            for column in there
        ]
        has, lacks = set(names).issuperset, set(names).isdisjoint
        return found + [rule for rule in self.rules if has(rule.columns) and lacks(rule.absent)]

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
        self.check_columns(header)
        numbers = [number for number, _ in lines]
        columns = {}
        wrong: list[str] = []
        for place, name in enumerate(header):
            column = self._declared.get(name, Column(name))
            cells = [row[place] for _, row in lines]
            self._refuse_two_readings(column, cells, called)
            if column.read is not None:
                cells = [column.read(cell) for cell in cells]
            misprints = _find_misprints(column, cells, numbers)
            wrong += misprints
            if not misprints:
                columns[name] = _typed_column(cells, column.kind)
        if wrong:
            said = f"{len(wrong)} {plural_of('unreadable cell', len(wrong))}"
            raise self.error(f"{called} is no valid {self.name}", said, "mend these", wrong)
        frame = self._with_ranges(pd.DataFrame(columns), header, lines, called)
        for name in self.required:
            if name in frame and str(frame[name].dtype) == "Int64" and not frame[name].isna().any():
                frame[name] = frame[name].astype("int64")
        self.check(nw.from_native(frame.assign(line=numbers)), rows="line", called=called)
        return frame

    def _refuse_two_readings(self, column: Column, cells: Sequence[str], called: str) -> None:
        """Refuse cells that may mean two things, where none of them settles which."""
        found = None if column.two_readings is None else column.two_readings(cells)
        if found is not None:
            raise self.error(f"`{column.name}` of {called} is {column.allowed}", found, column.remedy)

    def _with_ranges(
        self, frame: pd.DataFrame, header: Sequence[str], lines: Sequence[Line], called: str
    ) -> pd.DataFrame:
        """Give numbers that a spreadsheet shortened the range of their digits, and say so."""
        cells_of: dict[str, list[str]] = {}
        for place, name in enumerate(header):
            if name in self._declared and self._declared[name].kind == "number":
                cells_of[name] = [row[place] for _, row in lines]
        counts = count_shortened(cells_of)
        if self.ranged is None:
            self._refuse_shortened(counts, called)
        warn_of_shortened(called, counts, self.ranged)
        if self.ranged is None or not {self.ranged, "low", "high"} & set(counts):
            return frame
        empty = [""] * len(lines)
        stated = [cells_of.get(name, empty) for name in (self.ranged, "low", "high")]
        low, high = read_bounds(*stated)
        bounds = pd.DataFrame({"low": low, "high": high}, dtype="float64")
        frame = frame.assign(low=bounds["low"], high=bounds["high"])
        if "quote" not in self._declared:
            return frame
        # What the document has of such a figure is what its digits are.
        printed = [cell if ends else None for cell, ends in zip(stated[0], find_ranges(stated[0]), strict=True)]
        said = frame["quote"].tolist() if "quote" in frame else printed
        quotes = [printed[row] if is_missing(quote) else quote for row, quote in enumerate(said)]
        return frame.assign(quote=pd.Series(quotes, dtype=text_dtype()))

    def _refuse_shortened(self, counts: Mapping[str, int], called: str) -> None:
        """Refuse shortened numbers of a table that has no range for them, and would be computed with as they stand."""
        wrong = [f"{name}: {count_nouns(count, 'number')}" for name, count in counts.items() if name in self.required]
        if wrong:
            asked = f"numbers of {called} have all their digits"
            raise self.error(asked, "some that a spreadsheet has shortened, as 1.23E+10", SAVE_AGAIN, wrong)


class CheckedOnce:
    """A table that somebody gave: checked where something is first looked up in it, and trusted from then on."""

    def __init__(self, native: Any, kind: Table, *, is_checked: bool = False) -> None:
        self.native = native
        self.kind = kind
        self.is_checked = is_checked

    @cached_property
    def frame(self) -> Frame:
        """The checked table."""
        table = wrap_frame(self.native, self.kind.error)
        if not self.is_checked:
            self.kind.check(table)
        return self.kind.with_kinds(table)


def _is_of_kind(frame: Frame, column: Column, dtype: nw.dtypes.DType) -> bool:
    """Tell whether the type of a column is one that its kind may have."""
    if column.kind != "text":
        return dtype.is_numeric()
    if frame.implementation.is_pandas() and holds_objects(frame, column.name):
        return holds_text(frame, column.name)
    return isinstance(dtype, nw.String | nw.Categorical | nw.Enum)


def _find_empty_columns(frame: Frame, names: Sequence[str]) -> set[str]:
    """Tell which columns have rows, but not one value: pandas calls such a column text, or float. It is one query."""
    if not names:
        return set()
    schema = frame.collect_schema()
    is_empty = {}
    for name in names:
        column = nw.col(name)
        if schema[name].is_float():
            column = column.fill_nan(None)
        is_empty[name] = column.is_null().all() & (nw.len() > 0)
    (answers,) = collect(frame.select(**is_empty)).rows(named=True)
    return {name for name, answer in answers.items() if answer}


def _find_broken(frame: Frame, promises: Sequence[Rule]) -> list[tuple[Rule, int]]:
    """Return the promises that rows break, with how many rows do; it is one query."""
    broken = {}
    for number, promise in enumerate(promises):
        broken[str(number)] = (~promise.passes).cast(nw.Int64).sum()
    counts = collect(frame.select(**broken)).rows()[0]
    return [(promise, int(count)) for promise, count in zip(promises, counts, strict=True) if count]


def _with_exception(promise: Rule) -> Rule:
    """Let rows pass that a promise does not bind."""
    if promise.unless is None:
        return promise
    return replace(promise, passes=promise.passes | promise.unless, unless=None)


def _name_offenders(frame: Frame, promise: Rule, rows: str | None) -> list[str]:
    """Say up to five rows that break a promise: the number of each, if it has one, and what it holds."""
    valid = promise.passes
    if rows is None and not is_lazy(frame):
        # Only what the message says goes along, since the frame may have a column `row` of its own.
        checked = collect(frame).select(*promise.columns, _valid=valid)
        frame, rows = cast("Frame", checked.with_row_index("row")), "row"
        valid = nw.col("_valid")
    numbered = [rows] if rows else []
    shown = collect(frame.filter(~valid).select(*numbered, *promise.columns).head(SHOWN_ROWS))
    said = []
    for row in shown.iter_rows(named=True):
        cells = []
        for name in promise.columns:
            is_there = not is_missing(row[name])
            cells.append(f"{name} {row[name]!r}" if is_there else f"{name} is missing")
        values = ", ".join(cells)
        place = f"{rows} {row[rows]}, " if rows else ""
        hint = _write_hint(promise.hint, row[promise.columns[0]])
        said.append(f"{place}{values}; allowed: {promise.allowed}{hint}")
    return said


def _write_hint(hint: Hint | None, value: object) -> str:
    """Say what a value that is not allowed may be: 2567 is 2024 in the Buddhist era."""
    if hint is None or is_missing(value):
        return ""
    said = hint(value)
    return f"; {said}" if said else ""


def _find_misprints(column: Column, cells: Sequence[str], numbers: Sequence[int]) -> list[str]:
    if column.kind == "text":
        return []
    pattern = PATTERNS[column.kind]
    allowed = column.allowed if column.read else WORDS[column.kind]
    found = []
    for number, cell in zip(numbers, cells, strict=True):
        if cell and not pattern.fullmatch(cell):
            hint = _write_hint(column.hint or name_misprint, cell)
            found.append(f"line {number}, {column.name} {cell!r}; allowed: {allowed}{hint}")
    return found


def name_misprint(cell: object) -> str | None:
    """Say what text may be that is no number as this library reads them: a decimal comma, a cell that was too narrow.

    Examples
    --------
    >>> name_misprint("1500000,5")
    'a decimal comma: save it with a decimal point'
    """
    text = str(cell).strip()
    if re.fullmatch(r"#+", text):
        return "Excel writes # where a column is too narrow for its number: widen it, and save again"
    if re.fullmatch(r"-?[0-9]{1,3}(?:,[0-9]{3})+", text):
        return "a decimal comma, or commas between thousands: write neither"
    if re.fullmatch(r"-?[0-9]+,[0-9]+(?:[eE][+-]?[0-9]+)?|-?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+", text):
        return "a decimal comma: save it with a decimal point"
    return None


def _typed_column(cells: Sequence[str], kind: Kind) -> "pd.Series[Any]":
    if kind == "text":
        return pd.Series([cell or None for cell in cells], dtype=text_dtype())
    convert = int if kind == "integer" else float
    return pd.Series([convert(cell) if cell else None for cell in cells], dtype=NUMBER_DTYPES[kind])
