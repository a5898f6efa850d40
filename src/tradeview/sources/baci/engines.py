"""BACI's files on each engine: how one scans them, how it turns numbers into codes; all else is written once, for all.

An engine does two things by itself: it opens the files, with the columns in the kinds that they have on paper, and it
looks up two numbers a row in a list of a thousand codes. Both are done in the engine's own words, since they decide how
long ten million rows take.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Any, cast

import narwhals as nw
import numpy as np
import pandas as pd

from tradeview.errors import MissingExtraError, TableError, UnknownCodeError
from tradeview.sources.opening import decoded
from tradeview.table.engines import Frame, text_dtype

LOG = logging.getLogger("tradeview")

SAMPLE = 2**16  # bytes of a file that tell how it is printed
ROWS = 1_000_000  # that pandas holds at once before it drops those that were not asked for
THOUSAND = 1000.0  # US$ in a thousand of them, kilograms in a tonne
MISSING = ("NA", "")
DIGITS = 6
# "Commodities not specified according to kind", before and after the code became digits like all others.
UNSPECIFIED, UNSPECIFIED_TODAY = "9999AA", "999999"
KINDS = {"t": "integer", "i": "small", "j": "small", "v": "number"}
UNKNOWN = "the list of economies has no number"
BESIDE = "put country_codes_V*.csv of the release beside the files"

Files = Sequence[tuple[str, Callable[[], AbstractContextManager[IO[bytes]]]]]


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

    @property
    def listed(self) -> list[str | None]:
        """Codes by number, as a list with gaps."""
        return [self.codes.get(number) for number in range(max(self.codes, default=0) + 1)]


def read(engine: object, paths: Sequence[Path], plan: Plan) -> Any:
    """Return the lazy frame of an engine over files of BACI, of which it has not read one row yet.

    Raises
    ------
    TableError
        There is no such engine.
    MissingExtraError
        It is not installed.
    """
    scan, name = _words(engine)
    raw = kept(nw.from_native(scan(engine, [str(path) for path in paths], plan.header)), plan)
    LOG.info("BACI: nothing is read yet; the engine reads and drops rows as it collects")
    return shaped(nw.from_native(name(raw.to_native(), plan.listed)), plan).to_native()


def _words(engine: object) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Find the two functions of an engine, by its name or by what kind of session it is."""
    if engine == "polars":
        return _scan_polars, _name_polars
    kind = type(engine).__module__.split(".")[0]
    if engine == "duckdb" or kind.strip("_") == "duckdb":
        return _scan_duckdb, _name_duckdb
    if kind == "pyspark":
        return _scan_spark, _name_spark
    allowed = "'pandas', 'polars', 'duckdb', a DuckDB connection or a Spark session"
    raise TableError(f"engine={engine!r} is none that reads BACI", "", f"use {allowed}")


def read_pandas(files: Files, plan: Plan) -> pd.DataFrame:
    """Read files of BACI into memory; of each million rows, only those that were asked for stay.

    Raises
    ------
    TableError
        A line is short, or holds text where a number should stand.
    UnknownCodeError
        The list of economies does not have a number of the rows that were asked for.
    """
    parts, rows = [], 0
    for name, opened in files:
        # Of text that is no whole number, numpy warns before pandas refuses it.
        with opened() as stream, np.errstate(invalid="ignore"):
            try:
                for chunk in _chunks(stream, plan.header):
                    rows += len(chunk)
                    asked = cast("pd.DataFrame", kept(nw.from_native(chunk), plan).to_native())
                    parts.append(shaped(nw.from_native(_name_pandas(asked, plan.listed)), plan).to_native())
            except (ValueError, OverflowError, OSError) as error:
                remedy = "download it again from CEPII"
                raise TableError(f"{name} is no file of BACI", str(error)[:200], remedy) from error
    frame = pd.concat(parts, ignore_index=True)
    LOG.info("BACI: %d rows read, %d dropped that were not asked for", rows, rows - len(frame))
    return frame


