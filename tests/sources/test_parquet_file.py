"""Parquet as text, by each package that reads it; what is damaged or too large."""

import io
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest

import tradeview as tv
from containers import parquet, split
from form_samples import LEDGER, ROWS
from tradeview.errors import TableError
from tradeview.sources import parquet_file

FIGURES = split(LEDGER + ROWS)


def save(folder: Path, data: bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("engine", parquet_file.ENGINES)
def test_parquet_is_read_by_whichever_package_is_there(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = {
        "period": pa.array([2023, None, 2024], pa.int64()),
        "code": pa.array(["0101", "01", None]).dictionary_encode(),
        "value": pa.array([1500000.5, 2.0, float("nan")]),
        "flag": pa.array([True, False, None]),
        "day": pa.array([pd.Timestamp("2024-05-01").date(), None, None]),
        "exact": pa.array([pd.Timestamp("2024-05-01 03:04"), None, None]),
    }
    out = io.BytesIO()
    pyarrow.parquet.write_table(pa.table(columns), out)
    monkeypatch.setattr(parquet_file, "ENGINES", (engine,))
    text = "".join(parquet_file.write_parquet_as_csv("file", out.getvalue()))
    assert text.splitlines() == [
        "period,code,value,flag,day,exact",
        "2023,0101,1500000.5,True,2024-05-01,2024-05-01T03:04:00",
        ",01,2,False,,",
        "2024,,,,,",
    ]
    damaged = out.getvalue()[:-20]
    with pytest.raises(TableError, match=r"mine\.parquet cannot be unpacked; found: a Parquet file that is damaged"):
        tv.load(save(tmp_path, damaged, "mine.parquet"))
    expected = tv.load(save(tmp_path, (LEDGER + ROWS).encode(), "mine.csv"))
    pd.testing.assert_frame_equal(tv.load(save(tmp_path, parquet(FIGURES), "mine.parquet")), expected)


@pytest.mark.parametrize("engine", parquet_file.ENGINES)
def test_parquet_that_would_fill_the_memory_is_refused(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pa.table({"a": pa.array([1], pa.int64()).take(pa.array([0] * 3_000_000))}), out)
    monkeypatch.setattr(parquet_file, "ENGINES", (engine,))
    monkeypatch.setattr("tradeview.sources.opening.HARMLESS", 2**20)
    with pytest.raises(TableError, match=r"a Parquet file of more than .* as text, far more than its size"):
        tv.load(save(tmp_path, out.getvalue(), "mine.parquet"))
