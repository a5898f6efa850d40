"""BACI on each engine: the same flows, and none of them in memory before somebody asks."""

import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

import tradeview as tv
from baci_release import FLOWS, release
from frames import plain
from matrices import some_of
from tradeview.errors import MissingExtraError, TableError, UnknownCodeError
from tradeview.sources.baci import engines
from tradeview.sources.baci.reading import read_baci

ASKED: tuple[dict[str, Any], ...] = (
    {},
    {"reporters": ["MYS", "RUS"], "partners": ["MYS", "RUS"]},
    {"products": ["01", "2701"], "years": [2021, 2022]},
    {"years": 2022, "products": "999999"},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return release(tmp_path / "BACI_HS17_V202401", {2021: (), 2022: FLOWS})


def in_order(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return sorted(rows, key=lambda row: (row["reporter"], row["partner"], row["commodity_code"]))


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_engines_say_what_pandas_says(folder: Path, asked: dict[str, Any]) -> None:
    expected = in_order(plain(read_baci(folder, **asked)))
    assert expected
    lazy, relation = (read_baci(folder, engine=engine, **asked) for engine in ("polars", "duckdb"))
    assert isinstance(lazy, pl.LazyFrame)
    assert isinstance(relation, duckdb.DuckDBPyRelation)
    assert in_order(plain(lazy)) == expected
    assert in_order(plain(relation)) == expected


def test_spark_says_what_pandas_says(folder: Path, spark: Any) -> None:
    for asked in ASKED:
        frame = read_baci(folder, engine=spark, **asked)
        rows = [row.asDict() for row in frame.collect()]
        assert in_order(rows) == in_order(plain(read_baci(folder, **asked)))


def test_spark_refuses_unknown_numbers(tmp_path: Path, spark: Any) -> None:
    flows = ((2022, 995, 458, "010121", "1", "1"),)
    frame = read_baci(release(tmp_path / "r", {2022: flows}), engine=spark)
    with pytest.raises(Exception, match="no number 995"):
        frame.collect()


def test_pandas_by_name(folder: Path) -> None:
    assert read_baci(folder, engine="pandas").equals(read_baci(folder))


def test_a_connection_gets_its_own_relation(folder: Path) -> None:
    with duckdb.connect() as connection:
        flows = read_baci(folder, engine=connection)
        connection.register("asked", read_baci(folder).head(1))
        joined = flows.set_alias("f").join(connection.table("asked").set_alias("a"), "f.value = a.value")
        assert len(joined) == 1


def test_lazy_frames_are_trade_tables(folder: Path) -> None:
    for engine in ("polars", "duckdb"):
        flows = read_baci(folder, engine=engine)
        assert tv.check(flows) is flows


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_nothing_is_read_before_it_is_asked_for(folder: Path, engine: str) -> None:
    flows = read_baci(folder, engine=engine)
    path = folder / "BACI_HS17_Y2022_V202401.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1234.567", "4321.567"), encoding="utf-8")
    assert plain(flows)[0]["value"] == pytest.approx(4321567)


@pytest.mark.parametrize("name", ["a[1]", "a*", "a?", "a{1,2}", "a'b", "a b", "a\\b", "a\\"])
def test_a_folder_s_name_is_no_pattern(tmp_path: Path, name: str) -> None:
    for other in (name, "a1", "ab", "a2"):  # what the name would match as a pattern
        release(tmp_path / other, {2022: FLOWS if other == name else FLOWS[:2]})
    for engine in ("pandas", "polars", "duckdb"):
        assert len(plain(read_baci(tmp_path / name, engine=engine))) == len(FLOWS)


def test_a_folder_s_name_is_no_pattern_to_spark(tmp_path: Path, spark: Any) -> None:
    for other in ("a[1]", "a1"):
        release(tmp_path / other, {2022: FLOWS if other == "a[1]" else FLOWS[:2]})
    assert read_baci(tmp_path / "a[1]", engine=spark).count() == len(FLOWS)
    for name in ("a\\b", "a\\"):
        assert read_baci(release(tmp_path / name), engine=spark).count() == len(FLOWS)


