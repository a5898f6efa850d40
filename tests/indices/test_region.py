"""Regions: members by year, in every engine, without a question to the rows."""

from collections.abc import Callable

import narwhals as nw
import numpy as np
import pandas as pd
import pytest

import tradeview as tv
from frames import IN_PROCESS, Engine, plain
from tradeview.indices.region import is_inside_region

YEARS = (1966, 1967, 1994, 1995, 2003, 2004, 2013, 2019, 2020, 2025, 2026)


@pytest.mark.parametrize("group", tv.economies.groups())
def test_spells_are_the_members_of_every_year(group: str) -> None:
    spells = tv.economies.spells(group)
    for year in range(1945, 2031):
        try:
            members = tv.economies.members(group, year)
        except tv.errors.UnknownCodeError:
            members = []
        assert sorted(code for code, first, last in spells if first <= year <= last) == members


@pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)
def test_rows_of_members_in_years_and_months(engine: Engine) -> None:
    rows = [{"period": period, "partner": code} for code in ("GBR", "HRV", "MYS") for period in YEARS]
    rows += [{"period": 201912, "partner": "GBR"}, {"period": 202001, "partner": "GBR"}]
    frame = nw.from_native(engine.make(rows)).filter(is_inside_region("EU", "partner")).to_native()
    kept = {(row["partner"], row["period"]) for row in plain(frame)}
    british = {("GBR", year) for year in YEARS if 1973 <= year <= 2019} | {("GBR", 201912)}
    assert kept == british | {("HRV", year) for year in YEARS if year >= 2013}


def test_a_list_is_who_it_names_in_every_year() -> None:
    frame = pd.DataFrame({"period": [1900, 2024, 2024], "reporter": ["MYS", "MYS", "RUS"]})
    kept = nw.from_native(frame).filter(is_inside_region(["SGP", "MYS", "MYS"], "reporter")).to_native()
    assert kept["period"].tolist() == [1900, 2024]
    with pytest.raises(tv.errors.UnknownCodeError, match="'XXX', 'WLD'"):
        is_inside_region(["MYS", "XXX", "WLD"], "reporter")


def test_groups_and_economies_make_one_region() -> None:
    frame = pd.DataFrame({"period": [2019, 2020] * 3, "partner": ["GBR", "GBR", "CHE", "CHE", "RUS", "RUS"]})
    kept = nw.from_native(frame).filter(is_inside_region(["EU", "CHE"], "partner")).to_native()
    assert list(zip(kept["partner"], kept["period"], strict=True)) == [("GBR", 2019), ("CHE", 2019), ("CHE", 2020)]


@pytest.mark.parametrize("kind", [list, tuple, set, iter, pd.Series, pd.Index, np.array], ids=str)
def test_a_region_is_any_collection_of_names(kind: Callable[[list[str]], object]) -> None:
    frame = pd.DataFrame({"period": [2024] * 2, "reporter": ["MYS", "RUS"], "partner": ["SGP", "MYS"]})
    kept = {}
    for column in ("reporter", "partner"):
        inside = nw.from_native(frame).filter(is_inside_region(kind(["MYS", "SGP"]), column))
        kept[column] = inside.to_native()["reporter"].tolist()
    assert kept == {"reporter": ["MYS"], "partner": ["MYS", "RUS"]}
    assert len(nw.from_native(frame).filter(is_inside_region("SGP", "partner"))) == 1
    # Who sells and who buys are both asked about: 3 of the 4 that MYS exports go to SGP.
    trade = pd.DataFrame({"partner": ["SGP", "RUS"], "value": [3.0, 1.0]})
    trade = trade.assign(period=2024, reporter="MYS", flow="export", commodity_code="TOTAL", currency="USD")
    assert tv.indices.intra_regional_share(trade, region=kind(["MYS", "SGP"]))["share"].tolist() == [0.75]
