"""Parts of years and fiscal years: money of some months, at the rates and prices of just those months."""

from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from frames import Engine, Row, column, figure
from tradeview.errors import MissingDeflatorError, MissingRateError, RateTableError, TableError, TradeTableError

PART, FISCAL = "2024-01/2024-08", "2023-04/2024-03"


def rates_of(kind: str = "average", **months: float) -> pd.DataFrame:
    """A rate table of single months (m202401=4.0), and of the years 2023 and 2024."""
    rows = [(2023, 9.0), (2024, 10.0), *((int(name[1:]), rate) for name, rate in months.items())]
    table = pd.DataFrame(rows, columns=["period", "rate"])
    return table.assign(base="USD", quote="MYR", kind=kind, source="bank")


def monthly(first: int, rates: list[float]) -> dict[str, float]:
    """Rates of the months of a year from one on."""
    return {f"m{first + place}": rate for place, rate in enumerate(rates)}


EIGHT = [4.0, 4.2, 4.4, 4.6, 4.8, 5.0, 5.2, 5.4]
PRICES = [100.0, 101.0, 102.0, 103.0, 104.0, 105.0, 106.0, 107.0]


def prices_of(**months: float) -> pd.DataFrame:
    table = rates_of(**months).rename(columns={"rate": "index"})
    return table[["period", "index"]].assign(currency="USD", name="prices", source="office")


def part_and_year() -> list[Row]:
    return [figure(2024, 100.0, months=PART), figure(2024, 100.0, months=None)]


def test_trap_part_of_a_year_is_converted_at_the_mean_of_just_its_months(every_engine: Engine) -> None:
    rates = rates_of(**monthly(202401, EIGHT))
    rows = every_engine.run(tv.convert, part_and_year(), to="MYR", rates=rates)
    found = {row["months"]: (row["value"], row["rate"], row["rate_kind"]) for row in rows}
    mean = sum(EIGHT) / 8
    assert found == {
        PART: (pytest.approx(100.0 * mean), pytest.approx(1 / mean), "average"),
        None: (pytest.approx(1000.0), pytest.approx(0.1), "average"),
    }


def test_a_fiscal_year_is_of_the_months_of_two_years(engine: Engine) -> None:
    rates = rates_of(**monthly(202304, [3.0] * 9), **monthly(202401, [5.0] * 3))
    (row,) = engine.run(tv.convert, [figure(2023, 1.0, months=FISCAL)], to="MYR", rates=rates)
    assert row["value"] == pytest.approx((9 * 3.0 + 3 * 5.0) / 12)


def test_the_end_of_a_part_of_a_year_is_that_of_its_last_month(engine: Engine) -> None:
    rates = rates_of("end", **monthly(202401, EIGHT))
    (row,) = engine.run(tv.convert, [figure(2024, 1.0, months=PART)], to="MYR", rates=rates)
    assert (row["value"], row["rate_kind"]) == (5.4, "end")


def test_a_rate_of_just_these_months_is_taken_as_it_is(engine: Engine) -> None:
    rates = rates_of(**monthly(202401, EIGHT)).assign(months=None)
    stated = {"period": 2024, "rate": 7.0, "base": "USD", "quote": "MYR", "kind": "average", "source": "bank"}
    rates = pd.concat([rates, pd.DataFrame([{**stated, "months": PART}])], ignore_index=True)
    rows = engine.run(tv.convert, part_and_year(), to="MYR", rates=rates)
    assert column(rows, "value") == [700.0, 1000.0]
    twice = pd.concat([rates, rates[rates["months"].notna()]], ignore_index=True)
    with pytest.raises(RateTableError, match=f"several; do: keep one of them\n  {PART}: 1 USD = 7 MYR"):
        tv.convert(engine.make(part_and_year()), to="MYR", rates=twice)


def test_ranges_of_rates_are_those_of_the_months(engine: Engine) -> None:
    rates = rates_of(**monthly(202401, EIGHT))
    rates = rates.assign(low=rates["rate"] - 0.1, high=rates["rate"] + 0.3)
    (row,) = engine.run(tv.convert, [figure(2024, 1.0, low=1.0, high=1.0, months=PART)], to="MYR", rates=rates)
    mean = sum(EIGHT) / 8
    assert (row["low"], row["high"]) == (pytest.approx(mean - 0.1), pytest.approx(mean + 0.3))


def test_trap_a_rate_of_the_year_is_none_of_its_part(engine: Engine) -> None:
    rows = part_and_year()
    with pytest.raises(MissingRateError, match="no rate between USD and MYR for 202401 to 202408; found: 2023 to 2024"):
        tv.convert(engine.make(rows), to="MYR", rates=rates_of())
    with pytest.raises(MissingRateError, match="no rate between USD and MYR for 202408;"):
        tv.convert(engine.make(rows), to="MYR", rates=rates_of(**monthly(202401, EIGHT[:7])))
    with pytest.raises(MissingDeflatorError, match=r"no price index of USD for 202401, .*, 202408; found: 2023"):
        tv.deflate(engine.make(rows), deflator=prices_of(), base_period=2024)


