"""BACI's files on each engine: how one scans them, how it turns numbers into codes; all else is written once, for all.

An engine does two things by itself: it opens the files, with the columns in the types that they have on paper, and it
looks up two numbers a row in a list of a thousand codes. Both are done in the engine's own words, since they decide how
long ten million rows take.
"""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar, cast

import narwhals as nw
import numpy as np
import pandas as pd

from tradeview.errors import SHOWN_ROWS, MissingExtraError, TableError, TradeviewError, UnknownCodeError, install_extra
from tradeview.sources.baci.opening import File
from tradeview.sources.baci.printing import Printing
from tradeview.sources.baci.promises import (
    DAMAGED,
    NUMBER,
    OF_ALL,
    OF_ASKED,
    REMEDY,
    UNSPECIFIED,
    Promise,
    describe_broken,
)
from tradeview.sources.opening import decode_text, open_file
from tradeview.table.engines import Frame, quote_name, quote_text, text_dtype
from tradeview.table.shortened_numbers import SHORTENED

logger = logging.getLogger("tradeview")

SAMPLE = 2**16  # bytes of a file that tell how it is printed
ROWS = 1_000_000  # that pandas holds at once before it drops those that were not asked for
THOUSAND = 1000.0  # US$ in a thousand of them, kilograms in a tonne
MISSING = ("NA", "")
DIGITS = 6
UNSPECIFIED_TODAY = "999999"
UNKNOWN = "the list of economies has no number"
BESIDE = "put country_codes_V*.csv of the release beside the files"
GLOB_LETTERS = re.compile(r"[*?\[\]{}]")
LETTERS_OF_SPARK = re.compile(r"[*?\[\]{}\\]")
SHOWN, SHOWN_OF_DUCKDB = 200, 300
BLANKS = " \t"
PYTHON_S_WORDS = "invalid literal for int() with base 10:"

# Year, exporter, importer and value; all other columns are text: products have leading zeros, quantities `NA`.
ColumnKind = Literal["integer", "small", "number", "text"]
KINDS: Mapping[str, ColumnKind] = {"t": "integer", "i": "small", "j": "small", "v": "number"}
# Columns of numbers -> those of the codes that they stand for.
ECONOMY_COLUMNS = {"i": "reporter", "j": "partner"}
ColumnType = TypeVar("ColumnType")
# What Polars reads right as it scans: whole numbers without a point, none with blanks behind, products without before.
PLAIN: Mapping[ColumnKind, re.Pattern[str]] = {
    "integer": re.compile(r" *[0-9]+"),
    "small": re.compile(r" *[0-9]+"),
    "number": re.compile(r" *[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?"),
    "text": re.compile(r"(?! ).*"),
}


@dataclass(frozen=True)
class Plan:
    """What to make of the files: their columns, the codes of economies by number, what was asked for, what is known."""

    header: tuple[str, ...]
    codes: Mapping[int, str]
    exporters: frozenset[int] | None
    importers: frozenset[int] | None
    products: frozenset[str] | None
    years: frozenset[int] | None
    classification: str
    source: str
    printing: Printing

    @property
    def codes_by_position(self) -> list[str | None]:
        """Codes as a list, each in the position of its number, with gaps: what engines look up fastest."""
        return [self.codes.get(number) for number in range(max(self.codes, default=0) + 1)]


class Engine(NamedTuple):
    """What an engine does in its own words."""

    scan: Callable[[Any, list[str], Plan], Any]
    """Open paths as a lazy frame with the columns of a plan; the engine, or what names it, comes first.

    Products stand without blanks before them, numbers may be text still.
    """
    hold: Callable[[Any, Sequence[Promise]], Any]
    """Have a frame refuse, as it is read, the lines that break a promise."""
    name_economies: Callable[[Any, Sequence[str | None]], Any]
    """Add `reporter` and `partner` to its frame, looking the numbers up in codes by position."""
    is_misread: Callable[[nw.Expr], nw.Expr] | None = None
    """Tell text that this engine takes for a number, and no other one: `1_0` is 10 to DuckDB, `5d` is 5 to Spark."""


