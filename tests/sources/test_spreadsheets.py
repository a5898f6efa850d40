"""Workbooks of all kinds: their cells as text, and what is damaged or too large."""

import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import tradeview as tv
from containers import OLD_LEDGER, OLD_WORKBOOK, open_document, packed, rows_of_document, split
from form_samples import LEDGER, ROWS
from tradeview.errors import TableError
from tradeview.sources.spreadsheets import read_sheets

FIGURES = split(LEDGER + ROWS)


def save(folder: Path, data: bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def cells_of(data: bytes) -> list[list[str]]:
    ((_, lines),) = read_sheets("book", data)
    return lines


def test_a_workbook_of_before_2007_is_read(tmp_path: Path) -> None:
    expected = tv.load(save(tmp_path, OLD_LEDGER.encode(), "mine.csv"))
    pd.testing.assert_frame_equal(tv.load(save(tmp_path, OLD_WORKBOOK, "mine.xls")), expected)
    for size in (100, 600, 3000, len(OLD_WORKBOOK) - 600):
        with pytest.raises(TableError, match=r"mine\.xls cannot be unpacked; found: an Excel workbook that is damaged"):
            tv.load(save(tmp_path, OLD_WORKBOOK[:size], "mine.xls"))


def test_cells_of_a_workbook_are_text_as_a_csv_has_them() -> None:
    book = openpyxl.Workbook()
    book.active.append(["0101", 101, 2023.0, 1500.5, 1e300, True, None, "a\nb", pd.Timestamp("2024-05-01"), 0.1])
    book.active["A2"] = "=1/0"  # no program has computed it: missing, and no zero
    out = io.BytesIO()
    book.save(out)
    assert cells_of(out.getvalue())[0] == [
        *("0101", "101", "2023", "1500.5", "1e+300", "True", "", "a\nb", "2024-05-01", "0.1")
    ]
    repeated = '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" '
    repeated += 'office:value="7" table:number-columns-repeated="3"/></table:table-row>'
    assert cells_of(open_document(repeated)) == [["7", "7", "7"]] * 2


def test_a_workbook_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    far = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    far += '<table:table-row><table:table-cell table:number-columns-repeated="16383"/>'
    far += '<table:table-cell office:value-type="float" office:value="7"/></table:table-row>'
    everywhere = '<table:table-row table:number-rows-repeated="1048576">'
    everywhere += '<table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="16384"/>'
    for content in (far, f"{everywhere}</table:table-row>"):
        with pytest.raises(TableError, match="a sheet of 1,048,576 rows and 16,384 columns, most of them repeated"):
            tv.load(save(tmp_path, open_document(content), "mine.ods"))
    to_the_end = rows_of_document(FIGURES) + '<table:table-row table:number-rows-repeated="1048000"/>'
    assert len(tv.load(save(tmp_path, open_document(to_the_end), "mine.ods"))) == 2
    with pytest.raises(TableError, match=r"a binary workbook \(\.xlsb\); do: save it again as \.xlsx"):
        tv.load(save(tmp_path, packed({"xl/workbook.bin": b"x"}), "mine.xlsb"))
