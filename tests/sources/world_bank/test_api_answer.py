"""Answers of the World Bank's API in JSON, and frames of wbgapi, as rates and price indices."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from bank_files import save
from tradeview.errors import TableError
from tradeview.sources.world_bank.files import read_download

RATE = {"id": "PA.NUS.FCRF", "value": "Official exchange rate (LCU per US$, period average)"}
PRICES = {"id": "FP.CPI.TOTL", "value": "Consumer price index (2010 = 100)"}


def cell(code: str, two: str, year: str, value: object, indicator: dict[str, str] = RATE) -> dict[str, Any]:
    economy = {"id": two, "value": f"Economy {code}"}
    rest = {"unit": "", "obs_status": "", "decimal": 1}
    return {"indicator": indicator, "country": economy, "countryiso3code": code, "date": year, "value": value, **rest}


def answer(cells: list[dict[str, Any]], **about: Any) -> list[Any]:
    said = {"page": 1, "pages": 1, "per_page": 20000, "total": len(cells), "sourceid": "2", "lastupdated": "2024-05-30"}
    return [{**said, **about}, cells]


CELLS = [
    cell("MYS", "MY", "2023", 4.56),
    cell("MYS", "MY", "2022", 4.4),
    cell("NAM", "NA", "2023", None),
    cell("", "1A", "2023", 1.0),
    cell("EMU", "XC", "2023", 0.92),
]


def keys_and_rates(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in table[["period", "base", "quote", "rate"]].to_numpy().tolist()]


EXPECTED = [(2022, "USD", "MYR", 4.4), (2023, "USD", "EUR", 0.92), (2023, "USD", "MYR", 4.56)]


def test_rates_of_an_answer(tmp_path: Path) -> None:
    path = save(tmp_path, json.dumps(answer(CELLS)), "answer.json")
    for source in (path, answer(CELLS), save(tmp_path, "\ufeff" + json.dumps(answer(CELLS), indent=2), "marked.json")):
        table = tv.rates.world_bank(source)
        assert keys_and_rates(table) == EXPECTED
        assert set(table["source"]) == {"World Bank, World Development Indicators (PA.NUS.FCRF, updated 2024-05-30)"}


def test_economies_are_chosen_and_gaps_stay_missing() -> None:
    assert keys_and_rates(tv.rates.world_bank(answer(CELLS), economies="Malaysia")) == [EXPECTED[0], EXPECTED[2]]
    found = read_download(answer(CELLS))
    assert found.left_out == {"missing": 1, "of groups or codes that are no economy": 1}


def test_price_indices_of_an_answer() -> None:
    cells = [cell("MYS", "MY", "2022", 125, PRICES), cell("MYS", "MY", "2023", 129.5, PRICES)]
    table = tv.deflators.world_bank(answer(cells))
    assert table[["period", "currency", "index"]].to_numpy().tolist() == [[2022, "MYR", 125.0], [2023, "MYR", 129.5]]
    # An answer says what it is of: prices are no exchange rates.
    with pytest.raises(TableError, match=r"FP\.CPI\.TOTL"):
        tv.rates.world_bank(answer(cells))


REFUSED = {
    "a page of several": answer(CELLS, pages=2),
    "a page of which cells are lost": answer(CELLS[:-1], total=5),
    "an error": [{"message": [{"id": "120", "key": "Invalid value", "value": "not valid"}]}],
    "no figures": [{"page": 0, "pages": 0, "total": 0}, None],
    "a list of numbers": [1, 2],
    "a mapping": {"value": 1},
    "three parts": [*answer(CELLS), []],
    "a value that is text": answer([cell("MYS", "MY", "2023", "4.56")]),
    "a value that is true": answer([cell("MYS", "MY", "2023", value=True)]),
    "a value without end": answer([cell("MYS", "MY", "2023", float("inf"))]),
    "a cell without a country": answer([{"date": "2023", "value": 1.0}]),
    "a cell that is none": answer([1]),  # type: ignore[list-item]
    "a quarter": answer([cell("MYS", "MY", "2023Q1", 4.5)]),
    "two values of a year": answer([cell("MYS", "MY", "2023", 4.5), cell("MYS", "MY", "2023", 4.6)]),
}


@pytest.mark.parametrize("said", REFUSED.values(), ids=REFUSED)
def test_what_is_no_whole_answer_is_refused(tmp_path: Path, said: Any) -> None:
    with pytest.raises(TableError):
        tv.rates.world_bank(save(tmp_path, json.dumps(said), "answer.json"))
    if isinstance(said, list):
        with pytest.raises(TableError):
            tv.rates.world_bank(said)


def test_an_answer_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cut short"):
        tv.rates.world_bank(save(tmp_path, json.dumps(answer(CELLS))[:-40], "answer.json"))


def in_rows(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame(columns)


ECONOMY = pd.Index(["MYS", "EMU"], name="economy")
YEARS = {"YR2022": [4.4, None], "YR2023": [4.56, 0.92]}
BY_ECONOMY = pd.DataFrame({"MYS": [4.4, 4.56], "EMU": [None, 0.92]}, index=pd.Index(["YR2022", "YR2023"], name="time"))
SEVERAL = pd.MultiIndex.from_product([["MYS", "EMU"], ["PA.NUS.FCRF"]], names=["economy", "series"])
BY_TIME = pd.MultiIndex.from_tuples(
    [("MYS", "YR2022"), ("MYS", "YR2023"), ("EMU", "YR2023")], names=["economy", "time"]
)
# Each way in which wbgapi's `data.DataFrame` and `data.fetch` give the same figures.
FRAMES = {
    "a column a year": pd.DataFrame(YEARS, index=ECONOMY),
    "years as numbers": pd.DataFrame({2022: [4.4, None], 2023: [4.56, 0.92]}, index=ECONOMY),
    "with names": pd.DataFrame({"Country": ["Malaysia", "Euro area"], **YEARS}, index=ECONOMY),
    "by economy and series": pd.DataFrame(YEARS, index=SEVERAL),
    "a column a series": pd.DataFrame({"PA.NUS.FCRF": [4.4, 4.56, 0.92]}, index=BY_TIME),
    "a column an economy": BY_ECONOMY,
    "a row a cell": in_rows(
        value=[4.4, 4.56, 0.92],
        series=["PA.NUS.FCRF"] * 3,
        economy=["MYS", "MYS", "EMU"],
        aggregate=[False, False, True],
        time=["YR2022", "YR2023", "YR2023"],
    ),
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_frames_of_wbgapi(frame: pd.DataFrame) -> None:
    before = frame.copy()
    # Where wbgapi was asked for one series, its frame does not say for which.
    assert keys_and_rates(tv.rates.world_bank(frame, indicator="PA.NUS.FCRF")) == EXPECTED
    pd.testing.assert_frame_equal(frame, before)
