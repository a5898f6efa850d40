"""The ECB's rates, recomputed from its own file by the standard library alone."""

from collections.abc import Callable
from statistics import fmean

import narwhals as nw
import pandas as pd
import pytest

import tradeview as tv
from frames import Days, crosses, figure
from tradeview.errors import MissingRateError, RateTableError, UnknownCodeError
from tradeview.money import rates
from tradeview.sources import ecb


def rate(table: pd.DataFrame, quote: str, period: int) -> float:
    return table[(table["quote"] == quote) & (table["period"] == period)]["rate"].item()


@pytest.mark.parametrize(
    ("quote", "year", "average", "end"),
    [
        ("MYR", 2006, 3.6683, None),
        ("MYR", 2007, 3.4369, None),
        ("MYR", 2015, 3.911, 4.313),
        ("MYR", 2024, 4.5744, 4.4715),
        ("RUB", 2014, 38.57, 59.58),
    ],
)
def test_trap_mean_or_end_of_year(
    ecb_days: Days, dollar_rates: pd.DataFrame, quote: str, year: int, average: float, end: float | None
) -> None:
    days = crosses(ecb_days, "USD", quote, year)
    assert rate(dollar_rates, quote, year) == pytest.approx(fmean(days), rel=1e-12)
    assert rate(dollar_rates, quote, year) == pytest.approx(average, abs=5e-3 if average > 10 else 5e-4)
    last = rates.ecb(base="USD", kind="end")
    assert rate(last, quote, year) == pytest.approx(days[-1], rel=1e-12)
    assert end is None or rate(last, quote, year) == pytest.approx(end, abs=5e-3 if end > 10 else 5e-4)
    assert (set(dollar_rates["kind"]), set(last["kind"])) == ({"average"}, {"end"})


def test_checkpoints_of_the_ringgit_to_the_last_digit(dollar_rates: pd.DataFrame) -> None:
    found = {year: round(rate(dollar_rates, "MYR", year), 4) for year in (2006, 2007, 2024)}
    assert found == {2006: 3.6683, 2007: 3.4369, 2024: 4.5744}
    assert round(rate(rates.ecb(base="USD", kind="end"), "MYR", 2024), 4) == 4.4715


def test_trap_mean_of_what_daily_crosses_not_the_ratio_of_means(ecb_days: Days, dollar_rates: pd.DataFrame) -> None:
    days = [day for day in ecb_days if day["year"] == 2015 and "MYR" in day]
    of_crosses = fmean(day["MYR"] / day["USD"] for day in days)
    ratio_of_means = fmean(day["MYR"] for day in days) / fmean(day["USD"] for day in days)
    assert abs(of_crosses - ratio_of_means) > 1e-4
    assert rate(dollar_rates, "MYR", 2015) == pytest.approx(of_crosses, rel=1e-12)


@pytest.mark.parametrize(("base", "quote", "month"), [("USD", "MYR", 12), ("MYR", "RUB", 5), ("EUR", "USD", 1)])
def test_months_and_other_bases(ecb_days: Days, base: str, quote: str, month: int) -> None:
    days = crosses(ecb_days, base, quote, 2021, month)
    average, end = (rates.ecb(base=base, kind=kind, frequency="M") for kind in ("average", "end"))
    assert rate(average, quote, 202100 + month) == pytest.approx(fmean(days), rel=1e-12)
    assert rate(end, quote, 202100 + month) == pytest.approx(days[-1], rel=1e-12)


def test_daily_rates_are_the_days_that_have_both(ecb_days: Days) -> None:
    days = rates.daily(base="USD", quote="RUB")
    assert days["date"].is_monotonic_increasing
    assert (days["date"].dt.year == 2022).sum() == len(crosses(ecb_days, "USD", "RUB", 2022)) == 42
    assert days["date"].max() == pd.Timestamp("2022-03-01")


@pytest.mark.parametrize(("quote", "year", "days"), [("MYR", 2005, 195), ("RUB", 2022, 42)])
def test_trap_stale_and_missing_rates_two_months_are_no_year(
    ecb_days: Days, dollar_rates: pd.DataFrame, quote: str, year: int, days: int
) -> None:
    published = sum(day["year"] == year for day in ecb_days)
    found = rates.coverage(base="USD", quote=quote).set_index("period").loc[year]
    assert (found["days"], found["of"], found["whole"]) == (days, published, False)
    assert year not in set(dollar_rates[dollar_rates["quote"] == quote]["period"])
    with pytest.raises(MissingRateError) as caught:
        tv.convert(pd.DataFrame([figure(year, 1.0)]), to=quote, rates=dollar_rates)
    message = str(caught.value)
    assert f"no rate between USD and {quote} for {year}; found: " in message
    assert {"MYR": "2006 to 2025", "RUB": "2006 to 2021"}[quote] in message
    assert "average, European Central Bank" in message
    assert f"{year}: days with a rate at the ECB: {days} of {published}" in message


