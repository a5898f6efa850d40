"""Margins: by either reference, and their product."""

import random

import pandas as pd
import pytest

from frames import IN_PROCESS, Engine, Row
from index_rows import cells, sold
from tradeview.errors import TradeTableError
from tradeview.indices import extensive_margin, intensive_margin, trade_share

PAIR = ("reporter", "partner")


@pytest.fixture(params=IN_PROCESS, ids=lambda engine: engine.name)
def any_engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


WORLD = [
    sold("MYS", "SGP", "15", 10.0),
    sold("MYS", "SGP", "27", 20.0),
    sold("RUS", "SGP", "27", 60.0),
    sold("RUS", "SGP", "31", 30.0),
    sold("CHN", "SGP", "85", 80.0),
    sold("MYS", "RUS", "85", 7.0),
]


def test_margins_by_the_world_and_by_the_rest_of_it(any_engine: Engine) -> None:
    def margin(function: object, column: str, reference: str) -> Row:
        return cells(any_engine.run(function, WORLD, reference=reference), column, *PAIR)

    # MYS sells 15 and 27 to SGP, of which the world sells 10 + 80 of 200, the rest 60 of 170.
    assert margin(extensive_margin, "extensive", "world")["MYS", "SGP"] == pytest.approx(90 / 200)
    assert margin(intensive_margin, "intensive", "world")["MYS", "SGP"] == pytest.approx(30 / 90)
    assert margin(extensive_margin, "extensive", "rest_of_world")["MYS", "SGP"] == pytest.approx(60 / 170)
    assert margin(intensive_margin, "intensive", "rest_of_world")["MYS", "SGP"] == pytest.approx(30 / 60)


def test_no_margin_where_the_rest_of_the_world_sells_nothing(any_engine: Engine) -> None:
    extensive = cells(any_engine.run(extensive_margin, WORLD, reference="rest_of_world"), "extensive", *PAIR)
    intensive = cells(any_engine.run(intensive_margin, WORLD, reference="rest_of_world"), "intensive", *PAIR)
    assert (extensive["MYS", "RUS"], intensive["MYS", "RUS"]) == (None, None)  # it alone sells there
    assert (extensive["CHN", "SGP"], intensive["CHN", "SGP"]) == (0.0, None)  # it alone sells that


def test_a_lone_seller_in_many_rows_leaves_no_rest_of_rounding(any_engine: Engine) -> None:
    rows = [sold("MYS", "SGP", "15", 0.1) for _ in range(7)] + [sold("RUS", "SGP", "27", 1.0)]
    rows += [sold("WLD", "SGP", "15", 0.7)]  # the sum of seven tenths is not it
    got = any_engine.run(intensive_margin, rows, reference="rest_of_world", validate=False)
    assert cells(got, "intensive", *PAIR)["MYS", "SGP"] is None


def test_margins_multiply_to_the_share_of_the_market() -> None:
    chance = random.Random(5)
    names, codes = ("MYS", "RUS", "SGP", "THA", "CHN"), ("15", "27", "31", "85")
    rows = [
        sold(i, j, code, chance.uniform(1, 1e9))
        for i in names
        for j in names
        for code in codes
        if i != j and chance.random() < 0.6
    ]
    frame = pd.DataFrame(rows)
    extensive, intensive = extensive_margin(frame, reference="world"), intensive_margin(frame, reference="world")
    share = cells(
        trade_share(frame, flow="import", imports="mirror").to_dict("records"), "share", "partner", "reporter"
    )
    product = extensive.assign(both=extensive["extensive"] * intensive["intensive"])
    assert cells(product.to_dict("records"), "both", *PAIR) == pytest.approx(share)


def test_trap_double_counting_totals_and_worlds_are_no_products_and_no_partners(any_engine: Engine) -> None:
    wholes = [sold("MYS", "WLD", "15", 10.0), sold("MYS", "SGP", "TOTAL", 30.0), sold("MYS", "XGA", "15", 10.0)]
    for function, reference in [(extensive_margin, "world"), (intensive_margin, "rest_of_world")]:
        got = any_engine.run(function, WORLD + wholes, reference=reference)
        assert got == any_engine.run(function, WORLD, reference=reference)


@pytest.mark.parametrize("function", [extensive_margin, intensive_margin])
def test_unknown_references_and_two_levels_are_refused(function: object) -> None:
    with pytest.raises(TradeTableError, match='reference="world" or reference="rest_of_world"'):
        function(pd.DataFrame(WORLD), reference="self")
    with pytest.raises(TradeTableError, match="2, 4"):
        function(pd.DataFrame([*WORLD, sold("MYS", "SGP", "1511", 9.0)]), reference="world")
