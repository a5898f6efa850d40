"""Parts of a file, put together: nothing is lost between them, whatever each was read by."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import comtrade_printers as printers
from comtrade_printers import record
from tradeview.errors import TradeTableError
from tradeview.sources.comtrade import csv_lines
from tradeview.sources.comtrade.codes import categories_of
from tradeview.sources.comtrade.pieces import Piece, join_pieces
from tradeview.sources.comtrade.reading import read_comtrade


def piece(words: list[str | None], **numbers: list[bytes]) -> Piece:
    held = {name: np.array(cells, dtype="S8") for name, cells in numbers.items()}
    return Piece(pd.DataFrame({"unit": categories_of(np.arange(len(words)), words)}), held)


def test_texts_that_no_row_has_are_let_go() -> None:
    kept = piece(["kg", None, "u"], value=[b"1", b"2", b"3"]).keep(np.array([False, True, True]))
    assert kept.rows["unit"].cat.categories.tolist() == ["u"]
    assert kept.numbers["value"].tolist() == [b"2", b"3"]


def test_pieces_are_joined_whatever_they_hold() -> None:
    as_objects = Piece(pd.DataFrame({"unit": ["u", "kg"], "value": ["1,5", None]}, dtype=object), {})
    without = Piece(pd.DataFrame({"level": ["6"]}, dtype=object), {"value": np.array([b"7"])})
    joined = join_pieces([piece(["kg", None], value=[b"1.50", b""]), as_objects, without])
    assert joined.rows["value"].tolist() == ["1.50", None, "1,5", None, "7"]
    assert joined.rows["unit"].isna().tolist() == [False, True, False, False, True]
    assert joined.rows["unit"].dropna().tolist() == ["kg", "u", "kg"]
    assert joined.rows["level"].isna().tolist() == [True, True, True, True, False]
    assert not joined.numbers


def test_a_decimal_comma_far_down_is_one_of_the_whole_file(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [record(cmdCode=f"{number:06}", primaryValue=number, fobvalue="", cifvalue="") for number in range(1, 40)]
    text = printers.lines(printers.API, ([row[name] for name in printers.API] for row in rows), ";")
    last = text.rindex("39;")
    text = text[:last] + "38,5;" + text[last + 3 :]
    expected = read_comtrade(io.StringIO(text))["value"].tolist()
    assert expected == [*map(float, range(1, 39)), 38.5]
    monkeypatch.setattr(csv_lines, "TEXT", 600)
    assert read_comtrade(io.StringIO(text))["value"].tolist() == expected
    # Beside a number with a point it is none.
    with pytest.raises(TradeTableError, match="a decimal comma"):
        read_comtrade(io.StringIO(text.replace(";17;", ";17.5;")))


def test_files_of_unlike_forms_in_one_archive(tmp_path: Path) -> None:
    rows = [record(cmdCode=f"{number:06}", primaryValue=number) for number in range(1, 4)]
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", printers.api_csv(rows))
        archive.writestr("b.csv", printers.legacy(rows))
    trade = read_comtrade(path)
    assert trade["value"].tolist() == [1, 2, 3, 1, 2, 3]
    assert trade["flow_code"].tolist() == [rows[0]["flowCode"]] * 6
