"""Frames as they come in: what is a frame, whose columns can be told apart, and whose types all rooms compute with.

Users hold tables in many ways: pandas with Python's objects, with NumPy's types or with Arrow's, Polars, DuckDB, Spark.
This is the door: what is no frame, or has columns that cannot be told apart, is refused here, and the columns that a
kind of table declares are written in the types that the code behind it is tested on. What is right already costs no
look at the rows.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from tradeview.errors import SHOWN_ROWS, NotAFrameError, TableError, TradeviewError, count_nouns
from tradeview.table.engines import Frame, collect_rows, text_dtype

FRAMES = "a pandas or Polars frame, a DuckDB relation or a Spark frame"
SHOWN = 200
# What pandas finds among Python's objects: text, or nothing.
TEXT = {"string", "empty"}
# Whole numbers that engines subtract, multiply and join without running over.
SAFE_WHOLE = (nw.Int64, nw.Int32)
# Their names for a column without a value: DuckDB's and Polars', and Spark's.
NOTHING = {"null", "void"}
LIMIT = 2.0**53  # up to which a float is one whole number
HALF_PAIR = re.compile("[\ud800-\udfff]")
RefuseNumbers = Callable[[str, Sequence[float]], None]


def wrap_frame(native: Any, error: type[TableError] = TableError) -> Frame:
    """Wrap a native frame, of whatever engine, whose columns can be told apart by their names.

    Parameters
    ----------
    native : frame
        What the user gave.
    error : type
        The leaf of `TableError` that refuses it.

    Raises
    ------
    NotAFrameError
        It is no frame, or an Arrow table.
    TableError
        (`error`) Its own engine cannot read it; a name of a column is no text, or stands twice; the index of a pandas
        frame is called as a column is, and says something else; a cell holds what no engine reads.
    """
    if isinstance(native, pd.DataFrame):
        _refuse_names_of_pandas(native, error)
        _refuse_unreadable_cells(native, error)
        native = _without_repeated_names(native, error)
    try:
        frame: Frame = nw.from_native(native)
    except TypeError as cause:
        raise NotAFrameError("this needs a frame", type(native).__name__, f"give {FRAMES}") from cause
    except Exception as cause:
        raise _unreadable(cause, error) from cause
    if frame.implementation.is_pyarrow():
        remedy = "give polars.from_arrow(table), or table.to_pandas()"
        raise NotAFrameError("this needs a frame that can be grouped and ordered", "an Arrow table", remedy)
    try:
        names = frame.collect_schema().names()
    except Exception as cause:
        raise _unreadable(cause, error) from cause
    if frame.implementation.is_duckdb() or frame.implementation.is_spark_like():  # which allow a name twice
        names = list(frame.to_native().columns)
    if frame.implementation.is_spark_like():
        names = [name.lower() for name in names]  # to Spark `Value` and `value` are one
    _refuse_twice(names, error)
    return frame


def _unreadable(cause: Exception, error: type[TableError]) -> TradeviewError:
    """Say that an engine cannot read its own frame; what is an error of ours already stays what it is."""
    if isinstance(cause, TradeviewError):
        return cause
    found = f"{type(cause).__name__}: {cause}"[:SHOWN]
    return error("this needs a frame that its engine can read", found, "collect it by itself, and mend what it says")


def _refuse_names_of_pandas(native: pd.DataFrame, error: type[TableError]) -> None:
    columns = native.columns
    if columns.nlevels > 1:
        found = f"names of {columns.nlevels} levels"
        raise error("every column has one name", found, "join the levels: frame.columns.map('_'.join)")
    odd = [repr(name) for name in columns if not isinstance(name, str)]
    if odd:
        raise error("names of columns are text", ", ".join(odd[:SHOWN_ROWS]), "rename them: frame.rename(columns=str)")
    _refuse_twice(columns, error)


def _without_repeated_names(native: pd.DataFrame, error: type[TableError]) -> pd.DataFrame:
    """Take its name from an index that repeats a column, as `set_index(..., drop=False)` makes one.

    To pandas a name is ambiguous that index and column share, whatever they hold. The index itself stays.
    """
    shared = [name for name in native.index.names if name is not None and name in native.columns]
    if not shared:
        return native
    for name in shared:
        if not native.index.get_level_values(name).equals(pd.Index(native[name])):
            found = f"both called {', '.join(map(str, shared))}, and of other values"
            raise error("the index is called otherwise than the columns", found, "frame.reset_index(drop=True)")
    names = [None if name in shared else name for name in native.index.names]
    return native.set_axis(native.index.set_names(names), axis="index")


def _refuse_unreadable_cells(native: pd.DataFrame, error: type[TableError]) -> None:
    """Refuse what a column of objects holds and no engine reads: half of a surrogate pair, a NaN that signals."""
    wrong = []
    for name in native.columns[native.dtypes == "object"]:
        cells = native[name].tolist()
        if not _have_half_pairs(cells) and not any(map(_is_signalling, cells)):
            continue
        for place, cell in enumerate(cells):
            if _have_half_pairs([cell]) or _is_signalling(cell):
                wrong.append(f"row {place}, {name} {repr(cell)[:SHOWN]}")
    if wrong:
        found = f"half of a surrogate pair, or a NaN that signals, in {count_nouns(len(wrong), 'cell')}"
        raise error("cells are what engines can read", found, "mend these rows", wrong)


def _have_half_pairs(cells: Iterable[object]) -> bool:
    """Tell whether there are halves in texts, looked at all at once: a tenth of the time that one by one takes."""
    text = "".join([cell for cell in cells if isinstance(cell, str)])
    return not text.isascii() and HALF_PAIR.search(text) is not None


def _is_signalling(cell: object) -> bool:
    return isinstance(cell, Decimal) and cell.is_snan()


def _refuse_twice(names: Iterable[str], error: type[TableError]) -> None:
    seen: set[str] = set()
    twice = []
    for name in names:
        if name in seen:
            twice.append(repr(name))
        seen.add(name)
    if twice:
        raise error("every column has a name of its own", f"{', '.join(twice)} twice", "drop or rename one of them")


def columns_without_type(frame: Frame) -> set[str]:
    """Return the columns to which an engine gives no type, since they hold nothing but missing values."""
    unknown = {name for name, dtype in frame.collect_schema().items() if dtype == nw.Unknown}
    if not unknown or frame.implementation.is_pandas_like():
        return set()
    native: Any = frame.to_native()
    # Narwhals calls Unknown also what it has no word for, as DuckDB's UUID.
    if frame.implementation.is_duckdb():
        kinds = dict(zip(native.columns, map(str, native.types), strict=True))
    elif frame.implementation.is_spark_like():
        kinds = dict(native.dtypes)
    else:
        kinds = {name: str(dtype) for name, dtype in native.collect_schema().items()}
    return {name for name in unknown if kinds[name].strip('"').lower() in NOTHING}


def with_plain_pandas(frame: Frame, texts: Iterable[str], numbers: Iterable[str], whole: Iterable[str]) -> Frame:
    """Write columns of a pandas frame in plain types: text as text, numbers as NumPy's, whole ones with gaps as Int64.

    What is no text, or no number, stays as it is, for the kind of table to refuse.

    Parameters
    ----------
    frame : narwhals frame
        Of any engine; all but pandas frames are returned as they are.
    texts, numbers, whole : iterables of str
        Names of columns that hold text, numbers of any kind, and whole numbers.
    """
    if not frame.implementation.is_pandas():
        return frame
    native: Any = frame.to_native()
    names = set(native.columns)
    made: dict[str, Any] = {}
    for name in names.intersection(texts):
        made[name] = _plain_text(native[name])
    for name in names.intersection(numbers):
        made[name] = _plain_numbers(native[name])
    for name in names.intersection(whole):
        made[name] = _plain_whole(native[name])
    changed = {name: column for name, column in made.items() if column is not None}
    return nw.from_native(native.assign(**changed)) if changed else frame


def _plain_text(column: "pd.Series[Any]") -> "pd.Series[Any] | None":
    """Return a column of text as pandas' own, or as objects that lack with None; None where it stays as it is."""
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        if pd.api.types.infer_dtype(dtype.categories, skipna=True) in TEXT:
            return None
        return column.astype(object)
    if pd.api.types.is_object_dtype(dtype):
        gaps = column[column.isna()]
        # pandas' NA and NaT compare with nothing; None and NaN are told by every engine.
        if any(cell is pd.NA or cell is pd.NaT for cell in gaps):
            return column.where(column.notna(), None)
        return None
    is_arrow = isinstance(dtype, pd.ArrowDtype)
    holds_text = isinstance(dtype, pd.StringDtype) or (is_arrow and _is_arrow_text(column))
    if not holds_text or str(dtype) == text_dtype():
        return None
    plain = column.astype(object)
    return plain.where(plain.notna(), None).astype(text_dtype())


