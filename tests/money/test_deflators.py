"""Where price indices come from: the project's own against the package it was made from, the Bank, your own file."""

import warnings
from pathlib import Path

import pandas as pd
import pytest

from tradeview.errors import TableError
from tradeview.money import deflators

COMMON = {"currency": "USD", "name": "prices", "source": "me"}


def table(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([{"period": 2024, "index": 100.0, **COMMON, **row} for row in rows])


def test_us_cpi_is_the_package_cpi_year_by_year() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package warns on import that its newest month is old
        cpi = pytest.importorskip("cpi", reason="the development package cpi is not installed")
    own = deflators.us_cpi()
    assert own["period"].tolist() == list(range(1999, own["period"].max() + 1))
    for period, index in zip(own["period"], own["index"], strict=True):
        assert index == pytest.approx(float(cpi.get(int(period))), abs=5e-4), period
    assert own["period"].max() >= 2024


def test_us_cpi_names_itself() -> None:
    own = deflators.us_cpi()
    assert (set(own["currency"]), set(own["source"])) == ({"USD"}, {"us-cpi"})
    assert set(own["name"]) == {"US CPI-U, all items (1982-84 = 100)"}


def test_your_own_index_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "cpi.csv"
    path.write_text("period;currency;index;name;source\n2024;USD;100;prices;me\n", encoding="utf-8-sig")
    assert deflators.read(path).to_dict("records") == table({}).to_dict("records")
    path.write_text("period,currency,index,name,source\n2024,USD,3 %,prices,me\n", encoding="utf-8")
    with pytest.raises(TableError, match="line 2, index '3 %'; allowed: digits with a decimal point"):
        deflators.read(path)


def test_the_world_banks_index_is_a_deflator(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("iso3c,year,NY.GDP.DEFL.ZS\nMYS,2023,131.5\n", encoding="utf-8")
    found = deflators.lookup(deflators.world_bank(path), "MYR", [2023])
    assert found.values == {2023: 131.5}
    assert found.name == "GDP deflator (base year varies by country), Malaysia"
    assert found.source == "World Bank, World Development Indicators (NY.GDP.DEFL.ZS)"