def kept(frame: Frame, plan: Plan) -> Frame:
    """Keep the rows that were asked for, by BACI's own numbers: the earlier, the cheaper."""
    asked = {"i": plan.exporters, "j": plan.importers, "t": plan.years}
    for name, numbers in asked.items():
        if numbers is not None:
            frame = frame.filter(nw.col(name).is_in(sorted(numbers)))
    if plan.products is not None:
        lengths = sorted({len(code) for code in plan.products})
        chosen = [
            _product().str.head(length).is_in([one for one in plan.products if len(one) == length])
            for length in lengths
        ]
        frame = frame.filter(nw.any_horizontal(*chosen, ignore_nulls=True))
    return frame


def _product() -> nw.Expr:
    """Six digits: spreadsheets and databases have lost leading zeros on the way, and one old code has letters."""
    code = nw.col("k")
    mended = nw.when(code == UNSPECIFIED).then(nw.lit(UNSPECIFIED_TODAY)).otherwise(code.str.zfill(DIGITS))
    # Asked first, since nearly all are whole, and engines then leave them as they are.
    whole = (code.str.len_chars() == DIGITS) & (code != UNSPECIFIED)
    return nw.when(whole).then(code).otherwise(mended)


def shaped(frame: Frame, plan: Plan) -> Frame:
    """Turn BACI's columns, economies already named, into those of the trade table."""
    weight = nw.col("q")
    if not frame.collect_schema()["q"].is_numeric():
        weight = weight.str.strip_chars()
        weight = nw.when(~weight.is_in(MISSING)).then(weight).cast(nw.Float64)
    known = {
        "currency": "USD",
        "classification": plan.classification,
        "valuation": "FOB",
    }
    return frame.select(
        nw.col("t").cast(nw.Int64).alias("period"),
        "reporter",
        "partner",
        nw.lit("export").alias("flow"),
        _product().alias("commodity_code"),
        (nw.col("v") * THOUSAND).alias("value"),
        *(nw.lit(value).alias(name) for name, value in known.items()),
        (weight * THOUSAND).alias("net_weight"),
        nw.lit("CEPII").alias("compiled_by"),
        nw.lit(plan.source).alias("source"),
    )


def _chunks(stream: IO[bytes], header: Sequence[str]) -> Iterator[pd.DataFrame]:
    kinds = {"integer": "int64", "small": "int32", "number": "float64"}
    with pd.read_csv(
        stream,
        header=0,
        names=list(header),
        dtype={name: kinds.get(KINDS.get(name, ""), "str") for name in header},
        keep_default_na=False,
        skipinitialspace=True,
        chunksize=ROWS,
    ) as chunks:
        yield from chunks


def _name_pandas(frame: pd.DataFrame, codes: Sequence[str | None]) -> pd.DataFrame:
    known = pd.Series(codes, dtype="object")
    named = {to: frame[number].map(known).astype(text_dtype()) for number, to in (("i", "reporter"), ("j", "partner"))}
    unknown = pd.concat([frame.loc[named["reporter"].isna(), "i"], frame.loc[named["partner"].isna(), "j"]])
    if len(unknown):
        rows = [f"number {number}: {count} row(s)" for number, count in unknown.value_counts().items()]
        raise UnknownCodeError(UNKNOWN, f"{len(rows)} of the file", BESIDE, rows)
    return frame.assign(**named)


def _scan_polars(_: object, paths: list[str], header: Sequence[str]) -> Any:
    pl = _installed("polars")
    kinds = {"integer": pl.Int64, "small": pl.UInt32, "number": pl.Float64}
    schema = {name: kinds.get(KINDS.get(name, ""), pl.String) for name in header}
    missing = [_printed_missing(Path(path), header.index("q")) for path in paths]
    if None in missing:
        return pl.scan_csv(paths, schema=schema, glob=False)
    # Numbers that the scan itself reads cost a third of those read as text first.
    schema |= {"q": pl.Float64}
    scans = [
        pl.scan_csv(path, schema=schema, null_values={"q": printed}, glob=False)
        for path, printed in zip(paths, missing, strict=True)
    ]
    return pl.concat(scans)


