"""Tables of pages that are called .xls."""

from pathlib import Path

import pytest

import tradeview as tv
from containers import page, split
from form_samples import LEDGER, ROWS
from tradeview.errors import TradeTableError
from tradeview.sources.page_tables import read_page_tables

FIGURES = split(LEDGER + ROWS)


def save(folder: Path, data: bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


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