def read_lazily(engine: object, paths: Sequence[Path], plan: Plan) -> Any:
    """Return the lazy frame of an engine over files of BACI, of which it has not read one row yet."""
    scan, hold, name_economies, is_misread = _find_engine(engine)
    scanned = scan(engine, [str(path) for path in paths], plan)
    numbers = read_numbers(_read_printing(nw.from_native(scanned), plan.printing), is_misread)
    asked = read_quantities(keep_asked(nw.from_native(hold(numbers.to_native(), OF_ALL)), plan), is_misread)
    logger.info("BACI: nothing is read yet; the engine reads and drops rows as it collects")
    named = name_economies(hold(asked.to_native(), OF_ASKED), plan.codes_by_position)
    return shape_table(nw.from_native(named), plan).to_native()


def _find_engine(engine: object) -> Engine:
    """Find an engine by its name or by what kind of session it is."""
    if engine == "polars":
        return Engine(_scan_polars, _hold_polars, _name_polars)
    package = type(engine).__module__.split(".")[0]
    if engine == "duckdb" or package.strip("_") == "duckdb":
        return Engine(_scan_duckdb, _hold_duckdb, _name_duckdb, _has_underscore)
    if package == "pyspark":
        return Engine(_scan_spark, _hold_spark, _name_spark, _is_no_number)
    allowed = "'pandas', 'polars', 'duckdb', a DuckDB connection or a Spark session"
    raise TableError(f"engine={engine!r} is none that reads BACI", "", f"use {allowed}")


def read_pandas(files: Sequence[File], plan: Plan) -> pd.DataFrame:
    """Read files of BACI into memory; of each million rows, only those that were asked for stay."""
    kinds: dict[ColumnKind, Any] = {"integer": "int64", "small": "int32", "number": "float64", "text": "str"}
    if plan.printing.has_shortened:
        kinds["number"] = "str"
    types = _types_of(plan.header, kinds)
    codes = plan.codes_by_position
    parts = []
    rows_read = 0
    for file in files:
        # Of text that is no whole number, numpy warns before pandas refuses it.
        with file.open() as stream, np.errstate(invalid="ignore"):
            try:
                with pd.read_csv(
                    stream,
                    header=0,
                    names=list(plan.header),
                    dtype=types,
                    keep_default_na=False,
                    skipinitialspace=True,
                    chunksize=ROWS,
                ) as chunks:
                    for chunk in chunks:
                        rows_read += len(chunk)
                        parts.append(_shape_chunk(chunk, plan, codes))
            except TradeviewError as error:
                raise _in_file(error, file.name) from error
            except (ValueError, OverflowError, OSError) as error:
                remedy = "download it again from CEPII"
                found = str(error)[:SHOWN].replace(PYTHON_S_WORDS, "text where a number belongs:")
                raise TableError(f"{file.name} is no file of BACI", found, remedy) from error
    frame = pd.concat(parts, ignore_index=True)
    dropped = rows_read - len(frame)
    logger.info("BACI: %d rows read, %d dropped that were not asked for", rows_read, dropped)
    return frame


def _shape_chunk(chunk: pd.DataFrame, plan: Plan, codes: Sequence[str | None]) -> pd.DataFrame:
    """Turn lines of a file into rows of the trade table, of those that were asked for."""
    if plan.printing != Printing():
        printed = read_numbers(_read_printing(nw.from_native(chunk), plan.printing), _is_no_number)
        chunk = cast("pd.DataFrame", printed.to_native())
    _hold_pandas(chunk, OF_ALL)
    native = cast("pd.DataFrame", keep_asked(nw.from_native(chunk), plan).to_native())
    # Not `astype`, to which `1_0` is a number, as it is to Python.
    is_missing = native["q"].str.strip(BLANKS).isin(MISSING)
    native = native.assign(q=pd.to_numeric(native["q"].where(~is_missing)).astype("float64"))
    # To pandas `nan` is missing as well, in text as in numbers.
    missing = chunk.loc[native.index[native["q"].isna()], "q"]
    if not missing.astype(str).str.strip().isin(MISSING).all():
        raise TableError(DAMAGED, "q nan; allowed: a finite number, not negative, or NA", REMEDY)
    _hold_pandas(native, OF_ASKED)
    named = nw.from_native(_name_pandas(native, codes))
    return cast("pd.DataFrame", shape_table(named, plan).to_native())


def _in_file(error: TradeviewError, name: str) -> TradeviewError:
    """Say in which file a line is damaged; what else is wrong is said already."""
    if not isinstance(error, TableError):
        return error
    return TableError(f"{name} is no file of BACI: {error.asked}", error.found, error.remedy, error.rows)