def test_what_spark_cannot_open_is_an_error_of_ours(folder: Path, spark: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "LETTERS_OF_SPARK", re.compile("!"))
    with pytest.raises(TableError, match="Spark opens the files of BACI; found: "):
        read_baci(release(folder / "a\\"), engine=spark)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_unknown_codes_are_errors_as_the_engine_collects(tmp_path: Path, engine: str) -> None:
    for number in (5, 995, 100_000):
        flows = (*FLOWS, (2022, number, 458, "010121", "1", "1"))
        held = read_baci(release(tmp_path / "r", {2022: flows}), engine=engine)
        with pytest.raises((UnknownCodeError, duckdb.Error), match=rf"(?s)no number.*{number}"):
            plain(held)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_quantity_that_is_no_number_is_an_error(tmp_path: Path, engine: str) -> None:
    held = read_baci(release(tmp_path / "r", {2022: ((2022, 842, 458, "010121", "1", "abc"),)}), engine=engine)
    with pytest.raises((pl.exceptions.PolarsError, duckdb.Error)):
        plain(held)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_archives_are_unpacked_for_engines(folder: Path, engine: str) -> None:
    path = folder.parent / "it's.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"in/{file.name}")
    assert in_order(plain(read_baci(path, engine=engine))) == in_order(plain(read_baci(folder)))


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_folders_with_odd_names(tmp_path: Path, engine: str) -> None:
    assert len(plain(read_baci(release(tmp_path / "it's CEPII's"), engine=engine))) == len(FLOWS)


def test_no_such_engine(folder: Path) -> None:
    with pytest.raises(TableError, match=r"engine='dask' is none.*'polars', 'duckdb'"):
        read_baci(folder, engine="dask")


def test_an_engine_that_is_not_installed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtraError, match="install the extra `polars`"):
        read_baci(folder, engine="polars")


@pytest.mark.parametrize(
    "weights",
    [
        ("   1.5", "    NA", "0.0001"),  # of one width
        ("1.5", "NA", ""),  # not padded
        (" 1.5", "   NA", "2"),  # of several
        ("1.5", "  ", " NA "),
        ('"1.5"', '"NA"', '" 2"'),
        ("NA", "NA", "NA"),
    ],
    ids=str,
)
@pytest.mark.parametrize("engine", [None, "polars", "duckdb"])
def test_however_a_quantity_is_printed(tmp_path: Path, weights: tuple[str, ...], engine: str | None) -> None:
    path = tmp_path / "BACI_HS17_Y2022_V202401.csv"
    path.write_text(
        "t,i,j,k,v,q\n" + "".join(f"2022,458,643,010121,  1.5,{one}\n" for one in weights), encoding="utf-8"
    )
    plainly = [one.strip(' "') for one in weights]
    expected = [None if one in {"NA", ""} else pytest.approx(float(one) * 1000) for one in plainly]
    rows = plain(read_baci(path, engine=engine))
    assert [row["net_weight"] for row in rows] == expected
    assert [row["value"] for row in rows] == [1500.0] * 3


