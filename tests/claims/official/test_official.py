"""Claims of an article beside an official table: what it has of each, the verdict, and what would mend a claim."""

import itertools
import math
from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from frames import ENGINES, IN_PROCESS, Engine
from official_trade import Row, amount_of, claims_of, growth, level, months_through, official
from tradeview.errors import ArgumentError, RateTableError, StatementError, TradeTableError

TABLE = official()
NOVEMBER = amount_of("export", 202011)
YEAR_BEFORE = amount_of("export", 201911)


def judge(*rows: Row, against: Any = None, **options: Any) -> pd.DataFrame:
    table = pd.DataFrame(TABLE) if against is None else pd.DataFrame(against)
    return tv.judge_claims(claims_of(*rows), against=table, **options)


def judge_one(row: Row, against: Any = None, **options: Any) -> "pd.Series[Any]":
    return judge(row, against=against, **options).iloc[0]


def monthly_rates(rate: float = 4.0, **rest: object) -> pd.DataFrame:
    months = months_through(201801, 202312)
    rows = {"period": months, "base": "USD", "quote": "MYR", "rate": rate, "kind": "average", "source": "bank"}
    return pd.DataFrame({**rows, **rest})


# Levels


@pytest.mark.parametrize("flow", ["export", "import", "total", "balance"])
@pytest.mark.parametrize(("start", "end"), [(202011, 202011), (202001, 202009), (202004, 202006), (202001, 202012)])
def test_months_are_added_up(flow: str, start: int, end: int) -> None:
    value = amount_of(flow, start, end)
    found = judge_one(level(value, flow=flow, start=start, end=end))
    assert found["verdict"] == "matches"
    assert found["official_value"] == pytest.approx(value)
    assert found["official_side"] == "MYS"
    assert ("the sum of its months" in found["computation"]) == (start != end)
    assert ("exports less imports" in found["computation"]) == (flow == "balance")


def test_half_of_the_months_are_no_figure() -> None:
    without = [row for row in TABLE if row["period"] != 202003]
    found = judge_one(level(1e12, start=202001, end=202012), against=without)
    assert (found["verdict"], found["missing"]) == ("cannot tell", "months")
    assert math.isnan(found["official_value"])


def test_a_row_of_the_year_stands_where_months_are_wanting() -> None:
    of_year = {**TABLE[0], "period": 2020, "value": 1.1e12}
    without = [row for row in TABLE if row["period"] != 202003]
    found = judge_one(level(1.1e12, start=202001, end=202012), against=[*without, of_year])
    assert (found["verdict"], found["official_value"]) == ("matches", 1.1e12)
    # Where all months are there, they are what is added up.
    found = judge_one(level(amount_of("export", 202001, 202012), start=202001, end=202012), against=[*TABLE, of_year])
    assert found["verdict"] == "matches"


@pytest.mark.parametrize(
    ("period", "months", "start", "end"),
    [(20204, None, 202010, 202012), (2020, None, 202001, 202012), (2020, "2020-07/2021-06", 202007, 202106)],
)
def test_quarters_years_and_fiscal_years_are_figures_too(period: int, months: str, start: int, end: int) -> None:
    row = {**TABLE[0], "period": period, "value": 3e11, "months": months}
    assert judge_one(level(3e11, start=start, end=end), against=[row])["verdict"] == "matches"
    assert judge_one(level(3e11, start=start, end=start), against=[row])["missing"] == "months"


def test_quarters_add_up_to_a_year_and_years_to_several() -> None:
    quarters = [{**TABLE[0], "period": 20200 + quarter, "value": 1e11} for quarter in (1, 2, 3, 4)]
    found = judge_one(level(4e11, start=202001, end=202012), against=quarters)
    assert found["verdict"] == "matches"
    assert "the sum of its quarters" in found["computation"]
    years = [{**TABLE[0], "period": year, "value": 1e12} for year in (2019, 2020)]
    found = judge_one(level(2e12, start=201901, end=202012), against=years)
    assert found["verdict"] == "matches"
    assert "the sum of its years" in found["computation"]


def test_a_revision_is_no_contradiction_and_is_said() -> None:
    found = judge_one(level(NOVEMBER * 1.028))
    assert (found["verdict"], found["missing"] is pd.NA) == ("revised", True)
    assert found["difference"] == pytest.approx(0.028, abs=1e-3)
    assert "+2.8%" in found["explanation"]
    assert "a slip of that size cannot be told" in found["explanation"]
    assert judge_one(level(NOVEMBER * 1.031))["verdict"] == "contradicts"
    assert judge_one(level(NOVEMBER * 1.028), revision=0.02)["verdict"] == "contradicts"
    assert judge_one(level(NOVEMBER * 1.1), revision=0.2)["verdict"] == "revised"


def test_a_difference_within_the_printed_digits_matches() -> None:
    assert judge_one(level(NOVEMBER, step=1e9))["verdict"] == "matches"
    assert judge_one(level(NOVEMBER + 1.2e9, step=1e9))["verdict"] == "revised"
    assert judge_one(level(NOVEMBER + 0.9e9, step=1e9) | {"approximate": True})["verdict"] == "matches"


