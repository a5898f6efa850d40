"""Exchange rates, recomputed from the ECB's own file; and tables of rates that must not pass."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from statistics import fmean

import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from frames import Days, Engine, crosses, figure, series
from tradeview import rates
from tradeview.errors import MissingRateError, RateTableError, TradeTableError


def table(*rows: dict[str, object], **shared: object) -> pd.DataFrame:
    common = {"period": 2024, "base": "USD", "quote": "MYR", "rate": 4.0, "kind": "average", "source": "me"}
    return pd.DataFrame([{**common, **shared, **row} for row in rows or ({},)])


def test_trap_two_currencies_in_one_sentence_imply_a_rate_with_its_range(engine: Engine, ecb_days: Days) -> None:
    ledger = tv.load()
    implied = rates.implied(engine.make(ledger.astype(object).where(ledger.notna(), None).to_dict("records")))
    row = implied.iloc[0]
    ringgit = [Fraction(number) for number in (11_455_000_000, 11_460_000_000, 11_465_000_000)]
    dollars = [Fraction(number) for number in (2_475_000_000, 2_480_000_000, 2_485_000_000)]
    exact = [ringgit[0] / dollars[2], ringgit[1] / dollars[1], ringgit[2] / dollars[0]]
    assert row[["low", "rate", "high"]].tolist() == pytest.approx([float(number) for number in exact], rel=1e-15)
    assert row[["low", "rate", "high"]].astype(float).round(4).tolist() == [4.6097, 4.6210, 4.6323]
    assert row[["period", "base", "quote", "kind", "source"]].tolist() == [
        2024,
        "USD",
        "MYR",
        "implied",
        "bernama-2025",
    ]
    assert len(implied) == 1
    days = crosses(ecb_days, "USD", "MYR", 2024)
    assert min(days) < row["low"] < row["high"] < max(days)
    assert not row["low"] <= fmean(days) <= row["high"]


def test_implied_without_ranges_and_without_pairs(engine: Engine) -> None:
    both = [figure(2024, 2.0, observation="a"), figure(2024, 9.0, observation="a", currency="MYR")]
    found = rates.implied(engine.make(both)).iloc[0]
    assert (found["rate"], found["source"]) == (4.5, "a")
    assert pd.isna(found["low"])
    assert rates.implied(engine.make([figure(2024, 2.0, observation="a"), figure(2024, 2.0, observation=None)])).empty
    assert rates.implied(engine.make([figure(2024, 2.0, observation="a"), figure(2024, 2.0, observation="a")])).empty
    with pytest.raises(TradeTableError, match="a: 3 rows"):
        rates.implied(engine.make([*both, figure(2024, 1.0, observation="a", currency="RUB")]))
    with pytest.raises(TradeTableError, match=r"needs the column\(s\) observation"):
        rates.implied(engine.make([figure(2024, 1.0)]))


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ((None, None), "a"),
        ((float("nan"), float("nan")), "a"),
        ((None, "bank"), "bank"),
        (("bank", "paper"), "bank; paper"),
        (("bank", "bank"), "bank"),
    ],
)
def test_an_implied_rate_names_the_sources_of_both_figures(
    engine: Engine, sources: tuple[object, object], said: str
) -> None:
    both = [
        figure(2024, 9.0, observation="a", currency="MYR", source=sources[0]),
        figure(2024, 2.0, observation="a", source=sources[1]),
    ]
    assert rates.implied(engine.make(both))["source"].tolist() == [said]


@pytest.mark.parametrize(
    "other", [{"period": 2023}, {"reporter": "THA"}, {"partner": "CHN"}, {"flow": "total"}, {"commodity_code": "27"}]
)
def test_figures_of_different_facts_imply_no_rate(engine: Engine, other: dict[str, object]) -> None:
    both = [figure(2024, 9.0, observation="a", currency="MYR"), {**figure(2024, 2.0, observation="a"), **other}]
    with pytest.raises(TradeTableError, match="the rows of an observation agree in period, reporter") as caught:
        rates.implied(engine.make(both))
    ((name, value),) = other.items()
    assert caught.value.rows == (f"a, {name}: {both[0][name]}, {value}",)


@pytest.mark.parametrize("value", [0.0, None, float("nan")])
def test_a_figure_of_nothing_implies_no_rate(engine: Engine, value: float | None) -> None:
    both = [figure(2024, value, observation="a"), figure(2024, 9.0, observation="a", currency="MYR")]
    assert rates.implied(engine.make(both)).empty


def test_a_range_from_zero_has_no_highest_rate(engine: Engine) -> None:
    both = [
        figure(2024, 2.0, observation="a", low=0.0, high=3.0),
        figure(2024, 9.0, observation="a", low=8.0, high=9.5, currency="MYR"),
    ]
    found = rates.implied(engine.make(both)).iloc[0]
    assert (found["rate"], bool(pd.isna(found["high"]))) == (4.5, True)


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
    assert rates._runs(periods) == said  # noqa: SLF001 - two years alone stand in no valid table that is asked for more


def test_a_period_that_the_ecb_has_is_said_to_be_there(dollar_rates: pd.DataFrame) -> None:
    with pytest.raises(MissingRateError) as caught:
        rates.lookup(dollar_rates, "MYR", "USD", [202405, 2005])
    assert caught.value.rows == (
        "2005: days with a rate at the ECB: 195 of 257",
        "202405: the ECB has it: tv.rates.ecb(base='USD', frequency='M')",
    )
    found = rates.lookup(rates.ecb(base="USD", frequency="M"), "MYR", "USD", [202405])
    assert found[202405]["rate"] > 1


def test_your_own_table_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("period,base,quote,rate,kind,source\n2024,USD,MYR,4.57,average,bank\n", encoding="utf-8")
    found = rates.read(path)
    assert found.to_dict("records") == table(rate=4.57, source="bank").to_dict("records")
    path.write_text("period,base,quote,rate,kind,source\n2024,USD,MYR,0,mean,bank\n", encoding="utf-8")
    with pytest.raises(RateTableError) as caught:
        rates.read(path)
    assert "line 2, rate 0.0; allowed: a number above zero" in str(caught.value)
    assert "line 2, kind 'mean'; allowed: average, end, implied" in str(caught.value)


def test_the_world_banks_rates_are_a_rate_table(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("iso3c,year,PA.NUS.FCRF\nMYS,2023,4.56\n", encoding="utf-8")
    source = "World Bank, World Development Indicators (PA.NUS.FCRF)"
    pd.testing.assert_frame_equal(rates.world_bank(path), table(period=2023, rate=4.56, source=source))
