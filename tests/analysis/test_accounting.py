"""Growth accounting: parts recomputed from the printed figures, adding up to the whole."""

import math

import pandas as pd
import pytest

import tradeview as tv
from frames import Engine, Row, column, figure, plain, series
from tradeview.errors import MissingDeflatorError, MissingRateError, TradeTableError

BOUNDS = ("real_low", "real_high", "total_low", "total_high")


def split(engine: Engine, rates: object, rows: list[Row] | None = None, **options: object) -> list[Row]:
    asked = {"currency": "MYR", "base_currency": "USD", "start": 2007, "end": 2024, **options}
    rows = plain(tv.load()) if rows is None else rows
    return engine.run(tv.growth_accounting, rows, rates=rates, deflator=tv.deflators.us_cpi(), **asked)


def test_accounting_splits_growth_into_parts_that_add_up(engine: Engine, dollar_rates: pd.DataFrame) -> None:
    row = split(engine, dollar_rates)[0]
    rate = dollar_rates.query("quote == 'MYR' and period == 2007")["rate"].item()
    real = math.log(2480 / 1903) - math.log(313.689 / 207.342)
    assert row["real"] == pytest.approx(real, abs=1e-12)
    assert row["price"] == pytest.approx(math.log(313.689 / 207.342), abs=1e-12)
    assert row["exchange_rate"] == pytest.approx(math.log(11460 / 2480 / rate), abs=1e-12)
    assert row["total"] == pytest.approx(math.log(11460 / (1903 * rate)), abs=1e-12)
    assert abs(row["real"] + row["price"] + row["exchange_rate"] - row["total"]) < 1e-12
    names = ("rate_kind", "rate_source", "source")
    passport = [row[f"{side}_{name}"] for side in ("start", "end") for name in names]
    assert passport == ["average", "European Central Bank", "bn-article", "implied", "bernama-2025", "bernama-2025"]
    assert (row["start"], row["end"], row["currency"], row["base_currency"]) == (2007, 2024, "MYR", "USD")
    assert (row["end_value"], row["end_rate"]) == pytest.approx((11.46e9, 11460 / 2480))


def test_accounting_has_the_ranges_that_the_printed_digits_allow(engine: Engine, dollar_rates: pd.DataFrame) -> None:
    row = split(engine, dollar_rates)[0]
    rate = dollar_rates.query("quote == 'MYR' and period == 2007")["rate"].item()
    price = math.log(313.689 / 207.342)
    assert row["real_low"] == pytest.approx(math.log(2475 / 1903.5) - price, abs=1e-12)
    assert row["real_high"] == pytest.approx(math.log(2485 / 1902.5) - price, abs=1e-12)
    assert row["total_low"] == pytest.approx(math.log(11455 / (1903.5 * rate)), abs=1e-12)
    assert row["total_high"] == pytest.approx(math.log(11465 / (1902.5 * rate)), abs=1e-12)
    assert (row["deflator"], row["deflator_source"]) == ("US CPI-U, all items (1982-84 = 100)", "us-cpi")


@pytest.mark.parametrize(
    ("ranges", "known"),
    [
        ({}, ()),
        ({"low": None, "high": 3.0}, ()),
        ({"low": 0.0, "high": 3.0}, ()),
        ({"low": 0.5, "high": None}, ()),
        ({"low": 0.5, "high": 3.0}, BOUNDS),
    ],
    ids=str,
)
def test_accounting_without_ranges_has_none(
    engine: Engine, dollar_rates: object, ranges: Row, known: tuple[str, ...]
) -> None:
    row = split(engine, dollar_rates, series({2007: 1.0, 2024: 2.0}, **ranges))[0]
    assert tuple(name for name in BOUNDS if row[name] is not None) == known


@pytest.mark.parametrize("kind", ["average", None])
def test_a_rate_is_implied_only_where_neither_side_was_converted(
    engine: Engine, dollar_rates: pd.DataFrame, kind: str | None
) -> None:
    row = split(engine, dollar_rates.assign(kind=kind))[0]
    assert (row["start_rate_kind"], row["end_rate_kind"]) == (kind, "implied")
    assert (row["start_rate_source"], row["end_rate_source"]) == ("European Central Bank", "bernama-2025")
    silent = split(engine, dollar_rates.drop(columns="kind"))[0]
    assert (silent["start_rate_kind"], silent["end_rate_kind"]) == (None, "implied")


