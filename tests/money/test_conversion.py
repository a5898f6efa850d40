"""Money: taken as printed, converted at a named rate, deflated by a named index; the long way in plain Python."""

from collections.abc import Callable

import narwhals as nw
import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from frames import Engine, Row, column, figure, plain, series
from tradeview.errors import MissingDeflatorError, MissingRateError, TradeTableError, UnknownCodeError
from tradeview.money.conversion import convert_checked, prefer_checked

RATES = pd.DataFrame(
    [
        {"period": 2007, "base": "USD", "quote": "MYR", "rate": 3.5, "kind": "average", "source": "bank"},
        {"period": 2024, "base": "USD", "quote": "MYR", "rate": 4.0, "kind": "average", "source": "bank"},
        {"period": 2007, "base": "EUR", "quote": "MYR", "rate": 5.0, "kind": "average", "source": "bank"},
    ]
)
CPI = {2006: 201.6, 2007: 207.342, 2024: 313.689}
STATED = ("stated_value", "stated_currency")
TWICE = [
    figure(2024, 9.0, currency="MYR", observation="a", quote="RM9"),
    figure(2007, 1.0, observation=None, quote="US$1"),
    figure(2024, 2.0, currency="USD", observation="a", quote="US$2"),
    figure(2006, 5.0, currency="EUR", observation="b", quote="€5"),
]


@pytest.mark.parametrize(("currency", "taken"), [("USD", ["US$1", "US$2", "€5"]), ("MYR", ["RM9", "US$1", "€5"])])
def test_prefer_takes_what_was_printed_in_the_currency(engine: Engine, currency: str, taken: list[str]) -> None:
    kept = [row for row in TWICE if row["quote"] in taken]
    assert engine.run(tv.prefer, TWICE, currency=currency) == kept


def test_prefer_keeps_the_pandas_index_and_frames_without_observations(engine: Engine) -> None:
    frame = pd.DataFrame(TWICE, index=[7, 7, 3, 1])
    assert tv.prefer(frame, currency="USD").index.tolist() == [7, 3, 1]
    rows = series({2023: 1.0, 2024: 2.0}, currency="MYR")
    assert engine.run(tv.prefer, rows, currency="USD") == rows


@pytest.mark.parametrize(
    ("rows", "currency", "said"),
    [
        (TWICE, "RUB", "found: observation a is stated in MYR and USD, not in RUB; do: prefer one of these first"),
        ([*TWICE, TWICE[2]], "USD", "observation a is stated in USD by 2 rows; do: keep one row of each"),
        ([*TWICE, *TWICE[2:3] * 2], "USD", "a is stated in USD by 3 rows"),
    ],
)
def test_prefer_refuses_what_is_stated_in_no_one_row(engine: Engine, rows: list[Row], currency: str, said: str) -> None:
    with pytest.raises(TradeTableError, match=f"one row of each observation in {currency}(.|\n)*{said}"):
        tv.prefer(engine.make(rows), currency=currency)


OBSERVED = {"none named": {}, "one each": {"observation": "a"}, "nothing said": {"observation": None}}


@pytest.mark.parametrize("observed", OBSERVED)
def test_prefer_takes_no_amount_below_nothing_unless_nobody_asks(engine: Engine, observed: str) -> None:
    cells = OBSERVED[observed]
    rows = [figure(2023, 1.0, low=None, high=2.0), figure(2024, 2.0, low=-1.0, high=None, **cells)]
    if observed != "none named":
        rows[0]["observation"] = None
    with pytest.raises(TradeTableError, match="prefer needs finite values, not negative; found: low -1; do: mend"):
        tv.prefer(engine.make(rows), currency="USD")
    assert engine.run(tv.prefer, rows, currency="USD", validate=False) == rows
    rows[1]["low"] = None  # a bound that nobody knows is no bound below nothing
    assert engine.run(tv.prefer, rows, currency="USD") == rows


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"value": -8.0}, "needs finite values, not negative; found: value -8"),
        ({"high": float("inf")}, "needs finite values, not negative; found: high inf"),
        ({"period": 20245}, "needs periods: years, quarters or months; found: 20245"),
    ],
    ids=repr,
)
@pytest.mark.parametrize("beside", [2.0, None], ids=["beside a figure", "beside a gap"])
def test_convert_and_deflate_refuse_what_cannot_be_multiplied(
    engine: Engine, cells: Row, words: str, beside: float | None
) -> None:
    usual = figure(2024, beside, low=None, high=9.0)
    rows = [{**figure(2024, 8.0, low=1.0, high=9.0), **cells}, usual]
    prices = pd.DataFrame([{"period": 2024, "currency": "USD", "index": 80.0, "name": "CPI", "source": "office"}])
    with pytest.raises(TradeTableError, match=f"convert {words}"):
        tv.convert(engine.make(rows), to="MYR", rates=RATES)
    with pytest.raises(TradeTableError, match=f"deflate {words}"):
        tv.deflate(engine.make(rows), deflator=prices, base_period=2024)
    assert column(engine.run(tv.convert, [usual], to="MYR", rates=RATES), "high") == [36.0]


