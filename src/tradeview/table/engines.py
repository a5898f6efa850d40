"""Engines: what differs between pandas, Polars, DuckDB and Spark, so that all else is written once in Narwhals."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

import narwhals as nw
import numpy as np
import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.errors import TableError, TradeviewError

# Functions are written once for eager and lazy frames, in the methods that both have: those of the lazy one.
Frame = nw.LazyFrame[Any]
SHOWN = 300  # letters of what an engine says


def major_version(version: str) -> int:
    """Read the first number of a version: compared as text, 10 would come before 3.

    Examples
    --------
    >>> major_version("2.3.1"), major_version("10.0.0rc1")
    (2, 10)
    """
    return int(version.split(".", maxsplit=1)[0])


def text_dtype() -> str:
    """Name the type of pandas' columns of text: one of its own from pandas 3 on, before it `object`."""
    return "str" if major_version(pd.__version__) >= 3 else "object"


def collect(frame: Frame) -> nw.DataFrame[Any]:
    """Collect a lazy frame; an eager one is itself.

    Raises
    ------
    TableError
        The engine cannot read its own frame: a file that is damaged, a cell that is no number, a connection that is
        closed. What it says is in the message.
    """
    if not is_lazy(frame):
        return cast("nw.DataFrame[Any]", frame)
    try:
        return _collect_lazy(frame)
    except TradeviewError:
        raise
    except Exception as cause:
        asked = f"this reads a lazy frame of {frame.implementation.value}"
        found = f"{type(cause).__name__}: {cause}"[:SHOWN]
        raise TableError(asked, found, "collect it by itself, and mend what it says") from cause


def _collect_lazy(frame: Frame) -> nw.DataFrame[Any]:
    if frame.implementation.is_spark_like():
        native: Any = frame.to_native()
        return nw.from_native(pd.DataFrame.from_records(native.collect(), columns=native.columns), eager_only=True)
    if frame.implementation.is_polars():
        return frame.collect()
    # Narwhals would collect a relation of DuckDB, and Spark its own frames, through pyarrow, which nothing here needs.
    return frame.collect("pandas")


def distinct_rows(frame: Frame, *names: str) -> Frame:
    """Return the distinct rows of some columns: grouped, which engines do in less memory than `unique`."""
    return frame.select(*names).group_by(*names).agg(_rows=nw.len()).drop("_rows")


def repeat_rows(frame: Frame, name: str) -> Frame:
    """Give each row twice, once with true and once with false in a new column.

    Engines that speak SQL would make all that stands behind the frame twice if two copies of it were put one under the
    other, and read its file twice; Narwhals has no word for what they call `unnest`, or `explode`.
    """
    native: Any = frame.to_native()
    if frame.implementation.is_duckdb():
        return nw.from_native(native.project(f"*, unnest([true, false]) as {quote_name(name)}"))
    if frame.implementation.is_pyspark():
        return nw.from_native(native.selectExpr("*", f"explode(array(true, false)) as `{name}`"))
    both = [frame.with_columns(**{name: nw.lit(value=value)}) for value in (True, False)]
    return nw.concat(both)


def quote_name(name: str) -> str:
    """Write the name of a column as the text of a query of DuckDB has it.

    Examples
    --------
    >>> quote_name("value")
    '"value"'
    """
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def quote_text(text: str | None) -> str:
    """Write a text as that of a query of DuckDB has it.

    Examples
    --------
    >>> quote_text("the World's"), quote_text(None)
    ("'the World''s'", 'NULL')
    """
    if text is None:
        return "NULL"
    escaped = text.replace("'", "''")
    return f"'{escaped}'"


def is_lazy(frame: object) -> bool:
    """Tell whether a Narwhals frame waits to be collected."""
    return isinstance(frame, nw.LazyFrame)


def keeps_no_order(frame: Frame) -> bool:
    """Tell whether the engine speaks SQL, as DuckDB and Spark do: its rows have no order unless they are sorted."""
    return is_lazy(frame) and not frame.implementation.is_polars()


def as_numbers(frame: Frame, names: Iterable[str]) -> Frame:
    """Make those of the columns that are there float, with NaN as missing: sums of whole numbers could overflow."""
    wanted = set(names)
    there = [name for name in frame.collect_schema().names() if name in wanted]
    if not there:
        return frame
    return frame.with_columns(nw.col(*there).cast(nw.Float64).fill_nan(None))


def as_text(frame: Frame, names: Iterable[str]) -> Frame:
    """Make those of the columns that hold categories text: engines search, fill and join categories each in its way."""
    schema, wanted = frame.collect_schema(), set(names)
    there = [name for name, dtype in schema.items() if name in wanted and isinstance(dtype, nw.Categorical | nw.Enum)]
    if not there:
        return frame
    return frame.with_columns(nw.col(*there).cast(nw.String))


