"""What options and arguments name: rates, deflators, files, and which kind of table a file is."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from bank_files import wide
from ecb_files import history, weekdays
from h10_files import by_day, ringgit
from tradeview.cli.inputs import (
    claim_columns,
    find_files,
    is_ledger,
    read_column_names,
    read_daily_rates,
    read_deflator,
    read_periods,
    read_rates,
    read_rates_in_order,
    with_hint,
)
from tradeview.errors import RateTableError, StatementError, TableError, TradeTableError
from tradeview.table.schema import TRADE

YEARS = pd.DataFrame({"period": [2023, 2024]})


def test_rates_are_named_by_base_and_kind_in_the_frequency_of_the_ledger() -> None:
    pd.testing.assert_frame_equal(read_rates("ecb:USD", YEARS), tv.rates.ecb(base="USD"))
    pd.testing.assert_frame_equal(read_rates("ecb:USD:end", YEARS), tv.rates.ecb(base="USD", kind="end"))
    months = read_rates("ecb:USD", pd.DataFrame({"period": [202401]}))
    pd.testing.assert_frame_equal(months, tv.rates.ecb(base="USD", frequency="M"))


def test_daily_rates_are_of_years_and_months_with_their_range() -> None:
    found = read_daily_rates("ecb:USD")
    assert {"low", "high"} <= set(found)
    assert found["period"].min() < 9999 < found["period"].max()


def test_parts_of_years_ask_for_the_means_of_months_too() -> None:
    parts = pd.DataFrame({"period": [2023, 2024], "months": [None, "2024-01/2024-08"]})
    rates, prices = read_rates("ecb:USD", parts), read_deflator("us-cpi", parts)
    for table in (rates, prices):
        assert {2023, 202401, 202408} <= set(table["period"])
    whole = parts.assign(months=[None, "2024-01/2024-12"])
    pd.testing.assert_frame_equal(read_rates("ecb:USD", whole), tv.rates.ecb(base="USD"))
    beside = read_rates("ecb:USD", pd.DataFrame({"period": [2023, 202401]}))
    assert {2023, 202401} <= set(beside["period"])


def test_rates_that_are_published_by_day_are_read_from_a_file(tmp_path: Path) -> None:
    days = weekdays(date(2021, 1, 1), date(2021, 12, 31))
    months = pd.DataFrame({"period": [202101]})
    ecb = tmp_path / "ecb@home.csv"
    ecb.write_text(history(days))
    pd.testing.assert_frame_equal(read_rates(f"ecb:USD@{ecb}", YEARS), tv.rates.ecb(base="USD", path=ecb))
    ends = tv.rates.ecb(base="USD", kind="end", frequency="M", path=ecb)
    pd.testing.assert_frame_equal(read_rates(f"ecb:USD:end@{ecb}", months), ends)
    assert len(read_daily_rates(f"ecb:USD@{ecb}")) == 26  # of two currencies, a year and twelve months
    h10 = tmp_path / "h10.csv"
    h10.write_text(by_day([ringgit([f"{4 + number / 1000:.3f}" for number in range(len(days))])], list(map(str, days))))
    pd.testing.assert_frame_equal(read_rates(f"h10@{h10}", YEARS), tv.rates.fed_h10(h10))
    last = tv.rates.fed_h10(h10, kind="end", frequency="M")
    pd.testing.assert_frame_equal(read_rates(f"h10:end@{h10}", months), last)
    assert read_daily_rates(f"h10@{h10}")["high"].notna().all()


NAMES = ["h10", "h10:end", "h10:USD:end@h10.csv", "ecb", "ecb:", "ecb@rates.zip", "ecb:USD:middle"]


@pytest.mark.parametrize("name", NAMES)
def test_published_rates_that_say_too_little_or_too_much_are_refused(name: str) -> None:
    for read in (lambda: read_rates(name, YEARS), lambda: read_daily_rates(name)):
        with pytest.raises(RateTableError):
            read()


@pytest.mark.parametrize(("named", "base"), [(read_rates, "ecb:"), (read_daily_rates, "ecb:")])
def test_rates_without_a_base_are_refused(named: object, base: str) -> None:
    arguments = (base, YEARS) if named is read_rates else (base,)
    with pytest.raises(RateTableError, match="say `ecb:USD`"):
        named(*arguments)  # type: ignore[operator]


def test_deflators_are_named_or_read(tmp_path: Path) -> None:
    years, months = pd.DataFrame({"period": [2023, 2024]}), pd.DataFrame({"period": [202312, 202401]})
    pd.testing.assert_frame_equal(read_deflator("us-cpi", years), tv.deflators.us_cpi())
    pd.testing.assert_frame_equal(read_deflator("us-cpi", months), tv.deflators.us_cpi(frequency="M"))
    path = tmp_path / "cpi.csv"
    path.write_text("period,currency,index,name,source\n2024,USD,100,mine,me\n")
    assert read_deflator(str(path), years)["name"].tolist() == ["mine"]


def test_files_of_a_folder_come_in_the_order_of_their_names_and_none_twice(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "c.txt"):
        (tmp_path / name).touch()
    assert list(find_files([tmp_path, tmp_path / "a.csv"], ".csv")) == ["a", "b"]
    with pytest.raises(TableError, match="none in"):
        find_files([tmp_path], ".json")


def test_what_is_no_table_has_no_columns(tmp_path: Path) -> None:
    path = tmp_path / "page.csv"
    path.write_text("<html>\na,b\n")
    assert read_column_names(path) == []
    path.write_text("a;b\n1;2\n")
    assert read_column_names(path) == ["a", "b"]
    assert not is_ledger(read_column_names(path))


def test_columns_of_claims_tell_a_list_of_claims_from_a_ledger_and_from_events() -> None:
    assert claim_columns(["claim", "kind", "reporter", "partner", "flow", "value"]) == ["claim", "kind"]
    assert claim_columns(["start", "end", "kind", "what"]) == []
    assert [is_ledger([*TRADE.required, name]) for name in ("note", "bound")] == [True, False]


def test_a_hint_keeps_the_error_and_its_rows() -> None:
    error = with_hint(StatementError("asked", "found", "mend it", ["row 1"]), "give it up")
    assert (type(error), error.remedy, error.rows) == (StatementError, "mend it; or, give it up", ("row 1",))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2018-2020", [2018, 2019, 2020]),
        ("2018–2019", [2018, 2019]),
        ("2018, 2020", [2018, 2020]),
        ("2018-2019,2019", [2018, 2019]),
        ("202311-202402", [202311, 202312, 202401, 202402]),
        ("2023", [2023]),
    ],
)
def test_periods_are_read(text: str, wanted: list[int]) -> None:
    assert read_periods(text) == wanted


@pytest.mark.parametrize(
    "text", ["", "2020-2018", "2018-", "18-20", "202313", "2018-202012", "2018,202001", "2018 to 2020", "1000-9999"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(TradeTableError, match="write 2018-2023"):
        read_periods(text)


def test_nobody_asks_for_more_than_a_hundred_years_of_months() -> None:
    assert len(read_periods("190001-199912")) == 1200
    with pytest.raises(TradeTableError, match="or runs of them"):
        read_periods("190001-200001")


def test_rates_that_are_named_several_times_are_taken_in_order(tmp_path: Path) -> None:
    mine = tmp_path / "my.csv"
    mine.write_text("period,base,quote,rate,kind,source\n2024,USD,RUB,92.5,average,a bank\n", encoding="utf-8")
    found = read_rates_in_order([str(mine), "ecb:USD"], YEARS)
    roubles = found.query("quote == 'RUB'").set_index("period")
    assert (roubles.loc[2024, "rate"], roubles.loc[2024, "source"]) == (92.5, "a bank")
    assert roubles.loc[2007, "source"] == "European Central Bank"
    pd.testing.assert_frame_equal(read_rates_in_order(["ecb:USD"], YEARS), read_rates("ecb:USD", YEARS))


def test_files_of_the_world_bank_are_prices_and_rates(tmp_path: Path) -> None:
    """By the name of the source, with an economy where several use one currency; or told by what they hold."""
    prices, rates = tmp_path / "prices.csv", tmp_path / "rates.csv"
    index = ("Consumer price index (2010 = 100)", "FP.CPI.TOTL")
    prices.write_text(wide({"DEU": {2007: 95.0, 2023: 125.0}, "FRA": {2007: 94.0}}, index), encoding="utf-8")
    rates.write_text(wide({"RUS": {2022: 68.48, 2023: 85.16}}), encoding="utf-8")
    german = read_deflator(f"world-bank:DEU@{prices}", YEARS)
    assert german[["period", "currency", "index"]].to_numpy().tolist() == [[2007, "EUR", 95.0], [2023, "EUR", 125.0]]
    assert set(read_deflator(str(prices), YEARS)["index"]) == {94.0, 95.0, 125.0}
    for name in (f"world-bank@{rates}", str(rates)):
        for read in (lambda name: read_rates(name, YEARS), read_daily_rates):
            found = read(name)
            assert found[["period", "base", "quote", "rate"]].to_numpy().tolist()[-1] == [2023, "USD", "RUB", 85.16]
    with pytest.raises(TableError, match="of the World Bank are in a file; found: 'world-bank:DEU'; do: download"):
        read_deflator("world-bank:DEU", YEARS)