def test_trap_hs_revisions_do_not_split_all_trade(engine: Engine, dollar_rates: object) -> None:
    rows = series({2007: 1.0, 2024: 2.0}, commodity_code="TOTAL")
    revised = [{**row, "classification": kind} for row, kind in zip(rows, ("H3", "H6"), strict=True)]
    (row,) = split(engine, dollar_rates, revised)
    assert row["real"] + row["price"] == pytest.approx(math.log(2))
    assert row["classification"] is None
    (alike,) = split(engine, dollar_rates, series({2007: 1.0, 2024: 2.0}, classification="H3"))
    assert alike["classification"] == "H3"


def test_accounting_of_several_series_with_unknown_valuation(engine: Engine, dollar_rates: object) -> None:
    rows = [*series({2007: 1.0, 2024: 2.0}), *series({2007: 1.0, 2020: 9.0, 2024: 4.0}, commodity_code="27")]
    gone = series({2007: 1.0, 2024: 0.0}, commodity_code="31")
    got = split(engine, dollar_rates, [{**row, "valuation": None} for row in [*rows, *gone]])
    totals = {row["commodity_code"]: row["real"] + row["price"] for row in got}
    assert totals == pytest.approx({"15": math.log(2), "27": math.log(4)})
    assert column(got, "valuation") == [None, None]


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"start": 2008}, TradeTableError, "a series with figures above zero in 2008 and 2024; found: none"),
        ({"base_currency": "EUR"}, MissingDeflatorError, "no price index of EUR for 2007, 2024"),
        ({"currency": "RUB"}, MissingRateError, "no rate between USD and RUB for 2024"),
        ({"base_currency": "MYR"}, TradeTableError, "between two currencies; found: MYR twice; do: name another"),
        ({"start": 1990}, MissingDeflatorError, "no price index of USD for 1990"),
    ],
)
def test_accounting_refuses(
    engine: Engine, dollar_rates: object, options: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        split(engine, dollar_rates, **options)


def test_accounting_asks_for_rates_it_has_not(engine: Engine, dollar_rates: object) -> None:
    with pytest.raises(MissingRateError, match="no rate between USD and RUB for 2024"):
        split(engine, dollar_rates, series({2007: 1.0, 2024: 2.0}), currency="RUB")


def test_a_series_with_two_figures_of_one_year_is_not_split(engine: Engine, dollar_rates: object) -> None:
    with pytest.raises(TradeTableError, match="2007"):
        split(engine, dollar_rates, [figure(2007, 1.0), figure(2007, 3.0), figure(2024, 2.0)])


def test_what_was_printed_in_neither_currency_is_taken_in_the_other_of_the_two(
    engine: Engine, dollar_rates: pd.DataFrame
) -> None:
    """Ringgit and dollars of one fact: a split in Singapore dollars over US dollars converts the dollars."""
    row = split(engine, dollar_rates, currency="SGD")[0]
    of_year = dollar_rates.query("quote == 'SGD'").set_index("period")["rate"]
    assert row["end_value"] == pytest.approx(2.48e9 * of_year[2024])
    assert row["exchange_rate"] == pytest.approx(math.log(of_year[2024] / of_year[2007]), abs=1e-12)
    assert row["real"] == pytest.approx(math.log(2480 / 1903) - math.log(313.689 / 207.342), abs=1e-12)


def test_a_rate_through_a_third_currency_says_so(engine: Engine, dollar_rates: pd.DataFrame) -> None:
    """Ringgit per euro out of two means per dollar is no mean of ringgit per euro, and is not called one."""
    rows = series({2007: 1.9e9, 2024: 2.5e9})
    prices = tv.deflators.us_cpi().assign(currency="EUR", name="made up")
    asked = {"currency": "MYR", "base_currency": "EUR", "start": 2007, "end": 2024}
    (row,) = engine.run(tv.growth_accounting, rows, rates=dollar_rates, deflator=prices, **asked)
    by_quote = dollar_rates.query("period == 2024").set_index("quote")["rate"]
    assert row["end_rate"] == pytest.approx(by_quote["MYR"] / by_quote["EUR"])
    assert (row["start_rate_kind"], row["end_rate_kind"]) == ("average, through USD",) * 2