def test_without_a_range_the_digits_tell_it() -> None:
    printed = {"value": round(NOVEMBER, -9), "currency": "MYR"}
    assert judge_one(printed)["verdict"] == "matches"


@pytest.mark.parametrize(
    ("bound", "share", "verdict"),
    [
        ("more than", 0.99, "matches"),
        ("more than", 1.02, "revised"),
        ("more than", 1.2, "contradicts"),
        ("more than", 0.3, "cannot tell"),
        ("less than", 1.01, "matches"),
        ("less than", 0.8, "contradicts"),
        ("less than", 5.0, "cannot tell"),
    ],
)
def test_bounds_are_kept_or_not(bound: str, share: float, verdict: str) -> None:
    found = judge_one({"value": NOVEMBER * share, "currency": "MYR", "bound": bound})
    assert found["verdict"] == verdict


def test_the_range_of_an_official_figure_counts() -> None:
    wide = [{**row, "low": row["value"] * 0.99, "high": row["value"] * 1.01} for row in TABLE]
    found = judge_one(level(NOVEMBER * 1.008), against=wide)
    assert found["verdict"] == "matches"
    assert found["official_low"] == pytest.approx(NOVEMBER * 0.99)


def test_money_at_constant_prices_is_no_figure() -> None:
    real = [{**row, "price_basis": "real", "base_period": 2020} for row in TABLE]
    assert judge_one(level(NOVEMBER), against=real)["missing"] == "series"


def test_several_figures_for_a_month_are_none() -> None:
    twice = [*TABLE, *({**row, "value": row["value"] * 1.1, "valuation": "CIF"} for row in TABLE)]
    with_valuation = [{"valuation": "FOB", **row} for row in twice]
    assert judge_one(level(NOVEMBER), against=with_valuation)["missing"] == "several"
    same = [*TABLE, *TABLE]
    assert judge_one(level(NOVEMBER), against=same)["verdict"] == "matches"


# Whose trade, with whom, of what


def test_a_partner_that_is_not_named_is_the_world() -> None:
    with_russia = [{**row, "partner": "RUS"} for row in TABLE]
    assert judge_one(level(NOVEMBER), against=with_russia)["missing"] == "series"
    assert judge_one(level(NOVEMBER, partner="RUS"), against=with_russia)["verdict"] == "matches"


def test_a_reporter_that_is_not_named_is_the_only_one() -> None:
    assert judge_one(level(NOVEMBER, reporter=None))["verdict"] == "matches"
    two = [*TABLE, *({**row, "reporter": "SGP"} for row in TABLE)]
    assert judge_one(level(NOVEMBER, reporter=None), against=two)["missing"] == "reporter"


def test_a_side_that_is_not_stated_is_that_of_the_table() -> None:
    of_malaysia = [{**row, "partner": "RUS"} for row in TABLE]
    exports = level(amount_of("import", 202011), reporter="RUS", partner="MYS", flow="export")
    found = judge_one(exports, against=of_malaysia)
    assert (found["verdict"], found["official_side"]) == ("matches", "MYS")
    assert "Malaysia’s statistics" in found["computation"]
    wrong = judge_one(level(5e9, reporter="RUS", partner="MYS", flow="export"), against=of_malaysia)
    assert wrong["verdict"] == "contradicts"
    assert "Russia’s own statistics may count otherwise" in wrong["explanation"]
    assert judge_one({**exports, "side": "RUS"}, against=of_malaysia)["missing"] == "side"
    assert judge_one({**exports, "side": "MYS"}, against=of_malaysia)["verdict"] == "matches"


@pytest.mark.parametrize("has_rows_of_balance", [False, True])
def test_a_balance_of_the_other_side_is_turned_round(*, has_rows_of_balance: bool) -> None:
    table = [{**row, "partner": "RUS"} for row in TABLE]
    if has_rows_of_balance:
        table = [{**table[0], "period": 202011, "flow": "balance", "value": amount_of("balance", 202011)}]
    found = judge_one(
        level(-amount_of("balance", 202011), reporter="RUS", partner="MYS", flow="balance"), against=table
    )
    assert found["verdict"] == "matches"


def test_other_goods_and_other_coverage_are_not_told() -> None:
    assert judge_one(level(1e9, commodity_code="1511"))["missing"] == "series"
    assert judge_one(level(1e9, commodity_code=None, commodity="durians"))["missing"] == "commodity"
    assert judge_one(level(1e9, commodity_code=None))["missing"] == "commodity"
    assert judge_one(level(1e9, coverage="services"))["missing"] == "series"
    assert judge_one(level(NOVEMBER, coverage="goods"))["verdict"] == "matches"


def test_a_section_of_the_sitc_is_no_chapter_of_the_hs() -> None:
    sitc = [{**row, "commodity_code": "15", "classification": "S4"} for row in TABLE]
    assert judge_one(level(NOVEMBER, commodity_code="15"), against=sitc)["missing"] == "series"
    hs = [{**row, "classification": "H5"} for row in sitc]
    assert judge_one(level(NOVEMBER, commodity_code="15"), against=hs)["verdict"] == "matches"