def test_a_period_is_whole_with_95_of_100_days(monkeypatch: pytest.MonkeyPatch) -> None:
    # All 260 weekdays of a year, of which 13 are five in a hundred.
    days = pd.date_range("2023-01-02", periods=260, freq="B").append(pd.DatetimeIndex(["2024-01-02"]))
    table = pd.DataFrame({"EUR": 1.0, "USD": 1.1, "MYR": 5.0, "THB": 38.0}, index=days)
    table.iloc[:13, table.columns.get_loc("MYR")] = None
    table.iloc[:14, table.columns.get_loc("THB")] = None
    monkeypatch.setattr(ecb, "read_history", lambda: table)
    for quote, quoted, whole in (("MYR", 247, True), ("THB", 246, False)):
        found = rates.coverage(base="USD", quote=quote).set_index("period").loc[2023]
        assert found.tolist() == [quoted, 260, whole]
    assert set(rates.ecb(base="USD")["quote"]) == {"EUR", "MYR"}


def test_the_running_period_is_not_whole(ecb_days: Days, dollar_rates: pd.DataFrame) -> None:
    last = ecb_days[-1]
    over = last["month"] == 12 and last["day"] >= 29
    assert (last["year"] in set(dollar_rates["period"])) == over
    months = set(rates.ecb(base="USD", frequency="M")["period"])
    assert last["year"] * 100 + last["month"] - 1 in months or last["month"] == 1


@pytest.mark.parametrize(("old", "new", "year"), [("TRL", "TRY", 2005), ("ROL", "RON", 2006), ("HRK", "EUR", 2023)])
def test_trap_redenominations_are_not_joined(dollar_rates: pd.DataFrame, old: str, new: str, year: int) -> None:
    quoted = {code: set(dollar_rates[dollar_rates["quote"] == code]["period"]) for code in (old, new)}
    assert year in quoted[new]
    assert year not in quoted[old]
    with pytest.raises(MissingRateError, match=f"no rate between {old} and USD for {year}"):
        tv.convert(pd.DataFrame([figure(year, 1.0, currency=old)]), to="USD", rates=dollar_rates)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (
            lambda: rates.ecb(base="MYS"),
            UnknownCodeError,
            "the ECB quotes no MYS; found: .*MYR.*; do: use one",
        ),
        (lambda: rates.ecb(base="XOF"), UnknownCodeError, "the ECB quotes no XOF"),
        (lambda: rates.daily(base="USD", quote="BYR"), UnknownCodeError, "the ECB quotes no BYR"),
        (lambda: rates.ecb(base="USD", kind="median"), RateTableError, "no kind 'median'; do: use one of average, end"),
        (lambda: rates.ecb(base="USD", frequency="W"), RateTableError, "no frequency 'W'; do: use one of A, Q, M"),
    ],
)
def test_what_the_ecb_has_not_is_refused(call: Callable[[], object], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        call()


def test_the_range_of_days_is_that_of_the_period(ecb_days: Days) -> None:
    days = crosses(ecb_days, "USD", "MYR", 2024)
    table = rates.ecb(base="USD", days_range=True)
    row = table[(table["quote"] == "MYR") & (table["period"] == 2024)].iloc[0]
    assert (row["low"], row["high"]) == pytest.approx((min(days), max(days)), rel=1e-12)
    assert row["rate"] == rate(rates.ecb(base="USD"), "MYR", 2024)
    assert list(rates.ecb(base="USD")) == ["period", "base", "quote", "rate", "kind", "source"]
    rates.RATES.check(nw.from_native(table))
    rates.RATES.check(nw.from_native(rates.ecb(base="EUR", days_range=True)))


@pytest.mark.parametrize("quarter", [1, 2, 4])
def test_quarters_are_of_the_days_of_their_months(ecb_days: Days, quarter: int) -> None:
    days = [
        day for month in range(3 * quarter - 2, 3 * quarter + 1) for day in crosses(ecb_days, "USD", "MYR", 2021, month)
    ]
    average, end = (rates.ecb(base="USD", kind=kind, frequency="Q") for kind in ("average", "end"))
    assert rate(average, "MYR", 20210 + quarter) == pytest.approx(fmean(days), rel=1e-12)
    assert rate(end, "MYR", 20210 + quarter) == pytest.approx(days[-1], rel=1e-12)
    # The rouble has two of three months in the first quarter of 2022: no quarter.
    assert 20221 not in set(average[average["quote"] == "RUB"]["period"])
