"""Containers: what a workbook, a page and Parquet give as text, what is too large, and what is missing to read them."""

import io
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest

import tradeview as tv
from containers import OLD_LEDGER, OLD_WORKBOOK, open_document, packed, page, parquet, rows_of_document, split, workbook
from form_samples import LEDGER, ROWS, SAMPLES
from tradeview.errors import MissingExtraError, TableError, TradeTableError
from tradeview.sources import parquet_file
from tradeview.sources.containers import ANY_FORM, open_documents
from tradeview.sources.page_tables import read_page_tables
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


def test_what_is_called_a_workbook_and_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"mine\.xlsx is an Excel file; found: no workbook: it starts 'Not found'"):
        tv.load(save(tmp_path, b"Not found", "mine.xlsx"))
    assert len(tv.load(save(tmp_path, (LEDGER + ROWS).encode(), "mine.xls"))) == 2


def test_tables_of_a_page() -> None:
    spanned = "<table><tr><th colspan=2>Year<th rowspan=2>Value<tr><td>a<td>b</table>"
    assert read_page_tables(spanned, "page") == [[["Year", "Year", "Value"], ["a", "b", "Value"]]]
    within = "<table><tr><td>1<td><table><tr><td>x<td>y<tr><td>p<td>q</table><tr><td>2<td>3</table>"
    outer, inner = read_page_tables(within, "page")
    assert [len(outer), inner] == [2, [["x", "y"], ["p", "q"]]]
    assert read_page_tables("<table><tr><td>layout</table>" + "<div>" * 20_000, "page") == []
    assert read_page_tables("<table><tr><td colspan=9999999999>1<tr><td>2<td>3</table>", "page")[0][0] == ["1"] * 1000


def test_a_page_with_notes_beside_its_table_is_read(tmp_path: Path) -> None:
    layout = page([["Home", "About"], ["Data", "Help"]])
    figures = tv.load(save(tmp_path, layout + page(FIGURES), "mine.xls"))
    assert figures["value"].tolist() == [1500000.5, 2500000.0]
    with pytest.raises(TradeTableError, match="needs the column"):
        tv.load(save(tmp_path, layout, "mine.xls"))
    with pytest.raises(TradeTableError, match="holds one table: a trade table"):
        tv.load(save(tmp_path, page(FIGURES) * 2, "mine.xls"))


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
        with pytest.raises(MissingExtraError, match=rf"do: pip install 'tradeview\[{extra}\]'"):
            tv.read(save(tmp_path, held[name], name))


def test_archives_within_archives_end_somewhere() -> None:
    data = (LEDGER + ROWS).encode()
    for _ in range(4):
        data = packed({"inner.zip": data} if data.startswith(b"PK") else {"data.csv": data})
    assert [document.name for document in open_documents("a.zip", data, ANY_FORM)] == ["data.csv"]
    with pytest.raises(TableError, match="archives within archives"):
        list(open_documents("a.zip", packed({"b.zip": data}), ANY_FORM))