@pytest.mark.parametrize(("code", "missing"), [("15", None), ("1511", "classification")])
def test_products_are_not_compared_over_a_revision(code: str, missing: str | None) -> None:
    revised = [
        {**row, "commodity_code": code, "classification": "H5" if row["period"] < 202001 else "H6"} for row in TABLE
    ]
    found = judge_one(growth(NOVEMBER / YEAR_BEFORE - 1, commodity_code=code), against=revised)
    assert (None if pd.isna(found["missing"]) else found["missing"]) == missing


# Currencies


def test_money_is_converted_at_the_mean_of_its_months() -> None:
    rates = monthly_rates()
    rates.loc[rates["period"].isin([202001, 202002]), "rate"] = [4.0, 5.0]
    value = amount_of("export", 202001, 202002) / 4.5
    found = judge_one(level(value, currency="USD", start=202001, end=202002), rates=rates)
    assert (found["verdict"], found["rate"], found["rate_source"]) == ("matches", 4.5, "bank")
    assert "4.5000 ringgit for one US dollar" in found["computation"]


def test_a_rate_that_is_not_there_is_named() -> None:
    found = judge_one(level(NOVEMBER / 4, currency="USD"))
    assert (found["verdict"], found["missing"]) == ("cannot tell", "rate")
    assert "between USD and MYR for Nov 2020" in found["explanation"]
    of_years = monthly_rates().assign(period=lambda rates: rates["period"] // 100).drop_duplicates()
    assert judge_one(level(NOVEMBER / 4, currency="USD"), rates=of_years)["missing"] == "rate"
    of_year = level(amount_of("export", 202001, 202012) / 4, currency="USD", start=202001, end=202012)
    assert judge_one(of_year, rates=of_years)["verdict"] == "matches"
    assert judge_one(of_year, rates=monthly_rates())["verdict"] == "matches"
    assert judge_one(of_year, rates=monthly_rates(kind="end"))["missing"] == "rate"
    assert judge_one(level(NOVEMBER, currency="EUR"), rates=monthly_rates())["missing"] == "rate"


def test_a_row_in_the_currency_of_the_claim_needs_no_rate() -> None:
    in_dollars = [{**row, "currency": "USD", "value": row["value"] / 4} for row in TABLE]
    assert judge_one(level(NOVEMBER / 4, currency="USD"), against=[*TABLE, *in_dollars])["verdict"] == "matches"
    assert judge_one(level(NOVEMBER), against=[*TABLE, *in_dollars])["verdict"] == "matches"


def test_a_rate_of_one_of_the_days_may_explain_a_figure() -> None:
    rates = monthly_rates(low=3.7, high=4.3)
    found = judge_one(level(NOVEMBER / 3.75, currency="USD"), rates=rates)
    assert (found["verdict"], found["missing"]) == ("cannot tell", "rate")
    assert judge_one(level(NOVEMBER / 3.5, currency="USD"), rates=rates)["verdict"] == "contradicts"


def test_money_without_a_currency_is_not_told() -> None:
    assert judge_one(level(NOVEMBER, currency=None))["missing"] == "currency"


# Growth


def test_growth_is_counted_from_the_year_before_where_nothing_is_said() -> None:
    of_year = NOVEMBER / YEAR_BEFORE - 1
    of_month = NOVEMBER / amount_of("export", 202010) - 1
    found = judge_one(growth(of_year))
    assert found["verdict"] == "matches"
    assert found["official_value"] == pytest.approx(of_year)
    assert judge_one(growth(of_month, base_start=202010, base_end=202010))["verdict"] == "matches"


def test_growth_is_revised_within_points_and_no_further() -> None:
    of_year = NOVEMBER / YEAR_BEFORE - 1
    found = judge_one(growth(of_year + 0.009))
    assert found["verdict"] == "revised"
    assert "+0.9 points" in found["explanation"]
    assert judge_one(growth(of_year + 0.012))["verdict"] == "contradicts"
    assert judge_one(growth(of_year + 0.012), growth_revision=0.02)["verdict"] == "revised"


def test_a_revision_moves_what_has_doubled_twice_as_far() -> None:
    doubled = [{**row, "value": 1e9 if row["period"] == 201911 else 3e9} for row in TABLE if row["flow"] == "export"]
    assert judge_one(growth(2.025), against=doubled)["verdict"] == "revised"
    assert judge_one(growth(2.035), against=doubled)["verdict"] == "contradicts"


def test_annual_growth_is_taken_of_its_years_and_moves_the_less() -> None:
    base = {"base_start": 201811, "base_end": 201811}
    yearly = (NOVEMBER / amount_of("export", 201811)) ** 0.5 - 1
    found = judge_one({**growth(yearly, **base), "kind": "annual growth"})
    assert found["verdict"] == "matches"
    assert judge_one({**growth(yearly + 0.004, **base), "kind": "annual growth"})["verdict"] == "revised"
    assert judge_one({**growth(yearly + 0.008, **base), "kind": "annual growth"})["verdict"] == "contradicts"
    assert judge_one({**growth(yearly), "kind": "annual growth"})["missing"] == "base"


@pytest.mark.parametrize(
    ("now", "before", "value", "missing"),
    [(5e9, -5e9, 0.1, "sign"), (-6e9, -5e9, 0.2, None), (5e9, 0.0, 0.1, "sign"), (-4e9, -5e9, -0.2, None)],
)
def test_growth_of_a_deficit_and_from_nothing(now: float, before: float, value: float, missing: str | None) -> None:
    about = {**TABLE[0], "flow": "balance"}
    table = [{**about, "period": 202011, "value": now}, {**about, "period": 201911, "value": before}]
    found = judge_one(growth(value, flow="balance"), against=table)
    assert (None if pd.isna(found["missing"]) else found["missing"]) == missing
    assert found["verdict"] == ("matches" if missing is None else "cannot tell")


def test_a_base_of_other_length_is_none() -> None:
    assert judge_one(growth(0.1, base_start=201901, base_end=201912))["missing"] == "base"


def test_growth_may_be_said_in_another_currency() -> None:
    rates = monthly_rates()
    rates.loc[rates["period"] == 201911, "rate"] = 5.0
    in_dollars = (NOVEMBER / 4) / (YEAR_BEFORE / 5) - 1
    assert judge_one(growth(in_dollars, currency="USD"), rates=rates)["verdict"] == "matches"
    assert judge_one(growth(in_dollars), rates=rates)["verdict"] == "contradicts"


def test_a_growth_that_goes_the_other_way_is_said() -> None:
    flat = [{**row, "value": 1e9 if row["period"] == 201911 else 1.003e9} for row in TABLE if row["flow"] == "export"]
    found = judge_one(growth(-0.002), against=flat)
    assert found["verdict"] == "revised"
    assert "the other direction" in found["explanation"]


def test_a_small_revision_of_flows_moves_a_balance_far() -> None:
    about = [row for row in TABLE if row["period"] == 202011]
    table = [{**row, "value": 100e9 if row["flow"] == "export" else 98e9} for row in about]
    assert judge_one(level(2e9, flow="balance"), against=table)["verdict"] == "matches"
    assert judge_one(level(2.05e9, flow="balance"), against=table)["verdict"] == "revised"
    found = judge_one(level(2.8e9, flow="balance"), against=table)
    assert (found["verdict"], found["missing"]) == ("cannot tell", "balance")
    assert judge_one(level(3.2e9, flow="balance"), against=table)["verdict"] == "contradicts"


# Changes, shares, ranks, quantities, prices, averages


def test_a_change_is_the_difference_from_its_base() -> None:
    change = NOVEMBER - YEAR_BEFORE
    found = judge_one(level(change, kind="change"))
    assert found["verdict"] == "matches"
    assert found["official_value"] == pytest.approx(change)
    assert judge_one(level(-change, kind="change"))["proposal"] == "sign: the other"


def test_a_change_in_points_is_of_growth_and_only_where_it_fits() -> None:
    now, before = NOVEMBER / YEAR_BEFORE - 1, YEAR_BEFORE / amount_of("export", 201811) - 1
    points = {"kind": "change", "unit": "percentage point"}
    assert judge_one({**growth(now - before), **points})["verdict"] == "matches"
    found = judge_one({**growth(now - before + 0.3), **points})
    assert (found["verdict"], found["missing"]) == ("cannot tell", "meaning")


@pytest.mark.parametrize(
    ("among", "whole"), [("total trade of MYS", "total"), ("total trade", "total"), ("trade of MYS", "total")]
)
def test_a_share_is_of_the_flow_that_it_names(among: str, whole: str) -> None:
    share = NOVEMBER / amount_of(whole, 202011)
    found = judge_one({**growth(share), "kind": "share", "among": among})
    assert found["verdict"] == "matches"
    assert judge_one({**growth(share + 0.009), "kind": "share", "among": among})["verdict"] == "revised"
    assert judge_one({**growth(share + 0.02), "kind": "share", "among": among})["verdict"] == "contradicts"


def test_a_share_of_a_partner_and_of_a_product() -> None:
    part = [{**row, "partner": "RUS", "value": row["value"] / 50} for row in TABLE]
    product = [{**row, "commodity_code": "15", "value": row["value"] / 4} for row in TABLE]
    table = [*TABLE, *part, *product]
    of_partner = {**growth(0.02), "kind": "share", "partner": "RUS", "among": "partners"}
    assert judge_one(of_partner, against=table)["verdict"] == "matches"
    # Three per cent of a small share are far less than a point.
    assert judge_one({**of_partner, **growth(0.022), "kind": "share"}, against=table)["verdict"] == "contradicts"
    of_product = {**growth(0.25), "kind": "share", "commodity_code": "15", "among": "exports"}
    assert judge_one(of_product, against=table)["verdict"] == "matches"


def test_a_share_of_something_else_is_not_told() -> None:
    share = {**growth(0.13), "kind": "share"}
    assert judge_one({**share, "among": "the world’s testing of chips"})["missing"] == "set"
    assert judge_one(share)["missing"] == "set"
    assert judge_one({**share, "among": "partners", "flow": "balance"})["missing"] == "set"


def partners() -> list[Row]:
    """Exports to six partners, of which two are European, the larger one first."""
    amounts = {"CHN": 9e9, "SGP": 8e9, "USA": 7e9, "DEU": 6e9, "NLD": 5e9, "THA": 4e9, "XGA": 99e9, "WLD": 60e9}
    about = {**TABLE[0], "period": 202011}
    return [{**about, "partner": partner, "value": value} for partner, value in amounts.items()]


@pytest.mark.parametrize(
    ("partner", "place", "among", "verdict", "missing"),
    [
        ("DEU", 4, "partners", "matches", None),
        ("DEU", 4, None, "matches", None),
        ("DEU", 5, "partners", "revised", None),
        ("DEU", 1, "partners", "contradicts", None),
        ("DEU", 1, "partners in Europe", "matches", None),
        ("NLD", 4, "partners in Europe", "cannot tell", "set"),
        ("THA", 2, "partners in ASEAN", "matches", None),
        ("CHN", 9, "partners", "cannot tell", "set"),
        ("DEU", 2, "producers of wine", "cannot tell", "set"),
        (None, 2, "partners", "cannot tell", "set"),
        ("RUS", 2, "partners", "cannot tell", "series"),
    ],
)
def test_a_rank_is_the_place_in_the_table(
    partner: str | None, place: int, among: str | None, verdict: str, missing: str | None
) -> None:
    found = judge_one({"kind": "rank", "value": float(place), "partner": partner, "among": among}, against=partners())
    assert (found["verdict"], None if pd.isna(found["missing"]) else found["missing"]) == (verdict, missing)


def test_a_rank_that_lost_its_set_is_given_it_back() -> None:
    european = [{**row, "value": 0.5e9} if row["partner"] == "NLD" else row for row in partners()]
    asian = [row for row in european if row["partner"] not in {"SGP", "THA"}]
    found = judge_one({"kind": "rank", "value": 1.0, "partner": "DEU", "among": "partners"}, against=asian)
    assert found["verdict"] == "contradicts"
    assert "partners in Europe" in found["explanation"]


def weighed(unit: str | None = "kg") -> list[Row]:
    column = {"net_weight": 5e8} if unit is None else {"quantity": 5e8, "quantity_unit": unit}
    return [{**row, "commodity_code": "15", **column} for row in TABLE]


@pytest.mark.parametrize(
    ("column", "unit", "value"),
    [("kg", "tonne", 5e5), (None, "tonne", 5e5), ("kg", "kilogram", 5e8), ("barrel", "barrel", 5e8)],
)
def test_quantities_are_of_their_unit(column: str | None, unit: str, value: float) -> None:
    claim = {"kind": "quantity", "unit": unit, "commodity_code": "15", "value": value}
    assert judge_one(claim, against=weighed(column))["verdict"] == "matches"
    assert judge_one({**claim, "value": value * 1.5}, against=weighed(column))["verdict"] == "contradicts"
    assert judge_one({**claim, "unit": "TEU"}, against=weighed(column))["missing"] == "quantity"
    assert judge_one({**claim, "commodity_code": "TOTAL"})["missing"] == "quantity"


def test_growth_of_weight_is_no_growth_of_value() -> None:
    claim = growth(0.0, commodity_code="15", unit="tonne")
    assert judge_one(claim, against=weighed())["verdict"] == "matches"
    assert judge_one({**claim, "unit": None}, against=weighed())["verdict"] == "contradicts"


def test_a_price_is_the_value_of_a_unit_or_another() -> None:
    price = NOVEMBER / 5e5
    claim = {"kind": "price", "unit": "tonne", "commodity_code": "15", "currency": "MYR"}
    assert judge_one({**claim, "value": round(price, -3)}, against=weighed())["verdict"] == "matches"
    found = judge_one({**claim, "value": price * 2}, against=weighed())
    assert (found["verdict"], found["missing"]) == ("cannot tell", "meaning")


def test_an_average_is_of_its_months() -> None:
    mean = amount_of("export", 202001, 202012) / 12
    claim = level(mean, kind="average", unit="month", start=202001, end=202012)
    found = judge_one(claim)
    assert found["verdict"] == "matches"
    assert "a month" in found["explanation"]
    assert judge_one({**claim, "unit": "day"})["missing"] == "kind"


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ({"kind": "index"}, "kind"),
        ({"kind": "rate"}, "kind"),
        ({"status": "target"}, "status"),
        ({"status": "forecast"}, "status"),
        ({"value": None}, "value"),
        ({"start": None, "end": None}, "time"),
        ({"flow": None}, "flow"),
        ({"start": 203011, "end": 203011}, "months"),
    ],
    ids=lambda case: case if isinstance(case, str) else "-".join(case),
)
def test_what_is_missing_is_said(row: Row, missing: str) -> None:
    found = judge_one({**level(1e9), **row})
    assert (found["verdict"], found["missing"]) == ("cannot tell", missing)
    assert found["explanation"].endswith(".")
    assert pd.isna(found["proposal"])


