"""Titles above a table and notes below it are left out and said; what may say thousands is refused."""

import logging
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from containers import page, split, workbook
from form_samples import RATES
from frames import plain
from tradeview.errors import RateTableError, TableError, TradeTableError
from tradeview.table.csv import own_text, write_lines
from tradeview.table.lines_around import SCALES

Lines = list[list[str]]

HEADER = ["period", "reporter", "partner", "flow", "commodity_code", "value", "currency"]
ROWS = [
    ["2023", "MYS", "RUS", "export", "0101", "1500000.5", "USD"],
    ["2024", "MYS", "RUS", "export", "0101", "2500000", "USD"],
]
TITLE, NOTE = ["Trade of Malaysia with Russia"], ["Source: the office"]
AROUND: dict[str, tuple[Lines, Lines]] = {
    "a title": ([TITLE], []),
    "a title as wide as the table": ([[*TITLE, *[""] * 6], [""] * 7], []),
    "two lines of headings": ([["who", "", "", "", "", "how much"]], []),
    "a note": ([], [[], NOTE]),
    "a note as wide as the table": ([], [[*NOTE, *[""] * 6]]),
    "both": ([TITLE, []], [[], NOTE, ["* preliminary"]]),
}


def joined(delimiter: str) -> Callable[[Lines], bytes]:
    def join(lines: Lines) -> bytes:
        return write_lines(lines).replace(",", delimiter).encode()

    return join


HELD: dict[str, tuple[str, Callable[[Lines], bytes]]] = {
    "CSV": ("kept.csv", lambda lines: write_lines(lines).encode()),
    "text by semicolons": ("kept.csv", joined(";")),
    "text by tabs": ("kept.tsv", joined("\t")),
    "text by bars": ("kept.txt", joined("|")),
    "a workbook": ("kept.xlsx", lambda lines: workbook(("Sheet1", lines))),
}


def save(folder: Path, held: bytes, name: str = "kept.csv") -> Path:
    path = folder / name
    path.write_bytes(held)
    return path


def values(trade: pd.DataFrame) -> list[tuple[object, ...]]:
    return [(row["period"], row["commodity_code"], row["value"]) for row in plain(trade)]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("held", HELD)
def test_lines_around_a_ledger_are_left_out_and_said(
    tmp_path: Path, held: str, around: str, caplog: pytest.LogCaptureFixture
) -> None:
    above, below = AROUND[around]
    name, hold = HELD[held]
    path = save(tmp_path, hold([*above, HEADER, *ROWS, *below]), name)
    with caplog.at_level(logging.INFO, logger="tradeview"):
        assert values(tv.read(path)) == [(2023, "0101", 1500000.5), (2024, "0101", 2500000.0)]
    said = [record.getMessage() for record in caplog.records if "left out" in record.getMessage()]
    assert len(said) == sum(any(line) for line in (*above, *below))


def test_a_title_over_all_columns_of_a_page_is_no_header(tmp_path: Path) -> None:
    text = page([HEADER, *ROWS]).decode().replace("<tr>", '<tr><td colspan="7">My trade</td></tr><tr>', 1)
    assert len(tv.read(save(tmp_path, text.encode(), "kept.xls"))) == 2


@pytest.mark.parametrize(
    ("read", "text"),
    [(tv.rates.read, RATES), (tv.deflators.read, own_text("us_cpi.csv")), (tv.load_events, own_text("events.csv"))],
)
def test_all_tables_that_people_keep_may_have_lines_around_them(
    tmp_path: Path, read: Callable[[Path], pd.DataFrame], text: str
) -> None:
    width = len(split(text)[0]) - 1
    kept = f"Kept by me\n\n{text}\nSource: all of them{',' * width}\n"
    expected = read(save(tmp_path, text.encode()))
    pd.testing.assert_frame_equal(read(save(tmp_path, kept.encode())), expected)