def keep_asked(frame: Frame, plan: Plan) -> Frame:
    """Keep the rows that were asked for, by BACI's own numbers: the earlier, the cheaper."""
    asked = {"i": plan.exporters, "j": plan.importers, "t": plan.years}
    for name, numbers in asked.items():
        if numbers is not None:
            frame = frame.filter(nw.col(name).is_in(sorted(numbers)))
    if plan.products is None:
        return frame
    codes_by_digits: dict[int, list[str]] = {}
    for code in sorted(plan.products):
        codes_by_digits.setdefault(len(code), []).append(code)
    chosen = [_six_digits().str.head(digits).is_in(codes) for digits, codes in codes_by_digits.items()]
    return frame.filter(nw.any_horizontal(*chosen, ignore_nulls=True))


def _six_digits() -> nw.Expr:
    """Code of a product: leading zeros get lost on the way through spreadsheets, and one old code has letters."""
    code = nw.col("k")
    corrected = nw.when(code == UNSPECIFIED).then(nw.lit(UNSPECIFIED_TODAY)).otherwise(code.str.zfill(DIGITS))
    # Asked first, since nearly all are whole, and engines then leave them as they are.
    is_whole = (code.str.len_chars() == DIGITS) & (code != UNSPECIFIED)
    return nw.when(is_whole).then(code).otherwise(corrected)


def read_numbers(frame: Frame, is_misread: Callable[[nw.Expr], nw.Expr] | None) -> Frame:
    """Read year, economies and value as numbers, where the engine has not as it scanned."""
    schema = frame.collect_schema()
    text = [name for name in KINDS if not schema[name].is_numeric()]
    if not text:
        return frame
    return frame.with_columns(**{name: _as_number(nw.col(name), is_misread) for name in text})


def _read_printing(frame: Frame, printing: Printing) -> Frame:
    """Undo what a program made of products, and give values that it shortened the range of their digits."""
    if printing.has_points:
        frame = frame.with_columns(k=nw.col("k").str.replace_all(r"\.0+$", ""))
    if not printing.has_shortened:
        return frame
    cell = nw.col("v").str.strip_chars(BLANKS)
    frame = frame.with_columns(quote=nw.when(cell.str.contains(f"^{SHORTENED.pattern}$")).then(cell))
    quote = nw.col("quote")
    exponent = quote.str.replace_all("^.*E", "").cast(nw.Float64)
    decimals = quote.str.replace_all("E.*$", "").str.replace_all(r"^[^.]*\.?", "").str.len_chars()
    # Half a unit of the last digit that is left.
    half = 0.5 * (10.0 ** (exponent - decimals.cast(nw.Float64)))
    number = quote.cast(nw.Float64)
    return frame.with_columns(low=number - half, high=number + half)


def read_quantities(frame: Frame, is_misread: Callable[[nw.Expr], nw.Expr] | None) -> Frame:
    """Read the quantities as numbers, where the engine has not: `NA` is missing."""
    if frame.collect_schema()["q"].is_numeric():
        return frame
    printed = nw.col("q").str.strip_chars(BLANKS)
    return frame.with_columns(q=_as_number(nw.when(~printed.is_in(MISSING)).then(printed), is_misread))


def _as_number(text: nw.Expr, is_misread: Callable[[nw.Expr], nw.Expr] | None) -> nw.Expr:
    """Read text as a number; the engine refuses, in its own words, what is none."""
    if is_misread is None:
        return text.str.strip_chars(BLANKS).cast(nw.Float64)
    marked = nw.concat_str(nw.lit("no number: "), text)
    return nw.when(is_misread(text)).then(marked).otherwise(text).cast(nw.Float64)


def _has_underscore(text: nw.Expr) -> nw.Expr:
    return text.str.contains("_", literal=True)


def _is_no_number(text: nw.Expr) -> nw.Expr:
    return ~text.str.contains(NUMBER)


def shape_table(frame: Frame, plan: Plan) -> Frame:
    """Turn BACI's columns, economies already named and quantities read, into those of the trade table."""
    ranges: list[nw.Expr] = []
    if plan.printing.has_shortened:
        ranges = [(nw.col(end) * THOUSAND).alias(end) for end in ("low", "high")] + [nw.col("quote")]
    return frame.select(
        nw.col("t").cast(nw.Int64).alias("period"),
        "reporter",
        "partner",
        nw.lit("export").alias("flow"),
        _six_digits().alias("commodity_code"),
        (nw.col("v") * THOUSAND).alias("value"),
        nw.lit("USD").alias("currency"),
        nw.lit(plan.classification).alias("classification"),
        nw.lit("FOB").alias("valuation"),
        (nw.col("q") * THOUSAND).alias("net_weight"),
        nw.lit("CEPII").alias("compiled_by"),
        nw.lit(plan.source).alias("source"),
        *ranges,
    )


