"""The forms of WITS: SDMX-JSON as its standard allows it, tariffs told from trade, tables told from others."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from tradeview.errors import TableError
from tradeview.sources.wits.forms import from_sdmx, from_table, read_number
from tradeview.sources.wits.reading import read_wits
from wits_answers import EXPORTS, answer


def flat(held: dict[str, Any]) -> dict[str, Any]:
    """The same answer, all dimensions at the observation."""
    dimensions = held["structure"]["dimensions"]
    cells = {
        f"{key}:{place}": values
        for key, series in held["dataSets"][0]["series"].items()
        for place, values in series["observations"].items()
    }
    both = [*dimensions["series"], *dimensions["observation"]]
    return {"dataSets": [{"observations": cells}], "structure": {"name": "flat", "dimensions": {"observation": both}}}


def test_series_and_flat_answers_say_the_same() -> None:
    held = answer(EXPORTS)
    expected = from_sdmx(held)
    assert expected["figure"].tolist() == [str(fact[5]) for fact in EXPORTS]
    assert expected["partner"].tolist() == [fact[1] for fact in EXPORTS]
    assert from_sdmx(flat(held)).equals(expected)


def test_the_second_version_of_the_standard() -> None:
    held = answer(EXPORTS)
    second = {"meta": {}, "data": {"dataSets": held["dataSets"], "structures": [held["structure"]]}}
    assert from_sdmx(second).equals(from_sdmx(held))


def test_tariffs_are_no_trade() -> None:
    held = answer(EXPORTS)
    held["structure"]["name"] = "WITS - UNCTAD TRAINS Tariff Data"
    held["structure"]["dimensions"]["series"][-1]["id"] = "DATATYPE"
    with pytest.raises(TableError, match=r"tradestats-trade; found: 'WITS - UNCTAD TRAINS.*trn .* tariffs"):
        read_wits(held)


@pytest.mark.parametrize("part", ["dataSets", "structure"])
def test_an_answer_without_its_parts_is_refused(part: str) -> None:
    held = answer(EXPORTS)
    del held[part]
    with pytest.raises(TableError, match="has dataSets and a structure"):
        read_wits(held)


@pytest.mark.parametrize("key", ["0:0:0:0", "0:0:99:0:0", "0:0:-1:0:0", "a:b:c:d:e"])
def test_keys_that_do_not_fit_the_dimensions_are_refused(key: str) -> None:
    held = answer(EXPORTS[:1])
    held["dataSets"][0]["series"] = {key: {"observations": {"0": [1]}}}
    with pytest.raises(TableError, match="has dataSets and a structure"):
        read_wits(held)


def test_tables_of_others_are_refused() -> None:
    for names in (["Country Name", "Indicator Name", "2020"], ["Reporter", "Partner", "Year"], ["period", "reporter"]):
        with pytest.raises(TableError, match="names reporter, partner"):
            from_table(pd.DataFrame([["x"] * len(names)], columns=names, dtype="object"))


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("1", 1.0),
        (" 1,234.5", 1234.5),
        ("1.5E+3", 1500.0),
        ("0", 0.0),
        ("-3", -3.0),
        ("", None),
        ("..", None),
        (None, None),
    ],
)
def test_numbers(cell: str | None, read: float | None) -> None:
    assert read_number(cell) == read


@pytest.mark.parametrize("cell", ["1,5", "1.2.3", "1 000", "12,345,6"])
def test_what_is_no_number(cell: str) -> None:
    with pytest.raises(ValueError, match="1"):
        read_number(cell)


@pytest.mark.parametrize("wrong", [None, 1.5, True, [], {}, float("nan")])
@pytest.mark.parametrize("place", range(4))
def test_a_code_that_is_no_text_is_refused(place: int, wrong: object) -> None:
    held = answer(EXPORTS)
    dimensions = held["structure"]["dimensions"]
    told = [*dimensions["series"][1:4], *dimensions["observation"]][place]
    for value in told["values"]:
        value["id"] = wrong
    with pytest.raises(TableError, match="SDMX-JSON"):
        read_wits(held)


def test_a_year_may_be_a_number() -> None:
    held = answer(EXPORTS)
    held["structure"]["dimensions"]["observation"][0]["values"][0]["id"] = 2022
    assert read_wits(held).equals(read_wits(answer(EXPORTS)))


@pytest.mark.parametrize("years", [2022, np.int8(22) + np.int64(2000), [2022], (np.int64(2022),)], ids=repr)
def test_years_are_asked_for_in_any_whole_number(years: object) -> None:
    assert read_wits(answer(EXPORTS), years=years).equals(read_wits(answer(EXPORTS)))
    with pytest.raises(TableError, match="no value of trade is left"):
        read_wits(answer(EXPORTS), years=np.int8(-3))


@pytest.mark.parametrize("twice", ["Reporter", "Partner", "Year", "Export (US$ Thousand)", "Product"])
def test_a_heading_that_stands_twice_is_refused(twice: str) -> None:
    columns = ["Reporter", "Partner", "Year", "Product", "Export (US$ Thousand)", "Note", "Note"]
    table = pd.DataFrame([["Malaysia", "Namibia", "2022", "All Products", "5", "a", "b"]], columns=columns)
    assert read_wits(table)["value"].tolist() == [5000.0]
    with pytest.raises(TableError, match="a heading of its own"):
        read_wits(table.join(table[[twice]].rename(columns={twice: f" {twice}"})))


@pytest.mark.parametrize("wrong", ["-5", "-0.001", "1e999", "9e307"])
def test_amounts_are_finite_and_not_negative_in_every_form(wrong: str) -> None:
    columns = ["Reporter", "Partner", "Year", "Export (US$ Thousand)", "Quantity"]
    tables = [
        answer([*EXPORTS[:2], (*EXPORTS[2][:5], wrong)]),
        pd.DataFrame([["Malaysia", "Namibia", "2022", wrong, "1"]], columns=columns),
        pd.DataFrame(
            [["Malaysia", "Namibia", "Export (US$ Thousand)", wrong]],
            columns=["Reporter", "Partner", "Indicator", "2022"],
        ),
    ]
    for table in tables:
        with pytest.raises(TableError, match=r"(?s)amounts of WITS are finite.*row \d+: value"):
            read_wits(table)
    if wrong != "9e307":
        with pytest.raises(TableError, match=r"(?s)amounts of WITS are finite.*row \d+: quantity"):
            read_wits(pd.DataFrame([["Malaysia", "Namibia", "2022", "1", wrong]], columns=columns))


def test_a_product_that_is_missing_is_a_group_of_products() -> None:
    columns = ["Reporter", "Partner", "Year", "Product", "Export (US$ Thousand)"]
    lines = [["Malaysia", "Namibia", "2022", None, "5"], ["Malaysia", "Namibia", "2022", "27", "4"]]
    assert read_wits(pd.DataFrame(lines, columns=columns))["commodity_code"].tolist() == ["27"]
    with pytest.raises(TableError, match="no value of trade is left"):
        read_wits(pd.DataFrame(lines[:1], columns=columns))


@pytest.mark.parametrize("wrong", ["dimensions", 5, None, {"id": "YEAR"}, [5], ["x"], [None]])
@pytest.mark.parametrize("level", ["series", "observation"])
def test_dimensions_of_another_shape_are_refused(level: str, wrong: object) -> None:
    held = answer(EXPORTS)
    held["structure"]["dimensions"][level] = wrong
    with pytest.raises(TableError):
        read_wits(held)
    with pytest.raises(TableError):
        read_wits({**held, "dataSets": []})
