"""Longer periods: sums of months and quarters, held against sums made by hand, on every engine."""

import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tradeview as tv
from frames import Engine, Row, column, figure, in_order, series
from tradeview.errors import TradeTableError

PRINTED = Path(__file__).parents[2].parent / "shared" / "data" / "dosm_trade_headline.csv"
MONTHS = range(1, 13)
KEYS = ("period", "partner", "months")


def two_years(**rest: object) -> list[Row]:
    """All months of 2023 and 2024: 1, 2, 4 … 2048 and three times as much."""
    rows = []
    for year, times in ((2023, 1), (2024, 3)):
        rows += [figure(year * 100 + month, times * 2.0 ** (month - 1), **rest) for month in MONTHS]
    return rows


def test_months_add_up_to_quarters_and_years(every_engine: Engine) -> None:
    rows = [*two_years(), *two_years(partner="WLD")]
    quarters = in_order(every_engine.run(tv.to_quarters, rows), KEYS[:2])
    values = [times * part for times in (1, 3) for part in (7.0, 56.0, 448.0, 3584.0)]
    periods = [20231, 20232, 20233, 20234, 20241, 20242, 20243, 20244]
    for partner in ("RUS", "WLD"):
        of_partner = [row for row in quarters if row["partner"] == partner]
        assert column(of_partner, "period") == periods
        assert column(of_partner, "value") == values
    years = in_order(every_engine.run(tv.to_years, rows), KEYS[:2])
    assert column(years, "value") == [4095.0, 4095.0, 12285.0, 12285.0]
    assert column(years, "period") == [2023, 2023, 2024, 2024]


def test_quarters_add_up_to_the_years_of_their_months(engine: Engine) -> None:
    rows = two_years()
    quarters = engine.run(tv.to_quarters, rows)
    assert engine.run(tv.to_years, quarters) == engine.run(tv.to_years, rows)


def test_the_year_to_date_is_january_to_each_month(every_engine: Engine) -> None:
    rows = in_order(every_engine.run(tv.to_date, two_years()), ("value",))
    found = {(row["period"], row["months"]): row["value"] for row in rows}
    assert len(found) == len(rows) == 24
    for year, times in ((2023, 1), (2024, 3)):
        for month in MONTHS:
            months = f"{year}-01/{year}-{month:02}" if month < 12 else None
            assert found[year, months] == times * (2.0**month - 1)


def test_quarters_to_date_end_with_their_months(engine: Engine) -> None:
    rows = engine.run(tv.to_date, series({20241: 1.0, 20242: 2.0, 20243: 4.0, 20244: 8.0}))
    assert column(rows, "months") == ["2024-01/2024-03", "2024-01/2024-06", "2024-01/2024-09", None]
    assert column(rows, "value") == [1.0, 3.0, 7.0, 15.0]


@pytest.mark.parametrize("gap", [None, "no row"])
def test_a_month_that_lacks_is_refused_or_its_sums_are_left_out(engine: Engine, gap: object) -> None:
    rows = [row for row in two_years() if gap is None or row["period"] != 202405]
    rows = [{**row, "value": None} if row["period"] == 202405 else row for row in rows]
    with pytest.raises(TradeTableError) as caught:
        engine.run(tv.to_years, rows)
    assert "to_years needs all 12 months, each with a value; found: 11 of 2024; do: add them" in str(caught.value)
    assert caught.value.rows == ("2024 MYS RUS export 15: 11 months of 12",)
    with pytest.raises(TradeTableError, match="2 of 20242"):
        engine.run(tv.to_quarters, rows)
    assert column(engine.run(tv.to_years, rows, incomplete="drop"), "period") == [2023]
    kept = column(engine.run(tv.to_quarters, rows, incomplete="drop"), "period")
    assert kept == [20231, 20232, 20233, 20234, 20241, 20243, 20244]
    to_date = [row for row in engine.run(tv.to_date, rows) if row["period"] == 2024]
    assert column(to_date, "months") == [f"2024-01/2024-{month:02}" for month in range(1, 5)]


def test_each_series_is_whole_by_itself(engine: Engine) -> None:
    # What one partner lacks, another has: neither lends it, nor is it counted for the other.
    rows = [*series({202401: 1.0, 202402: 2.0}), *series({202401: 10.0, 202403: 30.0}, partner="WLD")]
    to_date = engine.run(tv.to_date, rows)
    found = {(row["partner"], row["months"]): row["value"] for row in to_date}
    assert found == {
        ("RUS", "2024-01/2024-01"): 1.0,
        ("RUS", "2024-01/2024-02"): 3.0,
        ("WLD", "2024-01/2024-01"): 10.0,
    }