def _types_of(header: Sequence[str], types: Mapping[ColumnKind, ColumnType]) -> dict[str, ColumnType]:
    """Types of the columns of a header, in an engine's words."""
    return {name: types[KINDS.get(name, "text")] for name in header}


def _refuse_broken(cells: nw.DataFrame[Any], promise: Promise) -> None:
    """Refuse the cells of a column that break its promise."""
    broken = cells.filter(~promise.keeps.fill_null(value=False))
    if not len(broken):
        return
    found = dict.fromkeys(repr(cell) for cell in broken[promise.column].head(SHOWN_ROWS).to_list())
    raise TableError(DAMAGED, f"{promise.column} {', '.join(found)}; allowed: {promise.allowed}"[:SHOWN], REMEDY)


def _hold_pandas(frame: pd.DataFrame, promises: Sequence[Promise]) -> None:
    for promise in promises:
        column = frame[promise.column]
        if promise.few:
            column = column.drop_duplicates()
        _refuse_broken(nw.from_native(column.to_frame()), promise)


def _name_pandas(frame: pd.DataFrame, codes: Sequence[str | None]) -> pd.DataFrame:
    known = pd.Series(codes, dtype="object")
    named, unknown = {}, []
    for number, to in ECONOMY_COLUMNS.items():
        named[to] = frame[number].map(known).astype(text_dtype())
        unknown.append(frame.loc[named[to].isna(), number])
    counts = pd.concat(unknown).value_counts()
    if len(counts):
        rows = [f"number {number}: {count} row(s)" for number, count in counts.items()]
        raise UnknownCodeError(UNKNOWN, f"{len(rows)} of the file", BESIDE, rows)
    return frame.assign(**named)


def _scan_polars(_: object, paths: list[str], plan: Plan) -> Any:
    pl = _import_engine("polars")
    header = plan.header
    schema = _types_of(header, {"integer": pl.Int64, "small": pl.UInt32, "number": pl.Float64, "text": pl.String})
    # Columns by their position: Polars would refuse headers of before 2019, which have other names.
    scan = partial(pl.scan_csv, new_columns=list(header), glob=False)
    # Numbers that the scan itself reads cost a third of those read as text first. A scan a file: what stands for a
    # missing quantity is as wide as the column, which each file has its own.
    numeric = {**schema, "q": pl.Float64}
    scans = []
    for path in paths:
        lines = _first_lines(Path(path))
        missing = _printed_missing(lines, header.index("q"), Path(path).name)
        if plan.printing.has_shortened or plan.printing.has_floats or not _has_plain_numbers(lines, header):
            odd = _without_blank_lines(scan(paths, schema=dict.fromkeys(header, pl.String)))
            return odd.with_columns(pl.col("k").str.strip_chars_start(" "))
        if missing is None:
            return _without_blank_lines(scan(paths, schema=schema))
        scans.append(scan(path, schema=numeric, null_values={"q": missing}))
    return _without_blank_lines(pl.concat(scans))


def _without_blank_lines(frame: Any) -> Any:
    """Leave out lines that hold nothing, as all other engines do."""
    pl = _import_engine("polars")
    return frame.filter(~pl.all_horizontal(pl.all().is_null()))


def _hold_polars(frame: Any, promises: Sequence[Promise]) -> Any:
    pl = _import_engine("polars")

    def hold(promise: Promise) -> Any:
        def refuse(cells: Any) -> Any:
            looked_at = cells.unique() if promise.few else cells
            _refuse_broken(nw.from_native(looked_at.alias(promise.column).to_frame(), eager_only=True), promise)
            return cells

        # As it stands: a filter on other columns may come first, and rows that it drops are not read at all.
        return pl.col(promise.column).map_batches(
            refuse, return_dtype=frame_schema[promise.column], is_elementwise=True
        )

    frame_schema = frame.collect_schema()
    return frame.with_columns(*(hold(promise) for promise in promises))


def _first_lines(path: Path) -> list[list[str]]:
    """Return the cells of the first lines of a file, below its header."""
    with open_file(path) as stream:
        sample = stream.read(SAMPLE)
    # Its figures are ASCII, and the sample may end within a character of a last column that is not.
    lines = decode_text(sample, ("latin-1",)).split("\n")[1:]
    if len(sample) == SAMPLE:
        lines = lines[:-1]
    return [line.rstrip("\r").split(",") for line in lines if line.strip()]


