"""Trade Map's lists: whose trade, of what, when and in which unit; what is asked for, and what is refused."""

import gzip
import logging
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from broken_files import NO_TABLES, packed
from trade_map_files import BILATERAL, INDICATORS, MARKETS, PRODUCTS, TITLES, page, text
from tradeview.errors import TableError, TradeviewError, UnknownCodeError
from tradeview.sources.beginning import Beginning
from tradeview.sources.trade_map.headings import Unit, read_unit
from tradeview.sources.trade_map.recognising import recognise

GIVEN = {"reporter": "Malaysia", "commodity_code": "1511"}
EXPECTED = [
    (2022, "WLD", 900_000.0, 899_500.0, 900_500.0),
    (2023, "WLD", 1_000_000.0, 999_500.0, 1_000_500.0),
    (2022, "RUS", 10_000.0, 9_500.0, 10_500.0),
    (2023, "RUS", 12_000.0, 11_500.0, 12_500.0),
    (2022, "TWN", 5_000.0, 4_500.0, 5_500.0),
]


def save(folder: Path, content: str | bytes, name: str = "Trade_Map.txt") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(folder: Path, content: str | bytes, name: str = "Trade_Map.txt", **given: Any) -> pd.DataFrame:
    table = tv.read_trade_map(save(folder, content, name), **given)
    return tv.check(table)


def keys_and_values(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    names = ["period", "reporter", "partner", "flow", "commodity_code", "value"]
    return [tuple(row) for row in table[names].to_numpy().tolist()]


def assert_is_the_list_of_markets(table: pd.DataFrame) -> None:
    names = ["period", "partner", "value", "low", "high"]
    assert [tuple(row) for row in table[names].to_numpy().tolist()] == EXPECTED
    for name, cell in (("reporter", "MYS"), ("flow", "export"), ("commodity_code", "1511"), ("currency", "USD")):
        assert set(table[name]) == {cell}
    assert set(table["source"]) == {"ITC Trade Map"}


FORMS = {
    "text without titles": (text(MARKETS), "list.txt", GIVEN),
    "text with titles": (text(MARKETS, TITLES), "list.txt", {}),
    "text called .xls": (text(MARKETS, TITLES), "list.xls", {}),
    "a page called .xls": (page(MARKETS, TITLES), "list.xls", {}),
    "a page without titles": (page(MARKETS), "list.xls", GIVEN),
    "titles and the same again": (text(MARKETS, TITLES), "list.txt", {"reporter": "MYS", "unit": "USD thousand"}),
    "titles beside the table": (
        "<html>" + "".join(f"<h3>{title}</h3>" for title in TITLES) + page(MARKETS).removeprefix("<html>"),
        "list.xls",
        {},
    ),
    "a title that nobody knows, and what is given": (
        text(MARKETS, [TITLES[0].replace("Malaysia", "Malaysia and its parts"), *TITLES[1:]]),
        "list.txt",
        {"reporter": "MYS"},
    ),
    "units in headings": (
        text(MARKETS).replace("in 2022", "in 2022, US Dollar thousand").replace("Exported", "exported"),
        "list.txt",
        GIVEN,
    ),
    "commas between thousands": (text(MARKETS).replace("1000", "1,000"), "list.txt", GIVEN),
    "no-break spaces between thousands": (text(MARKETS).replace("1000", "1\u00a0000"), "list.txt", GIVEN),
    "without tabs at the ends": ("\n".join(line.rstrip("\t") for line in text(MARKETS).split("\n")), "a.txt", GIVEN),
    "by commas": (
        "\n".join(",".join(f'"{cell}"' for cell in row) for row in MARKETS),
        "list.csv",
        GIVEN,
    ),
    "in UTF-16": (text(MARKETS, TITLES).encode("utf-16"), "list.txt", {}),
    "dots for what is missing": (text(MARKETS).replace("5\t\t", "5\t...\t"), "list.txt", GIVEN),
    "a footer": (text(MARKETS) + "\nSources: ITC calculations based on statistics\n", "list.txt", GIVEN),
    "carriage returns": (text(MARKETS, TITLES).replace("\n", "\r\n"), "list.txt", {}),
    "zip": (packed({"Trade_Map.txt": text(MARKETS, TITLES).encode()}), "list.zip", {}),
    "gzip": (gzip.compress(page(MARKETS, TITLES).encode()), "list.xls.gz", {}),
}


@pytest.mark.parametrize("form", FORMS)
def test_forms_say_the_same(tmp_path: Path, form: str) -> None:
    content, name, given = FORMS[form]
    assert_is_the_list_of_markets(read(tmp_path, content, name, **given))


def test_a_frame() -> None:
    frame = pd.DataFrame(MARKETS[1:], columns=MARKETS[0]).replace("", None)
    frame["Exported value in 2022"] = frame["Exported value in 2022"].astype(float)
    assert_is_the_list_of_markets(tv.read_trade_map(frame, **GIVEN))


@pytest.mark.parametrize("titles", [TITLES, TITLES[:1]], ids=["three titles", "one title"])
def test_a_frame_of_a_sheet_with_titles(titles: tuple[str, ...]) -> None:
    rows = [*([title, None, None] for title in titles), *MARKETS]
    frame = pd.DataFrame(rows[1:], columns=[titles[0], "Unnamed: 1", "Unnamed: 2"]).replace("", None)
    assert_is_the_list_of_markets(tv.read_trade_map(frame, commodity_code="1511"))


@pytest.mark.parametrize("what", ["reporter", "commodity_code"])
def test_what_is_not_there_is_asked_for(tmp_path: Path, what: str) -> None:
    given = {name: value for name, value in GIVEN.items() if name != what}
    with pytest.raises(TableError, match=f"says its {what}; found: no title that does; do: say {what}="):
        read(tmp_path, text(MARKETS), **given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reporter": "RUS"}, "has one reporter"),
        ({"commodity_code": "1512"}, "has one commodity_code"),
        ({"unit": "EUR thousand"}, "has one unit"),
        ({"unit": "US Dollar million"}, "has one unit"),
        ({"partner": "World"}, "partner='World', which its rows or columns say"),
    ],
)
def test_what_is_there_is_not_said_otherwise(tmp_path: Path, given: dict[str, str], words: str) -> None:
    with pytest.raises(TableError, match=words):
        read(tmp_path, text(MARKETS, TITLES), **given)


