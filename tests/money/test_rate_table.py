"""A rate table and what is looked up in it: those that must not pass, and what is said where a rate is missing."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from frames import figure, series
from tradeview.errors import MissingRateError, RateTableError
from tradeview.money import rates
from tradeview.money.rate_table import format_runs, lookup_all


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


def rate_row(period: int, base: str, quote: str, rate: float, source: str) -> dict[str, object]:
    return {"period": period, "base": base, "quote": quote, "rate": rate, "kind": "average", "source": source}


def test_of_several_tables_the_first_that_has_a_rate_gives_it_in_either_direction() -> None:
    mine = pd.DataFrame([rate_row(2024, "RUB", "USD", 0.011, "mine"), rate_row(2024, "USD", "MYR", 4.6, "mine")])
    theirs = pd.DataFrame(
        [
            rate_row(2024, "USD", "RUB", 92.0, "theirs"),  # the pair that mine has the other way round
            rate_row(2007, "USD", "RUB", 25.6, "theirs"),  # of another year
            rate_row(2024, "MYR", "RUB", 20.0, "theirs"),  # of another pair
        ]
    )
    found = tv.rates.combine(mine, theirs)
    kept = found[["period", "base", "quote", "source"]].to_numpy().tolist()
    assert kept == [
        [2024, "RUB", "USD", "mine"],
        [2024, "USD", "MYR", "mine"],
        [2007, "USD", "RUB", "theirs"],
        [2024, "MYR", "RUB", "theirs"],
    ]
    assert tv.rates.lookup(found, "USD", "RUB", [2024])[2024]["rate"] == 0.011
    pd.testing.assert_frame_equal(tv.rates.combine(theirs), theirs)
    pd.testing.assert_frame_equal(tv.rates.combine(theirs.head(0), theirs), theirs)


def test_parts_of_years_are_other_rates_than_the_year_and_what_a_table_has_twice_stays() -> None:
    part = pd.DataFrame([rate_row(2024, "USD", "MYR", 4.7, "mine")]).assign(months="2024-01/2024-08")
    twice = pd.DataFrame([rate_row(2024, "USD", "MYR", 4.6, "a"), rate_row(2024, "USD", "MYR", 4.5, "b")])
    found = tv.rates.combine(part, twice)
    assert found["rate"].tolist() == [4.7, 4.6, 4.5]
    with pytest.raises(RateTableError, match="one rate between USD and MYR for each period; found: several"):
        tv.rates.lookup(found, "USD", "MYR", [2024])


def test_no_rate_table_is_refused_by_name() -> None:
    with pytest.raises(RateTableError, match="a rate table needs the column"):
        tv.rates.combine(tv.rates.ecb(base="USD"), pd.DataFrame({"period": [2024]}))


def test_trap_roubles_after_the_ecb_stopped_are_asked_for_in_a_file_of_the_form_that_is_named(tmp_path: Path) -> None:
    dollars = tv.rates.ecb(base="USD")
    with pytest.raises(MissingRateError) as caught:
        tv.rates.lookup(dollars, "USD", "RUB", [2007, 2024])
    error = caught.value
    assert error.line == "2024,USD,RUB,RATE,average,SOURCE"
    assert "my.csv: period,base,quote,rate,kind,source as its first line" in error.remedy
    assert "--rates my.csv --rates ecb:USD" in error.remedy
    path = tmp_path / "my.csv"
    line = error.line.replace("RATE", "92.5").replace("SOURCE", "a bank")
    path.write_text(f"period,base,quote,rate,kind,source\n{line}\n", encoding="utf-8")
    rates = tv.rates.combine(tv.rates.read(path), dollars)
    found = tv.rates.lookup(rates, "USD", "RUB", [2007, 2024])
    assert (found[2024]["rate"], found[2024]["source"]) == (92.5, "a bank")
    assert found[2007]["source"] == "European Central Bank"


def test_a_pair_that_the_ecb_has_whole_is_asked_for_there() -> None:
    euros = tv.rates.ecb(base="EUR")
    with pytest.raises(MissingRateError) as caught:
        tv.rates.lookup(euros, "USD", "MYR", [2007])
    assert "--rates ecb:MYR, in Python rates=tv.rates.combine(rates, tv.rates.ecb(base='MYR'))" in caught.value.remedy
    found = tv.rates.lookup(tv.rates.combine(euros, tv.rates.ecb(base="MYR")), "USD", "MYR", [2007])
    assert found[2007]["base"] == "MYR"


@pytest.mark.parametrize("names", [["MYR"], ["MYR", "EUR", "JPY"]], ids=len)
def test_a_table_of_rates_is_gone_through_as_often_for_all_currencies(names: list[str]) -> None:
    rate_of = {"MYR": 3.8, "EUR": 0.9, "JPY": 121.5}
    frame = pl.DataFrame({"base": ["USD", "EUR", "USD"], "quote": ["MYR", "USD", "JPY"], "rate": [3.8, 0.9, 121.5]})
    frame = frame.with_columns(period=2001, kind=pl.lit("average"), source=pl.lit("bank"))
    read: list[int] = []

    def note(held: pl.DataFrame) -> pl.DataFrame:
        read.append(len(held))
        return held

    lazy = frame.lazy().map_batches(note, schema=frame.schema)
    found = lookup_all(lazy, {name: [2001] for name in names}, "USD")
    assert {name: rows[2001]["rate"] for name, rows in found.items()} == {name: rate_of[name] for name in names}
    assert len(read) == 2  # whether it keeps its promises, and what it has