def test_a_file_that_changes_its_print_is_read_or_refused_but_never_misread(tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS17_Y2022_V202401.csv"
    lines = ["2022,458,643,010121,1.5,   2.0\n"] * 5000
    path.write_text("t,i,j,k,v,q\n" + "".join([*lines, "2022,458,643,010121,1.5,  NA\n"]), encoding="utf-8")
    assert plain(read_baci(path))[-1]["net_weight"] is None
    with pytest.raises(pl.exceptions.PolarsError):
        plain(read_baci(path, engine="polars"))


def test_files_of_several_widths(tmp_path: Path) -> None:
    flow = (458, 643, "010121", "1.5")
    folder = release(tmp_path / "r", {2021: ((2021, *flow, "NA"),), 2022: ((2022, *flow, "NA"),)})
    path = folder / "BACI_HS17_Y2021_V202401.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("          NA", "NA"), encoding="utf-8")
    assert [row["net_weight"] for row in plain(read_baci(folder, engine="polars"))] == [None, None]


@pytest.mark.parametrize(("shift", "read"), [(0, True), (1, False)])
def test_how_a_file_is_printed_is_told_by_its_first_65536_bytes(tmp_path: Path, shift: int, *, read: bool) -> None:
    path = tmp_path / "BACI_HS17_Y2022_V202401.csv"
    header, line, other = "t,i,j,k,v,q\n", "2022,458,643,010121,1.5,   2.0\n", "2022,458,643,010121,1.5,  NA\n"
    many, left = divmod(2**16 + shift - len(header) - len(other), len(line))
    first = line.replace("1.5", "1.5".rjust(3 + left))
    path.write_text(header + first + line * (many - 1) + other, encoding="utf-8")
    assert path.stat().st_size == 2**16 + shift
    flows = read_baci(path, engine="polars")
    if read:
        assert plain(flows)[-1]["net_weight"] is None
    else:
        with pytest.raises(pl.exceptions.PolarsError):
            plain(flows)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_an_archive_whose_files_have_a_column_more_is_read_as_pandas_reads_it(tmp_path: Path, engine: str) -> None:
    path = tmp_path / "BACI_HS17_V202401.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("BACI_HS17_Y2022_V202401.csv", "t,i,j,k,v,q,note\n2022,458,643,010121,1.5,2,mine\n")
    assert plain(read_baci(path, engine=engine)) == plain(read_baci(path))


@pytest.mark.parametrize("weight", ["2", '"2"'], ids=["plain", "quoted"])
def test_a_short_line_is_refused_before_polars_fills_it_up(tmp_path: Path, weight: str) -> None:
    path = tmp_path / "BACI_HS17_Y2022_V202401.csv"
    whole = f"2022,458,643,010121,1.5,{weight}\n"
    path.write_text(f"t,i,j,k,v,q\n{whole}2022,458,643,010121\n{whole}", encoding="utf-8")
    with pytest.raises(TableError, match=r"V202401\.csv has a quantity; found: '2022,458,643,010121'; do: download it"):
        read_baci(path, engine="polars")


HEADER, LINE = "t,i,j,k,v,q\n", "2022,458,643,010121,1.5,2.0\n"
# Lines that BACI does not have, by the cell that is wrong.
DAMAGED = {
    **{f"value {cell}": LINE.replace("1.5", cell) for cell in ("-5", "inf", "-inf", "nan", "1e400", "", "abc")},
    **{f"quantity {cell}": LINE.replace("2.0", cell) for cell in ("-5", "inf", "nan", "abc")},
    **{f"year {cell}": LINE.replace("2022", cell) for cell in ("99", "2022.5", "-2022", "20222", "202213", "", "abc")},
    **{f"code {cell}": LINE.replace("010121", cell) for cell in ("15", "1", "", "abc", "0101211", "000015", "9999aa")},
    **{f"exporter {cell}": LINE.replace("458", cell) for cell in ("458.5", "-2", "", "99999999999")},
    "importer": LINE.replace("643", "643.5"),
    "a short line": "2022,458,643\n",
    "a long line": LINE.replace("2.0", "2.0,9"),
}


def printed(folder: Path, text: str) -> Path:
    path = folder / "BACI_HS17_Y2022_V202401.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
@pytest.mark.parametrize("before", some_of([1, 30_000], [1]))
@pytest.mark.parametrize("damage", DAMAGED)
def test_engines_refuse_the_same_lines_and_in_our_words(tmp_path: Path, engine: str, before: int, damage: str) -> None:
    path = printed(tmp_path, HEADER + LINE * before + DAMAGED[damage] + LINE)
    with pytest.raises((TableError, UnknownCodeError)):
        tv.check(read_baci(path, engine=engine))


@pytest.mark.parametrize("function", [tv.growth, tv.mirror, lambda flows: tv.shares(flows, by="commodity_code")])
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_damage_in_a_lazy_file_is_an_error_of_ours_where_our_functions_meet_it(
    tmp_path: Path, engine: str, function: Any
) -> None:
    path = printed(tmp_path, HEADER + LINE.replace("2022", "2021") + LINE.replace("1.5", "-5") + LINE)
    with pytest.raises(TableError, match="is damaged"):
        function(read_baci(path, engine=engine))


def test_spark_refuses_the_same_lines(tmp_path: Path, spark: Any) -> None:
    for damage in ("value -5", "value nan", "year 99", "year 2022.5", "code 15", "quantity inf"):
        path = printed(tmp_path, HEADER + LINE + DAMAGED[damage])
        with pytest.raises(TableError, match="lazy frame of pyspark"):
            tv.check(read_baci(path, engine=spark))


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
@pytest.mark.parametrize(
    "text",
    [
        HEADER + LINE + "\n\n",
        HEADER + LINE[:-1],
        HEADER + "\n" + LINE,
        (HEADER + LINE).replace("\n", "\r\n"),
        HEADER + '"2022","458","643","010121","1.5","2.0"\n',
        '"t","i","j","k","v","q"\n' + LINE,
        "t,i,j,v,k,q\n2022,458,643,1.5,010121,2.0\n",
        HEADER + LINE.replace("010121", "10121"),
    ],
    ids=["blank last lines", "no last break", "a blank line", "Windows", "quoted", "a quoted header", "order", "zero"],
)
def test_engines_read_the_same_of_what_is_printed_otherwise(tmp_path: Path, engine: str, text: str) -> None:
    (row,) = plain(read_baci(printed(tmp_path, text), engine=engine))
    assert [row[name] for name in ("period", "reporter", "partner", "commodity_code", "value", "net_weight")] == [
        2022,
        "MYS",
        "RUS",
        "010121",
        1500.0,
        2000.0,
    ]


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
@pytest.mark.parametrize("header", ["t,i,j,v,k,q", "t,i,j,k,v,q,q", "t,i,j,k,v"])
def test_a_header_that_lies_is_refused(tmp_path: Path, engine: str, header: str) -> None:
    with pytest.raises(TableError, match=r"is damaged|is no file of BACI"):
        tv.check(read_baci(printed(tmp_path, f"{header}\n{LINE}"), engine=engine))


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
@pytest.mark.parametrize("name", ["products", "reporters", "partners", "years"])
def test_an_empty_list_asks_for_nothing_and_is_refused(folder: Path, engine: str, name: str) -> None:
    with pytest.raises(TableError, match="an empty list; do: leave the argument out"):
        read_baci(folder, engine=engine, **{name: ()})


def test_a_year_without_a_file_is_refused(folder: Path) -> None:
    with pytest.raises(TableError, match=r"BACI of \[2023\] .*files of 2021, 2022"):
        read_baci(folder, years=[2022, 2023])


# As CEPII prints a line, and as a program may have written the same one that its file went through.
PRINTED = {"t": "2022", "i": "458", "j": "643", "k": "151190", "v": "1234.5", "q": "2"}
SAME_CELLS = [
    *((column, word) for column in "tijvq" for word in ("{}.0", "{} ", " {}", "+{}", "0{}", '"{}"', "{}\t", "{}e0")),
    *(("t", word) for word in ("2022.", "2.022e3", "2022E+0", "2022.00")),
    *(("i", word) for word in ("458.", "4.58e2", "0458.0")),
    *(("k", word) for word in ("   {}", "{}.0", "{}.00", " {}.0")),
]
OTHER_CELLS = [
    *((column, word) for column in "vq" for word in ("1_0", "5d", "0x1p3", "٤", "1,5", "1e", "1.2.3", "inf", "nan")),
    *((column, word) for column in "ti" for word in ("4.5", "-5", "4.0000001", "nan", "٤", "five", "2022.5")),
    *(("k", word) for word in ("151190.5", "{} ", "\t{}", "1.5119e5")),
]
WHATEVER_ENGINE = pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])