# What would mend a claim


RATES = monthly_rates()


@pytest.mark.parametrize(
    ("claim", "kind", "proposal", "fields"),
    [
        (level(amount_of("export", 201911)), "year", "period Nov 2019", {"start": 201911, "end": 201911}),
        (level(NOVEMBER * 10, step=1e8), "point", "digit: a tenth", {"value": round(NOVEMBER / 1e7) * 1e7}),
        (level(NOVEMBER / 1000, step=1e4), "point", "digit: 1,000 times", {}),
        (level(NOVEMBER, currency="USD"), "currency", "currency MYR", {"currency": "MYR"}),
        (level(NOVEMBER / 4), "currency", "currency USD", {"currency": "USD"}),
        (level(amount_of("import", 202011)), "flow", "flow import", {"flow": "import"}),
        (level(amount_of("total", 202011)), "flow", "flow total", {"flow": "total"}),
        (level(-amount_of("balance", 202011), flow="balance"), "sign", "sign: the other", {}),
        (level(NOVEMBER - YEAR_BEFORE), "change for level", "kind: the change, for its level", {"kind": "change"}),
        (level(NOVEMBER, kind="change"), "level for change", "kind: the level, for its change", {"kind": "level"}),
        (growth(NOVEMBER / YEAR_BEFORE), "level for growth", "kind: the level, for its growth", {}),
        (growth(1 - NOVEMBER / YEAR_BEFORE), "sign", "sign: the other", {}),
        (
            growth(NOVEMBER / amount_of("export", 202010) - 1, step=1e-4, base_start=201911, base_end=201911),
            "base",
            "base: Oct 2020",
            {"base_start": 202010, "base_end": 202010},
        ),
        (
            level(amount_of("export", 202010)),
            "months",
            "period Oct 2020",
            {"start": 202010, "end": 202010},
        ),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_one_change_mends_a_mistake(claim: Row, kind: str, proposal: str, fields: Row) -> None:
    found = judge_one(claim, rates=RATES)
    assert found["verdict"] == "contradicts"
    assert (found["proposal_kind"], found["proposal"]) == (kind, proposal)
    assert proposal in found["explanation"]
    for name, value in fields.items():
        assert found[f"proposed_{name}"] == (pytest.approx(value) if name == "value" else value)


def test_swapped_digits_are_found() -> None:
    exact = [{**row, "value": 84.72e9} if (row["period"], row["flow"]) == (202011, "export") else row for row in TABLE]
    found = judge_one(level(48.72e9), against=exact)
    assert (found["proposal_kind"], found["proposed_value"]) == ("swapped digits", 84.72e9)
    found = judge_one(level(34.72e9), against=exact)
    assert (found["proposal_kind"], found["proposed_value"]) == ("digit", 84.72e9)


def test_a_digit_that_was_left_out_is_found() -> None:
    exact = [{**row, "value": 84.72e9} if (row["period"], row["flow"]) == (202011, "export") else row for row in TABLE]
    found = judge_one(level(8.72e9), against=exact)
    assert (found["proposal_kind"], found["proposed_value"]) == ("digit", pytest.approx(84.72e9))


def test_growth_of_another_year_told_with_the_direction_of_this_one_is_found() -> None:
    values = {201811: 50e9, 201911: 60.35e9, 202011: 50e9}
    about = {name: TABLE[0][name] for name in TABLE[0] if name not in {"period", "value"}}
    table = [{**about, "flow": "export", "period": month, "value": value} for month, value in values.items()]
    found = judge_one(growth(-0.207), against=table)
    assert found["proposal"] == "period Nov 2019, with the other sign"
    assert (found["proposed_start"], found["proposed_value"]) == (201911, pytest.approx(0.207))


def test_a_coverage_that_was_dropped_is_found() -> None:
    domestic = [{**row, "coverage": "domestic exports", "value": row["value"] * 0.8} for row in TABLE]
    table = [*({**row, "coverage": None} for row in TABLE), *domestic]
    found = judge_one(level(NOVEMBER * 0.8), against=table)
    assert (found["proposal"], found["proposed_coverage"]) == ("coverage: domestic exports", "domestic exports")
    found = judge_one(level(NOVEMBER, coverage="domestic exports"), against=table)
    assert (found["proposal"], found["proposed_coverage"]) == ("coverage: goods", "goods")


def test_the_digits_of_a_level_printed_as_growth_are_known() -> None:
    exact = [{**row, "value": 84.72e9} if (row["period"], row["flow"]) == (202011, "export") else row for row in TABLE]
    found = judge_one(growth(0.8472, step=1e-4), against=exact)
    assert found["proposal_kind"] == "level for growth"
    assert (found["proposed_kind"], found["proposed_currency"]) == ("level", "MYR")


def test_several_changes_are_said_and_none_is_proposed() -> None:
    same = [
        {**row, "value": 70e9 if row["period"] // 100 == 2020 else 50e9} for row in TABLE if row["flow"] == "export"
    ]
    found = judge_one(level(50e9), against=same)
    assert found["verdict"] == "contradicts"
    assert pd.isna(found["proposal"])
    assert "one of several changes, either period " in found["explanation"]


@pytest.mark.parametrize(("off", "proposal"), [(1.01, "digit: 10 times"), (1.02, None)])
def test_a_likely_change_of_what_was_revised_since_is_proposed(off: float, proposal: str | None) -> None:
    found = judge_one(level(NOVEMBER / 10 * off, step=1e6))
    assert found["verdict"] == "contradicts"
    assert (None if pd.isna(found["proposal"]) else found["proposal"]) == proposal
    assert ("off by no more than a revision" in found["explanation"]) == (proposal is not None)


def test_a_claim_that_does_not_contradict_has_no_proposal() -> None:
    found = judge(level(NOVEMBER), level(NOVEMBER * 1.01), {"status": "target"})
    assert found["proposal"].isna().all()


# The article by itself


def test_the_article_is_held_against_itself() -> None:
    exports, imports = level(NOVEMBER), level(amount_of("import", 202011), flow="import")
    found = judge(exports, imports, level(amount_of("total", 202011) * 1.02, flow="total"))
    assert found["verdict"].tolist() == ["matches", "matches", "revised"]
    assert found["explanation"].str.contains("The article contradicts itself").all()
    agreeing = judge(exports, imports, level(amount_of("total", 202011), flow="total"))
    assert not agreeing["explanation"].str.contains("The article contradicts itself").any()


def test_what_is_said_twice_is_held_against_the_article_each_time() -> None:
    exports, imports = level(NOVEMBER), level(amount_of("import", 202011), flow="import")
    trade = level(amount_of("total", 202011) * 1.02, flow="total")
    found = judge(exports, imports, exports, trade, trade)
    assert found["explanation"].str.contains("The article contradicts itself").all()


def test_what_cannot_be_tested_does_not_stop_the_test_of_the_rest() -> None:
    rest = [
        {"kind": "index", "value": 104.1},
        {"kind": "quantity", "unit": "tonne", "value": 3.0},
        {"kind": "share", "value": 0.5, "among": "the world’s chips"},
        {"kind": "growth", "value": -1.5, "flow": "balance"},
        {"status": "target", "value": 1.0, "currency": "MYR"},
        level(NOVEMBER, currency=None),
        {"value": None},
        {"kind": "rank", "value": 2.0, "partner": "RUS"},
    ]
    found = judge(level(NOVEMBER), *rest, growth(NOVEMBER / YEAR_BEFORE - 1))
    assert found["verdict"].iloc[0] == found["verdict"].iloc[-1] == "matches"
    assert len(found) == 10


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("heading", "carried from the heading"),
        ("paragraph", "carried from the text around its sentence"),
        ("published", "told from the day of publication"),
        ("sentence", None),
        (None, None),
        ("footnote", "elsewhere in the text (footnote)"),
    ],
)
def test_a_carried_time_is_said(place: str | None, said: str | None) -> None:
    explained = judge_one(level(NOVEMBER, time_from=place))["explanation"]
    assert ("Its time" in explained) == (said is not None)
    assert said is None or said in explained


# Frames


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_any_engine_holds_the_official_table(engine: Engine) -> None:
    rows = [row for row in TABLE if row["period"] // 100 in {2019, 2020}]
    claims = claims_of(level(NOVEMBER), growth(NOVEMBER / YEAR_BEFORE - 1), level(1e9), level(5.0, flow="re-export"))
    found = tv.judge_claims(claims, against=engine.make(rows))
    assert found["verdict"].tolist() == ["matches", "matches", "contradicts", "cannot tell"]


@pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)
def test_any_engine_holds_claims_and_rates(engine: Engine) -> None:
    claims = [
        {
            "claim": "1",
            "kind": "level",
            "start": 202011,
            "end": 202011,
            "flow": "export",
            **level(NOVEMBER / 4, currency="USD"),
        }
    ]
    rates = monthly_rates().to_dict("records")
    found = tv.judge_claims(engine.make(claims), against=pd.DataFrame(TABLE), rates=engine.make(rates))
    assert isinstance(found, pd.DataFrame)
    assert found["verdict"].tolist() == ["matches"]


def test_the_claims_are_left_as_they_are() -> None:
    claims = claims_of(level(NOVEMBER), level(1e9)).set_index(pd.Index([7, 3]))
    before = claims.copy()
    found = tv.judge_claims(claims, against=pd.DataFrame(TABLE))
    pd.testing.assert_frame_equal(claims, before)
    pd.testing.assert_frame_equal(found[list(claims)], claims)
    # Judged once more, its columns are written anew.
    assert list(tv.judge_claims(found, against=pd.DataFrame(TABLE))) == list(found)


def test_no_claims_have_no_verdicts() -> None:
    found = tv.judge_claims(claims_of(level(1.0)).head(0), against=pd.DataFrame(TABLE))
    assert len(found) == 0
    assert "verdict" in found


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": 202013, "end": 202013}, "a month"),
        ({"start": 202012, "end": 202011}, "not after the last"),
        ({"value": math.inf}, "finite"),
        ({"low": 2e12}, "low <= value"),
        ({"flow": "sale"}, "export, import"),
        ({"reporter": "Malaysia"}, "ISO 3166"),
        ({"currency": "RM"}, "ISO 4217"),
        ({"bound": "over"}, "more than"),
        ({"commodity_code": "oil"}, "HS digits"),
    ],
    ids=lambda case: case if isinstance(case, str) else "-".join(case),
)
def test_what_is_no_claim_is_refused(change: Row, said: str) -> None:
    with pytest.raises(StatementError, match=said):
        judge({**level(NOVEMBER), **change})


