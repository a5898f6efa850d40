"""Trade within industries: the two levels, the pairs, and changes of which one side is nothing."""

import pytest

from frames import Engine, Row, column, figure
from tradeview.indices import grubel_lloyd, marginal_intra_industry

YEARS = {"start": 2007, "end": 2024}


def rows_of(year: int, sold: dict[str, float], bought: dict[str, float], **rest: object) -> list[Row]:
    sides = (("export", sold), ("import", bought))
    return [
        figure(year, value, flow=flow, commodity_code=k, **rest)
        for flow, values in sides
        for k, value in values.items()
    ]


WITH_RUSSIA = rows_of(2024, {"01": 30.0, "02": 10.0}, {"01": 10.0})
WITH_SINGAPORE = rows_of(2024, {"02": 5.0}, {"02": 15.0, "03": 30.0}, partner="SGP")


def test_by_product_a_product_without_trade_has_none(engine: Engine) -> None:
    rows = [*WITH_RUSSIA, *WITH_SINGAPORE, *rows_of(2024, {"01": 1.0}, {"01": 1.0}, reporter="THA")]
    got = {(row["reporter"], row["commodity_code"]): row["grubel_lloyd"] for row in _run(engine, rows, "product")}
    assert got == {
        ("MYS", "01"): 0.5,
        ("MYS", "02"): 1.0,
        ("MYS", "03"): 0.0,
        ("THA", "01"): 1.0,
        ("THA", "02"): None,
        ("THA", "03"): None,
    }


def test_the_aggregate_is_the_overlap_and_the_weighted_mean(engine: Engine) -> None:
    rows = [*WITH_RUSSIA, *WITH_SINGAPORE]
    (row,) = _run(engine, rows, "aggregate")
    assert row["grubel_lloyd"] == pytest.approx(2 * (10 + 15) / 100)
    assert row["grubel_lloyd"] == pytest.approx((0.5 * 40 + 1.0 * 30 + 0.0 * 30) / 100)


def test_pairs_overlap_less_than_an_economy_with_the_world(engine: Engine) -> None:
    rows = [*WITH_RUSSIA, *WITH_SINGAPORE]
    got = {row["partner"]: row["grubel_lloyd"] for row in _run(engine, rows, "aggregate", bilateral=True)}
    assert got == pytest.approx({"RUS": 20 / 50, "SGP": 10 / 50})
    cells = _run(engine, rows, "product", bilateral=True)
    assert [(row["partner"], row["commodity_code"], row["grubel_lloyd"]) for row in cells] == [
        ("RUS", "01", 0.5),
        ("RUS", "02", 0.0),
        ("SGP", "02", 0.5),
        ("SGP", "03", 0.0),
    ]


def test_marginal_index_of_changes(engine: Engine) -> None:
    before = rows_of(2007, {"01": 10.0, "02": 10.0, "03": 5.0, "04": 7.0}, {"01": 10.0, "02": 30.0, "04": 7.0})
    after = rows_of(2024, {"01": 30.0, "02": 30.0, "04": 7.0, "05": 8.0}, {"01": 20.0, "02": 10.0, "04": 7.0})
    got = engine.run(marginal_intra_industry, [*before, *after], **YEARS)
    assert [list(row)[:2] for row in got] == [["start", "end"]] * 5
    assert {(row["start"], row["end"]) for row in got} == {(2007, 2024)}
    # Both grew, by 20 and 10; they went opposite ways; one side left; nothing changed; one side came.
    assert column(got, "marginal_iit") == pytest.approx([1 - 10 / 30, 0.0, 0.0, None, 0.0])


def test_trap_gaps_an_economy_that_lacks_one_of_the_periods_is_not_compared(engine: Engine) -> None:
    rows = [*rows_of(2007, {"01": 1.0}, {"01": 1.0}), *rows_of(2024, {"01": 2.0}, {"01": 2.0})]
    late = rows_of(2024, {"01": 2.0}, {"01": 2.0}, reporter="THA")
    for bilateral in (False, True):
        got = engine.run(marginal_intra_industry, [*rows, *late], bilateral=bilateral, **YEARS)
        assert column(got, "reporter") == ["MYS"]
    between = rows_of(2010, {"01": 99.0}, {"01": 1.0}, currency="MYR")  # a year that nobody asked for
    (row,) = engine.run(marginal_intra_industry, [*rows, *between], **YEARS)
    assert row["marginal_iit"] == 1.0


def _run(engine: Engine, rows: list[Row], level: str, **options: object) -> list[Row]:
    return engine.run(grubel_lloyd, rows, level=level, **options)
