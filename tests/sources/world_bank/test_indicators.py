"""Exchange rates and price indices of the World Bank, counted in the money that they are in."""

import inspect
import logging
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from bank_files import Series, databank, long, save, wide
from frames import figure
from tradeview.errors import MissingDeflatorError, MissingRateError, RateTableError, TableError
from tradeview.money import deflators, rates

CPI = ("Consumer price index (2010 = 100)", "FP.CPI.TOTL")
INFLATION = ("Inflation, consumer prices (annual %)", "FP.CPI.TOTL.ZG")


def read(folder: Path, series: Series, **how: object) -> dict[tuple[int, str], float]:
    table = rates.world_bank(save(folder, wide(series)), **how)  # type: ignore[arg-type]
    assert table["base"].eq("USD").all()
    assert table["kind"].eq("average").all()
    return {(row.period, row.quote): row.rate for row in table.itertuples()}


@pytest.mark.parametrize("form", [wide, databank, long])
def test_trap_stale_rates_the_rouble_goes_on_to_2023(
    tmp_path: Path, form: Callable[..., str], dollar_rates: pd.DataFrame
) -> None:
    roubles: Series = {"RUS": {2021: 73.65, 2022: 68.48, 2023: 85.16}, "MYS": {2021: 4.14, 2022: 4.4, 2023: 4.56}}
    table = rates.world_bank(save(tmp_path, form(roubles)))
    frame = pd.DataFrame([figure(2023, 851.6, currency="RUB")])
    with pytest.raises(MissingRateError):
        tv.convert(frame, to="USD", rates=dollar_rates)
    converted = tv.convert(frame, to="USD", rates=table)
    assert converted["value"].item() == pytest.approx(851.6 / 85.16)
    assert converted["rate_kind"].item() == "average"
    assert "World Bank" in converted["rate_source"].item()
    assert "PA.NUS.FCRF" in converted["rate_source"].item()


def test_a_rate_table_is_checked_and_sorted(tmp_path: Path) -> None:
    table = rates.world_bank(save(tmp_path, wide({"RUS": {2022: 68.5, 2021: 73.7}, "MYS": {2021: 4.1}})))
    rates.RATES.check(__import__("narwhals").from_native(table))
    assert table.columns.tolist() == ["period", "base", "quote", "rate", "kind", "source"]
    assert table[["period", "quote"]].to_numpy().tolist() == [[2021, "MYR"], [2021, "RUB"], [2022, "RUB"]]
    assert table["source"].unique().tolist() == [
        "World Bank, World Development Indicators (PA.NUS.FCRF, updated 2024-05-30)"
    ]


def test_trap_redenomination_lira_of_two_kinds(tmp_path: Path) -> None:
    restated = read(tmp_path, {"TUR": {2003: 1.5009, 2004: 1.4255, 2005: 1.3436}})
    assert restated == {(2003, "TRY"): 1.5009, (2004, "TRY"): 1.4255, (2005, "TRY"): 1.3436}
    old = read(tmp_path, {"TUR": {2003: 1500885.0, 2004: 1425537.0, 2005: 1.3436}})
    assert old == {(2003, "TRL"): 1500885.0, (2004, "TRL"): 1425537.0, (2005, "TRY"): 1.3436}
    with pytest.raises(RateTableError, match="2 of TUR, whose currency of the time is unsure"):
        read(tmp_path, {"TUR": {2003: 1.5009, 2004: 1.4255}})


def test_trap_redenomination_belarusian_roubles(tmp_path: Path) -> None:
    found = read(tmp_path, {"BLR": {2014: 10224.1, 2015: 15925.98, 2016: 1.9885, 2017: 1.9324}})
    assert found == {(2014, "BYR"): 10224.1, (2015, "BYR"): 15925.98, (2016, "BYN"): 1.9885, (2017, "BYN"): 1.9324}


def test_trap_euro_entry_kuna_and_euro(tmp_path: Path) -> None:
    found = read(tmp_path, {"HRV": {2021: 6.3597, 2022: 7.1594, 2023: 0.9248}, "DEU": {2022: 0.9496, 2023: 0.9248}})
    assert found == {(2021, "HRK"): 6.3597, (2022, "HRK"): 7.1594, (2022, "EUR"): 0.9496, (2023, "EUR"): 0.9248}


def test_trap_euro_entry_marks_stay_marks(tmp_path: Path) -> None:
    found = read(tmp_path, {"DEU": {1997: 1.7341, 1998: 1.7597}, "EMU": {1998: 0.9, 1999: 0.9386, 2000: 1.0854}})
    assert found == {(1997, "DEM"): 1.7341, (1998, "DEM"): 1.7597, (1999, "EUR"): 0.9386, (2000, "EUR"): 1.0854}
    notional = read(tmp_path, {"DEU": {1998: 0.8997, 1999: 0.9386}})
    assert notional == {(1999, "EUR"): 0.9386}