def test_tables_that_are_none_are_refused() -> None:
    with pytest.raises(StatementError, match="read_claims"):
        tv.judge_claims(claims_of(level(1.0)).drop(columns="flow"), against=pd.DataFrame(TABLE))
    with pytest.raises(StatementError, match="key of its own"):
        tv.judge_claims(claims_of(level(1.0), level(2.0)).assign(claim="1"), against=pd.DataFrame(TABLE))
    with pytest.raises(TradeTableError, match="flow"):
        judge(level(NOVEMBER), against=[{**TABLE[0], "flow": "sale"}])
    with pytest.raises(RateTableError):
        judge(level(NOVEMBER), rates=monthly_rates(rate=-1.0))


@pytest.mark.parametrize(
    ("name", "given"), [*itertools.product(("revision", "growth_revision"), (-0.1, 1, "3%", None, True))]
)
def test_tolerances_are_shares(name: str, given: Any) -> None:
    with pytest.raises(ArgumentError, match=name):
        judge(level(NOVEMBER), **{name: given})


# Texts


def test_an_article_is_read_and_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def read_claims(text: str, **options: Any) -> pd.DataFrame:
        asked.append((text, options))
        return claims_of(level(NOVEMBER))

    monkeypatch.setattr("tradeview.claims.official.judging.read_claims", read_claims)
    found = tv.fact_check("An article", against=pd.DataFrame(TABLE), reporter="Malaysia", published="2020-12-28")
    assert found["verdict"].tolist() == ["matches"]
    options = {"reporter": "MYS", "partner": None, "published": "2020-12-28", "locale": None}
    assert asked == [("An article", options)]