def _has_plain_numbers(lines: Sequence[Sequence[str]], header: Sequence[str]) -> bool:
    """Tell whether the first lines print numbers as CEPII does, which the engine's scan reads fastest.

    A program that a file went through may write `458.0` or put blanks behind. One that does so further down alone is
    refused by the engine.
    """
    forms = {name: PLAIN[kind] for name, kind in KINDS.items()}
    forms["k"] = PLAIN["text"]
    for name, form in forms.items():
        position = header.index(name)
        # A short line is refused later, or read as all other engines read it.
        cells = [line[position] for line in lines if len(line) > position]
        if not all(map(form.fullmatch, cells)):
            return False
    return True


def _printed_missing(lines: Sequence[Sequence[str]], position: int, name: str) -> str | None:
    """Tell how a file prints a missing quantity, where all in its first lines are of one width, or none is padded.

    A file that turns out otherwise further down is refused by the engine, since the words are no number.
    """
    widths = set()
    is_odd, is_padded = False, False
    for line in lines:
        if len(line) <= position:  # which Polars would fill up with missing values
            found = repr(",".join(line)[:SHOWN])
            raise TableError(f"every line of {name} has a quantity", found, "download it again")
        cell = line[position]
        is_odd |= cell.isspace() or cell.strip(" .0123456789") not in MISSING
        is_padded |= cell != cell.strip()
        if cell:
            widths.add(len(cell))
    if is_odd:
        return None
    if not is_padded:
        return MISSING[0]
    return MISSING[0].rjust(widths.pop()) if len(widths) == 1 else None


def _name_polars(frame: Any, codes: Sequence[str | None]) -> Any:
    # Polars' own replace_strict refuses unknown numbers, too, but takes twice as long as looking them up in a list.
    pl = _import_engine("polars")
    known = pl.Series(codes, dtype=pl.String)

    def find_codes(numbers: Any) -> Any:
        highest = numbers.max()
        if highest is None or highest < len(codes):
            found = known.gather(numbers)
            if not found.null_count():
                return found
        absent = set(numbers.unique()) - {number for number, code in enumerate(codes) if code}
        rows = [f"number {number}" for number in sorted(absent, key=str)]
        raise UnknownCodeError(UNKNOWN, f"{len(rows)} of the file", BESIDE, rows)

    schema = frame.collect_schema()
    named = {}
    for number, to in ECONOMY_COLUMNS.items():
        whole = pl.col(number) if schema[number].is_integer() else pl.col(number).cast(pl.Int64)
        named[to] = whole.map_batches(find_codes, return_dtype=pl.String, is_elementwise=True)
    return frame.with_columns(**named)


# Of a column, once its lines have kept their promises.
TYPES_OF_DUCKDB: Mapping[ColumnKind, str] = {
    "integer": "BIGINT",
    "small": "INTEGER",
    "number": "DOUBLE",
    "text": "VARCHAR",
}


def _scan_duckdb(engine: Any, paths: list[str], plan: Plan) -> Any:
    duckdb = _import_engine("duckdb")
    header = plan.header
    # Whole numbers are read as DOUBLE: DuckDB would round 2022.5 to a year, and say nothing.
    types = _types_of(header, {"integer": "DOUBLE", "small": "DOUBLE", "number": "VARCHAR", "text": "VARCHAR"})
    columns = ", ".join(f"{quote_text(name)}: '{kind}'" for name, kind in types.items())
    # Without its own look at the line ends, DuckDB finds no rows in a file from Windows, and says nothing.
    options = f"columns = {{{columns}}}, header = true, auto_detect = true, delim = ',', quote = '\"'"
    # It looks at the first file alone, and finds no rows in those whose lines end in another way.
    alike: dict[bytes, list[str]] = {}
    for path in paths:
        alike.setdefault(_line_end(Path(path)), []).append(path)
    plain = "SELECT * REPLACE (ltrim(k, ' ') AS k) FROM read_csv"
    scans = [f"{plain}([{_list_paths(some)}], {options})" for some in alike.values()]
    query = " UNION ALL ".join(scans)
    session = duckdb if engine == "duckdb" else engine
    try:
        return session.sql(query)
    except duckdb.Error as error:
        found = str(error)[:SHOWN_OF_DUCKDB]
        raise TableError("DuckDB reads the files as BACI's", found, "download them again from CEPII") from error


