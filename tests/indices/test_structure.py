"""Structure: overlap and distance of shares of products, the long way."""

import itertools
import random

import pandas as pd
import pytest

from frames import IN_PROCESS, Engine, Row
from index_rows import bought, cells, sold
from tradeview.errors import TradeTableError
from tradeview.indices import complementarity, diversification, similarity

SOLD = {"MYS": {"15": 30.0, "27": 50.0, "85": 20.0}, "RUS": {"27": 90.0, "31": 10.0}, "SGP": {"85": 8.0}}


def exports(table: dict[str, dict[str, float]] = SOLD, partner: str = "THA") -> list[Row]:
    return [sold(i, partner, code, value) for i, row in table.items() for code, value in row.items()]


def shares(row: dict[str, float]) -> dict[str, float]:
    return {code: value / sum(row.values()) for code, value in row.items()}


def distance(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(abs(one.get(code, 0.0) - other.get(code, 0.0)) for code in {*one, *other}) / 2


@pytest.fixture(params=IN_PROCESS, ids=lambda engine: engine.name)
def any_engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


def test_similarity_of_every_two_both_ways(any_engine: Engine) -> None:
    got = cells(any_engine.run(similarity, exports()), "similarity", "reporter", "other")
    assert set(got) == {(i, j) for i in SOLD for j in SOLD if i != j}
    for (i, j), value in got.items():
        common = (min(shares(SOLD[i]).get(code, 0.0), shares(SOLD[j]).get(code, 0.0)) for code in SOLD["MYS"])
        assert value == pytest.approx(sum(common))
    assert got["RUS", "SGP"] == 0.0  # nothing in common, which is known


def test_economies_are_compared_within_a_period_alone(any_engine: Engine) -> None:
    rows = [sold("MYS", "THA", "15", 1.0, 2023), sold("RUS", "THA", "15", 1.0, 2024)]
    assert any_engine.run(similarity, rows, validate=False) == []
    assert any_engine.run(diversification, rows, validate=False) == [
        {"period": 2023, "reporter": "MYS", "diversification": 0.0},
        {"period": 2024, "reporter": "RUS", "diversification": 0.0},
    ]


def test_diversification_is_the_distance_from_the_world(any_engine: Engine) -> None:
    world = {code: sum(row.get(code, 0.0) for row in SOLD.values()) for code in ("15", "27", "31", "85")}
    got = cells(any_engine.run(diversification, exports()), "diversification", "reporter")
    assert got == pytest.approx({i: distance(shares(row), shares(world)) for i, row in SOLD.items()})


def test_the_world_is_its_own_rows_where_it_has_them(any_engine: Engine) -> None:
    world = {"15": 100.0, "27": 500.0, "31": 200.0, "85": 200.0}
    rows = [*exports(), *(sold("WLD", "WLD", code, value) for code, value in world.items())]
    got = cells(any_engine.run(diversification, rows), "diversification", "reporter")
    assert got == pytest.approx({i: distance(shares(row), shares(world)) for i, row in SOLD.items()})


BOUGHT = {"THA": {"27": 6.0, "85": 2.0}, "MYS": {"15": 5.0}}


def test_complementarity_of_sellers_with_buyers_whoever_trades_with_whom(any_engine: Engine) -> None:
    rows = [*exports(partner="USA")]
    rows += [bought(j, "CHN", code, value) for j, row in BOUGHT.items() for code, value in row.items()]
    got = cells(any_engine.run(complementarity, rows), "complementarity", "reporter", "partner")
    assert set(got) == {(i, j) for i in SOLD for j in BOUGHT if i != j}
    expected = {(i, j): 1 - distance(shares(SOLD[i]), shares(BOUGHT[j])) for i, j in got}
    assert got == pytest.approx(expected)
    assert got["SGP", "MYS"] == 0.0


def test_complementarity_with_mirrors_needs_partners_and_not_the_world(any_engine: Engine) -> None:
    rows = [*exports(partner="THA"), sold("CHN", "WLD", "15", 1000.0)]
    got = cells(any_engine.run(complementarity, rows, imports="mirror"), "complementarity", "reporter", "partner")
    assert set(got) == {(i, "THA") for i in [*SOLD, "CHN"]}
    demand = {code: sum(row.get(code, 0.0) for row in SOLD.values()) for code in ("15", "27", "31", "85")}
    assert got["CHN", "THA"] == pytest.approx(1 - distance({"15": 1.0}, shares(demand)))


def test_frames_in_memory_and_lazy_ones_find_the_same_overlaps() -> None:
    chance = random.Random(7)
    names, codes = (
        ("CHN", "DEU", "IDN", "JPN", "MYS", "RUS", "SGP", "THA", "VNM"),
        [f"{code:06d}" for code in range(40)],
    )
    rows = [
        sold(i, "WLD", code, chance.lognormvariate(3, 2), year)
        for year, i, code in itertools.product((2023, 2024), names, codes)
        if chance.random() < 0.3
    ]
    rows += [bought(row["reporter"], "WLD", row["commodity_code"], 1.0, row["period"]) for row in rows[::3]]
    for function, other in ((similarity, "other"), (complementarity, "partner")):
        keys = ("period", "reporter", other)
        found = [cells(engine.run(function, rows), function.__name__, *keys) for engine in IN_PROCESS]
        assert len(found[0]) > 100
        for one in found:
            assert one == pytest.approx(found[0], abs=1e-12)


@pytest.mark.parametrize("function", [similarity, diversification, complementarity])
def test_a_table_of_totals_has_no_structure(function: object) -> None:
    frame = pd.DataFrame([sold("MYS", "THA", "TOTAL", 1.0), bought("THA", "MYS", "TOTAL", 1.0)])
    with pytest.raises(TradeTableError, match="needs products"):
        function(frame)


def test_trap_hs_revisions_structures_of_two_revisions_are_not_compared() -> None:
    rows = [
        sold("MYS", "THA", "851712", 1.0, classification="H5"),
        sold("RUS", "THA", "851713", 1.0, classification="H6"),
    ]
    with pytest.raises(TradeTableError, match="H5, H6"):
        similarity(pd.DataFrame(rows))


def test_trap_cif_and_fob_only_among_what_is_added_up() -> None:
    rows = [sold("MYS", "THA", "15", 1.0, valuation="FOB"), bought("THA", "MYS", "15", 1.0, valuation="CIF")]
    assert complementarity(pd.DataFrame(rows))["complementarity"].tolist() == [1.0]
    with pytest.raises(TradeTableError, match="valuation"):
        complementarity(pd.DataFrame([*rows, bought("SGP", "MYS", "15", 1.0, valuation="FOB")]))


def test_the_world_exports_what_an_economy_exports_where_its_own_rows_lack_it(any_engine: Engine) -> None:
    # The world's own rows have 100 of 15 alone; MYS exports 5 of 15, and 5 of 27, which are the world's 5.
    rows = [sold("WLD", "WLD", "15", 100.0), sold("MYS", "THA", "15", 5.0), sold("MYS", "THA", "27", 5.0)]
    got = cells(any_engine.run(diversification, rows), "diversification", "reporter")
    assert got == {"MYS": pytest.approx(0.5 - 5 / 105)}