def test_mixed_currencies_are_told_that_one_fact_needs_one_observation(engine: Engine) -> None:
    rows = [figure(2024, 9.0, currency="MYR"), figure(2024, 2.0, currency="USD")]
    with pytest.raises(TradeTableError, match="one fact in two currencies need the same `observation`"):
        tv.growth(engine.make(rows))


def test_convert_multiplies_and_writes_the_passport(engine: Engine) -> None:
    rows = [
        figure(2024, 8.0, low=7.0, high=9.0, currency="MYR"),
        figure(2007, 2.0, low=1.0, high=3.0, currency="EUR"),
        figure(2007, 3.0, low=None, high=None, currency="USD"),
        figure(2024, 1.0, low=1.0, high=1.0, currency="MYR"),
    ]
    usd = engine.run(tv.convert, [rows[0], rows[3], rows[2]], to="USD", rates=RATES)
    assert column(usd, "value") == [2.0, 0.25, 3.0]
    assert column(usd, "low") == [1.75, 0.25, None]
    assert column(usd, "high") == [2.25, 0.25, None]
    assert column(usd, "currency") == ["USD"] * 3
    assert column(usd, "rate") == [4.0, 4.0, None]
    assert column(usd, "rate_kind") == ["average", "average", None]
    assert column(usd, "rate_source") == ["bank", "bank", None]
    assert column(usd, "stated_value") == [8.0, 1.0, 3.0]
    assert column(usd, "stated_currency") == ["MYR", "MYR", "USD"]
    assert column(usd, "period") == [2024, 2024, 2007]
    ringgit = engine.run(tv.convert, rows, to="MYR", rates=RATES)
    assert column(ringgit, "value") == [8.0, 10.0, 10.5, 1.0]
    assert column(ringgit, "rate") == [None, 1 / 5, 1 / 3.5, None]
    for row in ringgit[1:3]:
        assert row["value"] == pytest.approx(row["stated_value"] / row["rate"], rel=1e-15)


def test_convert_on_duckdb_is_the_same(relation: Engine) -> None:
    rows = [*series({2007: 2.0, 2024: 3.0}, low=1.0), figure(2024, 8.0, currency="MYR", low=7.0)]
    got = sorted(plain(tv.convert(relation.make(rows), to="USD", rates=RATES)), key=lambda row: row["value"])
    assert column(got, "value") == [2.0, 2.0, 3.0]
    assert sorted(column(got, "low")) == [1.0, 1.0, 1.75]
    real = plain(tv.deflate(relation.make(rows[:2]), deflator=tv.deflators.us_cpi(), base_period=2024))
    assert sorted(column(real, "value")) == pytest.approx([3.0, 2.0 * CPI[2024] / CPI[2007]])


def test_convert_of_the_ledger_at_the_ecbs_rates(engine: Engine, ecb_days: list[dict], dollar_rates: object) -> None:
    ledger = plain(tv.load())
    got = engine.run(tv.convert, [row for row in ledger if row["period"] != 2024], to="MYR", rates=dollar_rates)
    for row, dollars in zip(got, (1_133_000_000, 1_903_000_000), strict=True):
        days = [day["MYR"] / day["USD"] for day in ecb_days if day["year"] == row["period"] and "MYR" in day]
        assert row["value"] == pytest.approx(dollars * sum(days) / len(days), rel=1e-12)
        assert row["rate"] == pytest.approx(len(days) / sum(days), rel=1e-12)


@pytest.mark.parametrize("native", [pl.DataFrame, lambda rates: pl.DataFrame(rates).lazy()], ids=["eager", "lazy"])
def test_rates_may_be_of_another_engine_than_the_trade(engine: Engine, native: Callable) -> None:
    given = native(RATES.to_dict("list"))
    assert column(engine.run(tv.convert, [figure(2024, 8.0, currency="MYR")], to="USD", rates=given), "value") == [2.0]