def _is_arrow_text(column: "pd.Series[Any]") -> bool:
    """Tell whether a column of Arrow's holds text, plain or as a dictionary, or nothing."""
    named = str(column.dtype)
    is_dictionary = named.startswith(("dictionary<values=string", "dictionary<values=large_string"))
    return named in {"string[pyarrow]", "large_string[pyarrow]", "null[pyarrow]"} or is_dictionary


def _plain_numbers(column: "pd.Series[Any]") -> "pd.Series[Any] | None":
    """Return numbers as NumPy's float; None where they are NumPy's already, or no numbers."""
    if not _may_be_numbers(column):
        return None
    try:
        cells = column.to_numpy(dtype="float64", na_value=np.nan)
    except (TypeError, ValueError, OverflowError):  # beyond all floats
        return None
    return pd.Series(cells, index=column.index, name=column.name)


def _plain_whole(column: "pd.Series[Any]") -> "pd.Series[Any] | None":
    """Return whole numbers as int64, or Int64 where some are missing; None where they are so already, or are none."""
    is_numpy_float = isinstance(column.dtype, np.dtype) and column.dtype.kind == "f"
    if not (is_numpy_float or _may_be_numbers(column)):
        return None
    try:
        with np.errstate(invalid="ignore"):  # of what is infinite numpy warns before pandas refuses it
            whole = pd.Series(pd.array(column, dtype="Int64"), index=column.index, name=column.name)
    except (TypeError, ValueError, OverflowError):  # halves, or beyond all whole numbers: float says which
        return None if is_numpy_float else _plain_numbers(column)
    return whole if whole.hasnans else whole.astype("int64")


