"""Contributions: parts that add up to the growth of the whole, each counted once."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tradeview as tv
from frames import Engine, Row, column, figure, parts
from tradeview.errors import TradeTableError
from tradeview.periods import year_before

INDICES = {2001: {"01": 80.0, "02": 20.0, "03": 0.0}, 2002: {"01": 90.0, "02": 30.0, "03": 10.0}}


def test_contributions_keep_the_revision_of_their_parts(engine: Engine) -> None:
    got = engine.run(tv.contributions, parts(INDICES, classification="H5"), by="commodity_code")
    assert column(got, "classification") == ["H5"] * 3
    later = parts({2002: INDICES[2002]}, classification="H5")
    with pytest.raises(TradeTableError, match="mixed revisions: H4, H5"):
        tv.contributions(
            engine.make([figure(2001, 1.0, commodity_code="99", classification="H4"), *later]), by="commodity_code"
        )


def test_contributions_add_up_to_growth_as_in_the_canon(engine: Engine) -> None:
    rows = engine.run(tv.contributions, parts(INDICES), by="commodity_code")
    assert column(rows, "commodity_code") == ["01", "02", "03"]
    assert column(rows, "change") == [10.0, 10.0, 10.0]
    assert column(rows, "contribution") == pytest.approx([0.1, 0.1, 0.1])
    assert sum(column(rows, "contribution")) == pytest.approx(130 / 100 - 1)
    assert {(row["previous_period"], row["period"]) for row in rows} == {(2001, 2002)}
    absent = {2001: {"01": 80.0, "02": 20.0}, 2002: {"02": 30.0, "03": 10.0}}
    gone = engine.run(tv.contributions, parts(absent), by="commodity_code")
    assert column(gone, "contribution") == pytest.approx([-0.8, 0.1, 0.1])


@pytest.mark.parametrize(("by", "whole"), [("commodity_code", "TOTAL"), ("partner", "WLD"), ("reporter", "WLD")])
def test_trap_double_counting_the_whole_beside_its_parts_is_left_out(engine: Engine, by: str, whole: str) -> None:
    codes = ("01", "02", "03") if by == "commodity_code" else ("RUS", "CHN", "THA")
    names = dict(zip(("01", "02", "03"), codes, strict=True))
    rows = parts({year: {names[part]: value for part, value in row.items()} for year, row in INDICES.items()}, by)
    alone = engine.run(tv.contributions, rows, by=by)
    total = parts({2001: {whole: 1000.0}, 2002: {whole: 2000.0}}, by)
    beside = engine.run(tv.contributions, [*rows, *total], by=by)
    assert {row["change_of_rest"] for row in beside} == {(2000.0 - 130.0) - (1000.0 - 100.0)}
    assert [{**row, "change_of_rest": None} for row in beside] == alone
    assert column(engine.run(tv.contributions, total, by=by), "contribution") == [1.0]


@pytest.mark.parametrize(
    ("rows", "by", "words"),
    [
        ([*parts(INDICES), figure(2001, 1.0, commodity_code="0101")], "commodity_code", "codes of 2, 4 digits"),
        ([figure(2001, 1.0), figure(2001, 2.0, flow="total")], "flow", "total beside its parts; do: drop the rows"),
        ([figure(2001, 9.0, commodity_code="TOTAL"), figure(2002, 1.0)], "commodity_code", "TOTAL alone in some"),
        (parts(INDICES), "value", "contributions by one of commodity_code, partner, reporter, flow; found: 'value'"),
        ([figure(2001, None), figure(2002, 1.0)], "partner", "needs a value in every row; found: 1 without"),
        ([figure(2001, float("nan")), figure(2002, 1.0)], "partner", "1 without, which is not zero"),
    ],
)
def test_contributions_refuse(engine: Engine, rows: list[Row], by: str, words: str) -> None:
    with pytest.raises(TradeTableError, match=words):
        tv.contributions(engine.make(rows), by=by)


def test_sums_of_huge_whole_numbers_do_not_overflow(engine: Engine) -> None:
    rows = parts({2020: dict.fromkeys(("01", "02", "03"), 2**62), 2021: dict.fromkeys(("01", "02"), 2**62)})
    assert sum(column(engine.run(tv.contributions, rows, by="commodity_code"), "contribution")) == pytest.approx(-1 / 3)


def test_trap_double_counting_a_group_beside_its_members_is_left_out(engine: Engine) -> None:
    members = {2001: {"THA": 80.0, "IDN": 20.0}, 2002: {"THA": 90.0, "IDN": 40.0}}
    group = parts({2001: {"XGA": 100.0}, 2002: {"XGA": 130.0}}, "partner")
    rows = parts(members, "partner")
    assert engine.run(tv.contributions, [*rows, *group], by="partner") == engine.run(
        tv.contributions, rows, by="partner"
    )
    assert column(engine.run(tv.contributions, group, by="partner"), "contribution") == pytest.approx([0.3])


def test_a_group_in_one_period_and_its_members_in_another_are_refused(engine: Engine) -> None:
    rows = parts({2001: {"XGA": 100.0, "USA": 1.0}, 2002: {"THA": 90.0, "USA": 2.0}}, "partner")
    with pytest.raises(TradeTableError, match="found: XGA in some, members of it in others"):
        tv.contributions(engine.make(rows), by="partner")


def test_parts_of_a_balance_change_and_contribute_nothing_beside_exports_that_do(engine: Engine) -> None:
    values = {2023: {"01": 80.0, "02": 20.0}, 2024: {"01": 90.0, "02": 50.0}}
    balance = engine.run(tv.contributions, parts(values, flow="balance"), by="commodity_code")
    assert [(row["change"], row["contribution"]) for row in balance] == [(10.0, None), (30.0, None)]
    exports = engine.run(tv.contributions, parts(values), by="commodity_code")
    # 10 and 30 of 100: together the 40% by which the sum grew.
    assert [(row["change"], row["contribution"]) for row in exports] == [(10.0, 0.1), (30.0, 0.3)]


def long_way(rows: list[Row]) -> dict[tuple[object, ...], float]:
    """What each part adds to growth over the year, figure by figure, by period, the months of its year, and part."""
    values: dict[tuple[object, ...], float] = {}
    wholes: dict[tuple[int, object], float] = {}
    for row in rows:
        months = str(row.get("months"))[5:].replace(str(row["period"]), "")
        period, value = int(str(row["period"])), float(str(row["value"]))
        values[period, months, row["commodity_code"]] = value
        wholes[period, months] = wholes.get((period, months), 0.0) + value
    found = {}
    codes = {code for *_, code in values}
    for period, months in wholes:
        before = year_before(period)
        for code in codes:
            now, past = values.get((period, months, code)), values.get((before, months, code))
            if (before, months) in wholes and (now, past) != (None, None):
                found[period, months, code] = ((now or 0.0) - (past or 0.0)) / wholes[before, months]
    return found


PARTS_OF_QUARTERS = {
    20223: {"01": 10.0, "15": 30.0},
    20224: {"01": 20.0, "15": 20.0},
    20232: {"01": 5.0},
    20233: {"01": 12.0, "15": 20.0, "27": 8.0},
    20234: {"15": 60.0},
    20244: {"01": 30.0, "15": 30.0},
}
PARTS_OF_MONTHS = {
    year * 100 + month: {"01": year - 2000.0 + month, "15": 7.0 * month, **({"27": 3.0} if month > year - 2020 else {})}
    for year in (2022, 2023, 2024)
    for month in (1, 5, 12)
}
PARTS_OF_EIGHT_MONTHS = [
    {**row, "months": f"{row['period']}-01/{row['period']}-{last}"}
    for last, cells in (
        ("08", {2022: {"01": 1.0, "15": 3.0}, 2023: {"01": 2.0, "15": 2.0}, 2024: {"27": 9.0}}),
        ("09", {2023: {"01": 5.0, "15": 5.0}, 2024: {"01": 6.0, "27": 9.0}}),
    )
    for row in parts(cells)
]


@pytest.mark.parametrize(
    "rows",
    [parts(PARTS_OF_QUARTERS), parts(PARTS_OF_MONTHS), PARTS_OF_EIGHT_MONTHS],
    ids=["quarters", "months", "parts"],
)
def test_contributions_over_the_year_are_those_of_the_same_part_of_it(every_engine: Engine, rows: list[Row]) -> None:
    got = every_engine.run(tv.contributions, rows, by="commodity_code", over="year")
    found = {}
    for row in got:
        months = str(row.get("months"))[5:].replace(str(row["period"]), "")
        found[row["period"], months, row["commodity_code"]] = row["contribution"]
        assert row["previous_period"] == year_before(row["period"])
    expected = long_way(rows)
    assert len(found) == len(got)
    assert found == pytest.approx(expected)
    assert len(expected) > 5


def test_contributions_over_the_year_add_up_to_growth_over_the_year(every_engine: Engine) -> None:
    got = every_engine.run(tv.contributions, parts(PARTS_OF_MONTHS), by="commodity_code", over="year")
    sums: dict[int, float] = {}
    for row in got:
        sums[row["period"]] = sums.get(row["period"], 0.0) + row["contribution"]
    wholes = [figure(period, sum(cells.values())) for period, cells in PARTS_OF_MONTHS.items()]
    grown = {row["period"]: row["growth"] for row in every_engine.run(tv.growth, wholes, over="year")}
    assert sums == pytest.approx({period: growth for period, growth in grown.items() if growth is not None})


def test_another_word_for_over_is_refused(engine: Engine) -> None:
    frame = engine.make(parts(INDICES))
    with pytest.raises(
        TradeTableError, match=r'contributions needs over="previous" or over="year"; found: over=.month'
    ):
        tv.contributions(frame, by="commodity_code", over="month")  # type: ignore[arg-type]


@settings(max_examples=5)
@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 10**6)), min_size=2, max_size=6))
def test_contributions_add_up_to_the_growth_of_the_sum_and_shares_to_one(values: list[tuple[int, int]]) -> None:
    before = {f"{number:02}": float(one) for number, (one, _) in enumerate(values, 1)}
    now = {f"{number:02}": float(other) for number, (_, other) in enumerate(values, 1)}
    frame = pd.DataFrame(parts({2023: before, 2024: now}))
    contributed = tv.contributions(frame, by="commodity_code")["contribution"].sum()
    totals = pd.DataFrame(parts({2023: {"TOTAL": sum(before.values())}, 2024: {"TOTAL": sum(now.values())}}))
    assert contributed == pytest.approx(tv.growth(totals)["growth"].iloc[-1], abs=1e-9)
    of_2023 = tv.shares(frame[frame["period"] == 2023], by="commodity_code")["share"]
    assert of_2023.sum() == pytest.approx(1.0)
    # A part grows by its contribution over its share.
    grown = tv.growth(frame[frame["commodity_code"] == "01"])["growth"].iloc[-1]
    first = tv.contributions(frame, by="commodity_code")["contribution"].iloc[0]
    assert first == pytest.approx(grown * of_2023.iloc[0], abs=1e-9)


def test_the_change_of_what_parts_leave_of_their_whole_is_said(every_engine: Engine) -> None:
    rows = parts({2020: {"TOTAL": 10.0, "01": 6.0}, 2021: {"TOTAL": 14.0, "01": 7.0}, 2022: {"01": 8.0}})
    rows = [{**row, "coverage": "goods" if row["commodity_code"] == "01" else None} for row in rows]
    found = every_engine.run(tv.contributions, rows, by="commodity_code")
    assert {row["period"]: row["change_of_rest"] for row in found} == {2021: 3.0, 2022: None}