def test_ranges_and_what_was_stated_add_up(engine: Engine) -> None:
    rows = [
        figure(202401 + place, 10.0 + place, low=9.0, high=12.0, stated_value=40.0, stated_currency="MYR")
        for place in range(3)
    ]
    (quarter,) = engine.run(tv.to_quarters, rows)
    assert [quarter[name] for name in ("value", "low", "high", "stated_value")] == [33.0, 27.0, 36.0, 120.0]
    rows[1] = {**rows[1], "low": None, "stated_currency": "SGD"}
    (quarter,) = engine.run(tv.to_quarters, rows)
    # Two currencies do not add up, and a range that one month lacks is none of the sum.
    assert [quarter[name] for name in ("value", "low", "high", "stated_value")] == [33.0, None, 36.0, None]


@pytest.mark.parametrize(
    ("units", "quantity"), [(("kg", "kg", "kg"), 6.0), (("kg", "l", "kg"), None), (("kg", None, "kg"), None)]
)
def test_quantities_of_one_unit_add_up(engine: Engine, units: tuple[str | None, ...], quantity: float | None) -> None:
    rows = [
        figure(202401 + place, 1.0, quantity=1.0 + place, quantity_unit=unit, net_weight=2.0)
        for place, unit in enumerate(units)
    ]
    (quarter,) = engine.run(tv.to_quarters, rows)
    assert (quarter["quantity"], quarter["net_weight"]) == (quantity, 6.0)


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (("a", "a", "a"), "a"),
        (("b", "a", "a"), "a; b"),
        (("b", "a", "c"), "a; …; c"),
        (("a", None, "a"), "a"),
        (("b", None, "a"), "a; b"),
        ((None, None, None), None),
    ],
)
def test_sums_name_their_sources_and_no_quote(
    engine: Engine, sources: tuple[str | None, ...], said: str | None
) -> None:
    more = {"quote": "US$1", "observation": "o", "calendar_label": "x", "note": "n"}
    rows = [{**figure(202401 + place, 1.0), "source": source, **more} for place, source in enumerate(sources)]
    (quarter,) = engine.run(tv.to_quarters, rows)
    assert quarter["source"] == said
    assert quarter["note"] == "n"
    assert not {"quote", "observation", "calendar_label"} & set(quarter)


def test_each_month_at_its_rate_is_said_of_the_sum(engine: Engine) -> None:
    rates = [{"rate": 4.0 + place, "rate_kind": "average", "rate_source": "ECB"} for place in range(3)]
    rows = [{**figure(202401 + place, 1.0), **rates[place]} for place in range(3)]
    (quarter,) = engine.run(tv.to_quarters, rows)
    assert (quarter["rate"], quarter["rate_kind"], quarter["rate_source"]) == (None, "average, by month", "ECB")
    rows = [{**row, "rate": 4.0} for row in rows]
    (quarter,) = engine.run(tv.to_quarters, rows)
    assert (quarter["rate"], quarter["rate_kind"]) == (4.0, "average")
    rows = [{**row, "rate": None, "rate_kind": None} for row in rows]
    (quarter,) = engine.run(tv.to_quarters, rows)
    assert (quarter["rate"], quarter["rate_kind"]) == (None, None)


def test_coverages_are_series_of_their_own_and_say_so(engine: Engine) -> None:
    rows = []
    for coverage, value in (("goods", 1.0), (None, 1.0), ("services", 5.0)):
        months = (
            (202401, 202403) if coverage == "goods" else (202402,) if coverage is None else (202401, 202402, 202403)
        )
        rows += [figure(month, value, coverage=coverage) for month in months]
    found = {row["coverage"]: row["value"] for row in engine.run(tv.to_quarters, rows)}
    # What says nothing is goods, and goes with what says so.
    assert found == {"goods": 3.0, "services": 15.0}


@pytest.mark.parametrize(
    ("function", "rows", "words"),
    [
        (tv.to_years, series({2024: 1.0}), "to_years adds up quarters or months; found: years"),
        (tv.to_date, series({2024: 1.0}), "to_date adds up quarters or months; found: years"),
        (tv.to_quarters, series({20241: 1.0}), "to_quarters adds up months; found: quarters"),
        (tv.to_quarters, series({2024: 1.0}), "to_quarters adds up months; found: years"),
        (tv.to_years, series({202401: 1.0, 2024: 1.0}), "needs one frequency; found: years and months"),
        (tv.to_years, [*series({202401: 1.0}), figure(202402, 1.0, currency="MYR")], "needs one currency"),
        (tv.to_years, [*series({202401: 1.0}), figure(202401, 1.0)], "needs one row for each period of a series"),
    ],
)
def test_what_does_not_add_up_is_refused(engine: Engine, function: object, rows: list[Row], words: str) -> None:
    with pytest.raises(TradeTableError, match=words):
        engine.run(function, rows)  # type: ignore[arg-type]