def test_the_unit_is_that_of_trade_map_where_nothing_says_it_and_the_log_does(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "tradeview"):
        read(tmp_path, text(MARKETS), **GIVEN)
    assert "does not say its unit; taken as US Dollar thousand" in caplog.text
    euros = read(tmp_path, text(MARKETS), unit="Euro million", **GIVEN)
    assert (euros["value"].iloc[0], euros["currency"].iloc[0]) == (9e8, "EUR")
    ringgit = text(MARKETS, TITLES).replace("US Dollar", "Malaysian Ringgit")
    assert set(read(tmp_path, ringgit)["currency"]) == {"MYR"}


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("USD thousand", Unit("USD", 1e3)),
        ("US$ thousands", Unit("USD", 1e3)),
        ("Euro", Unit("EUR", 1.0)),
        ("chf million", Unit("CHF", 1e6)),
        ("Tons", None),
        ("thousand", None),
        ("", None),
    ],
)
def test_units(words: str, unit: Unit | None) -> None:
    assert read_unit(words) == unit


WHOSE = {
    "suppliers": (
        [("Exporters", "Imported value in 2023"), ("World", "9"), ("Malaysia", "4")],
        "List of supplying markets for a product imported by Russian Federation",
        [(2023, "RUS", "WLD", "import", "1511", 9e3), (2023, "RUS", "MYS", "import", "1511", 4e3)],
    ),
    "exporters": (
        [("Exporters", "Exported value in 2023"), ("World", "9"), ("Malaysia", "4")],
        "List of exporters for the selected product in 2023",
        [(2023, "WLD", "WLD", "export", "1511", 9e3), (2023, "MYS", "WLD", "export", "1511", 4e3)],
    ),
    "importers": (
        [("Importers", "Imported value in 2023-Q2"), ("Malaysia", "4")],
        "List of importers for the selected product",
        [(20232, "MYS", "WLD", "import", "1511", 4e3)],
    ),
    "months": (
        [("Importers", "Exported value in 2024-M03", "Exported value in 2024-M11"), ("Viet Nam", "4", "5")],
        "List of importing markets for a product exported by Türkiye",
        [(202403, "TUR", "VNM", "export", "1511", 4e3), (202411, "TUR", "VNM", "export", "1511", 5e3)],
    ),
}


@pytest.mark.parametrize("whose", WHOSE)
def test_whose_trade_it_is_in_which_direction(tmp_path: Path, whose: str) -> None:
    rows, title, expected = WHOSE[whose]
    assert keys_and_values(read(tmp_path, text(rows, [title, "Product : 1511 Palm oil"]))) == expected


def test_lists_of_all_importers_or_exporters_ask_with_whom(tmp_path: Path) -> None:
    rows = [("Importers", "Imported value in 2023"), ("Malaysia", "4")]
    with pytest.raises(TableError, match="says its partner"):
        read(tmp_path, text(rows), commodity_code="1511")
    found = read(tmp_path, text(rows), commodity_code="1511", partner="World")
    assert keys_and_values(found) == [(2023, "MYS", "WLD", "import", "1511", 4e3)]


def test_products(tmp_path: Path) -> None:
    found = read(tmp_path, text(PRODUCTS, ["List of products exported by Malaysia"]))
    assert set(found["partner"]) == {"WLD"}
    values = {(row["commodity_code"], row["period"]): row["value"] for row in found.to_dict("records")}
    assert values[("TOTAL", 2023)] == 1e6
    assert values[("1511", 2022)] == 1e4
    # What is printed as 0 is less than half a thousand; it is a figure, not a gap.
    zero = found[(found["commodity_code"] == "01") & (found["period"] == 2022)].iloc[0]
    assert (zero["value"], zero["low"], zero["high"]) == (0.0, 0.0, 500.0)
    with pytest.raises(TableError, match="says its partner"):
        read(tmp_path, text(PRODUCTS), reporter="MYS")
    bare = read(tmp_path, text(PRODUCTS), reporter="MYS", partner="RUS")
    assert set(bare["partner"]) == {"RUS"}


