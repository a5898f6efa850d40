"""Files of WITS: CSV in two encodings, Excel, archives, JSON; and pages that are none of them."""

import json
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tradeview.errors import MissingExtraError, TableError
from tradeview.sources.wits.reading import read_wits
from wits_answers import BY_YEAR, EXPORTS, PARTNERS, SUMMARY, answer


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_old_csv_downloads_encodings_and_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "en_CIV_AllYears_WITS_Trade_Summary.CSV"
    held = SUMMARY.replace("China", "C\N{LATIN SMALL LETTER O WITH CIRCUMFLEX}te d'Ivoire").replace("\n", end)
    path.write_bytes(held.encode(encoding))
    assert read_wits(path, partners="CIV")["value"].tolist() == [60e6, 59e6]


def test_old_csv_downloads_trailing_commas_shift_no_column(tmp_path: Path) -> None:
    path = tmp_path / "partners.csv"
    path.write_text(PARTNERS, encoding="utf-8")
    expected = read_wits(path)
    lines = PARTNERS.splitlines()
    path.write_text("\n".join([lines[0], *(f"{line}," for line in lines[1:]), "", ""]), encoding="utf-8")
    assert read_wits(path).equals(expected)


def test_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "by_year.csv"
    path.write_text(BY_YEAR, encoding="utf-8")
    expected = read_wits(path)
    path.write_text(BY_YEAR.replace('"1,000.25"', "1000.25").replace(",", ";"), encoding="utf-8")
    assert read_wits(path).equals(expected)


@pytest.mark.parametrize("line", ["Malaysia,Namibia", "Malaysia,Namibia,Export,All,Export (US$ Thousand),1,2,3,4"])
def test_lines_of_another_length_are_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "by_year.csv"
    path.write_text(BY_YEAR + line, encoding="utf-8")
    with pytest.raises(TableError, match=r"has 8 cells[^\n]*\n  line 6"):
        read_wits(path)


def test_excel_the_sheet_with_figures_is_found(tmp_path: Path) -> None:
    path = tmp_path / "WITS-Partner.xlsx"
    figures = pd.DataFrame(
        [["Malaysia", "Namibia", 2022, 1.5], ["Malaysia", " World", 2022, 9.0]],
        columns=["Reporter Name", "Partner Name", "Year", "Export (US$ Thousand)"],
    )
    with pd.ExcelWriter(path, engine="openpyxl") as book:
        pd.DataFrame({"Notes": ["made by WITS"]}).to_excel(book, sheet_name="About", index=False)
        figures.to_excel(book, sheet_name="Partner", index=False)
    assert read_wits(path)[["period", "partner", "value"]].to_numpy().tolist() == [[2022, "NAM", 1500.0]]
    pd.DataFrame({"Notes": ["made by WITS"]}).to_excel(path, sheet_name="About", index=False)
    with pytest.raises(TableError, match=r"a sheet of WITS-Partner\.xlsx is an export of WITS; found: About"):
        read_wits(path)
    path.write_bytes(b"no workbook")
    with pytest.raises(TableError, match="is an Excel file"):
        read_wits(path)


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "WITS-Partner.xlsx"
    pd.DataFrame({"Reporter Name": ["Malaysia"]}).to_excel(path, engine="openpyxl")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"):
        for held in (None, b"", parts[name][: len(parts[name]) // 2], b"<a/>"):
            damaged = {**parts, name: held}
            with zipfile.ZipFile(path, "w") as archive:
                for part, data in damaged.items():
                    if data is not None:
                        archive.writestr(part, data)
            with pytest.raises(TableError, match=r"WITS-Partner\.xlsx"):
                pytest.fail(f"without {name} it is read as {read_wits(path)}")


def test_excel_needs_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "WITS-Partner.xlsx"
    pd.DataFrame({"a": [1]}).to_excel(path, engine="openpyxl")
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(
        MissingExtraError,
        match=r"calamine is not installed; do: install the extra `excel`: pip install '\.\[excel\]'",
    ):
        read_wits(path)


def test_an_archive_of_exports(tmp_path: Path) -> None:
    path = tmp_path / "wits.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("en/partners.csv", PARTNERS)
        archive.writestr("en/by_year.CSV", BY_YEAR)
        archive.writestr("readme.pdf", "x")
    assert len(read_wits(path)) == 10
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.pdf", "x")
    with pytest.raises(TableError, match=r"holds no table; found: readme\.pdf"):
        read_wits(path)


def test_an_answer_in_a_file_is_the_answer_itself(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(answer(EXPORTS)), encoding="utf-8-sig")
    assert read_wits(str(path)).equals(read_wits(answer(EXPORTS)))


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("<!DOCTYPE html><title>Request Rejected</title>", "no answer of WITS in JSON and no CSV.*Request Rejected"),
        ('<?xml version="1.0"?><wits:error>Request Entity Too Large</wits:error>', "Too Large.*format=JSON"),
        (json.dumps(answer(EXPORTS))[:-90], "cut short"),
        ('[{"a": 1}]', "a list"),
        ('{"Message": "An error has occurred."}', "An error has occurred"),
        ("", "nothing"),
        ("NoRecordsFound", "columns NoRecordsFound"),
    ],
)
def test_old_csv_downloads_an_error_saved_as_data_is_refused(tmp_path: Path, held: str, said: str) -> None:
    path = tmp_path / "wits.json"
    path.write_text(held, encoding="utf-8")
    with pytest.raises(TableError, match=said):
        read_wits(path)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no such file"):
        read_wits(tmp_path / "none.csv")


def test_a_workbook_is_told_by_what_it_holds_and_one_cell_far_out_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Reporter Name", "Partner Name", "Year", "Export (US$ Thousand)"], ["Malaysia", "Russia", 2023, 5]):
        sheet.append(row)
    book.save(tmp_path / "export.xlsx")
    whole = (tmp_path / "export.xlsx").read_bytes()
    (tmp_path / "export").write_bytes(whole)
    assert read_wits(tmp_path / "export")["value"].tolist() == [5000.0]
    for place in range(0, len(whole), 97):  # a bit turned over is noticed, or changes nothing
        (tmp_path / "export.xlsx").write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with suppress(TableError):
            assert read_wits(tmp_path / "export.xlsx")["value"].tolist() == [5000.0]
    sheet["XFD1048576"] = "far out"
    book.save(tmp_path / "export.xlsx")
    with pytest.raises(TableError, match="a sheet of 1,048,576 rows and 16,384 columns, most of them empty"):
        read_wits(tmp_path / "export.xlsx")


def test_an_export_by_tabs_in_an_archive_is_read(tmp_path: Path) -> None:
    by_tabs = BY_YEAR.replace('"1,000.25"', "1000.25").replace(",", "\t")
    path = tmp_path / "wits.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("en/by_year.tsv", by_tabs)
    alone = tmp_path / "by_year.tsv"
    alone.write_text(by_tabs, encoding="utf-8")
    pd.testing.assert_frame_equal(read_wits(path), read_wits(alone))