def test_rates_of_months_of_several_kinds_have_no_mean(engine: Engine) -> None:
    rates = rates_of(**monthly(202401, EIGHT))
    rates.loc[rates["period"] == 202408, "kind"] = "end"
    with pytest.raises(RateTableError, match=f"rates of the months of {PART} of one kind, base and source; found: ave"):
        tv.convert(engine.make(part_and_year()[:1]), to="MYR", rates=rates)


def test_part_of_a_year_is_restated_at_the_prices_of_just_its_months(every_engine: Engine) -> None:
    prices = prices_of(**monthly(202401, PRICES))
    rows = every_engine.run(tv.deflate, part_and_year(), deflator=prices, base_period=2023)
    found = {row["months"]: row["value"] for row in rows}
    assert found == {PART: pytest.approx(100.0 * 9.0 / 103.5), None: pytest.approx(100.0 * 9.0 / 10.0)}


def test_months_that_are_a_whole_period_say_no_more_than_it(engine: Engine) -> None:
    rows = [figure(2024, 1.0, months="2024-01/2024-12"), figure(2023, 1.0, months=None)]
    assert column(engine.run(tv.convert, rows, to="MYR", rates=rates_of()), "value") == [10.0, 9.0]


def test_a_fact_of_part_of_a_year_implies_a_rate_of_its_months(engine: Engine) -> None:
    rows = [
        figure(2024, 100.0, months=PART, observation="a"),
        figure(2024, 450.0, months=PART, observation="a", currency="MYR"),
        figure(2024, 100.0, months=None, observation="b"),
        figure(2024, 470.0, months=None, observation="b", currency="MYR"),
    ]
    implied = tv.rates.implied(engine.make(rows))
    found = {
        row["months"]: row["rate"] for row in implied.astype(object).where(implied.notna(), None).to_dict("records")
    }
    assert found == {PART: 4.5, None: 4.7}
    converted = engine.run(tv.convert, rows[::2], to="MYR", rates=implied)
    assert column(converted, "value") == pytest.approx([450.0, 470.0])


@pytest.mark.parametrize(
    ("months", "words"),
    [("2023-01/2023-08", "months that start in the year of `period`"), ("January", "the first and the last month")],
)
def test_months_of_tables_of_rates_and_prices_are_checked(months: str, words: str) -> None:
    wrong_rates, wrong_prices = (given.assign(months=months).iloc[[1]] for given in (rates_of(), prices_of()))
    frame = pd.DataFrame([figure(2024, 1.0)])
    with pytest.raises(RateTableError, match=words):
        tv.convert(frame, to="MYR", rates=wrong_rates)
    with pytest.raises(TableError, match=words):
        tv.deflate(frame, deflator=wrong_prices, base_period=2024)


def test_part_years_beside_months_are_of_two_frequencies(engine: Engine) -> None:
    rows = [figure(2024, 1.0, months=PART), figure(202409, 1.0, months=None)]
    with pytest.raises(TradeTableError, match="deflate needs one frequency; found: years and months"):
        tv.deflate(engine.make(rows), deflator=prices_of(**monthly(202401, PRICES)), base_period=2024)


def quarterly(first: float) -> Row:
    return figure(20241, first, months=None)


@pytest.mark.parametrize(
    ("row", "of_row"),
    [
        (figure(2024, 100.0, months=PART), sum(PRICES) / 8),
        (figure(2023, 100.0, months="2023-12/2024-03"), (99.0 + sum(PRICES[:3])) / 4),
        (figure(20241, 100.0, months=None), sum(PRICES[:3]) / 3),
        (figure(202403, 100.0, months=None), PRICES[2]),
    ],
    ids=["January to August", "over two years", "quarter", "month"],
)
def test_a_year_as_base_is_the_mean_of_its_twelve_months(every_engine: Engine, row: Row, of_row: float) -> None:
    prices = prices_of(m202312=99.0, **monthly(202401, [*PRICES, 108.0, 109.0, 110.0, 111.0]))
    prices = prices[prices["period"] > 9999]
    (real,) = every_engine.run(tv.deflate, [row], deflator=prices, base_period=2024)
    assert real["value"] == pytest.approx(100.0 * 105.5 / of_row)
    assert (real["base_period"], real["price_basis"]) == (2024, "real")


def test_a_base_that_the_deflator_states_is_taken_as_it_is(engine: Engine) -> None:
    prices = prices_of(**monthly(202401, PRICES))
    (real,) = engine.run(tv.deflate, part_and_year()[:1], deflator=prices, base_period=2024)
    assert real["value"] == pytest.approx(100.0 * 10.0 / 103.5)
    quarters = prices_of().assign(period=[20241, 20242])
    (real,) = engine.run(tv.deflate, [quarterly(100.0)], deflator=quarters, base_period=20242)
    assert real["value"] == pytest.approx(100.0 * 10.0 / 9.0)


