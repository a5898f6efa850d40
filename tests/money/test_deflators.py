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
    path.write_text("period,currency,index,name,source\n2024,USD,3%,prices,me\n", encoding="utf-8")
    with pytest.raises(TableError, match="line 2, index '3%'; allowed: digits with a decimal point"):
        deflators.read(path)


def test_the_world_banks_index_is_a_deflator(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("iso3c,year,NY.GDP.DEFL.ZS\nMYS,2023,131.5\n", encoding="utf-8")
    found = deflators.lookup(deflators.world_bank(path), "MYR", [2023])
    assert found.values == {2023: 131.5}
    assert found.name == "GDP deflator (base year varies by country), Malaysia"
    assert found.source == "World Bank, World Development Indicators (NY.GDP.DEFL.ZS)"


def test_the_months_of_us_cpi_are_those_of_the_package_cpi() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cpi = pytest.importorskip("cpi", reason="the development package cpi is not installed")
    own = deflators.us_cpi(frequency="M").set_index("period")["index"]
    printed = {}
    for index in cpi.series.get_by_id("CUUR0000SA0").indexes:
        if index.period.type == "monthly" and index.year >= 1999:
            printed[index.year * 100 + index.date.month] = float(index.value)
    assert own.to_dict() == printed
    assert own.index.is_monotonic_increasing


def test_a_year_of_us_cpi_is_the_mean_of_its_months_as_the_bureau_rounds_it() -> None:
    months = deflators.us_cpi(frequency="M")
    means = months.groupby(months["period"] // 100)["index"].mean()
    years = deflators.us_cpi().set_index("period")["index"]
    full = [year for year in years.index if year < 2025]  # October 2025 was not printed
    assert (means[full] - years[full]).abs().max() < 0.051  # one decimal before 2007


def test_a_quarter_of_us_cpi_is_the_mean_of_three_months_that_are_all_there() -> None:
    months = deflators.us_cpi(frequency="M").set_index("period")["index"]
    quarters = deflators.us_cpi(frequency="Q").set_index("period")["index"]
    assert quarters[20242] == pytest.approx((months[202404] + months[202405] + months[202406]) / 3, rel=1e-12)
    assert 202510 not in months.index
    assert 20254 not in quarters.index
    assert {20251, 20252, 20253, 20261} <= set(quarters.index)


def test_another_frequency_of_us_cpi_is_refused() -> None:
    with pytest.raises(TableError, match='us_cpi needs frequency="A" or frequency="Q" or frequency="M"'):
        deflators.us_cpi(frequency="D")  # type: ignore[arg-type]
