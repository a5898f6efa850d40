"""A rate table and what is looked up in it: those that must not pass, and what is said where a rate is missing."""

from collections.abc import Callable

import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from frames import figure, series
from tradeview.errors import MissingRateError, RateTableError
from tradeview.money import rates
from tradeview.money.rate_table import format_runs


def table(*rows: dict[str, object], **shared: object) -> pd.DataFrame:
    common = {"period": 2024, "base": "USD", "quote": "MYR", "rate": 4.0, "kind": "average", "source": "me"}
    return pd.DataFrame([{**common, **shared, **row} for row in rows or ({},)])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (table({}, {"rate": 4.1}), "2024: 1 USD = 4 MYR .average, me., 1 USD = 4.1 MYR"),
        (table({}, {"base": "MYR", "quote": "USD", "rate": 0.25}), "for each period; found: several; do: keep one"),
        (table({}, {"period": 2023, "kind": "end"}), "of one kind; found: average, end; do: convert at one kind"),
        (table(rate=0.0), "rate 0.0; allowed: a number above zero"),
        (table(rate=-4.0), "rate -4.0; allowed: a number above zero"),
        (table(rate=float("inf")), "rate inf"),
        (table(rate=float("nan")), "rate is missing"),
        (table(rate="4.0"), "column rate of a rate table holds number"),
        (table(quote="MYS"), "quote 'MYS'; allowed: an ISO 4217 code"),
        (table(kind="mean"), "kind 'mean'; allowed: average, end, implied"),
        (table(low=4.1, high=4.2), "low 4.1, rate 4.0, high 4.2; allowed: low <= rate <= high"),
        (table().drop(columns="source"), "a rate table needs the column.s. source"),
    ],
)
@pytest.mark.parametrize("native", [pd.DataFrame, pl.DataFrame], ids=["pandas", "polars"])
def test_a_rate_table_that_is_wrong_is_refused(given: pd.DataFrame, words: str, native: Callable) -> None:
    with pytest.raises(RateTableError, match=words):
        tv.convert(
            pd.DataFrame(series(dict.fromkeys(given["period"], 1.0))), to="MYR", rates=native(given.to_dict("list"))
        )


def test_no_chaining_behind_the_callers_back(dollar_rates: pd.DataFrame) -> None:
    with pytest.raises(MissingRateError, match="no rate between MYR and RUB for 2020; found: no rate of this pair"):
        tv.convert(pd.DataFrame([figure(2020, 1.0, currency="MYR")]), to="RUB", rates=dollar_rates)


def test_periods_there_are_said_in_runs() -> None:
    given = table(*({"period": period} for period in (2006, 2007, 2008, 2010, 202411, 202412, 202501)))
    with pytest.raises(
        MissingRateError, match=r"found: 2006 to 2008, 2010, 202411 to 202501 \(average, me; 1 USD in MYR"
    ):
        rates.lookup(given, "USD", "MYR", [2009])


@pytest.mark.parametrize(
    ("periods", "said"),
    [([1935, 2024], "1935, 2024"), ([202412, 202501], "202412 to 202501"), ([202411, 202500], "202411, 202500")],
)
def test_december_and_january_follow_each_other_but_no_years_89_apart(periods: list[int], said: str) -> None:
    assert format_runs(periods) == said


def test_the_months_of_a_part_of_a_year_and_of_a_quarter_that_have_no_rate_are_named(
    dollar_rates: pd.DataFrame,
) -> None:
    with pytest.raises(MissingRateError, match="for 202401 to 202408;") as caught:
        rates.lookup(dollar_rates, "MYR", "USD", [202401202408])
    assert caught.value.rows == (
        "2024-01/2024-08: the mean of its months, without a rate for 202401 to 202408",
        "202401 to 202408: the ECB has it: tv.rates.ecb(base='USD', frequency='M')",
    )
    with pytest.raises(MissingRateError) as caught:
        rates.lookup(rates.ecb(base="USD", frequency="Q"), "RUB", "USD", [20214, 20221, 20222])
    assert caught.value.rows == (
        "20221 (202201 to 202203): days with a rate at the ECB: 42 of 64",
        "20222 (202204 to 202206): days with a rate at the ECB: none",
    )
    with pytest.raises(MissingRateError) as caught:
        rates.lookup(rates.ecb(base="USD", frequency="M"), "RUB", "USD", [202112202203])
    assert caught.value.rows[0] == "2021-12/2022-03: the mean of its months, without a rate for 202203"


def test_a_period_that_the_ecb_has_is_said_to_be_there(dollar_rates: pd.DataFrame) -> None:
    with pytest.raises(MissingRateError) as caught:
        rates.lookup(dollar_rates, "MYR", "USD", [202405, 2005])
    assert caught.value.rows == (
        "2005: days with a rate at the ECB: 195 of 257",
        "202405: the ECB has it: tv.rates.ecb(base='USD', frequency='M')",
    )
    found = rates.lookup(rates.ecb(base="USD", frequency="M"), "MYR", "USD", [202405])
    assert found[202405]["rate"] > 1
