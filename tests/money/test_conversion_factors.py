"""Factors: each distinct pair of a currency and a period gets one, and each row its own."""

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from frames import IN_PROCESS, Engine, figure
from tradeview.errors import RateTableError, TradeTableError
from tradeview.money.conversion_factors import (
    conversion_factors,
    currency_periods,
    deflation_factors,
    factor_columns,
    put_factors_beside,
)

PAIRS = [("MYR", 2001), ("MYR", 2002), ("USD", 2001)]
ROWS = [figure(2001, 1.0), figure(2002, 1.0, currency="MYR"), figure(2001, 1.0, currency="MYR"), figure(2001, 3.0)]
RATES = pd.DataFrame(
    [
        {
            "period": year,
            "base": "USD",
            "quote": "MYR",
            "rate": rate,
            "kind": "end",
            "source": "me",
            "low": low,
            "high": high,
        }
        for year, rate, low, high in ((2001, 4.0, 3.2, 5.0), (2002, 2.5, None, None))
    ]
)


def test_pairs_are_distinct_and_in_order(engine: Engine) -> None:
    assert currency_periods(nw.from_native(engine.make(ROWS)), "convert") == PAIRS


def test_each_pair_has_its_factor_and_its_range() -> None:
    first, second, own = conversion_factors(PAIRS, "USD", RATES)
    assert [(found.currency, found.period) for found in (first, second, own)] == PAIRS
    assert (first.factor, first.factor_low, first.factor_high, first.rate) == (1 / 4, 1 / 5, 1 / 3.2, 4.0)
    assert (second.factor, second.factor_low, second.factor_high) == (1 / 2.5,) * 3
    assert (own.factor, own.rate, own.kind) == (1.0, None, None)


def rates_of(**kinds: str | None) -> pd.DataFrame:
    common = {"period": 2001, "base": "USD", "rate": 4.0, "source": "me"}
    return pd.DataFrame([{**common, "quote": quote, "kind": kind} for quote, kind in kinds.items()])


def test_trap_mean_or_end_of_year_all_currencies_of_a_frame_at_one_kind(engine: Engine) -> None:
    rows = [figure(2001, 8.0, currency="MYR"), figure(2001, 8.0, currency="EUR"), figure(2001, 8.0)]
    for kinds, found in [
        ({"MYR": "average", "EUR": "end"}, "average, end"),
        ({"MYR": "average", "EUR": None}, "None, average"),
    ]:
        with pytest.raises(RateTableError) as caught:
            tv.convert(engine.make(rows), to="USD", rates=rates_of(**kinds))
        assert f"rates of USD of one kind; found: {found}; do: convert at one kind" in str(caught.value)
        assert caught.value.rows == (f"EUR: {kinds['EUR']}", "MYR: average")
    alike = engine.run(tv.convert, rows, to="USD", rates=rates_of(MYR="end", EUR="end", RUB="average"))
    assert [row["value"] for row in alike] == [2.0, 2.0, 8.0]


def test_a_deflator_gives_one_factor_a_period() -> None:
    index = pd.DataFrame({"period": [2001, 2002], "currency": "USD", "index": [50.0, 80.0], "name": "n", "source": "s"})
    used, factors = deflation_factors([("USD", 2001)], index, 2002)
    assert (used, [found.factor for found in factors]) == (("n", {2001: 50.0, 2002: 80.0}, "s"), [1.6])
    assert deflation_factors([], index, 2002) == (None, [])


# Polars in memory has them joined always.
@pytest.mark.parametrize(
    "asked", [engine for engine in IN_PROCESS if engine.name != "polars"], ids=lambda one: one.name
)
def test_every_row_gets_the_factor_of_its_own_pair(asked: Engine) -> None:
    table = nw.from_native(asked.make(ROWS))
    factors = conversion_factors(currency_periods(table, "convert"), "USD", RATES)
    made = table.with_columns(**factor_columns(table, factors, ["factor"]))
    assert [row["factor"] for row in made.lazy().collect().iter_rows(named=True)] == [1.0, 1 / 2.5, 1 / 4, 1.0]


def test_factors_that_are_joined_are_those_of_each_pair(engine: Engine) -> None:
    table = nw.from_native(engine.make(ROWS))
    factors = conversion_factors(currency_periods(table, "convert"), "USD", RATES)
    joined, of_row = put_factors_beside(table, factors, ["factor", "rate", "kind", "source"])
    rows = joined.select("period", "currency", *(column.alias(name) for name, column in of_row.items()))
    got = sorted(rows.lazy().collect().iter_rows(named=True), key=lambda row: (row["currency"], row["period"]))
    assert [row["factor"] for row in got] == [1 / 4, 1 / 2.5, 1.0, 1.0]
    assert [row["rate"] for row in got[:2]] == [4.0, 2.5]
    assert [(row["kind"], row["source"]) for row in got[:2]] == [("end", "me")] * 2
    assert got[2]["kind"] is None or pd.isna(got[2]["kind"])


def test_many_months_are_converted_by_one_join_which_quotes_what_sources_say() -> None:
    months = [year * 100 + month for year in range(2001, 2011) for month in range(1, 13)]
    rate = {month: 3 + place / 7 for place, month in enumerate(months)}
    said = {month: "Malaysia's ['own', list]" if month % 2 else "another" for month in months}
    rates = pd.DataFrame(
        {"period": month, "base": "USD", "quote": "MYR", "rate": rate[month], "kind": "end", "source": said[month]}
        for month in months
    )
    rows = pl.DataFrame([figure(month, 2.0, currency="MYR") for month in reversed(months)])
    with duckdb.connect() as connection:
        converted = tv.convert(connection.from_arrow(rows.to_arrow()), to="USD", rates=rates)
        assert converted.sql_query().count(" JOIN ") == 1
        got = converted.project("period, value, rate, rate_source").fetchall()
        views = connection.sql("select count(*) from duckdb_views() where not internal").fetchall()
    expected = [(month, pytest.approx(2 / rate[month]), pytest.approx(rate[month]), said[month]) for month in months]
    assert sorted(got) == expected
    assert views == [(0,)]
    for frame in (rows, rows.lazy()):
        in_order = tv.convert(frame, to="USD", rates=rates).lazy().collect()
        assert in_order["period"].to_list() == months[::-1]
        assert not [name for name in in_order.columns if name.startswith("_tv")]


def test_a_row_without_currency_is_refused(engine: Engine) -> None:
    with pytest.raises(TradeTableError, match="a currency and a period in every row"):
        currency_periods(nw.from_native(engine.make([*ROWS, figure(2001, 1.0, currency=None)])), "convert")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"value": -1.0}, "convert needs finite values, not negative; found: value -1"),
        ({"period": 999}, "convert needs periods: years, quarters or months; found: 999"),
    ],
    ids=repr,
)
def test_a_row_that_cannot_be_multiplied_is_refused_among_others_and_alone(
    engine: Engine, cells: dict[str, object], words: str
) -> None:
    wrong = {**figure(2001, 1.0), **cells}
    for rows in ([*ROWS, wrong], [wrong]):
        with pytest.raises(TradeTableError, match=words):
            currency_periods(nw.from_native(engine.make(rows)), "convert")
