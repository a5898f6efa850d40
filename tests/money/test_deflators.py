"""Price indices: the project's own against the package it was made from, and tables that must not pass."""

import warnings
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from frames import series
from tradeview.errors import MissingDeflatorError, TableError
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


def test_lookup_gives_the_asked_periods_of_the_currency() -> None:
    given = table({}, {"period": 2023, "index": 50.0}, {"currency": "MYR", "index": 7.0, "name": "other"})
    assert deflators.lookup(given, "USD", [2024, 2023]) == ("prices", {2024: 100.0, 2023: 50.0}, "me")
    assert deflators.lookup(given, "MYR", [2024]) == ("other", {2024: 7.0}, "me")


def test_lookup_names_the_sources_of_the_rows_used() -> None:
    given = table({}, {"period": 2023, "source": "you"}, {"period": 2022, "source": "nobody"})
    assert deflators.lookup(given, "USD", [2023, 2024]).source == "me; you"


@pytest.mark.parametrize(
    ("given", "currency", "error", "words"),
    [
        (
            table({}, {"period": 2022}),
            "USD",
            MissingDeflatorError,
            "no price index of USD for 2023; found: 2022 to 2024",
        ),
        (table({}), "MYR", MissingDeflatorError, "no price index of MYR for 2023, 2024; found: no index of this"),
        (table({}, {"period": 2023}, {"period": 2023}), "USD", TableError, "one price index of USD, a row each period"),
        (table({}, {"period": 2023, "name": "b"}), "USD", TableError, "found: 2 rows of b, prices; do: keep one"),
        (table({}, {"period": 2023, "index": 0.0}), "USD", TableError, "index 0.0; allowed: a number above zero"),
        (table({}, {"period": 2023, "index": -1.0}), "USD", TableError, "index -1.0"),
        (table({}, {"period": 2023, "index": None}), "USD", TableError, "index is missing"),
        (table({}, {"period": 2023}).drop(columns="name"), "USD", TableError, "a deflator needs the column.s. name"),
    ],
)
@pytest.mark.parametrize("native", [pd.DataFrame, pl.DataFrame], ids=["pandas", "polars"])
def test_a_deflator_that_does_not_serve_is_refused(
    given: pd.DataFrame, currency: str, error: type[Exception], words: str, native: type
) -> None:
    trade = pd.DataFrame(series({2023: 1.0, 2024: 2.0}, currency=currency))
    with pytest.raises(error, match=words):
        tv.deflate(trade, deflator=native(given.to_dict("list")), base_period=2024)


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
