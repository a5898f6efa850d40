"""Tables: what a CSV file may be, and in which words it is refused."""

from pathlib import Path

import narwhals as nw
import pandas as pd
import pytest

from frames import IN_ORDER, plain
from tradeview.errors import TableError
from tradeview.table import csv
from tradeview.table.columns import Column, Rule, Table
from tradeview.table.csv import BrokenLineError, data_folder, delimiter_of, numbered_lines, own_text, read_table
from tradeview.table.engines import as_numbers, as_text, collect, is_lazy, is_missing

TABLE = Table(
    "stock list",
    (
        Column("code", "text", "two digits", lambda column: column.str.contains("^[0-9]{2}$"), required=True),
        Column("amount", "number", "above zero", lambda column: column > 0),
        Column("count", "integer", required=True),
    ),
    (
        Rule(
            ("count", "amount"), "amount above count", nw.col("amount").is_null() | (nw.col("amount") > nw.col("count"))
        ),
    ),
)
GOOD = "code,amount,count\n01,2.5,1\n02,,3\n"


def read(text: str) -> pd.DataFrame:
    return read_table(TABLE, text, "stock.csv")


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace(",", ";"),
        GOOD.replace("\n", "\r\n"),
        GOOD.rstrip("\n"),
        GOOD.replace("\n02", "\n\n,,\n02"),
        GOOD.replace("code,amount", " code , amount"),
        GOOD.replace("01,2.5", "01 , 25e-1"),
        'count,code,"amount"\n1,"01",2.5\n3,"02",\n',
    ],
    ids=["plain", "semicolon", "CRLF", "no last newline", "blank lines", "spaces", "exponent", "order, quotes"],
)
def test_same_table_however_it_is_written(text: str) -> None:
    table = read(text)
    assert plain(table[["code", "amount", "count"]]) == [
        {"code": "01", "amount": 2.5, "count": 1},
        {"code": "02", "amount": None, "count": 3},
    ]
    assert (str(table["count"].dtype), str(table["amount"].dtype)) == ("int64", "float64")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["stock list needs the column(s) code, count", "found: columns ;", "required are code, count"]),
        ("cod,amount,count\n01,1,1\n", ["needs the column(s) code", "code: did you mean 'cod'?"]),
        ("code,count,code\n01,1,02\n", ["names a column twice", "found: code"]),
        ("code,count\n01,1\n02\n", ["every line of stock.csv has 2 cells", "line 3: 1 cells"]),
        ("code,count\n01,1,\n", ["line 2: 3 cells", "quote cells that hold a separator"]),
        ("code,count\n01,1.5\n", ["line 2, count '1.5'; allowed: a whole number"]),
        ("code,count\n01,1000000000000000000000\n", ["line 2, count '1000000000000000000000'", "a whole number"]),
        ("code,count\n01,\n", ["line 2, count is missing"]),
        ("code,count\n,1\n", ["line 2, code is missing; allowed: two digits"]),
        ("code,count\n1,1\n", ["line 2, code '1'; allowed: two digits"]),
        ("code,count,amount\n01,1,nan\n", ["line 2, amount 'nan'", "digits with a decimal point and no separators"]),
        ("code;count;amount\n01;1;2,500\n", ["line 2, amount '2,500'", "a decimal point and no separators"]),
        ("code;count;amount\n01;1;2,5\n02;1;2.5\n", ["line 2, amount '2,5'", "a decimal point and no separators"]),
        ('code,count,amount\n01,1,"2,5"\n', ["line 2, amount '2,5'", "a decimal point and no separators"]),
        ('code,count,amount\n01,1,"1,000"\n', ["line 2, amount '1,000'"]),
        ("code,count,amount\n01,1,\u0662\n", ["line 2, amount '\u0662'"]),
        ("code,count,amount\n01,5,2.5\n", ["line 2, count 5, amount 2.5; allowed: amount above count"]),
        ("code,count\n" + "1,1\n" * 7, ["line 6, code '1'", "7 broken rules"]),
        ("code,count\n01\x00,1\n", ["the character NUL, which no text has, line 2"]),
        ('code,count\n"01,1\n', ["line 2: 1 cells"]),
        ("code,count\n01," + "1" * 200_000 + "\n", ["stock.csv is no CSV file", "131,072"]),
    ],
)
def test_bad_file_is_refused_in_words(text: str, words: list[str]) -> None:
    with pytest.raises(TableError) as caught:
        read(text)
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_decimal_commas_are_read_where_all_numbers_agree(separator: str) -> None:
    text = "code;count;amount\n01;1;2,5\n02;1;1500000,25\n03;1;2,500\n04;1;7\n".replace(";", separator)
    assert read(text)["amount"].tolist() == [2.5, 1500000.25, 2.5, 7.0]


def test_lines_are_those_of_the_file_past_a_quoted_newline() -> None:
    with pytest.raises(TableError, match=r"line 4, count 'x'"):
        read('code,count,note\n01,1,"two\nlines"\n02,x,\n')


def test_header_alone_is_an_empty_table_of_the_right_types() -> None:
    table = read("code,amount,count\n")
    assert (len(table), str(table["count"].dtype), str(table["amount"].dtype)) == (0, "int64", "float64")


