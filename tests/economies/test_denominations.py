"""Whose money a figure is: redenominations and the euro's entry, told by the jump of a series or left out."""

import pytest

from tradeview.economies.denominations import (
    Redenomination,
    currency_of_year,
    is_issued_by,
    quoted_currency_by_year,
    read_redenominations,
    redenominations,
)
from tradeview.sources.ecb import ecb, euros_per_dollar
from tradeview.units import currencies


def units(economy: str, *years: tuple[int, float]) -> list[str | None]:
    found = quoted_currency_by_year(economy, dict(years), euros_per_dollar())
    return [found.get(year) for year, _ in years]


def test_every_factor_is_above_one_but_for_the_euros_and_a_new_name_at_par() -> None:
    table = read_redenominations()
    assert len(table) > 50
    assert set(table["old"]) | set(table["new"]) <= currencies()
    assert not table.duplicated(["economy", "year"]).any()
    assert set(table.loc[table["factor"] <= 1, "new"]) == {"EUR", "XCG"}


def test_changes_are_those_of_the_economy_the_newest_first() -> None:
    assert redenominations("BGR") == (
        Redenomination("BGR", "BGN", "EUR", 2026, 1, 1.95583),
        Redenomination("BGR", "BGL", "BGN", 1999, 7, 1000.0),
    )
    assert [change.first_whole_year for change in redenominations("BGR")] == [2026, 2000]
    assert redenominations("MYS") == ()


def test_trap_redenomination_turkey_restated_or_not() -> None:
    assert units("TUR", (2003, 1.5), (2004, 1.4255), (2005, 1.3436)) == ["TRY", "TRY", "TRY"]
    assert units("TUR", (2003, 1.5e6), (2004, 1.4255e6), (2005, 1.3436)) == ["TRL", "TRL", "TRY"]
    assert units("TUR", (2003, 1.5), (2004, 1.4255)) == [None, None]
    assert units("TUR", (2004, 1.4255e3), (2005, 1.3436)) == [None, "TRY"]
    assert units("TUR", (2003, 1.5), (2005, 1.3436)) == [None, "TRY"]


@pytest.mark.parametrize(
    ("mixed", "unit"), [(1.9885, "BYN"), (19885.0, "BYR")], ids=["year of change restated", "in the old unit"]
)
def test_trap_redenomination_belarus_in_the_middle_of_a_year(mixed: float, unit: str) -> None:
    assert units("BLR", (2014, 10224.0), (2015, 15926.0), (2016, mixed), (2017, 1.9324)) == ["BYR", "BYR", unit, "BYN"]
    restated = units("BLR", (1999, 0.0249), (2000, 0.0877), (2015, 1.5926), (2016, 1.9885), (2017, 1.9324))
    assert restated == [None, "BYN", "BYN", "BYN", "BYN"], "1999 to 2000 the rouble lost too much to tell"
    assert units("BLR", (1999, 49.9), (2000, 0.0877), (2015, 1.5926), (2016, 1.9885), (2017, 1.9324))[0] is None


def test_trap_redenomination_of_the_rouble_in_1998() -> None:
    assert units("RUS", (1996, 5.12), (1997, 5.785), (1998, 9.705)) == ["RUB"] * 3
    assert units("RUS", (1996, 5120.0), (1997, 5785.0), (1998, 9.705)) == ["RUR", "RUR", "RUB"]


def test_trap_euro_entry_kuna_until_2022() -> None:
    euro = float(ecb(base="USD").query("quote == 'EUR' and period == 2022")["rate"].item())
    assert units("HRV", (2021, 6.3597), (2022, 7.5345 * euro), (2023, 0.9248)) == ["HRK", "HRK", "EUR"]
    assert units("HRV", (2021, 0.845), (2022, euro), (2023, 0.9248)) == [None, None, "EUR"], "notional euros"
    assert units("HRV", (2014, 5.7482), (2015, 6.8576)) == ["HRK", "HRK"], "a file from before the entry"


def test_trap_euro_entry_marks_punts_and_leva() -> None:
    assert units("DEU", (1960, 4.2), (1998, 1.7597)) == ["DEM", "DEM"]
    assert units("IRL", (1998, 0.7022), (1999, 0.9386)) == ["IEP", "EUR"]
    assert units("IRL", (1998, 0.8917), (1999, 0.9386)) == [None, "EUR"]
    assert units("BGR", (1998, 1760.4), (1999, 1836.4), (2000, 2.1233), (2024, 1.8075)) == ["BGL", "BGL", "BGN", "BGN"]


def test_what_no_table_explains_is_left_out() -> None:
    assert units("MYS", (1957, 3.06), (2017, 4.3)) == [None, "MYR"]
    assert units("VEN", (2019, 2.5e4), (2020, 3.1e5)) == [None, None], "two denominations under one code"
    assert units("PSE", (2020, 3.4)) == [None], "shekel and dinar"
    assert units("SUN", (1980, 0.6)) == [None]
    assert quoted_currency_by_year("MYS", {}, {}) == {}


