"""Containers: what a workbook, a page and Parquet give as text, what is too large, and what is missing to read them."""

import sys
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

import tradeview as tv
from containers import open_document, packed, parquet, rows_of_document, split, workbook
from form_samples import LEDGER, ROWS, SAMPLES
from tradeview.errors import MissingExtraError, TableError, TradeTableError
from tradeview.sources import parquet_file
from tradeview.sources.containers import ANY_FORM, open_documents

FIGURES = split(LEDGER + ROWS)


def save(folder: Path, data: bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_sheets_that_explain_are_left_out_and_hidden_ones(tmp_path: Path) -> None:
    notes = ("Notes", [["made up"]])
    expected = tv.load(save(tmp_path, (LEDGER + ROWS).encode(), "mine.csv"))
    path = save(tmp_path, workbook(notes, ("Data", FIGURES), ("More", [["a", "b"]])), "mine.xlsx")
    pd.testing.assert_frame_equal(tv.load(path), expected)
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Data"]).sheet_state = "hidden"
    book.save(path)
    pd.testing.assert_frame_equal(tv.load(path), expected)
    for sheets, found in (
        ([notes, ("More", [["a", "b"]])], "a sheet of mine.xlsx is a trade table; found: Notes, More"),
        ([("Data", FIGURES), ("Copy", FIGURES)], "found: mine.xlsx, sheet Data, mine.xlsx, sheet Copy; do: unpack it"),
        ([("Data", [])], "a workbook of empty sheets"),
    ):
        with pytest.raises(TradeTableError) as caught:
            tv.load(save(tmp_path, workbook(*sheets), "mine.xlsx"))
        assert found in str(caught.value)


def test_several_sheets_of_a_download_are_read_together(tmp_path: Path) -> None:
    text = SAMPLES["UN Comtrade, api_csv"].text
    once = tv.read_comtrade(save(tmp_path, text.encode(), "once.csv"))
    later = split(text.replace("2022", "2021"))
    both = tv.read_comtrade(save(tmp_path, workbook(("2022", split(text)), ("2021", later)), "both.xlsx"))
    assert len(both) == 2 * len(once)


def test_what_is_called_a_workbook_and_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"mine\.xlsx is an Excel file; found: no workbook: it starts 'Not found'"):
        tv.load(save(tmp_path, b"Not found", "mine.xlsx"))
    assert len(tv.load(save(tmp_path, (LEDGER + ROWS).encode(), "mine.xls"))) == 2


def test_what_reads_a_container_is_named_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("python_calamine", *parquet_file.ENGINES):
        monkeypatch.setitem(sys.modules, name, None)
    remedies = {"mine.xlsx": "excel", "mine.ods": "excel", "mine.parquet": "duckdb"}
    held: dict[str, Any] = {
        "mine.xlsx": workbook(("Data", FIGURES)),
        "mine.ods": open_document(rows_of_document(FIGURES)),
        "mine.parquet": parquet(FIGURES),
    }
    for name, extra in remedies.items():
        with pytest.raises(
            MissingExtraError,
            match=rf"do: install the extra `{extra}`: pip install '\.\[{extra}\]'",
        ):
            tv.read(save(tmp_path, held[name], name))


def test_archives_within_archives_end_somewhere() -> None:
    data = (LEDGER + ROWS).encode()
    for _ in range(4):
        data = packed({"inner.zip": data} if data.startswith(b"PK") else {"data.csv": data})
    assert [document.name for document in open_documents("a.zip", data, ANY_FORM)] == ["data.csv"]
    with pytest.raises(TableError, match="archives within archives"):
        list(open_documents("a.zip", packed({"b.zip": data}), ANY_FORM))