def printed_as(folder: Path, column: str, word: str) -> Path:
    """Write a file of two lines that say the same, the second with one cell printed in another way."""
    folder.mkdir(exist_ok=True)
    cell = PRINTED[column]
    if column in "vq":  # `1234.5.0` would be no number
        cell = cell.removesuffix(".5")
    plain_line = {**PRINTED, column: cell}
    lines = [plain_line, {**plain_line, column: word.format(cell)}]
    text = "\n".join([",".join(PRINTED), *(",".join(line.values()) for line in lines)])
    path = folder / "BACI_HS17_Y2022_V202401.csv"
    path.write_text(text + "\n", encoding="utf-8")
    return path


@WHATEVER_ENGINE
@pytest.mark.parametrize("cell", some_of(SAME_CELLS, SAME_CELLS[::3]))
def test_a_number_is_the_same_however_a_program_writes_it(tmp_path: Path, engine: str, cell: tuple[str, str]) -> None:
    one, other = plain(read_baci(printed_as(tmp_path, *cell), engine=engine))
    assert one == other


@WHATEVER_ENGINE
@pytest.mark.parametrize("cell", some_of(OTHER_CELLS, OTHER_CELLS[::3]))
def test_what_one_engine_alone_would_read_is_refused(tmp_path: Path, engine: str, cell: tuple[str, str]) -> None:
    path = printed_as(tmp_path, *cell)
    with pytest.raises((TableError, UnknownCodeError)):
        tv.check(read_baci(path, engine=engine))


def test_spark_reads_and_refuses_the_same_cells(tmp_path: Path, spark: Any) -> None:
    for number, (column, word) in enumerate(SAME_CELLS[::7]):
        one, other = plain(read_baci(printed_as(tmp_path / f"same{number}", column, word), engine=spark))
        assert one == other
    for number, (column, word) in enumerate(OTHER_CELLS[1::6]):
        with pytest.raises((TableError, UnknownCodeError)):
            tv.check(read_baci(printed_as(tmp_path / f"other{number}", column, word), engine=spark))