def test_a_rate_with_a_range_widens_the_figure_both_ways(engine: Engine) -> None:
    given = RATES.assign(low=RATES["rate"] - 0.5, high=RATES["rate"] + 1.0)
    up = engine.run(tv.convert, [figure(2024, 10.0, low=9.0, high=11.0)], to="MYR", rates=given)[0]
    assert [up["low"], up["value"], up["high"]] == pytest.approx([9.0 * 3.5, 10.0 * 4.0, 11.0 * 5.0])
    down = engine.run(tv.convert, [figure(2024, 10.0, low=9.0, high=11.0, currency="MYR")], to="USD", rates=given)[0]
    assert [down["low"], down["value"], down["high"]] == pytest.approx([9.0 / 5.0, 10.0 / 4.0, 11.0 / 3.5])


def test_a_second_conversion_multiplies_rates_and_keeps_what_was_printed(engine: Engine) -> None:
    rows = [figure(2007, 7.0, currency="MYR"), figure(2007, 2.0, currency="USD")]
    euro = RATES.assign(base=["USD", "USD", "USD"], quote=["EUR", "EUR", "MYR"], rate=[0.5, 0.5, 3.5], kind="end")
    once = engine.make(rows)
    twice = plain(tv.convert(tv.convert(once, to="USD", rates=RATES), to="EUR", rates=euro))
    assert column(twice, "value") == [1.0, 1.0]
    assert column(twice, "stated_value") == [7.0, 2.0]
    assert column(twice, "stated_currency") == ["MYR", "USD"]
    assert column(twice, "rate") == pytest.approx([7.0, 2.0])
    assert column(twice, "rate_kind") == ["average, then end", "end"]
    assert column(twice, "rate_source") == ["bank", "bank"]