def test_unknown_columns_stay_as_text_even_where_called_line_or_row() -> None:
    table = read("code,count,line,row\n01,1,007,NA\n")
    assert plain(table) == [{"code": "01", "count": 1, "line": "007", "row": "NA"}]
    with pytest.raises(TableError, match="line 2, code 'x'"):
        read("code,count,line,row\nx,1,007,NA\n")


@pytest.mark.parametrize("engine", IN_ORDER, ids=lambda engine: engine.name)
@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"code": "1", "count": 1}, "code '1'; allowed: two digits"),
        ({"code": None, "count": 1}, "code is missing; allowed: two digits"),
        ({"code": "01", "count": 1, "amount": -1.0, "row": 9}, "amount -1.0; allowed: above zero"),
    ],
)
def test_bad_frame_is_refused_with_its_row_where_rows_have_numbers(
    engine: object, row: dict[str, object], words: str
) -> None:
    good = {"code": "01", "count": 1, **dict.fromkeys(row.keys() - {"code", "count"}, 9.0)}
    frame = nw.from_native(engine.make([good, row]))
    with pytest.raises(TableError) as caught:
        TABLE.check(frame)
    assert ("  " if is_lazy(frame) else "  row 1, ") + words in str(caught.value)


def test_trap_codes_read_as_numbers_are_refused_by_type() -> None:
    frame = nw.from_native(pd.DataFrame({"code": [101], "count": [1]}))
    with pytest.raises(TableError, match=r"column code of a stock list holds text; found: type Int64.*0101 has become"):
        TABLE.check(frame)


def test_text_for_numbers_is_refused_by_type() -> None:
    with pytest.raises(TableError, match=r"column count .* holds integer; found: type String; do: give a whole number"):
        TABLE.check(nw.from_native(pd.DataFrame({"code": ["01"], "count": ["1"]})))


@pytest.mark.parametrize("value", [None, float("nan"), pd.NA, pd.NaT])
def test_is_missing(value: object) -> None:
    assert is_missing(value)
    assert not is_missing("")
    assert not is_missing(0.0)


def test_numbers_and_text_of_every_dtype(engine: object) -> None:
    frame = nw.from_native(engine.make([{"a": 1, "b": "x", "c": 2.0}, {"a": 2, "b": "y", "c": float("nan")}]))
    made = collect(as_numbers(frame, ["a", "c", "absent"]))
    assert made.schema == {"a": nw.Float64, "b": nw.String, "c": nw.Float64}
    assert made["c"].null_count() == 1
    categories = frame.with_columns(nw.col("b").cast(nw.Categorical))
    assert collect(as_text(categories, ["b"])).schema["b"] == nw.String
    assert collect(as_text(categories, ["a"])).schema["b"] == nw.Categorical


def test_data_folder_holds_the_ledger() -> None:
    assert (data_folder() / "trade.csv").is_file()


def test_own_text_keeps_its_line_breaks_and_no_mark(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_bytes(b"\xef\xbb\xbfcode,count\r\n01,1\r\n")
    monkeypatch.setattr(csv, "data_folder", lambda: tmp_path)
    assert own_text("mine.csv") == "code,count\r\n01,1\r\n"
    assert plain(csv.read_own(TABLE, "mine.csv")) == [{"code": "01", "count": 1}]


@pytest.mark.parametrize(
    ("line", "among", "separator"),
    [
        ("a,b;c,d", ",;", ","),
        ("a;b,c;d", ",;", ";"),
        ("a;b,c", ",;", ","),
        ("a;b,c", ";,", ";"),
        ("", ",;", ","),
        ("a\tb\tc,d", ",;\t|", "\t"),
    ],
)
def test_the_commonest_separator_of_a_line(line: str, among: str, separator: str) -> None:
    assert delimiter_of(line, among) == separator


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_whatever_ends_them(end: str) -> None:
    text = end.join(["a;b", '"1', '2";3', "", "4;5"])
    assert list(numbered_lines(text, ";")) == [(1, ["a", "b"]), (3, [f"1{end}2", "3"]), (4, []), (5, ["4", "5"])]


def test_a_line_that_is_none_is_told_with_its_number() -> None:
    lines = numbered_lines("a,b\n1,2\n" + "x" * 140_000)
    assert [next(lines), next(lines)] == [(1, ["a", "b"]), (2, ["1", "2"])]
    with pytest.raises(BrokenLineError) as caught:
        next(lines)
    assert (caught.value.what, caught.value.number) == ("a cell of more than 131,072 letters", 3)
    assert str(caught.value) == "a cell of more than 131,072 letters, line 3"
    with pytest.raises(BrokenLineError, match="unexpected end of data, line 1"):
        list(numbered_lines('"a', strict=True))
    assert list(numbered_lines('"a')) == [(1, ["a"])]


def test_a_name_is_taken_for_a_slip_where_six_tenths_of_both_are_the_same() -> None:
    table = Table("list", (Column("abcde", required=True), Column("fghijkl", required=True)))
    with pytest.raises(TableError) as caught:
        table.check(nw.from_native(pd.DataFrame({"abcxy": ["1"], "fghixyz": ["1"]})))
    # Three of five and five letters are 6 of 10; four of seven and seven are 8 of 14.
    assert caught.value.rows == ("abcde: did you mean 'abcxy'?",)