def test_hedges_are_said_and_widen_the_tests_of_the_article_too() -> None:
    about = {**level(NOVEMBER - 1.5e9, step=1e9), "approximate": True}
    found = judge(level(NOVEMBER), about)
    assert found["verdict"].tolist() == ["matches", "revised"]
    assert found["explanation"].iloc[1].startswith("About RM")
    assert not found["explanation"].str.contains("contradicts itself").any()
    found = judge_one({"value": NOVEMBER * 0.99, "currency": "MYR", "bound": "more than"})
    assert found["explanation"].startswith("More than RM")


def test_a_quantity_without_a_unit_is_no_money() -> None:
    assert judge_one({"kind": "quantity", "value": NOVEMBER}, against=weighed())["missing"] == "quantity"


def test_a_share_of_another_flow_is_found() -> None:
    part = [{**row, "partner": "RUS", "value": row["value"] / 50} for row in TABLE]
    share = amount_of("export", 202011) / 50 / amount_of("total", 202011)
    claim = {**growth(share, step=1e-4), "kind": "share", "partner": "RUS", "among": "exports"}
    found = judge_one(claim, against=[*TABLE, *part])
    assert (found["proposal"], found["proposed_among"]) == ("among: total trade", "total trade")


def test_true_neighbours_of_a_wrong_claim_are_said_to_hold() -> None:
    exports, imports = level(NOVEMBER, quote="RM79 bn"), level(amount_of("import", 202011), flow="import")
    wrong = level(amount_of("total", 202011) * 10, flow="total", quote="RM1500 bn")
    found = judge(exports, imports, wrong)
    assert found["verdict"].tolist() == ["matches", "matches", "contradicts"]
    holds, _, contradicts = found["explanation"]
    assert holds.endswith("What official figures contradict is “RM1500 bn”, and not this one.")
    assert "and not this one" not in contradicts
    slip = level(amount_of("total", 202011) * 1.02, flow="total")
    found = judge(exports, imports, slip)
    assert found["explanation"].str.contains("Official figures do not contradict this one.").all()


