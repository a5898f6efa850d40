"""Rates that two printed figures of one fact imply, computed with fractions from what is printed."""

from fractions import Fraction
from statistics import fmean

import pandas as pd
import pytest

import tradeview as tv
from frames import Days, Engine, Row, crosses, figure
from tradeview.errors import TradeTableError
from tradeview.money import rates


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


def test_one_figure_without_a_range_leaves_the_rate_without_one(engine: Engine) -> None:
    dollars = figure(2024, 2.0, observation="a", low=1.9, high=2.1)
    for ringgit in ({}, {"low": 8.9}, {"high": 9.1}):
        row: Row = {"low": None, "high": None} | ringgit
        found = rates.implied(engine.make([dollars, figure(2024, 9.0, observation="a", currency="MYR", **row)])).iloc[0]
        assert (found["rate"], found["low"], found["high"]) == (4.5, None, None)


def test_a_fact_of_goods_need_not_say_goods_and_one_of_services_has_to(engine: Engine) -> None:
    def stated(one: str | None, other: str | None) -> object:
        dollars = figure(2024, 2.0, observation="a", coverage=one)
        return engine.make([dollars, figure(2024, 9.0, observation="a", currency="MYR", coverage=other)])

    for one, other in (("goods", None), (None, "goods"), ("services", "services")):
        assert rates.implied(stated(one, other))["rate"].tolist() == [4.5]
    with pytest.raises(TradeTableError, match="a, coverage: services, goods"):
        rates.implied(stated("services", None))


def test_whole_years_need_not_say_their_months_and_a_reporter_has_to_be_said(engine: Engine) -> None:
    dollars = figure(2024, 2.0, observation="a", months="2024-01/2024-12")
    ringgit = figure(2024, 9.0, observation="a", currency="MYR", months=None)
    assert rates.implied(engine.make([dollars, ringgit]))["rate"].tolist() == [4.5]
    half = dollars | {"months": "2024-01/2024-06"}
    with pytest.raises(TradeTableError, match="a, months: January to June, whole years"):
        rates.implied(engine.make([half, ringgit]))


def test_rates_come_in_the_order_of_their_periods(engine: Engine) -> None:
    rows = []
    for period, ringgit in ((2024, 9.0), (2022, 8.0), (2023, 7.0)):
        key = f"of {period}"
        rows += [
            figure(period, 2.0, observation=key),
            figure(period, ringgit, observation=key, currency="MYR"),
        ]
    found = rates.implied(engine.make(rows))
    assert found.index.tolist() == [0, 1, 2]
    assert (found["period"].tolist(), found["rate"].tolist()) == ([2022, 2023, 2024], [4.0, 3.5, 4.5])


def test_figures_below_nothing_imply_no_rate() -> None:
    both = [figure(2024, -2.0, observation="a"), figure(2024, 9.0, observation="a", currency="MYR")]
    with pytest.raises(TradeTableError, match=r"rates\.implied needs finite values, not negative; found: value -2"):
        rates.implied(pd.DataFrame(both))