def test_members_of_a_currency_area_give_one_rate(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="tradeview"):
        found = read(
            tmp_path,
            {
                "BEN": {2017: 580.66},
                "SEN": {2017: 580.7},
                "CMR": {2017: 580.66},
                "TCD": {2017: 620.0},
                "AUS": {2017: 1.3047},
                "KIR": {2017: 1.5},
                "USA": {2017: 1.0},
                "SLV": {2017: 8.75},
            },
        )
    assert found == {(2017, "XOF"): 580.66, (2017, "AUD"): 1.3047}
    assert "2 of XAF, on which CMR, TCD disagree" in caplog.text
    assert "2 of dollars in dollars" in caplog.text
    assert read(tmp_path, {"TCD": {2017: 620.0}, "CMR": {2017: 580.0}}, economies=["CMR"]) == {(2017, "XAF"): 580.0}


@pytest.mark.parametrize(("other", "found"), [(1004.9, {(2017, "XAF"): 1000.0}), (1005.1, None)])
def test_rates_of_one_currency_agree_within_half_a_percent(
    tmp_path: Path, other: float, found: dict[tuple[int, str], float] | None
) -> None:
    series: Series = {"CMR": {2017: 1000.0}, "TCD": {2017: other}}
    if found is None:
        with pytest.raises(RateTableError, match="2 of XAF, on which CMR, TCD disagree"):
            read(tmp_path, series)
    else:
        assert read(tmp_path, series) == found


@pytest.mark.parametrize("loader", [rates.world_bank, deflators.world_bank])
def test_help_of_both_loaders_says_what_they_share(loader: Callable[..., pd.DataFrame]) -> None:
    shown = inspect.getdoc(loader)
    assert shown is not None
    assert "{" not in shown
    for name in inspect.signature(loader).parameters:
        assert re.search(rf"^{name} : ", shown, re.MULTILINE), name
    assert "\nbase_url : str\n    The address of the API, for a proxy.\n" in shown
    assert "\nFetchError, MissingExtraError\n    The Bank does not answer" in shown


def test_zero_and_missing_are_no_rates(tmp_path: Path) -> None:
    assert read(tmp_path, {"BRA": {1961: 0.0, 2017: 3.19}, "RUS": {1961: None, 2017: 58.3}}) == {
        (2017, "BRL"): 3.19,
        (2017, "RUB"): 58.3,
    }
    with pytest.raises(RateTableError, match=r"MYS 2017: -4.3"):
        read(tmp_path, {"MYS": {2017: -4.3}})


def test_another_indicator_is_no_exchange_rate(tmp_path: Path) -> None:
    with pytest.raises(RateTableError, match=r"its indicator PA\.NUS\.FCRF; found: FP\.CPI\.TOTL; do: download PA"):
        rates.world_bank(save(tmp_path, wide({"MYS": {2017: 119.0}}, CPI)))
    assert len(rates.world_bank(save(tmp_path, long({"MYS": {2017: 4.3}, "USA": {2017: 1.0}}, "value")))) == 1
    for prices in ({"USA": {2017: 112.4}}, {"MYS": {2010: 100.0}, "RUS": {2010: 100.0}}):
        with pytest.raises(RateTableError, match="names none, and its values are no local currency"):
            rates.world_bank(save(tmp_path, long(prices, "value")))  # type: ignore[arg-type]


@pytest.mark.parametrize("form", [wide, databank])
def test_an_index_deflates(tmp_path: Path, form: Callable[..., str]) -> None:
    series: Series = {"MYS": {2010: 100.0, 2017: 119.6, 2018: None, 2023: 130.5}, "ARB": {2017: 120.0}}
    table = deflators.world_bank(save(tmp_path, form(series, CPI)))
    assert table.columns.tolist() == ["period", "currency", "index", "name", "source"]
    assert table["name"].unique().tolist() == ["Consumer price index (2010 = 100), Malaysia"]
    real = tv.deflate(pd.DataFrame([figure(2010, 50.0, currency="MYR")]), deflator=table, base_period=2023)
    assert real["value"].item() == pytest.approx(50.0 * 130.5 / 100.0)
    with pytest.raises(MissingDeflatorError, match="no price index of MYR for 2018"):
        deflators.lookup(table, "MYR", [2018])


def test_trap_inflation_is_no_index(tmp_path: Path) -> None:
    series: Series = {"MYS": {2015: 2.1, 2016: 2.1, 2017: 3.9, 2018: 0.9, 2019: 0.7, 2020: -1.1}}
    with pytest.raises(
        TableError, match=r"not a rate of their change; found: FP\.CPI\.TOTL\.ZG.*download FP\.CPI\.TOTL,"
    ):
        deflators.world_bank(save(tmp_path, wide(series, INFLATION)))
    with pytest.raises(TableError, match=r"not a rate of their change; found: FP\.CPI\.TOTL\.ZG"):
        deflators.world_bank(save(tmp_path, long(series, "value")), indicator="FP.CPI.TOTL.ZG")
    with pytest.raises(TableError, match="are not above zero") as caught:
        deflators.world_bank(save(tmp_path, long(series, "value")), indicator="FP.CPI.TOTL")
    assert caught.value.rows == ("MYS 2020: -1.1",)
    series["MYS"][2020] = 1.1
    with pytest.raises(TableError, match="below 50 that go up and down"):
        deflators.world_bank(save(tmp_path, long(series, "value")), indicator="FP.CPI.TOTL")


