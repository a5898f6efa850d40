"""The forms of WITS: SDMX-JSON as its standard allows it, tariffs told from trade, tables told from others."""

from typing import Any

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