def _may_be_numbers(column: "pd.Series[Any]") -> bool:
    """Tell whether a column is of numbers in other types than NumPy's own."""
    dtype = column.dtype
    if isinstance(dtype, np.dtype) or pd.api.types.is_bool_dtype(dtype):
        return False
    return pd.api.types.is_numeric_dtype(dtype) or str(dtype).startswith("decimal")


def holds_objects(frame: Frame, name: str) -> bool:
    """Tell whether pandas holds a column as Python's objects, which may be anything, in any row."""
    native: Any = frame.to_native()
    return pd.api.types.is_object_dtype(native[name].dtype)


def holds_text(frame: Frame, name: str) -> bool:
    """Tell whether a column of Python's objects holds text alone, or nothing."""
    native: Any = frame.to_native()
    return pd.api.types.infer_dtype(native[name], skipna=True) in TEXT


def with_whole_numbers(frame: Frame, names: Iterable[str], refuse: RefuseNumbers) -> Frame:
    """Write whole numbers that an engine holds in another type (float, decimal, one byte) as whole numbers of 64 bits.

    Parameters
    ----------
    frame : narwhals frame
        Where a column is of a type that may hold what is no whole number, it is asked one query.
    names : iterable of str
        The columns.
    refuse : callable
        Called with the name of a column that holds others, and a few of them; it raises.
    """
    schema = frame.collect_schema()
    changed = {}
    doubtful = []
    for name in names:
        if name not in schema or not schema[name].is_numeric() or schema[name] in SAFE_WHOLE:
            continue
        column = nw.col(name)
        if not schema[name].is_integer() or schema[name] in (nw.UInt64, nw.Int128, nw.UInt128):
            doubtful.append(name)
            if schema[name].is_float():
                column = column.fill_nan(None)
        changed[name] = column.cast(nw.Int64)
    for name in doubtful:
        _refuse_no_whole(frame, name, refuse)
    return frame.with_columns(**changed) if changed else frame


def _refuse_no_whole(frame: Frame, name: str, refuse: RefuseNumbers) -> None:
    number = nw.col(name)
    is_whole = (number == number.floor()) & (number.abs() <= LIMIT)
    stated = frame.select(number.cast(nw.Float64).fill_nan(None)).filter(~number.is_null())
    rows = collect_rows(stated.filter(~is_whole).head(SHOWN_ROWS))
    if rows:
        refuse(name, [row[name] for row in rows])