def _line_end(path: Path) -> bytes:
    """Tell how the header of a file ends; one without an end has no rows, and goes with those of Unix."""
    with open_file(path) as stream:
        return b"\r\n" if stream.readline(SAMPLE).endswith(b"\r\n") else b"\n"


def _list_paths(paths: Sequence[str]) -> str:
    # A name with a bracket or a star is a pattern to DuckDB, which would read other files as well.
    return ", ".join(quote_text(GLOB_LETTERS.sub(r"[\g<0>]", path)) for path in paths)


def _hold_duckdb(frame: Any, promises: Sequence[Promise]) -> Any:
    names = frame.columns
    kept = {f"_keeps_{promise.column}": promise.keeps for promise in promises}
    marked: Any = nw.from_native(frame).with_columns(**kept).to_native()
    checked = []
    for promise in promises:
        name, kind = promise.column, TYPES_OF_DUCKDB[KINDS.get(promise.column, "number")]
        if name == "k":
            kind = TYPES_OF_DUCKDB["text"]
        refusal = f"error(concat({quote_text(describe_broken(promise))}, coalesce(CAST({name} AS VARCHAR), 'nothing')))"
        checked.append(f"CASE WHEN _keeps_{name} THEN CAST({name} AS {kind}) ELSE {refusal} END AS {name}")
    others = [quote_name(name) for name in names if name not in {promise.column for promise in promises}]
    return marked.project(", ".join([*checked, *others]))


def _name_duckdb(frame: Any, codes: Sequence[str | None]) -> Any:
    listed = ", ".join(map(quote_text, codes))
    named = ["*"]
    for number, to in ECONOMY_COLUMNS.items():
        # The number is in the message also because a constant message would be raised at once.
        refusal = f"error(concat({quote_text(UNKNOWN + ' ')}, {number}))"
        # DuckDB counts from 1.
        named.append(f"coalesce(list_extract([{listed}], {number} + 1), {refusal}) AS {to}")
    return frame.project(", ".join(named))


def _scan_spark(session: Any, paths: list[str], plan: Plan) -> Any:
    schema = ", ".join(f"`{name}` STRING" for name in plan.header)
    # Spark's own way with a line that does not fit is to fill it up with missing values.
    plain = [LETTERS_OF_SPARK.sub(r"\\\g<0>", path) for path in paths]  # to Spark, too, names are patterns
    refusals = (_import_engine("pyspark.errors").PySparkException, _import_engine("py4j.protocol").Py4JError)
    try:
        scanned = session.read.csv(plain, schema=schema, header=True, mode="FAILFAST")
        return scanned.withColumn("k", import_module("pyspark.sql.functions").ltrim("k"))
    except refusals as error:
        found = str(error)[:SHOWN_OF_DUCKDB]
        remedy = "see that their names have letters and digits alone, and that the cluster reads them"
        raise TableError("Spark opens the files of BACI", found, remedy) from error


def _hold_spark(frame: Any, promises: Sequence[Promise]) -> Any:
    functions = import_module("pyspark.sql.functions")
    kept = {f"_keeps_{promise.column}": promise.keeps for promise in promises}
    marked: Any = nw.from_native(frame).with_columns(**kept).to_native()
    checked = {}
    for promise in promises:
        column = functions.col(promise.column)
        cell = functions.coalesce(column.cast("string"), functions.lit("nothing"))
        refusal = functions.raise_error(functions.concat(functions.lit(describe_broken(promise)), cell))
        checked[promise.column] = functions.when(functions.col(f"_keeps_{promise.column}"), column).otherwise(refusal)
    return marked.withColumns(checked).drop(*kept)


def _name_spark(frame: Any, codes: Sequence[str | None]) -> Any:
    functions = import_module("pyspark.sql.functions")
    known = functions.array(*(functions.lit(code) for code in codes))
    named = {}
    for number, to in ECONOMY_COLUMNS.items():
        column = functions.col(number)
        refusal = functions.raise_error(functions.concat(functions.lit(UNKNOWN + " "), column.cast("string")))
        named[to] = functions.coalesce(functions.get(known, column.cast("int")), refusal)
    return frame.withColumns(named)


def _import_engine(package: str) -> Any:
    try:
        return import_module(package)
    except ImportError as error:
        asked = f"engine={package!r} needs the package {package}"
        raise MissingExtraError(asked, "it is not installed", install_extra(package)) from error