@pytest.mark.parametrize(
    ("rows", "to", "error", "words"),
    [
        ([figure(2008, 1.0)], "MYR", MissingRateError, "no rate between USD and MYR for 2008; found: 2007, 2024"),
        ([figure(2024, 1.0, currency="EUR")], "MYR", MissingRateError, "no rate between EUR and MYR for 2024"),
        ([figure(202401, 1.0)], "MYR", MissingRateError, "for 202401; found: 2007, 2024"),
        ([figure(2024, 1.0)], "RM", UnknownCodeError, "'RM' is no currency"),
        (
            [figure(2024, 1.0), figure(2024, 1.0, currency=None)],
            "MYR",
            TradeTableError,
            "needs a currency and a period",
        ),
        ([figure(2024, 1.0), {**figure(2024, 1.0), "period": None}], "MYR", TradeTableError, "currency and a period"),
        ([figure(2024, 1.0, price_basis="real", base_period=2024)], "MYR", TradeTableError, "convert takes nominal"),
        (
            [{"period": 2024, "value": 1.0}],
            "MYR",
            TradeTableError,
            "needs the column.s. currency; found: columns period",
        ),
        ([figure(2024, "1.0")], "MYR", TradeTableError, "column value of a trade table holds number"),
    ],
)
def test_convert_refuses(engine: Engine, rows: list[Row], to: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        tv.convert(engine.make(rows), to=to, rates=RATES)


def test_trap_no_rates_is_a_type_error_of_pythons_own(engine: Engine) -> None:
    frame = engine.make(TWICE)
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'rates'"):
        tv.convert(frame, to="USD")
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'to'"):
        tv.convert(frame, rates=RATES)
    with pytest.raises(TypeError, match="positional argument"):
        tv.convert(frame, "USD", RATES)


def test_deflate_restates_at_one_years_prices(engine: Engine) -> None:
    rows = [figure(2024, 2480.0, low=2475.0, high=2485.0), figure(2007, 1903.0, low=None, high=1904.0)]
    real = engine.run(tv.deflate, rows, deflator=tv.deflators.us_cpi(), base_period=2024)
    factors = [1.0, CPI[2024] / CPI[2007]]
    assert column(real, "value") == pytest.approx([2480.0, 1903.0 * factors[1]], rel=1e-12)
    assert column(real, "low") == [2475.0, None]
    assert column(real, "high") == pytest.approx([2485.0, 1904.0 * factors[1]], rel=1e-12)
    passport = [
        tuple(row[name] for name in ("price_basis", "base_period", "deflator", "deflator_source", *STATED))
        for row in real
    ]
    name = "US CPI-U, all items (1982-84 = 100)"
    assert passport == [("real", 2024, name, "us-cpi", value, "USD") for value in (2480.0, 1903.0)]


@pytest.mark.parametrize(
    ("rows", "error", "words"),
    [
        (TWICE, TradeTableError, "deflate needs one currency; found: EUR, MYR, USD; do: tv.prefer.* tv.convert"),
        (series({2024: 1.0, 202401: 1.0}), TradeTableError, "deflate needs one frequency; found: years and months"),
        (series({2024: 1.0}, price_basis="real", base_period=2007), TradeTableError, "deflate takes nominal money"),
        (series({1990: 1.0, 2024: 1.0}), MissingDeflatorError, "no price index of USD for 1990; found: 1999 to"),
        (series({2024: 1.0}, currency="MYR"), MissingDeflatorError, "no price index of MYR for 2024"),
        (series({2024: 1.0}, currency=None), TradeTableError, "needs a currency and a period in every row"),
    ],
)
def test_deflate_refuses(engine: Engine, rows: list[Row], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        tv.deflate(engine.make(rows), deflator=tv.deflators.us_cpi(), base_period=2024)


def test_months_are_restated_at_the_prices_of_a_month_or_of_a_whole_year(engine: Engine) -> None:
    prices = tv.deflators.us_cpi(frequency="M")
    index = prices.set_index("period")["index"]
    rows = [figure(202305, 100.0), figure(202412, 200.0)]
    real = engine.run(tv.deflate, rows, deflator=prices, base_period=202412)
    assert column(real, "value") == pytest.approx([100.0 * index[202412] / index[202305], 200.0])
    real = engine.run(tv.deflate, rows, deflator=prices, base_period=2024)
    mean = sum(index[202400 + month] for month in range(1, 13)) / 12
    assert column(real, "value") == pytest.approx([100.0 * mean / index[202305], 200.0 * mean / index[202412]])
    assert column(real, "base_period") == [2024, 2024]
    # The mean of a year of which a month was not printed is none.
    with pytest.raises(MissingDeflatorError, match="no price index of USD for 202510"):
        tv.deflate(engine.make(rows), deflator=prices, base_period=2025)
    with pytest.raises(MissingDeflatorError, match=r"no price index of USD for 202305, 202401, .*; found: 1999 to"):
        tv.deflate(engine.make(rows), deflator=tv.deflators.us_cpi(), base_period=2024)


def test_quarters_are_converted_and_restated_at_their_own_rates_and_prices(engine: Engine) -> None:
    rates, prices = tv.rates.ecb(base="USD", frequency="Q"), tv.deflators.us_cpi(frequency="Q")
    rate = rates[(rates["quote"] == "MYR") & (rates["period"] == 20242)]["rate"].item()
    (row,) = engine.run(tv.convert, [figure(20242, 100.0)], to="MYR", rates=rates)
    assert row["value"] == pytest.approx(100.0 * rate)
    index = prices.set_index("period")["index"]
    (row,) = engine.run(tv.deflate, [figure(20242, 100.0)], deflator=prices, base_period=20244)
    assert row["value"] == pytest.approx(100.0 * index[20244] / index[20242])


def test_deflate_needs_the_base_period_too(engine: Engine) -> None:
    with pytest.raises(MissingDeflatorError, match="no price index of USD for 1990"):
        tv.deflate(engine.make(series({2024: 1.0})), deflator=tv.deflators.us_cpi(), base_period=1990)


def test_index_labels_and_their_order_stay_even_where_doubled() -> None:
    frame = pd.DataFrame(series({2024: 8.0, 2007: 7.0}, currency="MYR"), index=[5, 5])
    converted = tv.convert(frame, to="USD", rates=RATES)
    assert (converted.index.tolist(), converted["value"].tolist()) == ([5, 5], [2.0, 2.0])
    real = tv.deflate(converted, deflator=tv.deflators.us_cpi(), base_period=2024)
    assert (real.index.tolist(), real["period"].tolist()) == ([5, 5], [2024, 2007])
    assert real["value"].tolist() == pytest.approx([2.0, 2.0 * CPI[2024] / CPI[2007]])


def test_missing_values_stay_missing(engine: Engine) -> None:
    rows = series({2007: None, 2024: 8.0}, currency="MYR")
    assert column(engine.run(tv.convert, rows, to="USD", rates=RATES), "value") == [None, 2.0]
    rows = series({2006: None, 2024: 8.0})
    real = engine.run(tv.deflate, rows, deflator=tv.deflators.us_cpi(), base_period=2007)
    assert column(real, "value") == [None, pytest.approx(8.0 * CPI[2007] / CPI[2024])]


@pytest.mark.parametrize("value", [2**62, 8])
def test_whole_numbers_do_not_overflow(engine: Engine, value: int) -> None:
    assert column(engine.run(tv.convert, [figure(2024, value)], to="MYR", rates=RATES), "value") == [value * 4.0]


def test_empty_frames_come_back_empty_with_their_columns(engine: Engine) -> None:
    empty = engine.make(series({2024: 1.0})).head(0)
    assert engine.run_on(tv.convert, empty, to="MYR", rates=RATES) == []
    converted = tv.convert(empty, to="MYR", rates=RATES)
    names = set(nw.from_native(converted).collect_schema().names())
    assert {"rate", "rate_kind", "rate_source", "stated_value", "stated_currency"} <= names
    real = tv.deflate(empty, deflator=tv.deflators.us_cpi(), base_period=2024)
    assert {"price_basis", "base_period", "deflator", "deflator_source"} <= set(
        nw.from_native(real).collect_schema().names()
    )
    assert engine.run_on(tv.deflate, empty, deflator=tv.deflators.us_cpi(), base_period=2024) == []
    assert engine.run_on(tv.prefer, empty, currency="USD") == []
    with pytest.raises(UnknownCodeError, match="'US' is no currency"):
        tv.prefer(empty, currency="US")


def test_a_rate_table_may_be_silent_on_its_kind(engine: Engine) -> None:
    for given in (RATES.drop(columns="kind"), RATES.assign(kind=None)):
        got = engine.run(tv.convert, series({2007: 7.0, 2024: 8.0}, currency="MYR"), to="USD", rates=given)
        assert column(got, "value") == [2.0, 2.0]
        assert column(got, "rate_kind") == [None, None]


@pytest.mark.parametrize("given", [None, [1, 2], {"period": [2024]}])
def test_what_is_no_frame_is_a_type_error(given: object) -> None:
    with pytest.raises(TypeError):
        tv.convert(given, to="USD", rates=RATES)
    with pytest.raises(TypeError):
        tv.convert(pd.DataFrame(TWICE), to="USD", rates=given)


def test_a_deficit_is_widest_at_the_highest_rate_and_a_surplus_below_one_is_not(engine: Engine) -> None:
    # 2007 has a rate alone, 2024 days from 3.5 to 5 ringgit a dollar.
    rates = RATES.assign(low=[None, 3.5, None], high=[None, 5.0, None]).astype({"low": float, "high": float})
    rows = [
        figure(2024, -9.0, low=-10.0, high=-8.0, flow="balance"),
        figure(2024, 0.7, low=0.5, high=0.9),
        figure(2007, -9.0, low=-10.0, high=-8.0, flow="balance", reporter="THA"),
    ]
    ends = [(row["low"], row["value"], row["high"]) for row in engine.run(tv.convert, rows, to="MYR", rates=rates)]
    assert ends == [
        pytest.approx((-50.0, -36.0, -28.0)),
        pytest.approx((1.75, 2.8, 4.5)),
        pytest.approx((-35.0, -31.5, -28.0)),
    ]


def test_all_observations_that_are_not_settled_are_named(engine: Engine) -> None:
    rows = [figure(2024, 1.0, observation=key, currency=code) for key in "abc" for code in ("MYR", "EUR")]
    with pytest.raises(TradeTableError) as refused:
        engine.run(tv.prefer, rows, currency="USD")
    assert all(f"observation {key} is stated in EUR and MYR, not in USD" in str(refused.value) for key in "abc")


def test_a_table_that_is_checked_is_still_asked_for_its_currencies() -> None:
    table = nw.from_native(pd.DataFrame([figure(2024, 1.0, observation="a"), figure(2024, 2.0, observation="a")]))
    with pytest.raises(TradeTableError, match="observation a is stated in USD by 2 rows"):
        prefer_checked(table, "USD")
    assert len(nw.to_native(prefer_checked(table, "USD", validate=False))) == 2
    for ask in (lambda: prefer_checked(table, "ZZZ"), lambda: convert_checked(table, "ZZZ", RATES)):
        with pytest.raises(UnknownCodeError, match="'ZZZ' is no currency"):
            ask()