def test_an_index_may_fall_in_a_third_of_the_years(tmp_path: Path) -> None:
    def fetched(falls: list[bool], highest: float) -> list[float]:
        # The highest stands years before the others, so that no step leads down from it.
        values: dict[int, float | None] = {1940: highest}
        for year in range(len(falls) + 1):
            values[1951 + year] = 20.0 + sum(-1 if is_fall else 1 for is_fall in falls[:year])
        path = save(tmp_path, long({"USA": values}, "value"))
        table = deflators.world_bank(path, indicator="FP.CPI.TOTL")
        assert table["index"].tolist() == list(values.values())
        return table["index"].tolist()

    third, more = [False, False, True] * 16, [False, False, True] * 16 + [True, False]  # 16 of 48, 17 of 50
    assert len(fetched(third, highest=49.9)) == 50
    assert len(fetched(more, highest=50.0)) == 52
    with pytest.raises(TableError, match="below 50 that go up and down"):
        fetched(more, highest=49.9)


def test_a_small_index_that_rises_is_an_index(tmp_path: Path) -> None:
    rising: Series = {"MYS": {1970: 20.0, 1971: 20.4, 1972: 20.9, 1973: 23.1}}
    table = deflators.world_bank(save(tmp_path, long(rising, "value")), indicator="FP.CPI.TOTL")
    assert table["index"].tolist() == [20.0, 20.4, 20.9, 23.1]
    assert table["name"].unique().tolist() == ["Consumer price index, Malaysia"]


def test_which_index_is_named_or_the_only_one(tmp_path: Path) -> None:
    header = "iso3c,year,FP.CPI.TOTL,NY.GDP.DEFL.ZS,FP.CPI.TOTL.ZG\n"
    two = save(tmp_path, header + "MYS,2017,119.6,113.2,3.9\n")
    with pytest.raises(TableError, match=r"tells which price index is meant; found: FP\.CPI\.TOTL, NY\.GDP\.DEFL\.ZS"):
        deflators.world_bank(two)
    assert deflators.world_bank(two, indicator="NY.GDP.DEFL.ZS")["index"].tolist() == [113.2]
    with pytest.raises(TableError, match=r"has the price index FP\.WPI\.TOTL"):
        deflators.world_bank(two, indicator="FP.WPI.TOTL")
    with pytest.raises(TableError, match=r"has the price index PA\.NUS\.FCRF"):
        deflators.world_bank(two, indicator="PA.NUS.FCRF")
    one = save(tmp_path, "iso3c,year,FP.CPI.TOTL,FP.CPI.TOTL.ZG\nMYS,2017,119.6,3.9\n")
    assert deflators.world_bank(one)["index"].tolist() == [119.6]
    with pytest.raises(TableError, match="found: no column of indicators; do: name one"):
        deflators.world_bank(save(tmp_path, long({"MYS": {2017: 119.6}}, "value")))


def test_dollars_are_deflated_by_the_prices_of_their_issuer(tmp_path: Path) -> None:
    series: Series = {
        "USA": {2017: 112.4, 2018: 115.2},
        "ECU": {2017: 125.0, 2018: 124.7},
        "FRA": {2017: 105.0},
        "DEU": {2017: 109.6},
    }
    table = deflators.world_bank(save(tmp_path, wide(series, CPI)))
    assert deflators.lookup(table, "USD", [2017, 2018]).values == {2017: 112.4, 2018: 115.2}
    with pytest.raises(TableError, match="one price index of EUR"):
        deflators.lookup(table, "EUR", [2017])
    germany = deflators.world_bank(save(tmp_path, wide(series, CPI)), economies=["Germany"])
    assert deflators.lookup(germany, "EUR", [2017]).name == "Consumer price index (2010 = 100), Germany"


def test_trap_euro_entry_an_index_belongs_to_two_currencies(tmp_path: Path) -> None:
    series: Series = {"HRV": {2021: 107.0, 2022: 118.5, 2023: 128.0}, "TUR": {2004: 62.0, 2005: 67.1}}
    table = deflators.world_bank(save(tmp_path, wide(series, CPI)))
    assert [(row.period, row.currency) for row in table.itertuples()] == [
        (2023, "EUR"),
        (2021, "HRK"),
        (2022, "HRK"),
        (2004, "TRL"),
        (2005, "TRY"),
    ]
    with pytest.raises(MissingDeflatorError, match="no price index of HRK for 2023"):
        deflators.lookup(table, "HRK", [2021, 2023])