def _printed_missing(path: Path, place: int) -> str | None:
    """Tell how a file prints a missing quantity, where all in its first lines are of one width, or none is padded.

    A file that turns out otherwise further down is refused by the engine, since the words are no number.
    """
    with path.open("rb") as stream:
        # Its figures are ASCII, and the sample may end within a character of a last column that is not.
        lines = decoded(stream.read(SAMPLE), ("latin-1",)).split("\n")[1:-1]
    cells = [line.rstrip("\r").split(",")[place] for line in lines if line.strip()]
    if any(cell.strip(" .0123456789") not in MISSING for cell in cells) or any(
        cell and not cell.strip() for cell in cells
    ):
        return None
    widths = {len(cell) for cell in cells if cell}
    if not any(cell != cell.strip() for cell in cells):
        return MISSING[0]
    return MISSING[0].rjust(widths.pop()) if len(widths) == 1 else None


def _name_polars(frame: Any, codes: Sequence[str | None]) -> Any:
    # Polars' own replace_strict refuses unknown numbers, too, but takes twice as long as looking them up in a list.
    pl = _installed("polars")
    known = pl.Series(codes, dtype=pl.String)

    def name(numbers: Any) -> Any:
        if (numbers.max() or 0) < len(codes):
            found = known.gather(numbers)
            if not found.null_count():
                return found
        absent = sorted(set(numbers.unique()) - {number for number, code in enumerate(codes) if code}, key=str)
        rows = [f"number {number}" for number in absent]
        raise UnknownCodeError(UNKNOWN, f"{len(rows)} of the file", BESIDE, rows)

    return frame.with_columns(
        pl.col(number).map_batches(name, return_dtype=pl.String, is_elementwise=True).alias(to)
        for number, to in (("i", "reporter"), ("j", "partner"))
    )


def _scan_duckdb(engine: Any, paths: list[str], header: Sequence[str]) -> Any:
    duckdb = _installed("duckdb")
    kinds = {"integer": "BIGINT", "small": "INTEGER", "number": "DOUBLE"}
    columns = ", ".join(f"{_quoted(name)}: '{kinds.get(KINDS.get(name, ''), 'VARCHAR')}'" for name in header)
    # Without its own look at the line ends, DuckDB finds no rows in a file from Windows, and says nothing.
    options = f"columns = {{{columns}}}, header = true, auto_detect = true, delim = ',', quote = '\"'"
    query = f"SELECT * FROM read_csv([{', '.join(map(_quoted, paths))}], {options})"  # noqa: S608 - it is quoted
    try:
        return (duckdb if engine == "duckdb" else engine).sql(query)
    except duckdb.Error as error:
        raise TableError(
            "DuckDB reads the files as BACI's", str(error)[:300], "download them again from CEPII"
        ) from error


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name_duckdb(frame: Any, codes: Sequence[str | None]) -> Any:
    known = f"[{', '.join('NULL' if code is None else _quoted(code) for code in codes)}]"
    # DuckDB counts from 1. The number is in the message also because a constant message would be raised at once.
    named = (
        f"coalesce(list_extract({known}, {number} + 1), error(concat({_quoted(UNKNOWN + ' ')}, {number}))) AS {to}"
        for number, to in (("i", "reporter"), ("j", "partner"))
    )
    return frame.project(", ".join(["*", *named]))


def _scan_spark(session: Any, paths: list[str], header: Sequence[str]) -> Any:
    kinds = {"integer": "BIGINT", "small": "INTEGER", "number": "DOUBLE"}
    schema = ", ".join(f"`{name}` {kinds.get(KINDS.get(name, ''), 'STRING')}" for name in header)
    return session.read.csv(paths, schema=schema, header=True, ignoreLeadingWhiteSpace=True, mode="FAILFAST")


def _name_spark(frame: Any, codes: Sequence[str | None]) -> Any:
    functions = import_module("pyspark.sql.functions")
    known = functions.array(*(functions.lit(code) for code in codes))

    def name(number: str) -> Any:
        column = functions.col(number)
        found = functions.get(known, column.cast("int"))
        said = functions.raise_error(functions.concat(functions.lit(UNKNOWN + " "), column.cast("string")))
        return functions.coalesce(found, said)

    return frame.withColumns({"reporter": name("i"), "partner": name("j")})


def _installed(package: str) -> Any:
    try:
        return import_module(package)
    except ImportError as error:
        asked = f"engine={package!r} needs the package {package}"
        raise MissingExtraError(asked, "it is not installed", f"pip install 'tradeview[{package}]'") from error