def test_a_leading_zero_that_a_spreadsheet_took_is_put_back(tmp_path: Path) -> None:
    rows = text([(row[0].lstrip("'0"), *row[1:]) for row in PRODUCTS])
    found = read(tmp_path, rows, reporter="MYS", partner="RUS")
    assert set(found["commodity_code"]) == {"TOTAL", "01", "1511"}


def test_bilateral_trade_has_both_economies_in_its_headings(tmp_path: Path) -> None:
    found = read(tmp_path, BILATERAL, "list.xls")
    assert sorted(keys_and_values(found)) == [
        (2021, "MYS", "RUS", "export", "TOTAL", 1.5e6),
        (2021, "RUS", "WLD", "import", "1511", 5e3),
        (2021, "RUS", "WLD", "import", "TOTAL", 9e7),
        (2022, "MYS", "RUS", "export", "1511", 7e3),
        (2022, "MYS", "RUS", "export", "TOTAL", 1.8e6),
        (2022, "RUS", "WLD", "import", "TOTAL", 8e7),
    ]


def test_indicators_beside_a_value_are_left_out_and_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "tradeview"):
        found = read(tmp_path, INDICATORS, "list.xls")
    assert keys_and_values(found) == [
        (2023, "WLD", "WLD", "export", "100630", 3e7),
        (2023, "VNM", "WLD", "export", "100630", 4e6),
    ]
    assert "Trade balance in 2023" in caplog.text


def test_decimals_narrow_the_range(tmp_path: Path) -> None:
    row = read(tmp_path, text(MARKETS).replace("1000", "1000.5"), **GIVEN).iloc[1]
    assert (row["low"], row["value"], row["high"]) == pytest.approx((1_000_450.0, 1_000_500.0, 1_000_550.0))


def changed(old: str, new: str) -> str:
    return text(MARKETS, TITLES).replace(old, new)


REFUSED = {
    "quantities": changed("Exported value", "Exported quantity").replace("US Dollar thousand", "Tons"),
    "values in tons": changed("US Dollar thousand", "Tons"),
    "shares": changed("Exported value", "Share in value"),
    "a column of nothing known": changed("Exported value in 2022", "Something in 2022"),
    "a period that is none": changed("value in 2022", "value in 2022-M13"),
    "two columns of one period": changed("value in 2022", "value in 2023"),
    "a figure that is none": changed("\t10\t", "\tten\t"),
    "a figure below zero": changed("\t10\t", "\t-10\t"),
    "thousands by points": changed("1000", "1.000"),
    "an infinite figure": changed("1000", "inf"),
    "an economy twice": changed("Russian Federation", "World"),
    "imports under a title of exports": changed("Exported value", "Imported value"),
    "mirror data": changed("by Malaysia", "by Malaysia (Mirror data)"),
    "a product of a national tariff": changed("1511 Palm", "15119036 Palm"),
    "services": text([("Code", "Service label", "Exported value in 2023"), ("S", "All services", "9")]),
    "no rows": text(MARKETS[:1], TITLES),
    "nothing but gaps": text([MARKETS[0], ("World", "", "")], TITLES),
    "cells that spill over": text([*MARKETS[:2], ("Russian Federation", "1", "2", "3")], TITLES),
    "a ledger": "period,reporter,partner,flow,commodity_code,value,currency\n2023,MYS,RUS,export,TOTAL,1,USD\n",
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_right_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(TableError):
        read(tmp_path, content)


def test_economies_that_nobody_knows_are_named(tmp_path: Path) -> None:
    for old in ("Russian Federation", "Malaysia in"):
        with pytest.raises(UnknownCodeError, match="Ruritania"):
            read(tmp_path, changed(old, "Ruritania in" if old.endswith("in") else "Ruritania"))


@pytest.mark.parametrize("data", NO_TABLES.values(), ids=NO_TABLES)
@pytest.mark.parametrize("name", ["list.txt", "list.xls"])
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes, name: str) -> None:
    with pytest.raises(TradeviewError):
        tv.read_trade_map(save(tmp_path, data, name), **GIVEN)


@pytest.mark.parametrize(("rows", "titles"), [(MARKETS, ()), (MARKETS, TITLES), (PRODUCTS, ())])
def test_lists_are_recognised(rows: Any, titles: Any) -> None:
    lines = [(title,) for title in titles] + [tuple(row) for row in rows]
    assert recognise(Beginning("list.txt", "", lines[0], tuple(lines[1:])))


OTHERS = {
    "a ledger": ("period", "reporter", "partner", "flow", "commodity_code", "value", "currency"),
    "WITS": ("Reporter Name", "Partner Name", "Year", "Export (US$ Thousand)"),
    "a list of codes": ("Code", "Name", "2023"),
    "nothing": (),
}


@pytest.mark.parametrize("header", OTHERS.values(), ids=OTHERS)
def test_others_are_not_recognised(header: tuple[str, ...]) -> None:
    assert not recognise(Beginning("other.csv", "", header, (header,)))
