"""Parquet files as CSV text, by whichever of pyarrow, DuckDB and Polars is installed.

A column of text stays text; a whole number that a program holds as a decimal is written without its `.0`. What a file
says of its own size is held against the size that it has, as for archives.
"""

import io
import tempfile
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd

from tradeview.errors import MissingExtraError, TableError, TradeviewError, install_extra
from tradeview.sources.cell_text import write_cell
from tradeview.sources.opening import Allowance

PARQUET = b"PAR1"
ROWS = 65_536  # that are held as cells at a time
ENGINES = ("pyarrow", "duckdb", "polars")
SHOWN = 160


def is_parquet(data: bytes) -> bool:
    """Tell a Parquet file by how it begins."""
    return data.startswith(PARQUET)


def write_parquet_as_csv(
    name: str, data: bytes, error: type[TableError] = TableError, allowance: Allowance | None = None
) -> Iterator[str]:
    """Give a Parquet file as CSV, header first, in pieces.

    Raises
    ------
    TableError
        The file is damaged, or far larger as a table than as a file.
    MissingExtraError
        None of the packages that read Parquet is installed.
    """
    asked = f"{name} cannot be unpacked"
    if allowance is None:
        allowance = Allowance.for_packed(len(data))
    try:
        for number, frame in enumerate(_read_frames(data, asked, allowance.bytes_left)):
            text = _write_frame(frame, has_header=number == 0)
            allowance.bytes_left -= len(text)
            _refuse_bomb(allowance, asked, error)
            yield text
    except TradeviewError:
        raise
    # Each of the three has errors of its own, and none that all have.
    except Exception as broken:
        found = f"a Parquet file that is damaged: {' '.join(str(broken).split())}"[:SHOWN]
        raise error(asked, found, "download it again, or save it as CSV") from broken


def _refuse_bomb(allowance: Allowance, asked: str, error: type[TableError]) -> None:
    if allowance.bytes_left < 0:
        raise error(asked, _describe_bomb(allowance.bytes_in_all), "cut it in parts")


def _describe_bomb(bytes_in_all: int) -> str:
    return f"a Parquet file of more than {bytes_in_all:,} bytes as text, far more than its size lets expect"


def _read_frames(data: bytes, asked: str, most_cells: int) -> Iterator[pd.DataFrame]:
    readers = {"pyarrow": _read_pyarrow, "duckdb": _read_duckdb, "polars": _read_polars}
    for engine in ENGINES:
        if _is_installed(engine):
            yield from readers[engine](data, most_cells)
            return
    found = f"a Parquet file, and none of {', '.join(ENGINES)}, which read it"
    raise MissingExtraError(asked, found, f"{install_extra('duckdb')} (or polars), or save it as CSV")


def _is_installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except (ImportError, ValueError):
        return False


def _read_pyarrow(data: bytes, _: int) -> Iterator[pd.DataFrame]:
    pyarrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    file = parquet.ParquetFile(pyarrow.BufferReader(data))
    names = file.schema_arrow.names
    yield pd.DataFrame(columns=names)
    for batch in file.iter_batches(batch_size=ROWS):
        # Dictionaries, which pandas makes categories, and whole numbers, which it makes floats beside a missing one.
        yield batch.to_pandas(types_mapper=pd.ArrowDtype) if batch.num_columns else pd.DataFrame(columns=names)


def _read_duckdb(data: bytes, _: int) -> Iterator[pd.DataFrame]:
    duckdb: Any = import_module("duckdb")
    with tempfile.TemporaryDirectory(prefix="tradeview-") as folder:
        path = Path(folder, "table.parquet")
        path.write_bytes(data)
        with duckdb.connect() as connection:
            # A parameter, since what stands in a temporary path is nobody's SQL.
            found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
            names = [column[0] for column in found.description]
            yield pd.DataFrame(columns=names)
            while rows := found.fetchmany(ROWS):
                yield pd.DataFrame(rows, columns=names, dtype=object)


def _read_polars(data: bytes, most_cells: int) -> Iterator[pd.DataFrame]:
    polars: Any = import_module("polars")
    scanned = polars.scan_parquet(io.BytesIO(data))
    # The others read in pieces, and stop; a cell is one byte of text at least.
    if scanned.select(polars.len()).collect().item() * len(scanned.collect_schema()) > most_cells:
        raise ValueError(_describe_bomb(most_cells))
    frame = scanned.collect()
    yield pd.DataFrame(columns=frame.columns)
    for piece in frame.iter_slices(ROWS):
        yield pd.DataFrame(piece.rows(), columns=piece.columns, dtype=object)


def _write_frame(frame: pd.DataFrame, *, has_header: bool) -> str:
    written = {}
    for place in range(frame.shape[1]):
        written[place] = _write_column(frame.iloc[:, place])
    cells = pd.DataFrame(written)
    header: Any = list(map(str, frame.columns)) if has_header else False
    return cells.to_csv(index=False, header=header, lineterminator="\n")


def _write_column(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """Write the cells of a column as a CSV has them; each distinct one once, where most stand there again.

    All cells of a column of Parquet are of one type, so that equal ones are written alike.
    """
    values = pd.Series(column.to_numpy(dtype=object, na_value=None), dtype=object)
    try:
        places, distinct = pd.factorize(values, use_na_sentinel=False)
    except TypeError:  # lists and records, which nothing tells apart
        return values.map(write_cell)
    if len(distinct) * 2 > len(values):
        return values.map(write_cell)
    written = pd.Series([write_cell(cell) for cell in distinct], dtype=object)
    return pd.Series(written.to_numpy()[places], dtype=object)