@pytest.mark.parametrize(("quote", "reading"), [("RM80 bilion", ""), ("80 Milliarden Ringgit", " (RM80 billion)")])
def test_an_amount_is_said_once_where_only_its_language_spells_the_scale(quote: str, reading: str) -> None:
    found = judge_one(level(80e9, quote=quote))
    assert found["explanation"].startswith(f"“{quote}”{reading} is printed for")


def test_what_is_left_of_a_whole_told_as_its_fall_is_known() -> None:
    ratio = YEAR_BEFORE / NOVEMBER
    table = [{**row, "value": row["value"] * 0.8} if row["period"] == 202011 else row for row in TABLE]
    fall = 0.8 / ratio - 1
    found = judge_one(growth(-(1 + fall)), against=table)
    assert (found["verdict"], found["proposal_kind"]) == ("contradicts", "level for growth")
    assert found["proposed_value"] == pytest.approx(fall, abs=1e-3)


def test_domestic_exports_have_a_share_in_all_exports() -> None:
    domestic = [{**row, "coverage": "domestic exports", "value": row["value"] * 0.8} for row in TABLE]
    table = [*({**row, "coverage": None} for row in TABLE), *domestic]
    share = {"kind": "share", "value": 0.8, "low": 0.795, "high": 0.805, "coverage": "domestic exports"}
    found = judge_one({**share, "among": "exports of MYS"}, against=table)
    assert (found["verdict"], found["official_value"]) == ("matches", pytest.approx(0.8))
    services = judge_one({**share, "among": "exports of MYS", "coverage": "services"}, against=table)
    assert services["verdict"] == "cannot tell"