def test_the_currency_at_the_end_of_a_year() -> None:
    assert [currency_of_year("HRV", year) for year in (1993, 1994, 2022, 2023)] == ["HRD", "HRK", "HRK", "EUR"]
    assert [currency_of_year("BLR", year) for year in (1999, 2015, 2016)] == ["BYB", "BYR", "BYN"]
    assert [currency_of_year(economy, 2020) for economy in ("NAM", "PAN", "LTU", "XKK", "PSE")] == [
        "NAD",
        "PAB",
        "EUR",
        "EUR",
        None,
    ]
    assert currency_of_year("LVA", 1980) is None
    assert is_issued_by("MYR", "MYS")
    assert not is_issued_by("USD", "ECU")


def test_trap_euro_entry_of_states_that_had_a_neighbours_money() -> None:
    """CLDR has their pesetas and francs as tender to 2001, beside the euro."""
    euros = float(ecb(base="USD").query("quote == 'EUR' and period == 1999")["rate"].item())
    assert units("AND", (1998, 149.4), (1999, euros), (2001, 1.12)) == ["ADP", "EUR", "EUR"]
    assert units("MCO", (1998, 5.9), (1999, euros)) == ["FRF", "EUR"]
    assert [currency_of_year("AND", year) for year in (1998, 1999, 2001)] == ["ADP", "EUR", "EUR"]


def test_a_new_name_at_par_changes_the_code_alone() -> None:
    assert units("CUW", (2023, 1.79), (2024, 1.79), (2025, 1.79), (2026, 1.79)) == ["ANG", "ANG", "XCG", "XCG"]


@pytest.mark.parametrize(
    ("economy", "before", "unit"),
    [
        # A jump that is none, or the whole factor: in logarithms a third of the factor (10) to either side.
        ("MRT", 10 ** (1 / 3) * 0.999, "MRU"),
        ("MRT", 10 ** (1 / 3) * 1.001, None),
        ("MRT", 10 ** (2 / 3) * 0.999, None),
        ("MRT", 10 ** (2 / 3) * 1.001, "MRO"),
        ("MRT", 10 ** (4 / 3) * 0.999, "MRO"),
        ("MRT", 10 ** (4 / 3) * 1.001, None),
        # Of a factor of a million not a third, which is 100, but at most what a currency may lose in a year.
        ("TUR", 3 * 0.999, "TRY"),
        ("TUR", 3 * 1.001, None),
        ("TUR", 1e6 / 3 * 0.999, None),
        ("TUR", 1e6 / 3 * 1.001, "TRL"),
    ],
)
def test_how_near_a_jump_must_be_to_tell_the_unit(economy: str, before: float, unit: str | None) -> None:
    (change,) = redenominations(economy)
    found = quoted_currency_by_year(economy, {change.year - 1: before, change.year: 1.0}, {})
    assert (found.get(change.year - 1), found[change.year]) == (unit, change.new)


@pytest.mark.parametrize(("moved", "unit"), [(1.119, "DEM"), (1 / 1.119, "DEM"), (1.121, None), (1 / 1.121, None)])
def test_how_far_the_dollar_may_move_between_the_last_marks_and_the_euro(moved: float, unit: str | None) -> None:
    # Before there were euros, those of 1999 are what the marks of 1998 are held against.
    found = quoted_currency_by_year("DEU", {1998: 1.95583 * 0.9 * moved}, {1999: 0.9, 2000: 1.2})
    assert found.get(1998) == unit


def test_zimbabwes_dollars_of_2009_and_2019_are_left_out() -> None:
    assert units("ZWE", (2015, 1.0), (2018, 1.0), (2020, 51.33)) == [None, None, None]


def test_factors_of_the_euro_are_those_of_the_amended_regulation_2866_of_1998() -> None:
    regulation = {
        "BEF": 40.3399, "BGN": 1.95583, "DEM": 1.95583, "EEK": 15.6466, "GRD": 340.750, "ESP": 166.386, "FRF": 6.55957,
        "HRK": 7.53450, "IEP": 0.787564, "ITL": 1936.27, "CYP": 0.585274, "LVL": 0.702804, "LTL": 3.45280,
        "LUF": 40.3399, "MTL": 0.429300, "NLG": 2.20371, "ATS": 13.7603, "PTE": 200.482, "SIT": 239.640,
        "SKK": 30.1260, "FIM": 5.94573,
    }  # fmt: skip
    members = ("BEL", "BGR", "DEU", "EST", "GRC", "ESP", "FRA", "HRV", "IRL", "ITA", "CYP", "LVA", "LTU")
    members = (*members, "LUX", "MLT", "NLD", "AUT", "PRT", "SVN", "SVK", "FIN")
    found = {change.old: change.factor for place in members for change in redenominations(place) if change.new == "EUR"}
    assert found == regulation