@pytest.mark.parametrize(
    "words", ["Trade, US$ million", "values in RM '000", "млн долл. США", "Mrd EUR", "juta ringgit", "亿美元", "US$ bn"]
)
@pytest.mark.parametrize("is_above", [True, False])
def test_what_says_that_figures_are_millions_is_refused(tmp_path: Path, words: str, is_above: bool) -> None:  # noqa: FBT001
    lines = [[words], HEADER, *ROWS] if is_above else [HEADER, *ROWS, [], [words]]
    with pytest.raises(TradeTableError, match=r"has its figures in single units; found: line \d, (?:above|below)"):
        tv.read(save(tmp_path, write_lines(lines).encode()))


@pytest.mark.parametrize("words", ["Trade 2019-2024", "5,000 rows", "Mdm Tan's table", "Kept by Milly", "1 000 rows"])
def test_other_words_are_no_scale(words: str) -> None:
    assert SCALES.search(words) is None


@pytest.mark.parametrize("name", ["unit", "Units", "multiplier", "unit_of_value"])
def test_a_column_that_says_millions_is_refused(tmp_path: Path, name: str) -> None:
    path = save(tmp_path, write_lines([[*HEADER, name], *([*row, "US$ million"] for row in ROWS)]).encode())
    with pytest.raises(TradeTableError, match=f"in single units; found: column '{name}': US\\$ million"):
        tv.load(path)
    path = save(tmp_path, write_lines([[*HEADER, name], *([*row, "US$"] for row in ROWS)]).encode())
    assert len(tv.load(path)) == 2


@pytest.mark.parametrize("cut", ["20", "off"])
def test_a_row_that_was_cut_is_no_note(tmp_path: Path, cut: str) -> None:
    lines = [HEADER, *ROWS]
    if cut == "off":
        lines = [["source", *HEADER], *(["office", *row] for row in ROWS)]
    with pytest.raises(TradeTableError, match="the last line may be cut short"):
        tv.load(save(tmp_path, (write_lines(lines) + cut).encode()))


def test_columns_without_a_name_or_a_cell_are_left_out(tmp_path: Path) -> None:
    path = save(tmp_path, write_lines([[*HEADER, "", ""], *([*row, "", ""] for row in ROWS), [""] * 9]).encode())
    assert list(tv.load(path)) == HEADER
    path = save(tmp_path, write_lines([[*HEADER, "", ""], *([*row, "1", "2"] for row in ROWS)]).encode())
    with pytest.raises(TradeTableError, match=r"every column of kept\.csv has a name; found: 2 without"):
        tv.load(path)


def test_lines_that_alone_end_in_a_comma_are_told_and_the_remedy_works(tmp_path: Path) -> None:
    text = write_lines([HEADER, *([*row, ""] for row in ROWS)])
    with pytest.raises(TableError, match="end the header in one, too"):
        tv.load(save(tmp_path, text.encode()))
    assert len(tv.load(save(tmp_path, text.replace("currency\n", "currency,\n").encode()))) == 2


def test_points_that_may_stand_between_thousands_are_refused_in_amounts_alone(tmp_path: Path) -> None:
    rows = [[*ROWS[0][:5], "12.500", "USD"], [*ROWS[1][:5], "1.750", "USD"]]
    text = write_lines([HEADER, *rows])
    with pytest.raises(TradeTableError, match="tell whether their point is a decimal one; found: 2"):
        tv.load(save(tmp_path, text.replace(",", ";").encode()))
    assert tv.load(save(tmp_path, text.encode()))["value"].tolist() == [12.5, 1.75]
    remedied = text.replace(",", ";").replace("12.500", "12.5")
    assert tv.load(save(tmp_path, remedied.encode()))["value"].tolist() == [12.5, 1.75]
    rates = RATES.replace("4.57", "4.574").replace(",", ";")
    with pytest.raises(
        RateTableError, match=r"tell whether their point is a decimal one(?s:.)*'4\.574': 4\.574, or 4574"
    ):
        tv.rates.read(save(tmp_path, rates.encode()))