def test_another_word_for_incomplete_is_refused() -> None:
    with pytest.raises(TradeTableError, match='to_years needs incomplete="refuse" or incomplete="drop"'):
        tv.to_years(pd.DataFrame(two_years()), incomplete="keep")  # type: ignore[arg-type]


def test_an_empty_table_has_no_sums(engine: Engine) -> None:
    empty = engine.make(two_years()).head(0)
    for function in (tv.to_quarters, tv.to_years, tv.to_date):
        assert engine.run_on(function, empty) == []


@given(st.lists(st.floats(0, 1e12), min_size=24, max_size=24))
def test_growth_of_the_year_to_date_in_december_is_that_of_years(values: list[float]) -> None:
    periods = [year * 100 + month for year in (2023, 2024) for month in MONTHS]
    months = pd.DataFrame(series(dict(zip(periods, values, strict=True))))
    years = tv.to_years(months)
    assert years["value"].tolist() == pytest.approx([sum(values[:12]), sum(values[12:])], rel=1e-12)
    over_years = tv.growth(years, over="year")["growth"].iloc[-1]
    to_date = tv.growth(tv.to_date(months), over="year")
    of_december = to_date[to_date["months"].isna() & (to_date["period"] == 2024)]["growth"].iloc[0]
    assert math.isclose(of_december, over_years, rel_tol=1e-9, abs_tol=1e-9) or math.isnan(over_years)
    assert math.isnan(of_december) == math.isnan(over_years)


def test_quarters_of_months_make_the_year_of_months_and_grow_as_added_up_by_hand(every_engine: Engine) -> None:
    rows = two_years()
    quarters = every_engine.run(tv.to_quarters, rows)
    years = {row["period"]: row["value"] for row in every_engine.run(tv.to_years, rows)}
    assert {row["period"]: row["value"] for row in every_engine.run(tv.to_years, quarters)} == years
    assert years == {
        year: sum(float(str(row["value"])) for row in rows if row["period"] // 100 == year) for year in years
    }
    grown = {row["period"]: row["growth"] for row in every_engine.run(tv.growth, quarters, over="year")}
    for quarter in range(1, 5):
        ends = range(3 * quarter - 2, 3 * quarter + 1)
        now, past = (sum(row["value"] for row in rows if row["period"] - year * 100 in ends) for year in (2024, 2023))
        assert grown[20240 + quarter] == pytest.approx(now / past - 1)
        assert grown[20230 + quarter] is None


def test_a_sum_says_whether_months_or_quarters_were_converted_each_at_its_rate(engine: Engine) -> None:
    rates = {202400 + month: 4.0 + month / 10 for month in MONTHS} | {
        20240 + quarter: 4.0 + quarter for quarter in (1, 2, 3, 4)
    }
    table = pd.DataFrame([{"period": when, "rate": rate} for when, rate in rates.items()])
    table = table.assign(base="USD", quote="MYR", kind="average", source="bank")
    months = engine.run(tv.convert, [row for row in two_years() if row["period"] > 202400], to="MYR", rates=table)
    (of_months,) = engine.run(tv.to_years, months)
    by_hand = sum(3 * 2.0 ** (month - 1) * rates[202400 + month] for month in MONTHS)
    assert (of_months["value"], of_months["rate_kind"]) == (pytest.approx(by_hand), "average, by month")
    quarters = engine.run(tv.convert, series({20240 + quarter: 1.0 for quarter in (1, 2, 3, 4)}), to="MYR", rates=table)
    (of_quarters,) = engine.run(tv.to_years, quarters)
    assert (of_quarters["value"], of_quarters["rate_kind"]) == (26.0, "average, by quarter")


@pytest.mark.skipif(not PRINTED.exists(), reason="the official series lie beside the project, not in it")
def test_the_first_eight_months_of_malaysias_exports_grew_as_added_up_by_hand() -> None:
    lines = pd.read_csv(PRINTED, parse_dates=["date"])
    exports = lines[lines["series"] == "abs"].set_index("date")["exports"]
    trade = pd.DataFrame(
        [figure(day.year * 100 + day.month, value, partner="WLD", currency="MYR") for day, value in exports.items()]
    )
    grown = tv.growth(tv.to_date(trade), over="year").set_index("months")["growth"]
    expected = exports["2025-01":"2025-08"].sum() / exports["2024-01":"2024-08"].sum() - 1  # type: ignore[misc]
    assert grown["2025-01/2025-08"] == pytest.approx(expected, rel=1e-12)