def test_a_base_lacks_the_months_that_it_lacks(engine: Engine) -> None:
    prices = prices_of(**monthly(202401, PRICES))
    prices = prices[prices["period"] > 9999]
    frame = engine.make(part_and_year()[:1])
    with pytest.raises(MissingDeflatorError, match="no price index of USD for 202409, 202410, 202411, 202412; found"):
        tv.deflate(frame, deflator=prices, base_period=2024)
    with pytest.raises(MissingDeflatorError, match="no price index of USD for 2019; found"):
        tv.deflate(frame, deflator=prices, base_period=2019)


def test_us_prices_of_months_serve_quarters_and_fiscal_years(engine: Engine) -> None:
    months = tv.deflators.us_cpi(frequency="M")
    mean = months.set_index("period")["index"].loc
    of_year = mean[202401:202412].mean()
    (row,) = engine.run(tv.deflate, [quarterly(1.0)], deflator=months, base_period=2024)
    assert row["value"] == pytest.approx(of_year / mean[202401:202403].mean())
    (row,) = engine.run(tv.deflate, [quarterly(1.0)], deflator=tv.deflators.us_cpi(frequency="Q"), base_period=2024)
    assert row["value"] == pytest.approx(of_year / mean[202401:202403].mean())
    (row,) = engine.run(tv.deflate, [figure(2023, 1.0, months=FISCAL)], deflator=months, base_period=2024)
    assert row["value"] == pytest.approx(of_year / mean[202304:202403].mean())


def in_parts(frame: Any, **options: Any) -> Any:
    """Convert months each at its rate, add them up, and convert the sum at the rate of the year."""
    dollars = pd.DataFrame({"period": [2024], "rate": [0.5], "base": "EUR", "quote": "USD"})
    dollars = dollars.assign(kind="average", source="another bank")
    return tv.convert(tv.to_years(tv.convert(frame, **options)), to="EUR", rates=dollars)


def months_of_2024(currencies: list[str]) -> list[Row]:
    return [figure(202401 + place, 12.0, currency=currencies[place % len(currencies)]) for place in range(12)]


ALIKE: dict[str, Any] = {"to": "USD", "rates": rates_of(**monthly(202401, [4.0] * 12))}
UNLIKE: dict[str, Any] = {"to": "USD", "rates": rates_of(**monthly(202401, [4.0, 3.0] * 6))}


def test_trap_a_sum_of_converted_months_has_no_one_rate_after_it_is_converted_again(every_engine: Engine) -> None:
    (row,) = every_engine.run(in_parts, months_of_2024(["MYR"]), **UNLIKE)
    assert row["value"] == pytest.approx((6 * 3.0 + 6 * 4.0) * 2)
    assert (row["stated_value"], row["stated_currency"], row["rate"]) == (144.0, "MYR", None)
    assert row["rate_kind"] == "average, by month, then average"
    assert row["rate_source"] == "bank, then another bank"


def test_where_there_is_a_rate_it_leads_back_to_what_was_printed(every_engine: Engine) -> None:
    for rates in (ALIKE, UNLIKE):
        for currencies in (["MYR"], ["USD"], ["MYR", "USD"]):
            (row,) = every_engine.run(in_parts, months_of_2024(currencies), **rates)
            if row["rate"] is not None:
                assert row["value"] == pytest.approx(row["stated_value"] / row["rate"])
    (row,) = every_engine.run(in_parts, months_of_2024(["MYR"]), **ALIKE)
    assert row["rate"] == pytest.approx(2.0)


def test_a_sum_of_several_currencies_states_none_of_them(every_engine: Engine) -> None:
    (row,) = every_engine.run(in_parts, months_of_2024(["MYR", "USD"]), **UNLIKE)
    assert (row["stated_value"], row["stated_currency"], row["rate"]) == (None, None, None)
    assert row["rate_kind"] == "of parts, then average"


def test_a_sum_names_the_kinds_of_rates_of_its_months(every_engine: Engine) -> None:
    rates = ALIKE["rates"].assign(source="bank")
    first, last = (
        tv.convert(pd.DataFrame(half), to="USD", rates=rates.assign(kind=kind, rate=rates["rate"] * weight))
        for half, kind, weight in zip(
            (months_of_2024(["MYR"])[:6], months_of_2024(["MYR"])[6:]), ("average", "end"), (1, 2), strict=True
        )
    )
    (row,) = every_engine.run(tv.to_years, pd.concat([first, last]).to_dict("records"))
    assert (row["rate"], row["rate_kind"]) == (None, "average; end, by month")