def as_categories(frame: Frame, names: Iterable[str]) -> Frame:
    """Make text columns of a pandas frame categories, which compare with a word, and group, in a fraction of the time.

    pandas' own cast takes three times as long, since it looks every row up again once it has sorted the words. Text of
    Arrow is numbered as it is held: to make Python's objects of it first takes six times as long.
    """
    native: Any = frame.to_native()
    made = {}
    for name in names:
        if not isinstance(native[name].dtype, pd.CategoricalDtype):
            column: Any = native[name]
            if getattr(column.dtype, "storage", None) != "pyarrow":
                column = column.to_numpy(dtype=object)
            places, words = pd.factorize(column, sort=True)
            made[name] = pd.Categorical.from_codes(places, categories=np.asarray(words, dtype=object))
    return nw.from_native(native.assign(**made))


def as_places(frame: Frame, unstated: Mapping[str, str | None]) -> tuple[Frame, dict[str, list[Any]]]:
    """Write categories of a pandas frame as numbers, and return the words that they are places of.

    pandas finds the first and last number of a group at once, and those of text in a loop. What says nothing is taken
    for a word of `unstated`, by the name of its column, or is in the place -1.
    """
    native: Any = frame.to_native()
    made, dictionary = {}, {}
    for name, word in unstated.items():
        words = list(native[name].cat.categories)
        places = native[name].cat.codes.to_numpy(copy=True)
        if word is not None:
            if word not in words:
                words.append(word)
            places[places < 0] = words.index(word)
        made[name], dictionary[name] = places, words
    return nw.from_native(native.assign(**made)), dictionary


def is_missing(value: object) -> bool:
    """Tell whether a cell is missing, in whatever way its engine says so: None, NaN, pandas' NA."""
    if value is None or value is pd.NA:
        return True
    try:
        differs = value != value  # noqa: PLR0124 - NaN differs from itself
    except ArithmeticError:  # a NaN of decimal that signals
        return True
    # An array, which DuckDB makes of a list, answers for each of its cells.
    return isinstance(differs, bool | np.bool_) and bool(differs)


def find_ends(column: nw.Series[Any]) -> tuple[Any, Any]:
    """Return the lowest and the highest of a column, without what is missing; NumPy finds them ten times as fast."""
    if column.implementation.is_pandas():
        values: Any = column.to_numpy()
        if values.dtype.kind == "f":
            return np.fmin.reduce(values, initial=np.nan), np.fmax.reduce(values, initial=np.nan)
    return column.min(), column.max()


FrameT = TypeVar("FrameT", bound=IntoFrame)


def names_present(frame: Frame, names: tuple[str, ...]) -> list[str]:
    """Return those of `names` that the frame has, in their order."""
    present = frame.collect_schema().names()
    return [name for name in names if name in present]


def collect_rows(frame: Frame) -> list[dict[str, Any]]:
    """Collect a small frame as a list of rows."""
    return list(collect(frame).iter_rows(named=True))


def fill_keys(table: Frame, keys: list[str]) -> Frame:
    """Fill missing keys (a valuation that nobody stated): engines do not join missing to missing."""
    return as_text(table, keys).with_columns(nw.col(*keys).fill_null(""))


def restore_keys(keys: list[str]) -> list[nw.Expr]:
    """Undo `fill_keys`: make the keys that it filled missing again."""
    return [nw.when(nw.col(key) != "").then(nw.col(key)).alias(key) for key in keys]


def to_native_with_nullable(table: Frame, *names: str) -> Any:  # a native frame
    """Return the native frame; in pandas, whole numbers that may be missing are made nullable, not float."""
    native = table.to_native()
    if table.implementation.is_pandas():
        native = native.astype(dict.fromkeys(names, "Int64"))
    return native


def divide_or_missing(part: nw.Expr, whole: nw.Expr) -> nw.Expr:
    """Divide where the divisor is above zero; elsewhere the answer is missing, neither 0 nor infinite."""
    return nw.when(whole > 0).then(part / whole)


def group_and_aggregate(table: Frame, keys: Sequence[str], *found: nw.Expr) -> Frame:
    """Group by the keys; Polars does so in less than half the time where it may plan ahead."""
    return end_plan(plan_ahead(table).group_by(*keys).agg(*found), table)


def plan_ahead(table: Frame) -> Frame:
    """Make a Polars frame in memory lazy, so that it computes several steps as one; `end_plan` brings it back."""
    return table.lazy() if table.implementation.is_polars() else table


def end_plan(planned: Frame, given: Frame) -> Frame:
    """Undo `plan_ahead`: what was given in memory is in memory again."""
    if is_lazy(given) or not is_lazy(planned):
        return planned
    return cast("Frame", collect(planned))


def said_by_all(table: Frame, name: str) -> Any:
    """Return what a column of an eager frame says in every row; None where it says several things, or nothing.

    Text is dear to group by, and mostly the same. NumPy compares Python's objects in a third of pandas' time.
    """
    column = collect(table)[name]
    first = column.head(1).to_list()
    # What is missing is asked first: pandas' NA is neither the same as a word nor another, and NumPy refuses to say.
    if not first or is_missing(first[0]) or column.null_count():
        return None
    kind = getattr(column.to_native(), "dtype", None)
    held_by_python = getattr(kind, "storage", str(kind)) in {"python", "object"}
    values: Any = column.to_numpy() if held_by_python else column
    if not (values == first[0]).all():
        return None
    return first[0]
